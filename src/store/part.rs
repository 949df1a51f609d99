//! What a member says of a sub-standard as a whole: that it is answered in depth, that own ratings are open to talk about, and
//! that it is finished. None of it changes an answer: closing the depth keeps what was answered, and what is finished can be changed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Text, Timestamp},
};

use super::{
    DbConnection, StoreError, StoreResult, audit, on_each,
    response::{self, Head},
    schema::{part_mark, person},
};
use crate::{
    clock::Moment,
    workflow::{Action, Mark, Scope},
};

/// Who said that a part is finished, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The person's name.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// What is said of a response's parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The sub-standards whose in-depth items are open.
    pub opened: BTreeSet<String>,
    /// The sub-standards whose own ratings are shown to all who answer, with the moment since when.
    pub in_dialogue: BTreeMap<String, Moment>,
    /// The sub-standards that are finished, with who said so.
    pub finished: BTreeMap<String, Finished>,
}

/// What is said of a response's parts. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn marks(conn: &mut DbConnection, head: &Head) -> StoreResult<Marks> {
    let query = part_mark::table
        .inner_join(person::table)
        .filter(part_mark::response_id.eq(&head.id))
        .select((part_mark::mark, part_mark::substandard, person::name, part_mark::marked_at));
    let rows: Vec<(Mark, String, String, Moment)> = on_each!(conn, c => query.load(c))?;
    let mut marks = Marks::default();
    for (mark, substandard, by, at) in rows {
        match mark {
            Mark::Depth => drop(marks.opened.insert(substandard)),
            Mark::Dialogue => drop(marks.in_dialogue.insert(substandard, at)),
            Mark::Finished => drop(marks.finished.insert(substandard, Finished { by, at })),
        }
    }
    Ok(marks)
}

/// Takes back that these parts are finished.
pub(super) fn unfinish(conn: &mut DbConnection, head: &Head, substandards: &[&str]) -> StoreResult<()> {
    let of_response = part_mark::response_id.eq(&head.id).and(part_mark::mark.eq(Mark::Finished));
    diesel::delete(part_mark::table.filter(of_response.and(part_mark::substandard.eq_any(substandards))))
        .execute(conn)?;
    Ok(())
}

/// Says something of a part, or takes it back; doing it twice is doing it once.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the scope, [`super::StoreError::Refused`] where answers are locked or the part is
/// not the person's to answer, and those of the database.
pub fn mark(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    substandard: &str,
    (mark, on): (Mark, bool),
    now: Moment,
) -> StoreResult<()> {
    let head = begin(conn, scope, id, (&[substandard], mark), now)?;
    let changed = match on {
        true => {
            let row = (
                part_mark::response_id.eq(&head.id),
                part_mark::substandard.eq(substandard),
                part_mark::mark.eq(mark),
                part_mark::marked_by.eq(scope.person()),
                part_mark::marked_at.eq(now),
            );
            on_each!(conn, c => diesel::insert_into(part_mark::table).values(row).on_conflict_do_nothing().execute(c))?
        }
        false => diesel::delete(part_mark::table.find((&head.id, substandard, mark))).execute(conn)?,
    };
    if changed == 0 {
        return Ok(());
    }
    record(conn, scope, &head, (mark, on), serde_json::json!({ "substandard": substandard }), now)
}

#[derive(QueryableByName)]
struct Marked {
    #[diesel(sql_type = Text)]
    substandard: String,
}

/// Says something of several parts at once, in as many queries as of two. Of which it is said already stays as it is.
///
/// # Errors
/// As [`mark`].
pub fn mark_all(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    substandards: &[&str],
    mark: Mark,
    now: Moment,
) -> StoreResult<()> {
    let head = begin(conn, scope, id, (substandards, mark), now)?;
    let listed = match conn {
        DbConnection::Sqlite(_) => "json_each($5) AS listed",
        DbConnection::Postgres(_) => "json_array_elements_text($5::json) AS listed (value)",
    };
    let marked = sql_query(format!(
        "INSERT INTO part_mark (response_id, mark, marked_by, marked_at, substandard)
         SELECT $1, $2, $3, $4, listed.value FROM {listed} WHERE TRUE
         ON CONFLICT (response_id, substandard, mark) DO NOTHING
         RETURNING substandard"
    ))
    .bind::<Text, _>(&head.id)
    .bind::<Text, _>(mark)
    .bind::<Text, _>(scope.person())
    .bind::<Timestamp, _>(now)
    .bind::<Text, _>(serde_json::json!(substandards).to_string())
    .load::<Marked>(conn)?;
    if marked.is_empty() {
        return Ok(());
    }
    let mut marked: Vec<String> = marked.into_iter().map(|row| row.substandard).collect();
    marked.sort();
    record(conn, scope, &head, (mark, true), serde_json::json!({ "substandards": marked }), now)
}

/// Begins a change of what is said of these parts.
fn begin(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    (substandards, mark): (&[&str], Mark),
    now: Moment,
) -> StoreResult<Head> {
    let head = response::head(conn, scope, id)?;
    if mark == Mark::Dialogue && scope.action() != Action::Lead {
        return Err(StoreError::NotFound);
    }
    response::begin_change(conn, scope, &head, substandards, now)?;
    Ok(head)
}

fn record(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    said: (Mark, bool),
    detail: serde_json::Value,
    now: Moment,
) -> StoreResult<()> {
    let action = match said {
        (Mark::Depth, true) => "depth.opened",
        (Mark::Depth, false) => "depth.closed",
        (Mark::Dialogue, true) => "dialogue.opened",
        (Mark::Dialogue, false) => "dialogue.closed",
        (Mark::Finished, true) => "part.finished",
        (Mark::Finished, false) => "part.resumed",
    };
    let (person, member) = (Some(scope.person()), Some(head.member.as_str()));
    audit::record(conn, now, audit::Entry { person, member, action, subject: &head.id, detail: Some(detail) })
}
