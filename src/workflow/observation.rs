//! What a reviewer should look at first in a signed version: found by rule, never a judgement. Pure.
//!
//! A jump since the year before, a top value without a comment, *not applicable* without a reason, all values
//! alike, and a sub-standard that was left thin.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    questionnaire::{Answer, Edition, Entry, Item, Scale},
    scoring::{Profile, Standing, linked_items},
};

/// How far a value moves before it is a jump: so many steps of the nine on the scale 1–10, and the same share of
/// any other scale.
pub const JUMP: i32 = 4;
const STEPS_OF_TEN: i32 = 9;
/// How many equal values are worth a remark: fewer may well be chance.
pub const ALIKE_MIN: usize = 5;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Observation {
    /// Every value is the same.
    AllAlike {
        /// Which.
        value: i32,
    },
    /// The value moved far since the earlier year.
    Jump {
        /// The item's id.
        item: String,
        /// The value then.
        from: i32,
        /// The value now.
        to: i32,
    },
    /// The highest value of the scale, without a comment.
    TopWithoutComment {
        /// The item's id.
        item: String,
        /// The value.
        value: i32,
    },
    /// *Not applicable* without a reason.
    WithoutReason {
        /// The item's id.
        item: String,
    },
    /// Less than two thirds of the sub-standard's applicable core items have a value (domain.md rule 3).
    Thin {
        /// The sub-standard's id.
        substandard: String,
        /// How many have one.
        answered: usize,
        /// Of how many.
        applicable: usize,
    },
}

impl Observation {
    /// The item it is about, if it is about one.
    pub fn item(&self) -> Option<&str> {
        match self {
            Observation::Jump { item, .. }
            | Observation::TopWithoutComment { item, .. }
            | Observation::WithoutReason { item } => Some(item),
            Observation::AllAlike { .. } | Observation::Thin { .. } => None,
        }
    }
}

/// Of an earlier year's answers, those that may be laid beside this year's: to items that ask the same
/// thing on the same scale. `between` holds the editions in between, if any.
pub fn comparable(
    now: &Edition,
    then: &Edition,
    between: &[Arc<Edition>],
    mut answers: BTreeMap<String, Entry>,
) -> BTreeMap<String, Entry> {
    let linked: BTreeSet<&str> = linked_items(now, then, between);
    answers.retain(|item, _| linked.contains(item.as_str()));
    answers
}

/// What there is to look at, in the order of the edition; what concerns everything comes first. `earlier` holds what
/// is [`comparable`].
pub fn of(
    edition: &Edition,
    entries: &BTreeMap<String, Entry>,
    earlier: &BTreeMap<String, Entry>,
) -> Vec<Observation> {
    let mut found: Vec<Observation> = all_alike(edition, entries).into_iter().collect();
    let profile = Profile::of(edition, entries);
    for (_, substandard) in edition.substandards() {
        for item in &substandard.items {
            if let Some(entry) = entries.get(&item.id) {
                found.extend(of_item(edition, item, entry, earlier.get(&item.id)));
            }
        }
        if let Some(result) = profile.substandard(&substandard.id)
            && result.core.standing() == Standing::Thin
        {
            found.push(Observation::Thin {
                substandard: substandard.id.clone(),
                answered: result.core.answered,
                applicable: result.core.applicable,
            });
        }
    }
    found
}

fn of_item(edition: &Edition, item: &Item, entry: &Entry, earlier: Option<&Entry>) -> Vec<Observation> {
    let uncommented = entry.comment.is_empty();
    if entry.answer == Some(Answer::NotApplicable) && uncommented {
        return vec![Observation::WithoutReason { item: item.id.clone() }];
    }
    let (Some(value), Some(scale)) = (value_of(entry), edition.scale(item)) else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(from) = earlier.and_then(value_of)
        && is_jump(scale, from, value)
    {
        found.push(Observation::Jump { item: item.id.clone(), from, to: value });
    }
    if value == scale.max && uncommented {
        found.push(Observation::TopWithoutComment { item: item.id.clone(), value });
    }
    found
}

fn is_jump(scale: &Scale, from: i32, to: i32) -> bool {
    let (moved, length) = (i64::from(from.abs_diff(to)), i64::from(scale.min.abs_diff(scale.max)));
    moved * i64::from(STEPS_OF_TEN) >= length * i64::from(JUMP)
}

/// The one value that all answers have, if there are [`ALIKE_MIN`] of them, all on one scale.
fn all_alike(edition: &Edition, entries: &BTreeMap<String, Entry>) -> Option<Observation> {
    let mut given = edition
        .items()
        .filter_map(|(_, item)| Some((item.scale.as_deref()?, value_of(entries.get(&item.id)?)?)));
    let first = given.next()?;
    let mut count = 1;
    for other in given {
        if other != first {
            return None;
        }
        count += 1;
    }
    (count >= ALIKE_MIN).then_some(Observation::AllAlike { value: first.1 })
}

