//! Proves that the harness can fail: a checker that finds nothing on a page full of faults would keep every test green.

use super::{Browser, Key, Network, Preference, role, text};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

/// A good page, under the strict policy the application has.
const GOOD: &str = r#"<!doctype html><html lang="sv"><head><title>Prov</title><script src="/page.js" defer></script>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main><h1>Prov</h1><p id="state">Utan skript</p><p id="media">–</p>
<p><label for="name">Namn</label> <input id="name" autocomplete="name"></p>
<fieldset><legend>Svar</legend><label><input type="radio" name="a" value="1"> Ja</label>
<label><input type="radio" name="a" value="2"> Nej</label></fieldset>
<p><button id="save"><span>Spara "Eva's" svar</span></button></p><p><a href="/bad">Vidare</a></p>
</main></body></html>"#;

const SCRIPT: &str = r#"
const state = document.getElementById('state');
state.textContent = 'Med skript';
document.getElementById('media').textContent = ['(forced-colors: active)', '(prefers-reduced-motion: reduce)']
    .map(query => matchMedia(query).matches).join(' ');
document.getElementById('save').addEventListener('click', () => {
    state.textContent = 'Sparar';
    fetch('/slow').then(() => state.textContent = 'Sparat', () => state.textContent = 'Kunde inte spara');
});"#;

/// Everything the checks are there to find, and a script that the policy forbids.
const BAD: &str = r##"<!doctype html><html><head><title>Fel</title><link rel="icon" href="data:,"></head><body>
<p><font color="#bbbbbb">Ljusgrå text</font></p><img src="data:,"><input name="unnamed">
<a href="/1">1</a><a href="/2">2</a><pre>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</pre>
<label>A <input type="checkbox" name="c"></label><label>B <input type="checkbox" name="c"></label>
<script>document.title = 'Körd'</script></body></html>"##;

fn serve() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).unwrap_or(0);
                let request = String::from_utf8_lossy(request.get(..length).unwrap_or_default()).into_owned();
                let (kind, body) = match request.split(' ').nth(1) {
                    Some("/page.js") => ("text/javascript", SCRIPT),
                    Some("/bad") => ("text/html", BAD),
                    Some("/slow") => ("text/plain", "ok"),
                    _ => ("text/html", GOOD),
                };
                let _ = write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
                     Content-Security-Policy: default-src 'self'; img-src data:; frame-ancestors 'none'\r\n\r\n{body}",
                    body.len()
                );
            });
        }
    });
    address
}

#[tokio::test]
async fn the_checks_find_what_is_wrong_and_nothing_else() {
    let browser = Browser::start(&serve()).await;
    browser.open("/").await;
    browser.inspect("self-test").await;
    browser.space_out_text().await;
    browser.no_sideways_scroll().await;
    assert_eq!(browser.complaints().await, "");

    browser.size(320, 600).await;
    browser.click(text("Vidare")).await;
    browser.wait_for_path("/bad").await;
    assert_eq!(browser.run_script("return innerWidth", Vec::new()).await, json!(320));
    let found = browser.axe().await;
    for rule in ["html-has-lang", "color-contrast", "image-alt", "label", "target-size"] {
        assert!(found.contains(&format!("{rule} (")), "{rule} is not in:\n{found}");
    }
    let wide = browser.sideways_scroll().await;
    assert!(wide.contains("<pre>"), "{wide}");
    let form = browser.form_problems().await;
    assert!(form.contains("no visible label") && form.contains("not in one fieldset: checkbox c"), "{form}");
    assert_eq!(browser.title().await, "Fel", "the policy holds for the page's own scripts");
    assert!(browser.complaints().await.contains("Content Security Policy"));
}

