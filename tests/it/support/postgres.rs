//! A throw-away Postgres for the tests: one cluster for each test process, from the system's own binaries, reachable only
//! through a socket in its temporary directory, and gone when the process ends, however it ends. Every test gets its own
//! database, cloned from a template that is migrated once.
//!
//! The cluster trades every durability for speed (`fsync=off`): what it proves is behaviour, never survival of a power cut.

#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    reason = "a toolbox for tests: not every binary uses every tool, and a broken tool ends the test"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

/// Settings that make a cluster quick to start and quick to forget.
const SETTINGS: &[&str] = &[
    "listen_addresses = ''",
    "unix_socket_directories = '..'", // relative to the data
    "port = 5432",                    // part of the socket's name
    "max_connections = 200",
    "shared_buffers = 64MB",
    "max_wal_size = 128MB",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "wal_level = minimal",
    "max_wal_senders = 0",
    "autovacuum = off",
    "log_checkpoints = off",
    "timezone = UTC",
];

/// Waits until its standard input closes, which the kernel sees to even when the test process is killed, and then clears up.
const WATCHDOG: &str = r#"trap '' HUP INT TERM
cat >/dev/null
"$1" stop --silent --wait --mode=immediate --pgdata="$2/data"
rm -rf "$2""#;

/// A file system in memory: a database is some 300 files, cloned there in 10 ms, on a disk in 150.
const MEMORY: &str = "/dev/shm";

/// Far above what the cluster needs; containers often have 64 MiB there, which is too little.
const ROOM_NEEDED_KIB: u64 = 1024 * 1024;

const TEMPLATE: &str = "perspektiv_template";

/// A database of its own for the calling test, on the cluster that all tests of this process share.
///
/// The first call hands the URL of an empty database to `fill`, which migrates it; that database is the template of all
/// later calls, whose `fill` is not run. `fill` runs on a thread of its own, so it may start a runtime and block on it.
pub fn database(fill: impl FnOnce(&str) + Send) -> TestDatabase {
    shared().database(fill)
}

/// A database without a table, for tests of the migrations themselves.
pub fn empty_database() -> TestDatabase {
    shared().empty_database()
}

fn shared() -> &'static Arc<Cluster> {
    static SHARED: OnceLock<Arc<Cluster>> = OnceLock::new();
    SHARED.get_or_init(Cluster::start)
}

/// One database, dropped with this value, with whatever connections are still open to it.
pub struct TestDatabase {
    /// `postgres:///NAME?host=SOCKET_DIRECTORY&port=5432&user=postgres`: libpq, and therefore diesel, takes it as it is.
    pub url: String,
    name: String,
    cluster: Arc<Cluster>,
}

impl TestDatabase {
    /// Runs any number of SQL statements, each in its own transaction unless the text says `BEGIN`.
    pub fn execute(&self, sql: &str) {
        self.cluster.psql(&self.name, sql).unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
    }

    /// The rows of a query, each field as Postgres prints it; NULL is the empty string.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let printed = self.cluster.psql(&self.name, sql).unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
        let Some(rows) = printed.strip_suffix('\n') else { return Vec::new() };
        rows.split(RECORD_END).map(|row| row.split(FIELD_END).map(str::to_owned).collect()).collect()
    }

    /// The one field of the one row of a query, as Postgres prints it.
    pub fn value(&self, sql: &str) -> String {
        let mut fields = self.rows(sql).into_iter().flatten();
        match (fields.next(), fields.next()) {
            (Some(value), None) => value,
            _ => panic!("expected one row of one field from: {sql}"),
        }
    }

    /// The server the database is on, to stop and resume it under load. Only sensible on a cluster of the test's own.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // A cluster that a test has stopped takes its databases with it in the end, so a failure here costs nothing.
        let _ = self.cluster.administer(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// How a server is stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stop {
    /// Open transactions are rolled back and clients are told.
    Fast,
    /// As in a crash: the next start recovers from the log.
    Immediate,
}

/// A Postgres server with its data. Most tests want [`database`]; only one that stops the server starts its own.
pub struct Cluster {
    binaries: PathBuf,
    directory: PathBuf,
    owner: Owner,
    watchdog: Child,
    /// `CREATE DATABASE … TEMPLATE` fails while another session is connected to the template: one clone at a time.
    administration: Mutex<()>,
    template: OnceLock<()>,
    databases: AtomicU32,
}

