//! One member's scores from its answers (domain.md, scores, rules 1–5 and 9): per sub-standard, perspective,
//! standard and overall, each with its coverage. Knows nothing of other members or years.

use std::{cmp::Ordering, collections::BTreeMap};

use super::score::{Score, Values, scored_scale};
use crate::questionnaire::{Answer, Depth, Edition, Hidden, Item, Substandard, answer::Entry};

/// The id of the overall figure, beside the perspectives' ids; reserved in questionnaires.
pub const OVERALL: &str = "overall";

/// The score of some items, with its coverage (rules 3 and 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// How many of the items apply: all but those answered *not applicable*.
    pub applicable: usize,
    /// How many of these were answered with a value.
    pub answered: usize,
    /// The mean, if there is basis enough for one.
    pub score: Option<Score>,
}

/// What can be said in place of, or with, a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing in it applies (rule 5).
    NotApplicable,
    /// Too little was answered: "underlag saknas".
    Thin,
    /// There is a score.
    Scored(&'a Score),
}

impl<'a> Standing<'a> {
    fn of(applicable: usize, score: Option<&'a Score>) -> Standing<'a> {
        match score {
            Some(score) => Standing::Scored(score),
            None if applicable == 0 => Standing::NotApplicable,
            None => Standing::Thin,
        }
    }
}

impl Figure {
    /// The arithmetic mean over answered, applicable items, if these are at least two thirds of the
    /// applicable ones, and at least one (rule 3).
    fn of(counted: &Counted) -> Figure {
        let answered = counted.values.count();
        let applicable = answered + counted.unanswered;
        let suffices = answered > 0 && answered * 3 >= applicable * 2;
        let score = if suffices { counted.values.mean() } else { None };
        Figure { applicable, answered, score }
    }

    /// Whether it is scored, thin or not applicable.
    pub fn standing(&self) -> Standing<'_> {
        Standing::of(self.applicable, self.score.as_ref())
    }
}

/// The figures of one sub-standard (rule 3). The two are never mixed in one series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubstandardResult {
    /// The sub-standard's id.
    pub id: String,
    /// Over its core items: the comparable score.
    pub core: Figure,
    /// Over core and in-depth items. Its score is there only if the depth was opened; its counts always are.
    pub indepth: Figure,
    /// Whether the depth was opened: at least one in-depth item was answered with a value.
    pub opened: bool,
}

/// The mean of several sub-standards, with its coverage (rules 4 and 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aggregate {
    /// The id of the perspective or standard, or [`OVERALL`].
    pub id: String,
    /// How many of its sub-standards apply (rule 5).
    pub applicable: usize,
    /// How many of these have a score.
    pub scored: usize,
    /// The mean, if there is basis enough for one.
    pub score: Option<Score>,
}

impl Aggregate {
    /// Whether it is scored, thin or not applicable.
    pub fn standing(&self) -> Standing<'_> {
        Standing::of(self.applicable, self.score.as_ref())
    }
}

/// One member's scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Every sub-standard, in the edition's order.
    pub substandards: Vec<SubstandardResult>,
    /// Every perspective, in the edition's order.
    pub perspectives: Vec<Aggregate>,
    /// Every standard, in the edition's order.
    pub standards: Vec<Aggregate>,
    /// The mean of the perspectives, if all have a score: a secondary figure. Its coverage counts
    /// sub-standards.
    pub overall: Aggregate,
}

impl Profile {
    /// The scores of what one member answered. For many members of a round, a [`Scorer`] is faster.
    pub fn of(edition: &Edition, entries: &BTreeMap<String, Entry>) -> Profile {
        Scorer::new(edition).profile(entries)
    }

    /// The sub-standard with this id.
    pub fn substandard(&self, id: &str) -> Option<&SubstandardResult> {
        self.substandards.iter().find(|result| result.id == id)
    }

    /// The perspective with this id; [`OVERALL`] is the overall figure.
    pub fn perspective(&self, id: &str) -> Option<&Aggregate> {
        self.perspectives_and_overall().find(|result| result.id == id)
    }

    /// The standard with this id.
    pub fn standard(&self, id: &str) -> Option<&Aggregate> {
        self.standards.iter().find(|result| result.id == id)
    }

    /// The perspectives in order, then the overall figure.
    pub fn perspectives_and_overall(&self) -> impl Iterator<Item = &Aggregate> {
        self.perspectives.iter().chain(std::iter::once(&self.overall))
    }
}

