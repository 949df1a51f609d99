//! What results are computed from: the approved signed versions of a round, and of the rounds before it.

use std::{collections::BTreeMap, sync::Arc};

use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult,
    edition::Editions,
    schema::{edition, member, membership, response, review, round, signed_version},
};
use crate::{
    scoring::{MemberName, RoundAnswers, Submission},
    workflow::{Audience, MemberKind, RoundState, Scope, signed::Content},
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
    /// The edition's name.
    pub edition_name: String,
    /// Whom it addressed.
    pub audience: Audience,
    /// Its state.
    pub state: RoundState,
    /// The threshold for "share at or above".
    pub threshold: i32,
    /// Whether its answers are synthetic.
    pub synthetic: bool,
}

/// The rounds that results can be shown of, newest first, of several of a questionnaire in a year the one opened last: published ones, and open ones too if `unpublished`.
///
/// # Errors
/// Those of the database.
pub fn rounds(conn: &mut DbConnection, unpublished: bool) -> StoreResult<Vec<RoundHead>> {
    let mut query = round::table
        .inner_join(edition::table)
        .select((
            round::id,
            round::year,
            round::questionnaire,
            round::edition_id,
            edition::name,
            round::audience,
            round::state,
            round::threshold,
            round::synthetic,
        ))
        .filter(round::state.ne(RoundState::Draft))
        .into_boxed();
    if !unpublished {
        query = query.filter(round::state.eq(RoundState::Published));
    }
    let order = (round::year.desc(), round::questionnaire.asc(), round::opened_at.desc(), round::id.asc());
    Ok(query.order(order).load(conn)?)
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
    let asked: i64 = response::table
        .inner_join(round::table)
        .filter(round::questionnaire.eq(questionnaire))
        .count()
        .get_result(conn)?;
    Ok(format!("{approved}/{members}/{asked}"))
}

/// The answers of a round and of all rounds of the same questionnaire before it, oldest first: the round itself
/// is the last. Another round of the same year is not one before it. Four queries, however many members and rounds there are.
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
        .filter(|round| {
            round.questionnaire == last.questionnaire && (round.year < last.year || round.id == last.id)
        })
        .collect();
    rounds.reverse();

    let mut members: BTreeMap<i32, Vec<MemberName>> = BTreeMap::new();
    let rows: Vec<(i32, String, String)> = membership::table
        .inner_join(member::table)
        .filter(member::kind.eq(MemberKind::Member))
        .order((membership::year.asc(), member::code.asc()))
        .select((membership::year, member::code, member::name))
        .load(conn)?;
    for (year, code, name) in rows {
        members.entry(year).or_default().push(MemberName { code, name, respondent: None });
    }

    // Where not all members were asked, those count who were.
    let mut asked: BTreeMap<String, Vec<MemberName>> = BTreeMap::new();
    let rows: Vec<(String, String, String, Option<String>)> = response::table
        .inner_join(round::table)
        .inner_join(member::table)
        .filter(
            round::questionnaire
                .eq(&last.questionnaire)
                .and(round::year.le(last.year))
                .and(round::audience.ne(Audience::AllMembers)),
        )
        .order((member::code.asc(), response::respondent.asc()))
        .select((response::round_id, member::code, member::name, response::respondent))
        .load(conn)?;
    for (round, code, name, respondent) in rows {
        asked.entry(round).or_default().push(MemberName { code, name, respondent });
    }

    let mut submissions: BTreeMap<String, Vec<Submission>> = BTreeMap::new();
    type Whose = (String, String, Option<String>);
    let rows: Vec<(String, Whose, i32, String)> = signed_version::table
        .inner_join(review::table)
        .inner_join(response::table.inner_join(round::table).inner_join(member::table))
        .filter(
            review::decision
                .eq("approved")
                .and(round::questionnaire.eq(&last.questionnaire))
                .and(round::year.le(last.year)),
        )
        .order((member::code.asc(), response::respondent.asc()))
        .select((
            response::round_id,
            (member::code, member::name, response::respondent),
            signed_version::number,
            signed_version::content,
        ))
        .load(conn)?;
    for (round, (code, name, respondent), version, content) in rows {
        let content: Content = serde_json::from_str(&content).map_err(StoreError::fault)?;
        submissions.entry(round).or_default().push(Submission {
            member: MemberName { code, name, respondent },
            version,
            entries: content.entries(),
            evidence: content.evidence_lines(),
        });
    }

    rounds
        .into_iter()
        .map(|round| {
            Ok(RoundAnswers {
                year: round.year,
                edition: Arc::clone(&editions.get(conn, &round.edition)?.edition),
                members: match round.audience {
                    // A year that was not named has the members of the nearest earlier one.
                    Audience::AllMembers => members
                        .range(..=round.year)
                        .next_back()
                        .map(|(_, all)| all.clone())
                        .unwrap_or_default(),
                    _ => asked.remove(&round.id).unwrap_or_default(),
                },
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
    let own: Vec<&str> = scope.members().collect();
    Ok(member::table
        .filter(member::kind.eq(MemberKind::Member).and(member::id.eq_any(own)))
        .order(member::id)
        .select((member::code, member::name))
        .first(conn)
        .optional()?)
}
