//! What changed between two editions, from the title to the last item: for whoever prepares the next year, and for the page that
//! shows the secretariat what is new.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use super::{
    definition::{
        Change, Choice, Column, CommentWhen, Depth, Edition, Item, Kind, Scale, Standard, Substandard,
    },
    number::Number,
    outline::Part,
    read,
    text::Localised,
};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What `place` is the id of.
    pub part: Part,
    /// The id.
    pub place: String,
    /// What differs.
    pub what: What,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The part is new.
    Added,
    /// The part is gone.
    Removed,
    /// The item takes the place of this earlier one: the trend is broken.
    Replaces(String),
    /// Words are others in this language.
    Words {
        /// Which words.
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
    /// The kind of the answer is another.
    Kind {
        /// The earlier kind.
        before: Kind,
        /// The later kind.
        after: Kind,
    },
    /// The scale has other ends.
    Range {
        /// The earlier lowest and highest value.
        before: (i32, i32),
        /// The later ones.
        after: (i32, i32),
    },
    /// The words of the options or of the table's columns are others.
    Answers,
    /// What bounds the answer is another.
    Bound {
        /// Which bound.
        of: Bound,
        /// The earlier one, if there was one.
        before: Option<Number>,
        /// The later one, if there is one.
        after: Option<Number>,
    },
    /// The bounds of a table's columns are others.
    Bounds,
    /// Another option than before excludes the others.
    Exclusive,
    /// A comment is asked for with other answers.
    CommentWhen {
        /// The earlier ones, if there were any.
        before: Option<CommentWhen>,
        /// The later ones, if there are any.
        after: Option<CommentWhen>,
    },
    /// It is shown on another condition.
    Condition,
    /// The item is core, in-depth or a follow-up question now, and was something else.
    Depth {
        /// The earlier depth.
        before: Depth,
        /// The later depth.
        after: Depth,
    },
    /// The item stands in another sub-standard, or the sub-standard in another standard.
    Moved {
        /// The id of what it lay in.
        before: String,
        /// The id of what it lies in.
        after: String,
    },
    /// It stands in another place among its neighbours.
    Order {
        /// The id of the one that it comes after now; empty if it comes first.
        follows: String,
    },
    /// The sub-standard counts under another perspective.
    Perspective {
        /// The earlier perspective's id; empty if there was none.
        before: String,
        /// The later perspective's id; empty if there is none.
        after: String,
    },
    /// The sub-standard touches another second perspective.
    Secondary {
        /// The earlier perspective's id; empty if there was none.
        before: String,
        /// The later perspective's id; empty if there is none.
        after: String,
    },
}

/// What bounds an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The least number.
    Min,
    /// The greatest number.
    Max,
    /// How many decimals a number may have.
    Decimals,
    /// The most rows of a table.
    Rows,
}

impl Bound {
    /// All of them.
    pub const ALL: [Bound; 4] = [Bound::Min, Bound::Max, Bound::Decimals, Bound::Rows];

    /// The name, as in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Bound::Min => "min",
            Bound::Max => "max",
            Bound::Decimals => "decimals",
            Bound::Rows => "rows",
        }
    }

    fn within(self, item: &Item) -> Option<Number> {
        match self {
            Bound::Min => item.min,
            Bound::Max => item.max,
            Bound::Decimals => Some(i32::from(item.field().decimals).into()),
            Bound::Rows => item.rows.map(|rows| i32::from(rows).into()),
        }
    }
}

/// The words that are told with what they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Words {
    /// The title; a questionnaire's without the year that it may end with.
    Title,
    /// The introduction.
    Introduction,
    /// What a part is about.
    About,
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
    /// The options, one in each line.
    Options,
    /// A table's columns, one in each line, with their units and options.
    Columns,
    /// The unit.
    Unit,
    /// The source.
    Source,
    /// What the lowest value of the scale means.
    ScaleLow,
    /// What the middle of the scale means.
    ScaleMiddle,
    /// What the highest value of the scale means.
    ScaleHigh,
}

