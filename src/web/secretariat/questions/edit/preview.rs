//! What a region will see, before it is published: the very page, in each language, as wide as a phone or a desktop. Nothing that is filled
//! in there is kept; it shows which questions appear. What depends on answers of another part is shown whatever they are, and says when a
//! region sees it.

use std::collections::BTreeMap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{condition::sentence, desk, field::language_name};
use crate::{
    error::AppError,
    locale::Lang,
    questionnaire::{
        Edition,
        outline::{Part, Placed},
    },
    store::edition::LoadedEdition,
    web::{Posted, Visit, headers::FRAMED, respond},
};

#[derive(Serialize)]
struct PreviewView {
    title: String,
    draft: String,
    address: String,
    part: String,
    edit: String,
    /// The address of the page in the frame.
    frame: String,
    narrow: bool,
    widths: Vec<ChoiceView>,
    languages: Vec<ChoiceView>,
    depths: Vec<ChoiceView>,
    previous: Option<LinkView>,
    next: Option<LinkView>,
}

#[derive(Serialize)]
struct ChoiceView {
    href: String,
    text: String,
    current: bool,
}

#[derive(Serialize)]
struct LinkView {
    href: String,
    text: String,
}

/// What is looked at, and how.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Look {
    lang: Option<String>,
    width: Option<String>,
    depth: Option<String>,
}

impl Look {
    /// The language that is looked at: one of the application's, or one of the edition's.
    fn lang<'a>(&'a self, visit: &Visit, edition: &'a Edition) -> &'a str {
        let is_there =
            |tag: &&str| Lang::known(tag).is_some() || edition.languages.iter().any(|has| has == tag);
        self.lang.as_deref().filter(is_there).unwrap_or(visit.lang.as_str())
    }

    fn is_narrow(&self) -> bool {
        self.width.as_deref() == Some("phone")
    }

    fn is_deep(&self) -> bool {
        self.depth.as_deref() == Some("open")
    }
}

fn query(lang: &str, narrow: bool, deep: bool) -> String {
    let width = if narrow { "phone" } else { "desktop" };
    format!("lang={lang}&width={width}&depth={}", if deep { "open" } else { "closed" })
}

pub(super) async fn show(
    visit: Visit,
    path: Path<(String, String)>,
    look: Query<Look>,
) -> Result<HttpResponse, AppError> {
    let (id, key) = path.into_inner();
    let desk = desk(&visit, id).await?;
    let subs = desk.outline.all(Part::Substandard);
    let here = subs.iter().position(|sub| sub.key == key).ok_or(AppError::NotFound)?;
    let (lang, narrow, deep) = (look.lang(&visit, &desk.edition), look.is_narrow(), look.is_deep());
    let at = |key: &str, query: &str| format!("{}/preview/{key}?{query}", desk.address());
    let name = |sub: &Placed| {
        let title = sub.node.title().get(desk.edition.language(visit.lang.as_str()));
        format!("{} {title}", sub.node.id())
    };
    let link = |index: Option<usize>| {
        let sub = subs.get(index?)?;
        Some(LinkView { href: at(&sub.key, &query(lang, narrow, deep)), text: name(sub) })
    };
    let choice =
        |query: String, text: String, current: bool| ChoiceView { href: at(&key, &query), text, current };
    let mut languages: Vec<&str> = Lang::ALL.map(Lang::as_str).to_vec();
    languages
        .extend(desk.edition.languages.iter().map(String::as_str).filter(|tag| Lang::known(tag).is_none()));
    let has_depth = desk.edition.substandards().any(|(_, sub)| sub.has_depth());
    let part = subs.get(here).map(|sub| name(sub)).unwrap_or_default();
    let view = PreviewView {
        title: visit.text_with("edit-preview-title", &[("part", part.clone().into())]),
        part,
        draft: desk.title(&visit),
        address: desk.address(),
        edit: desk.href(&key),
        frame: format!("{}/preview/{key}/page?{}", desk.address(), query(lang, narrow, deep)),
        narrow,
        widths: vec![
            choice(query(lang, false, deep), visit.text("edit-preview-desktop"), !narrow),
            choice(query(lang, true, deep), visit.text("edit-preview-phone"), narrow),
        ],
        languages: languages
            .into_iter()
            .map(|tag| choice(query(tag, narrow, deep), language_name(&visit, tag), tag == lang))
            .collect(),
        depths: if has_depth {
            vec![
                choice(query(lang, narrow, false), visit.text("edit-preview-core"), !deep),
                choice(query(lang, narrow, true), visit.text("edit-preview-depth"), deep),
            ]
        } else {
            Vec::new()
        },
        previous: link(here.checked_sub(1)),
        next: link(Some(here + 1)),
    };
    visit.page("secretariat/questions/preview", view.title.clone(), &view)
}

pub(super) async fn page(
    req: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    look: Query<Look>,
) -> Result<HttpResponse, AppError> {
    framed(&req, visit, path.into_inner(), &look, &Posted::default()).await
}

/// The page with what was filled in, and the questions that this makes appear. Nothing is stored.
pub(super) async fn answered(
    req: HttpRequest,
    visit: Visit,
    path: Path<(String, String)>,
    look: Query<Look>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    framed(&req, visit, path.into_inner(), &look, &form).await
}

async fn framed(
    req: &HttpRequest,
    visit: Visit,
    (id, key): (String, String),
    look: &Look,
    form: &Posted,
) -> Result<HttpResponse, AppError> {
    let mut desk = desk(&visit, id).await?;
    let sub = desk.outline.get(&key).filter(|node| node.node.part() == Part::Substandard);
    let sub = sub.ok_or(AppError::NotFound)?.node.id().to_owned();
    let lang = look.lang(&visit, &desk.edition).to_owned();
    let action = format!("{}?{}", req.path(), query(&lang, look.is_narrow(), look.is_deep()));
    // As somebody of a region sees it, not the secretariat.
    let region = visit.seen_by_others(&lang);
    let shown_when = decided_elsewhere(&region, &mut desk.edition, &sub);
    let unfrozen = LoadedEdition::unfrozen(desk.edition);
    let mut page = respond::preview(&region, &unfrozen, &sub, action, look.is_deep(), form, &shown_when)?;
    page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, FRAMED);
    Ok(page)
}

/// Takes away the conditions that are about answers of another part: nothing is answered there. Returns what they say, by item.
fn decided_elsewhere(visit: &Visit, edition: &mut Edition, part: &str) -> BTreeMap<String, String> {
    let Some(sub) = edition.substandard(part) else { return BTreeMap::new() };
    let is_here = |id: &str| sub.items.iter().any(|item| item.id == id);
    let elsewhere = sub.items.iter().filter(|item| {
        item.visible_if.as_ref().is_some_and(|condition| condition.items().into_iter().any(|id| !is_here(id)))
    });
    let told: BTreeMap<String, String> = elsewhere
        .map(|item| {
            let when = sentence(visit, edition, item.visible_if.as_ref());
            (item.id.clone(), visit.text_with("edit-preview-elsewhere", &[("sentence", when.into())]))
        })
        .collect();
    let items = edition.standards.iter_mut().flat_map(|standard| &mut standard.substandards);
    for item in items.flat_map(|sub| &mut sub.items).filter(|item| told.contains_key(&item.id)) {
        item.visible_if = None;
    }
    told
}
