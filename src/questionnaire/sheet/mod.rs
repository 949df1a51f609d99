//! An edition as a spreadsheet, and back: for those who translate, and for those who bring a questionnaire that stands in one.
//!
//! One row for each text, in the order of the questionnaire, named by an id such as `item/3.2a/signs/low`; one column for each
//! language, and beside the texts the structure, filled in where it applies. The headings are Swedish or English and read in either. The whole edition is in the sheet: reading it gives the
//! same edition ([`read_whole`]). When a translation comes back, only its texts are read ([`read_texts`]). Both say what they would
//! change and everything that is wrong, cell by cell, before anything is kept.
//!
//! The first sheet of a workbook is read, or a CSV file in any form that a spreadsheet writes.

mod column;
mod csv;
mod fault;
mod grid;
mod out;
mod phrase;
mod place;
mod plain;
mod received;
#[cfg(test)]
pub(crate) mod tests;
mod texts;
mod whole;
mod xlsx;

pub use fault::{CellFault, CellProblem, SheetError};
pub use grid::Cell;
pub use place::What;
pub use received::Received;

use super::{definition::Edition, text::Language};

/// The greatest size of a file, in bytes.
pub const BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most that is unpacked of a workbook, in bytes, and that its cells may hold.
pub const UNPACKED_MAX: usize = 48 * 1024 * 1024;
/// The most rows, with the headings.
pub const ROWS_MAX: usize = 60_000;
/// The most columns.
pub const COLUMNS_MAX: usize = 100;

/// A text that a sheet brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands.
    pub cell: Cell,
    /// The row's id.
    pub id: String,
    /// The language.
    pub language: Language,
    /// What the questionnaire said there; none if it said nothing.
    pub before: Option<String>,
    /// What the sheet says.
    pub after: String,
}

/// What reading a sheet comes to, before anything is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The edition that the sheet makes; none if anything is wrong.
    pub edition: Option<Edition>,
    /// The edition as it stands in a sheet that has nothing worse than what an edition may lack while it is being written: texts,
    /// and what the check of the questionnaire finds.
    pub unfinished: Option<Edition>,
    /// The texts that it brings, in the order of the sheet.
    pub changes: Vec<Change>,
    /// The languages that it adds.
    pub added: Vec<Language>,
    /// Everything that is wrong, in the order of the sheet.
    pub problems: Vec<CellProblem>,
    /// What to know before the changes are kept.
    pub warnings: Vec<CellProblem>,
}

impl Reading {
    /// A sheet that says nothing, because of this.
    fn refused(problems: Vec<CellProblem>) -> Reading {
        Reading {
            edition: None,
            unfinished: None,
            changes: Vec::new(),
            added: Vec::new(),
            problems,
            warnings: Vec::new(),
        }
    }
}

/// Whether a file is to be read as a sheet rather than as JSON.
pub fn is_sheet(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    first.is_some_and(|byte| !matches!(byte, b'{' | b'['))
}

/// What the row with this id holds, in the reader's words; the id itself where it means nothing.
pub fn described(id: &str, say: &dyn Fn(&What<'_>) -> String) -> String {
    place::Place::parse(id).map_or_else(|| id.to_owned(), |place| say(&place.what()))
}

/// The edition as an Excel workbook with headings in the language `reader`, Swedish or else English; `say` words what each row is, in
/// the same language.
///
/// # Errors
/// [`SheetError`] if it does not fit in a workbook.
pub fn xlsx(
    edition: &Edition,
    reader: &str,
    say: &dyn Fn(&What<'_>) -> String,
) -> Result<Vec<u8>, SheetError> {
    xlsx::write(edition, reader, say)
}

/// The edition as a CSV file that opens in a Swedish Excel, likewise.
pub fn csv(edition: &Edition, reader: &str, say: &dyn Fn(&What<'_>) -> String) -> Vec<u8> {
    csv::write(&out::cells(edition, reader, say))
}

/// The edition that a sheet makes by itself.
pub fn read_whole(bytes: &[u8]) -> Reading {
    match grid(bytes) {
        Ok(grid) => whole::read(&grid),
        Err(problem) => Reading::refused(vec![problem]),
    }
}

/// The edition with the texts of a sheet, and with its languages that the edition does not have yet.
pub fn read_texts(bytes: &[u8], onto: &Edition) -> Reading {
    match grid(bytes) {
        Ok(grid) => texts::read(&grid, onto),
        Err(problem) => Reading::refused(vec![problem]),
    }
}

/// The cells of a file.
fn grid(bytes: &[u8]) -> Result<grid::Grid, CellProblem> {
    let grid = if bytes.len() > BYTES_MAX {
        Err(CellFault::too_large())
    } else if let Some(kind) = Received::of(bytes) {
        Err(CellFault::AnotherFile { kind })
    } else if !is_sheet(bytes) {
        Err(CellFault::AnotherFile { kind: Received::Questionnaire })
    } else if bytes.starts_with(b"PK") {
        xlsx::read(bytes)
    } else {
        csv::read(bytes)
    };
    grid.map_err(|fault| CellProblem { cell: None, fault })
}
