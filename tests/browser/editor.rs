//! The questionnaire of the next year, made by the secretariat in the editor, published, asked, and seen by a region exactly so.

use crate::pages::no_complaints;
use crate::support::{Browser, Key, Network, Site, role, text};

const SAVED: &str = "Allt är sparat.";

/// Begins the edition after the newest one of the self-evaluation; returns the draft's path.
pub async fn begin(siv: &Browser) -> String {
    siv.open("/secretariat/questions").await;
    siv.inspect("questions").await;
    siv.click(".editions button").await;
    siv.wait_for_text("Utkastet är skapat.").await;
    siv.path().await
}

/// Follows the link at the side that begins with `name`.
pub async fn go(siv: &Browser, name: &str) {
    let script = "return [...document.querySelectorAll('.tree a')].find(a => a.textContent.trim().startsWith(arguments[0])).href";
    let href = siv.run_script(script, vec![name.into()]).await;
    siv.open(href.as_str().unwrap()).await;
    siv.wait_for("form[data-edit]").await;
}

/// Waits until the page says that all is saved, and nothing is under way.
pub async fn saved(siv: &Browser) {
    siv.wait_until("it is saved", async || siv.text("[data-status]").await == SAVED).await;
}

/// Writes in a field and waits until it is saved.
pub async fn write(siv: &Browser, field: &str, words: &str) {
    siv.fill(field, words).await;
    siv.press(Key::Tab).await;
    saved(siv).await;
}

#[tokio::test]
async fn the_next_edition_is_written_published_asked_and_seen_by_a_region() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    let draft = begin(&siv).await;
    siv.wait_for_text("Inget att rätta").await;
    siv.inspect("draft").await;

    // A changed text asks at once whether it is the same question.
    go(&siv, "1.1a").await;
    siv.inspect("edit-item").await;
    write(&siv, "#text-sv", "Vår högsta ledning pratar ofta om hälsofrämjande arbete.").await;
    siv.wait_for("#lineage.urgent").await;
    assert_eq!(
        siv.count("#lineage-unchanged, [name=lineage]:checked").await,
        0,
        "only what is true is offered"
    );
    siv.wait_for_text("Förra utgåvan: Vår högsta ledning tar ofta upp").await;
    siv.inspect("edit-item-changed").await;
    siv.click("#lineage-reworded").await;
    siv.wait_until("the question is settled", async || siv.count("#lineage.urgent").await == 0).await;
    saved(&siv).await;

    // Another question instead; the conditions of others would follow its new name.
    go(&siv, "1.1b").await;
    write(&siv, "#text-sv", "Vi vet vem som leder arbetet.").await;
    write(&siv, "#text-en", "We know who leads the work.").await;
    siv.click("#lineage-replaced").await;
    siv.wait_for_text("Ersätter 1.1b").await;
    saved(&siv).await;
    let replaced = siv.value("#id").await;
    assert_ne!(replaced, "1.1b");

    // A new question after it, shown on a condition.
    siv.click("button[value=add-item]").await;
    siv.wait_for_text("Tillagt. Fyll i texterna här.").await;
    siv.inspect("edit-item-new").await;
    write(&siv, "#text-sv", "Vilka leder arbetet?").await;
    write(&siv, "#text-en", "Who leads the work?").await;
    siv.select("#kind", "Flera alternativ").await;
    siv.wait_for("#options-sv").await;
    write(&siv, "#options-sv", "Chefer\nPolitiker\nInga av dem").await;
    write(&siv, "#options-en", "Managers\nPoliticians\nNone of them").await;
    siv.wait_until("the options can be chosen among", async || siv.count("[name=exclusive]").await == 3)
        .await;
    siv.click("[name=exclusive][value=inga-av-dem]").await;
    siv.click("#visible_if summary").await;
    let chosen = format!("{replaced} Vi vet vem som leder arbetet.");
    siv.select("#if-0-0-item", &chosen).await;
    siv.wait_for("#if-0-0-test").await;
    siv.select("#if-0-0-test", "är minst 7").await;
    siv.wait_for_text(&format!("Visas bara när {replaced} är minst 7.")).await;
    saved(&siv).await;
    siv.inspect("edit-condition").await;
    let new_id = siv.value("#id").await;

    // What is undone is undone, also from the keyboard's move.
    let before = siv.texts(".tree details[open] li .item-no").await;
    let keys = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
        {key: 'ArrowUp', altKey: true, shiftKey: true, bubbles: true, cancelable: true}))";
    siv.run_script(keys, Vec::new()).await;
    siv.wait_for_text("Flyttat.").await;
    assert_ne!(siv.texts(".tree details[open] li .item-no").await, before);
    siv.click("#undo button").await;
    siv.wait_for_text("Ångrat.").await;
    assert_eq!(siv.texts(".tree details[open] li .item-no").await, before);

    // As a region will see it.
    siv.click(text("Förhandsgranska")).await;
    siv.wait_for("iframe").await;
    siv.inspect("preview").await;
    siv.click(text("Mobil")).await;
    siv.wait_for("iframe.phone").await;
    siv.inspect("preview-phone").await;

    siv.open(&draft).await;
    siv.wait_for_text("Inget att rätta").await;
    siv.inspect("draft-changed").await;
    siv.click(text("Publicera …")).await;
    siv.wait_for_text("en är omformulerad, en är ersatt, en är ny.").await;
    siv.inspect("publish").await;
    siv.click(text("Publicera")).await;
    siv.wait_for_text("Utgåvan är publicerad och ändras inte mer.").await;
    siv.inspect("published").await;

    siv.click(text("Skapa en omgång")).await;
    siv.select("#edition", "Självvärdering, utgåva 2028").await;
    siv.fill("#year", "2029").await;
    siv.click(text("Skapa utkastet")).await;
    siv.wait_for_text("Utkast").await;
    siv.click("form[action$='/open'] button").await;
    siv.wait_for_text("Öppen").await;
    no_complaints(&siv).await;

    let lead = site.person("process-lead").await;
    lead.open("/responses").await;
    lead.click(text("Självvärdering 2029, Region Uppsala")).await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.wait_for_text("Vår högsta ledning pratar ofta om hälsofrämjande arbete.").await;
    lead.wait_for_text("Vi vet vem som leder arbetet.").await;
    let item = format!("#item-{}", new_id.replace('.', "\\."));
    assert!(!lead.sees(item.as_str()).await);
    lead.click(format!("[name='value-{replaced}'][value='8']").as_str()).await;
    lead.wait_for(item.as_str()).await;
    lead.wait_for_text("Politiker").await;
    no_complaints(&lead).await;
}

