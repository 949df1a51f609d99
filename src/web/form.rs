//! What forms have in common: fields that keep what was typed, and dates.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::web::Visit;

/// The years that a round can have, and its dates lie in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// One entry of the error summary: the id of the field, and what to do about it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ErrorView {
    pub(super) field: &'static str,
    pub(super) text: String,
}

/// A field with what was typed into it, and what is wrong with that.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct FieldView {
    pub(super) value: String,
    pub(super) error: Option<String>,
}

impl FieldView {
    /// A field and its error, if there is one among `errors`.
    pub(super) fn of(name: &str, value: impl Into<String>, errors: &[ErrorView]) -> FieldView {
        let error = errors.iter().find(|error| error.field == name).map(|error| error.text.clone());
        FieldView { value: value.into(), error }
    }
}

/// A date as a date field sends it, within [`YEARS`].
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|date| YEARS.contains(&date.year()))
}

/// The first and the last day of a round, or what is wrong with them.
pub(super) fn period(
    visit: &Visit,
    opens_on: &str,
    due_on: &str,
    errors: &mut Vec<ErrorView>,
) -> Option<(NaiveDate, NaiveDate)> {
    let mut read = |field, text, key| {
        let date = date(text);
        if date.is_none() {
            errors.push(ErrorView { field, text: visit.text(key) });
        }
        date
    };
    let (opens_on, due_on) =
        (read("opens_on", opens_on, "round-opens-on-error"), read("due_on", due_on, "round-due-on-error"));
    let (opens_on, due_on) = (opens_on?, due_on?);
    if due_on < opens_on {
        errors.push(ErrorView { field: "due_on", text: visit.text("conflict-dates-out-of-order") });
        return None;
    }
    Some((opens_on, due_on))
}

/// A page's title, marked as one with errors if there are any.
pub(super) fn title(visit: &Visit, title: &str, errors: &[ErrorView]) -> String {
    if errors.is_empty() { title.to_owned() } else { format!("{}: {title}", visit.text("title-error")) }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_date_is_a_day_that_a_round_can_have() {
        assert_eq!(date(" 2028-02-29 ").map(|date| date.to_string()), Some("2028-02-29".to_owned()));
        for text in ["", "2027-02-29", "1999-12-31", "2101-01-01", "3 mars 2027", "+9999-01-01"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
