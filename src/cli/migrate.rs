//! `perspektiv migrate`: the schema of this version.

use std::io::Write;

use super::{Failure, target};
use crate::{
    config::Config,
    store::{ServerLock, migrate},
};

pub(super) fn run(config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let target = target(config)?;
    let _lock = ServerLock::take(&target)?;
    let ran = migrate::run(&target)?;
    for name in &ran {
        writeln!(out, "ran {name}")?;
    }
    if ran.is_empty() {
        writeln!(out, "the schema is up to date")?;
    }
    Ok(())
}
