//! The export from the store's own data: the same bytes from either database, and a data package that its validator takes.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use perspektiv::{
    questionnaire::Edition,
    report::csv::{ExportInput, export_to},
    store::{edition::Editions, results, review::Decision},
};

use crate::support::{
    TestApp,
    app::{Backend, run},
    person::mutation,
};

/// Two years of answers: some returned and signed again, some not applicable, some hostile, some missing.
async fn fill(app: &TestApp) {
    app.publish_year_before(&[("01", 4), ("02", 6), ("03", 5)]).await;
    for (code, values) in [("01", [3, 7]), ("02", [10, 1]), ("04", [5, 6])] {
        app.answer_everything(code, &values).await;
    }
    let lead = app.signed_in("lead.01").await;
    for (item, text) in [("1.1a", "=HYPERLINK(\"https://evil.example\")"), ("1.1b", "å, ä; \"ö\"\n+46 70 1")]
    {
        lead.save(app.response("01"), item, 1, 9, text).await.is(200);
    }
    let not_applicable = serde_json::json!({
        "mutation_id": mutation(), "base_revision": 1, "value": null, "not_applicable": true, "comment": "@hos oss",
    });
    lead.put_answer(app.response("01"), "5.3a", &not_applicable).await.is(200);
    let returned = app.submit(app.response("01"), "01").await;
    app.decide(&returned, Decision::Return("2027-03-20".parse().unwrap())).await;
    for code in ["01", "02", "04"] {
        let version = app.submit(app.response(code), code).await;
        app.decide(&version, Decision::Approve).await;
    }
}

/// Exports the open round into `folder`.
async fn export(app: &TestApp, folder: PathBuf) {
    let round = app.round.clone();
    app.read(move |conn| {
        let editions = Editions::default();
        let head = results::rounds(conn, true)?.into_iter().find(|head| head.id == round).unwrap();
        let rounds = results::answers_until(conn, &editions, &head)?;
        let all: Vec<Arc<Edition>> = rounds.iter().map(|round| Arc::clone(&round.edition)).collect();
        let (last, earlier) = rounds.split_last().unwrap();
        export_to(&folder, &ExportInput { round: last, earlier, editions: &all }).unwrap();
        Ok(())
    })
    .await;
}

fn content(folder: &Path) -> BTreeMap<String, String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The export of the same story on one database.
fn exported(backend: Backend, folder: &Path) -> BTreeMap<String, String> {
    run(backend, |app| async move {
        fill(&app).await;
        export(&app, folder.to_owned()).await;
    });
    content(folder)
}

#[test]
fn both_databases_export_the_same_bytes_and_the_package_is_valid() {
    let folder = tempfile::tempdir().unwrap();
    let (sqlite, postgres) = (folder.path().join("sqlite"), folder.path().join("postgres"));
    let files = exported(Backend::Sqlite, &sqlite);
    for (name, text) in exported(Backend::Postgres, &postgres) {
        assert_eq!(files[&name], text, "{name}");
    }
    assert_eq!(files.len(), 12);

    let answers = &files["answers.csv"];
    assert!(answers.contains("'=HYPERLINK") && answers.contains("'@hos oss"), "formulas are guarded");
    let rows = csv::Reader::from_reader(answers.as_bytes()).records().count();
    let items = csv::Reader::from_reader(files["codebook.csv"].as_bytes()).records().count();
    assert_eq!(rows, 3 * items, "a row for every item of each approved version");
    let mut reader = csv::Reader::from_reader(answers.as_bytes());
    let version = reader.headers().unwrap().iter().position(|name| name == "signed_version").unwrap();
    let records = reader.records().map(|record| record.unwrap()).filter(|record| &record[3] == "01");
    let versions: Vec<String> = records.map(|record| record[version].to_owned()).collect();
    assert!(versions.iter().all(|version| version == "2"), "the approved version, not the returned one");
    assert!(files["answers-excel.csv"].starts_with('\u{feff}'));

    let validator = std::env::var("PERSPEKTIV_FRICTIONLESS").expect(
        "PERSPEKTIV_FRICTIONLESS is not set: run scripts/test.sh, which installs the validator and sets it",
    );
    let validated = Command::new(&validator)
        .args(["validate", "datapackage.json"])
        .current_dir(&sqlite)
        .output()
        .unwrap_or_else(|error| panic!("{validator}: {error}; run scripts/test.sh"));
    let said = String::from_utf8_lossy(&validated.stdout);
    assert!(validated.status.success() && !said.contains("INVALID"), "{said}");
}

on_both! {
    async fn what_the_secretariat_downloads_is_what_is_exported(app) {
        fill(&app).await;
        let folder = app.folder().join("export");
        export(&app, folder.clone()).await;
        let secretariat = app.signed_in("secretariat").await;
        let page = secretariat.get(&format!("/secretariat/rounds/{}/export", app.round)).await.is(200);
        let links = page.attributes("main a", "href");
        for (name, text) in content(&folder) {
            let path = format!("/secretariat/rounds/{}/export/{name}", app.round);
            assert!(links.contains(&path), "{path} is not on the page: {links:?}");
            let download = secretariat.get(&path).await.is(200);
            assert_eq!(download.body, text, "{name}");
            assert!(download.header("content-disposition").starts_with("attachment"), "{name}");
        }
        secretariat.get(&format!("/secretariat/rounds/{}/export/secrets.csv", app.round)).await.is(404);
    }
}
