//! Small questionnaires and answers for tests: hand-made ones, and drawn ones for property tests.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "only tests come here")]

use std::{collections::BTreeMap, sync::Arc};

use num_rational::BigRational;
use proptest::prelude::*;

use super::{MemberName, Profile, RoundAnswers, Score, Submission};
use crate::questionnaire::{
    Answer, Depth, Edition, Item, Kind, Localised, Perspective, Scale, Standard, Substandard, Value,
    answer::Entry,
};

/// How often a property is tried: 1,000 times, or `PROPTEST_CASES` if that is more. Nothing is written
/// beside the source: a failure prints its smallest case, which becomes an example of its own.
pub(crate) fn cases() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: asked.cases.max(1_000), failure_persistence: None, ..asked }
}

/// *Not applicable*, for [`entries`].
pub(crate) const NA: Option<Answer> = Some(Answer::NotApplicable);

/// A value, for [`entries`].
pub(crate) fn value(value: i32) -> Option<Answer> {
    Some(Answer::Value(Value::Integer(value)))
}

/// An entry that has a comment at the most, for [`entries`].
pub(crate) fn unanswered() -> Option<Answer> {
    None
}

/// What a member answered, per item id.
pub(crate) fn entries(answers: &[(&str, Option<Answer>)]) -> BTreeMap<String, Entry> {
    answers
        .iter()
        .map(|(item, answer)| {
            let comment = if *answer == NA { "Gäller inte oss." } else { "" };
            (
                (*item).to_owned(),
                Entry { answer: answer.clone(), comment: comment.to_owned(), unchanged_since: None },
            )
        })
        .collect()
}

/// A text in Swedish and English.
pub(crate) fn text(sv: &str, en: &str) -> Localised {
    Localised([("sv", sv), ("en", en)].map(|(language, text)| (language.to_owned(), text.to_owned())).into())
}

/// A scale with these ends.
pub(crate) fn scale(min: i32, max: i32) -> Scale {
    Scale { min, max, low: text("låg", "low"), middle: text("mellan", "middle"), high: text("hög", "high") }
}

/// An item on the scale 1–10.
pub(crate) fn item(id: &str, depth: Depth) -> Item {
    item_on(id, depth, "1-10")
}

/// An item on the scale with this key: `1-10`, `0-3` or one that a test adds.
pub(crate) fn item_on(id: &str, depth: Depth, scale: &str) -> Item {
    let text = text(&format!("Påstående {id}"), &format!("Statement {id}"));
    Item { text, ..wordless_item(id, depth, scale) }
}

/// The same without a text: there are many of them in a property test.
fn wordless_item(id: &str, depth: Depth, scale: &str) -> Item {
    Item { scale: Some(scale.to_owned()), ..Item::new(id, Kind::Rating, depth) }
}

/// A sub-standard; the part of its id before the point is its standard.
pub(crate) fn substandard(id: &str, perspective: &str, items: impl IntoIterator<Item = Item>) -> Substandard {
    Substandard {
        id: id.to_owned(),
        title: text(&format!("Delstandard {id}"), &format!("Sub-standard {id}")),
        about: Localised::default(),
        perspective: Some(perspective.to_owned()),
        secondary: None,
        items: items.into_iter().collect(),
    }
}

