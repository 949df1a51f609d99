//! `export`: the open-data files of one year, into a folder.

use std::{io::Write, path::PathBuf, sync::Arc};

use clap::Args;

use super::{Failure, with_database};
use crate::{
    config::Config,
    questionnaire::Edition,
    report::csv::{ExportInput, export_to},
    store::{edition::Editions, results},
};

/// What to export, and where to.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The year of the round
    #[arg(long)]
    year: i32,
    /// The folder for the files; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The questionnaire
    #[arg(long, value_name = "ID", default_value = "sjalvevaluering")]
    questionnaire: String,
    /// The edition, where a year has several rounds of the questionnaire; else the one that was opened last
    #[arg(long, value_name = "NAME")]
    edition: Option<String>,
}

pub(super) fn run(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let (year, questionnaire) = (arguments.year, arguments.questionnaire.clone());
    let edition = arguments.edition.clone();
    let rounds = with_database(config, move |conn| {
        let mut rounds = results::rounds(conn, true)?;
        rounds.retain(|round| {
            let is_edition = edition.as_ref().is_none_or(|edition| *edition == round.edition_name);
            round.year == year && round.questionnaire == questionnaire && is_edition
        });
        match rounds.first() {
            Some(round) => results::answers_until(conn, &Editions::default(), round).map(Some),
            None => Ok(None),
        }
    })?;
    let rounds = rounds.unwrap_or_default();
    let Some((round, earlier)) = rounds.split_last() else {
        return Err(Failure::input(format!("there is no round of {} for {year}", arguments.questionnaire)));
    };
    let editions: Vec<Arc<Edition>> = earlier.iter().map(|round| Arc::clone(&round.edition)).collect();
    let written = export_to(&arguments.out, &ExportInput { round, earlier, editions: &editions })?;
    for (file, written) in written {
        match written.rows {
            Some(rows) => writeln!(out, "{}\t{rows} rows", file.name())?,
            None => writeln!(out, "{}", file.name())?,
        }
    }
    Ok(())
}
