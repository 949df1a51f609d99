//! Statistics over the members of one round (domain.md, scores, rule 6): median, quartiles, extremes, mean,
//! the share at or above a threshold, and n of N. Each member weighs the same, whatever its population.

use num_rational::BigRational;

use super::{
    input::RoundAnswers,
    profile::{Aggregate, Profile, Scorer, SubstandardResult},
    score::{Score, ScoreScale, integer},
};

/// The fewest members whose quartiles are shown (rule 6).
pub const FEWEST_FOR_QUARTILES: usize = 5;

/// A threshold for "share of members at or above", as a fraction of the scale. It may lie outside [0,1].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold(BigRational);

impl Threshold {
    /// The threshold `value` on the scale that scores are shown on.
    pub fn on(scale: ScoreScale, value: i32) -> Threshold {
        Threshold(integer(i64::from(value) - i64::from(scale.min)) / scale.span())
    }

    /// Whether a score is at or above it.
    pub fn is_reached_by(&self, score: &Score) -> bool {
        *score.fraction() >= self.0
    }
}

/// The lower and the upper quartile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quartiles {
    /// A quarter of the way from lowest to highest.
    pub q1: Score,
    /// Three quarters of the way.
    pub q3: Score,
}

/// How the scores of at least one member are distributed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// How many members have a score: at least 1.
    pub n: usize,
    /// The arithmetic mean.
    pub mean: Score,
    /// The median.
    pub median: Score,
    /// The quartiles; none, that is hidden, when fewer than [`FEWEST_FOR_QUARTILES`] members have a score.
    pub quartiles: Option<Quartiles>,
    /// The lowest score.
    pub min: Score,
    /// The highest score.
    pub max: Score,
    /// How many members are at or above the threshold.
    pub reached: usize,
}

impl Distribution {
    /// The distribution of these scores; none when there are none.
    pub fn of(scores: impl IntoIterator<Item = Score>, threshold: &Threshold) -> Option<Distribution> {
        let mut sorted: Vec<Score> = scores.into_iter().collect();
        sorted.sort();
        let n = sorted.len();
        let quartiles = if n >= FEWEST_FOR_QUARTILES {
            Some(Quartiles { q1: quantile(&sorted, 1, 4)?, q3: quantile(&sorted, 3, 4)? })
        } else {
            None
        };
        Some(Distribution {
            n,
            mean: Score::mean(&sorted)?,
            median: quantile(&sorted, 1, 2)?,
            quartiles,
            min: sorted.first()?.clone(),
            max: sorted.last()?.clone(),
            reached: sorted.iter().filter(|score| threshold.is_reached_by(score)).count(),
        })
    }

    /// The share of the `n` members that are at or above the threshold, in [0,1].
    pub fn share(&self) -> BigRational {
        integer(self.reached) / integer(self.n)
    }
}

/// The quantile `numerator / denominator` of sorted scores by linear interpolation (type 7 of Hyndman and
/// Fan 1996: the place is `(n − 1)·p`, counted from 0); none for no scores.
fn quantile(sorted: &[Score], numerator: usize, denominator: usize) -> Option<Score> {
    let steps = sorted.len().checked_sub(1)? * numerator;
    let (place, rest) = (steps / denominator, steps % denominator);
    let below = sorted.get(place)?;
    match sorted.get(place + 1) {
        Some(above) if rest > 0 => {
            let weight = BigRational::new(rest.into(), denominator.into());
            Some(below.towards(above, &weight))
        }
        _ => Some(below.clone()),
    }
}

/// One figure's distribution over the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The id of the perspective, standard or sub-standard, or [`super::OVERALL`].
    pub id: String,
    /// Its distribution; none when no member has a score.
    pub distribution: Option<Distribution>,
}

impl Spread {
    /// How many members the figure is built on: the n of "n of N".
    pub fn n(&self) -> usize {
        self.distribution.as_ref().map_or(0, |distribution| distribution.n)
    }
}

/// The network's result in one round. A figure's n of N is [`Spread::n`] of `members`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// The round's year.
    pub year: i32,
    /// How many members the network had that year: the N of "n of N".
    pub members: usize,
    /// How many of them have an approved response.
    pub approved: usize,
    /// Every perspective, in the edition's order.
    pub perspectives: Vec<Spread>,
    /// Every standard, in the edition's order.
    pub standards: Vec<Spread>,
    /// Every sub-standard's core score, in the edition's order.
    pub substandards: Vec<Spread>,
    /// Every sub-standard's in-depth score, over the members that opened it.
    pub indepth: Vec<Spread>,
    /// The overall figure.
    pub overall: Spread,
}

