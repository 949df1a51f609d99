//! Signing in and out: the demands of docs/SECURITY.md, "Sign-in".

use chrono::Duration;
use reqwest::Method;

use crate::support::{app, person};

const SCANS: usize = 20;

on_both! {
    async fn opening_a_link_many_times_does_nothing_and_the_button_still_works(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let link = app.newest_mail(&person.email).link();
        let before = app.dump(&[]);
        let scanner = app.person("");
        for _ in 0..SCANS {
            scanner.head(&link).await.is(200);
            let page = scanner.get(&link).await.is(200);
            assert!(!page.body.contains("http-equiv") && page.texts("script").concat().is_empty());
        }
        // A scanner that sends the form it finds has another browser's cookie: it is asked for the code.
        let form = scanner.get(&link).await.form(&link);
        let asked = scanner.post_form(&link, &form).await.is(200);
        assert_eq!(asked.attributes("input[name=code]", "type"), ["text"]);
        assert_eq!(app.dump(&[]), before);
        let form = person.get(&link).await.form(&link);
        person.post_form(&link, &form).await.leads_to("/");
        person.get("/responses").await.leads_to(&format!("/responses/{}", app.response("01")));
    }

    async fn the_code_of_the_mail_signs_in_on_another_device(app) {
        let (asking, other) = (app.person("lead.01@example.org"), app.person("lead.01@example.org"));
        asking.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let mail = app.newest_mail(&asking.email);
        let form = other.get(&mail.link()).await.form(&mail.link());
        let mut form = other.post_form(&mail.link(), &form).await.is(200).form("/sign-in/code");
        person::set(&mut form, "code", "AAAA-AAAA");
        let mut form = other.post_form("/sign-in/code", &form).await.is(422).form("/sign-in/code");
        person::set(&mut form, "code", &mail.code().to_lowercase());
        other.post_form("/sign-in/code", &form).await.leads_to("/");
        other.get("/responses").await.is(303);
        // One use, by link or by code.
        let form = asking.get(&mail.link()).await.form(&mail.link());
        asking.post_form(&mail.link(), &form).await.is(410);
    }

    async fn the_code_may_be_typed_where_the_mail_was_asked_for(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let code = app.newest_mail(&person.email).code();
        let mut form = person.get("/sign-in/sent").await.is(200).form("/sign-in/code");
        person::set(&mut form, "code", &code);
        person.post_form("/sign-in/code", &form).await.leads_to("/");
    }

    async fn wrong_codes_are_limited_and_the_right_one_comes_too_late(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        for _ in 0..5 {
            person.post("/sign-in/code", &[("code", "AAAA-AAAA")]).await.is(422);
        }
        let code = app.newest_mail(&person.email).code();
        person.post("/sign-in/code", &[("code", &code)]).await.is(410);
        assert_eq!(app.count("session"), 0);
    }

    async fn guessing_codes_does_not_tell_known_from_unknown_addresses(app) {
        let mut courses = Vec::new();
        for email in ["lead.01@example.org", "stranger@example.org"] {
            let person = app.person(email);
            person.ask_for_link().await.leads_to("/sign-in/sent");
            app.deliver().await;
            let mut course = Vec::new();
            for _ in 0..8 {
                course.push(person.post("/sign-in/code", &[("code", "AAAA-AAAA")]).await.status);
            }
            courses.push(course);
        }
        assert_eq!(courses[0], courses[1]);
        let mut late = Vec::new();
        for email in ["lead.02@example.org", "stranger2@example.org"] {
            let person = app.person(email);
            person.ask_for_link().await.leads_to("/sign-in/sent");
            app.deliver().await;
            app.wait(Duration::minutes(31));
            late.push(person.post("/sign-in/code", &[("code", "AAAA-AAAA")]).await.status);
        }
        assert_eq!(late[0], late[1]);
    }

    async fn after_signing_in_one_is_where_one_wanted_to_go(app) {
        let wanted = format!("/responses/{}/substandards/3.2?saved=1", app.response("01"));
        let person = app.person("lead.01@example.org");
        person.get(&wanted).await.leads_to("/sign-in?from=page");
        person.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let mail = app.newest_mail(&person.email);
        assert!(!mail.raw.contains("substandards") && !mail.text.contains("substandards"), "{}", mail.text);
        let page = person.get(&mail.link()).await.is(200);
        person.post_form(&mail.link(), &page.form(&mail.link())).await.leads_to(&wanted);
        person.get(&wanted).await.is(200);

        // It is for one sign-in: the next begins at the start page.
        person.get("/about").await;
        person.post("/sign-out", &[]).await.leads_to("/sign-in");
        person.sign_in(&app).await;

        // By code it is the same; what is somebody else's is not there.
        let other = app.person("lead.02@example.org");
        other.get(&wanted).await.leads_to("/sign-in?from=page");
        other.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let code = app.newest_mail(&other.email).code();
        other.post("/sign-in/code", &[("code", &code)]).await.leads_to(&wanted);
        other.get(&wanted).await.is(404);
    }

    async fn signing_in_leads_to_no_other_site(app) {
        for (asked, kept) in [("//evil.example", ""), ("/%2f/evil.example", ""), ("/responses//evil.example", "")]
            .into_iter()
            .chain(["/results", "//evil.example", "https://evil.example", "/\\evil.example", "/no/page", "/responses\r\nX: y", ""].map(|kept| ("/about", kept)))
        {
            app.wait(Duration::minutes(4));
            let person = app.person("lead.01@example.org");
            let visitor = person.get(asked).await.header("set-cookie").to_owned();
            person.ask_for_link().await.leads_to("/sign-in/sent");
            app.deliver().await;
            let link = app.newest_mail(&person.email).link();
            let form = person.get(&link).await.form(&link);
            if kept.is_empty() {
                person.post_form(&link, &form).await.leads_to("/");
                continue;
            }
            // A browser that was made to keep something else. What is sent by hand takes the place of its own cookies.
            let forged = format!("wanted={}", data_encoding::BASE64URL_NOPAD.encode(kept.as_bytes()));
            let cookies = format!("{}; {forged}", visitor.split(';').next().unwrap());
            let press = person.request(Method::POST, &link).header("Cookie", cookies).form(&form);
            person.send(press).await.leads_to(if kept == "/results" { kept } else { "/" });
        }
        // A question of a page's script is no wish to go there.
        let person = app.person("");
        let asked = person.request(Method::GET, "/results").header("Sec-Fetch-Mode", "cors");
        assert!(!format!("{:?}", person.send(asked).await.headers.get_all("set-cookie")).contains("wanted"));
    }

    async fn two_simultaneous_presses_of_one_button_make_one_session(app) {
        for round in 1..=5 {
            app.wait(Duration::minutes(1));
            let person = app.person("lead.01@example.org");
            person.ask_for_link().await.leads_to("/sign-in/sent");
            app.deliver().await;
            let link = app.newest_mail(&person.email).link();
            let form = person.get(&link).await.form(&link);
            let presses = (0..8).map(|_| person.post_form(&link, &form));
            let statuses: Vec<u16> = futures_util::future::join_all(presses).await.iter().map(|p| p.status).collect();
            assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
            assert_eq!(statuses.iter().filter(|status| **status == 410).count(), 7, "{statuses:?}");
            assert_eq!(app.count("session"), round);
        }
    }

    async fn an_old_link_explains_and_offers_a_new_one(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let link = app.newest_mail(&person.email).link();
        app.wait(Duration::minutes(30));
        let form = person.get(&link).await.is(200).form(&link);
        let page = person.post_form(&link, &form).await.is(410);
        assert_eq!(page.attributes("main a.ds-button", "href"), ["/sign-in"]);
        // Nobody learns from it whether a link ever was.
        let never = "/sign-in/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        let form = person.get(never).await.is(200).form(never);
        assert_eq!(person.post_form(never, &form).await.is(410).words(), page.words());
    }

    async fn the_newest_link_wins(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await;
        app.deliver().await;
        let first = app.newest_mail(&person.email);
        app.wait(Duration::minutes(1));
        person.ask_for_link().await;
        app.deliver().await;
        let second = app.newest_mail(&person.email);
        assert_ne!(first.link(), second.link());
        let form = person.get(&first.link()).await.form(&first.link());
        person.post_form(&first.link(), &form).await.is(410);
        let form = person.get(&second.link()).await.form(&second.link());
        person.post_form(&second.link(), &form).await.leads_to("/");
    }

    async fn a_known_and_an_unknown_address_get_the_same_answer(app) {
        let mut answers = Vec::new();
        for email in ["lead.01@example.org", "stranger@example.org"] {
            let person = app.person(email);
            let sent = person.ask_for_link().await;
            let shown = person.get("/sign-in/sent").await;
            let csrf = shown.csrf().unwrap();
            let names: Vec<String> = sent.headers.keys().map(ToString::to_string).collect();
            answers.push((sent.status, sent.location().to_owned(), names, sent.body, shown.body.replace(&csrf, "")));
        }
        assert_eq!(answers[0], answers[1]);
        app.deliver().await;
        assert_eq!(app.mails("lead.01@example.org").len(), 1);
        assert_eq!(app.mail.letters().len(), 1);
    }

    async fn asking_too_often_is_refused_for_a_while(app) {
        for email in ["lead.01@example.org", "stranger@example.org"] {
            let person = app.person(email);
            for _ in 0..6 {
                person.ask_for_link().await.is(303);
            }
            let refused = person.ask_for_link().await.is(429);
            assert_eq!(refused.header("retry-after"), "900");
        }
        app.wait(Duration::minutes(16));
        app.person("lead.01@example.org").ask_for_link().await.is(303);
    }

    async fn one_client_cannot_ask_for_many_addresses_whatever_it_says_it_is(app) {
        let person = app.person("");
        let csrf = person.csrf().await;
        let mut statuses = Vec::new();
        for number in 0..61 {
            let email = format!("somebody{number}@example.org");
            let asked = person
                .request(Method::POST, "/sign-in")
                .header("X-Forwarded-For", format!("192.0.2.{number}, 198.51.100.7"))
                .form(&[("email", email.as_str()), ("csrf", &csrf)]);
            statuses.push(person.send(asked).await.status);
        }
        assert_eq!(statuses.pop(), Some(429));
        assert!(statuses.iter().all(|status| *status == 303));
    }

    async fn a_forged_host_does_not_get_into_the_mail(app) {
        let person = app.person("lead.01@example.org");
        let csrf = person.csrf().await;
        for header in ["Host", "X-Forwarded-Host", "Forwarded"] {
            let value = if header == "Forwarded" { "host=evil.example" } else { "evil.example" };
            let asked = person
                .request(Method::POST, "/sign-in")
                .header(header, value)
                .form(&[("email", person.email.as_str()), ("csrf", &csrf)]);
            person.send(asked).await.is(303);
            app.deliver().await;
            let mail = app.newest_mail(&person.email);
            assert!(mail.url().starts_with(&format!("http://{}/sign-in/", app.address)), "{}", mail.url());
            assert!(!mail.raw.contains("evil") && !mail.html.contains("evil"));
        }
    }

    async fn signing_out_ends_the_session(app) {
        let person = app.signed_in("lead.01").await;
        let elsewhere = app.signed_in("lead.01").await;
        person.post("/sign-out", &[]).await.leads_to("/sign-in");
        assert_eq!(app.count("session"), 1, "the other browser stays signed in");
        person.get("/responses").await.leads_to("/sign-in?from=page");
        elsewhere.get("/responses").await.is(303);
        let third = app.signed_in("lead.01").await;
        elsewhere.post("/sign-out/everywhere", &[]).await.leads_to("/sign-in");
        assert_eq!(app.count("session"), 0);
        third.get("/responses").await.leads_to("/sign-in?from=page");
    }

    async fn whoever_is_signed_in_already_goes_on_from_there(app) {
        let person = app.signed_in("lead.01").await;
        let used = app.newest_mail(&person.email).link();
        app.invite().await;
        app.deliver().await;
        let invitation = app.newest_mail(&person.email).link();
        let form = person.get(&used).await.form(&used);
        let spent = person.post_form(&used, &form).await.is(410);
        for page in [
            spent,
            person.get(&used).await.is(200),
            person.get("/sign-in/sent").await.is(200),
            person.get("/sign-in/code").await.leads_to("/sign-in/sent"),
            person.get(&invitation).await.is(200),
        ] {
            if page.status == 303 {
                continue;
            }
            assert_eq!(page.attributes("main a.ds-button", "href"), ["/"], "{}", page.asked);
            assert!(page.words().contains("Du är redan inloggad som lead 01."), "{}", page.words());
        }
        assert!(app.person("").get("/sign-in/sent").await.attributes("main a.ds-button", "href").is_empty());
    }

    async fn an_account_says_who_one_is_and_signs_out_everywhere(app) {
        let (here, there) = (app.signed_in("lead.01").await, app.signed_in("lead.01").await);
        let page = here.get("/account").await.is(200);
        let words = page.words();
        for said in ["lead 01", "lead.01@example.org", "Processledare, Region Ett", "Svenska", "i 2 webbläsare"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert_eq!(page.attributes("header .tools a", "href"), ["/account"]);
        here.post_form("/sign-out/everywhere", &page.form("/sign-out/everywhere")).await.leads_to("/sign-in");
        for person in [&here, &there] {
            person.get("/account").await.leads_to("/sign-in?from=page");
        }
        app.wait(Duration::minutes(1));
        let nobody = app.signed_in("nobody").await.get("/account").await.is(200).words();
        assert!(nobody.contains("Du har ingen roll i år.") && nobody.contains("bara inloggad i den här"), "{nobody}");
    }

    async fn a_session_ends_after_its_time(app) {
        let (lead, secretariat) = (app.signed_in("lead.01").await, app.signed_in("secretariat").await);
        app.wait(Duration::hours(12));
        lead.get("/results").await.is(200);
        secretariat.get("/results").await.is(303);
        app.wait(Duration::hours(12));
        lead.get("/results").await.leads_to("/sign-in?from=page");
    }

    async fn a_role_that_ends_bites_on_the_next_request(app) {
        let person = app.signed_in("contributor.01").await;
        let response = format!("/responses/{}", app.response("01"));
        person.get(&response).await.is(200);
        let id = app.person_id("contributor.01").await;
        app.execute(&format!("UPDATE assignment SET to_year = 2026, from_year = 2025 WHERE person_id = '{id}'"));
        person.get(&response).await.is(404);
        person.save(app.response("01"), "1.1a", 0, 5, "").await.is(404);
    }

    async fn an_invitation_mails_to_the_invited_address_only(app) {
        app.invite().await;
        app.deliver().await;
        let mail = app.newest_mail("lead.01@example.org");
        let (finder, link) = (app.person(""), mail.link());
        let page = finder.get(&link).await.is(200);
        assert!(page.words().contains("l•••@example.org"), "{}", page.words());
        assert!(!page.body.contains("lead.01@example.org"));
        app.mail.forget();
        let mut form = page.form(&link);
        person::set(&mut form, "email", "finder@example.org");
        finder.post_form(&link, &form).await.leads_to("/sign-in/sent");
        app.deliver().await;
        let letters = app.mail.letters();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, ["lead.01@example.org"]);
        assert_eq!(app.count("session"), 0);
        finder.get("/invitation/never").await.is(404);
    }

    async fn a_mail_to_sign_in_holds_no_names_and_no_secret_stays_at_rest(app) {
        let person = app.person("lead.01@example.org");
        person.ask_for_link().await;
        app.deliver().await;
        let mail = app.newest_mail(&person.email);
        let token = mail.link().rsplit('/').next().unwrap().to_owned();
        assert!(token.len() >= 26, "at least 128 random bits");
        let everything = format!("{:?}", app.dump(&[]));
        assert!(!everything.contains(&token) && !everything.contains(&mail.code()));
        for header in ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress:", "Message-ID:"] {
            assert!(mail.raw.contains(header), "{header}\n{}", mail.raw);
        }
        assert!(!mail.html.contains("<img") && !mail.text.contains("Region"));
    }
}

