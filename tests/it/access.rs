//! Who reaches what, walked from the route table itself: every route × role × (own member, other member, none, former).

use std::collections::BTreeMap;

use perspektiv::{
    store::review::Decision,
    web::routes::{Access, RouteSpec, TABLE},
    workflow::{Reach, Role, permission::reach},
};
use reqwest::Method;

use crate::support::{Page, Person, TestApp};

/// A word that stands in a working answer of member 01 and nowhere else.
const CANARY: &str = "Kanariefågel";
const OWN: &str = "01";
const OTHER: &str = "02";

/// Everybody who may try: the part of the address before the `@`, with the roles held this year, all for member 01 or for the
/// network.
const PEOPLE: [(&str, &[Role]); 9] = [
    ("secretariat", &[Role::Secretariat]),
    ("lead.01", &[Role::ProcessLead]),
    ("contributor.01", &[Role::Contributor]),
    ("signatory.01", &[Role::Signatory]),
    ("reader.01", &[Role::Reader]),
    ("board", &[Role::Board]),
    ("theme", &[Role::ThemeGroup]),
    ("former", &[]),
    ("nobody", &[]),
];

/// What stands in the paths: the ids of things of member 01 and of member 02.
struct Things {
    published: String,
    versions: BTreeMap<&'static str, String>,
    rooms: BTreeMap<&'static str, String>,
    mail: String,
    person: String,
    /// The checksum of a shipped edition that has one before it.
    edition: String,
    /// The id of an edition that is being written.
    draft: String,
    /// The key of one of its sub-standards.
    part: String,
    /// The ids of files that answers rest on.
    evidence: BTreeMap<&'static str, String>,
}

impl Things {
    /// A year that is published; in the open one, members 01 and 02 have a version that was returned, and answers since.
    async fn prepare(app: &TestApp) -> Things {
        let published = app.publish_year_before(&[(OWN, 5), (OTHER, 6)]).await;
        let (mut versions, mut rooms) = (BTreeMap::new(), BTreeMap::new());
        for code in [OWN, OTHER] {
            app.answer_everything(code, &[7]).await;
            let version = app.submit(app.response(code), code).await;
            app.note(&version, "1.1a", "En fråga från granskningen").await;
            app.decide(&version, Decision::Return("2027-03-20".parse().unwrap())).await;
            versions.insert(code, version);
            rooms.insert(code, app.open_room(code).await);
        }
        let lead = app.signed_in("lead.01").await;
        let comment = format!("{CANARY} i svaret");
        lead.save(app.response(OWN), "1.1a", 1, 3, &comment).await.is(200);
        let mut evidence = BTreeMap::new();
        for code in [OWN, OTHER] {
            let file = crate::around::add_file(app, code, "1.1a").await;
            evidence.insert(code, file);
        }
        app.invite().await;
        let mail = app
            .column("SELECT id AS value FROM mail WHERE kind = 'invitation' ORDER BY id LIMIT 1")
            .remove(0);
        let person = app.person_id("lead.02").await;
        let file = perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap();
        let edition = perspektiv::workflow::signed::sha256(&file);
        let boss = app.signed_in("secretariat").await;
        let draft = crate::editor::begin(&boss, "sjalvevaluering", "2027").await;
        let part = crate::editor::node(&boss, &draft, "1.1").await.rsplit('/').next().unwrap().to_owned();
        let draft = draft.rsplit('/').next().unwrap().to_owned();
        Things { published, versions, rooms, mail, person, edition, draft, part, evidence }
    }

    /// The route's path with things of this member in it.
    fn path(&self, app: &TestApp, route: &RouteSpec, code: &str) -> String {
        let mut path = String::new();
        let mut rest = route.path;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap();
            path += before;
            path += match name {
                "response" => app.response(code),
                "format" => "csv",
                "draft" => &self.draft,
                "node" => &self.part,
                "substandard" if route.path.contains("{draft}") => &self.part,
                "substandard" => "1.1",
                "item" => "1.1a",
                "number" => "1",
                "evidence" => &self.evidence[code],
                "version" => &self.versions[code],
                // The short address leads to the own member's only.
                "room" if !is_of_member(route) => &self.rooms[OWN],
                "room" => &self.rooms[code],
                // The secretariat's pages show the open round with its mails; results are there for all once published.
                "round" if route.path.starts_with("/secretariat") => &app.round,
                "round" => &self.published,
                "mail" if route.path.starts_with("/secretariat") => &self.mail,
                "person" => &self.person,
                "edition" => &self.edition,
                "file" => "answers.csv",
                "token" | "invitation" | "mail" => "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "path:.*" => "app.css",
                other => panic!("tell the test what {{{other}}} of {} is", route.path),
            };
            rest = after;
        }
        path + rest
    }
}

