//! Another network: its own perspectives, scale and pair of languages come from its file alone, from the round to the export; its
//! own words for members and roles from its terms.

use std::process::{Command, Output};

use serde_json::{Value as Json, json};

use crate::support::{Page, app, person::set, sources::root};

fn text(text: &str) -> Json {
    json!({"fi": text, "et": format!("{text} (et)")})
}

/// Three perspectives, a scale from 0 to 3, Finnish and Estonian.
fn edition() -> Json {
    let item = |id: &str| {
        json!({
            "id": id, "kind": "rating", "scale": "aste", "depth": "core", "text": text(&format!("Väite {id}")),
            "signs": {"low": text("matala"), "middle": text("keski"), "high": text("korkea")},
            "lineage": {"change": "new"},
        })
    };
    let sub = |id: &str, perspective: &str| {
        json!({
            "id": id, "title": text(&format!("Osa {id}")), "about": text("Kuvaus"), "perspective": perspective,
            "items": [item(&format!("{id}a")), item(&format!("{id}b"))],
        })
    };
    let perspective =
        |id: &str| json!({"id": id, "title": text(&format!("Näkökulma {id}")), "about": text("Kuvaus")});
    json!({
        "id": "itsearvio", "edition": "2027", "languages": ["fi", "et"], "title": text("Itsearvio"),
        "introduction": text("Johdanto"),
        "scales": {"aste": {"min": 0, "max": 3, "low": text("ei"), "middle": text("osin"), "high": text("kyllä")}},
        "perspectives": [perspective("johto"), perspective("asiakas"), perspective("yhteiso")],
        "standards": [{"id": "A", "title": text("Standardi A"), "about": text("Kuvaus"),
            "substandards": [sub("A.1", "johto"), sub("A.2", "asiakas"), sub("A.3", "yhteiso")]}],
    })
}

on_both! {
    async fn its_words_scale_and_perspectives_come_from_its_file_all_the_way(app) {
        let boss = app.signed_in("secretariat").await;
        let bytes = serde_json::to_vec(&edition()).unwrap();
        crate::editions::upload(&boss, &bytes).await.is(303);
        let page = boss.get("/secretariat/rounds/new").await.is(200);
        let mut form = page.form("/secretariat/rounds");
        for (name, value) in [
            ("edition", perspektiv::workflow::signed::sha256(&bytes).as_str()),
            ("threshold", "2"), ("year", "2027"), ("opens_on", "2027-02-01"), ("due_on", "2027-12-01"),
        ] {
            set(&mut form, name, value);
        }
        let created = boss.post_form("/secretariat/rounds", &form).await.is(303);
        let path = created.location().split_once('?').unwrap().0.to_owned();
        boss.post(&format!("{path}/open"), &[]).await.is(303);
        let round = path.rsplit('/').next().unwrap().to_owned();

        for (code, value) in [("01", "3"), ("02", "0")] {
            let response = app.column(&format!(
                "SELECT response.id AS value FROM response JOIN member ON member.id = member_id \
                 WHERE round_id = '{round}' AND code = '{code}'"
            )).remove(0);
            let lead = app.signed_in(&format!("lead.{code}")).await;
            let tasks = lead.get(&format!("/responses/{response}")).await.is(200);
            assert_eq!(tasks.texts("h2.perspective"), ["Näkökulma johto", "Näkökulma asiakas", "Näkökulma yhteiso"]);
            for part in ["A.1", "A.2", "A.3"] {
                let rated = |value: &str| {
                    let value = value.to_owned();
                    move |form: &mut Vec<(String, String)>| {
                        ["a", "b"].iter().for_each(|item| set(form, &format!("value-{part}{item}"), &value));
                    }
                };
                let page = lead.save_form(&response, part, rated("4")).await.is(422);
                assert_eq!(page.attributes(".ds-error-summary a", "href"), [format!("#item-{part}a"), format!("#item-{part}b")]);
                lead.save_form(&response, part, rated(value)).await.is(303);
            }
            let part = lead.get(&format!("/responses/{response}/substandards/A.1")).await.is(200);
            assert_eq!(part.attributes("[name='value-A.1a']", "value"), ["0", "1", "2", "3", "na"]);
            // The pages speak neither of its languages: its texts say which they are in, and the reader chooses.
            assert_eq!(part.attributes("legend, h1", "lang"), ["fi", "fi", "fi"]);
            assert_eq!(part.texts(".reading strong, .reading button"), ["finska", "estniska"]);
            let here = format!("/responses/{response}/substandards/A.1");
            lead.post("/language", &[("reading", "et"), ("back", &here)]).await.leads_to(&here);
            let part = lead.get(&here).await.is(200);
            assert_eq!(part.texts("legend"), ["A.1a Väite A.1a (et)", "A.1b Väite A.1b (et)"]);
            assert_eq!(part.attributes("legend, h1", "lang"), ["et", "et", "et"]);
            assert_eq!(part.attributes("html", "lang"), ["sv"]);
            let tasks = lead.get(&format!("/responses/{response}")).await.is(200);
            assert_eq!(tasks.texts("h2.perspective")[0], "Näkökulma johto (et)");
            lead.hand_over(&response).await.is(303);
            app.signed_in(&format!("signatory.{code}")).await.sign(&response).await.is(303);
            boss.approve_next().await;
        }
        let board = app.signed_in("board").await.get("/status").await.is(200);
        assert_eq!(board.texts("h2[lang=fi]"), ["Itsearvio 2027"]);
        boss.publish(&round).await;
        let lead = app.signed_in("lead.01").await;
        let results = format!("/results/{round}");
        let page = lead.get(&results).await.is(200);
        for words in ["Itsearvio 2027", "1,5", "50"] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        // Results are read in the questionnaire's main language, or in the one that the reader chooses.
        let named = |page: &Page| (page.texts("th .perspective")[0].clone(), page.texts("svg .name")[0].clone());
        let is_in = |page: &Page, language: &str| {
            let marked = page.attributes("th .perspective, svg .name", "lang");
            assert!(marked.len() == 3 + 3 + 3 && marked.iter().all(|lang| lang == language), "{marked:?}");
        };
        assert_eq!(named(&page), ("Näkökulma johto".to_owned(), "Näkökulma johto".to_owned()));
        is_in(&page, "fi");
        assert_eq!(page.texts(".reading strong, .reading button"), ["finska", "estniska"]);
        lead.post("/language", &[("reading", "et"), ("back", &results)]).await.leads_to(&results);
        let page = lead.get(&results).await.is(200);
        assert_eq!(named(&page), ("Näkökulma johto (et)".to_owned(), "Näkökulma johto (et)".to_owned()));
        is_in(&page, "et");
        assert_eq!(page.texts("h1"), ["Resultat: Itsearvio (et) 2027"]);
        // Another round leads to this one by its name in that language.
        let other = app.publish_year_before(&[("01", 4)]).await;
        let page = lead.get(&format!("/results/{other}")).await.is(200);
        assert_eq!(page.texts(".years a[lang=et]"), ["Itsearvio (et) 2027"]);
        assert_eq!(page.attributes("th .perspective", "lang"), Vec::<String>::new(), "that one speaks the page's language");
        let export = |table: &str| {
            let path = format!("/secretariat/rounds/{round}/export/{table}");
            async { let path = path; boss.get(&path).await.is(200).body }
        };
        let codebook = export("codebook.csv").await;
        assert!(codebook.lines().next().unwrap().ends_with("text_sv,text_en,text_fi,text_et"), "{codebook}");
        assert!(codebook.contains("Väite A.1a,Väite A.1a (et)"));
        let perspectives = export("perspectives.csv").await;
        assert!(perspectives.contains("2027,johto,4,2,1.5,1.5,,,0,3,2,0.5,0,"), "{perspectives}");
    }
}

