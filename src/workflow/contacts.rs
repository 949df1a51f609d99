//! How a pasted or uploaded list of contacts is understood: which person gets which role for which member.
//! The outcome is a [`Plan`] that tells the fate of every row before anything is stored, and that is applied
//! as a whole or not at all. Pure; the store supplies what is known already.

use std::collections::HashMap;

use super::{
    address::{ADDRESS_MAX, Address, AddressError},
    permission::Role,
    scope::Held,
    table::{self, Row, TableProblem, folded},
};

pub use super::table::decode;

/// The greatest length of a person's name, in characters.
pub const NAME_MAX: usize = 100;
/// The greatest length of a cell that is compared with known words, in characters.
pub const WORD_MAX: usize = 100;
/// The languages that people can have, the first as default.
pub const LANGUAGES: [&str; 2] = ["sv", "en"];

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

    fn of_heading(heading: &str) -> Option<Column> {
        Some(match folded(heading).as_str() {
            "namn" | "name" | "fullname" | "fornamnochefternamn" | "person" => Column::Name,
            "epost" | "email" | "mail" | "mejl" | "epostadress" | "mejladress" | "mailadress"
            | "emailaddress" | "address" => Column::Email,
            "roll" | "role" | "uppdrag" => Column::Role,
            "medlem" | "region" | "member" | "kod" | "code" | "medlemskod" | "membercode" | "regionskod"
            | "organisation" | "organization" => Column::Member,
            "sprak" | "language" | "lang" => Column::Language,
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

/// Why a row is refused, or what to know about it. Each has a text in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The cell is empty.
    Missing,
    /// The cell is longer than so many characters.
    TooLong(usize),
    /// The cell holds a line break or another control character, or a character that was lost on the way.
    Control,
    /// The cell holds no e-mail address.
    NotAnAddress,
    /// The cell names no role.
    UnknownRole,
    /// The cell names no member; perhaps this one was meant.
    UnknownMember(Option<String>),
    /// The member is known, but is not a member in the year.
    NotMemberThisYear,
    /// The cell names no language that the application speaks.
    UnknownLanguage,
    /// The row has another number of cells than the header.
    WrongColumns {
        /// The number of cells in the header.
        expected: usize,
        /// The number of cells in the row.
        found: usize,
    },
    /// An earlier row, on this line, has the same address with another name.
    OtherName(u64),
}

impl Reason {
    /// The reason's code, for catalogue keys.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Reason::Missing => "missing",
            Reason::TooLong(_) => "too-long",
            Reason::Control => "control",
            Reason::NotAnAddress => "not-an-address",
            Reason::UnknownRole => "unknown-role",
            Reason::UnknownMember(_) => "unknown-member",
            Reason::NotMemberThisYear => "not-member-this-year",
            Reason::UnknownLanguage => "unknown-language",
            Reason::WrongColumns { .. } => "wrong-columns",
            Reason::OtherName(_) => "other-name",
        }
    }
}

/// One reason with its place in the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The column; none for the whole row.
    pub column: Option<Column>,
    /// What is wrong there.
    pub reason: Reason,
}

/// What happens to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A person is added, with the role.
    NewPerson(Contact),
    /// A person that is known, or that an earlier row adds, gets the role.
    NewRole(Contact),
    /// The person holds the role already.
    Unchanged,
    /// It says the same as an earlier row, on this line.
    DuplicateOf(u64),
    /// Something is wrong with it.
    Refused(Vec<Fault>),
}

/// Something to know about a row that is not refused. Each has a text in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The person is known under this other name, which stays.
    NameStays(String),
    /// The role is one of the network: the member in the row is left out.
    MemberLeftOut,
}

/// What a row says, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The address.
    pub address: Address,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The member's id; none for roles of the network.
    pub member: Option<String>,
    /// The language: one of [`LANGUAGES`].
    pub language: &'static str,
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

/// One row and its fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// The line of the text on which the row begins, from 1.
    pub line: u64,
    /// The cells as given. They are user text: to be escaped wherever they are shown.
    pub cells: Cells,
    /// What happens to the row.
    pub fate: Fate,
    /// What to know about it.
    pub notices: Vec<Notice>,
}

