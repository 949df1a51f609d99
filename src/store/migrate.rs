//! Brings a database to the present schema, once, also when several processes start at the same moment.

use std::collections::BTreeSet;

use diesel::{RunQueryDsl, migration::MigrationSource, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{DbConnection, StoreError, StoreResult, Target, connection::Purpose};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The advisory lock under which Postgres is migrated: "pers" in ASCII.
const LOCK: i64 = 0x7065_7273;

/// Runs the migrations that are missing and returns their names.
///
/// # Errors
/// If the database cannot be reached or a migration fails.
pub fn run(target: &Target) -> StoreResult<Vec<String>> {
    if let Target::Sqlite(path) = target
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .map_err(|error| StoreError::Unavailable(format!("{}: {error}", folder.display()).into()))?;
    }
    match target.connect(Purpose::Write)? {
        DbConnection::Sqlite(mut conn) => names(conn.run_pending_migrations(SQLITE)),
        DbConnection::Postgres(mut conn) => {
            sql_query(format!("SELECT pg_advisory_lock({LOCK})")).execute(&mut conn)?;
            let ran = names(conn.run_pending_migrations(POSTGRES));
            sql_query(format!("SELECT pg_advisory_unlock({LOCK})")).execute(&mut conn)?;
            ran
        }
    }
}

#[derive(diesel::QueryableByName)]
struct Applied {
    #[diesel(sql_type = diesel::sql_types::Text)]
    version: String,
}

/// The versions of migrations that the database lacks; empty when it is ready. Only reads.
///
/// # Errors
/// If the database cannot be asked, or was never migrated at all.
pub fn pending(conn: &mut DbConnection) -> StoreResult<Vec<String>> {
    let rows: Vec<Applied> = sql_query("SELECT version FROM __diesel_schema_migrations").load(conn)?;
    let applied: BTreeSet<String> = rows.into_iter().map(|row| row.version).collect();
    let known = match conn {
        DbConnection::Sqlite(_) => versions::<diesel::sqlite::Sqlite>(SQLITE)?,
        DbConnection::Postgres(_) => versions::<diesel::pg::Pg>(POSTGRES)?,
    };
    Ok(known.into_iter().filter(|version| !applied.contains(version)).collect())
}

/// The versions of the migrations that this program has.
fn versions<DB: diesel::backend::Backend>(embedded: impl MigrationSource<DB>) -> StoreResult<Vec<String>> {
    let migrations = embedded.migrations().map_err(StoreError::fault)?;
    Ok(migrations.iter().map(|migration| migration.name().version().to_string()).collect())
}

fn names(
    ran: diesel::migration::Result<Vec<diesel::migration::MigrationVersion<'_>>>,
) -> StoreResult<Vec<String>> {
    ran.map(|versions| versions.iter().map(ToString::to_string).collect()).map_err(StoreError::fault)
}

/// The versions of migrations that the database has and this program does not know: it was used by a newer one.
///
/// # Errors
/// If the database cannot be asked.
pub fn unknown(conn: &mut DbConnection) -> StoreResult<Vec<String>> {
    let (applied, known) = match conn {
        DbConnection::Sqlite(conn) => {
            (names(conn.applied_migrations())?, versions::<diesel::sqlite::Sqlite>(SQLITE)?)
        }
        DbConnection::Postgres(conn) => {
            (names(conn.applied_migrations())?, versions::<diesel::pg::Pg>(POSTGRES)?)
        }
    };
    Ok(applied.into_iter().filter(|version| !known.contains(version)).collect())
}
