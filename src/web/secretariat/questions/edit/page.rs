//! One node: its form, with the whole questionnaire at its side.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{
    Desk,
    condition::piece,
    desk,
    field::{Maker, NotesView, Reader, Refused, SectionView, json, language_name},
    node,
};
use crate::{
    error::AppError,
    questionnaire::{
        Depth, Item, Kind, Localised, Perspective, Scale, Standard, Substandard,
        outline::{Node, Outline, Part, Placed, Step, Way},
    },
    store::{
        StoreError,
        draft::{self, About, ChangeKind, Clash, Saved, last_own},
        new_id,
    },
    web::{Posted, Visit},
    workflow::Scope,
};

#[derive(Serialize)]
struct PageView {
    draft: String,
    address: String,
    href: String,
    title: String,
    questionnaire: String,
    part: &'static str,
    /// Where it lies: from the questionnaire inwards.
    above: Vec<LinkView>,
    tree: TreeView,
    base: i32,
    done: Option<String>,
    undo: Option<UndoView>,
    problems: Vec<LinkView>,
    others: Option<String>,
    clash: Option<String>,
    errors: Vec<ErrorView>,
    sections: Vec<SectionSeen>,
    languages: String,
    can_move: bool,
    can_remove: bool,
    add: Vec<AddView>,
    inside: Vec<LinkView>,
    preview: Option<String>,
    next: Option<LinkView>,
}

#[derive(Serialize)]
struct SectionSeen {
    #[serde(flatten)]
    section: SectionView,
    notes: NotesView,
    /// Folded away, and whether it is open.
    details: bool,
    open: bool,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

/// A link to a node.
#[derive(Serialize, Clone)]
pub(super) struct LinkView {
    pub(super) href: String,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) current: bool,
    /// How much is to be mended there.
    pub(super) problems: Option<String>,
}

/// The questionnaire as it is shown at the side.
#[derive(Serialize)]
pub(super) struct TreeView {
    pub(super) overview: LinkView,
    pub(super) root: Vec<LinkView>,
    pub(super) groups: Vec<GroupView>,
    pub(super) standards: Vec<BranchView>,
}

#[derive(Serialize)]
pub(super) struct GroupView {
    pub(super) title: String,
    pub(super) links: Vec<LinkView>,
}

#[derive(Serialize)]
pub(super) struct BranchView {
    pub(super) link: LinkView,
    pub(super) subs: Vec<TwigView>,
}

#[derive(Serialize)]
pub(super) struct TwigView {
    pub(super) link: LinkView,
    pub(super) open: bool,
    pub(super) label: String,
    pub(super) items: Vec<LinkView>,
}

#[derive(Serialize)]
pub(super) struct UndoView {
    pub(super) revision: i32,
    pub(super) text: String,
    pub(super) back: String,
}

#[derive(Serialize)]
struct AddView {
    value: &'static str,
    text: String,
}

/// What was done just before the page is shown.
#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// A form that was not stored as it is.
#[derive(Default)]
struct Trouble {
    refused: Refused,
    clash: Option<Box<Clash>>,
    /// What was typed, where somebody else changed the same.
    typed: Option<Node>,
}

/// A link to a node, marked if something is to be mended in it.
pub(super) fn link(visit: &Visit, desk: &Desk, placed: &Placed, current: Option<&str>) -> LinkView {
    let lang = desk.edition.language(visit.lang.as_str());
    let title = piece(placed.node.title().get(lang));
    let (id, text) = match &placed.node {
        Node::Questionnaire(_) => (String::new(), visit.text("edit-part-questionnaire")),
        Node::Scale { scale, .. } => (String::new(), format!("{}–{}", scale.min, scale.max)),
        Node::Perspective(_) => (String::new(), title),
        node => (node.id().to_owned(), title),
    };
    let text = if text.is_empty() { visit.text("edit-unnamed") } else { text };
    let count = desk.found.iter().filter(|found| found.key == placed.key).count();
    LinkView {
        href: desk.href(&placed.key),
        id,
        text,
        current: current == Some(placed.key.as_str()),
        problems: (count > 0).then(|| visit.counted("edit-problems-here", count)),
    }
}