impl Words {
    /// All of them, in the order in which they stand.
    pub const ALL: [Words; 15] = [
        Words::Title,
        Words::Introduction,
        Words::About,
        Words::Text,
        Words::Help,
        Words::Low,
        Words::Middle,
        Words::High,
        Words::Options,
        Words::Columns,
        Words::Unit,
        Words::Source,
        Words::ScaleLow,
        Words::ScaleMiddle,
        Words::ScaleHigh,
    ];

    /// The name, as in a file.
    pub const fn name(self) -> &'static str {
        match self {
            Words::Title => "title",
            Words::Introduction => "introduction",
            Words::About => "about",
            Words::Text => "text",
            Words::Help => "help",
            Words::Low => "low",
            Words::Middle => "middle",
            Words::High => "high",
            Words::Options => "options",
            Words::Columns => "columns",
            Words::Unit => "unit",
            Words::Source => "source",
            Words::ScaleLow => "scale-low",
            Words::ScaleMiddle => "scale-middle",
            Words::ScaleHigh => "scale-high",
        }
    }

    fn within(self, item: &Item) -> Option<Cow<'_, Localised>> {
        let signs = item.signs.as_ref();
        let said = match self {
            Words::Title | Words::Introduction | Words::About => None,
            // A scale's words are told of the scale.
            Words::ScaleLow | Words::ScaleMiddle | Words::ScaleHigh => None,
            Words::Text => Some(&item.text),
            Words::Help => item.help.as_ref(),
            Words::Low => signs.map(|signs| &signs.low),
            Words::Middle => signs.map(|signs| &signs.middle),
            Words::High => signs.map(|signs| &signs.high),
            Words::Options => return joined(&item.options, "\n").map(Cow::Owned),
            Words::Columns => return columns(item).map(Cow::Owned),
            Words::Unit => item.unit.as_ref(),
            Words::Source => item.source.as_ref(),
        };
        said.map(Cow::Borrowed)
    }
}

/// What options say, in their order; none where there are none.
fn joined(options: &[Choice], between: &str) -> Option<Localised> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (language, text) in options.iter().flat_map(|option| &option.text.0) {
        let line = texts.entry(language.clone()).or_default();
        if !line.is_empty() {
            line.push_str(between);
        }
        line.push_str(text);
    }
    (!options.is_empty()).then_some(Localised(texts))
}

/// What a table's columns say: of each the title, the unit and the options.
fn columns(item: &Item) -> Option<Localised> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for column in &item.columns {
        let options = joined(&column.options, ", ");
        for (language, title) in &column.title.0 {
            let lines = texts.entry(language.clone()).or_default();
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(title);
            if let Some(unit) = column.unit.as_ref().and_then(|unit| unit.0.get(language)) {
                lines.push_str(&format!(" ({unit})"));
            }
            if let Some(options) = options.as_ref().and_then(|options| options.0.get(language)) {
                lines.push_str(&format!(": {options}"));
            }
        }
    }
    (!item.columns.is_empty()).then_some(Localised(texts))
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
            What::Bound { of, before, after } => {
                let shown = |bound: &Option<Number>| {
                    bound.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string)
                };
                write!(f, "{}: {} -> {}", of.name(), shown(before), shown(after))
            }
            What::Bounds => write!(f, "bounds of the columns changed"),
            What::Exclusive => write!(f, "exclusive option changed"),
            What::CommentWhen { before, after } => {
                write!(f, "comment when: {} -> {}", asked_with(before.as_ref()), asked_with(after.as_ref()))
            }
            What::Kind { before, after } => write!(f, "kind: {} -> {}", before.name(), after.name()),
            What::Range { before, after } => {
                write!(f, "scale: {} to {} -> {} to {}", before.0, before.1, after.0, after.1)
            }
            What::Order { follows } if follows.is_empty() => write!(f, "order: now comes first"),
            What::Order { follows } => write!(f, "order: now comes after {follows}"),
            What::Condition => write!(f, "condition changed"),
            What::Depth { before, after } => write!(f, "depth: {} -> {}", before.name(), after.name()),
            What::Moved { before, after } => write!(f, "moved: {before} -> {after}"),
            What::Perspective { before, after } => write!(f, "perspective: {before} -> {after}"),
            What::Secondary { before, after } => write!(f, "secondary perspective: {before} -> {after}"),
        }
    }
}

