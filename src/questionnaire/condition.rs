//! Conditions: an item is shown only where what was answered before makes it meaningful. The one evaluation that the page,
//! the check, the scores and the export use.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    answer::{Answer, Value},
    definition::{Depth, Edition, Item, Substandard},
    number::Number,
};

/// A statement about other answers. Unanswered items make comparisons false, and so do *not applicable* ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Written", into = "Written")]
#[schemars(with = "Written")]
pub enum Condition {
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// The item has an answer; *not applicable* is one.
    Answered(String),
    /// The item was answered as *not applicable*.
    NotApplicable(String),
    /// The item's value satisfies the comparison.
    Compare {
        /// The item's id.
        item: String,
        /// With what.
        with: Comparison,
    },
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// This option is the answer (`yes-partly-no`, `single`).
    Is(String),
    /// This option is among the chosen ones (`multiple`).
    Includes(String),
    /// The value is this or greater (`rating`, `number`).
    AtLeast(Number),
    /// The value is this or less (`rating`, `number`).
    AtMost(Number),
}

/// A condition as it stands in a file: exactly one of the forms
/// `{"all": […]}`, `{"any": […]}`, `{"not": …}`, `{"answered": ID}`, `{"not_applicable": ID}`, `{"item": ID, "is": OPTION}`,
/// `{"item": ID, "includes": OPTION}`, `{"item": ID, "at_least": N}`, `{"item": ID, "at_most": N}`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Condition")]
struct Written {
    /// All of these hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    /// At least one of these holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    any: Option<Vec<Condition>>,
    /// This does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not: Option<Box<Condition>>,
    /// The item with this id has an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<String>,
    /// The item with this id was answered as not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_applicable: Option<String>,
    /// The item that is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// The option that is the answer; for yes-partly-no `yes`, `partly` or `no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<String>,
    /// The option that is among the chosen ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    includes: Option<String>,
    /// The value is this or greater.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_least: Option<Number>,
    /// The value is this or less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<Number>,
}

impl TryFrom<Written> for Condition {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Condition, Self::Error> {
        let Written { all, any, not, answered, not_applicable, item, is, includes, at_least, at_most } =
            written;
        let comparisons = [
            is.map(Comparison::Is),
            includes.map(Comparison::Includes),
            at_least.map(Comparison::AtLeast),
            at_most.map(Comparison::AtMost),
        ];
        let mut comparisons = comparisons.into_iter().flatten();
        let compared = match (item, comparisons.next()) {
            (Some(item), Some(with)) => Some(Condition::Compare { item, with }),
            (None, None) => None,
            (Some(_), None) => {
                return Err(
                    "\"item\" needs one of \"is\", \"includes\", \"at_least\" and \"at_most\" beside it",
                );
            }
            (None, Some(_)) => return Err("the comparison needs \"item\" beside it"),
        };
        if comparisons.next().is_some() {
            return Err(
                "a comparison has one of \"is\", \"includes\", \"at_least\" and \"at_most\"; combine several with \"all\"",
            );
        }
        let forms = [
            all.map(Condition::All),
            any.map(Condition::Any),
            not.map(Condition::Not),
            answered.map(Condition::Answered),
            not_applicable.map(Condition::NotApplicable),
            compared,
        ];
        let mut forms = forms.into_iter().flatten();
        match (forms.next(), forms.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => {
                Err("a condition is empty: write for instance {\"item\": \"1.1a\", \"is\": \"yes\"}")
            }
            (Some(_), Some(_)) => Err("a condition says one thing; combine several with \"all\" or \"any\""),
        }
    }
}

impl From<Condition> for Written {
    fn from(condition: Condition) -> Written {
        let mut written = Written::default();
        match condition {
            Condition::All(of) => written.all = Some(of),
            Condition::Any(of) => written.any = Some(of),
            Condition::Not(of) => written.not = Some(of),
            Condition::Answered(item) => written.answered = Some(item),
            Condition::NotApplicable(item) => written.not_applicable = Some(item),
            Condition::Compare { item, with } => {
                written.item = Some(item);
                match with {
                    Comparison::Is(option) => written.is = Some(option),
                    Comparison::Includes(option) => written.includes = Some(option),
                    Comparison::AtLeast(bound) => written.at_least = Some(bound),
                    Comparison::AtMost(bound) => written.at_most = Some(bound),
                }
            }
        }
        written
    }
}

