//! Change from an earlier year (domain.md, scores, rule 7): only members with both years, only
//! sub-standards whose core items are all linked between the two editions, always with the number of pairs.
//!
//! Both years' figures are computed by rules 3–5 as if the linked sub-standards were the whole
//! questionnaire, with the later edition's perspectives and standards. So where everything is linked, a
//! change is the difference of the two published scores.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    input::{MemberName, RoundAnswers, Submission},
    profile::{Aggregate, Figure, Layout, Scorer},
    score::{Difference, Score, scored_scale},
};
use crate::questionnaire::{Change as Wording, Edition, Substandard, answer::Entry};

/// Two editions of a questionnaire, and which of their sub-standards may be compared.
#[derive(Debug)]
pub struct Linked<'e> {
    now: Scorer<'e>,
    then: Scorer<'e>,
    layout: Layout,
    /// Per sub-standard of the later edition, in order: its id, and the place of the same one in the
    /// earlier edition.
    substandards: Vec<(&'e str, Option<usize>)>,
}

impl<'e> Linked<'e> {
    /// Follows the lineage from `now` back to `then`. When more than one edition lies between them, the
    /// intermediate ones must be in `between`, in any order; where one is missing, nothing is comparable.
    ///
    /// A sub-standard is comparable if the earlier edition has one with exactly the same scored core items,
    /// each of them linked (unchanged or reworded) in every step. An item that was in-depth then and is
    /// core now breaks the trend; in-depth items and items without a score have no say.
    pub fn between(now: &'e Edition, then: &'e Edition, between: &'e [Arc<Edition>]) -> Linked<'e> {
        let linked: Option<Vec<HashSet<&str>>> =
            steps(now, then, between).map(|steps| steps.into_iter().map(linked_in).collect());
        let is_linked = |item: &str| {
            linked.as_ref().is_some_and(|linked| linked.iter().all(|linked| linked.contains(item)))
        };
        let earlier: HashMap<BTreeSet<&str>, usize> = then
            .scored_substandards()
            .enumerate()
            .map(|(place, (_, substandard))| (core_items(then, substandard), place))
            .collect();
        let substandards = now
            .scored_substandards()
            .map(|(_, substandard)| {
                let items = core_items(now, substandard);
                let is_comparable = !items.is_empty() && items.iter().all(|item| is_linked(item));
                let place = if is_comparable { earlier.get(&items).copied() } else { None };
                (substandard.id.as_str(), place)
            })
            .collect();
        Linked { now: Scorer::new(now), then: Scorer::new(then), layout: Layout::of(now), substandards }
    }

    /// The ids of the later edition's sub-standards that are comparable, in order.
    pub fn substandards(&self) -> impl Iterator<Item = &'e str> {
        self.substandards.iter().filter(|(_, place)| place.is_some()).map(|(id, _)| *id)
    }

    /// One member's change between two sets of answers.
    pub fn steps(&self, now: &BTreeMap<String, Entry>, then: &BTreeMap<String, Entry>) -> Steps {
        let (now, then) = (self.now.profile(now), self.then.profile(then));
        let now: Vec<Option<&Figure>> = self
            .substandards
            .iter()
            .zip(&now.substandards)
            .map(|((_, place), result)| place.is_some().then_some(&result.core))
            .collect();
        let then: Vec<Option<&Figure>> = self
            .substandards
            .iter()
            .map(|(_, place)| then.substandards.get((*place)?).map(|result| &result.core))
            .collect();
        let substandards = self
            .substandards
            .iter()
            .zip(now.iter().zip(&then))
            .map(|((id, _), (now, then))| {
                Step::new(
                    id,
                    now.and_then(|now| now.score.as_ref()),
                    then.and_then(|then| then.score.as_ref()),
                )
            })
            .collect();
        let (now, then) = (self.layout.aggregate(&now), self.layout.aggregate(&then));
        let each = |now: &[Aggregate], then: &[Aggregate]| {
            now.iter().zip(then).map(|(now, then)| Step::of(now, then)).collect()
        };
        Steps {
            substandards,
            perspectives: each(&now.perspectives, &then.perspectives),
            standards: each(&now.standards, &then.standards),
            overall: Step::of(&now.overall, &then.overall),
        }
    }
}

