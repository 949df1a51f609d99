//! Whom a round addresses: all members, chosen members, theme groups, or people who hold a role for a member.

use std::collections::BTreeSet;

use serde::Serialize;

use super::permission::{Role, UnknownCode};

/// What answers together: a member of the network, or a theme group, which has people and years like a member and is never
/// counted as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemberKind {
    /// A member of the network.
    Member,
    /// A theme group.
    ThemeGroup,
}

impl MemberKind {
    /// The kind's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            MemberKind::Member => "member",
            MemberKind::ThemeGroup => "theme-group",
        }
    }
}

impl std::str::FromStr for MemberKind {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        [MemberKind::Member, MemberKind::ThemeGroup]
            .into_iter()
            .find(|kind| kind.as_str() == code)
            .ok_or(UnknownCode)
    }
}

/// Whom a round addresses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Every member of the round's year, also those that join later.
    #[default]
    AllMembers,
    /// Some members.
    ChosenMembers,
    /// Some theme groups.
    ThemeGroups,
    /// Everybody who holds one of some roles for a member: each person answers alone.
    People,
}

impl Audience {
    /// All audiences.
    pub const ALL: [Audience; 4] =
        [Audience::AllMembers, Audience::ChosenMembers, Audience::ThemeGroups, Audience::People];

    /// The audience's code, as it stands in the database and in forms, and by which texts choose their words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Audience::AllMembers => "all-members",
            Audience::ChosenMembers => "chosen-members",
            Audience::ThemeGroups => "theme-groups",
            Audience::People => "people",
        }
    }

    /// What those who are asked belong to.
    pub const fn kind(self) -> MemberKind {
        match self {
            Audience::ThemeGroups => MemberKind::ThemeGroup,
            Audience::AllMembers | Audience::ChosenMembers | Audience::People => MemberKind::Member,
        }
    }
}

impl std::str::FromStr for Audience {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        Audience::ALL.into_iter().find(|audience| audience.as_str() == code).ok_or(UnknownCode)
    }
}

/// Whom a round addresses, with whom of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Addressed {
    /// Every member of the year.
    #[default]
    AllMembers,
    /// The members with these ids.
    Members(BTreeSet<String>),
    /// The theme groups with these ids.
    ThemeGroups(BTreeSet<String>),
    /// Those who hold one of these roles for a member of the year.
    People(BTreeSet<Role>),
}

impl Addressed {
    /// The audience without its particulars.
    pub const fn audience(&self) -> Audience {
        match self {
            Addressed::AllMembers => Audience::AllMembers,
            Addressed::Members(_) => Audience::ChosenMembers,
            Addressed::ThemeGroups(_) => Audience::ThemeGroups,
            Addressed::People(_) => Audience::People,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for audience in Audience::ALL {
            assert_eq!(audience.as_str().parse(), Ok(audience));
            assert_eq!(audience.kind().as_str().parse(), Ok(audience.kind()));
        }
        assert_eq!("everybody".parse::<Audience>(), Err(UnknownCode));
    }
}
