//! The choice of the language in which questions are read, for pages of questions and of their results.

use serde::Serialize;

use super::Visit;
use crate::{locale::Lang, questionnaire::Edition};

/// In which language the questions are read, and which others they can be read in: where an edition has a language in which the
/// application itself does not speak.
#[derive(Serialize)]
pub(super) struct ReadingView {
    languages: Vec<LanguageView>,
}

#[derive(Serialize)]
struct LanguageView {
    tag: String,
    name: String,
    current: bool,
}

/// The choice of the language in which an edition is read, where there is one.
pub(super) fn choice(visit: &Visit, edition: &Edition) -> Option<ReadingView> {
    let is_choice =
        edition.languages.len() > 1 && edition.languages.iter().any(|tag| Lang::known(tag).is_none());
    is_choice.then(|| ReadingView {
        languages: edition
            .languages
            .iter()
            .map(|tag| LanguageView {
                tag: tag.clone(),
                name: visit.text_with("language-name", &[("language", tag.clone().into())]),
                current: visit.reads(edition) == tag,
            })
            .collect(),
    })
}
