//! Durable saves: how many answers per second the server acknowledges, beside how many rows a loop commits one by one to the
//! same disk. And collisions: many people saving over each other, where nobody's text may vanish silently.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use diesel::RunQueryDsl;
use perspektiv::store::{DbConnection, Target, connection::Purpose};
use serde_json::{Value, json};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    figures::median,
    http::{Connection, put},
    network::{Network, Person, execute},
    process::{Server, Strace, number_of, processor_time},
};

/// A save before what counts: connections are open and statements prepared.
const WARM_UP: Duration = Duration::from_millis(700);

/// One answer, on its way through its revisions.
pub(crate) struct Writing {
    pub(crate) path: String,
    pub(crate) item: String,
    pub(crate) revision: i32,
    /// Makes mutation ids unlike those of other writers and earlier runs.
    pub(crate) writer: String,
}

impl Writing {
    pub(crate) fn of(person: &Person, item: &str, writer: &str) -> Writing {
        Writing {
            path: format!("/api/v1/responses/{}/answers/{item}", person.response),
            item: item.to_owned(),
            revision: 0,
            writer: writer.to_owned(),
        }
    }

    /// What the next save says. The same revision always says the same.
    pub(crate) fn comment(&self) -> String {
        format!("{} says this about {} on top of revision {}", self.writer, self.item, self.revision)
    }

    pub(crate) fn next(&self, person: &Person) -> Vec<u8> {
        let body = json!({
            "mutation_id": format!("{}-{}-{}", self.writer, self.item, self.revision),
            "base_revision": self.revision,
            "value": 1 + self.revision % 10,
            "comment": self.comment(),
        });
        put(&self.path, &person.cookie, &person.csrf, &body.to_string())
    }
}

/// What a storm of saves came to.
pub(crate) struct Storm {
    pub(crate) per_second: f64,
    /// Milliseconds, in order.
    pub(crate) waits: Vec<f64>,
}

impl Storm {
    pub(crate) fn wait(&self, share: f64) -> f64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a rank"
        )]
        let rank = (share * self.waits.len() as f64) as usize;
        self.waits.get(rank.min(self.waits.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
    }
}

/// Lets each person save own answers, one after the other, for a while.
pub(crate) async fn storm(
    address: SocketAddr,
    network: &Network,
    people: &[Person],
    span: Duration,
) -> Result<Storm> {
    let (begin, end) = (Instant::now() + WARM_UP, Instant::now() + WARM_UP + span);
    let mut writers = JoinSet::new();
    for (number, person) in people.iter().cloned().enumerate() {
        let writer = format!("w{number}");
        let mut answers: Vec<Writing> =
            network.own_items(number).iter().map(|item| Writing::of(&person, item, &writer)).collect();
        writers.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut waits = Vec::new();
            loop {
                for answer in &mut answers {
                    let asked = Instant::now();
                    if asked > end {
                        return Ok(waits);
                    }
                    let status = connection.send(&answer.next(&person)).await?.status;
                    ensure!(status == 200, "a save got {status}");
                    answer.revision += 1;
                    if asked > begin {
                        waits.push(asked.elapsed().as_secs_f64() * 1000.0);
                    }
                }
            }
        });
    }
    let mut waits: Vec<f64> = Vec::new();
    while let Some(writer) = writers.join_next().await {
        waits.extend(writer??);
    }
    waits.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let per_second = waits.len() as f64 / span.as_secs_f64();
    Ok(Storm { per_second, waits })
}

