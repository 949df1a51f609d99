//! Which column of a sheet holds what.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CellFault, CellProblem,
    grid::{Cell, Column, Grid, Row},
};
use crate::{
    questionnaire::text::Language,
    table::{folded, trim},
};

/// The columns of a sheet, from 0.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The row of the headings.
    pub(super) row: u32,
    /// Where rows say what they are.
    pub(super) id: usize,
    /// The languages with their columns, in the order of the sheet.
    pub(super) languages: Vec<(Language, usize)>,
    structure: BTreeMap<Column, usize>,
}

impl Columns {
    /// The columns that the headings name, and the rows below; or everything that is wrong with the headings.
    pub(super) fn of(grid: &Grid) -> Result<(Columns, &[Row]), Vec<CellProblem>> {
        let Some((headings, rows)) = grid.rows.split_first().filter(|(_, rows)| !rows.is_empty()) else {
            return Err(vec![CellProblem { cell: None, fault: CellFault::Empty }]);
        };
        let mut columns = Columns { row: headings.number, ..Columns::default() };
        let mut problems = Vec::new();
        let (mut seen, mut has_id) = (BTreeSet::new(), false);
        let width =
            rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(headings.cells.len());
        for at in 0..width {
            let heading = trim(headings.cell(at));
            let mut report = |fault| problems.push(CellProblem { cell: Some(headings.at(at)), fault });
            let name = folded(heading);
            if heading.is_empty() {
                // A column without a heading may be there, as long as nothing stands in it.
                if rows.iter().any(|row| !trim(row.cell(at)).is_empty()) {
                    report(CellFault::UnknownColumn { heading: String::new() });
                }
            } else if !seen.insert(name.clone()) {
                report(CellFault::ColumnTwice { heading: heading.to_owned() });
            } else if let Some(column) = Column::headed(heading) {
                match column {
                    Column::Id => {
                        columns.id = at;
                        has_id = true;
                    }
                    Column::What => {}
                    column => drop(columns.structure.insert(column, at)),
                }
            } else if (2..=3).contains(&heading.len())
                && heading.bytes().all(|byte| byte.is_ascii_alphabetic())
            {
                columns.languages.push((name, at));
            } else {
                report(CellFault::UnknownColumn { heading: heading.to_owned() });
            }
        }
        if !has_id {
            let fault = CellFault::ColumnMissing { heading: Column::Id.heading() };
            problems.push(CellProblem { cell: Some(headings.at(0)), fault });
        }
        if columns.languages.is_empty() {
            problems.push(CellProblem { cell: Some(headings.at(0)), fault: CellFault::NoTexts });
        }
        if problems.is_empty() { Ok((columns, rows)) } else { Err(problems) }
    }

    /// Where a part of the structure stands; nowhere if the sheet has no such column.
    pub(super) fn structure(&self, column: Column) -> Option<usize> {
        self.structure.get(&column).copied()
    }

    /// The cell of a heading.
    pub(super) fn heading(&self, at: usize) -> Cell {
        Row { number: self.row, cells: Vec::new() }.at(at)
    }
}