/// The answers that a comment is asked for with, in the words of files.
fn asked_with(when: Option<&CommentWhen>) -> String {
    let Some(CommentWhen { at_most, at_least, is }) = when else { return "none".to_owned() };
    let at_most = at_most.map(|bound| format!("at most {bound}"));
    let at_least = at_least.map(|bound| format!("at least {bound}"));
    let is = (!is.is_empty()).then(|| format!("is {}", is.join(" or ")));
    at_most.into_iter().chain(at_least).chain(is).collect::<Vec<_>>().join(", ")
}

/// What differs from `before` in `after`, in the order of `after`, then what is gone.
pub fn diff(before: &Edition, after: &Edition) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut tell = |part: Part, place: &str, found: Vec<What>| {
        differences.extend(found.into_iter().map(|what| Difference { part, place: place.to_owned(), what }));
    };
    let mut whole = reworded(Words::Title, Some(&named(before)), Some(&named(after)));
    whole.extend(reworded(Words::Introduction, Some(&before.introduction), Some(&after.introduction)));
    tell(Part::Questionnaire, &after.id, whole);
    for (key, scale) in &after.scales {
        let found = before.scales.get(key).map_or_else(|| vec![What::Added], |old| rescaled(old, scale));
        tell(Part::Scale, key, found);
    }
    let perspectives = displaced(&ids(before, Part::Perspective), &ids(after, Part::Perspective));
    let standards = displaced(&ids(before, Part::Standard), &ids(after, Part::Standard));
    for perspective in &after.perspectives {
        let old = before.perspective(&perspective.id).map(|old| (&old.title, &old.about));
        tell(Part::Perspective, &perspective.id, heading(old, (&perspective.title, &perspective.about)));
        tell(Part::Perspective, &perspective.id, in_order(&perspectives, &perspective.id));
    }
    let earlier: HashMap<&str, (&Substandard, &Item)> =
        before.items().map(|(sub, item)| (item.id.as_str(), (sub, item))).collect();
    let homes: HashMap<&str, (&str, &Substandard)> =
        before.substandards().map(|(standard, sub)| (sub.id.as_str(), (standard.id.as_str(), sub))).collect();
    for standard in &after.standards {
        let old = before.standards.iter().find(|old| old.id == standard.id);
        let titles = old.map(|old| (&old.title, &old.about));
        tell(Part::Standard, &standard.id, heading(titles, (&standard.title, &standard.about)));
        tell(Part::Standard, &standard.id, in_order(&standards, &standard.id));
        let subs = |standard: &'_ Standard| -> Vec<String> {
            standard.substandards.iter().map(|sub| sub.id.clone()).collect()
        };
        let subs = displaced(&old.map(subs).unwrap_or_default(), &subs(standard));
        for sub in &standard.substandards {
            let (home, old) = homes.get(sub.id.as_str()).map(|(home, old)| (*home, *old)).unzip();
            let home = home.filter(|home| *home != standard.id);
            let moved = home.map(|home| What::Moved { before: home.to_owned(), after: standard.id.clone() });
            tell(Part::Substandard, &sub.id, moved.into_iter().collect());
            tell(Part::Substandard, &sub.id, in_order(&subs, &sub.id));
            let items =
                |sub: &Substandard| -> Vec<String> { sub.items.iter().map(|item| item.id.clone()).collect() };
            let items = displaced(&old.map(items).unwrap_or_default(), &items(sub));
            let titles = old.map(|old| (&old.title, &old.about));
            tell(Part::Substandard, &sub.id, heading(titles, (&sub.title, &sub.about)));
            tell(Part::Substandard, &sub.id, old.map(|old| counted(old, sub)).unwrap_or_default());
            for item in &sub.items {
                let found = match earlier.get(item.id.as_str()) {
                    Some((old_sub, old)) => changes(before, old_sub, old, after, sub, item),
                    None => {
                        let replaced = item.lineage.item.as_deref().and_then(|id| earlier.get(id));
                        let others =
                            replaced.map(|(old_sub, old)| changes(before, old_sub, old, after, sub, item));
                        std::iter::once(added(item)).chain(others.into_iter().flatten()).collect()
                    }
                };
                tell(Part::Item, &item.id, found);
                tell(Part::Item, &item.id, in_order(&items, &item.id));
            }
        }
    }
    // What another item takes the place of is told there.
    let replaced: BTreeSet<&str> =
        after.items().filter_map(|(_, item)| item.lineage.item.as_deref()).collect();
    for part in [Part::Scale, Part::Perspective, Part::Standard, Part::Substandard, Part::Item] {
        let later: BTreeSet<&str> = ids(after, part).into_iter().collect();
        let stays = |id: &str| later.contains(id) || (part == Part::Item && replaced.contains(id));
        for gone in ids(before, part).into_iter().filter(|id| !stays(id)) {
            tell(part, gone, vec![What::Removed]);
        }
    }
    differences
}