/// The tree at the side; `current` is the key of the node that is shown.
pub(super) fn tree(visit: &Visit, desk: &Desk, current: Option<&str>) -> TreeView {
    let see = |placed: &Placed| link(visit, desk, placed, current);
    let group = |key: &str, part: Part| {
        let links: Vec<LinkView> = desk.outline.all(part).into_iter().map(see).collect();
        (!links.is_empty()).then(|| GroupView { title: visit.text(key), links })
    };
    let standards = desk.outline.all(Part::Standard).into_iter().map(|standard| BranchView {
        link: see(standard),
        subs: desk
            .outline
            .children(&standard.key, Part::Substandard)
            .map(|sub| {
                let items: Vec<LinkView> = desk.outline.children(&sub.key, Part::Item).map(see).collect();
                let link = see(sub);
                TwigView {
                    open: link.current || items.iter().any(|item| item.current),
                    label: visit.text_with("edit-items-of", &[("id", sub.node.id().to_owned().into())]),
                    link,
                    items,
                }
            })
            .collect(),
    });
    TreeView {
        overview: LinkView {
            href: desk.address(),
            id: String::new(),
            text: visit.text("edit-overview"),
            current: current.is_none(),
            problems: None,
        },
        root: desk.outline.root().map(see).into_iter().collect(),
        groups: [group("edit-perspectives", Part::Perspective), group("edit-scales", Part::Scale)]
            .into_iter()
            .flatten()
            .collect(),
        standards: standards.collect(),
    }
}

/// What can be taken back now.
pub(super) fn undo_view(visit: &Visit, desk: &Desk, back: &str) -> Result<Option<UndoView>, AppError> {
    let person = &visit.actor()?.id;
    Ok(last_own(&desk.history, person).map(|change| UndoView {
        revision: change.revision,
        text: super::overview::told(visit, desk, change),
        back: back.to_owned(),
    }))
}

pub(super) async fn show(
    visit: Visit,
    path: Path<(String, String)>,
    done: Query<Done>,
) -> Result<HttpResponse, AppError> {
    let (id, key) = path.into_inner();
    let desk = desk(&visit, id).await?;
    if desk.draft.published.is_some() {
        return Ok(visit.redirect(&desk.address()));
    }
    page(&visit, &desk, &key, Trouble::default(), done.done.as_deref())
}

