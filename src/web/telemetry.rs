//! One log line per request, with an id that error pages show too. Lines carry no token, cookie, query or answer: the route's
//! pattern is logged, not the path.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage, HttpRequest,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
};

/// The id of one request.
#[derive(Debug, Clone)]
pub(super) struct RequestId(String);

impl RequestId {
    pub(super) fn of(req: &HttpRequest) -> RequestId {
        req.extensions().get::<RequestId>().cloned().unwrap_or(RequestId(String::new()))
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

pub(super) async fn request(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let id = crate::store::new_id().chars().take(12).collect::<String>();
    req.extensions_mut().insert(RequestId(id.clone()));
    let method = req.method().clone();
    let mut res = next.call(req).await?;
    // Afterwards the route is known; before, every pattern would be tried for it.
    let route = res.request().match_pattern().unwrap_or_else(|| "-".to_owned());
    let status = res.status().as_u16();
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    if route.starts_with("/assets") || route.starts_with("/health") {
        tracing::debug!(request = id, %method, route, status, ms, "served");
    } else {
        tracing::info!(request = id, %method, route, status, ms, "served");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        res.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(res)
}
