//! What belongs to nobody in particular: the start page, assets, health, language, and the pages about the service.

mod assets;
mod health;
mod mailbox;
mod pages;
mod start;

use actix_web::web;

use super::routes::{Access, RouteSpec, get, post};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    use Access::{Open, Public};
    vec![
        get("/", Public, || web::to(start::show)),
        post("/language", Public, || web::to(start::choose_language)),
        get("/about", Public, || web::to(pages::about)),
        get("/accessibility", Public, || web::to(pages::accessibility)),
        get("/privacy", Public, || web::to(pages::privacy)),
        get("/demo/mailbox", Public, || web::to(mailbox::list)),
        get("/demo/mailbox/{mail}", Public, || web::to(mailbox::show)),
        get("/assets/{path:.*}", Open, || web::to(assets::serve)),
        get("/health/live", Open, || web::to(health::live)),
        get("/health/ready", Open, || web::to(health::ready)),
    ]
}
