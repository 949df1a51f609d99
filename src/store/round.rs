//! Rounds: one questionnaire asked of the members of one year. Opening a round, publishing it, who is invited
//! and reminded, and the board of who is in which state. Never an answer.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Bool, Date, Integer, Nullable, Text, Timestamp},
};
use serde_json::json;

use super::{
    Conflict, DbConnection, StoreError, StoreResult, audit, edition, member, network_only, new_id,
    schema::{self, invitation, reminder, response},
};
use crate::{
    clock::Moment,
    questionnaire::Edition,
    scoring::ScoreScale,
    workflow::{Action, ResponseState, Role, RoundState, Scope, reminder::is_waited_for},
};

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The id.
    pub id: String,
    /// The year; the members of that year are asked.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The id of the frozen edition.
    pub edition_id: String,
    /// The edition's name.
    pub edition_name: String,
    /// The edition's SHA-256, lower-case hex.
    pub edition_sha256: String,
    /// Where it stands.
    pub state: RoundState,
    /// The first day, in the network's zone.
    pub opens_on: NaiveDate,
    /// The last day, until 23:59:59 in the network's zone.
    pub due_on: NaiveDate,
    /// The threshold for "share of members at or above", on the scale that scores are shown on.
    pub threshold: i32,
    /// Whether its answers are made up, for a demonstration.
    pub synthetic: bool,
    /// When it was created.
    pub created_at: Moment,
    /// When it was opened.
    pub opened_at: Option<Moment>,
    /// When it was published.
    pub published_at: Option<Moment>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = schema::round)]
struct RoundRow {
    id: String,
    year: i32,
    questionnaire: String,
    edition_id: String,
    state: RoundState,
    opens_on: NaiveDate,
    due_on: NaiveDate,
    threshold: i32,
    synthetic: bool,
    created_at: Moment,
    opened_at: Option<Moment>,
    published_at: Option<Moment>,
}

impl From<(RoundRow, String, String)> for Round {
    fn from((row, edition_name, edition_sha256): (RoundRow, String, String)) -> Round {
        Round {
            id: row.id,
            year: row.year,
            questionnaire: row.questionnaire,
            edition_id: row.edition_id,
            edition_name,
            edition_sha256,
            state: row.state,
            opens_on: row.opens_on,
            due_on: row.due_on,
            threshold: row.threshold,
            synthetic: row.synthetic,
            created_at: row.created_at,
            opened_at: row.opened_at,
            published_at: row.published_at,
        }
    }
}

/// The round with this id.
///
/// # Errors
/// [`super::StoreError::NotFound`], and those of the database.
pub fn by_id(conn: &mut DbConnection, id: &str) -> StoreResult<Round> {
    use schema::{edition, round};
    let row: (RoundRow, String, String) = round::table
        .inner_join(edition::table)
        .filter(round::id.eq(id))
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .first(conn)?;
    Ok(row.into())
}

/// All rounds, newest year first. Drafts are for the secretariat's eyes.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut DbConnection) -> StoreResult<Vec<Round>> {
    use schema::{edition, round};
    let rows: Vec<(RoundRow, String, String)> = round::table
        .inner_join(edition::table)
        .order((round::year.desc(), round::questionnaire))
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .load(conn)?;
    Ok(rows.into_iter().map(Round::from).collect())
}

/// The round of a questionnaire that people mean without saying a year: the newest that is not a draft.
///
/// # Errors
/// Those of the database.
pub fn current(conn: &mut DbConnection, questionnaire: &str) -> StoreResult<Option<Round>> {
    use schema::{edition, round};
    let row: Option<(RoundRow, String, String)> = round::table
        .inner_join(edition::table)
        .filter(round::questionnaire.eq(questionnaire))
        .filter(round::state.ne(RoundState::Draft))
        .order(round::year.desc())
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .first(conn)
        .optional()?;
    Ok(row.map(Round::from))
}