/// The editions whose lineage leads from `now` to `then`, without `then` itself; none if there is no way.
fn steps<'e>(now: &'e Edition, then: &'e Edition, between: &'e [Arc<Edition>]) -> Option<Vec<&'e Edition>> {
    if now.id != then.id {
        return None;
    }
    let mut steps = Vec::new();
    let mut edition = now;
    while edition.edition != then.edition {
        steps.push(edition);
        if steps.len() > between.len() + 1 {
            return None;
        }
        let previous = edition.previous.as_deref()?;
        edition = if previous == then.edition {
            then
        } else {
            between.iter().find(|other| other.id == now.id && other.edition == previous)?
        };
    }
    Some(steps)
}

/// The ids of the items that ask the same thing in both editions, on the same scale: each linked (unchanged or reworded) in
/// every step from `now` back to `then`. Where an edition in between is missing, none.
pub fn linked_items<'e>(
    now: &'e Edition,
    then: &'e Edition,
    between: &'e [Arc<Edition>],
) -> BTreeSet<&'e str> {
    let Some(steps) = steps(now, then, between) else { return BTreeSet::new() };
    // What the later edition itself says of an item, the first step, stands with the item.
    let is_same = steps.is_empty();
    let linked: Vec<HashSet<&str>> = steps.into_iter().skip(1).map(linked_in).collect();
    let range = |edition: &Edition, item| edition.scale(item).map(|scale| (scale.min, scale.max));
    let earlier = then.items_by_id();
    now.items()
        .map(|(_, item)| item)
        .filter(|item| is_same || item.lineage.is_linked())
        .filter(|item| earlier.get(item.id.as_str()).is_some_and(|old| range(now, item) == range(then, old)))
        .filter(|item| linked.iter().all(|linked| linked.contains(item.id.as_str())))
        .map(|item| item.id.as_str())
        .collect()
}

/// The ids of the items that an edition links to the one before it.
fn linked_in(edition: &Edition) -> HashSet<&str> {
    let linked = edition.items().filter(|(_, item)| item.lineage.is_linked());
    linked.map(|(_, item)| item.id.as_str()).collect()
}

/// The ids of the comparable core items that some edition since `then` words otherwise, in order.
fn reworded(linked: &Linked<'_>, now: &Edition, then: &Edition, between: &[Arc<Edition>]) -> Vec<String> {
    let steps = steps(now, then, between).unwrap_or_default();
    let is_reworded = |id: &str| {
        steps.iter().filter_map(|step| step.item(id)).any(|item| item.lineage.change == Wording::Reworded)
    };
    let comparable: BTreeSet<&str> = linked.substandards().collect();
    now.scored_substandards()
        .filter(|(_, sub)| comparable.contains(sub.id.as_str()))
        .flat_map(|(_, sub)| {
            let core = core_items(now, sub);
            sub.items.iter().map(|item| item.id.as_str()).filter(move |id| core.contains(id))
        })
        .filter(|id| is_reworded(id))
        .map(str::to_owned)
        .collect()
}

/// The ids of the items that a sub-standard's core score is made of.
fn core_items<'e>(edition: &Edition, substandard: &'e Substandard) -> BTreeSet<&'e str> {
    substandard
        .items
        .iter()
        .filter(|item| item.depth == crate::questionnaire::Depth::Core)
        .filter(|item| scored_scale(edition, item).is_some())
        .map(|item| item.id.as_str())
        .collect()
}

/// One figure's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The id of the perspective, standard or sub-standard, or [`super::OVERALL`].
    pub id: String,
    /// The later score minus the earlier; none unless both are there and comparable.
    pub difference: Option<Difference>,
}

impl Step {
    fn new(id: &str, now: Option<&Score>, then: Option<&Score>) -> Step {
        let difference = now.zip(then).map(|(now, then)| now.minus(then));
        Step { id: id.to_owned(), difference }
    }

    fn of(now: &Aggregate, then: &Aggregate) -> Step {
        Step::new(&now.id, now.score.as_ref(), then.score.as_ref())
    }
}

/// Every change of one member, in the later edition's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Every sub-standard of the later edition.
    pub substandards: Vec<Step>,
    /// Every perspective.
    pub perspectives: Vec<Step>,
    /// Every standard.
    pub standards: Vec<Step>,
    /// The overall figure.
    pub overall: Step,
}

/// One member's change since the earlier year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberChange {
    /// Whose change it is.
    pub member: MemberName,
    /// What changed.
    pub steps: Steps,
}

