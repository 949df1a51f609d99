//! What a cell says: a name, an address, a role, a language; or why it says none.

use super::{Column, OwnWords};
use crate::table::folded;
use crate::workflow::{
    address::{ADDRESS_MAX, Address, AddressError},
    permission::Role,
};

/// The greatest length of a person's name, in characters.
pub const NAME_MAX: usize = 100;
/// The greatest length of a cell that is compared with known words, in characters.
pub const WORD_MAX: usize = 100;
/// The languages that people can have, the first as default.
pub const LANGUAGES: [&str; 2] = ["sv", "en"];

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

pub(super) fn bounded(cell: &str, max: usize) -> Result<&str, Reason> {
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

pub(super) fn address(cell: &str) -> Result<Address, Reason> {
    cell.parse().map_err(|error| match error {
        AddressError::Missing => Reason::Missing,
        AddressError::Control => Reason::Control,
        AddressError::TooLong => Reason::TooLong(ADDRESS_MAX),
        AddressError::Invalid => Reason::NotAnAddress,
    })
}

pub(super) fn role(cell: &str, own: &OwnWords) -> Result<Role, Reason> {
    let word = folded(bounded(cell, WORD_MAX)?);
    if let Some((_, role)) = own.roles.iter().find(|(own, _)| folded(own) == word) {
        return Ok(*role);
    }
    Ok(match word.as_str() {
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

pub(super) fn language(cell: &str) -> Result<&'static str, Reason> {
    match folded(cell).as_str() {
        "" => Ok(LANGUAGES[0]),
        "sv" | "svenska" | "swedish" | "se" => Ok("sv"),
        "en" | "engelska" | "english" => Ok("en"),
        _ => Err(Reason::UnknownLanguage),
    }
}
