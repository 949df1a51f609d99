//! What stands beside an answer: last year's, what it rests on, what colleagues say, and what it has said before.

use crate::pages::no_complaints;
use crate::support::{Browser, Site, role, text};

#[tokio::test]
async fn last_years_answer_the_evidence_the_talk_and_the_history_stand_beside_it() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let part = format!("{tasks}/substandards/5.1");
    lead.open(&part).await;
    lead.wait_for_text("Oförändrat sedan 2026").await;

    // One press confirms: last year's answer is in the field, and saved. Another answer takes the mark away.
    lead.click("[for='unchanged-5.1a']").await;
    lead.wait_for(text("Sparat.")).await;
    lead.inspect("part-earlier").await;
    lead.reload().await;
    assert!(lead.is_selected("#unchanged-5\\.1a").await);
    let chosen = lead
        .run_script("return document.querySelector('[name=\"value-5.1a\"]:checked').value", Vec::new())
        .await;
    let other = if chosen == "9" { "8" } else { "9" };
    lead.click(&format!("[name='value-5.1a'][value='{other}']")).await;
    lead.wait_for(text("Sparat.")).await;
    assert!(!lead.is_selected("#unchanged-5\\.1a").await);

    // Two write at once: both texts end in one field, and the one who wrote them together goes on there.
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.enter_as(&plain, "contributor").await;
    plain.open(&part).await;
    plain.click("[for='unchanged-5.1b']").await;
    plain.fill("#comment-5\\.1b", "Som i fjol.").await;
    plain.click(role("button", "Spara")).await;
    plain.wait_for_text("Svaren är sparade.").await;
    assert!(
        plain.is_selected("#unchanged-5\\.1b").await,
        "without scripts the server fills in last year's answer"
    );
    lead.fill("#comment-5\\.1b", "Vi har en ny plan.").await;
    lead.wait_for(text("En kollega har sparat ett annat svar")).await;
    lead.click(text("Skriv ihop")).await;
    lead.wait_for(text("Sparat.")).await;
    assert_eq!(lead.value("#comment-5\\.1b").await, "Vi har en ny plan.\n\nSom i fjol.");
    assert!(lead.is_selected("#unchanged-5\\.1b").await, "she had given no value: the colleague's stays");

    // Around the answer.
    lead.open(&format!("{tasks}/items/5.1b")).await;
    lead.wait_for_text("Inget underlag än.").await;
    lead.inspect("around-empty").await;
    lead.click(text("Lägg till underlag")).await;
    lead.click(role("button", "Lägg till")).await;
    lead.wait_for_text("Skriv vad underlaget heter.").await;
    lead.inspect("around-error").await;
    // A half-written document is still there when a message is sent meanwhile, and the other way round.
    lead.fill("#title", "Folkhälsoplan").await;
    lead.fill("#body", "Jag letar efter planen.").await;
    lead.click(role("button", "Skicka")).await;
    lead.wait_for_text("De du valde får veta det nästa morgon.").await;
    assert_eq!(lead.value("#title").await, "Folkhälsoplan");
    assert!(lead.sees("#title").await && lead.value("#body").await.is_empty());
    lead.fill("#body", "Stämmer").await;
    lead.fill("#place", "Diariet 2026-17").await;
    lead.click(role("button", "Lägg till")).await;
    lead.wait_for_text("Underlaget är tillagt.").await;
    assert_eq!(lead.value("#body").await, "Stämmer");
    assert!(lead.value("#title").await.is_empty());
    lead.fill("#body", "Stämmer det här?").await;
    lead.click("#remarks .choice label").await;
    lead.click(role("button", "Skicka")).await;
    lead.wait_for_text("De du valde får veta det nästa morgon.").await;
    lead.inspect("around").await;
    lead.click("#history button").await;
    lead.wait_for_text("Det äldre svaret gäller igen.").await;
    lead.open(&part).await;
    lead.wait_for_text("Folkhälsoplan (Diariet 2026-17)").await;
    lead.inspect("part-around").await;
    no_complaints(&lead).await;
    no_complaints(&plain).await;
}