/// One figure's change over all pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the perspective, standard or sub-standard, or [`super::OVERALL`].
    pub id: String,
    /// How many members have the figure in both years.
    pub pairs: usize,
    /// The mean of their differences; none without pairs.
    pub mean: Option<Difference>,
    /// How many went up.
    pub up: usize,
    /// How many are where they were.
    pub same: usize,
    /// How many went down.
    pub down: usize,
}

impl Change {
    fn of<'a>(id: &str, steps: impl Iterator<Item = &'a Step>) -> Change {
        let differences: Vec<_> = steps.filter_map(|step| step.difference.as_ref()).collect();
        let count = |direction| differences.iter().filter(|each| each.direction() == direction).count();
        Change {
            id: id.to_owned(),
            pairs: differences.len(),
            up: count(Ordering::Greater),
            same: count(Ordering::Equal),
            down: count(Ordering::Less),
            mean: Difference::mean(differences),
        }
    }
}

/// A round's approved submissions of members: a person is not followed from year to year.
fn of_members(round: &RoundAnswers) -> impl Iterator<Item = &Submission> {
    round.approved().filter(|submission| submission.member.respondent.is_none())
}

/// The change of a network and of each of its members between two rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The later year.
    pub year: i32,
    /// The earlier year.
    pub earlier: i32,
    /// The ids of the comparable sub-standards.
    pub linked: Vec<String>,
    /// The ids of their core items that are worded otherwise than in the earlier year, and ask the same thing.
    pub reworded: Vec<String>,
    /// Every member with an approved response in both years, in the later round's order.
    pub members: Vec<MemberChange>,
    /// Every perspective of the later edition, in order.
    pub perspectives: Vec<Change>,
    /// Every standard.
    pub standards: Vec<Change>,
    /// Every sub-standard.
    pub substandards: Vec<Change>,
    /// The overall figure.
    pub overall: Change,
}

impl Comparison {
    /// Compares two rounds; `between` as in [`Linked::between`].
    pub fn of(now: &RoundAnswers, then: &RoundAnswers, between: &[Arc<Edition>]) -> Comparison {
        let linked = Linked::between(&now.edition, &then.edition, between);
        let earlier: HashMap<&str, &Submission> =
            of_members(then).map(|submission| (submission.member.code.as_str(), submission)).collect();
        let members: Vec<MemberChange> = of_members(now)
            .filter_map(|submission| {
                let earlier = earlier.get(submission.member.code.as_str())?;
                let steps = linked.steps(&submission.entries, &earlier.entries);
                Some(MemberChange { member: submission.member.clone(), steps })
            })
            .collect();
        let change = |id: &str, step: &dyn Fn(&Steps) -> Option<&Step>| {
            Change::of(id, members.iter().filter_map(|member| step(&member.steps)))
        };
        let edition = &now.edition;
        Comparison {
            year: now.year,
            earlier: then.year,
            linked: linked.substandards().map(str::to_owned).collect(),
            reworded: reworded(&linked, &now.edition, &then.edition, between),
            perspectives: (edition.scored_perspectives().enumerate())
                .map(|(place, of)| change(&of.id, &|steps| steps.perspectives.get(place)))
                .collect(),
            standards: (edition.scored_standards().enumerate())
                .map(|(place, of)| change(&of.id, &|steps| steps.standards.get(place)))
                .collect(),
            substandards: (edition.scored_substandards().enumerate())
                .map(|(place, (_, of))| change(&of.id, &|steps| steps.substandards.get(place)))
                .collect(),
            overall: change(super::OVERALL, &|steps| Some(&steps.overall)),
            members,
        }
    }

    /// The perspectives in order, then the overall figure.
    pub fn perspectives_and_overall(&self) -> impl Iterator<Item = &Change> {
        self.perspectives.iter().chain(std::iter::once(&self.overall))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        questionnaire::{self, Answer, Depth, Item, Lineage},
        scoring::{
            Profile, ScoreScale,
            specimen::{self, any_questionnaire, entries, item, round, substandard, value},
        },
    };

    const SCALE: ScoreScale = ScoreScale { min: 1, max: 10, per_cent: false };

    fn lineage(change: questionnaire::Change, item: Item) -> Item {
        Item { lineage: Lineage { change, item: None }, ..item }
    }

    fn same(id: &str) -> Item {
        lineage(questionnaire::Change::Unchanged, item(id, Depth::Core))
    }

