//! Sheets out and in.

use proptest::prelude::*;

use super::*;
use crate::questionnaire::{arbitrary, read as read_file, shipped};

fn say(what: &What<'_>) -> String {
    let values: Vec<&str> = what.values.iter().map(|(_, value)| *value).collect();
    format!("{} {}", what.code, values.join(" ")).trim().to_owned()
}

fn note(what: &What<'_>) -> String {
    match what.code {
        "sheet" => "Questions".to_owned(),
        "note-sheet" => "Note".to_owned(),
        "note" => "One\nTwo".to_owned(),
        _ => say(what),
    }
}

fn shipped_edition(questionnaire: &str, edition: &str) -> Edition {
    read_file(&shipped::bytes(questionnaire, edition).unwrap()).unwrap()
}

fn json(edition: &Edition) -> String {
    serde_json::to_string_pretty(edition).unwrap()
}

fn survives(edition: &Edition) {
    for bytes in [csv(edition, &say), xlsx(edition, &note).unwrap()] {
        let reading = read_whole(&bytes);
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{problems:#?}\n{}", json(edition));
        assert_eq!(json(&reading.edition.unwrap()), json(edition));
        let again = read_texts(&bytes, edition);
        assert_eq!((again.problems, again.warnings, again.changes), (vec![], vec![], vec![]));
        assert_eq!(again.edition.as_ref(), Some(edition));
    }
}

#[test]
fn every_shipped_edition_survives() {
    for name in shipped::list() {
        survives(&shipped_edition(&name.questionnaire, &name.edition));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn every_edition_survives(edition in arbitrary::edition()) {
        survives(&edition);
    }
}
