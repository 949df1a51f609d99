//! The program itself, started as a person would: the demo, or an installation from nothing. Its mails are files that a test
//! reads as their recipient would. The program and its folder are gone when the test is over, however it ends.

use super::{Browser, Key, text};
use mail_parser::MessageParser;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_perspektiv");

/// Ends the program and clears up when its standard input closes, which the kernel sees to even when the test process is
/// killed.
const WATCHDOG: &str = r#"cat >/dev/null; kill -KILL "$1"; rm -rf "$2""#;

const PATIENCE: Duration = Duration::from_secs(30);

/// One running installation.
pub struct Site {
    /// Where it is, without a slash at the end.
    pub url: String,
    folder: TempDir,
    mails: PathBuf,
    printed: Vec<Printed>,
    /// The mails that were read: each is read once.
    read: Mutex<BTreeSet<PathBuf>>,
    program: Child,
    watchdog: Child,
    _output: BufReader<ChildStdout>,
}

/// A sign-in link that the program printed.
struct Printed {
    role: String,
    link: String,
}

/// A mail as its recipient has it.
#[derive(Debug)]
pub struct Mail {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
}

impl Mail {
    /// The first link in the text.
    pub fn link(&self) -> &str {
        let link = self.text.split_whitespace().find(|word| word.starts_with("http"));
        link.unwrap_or_else(|| panic!("no link in:\n{}", self.text))
    }

    /// The code to type: two groups of four.
    pub fn code(&self) -> &str {
        let is_code = |word: &&str| {
            word.len() == 9 && word.split('-').all(|part| part.len() == 4) && word.contains('-')
        };
        let code = self.text.split_whitespace().find(is_code);
        code.unwrap_or_else(|| panic!("no code in:\n{}", self.text))
    }
}

impl Site {
    /// `perspektiv demo`: a made-up network with rounds in every state, and a link for each of its five people.
    pub fn demo() -> Self {
        let folder = folder();
        let data = folder.path().join("data");
        let mut command = program(folder.path());
        command.args(["demo", "--port", "0", "--data"]).arg(&data);
        Self::start(command, folder, data.join("mail"), Vec::new(), 5)
    }

    /// An installation as a network begins: migrated, the regions imported, one person in the secretariat; mail goes to files.
    pub fn empty() -> Self {
        let folder = folder();
        let data = folder.path().join("data");
        let port = free_port();
        let with_settings = |arguments: &[&str]| {
            let mut command = program(folder.path());
            command
                .env("DATABASE_URL", format!("sqlite://{}", data.join("perspektiv.db").display()))
                .env("DATA_DIR", &data)
                .env("BASE_URL", format!("http://127.0.0.1:{port}"))
                .env("BIND", format!("127.0.0.1:{port}"))
                .env("NETWORK_NAME", "Provnätverket")
                .args(arguments);
            command
        };
        fs::create_dir_all(&data).expect("the temporary directory is writable");
        done(&mut with_settings(&["migrate"]));
        let regions = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/data/regions.csv");
        let said = done(&mut with_settings(&["members", "import", regions]));
        assert!(said.contains("members: 21 new"), "{said}");
        let said = done(&mut with_settings(&[
            "admin",
            "add",
            "sekretariat@natverket.example",
            "--name",
            "Siv Kansli",
        ]));
        let link = said.lines().next().unwrap_or_default().to_owned();
        let printed = vec![Printed { role: String::from("secretariat"), link }];
        let mails = data.join("mail");
        Self::start(with_settings(&["serve"]), folder, mails, printed, 0)
    }

