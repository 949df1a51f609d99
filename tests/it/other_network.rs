//! Another network: its own perspectives, scale and pair of languages come from its file alone, from the round to the export.

use serde_json::{Value as Json, json};

use crate::support::person::{mutation, set};

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

        for (code, value) in [("01", 3), ("02", 0)] {
            let response = app.column(&format!(
                "SELECT response.id AS value FROM response JOIN member ON member.id = member_id \
                 WHERE round_id = '{round}' AND code = '{code}'"
            )).remove(0);
            let lead = app.signed_in(&format!("lead.{code}")).await;
            let tasks = lead.get(&format!("/responses/{response}")).await.is(200);
            assert_eq!(tasks.texts("h2.perspective"), ["Näkökulma johto", "Näkökulma asiakas", "Näkökulma yhteiso"]);
            for item in ["A.1a", "A.1b", "A.2a", "A.2b", "A.3a", "A.3b"] {
                let body = json!({"mutation_id": mutation(), "base_revision": 0, "value": value});
                lead.put_answer(&response, item, &body).await.is(200);
                let body = json!({"mutation_id": mutation(), "base_revision": 1, "value": 4});
                lead.put_answer(&response, item, &body).await.is(422);
            }
            let part = lead.get(&format!("/responses/{response}/substandards/A.1")).await.is(200);
            assert_eq!(part.attributes("[name='value-A.1a']", "value"), ["0", "1", "2", "3", "na"]);
            let version = app.submit(&response, code).await;
            app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        }
        app.publish(&round).await;
        let page = app.signed_in("lead.01").await.get(&format!("/results/{round}")).await.is(200);
        for words in ["Näkökulma johto", "1,5", "50"] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
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
