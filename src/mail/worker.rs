//! The worker that takes mails out of the outbox and sends them, a few at a time. Each mail goes its own
//! way: claimed, checked and marked in short transactions, with none open while the mail server talks; a bad
//! address stops nobody else's mail. Several processes may run it on one database.

use std::time::Duration;

use tokio::{sync::watch, task::JoinSet, time::sleep};

use super::{
    Mailer, SendError,
    compose::{self, ComposeError, SignIn, SigningCode},
    message::{Envelope, message},
};
use crate::{
    store::{
        DbConnection, StoreError, StoreResult,
        mail::{self as outbox, Claimed, Letter},
        sign_in,
    },
    workflow::{
        mail::pause_after,
        sign_in::{Secrets, code_hash, token_hash},
    },
};

/// The most mails under way at the same time.
const AT_ONCE: usize = 4;

/// How long a claimed mail is ours: longer than the longest dialogue with a mail server.
const LEASE: chrono::Duration = chrono::Duration::minutes(5);

/// How long to wait between two looks at an empty outbox, unless the bell rings.
const IDLE: Duration = Duration::from_secs(1);

/// How long to wait after the database failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// How often to look for mails of lost workers: every so many looks.
const RECOVER_EVERY: u32 = 15;

/// How long mails under way may take to finish when the process is told to stop. What is not finished then
/// is found by its lease.
const GRACE: Duration = Duration::from_secs(8);

/// How many times to try to write down what became of a mail, a second apart.
const SETTLE_TRIES: u32 = 60;

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing was due.
    Empty,
    /// So many mails were taken and settled, one way or another.
    Done(usize),
}

impl Mailer {
    /// Takes a few due mails, sends them, and settles each. Tests call it until it is empty.
    ///
    /// # Errors
    /// Those of the database while claiming. What befalls a single mail is settled on its row.
    pub async fn step(&self) -> StoreResult<Step> {
        self.recover().await?;
        let claimed = self.claim(AT_ONCE).await?;
        if claimed.is_empty() {
            return Ok(Step::Empty);
        }
        let count = claimed.len();
        let mut under_way = JoinSet::new();
        for mail in claimed {
            under_way.spawn(self.clone().deliver(mail));
        }
        while let Some(ended) = under_way.join_next().await {
            log_crash(ended);
        }
        Ok(Step::Done(count))
    }

