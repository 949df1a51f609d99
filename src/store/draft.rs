//! Editions that are being written. A save says which revision the writer saw: what two people did to different fields of a node is brought
//! together, and what they did to the same field is never overwritten but told. Every change is kept and can be taken back.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Integer, Nullable, Text, Timestamp},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Conflict, DbConnection, StoreError, StoreResult, audit,
    edition::{self, EditionFile},
    network_only, new_id, on_each,
    schema::{draft, draft_change, draft_node, person},
};
use crate::{
    clock::Moment,
    questionnaire::{
        merge::{Merged, differing, merge},
        outline::{Node, Outline, Part, Placed, Step},
    },
    workflow::Scope,
};

/// An edition that is being written, without its nodes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = draft)]
pub struct Draft {
    /// The id.
    pub id: String,
    /// The id of the frozen edition that items' lineage refers to.
    #[diesel(select_expression = draft::previous_id)]
    pub previous: Option<String>,
    /// The number of the last change, from 0.
    pub revision: i32,
    /// When it was begun.
    pub created_at: Moment,
    /// The id of the edition that it became.
    #[diesel(select_expression = draft::published_id)]
    pub published: Option<String>,
}

/// One change of a draft, for its history.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its number.
    pub revision: i32,
    /// What was done.
    pub kind: ChangeKind,
    /// The name of who did it.
    pub person: String,
    /// The id of who did it.
    pub person_id: String,
    /// When.
    pub at: Moment,
    /// The change that it takes back.
    pub undoes: Option<i32>,
    /// The node that it is about, as it was afterwards, or before where it went.
    pub node: Option<Placed>,
    /// The JSON pointers of what it changed in that node; none where the node came or went.
    pub fields: Vec<String>,
    /// How many nodes it concerns.
    pub nodes: usize,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Says something else.
    Written,
    /// Adds a node.
    Added,
    /// Moves a node.
    Moved,
    /// Removes a node with all that lies in it.
    Removed,
    /// Takes an earlier change back.
    Undone,
    /// Takes texts in from a file.
    Loaded,
    /// Leaves the comparison with an earlier edition.
    Afresh,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [ChangeKind; 7] = [
        ChangeKind::Written,
        ChangeKind::Added,
        ChangeKind::Moved,
        ChangeKind::Removed,
        ChangeKind::Undone,
        ChangeKind::Loaded,
        ChangeKind::Afresh,
    ];

    /// The code, as it stands in the database and in catalogue keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Written => "written",
            ChangeKind::Added => "added",
            ChangeKind::Moved => "moved",
            ChangeKind::Removed => "removed",
            ChangeKind::Undone => "undone",
            ChangeKind::Loaded => "loaded",
            ChangeKind::Afresh => "afresh",
        }
    }
}

/// A node as a change remembers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Memory {
    parent: Option<String>,
    place: i32,
    part: String,
    content: Value,
}

impl Memory {
    fn of(placed: &Placed) -> StoreResult<Memory> {
        Ok(Memory {
            parent: placed.parent.clone(),
            place: placed.place,
            part: placed.node.part().as_str().to_owned(),
            content: placed.node.to_json().map_err(StoreError::fault)?,
        })
    }

    fn placed(self, key: &str) -> StoreResult<Placed> {
        let part: Part = self.part.parse().map_err(StoreError::fault)?;
        let node = Node::from_json(part, self.content).map_err(StoreError::fault)?;
        Ok(Placed { key: key.to_owned(), parent: self.parent, place: self.place, node })
    }

    fn read(text: Option<&str>) -> StoreResult<Option<Memory>> {
        text.map(serde_json::from_str).transpose().map_err(StoreError::fault)
    }
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// It is stored, or was the same as what stood there.
    Stored,
    /// It is stored but for its id, which another item or perspective of the draft has.
    IdTaken,
    /// Somebody else changed the same fields to something else; nothing is stored.
    Clash(Box<Clash>),
}

