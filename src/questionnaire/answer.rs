//! What counts as an answer to an item (domain.md, scores, rule 1): exactly one of a value of the
//! item's kind, *not applicable* with a comment, or unanswered. Unanswered is the absence of an
//! [`Answer`], never a zero.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    definition::{Column, CommentWhen, Edition, Field, Item, Kind},
    number::Number,
};

/// The greatest length of a comment, in characters.
pub const COMMENT_MAX: usize = 4_000;
/// The greatest length of an answer of one line, in characters.
pub const LINE_MAX: usize = 500;
/// The greatest length of an answer of several lines, in characters.
pub const TEXT_MAX: usize = 8_000;
/// The most rows of a table, where the questionnaire does not say.
pub const ROWS_MAX: u16 = 50;

/// A row of a table: the cells that are filled in, by column id, each in its canonical form.
pub type Row = BTreeMap<String, String>;

/// The value of an answer, in the form that the item's kind asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A value on a rating scale.
    Integer(i32),
    /// The id of an option (`yes-partly-no`, `single`), a number as digits with a decimal point, a text, a date as
    /// `2027-03-01`, or a link.
    Text(String),
    /// The ids of the chosen options, in the order of the item's.
    Several(Vec<String>),
    /// The rows of a table; none of them is empty.
    Rows(Vec<Row>),
}

impl Value {
    /// The value as a number on the item's scale; none for kinds without one.
    pub fn as_integer(&self) -> Option<i32> {
        match self {
            Value::Integer(value) => Some(*value),
            Value::Text(_) | Value::Several(_) | Value::Rows(_) => None,
        }
    }

    /// The value as a number: a rating's or a number's.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Value::Integer(value) => Some(Number::from(*value)),
            Value::Text(text) => text.parse().ok(),
            Value::Several(_) | Value::Rows(_) => None,
        }
    }
}

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// A value.
    Value(Value),
    /// The item does not apply; the comment says why.
    NotApplicable,
}

/// A value as it is handed in, before it is held against the item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// No value.
    #[default]
    Nothing,
    /// What stands in one field.
    One(String),
    /// The boxes that are ticked.
    Several(Vec<String>),
    /// What stands in the fields of a table, empty ones too.
    Rows(Vec<Row>),
}

impl Given {
    /// Whether nothing at all was given.
    pub fn is_empty(&self) -> bool {
        match self {
            Given::Nothing => true,
            Given::One(text) => is_blank(text),
            Given::Several(chosen) => chosen.is_empty(),
            Given::Rows(rows) => rows.iter().all(|row| row.values().all(|cell| is_blank(cell))),
        }
    }
}

impl From<&Value> for Given {
    fn from(value: &Value) -> Given {
        match value {
            Value::Integer(value) => Given::One(value.to_string()),
            Value::Text(text) => Given::One(text.clone()),
            Value::Several(chosen) => Given::Several(chosen.clone()),
            Value::Rows(rows) => Given::Rows(rows.clone()),
        }
    }
}

/// What a person hands in for one item, before it is held against the item: straight from a form
/// or an API body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    /// The value.
    pub value: Given,
    /// Whether *not applicable* was chosen.
    pub not_applicable: bool,
    /// The comment, possibly empty.
    pub comment: String,
    /// The earlier year whose answer is said still to hold.
    pub unchanged_since: Option<i32>,
}

/// What may stand in the store for one item: an answer or none, a comment, and that it still holds since an earlier year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The answer; none is *unanswered*.
    pub answer: Option<Answer>,
    /// The comment, trimmed, possibly empty.
    pub comment: String,
    /// The earlier year whose answer somebody has confirmed still to hold.
    pub unchanged_since: Option<i32>,
}

