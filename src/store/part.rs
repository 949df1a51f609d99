//! What a member says of a sub-standard as a whole: that it is answered in depth, that own ratings are open to talk about, and
//! that it is finished. None of it changes an answer: closing the depth keeps what was answered, and what is finished can be changed.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

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
    /// The sub-standards whose own ratings are shown to all who answer.
    pub in_dialogue: BTreeSet<String>,
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
            Mark::Dialogue => drop(marks.in_dialogue.insert(substandard)),
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
    let head = response::head(conn, scope, id)?;
    if mark == Mark::Dialogue && scope.action() != Action::Lead {
        return Err(StoreError::NotFound);
    }
    response::begin_change(conn, scope, &head, &[substandard], now)?;
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
    let detail = Some(serde_json::json!({ "substandard": substandard }));
    let person = Some(scope.person());
    let action = match (mark, on) {
        (Mark::Depth, true) => "depth.opened",
        (Mark::Depth, false) => "depth.closed",
        (Mark::Dialogue, true) => "dialogue.opened",
        (Mark::Dialogue, false) => "dialogue.closed",
        (Mark::Finished, true) => "part.finished",
        (Mark::Finished, false) => "part.resumed",
    };
    audit::record(conn, now, audit::Entry { person, member: Some(&head.member), action, subject: id, detail })
}
