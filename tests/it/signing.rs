//! From the check page to the receipt: what is mended first, what is opted into, who is asked, who signs, and what is kept of it.

use chrono::Duration;
use perspektiv::{store::review::Decision, workflow::signed};
use reqwest::Method;

use crate::support::{Page, Person, TestApp, person::set};

/// A second signatory for member 01.
async fn second_signatory(app: &TestApp) -> Person {
    app.execute(
        "INSERT INTO person (id, name, email, language, created_at) VALUES
             ('vice', 'vice 01', 'vice.01@example.org', 'sv', '2024-01-01 00:00:00');
         INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year) VALUES
             ('avice', 'vice', 'signatory', 'member01', 2020, NULL);",
    );
    app.signed_in("vice.01").await
}

fn path(app: &TestApp, rest: &str) -> String {
    format!("/responses/{}{rest}", app.response("01"))
}

/// The form of the check page.
async fn check(app: &TestApp, lead: &Person) -> (Page, Vec<(String, String)>) {
    let page = lead.get(&path(app, "/check")).await.is(200);
    let form = page.form(&path(app, "/hand-over"));
    (page, form)
}

/// The mails to an address with this in their subject.
fn mails(app: &TestApp, who: &str, subject: &str) -> Vec<crate::support::app::Mail> {
    let all = app.mails(&format!("{who}@example.org")).into_iter();
    all.filter(|mail| mail.raw.contains(&format!("Subject: {subject}"))).collect()
}

