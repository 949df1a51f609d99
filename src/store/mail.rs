//! The outbox: mails wait here, written in the transaction of what causes them, until the worker has sent
//! them. Each claim and each change of state is a short transaction of its own that counts its rows, so a
//! worker that lost its lease changes nothing (reliability.md, "Mail").

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Integer, Nullable, Text, Timestamp},
};

use super::{
    DbConnection, StoreError, StoreResult, audit, delegation, new_id, on_each, remark, review, round,
    schema::{mail, setting},
    signing,
};
use crate::{
    clock::Moment,
    workflow::{
        MailKind, MailState, Role, Scope,
        mail::{TRIES, invitation_is_due},
    },
};

/// The setting that holds the outbox back while it is `true`: a restored backup sends nothing until an
/// operator says so.
const PAUSED: &str = "mail.paused";

/// The words of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject: one line.
    pub subject: String,
    /// The plain text, lines ended by `\n`.
    pub text: String,
    /// The HTML document.
    pub html: String,
}

/// A mail to put into the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// What it is for.
    pub kind: MailKind,
    /// The id of what causes it: an invitation, a reminder, a signed version that was returned, a sign-in.
    pub cause: String,
    /// The id of the person it goes to.
    pub person: String,
    /// Which one of this kind for this cause and person, from 1.
    pub number: i32,
    /// The id of the round it belongs to, if any.
    pub round: Option<String>,
    /// Where it goes.
    pub address: String,
    /// The language it is, or will be, written in.
    pub language: String,
    /// The domain of its Message-ID: the sender's.
    pub domain: String,
    /// Its words; none for those that are written right before they are sent.
    pub letter: Option<Letter>,
}

/// Puts a mail into the outbox, due at once. Returns whether it is new: one with the same cause, person,
/// kind and number is left as it is. What follows an invitation refers to it.
///
/// # Errors
/// Those of the database.
pub fn queue(conn: &mut DbConnection, new: &NewMail, now: Moment) -> StoreResult<bool> {
    queue_for(conn, new, now, now)
}

/// The same, due at `due`.
///
/// # Errors
/// Those of the database.
pub fn queue_for(conn: &mut DbConnection, new: &NewMail, now: Moment, due: Moment) -> StoreResult<bool> {
    let id = new_id();
    let message_id = format!("<{id}@{}>", new.domain);
    let in_reply_to = match (new.kind, &new.round) {
        (kind, Some(round)) if kind != MailKind::Invitation => invitation_of(conn, round, &new.person)?,
        _ => None,
    };
    let (subject, text, html) = match &new.letter {
        Some(letter) => (letter.subject.as_str(), letter.text.as_str(), letter.html.as_str()),
        None => ("", "", ""),
    };
    let row = (
        mail::id.eq(&id),
        mail::kind.eq(new.kind),
        mail::cause_id.eq(&new.cause),
        mail::person_id.eq(&new.person),
        mail::number.eq(new.number),
        mail::round_id.eq(new.round.as_deref()),
        mail::address.eq(&new.address),
        mail::language.eq(&new.language),
        mail::subject.eq(subject),
        mail::text_body.eq(text),
        mail::html_body.eq(html),
        mail::message_id.eq(&message_id),
        mail::in_reply_to.eq(in_reply_to),
        mail::state.eq(MailState::Queued),
        mail::attempts.eq(0),
        mail::next_at.eq(due),
        mail::created_at.eq(now),
    );
    let inserted = on_each!(conn, c => diesel::insert_into(mail::table)
        .values(row)
        .on_conflict((mail::cause_id, mail::person_id, mail::kind, mail::number))
        .do_nothing()
        .execute(c))?;
    Ok(inserted == 1)
}

/// Puts many mails into the outbox, as [`queue`] does. Returns how many of them are new.
///
/// # Errors
/// Those of the database.
pub fn queue_all(conn: &mut DbConnection, mails: &[NewMail], now: Moment) -> StoreResult<usize> {
    let mut new = 0;
    for mail in mails {
        new += usize::from(queue(conn, mail, now)?);
    }
    Ok(new)
}

/// The Message-ID of the newest invitation of a person to a round.
fn invitation_of(conn: &mut DbConnection, round: &str, person: &str) -> StoreResult<Option<String>> {
    let found = mail::table
        .filter(mail::round_id.eq(round))
        .filter(mail::person_id.eq(person))
        .filter(mail::kind.eq(MailKind::Invitation))
        .order(mail::number.desc())
        .select(mail::message_id)
        .first(conn)
        .optional()?;
    Ok(found)
}