#[tokio::test]
async fn what_another_part_decides_is_marked_and_a_missing_edition_is_left_in_one_step() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    siv.open("/secretariat/questions").await;
    siv.click(role("button", "Gör nästa utgåva Samtal om förbättringsarbete, utgåva 2019")).await;
    siv.wait_for_text("Inget att rätta").await;
    let draft = siv.path().await;

    // The framed page, by itself.
    go(&siv, "2.1").await;
    let part = siv.path().await.replace("/nodes/", "/preview/");
    siv.open(&format!("{part}/page?lang=sv")).await;
    siv.wait_for_text("Visas bara när 1.1a är").await;
    siv.inspect("preview-elsewhere").await;

    // Under another name it is another questionnaire, which has no edition before.
    siv.open(&draft).await;
    go(&siv, "Titel").await;
    write(&siv, "#id", "samtal").await;
    siv.wait_for_text("som frågorna jämförs med, finns inte här").await;
    siv.wait_for("#previous button").await;
    siv.inspect("edit-previous-missing").await;
    siv.click(text("Börja om utan jämförelse")).await;
    siv.wait_for_text("Frågorna jämförs inte längre med någon utgåva före.").await;
    siv.open(&draft).await;
    siv.wait_for_text("Inget att rätta").await;
    no_complaints(&siv).await;
}