    fn reworded(id: &str) -> Item {
        lineage(questionnaire::Change::Reworded, item(id, Depth::Core))
    }

    fn new(id: &str) -> Item {
        item(id, Depth::Core)
    }

    /// An edition of one perspective `p` with these items in the sub-standards 1.1, 1.2, …
    fn edition(name: &str, previous: Option<&str>, substandards: &[&[Item]]) -> Edition {
        let substandards = (1..)
            .zip(substandards)
            .map(|(number, items)| substandard(&format!("1.{number}"), "p", items.iter().cloned()));
        Edition { previous: previous.map(str::to_owned), ..specimen::edition(name, substandards) }
    }

    fn linked(now: &Edition, then: &Edition, between: &[Edition]) -> Vec<String> {
        let between: Vec<_> = between.iter().cloned().map(Arc::new).collect();
        Linked::between(now, then, &between).substandards().map(str::to_owned).collect()
    }

    #[test]
    fn a_substandard_is_linked_if_all_its_core_items_are() {
        let then = edition("2026", None, &[&[new("a"), new("b")], &[new("c"), new("d")], &[new("e")]]);
        let now = edition(
            "2027",
            Some("2026"),
            &[&[same("a"), reworded("b")], &[same("c"), new("d")], &[same("e")], &[new("f")]],
        );
        assert_eq!(linked(&now, &then, &[]), ["1.1", "1.3"]);
        let of = Linked::between(&now, &then, &[]);
        assert_eq!(super::reworded(&of, &now, &then, &[]), ["b"]);
    }

    #[test]
    fn a_replaced_item_breaks_the_trend() {
        let then = edition("2026", None, &[&[new("a"), new("b")]]);
        let replaced = Item {
            lineage: Lineage { change: questionnaire::Change::Replaced, item: Some("b".to_owned()) },
            ..item("c", Depth::Core)
        };
        let now = edition("2027", Some("2026"), &[&[same("a"), replaced]]);
        assert_eq!(linked(&now, &then, &[]), Vec::<String>::new());
    }

    #[test]
    fn a_core_item_that_was_dropped_breaks_the_trend_too() {
        let then = edition("2026", None, &[&[new("a"), new("b")]]);
        let now = edition("2027", Some("2026"), &[&[same("a")]]);
        assert_eq!(linked(&now, &then, &[]), Vec::<String>::new());
    }

    #[test]
    fn an_in_depth_item_that_became_core_breaks_the_trend() {
        let then = edition("2026", None, &[&[new("a"), item("b", Depth::Indepth)]]);
        let now = edition("2027", Some("2026"), &[&[same("a"), same("b")]]);
        assert_eq!(linked(&now, &then, &[]), Vec::<String>::new());
    }

    #[test]
    fn a_new_in_depth_item_does_not_break_the_trend() {
        let then = edition("2026", None, &[&[new("a")]]);
        let now = edition("2027", Some("2026"), &[&[same("a"), item("b", Depth::Indepth)]]);
        assert_eq!(linked(&now, &then, &[]), ["1.1"]);
    }

    #[test]
    fn a_substandard_that_moved_is_found_by_its_items() {
        let then = edition("2026", None, &[&[new("a")], &[new("b")]]);
        let now = edition("2027", Some("2026"), &[&[same("b")], &[same("a")]]);
        let linked = Linked::between(&now, &then, &[]);
        let steps = linked.steps(
            &entries(&[("a", value(5)), ("b", value(9))]),
            &entries(&[("a", value(4)), ("b", value(10))]),
        );
        let shown: Vec<_> = steps
            .substandards
            .iter()
            .map(|step| step.difference.as_ref().unwrap().on(SCALE).to_string())
            .collect();
        assert_eq!(shown, ["-1", "1"]);
    }

    #[test]
    fn links_are_followed_over_several_editions() {
        let then = edition("2025", None, &[&[new("a")], &[new("b")], &[new("c")]]);
        let between = edition("2026", Some("2025"), &[&[same("a")], &[new("b")], &[same("c")]]);
        let now = edition("2027", Some("2026"), &[&[reworded("a")], &[same("b")], &[new("c")]]);
        assert_eq!(linked(&now, &then, std::slice::from_ref(&between)), ["1.1"]);
        let later = edition("2028", Some("2027"), &[&[same("a")], &[same("b")], &[same("c")]]);
        let between = [Arc::new(between), Arc::new(now.clone())];
        let of = Linked::between(&later, &then, &between);
        assert_eq!(super::reworded(&of, &later, &then, &between), ["a"], "in a step on the way");
        assert_eq!(linked(&now, &then, &[]), Vec::<String>::new(), "an edition is missing on the way");
    }

