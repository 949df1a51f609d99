//! What is left after the server is killed, and when an answer is acknowledged.

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};
use perspektiv::store::{Target, connection::Purpose};
use tokio::task::JoinSet;

use crate::{
    figures::median,
    http::Connection,
    network::{Network, Person},
    process::{Server, Strace},
    saves::Writing,
};

/// An answer as it was acknowledged, and as it is found again.
type Journal = HashMap<(String, String, i32), String>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    response_id: String,
    #[diesel(sql_type = sql_types::Text)]
    item: String,
    #[diesel(sql_type = sql_types::Integer)]
    revision: i32,
    #[diesel(sql_type = sql_types::Text)]
    comment: String,
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = sql_types::Text)]
    integrity_check: String,
}

/// One writer with the answers that are its own. It outlives the server.
struct Writer {
    person: Person,
    answers: Vec<Writing>,
    journal: Journal,
}

impl Writer {
    /// Saves until the server is gone, noting each acknowledgement. A save that was cut off is sent again, the same, to
    /// the next server.
    async fn save_until_cut_off(&mut self, address: SocketAddr) -> Result<()> {
        let Ok(mut connection) = Connection::open(address).await else { return Ok(()) };
        loop {
            for answer in &mut self.answers {
                let comment = answer.comment();
                let Ok(acknowledged) = connection.send(&answer.next(&self.person)).await else {
                    return Ok(());
                };
                ensure!(acknowledged.status == 200, "a save got {}", acknowledged.status);
                answer.revision += 1;
                self.journal
                    .insert((self.person.response.clone(), answer.item.clone(), answer.revision), comment);
            }
        }
    }
}

/// `kill`: 64 people save, the server is killed, started again and checked, `kills` times.
pub(crate) async fn kill(target: &Target, folder: &Path, kills: u64) -> Result<()> {
    let network = Network::found(target, 64)?;
    let mut server = Server::start(target, folder, &Strace::No).await?;
    let people = network.sign_all_in(server.address).await?;
    let mut writers: Vec<Writer> = people
        .iter()
        .enumerate()
        .map(|(number, person)| Writer {
            person: person.clone(),
            answers: network
                .own_items(number)
                .iter()
                .map(|item| Writing::of(person, item, &format!("w{number}")))
                .collect(),
            journal: Journal::new(),
        })
        .collect();
    let (mut back_after, mut lost, mut changed, mut spoilt) = (Vec::new(), 0, 0, 0);
    for round in 0..kills {
        let address = server.address;
        let mut saving = JoinSet::new();
        for mut writer in writers.drain(..) {
            saving.spawn(async move {
                writer.save_until_cut_off(address).await?;
                anyhow::Ok(writer)
            });
        }
        tokio::time::sleep(Duration::from_millis(300 + round * 137 % 700)).await;
        server.kill()?;
        while let Some(writer) = saving.join_next().await {
            writers.push(writer??);
        }
        let killed = Instant::now();
        server = Server::start(target, folder, &Strace::No).await?;
        back_after.push(killed.elapsed().as_secs_f64() * 1000.0);

        let found = stored(target)?;
        for ((response, item, revision), comment) in writers.iter().flat_map(|writer| &writer.journal) {
            match found.get(&(response.clone(), item.clone(), *revision)) {
                None => lost += 1,
                Some(kept) if kept != comment => changed += 1,
                Some(_) => {}
            }
        }
        spoilt += u32::from(!is_sound(target)?);
    }
    server.stop()?;
    let acknowledged: usize = writers.iter().map(|writer| writer.journal.len()).sum();
    let slowest = back_after.iter().copied().fold(0.0, f64::max);
    println!(
        "kill\t{kills} kills, 64 writers\t{acknowledged} acknowledged\t{lost} lost\t{changed} changed\tdatabase sound {}/{kills}\tready \
         again after {:.0} ms (median), {slowest:.0} ms (most)",
        kills - u64::from(spoilt),
        median(&back_after),
    );
    ensure!(lost == 0 && changed == 0 && spoilt == 0, "answers were lost");
    Ok(())
}