fn page(
    visit: &Visit,
    desk: &Desk,
    key: &str,
    trouble: Trouble,
    done: Option<&str>,
) -> Result<HttpResponse, AppError> {
    let placed = desk.outline.get(key).ok_or(AppError::NotFound)?;
    let shown = match &trouble.typed {
        Some(typed) => &Placed { node: typed.clone(), ..placed.clone() },
        None => placed,
    };
    let problems = desk.problems_of(key);
    let maker = Maker {
        visit,
        languages: &desk.edition.languages,
        before: before(desk, &placed.node).map(|node| json(&node)),
        problems: &problems,
        refused: &trouble.refused,
        clash: trouble.clash.as_ref().map(|clash| (clash.fields.clone(), json(&clash.theirs))),
    };
    let sections: Vec<SectionSeen> = node::sections(&maker, desk, shown)
        .into_iter()
        .map(|section| {
            // What is said at a field of the same name is not said twice.
            let notes = if section.fields.iter().any(|field| field.id == section.id) {
                NotesView::default()
            } else {
                NotesView {
                    problems: problems.get(section.id).cloned().unwrap_or_default(),
                    theirs: trouble.clash.as_ref().and_then(|clash| theirs(visit, desk, clash, section.id)),
                    ..NotesView::default()
                }
            };
            let any = !notes.problems.is_empty() || notes.theirs.is_some();
            let troubled = any || section.fields.iter().any(|field| field.notes.any);
            SectionSeen {
                details: section.folded.is_some(),
                open: section.folded.unwrap_or(true) || troubled,
                notes: NotesView { any, ..notes },
                section,
            }
        })
        .collect();
    let errors: Vec<ErrorView> = trouble
        .refused
        .iter()
        .map(|(field, (_, text))| ErrorView { field: field.clone(), text: text.clone() })
        .chain(trouble.clash.iter().flat_map(|clash| {
            clash.fields.iter().map(|field| ErrorView {
                field: super::field_of(placed.node.part(), field),
                text: visit.text("edit-clash-summary"),
            })
        }))
        .collect();
    let part = placed.node.part();
    let heading = link(visit, desk, placed, None);
    let title = format!("{} {}", heading.id, heading.text).trim().to_owned();
    let here = desk.found.iter().filter(|found| found.key == key);
    let elsewhere = desk.found.len() - here.clone().count();
    let is_root = part == Part::Questionnaire;
    let order = reading_order(&desk.outline);
    let next = order.iter().position(|node| node.key == key).and_then(|index| order.get(index + 1));
    let inside = match part {
        Part::Standard => Some(Part::Substandard),
        Part::Substandard => Some(Part::Item),
        _ => None,
    };
    let sub = match part {
        Part::Substandard => Some(placed),
        Part::Item => placed.parent.as_deref().and_then(|parent| desk.outline.get(parent)),
        _ => None,
    };
    let href = desk.href(key);
    let view = PageView {
        draft: desk.draft.id.clone(),
        address: desk.address(),
        questionnaire: desk.title(visit),
        part: part.as_str(),
        above: above(visit, desk, placed),
        tree: tree(visit, desk, Some(key)),
        base: trouble.clash.as_ref().map_or(desk.draft.revision, |clash| clash.revision),
        done: done.and_then(|done| said(visit, done)),
        undo: undo_view(visit, desk, &href)?,
        problems: here
            .map(|found| LinkView {
                href: format!("#{}", found.field),
                id: String::new(),
                text: found.text.clone(),
                current: false,
                problems: None,
            })
            .collect(),
        others: (elsewhere > 0).then(|| visit.counted("edit-problems-elsewhere", elsewhere)),
        clash: trouble.clash.as_ref().map(|clash| {
            let args = [("name", clash.person.clone().into()), ("at", visit.date_time(clash.at).into())];
            visit.text_with("edit-clash", &args)
        }),
        sections,
        languages: desk
            .edition
            .languages
            .iter()
            .map(|language| language_name(visit, language))
            .collect::<Vec<_>>()
            .join(", "),
        can_move: !is_root && part != Part::Scale,
        can_remove: !is_root,
        add: additions(visit, part),
        inside: inside
            .map(|inside| {
                desk.outline.children(key, inside).map(|node| link(visit, desk, node, None)).collect()
            })
            .unwrap_or_default(),
        preview: sub.map(|sub| format!("{}/preview/{}", desk.address(), sub.key)),
        next: next.map(|node| link(visit, desk, node, None)),
        title: title.clone(),
        href,
        errors,
    };
    let status = match () {
        () if view.clash.is_some() => StatusCode::CONFLICT,
        () if !view.errors.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        () => StatusCode::OK,
    };
    let title =
        if view.errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    visit.page_with(status, "secretariat/questions/edit", title, &view)
}

/// What somebody else made of a section that is no single field.
fn theirs(visit: &Visit, desk: &Desk, clash: &Clash, section: &str) -> Option<String> {
    let is_it = |field: &String| super::field_of(clash.theirs.part(), field) == section;
    clash.fields.iter().find(|field| is_it(field))?;
    match (&clash.theirs, section) {
        (Node::Item(item), "visible_if") => {
            Some(super::condition::sentence(visit, &desk.edition, item.visible_if.as_ref()))
        }
        _ => Some(visit.text("edit-theirs-other")),
    }
}

/// What a finished step is told as.
fn said(visit: &Visit, done: &str) -> Option<String> {
    let known = ["saved", "added", "moved", "removed", "undone"];
    known.contains(&done).then(|| visit.text(&format!("edit-done-{done}")))
}

/// The same node in the edition before: what its texts are compared with.
fn before(desk: &Desk, node: &Node) -> Option<Node> {
    let previous = &desk.previous.as_ref()?.edition;
    match node {
        Node::Item(item) => {
            let id = item.lineage.item.as_ref().unwrap_or(&item.id);
            Some(Node::Item(Box::new(previous.item(id)?.clone())))
        }
        Node::Substandard(sub) => Some(Node::Substandard(Substandard {
            items: Vec::new(),
            ..previous.substandard(&sub.id)?.clone()
        })),
        _ => None,
    }
}

fn above(visit: &Visit, desk: &Desk, placed: &Placed) -> Vec<LinkView> {
    let mut links = Vec::new();
    let mut here = placed.parent.as_deref().and_then(|parent| desk.outline.get(parent));
    while let Some(node) = here {
        if node.parent.is_some() {
            links.push(link(visit, desk, node, None));
        }
        here = node.parent.as_deref().and_then(|parent| desk.outline.get(parent));
    }
    links.reverse();
    links
}

