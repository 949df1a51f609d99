//! Sound editions of every shape, as the library's own tests make them.

// What the strategy speaks of, where it looks for it.
use perspektiv::questionnaire::{condition, definition, number, text};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

#[path = "../../../src/questionnaire/arbitrary.rs"]
mod arbitrary;

/// The first so many, always the same ones.
pub fn editions(count: usize) -> Vec<definition::Edition> {
    let (mut runner, strategy) = (TestRunner::deterministic(), arbitrary::edition());
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}