/// How many rows have which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that add a person.
    pub new_people: usize,
    /// Rows that add a role to a person.
    pub new_roles: usize,
    /// Rows that are so already.
    pub unchanged: usize,
    /// Rows that repeat an earlier one.
    pub duplicates: usize,
    /// Rows that are refused.
    pub refused: usize,
}

/// What a list would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The rows, in order.
    pub rows: Vec<PlannedRow>,
    /// What is wrong with the list as a whole; then there are no rows.
    pub problems: Vec<ListProblem>,
    /// Headings that mean nothing here; their cells are dropped.
    pub ignored: Vec<String>,
}

impl Plan {
    /// Whether the plan may be applied: nothing is refused. All or nothing.
    pub fn is_applicable(&self) -> bool {
        self.problems.is_empty() && self.counts().refused == 0
    }

    /// How many rows have which fate.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.fate {
                Fate::NewPerson(_) => counts.new_people += 1,
                Fate::NewRole(_) => counts.new_roles += 1,
                Fate::Unchanged => counts.unchanged += 1,
                Fate::DuplicateOf(_) => counts.duplicates += 1,
                Fate::Refused(_) => counts.refused += 1,
            }
        }
        counts
    }

    /// What is to be stored, in order.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.rows.iter().filter_map(|row| match &row.fate {
            Fate::NewPerson(contact) | Fate::NewRole(contact) => Some(contact),
            Fate::Unchanged | Fate::DuplicateOf(_) | Fate::Refused(_) => None,
        })
    }
}

/// A member as the list may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMember {
    /// The member's id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Whether it is a member in the year that the list is for.
    pub this_year: bool,
}

/// A person that is stored already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// The address, in lower case.
    pub address: String,
    /// The name.
    pub name: String,
    /// The roles held in the year that the list is for.
    pub held: Vec<Held>,
}

/// What is stored already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Every member of any year.
    pub members: Vec<KnownMember>,
    /// Every person.
    pub people: Vec<KnownPerson>,
}

/// Plans the list in a file.
pub fn plan_file(bytes: &[u8], known: &Known) -> Plan {
    match decode(bytes) {
        Ok(text) => plan(&text, known),
        Err(problem) => Plan { problems: vec![problem.into()], ..Plan::default() },
    }
}

/// Plans a list that was pasted as text.
pub fn plan(text: &str, known: &Known) -> Plan {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let table = match table::read(&text) {
        Ok(table) => table,
        Err(problem) => return Plan { problems: vec![problem.into()], ..Plan::default() },
    };
    let columns: Vec<Option<Column>> =
        table.header.cells.iter().map(|heading| Column::of_heading(heading)).collect();
    let problems = problems_of(&columns);
    if !problems.is_empty() {
        return Plan { problems, ..Plan::default() };
    }
    let ignored = table
        .header
        .cells
        .iter()
        .zip(&columns)
        .filter(|(heading, column)| column.is_none() && !heading.is_empty())
        .map(|(heading, _)| heading.clone())
        .collect();
    let mut planner = Planner::new(known);
    let rows = table.rows.iter().map(|row| planner.row(row, &columns)).collect();
    Plan { rows, problems, ignored }
}

fn problems_of(columns: &[Option<Column>]) -> Vec<ListProblem> {
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

/// What an address stands for so far.
struct Seen<'a> {
    name: &'a str,
    held: &'a [Held],
}

struct Planner<'a> {
    members: Members<'a>,
    people: HashMap<&'a str, Seen<'a>>,
    /// The addresses of earlier rows: the line and the name of the first.
    named: HashMap<Address, (u64, String)>,
    /// What earlier rows say, with their lines.
    said: HashMap<(Address, Role, Option<String>), u64>,
}

