//! The log of what was done by whom: written in the transaction of what it tells about, never changed.
//! It holds no answers, no tokens, and no mail texts.

use diesel::prelude::*;
use serde_json::Value;

use super::{DbConnection, StoreResult, new_id, schema::audit_event};
use crate::clock::Moment;

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct Entry<'a> {
    /// Who did it; none for the system itself.
    pub person: Option<&'a str>,
    /// The id of the member it concerns.
    pub member: Option<&'a str>,
    /// What happened, such as `response.signed`.
    pub action: &'a str,
    /// The id of the thing it happened to.
    pub subject: &'a str,
    /// Further facts.
    pub detail: Option<Value>,
}

/// Writes one entry.
///
/// # Errors
/// Those of the database.
pub fn record(conn: &mut DbConnection, at: Moment, entry: Entry<'_>) -> StoreResult<()> {
    let detail = entry.detail.map_or_else(|| "{}".to_owned(), |detail| detail.to_string());
    diesel::insert_into(audit_event::table)
        .values((
            audit_event::id.eq(new_id()),
            audit_event::at.eq(at),
            audit_event::person_id.eq(entry.person),
            audit_event::member_id.eq(entry.member),
            audit_event::action.eq(entry.action),
            audit_event::subject.eq(entry.subject),
            audit_event::detail.eq(detail),
        ))
        .execute(conn)?;
    Ok(())
}
