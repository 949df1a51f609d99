//! The board of a round: which member's response is in which state. Never an answer.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    clock::Moment,
    store::{
        DbConnection, StoreError, StoreResult,
        schema::{member, response},
    },
    workflow::{Action, ResponseState, Scope},
};

/// Where one member's response stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberStatus {
    /// The response's id.
    pub response: String,
    /// The member's id.
    pub member: String,
    /// The member's code.
    pub code: String,
    /// The member's full name.
    pub name: String,
    /// The member's short name.
    pub short_name: String,
    /// The state.
    pub state: ResponseState,
    /// Since when.
    pub since: Moment,
    /// The last day, in the network's zone.
    pub due_on: NaiveDate,
    /// Whether the last day has passed and nothing is submitted.
    pub is_overdue: bool,
}

/// Where all members' responses stand: states only, never answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusBoard {
    /// The members in order of their code; empty for a draft.
    pub members: Vec<MemberStatus>,
}

impl StatusBoard {
    /// How many responses are in each state, in the order of the year, also those that none is in.
    pub fn counts(&self) -> Vec<(ResponseState, usize)> {
        ResponseState::ALL
            .into_iter()
            .map(|state| (state, self.members.iter().filter(|member| member.state == state).count()))
            .collect()
    }

    /// How many are submitted.
    pub fn submitted(&self) -> usize {
        self.members.iter().filter(|member| member.state.is_submitted()).count()
    }

    /// How many are overdue.
    pub fn overdue(&self) -> usize {
        self.members.iter().filter(|member| member.is_overdue).count()
    }
}

/// The board of a round on the day `today` (in the network's zone). One query.
///
/// # Errors
/// [`StoreError::NotFound`] for those who do not see every member's state, and those of the database.
pub fn status_board(
    conn: &mut DbConnection,
    scope: &Scope,
    round: &str,
    today: NaiveDate,
) -> StoreResult<StatusBoard> {
    if !scope.is_network() || !matches!(scope.action(), Action::ReadStatus | Action::RunRound) {
        return Err(StoreError::NotFound);
    }
    type StatusRow = (String, String, String, String, String, ResponseState, Moment, NaiveDate);
    let rows: Vec<StatusRow> = response::table
        .inner_join(member::table)
        .filter(response::round_id.eq(round))
        .order(member::code)
        .select((
            response::id,
            member::id,
            member::code,
            member::name,
            member::short_name,
            response::state,
            response::state_at,
            response::due_on,
        ))
        .load(conn)?;
    let members = rows
        .into_iter()
        .map(|(response, member, code, name, short_name, state, since, due_on)| MemberStatus {
            response,
            member,
            code,
            name,
            short_name,
            state,
            since,
            due_on,
            is_overdue: today > due_on && !state.is_submitted(),
        })
        .collect();
    Ok(StatusBoard { members })
}
