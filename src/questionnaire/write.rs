//! Writes an edition as a file: the one form in which the application writes questionnaires.

use super::definition::Edition;

/// The edition as the text of a file: indented by two spaces, fields in the order of the format, a newline at the end. Reading it gives the
/// same edition, and writing that the same text.
///
/// # Errors
/// Those of `serde_json`; an edition made of plain values has none.
pub fn write(edition: &Edition) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(edition)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{read, shipped};

    #[test]
    fn every_shipped_file_stands_as_it_would_be_written() {
        for name in shipped::list() {
            let file = shipped::bytes(&name.questionnaire, &name.edition).unwrap();
            let written = write(&read(&file).unwrap()).unwrap();
            assert_eq!(written.as_bytes(), &*file, "{name:?}");
        }
    }
}
