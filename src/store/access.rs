//! Who is at the door: requests to sign in, their single use, and the sessions that follow. Tokens and codes are
//! stored as SHA-256 only. The rules are those of `docs/SECURITY.md`.

use chrono::Duration;
use diesel::prelude::*;

use super::{
    DbConnection, StoreResult, audit, new_id, on_each,
    person::held,
    schema::{assignment, person, session, sign_in},
};
use crate::{
    clock::Moment,
    workflow::{Role, scope::Held, sign_in as sign_in_secrets},
};

/// How many requests one address may make within [`LIMIT_WINDOW_MINUTES`].
pub const ADDRESS_LIMIT: i64 = 6;
/// How many requests one client (network address) may make within [`LIMIT_WINDOW_MINUTES`].
pub const CLIENT_LIMIT: i64 = 60;
/// The window of the limits, in minutes.
pub const LIMIT_WINDOW_MINUTES: i64 = 15;
/// How many wrong codes a sign-in survives.
pub const CODE_ATTEMPTS: i32 = 5;

/// A request to sign in, as a person makes it.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The address, trimmed and in lower case.
    pub address: &'a str,
    /// A hash of the client's network address, for the limits.
    pub client: &'a str,
    /// The hash of the visitor cookie of the browser that asked.
    pub visitor_hash: &'a str,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requested {
    /// The address belongs to a person: a mail is due for this sign-in.
    Known {
        /// The sign-in's id.
        sign_in: String,
        /// The person's id.
        person: String,
        /// The person's language.
        language: String,
    },
    /// Nobody has this address. Looks the same from outside.
    Unknown,
    /// Too many requests from this address or client.
    Limited,
}

/// Notes a request to sign in. Known and unknown addresses cost the same: one insert and one commit.
///
/// # Errors
/// Those of the database.
pub fn request(conn: &mut DbConnection, request: &Request<'_>, now: Moment) -> StoreResult<Requested> {
    if is_limited(conn, request.address, request.client, now)? {
        return Ok(Requested::Limited);
    }
    let known: Option<(String, String)> = person::table
        .filter(person::email.eq(request.address))
        .select((person::id, person::language))
        .first(conn)
        .optional()?;
    let id = new_id();
    diesel::insert_into(sign_in::table)
        .values((
            sign_in::id.eq(&id),
            sign_in::address.eq(request.address),
            sign_in::client.eq(request.client),
            sign_in::person_id.eq(known.as_ref().map(|(person, _)| person)),
            sign_in::visitor_hash.eq(Some(request.visitor_hash)),
            sign_in::button_alone.eq(false),
            sign_in::attempts.eq(0),
            sign_in::requested_at.eq(now),
            sign_in::expires_at.eq(now.plus(sign_in_secrets::LIFETIME)),
        ))
        .execute(conn)?;
    Ok(match known {
        Some((person, language)) => Requested::Known { sign_in: id, person, language },
        None => Requested::Unknown,
    })
}

/// Whether too many requests came from this address or client.
fn is_limited(conn: &mut DbConnection, address: &str, client: &str, now: Moment) -> StoreResult<bool> {
    let since = now.plus(Duration::minutes(-LIMIT_WINDOW_MINUTES));
    let by_address: i64 = sign_in::table
        .filter(sign_in::address.eq(address).and(sign_in::requested_at.gt(since)))
        .count()
        .get_result(conn)?;
    let by_client: i64 = sign_in::table
        .filter(sign_in::client.eq(client).and(sign_in::requested_at.gt(since)))
        .count()
        .get_result(conn)?;
    Ok(by_address >= ADDRESS_LIMIT || by_client >= CLIENT_LIMIT)
}

/// Notes that a signed-in person asks for a code to sign a response with. It counts with the requests to sign in. Returns its
/// id, for which a mail is due; none if there were too many.
///
/// # Errors
/// Those of the database.
pub fn request_code(
    conn: &mut DbConnection,
    actor: &Actor,
    client: &str,
    response: &str,
    now: Moment,
) -> StoreResult<Option<String>> {
    if is_limited(conn, &actor.email, client, now)? {
        return Ok(None);
    }
    let id = new_id();
    diesel::insert_into(sign_in::table)
        .values((
            sign_in::id.eq(&id),
            sign_in::address.eq(&actor.email),
            sign_in::client.eq(client),
            sign_in::person_id.eq(Some(&actor.id)),
            sign_in::button_alone.eq(false),
            sign_in::attempts.eq(0),
            sign_in::requested_at.eq(now),
            sign_in::expires_at.eq(now.plus(sign_in_secrets::SIGNING_LIFETIME)),
            sign_in::response_id.eq(Some(response)),
        ))
        .execute(conn)?;
    Ok(Some(id))
}

/// What a typed code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// It is right, and used now.
    Right,
    /// It is wrong.
    Wrong,
    /// It was used, has expired, was guessed at too often, or nobody asked for one.
    Spent,
}

