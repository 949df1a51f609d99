//! What a member's answers rest on: documents with where they are kept, and files. Like working answers they never leave the member
//! before they are signed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult, audit, new_id, on_each,
    response::{self, Head},
    schema::{evidence, evidence_file, person, signed_version},
};
use crate::{
    clock::Moment,
    workflow::{
        Refusal, Scope,
        evidence::{FILES_MAX, PIECES_MAX},
        signed::{self, SignedEvidence, SignedFile},
    },
};

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// The id of the item.
    pub item: String,
    /// What it is called.
    pub title: String,
    /// A link, or where it is kept; empty where it is a file.
    pub place: String,
    /// Its day, where it has one.
    pub dated_on: Option<NaiveDate>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The file's size in bytes.
    pub file_size: Option<i32>,
    /// The file's SHA-256, lower-case hex.
    pub file_sha256: Option<String>,
    /// The name of the person who added it.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl Evidence {
    /// What is signed of it.
    pub fn to_sign(&self) -> SignedEvidence {
        let file = self.file_name.clone().zip(self.file_sha256.clone());
        SignedEvidence {
            title: self.title.clone(),
            place: self.place.clone(),
            dated_on: self.dated_on,
            file: file.map(|(name, sha256)| SignedFile { name, sha256 }),
        }
    }
}

/// What a member's answers rest on by now, by item, in the order in which it was added.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_response(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeMap<String, Vec<Evidence>>> {
    read(conn, head, None)
}

/// What the answers to some of the items rest on by now.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_items(
    conn: &mut DbConnection,
    head: &Head,
    items: &[&str],
) -> StoreResult<BTreeMap<String, Vec<Evidence>>> {
    read(conn, head, Some(items))
}

fn read(
    conn: &mut DbConnection,
    head: &Head,
    items: Option<&[&str]>,
) -> StoreResult<BTreeMap<String, Vec<Evidence>>> {
    let rows: Vec<Evidence> = on_each!(conn, c => {
        let mut query = evidence::table
            .inner_join(person::table)
            .filter(evidence::response_id.eq(&head.id).and(evidence::removed_at.is_null()))
            .order((evidence::added_at, evidence::id))
            .select((
                evidence::id,
                evidence::item,
                evidence::title,
                evidence::place,
                evidence::dated_on,
                evidence::file_name,
                evidence::file_size,
                evidence::file_sha256,
                person::name,
                evidence::added_at,
            ))
            .into_boxed();
        if let Some(items) = items {
            query = query.filter(evidence::item.eq_any(items.to_vec()));
        }
        query.load(c)
    })?;
    let mut found: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    for row in rows {
        found.entry(row.item.clone()).or_default().push(row);
    }
    Ok(found)
}

/// A piece of evidence as a person adds it.
#[derive(Debug, Clone)]
pub struct NewEvidence {
    /// The item's id.
    pub item: String,
    /// The id of its sub-standard.
    pub substandard: String,
    /// What it is called.
    pub title: String,
    /// A link, or where it is kept.
    pub place: String,
    /// Its day.
    pub dated_on: Option<NaiveDate>,
    /// The file's name and content.
    pub file: Option<(String, Vec<u8>)>,
}

