//! Texts in the languages of a questionnaire. A language is data here (a lower-case tag such as
//! `sv`), because other networks bring other languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::folded;

/// A language tag of a questionnaire's texts, such as `sv` or `en` (ISO 639-1, lower case).
pub type Language = String;

/// The languages that a questionnaire is likely to have: the tag, and the name in Swedish and in English. They are offered in the editor
/// and understood as headings of a sheet; any other tag may be used too.
pub const LANGUAGES: [(&str, &str, &str); 38] = [
    ("sv", "svenska", "Swedish"),
    ("en", "engelska", "English"),
    ("ar", "arabiska", "Arabic"),
    ("bs", "bosniska", "Bosnian"),
    ("cs", "tjeckiska", "Czech"),
    ("da", "danska", "Danish"),
    ("de", "tyska", "German"),
    ("el", "grekiska", "Greek"),
    ("es", "spanska", "Spanish"),
    ("et", "estniska", "Estonian"),
    ("fa", "persiska", "Persian"),
    ("fi", "finska", "Finnish"),
    ("fit", "meänkieli", "Meänkieli"),
    ("fr", "franska", "French"),
    ("hr", "kroatiska", "Croatian"),
    ("hu", "ungerska", "Hungarian"),
    ("is", "isländska", "Icelandic"),
    ("it", "italienska", "Italian"),
    ("lt", "litauiska", "Lithuanian"),
    ("lv", "lettiska", "Latvian"),
    ("nb", "norska (bokmål)", "Norwegian (Bokmål)"),
    ("nl", "nederländska", "Dutch"),
    ("nn", "norska (nynorsk)", "Norwegian (Nynorsk)"),
    ("no", "norska", "Norwegian"),
    ("pl", "polska", "Polish"),
    ("pt", "portugisiska", "Portuguese"),
    ("ro", "rumänska", "Romanian"),
    ("rom", "romani", "Romani"),
    ("ru", "ryska", "Russian"),
    ("se", "nordsamiska", "Northern Sami"),
    ("sma", "sydsamiska", "Southern Sami"),
    ("smj", "lulesamiska", "Lule Sami"),
    ("so", "somaliska", "Somali"),
    ("sr", "serbiska", "Serbian"),
    ("ti", "tigrinja", "Tigrinya"),
    ("tr", "turkiska", "Turkish"),
    ("uk", "ukrainska", "Ukrainian"),
    ("yi", "jiddisch", "Yiddish"),
];

/// Whether a text has the form of a language tag.
pub fn is_tag(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The language that a word means: one of [`LANGUAGES`] by its name or tag, or any other by its tag.
pub fn language_named(word: &str) -> Option<Language> {
    let folded_word = folded(word);
    let known = LANGUAGES.into_iter().find(|(tag, swedish, english)| {
        *tag == folded_word || [swedish, english].iter().any(|name| folded(name) == folded_word)
    });
    let tag = word.trim().to_ascii_lowercase();
    known.map(|(tag, ..)| tag.to_owned()).or_else(|| is_tag(&tag).then_some(tag))
}

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
