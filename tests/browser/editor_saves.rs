//! What the editor does with what is written while a save is under way, and after a new sign-in in another tab.

use crate::editor::{begin, go, saved, write};
use crate::pages::no_complaints;
use crate::support::{Browser, Key, Site, text};

/// Lets every answer to a save come a good while after the server has stored it.
async fn answers_come_late(siv: &Browser) {
    let script = "const send = window.fetch;
        window.fetch = async (...what) => {
            const answer = await send(...what);
            await new Promise((done) => setTimeout(done, 1500));
            return answer;
        };";
    siv.run_script(script, Vec::new()).await;
}

#[tokio::test]
async fn nobody_clashes_with_oneself() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    begin(&siv).await;
    go(&siv, "1.1a").await;
    let here = siv.path().await;
    answers_come_late(&siv).await;
    siv.fill("#text-sv", "Först.").await;
    siv.press(Key::Tab).await;
    siv.wait_for_text("Sparar").await;
    siv.fill("#text-sv", "Sedan mer.").await;
    siv.click(text("Spara")).await;
    saved(&siv).await;
    assert!(!siv.sees(text("Någon annan har ändrat samma sak")).await);

    siv.fill("#text-sv", "Till sist.").await;
    siv.press(Key::Tab).await;
    siv.wait_for_text("Sparar").await;
    siv.fill("#text-sv", "Allra sist.").await;
    siv.click(text("Spara och gå till nästa")).await;
    siv.wait_until("the next question is there", async || {
        siv.path().await != here && siv.count("form[data-edit]").await == 1
    })
    .await;
    siv.open(&here).await;
    assert_eq!(siv.value("#text-sv").await, "Allra sist.");
    no_complaints(&siv).await;
}

#[tokio::test]
async fn undo_takes_back_what_it_names_and_not_what_was_written_since() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    begin(&siv).await;
    go(&siv, "1.1a").await;
    let before = siv.value("#text-en").await;
    write(&siv, "#text-en", "Another text.").await;
    siv.wait_for_text("Ändrat i 1.1a: Påstående eller fråga (engelska)").await;
    siv.fill("#help-sv", "Tänk efter.").await;
    siv.click("#undo button").await;
    siv.wait_for_text("Ångrat.").await;
    assert_eq!(siv.value("#text-en").await, before);
    assert_eq!(siv.value("#help-sv").await, "Tänk efter.");
    no_complaints(&siv).await;
}

#[tokio::test]
async fn after_signing_in_again_in_another_tab_it_is_saved() {
    let site = Site::demo();
    let siv = site.person("secretariat").await;
    begin(&siv).await;
    go(&siv, "1.1a").await;
    let tab = siv.client().window().await.expect("the window is there");
    let other = siv.client().new_window(true).await.expect("a new tab opens").handle;

    siv.client().switch_to_window(other.clone()).await.expect("the tab is there");
    siv.open("/secretariat/questions").await;
    siv.click(text("Logga ut")).await;
    siv.wait_for_text("Inget lösenord behövs").await;
    siv.client().switch_to_window(tab.clone()).await.expect("the tab is there");
    siv.fill("#text-sv", "Skrivet efter utloggningen.").await;
    siv.press(Key::Tab).await;
    siv.wait_for_text("Inte sparat. Logga in i en annan flik, så sparas det här.").await;

    siv.client().switch_to_window(other).await.expect("the tab is there");
    site.sign_in(&siv, "sekretariat@example.se").await;
    siv.client().switch_to_window(tab).await.expect("the tab is there");
    saved(&siv).await;
    siv.reload().await;
    assert_eq!(siv.value("#text-sv").await, "Skrivet efter utloggningen.");
}
