//! Reads and checks a questionnaire file. Everything that is wrong is reported at once, each problem
//! with its JSON pointer (RFC 6901), what is wrong, and how to mend it. A file with a problem yields no edition.

mod check;
mod condition;
mod fault;
mod language;
mod lineage;
#[cfg(test)]
pub(crate) mod specimen;
mod syntax;

pub use check::problems;
pub use fault::{Detail, Details, Fault, Part};
pub use language::{LIX_MAX, lix, warnings};
pub(super) use lineage::answers_read_otherwise;
pub use lineage::{asks_otherwise, check_ids, check_lineage, differs};

use serde::ser::SerializeStruct;

use super::definition::Edition;

/// The greatest size of a questionnaire file, in bytes.
pub const FILE_MAX: usize = 4 * 1024 * 1024;
/// The greatest number of items in one edition.
pub const ITEMS_MAX: usize = 2_000;
/// The most languages.
pub const LANGUAGES_MAX: usize = 20;
/// The most perspectives.
pub const PERSPECTIVES_MAX: usize = 40;
/// The most problems that are told; a file that repeats one fault a million times is mended from its first ones.
pub const PROBLEMS_MAX: usize = 1_000;
/// The greatest length of one text, in characters.
pub const TEXT_MAX: usize = 4_000;
/// The greatest number of values on a scale: they are shown side by side.
pub const SCALE_VALUES_MAX: i64 = 21;
/// The most options of a choice.
pub const OPTIONS_MAX: usize = 100;
/// The most columns of a table.
pub const COLUMNS_MAX: usize = 12;
/// The most rows that a table may ask for.
pub const ROWS_MAX: u16 = 200;
/// The most decimals of a number.
pub const DECIMALS_MAX: u8 = 6;
/// How deep conditions may lie in one another.
pub const CONDITION_DEPTH_MAX: usize = 8;

/// One thing that is wrong in a questionnaire, or could be better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place, as a JSON pointer, or as line and column where the file is no JSON; empty for the whole document.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.place.is_empty() { "(whole file)" } else { &self.place };
        write!(f, "{place}: {} {}", self.fault.what(), self.fault.mend())
    }
}

impl serde::Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("Problem", 4)?;
        problem.serialize_field("place", &self.place)?;
        problem.serialize_field("code", self.fault.code())?;
        problem.serialize_field("what", &self.fault.what())?;
        problem.serialize_field("mend", &self.fault.mend())?;
        problem.end()
    }
}

/// Reads one edition from the bytes of a file.
///
/// # Errors
/// The problems found, in the order of the file, at most [`PROBLEMS_MAX`]; never an empty list.
pub fn read(bytes: &[u8]) -> Result<Edition, Vec<Problem>> {
    let edition = parse(bytes)?;
    let problems = check::problems(&edition);
    if problems.is_empty() { Ok(edition) } else { Err(problems) }
}

/// Reads a file that may still be unfinished: it has the format, but what it says need not be sound.
///
/// # Errors
/// What is wrong with the format.
pub fn parse(bytes: &[u8]) -> Result<Edition, Vec<Problem>> {
    if bytes.len() > FILE_MAX {
        return Err(vec![problem("", Fault::FileTooLarge { bytes: bytes.len(), most: FILE_MAX })]);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(fault) = syntax::fault(bytes) {
        return Err(vec![fault]);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer_of(error.path());
        vec![problem(&pointer, Fault::Shape { what: capitalised(&error.into_inner().to_string()) })]
    })
}

fn problem(place: &str, fault: Fault) -> Problem {
    Problem { place: place.to_owned(), fault }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::questionnaire::{Change, arbitrary};

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
            (
                problems(|f| {
                    f["previous"] = json!("2026");
                    f["standards"][0]["substandards"][0]["items"][0]["lineage"] =
                        json!({"change": "replaced", "item": ""})
                }),
                "/lineage/item",
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
    fn a_file_of_faults_takes_neither_long_nor_much_memory() {
        let many = |count: usize, of: &dyn Fn(usize) -> Value| (0..count).map(of).collect::<Vec<_>>();
        let languages = many(3_000, &|n| json!(format!("{n}")));
        let perspectives = many(3_000, &|n| json!({"id": format!("p{n}"), "title": {}, "about": {}}));
        let options = many(3_000, &|n| json!({"id": format!("o{n}"), "text": {}}));
        let conditions = many(3_000, &|_| json!({"item": "1.1a", "is": "none"}));
        let parts = many(
            3_000,
            &|n| json!({"id": format!("2.{n}"), "title": {}, "about": {}, "perspective": "x", "secondary": "x", "items": []}),
        );
        let begin = std::time::Instant::now();
        let mut file = file();
        file["languages"] = json!(languages);
        file["perspectives"] = json!(perspectives);
        let substandards = file["standards"][0]["substandards"].as_array_mut().unwrap();
        let items = substandards[0]["items"].as_array_mut().unwrap();
        items[0]["kind"] = json!("single");
        items[0]["options"] = json!(options);
        let mut second = items[0].clone();
        second["id"] = json!("1.1b");
        second["visible_if"] = json!({"all": conditions});
        items.push(second);
        substandards.extend(parts);
        let found = read(file.to_string().as_bytes()).unwrap_err();
        assert_eq!(found.len(), PROBLEMS_MAX);
        assert!(found.iter().all(|problem| problem.to_string().len() < 500));
        let codes = |code: &str| found.iter().any(|problem| problem.fault.code() == code);
        assert!(codes("too-many-languages") && codes("too-many-perspectives"));
        assert!(begin.elapsed() < std::time::Duration::from_secs(20), "{:?}", begin.elapsed());
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
        assert_eq!(check_lineage(&changed, Some(&previous)), vec![]);
        changed.standards[0].substandards[0].items[0].text.0.insert("sv".into(), "annat".into());
        assert_eq!(check_lineage(&changed, Some(&previous)).len(), 1);
        changed.standards[0].substandards[0].items[0].lineage.change = Change::Reworded;
        assert_eq!(check_lineage(&changed, Some(&previous)), vec![]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn generated_editions_are_sound(edition in arbitrary::edition()) {
            let bytes = serde_json::to_vec(&edition).unwrap();
            match read(&bytes) {
                Ok(read) => prop_assert_eq!(read, edition),
                Err(problems) => prop_assert!(false, "{:?}", problems),
            }
        }
    }
}
