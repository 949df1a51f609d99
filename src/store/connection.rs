//! One connection to either database, chosen by the scheme of the URL, with the settings that the
//! application relies on.

use std::path::{Path, PathBuf};

use diesel::{
    Connection, PgConnection, RunQueryDsl, SqliteConnection,
    connection::{SimpleConnection, TransactionManager},
    r2d2::ManageConnection,
    sql_query,
};

use super::{StoreError, StoreResult, on_each};

pub use multi::DbConnection;

mod multi {
    #![allow(missing_docs, reason = "the derive adds public items of its own")]

    use diesel::{MultiConnection, PgConnection, SqliteConnection};

    /// A connection to SQLite or Postgres.
    #[derive(MultiConnection)]
    pub enum DbConnection {
        /// An embedded database file.
        Sqlite(SqliteConnection),
        /// A Postgres server.
        Postgres(PgConnection),
    }
}

/// Where the data is.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A database file.
    Sqlite(PathBuf),
    /// A Postgres URL, which may hold a password.
    Postgres(String),
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Target::Sqlite(path) => write!(f, "Sqlite({})", path.display()),
            Target::Postgres(_) => write!(f, "Postgres(…)"),
        }
    }
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(url: &str) -> Result<Target, String> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            if path.is_empty() {
                return Err("DATABASE_URL names no file; write sqlite://path/to/file.db".to_owned());
            }
            return Ok(Target::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Target::Postgres(url.to_owned()));
        }
        Err("DATABASE_URL must begin with sqlite:// or postgres://".to_owned())
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reading only; on SQLite the connection refuses writes.
    Read,
    /// Reading and writing.
    Write,
}

impl Target {
    /// Opens a connection and makes sure that its settings hold.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if the database cannot be reached, [`StoreError::Fault`] if a setting does not hold.
    pub fn connect(&self, purpose: Purpose) -> StoreResult<DbConnection> {
        match self {
            Target::Sqlite(path) => connect_sqlite(path, purpose).map(DbConnection::Sqlite),
            Target::Postgres(url) => connect_postgres(url).map(DbConnection::Postgres),
        }
    }
}

#[derive(diesel::QueryableByName)]
struct PragmaText {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

fn connect_sqlite(path: &Path, purpose: Purpose) -> StoreResult<SqliteConnection> {
    let unavailable = |error: &dyn std::fmt::Display| {
        StoreError::Unavailable(format!("cannot open {}: {error}", path.display()).into())
    };
    let name = path.to_str().ok_or_else(|| unavailable(&"the path is not UTF-8"))?;
    let mut conn = SqliteConnection::establish(name).map_err(|error| unavailable(&error))?;
    conn.batch_execute(
        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;",
    )?;
    if purpose == Purpose::Read {
        conn.batch_execute("PRAGMA query_only = ON;")?;
    }
    let query_only = if purpose == Purpose::Read { "1" } else { "0" };
    for (pragma, wanted) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "10000"),
        ("query_only", query_only),
    ] {
        let column = if pragma == "busy_timeout" { "timeout" } else { pragma };
        let found = sql_query(format!("SELECT CAST({column} AS TEXT) AS value FROM pragma_{pragma}"))
            .get_result::<PragmaText>(&mut conn)?
            .value;
        if found != wanted {
            return Err(StoreError::fault(format!("PRAGMA {pragma} is {found}, not {wanted}")));
        }
    }
    Ok(conn)
}

fn connect_postgres(url: &str) -> StoreResult<PgConnection> {
    let mut conn =
        PgConnection::establish(url).map_err(|error| StoreError::Unavailable(error.to_string().into()))?;
    conn.batch_execute(
        "SET TIME ZONE 'UTC'; SET application_name = 'perspektiv'; SET lock_timeout = '10s';",
    )?;
    Ok(conn)
}

/// Makes connections for a pool.
pub(super) struct Manager {
    pub(super) target: Target,
}

impl ManageConnection for Manager {
    type Connection = DbConnection;
    type Error = StoreError;

    fn connect(&self) -> StoreResult<DbConnection> {
        self.target.connect(Purpose::Write)
    }

    fn is_valid(&self, conn: &mut DbConnection) -> StoreResult<()> {
        on_each!(conn, conn => sql_query("SELECT 1").execute(conn)?);
        Ok(())
    }

    fn has_broken(&self, conn: &mut DbConnection) -> bool {
        fn is_broken<C: Connection>(conn: &mut C) -> bool {
            C::TransactionManager::is_broken_transaction_manager(conn)
        }
        std::thread::panicking() || on_each!(conn, conn => is_broken(conn))
    }
}