/// Scores members' answers to one edition.
#[derive(Debug)]
pub struct Scorer<'e> {
    edition: &'e Edition,
    layout: Layout,
}

impl<'e> Scorer<'e> {
    /// For answers to this edition.
    pub fn new(edition: &'e Edition) -> Scorer<'e> {
        Scorer { edition, layout: Layout::of(edition) }
    }

    /// The scores of what one member answered.
    pub fn profile(&self, entries: &BTreeMap<String, Entry>) -> Profile {
        let hidden = Hidden::of(self.edition, |id| entries.get(id)?.answer.as_ref());
        let substandards: Vec<_> = self
            .edition
            .scored_substandards()
            .map(|(_, substandard)| result(self.edition, substandard, entries, &hidden))
            .collect();
        let figures: Vec<_> = substandards.iter().map(|result| Some(&result.core)).collect();
        let Aggregates { perspectives, standards, overall } = self.layout.aggregate(&figures);
        Profile { substandards, perspectives, standards, overall }
    }
}

/// Both figures of one sub-standard.
fn result(
    edition: &Edition,
    substandard: &Substandard,
    entries: &BTreeMap<String, Entry>,
    hidden: &Hidden<'_>,
) -> SubstandardResult {
    let shown = |depth| {
        substandard.items.iter().filter(move |item| item.depth == depth).filter(|item| hidden.shows(item))
    };
    let mut counted = Counted::default();
    counted.take(edition, shown(Depth::Core), entries);
    let core = Figure::of(&counted);
    counted.take(edition, shown(Depth::Indepth), entries);
    let mut indepth = Figure::of(&counted);
    let opened = indepth.answered > core.answered;
    if !opened {
        indepth.score = None;
    }
    SubstandardResult { id: substandard.id.clone(), core, indepth, opened }
}

/// What was answered to some items.
#[derive(Default)]
struct Counted {
    values: Values,
    unanswered: usize,
}

impl Counted {
    /// Adds the answers to those of the items that are scored. A value off the scale, which no signed version
    /// has, is no answer.
    fn take<'e>(
        &mut self,
        edition: &Edition,
        items: impl Iterator<Item = &'e Item>,
        entries: &BTreeMap<String, Entry>,
    ) {
        for item in items {
            let Some(scale) = scored_scale(edition, item) else { continue };
            let is_answered = match entries.get(&item.id).and_then(|entry| entry.answer.as_ref()) {
                Some(Answer::NotApplicable) => continue,
                Some(Answer::Value(value)) => {
                    value.as_integer().is_some_and(|value| self.values.add(value, scale))
                }
                None => false,
            };
            if !is_answered {
                self.unanswered += 1;
            }
        }
    }
}

/// Which sub-standards, by their place in the edition, make up which perspective and standard.
#[derive(Debug)]
pub(super) struct Layout {
    perspectives: Vec<Group>,
    standards: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    id: String,
    substandards: Vec<usize>,
}

/// Everything that rule 4 makes of the sub-standards' figures.
pub(super) struct Aggregates {
    pub(super) perspectives: Vec<Aggregate>,
    pub(super) standards: Vec<Aggregate>,
    pub(super) overall: Aggregate,
}

impl Layout {
    pub(super) fn of(edition: &Edition) -> Layout {
        let group = |id: &str, is_member: &dyn Fn(&str, Option<&str>) -> bool| Group {
            id: id.to_owned(),
            substandards: edition
                .scored_substandards()
                .enumerate()
                .filter(|(_, (standard, sub))| is_member(&standard.id, sub.perspective.as_deref()))
                .map(|(place, _)| place)
                .collect(),
        };
        Layout {
            perspectives: edition
                .scored_perspectives()
                .map(|perspective| group(&perspective.id, &|_, of| of == Some(perspective.id.as_str())))
                .collect(),
            standards: edition
                .scored_standards()
                .map(|standard| group(&standard.id, &|of, _| of == standard.id))
                .collect(),
        }
    }

    /// Rule 4 over the sub-standards' core figures, given in the edition's order. One that is none is left
    /// out as if it were not in the questionnaire.
    pub(super) fn aggregate(&self, figures: &[Option<&Figure>]) -> Aggregates {
        let perspectives: Vec<_> = self.perspectives.iter().map(|group| group.aggregate(figures)).collect();
        let standards = self.standards.iter().map(|group| group.aggregate(figures)).collect();
        let scores: Option<Vec<&Score>> =
            perspectives.iter().map(|perspective| perspective.score.as_ref()).collect();
        let overall = Aggregate {
            id: OVERALL.to_owned(),
            applicable: perspectives.iter().map(|perspective| perspective.applicable).sum(),
            scored: perspectives.iter().map(|perspective| perspective.scored).sum(),
            score: scores.and_then(Score::mean),
        };
        Aggregates { perspectives, standards, overall }
    }
}

