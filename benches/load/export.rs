//! The open-data export of a large network, beside sqlite3 dumping the same rows from one plain table.

use std::{
    fs::File,
    io::BufWriter,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use perspektiv::{
    questionnaire::Value,
    report::csv,
    store::{
        Target,
        connection::Purpose,
        edition::{self, EditionFile, Editions},
        migrate, results,
    },
    workflow::signed::{Content, FORMAT, OptIns, SignedItem, sha256},
};
use serde_json::Value as Json;

use crate::{
    figures::median,
    network::{AT, execute, moment},
    process::measured,
};

const MEMBERS: usize = 1_000;
const ITEMS: usize = 85;
const EDITION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/surveys/sjalvevaluering/2027.json");

/// `export`: prints the time and the most memory of both.
pub(crate) fn compare(folder: &Path, runs: usize) -> Result<()> {
    let (database, plain) = (folder.join("export.db"), folder.join("plain.db"));
    fill(&Target::Sqlite(database.clone()))?;
    let (ours, theirs) = (folder.join("answers.csv"), folder.join("plain.csv"));
    let this = std::env::current_exe()?;
    let export = || {
        let mut command = Command::new(&this);
        command.args(["export-answers".as_ref(), database.as_os_str(), ours.as_os_str()]);
        command
    };
    measured(&mut export())?;
    let import = format!(".import --csv '{}' answers", ours.display());
    ensure!(Command::new("sqlite3").arg(&plain).arg(import).status()?.success(), "sqlite3 could not import");
    let rows = std::fs::read_to_string(&ours)?.lines().count() - 1;

    let (mut seconds, mut others, mut ratios, mut most, mut others_most) =
        (vec![], vec![], vec![], vec![], vec![]);
    for _ in 0..runs {
        let mut dump = Command::new("sqlite3");
        dump.args(["-csv", "-header"])
            .arg(&plain)
            .arg("SELECT * FROM answers")
            .stdout(Stdio::from(File::create(&theirs)?));
        let (their_time, their_memory) = measured(&mut dump)?;
        let (our_time, our_memory) = measured(&mut export())?;
        seconds.push(our_time.as_secs_f64());
        others.push(their_time.as_secs_f64());
        ratios.push(our_time.as_secs_f64() / their_time.as_secs_f64());
        most.push(our_memory);
        others_most.push(their_memory);
    }
    println!(
        "export\tanswers.csv of {MEMBERS} members × {ITEMS} items ({rows} rows)\t{:.2} s, at most {:.0} MiB\tsqlite3 -csv {:.2} s, \
         {:.0} MiB\ttime {:.1} × sqlite3",
        median(&seconds),
        median(&most),
        median(&others),
        median(&others_most),
        median(&ratios),
    );
    Ok(())
}

/// `export-answers`: from the database to `answers.csv`, as the export does.
pub(crate) fn answers(database: &str, out: &str) -> Result<()> {
    let mut conn = Target::Sqlite(database.into()).connect(Purpose::Read)?;
    let head = results::rounds(&mut conn, true)?.into_iter().next().context("no round")?;
    let mut rounds = results::answers_until(&mut conn, &Editions::default(), &head)?;
    let round = rounds.pop().context("no answers")?;
    let editions = [std::sync::Arc::clone(&round.edition)];
    let input = csv::ExportInput { round: &round, earlier: &rounds, editions: &editions };
    let file = csv::File::named("answers.csv").context("no such file")?;
    let mut out = BufWriter::new(File::create(out)?);
    csv::write(file, &input, &mut out)?;
    Ok(())
}

/// A published round that every member answered in full.
fn fill(target: &Target) -> Result<()> {
    migrate::run(target)?;
    let mut conn = target.connect(Purpose::Write)?;
    let text = long_edition()?;
    let file = EditionFile::read(text.as_bytes()).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let frozen = edition::freeze(&mut conn, moment()?, &file)?;
    let mut sql = format!(
        "INSERT INTO round (id, year, questionnaire, edition_id, audience, state, opens_on, due_on, threshold, synthetic, created_at)
             VALUES ('round', 2027, 'sjalvevaluering', '{}', 'published', '2026-01-01', '2099-01-01', 7, TRUE, '{AT}');
         INSERT INTO person (id, name, email, language, created_at) VALUES ('p', 'P', 'p@example.se', 'sv', '{AT}');",
        frozen.id
    );
    for member in 0..MEMBERS {
        let items = file.edition().items().enumerate().map(|(place, (_, item))| SignedItem {
            item: item.id.clone(),
            value: Some(Value::Integer(i32::try_from((member + place) % 10).unwrap_or(0) + 1)),
            not_applicable: false,
            comment: if place % 5 == 0 {
                "En kommentar, med ”citat” och komma.".to_owned()
            } else {
                String::new()
            },
            revision: 1,
            unchanged_since: None,
            evidence: Vec::new(),
        });
        let content = Content {
            format: FORMAT.to_owned(),
            year: 2027,
            questionnaire: "sjalvevaluering".to_owned(),
            edition: file.edition().edition.clone(),
            edition_sha256: frozen.sha256.clone(),
            member_code: format!("{member:04}"),
            member_name: format!("Region {member}"),
            respondent: None,
            version: 1,
            opt_ins: OptIns::default(),
            items: items.collect(),
        }
        .to_text()?;
        sql.push_str(&format!(
            "INSERT INTO member (id, code, name, short_name) VALUES ('m{member}', '{member:04}', 'Region {member}', '{member}');
             INSERT INTO membership (member_id, year) VALUES ('m{member}', 2020);
             INSERT INTO response (id, round_id, member_id, state, state_at, state_note, due_on)
                 VALUES ('r{member}', 'round', 'm{member}', 'approved', '{AT}', '', '2099-01-01');
             INSERT INTO signed_version (id, response_id, number, content, sha256, signed_by, signer_name, signed_at)
                 VALUES ('v{member}', 'r{member}', 1, '{content}', '{}', 'p', 'P', '{AT}');
             INSERT INTO review (signed_version_id, decision, note, decided_by, decided_at)
                 VALUES ('v{member}', 'approved', '', 'p', '{AT}');",
            sha256(content.as_bytes())
        ));
    }
    execute(&mut conn, &sql)
}

/// The shipped edition with in-depth items added until there are [`ITEMS`].
fn long_edition() -> Result<String> {
    let mut edition: Json = serde_json::from_slice(&std::fs::read(EDITION)?)?;
    let mut missing = ITEMS;
    let mut added = 0;
    let parts = |edition: &mut Json, each: &mut dyn FnMut(&mut Vec<Json>)| {
        let standards = edition.get_mut("standards").and_then(Json::as_array_mut).into_iter().flatten();
        for sub in standards.filter_map(|standard| standard.get_mut("substandards")?.as_array_mut()).flatten()
        {
            if let Some(items) = sub.get_mut("items").and_then(Json::as_array_mut) {
                each(items);
            }
        }
    };
    parts(&mut edition, &mut |items| missing -= items.len());
    while missing > 0 {
        parts(&mut edition, &mut |items| {
            if let (true, Some(mut item)) = (missing > 0, items.first().cloned()) {
                added += 1;
                missing -= 1;
                if let Some(fields) = item.as_object_mut() {
                    fields.insert("id".to_owned(), format!("F{added}").into());
                    fields.insert("depth".to_owned(), "indepth".into());
                    fields.insert("lineage".to_owned(), serde_json::json!({"change": "new"}));
                }
                items.push(item);
            }
        });
    }
    Ok(edition.to_string())
}
