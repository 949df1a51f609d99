//! What a list would do: the fate of every row, and why.

use std::collections::HashMap;

use super::{
    Cells, Column, Fault, KnownMember, ListProblem, Reason, cell,
    column::{cells_of, problems_of},
    member::Members,
};
use crate::{
    table::{self, Row, folded},
    workflow::{address::Address, permission::Role, scope::Held},
};

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

/// What the network itself says for a role, and over the column of members: understood beside the words that every network may use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Words for roles.
    pub roles: Vec<(String, Role)>,
    /// Headings of the column of members.
    pub member: Vec<String>,
}

/// What a list is held against: what is stored already, and the network's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The network's own words.
    pub words: OwnWords,
    /// Every member of any year.
    pub members: Vec<KnownMember>,
    /// Every person.
    pub people: Vec<KnownPerson>,
}

/// Plans the list in a file.
pub fn plan_file(bytes: &[u8], known: &Known) -> Plan {
    match table::decode(bytes, table::BYTES_MAX) {
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
        table.header.cells.iter().map(|heading| Column::of_heading(heading, &known.words.member)).collect();
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

/// What an address stands for so far.
struct Seen<'a> {
    name: &'a str,
    held: &'a [Held],
}

struct Planner<'a> {
    words: &'a OwnWords,
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
        Planner {
            words: &known.words,
            members: Members::new(&known.members),
            people,
            named: HashMap::new(),
            said: HashMap::new(),
        }
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
        let name = cell::name(&cells.name).map_err(|reason| kept(Column::Name, reason)).ok();
        let address = cell::address(&cells.email).map_err(|reason| kept(Column::Email, reason)).ok();
        let role = cell::role(&cells.role, self.words).map_err(|reason| kept(Column::Role, reason)).ok();
        let member = match role {
            Some(role) if role.is_for_member() => {
                self.members.named(&cells.member).map_err(|reason| kept(Column::Member, reason)).ok()
            }
            Some(_) if !cells.member.is_empty() => {
                notices.push(Notice::MemberLeftOut);
                None
            }
            // A role that is not known does not keep the member's fault back until the next try.
            None if !cells.member.is_empty() => {
                self.members.named(&cells.member).map_err(|reason| kept(Column::Member, reason)).ok()
            }
            Some(_) | None => None,
        };
        let language = cell::language(&cells.language).map_err(|reason| kept(Column::Language, reason)).ok();
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
