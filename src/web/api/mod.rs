//! The API's description. Its one route so far, saving an answer, stands with the page it belongs to (`respond/api.rs`).

use actix_web::{HttpResponse, web};

use super::routes::{Access, RouteSpec, get};

/// The OpenAPI document (version 3.1).
const DOCUMENT: &str = include_str!("openapi.json");

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    vec![get("/api/v1/openapi.json", Access::Open, || web::to(openapi))]
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(DOCUMENT)
}
