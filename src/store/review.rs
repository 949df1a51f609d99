//! The secretariat's review of signed versions: the queue, one note per item, and the decision.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    DbConnection, StoreResult, audit, network_only, on_each,
    response::{self, Head},
    schema::{member, response as response_table, review, review_note, round, signed_version},
};
use crate::{
    clock::Moment,
    workflow::{Event, Refusal, ResponseState, Scope, state},
};

/// A signed version that waits for the secretariat, or was decided.
#[derive(Debug, Clone, Queryable)]
pub struct Queued {
    /// The id of the signed version.
    pub id: String,
    /// The id of the response.
    pub response: String,
    /// The round's year.
    pub year: i32,
    /// The member's name.
    pub member_name: String,
    /// The number of the version.
    pub number: i32,
    /// When it was signed.
    pub signed_at: Moment,
    /// Who signed it.
    pub signer_name: String,
    /// The decision, once made.
    pub decision: Option<String>,
    /// When it was made.
    pub decided_at: Option<Moment>,
}

/// The signed versions of open rounds, those that wait first, in the order in which they came in.
///
/// # Errors
/// [`StoreError::NotFound`] unless the scope reaches the network.
pub fn queue(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Vec<Queued>> {
    network_only(scope)?;
    let mut rows: Vec<Queued> = signed_version::table
        .inner_join(response_table::table.inner_join(round::table).inner_join(member::table))
        .left_join(review::table)
        .filter(round::state.eq(crate::workflow::RoundState::Open))
        .order(signed_version::signed_at.asc())
        .select((
            signed_version::id,
            response_table::id,
            round::year,
            member::name,
            signed_version::number,
            signed_version::signed_at,
            signed_version::signer_name,
            review::decision.nullable(),
            review::decided_at.nullable(),
        ))
        .load(conn)?;
    rows.sort_by_key(|row| (row.decision.is_some(), row.signed_at));
    Ok(rows)
}

/// One signed version under review.
#[derive(Debug, Clone)]
pub struct UnderReview {
    /// The response it belongs to.
    pub head: Head,
    /// The number of the version.
    pub number: i32,
    /// Its text.
    pub content: String,
    /// The checksum of the text.
    pub sha256: String,
    /// Who signed, and when.
    pub signer_name: String,
    /// When it was signed.
    pub signed_at: Moment,
    /// The decision, once made, with its note.
    pub decision: Option<(String, String)>,
    /// The notes by item id: revision and text.
    pub notes: BTreeMap<String, (i32, String)>,
}

/// A signed version with its notes.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or unless the scope reaches the network.
pub fn version(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<UnderReview> {
    network_only(scope)?;
    type Columns = (String, i32, String, String, String, Moment, Option<String>, Option<String>);
    let (response_id, number, content, sha256, signer_name, signed_at, decision, note): Columns =
        signed_version::table
            .left_join(review::table)
            .filter(signed_version::id.eq(id))
            .select((
                signed_version::response_id,
                signed_version::number,
                signed_version::content,
                signed_version::sha256,
                signed_version::signer_name,
                signed_version::signed_at,
                review::decision.nullable(),
                review::note.nullable(),
            ))
            .first(conn)?;
    let head = response::head(conn, scope, &response_id)?;
    let notes: Vec<(String, i32, String)> = review_note::table
        .filter(review_note::signed_version_id.eq(id))
        .select((review_note::item, review_note::revision, review_note::body))
        .load(conn)?;
    Ok(UnderReview {
        head,
        number,
        content,
        sha256,
        signer_name,
        signed_at,
        decision: decision.zip(note),
        notes: notes.into_iter().map(|(item, revision, body)| (item, (revision, body))).collect(),
    })
}

/// A note on one item as a reviewer saves it.
#[derive(Debug, Clone)]
pub struct Note<'a> {
    /// The item's id.
    pub item: &'a str,
    /// The revision that the reviewer saw; 0 for none.
    pub base_revision: i32,
    /// The text; empty takes the note away.
    pub body: &'a str,
}

/// Saves a note, compare and set. Returns whether it was stored; if not, somebody else has changed it since.
///
/// # Errors
/// [`Refusal::NotNow`] once the version is decided.
pub fn save_note(
    conn: &mut DbConnection,
    scope: &Scope,
    version_id: &str,
    note: &Note<'_>,
    now: Moment,
) -> StoreResult<bool> {
    network_only(scope)?;
    undecided(conn, version_id)?;
    let changed = if note.base_revision == 0 {
        if note.body.is_empty() {
            return Ok(true);
        }
        let row = (
            review_note::signed_version_id.eq(version_id),
            review_note::item.eq(note.item),
            review_note::revision.eq(1),
            review_note::body.eq(note.body),
            review_note::written_by.eq(scope.person()),
            review_note::written_at.eq(now),
        );
        on_each!(conn, c => diesel::insert_into(review_note::table).values(row).on_conflict_do_nothing().execute(c))?
    } else {
        diesel::update(
            review_note::table
                .find((version_id, note.item))
                .filter(review_note::revision.eq(note.base_revision)),
        )
        .set((
            review_note::revision.eq(note.base_revision + 1),
            review_note::body.eq(note.body),
            review_note::written_by.eq(scope.person()),
            review_note::written_at.eq(now),
        ))
        .execute(conn)?
    };
    Ok(changed == 1)
}

fn undecided(conn: &mut DbConnection, version_id: &str) -> StoreResult<()> {
    let decided: Option<String> =
        review::table.find(version_id).select(review::decision).first(conn).optional()?;
    match decided {
        None => Ok(()),
        Some(decision) if decision == "approved" => Err(Refusal::NotNow(ResponseState::Approved).into()),
        Some(_) => Err(Refusal::NotNow(ResponseState::Returned).into()),
    }
}

/// What the secretariat decides on a signed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It counts in the results.
    Approve,
    /// The region is to mend it by this day: the next version is open.
    Return(NaiveDate),
}

/// Decides on a signed version. Decision, state and log change together or not at all.
///
/// # Errors
/// [`Refusal::NotNow`] if somebody else has decided already.
pub fn decide(
    conn: &mut DbConnection,
    scope: &Scope,
    version_id: &str,
    decision: Decision,
    note: &str,
    now: Moment,
) -> StoreResult<()> {
    let under_review = version(conn, scope, version_id)?;
    undecided(conn, version_id)?;
    let head = &under_review.head;
    let (event, code, due_on) = match decision {
        Decision::Approve => (Event::Approve, "approved", None),
        Decision::Return(due_on) => (Event::Return, "returned", Some(due_on)),
    };
    let next = state::next(head.state, event)?;
    response::move_to(conn, scope, head, next, note, now)?;
    if let Some(due_on) = due_on {
        diesel::update(response_table::table.find(&head.id))
            .set(response_table::due_on.eq(due_on))
            .execute(conn)?;
    }
    diesel::insert_into(review::table)
        .values((
            review::signed_version_id.eq(version_id),
            review::decision.eq(code),
            review::note.eq(note),
            review::due_on.eq(due_on),
            review::decided_by.eq(scope.person()),
            review::decided_at.eq(now),
        ))
        .execute(conn)?;
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(scope.person()),
            member: Some(&head.member),
            action: if code == "approved" { "response.approved" } else { "response.returned" },
            subject: version_id,
            detail: None,
        },
    )
}
