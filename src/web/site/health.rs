//! `/health/live`: the process answers. `/health/ready`: it can do its work: the database answers and has the present schema.

use actix_web::{HttpResponse, web::Data};
use serde_json::json;

use crate::{
    store::{StoreError, migrate},
    web::App,
};

pub(super) async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({"status": "live"}))
}

pub(super) async fn ready(app: Data<App>) -> HttpResponse {
    let state = app
        .db
        .read(|conn| match migrate::pending(conn)? {
            pending if pending.is_empty() => Ok(()),
            pending => Err(StoreError::fault(format!("pending migrations: {pending:?}"))),
        })
        .await;
    match state {
        Ok(()) => HttpResponse::Ok().json(json!({"status": "ready"})),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().json(json!({"status": "not ready"}))
        }
    }
}
