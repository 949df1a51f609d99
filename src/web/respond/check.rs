//! `/responses/{response}/check`: all answers on one page, what is missing and what is remarkable first; then what the member lets be
//! seen of it, and to whom it is handed over for signature.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::summary::{self, ChangesView, PerspectiveView};
use crate::{
    error::AppError,
    mail::Signature,
    questionnaire::answer::clean,
    store::{
        DbConnection, StoreError, StoreResult,
        edition::LoadedEdition,
        response::{self, Change, Head},
        signing::{self, Asked, HandOver},
        version,
    },
    web::{
        App, Posted, Visit,
        form::{self, ErrorView, FieldView},
        observed::{self, Before},
    },
    workflow::{
        Action, Event, Refusal, ResponseState, RoundState,
        observation::{self, Observation},
        signed::OptIns,
    },
};

/// The most characters of a line to those who sign.
const NOTE_MAX: usize = 2000;

#[derive(Serialize)]
struct CheckView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    id: String,
    title: String,
    synthetic: bool,
    perspectives: Vec<PerspectiveView>,
    missing: usize,
    missing_title: String,
    observations: Vec<ObservationView>,
    /// What is new since the version that was signed last.
    changes: Option<ChangesView>,
    editable: bool,
    closed: bool,
    can_hand_over: bool,
    can_answer: bool,
    /// Whether the person answers alone, and signs what stands here.
    own: bool,
    errors: Vec<ErrorView>,
    /// Those who sign for the member.
    signatories: Vec<SignatoryView>,
    /// Whether there are several to choose from.
    several: bool,
    signatories_error: Option<String>,
    by_name: bool,
    share_examples: bool,
    note: FieldView,
    gaps: bool,
    gaps_error: Option<String>,
}

/// Something that the reviewer will look at, with the way to where it is mended.
#[derive(Serialize)]
struct ObservationView {
    href: Option<String>,
    item: String,
    text: String,
}

#[derive(Serialize)]
struct SignatoryView {
    id: String,
    name: String,
    checked: bool,
}

/// The form as it was typed.
struct Typed {
    given: HandOver,
    gaps: bool,
}

impl Typed {
    fn of(form: &Posted) -> Typed {
        Typed {
            given: HandOver {
                note: clean(form.raw("note")),
                opt_ins: OptIns { by_name: form.has("by_name"), share_examples: form.has("share_examples") },
                signatories: form.all("signatory").map(str::to_owned).collect(),
            },
            gaps: form.has("gaps"),
        }
    }
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    page(&visit, path.into_inner(), StatusCode::OK, None, Vec::new()).await
}

async fn page(
    visit: &Visit,
    id: String,
    status: StatusCode,
    typed: Option<Typed>,
    errors: Vec<ErrorView>,
) -> Result<HttpResponse, AppError> {
    let (editions, scope, year) = (visit.app.editions.clone(), visit.scope()?, visit.app.year());
    let (head, frozen, (content, before, signatories, signed)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            let content = version::to_sign(conn, head, &frozen.edition, &frozen.sha256)?;
            let round = (&*frozen.edition, head.year);
            let before = Before::read(conn, &scope, &editions, round, Some(&head.member))?;
            let signatories = match head.is_editable() && head.person.is_none() {
                true => signing::signatories(conn, head, year)?,
                false => Vec::new(),
            };
            let signed = match head.state {
                ResponseState::Signed | ResponseState::Approved => None,
                _ => summary::last_signed(conn, head)?,
            };
            Ok((content, before, signatories, signed))
        })
        .await?;
    let edition = &frozen.edition;
    let entries = content.entries();
    let missing = summary::progress(edition, &entries).missing();
    let whose = (head.member.clone(), head.person.clone());
    let earlier = match &before {
        Some(before) => before.comparable(edition, &whose)?,
        None => Default::default(),
    };
    let observations = observation::of(edition, &entries, &earlier);
    let error =
        |field: &str| errors.iter().find(|error| error.field == field).map(|error| error.text.clone());
    let given = typed.as_ref().map(|typed| &typed.given);
    let opt_ins = given.map_or_else(|| head.opt_ins(), |given| given.opt_ins);
    let perspectives = summary::of(visit, edition, &content);
    let view = CheckView {
        lang: visit.foreign(edition).map(str::to_owned),
        title: edition.round_title(head.year, visit.reads(edition)),
        changes: summary::changes(visit, edition, (&perspectives, &content), signed.as_ref())?,
        perspectives,
        missing,
        missing_title: visit.counted("check-missing-title", missing),
        // What is not answered at all stands above already.
        observations: observations
            .iter()
            .filter(|observation| !matches!(observation, Observation::Thin { answered: 0, .. }))
            .map(|observation| observed(visit, &head, edition, observation, before.as_ref()))
            .collect(),
        editable: head.is_editable(),
        closed: head.round_state == RoundState::Published,
        can_hand_over: head.is_editable() && visit.may_to(&head, Action::HandOver),
        can_answer: head.is_editable() && visit.may_to(&head, Action::Answer),
        own: head.person.is_some(),
        synthetic: head.synthetic,
        several: signatories.len() > 1,
        signatories: signatories
            .into_iter()
            .map(|person| SignatoryView {
                checked: given.is_none_or(|given| given.signatories.contains(&person.id)),
                id: person.id,
                name: person.name,
            })
            .collect(),
        signatories_error: error("signatories"),
        by_name: opt_ins.by_name,
        share_examples: opt_ins.share_examples,
        note: FieldView::of("note", given.map(|given| given.note.clone()).unwrap_or_default(), &errors),
        gaps: typed.as_ref().is_some_and(|typed| typed.gaps),
        gaps_error: error("gaps"),
        errors,
        id: head.id,
    };
    let title = form::title(visit, &visit.text("check-title"), &view.errors);
    visit.page_with(status, "respond/check", title, &view)
}

