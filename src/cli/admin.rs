//! `admin add`: gives a person the secretariat's role and prints a sign-in link: how a new installation gets its first person.

use std::io::Write;

use chrono::{Datelike, Duration};
use clap::Subcommand;

use super::{Failure, with_database};
use crate::{
    config::Config,
    locale::Lang,
    store::{access, person},
    workflow::{
        Address, Role,
        sign_in::{LIFETIME, new_token, token_hash},
    },
};

/// What can be done about the people who run the installation.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a person to the secretariat and print a link to sign in with, once
    Add {
        /// The person's e-mail address
        email: String,
        /// The person's name; the address, if not given
        #[arg(long)]
        name: Option<String>,
    },
}

pub(super) fn run(command: &Command, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let Command::Add { email, name } = command;
    let address: Address = email.parse().map_err(|error| Failure::input(format!("{email:?}: {error}")))?;
    let name = name.clone().unwrap_or_else(|| address.to_string());
    let clock = config.clock();
    let (now, year) = (clock.now(), clock.today().year());
    let token = new_token();
    let hash = token_hash(&token);
    with_database(config, move |conn| {
        let (id, _) = person::ensure(conn, now, &address, &name, Lang::Sv.as_str())?;
        let new = person::NewAssignment {
            person: &id,
            role: Role::Secretariat,
            member: None,
            from_year: year,
            to_year: None,
        };
        person::grant(conn, now, None, &new)?;
        access::printed_link(conn, &id, &hash, now, LIFETIME)
    })?;
    let base = config.base_url.as_str().trim_end_matches('/');
    let minutes = Duration::num_minutes(&LIFETIME);
    writeln!(out, "{base}/sign-in/{token}")?;
    writeln!(out, "The link works once, for {minutes} minutes.")?;
    Ok(())
}
