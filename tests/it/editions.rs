//! The secretariat's questionnaires: a file goes in and comes out byte for byte, a wrong one is told what is wrong with it, and what an
//! edition changes is shown beside the one before.

use reqwest::multipart::{Form, Part};

use crate::support::{Page, Person};

const PATH: &str = "/secretariat/questions";

pub async fn upload(boss: &Person, bytes: &[u8]) -> Page {
    let csrf = boss.csrf().await;
    let file = Part::bytes(bytes.to_vec()).file_name("ny.json");
    let form = Form::new().text("csrf", csrf).part("file", file);
    boss.send(boss.request(reqwest::Method::POST, PATH).multipart(form)).await
}

/// The shipped edition of 2027 made into that of 2028.
pub fn next_edition() -> serde_json::Value {
    let file = perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap();
    let mut edition: serde_json::Value = serde_json::from_slice(&file).unwrap();
    edition["edition"] = "2028".into();
    edition["previous"] = "2027".into();
    for standard in edition["standards"].as_array_mut().unwrap() {
        for sub in standard["substandards"].as_array_mut().unwrap() {
            for item in sub["items"].as_array_mut().unwrap() {
                item["lineage"] = serde_json::json!({"change": "unchanged"});
            }
        }
    }
    edition
}

on_both! {
    async fn an_edition_goes_in_and_comes_out_byte_for_byte(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = next_edition();
        let item = &mut edition["standards"][0]["substandards"][0]["items"][0];
        item["text"]["sv"] = "Vår ledning tar ofta upp hälsofrämjande arbete.".into();
        item["lineage"] = serde_json::json!({"change": "reworded"});
        let bytes = serde_json::to_vec_pretty(&edition).unwrap();
        for _ in 0..2 {
            upload(&boss, &bytes).await.leads_to("/secretariat/questions?done=added");
        }
        assert_eq!(app.count("edition WHERE name = '2028'"), 1, "the same bytes twice are one");
        let sha256 = perspektiv::workflow::signed::sha256(&bytes);
        let back = boss.get(&format!("{PATH}/{sha256}/file")).await.is(200);
        assert_eq!(back.body.as_bytes(), bytes);
        let page = boss.get(&format!("{PATH}/{sha256}/changes")).await.is(200);
        assert!(page.words().contains("Det skiljer på ett ställe."), "{}", page.words());
        assert_eq!(page.texts(".compare h2"), ["1.1a Vår ledning tar ofta upp hälsofrämjande arbete."]);
        assert_eq!(page.texts(".compare h3"), ["Texten på svenska"]);
        assert!(!page.texts(".compare ins").is_empty() && !page.texts(".compare del").is_empty());
        let choices = boss.get("/secretariat/rounds/new").await.is(200).texts("#edition option");
        assert_eq!(choices[0], "Självvärdering, utgåva 2028");
        let lead = app.signed_in("lead.01").await;
        for path in [PATH.to_owned(), format!("{PATH}/{sha256}/file"), format!("{PATH}/{sha256}/changes")] {
            lead.get(&path).await.is(404);
        }
        boss.get(&format!("{PATH}/{}/file", "0".repeat(64))).await.is(404);
    }

    async fn a_reader_sees_what_is_new_above_the_items_too(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = next_edition();
        edition["introduction"]["sv"] = "Välkommen.".into();
        edition["standards"][0]["about"]["en"] = "About leading.".into();
        let sub = &mut edition["standards"][4]["substandards"][0];
        sub["secondary"] = "staff".into();
        let item = &mut sub["items"][0];
        item["comment_when"] = serde_json::json!({"at_most": 2});
        let bytes = serde_json::to_vec_pretty(&edition).unwrap();
        upload(&boss, &bytes).await.is(303);
        let sha256 = perspektiv::workflow::signed::sha256(&bytes);
        let page = boss.get(&format!("{PATH}/{sha256}/changes")).await.is(200);
        let places = page.texts(".compare h2");
        assert_eq!(places.len(), 4, "{places:?}");
        assert_eq!(page.texts(".compare h3"), ["Inledningen på svenska", "Beskrivningen på engelska"]);
        let notes = ["Berör också: inget har blivit Medarbetarperspektivet.", "Kommentar önskas: inget har blivit högst 2."];
        assert_eq!(page.texts(".compare li"), notes);
        assert!(page.words().contains("Det skiljer på 4 ställen."), "{}", page.words());
    }

    async fn a_wrong_file_is_told_what_is_wrong_and_changes_nothing(app) {
        let boss = app.signed_in("secretariat").await;
        let before = app.count("edition");
        let mut edition = next_edition();
        edition["standards"][0]["substandards"][0]["items"][0]["text"]["sv"] = "Något annat.".into();
        edition["standards"][0]["substandards"][0]["items"][0]["scale"] = "none".into();
        let page = upload(&boss, &serde_json::to_vec(&edition).unwrap()).await.is(422);
        let told = "Skalan finns inte. Välj en annan. /standards/0/substandards/0/items/0/scale";
        assert!(page.words().contains(told), "{}", page.words());
        edition["standards"][0]["substandards"][0]["items"][0]["scale"] = "degree".into();
        let page = upload(&boss, &serde_json::to_vec(&edition).unwrap()).await.is(422);
        assert!(page.words().contains("/standards/0/substandards/0/items/0/lineage"), "{}", page.words());
        assert!(page.words().contains("Frågan är inte likadan som i utgåva 2027."), "{}", page.words());
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#file"]);
        let page = upload(&boss, b"{\n  \"a\": 1,\n}").await.is(422);
        assert!(page.words().contains("Filen går inte att läsa från rad 2, tecken 9."), "{}", page.words());
        assert_eq!(page.texts(".note li [lang=en]").len(), 1);
        for rubbish in [b"{".to_vec(), b"\xff\xfe\x00".to_vec(), b"[]".to_vec(), vec![b'['; 100_000]] {
            upload(&boss, &rubbish).await.is(422);
        }
        boss.post(PATH, &[]).await.is(422);
        assert_eq!(app.count("edition"), before);
        let lead = app.signed_in("lead.01").await;
        upload(&lead, &serde_json::to_vec(&next_edition()).unwrap()).await.is(404);
    }
}
