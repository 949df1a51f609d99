//! The questionnaires that are shipped: sound, linked from edition to edition, and as the schema says.

use std::collections::BTreeMap;

use perspektiv::questionnaire::{Edition, check_lineage, read};

use crate::support::sources::{files, root};

/// All shipped files but the schema: path, text, and what it says.
pub fn shipped() -> Vec<(String, String, Edition)> {
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
        let problems = check_lineage(edition, Some(before));
        assert!(problems.is_empty(), "{id} {name}: {problems:#?}");
    }
}

#[test]
fn the_self_evaluation_has_five_standards_and_two_core_items_in_each_of_eighteen_parts() {
    use perspektiv::questionnaire::Depth;
    for (path, _, edition) in shipped().into_iter().filter(|(_, _, edition)| edition.id == "sjalvevaluering")
    {
        let at = |depth| edition.items().filter(|(_, item)| item.depth == depth).count();
        assert_eq!((at(Depth::Core), at(Depth::Indepth)), (36, 49), "{path}");
        assert_eq!(edition.scored_standards().count(), 5, "{path}");
        assert_eq!(edition.scored_substandards().count(), 18, "{path}");
        assert!(edition.items().all(|(_, item)| !item.is_scored() || item.signs.is_some()), "{path}");
        let areas: Vec<_> =
            edition.substandards().map(|(_, sub)| sub).filter(|sub| sub.is_followup()).collect();
        let of: Vec<_> = areas.iter().filter_map(|area| area.perspective.as_deref()).collect();
        assert_eq!(of, ["governance", "patient", "population", "staff"], "{path}");
        assert!(areas.iter().all(|area| (2..=4).contains(&area.items.len())), "{path}");
        for (_, part) in edition.scored_substandards() {
            let core: Vec<_> = part.items.iter().filter(|item| item.depth == Depth::Core).collect();
            assert_eq!(core.len(), 2, "{path} {}", part.id);
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

#[test]
fn a_tired_person_understands_every_item() {
    for (path, _, edition) in shipped() {
        let found = perspektiv::questionnaire::warnings(&edition);
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}
