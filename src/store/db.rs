//! The two doors to the data. Both return futures; the work itself runs on threads of its own, never on
//! the threads that serve requests.

use std::{sync::Arc, time::Duration};

use diesel::{Connection, r2d2::Pool};
use tokio::sync::Semaphore;

use super::{
    DbConnection, StoreError, StoreResult, Target,
    connection::{Manager, Purpose},
    writer::Writer,
};

/// How long somebody waits for a connection before being told to come back later.
const PATIENCE: Duration = Duration::from_secs(5);

/// The application's database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    readers: Pool<Manager>,
    /// One permit per connection of `readers`: who waits for one waits here, not on a thread that it blocks.
    turns: Arc<Semaphore>,
    writer: Door,
}

/// How writes happen.
enum Door {
    /// SQLite: one thread, group commit.
    Thread(Writer),
    /// Postgres: a transaction per job on a pooled connection.
    Pool,
}

impl Db {
    /// Opens the database. It has to be migrated already (see [`super::migrate`]).
    ///
    /// # Errors
    /// If it cannot be reached or a setting does not hold.
    pub fn open(target: &Target) -> StoreResult<Db> {
        let (purpose, size, writer) = match target {
            Target::Sqlite(_) => (Purpose::Read, 4, Door::Thread(Writer::start(target.clone())?)),
            Target::Postgres(_) => (Purpose::Write, 12, Door::Pool),
        };
        let readers = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .test_on_check_out(matches!(target, Target::Postgres(_)))
            .connection_timeout(PATIENCE)
            .error_handler(Box::new(diesel::r2d2::LoggingErrorHandler))
            .build(Manager { target: target.clone(), purpose })
            .map_err(|error| StoreError::Unavailable(error.to_string().into()))?;
        let turns = Arc::new(Semaphore::new(size as usize));
        Ok(Db { inner: Arc::new(Inner { target: target.clone(), readers, turns, writer }) })
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
        self.on_pool(move |conn| match conn {
            DbConnection::Sqlite(_) => conn.transaction(job),
            DbConnection::Postgres(_) => job(conn),
        })
        .await
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
        match &self.inner.writer {
            Door::Thread(writer) => writer.run(job).await,
            Door::Pool => self.on_pool(move |conn| conn.transaction(job)).await,
        }
    }

    async fn on_pool<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&inner.turns).acquire_owned())
            .await
            .map_err(|_| StoreError::Unavailable("all connections are in use".into()))?
            .map_err(StoreError::fault)?;
        tokio::task::spawn_blocking(move || {
            // Dropped after the connection, so that the next in turn finds one.
            let _turn = turn;
            let mut conn =
                inner.readers.get().map_err(|error| StoreError::Unavailable(error.to_string().into()))?;
            job(&mut conn)
        })
        .await
        .unwrap_or_else(|error| Err(StoreError::fault(error)))
    }
}
