//! A region's people work together: parts are given out, each rates alone, then they see how the ratings lie.

use crate::pages::no_complaints;
use crate::support::{Browser, Site, role, text};

#[tokio::test]
async fn parts_are_given_out_and_rated_alone_before_the_dialogue() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    lead.inspect("tasks-shared").await;

    // Giving out: errors at their fields, then to somebody new.
    lead.click(text("Dela ut delar")).await;
    lead.wait_for_text("Utdelat").await;
    lead.inspect("delegate").await;
    lead.click(role("button", "Dela ut")).await;
    lead.wait_for_text("Välj minst en del.").await;
    lead.inspect("delegate-error").await;
    lead.click("#part-1\\.1").await;
    lead.select("#to", "Någon annan").await;
    lead.fill("#name", "HR Uppsala").await;
    lead.fill("#email", "hr@example.se").await;
    lead.fill("#message", "Du kan det här bäst.").await;
    lead.click(role("button", "Dela ut")).await;
    lead.wait_for_text("får ett mejl om det.").await;
    lead.inspect("delegate-done").await;

    // Each on their own: with scripts what is chosen is saved at once, without on the button.
    let colleague = site.person("contributor").await;
    colleague.wait_for_text("Dina delar").await;
    colleague.inspect("tasks-delegated").await;
    colleague.click(text("Egen bedömning")).await;
    colleague.wait_for_text("Ingen annan ser vad du svarar").await;
    let first = colleague.path().await;
    assert!(first.ends_with("/own/4.1"), "what is theirs comes first: {first}");
    let own = format!("{tasks}/own/1.1");
    colleague.open(&own).await;
    colleague.wait_for_text("Ingen annan ser vad du svarar").await;
    colleague.click("[name='value-1.1a'][value='3']").await;
    colleague.wait_for(text("Din bedömning är sparad.")).await;
    colleague.inspect("own").await;
    colleague.reload().await;
    assert!(colleague.is_selected("[name='value-1.1a'][value='3']").await);
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.sign_in(&plain, "hr@example.se").await;
    plain.open(&own).await;
    plain.wait_for_text("Bedömningen sparas när du trycker på en av knapparna.").await;
    plain.click("[name='value-1.1a'][value='8']").await;
    plain.click(text("Spara och gå till nästa del")).await;
    plain.wait_for_path(&format!("{tasks}/own/1.2")).await;

    // Without a network the page tells so, and what was chosen gets in when it is back.
    colleague.devtools("Network.enable", serde_json::json!({})).await;
    colleague.devtools("Network.setBlockedURLs", serde_json::json!({ "urls": ["*/own/*"] })).await;
    colleague.click("[name='value-1.1b'][value='4']").await;
    colleague.wait_for_text("Det gick inte att spara.").await;
    colleague.devtools("Network.setBlockedURLs", serde_json::json!({ "urls": [] })).await;
    colleague.click("[name='value-1.1b'][value='5']").await;
    colleague.wait_for(text("Din bedömning är sparad.")).await;

    // The lead sees who has rated, and nothing else, until the dialogue is opened.
    let part = format!("{tasks}/substandards/1.1");
    lead.open(&part).await;
    lead.wait_for_text("2 har bedömt. Har inte bedömt: Processledare Uppsala.").await;
    assert!(!lead.sees(".spread").await);
    lead.click(text("Öppna dialogen om den här delen")).await;
    lead.wait_for_text("2 har bedömt. Från 3 till 8.").await;
    lead.inspect("part-dialogue").await;
    plain.open(&part).await;
    plain.wait_for_text("2 har bedömt. Från 3 till 8.").await;

    // Who else is there is told, and where somebody is typing; until that person leaves.
    let hr = Browser::options().start(&site.url).await;
    site.sign_in(&hr, "hr@example.se").await;
    hr.open(&part).await;
    hr.wait_for_text("Här just nu: Processledare Uppsala.").await;
    hr.fill("[name='comment-1.1a']", "Policyn gäller sedan 2026.").await;
    lead.wait_for_text("Här just nu: HR Uppsala.").await;
    hr.fill("[name='comment-1.1a']", "Policyn gäller sedan mars 2026.").await;
    lead.wait_for_text("Skriver här just nu: HR Uppsala.").await;
    lead.inspect("part-present").await;
    // What a colleague saves stands here as well, where nothing of one's own waits.
    lead.wait_until("the colleague's comment is there", async || {
        lead.value("[name='comment-1.1a']").await == "Policyn gäller sedan mars 2026."
    })
    .await;
    assert!(lead.texts("#item-1\\.1a [data-changed]").await.concat().contains("HR Uppsala"));
    lead.click("[name='value-1.1a'][value='4']").await;
    lead.wait_for(text("Sparat.")).await;
    assert!(!lead.sees(".conflict").await);
    hr.open(&tasks).await;
    lead.wait_until_gone(text("Här just nu: HR Uppsala.")).await;

    // Taken back while somebody writes: the page says so, and what was typed stays.
    hr.open(&part).await;
    hr.wait_for_text("Här just nu: Processledare Uppsala.").await;
    lead.open(&format!("{tasks}/delegate")).await;
    lead.click("form[action$='take-back'] button[name='part'][value='1.1']").await;
    lead.wait_for_text("Delen är tillbaka hos er.").await;
    hr.fill("[name='comment-1.1a']", "Policyn gäller sedan april 2026.").await;
    hr.wait_for_text("Delen är inte din att svara på längre.").await;
    assert_eq!(hr.value("[name='comment-1.1a']").await, "Policyn gäller sedan april 2026.");
    no_complaints(&lead).await;
    no_complaints(&plain).await;
}