#[tokio::test]
async fn two_people_write_at_once_and_nothing_is_lost_without_a_network() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    begin(&siv).await;
    go(&siv, "2.1a").await;
    let other = Browser::start(&site.url).await;
    site.sign_in(&other, "sekretariat@example.se").await;
    other.open(&siv.path().await).await;

    // Two languages at once: both are there.
    write(&siv, "#text-sv", "Alla kommer fram.").await;
    write(&other, "#text-en", "Everybody gets through.").await;
    other.reload().await;
    assert_eq!(other.value("#text-sv").await, "Alla kommer fram.");
    assert_eq!(other.value("#text-en").await, "Everybody gets through.");

    // The same text at once: the second sees both, and says which.
    write(&siv, "#text-sv", "Alla når oss.").await;
    other.fill("#text-sv", "Alla hittar hit.").await;
    other.press(Key::Tab).await;
    other.wait_for_text("Någon annan har ändrat samma sak").await;
    other.inspect("edit-clash").await;
    assert_eq!(other.value("#text-sv").await, "Alla hittar hit.");
    assert!(other.text("#note-text-sv").await.contains("Alla når oss."));
    write(&other, "#text-sv", "Alla når oss och hittar hit.").await;
    other.wait_until_gone(text("Någon annan har ändrat samma sak")).await;

    // Without a network it says so, and what was written gets there later.
    other.network(Network::Offline).await;
    other.fill("#help-sv", "Tänk på kvällarna.").await;
    other.press(Key::Tab).await;
    other.wait_for_text("Inte sparat. Vi försöker igen.").await;
    other.network(Network::Usual).await;
    saved(&other).await;
    other.reload().await;
    assert_eq!(other.value("#help-sv").await, "Tänk på kvällarna.");
    assert_eq!(other.value("#text-sv").await, "Alla når oss och hittar hit.");
    no_complaints(&siv).await;
}

#[tokio::test]
async fn the_editor_works_with_the_keyboard_alone_and_without_scripts() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    begin(&siv).await;
    go(&siv, "1.1a").await;
    let begins = "document.querySelector('#text-sv').focus()";
    siv.run_script(begins, Vec::new()).await;
    siv.type_text(" Nu.").await;
    saved(&siv).await;
    siv.run_script(begins, Vec::new()).await;
    let stops = siv.tab_stops(60).await;
    for stop in [
        "textbox “engelska",
        "radio “Samma fråga med andra ord",
        "combobox “Svarstyp",
        "combobox “Skala",
        "radio “Alla (grundfråga)",
        "combobox “Hör till",
        "button “Spara”",
        "button “Lägg till en fråga”",
        "button “Flytta upp”",
        "button “Ta bort”",
    ] {
        assert!(stops.iter().any(|seen| seen.starts_with(stop)), "{stop} is no stop: {stops:#?}");
    }

    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.sign_in(&plain, "sekretariat@example.se").await;
    plain.open(&siv.path().await).await;
    assert!(plain.value("#text-sv").await.contains("Nu."));
    plain.fill("#text-sv", "Utan skript.").await;
    plain.click(text("Spara och gå till nästa")).await;
    plain.wait_for_text("1.1b").await;
    plain.back().await;
    plain.reload().await;
    assert_eq!(plain.value("#text-sv").await, "Utan skript.");
    plain.click("#lineage-replaced").await;
    plain.click(text("Spara")).await;
    plain.wait_for_text("Ersätter 1.1a").await;
    plain.click("#undo button").await;
    plain.wait_for_text("Ångrat.").await;
    plain.click(text("Lägg till en fråga")).await;
    plain.wait_for_text("Tillagt. Fyll i texterna här.").await;
    plain.select("#kind", "Tabell med rader").await;
    plain.click(text("Spara")).await;
    plain.fill("#columns-0-title-sv", "Mål").await;
    plain.fill("#columns-0-title-en", "Goal").await;
    plain.click(text("Spara")).await;
    plain.wait_for("#columns-0-kind").await;
    plain.select("#columns-0-kind", "Tal").await;
    plain.click(text("Spara")).await;
    plain.wait_for("#columns-0-max").await;
    plain.fill("#columns-0-max", "många").await;
    plain.click(text("Spara")).await;
    plain.wait_for_text("Skriv ett tal").await;
    assert_eq!(plain.value("#columns-0-max").await, "många");
    siv.reload().await;
    siv.inspect("edit-item-keyboard").await;
}
