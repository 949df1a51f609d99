//! SQLite's readers: a few threads, each with a connection of its own, that take waiting jobs from one queue. A job
//! reaches its thread in one step; the connections stay where they are and keep their prepared statements.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
    time::Instant,
};

use crossbeam_channel::{Receiver, Sender};
use diesel::Connection;
use tokio::sync::oneshot;

use super::{DbConnection, StoreError, StoreResult, Target, connection::Purpose, db::PATIENCE};

/// How many read at the same time.
const THREADS: usize = 4;

type Job = Box<dyn FnOnce(&mut DbConnection) + Send>;

pub(super) struct Readers {
    queue: Sender<Job>,
}

impl Readers {
    pub(super) fn start(target: &Target) -> StoreResult<Readers> {
        let (queue, jobs) = crossbeam_channel::unbounded::<Job>();
        for number in 1..=THREADS {
            let (target, jobs) = (target.clone(), jobs.clone());
            let conn = target.connect(Purpose::Read)?;
            thread::Builder::new()
                .name(format!("sqlite-reader-{number}"))
                .spawn(move || serve(&target, conn, &jobs))
                .map_err(StoreError::fault)?;
        }
        Ok(Readers { queue })
    }

    pub(super) async fn run<T, F>(&self, job: F) -> StoreResult<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel::<StoreResult<T>>();
        let asked = Instant::now();
        let work: Job = Box::new(move |conn| {
            // Whoever went away in the meantime is not read for.
            if answer.is_closed() {
                return;
            }
            let result = match asked.elapsed() > PATIENCE {
                true => Err(StoreError::Unavailable("all readers were busy".into())),
                false => conn.transaction(job),
            };
            drop(answer.send(result));
        });
        let gone = |what: &str| StoreError::Fault(what.into());
        self.queue.send(work).map_err(|_| gone("the readers have stopped"))?;
        // A job that panics drops its answer.
        answered.await.unwrap_or_else(|_| Err(gone("a read failed")))
    }
}

/// Runs until every [`Readers`] handle is gone and the queue is empty.
fn serve(target: &Target, mut conn: DbConnection, jobs: &Receiver<Job>) {
    for job in jobs {
        if catch_unwind(AssertUnwindSafe(|| job(&mut conn))).is_err() {
            tracing::error!("a read job panicked");
            // It may have left its transaction open.
            match target.connect(Purpose::Read) {
                Ok(fresh) => conn = fresh,
                Err(error) => tracing::error!(%error, "a reader could not open the database again"),
            }
        }
    }
}
