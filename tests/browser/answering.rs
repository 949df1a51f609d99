//! A region answers together: one story with four people at once. The process lead at a desk, HR on a phone, public health in a browser
//! without scripts, the signatory with the keyboard alone; and the secretariat, which asks once more.

use crate::chain::in_days;
use crate::consensus::item_of;
use crate::keyboard::focus_is_seen;
use crate::pages::no_complaints;
use crate::region::{
    come_in, come_in_for_parts, comment, give, items_of, open_round, press_on, sign_button, state_of, tab_to,
    tile,
};
use crate::support::{Browser, Key, Site, css, role, text};

const LEAD: &str = "petra.lind@uppsala.example";
const HR: &str = "hanna.ek@uppsala.example";
const HEALTH: &str = "fia.falk@uppsala.example";
const SIGNATORY: &str = "dag.holm@uppsala.example";

const LIST: &str = "Namn;E-post;Roll;Region;Språk\n\
    Petra Lind;petra.lind@uppsala.example;processledare;Uppsala;sv\n\
    Hanna Ek;hanna.ek@uppsala.example;medsvarande;Uppsala;sv\n\
    Dag Holm;dag.holm@uppsala.example;presidieledamot;Uppsala;sv";

/// Chooses an own rating for both items of a part.
async fn rate(browser: &Browser, part: &str, values: [u8; 2]) {
    browser.wait_for_text("Ingen annan ser vad du svarar").await;
    for (item, value) in items_of(part).into_iter().zip(values) {
        browser.click(&tile(item, value)).await;
    }
}

/// Goes from the task list through the person's own parts by the buttons, until the last leads elsewhere. Returns the parts.
async fn answer_mine(browser: &Browser, value: u8) -> Vec<String> {
    let mut parts = Vec::new();
    browser.click(css(".actions a.ds-button")).await;
    loop {
        browser.wait_for("form.answers").await;
        let here = browser.path().await;
        let part = here.rsplit('/').next().expect("a part has an address").to_owned();
        if !part.starts_with('F') {
            for item in items_of(&part) {
                if browser.count(&format!("[name='value-{item}']:checked")).await == 0 {
                    browser.click(&tile(item, value)).await;
                }
            }
        }
        parts.push(part);
        browser.click(css("form.answers .actions .ds-button:not([data-variant])")).await;
        browser.wait_until("the next page is there", async || browser.path().await != here).await;
        if !browser.path().await.contains("/substandards/") {
            return parts;
        }
    }
}

