//! The route table: every route of the application with what it takes to use it. The application is configured from this table
//! and the gate reads it, so there is no route without a rule. A test walks every route × role.

use std::sync::LazyLock;

use actix_web::{
    Route,
    http::Method,
    web::{self, ServiceConfig},
};

use super::{api, respond, results, secretariat, signin, site};
use crate::workflow::Action;

/// What it takes to use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing, and no session is looked up: assets, health.
    Open,
    /// Nothing; a signed-in person is recognised.
    Public,
    /// Being signed in, in whichever role.
    SignedIn,
    /// A role that may do this.
    Needs(Action),
}

/// One route.
#[derive(Clone)]
pub struct RouteSpec {
    /// The method; a GET route answers HEAD too.
    pub method: Method,
    /// The path's pattern, such as `/responses/{response}`.
    pub path: &'static str,
    /// What it takes.
    pub access: Access,
    /// Makes the handler.
    pub handler: fn() -> Route,
}

/// A GET route.
pub(super) fn get(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::GET, path, access, handler }
}

/// A POST route.
pub(super) fn post(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::POST, path, access, handler }
}

/// A PUT route.
pub(super) fn put(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::PUT, path, access, handler }
}

/// All routes.
pub static TABLE: LazyLock<Vec<RouteSpec>> = LazyLock::new(|| {
    [
        site::routes(),
        api::routes(),
        signin::routes(),
        respond::routes(),
        secretariat::routes(),
        results::routes(),
    ]
    .concat()
});

/// The rule for a request, by its method and the pattern of its path.
pub(super) fn access_of(method: &Method, pattern: &str) -> Option<Access> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    TABLE.iter().find(|spec| spec.method == *method && spec.path == pattern).map(|spec| spec.access)
}

/// Registers all routes.
pub(super) fn configure(config: &mut ServiceConfig) {
    let mut paths: Vec<&'static str> = TABLE.iter().map(|spec| spec.path).collect();
    // Literal segments before parameters, whatever the order of the table.
    paths.sort_by_key(|path| (path.matches('{').count(), *path));
    paths.dedup();
    for path in paths {
        let mut resource = web::resource(path);
        for spec in TABLE.iter().filter(|spec| spec.path == path) {
            resource = resource.route((spec.handler)().method(spec.method.clone()));
            if spec.method == Method::GET {
                resource = resource.route((spec.handler)().method(Method::HEAD));
            }
        }
        config.service(resource);
    }
}