/// The ids of all parts of a sort, in order.
fn ids(edition: &Edition, part: Part) -> Vec<&str> {
    match part {
        Part::Questionnaire => vec![edition.id.as_str()],
        Part::Scale => edition.scales.keys().map(String::as_str).collect(),
        Part::Perspective => edition.perspectives.iter().map(|perspective| perspective.id.as_str()).collect(),
        Part::Standard => edition.standards.iter().map(|standard| standard.id.as_str()).collect(),
        Part::Substandard => edition.substandards().map(|(_, sub)| sub.id.as_str()).collect(),
        Part::Item => edition.items().map(|(_, item)| item.id.as_str()).collect(),
    }
}

/// What differs in a scale.
fn rescaled(old: &Scale, scale: &Scale) -> Vec<What> {
    let (before, after) = ((old.min, old.max), (scale.min, scale.max));
    let mut found = Vec::new();
    if before != after {
        found.push(What::Range { before, after });
    }
    found.extend(reworded(Words::ScaleLow, Some(&old.low), Some(&scale.low)));
    found.extend(reworded(Words::ScaleMiddle, Some(&old.middle), Some(&scale.middle)));
    found.extend(reworded(Words::ScaleHigh, Some(&old.high), Some(&scale.high)));
    found
}

/// The ids that stand in another order than before, each with the one that it follows now: as few as have to be moved to get from the
/// earlier order to the later one.
fn displaced<S: AsRef<str>>(before: &[S], after: &[S]) -> BTreeMap<String, String> {
    let places: BTreeMap<&str, usize> =
        before.iter().enumerate().map(|(place, id)| (id.as_ref(), place)).collect();
    let kept: Vec<(usize, usize)> =
        after.iter().enumerate().filter_map(|(at, id)| Some((at, *places.get(id.as_ref())?))).collect();
    if kept.is_sorted_by_key(|(_, place)| *place) {
        return BTreeMap::new();
    }
    // The longest run that is in order stays: of each, how long it is up to there and what comes before.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (_, place) in &kept {
        let earlier = kept.iter().zip(&runs).enumerate().filter(|(_, ((_, other), _))| other < place);
        let best =
            earlier.map(|(index, (_, (length, _)))| (*length, index)).max_by_key(|(length, _)| *length);
        runs.push(best.map_or((1, None), |(length, index)| (length + 1, Some(index))));
    }
    let mut here = (0..runs.len()).max_by_key(|index| runs.get(*index).map(|(length, _)| *length));
    let mut stays = BTreeSet::new();
    while let Some(index) = here {
        stays.extend(kept.get(index).map(|(at, _)| *at));
        here = runs.get(index).and_then(|(_, before)| *before);
    }
    let follows = |at: usize| at.checked_sub(1).and_then(|at| after.get(at)).map_or("", AsRef::as_ref);
    let moved = kept.iter().filter(|(at, _)| !stays.contains(at));
    moved.filter_map(|(at, _)| Some((after.get(*at)?.as_ref().to_owned(), follows(*at).to_owned()))).collect()
}

