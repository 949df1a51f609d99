//! A questionnaire out of the secretariat's pages as a spreadsheet, and its texts back: looked at before anything is kept, with each
//! error at its cell; and a file that is something else.

use std::path::PathBuf;

use data_encoding::BASE64;
use perspektiv::questionnaire::{Edition, sheet};
use serde_json::Value;
use tempfile::TempDir;

use crate::pages::no_complaints;
use crate::support::{Browser, Key, Site, role, text};

/// Begins the edition after the newest one of a questionnaire; returns the draft's path.
async fn begin(siv: &Browser, edition: &str) -> String {
    siv.open("/secretariat/questions").await;
    siv.click(role("button", &format!("Gör nästa utgåva {edition}"))).await;
    siv.wait_for_text("Utkastet är skapat.").await;
    siv.path().await
}

/// The file that a link on the page leads to.
async fn download(siv: &Browser, link: &str) -> Vec<u8> {
    let fetch = format!(
        "const done = arguments[arguments.length - 1];
         fetch(document.querySelector({link:?}).href)
             .then(response => response.blob())
             .then(file => {{
                 const reader = new FileReader();
                 reader.onload = () => done(reader.result.split(',')[1]);
                 reader.readAsDataURL(file);
             }});"
    );
    let Value::String(letters) = siv.run_async_script(&fetch).await else { panic!("{link}: no file") };
    BASE64.decode(letters.as_bytes()).unwrap()
}

/// The edition in a file, and the file that it makes once it is changed.
fn changed(file: &[u8], change: impl FnOnce(&mut Edition)) -> Vec<u8> {
    let mut edition = sheet::read_whole(file).edition.expect("what was downloaded is whole");
    change(&mut edition);
    sheet::xlsx(&edition, "sv", &|what| what.code.to_owned()).unwrap()
}

