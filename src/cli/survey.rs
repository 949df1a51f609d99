//! `perspektiv survey`: for those who write questionnaire files.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::Subcommand;

use super::Failure;
use crate::{
    locale::{self, Lang},
    questionnaire::{Depth, Edition, check_lineage, diff, fhir, read, schema, shipped, warnings},
};

/// What can be done with questionnaire files.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check questionnaire files and tell everything that is wrong, each with its place and the fix
    Check {
        /// The files. The edition that a file names as previous is looked for beside it, then among the shipped ones
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Tell what differs between two editions, item by item
    Diff {
        /// The earlier edition
        before: PathBuf,
        /// The later edition
        after: PathBuf,
    },
    /// Print the JSON Schema of questionnaire files
    Schema,
    /// Write an edition as an HL7 FHIR R5 Questionnaire (JSON)
    Fhir {
        /// The edition
        file: PathBuf,
        /// What the canonical address begins with; it ends in /Questionnaire/ID. Give one of your own before you publish
        #[arg(long, value_name = "URL", default_value = fhir::BASE, value_parser = base)]
        base: String,
        /// The file to write, instead of standard output; one that is there is replaced
        #[arg(short, long = "out", value_name = "OUT")]
        out: Option<PathBuf>,
    },
}

pub(super) fn run(command: &Command, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Check { files } => check(files, out),
        Command::Diff { before, after } => compare(before, after, out),
        Command::Schema => {
            let text = schema::text().map_err(|error| Failure::Environment(error.into()))?;
            Ok(write!(out, "{text}")?)
        }
        Command::Fhir { file, base, out: to } => {
            let questionnaire = fhir::questionnaire(&sound(file)?, base, &word);
            match to {
                None => Ok(writeln!(out, "{questionnaire:#}")?),
                Some(to) => std::fs::write(to, format!("{questionnaire:#}\n")).map_err(|error| {
                    Failure::environment(format!("{} cannot be written: {error}", to.display()))
                }),
            }
        }
    }
}

/// An address that others can be built from: of a web server or a URN, and nothing after its path.
fn base(text: &str) -> Result<String, String> {
    let url = url::Url::parse(text).map_err(|error| error.to_string())?;
    let is_plain = url.query().is_none() && url.fragment().is_none() && !text.contains('|');
    match url.scheme() {
        "http" | "https" | "urn" if is_plain && !text.contains(char::is_whitespace) => Ok(text.to_owned()),
        _ => Err("give an address such as https://example.se/fhir".to_owned()),
    }
}

/// The application's own texts; for a language that it does not speak, the English ones.
fn word(word: fhir::Word, language: &str) -> String {
    let key = match word {
        fhir::Word::Yes => "answer-yes",
        fhir::Word::Partly => "answer-partly",
        fhir::Word::No => "answer-no",
        fhir::Word::NotApplicable => "item-not-applicable",
        fhir::Word::Comment => "item-comment",
        fhir::Word::Both => "answer-both",
        fhir::Word::Reason => "answer-reason-missing",
        fhir::Word::CommentAsked => "item-comment-asked",
    };
    locale::text(Lang::known(language).unwrap_or(Lang::En), key, &[])
}

fn check(files: &[PathBuf], out: &mut dyn Write) -> Result<(), Failure> {
    let mut wrong = 0;
    for file in files {
        let problems = match std::fs::read(file) {
            Err(error) => vec![format!("it cannot be read: {error}")],
            Ok(bytes) => match read(&bytes) {
                Err(problems) => problems.iter().map(ToString::to_string).collect(),
                Ok(edition) => against_previous(file, &edition, out)?,
            },
        };
        for problem in &problems {
            writeln!(out, "{}: {problem}", file.display())?;
        }
        wrong += usize::from(!problems.is_empty());
    }
    if wrong == 0 {
        Ok(())
    } else {
        Err(Failure::input(format!("{wrong} of {} files must be corrected", files.len())))
    }
}

/// Checks the lineage, and says what is in a file that is sound.
fn against_previous(file: &Path, edition: &Edition, out: &mut dyn Write) -> Result<Vec<String>, Failure> {
    let lineage = match &edition.previous {
        None => "first edition".to_owned(),
        Some(name) => match previous(file, &edition.id, name) {
            None => format!("edition {name} was not found, so the lineage is not checked"),
            Some(previous) => {
                let problems = check_lineage(edition, &previous);
                if !problems.is_empty() {
                    return Ok(problems.iter().map(ToString::to_string).collect());
                }
                format!("lineage from {name} holds")
            }
        },
    };
    let at = |depth: Depth| edition.items().filter(|(_, item)| item.depth == depth).count();
    for warning in warnings(edition) {
        writeln!(out, "{}: warning: {warning}", file.display())?;
    }
    writeln!(
        out,
        "{}: ok ({} {}: {} core items, {} in-depth, {} follow-up; {lineage})",
        file.display(),
        edition.id,
        edition.edition,
        at(Depth::Core),
        at(Depth::Indepth),
        at(Depth::Followup),
    )?;
    Ok(Vec::new())
}

/// The previous edition: beside the file, or as it is shipped.
fn previous(file: &Path, questionnaire: &str, name: &str) -> Option<Edition> {
    let beside = file.with_file_name(format!("{name}.json"));
    let found = std::fs::read(beside).ok().and_then(|bytes| read(&bytes).ok());
    found
        .filter(|edition| edition.id == questionnaire && edition.edition == name)
        .or_else(|| shipped::bytes(questionnaire, name).and_then(|bytes| read(&bytes).ok()))
}

fn compare(before: &Path, after: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let differences = diff::diff(&sound(before)?, &sound(after)?);
    for difference in &differences {
        writeln!(out, "{}\t{}", difference.place, difference.what)?;
    }
    if differences.is_empty() {
        writeln!(out, "no differences")?;
    }
    Ok(())
}

fn sound(file: &Path) -> Result<Edition, Failure> {
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::input(format!("{} cannot be read: {error}", file.display())))?;
    read(&bytes).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        Failure::input(format!("{} is not sound; run `survey check`. {first}", file.display()))
    })
}