#[tokio::test]
async fn a_page_is_used_by_text_by_role_and_by_keyboard() {
    let browser = Browser::start(&serve()).await;
    browser.open("/").await;
    browser.wait_for_text("Med skript").await;
    assert_eq!(browser.run_script("return navigator.language", Vec::new()).await, json!("sv"));

    browser.fill(role("textbox", "Namn"), "Anna Åberg").await;
    browser.fill("#name", "Åsa").await;
    assert_eq!(browser.value("#name").await, "Åsa");
    browser.fill("#name", "").await;
    assert_eq!(browser.value("#name").await, "");
    browser.type_text("Bo").await;
    assert_eq!(browser.value("#name").await, "Bo");

    browser.click(role("radio", "Nej")).await;
    assert!(browser.is_selected("[value='2']").await && !browser.is_selected("[value='1']").await);
    browser.press(Key::Left).await;
    assert!(browser.is_selected("[value='1']").await);
    assert_eq!(browser.tab_stops(2).await, ["button “Spara \"Eva's\" svar”", "link “Vidare”"]);
    browser.press_with(Key::Shift, Key::Tab).await;
    assert_eq!(browser.focused().await, "button “Spara \"Eva's\" svar”");
    browser.press(Key::Enter).await;
    browser.wait_for(text("Sparat")).await;
    browser.click(text("Spara \"Eva's\" svar")).await;
    browser.wait_until_gone(text("Sparar")).await;
    assert_eq!(browser.texts("legend").await, ["Svar"]);
    assert!(!browser.sees(text("Sparades aldrig")).await);
}

#[tokio::test]
async fn without_scripts_the_verbs_still_work() {
    let browser = Browser::options().javascript_off().start(&serve()).await;
    browser.open("/").await;
    assert_eq!(browser.text("#state").await, "Utan skript");
    browser.fill(role("textbox", "Namn"), "Anna").await;
    assert_eq!(browser.value("#name").await, "Anna");
    browser.click(role("radio", "Ja")).await;
    assert!(browser.is_selected("[value='1']").await);
    browser.screenshot("self-test-no-scripts").await;
    browser.click(text("Vidare")).await;
    browser.wait_for_path("/bad").await;
    browser.back().await;
    browser.wait_for_text("Utan skript").await;
    browser.inspect("self-test-no-scripts").await;
    browser.reload().await;
    browser.wait_for_text("Utan skript").await;
}

#[tokio::test]
async fn two_people_have_two_browsers_and_two_networks() {
    let site = serve();
    let (anna, bo) = (Browser::start(&site).await, Browser::options().language("en").start(&site).await);
    anna.open("/").await;
    bo.open("/").await;
    anna.run_script("document.cookie = 'who=anna'", Vec::new()).await;
    assert_eq!(bo.run_script("return document.cookie", Vec::new()).await, json!(""));
    assert_eq!(bo.run_script("return navigator.language", Vec::new()).await, json!("en"));

    anna.network(Network::Offline).await;
    assert_eq!(anna.run_script("return navigator.onLine", Vec::new()).await, Value::Bool(false));
    for person in [&anna, &bo] {
        person.click("#save").await;
    }
    anna.wait_for(text("Kunde inte spara")).await;
    bo.wait_for(text("Sparat")).await;

    let latency = Duration::from_millis(400);
    anna.network(Network::Slow(latency)).await;
    let begin = Instant::now();
    anna.click("#save").await;
    anna.wait_for(text("Sparat")).await;
    assert!(begin.elapsed() >= latency);
    anna.network(Network::Usual).await;
}

#[tokio::test]
async fn preferences_reach_the_page() {
    let browser = Browser::start(&serve()).await;
    browser.prefer(&[Preference::ForcedColors, Preference::ReducedMotion]).await;
    browser.open("/").await;
    browser.wait_for(text("true true")).await;
    browser.prefer(&[Preference::ReducedMotion]).await;
    browser.reload().await;
    browser.wait_for(text("false true")).await;
}

#[tokio::test]
async fn what_a_person_does_is_counted_and_each_page_once() {
    let browser = Browser::options().counting_pages().start(&serve()).await;
    browser.open("/").await;
    browser.fill("#name", "Eva Ek").await;
    browser.press(Key::Tab).await;
    browser.press_with(Key::Shift, Key::Tab).await;
    browser.run_script("location.hash = 'name'", Vec::new()).await;
    browser.click(text("Vidare")).await;
    browser.wait_for_path("/bad").await;
    browser.back().await;
    browser.wait_for_path("/").await;
    let effort = browser.effort().await;
    assert_eq!((effort.links, effort.fields, effort.keys, effort.clicks, effort.pages), (2, 1, 2, 1, 3));
    assert_eq!(effort.interactions(), 6);
    assert_eq!(browser.effort().await, effort, "what was counted is not counted again");
}
