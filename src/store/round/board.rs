//! The board of a round: whose response is in which state. Never an answer.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::{
    clock::Moment,
    store::{
        DbConnection, StoreError, StoreResult,
        schema::{member, person, response},
    },
    workflow::{Action, ResponseState, Role, Scope},
};

/// Where one response stands: a member's, a theme group's, or one person's.
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
    /// The name of the person who answers alone, in a round to people.
    pub person: Option<String>,
    /// What tells the person from the others of the member without a name: a role and a number.
    pub respondent: Option<String>,
    /// The state.
    pub state: ResponseState,
    /// Since when.
    pub since: Moment,
    /// The last day, in the network's zone.
    pub due_on: NaiveDate,
    /// Whether the last day has passed and nothing is submitted.
    pub is_overdue: bool,
}

impl MemberStatus {
    /// The person's role and number, in a round to people.
    pub fn role_and_number(&self) -> Option<(Role, &str)> {
        let (role, number) = self.respondent.as_deref()?.rsplit_once('-')?;
        Some((role.parse().ok()?, number))
    }
}

/// Where all responses of a round stand: states only, never answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusBoard {
    /// The responses in order of the members' codes; empty for a draft.
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
    type Who = (String, String, String, String, Option<String>, Option<String>);
    type StatusRow = (String, Who, ResponseState, Moment, NaiveDate);
    let rows: Vec<StatusRow> = response::table
        .inner_join(member::table)
        .left_join(person::table.on(person::id.nullable().eq(response::person_id)))
        .filter(response::round_id.eq(round))
        .order((member::code, response::respondent))
        .select((
            response::id,
            (
                member::id,
                member::code,
                member::name,
                member::short_name,
                person::name.nullable(),
                response::respondent,
            ),
            response::state,
            response::state_at,
            response::due_on,
        ))
        .load(conn)?;
    let members = rows
        .into_iter()
        .map(|(response, who, state, since, due_on)| {
            let (member, code, name, short_name, person, respondent) = who;
            MemberStatus {
                response,
                member,
                code,
                name,
                short_name,
                person,
                respondent,
                state,
                since,
                due_on,
                is_overdue: today > due_on && !state.is_submitted(),
            }
        })
        .collect();
    Ok(StatusBoard { members })
}
