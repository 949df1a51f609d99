//! How a file of members is understood: who they are, and in which years they are members. Membership is per
//! year; a year without a column has the members of the nearest earlier column. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::table::{self, Row, Table, folded};

/// The greatest length of a member's name, in characters.
pub const NAME_MAX: usize = 200;
/// The greatest length of a member's code, in characters.
pub const CODE_MAX: usize = 20;
/// The years that make sense.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2200;

/// A file of members, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembersFile {
    /// The members, in the order of the file.
    pub members: Vec<MemberRow>,
    /// The years that have a column, with the heading's place among the columns, from 1.
    pub years: BTreeMap<i32, usize>,
}

/// One member in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// The line on which its row begins, from 1.
    pub line: u64,
    /// Its code, unique in the file.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its population, if given.
    pub population: Option<i32>,
    /// Those years with a column in which it is a member.
    pub years: BTreeSet<i32>,
}

/// Something wrong in a file of members: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberProblem {
    /// The line, from 1; none for the whole file.
    pub line: Option<u64>,
    /// The heading of the column; none for the whole row.
    pub column: Option<String>,
    /// What is wrong. Quoted cells are in the escaped form of Rust's `{:?}`.
    pub what: String,
    /// What to do about it.
    pub mend: &'static str,
}

impl std::fmt::Display for MemberProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, &self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, Some(column)) => write!(f, "column {column}: ")?,
            (None, None) => {}
        }
        write!(f, "{} {}", self.what, self.mend)
    }
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Letter,
    Name,
    ShortName,
    /// Of a year, or of none.
    Population(i32),
    Year(i32),
}

impl Column {
    fn of_heading(heading: &str) -> Option<Column> {
        let word = folded(heading);
        let year = |digits: &str| digits.parse().ok().filter(|year| YEARS.contains(year));
        match word.as_str() {
            "code" | "kod" => Some(Column::Code),
            "letter" | "bokstav" => Some(Column::Letter),
            "name" | "namn" => Some(Column::Name),
            "shortname" | "kortnamn" => Some(Column::ShortName),
            "population" | "befolkning" => Some(Column::Population(0)),
            _ => {
                let population = word.strip_prefix("population").or(word.strip_prefix("befolkning"));
                let member = word.strip_prefix("member").or(word.strip_prefix("medlem"));
                population
                    .and_then(year)
                    .map(Column::Population)
                    .or_else(|| member.and_then(year).map(Column::Year))
            }
        }
    }
}

/// Reads a file of members.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file; never an empty list.
pub fn read(bytes: &[u8]) -> Result<MembersFile, Vec<MemberProblem>> {
    let whole = |error: table::TableProblem| {
        vec![MemberProblem {
            line: None,
            column: None,
            what: format!("This cannot be read: {error}."),
            mend: "Save the table as CSV, with a header and a row per member.",
        }]
    };
    let text = table::decode(bytes, table::BYTES_MAX).map_err(whole)?;
    let table = table::read(&text).map_err(whole)?;
    let mut reading = Reading { table: &table, problems: Vec::new() };
    let columns = reading.columns();
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    let mut lines = HashMap::new();
    let mut members = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let Some(member) = reading.row(row, &columns) else { continue };
        if let Some(earlier) = lines.insert(folded(&member.code), row.line) {
            reading.report(
                Some(row.line),
                Some("code"),
                format!("The code {:?} stands on line {earlier} already.", member.code),
                "Give each member its own code.",
            );
        }
        members.push(member);
    }
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    let years = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| match column {
            Some(Column::Year(year)) => Some((*year, at + 1)),
            _ => None,
        })
        .collect();
    Ok(MembersFile { members, years })
}

struct Reading<'a> {
    table: &'a Table,
    problems: Vec<MemberProblem>,
}

