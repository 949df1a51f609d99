//! What stands in the way of a change that is sound in itself: something is there already, or has moved on.

use crate::workflow::RoundState;

/// Why a change cannot be made. Each has a text in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// The year has a round of this questionnaire already.
    #[error("there is a round of this questionnaire for that year already")]
    RoundExists,
    /// The round is in a state in which this is not done.
    #[error("not possible while the round is {}", .0.as_str())]
    RoundState(RoundState),
    /// The round would close before it opens.
    #[error("the last day lies before the first")]
    DatesOutOfOrder,
    /// The threshold is not on the scale that scores are shown on.
    #[error("the threshold is not on the scale")]
    ThresholdOffScale,
    /// Nobody is a member in the round's year.
    #[error("there are no members in that year")]
    NoMembers,
    /// Nobody belongs to those whom the round addresses.
    #[error("there is nobody whom the round addresses")]
    NobodyAddressed,
    /// There is a member or a theme group of this name already.
    #[error("this name is taken")]
    GroupExists,
    /// A number of a reminder that does not follow the last one.
    #[error("the reminder's number does not follow the last one")]
    ReminderNumber,
    /// The list of contacts has refused rows; nothing of it is stored.
    #[error("the list has rows that are refused")]
    ListRefused,
    /// A member's role without a member, or a role of the network with one.
    #[error("the role and the member do not go together")]
    RoleAndMember,
    /// The role would end before it begins.
    #[error("the last year lies before the first")]
    YearsOutOfOrder,
    /// Nobody would be left to run the network's rounds.
    #[error("this is the last person of the secretariat")]
    LastSecretariat,
    /// The name is empty, too long, or holds control characters.
    #[error("this is not a name")]
    NotAName,
    /// Another person has the address.
    #[error("another person has this address")]
    AddressTaken,
    /// The application does not speak the language.
    #[error("unknown language")]
    UnknownLanguage,
    /// The draft of an edition has been published: it does not change any more.
    #[error("the draft is published")]
    Published,
    /// The room in which a group agreed is closed.
    #[error("the room is closed")]
    RoomClosed,
    /// Somebody has changed the same since.
    #[error("it has been changed since")]
    ChangedSince,
    /// The questionnaire has another edition of that name.
    #[error("there is an edition of that name already")]
    EditionExists,
}

impl Conflict {
    /// The conflict's code, for catalogue keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Conflict::RoundExists => "round-exists",
            Conflict::RoundState(_) => "round-state",
            Conflict::DatesOutOfOrder => "dates-out-of-order",
            Conflict::ThresholdOffScale => "threshold-off-scale",
            Conflict::NoMembers => "no-members",
            Conflict::NobodyAddressed => "nobody-addressed",
            Conflict::GroupExists => "group-exists",
            Conflict::ReminderNumber => "reminder-number",
            Conflict::ListRefused => "list-refused",
            Conflict::RoleAndMember => "role-and-member",
            Conflict::YearsOutOfOrder => "years-out-of-order",
            Conflict::LastSecretariat => "last-secretariat",
            Conflict::NotAName => "not-a-name",
            Conflict::AddressTaken => "address-taken",
            Conflict::UnknownLanguage => "unknown-language",
            Conflict::Published => "published",
            Conflict::RoomClosed => "room-closed",
            Conflict::ChangedSince => "changed-since",
            Conflict::EditionExists => "edition-exists",
        }
    }
}
