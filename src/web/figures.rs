//! Figures as a page says them: scores, changes and names of perspectives.

use num_rational::BigRational;

use super::Visit;
use crate::{
    locale::Lang,
    scoring::{
        Difference, Score, ScoreScale, Standing,
        format::{self, Separator},
    },
};

/// Titles as they stand inside a sentence: "patientperspektivet, befolkningsperspektivet och …".
pub(super) fn in_a_sentence(visit: &Visit, titles: impl Iterator<Item = String>) -> String {
    let uncapitalised = titles.map(|title| {
        let mut chars = title.chars();
        chars.next().map(|first| first.to_lowercase().collect::<String>()).unwrap_or_default()
            + chars.as_str()
    });
    visit.listed(uncapitalised)
}

/// Figures in the words of the page.
pub(super) struct Figures<'a> {
    /// Whose page it is.
    pub visit: &'a Visit,
    /// The scale that scores are shown on.
    pub scale: ScoreScale,
}

impl Figures<'_> {
    /// The sign before the decimal.
    pub fn separator(&self) -> Separator {
        match self.visit.lang {
            Lang::Sv => Separator::Comma,
            Lang::En => Separator::Point,
        }
    }

    /// A figure with one decimal.
    pub fn number(&self, figure: &BigRational) -> String {
        format::one_decimal(figure, self.separator())
    }

    /// A score on the scale.
    pub fn score(&self, score: &Score) -> String {
        self.number(&score.on(self.scale))
    }

    /// A change on the scale, with its sign.
    pub fn difference(&self, difference: &Difference) -> String {
        format::signed_one_decimal(&difference.on(self.scale), self.separator())
    }

    /// A score, or why there is none.
    pub fn standing(&self, standing: Standing<'_>) -> String {
        match standing {
            Standing::Scored(score) => self.score(score),
            Standing::Thin => self.visit.text("results-thin"),
            Standing::NotApplicable => self.visit.text("answer-not-applicable"),
        }
    }
}