/// Every revision in the database.
fn stored(target: &Target) -> Result<Journal> {
    let mut conn = target.connect(Purpose::Read)?;
    let rows: Vec<Row> =
        sql_query("SELECT response_id, item, revision, comment FROM answer_revision").load(&mut conn)?;
    Ok(rows.into_iter().map(|row| ((row.response_id, row.item, row.revision), row.comment)).collect())
}

/// Whether the file is in order, and the working answer is the latest revision everywhere.
fn is_sound(target: &Target) -> Result<bool> {
    let mut conn = target.connect(Purpose::Read)?;
    let behind: Vec<Row> = sql_query(
        "SELECT answer.response_id, answer.item, answer.revision, answer.comment FROM answer \
         WHERE answer.revision <> (SELECT MAX(revision) FROM answer_revision AS kept \
                                   WHERE kept.response_id = answer.response_id AND kept.item = answer.item)",
    )
    .load(&mut conn)?;
    let words: Vec<Word> = match target {
        Target::Sqlite(_) => sql_query("PRAGMA integrity_check").load(&mut conn)?,
        Target::Postgres(_) => Vec::new(),
    };
    Ok(behind.is_empty() && words.iter().all(|word| word.integrity_check == "ok"))
}

/// `syncs`: one person saves a hundred times, strace writes down what the server does, and the log is read for each answer:
/// was the write-ahead log synced after it was last written and before the answer left?
pub(crate) async fn syncs(folder: &Path) -> Result<()> {
    const SAVES: usize = 100;
    let target = Target::Sqlite(folder.join("syncs.db"));
    let network = Network::found(&target, 1)?;
    let log = folder.join("strace.log");
    let server = Server::start(&target, folder, &Strace::Record(log.clone())).await?;
    let person = network.sign_in(server.address, 0).await?;
    let mut answer = Writing::of(&person, network.items.first().context("no item")?, "w");
    let mut connection = Connection::open(server.address).await?;
    for _ in 0..SAVES {
        let status = connection.send(&answer.next(&person)).await?.status;
        ensure!(status == 200, "a save got {status}");
        answer.revision += 1;
    }
    server.stop()?;
    let acknowledgements = acknowledgements(&std::fs::read_to_string(log)?);
    let saves = acknowledgements.get(acknowledgements.len().saturating_sub(SAVES)..).unwrap_or_default();
    let in_order = saves.iter().filter(|save| save.written && save.synced).count();
    println!(
        "syncs\t{in_order}/{SAVES} acknowledged after a sync of the write-ahead log that followed its last write"
    );
    ensure!(in_order == SAVES && saves.len() == SAVES, "an answer left before it was on disk");
    Ok(())
}

/// What had happened to the write-ahead log since the answer before, when a "200" left.
#[derive(Default)]
struct Acknowledgement {
    written: bool,
    synced: bool,
}

/// Reads a log of `strace -f -y`. A write counts from where it begins, a sync from where it ends.
fn acknowledgements(log: &str) -> Vec<Acknowledgement> {
    let (mut all, mut now, mut syncing) = (Vec::new(), Acknowledgement::default(), HashMap::new());
    for line in log.lines() {
        let Some((pid, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        let on_wal = call.contains("-wal>");
        if call.starts_with("pwrite64(") && on_wal {
            now.written = true;
            now.synced = false;
        } else if call.starts_with("fdatasync(") || call.starts_with("fsync(") {
            if call.contains("<unfinished") {
                syncing.insert(pid, on_wal);
            } else {
                now.synced |= on_wal && call.ends_with("= 0");
            }
        } else if call.starts_with("<... fdatasync resumed") || call.starts_with("<... fsync resumed") {
            now.synced |= syncing.remove(pid) == Some(true) && call.ends_with("= 0");
        } else if call.contains("\"HTTP/1.1 200 OK") {
            all.push(std::mem::take(&mut now));
        }
    }
    all
}
