//! The two doors to the data. Both return futures; the work itself runs on threads of its own, never on
//! the threads that serve requests.

use std::{sync::Arc, time::Duration};

use diesel::{Connection, PgConnection, connection::TransactionManager, r2d2::Pool};
use tokio::sync::Semaphore;

use super::{
    DbConnection, StoreError, StoreResult, Target, connection::Manager, readers::Readers, writer::Writer,
};

/// How long somebody waits for a turn before being told to come back later.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The most connections to Postgres.
const CONNECTIONS: u32 = 12;

/// The application's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    doors: Doors,
}

/// How jobs reach the data.
enum Doors {
    /// SQLite: one thread that writes, with group commit, and a few that read.
    Threads { writer: Writer, readers: Readers },
    /// Postgres: pooled connections, a transaction per write.
    Pool(Connections),
}

impl Db {
    /// Opens the database. It has to be migrated already (see [`super::migrate`]).
    ///
    /// # Errors
    /// If it cannot be reached or a setting does not hold.
    pub fn open(target: &Target) -> StoreResult<Db> {
        let doors = match target {
            Target::Sqlite(_) => {
                Doors::Threads { writer: Writer::start(target.clone())?, readers: Readers::start(target)? }
            }
            Target::Postgres(_) => Doors::Pool(Connections::open(target)?),
        };
        Ok(Db { inner: Arc::new(Inner { target: target.clone(), doors }) })
    }

    /// Where the data is.
    pub fn target(&self) -> &Target {
        &self.inner.target
    }

    /// Reads. The closure sees one consistent state of the data.
    ///
    /// # Errors
    /// Those of the closure, or [`StoreError::Unavailable`].
    pub async fn read<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        match &self.inner.doors {
            Doors::Threads { readers, .. } => readers.run(job).await,
            Doors::Pool(connections) => connections.run(move |conn| snapshot(conn, job)).await,
        }
    }

    /// Writes, all or nothing. When this returns `Ok`, the change is on disk; on an error nothing of it is.
    ///
    /// # Errors
    /// Those of the closure, or [`StoreError::Unavailable`] or [`StoreError::Full`].
    pub async fn write<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        match &self.inner.doors {
            Doors::Threads { writer, .. } => writer.run(job).await,
            Doors::Pool(connections) => connections.run(move |conn| conn.transaction(job)).await,
        }
    }
}

/// The connections to Postgres.
struct Connections {
    pool: Pool<Manager>,
    /// One permit per connection: who waits for one waits here, not on a thread that it blocks.
    turns: Arc<Semaphore>,
}

impl Connections {
    fn open(target: &Target) -> StoreResult<Connections> {
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(1))
            .test_on_check_out(true)
            .connection_timeout(PATIENCE)
            .error_handler(Box::new(diesel::r2d2::LoggingErrorHandler))
            .build(Manager { target: target.clone() })
            .map_err(|error| StoreError::Unavailable(error.to_string().into()))?;
        Ok(Connections { pool, turns: Arc::new(Semaphore::new(CONNECTIONS as usize)) })
    }

    async fn run<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned())
            .await
            .map_err(|_| StoreError::Unavailable("all connections are in use".into()))?
            .map_err(StoreError::fault)?;
        let pool = self.pool.clone();
        tokio::task::spawn_blocking(move || {
            // Dropped after the connection, so that the next in turn finds one.
            let _turn = turn;
            let mut conn = pool.get().map_err(|error| StoreError::Unavailable(error.to_string().into()))?;
            job(&mut conn)
        })
        .await
        .unwrap_or_else(|error| Err(StoreError::fault(error)))
    }
}

/// Runs a job of several statements on one state of the data, which it cannot change: Postgres gives that only to those who ask.
fn snapshot<T>(
    conn: &mut DbConnection,
    job: impl FnOnce(&mut DbConnection) -> StoreResult<T>,
) -> StoreResult<T> {
    type Manager = <PgConnection as Connection>::TransactionManager;
    let DbConnection::Postgres(postgres) = conn else { return conn.transaction(job) };
    Manager::begin_transaction_sql(postgres, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let result = job(conn);
    // Nothing was changed: how it ends makes no difference to the data, only to the connection.
    if let DbConnection::Postgres(postgres) = conn {
        Manager::rollback_transaction(postgres)?;
    }
    result
}
