//! Checks conditions: they speak of items that exist and come before, and compare each with what it can answer.

use std::collections::BTreeMap;

use super::{
    CONDITION_DEPTH_MAX, Fault, Problem,
    check::{first, option_ids},
    problem,
};
use crate::questionnaire::{
    condition::{Comparison, Condition},
    definition::{Edition, Item, Kind},
    number::Number,
};

/// The problems of an edition's conditions, in the order of the file, at most so many.
pub(super) fn problems(edition: &Edition, most: usize) -> Vec<Problem> {
    let order: BTreeMap<&str, (usize, &Item)> =
        edition.items().enumerate().map(|(place, (_, item))| (item.id.as_str(), (place, item))).collect();
    let mut problems = Vec::new();
    let mut here = 0;
    for (s, standard) in edition.standards.iter().enumerate() {
        for (b, sub) in standard.substandards.iter().enumerate() {
            for (i, item) in sub.items.iter().enumerate() {
                if let Some(condition) = &item.visible_if {
                    let place = format!("/standards/{s}/substandards/{b}/items/{i}/visible_if");
                    let mut walk = Walk { edition, order: &order, here, most, problems: &mut problems };
                    walk.condition(&place, condition, 1);
                }
                here += 1;
            }
        }
    }
    problems
}

struct Walk<'a, 'e> {
    edition: &'e Edition,
    order: &'a BTreeMap<&'e str, (usize, &'e Item)>,
    /// The place of the item that has the condition, among all items.
    here: usize,
    most: usize,
    problems: &'a mut Vec<Problem>,
}

impl<'e> Walk<'_, 'e> {
    fn report(&mut self, place: &str, fault: Fault) {
        if self.problems.len() < self.most {
            self.problems.push(problem(place, fault));
        }
    }

    fn condition(&mut self, place: &str, condition: &Condition, depth: usize) {
        if depth > CONDITION_DEPTH_MAX {
            return self.report(place, Fault::ConditionTooDeep { most: CONDITION_DEPTH_MAX });
        }
        match condition {
            Condition::All(of) | Condition::Any(of) => {
                let name = if matches!(condition, Condition::All(_)) { "all" } else { "any" };
                if of.is_empty() {
                    self.report(&format!("{place}/{name}"), Fault::ConditionEmpty);
                }
                for (index, part) in of.iter().enumerate() {
                    self.condition(&format!("{place}/{name}/{index}"), part, depth + 1);
                }
            }
            Condition::Not(of) => self.condition(&format!("{place}/not"), of, depth + 1),
            Condition::Answered(item) => {
                self.earlier(&format!("{place}/answered"), item);
            }
            Condition::NotApplicable(item) => {
                self.earlier(&format!("{place}/not_applicable"), item);
            }
            Condition::Compare { item, with } => {
                if let Some(item) = self.earlier(&format!("{place}/item"), item) {
                    self.comparison(place, item, with);
                }
            }
        }
    }

    /// The item that is spoken of, if it exists and comes before: so there are no cycles.
    fn earlier(&mut self, place: &str, id: &str) -> Option<&'e Item> {
        let order = self.order;
        let fault = match order.get(id) {
            None => Fault::ConditionItemUnknown { item: id.to_owned() },
            Some((there, _)) if *there == self.here => Fault::ConditionOnItself,
            Some((there, _)) if *there > self.here => Fault::ConditionItemLater { item: id.to_owned() },
            Some((_, item)) => return Some(item),
        };
        self.report(place, fault);
        None
    }

    fn comparison(&mut self, place: &str, item: &Item, with: &Comparison) {
        let (comparison, fits) = match with {
            Comparison::Is(_) => ("is", matches!(item.kind, Kind::YesPartlyNo | Kind::Single)),
            Comparison::Includes(_) => ("includes", item.kind == Kind::Multiple),
            Comparison::AtLeast(_) => ("at_least", matches!(item.kind, Kind::Rating | Kind::Number)),
            Comparison::AtMost(_) => ("at_most", matches!(item.kind, Kind::Rating | Kind::Number)),
        };
        let place = format!("{place}/{comparison}");
        if !fits {
            let fault = Fault::ConditionUnfit { comparison, item: item.id.clone(), kind: item.kind };
            return self.report(&place, fault);
        }
        match with {
            Comparison::Is(option) | Comparison::Includes(option) => {
                let known = option_ids(item);
                if !known.contains(&option.as_str()) {
                    let (item, option) = (item.id.clone(), option.clone());
                    self.report(&place, Fault::ConditionNoOption { item, option, known: first(&known) });
                }
            }
            Comparison::AtLeast(bound) | Comparison::AtMost(bound) => {
                let (min, max) = match self.edition.scale(item) {
                    Some(scale) => (Some(Number::from(scale.min)), Some(Number::from(scale.max))),
                    None => (item.min, item.max),
                };
                if min.is_some_and(|min| *bound < min) || max.is_some_and(|max| *bound > max) {
                    let fault = Fault::ConditionOutOfReach { item: item.id.clone(), bound: *bound };
                    self.report(&place, fault);
                }
            }
        }
    }
}
