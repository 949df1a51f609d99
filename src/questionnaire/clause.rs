//! Conditions as people put them together: groups of plain statements. All statements of a group must hold, in at least one of the groups.
//! Any condition can be said in this form.

use super::{
    condition::{Comparison, Condition},
    number::Number,
};

/// One statement about the answer to one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The item's id.
    pub item: String,
    /// What is said of its answer.
    pub test: Test,
    /// Whether that must hold, or must not.
    pub holds: bool,
}

/// What can be said of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// There is one; *not applicable* is one.
    Answered,
    /// It is *not applicable*.
    NotApplicable,
    /// It is this option.
    Is(String),
    /// This option is among the chosen ones.
    Includes(String),
    /// It is this or greater.
    AtLeast(Number),
    /// It is this or less.
    AtMost(Number),
}

/// The most statements that [`groups`] makes of a condition.
pub const CLAUSES_MAX: usize = 60;

/// The condition as groups of statements, or none if it would take more than [`CLAUSES_MAX`].
pub fn groups(condition: &Condition) -> Option<Vec<Vec<Clause>>> {
    spread(condition, true)
}

fn spread(condition: &Condition, holds: bool) -> Option<Vec<Vec<Clause>>> {
    let one = |item: &str, test| Some(vec![vec![Clause { item: item.to_owned(), test, holds }]]);
    match (condition, holds) {
        (Condition::Not(of), holds) => spread(of, !holds),
        (Condition::Answered(item), _) => one(item, Test::Answered),
        (Condition::NotApplicable(item), _) => one(item, Test::NotApplicable),
        (Condition::Compare { item, with }, _) => {
            let test = match with {
                Comparison::Is(option) => Test::Is(option.clone()),
                Comparison::Includes(option) => Test::Includes(option.clone()),
                Comparison::AtLeast(bound) => Test::AtLeast(*bound),
                Comparison::AtMost(bound) => Test::AtMost(*bound),
            };
            one(item, test)
        }
        (Condition::Any(of), true) | (Condition::All(of), false) => {
            let mut found = Vec::new();
            for part in of {
                found.extend(spread(part, holds)?);
            }
            within_bounds(found)
        }
        (Condition::All(of), true) | (Condition::Any(of), false) => {
            let mut found = vec![Vec::new()];
            for part in of {
                let part = spread(part, holds)?;
                let crossed = found.iter().flat_map(|group: &Vec<Clause>| {
                    part.iter().map(move |more| group.iter().chain(more).cloned().collect::<Vec<_>>())
                });
                found = within_bounds(crossed.take(CLAUSES_MAX + 1).collect())?;
            }
            Some(found)
        }
    }
}

fn within_bounds(groups: Vec<Vec<Clause>>) -> Option<Vec<Vec<Clause>>> {
    let clauses: usize = groups.iter().map(Vec::len).sum();
    (clauses <= CLAUSES_MAX && groups.len() <= CLAUSES_MAX).then_some(groups)
}

/// The condition that the groups make; none if they say nothing. Empty groups are left out.
pub fn condition(groups: &[Vec<Clause>]) -> Option<Condition> {
    let groups = groups.iter().filter(|group| !group.is_empty());
    let all = groups.map(|group| together(group.iter().map(statement).collect(), Condition::All));
    let all: Vec<Condition> = all.collect();
    if all.is_empty() { None } else { Some(together(all, Condition::Any)) }
}

fn together(mut of: Vec<Condition>, how: fn(Vec<Condition>) -> Condition) -> Condition {
    match (of.pop(), of.is_empty()) {
        (Some(one), true) => one,
        (last, _) => {
            of.extend(last);
            how(of)
        }
    }
}

fn statement(clause: &Clause) -> Condition {
    let item = clause.item.clone();
    let compare = |with| Condition::Compare { item: clause.item.clone(), with };
    let condition = match &clause.test {
        Test::Answered => Condition::Answered(item),
        Test::NotApplicable => Condition::NotApplicable(item),
        Test::Is(option) => compare(Comparison::Is(option.clone())),
        Test::Includes(option) => compare(Comparison::Includes(option.clone())),
        Test::AtLeast(bound) => compare(Comparison::AtLeast(*bound)),
        Test::AtMost(bound) => compare(Comparison::AtMost(*bound)),
    };
    if clause.holds { condition } else { Condition::Not(Box::new(condition)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::questionnaire::{Answer, Value};

    fn conditions() -> impl Strategy<Value = Condition> {
        let item = prop::sample::select(vec!["a", "b", "c"]);
        let leaf = (item, 0..6).prop_map(|(item, form)| {
            let item = item.to_owned();
            let compare = |with| Condition::Compare { item: item.clone(), with };
            match form {
                0 => Condition::Answered(item),
                1 => Condition::NotApplicable(item),
                2 => compare(Comparison::Is("yes".into())),
                3 => compare(Comparison::Includes("yes".into())),
                4 => compare(Comparison::AtLeast(3.into())),
                _ => compare(Comparison::AtMost(3.into())),
            }
        });
        leaf.prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::All),
                prop::collection::vec(inner.clone(), 1..3).prop_map(Condition::Any),
                inner.prop_map(|of| Condition::Not(Box::new(of))),
            ]
        })
    }

    fn answers() -> impl Strategy<Value = BTreeMap<&'static str, Answer>> {
        let answer = prop_oneof![
            Just(Answer::NotApplicable),
            (1..6i32).prop_map(|value| Answer::Value(Value::Integer(value))),
            Just(Answer::Value(Value::Text("yes".into()))),
            Just(Answer::Value(Value::Several(vec!["yes".into()]))),
        ];
        prop::collection::btree_map(prop::sample::select(vec!["a", "b", "c"]), answer, 0..4)
    }

    proptest! {
        #[test]
        fn the_groups_say_what_the_condition_says(from in conditions(), answers in answers()) {
            let Some(groups) = groups(&from) else { return Ok(()) };
            let back = condition(&groups).unwrap();
            let holds = |condition: &Condition| condition.holds(&|id: &str| answers.get(id));
            prop_assert_eq!(holds(&from), holds(&back));
            prop_assert_eq!(super::groups(&back), Some(groups));
        }
    }

    #[test]
    fn plain_conditions_come_back_as_they_were() {
        for json in [
            r#"{"answered":"a"}"#,
            r#"{"not":{"item":"a","is":"yes"}}"#,
            r#"{"all":[{"item":"a","at_least":3},{"answered":"b"}]}"#,
            r#"{"any":[{"item":"a","at_most":3},{"not":{"not_applicable":"b"}}]}"#,
            r#"{"any":[{"all":[{"answered":"a"},{"answered":"b"}]},{"answered":"c"}]}"#,
        ] {
            let from: Condition = serde_json::from_str(json).unwrap();
            let back = condition(&groups(&from).unwrap());
            assert_eq!(back.as_ref(), Some(&from));
        }
        assert_eq!(condition(&[vec![], vec![]]), None);
    }

    #[test]
    fn what_would_grow_without_bounds_is_not_spread() {
        let pair = |n: usize| {
            Condition::Any(vec![Condition::Answered(format!("a{n}")), Condition::Answered(format!("b{n}"))])
        };
        assert_eq!(groups(&Condition::All((0..8).map(pair).collect())), None);
    }
}
