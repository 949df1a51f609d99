//! The only room with diesel: connections, migrations, one file per aggregate, and read models for the pages.
//!
//! [`Db::write`] and [`Db::read`] are the only doors. What goes through them gets a [`DbConnection`] and
//! runs on either database; where the databases differ, [`on_each!`] expands one body per backend.

pub mod access;
pub mod audit;
pub mod backup;
pub mod conflict;
pub mod connection;
pub mod db;
pub mod delegation;
pub mod draft;
pub mod earlier;
pub mod edition;
pub mod evidence;
pub mod lock;
pub mod mail;
pub mod member;
pub mod migrate;
pub mod part;
pub mod person;
pub mod presence;
pub mod rating;
pub mod remark;
pub mod response;
pub mod results;
pub mod review;
pub mod room;
pub mod round;
pub mod schema;
pub mod sign_in;
pub mod signing;
pub mod sql_types;
pub mod version;

mod readers;
#[cfg(test)]
pub(crate) mod testing;
mod writer;

pub use conflict::Conflict;
pub use connection::{DbConnection, Target};
pub use db::Db;
pub use lock::ServerLock;

use std::sync::Arc;

use crate::workflow::{Action, Refusal, Scope};

/// What can go wrong between the application and its data.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing, or it is outside the scope: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// The workflow does not allow it now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something stands in the way.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The database is out of reach for the moment; trying again later makes sense.
    #[error("the database is unavailable: {0}")]
    Unavailable(Arc<str>),
    /// There is no room left on the disk.
    #[error("the disk is full")]
    Full,
    /// A fault that should not happen.
    #[error("database fault: {0}")]
    Fault(Arc<str>),
}

impl StoreError {
    /// A fault with a text for the log.
    pub fn fault(text: impl std::fmt::Display) -> StoreError {
        StoreError::Fault(text.to_string().into())
    }
}

impl From<diesel::result::Error> for StoreError {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind, Error};
        let text = error.to_string();
        match &error {
            Error::NotFound => StoreError::NotFound,
            Error::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => {
                StoreError::Unavailable(text.into())
            }
            _ if text.contains("database or disk is full") || text.contains("No space left on device") => {
                StoreError::Full
            }
            _ if text.contains("database is locked")
                || text.contains("server closed the connection")
                || text.contains("terminating connection")
                || text.contains("the database system is") =>
            {
                StoreError::Unavailable(text.into())
            }
            // Postgres cannot hold NUL in a text: nothing has such an id or address.
            _ if text.contains("invalid byte sequence for encoding \"UTF8\": 0x00") => StoreError::NotFound,
            _ => StoreError::Fault(text.into()),
        }
    }
}

/// What store functions return.
pub type StoreResult<T> = Result<T, StoreError>;

/// Expands `$body` once per backend with `$c` bound to the concrete connection: for what diesel cannot
/// express over both at once (`ON CONFLICT`, inserts of many rows), and for the statements of every request,
/// whose SQL diesel then writes once rather than each time.
macro_rules! on_each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::store::DbConnection::Sqlite($c) => $body,
            $crate::store::DbConnection::Postgres($c) => $body,
        }
    };
}
pub(crate) use on_each;

/// Lets through only who runs rounds for the whole network; to others the thing does not exist.
pub(crate) fn network_only(scope: &Scope) -> StoreResult<()> {
    if scope.is_network() && scope.action() == Action::RunRound { Ok(()) } else { Err(StoreError::NotFound) }
}

/// A new opaque id: 100 random bits as 20 letters and digits.
pub fn new_id() -> String {
    let bytes: [u8; 13] = rand::random();
    let mut text = data_encoding::BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
    text.truncate(20);
    text
}
