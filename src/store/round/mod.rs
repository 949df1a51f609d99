//! Rounds: one questionnaire asked in one year, of members, theme groups or people, from draft to published; who is written to
//! about one; and the board of who is in which state. Never an answer.

mod addressee;
mod board;
mod recipient;
#[cfg(test)]
mod tests;

pub use addressee::{AddressedPerson, Addressee, addressed, addressees};
pub use board::{MemberStatus, StatusBoard, status_board};
pub use recipient::{
    Invitation, Post, Recipient, begin_reminder, invitation, invitations, invite, is_reminder_due,
    last_reminder, mark_opened, next_reminder, to_invite, to_remind, to_tell,
};

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    result::DatabaseErrorKind,
    sql_query,
    sql_types::{Bool, Date, Integer, Nullable, Text, Timestamp},
};
use serde_json::json;

use super::{
    Conflict, DbConnection, StoreError, StoreResult, audit, edition, member, network_only, new_id,
    schema::{self, response},
};
use crate::{
    clock::Moment,
    questionnaire::Edition,
    scoring::ScoreScale,
    workflow::{Addressed, Audience, ResponseState, RoundState, Scope},
};

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The id.
    pub id: String,
    /// The year; those of that year are asked.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The id of the frozen edition.
    pub edition_id: String,
    /// The edition's name.
    pub edition_name: String,
    /// The edition's SHA-256, lower-case hex.
    pub edition_sha256: String,
    /// Whom it addresses.
    pub audience: Audience,
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
    audience: Audience,
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
            audience: row.audience,
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
        .order((round::year.desc(), round::questionnaire, round::created_at.desc(), round::id))
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .load(conn)?;
    Ok(rows.into_iter().map(Round::from).collect())
}

/// The round of a questionnaire that people mean without saying a year: the newest that is not a draft, and of several in a
/// year the one that was opened last.
///
/// # Errors
/// Those of the database.
pub fn current(conn: &mut DbConnection, questionnaire: &str) -> StoreResult<Option<Round>> {
    use schema::{edition, round};
    let row: Option<(RoundRow, String, String)> = round::table
        .inner_join(edition::table)
        .filter(round::questionnaire.eq(questionnaire))
        .filter(round::state.ne(RoundState::Draft))
        .order((round::year.desc(), round::opened_at.desc(), round::id))
        .select((RoundRow::as_select(), edition::name, edition::sha256))
        .first(conn)
        .optional()?;
    Ok(row.map(Round::from))
}