fn in_order(displaced: &BTreeMap<String, String>, id: &str) -> Vec<What> {
    displaced.get(id).map(|follows| What::Order { follows: follows.clone() }).into_iter().collect()
}

/// The title without what only tells the edition apart.
fn named(edition: &Edition) -> Localised {
    let name = |language: &String| (language.clone(), edition.name(language).to_owned());
    Localised(edition.title.0.keys().map(name).collect())
}

/// What is new in a part's title and in what it is about.
fn heading(old: Option<(&Localised, &Localised)>, (title, about): (&Localised, &Localised)) -> Vec<What> {
    let Some((old_title, old_about)) = old else { return vec![What::Added] };
    let mut found = reworded(Words::Title, Some(old_title), Some(title));
    found.extend(reworded(Words::About, Some(old_about), Some(about)));
    found
}

/// Under which perspectives a sub-standard counts, where that is another than before.
fn counted(old: &Substandard, sub: &Substandard) -> Vec<What> {
    let name = |perspective: &Option<String>| perspective.clone().unwrap_or_default();
    let mut found = Vec::new();
    if old.perspective != sub.perspective {
        found.push(What::Perspective { before: name(&old.perspective), after: name(&sub.perspective) });
    }
    if old.secondary != sub.secondary {
        found.push(What::Secondary { before: name(&old.secondary), after: name(&sub.secondary) });
    }
    found
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
    if old.kind != item.kind {
        changes.push(What::Kind { before: old.kind, after: item.kind });
    }
    if let (Some(was), Some(is)) = (before.scale(old), after.scale(item))
        && old.scale != item.scale
    {
        changes.extend(rescaled(was, is));
    }
    if read::asks_otherwise(after, item, before, old) {
        changes.push(What::Scale);
    } else if read::answers_read_otherwise(item, old) {
        changes.push(What::Answers);
    }
    if old.kind == item.kind {
        let bounds = Bound::ALL.into_iter().map(|of| (of, of.within(old), of.within(item)));
        let others = bounds.filter(|(_, before, after)| before != after);
        changes.extend(others.map(|(of, before, after)| What::Bound { of, before, after }));
    }
    if bounded_otherwise(old, item) {
        changes.push(What::Bounds);
    }
    if exclusive(old) != exclusive(item) {
        changes.push(What::Exclusive);
    }
    if old.comment_when != item.comment_when {
        let (before, after) = (old.comment_when.clone(), item.comment_when.clone());
        changes.push(What::CommentWhen { before, after });
    }
    if old.visible_if != item.visible_if {
        changes.push(What::Condition);
    }
    for of in Words::ALL {
        changes.extend(reworded(of, of.within(old).as_deref(), of.within(item).as_deref()));
    }
    changes
}

/// The languages in which words differ.
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

/// Whether a column that was there before has other bounds.
fn bounded_otherwise(old: &Item, item: &Item) -> bool {
    let bounds = |column: &Column| (column.min, column.max, column.field().decimals);
    item.columns.iter().any(|column| {
        let before = old.columns.iter().find(|before| before.id == column.id);
        before.is_some_and(|before| bounds(before) != bounds(column))
    })
}

