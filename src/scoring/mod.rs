//! Answers → scores (domain.md, scores, rules 1–9), network statistics, and change between years.
//! Pure. Everything is computed on exact fractions up to the last division, so that SQLite, Postgres and
//! a recomputation from the exported CSV agree.
//!
//! The way through: [`RoundAnswers`] → [`Profile`] per member (rules 1–5) → [`Network`] (rule 6) and
//! [`Comparison`] (rule 7); [`format`] turns a figure into text (rule 8). A score is a [`Score`], a
//! fraction in [0,1], until it is shown on the questionnaire's [`ScoreScale`].

pub mod change;
pub mod disagreement;
pub mod format;
pub mod input;
pub mod network;
pub mod profile;
pub mod score;
#[cfg(test)]
pub(crate) mod specimen;
pub mod standout;

pub use change::{Change, Comparison, MemberChange, linked_items};
pub use disagreement::Disagreement;
pub use format::Separator;
pub use input::{MemberName, RoundAnswers, Submission};
pub use network::{Distribution, Network, Quartiles, Spread, Threshold};
pub use profile::{Aggregate, Figure, OVERALL, Profile, Scorer, Standing, SubstandardResult};
pub use score::{Difference, Score, ScoreScale};
pub use standout::{Ranked, Standouts, Why};