/// An edition of these sub-standards, with the standards and perspectives that they name.
pub(crate) fn edition(name: &str, substandards: impl IntoIterator<Item = Substandard>) -> Edition {
    let mut standards: Vec<Standard> = Vec::new();
    let mut perspectives: Vec<Perspective> = Vec::new();
    for substandard in substandards {
        let standard = substandard.id.split('.').next().unwrap().to_owned();
        let id = substandard.perspective.clone().unwrap();
        if !perspectives.iter().any(|other| other.id == id) {
            let title = text(&format!("Perspektivet {id}"), &format!("The {id} perspective"));
            perspectives.push(Perspective { id, title, about: Localised::default() });
        }
        match standards.iter_mut().find(|other| other.id == standard) {
            Some(known) => known.substandards.push(substandard),
            None => standards.push(Standard {
                title: text(&format!("Standard {standard}"), &format!("Standard {standard}")),
                id: standard,
                about: Localised::default(),
                substandards: vec![substandard],
            }),
        }
    }
    Edition {
        schema: None,
        id: "specimen".to_owned(),
        edition: name.to_owned(),
        previous: None,
        languages: vec!["sv".to_owned(), "en".to_owned()],
        title: text("Prov", "Specimen"),
        introduction: Localised::default(),
        scales: [("1-10", scale(1, 10)), ("0-3", scale(0, 3))]
            .map(|(key, scale)| (key.to_owned(), scale))
            .into(),
        perspectives,
        standards,
    }
}

/// A member with this code.
pub(crate) fn member(code: &str) -> MemberName {
    MemberName { code: code.to_owned(), name: format!("Region {code}"), respondent: None }
}

/// A round in which exactly the members with these codes have an approved response.
pub(crate) fn round<'a>(
    year: i32,
    edition: Edition,
    answers: impl IntoIterator<Item = (&'a str, BTreeMap<String, Entry>)>,
) -> RoundAnswers {
    let submissions: Vec<_> = answers
        .into_iter()
        .map(|(code, entries)| Submission {
            member: member(code),
            version: 1,
            entries,
            evidence: BTreeMap::new(),
        })
        .collect();
    RoundAnswers {
        year,
        edition: Arc::new(edition),
        members: submissions.iter().map(|submission| submission.member.clone()).collect(),
        submissions,
        threshold: 7,
    }
}

/// The score `numerator / denominator`, which must lie in [0,1].
pub(crate) fn score(numerator: i32, denominator: i32) -> Score {
    Score::of_value(numerator, &scale(0, denominator)).unwrap()
}

/// Any score.
pub(crate) fn any_score() -> impl Strategy<Value = Score> {
    (1..200_i32)
        .prop_flat_map(|denominator| (0..=denominator, Just(denominator)))
        .prop_map(|(numerator, denominator)| score(numerator, denominator))
}

/// What is drawn as the reply to one item.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reply {
    Absent,
    Unanswered,
    NotApplicable,
    /// How far up the scale, in 255ths.
    Value(u8),
}

#[derive(Debug, Clone)]
struct DrawnItem {
    id: String,
    depth: Depth,
    scale: usize,
    reply: Reply,
}

#[derive(Debug, Clone)]
struct DrawnSubstandard {
    id: String,
    perspective: usize,
    items: Vec<DrawnItem>,
}

/// A drawn questionnaire with one member's answers to it.
#[derive(Debug, Clone)]
pub(crate) struct Questionnaire {
    scales: Vec<Scale>,
    substandards: Vec<DrawnSubstandard>,
}

fn any_reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        1 => Just(Reply::Absent),
        1 => Just(Reply::Unanswered),
        2 => Just(Reply::NotApplicable),
        6 => any::<u8>().prop_map(Reply::Value),
    ]
}

/// Any questionnaire of 1 to 9 sub-standards in up to 3 standards and 4 perspectives, on 1 to 3 scales,
/// answered in any way.
pub(crate) fn any_questionnaire() -> impl Strategy<Value = Questionnaire> {
    let any_scale = (-3_i32..4, 1_i32..12).prop_map(|(min, span)| scale(min, min + span));
    let any_depth =
        prop_oneof![4 => Just(Depth::Core), 2 => Just(Depth::Indepth), 1 => Just(Depth::Followup)];
    let any_item = (any_depth, any::<prop::sample::Index>(), any_reply());
    let any_substandard = (1..=3_usize, 0..4_usize, prop::collection::vec(any_item, 0..6));
    (prop::collection::vec(any_scale, 1..=3), prop::collection::vec(any_substandard, 1..10)).prop_map(
        |(scales, substandards)| {
            let substandards = (1..)
                .zip(substandards)
                .map(|(number, (standard, perspective, items))| {
                    let id = format!("{standard}.{number}");
                    let items = ('a'..)
                        .zip(items)
                        .map(|(letter, (depth, scale, reply))| DrawnItem {
                            id: format!("{id}{letter}"),
                            depth,
                            scale: scale.index(scales.len()),
                            reply,
                        })
                        .collect();
                    DrawnSubstandard { id, perspective, items }
                })
                .collect();
            Questionnaire { scales, substandards }
        },
    )
}