/// What somebody else wrote meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// The node as it was written, with what else was changed in it meanwhile.
    pub mine: Node,
    /// The node as it stands now.
    pub theirs: Node,
    /// The fields, as JSON pointers into the node.
    pub fields: Vec<String>,
    /// The present revision: a save that names it has seen the clash.
    pub revision: i32,
    /// The name of who wrote it.
    pub person: String,
    /// When.
    pub at: Moment,
}

/// The advisory lock under which Postgres names editions: "namn" in ASCII.
const NAMING: i64 = 0x6e61_6d6e;

/// Takes the names of editions and drafts for this transaction: who gives another one waits until it ends, and then sees this one's. So no
/// two get the same name, and nothing is begun twice.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn naming(conn: &mut DbConnection, scope: &Scope) -> StoreResult<()> {
    network_only(scope)?;
    // SQLite has one writer.
    if let DbConnection::Postgres(conn) = conn {
        sql_query(format!("SELECT pg_advisory_xact_lock({NAMING})")).execute(conn)?;
    }
    Ok(())
}

/// The draft that was begun with the file of this checksum and is not published, if there is one: the latest.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn of_file(conn: &mut DbConnection, scope: &Scope, sha256: &str) -> StoreResult<Option<String>> {
    network_only(scope)?;
    let drafts = draft::table.filter(draft::file_sha256.eq(sha256)).filter(draft::published_id.is_null());
    let latest = drafts.order((draft::created_at.desc(), draft::id)).select(draft::id);
    Ok(latest.first(conn).optional()?)
}

/// Begins a draft with these nodes: after the frozen edition `previous`, with the file whose checksum is `file`.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn create(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    outline: &Outline,
    previous: Option<&str>,
    file: Option<&str>,
) -> StoreResult<String> {
    network_only(scope)?;
    let id = new_id();
    diesel::insert_into(draft::table)
        .values((
            draft::id.eq(&id),
            draft::previous_id.eq(previous),
            draft::revision.eq(0),
            draft::created_by.eq(scope.person()),
            draft::created_at.eq(at),
            draft::file_sha256.eq(file),
        ))
        .execute(conn)?;
    insert_nodes(conn, &id, outline.nodes().iter())?;
    record(conn, scope, at, "draft.created", &id)?;
    Ok(id)
}

/// The drafts that are not published, each with its questionnaire's own node, the latest first.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn list(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Vec<(Draft, Placed)>> {
    network_only(scope)?;
    let rows: Vec<(Draft, NodeRow)> = draft::table
        .inner_join(draft_node::table)
        .filter(draft::published_id.is_null())
        .filter(draft_node::parent.is_null())
        .order((draft::created_at.desc(), draft::id))
        .select((Draft::as_select(), NodeRow::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(draft, row)| Ok((draft, row.placed()?))).collect()
}

/// A draft and all that it says.
///
/// # Errors
/// [`StoreError::NotFound`], also outside the secretariat, and those of the database.
pub fn load(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<(Draft, Outline)> {
    network_only(scope)?;
    let found = draft::table.find(id).select(Draft::as_select()).first(conn)?;
    let rows: Vec<NodeRow> =
        draft_node::table.filter(draft_node::draft_id.eq(id)).select(NodeRow::as_select()).load(conn)?;
    let nodes = rows.into_iter().map(NodeRow::placed).collect::<StoreResult<_>>()?;
    Ok((found, Outline::new(nodes)))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = draft_node)]
struct NodeRow {
    key: String,
    parent: Option<String>,
    place: i32,
    part: String,
    content: String,
}

impl NodeRow {
    fn memory(self) -> StoreResult<Memory> {
        let content = serde_json::from_str(&self.content).map_err(StoreError::fault)?;
        Ok(Memory { parent: self.parent, place: self.place, part: self.part, content })
    }

    fn placed(self) -> StoreResult<Placed> {
        let key = self.key.clone();
        self.memory()?.placed(&key)
    }
}