#[tokio::test]
async fn a_region_answers_together_from_the_invitation_to_the_approval() {
    let site = Site::empty();
    let siv = site.person("secretariat").await;
    open_round(&siv, LIST).await;

    // The lead gives parts out: HR's to HR, and public health's to somebody whom nobody has brought in yet.
    let petra = Browser::start(&site.url).await;
    come_in(&site, &petra, LEAD).await;
    let tasks = petra.path().await;
    petra.click(text("Dela ut delar")).await;
    petra.wait_for_text("22 delar är inte utdelade.").await;
    give(&petra, "Hanna Ek", &["#section-staff"]).await;
    petra.fill("#name", "Fia Falk").await;
    petra.fill("#email", HEALTH).await;
    petra.fill("#message", "Ta gärna med kommunerna.").await;
    give(&petra, "Någon annan", &["#section-population"]).await;
    petra.click(text("Tillbaka till listan")).await;
    petra.wait_for_text("Fia Falk: 5.1, 5.2, 5.3, 5.4, F3").await;
    petra.wait_for_text("Hanna Ek: 4.1, 4.2, F4").await;

    // Both come by the mail about their parts: HR on a phone, public health without scripts.
    let hanna = Browser::start(&site.url).await;
    hanna.size(390, 844).await;
    come_in_for_parts(&site, &hanna, HR).await;
    hanna.wait_for(text("Börja med 4.1")).await;
    hanna.no_sideways_scroll().await;
    let fia = Browser::options().javascript_off().start(&site.url).await;
    let mail = come_in_for_parts(&site, &fia, HEALTH).await;
    assert!(!mail.text.contains("kommunerna"), "what is written to a person is no mail's: {}", mail.text);
    fia.wait_for_text("Ta gärna med kommunerna.").await;
    fia.wait_for(text("Börja med 5.1")).await;

    // Each on their own first, beginning with what is theirs. Nobody sees another's before the lead opens the dialogue.
    hanna.click(text("Egen bedömning")).await;
    hanna.wait_for_text("Medarbetarnas hälsa och inflytande").await;
    hanna.open(&format!("{tasks}/own/1.1")).await;
    rate(&hanna, "1.1", [2, 5]).await;
    hanna.wait_for(text("Din bedömning är sparad.")).await;
    hanna.no_sideways_scroll().await;
    petra.click(text("Egen bedömning")).await;
    rate(&petra, "1.1", [9, 6]).await;
    petra.wait_for(text("Din bedömning är sparad.")).await;
    fia.click(text("Egen bedömning")).await;
    fia.wait_for_text("Kunskap om befolkningens hälsa").await;
    fia.open(&format!("{tasks}/own/1.1")).await;
    rate(&fia, "1.1", [4, 7]).await;
    fia.click(text("Spara och gå till nästa del")).await;
    fia.wait_for_text("Hälsa i styrdokumenten").await;
    fia.open(&format!("{tasks}/substandards/1.1")).await;
    fia.wait_for_text("3 har bedömt.").await;
    assert!(!fia.sees(".spread").await);
    petra.click(text("Till svaren i den här delen")).await;
    petra.click(text("Öppna dialogen om den här delen")).await;
    petra.wait_for_text("Från 2 till 9.").await;
    fia.reload().await;
    fia.wait_for_text("Från 2 till 9.").await;

    // They agree on two items, the one they differ most about first. HR is there on the phone.
    petra.click(text("Tillbaka till listan")).await;
    petra.click(text("Samsyn")).await;
    petra.click(text("Börja")).await;
    petra.click(text("Börja med 1.1a")).await;
    petra.wait_for_text("3 av 3 har bedömt.").await;
    hanna.open(&tasks).await;
    hanna.click(text("Var med: Alla perspektiv")).await;
    for (item, value, why) in [
        ("1.1a", 6, "Ledningen frågar, men inte alla förvaltningar svarar."),
        ("1.1b", 7, "Det finns medel för två år."),
    ] {
        petra.wait_until("the screen is there", async || item_of(&petra).await == item).await;
        hanna.wait_until("the phone follows", async || item_of(&hanna).await == item).await;
        petra.click(text("Visa hur ni har bedömt")).await;
        hanna.wait_for("[data-told]").await;
        petra.click(&format!("label:has({})", tile(item, value))).await; // the figure is that large
        petra.fill("#comment", why).await;
        petra.click(text("Spara och nästa")).await;
    }
    petra
        .wait_until("the next item is up", async || !["1.1a", "1.1b"].contains(&&*item_of(&petra).await))
        .await;
    petra.click(text("Till listan")).await;
    petra.wait_for_text("2 av 36 frågor är klara.").await;
    petra.click(text("Avsluta samsyn")).await;
    petra.wait_for_text("Den här samsynen är avslutad.").await;
    hanna.wait_for_text("Tack för att du var med!").await;

    // All at once, each by the buttons through what is theirs, and past what is others'.
    petra.open(&tasks).await;
    hanna.open(&tasks).await;
    fia.open(&tasks).await;
    let (leads, hrs, healths) =
        tokio::join!(answer_mine(&petra, 6), answer_mine(&hanna, 5), answer_mine(&fia, 8));
    let governance_and_patient =
        "1.2 1.3 2.1 2.2 2.3 3.1 3.2 3.3 3.4 3.5 3.6 F1 F2".split(' ').collect::<Vec<_>>();
    assert_eq!(leads, governance_and_patient, "what the group agreed on is answered");
    assert_eq!(hrs, ["4.1", "4.2", "F4"]);
    assert_eq!(healths, ["5.1", "5.2", "5.3", "5.4", "F3"]);
    petra.open(&tasks).await;
    assert!(state_of(&petra, "1.1").await.contains("Besvarad"), "{}", state_of(&petra, "1.1").await);
    assert!(state_of(&petra, "4.1").await.contains("Klar"));

    // Two write at the same item: both texts are shown, and end in one.
    let part = format!("{tasks}/substandards/4.1");
    petra.open(&part).await;
    hanna.open(&part).await;
    petra.fill(&comment("4.1a"), "Enkäten gick till alla.").await;
    petra.wait_for(text("Sparat.")).await;
    hanna.fill(&comment("4.1a"), "Sju av tio svarade.").await;
    hanna.wait_for(text("En kollega har sparat ett annat svar")).await;
    let panel = hanna.text(".conflict").await;
    for said in ["Sju av tio svarade.", "Enkäten gick till alla.", "Petra Lind"] {
        assert!(panel.contains(said), "{said} is not in: {panel}");
    }
    hanna.no_sideways_scroll().await;
    hanna.click(text("Skriv ihop")).await;
    hanna.wait_for(text("Sparat.")).await;
    petra.reload().await;
    assert_eq!(petra.value(&comment("4.1a")).await, "Sju av tio svarade.\n\nEnkäten gick till alla.");

    // Handed over; the signatory reads, asks back, and signs what comes then. All with keys.
    petra.click(text("Tillbaka till listan")).await;
    petra.click(text("Kontrollera svaren")).await;
    petra.wait_for_text("Alla frågor som behöver svar har fått det.").await;
    petra.click(role("button", "Lämna för underskrift")).await;
    petra.wait_for_text("Lämnade till: Dag Holm.").await;
    let dag = Browser::start(&site.url).await;
    dag.size(390, 844).await;
    dag.open(site.mail(SIGNATORY, "Att skriva under").await.link()).await;
    tab_to(&dag, "textbox “E-postadress”").await;
    dag.type_text(SIGNATORY).await;
    dag.press(Key::Enter).await;
    dag.wait_for_text("Titta i din inkorg").await;
    dag.open(site.mail(SIGNATORY, "Logga in").await.link()).await;
    press_on(&dag, "button “Logga in”").await;
    dag.wait_for_path(&format!("{tasks}/sign")).await;
    dag.wait_for_text("Sju av tio svarade.").await;
    press_on(&dag, "link “Be om ändring”").await;
    tab_to(&dag, "textbox “Vad behöver ändras?”").await;
    focus_is_seen(&dag).await;
    dag.type_text("Skriv när enkäten gjordes i 4.1a.").await;
    press_on(&dag, "button “Skicka tillbaka”").await;
    dag.wait_for_text("Skickad tillbaka före underskrift").await;
    petra.reload().await;
    petra.wait_for_text("Skriv när enkäten gjordes i 4.1a.").await;
    petra.open(&part).await;
    petra.fill(&comment("4.1a"), "Sju av tio svarade på enkäten i november.").await;
    petra.wait_for(text("Sparat.")).await;
    petra.click(text("Tillbaka till listan")).await;
    petra.click(text("Kontrollera svaren")).await;
    petra.wait_for_text("Alla frågor som behöver svar har fått det.").await;
    assert!(!petra.sees("#changes").await, "nothing was signed before");
    petra.click(role("button", "Lämna för underskrift")).await;
    petra.wait_for_text("Lämnade till: Dag Holm.").await;
    sign_with_keys(&dag, &tasks, 1).await;

    // The secretariat asks at an item of public health's, and gives the answers back.
    siv.open("/secretariat/review").await;
    siv.click(text("Granska Region Uppsala")).await;
    siv.wait_for_text("Sju av tio svarade på enkäten i november.").await;
    siv.click("[id='item-5.2b'] summary").await;
    siv.fill("[name='note-5.2b']", "Vilka föreningar samarbetar ni med?").await;
    siv.click("#return").await;
    siv.fill("#text", "Tack! En fråga återstår.").await;
    in_days(&siv, "due", 14).await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Svaren är återlämnade.").await;
    site.mail(LEAD, "Svaren behöver kompletteras").await;
    petra.open(&tasks).await;
    petra.wait_for_text("Återlämnad för komplettering").await;
    petra.wait_for_text("Fia Falk: 5.2").await;

    // She mends it; what is new is marked for those who hand over, sign and review.
    fia.open(&tasks).await;
    fia.click(text("Fortsätt med 5.2")).await;
    fia.wait_for_text("Vilka föreningar samarbetar ni med?").await;
    fia.fill(&comment("5.2b"), "Idrottsförbundet och pensionärsföreningarna.").await;
    fia.click(css("form.answers .actions .ds-button:not([data-variant])")).await;
    fia.wait_for_path(&format!("{tasks}/substandards/F3")).await;
    petra.reload().await;
    petra.click(text("Kontrollera svaren")).await;
    petra.wait_for_text("Ett svar är ändrat sedan version 1").await;
    assert!(petra.text("#changes").await.contains("pensionärsföreningarna"));
    petra.click(role("button", "Lämna för underskrift")).await;
    petra.wait_for_text("Lämnade till: Dag Holm.").await;
    dag.open(&format!("{tasks}/sign")).await;
    dag.wait_for_text("Ett svar är ändrat sedan version 1").await;
    dag.inspect("sign-changes").await;
    dag.size(390, 844).await;
    sign_with_keys(&dag, &tasks, 2).await;
    siv.open("/secretariat/review").await;
    siv.click(text("Granska Region Uppsala")).await;
    siv.wait_for_text("Ändrat sedan version 1").await;
    siv.click("#approve").await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Svaren är godkända och räknas i resultatet.").await;
    dag.reload().await;
    dag.wait_for_text("Godkänd").await;

    for browser in [&siv, &petra, &hanna, &fia, &dag] {
        no_complaints(browser).await;
    }
}

/// From the task list to the receipt with keys.
async fn sign_with_keys(dag: &Browser, tasks: &str, version: u8) {
    dag.open(tasks).await;
    press_on(dag, "link “Granska och skriv under”").await;
    dag.wait_for_text("Svaren i korthet").await;
    press_on(dag, "link “Skriv under”").await;
    tab_to(dag, "checkbox “Jag har läst svaren").await;
    focus_is_seen(dag).await;
    dag.press_char(' ').await;
    press_on(dag, &format!("button “{}”", sign_button(version))).await;
    dag.wait_for_text("Svaren är underskrivna").await;
    dag.no_sideways_scroll().await;
}
