//! `/responses/{response}/check`: all answers on one page, what is missing first; then hand over for signature.

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::summary::{self, PerspectiveView};
use crate::{
    error::AppError,
    questionnaire::answer::clean,
    store::response::{self, Change},
    web::{Posted, Visit},
    workflow::{Action, Event, Refusal, RoundState},
};

#[derive(Serialize)]
struct CheckView {
    id: String,
    title: String,
    synthetic: bool,
    perspectives: Vec<PerspectiveView>,
    missing: usize,
    missing_title: String,
    editable: bool,
    closed: bool,
    can_hand_over: bool,
    can_answer: bool,
    /// Whether the person answers alone, and signs what stands here.
    own: bool,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (head, frozen, answers) =
        super::read(&visit.app, visit.scope()?, path.into_inner(), |conn, head, frozen| {
            response::counting(conn, head, &frozen.edition)
        })
        .await?;
    let entries = answers.into_iter().map(|(item, stored)| (item, stored.entry)).collect();
    let perspectives = summary::of(&visit, &frozen.edition, &entries);
    let missing = summary::progress(&frozen.edition, &entries).missing();
    let view = CheckView {
        title: frozen.edition.round_title(head.year, visit.lang.as_str()),
        perspectives,
        missing,
        missing_title: visit.counted("check-missing-title", missing),
        editable: head.is_editable(),
        closed: head.round_state == RoundState::Published,
        can_hand_over: head.is_editable() && visit.may_to(&head, Action::HandOver),
        can_answer: head.is_editable() && visit.may_to(&head, Action::Answer),
        own: head.person.is_some(),
        synthetic: head.synthetic,
        id: head.id,
    };
    visit.page("respond/check", visit.text("check-title"), &view)
}

pub(super) async fn hand_over(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let (note, gaps_accepted) = (clean(form.text("note")), form.has("gaps"));
    let editions = visit.app.editions.clone();
    let response = id.clone();
    visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let answers = response::counting(conn, &head, &frozen.edition)?;
            let entries = answers.into_iter().map(|(item, stored)| (item, stored.entry)).collect();
            let missing = summary::progress(&frozen.edition, &entries).missing();
            if missing > 0 && !gaps_accepted {
                return Err(Refusal::Incomplete(missing).into());
            }
            let change = Change { event: Event::HandOver, note: &note, action: "response.handed-over" };
            response::change_state(conn, &scope, &response, &change, now)
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}")))
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
