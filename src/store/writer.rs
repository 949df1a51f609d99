//! SQLite's single writer: a thread that takes all waiting jobs, runs each in a savepoint of one
//! transaction, commits once, and only then answers them. So an answer means "on disk", and durable writes
//! per second grow with the number of people writing.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, RecvTimeoutError, TryRecvError},
    thread,
    time::{Duration, Instant},
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
    // How many shared the last commit, and how long it took.
    let (mut company, mut took) = (1, Duration::ZERO);
    loop {
        // Those who came during the commit, then those whom it answered.
        let mut batch: Vec<Job> = jobs.try_iter().take(BATCH_MAX).collect();
        let expected = company + batch.len();
        if batch.is_empty() {
            let Ok(first) = jobs.recv() else { return };
            batch.push(first);
        }
        gather(&mut batch, jobs, expected, took);
        company = batch.len();
        match run_batch(&mut conn, batch) {
            Some(commit) => {
                tracing::trace!(jobs = company, took_us = commit.as_micros(), "committed");
                took = commit;
            }
            None => match target.connect(Purpose::Write) {
                Ok(fresh) => conn = fresh,
                Err(error) => tracing::error!(%error, "the writer could not open the database again"),
            },
        }
    }
}

/// Adds whatever is waiting. Whoever was answered by the last commit is likely to be back at once with the next job: so this waits
/// until as many are together as are `expected`, but no longer than a commit takes. Somebody who writes alone never waits.
fn gather(batch: &mut Vec<Job>, jobs: &mpsc::Receiver<Job>, expected: usize, patience: Duration) {
    let until = Instant::now() + patience;
    while batch.len() < BATCH_MAX {
        let job = match jobs.try_recv() {
            Err(TryRecvError::Empty) if batch.len() < expected => {
                jobs.recv_timeout(until.saturating_duration_since(Instant::now()))
            }
            other => other.map_err(|_| RecvTimeoutError::Timeout),
        };
        let Ok(job) = job else { return };
        batch.push(job);
    }
}

/// Runs one batch in one transaction. Returns how long its commit took, or nothing if the connection is no longer good.
fn run_batch(conn: &mut DbConnection, batch: Vec<Job>) -> Option<Duration> {
    let DbConnection::Sqlite(sqlite) = conn else { return None };
    if let Err(error) = AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE") {
        let error = StoreError::from(error);
        tracing::error!(%error, "the writer could not begin");
        // The jobs never ran: dropping them closes their channels, which reads as "unavailable".
        drop(batch);
        return None;
    }
    let mut finishes = Vec::with_capacity(batch.len());
    let mut panicked = false;
    for job in batch {
        match catch_unwind(AssertUnwindSafe(|| job(conn))) {
            Ok(finish) => finishes.push(finish),
            Err(_) => panicked = true,
        }
    }
    let begun = Instant::now();
    let outcome = end(conn, panicked);
    let took = begun.elapsed();
    for finish in finishes {
        finish(outcome.as_ref().err());
    }
    outcome.ok().map(|()| took)
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

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(3600);

    fn job() -> Job {
        Box::new(|_| Box::new(|_| ()))
    }

    fn gathered(jobs: &mpsc::Receiver<Job>, expected: usize, patience: Duration) -> usize {
        let mut batch = vec![job()];
        gather(&mut batch, jobs, expected, patience);
        batch.len()
    }

    #[test]
    fn who_writes_alone_never_waits() {
        let (_queue, jobs) = mpsc::channel();
        assert_eq!(gathered(&jobs, 1, LONG), 1);
    }

    #[test]
    fn those_who_wrote_together_are_waited_for() {
        let (queue, jobs) = mpsc::channel();
        let others = thread::spawn(move || {
            queue.send(job()).unwrap();
            thread::yield_now();
            queue.send(job()).unwrap();
            queue
        });
        assert_eq!(gathered(&jobs, 3, LONG), 3);
        drop(others.join());
    }

    #[test]
    fn nobody_is_waited_for_longer_than_a_commit_takes() {
        let (_queue, jobs) = mpsc::channel();
        assert_eq!(gathered(&jobs, 64, Duration::from_millis(1)), 1);
    }

    #[test]
    fn whoever_is_there_already_comes_along_up_to_the_limit() {
        let (queue, jobs) = mpsc::channel();
        for _ in 0..BATCH_MAX {
            queue.send(job()).unwrap();
        }
        assert_eq!(gathered(&jobs, 1, Duration::ZERO), BATCH_MAX);
        assert_eq!(gathered(&jobs, 1, Duration::ZERO), 2);
    }
}
