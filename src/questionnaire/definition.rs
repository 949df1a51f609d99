//! The definition of one edition of a questionnaire, exactly as it stands in `surveys/<id>/<edition>.json`.
//! The JSON Schema in `surveys/schema.json` is generated from these types. An edition that came
//! out of [`super::read`] is consistent: ids are unique, scales and perspectives exist, texts are complete.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    condition::Condition,
    number::Number,
    text::{Language, Localised},
};

/// One edition of a questionnaire: what is asked in one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Perspektiv questionnaire")]
pub struct Edition {
    /// Where the JSON Schema of this format stands, for editors that read it. Not used otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The questionnaire's id, the same in all its editions: `a-z`, `0-9` and `-`, such as `sjalvevaluering`.
    pub id: String,
    /// The edition's name, unique within the questionnaire; for a yearly one the year, such as `2027`.
    pub edition: String,
    /// The edition that items' lineage refers to, or none for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The languages every text must have; the first is the default.
    pub languages: Vec<Language>,
    /// The questionnaire's title. A round is named after it and the round's own year: a year or the edition's name at the
    /// title's end is left out there.
    pub title: Localised,
    /// What the respondents read before they begin.
    pub introduction: Localised,
    /// The rating scales that items refer to by key.
    pub scales: BTreeMap<String, Scale>,
    /// The perspectives that sub-standards belong to, in the order in which they are shown. None where nothing is rated.
    pub perspectives: Vec<Perspective>,
    /// The standards, in order.
    pub standards: Vec<Standard>,
}

/// An integer rating scale with named ends and middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest value, inclusive.
    pub min: i32,
    /// The highest value, inclusive; greater than `min`.
    pub max: i32,
    /// What the lowest value means.
    pub low: Localised,
    /// What the middle of the scale means.
    pub middle: Localised,
    /// What the highest value means.
    pub high: Localised,
}

impl Scale {
    /// The scale's values in ascending order.
    pub fn values(&self) -> std::ops::RangeInclusive<i32> {
        self.min..=self.max
    }

    /// Whether `value` lies on the scale.
    pub fn contains(&self, value: i32) -> bool {
        self.values().contains(&value)
    }
}

/// A perspective under which results are aggregated, such as the patient perspective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Perspective {
    /// The id used in exports, such as `patient`. `overall` is reserved.
    pub id: String,
    /// Its name, such as "Patientperspektivet".
    pub title: Localised,
    /// One sentence on what the perspective is about.
    pub about: Localised,
}

/// A standard: a heading over sub-standards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The standard's id, such as `3`.
    pub id: String,
    /// Its title.
    pub title: Localised,
    /// One sentence on what it is about.
    pub about: Localised,
    /// Its sub-standards, in order.
    pub substandards: Vec<Substandard>,
}

/// A sub-standard: the unit that is answered on one page and scored as one (domain.md rule 3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substandard {
    /// The sub-standard's id, such as `3.2`.
    pub id: String,
    /// Its title.
    pub title: Localised,
    /// One or two sentences on what it is about and who usually knows.
    pub about: Localised,
    /// The perspective that its score counts under (domain.md rule 4). Left out only where nothing is rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perspective: Option<String>,
    /// A second perspective that it touches; shown and exported, never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secondary: Option<String>,
    /// Its items, in order.
    pub items: Vec<Item>,
}

