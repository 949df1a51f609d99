//! The gate: session → person → scope, once per request, by the rule of the route table. The only place where a [`Scope`] is made
//! from a request.

use actix_web::{
    Error, HttpMessage, HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web::Data,
};

use super::{
    App, cookies,
    routes::{self, Access, Rule},
};
use crate::{
    error::AppError,
    store::access::{self, Actor},
    workflow::{Action, Scope},
};

/// Who is asking, as far as it is known: left in the request for [`super::Visit`].
#[derive(Debug, Clone, Default)]
pub(super) struct Visitor {
    /// The signed-in person.
    pub(super) actor: Option<Actor>,
    /// What the person may touch on this route.
    pub(super) scope: Option<Scope>,
    /// The secret that CSRF tokens of this browser are made from: the session's or the visitor's.
    pub(super) secret: Option<String>,
}

pub(super) async fn gate(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let app =
        req.app_data::<Data<App>>().cloned().ok_or_else(|| AppError::Fault("no application".to_owned()))?;
    let rule = Rule::of(req.method(), req.match_pattern().as_deref());
    if rule == Rule::Route(Access::Open) {
        return Ok(next.call(req).await?.map_into_left_body());
    }
    if let (Rule::Nothing, Some(path)) = (rule, routes::without_slash(req.path())) {
        let query = req.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let there = (header::LOCATION, format!("{path}{query}"));
        let response = HttpResponse::PermanentRedirect().insert_header(there).finish();
        return Ok(req.into_response(response).map_into_right_body());
    }
    match admit(&req, &app, rule).await {
        Ok(fresh) => {
            let mut res = next.call(req).await?;
            if let Some(secret) = fresh {
                let cookie = cookies::cookie(cookies::VISITOR, secret, app.secure(), None);
                res.response_mut().add_cookie(&cookie)?;
            }
            Ok(res.map_into_left_body())
        }
        // A response rather than an error: so it goes through the middleware that translates it and sets its headers.
        Err(error) => Ok(req.error_response(error).map_into_right_body()),
    }
}

/// Finds out who asks and leaves it in the request. Returns the secret of a browser that had none.
async fn admit(req: &ServiceRequest, app: &App, rule: Rule) -> Result<Option<String>, AppError> {
    let secure = app.secure();
    let cookie = |plain| req.cookie(&cookies::name(plain, secure)).map(|cookie| cookie.value().to_owned());
    let known = cookie(cookies::VISITOR).filter(|secret| secret.len() >= 32);
    let fresh = if known.is_none() { Some(cookies::secret()) } else { None };
    let session = cookie(cookies::SESSION);

    let actor = match &session {
        Some(session) => actor(app, session).await?,
        None => None,
    };
    let secret = if actor.is_some() { session } else { known.or_else(|| fresh.clone()) };
    let scope = match (&actor, rule.access()) {
        (Some(actor), Some(Access::Needs(action))) => Some(Scope::of(&actor.id, &actor.held, action)),
        _ => None,
    };
    let refused = refusal(req, app, rule, actor.is_some(), scope.as_ref());
    req.extensions_mut().insert(Visitor { actor, scope, secret });
    match refused {
        Some(error) => Err(error),
        None => Ok(fresh),
    }
}

/// The person of a session as of now.
async fn actor(app: &App, session: &str) -> Result<Option<Actor>, AppError> {
    let (hash, now, year) = (cookies::hash(session), app.clock.now(), app.year());
    Ok(app.db.read(move |conn| access::actor(conn, &hash, now, year)).await?)
}

/// What the person of a request may touch by now, for an answer that goes on for long: a session may have ended since, a role too.
pub(super) async fn scope_by_now(
    app: &App,
    visitor: &Visitor,
    action: Action,
) -> Result<Option<Scope>, AppError> {
    let (Some(_), Some(session)) = (&visitor.actor, &visitor.secret) else { return Ok(None) };
    Ok(actor(app, session).await?.map(|actor| Scope::of(&actor.id, &actor.held, action)))
}

/// Why the request may not go on, if so.
fn refusal(
    req: &ServiceRequest,
    app: &App,
    rule: Rule,
    signed_in: bool,
    scope: Option<&Scope>,
) -> Option<AppError> {
    let writes = !matches!(*req.method(), Method::GET | Method::HEAD);
    if writes && is_cross_site(req, app) {
        return Some(AppError::Forged);
    }
    match rule.access() {
        Some(Access::SignedIn | Access::Needs(_)) if !signed_in => Some(AppError::SignedOut),
        Some(Access::Needs(_)) if !scope.is_some_and(Scope::allows_anything) => Some(AppError::NotFound),
        Some(_) if matches!(rule, Rule::OtherMethods(_)) => Some(AppError::MethodNotAllowed),
        _ => None,
    }
}

/// Whether a browser says that another site's page made this request.
fn is_cross_site(req: &ServiceRequest, app: &App) -> bool {
    let header = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    // Our own `Referrer-Policy: no-referrer` makes browsers send `Origin: null` with our forms (Fetch, "append a request Origin
    // header"), so it tells nothing; the CSRF token decides.
    header(header::ORIGIN.as_str())
        .is_some_and(|origin| origin != "null" && origin != app.base_url.origin().ascii_serialization())
}