// What the worker does ---------------------------------------------------------------------------

/// A mail that a worker has taken.
#[derive(Debug, Clone, QueryableByName)]
pub struct Claimed {
    /// The mail's id.
    #[diesel(sql_type = Text)]
    pub id: String,
    /// What it is for.
    #[diesel(sql_type = Text)]
    pub kind: MailKind,
    /// The id of what causes it.
    #[diesel(sql_type = Text)]
    pub cause_id: String,
    /// The id of the person it goes to.
    #[diesel(sql_type = Text)]
    pub person_id: String,
    /// The id of the round it belongs to, if any.
    #[diesel(sql_type = Nullable<Text>)]
    pub round_id: Option<String>,
    /// Where it goes.
    #[diesel(sql_type = Text)]
    pub address: String,
    /// Its language.
    #[diesel(sql_type = Text)]
    pub language: String,
    /// Its subject; empty for one that is written right before it is sent, as are the two bodies.
    #[diesel(sql_type = Text)]
    pub subject: String,
    /// Its plain text.
    #[diesel(sql_type = Text)]
    pub text_body: String,
    /// Its HTML document.
    #[diesel(sql_type = Text)]
    pub html_body: String,
    /// Its Message-ID, in angle brackets.
    #[diesel(sql_type = Text)]
    pub message_id: String,
    /// The Message-ID it refers to, if any.
    #[diesel(sql_type = Nullable<Text>)]
    pub in_reply_to: Option<String>,
    /// How many times it has been tried before.
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
    /// When it is due.
    #[diesel(sql_type = Timestamp)]
    pub next_at: Moment,
}

/// Takes up to `limit` mails that are due, for `worker`, until `now + lease`; sign-in mails first, since
/// somebody waits for them. Takes nothing while the outbox is paused. No two workers get the same mail.
///
/// # Errors
/// Those of the database.
pub fn claim(
    conn: &mut DbConnection,
    worker: &str,
    now: Moment,
    lease: Duration,
    limit: i64,
) -> StoreResult<Vec<Claimed>> {
    let lock = match conn {
        DbConnection::Sqlite(_) => "",
        DbConnection::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    let mut claimed = sql_query(format!(
        "WITH due AS MATERIALIZED (
             SELECT id AS due_id
             FROM mail
             WHERE state IN ('queued', 'retry')
               AND next_at <= $1
               AND NOT EXISTS (SELECT 1 FROM setting WHERE key = '{PAUSED}' AND value = 'true')
             ORDER BY CASE WHEN kind IN ('sign-in', 'signing-code') THEN 0 ELSE 1 END, next_at, id
             LIMIT $2
             {lock}
         )
         UPDATE mail
         SET state = 'claimed', lease_by = $3, lease_until = $4
         FROM due
         WHERE id = due_id AND state IN ('queued', 'retry')
         RETURNING id, kind, cause_id, person_id, round_id, address, language, subject, text_body, html_body,
                   message_id, in_reply_to, attempts, next_at"
    ))
    .bind::<Timestamp, _>(now)
    .bind::<BigInt, _>(limit)
    .bind::<Text, _>(worker)
    .bind::<Timestamp, _>(now.plus(lease))
    .load::<Claimed>(conn)?;
    claimed.sort_by(|a, b| {
        let urgency = |mail: &Claimed| (!mail.kind.is_awaited(), mail.next_at);
        urgency(a).cmp(&urgency(b)).then_with(|| a.id.cmp(&b.id))
    });
    Ok(claimed)
}

/// Whether a mail of a round is still due at the moment it would be sent. (For sign-in mails see
/// [`super::sign_in::is_awaited`].)
///
/// # Errors
/// Those of the database.
pub fn is_due(conn: &mut DbConnection, mail: &Claimed) -> StoreResult<bool> {
    let Some(round_id) = &mail.round_id else { return Ok(false) };
    match mail.kind {
        MailKind::SignIn | MailKind::SigningCode => Ok(false),
        MailKind::Invitation => Ok(invitation_is_due(round::by_id(conn, round_id)?.state)),
        MailKind::Reminder => round::is_reminder_due(conn, round_id, &mail.person_id),
        MailKind::Returned => review::is_to_be_mended(conn, &mail.cause_id),
        MailKind::Delegation => delegation::is_waited_for(conn, &mail.cause_id),
        MailKind::Mention => {
            // It bundles what is said about the answers of one response until a day.
            let response = mail.cause_id.split('/').next().unwrap_or_default();
            remark::is_awaited(conn, response, &mail.person_id)
        }
        MailKind::ToSign => signing::is_waited_for(conn, &mail.cause_id),
        MailKind::AskedBack => signing::is_asked_back(conn, &mail.cause_id),
        MailKind::Receipt | MailKind::Approved => Ok(true),
    }
}

