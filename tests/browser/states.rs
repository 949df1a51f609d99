//! What the other tests pass by: a region's pages in all their states, with large text and with few colours, and looked at in three widths
//! where no other test does.

use crate::pages::no_complaints;
use crate::region::{comment, tile};
use crate::screens::{bears, is_sound};
use crate::support::{Browser, Site, role, text};

#[tokio::test]
async fn answering_in_every_state() {
    let site = Site::demo();
    let (lead, colleague) = (site.person("process-lead").await, site.person("contributor").await);
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let part = |part: &str| format!("{tasks}/substandards/{part}");
    bears(&lead, "tasks").await;
    bears(&colleague, "tasks-delegated").await;

    // Another's part, the year's focus area, and more questions for who wants them.
    colleague.open(&part("1.1")).await;
    colleague.wait_for_text("Du har inte fått den här delen att svara på. Du kan läsa den.").await;
    is_sound(&colleague, "part-not-mine").await;
    lead.open(&part("F1")).await;
    lead.wait_for(text("Kontrollera svaren")).await;
    is_sound(&lead, "part-focus-area").await;
    lead.open(&part("5.4")).await;
    lead.click(role("button", "Fördjupa")).await;
    lead.wait_for(role("button", "Stäng fördjupningen")).await;
    is_sound(&lead, "part-depth").await;
    lead.click("#na-5\\.4a").await;
    lead.click(role("button", "Spara")).await;
    lead.wait_for(".ds-error-summary").await;
    bears(&lead, "part-error").await;

    // Two at the same item, with a piece of evidence and a talk beside it.
    lead.open(&format!("{tasks}/items/5.3a")).await;
    lead.click(text("Lägg till underlag")).await;
    lead.fill("#title", "Miljöplan").await;
    lead.fill(
        "#place",
        "https://intranet.example/en-mycket-lang-adress-utan-mellanslag/miljoplan-2027-2030.pdf",
    )
    .await;
    lead.click(role("button", "Lägg till")).await;
    lead.wait_for_text("Underlaget är tillagt.").await;
    lead.fill("#body", "Gäller den alla sjukhus?").await;
    lead.click(role("button", "Skicka")).await;
    lead.wait_for_text("Gäller den alla sjukhus?").await;
    bears(&lead, "around").await;
    lead.open(&part("5.3")).await;
    lead.wait_for_text("Miljöplan").await;
    colleague.open(&part("5.3")).await;
    colleague.click(&tile("5.3a", 3)).await;
    colleague.fill(&comment("5.3a"), "Miljön är med i upphandlingen, men inte mer.").await;
    colleague.wait_for(text("Sparat.")).await;
    lead.click(&tile("5.3a", 8)).await;
    lead.wait_for(".conflict").await;
    bears(&lead, "part-conflict-and-around").await;
    lead.click(text("Låt kollegans gälla")).await;
    lead.wait_until_gone(".conflict").await;
    lead.click(&tile("5.3b", 4)).await;
    lead.click("form.answers .actions .ds-button:not([data-variant])").await;
    lead.wait_for_text("Lärande och forskning").await;
    lead.open(&part("5.3")).await;
    lead.wait_for_text("Klarmarkerad av").await;
    is_sound(&lead, "part-finished").await;

    // Giving out, rating, talking.
    lead.open(&format!("{tasks}/delegate?part=1.1")).await;
    assert!(lead.is_selected("#part-1\\.1").await);
    bears(&lead, "delegate").await;
    lead.click(role("button", "Dela ut")).await;
    lead.wait_for(".ds-error-summary").await;
    bears(&lead, "delegate-error").await;
    for (browser, value) in [(&lead, 9), (&colleague, 3)] {
        browser.open(&format!("{tasks}/own/5.1")).await;
        browser.click(&tile("5.1a", value)).await;
        browser.wait_for(text("Din bedömning är sparad.")).await;
    }
    bears(&colleague, "own").await;
    lead.open(&part("5.1")).await;
    lead.click(text("Öppna dialogen om den här delen")).await;
    lead.wait_for(".spread").await;
    bears(&lead, "part-dialogue").await;
    colleague.reload().await;
    colleague.wait_for_text("Dialogen är öppen").await;
    bears(&colleague, "own-open").await;

    // Samsyn: the pages around what the group has on the screen.
    lead.open(&format!("{tasks}/consensus")).await;
    lead.click(role("button", "Börja")).await;
    lead.wait_for_text("Att ta upp").await;
    let list = lead.path().await;
    bears(&lead, "consensus-list").await;
    colleague.open(&tasks).await;
    colleague.wait_for(text("Var med: Alla perspektiv")).await;
    is_sound(&colleague, "tasks-room").await;
    colleague.click(text("Var med: Alla perspektiv")).await;
    colleague.wait_for_text("Snart börjar ni.").await;
    is_sound(&colleague, "consensus-phone-waiting").await;
    lead.click(text("Börja med 5.1a")).await;
    lead.click(text("Visa hur ni har bedömt")).await;
    lead.wait_for("[data-told]").await;
    bears(&lead, "consensus-revealed").await;
    lead.click("#na-5\\.1a").await;
    lead.click(text("Spara och nästa")).await;
    lead.wait_for(".ds-error-summary").await;
    is_sound(&lead, "consensus-error").await;
    lead.click(&format!("label:has({})", tile("5.1a", 6))).await;
    lead.fill("#comment", "Ledningen frågar en gång om året.").await;
    lead.click(text("Spara och nästa")).await;
    lead.wait_until_gone(".ds-error-summary").await;
    lead.open(&format!("{tasks}/consensus")).await;
    lead.wait_for_text("Pågår nu").await;
    is_sound(&lead, "consensus-rooms-open").await;
    lead.open(&list).await;
    lead.wait_for(text("Klara")).await;
    is_sound(&lead, "consensus-list-agreed").await;
    lead.click(text("Avsluta samsyn")).await;
    lead.wait_for_text("Den här samsynen är avslutad.").await;
    bears(&lead, "consensus-closed").await;
    colleague.wait_for_text("Tack för att du var med!").await;
    is_sound(&colleague, "consensus-phone-closed").await;
    for browser in [&lead, &colleague] {
        no_complaints(browser).await;
    }
}

