//! What came back from the server, and how a test reads it.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// An answer of the server.
#[derive(Debug, Clone)]
pub struct Page {
    /// What was asked: method and path.
    pub asked: String,
    /// The status code.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

impl Page {
    pub async fn of(asked: String, response: reqwest::Response) -> Page {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.text().await.unwrap();
        Page { asked, status, headers, body }
    }

    /// The page itself, if it has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Page {
        assert_eq!(self.status, status, "{}\n{}\n{}", self.asked, self.location(), self.words());
        self
    }

    /// The page itself, if it leads on to `path`.
    #[track_caller]
    pub fn leads_to(self, path: &str) -> Page {
        let page = self.is(303);
        assert_eq!(page.location(), path, "{}", page.asked);
        page
    }

    /// Where the answer leads on to, or nothing.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", self.asked, self.body))
    }

    /// The texts of all elements that match, white space tidied.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&selector(css)).map(text).collect()
    }

    /// The texts of all elements that match, exactly as they stand.
    pub fn exact_texts(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&selector(css)).map(|element| element.text().collect()).collect()
    }

    /// The attribute of all elements that match and have it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// What a person reads on the page.
    pub fn words(&self) -> String {
        match self.texts("main").pop() {
            Some(main) => main,
            None => self.body.chars().take(600).collect(),
        }
    }

    pub fn csrf(&self) -> Option<String> {
        self.attributes("input[name=csrf]", "value").pop()
    }

    /// The fields of the form with this action as a browser would send them, without a pressed button.
    #[track_caller]
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.body);
        let form = html
            .select(&selector("form"))
            .find(|form| form.attr("action") == Some(action))
            .unwrap_or_else(|| panic!("no form for {action} on {}\n{}", self.asked, self.words()));
        let mut fields = Vec::new();
        for control in form.select(&selector("input, textarea, select")) {
            let Some(name) = control.attr("name").map(str::to_owned) else { continue };
            let value = control.attr("value").unwrap_or("on").to_owned();
            match (control.value().name(), control.attr("type").unwrap_or("text")) {
                // The parser has dropped the line feed after the tag already.
                ("textarea", _) => fields.push((name, control.text().collect())),
                ("input", "radio" | "checkbox") if control.attr("checked").is_none() => {}
                ("input", "radio" | "checkbox") => fields.push((name, value)),
                ("input", _) => fields.push((name, control.attr("value").unwrap_or_default().to_owned())),
                _ => {
                    let chosen = control.select(&selector("option[selected]")).next();
                    let first = chosen.or_else(|| control.select(&selector("option")).next());
                    let value = first.and_then(|option| option.attr("value")).unwrap_or_default();
                    fields.push((name, value.to_owned()));
                }
            }
        }
        fields
    }
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
