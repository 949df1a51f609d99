//! Which parts of a member's response are whose: the process lead hands them out to colleagues and takes them back. Who answers
//! for a member by delegation alone changes nothing but those parts, and reads the whole.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Date, Nullable, Text, Timestamp},
};

use super::{
    DbConnection, StoreError, StoreResult,
    access::{ADDRESS_LIMIT, LIMIT_WINDOW_MINUTES},
    audit, new_id, on_each,
    person::{self, NewAssignment},
    response::{self, Head},
    schema::{assignment, audit_event, delegated_part, delegation, response as response_row, round},
};
use crate::{
    clock::Moment,
    table::folded,
    workflow::{Action, Address, Refusal, ResponseState, Role, RoundState, Scope, scope::Held},
};

/// What one person has of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// The id.
    pub id: String,
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// The day until which the parts are to be answered, if one was said.
    pub due_on: Option<NaiveDate>,
    /// The line that was written to the person; empty for none.
    pub message: String,
    /// The name of who gave it.
    pub given_by: String,
    /// When.
    pub given_at: Moment,
    /// The ids of the sub-standards.
    pub parts: BTreeSet<String>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Date>)]
    due_on: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    message: String,
    #[diesel(sql_type = Text)]
    given_by: String,
    #[diesel(sql_type = Timestamp)]
    given_at: Moment,
    #[diesel(sql_type = Text)]
    substandard: String,
}

/// What is handed out of a response, in the order in which it was. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_response(conn: &mut DbConnection, head: &Head) -> StoreResult<Vec<Delegation>> {
    let rows = sql_query(
        "SELECT delegation.id, delegation.person_id, person.name, delegation.due_on, delegation.message,
                giver.name AS given_by, delegation.given_at, delegated_part.substandard
         FROM delegated_part
         JOIN delegation ON delegation.id = delegated_part.delegation_id
         JOIN person ON person.id = delegation.person_id
         JOIN person AS giver ON giver.id = delegation.given_by
         WHERE delegated_part.response_id = $1
         ORDER BY delegation.given_at, delegation.id, delegated_part.substandard",
    )
    .bind::<Text, _>(&head.id)
    .load::<Row>(conn)?;
    let mut found: Vec<Delegation> = Vec::new();
    for row in rows {
        match found.last_mut() {
            Some(last) if last.id == row.id => drop(last.parts.insert(row.substandard)),
            _ => found.push(Delegation {
                id: row.id,
                person: row.person_id,
                name: row.name,
                due_on: row.due_on,
                message: row.message,
                given_by: row.given_by,
                given_at: row.given_at,
                parts: [row.substandard].into(),
            }),
        }
    }
    Ok(found)
}

/// Refuses a change of parts that are not the person's, where the person answers by delegation alone.
pub(super) fn ask(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    substandards: &[&str],
) -> StoreResult<()> {
    if head.person.is_some() || !scope.is_limited_to_parts(&head.member) {
        return Ok(());
    }
    let own = delegated_part::table
        .filter(delegated_part::response_id.eq(&head.id).and(delegated_part::person_id.eq(scope.person())))
        .select(delegated_part::substandard);
    let own: Vec<String> = on_each!(conn, c => own.load(c))?;
    let is_own = |part: &&str| own.iter().any(|own| own == part);
    if substandards.iter().all(is_own) { Ok(()) } else { Err(Refusal::NotDelegated.into()) }
}

/// The people who may be given parts without an address: those who answer for the member in a year, by name.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn colleagues(conn: &mut DbConnection, head: &Head, year: i32) -> StoreResult<Vec<person::Person>> {
    person::holders(conn, &[Role::ProcessLead, Role::Contributor], &head.member, year)
}

/// Whom parts are given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// Somebody who answers for the member already, by id.
    Colleague(String),
    /// Somebody who is invited to just this.
    Invited {
        /// The address.
        address: Address,
        /// The name.
        name: String,
        /// The language of mails.
        language: &'static str,
    },
}

/// What is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// To whom.
    pub to: To,
    /// The ids of the sub-standards; at least one.
    pub parts: BTreeSet<String>,
    /// The day until which they are to be answered.
    pub due_on: Option<NaiveDate>,
    /// A line to the person; empty for none.
    pub message: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is given.
    Given {
        /// The delegation's id.
        id: String,
        /// To whom.
        person: person::Person,
    },
    /// The address belongs to somebody with another name; nothing changed.
    OtherName,
    /// That was said to the same person too often of late to say anything more of an address; nothing changed.
    Limited,
}

/// What is written down when an address belongs to somebody with another name.
const REFUSED: &str = "parts.refused";