impl Network {
    /// The network's result from the round's approved answers.
    pub fn of(round: &RoundAnswers) -> Network {
        let scorer = Scorer::new(&round.edition);
        let profiles: Vec<Profile> =
            round.approved().map(|submission| scorer.profile(&submission.entries)).collect();
        Network::of_profiles(round, &profiles)
    }

    /// The same, from profiles that are computed already: those of `round.approved()`.
    pub fn of_profiles(round: &RoundAnswers, profiles: &[Profile]) -> Network {
        let threshold = Threshold::on(round.scale(), round.threshold);
        let spread = |id: &str, score: &dyn Fn(&Profile) -> Option<&Score>| Spread {
            id: id.to_owned(),
            distribution: Distribution::of(profiles.iter().filter_map(score).cloned(), &threshold),
        };
        let aggregate = |id: &str, of: &dyn Fn(&Profile) -> Option<&Aggregate>| {
            spread(id, &|profile| of(profile)?.score.as_ref())
        };
        let substandard = |place: usize, id: &str, of: &dyn Fn(&SubstandardResult) -> Option<&Score>| {
            spread(id, &|profile| of(profile.substandards.get(place)?))
        };
        let edition = &round.edition;
        let substandards = || edition.scored_substandards().map(|(_, substandard)| substandard.id.as_str());
        Network {
            year: round.year,
            members: round.members.len(),
            approved: profiles.len(),
            perspectives: (edition.scored_perspectives().enumerate())
                .map(|(place, of)| aggregate(&of.id, &|profile| profile.perspectives.get(place)))
                .collect(),
            standards: (edition.scored_standards().enumerate())
                .map(|(place, of)| aggregate(&of.id, &|profile| profile.standards.get(place)))
                .collect(),
            substandards: (substandards().enumerate())
                .map(|(place, id)| substandard(place, id, &|result| result.core.score.as_ref()))
                .collect(),
            indepth: (substandards().enumerate())
                .map(|(place, id)| substandard(place, id, &|result| result.indepth.score.as_ref()))
                .collect(),
            overall: aggregate(super::OVERALL, &|profile| Some(&profile.overall)),
        }
    }

    /// The perspectives in order, then the overall figure.
    pub fn perspectives_and_overall(&self) -> impl Iterator<Item = &Spread> {
        self.perspectives.iter().chain(std::iter::once(&self.overall))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        questionnaire::Depth,
        scoring::specimen::{
            self, NA, any_questionnaire, any_score, entries, item, member, round, substandard, value,
        },
    };

    const ONE_TO_TEN: ScoreScale = ScoreScale { min: 1, max: 10, per_cent: false };

    fn of_values(values: &[i32], threshold: i32) -> Distribution {
        let scores = values.iter().map(|value| Score::of_value(*value, &specimen::scale(1, 10)).unwrap());
        Distribution::of(scores, &Threshold::on(ONE_TO_TEN, threshold)).unwrap()
    }

    fn shown(score: &Score) -> String {
        score.on(ONE_TO_TEN).to_string()
    }

    #[test]
    fn the_statistics_agree_with_a_calculation_by_hand() {
        // R: quantile(c(2, 4, 4, 7, 8, 10), c(.25, .5, .75)) is 4.00 5.50 7.75, mean 35/6.
        let distribution = of_values(&[8, 2, 4, 10, 7, 4], 7);
        assert_eq!(distribution.n, 6);
        assert_eq!(shown(&distribution.min), "2");
        assert_eq!(shown(&distribution.max), "10");
        assert_eq!(shown(&distribution.mean), "35/6");
        assert_eq!(shown(&distribution.median), "11/2");
        let quartiles = distribution.quartiles.as_ref().unwrap();
        assert_eq!((shown(&quartiles.q1), shown(&quartiles.q3)), ("4".to_owned(), "31/4".to_owned()));
        assert_eq!(distribution.reached, 3);
        assert_eq!(distribution.share().to_string(), "1/2");
    }

    #[test]
    fn quartiles_are_type_7() {
        // n = 5: the quartiles are the second and the fourth value.
        let quartiles = of_values(&[1, 3, 4, 6, 9], 7).quartiles.unwrap();
        assert_eq!((shown(&quartiles.q1), shown(&quartiles.q3)), ("3".to_owned(), "6".to_owned()));
        // n = 8: places 1.75 and 5.25.
        let quartiles = of_values(&[1, 2, 3, 4, 5, 6, 7, 8], 7).quartiles.unwrap();
        assert_eq!((shown(&quartiles.q1), shown(&quartiles.q3)), ("11/4".to_owned(), "25/4".to_owned()));
    }

    #[test]
    fn quartiles_are_hidden_below_five_members() {
        assert_eq!(of_values(&[1, 3, 4, 6], 7).quartiles, None);
        assert!(of_values(&[1, 3, 4, 6, 6], 7).quartiles.is_some());
    }