impl<'a> Planner<'a> {
    fn new(known: &'a Known) -> Planner<'a> {
        let people = known
            .people
            .iter()
            .map(|person| (person.address.as_str(), Seen { name: &person.name, held: &person.held }))
            .collect();
        Planner { members: Members::new(&known.members), people, named: HashMap::new(), said: HashMap::new() }
    }

    fn row(&mut self, row: &Row, columns: &[Option<Column>]) -> PlannedRow {
        let cells = cells_of(row, columns);
        let mut notices = Vec::new();
        let superfluous = row.cells.iter().skip(columns.len()).any(|cell| !cell.is_empty());
        let fate = if row.cells.len() < columns.len() || superfluous {
            let reason = Reason::WrongColumns { expected: columns.len(), found: row.cells.len() };
            Fate::Refused(vec![Fault { column: None, reason }])
        } else {
            match self.understand(&cells, &mut notices) {
                Ok(contact) => self.fate(row.line, contact, &mut notices),
                Err(faults) => Fate::Refused(faults),
            }
        };
        PlannedRow { line: row.line, cells, fate, notices }
    }

    fn understand(&mut self, cells: &Cells, notices: &mut Vec<Notice>) -> Result<Contact, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut kept = |column: Column, reason: Reason| faults.push(Fault { column: Some(column), reason });
        let name = name(&cells.name).map_err(|reason| kept(Column::Name, reason)).ok();
        let address = address(&cells.email).map_err(|reason| kept(Column::Email, reason)).ok();
        let role = role(&cells.role).map_err(|reason| kept(Column::Role, reason)).ok();
        let member = match role {
            Some(role) if role.is_for_member() => {
                self.members.named(&cells.member).map_err(|reason| kept(Column::Member, reason)).ok()
            }
            Some(_) if !cells.member.is_empty() => {
                notices.push(Notice::MemberLeftOut);
                None
            }
            Some(_) | None => None,
        };
        let language = language(&cells.language).map_err(|reason| kept(Column::Language, reason)).ok();
        match (name, address, role, language) {
            (Some(name), Some(address), Some(role), Some(language)) if faults.is_empty() => {
                Ok(Contact { address, name, role, member, language })
            }
            _ => Err(faults),
        }
    }

    fn fate(&mut self, line: u64, contact: Contact, notices: &mut Vec<Notice>) -> Fate {
        if let Some((earlier, name)) = self.named.get(&contact.address)
            && folded(name) != folded(&contact.name)
        {
            let reason = Reason::OtherName(*earlier);
            return Fate::Refused(vec![Fault { column: Some(Column::Name), reason }]);
        }
        let says = (contact.address.clone(), contact.role, contact.member.clone());
        if let Some(earlier) = self.said.get(&says) {
            return Fate::DuplicateOf(*earlier);
        }
        self.said.insert(says, line);
        let known = self.people.get(contact.address.as_str());
        if let Some(known) = known
            && known.name != contact.name
        {
            notices.push(Notice::NameStays(known.name.to_owned()));
        }
        let is_first = !self.named.contains_key(&contact.address);
        if is_first {
            self.named.insert(contact.address.clone(), (line, contact.name.clone()));
        }
        match known {
            Some(known)
                if known
                    .held
                    .iter()
                    .any(|held| held.role == contact.role && held.member == contact.member) =>
            {
                Fate::Unchanged
            }
            Some(_) => Fate::NewRole(contact),
            None if is_first => Fate::NewPerson(contact),
            None => Fate::NewRole(contact),
        }
    }
}

fn cells_of(row: &Row, columns: &[Option<Column>]) -> Cells {
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

fn bounded(cell: &str, max: usize) -> Result<&str, Reason> {
    if cell.is_empty() {
        Err(Reason::Missing)
    } else if cell.chars().count() > max {
        Err(Reason::TooLong(max))
    } else if cell.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
        Err(Reason::Control)
    } else {
        Ok(cell)
    }
}

/// A person's name: the same rule wherever one is typed.
///
/// # Errors
/// [`Reason::Missing`], [`Reason::TooLong`] or [`Reason::Control`].
pub fn name(cell: &str) -> Result<String, Reason> {
    bounded(cell.trim_matches([' ', '\u{a0}']), NAME_MAX).map(str::to_owned)
}

