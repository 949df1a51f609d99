//! The route table: every route of the application with what it takes to use it. The application is configured from this table
//! and the gate reads it, so there is no route without a rule. A test walks every route × role.

use std::{collections::BTreeMap, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse, Resource, Route, Scope,
    http::{Method, header},
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
    /// The page it belongs to: a page itself, or the one that holds the form of what is sent here.
    pub page: &'static str,
}

impl RouteSpec {
    /// Says which page holds the form, where it is not the nearest page above.
    pub(super) fn with_form_on(self, page: &'static str) -> RouteSpec {
        RouteSpec { page, ..self }
    }
}

/// Stands for the nearest page above until the table is put together.
const UNSAID: &str = "";

/// A GET route.
pub(super) fn get(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::GET, path, access, handler, page: path }
}

/// A POST route.
pub(super) fn post(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::POST, path, access, handler, page: UNSAID }
}

/// A PUT route.
pub(super) fn put(path: &'static str, access: Access, handler: fn() -> Route) -> RouteSpec {
    RouteSpec { method: Method::PUT, path, access, handler, page: UNSAID }
}

/// All routes. An address that only takes forms leads back to their page when it is opened: a form that was shown again, with
/// what is to be mended, has the address of where it was sent.
pub static TABLE: LazyLock<Vec<RouteSpec>> = LazyLock::new(|| {
    let mut table = [
        site::routes(),
        api::routes(),
        signin::routes(),
        respond::routes(),
        secretariat::routes(),
        results::routes(),
    ]
    .concat();
    let pages: Vec<&str> =
        table.iter().filter(|spec| spec.method == Method::GET).map(|spec| spec.path).collect();
    for spec in table.iter_mut().filter(|spec| spec.page == UNSAID) {
        spec.page = nearest(spec.path, &pages);
    }
    let mut back: Vec<RouteSpec> = table
        .iter()
        .filter(|spec| spec.method == Method::POST && !pages.contains(&spec.path))
        .cloned()
        .collect();
    for spec in &mut back {
        // The page that it leads to knows who may see it.
        (spec.method, spec.access, spec.handler) = (Method::GET, Access::Open, || web::to(lead_back));
    }
    table.extend(back);
    table
});

/// The nearest page at or above a path.
fn nearest(path: &'static str, pages: &[&str]) -> &'static str {
    let mut here = path;
    while !here.is_empty() && !pages.contains(&here) {
        here = here.rsplit_once('/').map_or("", |(above, _)| above);
    }
    if here.is_empty() { "/" } else { here }
}

async fn lead_back(req: HttpRequest) -> HttpResponse {
    let page = page_of(&req).unwrap_or_else(|| "/".to_owned());
    HttpResponse::SeeOther().insert_header((header::LOCATION, page)).finish()
}

/// The address of the page that a request belongs to: that of the form, for what a form sends.
pub(super) fn page_of(req: &HttpRequest) -> Option<String> {
    let pattern = req.match_pattern()?;
    let spec = spec_of(req.method(), &pattern)?;
    let given = |segment: &'static str| {
        let mut pairs = spec.path.split('/').zip(req.path().split('/'));
        pairs
            .find(|(wanted, _)| *wanted == segment && segment.starts_with('{'))
            .map_or(segment, |(_, given)| given)
    };
    Some(spec.page.split('/').map(given).collect::<Vec<_>>().join("/"))
}

fn spec_of(method: &Method, pattern: &str) -> Option<&'static RouteSpec> {
    let method = if method == Method::HEAD { &Method::GET } else { method };
    TABLE.iter().find(|spec| spec.method == *method && spec.path == pattern)
}

/// What the table says to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// There is a route.
    Route(Access),
    /// There is a path, which takes other methods. Who may know of it is told so.
    OtherMethods(Access),
    /// There is nothing.
    Nothing,
}

impl Rule {
    /// The rule for a request, by its method and the pattern of its path.
    pub(super) fn of(method: &Method, pattern: Option<&str>) -> Rule {
        let Some(pattern) = pattern else { return Rule::Nothing };
        let path = || TABLE.iter().find(|spec| spec.path == pattern);
        match (spec_of(method, pattern), path()) {
            (Some(spec), _) => Rule::Route(spec.access),
            (None, Some(spec)) => Rule::OtherMethods(spec.access),
            (None, None) => Rule::Nothing,
        }
    }

    /// What it takes to come past the gate, or to be told of other methods.
    pub(super) fn access(self) -> Option<Access> {
        match self {
            Rule::Route(access) | Rule::OtherMethods(access) => Some(access),
            Rule::Nothing => None,
        }
    }
}

/// The methods that a path takes, as the header `Allow` lists them.
pub(super) fn methods_of(pattern: &str) -> String {
    let mut methods: Vec<&str> =
        TABLE.iter().filter(|spec| spec.path == pattern).map(|spec| spec.method.as_str()).collect();
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.join(", ")
}

/// The address without the slash at its end, if there is a page.
pub(super) fn without_slash(path: &str) -> Option<&str> {
    path.ends_with('/').then(|| path.trim_end_matches('/')).and_then(local)
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

/// Registers all routes, by the first segment of their paths: so a request is held against the few patterns of its own corner.
pub(super) fn configure(config: &mut ServiceConfig) {
    let mut paths: Vec<&'static str> = TABLE.iter().map(|spec| spec.path).collect();
    // Literal segments before parameters, whatever the order of the table.
    paths.sort_by_key(|path| (path.matches('{').count(), *path));
    paths.dedup();
    let mut corners: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    for path in paths {
        let corner = path.match_indices('/').nth(1).map_or(path, |(end, _)| &path[..end]);
        corners.entry(corner).or_default().push(path);
    }
    for (corner, paths) in corners {
        if let [path] = paths[..] {
            config.service(resource(path, path));
            continue;
        }
        let inside = |path: &'static str| resource(path, path.strip_prefix(corner).unwrap_or(path));
        config.service(paths.into_iter().map(inside).fold(web::scope(corner), Scope::service));
    }
}

/// The routes of one path, registered at what is left of it in its corner.
fn resource(path: &str, rest: &str) -> Resource {
    let mut resource = web::resource(rest);
    for spec in TABLE.iter().filter(|spec| spec.path == path) {
        resource = resource.route((spec.handler)().method(spec.method.clone()));
        if spec.method == Method::GET {
            resource = resource.route((spec.handler)().method(Method::HEAD));
        }
    }
    resource
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
