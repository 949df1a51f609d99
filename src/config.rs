//! The configuration: one struct, read from the environment or the command line. `perspektiv --help` documents
//! every variable, from the comments below.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::tz::TimeZone;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::{clock::Clock, store::Target, telemetry::LogFormat};

/// How the application is set up. Its debug form shows no secrets.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Configuration")]
pub struct Config {
    /// Where the data is: sqlite://path/to/file.db, or postgres://user:password@host/name
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite://data/perspektiv.db",
        hide_env_values = true,
        value_parser = secret,
        global = true
    )]
    database_url: SecretString,

    /// The address under which people reach the application; every link in pages and mails is built from it
    #[arg(
        long,
        env = "BASE_URL",
        value_name = "URL",
        default_value = "http://localhost:8080",
        value_parser = base_url,
        global = true
    )]
    pub base_url: Url,

    /// The address and port to listen on; port 0 picks a free one
    #[arg(long, env = "BIND", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", global = true)]
    pub bind: String,

    /// The mail server: smtps://user:password@host:465, or smtp://user:password@host:587?tls=required.
    /// Unset: mails are written as .eml files under the data directory
    #[arg(
        long,
        env = "SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        value_parser = secret,
        global = true
    )]
    smtp_url: Option<SecretString>,

    /// Whom mails are from, such as: Nätverket <svar@natverk.example>
    #[arg(
        long,
        env = "MAIL_FROM",
        value_name = "MAILBOX",
        default_value = "Perspektiv <perspektiv@localhost>",
        global = true
    )]
    pub mail_from: String,

    /// The network's name, as its mails are signed with it
    #[arg(long, env = "NETWORK_NAME", value_name = "NAME", default_value = "Perspektiv", global = true)]
    pub network_name: String,

    /// A directory with the network's own terms, sv.ftl and en.ftl or one of them: what its members and roles are called. See
    /// docs/terms. Unset or empty: they are regions
    #[arg(long, env = "NETWORK_TERMS", value_name = "DIRECTORY", value_parser = directory, global = true)]
    network_terms: Option<PathBuf>,

    /// The directory for whatever is not in the database
    #[arg(long, env = "DATA_DIR", value_name = "DIRECTORY", default_value = "data", global = true)]
    pub data_dir: PathBuf,

    /// How much is logged: error, warn, info, debug or trace, also by module, such as info,perspektiv::mail=debug
    #[arg(long, env = "LOG", value_name = "FILTER", default_value = "info", global = true)]
    pub log: String,

    /// How log lines are written
    #[arg(
        long,
        env = "LOG_FORMAT",
        value_name = "FORMAT",
        value_enum,
        default_value_t = LogFormat::Text,
        global = true
    )]
    pub log_format: LogFormat,

    /// The time zone in which days begin and end: deadlines last until 23:59:59 there
    #[arg(
        long,
        env = "TIME_ZONE",
        value_name = "ZONE",
        default_value = "Europe/Stockholm",
        value_parser = time_zone,
        global = true
    )]
    pub time_zone: TimeZone,
}

impl Config {
    /// Where the data is.
    ///
    /// # Errors
    /// A sentence that does not repeat the URL, since it may hold a password.
    pub fn target(&self) -> Result<Target, String> {
        self.database_url.expose_secret().parse()
    }

    /// The mail server's URL; none if mails are to be written as files. An empty variable is as good as none.
    pub fn smtp_url(&self) -> Option<&SecretString> {
        self.smtp_url.as_ref().filter(|url| !url.expose_secret().trim().is_empty())
    }

    /// The directory with the network's own terms, if there is one. An empty variable is as good as none.
    pub fn network_terms(&self) -> Option<&Path> {
        self.network_terms.as_deref().filter(|directory| !directory.as_os_str().is_empty())
    }

    /// The system's clock, with days as they are in the configured zone.
    pub fn clock(&self) -> Clock {
        Clock::system(self.time_zone.clone())
    }
}

/// Takes any text: a text that were refused here would be repeated in the error.
fn secret(text: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(SecretString::from(text))
}

/// Takes an empty text too, which stands for none.
fn directory(text: &str) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(text))
}

fn base_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err("write https://host or http://host".to_owned());
    }
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if url.scheme() == "http" && !is_here {
        return Err("write https://: without it only localhost can be signed in to".to_owned());
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err("write no path, query or fragment after the host".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("write no user or password before the host".to_owned());
    }
    Ok(url)
}

fn time_zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| "this is no zone of the IANA time zone database".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Program {
        #[command(flatten)]
        config: Config,
    }

    fn read(arguments: &[&str]) -> Result<Config, clap::Error> {
        Program::try_parse_from([&["perspektiv"], arguments].concat()).map(|program| program.config)
    }

    #[test]
    fn secrets_are_not_shown() {
        let config =
            read(&["--smtp-url", "smtps://u:hunter2@h", "--database-url", "postgres://u:hunter2@h/d"]);
        let config = config.unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
        assert!(matches!(config.target(), Ok(Target::Postgres(_))));
        let wrong = read(&["--database-url", "mysql://u:hunter2@h/d"]).unwrap();
        assert!(!wrong.target().unwrap_err().contains("hunter2"));
    }

    #[test]
    fn an_empty_variable_is_none() {
        assert!(read(&["--smtp-url", ""]).unwrap().smtp_url().is_none());
        assert!(read(&["--smtp-url", "smtp://localhost"]).unwrap().smtp_url().is_some());
        assert!(read(&["--network-terms", ""]).unwrap().network_terms().is_none());
        assert!(read(&["--network-terms", "terms"]).unwrap().network_terms().is_some());
    }

    #[test]
    fn a_base_url_is_scheme_and_host_alone() {
        assert!(read(&["--base-url", "https://svar.example"]).is_ok());
        for wrong in [
            "svar.example",
            "http://svar.example",
            "ftp://svar.example",
            "https://svar.example/app",
            "https://a:b@c.example",
            "x",
        ] {
            assert!(read(&["--base-url", wrong]).is_err(), "{wrong}");
        }
        assert!(read(&["--time-zone", "Europe/Nowhere"]).is_err());
    }
}
