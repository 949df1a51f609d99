//! Counts the queries that reach a database. Connections tell where they lead when they are opened, so that tests which run
//! at the same time do not count each other's.

use std::{
    collections::HashMap,
    sync::{Mutex, Once, PoisonError},
};

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

static SEEN: Mutex<Option<HashMap<String, Vec<String>>>> = Mutex::new(None);

/// What is not a query of the application's, but housekeeping of connection, transaction and pool.
const HOUSEKEEPING: [&str; 8] =
    ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SELECT 1 "];

#[derive(Default)]
struct Counter {
    url: String,
}

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.url = url.to_owned(),
            InstrumentationEvent::StartQuery { query, .. } => {
                let text = query.to_string();
                let plain = text.trim_start();
                if HOUSEKEEPING.iter().any(|word| plain.starts_with(word)) || plain.contains("pragma_") {
                    return;
                }
                let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(queries) = seen.as_mut().and_then(|seen| seen.get_mut(&self.url)) {
                    queries.push(text);
                }
            }
            _ => {}
        }
    }
}

/// Lets every connection that is opened from now on report to the counter.
pub fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Counter::default()))).unwrap();
    });
}

/// Starts counting for the database at `url`.
pub fn start(url: &str) {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.get_or_insert_default().insert(url.to_owned(), Vec::new());
}

/// The queries since [`start`].
pub fn stop(url: &str) -> Vec<String> {
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.as_mut().and_then(|seen| seen.remove(url)).unwrap_or_default()
}
