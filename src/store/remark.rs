//! What colleagues say to each other about an answer, and whose eyes they ask for. It stays inside the member: it is never signed,
//! exported or shown to the secretariat.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{dsl::count_star, prelude::*};

use super::{
    DbConnection, StoreError, StoreResult, new_id,
    person::{self, Person},
    response::{self, Head},
    schema::{mention, person as person_table, remark, response as response_table, round},
};
use crate::{
    clock::Moment,
    workflow::{Refusal, ResponseState, Role, RoundState, Scope},
};

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub body: String,
    /// The name of the person.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The names of those whose eyes it asks for.
    pub mentions: Vec<String>,
}

/// Who may talk with each other about a member's answers: those who answer and those who sign.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn people(conn: &mut DbConnection, head: &Head, year: i32) -> StoreResult<Vec<Person>> {
    person::holders(conn, &[Role::ProcessLead, Role::Contributor, Role::Signatory], &head.member, year)
}

/// How much was said about each of these items; nothing is said of those that nobody has spoken of.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn counts(conn: &mut DbConnection, head: &Head, items: &[&str]) -> StoreResult<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = remark::table
        .filter(remark::response_id.eq(&head.id).and(remark::item.eq_any(items.to_vec())))
        .group_by(remark::item)
        .select((remark::item, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What was said about an item, oldest first.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_item(conn: &mut DbConnection, head: &Head, item: &str) -> StoreResult<Vec<Remark>> {
    let rows: Vec<(String, String, String, Moment)> = remark::table
        .inner_join(person_table::table)
        .filter(remark::response_id.eq(&head.id).and(remark::item.eq(item)))
        .order((remark::written_at, remark::id))
        .select((remark::id, remark::body, person_table::name, remark::written_at))
        .load(conn)?;
    let names: Vec<(String, String)> = mention::table
        .inner_join(person_table::table)
        .inner_join(remark::table)
        .filter(remark::response_id.eq(&head.id).and(remark::item.eq(item)))
        .order(person_table::name)
        .select((mention::remark_id, person_table::name))
        .load(conn)?;
    let mut mentions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (remark, name) in names {
        mentions.entry(remark).or_default().push(name);
    }
    let remark = |(id, body, by, at): (String, String, String, Moment)| Remark {
        mentions: mentions.remove(&id).unwrap_or_default(),
        body,
        by,
        at,
    };
    Ok(rows.into_iter().map(remark).collect())
}

/// The items at which somebody asks for the person's eyes, and has not been read, by the name of who asks.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn unread(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
) -> StoreResult<BTreeMap<String, BTreeSet<String>>> {
    let rows: Vec<(String, String)> = mention::table
        .inner_join(remark::table.on(remark::id.eq(mention::remark_id)))
        .inner_join(person_table::table.on(person_table::id.eq(remark::person_id)))
        .filter(remark::response_id.eq(&head.id).and(mention::person_id.eq(scope.person())))
        .filter(mention::read_at.is_null())
        .select((person_table::name, remark::item))
        .load(conn)?;
    let mut unread: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, item) in rows {
        unread.entry(name).or_default().insert(item);
    }
    Ok(unread)
}

/// Whether a person still has something to read about the answers of a response, at the moment a mail would tell so; of what is
/// approved nobody has.
///
/// # Errors
/// Those of the database.
pub fn is_awaited(conn: &mut DbConnection, response: &str, person: &str) -> StoreResult<bool> {
    let unread = mention::table
        .inner_join(remark::table.on(remark::id.eq(mention::remark_id)))
        .inner_join(response_table::table.on(response_table::id.eq(remark::response_id)))
        .inner_join(round::table.on(round::id.eq(response_table::round_id)))
        .filter(remark::response_id.eq(response).and(round::state.eq(RoundState::Open)))
        .filter(response_table::state.ne(ResponseState::Approved))
        .filter(mention::person_id.eq(person).and(mention::read_at.is_null()));
    Ok(diesel::select(diesel::dsl::exists(unread)).get_result(conn)?)
}

/// Says something about an item, and asks for the eyes of `mentions`, by id; the person's own are left out, and those of people
/// who do not work with the answers. Who says something has read what was said. Returns who was asked.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`StoreError::Refused`] once the round is over, and those of the database.
pub fn write(
    conn: &mut DbConnection,
    scope: &Scope,
    (id, item): (&str, &str),
    body: &str,
    mentions: &BTreeSet<String>,
    (year, now): (i32, Moment),
) -> StoreResult<Vec<Person>> {
    let head = response::head(conn, scope, id)?;
    if head.round_state != RoundState::Open {
        return Err(Refusal::RoundNotOpen.into());
    }
    if head.person.is_some() {
        return Err(StoreError::NotFound);
    }
    let key = new_id();
    diesel::insert_into(remark::table)
        .values((
            remark::id.eq(&key),
            remark::response_id.eq(&head.id),
            remark::item.eq(item),
            remark::body.eq(body),
            remark::person_id.eq(scope.person()),
            remark::written_at.eq(now),
        ))
        .execute(conn)?;
    let people = people(conn, &head, year)?;
    let asked: Vec<Person> = people
        .into_iter()
        .filter(|person| person.id != scope.person() && mentions.contains(&person.id))
        .collect();
    for person in &asked {
        diesel::insert_into(mention::table)
            .values((mention::remark_id.eq(&key), mention::person_id.eq(&person.id)))
            .execute(conn)?;
    }
    mark_read(conn, scope, id, item, now)?;
    Ok(asked)
}

/// Says that the person has read what was said about an item.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, and those of the database.
pub fn mark_read(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    item: &str,
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    let of_item =
        remark::table.filter(remark::response_id.eq(&head.id).and(remark::item.eq(item))).select(remark::id);
    let unread = mention::table
        .filter(mention::person_id.eq(scope.person()).and(mention::read_at.is_null()))
        .filter(mention::remark_id.eq_any(of_item));
    diesel::update(unread).set(mention::read_at.eq(Some(now))).execute(conn)?;
    Ok(())
}
