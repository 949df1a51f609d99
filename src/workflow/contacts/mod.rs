//! How a pasted or uploaded list of contacts is understood: which person gets which role for which member.
//! The outcome is a [`Plan`] that tells the fate of every row before anything is stored, and that is applied
//! as a whole or not at all. Pure; the store supplies what is known already.

mod cell;
mod column;
mod member;
mod plan;
#[cfg(test)]
mod tests;

pub use cell::{Fault, LANGUAGES, NAME_MAX, Reason, WORD_MAX, name};
pub use column::{Cells, Column, ListProblem};
pub use member::KnownMember;
pub use plan::{
    Contact, Counts, Fate, Known, KnownPerson, Notice, OwnWords, Plan, PlannedRow, plan, plan_file,
};