/// Writes nodes that are not there, all at once.
fn insert_nodes<'p>(
    conn: &mut DbConnection,
    id: &str,
    nodes: impl Iterator<Item = &'p Placed>,
) -> StoreResult<()> {
    let mut rows = Vec::new();
    for placed in nodes {
        let memory = Memory::of(placed)?;
        rows.push((
            draft_node::draft_id.eq(id.to_owned()),
            draft_node::key.eq(placed.key.clone()),
            draft_node::parent.eq(memory.parent),
            draft_node::place.eq(memory.place),
            draft_node::part.eq(memory.part),
            draft_node::content.eq(memory.content.to_string()),
        ));
    }
    on_each!(conn, c => diesel::insert_into(draft_node::table).values(rows).execute(c))?;
    Ok(())
}

fn record(conn: &mut DbConnection, scope: &Scope, at: Moment, action: &str, id: &str) -> StoreResult<()> {
    let entry = audit::Entry { person: Some(scope.person()), action, subject: id, ..audit::Entry::default() };
    audit::record(conn, at, entry)
}

/// Takes the draft for this transaction, so that changes follow one another.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::Published`], and those of the database.
fn take(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<Draft> {
    network_only(scope)?;
    diesel::update(draft::table.find(id)).set(draft::revision.eq(draft::revision)).execute(conn)?;
    let found = draft::table.find(id).select(Draft::as_select()).first(conn)?;
    if found.published.is_some() { Err(Conflict::Published.into()) } else { Ok(found) }
}

/// What a change is: its kind, and the key of the node that it is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// What is done.
    pub kind: ChangeKind,
    /// The node's key; empty where it is about many.
    pub subject: &'a str,
}

/// Changes a draft: `plan` says what is to become of which nodes, and sees the draft as it is.
///
/// # Returns
/// Whether anything changed.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::Published`], those of `plan` and of the database.
pub fn change(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    id: &str,
    about: About<'_>,
    plan: impl FnOnce(&Outline) -> StoreResult<Vec<Step>>,
) -> StoreResult<bool> {
    let taken = take(conn, scope, id)?;
    let (_, outline) = load(conn, scope, id)?;
    let steps = plan(&outline)?;
    write(conn, scope, at, &taken, &outline, about, None, steps)
}

#[expect(clippy::too_many_arguments, reason = "one private function writes every change")]
fn write(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    draft: &Draft,
    outline: &Outline,
    about: About<'_>,
    undoes: Option<i32>,
    steps: Vec<Step>,
) -> StoreResult<bool> {
    let revision = draft.revision.saturating_add(1);
    let text = |placed: Option<&Placed>| -> StoreResult<Option<String>> {
        let memory = placed.map(Memory::of).transpose()?;
        memory.map(|memory| serde_json::to_string(&memory)).transpose().map_err(StoreError::fault)
    };
    let is_other = |step: &Step| outline.get(&step.key) != step.after.as_ref();
    let steps: Vec<Step> = steps.into_iter().filter(is_other).collect();
    if steps.is_empty() {
        return Ok(false);
    }
    let mut rows = Vec::new();
    for Step { key, after } in &steps {
        rows.push((
            draft_change::draft_id.eq(draft.id.clone()),
            draft_change::revision.eq(revision),
            draft_change::key.eq(key.clone()),
            draft_change::person_id.eq(scope.person().to_owned()),
            draft_change::at.eq(at),
            draft_change::kind.eq(about.kind.as_str()),
            draft_change::subject.eq(about.subject.to_owned()),
            draft_change::undoes.eq(undoes),
            draft_change::before.eq(text(outline.get(key))?),
            draft_change::after.eq(text(after.as_ref())?),
        ));
    }
    let keys: Vec<&str> = steps.iter().map(|step| step.key.as_str()).collect();
    let touched =
        draft_node::table.filter(draft_node::draft_id.eq(&draft.id)).filter(draft_node::key.eq_any(keys));
    on_each!(conn, c => diesel::delete(touched).execute(c))?;
    insert_nodes(conn, &draft.id, steps.iter().filter_map(|step| step.after.as_ref()))?;
    on_each!(conn, c => diesel::insert_into(draft_change::table).values(rows).execute(c))?;
    diesel::update(draft::table.find(&draft.id)).set(draft::revision.eq(revision)).execute(conn)?;
    Ok(true)
}

