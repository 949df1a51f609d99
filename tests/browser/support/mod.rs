//! Drives a real Chromium the way people use it: see, click, type, press keys, go offline, turn scripts off. A test starts a
//! [`Browser`] (as many as it has people) and speaks to it in verbs; what a verb cannot do ends the test with a picture and
//! the page's text. What a page is supposed to say is the tests' business, not this module's.
//!
//! ```ignore
//! let browser = Browser::start(&app.url).await;
//! browser.open("/").await;
//! browser.fill(role("textbox", "E-post"), "anna@example.org").await;
//! browser.click(text("Skicka länk")).await;
//! browser.wait_for_text("Titta i din inkorg").await;
//! browser.inspect("link-sent").await;
//! ```

#![allow(
    dead_code,
    unused_imports,
    clippy::expect_used,
    clippy::panic,
    reason = "a toolbox for tests: not every binary uses every tool, and a broken tool ends the test"
)]

mod accessibility;
mod bad_network;
mod browser;
mod chromedriver;
mod self_test;
mod site;
mod target;

pub use bad_network::{BadNetwork, Line};
pub use browser::{Browser, Effort, Network, Options, Preference};
pub use fantoccini::key::Key;
pub use site::{Mail, Site, enter};
pub use target::{Target, css, role, text};