impl Condition {
    /// Whether it holds for these answers.
    pub(super) fn holds<'a>(&self, answer: &impl Fn(&str) -> Option<&'a Answer>) -> bool {
        match self {
            Condition::All(of) => of.iter().all(|condition| condition.holds(answer)),
            Condition::Any(of) => of.iter().any(|condition| condition.holds(answer)),
            Condition::Not(of) => !of.holds(answer),
            Condition::Answered(item) => answer(item).is_some(),
            Condition::NotApplicable(item) => answer(item) == Some(&Answer::NotApplicable),
            Condition::Compare { item, with } => match answer(item) {
                Some(Answer::Value(value)) => with.holds(value),
                Some(Answer::NotApplicable) | None => false,
            },
        }
    }

    /// The ids of the items that it speaks of, in order.
    pub fn items(&self) -> Vec<&str> {
        match self {
            Condition::All(of) | Condition::Any(of) => of.iter().flat_map(Condition::items).collect(),
            Condition::Not(of) => of.items(),
            Condition::Answered(item) | Condition::NotApplicable(item) | Condition::Compare { item, .. } => {
                vec![item]
            }
        }
    }

    /// How deep conditions lie in one another; a comparison alone is 1.
    pub fn depth(&self) -> usize {
        match self {
            Condition::All(of) | Condition::Any(of) => 1 + of.iter().map(Condition::depth).max().unwrap_or(0),
            Condition::Not(of) => 1 + of.depth(),
            _ => 1,
        }
    }
}

impl Comparison {
    fn holds(&self, value: &Value) -> bool {
        match self {
            Comparison::Is(option) => matches!(value, Value::Text(chosen) if chosen == option),
            Comparison::Includes(option) => {
                matches!(value, Value::Several(chosen) if chosen.contains(option))
            }
            Comparison::AtLeast(bound) => value.as_number().is_some_and(|value| value >= *bound),
            Comparison::AtMost(bound) => value.as_number().is_some_and(|value| value <= *bound),
        }
    }
}

/// The ids of the in-depth items whose sub-standard is not among `opened`.
pub fn closed<'e>(edition: &'e Edition, opened: &BTreeSet<String>) -> impl Iterator<Item = &'e str> {
    let is_closed =
        |(sub, item): &(&Substandard, &Item)| item.depth == Depth::Indepth && !opened.contains(&sub.id);
    edition.items().filter(is_closed).map(|(_, item)| item.id.as_str())
}

/// The items that are not shown for given answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden<'e>(BTreeSet<&'e str>);

impl<'e> Hidden<'e> {
    /// Evaluates the conditions in the order of the items. What is hidden counts as unanswered for those after it.
    pub fn of<'a>(edition: &'e Edition, answer: impl Fn(&str) -> Option<&'a Answer>) -> Hidden<'e> {
        let mut hidden = BTreeSet::new();
        for (_, item) in edition.items() {
            let Some(condition) = &item.visible_if else { continue };
            let shown = |id: &str| if hidden.contains(id) { None } else { answer(id) };
            if !condition.holds(&shown) {
                hidden.insert(item.id.as_str());
            }
        }
        Hidden(hidden)
    }

    /// The same while answers are given: in-depth items whose sub-standard is not among `opened` are not asked, and what was
    /// answered to them before it was closed counts no more.
    pub fn asked<'a>(
        edition: &'e Edition,
        opened: &BTreeSet<String>,
        answer: impl Fn(&str) -> Option<&'a Answer>,
    ) -> Hidden<'e> {
        let closed: BTreeSet<&str> = closed(edition, opened).collect();
        Hidden::of(edition, |id| if closed.contains(id) { None } else { answer(id) })
    }

    /// The ids of the hidden items.
    pub fn into_ids(self) -> Vec<String> {
        self.0.into_iter().map(str::to_owned).collect()
    }

    /// Whether the item with this id is hidden.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// Whether the item is shown.
    pub fn shows(&self, item: &Item) -> bool {
        !self.contains(&item.id)
    }
}

