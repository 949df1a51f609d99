//! A region's pages: the task list, a sub-standard, check and hand-over, reading and signing, receipts.

mod api;
mod around;
mod check;
mod consensus;
mod delegate;
mod field;
mod item;
mod list;
mod onward;
mod own;
mod portrait;
mod presence;
mod question;
mod save;
mod sign;
mod substandard;
mod summary;
mod tasks;
mod versions;

use std::{collections::BTreeSet, sync::Arc};

use actix_web::web;
use serde::Serialize;

pub(super) use substandard::preview;
pub(super) use summary::{BeforeView, answer_text, before, evidence_lines, hidden, progress, unchanged};

use super::{
    App, Visit,
    routes::{Access, RouteSpec, get, post, put},
};
use crate::{
    clock::Moment,
    error::AppError,
    mail::ComposeError,
    store::{
        DbConnection, StoreResult,
        delegation::Delegation,
        edition::LoadedEdition,
        mail::{self as outbox, NewMail},
        person::Person,
        response::{self, Head},
        version::Version,
    },
    workflow::{Action, Audience, MemberKind, ResponseState, RoundState, Scope},
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    use Access::Needs;
    let mut routes = consensus::routes();
    routes.extend([
        get("/responses", Needs(Action::ReadSigned), || web::to(list::show)),
        get("/responses/{response}", Needs(Action::ReadDraft), || web::to(tasks::show)),
        get("/responses/{response}/substandards/{substandard}", Needs(Action::ReadDraft), || {
            web::to(substandard::show)
        }),
        post("/responses/{response}/substandards/{substandard}", Needs(Action::Answer), || {
            web::to(save::save)
        }),
        post("/responses/{response}/substandards/{substandard}/depth", Needs(Action::Answer), || {
            web::to(substandard::set_depth)
        })
        .with_form_on("/responses/{response}/substandards/{substandard}"),
        put("/api/v1/responses/{response}/answers/{item}", Needs(Action::Answer), || web::to(api::save)),
        put("/api/v1/responses/{response}/presence/{substandard}", Needs(Action::Answer), || {
            web::to(presence::say)
        }),
        post("/responses/{response}/substandards/{substandard}/resume", Needs(Action::Answer), || {
            web::to(substandard::resume)
        })
        .with_form_on("/responses/{response}/substandards/{substandard}"),
        get("/responses/{response}/items/{item}", Needs(Action::ReadDraft), || web::to(around::show)),
        post("/responses/{response}/items/{item}/evidence", Needs(Action::Answer), || {
            web::to(around::add_evidence)
        })
        .with_form_on("/responses/{response}/items/{item}"),
        post("/responses/{response}/items/{item}/evidence/remove", Needs(Action::Answer), || {
            web::to(around::remove_evidence)
        })
        .with_form_on("/responses/{response}/items/{item}"),
        get("/responses/{response}/items/{item}/evidence/{evidence}", Needs(Action::ReadDraft), || {
            web::to(around::file)
        }),
        post("/responses/{response}/items/{item}/remarks", Needs(Action::ReadDraft), || web::to(around::say))
            .with_form_on("/responses/{response}/items/{item}"),
        post("/responses/{response}/items/{item}/read", Needs(Action::ReadDraft), || web::to(around::read))
            .with_form_on("/responses/{response}/items/{item}"),
        post("/responses/{response}/items/{item}/restore", Needs(Action::Answer), || {
            web::to(around::restore)
        })
        .with_form_on("/responses/{response}/items/{item}"),
        get("/responses/{response}/own", Needs(Action::Answer), || web::to(own::begin)),
        get("/responses/{response}/own/{substandard}", Needs(Action::Answer), || web::to(own::show)),
        post("/responses/{response}/own/{substandard}", Needs(Action::Answer), || web::to(own::save)),
        post("/responses/{response}/own/remove", Needs(Action::Lead), || web::to(own::remove))
            .with_form_on("/responses/{response}"),
        post("/responses/{response}/dialogue", Needs(Action::Lead), || web::to(own::open)),
        get("/responses/{response}/delegate", Needs(Action::Lead), || web::to(delegate::show)),
        post("/responses/{response}/delegate", Needs(Action::Lead), || web::to(delegate::give)),
        post("/responses/{response}/delegate/take-back", Needs(Action::Lead), || {
            web::to(delegate::take_back)
        })
        .with_form_on("/responses/{response}/delegate"),
        get("/responses/{response}/check", Needs(Action::ReadDraft), || web::to(check::show)),
        post("/responses/{response}/hand-over", Needs(Action::HandOver), || web::to(check::hand_over))
            .with_form_on("/responses/{response}/check"),
        post("/responses/{response}/take-back", Needs(Action::HandOver), || web::to(check::take_back)),
        get("/responses/{response}/sign", Needs(Action::Sign), || web::to(sign::show)),
        post("/responses/{response}/sign", Needs(Action::Sign), || web::to(sign::sign)),
        post("/responses/{response}/sign/code", Needs(Action::Sign), || web::to(sign::send_code)),
        post("/responses/{response}/ask-back", Needs(Action::Sign), || web::to(sign::ask_back))
            .with_form_on("/responses/{response}/sign"),
        get("/responses/{response}/versions/{number}", Needs(Action::ReadSigned), || {
            web::to(versions::receipt)
        }),
        get("/responses/{response}/versions/{number}/document.pdf", Needs(Action::ReadSigned), || {
            web::to(versions::document)
        }),
        get("/responses/{response}/versions/{number}/answers.csv", Needs(Action::ReadSigned), || {
            web::to(versions::answers)
        }),
        get("/responses/{response}/versions/{number}/content.json", Needs(Action::ReadSigned), || {
            web::to(versions::content)
        }),
    ]);
    routes
}

