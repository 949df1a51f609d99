//! What a group takes up, and in which order: what its people disagree about most comes first; what too few have rated comes last. The
//! order is that of the moment: nothing but the group itself moves it on from where it is, whatever is rated meanwhile.
//!
//! An item is agreed on when it has a joint answer that was saved since the dialogue about its part was opened, or one from before that
//! nobody is known to be apart about: too few have rated it, or they are almost agreed. Other answers from before are where the talk
//! begins, and not where it ends. To say the same again is to agree on it.

use std::collections::BTreeMap;

use crate::{
    questionnaire::{Edition, Hidden, Item, Substandard},
    scoring::{Disagreement, disagreement::Size},
    store::{
        DbConnection, StoreResult,
        part::{self, Marks},
        rating::{self, Spread},
        response::{self, Head, Stored},
    },
    web::respond::{own, tasks::rated},
};

/// What the order is made from.
pub(super) struct Known {
    pub(super) marks: Marks,
    pub(super) answers: BTreeMap<String, Stored>,
    pub(super) spreads: BTreeMap<String, Spread>,
}

/// One item to talk about.
pub(super) struct Topic<'e> {
    pub(super) sub: &'e Substandard,
    pub(super) item: &'e Item,
    /// How many have rated it.
    pub(super) count: usize,
    /// How far they are apart; none for too few ratings.
    pub(super) disagreement: Option<Disagreement>,
    /// How it is agreed on, if it is.
    pub(super) agreed: Option<Agreed>,
}

/// How an item is agreed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    /// Its answer was saved since the dialogue about its part was opened.
    Together,
    /// It was answered before, and nobody is known to be apart.
    Unopposed,
}

impl Known {
    /// Three queries.
    pub(super) fn read(conn: &mut DbConnection, head: &Head) -> StoreResult<Known> {
        Ok(Known {
            marks: part::marks(conn, head)?,
            answers: response::answers(conn, head, None)?,
            spreads: rating::spreads(conn, head)?,
        })
    }

    /// The items of a perspective, or all, the greatest disagreement first, else in the edition's order.
    pub(super) fn agenda<'e>(&self, edition: &'e Edition, perspective: Option<&str>) -> Vec<Topic<'e>> {
        // What is no perspective of the edition, from an address that somebody typed, is all.
        let perspective = perspective.filter(|id| edition.perspective(id).is_some());
        let answer = |id: &str| self.answers.get(id)?.entry.answer.as_ref();
        let hidden = Hidden::asked(edition, &self.marks.opened, answer);
        let mut topics: Vec<Topic<'e>> = rated(edition)
            .filter(|sub| perspective.is_none() || sub.perspective.as_deref() == perspective)
            .flat_map(|sub| own::items(sub, &self.marks).map(move |item| (sub, item)))
            .filter(|(_, item)| hidden.shows(item))
            .map(|(sub, item)| self.topic(edition, sub, item))
            .collect();
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.disagreement));
        topics
    }

    fn topic<'e>(&self, edition: &'e Edition, sub: &'e Substandard, item: &'e Item) -> Topic<'e> {
        let spread = self.spreads.get(&item.id);
        let disagreement = spread
            .zip(edition.scale(item))
            .and_then(|(spread, scale)| Disagreement::of(&spread.steps, spread.not_applicable, scale));
        let are_apart = disagreement.is_some_and(|found| found.size() != Size::Small);
        let stored = self.answers.get(&item.id).filter(|stored| stored.entry.answer.is_some());
        let agreed = match stored {
            Some(stored) if is_since_opened(&self.marks, sub, stored) => Some(Agreed::Together),
            Some(_) if !are_apart => Some(Agreed::Unopposed),
            _ => None,
        };
        Topic { sub, item, count: spread.map_or(0, Spread::count), disagreement, agreed }
    }
}

/// Whether an answer was saved since the dialogue about its part was opened.
pub(super) fn is_since_opened(marks: &Marks, sub: &Substandard, stored: &Stored) -> bool {
    marks.in_dialogue.get(&sub.id).is_some_and(|opened| stored.saved_at >= *opened)
}

/// How many of them are agreed on.
pub(super) fn agreed(topics: &[Topic<'_>]) -> usize {
    topics.iter().filter(|topic| topic.agreed.is_some()).count()
}

/// The next item that is not agreed on, after this one and then from the beginning; none if no other is left.
pub(super) fn next<'t, 'e>(topics: &'t [Topic<'e>], here: Option<&str>) -> Option<&'t Topic<'e>> {
    let at = topics.iter().position(|topic| Some(topic.item.id.as_str()) == here);
    let (before, after) = topics.split_at(at.map_or(0, |at| at + 1));
    let is_left = |topic: &&Topic<'_>| topic.agreed.is_none() && Some(topic.item.id.as_str()) != here;
    after.iter().chain(before).find(is_left)
}
