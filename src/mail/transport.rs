//! How a message leaves the house: over SMTP, or into files where no mail server is configured.
//!
//! With SMTP, what goes wrong before the recipient is named (connection, TLS, password) is our trouble or
//! the server's and passes; a 5xx answer to the recipient or to the message is about this one mail and
//! final. The dialogue is held here step by step for the sake of that difference, and because lettre's own
//! asynchronous transport waits without end for a server that falls silent.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use lettre::{
    Message,
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use tokio::time::timeout;
use url::{Host, Url};

use crate::clock::Moment;

/// How long to wait for each answer of a mail server.
const ANSWER: Duration = Duration::from_secs(30);

/// How long to wait for the answer to a whole message: servers look for spam before they give it.
const VERDICT: Duration = Duration::from_secs(120);

/// How long to wait for a server's farewell, which changes nothing.
const FAREWELL: Duration = Duration::from_secs(2);

/// The most characters of a server's words that are kept.
const FAULT_MAX: usize = 300;

/// Where mails go. Cheap to clone.
#[derive(Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(Arc<Relay>),
    /// Into a folder, one `.eml` file each, named so that they sort by time.
    Files(PathBuf),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Vec<u8>>>>),
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Transport::Smtp(relay) => write!(f, "Smtp({}:{}, {})", relay.host, relay.port, relay.tls.name()),
            Transport::Files(folder) => write!(f, "Files({})", folder.display()),
            Transport::Memory(_) => write!(f, "Memory"),
        }
    }
}

/// Why a message was not sent. The text is one line, safe to show and to store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may go well later.
    #[error("{0}")]
    Transient(String),
    /// It will not go well: the server has refused this recipient or this message.
    #[error("{0}")]
    Permanent(String),
}

/// Why an `SMTP_URL` cannot be used. Never holds the URL, which may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SMTP_URL: {0}")]
pub struct UrlError(String);

/// A mail server and how to talk to it.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Patience,
}

#[derive(Debug, Clone, Copy)]
struct Patience {
    answer: Duration,
    verdict: Duration,
}

#[derive(Clone)]
enum Tls {
    /// From the first byte on.
    Wrapped(TlsParameters),
    /// After STARTTLS, without which nothing is sent.
    Required(TlsParameters),
    /// In the clear: on this machine or where it was asked for in so many words.
    None,
}

impl Tls {
    fn name(&self) -> &'static str {
        match self {
            Tls::Wrapped(_) => "TLS",
            Tls::Required(_) => "STARTTLS",
            Tls::None => "no TLS",
        }
    }
}

impl Transport {
    /// The transport that `SMTP_URL` asks for; files in `folder` if there is none.
    ///
    /// # Errors
    /// [`UrlError`] for a URL that is none of those below:
    /// - `smtps://user:password@host:465`: TLS from the start
    /// - `smtp://user:password@host:587?tls=required`: STARTTLS, or no mail
    /// - `smtp://host:25?tls=none`: no TLS, and so no password
    /// - `smtp://127.0.0.1:1025`: no TLS on this machine
    pub fn from_url(url: Option<&str>, folder: &Path) -> Result<Transport, UrlError> {
        match url.filter(|url| !url.is_empty()) {
            Some(url) => Ok(Transport::Smtp(Arc::new(Relay::from_url(url)?))),
            None => Ok(Transport::Files(folder.to_owned())),
        }
    }

    /// The same with other limits on how long to wait for each answer and for the answer to the message.
    #[must_use]
    pub fn with_patience(self, answer: Duration, verdict: Duration) -> Transport {
        match self {
            Transport::Smtp(relay) => {
                let relay = Arc::unwrap_or_clone(relay);
                Transport::Smtp(Arc::new(Relay { patience: Patience { answer, verdict }, ..relay }))
            }
            other => other,
        }
    }

    /// Sends one message, which has `id` in the outbox.
    ///
    /// # Errors
    /// [`SendError`], which says whether another try makes sense.
    pub async fn send(&self, id: &str, now: Moment, message: &Message) -> Result<(), SendError> {
        match self {
            Transport::Smtp(relay) => relay.send(message).await,
            Transport::Files(folder) => {
                let (folder, name) = (folder.clone(), format!("{:013}-{id}.eml", now.millis()));
                let bytes = message.formatted();
                let written = tokio::task::spawn_blocking(move || write_file(&folder, &name, &bytes)).await;
                let failed = |error: &dyn std::fmt::Display| {
                    SendError::Transient(one_line(&format!("could not write the file: {error}")))
                };
                written.map_err(|error| failed(&error))?.map_err(|error| failed(&error))
            }
            Transport::Memory(messages) => {
                let mut messages = messages.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                messages.push(message.formatted());
                Ok(())
            }
        }
    }
}

