//! Whom a round addresses: some members, theme groups or people in a role, each through the whole chain; rounds side by side; and
//! what one person writes alone is nobody else's to read.

use perspektiv::{questionnaire::shipped, store::review::Decision, workflow::signed::sha256};
use serde_json::{Value as Json, json};

use crate::support::{
    Page, Person, TestApp,
    person::{mutation, set},
};

/// A word that stands in one person's working answer and nowhere else.
const CANARY: &str = "Kanariefågel";
const TOBACCO: (&str, &str) = ("tobaksfri", "2027");
const TALK: (&str, &str) = ("forbattringskunskap", "2019");
const INTERIM: (&str, &str) = ("temagrupp", "2027-del");
const FINAL: (&str, &str) = ("temagrupp", "2027-slut");

/// The form for a new round in 2027 of a shipped edition, addressed to `audience`, with these boxes ticked and no others.
async fn filled(
    boss: &Person,
    (questionnaire, edition): (&str, &str),
    audience: &str,
    boxes: &[(&str, &str)],
) -> Vec<(String, String)> {
    let mut form = boss.get("/secretariat/rounds/new").await.is(200).form("/secretariat/rounds");
    form.retain(|(name, _)| !["members", "groups", "roles"].contains(&name.as_str()));
    let file = shipped::bytes(questionnaire, edition).unwrap();
    for (name, value) in [
        ("edition", sha256(&file).as_str()),
        ("year", "2027"),
        ("opens_on", "2027-02-01"),
        ("due_on", "2027-12-01"),
        ("threshold", "2"),
        ("audience", audience),
    ] {
        set(&mut form, name, value);
    }
    form.extend(boxes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

/// Makes a round of it and opens it; returns its path and its id.
async fn opened(boss: &Person, form: &[(String, String)]) -> (String, String) {
    let created = boss.post_form("/secretariat/rounds", form).await.is(303);
    let path = created.location().split_once('?').unwrap().0.to_owned();
    boss.get(&path).await.is(200);
    boss.post(&format!("{path}/open"), &[]).await.leads_to(&format!("{path}?done=opened"));
    let id = path.rsplit('/').next().unwrap().to_owned();
    (path, id)
}

/// The responses of a round, with the member's code and the person's address before each.
fn responses(app: &TestApp, round: &str) -> Vec<(String, String)> {
    let sql = format!(
        "SELECT member.code || ' ' || COALESCE(person.email, '') || '/' || response.id AS value
         FROM response JOIN member ON member.id = member_id LEFT JOIN person ON person.id = person_id
         WHERE round_id = '{round}' ORDER BY member.code, person.email"
    );
    let split = |row: String| row.rsplit_once('/').map(|(who, id)| (who.to_owned(), id.to_owned())).unwrap();
    app.column(&sql).into_iter().map(split).collect()
}

fn response(app: &TestApp, round: &str, who: &str) -> String {
    let all = responses(app, round);
    all.iter().find(|(one, _)| one == who).unwrap_or_else(|| panic!("{who} in {all:?}")).1.clone()
}

async fn put(person: &Person, response: &str, item: &str, base: i32, value: Json) -> Page {
    let body = json!({"mutation_id": mutation(), "base_revision": base, "value": value});
    person.put_answer(response, item, &body).await
}

/// Reads and signs what a person answered alone, with gaps.
async fn sign_alone(person: &Person, response: &str) -> Page {
    let path = format!("/responses/{response}/sign");
    let mut form = person.get(&path).await.is(200).form(&path);
    set(&mut form, "read", "yes");
    set(&mut form, "gaps", "yes");
    person.post_form(&path, &form).await
}

async fn signed_version(app: &TestApp, response: &str) -> String {
    let sql = format!(
        "SELECT id AS value FROM signed_version WHERE response_id = '{response}' ORDER BY number DESC"
    );
    app.column(&sql).remove(0)
}

/// A second process lead of member 01.
async fn second_lead(app: &TestApp, boss: &Person) -> Person {
    let fields = [
        ("name", "lead two"),
        ("email", "lead2.01@example.org"),
        ("role", "process-lead"),
        ("member", "member01"),
        ("language", "sv"),
        ("from", "2027"),
    ];
    boss.get("/secretariat/contacts").await.is(200);
    boss.post("/secretariat/contacts", &fields).await.is(303);
    app.signed_in("lead2.01").await
}

/// Two theme groups, the first with somebody who leads it and somebody who signs; returns their ids.
async fn theme_groups(app: &TestApp, boss: &Person) -> [String; 2] {
    boss.get("/secretariat/contacts").await.is(200);
    for name in ["Levnadsvanor", "Barn och unga"] {
        boss.post("/secretariat/groups", &[("group", name)])
            .await
            .leads_to("/secretariat/contacts?saved=group#groups");
    }
    let list = "namn;epost;roll;temagrupp\n\
        group lead;group.lead@example.org;processledare;Levnadsvanor\n\
        group signatory;group.signatory@example.org;presidieledamot;T01\n";
    let path = "/secretariat/contacts/import";
    let page = boss.post(path, &[("list", list), ("year", "2027")]).await.is(200);
    let mut form = page.form(path);
    set(&mut form, "do", "apply");
    boss.post_form(path, &form).await.is(303);
    let group = |code: &str| {
        app.column(&format!("SELECT id AS value FROM member WHERE code = '{code}' AND kind = 'theme-group'"))
            .remove(0)
    };
    [group("T01"), group("T02")]
}

on_both! {
    async fn some_members_are_asked_beside_a_round_to_all(app) {
        let boss = app.signed_in("secretariat").await;
        let form = filled(&boss, TOBACCO, "chosen-members", &[]).await;
        let page = boss.post_form("/secretariat/rounds", &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#members"]);
        assert_eq!(page.attributes("[name=audience][checked]", "value"), ["chosen-members"]);
        let mut nobody = form.clone();
        set(&mut nobody, "audience", "everybody");
        let page = boss.post_form("/secretariat/rounds", &nobody).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#audience"]);

        // What is ticked stays while something else is wrong.
        let mut wrong = filled(&boss, TOBACCO, "chosen-members", &[("members", "member01"), ("members", "member03")]).await;
        let right = wrong.clone();
        set(&mut wrong, "due_on", "in summer");
        let page = boss.post_form("/secretariat/rounds", &wrong).await.is(422);
        assert_eq!(page.attributes("[name=members][checked]", "value"), ["member01", "member03"]);
        assert!(page.words().contains("2 medlemmar 2027"), "{}", page.words());

        let created = boss.post_form("/secretariat/rounds", &right).await.is(303);
        let path = created.location().split_once('?').unwrap().0.to_owned();
        let page = boss.get(&path).await.is(200);
        for words in ["Vissa medlemmar: Ett, Tre", "Öppna för 2 medlemmar", "Region Ett Region Tre"] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        // The draft is corrected: another member in place of one.
        let edit = format!("{path}/edit");
        let page = boss.get(&edit).await.is(200);
        assert_eq!(page.attributes("[name=members][checked]", "value"), ["member01", "member03"]);
        let mut form = page.form(&edit);
        form.retain(|(name, value)| name != "members" || value != "member03");
        form.push(("members".to_owned(), "member02".to_owned()));
        boss.post_form(&edit, &form).await.leads_to(&format!("{path}?done=corrected"));
        boss.get(&path).await.is(200);
        boss.post(&format!("{path}/open"), &[]).await.is(303);
        let round = path.rsplit('/').next().unwrap().to_owned();
        let asked: Vec<String> = responses(&app, &round).into_iter().map(|(who, _)| who).collect();
        assert_eq!(asked, ["01 ", "02 "]);
        let words = boss.get(&path).await.is(200).words();
        assert!(words.contains("Vissa medlemmar: Ett, Två") && !words.contains("tillkommit"), "{words}");

        // Only their people are written to, and each finds the way to this round.
        let page = boss.get(&format!("{path}/mail")).await.is(200);
        assert!(page.words().contains("Skicka inbjudan till 4 personer"), "{}", page.words());
        boss.post(&format!("{path}/invitations"), &[]).await.is(303);
        app.deliver().await;
        let mails = |who: &str| app.mails(&format!("{who}@example.org")).into_iter().filter(|mail| mail.text.contains("bjuder in")).count();
        assert_eq!((mails("lead.01"), mails("signatory.02"), mails("lead.03"), mails("reader.01")), (1, 1, 0, 0));
        let lead = app.person("lead.01@example.org");
        let invitation = app.newest_mail("lead.01@example.org").link();
        let page = lead.get(&invitation).await.is(200);
        assert!(page.words().contains("Tobaksfri"), "{}", page.words());
        lead.post_form(&invitation, &page.form(&invitation)).await.leads_to("/sign-in/sent");
        app.deliver().await;
        let link = app.newest_mail("lead.01@example.org").link();
        let page = lead.get(&link).await.is(200);
        let wanted = lead.post_form(&link, &page.form(&link)).await.leads_to(&format!("/responses?round={round}"));
        let own = response(&app, &round, "01 ");
        lead.get(wanted.location()).await.leads_to(&format!("/responses/{own}"));

        // Two rounds side by side, each by its name; whoever is asked once goes straight there.
        let list = lead.get("/responses").await.is(200);
        let hrefs = list.attributes("main .tasks a", "href");
        assert_eq!(hrefs.len(), 2, "{}", list.words());
        let words = list.words();
        assert!(words.contains("Självvärdering 2027 , Region Ett") && words.contains("Tobaksfri"), "{words}");
        let other = app.signed_in("lead.03").await;
        other.get("/responses").await.leads_to(&format!("/responses/{}", app.response("03")));
        other.get(&format!("/responses/{own}")).await.is(404);
        assert!(!words.contains("Vår självvärdering"), "the menu names no questionnaire");

        // The result is of those who were asked, and the round to all keeps its own.
        app.answer_everything("01", &[4]).await;
        let version = app.submit(app.response("01"), "01").await;
        app.decide(&version, Decision::Approve).await;
        let of = |page: Page| page.words();
        let some = of(boss.get(&format!("/results/{round}")).await.is(200));
        assert!(some.contains("från 0 av 2 medlemmar"), "{some}");
        let all = of(boss.get(&format!("/results/{}", app.round)).await.is(200));
        assert!(all.contains("från 1 av 4 medlemmar"), "{all}");
        assert_eq!(app.count(&format!("response WHERE round_id = '{}'", app.round)), 4);
    }

    async fn people_answer_alone_and_nobody_else_reads_it_before_they_sign(app) {
        let boss = app.signed_in("secretariat").await;
        let second = second_lead(&app, &boss).await;
        app.execute("DELETE FROM assignment WHERE role = 'reader'");
        let form = filled(&boss, TALK, "people", &[]).await;
        let page = boss.post_form("/secretariat/rounds", &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#roles"]);
        let form = filled(&boss, TALK, "people", &[("roles", "reader")]).await;
        let page = boss.post_form("/secretariat/rounds", &form).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#roles"]);
        assert!(page.words().contains("Ingen har den rollen det året."), "{}", page.words());
        assert_eq!(page.attributes("[name=roles][checked]", "value"), ["reader"]);

        let form = filled(&boss, TALK, "people", &[("roles", "process-lead"), ("roles", "signatory")]).await;
        let (path, round) = opened(&boss, &form).await;
        assert_eq!(responses(&app, &round).len(), 9, "two leads in one member, one in three, and four who sign");
        let mut keys = app.column(&format!("SELECT respondent AS value FROM response WHERE round_id = '{round}' AND member_id = 'member01'"));
        keys.sort();
        assert_eq!(keys, ["process-lead-1", "process-lead-2", "signatory-1"]);
        boss.post(&format!("{path}/open"), &[]).await.is(303);
        assert_eq!(responses(&app, &round).len(), 9, "nobody is asked twice");
        let page = boss.get(&path).await.is(200);
        assert!(page.words().contains("Personer i en roll: Processledare, Presidieledamot"), "{}", page.words());
        boss.post(&format!("{path}/invitations"), &[]).await.is(303);
        assert_eq!(app.count(&format!("invitation WHERE round_id = '{round}'")), 9);
        app.deliver().await;
        let mail = app.newest_mail("signatory.01@example.org");
        assert!(mail.text.contains("bjuder in dig") && mail.text.contains("Du svarar själv"), "{}", mail.text);
        assert!(app.mails("contributor.01@example.org").is_empty());

        // One writes.
        let own = response(&app, &round, "01 lead.01@example.org");
        let lead = app.signed_in("lead.01").await;
        put(&lead, &own, "1.1b", 0, json!(format!("{CANARY} i svaret"))).await.is(200);
        let list = lead.get("/responses").await.is(200).words();
        assert!(list.contains("dina egna svar (Region Ett)"), "{list}");
        assert!(lead.get(&format!("/responses/{own}")).await.is(200).words().contains("Bara du ser dina svar"));
        // Everybody else of the region, the secretariat and the board stay outside.
        let before = app.dump(&["session", "sign_in"]);
        for who in ["lead2.01", "contributor.01", "signatory.01", "lead.02", "board", "theme", "secretariat", "former"] {
            let other = app.signed_in(who).await;
            for page in ["", "/check", "/sign", "/substandards/1.1", "/versions/1", "/versions/1/content.json"] {
                let page = other.get(&format!("/responses/{own}{page}")).await.is(404);
                assert!(!page.body.contains(CANARY), "{}", page.asked);
            }
            put(&other, &own, "1.1b", 1, json!("x")).await.is(404);
            for (page, fields) in [
                ("/hand-over", vec![("gaps", "yes")]),
                ("/take-back", vec![]),
                ("/sign", vec![("read", "yes"), ("gaps", "yes"), ("sha256", "x")]),
                ("/ask-back", vec![("why", "x")]),
                ("/substandards/1.1", vec![("value-1.1b", "x"), ("base-1.1b", "1")]),
            ] {
                other.post(&format!("/responses/{own}{page}"), &fields).await.is(404);
            }
            let seen = other.get("/responses").await;
            assert!(!seen.body.contains(&own) && seen.location() != format!("/responses/{own}"), "{who}");
        }
        let after = app.dump(&["session", "sign_in"]);
        for table in ["answer", "answer_revision", "signed_version"] {
            assert_eq!(after[table], before[table], "{table}");
        }
        for page in [&path, &format!("{path}/mail"), &format!("{path}/versions"), &format!("/results/{round}")] {
            assert!(!boss.get(page).await.is(200).body.contains(CANARY), "{page}");
        }

        // Every role answers for itself, also one that signs for the member.
        let signatory = app.signed_in("signatory.01").await;
        let theirs = response(&app, &round, "01 signatory.01@example.org");
        put(&signatory, &theirs, "1.1b", 0, json!("Annat")).await.is(200);
        put(&signatory, app.response("01"), "1.1a", 0, json!(5)).await.is(404);

        // Check, then sign by oneself: nobody to hand over to.
        let check = lead.get(&format!("/responses/{own}/check")).await.is(200);
        assert!(check.attributes("main a", "href").contains(&format!("/responses/{own}/sign")), "{}", check.words());
        lead.post(&format!("/responses/{own}/hand-over"), &[("gaps", "yes")]).await.is(404);
        let sign = format!("/responses/{own}/sign");
        let mut form = lead.get(&sign).await.is(200).form(&sign);
        set(&mut form, "read", "yes");
        lead.post_form(&sign, &form).await.is(409);
        sign_alone(&lead, &own).await.leads_to(&format!("/responses/{own}/versions/1"));
        let receipt = lead.get(&format!("/responses/{own}/versions/1")).await.is(200);
        assert!(receipt.words().contains("Svaren är underskrivna"), "{}", receipt.words());
        second.get(&format!("/responses/{own}/versions/1")).await.is(404);
        put(&lead, &own, "1.1b", 1, json!("för sent")).await.is(409);

        // The reminder leaves out who has signed.
        let page = boss.get(&format!("{path}/mail")).await.is(200);
        assert!(page.words().contains("Påminn 8 personer"), "{}", page.words());
        app.deliver().await;
        app.mail.forget();
        boss.post(&format!("{path}/reminders"), &[("number", "1")]).await.is(303);
        app.deliver().await;
        assert!(app.mails("lead.01@example.org").is_empty());
        assert!(app.newest_mail("lead2.01@example.org").text.contains("dina svar"));

        // The secretariat reviews it as any other, under the person's name; only that person is told.
        let queue = boss.get("/secretariat/review").await.is(200);
        assert_eq!(queue.texts("tbody th"), ["lead 01, Region Ett"]);
        let version = signed_version(&app, &own).await;
        let page = boss.get(&format!("/secretariat/review/{version}")).await.is(200);
        assert!(page.body.contains(CANARY), "{}", page.words());
        app.mail.forget();
        let decision = format!("/secretariat/review/{version}/decision");
        let fields = [("decision", "return"), ("due", "2027-12-01"), ("text", "Mer, tack")];
        boss.post(&decision, &fields).await.leads_to("/secretariat/review?saved=returned");
        app.deliver().await;
        assert_eq!(app.mails("lead.01@example.org").len(), 1);
        assert!(app.mails("lead2.01@example.org").is_empty() && app.mails("signatory.01@example.org").is_empty());
        sign_alone(&lead, &own).await.leads_to(&format!("/responses/{own}/versions/2"));
        sign_alone(&signatory, &theirs).await.is(303);
        for response in [&own, &theirs] {
            app.decide(&signed_version(&app, response).await, Decision::Approve).await;
        }

        // The board sees how it goes, not who.
        let status = app.signed_in("board").await.get("/status").await.is(200);
        let rows = status.texts("tbody th");
        assert!(rows.contains(&"Region Ett, processledare 2".to_owned()), "{rows:?}");
        assert!(!status.words().contains("lead 01") && status.words().contains("2 av 9 har lämnat"), "{}", status.words());

        let publish = boss.get(&format!("{path}/publish")).await.is(200);
        assert!(publish.words().contains("De här 7 personerna har inget godkänt svar."), "{}", publish.words());
        assert!(publish.words().contains("Frågorna har inga skattningar"), "{}", publish.words());
        // Two of nine, and in the data a key in place of a name.
        let results = boss.get(&format!("/results/{round}")).await.is(200).words();
        assert!(results.contains("från 2 av 9 personer") && results.contains("inga skattningar"), "{results}");
        let answers = boss.get(&format!("{path}/export/answers.csv")).await.is(200).body;
        assert!(answers.lines().next().unwrap().ends_with(",signed_version,unchanged_since,respondent"), "{answers}");
        let mut whose: Vec<&str> = answers.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
        whose.dedup();
        assert_eq!(whose.len(), 2, "{whose:?}");
        assert!(whose.contains(&"signatory-1") && whose.iter().any(|key| key.starts_with("process-lead-")), "{whose:?}");
        for file in ["answers.csv", "members.csv", "substandards.csv", "perspectives.csv", "datapackage.json", "manifest.json"] {
            let body = boss.get(&format!("{path}/export/{file}")).await.is(200).body;
            assert!(!body.contains("lead 01") && !body.contains("example.org"), "{file}");
        }
        let file = lead.get(&format!("/responses/{own}/versions/2/content.json")).await.is(200);
        assert!(file.body.contains("\"respondent\": \"process-lead-") && !file.body.contains("lead 01"), "{}", file.body);

        // Who loses every role for the member loses the answers too; somebody who comes later is asked later.
        app.execute("DELETE FROM assignment WHERE person_id IN (SELECT id FROM person WHERE email = 'lead.01@example.org')");
        lead.get(&format!("/responses/{own}")).await.is(404);
        app.execute(
            "INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year)
             SELECT 'late', id, 'process-lead', 'member02', 2027, NULL FROM person WHERE email = 'nobody@example.org'",
        );
        let page = boss.get(&path).await.is(200);
        assert!(page.words().contains("En person har tillkommit"), "{}", page.words());
        boss.post(&format!("{path}/open"), &[]).await.is(303);
        assert_eq!(responses(&app, &round).len(), 10);
        let keys = app.column(&format!("SELECT respondent AS value FROM response WHERE round_id = '{round}' AND member_id = 'member02' ORDER BY respondent"));
        assert_eq!(keys, ["process-lead-1", "process-lead-2", "signatory-1"]);
    }

    async fn people_of_one_member_are_counted_each_in_a_round_with_ratings(app) {
        let boss = app.signed_in("secretariat").await;
        let second = second_lead(&app, &boss).await;
        let form = filled(&boss, TOBACCO, "people", &[("roles", "process-lead")]).await;
        let (path, round) = opened(&boss, &form).await;
        let lead = app.signed_in("lead.01").await;
        for (person, who, value) in [(&lead, "01 lead.01@example.org", 1), (&second, "01 lead2.01@example.org", 3)] {
            let own = response(&app, &round, who);
            for item in ["1.1a", "1.1b", "1.1c"] {
                put(person, &own, item, 0, json!(value)).await.is(200);
            }
            sign_alone(person, &own).await.is(303);
            app.decide(&signed_version(&app, &own).await, Decision::Approve).await;
        }
        let results = lead.get(&format!("/results/{round}")).await;
        assert_eq!(results.status, 404, "not published");
        let page = boss.get(&format!("/results/{round}")).await.is(200);
        assert!(page.words().contains("från 2 av 5 personer"), "{}", page.words());
        let substandards = boss.get(&format!("{path}/export/substandards.csv")).await.is(200).body;
        let of_part: Vec<&str> = substandards.lines().filter(|line| line.contains(",01,1.1,")).collect();
        assert_eq!(of_part.len(), 2, "{substandards}");
        app.publish(&round).await;
        // Nobody's own figures stand beside the network's: they are not the member's.
        let page = lead.get(&format!("/results/{round}")).await.is(200);
        assert!(!page.texts("thead th").contains(&"Region Ett".to_owned()), "{}", page.words());
    }

    async fn theme_groups_report_twice_a_year_and_are_never_counted_as_members(app) {
        let boss = app.signed_in("secretariat").await;
        let page = boss.post_form("/secretariat/rounds", &filled(&boss, INTERIM, "theme-groups", &[]).await).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#groups"]);
        assert!(page.words().contains("Det finns inga temagrupper det året."), "{}", page.words());

        let [habits, children] = theme_groups(&app, &boss).await;
        boss.post("/secretariat/groups", &[("group", "region ett")]).await.is(422);
        boss.post("/secretariat/groups", &[("group", "")]).await.is(422);
        let contacts = boss.get("/secretariat/contacts").await.is(200);
        assert!(contacts.words().contains("4 regioner är medlemmar 2027"), "{}", contacts.words());
        assert_eq!(contacts.texts("#groups li"), ["Levnadsvanor", "Barn och unga"]);

        // All are ticked until somebody unticks one.
        let page = boss.get("/secretariat/rounds/new").await.is(200);
        assert_eq!(page.attributes("[name=groups][checked]", "value"), [habits.clone(), children.clone()]);
        assert!(!page.attributes("[name=members]", "value").contains(&habits));
        let page = boss.post_form("/secretariat/rounds", &filled(&boss, INTERIM, "theme-groups", &[]).await).await.is(422);
        assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#groups"]);
        assert!(page.attributes("[name=groups][checked]", "value").is_empty());
        let form = filled(&boss, INTERIM, "theme-groups", &[("groups", children.as_str())]).await;
        let draft = boss.post_form("/secretariat/rounds", &form).await.is(303);
        let draft = draft.location().split_once('?').unwrap().0.to_owned();
        let told = boss.get(&draft).await.is(200).texts(".ds-alert li");
        assert_eq!(told, [
            "Processledare saknas i Barn och unga.",
            "Presidieledamot saknas i Barn och unga. Då kan ingen skriva under där.",
        ]);
        boss.post(&format!("{draft}/delete"), &[("gone", "yes")]).await.is(303);
        let both = [("groups", habits.as_str()), ("groups", children.as_str())];
        let (path, round) = opened(&boss, &filled(&boss, INTERIM, "theme-groups", &both).await).await;
        let again = boss.post_form("/secretariat/rounds", &filled(&boss, INTERIM, "theme-groups", &both).await).await.is(422);
        assert_eq!(again.attributes(".ds-error-summary a", "href"), ["#year"]);
        let (other, _) = opened(&boss, &filled(&boss, FINAL, "theme-groups", &both[..1]).await).await;
        assert!(boss.get(&path).await.texts("h1")[0].contains("delrapport 2027"));
        assert!(boss.get(&other).await.texts("h1")[0].contains("slutrapport 2027"));
        let year = boss.get("/secretariat").await.is(200).words();
        assert!(year.contains("En temagrupp saknar processledare") && year.contains("Barn och unga"), "{year}");

        // Their people, and nobody else's.
        let page = boss.get(&format!("{path}/mail")).await.is(200);
        assert!(page.words().contains("Skicka inbjudan till 2 personer"), "{}", page.words());
        boss.post(&format!("{path}/invitations"), &[]).await.is(303);
        app.deliver().await;
        let mail = app.newest_mail("group.lead@example.org");
        assert!(mail.text.contains("bjuder in temagruppen Levnadsvanor till"), "{}", mail.text);
        assert!(mail.text.contains("Du leder arbetet"), "{}", mail.text);
        let all = boss.get(&format!("/secretariat/rounds/{}/mail", app.round)).await.is(200);
        assert!(all.words().contains("Skicka inbjudan till 8 personer"), "{}", all.words());

        // The chain is a member's: answers together, hands over, signs.
        let (lead, signatory) = (app.signed_in("group.lead").await, app.signed_in("group.signatory").await);
        let own = response(&app, &round, "T01 ");
        put(&lead, &own, "2.1b", 0, json!("Det går bra")).await.is(200);
        app.signed_in("lead.01").await.get(&format!("/responses/{own}")).await.is(404);
        lead.get(&format!("/responses/{}", app.response("01"))).await.is(404);
        boss.get(&format!("/responses/{own}")).await.is(404);
        lead.hand_over(&own).await.is(303);
        let receipt = signatory.sign(&own).await.is(303).location().to_owned();
        assert!(signatory.get(&receipt).await.is(200).words().contains("Temagrupp Levnadsvanor"));
        app.decide(&signed_version(&app, &own).await, Decision::Approve).await;
        let results = boss.get(&format!("/results/{round}")).await.is(200).words();
        assert!(results.contains("från 1 av 2 temagrupper"), "{results}");
        app.publish(&round).await;
        let page = lead.get(&format!("/results/{round}")).await.is(200);
        assert!(page.words().contains("inga skattningar"), "{}", page.words());
        let export = boss.get(&format!("{path}/export/answers.csv")).await.is(200);
        assert!(export.header("content-disposition").contains("temagrupp-2027-del-answers.csv"));
        assert!(export.body.contains(",T01,Levnadsvanor,") && !export.body.lines().next().unwrap().contains("respondent"));

        // Members are members: in the round to all, its results, its board, and in a round of the year after.
        let of_all = boss.get(&format!("/results/{}", app.round)).await.is(200).words();
        assert!(of_all.contains("från 0 av 4 medlemmar"), "{of_all}");
        let perspectives = boss.get(&format!("/secretariat/rounds/{}/export/perspectives.csv", app.round)).await.is(200).body;
        assert!(perspectives.lines().skip(1).all(|line| line.split(',').nth(2) == Some("4")), "{perspectives}");
        let mut form = boss.get("/secretariat/rounds/new").await.is(200).form("/secretariat/rounds");
        for (name, value) in [("year", "2028"), ("opens_on", "2028-02-01"), ("due_on", "2028-03-01")] {
            set(&mut form, name, value);
        }
        let (_, next) = opened(&boss, &form).await;
        assert_eq!(responses(&app, &next).len(), 4);
        let people = filled(&boss, TALK, "people", &[("roles", "process-lead")]).await;
        let (_, people) = opened(&boss, &people).await;
        assert_eq!(responses(&app, &people).len(), 4, "who leads a theme group leads no member");
    }
}