impl Questionnaire {
    /// The questionnaire itself.
    pub(crate) fn edition(&self) -> Edition {
        let substandards = self.substandards.iter().map(|drawn| {
            let items =
                drawn.items.iter().map(|item| wordless_item(&item.id, item.depth, &item.scale.to_string()));
            substandard(&drawn.id, &format!("p{}", drawn.perspective), items)
        });
        let mut edition = edition("2027", substandards);
        edition.scales = (0..)
            .zip(&self.scales)
            .map(|(key, scale): (usize, _)| (key.to_string(), scale.clone()))
            .collect();
        edition
    }

    /// What was answered.
    pub(crate) fn entries(&self) -> BTreeMap<String, Entry> {
        let items = self.substandards.iter().flat_map(|drawn| &drawn.items);
        let answers: Vec<_> = items
            .filter_map(|item| {
                let answer = match item.reply {
                    Reply::Absent => return None,
                    Reply::Unanswered => unanswered(),
                    Reply::NotApplicable => NA,
                    Reply::Value(share) => {
                        let scale = self.scales.get(item.scale).unwrap();
                        value(scale.min + (scale.max - scale.min) * i32::from(share) / 255)
                    }
                };
                Some((item.id.as_str(), answer))
            })
            .collect();
        entries(&answers)
    }

    /// The scores.
    pub(crate) fn profile(&self) -> Profile {
        Profile::of(&self.edition(), &self.entries())
    }

    fn items_mut(&mut self) -> impl Iterator<Item = &mut DrawnItem> {
        self.substandards.iter_mut().flat_map(|drawn| &mut drawn.items)
    }

    /// The same without the items that were answered *not applicable*.
    pub(crate) fn without_not_applicable(&self) -> Questionnaire {
        let mut fewer = self.clone();
        for drawn in &mut fewer.substandards {
            drawn.items.retain(|item| item.reply != Reply::NotApplicable);
        }
        fewer
    }

    /// The same with every value raised some way towards the top of its scale.
    pub(crate) fn raised(&self) -> Questionnaire {
        let mut raised = self.clone();
        for item in raised.items_mut() {
            if let Reply::Value(share) = &mut item.reply {
                *share = share.saturating_add(40);
            }
        }
        raised
    }

    /// The same questionnaire with other answers.
    pub(crate) fn with_other_answers(&self) -> impl Strategy<Value = Questionnaire> + use<> {
        let mut other = self.clone();
        let count = other.items_mut().count();
        prop::collection::vec(any_reply(), count).prop_map(move |replies| {
            let mut other = other.clone();
            for (item, reply) in other.items_mut().zip(replies) {
                item.reply = reply;
            }
            other
        })
    }

    /// Itself, and the same with its sub-standards and their items in another order.
    pub(crate) fn with_a_permutation(self) -> impl Strategy<Value = (Questionnaire, Questionnaire)> {
        let scales = self.scales.clone();
        let shuffled: Vec<_> = self
            .substandards
            .iter()
            .cloned()
            .map(|drawn| {
                let DrawnSubstandard { id, perspective, items } = drawn;
                Just(items).prop_shuffle().prop_map(move |items| DrawnSubstandard {
                    id: id.clone(),
                    perspective,
                    items,
                })
            })
            .collect();
        let shuffled = shuffled
            .prop_shuffle()
            .prop_map(move |substandards| Questionnaire { scales: scales.clone(), substandards });
        (Just(self), shuffled)
    }
}

/// An exact fraction.
pub(crate) fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}
