//! `verify`: whether a downloaded file is a signed version, byte for byte as it was signed.

use std::{io::Write, path::PathBuf};

use clap::Args;

use super::{Failure, with_database};
use crate::{
    config::Config,
    report::pdf,
    store::signing,
    workflow::signed::{self, Content},
};

/// What to verify, and against what.
#[derive(Debug, Args)]
pub struct Arguments {
    /// A signed version as it was downloaded: the JSON, or the PDF, which holds the JSON
    file: PathBuf,
    /// The checksum on the receipt; without it, the database is asked
    #[arg(long, value_name = "HEX", value_parser = checksum)]
    checksum: Option<String>,
}

/// A SHA-256 as it stands on a receipt.
fn checksum(text: &str) -> Result<String, String> {
    let text = text.trim().to_ascii_lowercase();
    let is_one = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_one { Ok(text) } else { Err("64 characters from 0–9 and a–f are expected".to_owned()) }
}

pub(super) fn run(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let path = arguments.file.display();
    let bytes = std::fs::read(&arguments.file).map_err(|error| Failure::input(format!("{path}: {error}")))?;
    let (content, sha256) = signed_text(&bytes)
        .ok_or_else(|| Failure::input(format!("{path} is no signed version, and holds none")))?;
    writeln!(out, "member\t{} {}", content.member_code, content.member_name)?;
    if let Some(respondent) = &content.respondent {
        writeln!(out, "respondent\t{respondent}")?;
    }
    writeln!(out, "questionnaire\t{} {}", content.questionnaire, content.edition)?;
    writeln!(out, "year\t{}", content.year)?;
    writeln!(out, "version\t{}", content.version)?;
    writeln!(out, "sha256\t{sha256}")?;
    let not_it = || Failure::input("this is not the signed version: the checksums differ");
    if let Some(expected) = &arguments.checksum {
        if *expected != sha256 {
            return Err(not_it());
        }
        writeln!(out, "verified\tby the given checksum")?;
        return Ok(());
    }
    let known = with_database(config, move |conn| signing::checksums(conn, &content))?;
    if known.is_empty() {
        return Err(Failure::input("the database knows of no such signed version"));
    }
    let Some((_, at)) = known.into_iter().find(|(known, _)| *known == sha256) else { return Err(not_it()) };
    writeln!(out, "verified\tby the database, signed {at}")?;
    Ok(())
}

/// The signed text in a file, read, with its checksum: the file itself, or what lies in a PDF.
fn signed_text(bytes: &[u8]) -> Option<(Content, String)> {
    let read = |text: &[u8]| {
        let content: Content = serde_json::from_slice(text).ok()?;
        (content.format == signed::FORMAT).then(|| (content, signed::sha256(text)))
    };
    if bytes.starts_with(b"%PDF") {
        return pdf::attached(bytes).iter().find_map(|file| read(file));
    }
    read(bytes)
}