/// A node as it was, and where it stood, at a revision: what somebody saw who writes now.
///
/// # Errors
/// [`StoreError::NotFound`] (also where the node has been removed), and those of the database.
pub fn seen(conn: &mut DbConnection, scope: &Scope, id: &str, key: &str, base: i32) -> StoreResult<Placed> {
    network_only(scope)?;
    let row: NodeRow = draft_node::table.find((id, key)).select(NodeRow::as_select()).first(conn)?;
    match seen_at(conn, id, key, base)? {
        Some((Some(memory), _)) => memory.placed(key),
        _ => row.placed(),
    }
}

/// Saves one node as it was written by somebody who saw it at revision `base`; whatever else was changed in it since then stays. An id that
/// another node has, of a sort that others speak of, is not taken.
///
/// # Errors
/// [`StoreError::NotFound`] (also where the node has been removed), [`Conflict::Published`], and those of the database.
pub fn save(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    id: &str,
    key: &str,
    base: i32,
    mine: &Node,
) -> StoreResult<Saved> {
    let taken = take(conn, scope, id)?;
    let (_, outline) = load(conn, scope, id)?;
    let now = outline.get(key).ok_or(StoreError::NotFound)?;
    let since = seen_at(conn, id, key, base)?;
    let json = |node: &Node| node.to_json().map_err(StoreError::fault);
    let is = json(&now.node)?;
    let (was, who) = match since {
        Some((memory, who)) => (memory.map_or_else(|| is.clone(), |memory| memory.content), Some(who)),
        None => (is.clone(), None),
    };
    let Merged { value, clashes } = merge(&was, &json(mine)?, &is);
    let mut mine = Node::from_json(now.node.part(), value).map_err(StoreError::fault)?;
    if !clashes.is_empty() {
        let (person, at) = who.unwrap_or_else(|| (String::new(), at));
        let theirs = now.node.clone();
        let clash = Clash { mine, theirs, fields: clashes, revision: taken.revision, person, at };
        return Ok(Saved::Clash(Box::new(clash)));
    }
    let is_taken = has_the_id_of_another(&outline, now, &mine);
    if is_taken {
        mine.set_id(now.node.id().to_owned());
        if let (Node::Item(mine), Node::Item(now)) = (&mut mine, &now.node) {
            mine.lineage = now.lineage.clone();
        }
    }
    let steps = steps_to(&outline, now, mine);
    let about = About { kind: ChangeKind::Written, subject: key };
    write(conn, scope, at, &taken, &outline, about, None, steps)?;
    Ok(if is_taken { Saved::IdTaken } else { Saved::Stored })
}

/// Whether a node is given an id that another one has, so that nobody could tell any more which of them others speak of.
fn has_the_id_of_another(outline: &Outline, now: &Placed, node: &Node) -> bool {
    let is_spoken_of = matches!(node.part(), Part::Item | Part::Perspective);
    let is_other = |other: &&Placed| other.key != now.key && other.node.part() == node.part();
    let has_it = |other: &Placed| other.node.id() == node.id();
    is_spoken_of && now.node.id() != node.id() && outline.nodes().iter().filter(is_other).any(has_it)
}

/// The steps that make `node` of what stands there; another id of an item is followed by the conditions that speak of it, that of a
/// perspective by what counts under it.
fn steps_to(outline: &Outline, now: &Placed, node: Node) -> Vec<Step> {
    match (&now.node, &node) {
        (Node::Perspective(before), Node::Perspective(perspective)) if before.id != perspective.id => {
            outline.rename_perspective(&now.key, &before.id, perspective)
        }
        (Node::Item(before), Node::Item(item)) if before.id != item.id => {
            outline.rename_item(&now.key, &before.id, item)
        }
        _ => vec![Step { key: now.key.clone(), after: Some(Placed { node, ..now.clone() }) }],
    }
}

/// The draft that goes on from a frozen edition and is not published, if there is one: the latest.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn after(conn: &mut DbConnection, scope: &Scope, previous: &str) -> StoreResult<Option<String>> {
    network_only(scope)?;
    let drafts = draft::table.filter(draft::previous_id.eq(previous)).filter(draft::published_id.is_null());
    let latest = drafts.order((draft::created_at.desc(), draft::id)).select(draft::id);
    Ok(latest.first(conn).optional()?)
}

