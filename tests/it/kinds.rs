//! Questions of every kind, conditions and depth: by form and by script, from the page to the signed version and the export.

use std::collections::BTreeMap;

use perspektiv::store::review::Decision;
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

/// What the export says of each item of a signed version, once that is approved: value, not applicable, comment. Beside it, the value of
/// the table for Excel.
async fn exported(app: &TestApp, response: &str) -> BTreeMap<String, [String; 4]> {
    let of = |what: &str, from: &str| {
        app.column(&format!("SELECT {what} AS value FROM {from} = '{response}'")).remove(0)
    };
    let version = of("id", "signed_version WHERE response_id");
    app.decide(&version, Decision::Approve).await;
    let round = of("round_id", "response WHERE id");
    let boss = app.signed_in("secretariat").await;
    let mut tables = Vec::new();
    for (name, delimiter) in [("answers.csv", b','), ("answers-excel.csv", b';')] {
        let text = boss.get(&format!("/secretariat/rounds/{round}/export/{name}")).await.is(200).body;
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let header = rows.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|column| column == name).unwrap();
        let cells = ["item", "value", "not_applicable", "comment"].map(place);
        let rows = rows.records().map(|row| row.unwrap());
        tables.push(rows.map(|row| cells.map(|cell| row[cell].to_owned())).collect::<Vec<_>>());
    }
    let rows = tables[0].iter().zip(&tables[1]);
    rows.map(|([item, value, none, comment], excel)| {
        (item.clone(), [value, none, comment, &excel[1]].map(String::clone))
    })
    .collect()
}

