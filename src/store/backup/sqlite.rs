//! SQLite: `VACUUM INTO` sees one consistent state while others write.

use std::path::Path;

use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};

use super::{
    BackupError, Restored,
    file::{Partial, at, beginning, with_suffix},
    settle,
};
use crate::{
    clock::Moment,
    store::{DbConnection, StoreError, StoreResult, Target, connection::Purpose, migrate},
};

pub(super) fn backup(database: &Path, file: &Path) -> Result<u64, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    if !database.exists() {
        let what = format!("there is no database at {}", database.display());
        return Err(StoreError::Unavailable(what.into()).into());
    }
    let partial = Partial::beside(file)?;
    let mut conn = Target::Sqlite(database.to_owned()).connect(Purpose::Write)?;
    vacuum_into(&mut conn, &partial.path)?;
    check(&partial.path)?;
    partial.publish(file)
}

fn vacuum_into(conn: &mut DbConnection, file: &Path) -> StoreResult<()> {
    let name = file.to_str().ok_or_else(|| StoreError::fault("the backup's path is not UTF-8"))?;
    sql_query("VACUUM INTO $1").bind::<Text, _>(name).execute(conn)?;
    Ok(())
}

pub(super) fn restore(
    database: &Path,
    file: &Path,
    force: bool,
    now: Moment,
) -> Result<Restored, BackupError> {
    check(file)?;
    let is_there = std::fs::metadata(database).is_ok_and(|found| found.len() > 0);
    if is_there && !force {
        return Err(BackupError::NotEmpty("with --force it is moved aside and replaced"));
    }
    if let Some(folder) = database.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let partial = Partial::beside(database)?;
    copy(file, &partial.path)?;
    let copy = Target::Sqlite(partial.path.clone());
    let migrated = settle(&copy)?;
    empty_the_log(&copy)?;
    check(&partial.path)?;
    let replaced = if is_there { Some(move_aside(database, now)?) } else { None };
    partial.replace(database)?;
    Ok(Restored { migrated, replaced })
}

/// Copies the contents only: the permissions stay those of the partial file.
fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut source = std::fs::File::open(from).map_err(at(from))?;
    let mut copy = std::fs::OpenOptions::new().write(true).open(to).map_err(at(to))?;
    std::io::copy(&mut source, &mut copy).map_err(at(to))?;
    Ok(())
}

/// Moves a database with its log, which belongs to it: left behind, it would be read into the next one.
fn move_aside(database: &Path, now: Moment) -> Result<std::path::PathBuf, BackupError> {
    // A file that cannot even be opened keeps its log beside it.
    drop(empty_the_log(&Target::Sqlite(database.to_owned())));
    let aside = with_suffix(database, &format!(".replaced-{}", now.0.format("%Y%m%dT%H%M%S%3fZ")));
    for suffix in ["-wal", "-shm", ""] {
        let from = with_suffix(database, suffix);
        if from.exists() {
            std::fs::rename(&from, with_suffix(&aside, suffix)).map_err(at(&from))?;
        }
    }
    Ok(aside)
}

/// Brings everything from the write-ahead log into the file itself.
fn empty_the_log(target: &Target) -> StoreResult<()> {
    let mut conn = target.connect(Purpose::Write)?;
    sql_query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Whether a file is a sound and complete database of ours, no newer than this program. Changes nothing.
fn check(file: &Path) -> Result<(), BackupError> {
    let refuse = |what: &str| BackupError::not_a_backup(file, what);
    if beginning(file)? != b"SQLite format 3\0" {
        return Err(refuse("this is no SQLite database"));
    }
    if std::fs::metadata(with_suffix(file, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Err(refuse("a -wal file stands beside it: this is a database in use, not a backup of one"));
    }
    let broken = |error: &dyn std::fmt::Display| refuse(&format!("it is damaged: {error}"));
    let mut conn = SqliteConnection::establish(&read_only(file)).map_err(|error| broken(&error))?;
    let found = sql_query("SELECT integrity_check AS line FROM pragma_integrity_check LIMIT 1")
        .get_result::<Line>(&mut conn)
        .map_err(|error| broken(&error))?;
    if found.line != "ok" {
        return Err(broken(&found.line));
    }
    let ours = sql_query(
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' \
         AND name IN ('__diesel_schema_migrations', 'member', 'round', 'answer', 'signed_version')",
    )
    .load::<Line>(&mut conn)
    .map_err(|error| broken(&error))?;
    if ours.len() != 5 {
        return Err(refuse("it is no database of this application"));
    }
    let newer = migrate::unknown(&mut DbConnection::Sqlite(conn))?;
    if newer.is_empty() { Ok(()) } else { Err(refuse("it comes from a newer version of this application")) }
}

/// The name under which SQLite opens a file without writing anything beside it.
fn read_only(file: &Path) -> String {
    let path = file.to_string_lossy();
    let escaped = path.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{escaped}?mode=ro&immutable=1")
}
