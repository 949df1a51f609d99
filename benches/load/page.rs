//! A sub-standard page, signed in and with answers, beside a handler that returns the same bytes from memory.

use std::{
    io::BufRead,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::{Context, Result, ensure};
use perspektiv::store::Target;
use tokio::task::JoinSet;

use crate::{
    figures::median,
    http::{Connection, get},
    network::{Network, Person},
    process::{Server, Strace, again, processor_time},
    saves::Writing,
};

/// Kept connections.
const CLIENTS: usize = 16;
const WARM_UP: Duration = Duration::from_millis(700);

/// A server on which the page's answers have been given.
pub(crate) async fn prepared(target: &Target, folder: &Path) -> Result<(Server, Vec<Vec<u8>>)> {
    let network = Network::found(target, CLIENTS)?;
    let server = Server::start(target, folder, &Strace::No).await?;
    let people = network.sign_all_in(server.address).await?;
    let mut requests = Vec::new();
    for person in &people {
        answer(server.address, &network, person).await?;
        let path = format!("/responses/{}/substandards/{}", person.response, network.substandard);
        requests.push(get(&path, &person.cookie));
    }
    Ok((server, requests))
}

/// Answers the items of the page, if no colleague has.
async fn answer(address: SocketAddr, network: &Network, person: &Person) -> Result<()> {
    let mut connection = Connection::open(address).await?;
    for item in network.items.iter().filter(|item| item.starts_with(&network.substandard)) {
        let status = connection.send(&Writing::of(person, item, &person.response).next(person)).await?.status;
        ensure!(status == 200 || status == 409, "a save got {status}");
    }
    Ok(())
}

/// Answers per second, and the processor time that the server spent on each, in microseconds.
struct Pulled {
    per_second: f64,
    cost: f64,
}

/// Asks each request over and over, one connection for each.
async fn pull((address, pid): (SocketAddr, u32), requests: Vec<Vec<u8>>, span: Duration) -> Result<Pulled> {
    let spent = || processor_time(pid).context("the server is gone");
    let before = spent()?;
    let (begin, end) = (Instant::now() + WARM_UP, Instant::now() + WARM_UP + span);
    let mut clients = JoinSet::new();
    for request in requests {
        clients.spawn(async move {
            let (mut connection, mut count, mut all) = (Connection::open(address).await?, 0_u32, 0_u32);
            loop {
                let now = Instant::now();
                if now > end {
                    return anyhow::Ok((count, all));
                }
                let status = connection.send(&request).await?.status;
                ensure!(status == 200, "a page got {status}");
                all += 1;
                count += u32::from(now > begin);
            }
        });
    }
    let (mut total, mut total_all) = (0, 0);
    while let Some(counts) = clients.join_next().await {
        let (count, all) = counts??;
        total += count;
        total_all += all;
    }
    let cost = (spent()? - before) / f64::from(total_all);
    Ok(Pulled { per_second: f64::from(total) / span.as_secs_f64(), cost })
}

/// `page`: prints pages per second and what share that is of bytes from memory.
pub(crate) async fn compare(target: &Target, folder: &Path, runs: usize, span: Duration) -> Result<()> {
    let (server, requests) = prepared(target, folder).await?;
    let file = folder.join("page.html");
    let mut connection = Connection::open(server.address).await?;
    let page = connection.send(requests.first().context("no request")?).await?.body.to_vec();
    std::fs::write(&file, &page)?;
    let (mut memory, mut out) = again(&Strace::No, &["same-bytes", &file.display().to_string()])?;
    let mut address = String::new();
    out.read_line(&mut address)?;
    let address: SocketAddr = address.trim().parse()?;

    let (mut pages, mut bytes, mut ratios) = (vec![], vec![], vec![]);
    let (mut page_costs, mut byte_costs) = (vec![], vec![]);
    for _ in 0..runs {
        let from_memory = pull((address, memory.id()), requests.clone(), span).await?;
        let rendered = pull((server.address, server.pid), requests.clone(), span).await?;
        pages.push(rendered.per_second);
        bytes.push(from_memory.per_second);
        ratios.push(rendered.per_second / from_memory.per_second);
        page_costs.push(rendered.cost);
        byte_costs.push(from_memory.cost);
    }
    memory.kill()?;
    memory.wait()?;
    server.stop()?;
    println!(
        "page\t{} bytes, {CLIENTS} connections\tpage {:.0}/s, {:.0} µs of processor each\tsame bytes from memory {:.0}/s, {:.0} µs \
         each\tpage : memory {:.3} (runs {})",
        page.len(),
        median(&pages),
        median(&page_costs),
        median(&bytes),
        median(&byte_costs),
        median(&ratios),
        ratios.iter().map(|ratio| format!("{ratio:.3}")).collect::<Vec<_>>().join(" "),
    );
    Ok(())
}

/// `same-bytes`: a server that answers everything with the bytes of a file, from memory, with as many workers as ours.
pub(crate) fn same_bytes(file: &str) -> Result<()> {
    let bytes = web::Bytes::from(std::fs::read(file)?);
    let workers = std::thread::available_parallelism()?.get().min(8);
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(async move {
        let server = HttpServer::new(move || {
            let bytes = bytes.clone();
            App::new().default_service(web::to(move || {
                let bytes = bytes.clone();
                async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(bytes) }
            }))
        })
        .workers(workers)
        .bind("127.0.0.1:0")?;
        println!("{}", server.addrs().first().context("nothing bound")?);
        Ok(server.run().await?)
    })
}
