//! The export as a whole, from made-up answers: its tables, its package, its manifest.

use std::{collections::BTreeMap, fs, path::Path};

use data_encoding::HEXLOWER;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::*;
use crate::{
    questionnaire::{Change, Depth, Item, Lineage},
    scoring::{
        MemberName,
        specimen::{
            self, NA, Questionnaire, any_questionnaire, cases, entries, item, substandard, unanswered, value,
        },
    },
};

fn same(item: Item) -> Item {
    Item { lineage: Lineage { change: Change::Unchanged, item: None }, ..item }
}

/// Two members of three in 2026 and 2027; the second sub-standard is new in 2027.
fn rounds() -> (RoundAnswers, RoundAnswers) {
    let core = |id: &str| item(id, Depth::Core);
    let then = specimen::edition(
        "2026",
        [
            substandard("1.1", "governance", [core("1.1a"), core("1.1b")]),
            substandard("2.1", "staff", [core("2.1a")]),
        ],
    );
    let mut first = substandard(
        "1.1",
        "governance",
        [same(core("1.1a")), same(core("1.1b")), item("1.1c", Depth::Indepth), item("F1", Depth::Followup)],
    );
    first.secondary = Some("staff".to_owned());
    let mut now = specimen::edition(
        "2027",
        [
            first,
            substandard("1.2", "governance", [core("1.2a")]),
            substandard("2.1", "staff", [same(core("2.1a"))]),
        ],
    );
    now.previous = Some("2026".to_owned());
    let earlier = specimen::round(
        2026,
        then,
        [
            ("01", entries(&[("1.1a", value(8)), ("1.1b", value(8)), ("2.1a", value(5))])),
            ("02", entries(&[("1.1a", value(2)), ("1.1b", value(3)), ("2.1a", value(5))])),
        ],
    );
    let mut round = specimen::round(
        2027,
        now,
        [
            (
                "01",
                entries(&[
                    ("1.1a", value(7)),
                    ("1.1b", value(8)),
                    ("1.1c", value(4)),
                    ("F1", value(2)),
                    ("1.2a", value(3)),
                    ("2.1a", value(6)),
                ]),
            ),
            ("02", entries(&[("1.1a", value(4)), ("1.1b", NA), ("1.2a", unanswered()), ("2.1a", NA)])),
        ],
    );
    round.members.push(specimen::member("03"));
    round.submissions[0].version = 2;
    round.submissions[0].entries.get_mut("1.1a").unwrap().comment = "=1+1; \"så\", å".to_owned();
    (round, earlier)
}

