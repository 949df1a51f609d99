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
    schema::{finished_part, opened_depth, opened_dialogue},
};
use crate::{
    clock::Moment,
    workflow::{Action, Scope},
};

/// What can be said of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its in-depth items are answered too.
    Depth,
    /// Own ratings are shown to all who answer, and talked about.
    Dialogue,
    /// Nothing more is to be done.
    Finished,
}

impl Mark {
    const fn action(self, on: bool) -> &'static str {
        match (self, on) {
            (Mark::Depth, true) => "depth.opened",
            (Mark::Depth, false) => "depth.closed",
            (Mark::Dialogue, true) => "dialogue.opened",
            (Mark::Dialogue, false) => "dialogue.closed",
            (Mark::Finished, true) => "part.finished",
            (Mark::Finished, false) => "part.resumed",
        }
    }
}

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
    /// The sub-standards whose own ratings are shown to all who answer.
    pub in_dialogue: BTreeSet<String>,
    /// The sub-standards that are finished, with who said so.
    pub finished: BTreeMap<String, Finished>,
}

#[derive(QueryableByName)]
struct MarkRow {
    #[diesel(sql_type = Text)]
    mark: String,
    #[diesel(sql_type = Text)]
    substandard: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Timestamp)]
    marked_at: Moment,
}

/// What is said of a response's parts. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn marks(conn: &mut DbConnection, head: &Head) -> StoreResult<Marks> {
    let rows = sql_query(
        "SELECT 'depth' AS mark, substandard, '' AS name, opened_at AS marked_at FROM opened_depth WHERE response_id = $1
         UNION ALL
         SELECT 'dialogue', substandard, '', opened_at FROM opened_dialogue WHERE response_id = $1
         UNION ALL
         SELECT 'finished', substandard, person.name, finished_at
         FROM finished_part JOIN person ON person.id = finished_by WHERE response_id = $1",
    )
    .bind::<Text, _>(&head.id)
    .load::<MarkRow>(conn)?;
    let mut marks = Marks::default();
    for MarkRow { mark, substandard, name, marked_at } in rows {
        match mark.as_str() {
            "depth" => drop(marks.opened.insert(substandard)),
            "dialogue" => drop(marks.in_dialogue.insert(substandard)),
            _ => drop(marks.finished.insert(substandard, Finished { by: name, at: marked_at })),
        }
    }
    Ok(marks)
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
    let head = response::head(conn, scope, id)?;
    if mark == Mark::Dialogue && scope.action() != Action::Lead {
        return Err(StoreError::NotFound);
    }
    response::begin_change(conn, scope, &head, &[substandard], now)?;
    let changed = match (mark, on) {
        (Mark::Depth, true) => {
            let row = (
                opened_depth::response_id.eq(&head.id),
                opened_depth::substandard.eq(substandard),
                opened_depth::opened_by.eq(scope.person()),
                opened_depth::opened_at.eq(now),
            );
            on_each!(conn, c => diesel::insert_into(opened_depth::table).values(row).on_conflict_do_nothing().execute(c))?
        }
        (Mark::Finished, true) => {
            let row = (
                finished_part::response_id.eq(&head.id),
                finished_part::substandard.eq(substandard),
                finished_part::finished_by.eq(scope.person()),
                finished_part::finished_at.eq(now),
            );
            on_each!(conn, c => diesel::insert_into(finished_part::table).values(row).on_conflict_do_nothing().execute(c))?
        }
        (Mark::Dialogue, true) => {
            let row = (
                opened_dialogue::response_id.eq(&head.id),
                opened_dialogue::substandard.eq(substandard),
                opened_dialogue::opened_by.eq(scope.person()),
                opened_dialogue::opened_at.eq(now),
            );
            on_each!(conn, c => diesel::insert_into(opened_dialogue::table).values(row).on_conflict_do_nothing().execute(c))?
        }
        (Mark::Dialogue, false) => {
            diesel::delete(opened_dialogue::table.find((&head.id, substandard))).execute(conn)?
        }
        (Mark::Depth, false) => {
            diesel::delete(opened_depth::table.find((&head.id, substandard))).execute(conn)?
        }
        (Mark::Finished, false) => {
            diesel::delete(finished_part::table.find((&head.id, substandard))).execute(conn)?
        }
    };
    if changed == 0 {
        return Ok(());
    }
    let detail = Some(serde_json::json!({ "substandard": substandard }));
    let (person, action) = (Some(scope.person()), mark.action(on));
    audit::record(conn, now, audit::Entry { person, member: Some(&head.member), action, subject: id, detail })
}