fn observed(
    visit: &Visit,
    head: &Head,
    edition: &crate::questionnaire::Edition,
    observation: &Observation,
    before: Option<&Before>,
) -> ObservationView {
    let part = |part: &str| format!("/responses/{}/substandards/{part}", head.id);
    let (href, item) = match (observation.item(), observation) {
        (Some(item), _) => {
            let placed = edition.placed(item);
            (placed.map(|(sub, _)| format!("{}#item-{item}", part(&sub.id))), item.to_owned())
        }
        (None, Observation::Thin { substandard, .. }) => (Some(part(substandard)), substandard.clone()),
        (None, _) => (None, String::new()),
    };
    let text = observed::text(visit, observation, before.map(|before| before.year));
    ObservationView { href, item, text }
}

pub(super) async fn hand_over(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now, year) = (path.into_inner(), visit.scope()?, visit.now(), visit.app.year());
    let typed = Typed::of(&form);
    let length = typed.given.note.chars().count();
    if length > NOTE_MAX {
        let args = [("length", length.to_string().into()), ("max", NOTE_MAX.to_string().into())];
        let errors = vec![ErrorView { field: "note", text: visit.text_with("answer-too-long", &args) }];
        return page(&visit, id, StatusCode::UNPROCESSABLE_ENTITY, Some(typed), errors).await;
    }
    let (app, response, given, gaps) = (visit.app.clone(), id.clone(), typed.given.clone(), typed.gaps);
    let done = visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = app.editions.get(conn, &head.edition)?;
            let asked = signing::hand_over(conn, &scope, &response, year, &given, now)?;
            let answers = response::counting(conn, &head, &frozen.edition)?;
            let entries = answers.into_iter().map(|(item, stored)| (item, stored.entry)).collect();
            let missing = summary::progress(&frozen.edition, &entries).missing();
            if missing > 0 && !gaps {
                return Err(Refusal::Incomplete(missing).into());
            }
            asked.iter().try_for_each(|asked| tell(conn, &app, &head, &frozen, asked))
        })
        .await;
    // What can be mended here is mended here, with what was typed.
    let wrong = |field, error: Refusal| ErrorView {
        field,
        text: crate::web::errors::message(&AppError::Refused(error), visit.lang),
    };
    match done {
        Ok(()) => {
            visit.app.mailer.wake();
            Ok(visit.redirect(&format!("/responses/{id}")))
        }
        Err(StoreError::Refused(refusal @ Refusal::Incomplete(_))) => {
            let errors = vec![wrong("gaps", refusal)];
            page(&visit, id, StatusCode::CONFLICT, Some(typed), errors).await
        }
        Err(StoreError::Refused(refusal @ (Refusal::NobodyAsked | Refusal::NoSignatory))) => {
            let errors = vec![wrong("signatories", refusal)];
            page(&visit, id, StatusCode::CONFLICT, Some(typed), errors).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Tells somebody who is asked to sign.
fn tell(
    conn: &mut DbConnection,
    app: &App,
    head: &Head,
    frozen: &LoadedEdition,
    asked: &Asked,
) -> StoreResult<()> {
    let person = &asked.person;
    let link = app.mailer.signing_link(&head.id);
    let words = Signature {
        network: &app.network,
        title: &frozen.edition.round_title(head.year, &person.language),
        name: &person.name,
        member: &head.member_name,
        audience: super::audience(head),
        due_on: head.due_on.max(app.clock.today()),
        link: &link,
    };
    let mail = app.mailer.to_sign(person.into(), &head.round, &asked.id, &words);
    super::tell(conn, app, person, mail, app.clock.now())
}

pub(super) async fn take_back(visit: Visit, path: Path<String>, _: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let response = id.clone();
    visit
        .app
        .db
        .write(move |conn| {
            let change = Change { event: Event::TakeBack, note: "", action: "response.taken-back" };
            response::change_state(conn, &scope, &response, &change, now)
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}")))
}
