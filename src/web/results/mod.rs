//! Results: per perspective for the network, with the own region beside it. What is not published is there for the
//! secretariat only.

mod computed;
mod page;
mod status;

use actix_web::web;

pub use computed::{Cache, Computed};

use super::routes::{Access, RouteSpec, get};
use crate::workflow::Action;

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    use Access::Needs;
    vec![
        get("/results", Needs(Action::ReadResults), || web::to(page::newest)),
        get("/results/{round}", Needs(Action::ReadResults), || web::to(page::show)),
        get("/status", Needs(Action::ReadStatus), || web::to(status::show)),
    ]
}
