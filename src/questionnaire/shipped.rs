//! The questionnaire files that come with the application: `surveys/<questionnaire>/<edition>.json`, embedded.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/surveys"]
#[include = "*/*.json"]
struct Files;

/// The name of a shipped edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// The questionnaire's id, which is the folder's name.
    pub questionnaire: String,
    /// The edition's name, which is the file's.
    pub edition: String,
}

/// The shipped editions, by questionnaire and edition.
pub fn list() -> Vec<Name> {
    let mut names: Vec<Name> = Files::iter()
        .filter_map(|path| {
            let (questionnaire, file) = path.split_once('/')?;
            let edition = file.strip_suffix(".json").filter(|edition| !edition.contains('/'))?;
            Some(Name { questionnaire: questionnaire.to_owned(), edition: edition.to_owned() })
        })
        .collect();
    names.sort();
    names
}

/// The exact bytes of a shipped edition.
pub fn bytes(questionnaire: &str, edition: &str) -> Option<Cow<'static, [u8]>> {
    Files::get(&format!("{questionnaire}/{edition}.json")).map(|file| file.data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{check_lineage, read};

    #[test]
    fn every_shipped_file_is_sound_and_stands_where_its_name_says() {
        let names = list();
        assert!(!names.is_empty());
        for name in names {
            let file = bytes(&name.questionnaire, &name.edition).unwrap();
            let edition = read(&file).unwrap_or_else(|problems| panic!("{name:?}: {problems:?}"));
            assert_eq!((&edition.id, &edition.edition), (&name.questionnaire, &name.edition));
            if let Some(previous) = &edition.previous {
                let file = bytes(&name.questionnaire, previous).unwrap();
                assert_eq!(check_lineage(&edition, Some(&read(&file).unwrap())), vec![], "{name:?}");
            }
        }
    }

    #[test]
    fn there_is_nothing_outside_the_folder() {
        assert_eq!(bytes("..", "Cargo"), None);
        assert_eq!(bytes("none", "2027"), None);
    }
}
