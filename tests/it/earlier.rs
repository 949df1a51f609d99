//! Last year's answer stands beside this year's; it counts again only when somebody says so.

use serde_json::json;

use crate::support::person::{mutation, set};

on_both! {
    async fn last_years_answer_is_confirmed_by_a_person_and_never_copied_by_itself(app) {
        app.publish_year_before(&[("01", 3)]).await;
        let (lead, other) = (app.signed_in("lead.01").await, app.signed_in("lead.02").await);
        let response = app.response("01");
        let path = format!("/responses/{response}/substandards/1.1");
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts(".earlier p"), ["2026: 3 av 10", "2026: 3 av 10"]);
        assert!(page.attributes("input[checked]", "name").is_empty(), "nothing is filled in");
        assert_eq!(app.count(&format!("answer WHERE response_id = '{response}'")), 0);
        let theirs = format!("/responses/{}/substandards/1.1", app.response("02"));
        assert!(other.get(&theirs).await.is(200).texts(".earlier").is_empty(), "02 signed nothing then");

        // The box alone, as a form without scripts sends it: the answer is what it was.
        let mut form = page.form(&path);
        set(&mut form, "unchanged-1.1a", "2026");
        lead.post_form(&path, &form).await.is(303);
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.attributes("input[checked]", "name"), ["unchanged-1.1a", "value-1.1a"]);
        assert_eq!(page.attributes("input[name='value-1.1a'][checked]", "value"), ["3"]);

        // Another answer and the box contradict each other; nothing is guessed, and what was typed stays.
        let mut form = page.form(&path);
        for (name, value) in [("value-1.1a", "8"), ("comment-1.1a", "Mycket har hänt.")] {
            set(&mut form, name, value);
        }
        let refused = lead.post_form(&path, &form).await.is(422);
        assert!(refused.words().contains("Svaret är inte detsamma som 2026"), "{}", refused.words());
        assert!(refused.words().contains("Mycket har hänt."));
        form.retain(|(name, _)| name != "unchanged-1.1a");
        lead.post_form(&path, &form).await.is(303);
        let answers = "SELECT value || ' ' || coalesce(cast(unchanged_since AS TEXT), '-') AS value FROM answer_revision
            WHERE unchanged_since IS NOT NULL OR revision > 1 ORDER BY revision";
        assert_eq!(app.column(answers), ["3 2026", "8 -"]);

        // The same by the protocol of the autosave; another year or answer is refused.
        let save = |body: serde_json::Value| {
            let lead = &lead;
            async move { lead.put_answer(response, "1.1b", &body).await }
        };
        let body = |value: i32, year: i32| {
            json!({"mutation_id": mutation(), "base_revision": 0, "value": value, "unchanged_since": year})
        };
        save(body(4, 2026)).await.is(422);
        save(body(3, 2025)).await.is(422);
        assert_eq!(save(body(3, 2026)).await.is(200).json()["revision"], 1);
        other.put_answer(app.response("02"), "1.1a", &body(3, 2026)).await.is(422);
        // The comment is changed, and the answer still holds; whoever was not there is told.
        let again = json!({"mutation_id": mutation(), "base_revision": 1, "value": 3, "comment": "Se planen.", "unchanged_since": 2026});
        save(again).await.is(200);
        let stale = json!({"mutation_id": mutation(), "base_revision": 1, "value": 5});
        assert_eq!(save(stale).await.is(409).json()["current"]["unchanged_since"], 2026);
    }

    async fn made_up_answers_do_not_stand_beside_real_ones(app) {
        app.publish_year_before(&[("01", 3)]).await;
        app.execute("UPDATE round SET synthetic = TRUE WHERE year = 2026");
        let path = format!("/responses/{}/substandards/1.1", app.response("01"));
        let page = app.signed_in("lead.01").await.get(&path).await.is(200);
        assert!(page.texts(".earlier").is_empty());
    }

    async fn a_year_that_was_not_answered_hides_no_earlier_answers(app) {
        app.publish_year_before(&[("01", 3)]).await;
        // It was asked in the edition of 2025; that of 2026, which leads there, was frozen and not used.
        let text = crate::support::app::edition_file(2025);
        let older = app.write(move |conn| {
            let file = perspektiv::store::edition::EditionFile::read(text.as_bytes()).unwrap();
            perspektiv::store::edition::freeze(conn, crate::support::app::at("2027-01-01 08:00"), &file)
        }).await;
        app.execute(&format!("UPDATE round SET edition_id = '{}', year = 2025 WHERE year = 2026", older.id));
        let lead = app.signed_in("lead.01").await;
        let page = lead.get(&format!("/responses/{}/substandards/1.1", app.response("01"))).await.is(200);
        assert_eq!(page.texts(".earlier p")[0], "2025: 3 av 10");
        // The observations are held against it too.
        app.answer_everything("01", &[9]).await;
        let check = lead.get(&format!("/responses/{}/check", app.response("01"))).await.is(200);
        assert!(check.texts("#observed li").concat().contains("2025"), "{}", check.words());
    }

    async fn what_was_confirmed_is_marked_in_the_signed_version_and_the_export(app) {
        app.publish_year_before(&[("01", 3)]).await;
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        app.answer_everything("01", &[9]).await;
        let path = format!("/responses/{response}/substandards/1.1");
        let mut form = lead.get(&path).await.is(200).form(&path);
        for (name, value) in [("value-1.1a", "3"), ("unchanged-1.1a", "2026")] {
            set(&mut form, name, value);
        }
        lead.post_form(&path, &form).await.is(303);
        let check = lead.get(&format!("/responses/{response}/check")).await.is(200);
        assert_eq!(check.words().matches("Bekräftat oförändrat sedan 2026").count(), 1, "{}", check.words());
        let version = app.submit(response, "01").await;
        let review = app.signed_in("secretariat").await.get(&format!("/secretariat/review/{version}")).await.is(200);
        assert_eq!(review.words().matches("Bekräftat oförändrat sedan 2026").count(), 1, "{}", review.words());
        let content: serde_json::Value = serde_json::from_str(
            &app.column(&format!("SELECT content AS value FROM signed_version WHERE id = '{version}'")).remove(0),
        ).unwrap();
        let marked: Vec<&serde_json::Value> = content["items"].as_array().unwrap().iter()
            .filter(|item| item.get("unchanged_since").is_some()).collect();
        assert_eq!(marked.len(), 1);
        assert_eq!((&marked[0]["item"], &marked[0]["unchanged_since"]), (&json!("1.1a"), &json!(2026)));
        app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        let csv = app.signed_in("secretariat").await
            .get(&format!("/secretariat/rounds/{}/export/answers.csv", app.round)).await.is(200).body;
        let mut lines = csv.lines();
        assert!(lines.next().unwrap().ends_with(",signed_version,unchanged_since"));
        assert!(lines.next().unwrap().ends_with(",1,2026"), "{csv}");
        assert!(lines.next().unwrap().ends_with(",1,"), "{csv}");
    }
}
