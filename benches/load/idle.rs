//! What the program needs when nothing happens: memory, the time to start, its size.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result};
use perspektiv::store::Target;

use crate::{
    figures::median,
    http::Connection,
    network::Network,
    page::prepared,
    process::{Server, Strace, memory},
    saves::storm,
};

/// `idle`: prints memory after the start and after 1,000 pages, the time to start on a database with answers in it, and the
/// size of the binary.
pub(crate) async fn idle(folder: &Path, starts: usize) -> Result<()> {
    let target = Target::Sqlite(folder.join("idle.db"));
    let network = Network::found(&target, 64)?;
    let server = Server::start(&target, folder, &Strace::No).await?;
    let people = network.sign_all_in(server.address).await?;
    storm(server.address, &network, &people, Duration::from_secs(1)).await?;
    server.stop()?;
    let mut ready = Vec::new();
    for _ in 0..starts {
        let server = Server::start(&target, folder, &Strace::No).await?;
        ready.push(server.ready_after.as_secs_f64() * 1000.0);
        server.stop()?;
    }

    let (server, requests) = prepared(&Target::Sqlite(folder.join("pages.db")), folder).await?;
    server.stop()?;
    let server = Server::start(&Target::Sqlite(folder.join("pages.db")), folder, &Strace::No).await?;
    let at_start = memory(server.pid, "VmRSS").context("no memory")?;
    let mut connection = Connection::open(server.address).await?;
    for request in requests.iter().cycle().take(1_000) {
        connection.send(request).await?;
    }
    let after = memory(server.pid, "VmRSS").context("no memory")?;
    server.stop()?;

    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_perspektiv"))?.len() as f64 / 1024.0 / 1024.0;
    println!(
        "idle\tready after {:.0} ms\tmemory {at_start:.1} MiB, after 1,000 pages {after:.1} MiB\tbinary {size:.1} MiB",
        median(&ready)
    );
    Ok(())
}
