//! The signed version: the document that signing freezes. Its text is stored and handed out byte for byte,
//! and its SHA-256 is the checksum on the receipt.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::questionnaire::{Answer, answer::Entry, answer::Value};

/// The format of the document; another number when its meaning changes.
pub const FORMAT: &str = "perspektiv-signed-version/1";

/// What a member says in one round, as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// [`FORMAT`].
    pub format: String,
    /// The round's year.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The edition's name.
    pub edition: String,
    /// The edition's SHA-256, lower-case hex.
    pub edition_sha256: String,
    /// The member's code.
    pub member_code: String,
    /// The member's name.
    pub member_name: String,
    /// In a round to people, what tells the person from the others of the member without a name: a role and a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondent: Option<String>,
    /// The number of the version, from 1.
    pub version: i32,
    /// What the member lets be seen of it in this round.
    #[serde(default, skip_serializing_if = "OptIns::is_none")]
    pub opt_ins: OptIns,
    /// Every item of the edition, in order.
    pub items: Vec<SignedItem>,
}

/// What a member lets be seen of it in a round: nothing, unless it says so (domain.md, scores, rule 9).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptIns {
    /// Others may see its results by name.
    pub by_name: bool,
    /// What it tells as good examples may be shared.
    pub share_examples: bool,
}

impl OptIns {
    /// Whether nothing is to be seen.
    pub fn is_none(&self) -> bool {
        *self == OptIns::default()
    }
}

/// One item in a signed version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedItem {
    /// The item's id.
    pub item: String,
    /// The value, if one was given.
    pub value: Option<Value>,
    /// Whether the item was said not to apply.
    pub not_applicable: bool,
    /// The comment, possibly empty.
    pub comment: String,
    /// The revision of the answer; 0 for unanswered.
    pub revision: i32,
    /// The earlier year since which the answer was confirmed to be unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unchanged_since: Option<i32>,
    /// What the answer rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<SignedEvidence>,
}

/// What an answer rests on, as it is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedEvidence {
    /// What it is called.
    pub title: String,
    /// A link, or where it is kept; empty where it is a file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated_on: Option<NaiveDate>,
    /// The file that was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SignedFile>,
}

impl SignedEvidence {
    /// It on one line: its title, and in brackets where it is and of which day, the day as `shown`.
    pub fn line(&self, shown: impl Fn(NaiveDate) -> String) -> String {
        let file = self.file.as_ref().map(|file| file.name.clone());
        let place = Some(self.place.clone()).filter(|place| !place.is_empty());
        let about: Vec<String> = [place, file, self.dated_on.map(shown)].into_iter().flatten().collect();
        match about.is_empty() {
            true => self.title.clone(),
            false => format!("{} ({})", self.title, about.join(", ")),
        }
    }
}

/// A file that an answer rests on: its name, and the checksum of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedFile {
    /// The name.
    pub name: String,
    /// The SHA-256 of its content, lower-case hex.
    pub sha256: String,
}

/// Something that somebody did on the way to a signed version, with the name that the person had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// What, as one of [`STEPS`].
    pub what: String,
    /// Who.
    pub who: String,
}

/// What is told of the way to a signed version: names of events in the audit log, without `response.`.
pub const STEPS: [&str; 7] =
    ["opened", "handed-over", "taken-back", "asked-back", "signed", "returned", "approved"];

impl Content {
    /// The items as entries by item id.
    pub fn entries(&self) -> BTreeMap<String, Entry> {
        self.items.iter().map(|item| (item.item.clone(), item.entry())).collect()
    }

    /// What the answers rest on, by item id; only items that have any.
    pub fn evidence(&self) -> BTreeMap<&str, &[SignedEvidence]> {
        let with_any = self.items.iter().filter(|item| !item.evidence.is_empty());
        with_any.map(|item| (item.item.as_str(), item.evidence.as_slice())).collect()
    }

    /// The items by their ids.
    pub fn by_id(&self) -> BTreeMap<&str, &SignedItem> {
        self.items.iter().map(|item| (item.item.as_str(), item)).collect()
    }

