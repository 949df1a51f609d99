//! What several people see at once, as it changes: server-sent events, with a plain answer for those who ask now and then.
//!
//! Each topic, a room say, has one text, which is made once for all who listen and anew when something about it was saved
//! ([`Live::poke`]). While somebody listens it is also made anew every now and then: what another server saved is seen that way. A
//! topic that nobody listens to costs nothing.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::{HttpResponse, web::Bytes};
use futures_util::{StreamExt, stream};
use tokio::{
    sync::{Notify, watch},
    time::{Instant, Interval, interval_at},
};

use crate::{error::AppError, store::StoreError};

/// How long somebody who asks once waits for the text.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a browser waits before it connects again.
const RETRY: &[u8] = b"retry: 2000\n\n";
/// A sign of life.
const BEAT: &[u8] = b"event: beat\ndata:\n\n";

/// How often things are done while somebody listens.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The text is made anew.
    pub reread: Duration,
    /// Each listener gets a sign of life, and may be asked whether it may still listen.
    pub beat: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace { reread: Duration::from_secs(2), beat: Duration::from_secs(15) }
    }
}

/// The topics that somebody listens to now.
pub struct Live {
    topics: Mutex<HashMap<String, Topic>>,
    ending: watch::Sender<bool>,
    pace: Pace,
}

struct Topic {
    /// What it is about: what is saved there makes its text old.
    about: String,
    text: watch::Sender<Text>,
    wake: Arc<Notify>,
}

/// A topic's text; none before it is made.
type Text = Option<Arc<str>>;

/// Somebody who listens to a topic.
pub struct Listener {
    text: watch::Receiver<Text>,
    ending: watch::Receiver<bool>,
    beat: Duration,
}

impl Default for Live {
    fn default() -> Live {
        Live::at(Pace::default())
    }
}

impl Live {
    /// With nobody listening.
    pub fn at(pace: Pace) -> Live {
        Live { topics: Mutex::default(), ending: watch::Sender::new(false), pace }
    }

    /// Listens to a topic. `read` makes its text; it is asked by whoever comes first, for all.
    pub(super) fn listen<F, R>(self: &Arc<Self>, topic: &str, about: &str, read: F) -> Listener
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Arc<str>, StoreError>> + Send + 'static,
    {
        let mut topics = self.topics();
        let known = topics.entry(topic.to_owned()).or_insert_with(|| {
            let wake = Arc::new(Notify::new());
            tokio::spawn(Arc::clone(self).keep(topic.to_owned(), Arc::clone(&wake), read));
            Topic { about: about.to_owned(), text: watch::Sender::new(None), wake }
        });
        Listener { text: known.text.subscribe(), ending: self.ending.subscribe(), beat: self.pace.beat }
    }

    /// Says that something was saved: the texts about it are made anew.
    pub fn poke(&self, about: &str) {
        self.topics().values().filter(|topic| topic.about == about).for_each(|topic| topic.wake.notify_one());
    }

    /// Lets all listeners go: the server stops.
    pub fn end(&self) {
        self.ending.send_replace(true);
    }

    /// Keeps a topic's text fresh until nobody listens.
    async fn keep<F, R>(self: Arc<Self>, name: String, wake: Arc<Notify>, read: F)
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Arc<str>, StoreError>> + Send + 'static,
    {
        loop {
            let fresh = read().await;
            {
                let mut topics = self.topics();
                let Some(topic) = topics.get(&name) else { return };
                if topic.text.receiver_count() == 0 {
                    topics.remove(&name);
                    return;
                }
                // What cannot be read now stays as it was; the next beat tells who may not listen any more.
                if let Ok(fresh) = fresh {
                    topic.text.send_if_modified(|text| {
                        let is_new = text.as_ref() != Some(&fresh);
                        *text = Some(fresh);
                        is_new
                    });
                }
            }
            tokio::select! {
                () = wake.notified() => {}
                () = tokio::time::sleep(self.pace.reread) => {}
            }
        }
    }

    fn topics(&self) -> MutexGuard<'_, HashMap<String, Topic>> {
        self.topics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listener {
    /// The text as it is now, as JSON.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] if it cannot be made for the moment.
    pub(super) async fn once(mut self) -> Result<HttpResponse, AppError> {
        let text = tokio::time::timeout(PATIENCE, self.text.wait_for(Option::is_some)).await;
        let text = text.ok().and_then(Result::ok).and_then(|text| text.clone());
        let text = text.ok_or_else(|| StoreError::Unavailable("nothing could be read".into()))?;
        Ok(HttpResponse::Ok().content_type("application/json").body(text.to_string()))
    }

    /// The text and every change of it, as a stream of events; until `may` says no, or the server stops.
    pub(super) fn events<M, A>(mut self, may: M) -> HttpResponse
    where
        M: Fn() -> A + 'static,
        A: Future<Output = bool>,
    {
        self.text.mark_changed();
        let beat = interval_at(Instant::now() + self.beat, self.beat);
        let events = stream::unfold((self, beat, may), async |(mut listener, mut beat, may)| {
            let event = listener.next(&mut beat, &may).await?;
            Some((Ok::<_, Infallible>(event), (listener, beat, may)))
        });
        let first = stream::once(async { Ok(Bytes::from_static(RETRY)) });
        HttpResponse::Ok()
            .content_type("text/event-stream")
            // Else a proxy may keep events until there are enough of them.
            .insert_header(("x-accel-buffering", "no"))
            .streaming(Box::pin(first.chain(events)))
    }

    /// The next event, or none when it is over.
    async fn next<M, A>(&mut self, beat: &mut Interval, may: &M) -> Option<Bytes>
    where
        M: Fn() -> A,
        A: Future<Output = bool>,
    {
        loop {
            tokio::select! {
                biased;
                _ = self.ending.wait_for(|ending| *ending) => return None,
                changed = self.text.changed() => {
                    changed.ok()?;
                    let text = self.text.borrow_and_update().clone();
                    if let Some(text) = text {
                        return Some(format!("data: {text}\n\n").into());
                    }
                }
                _ = beat.tick() => return may().await.then(|| Bytes::from_static(BEAT)),
            }
        }
    }
}