/// One item: a statement to rate, or a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The item's id, kept across editions while it asks the same thing, such as `3.2a`.
    pub id: String,
    /// What form the answer has.
    pub kind: Kind,
    /// For `rating`: the key of the scale in the edition's `scales`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// For `single` and `multiple`: what there is to choose from, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// For `number`: what it counts or measures, such as "per cent".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Localised>,
    /// For `number`: the least value, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// For `number`: the greatest value, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// For `number`: how many decimals it may have, 0 to 6; none is a whole number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// For `table`: its columns, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// For `table`: the most rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u16>,
    /// Whether everybody answers it, or only those who open the depth.
    pub depth: Depth,
    /// The statement or question.
    pub text: Localised,
    /// A sentence of help, where the statement needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Localised>,
    /// For `rating`: how it shows in daily work at the low end, in the middle and at the high end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<Signs>,
    /// Where the question comes from, if that helps the reader: a law, an indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Localised>,
    /// The answers that a comment is asked for with. Asked for, not demanded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_when: Option<CommentWhen>,
    /// The item is shown only where this holds. A hidden item is neither missing nor scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_if: Option<Condition>,
    /// How it relates to the previous edition.
    pub lineage: Lineage,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A value on a rating scale: the only kind that is scored.
    Rating,
    /// Yes, partly or no.
    YesPartlyNo,
    /// One of several options.
    Single,
    /// Any number of options.
    Multiple,
    /// A whole or decimal number.
    Number,
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A day.
    Date,
    /// A link, or the name of a document and where it is kept.
    Link,
    /// Repeated rows with typed columns.
    Table,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Kind; 10] = [
        Kind::Rating,
        Kind::YesPartlyNo,
        Kind::Single,
        Kind::Multiple,
        Kind::Number,
        Kind::Text,
        Kind::LongText,
        Kind::Date,
        Kind::Link,
        Kind::Table,
    ];

    /// The options of [`Kind::YesPartlyNo`], as they stand in answers and conditions.
    pub const YES_PARTLY_NO: [&str; 3] = ["yes", "partly", "no"];

    /// The kind's name as it stands in files and exports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Rating => "rating",
            Kind::YesPartlyNo => "yes-partly-no",
            Kind::Single => "single",
            Kind::Multiple => "multiple",
            Kind::Number => "number",
            Kind::Text => "text",
            Kind::LongText => "long-text",
            Kind::Date => "date",
            Kind::Link => "link",
            Kind::Table => "table",
        }
    }

    /// Whether the answer is one of several options that the file lists.
    pub fn has_options(self) -> bool {
        matches!(self, Kind::Single | Kind::Multiple)
    }

    /// Whether a column of a table may be of this kind: one field holds its answer.
    pub fn fits_a_column(self) -> bool {
        !matches!(self, Kind::Rating | Kind::Multiple | Kind::Table)
    }
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The option's id within the item, as it stands in answers and exports.
    pub id: String,
    /// What it says.
    pub text: Localised,
    /// In a multiple choice: nothing else can be chosen beside it, as with "none of these".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The column's id within the item.
    pub id: String,
    /// Its heading.
    pub title: Localised,
    /// The form of its cells: any but `rating`, `multiple` and `table`.
    pub kind: Kind,
    /// For `single`: what there is to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// For `number`: what it counts or measures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Localised>,
    /// For `number`: the least value, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// For `number`: the greatest value, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// For `number`: how many decimals it may have, 0 to 6; none is a whole number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
}

/// What an item and a column have in common: the kind with what it needs.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The form of the answer.
    pub kind: Kind,
    /// What there is to choose from.
    pub options: &'a [Choice],
    /// The unit of a number.
    pub unit: Option<&'a Localised>,
    /// The least number.
    pub min: Option<Number>,
    /// The greatest number.
    pub max: Option<Number>,
    /// How many decimals a number may have.
    pub decimals: u8,
}

impl Item {
    /// An item that is new in its edition, still without texts and without what its kind needs.
    pub fn new(id: &str, kind: Kind, depth: Depth) -> Item {
        Item {
            id: id.to_owned(),
            kind,
            scale: None,
            options: Vec::new(),
            unit: None,
            min: None,
            max: None,
            decimals: None,
            columns: Vec::new(),
            rows: None,
            depth,
            text: Localised::default(),
            help: None,
            signs: None,
            source: None,
            comment_when: None,
            visible_if: None,
            lineage: Lineage { change: Change::New, item: None },
        }
    }

    /// What the item has in common with a table's column.
    pub fn field(&self) -> Field<'_> {
        Field {
            kind: self.kind,
            options: &self.options,
            unit: self.unit.as_ref(),
            min: self.min,
            max: self.max,
            decimals: self.decimals.unwrap_or(0),
        }
    }

    /// Whether its answer can enter a score at all.
    pub fn is_scored(&self) -> bool {
        self.kind == Kind::Rating && self.depth.is_scored()
    }
}

impl Column {
    /// What the column has in common with an item.
    pub fn field(&self) -> Field<'_> {
        Field {
            kind: self.kind,
            options: &self.options,
            unit: self.unit.as_ref(),
            min: self.min,
            max: self.max,
            decimals: self.decimals.unwrap_or(0),
        }
    }
}

/// The answers that a comment is asked for with: any of these that is stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentWhen {
    /// For `rating` and `number`: this value and those below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
    /// For `rating` and `number`: this value and those above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// For `yes-partly-no`, `single` and `multiple`: these options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
}

