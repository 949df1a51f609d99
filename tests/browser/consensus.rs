//! Samsyn: the screen that all see, led with the keyboard alone, and two phones, one of them without scripts.

use std::time::{Duration, Instant};

use crate::pages::no_complaints;
use crate::region::{press_on, tab_to};
use crate::screens::{enlarge_text, nothing_is_lost};
use crate::support::{Browser, Key, Preference, Site, text};

pub async fn item_of(browser: &Browser) -> String {
    browser.attribute("[data-item]", "data-item").await.unwrap_or_default()
}

#[tokio::test]
async fn a_group_agrees_on_a_screen_and_on_phones() {
    let mut site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    press_on(&lead, "link “Samsyn”").await;
    lead.wait_for_text("Börja en ny samsyn").await;
    lead.inspect("consensus-rooms").await;
    press_on(&lead, "button “Börja”").await;
    lead.wait_for_text("Att ta upp").await;
    lead.inspect("consensus-list").await;
    let list = lead.path().await;

    // A phone waits until something is taken up.
    let colleague = site.person("contributor").await;
    colleague.size(390, 844).await;
    colleague.open(&tasks).await;
    colleague.click(text("Var med: Alla perspektiv")).await;
    colleague.wait_for_text("Snart börjar ni.").await;
    colleague.wait_for_text("Sidan uppdateras av sig själv.").await;
    let phone = colleague.path().await;
    press_on(&lead, "button “Börja med").await;
    lead.wait_for_text("Visa hur ni har bedömt").await;
    let item = item_of(&lead).await;
    colleague.wait_until("the phone follows", async || item_of(&colleague).await == item).await;

    // Ratings come in as they are given, from a phone with scripts and from one without.
    lead.wait_for_text("0 av 2 har bedömt.").await;
    lead.inspect("consensus-hidden").await;
    colleague.click(&format!("[name='value-{item}'][value='3']")).await;
    colleague.wait_for(text("Din bedömning är sparad.")).await;
    lead.wait_for_text("1 av 2 har bedömt.").await;
    colleague.wait_for_text("1 av 2 har bedömt.").await;
    colleague.inspect("consensus-phone").await;
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.sign_in(&plain, "processledare@example.se").await;
    plain.open(&format!("/room/{}", phone.rsplit('/').next().unwrap())).await;
    plain.wait_for_path(&phone).await;
    plain.click(&format!("[name='value-{item}'][value='9']")).await;
    plain.click(text("Spara min bedömning")).await;
    plain.wait_for_text("2 av 2 har bedömt.").await;
    plain.wait_for_text("Ladda om sidan för att se vad som är nytt.").await;
    plain.inspect("consensus-phone-plain").await;
    lead.wait_for_text("2 av 2 har bedömt.").await;
    assert!(!lead.sees(".bars").await && !colleague.sees(".bars").await);

    // The keys can be turned off, and the browser remembers it.
    lead.size(1920, 1080).await;
    lead.screenshot("consensus-hidden").await;
    tab_to(&lead, "checkbox “Kortkommandon”").await;
    lead.press_char(' ').await;
    assert!(!lead.is_selected("#keys").await);
    lead.press_char('v').await;
    lead.reload().await;
    lead.wait_for_text("Sidan uppdateras av sig själv.").await;
    assert!(!lead.is_selected("#keys").await && !lead.sees(".bars").await);
    tab_to(&lead, "checkbox “Kortkommandon”").await;
    lead.press_char(' ').await;
    lead.run_script("document.activeElement.blur()", Vec::new()).await;
    lead.press_char('v').await;
    lead.wait_for_text("Från 3 till 9.").await;
    colleague.wait_for_text("Från 3 till 9.").await;
    lead.size(1920, 1080).await;
    lead.screenshot("consensus-revealed").await;
    lead.inspect("consensus-revealed").await;
    colleague.inspect("consensus-phone-revealed").await;

    // What they came to, and on to the next; the phone goes along.
    lead.size(1920, 1080).await;
    lead.press_char('7').await;
    assert!(lead.is_selected(&format!("[name='value-{item}'][value='7']")).await);
    lead.click("#comment").await;
    lead.type_text("Vi ser det i två av tre verksamheter, 7 av 10.").await;
    assert!(lead.is_selected(&format!("[name='value-{item}'][value='7']")).await, "digits are text there");
    lead.press_with(Key::Control, Key::Enter).await;
    lead.wait_until("the next item", async || ![item.as_str(), ""].contains(&item_of(&lead).await.as_str()))
        .await;
    let next = item_of(&lead).await;
    colleague.wait_until("the phone follows", async || item_of(&colleague).await == next).await;
    lead.wait_for_text("Visa hur ni har bedömt").await;
    lead.press(Key::Left).await;
    lead.wait_until("the item before", async || item_of(&lead).await == item).await;
    lead.wait_for_text("Visa hur ni har bedömt").await;
    lead.press_char(' ').await;
    lead.wait_for_text("Vi ser det i två av tre verksamheter, 7 av 10.").await;
    lead.wait_for_text("Gemensamt svar: 7 av 10").await;

    // On a small screen, with large text, with few colours.
    for (browser, name) in [(&lead, "consensus-item"), (&colleague, "consensus-phone")] {
        browser.size(320, 640).await;
        browser.space_out_text().await;
        nothing_is_lost(browser, &format!("spacing-{name}")).await;
        browser.reload().await;
        browser.wait_for("main").await;
        enlarge_text(browser, 200).await;
        nothing_is_lost(browser, &format!("text-200-{name}")).await;
        browser.reload().await;
        browser.prefer(&[Preference::ForcedColors]).await;
        browser.screenshot(&format!("forced-colours-{name}")).await;
        browser.prefer(&[]).await;
    }

    // Where events do not get through, the page asks; and it says so.
    no_complaints(&lead).await;
    no_complaints(&colleague).await;
    let elsewhere = "window.EventSource = class extends EventSource { constructor() { super('/nothing') } }";
    colleague
        .devtools("Page.addScriptToEvaluateOnNewDocument", serde_json::json!({ "source": elsewhere }))
        .await;
    colleague.reload().await;
    colleague.wait_for_text("Uppdateras var tredje sekund.").await;

    // Two on the list, and it is over.
    lead.open(&list).await;
    lead.wait_for_text("Fortsätt med").await;
    lead.click(text("Avsluta samsyn")).await;
    lead.wait_for_text("Den här samsynen är avslutad.").await;
    lead.inspect("consensus-closed").await;
    colleague.wait_for_text("Tack för att du var med!").await;

    // Who listens does not keep the server from stopping.
    lead.open(&format!("{tasks}/consensus")).await;
    lead.click(text("Börja")).await;
    lead.wait_for_text("Sidan uppdateras av sig själv.").await;
    let begin = Instant::now();
    assert!(site.stop().success());
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    lead.wait_for_text("Ingen kontakt just nu. Försöker igen.").await;
}
