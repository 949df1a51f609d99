//! One room, and everybody in it listening on a phone: how long from a rating that somebody gives until all see that it came, and what
//! so many listeners take.

use std::{
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use perspektiv::store::{Target, connection::Purpose};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinSet,
};

use crate::{
    http::{Connection, get, post},
    network::{Network, Person, execute},
    process::{Server, Strace, memory},
    saves::Storm,
};

/// How many people are in the room.
const PEOPLE: usize = 60;
/// From one rating to the next, when they come one by one.
const PAUSE: Duration = Duration::from_millis(150);
const PATIENCE: Duration = Duration::from_secs(20);
const ITEM: &str = "1.1a";

/// That a listener was told of so many ratings.
type Sight = (u64, Instant);

/// `samsyn`: prints how long ratings take to be seen, one by one and all at once, the server's memory before and with all listening,
/// and how long it takes to stop meanwhile.
pub(crate) async fn samsyn(target: &Target, folder: &Path) -> Result<()> {
    let network = Network::found(target, PEOPLE)?;
    let server = Server::start(target, folder, &Strace::No).await?;
    let mut people = network.sign_all_in(server.address).await?;
    server.stop()?;
    // All are of one member from now on; sessions know no roles.
    execute(
        &mut target.connect(Purpose::Write)?,
        "UPDATE assignment SET member_id = 'm0' WHERE person_id LIKE 'p%';",
    )?;
    people.iter_mut().for_each(|person| "r0".clone_into(&mut person.response));

    let server = Server::start(target, folder, &Strace::No).await?;
    let address = server.address;
    let room = open(address, people.first().context("nobody")?).await?;
    let quiet = memory(server.pid, "VmRSS").context("no memory")?;
    let (tell, mut sights) = unbounded_channel();
    let mut listeners = JoinSet::new();
    for person in &people {
        let request = get(&format!("{room}/live"), &person.cookie).strip_suffix(b"\r\n").map(<[u8]>::to_vec);
        let mut request = request.context("no request")?;
        request.extend_from_slice(b"Accept: text/event-stream\r\n\r\n");
        listeners.spawn(listen(address, request, tell.clone()));
    }
    all_see(&mut sights, 0, Instant::now()).await?;

    // One by one.
    let mut waits = Vec::new();
    for (count, person) in (1..).zip(&people) {
        let given = Instant::now();
        rate(address, &room, person, "7").await?;
        waits.extend(all_see(&mut sights, count, given).await?);
        tokio::time::sleep(PAUSE).await;
    }
    waits.sort_by(f64::total_cmp);
    let one_by_one = Storm { per_second: 0.0, waits };

    // All at once, on an item that nobody has rated: until all have seen all.
    execute(&mut target.connect(Purpose::Write)?, "DELETE FROM personal_rating;")?;
    all_see(&mut sights, 0, Instant::now()).await?;
    let given = Instant::now();
    let mut raters = JoinSet::new();
    for person in people.clone() {
        let room = room.clone();
        raters.spawn(async move { rate(address, &room, &person, "4").await });
    }
    let all: u64 = PEOPLE.try_into()?;
    let at_once = all_see(&mut sights, all, given).await?.into_iter().fold(0.0, f64::max);
    while let Some(rated) = raters.join_next().await {
        rated??;
    }
    let busy = memory(server.pid, "VmRSS").context("no memory")?;

    let stopping = Instant::now();
    ensure!(server.stop()?.success(), "it did not stop in order");
    let stopped = stopping.elapsed();
    println!(
        "samsyn\t{PEOPLE} people in a room\ta rating is seen by all others after {:.0} ms (median), {:.0} ms (p95)\t{PEOPLE} ratings at once are \
         seen by all after {at_once:.0} ms\tmemory {quiet:.1} MiB, with {PEOPLE} listening {busy:.1} MiB\tstops after {:.0} ms",
        one_by_one.wait(0.5),
        one_by_one.wait(0.95),
        stopped.as_secs_f64() * 1000.0,
    );
    Ok(())
}

/// Opens a room at an item, as its page would; the address for phones.
async fn open(address: SocketAddr, lead: &Person) -> Result<String> {
    let mut connection = Connection::open(address).await?;
    let all = format!("/responses/{}/consensus", lead.response);
    let form = format!("csrf={}", lead.csrf);
    let opened = connection.send(&post(&all, &lead.cookie, &form)).await?;
    let list = opened.head.lines().find_map(|line| line.strip_prefix("location: "));
    let list = list.with_context(|| format!("no room: {}", opened.status))?.to_owned();
    let form = format!("{form}&item={ITEM}");
    let begun = connection.send(&post(&list, &lead.cookie, &form)).await?.status;
    ensure!(begun == 303, "taking up an item got {begun}");
    Ok(list.replace("/consensus/", "/room/"))
}

async fn rate(address: SocketAddr, room: &str, person: &Person, value: &str) -> Result<()> {
    let mut connection = Connection::open(address).await?;
    let form = format!("csrf={}&item={ITEM}&value-{ITEM}={value}", person.csrf);
    let status = connection.send(&post(room, &person.cookie, &form)).await?.status;
    ensure!(status == 303, "a rating got {status}");
    Ok(())
}

/// Reads events until the server stops, and tells of each how many ratings it speaks of.
async fn listen(address: SocketAddr, request: Vec<u8>, tell: UnboundedSender<Sight>) -> Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    stream.write_all(&request).await?;
    let mut heard = String::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            return Ok(());
        }
        let now = Instant::now();
        heard.push_str(&String::from_utf8_lossy(buffer.get(..length).unwrap_or_default()));
        while let Some((event, rest)) = heard.split_once("\n\n") {
            let count = event
                .split_once("\"ratings\":")
                .and_then(|(_, count)| count.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
            if let Some(count) = count {
                tell.send((count, now))?;
            }
            heard = rest.to_owned();
        }
    }
}

/// Waits until every listener has been told of so many ratings: after how many milliseconds each.
async fn all_see(sights: &mut UnboundedReceiver<Sight>, wanted: u64, since: Instant) -> Result<Vec<f64>> {
    let mut waits = Vec::new();
    while waits.len() < PEOPLE {
        let sight = tokio::time::timeout(PATIENCE, sights.recv()).await;
        let sight = sight.with_context(|| format!("{} of {PEOPLE} saw {wanted} ratings", waits.len()))?;
        let (count, at) = sight.context("nobody listens")?;
        if count == wanted && at >= since {
            waits.push((at - since).as_secs_f64() * 1000.0);
        }
    }
    Ok(waits)
}
