//! What a form sends: fields, and at most one file. The only way a handler gets at a form, so that no write
//! misses the check of its CSRF token.

use std::{future::Future, pin::Pin};

use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use super::{access::Visitor, cookies};
use crate::error::AppError;

/// The largest form or upload, in bytes.
pub const FORM_MAX: usize = 5 * 1024 * 1024;
/// The largest body that is read to its end for the sake of the fields beside a file that is too large, in bytes.
const READ_MAX: usize = 64 * 1024 * 1024;
/// The most fields a form may have.
pub const FIELDS_MAX: usize = 5_000;
/// The largest JSON body, in bytes.
pub const JSON_MAX: usize = 64 * 1024;

/// A form that one of our pages sent.
#[derive(Debug, Default)]
pub struct Posted {
    fields: Vec<(String, String)>,
    file: Option<Vec<u8>>,
    file_name: String,
    is_file_too_large: bool,
}

impl Posted {
    /// The field as it was typed; empty if there is none.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// The field without white space around it; empty if there is none.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// Whether the form has this field, as a ticked box or the pressed button does.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// Whether there is any field whose name begins so.
    pub fn has_any(&self, prefix: &str) -> bool {
        self.fields.iter().any(|(field, _)| field.starts_with(prefix))
    }

    /// The field as a number or date, if it reads as one.
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }

    /// All values of a field that may occur several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The uploaded file, if one was chosen; it may be empty.
    ///
    /// # Errors
    /// [`AppError::TooLarge`] if it was larger than a form may be.
    pub fn file(&self) -> Result<Option<&[u8]>, AppError> {
        if self.is_file_too_large { Err(AppError::TooLarge) } else { Ok(self.file.as_deref()) }
    }

    /// The uploaded file's name as the browser tells it; empty if there is none.
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
}

impl FromRequest for Posted {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Posted, AppError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        let payload = payload.take();
        Box::pin(async move {
            let posted = match req.content_type() {
                "multipart/form-data" => multipart(&req, payload).await?,
                "application/x-www-form-urlencoded" => urlencoded(payload).await?,
                _ => return Err(AppError::Forged),
            };
            check(&req, posted.raw("csrf"))?;
            Ok(posted)
        })
    }
}

async fn body(mut payload: Payload, max: usize) -> Result<Vec<u8>, AppError> {
    let mut body = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| AppError::BadInput(error.to_string()))?;
        if body.len() + chunk.len() > max {
            return Err(AppError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

async fn urlencoded(payload: Payload) -> Result<Posted, AppError> {
    let body = body(payload, FORM_MAX).await?;
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&body)
        .take(FIELDS_MAX + 1)
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    if fields.len() > FIELDS_MAX {
        return Err(AppError::TooLarge);
    }
    Ok(Posted { fields, ..Posted::default() })
}

async fn multipart(req: &HttpRequest, payload: Payload) -> Result<Posted, AppError> {
    let unreadable = |error: actix_multipart::MultipartError| AppError::BadInput(error.to_string());
    let mut form = Multipart::new(req.headers(), payload);
    let (mut posted, mut size) = (Posted::default(), 0);
    while let Some(field) = form.next().await {
        let mut field = field.map_err(unreadable)?;
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.content_disposition().and_then(|disposition| disposition.get_filename());
        let file_name = file.map(str::to_owned);
        let mut bytes = Vec::new();
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(unreadable)?;
            size += chunk.len();
            match (size > FORM_MAX, file_name.is_some() && size <= READ_MAX) {
                (false, _) => bytes.extend_from_slice(&chunk),
                // The file alone is left out: what was typed beside it is kept, for the page that says so.
                (true, true) => posted.is_file_too_large = true,
                (true, false) => return Err(AppError::TooLarge),
            }
        }
        if size > FORM_MAX {
            size = 0;
        } else if let Some(file_name) = file_name {
            // Where no file was chosen, a browser sends one without name and content.
            posted.file = Some(bytes).filter(|bytes| !file_name.is_empty() || !bytes.is_empty());
            posted.file_name = file_name;
        } else {
            posted.fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
        if posted.fields.len() > FIELDS_MAX {
            return Err(AppError::TooLarge);
        }
    }
    Ok(posted)
}

/// A JSON body that one of our pages sent, with its CSRF token in the header `X-CSRF-Token`.
#[derive(Debug)]
pub struct PostedJson<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for PostedJson<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<PostedJson<T>, AppError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let req = req.clone();
        let payload = payload.take();
        Box::pin(async move {
            let token = req.headers().get("x-csrf-token").and_then(|value| value.to_str().ok());
            check(&req, token.unwrap_or_default())?;
            let is_json = req
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
            if !is_json {
                return Err(AppError::BadInput("Content-Type: application/json".to_owned()));
            }
            let body = body(payload, JSON_MAX).await?;
            let value =
                serde_json::from_slice(&body).map_err(|error| AppError::BadInput(error.to_string()))?;
            Ok(PostedJson(value))
        })
    }
}

/// Whether the token belongs to the session (or, before sign-in, to the browser).
fn check(req: &HttpRequest, token: &str) -> Result<(), AppError> {
    let extensions = req.extensions();
    let secret = extensions.get::<Visitor>().and_then(|visitor| visitor.secret.as_deref());
    match secret {
        Some(secret) if cookies::same(&cookies::csrf_token(secret), token) => Ok(()),
        _ => Err(AppError::Forged),
    }
}

/// The query of a GET form.
pub type Query = web::Query<Vec<(String, String)>>;
