//! The editor for those who use no mouse, and every kind of page that it has, looked at by machine.

use crate::editor::{begin, go, saved, write};
use crate::keyboard::focus_is_seen;
use crate::pages::no_complaints;
use crate::support::{Browser, Key, Site, text};
use serde_json::json;

/// Presses a key, or Shift and Tab, until what has the focus matches the selector; whatever has it must show that.
async fn walk(siv: &Browser, keys: &[Key], selector: &str) {
    let here = "return document.activeElement.matches(arguments[0])";
    for _ in 0..80 {
        siv.press_all(keys).await;
        if siv.run_script(here, vec![selector.into()]).await == true {
            return focus_is_seen(siv).await;
        }
    }
    panic!("{keys:?} leads to no {selector}; at {}", siv.focused().await);
}

async fn forward(siv: &Browser, selector: &str) {
    walk(siv, &[Key::Tab], selector).await;
}

async fn backward(siv: &Browser, selector: &str) {
    walk(siv, &[Key::Shift, Key::Tab], selector).await;
}

/// Waits until what has this id has the focus, and shows that.
async fn at(siv: &Browser, id: &str) {
    let here = "return document.hasFocus() && document.activeElement.matches(':focus-visible') && document.activeElement.id";
    siv.wait_until(&format!("the focus is at {id}"), async || siv.run_script(here, Vec::new()).await == id)
        .await;
    focus_is_seen(siv).await;
}

/// Replaces what the field with the focus says, and goes on with Tab.
async fn rewrite(siv: &Browser, words: &str) {
    siv.retype(words).await;
    siv.press(Key::Tab).await;
}

/// The questions of the part that is open at the side.
async fn order(siv: &Browser) -> Vec<String> {
    siv.texts(".tree details[open] details[open] li .item-no").await
}

