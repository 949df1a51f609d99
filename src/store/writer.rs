//! SQLite's single writer: a thread that takes all waiting jobs, runs each in a savepoint of one
//! transaction, commits once, and only then answers them. So an answer means "on disk", and durable writes
//! per second grow with the number of people writing.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
    thread,
};

use diesel::{
    Connection, SqliteConnection,
    connection::{AnsiTransactionManager, TransactionManager},
};
use tokio::sync::oneshot;

use super::{DbConnection, StoreError, StoreResult, Target, connection::Purpose};

/// The most jobs that share one commit: bounds how long the first of them waits.
const BATCH_MAX: usize = 512;

type Job = Box<dyn FnOnce(&mut DbConnection) -> Finish + Send>;
/// Tells the one who asked, once it is known whether the batch was committed.
type Finish = Box<dyn FnOnce(Option<&StoreError>) + Send>;

pub(super) struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    pub(super) fn start(target: Target) -> StoreResult<Writer> {
        let conn = target.connect(Purpose::Write)?;
        let (queue, jobs) = mpsc::channel::<Job>();
        thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || serve(&target, conn, &jobs))
            .map_err(StoreError::fault)?;
        Ok(Writer { queue })
    }

    pub(super) async fn run<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel::<StoreResult<T>>();
        let work: Job = Box::new(move |conn| {
            let result = conn.transaction(job);
            Box::new(move |not_committed| {
                let result = match not_committed {
                    Some(error) => Err(error.clone()),
                    None => result,
                };
                // Nobody listens any more when the client has gone away: nothing is lost by that.
                drop(answer.send(result));
            })
        });
        let gone = || StoreError::Unavailable("the writer has stopped".into());
        self.queue.send(work).map_err(|_| gone())?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }
}

/// Runs until every [`Writer`] handle is gone and the queue is empty.
fn serve(target: &Target, mut conn: DbConnection, jobs: &mpsc::Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(BATCH_MAX - 1));
        if !run_batch(&mut conn, batch) {
            match target.connect(Purpose::Write) {
                Ok(fresh) => conn = fresh,
                Err(error) => tracing::error!(%error, "the writer could not open the database again"),
            }
        }
    }
}

/// Runs one batch in one transaction. Returns whether the connection is still good.
fn run_batch(conn: &mut DbConnection, batch: Vec<Job>) -> bool {
    let DbConnection::Sqlite(sqlite) = conn else { return false };
    if let Err(error) = AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE") {
        let error = StoreError::from(error);
        tracing::error!(%error, "the writer could not begin");
        // The jobs never ran: dropping them closes their channels, which reads as "unavailable".
        drop(batch);
        return false;
    }
    let mut finishes = Vec::with_capacity(batch.len());
    let mut panicked = false;
    for job in batch {
        match catch_unwind(AssertUnwindSafe(|| job(conn))) {
            Ok(finish) => finishes.push(finish),
            Err(_) => panicked = true,
        }
    }
    let outcome = end(conn, panicked);
    for finish in finishes {
        finish(outcome.as_ref().err());
    }
    outcome.is_ok()
}

fn end(conn: &mut DbConnection, panicked: bool) -> StoreResult<()> {
    let DbConnection::Sqlite(sqlite) = conn else {
        return Err(StoreError::fault("the writer lost its connection"));
    };
    type Manager = <SqliteConnection as Connection>::TransactionManager;
    if panicked {
        tracing::error!("a write job panicked; its batch is rolled back");
        drop(Manager::rollback_transaction(sqlite));
        return Err(StoreError::fault("a write failed"));
    }
    Manager::commit_transaction(sqlite).map_err(|error| {
        tracing::error!(%error, "commit failed");
        drop(Manager::rollback_transaction(sqlite));
        StoreError::from(error)
    })
}