#[tokio::test]
async fn signing_in_every_state() {
    let site = Site::demo();
    let (lead, signatory) = (site.person("process-lead").await, site.person("signatory").await);
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    bears(&signatory, "tasks-signatory").await;
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.click(&tile("1.1a", 10)).await;
    lead.fill(&comment("1.1a"), "").await;
    lead.wait_for(text("Sparat.")).await;
    let check = format!("{tasks}/check");
    hand_over(&lead, &check).await;
    bears(&lead, "tasks-waiting").await;
    lead.open(&format!("{tasks}/own/1.1")).await;
    lead.wait_for_text("Svaren är låsta").await;
    is_sound(&lead, "own-locked").await;
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    bears(&lead, "part-locked").await;

    // Asked back, first without a word.
    signatory.open(&format!("{tasks}/sign")).await;
    signatory.wait_for_text("Svaren i korthet").await;
    bears(&signatory, "sign").await;
    signatory.click(role("button", "Skicka tillbaka")).await;
    signatory.wait_for_text("Skriv vad som behöver ändras").await;
    is_sound(&signatory, "sign-ask-back-error").await;
    signatory.fill("#why", "Skriv en rad vid 1.1a.").await;
    signatory.click(role("button", "Skicka tillbaka")).await;
    signatory.wait_for_text("Skickad tillbaka före underskrift").await;
    lead.open(&tasks).await;
    lead.wait_for_text("Skriv en rad vid 1.1a.").await;
    is_sound(&lead, "tasks-asked-back").await;

    // Signed with a code, and what comes back.
    lead.open(&check).await;
    bears(&lead, "check-gaps-and-observed").await;
    hand_over(&lead, &check).await;
    site.let_sign_ins_age();
    signatory.open(&format!("{tasks}/sign")).await;
    signatory.click(role("button", "Mejla mig en kod")).await;
    signatory.wait_for_text("En kod är på väg till").await;
    bears(&signatory, "sign-code-sent").await;
    signatory.click("#read").await;
    signatory
        .fill("#code", site.mail("presidieledamot@example.se", "Kod för att skriva under").await.code())
        .await;
    signatory.click(role("button", "Skriv under")).await;
    signatory.wait_for_text("Det här säger svaren om er").await;
    bears(&signatory, "receipt-and-profile").await;
    signatory.open(&tasks).await;
    signatory.wait_for_text("Underskrivna versioner").await;
    bears(&signatory, "tasks-signed").await;
    for browser in [&lead, &signatory] {
        no_complaints(browser).await;
    }
}

