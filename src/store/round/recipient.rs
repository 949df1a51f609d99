//! Who is written to about a round: who is invited, who is reminded, who is told that answers came back.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Bool, Date, Integer, Nullable, Text, Timestamp},
};
use serde_json::json;

use super::{Round, by_id, record};
use crate::{
    clock::Moment,
    store::{
        Conflict, DbConnection, StoreResult, member, network_only, new_id,
        schema::{invitation, person, reminder},
    },
    workflow::{Audience, ResponseState, Role, RoundState, Scope, reminder::is_waited_for},
};

/// What a recipient is, for one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The role: process lead, contributor or signatory; in a round to people any of a member's.
    pub role: Role,
    /// Whether the person answers alone.
    pub alone: bool,
    /// The member's id.
    pub member: String,
    /// The member's full name.
    pub member_name: String,
    /// The member's short name.
    pub member_short_name: String,
    /// The id of the response; none before the round is open.
    pub response: Option<String>,
    /// Where the member's response stands; none before the round is open.
    pub state: Option<ResponseState>,
    /// The last day of the member's response.
    pub due_on: Option<NaiveDate>,
    /// Whether there is anything to do for this person in particular once it is the role's turn: a contributor has a part that is
    /// not finished, a signatory was asked to sign. Where nobody was, whoever signs for the member is.
    pub has_turn: bool,
}

impl Post {
    /// Whether the round waits for this person, as this, for this member.
    pub fn is_waited_for(&self) -> bool {
        self.state.is_some_and(|state| match self.alone {
            true => !state.is_submitted(),
            false => self.has_turn && is_waited_for(self.role, state),
        })
    }

    /// Whether the round itself writes first to somebody who is this. A contributor hears with the parts that the process lead gives.
    fn is_invited(&self) -> bool {
        self.alone || self.role != Role::Contributor
    }
}

/// Somebody who is written to, with all that composing the mail needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The person's id.
    pub person: String,
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
    /// The language.
    pub language: String,
    /// The id of the invitation, once there is one.
    pub invitation: Option<String>,
    /// What the person is, for which members, by member and role. Never empty.
    pub posts: Vec<Post>,
}

impl Recipient {
    /// Whether the round waits for this person for any member.
    pub fn is_waited_for(&self) -> bool {
        self.posts.iter().any(Post::is_waited_for)
    }

    /// The members' full names, each once, in order.
    pub fn member_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.posts.iter().map(|post| post.member_name.as_str()).collect();
        names.dedup();
        names
    }
}

#[derive(QueryableByName)]
struct PostRow {
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    person_name: String,
    #[diesel(sql_type = Text)]
    address: String,
    #[diesel(sql_type = Text)]
    language: String,
    #[diesel(sql_type = Nullable<Text>)]
    invitation_id: Option<String>,
    #[diesel(sql_type = Text)]
    role: Role,
    #[diesel(sql_type = Text)]
    member_id: String,
    #[diesel(sql_type = Text)]
    member_name: String,
    #[diesel(sql_type = Text)]
    member_short_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    response_id: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<ResponseState>,
    #[diesel(sql_type = Nullable<Date>)]
    due_on: Option<NaiveDate>,
    #[diesel(sql_type = Bool)]
    has_turn: bool,
}

