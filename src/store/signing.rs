//! From the process lead's hands into the signatory's: who is asked to sign, what the member lets be seen of it, and who did what
//! on the way to a signed version.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult, new_id,
    person::{self, Person},
    response::{self, Change, Head},
    schema::{
        audit_event, edition, member, person as person_row, response as response_row, round,
        signature_request, signed_version,
    },
};
use crate::{
    clock::Moment,
    workflow::{
        Event, Refusal, ResponseState, Role, RoundState, Scope,
        signed::{Content, OptIns, STEPS, Step},
    },
};

/// What the process lead hands over with the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// A line to those who sign; empty for none.
    pub note: String,
    /// What the member lets be seen of it.
    pub opt_ins: OptIns,
    /// The ids of those who are asked to sign.
    pub signatories: Vec<String>,
}

/// Somebody who is asked to sign, and the id of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The request's id.
    pub id: String,
    /// The person.
    pub person: Person,
}

/// Those who sign for the member in a year, by name.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn signatories(conn: &mut DbConnection, head: &Head, year: i32) -> StoreResult<Vec<Person>> {
    person::holders(conn, &[Role::Signatory], &head.member, year)
}

/// Hands a response over for signature: it is locked, and those who were chosen are asked.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope; [`Refusal::NoSignatory`], [`Refusal::NobodyAsked`], and those of the state.
pub fn hand_over(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    year: i32,
    given: &HandOver,
    now: Moment,
) -> StoreResult<Vec<Asked>> {
    let change = Change { event: Event::HandOver, note: &given.note, action: "response.handed-over" };
    response::change_state(conn, scope, id, &change, now)?;
    let head = response::head(conn, scope, id)?;
    let signatories = signatories(conn, &head, year)?;
    if signatories.is_empty() {
        return Err(Refusal::NoSignatory.into());
    }
    let chosen: Vec<Person> =
        signatories.into_iter().filter(|person| given.signatories.contains(&person.id)).collect();
    if chosen.is_empty() {
        return Err(Refusal::NobodyAsked.into());
    }
    diesel::update(response_row::table.find(id))
        .set((
            response_row::by_name.eq(given.opt_ins.by_name),
            response_row::share_examples.eq(given.opt_ins.share_examples),
        ))
        .execute(conn)?;
    diesel::delete(signature_request::table.filter(signature_request::response_id.eq(id))).execute(conn)?;
    let mut asked = Vec::new();
    for person in chosen {
        let request = new_id();
        diesel::insert_into(signature_request::table)
            .values((
                signature_request::id.eq(&request),
                signature_request::response_id.eq(id),
                signature_request::person_id.eq(&person.id),
                signature_request::asked_at.eq(now),
            ))
            .execute(conn)?;
        asked.push(Asked { id: request, person });
    }
    Ok(asked)
}

/// Who was asked to sign when the response was handed over last, by name: ids and names.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn asked(conn: &mut DbConnection, head: &Head) -> StoreResult<Vec<(String, String)>> {
    Ok(signature_request::table
        .inner_join(person_row::table)
        .filter(signature_request::response_id.eq(&head.id))
        .order((person_row::name, person_row::id))
        .select((person_row::id, person_row::name))
        .load(conn)?)
}

/// The ids of the responses that wait for this person's signature.
///
/// # Errors
/// Those of the database.
pub fn to_sign(conn: &mut DbConnection, scope: &Scope) -> StoreResult<BTreeSet<String>> {
    let waiting = signature_request::table
        .inner_join(response_row::table.inner_join(round::table))
        .filter(signature_request::person_id.eq(scope.person()))
        .filter(
            response_row::state.eq(ResponseState::AwaitingSignature).and(round::state.eq(RoundState::Open)),
        )
        .select(response_row::id);
    let ids: Vec<String> = waiting.load(conn)?;
    Ok(ids.into_iter().collect())
}

/// Refuses what only those do who were asked to sign. Where nobody was, whoever signs for the member may.
pub(super) fn ask(conn: &mut DbConnection, scope: &Scope, head: &Head) -> StoreResult<()> {
    let asked = asked(conn, head)?;
    let may = asked.is_empty() || asked.iter().any(|(person, _)| person == scope.person());
    if may { Ok(()) } else { Err(Refusal::NotAsked.into()) }
}

