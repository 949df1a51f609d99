//! The figures for the sentence that stands above a profile chart and says what it shows (experience.md,
//! principle 7). The words come from the catalogues.
//!
//! Figures are compared as they are shown, that is rounded to one decimal on the questionnaire's scale: the
//! sentence must not call a perspective the highest when the reader sees two with the same figure.

use std::cmp::Ordering;

use crate::scoring::{Network, Profile, Score, ScoreScale, format};

/// Which perspectives stand highest and lowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extremes {
    /// The ids of the perspectives with the highest figure, in the questionnaire's order; more than one if
    /// they are equal.
    pub highest: Vec<String>,
    /// The highest of their scores.
    pub highest_score: Score,
    /// The ids of the perspectives with the lowest figure.
    pub lowest: Vec<String>,
    /// The lowest of their scores.
    pub lowest_score: Score,
}

impl Extremes {
    /// By the network's medians; none if fewer than two perspectives have one.
    pub fn of_network(network: &Network, scale: ScoreScale) -> Option<Extremes> {
        Extremes::of(
            network
                .perspectives
                .iter()
                .filter_map(|spread| Some((spread.id.as_str(), &spread.distribution.as_ref()?.median))),
            scale,
        )
    }

    /// By one member's scores; none if fewer than two perspectives have one.
    pub fn of_profile(profile: &Profile, scale: ScoreScale) -> Option<Extremes> {
        Extremes::of(
            profile
                .perspectives
                .iter()
                .filter_map(|aggregate| Some((aggregate.id.as_str(), aggregate.score.as_ref()?))),
            scale,
        )
    }

    /// By any figures with their ids; none for fewer than two.
    pub fn of<'a>(
        figures: impl IntoIterator<Item = (&'a str, &'a Score)>,
        scale: ScoreScale,
    ) -> Option<Extremes> {
        let figures: Vec<_> = figures
            .into_iter()
            .map(|(id, score)| (id, score, format::shown_tenths(&score.on(scale))))
            .collect();
        if figures.len() < 2 {
            return None;
        }
        let highest = figures.iter().map(|(_, _, shown)| shown).max()?;
        let lowest = figures.iter().map(|(_, _, shown)| shown).min()?;
        let with = |figure| {
            figures.iter().filter(move |(_, _, shown)| shown == figure).map(|(id, _, _)| (*id).to_owned())
        };
        Some(Extremes {
            highest: with(highest).collect(),
            highest_score: figures.iter().map(|(_, score, _)| *score).max()?.clone(),
            lowest: with(lowest).collect(),
            lowest_score: figures.iter().map(|(_, score, _)| *score).min()?.clone(),
        })
    }

    /// Whether all perspectives have the same figure, so that no one stands out.
    pub fn are_equal(&self) -> bool {
        self.highest == self.lowest
    }
}

/// In how many perspectives a member lies above, at and below the network's median.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgainstMedian {
    /// Above.
    pub above: usize,
    /// At it, to the decimal that is shown.
    pub at: usize,
    /// Below.
    pub below: usize,
}

impl AgainstMedian {
    /// Over the perspectives in which both have a figure.
    pub fn of(profile: &Profile, network: &Network, scale: ScoreScale) -> AgainstMedian {
        let mut counts = AgainstMedian::default();
        for spread in &network.perspectives {
            let own = profile.perspective(&spread.id).and_then(|aggregate| aggregate.score.as_ref());
            let Some((own, distribution)) = own.zip(spread.distribution.as_ref()) else { continue };
            let own = format::shown_tenths(&own.on(scale));
            match own.cmp(&format::shown_tenths(&distribution.median.on(scale))) {
                Ordering::Greater => counts.above += 1,
                Ordering::Equal => counts.at += 1,
                Ordering::Less => counts.below += 1,
            }
        }
        counts
    }

    /// In how many perspectives both have a figure.
    pub fn total(self) -> usize {
        self.above + self.at + self.below
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        questionnaire::Depth,
        scoring::specimen::{self, entries, item, round, score, substandard, value},
    };

    const ONE_TO_TEN: ScoreScale = ScoreScale { min: 1, max: 10, per_cent: false };

    fn extremes(figures: &[(&str, i32)]) -> Option<Extremes> {
        let scores: Vec<_> = figures.iter().map(|(id, hundredths)| (*id, score(*hundredths, 900))).collect();
        Extremes::of(scores.iter().map(|(id, score)| (*id, score)), ONE_TO_TEN)
    }

    #[test]
    fn the_highest_and_the_lowest_are_named() {
        let extremes = extremes(&[("a", 540), ("b", 600), ("c", 420)]).unwrap();
        assert_eq!((extremes.highest.clone(), extremes.lowest.clone()), (vec!["b".into()], vec!["c".into()]));
        assert!(!extremes.are_equal());
    }

    #[test]
    fn figures_that_look_equal_are_named_together() {
        // 6.40 and 6.44 are both shown as 6.4.
        let extremes = extremes(&[("a", 540), ("b", 544), ("c", 420)]).unwrap();
        assert_eq!(extremes.highest, ["a", "b"]);
        assert_eq!(extremes.highest_score, score(544, 900));
        assert_eq!(extremes.lowest, ["c"]);
    }

    #[test]
    fn nothing_stands_out_where_all_are_equal() {
        assert!(extremes(&[("a", 540), ("b", 540)]).unwrap().are_equal());
    }

    #[test]
    fn one_figure_is_no_comparison() {
        assert_eq!(extremes(&[("a", 540)]), None);
        assert_eq!(extremes(&[]), None);
    }

    #[test]
    fn a_member_is_held_against_the_median_as_it_is_shown() {
        let edition = specimen::edition(
            "2027",
            ["a", "b", "c", "d"].map(|id| substandard(&format!("1.{id}"), id, [item(id, Depth::Core)])),
        );
        let answers = |values: [i32; 4]| {
            let answers: Vec<_> = ["a", "b", "c", "d"].into_iter().zip(values.map(value)).collect();
            entries(&answers)
        };
        let round = round(
            2027,
            edition,
            [("01", answers([8, 5, 2, 9])), ("02", answers([6, 5, 6, 9])), ("03", answers([1, 5, 9, 9]))],
        );
        let network = Network::of(&round);
        let mut own = answers([7, 5, 5, 1]);
        own.remove("d");
        let own = Profile::of(&round.edition, &own);
        let against = AgainstMedian::of(&own, &network, ONE_TO_TEN);
        assert_eq!(against, AgainstMedian { above: 1, at: 1, below: 1 });
        assert_eq!(against.total(), 3);
        let extremes = Extremes::of_network(&network, ONE_TO_TEN).unwrap();
        assert_eq!((extremes.highest, extremes.lowest), (vec!["d".into()], vec!["b".into()]));
        let extremes = Extremes::of_profile(&own, ONE_TO_TEN).unwrap();
        assert_eq!((extremes.highest, extremes.lowest), (vec!["a".into()], vec!["b".into(), "c".into()]));
    }
}
