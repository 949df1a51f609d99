//! What tests about a region's people have in common: a round that is opened for them, how they come in by their invitation, how they
//! answer, and how they get around with the keyboard alone.

use crate::support::{Browser, Key, Mail, Site, css, enter, role, text};

/// The parts in the order of the questionnaire, each with its items.
pub const PARTS: [(&str, [&str; 2]); 18] = [
    ("1.1", ["1.1a", "1.1b"]),
    ("1.2", ["1.2a", "1.2b"]),
    ("1.3", ["1.3a", "1.3b"]),
    ("2.1", ["2.1a", "2.1b"]),
    ("2.2", ["2.2a", "2.2b"]),
    ("2.3", ["2.3a", "2.3b"]),
    ("3.1", ["3.1a", "3.1b"]),
    ("3.2", ["3.2a", "3.2b"]),
    ("3.3", ["3.3a", "3.3b"]),
    ("3.4", ["3.4a", "3.4b"]),
    ("3.5", ["3.5a", "3.5b"]),
    ("3.6", ["3.6a", "3.6b"]),
    ("4.1", ["4.1a", "4.1c"]),
    ("4.2", ["4.2a", "4.2b"]),
    ("5.1", ["5.1a", "5.1b"]),
    ("5.2", ["5.2a", "5.2b"]),
    ("5.3", ["5.3a", "5.3b"]),
    ("5.4", ["5.4a", "5.4b"]),
];

/// The items of a part that everybody answers.
pub fn items_of(part: &str) -> [&'static str; 2] {
    PARTS.iter().find(|(id, _)| *id == part).unwrap_or_else(|| panic!("no part {part}")).1
}

/// The tile of a value on an item's scale.
pub fn tile(item: &str, value: u8) -> String {
    format!("[name='value-{item}'][value='{value}']")
}

/// The field for an item's comment.
pub fn comment(item: &str) -> String {
    format!("[name='comment-{item}']")
}

/// The secretariat reads in who answers, opens a round of 2027 and invites them.
pub async fn open_round(siv: &Browser, list: &str) {
    siv.open("/secretariat/contacts/import").await;
    siv.fill("#list", list).await;
    siv.click(text("Kontrollera listan")).await;
    siv.wait_for_text("Listan är i sin ordning.").await;
    siv.click("button[value='apply']").await;
    siv.wait_for_text("Listan är inläst").await;
    siv.open("/secretariat/rounds/new").await;
    siv.select("#edition", &edition_2027(siv).await).await;
    siv.fill("#year", "2027").await;
    siv.click(text("Skapa utkastet")).await;
    siv.wait_for_text("Omgången är skapad som utkast.").await;
    siv.click(text("Öppna för 19 medlemmar")).await;
    siv.wait_for_text("Omgången är öppen.").await;
    siv.click(".actions a.ds-button").await;
    siv.wait_for_text("har inte fått någon inbjudan.").await;
    siv.click(css("form[action$='/invitations'] button")).await;
    siv.wait_for_text("Inbjudningarna är lagda i kö").await;
}

/// The text of the option for the questionnaire of 2027.
pub async fn edition_2027(browser: &Browser) -> String {
    let options = browser.texts("#edition option").await;
    let found = options.iter().find(|option| option.contains("2027"));
    found.unwrap_or_else(|| panic!("{options:?}")).clone()
}

/// From the invitation in the mail to the task list, as a person of Region Uppsala goes.
pub async fn come_in(site: &Site, browser: &Browser, address: &str) {
    let invitation = follow_invitation(site, browser, address).await;
    assert!(invitation.text.contains("Provnätverket bjuder in Region Uppsala"), "{}", invitation.text);
}

/// From the invitation in the mail to the task list.
pub async fn follow_invitation(site: &Site, browser: &Browser, address: &str) -> Mail {
    let invitation = site.mail(address, "Inbjudan: Självvärdering 2027").await;
    browser.open(invitation.link()).await;
    browser.wait_for_text("Du är inbjuden att svara.").await;
    browser.click(text("Mejla mig en inloggningslänk")).await;
    browser.wait_for_text("Titta i din inkorg").await;
    let mail = site.mail(address, "Logga in").await;
    assert!(!mail.text.contains("Region "), "{}", mail.text);
    enter(browser, mail.link()).await;
    browser.wait_for_text("Självvärdering 2027").await;
    invitation
}

/// From the mail about parts to the task list, as somebody goes whom nobody has invited.
pub async fn come_in_for_parts(site: &Site, browser: &Browser, address: &str) -> Mail {
    let mail = site.mail(address, "Du har fått delar att svara på").await;
    browser.open(mail.link()).await;
    browser.wait_for_text("Logga in för att öppna sidan.").await;
    browser.fill("#email", address).await;
    browser.click(text("Skicka länk och kod")).await;
    browser.wait_for_text("Titta i din inkorg").await;
    enter(browser, site.mail(address, "Logga in").await.link()).await;
    browser.wait_for_text("Självvärdering 2027").await;
    mail
}

/// Gives parts to somebody who answers for the region.
pub async fn give(lead: &Browser, to: &str, parts: &[&str]) {
    for part in parts {
        lead.click(*part).await;
    }
    lead.select("#to", to).await;
    lead.click(role("button", "Dela ut")).await;
    lead.wait_for_text("får ett mejl om det.").await;
}

/// What the button says that signs a version.
pub fn sign_button(version: u8) -> String {
    if version == 1 { "Skriv under".to_owned() } else { format!("Skriv under version {version}") }
}

/// Hands all answers over for signature.
pub async fn hand_over(browser: &Browser, tasks: &str) {
    browser.open(&format!("{tasks}/check")).await;
    browser.wait_for_text("Alla frågor som behöver svar har fått det.").await;
    browser.click(role("button", "Lämna för underskrift")).await;
    browser.wait_for_text("Väntar på underskrift").await;
}

/// What the task list says of a part.
pub async fn state_of(browser: &Browser, part: &str) -> String {
    let tasks = browser.texts(".tasks li").await;
    tasks.into_iter().find(|task| task.starts_with(part)).unwrap_or_default()
}

/// Presses Tab until the focus is on what is called this, as a screen reader would say it.
pub async fn tab_to(browser: &Browser, stop: &str) {
    let mut stops = Vec::new();
    for _ in 0..90 {
        browser.press(Key::Tab).await;
        stops.push(browser.focused().await);
        if stops.last().is_some_and(|focused| focused.starts_with(stop)) {
            return;
        }
    }
    panic!("Tab does not lead to {stop}: {stops:#?}");
}

/// Presses Tab until the focus is on this, and then Enter.
pub async fn press_on(browser: &Browser, stop: &str) {
    tab_to(browser, stop).await;
    browser.press(Key::Enter).await;
}
