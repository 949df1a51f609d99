//! Questions of every kind, conditions and depth: by form and by script, from the page to the signed version and the export.

use serde_json::{Value as Json, json};

use crate::support::{
    Person, TestApp,
    person::{mutation, set},
};

/// Opens a round of another shipped questionnaire beside the self-evaluation; returns the response of a member in it.
async fn other_round(app: &TestApp, questionnaire: &str, edition: &str, code: &str) -> String {
    let file = perspektiv::questionnaire::shipped::bytes(questionnaire, edition).unwrap();
    opened_round(app, &perspektiv::workflow::signed::sha256(&file), "2027", code).await
}

/// Opens a round of the edition with this checksum; returns the response of a member in it.
pub async fn opened_round(app: &TestApp, sha256: &str, year: &str, code: &str) -> String {
    let boss = app.signed_in("secretariat").await;
    let page = boss.get("/secretariat/rounds/new").await.is(200);
    assert!(page.attributes("#edition option", "value").iter().any(|value| value == sha256));
    let mut form = page.form("/secretariat/rounds");
    set(&mut form, "edition", sha256);
    set(&mut form, "threshold", "2");
    set(&mut form, "year", year);
    set(&mut form, "opens_on", "2027-02-01");
    set(&mut form, "due_on", "2027-12-01");
    let created = boss.post_form("/secretariat/rounds", &form).await.is(303);
    let path = created.location().split_once('?').unwrap().0.to_owned();
    boss.post(&format!("{path}/open"), &[]).await.is(303);
    let round = path.rsplit('/').next().unwrap().to_owned();
    let sql = format!(
        "SELECT response.id AS value FROM response JOIN member ON member.id = member_id \
         WHERE round_id = '{round}' AND code = '{code}'"
    );
    app.column(&sql).remove(0)
}

async fn put(lead: &Person, response: &str, item: &str, base: i32, value: Json) -> crate::support::Page {
    let body = json!({"mutation_id": mutation(), "base_revision": base, "value": value});
    lead.put_answer(response, item, &body).await
}

/// The items that a page shows, and does not hide.
async fn shown(lead: &Person, response: &str, part: &str) -> Vec<String> {
    let page = lead.get(&format!("/responses/{response}/substandards/{part}")).await.is(200);
    page.attributes("[data-item]:not([hidden])", "data-item")
}

