//! The draft as a whole: what is to be mended, what has been done by whom, and what comes next.

use std::collections::{HashMap, HashSet};

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{
    super::FilesView,
    Desk, catalogue,
    condition::piece,
    desk,
    told::told,
    tree::{LinkView, TreeView, link, tree},
};
use crate::{
    error::AppError,
    questionnaire::{
        Kind, Localised,
        definition::{Choice, Column},
        outline::{Node, Part, Placed},
        warnings,
    },
    store::{
        Conflict, StoreError,
        draft::{self, ChangeKind},
    },
    web::{Posted, Visit},
};

/// How many changes the page lists.
const SHOWN: usize = 30;

#[derive(Serialize)]
struct OverviewView {
    address: String,
    files: FilesView,
    title: String,
    about: String,
    previous: Option<String>,
    published: bool,
    done: Option<String>,
    /// The checksum of the edition before, where another draft of the next one may be meant.
    beside: Option<String>,
    error: Option<String>,
    tree: TreeView,
    problems: Vec<FoundView>,
    count: String,
    translations: Vec<FoundView>,
    translation: String,
    warnings: Vec<FoundView>,
    history: Vec<ChangeView>,
    preview: Option<String>,
    begin: Option<LinkView>,
}

/// Something to be mended: where, and what.
#[derive(Serialize)]
pub(super) struct FoundView {
    pub(super) href: String,
    pub(super) place: String,
    pub(super) text: String,
}

#[derive(Serialize)]
struct ChangeView {
    revision: i32,
    text: String,
    who: String,
    undone: bool,
    /// What the button says that takes it back.
    undo: String,
}

#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// What is to be mended, each with a link to its field.
pub(super) fn found(visit: &Visit, desk: &Desk) -> Vec<FoundView> {
    let nodes = desk.outline.nodes().iter();
    let nodes: HashMap<&str, &Placed> = nodes.map(|placed| (placed.key.as_str(), placed)).collect();
    let found = desk.found.iter().filter_map(|found| {
        let link = link(visit, desk, nodes.get(found.key.as_str())?, None);
        Some(FoundView {
            href: format!("{}#{}", link.href, found.field),
            place: if link.id.is_empty() { link.text } else { link.id },
            text: found.text.clone(),
        })
    });
    found.collect()
}

/// The texts that are changed since the edition before in one language and not in another, of those that both have: each with a link to the
/// field.
pub(super) fn half_translated(visit: &Visit, desk: &Desk) -> Vec<FoundView> {
    let Some(previous) = desk.previous.as_deref() else { return Vec::new() };
    let shared: Vec<&String> =
        desk.edition.languages.iter().filter(|language| previous.languages.contains(language)).collect();
    let items = previous.items_by_id();
    let (mut found, mut fields): (Vec<FoundView>, HashSet<String>) = Default::default();
    for placed in Part::ALL.into_iter().flat_map(|part| desk.outline.all(part)) {
        let before = match &placed.node {
            Node::Item(item) => {
                let id = item.lineage.item.as_ref().unwrap_or(&item.id);
                items.get(id.as_str()).map(|before| Node::Item(Box::new((*before).clone())))
            }
            node => super::page::before(desk, node),
        };
        let Some(before) = before else { continue };
        let was = texts(&before);
        for Said { what, field, text } in texts(&placed.node) {
            let Some(was) = was.iter().find(|was| was.what == what) else { continue };
            let same = |language: &&&String| text.0.get(**language) == was.text.0.get(**language);
            let (kept, changed): (Vec<&&String>, Vec<&&String>) = shared.iter().partition(same);
            let Some(language) = kept.first().filter(|_| !changed.is_empty()) else { continue };
            let Some(old) = text.0.get(**language) else { continue };
            let link = link(visit, desk, placed, None);
            let href = format!("{}#{field}-{language}", link.href);
            if fields.insert(href.clone()) {
                let place = if link.id.is_empty() { link.text } else { link.id };
                found.push(FoundView { href, place, text: piece(old) });
            }
        }
    }
    found
}

