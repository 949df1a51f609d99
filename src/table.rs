//! A table that somebody pastes or uploads: its bytes become text, its text becomes rows. It knows what Excel
//! and its kin write in Sweden (`;`, UTF-8 with a mark, UTF-16, Windows-1252), and nothing about what the
//! columns mean. Bounded, and never half-read.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a table is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The greatest size, in bytes.
    pub bytes: usize,
    /// The greatest number of rows, with the header.
    pub rows: usize,
}

/// The greatest size of a table, in bytes.
pub const BYTES_MAX: usize = 1024 * 1024;
/// The greatest number of rows, without the header.
pub const ROWS_MAX: usize = 5_000;
/// The greatest number of columns.
pub const COLUMNS_MAX: usize = 100;

/// What is wrong with a table as a whole. Each has a text in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableProblem {
    /// It is larger than [`BYTES_MAX`].
    #[error("the file is larger than {BYTES_MAX} bytes")]
    TooLarge,
    /// It has more rows than [`ROWS_MAX`].
    #[error("the file has more than {ROWS_MAX} rows")]
    TooManyRows,
    /// The header has more columns than [`COLUMNS_MAX`].
    #[error("the file has more than {COLUMNS_MAX} columns")]
    TooManyColumns,
    /// There is nothing in it, or only a header.
    #[error("the file has no rows")]
    Empty,
    /// It is a workbook (XLSX, ODS) rather than text; it has to be saved as CSV.
    #[error("the file is a workbook, not text; save it as CSV")]
    Workbook,
    /// It is not text in any encoding we know.
    #[error("the file is not text")]
    NotText,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the text on which the row begins, from 1.
    pub line: u64,
    /// Its cells, without the space around them.
    pub cells: Vec<String>,
}

/// A table with a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, as given.
    pub header: Row,
    /// The rows that hold anything at all.
    pub rows: Vec<Row>,
}

/// The text of a file: UTF-8, or UTF-16 if a byte-order mark says so, else Windows-1252. Line ends become `\n`.
///
/// # Errors
/// [`TableProblem`] if it is larger than `bytes_max` or no text.
pub fn decode(bytes: &[u8], bytes_max: usize) -> Result<String, TableProblem> {
    if bytes.len() > bytes_max {
        return Err(TableProblem::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(TableProblem::Workbook);
    }
    let (text, malformed) = if bytes.starts_with(b"\xFF\xFE") {
        UTF_16LE.decode_with_bom_removal(bytes)
    } else if bytes.starts_with(b"\xFE\xFF") {
        UTF_16BE.decode_with_bom_removal(bytes)
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8.decode_with_bom_removal(bytes)
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes)
    };
    if malformed || text.contains('\0') {
        return Err(TableProblem::NotText);
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// One record of a text as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The line of the text on which it begins, from 1.
    pub line: u64,
    /// Which row it is in a spreadsheet that opens the text, from 1: a cell may have several lines.
    pub row: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// The records of a text that hold anything but space (Windows-1252 may have grown threefold on the way to UTF-8), the header
/// with them. The delimiter is the one of `,`, `;` and tab that the header uses most.
///
/// # Errors
/// [`TableProblem`] if there is too much.
pub fn records(text: &str, limits: Limits) -> Result<Vec<Record>, TableProblem> {
    if text.len() > 3 * limits.bytes {
        return Err(TableProblem::TooLarge);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let (mut records, mut row) = (Vec::new(), 0_u32);
    for record in reader.records() {
        let record = record.map_err(|_| TableProblem::NotText)?;
        let skipped = skipped(text, record.position());
        row = row.saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX)).saturating_add(1);
        if record.iter().all(|cell| trim(cell).is_empty()) {
            continue;
        }
        let is_hint = record.get(0).is_some_and(|cell| cell.eq_ignore_ascii_case("sep="));
        if records.is_empty() && is_hint {
            row = 0;
            continue; // Excel's own hint at the delimiter.
        }
        if records.len() >= limits.rows {
            return Err(TableProblem::TooManyRows);
        }
        let line = record.position().map_or(1, csv::Position::line) + skipped;
        records.push(Record { line, row, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(records)
}

/// The rows of a text, their cells without the space around them.
///
/// # Errors
/// [`TableProblem`] if there is nothing in it or too much.
pub fn read(text: &str) -> Result<Table, TableProblem> {
    let records = records(text, Limits { bytes: BYTES_MAX, rows: ROWS_MAX + 1 })?;
    let mut rows = records.into_iter().map(|record| Row {
        line: record.line,
        cells: record.cells.iter().map(|cell| trim(cell).to_owned()).collect(),
    });
    let header = rows.next().ok_or(TableProblem::Empty)?;
    if header.cells.len() > COLUMNS_MAX {
        return Err(TableProblem::TooManyColumns);
    }
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() { Err(TableProblem::Empty) } else { Ok(Table { header, rows }) }
}

/// Spaces of every kind, and marks without width that spreadsheets leave behind. Line breaks stay: they are
/// for the column to judge.
pub fn trim(cell: &str) -> &str {
    cell.trim_matches(|c: char| {
        (c.is_whitespace() && !c.is_control())
            || c == '\t'
            || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
    })
}

/// The delimiter of the first line that holds anything, quotes left out.
fn delimiter(text: &str) -> u8 {
    let (mut commas, mut semicolons, mut tabs) = (0, 0, 0);
    let mut quoted = false;
    for c in text.trim_start().chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\n' => break,
            ',' => commas += 1,
            ';' => semicolons += 1,
            '\t' => tabs += 1,
            _ => {}
        }
    }
    if tabs > 0 && tabs >= semicolons && tabs >= commas {
        b'\t'
    } else if semicolons >= commas && semicolons > 0 {
        b';'
    } else {
        b','
    }
}

/// How many empty lines stand before a record: the reader's position is before those that it skipped.
fn skipped(text: &str, position: Option<&csv::Position>) -> u64 {
    let from = position.map_or(0, csv::Position::byte);
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    text.as_bytes().iter().skip(from).take_while(|byte| **byte == b'\n').count() as u64
}

/// A word in the form in which words are compared: lower case, letters and digits only, without diacritics.
pub fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()) {
        match without_diacritics(c) {
            Some(base) => folded.push_str(base),
            None => folded.push(c),
        }
    }
    folded
}