#[tokio::test]
async fn somebody_else_is_asked_to_sign() {
    let site = Site::demo();
    let (lead, siv) = (site.person("process-lead").await, site.person("secretariat").await);
    siv.open("/secretariat/contacts/import").await;
    siv.fill("#list", "Namn;E-post;Roll;Region\nSam Sund;sam.sund@example.se;presidieledamot;03").await;
    siv.click(text("Kontrollera listan")).await;
    siv.wait_for_text("Listan är i sin ordning.").await;
    siv.click("button[value='apply']").await;
    siv.wait_for_text("Listan är inläst").await;

    // Two may sign, and one of them is asked.
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let check = format!("{tasks}/check");
    lead.open(&check).await;
    lead.click("#signatories .ds-field:last-child input").await;
    is_sound(&lead, "check-several-sign").await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Lämnade till: Presidieledamot").await;
    let sam = Browser::start(&site.url).await;
    site.sign_in(&sam, "sam.sund@example.se").await;
    sam.open(&tasks).await;
    sam.wait_for_text("Lämnade till: Presidieledamot").await;
    bears(&sam, "tasks-others-sign").await;
    sam.open(&format!("{tasks}/sign")).await;
    sam.wait_for_text("Du kan läsa dem här.").await;
    assert!(!sam.sees("#read").await);
    bears(&sam, "sign-others").await;
    for browser in [&lead, &siv, &sam] {
        no_complaints(browser).await;
    }
}

#[tokio::test]
async fn not_begun_returned_approved_and_over() {
    let site = Site::demo();
    let lead = Browser::start(&site.url).await;
    site.sign_in(&lead, "processledare.05@example.se").await;
    lead.wait_for(text("Börja med 1.1")).await;
    is_sound(&lead, "tasks-not-begun").await;

    // Returned: the note, and once it is mended what has changed.
    let lead = Browser::start(&site.url).await;
    site.sign_in(&lead, "processledare.12@example.se").await;
    lead.wait_for_text("Återlämnad för komplettering").await;
    bears(&lead, "tasks-returned").await;
    let tasks = lead.path().await;
    lead.open(&format!("{tasks}/substandards/1.3")).await;
    lead.wait_for_text("Sekretariatets fråga").await;
    bears(&lead, "part-returned").await;
    lead.fill(&comment("1.3b"), "Väntetiderna följs nu upp varje månad, i varje verksamhet.").await;
    lead.wait_for(text("Sparat.")).await;
    lead.open(&format!("{tasks}/check")).await;
    lead.wait_for_text("Ett svar är ändrat sedan version 1").await;
    is_sound(&lead, "check-changes").await;
    lead.open(&format!("{tasks}/versions/1")).await;
    lead.wait_for_text("Kontrollsumma").await;
    bears(&lead, "receipt-returned").await;

    // Approved this year, and last year's round, which is over.
    let lead = Browser::start(&site.url).await;
    site.sign_in(&lead, "processledare.01@example.se").await;
    lead.open("/responses").await;
    lead.wait_for_text("Godkänd").await;
    bears(&lead, "responses").await;
    lead.click(text("Självvärdering 2027, Region Stockholm")).await;
    lead.wait_for_text("Godkänd av sekretariatet").await;
    is_sound(&lead, "tasks-approved").await;
    lead.click("a[href$='/versions/1']").await;
    lead.wait_for_text("Kontrollsumma").await;
    is_sound(&lead, "receipt-approved").await;
    lead.open("/responses").await;
    lead.click(text("Självvärdering 2026, Region Stockholm")).await;
    lead.wait_for_text("Omgången är avslutad").await;
    let tasks = lead.path().await;
    is_sound(&lead, "tasks-over").await;
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.wait_for_text("Omgången är avslutad. Svaren kan bara läsas.").await;
    is_sound(&lead, "part-over").await;
    no_complaints(&lead).await;
}

async fn hand_over(lead: &Browser, check: &str) {
    lead.open(check).await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Väntar på underskrift").await;
}
