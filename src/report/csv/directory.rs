//! The export into a directory: all files or none.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{ExportInput, Written, file::File, manifest, write};

/// How many names for the working directory are tried before giving up.
const NAMES_TRIED: u32 = 100;

/// Writes every file of the export into `dir`, which is created if it is not there, and replaces what an
/// earlier export left there.
///
/// All files are first written in a working directory inside `dir`, and moved into place when all are on
/// disk: the earlier manifest goes first and the new one comes last, so that a directory with a manifest is
/// a whole export. A move that fails takes the others back.
///
/// # Errors
/// What the file system reports, with the path that it concerns. Then `dir` is as it was before.
pub fn export_to(dir: &Path, input: &ExportInput<'_>) -> io::Result<Vec<(File, Written)>> {
    let is_new = !dir.exists();
    fs::create_dir_all(dir).map_err(|error| concerning(dir, error))?;
    let export = export_into(dir, input);
    if export.is_err() && is_new {
        // What is reported is the first error, not that clearing up failed too.
        let _ = fs::remove_dir(dir);
    }
    export
}

fn export_into(dir: &Path, input: &ExportInput<'_>) -> io::Result<Vec<(File, Written)>> {
    let workshop = Workshop::open(dir)?;
    let mut files = Vec::new();
    for file in File::ALL {
        let path = workshop.path(file);
        let written = create(&path, |out| match file {
            File::Manifest => manifest::write(input, &files, out),
            _ => write(file, input, out),
        })
        .map_err(|error| concerning(&path, error))?;
        files.push((file, written));
    }
    workshop.deliver(dir)?;
    Ok(files)
}

/// Writes a new file and sees it onto the disk.
fn create(
    path: &Path,
    content: impl FnOnce(&mut dyn io::Write) -> io::Result<Written>,
) -> io::Result<Written> {
    let mut out = io::BufWriter::with_capacity(64 * 1024, fs::File::create_new(path)?);
    let written = content(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(written)
}

fn concerning(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The working directory; gone when it is dropped.
struct Workshop {
    path: PathBuf,
}

impl Workshop {
    fn open(dir: &Path) -> io::Result<Workshop> {
        let process = std::process::id();
        let mut number = 0;
        loop {
            let path = dir.join(format!(".export-{process}-{number}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Workshop { path }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < NAMES_TRIED => {
                    number += 1;
                }
                Err(error) => return Err(concerning(&path, error)),
            }
        }
    }

    /// Where a file is written first.
    fn path(&self, file: File) -> PathBuf {
        self.path.join(file.name())
    }

    /// Where a file that was there before waits until all is done.
    fn earlier(&self, file: File) -> PathBuf {
        self.path.join(format!("earlier-{}", file.name()))
    }

    /// Moves all files into place, or none.
    fn deliver(&self, dir: &Path) -> io::Result<()> {
        let mut moves = Moves::default();
        let delivered = self.move_all(dir, &mut moves);
        if delivered.is_err() {
            moves.take_back();
        }
        delivered
    }

    fn move_all(&self, dir: &Path, moves: &mut Moves) -> io::Result<()> {
        for file in File::ALL.into_iter().rev() {
            let place = dir.join(file.name());
            if fs::symlink_metadata(&place).is_ok() {
                moves.make(place, self.earlier(file))?;
            }
        }
        for file in File::ALL {
            moves.make(self.path(file), dir.join(file.name()))?;
        }
        Ok(())
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // Nothing can be done about it here, and nothing in it is an export.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The moves made so far.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    fn make(&mut self, from: PathBuf, to: PathBuf) -> io::Result<()> {
        fs::rename(&from, &to).map_err(|error| concerning(&to, error))?;
        self.0.push((from, to));
        Ok(())
    }

    /// Undoes the moves, the last one first.
    fn take_back(&mut self) {
        while let Some((from, to)) = self.0.pop() {
            // The error that led here is what is reported.
            let _ = fs::rename(to, from);
        }
    }
}
