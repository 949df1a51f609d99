//! Questionnaires as spreadsheets: out of every edition and draft, in as a new draft, and texts into a draft after a look at them; and the
//! same on the command line.

use perspektiv::questionnaire::{Edition, read, sheet, shipped, write};
use reqwest::multipart::{Form, Part};

use crate::{
    editor,
    support::{Page, Person},
};

const PATH: &str = "/secretariat/questions";

async fn send(boss: &Person, path: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Page {
    let csrf = boss.csrf().await;
    let mut form = Form::new().text("csrf", csrf);
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    if let Some(file) = file {
        form = form.part("file", Part::bytes(file.to_vec()).file_name("blad.xlsx"));
    }
    boss.send(boss.request(reqwest::Method::POST, path).multipart(form)).await
}

fn shipped_edition(questionnaire: &str, name: &str) -> Edition {
    read(&shipped::bytes(questionnaire, name).unwrap()).unwrap()
}

/// A shipped edition as another questionnaire, so that its name is free.
fn own() -> Edition {
    let mut edition = shipped_edition("temagrupp", "2027-slut");
    edition.id = "temagrupp-egen".to_owned();
    edition
}

fn workbook(edition: &Edition) -> Vec<u8> {
    sheet::xlsx(edition, "sv", &|what| what.code.to_owned()).unwrap()
}

/// Begins a draft with a sheet, and tells its address.
async fn draft_of(boss: &Person, edition: &Edition) -> String {
    let page = send(boss, PATH, &[("then", "draft")], Some(&workbook(edition))).await;
    let address = page.location().strip_suffix("?done=created").unwrap_or_else(|| panic!("{}", page.words()));
    address.to_owned()
}

/// The edition that a draft makes.
async fn edition_of(boss: &Person, address: &str) -> Edition {
    let file = boss.get(&format!("{address}/file")).await.is(200);
    serde_json::from_str(&file.body).unwrap()
}

on_both! {
    async fn every_edition_goes_out_as_a_spreadsheet(app) {
        let boss = app.signed_in("secretariat").await;
        let page = boss.get(PATH).await.is(200);
        let edition = shipped_edition("temagrupp", "2027-slut");
        let sha256 = perspektiv::workflow::signed::sha256(write(&edition).unwrap().as_bytes());
        for format in ["xlsx", "csv"] {
            let path = format!("{PATH}/{sha256}/sheet/{format}");
            assert!(page.attributes("a[download]", "href").contains(&path), "{path}");
            let response = boss.request(reqwest::Method::GET, &path).send().await.unwrap();
            let named = format!("attachment; filename=\"temagrupp-2027-slut.{format}\"");
            assert_eq!(response.headers()["content-disposition"], named.as_str());
            let reading = sheet::read_whole(&response.bytes().await.unwrap());
            assert_eq!(reading.edition.as_ref(), Some(&edition));
        }
        boss.get(&format!("{PATH}/{sha256}/sheet/pdf")).await.is(404);
        boss.get(&format!("{PATH}/{}/sheet/xlsx", "0".repeat(64))).await.is(404);
        let lead = app.signed_in("lead.01").await;
        lead.get(&format!("{PATH}/{sha256}/sheet/xlsx")).await.is(404);
    }

    async fn a_whole_sheet_becomes_a_draft(app) {
        let boss = app.signed_in("secretariat").await;
        let mut edition = own();
        let address = draft_of(&boss, &edition).await;
        assert_eq!(edition_of(&boss, &address).await, edition);
        // What an edition may lack while it is written is for the editor to show.
        edition.standards[0].title.0.insert("sv".into(), String::new());
        let address = draft_of(&boss, &edition).await;
        assert_eq!(edition_of(&boss, &address).await, edition);
        assert_eq!(app.count("draft"), 2);

        let csv = sheet::csv(&own(), "sv", &|what| what.code.to_owned());
        let wrong = String::from_utf8(csv).unwrap().replacen(";core;", ";sometimes;", 1).replacen("standard/", "standrad/", 1);
        let page = send(&boss, PATH, &[("then", "draft")], Some(wrong.as_bytes())).await.is(422);
        let told = page.words();
        assert!(told.contains("Raden standrad/1 finns inte i formuläret."), "{told}");
        assert!(told.contains("Ordet ”sometimes” är okänt. Skriv något av core, indepth, followup."), "{told}");
        assert!(page.texts(".note code").iter().all(|cell| cell.starts_with(|c: char| c.is_ascii_uppercase())));
        let page = send(&boss, PATH, &[("then", "freeze")], Some(&workbook(&own()))).await.is(422);
        assert!(page.words().contains("Ett kalkylblad öppnas först i redigeraren."), "{}", page.words());
        for rubbish in [b"PK\x03\x04".as_slice(), b"\xD0\xCF\x11\xE0", b"hej", b"\0"] {
            send(&boss, PATH, &[("then", "draft")], Some(rubbish)).await.is(422);
        }
        let texts = format!("{address}/texts");
        for (file, said) in [
            (b"%PDF-1.7".as_slice(), "Filen är en PDF. Här behövs ett kalkylblad."),
            (b"\xD0\xCF\x11\xE0rest", "Filen är sparad i ett annat Excel-format (.xls eller .xlsb)."),
            (b"{\\rtf1", "Filen är ett textdokument, till exempel från Word."),
            (b"", "Filen är tom."),
        ] {
            for (path, then) in [(PATH, "draft"), (PATH, "freeze"), (texts.as_str(), "check")] {
                let page = send(&boss, path, &[("then", then), ("do", then)], Some(file)).await.is(422);
                assert!(page.texts("#file-error")[0].starts_with(said), "{path} {then}: {}", page.words());
                assert_eq!(page.attributes(".ds-error-summary a", "href"), ["#file"]);
            }
        }
        assert_eq!(app.count("draft"), 2);
    }

    async fn a_translation_comes_back_in_two_steps_and_can_be_undone(app) {
        let boss = app.signed_in("secretariat").await;
        let before = own();
        let address = draft_of(&boss, &before).await;
        let path = format!("{address}/texts");
        boss.get(&path).await.is(200);
        // Somebody translates the whole and changes a word.
        let mut translated = before.clone();
        let title = "Temagruppens \"slutrapport\" <ny>\nÅr 2";
        let sheet_of = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
            let csv = sheet::csv(&before, "sv", &|what| what.code.to_owned());
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&csv[3..]);
            let mut rows: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            change(&mut rows);
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            writer.into_inner().unwrap()
        };
        let translate = |rows: &mut Vec<Vec<String>>| {
            for (index, row) in rows.iter_mut().enumerate() {
                row.push(if index == 0 { "Finska".to_owned() } else { format!("suomi {index}") });
            }
            let sv = rows[0].iter().position(|heading| heading == "Svenska").unwrap();
            rows[1][sv] = title.to_owned();
        };
        let page = send(&boss, &path, &[("do", "check")], Some(&sheet_of(&translate))).await.is(200);
        let told = page.words();
        assert!(told.contains("Inget är ändrat än.") && told.contains("Nya språk: finska."), "{told}");
        assert!(page.texts(".compare ins").iter().any(|text| text.contains("suomi 1")), "{told}");
        assert_eq!(edition_of(&boss, &address).await, before, "nothing has changed yet");
        let field = |page: &Page, name: &str| page.attributes(&format!("input[name={name}]"), "value")[0].clone();
        let (kept, seen) = (field(&page, "sheet"), field(&page, "seen"));
        let confirm = [("do", "apply"), ("sheet", kept.as_str()), ("seen", seen.as_str())];
        send(&boss, &path, &confirm, None).await.leads_to(&format!("{address}?done=loaded"));
        let after = edition_of(&boss, &address).await;
        translated.title.0.insert("sv".into(), title.into());
        assert_eq!(after.languages, [before.languages.clone(), vec!["fi".to_owned()]].concat());
        assert_eq!((after.title.get("sv"), after.title.get("fi")), (title, "suomi 1"));
        assert_eq!(app.count("draft_change WHERE kind = 'loaded' AND revision = 1"), app.count("draft_change"));

        // The same once more changes nothing, and what has changed meanwhile is shown again first.
        let page = send(&boss, &path, &confirm, None).await.is(409);
        assert!(page.words().contains("har ändrats sedan du kontrollerade"), "{}", page.words());
        boss.post(&format!("{address}/undo"), &[("revision", "1")]).await.leads_to(&format!("{address}?done=undone"));
        assert_eq!(edition_of(&boss, &address).await, before);
        send(&boss, &path, &confirm, None).await.leads_to(&format!("{address}?done=loaded"));
        assert_eq!(edition_of(&boss, &address).await, after);
        let lead = app.signed_in("lead.01").await;
        lead.get(&path).await.is(404);
        lead.get(&format!("{address}/sheet/xlsx")).await.is(404);
    }

    async fn texts_that_come_back_leave_what_an_item_keeps_for_another_kind(app) {
        let boss = app.signed_in("secretariat").await;
        let draft = editor::begin(&boss, "sjalvevaluering", "2027").await;
        let path = editor::node(&boss, &draft, "F1c").await;
        let before = editor::item(&editor::file(&boss, &draft).await, "F1c");
        editor::write(&boss, &path, &[("kind", "number")]).await.is(303);
        let mut reworded = edition_of(&boss, &draft).await;
        let subs = reworded.standards.iter_mut().flat_map(|standard| &mut standard.substandards);
        let asked = subs.flat_map(|sub| &mut sub.items).find(|item| item.id == "F1c").unwrap();
        asked.text.0.insert("sv".into(), "Hur många är det?".into());
        let texts = format!("{draft}/texts");
        let page = send(&boss, &texts, &[("do", "check")], Some(&workbook(&reworded))).await.is(200);
        let field = |name: &str| page.attributes(&format!("input[name={name}]"), "value")[0].clone();
        let (kept, seen) = (field("sheet"), field("seen"));
        let confirm = [("do", "apply"), ("sheet", kept.as_str()), ("seen", seen.as_str())];
        send(&boss, &texts, &confirm, None).await.leads_to(&format!("{draft}?done=loaded"));
        editor::write(&boss, &path, &[("kind", "multiple")]).await.is(303);
        let after = editor::item(&editor::file(&boss, &draft).await, "F1c");
        assert_eq!(after["text"]["sv"], "Hur många är det?");
        assert_eq!(after["options"], before["options"]);
    }

    async fn faults_in_texts_are_told_with_their_cells_and_nothing_is_stored(app) {
        let boss = app.signed_in("secretariat").await;
        let before = own();
        let address = draft_of(&boss, &before).await;
        let path = format!("{address}/texts");
        let mut other = before.clone();
        let sub = &mut other.standards[0].substandards[0];
        sub.title.0.insert("sv".into(), String::new());
        sub.items[0].id = "99z".into();
        let page = send(&boss, &path, &[("do", "check")], Some(&workbook(&other))).await.is(422);
        let told = page.words();
        assert!(told.contains("saker behöver rättas i bladet. Inget är ändrat."), "{told}");
        assert!(told.contains("Raden item/99z finns inte i formuläret."), "{told}");
        assert!(told.contains("finns inte på svenska (raden substandard/"), "{told}");
        assert!(page.attributes("input[name=sheet]", "value").is_empty(), "there is nothing to confirm");
        assert_eq!(page.attributes(".ds-error-summary a", "href")[0], "#problem-0");
        send(&boss, &path, &[("do", "check")], None).await.is(422);
        for (kept, seen) in [("???", ""), ("AAAA", "x")] {
            let page = send(&boss, &path, &[("do", "apply"), ("sheet", kept), ("seen", seen)], None).await;
            assert!([409, 422].contains(&page.status), "{}", page.words());
        }
        let page = send(&boss, &path, &[("do", "check")], Some(&workbook(&before))).await.is(200);
        assert!(page.words().contains("Det finns inget att läsa in."), "{}", page.words());
        assert_eq!((edition_of(&boss, &address).await, app.count("draft_change")), (before, 0));
    }
}