impl Group {
    /// The mean of the group's sub-standards, each weighing the same, if at least half of the applicable
    /// ones have a score.
    fn aggregate(&self, figures: &[Option<&Figure>]) -> Aggregate {
        let applicable: Vec<&Figure> = self
            .substandards
            .iter()
            .filter_map(|place| figures.get(*place).copied().flatten())
            .filter(|figure| figure.applicable > 0)
            .collect();
        let scores: Vec<&Score> = applicable.iter().filter_map(|figure| figure.score.as_ref()).collect();
        let suffices = (scores.len() * 2).cmp(&applicable.len()) != Ordering::Less;
        Aggregate {
            id: self.id.clone(),
            applicable: applicable.len(),
            scored: scores.len(),
            score: if suffices { Score::mean(scores.iter().copied()) } else { None },
        }
    }
}

#[cfg(test)]
mod tests {
    use num_rational::BigRational;
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::{
        ScoreScale,
        specimen::{
            self, NA, Questionnaire, any_questionnaire, entries, item, item_on, substandard, unanswered,
            value,
        },
    };

    fn shown(score: Option<&Score>) -> Option<String> {
        let scale = ScoreScale { min: 1, max: 10, per_cent: false };
        score.map(|score| score.on(scale).to_string())
    }

    /// One sub-standard with this many core items, and what was answered to them.
    fn core_figure(count: usize, answers: &[(&str, Option<Answer>)]) -> Figure {
        let ids = ["a", "b", "c", "d", "e", "f"];
        let items = ids.iter().take(count).map(|id| item(id, Depth::Core));
        let edition = specimen::edition("2027", [substandard("1.1", "p", items)]);
        Profile::of(&edition, &entries(answers)).substandard("1.1").unwrap().core.clone()
    }

    #[test]
    fn a_substandard_is_the_mean_of_its_answered_items() {
        let figure = core_figure(3, &[("a", value(7)), ("b", value(8)), ("c", value(4))]);
        assert_eq!(shown(figure.score.as_ref()), Some("19/3".to_owned()));
        assert_eq!((figure.applicable, figure.answered), (3, 3));
    }

    #[test]
    fn two_thirds_answered_suffice_and_less_does_not() {
        let two_of_three = core_figure(3, &[("a", value(7)), ("b", value(8))]);
        assert_eq!(shown(two_of_three.score.as_ref()), Some("15/2".to_owned()));
        let one_of_two = core_figure(2, &[("a", value(7))]);
        assert_eq!(one_of_two.standing(), Standing::Thin);
        assert_eq!((one_of_two.applicable, one_of_two.answered), (2, 1));
        let three_of_five = core_figure(5, &[("a", value(7)), ("b", value(7)), ("c", value(7))]);
        assert_eq!(three_of_five.standing(), Standing::Thin);
        let four_of_six =
            core_figure(6, &[("a", value(1)), ("b", value(1)), ("c", value(1)), ("d", value(3))]);
        assert_eq!(shown(four_of_six.score.as_ref()), Some("3/2".to_owned()));
        let nothing = core_figure(1, &[]);
        assert_eq!(nothing.standing(), Standing::Thin);
    }

    #[test]
    fn not_applicable_leaves_the_denominator() {
        let figure = core_figure(3, &[("a", value(7)), ("b", NA)]);
        assert_eq!((figure.applicable, figure.answered), (2, 1));
        assert_eq!(figure.standing(), Standing::Thin);
        let figure = core_figure(3, &[("a", value(7)), ("b", NA), ("c", NA)]);
        assert_eq!(shown(figure.score.as_ref()), Some("7".to_owned()));
        assert_eq!((figure.applicable, figure.answered), (1, 1));
    }

    #[test]
    fn a_substandard_of_which_nothing_applies_is_not_applicable() {
        let figure = core_figure(2, &[("a", NA), ("b", NA)]);
        assert_eq!(figure.standing(), Standing::NotApplicable);
    }