/// All nodes as one reads them.
fn reading_order(outline: &Outline) -> Vec<&Placed> {
    let mut order: Vec<&Placed> = outline.root().into_iter().collect();
    order.extend(outline.all(Part::Perspective));
    order.extend(outline.all(Part::Scale));
    for standard in outline.all(Part::Standard) {
        order.push(standard);
        for sub in outline.children(&standard.key, Part::Substandard) {
            order.push(sub);
            order.extend(outline.children(&sub.key, Part::Item));
        }
    }
    order
}

fn additions(visit: &Visit, part: Part) -> Vec<AddView> {
    let values: &[&'static str] = match part {
        Part::Questionnaire => &["add-standard", "add-perspective", "add-scale"],
        Part::Scale => &["add-scale"],
        Part::Perspective => &["add-perspective"],
        Part::Standard => &["add-substandard", "add-standard"],
        Part::Substandard => &["add-item", "add-substandard"],
        Part::Item => &["add-item"],
    };
    values.iter().map(|value| AddView { value, text: visit.text(&format!("edit-{value}")) }).collect()
}

/// Saves what stands in the form, then does what the pressed button says.
pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, key) = path.into_inner();
    let then = form.text("then").to_owned();
    let carried = form.text("parent").to_owned();
    let base = form.parsed::<i32>("base").unwrap_or(0);
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    // The form is read twice if the database asks for it: reading changes nothing.
    let before = desk(&visit, id.clone()).await?;
    let part = before.outline.get(&key).ok_or(AppError::NotFound)?.node.part();
    let mut reader = Reader {
        visit: &visit,
        form: &form,
        languages: before.edition.languages.clone(),
        refused: Refused::new(),
    };
    let seen = seen(&visit, &scope, &id, &key, base).await?;
    let typed = node::read(&mut reader, &before, seen);
    let refused = reader.refused;
    let proceed = refused.is_empty();
    let (draft_id, node_key, mine, action) = (id.clone(), key.clone(), typed.clone(), then.clone());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let saved = draft::save(conn, &scope, now, &draft_id, &node_key, base, &mine)?;
            if !proceed || saved != Saved::Stored {
                return Ok((saved, None));
            }
            if part == Part::Item && !carried.is_empty() {
                let about = About { kind: ChangeKind::Moved, subject: &node_key };
                draft::change(conn, &scope, now, &draft_id, about, |outline| {
                    Ok(outline.carry(&node_key, &carried))
                })?;
            }
            let went = act(conn, &scope, &editions, now, &draft_id, &node_key, &action)?;
            Ok((saved, went))
        })
        .await?;
    match outcome {
        (Saved::Clash(clash), _) => {
            let desk = desk(&visit, id).await?;
            page(&visit, &desk, &key, Trouble { refused, clash: Some(clash), typed: Some(typed) }, None)
        }
        (Saved::Stored, _) if !refused.is_empty() => {
            let desk = desk(&visit, id).await?;
            page(&visit, &desk, &key, Trouble { refused, ..Trouble::default() }, None)
        }
        (Saved::Stored, went) => {
            let at = format!("/secretariat/questions/drafts/{id}");
            Ok(visit.redirect(&match went {
                Some((Some(key), done)) => format!("{at}/nodes/{key}?done={done}"),
                Some((None, done)) => format!("{at}?done={done}"),
                None if then == "next" => {
                    let order = reading_order(&before.outline);
                    let here = order.iter().position(|node| node.key == key);
                    let next = here.and_then(|index| order.get(index + 1));
                    next.map_or(at.clone(), |next| format!("{at}/nodes/{}", next.key))
                }
                None => format!("{at}/nodes/{key}?done=saved"),
            }))
        }
    }
}

/// The node as the writer saw it.
async fn seen(visit: &Visit, scope: &Scope, id: &str, key: &str, base: i32) -> Result<Node, AppError> {
    let (scope, id, key) = (scope.clone(), id.to_owned(), key.to_owned());
    Ok(visit.app.db.read(move |conn| draft::seen(conn, &scope, &id, &key, base)).await?)
}

