//! `/sign-in/{token}`, `/sign-in/sent`, `/sign-in/code`, `/sign-out`: from a link or code to a session, and out again.

use actix_web::{HttpRequest, HttpResponse, cookie::Cookie, http::StatusCode, web::Path};
use serde::Serialize;

use super::request::ErrorView;
use crate::{
    error::AppError,
    store::{
        access::{self, Attempt, Proof},
        person, response,
    },
    web::{Posted, Visit, cookies, routes},
    workflow::{Action, Scope, sign_in::token_hash},
};

#[derive(Serialize)]
struct CodeView {
    token: Option<String>,
    other_browser: bool,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct LinkView {
    token: String,
}

#[derive(Serialize)]
struct Nothing {}

/// Opening a link is inert: no session, no use, nothing that submits itself. It does not even say whether the link is known.
pub(super) async fn show_link(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    visit.page("signin/link", visit.text("signin-link-title"), &LinkView { token: path.into_inner() })
}

pub(super) async fn use_link(
    req: HttpRequest,
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    enter(&req, &visit, Some(path.into_inner()), &form).await
}

pub(super) async fn show_code(visit: Visit) -> Result<HttpResponse, AppError> {
    code_page(&visit, StatusCode::OK, None, false)
}

pub(super) async fn use_code(req: HttpRequest, visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let token = Some(form.text("token").to_owned()).filter(|token| !token.is_empty());
    enter(&req, &visit, token, &form).await
}

fn code_page(
    visit: &Visit,
    status: StatusCode,
    token: Option<String>,
    wrong: bool,
) -> Result<HttpResponse, AppError> {
    let errors = match wrong {
        true => vec![ErrorView { field: "code", text: visit.text("signin-code-wrong") }],
        false => Vec::new(),
    };
    let title = visit.text("signin-code-title");
    let title = if wrong { format!("{}: {title}", visit.text("title-error")) } else { title };
    visit.page_with(status, "signin/code", title, &CodeView { other_browser: token.is_some(), token, errors })
}

async fn enter(
    req: &HttpRequest,
    visit: &Visit,
    token: Option<String>,
    form: &Posted,
) -> Result<HttpResponse, AppError> {
    let session = cookies::secret();
    let session_hash = cookies::hash(&session);
    let visitor_hash = visit.visitor_secret(req).ok().map(|secret| cookies::hash(&secret));
    let hashed = token.as_deref().map(token_hash);
    let (code, keep) = (form.text("code").to_owned(), form.has("keep"));
    let (now, year) = (visit.now(), visit.app.year());
    let attempt = visit
        .app
        .db
        .write(move |conn| {
            let proof = Proof {
                token_hash: hashed.as_deref(),
                visitor_hash: visitor_hash.as_deref(),
                code: Some(code.as_str()),
                keep,
                session_hash: &session_hash,
            };
            let attempt = access::attempt(conn, &proof, now, year)?;
            if let Attempt::In { person, .. } = &attempt {
                let held = person::held(conn, person, year)?;
                response::mark_opened(conn, &Scope::of(person, &held, Action::ReadDraft), now)?;
            }
            Ok(attempt)
        })
        .await?;
    match attempt {
        Attempt::In { kept, .. } => {
            let secure = visit.app.secure();
            let wanted = req.cookie(&cookies::name(cookies::WANTED, secure));
            let wanted = wanted.and_then(|cookie| cookies::read_wanted(cookie.value()));
            let page = wanted.as_deref().and_then(routes::local).unwrap_or("/");
            let session = cookies::cookie(cookies::SESSION, session, secure, kept.then_some(30));
            with_cookies(visit.redirect(page), [session, cookies::removal(cookies::WANTED, secure)])
        }
        Attempt::CodeNeeded => code_page(visit, StatusCode::OK, token, false),
        Attempt::WrongCode => code_page(visit, StatusCode::UNPROCESSABLE_ENTITY, token, true),
        Attempt::Spent => {
            visit.page_with(StatusCode::GONE, "signin/spent", visit.text("signin-spent-title"), &Nothing {})
        }
    }
}

pub(super) async fn sign_out(req: HttpRequest, visit: Visit, _: Posted) -> Result<HttpResponse, AppError> {
    let name = cookies::name(cookies::SESSION, visit.app.secure());
    if let Some(cookie) = req.cookie(&name) {
        let hash = cookies::hash(cookie.value());
        visit.app.db.write(move |conn| access::end_session(conn, &hash)).await?;
    }
    leave(&visit)
}

pub(super) async fn sign_out_everywhere(visit: Visit, _: Posted) -> Result<HttpResponse, AppError> {
    let person = visit.actor()?.id.clone();
    visit.app.db.write(move |conn| access::end_all_sessions(conn, &person)).await?;
    leave(&visit)
}

fn leave(visit: &Visit) -> Result<HttpResponse, AppError> {
    with_cookies(visit.redirect("/sign-in"), [cookies::removal(cookies::SESSION, visit.app.secure())])
}

fn with_cookies<const N: usize>(
    mut response: HttpResponse,
    cookies: [Cookie<'static>; N],
) -> Result<HttpResponse, AppError> {
    for cookie in cookies {
        response.add_cookie(&cookie).map_err(|error| AppError::Fault(error.to_string()))?;
    }
    Ok(response)
}
