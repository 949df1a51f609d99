//! The secretariat runs a round through its pages: creates it, opens it, invites and reminds everybody once, exports, publishes.

use futures_util::future::join_all;
use perspektiv::{report::csv::File, store::review::Decision, workflow::signed::sha256};

use crate::support::{Page, Person, person::set};

/// Everybody of the network who is invited: who leads and who signs in each of four members.
const INVITED: usize = 8;

/// Sends the same form from several windows at once.
async fn at_once(people: &[&Person], path: &str, fields: &[(&str, &str)]) -> Vec<Page> {
    let presses = people.iter().cycle().take(8).map(|person| person.post(path, fields));
    join_all(presses).await
}

on_both! {
    async fn a_round_is_created_from_a_shipped_edition_and_kept_as_typed_until_it_is_right(app) {
        let boss = app.signed_in("secretariat").await;
        let page = boss.get("/secretariat/rounds/new").await.is(200);
        let form = page.form("/secretariat/rounds");
        let field = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap();
        assert_eq!((field("year").as_str(), field("threshold").as_str()), ("2028", "7"));
        assert!(page.words().contains("4 medlemmar 2028"), "{}", page.words());

        let mut wrong = form.clone();
        for (name, value) in [("year", "<in spring>"), ("due_on", "2028-02-30"), ("threshold", "11")] {
            set(&mut wrong, name, value);
        }
        let page = boss.post_form("/secretariat/rounds", &wrong).await.is(422);
        assert!(page.texts("title")[0].starts_with("Fel: "));
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#year", "#due_on", "#threshold"]);
        assert_eq!(page.attributes("#year", "value"), ["<in spring>"]);

        // The round of 2027 is there already.
        let mut again = form.clone();
        set(&mut again, "year", "2027");
        let page = boss.post_form("/secretariat/rounds", &again).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#year"]);
        assert!(page.attributes("#due_on", "value")[0].starts_with("2027-"), "proposed days follow the year");

        let created = boss.post_form("/secretariat/rounds", &form).await.is(303);
        let (path, _) = created.location().split_once('?').unwrap();
        let page = boss.get(path).await.is(200);
        assert!(page.words().contains("Utkast"), "{}", page.words());
        // The edition is that of 2027: a round is named after its own year.
        assert_eq!(page.texts("h1"), ["Självvärdering 2028 Utkast"]);
        let rounds = boss.get("/secretariat").await.is(200).texts("main section h2");
        assert_eq!(rounds, ["Självvärdering 2027", "Självvärdering 2028", "Självvärdering 2026"], "what is open comes first");
        assert_eq!(app.count("response JOIN round ON round.id = round_id WHERE year = 2028"), 0);
        for page in at_once(&[&boss], &format!("{path}/open"), &[]).await {
            page.is(303);
        }
        assert_eq!(app.count("response JOIN round ON round.id = round_id WHERE year = 2028"), 4);
        assert_eq!(app.count("mail WHERE kind <> 'sign-in'"), 0, "opening sends nothing");
    }

    async fn two_drafts_cannot_be_made_the_same_year_at_the_same_time(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edits = Vec::new();
        for year in ["2030", "2031"] {
            let mut form = boss.get("/secretariat/rounds/new").await.is(200).form("/secretariat/rounds");
            for (name, value) in
                [("year", year), ("opens_on", &format!("{year}-02-01")), ("due_on", &format!("{year}-03-01"))]
            {
                set(&mut form, name, value);
            }
            let created = boss.post_form("/secretariat/rounds", &form).await.is(303);
            let edit = format!("{}/edit", created.location().split_once('?').unwrap().0);
            let mut form = boss.get(&edit).await.is(200).form(&edit);
            set(&mut form, "year", "2032");
            edits.push((edit, form));
        }
        let answers = join_all(edits.iter().map(|(path, form)| boss.post_form(path, form))).await;
        let mut statuses: Vec<u16> = answers.iter().map(|page| page.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        let refused = answers.iter().find(|page| page.status == 422).unwrap();
        assert_eq!(refused.attributes(".ds-error-summary a", "href"), ["#year"]);
        assert_eq!(app.count("round WHERE year = 2032"), 1);
    }

    async fn a_draft_is_corrected_and_deleted_and_an_open_round_is_not(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = app.column("SELECT id AS value FROM round WHERE state = 'draft'").remove(0);
        let path = format!("/secretariat/rounds/{draft}");
        let edit = format!("{path}/edit");
        assert!(boss.get(&path).await.is(200).attributes("main a", "href").contains(&edit));
        let form = boss.get(&edit).await.is(200).form(&edit);
        let mut taken = form.clone();
        set(&mut taken, "year", "2027");
        let page = boss.post_form(&edit, &taken).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#year"]);
        assert_eq!(page.attributes("#year", "value"), ["2027"]);
        // Another edition and year: shown first, then saved.
        let page = boss.get(&edit).await.is(200);
        let edition = page.attributes("#edition option:first-child", "value").remove(0);
        let mut other = form.clone();
        for (name, value) in [("year", "2029"), ("edition", &edition), ("opens_on", "2029-02-01"), ("due_on", "2029-03-01")] {
            set(&mut other, name, value);
        }
        let mut shown = other.clone();
        set(&mut shown, "show", "yes");
        let page = boss.post_form(&edit, &shown).await.is(200);
        assert!(page.words().contains("4 medlemmar 2029"), "{}", page.words());
        assert_eq!(app.count("round WHERE year = 2029"), 0);
        boss.post_form(&edit, &other).await.leads_to(&format!("{path}?done=corrected"));
        let page = boss.get(&path).await.is(200);
        assert_eq!(page.texts("h1"), ["Självvärdering 2029 Utkast"]);
        assert_eq!(page.texts(".facts .checksum"), [edition]);
        assert_eq!(app.count("audit_event WHERE action = 'round.corrected'"), 1);

        let delete = format!("{path}/delete");
        let page = boss.post(&delete, &[]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#gone"]);
        boss.post(&delete, &[("gone", "yes")]).await.leads_to("/secretariat?done=deleted");
        boss.get(&path).await.is(404);
        boss.post(&delete, &[("gone", "yes")]).await.is(404);
        assert_eq!((app.count("round"), app.count("audit_event WHERE action = 'round.deleted'")), (1, 1));

        let open = format!("/secretariat/rounds/{}", app.round);
        let page = boss.get(&open).await.is(200);
        assert!(!page.words().contains("Ta bort utkastet"), "{}", page.words());
        boss.get(&format!("{open}/edit")).await.leads_to(&open);
        boss.post_form(&format!("{open}/edit"), &other).await.is(409);
        boss.post(&format!("{open}/delete"), &[("gone", "yes")]).await.is(409);
        let lead = app.signed_in("lead.01").await;
        lead.post(&format!("{open}/delete"), &[("gone", "yes")]).await.is(404);
        assert_eq!(app.count("response"), 4);
    }

    async fn everybody_gets_one_invitation_and_one_of_each_reminder_however_often_it_is_pressed(app) {
        let (boss, window) = (app.signed_in("secretariat").await, app.signed_in("secretariat").await);
        let round = format!("/secretariat/rounds/{}", app.round);
        let page = boss.get(&format!("{round}/mail")).await.is(200);
        assert!(page.words().contains("Skicka inbjudan till 8 personer"), "{}", page.words());
        assert!(page.texts(".mail-body")[0].contains("ungefär 25 minuter"), "{}", page.words());

        for page in at_once(&[&boss, &window], &format!("{round}/invitations"), &[]).await {
            page.leads_to(&format!("{round}/mail?done=invited"));
        }
        assert_eq!(app.count("invitation"), INVITED);
        assert_eq!(app.count("mail WHERE kind = 'invitation'"), INVITED);
        app.deliver().await;
        assert_eq!(app.mails("lead.01@example.org").len(), 1);

        let page = boss.get(&format!("{round}/mail")).await.is(200);
        let number = page.attributes("input[name=number]", "value");
        assert_eq!(number, ["1"]);
        for page in at_once(&[&boss, &window], &format!("{round}/reminders"), &[("number", "1")]).await {
            page.leads_to(&format!("{round}/mail?done=reminded"));
        }
        assert_eq!(app.count("reminder"), 1);
        // Those who sign are not waited for yet, and nobody has parts.
        assert_eq!(app.count("mail WHERE kind = 'reminder'"), 4);
        app.deliver().await;
        assert_eq!(app.mails("signatory.01@example.org").len(), 1);
        boss.post(&format!("{round}/reminders"), &[("number", "7")]).await.is(409);
        assert_eq!(app.count("reminder"), 1);

        // A second one on the same day has to be meant.
        let page = boss.get(&format!("{round}/mail")).await.is(200);
        assert!(page.words().contains("En påminnelse har redan gått i dag Påminnelse 1 gick till 4 personer"), "{}", page.words());
        let page = boss.post(&format!("{round}/reminders"), &[("number", "2")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#again"]);
        assert_eq!((app.count("reminder"), app.count("mail WHERE kind = 'reminder'")), (1, 4));
        for page in at_once(&[&boss, &window], &format!("{round}/reminders"), &[("number", "2"), ("again", "yes")]).await {
            page.leads_to(&format!("{round}/mail?done=reminded"));
        }
        assert_eq!(app.count("reminder"), 2);
        app.wait(chrono::Duration::days(1));
        let boss = app.signed_in("secretariat").await;
        assert!(boss.get(&format!("{round}/mail")).await.is(200).attributes("#again", "id").is_empty());
        boss.post(&format!("{round}/reminders"), &[("number", "3")]).await.leads_to(&format!("{round}/mail?done=reminded"));
    }

    async fn a_mail_that_did_not_arrive_is_said_in_words_and_sent_again_once(app) {
        let boss = app.signed_in("secretariat").await;
        let round = format!("/secretariat/rounds/{}", app.round);
        boss.post(&format!("{round}/invitations"), &[]).await.is(303);
        app.execute(
            "UPDATE mail SET state = 'failed', fault = 'permanent error (550): 5.1.1 <b>no such user</b>'
             WHERE address = 'lead.02@example.org'",
        );
        app.deliver().await;
        let page = boss.get(&format!("{round}/mail")).await.is(200);
        assert!(page.words().contains("Adressen finns inte eller tar inte emot mejl."), "{}", page.words());
        assert!(boss.get("/secretariat").await.words().contains("Ett mejl kom inte fram"));
        let resend = page.attributes("#log form", "action");
        assert_eq!(resend.len(), 1);
        boss.post(&resend[0], &[]).await.leads_to(&format!("{round}/mail?done=resent"));
        boss.post(&resend[0], &[]).await.leads_to(&format!("{round}/mail?done=moved"));
        app.deliver().await;
        assert_eq!(app.mails("lead.02@example.org").len(), 1);
        boss.post(&format!("{round}/mail/none/resend"), &[]).await.is(404);
    }

    async fn every_file_of_the_export_arrives_whole_with_its_name(app) {
        app.answer_everything("01", &[4, 7]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.decide(&version, Decision::Approve).await;
        let boss = app.signed_in("secretariat").await;
        let export = format!("/secretariat/rounds/{}/export", app.round);
        let page = boss.get(&export).await.is(200);
        let manifest = boss.get(&format!("{export}/manifest.json")).await.is(200).json();
        for file in File::ALL {
            let name = file.name();
            let path = format!("{export}/{name}");
            assert!(page.attributes("main a", "href").contains(&path), "{name}");
            let got = boss.get(&path).await.is(200);
            assert_eq!(
                got.header("content-disposition"),
                format!("attachment; filename=\"sjalvevaluering-2027-{name}\"")
            );
            let listed = manifest["files"].as_array().unwrap().iter().find(|one| one["file"] == name);
            // The tests read bodies as text, which takes the byte order mark of the twins for Excel away.
            if let Some(listed) = listed.filter(|_| !name.ends_with("-excel.csv")) {
                assert_eq!(listed["sha256"], sha256(got.body.as_bytes()), "{name}");
            }
        }
        boss.get(&format!("{export}/passwd")).await.is(404);
        boss.get("/secretariat/rounds/none/export/answers.csv").await.is(404);
    }

    async fn results_are_published_after_a_look_at_what_that_means(app) {
        let boss = app.signed_in("secretariat").await;
        let round = format!("/secretariat/rounds/{}", app.round);
        let path = format!("{round}/publish");
        assert!(boss.get(&path).await.is(200).words().contains("Inget svar är godkänt än"));
        boss.post(&path, &[("sure", "yes")]).await.leads_to(&path);
        app.answer_everything("01", &[4]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.answer_everything("02", &[4]).await;
        app.submit(app.response("02"), "02").await;
        assert!(boss.get("/secretariat").await.words().contains("Granska 2 inkomna svar"));
        app.decide(&version, Decision::Approve).await;
        let page = boss.get(&path).await.is(200);
        assert!(page.words().contains("1 av 4 svar är godkända"), "{}", page.words());
        assert!(page.words().contains("Ett svar väntar på granskning"), "{}", page.words());
        assert!(page.words().contains("Svarstiden pågår Medlemmarna har fått till och med 5 mars 2027"), "{}", page.words());
        assert_eq!(page.texts("tbody th"), ["Region Två", "Region Tre", "Region Fyra"]);
        assert_eq!(page.texts("tbody .ds-tag"), ["Lämnad", "Inte öppnad", "Inte öppnad"]);
        let page = boss.post(&path, &[]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#sure", "#without"]);
        // Who is left out has to be confirmed by number, and by the number that is right.
        let page = boss.post(&path, &[("sure", "yes")]).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#without"]);
        assert!(page.words().contains("3 medlemmar kommer inte med i resultatet."), "{}", page.words());
        assert_eq!(page.attributes("#sure[checked]", "value"), ["yes"]);
        let page = boss.post(&path, &[("sure", "yes"), ("without", "2")]).await.is(422);
        assert!(page.words().contains("nu är det 3 medlemmar som inte kommer med"), "{}", page.words());
        assert_eq!(app.count("round WHERE state = 'published'"), 0);
        app.wait(chrono::Duration::days(30));
        let boss = app.signed_in("secretariat").await;
        let page = boss.get(&path).await.is(200);
        assert!(!page.words().contains("Svarstiden pågår"), "{}", page.words());
        for page in at_once(&[&boss], &path, &[("sure", "yes"), ("without", "3")]).await {
            page.leads_to(&format!("{round}?done=published"));
        }
        assert_eq!(app.count("audit_event WHERE action = 'round.published'"), 1);
        boss.post(&format!("{round}/invitations"), &[]).await.is(409);
    }

    async fn signed_versions_stay_within_reach_after_publication(app) {
        let boss = app.signed_in("secretariat").await;
        let round = format!("/secretariat/rounds/{}", app.round);
        let none = boss.get(&format!("{round}/versions")).await.is(200);
        assert!(none.words().contains("Ingen har skrivit under"), "{}", none.words());
        for code in ["01", "02", "03"] {
            app.answer_everything(code, &[4]).await;
        }
        let returned = app.submit(app.response("01"), "01").await;
        app.decide(&returned, Decision::Return("2027-03-20".parse().unwrap())).await;
        let unreviewed = app.submit(app.response("01"), "01").await;
        let approved = app.submit(app.response("02"), "02").await;
        app.decide(&approved, Decision::Approve).await;
        let version = |id: &str| format!("/secretariat/review/{id}");
        // Member 03 has answers and no signed version: there is nothing to read.
        let board = boss.get(&round).await.is(200);
        assert_eq!(board.attributes(".board a", "href"), [version(&unreviewed), version(&approved)]);
        app.publish(&app.round).await;
        let board = boss.get(&round).await.is(200);
        assert_eq!(board.attributes(".board a", "href"), [version(&unreviewed), version(&approved)]);
        let list = boss.get(&format!("{round}/versions")).await.is(200);
        let hrefs = list.attributes("tbody a", "href");
        assert_eq!(hrefs, [version(&unreviewed), version(&returned), version(&approved)]);
        assert_eq!(list.texts("tbody .ds-tag"), ["Granskades inte", "Återlämnad", "Godkänd"]);
        let page = boss.get(&hrefs[0]).await.is(200);
        assert!(page.words().contains("Omgången publicerades innan den här versionen var granskad."), "{}", page.words());
        assert!(page.attributes("main a", "href").contains(&format!("{round}/versions")));
        assert!(boss.get("/secretariat").await.attributes("main a", "href").contains(&format!("{round}/versions")));
        boss.get("/secretariat/rounds/none/versions").await.is(404);
    }

    async fn only_the_secretariat_finds_the_round(app) {
        let round = format!("/secretariat/rounds/{}", app.round);
        for who in ["lead.01", "signatory.01", "board"] {
            let person = app.signed_in(who).await;
            for path in ["", "/mail", "/publish", "/versions", "/export", "/export/answers.csv"] {
                person.get(&format!("{round}{path}")).await.is(404);
            }
            person.post(&format!("{round}/invitations"), &[]).await.is(404);
        }
        assert_eq!(app.count("invitation"), 0);
    }
}
