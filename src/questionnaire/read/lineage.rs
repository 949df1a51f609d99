//! Checks what an edition says about the one before it.

use std::collections::BTreeMap;

use super::{Fault, Problem, problem};
use crate::questionnaire::{
    definition::{Change, Choice, Column, Edition, Item, Kind},
    text::Localised,
};

/// Checks an edition against the one that it names as previous, if that is at hand.
///
/// # Returns
/// Nothing for an edition that names no previous one; one problem if the one that it names is not at hand, because what is said of it
/// cannot be checked then; else a problem for each item whose lineage does not hold: an `unchanged` item with other words or another form of answer, a
/// `reworded` one with another form of answer, a linked or replaced item that the earlier edition does not have, a `new` one
/// that it has. To whom an item is shown, and within what bounds a number lies, may change with any lineage.
pub fn check_lineage(edition: &Edition, previous: Option<&Edition>) -> Vec<Problem> {
    let Some(previous) = previous else {
        let unknown = |name: &String| problem("/previous", Fault::PreviousUnknown { edition: name.clone() });
        return edition.previous.iter().map(unknown).collect();
    };
    let earlier: BTreeMap<&str, &Item> = previous.items().map(|(_, item)| (item.id.as_str(), item)).collect();
    let mut problems = Vec::new();
    for (s, standard) in edition.standards.iter().enumerate() {
        for (b, sub) in standard.substandards.iter().enumerate() {
            for (i, item) in sub.items.iter().enumerate() {
                let place = format!("/standards/{s}/substandards/{b}/items/{i}/lineage");
                let before = earlier.get(item.id.as_str());
                let name = || (previous.edition.clone(), item.id.clone());
                let fault = match (item.lineage.change, before) {
                    (Change::Unchanged | Change::Reworded, None) => {
                        let (edition, item) = name();
                        Some(Fault::NotInPrevious { edition, item })
                    }
                    (Change::New, Some(_)) => {
                        let (edition, item) = name();
                        Some(Fault::NewInPrevious { edition, item })
                    }
                    (Change::Replaced, Some(_)) => {
                        let (edition, item) = name();
                        Some(Fault::ReplacementInPrevious { edition, item })
                    }
                    (Change::Unchanged, Some(before)) if differs(edition, item, previous, before) => {
                        Some(Fault::UnchangedDiffers { edition: previous.edition.clone() })
                    }
                    (Change::Reworded, Some(before)) if asks_otherwise(edition, item, previous, before) => {
                        Some(Fault::RewordedOtherForm)
                    }
                    (Change::Replaced, None) => {
                        let replaced = item.lineage.item.as_ref();
                        replaced.filter(|id| !earlier.contains_key(id.as_str())).map(|id| {
                            let (edition, item) = (previous.edition.clone(), id.clone());
                            Fault::ReplacedNotInPrevious { edition, item }
                        })
                    }
                    _ => None,
                };
                problems.extend(fault.map(|fault| problem(&place, fault)));
            }
        }
    }
    problems
}

/// Checks that no item of an edition that is said to be new, or to take another's place, has the id of another question of its questionnaire.
///
/// `known` are the editions at hand, of whatever questionnaire. Those that go on from this edition have its ids by right, and what the
/// previous one has is the matter of [`check_lineage`]. A question that comes back after some years may have its id again, if it reads the
/// same and asks for the same form of answer.
///
/// # Returns
/// A problem for each such item.
pub fn check_ids<'e>(edition: &Edition, known: impl IntoIterator<Item = &'e Edition>) -> Vec<Problem> {
    let family: Vec<&Edition> = known.into_iter().filter(|other| other.id == edition.id).collect();
    let mut asked: BTreeMap<&str, Vec<(&Edition, &Item)>> = BTreeMap::new();
    let is_previous = |other: &Edition| Some(&other.edition) == edition.previous.as_ref();
    for other in family.iter().filter(|other| !is_previous(other) && !goes_on_from(other, edition, &family)) {
        for (_, item) in other.items() {
            asked.entry(&item.id).or_default().push((other, item));
        }
    }
    let mut problems = Vec::new();
    for (s, standard) in edition.standards.iter().enumerate() {
        for (b, sub) in standard.substandards.iter().enumerate() {
            for (i, item) in sub.items.iter().enumerate() {
                if !matches!(item.lineage.change, Change::New | Change::Replaced) {
                    continue;
                }
                let known = asked.get(item.id.as_str()).into_iter().flatten();
                let other = known.filter(|(other, before)| differs(edition, item, other, before));
                let Some((other, _)) = other.max_by_key(|(other, _)| &other.edition) else { continue };
                let fault = Fault::IdOfAnother { edition: other.edition.clone(), item: item.id.clone() };
                problems.push(problem(&format!("/standards/{s}/substandards/{b}/items/{i}/id"), fault));
            }
        }
    }
    problems
}

