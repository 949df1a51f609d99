//! `perspektiv mail`: the outbox, as an operator sees it.

use std::io::Write;

use clap::Subcommand;

use super::{Failure, with_database};
use crate::{
    config::Config,
    store::{audit, mail},
};

/// What can be done with the outbox.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell whether mail is paused, how many mails are in each state, and since when the oldest has been due
    Status,
    /// Let mail go again, which a restore has paused. Whatever waits is sent
    Release,
}

pub(super) fn run(command: &Command, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Status => status(config, out),
        Command::Release => release(config, out),
    }
}

fn status(config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let status = with_database(config, mail::status)?;
    writeln!(out, "paused\t{}", if status.paused { "yes" } else { "no" })?;
    for (state, mails) in &status.counts {
        writeln!(out, "{}\t{mails}", state.as_str())?;
    }
    if let Some(oldest) = status.oldest_due {
        writeln!(out, "oldest due\t{oldest}")?;
    }
    Ok(())
}

fn release(config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let now = config.clock().now();
    let was_paused = with_database(config, move |conn| {
        let was_paused = mail::release(conn)?;
        if was_paused {
            audit::record(conn, now, audit::Entry { action: "mail.released", ..audit::Entry::default() })?;
        }
        Ok(was_paused)
    })?;
    writeln!(out, "{}", if was_paused { "mail goes again" } else { "mail was not paused" })?;
    Ok(())
}