/// Terms hold for a whole process: this test runs alone in one, started by the test after it.
#[test]
#[ignore = "the next test starts it, in a process of its own"]
fn in_a_process_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("data.db").display());
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code =
        perspektiv::cli::run(["perspektiv", "--database-url", &database, "migrate"], &mut out, &mut err);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&err));
    app::run(app::Backend::Sqlite, async |app| {
        let response = app.response("01");
        let tasks = format!("/responses/{response}");
        let words = app.signed_in("signatory.01").await.get(&tasks).await.is(200).words();
        assert!(
            words.contains("Det är samordnarens tur") && words.contains("Samordnare hos er: lead 01."),
            "{words}"
        );
        app.invite().await;
        app.deliver().await;
        let mail = app.newest_mail("lead.01@example.org");
        assert!(
            mail.text.contains("Du är samordnare:") && mail.html.contains("Du är samordnare:"),
            "{}",
            mail.text
        );
        app.answer_everything("01", &[3]).await;
        let version = app.submit(response, "01").await;
        app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        let boss = app.signed_in("secretariat").await;
        let words = boss.get(&format!("/secretariat/rounds/{}/publish", app.round)).await.is(200).words();
        for own in ["Varje sjukhus ser", "Inget sjukhus visas", "Samordnare, medsvarande, presidieledamöter"]
        {
            assert!(words.contains(own), "{own}: {words}");
        }
        let words = boss.get("/secretariat/contacts").await.is(200).words();
        assert!(words.contains("4 sjukhus är medlemmar 2027."), "{words}");
        // The page says how a list may be written, and so it is read.
        let page = boss.get("/secretariat/contacts/import").await.is(200);
        assert!(page.words().contains("namn;e-post;roll;sjukhus;språk"), "{}", page.words());
        let mut form = page.form("/secretariat/contacts/import");
        set(
            &mut form,
            "list",
            "namn;e-post;roll;sjukhus\nAnn Ek;ann@ett.example;samordnare;Ett\nBo Ek;bo@ett.example;coordinator;Ett",
        );
        set(&mut form, "do", "check");
        boss.post_form("/secretariat/contacts/import", &form).await.is(200);
    });
}

#[test]
fn its_own_words_stand_on_its_pages_and_in_its_mails() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "other_network::in_a_process_of_its_own", "--ignored", "--nocapture"])
        .env("NETWORK_TERMS", root().join("docs/terms"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_program_does_not_start_with_terms_that_lack_a_form() {
    let folder = tempfile::tempdir().unwrap();
    let terms = |text: &str| -> Output {
        std::fs::write(folder.path().join("en.ftl"), text).unwrap();
        Command::new(env!("CARGO_BIN_EXE_perspektiv"))
            .arg("migrate")
            .current_dir(folder.path())
            .env("NETWORK_TERMS", folder.path())
            .env("DATABASE_URL", format!("sqlite://{}", folder.path().join("data.db").display()))
            .output()
            .unwrap()
    };
    let refused = terms("-board = { $form ->\n   *[one] council\n}\n");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains("en.ftl: the term `-board` lacks the form [One]"), "{said}");
    assert!(!folder.path().join("data.db").exists());
    let started = terms("-board = { $form ->\n   *[one] council\n    [One] Council\n}\n");
    assert_eq!(started.status.code(), Some(0), "{}", String::from_utf8_lossy(&started.stderr));
}