/// What a button does besides saving: where it leads, and what is told there.
type Went = Option<(Option<String>, &'static str)>;

fn act(
    conn: &mut crate::store::DbConnection,
    scope: &Scope,
    editions: &crate::store::edition::Editions,
    now: crate::clock::Moment,
    id: &str,
    key: &str,
    then: &str,
) -> Result<Went, StoreError> {
    match then {
        "up" | "down" => {
            let way = if then == "up" { Way::Up } else { Way::Down };
            let about = About { kind: ChangeKind::Moved, subject: key };
            draft::change(conn, scope, now, id, about, |outline| Ok(outline.shift(key, way)))?;
            Ok(Some((Some(key.to_owned()), "moved")))
        }
        "remove" => {
            let mut parent = None;
            let about = About { kind: ChangeKind::Removed, subject: key };
            draft::change(conn, scope, now, id, about, |outline| {
                parent = outline.get(key).and_then(|node| node.parent.clone());
                Ok(outline.remove(key))
            })?;
            Ok(Some((parent, "removed")))
        }
        _ => {
            let Some(part) = then.strip_prefix("add-").and_then(|part| part.parse::<Part>().ok()) else {
                return Ok(None);
            };
            let desk = Desk::read(conn, scope, editions, id)?;
            let new = new_id();
            let mut added = false;
            let about = About { kind: ChangeKind::Added, subject: &new };
            draft::change(conn, scope, now, id, about, |outline| {
                let steps = added_node(&desk, outline, key, part, &new);
                added = steps.is_some();
                Ok(steps.unwrap_or_default())
            })?;
            Ok(added.then(|| (Some(new), "added")))
        }
    }
}

/// A new node in or after the one with this key.
fn added_node(desk: &Desk, outline: &Outline, key: &str, part: Part, new: &str) -> Option<Vec<Step>> {
    let here = outline.get(key)?;
    // In it, or beside it, or beside what it lies in.
    let (parent, after) = if part.parent() == Some(here.node.part()) {
        (here, None)
    } else {
        let mut beside = here;
        while beside.node.part() != part {
            beside = outline.get(beside.parent.as_deref()?)?;
        }
        (outline.get(beside.parent.as_deref()?)?, Some(beside.key.as_str()))
    };
    let node = blank(desk, outline, parent, after, part);
    outline.add(new.to_owned(), &parent.key, after, node)
}

/// A new node, as like its neighbours as makes sense.
fn blank(desk: &Desk, outline: &Outline, parent: &Placed, after: Option<&str>, part: Part) -> Node {
    let empty = || {
        Localised(desk.edition.languages.iter().map(|language| (language.clone(), String::new())).collect())
    };
    let neighbour =
        after.and_then(|after| outline.get(after)).or_else(|| outline.children(&parent.key, part).last());
    match part {
        Part::Item => {
            let like = match neighbour.map(|placed| &placed.node) {
                Some(Node::Item(item)) => Some(item),
                _ => None,
            };
            let scale = desk.edition.scales.keys().next().cloned();
            let kind =
                like.map_or(if scale.is_some() { Kind::Rating } else { Kind::LongText }, |like| like.kind);
            let id = super::lineage::free_id(desk, parent.node.id());
            let mut item = Item::new(&id, kind, like.map_or(Depth::Core, |like| like.depth));
            if kind == Kind::Rating {
                item.scale = like.and_then(|like| like.scale.clone()).or(scale);
            }
            item.text = empty();
            Node::Item(Box::new(item))
        }
        Part::Substandard => {
            let like = match neighbour.map(|placed| &placed.node) {
                Some(Node::Substandard(sub)) => sub.perspective.clone(),
                _ => None,
            };
            let first = desk.edition.perspectives.first().map(|perspective| perspective.id.clone());
            Node::Substandard(Substandard {
                id: String::new(),
                title: empty(),
                about: empty(),
                perspective: like.or(first),
                secondary: None,
                items: Vec::new(),
            })
        }
        Part::Standard => Node::Standard(Standard {
            id: String::new(),
            title: empty(),
            about: empty(),
            substandards: Vec::new(),
        }),
        Part::Perspective => {
            Node::Perspective(Perspective { id: String::new(), title: empty(), about: empty() })
        }
        Part::Scale | Part::Questionnaire => Node::Scale {
            key: String::new(),
            scale: Scale { min: 1, max: 10, low: empty(), middle: empty(), high: empty() },
        },
    }
}
