//! Signed versions: what would be signed now, the signature that freezes it, and the versions that there are. A version never changes.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult, audit,
    evidence::{self, Evidence},
    new_id,
    response::{self, Head},
    schema::{person, response as response_row, review, signed_version},
    signing,
};
use crate::{
    clock::Moment,
    questionnaire::{Answer, Edition},
    workflow::{
        Event, Refusal, RoundState, Scope,
        signed::{self, Content, SignedItem},
        state,
    },
};

/// The number that the next version gets, from 1.
pub(super) fn next(conn: &mut DbConnection, head: &Head) -> StoreResult<i32> {
    let last: Option<i32> = signed_version::table
        .filter(signed_version::response_id.eq(&head.id))
        .select(diesel::dsl::max(signed_version::number))
        .first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

/// What would be signed now: every item of the edition with its working answer, numbered as the next version.
///
/// # Errors
/// Those of the database.
pub fn to_sign(
    conn: &mut DbConnection,
    head: &Head,
    edition: &Edition,
    sha256: &str,
) -> StoreResult<Content> {
    let mut answers = response::counting(conn, head, edition)?;
    let mut evidence = evidence::of_response(conn, head)?;
    evidence.retain(|item, _| answers.contains_key(item));
    let version = next(conn, head)?;
    let items = edition
        .items()
        .map(|(_, item)| {
            let stored = answers.remove(&item.id);
            let revision = stored.as_ref().map_or(0, |stored| stored.revision);
            let entry = stored.map(|stored| stored.entry).unwrap_or_default();
            SignedItem {
                item: item.id.clone(),
                not_applicable: entry.answer == Some(Answer::NotApplicable),
                value: match entry.answer {
                    Some(Answer::Value(value)) => Some(value),
                    _ => None,
                },
                unchanged_since: entry.unchanged_since,
                comment: entry.comment,
                revision,
                evidence: evidence
                    .remove(&item.id)
                    .unwrap_or_default()
                    .iter()
                    .map(Evidence::to_sign)
                    .collect(),
            }
        })
        .collect();
    Ok(Content {
        format: signed::FORMAT.to_owned(),
        year: head.year,
        questionnaire: head.questionnaire.clone(),
        edition: edition.edition.clone(),
        edition_sha256: sha256.to_owned(),
        member_code: head.member_code.clone(),
        member_name: head.member_name.clone(),
        respondent: head.respondent.clone(),
        version,
        opt_ins: head.opt_ins(),
        items,
    })
}

/// Signs a response: freezes what was read as the next version. State, version and log change together or not at all.
///
/// `read_sha256` is the checksum of the content that the signatory read.
///
/// # Errors
/// [`Refusal::ContentChanged`] if the working answers are no longer what was read, other refusals if the
/// state does not allow it.
pub fn sign(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    (edition, edition_sha256): (&Edition, &str),
    read_sha256: &str,
    (signer_name, now): (&str, Moment),
) -> StoreResult<i32> {
    let head = response::head(conn, scope, id)?;
    if head.round_state != RoundState::Open {
        return Err(Refusal::RoundNotOpen.into());
    }
    let event = if head.person.is_some() { Event::SignOwn } else { Event::Sign };
    let next = state::next(head.state, event)?;
    signing::ask(conn, scope, &head)?;
    // First the state: it takes the row, so that nothing is saved between here and the commit.
    response::move_to(conn, scope, &head, next, "", now)?;
    let content = to_sign(conn, &head, edition, edition_sha256)?;
    let text = content.to_text().map_err(StoreError::fault)?;
    let sha256 = signed::sha256(text.as_bytes());
    if sha256 != read_sha256 {
        return Err(Refusal::ContentChanged.into());
    }
    let version = new_id();
    let log = signing::log(conn, &head, (signer_name, now))?;
    diesel::insert_into(signed_version::table)
        .values((
            signed_version::id.eq(&version),
            signed_version::response_id.eq(id),
            signed_version::number.eq(content.version),
            signed_version::content.eq(&text),
            signed_version::sha256.eq(&sha256),
            signed_version::signed_by.eq(scope.person()),
            signed_version::signer_name.eq(signer_name),
            signed_version::signed_at.eq(now),
            signed_version::log.eq(serde_json::to_string(&log).map_err(StoreError::fault)?),
        ))
        .execute(conn)?;
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(scope.person()),
            member: Some(&head.member),
            action: "response.signed",
            subject: &version,
            detail: Some(serde_json::json!({"version": content.version, "sha256": sha256})),
        },
    )?;
    Ok(content.version)
}

/// A signed version as it is listed and shown on a receipt.
#[derive(Debug, Clone, Queryable)]
pub struct Version {
    /// The version's id.
    pub id: String,
    /// Its number, from 1.
    pub number: i32,
    /// The SHA-256 of its text.
    pub sha256: String,
    /// Who signed.
    pub signer_name: String,
    /// When.
    pub signed_at: Moment,
    /// `approved` or `returned`, once decided.
    pub decision: Option<String>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// What the secretariat wrote with the decision.
    pub decision_note: Option<String>,
    /// The name of the person who decided.
    pub decided_by: Option<String>,
}

/// The signed versions of a response, newest first.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_response(conn: &mut DbConnection, head: &Head) -> StoreResult<Vec<Version>> {
    Ok(signed_version::table
        .left_join(review::table)
        .left_join(person::table.on(review::decided_by.nullable().eq(person::id.nullable())))
        .filter(signed_version::response_id.eq(&head.id))
        .order(signed_version::number.desc())
        .select((
            signed_version::id,
            signed_version::number,
            signed_version::sha256,
            signed_version::signer_name,
            signed_version::signed_at,
            review::decision.nullable(),
            review::decided_at.nullable(),
            review::note.nullable(),
            person::name.nullable(),
        ))
        .load(conn)?)
}

/// The text of a signed version: what was signed, byte for byte.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such version.
pub fn text(conn: &mut DbConnection, head: &Head, number: i32) -> StoreResult<String> {
    Ok(signed_version::table
        .filter(signed_version::response_id.eq(&head.id).and(signed_version::number.eq(number)))
        .select(signed_version::content)
        .first(conn)?)
}

/// The number of the latest signed version of each response that the scope covers, by response id.
///
/// # Errors
/// Those of the database.
pub fn latest(conn: &mut DbConnection, scope: &Scope) -> StoreResult<BTreeMap<String, i32>> {
    let mut query = signed_version::table
        .inner_join(response_row::table)
        .filter(response_row::person_id.eq(scope.person()))
        .select((response_row::id, signed_version::number))
        .order(signed_version::number.asc())
        .into_boxed();
    for member in scope.members() {
        query = query.or_filter(response_row::member_id.eq(member).and(response_row::person_id.is_null()));
    }
    let rows: Vec<(String, i32)> = query.load(conn)?;
    Ok(rows.into_iter().collect())
}