/// Everybody who answers or signs in a round, or one of them. One query. In a round to people these are, once it is open, those
/// who have a response.
fn recipients(conn: &mut DbConnection, round: &Round, only: Option<&str>) -> StoreResult<Vec<Recipient>> {
    let counts = member::year_that_counts(conn, round.audience.kind(), round.year)?.unwrap_or(round.year);
    let rows = sql_query(
        "SELECT person.id AS person_id, person.name AS person_name, person.email AS address,
                person.language, invitation.id AS invitation_id, assignment.role,
                member.id AS member_id, member.name AS member_name, member.short_name AS member_short_name,
                response.id AS response_id, response.state, response.due_on,
                CASE assignment.role
                WHEN 'contributor' THEN EXISTS (
                    SELECT 1 FROM delegated_part AS part
                    WHERE part.response_id = response.id AND part.person_id = person.id AND NOT EXISTS (
                        SELECT 1 FROM part_mark
                        WHERE part_mark.response_id = response.id AND part_mark.substandard = part.substandard
                          AND part_mark.mark = 'finished'))
                WHEN 'signatory' THEN
                    EXISTS (SELECT 1 FROM signature_request AS asked
                            WHERE asked.response_id = response.id AND asked.person_id = person.id)
                    OR NOT EXISTS (SELECT 1 FROM signature_request AS asked WHERE asked.response_id = response.id)
                ELSE TRUE
                END AS has_turn
         FROM person
         JOIN assignment ON assignment.person_id = person.id
         JOIN member ON member.id = assignment.member_id
         JOIN membership ON membership.member_id = member.id AND membership.year = $1
         JOIN round ON round.id = $2
         LEFT JOIN response ON response.member_id = member.id AND response.round_id = $2
              AND (round.audience <> 'people' OR response.person_id = person.id)
         LEFT JOIN invitation ON invitation.person_id = person.id AND invitation.round_id = $2
         WHERE CASE round.audience
               WHEN 'people' THEN member.kind = 'member' AND (response.id IS NOT NULL OR (
                    round.state = 'draft' AND assignment.role IN (SELECT role FROM round_role WHERE round_id = $2)))
               WHEN 'all-members' THEN member.kind = 'member'
                    AND assignment.role IN ('process-lead', 'contributor', 'signatory')
               ELSE member.id IN (SELECT member_id FROM round_member WHERE round_id = $2)
                    AND assignment.role IN ('process-lead', 'contributor', 'signatory')
               END
           AND assignment.from_year <= $3
           AND (assignment.to_year IS NULL OR assignment.to_year >= $3)
           AND person.id = COALESCE($4, person.id)
         ORDER BY person.name, person.id, member.code, assignment.role",
    )
    .bind::<Integer, _>(counts)
    .bind::<Text, _>(&round.id)
    .bind::<Integer, _>(round.year)
    .bind::<Nullable<Text>, _>(only)
    .load::<PostRow>(conn)?;
    let mut recipients: Vec<Recipient> = Vec::new();
    for row in rows {
        if recipients.last().is_none_or(|recipient| recipient.person != row.person_id) {
            recipients.push(Recipient {
                person: row.person_id,
                name: row.person_name,
                address: row.address,
                language: row.language,
                invitation: row.invitation_id,
                posts: Vec::new(),
            });
        }
        let post = Post {
            role: row.role,
            alone: round.audience == Audience::People,
            member: row.member_id,
            member_name: row.member_name,
            member_short_name: row.member_short_name,
            response: row.response_id,
            state: row.state,
            due_on: row.due_on,
            has_turn: row.has_turn,
        };
        if let Some(recipient) = recipients.last_mut()
            && recipient.posts.last() != Some(&post)
        {
            recipient.posts.push(post);
        }
    }
    Ok(recipients)
}

/// Who is to be invited and is not yet: process leads and signatories of those that the round addresses, or the people themselves.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], and those of the database.
pub fn to_invite(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, None)?;
    recipients.retain_mut(|recipient| {
        recipient.posts.retain(Post::is_invited);
        recipient.invitation.is_none() && !recipient.posts.is_empty()
    });
    Ok(recipients)
}

/// Invites those who are not invited yet, or of them only the people named, and returns them with the ids of their
/// new invitations: each gets one mail, queued by the caller in the same transaction. A second call returns nobody.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], [`Conflict::RoundState`] unless the round is open, and those of the database.
pub fn invite(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    round: &str,
    only: Option<&BTreeSet<String>>,
) -> StoreResult<Vec<Recipient>> {
    let state = by_id(conn, round)?.state;
    let candidates = to_invite(conn, scope, round)?;
    if state != RoundState::Open {
        return Err(Conflict::RoundState(state).into());
    }
    let mut invited = Vec::new();
    for mut recipient in candidates {
        if only.is_some_and(|only| !only.contains(&recipient.person)) {
            continue;
        }
        let id = new_id();
        let added = sql_query(
            "INSERT INTO invitation (id, round_id, person_id, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (round_id, person_id) DO NOTHING",
        )
        .bind::<Text, _>(&id)
        .bind::<Text, _>(round)
        .bind::<Text, _>(&recipient.person)
        .bind::<Timestamp, _>(at)
        .execute(conn)?;
        if added == 1 {
            recipient.invitation = Some(id);
            invited.push(recipient);
        }
    }
    if !invited.is_empty() {
        let detail = json!({"people": invited.len()});
        record(conn, Some(scope.person()), at, "round.invited", round, detail)?;
    }
    Ok(invited)
}

/// An invitation, for its page and for the secretariat's list.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = invitation)]
pub struct Invitation {
    /// The id, which stands in the invitation's address. It is no credential.
    pub id: String,
    /// The round's id.
    #[diesel(select_expression = invitation::round_id)]
    pub round: String,
    /// The person's id.
    #[diesel(select_expression = person::id)]
    pub person: String,
    /// The person's name.
    #[diesel(select_expression = person::name)]
    pub name: String,
    /// The person's address.
    #[diesel(select_expression = person::email)]
    pub address: String,
    /// The person's language.
    #[diesel(select_expression = person::language)]
    pub language: String,
    /// When it was made.
    pub created_at: Moment,
    /// When the person first opened it.
    pub opened_at: Option<Moment>,
}