/// `saves`: prints the figures of one kind of database and one kind of disk, as the median of `runs`.
pub(crate) async fn compare(
    target: &Target,
    folder: &Path,
    strace: &Strace,
    runs: usize,
    span: Duration,
) -> Result<()> {
    let name = match (target, strace) {
        (Target::Sqlite(_), Strace::No) => "SQLite",
        (Target::Sqlite(_), _) => "SQLite, syncs 5 ms slower",
        (Target::Postgres(_), _) => "Postgres",
    };
    let network = Network::found(target, 64)?;
    let server = Server::start(target, folder, strace).await?;
    let people = network.sign_all_in(server.address).await?;
    server.stop()?;
    let (mut bare, mut one, mut many, mut ratios) = (vec![], vec![], vec![], vec![]);
    let (mut slowest, mut costs) = (vec![], vec![]);
    for _ in 0..runs {
        let alone = bare_loop(target, folder, strace, span)?;
        // A fresh database each time: the answers begin at revision 0.
        execute(&mut target.connect(Purpose::Write)?, "DELETE FROM answer; DELETE FROM answer_revision;")?;
        let server = Server::start(target, folder, strace).await?;
        let single = storm(server.address, &network, people.get(..1).unwrap_or_default(), span).await?;
        server.stop()?;
        execute(&mut target.connect(Purpose::Write)?, "DELETE FROM answer; DELETE FROM answer_revision;")?;
        let server = Server::start(target, folder, strace).await?;
        let before = processor_time(server.pid).context("the server is gone")?;
        let crowd = storm(server.address, &network, &people, span).await?;
        let spent = processor_time(server.pid).context("the server is gone")? - before;
        server.stop()?;
        costs.push(spent / (crowd.per_second * (WARM_UP + span).as_secs_f64()));
        bare.push(alone);
        one.push(single.per_second);
        many.push(crowd.per_second);
        ratios.push(crowd.per_second / alone);
        slowest.push(crowd.wait(0.95));
    }
    println!(
        "saves\t{name}\tbare loop {:.0}/s\t1 client {:.0}/s\t64 clients {:.0}/s (p95 {:.1} ms, {:.0} µs of \
         processor each)\t64 clients : bare loop {:.2} (runs {})",
        median(&bare),
        median(&one),
        median(&many),
        median(&slowest),
        median(&costs),
        median(&ratios),
        ratios.iter().map(|ratio| format!("{ratio:.2}")).collect::<Vec<_>>().join(" "),
    );
    Ok(())
}

fn bare_loop(target: &Target, folder: &Path, strace: &Strace, span: Duration) -> Result<f64> {
    let place = match target {
        Target::Sqlite(_) => format!("sqlite://{}", folder.join("bare.db").display()),
        Target::Postgres(url) => url.clone(),
    };
    number_of(strace, &["commit-loop", &place, &span.as_secs_f64().to_string()])
}

diesel::table! {
    commit_loop (id) {
        id -> Integer,
        response -> Text,
        item -> Text,
        revision -> Integer,
        value -> Text,
        comment -> Text,
    }
}

/// `commit-loop`: one row like an answer per commit, nothing around it, with the settings of the server's own connection.
pub(crate) fn commit_loop(place: &str, seconds: &str) -> Result<()> {
    let (target, span) =
        (place.parse::<Target>().map_err(anyhow::Error::msg)?, Duration::from_secs_f64(seconds.parse()?));
    let mut conn = target.connect(Purpose::Write)?;
    execute(
        &mut conn,
        "DROP TABLE IF EXISTS commit_loop;
         CREATE TABLE commit_loop (id INTEGER PRIMARY KEY NOT NULL, response TEXT NOT NULL, item TEXT NOT NULL,
                                   revision INTEGER NOT NULL, value TEXT NOT NULL, comment TEXT NOT NULL);",
    )?;
    let mut insert = |id: i32| {
        use commit_loop as row;
        let values = (
            row::id.eq(id),
            row::response.eq("r1"),
            row::item.eq("1.1a"),
            row::revision.eq(id),
            row::value.eq("7"),
            row::comment.eq("w1 says this about 1.1a on top of revision 4711"),
        );
        match &mut conn {
            DbConnection::Sqlite(conn) => diesel::insert_into(row::table).values(values).execute(conn),
            DbConnection::Postgres(conn) => diesel::insert_into(row::table).values(values).execute(conn),
        }
    };
    use diesel::ExpressionMethods;
    let (mut id, warm) = (0, Instant::now() + WARM_UP);
    while Instant::now() < warm {
        id += 1;
        insert(id)?;
    }
    let (before, begin) = (id, Instant::now());
    while begin.elapsed() < span {
        id += 1;
        insert(id)?;
    }
    println!("{}", f64::from(id - before) / begin.elapsed().as_secs_f64());
    execute(&mut conn, "DROP TABLE commit_loop;")
}

