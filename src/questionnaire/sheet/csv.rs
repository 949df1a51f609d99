//! A sheet as a CSV file for a double click in a Swedish Excel: byte order mark, semicolon.

use super::{
    BYTES_MAX, COLUMNS_MAX, CellFault, ROWS_MAX,
    grid::{Grid, Row},
    plain,
};
use crate::table::{self, Limits, TableProblem};

/// The bytes of a file.
pub(super) fn write(cells: &[Vec<String>]) -> Vec<u8> {
    let mut file = String::from("\u{feff}");
    for row in cells {
        let row: Vec<String> = row.iter().map(|cell| field(&plain::guarded(&plain::encoded(cell)))).collect();
        file.push_str(&row.join(";"));
        file.push_str("\r\n");
    }
    file.into_bytes()
}

fn field(cell: &str) -> String {
    let needs_quotes = cell.contains([';', ',', '"', '\n', '\t']) || cell.trim() != cell;
    if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The cells of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Grid, CellFault> {
    let fault = |problem| match problem {
        TableProblem::TooLarge => CellFault::too_large(),
        TableProblem::TooManyRows => CellFault::TooManyRows { most: ROWS_MAX },
        _ => CellFault::NotASheet,
    };
    let text = table::decode(bytes, BYTES_MAX).map_err(fault)?;
    let records = table::records(&text, Limits { bytes: BYTES_MAX, rows: ROWS_MAX }).map_err(fault)?;
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        let filled = record.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if filled > COLUMNS_MAX {
            return Err(CellFault::TooManyColumns { most: COLUMNS_MAX });
        }
        let cells = record.cells.iter().take(filled);
        rows.push(Row {
            number: record.row,
            cells: cells.map(|cell| plain::decoded(plain::unguarded(cell)).into_owned()).collect(),
        });
    }
    Ok(Grid { rows, errors: Vec::new() })
}
