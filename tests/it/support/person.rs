//! A person with a browser: keeps cookies, follows no link by itself, and sends forms as they stand on the page.

use std::{
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use reqwest::{Client, Method, RequestBuilder, redirect::Policy};
use serde_json::{Value as Json, json};

use super::{Page, TestApp};

/// Somebody at a browser of their own.
pub struct Person {
    /// The address.
    pub email: String,
    base: String,
    client: Client,
    csrf: Mutex<Option<String>>,
}

/// Sets a field of a form, or takes it away with an empty value's absence.
pub fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(field, _)| field != name);
    fields.push((name.to_owned(), value.to_owned()));
}

/// An id for one thing that a person does.
pub fn mutation() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("m{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Person {
    pub fn new(address: SocketAddr, email: &str) -> Person {
        let client =
            Client::builder().cookie_store(true).redirect(Policy::none()).no_proxy().build().unwrap();
        Person { email: email.to_owned(), base: format!("http://{address}"), client, csrf: Mutex::new(None) }
    }

    /// A request with this browser's cookies.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) };
        self.client.request(method, url)
    }

    pub async fn send(&self, request: RequestBuilder) -> Page {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let asked = format!("{} {} ({})", request.method(), request.url().path(), self.email);
        let response = client.execute(request).await.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        let page = Page::of(asked, response).await;
        if let Some(csrf) = page.body.contains("name=\"csrf\"").then(|| page.csrf()).flatten() {
            *self.csrf.lock().unwrap() = Some(csrf);
        }
        page
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn head(&self, path: &str) -> Page {
        self.send(self.request(Method::HEAD, path)).await
    }

    /// The token of the last page that this browser showed.
    pub async fn csrf(&self) -> String {
        let known = self.csrf.lock().unwrap().clone();
        match known {
            Some(csrf) => csrf,
            None => self.get("/about").await.csrf().expect("every page has a form"),
        }
    }

    /// Sends a form of one's own making, with the token of the last page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &csrf));
        self.send(self.request(Method::POST, path).form(&fields)).await
    }

    /// Sends a form as it was read from a page.
    pub async fn post_form(&self, path: &str, fields: &[(String, String)]) -> Page {
        self.send(self.request(Method::POST, path).form(fields)).await
    }

    pub async fn put(&self, path: &str, body: &Json) -> Page {
        let csrf = self.csrf().await;
        self.send(self.request(Method::PUT, path).header("X-CSRF-Token", csrf).json(body)).await
    }

    /// Asks for a link with the form of the sign-in page.
    pub async fn ask_for_link(&self) -> Page {
        self.get("/sign-in").await.is(200);
        self.post("/sign-in", &[("email", &self.email)]).await
    }

    /// Signs in through the pages, with the link of the mail.
    pub async fn sign_in(&self, app: &TestApp) {
        // The clock stands still otherwise, and of two requests of one moment only one counts as the newest.
        app.wait(chrono::Duration::seconds(1));
        self.ask_for_link().await.leads_to("/sign-in/sent");
        app.deliver().await;
        let mut links = app.mails(&self.email).into_iter().map(|mail| mail.link());
        let link = links.rfind(|link| link.starts_with("/sign-in/")).expect("a mail to sign in");
        let page = self.get(&link).await.is(200);
        self.post_form(&link, &page.form(&link)).await.leads_to("/");
        // The token of the session, not of the visit before.
        self.get("/about").await.is(200);
    }

    /// Saves one answer as the page's script does.
    pub async fn put_answer(&self, response: &str, item: &str, body: &Json) -> Page {
        self.put(&format!("/api/v1/responses/{response}/answers/{item}"), body).await
    }

    /// Saves a value, made from `base`; the new revision.
    #[track_caller]
    pub fn save(
        &self,
        response: &str,
        item: &str,
        base: i32,
        value: i32,
        comment: &str,
    ) -> impl Future<Output = Page> {
        let body = json!({
            "mutation_id": mutation(), "base_revision": base, "value": value, "not_applicable": false, "comment": comment,
        });
        let (response, item) = (response.to_owned(), item.to_owned());
        async move { self.put_answer(&response, &item, &body).await }
    }

    /// Opens a sub-standard, lets `fill` change the form, and sends it.
    pub async fn save_form(
        &self,
        response: &str,
        substandard: &str,
        fill: impl FnOnce(&mut Vec<(String, String)>),
    ) -> Page {
        let path = format!("/responses/{response}/substandards/{substandard}");
        let mut form = self.get(&path).await.is(200).form(&path);
        fill(&mut form);
        self.post_form(&path, &form).await
    }

    /// Hands over for signature, gaps accepted.
    pub async fn hand_over(&self, response: &str) -> Page {
        let action = format!("/responses/{response}/hand-over");
        let mut form = self.get(&format!("/responses/{response}/check")).await.is(200).form(&action);
        set(&mut form, "gaps", "yes");
        self.post_form(&action, &form).await
    }

    /// Approves the version that waits first, as the secretariat does it on the pages.
    pub async fn approve_next(&self) {
        let queue = self.get("/secretariat/review").await.is(200);
        let version = queue.attributes("main a[href^='/secretariat/review/']", "href").remove(0);
        // The form of the notes; the decision's button sends it elsewhere.
        let mut form = self.get(&version).await.is(200).form(&format!("{version}/notes"));
        set(&mut form, "decision", "approve");
        let decided = self.post_form(&format!("{version}/decision"), &form).await;
        assert_eq!(decided.status, 303, "{}\n{form:?}", decided.words());
    }

    /// Publishes a round: not before everything that the page asks is confirmed.
    pub async fn publish(&self, round: &str) {
        let path = format!("/secretariat/rounds/{round}/publish");
        let page = self.get(&path).await.is(200);
        let mut form = page.form(&path);
        self.post_form(&path, &form).await.is(422);
        let boxes = |name| page.attributes("main input[type=checkbox]", name);
        for (name, value) in boxes("name").iter().zip(boxes("value")) {
            set(&mut form, name, &value);
        }
        let published = self.post_form(&path, &form).await;
        assert_eq!(published.status, 303, "{}\n{form:?}", published.words());
    }

    /// Reads everything and signs it.
    pub async fn sign(&self, response: &str) -> Page {
        let path = format!("/responses/{response}/sign");
        let mut form = self.get(&path).await.is(200).form(&path);
        set(&mut form, "read", "yes");
        self.post_form(&path, &form).await
    }
}
