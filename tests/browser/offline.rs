//! When the network goes away, when the window is closed too soon, when the session ends: what was typed is still there and
//! gets in, and the status line tells the truth.

use crate::pages::no_complaints;
use crate::support::{BadNetwork, Browser, Line, Network, Site, role, text};
use serde_json::json;
use std::time::Duration;

const OFFLINE: &str = "Ingen kontakt med servern.";

/// Opens a part of the demo's own region that nobody has answered.
async fn open_part(browser: &Browser, part: &str) {
    browser.wait_for_text("dagar kvar").await;
    let tasks = browser.path().await;
    browser.open(&format!("{tasks}/substandards/{part}")).await;
    browser.wait_for_text("Allt du svarar sparas direkt.").await;
}

#[tokio::test]
async fn what_is_typed_without_a_network_gets_in_when_it_is_back() {
    let site = Site::demo();
    let browser = site.person("process-lead").await;
    open_part(&browser, "5.1").await;
    browser.network(Network::Offline).await;
    browser.fill("[name='comment-5.1a']", "Vi har data för hela länet.").await;
    browser.wait_for_text(OFFLINE).await;
    browser.click("[name='value-5.1b'][value='4']").await;
    // The button does not lead away from what is not saved.
    browser.click(text("Klar, gå till nästa")).await;
    browser.wait_for_text(OFFLINE).await;
    assert_eq!(browser.value("[name='comment-5.1a']").await, "Vi har data för hela länet.");
    browser.screenshot("part-offline").await;

    browser.network(Network::Usual).await;
    browser.wait_for(text("Sparat.")).await;
    browser.reload().await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert_eq!(browser.value("[name='comment-5.1a']").await, "Vi har data för hela länet.");
    assert!(browser.is_selected("[name='value-5.1b'][value='4']").await);
    no_complaints(&browser).await;
}

#[tokio::test]
async fn what_was_not_saved_is_back_when_the_page_is_opened_again() {
    let site = Site::demo();
    let (browser, colleague) = (site.person("process-lead").await, site.person("contributor").await);
    open_part(&browser, "5.1").await;
    let part = browser.path().await;
    saves_get_through(&browser, false).await;
    browser.fill("[name='comment-5.1a']", "Skrivet på tåget.").await;
    browser.click("[name='value-5.1a'][value='7']").await;
    browser.wait_for_text(OFFLINE).await;
    browser.open("about:blank").await;
    colleague.open(&part).await;
    colleague.wait_for_text("Allt du svarar sparas direkt.").await;
    assert_eq!(colleague.value("[name='comment-5.1a']").await, "", "the server has nothing yet");

    browser.open(&part).await;
    browser.wait_for_text(OFFLINE).await;
    assert_eq!(browser.value("[name='comment-5.1a']").await, "Skrivet på tåget.");
    assert!(browser.is_selected("[name='value-5.1a'][value='7']").await);
    saves_get_through(&browser, true).await;
    browser.wait_for(text("Sparat.")).await;
    browser.reload().await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert_eq!(browser.value("[name='comment-5.1a']").await, "Skrivet på tåget.");

    // A colleague was faster: nothing is overwritten by what comes back.
    saves_get_through(&browser, false).await;
    browser.fill("[name='comment-5.1a']", "Skrivet i tunneln.").await;
    browser.wait_for_text(OFFLINE).await;
    browser.open("about:blank").await;
    colleague.reload().await;
    colleague.fill("[name='comment-5.1a']", "Skrivet på kontoret.").await;
    colleague.wait_for(text("Sparat.")).await;
    saves_get_through(&browser, true).await;
    browser.open(&part).await;
    browser.wait_for(".conflict").await;
    let panel = browser.text(".conflict").await;
    assert!(panel.contains("Skrivet i tunneln.") && panel.contains("Skrivet på kontoret."), "{panel}");
    no_complaints(&colleague).await;
}

#[tokio::test]
async fn what_was_typed_while_the_answers_were_locked_can_still_be_read() {
    let site = Site::demo();
    let (lead, colleague) = (site.person("process-lead").await, site.person("contributor").await);
    open_part(&colleague, "5.1").await;
    let part = colleague.path().await;
    let tasks = part.split("/substandards").next().expect("a part of a response").to_owned();
    lead.open(&format!("{tasks}/check")).await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Väntar på underskrift").await;

    colleague.click("[name='value-5.1a'][value='7']").await;
    colleague.fill("[name='comment-5.1a']", "Det sista jag kom på.").await;
    colleague.wait_for_text("Svaren har låsts. Det du skrev hann inte sparas").await;
    colleague.inspect("part-locked-while-typing").await;
    colleague.click(text("Spara")).await;
    colleague.wait_for_text("Det här hann inte sparas").await;
    assert_eq!(colleague.value("#unsaved-5\\.1a").await, "Det sista jag kom på.");
    assert_eq!(colleague.text("[data-unsaved] [data-answer]").await, "7");
    assert!(colleague.sees(text("Något du skrev hann inte sparas. Det står vid frågan det gäller.")).await);
    colleague.inspect("part-locked-unsaved").await;

    // Taken back, the answers take it in; and where nothing is unsaved nothing is said.
    lead.click(text("Ta tillbaka för att ändra")).await;
    lead.wait_for_text("dagar kvar").await;
    colleague.open(&part).await;
    colleague.wait_for(text("Sparat.")).await;
    lead.open(&format!("{tasks}/check")).await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Väntar på underskrift").await;
    colleague.open(&part).await;
    colleague.wait_for_text("Svaren är låsta och kan bara läsas").await;
    assert!(!colleague.sees("[data-unsaved]").await);
    assert_eq!(colleague.value("[name='comment-5.1a']").await, "Det sista jag kom på.");
    no_complaints(&lead).await;
}