/// Why something handed in is not an answer to the item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The value is not on the item's scale.
    #[error("the value is not on the scale")]
    OffScale {
        /// The lowest value of the scale.
        min: i32,
        /// The highest value of the scale.
        max: i32,
    },
    /// The value is none of the options.
    #[error("the value is none of the options")]
    NotAnOption,
    /// An option was chosen that excludes the others, and one of those too.
    #[error("an option that excludes the others was chosen beside one of them")]
    NotAlone {
        /// The id of the excluding option.
        option: String,
    },
    /// The value is not a number, or has more decimals than it may.
    #[error("the value is not a number with at most {decimals} decimals")]
    NotANumber {
        /// How many decimals it may have.
        decimals: u8,
    },
    /// The number is too small or too large.
    #[error("the number is out of range")]
    OutOfRange {
        /// The least number.
        min: Option<Number>,
        /// The greatest number.
        max: Option<Number>,
    },
    /// The value is not a day of the calendar.
    #[error("the value is not a date")]
    NotADate,
    /// The text is too long.
    #[error("the text is too long")]
    TooLong {
        /// Its length in characters.
        length: usize,
        /// The greatest length.
        max: usize,
    },
    /// The table has too many rows.
    #[error("the table has too many rows")]
    TooManyRows {
        /// The most rows.
        max: u16,
    },
    /// Something is wrong in one cell of a table.
    #[error("row {row}, column {column}: {error}")]
    Cell {
        /// The row, from 1, as it was handed in.
        row: usize,
        /// The column's id.
        column: String,
        /// What is wrong.
        error: Box<AnswerError>,
    },
    /// The value has not the form of the item's kind, such as a list where one value is asked for.
    #[error("the value has another form than the item asks for")]
    OtherForm,
    /// Both a value and *not applicable* were given.
    #[error("a value and not applicable exclude each other")]
    Both,
    /// *Not applicable* was chosen without a comment.
    #[error("not applicable needs a comment")]
    ReasonMissing,
    /// The answer is said still to hold since an earlier year, and was another then or none.
    #[error("the answer is not the one of {year}")]
    NotUnchanged {
        /// That year.
        year: i32,
    },
    /// The comment is longer than [`COMMENT_MAX`] characters.
    #[error("the comment is too long")]
    CommentTooLong {
        /// The comment's length in characters.
        length: usize,
    },
}

impl AnswerError {
    /// Whether it is mended in the comment, not in the answer.
    pub fn is_about_comment(&self) -> bool {
        matches!(self, AnswerError::ReasonMissing | AnswerError::CommentTooLong { .. })
    }
}

impl Submitted {
    /// Holds what was handed in against the item it is for.
    ///
    /// Line ends become `\n`, characters that no keyboard makes (controls but line feed and tab)
    /// are dropped, and texts are trimmed.
    ///
    /// # Errors
    /// [`AnswerError`] says what is wrong; nothing is guessed.
    pub fn understand(&self, edition: &Edition, item: &Item) -> Result<Entry, AnswerError> {
        let comment = clean(&self.comment);
        let length = comment.chars().count();
        if length > COMMENT_MAX {
            return Err(AnswerError::CommentTooLong { length });
        }
        let answer = match (self.value.is_empty(), self.not_applicable) {
            (false, true) => return Err(AnswerError::Both),
            (true, true) if comment.is_empty() => return Err(AnswerError::ReasonMissing),
            (true, true) => Some(Answer::NotApplicable),
            (true, false) => None,
            (false, false) => Some(Answer::Value(value(edition, item, &self.value)?)),
        };
        let unchanged_since = self.unchanged_since.filter(|_| answer.is_some());
        Ok(Entry { answer, comment, unchanged_since })
    }

    /// With the answer of an earlier year that is said still to hold, where no other is given; and its comment, where none is.
    pub fn with_earlier(self, earlier: &Entry) -> Submitted {
        if self.unchanged_since.is_none() || !self.value.is_empty() || self.not_applicable {
            return self;
        }
        let Submitted { value, not_applicable, comment, .. } = Submitted::from(earlier);
        let comment = if is_blank(&self.comment) { comment } else { self.comment };
        Submitted { value, not_applicable, comment, unchanged_since: self.unchanged_since }
    }
}

impl From<&Entry> for Submitted {
    fn from(entry: &Entry) -> Submitted {
        let (value, not_applicable) = match &entry.answer {
            Some(Answer::Value(value)) => (Given::from(value), false),
            Some(Answer::NotApplicable) => (Given::Nothing, true),
            None => (Given::Nothing, false),
        };
        let (comment, unchanged_since) = (entry.comment.clone(), entry.unchanged_since);
        Submitted { value, not_applicable, comment, unchanged_since }
    }
}

