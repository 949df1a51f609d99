//! `/`: sends each person to where their work is. `/language`: remembers the language of the pages, and that in which questions are
//! read.

use actix_web::HttpResponse;

use crate::{
    error::AppError,
    locale::Lang,
    questionnaire::text::is_tag,
    store::access,
    web::{Posted, Visit, cookies, routes::local},
    workflow::Role,
};

pub(super) async fn show(visit: Visit) -> HttpResponse {
    let path = match &visit.actor {
        None => "/sign-in",
        Some(actor) if actor.is(Role::Secretariat) => "/secretariat",
        Some(actor) if actor.held.iter().any(|held| held.role.is_for_member()) => "/responses",
        Some(actor) if actor.is(Role::Board) => "/status",
        Some(_) => "/results",
    };
    visit.redirect(path)
}

pub(super) async fn choose_language(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let lang = Lang::known(form.text("language")).unwrap_or(visit.lang);
    if let Some(actor) = &visit.actor {
        let person = actor.id.clone();
        visit.app.db.write(move |conn| access::set_language(conn, &person, lang.as_str())).await?;
    }
    let mut response = visit.redirect(local(form.text("back")).unwrap_or("/"));
    let mut remember = |name, language: &str| {
        let cookie = cookies::cookie(name, language.to_owned(), visit.app.secure(), Some(365));
        response.add_cookie(&cookie).map_err(|error| AppError::Fault(error.to_string()))
    };
    remember(cookies::LANGUAGE, lang.as_str())?;
    let reading = form.text("reading");
    if is_tag(reading) {
        remember(cookies::READING, reading)?;
    }
    Ok(response)
}
