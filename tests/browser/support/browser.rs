//! One person's browser: a session of its own with its own cookies, driven by verbs. Verbs that need something on the page
//! wait for it to appear, so a test never sleeps. A verb that fails ends the test and leaves a picture behind.

use super::chromedriver;
use super::target::{Target, candidates_for_role, xpath_of_text};
use data_encoding::BASE64;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Method;
use serde_json::{Map, Value, json};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, fs};
use url::Url;

/// How long a verb waits for the page before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);

const PAUSE: Duration = Duration::from_millis(40);

const FLAGS: &[&str] = &[
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-default-apps",
    "--disable-extensions",
    "--hide-scrollbars", // as on a phone: a picture shows the page as wide as it is laid out
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
];

const IS_CUT: &str = r#"
    const done = arguments[arguments.length - 1];
    fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(() => done(false), () => done(true));
"#;

/// What is special about a session.
#[derive(Clone, Debug)]
pub struct Options {
    language: String,
    javascript: bool,
    counts_pages: bool,
}

impl Options {
    /// The language the browser asks for, as in `Accept-Language`; Swedish unless said.
    pub fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Pages run no scripts. The verbs work all the same.
    pub fn javascript_off(mut self) -> Self {
        self.javascript = false;
        self
    }

    /// The pages that are loaded are counted, for [`Browser::effort`].
    pub fn counting_pages(mut self) -> Self {
        self.counts_pages = true;
        self
    }

    /// Starts a browser for the site at `base`, an address such as `http://localhost:8080`.
    pub async fn start(self, base: &str) -> Browser {
        let base = Url::parse(base).unwrap_or_else(|error| panic!("{base}: {error}"));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(self.capabilities())
            .connect(&format!("http://127.0.0.1:{}", chromedriver::port()))
            .await
            .unwrap_or_else(|error| panic!("no browser: {error}"));
        client.persist().await.expect("the session lives"); // `Drop` ends it, whether the runtime is still there or not
        let session = client.session_id().await.expect("the session lives").unwrap_or_default();
        let browser = Browser {
            client,
            base,
            session,
            javascript: self.javascript,
            width: AtomicU32::new(0),
            effort: Mutex::default(),
        };
        browser.size(1280, 900).await;
        browser.lend_scripts(false).await;
        browser
    }

    fn capabilities(&self) -> Map<String, Value> {
        let mut flags: Vec<_> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        flags.push(format!("--lang={}", self.language));
        if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
            flags.push(String::from("--no-sandbox")); // Chromium's sandbox cannot be set up by root
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": flags,
                "prefs": { "intl.accept_languages": self.language, "credentials_enable_service": false },
            },
            "goog:loggingPrefs": match self.counts_pages {
                true => json!({ "browser": "ALL", "performance": "ALL" }),
                false => json!({ "browser": "ALL" }),
            },
        });
        capabilities.as_object().cloned().unwrap_or_default()
    }
}

/// The network as the browser has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Network {
    /// As it is.
    Usual,
    /// Every request takes at least this long.
    Slow(Duration),
    /// Every request fails.
    Offline,
}

/// What people can ask their system for, and a page can notice by media query.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Preference {
    /// The system's few colours instead of the page's.
    ForcedColors,
    /// No animation.
    ReducedMotion,
    /// A dark page.
    Dark,
}

/// What a person has done in a browser: every click, every field that was filled in, every key that was pressed, every link that was
/// followed from elsewhere, and every page that it took.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Effort {
    /// Clicks.
    pub clicks: usize,
    /// Fields filled in, each once, however much was written.
    pub fields: usize,
    /// Keys pressed by themselves; two held together are one.
    pub keys: usize,
    /// Links from elsewhere, such as a mail, and what stands beside the page: reload, back.
    pub links: usize,
    /// Documents loaded, what they redirect to included in the same one. Only with [`Options::counting_pages`].
    pub pages: usize,
}

impl Effort {
    /// All that was done with the hands.
    pub fn interactions(&self) -> usize {
        self.clicks + self.fields + self.keys + self.links
    }
}

/// A browser window with its own cookies. The session ends with this value.
pub struct Browser {
    client: Client,
    base: Url,
    session: String,
    javascript: bool,
    width: AtomicU32,
    effort: Mutex<Effort>,
}

