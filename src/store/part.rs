//! What a member says of a sub-standard as a whole: that it is answered in depth, and that it is finished. Neither changes an
//! answer: closing the depth keeps what was answered, and what is finished can be changed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{
    DbConnection, StoreResult, audit, on_each,
    response::{self, Head},
    schema::{finished_part, opened_depth, person},
};
use crate::{clock::Moment, workflow::Scope};

/// What can be said of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its in-depth items are answered too.
    Depth,
    /// Nothing more is to be done.
    Finished,
}

impl Mark {
    const fn action(self, on: bool) -> &'static str {
        match (self, on) {
            (Mark::Depth, true) => "depth.opened",
            (Mark::Depth, false) => "depth.closed",
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

/// The ids of the sub-standards whose in-depth items are open in a response.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn opened(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeSet<String>> {
    let query =
        opened_depth::table.filter(opened_depth::response_id.eq(&head.id)).select(opened_depth::substandard);
    let found: Vec<String> = on_each!(conn, c => query.load(c))?;
    Ok(found.into_iter().collect())
}

/// The sub-standards that are finished in a response, by id.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn finished(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeMap<String, Finished>> {
    let query = finished_part::table
        .inner_join(person::table)
        .filter(finished_part::response_id.eq(&head.id))
        .select((finished_part::substandard, person::name, finished_part::finished_at));
    let found: Vec<(String, String, Moment)> = on_each!(conn, c => query.load(c))?;
    Ok(found.into_iter().map(|(part, by, at)| (part, Finished { by, at })).collect())
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
