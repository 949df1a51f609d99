//! What a file is that somebody takes for a sheet or a questionnaire and is neither: by its first bytes, and by the names of its parts
//! where several kinds begin alike.

use std::io::Cursor;

/// A kind of file that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// A file without anything in it.
    Nothing,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A text document, such as Word's.
    Document,
    /// A presentation, such as PowerPoint's.
    Presentation,
    /// A workbook in another format of Excel: that before 2007, or the binary one.
    OldWorkbook,
    /// A workbook that is protected with a password.
    Protected,
    /// A spreadsheet in the OpenDocument format.
    OpenDocument,
    /// A web page, or other XML.
    WebPage,
    /// A questionnaire in the application's own form, where only a sheet is read.
    Questionnaire,
}

impl Received {
    /// Every kind.
    pub const ALL: [Received; 10] = [
        Received::Nothing,
        Received::Pdf,
        Received::Picture,
        Received::Document,
        Received::Presentation,
        Received::OldWorkbook,
        Received::Protected,
        Received::OpenDocument,
        Received::WebPage,
        Received::Questionnaire,
    ];

    /// A name that stays the same: a message catalogue chooses its words by it.
    pub fn name(self) -> &'static str {
        self.told().0
    }

    /// What it is, for those who work on the command line.
    pub(super) fn what(self) -> &'static str {
        self.told().1
    }

    fn told(self) -> (&'static str, &'static str) {
        match self {
            Received::Nothing => ("nothing", "empty"),
            Received::Pdf => ("pdf", "a PDF"),
            Received::Picture => ("picture", "a picture"),
            Received::Document => ("document", "a text document"),
            Received::Presentation => ("presentation", "a presentation"),
            Received::OldWorkbook => {
                ("old-workbook", "a workbook in another format of Excel (.xls or .xlsb)")
            }
            Received::Protected => ("protected", "a workbook that is protected with a password"),
            Received::OpenDocument => ("open-document", "an OpenDocument spreadsheet (.ods)"),
            Received::WebPage => ("web-page", "a web page or other XML"),
            Received::Questionnaire => ("questionnaire", "a questionnaire in JSON"),
        }
    }

    /// What a file is; none if it may be a sheet or a questionnaire.
    pub fn of(bytes: &[u8]) -> Option<Received> {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let begins = |starts: &[&[u8]]| starts.iter().any(|start| text.starts_with(start));
        let tag =
            |start: &[u8]| text.get(..start.len()).is_some_and(|first| first.eq_ignore_ascii_case(start));
        if text.is_empty() {
            Some(Received::Nothing)
        } else if begins(&[b"%PDF-"]) {
            Some(Received::Pdf)
        } else if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"])
            || (begins(&[b"RIFF"]) && text.get(8..12) == Some(b"WEBP"))
            || (begins(&[b"\0\0\0"]) && text.get(4..8) == Some(b"ftyp"))
            || tag(b"<svg")
        {
            Some(Received::Picture)
        } else if begins(&[b"{\\rtf"]) {
            Some(Received::Document)
        } else if tag(b"<!doctype") || tag(b"<html") || tag(b"<?xml") {
            Some(Received::WebPage)
        } else if begins(&[b"\xD0\xCF\x11\xE0"]) {
            Some(compound(text))
        } else if begins(&[b"PK"]) {
            package(text)
        } else {
            None
        }
    }
}

/// What an OLE compound file is: its parts have names in UTF-16.
fn compound(bytes: &[u8]) -> Received {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|part| part == name)
    };
    if has("EncryptedPackage") {
        Received::Protected
    } else if has("WordDocument") {
        Received::Document
    } else if has("PowerPoint Document") {
        Received::Presentation
    } else {
        Received::OldWorkbook
    }
}

/// What a ZIP file is; none if it is an Excel workbook, or damaged.
fn package(bytes: &[u8]) -> Option<Received> {
    let open = |kind: &str| {
        let mark = format!("mimetypeapplication/vnd.oasis.opendocument.{kind}");
        bytes.get(30..).is_some_and(|rest| rest.starts_with(mark.as_bytes()))
    };
    if open("spreadsheet") {
        return Some(Received::OpenDocument);
    } else if open("text") {
        return Some(Received::Document);
    } else if open("presentation") {
        return Some(Received::Presentation);
    }
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |start: &str| archive.file_names().flatten().any(|name| name.starts_with(start));
    if has("xl/workbook.xml") {
        None
    } else if has("xl/workbook.bin") {
        Some(Received::OldWorkbook)
    } else if has("word/") {
        Some(Received::Document)
    } else {
        has("ppt/").then_some(Received::Presentation)
    }
}
