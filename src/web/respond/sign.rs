//! `/responses/{response}/sign`: the signatory sees what the answers come to, reads them, and signs or asks for a change. Who signed
//! in a while ago types a code first that was mailed for just this.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    portrait::{self, PortraitView},
    summary::{self, ChangesView, LastSigned, PerspectiveView},
};
use crate::{
    clock::Moment,
    error::AppError,
    locale::{self, Lang},
    mail::{self, Receipt, Signature},
    questionnaire::answer::clean,
    store::{
        DbConnection, StoreError, StoreResult,
        access::{self, Actor, Code},
        edition::LoadedEdition,
        mail as outbox, person,
        response::{self, Head},
        signing, version,
    },
    web::{
        App, Posted, Visit,
        form::{self, ErrorView},
        observed::Before,
        signin,
    },
    workflow::{
        Refusal, Role,
        signed::{self, OptIns},
    },
};

#[derive(Serialize)]
struct SignView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    id: String,
    title: String,
    synthetic: bool,
    member: String,
    version: i32,
    sha256: String,
    handed_over: String,
    note: Option<super::NoteView>,
    returned: Option<super::NoteView>,
    noted: bool,
    /// What is new since the version before, where there is one.
    changes: Option<ChangesView>,
    opt_ins: OptIns,
    portrait: Option<PortraitView>,
    /// What is commented, to be read on its own.
    comments: Vec<PerspectiveView>,
    perspectives: Vec<PerspectiveView>,
    answered: usize,
    not_applicable: usize,
    all: usize,
    missing: usize,
    /// Whether the person answers alone: then nobody has handed over, and gaps are accepted here.
    own: bool,
    waiting: bool,
    /// Who else is asked to sign, where the person is not.
    others: Option<String>,
    closed: Option<super::ClosedView>,
    /// Whether a code has to be typed.
    code_needed: bool,
    /// That a code is on its way, and where to.
    sent: Option<String>,
    read: bool,
    gaps: bool,
    why: String,
    errors: Vec<ErrorView>,
    read_error: Option<String>,
    code_error: Option<String>,
    why_error: Option<String>,
}

/// The form as it was typed, and what is to be said of it.
#[derive(Default)]
struct Typed {
    read: bool,
    gaps: bool,
    why: String,
    sent: bool,
    errors: Vec<ErrorView>,
}

impl Typed {
    fn of(form: &Posted) -> Typed {
        Typed {
            read: form.has("read"),
            gaps: form.has("gaps"),
            why: clean(form.raw("why")),
            ..Typed::default()
        }
    }

    fn with_error(self, visit: &Visit, field: &'static str, key: &str) -> Typed {
        Typed { errors: vec![ErrorView { field, text: visit.text(key) }], ..self }
    }
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    page(&visit, path.into_inner(), StatusCode::OK, Typed::default()).await
}