fn address(cell: &str) -> Result<Address, Reason> {
    cell.parse().map_err(|error| match error {
        AddressError::Missing => Reason::Missing,
        AddressError::Control => Reason::Control,
        AddressError::TooLong => Reason::TooLong(ADDRESS_MAX),
        AddressError::Invalid => Reason::NotAnAddress,
    })
}

fn role(cell: &str) -> Result<Role, Reason> {
    Ok(match folded(bounded(cell, WORD_MAX)?).as_str() {
        "processledare" | "processlead" | "processleader" => Role::ProcessLead,
        "medsvarande" | "medsvarare" | "contributor" => Role::Contributor,
        "presidieledamot" | "undertecknare" | "signatory" | "halsoochsjukvardsdirektor" => Role::Signatory,
        "lasare" | "lasareiregionen" | "reader" => Role::Reader,
        "sekretariat" | "sekretariatet" | "nationellkoordinator" | "secretariat" | "nationalcoordinator" => {
            Role::Secretariat
        }
        "presidieutskott" | "presidieutskottet" | "pu" | "board" => Role::Board,
        "temagrupp" | "temagruppen" | "themegroup" => Role::ThemeGroup,
        _ => return Err(Reason::UnknownRole),
    })
}

fn language(cell: &str) -> Result<&'static str, Reason> {
    match folded(cell).as_str() {
        "" => Ok(LANGUAGES[0]),
        "sv" | "svenska" | "swedish" | "se" => Ok("sv"),
        "en" | "engelska" | "english" => Ok("en"),
        _ => Err(Reason::UnknownLanguage),
    }
}

/// The members by everything that a list may call them.
struct Members<'a> {
    known: &'a [KnownMember],
    /// None where two members share the word.
    by_word: HashMap<String, Option<&'a KnownMember>>,
}

impl<'a> Members<'a> {
    fn new(known: &'a [KnownMember]) -> Members<'a> {
        let mut by_word = HashMap::new();
        for member in known {
            let mut words: Vec<String> =
                [&member.code, &member.name, &member.short_name].map(|word| folded(word)).into();
            words.sort_unstable();
            words.dedup();
            for word in words {
                by_word.entry(word).and_modify(|shared| *shared = None).or_insert(Some(member));
            }
        }
        // A spreadsheet turns the code 01 into the number 1.
        for member in known {
            let number = member.code.trim_start_matches('0');
            if !number.is_empty() && member.code.chars().all(|c| c.is_ascii_digit()) {
                by_word.entry(number.to_owned()).or_insert(Some(member));
            }
        }
        Members { known, by_word }
    }

    fn named(&self, cell: &str) -> Result<String, Reason> {
        let word = folded(bounded(cell, WORD_MAX)?);
        match self.by_word.get(&word).copied().flatten() {
            Some(member) if member.this_year => Ok(member.id.clone()),
            Some(_) => Err(Reason::NotMemberThisYear),
            None => Err(Reason::UnknownMember(self.nearest(&word))),
        }
    }

    /// The short name of the member whose name is nearest, if one is near.
    fn nearest(&self, word: &str) -> Option<String> {
        let word: Vec<char> = word.chars().collect();
        self.known
            .iter()
            .flat_map(|member| [(&member.name, member), (&member.short_name, member)])
            .filter_map(|(name, member)| {
                let name: Vec<char> = folded(name).chars().collect();
                let limit = (name.len() / 3).min(3);
                if name.len().abs_diff(word.len()) > limit {
                    return None;
                }
                let distance = distance(&word, &name);
                (distance <= limit).then_some((distance, member))
            })
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, member)| member.short_name.clone())
    }
}