on_both! {
    async fn every_kind_is_answered_by_form_and_shown_in_words(app) {
        let response = other_round(&app, "tobaksfri", "2027", "01").await;
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{response}/substandards/9.1");
        let mut form = lead.get(&path).await.is(200).form(&path);
        set(&mut form, "value-9.1a", "2");
        set(&mut form, "value-9.1b", "partly");
        lead.post_form(&path, &form).await.is(303);
        assert_eq!(shown(&lead, &response, "9.1").await, ["9.1a", "9.1b", "9.1c", "9.1d", "9.1e", "9.1f"]);

        let page = lead.get(&path).await.is(200);
        let option = page.attributes("[name='value-9.1c']", "value").remove(0);
        let said = page.texts(&format!("label[for='value-9.1c-{option}']")).remove(0);
        let mut form = page.form(&path);
        set(&mut form, "value-9.1c", &option);
        set(&mut form, "value-9.1d", "i våras");
        set(&mut form, "value-9.1e", "Riktlinje, i diariet");
        set(&mut form, "value-9.1f", "Det tar tid.\r\nVi börjar nu.");
        let page = lead.post_form(&path, &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#item-9.1d"]);
        assert_eq!(page.attributes("[name='value-9.1d']", "value"), ["i våras"], "what was typed stays");
        let mut form = page.form(&path);
        set(&mut form, "value-9.1d", "2026-05-04");
        lead.post_form(&path, &form).await.is(303);

        let check = lead.get(&format!("/responses/{response}/check")).await.is(200).words();
        for words in ["2 av 3", "Delvis", &said, "4 maj 2026", "Riktlinje, i diariet", "Det tar tid."] {
            assert!(check.contains(words), "{words}: {check}");
        }
    }

    async fn a_table_keeps_its_rows_and_loses_its_empty_ones(app) {
        let response = other_round(&app, "temagrupp", "2027-del", "01").await;
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{response}/substandards/2.1");
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts("#item-2\\.1a [data-row]").len(), 1);
        let status = page.attributes("[name='cell-2.1a-0-status'] option", "value").remove(1);
        let mut form = page.form(&path);
        set(&mut form, "cell-2.1a-0-goal", "Fler rörelserecept");
        set(&mut form, "cell-2.1a-0-status", &status);
        lead.post_form(&path, &form).await.is(303);
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts("#item-2\\.1a [data-row]").len(), 2, "there is always an empty row");
        let mut form = page.form(&path);
        set(&mut form, "cell-2.1a-0-goal", "");
        set(&mut form, "cell-2.1a-0-status", "");
        set(&mut form, "cell-2.1a-1-goal", "Bättre mat");
        lead.post_form(&path, &form).await.is(303);
        let rows = json!([{"goal": "Bättre mat"}]);
        let stored = app.column(&format!("SELECT value FROM answer WHERE response_id = '{response}' AND item = '2.1a'"));
        assert_eq!(serde_json::from_str::<Json>(&stored[0]).unwrap(), rows);
        put(&lead, &response, "2.1a", 2, json!([{"goal": "Ett"}, {"goal": "Två", "status": status}])).await.is(200);
        let wrong = put(&lead, &response, "2.1a", 3, json!([{"goal": "Ett"}, {"status": "sådär"}])).await.is(422);
        let told = wrong.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(told.starts_with("Rad 2, "), "{told}");
        let check = lead.get(&format!("/responses/{response}/check")).await.is(200);
        assert!(check.words().contains("Rad 2"), "{}", check.words());
    }

    async fn what_does_not_fit_the_kind_is_told_and_changes_nothing(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        for (item, value, told) in [
            ("F1a", json!("kanske"), "Välj ett av alternativen"),
            ("F1c", json!(["health", "none"]), "går inte att välja tillsammans"),
            ("F2a", json!("många"), "Skriv ett heltal"),
            ("F2a", json!(101), "från 0 till 100"),
            ("F1a", json!(["yes"]), "en annan form"),
            ("F1c", json!([{"x": "y"}]), "en annan form"),
        ] {
            let page = put(&lead, response, item, 0, value.clone()).await.is(422);
            let message = page.json()["error"]["message"].as_str().unwrap().to_owned();
            assert!(message.contains(told), "{item} {value}: {message}");
        }
        assert_eq!(put(&lead, response, "F1a", 0, json!({"x": 1})).await.status, 422);
        assert_eq!(app.count("answer"), 0);
        put(&lead, response, "F4d", 0, json!(" 5,5 ")).await.is(200);
        assert_eq!(app.column("SELECT value FROM answer"), ["\"5.5\""]);
    }

    async fn a_condition_shows_and_hides_and_what_was_answered_comes_back(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        assert_eq!(shown(&lead, response, "F1").await, ["F1a", "F1c", "F1e"]);
        let hidden = |page: &crate::support::Page| page.json()["hidden"].clone();
        assert_eq!(hidden(&put(&lead, response, "F1a", 0, json!("yes")).await.is(200)), json!([]));
        let page = put(&lead, response, "F1b", 0, json!("Så här.")).await.is(200);
        assert_eq!(hidden(&page), Json::Null, "nothing depends on it");
        assert_eq!(shown(&lead, response, "F1").await, ["F1a", "F1b", "F1c", "F1e"]);

        assert_eq!(hidden(&put(&lead, response, "F1a", 1, json!("no")).await.is(200)), json!(["F1b"]));
        assert_eq!(shown(&lead, response, "F1").await, ["F1a", "F1c", "F1e"]);
        let check = format!("/responses/{response}/check");
        assert!(!lead.get(&check).await.words().contains("Så här."));

        put(&lead, response, "F1a", 2, json!("partly")).await.is(200);
        assert!(lead.get(&check).await.words().contains("Så här."), "the answer is still there");
    }

    async fn what_was_answered_in_depth_before_it_was_closed_decides_about_nothing(app) {
        let mut edition = crate::editions::next_edition();
        let asked = &mut edition["standards"][0]["substandards"][1]["items"][0];
        assert_eq!((&asked["id"], &asked["depth"]), (&json!("1.2a"), &json!("core")));
        asked["visible_if"] = serde_json::to_value(perspektiv::questionnaire::Condition::Answered("1.1c".into())).unwrap();
        let bytes = serde_json::to_vec_pretty(&edition).unwrap();
        let boss = app.signed_in("secretariat").await;
        crate::editions::upload(&boss, &bytes).await.leads_to("/secretariat/questions?done=added");
        let response = opened_round(&app, &perspektiv::workflow::signed::sha256(&bytes), "2028", "01").await;
        let lead = app.signed_in("lead.01").await;
        let depth = format!("/responses/{response}/substandards/1.1/depth");
        lead.post(&depth, &[("depth", "open")]).await.is(303);
        put(&lead, &response, "1.1c", 0, json!(7)).await.is(200);
        assert_eq!(shown(&lead, &response, "1.2").await, ["1.2a", "1.2b"]);
        let missing = || async { lead.get(&format!("/responses/{response}/check")).await.texts(".summary .change a").concat() };
        assert!(missing().await.contains("Besvara 1.2a"));

        // The page, the list and the check agree once it is closed, and again once it is open.
        lead.post(&depth, &[("depth", "close")]).await.is(303);
        assert_eq!(shown(&lead, &response, "1.2").await, ["1.2b"]);
        assert!(!missing().await.contains("1.2a"));
        put(&lead, &response, "1.2b", 0, json!(7)).await.is(200);
        let list = lead.get(&format!("/responses/{response}")).await.is(200);
        assert_eq!(list.texts("ul.tasks .ds-tag")[..2], ["Ej påbörjad", "Besvarad"]);
        lead.post(&depth, &[("depth", "open")]).await.is(303);
        assert!(missing().await.contains("Besvara 1.2a"));
    }

    async fn a_hidden_item_is_neither_missing_nor_signed_nor_exported(app) {
        let response = other_round(&app, "forbattringskunskap", "2019", "01").await;
        let lead = app.signed_in("lead.01").await;
        let missing = || async { lead.get(&format!("/responses/{response}/check")).await.texts(".ds-alert h2").concat() };
        let before = missing().await;
        let role = lead.get(&format!("/responses/{response}/substandards/1.1")).await;
        let role = role.attributes("[name='value-1.1a']", "value");
        put(&lead, &response, "1.1a", 0, json!(role[0])).await.is(200);
        let after = missing().await;
        assert!(before != after && after.contains("12"), "{before} / {after}");

        // Said as one, then as the other: only what belongs to the latter is signed.
        let tasks = lead.get(&format!("/responses/{response}")).await.is(200);
        let parts: Vec<String> = tasks.attributes(".tasks a", "href").iter().map(|href| href.rsplit('/').next().unwrap().to_owned()).collect();
        let mut given = Vec::new();
        for part in &parts {
            for item in shown(&lead, &response, part).await {
                if put(&lead, &response, &item, 0, json!("Ord")).await.status == 200 {
                    given.push(item);
                }
            }
        }
        put(&lead, &response, "1.1a", 1, json!(role[1])).await.is(200);
        let signatory = app.signed_in("signatory.01").await;
        lead.post(&format!("/responses/{response}/hand-over"), &[("note", ""), ("gaps", "yes")]).await.is(303);
        signatory.sign(&response).await.is(303);
        let signed = lead.get(&format!("/responses/{response}/versions/1/content.json")).await.is(200).json();
        let signed: Vec<&str> = signed["items"].as_array().unwrap().iter()
            .filter(|item| !item["value"].is_null()).map(|item| item["item"].as_str().unwrap()).collect();
        assert!(signed.contains(&"1.1a") && signed.len() < given.len() + 1, "{given:?} / {signed:?}");
    }

    async fn depth_is_chosen_by_the_member_and_closing_it_keeps_the_answers(app) {
        let (lead, other) = (app.signed_in("lead.01").await, app.signed_in("lead.02").await);
        let response = app.response("01");
        let path = format!("/responses/{response}/substandards/1.1");
        let depth = format!("{path}/depth");
        assert_eq!(shown(&lead, response, "1.1").await, ["1.1a", "1.1b"]);
        other.post(&depth, &[("depth", "open")]).await.is(404);
        for _ in 0..2 {
            lead.post(&depth, &[("depth", "open")]).await.leads_to(&format!("{path}#depth"));
        }
        assert_eq!(app.count("part_mark"), 1);
        assert_eq!(app.count("audit_event WHERE action = 'depth.opened'"), 1);
        assert_eq!(shown(&lead, response, "1.1").await, ["1.1a", "1.1b", "1.1c", "1.1d", "1.1e"]);
        lead.save(response, "1.1c", 0, 9, "Djupt").await.is(200);
        let check = format!("/responses/{response}/check");
        assert!(lead.get(&check).await.words().contains("Djupt"));

        lead.post(&depth, &[("depth", "close")]).await.is(303);
        assert_eq!(shown(&lead, response, "1.1").await, ["1.1a", "1.1b"]);
        assert!(!lead.get(&check).await.words().contains("Djupt"), "it is not handed in");
        lead.post(&depth, &[("depth", "open")]).await.is(303);
        assert!(lead.get(&check).await.words().contains("Djupt"), "it is still there");
        lead.post(&format!("/responses/{response}/substandards/F1/depth"), &[("depth", "open")]).await.is(404);

        app.answer_everything("01", &[7]).await;
        app.submit(response, "01").await;
        lead.post(&depth, &[("depth", "close")]).await.is(409);
    }

    async fn a_comment_is_asked_for_and_not_demanded(app) {
        let response = other_round(&app, "tobaksfri", "2027", "01").await;
        let lead = app.signed_in("lead.01").await;
        let asked = put(&lead, &response, "1.1a", 0, json!(3)).await.is(200).json();
        assert_eq!(asked["comment_asked"], json!(true));
        let page = lead.get(&format!("/responses/{response}/substandards/1.1")).await;
        assert_eq!(page.texts("#item-1\\.1a [data-asked]:not([hidden])").len(), 1);
        assert_eq!(put(&lead, &response, "1.1a", 1, json!(2)).await.is(200).json(), json!({"revision": 2}));
        let page = lead.get(&format!("/responses/{response}/substandards/1.1")).await;
        assert_eq!(page.texts("#item-1\\.1a [data-asked]:not([hidden])").len(), 0);
    }
}
