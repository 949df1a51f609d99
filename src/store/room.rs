//! Rooms in which a group agrees on joint answers: for all parts of a response, or one perspective's. A room stands at an item and
//! shows its own ratings once they are revealed. It can be left and come back to; several may be open at a time, each at its own item.
//! What the group agrees on is an answer like any other ([`response::save`]).

use diesel::prelude::*;

use super::{
    Conflict, DbConnection, StoreError, StoreResult, audit, new_id, on_each, part,
    response::{self, Head},
    schema::{consensus_room, person},
};
use crate::{
    clock::Moment,
    workflow::{Action, Mark, Scope},
};

/// The length of a room's id: it is read off a screen and typed. It opens no door by itself.
const ID_LENGTH: usize = 7;
/// How many items back a room can go.
const TRAIL_MAX: usize = 100;

/// A room.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Room {
    /// The id.
    pub id: String,
    /// The perspective whose parts it is about; none for all.
    pub perspective: Option<String>,
    /// The name of who opened it.
    pub opened_by: String,
    /// When.
    pub opened_at: Moment,
    /// The item at which it stands; none before the first.
    pub item: Option<String>,
    /// Whether that item's own ratings are shown.
    pub revealed: bool,
    /// The items at which it stood before, the last one last, separated by spaces.
    trail: String,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

impl Room {
    /// The items at which it stood before, the last one last.
    pub fn trail(&self) -> impl Iterator<Item = &str> {
        self.trail.split_whitespace()
    }
}

/// What is read of a room, with the name of who opened it.
#[rustfmt::skip]
const ROOM: (
    consensus_room::id, consensus_room::perspective, person::name, consensus_room::opened_at, consensus_room::item,
    consensus_room::revealed, consensus_room::trail, consensus_room::closed_at,
) = (
    consensus_room::id, consensus_room::perspective, person::name, consensus_room::opened_at, consensus_room::item,
    consensus_room::revealed, consensus_room::trail, consensus_room::closed_at,
);

/// The rooms of a response, the newest first. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_response(conn: &mut DbConnection, head: &Head) -> StoreResult<Vec<Room>> {
    let query = consensus_room::table
        .inner_join(person::table)
        .filter(consensus_room::response_id.eq(&head.id))
        .order((consensus_room::opened_at.desc(), consensus_room::id))
        .select(ROOM);
    Ok(on_each!(conn, c => query.load(c))?)
}

/// One room of a response. One query.
///
/// # Errors
/// [`StoreError::NotFound`] for another response's. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn room(conn: &mut DbConnection, head: &Head, id: &str) -> StoreResult<Room> {
    let of_response = consensus_room::id.eq(id).and(consensus_room::response_id.eq(&head.id));
    let query = consensus_room::table.inner_join(person::table).filter(of_response).select(ROOM);
    Ok(on_each!(conn, c => query.first(c))?)
}

