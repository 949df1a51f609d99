//! The secretariat's pages: the round through the year, members and contacts, mail, review, publication, export.

mod contacts;
mod export;
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
pub use questions::written_as_fhir;

use super::{Visit, form, routes::RouteSpec};
use crate::workflow::{Audience, ResponseState};

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

/// Whose response it is, in words: a member's or theme group's name, with that of the person who answers alone before it.
pub(super) fn whose(member: &str, person: Option<&str>) -> String {
    person.map_or_else(|| member.to_owned(), |person| format!("{person}, {member}"))
}

/// A number of those whom a round addresses, in a text that knows what these are.
fn counted_of(visit: &Visit, key: &str, audience: Audience, count: usize) -> String {
    visit.text_with(key, &[("count", count.into()), ("audience", audience.as_str().into())])
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
