//! A small real mail server on the loopback interface that keeps what it is given and misbehaves as it is told: it refuses,
//! delays, falls silent, or hangs up in the middle of a letter. It speaks SMTP (RFC 5321) without TLS, and knows nothing of
//! what the letters say.

#![allow(
    dead_code,
    clippy::expect_used,
    reason = "a toolbox for tests: not every binary uses every tool, and a broken tool ends the test"
)]

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const LONGEST_LINE: u64 = 64 * 1024;

/// What the server does with one delivery attempt.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Behaviour {
    /// Takes the letter.
    #[default]
    Accept,
    /// Greets with 421 (too busy) and hangs up.
    Busy,
    /// Lets the client connect and never says a word.
    Silent,
    /// Takes the letter, but waits this long before each reply, the greeting included.
    Slow(Duration),
    /// Answers every `RCPT TO` with this code: 450, 451, 550.
    RefuseRecipients(u16),
    /// Answers `RCPT TO` these addresses with the code and takes the letter for the others.
    RefuseOnly(u16, Vec<String>),
    /// Answers `DATA` with this code, before the letter is sent.
    RefuseData(u16),
    /// Reads the whole letter, does not keep it, and answers with this code: 451, 554.
    RefuseLetter(u16),
    /// Hangs up after the first line of the letter.
    DropInLetter,
    /// Takes and keeps the letter, and hangs up instead of saying 250: the client cannot know.
    DropAfterLetter,
}

/// A letter the server has taken.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients, in the order given.
    pub to: Vec<String>,
    /// Headers and body as sent, lines ended by CR LF, leading dots as the author wrote them.
    pub raw: Vec<u8>,
}

impl Letter {
    /// The letter as text; a letter of ours is ASCII or UTF-8, encoded parts stay encoded.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// The first header of this name, unfolded, otherwise as sent.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (head, _body) = text.split_once("\r\n\r\n")?;
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// The running server; it stops with this value.
pub struct MailServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    closed: bool,
    usual: Behaviour,
    script: VecDeque<Behaviour>,
    letters: Vec<Letter>,
    commands: Vec<String>,
    connections: Vec<TcpStream>,
    connections_ever: usize,
}

impl MailServer {
    /// Listens on a free port of the loopback interface.
    pub fn start() -> Self {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the loopback interface has a free port");
        let address = listener.local_addr().expect("a listener knows its address");
        let shared = Arc::new(Shared::default());
        let listening = Some(listen(listener, Arc::clone(&shared)));
        Self { address, shared, listening }
    }

    /// `smtp://127.0.0.1:PORT`: no TLS, no password.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The port, which stays the same while the server is closed and opened.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What every attempt meets from now on, once the script (see [`MailServer::script`]) is used up.
    pub fn behave(&self, behaviour: Behaviour) {
        self.shared.state().usual = behaviour;
    }

    /// What the next attempts meet, one after the other. A new connection begins an attempt, and so does each further
    /// letter on a connection that is used again.
    pub fn script(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        self.shared.state().script.extend(behaviours);
    }

    /// Closes the port and all connections: the next client is refused by the kernel.
    pub fn close(&mut self) {
        if let Some(listening) = self.listening.take() {
            self.shared.state().closed = true;
            // The listener waits inside accept(); a connection wakes it.
            let _ = TcpStream::connect(self.address);
            let _ = listening.join();
        }
        for connection in self.shared.state().connections.drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }

    /// Opens the closed port again.
    pub fn open(&mut self) {
        if self.listening.is_none() {
            let listener = TcpListener::bind(self.address).expect("the port is still free");
            self.shared.state().closed = false;
            self.listening = Some(listen(listener, Arc::clone(&self.shared)));
        }
    }

    /// All letters taken so far, oldest first.
    pub fn letters(&self) -> Vec<Letter> {
        self.shared.state().letters.clone()
    }