impl Cluster {
    /// Makes a cluster and starts it; takes about a second.
    pub fn start() -> Arc<Self> {
        let binaries = find_binaries();
        let owner = Owner::of_cluster();
        let directory = owner.make_directory();

        let watchdog = owner
            .command("sh", &directory)
            .args([OsStr::new("-c"), OsStr::new(WATCHDOG), OsStr::new("watchdog")])
            .args([binaries.join("pg_ctl"), directory.clone()])
            .process_group(0) // so that Ctrl-C in the terminal reaches the tests, and the watchdog through them only
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");

        run(owner.command(binaries.join("initdb"), &directory).arg("--pgdata=data").args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]))
        .unwrap_or_else(|error| panic!("initdb: {error}"));

        fs::OpenOptions::new()
            .append(true)
            .open(directory.join("data/postgresql.conf"))
            .and_then(|mut file| writeln!(file, "{}", SETTINGS.join("\n")))
            .expect("the cluster's configuration is writable");

        let cluster = Self {
            binaries,
            directory,
            owner,
            watchdog,
            administration: Mutex::new(()),
            template: OnceLock::new(),
            databases: AtomicU32::new(0),
        };
        cluster.resume();
        Arc::new(cluster)
    }

    /// As the function [`database`], on this cluster.
    pub fn database(self: &Arc<Self>, fill: impl FnOnce(&str) + Send) -> TestDatabase {
        self.template.get_or_init(|| self.make_template(fill));
        self.create(TEMPLATE)
    }

    /// As the function [`empty_database`], on this cluster.
    pub fn empty_database(self: &Arc<Self>) -> TestDatabase {
        self.create("template0")
    }

    /// Stops the server and returns once it is down. Its data stays.
    pub fn stop(&self, how: Stop) {
        let mode = match how {
            Stop::Fast => "--mode=fast",
            Stop::Immediate => "--mode=immediate",
        };
        self.pg_ctl(&["stop", mode]);
    }

    /// Starts the stopped server and returns once it accepts connections.
    pub fn resume(&self) {
        self.pg_ctl(&["start", "--log=log"]);
    }

    /// What the server has logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }

    fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&port=5432&user=postgres", self.directory.display())
    }

    fn make_template(&self, fill: impl FnOnce(&str) + Send) {
        self.administer(&format!("DROP DATABASE IF EXISTS {TEMPLATE}"))
            .and_then(|_| self.administer(&format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0")))
            .unwrap_or_else(|error| panic!("{error}"));
        let url = self.url(TEMPLATE);
        let filled = thread::scope(|scope| scope.spawn(|| fill(&url)).join());
        if let Err(cause) = filled {
            std::panic::resume_unwind(cause);
        }
        // A pool may be slow to let go of its connections; the template must have none.
        self.administer(&format!(
            "ALTER DATABASE {TEMPLATE} ALLOW_CONNECTIONS false;
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{TEMPLATE}'"
        ))
        .unwrap_or_else(|error| panic!("{error}"));
    }

    fn create(self: &Arc<Self>, template: &str) -> TestDatabase {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        // Copying the files is quicker than the default, which copies blocks through the log.
        self.administer(&format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy"))
            .unwrap_or_else(|error| panic!("{error}"));
        TestDatabase { url: self.url(&name), name, cluster: Arc::clone(self) }
    }

    fn administer(&self, sql: &str) -> Result<String, String> {
        let _one_at_a_time = self.administration.lock().unwrap_or_else(PoisonError::into_inner);
        self.psql("postgres", sql)
    }

    fn psql(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(self.binaries.join("psql"));
        psql.args(["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"])
            .arg(format!("--field-separator={FIELD_END}"))
            .arg(format!("--record-separator={RECORD_END}"))
            .arg(format!("--dbname={}", self.url(database)))
            .arg("--file=-")
            .env("PGOPTIONS", "--client-min-messages=warning");
        run_with_input(&mut psql, sql)
    }

    fn pg_ctl(&self, arguments: &[&str]) {
        run(self.owner.command(self.binaries.join("pg_ctl"), &self.directory).args(arguments).args([
            "--silent",
            "--wait",
            "--pgdata=data",
        ]))
        .unwrap_or_else(|error| panic!("pg_ctl {arguments:?}: {error}\n{}", self.log()));
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        let _ = self.watchdog.wait();
    }
}

/// The user the server runs as: Postgres refuses to run as root.
struct Owner {
    switch_to: Option<(u32, u32)>,
}

impl Owner {
    fn of_cluster() -> Self {
        let we_are_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        if !we_are_root {
            return Self { switch_to: None };
        }
        let users = fs::read_to_string("/etc/passwd").expect("/etc/passwd is readable");
        let ids = |wanted: &str| {
            users.lines().find_map(|line| {
                let mut fields = line.split(':');
                let (name, _password, uid, gid) =
                    (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
                (name == wanted).then_some((uid.parse().ok()?, gid.parse().ok()?))
            })
        };
        let unprivileged = ids("postgres").or_else(|| ids("nobody"));
        Self { switch_to: Some(unprivileged.expect("a user `postgres` or `nobody` to run Postgres as")) }
    }

    /// A new directory with a short path, because a socket's path holds 107 bytes at most and `TMPDIR` may be long or private.
    fn make_directory(&self) -> PathBuf {
        let parent = if is_roomy(MEMORY) { MEMORY } else { "/tmp" };
        let directory = tempfile::Builder::new()
            .prefix("perspektiv-pg-")
            .tempdir_in(parent)
            .unwrap_or_else(|error| panic!("{parent}: {error}"))
            .keep();
        if let Some((uid, gid)) = self.switch_to {
            chown(&directory, Some(uid), Some(gid)).expect("root may give a directory away");
        }
        directory
    }

    /// A command that runs as this user in `directory`.
    fn command(&self, program: impl AsRef<OsStr>, directory: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(directory).env("LC_ALL", "C.UTF-8");
        if let Some((uid, gid)) = self.switch_to {
            command.uid(uid).gid(gid);
        }
        command
    }
}

fn is_roomy(directory: &str) -> bool {
    let available =
        run(Command::new("df").args(["--output=avail", "--block-size=1K", directory])).unwrap_or_default();
    available
        .lines()
        .last()
        .and_then(|kib| kib.trim().parse().ok())
        .is_some_and(|kib: u64| kib >= ROOM_NEEDED_KIB)
}

/// Debian keeps the server's programs out of `PATH`, one directory for each major version; the newest is taken.
fn find_binaries() -> PathBuf {
    let version =
        |directory: &Path| -> Option<u32> { directory.parent()?.file_name()?.to_str()?.parse().ok() };
    let debian = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|directory| directory.join("initdb").exists())
        .max_by_key(|directory| version(directory));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian
        .or_else(|| std::env::split_paths(&path).find(|directory| directory.join("initdb").exists()))
        .expect("Postgres is not installed: run scripts/test.sh, or install the package `postgresql`")
}

const FIELD_END: char = '\u{1f}';
const RECORD_END: char = '\u{1e}';

fn run(command: &mut Command) -> Result<String, String> {
    run_with_input(command, "")
}

fn run_with_input(command: &mut Command, input: &str) -> Result<String, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command:?}: {error}"))?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // On a thread of its own: the program may stop reading until somebody reads what it has to say.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
        child.wait_with_output()
    });
    let output = output.map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