async fn page(visit: &Visit, id: String, status: StatusCode, typed: Typed) -> Result<HttpResponse, AppError> {
    let (editions, scope) = (visit.app.editions.clone(), visit.scope()?);
    let (head, frozen, (content, versions, before, asked, signed)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            let content = version::to_sign(conn, head, &frozen.edition, &frozen.sha256)?;
            let versions = version::of_response(conn, head)?;
            let round = (&*frozen.edition, head.year);
            let before = Before::read(conn, &scope, &editions, round, Some(&head.member))?;
            let signed = match content.version > 1 {
                true => summary::last_signed(conn, head)?,
                false => None,
            };
            Ok((content, versions, before, signing::asked(conn, head)?, signed))
        })
        .await?;
    let actor = visit.actor()?;
    let edition = &frozen.edition;
    let text = content.to_text().map_err(|error| AppError::Fault(error.to_string()))?;
    let entries = content.entries();
    let progress = summary::progress(edition, &entries);
    let perspectives = summary::of(visit, edition, &content);
    let whose = (head.member.clone(), head.person.clone());
    let is_asked = asked.is_empty() || asked.iter().any(|(person, _)| *person == actor.id);
    let names = || visit.listed(asked.iter().map(|(_, name)| name.clone()));
    let error =
        |field: &str| typed.errors.iter().find(|error| error.field == field).map(|error| error.text.clone());
    let view = SignView {
        lang: visit.foreign(edition).map(str::to_owned),
        title: edition.round_title(head.year, visit.reads(edition)),
        member: head.member_name.clone(),
        version: content.version,
        sha256: signed::sha256(text.as_bytes()),
        handed_over: visit.date_time(head.state_at),
        note: (!head.state_note.is_empty()).then(|| super::NoteView {
            text: head.state_note.clone(),
            by: super::note_by(visit, head.state_by.as_deref().unwrap_or_default(), head.state_at),
        }),
        returned: super::returned(visit, &head, &versions),
        noted: signed.as_ref().is_some_and(LastSigned::is_noted),
        changes: summary::changes(visit, edition, (&perspectives, &content), signed.as_ref())?,
        opt_ins: content.opt_ins,
        portrait: portrait::of(visit, edition, &entries, before.as_ref(), &whose)?,
        comments: summary::comments(&perspectives),
        answered: progress.answered,
        not_applicable: progress.not_applicable,
        all: progress.all,
        missing: progress.missing(),
        perspectives,
        own: head.person.is_some(),
        waiting: head.is_to_sign(),
        others: (!is_asked).then(names),
        closed: super::closed(visit, &head),
        synthetic: head.synthetic,
        code_needed: !actor.is_fresh(visit.now()),
        sent: typed
            .sent
            .then(|| visit.text_with("sign-code-sent", &[("address", signin::masked(&actor.email).into())])),
        read: typed.read,
        gaps: typed.gaps,
        read_error: error("read"),
        code_error: error("code"),
        why_error: error("why"),
        why: typed.why,
        errors: typed.errors,
        id: head.id,
    };
    let title = form::title(visit, &visit.text("sign-title"), &view.errors);
    visit.page_with(status, "respond/sign", title, &view)
}

/// Mails a code to the person who is about to sign, and shows the page again with what was typed.
pub(super) async fn send_code(
    req: HttpRequest,
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let (actor, client, app) = (visit.actor()?.clone(), signin::client(&req), visit.app.clone());
    let response = id.clone();
    let sent = visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            if !head.is_to_sign() {
                return Err(Refusal::NotNow(head.state).into());
            }
            let Some(request) = access::request_code(conn, &actor, &client, &response, now)? else {
                return Ok(false);
            };
            let to = mail::Recipient { person: &actor.id, address: &actor.email, language: &actor.language };
            let new = app.mailer.signing_code(to, &request).map_err(StoreError::fault)?;
            outbox::queue(conn, &new, now)?;
            Ok(true)
        })
        .await?;
    let typed = Typed::of(&form);
    if !sent {
        let typed = typed.with_error(&visit, "code", "sign-code-too-many");
        return page(&visit, id, StatusCode::TOO_MANY_REQUESTS, typed).await;
    }
    visit.app.mailer.wake();
    page(&visit, id, StatusCode::OK, Typed { sent: true, ..typed }).await
}

pub(super) async fn sign(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now, year) = (path.into_inner(), visit.scope()?, visit.now(), visit.app.year());
    let typed = Typed::of(&form);
    if !typed.read {
        let typed = typed.with_error(&visit, "read", "sign-read-missing");
        return page(&visit, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    let (gaps_accepted, read_sha256) = (typed.gaps, form.text("sha256").to_owned());
    let (actor, code) = (visit.actor()?.clone(), form.text("code").to_owned());
    let (app, response) = (visit.app.clone(), id.clone());
    let done = visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            // A wrong code is counted, so it is no error, which would take that back.
            if head.is_to_sign() && !actor.is_fresh(now) {
                match access::use_code(conn, &actor.id, &response, &code, now)? {
                    Code::Right => {}
                    refused => return Ok(Err(refused)),
                }
            }
            let frozen = app.editions.get(conn, &head.edition)?;
            if head.person.is_some() && !gaps_accepted {
                let answers = response::counting(conn, &head, &frozen.edition)?;
                let entries = answers.into_iter().map(|(item, stored)| (item, stored.entry)).collect();
                let missing = summary::progress(&frozen.edition, &entries).missing();
                if missing > 0 {
                    return Err(Refusal::Incomplete(missing).into());
                }
            }
            let number = version::sign(
                conn,
                &scope,
                &response,
                (&frozen.edition, &frozen.sha256),
                &read_sha256,
                (&actor.name, now),
            )?;
            tell(conn, &app, &head, &frozen, &actor, year)?;
            Ok(Ok(number))
        })
        .await?;
    let number = match done {
        Ok(number) => number,
        Err(refused) => {
            let key = match (refused, form.text("code")) {
                (Code::Spent, _) => "sign-code-spent",
                (_, "") => "sign-code-missing",
                (_, _) => "sign-code-wrong",
            };
            let typed = typed.with_error(&visit, "code", key);
            return page(&visit, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
        }
    };
    visit.app.mailer.wake();
    Ok(visit.redirect(&format!("/responses/{id}/versions/{number}")))
}

