//! The columns of a list: which heading means what, and which cell of a row stands under it.

use crate::table::{Row, TableProblem, folded};

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The person's name.
    Name,
    /// The person's e-mail address.
    Email,
    /// The role.
    Role,
    /// The member that the role is held for.
    Member,
    /// The person's language.
    Language,
}

impl Column {
    /// All columns, in the order of the template that people are offered.
    pub const ALL: [Column; 5] =
        [Column::Name, Column::Email, Column::Role, Column::Member, Column::Language];

    /// The column's code, for catalogue keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Email => "email",
            Column::Role => "role",
            Column::Member => "member",
            Column::Language => "language",
        }
    }

    /// Whether a list without it makes no sense. (Roles of the network need no member.)
    pub const fn is_required(self) -> bool {
        matches!(self, Column::Name | Column::Email | Column::Role)
    }

    /// The column that a heading means; `members` are the network's own words over that of members.
    pub(super) fn of_heading(heading: &str, members: &[String]) -> Option<Column> {
        let word = folded(heading);
        Some(match word.as_str() {
            "namn" | "name" | "fullname" | "fornamnochefternamn" | "person" => Column::Name,
            "epost" | "email" | "mail" | "mejl" | "epostadress" | "mejladress" | "mailadress"
            | "emailaddress" | "address" => Column::Email,
            "roll" | "role" | "uppdrag" => Column::Role,
            "medlem" | "region" | "member" | "kod" | "code" | "medlemskod" | "membercode" | "regionskod"
            | "organisation" | "organization" | "grupp" | "temagrupp" | "group" | "themegroup" => {
                Column::Member
            }
            "sprak" | "language" | "lang" => Column::Language,
            _ if members.iter().any(|own| folded(own) == word) => Column::Member,
            _ => return None,
        })
    }
}

/// What is wrong with the list as a whole. Each has a text in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListProblem {
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableProblem),
    /// A required column is missing.
    #[error("the column {} is missing", .0.as_str())]
    ColumnMissing(Column),
    /// Two headings mean the same column.
    #[error("the column {} occurs twice", .0.as_str())]
    ColumnTwice(Column),
}

/// The cells of a row as they were given, without the space around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role.
    pub role: String,
    /// Member.
    pub member: String,
    /// Language.
    pub language: String,
}

/// What is wrong with the headings.
pub(super) fn problems_of(columns: &[Option<Column>]) -> Vec<ListProblem> {
    let times = |wanted: Column| columns.iter().filter(|column| **column == Some(wanted)).count();
    Column::ALL
        .into_iter()
        .filter_map(|column| match times(column) {
            0 if column.is_required() => Some(ListProblem::ColumnMissing(column)),
            0 | 1 => None,
            _ => Some(ListProblem::ColumnTwice(column)),
        })
        .collect()
}

/// The cells of a row by their columns.
pub(super) fn cells_of(row: &Row, columns: &[Option<Column>]) -> Cells {
    let mut cells = Cells::default();
    for (cell, column) in row.cells.iter().zip(columns) {
        let Some(column) = column else { continue };
        let target = match column {
            Column::Name => &mut cells.name,
            Column::Email => &mut cells.email,
            Column::Role => &mut cells.role,
            Column::Member => &mut cells.member,
            Column::Language => &mut cells.language,
        };
        target.clone_from(cell);
    }
    cells
}
