//! `/responses/{response}/room/{room}`: the room on everybody's own phone. It follows the item at which the room stands, lets a person
//! rate it, and shows what the screen shows.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::header,
    web::{Data, Path},
};
use serde::Serialize;

use super::pulse::{self, Now};
use crate::{
    error::AppError,
    questionnaire::{Answer, Kind, Submitted, Value},
    store::{
        rating::{self, Rating},
        response, room,
    },
    web::{
        App, Posted, Visit,
        access::{self, Visitor},
        render::Fragment,
        respond::{field, item::answer_error, question},
    },
    workflow::Action,
};

#[derive(Serialize)]
struct PhoneView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    room: String,
    questionnaire: String,
    synthetic: bool,
    closed: bool,
    editable: bool,
    item: Option<ItemView>,
    pulse: Fragment,
}

#[derive(Serialize)]
struct ItemView {
    id: String,
    question: Fragment,
    signs: Option<Fragment>,
    scale: Fragment,
}

/// `/room/{room}`: the address that people type.
pub(super) async fn enter(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (scope, room) = (visit.scope()?, path.into_inner());
    let wanted = room.clone();
    let response = visit.app.db.read(move |conn| room::response_of(conn, &scope, &wanted)).await?;
    Ok(visit.redirect(&format!("/responses/{response}/room/{room}")))
}

pub(super) async fn show(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let (scope, year) = (visit.scope()?, visit.app.year());
    let (head, frozen, (now, own)) =
        super::super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
            let now = Now::read(conn, head, &room_id, year)?;
            let item: Vec<&str> = now.room.item.as_deref().into_iter().collect();
            let answers = response::answers(conn, head, Some(&item))?;
            Ok((now.with(&answers), rating::own(conn, &scope, head)?))
        })
        .await?;
    let edition = &frozen.edition;
    let item = now.room.item.as_deref().and_then(|id| edition.item(id));
    let view = PhoneView {
        room: now.room.id.clone(),
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, visit.reads(edition)),
        synthetic: head.synthetic,
        closed: now.room.closed_at.is_some(),
        editable: head.is_editable(),
        item: match item {
            Some(item) => Some(ItemView {
                id: item.id.clone(),
                question: question::text(&visit, &frozen, item)?,
                signs: question::signs(&visit, &frozen, item)?,
                scale: question::steps(&visit, &frozen, item, own.get(&item.id).copied())?,
            }),
            None => None,
        },
        pulse: now.fragment(&visit.app, visit.lang, edition)?,
        response: head.id,
    };
    visit.page("respond/consensus/phone", visit.text("consensus-title"), &view)
}

/// Stores what a person rates in the room: an own rating like any other.
pub(super) async fn rate(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let here = format!("/responses/{id}/room/{room_id}");
    let (_, frozen, ()) = super::super::read(&visit.app, visit.scope()?, id.clone(), move |conn, head, _| {
        room::room(conn, head, &room_id).map(drop)
    })
    .await?;
    let edition = &frozen.edition;
    let Some(item) = edition.item(form.text("item")).filter(|item| item.kind == Kind::Rating) else {
        return Ok(visit.redirect(&here));
    };
    let (value, not_applicable) = field::given(&form, item);
    let submitted = Submitted { value, ..Submitted::default() };
    let entry = submitted
        .understand(edition, item)
        .map_err(|error| AppError::BadInput(answer_error(&visit, edition, item, &error)))?;
    let rating = match entry.answer {
        _ if not_applicable => Rating::NotApplicable,
        Some(Answer::Value(Value::Integer(step))) => Rating::Step(step),
        _ => return Ok(visit.redirect(&here)),
    };
    let ratings = [(item.id.clone(), rating)];
    let (scope, now, response) = (visit.scope()?, visit.now(), id.clone());
    visit.app.db.write(move |conn| rating::save(conn, &scope, &response, &ratings, now)).await?;
    visit.app.live.poke(&id);
    Ok(visit.redirect(&here))
}

/// `…/live`: where the room stands; as events to browsers that ask for them, else as JSON, once.
pub(super) async fn live(
    visit: Visit,
    req: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let (head, _, room) = super::super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
        room::room(conn, head, &room_id)
    })
    .await?;
    let (app, of_room) = (visit.app.clone(), (head.clone(), room.id.clone()));
    let listener = visit.app.live.listen(&room.id, &head.id, move || {
        let (app, (head, room)) = (Data::clone(&app), of_room.clone());
        async move { pulse::told(&app, head, room).await }
    });
    let accepted = req.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if !accepted.is_some_and(|accepted| accepted.contains("text/event-stream")) {
        return listener.once().await;
    }
    let visitor = req.extensions().get::<Visitor>().cloned().unwrap_or_default();
    Ok(listener.events(move || may_listen(visit.app.clone(), visitor.clone(), head.clone())))
}

/// Whether a person may still listen: a session may have ended, or a role.
async fn may_listen(app: Data<App>, visitor: Visitor, head: response::Head) -> bool {
    let scope = access::scope_by_now(&app, &visitor, Action::Answer).await;
    scope.is_ok_and(|scope| scope.is_some_and(|scope| head.is_within(&scope)))
}