mod tests {
    use super::{Cluster, Stop};
    use std::thread;

    const FILL: &str =
        "CREATE TABLE note (id integer, said text); INSERT INTO note VALUES (1, 'från mallen')";

    #[test]
    fn databases_are_apart_and_outlive_the_server() {
        let cluster = Cluster::start();
        let fill = |url: &str| {
            let name = url.trim_start_matches("postgres:///").split('?').next().unwrap_or_default();
            cluster.psql(name, FILL).expect("the template is filled");
        };
        thread::scope(|scope| {
            for number in 2..10 {
                let (cluster, fill) = (&cluster, &fill);
                scope.spawn(move || {
                    let database = cluster.database(fill);
                    database.execute(&format!("INSERT INTO note VALUES ({number}, NULL)"));
                    let expected = [["1", "från mallen"], [&number.to_string(), ""]];
                    assert_eq!(database.rows("SELECT * FROM note ORDER BY id"), expected);
                });
            }
        });
        let left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'test%'";
        let database = cluster.empty_database();
        assert_eq!(database.value(left), "1", "the others are dropped");
        assert_eq!(database.value("SELECT ''"), "");
        assert!(database.rows("SELECT 1 WHERE false").is_empty());

        for how in [Stop::Fast, Stop::Immediate] {
            cluster.stop(how);
            assert!(cluster.psql("postgres", "SELECT 1").is_err(), "{how:?}");
            cluster.resume();
            assert_eq!(database.value(left), "1");
        }
    }
}