/// The round of a questionnaire in a year.
///
/// # Errors
/// Those of the database.
pub fn of_year(conn: &mut DbConnection, questionnaire: &str, year: i32) -> StoreResult<Option<Round>> {
    use schema::{edition, round};
    let row: Option<(RoundRow, String, String)> = round::table
        .inner_join(edition::table)
        .filter(round::questionnaire.eq(questionnaire))
        .filter(round::year.eq(year))
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .first(conn)
        .optional()?;
    Ok(row.map(Round::from))
}

/// A round to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRound<'a> {
    /// The year.
    pub year: i32,
    /// The id of a frozen edition.
    pub edition: &'a str,
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub due_on: NaiveDate,
    /// The threshold, on the scale that scores are shown on.
    pub threshold: i32,
    /// Whether its answers are made up.
    pub synthetic: bool,
}

/// Creates a round as a draft.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the secretariat or for an unknown edition, [`Conflict`] if there is
/// such a round already or its dates or threshold make no sense, and those of the database.
pub fn create(conn: &mut DbConnection, scope: &Scope, at: Moment, new: &NewRound<'_>) -> StoreResult<Round> {
    network_only(scope)?;
    create_by(conn, Some(scope.person()), at, new)
}

/// Creates a round; `by` is none for the command line.
pub(crate) fn create_by(
    conn: &mut DbConnection,
    by: Option<&str>,
    at: Moment,
    new: &NewRound<'_>,
) -> StoreResult<Round> {
    let asked = sound(conn, new)?;
    let id = new_id();
    let created = sql_query(
        "INSERT INTO round (id, year, questionnaire, edition_id, state, opens_on, due_on, threshold, \
                            synthetic, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (year, questionnaire) DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Integer, _>(new.year)
    .bind::<Text, _>(&asked.id)
    .bind::<Text, _>(new.edition)
    .bind::<Text, _>(RoundState::Draft)
    .bind::<Date, _>(new.opens_on)
    .bind::<Date, _>(new.due_on)
    .bind::<Integer, _>(new.threshold)
    .bind::<Bool, _>(new.synthetic)
    .bind::<Timestamp, _>(at)
    .execute(conn)?;
    if created == 0 {
        return Err(Conflict::RoundExists.into());
    }
    let detail = json!({"year": new.year, "questionnaire": asked.id, "edition": asked.edition});
    record(conn, by, at, "round.created", &id, detail)?;
    by_id(conn, &id)
}

/// What a round asks, if its dates and its threshold make sense.
fn sound(conn: &mut DbConnection, new: &NewRound<'_>) -> StoreResult<Arc<Edition>> {
    if new.due_on < new.opens_on {
        return Err(Conflict::DatesOutOfOrder.into());
    }
    let asked = edition::load(conn, new.edition)?.edition;
    let scale = ScoreScale::of(&asked);
    if (scale.min..=scale.max).contains(&new.threshold) {
        Ok(asked)
    } else {
        Err(Conflict::ThresholdOffScale.into())
    }
}

/// The round, if it is still a draft.
fn draft(conn: &mut DbConnection, round: &str) -> StoreResult<Round> {
    let found = by_id(conn, round)?;
    match found.state {
        RoundState::Draft => Ok(found),
        state => Err(Conflict::RoundState(state).into()),
    }
}

/// Makes a draft another: year, edition, dates and threshold as in `new`. Whether its answers are made up stays.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::RoundState`] once it is open, those of [`create`], and those of the
/// database.
pub fn correct(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    round: &str,
    new: &NewRound<'_>,
) -> StoreResult<()> {
    use schema::round as rounds;
    network_only(scope)?;
    let before = draft(conn, round)?;
    let asked = sound(conn, new)?;
    if of_year(conn, &asked.id, new.year)?.is_some_and(|other| other.id != round) {
        return Err(Conflict::RoundExists.into());
    }
    let changed = diesel::update(rounds::table.find(round).filter(rounds::state.eq(RoundState::Draft)))
        .set((
            rounds::year.eq(new.year),
            rounds::questionnaire.eq(&asked.id),
            rounds::edition_id.eq(new.edition),
            rounds::opens_on.eq(new.opens_on),
            rounds::due_on.eq(new.due_on),
            rounds::threshold.eq(new.threshold),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Err(Conflict::RoundState(RoundState::Open).into());
    }
    let detail = json!({
        "year": [before.year, new.year],
        "edition": [before.edition_name, asked.edition],
        "opens_on": [before.opens_on.to_string(), new.opens_on.to_string()],
        "due_on": [before.due_on.to_string(), new.due_on.to_string()],
        "threshold": [before.threshold, new.threshold],
    });
    record(conn, Some(scope.person()), at, "round.corrected", round, detail)
}

/// Takes a draft away. Nothing hangs on one: nobody is invited and nobody answers before it is open.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::RoundState`] once it is open, and those of the database.
pub fn delete(conn: &mut DbConnection, scope: &Scope, at: Moment, round: &str) -> StoreResult<()> {
    use schema::round as rounds;
    network_only(scope)?;
    let before = draft(conn, round)?;
    let gone = diesel::delete(rounds::table.find(round).filter(rounds::state.eq(RoundState::Draft)))
        .execute(conn)?;
    if gone == 0 {
        return Err(Conflict::RoundState(RoundState::Open).into());
    }
    let detail = json!({
        "year": before.year,
        "questionnaire": before.questionnaire,
        "edition": before.edition_name,
    });
    record(conn, Some(scope.person()), at, "round.deleted", round, detail)
}

/// Changes the dates of a round that is not published. Responses follow, except those that a return has given a
/// date of their own.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::DatesOutOfOrder`], [`Conflict::RoundState`], and those of the database.
pub fn change_dates(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    round: &str,
    opens_on: NaiveDate,
    due_on: NaiveDate,
) -> StoreResult<()> {
    use schema::round as rounds;
    network_only(scope)?;
    if due_on < opens_on {
        return Err(Conflict::DatesOutOfOrder.into());
    }
    let before = by_id(conn, round)?;
    let changed = diesel::update(rounds::table.find(round))
        .filter(rounds::state.ne(RoundState::Published))
        .set((rounds::opens_on.eq(opens_on), rounds::due_on.eq(due_on)))
        .execute(conn)?;
    if changed == 0 {
        return Err(Conflict::RoundState(RoundState::Published).into());
    }
    diesel::update(response::table)
        .filter(response::round_id.eq(round))
        .filter(response::due_on.eq(before.due_on))
        .set(response::due_on.eq(due_on))
        .execute(conn)?;
    let detail = json!({
        "opens_on": [before.opens_on.to_string(), opens_on.to_string()],
        "due_on": [before.due_on.to_string(), due_on.to_string()],
    });
    record(conn, Some(scope.person()), at, "round.dates-changed", round, detail)
}

/// Opens a draft: fixes the year's members, and gives each an empty response in state *invited*. On a round that
/// is open already it only adds the responses of members that joined since. Returns how many responses it made.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::NoMembers`], [`Conflict::RoundState`] once published, and those of
/// the database.
pub fn open(conn: &mut DbConnection, scope: &Scope, at: Moment, round: &str) -> StoreResult<usize> {
    network_only(scope)?;
    open_by(conn, Some(scope.person()), at, round)
}

/// Opens a round; `by` is none for the command line.
pub(crate) fn open_by(
    conn: &mut DbConnection,
    by: Option<&str>,
    at: Moment,
    round: &str,
) -> StoreResult<usize> {
    use schema::round as rounds;
    let opened = diesel::update(rounds::table.find(round))
        .filter(rounds::state.eq(RoundState::Draft))
        .set((rounds::state.eq(RoundState::Open), rounds::opened_at.eq(at)))
        .execute(conn)?;
    let it = by_id(conn, round)?;
    if it.state != RoundState::Open {
        return Err(Conflict::RoundState(it.state).into());
    }
    member::fix_year(conn, it.year)?;
    let members = member::of_year(conn, it.year)?;
    if members.is_empty() {
        return Err(Conflict::NoMembers.into());
    }
    let mut made = 0;
    for member in &members {
        made += sql_query(
            "INSERT INTO response (id, round_id, member_id, state, state_at, state_by, state_note, due_on) \
             VALUES ($1, $2, $3, $4, $5, $6, '', $7) ON CONFLICT (round_id, member_id) DO NOTHING",
        )
        .bind::<Text, _>(new_id())
        .bind::<Text, _>(round)
        .bind::<Text, _>(&member.id)
        .bind::<Text, _>(ResponseState::Invited)
        .bind::<Timestamp, _>(at)
        .bind::<Nullable<Text>, _>(by)
        .bind::<Date, _>(it.due_on)
        .execute(conn)?;
    }
    if opened == 1 || made > 0 {
        let detail = json!({"members": members.len(), "responses": made});
        record(conn, by, at, "round.opened", round, detail)?;
    }
    Ok(made)
}

/// Publishes the results of an open round. Returns whether it was this call that did it.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::RoundState`] for a draft, and those of the database.
pub fn publish(conn: &mut DbConnection, scope: &Scope, at: Moment, round: &str) -> StoreResult<bool> {
    network_only(scope)?;
    publish_by(conn, Some(scope.person()), at, round)
}

/// Publishes a round; `by` is none for the command line.
pub(crate) fn publish_by(
    conn: &mut DbConnection,
    by: Option<&str>,
    at: Moment,
    round: &str,
) -> StoreResult<bool> {
    use schema::round as rounds;
    let published = diesel::update(rounds::table.find(round))
        .filter(rounds::state.eq(RoundState::Open))
        .set((rounds::state.eq(RoundState::Published), rounds::published_at.eq(at)))
        .execute(conn)?;
    if published == 1 {
        record(conn, by, at, "round.published", round, json!({}))?;
        return Ok(true);
    }
    match by_id(conn, round)?.state {
        RoundState::Published => Ok(false),
        state => Err(Conflict::RoundState(state).into()),
    }
}

fn record(
    conn: &mut DbConnection,
    by: Option<&str>,
    at: Moment,
    action: &str,
    round: &str,
    detail: serde_json::Value,
) -> StoreResult<()> {
    audit::record(
        conn,
        at,
        audit::Entry { person: by, action, subject: round, detail: Some(detail), ..audit::Entry::default() },
    )
}

// The board ----------------------------------------------------------------------------------------

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
/// [`super::StoreError::NotFound`] for those who do not see every member's state, and those of the database.
pub fn status_board(
    conn: &mut DbConnection,
    scope: &Scope,
    round: &str,
    today: NaiveDate,
) -> StoreResult<StatusBoard> {
    use schema::member;
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

// Invitations and reminders ------------------------------------------------------------------------

/// What a recipient is, for one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The role: process lead, contributor or signatory.
    pub role: Role,
    /// The member's id.
    pub member: String,
    /// The member's full name.
    pub member_name: String,
    /// The member's short name.
    pub member_short_name: String,
    /// Where the member's response stands; none before the round is open.
    pub state: Option<ResponseState>,
    /// The last day of the member's response.
    pub due_on: Option<NaiveDate>,
}

impl Post {
    /// Whether the round waits for this person, as this, for this member.
    pub fn is_waited_for(&self) -> bool {
        self.state.is_some_and(|state| is_waited_for(self.role, state))
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
    state: Option<ResponseState>,
    #[diesel(sql_type = Nullable<Date>)]
    due_on: Option<NaiveDate>,
}

/// Everybody who answers or signs in a round, or one of them. One query.
fn recipients(conn: &mut DbConnection, round: &Round, only: Option<&str>) -> StoreResult<Vec<Recipient>> {
    let counts = member::year_that_counts(conn, round.year)?.unwrap_or(round.year);
    let rows = sql_query(
        "SELECT person.id AS person_id, person.name AS person_name, person.email AS address,
                person.language, invitation.id AS invitation_id, assignment.role,
                member.id AS member_id, member.name AS member_name, member.short_name AS member_short_name,
                response.state, response.due_on
         FROM person
         JOIN assignment ON assignment.person_id = person.id
         JOIN member ON member.id = assignment.member_id
         JOIN membership ON membership.member_id = member.id AND membership.year = $1
         LEFT JOIN response ON response.member_id = member.id AND response.round_id = $2
         LEFT JOIN invitation ON invitation.person_id = person.id AND invitation.round_id = $2
         WHERE assignment.role IN ('process-lead', 'contributor', 'signatory')
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
            member: row.member_id,
            member_name: row.member_name,
            member_short_name: row.member_short_name,
            state: row.state,
            due_on: row.due_on,
        };
        if let Some(recipient) = recipients.last_mut()
            && recipient.posts.last() != Some(&post)
        {
            recipient.posts.push(post);
        }
    }
    Ok(recipients)
}

/// Who is to be invited and is not yet: process leads, contributors and signatories of the year's members.
///
/// # Errors
/// [`super::StoreError::NotFound`], and those of the database.
pub fn to_invite(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, None)?;
    recipients.retain(|recipient| recipient.invitation.is_none());
    Ok(recipients)
}

/// Invites those who are not invited yet, or of them only the people named, and returns them with the ids of their
/// new invitations: each gets one mail, queued by the caller in the same transaction. A second call returns nobody.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::RoundState`] unless the round is open, and those of the database.
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
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Invitation {
    /// The id, which stands in the invitation's address. It is no credential.
    pub id: String,
    /// The round's id.
    pub round: String,
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub address: String,
    /// The person's language.
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
/// [`super::StoreError::NotFound`], and those of the database.
pub fn invitation(conn: &mut DbConnection, id: &str) -> StoreResult<Invitation> {
    use schema::person;
    Ok(invitation::table
        .inner_join(person::table)
        .filter(invitation::id.eq(id))
        .select((
            invitation::id,
            invitation::round_id,
            person::id,
            person::name,
            person::email,
            person::language,
            invitation::created_at,
            invitation::opened_at,
        ))
        .first(conn)?)
}

/// The invitations of a round, by name.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn invitations(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Invitation>> {
    use schema::person;
    network_only(scope)?;
    Ok(invitation::table
        .inner_join(person::table)
        .filter(invitation::round_id.eq(round))
        .order((person::name, person::id))
        .select((
            invitation::id,
            invitation::round_id,
            person::id,
            person::name,
            person::email,
            person::language,
            invitation::created_at,
            invitation::opened_at,
        ))
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

/// The invited people of members that have not submitted, with each member's state. Who of them is waited for
/// says [`Recipient::is_waited_for`].
///
/// # Errors
/// [`super::StoreError::NotFound`], and those of the database.
pub fn to_remind(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, None)?;
    recipients.retain_mut(|recipient| {
        recipient.posts.retain(|post| post.state.is_some_and(|state| !state.is_submitted()));
        recipient.invitation.is_some() && !recipient.posts.is_empty()
    });
    Ok(recipients)
}

/// The process leads and signatories of a member: those who are told when its answers come back.
///
/// # Errors
/// [`super::StoreError::NotFound`], and those of the database.
pub fn to_tell(
    conn: &mut DbConnection,
    scope: &Scope,
    round: &str,
    member: &str,
) -> StoreResult<Vec<Recipient>> {
    network_only(scope)?;
    let round = by_id(conn, round)?;
    let mut recipients = recipients(conn, &round, None)?;
    recipients.retain_mut(|recipient| {
        let is_told = |post: &Post| matches!(post.role, Role::ProcessLead | Role::Signatory);
        recipient.posts.retain(|post| post.member == member && is_told(post));
        !recipient.posts.is_empty()
    });
    Ok(recipients)
}

/// Whether a reminder to this person still makes sense, asked at the moment of sending: the round is open and
/// waits for the person.
///
/// # Errors
/// [`super::StoreError::NotFound`], and those of the database.
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
/// [`super::StoreError::NotFound`], [`Conflict::RoundState`] unless the round is open, [`Conflict::ReminderNumber`] if
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::{
            StoreError, person,
            testing::{self, at, outsider, secretariat},
        },
        workflow::contacts,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drafted(conn: &mut DbConnection) -> Round {
        let file = edition::EditionFile::read(testing::QUESTIONNAIRE.as_bytes()).unwrap();
        let frozen = edition::freeze(conn, at("2027-01-01 08:00"), &file).unwrap();
        let new = NewRound {
            year: 2027,
            edition: &frozen.id,
            opens_on: day("2027-02-01"),
            due_on: day("2027-03-05"),
            threshold: 7,
            synthetic: false,
        };
        create(conn, &secretariat(), at("2027-01-01 08:00"), &new).unwrap()
    }

    fn opened(conn: &mut DbConnection) -> Round {
        let round = drafted(conn);
        open(conn, &secretariat(), at("2027-02-01 08:00"), &round.id).unwrap();
        let list = "namn,epost,roll,region\nÅsa,asa@ett.example,processledare,Ett\n\
            Åsa,asa@ett.example,medsvarande,Två\nBo,bo@ett.example,undertecknare,Ett\n\
            Cia,cia@tva.example,läsare,Två\nDan,dan@net.example,PU,\n";
        let plan = contacts::plan(list, &person::known(conn, &secretariat(), 2027).unwrap());
        person::apply_contacts(conn, &secretariat(), at("2027-02-01 08:00"), 2027, &plan).unwrap();
        by_id(conn, &round.id).unwrap()
    }

    fn put(conn: &mut DbConnection, member: &str, state: ResponseState) {
        let changed = diesel::update(response::table.filter(response::member_id.eq(member)))
            .set(response::state.eq(state))
            .execute(conn)
            .unwrap();
        assert_eq!(changed, 1);
    }

    fn conflict<T: std::fmt::Debug>(result: StoreResult<T>) -> Conflict {
        match result.unwrap_err() {
            StoreError::Conflict(conflict) => conflict,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_year_has_one_round_of_a_questionnaire_and_it_must_make_sense() {
        let (_folder, mut conn) = testing::with_members();
        let round = drafted(&mut conn);
        assert_eq!((round.state, round.questionnaire.as_str()), (RoundState::Draft, "prov"));
        assert_eq!(round.edition_sha256.len(), 64);
        let new = NewRound {
            year: 2027,
            edition: &round.edition_id,
            opens_on: day("2027-02-01"),
            due_on: day("2027-02-01"),
            threshold: 7,
            synthetic: false,
        };
        let now = at("2027-01-02 08:00");
        let mut made = |new: NewRound<'_>| conflict(create(&mut conn, &secretariat(), now, &new));
        assert_eq!(made(new.clone()), Conflict::RoundExists);
        assert_eq!(made(NewRound { due_on: day("2027-01-31"), ..new.clone() }), Conflict::DatesOutOfOrder);
        assert_eq!(made(NewRound { threshold: 11, year: 2028, ..new }), Conflict::ThresholdOffScale);
    }

    #[test]
    fn a_draft_is_corrected_or_taken_away_and_an_open_round_is_not() {
        let (_folder, mut conn) = testing::with_members();
        let round = drafted(&mut conn);
        let now = at("2027-01-02 08:00");
        let new = NewRound {
            year: 2028,
            edition: &round.edition_id,
            opens_on: day("2028-02-01"),
            due_on: day("2028-03-01"),
            threshold: 8,
            synthetic: true,
        };
        let wrong = NewRound { due_on: day("2028-01-01"), ..new.clone() };
        assert_eq!(
            conflict(correct(&mut conn, &secretariat(), now, &round.id, &wrong)),
            Conflict::DatesOutOfOrder
        );
        correct(&mut conn, &secretariat(), now, &round.id, &new).unwrap();
        let found = by_id(&mut conn, &round.id).unwrap();
        assert_eq!((found.year, found.due_on, found.threshold), (2028, new.due_on, 8));
        assert!(!found.synthetic);
        let other = drafted(&mut conn);
        assert_eq!(
            conflict(correct(&mut conn, &secretariat(), now, &other.id, &new)),
            Conflict::RoundExists,
            "2028 is taken"
        );
        delete(&mut conn, &secretariat(), now, &round.id).unwrap();
        assert!(matches!(by_id(&mut conn, &round.id), Err(StoreError::NotFound)));
        correct(&mut conn, &secretariat(), now, &other.id, &NewRound { year: 2027, ..new.clone() }).unwrap();
        open(&mut conn, &secretariat(), now, &other.id).unwrap();
        let open = Conflict::RoundState(RoundState::Open);
        assert_eq!(conflict(correct(&mut conn, &secretariat(), now, &other.id, &new)), open);
        assert_eq!(conflict(delete(&mut conn, &secretariat(), now, &other.id)), open);
    }

    #[test]
    fn opening_gives_every_member_of_the_year_a_response_once() {
        let (_folder, mut conn) = testing::with_members();
        let round = drafted(&mut conn);
        assert_eq!(current(&mut conn, "prov").unwrap(), None);
        let now = at("2027-02-01 08:00");
        assert_eq!(open(&mut conn, &secretariat(), now, &round.id).unwrap(), 2);
        assert_eq!(open(&mut conn, &secretariat(), now, &round.id).unwrap(), 0);
        let board = status_board(&mut conn, &secretariat(), &round.id, day("2027-03-05")).unwrap();
        let shown: Vec<_> = board.members.iter().map(|m| (m.code.as_str(), m.state, m.is_overdue)).collect();
        assert_eq!(shown, [("01", ResponseState::Invited, false), ("02", ResponseState::Invited, false)]);
        let found = current(&mut conn, "prov").unwrap().unwrap();
        assert_eq!((found.state, found.opened_at), (RoundState::Open, Some(now)));
    }

    #[test]
    fn a_round_runs_from_draft_to_published_and_not_back() {
        let (_folder, mut conn) = testing::with_members();
        let id = drafted(&mut conn).id;
        let now = at("2027-02-01 08:00");
        let draft = Conflict::RoundState(RoundState::Draft);
        assert_eq!(conflict(publish(&mut conn, &secretariat(), now, &id)), draft);
        assert_eq!(conflict(invite(&mut conn, &secretariat(), now, &id, None)), draft);
        open(&mut conn, &secretariat(), now, &id).unwrap();
        assert!(publish(&mut conn, &secretariat(), now, &id).unwrap());
        assert!(!publish(&mut conn, &secretariat(), now, &id).unwrap(), "the second time changes nothing");
        let published = Conflict::RoundState(RoundState::Published);
        assert_eq!(conflict(open(&mut conn, &secretariat(), now, &id)), published);
        let (first, last) = (day("2027-02-01"), day("2027-04-01"));
        assert_eq!(conflict(change_dates(&mut conn, &secretariat(), now, &id, first, last)), published);
    }

    #[test]
    fn responses_follow_the_rounds_last_day_unless_they_have_one_of_their_own() {
        let (_folder, mut conn) = testing::with_members();
        let id = opened(&mut conn).id;
        diesel::update(response::table.filter(response::member_id.eq("m2")))
            .set(response::due_on.eq(day("2027-03-20")))
            .execute(&mut conn)
            .unwrap();
        let (first, last) = (day("2027-02-01"), day("2027-03-10"));
        change_dates(&mut conn, &secretariat(), at("2027-02-02 08:00"), &id, first, last).unwrap();
        put(&mut conn, "m1", ResponseState::Signed);
        let board = status_board(&mut conn, &secretariat(), &id, day("2027-03-21")).unwrap();
        let due: Vec<_> = board.members.iter().map(|m| (m.due_on, m.is_overdue)).collect();
        assert_eq!(due, [(last, false), (day("2027-03-20"), true)]);
        assert_eq!((board.submitted(), board.overdue()), (1, 1));
        assert_eq!(board.counts().iter().map(|(_, n)| n).sum::<usize>(), 2);
    }

    #[test]
    fn each_person_who_answers_or_signs_is_invited_once() {
        let (_folder, mut conn) = testing::with_members();
        let id = opened(&mut conn).id;
        let now = at("2027-02-01 09:00");
        let names = |list: &[Recipient]| list.iter().map(|r| r.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&to_invite(&mut conn, &secretariat(), &id).unwrap()), ["Bo", "Åsa"]);
        let bo = person::by_address(&mut conn, &"bo@ett.example".parse().unwrap()).unwrap().unwrap().id;
        let only = BTreeSet::from([bo.clone()]);
        assert_eq!(names(&invite(&mut conn, &secretariat(), now, &id, Some(&only)).unwrap()), ["Bo"]);
        let rest = invite(&mut conn, &secretariat(), now, &id, None).unwrap();
        assert_eq!(names(&rest), ["Åsa"]);
        assert_eq!(rest[0].member_names(), ["Region Ett", "Region Två"]);
        assert_eq!(invite(&mut conn, &secretariat(), now, &id, None).unwrap(), vec![]);
        mark_opened(&mut conn, now, &id, &bo).unwrap();
        mark_opened(&mut conn, at("2027-02-09 09:00"), &id, &bo).unwrap();
        let list = invitations(&mut conn, &secretariat(), &id).unwrap();
        assert_eq!(list.iter().map(|i| i.opened_at).collect::<Vec<_>>(), [Some(now), None]);
        assert_eq!(invitation(&mut conn, &list[1].id).unwrap(), list[1]);
    }

    #[test]
    fn a_reminder_goes_to_whom_the_round_waits_for() {
        let (_folder, mut conn) = testing::with_members();
        let id = opened(&mut conn).id;
        let now = at("2027-02-20 09:00");
        assert_eq!(to_remind(&mut conn, &secretariat(), &id).unwrap(), vec![], "nobody is invited yet");
        invite(&mut conn, &secretariat(), now, &id, None).unwrap();
        let waited = |conn: &mut DbConnection| {
            let list = to_remind(conn, &secretariat(), &id).unwrap();
            let waited =
                list.iter().filter(|r| r.is_waited_for()).map(|r| r.name.clone()).collect::<Vec<_>>();
            (list.len(), waited)
        };
        assert_eq!(waited(&mut conn), (2, vec!["Åsa".to_owned()]));
        put(&mut conn, "m1", ResponseState::AwaitingSignature);
        put(&mut conn, "m2", ResponseState::Signed);
        assert_eq!(waited(&mut conn), (2, vec!["Bo".to_owned()]));
        let bo = person::by_address(&mut conn, &"bo@ett.example".parse().unwrap()).unwrap().unwrap().id;
        assert!(is_reminder_due(&mut conn, &id, &bo).unwrap());
        put(&mut conn, "m1", ResponseState::Approved);
        assert_eq!(waited(&mut conn), (0, vec![]));
        assert!(!is_reminder_due(&mut conn, &id, &bo).unwrap());
    }

    #[test]
    fn a_reminder_sent_twice_is_one() {
        let (_folder, mut conn) = testing::with_members();
        let id = opened(&mut conn).id;
        let now = at("2027-02-20 09:00");
        let number = next_reminder(&mut conn, &id).unwrap();
        assert_eq!(number, 1);
        assert!(begin_reminder(&mut conn, &secretariat(), now, &id, number).unwrap().is_some());
        assert_eq!(begin_reminder(&mut conn, &secretariat(), now, &id, number).unwrap(), None);
        assert_eq!(next_reminder(&mut conn, &id).unwrap(), 2);
        assert_eq!(last_reminder(&mut conn, &id).unwrap(), Some((1, now)));
        let skipped = begin_reminder(&mut conn, &secretariat(), now, &id, 3);
        assert_eq!(conflict(skipped), Conflict::ReminderNumber);
    }

    #[test]
    fn nobody_else_runs_a_round() {
        let (_folder, mut conn) = testing::with_members();
        let round = opened(&mut conn);
        let now = at("2027-02-20 09:00");
        let not_found = |result: StoreResult<()>| assert!(matches!(result, Err(StoreError::NotFound)));
        not_found(open(&mut conn, &outsider(), now, &round.id).map(drop));
        not_found(delete(&mut conn, &outsider(), now, &round.id));
        not_found(publish(&mut conn, &outsider(), now, &round.id).map(drop));
        not_found(change_dates(&mut conn, &outsider(), now, &round.id, round.opens_on, round.due_on));
        not_found(status_board(&mut conn, &outsider(), &round.id, round.due_on).map(drop));
        not_found(invite(&mut conn, &outsider(), now, &round.id, None).map(drop));
        not_found(to_remind(&mut conn, &outsider(), &round.id).map(drop));
        not_found(begin_reminder(&mut conn, &outsider(), now, &round.id, 1).map(drop));
        not_found(invitations(&mut conn, &outsider(), &round.id).map(drop));
    }
}