/// The round of a questionnaire in a year; of several the one that was made last.
///
/// # Errors
/// Those of the database.
pub fn of_year(conn: &mut DbConnection, questionnaire: &str, year: i32) -> StoreResult<Option<Round>> {
    use schema::{edition, round};
    let row: Option<(RoundRow, String, String)> = round::table
        .inner_join(edition::table)
        .filter(round::questionnaire.eq(questionnaire))
        .filter(round::year.eq(year))
        .order((round::created_at.desc(), round::id))
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
    /// Whom it addresses.
    pub addressed: Addressed,
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
/// [`super::StoreError::NotFound`] outside the secretariat or for an unknown edition, [`Conflict`] if a round of that year
/// goes by the same name, if nobody is chosen, or if its dates or threshold make no sense, and those of the database.
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
    let asked = sound(conn, new, None)?;
    let id = new_id();
    let created = sql_query(
        "INSERT INTO round (id, year, questionnaire, edition_id, audience, state, opens_on, due_on, threshold, \
                            synthetic, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (year, edition_id) DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Integer, _>(new.year)
    .bind::<Text, _>(&asked.id)
    .bind::<Text, _>(new.edition)
    .bind::<Text, _>(new.addressed.audience())
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
    addressee::choose(conn, &id, &new.addressed)?;
    let detail = json!({
        "year": new.year,
        "questionnaire": asked.id,
        "edition": asked.edition,
        "audience": new.addressed.audience().as_str(),
    });
    record(conn, by, at, "round.created", &id, detail)?;
    by_id(conn, &id)
}

/// What a round asks, if its dates and its threshold make sense, somebody is asked, and no round but `itself` goes by its name
/// in its year: theme groups have an interim and a final report, which are editions of one questionnaire.
fn sound(conn: &mut DbConnection, new: &NewRound<'_>, itself: Option<&str>) -> StoreResult<Arc<Edition>> {
    use schema::{edition as editions, round as rounds};
    if new.due_on < new.opens_on {
        return Err(Conflict::DatesOutOfOrder.into());
    }
    let asked = edition::load(conn, new.edition)?.edition;
    let scale = ScoreScale::of(&asked);
    if !(scale.min..=scale.max).contains(&new.threshold) {
        return Err(Conflict::ThresholdOffScale.into());
    }
    if new.addressed != Addressed::AllMembers && addressees(conn, new.year, &new.addressed)?.is_empty() {
        return Err(Conflict::NobodyAddressed.into());
    }
    // Postgres: who makes a round of this questionnaire at the same moment waits, and then sees this one.
    if let DbConnection::Postgres(conn) = conn {
        editions::table
            .filter(editions::questionnaire.eq(&asked.id))
            .order(editions::id)
            .select(editions::id)
            .for_update()
            .load::<String>(conn)?;
    }
    let others: Vec<(String, String)> = rounds::table
        .filter(rounds::year.eq(new.year).and(rounds::questionnaire.eq(&asked.id)))
        .select((rounds::id, rounds::edition_id))
        .load(conn)?;
    let language = asked.languages.first().map_or("", String::as_str);
    for (_, other) in others.iter().filter(|(id, _)| Some(id.as_str()) != itself) {
        if edition::load(conn, other)?.edition.name(language) == asked.name(language) {
            return Err(Conflict::RoundExists.into());
        }
    }
    Ok(asked)
}

/// The round, if it is still a draft.
fn draft(conn: &mut DbConnection, round: &str) -> StoreResult<Round> {
    let found = by_id(conn, round)?;
    match found.state {
        RoundState::Draft => Ok(found),
        state => Err(Conflict::RoundState(state).into()),
    }
}

/// Makes a draft another: year, edition, audience, dates and threshold as in `new`. Whether its answers are made up stays.
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
    let asked = sound(conn, new, Some(round))?;
    let changed = diesel::update(rounds::table.find(round).filter(rounds::state.eq(RoundState::Draft)))
        .set((
            rounds::year.eq(new.year),
            rounds::questionnaire.eq(&asked.id),
            rounds::edition_id.eq(new.edition),
            rounds::audience.eq(new.addressed.audience()),
            rounds::opens_on.eq(new.opens_on),
            rounds::due_on.eq(new.due_on),
            rounds::threshold.eq(new.threshold),
        ))
        .execute(conn)
        .map_err(|error| match error {
            diesel::result::Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Conflict::RoundExists.into()
            }
            other => StoreError::from(other),
        })?;
    if changed == 0 {
        return Err(Conflict::RoundState(RoundState::Open).into());
    }
    addressee::choose(conn, round, &new.addressed)?;
    let detail = json!({
        "year": [before.year, new.year],
        "edition": [before.edition_name, asked.edition],
        "audience": [before.audience.as_str(), new.addressed.audience().as_str()],
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
    addressee::forget(conn, round)?;
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

/// Opens a draft: fixes the year's members, and gives each whom the round addresses an empty response in state *invited*: a
/// member or theme group one together, in a round to people each person one. On a round that is open already it only adds the
/// responses of those that came since. Returns how many responses it made.
///
/// # Errors
/// [`super::StoreError::NotFound`], [`Conflict::NoMembers`], [`Conflict::NobodyAddressed`], [`Conflict::RoundState`] once
/// published, and those of the database.
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
    // Postgres: whoever presses the button at the same moment waits for the numbers given here.
    if let DbConnection::Postgres(conn) = conn {
        rounds::table.find(round).select(rounds::id).for_update().first::<String>(conn)?;
    }
    member::fix_year(conn, it.audience.kind(), it.year)?;
    let addressed = addressed(conn, &it)?;
    let asked = addressees(conn, it.year, &addressed)?;
    if asked.is_empty() {
        return Err(match it.audience {
            Audience::AllMembers => Conflict::NoMembers.into(),
            _ => Conflict::NobodyAddressed.into(),
        });
    }
    let mut numbers = Numbers::given(conn, round)?;
    let mut made = 0;
    for one in &asked {
        let person = one.person.as_ref().map(|person| person.id.as_str());
        if numbers.is_asked(&one.member, person) {
            continue;
        }
        let respondent = one.person.as_ref().map(|person| numbers.next(&one.member, person.role.as_str()));
        made += sql_query(
            "INSERT INTO response (id, round_id, member_id, person_id, respondent, state, state_at, state_by, \
                                   state_note, due_on) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9) ON CONFLICT DO NOTHING",
        )
        .bind::<Text, _>(new_id())
        .bind::<Text, _>(round)
        .bind::<Text, _>(&one.member)
        .bind::<Nullable<Text>, _>(person)
        .bind::<Nullable<Text>, _>(respondent)
        .bind::<Text, _>(ResponseState::Invited)
        .bind::<Timestamp, _>(at)
        .bind::<Nullable<Text>, _>(by)
        .bind::<Date, _>(it.due_on)
        .execute(conn)?;
    }
    if opened == 1 || made > 0 {
        let detail = json!({"asked": asked.len(), "responses": made});
        record(conn, by, at, "round.opened", round, detail)?;
    }
    Ok(made)
}

/// The responses that a round has, and the numbers that tell a member's people from one another.
struct Numbers {
    asked: Vec<(String, Option<String>)>,
    last: BTreeMap<(String, String), u32>,
}

impl Numbers {
    fn given(conn: &mut DbConnection, round: &str) -> StoreResult<Numbers> {
        let rows: Vec<(String, Option<String>, Option<String>)> = response::table
            .filter(response::round_id.eq(round))
            .select((response::member_id, response::person_id, response::respondent))
            .load(conn)?;
        let mut numbers = Numbers { asked: Vec::new(), last: BTreeMap::new() };
        for (member, person, respondent) in rows {
            if let Some((role, number)) = respondent.as_deref().and_then(|key| key.rsplit_once('-')) {
                let last = numbers.last.entry((member.clone(), role.to_owned())).or_default();
                *last = number.parse().unwrap_or(0).max(*last);
            }
            numbers.asked.push((member, person));
        }
        Ok(numbers)
    }

    fn is_asked(&self, member: &str, person: Option<&str>) -> bool {
        self.asked.iter().any(|(asked, who)| asked == member && who.as_deref() == person)
    }

    /// The next key of a role: `process-lead-2`.
    fn next(&mut self, member: &str, role: &str) -> String {
        let last = self.last.entry((member.to_owned(), role.to_owned())).or_default();
        *last += 1;
        format!("{role}-{last}")
    }
}

/// Who of those that an open round addresses has no response, because they came since it was opened.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn joined(conn: &mut DbConnection, scope: &Scope, round: &Round) -> StoreResult<Vec<Addressee>> {
    network_only(scope)?;
    let addressed = addressed(conn, round)?;
    let mut asked = addressees(conn, round.year, &addressed)?;
    let numbers = Numbers::given(conn, &round.id)?;
    asked.retain(|one| !numbers.is_asked(&one.member, one.person.as_ref().map(|person| person.id.as_str())));
    Ok(asked)
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
