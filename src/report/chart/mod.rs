//! Charts as views that a template draws as inline SVG: coordinates are computed here, paint comes from
//! classes (`assets/app.css`, "Charts"), and words come from the caller. No SVG text is put together here,
//! so that handlebars escapes every label, and no inline style, so that the content security policy holds.
//!
//! Charts stretch: x is per cent of the width, y is em. So text keeps its size from 320 px up and follows
//! the reader's.

pub mod profile;
pub mod sentence;

pub use profile::{Earlier, ProfileChart, ProfileInput, Series, Words};
pub use sentence::{AgainstMedian, Extremes};

use crate::questionnaire::Edition;

/// The class that gives a perspective its colour and marker: by its place, since perspectives are data.
pub fn perspective_class(edition: &Edition, id: Option<&str>) -> String {
    let place = edition.perspectives.iter().position(|perspective| Some(perspective.id.as_str()) == id);
    place.map(|place| format!("p{}", place % 6 + 1)).unwrap_or_default()
}
