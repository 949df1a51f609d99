//! A sheet as rows of cells, whatever file it stands in.

use std::fmt;

use crate::table::folded;

/// A cell of a sheet, from 1 as a spreadsheet counts, such as `C14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The row.
    pub row: u32,
    /// The column; 1 is `A`.
    pub column: u32,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut letters, mut left) = (Vec::new(), self.column);
        while left > 0 {
            left -= 1;
            letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
            left /= 26;
        }
        letters.reverse();
        write!(f, "{}{}", letters.into_iter().collect::<String>(), self.row)
    }
}

/// The cells of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Grid {
    /// The rows that hold anything, the headings first.
    pub(super) rows: Vec<Row>,
    /// The cells that hold an error of the spreadsheet, such as `#REF!`.
    pub(super) errors: Vec<(Cell, String)>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its cells, from column A.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// What stands in a column (from 0); nothing where the row has no such cell.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell in a column (from 0).
    pub(super) fn at(&self, column: usize) -> Cell {
        Cell { row: self.number, column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1) }
    }
}

/// A column that is not a text's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    /// Which text a row holds.
    Id,
    /// What that is in plain words; never read.
    What,
    Questionnaire,
    Edition,
    Previous,
    Kind,
    Depth,
    Perspective,
    Secondary,
    Scale,
    Minimum,
    Maximum,
    Decimals,
    Rows,
    Exclusive,
    CommentWhen,
    VisibleIf,
    Lineage,
    Schema,
}

impl Column {
    /// Those that hold the structure, in the order in which they are written.
    pub(super) const STRUCTURE: [Column; 17] = [
        Column::Questionnaire,
        Column::Edition,
        Column::Previous,
        Column::Kind,
        Column::Depth,
        Column::Perspective,
        Column::Secondary,
        Column::Scale,
        Column::Minimum,
        Column::Maximum,
        Column::Decimals,
        Column::Rows,
        Column::Exclusive,
        Column::CommentWhen,
        Column::VisibleIf,
        Column::Lineage,
        Column::Schema,
    ];

    /// Its heading in a language: Swedish, or else English. None is a word of two or three letters: those are languages.
    pub(super) fn heading(self, language: &str) -> &'static str {
        let [swedish, english, _] = self.headings();
        if language == "sv" { swedish } else { english }
    }

    /// What it is called in Swedish, in English, and in sheets of before there were headings in both.
    fn headings(self) -> [&'static str; 3] {
        match self {
            Column::Id => ["Rad-id", "Row id", "row id"],
            Column::What => ["Vad raden innehåller", "What the row holds", "what"],
            Column::Questionnaire => ["Formulärets beteckning", "Questionnaire id", "questionnaire"],
            Column::Edition => ["Utgåva", "Edition", "edition"],
            Column::Previous => ["Förra utgåvan", "Edition before", "previous"],
            Column::Kind => ["Svarstyp", "Kind of answer", "kind"],
            Column::Depth => ["Vilka svarar", "Who answers", "depth"],
            Column::Perspective => ["Perspektiv", "Perspective", "perspective"],
            Column::Secondary => ["Berör också", "Also touches", "secondary"],
            Column::Scale => ["Skala", "Scale", "scale"],
            Column::Minimum => ["Lägsta värde", "Lowest value", "minimum"],
            Column::Maximum => ["Högsta värde", "Highest value", "maximum"],
            Column::Decimals => ["Antal decimaler", "Number of decimals", "decimals"],
            Column::Rows => ["Högst antal rader", "Most rows", "rows"],
            Column::Exclusive => ["Kan inte kombineras", "Cannot be combined", "exclusive"],
            Column::CommentWhen => ["Be om kommentar när", "Ask for a comment when", "comment when"],
            Column::VisibleIf => ["Visas när", "Shown when", "visible if"],
            Column::Lineage => ["Jämfört med förra utgåvan", "Compared with the edition before", "lineage"],
            Column::Schema => ["Filformat", "File format", "schema"],
        }
    }

    /// All columns, in the order in which they are written; the texts stand after the first two.
    pub(super) fn all() -> impl Iterator<Item = Column> {
        [Column::Id, Column::What].into_iter().chain(Column::STRUCTURE)
    }

    /// The column with this heading, in any of the languages.
    pub(super) fn headed(heading: &str) -> Option<Column> {
        let heading = folded(heading);
        Column::all().find(|column| column.headings().iter().any(|known| folded(known) == heading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_in_a_spreadsheet() {
        for (column, name) in [(1, "A9"), (26, "Z9"), (27, "AA9"), (52, "AZ9"), (703, "AAA9")] {
            assert_eq!(Cell { row: 9, column }.to_string(), name);
        }
    }

    #[test]
    fn headings_are_never_taken_for_languages() {
        for column in Column::all() {
            for heading in column.headings() {
                assert_eq!(Column::headed(heading), Some(column), "no other one has it");
                assert!(folded(heading).len() > 3, "{column:?}");
            }
        }
        assert_eq!(Column::headed(" Visible_IF "), Some(Column::VisibleIf));
        assert_eq!(Column::headed("id"), None, "which is Indonesian");
    }
}