/// Whether an edition is this one, or builds on it, however many lie between them.
fn goes_on_from(other: &Edition, edition: &Edition, family: &[&Edition]) -> bool {
    let mut name = Some(&other.edition);
    // No chain is longer than there are editions: one that names itself ends too.
    for _ in 0..=family.len() {
        let Some(here) = name else { return false };
        if *here == edition.edition {
            return true;
        }
        name = family.iter().find(|known| known.edition == *here).and_then(|known| known.previous.as_ref());
    }
    false
}

/// Whether an item is another than before for those who answer it: other words, or another form of the answer.
pub fn differs(edition: &Edition, item: &Item, previous: &Edition, before: &Item) -> bool {
    reads_otherwise(item, before) || asks_otherwise(edition, item, previous, before)
}

/// Whether a text says the same in the languages that both editions have: a translation more changes nothing for those who read the
/// others.
fn same(text: &Localised, before: &Localised) -> bool {
    let mut shared =
        text.0.iter().filter_map(|(language, text)| Some((text, before.0.get(language)?))).peekable();
    if shared.peek().is_none() { text == before } else { shared.all(|(text, before)| text == before) }
}

fn same_if_any(text: Option<&Localised>, before: Option<&Localised>) -> bool {
    match (text, before) {
        (Some(text), Some(before)) => same(text, before),
        (text, before) => text.is_none() && before.is_none(),
    }
}

/// Whether the words that a respondent reads at an item are others.
fn reads_otherwise(item: &Item, before: &Item) -> bool {
    let same_signs = match (&item.signs, &before.signs) {
        (Some(signs), Some(before)) => {
            same(&signs.low, &before.low)
                && same(&signs.middle, &before.middle)
                && same(&signs.high, &before.high)
        }
        (signs, before) => signs.is_none() && before.is_none(),
    };
    !same(&item.text, &before.text)
        || !same_if_any(item.help.as_ref(), before.help.as_ref())
        || !same_signs
        || answers_read_otherwise(item, before)
}

/// Whether the options or a table's columns read otherwise: another text or unit, or in a column other options. (A table is never
/// compared cell by cell.)
pub(in crate::questionnaire) fn answers_read_otherwise(item: &Item, before: &Item) -> bool {
    fn same_options(options: &[Choice], before: &[Choice]) -> bool {
        let same_option =
            |(option, before): (&Choice, &Choice)| option.id == before.id && same(&option.text, &before.text);
        options.len() == before.len() && options.iter().zip(before).all(same_option)
    }
    let same_column = |(column, before): (&Column, &Column)| {
        same(&column.title, &before.title)
            && same_if_any(column.unit.as_ref(), before.unit.as_ref())
            && same_options(&column.options, &before.options)
    };
    !same_options(&item.options, &before.options)
        || item.columns.len() != before.columns.len()
        || !item.columns.iter().zip(&before.columns).all(same_column)
}