/// A text of a node.
struct Said<'n> {
    /// What it is the text of: by ids, so that it is found again in another order.
    what: String,
    /// The field that it stands in, without the language.
    field: String,
    text: &'n Localised,
}

/// The texts of a node that its form shows.
fn texts(node: &Node) -> Vec<Said<'_>> {
    fn plain<'n>(name: &str, text: Option<&'n Localised>) -> Option<Said<'n>> {
        text.map(|text| Said { what: name.to_owned(), field: name.to_owned(), text })
    }
    let titled = |title, about| vec![("title", Some(title)), ("about", Some(about))];
    let mut found: Vec<Said<'_>> = match node {
        Node::Questionnaire(edition) => {
            vec![("title", Some(&edition.title)), ("introduction", Some(&edition.introduction))]
        }
        Node::Scale { scale, .. } => {
            vec![("low", Some(&scale.low)), ("middle", Some(&scale.middle)), ("high", Some(&scale.high))]
        }
        Node::Perspective(perspective) => titled(&perspective.title, &perspective.about),
        Node::Standard(standard) => titled(&standard.title, &standard.about),
        Node::Substandard(sub) => titled(&sub.title, &sub.about),
        Node::Item(item) => {
            let signs = item.signs.as_ref().filter(|_| item.kind == Kind::Rating);
            vec![
                ("text", Some(&item.text)),
                ("help", item.help.as_ref()),
                ("signs-low", signs.map(|signs| &signs.low)),
                ("signs-middle", signs.map(|signs| &signs.middle)),
                ("signs-high", signs.map(|signs| &signs.high)),
                ("unit", item.unit.as_ref().filter(|_| item.kind == Kind::Number)),
                ("source", item.source.as_ref()),
            ]
        }
    }
    .into_iter()
    .filter_map(|(name, text)| plain(name, text))
    .collect();
    let Node::Item(item) = node else { return found };
    fn options<'n>(of: &str, at: &str, options: &'n [Choice]) -> Vec<Said<'n>> {
        let said = |option: &'n Choice| Said {
            what: format!("{of}options-{}", option.id),
            field: format!("{at}options"),
            text: &option.text,
        };
        options.iter().map(said).collect()
    }
    if item.kind.has_options() {
        found.extend(options("", "", &item.options));
    }
    let columns: &[Column] = if item.kind == Kind::Table { &item.columns } else { &[] };
    for (index, column) in columns.iter().enumerate() {
        let (of, at) = (format!("columns-{}-", column.id), format!("columns-{index}-"));
        found.push(Said { what: format!("{of}title"), field: format!("{at}title"), text: &column.title });
        if let Some(unit) = column.unit.as_ref().filter(|_| column.kind == Kind::Number) {
            found.push(Said { what: format!("{of}unit"), field: format!("{at}unit"), text: unit });
        }
        if column.kind == Kind::Single {
            found.extend(options(&of, &at, &column.options));
        }
    }
    found
}

fn warned(visit: &Visit, desk: &Desk) -> Vec<FoundView> {
    let all = warnings(&desk.edition);
    let found = all.iter().filter_map(|problem| {
        let (placed, rest) = desk.outline.at(&problem.place)?;
        let link = link(visit, desk, placed, None);
        Some(FoundView {
            href: format!("{}#{}", link.href, super::field_of(placed.node.part(), rest)),
            place: if link.id.is_empty() { link.text } else { link.id },
            text: super::problem::text(visit, problem),
        })
    });
    found.collect()
}

pub(super) async fn show(
    visit: Visit,
    path: Path<String>,
    done: Query<Done>,
) -> Result<HttpResponse, AppError> {
    let desk = desk(&visit, path.into_inner()).await?;
    let key = done.done.as_deref().and_then(|done| match done {
        "created" => Some("edit-done-created"),
        "exists" => Some("edit-done-exists"),
        "known-file" => Some("edit-done-known-file"),
        "removed" => Some("edit-done-removed"),
        "undone" => Some("edit-done-undone"),
        "published" => Some("edit-done-published"),
        "loaded" => Some("edit-done-loaded"),
        _ => None,
    });
    let beside = match done.done.as_deref() {
        Some("exists") => desk.previous_sha256.clone(),
        _ => None,
    };
    page_with(&visit, &desk, key.map(|key| visit.text(key)), None, beside)
}

