//! The questionnaires that come with the application: the files of `surveys/`, embedded.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/surveys"]
#[exclude = "schema.json"]
struct Files;

/// The bytes of a shipped edition.
pub fn bytes(questionnaire: &str, edition: &str) -> Option<Cow<'static, [u8]>> {
    Files::get(&format!("{questionnaire}/{edition}.json")).map(|file| file.data)
}
