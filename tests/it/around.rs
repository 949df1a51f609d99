//! What stands around an answer: what it rests on, what colleagues say about it, and what it has said before.

use chrono::Duration;
use perspektiv::workflow::evidence::{FILE_MAX, PIECES_MAX};
use reqwest::multipart::{Form, Part};

use crate::support::{Page, Person, TestApp};

const PDF: &[u8] = b"%PDF-1.7\nen policy";

fn item(app: &TestApp, code: &str, item: &str) -> String {
    format!("/responses/{}/items/{item}", app.response(code))
}

async fn upload(person: &Person, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Page {
    let mut form = Form::new().text("csrf", person.csrf().await);
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    if let Some((name, content)) = file {
        form = form.part("file", Part::bytes(content.to_vec()).file_name(name.to_owned()));
    }
    person.send(person.request(reqwest::Method::POST, &format!("{path}/evidence")).multipart(form)).await
}

/// The id of a file that a member's answer rests on.
pub async fn add_file(app: &TestApp, code: &str, id: &str) -> String {
    let lead = app.signed_in(&format!("lead.{code}")).await;
    upload(&lead, &item(app, code, id), &[("title", "En policy")], Some(("policy.pdf", PDF))).await.is(303);
    app.column(&format!(
        "SELECT id AS value FROM evidence WHERE response_id = '{}' ORDER BY added_at DESC LIMIT 1",
        app.response(code)
    ))
    .remove(0)
}

on_both! {
    async fn an_answer_rests_on_documents_and_files_that_are_signed_with_it(app) {
        let (lead, other) = (app.signed_in("lead.01").await, app.signed_in("lead.02").await);
        let path = item(&app, "01", "1.1a");
        let page = lead.get(&path).await.is(200);
        assert!(page.words().contains("Inget underlag än") && page.words().contains("inte besvarad än"), "{}", page.words());
        let fields = [("title", "Hälsopolicy"), ("place", "Diariet 2026-17"), ("dated_on", "2026-03-01")];
        upload(&lead, &path, &fields, None).await.leads_to(&format!("{path}?done=evidence-added#evidence"));
        app.wait(Duration::seconds(1));
        upload(&lead, &path, &[], Some(("Plan för \"hälsa\".pdf", PDF))).await.is(303);
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts("#evidence li strong"), ["Hälsopolicy", "Plan för _hälsa_.pdf"]);
        assert!(page.words().contains("Diariet 2026-17") && page.words().contains("1 mars 2026"), "{}", page.words());
        let file = page.attributes("#evidence a[download]", "href").remove(0);
        let got = lead.get(&file).await.is(200);
        assert_eq!(got.body.as_bytes(), PDF);
        assert!(got.header("content-disposition").starts_with("attachment;"), "{}", got.header("content-disposition"));
        assert_eq!(got.header("content-type"), "application/octet-stream");
        assert_eq!(got.header("x-content-type-options"), "nosniff");
        other.get(&file).await.is(404);
        other.get(&file.replace(app.response("01"), app.response("02"))).await.is(404);
        app.signed_in("secretariat").await.get(&file).await.is(404);

        // What is wrong is told at the field, and what was typed stays.
        for (fields, file, told) in [
            (&[("place", "Någonstans")][..], None, "Skriv vad underlaget heter."),
            (&[("title", "Något")][..], None, "Skriv en länk eller var underlaget finns"),
            (&[("title", "Något"), ("place", "Där"), ("dated_on", "i våras")][..], None, "datum"),
            (&[("title", "Något")][..], Some(("x.pdf", &b"<html>"[..])), "Den här sortens fil tas inte emot"),
            (&[("title", "Något")][..], Some(("x.html", PDF)), "Den här sortens fil tas inte emot"),
            (&[("title", "Något")][..], Some(("x.pdf", &b""[..])), "Filen är tom"),
        ] {
            let page = upload(&lead, &path, fields, file).await.is(422);
            assert!(page.words().contains(told), "{told}: {}", page.words());
            assert_eq!(page.attributes("#title", "value")[0], fields.iter().find(|(name, _)| *name == "title").map_or("", |(_, value)| value));
        }
        let large = [PDF, &vec![b' '; FILE_MAX]].concat();
        let page = upload(&lead, &path, &[("title", "Stor")], Some(("x.pdf", &large))).await.is(422);
        assert!(page.words().contains("Filen är för stor"));
        // Larger than a whole form may be: what was typed beside it stays all the same.
        let huge = [PDF, &vec![b' '; 2 * perspektiv::web::posted::FORM_MAX]].concat();
        let page = upload(&lead, &path, &[("title", "Enorm")], Some(("x.pdf", &huge))).await.is(422);
        assert!(page.words().contains("Filen är för stor"));
        assert_eq!(page.attributes("#title", "value"), ["Enorm"]);
        assert_eq!(app.count("evidence"), 2);

        // On the page of the part, in the signed version and in the export; what was taken away before is not.
        let part = lead.get(&format!("/responses/{}/substandards/1.1", app.response("01"))).await.is(200);
        assert!(part.words().contains("Hälsopolicy (Diariet 2026-17, 1 mars 2026)"), "{}", part.words());
        let remove = format!("{path}/evidence/remove");
        upload(&lead, &path, &[("title", "Fel dokument"), ("place", "x")], None).await.is(303);
        let wrong = app.column("SELECT id AS value FROM evidence WHERE title = 'Fel dokument'").remove(0);
        // Not from elsewhere, and twice is once.
        other.post(&remove.replace(app.response("01"), app.response("02")), &[("evidence", &wrong)]).await.is(303);
        assert_eq!(app.count("evidence WHERE removed_at IS NULL"), 3);
        lead.post(&remove, &[("evidence", &wrong)]).await.is(303);
        lead.post(&remove, &[("evidence", &wrong)]).await.is(303);
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        lead.post(&remove, &[("evidence", "x")]).await.is(409);
        upload(&lead, &path, &fields, None).await.is(409);
        let content = app.column(&format!("SELECT content AS value FROM signed_version WHERE id = '{version}'")).remove(0);
        let content: serde_json::Value = serde_json::from_str(&content).unwrap();
        let evidence = &content["items"][0]["evidence"];
        assert_eq!(evidence.as_array().unwrap().len(), 2);
        assert_eq!(evidence[0], serde_json::json!({"title": "Hälsopolicy", "place": "Diariet 2026-17", "dated_on": "2026-03-01"}));
        assert_eq!(evidence[1]["file"]["sha256"], perspektiv::workflow::signed::sha256(PDF));
        assert!(content["items"][1].get("evidence").is_none());
        app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        let csv = app.signed_in("secretariat").await
            .get(&format!("/secretariat/rounds/{}/export/answers.csv", app.round)).await.is(200).body;
        assert!(csv.contains("Hälsopolicy (Diariet 2026-17, 2026-03-01) | Plan för _hälsa_.pdf"), "{csv}");
    }

    async fn a_file_that_is_taken_away_is_gone_unless_it_was_signed(app) {
        let (lead, path) = (app.signed_in("lead.01").await, item(&app, "01", "1.1a"));
        let remove = format!("{path}/evidence/remove");
        let piece = add_file(&app, "01", "1.1a").await;
        assert_eq!(app.count("evidence_file"), 1);
        lead.post(&remove, &[("evidence", &piece)]).await.is(303);
        assert_eq!((app.count("evidence_file"), app.count("evidence")), (0, 1), "that it was there stays in the log");
        let piece = add_file(&app, "01", "1.1a").await;
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.decide(&version, perspektiv::store::review::Decision::Return("2027-03-05".parse().unwrap())).await;
        lead.post(&remove, &[("evidence", &piece)]).await.is(303);
        assert_eq!(app.count("evidence_file"), 1, "version 1 rests on it");
        // All files together have their limit; then what was typed stays.
        app.execute(&format!("UPDATE evidence SET removed_at = NULL, file_size = {}", perspektiv::workflow::evidence::FILES_MAX));
        let refused = upload(&lead, &path, &[("title", "En till")], Some(("x.pdf", PDF))).await.is(422);
        assert!(refused.words().contains("Filerna är för stora tillsammans") || refused.words().contains("Ta bort någon fil först"), "{}", refused.words());
        assert_eq!(refused.attributes("#title", "value"), ["En till"]);
    }

    async fn whoever_signs_or_reviews_sees_what_answers_rest_on_and_what_of_it_is_new(app) {
        let (lead, signatory, secretariat) = (
            app.signed_in("lead.01").await, app.signed_in("signatory.01").await, app.signed_in("secretariat").await,
        );
        let (path, response) = (item(&app, "01", "1.1a"), app.response("01"));
        app.answer_everything("01", &[7]).await;
        let fields = [("title", "Hälsopolicy"), ("place", "Diariet 2026-17"), ("dated_on", "2026-03-01")];
        upload(&lead, &path, &fields, None).await.is(303);
        let line = "Underlag Hälsopolicy (Diariet 2026-17, 1 mars 2026)";
        let check = lead.get(&format!("/responses/{response}/check")).await.is(200);
        assert!(check.words().contains(line), "{}", check.words());
        lead.hand_over(response).await.is(303);
        let sign = signatory.get(&format!("/responses/{response}/sign")).await.is(200);
        assert!(sign.words().contains(line), "{}", sign.words());
        signatory.sign(response).await.is(303);
        let receipt = lead.get(&format!("/responses/{response}/versions/1")).await.is(200);
        assert!(receipt.words().contains(line), "{}", receipt.words());
        let version = app.column("SELECT id AS value FROM signed_version").remove(0);
        let review = secretariat.get(&format!("/secretariat/review/{version}")).await.is(200);
        assert!(review.words().contains(line), "{}", review.words());

        // Sent back; another document and another opt-in, and not a word of an answer: the reviewer sees both.
        let note = perspektiv::store::review::Decision::Return("2027-03-05".parse().unwrap());
        app.decide(&version, note).await;
        let piece = app.column("SELECT id AS value FROM evidence").remove(0);
        lead.post(&format!("{path}/evidence/remove"), &[("evidence", &piece)]).await.is(303);
        let action = format!("/responses/{response}/hand-over");
        let mut form = lead.get(&format!("/responses/{response}/check")).await.is(200).form(&action);
        crate::support::person::set(&mut form, "by_name", "yes");
        lead.post_form(&action, &form).await.is(303);
        signatory.sign(response).await.is(303);
        let version = app.column("SELECT id AS value FROM signed_version WHERE number = 2").remove(0);
        let review = secretariat.get(&format!("/secretariat/review/{version}")).await.is(200);
        let changed = review.texts("#item-1\\.1a .facts").concat();
        assert!(changed.contains("Ändrat sedan version 1") && changed.contains("Hälsopolicy"), "{changed}");
        assert!(!changed.contains("Underlag"), "it rests on nothing any more: {changed}");
        assert_eq!(review.texts("aside .ds-tag"), ["Ändrat sedan version 1"]);
    }

    async fn an_item_takes_so_much_evidence_and_no_more_and_only_from_those_whose_part_it_is(app) {
        let lead = app.signed_in("lead.01").await;
        let path = item(&app, "01", "1.1a");
        for number in 0..PIECES_MAX {
            upload(&lead, &path, &[("title", &format!("Nr {number}")), ("place", "x")], None).await.is(303);
        }
        let refused = upload(&lead, &path, &[("title", "En till"), ("place", "x")], None).await.is(422);
        assert_eq!(refused.attributes("#title", "value"), ["En till"], "what was typed stays");
        assert!(refused.words().contains("Ta bort något först"), "{}", refused.words());
        app.delegate("01", "contributor", &["1.2"]).await;
        let contributor = app.signed_in("contributor.01").await;
        upload(&contributor, &path, &[("title", "x"), ("place", "x")], None).await.is(409);
        upload(&contributor, &item(&app, "01", "1.2a"), &[("title", "x"), ("place", "x")], None).await.is(303);
        upload(&app.signed_in("signatory.01").await, &path, &[("title", "x"), ("place", "x")], None).await.is(404);
    }

    async fn colleagues_talk_and_whoever_is_asked_gets_one_mail_a_day(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let path = item(&app, "01", "1.1a");
        let contributor = app.person_id("contributor.01").await;
        let say = |body: &'static str, mention: &str| {
            let (lead, path, mention) = (&lead, format!("{path}/remarks"), mention.to_owned());
            async move { lead.post(&path, &[("body", body), ("mention", &mention)]).await }
        };
        say("Kan du se över det här?", &contributor).await.leads_to(&format!("{path}?done=said#remarks"));
        app.wait(Duration::seconds(1));
        say("Och det här också.", &contributor).await.is(303);
        lead.post(&format!("{}/remarks", item(&app, "01", "1.2a")), &[("body", "Här med."), ("mention", &contributor)]).await.is(303);
        // Nobody outside the member is asked, and nothing is said of nothing.
        app.wait(Duration::seconds(1));
        say("Till en annan.", &app.person_id("lead.02").await).await.is(303);
        let empty = say("  ", &contributor).await.is(422);
        assert!(empty.words().contains("Skriv något först"));
        assert_eq!(app.count("mention"), 3);
        let page = signatory.get(&path).await.is(200);
        assert_eq!(page.texts("#remarks .note p.pre"), ["Kan du se över det här?", "Och det här också.", "Till en annan."]);
        for who in ["lead.02", "secretariat", "reader.01"] {
            app.signed_in(who).await.get(&path).await.is(404);
        }

        app.deliver().await;
        let told = |app: &TestApp| app.mails("contributor.01@example.org").into_iter()
            .filter(|mail| mail.text.contains("vill att du tittar")).collect::<Vec<_>>();
        assert!(told(&app).is_empty(), "not before the morning");
        app.wait(Duration::hours(24));
        app.deliver().await;
        let mails = told(&app);
        assert_eq!(mails.len(), 1);
        for secret in ["Kan du", "lead 01", "1.1a"] {
            assert!(!mails[0].raw.contains(secret), "{}", mails[0].raw);
        }
        let asked = app.signed_in("contributor.01").await;
        let tasks = format!("/responses/{}", app.response("01"));
        let page = asked.get(&mails[0].link()).await.is(200);
        assert_eq!(page.attributes("main .note a", "href"), [format!("{path}#remarks"), format!("{}#remarks", item(&app, "01", "1.2a"))]);
        assert!(page.words().contains("lead 01 vill att du tittar på 1.1a , 1.2a ."), "{}", page.words());
        asked.post(&format!("{path}/read"), &[]).await.is(303);
        assert_eq!(asked.get(&tasks).await.texts("main .note a"), ["1.2a"]);
        // Who answers has read; a mail for what was read meanwhile is not sent.
        asked.post(&format!("{}/remarks", item(&app, "01", "1.2a")), &[("body", "Det är gjort.")]).await.is(303);
        assert!(asked.get(&tasks).await.texts("main .note a").is_empty());
        let lead = app.signed_in("lead.01").await;
        lead.post(&format!("{path}/remarks"), &[("body", "En sak till."), ("mention", &contributor)]).await.is(303);
        asked.post(&format!("{path}/read"), &[]).await.is(303);
        app.wait(Duration::hours(24));
        app.deliver().await;
        assert_eq!(told(&app).len(), 1);
        // It is never signed; and once that is approved nobody is asked to look.
        let (lead, asked) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        lead.post(&format!("{path}/remarks"), &[("body", "Till sist."), ("mention", &contributor)]).await.is(303);
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        assert_eq!(asked.get(&tasks).await.texts("main .note a"), ["1.1a"]);
        app.decide(&version, perspektiv::store::review::Decision::Approve).await;
        assert!(asked.get(&tasks).await.is(200).texts("main .note a").is_empty());
        app.wait(Duration::hours(24));
        app.deliver().await;
        assert_eq!(told(&app).len(), 1, "nor by mail");
        assert!(!app.column("SELECT content AS value FROM signed_version").concat().contains("Kan du se"));
    }

    async fn the_whole_history_is_there_and_an_older_answer_becomes_a_new_revision(app) {
        let lead = app.signed_in("lead.01").await;
        let (response, path) = (app.response("01"), item(&app, "01", "1.1a"));
        for (base, value, comment) in [(0, 3, "Först"), (1, 8, "Sedan"), (2, 5, "")] {
            lead.save(response, "1.1a", base, value, comment).await.is(200);
        }
        let page = lead.get(&path).await.is(200);
        assert_eq!(page.texts("#history li strong"), ["5 av 10", "8 av 10", "3 av 10"]);
        assert_eq!(page.attributes("#history [name=revision]", "value"), ["2", "1"]);
        assert!(page.words().contains("lead 01"));
        let restore = format!("{path}/restore");
        lead.post(&restore, &[("base", "3"), ("revision", "1")]).await.leads_to(&format!("{path}?done=restored#history"));
        let stands = "SELECT revision || ' ' || value || ' ' || comment AS value FROM answer WHERE item = '1.1a'";
        assert_eq!(app.column(stands), ["4 3 Först"]);
        // Somebody was faster: nothing is taken back unseen.
        let stale = lead.post(&restore, &[("base", "3"), ("revision", "2")]).await.is(422);
        assert!(stale.words().contains("Någon har ändrat svaret"), "{}", stale.words());
        assert_eq!(app.column(stands), ["4 3 Först"]);
        app.signed_in("contributor.02").await.get(&path).await.is(404);
        app.answer_everything("01", &[9]).await;
        app.submit(response, "01").await;
        lead.post(&restore, &[("base", "5"), ("revision", "2")]).await.is(409);
        assert!(lead.get(&path).await.is(200).texts("#history button").is_empty());
    }
}