/// Writes a whole file or none: to a temporary name, to the disk, and then in place.
fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let temporary = folder.join(format!(".{name}.tmp"));
    let mut file = std::fs::File::create(&temporary)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    let placed = written.and_then(|()| std::fs::rename(&temporary, folder.join(name)));
    if placed.is_err() {
        drop(std::fs::remove_file(&temporary));
    }
    placed?;
    std::fs::File::open(folder)?.sync_all()
}

// SMTP -------------------------------------------------------------------------------------------

impl Relay {
    fn from_url(url: &str) -> Result<Relay, UrlError> {
        let refuse = |text: &str| UrlError(text.to_owned());
        let url = Url::parse(url).map_err(|error| UrlError(error.to_string()))?;
        let wrapped = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(refuse("must begin with smtps:// or smtp://")),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| refuse("names no host"))?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(refuse("has a path or fragment, which mean nothing here"));
        }
        let mut asked = None;
        for (key, value) in url.query_pairs() {
            match key.as_ref() {
                "tls" => asked = Some(value.into_owned()),
                _ => return Err(refuse("the only parameter is tls")),
            }
        }
        let is_near = is_loopback(&url);
        let parameters = || {
            TlsParameters::new(host.clone())
                .map_err(|error| UrlError(format!("TLS is not available: {error}")))
        };
        let (tls, usual_port) = match (wrapped, asked.as_deref()) {
            (true, None | Some("required")) => (Tls::Wrapped(parameters()?), 465),
            (true, Some(_)) => return Err(refuse("smtps:// is always TLS")),
            (false, Some("required")) => (Tls::Required(parameters()?), 587),
            (false, Some("none")) => (Tls::None, 25),
            (false, None) if is_near => (Tls::None, 25),
            (false, None) => {
                return Err(refuse(
                    "smtp:// to another machine needs ?tls=required (STARTTLS), or ?tls=none if it is meant to be \
                     in the clear; or use smtps://",
                ));
            }
            (false, Some(_)) => return Err(refuse("tls is required or none")),
        };
        let credentials = credentials(&url).map_err(|()| refuse("the user or password is not UTF-8"))?;
        if credentials.is_some() && matches!(tls, Tls::None) && !is_near {
            return Err(refuse("a password is never sent in the clear: use smtps:// or ?tls=required"));
        }
        let port = url.port().unwrap_or(usual_port);
        let patience = Patience { answer: ANSWER, verdict: VERDICT };
        Ok(Relay { host, port, tls, credentials, hello: ClientId::default(), patience })
    }

    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let opened = timeout(self.patience.answer, self.open()).await;
        let mut conn = opened.map_err(|_| silent("the connection"))?.map_err(|error| ours(&error))?;
        let sent = self.deliver(&mut conn, message).await;
        // The verdict is in; whether the server says good-bye matters to nobody.
        drop(timeout(FAREWELL, conn.abort()).await);
        sent
    }

    /// Connects, secures, and signs in.
    async fn open(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let wrapped = match &self.tls {
            Tls::Wrapped(parameters) => Some(parameters.clone()),
            Tls::Required(_) | Tls::None => None,
        };
        let server = (self.host.as_str(), self.port);
        let mut conn = AsyncSmtpConnection::connect_tokio1(
            server,
            Some(self.patience.answer),
            &self.hello,
            wrapped,
            None,
        )
        .await?;
        if let Tls::Required(parameters) = &self.tls {
            conn.starttls(parameters.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            conn.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(conn)
    }

    /// Hands the message over. All addresses and bytes are ASCII (see [`super::message`]).
    async fn deliver(&self, conn: &mut AsyncSmtpConnection, message: &Message) -> Result<(), SendError> {
        let Patience { answer, verdict } = self.patience;
        let envelope = message.envelope();
        let from = conn.command(Mail::new(envelope.from().cloned(), Vec::new()));
        timeout(answer, from).await.map_err(|_| silent("the sender"))?.map_err(|error| ours(&error))?;
        for to in envelope.to() {
            let to = conn.command(Rcpt::new(to.clone(), Vec::new()));
            timeout(answer, to)
                .await
                .map_err(|_| silent("the recipient"))?
                .map_err(|error| theirs(&error))?;
        }
        let data = conn.command(Data);
        timeout(answer, data).await.map_err(|_| silent("DATA"))?.map_err(|error| theirs(&error))?;
        let bytes = message.formatted();
        let whole = conn.message(&bytes);
        timeout(verdict, whole).await.map_err(|_| silent("the message"))?.map_err(|error| theirs(&error))?;
        Ok(())
    }
}

/// An error that is not about the recipient or the message: it passes, or somebody mends it.
fn ours(error: &lettre::transport::smtp::Error) -> SendError {
    SendError::Transient(describe(error))
}

/// An error in answer to the recipient or the message: final if the server says so.
fn theirs(error: &lettre::transport::smtp::Error) -> SendError {
    if error.is_permanent() {
        SendError::Permanent(describe(error))
    } else {
        SendError::Transient(describe(error))
    }
}

fn silent(about: &str) -> SendError {
    SendError::Transient(format!("no answer from the mail server to {about} in time"))
}

/// An error with its causes, on one line.
fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.to_string();
        if !text.contains(&inner) {
            text.push_str(": ");
            text.push_str(&inner);
        }
        cause = error.source();
    }
    one_line(&text)
}

