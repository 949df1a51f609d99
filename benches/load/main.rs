//! Load and faults: measures the release build over HTTP, as ratios to something plain in the same run on the same machine.
//!
//! `cargo bench --bench load -- COMMAND`, where COMMAND is one or more of
//!
//! - `saves`: durable saves per second beside a loop of single commits; `slow-saves`: the same with every sync 5 ms slower
//!   (needs strace)
//! - `page`: a sub-standard page beside the same bytes from memory
//! - `idle`: memory, time to start, size
//! - `export`: `answers.csv` of 1,000 members beside `sqlite3 -csv`
//! - `questions`: what an edition of 500 items takes per item beside one of 100: reading, conditions, pages, the editor's pages
//! - `samsyn`: how soon 60 people in a room see what one of them rates
//! - `collide`: 1,000 people saving over each other
//! - `kill`: `kill -9` during saves; `syncs`: the order of syncs and acknowledgements (needs strace)
//!
//! and `--runs N` (3), `--seconds N` (4), `--kills N` (20), `--folder DIR` (where the databases go: the disk that is measured).
//! With `DATABASE_URL` set to an empty, disposable Postgres database, `saves`, `page`, `samsyn`, `collide` and `kill` run on that.
//! Each measurement prints one line, its fields separated by tabs.

mod editor;
mod export;
mod faults;
mod figures;
mod http;
mod idle;
mod network;
mod page;
mod process;
mod questions;
mod samsyn;
mod saves;

use std::{path::PathBuf, time::Duration};

use anyhow::{Result, bail};
use clap::Parser;
use diesel::{RunQueryDsl, sql_query};
use perspektiv::store::{Target, connection::Purpose};

use crate::process::Strace;

#[derive(Parser)]
struct Arguments {
    /// What to measure.
    commands: Vec<String>,
    /// How often; the median is printed.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// How long, each time.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// How many kills.
    #[arg(long, default_value_t = 20)]
    kills: u64,
    /// Where the databases go.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// `cargo bench` passes this.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let commands: Vec<&str> = arguments.commands.iter().map(String::as_str).collect();
    // What the measurements start as processes of their own.
    match commands.as_slice() {
        ["commit-loop", place, seconds] => return saves::commit_loop(place, seconds),
        ["same-bytes", file] => return page::same_bytes(file),
        ["export-answers", database, out] => return export::answers(database, out),
        _ => {}
    }
    // One thread, so that the server keeps the rest of the machine.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for command in commands {
        let scratch = match &arguments.folder {
            Some(folder) => tempfile::tempdir_in(folder)?,
            None => tempfile::tempdir()?,
        };
        let (folder, span) = (scratch.path(), Duration::from_secs(arguments.seconds));
        let target = database(folder)?;
        runtime.block_on(async {
            match command {
                "saves" => saves::compare(&target, folder, &Strace::No, arguments.runs, span).await,
                "slow-saves" => {
                    saves::compare(&target, folder, &Strace::SlowSyncs, arguments.runs, span).await
                }
                "page" => page::compare(&target, folder, arguments.runs, span).await,
                "idle" => idle::idle(folder, arguments.runs * 3).await,
                "export" => export::compare(folder, arguments.runs),
                "questions" => questions::compare(folder, arguments.runs).await,
                "samsyn" => samsyn::samsyn(&target, folder).await,
                "collide" => saves::collide(&target, folder).await,
                "kill" => faults::kill(&target, folder, arguments.kills).await,
                "syncs" => faults::syncs(folder).await,
                other => bail!("{other}: no such measurement"),
            }
        })?;
    }
    Ok(())
}

/// A new SQLite file, or the Postgres database of `DATABASE_URL`, emptied.
fn database(folder: &std::path::Path) -> Result<Target> {
    let Ok(url) = std::env::var("DATABASE_URL") else { return Ok(Target::Sqlite(folder.join("load.db"))) };
    let target: Target = url.parse().map_err(anyhow::Error::msg)?;
    let mut conn = target.connect(Purpose::Write)?;
    sql_query("DROP SCHEMA public CASCADE").execute(&mut conn)?;
    sql_query("CREATE SCHEMA public").execute(&mut conn)?;
    Ok(target)
}
