//! How far those who rated the same item are apart: what a group talks about first.
//!
//! The measure is the mean distance of the ratings from their median, in halves of the scale: 0 where all agree, 1 where one half
//! stands at each end. It weighs every rating the same, does not grow with the number of people, and one who stands far off counts
//! for one. Whether an item applies at all is a disagreement too: 1 where half hold that it does not. The greater of the two counts.

use std::collections::BTreeMap;

use num_rational::Ratio;

use crate::questionnaire::Scale;

/// The fewest ratings that can disagree.
const FEWEST: u64 = 2;

/// How far ratings of an item are apart, in [0,1].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disagreement(Ratio<u64>);

/// A disagreement in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Below a sixth: on 1–10 the ratings lie less than a step from their median.
    Small,
    /// Below a third.
    Middle,
    /// A third or more.
    Large,
}

impl Size {
    /// All sizes.
    pub const ALL: [Size; 3] = [Size::Small, Size::Middle, Size::Large];

    /// The code, as it stands in the keys of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Size::Small => "small",
            Size::Middle => "middle",
            Size::Large => "large",
        }
    }
}

impl Disagreement {
    /// The disagreement of so many ratings at each step of a scale, and so many that hold the item not applicable; none for fewer than
    /// two. Steps that are not on the scale count for nothing.
    pub fn of(steps: &BTreeMap<i32, usize>, not_applicable: usize, scale: &Scale) -> Option<Disagreement> {
        let on_scale = || steps.iter().filter(|(step, _)| scale.contains(**step));
        let count = |count: &usize| u64::try_from(*count).unwrap_or(u64::MAX);
        let (rated, without) = (on_scale().map(|(_, n)| count(n)).sum::<u64>(), count(&not_applicable));
        let all = rated + without;
        if all < FEWEST {
            return None;
        }
        let mut below = 0;
        let median = on_scale().find(|(_, n)| {
            below += count(n);
            2 * below >= rated
        });
        let apart = median.map_or(Ratio::from_integer(0), |(median, _)| {
            let sum: u64 = on_scale().map(|(step, n)| u64::from(step.abs_diff(*median)) * count(n)).sum();
            Ratio::new(2 * sum, rated * u64::from(scale.max.abs_diff(scale.min)))
        });
        Some(Disagreement(apart.max(Ratio::new(2 * without.min(rated), all))))
    }

    /// The disagreement in words.
    pub fn size(self) -> Size {
        if self.0 < Ratio::new(1, 6) {
            Size::Small
        } else if self.0 < Ratio::new(1, 3) {
            Size::Middle
        } else {
            Size::Large
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::specimen;

    fn scale() -> Scale {
        specimen::scale(1, 10)
    }

    fn of(ratings: &[i32], not_applicable: usize) -> Option<Disagreement> {
        let mut steps = BTreeMap::new();
        ratings.iter().for_each(|step| *steps.entry(*step).or_default() += 1);
        Disagreement::of(&steps, not_applicable, &scale())
    }

    fn ratio(numer: u64, denom: u64) -> Option<Disagreement> {
        Some(Disagreement(Ratio::new(numer, denom)))
    }

    #[test]
    fn it_is_the_mean_distance_from_the_median_in_halves_of_the_scale() {
        assert_eq!(of(&[], 0), None);
        assert_eq!(of(&[7], 0), None, "one alone cannot disagree");
        assert_eq!(of(&[7, 7, 7], 0), ratio(0, 1));
        assert_eq!(of(&[1, 10], 0), ratio(1, 1));
        assert_eq!(of(&[3, 5, 6, 8], 0), ratio(1, 3));
        assert_eq!(of(&[5, 5, 5, 5, 10], 0), ratio(2, 9), "one who stands far off counts for one");
        assert_eq!(of(&[3, 4, 11], 0), of(&[3, 4], 0), "what is not on the scale counts for nothing");
    }

    #[test]
    fn whether_it_applies_is_a_disagreement_too() {
        assert_eq!(of(&[], 3), ratio(0, 1));
        assert_eq!(of(&[7, 7], 2), ratio(1, 1));
        assert_eq!(of(&[7, 7, 7], 1), ratio(1, 2));
        assert_eq!(of(&[1, 10], 1), ratio(1, 1));
    }

    #[test]
    fn it_has_three_sizes() {
        assert_eq!(of(&[5, 6], 0).map(Disagreement::size), Some(Size::Small));
        assert_eq!(of(&[5, 7], 0).map(Disagreement::size), Some(Size::Middle));
        assert_eq!(of(&[4, 8], 0).map(Disagreement::size), Some(Size::Large));
    }

    proptest! {
        #[test]
        fn it_lies_between_none_and_all(ratings in prop::collection::vec(1..=10, 0..40), without in 0_usize..40) {
            let found = of(&ratings, without);
            prop_assert_eq!(found.is_none(), ratings.len() + without < 2);
            prop_assert!(found.is_none_or(|found| found.0 <= Ratio::from_integer(1)));
        }

        #[test]
        fn neither_who_rated_nor_how_many_nor_from_which_end_matters(ratings in prop::collection::vec(1..=10, 2..20), times in 1_usize..4) {
            let mut turned: Vec<i32> = ratings.iter().map(|step| 11 - step).collect();
            turned.reverse();
            prop_assert_eq!(of(&ratings, 0), of(&turned, 0));
            prop_assert_eq!(of(&ratings, 0), of(&ratings.repeat(times), 0));
        }

        #[test]
        fn who_steps_away_from_the_group_makes_it_greater(step in 2..=9, count in 2_usize..20) {
            let mut ratings = vec![step; count];
            let before = of(&ratings, 0);
            ratings.push(step + 1);
            prop_assert!(of(&ratings, 0) > before);
        }
    }
}