fn without_diacritics(c: char) -> Option<&'static str> {
    Some(match c {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' => "a",
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => "o",
        'é' | 'è' | 'ê' | 'ë' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ü' | 'ú' | 'ù' | 'û' => "u",
        'ý' | 'ÿ' => "y",
        'æ' => "ae",
        'ß' => "ss",
        'ç' => "c",
        'ñ' => "n",
        'ð' => "d",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = read(text).unwrap();
        table.rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn every_encoding_that_a_spreadsheet_writes_is_understood() {
        let text = "namn;ort\nÅsa;Örebro\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let mut files = vec![text.as_bytes().to_vec(), latin];
        files.push([b"\xEF\xBB\xBF", text.as_bytes()].concat());
        files.push(utf16(u16::to_le_bytes));
        files.push(utf16(u16::to_be_bytes));
        files.push(text.replace('\n', "\r\n").into_bytes());
        files.push(text.replace('\n', "\r").into_bytes());
        for file in files {
            assert_eq!(decode(&file, BYTES_MAX).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b"PK\x03\x04rest", BYTES_MAX), Err(TableProblem::Workbook));
        assert_eq!(decode(b"a\0b", BYTES_MAX), Err(TableProblem::NotText));
        assert_eq!(decode(b"\xFF\xFE\x00\xD8\x41\x00", BYTES_MAX), Err(TableProblem::NotText));
        assert_eq!(decode(&vec![b'a'; BYTES_MAX + 1], BYTES_MAX), Err(TableProblem::TooLarge));
        assert_eq!(read("a,b\n"), Err(TableProblem::Empty));
        assert_eq!(read(""), Err(TableProblem::Empty));
        assert_eq!(read(&("a\n".to_owned() + &"b\n".repeat(ROWS_MAX + 1))), Err(TableProblem::TooManyRows));
        assert_eq!(read(&("a\n".to_owned() + &"b\n".repeat(ROWS_MAX))).unwrap().rows.len(), ROWS_MAX);
        assert_eq!(read(&("a,".repeat(200) + "\nb")), Err(TableProblem::TooManyColumns));
    }

    #[test]
    fn the_delimiter_is_the_one_that_the_header_uses() {
        for text in ["a;b\n1,5;2", "a\tb\n1,5\t2", "\"a,x\";b\n1,5;2", "sep=;\na;b\n1,5;2"] {
            assert_eq!(lines(text).last().unwrap().1, ["1,5", "2"], "{text:?}");
        }
    }

    #[test]
    fn rows_know_their_line_whatever_stands_before_them() {
        let text = "\n\na,b\n\n\u{a0}x\u{200b} ,\"two\nlines\"\n\n\n,\nz,1\n";
        let rows = records(text, Limits { bytes: 100, rows: 9 }).unwrap();
        assert_eq!(rows.iter().map(|row| row.row).collect::<Vec<_>>(), [3, 5, 9], "as a spreadsheet counts");
        assert_eq!(
            lines(text),
            [(5, vec!["x".to_owned(), "two\nlines".to_owned()]), (10, vec!["z".to_owned(), "1".to_owned()])]
        );
    }

    #[test]
    fn words_are_compared_without_case_space_and_diacritics() {
        assert_eq!(folded(" E-Post "), "epost");
        assert_eq!(folded("Jämtland Härjedalen"), folded("JAMTLAND-HARJEDALEN"));
        assert_eq!(folded("A\u{30a}sa"), folded("Åsa"), "also when the ring is a character of its own");
    }
}
