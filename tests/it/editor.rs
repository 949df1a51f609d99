//! The editor of questionnaires: by plain forms, by two people at once, from last year's edition to the published one.

use diesel::{RunQueryDsl, sql_query};

use crate::support::{Page, Person, TestApp, person::set};

const QUESTIONS: &str = "/secretariat/questions";

/// Begins the edition after a shipped one; returns the draft's address.
pub async fn begin(boss: &Person, questionnaire: &str, edition: &str) -> String {
    let file = perspektiv::questionnaire::shipped::bytes(questionnaire, edition).unwrap();
    let sha256 = perspektiv::workflow::signed::sha256(&file);
    let created = boss.post(&format!("{QUESTIONS}/drafts"), &[("from", &sha256)]).await.is(303);
    created.location().split_once('?').unwrap().0.to_owned()
}

/// The address of the node whose link at the side begins with `name`.
pub async fn node(boss: &Person, draft: &str, name: &str) -> String {
    let page = boss.get(draft).await.is(200);
    let texts = page.texts(".tree a");
    let index = texts.iter().position(|text| text.starts_with(name));
    let index = index.unwrap_or_else(|| panic!("{name} is not among {texts:?}"));
    page.attributes(".tree a", "href").remove(index)
}

/// The form of a node with these fields changed, sent as somebody without JavaScript does.
pub async fn write(boss: &Person, path: &str, changes: &[(&str, &str)]) -> Page {
    let mut form = boss.get(path).await.is(200).form(path);
    for (name, value) in changes {
        set(&mut form, name, value);
    }
    boss.post_form(path, &form).await
}

pub async fn problems(boss: &Person, draft: &str) -> Vec<String> {
    boss.get(draft).await.is(200).texts("#problems + .problems li")
}

pub async fn file(boss: &Person, draft: &str) -> serde_json::Value {
    serde_json::from_str(&boss.get(&format!("{draft}/file")).await.is(200).body).unwrap()
}

pub fn item(edition: &serde_json::Value, id: &str) -> serde_json::Value {
    let standards = edition["standards"].as_array().unwrap().iter();
    let subs = standards.flat_map(|standard| standard["substandards"].as_array().unwrap());
    let mut items = subs.flat_map(|sub| sub["items"].as_array().unwrap());
    items.find(|item| item["id"] == id).cloned().unwrap_or_default()
}

/// Another person of the secretariat.
async fn colleague(app: &TestApp) -> Person {
    for sql in [
        "INSERT INTO person (id, name, email, language, created_at) VALUES
            ('two', 'secretariat two', 'secretariat.two@example.org', 'sv', '2024-01-01 00:00:00')",
        "INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year) VALUES
            ('a-two', 'two', 'secretariat', NULL, 2020, NULL)",
    ] {
        app.write(move |conn| Ok(sql_query(sql).execute(conn)?)).await;
    }
    app.signed_in("secretariat.two").await
}