    /// Runs until `stop` holds `true` or its sender is gone.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let mut under_way = JoinSet::new();
        let mut looks: u32 = 0;
        while !*stop.borrow_and_update() {
            let pause = match self.look(looks, &mut under_way).await {
                Ok(()) => IDLE,
                Err(error) => {
                    tracing::error!(%error, "the outbox could not be read");
                    TROUBLE
                }
            };
            looks = looks.wrapping_add(1);
            let has_room = under_way.len() < AT_ONCE;
            tokio::select! {
                changed = stop.changed() => if changed.is_err() { break },
                Some(ended) = under_way.join_next() => log_crash(ended),
                () = self.bell.notified(), if has_room => {}
                () = sleep(pause), if has_room => {}
            }
        }
        let finish = async {
            while let Some(ended) = under_way.join_next().await {
                log_crash(ended);
            }
        };
        if tokio::time::timeout(GRACE, finish).await.is_err() {
            tracing::warn!("stopped while mails were being sent; their leases will tell");
        }
    }

    /// Fills the room there is with mails that are due.
    async fn look(&self, looks: u32, under_way: &mut JoinSet<()>) -> StoreResult<()> {
        if looks.is_multiple_of(RECOVER_EVERY) {
            self.recover().await?;
        }
        let room = AT_ONCE.saturating_sub(under_way.len());
        if room > 0 {
            for mail in self.claim(room).await? {
                under_way.spawn(self.clone().deliver(mail));
            }
        }
        Ok(())
    }

    async fn recover(&self) -> StoreResult<()> {
        let now = self.clock.now();
        let recovered = self.db.write(move |conn| outbox::recover_expired_leases(conn, now)).await?;
        if recovered != outbox::Recovered::default() {
            let outbox::Recovered { queued, unknown, failed } = recovered;
            tracing::warn!(queued, unknown, failed, "a worker was lost; its mails are looked after");
        }
        Ok(())
    }

    async fn claim(&self, limit: usize) -> StoreResult<Vec<Claimed>> {
        let (worker, now) = (self.worker.clone(), self.clock.now());
        let limit = i64::try_from(limit).unwrap_or(1);
        self.db.write(move |conn| outbox::claim(conn, &worker, now, LEASE, limit)).await
    }

    /// Sends one claimed mail and settles it. Never fails: what goes wrong is on the row, or found by its
    /// lease.
    async fn deliver(self, mail: Claimed) {
        let (id, kind) = (mail.id.clone(), mail.kind.as_str());
        match self.try_to_deliver(mail).await {
            Ok(outcome) => outcome.log(&id, kind),
            Err(error) => tracing::error!(mail = %id, kind, %error, "the mail's row could not be changed"),
        }
    }

    async fn try_to_deliver(&self, mail: Claimed) -> StoreResult<Outcome> {
        let secrets = mail.kind.is_awaited().then(Secrets::draw);
        let to_sign = match self.begin(&mail, secrets.as_ref()).await? {
            Turn::Ours { to_sign } => to_sign,
            Turn::NotDue => return Ok(Outcome::Skipped),
            Turn::Lost => return Ok(Outcome::Lost),
        };
        let letter = self.letter(&mail, secrets.as_ref(), to_sign.as_deref());
        let sent = match letter.and_then(|letter| self.wrap(&mail, &letter)) {
            Ok(message) => self.transport.send(&mail.id, self.clock.now(), &message).await,
            Err(error) => Err(SendError::Permanent(error.to_string())),
        };
        self.settle(&mail, sent).await
    }

    /// The last look before sending, in one transaction: whether the mail is still due and still ours.
    /// A sign-in gets its hashes here; they are on disk before the link is under way.
    async fn begin(&self, mail: &Claimed, secrets: Option<&Secrets>) -> StoreResult<Turn> {
        let (mail, worker, now) = (mail.clone(), self.worker.clone(), self.clock.now());
        let hashes = secrets.map(|it| (token_hash(&it.token), code_hash(&mail.cause_id, &it.code)));
        self.db
            .write(move |conn| {
                let is_due = match mail.kind.is_awaited() {
                    true => sign_in::is_awaited(conn, &mail.cause_id, now)?,
                    false => outbox::is_due(conn, &mail)?,
                };
                if !is_due {
                    return skip(conn, &mail.id, &worker);
                }
                if !outbox::mark_sending(conn, &mail.id, &worker, now, LEASE)? {
                    return Ok(Turn::Lost);
                }
                let Some((token, code)) = &hashes else { return Ok(Turn::Ours { to_sign: None }) };
                if !sign_in::arm(conn, &mail.cause_id, token, code, now)? {
                    return skip(conn, &mail.id, &worker);
                }
                Ok(Turn::Ours { to_sign: sign_in::to_sign(conn, &mail.cause_id)? })
            })
            .await
    }

    /// The words: those of the row, or fresh ones around the secrets of a sign-in, or of the response that is to be signed.
    fn letter(
        &self,
        mail: &Claimed,
        secrets: Option<&Secrets>,
        to_sign: Option<&str>,
    ) -> Result<Letter, ComposeError> {
        let Some(secrets) = secrets else {
            let Claimed { subject, text_body, html_body, .. } = mail;
            return Ok(Letter { subject: subject.clone(), text: text_body.clone(), html: html_body.clone() });
        };
        let say = |key: &str, args: &[(&str, String)]| (self.texts)(&mail.language, key, args);
        if let Some(response) = to_sign {
            let words = SigningCode { link: &self.signing_link(response), code: &secrets.shown_code() };
            return compose::signing_code(&say, &mail.language, &words);
        }
        let link = self.sign_in_link(&secrets.token);
        compose::sign_in(&say, &mail.language, &SignIn { link: &link, code: &secrets.shown_code() })
    }

    fn wrap(&self, mail: &Claimed, letter: &Letter) -> Result<lettre::Message, ComposeError> {
        let envelope = Envelope {
            id: &mail.id,
            from: &self.from,
            to: &mail.address,
            message_id: &mail.message_id,
            in_reply_to: mail.in_reply_to.as_deref(),
            date: self.clock.now(),
        };
        message(&envelope, letter)
    }

    /// Writes down what became of a mail. Keeps trying while the database is away: a mail that was sent and
    /// not written down would count as unknown.
    async fn settle(&self, mail: &Claimed, sent: Result<(), SendError>) -> StoreResult<Outcome> {
        let tries = mail.attempts + 1;
        let outcome = match sent {
            Ok(()) => Outcome::Sent,
            Err(SendError::Permanent(fault)) => Outcome::Failed(fault),
            Err(SendError::Transient(fault)) => match pause_after(tries, rand::random()) {
                Some(pause) => Outcome::Retry(pause, fault),
                None => Outcome::Failed(fault),
            },
        };
        for _ in 1..SETTLE_TRIES {
            match self.write_down(&mail.id, outcome.clone()).await {
                Err(StoreError::Unavailable(_) | StoreError::Full) => sleep(Duration::from_secs(1)).await,
                written => return written,
            }
        }
        self.write_down(&mail.id, outcome).await
    }

    async fn write_down(&self, id: &str, outcome: Outcome) -> StoreResult<Outcome> {
        let (id, worker, now) = (id.to_owned(), self.worker.clone(), self.clock.now());
        self.db
            .write(move |conn| {
                let is_ours = match &outcome {
                    Outcome::Sent => outbox::mark_sent(conn, &id, &worker, now)?,
                    Outcome::Retry(pause, fault) => {
                        outbox::mark_retry(conn, &id, &worker, now.plus(*pause), fault)?
                    }
                    Outcome::Failed(fault) => outbox::mark_failed(conn, &id, &worker, fault)?,
                    Outcome::Skipped | Outcome::Lost => false,
                };
                Ok(if is_ours { outcome } else { Outcome::Lost })
            })
            .await
    }
}