    #[test]
    fn an_item_that_paused_for_an_edition_is_not_linked() {
        let then = edition("2025", None, &[&[new("a")], &[new("b")]]);
        let between = edition("2026", Some("2025"), &[&[same("a")]]);
        let now = edition("2027", Some("2026"), &[&[same("a")], &[same("b")]]);
        assert_eq!(linked(&now, &then, &[between]), ["1.1"]);
    }

    #[test]
    fn editions_that_refer_to_each_other_in_a_ring_end() {
        let then = edition("2025", None, &[&[new("a")]]);
        let ring = edition("2026", Some("2027"), &[&[same("a")]]);
        let now = edition("2027", Some("2026"), &[&[same("a")]]);
        assert_eq!(linked(&now, &then, &[ring, now.clone()]), Vec::<String>::new());
    }

    #[test]
    fn the_same_edition_in_both_years_is_all_linked_whatever_its_lineage_says() {
        let both = edition("2026", None, &[&[new("a")], &[new("b")]]);
        assert_eq!(linked(&both, &both, &[]), ["1.1", "1.2"]);
    }

    #[test]
    fn another_questionnaire_is_never_comparable() {
        let now = edition("2026", None, &[&[new("a")]]);
        let then = Edition { id: "other".to_owned(), ..now.clone() };
        assert_eq!(linked(&now, &then, &[]), Vec::<String>::new());
    }

    fn rounds() -> (RoundAnswers, RoundAnswers) {
        let then = edition("2026", None, &[&[new("a")], &[new("b")], &[new("c")]]);
        let now = edition("2027", Some("2026"), &[&[same("a")], &[same("b")], &[new("c")]]);
        let answers = |values: [i32; 3]| {
            let answers: Vec<(&str, Option<Answer>)> =
                ["a", "b", "c"].into_iter().zip(values.map(value)).collect();
            entries(&answers)
        };
        let then = round(
            2026,
            then,
            [("01", answers([4, 6, 1])), ("02", answers([5, 5, 1])), ("03", answers([1, 1, 1]))],
        );
        let now = round(
            2027,
            now,
            [("01", answers([6, 7, 10])), ("02", answers([5, 4, 10])), ("04", answers([10, 10, 10]))],
        );
        (now, then)
    }

    #[test]
    fn only_members_with_both_years_and_linked_substandards_count() {
        let (now, then) = rounds();
        let comparison = Comparison::of(&now, &then, &[]);
        assert_eq!((comparison.year, comparison.earlier), (2027, 2026));
        assert_eq!(comparison.linked, ["1.1", "1.2"]);
        let members: Vec<_> = comparison.members.iter().map(|member| &member.member.code).collect();
        assert_eq!(members, ["01", "02"]);
        // 01: (6 + 7)/2 − (4 + 6)/2 = 1.5; 02: (5 + 4)/2 − (5 + 5)/2 = −0.5. The new 1.3 has no say.
        let perspective = comparison.perspectives.first().unwrap();
        assert_eq!(perspective.mean.as_ref().unwrap().on(SCALE).to_string(), "1/2");
        assert_eq!((perspective.pairs, perspective.up, perspective.same, perspective.down), (2, 1, 0, 1));
        let substandards: Vec<_> = comparison.substandards.iter().map(|change| change.pairs).collect();
        assert_eq!(substandards, [2, 2, 0]);
        assert_eq!(comparison.substandards[0].same, 1);
        assert_eq!(comparison.substandards[2].mean, None);
    }

    #[test]
    fn someone_who_was_no_member_in_one_of_the_years_is_no_pair() {
        let (now, mut then) = rounds();
        then.members.retain(|member| member.code != "02");
        let comparison = Comparison::of(&now, &then, &[]);
        assert_eq!(comparison.perspectives.first().unwrap().pairs, 1);
    }

    #[test]
    fn an_answer_missing_in_one_of_the_years_is_no_pair_for_that_substandard() {
        let (mut now, then) = rounds();
        now.submissions[0].entries.remove("b");
        let comparison = Comparison::of(&now, &then, &[]);
        assert_eq!(comparison.substandards[1].pairs, 1);
        // Half of the two linked sub-standards still make a perspective: 6 − (4 + 6)/2 = 1.
        let step = &comparison.members[0].steps.perspectives[0];
        assert_eq!(step.difference.as_ref().unwrap().on(SCALE).to_string(), "1");
    }

