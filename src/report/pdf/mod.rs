//! A signed version as a tagged PDF (PDF/UA-1): for the records of those who signed, and for people who read with their ears. The
//! words come from the caller; how they are set is in `signed.typ`. The same input gives the same bytes: the only time in the
//! file is that of the signature, and the fonts are our own.
//!
//! Setting a document takes a thread for some time: never one that answers requests.

mod read;

use std::sync::LazyLock;

use chrono::{Datelike, Timelike};
use serde::Serialize;
use serde_json::Value;
use typst::{
    Feature, Library, LibraryExt, World, comemo,
    diag::{FileError, FileResult, SourceDiagnostic},
    ecow::EcoVec,
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use read::attached;

use crate::clock::Moment;

/// Everything that a signed version says as a document, in the words of one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignedDocument {
    /// The language of the document's own words.
    pub lang: String,
    /// The language of the questions.
    pub questions: String,
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: String,
    /// What has to be known before anything else is read.
    pub notice: Option<String>,
    /// The line at the foot of each page, beside its number.
    pub footer: String,
    /// The facts: who, what, when, and the checksum.
    pub about: Facts,
    /// The profile, where something is scored.
    pub profile: Option<ProfilePicture>,
    /// Who did what when.
    pub log: Log,
    /// All answers.
    pub answers: Answers,
    /// The signed text itself, which lies in the document.
    pub attached: Attached,
}

/// A table of two columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Facts {
    /// Its heading.
    pub heading: String,
    /// What the columns hold.
    pub columns: [String; 2],
    /// A name and a value each.
    pub rows: Vec<[String; 2]>,
}

/// The profile as a picture, with the sentence above it and the table below.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfilePicture {
    /// Its heading.
    pub heading: String,
    /// What the picture shows.
    pub sentence: String,
    /// The picture in words.
    pub description: String,
    /// A bar for each perspective.
    pub bars: Vec<Bar>,
    /// What the columns of the table hold.
    pub columns: Vec<String>,
    /// A row for each perspective, its name first.
    pub rows: Vec<Vec<String>>,
}

/// One perspective's bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// The perspective.
    pub name: String,
    /// The score in words.
    pub score: String,
    /// How far the bar reaches, from 0 to 1; none without a score.
    pub share: Option<f64>,
}

/// Who did what when.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Log {
    /// Its heading.
    pub heading: String,
    /// What the columns hold: when, what, who.
    pub columns: [String; 3],
    /// The steps, oldest first.
    pub rows: Vec<[String; 3]>,
    /// What stands there without any.
    pub none: String,
}

/// All answers in the order of the perspectives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answers {
    /// Their heading.
    pub heading: String,
    /// What the columns hold: number, question, answer.
    pub columns: [String; 3],
    /// A section for each perspective.
    pub sections: Vec<Section>,
}

/// The answers of a perspective.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// The answers of a sub-standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its number and title.
    pub title: String,
    /// Its items.
    pub items: Vec<Item>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The item's id.
    pub id: String,
    /// The question.
    pub text: String,
    /// The answer in words.
    pub answer: String,
    /// What else is said: what it is (a comment, say), and the words.
    pub said: Vec<[String; 2]>,
}

/// The file that lies in the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document could not be made: {0}")]
pub struct PdfError(String);

impl PdfError {
    fn of(diagnostics: EcoVec<SourceDiagnostic>) -> PdfError {
        let messages = diagnostics.iter().map(|diagnostic| diagnostic.message.to_string());
        PdfError(messages.collect::<Vec<_>>().join("; "))
    }
}

const TEMPLATE: &str = include_str!("signed.typ");

/// Libertinus Serif, under the SIL Open Font License (`assets/fonts/OFL.txt`).
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let regular =
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/LibertinusSerif-Regular.otf"));
    let bold = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/LibertinusSerif-Bold.otf"));
    [regular.as_slice(), bold.as_slice()]
        .into_iter()
        .filter_map(|font| Font::new(Bytes::new(font), 0))
        .collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Header cells of rows.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Whether the fonts have a character: in a document for everybody none may be left out without a word.
fn has(character: char) -> bool {
    FONTS.iter().all(|font| font.info().coverage.contains(u32::from(character)))
}

/// The text in characters that the fonts have.
fn in_our_letters(text: &str) -> String {
    text.chars()
        .filter(|character| *character == '\n' || !character.is_control() || character.is_whitespace())
        .map(|character| match character {
            '\n' => '\n',
            known if has(known) => known,
            space if space.is_whitespace() => ' ',
            _ => '\u{FFFD}',
        })
        .map(|character| if character == '\u{FFFD}' && !has(character) { '?' } else { character })
        .collect()
}

fn in_our_letters_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = in_our_letters(text),
        Value::Array(all) => all.iter_mut().for_each(in_our_letters_all),
        Value::Object(fields) => fields.values_mut().for_each(in_our_letters_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What the document is made of, and nothing else: no files, no network, no clock.
struct Desk {
    main: FileId,
    template: Source,
    given: (FileId, Bytes),
    content: (FileId, Bytes),
}

impl Desk {
    fn new(document: &SignedDocument, content: &str) -> Result<Desk, PdfError> {
        let file = |name: &str| -> Result<FileId, PdfError> {
            let path = VirtualPath::new(name).map_err(|error| PdfError(format!("{error:?}")))?;
            Ok(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let mut given = serde_json::to_value(document).map_err(|error| PdfError(error.to_string()))?;
        in_our_letters_all(&mut given);
        let main = file("signed.typ")?;
        Ok(Desk {
            main,
            template: Source::new(main, TEMPLATE.to_owned()),
            given: (file("given.json")?, Bytes::from_string(given.to_string())),
            content: (file("content.json")?, Bytes::from_string(content.to_owned())),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main { Ok(self.template.clone()) } else { Err(missing()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let files = [&self.given, &self.content];
        files.into_iter().find(|(file, _)| *file == id).map(|(_, bytes)| bytes.clone()).ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing() -> FileError {
    FileError::NotFound(std::path::PathBuf::new())
}

/// Sets a signed version. `content` is its text, which is put into the document byte for byte; `signed_at` is the document's
/// time, `sha256` what it is known by.
///
/// # Errors
/// [`PdfError`] if the document cannot be set, or is not accessible to all (PDF/UA-1).
pub fn signed(
    document: &SignedDocument,
    content: &str,
    signed_at: Moment,
    sha256: &str,
) -> Result<Vec<u8>, PdfError> {
    let desk = Desk::new(document, content)?;
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(PdfError::of)?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfError(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{sha256} {}", document.lang)),
        creator: Smart::Custom(Some("Perspektiv".to_owned())),
        timestamp: time(signed_at).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&set, &options).map_err(PdfError::of);
    // What was remembered for the next document would stay for good.
    comemo::evict(0);
    pdf
}

fn time(at: Moment) -> Option<Datetime> {
    let part = |number: u32| u8::try_from(number).ok();
    let (day, time) = (at.0.date(), at.0.time());
    Datetime::from_ymd_hms(
        day.year(),
        part(day.month())?,
        part(day.day())?,
        part(time.hour())?,
        part(time.minute())?,
        part(time.second())?,
    )
}
