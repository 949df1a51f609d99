//! `/responses/{response}/sign`: the signatory reads everything and signs, or asks back.

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::summary::{self, PerspectiveView};
use crate::{
    error::AppError,
    questionnaire::answer::clean,
    store::{
        StoreError,
        response::{self, Change},
    },
    web::{Posted, Visit},
    workflow::{Event, Refusal, signed},
};

#[derive(Serialize)]
struct SignView {
    id: String,
    title: String,
    synthetic: bool,
    member: String,
    version: i32,
    sha256: String,
    handed_over: String,
    note: String,
    returned: Option<super::NoteView>,
    noted: bool,
    perspectives: Vec<PerspectiveView>,
    answered: usize,
    not_applicable: usize,
    all: usize,
    missing: usize,
    /// Whether the person answers alone: then nobody has handed over, and gaps are accepted here.
    own: bool,
    waiting: bool,
    closed: Option<super::ClosedView>,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (head, frozen, (content, versions, noted)) =
        super::read(&visit.app, visit.scope()?, path.into_inner(), |conn, head, frozen| {
            let content = response::to_sign(conn, head, &frozen.edition, &frozen.sha256)?;
            let noted = !response::review_notes(conn, head)?.is_empty();
            Ok((content, response::versions(conn, head)?, noted))
        })
        .await?;
    let text = content.to_text().map_err(|error| AppError::Fault(error.to_string()))?;
    let entries = content.entries();
    let progress = summary::progress(&frozen.edition, &entries);
    let perspectives = summary::of(&visit, &frozen.edition, &entries);
    let view = SignView {
        title: frozen.edition.round_title(head.year, visit.lang.as_str()),
        member: head.member_name.clone(),
        version: content.version,
        sha256: signed::sha256(text.as_bytes()),
        handed_over: visit.date_time(head.state_at),
        note: head.state_note.clone(),
        returned: super::returned(&visit, &head, &versions),
        noted,
        answered: progress.answered,
        not_applicable: progress.not_applicable,
        all: progress.all,
        missing: progress.missing(),
        perspectives,
        own: head.person.is_some(),
        waiting: head.is_to_sign(),
        closed: super::closed(&visit, &head),
        synthetic: head.synthetic,
        id: head.id,
    };
    visit.page("respond/sign", visit.text("sign-title"), &view)
}

pub(super) async fn sign(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    if !form.has("read") {
        return Err(AppError::BadInput(visit.text("sign-read-missing")));
    }
    let gaps_accepted = form.has("gaps");
    let (read_sha256, name) = (form.text("sha256").to_owned(), visit.actor()?.name.clone());
    let editions = visit.app.editions.clone();
    let response = id.clone();
    let number = visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            if head.person.is_some() && !gaps_accepted {
                let answers = response::counting(conn, &head, &frozen.edition)?;
                let entries = answers.into_iter().map(|(item, stored)| (item, stored.entry)).collect();
                let missing = summary::progress(&frozen.edition, &entries).missing();
                if missing > 0 {
                    return Err(Refusal::Incomplete(missing).into());
                }
            }
            response::sign(
                conn,
                &scope,
                &response,
                (&frozen.edition, &frozen.sha256),
                &read_sha256,
                (&name, now),
            )
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}/versions/{number}")))
}

pub(super) async fn ask_back(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let note = clean(form.text("why"));
    if note.is_empty() {
        return Err(AppError::BadInput(visit.text("ask-back-missing")));
    }
    let response = id.clone();
    visit
        .app
        .db
        .write(move |conn| -> Result<(), StoreError> {
            let change = Change { event: Event::AskBack, note: &note, action: "response.asked-back" };
            response::change_state(conn, &scope, &response, &change, now)
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}")))
}
