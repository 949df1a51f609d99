//! `manifest.json`: which files an export has, with rows and checksums.

use std::io::{self, Write as _};

use serde_json::json;

use super::{ExportInput, Written, cell::Tally, file::File};

/// Writes the manifest of these files.
pub(super) fn write(
    input: &ExportInput<'_>,
    files: &[(File, Written)],
    out: &mut dyn io::Write,
) -> io::Result<Written> {
    let files: Vec<_> = files
        .iter()
        .map(|(file, written)| json!({ "file": file.name(), "rows": written.rows, "sha256": written.sha256 }))
        .collect();
    let manifest = json!({
        "questionnaire": input.round.edition.id,
        "edition": input.round.edition.edition,
        "year": input.round.year,
        "compared_with": input.compared_with().map(|earlier| earlier.year),
        "files": files,
    });
    let mut tally = Tally::new(out);
    serde_json::to_writer_pretty(&mut tally, &manifest)?;
    tally.write_all(b"\n")?;
    Ok(Written { rows: None, sha256: tally.finish()? })
}
