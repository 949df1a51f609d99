//! Samsyn: a group takes up what its people disagree about, one item at a time, sees how they rated it, and says what it came to.

use std::time::{Duration, Instant};

use serde_json::Value as Json;

use crate::support::{Page, Person, TestApp, person::set};

/// A room and where it is.
struct Room {
    /// Of whoever leads.
    list: String,
    /// Of everybody.
    phone: String,
}

impl Room {
    fn item(&self, item: &str) -> String {
        format!("{}/items/{item}", self.list)
    }

    /// Where it stands, as browsers are told.
    async fn told(&self, person: &Person) -> Json {
        person.get(&format!("{}/live", self.phone)).await.is(200).json()
    }

    /// What is told once it is as wanted.
    async fn told_when(&self, person: &Person, wanted: impl Fn(&Json) -> bool) -> Json {
        let begin = Instant::now();
        loop {
            let told = self.told(person).await;
            if wanted(&told) {
                return told;
            }
            assert!(begin.elapsed() < Duration::from_secs(5), "it stays at {told}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

async fn open(app: &TestApp, lead: &Person, perspective: &str) -> Room {
    let all = format!("/responses/{}/consensus", app.response("01"));
    lead.get(&all).await.is(200);
    let page = lead.post(&all, &[("perspective", perspective)]).await.is(303);
    let list = page.location().to_owned();
    let id = list.rsplit('/').next().unwrap();
    Room { phone: format!("/responses/{}/room/{id}", app.response("01")), list }
}

/// Rates an item on one's own.
async fn rate(app: &TestApp, person: &Person, item: &str, value: &str) {
    let path = format!("/responses/{}/own/{}", app.response("01"), &item[..3]);
    person.get(&path).await.is(200);
    person.post(&path, &[(&format!("value-{item}"), value)]).await.is(303);
}

async fn group(app: &TestApp) -> [Person; 3] {
    [app.signed_in("lead.01").await, app.signed_in("contributor.01").await, app.signed_in("second.01").await]
}

/// The ids of the items under a heading, in their order.
fn listed(page: &Page) -> Vec<String> {
    page.texts(".topics .item-no")
}

/// What the group says on the item's page.
async fn say(lead: &Person, room: &Room, item: &str, fields: &[(&str, &str)]) -> Page {
    let path = room.item(item);
    let mut form = lead.get(&path).await.is(200).form(&path);
    fields.iter().for_each(|(name, value)| set(&mut form, name, value));
    lead.post_form(&path, &form).await
}

on_both! {
    async fn a_group_takes_up_what_it_disagrees_about_most(app) {
        let [lead, one, two] = group(&app).await;
        let all = format!("/responses/{}/consensus", app.response("01"));
        let page = lead.get(&all).await.is(200);
        assert!(page.words().contains("Ingen har bedömt än."), "{}", page.words());
        for (item, values) in [("1.1a", ["5", "6"]), ("1.1b", ["2", "9"]), ("1.2a", ["7", "na"]), ("1.2b", ["4", "7"])] {
            rate(&app, &one, item, values[0]).await;
            rate(&app, &two, item, values[1]).await;
        }
        rate(&app, &one, "1.3a", "9").await;
        assert!(!lead.get(&all).await.words().contains("Ingen har bedömt än."));

        // Opening a room opens the dialogue about its parts.
        let room = open(&app, &lead, "").await;
        assert_eq!(app.count("part_mark WHERE mark = 'dialogue'"), 18);
        assert_eq!(app.count("audit_event WHERE action = 'consensus.opened'"), 1);
        assert_eq!(app.count("audit_event WHERE action = 'dialogue.opened'"), 1, "one step, of all parts");
        let page = lead.get(&room.list).await.is(200);
        assert_eq!(listed(&page)[..5], ["1.2a", "1.1b", "1.2b", "1.1a", "1.3a"]);
        assert_eq!(page.texts(".topics .ds-tag"), ["Stor oenighet", "Stor oenighet", "Stor oenighet", "Nästan överens"]);
        assert!(page.words().contains("0 av 36 frågor är klara."), "{}", page.words());

        // The lead takes up the first; its spread is hidden until it is shown.
        lead.post(&room.list, &[]).await.leads_to(&room.item("1.2a"));
        let item = room.item("1.2a");
        let page = lead.get(&item).await.is(200);
        assert_eq!(page.texts(".pulse"), ["2 av 3 har bedömt."]);
        assert!(page.attributes("[name='value-1.2a']", "value").is_empty(), "nothing is to be said before");
        lead.post(&format!("{item}/reveal"), &[]).await.leads_to(&format!("{item}#pulse"));
        let page = lead.get(&item).await.is(200);
        assert!(page.texts(".pulse").concat().contains("2 har bedömt, varav en ”ej tillämpligt”."), "{}", page.words());
        assert_eq!(page.texts(".bars tr:first-child td")[5..8], ["0", "1", "0"]);
        lead.post(&format!("{item}/reveal"), &[("shown", "no")]).await.is(303);
        assert!(lead.get(&item).await.texts(".bars").is_empty());
        lead.post(&format!("{item}/reveal"), &[]).await.is(303);

        // What the group came to is an answer like any other; then comes the next.
        say(&lead, &room, "1.2a", &[("value-1.2a", "6"), ("comment", "Vi gör det i två av tre verksamheter."), ("then", "next")])
            .await
            .leads_to(&room.item("1.1b"));
        assert_eq!(
            app.column("SELECT item || value || comment AS value FROM answer"),
            ["1.2a6Vi gör det i två av tre verksamheter."]
        );
        let page = lead.get(&room.list).await.is(200);
        assert_eq!(listed(&page).last().unwrap(), "1.2a", "what is done comes last");
        assert!(page.words().contains("1 av 36 frågor är klara."));
        // Leaving one out goes on; going back leads to where the group was before, done or not.
        assert!(lead.get(&room.item("1.1b")).await.texts(".bars").is_empty());
        lead.post(&room.item("1.1b"), &[("then", "next")]).await.leads_to(&room.item("1.2b"));
        lead.post(&room.item("1.2b"), &[("then", "previous")]).await.leads_to(&room.item("1.1b"));
        lead.post(&room.item("1.1b"), &[("then", "previous")]).await.leads_to(&room.item("1.2a"));
        let page = lead.get(&room.item("1.2a")).await;
        assert!(page.texts(".bars").is_empty(), "hidden again, with what was agreed");
        assert!(page.attributes("[value=previous]", "value").is_empty(), "there it began");
        lead.post(&room.item("1.2a"), &[("then", "previous")]).await.leads_to(&room.list);
        assert_eq!(app.count("answer_revision"), 1, "going about saves nothing");
    }

    async fn an_answer_from_before_the_dialogue_is_taken_up_where_people_are_apart(app) {
        let [lead, one, two] = group(&app).await;
        let response = app.response("01");
        for (item, values) in [("1.1a", ["1", "10"]), ("1.1b", ["6", "6"]), ("1.2a", ["2", "9"])] {
            rate(&app, &one, item, values[0]).await;
            rate(&app, &two, item, values[1]).await;
            lead.save(response, item, 0, 7, "").await.is(200);
        }
        lead.save(response, "1.2b", 0, 4, "").await.is(200);
        app.wait(chrono::Duration::minutes(1));
        let room = open(&app, &lead, "").await;
        let page = lead.get(&room.list).await.is(200);
        let words = page.words();
        assert!(words.contains("2 av 36 frågor är klara."), "{words}");
        assert_eq!(listed(&page)[..2], ["1.1a", "1.2a"], "where they are apart it is not done");
        assert_eq!(listed(&page)[34..], ["1.1b", "1.2b"], "where nobody is known to be apart it is");
        assert_eq!(words.matches("Svar hittills: 7 av 10.").count(), 2, "{words}");
        assert_eq!(words.matches("Gemensamt svar: 7 av 10.").count(), 1, "{words}");
        assert_eq!(page.texts(".topics .ds-tag"), ["Stor oenighet", "Stor oenighet"], "none among what is done");

        // Saying the same again is agreeing on it: it goes on to the next that is left, and the list says that they agree.
        lead.post(&room.list, &[]).await.leads_to(&room.item("1.1a"));
        lead.post(&format!("{}/reveal", room.item("1.1a")), &[]).await.is(303);
        assert!(lead.get(&room.item("1.1a")).await.words().contains("2 av 36 frågor är klara."));
        say(&lead, &room, "1.1a", &[("then", "next")]).await.leads_to(&room.item("1.2a"));
        assert_eq!(app.count("answer_revision WHERE item = '1.1a'"), 2);
        lead.post(&format!("{}/reveal", room.item("1.2a")), &[]).await.is(303);
        say(&lead, &room, "1.2a", &[("then", "previous")]).await.is(303);
        assert_eq!(app.count("answer_revision WHERE item = '1.2a'"), 1, "going back says nothing");
        lead.post(&room.list, &[("item", "1.2a")]).await.is(303);
        lead.post(&format!("{}/reveal", room.item("1.2a")), &[]).await.is(303);
        let next = say(&lead, &room, "1.2a", &[("value-1.2a", "5"), ("then", "next")]).await.is(303);
        assert!(next.location().starts_with(&format!("{}/items/", room.list)), "{}", next.location());
        let page = lead.get(&room.list).await.is(200);
        assert!(page.words().contains("4 av 36 frågor är klara."), "{}", page.words());
        assert_eq!(listed(&page)[32..], ["1.1a", "1.2a", "1.1b", "1.2b"]);
        assert_eq!(page.texts(".topics .ds-tag"), ["Överens", "Överens"]);
    }

    async fn a_room_is_left_and_come_back_to_and_closed(app) {
        let [lead, one, _] = group(&app).await;
        let room = open(&app, &lead, "staff").await;
        assert_eq!(app.count("part_mark WHERE mark = 'dialogue'"), 2, "only the parts that it is about");
        let page = lead.get(&room.list).await.is(200);
        assert!(listed(&page).iter().all(|id| id.starts_with("4.")), "{:?}", listed(&page));
        assert!(page.attributes(".years a", "href").is_empty(), "there is nothing to filter");
        lead.post(&room.list, &[("item", "4.2a")]).await.leads_to(&room.item("4.2a"));
        lead.post(&room.list, &[("item", "1.1a")]).await.is(404);

        // Come back, from another browser.
        let again = app.signed_in("lead.01").await;
        let all = format!("/responses/{}/consensus", app.response("01"));
        let page = again.get(&all).await.is(200);
        assert!(page.words().contains("Ni är vid fråga 4.2a."), "{}", page.words());
        assert!(page.attributes("main a", "href").contains(&room.list));
        assert!(again.get(&room.list).await.attributes("main a", "href").contains(&room.item("4.2a")));
        // Another item's page is no way to move the room.
        assert!(again.get(&room.item("4.1c")).await.is(200).words().contains("Gruppen är vid en annan fråga"));
        assert_eq!(room.told(&lead).await["item"], "4.2a");

        // All who answer are asked to join in, until it is closed.
        let tasks = format!("/responses/{}", app.response("01"));
        assert!(one.get(&tasks).await.attributes("main a", "href").contains(&room.phone));
        one.post(&format!("{}/close", room.list), &[]).await.is(404);
        for _ in 0..2 {
            lead.post(&format!("{}/close", room.list), &[]).await.leads_to(&room.list);
        }
        assert_eq!(app.count("audit_event WHERE action = 'consensus.closed'"), 1);
        assert!(!one.get(&tasks).await.attributes("main a", "href").contains(&room.phone));
        assert!(one.get(&room.phone).await.is(200).words().contains("Tack för att du var med!"));
        lead.post(&room.item("4.2a"), &[("then", "next")]).await.leads_to(&room.list);
        for path in [room.list.clone(), format!("{}/reveal", room.item("4.2a"))] {
            let page = lead.post(&path, &[]).await.is(409);
            assert!(page.words().contains("Den här samsynen är avslutad."), "{}", page.words());
        }
        lead.get(&room.list).await.is(200);
    }

    async fn a_room_about_all_is_filtered_by_perspective(app) {
        let [lead, one, two] = group(&app).await;
        for (item, value) in [("4.1a", "3"), ("1.1a", "3")] {
            rate(&app, &one, item, value).await;
        }
        rate(&app, &two, "4.1a", "9").await;
        let room = open(&app, &lead, "").await;
        let filtered = format!("{}?perspective=staff", room.list);
        let page = lead.get(&filtered).await.is(200);
        assert!(page.words().contains("0 av 4 frågor är klara."), "{}", page.words());
        assert_eq!(listed(&page)[0], "4.1a");
        // It stays as the group goes on.
        let on = |item: &str| format!("{}?perspective=staff", room.item(item));
        lead.post(&room.list, &[("perspective", "staff")]).await.leads_to(&on("4.1a"));
        for (from, to) in [("4.1a", "4.1c"), ("4.1c", "4.2a"), ("4.2a", "4.2b"), ("4.2b", "4.1a")] {
            lead.post(&room.item(from), &[("perspective", "staff"), ("then", "next")]).await.leads_to(&on(to));
        }
        assert!(lead.get(&on("4.1a")).await.is(200).words().contains("0 av 4 frågor är klara."));
    }

    async fn two_rooms_do_not_clash_and_lose_no_text(app) {
        let [lead, ..] = group(&app).await;
        let other = app.signed_in("lead.01").await;
        let (first, second) = (open(&app, &lead, "").await, open(&app, &other, "").await);
        lead.post(&first.list, &[("item", "1.1a")]).await.is(303);
        other.post(&second.list, &[("item", "1.2a")]).await.is(303);
        assert_eq!((&first.told(&lead).await["item"], &second.told(&lead).await["item"]), (&"1.1a".into(), &"1.2a".into()));
        other.post(&format!("{}/reveal", second.item("1.2a")), &[]).await.is(303);
        assert_eq!(first.told(&lead).await["revealed"], false);

        // Both come to the same item.
        other.post(&second.list, &[("item", "1.1a")]).await.is(303);
        for (person, room) in [(&lead, &first), (&other, &second)] {
            person.post(&format!("{}/reveal", room.item("1.1a")), &[]).await.is(303);
        }
        let path = first.item("1.1a");
        let mut form = lead.get(&path).await.is(200).form(&path);
        say(&other, &second, "1.1a", &[("value-1.1a", "4"), ("comment", "Så sa de andra."), ("then", "stay")])
            .await
            .leads_to(&second.item("1.1a"));
        set(&mut form, "value-1.1a", "8");
        set(&mut form, "comment", "Så sa vi.");
        set(&mut form, "then", "next");
        let page = lead.post_form(&path, &form).await.is(409);
        let told = page.texts(".conflict .pre");
        assert_eq!(told, ["8 av 10", "Så sa vi.", "4 av 10", "Så sa de andra."]);
        assert_eq!(page.exact_texts("textarea"), ["Så sa vi."]);
        assert_eq!(page.attributes(".scale input[checked]", "value"), ["8"]);
        assert_eq!(first.told(&lead).await["item"], "1.1a", "it does not go on");
        // What was seen can be replaced: saving again is a choice.
        let form = page.form(&path);
        lead.post_form(&path, &form).await.is(303);
        assert_eq!(app.column("SELECT value || comment AS value FROM answer WHERE item = '1.1a'"), ["8Så sa vi."]);
        assert_eq!(app.count("answer_revision WHERE item = '1.1a'"), 2);
    }

    async fn what_a_group_says_gets_in_or_stays_in_sight_also_where_the_room_went_on(app) {
        let [lead, ..] = group(&app).await;
        let other = app.signed_in("lead.01").await;
        let room = open(&app, &lead, "").await;
        let path = room.item("1.1a");
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{path}/reveal"), &[]).await.is(303);
        let mut form = lead.get(&path).await.is(200).form(&path);
        set(&mut form, "value-1.1a", "8");
        set(&mut form, "comment", "Så sa vi.");
        set(&mut form, "then", "next");
        // Another screen of the same room has gone on, and somebody has answered since: nothing typed is out of sight.
        other.save(app.response("01"), "1.1a", 0, 4, "Så sa en annan.").await.is(200);
        other.post(&room.list, &[("item", "1.2a")]).await.is(303);
        let page = lead.post_form(&path, &form).await.is(409);
        assert_eq!(page.exact_texts("textarea"), ["Så sa vi."]);
        assert_eq!(page.texts(".conflict .pre"), ["8 av 10", "Så sa vi.", "4 av 10", "Så sa en annan."]);
        assert!(page.words().contains("Gruppen är vid en annan fråga"), "{}", page.words());
        // Saved after all; the group is where it is, and is not moved.
        let form = page.form(&path);
        lead.post_form(&path, &form).await.leads_to(&room.item("1.2a"));
        assert_eq!(room.told(&lead).await["item"], "1.2a");
        let stands = "SELECT value || comment AS value FROM answer WHERE item = '1.1a'";
        assert_eq!(app.column(stands), ["8Så sa vi."]);

        // Closed meanwhile: what is said is saved, and the room goes nowhere.
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{path}/reveal"), &[]).await.is(303);
        let mut form = lead.get(&path).await.is(200).form(&path);
        set(&mut form, "comment", "Så sa vi till slut.");
        set(&mut form, "then", "next");
        other.post(&format!("{}/close", room.list), &[]).await.is(303);
        lead.post_form(&path, &form).await.leads_to(&room.list);
        assert_eq!(app.column(stands), ["8Så sa vi till slut."]);
    }

    async fn a_confirmation_is_kept_by_a_group_that_leaves_the_answer_as_it_is(app) {
        app.publish_year_before(&[("01", 3)]).await;
        let [lead, ..] = group(&app).await;
        let (response, room) = (app.response("01"), open(&app, &lead, "").await);
        let body = serde_json::json!({"mutation_id": crate::support::person::mutation(), "base_revision": 0, "value": 3, "unchanged_since": 2026});
        lead.put_answer(response, "1.1a", &body).await.is(200);
        let path = room.item("1.1a");
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{path}/reveal"), &[]).await.is(303);
        let mut form = lead.get(&path).await.is(200).form(&path);
        set(&mut form, "then", "stay");
        lead.post_form(&path, &form).await.is(303);
        let of_item = format!("answer_revision WHERE response_id = '{response}' AND item = '1.1a'");
        assert_eq!(app.count(&of_item), 1, "looking at it changes nothing");
        set(&mut form, "comment", "Vi har pratat om det.");
        lead.post_form(&path, &form).await.is(303);
        assert_eq!(app.count(&format!("{of_item} AND unchanged_since = 2026")), 2);
        let mut form = lead.get(&path).await.is(200).form(&path);
        set(&mut form, "value-1.1a", "4");
        set(&mut form, "then", "stay");
        lead.post_form(&path, &form).await.is(303);
        assert_eq!(app.count(&format!("{of_item} AND unchanged_since = 2026")), 2, "another answer is not unchanged");
    }

    async fn nothing_leaks_before_it_is_revealed(app) {
        let [lead, one, two] = group(&app).await;
        lead.save(app.response("01"), "1.1a", 0, 5, "Kanariefågel").await.is(200);
        let room = open(&app, &lead, "").await;
        assert_eq!(room.told(&one).await["item"], Json::Null);
        assert!(one.get(&room.phone).await.is(200).words().contains("Snart börjar ni."));
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        // Rated in the room.
        for (person, value) in [(&one, "3"), (&two, "9")] {
            let mut form = person.get(&room.phone).await.is(200).form(&room.phone);
            set(&mut form, "value-1.1a", value);
            person.post_form(&room.phone, &form).await.leads_to(&room.phone);
        }
        let is_told = |told: &Json| told["pages"]["sv"]["html"].as_str().is_some_and(|html| html.contains("2 av 3 har bedömt."));
        let told = room.told_when(&one, is_told).await;
        assert_eq!((&told["revealed"], &told["ratings"]), (&false.into(), &2.into()));
        let text = told.to_string();
        assert!(told["pages"]["en"]["html"].as_str().unwrap().contains("2 of 3 have rated."), "{text}");
        for leak in ["bars", "rect", "Från", "From", "Kanariefågel", "av 10", "contributor", "second"] {
            assert!(!text.contains(leak), "{leak} in {text}");
        }
        let phone = one.get(&room.phone).await;
        assert_eq!(phone.attributes("input[checked]", "value"), ["3"], "only one's own");
        assert!(phone.texts(".bars").is_empty() && !phone.words().contains("Kanariefågel"));

        lead.post(&format!("{}/reveal", room.item("1.1a")), &[]).await.is(303);
        let told = room.told_when(&one, |told| told["revealed"] == true).await.to_string();
        assert!(told.contains("Från 3 till 9.") && told.contains("Kanariefågel") && !told.contains("second"), "{told}");
        assert!(one.get(&room.phone).await.words().contains("Gemensamt svar: 5 av 10"));
        // What makes no sense is said in words.
        let page = one.post(&room.phone, &[("item", "1.1a"), ("value-1.1a", "11")]).await.is(422);
        assert!(page.words().contains("1 till 10"));
    }

    async fn only_who_leads_leads_and_others_know_of_nothing(app) {
        let [lead, one, _] = group(&app).await;
        let room = open(&app, &lead, "").await;
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        let short = format!("/room/{}", room.phone.rsplit('/').next().unwrap());
        one.get(&short).await.leads_to(&room.phone);
        for path in [&room.list, &room.item("1.1a"), &format!("/responses/{}/consensus", app.response("01"))] {
            one.get(path).await.is(404);
            one.post(path, &[("item", "1.1a")]).await.is(404);
        }
        for who in ["lead.02", "contributor.02", "reader.01", "signatory.01", "secretariat", "board"] {
            let person = app.signed_in(who).await;
            for path in [&room.list, &room.phone, &format!("{}/live", room.phone), &short] {
                person.get(path).await.is(404);
            }
        }
        // Nor is it a room of another response.
        let other = app.signed_in("lead.02").await;
        let id = room.phone.rsplit('/').next().unwrap();
        other.get(&format!("/responses/{}/consensus/{id}", app.response("02"))).await.is(404);
        other.get(&format!("/responses/{}/room/{id}", app.response("02"))).await.is(404);
    }

    async fn the_way_into_the_room_can_be_read_off_the_screen_by_a_phone(app) {
        let [lead, one, _] = group(&app).await;
        let room = open(&app, &lead, "").await;
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        let short = format!("/room/{}", room.phone.rsplit('/').next().unwrap());
        let address = format!("http://{}{short}", app.address);
        let code = perspektiv::report::qr::picture(&address).unwrap();
        for path in [&room.list, &room.item("1.1a")] {
            let page = lead.get(path).await.is(200);
            assert_eq!(page.texts(".join a"), [&*address], "the address stands beside it as text");
            assert_eq!(page.attributes(".join svg path", "d"), [&*code.path]);
            assert_eq!(page.attributes(".join svg", "aria-label"), ["QR-kod med samma adress"]);
        }
        assert!(one.get(&room.phone).await.is(200).attributes("svg.qr", "class").is_empty());
        // It opens no door: who comes by it signs in, and is told nothing before.
        let door = app.person("").get(&short).await.leads_to("/sign-in?from=page");
        assert!(!door.body.contains(&*room.phone));
        lead.post(&format!("{}/close", room.list), &[]).await.is(303);
        for path in [&room.list, &room.item("1.1a")] {
            assert!(lead.get(path).await.is(200).attributes("svg.qr", "class").is_empty(), "{path}");
        }
    }

    async fn locked_answers_stay_as_they_are_and_no_text_is_lost(app) {
        let [lead, one, _] = group(&app).await;
        let room = open(&app, &lead, "").await;
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{}/reveal", room.item("1.1a")), &[]).await.is(303);
        let path = room.item("1.1a");
        let mut form = lead.get(&path).await.is(200).form(&path);
        lead.hand_over(app.response("01")).await.is(303);
        set(&mut form, "value-1.1a", "8");
        set(&mut form, "comment", "Det här hann vi inte.");
        let page = lead.post_form(&path, &form).await.is(409);
        assert!(page.words().contains("Svaren är låsta") && page.words().contains("Det här hann vi inte."), "{}", page.words());
        assert_eq!(app.count("answer"), 0);
        let all = format!("/responses/{}/consensus", app.response("01"));
        lead.post(&all, &[]).await.is(409);
        assert!(lead.get(&all).await.is(200).words().contains("Svaren är låsta"));
        assert!(one.get(&room.phone).await.is(200).words().contains("Svaren är låsta"));
        one.post(&room.phone, &[("item", "1.1a"), ("value-1.1a", "3")]).await.is(409);
    }

    async fn an_answer_that_makes_no_sense_is_asked_for_again(app) {
        let [lead, ..] = group(&app).await;
        let room = open(&app, &lead, "").await;
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        lead.post(&format!("{}/reveal", room.item("1.1a")), &[]).await.is(303);
        let page = say(&lead, &room, "1.1a", &[("value-1.1a", "na"), ("then", "next")]).await.is(422);
        assert!(page.words().contains("Skriv i kommentaren varför"), "{}", page.words());
        assert_eq!(page.attributes("input[checked]", "value"), ["na"]);
        say(&lead, &room, "1.1a", &[("value-1.1a", "na"), ("comment", "Sköts av kommunen."), ("then", "next")]).await.is(303);
        assert_eq!(app.count("answer WHERE not_applicable"), 1);
    }

    async fn events_come_as_things_happen_and_end_with_the_session(app) {
        let [lead, one, _] = group(&app).await;
        let room = open(&app, &lead, "").await;
        let live = format!("{}/live", room.phone);
        let request = one.request(reqwest::Method::GET, &live).header("Accept", "text/event-stream");
        let mut events = request.send().await.unwrap();
        assert_eq!(events.headers()["content-type"], "text/event-stream");
        assert_eq!(events.headers()["cache-control"], "no-store");
        assert!(events.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'self'"));
        let mut heard = String::new();
        async fn until(events: &mut reqwest::Response, heard: &mut String, wanted: &str) {
            while !heard.contains(wanted) {
                let more = tokio::time::timeout(Duration::from_secs(5), events.chunk()).await;
                let more = more.unwrap_or_else(|_| panic!("no {wanted} in {heard}")).unwrap();
                *heard += std::str::from_utf8(&more.unwrap_or_else(|| panic!("over without {wanted}: {heard}"))).unwrap();
            }
        }
        until(&mut events, &mut heard, "\"item\":null").await;
        lead.post(&room.list, &[("item", "1.1a")]).await.is(303);
        until(&mut events, &mut heard, "\"item\":\"1.1a\"").await;
        rate(&app, &one, "1.1a", "3").await;
        until(&mut events, &mut heard, "1 av 3 har bedömt.").await;
        // What another server saves is seen without being told.
        app.execute("UPDATE consensus_room SET revealed = TRUE");
        until(&mut events, &mut heard, "\"revealed\":true").await;
        until(&mut events, &mut heard, "event: beat").await;
        // A role that ends ends it, though the session goes on.
        let id = app.person_id("contributor.01").await;
        app.execute(&format!("DELETE FROM assignment WHERE person_id = '{id}'"));
        let rest = tokio::time::timeout(Duration::from_secs(5), async {
            while events.chunk().await.unwrap().is_some() {}
        });
        rest.await.expect("it ends");
        one.get(&live).await.is(404);
    }
}
