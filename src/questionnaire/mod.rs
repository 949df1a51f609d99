//! What is asked: the questionnaire's definition, how a file of it is read and checked, and how an
//! answer to one of its items is understood. Pure: no clock, no database, no HTTP.

pub mod answer;
#[cfg(test)]
pub(crate) mod arbitrary;
pub mod clause;
pub mod condition;
pub mod definition;
pub mod diff;
pub mod fhir;
mod kept;
pub mod merge;
pub mod number;
pub mod outline;
pub mod progress;
pub mod read;
pub mod schema;
pub mod sheet;
pub mod shipped;
pub mod text;
pub mod write;

pub use answer::{Answer, AnswerError, Entry, Given, Submitted, Value};
pub use condition::{Condition, Hidden};
pub use definition::{
    Change, Depth, Edition, Item, Kind, Lineage, Perspective, Scale, Section, Signs, Standard, Substandard,
};
pub use number::Number;
pub use progress::Progress;
pub use read::{Fault, Problem, check_ids, check_lineage, problems, read, warnings};
pub use text::{Language, Localised};
pub use write::write;
