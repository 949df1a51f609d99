//! What the secretariat does next in a round.

use super::state::RoundState;

/// Where a round stands, as far as the next step depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The round's state.
    pub state: RoundState,
    /// How many members take part.
    pub members: usize,
    /// How many people are invited.
    pub invited: usize,
    /// How many people could be invited and are not.
    pub uninvited: usize,
    /// How many signed versions wait for the review.
    pub to_review: usize,
    /// How many responses are approved.
    pub approved: usize,
    /// Whether the round's last day has passed.
    pub is_past_due: bool,
}

/// What the secretariat does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Open the draft.
    Open,
    /// Name people to write to: there are none.
    NameContacts,
    /// Send the invitations.
    Invite,
    /// Review what was signed.
    Review,
    /// Publish the results.
    Publish,
    /// Wait for answers.
    Wait,
}

/// The next step; none once the round is published.
pub const fn next(standing: &Standing) -> Option<Step> {
    let Standing { state, members, invited, uninvited, to_review, approved, is_past_due } = *standing;
    Some(match state {
        RoundState::Draft => Step::Open,
        RoundState::Published => return None,
        RoundState::Open if to_review > 0 => Step::Review,
        RoundState::Open if invited == 0 && uninvited > 0 => Step::Invite,
        RoundState::Open if invited == 0 && approved == 0 => Step::NameContacts,
        RoundState::Open if approved > 0 && (approved == members || is_past_due) => Step::Publish,
        RoundState::Open => Step::Wait,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_leads_from_opening_to_publication() {
        let mut round = Standing {
            state: RoundState::Draft,
            members: 2,
            invited: 0,
            uninvited: 0,
            to_review: 0,
            approved: 0,
            is_past_due: false,
        };
        assert_eq!(next(&round), Some(Step::Open));
        round.state = RoundState::Open;
        assert_eq!(next(&round), Some(Step::NameContacts));
        round.uninvited = 5;
        assert_eq!(next(&round), Some(Step::Invite));
        (round.invited, round.uninvited) = (5, 0);
        assert_eq!(next(&round), Some(Step::Wait));
        round.to_review = 1;
        assert_eq!(next(&round), Some(Step::Review));
        (round.to_review, round.approved) = (0, 1);
        assert_eq!(next(&round), Some(Step::Wait));
        assert_eq!(next(&Standing { is_past_due: true, ..round }), Some(Step::Publish));
        assert_eq!(next(&Standing { is_past_due: true, approved: 0, ..round }), Some(Step::Wait));
        round.approved = 2;
        assert_eq!(next(&round), Some(Step::Publish));
        round.state = RoundState::Published;
        assert_eq!(next(&round), None);
    }
}