    #[test]
    fn a_single_member_is_its_own_median() {
        let distribution = of_values(&[6], 7);
        assert_eq!(shown(&distribution.median), "6");
        assert_eq!(distribution.reached, 0);
    }

    #[test]
    fn no_scores_have_no_distribution() {
        assert_eq!(Distribution::of([], &Threshold::on(ONE_TO_TEN, 7)), None);
    }

    #[test]
    fn a_score_exactly_at_the_threshold_reaches_it() {
        assert_eq!(of_values(&[6, 7, 8], 7).reached, 2);
        // 67 per cent is more than seven of ten, which is two thirds.
        let threshold = Threshold::on(ScoreScale::PER_CENT, 67);
        assert!(!threshold.is_reached_by(&specimen::score(2, 3)));
        assert!(threshold.is_reached_by(&specimen::score(67, 100)));
    }

    #[test]
    fn the_denominator_is_the_members_of_that_year() {
        let edition = specimen::edition("2027", [substandard("1.1", "p", [item("a", Depth::Core)])]);
        let mut round = round(
            2027,
            edition,
            [
                ("01", entries(&[("a", value(4))])),
                ("02", entries(&[("a", value(8))])),
                ("03", entries(&[("a", NA)])),
                ("99", entries(&[("a", value(10))])),
            ],
        );
        round.members = ["01", "02", "03", "04"].map(member).to_vec();
        let network = Network::of(&round);
        assert_eq!((network.members, network.approved), (4, 3));
        let perspective = network.perspectives.first().unwrap();
        assert_eq!(perspective.n(), 2);
        assert_eq!(shown(&perspective.distribution.as_ref().unwrap().max), "8");
        assert_eq!(network.substandards.first().unwrap().n(), 2);
        assert_eq!(network.indepth.first().unwrap().n(), 0);
        assert_eq!(network.overall.n(), 2);
    }

    #[test]
    fn a_round_without_answers_has_every_figure_and_no_distribution() {
        let edition = specimen::edition("2027", [substandard("1.1", "p", [item("a", Depth::Core)])]);
        let network = Network::of(&round(2027, edition, []));
        assert_eq!(network.perspectives_and_overall().map(Spread::n).sum::<usize>(), 0);
        assert_eq!(network.perspectives_and_overall().count(), 2);
    }

    proptest! {
        #![proptest_config(specimen::cases())]

        #[test]
        fn the_statistics_stand_in_order(
            scores in prop::collection::vec(any_score(), 1..40),
            threshold in 0..=11,
        ) {
            let n = scores.len();
            let distribution = Distribution::of(scores, &Threshold::on(ONE_TO_TEN, threshold)).unwrap();
            prop_assert_eq!(distribution.n, n);
            prop_assert!(distribution.min <= distribution.median && distribution.median <= distribution.max);
            prop_assert!(distribution.min <= distribution.mean && distribution.mean <= distribution.max);
            prop_assert_eq!(distribution.quartiles.is_some(), n >= 5);
            if let Some(Quartiles { q1, q3 }) = &distribution.quartiles {
                prop_assert!(&distribution.min <= q1 && q1 <= &distribution.median);
                prop_assert!(&distribution.median <= q3 && q3 <= &distribution.max);
            }
            prop_assert!(distribution.reached <= n);
            if threshold <= 1 {
                prop_assert_eq!(distribution.reached, n);
            }
        }

        #[test]
        fn the_order_of_members_does_not_matter(
            (scores, shuffled) in prop::collection::vec(any_score(), 1..40)
                .prop_flat_map(|scores| (Just(scores.clone()), Just(scores).prop_shuffle())),
        ) {
            let threshold = Threshold::on(ONE_TO_TEN, 7);
            prop_assert_eq!(Distribution::of(scores, &threshold), Distribution::of(shuffled, &threshold));
        }

        #[test]
        fn a_member_that_only_says_not_applicable_changes_no_statistic(
            drawn in prop::collection::vec(any_questionnaire(), 1..2),
        ) {
            let drawn = &drawn[0];
            let edition = drawn.edition();
            let all_na: Vec<_> = edition.items().map(|(_, item)| (item.id.clone(), NA)).collect();
            let all_na = all_na.iter().map(|(id, answer)| (id.as_str(), answer.clone())).collect::<Vec<_>>();
            let one = Network::of(&round(2027, edition.clone(), [("01", drawn.entries())]));
            let two = round(2027, edition, [("01", drawn.entries()), ("02", entries(&all_na))]);
            let two = Network { members: 1, approved: 1, ..Network::of(&two) };
            prop_assert_eq!(one, two);
        }
    }
}