impl CommentWhen {
    /// Whether anything is stated.
    pub fn says_something(&self) -> bool {
        self.at_most.is_some() || self.at_least.is_some() || !self.is.is_empty()
    }
}

/// How deep an item goes (domain.md, "The instrument").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Depth {
    /// Answered by all; carries the comparable score.
    Core,
    /// Answered where the region opened the depth.
    Indepth,
    /// A yearly follow-up question; never scored.
    Followup,
}

impl Depth {
    /// The depth's name as it stands in files and exports.
    pub fn name(self) -> &'static str {
        match self {
            Depth::Core => "core",
            Depth::Indepth => "indepth",
            Depth::Followup => "followup",
        }
    }

    /// Whether answers at this depth can be scored at all.
    pub fn is_scored(self) -> bool {
        self != Depth::Followup
    }
}

/// Concrete signs of how it shows in daily work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// At the low end of the scale.
    pub low: Localised,
    /// In the middle.
    pub middle: Localised,
    /// At the high end.
    pub high: Localised,
}

/// How an item relates to the edition before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lineage {
    /// The kind of change.
    pub change: Change,
    /// For `replaced`: the id of the item in the previous edition whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// The kind of change since the edition before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The same item with the same text.
    Unchanged,
    /// The same thing asked in other words: comparable, and marked.
    Reworded,
    /// Another thing is asked in the place of an earlier item: the trend is broken.
    Replaced,
    /// There was no such item.
    New,
}

impl Change {
    /// The change's name as it stands in files.
    pub fn name(self) -> &'static str {
        match self {
            Change::Unchanged => "unchanged",
            Change::Reworded => "reworded",
            Change::Replaced => "replaced",
            Change::New => "new",
        }
    }
}

impl Lineage {
    /// Whether answers may be compared with the previous edition's (domain.md rule 7).
    pub fn is_linked(&self) -> bool {
        matches!(self.change, Change::Unchanged | Change::Reworded)
    }

    /// The lineage as one word for the codebook: `unchanged`, `reworded`, `replaced:<id>` or `new`.
    pub fn code(&self) -> String {
        match (&self.change, &self.item) {
            (Change::Replaced, Some(item)) => format!("replaced:{item}"),
            _ => self.change.name().to_owned(),
        }
    }
}

/// Sub-standards that are listed together: those of a perspective, or those of a standard that belong to none.
#[derive(Debug, Clone)]
pub struct Section<'e> {
    /// The perspective's or the standard's id.
    pub id: &'e str,
    /// Its title.
    pub title: &'e Localised,
    /// What it is about.
    pub about: &'e Localised,
    /// The perspective, if it is one.
    pub perspective: Option<&'e Perspective>,
    /// The sub-standards, in order; never empty.
    pub substandards: Vec<&'e Substandard>,
}

impl Substandard {
    /// Whether anything in it is rated, so that it can have a score.
    pub fn is_scored(&self) -> bool {
        self.items.iter().any(Item::is_scored)
    }

    /// Whether it is one of the year's focus areas: it holds follow-up questions only.
    pub fn is_followup(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.depth == Depth::Followup)
    }

    /// Whether there is more to open.
    pub fn has_depth(&self) -> bool {
        self.items.iter().any(|item| item.depth == Depth::Indepth)
    }
}

impl Edition {
    /// All sub-standards, in order, each with its standard.
    pub fn substandards(&self) -> impl Iterator<Item = (&Standard, &Substandard)> {
        self.standards
            .iter()
            .flat_map(|standard| standard.substandards.iter().map(move |sub| (standard, sub)))
    }

    /// The sub-standards in which something is rated, in order, each with its standard: those that have scores.
    pub fn scored_substandards(&self) -> impl Iterator<Item = (&Standard, &Substandard)> {
        self.substandards().filter(|(_, sub)| sub.is_scored())
    }