impl Entry {
    /// Holds that the answer is unchanged against what was answered then, if anything.
    ///
    /// # Errors
    /// [`AnswerError::NotUnchanged`] where it was another, or in another year.
    pub fn hold_against(&self, earlier: Option<(i32, &Entry)>) -> Result<(), AnswerError> {
        let Some(year) = self.unchanged_since else { return Ok(()) };
        let is_same = earlier.is_some_and(|(of, entry)| of == year && entry.answer == self.answer);
        if is_same { Ok(()) } else { Err(AnswerError::NotUnchanged { year }) }
    }
}

/// A given value as one of the item's kind.
fn value(edition: &Edition, item: &Item, given: &Given) -> Result<Value, AnswerError> {
    match (item.kind, given) {
        (Kind::Rating, Given::One(text)) => {
            let (min, max) = edition.scale(item).map_or((0, 0), |scale| (scale.min, scale.max));
            let value = text.trim().parse::<i32>().ok().filter(|value| (min..=max).contains(value));
            value.map(Value::Integer).ok_or(AnswerError::OffScale { min, max })
        }
        (Kind::Multiple, Given::Several(chosen)) => several(item, chosen),
        (Kind::Multiple, Given::One(chosen)) => several(item, std::slice::from_ref(chosen)),
        (Kind::Table, Given::Rows(rows)) => table(item, rows),
        (Kind::Rating | Kind::Multiple | Kind::Table, _) => Err(AnswerError::OtherForm),
        (_, Given::One(text)) => single(item.field(), text).map(Value::Text),
        (_, _) => Err(AnswerError::OtherForm),
    }
}

fn several(item: &Item, chosen: &[String]) -> Result<Value, AnswerError> {
    let is_chosen = |id: &str| chosen.iter().any(|choice| choice.trim() == id);
    if chosen.iter().any(|choice| item.options.iter().all(|option| option.id != choice.trim())) {
        return Err(AnswerError::NotAnOption);
    }
    let ordered: Vec<_> = item.options.iter().filter(|option| is_chosen(&option.id)).collect();
    match ordered.iter().find(|option| option.exclusive) {
        Some(alone) if ordered.len() > 1 => Err(AnswerError::NotAlone { option: alone.id.clone() }),
        _ => Ok(Value::Several(ordered.into_iter().map(|option| option.id.clone()).collect())),
    }
}

/// The rows of a table without its empty ones.
fn table(item: &Item, given: &[Row]) -> Result<Value, AnswerError> {
    let max = item.rows.unwrap_or(ROWS_MAX);
    let mut rows = Vec::new();
    for (index, cells) in given.iter().enumerate() {
        let mut row = Row::new();
        for (id, text) in cells.iter().filter(|(_, text)| !is_blank(text)) {
            let Some(column) = item.columns.iter().find(|column| column.id == *id) else {
                return Err(AnswerError::OtherForm);
            };
            let cell = |error| AnswerError::Cell {
                row: index + 1,
                column: column.id.clone(),
                error: Box::new(error),
            };
            row.insert(id.clone(), single(column.field(), text).map_err(cell)?);
        }
        if !row.is_empty() {
            rows.push(row);
        }
    }
    if rows.len() > usize::from(max) { Err(AnswerError::TooManyRows { max }) } else { Ok(Value::Rows(rows)) }
}

/// The text of one field in the canonical form of its kind.
fn single(field: Field<'_>, text: &str) -> Result<String, AnswerError> {
    let text = clean(text);
    match field.kind {
        Kind::YesPartlyNo if Kind::YES_PARTLY_NO.contains(&text.as_str()) => Ok(text),
        Kind::Single if field.options.iter().any(|option| option.id == text) => Ok(text),
        Kind::YesPartlyNo | Kind::Single => Err(AnswerError::NotAnOption),
        Kind::Number => number(field, &text),
        Kind::Date => {
            let is_day = text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok();
            if is_day { Ok(text) } else { Err(AnswerError::NotADate) }
        }
        Kind::Text | Kind::Link => bounded(text.split_whitespace().collect::<Vec<_>>().join(" "), LINE_MAX),
        Kind::LongText => bounded(text, TEXT_MAX),
        Kind::Rating | Kind::Multiple | Kind::Table => Err(AnswerError::OtherForm),
    }
}

