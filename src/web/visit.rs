//! What a handler knows of the request: the application, the person, the scope, the language; and how it answers with
//! a page.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web::Data,
};
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{
    App,
    access::Visitor,
    cookies,
    render::{Layout, NavItem, Page},
};
use crate::{
    clock::Moment,
    error::AppError,
    locale::{self, Arg, Lang},
    questionnaire::Edition,
    store::{access::Actor, response::Head},
    workflow::{Action, Role, Scope},
};

/// One visit to one page.
pub struct Visit {
    /// The application.
    pub app: Data<App>,
    /// The language of the page.
    pub lang: Lang,
    /// The signed-in person, if any.
    pub actor: Option<Actor>,
    /// The CSRF token for forms on the page.
    pub csrf: String,
    scope: Option<Scope>,
    path: String,
    /// The language in which the person wants to read questions, where that is another than the page's.
    reading: Option<String>,
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Visit, AppError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Visit::of(req)))
    }
}

impl Visit {
    /// The visit of a request that went through the gate.
    pub(super) fn of(req: &HttpRequest) -> Visit {
        // The gate ran for every route of the table; for anything else there is simply nobody.
        let visitor = req.extensions().get::<Visitor>().cloned().unwrap_or_default();
        let lang = Visit::language(req);
        let Some(app) = req.app_data::<Data<App>>().cloned() else {
            unreachable!("the application is registered before any route")
        };
        let reading = req.cookie(&cookies::name(cookies::READING, app.secure()));
        let reading = reading.map(|cookie| cookie.value().to_owned());
        Visit {
            app,
            lang,
            csrf: visitor.secret.as_deref().map(cookies::csrf_token).unwrap_or_default(),
            actor: visitor.actor,
            scope: visitor.scope,
            path: req.path().to_owned(),
            reading,
        }
    }

    /// The language of a request: the person's, else the cookie's, else the browser's, else the default.
    pub(super) fn language(req: &HttpRequest) -> Lang {
        let extensions = req.extensions();
        let person = extensions.get::<Visitor>().and_then(|visitor| visitor.actor.as_ref());
        if let Some(person) = person {
            return Lang::from_tag(&person.language);
        }
        drop(extensions);
        let secure = req.app_data::<Data<App>>().is_some_and(|app| app.secure());
        let cookie = req.cookie(&cookies::name(cookies::LANGUAGE, secure));
        cookie.and_then(|cookie| Lang::known(cookie.value())).unwrap_or_else(|| {
            let header = req.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            header.and_then(Lang::from_accept_language).unwrap_or(Lang::Sv)
        })
    }

    /// The same visit in another language, of the pages or of the questions, and without the person's own navigation: how a page looks
    /// to others.
    pub fn seen_by_others(self, language: &str) -> Visit {
        let lang = Lang::known(language).unwrap_or(self.lang);
        Visit { lang, reading: Some(language.to_owned()), actor: None, ..self }
    }

