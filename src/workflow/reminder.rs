//! Whose turn it is while a member's response is not submitted: reminders go by role and by state
//! (domain.md, "Facts that shape the flow").

use super::{permission::Role, state::ResponseState};

/// Whether people with this role are waited for while the response is in this state: the signatory once it is
/// handed over, the process lead and the contributors before that, nobody once it is submitted. Of the contributors those who have
/// parts that are not finished, of the signatories those who were asked.
pub const fn is_waited_for(role: Role, state: ResponseState) -> bool {
    match state {
        ResponseState::Signed | ResponseState::Approved => false,
        ResponseState::AwaitingSignature => matches!(role, Role::Signatory),
        ResponseState::Invited
        | ResponseState::Opened
        | ResponseState::InProgress
        | ResponseState::Returned => matches!(role, Role::ProcessLead | Role::Contributor),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_waited_for_exactly_until_it_is_submitted() {
        for state in ResponseState::ALL {
            let anybody = Role::ALL.into_iter().any(|role| is_waited_for(role, state));
            assert_eq!(anybody, !state.is_submitted(), "{state:?}");
        }
        assert!(!is_waited_for(Role::ProcessLead, ResponseState::AwaitingSignature));
    }
}
