//! Reads and checks a questionnaire file. Everything that is wrong is reported at once, each problem
//! with its JSON pointer (RFC 6901), what is wrong, and how to mend it. A file with a problem yields no edition.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    definition::{Change, Depth, Edition, Item, Kind, Scale, Substandard},
    syntax,
    text::Localised,
};

/// The greatest size of a questionnaire file, in bytes.
pub const FILE_MAX: usize = 4 * 1024 * 1024;
/// The greatest number of items in one edition.
pub const ITEMS_MAX: usize = 2_000;
/// The greatest length of one text, in characters.
pub const TEXT_MAX: usize = 4_000;
/// The greatest number of values on a scale: they are shown side by side.
pub const SCALE_VALUES_MAX: i64 = 21;

/// One thing that is wrong in a questionnaire file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place, as a JSON pointer, or as line and column where the file is no JSON; empty for the whole document.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub mend: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.place.is_empty() { "(whole file)" } else { &self.place };
        write!(f, "{place}: {} {}", self.what, self.mend)
    }
}

/// Reads one edition from the bytes of a file.
///
/// # Errors
/// All problems found, in the order of the file; never an empty list.
pub fn read(bytes: &[u8]) -> Result<Edition, Vec<Problem>> {
    if bytes.len() > FILE_MAX {
        return Err(vec![problem(
            "",
            format!("The file has {} bytes.", bytes.len()),
            format!("Keep it below {FILE_MAX} bytes."),
        )]);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(fault) = syntax::fault(bytes) {
        return Err(vec![fault]);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let edition: Edition = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer_of(error.path());
        vec![problem(
            &pointer,
            capitalised(&error.into_inner().to_string()),
            "Compare with surveys/schema.json and correct the file at this place.".to_owned(),
        )]
    })?;
    let problems = Check::new(&edition).run();
    if problems.is_empty() { Ok(edition) } else { Err(problems) }
}