    #[test]
    fn an_entry_with_only_a_comment_is_unanswered() {
        let figure = core_figure(3, &[("a", value(1)), ("b", value(10)), ("c", unanswered())]);
        assert_eq!((figure.applicable, figure.answered), (3, 2));
    }

    #[test]
    fn the_lowest_value_is_an_answer_and_not_a_gap() {
        let figure = core_figure(1, &[("a", value(1))]);
        assert_eq!(shown(figure.score.as_ref()), Some("1".to_owned()));
        assert_eq!(figure.answered, 1);
    }

    #[test]
    fn the_in_depth_figure_is_separate_and_leaves_the_core_figure_alone() {
        let edition = specimen::edition(
            "2027",
            [substandard(
                "1.1",
                "p",
                [
                    item("a", Depth::Core),
                    item("b", Depth::Core),
                    item("c", Depth::Indepth),
                    item("d", Depth::Followup),
                ],
            )],
        );
        let core = [("a", value(4)), ("b", value(6)), ("d", value(10))];
        let closed = Profile::of(&edition, &entries(&core));
        let closed = closed.substandard("1.1").unwrap();
        assert_eq!(shown(closed.core.score.as_ref()), Some("5".to_owned()));
        assert!(!closed.opened);
        assert_eq!(closed.indepth, Figure { applicable: 3, answered: 2, score: None });

        let opened = Profile::of(&edition, &entries(&[&core[..], &[("c", value(9))]].concat()));
        let opened = opened.substandard("1.1").unwrap();
        assert_eq!(opened.core, closed.core);
        assert!(opened.opened);
        assert_eq!(shown(opened.indepth.score.as_ref()), Some("19/3".to_owned()));
        assert_eq!((opened.indepth.applicable, opened.indepth.answered), (3, 3));
    }

    #[test]
    fn the_in_depth_figure_needs_two_thirds_of_core_and_in_depth_items_together() {
        let items = [("a", Depth::Core), ("b", Depth::Core), ("c", Depth::Indepth), ("d", Depth::Indepth)];
        let edition = specimen::edition(
            "2027",
            [substandard("1.1", "p", items.into_iter().map(|(id, depth)| item(id, depth)))],
        );
        // Two core and one of two in-depth items: 3 of 4.
        let profile = Profile::of(&edition, &entries(&[("a", value(4)), ("b", value(4)), ("c", value(10))]));
        assert_eq!(shown(profile.substandard("1.1").unwrap().indepth.score.as_ref()), Some("6".to_owned()));
        // One core and one in-depth item: 2 of 4.
        let profile = Profile::of(&edition, &entries(&[("a", value(4)), ("c", value(10))]));
        let result = profile.substandard("1.1").unwrap();
        assert!(result.opened);
        assert_eq!(result.indepth.standing(), Standing::Thin);
        assert_eq!(result.core.standing(), Standing::Thin);
    }

    /// Four sub-standards of one item each under `patient` in standard 1, and one under `staff` in standard
    /// 2.
    fn five_substandards() -> Edition {
        specimen::edition(
            "2027",
            [("1.1", "a"), ("1.2", "b"), ("1.3", "c"), ("1.4", "d")]
                .map(|(id, item_id)| substandard(id, "patient", [item(item_id, Depth::Core)]))
                .into_iter()
                .chain([substandard("2.1", "staff", [item("e", Depth::Core)])]),
        )
    }

    #[test]
    fn a_perspective_needs_half_of_its_substandards() {
        let edition = five_substandards();
        let half = Profile::of(&edition, &entries(&[("a", value(4)), ("b", value(7))]));
        let patient = half.perspective("patient").unwrap();
        assert_eq!((patient.applicable, patient.scored), (4, 2));
        assert_eq!(shown(patient.score.as_ref()), Some("11/2".to_owned()));
        let less = Profile::of(&edition, &entries(&[("a", value(4))]));
        assert_eq!(less.perspective("patient").unwrap().standing(), Standing::Thin);
        assert_eq!(less.standard("1").unwrap().standing(), Standing::Thin);
    }

    #[test]
    fn a_substandard_that_does_not_apply_leaves_the_perspectives_denominator() {
        let edition = five_substandards();
        let profile = Profile::of(&edition, &entries(&[("a", value(4)), ("b", NA), ("c", NA)]));
        let patient = profile.perspective("patient").unwrap();
        assert_eq!((patient.applicable, patient.scored), (2, 1));
        assert_eq!(shown(patient.score.as_ref()), Some("4".to_owned()));
    }

