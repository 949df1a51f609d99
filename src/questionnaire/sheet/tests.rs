//! Sheets out and in.

use proptest::prelude::*;

use super::{grid::Column, *};
use crate::questionnaire::{arbitrary, check_lineage, read as read_file, shipped, text::language_named};

fn say(what: &What<'_>) -> String {
    let values: Vec<&str> = what.values.iter().map(|(_, value)| *value).collect();
    format!("{} {}", what.code, values.join(" ")).trim().to_owned()
}

fn note(what: &What<'_>) -> String {
    match what.code {
        "sheet" => "Questions".to_owned(),
        "note-sheet" => "Note".to_owned(),
        "note" => "One\nTwo".to_owned(),
        _ => say(what),
    }
}

fn shipped_edition(questionnaire: &str, edition: &str) -> Edition {
    read_file(&shipped::bytes(questionnaire, edition).unwrap()).unwrap()
}

fn json(edition: &Edition) -> String {
    serde_json::to_string_pretty(edition).unwrap()
}

fn survives(edition: &Edition) {
    for bytes in [csv(edition, "sv", &say), xlsx(edition, "en", &note).unwrap()] {
        let reading = read_whole(&bytes);
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{problems:#?}\n{}", json(edition));
        assert_eq!(json(&reading.edition.unwrap()), json(edition));
        let again = read_texts(&bytes, edition);
        assert_eq!((again.problems, again.warnings, again.changes), (vec![], vec![], vec![]));
        assert_eq!(again.edition.as_ref(), Some(edition));
    }
}

#[test]
fn every_shipped_edition_survives() {
    for name in shipped::list() {
        survives(&shipped_edition(&name.questionnaire, &name.edition));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn every_edition_survives(edition in arbitrary::edition()) {
        survives(&edition);
    }
}

/// A small edition with something of everything.
fn small() -> Edition {
    let text = |sv: &str, en: &str| serde_json::json!({"sv": sv, "en": en});
    let file = serde_json::json!({
        "id": "prov", "edition": "2027", "previous": "2026", "languages": ["sv", "en"],
        "title": text("Prov", "Test"), "introduction": text("Hej", "Hello"),
        "scales": {"degree": {"min": 1, "max": 10,
            "low": text("Nej", "No"), "middle": text("Delvis", "Partly"), "high": text("Ja", "Yes")}},
        "perspectives": [{"id": "patient", "title": text("Patient", "Patient"), "about": text("Om", "About")}],
        "standards": [{"id": "1", "title": text("Ett", "One"), "about": text("Om", "About"), "substandards": [{
            "id": "1.1", "title": text("Del", "Part"), "about": text("Om", "About"), "perspective": "patient",
            "items": [
                {"id": "1.1a", "kind": "rating", "scale": "degree", "depth": "core", "text": text("Hur", "How"),
                 "signs": {"low": text("a", "b"), "middle": text("c", "d"), "high": text("e", "f")},
                 "comment_when": {"at_most": 3}, "lineage": {"change": "unchanged"}},
                {"id": "1.1b", "kind": "multiple", "depth": "core", "text": text("Vilka", "Which"),
                 "options": [{"id": "x", "text": text("X", "X")},
                             {"id": "none", "text": text("Inga", "None"), "exclusive": true}],
                 "visible_if": {"all": [{"item": "1.1a", "at_least": 7}, {"not": {"not_applicable": "1.1a"}}]},
                 "lineage": {"change": "replaced", "item": "1.1c"}},
                {"id": "1.1d", "kind": "number", "depth": "indepth", "text": text("Antal", "Number"),
                 "unit": text("st", "pcs"), "min": 0, "max": 99.5, "decimals": 1, "lineage": {"change": "new"}}
            ]
        }]}]
    });
    read_file(file.to_string().as_bytes()).unwrap()
}

type Cells = Vec<Vec<String>>;

/// The sheet of the small edition, changed.
fn sheet(change: impl FnOnce(&mut Cells)) -> Vec<u8> {
    let mut cells = out::cells(&small(), "sv", &say);
    change(&mut cells);
    csv::write(&cells)
}

fn row_of(cells: &Cells, id: &str) -> usize {
    cells.iter().position(|row| row[0] == id).unwrap_or_else(|| panic!("{id}"))
}

/// The column that one of its headings means, or the name or tag of its language.
fn column_of(cells: &Cells, heading: &str) -> usize {
    let means = |heading: &str| (Column::headed(heading), language_named(heading));
    cells[0].iter().position(|cell| means(cell) == means(heading)).unwrap_or_else(|| panic!("{heading}"))
}

/// Puts a value into a cell.
fn put(id: &str, heading: &str, value: &str) -> impl FnOnce(&mut Cells) {
    let (id, heading, value) = (id.to_owned(), heading.to_owned(), value.to_owned());
    move |cells| {
        let (row, column) = (row_of(cells, &id), column_of(cells, &heading));
        cells[row][column] = value;
    }
}

/// Each problem as its cell and its code.
fn told(problems: &[CellProblem]) -> Vec<String> {
    let cell = |problem: &CellProblem| problem.cell.map_or("-".to_owned(), |cell| cell.to_string());
    problems.iter().map(|problem| format!("{} {}", cell(problem), problem.fault.code())).collect()
}

fn whole(change: impl FnOnce(&mut Cells)) -> Vec<String> {
    let reading = read_whole(&sheet(change));
    assert_eq!(reading.edition.is_none(), !reading.problems.is_empty());
    told(&reading.problems)
}

#[test]
fn the_sheet_says_what_each_row_is_and_keeps_to_itself() {
    let text = String::from_utf8(csv(&small(), "en", &say)).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(
        lines[0],
        "Row id;What the row holds;Swedish;English;Questionnaire id;Edition;Edition before;Kind of answer;Who answers;\
         Perspective;Also touches;Scale;Lowest value;Highest value;Number of decimals;Most rows;Cannot be combined;\
         Ask for a comment when;Shown when;Compared with the edition before;File format"
    );
    let swedish = String::from_utf8(csv(&small(), "sv", &say)).unwrap();
    assert!(
        swedish.starts_with("\u{feff}Rad-id;Vad raden innehåller;Svenska;Engelska;Formulärets beteckning;")
    );
    assert_eq!(
        swedish.split_once("\r\n").unwrap().1,
        text.split_once("\r\n").unwrap().1,
        "only the headings differ"
    );
    assert_eq!(lines[1], "questionnaire;title;Prov;Test;prov;2027;2026;;;;;;;;;;;;;;");
    assert_eq!(lines[3], "scale/degree/low;scale-low degree;Nej;No;;;;;;;;;1;;;;;;;;");
    assert!(lines.contains(&"substandard/1.1;substandard 1.1;Del;Part;;;;;;patient;;;;;;;;;;;"));
    assert!(lines.contains(
        &"item/1.1b;item 1.1b;Vilka;Which;;;;multiple;core;;;;;;;;;;\
          1.1a at least 7 and not 1.1a not applicable;replaced:1.1c;"
    ));
    assert!(lines.contains(&"item/1.1b/option/none;option 1.1b none;Inga;None;;;;;;;;;;;;;yes;;;;"));
}

#[test]
fn every_fault_of_a_whole_edition_is_told_with_its_cell() {
    assert_eq!(whole(|_| {}), Vec::<String>::new());
    // Rows: 2 title, 3 introduction, 4–6 scale, 7–8 perspective, 9–10 standard, 11–12 sub-standard, 13 1.1a, 14–16 signs,
    // 17 1.1b, 18–19 options, 20 1.1d, 21 unit.
    for (change, expected) in [
        (put("item/1.1a", "sv", "  "), "C13 text-untranslated"),
        (put("item/1.1a", "en", &"x".repeat(4_001)), "D13 text-too-long"),
        (put("item/1.1a", "kind", "ratings"), "H13 unknown-value"),
        (put("item/1.1a", "kind", ""), "H13 value-missing"),
        (put("item/1.1a", "depth", "deep"), "I13 unknown-value"),
        (put("item/1.1a", "scale", "degrees"), "L13 questionnaire"),
        (put("substandard/1.1", "perspective", "staff"), "J11 questionnaire"),
        (put("substandard/1.1", "perspective", ""), "A11 questionnaire"),
        (put("item/1.1d", "minimum", "none"), "M20 not-a-number"),
        (put("item/1.1d", "decimals", "1,5"), "O20 not-a-number"),
        (put("item/1.1d", "decimals", "300"), "O20 not-a-number"),
        (put("item/1.1d", "decimals", "7"), "O20 questionnaire"),
        (put("scale/degree/low", "minimum", "1.5"), "M4 not-a-number"),
        (put("scale/degree/high", "maximum", ""), "N6 value-missing"),
        (put("scale/degree/high", "maximum", "0"), "N6 questionnaire"),
        (put("item/1.1b", "visible if", "1.1a at least"), "S17 condition-unfinished"),
        (put("item/1.1b", "visible if", "1.1a > 7"), "S17 condition"),
        (put("item/1.1b", "visible if", "9.9 answered"), "S17 questionnaire"),
        (put("item/1.1a", "comment when", "maybe"), "R13 comment-when"),
        (put("item/1.1a", "comment when", "at most 11"), "R13 questionnaire"),
        (put("item/1.1a", "lineage", "renewed"), "T13 unknown-value"),
        (put("item/1.1b", "lineage", "replaced"), "T17 questionnaire"),
        (put("item/1.1b/option/x", "exclusive", "maybe"), "Q18 unknown-value"),
        (put("item/1.1b/option/x", "exclusive", "yes"), "A17 questionnaire"),
        (put("item/1.1a", "rows", "3"), "P13 questionnaire"),
        (put("standard/1", "kind", "text"), "H9 value-out-of-place"),
        (put("questionnaire", "edition", ""), "F2 value-missing"),
        (put("questionnaire", "questionnaire", "Prov"), "E2 questionnaire"),
        (put("item/1.1a", "row id", "item/1.1b"), "A17 row-twice"),
        (put("item/1.1d/unit", "row id", "item/1.1d/units"), "A21 unknown-row"),
        (put("item/1.1d/unit", "row id", ""), "A21 no-id"),
        (put("item/1.1d/unit", "row id", "item/9.9/unit"), "A21 out-of-place"),
        (put("item/1.1d/unit", "row id", "item/1.1d/column/c/unit"), "A21 out-of-place"),
        (put("item/1.1b", "row id", "item/1 1"), "A17 questionnaire"),
    ] {
        let found = whole(change);
        assert!(found.contains(&expected.to_owned()), "{expected} in {found:?}");
        // What follows from a fault elsewhere may be told too, but never much.
        assert!(found.len() <= 5, "{expected}: {found:?}");
    }
    for (id, expected) in [
        ("questionnaire", "- row-missing"),
        ("questionnaire/introduction", "- row-missing"),
        ("scale/degree/middle", "A4 row-missing"),
        ("standard/1/about", "A9 row-missing"),
        ("item/1.1a/signs/low", "A14 row-missing"),
        ("standard/1", "A9 out-of-place"),
        ("substandard/1.1", "A11 out-of-place"),
    ] {
        let found = whole(|cells| drop(cells.remove(row_of(cells, id))));
        assert_eq!(found.first().map(String::as_str), Some(expected), "{id}: {found:?}");
    }
}

#[test]
fn what_stands_below_a_missing_row_is_looked_at_too() {
    let found = whole(|cells| {
        put("standard/1", "row id", "standrad/1")(cells);
        put("substandard/1.1", "row id", "1.1")(cells);
        put("item/1.1a", "depth", "deep")(cells);
        put("item/1.1b", "visible if", "x answered")(cells);
    });
    let expected = [
        "A9 unknown-row",
        "A10 out-of-place",
        "A11 unknown-row",
        "A12 out-of-place",
        "A13 out-of-place",
        "I13 unknown-value",
        "S17 questionnaire",
    ];
    assert_eq!(found, expected);
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_sheet() {
    let found = whole(|cells| {
        put("item/1.1d", "maximum", "many")(cells);
        put("item/1.1a", "kind", "x")(cells);
        put("questionnaire", "sv", "")(cells);
        put("item/1.1b", "visible if", "(")(cells);
    });
    assert_eq!(
        found,
        ["C2 text-untranslated", "H13 unknown-value", "S17 condition-unfinished", "N20 not-a-number"]
    );
}

#[test]
fn headings_are_understood_or_told() {
    let heading = |before: &str, after: &str| {
        let (before, after) = (before.to_owned(), after.to_owned());
        whole(move |cells| {
            let column = column_of(cells, &before);
            cells[0][column] = after;
        })
    };
    assert_eq!(heading("visible if", "Visible_If"), Vec::<String>::new());
    assert_eq!(heading("en", " EN "), Vec::<String>::new());
    for same in ["English", "engelska", "en"] {
        assert_eq!(heading("en", same), Vec::<String>::new());
    }
    assert_eq!(heading("en", "Engelskt"), ["D1 unknown-column"]);
    for same in ["sv", "Svenska", "Swedish"] {
        assert_eq!(heading("en", same), ["D1 column-twice"]);
    }
    assert_eq!(heading("visible if", "row id"), ["S1 column-twice"]);
    assert_eq!(heading("en", ""), ["D1 column-without-heading"]);
    assert_eq!(heading("row id", "id"), ["A1 column-missing"]);
    assert_eq!(heading("schema", ""), Vec::<String>::new(), "nothing stands in it");
    let texts = |cells: &mut Cells| cells.iter_mut().for_each(|row| drop(row.drain(2..4)));
    assert_eq!(whole(texts), ["A1 no-texts"]);
    assert_eq!(whole(|cells| cells.truncate(1)), ["- empty"]);
    assert_eq!(whole(|cells| cells[3].resize(200, "x".into())), ["- too-many-columns"]);
}

#[test]
fn a_translation_is_put_into_the_edition_and_nothing_else_is() {
    let edition = small();
    let bytes = sheet(|cells| {
        put("item/1.1a", "en", "How often")(cells);
        put("item/1.1a/signs/low", "sv", "=a")(cells);
        put("item/1.1a", "kind", "text")(cells);
        put("item/1.1b", "lineage", "")(cells);
        put("standard/1", "scale", "degree")(cells);
        // Another order of rows and columns does not matter.
        cells[1..].reverse();
        cells.iter_mut().for_each(|row| row.reverse());
        // Nor does a part of the sheet.
        let row = row_of_last(cells, "item/1.1d");
        cells.remove(row);
    });
    let reading = read_texts(&bytes, &edition);
    assert_eq!(told(&reading.problems), Vec::<String>::new());
    assert_eq!(
        told(&reading.warnings),
        ["B5 structure-removed", "N9 structure-differs", "J13 structure-added", "- row-absent"]
    );
    let changes: Vec<(String, &str, Option<&str>, &str)> = reading
        .changes
        .iter()
        .map(|c| (format!("{} {}", c.cell, c.id), c.language.as_str(), c.before.as_deref(), c.after.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            ("S8 item/1.1a/signs/low".to_owned(), "sv", Some("a"), "=a"),
            ("R9 item/1.1a".to_owned(), "en", Some("How"), "How often"),
        ]
    );
    let mut expected = edition;
    let item = &mut expected.standards[0].substandards[0].items[0];
    item.text.0.insert("en".into(), "How often".into());
    item.signs.as_mut().unwrap().low.0.insert("sv".into(), "=a".into());
    assert_eq!(reading.edition, Some(expected));
}

#[test]
fn a_language_more_leaves_unchanged_what_was_unchanged() {
    let before = shipped_edition("sjalvevaluering", "2026");
    let edition = shipped_edition("sjalvevaluering", "2027");
    let mut cells = out::cells(&edition, "en", &say);
    for (index, row) in cells.iter_mut().enumerate() {
        row.push(if index == 0 { "fi".into() } else { format!("suomi {index}") });
    }
    let mut translated = read_texts(&csv::write(&cells), &edition).edition.unwrap();
    assert_eq!(check_lineage(&translated, Some(&before)), vec![]);
    translated.standards[0].substandards[0].items[0].text.0.insert("en".into(), "Other".into());
    assert_eq!(check_lineage(&translated, Some(&before)).len(), 1);
}

/// The row whose last cell is this id.
fn row_of_last(cells: &Cells, id: &str) -> usize {
    cells.iter().position(|row| row.last().is_some_and(|cell| cell == id)).unwrap()
}

#[test]
fn a_language_is_added_when_every_text_is_there() {
    let edition = small();
    let translated = |cells: &mut Cells| {
        for (index, row) in cells.iter_mut().enumerate() {
            row.push(if index == 0 { "fi".into() } else { format!("suomi {index}") });
        }
    };
    let reading = read_texts(&sheet(translated), &edition);
    assert_eq!((told(&reading.problems), &reading.added), (vec![], &vec!["fi".to_owned()]));
    let added = reading.edition.unwrap();
    assert_eq!(added.languages, ["sv", "en", "fi"]);
    assert_eq!(added.items().next().unwrap().1.text.get("fi"), "suomi 12");
    assert!(read_file(json(&added).as_bytes()).is_ok());
    survives(&added);

    let with_gaps = read_texts(
        &sheet(|cells| {
            translated(cells);
            let (row, column) = (row_of(cells, "item/1.1b"), cells[0].len() - 1);
            cells[row][column].clear();
            let absent = row_of(cells, "item/1.1d/unit");
            cells.remove(absent);
        }),
        &edition,
    );
    assert_eq!(told(&with_gaps.problems), ["V17 text-untranslated", "- row-missing"]);
    assert_eq!(with_gaps.edition, None);
}

#[test]
fn faults_in_texts_are_told_with_their_cells() {
    let texts = |change: &dyn Fn(&mut Cells)| told(&read_texts(&sheet(change), &small()).problems);
    assert_eq!(texts(&|cells| put("item/1.1a", "sv", "")(cells)), ["C13 text-untranslated"]);
    assert_eq!(texts(&|cells| put("item/1.1a", "sv", &"å".repeat(4_001))(cells)), ["C13 text-too-long"]);
    assert_eq!(texts(&|cells| put("item/1.1a", "row id", "item/1.1z")(cells)), ["A13 unknown-row"]);
    assert_eq!(texts(&|cells| put("item/1.1a", "row id", "item/1.1b")(cells)), ["A17 row-twice"]);
    assert_eq!(texts(&|cells| put("item/1.1a", "row id", "")(cells)), ["A13 no-id"]);
    assert_eq!(texts(&|cells| cells[0][3] = "Finsk text".into()), ["D1 unknown-column"]);
}

#[test]
fn what_nobody_has_written_yet_need_not_be_translated() {
    let mut draft = small();
    draft.standards[0].substandards[0].items[0].text = Default::default();
    draft.standards[0].substandards[0].items[1].text.0.insert("en".into(), String::new());
    let reading = read_texts(&csv(&draft, "en", &say), &draft);
    assert_eq!(told(&reading.problems), ["D17 text-untranslated"]);
    draft.standards[0].substandards[0].items[1].text.0.insert("en".into(), "Which".into());
    let reading = read_texts(&csv(&draft, "en", &say), &draft);
    assert_eq!((told(&reading.problems), reading.edition), (vec![], Some(draft)));
}

#[test]
fn every_way_in_which_a_spreadsheet_writes_text_is_read() {
    let edition = small();
    let text =
        String::from_utf8(csv(&edition, "sv", &say)).unwrap().trim_start_matches('\u{feff}').to_owned();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let commas = text.replace(',', "¤").replace(';', ",").replace('¤', ";");
    for bytes in [
        text.clone().into_bytes(),
        latin,
        utf16,
        commas.into_bytes(),
        text.replace(';', "\t").into_bytes(),
        format!("sep=;\r\n{text}").into_bytes(),
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r\n;;\r\n\r\n").into_bytes(),
    ] {
        let reading = read_whole(&bytes);
        assert_eq!(told(&reading.problems), Vec::<String>::new());
        assert_eq!(reading.edition.as_ref(), Some(&edition));
    }
    let shifted = text.replace("\r\n", "\r\n\r\n").replacen("Hur;How", "\"\";How", 1);
    assert_eq!(
        told(&read_whole(shifted.as_bytes()).problems),
        ["C25 text-untranslated"],
        "as the spreadsheet counts"
    );
}

#[test]
fn formulas_stay_texts_in_both_kinds_of_file() {
    let mut edition = small();
    let title = "=HYPERLINK(\"http://example.org\";\"x\")";
    edition.title.0.insert("sv".into(), title.into());
    let text = String::from_utf8(csv(&edition, "sv", &say)).unwrap();
    assert!(text.contains(";\"'=HYPERLINK"), "{text}");
    let bytes = xlsx(&edition, "sv", &note).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut part = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut part)
        .unwrap();
    assert!(!part.contains("<f>") && part.contains("t=\"s\""));
    survives(&edition);
}

#[test]
fn the_same_edition_is_the_same_workbook() {
    assert!(xlsx(&small(), "sv", &note).unwrap() == xlsx(&small(), "sv", &note).unwrap());
}

#[test]
fn what_does_not_fit_in_a_workbook_is_told() {
    let mut edition = small();
    edition.title.0.insert("sv".into(), "😀".repeat(20_000));
    let error = xlsx(&edition, "sv", &note).unwrap_err();
    assert_eq!(error, SheetError::TooLong { cell: Cell { row: 2, column: 3 }, most: 32_767 });
}

/// A workbook with these parts.
fn workbook(sheet: &str, strings: Option<&str>) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part(
        "xl/workbook.xml",
        "<workbook xmlns:r='r'><sheets><sheet name='A' sheetId='7' r:id='rId3'/></sheets></workbook>",
    );
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='rId1' Target='styles.xml'/><Relationship Id='rId3' Target='/xl/w/s.xml'/></Relationships>",
    );
    part("xl/w/s.xml", sheet);
    if let Some(strings) = strings {
        part("xl/sharedStrings.xml", strings);
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_of_other_programs_are_read() {
    let strings = "<sst uniqueCount='999999999999999999'><si><t>row id</t></si>\
        <si><r><t xml:space='preserve'>Ett </t></r><r><rPr/><t>&lt;två&gt;&#10;_x000D_</t></r><rPh><t>ljud</t></rPh></si></sst>";
    let sheet = "<worksheet><sheetData>\
        <row r='3'><c r='B3' t='s'><v>0</v></c><c t='inlineStr'><is><t>sv</t></is></c><c r='D3' t='str'><f>A1</f><v>minimum</v></c></row>\
        <row><c r='A4' s='1'/><c r='B4' t='str'><v>item/1.10</v></c><c r='C4' t='s'><v>1</v></c><c><v>0.10000000000000001</v></c>\
        <c r='F4' t='b'><v>1</v></c><c t='e'><v>#REF!</v></c></row></sheetData></worksheet>";
    let grid = xlsx::read(&workbook(sheet, Some(strings))).unwrap();
    let rows: Vec<(u32, Vec<&str>)> =
        grid.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        rows,
        [
            (3, vec!["", "row id", "sv", "minimum"]),
            (4, vec!["", "item/1.10", "Ett <två>\n\r", "0.1", "", "true", "#REF!"]),
        ]
    );
    assert_eq!(grid.errors, [(Cell { row: 4, column: 7 }, "#REF!".to_owned())]);
}

#[test]
fn a_sheet_of_before_there_were_headings_in_both_languages_is_read() {
    let old = "row id,what,sv,en,questionnaire,edition,previous,kind,depth,perspective,secondary,scale,minimum,\
         maximum,decimals,rows,exclusive,comment when,visible if,lineage,schema";
    let with_old = |cells: &mut Cells| cells[0] = old.split(',').map(str::to_owned).collect();
    assert_eq!(read_whole(&sheet(with_old)).edition, Some(small()));
    let found = read_whole(&sheet(|cells| {
        with_old(cells);
        put("item/1.1a", "kind", "")(cells);
    }));
    let fault = CellFault::ValueMissing { heading: "kind".to_owned() };
    assert_eq!(found.problems[0].fault, fault, "a column is called what it is called in the sheet");
    let cut = read_whole(&sheet(|cells| cells.iter_mut().for_each(|row| drop(row.remove(7)))));
    let fault = CellFault::ValueMissing { heading: "Svarstyp".to_owned() };
    assert!(cut.problems.iter().any(|problem| problem.fault == fault), "{:?}", cut.problems);
}

#[test]
fn a_missing_text_is_told_with_what_stands_beside_it() {
    let long = "ett ".repeat(30);
    let reading = read_whole(&sheet(|cells| {
        put("item/1.1b/option/none", "en", "")(cells);
        put("item/1.1a", "en", " ")(cells);
        put("item/1.1a", "sv", &long)(cells);
    }));
    let said: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| match &problem.fault {
            CellFault::TextEmpty { language, said, .. } => (language.as_str(), said.as_deref().unwrap()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(said, [("en", format!("{}…", &long[..60]).as_str()), ("en", "Inga")]);
}

#[test]
fn what_is_no_sheet_is_told_by_what_it_is() {
    use std::io::Write;
    let zip = |names: &[&str]| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for name in names {
            let (name, text) = name.split_once('=').unwrap_or((name, ""));
            zip.start_file(name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let ole = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 512], &name].concat()
    };
    for (bytes, kind) in [
        (vec![], Received::Nothing),
        (b"\xEF\xBB\xBF \r\n".to_vec(), Received::Nothing),
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), Received::Pdf),
        (b"\x89PNG\r\n\x1A\n".to_vec(), Received::Picture),
        (b"\xFF\xD8\xFF\xE0".to_vec(), Received::Picture),
        (b"GIF89a".to_vec(), Received::Picture),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ".to_vec(), Received::Picture),
        (b"\0\0\0\x18ftypheic".to_vec(), Received::Picture),
        (b"{\\rtf1\\ansi".to_vec(), Received::Document),
        (b"<!DOCTYPE html><table>".to_vec(), Received::WebPage),
        (b"<?xml version='1.0'?>".to_vec(), Received::WebPage),
        (ole("Workbook"), Received::OldWorkbook),
        (ole("WordDocument"), Received::Document),
        (ole("PowerPoint Document"), Received::Presentation),
        (ole("EncryptedPackage"), Received::Protected),
        (zip(&["[Content_Types].xml", "word/document.xml"]), Received::Document),
        (zip(&["[Content_Types].xml", "ppt/presentation.xml"]), Received::Presentation),
        (zip(&["[Content_Types].xml", "xl/workbook.bin"]), Received::OldWorkbook),
        (
            zip(&["mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml"]),
            Received::OpenDocument,
        ),
        (zip(&["mimetype=application/vnd.oasis.opendocument.text", "content.xml"]), Received::Document),
        (b"{\"id\": 1}".to_vec(), Received::Questionnaire),
    ] {
        let reading = read_whole(&bytes);
        let expected = CellProblem { cell: None, fault: CellFault::AnotherFile { kind } };
        assert_eq!(reading.problems, [expected], "{kind:?}");
    }
    let edition = small();
    for bytes in
        [xlsx(&edition, "sv", &note).unwrap(), csv(&edition, "sv", &say), json(&edition).into_bytes()]
    {
        assert_eq!(Received::of(&bytes), None);
    }
}

