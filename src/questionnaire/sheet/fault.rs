//! Everything that can be wrong in a sheet, as a value: its code and values for a message catalogue, and what it is called by those
//! who work on the command line.

use std::fmt;

use super::{BYTES_MAX, Cell, Received, UNPACKED_MAX};
use crate::questionnaire::read::{Detail, Details, Problem, TEXT_MAX};

/// One thing that is wrong in a sheet, or to be known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// Where; nowhere if it is the sheet as a whole, or a row that is not there.
    pub cell: Option<Cell>,
    /// What is wrong there.
    pub fault: CellFault,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cell {
            Some(cell) => write!(f, "{cell}: ")?,
            None => write!(f, "(whole sheet): ")?,
        }
        write!(f, "{} {}", self.fault.what(), self.fault.mend())
    }
}

/// What is wrong in one cell, or with the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellFault {
    /// The file is too large, or holds too much.
    TooLarge {
        /// The greatest size, in bytes.
        most: usize,
    },
    /// There are too many rows.
    TooManyRows {
        /// The most.
        most: usize,
    },
    /// There are too many columns.
    TooManyColumns {
        /// The most.
        most: usize,
    },
    /// It is a file of another kind.
    AnotherFile {
        /// The kind.
        kind: Received,
    },
    /// It is neither a workbook nor text, or damaged.
    NotASheet,
    /// There is nothing in it, or only headings.
    Empty,
    /// The column that says what each row is is not there.
    ColumnMissing,
    /// There is no column with texts.
    NoTexts,
    /// A heading occurs twice.
    ColumnTwice {
        /// The heading.
        heading: String,
    },
    /// A column with this heading means nothing.
    UnknownColumn {
        /// The heading.
        heading: String,
    },
    /// The row says something, but not what it is.
    NoId,
    /// There is no such row.
    UnknownRow {
        /// The row's id.
        id: String,
    },
    /// A row occurs twice.
    RowTwice {
        /// The row's id.
        id: String,
        /// Where it was first.
        first: Cell,
    },
    /// A row that has to be there is not.
    RowMissing {
        /// The row's id.
        id: String,
    },
    /// A row stands before, or away from, what it belongs to.
    OutOfPlace {
        /// The row's id.
        id: String,
        /// The id of the row that has to come first.
        after: String,
    },
    /// There is no text.
    TextEmpty {
        /// The row's id.
        id: String,
        /// The language.
        language: String,
        /// What the row says in another language, cut short; none if it says nothing.
        said: Option<String>,
    },
    /// A text is too long.
    TextTooLong {
        /// Its length, in characters.
        length: usize,
        /// The greatest length.
        most: usize,
    },
    /// A cell that has to say something is empty.
    ValueMissing {
        /// The column's heading, as it stands in the sheet.
        heading: String,
    },
    /// A value stands in a row that has no such thing.
    ValueOutOfPlace {
        /// The column's heading, as it stands in the sheet.
        heading: String,
    },
    /// A value is none of those that there are.
    UnknownValue {
        /// The value.
        value: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// A value is no number, or none that can stand here.
    NotANumber {
        /// The value.
        value: String,
    },
    /// A condition makes no sense.
    Condition {
        /// The word where it stops making sense; empty at its end.
        found: String,
    },
    /// It makes no sense when a comment is asked for.
    CommentWhen {
        /// The word where it stops making sense; empty at its end.
        found: String,
    },
    /// The spreadsheet itself found an error in the cell.
    FormulaError {
        /// What it shows, such as `#REF!`.
        value: String,
    },
    /// The check of the questionnaire found something.
    Questionnaire(Problem),
    /// The structure differs from the questionnaire's; it is not read when texts are.
    StructureDiffers {
        /// The column's heading, as it stands in the sheet.
        heading: String,
        /// What the questionnaire says.
        before: String,
        /// What the sheet says.
        after: String,
    },
    /// A row of the questionnaire is not in the sheet; its texts stay.
    RowAbsent {
        /// The row's id.
        id: String,
    },
}

/// What a fault is called: its code, the values of its message, what is wrong and how to mend it, in English.
struct Told {
    code: &'static str,
    details: Details,
    what: String,
    mend: String,
}

fn told(code: &'static str, details: Details, what: impl Into<String>, mend: impl Into<String>) -> Told {
    Told { code, details, what: what.into(), mend: mend.into() }
}

