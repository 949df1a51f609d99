//! What changed between two editions, item by item: for whoever prepares the next year, and for the page that
//! shows the secretariat what is new.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    definition::{Change, Column, Depth, Edition, Item, Substandard},
    read,
    text::Localised,
};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The id of the item, or of the sub-standard for [`What::Perspective`].
    pub place: String,
    /// What differs.
    pub what: What,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The item is new.
    Added,
    /// The item is gone.
    Removed,
    /// The item takes the place of this earlier one: the trend is broken.
    Replaces(String),
    /// Words of the item are others in this language.
    Words {
        /// Which of its words.
        of: Words,
        /// The language.
        language: String,
        /// The earlier words; empty if there were none.
        before: String,
        /// The later words; empty if there are none.
        after: String,
    },
    /// The form of the answer is another: its kind, scale, options, unit or columns.
    Scale,
    /// The words of the options or of the table's columns are others.
    Answers,
    /// The bounds of a number, its decimals, or a table's rows are others.
    Bounds,
    /// It is shown on another condition.
    Condition,
    /// The item is core, in-depth or a follow-up question now, and was something else.
    Depth {
        /// The earlier depth.
        before: Depth,
        /// The later depth.
        after: Depth,
    },
    /// The item stands in another sub-standard.
    Moved {
        /// The earlier sub-standard's id.
        before: String,
        /// The later sub-standard's id.
        after: String,
    },
    /// The sub-standard counts under another perspective.
    Perspective {
        /// The earlier perspective's id; empty if there was none.
        before: String,
        /// The later perspective's id; empty if there is none.
        after: String,
    },
}

/// The words of an item that are told with what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Words {
    /// What is asked.
    Text,
    /// The help.
    Help,
    /// The sign at the low end of the scale.
    Low,
    /// The sign in the middle.
    Middle,
    /// The sign at the high end.
    High,
}

impl Words {
    /// All of them, in the order in which they stand at an item.
    pub const ALL: [Words; 5] = [Words::Text, Words::Help, Words::Low, Words::Middle, Words::High];

    /// The name, as in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Words::Text => "text",
            Words::Help => "help",
            Words::Low => "low",
            Words::Middle => "middle",
            Words::High => "high",
        }
    }

    fn within(self, item: &Item) -> Option<&Localised> {
        let signs = item.signs.as_ref();
        match self {
            Words::Text => Some(&item.text),
            Words::Help => item.help.as_ref(),
            Words::Low => signs.map(|signs| &signs.low),
            Words::Middle => signs.map(|signs| &signs.middle),
            Words::High => signs.map(|signs| &signs.high),
        }
    }
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            What::Added => write!(f, "new"),
            What::Removed => write!(f, "removed"),
            What::Replaces(earlier) => write!(f, "replaces {earlier}"),
            What::Words { of, language, before, after } => {
                write!(f, "{} ({language}): {before:?} -> {after:?}", of.name())
            }
            What::Scale => write!(f, "form of the answer changed"),
            What::Answers => write!(f, "words of the answers changed"),
            What::Bounds => write!(f, "bounds of the answer changed"),
            What::Condition => write!(f, "condition changed"),
            What::Depth { before, after } => write!(f, "depth: {} -> {}", before.name(), after.name()),
            What::Moved { before, after } => write!(f, "moved: {before} -> {after}"),
            What::Perspective { before, after } => write!(f, "perspective: {before} -> {after}"),
        }
    }
}

/// What differs from `before` in `after`, in the order of `after`, then what is gone.
pub fn diff(before: &Edition, after: &Edition) -> Vec<Difference> {
    let earlier: BTreeMap<&str, (&Substandard, &Item)> =
        before.items().map(|(sub, item)| (item.id.as_str(), (sub, item))).collect();
    let parts: BTreeMap<&str, &Substandard> =
        before.substandards().map(|(_, sub)| (sub.id.as_str(), sub)).collect();
    let mut differences = Vec::new();
    for (_, sub) in after.substandards() {
        let old = parts.get(sub.id.as_str());
        if let Some(old) = old.filter(|old| old.perspective != sub.perspective) {
            let name = |sub: &Substandard| sub.perspective.clone().unwrap_or_default();
            let what = What::Perspective { before: name(old), after: name(sub) };
            differences.push(Difference { place: sub.id.clone(), what });
        }
        for item in &sub.items {
            let found = match earlier.get(item.id.as_str()) {
                Some((old_sub, old)) => changes(before, old_sub, old, after, sub, item),
                None => vec![added(item)],
            };
            differences.extend(found.into_iter().map(|what| Difference { place: item.id.clone(), what }));
        }
    }
    let later: BTreeSet<&str> = after.items().map(|(_, item)| item.id.as_str()).collect();
    // What another item takes the place of is told there.
    let replaced: BTreeSet<&str> =
        after.items().filter_map(|(_, item)| item.lineage.item.as_deref()).collect();
    let gone = before
        .items()
        .filter(|(_, item)| !later.contains(item.id.as_str()) && !replaced.contains(item.id.as_str()));
    differences.extend(gone.map(|(_, item)| Difference { place: item.id.clone(), what: What::Removed }));
    differences
}