/// `perspektiv survey …`: exit code, standard output and error.
pub fn survey(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["perspektiv", "survey"].iter().chain(arguments).map(|text| (*text).to_owned());
    let code = perspektiv::cli::run(all, &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn the_command_line_writes_a_sheet_and_reads_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let edition = own();
    let file = at("egen.json");
    std::fs::write(&file, write(&edition).unwrap()).unwrap();
    for sheet in [at("blad.xlsx"), at("blad.csv")] {
        assert_eq!(survey(&["sheet", &file, "-o", &sheet]), (0, String::new(), String::new()));
        let back = at("tillbaka.json");
        assert_eq!(survey(&["read-sheet", &sheet, "-o", &back]), (0, String::new(), String::new()));
        assert!(std::fs::read(&back).unwrap() == std::fs::read(&file).unwrap(), "byte for byte");
        let (code, out, _) = survey(&["read-sheet", &sheet, "--onto", &file, "--dry-run"]);
        assert_eq!((code, out), (0, format!("{sheet}: 0 texts\n")));
    }
    let (code, out, _) = survey(&["sheet", &file]);
    assert_eq!(code, 0);
    let changed = at("ändrad.csv");
    let title = edition.title.get("sv");
    std::fs::write(&changed, out.replacen(title, "=Annan", 1)).unwrap();
    let (code, out, _) = survey(&["read-sheet", &changed, "--onto", &file, "--dry-run"]);
    assert_eq!(code, 0);
    assert_eq!(out, format!("C2\tquestionnaire\tsv\t{title:?} → \"=Annan\"\n{changed}: 1 texts\n"));
    let (code, out, _) = survey(&["read-sheet", &changed, "--onto", &file]);
    assert_eq!((code, read(out.as_bytes()).unwrap().title.get("sv")), (0, "=Annan"));
    std::fs::write(&changed, "row id;sv\nquestionnaire;x\nfel;y\n").unwrap();
    let (code, out, err) = survey(&["read-sheet", &changed]);
    assert_eq!(code, 1);
    assert!(
        out.contains(": A3: There is no row \"fel\".") && err.contains("must be corrected in"),
        "{out}{err}"
    );
    assert_eq!(survey(&["sheet", &file, "-o", &at("blad.ods")]).0, 1);
    assert_eq!(survey(&["read-sheet", &at("finns-inte.csv")]).0, 1);
    assert_eq!(survey(&["sheet", &file, "-o", &at("ingen/mapp.csv")]).0, 3);
}
