//! Without a mouse, and without scripts.

use crate::pages::no_complaints;
use crate::region::tab_to;
use crate::support::{Browser, Key, Site, text};

/// The thing with the focus shows that it has it.
pub async fn focus_is_seen(browser: &Browser) {
    let shown = "const element = document.activeElement;
        const own = getComputedStyle(element), around = getComputedStyle(element.closest('.choice') ?? element);
        return [own, around].some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none'
            || element.matches('.ds-skip-link'))";
    assert_eq!(
        browser.run_script(shown, Vec::new()).await,
        true,
        "no sign of focus on {}",
        browser.focused().await
    );
}

#[tokio::test]
async fn a_part_is_answered_with_the_keyboard_alone() {
    let site = Site::demo();
    let browser = Browser::start(&site.url).await;
    browser.open(site.printed_link("process-lead")).await;
    tab_to(&browser, "button “Logga in”").await;
    browser.press(Key::Enter).await;
    browser.wait_for_text("dagar kvar").await;

    assert_eq!(browser.tab_stops(1).await, ["link “Hoppa till innehållet”"]);
    assert!(browser.sees(".ds-skip-link").await);
    browser.press(Key::Enter).await;
    tab_to(&browser, "link “Fortsätt med").await;
    focus_is_seen(&browser).await;
    browser.press(Key::Enter).await;
    browser.wait_for("form[data-autosave]").await;
    let part = browser.path().await;

    // The scale is one stop; the arrow keys choose, and every choice is saved.
    tab_to(&browser, "radio “").await;
    focus_is_seen(&browser).await;
    browser.press(Key::Right).await;
    browser.press(Key::Right).await;
    focus_is_seen(&browser).await;
    let chosen = browser.focused().await;
    browser.wait_for(text("Sparat.")).await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, "textbox “Kommentar”");
    browser.type_text("Skrivet med tangenterna.").await;
    browser.wait_for(text("Sparat.")).await;
    tab_to(&browser, "button “Spara”").await;
    focus_is_seen(&browser).await;
    browser.press(Key::Enter).await;
    browser
        .wait_until("the page is saved", async || browser.address().await.query() == Some("saved=1"))
        .await;
    browser.wait_for_text("Svaren är sparade.").await;
    browser.wait_for_text("Skrivet med tangenterna.").await;
    let checked = "return document.querySelector('input[type=radio]:checked').labels[0].textContent.trim()";
    let checked = browser.run_script(checked, Vec::new()).await;
    assert!(chosen.contains(checked.as_str().unwrap_or("?")), "{chosen} {checked}");

    // The error summary takes the focus, and its link leads to the item.
    browser.open(&part).await;
    browser
        .run_script(
            "const na = document.querySelector('[value=na]'); na.focus(); na.checked = true",
            Vec::new(),
        )
        .await;
    browser.run_script("document.querySelector('textarea').value = ''", Vec::new()).await;
    tab_to(&browser, "button “Spara”").await;
    browser.press(Key::Enter).await;
    browser.wait_for(".ds-error-summary").await;
    assert!(browser.focused().await.contains("Något behöver rättas"), "{}", browser.focused().await);
    assert_eq!(browser.tab_stops(1).await.concat().split('“').next(), Some("link "));
    browser.press(Key::Enter).await;
    assert!(browser.address().await.fragment().is_some_and(|place| place.starts_with("item-")));
    no_complaints(&browser).await;
}

#[tokio::test]
async fn everything_but_the_autosave_works_without_scripts() {
    let site = Site::demo();
    let browser = Browser::options().javascript_off().start(&site.url).await;
    site.sign_in(&browser, "processledare@example.se").await;
    browser.wait_for_text("dagar kvar").await;
    let tasks = browser.path().await;
    browser.open(&format!("{tasks}/substandards/5.2")).await;
    browser.click("#na-5\\.2a").await;
    browser.click(text("Spara")).await;
    browser.wait_for_text("Något behöver rättas").await;
    assert!(browser.is_selected("#na-5\\.2a").await);
    browser.inspect("part-error-no-scripts").await;
    browser.fill("[name='comment-5.2a']", "Det gör kommunerna.").await;
    browser.click(text("Klar, gå till nästa")).await;
    browser.wait_for_text("Miljö och klimat").await;
    browser.back().await;
    browser.open(&format!("{tasks}/substandards/5.2")).await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert_eq!(browser.value("[name='comment-5.2a']").await, "Det gör kommunerna.");
    browser.click("[name=clear]").await;
    browser.wait_for_text("Svaren är sparade.").await;
    assert!(!browser.is_selected("#na-5\\.2a").await, "the answer is gone, the comment is not");
    assert_eq!(browser.value("[name='comment-5.2a']").await, "Det gör kommunerna.");
    browser.open(&format!("{tasks}/check")).await;
    browser.click("#gaps").await;
    browser.click("form .ds-button").await;
    browser.wait_for_text("Väntar på underskrift").await;
    browser.click(text("Ta tillbaka för att ändra")).await;
    browser.wait_for_text("Allt ni svarar sparas direkt.").await;
    browser.click(text("English")).await;
    browser.wait_for_text("days left").await;
    browser.click(text("Sign out")).await;
    browser.wait_for_text("Sign in").await;
}
