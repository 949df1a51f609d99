//! `perspektiv backup`: the whole database in one file.

use std::{io::Write, path::PathBuf};

use clap::Args;

use super::{Failure, target};
use crate::{
    config::Config,
    store::backup::{self, BackupError},
};

/// What to write.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to write; it must not exist. It holds names, addresses and drafts: keep it as safe as the database
    file: PathBuf,
}

pub(super) fn run(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let bytes = backup::backup(&target(config)?, &arguments.file)?;
    writeln!(out, "{}: {bytes} bytes, found sound", arguments.file.display())?;
    Ok(())
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Failure {
        if error.is_input() { Failure::Input(error.into()) } else { Failure::Environment(error.into()) }
    }
}
