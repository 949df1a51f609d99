//! Settings that outlive a restart, by key.

use diesel::{prelude::*, sql_query, sql_types::Text};

use super::{DbConnection, StoreResult, schema::setting};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[test]
    fn a_setting_is_set_and_set_again() {
        let (_folder, mut conn) = testing::database();
        assert_eq!(get(&mut conn, "x").unwrap(), None);
        for value in ["a", "b", "b"] {
            set(&mut conn, "x", value).unwrap();
            assert_eq!(get(&mut conn, "x").unwrap().as_deref(), Some(value));
        }
    }
}
