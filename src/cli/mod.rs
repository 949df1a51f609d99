//! The command line: one file per command. A command reads its arguments, calls the rooms that do the work, and says
//! what happened. Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 the environment is.

pub mod admin;
pub mod backup;
pub mod demo;
pub mod export;
pub mod mail;
pub mod members;
pub mod migrate;
pub mod restore;
pub mod serve;
pub mod survey;
pub mod verify;

mod synthetic;

use std::{ffi::OsString, io::Write, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{
    config::Config,
    locale,
    store::{Db, DbConnection, StoreError, StoreResult, Target, connection::Purpose, migrate as migrations},
};

/// Self-evaluation for networks of health services: ask, answer together, sign, review, publish.
#[derive(Debug, Parser)]
#[command(
    name = "perspektiv",
    version,
    after_help = "Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 the environment is."
)]
pub struct Cli {
    /// The configuration.
    #[command(flatten)]
    pub config: Config,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the application and its mail worker
    Serve,
    /// Run a demo with a made-up network, nothing configured
    Demo(demo::Arguments),
    /// Manage the people who run the installation
    #[command(subcommand)]
    Admin(admin::Command),
    /// Write the open-data files of one year into a folder
    Export(export::Arguments),
    /// Check, compare and describe questionnaire files
    #[command(subcommand)]
    Survey(survey::Command),
    /// Tell whether a downloaded file is a signed version as it was signed
    Verify(verify::Arguments),
    /// Import the members of the network
    #[command(subcommand)]
    Members(members::Command),
    /// Bring the database to the schema of this version
    Migrate,
    /// Write a backup of the database to a file, also while the application serves
    Backup(backup::Arguments),
    /// Put a backup in the place of the database; it sends no mail until `mail release`
    Restore(restore::Arguments),
    /// Look at the outbox, and let it go after a restore
    #[command(subcommand)]
    Mail(mail::Command),
}

impl Command {
    fn run(&self, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
        match self {
            Command::Serve => serve::run(config, out),
            Command::Demo(arguments) => demo::run(arguments, config, out),
            Command::Admin(command) => admin::run(command, config, out),
            Command::Export(arguments) => export::run(arguments, config, out),
            Command::Survey(command) => survey::run(command, out),
            Command::Verify(arguments) => verify::run(arguments, config, out),
            Command::Members(command) => members::run(command, config, out),
            Command::Migrate => migrate::run(config, out),
            Command::Backup(arguments) => backup::run(arguments, config, out),
            Command::Restore(arguments) => restore::run(arguments, config, out),
            Command::Mail(command) => mail::run(command, config, out),
        }
    }
}

/// Why a command was not done.
#[derive(Debug)]
pub enum Failure {
    /// What it was given is at fault: exit code 1.
    Input(anyhow::Error),
    /// The machine, the database or the configuration is: exit code 3.
    Environment(anyhow::Error),
}

impl Failure {
    /// The input is at fault, in one sentence.
    pub fn input(what: impl std::fmt::Display) -> Failure {
        Failure::Input(anyhow::anyhow!("{what}"))
    }

    /// The environment is at fault, in one sentence.
    pub fn environment(what: impl std::fmt::Display) -> Failure {
        Failure::Environment(anyhow::anyhow!("{what}"))
    }

    /// The exit code.
    pub const fn code(&self) -> u8 {
        match self {
            Failure::Input(_) => 1,
            Failure::Environment(_) => 3,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Input(error) | Failure::Environment(error) => write!(f, "{error:#}"),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Environment(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Environment(error.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::NotFound | StoreError::Refused(_) | StoreError::Conflict(_) => {
                Failure::Input(error.into())
            }
            StoreError::Unavailable(_) | StoreError::Full | StoreError::Fault(_) => {
                Failure::Environment(error.into())
            }
        }
    }
}

/// The program: reads the process's arguments, does what they say, and returns the exit code.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os(), &mut std::io::stdout(), &mut std::io::stderr()))
}

/// The program with arguments (the first is its own name) and output of the caller's.
pub fn run<A, T>(arguments: A, out: &mut dyn Write, err: &mut dyn Write) -> u8
where
    A: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let text = error.render();
            // Nothing is left to be done if even this cannot be said.
            drop(if error.use_stderr() { write!(err, "{text}") } else { write!(out, "{text}") });
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let terms = match cli.config.network_terms() {
        Some(directory) => locale::use_terms(directory).map_err(Failure::environment),
        None => Ok(()),
    };
    let done = terms.and_then(|()| cli.command.run(&cli.config, out));
    match done.and_then(|()| out.flush().map_err(Failure::from)) {
        Ok(()) => 0,
        Err(failure) => {
            drop(writeln!(err, "perspektiv: {failure}"));
            failure.code()
        }
    }
}

