//! A score as an exact fraction of its scale (domain.md, scores, rule 2), the scale it is shown on, and the
//! difference of two scores. Not here: which answers make up a score ([`super::profile`]) and how it
//! is written ([`super::format`]).

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;

use crate::questionnaire::{Edition, Item, Scale};

/// An exact fraction `p` in [0,1]: 0 is the low end of the scale, 1 the high end. It cannot lie outside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(BigRational);

impl Score {
    /// The score of one value: `(value − min) / (max − min)` (rule 2); none for a value that is not on
    /// the scale.
    pub fn of_value(value: i32, scale: &Scale) -> Option<Score> {
        let mut values = Values::default();
        values.add(value, scale).then_some(())?;
        values.mean()
    }

    /// The arithmetic mean, each weighing the same; none for no scores.
    pub fn mean<'a>(scores: impl IntoIterator<Item = &'a Score>) -> Option<Score> {
        let mut count = 0_usize;
        let mut sum = BigRational::zero();
        for Score(fraction) in scores {
            sum += fraction;
            count += 1;
        }
        (count > 0).then(|| Score(sum / integer(count)))
    }

    /// The point that lies the share `weight` in [0,1] of the way from this score to `other`.
    pub(super) fn towards(&self, other: &Score, weight: &BigRational) -> Score {
        Score(&self.0 + (&other.0 - &self.0) * weight)
    }

    /// The fraction, in [0,1].
    pub fn fraction(&self) -> &BigRational {
        &self.0
    }

    /// Whether it is the high end of the scale.
    pub fn is_full(&self) -> bool {
        self.0 == integer(1)
    }

    /// The score on the questionnaire's scale, `min + p·(max − min)`: exact.
    pub fn on(&self, scale: ScoreScale) -> BigRational {
        integer(scale.min) + &self.0 * scale.span()
    }

    /// How much this score lies above `earlier`.
    pub fn minus(&self, earlier: &Score) -> Difference {
        Difference(&self.0 - &earlier.0)
    }
}

/// The difference of two scores, an exact fraction in [−1,1]; positive is an improvement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Difference(BigRational);

impl Difference {
    /// The arithmetic mean; none for no differences.
    pub fn mean<'a>(differences: impl IntoIterator<Item = &'a Difference>) -> Option<Difference> {
        let mut count = 0_usize;
        let mut sum = BigRational::zero();
        for Difference(fraction) in differences {
            sum += fraction;
            count += 1;
        }
        (count > 0).then(|| Difference(sum / integer(count)))
    }

    /// The fraction, in [−1,1].
    pub fn fraction(&self) -> &BigRational {
        &self.0
    }

    /// The difference in steps of the questionnaire's scale, `d·(max − min)`: exact.
    pub fn on(&self, scale: ScoreScale) -> BigRational {
        &self.0 * scale.span()
    }

    /// Whether the later score is higher, equal or lower than the earlier one.
    pub fn direction(&self) -> std::cmp::Ordering {
        self.0.cmp(&BigRational::zero())
    }
}

/// The scale that scores are shown on.
///
/// It is the scale of the scored items when all of them agree on lowest and highest value; else (mixed
/// scales) 0–100, and scores are per cent of the way from lowest to highest (rule 2). Follow-up questions
/// have no say, since they carry no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreScale {
    /// The lowest value.
    pub min: i32,
    /// The highest value; greater than `min`.
    pub max: i32,
    /// Whether figures are per cent because the questionnaire mixes scales.
    pub per_cent: bool,
}

impl ScoreScale {
    /// Per cent.
    pub const PER_CENT: ScoreScale = ScoreScale { min: 0, max: 100, per_cent: true };

    /// The scale that an edition's scores are shown on.
    pub fn of(edition: &Edition) -> ScoreScale {
        let mut scales = edition
            .items()
            .filter_map(|(_, item)| scored_scale(edition, item))
            .map(|scale| (scale.min, scale.max));
        match scales.next() {
            Some((min, max)) if scales.all(|other| other == (min, max)) => {
                ScoreScale { min, max, per_cent: false }
            }
            _ => ScoreScale::PER_CENT,
        }
    }

    /// The distance from lowest to highest value.
    pub fn span(self) -> BigRational {
        integer(i64::from(self.max) - i64::from(self.min))
    }

    /// The threshold for "share of members at or above" that goes without saying (rule 6): the lowest whole
    /// number two thirds up the scale, which is 7 on 1–10, 2 on 0–3 and 67 per cent.
    pub fn default_threshold(self) -> i32 {
        let (min, max) = (i64::from(self.min), i64::from(self.max));
        let threshold = min + ((max - min) * 2 + 2) / 3;
        i32::try_from(threshold).unwrap_or(self.max)
    }
}

/// The scale of an item whose answers count in a score: a core or in-depth item with a scale (rules 2 and 3).
/// A scale without an extent, which no checked edition has, counts as none.
pub(super) fn scored_scale<'e>(edition: &'e Edition, item: &Item) -> Option<&'e Scale> {
    edition.scale(item).filter(|scale| item.depth.is_scored() && scale.min < scale.max)
}