/// Sends a response back to those who answer, before it is signed.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`Refusal::NotAsked`], and those of the state.
pub fn ask_back(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    note: &str,
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    let change = Change { event: Event::AskBack, note, action: "response.asked-back" };
    response::change_state(conn, scope, id, &change, now)?;
    ask(conn, scope, &head)
}

/// What a mail about an asked change is caused by: the response, and when.
pub fn asked_back(response: &str, now: Moment) -> String {
    format!("{response}/{}", now.millis())
}

/// Whether the answers still stand as they came back when somebody asked for a change, at the moment of sending.
pub(super) fn is_asked_back(conn: &mut DbConnection, cause: &str) -> StoreResult<bool> {
    let response = cause.split('/').next().unwrap_or_default();
    let found: Option<(ResponseState, Moment)> = response_row::table
        .inner_join(round::table)
        .filter(response_row::id.eq(response).and(round::state.eq(RoundState::Open)))
        .select((response_row::state, response_row::state_at))
        .first(conn)
        .optional()?;
    Ok(found.is_some_and(|(state, at)| state.is_editable() && asked_back(response, at) == cause))
}

/// Whether a signature is still asked for by this request, at the moment of sending.
pub(super) fn is_waited_for(conn: &mut DbConnection, request: &str) -> StoreResult<bool> {
    let waiting = signature_request::table
        .inner_join(response_row::table.inner_join(round::table))
        .filter(signature_request::id.eq(request))
        .filter(
            response_row::state.eq(ResponseState::AwaitingSignature).and(round::state.eq(RoundState::Open)),
        );
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
}

/// What has been done with the response until now, and last that it is signed: frozen with the version.
pub(super) fn log(
    conn: &mut DbConnection,
    head: &Head,
    (signer, now): (&str, Moment),
) -> StoreResult<Vec<Step>> {
    let mut subjects: Vec<String> = signed_version::table
        .filter(signed_version::response_id.eq(&head.id))
        .select(signed_version::id)
        .load(conn)?;
    subjects.push(head.id.clone());
    let actions: Vec<String> = STEPS.iter().map(|step| format!("response.{step}")).collect();
    let rows: Vec<(Moment, String, Option<String>)> = audit_event::table
        .left_join(person_row::table.on(audit_event::person_id.eq(person_row::id.nullable())))
        .filter(audit_event::subject.eq_any(subjects).and(audit_event::action.eq_any(actions)))
        .order((audit_event::at, audit_event::id))
        .select((audit_event::at, audit_event::action, person_row::name.nullable()))
        .load(conn)?;
    let steps = rows.into_iter().map(|(at, action, who)| Step {
        at: at.millis(),
        what: action.trim_start_matches("response.").to_owned(),
        who: who.unwrap_or_default(),
    });
    let last = Step { at: now.millis(), what: "signed".to_owned(), who: signer.to_owned() };
    Ok(steps.chain([last]).collect())
}

/// The log that was frozen with a signed version, oldest first; empty for a version of before there was one.
///
/// # Errors
/// Those of the database, and [`StoreError::NotFound`] if there is no such version. The caller got `head` from
/// [`response::head`], so the scope has been asked.
pub fn log_of(conn: &mut DbConnection, head: &Head, number: i32) -> StoreResult<Vec<Step>> {
    let text: String = signed_version::table
        .filter(signed_version::response_id.eq(&head.id).and(signed_version::number.eq(number)))
        .select(signed_version::log)
        .first(conn)?;
    serde_json::from_str(&text).map_err(StoreError::fault)
}

/// The checksum and the moment of the signature of a version, by what it says of itself: round, whose it is, and number. For the
/// operator, who verifies a file; it says nothing of the answers.
///
/// # Errors
/// Those of the database.
pub fn checksums(conn: &mut DbConnection, content: &Content) -> StoreResult<Vec<(String, Moment)>> {
    let mut query = signed_version::table
        .inner_join(
            response_row::table.inner_join(round::table.inner_join(edition::table)).inner_join(member::table),
        )
        .filter(round::year.eq(content.year).and(round::questionnaire.eq(&content.questionnaire)))
        .filter(edition::name.eq(&content.edition).and(member::code.eq(&content.member_code)))
        .filter(signed_version::number.eq(content.version))
        .select((signed_version::sha256, signed_version::signed_at))
        .into_boxed();
    query = match &content.respondent {
        Some(respondent) => query.filter(response_row::respondent.eq(respondent)),
        None => query.filter(response_row::respondent.is_null()),
    };
    Ok(query.load(conn)?)
}