/// Puts the receipts into the outbox, in the transaction of the signature: to who signed, and to those who lead the work.
fn tell(
    conn: &mut DbConnection,
    app: &App,
    head: &Head,
    frozen: &LoadedEdition,
    actor: &Actor,
    year: i32,
) -> StoreResult<()> {
    let Some(version) = version::of_response(conn, head)?.into_iter().next() else { return Ok(()) };
    let signer = person::by_id(conn, &actor.id)?;
    let leads = match head.person {
        Some(_) => Vec::new(),
        None => person::holders(conn, &[Role::ProcessLead], &head.member, year)?,
    };
    let others = leads.into_iter().filter(|lead| lead.id != actor.id);
    let link = app.mailer.receipt_link(&head.id, version.number);
    for person in others.chain([signer]) {
        let lang = Lang::from_tag(&person.language);
        let words = Receipt {
            network: &app.network,
            title: &frozen.edition.round_title(head.year, &person.language),
            name: &person.name,
            member: &head.member_name,
            audience: super::audience(head),
            number: version.number,
            at: &locale::date_time(lang, app.clock.local(version.signed_at)),
            sha256: &version.sha256,
            link: &link,
        };
        let mail = app.mailer.receipt((&person).into(), &head.round, &version.id, &words);
        super::tell(conn, app, &person, mail, app.clock.now())?;
    }
    Ok(())
}

/// Tells those who lead the work that a change is asked for, in the transaction that asks for it.
fn tell_leads(
    conn: &mut DbConnection,
    app: &App,
    head: &Head,
    frozen: &LoadedEdition,
    (who_asks, year, now): (&str, i32, Moment),
) -> StoreResult<()> {
    let leads = person::holders(conn, &[Role::ProcessLead], &head.member, year)?;
    let cause = signing::asked_back(&head.id, now);
    for person in leads.iter().filter(|lead| lead.id != who_asks) {
        let words = Signature {
            network: &app.network,
            title: &frozen.edition.round_title(head.year, &person.language),
            name: &person.name,
            member: &head.member_name,
            audience: super::audience(head),
            due_on: head.due_on.max(app.clock.today()),
            link: &app.mailer.response_link(&head.id),
        };
        let mail = app.mailer.asked_back(person.into(), &head.round, &cause, &words);
        super::tell(conn, app, person, mail, now)?;
    }
    Ok(())
}

pub(super) async fn ask_back(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let typed = Typed::of(&form);
    if typed.why.is_empty() {
        let typed = typed.with_error(&visit, "why", "ask-back-missing");
        return page(&visit, id, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    let (note, response, year, app) = (typed.why, id.clone(), visit.app.year(), visit.app.clone());
    visit
        .app
        .db
        .write(move |conn| {
            signing::ask_back(conn, &scope, &response, &note, now)?;
            let head = response::head(conn, &scope, &response)?;
            let frozen = app.editions.get(conn, &head.edition)?;
            tell_leads(conn, &app, &head, &frozen, (scope.person(), year, now))
        })
        .await?;
    visit.app.mailer.wake();
    Ok(visit.redirect(&format!("/responses/{id}")))
}