fn problem(place: &str, what: String, mend: String) -> Problem {
    Problem { place: place.to_owned(), what, mend }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let mut sentence = first + chars.as_str();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escaped(key)),
            Segment::Enum { variant } => format!("/{}", escaped(variant)),
            Segment::Unknown => "/?".to_owned(),
        })
        .collect()
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A check of one deserialised edition: everything that types alone cannot say.
struct Check<'a> {
    edition: &'a Edition,
    languages: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(edition: &'a Edition) -> Self {
        Check {
            edition,
            languages: edition.languages.iter().map(String::as_str).collect(),
            problems: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Problem> {
        let edition = self.edition;
        self.slug("/id", &edition.id);
        self.slug("/edition", &edition.edition);
        self.languages();
        self.text("/title", &edition.title);
        self.text("/introduction", &edition.introduction);
        for (key, scale) in &edition.scales {
            self.scale(&format!("/scales/{}", escaped(key)), scale);
        }
        self.perspectives();
        self.standards();
        self.problems
    }

    fn report(&mut self, pointer: &str, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(problem(pointer, what.into(), mend.into()));
    }

    fn slug(&mut self, pointer: &str, text: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() || text.len() > 60 || !text.chars().all(allowed) {
            self.report(
                pointer,
                format!("{text:?} is not an id."),
                "Use 1 to 60 characters out of a-z, 0-9 and hyphen.",
            );
        }
    }

    /// Ids of standards, sub-standards and items: they stand in addresses, forms and CSV files.
    fn id<'s>(&mut self, pointer: &str, id: &'s str, seen: &mut BTreeSet<&'s str>) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let edges = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if id.len() > 40 || !id.chars().all(allowed) || !edges(id.chars().next()) || !edges(id.chars().last())
        {
            self.report(
                pointer,
                format!("{id:?} is not an id."),
                "Use 1 to 40 characters out of a-z, 0-9, full stop and hyphen, beginning and ending with a letter or digit.",
            );
        } else if !seen.insert(id) {
            self.report(pointer, format!("The id {id:?} occurs twice."), "Give each its own id.");
        }
    }

    fn languages(&mut self) {
        let edition = self.edition;
        if edition.languages.is_empty() {
            self.report("/languages", "No language is named.", "Name at least one, such as \"sv\".");
        }
        if self.languages.len() != edition.languages.len() {
            self.report("/languages", "A language is named twice.", "Name each language once.");
        }
        for (index, language) in edition.languages.iter().enumerate() {
            if !(2..=3).contains(&language.len()) || !language.chars().all(|c| c.is_ascii_lowercase()) {
                self.report(
                    &format!("/languages/{index}"),
                    format!("{language:?} is not a language tag."),
                    "Use two or three lower-case letters, such as \"sv\" or \"en\".",
                );
            }
        }
    }

    fn text(&mut self, pointer: &str, text: &Localised) {
        let edition = self.edition;
        for language in &edition.languages {
            let place = format!("{pointer}/{}", escaped(language));
            match text.0.get(language) {
                None => self.report(
                    pointer,
                    format!("The text is missing in {language:?}."),
                    format!("Add {language:?} here, or take the language out of /languages."),
                ),
                Some(text) if text.trim().is_empty() => {
                    self.report(&place, "The text is empty.", "Write it.");
                }
                Some(text) if text.chars().count() > TEXT_MAX => self.report(
                    &place,
                    format!("The text has {} characters.", text.chars().count()),
                    format!("Shorten it to at most {TEXT_MAX}."),
                ),
                Some(_) => {}
            }
        }
        for language in text.0.keys() {
            if !self.languages.contains(language.as_str()) {
                self.report(
                    &format!("{pointer}/{}", escaped(language)),
                    format!("The language {language:?} is not one of /languages."),
                    "Add it to /languages or remove this text.",
                );
            }
        }
    }

    fn scale(&mut self, pointer: &str, scale: &Scale) {
        if scale.min >= scale.max {
            self.report(
                pointer,
                format!("The scale runs from {} to {}.", scale.min, scale.max),
                "Let max be greater than min.",
            );
        } else if i64::from(scale.max) - i64::from(scale.min) + 1 > SCALE_VALUES_MAX {
            self.report(
                pointer,
                "The scale has too many values.",
                format!("Use at most {SCALE_VALUES_MAX}."),
            );
        }
        self.text(&format!("{pointer}/low"), &scale.low);
        self.text(&format!("{pointer}/middle"), &scale.middle);
        self.text(&format!("{pointer}/high"), &scale.high);
    }

    fn perspectives(&mut self) {
        let edition = self.edition;
        let mut seen = BTreeSet::new();
        if edition.perspectives.is_empty() {
            self.report("/perspectives", "No perspective is defined.", "Define at least one.");
        }
        for (index, perspective) in edition.perspectives.iter().enumerate() {
            let place = format!("/perspectives/{index}");
            self.slug(&format!("{place}/id"), &perspective.id);
            if perspective.id == "overall" {
                self.report(&format!("{place}/id"), "\"overall\" is reserved.", "Choose another id.");
            }
            if !seen.insert(perspective.id.as_str()) {
                let what = format!("The perspective {:?} is defined twice.", perspective.id);
                self.report(&format!("{place}/id"), what, "Give each its own id.");
            }
            self.text(&format!("{place}/title"), &perspective.title);
            self.text(&format!("{place}/about"), &perspective.about);
        }
    }

    fn standards(&mut self) {
        let edition = self.edition;
        let (mut standards, mut subs, mut items) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        if edition.standards.is_empty() {
            self.report("/standards", "No standard is defined.", "Define at least one.");
        }
        for (s, standard) in edition.standards.iter().enumerate() {
            let place = format!("/standards/{s}");
            self.id(&format!("{place}/id"), &standard.id, &mut standards);
            self.text(&format!("{place}/title"), &standard.title);
            self.text(&format!("{place}/about"), &standard.about);
            if standard.substandards.is_empty() {
                self.report(
                    &format!("{place}/substandards"),
                    "The standard is empty.",
                    "Add a sub-standard.",
                );
            }
            for (b, sub) in standard.substandards.iter().enumerate() {
                let place = format!("{place}/substandards/{b}");
                self.id(&format!("{place}/id"), &sub.id, &mut subs);
                self.substandard(&place, sub);
                for (i, item) in sub.items.iter().enumerate() {
                    let place = format!("{place}/items/{i}");
                    self.id(&format!("{place}/id"), &item.id, &mut items);
                    self.item(&place, item);
                }
            }
        }
        if items.len() > ITEMS_MAX {
            self.report(
                "/standards",
                format!("There are {} items.", items.len()),
                format!("Use at most {ITEMS_MAX}."),
            );
        }
    }

    fn substandard(&mut self, place: &str, sub: &Substandard) {
        self.text(&format!("{place}/title"), &sub.title);
        self.text(&format!("{place}/about"), &sub.about);
        self.perspective(&format!("{place}/perspective"), &sub.perspective);
        if let Some(secondary) = &sub.secondary {
            self.perspective(&format!("{place}/secondary"), secondary);
            if *secondary == sub.perspective {
                self.report(
                    &format!("{place}/secondary"),
                    "The secondary perspective is the primary one again.",
                    "Name another one or leave it out.",
                );
            }
        }
        if !sub.items.iter().any(|item| item.depth == Depth::Core) {
            self.report(
                &format!("{place}/items"),
                "There is no core item.",
                "Add at least one: it carries the score.",
            );
        }
    }

    fn perspective(&mut self, pointer: &str, id: &str) {
        if self.edition.perspective(id).is_none() {
            let known: Vec<&str> = self.edition.perspectives.iter().map(|p| p.id.as_str()).collect();
            self.report(
                pointer,
                format!("The perspective {id:?} is not defined."),
                format!("Use one of {}, or define it in /perspectives.", known.join(", ")),
            );
        }
    }

    fn item(&mut self, place: &str, item: &Item) {
        match item.kind {
            Kind::Rating => self.rating_scale(place, item),
        }
        self.text(&format!("{place}/text"), &item.text);
        if let Some(help) = &item.help {
            self.text(&format!("{place}/help"), help);
        }
        if let Some(signs) = &item.signs {
            self.text(&format!("{place}/signs/low"), &signs.low);
            self.text(&format!("{place}/signs/middle"), &signs.middle);
            self.text(&format!("{place}/signs/high"), &signs.high);
        }
        self.lineage(place, item);
    }

    fn rating_scale(&mut self, place: &str, item: &Item) {
        let known: Vec<&str> = self.edition.scales.keys().map(String::as_str).collect();
        let mend = format!("Use one of {}, or define it in /scales.", known.join(", "));
        match &item.scale {
            None => self.report(place, "A rating needs a scale.", format!("Add \"scale\". {mend}")),
            Some(scale) if !self.edition.scales.contains_key(scale) => {
                self.report(&format!("{place}/scale"), format!("The scale {scale:?} is not defined."), mend);
            }
            Some(_) => {}
        }
    }

    fn lineage(&mut self, place: &str, item: &Item) {
        let lineage = &item.lineage;
        let place = format!("{place}/lineage");
        if lineage.change != Change::New && self.edition.previous.is_none() {
            self.report(
                &place,
                "The item refers to an earlier edition, but /previous names none.",
                "Name the earlier edition in /previous, or write \"new\" here.",
            );
        }
        match (lineage.change, &lineage.item) {
            (Change::Replaced, None) => {
                self.report(
                    &place,
                    "It does not say which item is replaced.",
                    "Add \"item\" with the earlier id.",
                );
            }
            (Change::Replaced, Some(earlier)) if *earlier == item.id => self.report(
                &format!("{place}/item"),
                "The item replaces itself.",
                "Give the new item an id of its own, since it asks something else.",
            ),
            (Change::Unchanged | Change::Reworded | Change::New, Some(_)) => self.report(
                &format!("{place}/item"),
                "Only a replaced item names an earlier id.",
                "Remove \"item\"; an item that asks the same thing keeps its id.",
            ),
            _ => {}
        }
    }
}

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
                    (Change::Reworded, Some(before)) if edition.scale(item) != previous.scale(before) => {
                        Some((
                            "The item is marked reworded, but its scale is another.".to_owned(),
                            "Answers on another scale cannot be compared: give it a new id and write \"replaced\".",
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
    item.text != before.text
        || item.help != before.help
        || item.kind != before.kind
        || edition.scale(item) != previous.scale(before)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn file() -> Value {
        let text = |t: &str| json!({"sv": t, "en": t});
        json!({
            "id": "prov", "edition": "2027", "languages": ["sv", "en"],
            "title": text("T"), "introduction": text("I"),
            "scales": {"degree": {"min": 1, "max": 10, "low": text("l"), "middle": text("m"), "high": text("h")}},
            "perspectives": [{"id": "patient", "title": text("P"), "about": text("A")}],
            "standards": [{"id": "1", "title": text("S"), "about": text("A"), "substandards": [{
                "id": "1.1", "title": text("U"), "about": text("A"), "perspective": "patient",
                "items": [{"id": "1.1a", "kind": "rating", "scale": "degree", "depth": "core",
                    "text": text("Q"), "lineage": {"change": "new"}}]
            }]}]
        })
    }

    fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut file = file();
        change(&mut file);
        match read(file.to_string().as_bytes()) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|p| p.place).collect(),
        }
    }

    #[test]
    fn a_sound_file_is_read() {
        assert!(read(file().to_string().as_bytes()).is_ok());
        let with_bom = [b"\xEF\xBB\xBF".as_slice(), file().to_string().as_bytes()].concat();
        assert!(read(&with_bom).is_ok());
    }

    #[test]
    fn every_problem_names_its_place() {
        let item = "/standards/0/substandards/0/items/0";
        let cases: Vec<(Vec<String>, &str)> = vec![
            (problems(|f| f["standards"][0]["substandards"][0]["items"][0]["scale"] = json!("x")), "/scale"),
            (
                problems(|f| f["standards"][0]["substandards"][0]["items"][0]["text"] = json!({"sv": "Q"})),
                "/text",
            ),
            (problems(|f| f["standards"][0]["substandards"][0]["items"][0]["kind"] = json!("nope")), "/kind"),
            (problems(|f| f["standards"][0]["substandards"][0]["items"][0]["extra"] = json!(1)), "/extra"),
            (
                problems(|f| {
                    f["standards"][0]["substandards"][0]["items"][0]["lineage"] =
                        json!({"change": "unchanged"})
                }),
                "/lineage",
            ),
        ];
        for (found, end) in cases {
            assert_eq!(found, vec![format!("{item}{end}")]);
        }
        assert_eq!(problems(|f| f["scales"]["degree"]["max"] = json!(1)), vec!["/scales/degree"]);
        assert_eq!(
            problems(|f| f["standards"][0]["substandards"][0]["perspective"] = json!("staff")),
            vec!["/standards/0/substandards/0/perspective"]
        );
    }

    #[test]
    fn several_problems_are_told_at_once() {
        let found = problems(|f| {
            f["id"] = json!("Ej ett id");
            f["title"] = json!({"sv": " ", "en": "T"});
        });
        assert_eq!(found, vec!["/id", "/title/sv"]);
    }

    #[test]
    fn rubbish_is_refused_without_a_panic() {
        for rubbish in [b"".as_slice(), b"[]", b"null", b"{", b"\xff\xfe", "[".repeat(100_000).as_bytes()] {
            assert!(read(rubbish).is_err());
        }
        assert!(read(&vec![b' '; FILE_MAX + 1]).is_err());
    }

    #[test]
    fn an_unchanged_item_with_another_text_is_found() {
        let previous = read(file().to_string().as_bytes()).unwrap();
        let mut changed = previous.clone();
        changed.previous = Some("2026".into());
        let item = &mut changed.standards[0].substandards[0].items[0];
        item.lineage.change = Change::Unchanged;
        assert_eq!(check_lineage(&changed, &previous), vec![]);
        changed.standards[0].substandards[0].items[0].text.0.insert("sv".into(), "annat".into());
        assert_eq!(check_lineage(&changed, &previous).len(), 1);
        changed.standards[0].substandards[0].items[0].lineage.change = Change::Reworded;
        assert_eq!(check_lineage(&changed, &previous), vec![]);
    }
}