/// Claimed → sending: counts the try and renews the lease until `now + lease`. Like all that follow, it
/// returns whether it did: not if `worker` has lost the mail meanwhile.
///
/// # Errors
/// Those of the database.
pub fn mark_sending(
    conn: &mut DbConnection,
    id: &str,
    worker: &str,
    now: Moment,
    lease: Duration,
) -> StoreResult<bool> {
    let changed = diesel::update(
        mail::table
            .find(id)
            .filter(mail::lease_by.eq(worker))
            .filter(mail::state.eq(MailState::Claimed))
            .filter(mail::lease_until.gt(now)),
    )
    .set((
        mail::state.eq(MailState::Sending),
        mail::attempts.eq(mail::attempts + 1),
        mail::lease_until.eq(now.plus(lease)),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// Sending → sent. Also where the lease ran out and the mail counts as unknown, as long as nobody else has
/// touched it since: the worker that comes back knows better.
///
/// # Errors
/// Those of the database.
pub fn mark_sent(conn: &mut DbConnection, id: &str, worker: &str, now: Moment) -> StoreResult<bool> {
    let changed = diesel::update(
        mail::table
            .find(id)
            .filter(mail::lease_by.eq(worker))
            .filter(mail::state.eq(MailState::Sending).or(mail::state.eq(MailState::Unknown))),
    )
    .set((
        mail::state.eq(MailState::Sent),
        mail::sent_at.eq(now),
        mail::fault.eq(None::<String>),
        mail::lease_by.eq(None::<String>),
        mail::lease_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// Sending → retry at `next_at`, because of `fault`.
///
/// # Errors
/// Those of the database.
pub fn mark_retry(
    conn: &mut DbConnection,
    id: &str,
    worker: &str,
    next_at: Moment,
    fault: &str,
) -> StoreResult<bool> {
    let changed = diesel::update(
        mail::table.find(id).filter(mail::lease_by.eq(worker)).filter(mail::state.eq(MailState::Sending)),
    )
    .set((
        mail::state.eq(MailState::Retry),
        mail::next_at.eq(next_at),
        mail::fault.eq(fault),
        mail::lease_by.eq(None::<String>),
        mail::lease_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// Claimed or sending → failed, because of `fault`.
///
/// # Errors
/// Those of the database.
pub fn mark_failed(conn: &mut DbConnection, id: &str, worker: &str, fault: &str) -> StoreResult<bool> {
    end(conn, id, worker, MailState::Failed, Some(fault))
}

/// Claimed or sending → skipped: it is not due any more.
///
/// # Errors
/// Those of the database.
pub fn mark_skipped(conn: &mut DbConnection, id: &str, worker: &str) -> StoreResult<bool> {
    end(conn, id, worker, MailState::Skipped, None)
}

fn end(
    conn: &mut DbConnection,
    id: &str,
    worker: &str,
    state: MailState,
    fault: Option<&str>,
) -> StoreResult<bool> {
    let changed = diesel::update(
        mail::table
            .find(id)
            .filter(mail::lease_by.eq(worker))
            .filter(mail::state.eq(MailState::Claimed).or(mail::state.eq(MailState::Sending))),
    )
    .set((
        mail::state.eq(state),
        mail::fault.eq(fault),
        mail::lease_by.eq(None::<String>),
        mail::lease_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    Ok(changed == 1)
}

/// What became of mails whose worker was lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recovered {
    /// How many wait again.
    pub queued: usize,
    /// How many may have been sent or not.
    pub unknown: usize,
    /// How many sign-in mails had used up their tries.
    pub failed: usize,
}

/// The kinds of mail that somebody waits for.
const AWAITED: [MailKind; 2] = [MailKind::SignIn, MailKind::SigningCode];

/// Looks after mails whose lease has run out. Where sending had not begun, they wait again. Where it had,
/// sign-in mails wait again (with a fresh link; two are better than none), and others are unknown.
///
/// # Errors
/// Those of the database.
pub fn recover_expired_leases(conn: &mut DbConnection, now: Moment) -> StoreResult<Recovered> {
    let expired = || mail::table.filter(mail::lease_until.le(now));
    let failed = diesel::update(
        expired()
            .filter(mail::state.eq(MailState::Sending))
            .filter(mail::kind.eq_any(AWAITED))
            .filter(mail::attempts.ge(TRIES)),
    )
    .set((
        mail::state.eq(MailState::Failed),
        mail::fault.eq("interrupted while sending, too many times"),
        mail::lease_by.eq(None::<String>),
        mail::lease_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    let queued = diesel::update(
        expired().filter(
            mail::state
                .eq(MailState::Claimed)
                .or(mail::state.eq(MailState::Sending).and(mail::kind.eq_any(AWAITED))),
        ),
    )
    .set((
        mail::state.eq(MailState::Queued),
        mail::lease_by.eq(None::<String>),
        mail::lease_until.eq(None::<Moment>),
    ))
    .execute(conn)?;
    // `lease_by` stays: see `mark_sent`.
    let unknown = diesel::update(expired().filter(mail::state.eq(MailState::Sending)))
        .set((
            mail::state.eq(MailState::Unknown),
            mail::fault.eq("interrupted while sending"),
            mail::lease_until.eq(None::<Moment>),
        ))
        .execute(conn)?;
    Ok(Recovered { queued, unknown, failed })
}

// What people see and do -------------------------------------------------------------------------

/// One mail as the secretariat sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// The mail's id.
    pub id: String,
    /// The id of the person it goes to.
    pub person_id: String,
    /// The person's name.
    pub person_name: String,
    /// The person's roles in the round's year, each with the short name of the member it is held for.
    pub roles: Vec<(Role, Option<String>)>,
    /// Where it goes.
    pub address: String,
    /// What it is for.
    pub kind: MailKind,
    /// Which one of this kind in the round, from 1: the second reminder has 2.
    pub number: i32,
    /// Where it stands.
    pub state: MailState,
    /// How many times it was tried.
    pub attempts: i32,
    /// What the last try met, if it failed: the mail server's words or ours, in English.
    pub fault: Option<String>,
    /// When it was put into the outbox.
    pub created_at: Moment,
    /// When it is due, or was.
    pub next_at: Moment,
    /// When the mail server took it.
    pub sent_at: Option<Moment>,
}

#[derive(QueryableByName)]
struct LogRow {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    person_name: String,
    #[diesel(sql_type = Text)]
    address: String,
    #[diesel(sql_type = Text)]
    kind: MailKind,
    #[diesel(sql_type = Integer)]
    number: i32,
    #[diesel(sql_type = Text)]
    state: MailState,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Nullable<Text>)]
    fault: Option<String>,
    #[diesel(sql_type = Timestamp)]
    created_at: Moment,
    #[diesel(sql_type = Timestamp)]
    next_at: Moment,
    #[diesel(sql_type = Nullable<Timestamp>)]
    sent_at: Option<Moment>,
}

#[derive(QueryableByName)]
struct RoleRow {
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    role: Role,
    #[diesel(sql_type = Nullable<Text>)]
    member: Option<String>,
}

/// Every mail of a round, newest first.
///
/// # Errors
/// [`StoreError::NotFound`] unless the scope reaches the network; those of the database.
pub fn log(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Logged>> {
    if !scope.is_network() {
        return Err(StoreError::NotFound);
    }
    let rows = sql_query(
        "SELECT mail.id, mail.person_id, person.name AS person_name, mail.address, mail.kind,
                COALESCE(reminder.number, mail.number) AS number, mail.state, mail.attempts, mail.fault, mail.created_at, mail.next_at, mail.sent_at
         FROM mail
         JOIN person ON person.id = mail.person_id
         LEFT JOIN reminder ON reminder.id = mail.cause_id
         WHERE mail.round_id = $1
         ORDER BY mail.created_at DESC, person.name, mail.id",
    )
    .bind::<Text, _>(round)
    .load::<LogRow>(conn)?;
    let mut roles: BTreeMap<String, BTreeSet<(Role, Option<String>)>> = BTreeMap::new();
    let held = sql_query(
        "SELECT assignment.person_id, assignment.role, member.short_name AS member
         FROM assignment
         JOIN round ON round.id = $1
         LEFT JOIN member ON member.id = assignment.member_id
         WHERE assignment.from_year <= round.year
           AND (assignment.to_year IS NULL OR assignment.to_year >= round.year)
           AND assignment.person_id IN (SELECT person_id FROM mail WHERE round_id = $1)",
    )
    .bind::<Text, _>(round)
    .load::<RoleRow>(conn)?;
    for RoleRow { person_id, role, member } in held {
        roles.entry(person_id).or_default().insert((role, member));
    }
    let logged = rows.into_iter().map(|row| Logged {
        roles: roles.get(&row.person_id).into_iter().flatten().cloned().collect(),
        id: row.id,
        person_id: row.person_id,
        person_name: row.person_name,
        address: row.address,
        kind: row.kind,
        number: row.number,
        state: row.state,
        attempts: row.attempts,
        fault: row.fault,
        created_at: row.created_at,
        next_at: row.next_at,
        sent_at: row.sent_at,
    });
    Ok(logged.collect())
}

/// Failed or unknown → queued, with all its tries before it, to the address the person has now. Returns
/// whether it did: not if the mail is in another state by now.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such mail of a round, or the scope does not reach the network;
/// those of the database.
pub fn resend(conn: &mut DbConnection, scope: &Scope, id: &str, now: Moment) -> StoreResult<bool> {
    if !scope.is_network() {
        return Err(StoreError::NotFound);
    }
    let (state, address) = mail::table
        .find(id)
        .filter(mail::round_id.is_not_null())
        .inner_join(super::schema::person::table)
        .select((mail::state, super::schema::person::email))
        .first::<(MailState, String)>(conn)?;
    if !state.can_be_resent() {
        return Ok(false);
    }
    let changed = diesel::update(mail::table.find(id).filter(mail::state.eq(state)))
        .set((
            mail::state.eq(MailState::Queued),
            mail::address.eq(address),
            mail::attempts.eq(0),
            mail::next_at.eq(now),
            mail::fault.eq(None::<String>),
            mail::lease_by.eq(None::<String>),
            mail::lease_until.eq(None::<Moment>),
        ))
        .execute(conn)?;
    if changed == 0 {
        return Ok(false);
    }
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(scope.person()),
            action: "mail.resent",
            subject: id,
            ..Default::default()
        },
    )?;
    Ok(true)
}

// What the operator sees and does ----------------------------------------------------------------

/// The outbox at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether it is held back.
    pub paused: bool,
    /// How many mails are in each state, in the order of [`MailState::ALL`], zeros included.
    pub counts: Vec<(MailState, i64)>,
    /// Since when the oldest mail that is queued or to be tried again has been due, or will be.
    pub oldest_due: Option<Moment>,
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = Text)]
    state: MailState,
    #[diesel(sql_type = BigInt)]
    mails: i64,
}

/// The outbox at a glance, for `perspektiv mail status` and for the metrics.
///
/// # Errors
/// Those of the database.
pub fn status(conn: &mut DbConnection) -> StoreResult<Status> {
    let found: BTreeMap<MailState, i64> =
        sql_query("SELECT state, COUNT(*) AS mails FROM mail GROUP BY state")
            .load::<CountRow>(conn)?
            .into_iter()
            .map(|row| (row.state, row.mails))
            .collect();
    let oldest_due = mail::table
        .filter(mail::state.eq(MailState::Queued).or(mail::state.eq(MailState::Retry)))
        .order(mail::next_at)
        .select(mail::next_at)
        .first::<Moment>(conn)
        .optional()?;
    Ok(Status {
        paused: is_paused(conn)?,
        counts: MailState::ALL
            .into_iter()
            .map(|state| (state, found.get(&state).copied().unwrap_or(0)))
            .collect(),
        oldest_due,
    })
}

/// Whether the outbox is held back.
///
/// # Errors
/// Those of the database.
pub fn is_paused(conn: &mut DbConnection) -> StoreResult<bool> {
    let value = setting::table.find(PAUSED).select(setting::value).first::<String>(conn).optional()?;
    Ok(value.as_deref() == Some("true"))
}

/// Holds the outbox back: nothing is claimed until [`release`].
///
/// # Errors
/// Those of the database.
pub fn pause(conn: &mut DbConnection) -> StoreResult<()> {
    on_each!(conn, c => diesel::insert_into(setting::table)
        .values((setting::key.eq(PAUSED), setting::value.eq("true")))
        .on_conflict(setting::key)
        .do_update()
        .set(setting::value.eq("true"))
        .execute(c))?;
    Ok(())
}

/// Lets the outbox go. Returns whether it was held back.
///
/// # Errors
/// Those of the database.
pub fn release(conn: &mut DbConnection) -> StoreResult<bool> {
    let was_paused = is_paused(conn)?;
    diesel::delete(setting::table.find(PAUSED)).execute(conn)?;
    Ok(was_paused)
}
