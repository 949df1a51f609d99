//! Own ratings: each colleague rates alone, nobody sees another's before the dialogue is opened, and they never leave the member.

use crate::support::{Person, TestApp, page::Page, person::set};

/// Rates the items of part 1.1 as a person; none leaves an item alone.
async fn rate(person: &Person, app: &TestApp, values: [Option<&str>; 2]) -> Page {
    let path = format!("/responses/{}/own/1.1", app.response("01"));
    let mut form = person.get(&path).await.is(200).form(&path);
    for (item, value) in ["1.1a", "1.1b"].into_iter().zip(values) {
        if let Some(value) = value {
            set(&mut form, &format!("value-{item}"), value);
        }
    }
    person.post_form(&path, &form).await
}

on_both! {
    async fn nobody_sees_an_own_rating_before_the_dialogue_is_opened(app) {
        let [lead, one, two] = [
            app.signed_in("lead.01").await, app.signed_in("contributor.01").await, app.signed_in("second.01").await,
        ];
        let tasks = format!("/responses/{}", app.response("01"));
        let part = format!("{tasks}/substandards/1.1");
        rate(&one, &app, [Some("3"), Some("na")]).await.is(303);
        rate(&two, &app, [Some("8"), None]).await.is(303);

        // One's own is there again; another's is nowhere, not for the lead either: only who has rated is told.
        let own = format!("{tasks}/own/1.1");
        assert_eq!(one.get(&own).await.attributes("input[checked]", "value"), ["3", "na"]);
        assert_eq!(lead.get(&own).await.attributes("input[checked]", "value"), Vec::<String>::new());
        let page = lead.get(&part).await.is(200);
        assert!(page.words().contains("2 har bedömt. Har inte bedömt: lead 01."), "{}", page.words());
        for person in [&lead, &one, &two] {
            assert!(person.get(&part).await.texts(".spread").is_empty());
        }
        assert_eq!(app.count("answer"), 0, "a rating is no answer");
        assert_eq!(app.column("SELECT state AS value FROM response JOIN member ON member.id = member_id WHERE code = '01'"), ["opened"]);

        // The lead alone opens it; then all see how the ratings lie, and nobody whose they are.
        let open = format!("{tasks}/dialogue");
        one.post(&open, &[("part", "1.1")]).await.is(404);
        app.signed_in("lead.02").await.post(&open, &[("part", "1.1")]).await.is(404);
        for _ in 0..2 {
            lead.post(&open, &[("part", "1.1")]).await.leads_to(&format!("{part}#dialogue"));
        }
        for person in [&lead, &one, &two] {
            let page = person.get(&part).await.is(200);
            let told = page.texts(".spread p");
            assert_eq!(told, [
                "Egna bedömningar: 2 har bedömt. Från 3 till 8.",
                "Egna bedömningar: 1 har bedömt, varav en ”ej tillämpligt”.",
            ]);
            let counts = page.texts(".spread tr:nth-child(2) td");
            assert_eq!(counts[..10], ["0", "0", "1", "0", "0", "0", "0", "1", "0", "0"]);
            assert!(!page.texts(".spread").concat().contains("contributor"));
        }
        assert!(lead.get(&format!("{tasks}/substandards/1.2")).await.texts(".spread").is_empty());
        let signatory = app.signed_in("signatory.01").await.get(&part).await.is(200);
        assert!(signatory.texts(".spread").is_empty() && signatory.texts("#dialogue").is_empty(), "only those who answer");
        // What is rated from now on is seen; what is said last counts.
        rate(&one, &app, [Some("4"), None]).await.is(303);
        assert_eq!(app.count("personal_rating"), 3, "what was not sent stays");
        assert_eq!(lead.get(&part).await.texts(".spread p")[0], "Egna bedömningar: 2 har bedömt. Från 4 till 8.");
        lead.post(&open, &[]).await.leads_to(&format!("{tasks}?done=dialogue"));
        assert_eq!(app.count("part_mark"), 18, "the focus areas' questions are not rated");
    }

    async fn the_dialogue_about_all_parts_is_opened_knowingly_and_said_to_be_open(app) {
        let (lead, one) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        rate(&one, &app, [Some("3"), None]).await.is(303);
        let tasks = format!("/responses/{}", app.response("01"));
        let page = lead.get(&tasks).await.is(200);
        let before = page.texts("details:has([action$='/dialogue'])").concat();
        for said in ["1 av 3 har bedömt.", "alla som svarar", "kan inte stängas igen"] {
            assert!(before.contains(said), "{said}: {before}");
        }
        assert!(one.get(&tasks).await.texts("[action$='/dialogue']").is_empty());
        let part = lead.get(&format!("{tasks}/substandards/1.1")).await.is(200).texts("#dialogue").concat();
        assert!(part.contains("kan inte stängas igen"), "{part}");
        lead.post(&format!("{tasks}/dialogue"), &[]).await.leads_to(&format!("{tasks}?done=dialogue"));
        let page = lead.get(&format!("{tasks}?done=dialogue")).await.is(200);
        assert_eq!(page.texts("[role=status]"), ["Dialogen är öppen om alla delar."]);
        assert!(page.texts("[action$='/dialogue']").is_empty());
        let part = lead.get(&format!("{tasks}/substandards/1.1")).await.is(200).texts("#dialogue").concat();
        assert!(!part.contains("kan inte stängas igen"), "{part}");
        // It is not said of what is not.
        let other = app.signed_in("lead.02").await;
        let page = other.get(&format!("/responses/{}?done=dialogue", app.response("02"))).await.is(200);
        assert!(page.texts("[role=status]").is_empty(), "{}", page.words());
    }

    async fn own_ratings_stay_inside_the_member_and_are_never_signed(app) {
        let (lead, one) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        let own = format!("/responses/{}/own/1.1", app.response("01"));
        rate(&one, &app, [Some("3"), Some("4")]).await.is(303);
        for who in ["lead.02", "reader.01", "signatory.01", "secretariat", "board"] {
            app.signed_in(who).await.get(&own).await.is(404);
        }
        let bad = rate(&one, &app, [Some("11"), None]).await.is(422);
        assert!(bad.words().contains("1 till 10"), "{}", bad.words());

        app.answer_everything("01", &[9]).await;
        app.submit(app.response("01"), "01").await;
        let content = app.column("SELECT content AS value FROM signed_version").remove(0);
        assert!(!content.contains("contributor") && !content.contains("\"value\":3"), "{content}");
        // Locked with the answers.
        let page = one.get(&own).await.is(200);
        assert!(page.words().contains("Svaren är låsta"), "{}", page.words());
        one.post(&own, &[("value-1.1a", "9")]).await.is(409);
        assert_eq!(app.column("SELECT value || '' AS value FROM personal_rating ORDER BY item"), ["3", "4"]);

        // Once submitted they can be removed, by the lead alone.
        let remove = format!("/responses/{}/own/remove", app.response("01"));
        one.post(&remove, &[]).await.is(404);
        lead.post(&remove, &[]).await.leads_to(&format!("/responses/{}?done=ratings-removed", app.response("01")));
        assert_eq!(app.count("personal_rating"), 0);
        assert_eq!(app.count("audit_event WHERE action = 'ratings.removed'"), 1);
    }

    async fn only_what_conditions_show_is_asked(app) {
        let mut file: serde_json::Value =
            serde_json::from_str(&crate::support::app::edition_file(crate::support::app::YEAR)).unwrap();
        let low = serde_json::json!({"item": "1.1a", "at_most": 4});
        let more = serde_json::json!({"answered": "1.1b"});
        for sub in file["standards"][0]["substandards"].as_array_mut().unwrap() {
            for item in sub["items"].as_array_mut().unwrap() {
                match item["id"].as_str().unwrap() {
                    "1.1b" => item["visible_if"] = low.clone(),
                    id if id.starts_with("1.2") => item["visible_if"] = more.clone(),
                    _ => {}
                }
            }
        }
        let text = file.to_string();
        let edition = app.write(move |conn| {
            let file = perspektiv::store::edition::EditionFile::read(text.as_bytes()).unwrap();
            perspektiv::store::edition::freeze(conn, crate::support::app::at("2027-01-01 08:00"), &file)
        }).await;
        app.execute(&format!("UPDATE round SET edition_id = '{}' WHERE year = 2027", edition.id));

        let (lead, one, two) =
            (app.signed_in("lead.01").await, app.signed_in("contributor.01").await, app.signed_in("second.01").await);
        let own = format!("/responses/{}/own", app.response("01"));
        let first = format!("{own}/1.1");
        let asked = async |person: &Person| person.get(&first).await.is(200).attributes("article.item", "id");
        assert_eq!(asked(&one).await, ["item-1.1a"]);
        assert!(one.get(&first).await.words().contains("Del 1 av 17."), "nothing of 1.2 is asked");
        let page = one.get(&format!("{own}/1.2")).await.is(200);
        assert!(page.words().contains("Ingen av frågorna på sidan gäller er"), "{}", page.words());
        assert!(page.attributes("article.item", "id").is_empty());
        let mut form = one.get(&first).await.form(&first);
        set(&mut form, "then", "next");
        one.post_form(&first, &form).await.leads_to(&format!("{own}/1.3"));

        // What one rates oneself asks for more, on the same page and then on others.
        let mut form = one.get(&first).await.form(&first);
        set(&mut form, "value-1.1a", "3");
        set(&mut form, "then", "next");
        one.post_form(&first, &form).await.leads_to(&format!("{first}#item-1.1b"));
        assert_eq!(asked(&one).await, ["item-1.1a", "item-1.1b"]);
        let mut form = one.get(&first).await.form(&first);
        set(&mut form, "value-1.1b", "7");
        set(&mut form, "then", "next");
        one.post_form(&first, &form).await.leads_to(&format!("{own}/1.2"));
        one.get(&own).await.leads_to(&format!("{own}/1.2"));

        // What the group has answered asks those who have not said otherwise.
        assert_eq!(asked(&two).await, ["item-1.1a"]);
        lead.save(app.response("01"), "1.1a", 0, 2, "").await.is(200);
        assert_eq!(asked(&two).await, ["item-1.1a", "item-1.1b"]);
        rate(&two, &app, [Some("9"), None]).await.is(303);
        assert_eq!(asked(&two).await, ["item-1.1a"]);
    }

    async fn ones_own_parts_come_first(app) {
        app.delegate("01", "contributor", &["4.1", "2.1"]).await;
        let (one, lead) = (app.signed_in("contributor.01").await, app.signed_in("lead.01").await);
        let own = format!("/responses/{}/own", app.response("01"));
        one.get(&own).await.leads_to(&format!("{own}/2.1"));
        let next = async |part: &str| {
            let path = format!("{own}/{part}");
            let page = one.get(&path).await.is(200);
            let mut form = page.form(&path);
            set(&mut form, "then", "next");
            (page, one.post_form(&path, &form).await.location().to_owned())
        };
        let (page, then) = next("2.1").await;
        assert!(page.words().contains("Del 1 av 18.") && page.attributes("[rel=prev]", "href").is_empty());
        assert_eq!(then, format!("{own}/4.1"));
        let (page, then) = next("4.1").await;
        assert_eq!(page.attributes("[rel=prev]", "href"), [format!("{own}/2.1")]);
        assert_eq!(then, format!("{own}/1.1"));
        assert_eq!(next("1.3").await.1, format!("{own}/2.2"), "past what came first");
        assert_eq!(next("5.4").await.1, format!("/responses/{}", app.response("01")));
        lead.get(&own).await.leads_to(&format!("{own}/1.1"));
    }

    async fn the_way_through_the_own_ratings_begins_where_one_left_off(app) {
        let one = app.signed_in("contributor.01").await;
        let tasks = format!("/responses/{}", app.response("01"));
        assert!(one.get(&tasks).await.attributes("main a", "href").contains(&format!("{tasks}/own")));
        one.get(&format!("{tasks}/own")).await.leads_to(&format!("{tasks}/own/1.1"));
        rate(&one, &app, [Some("3"), Some("4")]).await.leads_to(&format!("{tasks}/own/1.1"));
        one.get(&format!("{tasks}/own")).await.leads_to(&format!("{tasks}/own/1.2"));
        let last = format!("{tasks}/own/5.4");
        let mut form = one.get(&last).await.is(200).form(&last);
        set(&mut form, "then", "next");
        one.post_form(&last, &form).await.leads_to(&tasks);
        one.get(&format!("{tasks}/own/F1")).await.is(404);
    }
}
