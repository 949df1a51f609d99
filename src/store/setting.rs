//! Settings that outlive a restart, such as "send no mail".

use std::collections::BTreeMap;

use diesel::{prelude::*, sql_query, sql_types::Text};

use super::{
    DbConnection, StoreResult,
    schema::{mail, setting},
};

/// While this is `true`, no mail leaves: set on a restored copy until an operator releases it.
pub const MAIL_PAUSED: &str = "mail.paused";

/// The value of a setting.
///
/// # Errors
/// Those of the database.
pub fn get(conn: &mut DbConnection, key: &str) -> StoreResult<Option<String>> {
    Ok(setting::table.find(key).select(setting::value).first(conn).optional()?)
}

/// Sets a setting.
///
/// # Errors
/// Those of the database.
pub fn set(conn: &mut DbConnection, key: &str, value: &str) -> StoreResult<()> {
    sql_query(
        "INSERT INTO setting (key, value) VALUES ($1, $2) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .bind::<Text, _>(key)
    .bind::<Text, _>(value)
    .execute(conn)?;
    Ok(())
}

/// Whether mail is paused.
///
/// # Errors
/// Those of the database.
pub fn is_mail_paused(conn: &mut DbConnection) -> StoreResult<bool> {
    Ok(get(conn, MAIL_PAUSED)?.as_deref() == Some("true"))
}

/// Stops all sending, or lets it go on.
///
/// # Errors
/// Those of the database.
pub fn pause_mail(conn: &mut DbConnection, paused: bool) -> StoreResult<()> {
    set(conn, MAIL_PAUSED, if paused { "true" } else { "false" })
}

/// The number of mails in each state.
///
/// # Errors
/// Those of the database.
pub fn mail_counts(conn: &mut DbConnection) -> StoreResult<BTreeMap<String, i64>> {
    let counts =
        mail::table
            .group_by(mail::state)
            .select((mail::state, diesel::dsl::count_star()))
            .load::<(String, i64)>(conn)?;
    Ok(counts.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[test]
    fn a_setting_is_set_and_set_again() {
        let (_folder, mut conn) = testing::database();
        assert_eq!(get(&mut conn, "x").unwrap(), None);
        assert!(!is_mail_paused(&mut conn).unwrap());
        for paused in [true, true, false] {
            pause_mail(&mut conn, paused).unwrap();
            assert_eq!(is_mail_paused(&mut conn).unwrap(), paused);
        }
        assert_eq!(mail_counts(&mut conn).unwrap(), BTreeMap::new());
    }
}