    fn start(
        mut command: Command,
        folder: TempDir,
        mails: PathBuf,
        mut printed: Vec<Printed>,
        links: usize,
    ) -> Self {
        let log = fs::File::create(folder.path().join("log")).expect("the temporary directory is writable");
        let mut program = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "watchdog", &program.id().to_string()])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");
        let mut output = BufReader::new(program.stdout.take().expect("the output is a pipe"));
        let mut line = || {
            let mut line = String::new();
            output.read_line(&mut line).expect("the output is text");
            assert!(!line.is_empty(), "it ended:\n{}", tail(folder.path()));
            line.trim_end().to_owned()
        };
        let ready = line();
        let url = ready.strip_prefix("ready ").unwrap_or_else(|| panic!("not ready: {ready}")).to_owned();
        for _ in 0..links {
            let line = line();
            let parts: Vec<_> = line.split('\t').collect();
            let ["sign-in", role, _, link] = parts.as_slice() else { panic!("no sign-in line: {line}") };
            printed.push(Printed { role: (*role).to_owned(), link: (*link).to_owned() });
        }
        Self { url, folder, mails, printed, read: Mutex::default(), program, watchdog, _output: output }
    }

    /// The link that was printed for a role, such as `process-lead`.
    pub fn printed_link(&self, role: &str) -> &str {
        let found = self.printed.iter().find(|printed| printed.role == role);
        &found.unwrap_or_else(|| panic!("no link was printed for {role}")).link
    }

    /// A browser in which the person with this role has opened the printed link and pressed the button.
    pub async fn person(&self, role: &str) -> Browser {
        let browser = Browser::start(&self.url).await;
        self.enter_as(&browser, role).await;
        browser
    }

    /// Opens the printed link and presses the button.
    pub async fn enter_as(&self, browser: &Browser, role: &str) {
        enter(browser, self.printed_link(role)).await;
    }

    /// Signs in as people do: asks for a mail, reads it, opens its link, presses the button.
    pub async fn sign_in(&self, browser: &Browser, address: &str) {
        browser.open("/sign-in").await;
        browser.fill("#email", address).await;
        browser.press(Key::Enter).await;
        browser.wait_for_path("/sign-in/sent").await;
        enter(browser, self.mail(address, "Logga in").await.link()).await;
    }

    /// Waits for a mail to this address that was not read before, with these words in the subject.
    pub async fn mail(&self, address: &str, subject: &str) -> Mail {
        let begin = Instant::now();
        loop {
            if let Some(mail) = self.unread(address, subject) {
                return mail;
            }
            assert!(
                begin.elapsed() < PATIENCE,
                "no mail “{subject}” came to {address}\n{}",
                tail(self.folder.path())
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Makes it long ago that everybody signed in, as after a morning's work.
    pub fn let_sign_ins_age(&self) {
        use diesel::connection::SimpleConnection as _;
        let file = self.folder.path().join("data").join("demo.db");
        let mut database =
            <diesel::SqliteConnection as diesel::Connection>::establish(&file.display().to_string())
                .expect("the database is a file");
        database
            .batch_execute(
                "PRAGMA busy_timeout = 5000; UPDATE session SET created_at = '2026-01-01 08:00:00'",
            )
            .expect("the sessions are there");
    }

    /// How many mails there are to this address, read or not.
    pub fn mails_to(&self, address: &str) -> usize {
        self.files().iter().filter(|file| parse(file).is_some_and(|(to, _)| to == address)).count()
    }

    fn unread(&self, address: &str, subject: &str) -> Option<Mail> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for file in self.files() {
            if read.contains(&file) {
                continue;
            }
            if let Some((to, mail)) = parse(&file)
                && to == address
                && mail.subject.contains(subject)
            {
                read.insert(file);
                return Some(mail);
            }
        }
        None
    }

    /// The mails, the oldest first.
    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<_> = fs::read_dir(&self.mails)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
        files.sort();
        files
    }

    /// Asks the program to stop and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        done(Command::new("kill").arg("-TERM").arg(self.program.id().to_string()));
        let begin = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().expect("the program is ours") {
                return status;
            }
            assert!(begin.elapsed() < PATIENCE, "it does not stop:\n{}", tail(self.folder.path()));
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.watchdog.kill(); // before the number of a process that has ended may be another's
        let _ = self.watchdog.wait();
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Opens a sign-in link and presses its button.
pub async fn enter(browser: &Browser, link: &str) {
    browser.open(link).await;
    browser.wait_for_text("Nästan inne").await;
    browser.click(text("Logga in")).await;
    browser.wait_for(text("Logga ut")).await;
}

fn folder() -> TempDir {
    tempfile::Builder::new()
        .prefix("perspektiv-site-")
        .tempdir()
        .expect("the temporary directory is writable")
}

/// The program with nothing of this process's environment that it reads.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    for variable in [
        "DATABASE_URL",
        "BASE_URL",
        "BIND",
        "SMTP_URL",
        "MAIL_FROM",
        "NETWORK_NAME",
        "NETWORK_TERMS",
        "DATA_DIR",
        "METRICS_BIND",
        "LOG",
        "LOG_FORMAT",
        "TIME_ZONE",
    ] {
        command.env_remove(variable);
    }
    command.current_dir(folder);
    command
}

/// Runs a command that has to succeed, and returns what it says.
fn done(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
    said
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// Whom a mail is to, and what it says.
fn parse(file: &Path) -> Option<(String, Mail)> {
    let bytes = fs::read(file).ok()?;
    let mail = MessageParser::default().parse(&bytes)?;
    let to = mail.to()?.first()?.address()?.to_owned();
    let subject = mail.subject().unwrap_or_default().to_owned();
    Some((to, Mail { subject, text: mail.body_text(0)?.into_owned() }))
}

/// The last that the program logged.
fn tail(folder: &Path) -> String {
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    let lines: Vec<_> = log.lines().collect();
    lines.get(lines.len().saturating_sub(15)..).unwrap_or_default().join("\n")
}