/// Whether the path names something that belongs to one member.
fn is_of_member(route: &RouteSpec) -> bool {
    route.path.contains("{response}")
}

/// What the table of permissions says, in the words of the test.
fn may(roles: &[Role], route: &RouteSpec, code: &str) -> bool {
    let Access::Needs(action) = route.access else { return true };
    roles.iter().any(|role| match reach(*role, action) {
        Reach::Nowhere => false,
        Reach::Own | Reach::Parts => !is_of_member(route) || code == OWN,
        Reach::Network => true,
    })
}

/// What the forms want before they look at anything else.
const FILLED: [(&str, &str); 4] = [("read", "yes"), ("sha256", "x"), ("why", "x"), ("do", "correct")];

async fn ask(person: &Person, route: &RouteSpec, path: &str) -> Page {
    match route.method {
        actix_web::http::Method::GET => person.get(path).await,
        actix_web::http::Method::POST => person.post(path, &FILLED).await,
        actix_web::http::Method::PUT => {
            person.put(path, &serde_json::json!({"mutation_id": "walk", "base_revision": 0})).await
        }
        ref other => panic!("tell the test how to ask with {other}"),
    }
}

async fn delete(person: &Person, path: &str) -> Page {
    person.send(person.request(Method::DELETE, path)).await
}

fn is_write(route: &RouteSpec) -> bool {
    route.method != actix_web::http::Method::GET
}

/// Everybody, signed in; the clock moves on so that no limit of the sign-in is met.
async fn everybody(app: &TestApp) -> Vec<(Person, &'static [Role])> {
    let mut people = Vec::new();
    for (who, roles) in PEOPLE {
        people.push((app.signed_in(who).await, roles));
        app.wait(chrono::Duration::minutes(1));
    }
    people
}

/// All routes, those that end sessions last.
fn routes() -> Vec<&'static RouteSpec> {
    let mut routes: Vec<&RouteSpec> = TABLE.iter().collect();
    routes.sort_by_key(|route| route.path.starts_with("/sign-out"));
    routes
}

