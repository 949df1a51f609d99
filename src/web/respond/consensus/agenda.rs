//! In which order a group takes things up: what its people disagree about most comes first; what too few have rated comes last. The
//! order is that of the moment: nothing but the group itself moves it on from where it is, whatever is rated meanwhile.

use std::collections::BTreeMap;

use crate::{
    questionnaire::{Edition, Hidden, Item, Substandard},
    scoring::Disagreement,
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
    /// Whether it has a joint answer.
    pub(super) agreed: bool,
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
        let mut topics = topics(edition, &self.marks, &self.answers, perspective);
        for topic in &mut topics {
            let (Some(spread), Some(scale)) = (self.spreads.get(&topic.item.id), edition.scale(topic.item))
            else {
                continue;
            };
            topic.count = spread.count();
            topic.disagreement = Disagreement::of(&spread.steps, spread.not_applicable, scale);
        }
        topics.sort_by_key(|topic| std::cmp::Reverse(topic.disagreement));
        topics
    }
}

/// The items of a perspective, or all, in the edition's order, without what is known of ratings.
pub(super) fn topics<'e>(
    edition: &'e Edition,
    marks: &Marks,
    answers: &BTreeMap<String, Stored>,
    perspective: Option<&str>,
) -> Vec<Topic<'e>> {
    // What is no perspective of the edition, from an address that somebody typed, is all.
    let perspective = perspective.filter(|id| edition.perspective(id).is_some());
    let answer = |id: &str| answers.get(id)?.entry.answer.as_ref();
    let hidden = Hidden::asked(edition, &marks.opened, answer);
    rated(edition)
        .filter(|sub| perspective.is_none() || sub.perspective.as_deref() == perspective)
        .flat_map(|sub| own::items(sub, marks).map(move |item| (sub, item)))
        .filter(|(_, item)| hidden.shows(item))
        .map(|(sub, item)| Topic {
            sub,
            item,
            count: 0,
            disagreement: None,
            agreed: answer(&item.id).is_some(),
        })
        .collect()
}

/// How many of them have a joint answer.
pub(super) fn agreed(topics: &[Topic<'_>]) -> usize {
    topics.iter().filter(|topic| topic.agreed).count()
}

/// The next item without a joint answer, after this one and then from the beginning; none if no other is left.
pub(super) fn next<'t, 'e>(topics: &'t [Topic<'e>], here: Option<&str>) -> Option<&'t Topic<'e>> {
    let at = topics.iter().position(|topic| Some(topic.item.id.as_str()) == here);
    let (before, after) = topics.split_at(at.map_or(0, |at| at + 1));
    let is_left = |topic: &&Topic<'_>| !topic.agreed && Some(topic.item.id.as_str()) != here;
    after.iter().chain(before).find(is_left)
}
