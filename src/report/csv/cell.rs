//! Cells and records of a CSV file (RFC 4180), in both dialects, and the guard against formulas
//! (reliability.md, "Text in, text out"). What a cell holds decides how it is written: only text is
//! guarded, so numbers stay numbers.

use std::{borrow::Cow, io};

use data_encoding::HEXLOWER;
use num_rational::BigRational;
use sha2::{Digest, Sha256};

use super::{Written, file::Dialect};
use crate::{
    questionnaire::Number,
    scoring::{Separator, format},
};

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing: an absent value.
    Empty,
    /// Text, guarded when it is written.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// An exact number, written in full precision.
    Number(BigRational),
    /// A number as somebody answered it.
    Answered(Number),
    /// `true` or `false`.
    Flag(bool),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Cell::Integer(i64::from(number))
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<BigRational> for Cell<'_> {
    fn from(number: BigRational) -> Self {
        Cell::Number(number)
    }
}

impl From<Number> for Cell<'_> {
    fn from(number: Number) -> Self {
        Cell::Answered(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Empty, Into::into)
    }
}

/// The text with a `'` in front if a spreadsheet could take it for a formula: if it starts with `=`, `+`,
/// `-`, `@`, their full-width twins, tab, CR, LF or NUL.
///
/// For text only. A genuine number, negative ones too, is no text and does not come here.
pub fn guarded(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '\0') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Passes bytes on and remembers their checksum.
pub(super) struct Tally<'o> {
    out: &'o mut dyn io::Write,
    hash: Sha256,
}

impl<'o> Tally<'o> {
    pub(super) fn new(out: &'o mut dyn io::Write) -> Tally<'o> {
        Tally { out, hash: Sha256::new() }
    }

    /// Flushes, and gives the checksum in lower-case hexadecimal.
    pub(super) fn finish(self) -> io::Result<String> {
        self.out.flush()?;
        Ok(HEXLOWER.encode(&self.hash.finalize()))
    }
}

impl io::Write for Tally<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A table on its way out.
pub(super) struct Records<'o> {
    csv: ::csv::Writer<Tally<'o>>,
    separator: Separator,
    rows: u64,
}

impl<'o> Records<'o> {
    /// Begins a table with its header.
    pub(super) fn begin<'h>(
        dialect: Dialect,
        header: impl IntoIterator<Item = &'h str>,
        out: &'o mut dyn io::Write,
    ) -> io::Result<Records<'o>> {
        let mut tally = Tally::new(out);
        let (delimiter, separator) = match dialect {
            Dialect::Open => (b',', Separator::Point),
            Dialect::Excel => {
                io::Write::write_all(&mut tally, b"\xEF\xBB\xBF")?;
                (b';', Separator::Comma)
            }
        };
        let mut csv = ::csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(::csv::Terminator::CRLF)
            .from_writer(tally);
        csv.write_record(header)?;
        Ok(Records { csv, separator, rows: 0 })
    }

    /// Writes one record, which must have as many cells as the header.
    pub(super) fn record<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.csv.write_field("")?,
                Cell::Text(text) => self.csv.write_field(guarded(&text).as_ref())?,
                Cell::Integer(number) => self.csv.write_field(number.to_string())?,
                Cell::Number(number) => self.csv.write_field(format::full(&number, self.separator))?,
                Cell::Answered(number) => {
                    let text = number.to_string();
                    self.csv.write_field(match self.separator {
                        Separator::Point => text,
                        Separator::Comma => text.replace('.', ","),
                    })?;
                }
                Cell::Flag(flag) => self.csv.write_field(if flag { "true" } else { "false" })?,
            }
        }
        self.csv.write_record(None::<&[u8]>)?;
        self.rows += 1;
        Ok(())
    }

    /// Writes what is still buffered, and says what was written.
    pub(super) fn finish(self) -> io::Result<Written> {
        let tally = self.csv.into_inner().map_err(::csv::IntoInnerError::into_error)?;
        Ok(Written { rows: Some(self.rows), sha256: tally.finish()? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::specimen::{cases, fraction};

    fn written(dialect: Dialect, cells: Vec<Cell<'_>>) -> String {
        let mut out = Vec::new();
        let header = vec!["x"; cells.len()];
        let mut records = Records::begin(dialect, header, &mut out).unwrap();
        records.record(cells).unwrap();
        records.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        text.split_once("\r\n").unwrap().1.to_owned()
    }

    #[test]
    fn a_formula_is_defused() {
        for text in [
            "=1+1",
            "+46",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "=",
            "-",
        ] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in ["", "Region Norrby", "a=b", "1-2", "'=1", "–", "−1", "åäö", " =1"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        let cells = || vec![Cell::from(-3), Cell::from(fraction(-1, 2)), Cell::from("-3")];
        assert_eq!(written(Dialect::Open, cells()), "-3,-0.5,'-3\r\n");
        assert_eq!(written(Dialect::Excel, cells()), "-3;-0,5;'-3\r\n");
    }

    #[test]
    fn an_absent_value_is_an_empty_field_and_a_flag_is_a_word() {
        let cells = vec![Cell::from(None::<i32>), Cell::from(true), Cell::from(false), Cell::from("")];
        assert_eq!(written(Dialect::Open, cells), ",true,false,\r\n");
    }

    #[test]
    fn text_is_quoted_where_rfc_4180_asks_for_it() {
        let cells = || vec![Cell::from("a,b"), Cell::from("a;b"), Cell::from("a\"b"), Cell::from("a\nb")];
        assert_eq!(written(Dialect::Open, cells()), "\"a,b\",a;b,\"a\"\"b\",\"a\nb\"\r\n");
        assert_eq!(written(Dialect::Excel, cells()), "a,b;\"a;b\";\"a\"\"b\";\"a\nb\"\r\n");
    }

    #[test]
    fn the_excel_twin_begins_with_a_byte_order_mark() {
        let mut out = Vec::new();
        Records::begin(Dialect::Excel, ["a", "b"], &mut out).unwrap().finish().unwrap();
        assert_eq!(out, b"\xEF\xBB\xBFa;b\r\n");
    }

    #[test]
    fn a_record_of_another_length_than_the_header_is_refused() {
        let mut out = Vec::new();
        let mut records = Records::begin(Dialect::Open, ["a", "b"], &mut out).unwrap();
        assert!(records.record([Cell::from(1)]).is_err());
    }

    #[test]
    fn the_checksum_covers_every_byte() {
        let mut out = Vec::new();
        let mut records = Records::begin(Dialect::Excel, ["a"], &mut out).unwrap();
        records.record([Cell::from("å")]).unwrap();
        let written = records.finish().unwrap();
        assert_eq!(written, Written { rows: Some(1), sha256: HEXLOWER.encode(&Sha256::digest(&out)) });
    }

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn any_text_comes_back_as_it_was_or_guarded(texts in prop::collection::vec(any::<String>(), 2..5)) {
            for (dialect, delimiter) in [(Dialect::Open, b','), (Dialect::Excel, b';')] {
                let text = written(dialect, texts.iter().map(Cell::from).collect());
                let mut reader = ::csv::ReaderBuilder::new()
                    .has_headers(false)
                    .delimiter(delimiter)
                    .from_reader(text.as_bytes());
                let record = reader.records().next().unwrap().unwrap();
                prop_assert_eq!(record.len(), texts.len());
                for (read, text) in record.iter().zip(&texts) {
                    let expected = guarded(text);
                    prop_assert_eq!(read, expected.as_ref());
                    prop_assert!(!read.starts_with(|c| "=+-@＝＋－＠\t\r\n\0".contains(c)));
                }
            }
        }
    }
}
