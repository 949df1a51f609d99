//! Copies of the whole database in one file, taken while the application serves, and their way back. A backup
//! appears under its name only when it is complete and was found sound. A restored copy sends no mail until an
//! operator lets it.

mod file;
mod postgres;
mod sqlite;

use std::path::{Path, PathBuf};

use super::{ServerLock, StoreError, Target, connection::Purpose, mail, migrate};
use crate::clock::Moment;

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is a file of that name; nothing is ever overwritten.
    #[error("{} exists already; choose another name", .0.display())]
    Exists(PathBuf),
    /// The file is no sound backup of this application for this kind of database.
    #[error("{}: {what}", file.display())]
    NotABackup {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The database that would be replaced is not empty.
    #[error("the database is not empty: {0}")]
    NotEmpty(&'static str),
    /// A program of Postgres failed.
    #[error("{program}: {what}")]
    Program {
        /// The program, such as `pg_dump`.
        program: &'static str,
        /// What it said.
        what: String,
    },
    /// A file could not be read or written.
    #[error("{}: {error}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// Whether what was asked for is at fault, rather than the machine it was asked on.
    pub fn is_input(&self) -> bool {
        matches!(self, BackupError::Exists(_) | BackupError::NotABackup { .. } | BackupError::NotEmpty(_))
    }

    fn not_a_backup(file: &Path, what: impl Into<String>) -> BackupError {
        BackupError::NotABackup { file: file.to_owned(), what: what.into() }
    }
}

/// Writes a backup of the database to `file`. Returns its size in bytes.
///
/// # Errors
/// [`BackupError`]; then there is no file of that name.
pub fn backup(target: &Target, file: &Path) -> Result<u64, BackupError> {
    match target {
        Target::Sqlite(database) => sqlite::backup(database, file),
        Target::Postgres(url) => postgres::backup(url, file),
    }
}

/// What a restore did besides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// Migrations that the backup lacked and that were run on the copy.
    pub migrated: Vec<String>,
    /// Where the database that was replaced is kept.
    pub replaced: Option<PathBuf>,
}

/// Puts a backup in the place of the database, brings it to the present schema, and pauses its mail. With `force`, a
/// database file that is there is moved aside. The lock proves that no server uses the database.
///
/// # Errors
/// [`BackupError`]; then the database is as it was, except that a Postgres database may hold the restored tables if
/// the failure came after them.
pub fn restore(
    target: &Target,
    file: &Path,
    force: bool,
    now: Moment,
    _lock: &ServerLock,
) -> Result<Restored, BackupError> {
    match target {
        Target::Sqlite(database) => sqlite::restore(database, file, force, now),
        Target::Postgres(url) => postgres::restore(target, url, file),
    }
}

/// Makes a restored database fit for use: no mail leaves, and the schema is the present one.
fn settle(target: &Target) -> Result<Vec<String>, BackupError> {
    let mut conn = target.connect(Purpose::Write)?;
    mail::pause(&mut conn)?;
    drop(conn);
    Ok(migrate::run(target)?)
}
