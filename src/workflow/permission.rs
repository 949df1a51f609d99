//! Roles, actions, and the one table that says which role may do what, and how far it reaches.
//! The roles are those of domain.md, "People and roles".

/// What a person does in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the round for the whole network.
    Secretariat,
    /// Owns a member's response.
    ProcessLead,
    /// Answers parts of a member's response.
    Contributor,
    /// Signs for a member.
    Signatory,
    /// Sees a member's own results.
    Reader,
    /// Sees response status and, after publication, aggregates.
    Board,
    /// Sees aggregates after publication.
    ThemeGroup,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] = [
        Role::Secretariat,
        Role::ProcessLead,
        Role::Contributor,
        Role::Signatory,
        Role::Reader,
        Role::Board,
        Role::ThemeGroup,
    ];

    /// The role's code, as it stands in the database, in files and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Secretariat => "secretariat",
            Role::ProcessLead => "process-lead",
            Role::Contributor => "contributor",
            Role::Signatory => "signatory",
            Role::Reader => "reader",
            Role::Board => "board",
            Role::ThemeGroup => "theme-group",
        }
    }

    /// Whether a person has this role for one member (rather than for the network).
    pub const fn is_for_member(self) -> bool {
        matches!(self, Role::ProcessLead | Role::Contributor | Role::Signatory | Role::Reader)
    }

    /// The roles that a person has for one member.
    pub fn of_members() -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(|role| role.is_for_member())
    }
}

impl std::str::FromStr for Role {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Role, UnknownCode> {
        Role::ALL.into_iter().find(|role| role.as_str() == code).ok_or(UnknownCode)
    }
}

/// A code that names no known value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// Something a route lets a person do. Each route of the application names exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a member's task list and working answers.
    ReadDraft,
    /// Change a member's working answers.
    Answer,
    /// Lead the work on a member's response: hand out its parts, take them back, open the dialogue about own ratings.
    Lead,
    /// Hand the response over for signature, or take it back.
    HandOver,
    /// Sign the response, or ask back.
    Sign,
    /// See a member's signed versions and receipts.
    ReadSigned,
    /// See the results of a member beside the network's (the network's once published).
    ReadResults,
    /// See which member is in which state.
    ReadStatus,
    /// Everything that only the secretariat does: rounds, contacts, mail, review, publication, export.
    RunRound,
}

impl Action {
    /// All actions.
    pub const ALL: [Action; 9] = [
        Action::ReadDraft,
        Action::Answer,
        Action::Lead,
        Action::HandOver,
        Action::Sign,
        Action::ReadSigned,
        Action::ReadResults,
        Action::ReadStatus,
        Action::RunRound,
    ];
}

impl Action {
    /// Whether a person who was asked alone, in a round to people, does this to the own response, whatever the role. There is
    /// nobody to hand it over to: who answers signs.
    pub const fn is_for_respondents(self) -> bool {
        matches!(self, Action::ReadDraft | Action::Answer | Action::Sign | Action::ReadSigned)
    }
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// What was delegated to the person, of the responses of the members the role is held for.
    Parts,
    /// The members the role is held for.
    Own,
    /// The whole network.
    Network,
}

/// What `role` may do: the table of permissions.
///
/// Working answers are unreadable outside the region (domain.md, law): no role reaches `Network`
/// for [`Action::ReadDraft`] or [`Action::Answer`].
pub const fn reach(role: Role, action: Action) -> Reach {
    use Action::{Answer, HandOver, Lead, ReadDraft, ReadResults, ReadSigned, ReadStatus, RunRound, Sign};
    use Reach::{Network, Nowhere, Own, Parts};
    match (role, action) {
        (Role::Secretariat, ReadSigned | ReadResults | ReadStatus | RunRound) => Network,
        (Role::Secretariat, ReadDraft | Answer | Lead | HandOver | Sign) => Nowhere,

        (Role::ProcessLead, ReadDraft | Answer | Lead | HandOver | ReadSigned | ReadResults) => Own,
        (Role::ProcessLead, Sign | ReadStatus | RunRound) => Nowhere,

        (Role::Contributor, ReadDraft | ReadSigned | ReadResults) => Own,
        (Role::Contributor, Answer) => Parts,
        (Role::Contributor, Lead | HandOver | Sign | ReadStatus | RunRound) => Nowhere,

        (Role::Signatory, ReadDraft | Sign | ReadSigned | ReadResults) => Own,
        (Role::Signatory, Answer | Lead | HandOver | ReadStatus | RunRound) => Nowhere,

        (Role::Reader, ReadResults | ReadSigned) => Own,
        (Role::Reader, ReadDraft | Answer | Lead | HandOver | Sign | ReadStatus | RunRound) => Nowhere,

        (Role::Board, ReadStatus | ReadResults) => Network,
        (Role::Board, ReadDraft | Answer | Lead | HandOver | Sign | ReadSigned | RunRound) => Nowhere,

        (Role::ThemeGroup, ReadResults) => Network,
        (
            Role::ThemeGroup,
            ReadDraft | Answer | Lead | HandOver | Sign | ReadSigned | ReadStatus | RunRound,
        ) => Nowhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_outside_a_region_reads_or_changes_its_drafts() {
        for role in Role::ALL {
            for action in [Action::ReadDraft, Action::Answer, Action::HandOver, Action::Sign] {
                assert_ne!(reach(role, action), Reach::Network, "{role:?} {action:?}");
                if !role.is_for_member() {
                    assert_eq!(reach(role, action), Reach::Nowhere, "{role:?} {action:?}");
                }
            }
        }
    }

    #[test]
    fn codes_are_read_back() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert_eq!("Secretariat".parse::<Role>(), Err(UnknownCode));
    }
}