    /// The letters taken for this address, oldest first.
    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        self.letters().into_iter().filter(|letter| letter.to.iter().any(|to| to == address)).collect()
    }

    /// Forgets the letters and commands taken so far.
    pub fn forget(&self) {
        let mut state = self.shared.state();
        state.letters.clear();
        state.commands.clear();
    }

    /// The letters, as soon as there are at least `count` of them, or those there are when `patience` ends. For tests of
    /// whole processes; a worker inside the test is driven until it is empty instead.
    pub fn wait_for(&self, count: usize, patience: Duration) -> Vec<Letter> {
        self.wait_until(patience, |state| state.letters.len() >= count).letters.clone()
    }

    /// Whether at least `count` connections were made, now or before `patience` ends: proves that an attempt is under way.
    pub fn wait_for_connections(&self, count: usize, patience: Duration) -> bool {
        self.wait_until(patience, |state| state.connections_ever >= count).connections_ever >= count
    }

    fn wait_until(&self, patience: Duration, done: impl Fn(&State) -> bool) -> MutexGuard<'_, State> {
        let end = Instant::now() + patience;
        let mut state = self.shared.state();
        while !done(&state) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            (state, _) =
                self.shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner);
        }
        state
    }

    /// Every command line received, the letters' own lines excepted. Shows, for example, that no `AUTH` was sent in clear.
    pub fn commands(&self) -> Vec<String> {
        self.shared.state().commands.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_behaviour(&self) -> Behaviour {
        let mut state = self.state();
        let scripted = state.script.pop_front();
        scripted.unwrap_or_else(|| state.usual.clone())
    }

    fn keep(&self, letter: Letter) {
        self.state().letters.push(letter);
        self.changed.notify_all();
    }
}

fn listen(listener: TcpListener, shared: Arc<Shared>) -> JoinHandle<()> {
    thread::spawn(move || {
        while let Ok((stream, _client)) = listener.accept() {
            if shared.state().closed {
                break;
            }
            let Ok(kept) = stream.try_clone() else { break };
            {
                let mut state = shared.state();
                state.connections.push(kept);
                state.connections_ever += 1;
            }
            shared.changed.notify_all();
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let Ok(output) = stream.try_clone() else { return };
                let behaviour = shared.next_behaviour();
                let mut dialogue = Dialogue { input: BufReader::new(stream), output, shared, behaviour };
                // An error is a client that hung up, or a test that did.
                let _ = dialogue.run();
                let _ = dialogue.output.shutdown(Shutdown::Both);
            });
        }
    })
}

/// One connection.
struct Dialogue {
    input: BufReader<TcpStream>,
    output: TcpStream,
    shared: Arc<Shared>,
    behaviour: Behaviour,
}

/// What is known of the letter before it is sent.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

