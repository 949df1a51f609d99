//! What is done with any bytes: they are read as a questionnaire, and a sound one goes through everything that an edition goes through.
//! The fuzz targets and the ordinary test that replays their corpora share it.
#![allow(dead_code)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use perspektiv::questionnaire::{
    Answer, Depth, Edition, Given, Hidden, Item, Problem, Progress, Submitted,
    answer::Row,
    check_lineage, clause,
    condition::grounds,
    diff, fhir,
    outline::{Node, Outline},
    problems, read as read_file, sheet, warnings, write,
};

/// Answers are kept by the item's id.
type Answers = BTreeMap<String, Answer>;

/// An edition with every kind of item and of condition.
static EVERY_KIND: LazyLock<Edition> =
    LazyLock::new(|| read_file(include_bytes!("corpus/read/every-kind")).unwrap());

/// Reads the bytes up to the first NUL as a file, and takes what follows as answers, one a line.
pub fn read(bytes: &[u8]) {
    let nul = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (file, answers) = bytes.split_at(nul);
    match read_file(file) {
        Ok(edition) => {
            sound(&edition);
            answered(&edition, answers.get(1..).unwrap_or_default());
        }
        Err(found) => {
            assert!(!found.is_empty());
            told(&found);
            // A draft may have been built in another way, and is looked at nevertheless.
            if let Ok(edition) = serde_json::from_slice::<Edition>(file) {
                assert_eq!(problems(&edition).len(), found.len());
                any(&edition);
            }
        }
    }
}

/// Takes the bytes as a spreadsheet: an edition by itself, and texts onto an edition with everything. What was read comes back the same
/// from a sheet of its own.
pub fn sheet(bytes: &[u8]) {
    for reading in [sheet::read_whole(bytes), sheet::read_texts(bytes, &EVERY_KIND)] {
        for problem in reading.problems.iter().chain(&reading.warnings) {
            assert!(!problem.fault.what().is_empty() && !problem.fault.mend().is_empty());
        }
        for edition in reading.edition.iter().chain(&reading.unfinished) {
            any(edition);
        }
        if let Some(edition) = &reading.edition {
            let again = sheet::read_whole(&sheet::csv(edition, "sv", &|what| format!("{what:?}")));
            assert_eq!(again.edition.as_ref(), Some(edition));
        }
    }
}

/// Takes the bytes as answers to an edition with everything.
pub fn answer(bytes: &[u8]) {
    answered(&EVERY_KIND, bytes);
}

/// What may be done with an edition even if it has problems.
fn any(edition: &Edition) {
    told(&warnings(edition));
    told(&check_lineage(edition, Some(&EVERY_KIND)));
    told(&check_lineage(&EVERY_KIND, Some(edition)));
    told(&check_lineage(edition, None));
    for (before, after) in [(edition, edition), (edition, &*EVERY_KIND), (&*EVERY_KIND, edition)] {
        for difference in diff::diff(before, after) {
            assert!(!difference.what.to_string().is_empty());
        }
    }
    let mut keys = 0..;
    let outline = Outline::of(edition, || keys.next().unwrap_or(0).to_string());
    // What only another kind of answer needs stays in the outline, and does not come out of it.
    let mut plain = edition.clone();
    for item in plain
        .standards
        .iter_mut()
        .flat_map(|standard| &mut standard.substandards)
        .flat_map(|sub| &mut sub.items)
    {
        *item = item.clone().of_its_kind();
    }
    assert_eq!(outline.edition(), Some(plain), "taken apart and put together");
    for placed in outline.nodes() {
        let node = Node::from_json(placed.node.part(), placed.node.to_json().unwrap()).unwrap();
        assert_eq!(node, placed.node);
    }
    for problem in problems(edition) {
        outline.at(&problem.place).unwrap();
    }
    for (_, item) in edition.items() {
        let groups = item.visible_if.as_ref().and_then(clause::groups);
        groups.as_deref().and_then(clause::condition);
    }
}

