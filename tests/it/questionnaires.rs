//! The questionnaires that are shipped: sound, linked from edition to edition, and as the schema says.

use std::collections::BTreeMap;

use perspektiv::questionnaire::{Edition, Localised, check_lineage, read};

use crate::support::sources::{files, root};

/// The greatest LIX of an item's text (docs: words a tired person understands).
const LIX_MAX: f64 = 45.0;

/// All shipped files but the schema: path, text, and what it says.
fn shipped() -> Vec<(String, String, Edition)> {
    files("surveys", "json")
        .into_iter()
        .filter(|(path, _)| path != "surveys/schema.json")
        .map(|(path, text)| {
            let edition = read(text.as_bytes()).unwrap_or_else(|problems| panic!("{path}: {problems:#?}"));
            (path, text, edition)
        })
        .collect()
}

#[test]
fn every_file_is_sound_and_lies_where_its_name_says() {
    for (path, _, edition) in shipped() {
        assert_eq!(path, format!("surveys/{}/{}.json", edition.id, edition.edition));
    }
}

#[test]
fn every_edition_is_linked_to_the_one_before() {
    let editions: BTreeMap<(String, String), Edition> = shipped()
        .into_iter()
        .map(|(_, _, edition)| ((edition.id.clone(), edition.edition.clone()), edition))
        .collect();
    for ((id, name), edition) in &editions {
        let Some(previous) = &edition.previous else { continue };
        let before = &editions[&(id.clone(), previous.clone())];
        let problems = check_lineage(edition, before);
        assert!(problems.is_empty(), "{id} {name}: {problems:#?}");
    }
}

#[test]
fn the_self_evaluation_has_five_standards_and_two_core_items_in_each_of_eighteen_parts() {
    use perspektiv::questionnaire::Depth;
    for (path, _, edition) in shipped().into_iter().filter(|(_, _, edition)| edition.id == "sjalvevaluering")
    {
        assert_eq!(edition.standards.len(), 5, "{path}");
        assert_eq!(edition.substandards().count(), 18, "{path}");
        for (_, part) in edition.substandards() {
            let core: Vec<_> = part.items.iter().filter(|item| item.depth == Depth::Core).collect();
            assert_eq!(core.len(), 2, "{path} {}", part.id);
            assert!(
                core.iter().all(|item| item.signs.is_some()),
                "{path} {}: signs at low, middle and high",
                part.id
            );
        }
        assert_eq!(edition.languages, ["sv", "en"], "{path}");
    }
}

#[test]
fn every_file_is_as_the_schema_says() {
    let schema = std::fs::read_to_string(root().join("surveys/schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (path, text, _) in shipped() {
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let problems: Vec<String> =
            validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{path}: {problems:#?}");
        let mut broken = file.clone();
        broken["standards"][0]["substandards"][0]["items"][0]["kind"] = "guess".into();
        assert!(!validator.is_valid(&broken), "the schema takes anything");
    }
}

/// Words per sentence plus the share of words of more than six letters, in per cent (Björnsson 1968).
fn lix(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let sentences = text
        .split(['.', '!', '?', ':', ';'])
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .count()
        .max(1);
    let long = words.iter().filter(|word| word.chars().count() > 6).count();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen words")]
    let (words, sentences, long) = (words.len().max(1) as f64, sentences as f64, long as f64);
    words / sentences + 100.0 * long / words
}

#[test]
fn a_tired_person_understands_every_item() {
    let mut heavy = Vec::new();
    for (path, _, edition) in shipped() {
        for (_, item) in edition.items() {
            let signs = item.signs.iter().flat_map(|signs| [&signs.low, &signs.middle, &signs.high]);
            let texts: Vec<&Localised> =
                std::iter::once(&item.text).chain(item.help.iter()).chain(signs).collect();
            let all: String =
                texts.iter().map(|text| format!("{}. ", text.get("sv").trim_end_matches('.'))).collect();
            if lix(&all) > LIX_MAX {
                heavy.push(format!("{path} {}: {:.0}", item.id, lix(&all)));
            }
        }
    }
    assert!(heavy.is_empty(), "{heavy:#?}");
}
