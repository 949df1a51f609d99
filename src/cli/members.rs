//! `perspektiv members`: the members of the network, from a file.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use clap::Subcommand;

use super::{Failure, with_database};
use crate::{
    config::Config,
    store::member::{self, ImportPlan},
    table,
    workflow::members::{self, MemberProblem, MembersFile},
};

/// What can be done with members.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Import a CSV file: code, name, short_name, and optionally letter and population_YYYY; for each year of a change in
    /// membership a column member_YYYY with 1 or 0. A year without a column has the members of the nearest earlier
    /// column. Importing the same file again changes nothing; members that are not in the file stay
    Import {
        /// The file
        file: PathBuf,
        /// Only tell what would change
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) fn run(command: &Command, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    let Command::Import { file, dry_run } = command;
    let members = match members::read(&bytes(file)?) {
        Ok(members) => members,
        Err(problems) => return refuse(file, &problems, out),
    };
    let years = years(&members);
    let (is_dry, at) = (*dry_run, config.clock().now());
    let outcome = with_database(config, move |conn| {
        let plan = member::plan_import(conn, &members)?;
        if let (Ok(plan), false) = (&plan, is_dry) {
            member::apply_import(conn, at, plan)?;
        }
        Ok(plan)
    })?;
    match outcome {
        Err(problems) => refuse(file, &problems, out),
        Ok(plan) => tell(&plan, &years, is_dry, out),
    }
}

/// The file's bytes; of one that is too large no more than shows that it is.
fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |error| Failure::input(format!("{} cannot be read: {error}", file.display()));
    let mut bytes = Vec::new();
    let limit = u64::try_from(table::BYTES_MAX).unwrap_or(u64::MAX).saturating_add(1);
    std::fs::File::open(file)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    Ok(bytes)
}

fn refuse(file: &Path, problems: &[MemberProblem], out: &mut dyn Write) -> Result<(), Failure> {
    for problem in problems {
        writeln!(out, "{}: {problem}", file.display())?;
    }
    Err(Failure::input(format!("{} problems; nothing was stored", problems.len())))
}

/// The number of members in each year that the file names.
fn years(file: &MembersFile) -> BTreeMap<i32, usize> {
    let members_in = |year: i32| file.members.iter().filter(|member| member.years.contains(&year)).count();
    file.years.keys().map(|year| (*year, members_in(*year))).collect()
}

fn tell(
    plan: &ImportPlan,
    years: &BTreeMap<i32, usize>,
    is_dry: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(
        out,
        "members: {} new, {} changed, {} as they were",
        plan.added.len(),
        plan.changed.len(),
        plan.unchanged
    )?;
    writeln!(out, "memberships: {} new, {} ended", plan.joins.len(), plan.leaves.len())?;
    for (year, code) in &plan.leaves {
        writeln!(out, "  {code} is no longer a member in {year}")?;
    }
    for (year, members) in years {
        writeln!(out, "{year}: {members} members")?;
    }
    if let Some((year, members)) = years.last_key_value() {
        writeln!(
            out,
            "A year without a column has the members of the nearest earlier one: later years have the {members} of {year}."
        )?;
    }
    if !plan.absent.is_empty() {
        writeln!(out, "not in the file, left as they are: {}", plan.absent.join(", "))?;
    }
    if is_dry {
        writeln!(out, "dry run: nothing was stored")?;
    }
    Ok(())
}
