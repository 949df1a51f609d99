//! What the editor of questionnaires keeps as it was meant: ids, options, columns, texts that nobody touched.

use serde_json::{Value, json};

use crate::{
    editions::{next_edition, upload as freeze},
    editor::{begin, file, item, node, problems, upload, write},
    support::person::set,
};

const QUESTIONS: &str = "/secretariat/questions";

/// What an item's options are called by: each id with its words in Swedish.
fn options(item: &Value) -> Vec<(String, String)> {
    let options = item["options"].as_array().unwrap().iter();
    options
        .map(|o| (o["id"].as_str().unwrap().to_owned(), o["text"]["sv"].as_str().unwrap().to_owned()))
        .collect()
}

/// The first item of an edition.
fn first(edition: &mut Value) -> &mut Value {
    &mut edition["standards"][0]["substandards"][0]["items"][0]
}

on_both! {
    async fn an_item_is_given_no_id_that_another_item_has(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "halsodata", "2023").await;
        let before = file(&boss, &draft).await;
        let place = node(&boss, &draft, "1.1a").await;
        let added = write(&boss, &place, &[("then", "add-item")]).await.is(303).location().to_owned();
        let path = added.split_once('?').unwrap().0;
        let page = write(&boss, path, &[("id", "1.1b"), ("text-sv", "En ny fråga.")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#id"]);
        assert_eq!(page.attributes("#id", "value"), ["1.1b"], "what was typed stays");
        assert!(page.texts("#note-id")[0].contains("har den beteckningen. Välj en annan."), "{}", page.words());
        let now = file(&boss, &draft).await;
        assert_eq!(item(&now, "1.1b"), item(&before, "1.1b"));
        assert!(now.to_string().contains("En ny fråga."), "the rest is saved");
        // A perspective, too: sub-standards speak of it.
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "Patientperspektivet").await;
        let page = write(&boss, &path, &[("id", "staff")]).await.is(422);
        assert_eq!(page.attributes("#id", "value"), ["staff"]);
    }

    async fn options_keep_their_ids_whatever_order_they_are_put_in(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "F1c").await;
        let before = options(&item(&file(&boss, &draft).await, "F1c"));
        let turned = |name: &str, form: &mut Vec<(String, String)>| {
            let (_, lines) = form.iter().find(|(field, _)| field == name).unwrap();
            let mut lines: Vec<&str> = lines.trim().lines().collect();
            lines.rotate_left(2);
            let lines = lines.join("\n");
            set(form, name, &lines);
        };
        // One language after the other, as somebody does who is saved while writing.
        for name in ["options-sv", "options-en"] {
            let mut form = boss.get(&path).await.is(200).form(&path);
            turned(name, &mut form);
            boss.post_form(&path, &form).await.is(303);
        }
        let mut expected = before.clone();
        expected.rotate_left(2);
        let now = item(&file(&boss, &draft).await, "F1c");
        assert_eq!(options(&now), expected);
        let alone: Vec<&Value> = now["options"].as_array().unwrap().iter().filter(|o| o["exclusive"] == true).collect();
        assert_eq!(alone.iter().map(|o| o["id"].as_str().unwrap()).collect::<Vec<_>>(), ["none"]);

        // A line that was cut out, saved so, and put in again is the same option.
        let mut form = boss.get(&path).await.form(&path);
        let whole: Vec<String> = form.iter().find(|(field, _)| field == "options-sv").unwrap().1.lines().map(str::to_owned).collect();
        let english: Vec<String> = form.iter().find(|(field, _)| field == "options-en").unwrap().1.lines().map(str::to_owned).collect();
        set(&mut form, "options-sv", &whole[1..].join("\n"));
        set(&mut form, "options-en", &english[1..].join("\n"));
        boss.post_form(&path, &form).await.is(303);
        write(&boss, &path, &[("options-sv", &whole.join("\n")), ("options-en", &english.join("\n"))]).await.is(303);
        assert_eq!(options(&item(&file(&boss, &draft).await, "F1c")), expected);
    }

    async fn an_id_of_an_edition_long_ago_is_given_to_no_other_question(app) {
        let boss = app.signed_in("secretariat").await;
        // 4.1b was asked in 2026, and is not in 2027.
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let part = node(&boss, &draft, "4.1").await;
        let added = write(&boss, &part, &[("then", "add-item")]).await.is(303).location().to_owned();
        let path = added.split_once('?').unwrap().0;
        write(&boss, path, &[("text-sv", "Något helt annat."), ("text-en", "Something else entirely."), ("id", "4.1b")]).await.is(303);
        let told = problems(&boss, &draft).await;
        assert!(told.len() == 1 && told[0].contains("hade en annan fråga beteckningen 4.1b"), "{told:?}");
        assert_eq!(boss.get(path).await.is(200).attributes("#mend a", "href"), ["#id"]);

        // The same in a file.
        let mut edition = next_edition();
        let kept = first(&mut edition).clone();
        *first(&mut edition) = json!({
            "id": "4.1b", "kind": "text", "depth": "core", "lineage": {"change": "new"},
            "text": {"sv": "Något helt annat.", "en": "Something else entirely."},
        });
        let before = app.count("edition");
        let page = freeze(&boss, &serde_json::to_vec(&edition).unwrap()).await.is(422);
        assert!(page.words().contains("hade en annan fråga beteckningen 4.1b"), "{}", page.words());
        assert_eq!(app.count("edition"), before);
        // The very question of then may come back.
        let old: Value = serde_json::from_slice(&perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2026").unwrap()).unwrap();
        let mut back = item(&old, "4.1b");
        back["lineage"] = json!({"change": "new"});
        *first(&mut edition) = kept;
        edition["standards"][0]["substandards"][0]["items"].as_array_mut().unwrap().push(back);
        freeze(&boss, &serde_json::to_vec(&edition).unwrap()).await.leads_to("/secretariat/questions?done=added");
    }

    async fn a_file_that_takes_the_name_of_another_edition_is_told_before_anything_is_stored(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = next_edition();
        edition["edition"] = "2027".into();
        edition.as_object_mut().unwrap().remove("previous");
        for standard in edition["standards"].as_array_mut().unwrap() {
            for sub in standard["substandards"].as_array_mut().unwrap() {
                for item in sub["items"].as_array_mut().unwrap() {
                    item["lineage"] = json!({"change": "new"});
                }
            }
        }
        let bytes = serde_json::to_vec(&edition).unwrap();
        let before = app.count("edition");
        let page = freeze(&boss, &bytes).await.is(422);
        let told = "Det finns redan en utgåva som heter 2027 av det formuläret";
        assert!(page.texts("#file-error").concat().contains(told), "{}", page.words());
        assert_eq!(app.count("edition"), before);
        // In the editor it can be mended: it is told at the field from the beginning.
        let draft = upload(&boss, &bytes).await;
        let told = problems(&boss, &draft).await;
        assert!(told.iter().any(|text| text.contains("har redan en utgåva med det namnet")), "{told:?}");
        let root = node(&boss, &draft, "Titel").await;
        assert_eq!(boss.get(&root).await.texts("#note-edition .mend").len(), 1);
    }

    async fn a_language_more_floods_nobody_with_translations_to_look_at(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "temagrupp", "2027-slut").await;
        let root = node(&boss, &draft, "Titel").await;
        write(&boss, &root, &[("languages-add", "fi")]).await.is(303);
        let told = async || boss.get(&draft).await.is(200).attributes("#problems ~ details[open] .problems a", "href");
        assert_eq!(told().await, Vec::<String>::new());
        for (name, field, words) in [
            ("2.1a", "columns-0-title-sv", "Mål i år"),
            ("3.1g", "options-sv", "Ja\nNja\nNej\nVet inte"),
            ("1.1 ", "title-sv", "En annan titel"),
            ("Titel", "introduction-sv", "En annan inledning."),
        ] {
            let path = node(&boss, &draft, name).await;
            write(&boss, &path, &[(field, words)]).await.is(303);
        }
        let told = told().await;
        let fields: Vec<&str> = told.iter().map(|href| href.split_once('#').unwrap().1).collect();
        assert_eq!(fields, ["introduction-en", "title-en", "columns-0-title-en", "options-en"]);
    }

    async fn another_kind_of_column_loses_no_text(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "temagrupp", "2027-slut").await;
        let path = node(&boss, &draft, "2.1a").await;
        let before = item(&file(&boss, &draft).await, "2.1a");
        write(&boss, &path, &[("columns-3-kind", "text")]).await.is(303);
        let changed = item(&file(&boss, &draft).await, "2.1a");
        assert_eq!(changed["columns"][3]["kind"], "text");
        assert!(changed["columns"][3].get("options").is_none(), "{changed}");
        write(&boss, &path, &[("columns-3-kind", "single")]).await.is(303);
        assert_eq!(item(&file(&boss, &draft).await, "2.1a"), before);
    }

    async fn a_column_goes_only_when_somebody_says_so(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "temagrupp", "2027-slut").await;
        let path = node(&boss, &draft, "2.1a").await;
        write(&boss, &path, &[("columns-1-title-sv", ""), ("columns-1-title-en", "")]).await.is(303);
        let columns = async || {
            let edition = file(&boss, &draft).await;
            let item = item(&edition, "2.1a");
            item["columns"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(columns().await, ["goal", "activities", "result", "status", "analysis", "patient"]);
        let told = boss.get(&path).await.is(200).attributes("#mend a", "href");
        assert!(told.contains(&"#columns-1-title-sv".to_owned()) && told.contains(&"#columns-1-title-en".to_owned()), "{told:?}");
        let mut form = boss.get(&path).await.form(&path);
        set(&mut form, "then", "columns-1-remove");
        boss.post_form(&path, &form).await.is(303);
        assert_eq!(columns().await, ["goal", "result", "status", "analysis", "patient"]);
        let undo = format!("{draft}/undo");
        boss.post_form(&undo, &boss.get(&path).await.form(&undo)).await.is(303);
        assert_eq!(columns().await.len(), 6);
    }

    async fn what_counts_under_a_perspective_follows_its_new_name(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let before = file(&boss, &draft).await.to_string();
        let path = node(&boss, &draft, "Patientperspektivet").await;
        write(&boss, &path, &[("id", "people")]).await.is(303);
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());
        let now = file(&boss, &draft).await.to_string();
        for field in ["perspective", "secondary"] {
            let of = |name: &str, text: &str| text.matches(&format!("\"{field}\":\"{name}\"")).count();
            assert_eq!((of("patient", &now), of("people", &now)), (0, of("patient", &before)), "{field}");
        }
        let undo = format!("{draft}/undo");
        boss.post_form(&undo, &boss.get(&path).await.form(&undo)).await.is(303);
        assert_eq!(file(&boss, &draft).await.to_string(), before);
    }

    async fn a_text_that_nobody_touched_stays_as_it_is(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = next_edition();
        first(&mut edition)["text"]["sv"] = "  Först ett mellanslag.\nEn rad till. \n".into();
        first(&mut edition)["help"] = json!({"sv": " Hjälp ", "en": "Help"});
        first(&mut edition)["lineage"]["change"] = "reworded".into();
        let draft = upload(&boss, &serde_json::to_vec(&edition).unwrap()).await;
        let before = file(&boss, &draft).await;
        let path = node(&boss, &draft, "1.1a").await;
        write(&boss, &path, &[]).await.is(303);
        write(&boss, &path, &[("text-en", " Another text. ")]).await.is(303);
        let (was, is) = (item(&before, "1.1a"), item(&file(&boss, &draft).await, "1.1a"));
        assert_eq!((&is["text"]["sv"], &is["help"]), (&was["text"]["sv"], &was["help"]));
        assert_eq!(is["text"]["en"], "Another text.");
    }

    async fn how_to_write_a_questionnaire_is_told_where_it_is_written(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "tobaksfri", "2027").await;
        let place = node(&boss, &draft, "1.1a").await;
        for page in [QUESTIONS, &draft, &place] {
            let links = boss.get(page).await.is(200).attributes("main a", "href");
            assert!(links.contains(&format!("{QUESTIONS}/guide")), "{page}: {links:?}");
        }
        let page = boss.get(&format!("{QUESTIONS}/guide")).await.is(200);
        assert_eq!(page.texts("h1"), ["Att skriva frågeformulär"]);
        assert!(page.words().contains("Är det samma fråga?"), "{}", page.words());
    }

    async fn what_differs_is_shown_with_its_values(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let scale = node(&boss, &draft, "1–10").await;
        write(&boss, &scale, &[("max", "5"), ("high-sv", "alltid")]).await.is(303);
        let number = node(&boss, &draft, "F2a").await;
        write(&boss, &number, &[("comment_when-at_most", "7,5"), ("lineage", "replaced"), ("help-sv", "Räkna alla kurser.")]).await.is(303);
        let page = boss.get(&format!("{draft}/changes")).await.is(200);
        let said = page.words();
        for told in [
            "Skalan: 1 till 10 har blivit 1 till 5.", "Vad det högsta värdet betyder, på svenska",
            "Kommentar önskas: inget har blivit högst 7,5.", "Ersätter F2a.", "Hjälptexten på svenska",
        ] {
            assert!(said.contains(told), "{told}: {said}");
        }
    }

    async fn what_is_new_since_another_edition_of_the_year_is_told_without_its_code(app) {
        let file = perspektiv::questionnaire::shipped::bytes("temagrupp", "2027-slut").unwrap();
        let sha256 = perspektiv::workflow::signed::sha256(&file);
        let response = crate::kinds::opened_round(&app, &sha256, "2027", "01").await;
        let lead = app.signed_in("lead.01").await;
        let mut said = String::new();
        for part in ["2.1", "3.1"] {
            said += &lead.get(&format!("/responses/{response}/substandards/{part}")).await.is(200).words();
        }
        assert!(!said.contains("2027-del"), "{said}");
        assert!(said.contains("Ersätter 2.1b från förra gången."), "{said}");
        assert!(said.contains("Frågan har formulerats om sedan förra gången"), "{said}");
    }

    async fn the_next_edition_is_begun_once(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let sha256 = perspektiv::workflow::signed::sha256(&perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap());
        let again = boss.post(&format!("{QUESTIONS}/drafts"), &[("from", &sha256)]).await;
        again.leads_to(&format!("{draft}?done=exists"));
        assert_eq!(app.count("draft"), 1);
        let page = boss.get(&format!("{draft}?done=exists")).await.is(200);
        assert!(page.words().contains("Utkastet fanns redan"), "{}", page.words());
        // Another one beside it, if that is meant, under a name of its own.
        let drafts = format!("{QUESTIONS}/drafts");
        let other = boss.post_form(&drafts, &page.form(&drafts)).await.is(303).location().to_owned();
        let other = other.split_once('?').unwrap().0;
        assert_eq!((file(&boss, &draft).await["edition"].clone(), file(&boss, other).await["edition"].clone()), (json!("2028"), json!("2029")));
        // Pressed twice at once.
        let sha256 = perspektiv::workflow::signed::sha256(&perspektiv::questionnaire::shipped::bytes("halsodata", "2023").unwrap());
        let form = [("from", sha256.as_str())];
        let begin = || boss.post(&drafts, &form);
        let (one, two) = tokio::join!(begin(), begin());
        let path = |location: &str| location.split_once('?').unwrap().0.to_owned();
        assert_eq!(path(one.is(303).location()), path(two.is(303).location()));
        assert_eq!(app.count("draft"), 3);
    }

    async fn drafts_that_begin_at_the_same_moment_have_names_of_their_own(app) {
        let boss = app.signed_in("secretariat").await;
        let drafts = format!("{QUESTIONS}/drafts");
        let shipped = |edition| perspektiv::questionnaire::shipped::bytes("sjalvevaluering", edition).unwrap();
        let of = |edition| perspektiv::workflow::signed::sha256(&shipped(edition));
        let (one, two) = (of("2026"), of("2027"));
        let after = |sha256: &String| [("from".to_owned(), sha256.clone()), ("beside".to_owned(), "yes".to_owned())];
        let csrf = boss.csrf().await;
        let post = |sha256: &String| {
            let form: Vec<(String, String)> = after(sha256).into_iter().chain([("csrf".to_owned(), csrf.clone())]).collect();
            let (boss, drafts) = (&boss, &drafts);
            async move { boss.post_form(drafts, &form).await.is(303).location().split_once('?').unwrap().0.to_owned() }
        };
        let begun = tokio::join!(post(&one), post(&two), post(&one), post(&two));
        let mut names = Vec::new();
        for draft in [begun.0, begun.1, begun.2, begun.3] {
            names.push(file(&boss, &draft).await["edition"].as_str().unwrap().to_owned());
        }
        names.sort();
        assert_eq!(names, ["2028", "2029", "2030", "2031"]);
        // So with new questionnaires of one title.
        let title = [("from", "empty"), ("title", "Mat & måltider")];
        let begin = || async { boss.post(&drafts, &title).await.is(303).location().split_once('?').unwrap().0.to_owned() };
        let (one, two) = tokio::join!(begin(), begin());
        let mut ids = [file(&boss, &one).await["id"].to_string(), file(&boss, &two).await["id"].to_string()];
        ids.sort();
        assert_eq!(ids, ["\"mat-maltider\"", "\"mat-maltider-2\""]);
    }

    async fn the_same_file_leads_to_the_draft_that_it_became(app) {
        let boss = app.signed_in("secretariat").await;
        let bytes = serde_json::to_vec(&next_edition()).unwrap();
        let (one, two) = tokio::join!(upload(&boss, &bytes), upload(&boss, &bytes));
        assert_eq!(one, two, "sent twice at once");
        let path = node(&boss, &one, "1.1a").await;
        write(&boss, &path, &[("text-sv", "Ändrad sedan dess.")]).await.is(303);
        assert_eq!(upload(&boss, &bytes).await, one);
        assert_eq!(app.count("draft"), 1);
        let page = boss.get(&format!("{one}?done=known-file")).await.is(200);
        assert!(page.words().contains("Filen har laddats upp tidigare."), "{}", page.words());
        assert_eq!(item(&file(&boss, &one).await, "1.1a")["text"]["sv"], "Ändrad sedan dess.");
        // Another file of the same edition is another draft, and so is the same one when its draft is gone.
        let other = serde_json::to_vec_pretty(&next_edition()).unwrap();
        assert_ne!(upload(&boss, &other).await, one);
        boss.post(&format!("{one}/discard"), &[("sure", "yes")]).await.is(303);
        assert_ne!(upload(&boss, &bytes).await, one);
        assert_eq!(app.count("draft"), 2);
    }

    async fn a_new_questionnaire_begins_in_its_own_languages_and_on_its_own_scale(app) {
        let boss = app.signed_in("secretariat").await;
        let drafts = format!("{QUESTIONS}/drafts");
        let page = boss.get(QUESTIONS).await.is(200);
        assert_eq!(page.texts("#language option[selected], #language_other option[selected]"), ["svenska", "engelska"]);
        assert_eq!(page.attributes("#scale_min, #scale_max", "value"), ["1", "10"]);
        let csrf = boss.csrf().await;
        let fill = |changes: &[(&str, &str)]| {
            let mut form = vec![("csrf".to_owned(), csrf.clone())];
            for (name, value) in [("from", "empty"), ("title", "Ruoka"), ("language", "fi"), ("title_other", "Toit"), ("language_other", "et"), ("scale_min", "0"), ("scale_max", "3")].iter().chain(changes) {
                set(&mut form, name, value);
            }
            form
        };
        for (changes, wrong) in [
            (&[("title", "")][..], &["#title"][..]),
            (&[("language_other", "fi")], &["#language_other"]),
            (&[("scale_min", "ett"), ("scale_max", "")], &["#scale_min", "#scale_max"]),
            (&[("scale_max", "0")], &["#scale_max"]),
            (&[("scale_max", "30")], &["#scale_max"]),
        ] {
            let page = boss.post_form(&drafts, &fill(changes)).await.is(422);
            assert_eq!(page.attributes(".ds-error-summary a", "href"), wrong);
            assert_eq!(page.attributes("#title_other", "value"), ["Toit"], "what was typed stays");
        }
        assert_eq!(app.count("draft"), 0);
        let created = boss.post_form(&drafts, &fill(&[])).await.is(303).location().to_owned();
        let draft = created.split_once('?').unwrap().0;
        let edition = file(&boss, draft).await;
        assert_eq!(edition["languages"], json!(["fi", "et"]));
        assert_eq!(edition["title"], json!({"et": "Toit", "fi": "Ruoka"}));
        assert_eq!(edition["scales"]["degree"], json!({"min": 0, "max": 3, "low": {"et": "", "fi": ""}, "middle": {"et": "", "fi": ""}, "high": {"et": "", "fi": ""}}));
        // What is left as it is offered is as before.
        let created = boss.post(&drafts, &[("from", "empty"), ("title", "Mat")]).await.is(303).location().to_owned();
        let edition = file(&boss, created.split_once('?').unwrap().0).await;
        assert_eq!(edition["languages"], json!(["sv"]));
        assert_eq!(edition["scales"]["degree"]["max"], 10);
        assert_eq!(edition["scales"]["degree"]["high"], json!({"sv": "helt infört"}));
    }
}

#[test]
fn survey_check_finds_the_id_of_another_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2028.json");
    let mut edition = next_edition();
    *first(&mut edition) = json!({
        "id": "4.1b", "kind": "text", "depth": "core", "lineage": {"change": "replaced", "item": "1.1a"},
        "text": {"sv": "Något helt annat.", "en": "Something else entirely."},
    });
    std::fs::write(&path, edition.to_string()).unwrap();
    let (code, said, _) = crate::sheet::survey(&["check", &path.to_string_lossy()]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains(
            "/standards/0/substandards/0/items/0/id: In edition 2026 the item \"4.1b\" is another question."
        ),
        "{said}"
    );
}
