//! Turns an [`AppError`] into what a person or a program sees: a translated page or a JSON body, with an id that
//! the log has too, and never the cause.

use actix_web::{
    Error, HttpResponse, ResponseError,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
};
use serde::Serialize;
use serde_json::json;

use super::{cookies, routes, telemetry::RequestId, visit::Visit};
use crate::{error::AppError, locale, workflow::Refusal};

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status_code())
    }
}

#[derive(Serialize)]
struct ErrorView {
    title: String,
    text: String,
    id: String,
    sign_in: bool,
    /// The page to go back to, with the form or to try again.
    page: Option<String>,
}

/// The text of an error for a person.
pub(super) fn message(error: &AppError, lang: locale::Lang) -> String {
    match error {
        AppError::BadInput(text) | AppError::BadComment(text) => text.clone(),
        AppError::Refused(Refusal::Incomplete(count)) => {
            locale::text(lang, "error-incomplete-text", &[("count", (*count).into())])
        }
        AppError::Conflict(conflict) => locale::text(lang, &format!("conflict-{}", conflict.as_str()), &[]),
        other => locale::text(lang, &format!("error-{}-text", other.name()), &[]),
    }
}

pub(super) async fn translate(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let is_api = req.path().starts_with("/api/");
    let res = next.call(req).await?;
    let status = res.status();
    let known = res.response().error().map(|error| match error.as_error::<AppError>() {
        Some(error) => error.clone(),
        None => of_status(status, &error.to_string()),
    });
    let error = match known {
        Some(error) => error,
        // actix's own answer where there is no route carries no error and no body.
        None if status == StatusCode::NOT_FOUND && res.headers().get(header::CONTENT_TYPE).is_none() => {
            AppError::NotFound
        }
        None => return Ok(res.map_into_left_body()),
    };
    let req = res.request().clone();
    let id = RequestId::of(&req);
    match &error {
        AppError::Fault(cause) => tracing::error!(request = %id, cause, "fault"),
        AppError::Unavailable(cause) => tracing::warn!(request = %id, %cause, "unavailable"),
        _ => {}
    }
    let response = if is_api { as_json(&error, &req, id) } else { as_page(&error, &req, id) };
    Ok(ServiceResponse::new(req, response).map_into_right_body())
}

fn of_status(status: StatusCode, text: &str) -> AppError {
    match status {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        status if status.is_client_error() => AppError::BadInput(text.to_owned()),
        _ => AppError::Fault(text.to_owned()),
    }
}

fn as_json(error: &AppError, req: &actix_web::HttpRequest, id: RequestId) -> HttpResponse {
    let lang = Visit::language(req);
    let mut response = HttpResponse::build(error.status_code());
    mend_by_header(error, req, &mut response);
    let mut told = json!({"name": error.name(), "message": message(error, lang), "id": id.to_string()});
    if let (AppError::BadComment(_), Some(told)) = (error, told.as_object_mut()) {
        told.insert("field".to_owned(), "comment".into());
    }
    response.json(json!({"error": told}))
}

/// Tells a program in a header what would work: when to come again, or which methods.
fn mend_by_header(
    error: &AppError,
    req: &actix_web::HttpRequest,
    response: &mut actix_web::HttpResponseBuilder,
) {
    match error {
        AppError::MethodNotAllowed => {
            let pattern = req.match_pattern().unwrap_or_default();
            response.insert_header((header::ALLOW, routes::methods_of(&pattern)))
        }
        AppError::Unavailable(_) => response.insert_header((header::RETRY_AFTER, "5")),
        AppError::TooMany => response.insert_header((header::RETRY_AFTER, "900")),
        _ => response,
    };
}

/// Sends a signed-out person to sign in, and remembers in the browser which page it was for: neither the address nor the mail
/// says so, and nobody else can set it.
fn to_sign_in(req: &actix_web::HttpRequest) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, "/sign-in?from=page"));
    // A page's script that asks in the background wants nothing for the next person in this browser.
    let mode = req.headers().get("sec-fetch-mode").and_then(|mode| mode.to_str().ok());
    if mode.is_none_or(|mode| mode == "navigate")
        && let Some(page) = req.uri().path_and_query().and_then(|asked| routes::local(asked.as_str()))
    {
        response.cookie(cookies::wanted(page, Visit::of(req).app.secure()));
    }
    response.finish()
}

fn as_page(error: &AppError, req: &actix_web::HttpRequest, id: RequestId) -> HttpResponse {
    if matches!(error, AppError::SignedOut) && matches!(*req.method(), Method::GET | Method::HEAD) {
        return to_sign_in(req);
    }
    let is_there = !matches!(error, AppError::NotFound | AppError::MethodNotAllowed);
    let page = if is_there { routes::page_of(req).filter(|page| page != "/") } else { None };
    let visit = Visit::of(req);
    let title = locale::text(visit.lang, &format!("error-{}-title", error.name()), &[]);
    let view = ErrorView {
        title: title.clone(),
        text: message(error, visit.lang),
        id: id.to_string(),
        sign_in: matches!(error, AppError::SignedOut),
        page,
    };
    let mut response = HttpResponse::build(error.status_code());
    mend_by_header(error, req, &mut response);
    match visit.render("site/error", title, &view) {
        Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
        Err(fault) => {
            tracing::error!(request = %id, %fault, "the error page could not be rendered");
            response.content_type("text/plain; charset=utf-8").body(view.text)
        }
    }
}