#[test]
fn hostile_files_are_refused_without_a_panic() {
    let refused = |bytes: &[u8]| told(&read_whole(bytes).problems).join(" ");
    assert_eq!(refused(b"a;b"), "- empty");
    assert_eq!(refused(b"\xD0\xCF\x11\xE0rest"), "- another-file");
    assert_eq!(refused(b"PK\x03\x04rest"), "- not-a-sheet");
    assert_eq!(refused(b"a\0b"), "- not-a-sheet");
    assert_eq!(refused(&vec![b'x'; BYTES_MAX + 1]), "- too-large");
    assert_eq!(refused("a\n".repeat(ROWS_MAX + 1).as_bytes()), "- too-many-rows");
    for (sheet, expected) in [
        ("", "- empty"),
        ("<worksheet", "- not-a-sheet"),
        ("<worksheet><sheetData><row><c t='s'><v>7</v></c></row></sheetData></worksheet>", "- not-a-sheet"),
        (
            "<worksheet><sheetData><row><c t='inlineStr'><is><t>&boom;</t></is></c></row></sheetData></worksheet>",
            "- not-a-sheet",
        ),
        (
            "<worksheet><sheetData><row r='99999999999'><c r='ZZZZZZZZZ99999999999999'><v>1</v></c></row></sheetData></worksheet>",
            "- empty",
        ),
        (
            "<worksheet><sheetData><row><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>",
            "- too-many-columns",
        ),
    ] {
        assert_eq!(refused(&workbook(sheet, None)), expected, "{sheet}");
    }
    // A few kilobytes that unpack to more than the limit, and few cells that name one long text many times.
    let bomb = format!("<worksheet><sheetData>{}</sheetData></worksheet>", " ".repeat(UNPACKED_MAX));
    let bomb = workbook(&bomb, None);
    assert!(bomb.len() < BYTES_MAX);
    assert_eq!(refused(&bomb), "- too-large");
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1024 * 1024));
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(60);
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    assert_eq!(refused(&workbook(&sheet, Some(&long))), "- too-large");
    let mut damaged = xlsx(&small(), "sv", &note).unwrap();
    for at in (0..damaged.len()).step_by(97) {
        damaged[at] ^= 0x55;
        let _ = read_whole(&damaged);
    }
}