/// What a node was at a revision, if it has changed since, and who changed it last.
type Seen = (Option<Memory>, (String, Moment));

fn seen_at(conn: &mut DbConnection, id: &str, key: &str, base: i32) -> StoreResult<Option<Seen>> {
    let since: Vec<(Option<String>, String, Moment)> = draft_change::table
        .inner_join(person::table)
        .filter(draft_change::draft_id.eq(id))
        .filter(draft_change::key.eq(key))
        .filter(draft_change::revision.gt(base))
        .order(draft_change::revision)
        .select((draft_change::before, person::name, draft_change::at))
        .load(conn)?;
    let (Some((before, ..)), Some((_, name, at))) = (since.first(), since.last()) else { return Ok(None) };
    Ok(Some((Memory::read(before.as_deref())?, (name.clone(), *at))))
}

#[derive(QueryableByName)]
struct ChangeRow {
    #[diesel(sql_type = Integer)]
    revision: i32,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Timestamp)]
    at: Moment,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    subject: String,
    #[diesel(sql_type = Nullable<Integer>)]
    undoes: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    before: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    after: Option<String>,
}

/// The last changes of a draft, the newest first, at most `most`.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn history(conn: &mut DbConnection, scope: &Scope, id: &str, most: i32) -> StoreResult<Vec<Change>> {
    network_only(scope)?;
    let rows: Vec<ChangeRow> = sql_query(
        "SELECT c.revision, c.key, c.person_id, person.name AS person, c.at, c.kind, c.subject, c.undoes,
                c.before, c.after
         FROM draft_change c
         JOIN draft ON draft.id = c.draft_id
         JOIN person ON person.id = c.person_id
         WHERE c.draft_id = $1 AND c.revision > draft.revision - $2
         ORDER BY c.revision DESC, c.key",
    )
    .bind::<Text, _>(id)
    .bind::<Integer, _>(most)
    .load(conn)?;
    let mut found: Vec<Change> = Vec::new();
    for row in rows {
        let same = found.last_mut().filter(|last| last.revision == row.revision);
        let is_told = same.as_ref().is_some_and(|last| last.node.is_some());
        let is_it = (row.key == row.subject || row.subject.is_empty()) && !is_told;
        let before = Memory::read(row.before.as_deref().filter(|_| is_it))?;
        let after = Memory::read(row.after.as_deref().filter(|_| is_it))?;
        let fields = match (&before, &after) {
            (Some(before), Some(after)) => differing(&before.content, &after.content),
            _ => Vec::new(),
        };
        let node = after.or(before).map(|memory| memory.placed(&row.key)).transpose()?;
        match same {
            Some(last) => {
                last.nodes += 1;
                if node.is_some() {
                    (last.node, last.fields) = (node, fields);
                }
            }
            None => found.push(Change {
                revision: row.revision,
                kind: ChangeKind::ALL
                    .into_iter()
                    .find(|kind| kind.as_str() == row.kind)
                    .ok_or_else(|| StoreError::fault("unknown kind of change"))?,
                person: row.person,
                person_id: row.person_id,
                at: row.at,
                undoes: row.undoes,
                node,
                fields,
                nodes: 1,
            }),
        }
    }
    Ok(found)
}

/// The last change of this person, of those that are wanted, that still stands and takes nothing back: what "undo" means.
pub fn last_own<'c>(
    history: &'c [Change],
    person: &str,
    is_wanted: impl Fn(&Change) -> bool,
) -> Option<&'c Change> {
    let undone: BTreeSet<i32> = history.iter().filter_map(|change| change.undoes).collect();
    history.iter().find(|change| {
        let stands = change.undoes.is_none() && !undone.contains(&change.revision);
        change.person_id == person && stands && is_wanted(change)
    })
}

