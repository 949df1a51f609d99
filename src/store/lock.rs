//! The lock that keeps a database file to one server. SQLite itself would let two processes in, and two
//! writers of ours would wait for each other and send the same mails. Postgres needs none: replicas are welcome.

use std::fs::{File, OpenOptions, TryLockError};

use super::{StoreError, StoreResult, Target};

/// Held as long as this value lives; the operating system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct ServerLock {
    #[expect(dead_code, reason = "holds the lock by being open")]
    file: Option<File>,
}

impl ServerLock {
    /// Takes the database for this process: an exclusive lock on `<database>.lock`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if another process holds it, or the file cannot be made.
    pub fn take(target: &Target) -> StoreResult<ServerLock> {
        let Target::Sqlite(path) = target else { return Ok(ServerLock { file: None }) };
        let mut name = path.as_os_str().to_owned();
        name.push(".lock");
        let unavailable = |error: std::io::Error| {
            StoreError::Unavailable(format!("cannot lock {}: {error}", path.display()).into())
        };
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(unavailable)?;
        }
        let file =
            OpenOptions::new().create(true).truncate(false).write(true).open(name).map_err(unavailable)?;
        match file.try_lock() {
            Ok(()) => Ok(ServerLock { file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Unavailable(
                format!("another perspektiv process is using {}; stop it first", path.display()).into(),
            )),
            Err(TryLockError::Error(error)) => Err(unavailable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let target = Target::Sqlite(folder.path().join("new/data.db"));
        let first = ServerLock::take(&target).unwrap();
        let refused = ServerLock::take(&target).unwrap_err().to_string();
        assert!(refused.contains("another perspektiv process"), "{refused}");
        drop(first);
        assert!(ServerLock::take(&target).is_ok());
    }
}