on_both! {
    async fn the_edition_of_2028_is_made_from_that_of_2027_and_asked(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());

        // Another text: it has to be said whether it still asks the same.
        let first = node(&boss, &draft, "1.1a").await;
        write(&boss, &first, &[("text-sv", "Vår högsta ledning tar ofta upp hälsofrämjande arbete.")]).await.is(303);
        let told = problems(&boss, &draft).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("1.1a Frågan är ändrad sedan 2027."), "{told:?}");
        let page = boss.get(&first).await;
        assert_eq!(page.texts(".urgent h2"), ["Jämfört med 2027"]);
        assert!(page.texts("#note-text-sv .before")[0].starts_with("Förra utgåvan: Vår högsta ledning"));
        write(&boss, &first, &[("lineage", "reworded")]).await.is(303);
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());

        // Another question: it gets an id of its own.
        let second = node(&boss, &draft, "1.1b").await;
        write(&boss, &second, &[("lineage", "replaced"), ("text-sv", "Något annat?"), ("text-en", "Something else?")])
            .await.is(303);
        let edition = file(&boss, &draft).await;
        assert!(item(&edition, "1.1b").is_null());
        let standards = edition["standards"][0]["substandards"][0]["items"].as_array().unwrap();
        let replaced = &standards[1];
        assert_eq!(replaced["lineage"], serde_json::json!({"change": "replaced", "item": "1.1b"}));
        let new_id = replaced["id"].as_str().unwrap().to_owned();

        // An id that an earlier edition had is no other question's, however long ago that was.
        let old = perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2026").unwrap();
        let old: serde_json::Value = serde_json::from_slice(&old).unwrap();
        assert!(!item(&old, "4.1b").is_null() && item(&edition, "4.1b").is_null());
        let part = node(&boss, &draft, "4.1").await;
        let added = write(&boss, &part, &[("then", "add-item")]).await.is(303).location().to_owned();
        let id = boss.get(added.split_once('?').unwrap().0).await.is(200).texts("h1").concat();
        assert!(!id.starts_with("4.1b"), "{id}");
        write(&boss, added.split_once('?').unwrap().0, &[("then", "remove")]).await.is(303);

        // One more question, shown on a condition.
        let added = write(&boss, &second, &[("then", "add-item")]).await.is(303).location().to_owned();
        let added = added.split_once('?').unwrap().0.to_owned();
        let page = write(&boss, &added, &[
            ("text-sv", "Vad gör ni åt det?"), ("text-en", "What do you do about it?"), ("kind", "long-text"),
            ("if-0-0-item", &new_id),
        ]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#if-0-0-test"], "nothing is said before it is chosen");
        let mut form = page.form(&added);
        assert!(form.contains(&("if-0-0-item".to_owned(), new_id.clone())), "what was chosen stays");
        set(&mut form, "if-0-0-test", "max:3");
        boss.post_form(&added, &form).await.is(303);
        let page = boss.get(&added).await.is(200);
        let sentence = page.texts("#visible_if p").remove(0);
        assert_eq!(sentence, format!("Visas bara när {new_id} är högst 3."));
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());

        let publish = format!("{draft}/publish");
        let page = boss.get(&publish).await.is(200);
        let said = "Jämfört med 2027: 98 frågor är oförändrade, en är omformulerad, en är ersatt, en är ny.";
        assert!(page.words().contains(said), "{}", page.words());
        let changes = page.attributes("main a", "href").into_iter().find(|href| href.ends_with("/changes")).unwrap();
        let compared = boss.get(&changes).await.is(200);
        assert_eq!(compared.texts(".compare h2 .item-no")[..2], ["1.1a".to_owned(), new_id.clone()]);
        assert_eq!(compared.texts(".compare h3"), ["Texten på svenska", "Texten på engelska", "Texten på svenska"]);
        let bytes = boss.get(&format!("{draft}/file")).await.is(200).body;
        boss.post_form(&publish, &page.form(&publish)).await.leads_to(&format!("{draft}?done=published"));
        assert!(boss.get(&draft).await.is(200).words().contains("Utgåvan är publicerad"));
        boss.get(&first).await.leads_to(&draft);
        boss.post(&first, &[("text-sv", "För sent"), ("base", "99")]).await.is(409);

        let sha256 = perspektiv::workflow::signed::sha256(bytes.as_bytes());
        let back = boss.get(&format!("{QUESTIONS}/{sha256}/file")).await.is(200);
        assert_eq!(back.body, bytes, "what is published is the file that was shown");
        let response = crate::kinds::opened_round(&app, &sha256, "2028", "01").await;
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{response}/substandards/1.1");
        let page = lead.get(&path).await.is(200);
        assert!(page.words().contains("Vår högsta ledning tar ofta upp hälsofrämjande arbete."));
        assert!(page.words().contains("Något annat?"));
        let hidden = page.attributes("[data-item][hidden]", "data-item");
        assert_eq!(hidden.len(), 1, "{hidden:?}");
    }

    async fn every_edition_goes_through_the_editor_byte_for_byte(app) {
        let boss = app.signed_in("secretariat").await;
        for name in perspektiv::questionnaire::shipped::list() {
            let bytes = perspektiv::questionnaire::shipped::bytes(&name.questionnaire, &name.edition).unwrap();
            let draft = upload(&boss, &bytes).await;
            assert_eq!(boss.get(&format!("{draft}/file")).await.is(200).body.as_bytes(), &*bytes, "{name:?}");
            // Sending each form as it stands changes nothing: every kind of answer and of condition is among these.
            let every = match (name.questionnaire.as_str(), name.edition.as_str()) {
                ("halsodata", _) | ("temagrupp", "2027-slut") => 2,
                ("sjalvevaluering", "2027") => 9,
                _ => 0,
            };
            if every > 0 {
                let page = boss.get(&draft).await.is(200);
                let nodes = page.attributes(".tree a", "href").into_iter().filter(|path| path.contains("/nodes/"));
                for path in nodes.step_by(every) {
                    write(&boss, &path, &[]).await.leads_to(&format!("{path}?done=saved"));
                }
                assert_eq!(boss.get(&format!("{draft}/file")).await.body.as_bytes(), &*bytes, "{name:?}");
                assert_eq!(app.count("draft_change"), 0, "{name:?}");
            }
        }
    }

    async fn whatever_a_sound_edition_says_it_says_after_the_editor_too(app) {
        let boss = app.signed_in("secretariat").await;
        for edition in crate::support::generated::editions(12) {
            let file = perspektiv::questionnaire::write(&edition).unwrap();
            let draft = upload(&boss, file.as_bytes()).await;
            assert_eq!(boss.get(&format!("{draft}/file")).await.is(200).body, file);
        }
    }

    async fn an_edition_whose_earlier_one_is_unknown_has_to_find_it_or_begin_afresh(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = crate::editions::next_edition();
        edition["edition"] = "2031".into();
        edition["previous"] = "2030".into();
        let bytes = serde_json::to_vec(&edition).unwrap();
        let before = app.count("edition");
        let page = crate::editions::upload(&boss, &bytes).await.is(422);
        let fault = "Utgåva 2030, som frågorna jämförs med, finns inte här.";
        assert!(page.words().contains(fault), "{}", page.words());
        assert_eq!(app.count("edition"), before);

        let draft = upload(&boss, &bytes).await;
        let told = problems(&boss, &draft).await;
        assert!(told.len() == 1 && told[0].contains(fault), "{told:?}");
        let publish = format!("{draft}/publish");
        assert!(boss.get(&publish).await.is(200).words().contains(fault));
        boss.post(&publish, &[("revision", "0")]).await.is(409);
        let root = node(&boss, &draft, "Titel").await;
        let page = boss.get(&root).await.is(200);
        assert_eq!(page.texts("#previous h2"), ["Utgåvan före saknas"]);

        // Others know the questionnaire by its name: what begins afresh needs one of its own.
        let page = write(&boss, &root, &[("then", "afresh")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#id"]);
        assert_eq!(file(&boss, &draft).await["previous"], "2030");
        write(&boss, &root, &[("id", "ny-vardering")]).await.is(303);

        // All in one step, which can be taken back.
        let whole = file(&boss, &draft).await;
        write(&boss, &root, &[("then", "afresh")]).await.leads_to(&format!("{root}?done=afresh"));
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());
        let alone = file(&boss, &draft).await;
        assert!(alone.get("previous").is_none());
        assert_eq!(item(&alone, "1.1a")["lineage"], serde_json::json!({"change": "new"}));
        assert!(boss.get(&root).await.is(200).texts("#previous h2").is_empty());
        let undo = format!("{draft}/undo");
        let page = boss.get(&draft).await.is(200);
        assert!(page.texts(".history li")[0].starts_with("Börjat om utan jämförelse med utgåvan före"));
        boss.post(&undo, &[("revision", &page.attributes(".history button", "value")[0])]).await.is(303);
        assert_eq!(file(&boss, &draft).await, whole);
        write(&boss, &root, &[("id", "sjalvevaluering")]).await.is(303);

        // The earlier edition that comes meanwhile is found.
        let mut earlier = crate::editions::next_edition();
        earlier["edition"] = "2030".into();
        earlier["standards"][0]["substandards"][0]["items"][0]["text"]["sv"] = "En annan text.".into();
        earlier["standards"][0]["substandards"][0]["items"][0]["lineage"]["change"] = "reworded".into();
        crate::editions::upload(&boss, &serde_json::to_vec(&earlier).unwrap()).await.is(303);
        let told = problems(&boss, &draft).await;
        assert!(told.len() == 1 && told[0].starts_with("1.1a Frågan är ändrad sedan 2030."), "{told:?}");
    }

    async fn another_kind_of_answer_loses_no_text(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let before = file(&boss, &draft).await;
        for (name, kind, was) in [("1.1a", "number", "rating"), ("F1c", "table", "multiple"), ("F2a", "date", "number")] {
            let path = node(&boss, &draft, name).await;
            write(&boss, &path, &[("kind", kind)]).await.is(303);
            let changed = item(&file(&boss, &draft).await, name);
            assert_eq!(changed["kind"], kind);
            for gone in ["signs", "scale", "options", "max"] {
                assert!(changed.get(gone).is_none(), "{name}: {gone}");
            }
            write(&boss, &path, &[("kind", was)]).await.is(303);
            assert_eq!(item(&file(&boss, &draft).await, name), item(&before, name), "{name}");
        }
        // A text changed in one language only is told, and is no fault.
        let path = node(&boss, &draft, "1.1a").await;
        write(&boss, &path, &[("text-sv", "Ny svenska."), ("lineage", "reworded")]).await.is(303);
        let page = boss.get(&format!("{draft}/publish")).await.is(200);
        assert!(page.words().contains("En text är ändrad på ett språk men inte på ett annat."), "{}", page.words());
        assert!(page.body.contains("#text-en"));
    }

    async fn two_people_never_overwrite_each_other(app) {
        let boss = app.signed_in("secretariat").await;
        let other = colleague(&app).await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "1.1a").await;
        let (mut mine, mut theirs) = (boss.get(&path).await.form(&path), other.get(&path).await.form(&path));

        // Two languages of one question.
        set(&mut mine, "text-sv", "Min svenska.");
        set(&mut theirs, "text-en", "Their English.");
        boss.post_form(&path, &mine).await.is(303);
        other.post_form(&path, &theirs).await.is(303);
        let text = item(&file(&boss, &draft).await, "1.1a")["text"].clone();
        assert_eq!(text, serde_json::json!({"en": "Their English.", "sv": "Min svenska."}));

        // The same text: the second is told, nothing is lost, and saving again is a choice.
        let (mut mine, mut theirs) = (boss.get(&path).await.form(&path), other.get(&path).await.form(&path));
        set(&mut mine, "text-sv", "Först.");
        set(&mut theirs, "text-sv", "Sedan.");
        boss.post_form(&path, &mine).await.is(303);
        let page = other.post_form(&path, &theirs).await.is(409);
        assert_eq!(page.texts("#text-sv"), ["Sedan."], "what was typed stays");
        assert!(page.texts("#note-text-sv")[0].contains("Först."), "{}", page.words());
        assert!(page.words().contains("Någon annan har ändrat samma sak"), "{}", page.words());
        assert_eq!(item(&file(&boss, &draft).await, "1.1a")["text"]["sv"], "Först.");
        other.post_form(&path, &page.form(&path)).await.is(303);
        assert_eq!(item(&file(&boss, &draft).await, "1.1a")["text"]["sv"], "Sedan.");
        boss.post_form(&path, &mine).await.is(409);

        // Seeing a clash shows what else was changed meanwhile: saving again takes none of that back.
        let (mut mine, mut theirs) = (boss.get(&path).await.form(&path), other.get(&path).await.form(&path));
        set(&mut mine, "text-sv", "Åter först.");
        set(&mut mine, "text-en", "First again.");
        boss.post_form(&path, &mine).await.is(303);
        set(&mut theirs, "text-sv", "Åter sedan.");
        let page = other.post_form(&path, &theirs).await.is(409);
        assert_eq!((page.texts("#text-sv"), page.texts("#text-en")), (vec!["Åter sedan.".into()], vec!["First again.".into()]));
        other.post_form(&path, &page.form(&path)).await.is(303);
        let text = item(&file(&boss, &draft).await, "1.1a")["text"].clone();
        assert_eq!(text, serde_json::json!({"en": "First again.", "sv": "Åter sedan."}));

        // An old page does not carry a question back to where it was; two who carry it to two places are told.
        let shown = boss.get(&path).await;
        let places = shown.attributes("#parent option", "value");
        let (mut mine, mut theirs) = (shown.form(&path), other.get(&path).await.form(&path));
        set(&mut mine, "parent", &places[5]);
        boss.post_form(&path, &mine).await.is(303);
        set(&mut theirs, "text-en", "Elsewhere.");
        other.post_form(&path, &theirs).await.is(303);
        let chosen = |page: &Page| page.attributes("#parent option[selected]", "value");
        assert_eq!(chosen(&boss.get(&path).await), [places[5].clone()], "it stays where it was carried");
        set(&mut theirs, "parent", &places[7]);
        let page = other.post_form(&path, &theirs).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#parent"]);
        assert_eq!(chosen(&boss.get(&path).await), [places[5].clone()]);

        // An old page that changes nothing takes nothing back.
        let stale = other.get(&path).await.form(&path);
        let mut same = boss.get(&path).await.form(&path);
        set(&mut same, "help-sv", "En hjälp.");
        set(&mut same, "help-en", "Some help.");
        boss.post_form(&path, &same).await.is(303);
        other.post_form(&path, &stale).await.is(303);
        assert_eq!(item(&file(&boss, &draft).await, "1.1a")["help"]["sv"], "En hjälp.");
    }

    async fn what_is_done_can_be_undone_unless_somebody_has_gone_on_with_it(app) {
        let boss = app.signed_in("secretariat").await;
        let other = colleague(&app).await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let before = file(&boss, &draft).await;
        let undo = |person: Person, page: String| async move {
            let shown = person.get(&page).await.is(200);
            let form = shown.form(&format!("{}/undo", page.split("/nodes/").next().unwrap()));
            let action = format!("{}/undo", page.split("/nodes/").next().unwrap());
            (person.post_form(&action, &form).await, person)
        };

        let standard = node(&boss, &draft, "1 ").await;
        let gone = write(&boss, &standard, &[("then", "remove")]).await.is(303).location().to_owned();
        assert_ne!(file(&boss, &draft).await, before);
        let (page, boss) = undo(boss, gone.split_once('?').unwrap().0.to_owned()).await;
        page.is(303);
        assert_eq!(file(&boss, &draft).await, before, "with all that lay in it");

        let last = node(&boss, &draft, "5.4a").await;
        let typed = other.get(&last).await.form(&last);
        let gone = write(&boss, &last, &[("then", "remove")]).await.is(303).location().to_owned();
        let page = other.post_form(&last, &typed).await.is(409);
        assert!(page.words().contains("Den här delen har tagits bort av någon annan."), "{}", page.words());
        let (page, boss) = undo(boss, gone.split_once('?').unwrap().0.to_owned()).await;
        page.is(303);
        assert_eq!(file(&boss, &draft).await, before);

        let item_path = node(&boss, &draft, "1.1a").await;
        write(&boss, &item_path, &[("then", "down")]).await.is(303);
        write(&other, &item_path, &[("text-sv", "Ändrad av en annan.")]).await.is(303);
        let (page, boss) = undo(boss, item_path.clone()).await;
        page.is(303);
        let now = file(&boss, &draft).await;
        assert_eq!(now["standards"][0]["substandards"][0]["items"][0]["id"], "1.1a", "it is back in its place");
        assert_eq!(item(&now, "1.1a")["text"]["sv"], "Ändrad av en annan.", "and what it says stays");

        write(&boss, &item_path, &[("text-sv", "Mitt.")]).await.is(303);
        write(&other, &item_path, &[("text-sv", "Ditt.")]).await.is(303);
        let (page, boss) = undo(boss, item_path.clone()).await;
        assert!(page.is(409).words().contains("Därför går det inte att ångra."));
        assert_eq!(item(&file(&boss, &draft).await, "1.1a")["text"]["sv"], "Ditt.");
    }

    async fn what_cannot_be_stored_is_told_at_its_field_and_stays_to_be_seen(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "F2a").await;
        let page = write(&boss, &path, &[("max", "många"), ("text-sv", "Ny text.")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#max"]);
        assert_eq!(page.attributes("#max", "value"), ["många"]);
        assert!(page.texts("#note-max")[0].contains("Skriv ett tal"));
        assert_eq!(item(&file(&boss, &draft).await, "F2a")["text"]["sv"], "Ny text.", "the rest is saved");

        // A file may bring what no form would: it is shown, told and given back, and harms nothing.
        let mut odd = file(&boss, &draft).await;
        odd["id"] = "a\"\r\nX-Evil: 1".into();
        odd["standards"][0]["id"] = "<script>".into();
        let strange = upload(&boss, odd.to_string().as_bytes()).await;
        let page = boss.get(&strange).await.is(200);
        assert!(!page.body.contains("<script>"), "it is text");
        assert_eq!(page.texts("#problems + .problems li").len(), 3, "the id, the number, and no earlier edition of that id");
        let back = boss.get(&format!("{strange}/file")).await.is(200);
        assert_eq!(back.header("content-disposition"), "attachment; filename=\"aX-Evil1-2028.json\"");
        boss.get(&format!("{strange}/sheet/csv")).await.is(200);

        let path = node(&boss, &draft, "Titel").await;
        let page = write(&boss, &path, &[("languages-other", "klingonska"), ("edition", "år 2028")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#edition", "#languages-other"]);
        write(&boss, &path, &[("edition", "2027")]).await.is(303);
        let publish = format!("{draft}/publish");
        let first = node(&boss, &draft, "1.1a").await;
        write(&boss, &first, &[("text-sv", "")]).await.is(303);
        let page = boss.post(&publish, &[("revision", "0")]).await.is(409);
        assert!(page.words().contains("Texten är tom på svenska."), "{}", page.words());
        write(&boss, &first, &[("text-sv", "Text."), ("lineage", "reworded")]).await.is(303);
        let f2a = node(&boss, &draft, "F2a").await;
        write(&boss, &f2a, &[("lineage", "reworded")]).await.is(303);
        let told = problems(&boss, &draft).await;
        assert!(told.len() == 1 && told[0].contains("har redan en utgåva med det namnet"), "{told:?}");
        let page = boss.post(&publish, &[("revision", "0")]).await.is(409);
        assert!(page.words().contains("har redan en utgåva med det namnet"), "{}", page.words());
        assert_eq!(app.count("draft WHERE published_id IS NOT NULL"), 0);
    }

    async fn languages_are_chosen_by_their_names(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "tobaksfri", "2027").await;
        let path = node(&boss, &draft, "Titel").await;
        let languages = async || file(&boss, &draft).await["languages"].clone();
        assert_eq!(languages().await, serde_json::json!(["sv", "en"]));
        let page = boss.get(&path).await.is(200);
        assert_eq!(page.texts("#languages label"), ["svenska", "engelska"]);
        let offered = page.texts("#languages-add option");
        assert!(offered.contains(&"finska".to_owned()) && !offered.contains(&"svenska".to_owned()), "{offered:?}");
        write(&boss, &path, &[("languages-add", "fi"), ("languages-other", "Meänkieli")]).await.is(303);
        assert_eq!(languages().await, serde_json::json!(["sv", "en", "fi", "fit"]));
        write(&boss, &path, &[("languages-main", "fi"), ("languages-other", "sw")]).await.is(303);
        assert_eq!(languages().await, serde_json::json!(["fi", "sv", "en", "fit", "sw"]));
        let mut form = boss.get(&path).await.form(&path);
        form.retain(|(name, value)| name != "languages" || ["sv", "en"].contains(&value.as_str()));
        boss.post_form(&path, &form).await.is(303);
        assert_eq!(languages().await, serde_json::json!(["sv", "en"]));
        let mut form = boss.get(&path).await.form(&path);
        form.retain(|(name, _)| name != "languages");
        let page = boss.post_form(&path, &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#languages"]);
        assert!(page.words().contains("Formuläret behöver minst ett språk."), "{}", page.words());
        assert_eq!(languages().await, serde_json::json!(["sv", "en"]));
    }

    async fn an_option_that_one_language_lacks_is_named(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "F1c").await;
        let form = boss.get(&path).await.form(&path);
        let (_, lines) = form.iter().find(|(name, _)| name == "options-en").unwrap();
        let (fewer, _) = lines.trim().rsplit_once('\n').unwrap();
        write(&boss, &path, &[("options-en", fewer), ("lineage", "reworded")]).await.is(303);
        let (number, told) = (lines.trim().lines().count(), problems(&boss, &draft).await);
        let said = told.iter().find(|text| text.contains("finns inte på engelska")).unwrap_or_else(|| panic!("{told:?}"));
        assert!(said.starts_with(&format!("F1c Alternativ {number}, ”")), "{told:?}");
        assert!(said.ends_with(&format!("Skriv det på rad {number} i rutan för engelska.")), "{told:?}");
        assert_eq!(boss.get(&path).await.texts("#note-options-en .mend").len(), 1);
    }

    async fn the_history_says_which_fields_were_changed(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let last = async || {
            let rows = boss.get(&draft).await.is(200).texts(".history li > div");
            rows[0].split(" Ändrad av ").next().unwrap().to_owned()
        };
        let first = node(&boss, &draft, "1.1a").await;
        write(&boss, &first, &[("text-en", "We talk."), ("text-sv", "Vi talar.")]).await.is(303);
        assert_eq!(last().await, "Ändrat i 1.1a: Påstående eller fråga (svenska, engelska)");
        write(&boss, &first, &[("help-sv", "Tänk efter."), ("lineage", "reworded"), ("depth", "indepth")]).await.is(303);
        let said = "Ändrat i 1.1a: Hjälptext, om den behövs (svenska); Jämfört med 2027; Vilka svarar?";
        assert_eq!(last().await, said);
        // The same at the button that takes it back, and once it is taken back.
        let page = boss.get(&first).await.is(200);
        assert_eq!(page.texts("#undo .meta"), [said]);
        boss.post_form(&format!("{draft}/undo"), &page.form(&format!("{draft}/undo"))).await.is(303);
        assert_eq!(last().await, said.replace("Ändrat", "Ångrat"));

        // Whatever else a form has, each by its own name.
        write(&boss, &first, &[("kind", "number")]).await.is(303);
        assert_eq!(last().await, "Ändrat i 1.1a: Svarstyp");
        let second = node(&boss, &draft, "1.1b").await;
        write(&boss, &second, &[("if-0-0-item", "1.1a")]).await.is(422);
        let mut form = boss.get(&second).await.form(&second);
        set(&mut form, "if-0-0-item", "1.1a");
        form.push(("if-0-0-test".to_owned(), "answered".to_owned()));
        boss.post_form(&second, &form).await.is(303);
        assert_eq!(last().await, "Ändrat i 1.1b: När frågan visas");
        let options = node(&boss, &draft, "F1c").await;
        let form = boss.get(&options).await.form(&options);
        let (_, lines) = form.iter().find(|(name, _)| name == "options-sv").unwrap();
        write(&boss, &options, &[("options-sv", &format!("{}X", lines.trim()))]).await.is(303);
        assert_eq!(last().await, "Ändrat i F1c: Alternativ (svenska)");
        let added = write(&boss, &options, &[("then", "add-item")]).await.is(303).location().to_owned();
        let table = added.split_once('?').unwrap().0;
        assert!(last().await.starts_with("Nytt: F1"), "{}", last().await);
        write(&boss, table, &[("kind", "table")]).await.is(303);
        write(&boss, table, &[("columns-0-title-sv", "Mål")]).await.is(303);
        assert!(last().await.ends_with(": Kolumner"), "{}", last().await);
        write(&boss, table, &[("columns-0-title-en", "Goal"), ("columns-0-kind", "number")]).await.is(303);
        assert!(last().await.ends_with(": Kolumn 1, Rubrik (engelska); Kolumn 1, Svarstyp"), "{}", last().await);

        let scale = node(&boss, &draft, "1–10").await;
        write(&boss, &scale, &[("low-sv", "Inte alls"), ("max", "9")]).await.is(303);
        assert_eq!(last().await, "Ändrat i Stämmer fullt ut: Vad det lägsta värdet betyder (svenska); Högsta värde");
        let root = node(&boss, &draft, "Titel").await;
        write(&boss, &root, &[("title-sv", "Ny titel"), ("languages-add", "fi")]).await.is(303);
        assert_eq!(last().await, "Ändrat i Titel, språk och inledning: Titel (svenska); Språk");
    }

    async fn two_who_change_the_same_words_of_a_scale_are_told_at_its_field(app) {
        let boss = app.signed_in("secretariat").await;
        let other = colleague(&app).await;
        let draft = begin(&boss, "sjalvevaluering", "2027").await;
        let path = node(&boss, &draft, "1–10").await;
        let mut theirs = other.get(&path).await.form(&path);
        write(&boss, &path, &[("low-sv", "Inte alls")]).await.is(303);
        set(&mut theirs, "low-sv", "Aldrig");
        let page = other.post_form(&path, &theirs).await.is(409);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#low-sv"]);
        assert!(page.texts("#note-low-sv")[0].contains("Inte alls"), "{}", page.words());
    }

    async fn a_draft_is_the_secretariats_alone_and_can_be_thrown_away(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = begin(&boss, "tobaksfri", "2027").await;
        let path = node(&boss, &draft, "1.1a").await;
        for who in ["lead.01", "board", "theme", "signatory.01"] {
            let person = app.signed_in(who).await;
            app.wait(chrono::Duration::minutes(1));
            for address in [&draft, &path, &format!("{draft}/file"), &format!("{draft}/publish")] {
                person.get(address).await.is(404);
            }
            person.post(&path, &[("text-sv", "Intrång"), ("base", "0")]).await.is(404);
        }
        boss.post(&format!("{draft}/discard"), &[]).await.is(409);
        assert_eq!(app.count("draft"), 1, "not without being sure");
        boss.post(&format!("{draft}/discard"), &[("sure", "yes")]).await.leads_to("/secretariat/questions?done=discarded");
        assert_eq!((app.count("draft"), app.count("draft_node"), app.count("draft_change")), (0, 0, 0));
        boss.get(&path).await.is(404);
    }

    async fn an_empty_questionnaire_is_written_and_published(app) {
        let boss = app.signed_in("secretariat").await;
        boss.post(&format!("{QUESTIONS}/drafts"), &[("from", "empty"), ("title", " ")]).await.is(422);
        let title = [("from", "empty"), ("title", "Mat & måltider"), ("title_other", "")];
        let created = boss.post(&format!("{QUESTIONS}/drafts"), &title).await.is(303);
        let draft = created.location().split_once('?').unwrap().0.to_owned();
        let root = node(&boss, &draft, "Titel").await;
        write(&boss, &root, &[("introduction-sv", "Om maten.")]).await.is(303);
        let mut here = root;
        for (add, fields) in [
            ("add-perspective", vec![("title-sv", "Patienten"), ("about-sv", "Om patienten.")]),
            ("add-standard", vec![("title-sv", "Maten"), ("about-sv", "Om maten.")]),
            ("add-substandard", vec![("title-sv", "Lunchen"), ("about-sv", "Om lunchen.")]),
            ("add-item", vec![("text-sv", "Lunchen är god.")]),
            ("add-item", vec![("text-sv", "Vad äter ni?"), ("kind", "multiple")]),
        ] {
            if add == "add-standard" {
                here = node(&boss, &draft, "Titel").await;
            }
            let added = write(&boss, &here, &[("then", add)]).await.is(303);
            here = added.location().split_once('?').unwrap().0.to_owned();
            write(&boss, &here, &fields).await.is(303);
        }
        write(&boss, &here, &[("options-sv", "Gröt\r\nSoppa\r\nInget av det")]).await.is(303);
        write(&boss, &here, &[("exclusive", "inget-av-det")]).await.is(303);
        assert_eq!(problems(&boss, &draft).await, Vec::<String>::new());
        let edition = file(&boss, &draft).await;
        let last = item(&edition, "1.1b");
        let options = serde_json::json!([
            {"id": "grot", "text": {"sv": "Gröt"}}, {"id": "soppa", "text": {"sv": "Soppa"}},
            {"id": "inget-av-det", "text": {"sv": "Inget av det"}, "exclusive": true},
        ]);
        assert_eq!((last["kind"].as_str(), &last["options"]), (Some("multiple"), &options));
        assert_eq!(edition["id"], "mat-maltider");
        // One option more in the middle keeps the ids of the others.
        write(&boss, &here, &[("options-sv", "Gröt\r\nSallad\r\nSoppa\r\nInget av det")]).await.is(303);
        let ids = item(&file(&boss, &draft).await, "1.1b")["options"].clone();
        let ids: Vec<&str> = ids.as_array().unwrap().iter().map(|option| option["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["grot", "sallad", "soppa", "inget-av-det"]);
        let publish = format!("{draft}/publish");
        let form = boss.get(&publish).await.is(200).form(&publish);
        boss.post_form(&publish, &form).await.is(303);
        assert!(boss.get(QUESTIONS).await.words().contains("Mat & måltider"));
    }

    async fn the_preview_is_the_page_that_a_region_gets(app) {
        let boss = app.signed_in("secretariat").await;
        let file = perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap();
        let draft = upload(&boss, &file).await;
        let lead = app.signed_in("lead.01").await;
        for part in ["1.1", "F1", "3.2"] {
            let sub = node(&boss, &draft, part).await;
            let preview = sub.replace("/nodes/", "/preview/");
            boss.get(&preview).await.is(200);
            let shown = boss.get(&format!("{preview}/page?lang=sv")).await.is(200);
            let real = lead.get(&format!("/responses/{}/substandards/{part}", app.response("01"))).await.is(200);
            for of in ["article legend", "article label", "article .signs", "[data-item]:not([hidden]) h2", "h1"] {
                assert_eq!(shown.texts(of), real.texts(of), "{part} {of}");
            }
            let policy = shown.header("content-security-policy").to_owned();
            assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        }
        let sub = node(&boss, &draft, "F1").await.replace("/nodes/", "/preview/");
        let path = format!("{sub}/page?lang=en");
        let page = boss.get(&path).await.is(200);
        assert!(page.body.contains("lang=\"en\""));
        let hidden = page.attributes("[data-item][hidden]", "data-item");
        assert_eq!(hidden, ["F1b", "F1d"][..hidden.len()].to_vec());
        let answered = boss.post(&path, &[("base-F1a", "0"), ("value-F1a", "yes")]).await.is(200);
        assert!(!answered.attributes("[data-item][hidden]", "data-item").contains(&"F1b".to_owned()));
        assert_eq!(app.count("answer"), 0, "nothing is kept");
    }

    async fn what_another_part_decides_is_in_the_preview_with_when_it_is_shown(app) {
        let boss = app.signed_in("secretariat").await;
        let file = perspektiv::questionnaire::shipped::bytes("forbattringskunskap", "2019").unwrap();
        let draft = upload(&boss, &file).await;
        let frame = |sub: String| format!("{}/page", sub.replace("/nodes/", "/preview/"));
        let page = frame(node(&boss, &draft, "2.1").await);
        let shown = boss.get(&format!("{page}?lang=sv")).await.is(200);
        assert!(shown.attributes("[data-item][hidden]", "data-item").is_empty());
        let told = shown.texts("[data-item] .ds-alert");
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("Visas bara när 1.1a är"), "{told:?}");
        assert!(told[0].ends_with("Därför visas frågan alltid i förhandsgranskningen."), "{told:?}");
        let told = boss.get(&format!("{page}?lang=en")).await.is(200).texts("[data-item] .ds-alert");
        assert!(told[0].starts_with("Shown only when 1.1a is"), "{told:?}");
        let answered = boss.post(&format!("{page}?lang=sv"), &[("base-2.1c", "0"), ("value-2.1c", "Ja.")]).await.is(200);
        assert_eq!(answered.texts("[data-item] .ds-alert").len(), 2, "what is answered here changes nothing of that");

        // What is decided on the page itself appears there, as a region sees it.
        let page = frame(node(&boss, &draft, "1.1").await);
        let shown = boss.get(&page).await.is(200);
        assert_eq!(shown.attributes("[data-item][hidden]", "data-item"), ["1.1c", "1.1d"]);
        assert!(shown.texts("[data-item] .ds-alert").is_empty());
    }
}

/// Uploads a file into the editor; returns the draft's address.
pub async fn upload(boss: &Person, bytes: &[u8]) -> String {
    let csrf = boss.csrf().await;
    let file = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name("ny.json");
    let form = reqwest::multipart::Form::new().text("csrf", csrf).text("then", "draft").part("file", file);
    let page = boss.send(boss.request(reqwest::Method::POST, QUESTIONS).multipart(form)).await.is(303);
    page.location().split_once('?').unwrap().0.to_owned()
}