/// The ids of the items that decide whether `items` are shown, through other conditions too; in no order. Conditions speak of
/// earlier items only, so one way back through the edition finds them all.
pub fn grounds<'e>(edition: &'e Edition, items: &'e [Item]) -> BTreeSet<&'e str> {
    let named = |item: &'e Item| item.visible_if.iter().flat_map(Condition::items);
    let mut found: BTreeSet<&str> = items.iter().flat_map(named).collect();
    if found.is_empty() {
        return found;
    }
    let substandards = edition.standards.iter().rev().flat_map(|standard| standard.substandards.iter().rev());
    for item in substandards.flat_map(|sub| sub.items.iter().rev()) {
        if item.visible_if.is_some() && found.contains(item.id.as_str()) {
            found.extend(named(item));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::questionnaire::shipped;

    fn read(json: &str) -> Result<Condition, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn holds(json: &str, answers: &[(&str, Answer)]) -> bool {
        let answers: BTreeMap<&str, Answer> = answers.iter().cloned().collect();
        read(json).unwrap().holds(&|id: &str| answers.get(id))
    }

    fn text(text: &str) -> Answer {
        Answer::Value(Value::Text(text.to_owned()))
    }

    #[test]
    fn every_form_holds_when_it_should() {
        let five = Answer::Value(Value::Integer(5));
        let several = Answer::Value(Value::Several(vec!["hr".into(), "it".into()]));
        let answers = [
            ("yes", text("yes")),
            ("five", five),
            ("several", several),
            ("na", Answer::NotApplicable),
            ("n", text("2.5")),
        ];
        for (condition, expected) in [
            (r#"{"item": "yes", "is": "yes"}"#, true),
            (r#"{"item": "yes", "is": "no"}"#, false),
            (r#"{"item": "several", "includes": "it"}"#, true),
            (r#"{"item": "several", "includes": "x"}"#, false),
            (r#"{"item": "five", "at_least": 5}"#, true),
            (r#"{"item": "five", "at_most": 4}"#, false),
            (r#"{"item": "n", "at_least": 2.5}"#, true),
            (r#"{"item": "n", "at_most": 2.4}"#, false),
            (r#"{"item": "na", "at_least": 0}"#, false),
            (r#"{"item": "nothing", "at_least": 0}"#, false),
            (r#"{"not": {"item": "nothing", "is": "yes"}}"#, true),
            (r#"{"answered": "na"}"#, true),
            (r#"{"answered": "nothing"}"#, false),
            (r#"{"not_applicable": "na"}"#, true),
            (r#"{"not_applicable": "yes"}"#, false),
            (r#"{"all": [{"answered": "yes"}, {"answered": "nothing"}]}"#, false),
            (r#"{"any": [{"answered": "yes"}, {"answered": "nothing"}]}"#, true),
        ] {
            assert_eq!(holds(condition, &answers), expected, "{condition}");
            let again = serde_json::to_string(&read(condition).unwrap()).unwrap();
            assert_eq!(read(&again), read(condition));
        }
    }

    #[test]
    fn what_says_nothing_or_two_things_is_refused() {
        for wrong in [
            "{}",
            r#"{"item": "a"}"#,
            r#"{"is": "yes"}"#,
            r#"{"item": "a", "is": "x", "at_least": 1}"#,
            r#"{"answered": "a", "not_applicable": "a"}"#,
            r#"{"equals": 1}"#,
            r#"{"all": {}}"#,
            "[]",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_decides_about_an_item_is_found_through_other_conditions() {
        let mut edition = super::super::read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap();
        let ids: Vec<String> = edition.items().map(|(_, item)| item.id.clone()).take(5).collect();
        let mut conditions = [None, None, Some(vec![0, 1]), None, Some(vec![2])].into_iter();
        for item in
            edition.standards.iter_mut().flat_map(|s| &mut s.substandards).flat_map(|sub| &mut sub.items)
        {
            let on = |of: Vec<usize>| of.into_iter().map(|of| Condition::Answered(ids[of].clone())).collect();
            item.visible_if = conditions.next().flatten().map(|of| Condition::All(on(of)));
        }
        let all: Vec<Item> = edition.items().map(|(_, item)| item.clone()).collect();
        let of = |place: usize| grounds(&edition, &all[place..=place]).into_iter().collect::<Vec<_>>();
        assert_eq!(of(4), [&ids[0], &ids[1], &ids[2]]);
        assert_eq!(of(2), [&ids[0], &ids[1]]);
        assert!(of(3).is_empty());
    }
}