impl CellFault {
    /// The codes of all faults that have messages of their own.
    pub const CODES: [&'static str; 33] = [
        "too-large",
        "too-many-rows",
        "too-many-columns",
        "another-file",
        "not-a-sheet",
        "empty",
        "column-missing",
        "no-texts",
        "column-twice",
        "unknown-column",
        "column-without-heading",
        "no-id",
        "unknown-row",
        "row-twice",
        "row-missing",
        "row-absent",
        "out-of-place",
        "text-empty",
        "text-untranslated",
        "text-too-long",
        "value-missing",
        "value-out-of-place",
        "unknown-value",
        "not-a-number",
        "condition",
        "condition-unfinished",
        "comment-when",
        "comment-when-unfinished",
        "formula-error",
        "structure-differs",
        "structure-added",
        "structure-removed",
        "questionnaire",
    ];

    /// The file itself is too large.
    pub(super) fn too_large() -> CellFault {
        CellFault::TooLarge { most: BYTES_MAX }
    }

    /// A name that stays the same: a message catalogue has a message for each. What the check of the questionnaire found has its own
    /// messages.
    pub fn code(&self) -> &'static str {
        self.told().code
    }

    /// Whether the file as a whole could not be read.
    pub fn is_of_the_file(&self) -> bool {
        matches!(
            self,
            CellFault::AnotherFile { .. }
                | CellFault::NotASheet
                | CellFault::Empty
                | CellFault::TooLarge { .. }
                | CellFault::TooManyRows { .. }
                | CellFault::TooManyColumns { .. }
        )
    }

    /// What the message with this [`code`](CellFault::code) may contain.
    pub fn details(&self) -> Details {
        self.told().details
    }

    /// What is wrong, for those who work on the command line.
    pub fn what(&self) -> String {
        self.told().what
    }

    /// What to do about it, for those who work on the command line.
    pub fn mend(&self) -> String {
        self.told().mend
    }

    fn told(&self) -> Told {
        let count = |name, most: &usize| vec![(name, count_of(*most))];
        let heading = |heading: &str| vec![("heading", text(heading))];
        let id = |id: &String| vec![("id", text(id))];
        let value = |value: &str| vec![("value", text(value))];
        match self {
            CellFault::Questionnaire(problem) => {
                told("questionnaire", vec![], problem.fault.what(), problem.fault.mend())
            }
            CellFault::TooLarge { most } => told(
                "too-large",
                count("megabytes", &(most / 1024 / 1024)),
                "The file is too large.",
                format!("Keep it below {most} bytes, and {UNPACKED_MAX} bytes unpacked."),
            ),
            CellFault::TooManyRows { most } => told(
                "too-many-rows",
                count("most", most),
                "The sheet has too many rows.",
                format!("Use at most {most}."),
            ),
            CellFault::TooManyColumns { most } => told(
                "too-many-columns",
                count("most", most),
                "The sheet has too many columns.",
                format!("Use at most {most}."),
            ),
            CellFault::AnotherFile { kind } => told(
                "another-file",
                vec![("kind", text(kind.name()))],
                format!("The file is {}.", kind.what()),
                "Save a spreadsheet as XLSX or CSV, without a password.",
            ),
            CellFault::Empty => {
                told("empty", vec![], "There is nothing in the sheet.", "Write a sheet and start from that.")
            }
            CellFault::ColumnMissing => told(
                "column-missing",
                vec![],
                "The column \"Row id\" is missing.",
                "Add it with this heading, as in a sheet that is written here.",
            ),
            CellFault::NoTexts => told(
                "no-texts",
                vec![],
                "There is no column with texts.",
                "Add one with the language as heading, such as Swedish or sv.",
            ),
            CellFault::ColumnTwice { heading: name } => told(
                "column-twice",
                heading(name),
                format!("The heading {name:?} occurs twice."),
                "Keep one of the columns.",
            ),
            CellFault::UnknownColumn { heading: name } if name.is_empty() => told(
                "column-without-heading",
                vec![],
                "A column has no heading.",
                "Remove it. The heading of a language is its name or its code, such as Finnish or fi.",
            ),
            CellFault::UnknownColumn { heading: name } => told(
                "unknown-column",
                heading(name),
                format!("A column {name:?} means nothing here."),
                "Remove it. The heading of a language is its name or its code, such as Finnish or fi.",
            ),
            CellFault::NotASheet => told(
                "not-a-sheet",
                vec![],
                "The file is neither a workbook nor text, or it is damaged.",
                "Save it as XLSX or CSV.",
            ),
            CellFault::UnknownRow { id: row } => told(
                "unknown-row",
                id(row),
                format!("There is no row {row:?}."),
                "Write the id as in a sheet that is written here, or remove the row.",
            ),
            CellFault::RowTwice { id: row, first } => told(
                "row-twice",
                vec![("id", text(row)), ("first", text(&first.to_string()))],
                format!("The row {row:?} stands in {first} already."),
                "Keep one of them.",
            ),
            CellFault::RowMissing { id: row } => {
                told("row-missing", id(row), format!("The row {row:?} is missing."), "Add it.")
            }
            CellFault::RowAbsent { id: row } => told(
                "row-absent",
                id(row),
                format!("The row {row:?} is not in the sheet."),
                "Its texts stay as they are.",
            ),
            CellFault::OutOfPlace { id: row, after } => told(
                "out-of-place",
                vec![("id", text(row)), ("after", text(after))],
                format!("The row {row:?} belongs to {after:?}, which does not stand before it."),
                "Move it below that row, before the next of its kind.",
            ),
            CellFault::NoId => {
                told("no-id", vec![], "The row does not say what it is.", "Write its id, or empty the row.")
            }
            CellFault::TextEmpty { id, language, said } => {
                let mut details = vec![("id", text(id)), ("language", Detail::Language(language.clone()))];
                details.extend(said.iter().map(|said| ("said", text(said))));
                let code = if said.is_some() { "text-untranslated" } else { "text-empty" };
                let what = match said {
                    Some(said) => format!("The text of {id:?}, {said:?}, is missing in {language:?}."),
                    None => format!("The text of {id:?} is missing in {language:?}."),
                };
                told(code, details, what, "Write it, or leave the whole language out.")
            }
            CellFault::TextTooLong { length, most } => told(
                "text-too-long",
                vec![("length", count_of(*length)), ("most", count_of(*most))],
                format!("The text has {length} characters."),
                format!("Shorten it to at most {TEXT_MAX}."),
            ),
            CellFault::ValueMissing { heading: name } => told(
                "value-missing",
                heading(name),
                format!("The column {name:?} has to say something in this row."),
                "Write it.",
            ),
            CellFault::ValueOutOfPlace { heading: name } => told(
                "value-out-of-place",
                heading(name),
                format!("The column {name:?} has nothing to say in this row."),
                "Empty the cell.",
            ),
            CellFault::UnknownValue { value: found, known } => told(
                "unknown-value",
                vec![("value", text(found)), ("known", text(&known.join(", ")))],
                format!("{found:?} is none of the words that can stand here."),
                format!("Use one of {}.", known.join(", ")),
            ),
            CellFault::NotANumber { value: found } => told(
                "not-a-number",
                value(found),
                format!("{found:?} is no number that can stand here."),
                "Write digits.",
            ),
            CellFault::Condition { found } => {
                let mend = "Write it like this: 3.2a at least 7 and not (1.1a is no or 1.1b answered).";
                astray(["condition", "condition-unfinished"], "The condition", found, mend)
            }
            CellFault::CommentWhen { found } => {
                let mend = "Write it like this: at most 3 or is no.";
                astray(
                    ["comment-when", "comment-when-unfinished"],
                    "When a comment is asked for",
                    found,
                    mend,
                )
            }
            CellFault::FormulaError { value: found } => told(
                "formula-error",
                value(found),
                format!("The spreadsheet found an error in this cell: {found}."),
                "Write the text itself instead of a formula.",
            ),
            CellFault::StructureDiffers { heading: name, before, after } => {
                let mut details = heading(name);
                if !before.is_empty() {
                    details.push(("before", text(before)));
                }
                if !after.is_empty() {
                    details.push(("after", text(after)));
                }
                let code = match (before.is_empty(), after.is_empty()) {
                    (true, _) => "structure-added",
                    (false, true) => "structure-removed",
                    (false, false) => "structure-differs",
                };
                let what = format!("The column {name:?} says {after:?}, and the questionnaire {before:?}.");
                told(code, details, what, "Only texts are read: the questionnaire stays as it is.")
            }
        }
    }
}

fn count_of(number: usize) -> Detail {
    Detail::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn text(text: &str) -> Detail {
    Detail::Text(text.to_owned())
}

/// A line of words that stops making sense; `codes` are for one that does so at a word, and for one that ends too early.
fn astray(codes: [&'static str; 2], what: &str, found: &str, mend: &str) -> Told {
    let [at_a_word, unfinished] = codes;
    if found.is_empty() {
        told(unfinished, vec![], format!("{what} ends too early to make sense."), mend)
    } else {
        told(at_a_word, vec![("found", text(found))], format!("{what} makes no sense at {found:?}."), mend)
    }
}

/// Why an edition cannot be written as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// A cell would hold more than a workbook's can.
    #[error("{cell} would hold more than {most} characters; write CSV instead")]
    TooLong {
        /// The cell.
        cell: Cell,
        /// The most that it holds.
        most: usize,
    },
    /// The workbook could not be put together.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
}
