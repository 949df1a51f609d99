//! What is wrong with an answer stands at its field, and the strip that tells how things stand leads there and covers nothing.

use crate::keyboard::focus_is_seen;
use crate::pages::no_complaints;
use crate::support::{Browser, Key, Preference, Site, role, text};

/// Whether the element that has the focus lies above the strip.
const CLEAR: &str = "const strip = document.querySelector('.save-status').getBoundingClientRect();
    const box = document.activeElement.getBoundingClientRect();
    return box.bottom <= strip.top + 1 || box.top >= strip.bottom - 1";

const FOCUSED: &str = "return document.activeElement.id || document.activeElement.name";

/// A picture of what the window shows.
async fn window(browser: &Browser, name: &str) {
    let picture = browser.client().screenshot().await.expect("a picture");
    let path = browser.screenshot(name).await;
    std::fs::write(path, picture).expect("the picture is written");
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_until_it_is_mended() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let part = format!("{tasks}/substandards/F2");
    lead.open(&part).await;
    lead.wait_for("[name='value-F2a']").await;
    lead.fill("[name='value-F2a']", "ungefär tolv").await;
    lead.wait_for("#item-F2a .ds-validation-message").await;
    assert_eq!(lead.attribute("[name='value-F2a']", "aria-invalid").await.as_deref(), Some("true"));
    let about = lead.attribute("[name='value-F2a']", "aria-describedby").await.unwrap_or_default();
    assert!(about.split(' ').any(|id| id == "error-F2a"), "{about}");
    lead.wait_for(text("Något behöver rättas: F2a")).await;
    lead.inspect("part-field-wrong").await;
    for width in [320, 390, 1280] {
        lead.size(width, 700).await;
        lead.run_script("scrollTo(0, document.body.scrollHeight)", Vec::new()).await;
        lead.click(".save-status a").await;
        assert_eq!(lead.run_script(FOCUSED, Vec::new()).await, "value-F2a");
        assert_eq!(lead.run_script(CLEAR, Vec::new()).await, true, "{width}");
        window(&lead, "strip-field-wrong").await;
    }
    lead.prefer(&[Preference::ForcedColors]).await;
    window(&lead, "strip-forced-colours").await;
    lead.prefer(&[]).await;
    lead.fill("[name='value-F2a']", "12").await;
    lead.wait_for(text("Sparat.")).await;
    assert_eq!(lead.count("#item-F2a .ds-validation-message").await, 0);
    assert_eq!(lead.attribute("[name='value-F2a']", "aria-invalid").await, None);

    // A reason that is missing is the comment's.
    lead.open(&format!("{tasks}/substandards/5.4")).await;
    lead.click("#na-5\\.4a").await;
    lead.wait_for_text("Skriv i kommentaren varför").await;
    assert_eq!(lead.attribute("#comment-5\\.4a", "aria-invalid").await.as_deref(), Some("true"));
    lead.click(text("Något behöver rättas: 5.4a")).await;
    assert_eq!(lead.run_script(FOCUSED, Vec::new()).await, "comment-5.4a");
    lead.type_text("Det sköter kommunerna.").await;
    lead.wait_for(text("Sparat.")).await;
    assert_eq!(lead.attribute("#comment-5\\.4a", "aria-invalid").await, None);

    // Without scripts it stands in the same place.
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.sign_in(&plain, "processledare@example.se").await;
    plain.wait_for_text("dagar kvar").await;
    plain.open(&part).await;
    plain.fill("[name='value-F2a']", "ungefär tolv").await;
    plain.click(role("button", "Spara")).await;
    plain.wait_for("#item-F2a #error-F2a").await;
    assert_eq!(plain.attribute("[name='value-F2a']", "aria-invalid").await.as_deref(), Some("true"));
    plain.open(&format!("{tasks}/substandards/5.4")).await;
    plain.click("#na-5\\.4b").await;
    plain.click(role("button", "Spara")).await;
    plain.wait_for("#item-5\\.4b #error-5\\.4b + #comment-5\\.4b[aria-invalid]").await;
    no_complaints(&lead).await;
}