/// Where the data is, according to the configuration.
fn target(config: &Config) -> Result<Target, Failure> {
    config.target().map_err(Failure::environment)
}

/// Does one thing in a transaction, on a database that exists and has the present schema.
fn with_database<R, F>(config: &Config, job: F) -> Result<R, Failure>
where
    R: Send + 'static,
    F: FnOnce(&mut DbConnection) -> StoreResult<R> + Send + 'static,
{
    let target = target(config)?;
    if let Target::Sqlite(path) = &target
        && !path.exists()
    {
        let what = format!("there is no database at {}; run `perspektiv migrate` first", path.display());
        return Err(Failure::environment(what));
    }
    if !migrations::pending(&mut target.connect(Purpose::Write)?)?.is_empty() {
        return Err(Failure::environment(
            "the database is older than this program; run `perspektiv migrate` first",
        ));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let db = Db::open(&target)?;
    Ok(runtime.block_on(db.write(job))?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::CommandFactory;

    use super::*;

    /// Runs a command on the database in a folder: exit code, standard output, standard error.
    fn perspektiv(folder: &Path, arguments: &[&str]) -> (u8, String, String) {
        let url = format!("sqlite://{}", folder.join("data.db").display());
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let all = ["perspektiv", "--database-url", &url].into_iter().chain(arguments.iter().copied());
        let code = run(all.map(str::to_owned), &mut out, &mut err);
        (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
    }

    fn root(path: &str) -> String {
        format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn the_commands_are_consistent_and_every_variable_is_documented() {
        Cli::command().debug_assert();
        let folder = tempfile::tempdir().unwrap();
        let (code, help, _) = perspektiv(folder.path(), &["--help"]);
        assert_eq!(code, 0);
        for variable in [
            "DATABASE_URL",
            "BASE_URL",
            "BIND",
            "SMTP_URL",
            "MAIL_FROM",
            "NETWORK_NAME",
            "NETWORK_TERMS",
            "DATA_DIR",
            "LOG",
            "LOG_FORMAT",
            "TIME_ZONE",
        ] {
            assert!(help.contains(&format!("[env: {variable}")), "{variable}\n{help}");
        }
    }

    #[test]
    fn each_kind_of_failure_has_its_exit_code() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(perspektiv(folder.path(), &["no-such-command"]).0, 2);
        assert_eq!(perspektiv(folder.path(), &["survey", "check", "/no/such/file"]).0, 1);
        assert_eq!(perspektiv(folder.path(), &["mail", "status"]).0, 3, "no database yet");
        let elsewhere = ["perspektiv", "--database-url", "mysql://x", "migrate"];
        assert_eq!(run(elsewhere, &mut Vec::new(), &mut Vec::new()), 3);
        let (code, _, err) = perspektiv(folder.path(), &["--network-terms", &root("assets"), "migrate"]);
        assert!(code == 3 && err.contains("assets holds neither sv.ftl nor en.ftl"), "{err}");
        assert!(!folder.path().join("data.db").exists());
    }

    #[test]
    fn questionnaire_files_are_checked_and_compared() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) =
            (root("surveys/sjalvevaluering/2026.json"), root("surveys/sjalvevaluering/2027.json"));
        let (code, out, err) = perspektiv(folder.path(), &["survey", "check", &old, &new]);
        assert_eq!(code, 0, "{out}{err}");
        assert_eq!(out.matches(": ok").count(), 2, "{out}");
        let wrong = folder.path().join("wrong.json");
        let text = std::fs::read_to_string(&new).unwrap().replacen("\"governance\"", "\"goverance\"", 1);
        std::fs::write(&wrong, text).unwrap();
        let (code, out, _) = perspektiv(folder.path(), &["survey", "check", wrong.to_str().unwrap()]);
        assert!(code == 1 && out.contains("/standards/0/substandards/0/perspective"), "{out}");
        let text = std::fs::read_to_string(&new).unwrap().replacen("\"languages\"", "\"languages\",", 1);
        std::fs::write(&wrong, text).unwrap();
        let (code, out, _) = perspektiv(folder.path(), &["survey", "check", wrong.to_str().unwrap()]);
        assert!(
            code == 1 && out.contains("wrong.json: line ") && out.contains("A colon is expected"),
            "{out}"
        );
        // What is said of an edition that is nowhere cannot be checked; beside the file, it can.
        let of = |name: &str, previous: &str| {
            let text = std::fs::read_to_string(&new).unwrap();
            let text = text.replacen("\"edition\": \"2027\"", &format!("\"edition\": \"{name}\""), 1);
            text.replacen("\"previous\": \"2026\"", &format!("\"previous\": \"{previous}\""), 1)
        };
        let lost = folder.path().join("2031.json");
        std::fs::write(&lost, of("2031", "2030")).unwrap();
        let (code, out, _) = perspektiv(folder.path(), &["survey", "check", lost.to_str().unwrap()]);
        assert!(code == 1 && out.contains("2031.json: /previous: Edition 2030 is not at hand"), "{out}");
        std::fs::write(folder.path().join("2030.json"), of("2030", "2026")).unwrap();
        let (code, out, _) = perspektiv(folder.path(), &["survey", "check", lost.to_str().unwrap()]);
        assert!(code == 1 && !out.contains("/previous") && out.contains("/lineage: "), "{out}");
        assert_eq!(perspektiv(folder.path(), &["survey", "diff", &old, &new]).0, 0);
        let (code, out, _) = perspektiv(folder.path(), &["survey", "diff", &old, &old]);
        assert_eq!((code, out.as_str()), (0, "no differences\n"));
        let (_, schema, _) = perspektiv(folder.path(), &["survey", "schema"]);
        assert_eq!(schema, std::fs::read_to_string(root("surveys/schema.json")).unwrap());
    }

    #[test]
    fn members_are_imported_after_a_look_and_only_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = root("assets/data/regions.csv");
        assert_eq!(perspektiv(folder.path(), &["members", "import", &file]).0, 3, "not migrated yet");
        assert_eq!(perspektiv(folder.path(), &["migrate"]).0, 0);
        for _ in 0..2 {
            let (code, out, _) = perspektiv(folder.path(), &["members", "import", "--dry-run", &file]);
            assert!(code == 0 && out.contains("21 new") && out.contains("nothing was stored"), "{out}");
        }
        let (code, out, _) = perspektiv(folder.path(), &["members", "import", &file]);
        assert!(code == 0 && out.contains("2024: 19 members") && out.contains("later years"), "{out}");
        let (code, out, _) = perspektiv(folder.path(), &["members", "import", &file]);
        assert!(code == 0 && out.contains("21 as they were") && out.contains("0 new"), "{out}");
        let wrong = folder.path().join("wrong.csv");
        std::fs::write(&wrong, "code,name,short_name,member_2024\n01,A,A,yes\n").unwrap();
        let (code, out, _) = perspektiv(folder.path(), &["members", "import", wrong.to_str().unwrap()]);
        assert!(code == 1 && out.contains("line 2, column member_2024"), "{out}");
    }

    #[test]
    fn a_backup_comes_back_elsewhere_and_sends_no_mail() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        perspektiv(here.path(), &["migrate"]);
        perspektiv(here.path(), &["members", "import", &root("assets/data/regions.csv")]);
        let backup = here.path().join("backup.db");
        let backup = backup.to_str().unwrap();
        assert_eq!(perspektiv(here.path(), &["backup", backup]).0, 0);
        let (code, _, err) = perspektiv(here.path(), &["backup", backup]);
        assert!(code == 1 && err.contains("exists already"), "{err}");
        let (code, out, err) = perspektiv(there.path(), &["restore", backup]);
        assert!(code == 0 && out.contains("mail release"), "{out}{err}");
        let (_, out, _) = perspektiv(there.path(), &["mail", "status"]);
        assert!(out.starts_with("paused\tyes\n"), "{out}");
        let (_, out, _) = perspektiv(there.path(), &["members", "import", &root("assets/data/regions.csv")]);
        assert!(out.contains("21 as they were"), "{out}");
        assert_eq!(perspektiv(there.path(), &["mail", "release"]).0, 0);
        assert!(perspektiv(there.path(), &["mail", "status"]).1.starts_with("paused\tno\n"));
        let names: Vec<_> =
            std::fs::read_dir(there.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
        assert!(names.iter().all(|name| name.to_string_lossy().starts_with("data.db")), "{names:?}");
    }

    #[test]
    fn a_restore_replaces_only_when_told_and_keeps_what_it_replaced() {
        let folder = tempfile::tempdir().unwrap();
        perspektiv(folder.path(), &["migrate"]);
        let backup = folder.path().join("empty % backup?.db");
        let backup = backup.to_str().unwrap();
        assert_eq!(perspektiv(folder.path(), &["backup", backup]).0, 0);
        perspektiv(folder.path(), &["members", "import", &root("assets/data/regions.csv")]);
        let (code, _, err) = perspektiv(folder.path(), &["restore", backup]);
        assert!(code == 1 && err.contains("not empty"), "{err}");
        let (code, out, err) = perspektiv(folder.path(), &["restore", "--force", backup]);
        assert!(code == 0 && out.contains(".replaced-"), "{out}{err}");
        let (_, out, _) =
            perspektiv(folder.path(), &["members", "import", "--dry-run", &root("assets/data/regions.csv")]);
        assert!(out.contains("21 new"), "{out}");
    }

    #[test]
    fn what_is_no_backup_is_not_restored() {
        let folder = tempfile::tempdir().unwrap();
        perspektiv(folder.path(), &["migrate"]);
        let good = folder.path().join("good.db");
        perspektiv(folder.path(), &["backup", good.to_str().unwrap()]);
        let mut bytes = std::fs::read(&good).unwrap();
        let half = bytes.len() / 2;
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("text"), "hello").unwrap();
        std::fs::write(path("empty"), "").unwrap();
        std::fs::write(path("half"), &bytes[..half]).unwrap();
        for byte in bytes.iter_mut().skip(4096).take(8192) {
            *byte ^= 0x55;
        }
        std::fs::write(path("spoilt"), &bytes).unwrap();
        for name in ["text", "empty", "half", "spoilt", "missing"] {
            let file = path(name);
            let (code, _, err) = perspektiv(folder.path(), &["restore", "--force", file.to_str().unwrap()]);
            assert_eq!(code, 1, "{name}: {err}");
        }
        assert_eq!(perspektiv(folder.path(), &["mail", "status"]).0, 0, "the database is as it was");
    }

    #[test]
    fn a_database_in_use_is_neither_migrated_nor_replaced() {
        let folder = tempfile::tempdir().unwrap();
        perspektiv(folder.path(), &["migrate"]);
        let backup = folder.path().join("backup.db");
        let backup = backup.to_str().unwrap();
        let lock = crate::store::ServerLock::take(&Target::Sqlite(folder.path().join("data.db"))).unwrap();
        assert_eq!(perspektiv(folder.path(), &["backup", backup]).0, 0, "a backup needs no lock");
        for command in [&["migrate"][..], &["restore", "--force", backup]] {
            let (code, _, err) = perspektiv(folder.path(), command);
            assert!(code == 3 && err.contains("another perspektiv process"), "{err}");
        }
        drop(lock);
        assert_eq!(perspektiv(folder.path(), &["migrate"]).0, 0);
    }
}
