//! One node: its form, with the whole questionnaire at its side.

use std::collections::BTreeMap;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{
    Desk,
    act::{Went, act},
    desk,
    field::{Maker, NotesView, Reader, Refused, SectionView, json},
    node,
    tree::{LinkView, TreeView, link, next, tree},
};
use crate::{
    error::AppError,
    questionnaire::{
        Edition, Standard, Substandard,
        outline::{Node, Part, Placed},
    },
    store::draft::{self, About, Change, ChangeKind, Clash, Saved, last_own},
    web::{Posted, Visit},
};

#[derive(Serialize)]
struct PageView {
    address: String,
    href: String,
    title: String,
    questionnaire: String,
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
    notes: Option<NotesView>,
    /// Folded away, and whether it is open.
    details: bool,
    open: bool,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

#[derive(Serialize)]
pub(super) struct UndoView {
    pub(super) revision: i32,
    pub(super) text: String,
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
}

/// What can be taken back now.
pub(super) fn undo_view(visit: &Visit, desk: &Desk, key: &str) -> Result<Option<UndoView>, AppError> {
    let person = &visit.actor()?.id;
    let is_here = |change: &Change| {
        let node = change.node.as_ref();
        node.is_some_and(|node| {
            node.key == key || (desk.outline.get(&node.key).is_none() && node.parent.as_deref() == Some(key))
        })
    };
    Ok(last_own(&desk.history, person, is_here)
        .map(|change| UndoView { revision: change.revision, text: super::told::told(visit, desk, change) }))
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
    let shown = match &trouble.clash {
        Some(clash) => &Placed { node: clash.mine.clone(), ..placed.clone() },
        None => placed,
    };
    // Nobody has come to fill in yet what was added a moment ago: what it lacks is told in the list above only.
    let problems = if done == Some("added") { BTreeMap::new() } else { desk.problems_of(key) };
    let maker = Maker {
        visit,
        languages: &desk.edition.languages,
        before: before(desk, &placed.node).map(|node| json(&node)),
        problems: &problems,
        refused: &trouble.refused,
        clash: trouble.clash.as_ref().map(|clash| {
            let part = clash.theirs.part();
            let fields = clash.fields.iter().map(|field| super::place_in(part, field).to_owned());
            (fields.collect(), json(&clash.theirs))
        }),
    };
    let sections: Vec<SectionSeen> = node::sections(&maker, desk, shown)
        .into_iter()
        .map(|section| {
            // What is said at a field of the same name is not said twice.
            let is_said = section.fields.iter().any(|field| field.id == section.id);
            let notes = NotesView {
                errors: Vec::new(),
                problems: problems.get(section.id).cloned().unwrap_or_default(),
                theirs: trouble.clash.as_ref().and_then(|clash| theirs(visit, desk, clash, section.id)),
            };
            let notes = notes.if_any().filter(|_| !is_said);
            let troubled = notes.is_some() || section.fields.iter().any(|field| field.notes.is_some());
            SectionSeen {
                details: section.folded.is_some(),
                open: section.folded.unwrap_or(true) || troubled,
                notes,
                section,
            }
        })
        .collect();
    let errors: Vec<ErrorView> = trouble
        .refused
        .iter()
        .filter(|(_, (_, text))| !text.is_empty())
        .map(|(field, (_, text))| ErrorView { field: field.clone(), text: text.clone() })
        .chain(trouble.clash.iter().flat_map(|clash| {
            clash.fields.iter().map(|field| ErrorView {
                field: super::field_of(placed.node.part(), super::place_in(placed.node.part(), field)),
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
        address: desk.address(),
        questionnaire: desk.title(visit),
        above: above(visit, desk, placed),
        tree: tree(visit, desk, Some(key)),
        base: trouble.clash.as_ref().map_or(desk.draft.revision, |clash| clash.revision),
        done: done.and_then(|done| said(visit, done)),
        undo: undo_view(visit, desk, key)?,
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
        can_move: !is_root && part != Part::Scale,
        can_remove: !is_root,
        add: additions(visit, part),
        inside: inside
            .map(|inside| {
                desk.outline.children(key, inside).map(|node| link(visit, desk, node, None)).collect()
            })
            .unwrap_or_default(),
        preview: sub.map(|sub| format!("{}/preview/{}", desk.address(), sub.key)),
        next: next(&desk.outline, key).map(|node| link(visit, desk, node, None)),
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
    let key = match done {
        "saved" => "edit-done-saved",
        "added" => "edit-done-added",
        "moved" => "edit-done-moved",
        "removed" => "edit-done-removed",
        "undone" => "edit-done-undone",
        "afresh" => "edit-done-afresh",
        _ => return None,
    };
    Some(visit.text(key))
}

/// The same node in the edition before: what its texts are compared with.
pub(super) fn before(desk: &Desk, node: &Node) -> Option<Node> {
    let previous = desk.previous.as_deref()?;
    match node {
        Node::Item(item) => {
            let id = item.lineage.item.as_ref().unwrap_or(&item.id);
            Some(Node::Item(Box::new(previous.item(id)?.clone())))
        }
        Node::Substandard(sub) => Some(Node::Substandard(Substandard {
            items: Vec::new(),
            ..previous.substandard(&sub.id)?.clone()
        })),
        Node::Standard(standard) => {
            let before = previous.standards.iter().find(|before| before.id == standard.id)?;
            Some(Node::Standard(Standard { substandards: Vec::new(), ..before.clone() }))
        }
        Node::Perspective(perspective) => {
            Some(Node::Perspective(previous.perspective(&perspective.id)?.clone()))
        }
        Node::Scale { key, .. } => {
            Some(Node::Scale { key: key.clone(), scale: previous.scales.get(key)?.clone() })
        }
        Node::Questionnaire(_) => Some(Node::Questionnaire(Box::new(Edition {
            scales: BTreeMap::new(),
            perspectives: Vec::new(),
            standards: Vec::new(),
            ..previous.clone()
        }))),
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

fn additions(visit: &Visit, part: Part) -> Vec<AddView> {
    let keys: &[&'static str] = match part {
        Part::Questionnaire => &["edit-add-standard", "edit-add-perspective", "edit-add-scale"],
        Part::Scale => &["edit-add-scale"],
        Part::Perspective => &["edit-add-perspective"],
        Part::Standard => &["edit-add-substandard", "edit-add-standard"],
        Part::Substandard => &["edit-add-item", "edit-add-substandard"],
        Part::Item => &["edit-add-item"],
    };
    let add = |key: &&'static str| AddView { value: key.trim_start_matches("edit-"), text: visit.text(key) };
    keys.iter().map(add).collect()
}

/// What became of a form.
enum Outcome {
    Clash(Box<Clash>),
    /// Stored, but somebody else has moved the item meanwhile, to another place than this person.
    MovedMeanwhile,
    /// Stored, but for the id, which another part has.
    IdTaken,
    /// Stored, but the questionnaire cannot begin afresh under the name that others know it by.
    NameKnown,
    Stored(Went),
}

/// Saves what stands in the form, then does what the pressed button says.
pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, key) = path.into_inner();
    let then = form.text("then").to_owned();
    let base = form.parsed::<i32>("base").unwrap_or(0);
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let (reader_scope, draft_id, node_key) = (scope.clone(), id.clone(), key.clone());
    let (before, seen) = visit
        .app
        .db
        .read(move |conn| {
            let desk = Desk::read(conn, &reader_scope, &editions, &draft_id)?;
            let is_there = desk.outline.get(&node_key).is_some();
            let seen = is_there.then(|| draft::seen(conn, &reader_scope, &draft_id, &node_key, base));
            Ok((desk, seen.transpose()?))
        })
        .await?;
    let Some(seen) = seen else { return super::overview::gone(&visit, &before.check(&visit)) };
    let languages = before.edition.languages.clone();
    let mut reader = Reader { visit: &visit, form: &form, languages, refused: Refused::new() };
    let mine = node::read(&mut reader, &before, seen.node);
    let mut refused = std::mem::take(&mut reader.refused);
    let next = next(&before.outline, &key).map(|next| before.href(&next.key));
    let at = before.address();
    let carried = Some(form.text("parent").to_owned()).filter(|carried| !carried.is_empty());
    let carried = carried.filter(|carried| seen.parent.as_ref() != Some(carried));
    let (proceed, draft_id, node_key, action) = (refused.is_empty(), id.clone(), key.clone(), then.clone());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            match draft::save(conn, &scope, now, &draft_id, &node_key, base, &mine)? {
                Saved::Clash(clash) => return Ok(Outcome::Clash(clash)),
                Saved::IdTaken => return Ok(Outcome::IdTaken),
                Saved::Stored if !proceed => return Ok(Outcome::Stored(None)),
                Saved::Stored => {}
            }
            let mut moved_meanwhile = false;
            if let Some(carried) = &carried {
                let about = About { kind: ChangeKind::Moved, subject: &node_key };
                draft::change(conn, &scope, now, &draft_id, about, |outline| {
                    let parent = outline.get(&node_key).and_then(|node| node.parent.as_ref());
                    moved_meanwhile = parent != seen.parent.as_ref() && parent != Some(carried);
                    Ok(if moved_meanwhile { Vec::new() } else { outline.carry(&node_key, carried) })
                })?;
            }
            if moved_meanwhile {
                return Ok(Outcome::MovedMeanwhile);
            }
            if action == "afresh" && before.known.iter().any(|known| known.id == mine.id()) {
                return Ok(Outcome::NameKnown);
            }
            Ok(Outcome::Stored(act(conn, &scope, &before.retired, now, &draft_id, &node_key, &action)?))
        })
        .await?;
    let went = match outcome {
        Outcome::Clash(clash) => {
            let trouble = Trouble { refused, clash: Some(clash) };
            return page(&visit, &desk(&visit, id).await?, &key, trouble, None);
        }
        Outcome::IdTaken => {
            reader.refuse("id", "edit-error-id-taken");
            refused.append(&mut reader.refused);
            None
        }
        Outcome::NameKnown => {
            reader.refuse("id", "edit-error-afresh-name");
            refused.append(&mut reader.refused);
            None
        }
        Outcome::MovedMeanwhile => {
            let text = visit.text("edit-moved-meanwhile");
            refused.insert("parent".to_owned(), (String::new(), text));
            None
        }
        Outcome::Stored(went) => went,
    };
    if !refused.is_empty() {
        return page(&visit, &desk(&visit, id).await?, &key, Trouble { refused, clash: None }, None);
    }
    Ok(visit.redirect(&match (went, next) {
        (Some((Some(key), done)), _) => format!("{at}/nodes/{key}?done={done}"),
        (Some((None, done)), _) => format!("{at}?done={done}"),
        (None, next) if then == "next" => next.unwrap_or(at),
        (None, _) => format!("{at}/nodes/{key}?done=saved"),
    }))
}