/// The options that exclude the others.
fn exclusive(item: &Item) -> Vec<&str> {
    item.options.iter().filter(|option| option.exclusive).map(|option| option.id.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{Condition, read, shipped};

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
            ["words of the answers changed", "options (sv): \"a\\nb\" -> \"annat\\nb\""]
        );
        assert_eq!(
            told(|item| drop(item.options.pop())),
            ["form of the answer changed", "options (sv): \"a\\nb\" -> \"a\""]
        );
        assert_eq!(told(|item| item.max = Some(Number::from(7))), ["max: none -> 7"]);
        assert_eq!(told(|item| item.decimals = Some(2)), ["decimals: 0 -> 2"]);
        assert_eq!(told(|item| item.options[1].exclusive = true), ["exclusive option changed"]);
        let when = |item: &mut Item| {
            item.comment_when = Some(CommentWhen { at_most: None, at_least: None, is: vec!["a".to_owned()] });
        };
        assert_eq!(told(when), ["comment when: none -> is a"]);
        let source = |item: &mut Item| {
            item.source = Some(Localised([("sv".to_owned(), "HSL 3 kap.".to_owned())].into()));
        };
        assert_eq!(told(source), ["source (sv): \"\" -> \"HSL 3 kap.\""]);
    }

    /// What is told of the edition of 2027 after these changes, each with its place.
    fn told(change: impl FnOnce(&mut Edition)) -> Vec<String> {
        let mut after = edition();
        change(&mut after);
        diff(&edition(), &after).iter().map(|found| format!("{} {}", found.place, found.what)).collect()
    }

    #[test]
    fn another_scale_is_told_with_its_ends() {
        let text = |text: &str| Localised([("sv".to_owned(), text.to_owned())].into());
        let scale = told(|after| {
            let degree = after.scales.get_mut("degree").unwrap();
            (degree.max, degree.high) = (5, text("alltid"));
        });
        assert_eq!(scale[0], "degree scale: 1 to 10 -> 1 to 5");
        assert!(scale.iter().any(|told| told.starts_with("degree scale-high (sv): \"")), "{scale:?}");
        assert!(scale.contains(&"1.1a form of the answer changed".to_owned()));
        // An item that is given another scale.
        let other = told(|after| {
            let mut often = after.scales["degree"].clone();
            (often.min, often.low) = (0, text("aldrig"));
            after.scales.insert("often".to_owned(), often);
            after.standards[0].substandards[0].items[0].scale = Some("often".to_owned());
        });
        assert!(other.contains(&"often new".to_owned()), "{other:?}");
        assert!(other.contains(&"1.1a scale: 1 to 10 -> 0 to 10".to_owned()), "{other:?}");
        assert!(other.iter().any(|told| told.contains("scale-low (sv)") && told.ends_with("-> \"aldrig\"")));
    }

    #[test]
    fn another_kind_and_other_comments_are_told_with_what_they_were() {
        let found = told(|after| {
            let item = &mut after.standards[0].substandards[0].items[0];
            (item.kind, item.scale, item.signs) = (Kind::LongText, None, None);
        });
        assert!(found.contains(&"1.1a kind: rating -> long-text".to_owned()), "{found:?}");
        let found = told(|after| {
            let at_most = Some(Number::from(3));
            after.standards[0].substandards[0].items[0].comment_when =
                Some(CommentWhen { at_most, at_least: Some(Number::from(9)), is: Vec::new() });
        });
        assert_eq!(found, ["1.1a comment when: none -> at most 3, at least 9"]);
    }

    #[test]
    fn another_order_is_told_once() {
        assert_eq!(displaced(&["a", "b", "c"], &["a", "b", "c"]).len(), 0);
        let moved = displaced(&["a", "b", "c", "d"], &["b", "c", "new", "a", "d"]);
        assert_eq!(moved, BTreeMap::from([("a".to_owned(), "new".to_owned())]));
        assert_eq!(displaced(&["a", "b", "c"], &["c", "a"]), BTreeMap::from([("c".into(), String::new())]));
        let found = told(|after| after.standards[0].substandards[0].items.swap(0, 1));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("order: now comes"), "{found:?}");
        let found = told(|after| {
            let sub = after.standards[0].substandards.remove(0);
            after.standards[1].substandards.push(sub);
        });
        assert_eq!(found, ["1.1 moved: 1 -> 2"]);
        let found = told(|after| after.standards.rotate_left(1));
        assert_eq!(found, ["1 order: now comes after F"].map(|_| found[0].clone()));
        assert!(found[0].starts_with("1 order: now comes after "), "{found:?}");
    }

    #[test]
    fn a_replaced_item_is_told_with_all_that_is_other() {
        let found = told(|after| {
            let item = &mut after.standards[0].substandards[0].items[0];
            (item.id, item.lineage.change) = ("ny".to_owned(), Change::Replaced);
            item.lineage.item = Some("1.1a".to_owned());
            item.text.0.insert("sv".to_owned(), "annat".to_owned());
            item.help = Some(item.text.clone());
            item.depth = Depth::Indepth;
        });
        for start in ["ny replaces 1.1a", "ny depth: core -> indepth", "ny text (sv)", "ny help (en)"] {
            assert!(found.iter().any(|told| told.starts_with(start)), "{start}: {found:?}");
        }
    }

    #[test]
    fn a_tables_columns_are_told_with_their_units_and_options() {
        let before = read(&shipped::bytes("temagrupp", "2027-slut").unwrap()).unwrap();
        let mut after = before.clone();
        let items = after.standards.iter_mut().flat_map(|standard| &mut standard.substandards);
        let mut items = items.flat_map(|sub| &mut sub.items);
        let table = items.find(|item| item.columns.iter().any(|column| !column.options.is_empty())).unwrap();
        let id = table.id.clone();
        let column = table.columns.iter_mut().find(|column| !column.options.is_empty()).unwrap();
        let title = column.title.get("sv").to_owned();
        column.options[0].text.0.insert("sv".to_owned(), "Helt".to_owned());
        let unit = Localised([("sv".to_owned(), "personer".to_owned())].into());
        (column.unit, column.max) = (Some(unit), Some(Number::from(3)));
        let told = diff(&before, &after);
        let columns = told.iter().find_map(|difference| match &difference.what {
            What::Words { of: Words::Columns, language, after, .. } if language == "sv" => Some(after),
            _ => None,
        });
        assert!(columns.unwrap().contains(&format!("{title} (personer): Helt, ")), "{told:?}");
        assert!(told.iter().any(|difference| difference.what == What::Bounds && difference.place == id));
    }

    #[test]
    fn what_stands_above_the_items_is_told_too() {
        let before = edition();
        let mut after = before.clone();
        after.edition = "2028".to_owned();
        let next_year = |title: &mut String| *title = title.replace("2027", "2028");
        after.title.0.values_mut().for_each(next_year);
        assert_eq!(diff(&before, &after), vec![], "another year is no other title");
        let write = |text: &mut Localised| drop(text.0.insert("sv".to_owned(), "Annat".to_owned()));
        write(&mut after.title);
        write(&mut after.introduction);
        write(&mut after.perspectives[1].title);
        write(&mut after.standards[0].about);
        write(&mut after.standards[0].substandards[0].title);
        after.standards[0].substandards[0].secondary = Some("patient".to_owned());
        let mut fresh = after.standards[1].clone();
        (fresh.id, fresh.substandards) = ("9".to_owned(), Vec::new());
        after.standards.push(fresh);
        let gone = after.perspectives.remove(0).id;
        let told = diff(&before, &after);
        let told: Vec<(Part, &str, String)> = told
            .iter()
            .map(|found| (found.part, found.place.as_str(), found.what.to_string()))
            .map(|(part, place, what)| (part, place, what.split(':').next().unwrap().to_owned()))
            .collect();
        let expected = [
            (Part::Questionnaire, "sjalvevaluering", "title (sv)"),
            (Part::Questionnaire, "sjalvevaluering", "introduction (sv)"),
            (Part::Perspective, "patient", "title (sv)"),
            (Part::Standard, "1", "about (sv)"),
            (Part::Substandard, "1.1", "title (sv)"),
            (Part::Substandard, "1.1", "secondary perspective"),
            (Part::Standard, "9", "new"),
            (Part::Perspective, gone.as_str(), "removed"),
        ];
        assert_eq!(told, expected.map(|(part, place, what)| (part, place, what.to_owned())));
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
