//! What a PDF holds, as far as tests ask.

/// The text of a document.
pub fn text(_: &[u8]) -> String {
    String::new()
}

/// Everything that is written in a document's syntax.
pub fn syntax(_: &[u8]) -> String {
    String::new()
}