/// Values that are to be averaged. Those on scales of the same extent are added as integers, so that
/// there is one division per extent.
#[derive(Debug, Default)]
pub(super) struct Values {
    count: usize,
    sums: BTreeMap<i64, i64>,
}

impl Values {
    /// Takes in a value and says whether it did: not one that is not on the scale.
    pub(super) fn add(&mut self, value: i32, scale: &Scale) -> bool {
        let span = i64::from(scale.max) - i64::from(scale.min);
        let on_scale = span > 0 && scale.contains(value);
        if on_scale {
            self.count += 1;
            *self.sums.entry(span).or_default() += i64::from(value) - i64::from(scale.min);
        }
        on_scale
    }

    /// How many values were taken in.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The mean of their scores; none for no values.
    pub(super) fn mean(&self) -> Option<Score> {
        if self.count == 0 {
            return None;
        }
        let sum = self
            .sums
            .iter()
            .map(|(span, sum)| BigRational::new(BigInt::from(*sum), BigInt::from(*span)))
            .reduce(|a, b| a + b)?;
        Some(Score(sum / integer(self.count)))
    }
}

/// A whole number as an exact fraction.
pub(super) fn integer(value: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        questionnaire::Depth,
        scoring::specimen::{self, fraction, item, item_on, substandard},
    };

    fn score(value: i32) -> Score {
        Score::of_value(value, &specimen::scale(1, 10)).unwrap()
    }

    #[test]
    fn a_value_becomes_its_share_of_the_way_up_the_scale() {
        assert_eq!(score(1).fraction(), &fraction(0, 1));
        assert_eq!(score(7).fraction(), &fraction(2, 3));
        assert_eq!(score(10).fraction(), &fraction(1, 1));
        let tobacco = Score::of_value(1, &specimen::scale(0, 3)).unwrap();
        assert_eq!(tobacco.fraction(), &fraction(1, 3));
    }

    #[test]
    fn a_value_off_the_scale_has_no_score() {
        for value in [0, 11, -1, i32::MIN, i32::MAX] {
            assert_eq!(Score::of_value(value, &specimen::scale(1, 10)), None);
        }
    }

    #[test]
    fn the_widest_scale_there_can_be_does_not_overflow() {
        let widest = specimen::scale(i32::MIN, i32::MAX);
        assert_eq!(Score::of_value(i32::MAX, &widest).unwrap().fraction(), &fraction(1, 1));
        assert_eq!(Score::of_value(i32::MIN, &widest).unwrap().fraction(), &fraction(0, 1));
    }

    #[test]
    fn a_score_is_shown_on_the_scale_it_came_from() {
        let scale = ScoreScale { min: 1, max: 10, per_cent: false };
        for value in 1..=10 {
            assert_eq!(score(value).on(scale), fraction(i64::from(value), 1));
        }
        assert_eq!(score(10).minus(&score(1)).on(scale), fraction(9, 1));
        assert_eq!(score(1).minus(&score(4)).on(scale), fraction(-3, 1));
    }

    #[test]
    fn a_questionnaire_with_one_scale_is_shown_on_it() {
        let edition = specimen::edition("2027", [substandard("1.1", "p", [item("a", Depth::Core)])]);
        assert_eq!(ScoreScale::of(&edition), ScoreScale { min: 1, max: 10, per_cent: false });
    }

    #[test]
    fn a_questionnaire_with_mixed_scales_is_shown_as_per_cent() {
        let edition = specimen::edition(
            "2027",
            [substandard("1.1", "p", [item("a", Depth::Core), item_on("b", Depth::Indepth, "0-3")])],
        );
        assert_eq!(ScoreScale::of(&edition), ScoreScale::PER_CENT);
        assert_eq!(score(7).on(ScoreScale::PER_CENT), fraction(200, 3));
    }

    #[test]
    fn the_scale_of_a_follow_up_question_does_not_mix_the_scales() {
        let edition = specimen::edition(
            "2027",
            [substandard("1.1", "p", [item("a", Depth::Core), item_on("b", Depth::Followup, "0-3")])],
        );
        assert_eq!(ScoreScale::of(&edition), ScoreScale { min: 1, max: 10, per_cent: false });
    }

    #[test]
    fn the_threshold_that_goes_without_saying_is_seven_of_ten() {
        let threshold = |min, max| ScoreScale { min, max, per_cent: false }.default_threshold();
        assert_eq!(threshold(1, 10), 7);
        assert_eq!(threshold(0, 3), 2);
        assert_eq!(threshold(1, 5), 4);
        assert_eq!(ScoreScale::PER_CENT.default_threshold(), 67);
    }

    #[test]
    fn values_on_different_scales_weigh_the_same() {
        let mut values = Values::default();
        assert!(values.add(10, &specimen::scale(1, 10)));
        assert!(values.add(0, &specimen::scale(0, 3)));
        assert!(!values.add(4, &specimen::scale(0, 3)));
        assert_eq!(values.count(), 2);
        assert_eq!(values.mean().unwrap().fraction(), &fraction(1, 2));
    }
}
