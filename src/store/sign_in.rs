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
        .select((sign_in::person_id, sign_in::requested_at))
        .first::<(Option<String>, Moment)>(conn)
        .optional()?;
    let Some((Some(person), requested_at)) = found else { return Ok(false) };
    let newer: i64 = sign_in::table
        .filter(sign_in::person_id.eq(person))
        .filter(
            sign_in::requested_at
                .gt(requested_at)
                .or(sign_in::requested_at.eq(requested_at).and(sign_in::id.gt(id))),
        )
        .count()
        .get_result(conn)?;
    Ok(newer == 0)
}

/// Gives an unused sign-in the hashes of a fresh link and code, valid from `now`, and ends the person's
/// other unused sign-ins. Returns whether it did: not if the sign-in was used meanwhile or is gone.
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
    let armed = diesel::update(sign_in::table.find(id).filter(sign_in::used_at.is_null()))
        .set((
            sign_in::token_hash.eq(token_hash),
            sign_in::code_hash.eq(code_hash),
            sign_in::expires_at.eq(now.plus(workflow::sign_in::LIFETIME)),
        ))
        .execute(conn)?;
    if armed == 0 {
        return Ok(false);
    }
    let person = sign_in::table.find(id).select(sign_in::person_id).first::<Option<String>>(conn)?;
    let Some(person) = person else { return Ok(true) };
    diesel::update(
        sign_in::table
            .filter(sign_in::person_id.eq(person))
            .filter(sign_in::id.ne(id))
            .filter(sign_in::used_at.is_null())
            .filter(sign_in::expires_at.gt(now)),
    )
    .set(sign_in::expires_at.eq(now))
    .execute(conn)?;
    Ok(true)
}
