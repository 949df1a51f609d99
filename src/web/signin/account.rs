//! `/account`: who one is here, in which roles, and in how many browsers; and a button that signs out of all of them.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    store::{access, member},
    web::{Visit, secretariat::role_name},
};

#[derive(Serialize)]
struct AccountView {
    name: String,
    address: String,
    language: String,
    roles: Vec<String>,
    sessions: String,
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let actor = visit.actor()?;
    let (person, now) = (actor.id.clone(), visit.now());
    let (sessions, members) = visit
        .app
        .db
        .read(move |conn| Ok((access::sessions(conn, &person, now)?, member::all_and_groups(conn)?)))
        .await?;
    let roles = actor.held.iter().map(|held| {
        let role = role_name(&visit, held.role);
        match members.iter().find(|member| Some(&member.id) == held.member.as_ref()) {
            Some(member) => format!("{role}, {}", member.name),
            None => role,
        }
    });
    let view = AccountView {
        name: actor.name.clone(),
        address: actor.email.clone(),
        language: visit.text(&format!("contacts-language-{}", visit.lang.as_str())),
        roles: roles.collect(),
        sessions: visit.counted("account-sessions", sessions),
    };
    visit.page("signin/account", visit.text("account-title"), &view)
}
