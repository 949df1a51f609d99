//! A file that appears under its name only when it is complete.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::BackupError;
use crate::store::new_id;

/// A file in the making, beside where it will be; gone again unless it is published.
pub(super) struct Partial {
    pub(super) path: PathBuf,
}

impl Partial {
    /// Creates an empty file that only its owner may read: it will hold personal data.
    pub(super) fn beside(file: &Path) -> Result<Partial, BackupError> {
        let mut name = std::ffi::OsString::from(".");
        name.push(file.file_name().unwrap_or_default());
        name.push(format!(".{}", new_id()));
        let path = folder(file).join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(at(&path))?;
        Ok(Partial { path })
    }

    /// Gives the file its name, unless something has that name already. Returns its size.
    pub(super) fn publish(self, file: &Path) -> Result<u64, BackupError> {
        let bytes = self.sync()?;
        match std::fs::hard_link(&self.path, file) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(BackupError::Exists(file.to_owned()));
            }
            // Some file systems know no links.
            Err(_) if !file.exists() => std::fs::rename(&self.path, file).map_err(at(file))?,
            Err(error) => return Err(at(file)(error)),
        }
        sync_folder(file)?;
        Ok(bytes)
    }

    /// Gives the file its name, in the place of whatever has it.
    pub(super) fn replace(self, file: &Path) -> Result<(), BackupError> {
        self.sync()?;
        std::fs::rename(&self.path, file).map_err(at(file))?;
        sync_folder(file)
    }

    fn sync(&self) -> Result<u64, BackupError> {
        let written = File::open(&self.path).map_err(at(&self.path))?;
        written.sync_all().map_err(at(&self.path))?;
        Ok(written.metadata().map_err(at(&self.path))?.len())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            drop(std::fs::remove_file(with_suffix(&self.path, suffix)));
        }
    }
}

/// The path with something behind its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The first bytes of a file, which say what it is.
pub(super) fn beginning(file: &Path) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    File::open(file)
        .map_err(|error| unreadable(file, &error))?
        .take(16)
        .read_to_end(&mut bytes)
        .map_err(at(file))?;
    Ok(bytes)
}

fn unreadable(file: &Path, error: &io::Error) -> BackupError {
    BackupError::not_a_backup(file, format!("it cannot be opened: {error}"))
}

/// The error of a system call on a file.
pub(super) fn at(file: &Path) -> impl Fn(io::Error) -> BackupError + use<> {
    let file = file.to_owned();
    move |error| BackupError::Io { file: file.clone(), error }
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes a new name in a folder as durable as the file.
fn sync_folder(file: &Path) -> Result<(), BackupError> {
    let folder = folder(file);
    File::open(folder).and_then(|opened| opened.sync_all()).map_err(at(folder))
}
