//! Samsyn, where a group agrees: `/responses/{response}/consensus` for whoever leads it, on a screen that all see, and
//! `/responses/{response}/room/{room}` for everybody in the room, on their own phones. `/room/{room}` is the address to type.

mod agenda;
mod item;
mod list;
mod phone;
mod pulse;
mod rooms;

use actix_web::web;

use crate::{
    questionnaire::Edition,
    store::room::Room,
    web::{
        Visit,
        routes::{Access, RouteSpec, get, post},
    },
    workflow::Action,
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    use Access::Needs;
    vec![
        get("/responses/{response}/consensus", Needs(Action::Lead), || web::to(rooms::show)),
        post("/responses/{response}/consensus", Needs(Action::Lead), || web::to(rooms::open)),
        get("/responses/{response}/consensus/{room}", Needs(Action::Lead), || web::to(list::show)),
        post("/responses/{response}/consensus/{room}", Needs(Action::Lead), || web::to(list::begin)),
        get("/responses/{response}/consensus/{room}/items/{item}", Needs(Action::Lead), || {
            web::to(item::show)
        }),
        post("/responses/{response}/consensus/{room}/items/{item}", Needs(Action::Lead), || {
            web::to(item::save)
        }),
        post("/responses/{response}/consensus/{room}/items/{item}/reveal", Needs(Action::Lead), || {
            web::to(item::reveal)
        }),
        post("/responses/{response}/consensus/{room}/close", Needs(Action::Lead), || web::to(list::close)),
        get("/responses/{response}/room/{room}", Needs(Action::Answer), || web::to(phone::show)),
        post("/responses/{response}/room/{room}", Needs(Action::Answer), || web::to(phone::rate)),
        get("/responses/{response}/room/{room}/live", Needs(Action::Answer), || web::to(phone::live)),
        get("/room/{room}", Needs(Action::Answer), || web::to(phone::enter)),
    ]
}

/// What a room is about, in words: a perspective, or all.
pub(super) fn about(visit: &Visit, edition: &Edition, room: &Room) -> String {
    let perspective = room.perspective.as_deref().and_then(|id| edition.perspective(id));
    perspective.map_or_else(
        || visit.text("consensus-all"),
        |perspective| perspective.title.get(visit.reads(edition)).to_owned(),
    )
}
