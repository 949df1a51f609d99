//! The life of a mail in the outbox, and the decisions about it that need no database: what may be sent
//! again, when to try again, and whether a mail that was queued is still due when its turn comes.

use chrono::Duration;

use super::{permission::UnknownCode, state::RoundState};

/// What a mail is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailKind {
    /// Invites a person to a round. Its text is made when it is queued.
    Invitation,
    /// Reminds a person of a response that is not submitted. Its text is made when it is queued.
    Reminder,
    /// Tells a person that a signed version came back to be mended. Its text is made when it is queued.
    Returned,
    /// Tells a person that a signed version counts. Its text is made when it is queued.
    Approved,
    /// Tells a person which parts of a response are theirs to answer. Its text is made when it is queued.
    Delegation,
    /// Tells a person that colleagues ask for their eyes. Its text is made when it is queued.
    Mention,
    /// Asks a person to sign a response. Its text is made when it is queued.
    ToSign,
    /// Tells who leads that somebody who was to sign asks for a change. Its text is made when it is queued.
    AskedBack,
    /// Tells a person that a version is signed. Its text is made when it is queued.
    Receipt,
    /// Brings the code that confirms who signs. Its text is made right before it is sent, so that the code is never at rest.
    SigningCode,
    /// Brings a sign-in link and code. Its text is made right before it is sent, so that neither is at rest.
    SignIn,
}

impl MailKind {
    /// All kinds.
    pub const ALL: [MailKind; 11] = [
        MailKind::Invitation,
        MailKind::Reminder,
        MailKind::Returned,
        MailKind::Approved,
        MailKind::Delegation,
        MailKind::Mention,
        MailKind::ToSign,
        MailKind::AskedBack,
        MailKind::Receipt,
        MailKind::SigningCode,
        MailKind::SignIn,
    ];

    /// The kind's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            MailKind::Invitation => "invitation",
            MailKind::Reminder => "reminder",
            MailKind::Returned => "returned",
            MailKind::Approved => "approved",
            MailKind::Delegation => "delegation",
            MailKind::Mention => "mention",
            MailKind::ToSign => "to-sign",
            MailKind::AskedBack => "asked-back",
            MailKind::Receipt => "receipt",
            MailKind::SigningCode => "signing-code",
            MailKind::SignIn => "sign-in",
        }
    }

    /// Whether it brings a secret that is drawn when it is sent, for somebody who waits for it: such a mail goes first, and
    /// again rather than not at all.
    pub const fn is_awaited(self) -> bool {
        matches!(self, MailKind::SigningCode | MailKind::SignIn)
    }
}

impl std::str::FromStr for MailKind {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        MailKind::ALL.into_iter().find(|kind| kind.as_str() == code).ok_or(UnknownCode)
    }
}

/// Where a mail stands (reliability.md, "Mail").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailState {
    /// Waits for its first try.
    Queued,
    /// A worker has taken it, for as long as its lease lasts, and has not begun to send.
    Claimed,
    /// A worker talks to the mail server.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// A try failed in a way that may pass; the next one has its time.
    Retry,
    /// The mail server refused it for good, or every try was used up.
    Failed,
    /// The worker was lost while it sent: the mail may have arrived or not.
    Unknown,
    /// It was not due any more when its turn came.
    Skipped,
}

impl MailState {
    /// All states.
    pub const ALL: [MailState; 8] = [
        MailState::Queued,
        MailState::Claimed,
        MailState::Sending,
        MailState::Sent,
        MailState::Retry,
        MailState::Failed,
        MailState::Unknown,
        MailState::Skipped,
    ];

    /// The state's code.
    pub const fn as_str(self) -> &'static str {
        match self {
            MailState::Queued => "queued",
            MailState::Claimed => "claimed",
            MailState::Sending => "sending",
            MailState::Sent => "sent",
            MailState::Retry => "retry",
            MailState::Failed => "failed",
            MailState::Unknown => "unknown",
            MailState::Skipped => "skipped",
        }
    }

    /// Whether a person may have it sent again.
    pub const fn can_be_resent(self) -> bool {
        matches!(self, MailState::Failed | MailState::Unknown)
    }
}

impl std::str::FromStr for MailState {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        MailState::ALL.into_iter().find(|state| state.as_str() == code).ok_or(UnknownCode)
    }
}

/// How many times a mail is tried before it has failed.
pub const TRIES: i32 = 8;

/// Minutes to wait after the first, second, … failed try: together about 15 hours.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 120, 240, 480];

/// How long to wait after `tries` failed tries, or none when the tries are used up.
///
/// `chance`, drawn by lot, makes the pause up to a quarter longer, so that mails that failed together are
/// not all tried again together.
pub fn pause_after(tries: i32, chance: u8) -> Option<Duration> {
    if tries >= TRIES {
        return None;
    }
    let index = usize::try_from(tries - 1).unwrap_or(0);
    let minutes = PAUSES.get(index).or(PAUSES.last()).copied().unwrap_or(1);
    let jitter = minutes * 60 / 4 * i64::from(chance) / i64::from(u8::MAX);
    Some(Duration::minutes(minutes) + Duration::seconds(jitter))
}

/// Whether an invitation still makes sense: until the round's results are published.
pub const fn invitation_is_due(round: RoundState) -> bool {
    matches!(round, RoundState::Draft | RoundState::Open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for kind in MailKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        for state in MailState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
    }

    #[test]
    fn the_pauses_grow_and_end_after_eight_tries() {
        let minutes: Vec<_> =
            (1..).map_while(|tries| pause_after(tries, 0)).map(|pause| pause.num_minutes()).collect();
        assert_eq!(minutes, [1, 5, 15, 60, 120, 240, 480]);
    }

    #[test]
    fn jitter_makes_a_pause_at_most_a_quarter_longer() {
        assert_eq!(pause_after(2, 128), Some(Duration::seconds(5 * 60 + 37)));
        assert_eq!(pause_after(7, 255), Some(Duration::minutes(600)));
    }
}
