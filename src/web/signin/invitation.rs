//! `/invitation/{invitation}`: who an invitation is for, and a button that mails a fresh sign-in link to the invited address.
//! The invitation is no credential.

use actix_web::{HttpRequest, HttpResponse, web::Path};
use serde::Serialize;

use crate::{
    error::AppError,
    store::round,
    web::{Posted, Visit, cookies},
};

#[derive(Serialize)]
struct InvitationView {
    invitation: String,
    questionnaire: String,
    person: String,
    address: String,
    due: String,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let editions = visit.app.editions.clone();
    let (invited, round, loaded) = visit
        .app
        .db
        .read(move |conn| {
            let invited = round::invitation(conn, &id)?;
            let round = round::by_id(conn, &invited.round)?;
            let loaded = editions.get(conn, &round.edition_id)?;
            Ok((invited, round, loaded))
        })
        .await?;
    let questionnaire = loaded.edition.round_title(round.year, visit.reads(&loaded.edition));
    let view = InvitationView {
        invitation: invited.id,
        questionnaire: questionnaire.clone(),
        person: invited.name,
        address: masked(&invited.address),
        due: visit.date(round.due_on),
    };
    visit.page("signin/invitation", questionnaire, &view)
}

pub(super) async fn send(
    req: HttpRequest,
    visit: Visit,
    path: Path<String>,
    _: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let invited = visit.app.db.read(move |conn| round::invitation(conn, &id)).await?;
    // What the invitation is to is what the person wants to see.
    let wanted = cookies::wanted(&format!("/responses?round={}", invited.round), visit.app.secure());
    let visitor = visit.visitor_secret(&req)?;
    super::send_link(visit.app.clone(), invited.address, super::client(&req), cookies::hash(&visitor))
        .await?;
    let mut response = visit.redirect("/sign-in/sent");
    response.add_cookie(&wanted).map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(response)
}

/// An address that its owner recognises and nobody else learns: `a•••@region.example.se`.
pub(in crate::web) fn masked(address: &str) -> String {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
