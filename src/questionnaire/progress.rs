//! How far a questionnaire is answered: the one place that says what *besvarad* means wherever it is counted on a page.

use super::{
    answer::Answer,
    condition::Hidden,
    definition::{Depth, Item},
};

/// How many of the core items that are shown are answered. In-depth and follow-up questions may be left out, so they do not count.
///
/// *Not applicable* is an answer: the member has said something, with a reason, and nothing is missing. (A score is another matter:
/// it comes from the values alone.)
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// The core items.
    pub all: usize,
    /// Those with an answer: a value or *not applicable*.
    pub answered: usize,
    /// Those of the answered that are *not applicable*.
    pub not_applicable: usize,
}

impl Progress {
    /// Counts among `items`, whose answers `answer` finds by item id.
    pub fn of<'a>(
        items: impl IntoIterator<Item = &'a Item>,
        hidden: &Hidden<'_>,
        answer: impl Fn(&str) -> Option<&'a Answer>,
    ) -> Progress {
        Progress::at(Depth::Core, items, hidden, answer)
    }

    /// Counts the items of one depth: for a focus area its follow-up questions.
    pub fn at<'a>(
        depth: Depth,
        items: impl IntoIterator<Item = &'a Item>,
        hidden: &Hidden<'_>,
        answer: impl Fn(&str) -> Option<&'a Answer>,
    ) -> Progress {
        let mut progress = Progress::default();
        for item in items.into_iter().filter(|item| item.depth == depth && hidden.shows(item)) {
            let answer = answer(&item.id);
            progress.all += 1;
            progress.answered += usize::from(answer.is_some());
            progress.not_applicable += usize::from(answer == Some(&Answer::NotApplicable));
        }
        progress
    }

    /// How many core items lack an answer.
    pub const fn missing(&self) -> usize {
        self.all - self.answered
    }

    /// Whether nothing is missing.
    pub const fn is_complete(&self) -> bool {
        self.missing() == 0
    }
}

/// Whether an answer is missing to this item, which is shown.
pub fn is_missing(item: &Item, answer: Option<&Answer>) -> bool {
    item.depth == Depth::Core && answer.is_none()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::questionnaire::{Value, read, shipped};

    #[test]
    fn not_applicable_is_answered_and_only_core_items_count() {
        let mut edition = read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap();
        let more = edition.standards[0].substandards[0].items.last_mut().unwrap();
        more.depth = Depth::Indepth;
        let of_depth = |depth| edition.items().map(|(_, item)| item).filter(move |item| item.depth == depth);
        let core: Vec<&Item> = of_depth(Depth::Core).collect();
        let indepth = of_depth(Depth::Indepth).next().unwrap();
        let mut answers = BTreeMap::new();
        let count = |answers: &BTreeMap<String, Answer>| {
            Progress::of(edition.items().map(|(_, item)| item), &Hidden::default(), |id| answers.get(id))
        };
        let none = Progress { all: core.len(), answered: 0, not_applicable: 0 };
        assert_eq!(count(&answers), none);

        answers.insert(core[0].id.clone(), Answer::Value(Value::Integer(7)));
        answers.insert(core[1].id.clone(), Answer::NotApplicable);
        answers.insert(indepth.id.clone(), Answer::Value(Value::Integer(3)));
        let two = count(&answers);
        assert_eq!(two, Progress { answered: 2, not_applicable: 1, ..none });
        assert_eq!(two.missing(), core.len() - 2);
        assert!(!is_missing(core[1], answers.get(&core[1].id)) && is_missing(core[2], None));
        assert!(!is_missing(indepth, None));

        for item in &core {
            answers.entry(item.id.clone()).or_insert(Answer::NotApplicable);
        }
        assert!(count(&answers).is_complete());
    }
}