async fn bytes(person: &Person, path: &str) -> Vec<u8> {
    let response = person.request(Method::GET, path).send().await.unwrap();
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

on_both! {
    async fn the_check_page_shows_what_the_reviewer_will_see_with_the_way_to_mend_it(app) {
        app.publish_year_before(&[("01", 3)]).await;
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        app.answer_everything("01", &[4, 5]).await;
        let (page, _) = check(&app, &lead).await;
        assert!(page.texts("#observed").is_empty(), "{}", page.words());
        lead.save(response, "1.1a", 1, 10, "").await.is(200);
        lead.save(response, "3.2a", 1, 9, "Nytt arbetssätt.").await.is(200);
        let (page, form) = check(&app, &lead).await;
        let seen = page.texts("#observed li");
        assert_eq!(seen.len(), 3, "{seen:?}");
        assert_eq!(seen[0], "1.1a har stigit från 3 till 10 sedan 2026.");
        assert_eq!(seen[1], "1.1a har värdet 10 utan kommentar.");
        let links = page.attributes("#observed a", "href");
        assert_eq!(links[2], path(&app, "/substandards/3.2#item-3.2a"));

        // The reviewer sees the same sentences.
        lead.post_form(&path(&app, "/hand-over"), &form).await.is(303);
        app.signed_in("signatory.01").await.sign(response).await.is(303);
        let version = app.column(&format!("SELECT id AS value FROM signed_version WHERE response_id = '{response}'"));
        let review = app.signed_in("secretariat").await.get(&format!("/secretariat/review/{}", version[0])).await.is(200);
        assert_eq!(review.texts(".observations li"), seen);
    }

    async fn what_is_opted_into_is_frozen_with_the_answers_and_nothing_is_by_default(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let (page, mut form) = check(&app, &lead).await;
        assert!(page.attributes("#by_name, #share_examples", "checked").is_empty());
        set(&mut form, "by_name", "yes");
        lead.post_form(&path(&app, "/hand-over"), &form).await.is(303);
        let page = signatory.get(&path(&app, "/sign")).await.is(200);
        assert!(page.words().contains("Visa oss med namn för andra: Ja"), "{}", page.words());
        assert!(page.words().contains("Dela våra goda exempel: Nej"), "{}", page.words());
        signatory.sign(response).await.is(303);
        let text = signatory.get(&path(&app, "/versions/1/content.json")).await.is(200).body;
        let content: signed::Content = serde_json::from_str(&text).unwrap();
        assert!(content.opt_ins.by_name && !content.opt_ins.share_examples);
        let version = app.column("SELECT id AS value FROM signed_version").remove(0);
        let review = app.signed_in("secretariat").await.get(&format!("/secretariat/review/{version}")).await.is(200);
        assert!(review.words().contains("Visa oss med namn för andra Ja"), "{}", review.words());

        // Without them a version has the bytes it had before there were any; and what was chosen stands when it comes back.
        app.decide(&version, Decision::Return("2027-03-20".parse().unwrap())).await;
        let (page, mut form) = check(&app, &lead).await;
        assert_eq!(page.attributes("#by_name, #share_examples", "checked").len(), 1);
        form.retain(|(name, _)| name != "by_name");
        lead.post_form(&path(&app, "/hand-over"), &form).await.is(303);
        signatory.sign(response).await.is(303);
        let text = signatory.get(&path(&app, "/versions/2/content.json")).await.is(200).body;
        assert!(!text.contains("opt_ins"), "{text}");
    }

    async fn those_who_were_chosen_are_told_and_any_one_of_them_signs(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let vice = second_signatory(&app).await;
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        app.mail.forget();
        let (page, mut form) = check(&app, &lead).await;
        assert_eq!(page.attributes("input[name=signatory]", "checked").len(), 2, "all are preselected");

        // Nobody chosen: nothing happens, and what was typed is still there.
        form.retain(|(name, _)| name != "signatory");
        set(&mut form, "note", "Titta på 4.1a.");
        let page = lead.post_form(&path(&app, "/hand-over"), &form).await.is(409);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#signatories"]);
        assert_eq!(page.exact_texts("#note"), ["Titta på 4.1a."]);
        assert_eq!(app.count("response WHERE state = 'awaiting-signature'"), 0);

        set(&mut form, "signatory", "vice");
        lead.post_form(&path(&app, "/hand-over"), &form).await.is(303);
        app.deliver().await;
        assert!(app.mails("signatory.01@example.org").is_empty());
        let mail = app.newest_mail("vice.01@example.org");
        assert!(mail.link().ends_with(&path(&app, "/sign")), "{}", mail.text);
        for kept in ["Titta på 4.1a.", "lead 01", " 7 "] {
            assert!(!mail.text.contains(kept), "{}", mail.text);
        }
        assert!(lead.get(&path(&app, "")).await.words().contains("Lämnade till: vice 01."));

        // Who was not chosen reads, and neither signs nor asks for a change.
        let page = signatory.get(&path(&app, "/sign")).await.is(200);
        assert!(page.words().contains("lämnade till vice 01 för underskrift"), "{}", page.words());
        assert!(page.attributes("form[action$='/sign']", "action").is_empty());
        let sign = [("read", "yes"), ("sha256", "x")];
        let refused = signatory.post(&path(&app, "/sign"), &sign).await.is(409);
        assert!(refused.words().contains("Någon annan ska skriva under"), "{}", refused.words());
        signatory.post(&path(&app, "/ask-back"), &[("why", "Nej")]).await.is(409);
        let page = vice.get(&path(&app, "/sign")).await.is(200);
        assert!(page.words().contains("Titta på 4.1a."), "{}", page.words());
        vice.sign(response).await.is(303);
        assert_eq!(app.count("signed_version WHERE signer_name = 'vice 01'"), 1);
    }

    async fn the_mail_to_those_who_sign_is_not_sent_when_the_answers_were_taken_back(app) {
        let lead = app.signed_in("lead.01").await;
        app.answer_everything("01", &[7]).await;
        app.mail.forget();
        lead.hand_over(app.response("01")).await.is(303);
        lead.post(&path(&app, "/take-back"), &[]).await.is(303);
        app.deliver().await;
        assert!(app.mail.letters().is_empty());
        lead.hand_over(app.response("01")).await.is(303);
        app.deliver().await;
        assert_eq!(app.mail.letters().len(), 1);
    }

    async fn who_leads_hears_by_mail_that_a_change_is_asked_for(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        lead.hand_over(response).await.is(303);
        signatory.post(&path(&app, "/ask-back"), &[("why", "Skriv kortare vid 3.2a.")]).await.is(303);
        app.deliver().await;
        let mail = app.newest_mail("lead.01@example.org");
        assert!(mail.text.contains("ber om en ändring först"), "{}", mail.text);
        assert!(!mail.text.contains("3.2a") && !mail.text.contains("signatory 01"), "{}", mail.text);
        assert!(mail.text.contains(&path(&app, "")), "{}", mail.text);
        assert!(lead.get(&path(&app, "")).await.words().contains("Skriv kortare vid 3.2a."));

        // Mended and handed over before the worker comes: there is nothing to tell any more.
        app.wait(Duration::minutes(1));
        lead.hand_over(response).await.is(303);
        signatory.post(&path(&app, "/ask-back"), &[("why", "Mer")]).await.is(303);
        app.wait(Duration::minutes(1));
        lead.hand_over(response).await.is(303);
        app.mail.forget();
        app.deliver().await;
        assert!(app.mails("lead.01@example.org").is_empty());
        assert_eq!(app.count("mail WHERE kind = 'asked-back' AND state = 'skipped'"), 1);
    }

    async fn where_nobody_can_sign_the_lead_is_told_what_to_do(app) {
        let lead = app.signed_in("lead.01").await;
        app.answer_everything("01", &[7]).await;
        app.execute("DELETE FROM assignment WHERE role = 'signatory' AND member_id = 'member01'");
        let page = lead.get(&path(&app, "/check")).await.is(200);
        assert!(page.words().contains("Ingen är inlagd som presidieledamot hos er"), "{}", page.words());
        assert!(page.attributes("form[action$='/hand-over']", "action").is_empty());
        lead.post(&path(&app, "/hand-over"), &[("gaps", "yes")]).await.is(409);
        assert_eq!(app.count("response WHERE state = 'awaiting-signature'"), 0);
    }

    async fn who_signed_in_a_while_ago_types_a_code_that_works_once_and_for_this(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        lead.hand_over(response).await.is(303);
        let sign = path(&app, "/sign");
        assert!(signatory.get(&sign).await.attributes("#code", "name").is_empty(), "just signed in");
        app.wait(Duration::minutes(11));
        let page = signatory.get(&sign).await.is(200);
        let mut form = page.form(&sign);
        set(&mut form, "read", "yes");
        set(&mut form, "why", "En tanke om 4.1a.");
        let page = signatory.post_form(&sign, &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#code"]);

        // The code is mailed on request, and nothing typed is lost.
        app.deliver().await;
        app.mail.forget();
        let page = signatory.post_form(&format!("{sign}/code"), &form).await.is(200);
        assert!(page.words().contains("s•••@example.org"), "{}", page.words());
        assert_eq!(page.exact_texts("#why"), ["En tanke om 4.1a."]);
        assert_eq!(page.attributes("#read", "checked").len(), 1);
        app.deliver().await;
        let mail = app.newest_mail("signatory.01@example.org");
        assert!(mail.link().ends_with("/sign") && !mail.text.contains("Region"), "{}", mail.text);
        let code = mail.code();
        let stored = app.column("SELECT code_hash AS value FROM sign_in WHERE response_id IS NOT NULL");
        assert_eq!(stored.len(), 1);
        assert_eq!(app.count("mail WHERE kind = 'signing-code' AND text_body <> ''"), 0, "never at rest");

        set(&mut form, "code", "AAAA-AAAA");
        let page = signatory.post_form(&sign, &form).await.is(422);
        assert!(page.words().contains("Koden stämmer inte."), "{}", page.words());
        assert_eq!(page.exact_texts("#why"), ["En tanke om 4.1a."]);
        assert_eq!(app.column("SELECT CAST(attempts AS text) AS value FROM sign_in WHERE response_id IS NOT NULL"), ["1"]);

        // It is no way in.
        let stranger = app.person("signatory.01@example.org");
        stranger.get("/sign-in/sent").await.is(200);
        stranger.post("/sign-in/code", &[("code", &code)]).await.is(422);

        // Typed for what has changed meanwhile it is not used up; for what was read it signs.
        let mut other = form.clone();
        set(&mut other, "code", &code);
        set(&mut other, "sha256", "x");
        signatory.post_form(&sign, &other).await.is(409);
        set(&mut form, "code", &code.to_lowercase());
        signatory.post_form(&sign, &form).await.is(303);
        assert_eq!(app.count("signed_version"), 1);
        assert_eq!(app.count("sign_in WHERE response_id IS NOT NULL AND used_at IS NOT NULL"), 1);
    }

    async fn a_code_dies_after_a_quarter_of_an_hour_five_guesses_or_a_newer_one(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        app.answer_everything("01", &[7]).await;
        lead.hand_over(app.response("01")).await.is(303);
        app.wait(Duration::minutes(30));
        app.deliver().await;
        let sign = path(&app, "/sign");
        let ask = async || {
            app.wait(Duration::seconds(1));
            signatory.post(&format!("{sign}/code"), &[]).await.is(200);
            app.deliver().await;
            app.newest_mail("signatory.01@example.org").code()
        };
        let with = async |code: &str| {
            let mut form = signatory.get(&sign).await.is(200).form(&sign);
            set(&mut form, "read", "yes");
            set(&mut form, "code", code);
            signatory.post_form(&sign, &form).await
        };
        let old = ask().await;
        app.wait(Duration::minutes(16));
        let page = with(&old).await.is(422);
        assert!(page.words().contains("Det finns ingen kod som gäller."), "{}", page.words());
        let first = ask().await;
        let second = ask().await;
        assert!(with(&first).await.is(422).words().contains("Koden stämmer inte."), "the newest counts");
        for _ in 0..4 {
            with("AAAA-AAAA").await.is(422);
        }
        with(&second).await.is(422);
        assert_eq!(app.count("signed_version"), 0);

        // The limit is that of signing in, in the database.
        for _ in 0..4 {
            ask().await;
        }
        signatory.post(&format!("{sign}/code"), &[("why", "Kvar")]).await.is(429);
        app.wait(Duration::minutes(16));
        let code = ask().await;
        with(&code).await.is(303);
    }

    async fn the_receipt_goes_to_who_signed_and_who_leads_and_holds_no_answers(app) {
        app.invite().await;
        app.execute("UPDATE person SET language = 'en' WHERE email = 'signatory.01@example.org'");
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        app.answer_everything("01", &[7]).await;
        lead.save(app.response("01"), "1.1a", 1, 7, "En hemlig kommentar").await.is(200);
        lead.hand_over(app.response("01")).await.is(303);
        app.deliver().await;
        app.mail.forget();
        signatory.sign(app.response("01")).await.is(303);
        app.deliver().await;
        assert_eq!(app.mail.letters().len(), 2);
        let checksum = app.column("SELECT sha256 AS value FROM signed_version").remove(0);
        let mail = app.newest_mail("lead.01@example.org");
        for said in [checksum.as_str(), "version 1", "10 februari 2027", "Region Ett", &path(&app, "/versions/1")] {
            assert!(mail.text.contains(said), "{said}: {}", mail.text);
        }
        for kept in ["hemlig", "signatory 01"] {
            assert!(!mail.text.contains(kept), "{}", mail.text);
        }
        assert!(mail.raw.contains("References: "), "{}", mail.raw);
        assert_eq!(mails(&app, "signatory.01", "Receipt").len(), 1);
    }

    async fn the_signed_version_can_be_kept_as_a_document_and_as_a_table(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        app.answer_everything("01", &[7]).await;
        lead.save(app.response("01"), "1.1a", 1, 7, "=Åäö \u{1F600} \u{202E}\n#emph[x] $a$ \\u{41}").await.is(200);
        lead.hand_over(app.response("01")).await.is(303);
        signatory.sign(app.response("01")).await.is(303);
        let page = lead.get(&path(&app, "/versions/1")).await.is(200);
        let links = page.attributes("main a[download]", "href");
        assert_eq!(links, ["document.pdf", "content.json", "answers.csv"].map(|name| path(&app, &format!("/versions/1/{name}"))));

        let csv = lead.get(&links[2]).await.is(200);
        assert_eq!(csv.header("content-disposition"), "attachment; filename=\"sjalvevaluering-2027-01-version-1.csv\"");
        assert!(csv.body.contains("1.1a,core,rating,7,false,\"'=Åäö") && csv.body.lines().count() > 85, "{}", csv.body);

        let pdf = bytes(&lead, &links[0]).await;
        assert_eq!(pdf, bytes(&lead, &links[0]).await, "the same bytes whenever it is made");
        assert_ne!(pdf, { app.execute("UPDATE person SET language = 'en' WHERE email = 'lead.01@example.org'"); bytes(&lead, &links[0]).await });
        let text = crate::support::pdf::text(&pdf);
        if let Ok(folder) = std::env::var("KEEP") {
            std::fs::write(format!("{folder}/signed.pdf"), &pdf).unwrap();
        }
        for said in ["Självvärdering 2027", "Region Ett", "lead 01", "Lämnade för underskrift", "signatory 01", "#emph[x] $a$"] {
            assert!(text.contains(said), "{said} is not in\n{text}");
        }
        let checksum = app.column("SELECT sha256 AS value FROM signed_version").remove(0);
        assert!(text.replace(char::is_whitespace, "").contains(&checksum), "{text}");
        let raw = crate::support::pdf::syntax(&pdf);
        for tagged in ["/StructTreeRoot", "/MarkInfo", "/Lang(sv", "pdfuaid:part", "/TH", "/Figure", "/Alt", "/H1"] {
            assert!(raw.contains(tagged), "{tagged}");
        }
    }

    async fn a_downloaded_version_is_verified_against_the_database_or_a_checksum(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        app.answer_everything("01", &[7]).await;
        lead.hand_over(app.response("01")).await.is(303);
        signatory.sign(app.response("01")).await.is(303);
        let checksum = app.column("SELECT sha256 AS value FROM signed_version").remove(0);
        let file = |name: &str| app.folder().join(name).to_str().unwrap().to_owned();
        let (json, pdf, forged) = (file("a.json"), file("a.pdf"), file("forged.json"));
        std::fs::write(&json, bytes(&lead, &path(&app, "/versions/1/content.json")).await).unwrap();
        std::fs::write(&pdf, bytes(&lead, &path(&app, "/versions/1/document.pdf")).await).unwrap();
        std::fs::write(&forged, std::fs::read_to_string(&json).unwrap().replacen("\"value\": 7", "\"value\": 8", 1)).unwrap();
        std::fs::write(file("other.json"), "{}").unwrap();
        let url = app.database_url();
        let run = async |arguments: &[&str]| {
            let arguments: Vec<String> =
                ["perspektiv", "--database-url", &url, "verify"].iter().chain(arguments).map(|a| (*a).to_owned()).collect();
            let run = move || {
                let (mut out, mut err) = (Vec::new(), Vec::new());
                let code = perspektiv::cli::run(arguments, &mut out, &mut err);
                (code, String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap())
            };
            tokio::task::spawn_blocking(run).await.unwrap()
        };
        for path in [&json, &pdf] {
            let (code, said) = run(&[path]).await;
            assert!(code == 0 && said.contains("verified\tby the database") && said.contains("member\t01 Region Ett"), "{said}");
            let (code, said) = run(&[path, "--checksum", &checksum.to_uppercase()]).await;
            assert!(code == 0 && said.contains(&format!("sha256\t{checksum}")), "{said}");
        }
        let (code, said) = run(&[&forged]).await;
        assert!(code == 1 && said.contains("checksums differ"), "{said}");
        assert_eq!(run(&[&json, "--checksum", &"0".repeat(64)]).await.0, 1);
        assert_eq!(run(&[&json, "--checksum", "abc"]).await.0, 2);
        assert_eq!(run(&[&file("other.json")]).await.0, 1);
        assert_eq!(run(&["/no/such/file"]).await.0, 1);
    }

    async fn right_after_signing_the_region_gets_its_profile_and_three_parts_to_work_on(app) {
        app.publish_year_before(&[("01", 8)]).await;
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[8]).await;
        for (item, value) in [("5.4a", 2), ("5.4b", 2), ("1.2a", 4), ("1.2b", 4), ("3.2a", 10), ("3.2b", 10)] {
            lead.save(response, item, 1, value, "Så är det.").await.is(200);
        }
        lead.hand_over(response).await.is(303);
        let page = signatory.get(&path(&app, "/sign")).await.is(200);
        assert!(page.texts("#in-short .standouts li")[0].starts_with("3.2 "), "{:?}", page.texts("#in-short .standouts li"));
        assert_eq!(page.texts("#comments article").len(), 6);
        let receipt = signatory.sign(response).await.is(303).location().to_owned();
        let page = signatory.get(&receipt).await.is(200);
        let work_on = page.texts("#back .work-on li");
        assert_eq!(work_on.len(), 3, "{work_on:?}");
        assert!(work_on[0].starts_with("5.4 ") && work_on[0].ends_with("Lägst av alla delar: 2,0."), "{work_on:?}");
        assert!(work_on[1].starts_with("1.2 ") && work_on[1].contains("sjunkit mest sedan 2026: −4,0"), "{work_on:?}");
        assert!(page.texts("#back table tbody tr").len() == 4, "{}", page.words());
        assert!(!page.words().contains("Median"), "nothing of the network");
        // The secretariat has its own page for the review.
        let boss = app.signed_in("secretariat").await.get(&receipt).await.is(200);
        assert!(boss.texts("#back").is_empty());
    }

    async fn the_log_tells_the_way_to_the_version_and_stays_as_it_was(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        lead.hand_over(response).await.is(303);
        signatory.post(&path(&app, "/ask-back"), &[("why", "Mer")]).await.is(303);
        app.wait(Duration::minutes(1));
        lead.hand_over(response).await.is(303);
        app.wait(Duration::minutes(1));
        signatory.sign(response).await.is(303);
        app.execute("UPDATE person SET name = 'Någon annan' WHERE email = 'lead.01@example.org'");
        let log: Vec<signed::Step> =
            serde_json::from_str(&app.column("SELECT log AS value FROM signed_version")[0]).unwrap();
        let steps: Vec<_> = log.iter().map(|step| (step.what.as_str(), step.who.as_str())).collect();
        assert_eq!(steps.first().unwrap(), &("opened", "lead 01"));
        assert!(steps.contains(&("asked-back", "signatory 01")), "{steps:?}");
        assert_eq!(steps[steps.len() - 2..], [("handed-over", "lead 01"), ("signed", "signatory 01")]);
    }
}
