//! Texts in the languages of a questionnaire. A language is data here (a lower-case tag such as
//! `sv`), because other networks bring other languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language tag of a questionnaire's texts, such as `sv` or `en` (ISO 639-1, lower case).
pub type Language = String;

/// One text in every language of the questionnaire, keyed by language tag.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Localised(pub BTreeMap<Language, String>);

impl Localised {
    /// The text in `language`, or in the first language there is, or the empty string. A checked
    /// edition has every language, so the fallbacks serve only readers of other languages.
    pub fn get(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}