fn number(field: Field<'_>, text: &str) -> Result<String, AnswerError> {
    let decimals = field.decimals;
    let number = Number::typed(text)
        .ok()
        .filter(|number| number.decimals() <= u32::from(decimals))
        .ok_or(AnswerError::NotANumber { decimals })?;
    let is_within = field.min.is_none_or(|min| number >= min) && field.max.is_none_or(|max| number <= max);
    if is_within {
        Ok(number.to_string())
    } else {
        Err(AnswerError::OutOfRange { min: field.min, max: field.max })
    }
}

fn bounded(text: String, max: usize) -> Result<String, AnswerError> {
    let length = text.chars().count();
    if length > max { Err(AnswerError::TooLong { length, max }) } else { Ok(text) }
}

impl CommentWhen {
    /// Whether a comment is asked for with this answer. *Not applicable* demands one by itself.
    pub fn asks(&self, answer: Option<&Answer>) -> bool {
        let Some(Answer::Value(value)) = answer else { return false };
        let is_low =
            || self.at_most.is_some_and(|bound| value.as_number().is_some_and(|value| value <= bound));
        let is_high =
            || self.at_least.is_some_and(|bound| value.as_number().is_some_and(|value| value >= bound));
        let is_named = || match value {
            Value::Text(chosen) => self.is.contains(chosen),
            Value::Several(chosen) => chosen.iter().any(|choice| self.is.contains(choice)),
            Value::Integer(_) | Value::Rows(_) => false,
        };
        is_named() || is_low() || is_high()
    }
}

impl Column {
    /// The text of a cell's answer as it is shown: an option's text in the given language, else the cell itself.
    pub fn shown<'a>(&'a self, cell: &'a str, language: &str) -> &'a str {
        let option = self.options.iter().find(|option| option.id == cell);
        option.map_or(cell, |option| option.text.get(language))
    }
}

/// Whether nothing is left of a text once it is [`clean`].
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

