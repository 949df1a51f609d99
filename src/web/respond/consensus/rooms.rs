//! `/responses/{response}/consensus`: the rooms to go on with, and a new one.

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::about;
use crate::{
    error::AppError,
    store::{rating, response, room},
    web::{Posted, Visit, respond::tasks::rated},
};

#[derive(Serialize)]
struct RoomsView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    questionnaire: String,
    synthetic: bool,
    editable: bool,
    /// Whether nobody has rated anything yet.
    unrated: bool,
    open: Vec<RoomView>,
    closed: Vec<RoomView>,
    perspectives: Vec<PerspectiveView>,
}

#[derive(Serialize)]
struct RoomView {
    href: String,
    about: String,
    meta: String,
}

#[derive(Serialize)]
struct PerspectiveView {
    id: String,
    title: String,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (head, frozen, (rooms, is_rated)) =
        super::super::read(&visit.app, visit.scope()?, path.into_inner(), |conn, head, _| {
            Ok((room::of_response(conn, head)?, rating::is_any(conn, head)?))
        })
        .await?;
    let edition = &frozen.edition;
    let lang = visit.reads(edition);
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for room in &rooms {
        let args = [("name", room.opened_by.clone().into()), ("at", visit.date_time(room.opened_at).into())];
        let mut meta = visit.text_with("consensus-opened", &args);
        if let Some(item) = room.item.as_ref().filter(|_| room.closed_at.is_none()) {
            let at = visit.text_with("consensus-stands-at", &[("item", item.clone().into())]);
            meta = format!("{meta} {at}");
        }
        let href = format!("/responses/{}/consensus/{}", head.id, room.id);
        let view = RoomView { href, about: about(&visit, edition, room), meta };
        if room.closed_at.is_none() { open.push(view) } else { closed.push(view) }
    }
    let perspectives = edition.perspectives.iter().filter(|perspective| {
        rated(edition).any(|sub| sub.perspective.as_deref() == Some(perspective.id.as_str()))
    });
    let view = RoomsView {
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, lang),
        synthetic: head.synthetic,
        editable: head.is_editable(),
        unrated: !is_rated,
        open,
        closed,
        perspectives: perspectives
            .map(|perspective| PerspectiveView {
                id: perspective.id.clone(),
                title: perspective.title.get(lang).to_owned(),
            })
            .collect(),
        response: head.id,
    };
    visit.page("respond/consensus/rooms", visit.text("consensus-title"), &view)
}

/// Opens a room.
pub(super) async fn open(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let (response, wanted) = (id.clone(), form.text("perspective").to_owned());
    let editions = visit.app.editions.clone();
    let room = visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let perspective = Some(wanted.as_str()).filter(|wanted| !wanted.is_empty());
            let is_of = |of: Option<&str>| perspective.is_none() || of == perspective;
            let parts: Vec<&str> = rated(&frozen.edition)
                .filter(|sub| is_of(sub.perspective.as_deref()))
                .map(|sub| sub.id.as_str())
                .collect();
            room::open(conn, &scope, &response, (perspective, &parts), now)
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}/consensus/{room}")))
}
