//! Sign-ins, as far as the mail worker touches them: whether one is still waited for, and giving it the
//! hashes of a fresh link and code.

use diesel::prelude::*;

use super::{DbConnection, StoreResult, schema::sign_in};
use crate::{clock::Moment, workflow};

/// Whether the mail of this sign-in should still be sent: it is unused, not too old, and the person has not
/// asked again since (the newest wins).
///
/// # Errors
/// Those of the database.
pub fn is_awaited(conn: &mut DbConnection, id: &str, now: Moment) -> StoreResult<bool> {
    let found = sign_in::table
        .find(id)
        .filter(sign_in::used_at.is_null())
        .filter(sign_in::requested_at.gt(now.plus(-workflow::sign_in::PATIENCE)))
        .select((sign_in::person_id, sign_in::requested_at, sign_in::response_id.is_not_null()))
        .first::<(Option<String>, Moment, bool)>(conn)
        .optional()?;
    let Some((Some(person), requested_at, signs)) = found else { return Ok(false) };
    let newer: i64 = sign_in::table
        .filter(sign_in::person_id.eq(person))
        .filter(sign_in::response_id.is_not_null().eq(signs))
        .filter(
            sign_in::requested_at
                .gt(requested_at)
                .or(sign_in::requested_at.eq(requested_at).and(sign_in::id.gt(id))),
        )
        .count()
        .get_result(conn)?;
    Ok(newer == 0)
}

/// The response that a code is to be typed for, where it is one that confirms who signs.
///
/// # Errors
/// Those of the database.
pub fn to_sign(conn: &mut DbConnection, id: &str) -> StoreResult<Option<String>> {
    Ok(sign_in::table.find(id).select(sign_in::response_id).first(conn)?)
}

/// Gives an unused sign-in the hashes of a fresh link and code, valid from `now`, and ends the person's other unused sign-ins; a
/// code that confirms who signs has no link, and ends others of its kind. Returns whether it did: not if the sign-in was used
/// meanwhile or is gone.
///
/// # Errors
/// Those of the database.
pub fn arm(
    conn: &mut DbConnection,
    id: &str,
    token_hash: &str,
    code_hash: &str,
    now: Moment,
) -> StoreResult<bool> {
    let found: Option<(Option<String>, bool)> = sign_in::table
        .find(id)
        .filter(sign_in::used_at.is_null())
        .select((sign_in::person_id, sign_in::response_id.is_not_null()))
        .first(conn)
        .optional()?;
    let Some((person, signs)) = found else { return Ok(false) };
    let (token, lifetime) = match signs {
        true => (None, workflow::sign_in::SIGNING_LIFETIME),
        false => (Some(token_hash), workflow::sign_in::LIFETIME),
    };
    let armed = diesel::update(sign_in::table.find(id).filter(sign_in::used_at.is_null()))
        .set((
            sign_in::token_hash.eq(token),
            sign_in::code_hash.eq(code_hash),
            sign_in::expires_at.eq(now.plus(lifetime)),
        ))
        .execute(conn)?;
    let Some(person) = person.filter(|_| armed == 1) else { return Ok(armed == 1) };
    diesel::update(
        sign_in::table
            .filter(sign_in::person_id.eq(person))
            .filter(sign_in::response_id.is_not_null().eq(signs))
            .filter(sign_in::id.ne(id))
            .filter(sign_in::used_at.is_null())
            .filter(sign_in::expires_at.gt(now)),
    )
    .set(sign_in::expires_at.eq(now))
    .execute(conn)?;
    Ok(true)
}
