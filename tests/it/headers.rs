//! What every response carries, and what errors look like.

use reqwest::Method;

use crate::support::Page;

#[track_caller]
fn is_guarded(page: &Page) {
    let policy = page.header("content-security-policy");
    for part in ["default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
        assert!(policy.contains(part), "{}: {policy}", page.asked);
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{}", page.asked);
    assert_eq!(page.header("referrer-policy"), "no-referrer", "{}", page.asked);
    assert!(!page.header("x-request-id").is_empty(), "{}", page.asked);
    assert!(page.headers.contains_key("cache-control"), "{}", page.asked);
    for cookie in page.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    }
}

on_both! {
    async fn every_response_carries_the_headers(app) {
        let (stranger, lead) = (app.person(""), app.signed_in("lead.01").await);
        let response = app.response("01");
        let pages = [
            stranger.get("/").await.is(303),
            stranger.get("/sign-in").await.is(200),
            stranger.get("/about").await.is(200),
            stranger.get("/accessibility").await.is(200),
            stranger.get("/privacy").await.is(200),
            stranger.get("/assets/app.css").await.is(200),
            stranger.get("/assets/nothing.css").await.is(404),
            stranger.get("/health/live").await.is(200),
            stranger.get("/health/ready").await.is(200),
            stranger.get("/nothing").await.is(404),
            stranger.get("/demo/mailbox").await.is(404),
            stranger.get("/responses").await.is(303),
            stranger.post("/responses/x/sign", &[]).await.is(401),
            stranger.send(stranger.request(Method::POST, "/sign-in")).await.is(403),
            stranger.send(stranger.request(Method::DELETE, "/about")).await.is(405),
            stranger.send(stranger.request(Method::PUT, "/api/v1/responses/x/answers/1")).await.is(401),
            lead.get(&format!("/responses/{response}")).await.is(200),
            lead.get(&format!("/responses/{response}/check")).await.is(200),
            lead.get("/results").await.is(200),
            lead.save(response, "1.1a", 0, 3, "").await.is(200),
            lead.save(response, "1.1a", 0, 4, "").await.is(409),
        ];
        for page in &pages {
            is_guarded(page);
            if !page.asked.contains("/assets/app.css") {
                assert_eq!(page.header("cache-control"), "no-store", "{}", page.asked);
            }
        }
    }

    async fn errors_are_told_in_the_readers_language_with_an_id(app) {
        let person = app.person("");
        for (language, title) in [("sv-SE,sv;q=0.9", "Sidan finns inte"), ("en-GB", "Page not found"), ("de", "Sidan finns inte")] {
            let page = person.send(person.request(Method::GET, "/nothing").header("Accept-Language", language)).await.is(404);
            assert_eq!(page.texts("h1"), [title]);
            assert!(page.words().contains(page.header("x-request-id")), "{}", page.words());
            assert!(page.header("content-type").starts_with("text/html"));
        }
        let refused = person
            .send(person.request(Method::PUT, "/api/v1/responses/x/answers/1").header("Accept-Language", "en"))
            .await
            .is(401);
        assert_eq!(refused.json()["error"]["id"], refused.header("x-request-id"));
        assert!(refused.json()["error"]["message"].as_str().unwrap().starts_with("You"), "{}", refused.body);
        let page = person.get("/").await;
        assert!(page.body.is_empty());
    }

    async fn a_method_that_a_page_does_not_have_is_refused_in_words(app) {
        let lead = app.signed_in("lead.01").await;
        for (method, path) in [(Method::DELETE, "/responses"), (Method::PUT, "/sign-in"), (Method::PATCH, "/about")] {
            let page = lead.send(lead.request(method, path)).await;
            is_guarded(&page);
            assert_eq!(page.is(405).texts("h1"), ["Adressen kan inte användas så"]);
        }
    }

    async fn every_error_leads_on(app) {
        let (lead, stranger) = (app.signed_in("lead.01").await, app.person("lead.02@example.org"));
        let response = app.response("01");
        let (tasks, take_back) = (format!("/responses/{response}"), format!("/responses/{response}/take-back"));
        let part = format!("/responses/{response}/substandards/1.1");
        for (language, back, home) in [("sv", "Tillbaka till sidan", "Till startsidan"), ("en", "Back to the page", "Go to the start page")] {
            lead.post("/language", &[("language", language), ("back", "/about")]).await.leads_to("/about");
            let ways = |page: Page| {
                let texts = page.texts("main .actions a");
                page.attributes("main .actions a", "href").into_iter().zip(texts).collect::<Vec<_>>()
            };
            let way = |path: &str, text: &str| (path.to_owned(), text.to_owned());
            let missing = ways(lead.get("/no/such/page").await.is(404));
            assert_eq!(missing, [way("/", home)]);
            let other = ways(lead.send(lead.request(Method::DELETE, &part)).await.is(405));
            assert_eq!(other, [way("/", home)]);
            // Where the form is, there one goes on.
            let early = ways(lead.post(&take_back, &[]).await.is(409));
            assert_eq!(early, [way(&tasks, back), way("/", home)]);
            let forged = ways(lead.post_form(&part, &[]).await.is(403));
            assert_eq!(forged, [way(&part, back), way("/", home)]);
            let huge = "x".repeat(6 * 1024 * 1024);
            let large = ways(lead.post(&part, &[("comment-1.1a", &huge)]).await.is(413));
            assert_eq!(large, [way(&part, back), way("/", home)]);
        }
        let out = stranger.post(&take_back, &[]).await.is(401);
        assert_eq!(out.attributes("main .actions a", "href"), ["/sign-in"]);
        for _ in 0..6 {
            stranger.ask_for_link().await.is(303);
        }
        let often = stranger.ask_for_link().await.is(429);
        assert_eq!(often.attributes("main .actions a", "href"), ["/sign-in", "/"]);
    }

    async fn a_body_that_is_too_large_is_refused_in_words(app) {
        let lead = app.signed_in("lead.01").await;
        let (response, csrf) = (app.response("01"), lead.csrf().await);
        let path = format!("/responses/{response}/substandards/1.1");
        let huge = "x".repeat(6 * 1024 * 1024);
        let page = lead.post(&path, &[("comment-1.1a", &huge)]).await.is(413);
        assert_eq!(page.texts("h1"), ["Det är för mycket på en gång"]);
        let many: Vec<(String, String)> = (0..5_001).map(|n| (format!("f{n}"), String::new())).collect();
        lead.post_form(&path, &many).await.is(413);
        let form = reqwest::multipart::Form::new().text("csrf", csrf).text("comment-1.1a", huge.clone());
        lead.send(lead.request(Method::POST, &path).multipart(form)).await.is(413);
        let body = serde_json::json!({"mutation_id": "m", "base_revision": 0, "comment": "x".repeat(70_000)});
        let refused = lead.put_answer(response, "1.1a", &body).await.is(413);
        assert_eq!(refused.json()["error"]["name"], "too-large");
        assert_eq!(app.count("answer"), 0);
    }

    async fn bodies_that_make_no_sense_are_refused_in_words(app) {
        let lead = app.signed_in("lead.01").await;
        let path = format!("/api/v1/responses/{}/answers/1.1a", app.response("01"));
        let csrf = lead.csrf().await;
        for body in ["", "{", "[]", "null", "{\"mutation_id\":1}", "\u{feff}{}", &"[".repeat(10_000)] {
            let request = lead.request(Method::PUT, &path).header("X-CSRF-Token", &csrf);
            let request = request.header("Content-Type", "application/json").body(body.to_owned());
            lead.send(request).await.is(422);
        }
        let bytes = lead.request(Method::PUT, &path).header("X-CSRF-Token", &csrf);
        lead.send(bytes.header("Content-Type", "application/json").body(vec![0xff, 0xfe, 0])).await.is(422);
        let boundary = lead.request(Method::POST, "/sign-in").header("Content-Type", "multipart/form-data");
        let page = lead.send(boundary.body("--x\r\n")).await;
        assert!((400..500).contains(&page.status), "{}", page.status);
        for path in ["/responses/%00", "/sign-in/%00", "/invitation/a%00b", "/results/%00", "/responses/%ff", "/responses/%0d%0a",
            "/responses/x/substandards/%00", "/responses/x/versions/99999999999999", "/assets/%2e%2e/Cargo.toml",
            "/assets/../Cargo.toml", "/assets/data/regions.csv"] {
            let page = lead.get(path).await;
            assert!([200, 400, 404].contains(&page.status) && !page.body.contains("[package]"), "{path}: {}", page.status);
            assert!(page.status != 200 || path.starts_with("/sign-in/"), "{path}");
        }
    }

    async fn a_language_that_is_chosen_stays(app) {
        let lead = app.signed_in("lead.01").await;
        let page = lead.get("/about").await;
        assert_eq!(page.attributes("html", "lang"), ["sv"]);
        lead.post("/language", &[("language", "en"), ("back", "/about")]).await.leads_to("/about");
        assert_eq!(lead.get("/about").await.attributes("html", "lang"), ["en"]);
        lead.post("/language", &[("language", "xx"), ("back", "https://evil.example")]).await.leads_to("/");
        let again = app.signed_in("lead.01").await;
        assert_eq!(again.get("/about").await.attributes("html", "lang"), ["en"]);
        app.deliver().await;
        assert!(app.newest_mail("lead.01@example.org").text.contains("Sign") || app.newest_mail("lead.01@example.org").text.contains("sign"));
    }
}