on_both! {
    async fn every_route_opens_to_exactly_whom_the_table_of_permissions_names(app) {
        let things = Things::prepare(&app).await;
        let people = everybody(&app).await;
        let stranger = app.person("");
        let mut walked = 0;
        for route in routes() {
            if route.path.starts_with("/sign-out") {
                continue;
            }
            for code in [OWN, OTHER] {
                let path = things.path(&app, route, code);
                for (person, roles) in &people {
                    let page = ask(person, route, &path).await;
                    let (asked, status) = (&page.asked, page.status);
                    walked += 1;
                    assert!(status < 500, "{asked}: {status}\n{}", page.words());
                    if !matches!(route.access, Access::Needs(_)) {
                        continue;
                    }
                    if may(roles, route, code) {
                        assert!(!matches!(status, 401 | 403 | 404 | 405), "{asked}: {status}\n{}", page.words());
                    } else {
                        assert_eq!(status, 404, "{asked} by {roles:?}");
                        assert!(!page.body.contains("Region"), "{asked}");
                    }
                }
                let page = ask(&stranger, route, &path).await;
                match (route.access, is_write(route)) {
                    (Access::Needs(_), false) => {
                        page.leads_to("/sign-in?from=page");
                    }
                    (Access::Needs(_), true) => {
                        page.is(401);
                    }
                    _ => assert!(page.status < 500, "{}: {}", page.asked, page.status),
                }
            }
        }
        let to_sign_out = TABLE.iter().filter(|route| route.path.starts_with("/sign-out")).count();
        assert_eq!(walked, 2 * PEOPLE.len() * (TABLE.len() - to_sign_out));
        for (person, _) in &people {
            person.post("/sign-out/everywhere", &[]).await.leads_to("/sign-in");
            person.get("/results").await.leads_to("/sign-in?from=page");
        }
    }

    async fn no_get_changes_anything_and_no_draft_leaves_its_region(app) {
        let things = Things::prepare(&app).await;
        let people = everybody(&app).await;
        let stranger = app.person("");
        let before = app.dump(&["session", "sign_in"]);
        let mut told = 0;
        for route in routes().into_iter().filter(|route| !is_write(route)) {
            for code in [OWN, OTHER] {
                let path = things.path(&app, route, code);
                for (person, roles) in &people {
                    let page = person.get(&path).await;
                    let inside = roles.iter().any(|role| {
                        matches!(role, Role::ProcessLead | Role::Contributor | Role::Signatory)
                    });
                    if page.body.contains(CANARY) {
                        assert!(inside && code == OWN, "{} tells a draft to {roles:?}", page.asked);
                        told += 1;
                    }
                    assert!(person.head(&path).await.body.is_empty(), "{}", page.asked);
                }
                assert!(!stranger.get(&path).await.body.contains(CANARY), "{path}");
            }
        }
        assert!(told >= 6, "the region itself reads it: {told}");
        for (table, rows) in app.dump(&["session", "sign_in"]) {
            assert_eq!(rows, before[&table], "{table}");
        }
    }

    async fn what_a_member_may_not_see_looks_like_what_is_not_there(app) {
        let _things = Things::prepare(&app).await;
        let lead = app.signed_in("lead.01").await;
        let other = lead.get(&format!("/responses/{}", app.response(OTHER))).await.is(404);
        let none = lead.get("/responses/aaaaaaaaaaaaaaaaaaaa").await.is(404);
        let plain = |page: &Page| page.words().split("Felkod").next().unwrap().to_owned();
        assert_eq!(plain(&other), plain(&none));
        let body = serde_json::json!({"mutation_id": "x1", "base_revision": 0, "value": 3});
        lead.put_answer(app.response(OTHER), "1.1a", &body).await.is(404);
        assert_eq!(app.count("answer_revision WHERE mutation_id = 'x1'"), 0);
    }

    async fn an_address_that_takes_forms_only_leads_to_their_page(app) {
        let things = Things::prepare(&app).await;
        let people = everybody(&app).await;
        let stranger = app.person("");
        for route in TABLE.iter().filter(|route| route.method == actix_web::http::Method::POST) {
            let path = things.path(&app, route, OWN);
            let (person, _) = people.iter().find(|(_, roles)| may(roles, route, OWN)).unwrap();
            let mut page = person.get(&path).await;
            for _ in 0..2 {
                if page.status == 303 {
                    page = person.get(page.location()).await;
                }
            }
            // The walk knows no invitation: it is the only page that it does not find.
            let found = |status: u16| status < 400 || (status == 404 && path.starts_with("/invitation/"));
            assert!(found(page.status), "{path}: {} {}", page.asked, page.status);
            assert!(found(stranger.get(&path).await.status) && found(stranger.head(&path).await.status), "{path}");
        }
        let (response, round) = (app.response(OWN), &app.round);
        for (path, page) in [
            ("/sign-in/code".to_owned(), "/sign-in/sent".to_owned()),
            (format!("/responses/{response}/hand-over"), format!("/responses/{response}/check")),
            (format!("/responses/{response}/take-back"), format!("/responses/{response}")),
            (format!("/responses/{response}/ask-back"), format!("/responses/{response}/sign")),
            ("/secretariat/rounds".to_owned(), "/secretariat/rounds/new".to_owned()),
            (format!("/secretariat/rounds/{round}/dates"), format!("/secretariat/rounds/{round}")),
            (format!("/secretariat/rounds/{round}/reminders"), format!("/secretariat/rounds/{round}/mail")),
            (format!("/secretariat/rounds/{round}/mail/m/resend"), format!("/secretariat/rounds/{round}/mail")),
        ] {
            stranger.get(&path).await.leads_to(&page);
        }
        let lead = app.signed_in("lead.01").await;
        let check = format!("/responses/{}/check", app.response(OTHER));
        lead.get(&format!("/responses/{}/hand-over", app.response(OTHER))).await.leads_to(&check);
        lead.get(&check).await.is(404);
    }

    async fn another_method_is_refused_by_name_to_those_who_may_know_the_path(app) {
        let (lead, stranger) = (app.signed_in("lead.01").await, app.person(""));
        for (path, methods) in [
            ("/results".to_owned(), "GET, HEAD"),
            ("/about".to_owned(), "GET, HEAD"),
            ("/assets/app.css".to_owned(), "GET, HEAD"),
            ("/sign-in".to_owned(), "GET, HEAD, POST"),
            (format!("/responses/{}/substandards/1.1", app.response(OWN)), "GET, HEAD, POST"),
            (format!("/responses/{}/hand-over", app.response(OWN)), "GET, HEAD, POST"),
            (format!("/api/v1/responses/{}/answers/1.1a", app.response(OWN)), "PUT"),
        ] {
            let refused = delete(&lead, &path).await.is(405);
            assert_eq!(refused.header("allow"), methods, "{path}");
            assert!(path.starts_with("/api/") || refused.words().contains("Felkod"), "{path}");
        }
        let api = format!("/api/v1/responses/{}/answers/1.1a", app.response(OWN));
        assert_eq!(lead.get(&api).await.is(405).json()["error"]["name"], "method-not-allowed");
        lead.post("/results", &[]).await.is(405);

        // Whoever may not see the page does not learn of it; and of things that are there no more than of others.
        for path in ["/secretariat", "/secretariat/contacts", "/status", "/no/such/page"] {
            delete(&lead, path).await.is(404);
        }
        delete(&stranger, "/results").await.is(401);
        delete(&stranger, "/no/such/page").await.is(404);
        let [own, other, none] = [app.response(OWN), app.response(OTHER), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"];
        for id in [own, other, none] {
            delete(&lead, &format!("/responses/{id}")).await.is(405);
            delete(&stranger, &format!("/responses/{id}")).await.is(401);
        }
    }

    async fn a_slash_too_many_leads_to_the_page(app) {
        let (lead, stranger) = (app.signed_in("lead.01").await, app.person(""));
        for (asked, page) in [
            ("/results/", "/results"),
            ("/about/?a=b", "/about?a=b"),
            ("/secretariat//", "/secretariat"),
            ("/responses/aaaa/hand-over/", "/responses/aaaa/hand-over"),
        ] {
            for person in [&lead, &stranger] {
                let led = person.get(asked).await.is(308);
                assert_eq!(led.location(), page);
            }
        }
        for path in ["/no/such/page/", "//", "//evil.example/", "//about/", "/%2fevil.example/"] {
            lead.get(path).await.is(404);
        }
    }

    async fn every_write_wants_a_token_and_refuses_other_sites(app) {
        let things = Things::prepare(&app).await;
        let people = everybody(&app).await;
        let before = app.dump(&["session", "sign_in"]);
        for route in routes().into_iter().filter(|route| is_write(route)) {
            let path = things.path(&app, route, OWN);
            let (person, _) = people.iter().find(|(_, roles)| may(roles, route, OWN)).unwrap();
            let method: Method = route.method.as_str().parse().unwrap();
            let is_api = path.starts_with("/api/");
            let csrf = person.csrf().await;
            let body = serde_json::json!({"mutation_id": "forged", "base_revision": 2, "value": 9});
            let request = |token: &str| {
                let request = person.request(method.clone(), &path);
                if is_api {
                    request.header("X-CSRF-Token", token).json(&body)
                } else {
                    request.form(&[("csrf", token), ("gaps", "yes"), ("read", "yes"), ("why", "x"), ("language", "en")])
                }
            };
            let other_token = people[0].0.csrf().await.chars().rev().collect::<String>();
            for token in ["", "x", &other_token] {
                person.send(request(token)).await.is(403);
            }
            for (name, value) in [
                ("Origin", "https://evil.example"),
                ("Origin", "http://127.0.0.1:1"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
            ] {
                person.send(request(&csrf).header(name, value)).await.is(403);
            }
            if !is_api {
                let plain = person.request(method.clone(), &path).header("Content-Type", "text/plain").body(format!("csrf={csrf}"));
                person.send(plain).await.is(403);
            }
        }
        for (table, rows) in app.dump(&["session", "sign_in"]) {
            assert_eq!(rows, before[&table], "{table}");
        }
    }

    async fn a_token_of_another_persons_page_is_refused(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        let path = format!("/responses/{}/substandards/1.1", app.response(OWN));
        let foreign = colleague.get(&path).await.form(&path);
        lead.post_form(&path, &foreign).await.is(403);
    }

    async fn our_own_forms_are_taken_although_the_browser_hides_their_origin(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/responses/{}/substandards/1.1", app.response(OWN));
        let form = lead.get(&path).await.form(&path);
        let own = lead.request(Method::POST, &path).form(&form);
        lead.send(own.header("Origin", "null").header("Sec-Fetch-Site", "same-origin")).await.is(303);
        let own = lead.request(Method::POST, &path).form(&form);
        lead.send(own.header("Origin", format!("http://{}", app.address))).await.is(303);
    }
}