impl Browser {
    /// A Swedish browser with scripts on, 1280 px wide, for the site at `base`.
    pub async fn start(base: &str) -> Self {
        Self::options().start(base).await
    }

    /// For a browser that is special.
    pub fn options() -> Options {
        Options { language: String::from("sv"), javascript: true, counts_pages: false }
    }

    /// Goes to a path of the site, or to a whole address such as a mailed link.
    pub async fn open(&self, path: &str) {
        let address = self.base.join(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.counts(|effort| effort.links += 1);
        if let Err(error) = self.client.goto(address.as_str()).await {
            self.give_up(&format!("open {address}: {error}")).await;
        }
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.counts(|effort| effort.links += 1);
        let done = self.client.refresh().await;
        self.must("reload", done).await;
    }

    /// Goes one page back.
    pub async fn back(&self) {
        self.counts(|effort| effort.links += 1);
        let done = self.client.back().await;
        self.must("go back", done).await;
    }

    /// Makes the window's inside exactly this large, in CSS pixels; as narrow as one likes.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.width.store(width, Ordering::Relaxed);
    }

    /// Clicks, as soon as the thing is there and nothing covers it. From under a strip at the foot of the window it is scrolled, as people
    /// do.
    pub async fn click<'t>(&self, target: impl Into<Target<'t>>) {
        self.counts(|effort| effort.clicks += 1);
        self.act("click", target.into(), async |element| match element.click().await {
            Err(error) if error.to_string().contains("click intercepted") => {
                let clear = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
                let element_there = serde_json::to_value(&element).unwrap_or_default();
                self.client.execute(clear, vec![element_there]).await?;
                element.click().await
            }
            clicked => clicked,
        })
        .await;
    }

    /// Replaces what a field says, key by key.
    pub async fn fill<'t>(&self, target: impl Into<Target<'t>>, text: &str) {
        self.counts(|effort| effort.fields += 1);
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        let typed = if text.is_empty() { char::from(Key::Delete).to_string() } else { text.to_owned() };
        self.act("fill", target.into(), async |element| {
            element.send_keys(&select_all).await?;
            element.send_keys(&typed).await
        })
        .await;
    }

    /// Chooses an option of a `select` by its text.
    pub async fn select<'t>(&self, target: impl Into<Target<'t>>, option: &str) {
        self.counts(|effort| effort.fields += 1);
        self.act("select in", target.into(), async |element| element.select_by_label(option).await).await;
    }

    /// Chooses a file for an `input type=file`.
    pub async fn upload<'t>(&self, target: impl Into<Target<'t>>, file: &std::path::Path) {
        self.counts(|effort| effort.fields += 1);
        let file = file.to_string_lossy().into_owned();
        self.act("upload to", target.into(), async |element| element.send_keys(&file).await).await;
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        self.counts(|effort| effort.fields += 1);
        let typed = async { self.client.active_element().await?.send_keys(text).await }.await;
        self.must("type", typed).await;
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: Key) {
        self.press_all(&[key]).await;
    }

    /// Presses and releases the key of a character.
    pub async fn press_char(&self, character: char) {
        self.press_all(&[character]).await;
    }

    /// Holds the first key while it presses the second: `press_with(Key::Shift, Key::Tab)`.
    pub async fn press_with(&self, held: Key, key: Key) {
        self.press_all(&[held, key]).await;
    }

    /// Presses keys one after another, each held until all are down.
    pub async fn press_all<K: Copy + Into<char>>(&self, keys: &[K]) {
        self.counts(|effort| effort.keys += 1);
        let down = keys.iter().map(|&key| KeyAction::Down { value: key.into() });
        let up = keys.iter().rev().map(|&key| KeyAction::Up { value: key.into() });
        let actions =
            down.chain(up).fold(KeyActions::new(String::from("keyboard")), |all, action| all.then(action));
        let pressed = self.client.perform_actions(actions).await;
        self.must("press", pressed).await;
    }

    /// Replaces what the field with the focus says, by keys alone: the field may be drawn anew meanwhile.
    pub async fn retype(&self, text: &str) {
        self.counts(|effort| effort.fields += 1);
        let stroke = |key: char| [KeyAction::Down { value: key }, KeyAction::Up { value: key }];
        let control = char::from(Key::Control);
        let mut strokes = vec![KeyAction::Down { value: control }];
        strokes.extend(stroke('a'));
        strokes.push(KeyAction::Up { value: control });
        strokes.extend(stroke(char::from(Key::Delete)));
        strokes.extend(text.chars().flat_map(stroke));
        let actions = strokes
            .into_iter()
            .fold(KeyActions::new(String::from("keyboard")), |all, action| all.then(action));
        let typed = self.client.perform_actions(actions).await;
        self.must("type", typed).await;
    }

    /// What has the focus, as a screen reader would say it: `button “Spara”`. Nothing in particular is `generic “”`.
    pub async fn focused(&self) -> String {
        let focused = async {
            let element = self.client.active_element().await?;
            Ok(format!(
                "{} “{}”",
                self.computed(&element, "role").await?,
                self.computed(&element, "label").await?
            ))
        };
        let focused = focused.await;
        self.must("look at the focus", focused).await
    }

    /// What the Tab key leads to, from where the focus is now, at most `most` stops.
    pub async fn tab_stops(&self, most: usize) -> Vec<String> {
        let mut stops: Vec<String> = Vec::new();
        for _ in 0..most {
            self.press(Key::Tab).await;
            stops.push(self.focused().await);
        }
        stops
    }

    /// The visible text of an element.
    pub async fn text<'t>(&self, target: impl Into<Target<'t>>) -> String {
        self.act("read", target.into(), async |element| element.text().await).await
    }

    /// The visible text of every element that matches the selector now.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let read = async {
            let mut texts = Vec::new();
            for element in self.client.find_all(Locator::Css(selector)).await? {
                texts.push(element.text().await?);
            }
            Ok(texts)
        };
        let read = read.await;
        self.must("read", read).await
    }

    /// What a field holds now.
    pub async fn value<'t>(&self, target: impl Into<Target<'t>>) -> String {
        self.act("read", target.into(), async |element| element.prop("value").await).await.unwrap_or_default()
    }

    /// An attribute as the document has it.
    pub async fn attribute<'t>(&self, target: impl Into<Target<'t>>, name: &str) -> Option<String> {
        self.act("read", target.into(), async |element| element.attr(name).await).await
    }

    /// Whether a checkbox, radio button or option is chosen.
    pub async fn is_selected<'t>(&self, target: impl Into<Target<'t>>) -> bool {
        self.act("read", target.into(), async |element| element.is_selected().await).await
    }

    /// Whether the thing is there and visible now.
    pub async fn sees<'t>(&self, target: impl Into<Target<'t>>) -> bool {
        let target = target.into();
        match self.find(target).await {
            Ok(Some(element)) => element.is_displayed().await.unwrap_or(false),
            Ok(None) => false,
            Err(error) if error.is_stale_element_reference() => false, // the page was left while it was looked at
            Err(error) => self.give_up(&format!("look for {target}: {error}")).await,
        }
    }

    /// How many elements match the selector now.
    pub async fn count(&self, selector: &str) -> usize {
        let found = self.client.find_all(Locator::Css(selector)).await;
        self.must("count", found).await.len()
    }

    /// The page's title.
    pub async fn title(&self) -> String {
        let title = self.client.title().await;
        self.must("read the title", title).await
    }

    /// The page's address.
    pub async fn address(&self) -> Url {
        let address = self.client.current_url().await;
        self.must("read the address", address).await
    }

    /// The path of the page's address.
    pub async fn path(&self) -> String {
        self.address().await.path().to_owned()
    }

    /// Waits until the thing is there and visible.
    pub async fn wait_for<'t>(&self, target: impl Into<Target<'t>>) {
        let target = target.into();
        self.wait_until(&format!("{target} appears"), async || self.sees(target).await).await;
    }

    /// Waits until the thing is not there, or not visible.
    pub async fn wait_until_gone<'t>(&self, target: impl Into<Target<'t>>) {
        let target = target.into();
        self.wait_until(&format!("{target} is gone"), async || !self.sees(target).await).await;
    }

    /// Waits until the page's visible text contains this, runs of white space counted as one space.
    pub async fn wait_for_text(&self, part: &str) {
        let part = single_spaced(part);
        let what = format!("the page says “{part}”");
        self.wait_until(&what, async || single_spaced(&self.visible_text().await).contains(&part)).await;
    }

    /// Waits until the page's path is this.
    pub async fn wait_for_path(&self, path: &str) {
        self.wait_until(&format!("the path is {path}"), async || self.path().await == path).await;
    }

    /// Waits until the condition, described by `what`, holds.
    pub async fn wait_until(&self, what: &str, holds: impl AsyncFn() -> bool) {
        let begin = Instant::now();
        while !holds().await {
            if begin.elapsed() > PATIENCE {
                self.give_up(&format!("wait until {what}")).await;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Makes the network slow, cuts it, or gives it back.
    pub async fn network(&self, network: Network) {
        let (offline, latency) = match network {
            Network::Usual => (false, Duration::ZERO),
            Network::Slow(latency) => (false, latency),
            Network::Offline => (true, Duration::ZERO),
        };
        let conditions = json!({
            "offline": offline,
            "latency": latency.as_secs_f64() * 1000.0,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.emulateNetworkConditions", conditions).await;
        if offline && self.javascript {
            // The command returns before the last request has got through.
            self.wait_until("the network is cut", async || {
                self.run_async_script(IS_CUT).await == json!(true)
            })
            .await;
        }
    }

    /// Tells pages that the person asks for exactly these.
    pub async fn prefer(&self, preferences: &[Preference]) {
        let features: Vec<_> = preferences
            .iter()
            .map(|preference| match preference {
                Preference::ForcedColors => json!({ "name": "forced-colors", "value": "active" }),
                Preference::ReducedMotion => json!({ "name": "prefers-reduced-motion", "value": "reduce" }),
                Preference::Dark => json!({ "name": "prefers-color-scheme", "value": "dark" }),
            })
            .collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What the browser has complained of since the last call: script errors, breaches of the content security policy,
    /// files that did not load. One line each.
    pub async fn complaints(&self) -> String {
        let entries = self.command(Method::POST, "se/log", json!({ "type": "browser" })).await;
        let said = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
        let severe = entries
            .as_array()
            .into_iter()
            .flatten()
            .filter(|entry| said(entry, "level").as_deref() == Some("SEVERE"));
        severe.filter_map(|entry| said(entry, "message")).collect::<Vec<_>>().join("\n")
    }

    /// What the person has done so far.
    pub async fn effort(&self) -> Effort {
        let events = self.command(Method::POST, "se/log", json!({ "type": "performance" })).await;
        let is_page = |event: &Value| {
            let event = event.get("message").and_then(Value::as_str).unwrap_or_default();
            let event: Value = serde_json::from_str(event).unwrap_or_default();
            let frame = event.pointer("/message/params/frame");
            event.pointer("/message/method") == Some(&json!("Page.frameNavigated"))
                && frame.is_some_and(|frame| {
                    let address = frame.get("url").and_then(Value::as_str).unwrap_or_default();
                    frame.get("parentId").is_none() && address.starts_with("http")
                })
        };
        let pages = events.as_array().into_iter().flatten().filter(|event| is_page(event)).count();
        self.counts(|effort| effort.pages += pages);
        *self.effort.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counts(&self, count: impl FnOnce(&mut Effort)) {
        count(&mut self.effort.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Saves a picture of the whole page, not only what fits the window, as `target/screenshots/NAME-WIDTH.png`.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        let path = directory.join(format!("{name}-{}.png", self.width.load(Ordering::Relaxed)));
        let metrics = self.devtools("Page.getLayoutMetrics", json!({})).await;
        let side = |name| metrics.pointer(&format!("/cssContentSize/{name}")).cloned().unwrap_or_default();
        let clip = json!({ "x": 0, "y": 0, "width": side("width"), "height": side("height"), "scale": 1 });
        let picture = self
            .devtools("Page.captureScreenshot", json!({ "clip": clip, "captureBeyondViewport": true }))
            .await;
        let picture = picture.get("data").and_then(Value::as_str).unwrap_or_default();
        let picture = BASE64.decode(picture.as_bytes()).expect("a picture is base64");
        fs::create_dir_all(&directory)
            .and_then(|()| fs::write(&path, picture))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        path
    }

    /// Runs a script in the page and returns what it returns. The page's content security policy does not apply to it.
    pub async fn run_script(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.client.execute(script, arguments).await;
        self.must("run a script", result).await
    }

    /// As [`Browser::run_script`]; the script calls its last argument with what it has to return.
    pub async fn run_async_script(&self, script: &str) -> Value {
        let result = self.client.execute_async(script, Vec::new()).await;
        self.must("run a script", result).await
    }

    /// A command of the Chrome DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.command(Method::POST, "goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// The driver's own client, for the rare thing there is no verb for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where the browser is and what it shows, for the message of a failed test.
    pub async fn describe(&self) -> String {
        let address = self.client.current_url().await.map(String::from).unwrap_or_default();
        let title = self.client.title().await.unwrap_or_default();
        format!("{address} “{title}”")
    }

    /// In a browser without scripts, lets the harness run its own, which need timers; the page's have missed their moment.
    pub(super) async fn lend_scripts(&self, lend: bool) {
        if !self.javascript {
            self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !lend })).await;
        }
    }

    async fn visible_text(&self) -> String {
        let text = async { self.client.find(Locator::Css("body")).await?.text().await };
        text.await.unwrap_or_default() // between two pages there is no body
    }

    async fn find(&self, target: Target<'_>) -> Result<Option<Element>, CmdError> {
        match target {
            Target::Css(selector) => {
                Ok(self.client.find_all(Locator::Css(selector)).await?.into_iter().next())
            }
            Target::Text(text) => {
                for element in self.client.find_all(Locator::XPath(&xpath_of_text(text))).await? {
                    if element.is_displayed().await? {
                        return Ok(Some(element));
                    }
                }
                Ok(None)
            }
            Target::Role(role, name) => {
                for element in self.client.find_all(Locator::Css(candidates_for_role(role))).await? {
                    if self.computed(&element, "role").await? == role
                        && self.computed(&element, "label").await? == name
                    {
                        return Ok(Some(element));
                    }
                }
                Ok(None)
            }
        }
    }

    /// `role` or `label`, as the browser tells assistive technology.
    async fn computed(&self, element: &Element, what: &str) -> Result<String, CmdError> {
        let command =
            DriverCommand::new(Method::GET, format!("element/{}/computed{what}", element.element_id()));
        Ok(self.client.issue_cmd(command).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Finds the target and acts on it, again and again until it works: a page may be loading, or drawn anew.
    async fn act<T>(
        &self,
        verb: &str,
        target: Target<'_>,
        action: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> T {
        let begin = Instant::now();
        loop {
            let outcome = match self.find(target).await {
                Ok(Some(element)) => action(element).await.map_err(|error| error.to_string()),
                Ok(None) => Err(String::from("it is not there")),
                Err(error) => Err(error.to_string()),
            };
            match outcome {
                Ok(result) => return result,
                Err(error) if begin.elapsed() > PATIENCE => {
                    self.give_up(&format!("{verb} {target}: {error}")).await;
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    async fn command(&self, method: Method, path: &str, body: Value) -> Value {
        let result =
            self.client.issue_cmd(DriverCommand { method, path: path.to_owned(), body: Some(body) }).await;
        result.unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    async fn must<T>(&self, verb: &str, result: Result<T, CmdError>) -> T {
        match result {
            Ok(value) => value,
            Err(error) => self.give_up(&format!("{verb}: {error}")).await,
        }
    }

    /// Ends the test with a picture, the address and the page's text.
    async fn give_up(&self, what: &str) -> ! {
        static FAILURES: AtomicU32 = AtomicU32::new(1);
        let failure = FAILURES.fetch_add(1, Ordering::Relaxed);
        let text: String = self.visible_text().await.chars().take(2000).collect();
        let page = self.describe().await;
        let picture = self.screenshot(&format!("failure-{failure}")).await;
        panic!("could not {what}\non {page}\npicture: {}\n{text}", picture.display());
    }
}

impl Drop for Browser {
    /// Ends the session over a plain connection: a test that panics leaves no time for anything asynchronous.
    fn drop(&mut self) {
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
            self.session
        );
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, chromedriver::port())).and_then(|mut stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.write_all(request.as_bytes())?;
            stream.read(&mut [0; 64]) // the answer comes when the browser is gone
        });
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Browser on {}", self.base)
    }
}

/// A command that fantoccini has no method for.
#[derive(Debug)]
struct DriverCommand {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl DriverCommand {
    fn new(method: Method, path: String) -> Self {
        Self { method, path, body: None }
    }
}

impl WebDriverCompatibleCommand for DriverCommand {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _address: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.as_ref().map(Value::to_string))
    }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