/// Takes a change back, where nobody has changed the same since.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::Published`], [`Conflict::ChangedSince`], and those of the database.
pub fn undo(conn: &mut DbConnection, scope: &Scope, at: Moment, id: &str, revision: i32) -> StoreResult<()> {
    let taken = take(conn, scope, id)?;
    let (_, outline) = load(conn, scope, id)?;
    let query = draft_change::table
        .filter(draft_change::draft_id.eq(id))
        .filter(draft_change::revision.eq(revision))
        .order(draft_change::key)
        .select((draft_change::key, draft_change::before, draft_change::after, draft_change::subject));
    let rows: Vec<(String, Option<String>, Option<String>, String)> = query.load(conn)?;
    let subject = rows.first().map(|(.., subject)| subject.clone()).ok_or(StoreError::NotFound)?;
    let mut steps = Vec::new();
    for (key, before, after, _) in rows {
        let now = outline.get(&key).map(Memory::of).transpose()?;
        let (before, after) = (Memory::read(before.as_deref())?, Memory::read(after.as_deref())?);
        let back = taken_back(before, after, now).ok_or(Conflict::ChangedSince)?;
        let after = back.map(|memory| memory.placed(&key)).transpose()?;
        steps.push(Step { key, after });
    }
    let stays = after_steps(&outline, &steps);
    let is_whole = |node: &&String| stays.contains_key(*node);
    if !stays.values().flatten().all(|parent| is_whole(&parent)) {
        return Err(Conflict::ChangedSince.into());
    }
    let about = About { kind: ChangeKind::Undone, subject: &subject };
    write(conn, scope, at, &taken, &outline, about, Some(revision), steps)?;
    Ok(())
}

/// The nodes that there are after these steps, each with its parent.
fn after_steps(outline: &Outline, steps: &[Step]) -> BTreeMap<String, Option<String>> {
    let nodes = outline.nodes().iter().map(|node| (node.key.clone(), node.parent.clone()));
    let mut nodes: BTreeMap<_, _> = nodes.collect();
    for step in steps {
        match &step.after {
            Some(placed) => drop(nodes.insert(step.key.clone(), placed.parent.clone())),
            None => drop(nodes.remove(&step.key)),
        }
    }
    nodes
}

/// What a node is once a change of it is taken back; none where it has changed since. What it says and where it stands are two things.
fn taken_back(before: Option<Memory>, after: Option<Memory>, now: Option<Memory>) -> Option<Option<Memory>> {
    let (Some(before), Some(after), Some(now)) = (&before, &after, &now) else {
        return (now == after).then_some(before);
    };
    let mut back = now.clone();
    if before.content != after.content {
        let merged = merge(&after.content, &before.content, &now.content);
        back.content = merged.clashes.is_empty().then_some(merged.value)?;
    }
    let stand = |memory: &Memory| (memory.parent.clone(), memory.place);
    if stand(before) != stand(after) {
        if now.parent != after.parent {
            return None;
        }
        (back.parent, back.place) = stand(before);
    }
    Some(Some(back))
}

/// Freezes what the draft says now. The caller has checked the file; `revision` is the one that was checked.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::Published`], [`Conflict::ChangedSince`] if the draft has moved on, [`Conflict::EditionExists`] if
/// there is another edition of that name, and those of the database.
pub fn publish(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    id: &str,
    revision: i32,
    file: &EditionFile,
) -> StoreResult<String> {
    let taken = take(conn, scope, id)?;
    if taken.revision != revision {
        return Err(Conflict::ChangedSince.into());
    }
    let frozen = edition::freeze(conn, at, file)?;
    diesel::update(draft::table.find(id))
        .set((draft::published_id.eq(&frozen.id), draft::published_at.eq(at)))
        .execute(conn)?;
    record(conn, scope, at, "draft.published", id)?;
    Ok(frozen.id)
}

/// Removes a draft that nobody wants any more, with its history.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::Published`], and those of the database.
pub fn discard(conn: &mut DbConnection, scope: &Scope, at: Moment, id: &str) -> StoreResult<()> {
    take(conn, scope, id)?;
    diesel::delete(draft_change::table.filter(draft_change::draft_id.eq(id))).execute(conn)?;
    diesel::delete(draft_node::table.filter(draft_node::draft_id.eq(id))).execute(conn)?;
    diesel::delete(draft::table.find(id)).execute(conn)?;
    record(conn, scope, at, "draft.discarded", id)
}
