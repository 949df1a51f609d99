//! Questions that are not ratings: what a condition shows appears at once, "none of these" stands alone, a table grows as it is
//! filled in; and all of it without JavaScript too.

use crate::pages::no_complaints;
use crate::support::{Browser, Site, role, text};

const SAVED: &str = "Sparat.";

#[tokio::test]
async fn a_condition_is_answered_at_once_and_none_of_these_stands_alone() {
    let site = Site::demo();
    let browser = site.person("process-lead").await;
    browser.wait_for_text("dagar kvar").await;
    let tasks = browser.path().await;
    browser.open(&format!("{tasks}/substandards/F1")).await;
    browser.inspect("focus-area").await;
    assert!(!browser.sees("#item-F1b").await);
    browser.click("[name='value-F1a'][value='yes']").await;
    browser.wait_for("#item-F1b").await;
    browser.wait_until("the question appears", async || browser.sees("#item-F1b").await).await;
    browser.fill("[name='value-F1b']", "Vi räknar på hälsan i budgeten.").await;
    browser.click("[name='value-F1c'][value='health']").await;
    browser.click("[name='value-F1c'][value='size']").await;
    browser.click("[name='value-F1c'][value='none']").await;
    assert!(!browser.is_selected("[name='value-F1c'][value='health']").await);
    browser.click("[name='value-F1c'][value='size']").await;
    assert!(!browser.is_selected("[name='value-F1c'][value='none']").await);
    browser.wait_for(text(SAVED)).await;
    browser.inspect("focus-area-answered").await;
    browser.click("[name='value-F1a'][value='no']").await;
    browser.wait_until("the question goes", async || !browser.sees("#item-F1b").await).await;
    browser.click("[name='value-F1a'][value='partly']").await;
    browser.wait_until("the question is back", async || browser.sees("#item-F1b").await).await;
    browser.wait_for(text(SAVED)).await;
    browser.reload().await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert_eq!(browser.value("[name='value-F1b']").await, "Vi räknar på hälsan i budgeten.");
    assert!(browser.is_selected("[name='value-F1c'][value='size']").await);

    browser.open(&format!("{tasks}/substandards/1.1")).await;
    browser.click(text("Fördjupa")).await;
    browser.wait_for("#item-1\\.1c").await;
    browser.inspect("in-depth").await;
    no_complaints(&browser).await;
}

/// Opens a round of the theme groups' follow-up beside the demo's; returns the path of the region's goals in it.
async fn theme_groups_round(site: &Site, lead: &Browser) -> String {
    let siv = site.person("secretariat").await;
    siv.open("/secretariat/rounds/new").await;
    siv.select("#edition", "Temagruppens uppföljning, delrapport, utgåva 2027-del").await;
    siv.click(text("Skapa utkastet")).await;
    siv.wait_for_text("Utkast").await;
    siv.inspect("draft-of-theme-groups").await;
    siv.click(text("Öppna för 19 medlemmar")).await;
    siv.wait_for_text("Öppen").await;
    lead.open("/responses").await;
    lead.click(text("Temagruppens uppföljning, delrapport 2028, Region Uppsala")).await;
    lead.wait_for_text("dagar kvar").await;
    lead.inspect("tasks-of-theme-groups").await;
    format!("{}/substandards/2.1", lead.path().await)
}

#[tokio::test]
async fn a_table_grows_as_it_is_filled_in() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let goals = theme_groups_round(&site, &lead).await;
    lead.open(&goals).await;
    lead.inspect("table").await;
    assert_eq!(lead.count("[data-row]").await, 1);
    lead.fill("[name='cell-2.1a-0-goal']", "Fler får recept på rörelse.").await;
    assert_eq!(lead.count("[data-row]").await, 2);
    lead.fill("[name='cell-2.1a-1-goal']", "Maten på vårdavdelningarna blir bättre.").await;
    assert_eq!(lead.count("[data-row]").await, 3);
    lead.wait_for(text(SAVED)).await;
    lead.reload().await;
    lead.wait_for_text("Svaren är sparade.").await;
    assert_eq!(lead.count("[data-row]").await, 3);
    assert_eq!(lead.value("[name='cell-2.1a-1-goal']").await, "Maten på vårdavdelningarna blir bättre.");
    lead.inspect("table-filled").await;

    let tasks = goals.split("/substandards").next().expect("a part of a response").to_owned();
    lead.open(&format!("{tasks}/delegate")).await;
    lead.click("#part-2\\.1").await;
    lead.select("#to", "Medsvarande Uppsala").await;
    lead.click(role("button", "Dela ut")).await;
    lead.wait_for_text("får ett mejl om det.").await;
    lead.open(&goals).await;
    lead.wait_for_text("Svaren är sparade.").await;
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.enter_as(&plain, "contributor").await;
    plain.open(&goals).await;
    plain.fill("[name='cell-2.1a-2-goal']", "Ännu ett mål.").await;
    plain.click(text("Spara")).await;
    plain.wait_for_text("Svaren är sparade.").await;
    assert_eq!(plain.count("[data-row]").await, 4);
    assert_eq!(plain.value("[name='cell-2.1a-2-goal']").await, "Ännu ett mål.");
    no_complaints(&lead).await;
}