/// Gives parts to a person, who from then on answers for the member, if not before. Parts that the person has already go over
/// to this delegation, with its day and words.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope or for somebody who is no colleague, [`StoreError::Refused`] where answers are
/// locked, and those of the database.
pub fn give(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    year: i32,
    given: &Given,
    now: Moment,
) -> StoreResult<Outcome> {
    let head = head_to_delegate(conn, scope, id)?;
    if matches!(given.to, To::Invited { .. }) {
        // One after the other, so that each refusal is counted.
        response::take(conn, &head.id)?;
    }
    response::hold(conn, &head)?;
    let person = match &given.to {
        To::Colleague(person) => {
            let found = colleagues(conn, &head, year)?.into_iter().find(|found| found.id == *person);
            found.ok_or(StoreError::NotFound)?
        }
        To::Invited { address, name, language } => {
            if is_limited(conn, scope, now)? {
                return Ok(Outcome::Limited);
            }
            if let Some(known) = person::by_address(conn, address)?
                && folded(&known.name) != folded(name)
            {
                let detail = serde_json::json!({ "address": address.as_str() });
                record(conn, scope, &head, REFUSED, detail, now)?;
                return Ok(Outcome::OtherName);
            }
            person::invited(conn, scope, now, (address, name, language))?
        }
    };
    let member = Some(head.member.clone());
    let answers =
        |held: &Held| held.member == member && matches!(held.role, Role::ProcessLead | Role::Contributor);
    let granted = if person::held(conn, &person.id, year)?.iter().any(answers) {
        None
    } else {
        let role = NewAssignment {
            person: &person.id,
            role: Role::Contributor,
            member: Some(&head.member),
            from_year: year,
            to_year: Some(year.max(head.year)),
        };
        person::grant(conn, now, Some(scope.person()), &role)?;
        let of_role = assignment::table
            .filter(assignment::person_id.eq(&person.id).and(assignment::member_id.eq(&head.member)))
            .filter(assignment::role.eq(Role::Contributor).and(assignment::from_year.eq(year)));
        Some(of_role.select(assignment::id).first::<String>(conn)?)
    };
    let delegation_id = new_id();
    diesel::insert_into(delegation::table)
        .values((
            delegation::id.eq(&delegation_id),
            delegation::response_id.eq(&head.id),
            delegation::person_id.eq(&person.id),
            delegation::due_on.eq(given.due_on),
            delegation::message.eq(&given.message),
            delegation::given_by.eq(scope.person()),
            delegation::given_at.eq(now),
            delegation::granted.eq(&granted),
        ))
        .execute(conn)?;
    for part in &given.parts {
        sql_query(
            "INSERT INTO delegated_part (response_id, person_id, substandard, delegation_id) VALUES ($1, $2, $3, $4)
             ON CONFLICT (response_id, person_id, substandard) DO UPDATE SET delegation_id = excluded.delegation_id",
        )
        .bind::<Text, _>(&head.id)
        .bind::<Text, _>(&person.id)
        .bind::<Text, _>(part)
        .bind::<Text, _>(&delegation_id)
        .execute(conn)?;
    }
    let detail = serde_json::json!({ "person": person.id, "parts": given.parts });
    record(conn, scope, &head, "parts.delegated", detail, now)?;
    Ok(Outcome::Given { id: delegation_id, person })
}

/// Whether a person has named so many addresses of others by another name that it might be to learn who has one: as many as may be
/// tried to sign in.
fn is_limited(conn: &mut DbConnection, scope: &Scope, now: Moment) -> StoreResult<bool> {
    let since = now.plus(-Duration::minutes(LIMIT_WINDOW_MINUTES));
    let refused: i64 = audit_event::table
        .filter(audit_event::at.gt(since).and(audit_event::action.eq(REFUSED)))
        .filter(audit_event::person_id.eq(scope.person()))
        .count()
        .get_result(conn)?;
    Ok(refused >= ADDRESS_LIMIT)
}

/// Takes parts back from a person: one, or all that the person has of the response. What was answered stays; the role that came
/// with a delegation goes with the last part. Doing it twice is doing it once.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, and those of the database.
pub fn take_back(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    person: &str,
    part: Option<&str>,
    now: Moment,
) -> StoreResult<()> {
    let head = head_to_delegate(conn, scope, id)?;
    // A save of the part is either stored before this, or refused.
    response::take(conn, &head.id)?;
    let of_person = delegated_part::table
        .filter(delegated_part::response_id.eq(&head.id).and(delegated_part::person_id.eq(person)));
    let taken = match part {
        Some(part) => diesel::delete(of_person.filter(delegated_part::substandard.eq(part))).execute(conn)?,
        None => diesel::delete(of_person).execute(conn)?,
    };
    if taken == 0 {
        return Ok(());
    }
    let left = diesel::select(diesel::dsl::exists(of_person)).get_result::<bool>(conn)?;
    if !left {
        let of_response = delegation::response_id.eq(&head.id).and(delegation::person_id.eq(person));
        let granted: Vec<Option<String>> =
            delegation::table.filter(of_response).select(delegation::granted).load(conn)?;
        for role in granted.into_iter().flatten() {
            diesel::update(delegation::table.filter(delegation::granted.eq(&role)))
                .set(delegation::granted.eq(None::<String>))
                .execute(conn)?;
            diesel::delete(assignment::table.find(&role)).execute(conn)?;
        }
    }
    let detail = serde_json::json!({ "person": person, "part": part });
    record(conn, scope, &head, "parts.taken-back", detail, now)
}

/// Whether the person still has anything of a delegation that can be answered, asked at the moment of sending.
pub(super) fn is_waited_for(conn: &mut DbConnection, id: &str) -> StoreResult<bool> {
    let of_response: Option<ResponseState> = delegated_part::table
        .inner_join(response_row::table.on(delegated_part::response_id.eq(response_row::id)))
        .inner_join(round::table.on(response_row::round_id.eq(round::id)))
        .filter(delegated_part::delegation_id.eq(id).and(round::state.eq(RoundState::Open)))
        .select(response_row::state)
        .first(conn)
        .optional()?;
    Ok(of_response.is_some_and(ResponseState::is_editable))
}

/// The response, for whoever may hand out its parts. One person's own has none to hand out.
fn head_to_delegate(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<Head> {
    if scope.action() != Action::Lead {
        return Err(StoreError::NotFound);
    }
    let head = response::head(conn, scope, id)?;
    if head.person.is_some() { Err(StoreError::NotFound) } else { Ok(head) }
}

fn record(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    action: &'static str,
    detail: serde_json::Value,
    now: Moment,
) -> StoreResult<()> {
    let (person, member) = (Some(scope.person()), Some(head.member.as_str()));
    audit::record(conn, now, audit::Entry { person, member, action, subject: &head.id, detail: Some(detail) })
}
