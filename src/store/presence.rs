//! Who has a part of the answers open, and where somebody is typing: in the database, so that all servers tell the same.

use chrono::Duration;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Nullable, Text, Timestamp},
};

use super::{
    DbConnection, StoreResult,
    response::Head,
    schema::{person, presence},
};
use crate::{clock::Moment, workflow::Scope};

/// How long somebody counts as there without a word, in seconds: three times as long as a browser keeps silent.
const STAYS: i64 = 45;
/// How old somebody's own word may be before it is renewed, in seconds.
const RENEWED: i64 = 10;

/// Somebody who has a part open.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Present {
    /// The id of the person.
    pub person: String,
    /// The name.
    pub name: String,
    /// The id of the item at which the person is typing.
    pub item: Option<String>,
    /// When that was said.
    pub seen_at: Moment,
}

/// Those who have the part open at a moment, by name. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`super::response::head`], so the scope has been asked.
pub fn of_part(conn: &mut DbConnection, head: &Head, part: &str, now: Moment) -> StoreResult<Vec<Present>> {
    Ok(presence::table
        .inner_join(person::table)
        .filter(presence::response_id.eq(&head.id).and(presence::part.eq(part)))
        .filter(presence::seen_at.gt(now.plus(-Duration::seconds(STAYS))))
        .order((person::name, person::id))
        .select((person::id, person::name, presence::item, presence::seen_at))
        .load(conn)?)
}

/// Whether what a person says of itself is not known yet, or so old that it is said anew.
pub fn is_news(known: Option<&Present>, item: Option<&str>, now: Moment) -> bool {
    let renewed = now.plus(-Duration::seconds(RENEWED));
    known.is_none_or(|known| known.item.as_deref() != item || known.seen_at < renewed)
}

/// Says that the person has the part open, and at which item it is typing. Rows of the response that mean nothing any more are taken away.
///
/// # Errors
/// Those of the database. The caller got `head` from [`super::response::head`], so the scope has been asked.
pub fn say(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    (part, item): (&str, Option<&str>),
    now: Moment,
) -> StoreResult<()> {
    let gone = presence::seen_at.le(now.plus(-Duration::seconds(STAYS)));
    diesel::delete(presence::table.filter(presence::response_id.eq(&head.id).and(gone))).execute(conn)?;
    sql_query(
        "INSERT INTO presence (response_id, part, person_id, item, seen_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (response_id, part, person_id) DO UPDATE SET item = excluded.item, seen_at = excluded.seen_at",
    )
    .bind::<Text, _>(&head.id)
    .bind::<Text, _>(part)
    .bind::<Text, _>(scope.person())
    .bind::<Nullable<Text>, _>(item)
    .bind::<Timestamp, _>(now)
    .execute(conn)?;
    Ok(())
}

/// Says that the person has left the part.
///
/// # Errors
/// As [`say`].
pub fn leave(conn: &mut DbConnection, scope: &Scope, head: &Head, part: &str) -> StoreResult<()> {
    diesel::delete(presence::table.find((&head.id, part, scope.person()))).execute(conn)?;
    Ok(())
}