/// Lets the autosave reach the server, or not; pages load all the same.
async fn saves_get_through(browser: &Browser, through: bool) {
    let urls: &[&str] = if through { &[] } else { &["*/api/*"] };
    browser.devtools("Network.enable", json!({})).await;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": urls })).await;
}

#[tokio::test]
async fn a_bad_line_loses_nothing_doubles_nothing_and_the_status_tells_the_truth() {
    let site = Site::demo();
    let (browser, colleague) = (site.person("process-lead").await, site.person("contributor").await);
    open_part(&browser, "5.1").await;
    let part = browser.path().await;
    let network = BadNetwork::before(&site.url);
    browser.open(&format!("{}{part}", network.url)).await;
    browser.wait_for_text("Allt du svarar sparas direkt.").await;

    let mut written = 0;
    for line in [Line::Slow, Line::Cut, Line::Deaf, Line::Slow, Line::Deaf, Line::Cut, Line::Deaf] {
        network.is(line);
        written += 1;
        let words = format!("Skrivet {written} gånger.");
        browser.fill("[name='comment-5.1a']", &words).await;
        if line != Line::Slow {
            // It is not said to be saved before the server has said so, though after a lost answer it is.
            browser.wait_for_text(OFFLINE).await;
            network.is(Line::Sound);
        }
        browser.wait_for(text("Sparat.")).await;
        network.is(Line::Sound);
        colleague.open(&part).await;
        assert_eq!(
            colleague.value("[name='comment-5.1a']").await,
            words,
            "{line:?}: what is said to be saved is stored"
        );
    }
    // Once each: what was sent twice because its answer was lost is one.
    let tasks = part.split("/substandards/").next().unwrap_or_default();
    browser.open(&format!("{}{tasks}/items/5.1a", network.url)).await;
    let history = browser.texts("#history li p:first-child").await;
    let written: Vec<String> =
        (1..=written).rev().map(|n| format!("Saknar svar – Skrivet {n} gånger.")).collect();
    assert_eq!(history, written);
}

#[tokio::test]
async fn a_save_by_button_is_never_at_odds_with_the_autosave() {
    let site = Site::demo();
    let browser = site.person("process-lead").await;
    open_part(&browser, "5.1").await;
    let part = browser.path().await;
    browser.network(Network::Slow(Duration::from_millis(500))).await;
    for (attempt, words) in ["Först.", "Sedan mer.", "Till sist."].iter().enumerate() {
        browser.click(&format!("[name='value-5.1a'][value='{}']", attempt + 2)).await;
        browser.fill("[name='comment-5.1a']", words).await;
        browser.click(text("Spara")).await;
        browser
            .wait_until("the page is saved", async || {
                browser.address().await.query() == Some("saved=1")
                    && browser.sees(text("Svaren är sparade.")).await
            })
            .await;
        assert!(!browser.sees(".conflict").await);
        assert_eq!(browser.value("[name='comment-5.1a']").await, *words);
        browser.open(&part).await;
        browser.wait_for(text("Svaren är sparade.")).await;
    }
    no_complaints(&browser).await;
}

#[tokio::test]
async fn after_signing_in_again_in_another_tab_the_page_goes_on() {
    let site = Site::demo();
    let browser = site.person("process-lead").await;
    open_part(&browser, "5.1").await;
    let tab = browser.client().window().await.expect("the window is there");
    let other = browser.client().new_window(true).await.expect("a new tab opens").handle;

    browser.client().switch_to_window(other.clone()).await.expect("the tab is there");
    browser.open("/responses").await;
    browser.click(text("Logga ut")).await;
    browser.wait_for_text("Inget lösenord behövs").await;
    browser.client().switch_to_window(tab.clone()).await.expect("the tab is there");
    browser.fill("[name='comment-5.1a']", "Skrivet efter utloggningen.").await;
    browser.wait_for_text("Du har blivit utloggad. Det du skrev finns kvar här.").await;

    browser.client().switch_to_window(other).await.expect("the tab is there");
    site.sign_in(&browser, "processledare@example.se").await;
    browser.client().switch_to_window(tab).await.expect("the tab is there");
    browser.click("[name='value-5.1a'][value='5']").await;
    browser.wait_for(text("Sparat.")).await;
    browser.reload().await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert_eq!(browser.value("[name='comment-5.1a']").await, "Skrivet efter utloggningen.");
}