fn text(file: File, input: &ExportInput<'_>) -> String {
    let mut out = Vec::new();
    write(file, input, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn open(table: Table, input: &ExportInput<'_>) -> String {
    text(File::Table(table, Dialect::Open), input).replace("\r\n", "\n")
}

#[test]
fn every_item_of_every_approved_version_has_a_record() {
    let (mut round, _) = rounds();
    let first = &mut round.submissions[0];
    first.evidence.insert("1.1b".to_owned(), vec!["Policy (intranätet)".to_owned(), "=Plan".to_owned()]);
    first.entries.entry("1.1b".to_owned()).or_default().unchanged_since = Some(2026);
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    insta::assert_snapshot!(open(Table::Answers, &input), @r#"
    year,questionnaire,edition,member_code,member_name,standard,substandard,perspective,item,depth,kind,value,not_applicable,comment,evidence,signed_version,unchanged_since
    2027,specimen,2027,01,Region 01,1,1.1,governance,1.1a,core,rating,7,false,"'=1+1; ""så"", å",,2,
    2027,specimen,2027,01,Region 01,1,1.1,governance,1.1b,core,rating,8,false,,Policy (intranätet) | =Plan,2,2026
    2027,specimen,2027,01,Region 01,1,1.1,governance,1.1c,indepth,rating,4,false,,,2,
    2027,specimen,2027,01,Region 01,1,1.1,governance,F1,followup,rating,2,false,,,2,
    2027,specimen,2027,01,Region 01,1,1.2,governance,1.2a,core,rating,3,false,,,2,
    2027,specimen,2027,01,Region 01,2,2.1,staff,2.1a,core,rating,6,false,,,2,
    2027,specimen,2027,02,Region 02,1,1.1,governance,1.1a,core,rating,4,false,,,1,
    2027,specimen,2027,02,Region 02,1,1.1,governance,1.1b,core,rating,,true,Gäller inte oss.,,1,
    2027,specimen,2027,02,Region 02,1,1.1,governance,1.1c,indepth,rating,,false,,,1,
    2027,specimen,2027,02,Region 02,1,1.1,governance,F1,followup,rating,,false,,,1,
    2027,specimen,2027,02,Region 02,1,1.2,governance,1.2a,core,rating,,false,,,1,
    2027,specimen,2027,02,Region 02,2,2.1,staff,2.1a,core,rating,,true,Gäller inte oss.,,1,
    "#);
}

#[test]
fn every_substandard_has_its_two_figures_with_their_counts() {
    let (round, _) = rounds();
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    // 01: (7 + 8)/2, (7 + 8 + 4)/3. 02: only 1.1a applies; 1.2 is thin; 2.1 does not apply.
    insta::assert_snapshot!(open(Table::Substandards, &input), @r"
    year,member_code,substandard,perspective,applicable,answered,score,indepth_applicable,indepth_answered,indepth_score
    2027,01,1.1,governance,2,2,7.5,3,3,6.333333333333333
    2027,01,1.2,governance,1,1,3,1,1,
    2027,01,2.1,staff,1,1,6,1,1,
    2027,02,1.1,governance,1,1,4,2,1,
    2027,02,1.2,governance,1,0,,1,0,
    2027,02,2.1,staff,0,0,,0,0,
    ");
}

#[test]
fn every_member_has_its_perspectives_and_overall() {
    let (round, _) = rounds();
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    // 01: (7.5 + 3)/2 = 5.25; overall (5.25 + 6)/2 = 5.625. 02: one of two is half.
    insta::assert_snapshot!(open(Table::Members, &input), @r"
    year,member_code,member_name,perspective,substandards,scored,score
    2027,01,Region 01,governance,2,2,5.25
    2027,01,Region 01,staff,1,1,6
    2027,01,Region 01,overall,3,3,5.625
    2027,02,Region 02,governance,2,1,4
    2027,02,Region 02,staff,0,0,
    2027,02,Region 02,overall,2,1,
    ");
}

#[test]
fn the_network_is_described_per_perspective() {
    let (round, earlier) = rounds();
    let earlier = [earlier];
    let input = ExportInput { round: &round, earlier: &earlier, editions: &[] };
    // Change in governance over 1.1 alone: 01 7.5 − 8 = −0.5, 02 4 − 2.5 = 1.5; in staff 01 6 − 5 = 1.
    // Overall: 01 (7.5 + 6)/2 − (8 + 5)/2 = 0.25.
    insta::assert_snapshot!(open(Table::Perspectives, &input), @r"
    year,perspective,members,n,mean,median,q1,q3,min,max,threshold,share_at_threshold,pairs,change_mean
    2027,governance,3,2,4.625,4.625,,,4,5.25,7,0,2,0.5
    2027,staff,3,1,6,6,,,6,6,7,0,1,1
    2027,overall,3,1,5.625,5.625,,,5.625,5.625,7,0,1,0.25
    ");
}

#[test]
fn without_an_earlier_year_there_are_no_pairs_and_no_change() {
    let (round, earlier) = rounds();
    let later = [RoundAnswers { year: 2028, ..earlier }];
    let input = ExportInput { round: &round, earlier: &later, editions: &[] };
    assert_eq!(input.compared_with(), None);
    assert!(open(Table::Perspectives, &input).lines().skip(1).all(|line| line.ends_with(",0,")));
}

#[test]
fn change_is_measured_from_the_nearest_earlier_year_of_the_same_questionnaire() {
    let (round, earlier) = rounds();
    let older = RoundAnswers { year: 2024, ..earlier.clone() };
    let mut other = RoundAnswers { year: 2026, ..earlier.clone() };
    Arc::make_mut(&mut other.edition).id = "other".to_owned();
    let earlier = [older, RoundAnswers { year: 2025, ..earlier }, other];
    let input = ExportInput { round: &round, earlier: &earlier, editions: &[] };
    assert_eq!(input.compared_with().unwrap().year, 2025);
}

#[test]
fn the_codebook_has_every_item_and_a_column_for_every_language() {
    let (round, _) = rounds();
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    insta::assert_snapshot!(open(Table::Codebook, &input), @r"
    edition,item,standard,substandard,perspective,secondary,depth,kind,scale_min,scale_max,lineage,text_sv,text_en
    2027,1.1a,1,1.1,governance,staff,core,rating,1,10,unchanged,Påstående 1.1a,Statement 1.1a
    2027,1.1b,1,1.1,governance,staff,core,rating,1,10,unchanged,Påstående 1.1b,Statement 1.1b
    2027,1.1c,1,1.1,governance,staff,indepth,rating,1,10,new,Påstående 1.1c,Statement 1.1c
    2027,F1,1,1.1,governance,staff,followup,rating,1,10,new,Påstående F1,Statement F1
    2027,1.2a,1,1.2,governance,,core,rating,1,10,new,Påstående 1.2a,Statement 1.2a
    2027,2.1a,2,2.1,staff,,core,rating,1,10,unchanged,Påstående 2.1a,Statement 2.1a
    ");
    let mut finnish = round;
    let edition = Arc::make_mut(&mut finnish.edition);
    edition.languages = vec!["fi".to_owned(), "en".to_owned()];
    for item in &mut edition.standards[0].substandards[0].items {
        item.text = specimen::text("", "Statement");
        item.text.0.remove("sv");
        item.text.0.insert("fi".to_owned(), "Väite".to_owned());
    }
    let input = ExportInput { round: &finnish, earlier: &[], editions: &[] };
    let codebook = open(Table::Codebook, &input);
    assert!(codebook.lines().next().unwrap().ends_with("lineage,text_sv,text_en,text_fi"));
    assert!(codebook.lines().nth(1).unwrap().ends_with("unchanged,,Statement,Väite"));
}

#[test]
fn the_excel_twin_has_a_byte_order_mark_semicolons_and_decimal_commas() {
    let (round, _) = rounds();
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    let members = text(File::Table(Table::Members, Dialect::Excel), &input);
    assert!(members.starts_with("\u{feff}year;member_code;member_name;perspective;"));
    assert!(members.contains("2027;01;Region 01;governance;2;2;5,25\r\n"));
    let answers = text(File::Table(Table::Answers, Dialect::Excel), &input);
    assert!(answers.contains(";7;false;\"'=1+1; \"\"så\"\", å\";;2;\r\n"));
}

#[test]
fn a_member_name_that_looks_like_a_formula_is_defused_everywhere() {
    let (mut round, _) = rounds();
    let hostile =
        MemberName { code: "01".to_owned(), name: "＝HYPERLINK(\"x\")".to_owned(), respondent: None };
    round.members[0] = hostile.clone();
    round.submissions[0].member = hostile;
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    for table in [Table::Answers, Table::Members] {
        assert!(open(table, &input).contains("\"'＝HYPERLINK(\"\"x\"\")\""));
    }
}

#[test]
fn mixed_scales_are_exported_as_per_cent_and_the_package_says_so() {
    let (mut round, _) = rounds();
    let edition = Arc::make_mut(&mut round.edition);
    edition.standards[1].substandards[0].items[0].scale = Some("0-3".to_owned());
    round.submissions[0].entries.extend(entries(&[("2.1a", value(2))]));
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    assert!(open(Table::Members, &input).contains("01,Region 01,staff,1,1,66.66666666666667\n"));
    assert!(text(File::DataPackage, &input).contains("as per cent of the way"));
}

#[test]
fn the_data_package_describes_every_table_as_it_is_written() {
    let (round, earlier) = rounds();
    let earlier = [earlier];
    let input = ExportInput { round: &round, earlier: &earlier, editions: &[] };
    let package: serde_json::Value = serde_json::from_str(&text(File::DataPackage, &input)).unwrap();
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["name"], "specimen-2027");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 10);
    for resource in resources {
        let file = File::named(resource["path"].as_str().unwrap()).unwrap();
        let delimiter = resource["dialect"]["delimiter"].as_str().unwrap();
        let text = text(file, &input);
        let header: Vec<_> =
            text.trim_start_matches('\u{feff}').lines().next().unwrap().split(delimiter).collect();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, header);
        let is_excel = delimiter == ";";
        for field in fields {
            let has_comma = field.get("decimalChar").is_some_and(|sign| sign == ",");
            assert_eq!(has_comma, is_excel && field["type"] == "number", "{field}");
        }
    }
}

fn directory(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_manifest_holds_rows_and_checksums_of_all_other_files() {
    let (round, earlier) = rounds();
    let earlier = [earlier];
    let input = ExportInput { round: &round, earlier: &earlier, editions: &[] };
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("a/b");
    let written = export_to(&dir, &input).unwrap();
    let files = directory(&dir);
    assert_eq!(files.len(), File::ALL.len());
    assert_eq!(written.len(), File::ALL.len());
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["compared_with"], 2026);
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!(listed.len(), File::ALL.len() - 1);
    for entry in listed {
        let bytes = &files[entry["file"].as_str().unwrap()];
        assert_eq!(entry["sha256"], HEXLOWER.encode(&Sha256::digest(bytes)));
        if let Some(rows) = entry["rows"].as_u64() {
            let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
            assert_eq!(reader.records().count() as u64, rows);
        }
    }
    // Streaming one file gives the same bytes as the directory has, the manifest too.
    for file in File::ALL {
        assert_eq!(text(file, &input).into_bytes(), files[&file.name()]);
    }
}

#[test]
fn an_export_replaces_the_one_before_and_leaves_other_files_alone() {
    let (round, earlier) = rounds();
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("notes.txt"), "mine").unwrap();
    export_to(place.path(), &ExportInput { round: &earlier, earlier: &[], editions: &[] }).unwrap();
    let before = directory(place.path());
    export_to(place.path(), &ExportInput { round: &round, earlier: &[], editions: &[] }).unwrap();
    let after = directory(place.path());
    assert_eq!(after.len(), File::ALL.len() + 1);
    assert_eq!(after["notes.txt"], b"mine");
    assert_ne!(after["answers.csv"], before["answers.csv"]);
}

#[test]
fn a_failed_export_leaves_the_directory_as_it_was() {
    let (round, earlier) = rounds();
    let place = tempfile::tempdir().unwrap();
    export_to(place.path(), &ExportInput { round: &earlier, earlier: &[], editions: &[] }).unwrap();
    let before = directory(place.path());

    // The names of all working directories are taken.
    let taken: Vec<_> = (0..=100)
        .map(|number| place.path().join(format!(".export-{}-{number}", std::process::id())))
        .collect();
    for path in &taken {
        fs::create_dir(path).unwrap();
    }
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    let error = export_to(place.path(), &input).unwrap_err();
    assert!(error.to_string().contains(".export-"), "{error}");
    for path in &taken {
        fs::remove_dir(path).unwrap();
    }
    assert_eq!(directory(place.path()), before);

    let file = place.path().join("notes.txt");
    fs::write(&file, "not a directory").unwrap();
    assert!(export_to(&file, &input).is_err());
    assert!(export_to(&file.join("below"), &input).is_err());
}

/// An `io::Write` that takes so many bytes and no more.
struct Full(usize);

impl io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_reported_whichever_byte_it_strikes() {
    let (round, _) = rounds();
    let input = ExportInput { round: &round, earlier: &[], editions: &[] };
    for file in File::ALL {
        let length = text(file, &input).len();
        for room in [0, 1, length / 2, length - 1] {
            let error = write(file, &input, &mut Full(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{} at {room}", file.name());
        }
        assert!(write(file, &input, &mut Full(length)).is_ok());
    }
}

/// A drawn questionnaire with the answers of one to seven members.
fn any_round() -> impl Strategy<Value = RoundAnswers> {
    any_questionnaire()
        .prop_flat_map(|drawn| {
            let members = prop::collection::vec(drawn.with_other_answers(), 1..8);
            (Just(drawn), members)
        })
        .prop_map(|(drawn, members)| {
            let codes: Vec<_> = (1..=members.len()).map(|number| format!("{number:02}")).collect();
            let answers = codes.iter().map(String::as_str).zip(members.iter().map(Questionnaire::entries));
            specimen::round(2027, drawn.edition(), answers)
        })
}

type Record = BTreeMap<String, String>;

fn read(table: Table, input: &ExportInput<'_>) -> Vec<Record> {
    let text = text(File::Table(table, Dialect::Open), input);
    let records: Vec<Record> =
        ::csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap();
    records
}

fn number(record: &Record, column: &str) -> Option<f64> {
    record[column].parse().ok()
}

fn mean(numbers: &[f64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

fn agree(exported: Option<f64>, recomputed: Option<f64>) -> bool {
    match (exported, recomputed) {
        (Some(exported), Some(recomputed)) => (exported - recomputed).abs() < 1e-9,
        (None, None) => true,
        _ => false,
    }
}

/// Scores of sub-standards from the answers and the codebook alone, by the rules and with plain floating
/// point.
fn recomputed(
    answers: &[Record],
    codebook: &BTreeMap<String, Record>,
    depths: &[&str],
    (min, max): (f64, f64),
) -> BTreeMap<(String, String), (usize, usize, Option<f64>)> {
    let mut values: BTreeMap<(String, String), (usize, Vec<f64>)> = BTreeMap::new();
    for answer in answers {
        let sub = (answer["member_code"].clone(), answer["substandard"].clone());
        let (applicable, values) = values.entry(sub).or_default();
        let item = &codebook[&answer["item"]];
        let is_scored = depths.contains(&answer["depth"].as_str()) && !item["scale_min"].is_empty();
        if !is_scored || answer["not_applicable"] == "true" {
            continue;
        }
        *applicable += 1;
        if let Some(value) = number(answer, "value") {
            let (low, high) = (number(item, "scale_min").unwrap(), number(item, "scale_max").unwrap());
            values.push(min + (value - low) / (high - low) * (max - min));
        }
    }
    let scored = values.into_iter().map(|(sub, (applicable, values))| {
        let suffices = 3 * values.len() >= 2 * applicable;
        (sub, (applicable, values.len(), if suffices { mean(&values) } else { None }))
    });
    scored.collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_scores_can_be_recomputed_from_the_answers(round in any_round()) {
        let input = ExportInput { round: &round, earlier: &[], editions: &[] };
        let scale = round.scale();
        let bounds = (f64::from(scale.min), f64::from(scale.max));
        let answers = read(Table::Answers, &input);
        let codebook: BTreeMap<_, _> =
            read(Table::Codebook, &input).into_iter().map(|item| (item["item"].clone(), item)).collect();
        let core = recomputed(&answers, &codebook, &["core"], bounds);
        let indepth = recomputed(&answers, &codebook, &["core", "indepth"], bounds);
        let substandards = read(Table::Substandards, &input);
        for record in &substandards {
            let sub = (record["member_code"].clone(), record["substandard"].clone());
            let nothing = (0, 0, None);
            let (applicable, answered, score) = core.get(&sub).copied().unwrap_or(nothing);
            prop_assert_eq!(number(record, "applicable"), Some(applicable as f64));
            prop_assert_eq!(number(record, "answered"), Some(answered as f64));
            prop_assert!(agree(number(record, "score"), score), "{:?}", record);
            let (applicable, deep, score) = indepth.get(&sub).copied().unwrap_or(nothing);
            prop_assert_eq!(number(record, "indepth_applicable"), Some(applicable as f64));
            prop_assert_eq!(number(record, "indepth_answered"), Some(deep as f64));
            let score = if deep > answered { score } else { None };
            prop_assert!(agree(number(record, "indepth_score"), score), "{:?}", record);
        }
        let members = read(Table::Members, &input);
        for record in members.iter().filter(|record| record["perspective"] != "overall") {
            let of_perspective = substandards.iter().filter(|sub| {
                sub["member_code"] == record["member_code"]
                    && sub["perspective"] == record["perspective"]
                    && sub["applicable"] != "0"
            });
            let scores: Vec<_> = of_perspective.map(|sub| number(sub, "score")).collect();
            let scored: Vec<f64> = scores.iter().flatten().copied().collect();
            prop_assert_eq!(number(record, "substandards"), Some(scores.len() as f64));
            prop_assert_eq!(number(record, "scored"), Some(scored.len() as f64));
            let score = if 2 * scored.len() >= scores.len() { mean(&scored) } else { None };
            prop_assert!(agree(number(record, "score"), score), "{:?}", record);
        }
        for record in read(Table::Perspectives, &input) {
            let of_members: Vec<_> =
                members.iter().filter(|member| member["perspective"] == record["perspective"]).collect();
            let scores: Vec<f64> = of_members.iter().filter_map(|member| number(member, "score")).collect();
            prop_assert_eq!(number(&record, "members"), Some(of_members.len() as f64));
            prop_assert_eq!(number(&record, "n"), Some(scores.len() as f64));
            prop_assert!(agree(number(&record, "mean"), mean(&scores)), "{:?}", record);
            prop_assert_eq!(record["q1"].is_empty(), scores.len() < 5);
            let max = scores.iter().copied().reduce(f64::max);
            prop_assert!(agree(number(&record, "max"), max), "{:?}", record);
        }
    }
}