/// Adds a piece of evidence.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`StoreError::Refused`] where answers are locked, the part is not the person's to
/// answer, the item has as many as it may have, or all files together would be too large, and those of the database.
pub fn add(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    new: NewEvidence,
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    // Pieces are added one after the other, so that each sees how many there are. First the lock that is the stronger.
    response::take(conn, &head.id)?;
    response::begin_change(conn, scope, &head, &[&new.substandard], now)?;
    let there: Vec<(String, Option<i32>)> = evidence::table
        .filter(evidence::response_id.eq(&head.id).and(evidence::removed_at.is_null()))
        .select((evidence::item, evidence::file_size))
        .load(conn)?;
    if there.iter().filter(|(item, _)| *item == new.item).count() >= PIECES_MAX {
        return Err(Refusal::TooMuchEvidence(PIECES_MAX).into());
    }
    let stored: usize = there.iter().filter_map(|(_, size)| usize::try_from((*size)?).ok()).sum();
    if let Some((_, content)) = &new.file
        && stored + content.len() > FILES_MAX
    {
        return Err(Refusal::FilesTooLarge.into());
    }
    let key = new_id();
    let size = new.file.as_ref().map(|(_, content)| i32::try_from(content.len()).unwrap_or(i32::MAX));
    diesel::insert_into(evidence::table)
        .values((
            (
                evidence::id.eq(&key),
                evidence::response_id.eq(&head.id),
                evidence::item.eq(&new.item),
                evidence::title.eq(&new.title),
                evidence::place.eq(&new.place),
                evidence::dated_on.eq(new.dated_on),
            ),
            (
                evidence::file_name.eq(new.file.as_ref().map(|(name, _)| name)),
                evidence::file_size.eq(size),
                evidence::file_sha256.eq(new.file.as_ref().map(|(_, content)| signed::sha256(content))),
                evidence::added_by.eq(scope.person()),
                evidence::added_at.eq(now),
            ),
        ))
        .execute(conn)?;
    if let Some((_, content)) = &new.file {
        diesel::insert_into(evidence_file::table)
            .values((evidence_file::evidence_id.eq(&key), evidence_file::content.eq(content)))
            .execute(conn)?;
    }
    record(conn, scope, &head, ("evidence.added", &key, &new.item), now)
}

/// Takes a piece of evidence away from the working answers; twice is once. What was signed keeps it, a file with its content; that of
/// any other file is gone for good.
///
/// # Errors
/// As [`add`].
pub fn remove(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    (substandard, item, key): (&str, &str, &str),
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    response::begin_change(conn, scope, &head, &[substandard], now)?;
    let wanted = evidence::table
        .filter(evidence::id.eq(key).and(evidence::response_id.eq(&head.id)))
        .filter(evidence::item.eq(item).and(evidence::removed_at.is_null()));
    let removed = diesel::update(wanted).set(evidence::removed_at.eq(Some(now))).execute(conn)?;
    if removed > 0 && !is_signed(conn, &head, key)? {
        diesel::delete(evidence_file::table.find(key)).execute(conn)?;
    }
    match removed {
        0 => Ok(()),
        _ => record(conn, scope, &head, ("evidence.removed", key, item), now),
    }
}

/// Whether a signed version of the response names the file by its checksum.
fn is_signed(conn: &mut DbConnection, head: &Head, key: &str) -> StoreResult<bool> {
    let checksum: Option<String> = evidence::table.find(key).select(evidence::file_sha256).first(conn)?;
    let Some(checksum) = checksum else { return Ok(false) };
    let naming = signed_version::table
        .filter(signed_version::response_id.eq(&head.id))
        .filter(signed_version::content.like(format!("%{checksum}%")));
    Ok(diesel::select(diesel::dsl::exists(naming)).get_result(conn)?)
}

fn record(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    (action, subject, item): (&str, &str, &str),
    now: Moment,
) -> StoreResult<()> {
    let entry = audit::Entry {
        person: Some(scope.person()),
        member: Some(&head.member),
        action,
        subject,
        detail: Some(serde_json::json!({ "item": item })),
    };
    audit::record(conn, now, entry)
}

/// The name and content of a file.
///
/// # Errors
/// [`StoreError::NotFound`] for another response's, for what is no file, and for what was removed. The caller got `head` from [`response::head`], so the
/// scope has been asked.
pub fn file(conn: &mut DbConnection, head: &Head, key: &str) -> StoreResult<(String, Vec<u8>)> {
    let (name, content): (Option<String>, Vec<u8>) = evidence::table
        .inner_join(evidence_file::table)
        .filter(evidence::id.eq(key).and(evidence::response_id.eq(&head.id)))
        .filter(evidence::removed_at.is_null())
        .select((evidence::file_name, evidence_file::content))
        .first(conn)?;
    Ok((name.ok_or(StoreError::NotFound)?, content))
}