    /// The standards in which something is rated, in order.
    pub fn scored_standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.iter().filter(|standard| standard.substandards.iter().any(Substandard::is_scored))
    }

    /// The perspectives under which something is rated, in order.
    pub fn scored_perspectives(&self) -> impl Iterator<Item = &Perspective> {
        let is_of = |sub: &Substandard, id: &str| sub.perspective.as_deref() == Some(id);
        self.perspectives
            .iter()
            .filter(move |perspective| self.scored_substandards().any(|(_, sub)| is_of(sub, &perspective.id)))
    }

    /// All items, in order, each with its sub-standard.
    pub fn items(&self) -> impl Iterator<Item = (&Substandard, &Item)> {
        self.substandards().flat_map(|(_, sub)| sub.items.iter().map(move |item| (sub, item)))
    }

    /// The sub-standard with this id.
    pub fn substandard(&self, id: &str) -> Option<&Substandard> {
        self.substandards().map(|(_, sub)| sub).find(|sub| sub.id == id)
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.placed(id).map(|(_, item)| item)
    }

    /// All items by their ids, for who looks for many of them.
    pub fn items_by_id(&self) -> HashMap<&str, &Item> {
        let mut found = HashMap::new();
        for (_, item) in self.items() {
            found.entry(item.id.as_str()).or_insert(item);
        }
        found
    }

    /// The item with this id, and the sub-standard that it belongs to.
    pub fn placed(&self, id: &str) -> Option<(&Substandard, &Item)> {
        self.items().find(|(_, item)| item.id == id)
    }

    /// The perspective with this id.
    pub fn perspective(&self, id: &str) -> Option<&Perspective> {
        self.perspectives.iter().find(|perspective| perspective.id == id)
    }

    /// The perspective that a sub-standard belongs to first, if any.
    pub fn perspective_of(&self, sub: &Substandard) -> Option<&Perspective> {
        self.perspective(sub.perspective.as_ref()?)
    }

    /// The parts of the questionnaire as they are listed: a perspective's sub-standards each, then what belongs to no
    /// perspective, by standard.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        for perspective in &self.perspectives {
            let is_of = |sub: &&Substandard| sub.perspective.as_deref() == Some(perspective.id.as_str());
            let substandards: Vec<_> = self.substandards().map(|(_, sub)| sub).filter(is_of).collect();
            sections.push(Section {
                id: &perspective.id,
                title: &perspective.title,
                about: &perspective.about,
                perspective: Some(perspective),
                substandards,
            });
        }
        for standard in &self.standards {
            let substandards: Vec<_> =
                standard.substandards.iter().filter(|sub| sub.perspective.is_none()).collect();
            sections.push(Section {
                id: &standard.id,
                title: &standard.title,
                about: &standard.about,
                perspective: None,
                substandards,
            });
        }
        sections.retain(|section| !section.substandards.is_empty());
        sections
    }

    /// The scale of an item; none for kinds without one.
    pub fn scale(&self, item: &Item) -> Option<&Scale> {
        item.scale.as_ref().and_then(|key| self.scales.get(key))
    }

    /// The questionnaire's title in `language`, without the year or the edition's name that it may end with: an edition is
    /// used in other years too.
    pub fn name(&self, language: &str) -> &str {
        let title = self.title.get(self.language(language)).trim();
        let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        match title.rsplit_once(char::is_whitespace) {
            Some((name, last)) if last == self.edition || is_year(last) => name.trim_end(),
            _ => title,
        }
    }

    /// What a round that asks this edition in `year` is called, such as "Självvärdering 2027".
    pub fn round_title(&self, year: i32, language: &str) -> String {
        format!("{} {year}", self.name(language))
    }

    /// The language to show this edition in when `wanted` is asked for: itself where the edition
    /// has it, else the edition's first.
    pub fn language(&self, wanted: &str) -> &str {
        let has = self.languages.iter().find(|language| *language == wanted);
        has.or(self.languages.first()).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use crate::questionnaire::{read, shipped};

    #[test]
    fn a_round_is_named_after_its_own_year() {
        let mut edition = read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap();
        assert_eq!(edition.round_title(2031, "sv"), "Självvärdering 2031");
        assert_eq!(edition.round_title(2031, "en"), "Self-evaluation 2031");
        assert_eq!(edition.round_title(2031, "fi"), "Självvärdering 2031", "the edition's first language");
        edition.edition = "b".to_owned();
        for (title, named) in [
            ("Tobaksfri b", "Tobaksfri 2031"),
            ("Agenda 2030 i vården", "Agenda 2030 i vården 2031"),
            ("Hälsa", "Hälsa 2031"),
        ] {
            edition.title.0.insert("sv".to_owned(), title.to_owned());
            assert_eq!(edition.round_title(2031, "sv"), named);
        }
    }
}
