//! Which sub-standards a member answers in depth. The member chooses; closing one keeps its answers.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{
    DbConnection, StoreResult, audit, on_each,
    response::{self, Head},
    schema::opened_depth,
};
use crate::{clock::Moment, workflow::Scope};

/// The ids of the sub-standards that are opened in a response.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn opened(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeSet<String>> {
    let query =
        opened_depth::table.filter(opened_depth::response_id.eq(&head.id)).select(opened_depth::substandard);
    let found: Vec<String> = on_each!(conn, c => query.load(c))?;
    Ok(found.into_iter().collect())
}

/// Opens or closes a sub-standard's in-depth items; doing it twice is doing it once.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the scope, [`super::StoreError::Refused`] where answers are locked, and those of
/// the database.
pub fn set(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    substandard: &str,
    open: bool,
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    response::begin_change(conn, scope, &head, now)?;
    let changed = if open {
        let row = (
            opened_depth::response_id.eq(&head.id),
            opened_depth::substandard.eq(substandard),
            opened_depth::opened_by.eq(scope.person()),
            opened_depth::opened_at.eq(now),
        );
        on_each!(conn, c => diesel::insert_into(opened_depth::table).values(row).on_conflict_do_nothing().execute(c))?
    } else {
        diesel::delete(opened_depth::table.find((&head.id, substandard))).execute(conn)?
    };
    if changed == 0 {
        return Ok(());
    }
    let action = if open { "depth.opened" } else { "depth.closed" };
    let detail = Some(serde_json::json!({ "substandard": substandard }));
    let person = Some(scope.person());
    audit::record(conn, now, audit::Entry { person, member: Some(&head.member), action, subject: id, detail })
}