impl Reading<'_> {
    fn report(&mut self, line: Option<u64>, column: Option<&str>, what: String, mend: &'static str) {
        self.problems.push(MemberProblem { line, column: column.map(str::to_owned), what, mend });
    }

    fn columns(&mut self) -> Vec<Option<Column>> {
        let header = &self.table.header;
        let line = Some(header.line);
        let columns: Vec<Option<Column>> =
            header.cells.iter().map(|heading| Column::of_heading(heading)).collect();
        let mut seen = BTreeSet::new();
        for (heading, column) in header.cells.iter().zip(&columns) {
            match column {
                None => self.report(
                    line,
                    None,
                    format!("The heading {heading:?} is unknown."),
                    "Use code, letter, name, short_name, population_YYYY and member_YYYY, or remove the column.",
                ),
                Some(column) if !seen.insert(*column) => {
                    let what = format!("The heading {heading:?} occurs twice.");
                    self.report(line, None, what, "Keep one of the columns.");
                }
                Some(_) => {}
            }
        }
        for (column, name) in
            [(Column::Code, "code"), (Column::Name, "name"), (Column::ShortName, "short_name")]
        {
            if !seen.contains(&column) {
                self.report(line, None, format!("The column {name} is missing."), "Add it.");
            }
        }
        if !seen.iter().any(|column| matches!(column, Column::Year(_))) {
            let what = "No column says who is a member in which year.".to_owned();
            self.report(line, None, what, "Add a column member_YYYY with 1 or 0.");
        }
        columns
    }

    fn row(&mut self, row: &Row, columns: &[Option<Column>]) -> Option<MemberRow> {
        let line = Some(row.line);
        if row.cells.len() != columns.len() {
            let what = format!("The row has {} cells, the header {}.", row.cells.len(), columns.len());
            self.report(line, None, what, "Give it the same number.");
            return None;
        }
        let before = self.problems.len();
        let mut member = MemberRow {
            line: row.line,
            code: String::new(),
            name: String::new(),
            short_name: String::new(),
            population: None,
            years: BTreeSet::new(),
        };
        let mut population_of = i32::MIN;
        for ((cell, column), heading) in row.cells.iter().zip(columns).zip(&self.table.header.cells) {
            let heading = Some(heading.as_str());
            let wrong = match column {
                Some(Column::Code) => {
                    member.code.clone_from(cell);
                    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
                    (cell.is_empty() || cell.len() > CODE_MAX || !cell.chars().all(sound))
                        .then_some("Use 1 to 20 characters out of a-z, A-Z, 0-9 and hyphen.")
                }
                Some(Column::Name | Column::ShortName) => {
                    let target =
                        if *column == Some(Column::Name) { &mut member.name } else { &mut member.short_name };
                    target.clone_from(cell);
                    let sound = !cell.is_empty()
                        && cell.chars().count() <= NAME_MAX
                        && !cell.chars().any(char::is_control);
                    (!sound).then_some("Use 1 to 200 characters on one line.")
                }
                Some(Column::Population(year)) => {
                    let number = cell.parse::<i32>().ok().filter(|number| *number >= 0);
                    if number.is_some() && *year > population_of {
                        member.population = number;
                        population_of = *year;
                    }
                    (number.is_none() && !cell.is_empty())
                        .then_some("Use a whole number without spaces, or leave the cell empty.")
                }
                Some(Column::Year(year)) => match cell.as_str() {
                    "1" => {
                        member.years.insert(*year);
                        None
                    }
                    "0" => None,
                    _ => Some("Use 1 for a member and 0 for none."),
                },
                Some(Column::Letter) | None => None,
            };
            if let Some(mend) = wrong {
                let what = if cell.is_empty() {
                    "The cell is empty.".to_owned()
                } else {
                    let shown: String = cell.chars().take(40).collect();
                    format!("{shown:?} does not fit.")
                };
                self.report(line, heading, what, mend);
            }
        }
        (self.problems.len() == before).then_some(member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        read(text.as_bytes()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_swedish_file_is_read() {
        let file = read(include_bytes!("../../assets/data/regions.csv")).unwrap();
        assert_eq!(file.members.len(), 21);
        let in_year = |year| file.members.iter().filter(|member| member.years.contains(&year)).count();
        assert_eq!([2020, 2023, 2024].map(in_year), [21, 20, 19]);
        assert_eq!(file.members[0].population, Some(2_454_821));
    }

    #[test]
    fn every_problem_names_its_row_and_column() {
        assert_eq!(
            problems("code,name,short_name,member_2024\n01,A,,1\n01,B,B,x\n!,C,C,0,9\n"),
            [
                "line 2, column short_name: The cell is empty. Use 1 to 200 characters on one line.",
                "line 3, column member_2024: \"x\" does not fit. Use 1 for a member and 0 for none.",
                "line 4: The row has 5 cells, the header 4. Give it the same number.",
            ]
        );
        assert_eq!(
            problems("code,name,short_name,member_2024\n01,A,A,1\n01,B,B,1\n"),
            ["line 3, column code: The code \"01\" stands on line 2 already. Give each member its own code."]
        );
        assert_eq!(problems("code,namn,memer_2024\n1,2,3").len(), 3);
    }

    #[test]
    fn the_latest_population_counts() {
        let text = "kod;namn;kortnamn;befolkning 2023;befolkning 2021;medlem 2024\n7;A;A;10;9;1\n";
        assert_eq!(read(text.as_bytes()).unwrap().members[0].population, Some(10));
    }
}
