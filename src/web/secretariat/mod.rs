//! The secretariat's pages: the round through the year, members and contacts, mail, review, publication, export.

mod contacts;
mod export;
mod form;
mod import;
mod mail;
mod new_round;
mod publish;
mod questions;
mod review;
mod round;
mod year;

use serde::Serialize;

pub(super) use contacts::role_name;

use super::{Visit, routes::RouteSpec};
use crate::workflow::ResponseState;

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    [
        round::routes(),
        mail::routes(),
        export::routes(),
        contacts::routes(),
        import::routes(),
        questions::routes(),
        review::routes(),
    ]
    .concat()
}

/// A short label with a colour that supports, never carries, its meaning.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TagView {
    pub(super) text: String,
    pub(super) color: &'static str,
}

/// The state of a response in words.
pub(super) fn state_tag(visit: &Visit, state: ResponseState) -> TagView {
    let color = match state {
        ResponseState::Invited | ResponseState::Opened => "neutral",
        ResponseState::InProgress => "accent",
        ResponseState::AwaitingSignature => "info",
        ResponseState::Signed => "info",
        ResponseState::Returned => "warning",
        ResponseState::Approved => "success",
    };
    TagView { text: visit.text(&format!("state-{}", state.as_str())), color }
}