#[tokio::test]
async fn the_strip_covers_nothing_that_has_the_focus() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    for width in [320, 390, 1280] {
        lead.size(width, 700).await;
        lead.open(&format!("{tasks}/substandards/1.1")).await;
        lead.wait_for_text("Svaren är sparade.").await;
        window(&lead, "strip").await;
        lead.click("[name='value-1.1a']:checked").await;
        lead.press(Key::Tab).await;
        for _ in 0..12 {
            assert_eq!(lead.run_script(CLEAR, Vec::new()).await, true, "{width}: {}", lead.focused().await);
            focus_is_seen(&lead).await;
            lead.press(Key::Tab).await;
        }
        window(&lead, "strip-further").await;
        let end = "const strip = document.querySelector('.save-status'), form = strip.closest('form').getBoundingClientRect();
            const box = strip.getBoundingClientRect();
            return [getComputedStyle(strip).backgroundColor, box.left <= form.left, box.right >= form.right]";
        assert_eq!(
            lead.run_script(end, Vec::new()).await,
            serde_json::json!(["rgb(255, 255, 255)", true, true])
        );
    }
}

#[tokio::test]
async fn what_the_fifth_step_means_stands_at_the_fifth() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let part = format!("{tasks}/substandards/1.1");
    let places = "const of = selector => document.querySelector(`#item-1\\\\.1a .scale ${selector}`).getBoundingClientRect();
        const middle = of('.middle'), fifth = of('label:nth-of-type(5)'), sixth = of('label:nth-of-type(6)');
        return { above: middle.bottom <= fifth.top, beneath: middle.top - fifth.bottom, to_next: sixth.top - middle.bottom,
            ends: Math.abs(middle.right - fifth.right), centre: Math.abs((middle.left + middle.right - fifth.left - fifth.right) / 2) }";
    for width in [320, 390] {
        lead.size(width, 844).await;
        lead.open(&part).await;
        let at = lead.run_script(places, Vec::new()).await;
        let number = |name: &str| at[name].as_f64().unwrap_or(f64::NAN);
        assert!(number("ends") < 1.0 && number("beneath") < 6.0, "{at}");
        assert!(number("to_next") > 2.0 * number("beneath"), "{at}");
    }
    lead.size(1280, 900).await;
    lead.open(&part).await;
    let at = lead.run_script(places, Vec::new()).await;
    assert!(at["above"] == true && at["centre"].as_f64().is_some_and(|off| off < 2.0), "{at}");
}

#[tokio::test]
async fn a_colleagues_change_is_told_at_the_question_and_the_strip_leads_to_a_conflict() {
    let site = Site::demo();
    let (lead, colleague) = (site.person("process-lead").await, site.person("contributor").await);
    lead.wait_for_text("dagar kvar").await;
    let part = format!("{}/substandards/5.1", lead.path().await);
    lead.size(390, 700).await;
    lead.open(&part).await;
    lead.fill("#comment-5\\.1a", "Det första.").await;
    lead.wait_for(text("Sparat.")).await;
    colleague.open(&part).await;
    colleague.fill("#comment-5\\.1a", "Det andra.").await;
    colleague.wait_for(text("Sparat.")).await;
    lead.wait_for("#item-5\\.1a [data-replaced]").await;
    lead.wait_until("the line is there", async || {
        lead.text("#item-5\\.1a [data-replaced]").await.contains("ändrade svaret nyss.")
    })
    .await;
    assert_eq!(lead.value("#comment-5\\.1a").await, "Det andra.");
    let way = lead.attribute("#item-5\\.1a [data-replaced] a", "href").await.unwrap_or_default();
    assert!(way.ends_with("/items/5.1a#history"), "{way}");
    lead.inspect("part-replaced").await;
    lead.size(390, 700).await;
    lead.fill("#comment-5\\.1a", "Det tredje.").await;
    lead.wait_for(text("Sparat.")).await;
    assert!(lead.sees("#item-5\\.1a [data-replaced]").await, "it stays until the page is left");
    colleague.reload().await;
    colleague.wait_for_text("Svaren är sparade.").await;

    // Both at once: the words of the strip lead to what there is to choose.
    lead.run_script("document.querySelector('[name=base-5\\\\.1a]').value = 1", Vec::new()).await;
    lead.fill("#comment-5\\.1a", "Det fjärde.").await;
    lead.wait_for(".conflict[data-live]").await;
    lead.run_script("scrollTo(0, document.body.scrollHeight)", Vec::new()).await;
    lead.click(".save-status a").await;
    assert_eq!(lead.run_script(FOCUSED, Vec::new()).await, "conflict-box-5.1a");
    window(&lead, "strip-conflict").await;
    let seen = "const box = document.querySelector('.conflict h2').getBoundingClientRect(); return box.top >= 0 && box.bottom < innerHeight";
    assert_eq!(lead.run_script(seen, Vec::new()).await, true);
    lead.click(text("Låt mitt gälla")).await;
    lead.wait_for(text("Sparat.")).await;
}
