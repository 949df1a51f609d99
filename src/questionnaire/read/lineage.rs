//! Checks what an edition says about the one before it.

use std::collections::BTreeMap;

use super::{Problem, problem};
use crate::questionnaire::definition::{Change, Edition, Item};

/// Checks an edition against the one that its lineage refers to.
///
/// # Returns
/// A problem for each item whose lineage does not hold: an `unchanged` item with another text, help or
/// scale, a linked or replaced item that the earlier edition does not have, a `new` one that it has.
pub fn check_lineage(edition: &Edition, previous: &Edition) -> Vec<Problem> {
    let earlier: BTreeMap<&str, &Item> = previous.items().map(|(_, item)| (item.id.as_str(), item)).collect();
    let mut problems = Vec::new();
    for (s, standard) in edition.standards.iter().enumerate() {
        for (b, sub) in standard.substandards.iter().enumerate() {
            for (i, item) in sub.items.iter().enumerate() {
                let place = format!("/standards/{s}/substandards/{b}/items/{i}/lineage");
                let before = earlier.get(item.id.as_str());
                let fault = match (item.lineage.change, before) {
                    (Change::Unchanged | Change::Reworded, None) => Some((
                        format!("Edition {} has no item {:?}.", previous.edition, item.id),
                        "Write \"new\", or \"replaced\" with the earlier id.",
                    )),
                    (Change::New, Some(_)) => Some((
                        format!("Edition {} has an item {:?} already.", previous.edition, item.id),
                        "Write \"unchanged\" or \"reworded\", or give the item an id of its own.",
                    )),
                    (Change::Replaced, Some(_)) => Some((
                        format!("Edition {} has an item {:?} already.", previous.edition, item.id),
                        "Give the item that takes the place a new id.",
                    )),
                    (Change::Unchanged, Some(before)) if differs(edition, item, previous, before) => Some((
                        format!(
                            "The item is marked unchanged, but differs from edition {}.",
                            previous.edition
                        ),
                        "Write \"reworded\" if it asks the same thing, else give it a new id and write \"replaced\".",
                    )),
                    (Change::Reworded, Some(before)) if asks_otherwise(edition, item, previous, before) => {
                        Some((
                            "The item is marked reworded, but its answers have another form.".to_owned(),
                            "Answers of another form cannot be compared: give it a new id and write \"replaced\".",
                        ))
                    }
                    (Change::Replaced, None)
                        if item.lineage.item.as_deref().is_some_and(|id| !earlier.contains_key(id)) =>
                    {
                        Some((
                            format!("Edition {} has no item {:?}.", previous.edition, item.lineage.item),
                            "Name the id that the earlier edition used.",
                        ))
                    }
                    _ => None,
                };
                if let Some((what, mend)) = fault {
                    problems.push(problem(&place, what, mend.to_owned()));
                }
            }
        }
    }
    problems
}

fn differs(edition: &Edition, item: &Item, previous: &Edition, before: &Item) -> bool {
    item.text != before.text || item.help != before.help || asks_otherwise(edition, item, previous, before)
}

/// Whether answers have another form: another kind, scale, set of options, or set of columns.
pub(in crate::questionnaire) fn asks_otherwise(
    edition: &Edition,
    item: &Item,
    previous: &Edition,
    before: &Item,
) -> bool {
    let ids = |item: &Item| -> Vec<String> {
        let options = item.options.iter().map(|option| option.id.clone());
        let columns = item.columns.iter().map(|column| format!("{}:{}", column.id, column.kind.name()));
        options.chain(columns).collect()
    };
    item.kind != before.kind
        || edition.scale(item) != previous.scale(before)
        || ids(item) != ids(before)
        || item.unit != before.unit
}