/// Behind a reverse proxy with TLS the cookies are bound to the host and the links lead to the public address.
#[test]
fn under_https_cookies_are_host_bound_and_secure() {
    for backend in [app::Backend::Sqlite, app::Backend::Postgres] {
        app::run_with(backend, Some("https://perspektiv.example"), |app| async move {
            let person = app.person("lead.01@example.org");
            let page = person.get("/sign-in").await.is(200);
            assert_eq!(page.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
            let set = page.header("set-cookie").to_owned();
            let (cookie, attributes) = set.split_once("; ").unwrap();
            assert!(cookie.starts_with("__Host-visitor="), "{set}");
            for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(attributes.contains(attribute), "{set}");
            }
            assert!(!attributes.contains("Domain"));
            let asked = person
                .request(Method::POST, "/sign-in")
                .header("Cookie", cookie)
                .form(&[("email", person.email.as_str()), ("csrf", &page.csrf().unwrap())]);
            person.send(asked).await.leads_to("/sign-in/sent");
            app.deliver().await;
            let mail = app.newest_mail(&person.email);
            assert!(mail.url().starts_with("https://perspektiv.example/sign-in/"), "{}", mail.url());
            let link = mail.link();
            let page = person.send(person.request(Method::GET, &link).header("Cookie", cookie)).await.is(200);
            let press = person.request(Method::POST, &link).header("Cookie", cookie).form(&page.form(&link));
            let set = person.send(press).await.leads_to("/").header("set-cookie").to_owned();
            assert!(set.starts_with("__Host-session=") && set.contains("Secure"), "{set}");
        });
    }
}
