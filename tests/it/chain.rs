//! The yearly chain: invite, remind, answer, hand over, sign, review, approve, publish.

use std::collections::BTreeMap;

use chrono::Duration;
use perspektiv::{store::review::Decision, workflow::signed};

use crate::support::{Page, TestApp, person::set, smtp::Behaviour};

/// Everybody who is invited: four members with a process lead and a signatory. Their contributors hear when they get parts.
const ASKED: usize = 8;

fn due() -> Decision {
    Decision::Return("2027-03-20".parse().unwrap())
}

/// How many mails lie in each state.
fn fates(app: &TestApp) -> BTreeMap<String, usize> {
    let mut fates = BTreeMap::new();
    for state in app.column("SELECT state AS value FROM mail") {
        *fates.entry(state).or_default() += 1;
    }
    fates
}

on_both! {
    async fn inviting_many_times_at_once_gives_each_person_one_mail(app) {
        let queued = futures_util::future::join_all((0..6).map(|_| app.invite())).await;
        assert_eq!(queued.iter().sum::<usize>(), ASKED, "{queued:?}");
        assert_eq!(app.invite().await, 0);
        // Two workers at once, as in two processes.
        futures_util::future::join(app.deliver(), app.deliver()).await;
        assert_eq!(app.mail.letters().len(), ASKED);
        for who in ["lead", "signatory"] {
            assert_eq!(app.mails(&format!("{who}.03@example.org")).len(), 1, "{who}");
        }
        for who in ["contributor.03", "second.03", "reader.01", "board", "theme", "former", "nobody", "secretariat"] {
            assert!(app.mails(&format!("{who}@example.org")).is_empty(), "{who}");
        }
        let mail = app.newest_mail("lead.01@example.org");
        assert!(mail.url().starts_with(&format!("http://{}/invitation/", app.address)), "{}", mail.url());
        assert!(mail.text.contains("Region Ett") && !mail.text.contains("contributor"), "{}", mail.text);
    }

    async fn a_bad_address_stops_nobody_elses_mail_and_its_fate_is_kept(app) {
        let bad = "lead.02@example.org".to_owned();
        app.mail.behave(Behaviour::RefuseOnly(550, vec![bad.clone()]));
        app.invite().await;
        app.deliver().await;
        assert_eq!(fates(&app), BTreeMap::from([("failed".to_owned(), 1), ("sent".to_owned(), ASKED - 1)]));
        let fault = app.column(&format!("SELECT fault AS value FROM mail WHERE address = '{bad}'"));
        assert!(fault[0].contains("550"), "{fault:?}");
        app.mail.behave(Behaviour::Accept);
        app.deliver().await;
        assert!(app.mails(&bad).is_empty(), "a refusal is final until somebody sends it again");
    }

    async fn a_mail_server_that_is_down_loses_nothing(app) {
        app.mail.behave(Behaviour::Busy);
        app.invite().await;
        app.deliver().await;
        assert_eq!(fates(&app), BTreeMap::from([("retry".to_owned(), ASKED)]));
        app.mail.behave(Behaviour::Accept);
        app.wait(Duration::minutes(2));
        app.deliver().await;
        assert_eq!(fates(&app), BTreeMap::from([("sent".to_owned(), ASKED)]));
        assert_eq!(app.mail.letters().len(), ASKED);
    }

    async fn a_reminder_goes_to_whom_the_round_waits_for_and_is_decided_when_it_is_sent(app) {
        app.invite().await;
        app.deliver().await;
        app.mail.forget();
        // 01 is handed over, 02 is signed, 03 and 04 still answer.
        for code in ["01", "02"] {
            app.answer_everything(code, &[7]).await;
        }
        app.submit(app.response("02"), "02").await;
        app.signed_in("lead.01").await.hand_over(app.response("01")).await.is(303);
        for (code, who, part) in [("03", "contributor", "1.1"), ("04", "contributor", "1.1"), ("04", "second", "1.2")] {
            app.delegate(code, who, &[part]).await;
        }
        app.finish("04", "contributor", "1.1").await;
        app.deliver().await;
        app.mail.forget();
        let queued = app.remind(1).await;
        assert_eq!(queued, 1 + 2 + 2, "a signatory, two leads, and the contributors of theirs with parts that are not finished");
        assert_eq!(app.remind(1).await, 0, "the same form sent again");

        // Before the worker comes, 03 signs: its people are no longer reminded.
        app.answer_everything("03", &[7]).await;
        app.submit(app.response("03"), "03").await;
        app.deliver().await;
        let to = |email: &str| app.mails(email).len();
        assert_eq!((to("signatory.01@example.org"), to("lead.01@example.org")), (1, 0));
        assert_eq!((to("lead.03@example.org"), to("contributor.03@example.org")), (0, 0));
        assert_eq!((to("lead.04@example.org"), to("second.04@example.org"), to("contributor.04@example.org")), (1, 1, 0));
        assert_eq!(app.count("mail WHERE kind = 'reminder' AND state = 'skipped'"), 2);
        let answers = app.newest_mail("second.04@example.org").link();
        assert_eq!(answers, format!("/responses/{}", app.response("04")), "who was not invited goes to the answers");
        let reminder = app.newest_mail("lead.04@example.org");
        let invitation = app.column(
            "SELECT message_id AS value FROM mail WHERE kind = 'invitation' AND address = 'lead.04@example.org'",
        );
        assert!(reminder.raw.contains(&format!("References: {}", invitation[0])), "{}", reminder.raw);
    }

    async fn nobody_is_reminded_who_has_nothing_left_to_do(app) {
        // Another who signs for the same member, and is not asked.
        app.execute("INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year)
            SELECT 'a1', id, 'signatory', 'member01', 2027, NULL FROM person WHERE email = 'reader.01@example.org'");
        let boss = app.signed_in("secretariat").await;
        let mail = format!("/secretariat/rounds/{}/mail", app.round);
        let page = boss.get(&mail).await.is(200);
        assert!(page.words().contains("Skicka inbjudan till 9 personer"), "{}", page.words());
        assert!(page.words().contains("Medsvarande bjuds inte in härifrån."), "{}", page.words());
        assert_eq!(app.invite().await, 9);
        let waited = async |who: &str| {
            let page = boss.get(&mail).await.is(200);
            page.texts("main section:nth-of-type(2)").concat().contains(&format!("{who}@example.org"))
        };
        assert!(!waited("contributor.01").await, "has the role and no parts");
        app.delegate("01", "contributor", &["1.1", "1.2"]).await;
        assert!(waited("contributor.01").await);
        app.finish("01", "contributor", "1.1").await;
        assert!(waited("contributor.01").await, "one part is left");
        app.finish("01", "contributor", "1.2").await;
        assert!(!waited("contributor.01").await);

        // Handed over to one of those who sign.
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let hand_over = format!("/responses/{response}/hand-over");
        let mut form = lead.get(&format!("/responses/{response}/check")).await.is(200).form(&hand_over);
        set(&mut form, "signatory", &app.person_id("signatory.01").await);
        lead.post_form(&hand_over, &form).await.is(303);
        assert!(waited("signatory.01").await && !waited("reader.01").await && !waited("lead.01").await);
    }

    async fn gaps_have_to_be_accepted_before_answers_are_handed_over(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let hand_over = format!("/responses/{response}/hand-over");
        lead.save(response, "1.1a", 0, 5, "").await.is(200);
        let check = lead.get(&format!("/responses/{response}/check")).await.is(200);
        let missing = check.attributes("main .ds-alert a", "href");
        assert_eq!(missing.len(), 35);
        assert_eq!(missing[0], format!("/responses/{response}/substandards/1.1#item-1.1b"));
        let refused = lead.post(&hand_over, &[]).await.is(409);
        assert!(refused.words().contains("35 frågor saknar svar"), "{}", refused.words());
        assert_eq!(app.count("response WHERE state = 'awaiting-signature'"), 0);
        lead.hand_over(response).await.leads_to(&format!("/responses/{response}"));
        assert_eq!(app.count("response WHERE state = 'awaiting-signature'"), 1);
        lead.post(&hand_over, &[("gaps", "yes")]).await.is(409);
    }

    async fn nothing_is_saved_after_handing_over_until_it_comes_back(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        lead.save(response, "1.1a", 0, 5, "").await.is(200);
        let path = format!("/responses/{response}/substandards/1.1");
        let mut shown = lead.get(&path).await.form(&path);
        lead.hand_over(response).await.is(303);
        let refused = lead.save(response, "1.1a", 1, 9, "").await.is(409).json();
        assert_eq!(refused["error"]["name"], "locked");
        set(&mut shown, "value-1.1a", "9");
        lead.post_form(&path, &shown).await.is(409);
        let locked = lead.get(&path).await.is(200);
        assert!(locked.words().contains("Svaren är låsta"), "{}", locked.words());

        signatory.post(&format!("/responses/{response}/ask-back"), &[("why", " ")]).await.is(422);
        signatory.post(&format!("/responses/{response}/ask-back"), &[("why", "Se över 1.1")]).await.is(303);
        assert!(lead.get(&format!("/responses/{response}")).await.words().contains("Se över 1.1"));
        lead.save(response, "1.1a", 1, 6, "").await.is(200);
        lead.hand_over(response).await.is(303);
        lead.post(&format!("/responses/{response}/take-back"), &[]).await.is(303);
        lead.save(response, "1.1a", 2, 7, "").await.is(200);
        lead.hand_over(response).await.is(303);
        let receipt = signatory.sign(response).await.is(303);
        assert_eq!(receipt.location(), format!("/responses/{response}/versions/1"));
        lead.save(response, "1.1a", 3, 9, "").await.is(409);
        let again = [("read", "yes"), ("sha256", "")];
        signatory.post(&format!("/responses/{response}/sign"), &again).await.is(409);
    }

    async fn the_receipts_checksum_is_that_of_the_file(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[3, 8]).await;
        lead.hand_over(response).await.is(303);
        let reading = signatory.get(&format!("/responses/{response}/sign")).await.is(200);
        let receipt = signatory.sign(response).await.is(303).location().to_owned();
        let page = signatory.get(&receipt).await.is(200);
        let file = signatory.get(&format!("{receipt}/content.json")).await.is(200);
        let checksum = signed::sha256(file.body.as_bytes());
        assert_eq!(page.texts("dd.checksum"), std::slice::from_ref(&checksum));
        assert_eq!(reading.attributes("input[name=sha256]", "value"), [checksum]);
        assert_eq!(
            file.header("content-disposition"),
            "attachment; filename=\"sjalvevaluering-2027-01-version-1.json\""
        );
        let content: signed::Content = serde_json::from_str(&file.body).unwrap();
        assert_eq!((content.version, content.member_code.as_str()), (1, "01"));
        assert_eq!(signed::sha256(crate::support::app::edition_file(2027).as_bytes()), content.edition_sha256);
    }

    async fn the_database_itself_refuses_to_change_a_signed_version(app) {
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        for sql in [
            format!("UPDATE signed_version SET signer_name = 'X' WHERE id = '{version}'"),
            format!("DELETE FROM signed_version WHERE id = '{version}'"),
        ] {
            let mut conn = app.connect();
            use diesel::connection::SimpleConnection as _;
            let refused = match &mut conn {
                perspektiv::store::DbConnection::Sqlite(conn) => conn.batch_execute(&sql),
                perspektiv::store::DbConnection::Postgres(conn) => conn.batch_execute(&sql),
            };
            let refusal = refused.unwrap_err().to_string();
            assert!(refusal.contains("a signed version is immutable"), "{refusal}");
        }
        assert_eq!(app.count("signed_version WHERE signer_name = 'Signe Signatär'"), 1);
    }

    async fn what_changed_after_it_was_read_is_not_signed(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        lead.hand_over(response).await.is(303);
        let path = format!("/responses/{response}/sign");
        let mut read = signatory.get(&path).await.form(&path);
        lead.post(&format!("/responses/{response}/take-back"), &[]).await.is(303);
        lead.save(response, "1.1a", 1, 2, "").await.is(200);
        lead.hand_over(response).await.is(303);
        signatory.post_form(&path, &read).await.is(422);
        set(&mut read, "read", "yes");
        let refused = signatory.post_form(&path, &read).await.is(409);
        assert!(refused.words().contains("Svaren har ändrats"), "{}", refused.words());
        assert_eq!((app.count("signed_version"), app.count("response WHERE state = 'awaiting-signature'")), (0, 1));
    }

    async fn two_simultaneous_signatures_make_one_version(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        lead.hand_over(response).await.is(303);
        let path = format!("/responses/{response}/sign");
        let mut form = signatory.get(&path).await.form(&path);
        set(&mut form, "read", "yes");
        let presses = (0..6).map(|_| signatory.post_form(&path, &form));
        let mut statuses: Vec<u16> = futures_util::future::join_all(presses).await.iter().map(|p| p.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
        assert_eq!(app.count("signed_version"), 1);
        assert_eq!(app.count("audit_event WHERE action = 'response.signed'"), 1);
    }

    async fn signing_races_with_saving_and_nothing_newer_is_signed(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let (path, take_back) = (format!("/responses/{response}/sign"), format!("/responses/{response}/take-back"));
        let number = |sql: &str| app.column(sql).first().map_or(0, |value| value.parse::<i32>().unwrap());
        let stored = format!("SELECT cast(revision AS TEXT) AS value FROM answer WHERE response_id = '{response}' AND item = '1.1a'");
        let later = |micros: u64| tokio::time::sleep(std::time::Duration::from_micros(micros));
        let races: u64 = std::env::var("RACES").map_or(10, |races| races.parse().unwrap());
        let (mut signed_first, mut saved_first) = (0, 0);
        for race in 0..races {
            lead.hand_over(response).await.is(303);
            let mut form = signatory.get(&path).await.form(&path);
            set(&mut form, "read", "yes");
            let base = number(&stored);
            // Taken back, changed and signed, all at once: whatever comes first, the signed text is the one that was read.
            let (signed, _, saved) = futures_util::future::join3(
                async { later(race * 977 % 9000).await; signatory.post_form(&path, &form).await },
                async { later(race * 1543 % 9000).await; lead.post(&take_back, &[]).await },
                async { later(race * 2111 % 9000).await; lead.save(response, "1.1a", base, 2 + i32::try_from(race % 7).unwrap(), "").await },
            )
            .await;
            assert!([303, 409].contains(&signed.status) && [200, 409].contains(&saved.status));
            assert!(!(signed.status == 303 && saved.status == 200));
            signed_first += usize::from(signed.status == 303);
            saved_first += usize::from(saved.status == 200);
            assert_eq!(app.count("signed_version"), signed_first);
            if signed.status == 303 {
                let [id, content, checksum] = ["id", "content", "sha256"].map(|column| app.column(&format!(
                    "SELECT {column} AS value FROM signed_version ORDER BY number DESC LIMIT 1"
                )).remove(0));
                assert_eq!(perspektiv::workflow::signed::sha256(content.as_bytes()), checksum);
                let content: serde_json::Value = serde_json::from_str(&content).unwrap();
                let answer = content["items"].as_array().unwrap().iter().find(|item| item["item"] == "1.1a").unwrap();
                assert_eq!(answer["revision"], number(&stored), "what is stored is what was signed");
                app.decide(&id, due()).await;
            } else if lead.get(&format!("/responses/{response}/check")).await.is(200).texts("form[action$='hand-over']").is_empty() {
                lead.post(&take_back, &[]).await.is(303);
            }
        }
        println!("{races} races: signed {signed_first}, saved {saved_first}");
    }

    async fn a_return_opens_the_next_version_with_the_notes_at_their_items(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let first = app.submit(response, "01").await;
        app.note(&first, "3.2a", "Kan ni ge ett exempel?").await;
        let path = format!("/responses/{response}/substandards/3.2");
        assert!(!lead.get(&path).await.words().contains("Kan ni ge ett exempel?"), "not before the decision");
        app.decide(&first, due()).await;

        let tasks = lead.get(&format!("/responses/{response}")).await.is(200);
        assert!(tasks.words().contains("Återlämnad för komplettering") && tasks.words().contains("Tack för svaren."));
        assert!(tasks.words().contains("20 mars 2027"), "{}", tasks.words());
        let part = lead.get(&path).await.is(200);
        assert_eq!(part.texts("#item-3\\.2a .ds-alert p"), ["Kan ni ge ett exempel?"]);
        assert!(part.texts("#item-3\\.2b .ds-alert").is_empty());
        lead.save(response, "3.2a", 1, 8, "Till exempel så här.").await.is(200);
        lead.hand_over(response).await.is(303);
        signatory.sign(response).await.leads_to(&format!("/responses/{response}/versions/2"));
        let versions = ["1", "2"].map(|number| format!("/responses/{response}/versions/{number}/content.json"));
        assert!(!signatory.get(&versions[0]).await.is(200).body.contains("Till exempel"));
        assert!(signatory.get(&versions[1]).await.is(200).body.contains("Till exempel"));
        signatory.get(&format!("/responses/{response}/versions/3")).await.is(404);
        assert!(signatory.get(&format!("/responses/{response}/versions/1")).await.words().contains("Återlämnad"));
    }

    async fn what_the_secretariat_wrote_stands_while_the_answers_are_mended_also_after_an_ask_back(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let version = app.submit(response, "01").await;
        app.note(&version, "3.2a", "Kan ni ge ett exempel?").await;
        app.decide(&version, due()).await;
        let tasks = format!("/responses/{response}");
        let notes = |page: &crate::support::Page| page.texts("main .ds-alert");
        let returned = "Tack för svaren. secretariat, sekretariatet, 10 februari 2027";
        let page = lead.get(&tasks).await.is(200);
        assert!(notes(&page).len() == 1 && notes(&page)[0].contains(returned), "{:?}", notes(&page));

        // It stays in view while the signatory reads, and on the signatory's page.
        lead.hand_over(response).await.is(303);
        assert!(lead.get(&tasks).await.words().contains(returned));
        assert!(signatory.get(&format!("{tasks}/sign")).await.words().contains(returned));
        let part = signatory.get(&format!("{tasks}/substandards/3.2")).await.is(200);
        assert!(part.words().contains("Kan ni ge ett exempel?"), "{}", part.words());
        signatory.post(&format!("{tasks}/ask-back"), &[("why", "Skriv kortare.")]).await.is(303);

        // Each text stands under its own heading, with who wrote it.
        let page = lead.get(&tasks).await.is(200);
        let (back, asked) = ("Återlämnad för komplettering", "Skickad tillbaka före underskrift");
        let with = |heading: &str| notes(&page).into_iter().find(|note| note.starts_with(heading)).unwrap();
        assert!(with(back).contains(returned) && !with(back).contains("Skriv kortare."), "{}", with(back));
        assert!(with(asked).contains("Skriv kortare. signatory 01, 10 februari 2027"), "{}", with(asked));
        // Taken back by the lead, only what the secretariat wrote is left.
        lead.hand_over(response).await.is(303);
        lead.post(&format!("{tasks}/take-back"), &[]).await.is(303);
        let page = lead.get(&tasks).await.is(200);
        assert!(notes(&page).len() == 1 && notes(&page)[0].contains(returned), "{:?}", notes(&page));
        lead.hand_over(response).await.is(303);
        signatory.sign(response).await.is(303);
        assert!(!lead.get(&tasks).await.words().contains("Tack för svaren."), "the new version is signed");
    }

    async fn what_is_asked_about_is_to_be_completed_until_somebody_says_again_that_it_is_finished(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        for part in ["3.1", "3.2"] {
            lead.save_form(response, part, |form| set(form, "then", "next")).await.is(303);
        }
        let version = app.submit(response, "01").await;
        app.note(&version, "3.2a", "Kan ni ge ett exempel?").await;
        app.decide(&version, due()).await;
        let tasks = format!("/responses/{response}");
        let state = |page: &crate::support::Page, part: &str| {
            page.texts(&format!("li:has(a[href$='/{part}']) .ds-tag")).join(" ")
        };
        let page = lead.get(&tasks).await.is(200);
        assert_eq!(state(&page, "3.1"), "Klar");
        assert_eq!(state(&page, "3.2"), "Att komplettera");
        lead.save(response, "3.2a", 1, 8, "Till exempel så här.").await.is(200);
        assert_eq!(state(&lead.get(&tasks).await, "3.2"), "Att komplettera", "until somebody says so");
        lead.save_form(response, "3.2", |form| set(form, "then", "next")).await.is(303);
        let page = lead.get(&tasks).await.is(200);
        assert_eq!(state(&page, "3.2"), "Klar");
        assert!(!page.words().contains("Fortsätt med 3.2"), "{}", page.words());

        // Who signs reads the question beside what was done about it.
        lead.hand_over(response).await.is(303);
        let page = signatory.get(&format!("{tasks}/sign")).await.is(200);
        let asked = page.texts("#changes dd");
        assert_eq!(asked.first().map(String::as_str), Some("Kan ni ge ett exempel?"), "{asked:?}");
        assert!(page.texts("#changes dd")[1].starts_with("7 av 10"), "{asked:?}");
    }

    async fn a_question_that_nobody_did_anything_about_is_shown_to_who_signs(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let version = app.submit(response, "01").await;
        app.note(&version, "3.2a", "Kan ni ge ett exempel?").await;
        app.decide(&version, due()).await;
        lead.hand_over(response).await.is(303);
        let page = signatory.get(&format!("/responses/{response}/sign")).await.is(200);
        assert_eq!(page.texts("#changes dd"), ["Kan ni ge ett exempel?", "Samma svar"]);
        assert!(page.texts("#changes h2")[0].starts_with("Inget är ändrat"), "{:?}", page.texts("#changes h2"));
    }

    async fn a_field_for_a_question_is_out_of_the_way_until_there_is_one(app) {
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let version = app.submit(response, "01").await;
        let boss = app.signed_in("secretariat").await;
        let path = format!("/secretariat/review/{version}");
        let notes = format!("{path}/notes");
        let page = boss.get(&path).await.is(200);
        let fields = page.attributes("details textarea[name^='note-']", "name");
        assert_eq!(fields, page.attributes("textarea[name^='note-']", "name"), "each is in one");
        assert!(page.attributes("details[open] textarea", "name").is_empty());
        assert_eq!(page.texts("[id='item-3.2a'] summary"), ["Skriv en fråga 3.2a"]);
        // Stored, and wrong: those two are open, no others.
        let stale = page.form(&notes);
        let mut form = stale.clone();
        set(&mut form, "note-3.2a", "Kan ni ge ett exempel?");
        boss.post_form(&notes, &form).await.is(303);
        let open = |page: &Page| page.attributes("details[open] textarea", "name");
        let page = boss.get(&path).await.is(200);
        assert_eq!(open(&page), ["note-3.2a"]);
        let mut form = page.form(&notes);
        set(&mut form, "note-1.1a", &"x".repeat(5_000));
        assert_eq!(open(&boss.post_form(&notes, &form).await.is(422)), ["note-1.1a", "note-3.2a"]);
        // In conflict with what somebody else has taken away: open too.
        let mut form = page.form(&notes);
        set(&mut form, "note-3.2a", "");
        boss.post_form(&notes, &form).await.is(303);
        let mut form = page.form(&notes);
        set(&mut form, "note-3.2a", "Ett exempel till?");
        assert_eq!(open(&boss.post_form(&notes, &form).await.is(409)), ["note-3.2a"]);
    }

    async fn a_return_is_told_by_mail_to_those_who_lead_and_sign(app) {
        app.invite().await;
        app.execute("UPDATE person SET language = 'en' WHERE email = 'signatory.01@example.org'");
        let response = app.response("01");
        app.answer_everything("01", &[7]).await;
        let version = app.submit(response, "01").await;
        app.deliver().await;
        app.mail.forget();
        let boss = app.signed_in("secretariat").await;
        let path = format!("/secretariat/review/{version}");
        let (notes, decision) = (format!("{path}/notes"), format!("{path}/decision"));
        let mut form = boss.get(&path).await.is(200).form(&notes);
        // Two weeks from today would take time from the region: the round's last day is proposed.
        assert_eq!(form.iter().find(|(name, _)| name == "due").unwrap().1, "2027-03-05");
        boss.post_form(&notes, &form).await.leads_to(&format!("{path}?saved=notes"));
        set(&mut form, "decision", "return");
        let page = boss.post_form(&decision, &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#text"]);
        // A question at an answer says what is to be completed as well.
        set(&mut form, "note-3.2a", "Kan ni ge ett exempel?");
        boss.post_form(&decision, &form).await.leads_to("/secretariat/review?saved=returned");
        boss.post_form(&decision, &form).await.is(409);
        assert_eq!(app.count("mail WHERE kind = 'returned'"), 2, "once, to two people");
        app.deliver().await;

        let mail = app.newest_mail("lead.01@example.org");
        assert!(mail.text.contains("Självvärdering 2027 och ber er komplettera dem."), "{}", mail.text);
        assert!(mail.text.contains("underskrivna senast den 5 mars 2027"), "{}", mail.text);
        assert!(!mail.text.contains("3.2a"), "what is asked stands on the page only: {}", mail.text);
        assert!(mail.link().starts_with("/invitation/") && mail.raw.contains("References: "), "{}", mail.raw);
        let mail = app.newest_mail("signatory.01@example.org");
        assert!(mail.text.contains("Self-evaluation 2027") && mail.text.contains("signed by 5 March 2027"), "{}", mail.text);
        for who in ["contributor.01", "reader.01", "lead.02"] {
            assert!(app.mails(&format!("{who}@example.org")).is_empty(), "{who}");
        }
        let log = boss.get(&format!("/secretariat/rounds/{}/mail", app.round)).await.is(200);
        assert!(log.words().contains("Återlämnade svar"), "{}", log.words());

        // Mended and signed before the worker comes: there is nothing to tell any more.
        let second = app.submit(response, "01").await;
        app.decide(&second, due()).await;
        app.execute(&format!("UPDATE mail SET state = 'queued', cause_id = '{second}' WHERE kind = 'returned'"));
        app.submit(response, "01").await;
        app.mail.forget();
        app.deliver().await;
        assert_eq!(app.count("mail WHERE kind = 'returned' AND state = 'skipped'"), 2);
        assert!(app.mail.letters().is_empty());
    }

    async fn an_approval_is_told_by_mail_to_those_who_lead_and_sign(app) {
        app.invite().await;
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.deliver().await;
        app.mail.forget();
        let boss = app.signed_in("secretariat").await;
        let path = format!("/secretariat/review/{version}");
        let mut form = boss.get(&path).await.is(200).form(&format!("{path}/notes"));
        set(&mut form, "decision", "approve");
        boss.post_form(&format!("{path}/decision"), &form).await.leads_to("/secretariat/review?saved=approved");
        boss.post_form(&format!("{path}/decision"), &form).await.is(409);
        app.deliver().await;
        assert_eq!(app.count("mail WHERE kind = 'approved'"), 2, "once, to two people");
        for who in ["lead.01", "signatory.01"] {
            let mail = app.newest_mail(&format!("{who}@example.org"));
            assert!(mail.text.contains("Sekretariatet har godkänt svaren från"), "{}", mail.text);
            assert!(mail.text.contains(&format!("/responses/{}/versions/1", app.response("01"))), "{}", mail.text);
        }
    }

    async fn whoever_returns_answers_that_nobody_can_be_told_of_is_told_so(app) {
        app.answer_everything("02", &[7]).await;
        let version = app.submit(app.response("02"), "02").await;
        app.execute("UPDATE assignment SET to_year = 2026, from_year = 2026 WHERE member_id = 'member02'");
        let boss = app.signed_in("secretariat").await;
        let path = format!("/secretariat/review/{version}");
        let mut form = boss.get(&path).await.is(200).form(&format!("{path}/notes"));
        set(&mut form, "decision", "return");
        set(&mut form, "text", "Skriv mer.");
        let returned = boss.post_form(&format!("{path}/decision"), &form).await;
        let page = boss.get(returned.is(303).location()).await.is(200);
        assert!(page.words().contains("det finns ingen processledare eller presidieledamot"), "{}", page.words());
        assert_eq!(app.count("mail WHERE kind = 'returned'"), 0);
    }

    async fn a_version_is_decided_once(app) {
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        let decide = |decision: Decision| {
            let (version, now, app) = (version.clone(), app.clock.now(), app.clone());
            async move {
                let scope = crate::support::app::secretariat(perspektiv::workflow::Action::RunRound);
                let job = move |conn: &mut _| {
                    perspektiv::store::review::decide(conn, &scope, &version, decision, "", now)
                };
                app.db.write(job).await.is_ok()
            }
        };
        let decisions = futures_util::future::join_all([
            decide(Decision::Approve),
            decide(due()),
            decide(Decision::Approve),
            decide(due()),
        ])
        .await;
        assert_eq!(decisions.iter().filter(|done| **done).count(), 1, "{decisions:?}");
        assert_eq!(app.count("review"), 1);
    }

    async fn results_are_computed_from_approved_versions_only(app) {
        let lead = app.signed_in("lead.01").await;
        for (code, value) in [("01", 10), ("02", 4), ("03", 1)] {
            app.answer_everything(code, &[value]).await;
        }
        let approved = app.submit(app.response("01"), "01").await;
        app.decide(&approved, Decision::Approve).await;
        // 02 is returned and 03 is under review: neither counts. 04 is silent.
        let returned = app.submit(app.response("02"), "02").await;
        app.decide(&returned, due()).await;
        app.submit(app.response("03"), "03").await;
        app.publish(&app.round).await;
        let page = lead.get(&format!("/results/{}", app.round)).await.is(200);
        assert!(page.words().contains("1 av 4"), "{}", page.words());
        let table = page.texts("section:first-of-type table tbody tr").join("\n");
        assert!(table.contains("10,0") && !table.contains("4,0") && !table.contains("5,5"), "{table}");
        lead.save(app.response("01"), "1.1a", 1, 3, "").await.is(409);
        assert_eq!(lead.get(&format!("/results/{}", app.round)).await.words(), page.words());
    }

    async fn results_show_the_change_of_members_with_both_years(app) {
        app.publish_year_before(&[("01", 4), ("02", 4)]).await;
        for (code, value) in [("01", 6), ("03", 10)] {
            app.answer_everything(code, &[value]).await;
            let version = app.submit(app.response(code), code).await;
            app.decide(&version, Decision::Approve).await;
        }
        app.publish(&app.round).await;
        let page = app.signed_in("lead.01").await.get(&format!("/results/{}", app.round)).await.is(200);
        let rows = page.texts("section:first-of-type table tbody tr");
        assert!(rows[0].contains("6,0 (+2,0)") && rows[0].contains("2 av 4"), "{}", rows[0]);
        assert!(rows[0].contains("8,0") && rows[0].contains("6,0–10,0"), "{}", rows[0]);
        assert!(rows[0].contains("+2,0 (en region svarade båda åren)"), "{}", rows[0]);
        // The page is long: each perspective and its parts are a link away.
        let links = page.attributes("nav.jumps a", "href");
        assert_eq!(links[..3], ["#perspectives", "#parts", "#parts-governance"]);
        assert_eq!(links.len(), 2 + 4, "{links:?}");
        for link in links {
            assert_eq!(page.attributes(&format!("[id='{}']", &link[1..]), "id").len(), 1, "{link}");
        }
    }

    async fn unpublished_results_are_there_for_the_secretariat_only(app) {
        app.answer_everything("01", &[7]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.decide(&version, Decision::Approve).await;
        let path = format!("/results/{}", app.round);
        let mut people = Vec::new();
        for who in ["lead.01", "signatory.01", "reader.01", "lead.02", "board", "theme"] {
            people.push(app.signed_in(who).await);
        }
        for person in &people {
            person.get(&path).await.is(404);
            assert!(person.get("/results").await.is(200).texts("table").is_empty());
        }
        let secretariat = app.signed_in("secretariat").await;
        let page = secretariat.get(&path).await.is(200);
        assert!(page.words().contains("1 av 4"), "{}", page.words());
        app.publish(&app.round).await;
        for person in &people {
            person.get(&path).await.is(200);
            person.get("/results").await.leads_to(&path);
        }
    }

    async fn pressing_the_buttons_of_the_mail_page_twice_in_two_tabs_sends_each_mail_once(app) {
        let secretariat = app.signed_in("secretariat").await;
        let page = format!("/secretariat/rounds/{}/mail", app.round);
        let (invite, remind) =
            (format!("/secretariat/rounds/{}/invitations", app.round), format!("/secretariat/rounds/{}/reminders", app.round));
        let form = secretariat.get(&page).await.is(200).form(&invite);
        for sent in futures_util::future::join_all((0..4).map(|_| secretariat.post_form(&invite, &form))).await {
            sent.is(303);
        }
        app.deliver().await;
        assert_eq!(app.count("mail WHERE kind = 'invitation' AND state = 'sent'"), ASKED);
        let form = secretariat.get(&page).await.is(200).form(&remind);
        for sent in futures_util::future::join_all((0..4).map(|_| secretariat.post_form(&remind, &form))).await {
            assert!([303, 409].contains(&sent.status), "{}", sent.words());
        }
        app.deliver().await;
        assert_eq!(app.count("mail WHERE kind = 'reminder'"), 4, "those who lead; nobody waits for a signature yet, and nobody has parts");
        assert_eq!(app.mails("lead.01@example.org").len(), 2);
        assert_eq!(app.mails("signatory.01@example.org").len(), 1);
        secretariat.get(&page).await.is(200);
    }

    async fn the_whole_year_runs_through_the_pages(app) {
        let secretariat = app.signed_in("secretariat").await;
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        app.answer_everything("01", &[8]).await;
        lead.hand_over(response).await.is(303);
        signatory.sign(response).await.is(303);

        secretariat.approve_next().await;
        assert_eq!(app.count("review WHERE decision = 'approved'"), 1);
        secretariat.publish(&app.round).await;
        let page = lead.get(&format!("/results/{}", app.round)).await.is(200);
        assert!(page.words().contains("8,0") && page.words().contains("1 av 4"), "{}", page.words());
        for person in [&lead, &signatory] {
            person.get(&format!("/responses/{response}/versions/1")).await.is(200);
        }
    }

    async fn after_publication_each_region_is_told_what_became_of_its_answers(app) {
        // 01 is approved, 02 signed and never reviewed, 03 handed over, 04 returned.
        for code in ["01", "02", "03", "04"] {
            app.answer_everything(code, &[7]).await;
        }
        let approved = app.submit(app.response("01"), "01").await;
        app.submit(app.response("02"), "02").await;
        let returned = app.submit(app.response("04"), "04").await;
        app.decide(&approved, Decision::Approve).await;
        app.decide(&returned, due()).await;
        app.signed_in("lead.03").await.hand_over(app.response("03")).await.is(303);
        let results = format!("/results/{}", app.round);
        let before = app.signed_in("lead.02").await;
        let receipt = format!("/responses/{}/versions/1", app.response("02"));
        assert!(before.get(&receipt).await.is(200).words().contains("Granskas av sekretariatet"));
        app.publish(&app.round).await;

        for (code, told) in [
            ("01", "Era godkända svar ingår."),
            ("02", "Era underskrivna svar hann inte granskas och ingår inte i resultatet."),
            ("03", "Era svar var inte underskrivna när omgången avslutades."),
            ("04", "Era svar lämnades tillbaka för komplettering och hann inte godkännas."),
        ] {
            let lead = app.signed_in(&format!("lead.{code}")).await;
            let path = format!("/responses/{}", app.response(code));
            let page = lead.get(&path).await.is(200);
            assert!(page.words().contains("Omgången är avslutad") && page.words().contains(told), "{}", page.words());
            assert!(page.attributes("main a", "href").contains(&results), "{code}");
            for gone in ["Sista dag", "Väntar på underskrift", "Återlämnad för komplettering", "Att komplettera"] {
                assert!(!page.words().contains(gone), "{gone}: {}", page.words());
            }
            assert_eq!(page.attributes("main form", "action"), [""; 0], "nothing to send");
            let part = lead.get(&format!("{path}/substandards/1.1")).await.is(200);
            assert!(part.words().contains("Omgången är avslutad. Svaren kan bara läsas."), "{}", part.words());
            let listed = lead.get("/responses").await.words();
            assert_eq!(listed.contains("Ingår inte i resultatet"), code != "01", "{listed}");
        }
        let page = before.get(&receipt).await.is(200);
        assert!(page.words().contains("Granskades inte innan resultatet publicerades"), "{}", page.words());
        assert!(page.attributes("main a", "href").contains(&results));
        for gone in ["Granskas av sekretariatet", "Vad händer nu?"] {
            assert!(!page.words().contains(gone), "{gone}: {}", page.words());
        }
        let signatory = app.signed_in("signatory.03").await;
        let page = signatory.get(&format!("/responses/{}/sign", app.response("03"))).await.is(200);
        assert!(page.words().contains("Omgången är avslutad"), "{}", page.words());
        assert_eq!(page.attributes("main form", "action"), [""; 0]);
    }

    async fn an_open_response_is_opened_by_the_first_who_signs_in(app) {
        assert_eq!(app.count("response WHERE state = 'invited'"), 4);
        app.signed_in("reader.01").await;
        app.signed_in("secretariat").await;
        assert_eq!(app.count("response WHERE state = 'invited'"), 4);
        app.signed_in("contributor.01").await;
        assert_eq!(app.count("response WHERE state = 'opened'"), 1);
    }
}