/// Reads something about one response together with its head and edition, in one go.
async fn read<T, F>(
    app: &App,
    scope: Scope,
    id: String,
    more: F,
) -> Result<(Head, Arc<LoadedEdition>, T), AppError>
where
    T: Send + 'static,
    F: FnOnce(&mut DbConnection, &Head, &LoadedEdition) -> StoreResult<T> + Send + 'static,
{
    let editions = app.editions.clone();
    let found = app
        .db
        .read(move |conn| {
            let head = response::head(conn, &scope, &id)?;
            let edition = editions.get(conn, &head.edition)?;
            let more = more(conn, &head, &edition)?;
            Ok((head, edition, more))
        })
        .await?;
    Ok(found)
}

/// What became of a response whose round is over, and where the result is.
#[derive(Serialize)]
struct ClosedView {
    text: String,
    results: String,
}

/// That the round is over, once it is.
fn closed(visit: &Visit, head: &Head) -> Option<ClosedView> {
    let outcome = match head.state {
        ResponseState::Approved => "closed-approved",
        ResponseState::Signed => "closed-unreviewed",
        ResponseState::Returned => "closed-returned",
        ResponseState::InProgress | ResponseState::AwaitingSignature => "closed-unsigned",
        ResponseState::Invited | ResponseState::Opened => "closed-unanswered",
    };
    (head.round_state == RoundState::Published).then(|| ClosedView {
        text: addressed(visit, head, outcome),
        results: format!("/results/{}", head.round),
    })
}

/// A text that speaks to those who answer together, or to the person who answers alone.
fn addressed(visit: &Visit, head: &Head, key: &str) -> String {
    visit.text_with(key, &[("who", who(head).into())])
}

/// By what texts choose whom they speak to.
fn who(head: &Head) -> &'static str {
    if head.person.is_some() { "person" } else { head.kind.as_str() }
}

/// Whom the round of a response addresses, as mails put it.
fn audience(head: &Head) -> Audience {
    match (&head.person, head.kind) {
        (Some(_), _) => Audience::People,
        (None, MemberKind::ThemeGroup) => Audience::ThemeGroups,
        (None, MemberKind::Member) => Audience::AllMembers,
    }
}

/// Puts a mail into the outbox, in the transaction of what it tells, to be sent at `due`. One that cannot be written keeps nobody from
/// what they did, and nobody else from theirs.
fn tell(
    conn: &mut DbConnection,
    app: &App,
    to: &Person,
    mail: Result<NewMail, ComposeError>,
    due: Moment,
) -> StoreResult<()> {
    match mail {
        Ok(mail) => outbox::queue_for(conn, &mail, app.clock.now(), due).map(drop),
        Err(error) => {
            tracing::warn!(person = %to.id, %error, "a mail was not written");
            Ok(())
        }
    }
}

/// The names of those who have a part, if it is handed out.
fn holders(visit: &Visit, given: &[Delegation], part: &str) -> Option<String> {
    let with = given.iter().filter(|given| given.parts.contains(part));
    let names: BTreeSet<String> = with.map(|given| given.name.clone()).collect();
    (!names.is_empty()).then(|| visit.listed(names))
}

/// A text with who wrote it, and when.
#[derive(Serialize)]
struct NoteView {
    text: String,
    by: String,
}

/// Who wrote something, and when.
fn note_by(visit: &Visit, name: &str, at: Moment) -> String {
    visit.text_with("note-by", &[("name", name.to_owned().into()), ("at", visit.date_time(at).into())])
}

/// What the secretariat wrote when it returned the latest signed version, until the next one is signed.
fn returned(visit: &Visit, head: &Head, versions: &[Version]) -> Option<NoteView> {
    let latest = versions.first().filter(|_| head.round_state == RoundState::Open)?;
    let is_returned = latest.decision.as_deref() == Some("returned");
    let args = [
        ("name", latest.decided_by.clone().unwrap_or_default().into()),
        ("at", latest.decided_at.map(|at| visit.date_time(at)).unwrap_or_default().into()),
    ];
    is_returned.then(|| NoteView {
        text: latest.decision_note.clone().unwrap_or_default(),
        by: visit.text_with("note-by-secretariat", &args),
    })
}