fn value_of(entry: &Entry) -> Option<i32> {
    match &entry.answer {
        Some(Answer::Value(value)) => value.as_integer(),
        Some(Answer::NotApplicable) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        questionnaire::{Change, Depth, Lineage},
        scoring::specimen::{self, NA, edition, entries, item, item_on, substandard, unanswered, value},
    };

    fn linked(item: Item) -> Item {
        Item { lineage: Lineage { change: Change::Unchanged, item: None }, ..item }
    }

    fn one_part(ids: &[&str]) -> Edition {
        let items: Vec<Item> = ids.iter().map(|id| item(id, Depth::Core)).collect();
        edition("2027", [substandard("1.1", "p", items)])
    }

    fn with_comment(mut all: BTreeMap<String, Entry>, id: &str, comment: &str) -> BTreeMap<String, Entry> {
        all.get_mut(id).unwrap().comment = comment.to_owned();
        all
    }

    #[test]
    fn four_steps_up_or_down_are_a_jump_and_three_are_none() {
        let now = one_part(&["a", "b", "c", "d"]);
        let then = entries(&[("a", value(3)), ("b", value(9)), ("c", value(3)), ("d", NA)]);
        let given = entries(&[("a", value(7)), ("b", value(5)), ("c", value(6)), ("d", value(9))]);
        let jump = |item: &str, from, to| Observation::Jump { item: item.to_owned(), from, to };
        assert_eq!(of(&now, &given, &then), [jump("a", 3, 7), jump("b", 9, 5)]);
        assert_eq!(of(&now, &given, &BTreeMap::new()), []);
    }

    #[test]
    fn a_jump_is_the_same_share_of_a_short_scale() {
        let now = edition("2027", [substandard("1.1", "p", [item_on("a", Depth::Core, "0-3")])]);
        let jumps =
            |from, to| !of(&now, &entries(&[("a", value(to))]), &entries(&[("a", value(from))])).is_empty();
        assert!(jumps(0, 2) && !jumps(0, 1) && !jumps(2, 1));
    }

    #[test]
    fn a_top_value_wants_a_comment_and_not_applicable_a_reason() {
        let now = one_part(&["a", "b", "c", "d"]);
        let given = entries(&[("a", value(10)), ("b", value(10)), ("c", NA), ("d", NA)]);
        let given = with_comment(with_comment(given, "b", "Så här gör vi."), "d", "");
        assert_eq!(
            of(&now, &given, &BTreeMap::new()),
            [
                Observation::TopWithoutComment { item: "a".to_owned(), value: 10 },
                Observation::WithoutReason { item: "d".to_owned() },
            ]
        );
    }

    #[test]
    fn five_values_alike_are_told_before_everything_else_and_four_are_not() {
        let now = one_part(&["a", "b", "c", "d", "e", "f"]);
        let five = ["a", "b", "c", "d", "e"].map(|id| (id, value(10)));
        let found = of(&now, &entries(&five), &BTreeMap::new());
        assert_eq!(found.first(), Some(&Observation::AllAlike { value: 10 }));
        assert_eq!(found.len(), 6);
        let four = ["a", "b", "c", "d"].map(|id| (id, value(6)));
        assert_eq!(of(&now, &entries(&four), &BTreeMap::new()), []);
        let other = [five.as_slice(), &[("f", value(9))]].concat();
        assert!(!of(&now, &entries(&other), &BTreeMap::new()).contains(&Observation::AllAlike { value: 10 }));
    }

    #[test]
    fn a_part_with_less_than_two_thirds_of_what_applies_is_thin() {
        let now = one_part(&["a", "b", "c", "d"]);
        let thin = |answered, applicable| {
            vec![Observation::Thin { substandard: "1.1".to_owned(), answered, applicable }]
        };
        let found = |answers: &[(&str, Option<Answer>)]| of(&now, &entries(answers), &BTreeMap::new());
        assert_eq!(found(&[("a", value(5)), ("b", value(6))]), thin(2, 4));
        assert_eq!(found(&[("a", value(5)), ("b", value(6)), ("c", value(5)), ("d", unanswered())]), []);
        assert_eq!(found(&[("a", value(5)), ("b", value(6)), ("c", NA)]), []);
        assert_eq!(found(&[]), thin(0, 4));
        assert_eq!(found(&[("a", NA), ("b", NA), ("c", NA), ("d", NA)]), [], "it does not apply at all");
    }

    #[test]
    fn only_items_that_ask_the_same_on_the_same_scale_are_compared() {
        let then =
            edition("2026", [substandard("1.1", "p", ["a", "b", "c"].map(|id| item(id, Depth::Core)))]);
        let items = [
            linked(item("a", Depth::Core)),
            item("b", Depth::Core),
            linked(item_on("c", Depth::Core, "0-3")),
        ];
        let now = Edition {
            previous: Some("2026".to_owned()),
            ..specimen::edition("2027", [substandard("1.1", "p", items)])
        };
        let answers = entries(&[("a", value(2)), ("b", value(2)), ("c", value(2))]);
        let kept = comparable(&now, &then, &[], answers.clone());
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["a"]);
        let unlinked = Edition { previous: Some("2024".to_owned()), ..now };
        assert_eq!(comparable(&unlinked, &then, &[], answers), BTreeMap::new(), "no way leads there");
    }
}