#[tokio::test]
async fn a_question_is_written_moved_and_mended_with_the_keyboard_alone() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    // As in a window that somebody works in: else a page that opens at a field has the field, but no focus to show.
    siv.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
    siv.wait_for_text("Att göra i dag").await;
    forward(&siv, "a[href='/secretariat/questions']").await;
    siv.press(Key::Enter).await;
    siv.wait_for(".editions button").await;
    forward(&siv, ".editions button").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Utkastet är skapat.").await;

    // To a question: its part is unfolded at the side.
    forward(&siv, ".editor > .ds-skip-link").await;
    assert_eq!(siv.focused().await, "link “Hoppa till översikten”");
    forward(&siv, ".tree details details summary").await;
    assert!(siv.focused().await.contains("Frågor i 1.1"), "{}", siv.focused().await);
    siv.press(Key::Space).await;
    siv.press(Key::Tab).await;
    assert!(siv.focused().await.starts_with("link “1.1a"), "{}", siv.focused().await);
    siv.press(Key::Enter).await;
    siv.wait_for("form[data-edit]").await;

    // Past the parts, to its words.
    forward(&siv, ".editor > .ds-skip-link").await;
    assert_eq!(siv.focused().await, "link “Hoppa till redigeringen”");
    siv.press(Key::Enter).await;
    at(&siv, "heading").await;
    forward(&siv, "#text-sv").await;
    rewrite(&siv, "Vår högsta ledning pratar ofta om hälsofrämjande arbete.").await;
    siv.wait_for("#lineage.urgent").await;
    saved(&siv).await;
    at(&siv, "text-en").await;

    // Is it the same question? Word for word it is not: that cannot be chosen, and nothing is. The focus stays at the answer.
    assert_eq!(siv.count("#lineage-unchanged, [name=lineage]:checked").await, 0);
    forward(&siv, "[name=lineage]").await;
    at(&siv, "lineage-reworded").await;
    siv.press(Key::Space).await;
    siv.wait_until("the question is settled", async || siv.count("#lineage.urgent").await == 0).await;
    saved(&siv).await;
    at(&siv, "lineage-reworded").await;
    assert!(siv.is_selected("#lineage-reworded").await);

    // A new question: one writes at once.
    forward(&siv, "button[value=add-item]").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Tillagt. Fyll i texterna här.").await;
    at(&siv, "text-sv").await;
    rewrite(&siv, "Vad betyder det för er?").await;
    at(&siv, "text-en").await;
    rewrite(&siv, "What does it mean to you?").await;
    saved(&siv).await;

    // Up by its button, and down by the keys from wherever one is.
    let before = order(&siv).await;
    forward(&siv, "button[value=up]").await;
    siv.press(Key::Space).await;
    siv.wait_for_text("Flyttat.").await;
    at(&siv, "heading").await;
    let moved = order(&siv).await;
    assert_eq!((&moved[0], &moved[1]), (&before[1], &before[0]));
    forward(&siv, "#text-sv").await;
    siv.press_all(&[Key::Alt, Key::Shift, Key::Down]).await;
    let released = siv.client().release_actions().await; // the page went while the keys were down
    assert!(released.is_ok(), "{released:?}");
    siv.wait_until("it is back", async || order(&siv).await == before).await;
    at(&siv, "heading").await;

    // When it is shown, by two lists; the second appears behind the first, which keeps the focus.
    forward(&siv, "#visible_if summary").await;
    siv.press(Key::Enter).await;
    siv.wait_for("#if-0-0-item").await;
    forward(&siv, "#if-0-0-item").await;
    siv.press(Key::Down).await;
    siv.wait_for("#if-0-0-test").await;
    at(&siv, "if-0-0-item").await;
    assert_eq!(siv.value("#if-0-0-item").await, "1.1a");
    // What is not chosen yet is asked for quietly, until one goes elsewhere.
    siv.wait_for("#note-if-0-0-test .meta").await;
    assert_eq!(siv.count(".ds-validation-message, [data-status][data-state=error]").await, 0);
    siv.press(Key::Tab).await;
    at(&siv, "if-0-0-test").await;
    assert_eq!(siv.count(".ds-validation-message").await, 0);
    siv.press(Key::Tab).await;
    siv.wait_for("#note-if-0-0-test .ds-validation-message").await;
    siv.wait_for_text("Något går inte att spara.").await;
    siv.press_with(Key::Shift, Key::Tab).await;
    at(&siv, "if-0-0-test").await;
    siv.press(Key::Down).await;
    siv.wait_for_text("Visas bara när 1.1a").await;
    saved(&siv).await;
    at(&siv, "if-0-0-test").await;
    forward(&siv, "#undo button").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Ångrat.").await;
    at(&siv, "heading").await;
    assert_eq!(siv.value("#if-0-0-item").await, "");

    // What is to be mended stands above; each leads to its field, also from the overview.
    forward(&siv, "#text-en").await;
    rewrite(&siv, "").await;
    siv.wait_for("#mend a").await;
    saved(&siv).await;
    at(&siv, "help-sv").await;
    backward(&siv, "#mend a").await;
    siv.press(Key::Enter).await;
    at(&siv, "text-en").await;
    siv.reload().await;
    forward(&siv, ".ds-breadcrumbs li:nth-child(2) a").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("En sak att rätta före publicering").await;
    forward(&siv, ".editor > .ds-skip-link").await;
    siv.press(Key::Enter).await;
    at(&siv, "heading").await;
    forward(&siv, ".problems a").await;
    siv.press(Key::Enter).await;
    siv.wait_for("form[data-edit]").await;
    at(&siv, "text-en").await;
    rewrite(&siv, "What does it mean?").await;
    siv.wait_until_gone("#mend a").await;
    saved(&siv).await;
    at(&siv, "help-sv").await;
    no_complaints(&siv).await;
}

/// Opens the page of the first part at the side that the selector finds.
async fn part(siv: &Browser, selector: &str) {
    let script = "return document.querySelector(arguments[0]).href";
    let href = siv.run_script(script, vec![selector.into()]).await;
    siv.open(href.as_str().unwrap()).await;
    siv.wait_for("form[data-edit]").await;
}