/// The number of letters to insert, delete or replace (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        let mut left = i + 1;
        row.push(left);
        for (to, pair) in b.iter().zip(above.windows(2)) {
            let &[diagonal, up] = pair else { continue };
            left = (diagonal + usize::from(from != to)).min(up + 1).min(left + 1);
            row.push(left);
        }
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn known() -> Known {
        let member = |code: &str, short_name: &str, this_year: bool| KnownMember {
            id: format!("m{code}"),
            code: code.into(),
            name: format!("Region {short_name}"),
            short_name: short_name.into(),
            this_year,
        };
        Known {
            members: vec![
                member("01", "Stockholm", true),
                member("03", "Uppsala", true),
                member("08", "Kalmar", false),
                member("18", "Örebro", true),
                member("23", "Jämtland Härjedalen", true),
            ],
            people: vec![KnownPerson {
                address: "bo@region.example".into(),
                name: "Bo Berg".into(),
                held: vec![Held { role: Role::Signatory, member: Some("m03".into()) }],
            }],
        }
    }

    fn plan_of(text: &str) -> Plan {
        plan(text, &known())
    }

    fn fates(text: &str) -> Vec<Fate> {
        let plan = plan_of(text);
        assert_eq!(plan.problems, vec![]);
        plan.rows.into_iter().map(|row| row.fate).collect()
    }

    fn fault(column: Column, reason: Reason) -> Fate {
        Fate::Refused(vec![Fault { column: Some(column), reason }])
    }

    const HEADER: &str = "Namn;E-post;Roll;Region;Språk\n";

    #[test]
    fn every_row_has_its_fate() {
        let plan = plan_of(&format!(
            "{HEADER}Åsa Ek;Asa@Region.example;Processledare;Uppsala;\n\
             Åsa Ek;asa@region.example;undertecknare;03;sv\n\
             Bo Bergh;bo@region.example;Presidieledamot;Region Uppsala;\n\
             Bo Bergh;BO@region.example;läsare;3;engelska\n\
             åsa ek;ASA@region.example;process lead;UPPSALA;\n\
             Cia;cia@region.example;Presidieutskottet;Uppsala;\n"
        ));
        let counts = Counts { new_people: 2, new_roles: 2, unchanged: 1, duplicates: 1, refused: 0 };
        assert_eq!(plan.counts(), counts);
        assert!(plan.is_applicable());
        assert_eq!(plan.rows[4].fate, Fate::DuplicateOf(2));
        assert_eq!(plan.rows[3].notices, vec![Notice::NameStays("Bo Berg".into())]);
        assert_eq!(plan.rows[5].notices, vec![Notice::MemberLeftOut]);
        let first = plan.contacts().next().unwrap();
        assert_eq!((first.address.as_str(), first.role), ("asa@region.example", Role::ProcessLead));
        assert_eq!((first.member.as_deref(), first.language), (Some("m03"), "sv"));
    }

    #[test]
    fn headings_in_either_language_and_any_order_are_understood() {
        for header in ["NAME,e mail,Role,Member code", "namn\tEpost\troll\tkod", "Namn;Mail;Roll;Medlem"] {
            let separator = header.chars().find(|c| [',', '\t', ';'].contains(c)).unwrap().to_string();
            let row = ["Ann", "ann@region.example", "contributor", "orebro"].join(&separator);
            assert!(matches!(fates(&format!("{header}\n{row}"))[0], Fate::NewPerson(_)), "{header}");
        }
        let plan = plan_of("Roll,Telefon,Namn,E-post\nPU,070,Ann,ann@region.example");
        assert_eq!(plan.ignored, vec!["Telefon"]);
        assert_eq!(plan.counts().new_people, 1, "network roles need no column for the member");
    }

    #[test]
    fn a_list_without_its_columns_is_refused_as_a_whole() {
        use ListProblem::{ColumnMissing, ColumnTwice};
        assert_eq!(
            plan_of("Ann,ann@region.example\nBo,bo@region.example").problems,
            [Column::Name, Column::Email, Column::Role].map(ColumnMissing)
        );
        assert_eq!(plan_of("namn,name,epost,roll\na,b,c,d").problems, [ColumnTwice(Column::Name)]);
        for empty in ["", "\n\n", HEADER, "\u{feff}"] {
            assert_eq!(plan_of(empty).problems, [ListProblem::Table(TableProblem::Empty)], "{empty:?}");
        }
    }

    #[test]
    fn every_refusal_names_its_column_and_reason() {
        let cases = [
            (";a@b.example;PU;;", fault(Column::Name, Reason::Missing)),
            ("A;;PU;;", fault(Column::Email, Reason::Missing)),
            ("A;a@b;PU;;", fault(Column::Email, Reason::NotAnAddress)),
            ("A;\"a@b.example\nBcc: c@d.example\";PU;;", fault(Column::Email, Reason::Control)),
            ("\"A\nB\";a@b.example;PU;;", fault(Column::Name, Reason::Control)),
            ("A\u{fffd};a@b.example;PU;;", fault(Column::Name, Reason::Control)),
            ("A;a@b.example;chef;03;", fault(Column::Role, Reason::UnknownRole)),
            ("A;a@b.example;;03;", fault(Column::Role, Reason::Missing)),
            ("A;a@b.example;läsare;;", fault(Column::Member, Reason::Missing)),
            ("A;a@b.example;läsare;Kalmar;", fault(Column::Member, Reason::NotMemberThisYear)),
            (
                "A;a@b.example;läsare;Upsala;",
                fault(Column::Member, Reason::UnknownMember(Some("Uppsala".into()))),
            ),
            ("A;a@b.example;läsare;Norge;", fault(Column::Member, Reason::UnknownMember(None))),
            ("A;a@b.example;PU;;finska", fault(Column::Language, Reason::UnknownLanguage)),
        ];
        for (row, expected) in cases {
            assert_eq!(fates(&format!("{HEADER}{row}\n")), vec![expected], "{row}");
        }
        let long = format!("{HEADER}{};a@b.example;PU;;\n", "å".repeat(NAME_MAX + 1));
        assert_eq!(fates(&long), vec![fault(Column::Name, Reason::TooLong(NAME_MAX))]);
    }

    #[test]
    fn ragged_rows_are_refused_but_empty_cells_at_the_end_are_not() {
        let wrong = |found| {
            Fate::Refused(vec![Fault { column: None, reason: Reason::WrongColumns { expected: 5, found } }])
        };
        assert_eq!(fates(&format!("{HEADER}A;a@b.example;PU\n")), vec![wrong(3)]);
        assert_eq!(fates(&format!("{HEADER}A;a@b.example;PU;;;;x\n")), vec![wrong(7)]);
        assert!(matches!(fates(&format!("{HEADER}A;a@b.example;PU;;;;\n"))[0], Fate::NewPerson(_)));
    }

    #[test]
    fn one_address_with_two_names_is_refused() {
        let found = fates(&format!("{HEADER}Ann;x@b.example;PU;;\nBert;x@b.example;temagrupp;;\n"));
        assert_eq!(found[1], fault(Column::Name, Reason::OtherName(2)));
    }

    #[test]
    fn a_windows_1252_file_keeps_its_letters() {
        let text = format!("{HEADER}Åsa Öberg;asa@b.example;läsare;Jämtland Härjedalen;\n");
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let plan = plan_file(&bytes, &known());
        assert_eq!(plan.contacts().next().unwrap().name, "Åsa Öberg");
    }

    #[test]
    fn five_thousand_rows_of_near_misses_take_no_time() {
        let mut text = HEADER.to_owned();
        for n in 0..table::ROWS_MAX {
            text.push_str(&format!("A;a{n}@b.example;läsare;Region Upsala{};\n", n % 10));
        }
        let begun = std::time::Instant::now();
        assert_eq!(plan_of(&text).counts().refused, table::ROWS_MAX);
        assert!(begun.elapsed().as_secs() < 5);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = plan_file(&bytes, &known());
            let _ = plan_file(&[HEADER.as_bytes(), &bytes].concat(), &known());
        }

        #[test]
        fn what_is_applicable_holds_no_control_character(
            cells in proptest::collection::vec("[a-zåäö@.;\"\n\r\t\u{0}-\u{1f} ]{0,20}", 0..12)
        ) {
            let plan = plan_of(&format!("{HEADER}{}", cells.join(";")));
            for contact in plan.contacts() {
                prop_assert!(!contact.name.chars().any(char::is_control));
                prop_assert!(!contact.address.as_str().chars().any(char::is_control));
            }
        }
    }
}