impl Dialogue {
    fn run(&mut self) -> std::io::Result<()> {
        if !self.may_begin("220 localhost ESMTP")? {
            return Ok(());
        }
        let mut first_letter = true;
        let mut envelope = Envelope::default();
        while let Some(line) = self.line()? {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            self.shared.state().commands.push(line.clone());
            let upper = line.to_ascii_uppercase();
            match upper.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => self.reply(
                    "250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10485760",
                )?,
                "HELO" => self.reply("250 localhost")?,
                "NOOP" => self.reply("250 still here")?,
                "RSET" => {
                    envelope = Envelope::default();
                    self.reply("250 forgotten")?;
                }
                "QUIT" => return self.reply("221 bye"),
                "MAIL" => {
                    if !std::mem::take(&mut first_letter) {
                        self.behaviour = self.shared.next_behaviour();
                        if !self.may_begin("")? {
                            return Ok(());
                        }
                    }
                    envelope = Envelope { from: address(&line), to: Vec::new() };
                    self.reply(if envelope.from.is_some() { "250 sender ok" } else { "501 no address" })?;
                }
                "RCPT" => self.recipient(&mut envelope, address(&line))?,
                "DATA" if envelope.to.is_empty() => self.reply("503 no recipient")?,
                "DATA" => {
                    if !self.letter(std::mem::take(&mut envelope))? {
                        return Ok(());
                    }
                }
                _ => self.reply("502 not known here")?,
            }
        }
        Ok(())
    }

    /// The behaviours that bite before the client has said anything; `greeting` is empty when it was given before.
    fn may_begin(&mut self, greeting: &str) -> std::io::Result<bool> {
        match self.behaviour {
            Behaviour::Busy => self.reply("421 localhost too busy")?,
            Behaviour::Silent => while self.line()?.is_some() {},
            _ if greeting.is_empty() => return Ok(true),
            _ => {
                self.reply(greeting)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn recipient(&mut self, envelope: &mut Envelope, recipient: Option<String>) -> std::io::Result<()> {
        let Some(recipient) = recipient else { return self.reply("501 no address") };
        if envelope.from.is_none() {
            return self.reply("503 no sender");
        }
        let refusal = match &self.behaviour {
            Behaviour::RefuseRecipients(code) => Some(*code),
            Behaviour::RefuseOnly(code, addresses) => addresses.contains(&recipient).then_some(*code),
            _ => None,
        };
        match refusal {
            Some(code) => self.reply(&format!("{code} <{recipient}> is not served")),
            None => {
                envelope.to.push(recipient);
                self.reply("250 recipient ok")
            }
        }
    }

    /// Takes a letter, or not. False: the connection is to end.
    fn letter(&mut self, envelope: Envelope) -> std::io::Result<bool> {
        if let Behaviour::RefuseData(code) = self.behaviour {
            self.reply(&format!("{code} no letter now"))?;
            return Ok(true);
        }
        self.reply("354 end with a dot")?;

        let mut raw = Vec::new();
        loop {
            let Some(line) = self.line()? else { return Ok(false) };
            if line == b".\r\n" {
                break;
            }
            raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            if self.behaviour == Behaviour::DropInLetter {
                return Ok(false);
            }
        }

        if let Behaviour::RefuseLetter(code) = self.behaviour {
            self.reply(&format!("{code} this letter is not taken"))?;
            return Ok(true);
        }
        self.shared.keep(Letter { from: envelope.from.unwrap_or_default(), to: envelope.to, raw });
        if self.behaviour == Behaviour::DropAfterLetter {
            return Ok(false);
        }
        self.reply("250 taken")?;
        Ok(true)
    }

    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    fn reply(&mut self, text: &str) -> std::io::Result<()> {
        if let Behaviour::Slow(delay) = self.behaviour {
            thread::sleep(delay);
        }
        self.output.write_all(format!("{text}\r\n").as_bytes())
    }
}

/// The address between the angle brackets of `MAIL FROM:<…>` and `RCPT TO:<…>`.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    let (address, _) = rest.split_once('>')?;
    Some(address.to_owned())
}

mod tests {
    use super::{Behaviour, Letter, MailServer};
    use lettre::message::header::ContentType;
    use lettre::transport::smtp::Error;
    use lettre::{Message, SmtpTransport, Transport as _};
    use std::time::{Duration, Instant};

    const PATIENCE: Duration = Duration::from_secs(10);

    fn send(server: &MailServer, to: &[&str]) -> Result<(), Error> {
        send_within(server, to, PATIENCE)
    }

    fn send_within(server: &MailServer, to: &[&str], timeout: Duration) -> Result<(), Error> {
        let mut letter = Message::builder()
            .from("Nätverket <natverket@example.org>".parse().expect("an address"))
            .subject("Påminnelse")
            .header(ContentType::TEXT_PLAIN);
        for address in to {
            letter = letter.to(address.parse().expect("an address"));
        }
        let letter = letter.body(String::from("Hej!\r\n.\r\n..två\r\n")).expect("a letter");
        SmtpTransport::from_url(&server.url())
            .expect("a URL")
            .timeout(Some(timeout))
            .build()
            .send(&letter)
            .map(|_| ())
    }

    fn code(result: Result<(), Error>) -> Option<u16> {
        result.expect_err("the server refuses").status().map(u16::from)
    }

    #[test]
    fn a_letter_arrives_as_it_was_written() {
        let server = MailServer::start();
        send(&server, &["a@example.org", "b@example.org"]).expect("taken");
        let letters = server.letters();
        let [letter] = letters.as_slice() else { unreachable!("one letter, not {}", letters.len()) };
        assert_eq!(letter.from, "natverket@example.org");
        assert_eq!(letter.to, ["a@example.org", "b@example.org"]);
        assert_eq!(letter.header("subject").as_deref(), Some("=?utf-8?b?UMOlbWlubmVsc2U=?="));
        assert!(letter.header("content-transfer-encoding").is_some());
        assert_eq!(server.letters_to("b@example.org").len(), 1);
        assert!(server.letters_to("c@example.org").is_empty());
        assert!(!server.commands().iter().any(|command| command.starts_with("AUTH")));
    }

    #[test]
    fn lines_that_begin_with_a_dot_survive() {
        let server = MailServer::start();
        let letter = Message::builder()
            .from("a@example.org".parse().expect("an address"))
            .to("b@example.org".parse().expect("an address"))
            .body(String::from("first\r\n.\r\n..two\r\nlast"))
            .expect("a letter");
        SmtpTransport::from_url(&server.url()).expect("a URL").build().send(&letter).expect("taken");
        let text: String = server.wait_for(1, PATIENCE).iter().map(Letter::text).collect();
        assert!(text.ends_with("\r\n\r\nfirst\r\n.\r\n..two\r\nlast\r\n"), "{text:?}");
    }

    #[test]
    fn every_refusal_reaches_the_client_with_its_code() {
        let server = MailServer::start();
        let refusals = [
            (Behaviour::Busy, 421),
            (Behaviour::RefuseRecipients(450), 450),
            (Behaviour::RefuseRecipients(550), 550),
            (Behaviour::RefuseOnly(550, vec![String::from("a@example.org")]), 550),
            (Behaviour::RefuseData(451), 451),
            (Behaviour::RefuseLetter(554), 554),
        ];
        for (behaviour, expected) in refusals {
            server.script([behaviour.clone()]);
            assert_eq!(code(send(&server, &["a@example.org"])), Some(expected), "{behaviour:?}");
        }
        assert!(server.letters().is_empty());
        send(&server, &["a@example.org"]).expect("the script is used up");
        server.behave(Behaviour::RefuseOnly(550, vec![String::from("b@example.org")]));
        send(&server, &["a@example.org"]).expect("only the other one is refused");
        assert_eq!(server.letters().len(), 2);
    }

    #[test]
    fn a_connection_that_breaks_leaves_the_client_without_a_code() {
        let server = MailServer::start();
        server.script([Behaviour::DropInLetter]);
        assert_eq!(code(send(&server, &["a@example.org"])), None);
        assert!(server.letters().is_empty());

        server.script([Behaviour::DropAfterLetter]);
        assert_eq!(code(send(&server, &["a@example.org"])), None);
        assert_eq!(server.letters().len(), 1, "the server has the letter although the client cannot know");
    }

    #[test]
    fn a_closed_port_refuses_and_can_be_opened_again() {
        let mut server = MailServer::start();
        server.close();
        assert_eq!(code(send(&server, &["a@example.org"])), None);
        server.open();
        send(&server, &["a@example.org"]).expect("taken");
    }

    #[test]
    fn a_silent_server_costs_the_client_its_patience() {
        let server = MailServer::start();
        server.behave(Behaviour::Silent);
        let begin = Instant::now();
        let timeout = Duration::from_millis(300);
        assert_eq!(code(send_within(&server, &["a@example.org"], timeout)), None);
        assert!(begin.elapsed() >= timeout);
        assert!(server.wait_for_connections(1, PATIENCE));
    }

    #[test]
    fn a_slow_server_takes_its_time_and_the_letter() {
        let server = MailServer::start();
        server.behave(Behaviour::Slow(Duration::from_millis(30)));
        let begin = Instant::now();
        send(&server, &["a@example.org"]).expect("taken");
        assert!(begin.elapsed() >= Duration::from_millis(6 * 30), "six replies");
        assert_eq!(server.letters().len(), 1);
    }

    #[test]
    fn each_letter_on_a_connection_used_again_is_an_attempt() {
        let server = MailServer::start();
        server.script([Behaviour::Accept, Behaviour::RefuseRecipients(451), Behaviour::Accept]);
        let letter = || {
            Message::builder()
                .from("a@example.org".parse().expect("an address"))
                .to("b@example.org".parse().expect("an address"))
                .body(String::from("Hej!"))
                .expect("a letter")
        };
        let transport = SmtpTransport::from_url(&server.url()).expect("a URL").build();
        transport.send(&letter()).expect("taken");
        assert_eq!(code(transport.send(&letter()).map(|_| ())), Some(451));
        transport.send(&letter()).expect("taken");
        assert_eq!(server.letters().len(), 2);
    }
}