/// The id of the response that a room is of, if the scope reaches it.
///
/// # Errors
/// [`StoreError::NotFound`] for another member's.
pub fn response_of(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<String> {
    let response = consensus_room::table.find(id).select(consensus_room::response_id);
    let response: String = on_each!(conn, c => response.first(c))?;
    Ok(response::head(conn, scope, &response)?.id)
}

/// Opens a room, and with it the dialogue about its parts: from then on all who answer see how their own ratings lie. The room's id.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, for one person's own response and for no parts; [`StoreError::Refused`] where answers are
/// locked; and those of the database.
pub fn open(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    (perspective, parts): (Option<&str>, &[&str]),
    now: Moment,
) -> StoreResult<String> {
    let head = head_to_lead(conn, scope, id)?;
    if parts.is_empty() {
        return Err(StoreError::NotFound);
    }
    part::mark_all(conn, scope, id, parts, Mark::Dialogue, now)?;
    let mut room = new_id();
    room.truncate(ID_LENGTH);
    diesel::insert_into(consensus_room::table)
        .values((
            consensus_room::id.eq(&room),
            consensus_room::response_id.eq(&head.id),
            consensus_room::perspective.eq(perspective),
            consensus_room::opened_by.eq(scope.person()),
            consensus_room::opened_at.eq(now),
            consensus_room::revealed.eq(false),
            consensus_room::trail.eq(""),
        ))
        .execute(conn)?;
    record(conn, scope, &head, ("consensus.opened", &room), now)?;
    Ok(room)
}

/// Lets a room stand at an item, whose own ratings are hidden unless it stands there already.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`Conflict::RoomClosed`], and those of the database.
pub fn go_to(conn: &mut DbConnection, scope: &Scope, id: &str, room: &str, item: &str) -> StoreResult<()> {
    let room = led(conn, scope, id, room)?;
    match &room.item {
        Some(here) if here == item => Ok(()),
        here => {
            let mut trail: Vec<&str> = room.trail().collect();
            trail.extend(here.as_deref());
            let left_out = trail.len().saturating_sub(TRAIL_MAX);
            stand(conn, &room, item, trail.get(left_out..).unwrap_or_default())
        }
    }
}

/// Lets a room stand where it stood before. The item, if there was one.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`Conflict::RoomClosed`], and those of the database.
pub fn go_back(conn: &mut DbConnection, scope: &Scope, id: &str, room: &str) -> StoreResult<Option<String>> {
    let room = led(conn, scope, id, room)?;
    let mut trail: Vec<&str> = room.trail().collect();
    let Some(item) = trail.pop() else { return Ok(None) };
    stand(conn, &room, item, &trail)?;
    Ok(Some(item.to_owned()))
}

fn stand(conn: &mut DbConnection, room: &Room, item: &str, trail: &[&str]) -> StoreResult<()> {
    diesel::update(consensus_room::table.find(&room.id))
        .set((
            consensus_room::item.eq(Some(item)),
            consensus_room::revealed.eq(false),
            consensus_room::trail.eq(trail.join(" ")),
        ))
        .execute(conn)?;
    Ok(())
}

/// Shows how the own ratings of the item lie, or hides them, if the room still stands at it.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`Conflict::RoomClosed`], and those of the database.
pub fn reveal(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    room: &str,
    (item, revealed): (&str, bool),
) -> StoreResult<()> {
    let room = led(conn, scope, id, room)?;
    diesel::update(
        consensus_room::table.filter(consensus_room::id.eq(&room.id).and(consensus_room::item.eq(item))),
    )
    .set(consensus_room::revealed.eq(revealed))
    .execute(conn)?;
    Ok(())
}

/// Closes a room. It can be read from then on; doing it twice is doing it once.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, and those of the database.
pub fn close(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    room_id: &str,
    now: Moment,
) -> StoreResult<()> {
    let head = head_to_lead(conn, scope, id)?;
    let room = room(conn, &head, room_id)?;
    let open = consensus_room::id.eq(&room.id).and(consensus_room::closed_at.is_null());
    let closed = diesel::update(consensus_room::table.filter(open))
        .set(consensus_room::closed_at.eq(Some(now)))
        .execute(conn)?;
    if closed == 0 { Ok(()) } else { record(conn, scope, &head, ("consensus.closed", &room.id), now) }
}

/// An open room, for whoever leads.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`Conflict::RoomClosed`], and those of the database.
pub fn led(conn: &mut DbConnection, scope: &Scope, id: &str, room_id: &str) -> StoreResult<Room> {
    let head = head_to_lead(conn, scope, id)?;
    // Postgres: whoever else leads here waits, so that the trail loses no step. Writers on SQLite wait anyway.
    if let DbConnection::Postgres(conn) = conn {
        let of_response = consensus_room::id.eq(room_id).and(consensus_room::response_id.eq(&head.id));
        let held = consensus_room::table.filter(of_response).select(consensus_room::id).for_update();
        held.first::<String>(conn)?;
    }
    let room = room(conn, &head, room_id)?;
    if room.closed_at.is_some() { Err(Conflict::RoomClosed.into()) } else { Ok(room) }
}

/// The response, for whoever leads. One person's own has no group that could agree.
fn head_to_lead(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<Head> {
    let head = response::head(conn, scope, id)?;
    if scope.action() != Action::Lead || head.person.is_some() { Err(StoreError::NotFound) } else { Ok(head) }
}

fn record(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    (action, room): (&'static str, &str),
    now: Moment,
) -> StoreResult<()> {
    let detail = Some(serde_json::json!({ "room": room }));
    let (person, member) = (Some(scope.person()), Some(head.member.as_str()));
    audit::record(conn, now, audit::Entry { person, member, action, subject: &head.id, detail })
}