    #[test]
    fn a_perspective_without_linked_substandards_has_no_change_and_so_overall_has_none() {
        let make = |name: &str, previous: Option<&str>, first: Item, second: Item| Edition {
            previous: previous.map(str::to_owned),
            ..specimen::edition(name, [substandard("1.1", "p", [first]), substandard("2.1", "q", [second])])
        };
        let then = make("2026", None, new("a"), new("b"));
        let now = make("2027", Some("2026"), same("a"), new("b"));
        let both = entries(&[("a", value(3)), ("b", value(3))]);
        let steps = Linked::between(&now, &then, &[]).steps(&both, &both);
        assert!(steps.perspectives[0].difference.is_some());
        assert_eq!(steps.perspectives[1].difference, None);
        assert_eq!(steps.overall.difference, None);
    }

    proptest! {
        #![proptest_config(specimen::cases())]

        #[test]
        fn with_the_same_edition_a_change_is_the_difference_of_the_scores(
            (now, then) in any_questionnaire()
                .prop_flat_map(|drawn| (Just(drawn.clone()), drawn.with_other_answers())),
        ) {
            let edition = now.edition();
            let linked = Linked::between(&edition, &edition, &[]);
            let forth = linked.steps(&now.entries(), &then.entries());
            let back = linked.steps(&then.entries(), &now.entries());
            let (now, then) = (now.profile(), then.profile());
            let difference = |now: &Option<Score>, then: &Option<Score>| {
                now.as_ref().zip(then.as_ref()).map(|(now, then)| now.minus(then))
            };
            let perspectives = now.perspectives.iter().zip(&then.perspectives);
            for (step, (now, then)) in forth.perspectives.iter().zip(perspectives) {
                prop_assert_eq!(&step.difference, &difference(&now.score, &then.score));
            }
            let substandards = now.substandards.iter().zip(&then.substandards);
            for (step, (now, then)) in forth.substandards.iter().zip(substandards) {
                prop_assert_eq!(&step.difference, &difference(&now.core.score, &then.core.score));
            }
            prop_assert_eq!(&forth.overall.difference, &difference(&now.overall.score, &then.overall.score));
            for (forth, back) in forth.standards.iter().zip(&back.standards) {
                let forth = forth.difference.as_ref().map(|forth| -forth.fraction());
                prop_assert_eq!(forth.as_ref(), back.difference.as_ref().map(Difference::fraction));
            }
        }

        #[test]
        fn the_order_of_members_does_not_matter_to_a_change(
            drawn in any_questionnaire().prop_flat_map(|drawn| {
                prop::collection::vec((drawn.with_other_answers(), drawn.with_other_answers()), 1..6)
                    .prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle()))
            }),
        ) {
            let (pairs, shuffled) = drawn;
            let edition = pairs[0].0.edition();
            let codes: Vec<String> = (0..pairs.len()).map(|number| format!("{number:02}")).collect();
            let compare = |pairs: &[(specimen::Questionnaire, specimen::Questionnaire)]| {
                let named = || codes.iter().map(String::as_str).zip(pairs);
                let now = named().map(|(code, (now, _))| (code, now.entries()));
                let then = named().map(|(code, (_, then))| (code, then.entries()));
                let (now, then) = (round(2027, edition.clone(), now), round(2026, edition.clone(), then));
                Comparison { members: Vec::new(), ..Comparison::of(&now, &then, &[]) }
            };
            prop_assert_eq!(compare(&pairs), compare(&shuffled));
        }

        #[test]
        fn nothing_has_changed_between_equal_answers(drawn in any_questionnaire()) {
            let edition = drawn.edition();
            let steps = Linked::between(&edition, &edition, &[]).steps(&drawn.entries(), &drawn.entries());
            let profile: Profile = drawn.profile();
            for (step, perspective) in steps.perspectives.iter().zip(&profile.perspectives) {
                prop_assert_eq!(step.difference.is_some(), perspective.score.is_some());
                if let Some(difference) = &step.difference {
                    prop_assert_eq!(difference.direction(), Ordering::Equal);
                }
            }
        }
    }
}