/// Uses the newest code that a person has asked for to sign a response. A wrong one is counted.
///
/// # Errors
/// Those of the database.
pub fn use_code(
    conn: &mut DbConnection,
    person: &str,
    response: &str,
    code: &str,
    now: Moment,
) -> StoreResult<Code> {
    let newest: Option<SignInRow> = sign_in::table
        .filter(sign_in::person_id.eq(person).and(sign_in::response_id.eq(response)))
        .order((sign_in::requested_at.desc(), sign_in::id.desc()))
        .select(SignInRow::as_select())
        .first(conn)
        .optional()?;
    let Some(row) = newest.filter(|row| row.is_usable(now)) else { return Ok(Code::Spent) };
    if row.code_hash.as_deref() != Some(sign_in_secrets::code_hash(&row.id, code).as_str()) {
        count_wrong(conn, &row.id)?;
        return Ok(Code::Wrong);
    }
    Ok(if consume(conn, &row.id, now)? { Code::Right } else { Code::Spent })
}

/// Makes a sign-in whose link works with its button alone: for links that are printed on the operator's own
/// terminal (`demo`, `admin add`), never for mail.
///
/// # Errors
/// Those of the database.
pub fn printed_link(
    conn: &mut DbConnection,
    person: &str,
    token_hash: &str,
    now: Moment,
    valid: Duration,
) -> StoreResult<()> {
    diesel::insert_into(sign_in::table)
        .values((
            sign_in::id.eq(new_id()),
            sign_in::address.eq(""),
            sign_in::client.eq(""),
            sign_in::person_id.eq(Some(person)),
            sign_in::token_hash.eq(Some(token_hash)),
            sign_in::button_alone.eq(true),
            sign_in::attempts.eq(0),
            sign_in::requested_at.eq(now),
            sign_in::expires_at.eq(now.plus(valid)),
        ))
        .execute(conn)?;
    Ok(())
}

/// What a person shows to complete a sign-in.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    /// The hash of the link's token, if the link was opened.
    pub token_hash: Option<&'a str>,
    /// The hash of the browser's visitor cookie, if it has one.
    pub visitor_hash: Option<&'a str>,
    /// The code as it was typed.
    pub code: Option<&'a str>,
    /// Whether the browser may stay signed in.
    pub keep: bool,
    /// The hash of the session token to store on success.
    pub session_hash: &'a str,
}

/// The outcome of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// Signed in; the session is stored.
    In {
        /// The person's id.
        person: String,
        /// When the session ends.
        until: Moment,
        /// Whether the cookie is to outlive the browser window.
        kept: bool,
    },
    /// The link is right, but this browser did not ask for it: the code is needed.
    CodeNeeded,
    /// The code is wrong.
    WrongCode,
    /// The link or code was used, has expired, or never existed.
    Spent,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sign_in)]
struct SignInRow {
    id: String,
    person_id: Option<String>,
    visitor_hash: Option<String>,
    code_hash: Option<String>,
    button_alone: bool,
    attempts: i32,
    expires_at: Moment,
    used_at: Option<Moment>,
}

impl SignInRow {
    /// Whether its link or code can still be used.
    fn is_usable(&self, now: Moment) -> bool {
        self.used_at.is_none() && self.expires_at > now && self.attempts < CODE_ATTEMPTS
    }
}

/// Counts a wrong code.
fn count_wrong(conn: &mut DbConnection, id: &str) -> StoreResult<()> {
    diesel::update(sign_in::table.find(id)).set(sign_in::attempts.eq(sign_in::attempts + 1)).execute(conn)?;
    Ok(())
}

/// Uses a link or code, and tells whether this was the one time.
fn consume(conn: &mut DbConnection, id: &str, now: Moment) -> StoreResult<bool> {
    let unused = sign_in::table
        .filter(sign_in::id.eq(id).and(sign_in::used_at.is_null()).and(sign_in::expires_at.gt(now)));
    let consumed = diesel::update(unused).set(sign_in::used_at.eq(Some(now))).execute(conn)?;
    Ok(consumed == 1)
}