/// Every fault, for the messages.
pub(crate) fn faults() -> Vec<CellFault> {
    let id = || "item/1.1a".to_owned();
    let heading = || "Svarstyp".to_owned();
    let first = Cell { row: 2, column: 1 };
    let value = || "x".to_owned();
    vec![
        CellFault::TooLarge { most: BYTES_MAX },
        CellFault::TooManyRows { most: ROWS_MAX },
        CellFault::TooManyColumns { most: COLUMNS_MAX },
        CellFault::AnotherFile { kind: Received::Pdf },
        CellFault::NotASheet,
        CellFault::Empty,
        CellFault::ColumnMissing,
        CellFault::NoTexts,
        CellFault::ColumnTwice { heading: value() },
        CellFault::UnknownColumn { heading: value() },
        CellFault::UnknownColumn { heading: String::new() },
        CellFault::NoId,
        CellFault::UnknownRow { id: id() },
        CellFault::RowTwice { id: id(), first },
        CellFault::RowMissing { id: id() },
        CellFault::RowAbsent { id: id() },
        CellFault::OutOfPlace { id: id(), after: "standard/1".into() },
        CellFault::TextEmpty { id: id(), language: "fi".into(), said: None },
        CellFault::TextEmpty { id: id(), language: "fi".into(), said: Some(value()) },
        CellFault::TextTooLong { length: 5_000, most: 4_000 },
        CellFault::ValueMissing { heading: heading() },
        CellFault::ValueOutOfPlace { heading: heading() },
        CellFault::UnknownValue { value: value(), known: vec!["core", "indepth"] },
        CellFault::NotANumber { value: value() },
        CellFault::Condition { found: value() },
        CellFault::Condition { found: String::new() },
        CellFault::CommentWhen { found: value() },
        CellFault::CommentWhen { found: String::new() },
        CellFault::FormulaError { value: "#REF!".into() },
        CellFault::StructureDiffers { heading: heading(), before: value(), after: value() },
        CellFault::StructureDiffers { heading: heading(), before: String::new(), after: value() },
        CellFault::StructureDiffers { heading: heading(), before: value(), after: String::new() },
    ]
}

#[test]
fn every_code_is_listed_and_said_in_two_sentences() {
    let mut codes: Vec<&str> = faults().iter().map(CellFault::code).collect();
    codes.push("questionnaire");
    assert_eq!(codes, CellFault::CODES);
    for fault in faults() {
        assert!(fault.what().ends_with('.') && fault.mend().ends_with('.'), "{fault:?}");
    }
}
