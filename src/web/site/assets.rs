//! Style sheets, scripts and pictures, embedded in the binary, with an ETag each.

use actix_web::{HttpRequest, HttpResponse, http::header, web::Path};
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;

use crate::error::AppError;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/assets"]
#[exclude = "data/*"]
#[exclude = "fonts/*"]
struct Files;

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

pub(super) async fn serve(req: HttpRequest, path: Path<String>) -> Result<HttpResponse, AppError> {
    let path = path.into_inner();
    let file = Files::get(&path).ok_or(AppError::NotFound)?;
    let etag = format!("\"{}\"", HEXLOWER.encode(&file.metadata.sha256_hash()));
    let cached = req.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response =
        if cached == Some(etag.as_str()) { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, etag.clone()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"));
    if cached == Some(etag.as_str()) {
        return Ok(response.finish());
    }
    Ok(response.content_type(media_type(&path)).body(file.data.into_owned()))
}
