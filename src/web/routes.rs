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

/// A path of ours, with its query, that a browser may be sent to: it names a page of the table. Never another site, whatever
/// was typed, posted or kept in a cookie.
pub(super) fn local(target: &str) -> Option<&str> {
    const LONGEST: usize = 500;
    let path = target.split('?').next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '#');
    let is_page = || TABLE.iter().any(|spec| spec.method == Method::GET && fits(spec.path, path));
    (target.len() <= LONGEST && target.chars().all(plain) && is_page()).then_some(target)
}

/// Whether a path has the form of a pattern, segment by segment.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.split('/'), path.split('/'));
    let same = |(wanted, given): (&str, &str)| match wanted.starts_with('{') {
        true => !given.is_empty(),
        false => wanted == given,
    };
    pattern.clone().count() == path.clone().count() && pattern.zip(path).all(same)
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

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_way_back_leads_to_a_page_of_ours_and_nowhere_else() {
        for target in ["/", "/responses/a1", "/results/r1?year=2026&with=a%20b", "/secretariat/contacts"] {
            assert_eq!(local(target), Some(target));
        }
        let elsewhere = [
            "",
            "?",
            "responses",
            "//evil.example",
            "///evil.example",
            "//evil.example/responses",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/responses\r\nSet-Cookie: x",
            "/responses/a1/",
            "/responses/ a",
            "/responses/å",
            "/responses#x",
            "/no/such/page",
            "/.//evil.example",
            "@evil.example/responses",
        ];
        for target in elsewhere {
            assert_eq!(local(target), None, "{target:?}");
        }
        assert_eq!(local(&format!("/responses?{}", "a".repeat(500))), None);
    }
}