fn added(item: &Item) -> What {
    match (&item.lineage.change, &item.lineage.item) {
        (Change::Replaced, Some(earlier)) => What::Replaces(earlier.clone()),
        _ => What::Added,
    }
}

fn changes(
    before: &Edition,
    old_sub: &Substandard,
    old: &Item,
    after: &Edition,
    sub: &Substandard,
    item: &Item,
) -> Vec<What> {
    let mut changes = Vec::new();
    if old_sub.id != sub.id {
        changes.push(What::Moved { before: old_sub.id.clone(), after: sub.id.clone() });
    }
    if old.depth != item.depth {
        changes.push(What::Depth { before: old.depth, after: item.depth });
    }
    if read::asks_otherwise(after, item, before, old) {
        changes.push(What::Scale);
    } else if read::answers_read_otherwise(item, old) {
        changes.push(What::Answers);
    }
    if bounds(old) != bounds(item) {
        changes.push(What::Bounds);
    }
    if old.visible_if != item.visible_if {
        changes.push(What::Condition);
    }
    for of in Words::ALL {
        changes.extend(reworded(of, of.within(old), of.within(item)));
    }
    changes
}

/// The languages in which an item's words differ.
fn reworded(of: Words, before: Option<&Localised>, after: Option<&Localised>) -> Vec<What> {
    let languages: BTreeSet<&String> =
        [before, after].into_iter().flatten().flat_map(|text| text.0.keys()).collect();
    let words = |text: Option<&Localised>, language: &str| {
        text.and_then(|text| text.0.get(language)).cloned().unwrap_or_default()
    };
    languages
        .into_iter()
        .map(|language| (language, words(before, language), words(after, language)))
        .filter(|(_, before, after)| before != after)
        .map(|(language, before, after)| What::Words { of, language: language.clone(), before, after })
        .collect()
}

/// What bounds the answer, in the item and in its columns.
fn bounds(item: &Item) -> impl PartialEq {
    let fields = std::iter::once(item.field()).chain(item.columns.iter().map(Column::field));
    let bounds: Vec<_> = fields.map(|field| (field.min, field.max, field.decimals)).collect();
    (item.rows, bounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{Condition, Kind, Number, definition::Choice, read, shipped};

    fn edition() -> Edition {
        read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap()
    }

    #[test]
    fn an_edition_does_not_differ_from_itself() {
        assert_eq!(diff(&edition(), &edition()), vec![]);
    }

    #[test]
    fn what_an_unchanged_item_may_change_is_told_all_the_same() {
        let text = |text: &str| Localised([("sv".to_owned(), text.to_owned())].into());
        let option = |id: &str| Choice { id: id.to_owned(), text: text(id), exclusive: false };
        let mut before = edition();
        let item = before.standards[0].substandards[0].items.last_mut().unwrap();
        (item.kind, item.scale, item.signs) = (Kind::Single, None, None);
        item.options = vec![option("a"), option("b")];
        let told = |change: fn(&mut Item)| -> Vec<String> {
            let mut after = before.clone();
            change(after.standards[0].substandards[0].items.last_mut().unwrap());
            diff(&before, &after).into_iter().map(|difference| difference.what.to_string()).collect()
        };
        assert_eq!(
            told(|item| item.visible_if = Some(Condition::Answered("1.1a".into()))),
            ["condition changed"]
        );
        assert_eq!(
            told(|item| drop(item.options[0].text.0.insert("sv".into(), "annat".into()))),
            ["words of the answers changed"]
        );
        assert_eq!(told(|item| drop(item.options.pop())), ["form of the answer changed"]);
        assert_eq!(told(|item| item.max = Some(Number::from(7))), ["bounds of the answer changed"]);
    }

    #[test]
    fn every_kind_of_change_is_told() {
        let before = edition();
        let mut after = before.clone();
        let sub = &mut after.standards[0].substandards[0];
        let gone = sub.items.remove(0).id;
        let mut fresh = sub.items[0].clone();
        fresh.id = "ny".into();
        fresh.lineage.change = Change::Replaced;
        fresh.lineage.item = Some(gone.clone());
        let reworded = sub.items[0].id.clone();
        sub.items[0].text.0.insert("sv".into(), "annat".into());
        sub.items.push(fresh);
        let moved = sub.items.remove(1);
        let moved_id = moved.id.clone();
        after.standards[0].substandards[1].items.insert(0, moved);
        let told: Vec<(String, String)> =
            diff(&before, &after).into_iter().map(|d| (d.place, d.what.to_string())).collect();
        let has = |place: &str, start: &str| {
            told.iter().any(|(found, what)| found == place && what.starts_with(start))
        };
        assert!(
            has(&reworded, "text (sv)") && !has(&gone, ""),
            "what is replaced is told where it is: {told:?}"
        );
        after.standards[0].substandards.remove(1);
        let told = diff(&before, &after);
        assert!(told.iter().any(|d| d.what == What::Removed && d.place == "1.2a"), "{told:?}");
        assert!(has("ny", "replaces") && has(&moved_id, if moved_id == "ny" { "replaces" } else { "moved" }));
    }
}