/// `collide`: a thousand people, a hundred to an answer, all save at once from the same revision; who loses reads the other's
/// text and saves on top of it, until all have had their say.
pub(crate) async fn collide(target: &Target, folder: &Path) -> Result<()> {
    const WRITERS: usize = 1_000;
    const ANSWERS: usize = 10;
    let network = Network::found(target, 4)?;
    let server = Server::start(target, folder, &Strace::No).await?;
    let people = network.sign_all_in(server.address).await?;
    let (start, address) = (Arc::new(Barrier::new(WRITERS)), server.address);
    let begun = Instant::now();
    let mut writers = JoinSet::new();
    for number in 0..WRITERS {
        let person = people.get(number % people.len()).context("nobody")?.clone();
        let item = network.items.get(number % ANSWERS).context("no item")?;
        let mut writing = Writing::of(&person, item, &format!("w{number}"));
        let mut connection = Connection::open(address).await?;
        let start = Arc::clone(&start);
        writers.spawn(async move {
            start.wait().await;
            let (mut losses, mut seen) = (0_u32, BTreeMap::new());
            loop {
                let comment = writing.comment();
                let answer = connection.send(&writing.next(&person)).await?;
                let told: Value = serde_json::from_slice(answer.body)
                    .with_context(|| format!("a save got {} without JSON", answer.status))?;
                match answer.status {
                    200 => {
                        let revision = told.get("revision").and_then(Value::as_i64).context("no revision")?;
                        return Ok((writing.item, revision, comment, losses, seen));
                    }
                    409 => {
                        let current = told.get("current").context("no current")?;
                        let yours = told.pointer("/yours/comment").and_then(Value::as_str);
                        ensure!(yours == Some(&comment), "the loser's own text came back as {yours:?}");
                        let revision =
                            current.get("revision").and_then(Value::as_i64).context("no revision")?;
                        let text = current.get("comment").and_then(Value::as_str).context("no comment")?;
                        seen.insert(revision, text.to_owned());
                        writing.revision = i32::try_from(revision)?;
                        losses += 1;
                    }
                    other => bail!("a save got {other}"),
                }
            }
        });
    }
    let mut wins: BTreeMap<String, BTreeMap<i64, String>> = BTreeMap::new();
    let (mut sights, mut losses) = (Vec::new(), 0);
    while let Some(writer) = writers.join_next().await {
        let (item, revision, comment, lost, seen) = writer??;
        losses += lost;
        let before = wins.entry(item.clone()).or_default().insert(revision, comment);
        ensure!(before.is_none(), "revision {revision} of {item} was acknowledged twice");
        sights.extend(seen.into_iter().map(|(revision, text)| (item.clone(), revision, text)));
    }
    let took = begun.elapsed().as_secs_f64();
    for (item, revisions) in &wins {
        let gap = revisions.keys().zip(1..).find(|(found, wanted)| **found != *wanted);
        ensure!(gap.is_none(), "{item} lacks a revision: {gap:?}");
    }
    for (item, revision, text) in &sights {
        let said = wins.get(item).and_then(|revisions| revisions.get(revision));
        ensure!(
            said == Some(text),
            "revision {revision} of {item} was shown as {text:?}, but was acknowledged as {said:?}"
        );
    }
    server.stop()?;
    let saved: usize = wins.values().map(BTreeMap::len).sum();
    println!(
        "collide\t{WRITERS} writers on {ANSWERS} answers\t{saved} saved, each revision once and none left out\t{losses} times 409 with the \
         other's text\t0 silent overwrites\t{took:.1} s"
    );
    Ok(())
}