/// The invitation with this id. Without a scope: its page is for people who are not signed in, and the caller
/// shows no more than the name.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], and those of the database.
pub fn invitation(conn: &mut DbConnection, id: &str) -> StoreResult<Invitation> {
    Ok(invitation::table
        .inner_join(person::table)
        .filter(invitation::id.eq(id))
        .select(Invitation::as_select())
        .first(conn)?)
}

/// The invitations of a round, by name.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn invitations(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Invitation>> {
    network_only(scope)?;
    Ok(invitation::table
        .inner_join(person::table)
        .filter(invitation::round_id.eq(round))
        .order((person::name, person::id))
        .select(Invitation::as_select())
        .load(conn)?)
}

/// Notes that a person has come in answer to an invitation; the first time counts.
///
/// # Errors
/// Those of the database.
pub fn mark_opened(conn: &mut DbConnection, at: Moment, round: &str, person: &str) -> StoreResult<()> {
    diesel::update(invitation::table)
        .filter(invitation::round_id.eq(round))
        .filter(invitation::person_id.eq(person))
        .filter(invitation::opened_at.is_null())
        .set(invitation::opened_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// The invited people of members that have not submitted, and those who have parts of their responses, with each member's state.
/// Who of them is waited for says [`Recipient::is_waited_for`].
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], and those of the database.
pub fn to_remind(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, None)?;
    recipients.retain_mut(|recipient| {
        let is_known = recipient.invitation.is_some();
        let is_open = |post: &Post| post.state.is_some_and(|state| !state.is_submitted());
        // Nobody is reminded of what they have not been told of; who has parts has been told of them.
        recipient.posts.retain(|post| is_open(post) && (is_known || (!post.is_invited() && post.has_turn)));
        !recipient.posts.is_empty()
    });
    Ok(recipients)
}

/// The process leads and signatories of a member: those who are told when its answers come back. A person who answered alone,
/// whose id is then `person`, is told alone.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], and those of the database.
pub fn to_tell(
    conn: &mut DbConnection,
    scope: &Scope,
    round: &str,
    member: &str,
    person: Option<&str>,
) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, person)?;
    recipients.retain_mut(|recipient| {
        let is_told = |post: &Post| post.alone || matches!(post.role, Role::ProcessLead | Role::Signatory);
        recipient.posts.retain(|post| post.member == member && is_told(post));
        !recipient.posts.is_empty()
    });
    Ok(recipients)
}

/// Whether a reminder to this person still makes sense, asked at the moment of sending: the round is open and
/// waits for the person.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], and those of the database.
pub fn is_reminder_due(conn: &mut DbConnection, round: &str, person: &str) -> StoreResult<bool> {
    let round = by_id(conn, round)?;
    if round.state != RoundState::Open {
        return Ok(false);
    }
    Ok(recipients(conn, &round, Some(person))?.iter().any(Recipient::is_waited_for))
}

/// The number of the last reminder of a round, and when it was begun.
///
/// # Errors
/// Those of the database.
pub fn last_reminder(conn: &mut DbConnection, round: &str) -> StoreResult<Option<(i32, Moment)>> {
    Ok(reminder::table
        .filter(reminder::round_id.eq(round))
        .order(reminder::number.desc())
        .select((reminder::number, reminder::created_at))
        .first(conn)
        .optional()?)
}

/// The number that the next reminder of a round has, from 1. A form carries it, so that sending the form twice is
/// one reminder.
///
/// # Errors
/// Those of the database.
pub fn next_reminder(conn: &mut DbConnection, round: &str) -> StoreResult<i32> {
    Ok(last_reminder(conn, round)?.map_or(1, |(last, _)| last.saturating_add(1)))
}

/// Begins the reminder with this number and returns its id, or none if it was begun before: then there is nothing
/// to send.
///
/// # Errors
/// [`crate::store::StoreError::NotFound`], [`Conflict::RoundState`] unless the round is open, [`Conflict::ReminderNumber`] if
/// the number does not follow the last one, and those of the database.
pub fn begin_reminder(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    round: &str,
    number: i32,
) -> StoreResult<Option<String>> {
    network_only(scope)?;
    let state = by_id(conn, round)?.state;
    if state != RoundState::Open {
        return Err(Conflict::RoundState(state).into());
    }
    if number < 1 || number > next_reminder(conn, round)? {
        return Err(Conflict::ReminderNumber.into());
    }
    let id = new_id();
    let begun = sql_query(
        "INSERT INTO reminder (id, round_id, number, created_by, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (round_id, number) DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Text, _>(round)
    .bind::<Integer, _>(number)
    .bind::<Text, _>(scope.person())
    .bind::<Timestamp, _>(at)
    .execute(conn)?;
    if begun == 0 {
        return Ok(None);
    }
    record(conn, Some(scope.person()), at, "round.reminded", round, json!({"number": number}))?;
    Ok(Some(id))
}
