//! What is asked: the questionnaire's definition, how a file of it is read and checked, and how an
//! answer to one of its items is understood. Pure: no clock, no database, no HTTP.

pub mod answer;
#[cfg(test)]
pub(crate) mod arbitrary;
pub mod condition;
pub mod definition;
pub mod diff;
pub mod fhir;
pub mod number;
pub mod progress;
pub mod read;
pub mod schema;
pub mod sheet;
pub mod shipped;
pub mod text;

pub use answer::{Answer, AnswerError, Entry, Given, Submitted, Value};
pub use condition::{Condition, Hidden};
pub use definition::{
    Change, Depth, Edition, Item, Kind, Lineage, Perspective, Scale, Section, Signs, Standard, Substandard,
};
pub use number::Number;
pub use progress::Progress;
pub use read::{Problem, check_lineage, read, warnings};
pub use text::{Language, Localised};
