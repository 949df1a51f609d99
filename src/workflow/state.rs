//! The states of a round and of a member's response, and which event leads from which to which.

use super::permission::UnknownCode;

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundState {
    /// Being prepared: dates may change, nobody answers.
    Draft,
    /// Open for answers.
    Open,
    /// Results are published to the members and the board.
    Published,
}

impl RoundState {
    /// All states.
    pub const ALL: [RoundState; 3] = [RoundState::Draft, RoundState::Open, RoundState::Published];

    /// The state's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            RoundState::Draft => "draft",
            RoundState::Open => "open",
            RoundState::Published => "published",
        }
    }
}

impl std::str::FromStr for RoundState {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        RoundState::ALL.into_iter().find(|state| state.as_str() == code).ok_or(UnknownCode)
    }
}

/// Where a member's response stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseState {
    /// The round is open to the member; nobody has looked yet.
    Invited,
    /// Somebody of the member has opened it.
    Opened,
    /// At least one answer was saved.
    InProgress,
    /// Handed over: waits for the signatory.
    AwaitingSignature,
    /// Signed and submitted: waits for the review.
    Signed,
    /// Sent back by the secretariat: the next version is open.
    Returned,
    /// Approved: counts in the results.
    Approved,
}

impl ResponseState {
    /// All states, in the order of the year.
    pub const ALL: [ResponseState; 7] = [
        ResponseState::Invited,
        ResponseState::Opened,
        ResponseState::InProgress,
        ResponseState::AwaitingSignature,
        ResponseState::Signed,
        ResponseState::Returned,
        ResponseState::Approved,
    ];

    /// The state's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            ResponseState::Invited => "invited",
            ResponseState::Opened => "opened",
            ResponseState::InProgress => "in-progress",
            ResponseState::AwaitingSignature => "awaiting-signature",
            ResponseState::Signed => "signed",
            ResponseState::Returned => "returned",
            ResponseState::Approved => "approved",
        }
    }

    /// Whether working answers may be changed.
    pub const fn is_editable(self) -> bool {
        matches!(
            self,
            ResponseState::Invited
                | ResponseState::Opened
                | ResponseState::InProgress
                | ResponseState::Returned
        )
    }

    /// Whether a signed version lies with the secretariat, so that no reminder is due.
    pub const fn is_submitted(self) -> bool {
        matches!(self, ResponseState::Signed | ResponseState::Approved)
    }
}

impl std::str::FromStr for ResponseState {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        ResponseState::ALL.into_iter().find(|state| state.as_str() == code).ok_or(UnknownCode)
    }
}

/// Something that happens to a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Event {
    /// Somebody of the member looks at it.
    Open,
    /// An answer is saved.
    Save,
    /// The process lead hands it over for signature.
    HandOver,
    /// The process lead takes it back before it is signed.
    TakeBack,
    /// The signatory asks back.
    AskBack,
    /// The signatory signs.
    Sign,
    /// A person who was asked alone signs the own answers.
    SignOwn,
    /// The secretariat sends it back.
    Return,
    /// The secretariat approves it.
    Approve,
}

/// Why an event is not possible now. Each has a text in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The round takes no answers.
    #[error("the round is not open")]
    RoundNotOpen,
    /// Answers are locked while the signatory reads, or after signing.
    #[error("the answers are locked in state {}", .0.as_str())]
    Locked(ResponseState),
    /// The part is delegated to others, and the person answers by delegation alone.
    #[error("the part is not delegated to this person")]
    NotDelegated,
    /// The item has as much evidence as it may have: this many pieces.
    #[error("there are {0} pieces of evidence already")]
    TooMuchEvidence(usize),
    /// All files that answers rest on would be larger than they may be together.
    #[error("the files would be too large together")]
    FilesTooLarge,
    /// The event does not fit the state, for instance because somebody else was faster.
    #[error("not possible in state {}", .0.as_str())]
    NotNow(ResponseState),
    /// Core items lack an answer.
    #[error("{0} core items lack an answer")]
    Incomplete(usize),
    /// The member has nobody who signs.
    #[error("the member has nobody who signs")]
    NoSignatory,
    /// None of those who sign was chosen.
    #[error("nobody was asked to sign")]
    NobodyAsked,
    /// Others were asked to sign.
    #[error("others were asked to sign")]
    NotAsked,
    /// What is signed is not what was read.
    #[error("the answers changed since they were read")]
    ContentChanged,
}

/// The state that follows `event` in `state`.
///
/// # Errors
/// [`Refusal`] where the event is not possible.
pub fn next(state: ResponseState, event: Event) -> Result<ResponseState, Refusal> {
    use ResponseState::{Approved, AwaitingSignature, InProgress, Invited, Opened, Returned, Signed};
    match (event, state) {
        (Event::Open, Invited) => Ok(Opened),
        (Event::Open, other) => Ok(other),
        (Event::Save, Invited | Opened | InProgress) => Ok(InProgress),
        (Event::Save, Returned) => Ok(Returned),
        (Event::Save, locked) => Err(Refusal::Locked(locked)),
        (Event::HandOver, Invited | Opened | InProgress | Returned) => Ok(AwaitingSignature),
        (Event::TakeBack | Event::AskBack, AwaitingSignature) => Ok(InProgress),
        (Event::Sign, AwaitingSignature) => Ok(Signed),
        (Event::SignOwn, Invited | Opened | InProgress | Returned) => Ok(Signed),
        (Event::Return, Signed) => Ok(Returned),
        (Event::Approve, Signed) => Ok(Approved),
        (_, other) => Err(Refusal::NotNow(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_runs_from_invited_to_approved_with_one_return() {
        let events = [
            Event::Open,
            Event::Save,
            Event::HandOver,
            Event::AskBack,
            Event::Save,
            Event::HandOver,
            Event::Sign,
            Event::Return,
            Event::Save,
            Event::HandOver,
            Event::Sign,
            Event::Approve,
        ];
        let end = events.into_iter().try_fold(ResponseState::Invited, next);
        assert_eq!(end, Ok(ResponseState::Approved));
    }

    #[test]
    fn nothing_is_saved_or_signed_after_approval() {
        for event in [
            Event::Save,
            Event::HandOver,
            Event::Sign,
            Event::SignOwn,
            Event::Return,
            Event::Approve,
            Event::TakeBack,
        ] {
            assert!(next(ResponseState::Approved, event).is_err());
        }
    }

    #[test]
    fn a_person_alone_signs_what_can_still_be_changed() {
        for state in ResponseState::ALL {
            assert_eq!(state.is_editable(), next(state, Event::SignOwn).is_ok(), "{state:?}");
        }
    }

    #[test]
    fn answers_are_editable_exactly_where_a_save_is_possible() {
        for state in ResponseState::ALL {
            assert_eq!(state.is_editable(), next(state, Event::Save).is_ok(), "{state:?}");
        }
    }

    #[test]
    fn codes_are_read_back() {
        for state in ResponseState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        for state in RoundState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }
}
