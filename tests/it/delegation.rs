//! Parts of a response are handed out to colleagues, answered by them, said to be finished, and taken back.

use crate::support::{page::Page, person::set};

/// The form of the delegation page with these fields, and no parts but those given.
fn filled(page: &Page, path: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = page.form(path);
    form.retain(|(name, _)| !["part", "section"].contains(&name.as_str()));
    for (name, value) in fields {
        match *name {
            "part" | "section" => form.push(((*name).to_owned(), (*value).to_owned())),
            _ => set(&mut form, name, value),
        }
    }
    form
}

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both! {
    async fn a_lead_gives_parts_to_somebody_new_who_answers_them_and_reads_the_rest(app) {
        let lead = app.signed_in("lead.01").await;
        let tasks = format!("/responses/{}", app.response("01"));
        let path = format!("{tasks}/delegate");
        assert!(lead.get(&tasks).await.attributes("main a", "href").contains(&path));
        let page = lead.get(&path).await.is(200);
        assert!(page.words().contains("22 delar är inte utdelade."), "{}", page.words());

        // What is wrong is told at its field, and nothing that was typed is lost.
        let wrong = filled(&page, &path, &[
            ("to", "new"), ("name", ""), ("email", "hr"), ("due_on", "2020-01-01"), ("message", "Hej"),
        ]);
        let page = lead.post_form(&path, &wrong).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#name", "#email", "#parts", "#due_on"]);
        assert_eq!(page.attributes("#email", "value"), ["hr"]);
        assert_eq!(page.exact_texts("#message"), ["Hej"]);

        let before = app.count("person");
        let form = filled(&page, &path, &[
            ("to", "new"), ("name", "HR chef"), ("email", "hr.01@example.org"), ("due_on", ""),
            ("section", "staff"), ("part", "1.1"), ("message", "Du kan det här bäst."),
        ]);
        let given = lead.post_form(&path, &form).await.is(303);
        assert!(given.location().starts_with(&format!("{path}?done=")), "{}", given.location());
        let told = lead.get(given.location()).await.is(200).texts("main .ds-alert");
        assert!(told[0].starts_with("HR chef har fått ") && told[0].ends_with(" delar och får ett mejl om det."), "{told:?}");
        assert_eq!(app.count("person"), before + 1);
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts("article h3"), ["HR chef"]);
        assert!(page.texts("article li").iter().any(|part| part.starts_with("4.2 ")), "{:?}", page.texts("article li"));
        let page = lead.get(&tasks).await.is(200);
        assert_eq!(page.texts("main > h2"), ["Dina delar", "Andras delar"]);
        assert!(page.texts(".note li")[0].starts_with("HR chef: 1.1, 4.1, 4.2"), "{:?}", page.texts(".note li"));
        assert!(page.texts("main .actions a")[0].starts_with("Börja med 1.2"), "{:?}", page.texts("main .actions a"));

        // One mail: no answers, no colleagues, a link to the page.
        app.deliver().await;
        let mails = app.mails("hr.01@example.org");
        assert_eq!(mails.len(), 1);
        let mail = &mails[0];
        assert!(flat(&mail.text).contains("delar att svara på för Region Ett"), "{}", mail.text);
        assert!(mail.text.contains(&format!("/responses/{}", app.response("01"))), "{}", mail.text);
        for kept in ["lead 01", "Du kan det här bäst", "4.1"] {
            assert!(!mail.text.contains(kept), "{}", mail.text);
        }

        let hr = app.signed_in("hr.01").await;
        let page = hr.get(&tasks).await.is(200);
        assert_eq!(page.texts("main > h2"), ["Dina delar", "Andras delar"]);
        assert!(page.texts("main .actions a")[0].starts_with("Börja med 1.1"), "{:?}", page.texts("main .actions a"));
        assert!(!page.attributes("main a", "href").contains(&path));
        hr.get(&path).await.is(404);
        hr.save(app.response("01"), "1.1a", 0, 7, "").await.is(200);
        assert_eq!(page.texts("main .note .pre"), ["Du kan det här bäst."]);
        assert!(!page.words().contains("lämna dem för underskrift"), "{}", page.words());
        let other = format!("{tasks}/substandards/1.2");
        let page = hr.get(&other).await.is(200);
        assert!(page.words().contains("Du har inte fått den här delen att svara på."), "{}", page.words());
        assert!(page.attributes("form.answers button", "name").is_empty());
        let refused = hr.save(app.response("01"), "1.2a", 0, 7, "").await.is(409);
        assert_eq!(refused.json()["error"]["name"], "not-delegated");
        hr.post(&format!("{tasks}/substandards/1.2/depth"), &[("depth", "open")]).await.is(409);
        // With the last part goes the role that came with it: nothing of the member is to be seen any more.
        let id = app.person_id("hr.01").await;
        lead.post(&format!("{path}/take-back"), &[("person", &id), ("part", "1.1")]).await.is(303);
        hr.get(&tasks).await.is(200);
        lead.post(&format!("{path}/take-back"), &[("person", &id)]).await.is(303);
        hr.get(&tasks).await.is(404);
        assert_eq!(app.count("answer WHERE item = '1.2a'"), 0);
        assert_eq!(app.count("part_mark"), 0);
    }

    async fn a_part_is_finished_when_somebody_says_so(app) {
        let lead = app.signed_in("lead.01").await;
        let tasks = format!("/responses/{}", app.response("01"));
        let part = format!("{tasks}/substandards/1.1");
        let tag = |page: &Page| page.texts("ul.tasks li .ds-tag")[0].clone();
        let page = lead.get(&part).await.is(200);
        let mut form = page.form(&part);
        set(&mut form, "value-1.1a", "7");
        set(&mut form, "then", "next");
        lead.post_form(&part, &form).await.is(303);
        assert_eq!(tag(&lead.get(&tasks).await), "Pågår", "with a gap it is only left");
        lead.save(app.response("01"), "1.1b", 0, 7, "").await.is(200);
        assert_eq!(tag(&lead.get(&tasks).await), "Besvarad");
        let mut form = lead.get(&part).await.form(&part);
        set(&mut form, "then", "next");
        lead.post_form(&part, &form).await.leads_to(&format!("{tasks}/substandards/1.2"));
        assert_eq!(tag(&lead.get(&tasks).await), "Klar");
        let page = lead.get(&part).await.is(200);
        assert!(page.words().contains("Klarmarkerad av lead 01"), "{}", page.words());
        let resume = format!("{part}/resume");
        lead.post_form(&resume, &page.form(&resume)).await.leads_to(&part);
        assert_eq!(tag(&lead.get(&tasks).await), "Besvarad");

        // Opened in depth, and nothing there.
        lead.post(&format!("{part}/depth"), &[("depth", "open")]).await.is(303);
        let meta = lead.get(&tasks).await.texts("ul.tasks li:first-child .meta");
        assert_eq!(meta[0], "inte markerad som klar");
        assert!(meta[1].starts_with("fördjupning: 0 av "), "{meta:?}");
    }

    async fn who_is_finished_with_a_part_goes_on_to_the_next_of_their_own(app) {
        app.delegate("01", "contributor", &["1.2", "4.1"]).await;
        let (lead, hr) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        let tasks = format!("/responses/{}", app.response("01"));
        let part = |part: &str| format!("{tasks}/substandards/{part}");
        let finish = |form: &mut Vec<(String, String)>| {
            let items = form.iter().filter_map(|(name, _)| name.strip_prefix("base-").map(str::to_owned));
            for item in items.filter(|item| !item.starts_with('F')).collect::<Vec<_>>() {
                set(form, &format!("value-{item}"), "7");
            }
            set(form, "then", "next");
        };
        let response = app.response("01");
        // Nobody is led to what they cannot answer.
        hr.save_form(response, "1.2", finish).await.leads_to(&part("4.1"));
        assert!(hr.get(&part("4.1")).await.words().contains("Klar, gå till listan"));
        hr.save_form(response, "4.1", finish).await.leads_to(&tasks);
        // In another's part one reads on in order.
        lead.save_form(response, "1.2", |form| set(form, "then", "next")).await.leads_to(&part("1.3"));

        let (mut here, mut seen) = ("1.1".to_owned(), Vec::new());
        let end = loop {
            seen.push(here.clone());
            let sent = lead.save_form(response, &here, finish).await.is(303);
            match sent.location().strip_prefix(&part("")) {
                Some(next) => here = next.to_owned(),
                None => break sent,
            }
        };
        assert!(!seen.contains(&"1.2".to_owned()) && !seen.contains(&"4.1".to_owned()), "{seen:?}");
        assert_eq!(seen.len(), 20, "sixteen parts and four focus areas");
        end.leads_to(&format!("{tasks}/check"));
        // What is finished is passed by.
        lead.post(&format!("{}/resume", part("5.4")), &[]).await.is(303);
        lead.save_form(response, "1.1", finish).await.leads_to(&part("5.4"));
    }

    async fn what_is_taken_back_keeps_its_answers_and_several_may_share_a_part(app) {
        let lead = app.signed_in("lead.01").await;
        let tasks = format!("/responses/{}", app.response("01"));
        let path = format!("{tasks}/delegate");
        let (one, two) = (app.signed_in("contributor.01").await, app.signed_in("second.01").await);
        for who in ["contributor.01", "second.01"] {
            let id = app.person_id(who).await;
            let form = filled(&lead.get(&path).await, &path, &[("to", &id), ("part", "1.1")]);
            lead.post_form(&path, &form).await.is(303);
        }
        assert!(lead.get(&tasks).await.texts("ul.tasks .meta").contains(&"contributor 01 och second 01 svarar".to_owned()));
        one.save(app.response("01"), "1.1a", 0, 5, "").await.is(200);
        two.save(app.response("01"), "1.1b", 0, 6, "").await.is(200);

        let id = app.person_id("contributor.01").await;
        for _ in 0..2 {
            let taken = lead.post(&format!("{path}/take-back"), &[("person", &id), ("part", "1.1")]).await;
            taken.leads_to(&format!("{path}?done=taken-back"));
        }
        let refused = one.save(app.response("01"), "1.1a", 1, 9, "Skrivet för sent").await.is(409);
        assert_eq!(refused.json()["error"]["name"], "not-delegated");
        two.save(app.response("01"), "1.1a", 1, 8, "").await.is(200);
        assert_eq!(app.count("answer"), 2);

        // What was typed on the page meanwhile stands there to be copied.
        let id = app.person_id("second.01").await;
        let part = format!("{tasks}/substandards/1.1");
        let mut form = two.get(&part).await.form(&part);
        set(&mut form, "comment-1.1a", "Skrivet medan delen togs tillbaka");
        lead.post(&format!("{path}/take-back"), &[("person", &id)]).await.is(303);
        let page = two.post_form(&part, &form).await.is(409);
        assert_eq!(page.exact_texts("textarea#unsaved-1\\.1a"), ["Skrivet medan delen togs tillbaka"]);

        // Nobody hands out another member's parts, nor to somebody who does not answer for the member.
        let other = app.person_id("contributor.02").await;
        let form = filled(&lead.get(&path).await, &path, &[("to", &other), ("part", "1.1")]);
        lead.post_form(&path, &form).await.is(404);
        app.signed_in("lead.02").await.post(&path, &[("to", &other), ("part", "1.1")]).await.is(404);
        assert_eq!(app.count("delegated_part"), 0);
    }

    async fn the_mail_about_parts_is_sent_once_and_not_when_they_were_taken_back(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{}/delegate", app.response("01"));
        let (known, name) = (app.person_id("contributor.01").await, "Någon annan");
        let form = filled(&lead.get(&path).await, &path, &[("to", &known), ("part", "1.1")]);
        lead.post_form(&path, &form).await.is(303);
        lead.post(&format!("{path}/take-back"), &[("person", &known)]).await.is(303);
        app.deliver().await;
        assert!(app.mails("contributor.01@example.org").iter().all(|mail| !flat(&mail.text).contains("en del att svara på")));

        // An address that is somebody else's by name changes nothing.
        let people = app.count("person");
        let taken = [("to", "new"), ("name", name), ("email", "contributor.02@example.org"), ("part", "1.1")];
        let page = lead.post_form(&path, &filled(&lead.get(&path).await, &path, &taken)).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#name"]);
        assert!(!page.words().contains("contributor 02"), "{}", page.words());
        assert_eq!((app.count("person"), app.count("delegated_part")), (people, 0));
    }

    async fn addresses_are_not_tried_out_by_giving_them_parts(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{}/delegate", app.response("01"));
        let people = app.count("person");
        let give = async |address: &str| {
            let taken = [("to", "new"), ("name", "Någon annan"), ("email", address), ("part", "1.1"), ("message", "En lång rad")];
            let form = filled(&lead.get(&path).await, &path, &taken);
            lead.post_form(&path, &form).await
        };
        for _ in 0..6 {
            let page = give("contributor.02@example.org").await.is(422);
            assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#name"]);
        }
        // From here on nothing is said of any address, and nothing that was typed is lost.
        for address in ["contributor.02@example.org", "unknown@example.org"] {
            let page = give(address).await.is(429);
            assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#email"]);
            assert!(page.words().contains("Vänta en kvart"), "{}", page.words());
            assert_eq!(page.attributes("#email", "value"), [address]);
            assert_eq!(page.attributes("#name", "value"), ["Någon annan"]);
            assert_eq!(page.texts("#message"), ["En lång rad"]);
            assert_eq!(page.attributes("[name=part][checked]", "value"), ["1.1"]);
        }
        assert_eq!((app.count("person"), app.count("delegated_part")), (people, 0));
        assert_eq!(app.count("audit_event WHERE action = 'parts.refused'"), 6);
        // Colleagues get theirs all the while, and another lead is not held up.
        let known = app.person_id("contributor.01").await;
        let form = filled(&lead.get(&path).await, &path, &[("to", &known), ("part", "1.2")]);
        lead.post_form(&path, &form).await.is(303);
        let other = app.signed_in("lead.02").await;
        let theirs = format!("/responses/{}/delegate", app.response("02"));
        let new = [("to", "new"), ("name", "Ny Person"), ("email", "ny@example.org"), ("part", "1.1")];
        other.post_form(&theirs, &filled(&other.get(&theirs).await, &theirs, &new)).await.is(303);
        app.wait(chrono::Duration::minutes(16));
        give("unknown@example.org").await.is(303);
    }
}
