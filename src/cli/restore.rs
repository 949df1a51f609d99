//! `perspektiv restore`: a backup in the place of the database.

use std::{io::Write, path::PathBuf};

use clap::Args;

use super::{Failure, target};
use crate::{
    config::Config,
    store::{ServerLock, backup},
};

/// What to restore.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file that `perspektiv backup` wrote, from the same kind of database
    file: PathBuf,
    /// Replace a database that is not empty (SQLite only); the file that is replaced is kept under another name
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let target = target(config)?;
    let lock = ServerLock::take(&target)?;
    let restored = backup::restore(&target, &arguments.file, arguments.force, config.clock().now(), &lock)?;
    for name in &restored.migrated {
        writeln!(out, "ran {name}")?;
    }
    if let Some(file) = &restored.replaced {
        writeln!(out, "the database that was there is kept as {}", file.display())?;
    }
    writeln!(
        out,
        "restored. No mail is sent until you run `perspektiv mail release`: look at `perspektiv mail status` first."
    )?;
    Ok(())
}