/// A text as one line of bounded length without control characters: servers may say anything.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").chars().take(FAULT_MAX).collect()
}

fn is_loopback(url: &Url) -> bool {
    // `smtp` is no special scheme to the URL standard, so an IPv4 host arrives as a domain.
    match url.host() {
        Some(Host::Domain(name)) => {
            name.eq_ignore_ascii_case("localhost")
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, ()> {
    let decode = |text: &str| {
        // A query string's decoding is the same apart from `+` and `&`, which stand for themselves here.
        let pair = format!("x={}", text.replace('+', "%2B").replace('&', "%26"));
        url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).ok_or(())
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, password) => {
            let (user, password) = (decode(user)?, decode(password.unwrap_or_default())?);
            if user.contains('\u{fffd}') || password.contains('\u{fffd}') {
                return Err(());
            }
            Ok(Some(Credentials::new(user, password)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> Result<String, String> {
        Transport::from_url(Some(url), Path::new("x"))
            .map(|transport| format!("{transport:?}"))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_url_says_how_mail_is_secured() {
        for (url, expected) in [
            ("smtps://u:p@mx.example", "Smtp(mx.example:465, TLS)"),
            ("smtps://u:p@mx.example:4650", "Smtp(mx.example:4650, TLS)"),
            ("smtp://u:p@mx.example?tls=required", "Smtp(mx.example:587, STARTTLS)"),
            ("smtp://mailpit:1025?tls=none", "Smtp(mailpit:1025, no TLS)"),
            ("smtp://127.0.0.1:2525", "Smtp(127.0.0.1:2525, no TLS)"),
            ("smtp://[::1]:2525", "Smtp(::1:2525, no TLS)"),
            ("smtp://localhost", "Smtp(localhost:25, no TLS)"),
        ] {
            assert_eq!(shown(url).as_deref(), Ok(expected), "{url}");
        }
    }

    #[test]
    fn no_mail_and_no_password_goes_in_the_clear_by_accident() {
        for url in [
            "smtp://mx.example",
            "smtp://mx.example?tls=opportunistic",
            "smtp://u:p@mx.example?tls=none",
            "smtps://mx.example?tls=none",
            "smtp://127.0.0.1.example:25",
            "http://mx.example",
            "smtp://",
            "smtps://mx.example/path",
            "smtps://mx.example?timeout=3",
            "mx.example",
        ] {
            let refused = shown(url);
            assert!(refused.is_err(), "{url}: {refused:?}");
        }
    }

    #[test]
    fn a_password_may_hold_any_character_and_is_never_shown() {
        let url = Url::parse("smtps://us%40er:p%2Fa%20s+s&%3A=@mx.example").unwrap();
        let expected = Credentials::new("us@er".to_owned(), "p/a s+s&:=".to_owned());
        assert!(credentials(&url) == Ok(Some(expected)));
        assert!(!shown("smtps://user:hemligt@mx.example").unwrap().contains("hemligt"));
        assert!(!shown("smtp://user:hemligt@mx.example").unwrap_err().contains("hemligt"));
    }

    #[test]
    fn without_a_url_mails_become_files() {
        let transport = Transport::from_url(None, Path::new("some/mail")).unwrap();
        assert_eq!(format!("{transport:?}"), "Files(some/mail)");
    }

    #[test]
    fn a_servers_words_become_one_bounded_line() {
        assert_eq!(one_line("550 no\r\n such\0user\t here"), "550 no such user here");
        assert_eq!(one_line(&"å".repeat(1000)).chars().count(), FAULT_MAX);
    }
}
