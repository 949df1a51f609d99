//! What the buttons of a node do once its form is saved: move it, remove it, add another, leave the edition before.

use std::collections::BTreeSet;

use crate::{
    clock::Moment,
    questionnaire::{
        Depth, Edition, Item, Kind, Localised, Perspective, Scale, Standard, Substandard,
        outline::{Node, Outline, Part, Placed, Step, Way},
    },
    store::{
        DbConnection, StoreError,
        draft::{self, About, ChangeKind},
        new_id,
    },
    workflow::Scope,
};

/// What a button does besides saving: where it leads, and what is told there.
pub(super) type Went = Option<(Option<String>, &'static str)>;

/// Does what a button says, in the transaction that saved the form.
pub(super) fn act(
    conn: &mut DbConnection,
    scope: &Scope,
    retired: &BTreeSet<String>,
    now: Moment,
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
        "afresh" => {
            let about = About { kind: ChangeKind::Afresh, subject: key };
            draft::change(conn, scope, now, id, about, |outline| Ok(outline.afresh()))?;
            Ok(Some((Some(key.to_owned()), "afresh")))
        }
        _ => {
            let Some(part) = then.strip_prefix("add-").and_then(|part| part.parse::<Part>().ok()) else {
                return Ok(None);
            };
            let new = new_id();
            let mut added = false;
            let about = About { kind: ChangeKind::Added, subject: &new };
            draft::change(conn, scope, now, id, about, |outline| {
                let steps = added_node(retired, outline, key, part, &new);
                added = steps.is_some();
                Ok(steps.unwrap_or_default())
            })?;
            Ok(added.then_some((Some(new), "added")))
        }
    }
}

/// A new node in or after the one with this key.
fn added_node(
    retired: &BTreeSet<String>,
    outline: &Outline,
    key: &str,
    part: Part,
    new: &str,
) -> Option<Vec<Step>> {
    let edition = outline.edition()?;
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
    let node = blank(&edition, retired, outline, parent, after, part);
    outline.add(new.to_owned(), &parent.key, after, node)
}

/// A new node, as like its neighbours as makes sense.
fn blank(
    edition: &Edition,
    retired: &BTreeSet<String>,
    outline: &Outline,
    parent: &Placed,
    after: Option<&str>,
    part: Part,
) -> Node {
    let empty =
        || Localised(edition.languages.iter().map(|language| (language.clone(), String::new())).collect());
    let neighbour =
        after.and_then(|after| outline.get(after)).or_else(|| outline.children(&parent.key, part).last());
    match part {
        Part::Item => {
            // In an empty sub-standard, as in the one before it.
            let before = parent
                .parent
                .as_deref()
                .into_iter()
                .flat_map(|above| outline.children(above, Part::Substandard));
            let before = before.take_while(|sub| sub.key != parent.key).last();
            let neighbour =
                neighbour.or_else(|| before.and_then(|sub| outline.children(&sub.key, Part::Item).last()));
            let like = match neighbour.map(|placed| &placed.node) {
                Some(Node::Item(item)) => Some(item),
                _ => None,
            };
            let scale = edition.scales.keys().next().cloned();
            let kind =
                like.map_or(if scale.is_some() { Kind::Rating } else { Kind::LongText }, |like| like.kind);
            let id = super::lineage::free_id(edition, retired, parent.node.id());
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
            let first = edition.perspectives.first().map(|perspective| perspective.id.clone());
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
