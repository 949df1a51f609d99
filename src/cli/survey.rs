//! `perspektiv survey`: for those who write questionnaire files.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::Subcommand;

use super::Failure;
use crate::{
    locale::{self, Lang},
    questionnaire::{
        Depth, Edition, check_ids, check_lineage, diff, fhir, read, schema, sheet, shipped, warnings, write,
    },
    web::secretariat::written_as_fhir,
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
    /// Write an edition as a spreadsheet with a row for each text and a column for each language
    Sheet {
        /// The edition
        file: PathBuf,
        /// The file to write, .xlsx or .csv, instead of CSV on standard output; one that is there is replaced
        #[arg(short, long = "out", value_name = "OUT")]
        out: Option<PathBuf>,
        /// The language of the headings and of the words that say what each row is
        #[arg(long, value_name = "sv|en", default_value = "sv", value_parser = lang)]
        lang: Lang,
    },
    /// Read a spreadsheet: an edition that stands in it, or texts that come back from translation
    ReadSheet {
        /// The spreadsheet, XLSX or CSV
        sheet: PathBuf,
        /// The edition that the texts are put into; only texts are read then
        #[arg(long, value_name = "FILE")]
        onto: Option<PathBuf>,
        /// Only tell what would change and everything that is wrong
        #[arg(long)]
        dry_run: bool,
        /// The file to write, instead of standard output; one that is there is replaced
        #[arg(short, long = "out", value_name = "OUT", conflicts_with = "dry_run")]
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
            deliver(written_as_fhir(&sound(file)?, base).as_bytes(), to.as_deref(), out)
        }
        Command::Sheet { file, out: to, lang } => {
            let bytes = as_sheet(&sound(file)?, to.as_deref(), *lang)?;
            deliver(&bytes, to.as_deref(), out)
        }
        Command::ReadSheet { sheet, onto, dry_run, out: to } => {
            let edition = read_sheet(sheet, onto.as_deref(), *dry_run, out)?;
            let Some(edition) = edition.filter(|_| !dry_run) else { return Ok(()) };
            let text = write(&edition).map_err(|error| Failure::Environment(error.into()))?;
            deliver(text.as_bytes(), to.as_deref(), out)
        }
    }
}

/// To a file, or to standard output.
fn deliver(bytes: &[u8], to: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
    match to {
        None => Ok(out.write_all(bytes)?),
        Some(to) => std::fs::write(to, bytes)
            .map_err(|error| Failure::environment(format!("{} cannot be written: {error}", to.display()))),
    }
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::known(tag).ok_or_else(|| "give sv or en".to_owned())
}

/// In the form that the file's name asks for.
fn as_sheet(edition: &Edition, to: Option<&Path>, lang: Lang) -> Result<Vec<u8>, Failure> {
    let say = |what: &sheet::What<'_>| {
        let args: Vec<locale::Arg<'_>> =
            what.values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        locale::text(lang, &format!("sheet-what-{}", what.code), &args)
    };
    let ending = to.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None if to.is_none() => Ok(sheet::csv(edition, lang.as_str(), &say)),
        Some("csv") => Ok(sheet::csv(edition, lang.as_str(), &say)),
        Some("xlsx") => sheet::xlsx(edition, lang.as_str(), &say).map_err(Failure::input),
        _ => Err(Failure::input("the file to write has to end in .xlsx or .csv")),
    }
}

/// What a sheet makes, after telling what it brings in a dry run, and what to know about it.
fn read_sheet(
    path: &Path,
    onto: Option<&Path>,
    dry_run: bool,
    out: &mut dyn Write,
) -> Result<Option<Edition>, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::input(format!("{} cannot be read: {error}", path.display())))?;
    let reading = match onto {
        Some(file) => sheet::read_texts(&bytes, &sound(file)?),
        None => sheet::read_whole(&bytes),
    };
    if dry_run {
        for change in &reading.changes {
            let sheet::Change { cell, id, language, before, after } = change;
            match before {
                Some(before) => writeln!(out, "{cell}\t{id}\t{language}\t{before:?} → {after:?}")?,
                None => writeln!(out, "{cell}\t{id}\t{language}\t{after:?}")?,
            }
        }
        for warning in &reading.warnings {
            writeln!(out, "{}: warning: {warning}", path.display())?;
        }
        let (changes, added) = (reading.changes.len(), reading.added.join(", "));
        let added = if added.is_empty() { added } else { format!(", new languages: {added}") };
        writeln!(out, "{}: {changes} texts{added}", path.display())?;
    }
    for problem in &reading.problems {
        writeln!(out, "{}: {problem}", path.display())?;
    }
    match reading.problems.len() {
        0 => Ok(reading.edition),
        count => Err(Failure::input(format!("{count} errors must be corrected in {}", path.display()))),
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
    let previous = edition.previous.as_ref().and_then(|name| previous(file, &edition.id, name));
    let mut problems = check_lineage(edition, previous.as_ref());
    let known = family(file, &edition.id);
    problems.extend(check_ids(edition, &known));
    if !problems.is_empty() {
        return Ok(problems.iter().map(ToString::to_string).collect());
    }
    let lineage = match &edition.previous {
        None => "first edition".to_owned(),
        Some(name) => format!("lineage from {name} holds"),
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

/// The sound editions of a questionnaire that are at hand: beside the file, and those that are shipped.
fn family(file: &Path, questionnaire: &str) -> Vec<Edition> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let beside = beside.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let beside = beside.filter_map(|path| std::fs::read(path).ok());
    let shipped = shipped::list().into_iter().filter(|name| name.questionnaire == questionnaire);
    let shipped = shipped.filter_map(|name| shipped::bytes(&name.questionnaire, &name.edition));
    let shipped = shipped.map(|bytes| bytes.to_vec());
    let editions = beside.chain(shipped).filter_map(|bytes| read(&bytes).ok());
    editions.filter(|edition| edition.id == questionnaire).collect()
}

/// The previous edition: beside the file (which is not its own), or as it is shipped.
fn previous(file: &Path, questionnaire: &str, name: &str) -> Option<Edition> {
    let beside = file.with_file_name(format!("{name}.json"));
    let found = std::fs::read(&beside).ok().filter(|_| beside != file).and_then(|bytes| read(&bytes).ok());
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
