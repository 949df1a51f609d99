//! Where the button that says a part is finished leads to: the next part that the person still has to go through. What is somebody else's
//! to answer, or finished already, is passed by; the links below the form still lead to every part.

use crate::{
    questionnaire::{Edition, Substandard},
    store::{delegation::Delegation, part::Marks},
};

/// Where to.
#[derive(Clone, Copy)]
pub(super) enum Onward<'e> {
    Part(&'e Substandard),
    /// All is finished, and the person is the one who hands over: the check page.
    Check,
    List,
}

impl Onward<'_> {
    /// What the button says.
    pub(super) fn key(self) -> &'static str {
        match self {
            Onward::Part(_) => "part-save-next",
            Onward::Check => "part-save-check",
            Onward::List => "part-save-list",
        }
    }

    pub(super) fn path(self, response: &str) -> String {
        match self {
            Onward::Part(sub) => format!("/responses/{response}/substandards/{}", sub.id),
            Onward::Check => format!("/responses/{response}/check"),
            Onward::List => format!("/responses/{response}"),
        }
    }
}

/// What decides about a person's way.
pub(super) struct Way<'a> {
    pub(super) given: &'a [Delegation],
    pub(super) marks: &'a Marks,
    pub(super) me: &'a str,
    /// Whether the person answers nothing but what was handed to them.
    pub(super) limited: bool,
    pub(super) hands_over: bool,
}

impl Way<'_> {
    /// Whether a part is the person's to answer: it was given to them, or to nobody.
    pub(super) fn is_mine(&self, sub: &Substandard) -> bool {
        let mut given = self.given.iter().filter(|given| given.parts.contains(&sub.id)).peekable();
        match given.peek() {
            Some(_) => given.any(|given| given.person == self.me),
            None => !self.limited,
        }
    }

    /// Where to from a part, once it is finished. Who is in somebody else's part reads on in order.
    pub(super) fn from<'e>(&self, edition: &'e Edition, here: &Substandard) -> Onward<'e> {
        let is_finished = |sub: &Substandard| self.marks.finished.contains_key(&sub.id);
        let parts = || edition.substandards().map(|(_, sub)| sub);
        let mut after = parts().skip_while(|sub| sub.id != here.id).skip(1);
        let next = match self.is_mine(here) {
            true => after.find(|sub| self.is_mine(sub) && !is_finished(sub)),
            false => after.next(),
        };
        let is_all_done = || parts().all(|sub| sub.id == here.id || sub.is_followup() || is_finished(sub));
        match next {
            Some(sub) => Onward::Part(sub),
            None if self.hands_over && is_all_done() => Onward::Check,
            None => Onward::List,
        }
    }
}