#[tokio::test]
async fn every_page_of_the_editor_is_for_everybody() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    let draft = begin(&siv).await;
    go(&siv, "Titel").await;
    siv.inspect("edit-questionnaire").await;
    go(&siv, "Patientperspektivet").await;
    siv.inspect("edit-perspective").await;
    let standard = ".tree-title ~ ul:last-of-type > li";
    part(&siv, &format!("{standard} > a")).await;
    siv.inspect("edit-standard").await;
    part(&siv, &format!("{standard} > ul > li > a")).await;
    siv.inspect("edit-substandard").await;
    go(&siv, "F1c").await;
    siv.wait_for("#options-sv").await;
    siv.inspect("edit-item-options").await;

    // A table with a column of each sort, one of them without its English heading.
    siv.click("button[value=add-item]").await;
    siv.wait_for_text("Tillagt. Fyll i texterna här.").await;
    write(&siv, "#text-sv", "Vilka mål har ni?").await;
    write(&siv, "#text-en", "What are your goals?").await;
    siv.select("#kind", "Tabell med rader").await;
    write(&siv, "#columns-0-title-sv", "Mål").await;
    siv.wait_for("#columns-0-kind").await;
    write(&siv, "#columns-0-title-en", "Goal").await;
    write(&siv, "#columns-1-title-sv", "Antal").await;
    siv.wait_for("#columns-1-kind").await;
    siv.select("#columns-1-kind", "Tal").await;
    siv.wait_for("#columns-1-max").await;
    write(&siv, "#columns-2-title-sv", "Läge").await;
    siv.wait_for("#columns-2-kind").await;
    siv.select("#columns-2-kind", "Ett av flera alternativ").await;
    siv.wait_for("#columns-2-options-sv").await;
    saved(&siv).await;
    siv.wait_for("#mend a").await;
    siv.inspect("edit-item-table").await;

    // What is wrong, at its field, in the list of the whole, and where one would publish.
    go(&siv, "1–10").await;
    siv.inspect("edit-scale").await;
    write(&siv, "#low-sv", "").await;
    siv.wait_for("#mend a").await;
    siv.inspect("edit-scale-problem").await;
    go(&siv, "1.1a").await;
    write(&siv, "#text-sv", "Vi pratar om hälsa.").await;
    siv.wait_for("#lineage.urgent").await;
    siv.open(&draft).await;
    siv.wait_for("#problems + .problems").await;
    siv.inspect("draft-problems").await;
    siv.open(&format!("{draft}/publish")).await;
    siv.wait_for_text("Rätta det här först.").await;
    siv.inspect("publish-problems").await;
    siv.click(text("Se vad som är nytt")).await;
    siv.wait_for(".compare").await;
    siv.inspect("draft-changes").await;
    no_complaints(&siv).await;
}

/// Skips the parts at the side, as the first link of the page lets one.
async fn past_the_parts(siv: &Browser) {
    forward(siv, ".editor > .ds-skip-link").await;
    siv.press(Key::Enter).await;
    at(siv, "heading").await;
}

/// Goes to what asks for a file, and chooses one there. (The window that lists files is the browser's own.)
async fn choose(siv: &Browser, file: &std::path::Path) {
    forward(siv, "#file").await;
    siv.upload("#file", file).await;
}

#[tokio::test]
async fn an_edition_is_seen_published_uploaded_and_translated_with_the_keyboard_alone() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    siv.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
    let draft = begin(&siv).await;

    // Removed, and where it lay one goes on.
    go(&siv, "1.1c").await;
    past_the_parts(&siv).await;
    forward(&siv, "button[value=remove]").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Borttaget. Du kan ångra det.").await;
    at(&siv, "heading").await;
    assert!(!order(&siv).await.contains(&"1.1c".to_owned()));

    // As those see it who answer, on a phone.
    past_the_parts(&siv).await;
    forward(&siv, ".desk > p a[href*='/preview/']").await;
    siv.press(Key::Enter).await;
    siv.wait_for("iframe").await;
    forward(&siv, ".looks a:not([aria-current])").await;
    siv.press(Key::Enter).await;
    siv.wait_for("iframe.phone").await;

    siv.open(&draft).await;
    past_the_parts(&siv).await;
    forward(&siv, "a[href$='/publish']").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("en är borttagen").await;
    forward(&siv, "form[action$='/publish'] button").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Utgåvan är publicerad och ändras inte mer.").await;

    // A file into the editor.
    let folder = tempfile::tempdir().unwrap();
    let bytes = perspektiv::questionnaire::shipped::bytes("tobaksfri", "2027").unwrap();
    let mut edition = perspektiv::questionnaire::read(&bytes).unwrap();
    "2031".clone_into(&mut edition.edition);
    let file = folder.path().join("ny.json");
    std::fs::write(&file, perspektiv::questionnaire::write(&edition).unwrap()).unwrap();
    siv.open("/secretariat/questions").await;
    choose(&siv, &file).await;
    forward(&siv, "button[value=draft]").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Utkastet är skapat.").await;

    // Its texts from a sheet: first seen, then taken in.
    let item = &mut edition.standards[0].substandards[0].items[0];
    item.text.0.insert("sv".to_owned(), "Är det rökfritt hos er?".to_owned());
    let sheet = perspektiv::questionnaire::sheet::xlsx(&edition, "sv", &|what| what.code.to_owned()).unwrap();
    let file = folder.path().join("texter.xlsx");
    std::fs::write(&file, sheet).unwrap();
    past_the_parts(&siv).await;
    forward(&siv, ".desk a[href$='/texts']").await;
    siv.press(Key::Enter).await;
    siv.wait_for("#file").await;
    choose(&siv, &file).await;
    forward(&siv, "button[value=check]").await;
    siv.press(Key::Enter).await;
    siv.wait_for(".compare ins").await;
    forward(&siv, "button[value=apply]").await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Texterna är inlästa.").await;
    no_complaints(&siv).await;
}
