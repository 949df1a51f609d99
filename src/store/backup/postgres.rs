//! Postgres: its own programs, `pg_dump` and `pg_restore`, which have to be as new as the server.

use std::{path::Path, process::Command};

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
use url::{Url, form_urlencoded};

use super::{
    BackupError, Restored,
    file::{Partial, beginning},
    settle,
};
use crate::store::{StoreError, Target, connection::Purpose, migrate};

pub(super) fn backup(url: &str, file: &Path) -> Result<u64, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let partial = Partial::beside(file)?;
    let mut command = Command::new("pg_dump");
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(&partial.path);
    run("pg_dump", command, Some(url))?;
    check(&partial.path)?;
    partial.publish(file)
}

pub(super) fn restore(target: &Target, url: &str, file: &Path) -> Result<Restored, BackupError> {
    check(file)?;
    if tables(target)? > 0 {
        return Err(BackupError::NotEmpty("create an empty one and name it in DATABASE_URL"));
    }
    let mut command = Command::new("pg_restore");
    command.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]).arg(file);
    run("pg_restore", command, Some(url))?;
    let migrated = settle(target)?;
    let newer = migrate::unknown(&mut target.connect(Purpose::Write)?)?;
    if !newer.is_empty() {
        return Err(BackupError::not_a_backup(file, "it comes from a newer version of this application"));
    }
    Ok(Restored { migrated, replaced: None })
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    tables: i64,
}

fn tables(target: &Target) -> Result<i64, BackupError> {
    let mut conn = target.connect(Purpose::Write)?;
    let count = sql_query("SELECT COUNT(*) AS tables FROM pg_tables WHERE schemaname = 'public'")
        .get_result::<Count>(&mut conn)
        .map_err(StoreError::from)?;
    Ok(count.tables)
}

/// Whether a file is a complete dump of a database of ours.
fn check(file: &Path) -> Result<(), BackupError> {
    if !beginning(file)?.starts_with(b"PGDMP") {
        return Err(BackupError::not_a_backup(file, "this is no dump in pg_dump's custom format"));
    }
    let mut command = Command::new("pg_restore");
    command.arg("--list").arg(file);
    let contents = run("pg_restore", command, None)?;
    let is_ours = ["member", "round", "answer", "signed_version", "__diesel_schema_migrations"]
        .iter()
        .all(|table| contents.contains(&format!("TABLE DATA public {table} ")));
    if is_ours {
        Ok(())
    } else {
        Err(BackupError::not_a_backup(file, "it is no database of this application"))
    }
}

/// Runs a program against the database. The password goes by way of the environment, not of the arguments, which
/// every user of the machine can read.
fn run(program: &'static str, mut command: Command, url: Option<&str>) -> Result<String, BackupError> {
    let failed = |what: String| BackupError::Program { program, what };
    if let Some(url) = url {
        let (url, password) = apart(url)
            .ok_or_else(|| failed("the database's URL cannot be taken apart; name one host".to_owned()))?;
        command.arg(format!("--dbname={url}"));
        if let Some(password) = password {
            command.env("PGPASSWORD", password);
        }
    }
    let output = command.output().map_err(|error| {
        failed(format!("it cannot be run ({error}); install the client programs of Postgres"))
    })?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}

/// A URL without its password, and the password.
fn apart(url: &str) -> Option<(String, Option<String>)> {
    let mut parsed = Url::parse(url).ok()?;
    let mut password = parsed.password().map(unescaped);
    if password.is_some() {
        parsed.set_password(None).ok()?;
    }
    let pairs: Vec<(String, String)> = parsed
        .query()
        .unwrap_or_default()
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    if let Some((_, value)) = pairs.iter().find(|(key, _)| key == "password") {
        password = Some(unescaped(value));
        let rest: Vec<String> = pairs
            .iter()
            .filter(|(key, _)| key != "password")
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        parsed.set_query((!rest.is_empty()).then(|| rest.join("&")).as_deref());
    }
    Some((parsed.to_string(), password))
}

/// A text without its percent escapes; `+` is itself, unlike in a form.
fn unescaped(text: &str) -> String {
    form_urlencoded::parse(text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D").as_bytes())
        .map(|(key, _)| key.into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_never_becomes_an_argument() {
        let cases = [
            (
                "postgres://u:p%40%2B+w@h:5432/d?sslmode=require",
                "postgres://u@h:5432/d?sslmode=require",
                "p@++w",
            ),
            ("postgres:///d?host=/tmp&password=a%26b&user=u", "postgres:///d?host=/tmp&user=u", "a&b"),
        ];
        for (url, rest, password) in cases {
            assert_eq!(apart(url), Some((rest.to_owned(), Some(password.to_owned()))));
        }
        assert_eq!(apart("postgres://u@h/d"), Some(("postgres://u@h/d".to_owned(), None)));
    }
}
