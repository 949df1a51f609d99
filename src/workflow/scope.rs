//! Whose things a request may touch. Every store function that reads or writes a member's things takes a
//! [`Scope`]; it is made in one place, `web/access.rs`, from the session, for the action of the route.

use std::collections::BTreeMap;

use super::permission::{Action, Reach, Role, reach};

/// One role that a person holds this year, and for which member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// The member's id; none for roles of the network.
    pub member: Option<String>,
}

/// Whose things may be touched, by whom, for one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    person: String,
    action: Action,
    reach: Reach,
    members: BTreeMap<String, Vec<Role>>,
}

impl Scope {
    /// The scope of `person` for `action`, given the roles held.
    pub fn of(person: &str, held: &[Held], action: Action) -> Scope {
        let mut scope =
            Scope { person: person.to_owned(), action, reach: Reach::Nowhere, members: BTreeMap::new() };
        for Held { role, member } in held {
            let reaches = reach(*role, action);
            scope.reach = scope.reach.max(reaches);
            if let (Reach::Own, Some(member)) = (reaches, member) {
                scope.members.entry(member.clone()).or_default().push(*role);
            }
        }
        scope
    }

    /// The person's id.
    pub fn person(&self) -> &str {
        &self.person
    }

    /// The action it is for: a scope for one action opens no other door.
    pub fn action(&self) -> Action {
        self.action
    }

    /// Whether the action is allowed at all.
    pub fn allows_anything(&self) -> bool {
        match self.reach {
            Reach::Nowhere => false,
            Reach::Own => !self.members.is_empty(),
            Reach::Network => true,
        }
    }

    /// Whether the action reaches every member.
    pub fn is_network(&self) -> bool {
        self.reach == Reach::Network
    }

    /// Whether the action reaches this member.
    pub fn covers(&self, member: &str) -> bool {
        self.is_network() || self.members.contains_key(member)
    }

    /// The members that the action reaches through roles held for them, in order of their ids.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(role: Role, member: Option<&str>) -> Held {
        Held { role, member: member.map(str::to_owned) }
    }

    #[test]
    fn a_process_lead_reaches_the_own_member_only() {
        let scope = Scope::of("p", &[held(Role::ProcessLead, Some("a"))], Action::ReadDraft);
        assert!(scope.allows_anything() && scope.covers("a"));
        assert!(!scope.covers("b") && !scope.is_network());
    }

    #[test]
    fn the_secretariat_never_reaches_drafts() {
        let roles = [held(Role::Secretariat, None)];
        assert!(!Scope::of("p", &roles, Action::ReadDraft).allows_anything());
        assert!(Scope::of("p", &roles, Action::ReadSigned).covers("a"));
    }

    #[test]
    fn two_roles_add_up_per_member() {
        let roles = [held(Role::Secretariat, None), held(Role::ProcessLead, Some("a"))];
        let scope = Scope::of("p", &roles, Action::ReadDraft);
        assert!(scope.covers("a") && !scope.covers("b"));
    }
}