/// Free text as it may stand in the store: `\n` line ends, no control characters, trimmed.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{Depth, Localised, definition::Choice};

    fn item(kind: Kind) -> Item {
        let text = |text: &str| Localised([("sv".to_owned(), text.to_owned())].into());
        let option = |id: &str, exclusive| Choice { id: id.to_owned(), text: text(id), exclusive };
        let column = |id: &str, kind| Column {
            id: id.to_owned(),
            title: text(id),
            kind,
            options: vec![option("a", false), option("b", false)],
            unit: None,
            min: None,
            max: None,
            decimals: None,
        };
        Item {
            options: vec![option("a", false), option("b", false), option("none", true)],
            min: Some(Number::from(0)),
            max: Some(Number::from(100)),
            decimals: Some(1),
            columns: vec![
                column("goal", Kind::Text),
                column("status", Kind::Single),
                column("on", Kind::Date),
            ],
            rows: Some(2),
            ..Item::new("x", kind, Depth::Core)
        }
    }

    fn understood(kind: Kind, value: Given) -> Result<Option<Value>, AnswerError> {
        let edition = crate::questionnaire::read(
            &crate::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap(),
        )
        .unwrap();
        let submitted = Submitted { value, ..Submitted::default() };
        submitted.understand(&edition, &item(kind)).map(|entry| match entry.answer {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        })
    }

    fn one(text: &str) -> Given {
        Given::One(text.to_owned())
    }

    fn several(chosen: &[&str]) -> Given {
        Given::Several(chosen.iter().map(|&id| id.to_owned()).collect())
    }

    fn rows(rows: &[&[(&str, &str)]]) -> Given {
        let row = |cells: &&[(&str, &str)]| {
            cells.iter().map(|&(id, text)| (id.to_owned(), text.to_owned())).collect()
        };
        Given::Rows(rows.iter().map(row).collect())
    }

    #[test]
    fn every_kind_has_its_canonical_form() {
        let text = |text: &str| Ok(Some(Value::Text(text.to_owned())));
        assert_eq!(understood(Kind::YesPartlyNo, one("partly")), text("partly"));
        assert_eq!(understood(Kind::Single, one(" b ")), text("b"));
        assert_eq!(understood(Kind::Number, one("12,50")), text("12.5"));
        assert_eq!(understood(Kind::Date, one("2027-02-28")), text("2027-02-28"));
        assert_eq!(understood(Kind::Text, one(" a\r\nb  c")), text("a b c"));
        assert_eq!(understood(Kind::LongText, one("a\r\nb ")), text("a\nb"));
        assert_eq!(
            understood(Kind::Multiple, several(&["b", "a", "b"])),
            Ok(Some(Value::Several(vec!["a".into(), "b".into()])))
        );
        let table = understood(Kind::Table, rows(&[&[("goal", " G "), ("status", "a")], &[("goal", " \0")]]));
        let row = Row::from([("goal".to_owned(), "G".to_owned()), ("status".to_owned(), "a".to_owned())]);
        assert_eq!(table, Ok(Some(Value::Rows(vec![row]))));
        for kind in Kind::ALL {
            assert_eq!(understood(kind, Given::Nothing), Ok(None), "{kind:?}");
            assert_eq!(understood(kind, one("  ")), Ok(None), "{kind:?}");
            assert_eq!(
                understood(kind, one(" \u{1}\0\t\r\n ")),
                Ok(None),
                "{kind:?}: characters that nobody sees"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_told_apart() {
        let number = |text| understood(Kind::Number, one(text)).unwrap_err();
        assert_eq!(number("tolv"), AnswerError::NotANumber { decimals: 1 });
        assert_eq!(number("1,25"), AnswerError::NotANumber { decimals: 1 });
        let range = AnswerError::OutOfRange { min: Some(Number::from(0)), max: Some(Number::from(100)) };
        assert_eq!((number("-1"), number("100,1")), (range.clone(), range));
        assert_eq!(understood(Kind::YesPartlyNo, one("maybe")), Err(AnswerError::NotAnOption));
        assert_eq!(understood(Kind::Multiple, several(&["c"])), Err(AnswerError::NotAnOption));
        assert_eq!(
            understood(Kind::Multiple, several(&["a", "none"])),
            Err(AnswerError::NotAlone { option: "none".into() })
        );
        for wrong in ["2027-02-30", "1/3 2027", "2027-2-3", "20270203"] {
            assert_eq!(understood(Kind::Date, one(wrong)), Err(AnswerError::NotADate), "{wrong}");
        }
        let long = "x".repeat(LINE_MAX + 1);
        assert!(matches!(
            understood(Kind::Link, one(&long)),
            Err(AnswerError::TooLong { max: LINE_MAX, .. })
        ));
        assert_eq!(understood(Kind::Single, several(&["a"])), Err(AnswerError::OtherForm));
        assert_eq!(understood(Kind::Rating, several(&["1"])), Err(AnswerError::OtherForm));
        assert_eq!(understood(Kind::Table, rows(&[&[("nope", "x")]])), Err(AnswerError::OtherForm));
        let cell = understood(Kind::Table, rows(&[&[], &[("on", "snart")]]));
        let error = Box::new(AnswerError::NotADate);
        assert_eq!(cell, Err(AnswerError::Cell { row: 2, column: "on".into(), error }));
        let three: [&[(&str, &str)]; 3] = [&[("goal", "1")], &[("goal", "2")], &[("goal", "3")]];
        assert_eq!(understood(Kind::Table, rows(&three)), Err(AnswerError::TooManyRows { max: 2 }));
    }

    #[test]
    fn a_comment_is_asked_for_at_the_stated_values() {
        let when = CommentWhen {
            at_most: Some(Number::from(3)),
            at_least: Some(Number::from(9)),
            is: vec!["no".into()],
        };
        let value = |value| Answer::Value(Value::Integer(value));
        let asks: Vec<i32> = (1..=10).filter(|v| when.asks(Some(&value(*v)))).collect();
        assert_eq!(asks, [1, 2, 3, 9, 10]);
        assert!(when.asks(Some(&Answer::Value(Value::Text("no".into())))));
        assert!(!when.asks(Some(&Answer::NotApplicable)) && !when.asks(None));
    }
}