fn skip(conn: &mut DbConnection, id: &str, worker: &str) -> StoreResult<Turn> {
    Ok(if outbox::mark_skipped(conn, id, worker)? { Turn::NotDue } else { Turn::Lost })
}

/// Whether a claimed mail is to be sent now.
enum Turn {
    Ours {
        /// The response that is to be signed, where the mail brings the code for that.
        to_sign: Option<String>,
    },
    NotDue,
    Lost,
}

/// What became of a mail.
#[derive(Debug, Clone)]
enum Outcome {
    Sent,
    Retry(chrono::Duration, String),
    Failed(String),
    Skipped,
    /// The lease ran out, and the row is somebody else's.
    Lost,
}

impl Outcome {
    /// One line, without address or words of the mail. A server's answer may quote the address, so it stands
    /// on the row only.
    fn log(&self, mail: &str, kind: &str) {
        match self {
            Outcome::Sent => tracing::info!(mail, kind, "mail sent"),
            Outcome::Retry(pause, _) => {
                tracing::warn!(mail, kind, minutes = pause.num_minutes(), "mail to be tried again");
            }
            Outcome::Failed(_) => tracing::error!(mail, kind, "mail failed"),
            Outcome::Skipped => tracing::info!(mail, kind, "mail not due any more"),
            Outcome::Lost => tracing::warn!(mail, kind, "mail lost to another worker"),
        }
    }
}

fn log_crash(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a delivery ended in a fault; its lease will tell");
    }
}
