//! `/sign-in`: ask for a link and a code by mail.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use serde::Serialize;

use crate::{
    error::AppError,
    web::{Posted, Visit, cookies},
    workflow::address::Address,
};

#[derive(Serialize)]
struct RequestView {
    email: String,
    from_page: bool,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
pub(super) struct ErrorView {
    pub(super) field: &'static str,
    pub(super) text: String,
}

pub(super) async fn show(req: HttpRequest, visit: Visit) -> Result<HttpResponse, AppError> {
    if visit.actor.is_some() {
        return Ok(visit.redirect("/"));
    }
    let view = RequestView {
        email: String::new(),
        from_page: req.query_string() == "from=page",
        errors: Vec::new(),
    };
    visit.page("signin/request", visit.text("signin-title"), &view)
}

pub(super) async fn send(req: HttpRequest, visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let Some(address) = form.text("email").parse::<Address>().ok().map(Address::into_string) else {
        let errors = vec![ErrorView { field: "email", text: visit.text("signin-email-error") }];
        let view = RequestView { email: form.text("email").to_owned(), from_page: false, errors };
        let title = format!("{}: {}", visit.text("title-error"), visit.text("signin-title"));
        return visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, "signin/request", title, &view);
    };
    let visitor = visit.visitor_secret(&req)?;
    super::send_link(visit.app.clone(), address, super::client(&req), cookies::hash(&visitor)).await?;
    Ok(visit.redirect("/sign-in/sent"))
}