/// The answer to a form of a part that somebody has removed meanwhile.
pub(super) fn gone(visit: &Visit, desk: &Desk) -> Result<HttpResponse, AppError> {
    page(visit, desk, None, Some(visit.text("edit-gone")))
}

fn page(
    visit: &Visit,
    desk: &Desk,
    done: Option<String>,
    error: Option<String>,
) -> Result<HttpResponse, AppError> {
    page_with(visit, desk, done, error, None)
}

/// The page, with a button for another draft beside this one where `beside` names what both go on from.
fn page_with(
    visit: &Visit,
    desk: &Desk,
    done: Option<String>,
    error: Option<String>,
    beside: Option<String>,
) -> Result<HttpResponse, AppError> {
    let problems = found(visit, desk);
    let translations = half_translated(visit, desk);
    let undone: Vec<i32> = desk.history.iter().filter_map(|change| change.undoes).collect();
    let history = desk.history.iter().take(SHOWN).map(|change| ChangeView {
        revision: change.revision,
        text: told(visit, desk, change),
        who: visit.text_with(
            "item-changed",
            &[("name", change.person.clone().into()), ("at", visit.date_time(change.at).into())],
        ),
        undone: undone.contains(&change.revision),
        undo: visit.text(if change.kind == ChangeKind::Undone { "edit-redo" } else { "edit-undo" }),
    });
    let title = desk.title(visit);
    let view = OverviewView {
        address: desk.address(),
        files: FilesView { address: desk.address(), name: title.clone(), is_sound: desk.found.is_empty() },
        about: catalogue::about(visit, &desk.edition),
        previous: desk.previous.as_ref().map(|previous| {
            visit.text_with("edit-previous", &[("edition", previous.edition.clone().into())])
        }),
        published: desk.draft.published.is_some(),
        done,
        beside,
        error,
        tree: tree(visit, desk, None),
        count: visit.counted("edit-problems", problems.len()),
        problems,
        translation: visit.counted("edit-translation", translations.len()),
        translations,
        warnings: warned(visit, desk),
        history: history.collect(),
        preview: desk
            .outline
            .all(Part::Substandard)
            .first()
            .map(|sub| format!("{}/preview/{}", desk.address(), sub.key)),
        begin: desk.outline.root().map(|root| link(visit, desk, root, None)),
        title: title.clone(),
    };
    let status = if view.error.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    visit.page_with(status, "secretariat/questions/draft", title, &view)
}

/// Takes a change back, and leads to where the button stood.
pub(super) async fn undo(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let (scope, now, revision) = (visit.scope()?, visit.now(), form.parsed::<i32>("revision").unwrap_or(0));
    let draft = id.clone();
    let undone = visit.app.db.write(move |conn| draft::undo(conn, &scope, now, &draft, revision)).await;
    let here = format!("/secretariat/questions/drafts/{id}");
    match undone {
        Ok(()) => {}
        Err(StoreError::Conflict(Conflict::ChangedSince) | StoreError::NotFound) => {
            let desk = desk(&visit, id).await?;
            let error = visit.text("conflict-changed-since");
            return page(&visit, &desk, None, Some(error));
        }
        Err(other) => return Err(other.into()),
    }
    let desk = desk(&visit, id).await?;
    let is_here = |placed: &&Placed| desk.href(&placed.key) == form.text("back");
    let back = desk.outline.nodes().iter().find(is_here).map(|placed| desk.href(&placed.key));
    Ok(visit.redirect(&format!("{}?done=undone", back.unwrap_or(here))))
}

/// Removes the draft, once that is confirmed.
pub(super) async fn discard(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    if !form.has("sure") {
        let desk = desk(&visit, id).await?;
        return page(&visit, &desk, None, Some(visit.text("edit-discard-unsure")));
    }
    let (scope, now) = (visit.scope()?, visit.now());
    visit.app.db.write(move |conn| draft::discard(conn, &scope, now, &id)).await?;
    Ok(visit.redirect("/secretariat/questions?done=discarded"))
}