    /// The language in which the person reads this edition: the one that was chosen, if the edition has it; else the page's; else
    /// the edition's first.
    pub fn reads<'e>(&self, edition: &'e Edition) -> &'e str {
        let chosen =
            self.reading.as_deref().filter(|chosen| edition.languages.iter().any(|has| has == chosen));
        edition.language(chosen.unwrap_or(self.lang.as_str()))
    }

    /// The language in which the person reads this edition, where that is not the page's.
    pub fn foreign<'e>(&self, edition: &'e Edition) -> Option<&'e str> {
        Some(self.reads(edition)).filter(|language| *language != self.lang.as_str())
    }

    /// What the person may touch on this route.
    ///
    /// # Errors
    /// [`AppError::SignedOut`] if nobody is signed in.
    pub fn scope(&self) -> Result<Scope, AppError> {
        self.scope.clone().ok_or(AppError::SignedOut)
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// [`AppError::SignedOut`] if nobody is.
    pub fn actor(&self) -> Result<&Actor, AppError> {
        self.actor.as_ref().ok_or(AppError::SignedOut)
    }

    /// The secret of this browser, which sign-in links are bound to.
    ///
    /// # Errors
    /// [`AppError::Forged`] if the browser keeps no cookies.
    pub(super) fn visitor_secret(&self, req: &HttpRequest) -> Result<String, AppError> {
        let name = cookies::name(cookies::VISITOR, self.app.secure());
        req.cookie(&name).map(|cookie| cookie.value().to_owned()).ok_or(AppError::Forged)
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        self.app.clock.now()
    }

    /// A text of the catalogue.
    pub fn text(&self, key: &str) -> String {
        locale::text(self.lang, key, &[])
    }

    /// A text of the catalogue with values in it.
    pub fn text_with(&self, key: &str, args: &[Arg<'_>]) -> String {
        locale::text(self.lang, key, args)
    }

    /// Names or titles as a sentence lists them: "a, b och c".
    pub fn listed(&self, all: impl IntoIterator<Item = String>) -> String {
        let all: Vec<String> = all.into_iter().collect();
        match all.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} {} {last}", others.join(", "), self.text("list-and")),
            None => String::new(),
        }
    }

    /// A text of the catalogue with a number in it, named `count`.
    pub fn counted(&self, key: &str, count: usize) -> String {
        locale::text(self.lang, key, &[("count", FluentValue::from(count))])
    }

    /// A date in words.
    pub fn date(&self, date: chrono::NaiveDate) -> String {
        locale::date(self.lang, date)
    }

    /// A moment as local date and time in words.
    pub fn date_time(&self, at: Moment) -> String {
        locale::date_time(self.lang, self.app.clock.local(at))
    }

    /// What the person may do `action` to, whatever the route is for.
    pub fn reach(&self, action: Action) -> Option<Scope> {
        self.actor.as_ref().map(|actor| Scope::of(&actor.id, &actor.held, action))
    }

    /// Whether the person holds a role that may do `action` somewhere.
    pub fn may(&self, action: Action) -> bool {
        self.reach(action).is_some_and(|scope| scope.allows_anything())
    }

    /// Whether the person may do `action` to this response.
    pub fn may_to(&self, response: &Head, action: Action) -> bool {
        self.reach(action).is_some_and(|scope| response.is_within(&scope))
    }

    /// Whether the person does `action` to no more of this response than what was delegated.
    pub fn is_limited_to_parts(&self, response: &Head, action: Action) -> bool {
        response.person.is_none()
            && self.reach(action).is_some_and(|scope| scope.is_limited_to_parts(&response.member))
    }

    /// Renders a page into HTML.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template and the view do not fit together.
    pub fn render<V: Serialize>(&self, template: &str, title: String, view: &V) -> Result<String, AppError> {
        let page = Page {
            layout: Layout {
                lang: self.lang.as_str(),
                title,
                csrf: &self.csrf,
                path: &self.path,
                person: self.actor.as_ref().map(|actor| actor.name.as_str()),
                nav: self.nav(),
                demo: self.app.demo_mail.is_some(),
                wide: template.starts_with("secretariat/") || template.starts_with("results/"),
            },
            view,
        };
        self.app.templates.render(self.lang, template, &page)
    }

    /// Answers with a page.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template and the view do not fit together.
    pub fn page<V: Serialize>(
        &self,
        template: &str,
        title: String,
        view: &V,
    ) -> Result<HttpResponse, AppError> {
        self.page_with(StatusCode::OK, template, title, view)
    }

    /// Answers with a page and another status than 200, for instance 422 for a form to be corrected.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template and the view do not fit together.
    pub fn page_with<V: Serialize>(
        &self,
        status: StatusCode,
        template: &str,
        title: String,
        view: &V,
    ) -> Result<HttpResponse, AppError> {
        let html = self.render(template, title, view)?;
        Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
    }

    /// Answers with a redirect to another page of ours, as after every form that was accepted.
    pub fn redirect(&self, path: &str) -> HttpResponse {
        HttpResponse::SeeOther().insert_header((header::LOCATION, path)).finish()
    }

    fn nav(&self) -> Vec<NavItem> {
        let Some(actor) = &self.actor else { return Vec::new() };
        let mut items = Vec::new();
        let mut add = |key: &str, path: &str| {
            items.push(NavItem {
                text: locale::text(self.lang, key, &[]),
                path: path.to_owned(),
                current: false,
            });
        };
        if actor.held.iter().any(|held| held.role.is_for_member()) {
            add("nav-responses", "/responses");
        }
        if actor.is(Role::Secretariat) {
            add("nav-round", "/secretariat");
            add("nav-contacts", "/secretariat/contacts");
            add("nav-questions", "/secretariat/questions");
            add("nav-review", "/secretariat/review");
        }
        if actor.is(Role::Board) {
            add("nav-status", "/status");
        }
        add("nav-results", "/results");
        // The nearest one only: contacts lie below the round in the address, and have an entry of their own.
        let leads_here = |item: &&mut NavItem| {
            self.path.strip_prefix(&item.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Some(nearest) = items.iter_mut().filter(leads_here).max_by_key(|item| item.path.len()) {
            nearest.current = true;
        }
        items
    }
}