/// Tries to complete a sign-in. A link or code is consumed by one conditional update: it works once.
///
/// # Errors
/// Those of the database.
pub fn attempt(conn: &mut DbConnection, proof: &Proof<'_>, now: Moment, year: i32) -> StoreResult<Attempt> {
    let found: Option<SignInRow> = match (proof.token_hash, proof.visitor_hash) {
        (Some(token), _) => sign_in::table
            .filter(sign_in::token_hash.eq(token))
            .select(SignInRow::as_select())
            .first(conn)
            .optional()?,
        (None, Some(visitor)) => sign_in::table
            .filter(sign_in::visitor_hash.eq(visitor))
            .order(sign_in::requested_at.desc())
            .select(SignInRow::as_select())
            .first(conn)
            .optional()?,
        (None, None) => None,
    };
    let Some(row) = found else {
        return Ok(if proof.token_hash.is_some() { Attempt::Spent } else { Attempt::WrongCode });
    };
    if !row.is_usable(now) {
        return Ok(Attempt::Spent);
    }
    let same_browser = proof.token_hash.is_some()
        && (row.button_alone
            || (row.visitor_hash.is_some() && row.visitor_hash.as_deref() == proof.visitor_hash));
    if !same_browser {
        let Some(code) = proof.code.filter(|code| !sign_in_secrets::tidy_code(code).is_empty()) else {
            return Ok(if proof.token_hash.is_some() { Attempt::CodeNeeded } else { Attempt::WrongCode });
        };
        if row.code_hash.as_deref() != Some(sign_in_secrets::code_hash(&row.id, code).as_str()) {
            count_wrong(conn, &row.id)?;
            return Ok(Attempt::WrongCode);
        }
    }
    // Of an unknown address: no code fits, and up to here everything was as for a known one.
    let Some(person_id) = row.person_id.clone() else { return Ok(Attempt::WrongCode) };
    if !consume(conn, &row.id, now)? {
        return Ok(Attempt::Spent);
    }
    let held = held(conn, &person_id, year)?;
    let secretariat = held.iter().any(|held| held.role == Role::Secretariat);
    let kept = proof.keep && !secretariat;
    let valid = match (secretariat, kept) {
        (true, _) => Duration::hours(12),
        (false, true) => Duration::days(30),
        (false, false) => Duration::hours(24),
    };
    let until = now.plus(valid);
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(proof.session_hash),
            session::person_id.eq(&person_id),
            session::kept.eq(kept),
            session::created_at.eq(now),
            session::expires_at.eq(until),
        ))
        .execute(conn)?;
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(&person_id),
            action: "signed-in",
            subject: &row.id,
            ..Default::default()
        },
    )?;
    Ok(Attempt::In { person: person_id, until, kept })
}

/// A signed-in person with the roles held in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person's id.
    pub id: String,
    /// The person's name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The language the person reads in.
    pub language: String,
    /// The roles held this year.
    pub held: Vec<Held>,
    /// Since when the person is signed in in this browser.
    pub since: Moment,
}

impl Actor {
    /// Whether the person holds `role`, for whichever member.
    pub fn is(&self, role: Role) -> bool {
        self.held.iter().any(|held| held.role == role)
    }

    /// Whether the person has shown so recently to be themselves that nothing more is asked before signing.
    pub fn is_fresh(&self, now: Moment) -> bool {
        now <= self.since.plus(sign_in_secrets::FRESH)
    }
}

/// The person of a session that has not ended, with the roles held in `year`. Read anew for each request,
/// so that a change of role bites at once.
///
/// # Errors
/// Those of the database.
pub fn actor(
    conn: &mut DbConnection,
    session_hash: &str,
    now: Moment,
    year: i32,
) -> StoreResult<Option<Actor>> {
    let roles = assignment::table.on(assignment::person_id
        .eq(person::id)
        .and(assignment::from_year.le(year))
        .and(assignment::to_year.is_null().or(assignment::to_year.ge(year))));
    let running = session::table
        .inner_join(person::table)
        .left_join(roles)
        .filter(session::token_hash.eq(session_hash).and(session::expires_at.gt(now)))
        .order((assignment::role, assignment::member_id))
        .select((
            (person::id, person::name, person::email, person::language, session::created_at),
            (assignment::role, assignment::member_id).nullable(),
        ));
    type Row = ((String, String, String, String, Moment), Option<(Role, Option<String>)>);
    let rows: Vec<Row> = on_each!(conn, c => running.load(c))?;
    let mut actor: Option<Actor> = None;
    for ((id, name, email, language, since), role) in rows {
        let actor = actor.get_or_insert(Actor { id, name, email, language, held: Vec::new(), since });
        actor.held.extend(role.map(|(role, member)| Held { role, member }));
    }
    Ok(actor.map(|mut actor| {
        actor.held.dedup();
        actor
    }))
}

/// In how many browsers a person is signed in.
///
/// # Errors
/// Those of the database.
pub fn sessions(conn: &mut DbConnection, person: &str, now: Moment) -> StoreResult<usize> {
    let of_person = session::table.filter(session::person_id.eq(person).and(session::expires_at.gt(now)));
    let count: i64 = of_person.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Ends one session.
///
/// # Errors
/// Those of the database.
pub fn end_session(conn: &mut DbConnection, session_hash: &str) -> StoreResult<()> {
    diesel::delete(session::table.find(session_hash)).execute(conn)?;
    Ok(())
}

/// Ends all sessions of a person and returns how many there were.
///
/// # Errors
/// Those of the database.
pub fn end_all_sessions(conn: &mut DbConnection, person: &str) -> StoreResult<usize> {
    Ok(diesel::delete(session::table.filter(session::person_id.eq(person))).execute(conn)?)
}

/// Remembers the language a person reads in.
///
/// # Errors
/// Those of the database.
pub fn set_language(conn: &mut DbConnection, person: &str, language: &str) -> StoreResult<()> {
    diesel::update(person::table.find(person)).set(person::language.eq(language)).execute(conn)?;
    Ok(())
}