    /// What has changed since an earlier version of the same response, which has the same items: by id, each as it was then. Saved again
    /// with the same words is no change.
    pub fn changed_since<'a>(&self, then: &'a Content) -> BTreeMap<&'a str, &'a SignedItem> {
        let now = self.by_id();
        let is_other = |was: &SignedItem| {
            let is = now.get(was.item.as_str());
            is.is_some_and(|&is| SignedItem { revision: was.revision, ..is.clone() } != *was)
        };
        then.items.iter().filter(|was| is_other(was)).map(|was| (was.item.as_str(), was)).collect()
    }

    /// What the answers rest on as it is exported: a line for each piece, by item id, days as ISO 8601 writes them.
    pub fn evidence_lines(&self) -> BTreeMap<String, Vec<String>> {
        let line = |piece: &SignedEvidence| piece.line(|day| day.to_string());
        let lines = |pieces: &[SignedEvidence]| pieces.iter().map(line).collect();
        self.evidence().into_iter().map(|(item, pieces)| (item.to_owned(), lines(pieces))).collect()
    }

    /// The document's text: what is stored, checksummed and handed out.
    ///
    /// # Errors
    /// Never in practice: every field has a JSON form.
    pub fn to_text(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

impl SignedItem {
    /// The item as it enters scoring.
    pub fn entry(&self) -> Entry {
        Entry {
            answer: match (&self.value, self.not_applicable) {
                (_, true) => Some(Answer::NotApplicable),
                (Some(value), false) => Some(Answer::Value(value.clone())),
                (None, false) => None,
            },
            comment: self.comment.clone(),
            unchanged_since: self.unchanged_since,
        }
    }
}

/// The SHA-256 of a text as lower-case hex.
pub fn sha256(text: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(opt_ins: OptIns) -> Content {
        Content {
            format: FORMAT.to_owned(),
            year: 2027,
            questionnaire: "q".to_owned(),
            edition: "2027".to_owned(),
            edition_sha256: String::new(),
            member_code: "01".to_owned(),
            member_name: "M".to_owned(),
            respondent: None,
            version: 1,
            opt_ins,
            items: Vec::new(),
        }
    }

    #[test]
    fn a_version_of_before_the_opt_ins_keeps_its_bytes() {
        let text = content(OptIns::default()).to_text().unwrap();
        assert!(!text.contains("opt_ins"), "{text}");
        let read: Content = serde_json::from_str(&text).unwrap();
        assert_eq!(read.to_text().unwrap(), text);
        let both = content(OptIns { by_name: true, share_examples: false });
        let read: Content = serde_json::from_str(&both.to_text().unwrap()).unwrap();
        assert_eq!(read, both);
    }

    #[test]
    fn what_has_changed_since_a_version_is_everything_that_is_signed_but_the_revision() {
        let item = |id: &str| SignedItem {
            item: id.to_owned(),
            value: Some(Value::Integer(7)),
            not_applicable: false,
            comment: String::new(),
            revision: 1,
            unchanged_since: None,
            evidence: Vec::new(),
        };
        let plan =
            SignedEvidence { title: "Plan".to_owned(), place: String::new(), dated_on: None, file: None };
        let with = |items: Vec<SignedItem>| Content { items, ..content(OptIns::default()) };
        let then = with(["a", "b", "c", "d", "e", "f"].map(item).to_vec());
        let now = with(vec![
            SignedItem { revision: 2, ..item("a") },
            SignedItem { value: Some(Value::Integer(8)), ..item("b") },
            SignedItem { value: None, not_applicable: true, ..item("c") },
            SignedItem { comment: "Nytt".to_owned(), ..item("d") },
            SignedItem { unchanged_since: Some(2026), ..item("e") },
            SignedItem { evidence: vec![plan], ..item("f") },
        ]);
        let changed = now.changed_since(&then);
        assert_eq!(changed.keys().copied().collect::<Vec<_>>(), ["b", "c", "d", "e", "f"]);
        assert_eq!(changed["b"], &item("b"));
        assert!(then.changed_since(&then).is_empty());
    }
}