/// A part with an item of each kind, and one whose items are shown on conditions about those.
fn every_kind() -> Json {
    let text = |text: &str| json!({"sv": text, "en": text});
    let item = |id: &str, kind: &str, more: Json| {
        let mut item = json!({"id": id, "kind": kind, "depth": "core", "text": text(&format!("Fråga {id}")), "lineage": {"change": "new"}});
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let options = |ids: &[&str]| ids.iter().map(|id| json!({"id": id, "text": text(id)})).collect::<Json>();
    let mut several = options(&["a", "b", "none"]);
    several[2]["exclusive"] = true.into();
    let columns = json!([
        {"id": "x", "title": text("X"), "kind": "text"}, {"id": "c", "title": text("C"), "kind": "single", "options": options(&["a", "b"])},
        {"id": "n", "title": text("N"), "kind": "number", "decimals": 1}, {"id": "y", "title": text("Y"), "kind": "yes-partly-no"},
        {"id": "d", "title": text("D"), "kind": "date"},
    ]);
    let asked = json!([
        item("r", "rating", json!({"scale": "degree"})),
        item("y", "yes-partly-no", json!({})),
        item("s", "single", json!({"options": options(&["a", "b"])})),
        item("m", "multiple", json!({"options": several})),
        item("n", "number", json!({"min": -5, "max": 100, "decimals": 2})),
        item("t", "text", json!({})),
        item("l", "long-text", json!({})),
        item("d", "date", json!({})),
        item("k", "link", json!({})),
        item("w", "table", json!({"columns": columns, "rows": 3})),
        item("na", "rating", json!({"scale": "degree"})),
    ]);
    let shown: Json = [
        ("r", json!({"item": "r", "at_least": 5})),
        ("y", json!({"item": "y", "is": "partly"})),
        ("s", json!({"item": "s", "is": "b"})),
        ("m", json!({"item": "m", "includes": "none"})),
        ("n", json!({"item": "n", "at_most": -2.5})),
        ("t", json!({"answered": "t"})),
        ("l", json!({"answered": "l"})),
        ("d", json!({"answered": "d"})),
        ("k", json!({"answered": "k"})),
        ("w", json!({"answered": "w"})),
        ("na", json!({"not_applicable": "na"})),
        ("no", json!({"item": "y", "is": "no"})),
    ]
    .into_iter()
    .map(|(id, condition)| item(&format!("if-{id}"), "text", json!({"visible_if": condition})))
    .collect();
    let sub = |id: &str, items: Json| json!({"id": id, "title": text(id), "about": text("Om"), "perspective": "patient", "items": items});
    json!({
        "id": "alla-slag", "edition": "2027", "languages": ["sv", "en"], "title": text("Alla slag"), "introduction": text("Inledning"),
        "scales": {"degree": {"min": 1, "max": 10, "low": text("l"), "middle": text("m"), "high": text("h")}},
        "perspectives": [{"id": "patient", "title": text("P"), "about": text("Om")}],
        "standards": [{"id": "1", "title": text("S"), "about": text("Om"), "substandards": [sub("1.1", asked), sub("1.2", shown)]}],
    })
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

    async fn every_kind_goes_by_form_to_the_export_and_decides_what_else_is_asked(app) {
        let bytes = serde_json::to_vec(&every_kind()).unwrap();
        crate::editions::upload(&app.signed_in("secretariat").await, &bytes).await.is(303);
        let response = opened_round(&app, &perspektiv::workflow::signed::sha256(&bytes), "2027", "01").await;
        let lead = app.signed_in("lead.01").await;
        let write = |part: &'static str, fields: &'static [(&'static str, &'static str)]| {
            let fill = |form: &mut Vec<(String, String)>| fields.iter().for_each(|(name, value)| set(form, name, value));
            lead.save_form(&response, part, fill)
        };
        assert_eq!(shown(&lead, &response, "1.2").await, Vec::<String>::new());
        write("1.1", &[("value-y", "no")]).await.is(303);
        assert_eq!(shown(&lead, &response, "1.2").await, ["if-no"]);
        write("1.2", &[("value-if-no", "Sägs inte mer.")]).await.is(303);

        let both = lead.save_form(&response, "1.1", |form| {
            form.extend(["a", "none"].map(|option| ("value-m".to_owned(), option.to_owned())));
        }).await.is(422);
        assert_eq!(both.attributes(".ds-error-summary a", "href"), ["#item-m"]);
        write("1.1", &[
            ("value-r", "7"), ("comment-r", "Bra, sägs \"det\"."), ("value-y", "partly"), ("value-s", "b"), ("value-m", "none"),
            ("value-n", "-2,50"), ("value-t", "=1+1"), ("value-l", "Rad ett.\r\nRad två; tre."), ("value-d", "2026-05-04"),
            ("value-k", "https://example.org/plan"), ("cell-w-0-x", "Ett, två"), ("cell-w-0-c", "b"), ("cell-w-0-n", "1,5"),
            ("cell-w-0-y", "yes"), ("cell-w-0-d", "2026-12-31"), ("value-na", "na"), ("comment-na", "Finns inte hos oss."),
        ]).await.is(303);
        let conditions = ["r", "y", "s", "m", "n", "t", "l", "d", "k", "w", "na"];
        assert_eq!(shown(&lead, &response, "1.2").await, conditions.map(|id| format!("if-{id}")));
        lead.save_form(&response, "1.2", |form| {
            conditions.iter().for_each(|id| set(form, &format!("value-if-{id}"), &format!("Eftersom {id}.")));
        }).await.is(303);

        let check = lead.get(&format!("/responses/{response}/check")).await.is(200).words();
        for words in ["Delvis", "4 maj 2026", "-2,5", "https://example.org/plan", "Finns inte hos oss.", "Eftersom na."] {
            assert!(check.contains(words), "{words}: {check}");
        }
        assert!(!check.contains("Sägs inte mer."), "{check}");
        lead.hand_over(&response).await.is(303);
        app.signed_in("signatory.01").await.sign(&response).await.is(303);
        let signed = lead.get(&format!("/responses/{response}/versions/1/content.json")).await.is(200).body;
        assert!(signed.contains("Eftersom w.") && !signed.contains("Sägs inte mer."), "{signed}");

        let exported = exported(&app, &response).await;
        let table = r#"[{"c":"b","d":"2026-12-31","n":"1.5","x":"Ett, två","y":"yes"}]"#;
        for (item, value) in [
            ("r", "7"), ("y", "partly"), ("s", "b"), ("m", "none"), ("n", "-2.5"), ("t", "'=1+1"), ("l", "Rad ett.\nRad två; tre."),
            ("d", "2026-05-04"), ("k", "https://example.org/plan"), ("w", table), ("na", ""), ("if-no", ""),
        ] {
            assert_eq!(exported[item][0], value, "{item}");
        }
        for id in conditions {
            assert_eq!(exported[&format!("if-{id}")][0], format!("Eftersom {id}."));
        }
        assert_eq!(exported["n"][3], "-2,5", "a number is none that a spreadsheet has to be kept from");
        assert_eq!(exported["r"][1..3], ["false", "Bra, sägs \"det\"."]);
        assert_eq!(exported["na"][1..3], ["true", "Finns inte hos oss."]);
        assert_eq!(exported["if-no"][1..3], ["false", ""]);
        assert_eq!(exported.len(), conditions.len() * 2 + 1, "a row for each item");
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
        lead.hand_over(&response).await.is(303);
        signatory.sign(&response).await.is(303);
        let signed = lead.get(&format!("/responses/{response}/versions/1/content.json")).await.is(200).json();
        let mut signed: Vec<&str> = signed["items"].as_array().unwrap().iter()
            .filter(|item| !item["value"].is_null()).map(|item| item["item"].as_str().unwrap()).collect();
        assert!(signed.contains(&"1.1a") && signed.len() < given.len() + 1, "{given:?} / {signed:?}");
        let exported = exported(&app, &response).await;
        let told: Vec<&str> =
            exported.iter().filter(|(_, [value, ..])| !value.is_empty()).map(|(item, _)| item.as_str()).collect();
        signed.sort_unstable();
        assert_eq!(told, signed);
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