/// Whether answers have another form: another kind, scale, unit, set of options, or set of columns.
pub fn asks_otherwise(edition: &Edition, item: &Item, previous: &Edition, before: &Item) -> bool {
    fn options(item: &Item) -> Vec<&str> {
        item.options.iter().map(|option| option.id.as_str()).collect()
    }
    fn columns(item: &Item) -> Vec<(&str, Kind)> {
        item.columns.iter().map(|column| (column.id.as_str(), column.kind)).collect()
    }
    let same_scale = match (edition.scale(item), previous.scale(before)) {
        (Some(scale), Some(before)) => {
            (scale.min, scale.max) == (before.min, before.max)
                && same(&scale.low, &before.low)
                && same(&scale.middle, &before.middle)
                && same(&scale.high, &before.high)
        }
        (scale, before) => scale.is_none() && before.is_none(),
    };
    item.kind != before.kind
        || !same_scale
        || !same_if_any(item.unit.as_ref(), before.unit.as_ref())
        || options(item) != options(before)
        || columns(item) != columns(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{
        Depth, Lineage, Number,
        condition::{Comparison, Condition},
        read, shipped,
    };

    fn text(text: &str) -> Localised {
        Localised([("sv".to_owned(), text.to_owned()), ("en".to_owned(), text.to_owned())].into())
    }

    fn option(id: &str) -> Choice {
        Choice { id: id.to_owned(), text: text(id), exclusive: false }
    }

    /// The faults of an edition whose first item, a table, and second item, a choice, were changed since the one before.
    fn faults(change: Change, edit: impl FnOnce(&mut Item, &mut Item)) -> Vec<&'static str> {
        let mut before = read(&shipped::bytes("sjalvevaluering", "2025").unwrap()).unwrap();
        let place = &mut before.standards[0].substandards[0].items;
        let column = Column {
            id: "c".to_owned(),
            title: text("c"),
            kind: Kind::Single,
            options: vec![option("a"), option("b")],
            unit: None,
            min: None,
            max: None,
            decimals: None,
        };
        let plain = |id: &str, kind| Item { text: text(id), ..Item::new(id, kind, Depth::Core) };
        place.truncate(2);
        place[0] = Item { columns: vec![column], ..plain("table", Kind::Table) };
        place[1] = Item { options: vec![option("a"), option("b")], ..plain("choice", Kind::Single) };
        let mut after = before.clone();
        (after.previous, after.edition) = (Some("2025".to_owned()), "2026".to_owned());
        for item in
            after.standards.iter_mut().flat_map(|s| &mut s.substandards).flat_map(|sub| &mut sub.items)
        {
            item.lineage = Lineage { change: Change::Unchanged, item: None };
        }
        let [table, choice] = after.standards[0].substandards[0].items.as_mut_slice() else { panic!() };
        (table.lineage.change, choice.lineage.change) = (change, change);
        edit(table, choice);
        check_lineage(&after, Some(&before)).iter().map(|problem| problem.fault.code()).collect()
    }

    #[test]
    fn unchanged_means_the_same_words_and_the_same_form() {
        use Change::{Reworded, Unchanged};
        let nothing: [&str; 0] = [];
        assert_eq!(faults(Unchanged, |_, _| {}), nothing);
        let differs = ["unchanged-differs"];
        assert_eq!(faults(Unchanged, |_, choice| choice.text = text("annat")), differs);
        assert_eq!(faults(Unchanged, |_, choice| choice.help = Some(text("hjälp"))), differs);
        assert_eq!(faults(Unchanged, |_, choice| choice.options[1].text = text("annat")), differs);
        assert_eq!(faults(Unchanged, |table, _| table.columns[0].title = text("annat")), differs);
        assert_eq!(faults(Unchanged, |table, _| table.columns[0].options[0].text = text("annat")), differs);
        assert_eq!(faults(Unchanged, |table, _| table.columns[0].options[0].id = "x".into()), differs);
        assert_eq!(faults(Reworded, |_, choice| choice.options[1].text = text("annat")), nothing);
        assert_eq!(faults(Reworded, |table, _| table.columns[0].title = text("annat")), nothing);
        assert_eq!(faults(Reworded, |table, _| table.columns[0].options[0].id = "x".into()), nothing);
        let form = ["reworded-other-form"];
        assert_eq!(faults(Reworded, |_, choice| drop(choice.options.pop())), form);
        assert_eq!(faults(Reworded, |table, _| table.columns[0].kind = Kind::YesPartlyNo), form);
    }

    #[test]
    fn what_is_said_of_an_edition_that_is_not_at_hand_is_a_fault() {
        let edition = |name| read(&shipped::bytes("sjalvevaluering", name).unwrap()).unwrap();
        assert_eq!(check_lineage(&edition("2025"), None), vec![], "the first edition says nothing");
        let found = check_lineage(&edition("2026"), None);
        let fault = Fault::PreviousUnknown { edition: "2025".to_owned() };
        assert_eq!(found, vec![problem("/previous", fault)]);
    }

    #[test]
    fn no_question_gets_the_id_that_another_one_had() {
        let shipped = |name| read(&shipped::bytes("sjalvevaluering", name).unwrap()).unwrap();
        let known = ["2025", "2026", "2027"].map(shipped);
        let found = |edition: &Edition| -> Vec<(String, Fault)> {
            check_ids(edition, &known).into_iter().map(|problem| (problem.place, problem.fault)).collect()
        };
        for edition in &known {
            assert_eq!(found(edition), vec![], "{}", edition.edition);
        }
        // 4.1b was asked in 2025 and 2026, and is gone in 2027.
        let mut next = known[2].clone();
        (next.edition, next.previous) = ("2028".to_owned(), Some("2027".to_owned()));
        for item in next.standards.iter_mut().flat_map(|s| &mut s.substandards).flat_map(|sub| &mut sub.items)
        {
            item.lineage = Lineage { change: Change::Unchanged, item: None };
        }
        assert_eq!(found(&next), vec![]);
        let fresh = Item { text: text("ny"), ..Item::new("4.1b", Kind::Text, Depth::Core) };
        next.standards[0].substandards[0].items.insert(0, fresh);
        let fault = Fault::IdOfAnother { edition: "2026".to_owned(), item: "4.1b".to_owned() };
        let place = "/standards/0/substandards/0/items/0/id".to_owned();
        assert_eq!(found(&next), vec![(place.clone(), fault.clone())]);
        next.standards[0].substandards[0].items[0].lineage =
            Lineage { change: Change::Replaced, item: Some("1.1b".to_owned()) };
        assert_eq!(found(&next), vec![(place, fault)]);
        // Without an edition before, as after a fresh start.
        next.previous = None;
        assert!(!found(&next).is_empty());
        // The question itself may come back; another questionnaire is another matter.
        let again = known[1].item("4.1b").unwrap().clone();
        next.standards[0].substandards[0].items[0] =
            Item { lineage: Lineage { change: Change::New, item: None }, ..again };
        assert_eq!(found(&next), vec![]);
        next.standards[0].substandards[0].items[0].text = text("ny");
        next.id = "annat".to_owned();
        assert_eq!(found(&next), vec![]);
    }

    #[test]
    fn to_whom_it_is_shown_and_within_what_bounds_may_change() {
        let condition =
            Condition::Compare { item: "table".to_owned(), with: Comparison::Is("yes".to_owned()) };
        let found = faults(Change::Unchanged, |table, choice| {
            choice.visible_if = Some(condition);
            choice.depth = Depth::Indepth;
            (table.rows, table.min) = (Some(7), Some(Number::from(3)));
        });
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn an_id_that_comes_or_goes_is_told() {
        let of = |change, id: &str, replaced: Option<&str>| {
            faults(change, |_, choice| {
                choice.id = id.to_owned();
                choice.lineage.item = replaced.map(str::to_owned);
            })
        };
        let other = "new-in-previous";
        assert_eq!(of(Change::New, "choice", None), [other, other]);
        assert_eq!(of(Change::New, "ny", None), [other]);
        assert_eq!(of(Change::Reworded, "ny", None), ["not-in-previous"]);
        let table = "replacement-in-previous";
        assert_eq!(of(Change::Replaced, "choice", Some("choice")), [table, table]);
        assert_eq!(of(Change::Replaced, "ny", Some("choice")), [table]);
        assert_eq!(of(Change::Replaced, "ny", Some("borta")), [table, "replaced-not-in-previous"]);
    }
}
