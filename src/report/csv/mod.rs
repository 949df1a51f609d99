//! The open-data export of one round (architecture.md, "Contract"): five tables, each also as a twin for
//! Excel, a Frictionless data package that describes them, and a manifest with rows and checksums.
//!
//! [`write`] streams one file, row by row, to anywhere: the web room to a response, [`export_to`] to a
//! directory. The same input always gives the same bytes: nothing in a file depends on the clock or the
//! machine.

mod cell;
mod column;
mod directory;
mod file;
mod manifest;
mod package;
mod tables;
#[cfg(test)]
mod tests;

use std::{io, sync::Arc};

pub use self::{
    cell::guarded,
    directory::export_to,
    file::{Dialect, File, Table},
};
use crate::{questionnaire::Edition, scoring::RoundAnswers};

/// What an export is made from.
#[derive(Debug, Clone, Copy)]
pub struct ExportInput<'a> {
    /// The round that is exported.
    pub round: &'a RoundAnswers,
    /// Rounds of the same questionnaire, in any order; the nearest year before `round` is what change is
    /// measured from (domain.md rule 7). Others are ignored.
    pub earlier: &'a [RoundAnswers],
    /// The editions between that year's and the round's, in any order; more do no harm.
    pub editions: &'a [Arc<Edition>],
}

impl<'a> ExportInput<'a> {
    /// The round that change is measured from.
    pub fn compared_with(&self) -> Option<&'a RoundAnswers> {
        self.earlier
            .iter()
            .filter(|earlier| earlier.year < self.round.year && earlier.edition.id == self.round.edition.id)
            .max_by_key(|earlier| earlier.year)
    }
}

/// What the files of a round are named after: its questionnaire and its year, with what tells editions of one year apart.
pub fn stem(edition: &Edition, year: i32) -> String {
    let is_part = edition.edition.strip_prefix(&year.to_string()).is_some_and(|rest| rest.starts_with('-'));
    if is_part { format!("{}-{}", edition.id, edition.edition) } else { format!("{}-{year}", edition.id) }
}

/// What was written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many records, without the header line; none for the files that are not tables.
    pub rows: Option<u64>,
    /// SHA-256 over all bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// Writes one file of the export, row by row.
///
/// The manifest holds the checksums of all other files, so asking for it alone computes these once more.
///
/// # Errors
/// Only what `out` reports; part of the file may have been written by then.
pub fn write(file: File, input: &ExportInput<'_>, out: &mut dyn io::Write) -> io::Result<Written> {
    match file {
        File::Table(table, dialect) => tables::write(table, dialect, input, out),
        File::DataPackage => package::write(input, out),
        File::Manifest => {
            let mut others = Vec::new();
            for other in File::ALL.into_iter().filter(|other| *other != File::Manifest) {
                others.push((other, write(other, input, &mut io::sink())?));
            }
            manifest::write(input, &others, out)
        }
    }
}
