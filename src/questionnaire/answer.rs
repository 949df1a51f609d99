//! What counts as an answer to an item (domain.md, scores, rule 1): exactly one of a value of the
//! item's kind, *not applicable* with a comment, or unanswered. Unanswered is the absence of an
//! [`Answer`], never a zero.

use serde::{Deserialize, Serialize};

use super::definition::{Edition, Item, Kind};

/// The greatest length of a comment, in characters.
pub const COMMENT_MAX: usize = 4_000;

/// The value of an answer, in the form that the item's kind asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A value on a rating scale.
    Integer(i32),
}

impl Value {
    /// The value as a number on the item's scale; none for kinds without one.
    pub fn as_integer(&self) -> Option<i32> {
        match self {
            Value::Integer(value) => Some(*value),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Integer(value) => write!(f, "{value}"),
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

/// What a person hands in for one item, before it is held against the item: straight from a form
/// or an API body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitted {
    /// The value as text or number, if one was given.
    pub value: Option<String>,
    /// Whether *not applicable* was chosen.
    pub not_applicable: bool,
    /// The comment, possibly empty.
    pub comment: String,
}

/// What may stand in the store for one item: an answer or none, and a comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The answer; none is *unanswered*.
    pub answer: Option<Answer>,
    /// The comment, trimmed, possibly empty.
    pub comment: String,
}

/// Why something handed in is not an answer to the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The value is not on the item's scale.
    #[error("the value is not on the scale")]
    OffScale {
        /// The lowest value of the scale.
        min: i32,
        /// The highest value of the scale.
        max: i32,
    },
    /// Both a value and *not applicable* were given.
    #[error("a value and not applicable exclude each other")]
    Both,
    /// *Not applicable* was chosen without a comment.
    #[error("not applicable needs a comment")]
    ReasonMissing,
    /// The comment is longer than [`COMMENT_MAX`] characters.
    #[error("the comment is too long")]
    CommentTooLong {
        /// The comment's length in characters.
        length: usize,
    },
}

impl Submitted {
    /// Holds what was handed in against the item it is for.
    ///
    /// Line ends become `\n`, characters that no keyboard makes (controls but line feed and tab)
    /// are dropped, and the comment is trimmed.
    ///
    /// # Errors
    /// [`AnswerError`] says what is wrong; nothing is guessed.
    pub fn understand(&self, edition: &Edition, item: &Item) -> Result<Entry, AnswerError> {
        let comment = clean(&self.comment);
        let length = comment.chars().count();
        if length > COMMENT_MAX {
            return Err(AnswerError::CommentTooLong { length });
        }
        let value = self.value.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let answer = match (value, self.not_applicable) {
            (Some(_), true) => return Err(AnswerError::Both),
            (None, true) if comment.is_empty() => return Err(AnswerError::ReasonMissing),
            (None, true) => Some(Answer::NotApplicable),
            (None, false) => None,
            (Some(text), false) => match item.kind {
                Kind::Rating => {
                    let (min, max) = edition.scale(item).map_or((0, 0), |scale| (scale.min, scale.max));
                    let value = text
                        .parse::<i32>()
                        .ok()
                        .filter(|value| (min..=max).contains(value))
                        .ok_or(AnswerError::OffScale { min, max })?;
                    Some(Answer::Value(Value::Integer(value)))
                }
            },
        };
        Ok(Entry { answer, comment })
    }
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
