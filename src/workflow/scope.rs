//! Whose things a request may touch. Every store function that reads or writes a member's things takes a
//! [`Scope`]; it is made in one place, `web/access.rs`, from the session, for the action of the route.

use std::collections::{BTreeMap, BTreeSet};

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
    /// The members for which the person holds any role, if the action is one for respondents.
    own: BTreeSet<String>,
}

impl Scope {
    /// The scope of `person` for `action`, given the roles held.
    pub fn of(person: &str, held: &[Held], action: Action) -> Scope {
        let mut scope = Scope {
            person: person.to_owned(),
            action,
            reach: Reach::Nowhere,
            members: BTreeMap::new(),
            own: BTreeSet::new(),
        };
        for Held { role, member } in held {
            let reaches = reach(*role, action);
            scope.reach = scope.reach.max(reaches);
            if let (Reach::Own | Reach::Parts, Some(member)) = (reaches, member) {
                scope.members.entry(member.clone()).or_default().push(*role);
            }
            if let (true, Some(member)) = (action.is_for_respondents(), member) {
                scope.own.insert(member.clone());
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
        self.is_network() || !self.members.is_empty() || !self.own.is_empty()
    }

    /// Whether the action reaches every member.
    pub fn is_network(&self) -> bool {
        self.reach == Reach::Network
    }

    /// Whether the action reaches this member.
    pub fn covers(&self, member: &str) -> bool {
        self.is_network() || self.members.contains_key(member)
    }

    /// Whether the action reaches a response: a member's through a role for it; one that a person was asked for alone is that
    /// person's, as long as the person has any role for the member. Nobody else's working answers are reached by anybody.
    pub fn reaches(&self, member: &str, person: Option<&str>) -> bool {
        match person {
            None => self.covers(member),
            Some(person) => self.is_network() || (person == self.person && self.own.contains(member)),
        }
    }

    /// Whether the action reaches no more of a member's response than what was delegated to the person.
    pub fn is_limited_to_parts(&self, member: &str) -> bool {
        let reach = |role: &Role| reach(*role, self.action);
        self.members.get(member).is_some_and(|roles| roles.iter().all(|role| reach(role) == Reach::Parts))
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
    fn what_a_person_was_asked_for_alone_is_nobody_elses() {
        let of = |who: &str, role, action| Scope::of(who, &[held(role, Some("a"))], action);
        for action in Action::ALL {
            for role in Role::of_members() {
                let own = of("p", role, action);
                assert_eq!(own.reaches("a", Some("p")), action.is_for_respondents(), "{role:?} {action:?}");
                assert!(!own.reaches("a", Some("q")) && !own.reaches("b", Some("p")), "{role:?} {action:?}");
            }
        }
        let boss = |action| Scope::of("p", &[held(Role::Secretariat, None)], action);
        assert!(boss(Action::ReadSigned).reaches("a", Some("q")));
        assert!(!boss(Action::ReadDraft).reaches("a", Some("q")));
        assert!(!of("p", Role::Reader, Action::ReadDraft).reaches("a", None));
    }

    #[test]
    fn who_answers_by_delegation_alone_is_limited_to_it() {
        let of = |roles: &[Role], action| {
            let roles: Vec<Held> = roles.iter().map(|role| held(*role, Some("a"))).collect();
            Scope::of("p", &roles, action)
        };
        let contributor = of(&[Role::Contributor], Action::Answer);
        assert!(contributor.covers("a") && contributor.is_limited_to_parts("a"));
        assert!(!of(&[Role::Contributor, Role::ProcessLead], Action::Answer).is_limited_to_parts("a"));
        assert!(!of(&[Role::Contributor], Action::ReadDraft).is_limited_to_parts("a"));
    }

    #[test]
    fn two_roles_add_up_per_member() {
        let roles = [held(Role::Secretariat, None), held(Role::ProcessLead, Some("a"))];
        let scope = Scope::of("p", &roles, Action::ReadDraft);
        assert!(scope.covers("a") && !scope.covers("b"));
    }
}