/// Puts a file where a person would choose it.
fn saved(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The Swedish text of an item of the draft, as its file has it.
async fn text_of(siv: &Browser, draft: &str, item: &str) -> String {
    siv.open(draft).await;
    let file = download(siv, &format!("a[href='{draft}/file']")).await;
    let edition: Edition = serde_json::from_slice(&file).unwrap();
    edition.item(item).unwrap().text.get("sv").to_owned()
}

#[tokio::test]
async fn texts_go_out_as_a_spreadsheet_and_come_back_after_a_look() {
    let (site, folder) = (Site::demo(), tempfile::tempdir().unwrap());
    let siv = site.person("secretariat").await;
    siv.open("/secretariat/questions").await;
    siv.click(".formats summary").await;
    siv.wait_for_text("För andra kalkylprogram").await;
    siv.inspect("sheet-list").await;
    let edition = download(&siv, "a[href$='/sheet/xlsx']").await;
    assert!(sheet::read_whole(&edition).edition.is_some());

    let draft = begin(&siv, "Självvärdering, utgåva 2027").await;
    siv.click(".formats summary").await;
    siv.wait_for_text("För att spara hela formuläret").await;
    siv.inspect("sheet-draft").await;
    siv.click(text("Översätt eller ändra texter i Excel")).await;
    siv.wait_for_text("1. Ladda ner").await;
    siv.inspect("sheet-texts").await;
    siv.click("button[value=check]").await;
    siv.wait_for_text("Välj en fil.").await;
    let file = download(&siv, "a[href$='/sheet/xlsx']").await;
    let before = sheet::read_whole(&file).edition.unwrap().item("1.1a").unwrap().text.get("sv").to_owned();

    // A copy with two texts changed: every change is shown, and nothing has changed yet.
    let file = changed(&file, |edition| {
        let sub = &mut edition.standards[0].substandards[0];
        sub.items[0].text.0.insert("sv".into(), "Vår ledning talar ofta om <hälsa> & arbete.".into());
        sub.items[1].text.0.insert("en".into(), "It is clear who leads the work.".into());
    });
    siv.upload("#file", &saved(&folder, "översatt.xlsx", &file)).await;
    siv.click(text("Kontrollera")).await;
    siv.wait_for_text("Inget är ändrat än.").await;
    siv.wait_for_text("Fråga 1.1a, svenska").await;
    siv.wait_for_text("Fråga 1.1b, engelska").await;
    assert_eq!(siv.texts(".figures dd").await, ["2", "0", "0"]);
    assert_eq!(siv.count(".compare").await, 2);
    assert!(siv.texts(".compare ins").await.join(" ").contains("<hälsa>"), "it is text");
    siv.inspect("sheet-checked").await;
    let check = siv.path().await;
    let other = Browser::start(&site.url).await;
    site.sign_in(&other, "sekretariat@example.se").await;
    assert_eq!(text_of(&other, &draft, "1.1a").await, before);
    siv.click(text("Läs in 2 texter")).await;
    siv.wait_for_text("Texterna är inlästa.").await;
    assert_eq!(text_of(&other, &draft, "1.1a").await, "Vår ledning talar ofta om <hälsa> & arbete.");

    // One that is broken: each error at its cell, with a link to it, and nothing is changed.
    siv.open(&check).await;
    let broken = changed(&download(&siv, "a[href$='/sheet/xlsx']").await, |edition| {
        let sub = &mut edition.standards[0].substandards[0];
        sub.items[0].text.0.insert("sv".into(), "Något helt annat.".into());
        sub.items[0].text.0.insert("en".into(), String::new());
        sub.items[1].id = "9.9z".into();
    });
    siv.upload("#file", &saved(&folder, "trasig.xlsx", &broken)).await;
    siv.click(text("Kontrollera")).await;
    siv.wait_for(".ds-error-summary").await;
    siv.wait_for_text("”Något helt annat.” finns inte på engelska (raden item/1.1a).").await;
    siv.wait_for_text("Raden item/9.9z finns inte i formuläret.").await;
    assert!(siv.title().await.starts_with("Fel: "), "{}", siv.title().await);
    let cells = siv.texts("[id^=problem-] .item-no").await;
    assert!(cells.len() >= 2 && cells.iter().all(|cell| cell.starts_with(['A', 'D'])), "{cells:?}");
    assert_eq!(siv.count("[name=do][value=apply]").await, 0, "there is nothing to accept");
    siv.inspect("sheet-broken").await;
    assert_eq!(text_of(&other, &draft, "1.1a").await, "Vår ledning talar ofta om <hälsa> & arbete.");

    // What is no spreadsheet is told by what it is, at the field.
    for (name, bytes, said) in [
        ("texter.pdf", b"%PDF-1.7\n".as_slice(), "Filen är en PDF."),
        ("texter.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "Filen är sparad i ett annat Excel-format"),
        ("texter.xlsx", b"", "Filen är tom."),
    ] {
        siv.upload("#file", &saved(&folder, name, bytes)).await;
        siv.click("button[value=check]").await;
        siv.wait_for_text(said).await;
        assert_eq!(siv.attribute("#file", "aria-invalid").await.as_deref(), Some("true"));
    }
    siv.inspect("sheet-another-file").await;
    siv.open("/secretariat/questions").await;
    siv.upload("#file", &folder.path().join("texter.pdf")).await;
    siv.click(text("Öppna i redigeraren")).await;
    siv.wait_for_text("Filen är en PDF.").await;
    siv.inspect("sheet-list-another-file").await;
    no_complaints(&siv).await;
    no_complaints(&other).await;
}

#[tokio::test]
async fn the_spreadsheet_pages_are_used_from_the_keyboard_and_languages_are_chosen_by_name() {
    let (site, folder) = (Site::demo(), tempfile::tempdir().unwrap());
    let siv = site.person("secretariat").await;
    let draft = begin(&siv, "Samtal om förbättringsarbete, utgåva 2019").await;
    let stops = siv.tab_stops(200).await;
    for stop in ["link “Översätt eller ändra texter i Excel”", "link “Ladda ner för Excel”"] {
        assert!(stops.iter().any(|seen| seen.starts_with(stop)), "{stop} is no stop: {stops:#?}");
    }
    siv.open(&format!("{draft}/texts")).await;
    let file = download(&siv, "a[href$='/sheet/xlsx']").await;
    let file = changed(&file, |edition| drop(edition.title.0.insert("sv".into(), "Ny titel".into())));
    siv.upload("#file", &saved(&folder, "blad.xlsx", &file)).await;
    siv.run_script("document.querySelector('#file').focus()", Vec::new()).await;
    siv.press(Key::Tab).await;
    assert_eq!(siv.focused().await, "button “Kontrollera”");
    siv.press(Key::Enter).await;
    siv.wait_for_text("Inget är ändrat än.").await;
    let stops = siv.tab_stops(30).await;
    assert!(stops.iter().any(|stop| stop == "button “Läs in en text”"), "{stops:#?}");
    siv.run_script("document.querySelector('[value=apply]').focus()", Vec::new()).await;
    siv.press(Key::Enter).await;
    siv.wait_for_text("Texterna är inlästa.").await;

    // A language is added and made the main one by its name.
    siv.click(text("Redigera")).await;
    siv.wait_for("#languages-add").await;
    siv.select("#languages-add", "finska").await;
    siv.wait_until("it is ticked", async || siv.count("#languages input:checked").await == 3).await;
    siv.wait_for("#title-fi").await;
    siv.select("#languages-main", "finska").await;
    siv.wait_for("#languages > p + .choice > label[for=languages-fi]").await;
    siv.wait_for_text("Allt är sparat.").await;
    siv.fill("#languages-other", "klingonska").await;
    siv.press(Key::Tab).await;
    siv.wait_for_text("Språket är okänt.").await;
    siv.inspect("edit-languages").await;
    no_complaints(&siv).await;
}
