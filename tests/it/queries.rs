//! How many queries a page takes: a small number that no amount of items or members changes.

use crate::support::{Person, TestApp, queries};

/// The session with its roles, and what the page shows.
const MOST: usize = 10;
/// Where answers are checked and signed: what is there, what is new since the version before, and what was answered the year before.
const SIGNING: usize = 14;

async fn queries_of(app: &TestApp, person: &Person, path: &str) -> Vec<String> {
    person.get(path).await.is(200);
    queries::start(&app.database_name());
    person.get(path).await.is(200);
    queries::stop(&app.database_name())
}

on_both! {
    async fn a_page_takes_the_same_few_queries_however_much_there_is(app) {
        let (lead, board, secretariat) =
            (app.signed_in("lead.01").await, app.signed_in("board").await, app.signed_in("secretariat").await);
        let response = app.response("01").to_owned();
        app.publish_year_before(&[("01", 3)]).await;
        let results = format!("/results/{}", app.round);
        let room = app.open_room("01").await;
        let list = format!("/responses/{response}/consensus/{room}");
        lead.post(&list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{list}/items/1.1a/reveal"), &[]).await.is(303);
        let pages: Vec<(&Person, String)> = vec![
            (&lead, format!("/responses/{response}")),
            (&lead, format!("/responses/{response}/substandards/1.1")),
            (&lead, format!("/responses/{response}/check")),
            (&lead, format!("/responses/{response}/consensus")),
            (&lead, list.clone()),
            (&lead, format!("{list}/items/1.1a")),
            (&lead, format!("/responses/{response}/room/{room}")),
            (&board, "/status".to_owned()),
            (&secretariat, results),
        ];
        let mut empty = Vec::new();
        for (person, path) in &pages {
            let queries = queries_of(&app, person, path).await;
            assert!((1..=MOST).contains(&queries.len()), "{path}: {}\n{}", queries.len(), queries.join("\n"));
            empty.push(queries.len());
        }
        // All answered by all; some approved; more members.
        for code in ["01", "02", "03", "04"] {
            app.answer_everything(code, &[4, 7]).await;
        }
        for code in ["02", "03"] {
            let version = app.submit(app.response(code), code).await;
            app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        }
        for number in 10..40 {
            app.execute(&format!(
                "INSERT INTO member (id, code, name, short_name) VALUES ('m{number}', '{number}', 'M{number}', 'M{number}');
                 INSERT INTO response (id, round_id, member_id, state, state_at, state_by, state_note, due_on)
                 VALUES ('r{number}', '{round}', 'm{number}', 'invited', '2027-02-01 08:00:00', NULL, '', '2027-03-05')",
                round = app.round
            ));
        }
        for ((person, path), before) in pages.iter().zip(empty) {
            let queries = queries_of(&app, person, path).await;
            assert_eq!(queries.len(), before, "{path}\n{}", queries.join("\n"));
        }
    }

    async fn signing_pages_take_few_queries_in_the_second_version_of_the_second_year_too(app) {
        app.publish_year_before(&[("01", 3)]).await;
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let secretariat = app.signed_in("secretariat").await;
        let response = app.response("01");
        app.answer_everything("01", &[4, 7]).await;
        let version = app.submit(response, "01").await;
        app.decide(&version, perspektiv::store::review::Decision::Return("2027-03-05".parse().unwrap())).await;
        let few = async |person: &Person, path: String, most: usize| {
            let queries = queries_of(&app, person, &path).await;
            assert!((1..=most).contains(&queries.len()), "{path}: {}\n{}", queries.len(), queries.join("\n"));
        };
        few(&lead, format!("/responses/{response}/check"), SIGNING).await;
        few(&lead, format!("/responses/{response}/items/1.1a"), MOST).await;
        lead.hand_over(response).await.is(303);
        few(&signatory, format!("/responses/{response}/sign"), SIGNING).await;
        signatory.sign(response).await.is(303);
        few(&lead, format!("/responses/{response}/versions/2"), MOST).await;
        let version = app.column("SELECT id AS value FROM signed_version WHERE number = 2").remove(0);
        few(&secretariat, format!("/secretariat/review/{version}"), MOST).await;
    }

    async fn opening_a_room_takes_few_queries_however_many_parts_it_is_about(app) {
        let lead = app.signed_in("lead.01").await;
        let rooms = format!("/responses/{}/consensus", app.response("01"));
        lead.get(&rooms).await.is(200);
        queries::start(&app.database_name());
        lead.post(&rooms, &[("perspective", "")]).await.is(303);
        let queries = queries::stop(&app.database_name());
        assert!((1..=12).contains(&queries.len()), "{}\n{}", queries.len(), queries.join("\n"));
        assert_eq!(app.count("part_mark WHERE mark = 'dialogue'"), 18);
        // Opened again there is nothing new to mark.
        lead.post(&rooms, &[("perspective", "")]).await.is(303);
        assert_eq!(app.count("part_mark WHERE mark = 'dialogue'"), 18);
        assert_eq!(app.count("audit_event WHERE action = 'dialogue.opened'"), 1);
    }

    async fn a_save_takes_few_queries(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 3, "").await.is(200);
        queries::start(&app.database_name());
        lead.save(response, "1.1a", 1, 4, "").await.is(200);
        let queries = queries::stop(&app.database_name());
        assert!((1..=6).contains(&queries.len()), "{}\n{}", queries.len(), queries.join("\n"));
    }
}