    #[test]
    fn each_substandard_weighs_the_same_however_many_items_it_has() {
        let edition = specimen::edition(
            "2027",
            [
                substandard("1.1", "p", [item("a", Depth::Core)]),
                substandard("1.2", "p", ["b", "c", "d"].map(|id| item(id, Depth::Core))),
            ],
        );
        let answers = [("a", value(10)), ("b", value(1)), ("c", value(1)), ("d", value(1))];
        let profile = Profile::of(&edition, &entries(&answers));
        assert_eq!(shown(profile.perspective("p").unwrap().score.as_ref()), Some("11/2".to_owned()));
        assert_eq!(shown(profile.standard("1").unwrap().score.as_ref()), Some("11/2".to_owned()));
    }

    #[test]
    fn overall_is_the_mean_of_the_perspectives_if_all_have_a_score() {
        let edition = five_substandards();
        let all = [("a", value(4)), ("b", value(4)), ("c", value(4)), ("d", value(4)), ("e", value(9))];
        let profile = Profile::of(&edition, &entries(&all));
        assert_eq!(shown(profile.overall.score.as_ref()), Some("13/2".to_owned()));
        assert_eq!((profile.overall.applicable, profile.overall.scored), (5, 5));
        let without_staff = Profile::of(&edition, &entries(&all[..4]));
        assert_eq!(without_staff.overall.standing(), Standing::Thin);
        let staff_not_applicable = Profile::of(&edition, &entries(&[&all[..4], &[("e", NA)]].concat()));
        assert_eq!(staff_not_applicable.perspective("staff").unwrap().standing(), Standing::NotApplicable);
        assert_eq!(staff_not_applicable.overall.score, None);
    }

    #[test]
    fn a_perspective_counts_the_primary_perspective_only() {
        let mut edition = five_substandards();
        edition.standards[1].substandards[0].secondary = Some("patient".to_owned());
        let profile = Profile::of(&edition, &entries(&[("e", value(9))]));
        assert_eq!(profile.perspective("patient").unwrap().applicable, 4);
        assert_eq!(profile.perspective("staff").unwrap().applicable, 1);
    }

    #[test]
    fn a_substandard_of_follow_up_questions_carries_no_score_and_counts_nowhere() {
        let edition = specimen::edition(
            "2027",
            [
                substandard("1.1", "p", [item("a", Depth::Core)]),
                substandard("F.1", "p", [item("f", Depth::Followup)]),
            ],
        );
        let profile = Profile::of(&edition, &entries(&[("a", value(4)), ("f", value(10))]));
        assert_eq!(profile.substandard("F.1"), None);
        assert_eq!(profile.standards.len(), 1);
        let perspective = profile.perspective("p").unwrap();
        assert_eq!((perspective.applicable, perspective.scored), (1, 1));
    }

    #[test]
    fn items_on_mixed_scales_weigh_the_same() {
        let edition = specimen::edition(
            "2027",
            [substandard("1.1", "p", [item("a", Depth::Core), item_on("b", Depth::Core, "0-3")])],
        );
        let profile = Profile::of(&edition, &entries(&[("a", value(4)), ("b", value(3))]));
        let score = profile.substandard("1.1").unwrap().core.score.clone().unwrap();
        assert_eq!(score.fraction(), &BigRational::new(2.into(), 3.into()));
        assert_eq!(score.on(ScoreScale::of(&edition)).to_string(), "200/3");
    }

    /// Every score of a profile by kind and id, whatever the order.
    fn by_id(profile: &Profile) -> BTreeMap<String, (usize, usize, Option<Score>)> {
        let mut figures = BTreeMap::new();
        for SubstandardResult { id, core, indepth, opened } in &profile.substandards {
            figures.insert(format!("core {id}"), (core.applicable, core.answered, core.score.clone()));
            let indepth = (indepth.applicable, indepth.answered, indepth.score.clone());
            figures.insert(format!("indepth {id} {opened}"), indepth);
        }
        for (kind, aggregates) in [("perspective", &profile.perspectives), ("standard", &profile.standards)] {
            for aggregate in aggregates {
                let Aggregate { id, applicable, scored, score } = aggregate.clone();
                figures.insert(format!("{kind} {id}"), (applicable, scored, score));
            }
        }
        let Aggregate { id, applicable, scored, score } = profile.overall.clone();
        figures.insert(id, (applicable, scored, score));
        figures
    }