fn sound(edition: &Edition) {
    assert_eq!(problems(edition), vec![]);
    any(edition);
    assert_eq!(diff::diff(edition, edition), vec![]);
    let text = write(edition).unwrap();
    assert_eq!(&read_file(text.as_bytes()).unwrap(), edition, "written and read again");
    let word = |_, language: &str| format!("word in {language}");
    let resource = fhir::questionnaire(edition, fhir::BASE, &word);
    assert!(resource.is_object());
    for language in edition.languages.iter().map(String::as_str).chain(["sv", "xx"]) {
        assert!(!edition.round_title(2027, edition.language(language)).is_empty());
    }
    let listed: usize = edition.sections().iter().map(|section| section.substandards.len()).sum();
    assert_eq!(listed, edition.substandards().count());
    for (sub, item) in edition.items() {
        assert!(edition.item(&item.id).is_some() && edition.substandard(&sub.id).is_some());
        assert!(item.visible_if.as_ref().is_none_or(|condition| condition.depth() <= 8));
    }
    for (_, sub) in edition.substandards() {
        assert!(grounds(edition, &sub.items).iter().all(|id| edition.item(id).is_some()));
    }
}

fn told(problems: &[Problem]) {
    for problem in problems {
        assert!(!problem.fault.code().is_empty() && !problem.to_string().is_empty());
        drop(problem.fault.details());
    }
}

/// Gives each item what stands on a line: as one text, as several and as rows. What is understood is understood the same again.
fn answered(edition: &Edition, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut answers = Answers::new();
    for (index, (_, item)) in edition.items().enumerate() {
        let line = lines.get(index % lines.len().max(1)).copied().unwrap_or_default();
        for given in forms(item, line) {
            let comment = lines.last().copied().unwrap_or_default().to_owned();
            let not_applicable = line.starts_with('-');
            let submitted = Submitted { value: given, not_applicable, comment, unchanged_since: None };
            let Ok(entry) = submitted.understand(edition, item) else { continue };
            let Some(answer) = entry.answer else { continue };
            if let Answer::Value(value) = &answer {
                let again = Submitted { value: Given::from(value), ..Submitted::default() };
                let again = again.understand(edition, item).unwrap();
                assert!(again.answer.as_ref() == Some(&answer), "{answer:?} became {again:?}");
            }
            if let Some(when) = &item.comment_when {
                when.asks(Some(&answer));
            }
            answers.insert(item.id.clone(), answer);
        }
    }
    let hidden = Hidden::of(edition, |id| answers.get(id));
    let items = || edition.items().map(|(_, item)| item);
    for depth in [Depth::Core, Depth::Indepth, Depth::Followup] {
        let progress = Progress::at(depth, items(), &hidden, |id| answers.get(id));
        assert!(progress.answered <= progress.all && progress.not_applicable <= progress.answered);
    }
    // What is hidden counts for nothing: without it, the same is shown.
    let shown: Answers = answers
        .iter()
        .filter(|(id, _)| !hidden.contains(id))
        .map(|(id, a)| (id.clone(), a.clone()))
        .collect();
    assert_eq!(hidden, Hidden::of(edition, |id| shown.get(id)));
    let ids: BTreeSet<String> = hidden.into_ids().into_iter().collect();
    assert!(ids.iter().all(|id| edition.item(id).is_some()));
}

fn forms(item: &Item, line: &str) -> Vec<Given> {
    let parts: Vec<String> = line.split('|').map(str::to_owned).collect();
    let mut rows: Vec<Row> = Vec::new();
    for row in line.split('#') {
        let cells = row.split('|').map(str::to_owned);
        let ids = item.columns.iter().map(|column| column.id.clone());
        rows.push(ids.chain([row.chars().take(3).collect()]).zip(cells).collect());
    }
    let json = serde_json::from_str::<Given>(line).ok();
    let plain = [Given::One(line.to_owned()), Given::Several(parts), Given::Rows(rows), Given::Nothing];
    plain.into_iter().chain(json).collect()
}
