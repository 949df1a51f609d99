//! The JSON Schema of questionnaire files, generated from the definition. `surveys/schema.json` is a copy of it,
//! for editors that complete and check as one types; a test keeps it so.

use super::Edition;

/// The schema as the text of a file.
///
/// # Errors
/// Never in practice: a schema has a JSON form.
pub fn text() -> serde_json::Result<String> {
    serde_json::to_string_pretty(&schemars::schema_for!(Edition)).map(|text| text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::shipped;

    #[test]
    fn the_schema_in_the_repository_is_the_generated_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/surveys/schema.json");
        let stored = std::fs::read_to_string(path).unwrap();
        assert!(stored == text().unwrap(), "run: cargo run -- survey schema > surveys/schema.json");
    }

    #[test]
    fn shipped_files_fit_the_schema_and_a_file_with_a_slip_does_not() {
        let schema = jsonschema::validator_for(&serde_json::from_str(&text().unwrap()).unwrap()).unwrap();
        for name in shipped::list() {
            let bytes = shipped::bytes(&name.questionnaire, &name.edition).unwrap();
            let mut file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
            assert!(schema.is_valid(&file), "{name:?}");
            file["standards"][0]["titel"] = "x".into();
            assert!(!schema.is_valid(&file), "{name:?}");
        }
    }
}
