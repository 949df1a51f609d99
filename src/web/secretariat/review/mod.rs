//! The secretariat's review: the queue, one signed version with its observations and notes, and the decision.

mod decide;
mod queue;
mod version;
mod versions;

use actix_web::web;

use crate::{
    web::routes::{Access::Needs, RouteSpec, get, post},
    workflow::Action,
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    vec![
        get("/secretariat/review", Needs(Action::RunRound), || web::to(queue::show)),
        get("/secretariat/rounds/{round}/versions", Needs(Action::RunRound), || web::to(versions::show)),
        get("/secretariat/review/{version}", Needs(Action::RunRound), || web::to(version::show)),
        post("/secretariat/review/{version}/notes", Needs(Action::RunRound), || web::to(decide::save_notes)),
        post("/secretariat/review/{version}/decision", Needs(Action::RunRound), || web::to(decide::decide)),
    ]
}

/// Where a signed version is read and reviewed.
pub(super) fn href(version: &str) -> String {
    format!("/secretariat/review/{version}")
}
