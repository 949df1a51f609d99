//! Saving answers, by script and by form: nothing is overwritten silently, nothing that was typed is lost.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::support::{
    Person, TestApp,
    person::{mutation, set},
};

const LONG: usize = 4_000;

fn body(base: i32, value: Json, not_applicable: bool, comment: &str) -> Json {
    json!({
        "mutation_id": mutation(), "base_revision": base, "value": value,
        "not_applicable": not_applicable, "comment": comment,
    })
}

/// The stored answer to an item: revision, value, comment.
fn stored(app: &TestApp, code: &str, item: &str) -> Option<String> {
    let response = app.response(code);
    let sql = format!(
        "SELECT revision || '|' || COALESCE(value, '') || '|' || comment AS value FROM answer \
         WHERE response_id = '{response}' AND item = '{item}'"
    );
    app.column(&sql).pop()
}

on_both! {
    async fn an_item_says_which_one_of_the_year_before_it_replaces(app) {
        let lead = app.signed_in("lead.01").await;
        let page = lead.get(&format!("/responses/{}/substandards/4.1", app.response("01"))).await.is(200);
        assert!(page.texts("#item-4\\.1c .meta").contains(&"Ersätter 4.1b från 2026.".to_owned()), "{}", page.words());
        assert!(!page.texts("#item-4\\.1a")[0].contains("Ersätter"));
    }

    async fn a_save_answers_with_its_revision(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        assert_eq!(lead.save(response, "1.1a", 0, 7, " Så här.\r\nOch så. ").await.is(200).json(), json!({"revision": 1}));
        assert_eq!(lead.save(response, "1.1a", 1, 8, "").await.is(200).json(), json!({"revision": 2}));
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2|8|"));
        assert_eq!(app.count("answer_revision WHERE comment LIKE 'Så här._Och så.'"), 1);
        let page = lead.get(&format!("/responses/{response}/substandards/1.1")).await.is(200);
        assert_eq!(page.attributes("input[name='value-1.1a'][checked]", "value"), ["8"]);
    }

    async fn answered_means_the_same_on_every_page(app) {
        app.answer_everything("01", &[7]).await;
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        lead.put_answer(response, "1.1a", &body(1, Json::Null, true, "Gäller inte oss")).await.is(200);
        lead.put_answer(response, "1.1b", &body(1, Json::Null, false, "Vi vet inte än")).await.is(200);
        let part = lead.get(&format!("/responses/{response}")).await.texts(".tasks li").remove(0);
        assert!(part.contains("1 av 2 besvarade"), "not applicable is an answer, a comment is none: {part}");
        let check = lead.get(&format!("/responses/{response}/check")).await;
        assert_eq!(check.texts(".ds-alert h2"), ["En fråga saknar svar"]);
        lead.hand_over(response).await.is(303);
        let figures = signatory.get(&format!("/responses/{response}/sign")).await.texts(".figures dd");
        assert_eq!(figures, ["35 av 36", "1", "1"]);
        signatory.sign(response).await.is(303);
        let queue = app.signed_in("secretariat").await.get("/secretariat/review").await.is(200);
        assert!(queue.words().contains("35 av 36"), "{}", queue.words());
    }

    async fn the_signatory_knows_whose_turn_it_is(app) {
        let response = app.response("01");
        let tasks = format!("/responses/{response}");
        let signatory = app.signed_in("signatory.01").await;
        let page = signatory.get(&tasks).await.is(200);
        assert_eq!(page.texts(".ds-alert h2"), ["Det är processledarens tur"]);
        let words = page.words();
        assert!(words.contains("Processledare hos er: lead 01.") && words.contains("senast 5 mars 2027"), "{words}");
        assert_eq!(page.attributes("main a.ds-button", "href"), [format!("{tasks}/check")]);
        signatory.get(&format!("{tasks}/check")).await.is(200);
        app.wait(chrono::Duration::days(30));
        let signatory = app.signed_in("signatory.01").await;
        assert!(signatory.get(&tasks).await.words().contains("Sista dagen, 5 mars 2027, har gått"));

        let lead = app.signed_in("lead.01").await;
        assert!(lead.get(&tasks).await.texts(".ds-alert h2").is_empty());
        lead.hand_over(response).await.is(303);
        let page = signatory.get(&tasks).await;
        assert_eq!(page.attributes("main a.ds-button", "href"), [format!("{tasks}/sign")]);
        assert!(!page.words().contains("Det är processledarens tur"));
        lead.post(&format!("{tasks}/take-back"), &[]).await.is(303);
        app.execute("DELETE FROM assignment WHERE role = 'process-lead' AND member_id = 'member01'");
        assert!(signatory.get(&tasks).await.words().contains("din region har ingen processledare här"));
    }

    async fn the_check_page_offers_to_answer_or_to_change(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 7, "").await.is(200);
        lead.save(response, "1.1b", 0, 7, "").await.is(200);
        lead.put_answer(response, "1.1b", &body(1, Json::Null, false, "Vi återkommer")).await.is(200);
        let links = lead.get(&format!("/responses/{response}/check")).await.texts(".summary .change a");
        assert_eq!(links[..3], ["Ändra 1.1a", "Besvara 1.1b", "Besvara 1.2a"]);
    }

    async fn what_is_sent_after_the_answers_were_locked_is_shown_and_not_lost(app) {
        let (lead, contributor) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        app.delegate("01", "contributor", &["1.1"]).await;
        let response = app.response("01");
        let path = format!("/responses/{response}/substandards/1.1");
        let mut form = contributor.get(&path).await.is(200).form(&path);
        set(&mut form, "value-1.1a", "6");
        set(&mut form, "comment-1.1a", "Skrivet medan\nandra lämnade");
        set(&mut form, "value-1.1b", "na");
        lead.hand_over(response).await.is(303);
        let page = contributor.post_form(&path, &form).await.is(409);
        assert_eq!(page.texts(".ds-error-summary a"), [
            "1.1a: det du skrev hann inte sparas innan svaren låstes.",
            "1.1b: det du skrev hann inte sparas innan svaren låstes.",
        ]);
        assert_eq!(page.exact_texts("textarea#unsaved-1\\.1a"), ["Skrivet medan\nandra lämnade"]);
        assert_eq!(page.texts(".item [data-unsaved] p.pre"), ["6 av 10", "Ej tillämpligt"]);
        assert_eq!(page.exact_texts("textarea#comment-1\\.1a"), [""], "the fields show what is stored");
        assert_eq!(app.count("answer"), 0);
        // What was not touched is no loss.
        let form = contributor.get(&path).await.is(200).form(&path);
        assert!(!form.is_empty());
        contributor.post_form(&path, &form).await.is(303);
    }

    async fn the_same_mutation_twice_is_one(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let first = body(0, json!(5), false, "");
        for _ in 0..3 {
            assert_eq!(lead.put_answer(response, "1.1a", &first).await.is(200).json(), json!({"revision": 1}));
        }
        lead.save(response, "1.1a", 1, 6, "").await.is(200);
        // A late copy of it, after somebody has moved on, is acknowledged as what it was and changes nothing.
        assert_eq!(lead.put_answer(response, "1.1a", &first).await.is(200).json(), json!({"revision": 1}));
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2|6|"));
        let copies = (0..16).map(|_| lead.put_answer(response, "1.1b", &first));
        for answer in futures_util::future::join_all(copies).await {
            assert_eq!(answer.is(200).json(), json!({"revision": 1}));
        }
        assert_eq!(app.count("answer_revision"), 3);
    }

    async fn a_stale_save_gets_both_texts_back(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        app.delegate("01", "contributor", &["1.1"]).await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 5, "Ledarens").await.is(200);
        let refused = colleague.save(response, "1.1a", 0, 9, "Kollegans").await.is(409).json();
        assert_eq!(refused["current"]["revision"], 1);
        assert_eq!(refused["current"]["value"], 5);
        assert_eq!(refused["current"]["comment"], "Ledarens");
        assert_eq!(refused["current"]["person"], "lead 01");
        assert_eq!(refused["current"]["saved_at"], "10 februari 2027 kl. 10:00");
        assert_eq!(refused["yours"]["value"], 9);
        assert_eq!(refused["yours"]["comment"], "Kollegans");
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("1|5|Ledarens"));
        // A base that is ahead of the truth is no better.
        colleague.save(response, "1.1a", 7, 9, "").await.is(409);
        colleague.save(response, "1.1b", 7, 9, "").await.is(404);
        colleague.save(response, "1.1a", 1, 9, "Kollegans").await.is(200);
    }

    async fn a_save_of_what_already_stands_is_at_odds_with_nobody(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        app.delegate("01", "contributor", &["1.1"]).await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 5, "Vi är överens").await.is(200);
        let same = colleague.save(response, "1.1a", 0, 5, "Vi är överens").await.is(200).json();
        assert_eq!(same["revision"], 1);
        assert_eq!(app.count("answer_revision"), 1);
        colleague.save(response, "1.1a", 1, 6, "Inte längre").await.is(200);
    }

    async fn not_applicable_needs_a_comment(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let refused = lead.put_answer(response, "1.1a", &body(0, Json::Null, true, " \n")).await.is(422).json();
        assert!(refused["error"]["message"].as_str().unwrap().contains("kommentaren"), "{refused}");
        lead.put_answer(response, "1.1a", &body(0, json!(3), true, "Båda")).await.is(422);
        lead.put_answer(response, "1.1a", &body(0, Json::Null, true, "Finns inte hos oss")).await.is(200);
        assert_eq!(app.count("answer WHERE not_applicable AND value IS NULL"), 1);
    }

    async fn what_is_no_answer_is_refused_and_changes_nothing(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        for value in [json!(0), json!(11), json!(-3), json!(7.5), json!("sju"), json!(99_999_999_999_i64), json!(1e300)] {
            lead.put_answer(response, "1.1a", &body(0, value, false, "")).await.is(422);
        }
        for value in [json!([7]), json!({"value": 7}), json!(true)] {
            lead.put_answer(response, "1.1a", &body(0, value, false, "")).await.is(422);
        }
        for base in [-1, i32::MAX] {
            lead.put_answer(response, "1.1a", &body(base, json!(7), false, "")).await.is(422);
        }
        for id in [json!(""), json!("x".repeat(65)), json!("a\u{0}b"), json!("a b"), json!(7), Json::Null] {
            let mut save = body(0, json!(7), false, "");
            save["mutation_id"] = id;
            lead.put_answer(response, "1.1a", &save).await.is(422);
        }
        let mut unknown = body(0, json!(7), false, "");
        unknown["colour"] = json!("red");
        lead.put_answer(response, "1.1a", &unknown).await.is(422);
        lead.put_answer(response, "9.9z", &body(0, json!(7), false, "")).await.is(404);
        lead.put_answer("nosuchresponse", "1.1a", &body(0, json!(7), false, "")).await.is(404);
        assert_eq!((app.count("answer"), app.count("answer_revision")), (0, 0));
    }

    async fn a_comment_that_is_too_long_is_refused_and_comes_back(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let (fits, long) = ("å".repeat(LONG), "å".repeat(LONG + 1));
        lead.put_answer(response, "1.1a", &body(0, json!(7), false, &long)).await.is(422);
        lead.put_answer(response, "1.1a", &body(0, json!(7), false, &fits)).await.is(200);
        let page = lead
            .save_form(response, "1.1", |form| {
                set(form, "value-1.1a", "8");
                set(form, "comment-1.1a", &long);
                set(form, "value-1.1b", "3");
            })
            .await
            .is(422);
        assert_eq!(page.exact_texts("#comment-1\\.1a").concat().trim(), long);
        assert_eq!(page.attributes("input[name='value-1.1a'][checked]", "value"), ["8"]);
        assert!(page.texts("title").concat().starts_with("Fel: "));
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#item-1.1a"]);
        assert_eq!(stored(&app, "01", "1.1b").as_deref(), Some("1|3|"), "the sound half is stored");
        assert_eq!(stored(&app, "01", "1.1a"), Some(format!("1|7|{fits}")));
    }

    async fn two_colleagues_without_scripts_are_told_of_each_other(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        app.delegate("01", "contributor", &["1.1"]).await;
        let response = app.response("01");
        let path = format!("/responses/{response}/substandards/1.1");
        let mut mine = lead.get(&path).await.is(200).form(&path);
        let mut theirs = colleague.get(&path).await.is(200).form(&path);
        set(&mut theirs, "value-1.1a", "4");
        set(&mut theirs, "comment-1.1a", "Kollegans text");
        colleague.post_form(&path, &theirs).await.leads_to(&format!("{path}?saved=1"));

        set(&mut mine, "value-1.1a", "9");
        set(&mut mine, "comment-1.1a", "Min <egen> text");
        set(&mut mine, "value-1.1b", "6");
        let page = lead.post_form(&path, &mine).await.is(409);
        assert!(page.texts(".conflict").concat().contains("Kollegans text"));
        assert!(page.texts(".conflict").concat().contains("contributor 01"));
        assert_eq!(page.exact_texts("#comment-1\\.1a").concat().trim(), "Min <egen> text");
        assert_eq!(page.attributes("input[name='value-1.1a'][checked]", "value"), ["9"]);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("1|4|Kollegans text"));
        assert_eq!(stored(&app, "01", "1.1b").as_deref(), Some("1|6|"));

        // Having seen both, saving again is a choice.
        let again = page.form(&path);
        lead.post_form(&path, &again).await.is(303);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2|9|Min <egen> text"));
        assert_eq!(stored(&app, "01", "1.1b").as_deref(), Some("1|6|"));
    }

    async fn an_item_that_was_left_alone_never_conflicts(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        app.delegate("01", "contributor", &["1.1"]).await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 5, "Först").await.is(200);
        let path = format!("/responses/{response}/substandards/1.1");
        let mut shown = lead.get(&path).await.is(200).form(&path);
        colleague.save(response, "1.1a", 1, 6, "Sedan").await.is(200);
        set(&mut shown, "value-1.1b", "2");
        lead.post_form(&path, &shown).await.is(303);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2|6|Sedan"));
        assert_eq!(stored(&app, "01", "1.1b").as_deref(), Some("1|2|"));
    }

    async fn an_answer_is_taken_away_by_its_button_and_the_history_keeps_it(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 5, "Varför").await.is(200);
        lead.save_form(response, "1.1", |form| set(form, "clear", "1.1a")).await.is(303);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2||Varför"));
        assert_eq!(app.count("answer_revision WHERE value = '5'"), 1);
        lead.put_answer(response, "1.1a", &body(2, Json::Null, false, "")).await.is(200);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("3||"));
        let page = lead.get(&format!("/responses/{response}/check")).await.is(200);
        assert!(page.words().contains("Saknar svar"));
    }

    async fn a_form_that_is_sent_twice_is_stored_once(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{}/substandards/1.1", app.response("01"));
        let mut form = lead.get(&path).await.form(&path);
        set(&mut form, "value-1.1a", "5");
        set(&mut form, "value-1.1b", "6");
        let twice = futures_util::future::join_all([lead.post_form(&path, &form), lead.post_form(&path, &form)]).await;
        assert!(twice.iter().all(|page| page.status == 303), "{twice:?}");
        lead.post_form(&path, &form).await.is(303);
        assert_eq!(app.count("answer_revision"), 2);
    }

    async fn a_form_sent_again_from_the_history_with_other_words_is_a_conflict_and_no_loss(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{}/substandards/1.1", app.response("01"));
        let mut form = lead.get(&path).await.form(&path);
        set(&mut form, "value-1.1a", "5");
        lead.post_form(&path, &form).await.is(303);
        // Back, another thought, save again: the page still has the base and the mutation of the first time.
        set(&mut form, "comment-1.1a", "En tanke till");
        let page = lead.post_form(&path, &form).await.is(409);
        assert_eq!(page.exact_texts("#comment-1\\.1a").concat().trim(), "En tanke till");
        let again = page.form(&path);
        lead.post_form(&path, &again).await.is(303);
        assert_eq!(stored(&app, "01", "1.1a").as_deref(), Some("2|5|En tanke till"));
    }

    async fn the_next_button_leads_through_all_parts_and_back_to_the_list(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let (mut part, mut seen) = ("1.1".to_owned(), Vec::new());
        while seen.len() < 50 {
            seen.push(part.clone());
            let sent = lead.save_form(response, &part, |form| set(form, "then", "next")).await.is(303);
            match sent.location().strip_prefix(&format!("/responses/{response}/substandards/")) {
                Some(next) => part = next.to_owned(),
                None => {
                    sent.leads_to(&format!("/responses/{response}"));
                    break;
                }
            }
        }
        assert_eq!(seen.len(), 22, "eighteen parts and four focus areas");
        assert_eq!(app.count("answer"), 0);
    }

    async fn two_hundred_colliding_saves_overwrite_nothing_silently(app) {
        const SAVES: usize = 200;
        let people: Vec<Person> = [
            app.signed_in("lead.01").await,
            app.signed_in("contributor.01").await,
            app.signed_in("second.01").await,
        ]
        .into();
        for who in ["contributor", "second"] {
            app.delegate("01", who, &["1.1"]).await;
        }
        let (response, items) = (app.response("01"), ["1.1a", "1.1b"]);
        let save = |number: usize| {
            let (person, item) = (&people[number % people.len()], items[number % items.len()]);
            async move {
                let base = i32::try_from(number / 50).unwrap();
                let comment = format!("Nummer {number}");
                let answer = person.save(response, item, base, 5, &comment).await;
                (item, comment, answer)
            }
        };
        let answers = futures_util::future::join_all((0..SAVES).map(save)).await;
        let mut acknowledged: BTreeMap<(String, i64), Vec<String>> = BTreeMap::new();
        for (item, comment, answer) in answers {
            match answer.status {
                200 => {
                    let revision = answer.json()["revision"].as_i64().unwrap();
                    acknowledged.entry((item.to_owned(), revision)).or_default().push(comment);
                }
                409 => assert_eq!(answer.json()["yours"]["comment"], comment),
                // A base that nobody has reached yet, on an item without an answer.
                404 => {}
                other => panic!("{other}: {}", answer.body),
            }
        }
        assert!(acknowledged.len() >= items.len());
        for ((item, revision), comments) in &acknowledged {
            assert_eq!(comments.len(), 1, "{item} {revision}: {comments:?}");
            let kept = app.column(&format!(
                "SELECT comment AS value FROM answer_revision WHERE item = '{item}' AND revision = {revision}"
            ));
            assert_eq!(kept, *comments, "{item} {revision}");
        }
        assert_eq!(app.count("answer_revision"), acknowledged.len());
    }

    async fn a_save_of_somebody_signed_out_is_401_in_words(app) {
        let lead = app.signed_in("lead.01").await;
        lead.post("/sign-out", &[]).await;
        let refused = lead.save(app.response("01"), "1.1a", 0, 5, "").await.is(401).json();
        assert_eq!(refused["error"]["name"], "signed-out");
        assert!(refused["error"]["message"].as_str().unwrap().contains("Logga in igen"));
    }
}
