//! Which column of a sheet holds what.

use std::collections::BTreeMap;

use super::{
    CellFault, CellProblem,
    grid::{Cell, Column, Grid, Row},
};
use crate::{
    questionnaire::text::{LANGUAGES, Language, language_named},
    table::{folded, trim},
};

/// The most characters of a text that names a row.
const SAID_MAX: usize = 60;

/// The columns of a sheet, from 0.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The row of the headings.
    pub(super) row: u32,
    /// Where rows say what they are.
    pub(super) id: usize,
    /// The languages with their columns, in the order of the sheet.
    pub(super) languages: Vec<(Language, usize)>,
    /// The other columns, with their headings as they stand there.
    named: BTreeMap<Column, (usize, String)>,
}

/// What a heading means.
#[derive(PartialEq)]
enum Meaning {
    Column(Column),
    Texts(Language),
}

impl Columns {
    /// The columns that the headings name, and the rows below; or everything that is wrong with the headings.
    pub(super) fn of(grid: &Grid) -> Result<(Columns, &[Row]), Vec<CellProblem>> {
        let Some((headings, rows)) = grid.rows.split_first().filter(|(_, rows)| !rows.is_empty()) else {
            return Err(vec![CellProblem { cell: None, fault: CellFault::Empty }]);
        };
        let mut columns = Columns { row: headings.number, ..Columns::default() };
        let mut problems = Vec::new();
        let mut seen = Vec::new();
        let width =
            rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(headings.cells.len());
        for at in 0..width {
            let heading = trim(headings.cell(at));
            let mut report = |fault| problems.push(CellProblem { cell: Some(headings.at(at)), fault });
            if heading.is_empty() {
                // A column without a heading may be there, as long as nothing stands in it.
                if rows.iter().any(|row| !trim(row.cell(at)).is_empty()) {
                    report(CellFault::UnknownColumn { heading: String::new() });
                }
                continue;
            }
            let texts = || language_named(heading).map(Meaning::Texts);
            let Some(meaning) = Column::headed(heading).map(Meaning::Column).or_else(texts) else {
                report(CellFault::UnknownColumn { heading: heading.to_owned() });
                continue;
            };
            if seen.contains(&meaning) {
                report(CellFault::ColumnTwice { heading: heading.to_owned() });
                continue;
            }
            match &meaning {
                Meaning::Column(column) => drop(columns.named.insert(*column, (at, heading.to_owned()))),
                Meaning::Texts(language) => columns.languages.push((language.clone(), at)),
            }
            seen.push(meaning);
        }
        match columns.structure(Column::Id) {
            Some(at) => columns.id = at,
            None => {
                problems.push(CellProblem { cell: Some(headings.at(0)), fault: CellFault::ColumnMissing })
            }
        }
        if columns.languages.is_empty() {
            problems.push(CellProblem { cell: Some(headings.at(0)), fault: CellFault::NoTexts });
        }
        if problems.is_empty() { Ok((columns, rows)) } else { Err(problems) }
    }

    /// Where a column stands; nowhere if the sheet has no such column.
    pub(super) fn structure(&self, column: Column) -> Option<usize> {
        self.named.get(&column).map(|(at, _)| *at)
    }

    /// What a column is called in this sheet; or would be, if it is not there.
    pub(super) fn called(&self, column: Column) -> String {
        if let Some((_, heading)) = self.named.get(&column) {
            return heading.clone();
        }
        let is_swedish = |(column, (_, heading)): (&Column, &(usize, String))| {
            folded(heading) == folded(column.heading("sv"))
        };
        column.heading(if self.named.iter().any(is_swedish) { "sv" } else { "en" }).to_owned()
    }

    /// What a row says in the first language that it says anything in, cut short: so people know which text it is.
    pub(super) fn said(&self, row: &Row) -> Option<String> {
        let text = self.languages.iter().map(|(_, at)| trim(row.cell(*at))).find(|text| !text.is_empty())?;
        let short: String = text.chars().take(SAID_MAX).collect();
        Some(if short.len() < text.len() { format!("{short}…") } else { short })
    }

    /// The cell of a heading.
    pub(super) fn heading(&self, at: usize) -> Cell {
        Row { number: self.row, cells: Vec::new() }.at(at)
    }
}

/// The heading of a language's texts, for readers of Swedish, or else English: its name, or its tag.
pub(super) fn heading_of(language: &str, reader: &str) -> String {
    let Some((_, swedish, english)) = LANGUAGES.into_iter().find(|(tag, ..)| *tag == language) else {
        return language.to_owned();
    };
    let mut name = if reader == "sv" { swedish } else { english }.chars();
    name.next().map(|first| first.to_uppercase().chain(name).collect()).unwrap_or_default()
}
