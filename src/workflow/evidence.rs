//! What an answer may rest on as a file: which kinds, and how large. A file is known by what is in it, not by its name alone.

/// The largest file, in bytes.
pub const FILE_MAX: usize = 4 * 1024 * 1024;
/// The most that all files of one response may take together, in bytes.
pub const FILES_MAX: usize = 100 * 1024 * 1024;
/// The most pieces of evidence at one item.
pub const PIECES_MAX: usize = 20;
/// The most characters of a title, and of where something is kept.
pub const LINE_MAX: usize = 300;

/// The kinds of files that are taken: the name's ending, and how the content begins.
const KINDS: [(&str, &[u8]); 9] = [
    ("pdf", b"%PDF-"),
    ("docx", b"PK\x03\x04"),
    ("xlsx", b"PK\x03\x04"),
    ("pptx", b"PK\x03\x04"),
    ("odt", b"PK\x03\x04"),
    ("ods", b"PK\x03\x04"),
    ("png", b"\x89PNG\r\n\x1a\n"),
    ("jpg", b"\xff\xd8\xff"),
    ("jpeg", b"\xff\xd8\xff"),
];

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`FILE_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// It is of no kind that is taken, or is another than its name says.
    #[error("the kind of file is not taken")]
    OtherKind,
}

/// The name under which a file is kept: its last part, with no character that a header or a file system trips over.
///
/// # Errors
/// [`FileError`] says why the file is not taken.
pub fn file_name(name: &str, content: &[u8]) -> Result<String, FileError> {
    if content.is_empty() {
        return Err(FileError::Empty);
    }
    if content.len() > FILE_MAX {
        return Err(FileError::TooLarge);
    }
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let (stem, ending) = last.rsplit_once('.').ok_or(FileError::OtherKind)?;
    let ending = ending.to_ascii_lowercase();
    let is_taken = KINDS.iter().any(|(kind, begins)| *kind == ending && content.starts_with(begins));
    if !is_taken {
        return Err(FileError::OtherKind);
    }
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '.') { c } else { '_' };
    let stem: String = stem.chars().map(plain).take(100).collect();
    let stem = stem.trim_matches(['.', ' ']);
    Ok(format!("{}.{ending}", if stem.is_empty() { "fil" } else { stem }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_content_and_its_name_is_made_harmless() {
        assert_eq!(
            file_name("Policy för hälsa (2026).PDF", b"%PDF-1.7 x").unwrap(),
            "Policy för hälsa _2026_.pdf"
        );
        assert_eq!(file_name("C:\\fakepath\\a\"\r\nb.png", b"\x89PNG\r\n\x1a\n").unwrap(), "a___b.png");
        assert_eq!(file_name("../../.pdf", b"%PDF-").unwrap(), "fil.pdf");
        assert_eq!(file_name("a.pdf", b"<html>"), Err(FileError::OtherKind));
        assert_eq!(file_name("a.html", b"%PDF-"), Err(FileError::OtherKind));
        assert_eq!(file_name("pdf", b"%PDF-"), Err(FileError::OtherKind));
        assert_eq!(file_name("a.pdf", b""), Err(FileError::Empty));
        assert_eq!(file_name("a.pdf", &vec![b'%'; FILE_MAX + 1]), Err(FileError::TooLarge));
    }
}
