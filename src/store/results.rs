//! What results are computed from: the approved signed versions of a round, and of the rounds before it.

use std::{collections::BTreeMap, sync::Arc};

use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult,
    edition::Editions,
    schema::{member, membership, response, review, round, signed_version},
};
use crate::{
    scoring::{MemberName, RoundAnswers, Submission},
    workflow::{RoundState, Scope, signed::Content},
};

/// A round as results name it.
#[derive(Debug, Clone, Queryable)]
pub struct RoundHead {
    /// The round's id.
    pub id: String,
    /// Its year.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The id of the frozen edition.
    pub edition: String,
    /// Its state.
    pub state: RoundState,
    /// The threshold for "share at or above".
    pub threshold: i32,
    /// Whether its answers are synthetic.
    pub synthetic: bool,
}

/// The rounds that results can be shown of, newest first: published ones, and open ones too if `unpublished`.
///
/// # Errors
/// Those of the database.
pub fn rounds(conn: &mut DbConnection, unpublished: bool) -> StoreResult<Vec<RoundHead>> {
    let mut query = round::table
        .select((
            round::id,
            round::year,
            round::questionnaire,
            round::edition_id,
            round::state,
            round::threshold,
            round::synthetic,
        ))
        .filter(round::state.ne(RoundState::Draft))
        .into_boxed();
    if !unpublished {
        query = query.filter(round::state.eq(RoundState::Published));
    }
    Ok(query.order((round::year.desc(), round::questionnaire.asc())).load(conn)?)
}

/// A stamp that changes whenever the results of a questionnaire can change: for caches.
///
/// # Errors
/// Those of the database.
pub fn stamp(conn: &mut DbConnection, questionnaire: &str) -> StoreResult<String> {
    let approved: i64 = review::table
        .inner_join(signed_version::table.inner_join(response::table.inner_join(round::table)))
        .filter(review::decision.eq("approved").and(round::questionnaire.eq(questionnaire)))
        .count()
        .get_result(conn)?;
    let members: i64 = membership::table.count().get_result(conn)?;
    Ok(format!("{approved}/{members}"))
}

/// The answers of a round and of all rounds of the same questionnaire before it, oldest first: the round itself
/// is the last. Three queries, however many members and rounds there are.
///
/// # Errors
/// Those of the database; [`StoreError::Fault`] if a stored document cannot be read.
pub fn answers_until(
    conn: &mut DbConnection,
    editions: &Editions,
    last: &RoundHead,
) -> StoreResult<Vec<RoundAnswers>> {
    let mut rounds: Vec<RoundHead> = rounds(conn, true)?
        .into_iter()
        .filter(|round| round.questionnaire == last.questionnaire && round.year <= last.year)
        .collect();
    rounds.sort_by_key(|round| round.year);

    let mut members: BTreeMap<i32, Vec<MemberName>> = BTreeMap::new();
    let rows: Vec<(i32, String, String)> = membership::table
        .inner_join(member::table)
        .order((membership::year.asc(), member::code.asc()))
        .select((membership::year, member::code, member::name))
        .load(conn)?;
    for (year, code, name) in rows {
        members.entry(year).or_default().push(MemberName { code, name });
    }

    let mut submissions: BTreeMap<String, Vec<Submission>> = BTreeMap::new();
    let rows: Vec<(String, String, String, i32, String)> = signed_version::table
        .inner_join(review::table)
        .inner_join(response::table.inner_join(round::table).inner_join(member::table))
        .filter(
            review::decision
                .eq("approved")
                .and(round::questionnaire.eq(&last.questionnaire))
                .and(round::year.le(last.year)),
        )
        .order(member::code.asc())
        .select((
            response::round_id,
            member::code,
            member::name,
            signed_version::number,
            signed_version::content,
        ))
        .load(conn)?;
    for (round, code, name, version, content) in rows {
        let content: Content = serde_json::from_str(&content).map_err(StoreError::fault)?;
        submissions.entry(round).or_default().push(Submission {
            member: MemberName { code, name },
            version,
            entries: content.entries(),
        });
    }

    rounds
        .into_iter()
        .map(|round| {
            Ok(RoundAnswers {
                year: round.year,
                edition: Arc::clone(&editions.get(conn, &round.edition)?.edition),
                // A year that was not named has the members of the nearest earlier one.
                members: members
                    .range(..=round.year)
                    .next_back()
                    .map(|(_, all)| all.clone())
                    .unwrap_or_default(),
                submissions: submissions.remove(&round.id).unwrap_or_default(),
                threshold: round.threshold,
            })
        })
        .collect()
}

/// The code and name of the first member that the scope covers through a role held for it: whose result is shown beside
/// the network's.
///
/// # Errors
/// Those of the database.
pub fn own_member(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Option<(String, String)>> {
    let Some(first) = scope.members().next() else { return Ok(None) };
    Ok(member::table.find(first).select((member::code, member::name)).first(conn).optional()?)
}