    proptest! {
        #![proptest_config(specimen::cases())]

        #[test]
        fn every_score_lies_between_the_lowest_and_the_highest_answer(drawn in any_questionnaire()) {
            let profile = drawn.profile();
            let (edition, entries) = (drawn.edition(), drawn.entries());
            let answers: Vec<Score> = edition
                .items()
                .filter_map(|(_, item)| match entries.get(&item.id)?.answer.as_ref()? {
                    Answer::Value(value) => {
                        Score::of_value(value.as_integer()?, scored_scale(&edition, item)?)
                    }
                    Answer::NotApplicable => None,
                })
                .collect();
            let (zero, one) = (specimen::score(0, 1), specimen::score(1, 1));
            for (_, (applicable, answered, score)) in by_id(&profile) {
                prop_assert!(answered <= applicable);
                let Some(score) = score else { continue };
                prop_assert!(answered > 0);
                prop_assert!(zero <= score && score <= one);
                prop_assert!(*answers.iter().min().unwrap() <= score);
                prop_assert!(score <= *answers.iter().max().unwrap());
            }
        }

        #[test]
        fn the_order_of_items_and_substandards_does_not_matter(
            (drawn, shuffled) in any_questionnaire().prop_flat_map(Questionnaire::with_a_permutation),
        ) {
            prop_assert_eq!(by_id(&drawn.profile()), by_id(&shuffled.profile()));
        }

        #[test]
        fn not_applicable_is_as_if_the_item_had_never_been_asked(drawn in any_questionnaire()) {
            let (mut asked, mut never_asked) = (by_id(&drawn.profile()), by_id(&drawn.without_not_applicable().profile()));
            // Where nothing applies, nothing would have been asked; and the overall figure would be one of fewer perspectives.
            let is_empty = |id: &str, figure: &(usize, usize, Option<Score>)| id != OVERALL && *figure == (0, 0, None);
            if asked.iter().any(|(id, figure)| id.starts_with("perspective") && is_empty(id, figure)) {
                asked.remove(OVERALL);
                never_asked.remove(OVERALL);
            }
            asked.retain(|id, figure| !is_empty(id, figure));
            never_asked.retain(|id, figure| !is_empty(id, figure));
            prop_assert_eq!(asked, never_asked);
        }

        #[test]
        fn an_unanswered_entry_is_as_good_as_none(drawn in any_questionnaire()) {
            let mut sparse = drawn.entries();
            sparse.retain(|_, entry| entry.answer.is_some());
            prop_assert_eq!(drawn.profile(), Profile::of(&drawn.edition(), &sparse));
        }

        #[test]
        fn a_score_is_there_exactly_when_the_limits_of_rules_3_and_4_are_met(drawn in any_questionnaire()) {
            let profile = drawn.profile();
            for result in &profile.substandards {
                let Figure { applicable, answered, score } = &result.core;
                prop_assert_eq!(score.is_some(), *answered >= 1 && 3 * answered >= 2 * applicable);
                let Figure { applicable, answered, score } = &result.indepth;
                prop_assert_eq!(score.is_some(), result.opened && 3 * answered >= 2 * applicable);
            }
            for aggregate in profile.perspectives.iter().chain(&profile.standards) {
                let Aggregate { applicable, scored, score, .. } = aggregate;
                prop_assert_eq!(score.is_some(), *scored >= 1 && 2 * scored >= *applicable);
            }
            prop_assert_eq!(
                profile.overall.score.is_some(),
                !profile.perspectives.is_empty()
                    && profile.perspectives.iter().all(|perspective| perspective.score.is_some())
            );
        }

        #[test]
        fn a_higher_answer_never_lowers_a_score(drawn in any_questionnaire()) {
            let raised = drawn.raised();
            for (before, after) in by_id(&drawn.profile()).values().zip(by_id(&raised.profile()).values()) {
                prop_assert_eq!((before.0, before.1), (after.0, after.1));
                prop_assert!(before.2 <= after.2);
            }
        }

        #[test]
        fn what_was_answered_in_depth_leaves_the_comparable_scores_alone(drawn in any_questionnaire()) {
            let edition = drawn.edition();
            let mut core_only = drawn.entries();
            core_only.retain(|id, _| edition.item(id).unwrap().depth == Depth::Core);
            let (full, core_only) = (drawn.profile(), Profile::of(&edition, &core_only));
            prop_assert_eq!(full.perspectives, core_only.perspectives);
            prop_assert_eq!(full.standards, core_only.standards);
            prop_assert_eq!(full.overall, core_only.overall);
        }
    }
}
