//! How an item relates to the edition before: asked for when its text changes, because it decides whether answers may be compared.

use std::collections::BTreeSet;

use super::{
    Desk,
    condition::piece,
    field::{FieldView, Maker, Reader, SectionView, option},
};
use crate::questionnaire::{
    Change, Edition, Item, Lineage,
    outline::Part,
    read::{asks_otherwise, differs},
};

/// The item of the edition before that this one is, or takes the place of.
pub(super) fn before<'d>(desk: &'d Desk, item: &Item) -> Option<(&'d Edition, &'d Item)> {
    let previous = desk.previous.as_deref()?;
    let id = match &item.lineage {
        Lineage { change: Change::Replaced, item: Some(earlier) } => earlier,
        _ => &item.id,
    };
    Some((previous, previous.item(id)?))
}

/// Whether the item has an id of its own, which may be changed: no edition has it yet.
pub(super) fn is_own(desk: &Desk, item: &Item) -> bool {
    matches!(item.lineage.change, Change::New | Change::Replaced) || before(desk, item).is_none()
}

/// The section, where there is an edition before.
pub(super) fn section(maker: &Maker<'_>, desk: &Desk, item: &Item) -> Option<SectionView> {
    let previous = desk.previous.as_deref()?;
    let edition = [("edition", previous.edition.clone().into())];
    let change = item.lineage.change;
    let title = maker.visit.text_with("edit-lineage", &edition);
    let Some((_, earlier)) = before(desk, item) else {
        let gone = gone(desk, item);
        let lang = previous.language(maker.visit.lang.as_str());
        let mut options = vec![option("", maker.text("edit-lineage-new"), true)];
        options.extend(gone.into_iter().map(|earlier| {
            option(earlier.id.clone(), format!("{} {}", earlier.id, piece(earlier.text.get(lang))), false)
        }));
        if options.len() == 1 {
            let said = maker.visit.text_with("edit-lineage-is-new", &edition);
            return Some(SectionView::new("lineage", title, vec![FieldView::said(said)]));
        }
        let label = maker.select("lineage-item", "edit-lineage-instead", options);
        return Some(SectionView::new("lineage", title, vec![label]));
    };
    let plain = item.clone().of_its_kind();
    let other = differs(&desk.edition, &plain, previous, earlier);
    let incomparable = asks_otherwise(&desk.edition, &plain, previous, earlier);
    let one = |value: Change, key: &str| {
        option(value.name(), maker.visit.text_with(key, &edition), change == value)
    };
    // What is not true is not there to be chosen; where that is what was said, nothing is chosen.
    let mut options = Vec::new();
    if !other {
        options.push(one(Change::Unchanged, "edit-lineage-unchanged"));
    }
    if !incomparable || change == Change::Reworded {
        options.push(one(Change::Reworded, "edit-lineage-reworded"));
    }
    options.push(one(Change::Replaced, "edit-lineage-replaced"));
    let mut fields = Vec::new();
    if change == Change::Replaced {
        let lang = previous.language(maker.visit.lang.as_str());
        let args = [("item", earlier.id.clone().into()), ("text", earlier.text.get(lang).to_owned().into())];
        fields.push(FieldView::said(maker.visit.text_with("edit-lineage-replaces", &args)));
    }
    let mut question = maker.choices("lineage", "edit-lineage-question", "radio", options);
    question.label = maker.visit.text_with("edit-lineage-question", &edition);
    fields.push(question);
    let mut section = SectionView::new("lineage", title, fields);
    section.urgent = other && change == Change::Unchanged;
    if section.urgent {
        section.hint = Some(maker.visit.text_with("edit-lineage-hint", &edition));
    }
    Some(section)
}

/// The items of the edition before that are not asked any more, and whose place nobody has taken.
fn gone<'d>(desk: &'d Desk, item: &Item) -> Vec<&'d Item> {
    let Some(previous) = &desk.previous else { return Vec::new() };
    let is_taken = |earlier: &Item| {
        desk.edition.items().any(|(_, other)| {
            other.id == earlier.id
                || (other.id != item.id && other.lineage.item.as_deref() == Some(earlier.id.as_str()))
        })
    };
    previous.items().map(|(_, earlier)| earlier).filter(|earlier| !is_taken(earlier)).collect()
}

/// What stands in the form. Another question gets an id of its own; the same one its old id back.
pub(super) fn read(reader: &Reader<'_>, desk: &Desk, item: &mut Item, seen: &Item) {
    let earlier = reader.form.text("lineage-item");
    if !earlier.is_empty() && before(desk, seen).is_none() {
        item.lineage = Lineage { change: Change::Replaced, item: Some(earlier.to_owned()) };
        return;
    }
    let Some((_, was)) = before(desk, seen) else { return };
    let chosen = reader.form.text("lineage");
    let known = [Change::Unchanged, Change::Reworded, Change::Replaced].into_iter();
    let Some(change) = known.clone().find(|change| change.name() == chosen) else { return };
    if change == seen.lineage.change {
        return;
    }
    match change {
        Change::Replaced => {
            let above = desk.outline.all(Part::Item).into_iter().find(|placed| placed.node.id() == seen.id);
            let above = above.and_then(|placed| desk.outline.get(placed.parent.as_deref()?));
            if let Some(above) = above {
                item.id = free_id(&desk.edition, &desk.retired, above.node.id());
            }
            item.lineage = Lineage { change, item: Some(was.id.clone()) };
        }
        _ => {
            item.id.clone_from(&was.id);
            item.lineage = Lineage { change, item: None };
        }
    }
}

/// An id that no item of this edition has, nor ever had in another one.
pub(super) fn free_id(edition: &Edition, retired: &BTreeSet<String>, above: &str) -> String {
    let is_free = |id: &String| edition.item(id).is_none() && !retired.contains(id);
    let letters = ('a'..='z').map(|letter| format!("{above}{letter}"));
    letters.chain((1..=u32::MAX).map(|number| format!("{above}-{number}"))).find(is_free).unwrap_or_default()
}
