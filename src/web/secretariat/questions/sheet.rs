//! Questionnaires as spreadsheets: every edition and draft goes out as one, a whole one comes in as a draft, and the texts of one come
//! into a draft, after a look at what they would change. Between the look and the word, the page itself keeps the file.

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode, web, web::Path};
use data_encoding::BASE64;
use serde::Serialize;

use super::{
    FilesView, ProblemView, attachment, catalogue,
    changes::{TextView, compared},
    edit::language_name,
    problem,
};
use crate::{
    error::AppError,
    locale::{self, Arg, Lang},
    questionnaire::{
        Edition,
        sheet::{self, CellFault, CellProblem, Reading, What},
    },
    store::{
        StoreError,
        draft::{self, About, ChangeKind},
    },
    web::{
        Posted, Visit,
        routes::{Access::Needs, RouteSpec, get, post},
    },
    workflow::{Action, signed::sha256},
};

/// The largest sheet that a page can keep: its letters are a third more, and a form is no larger than
/// [`FORM_MAX`](crate::web::posted::FORM_MAX).
const SHEET_MAX: usize = 3 * 1024 * 1024;
/// How many changes, errors and remarks are shown each.
const SHOWN_MAX: usize = 300;
/// How many errors the summary names.
const NAMED_MAX: usize = 10;

/// The routes of this file.
pub(super) fn routes() -> Vec<RouteSpec> {
    let needs = Needs(Action::RunRound);
    vec![
        get("/secretariat/questions/{edition}/sheet/{format}", needs, || web::to(of_edition)),
        get("/secretariat/questions/drafts/{draft}/sheet/{format}", needs, || web::to(of_draft)),
        get("/secretariat/questions/drafts/{draft}/texts", needs, || web::to(show)),
        post("/secretariat/questions/drafts/{draft}/texts", needs, || web::to(receive)),
    ]
}

/// What a row is, in the reader's language.
fn said(lang: Lang, what: &What<'_>) -> String {
    let args: Vec<Arg<'_>> = what.values.iter().map(|(name, value)| (*name, (*value).into())).collect();
    locale::text(lang, &format!("sheet-what-{}", what.code), &args)
}

/// What is wrong in a cell and what to do about it, in the reader's language.
pub(super) fn fault_text(lang: Lang, fault: &CellFault) -> String {
    if let CellFault::Questionnaire(found) = fault {
        return problem::in_language(lang, &found.fault);
    }
    let details = fault.details();
    let args: Vec<Arg<'_>> =
        details.into_iter().map(|(name, detail)| (name, problem::value(lang, detail))).collect();
    locale::text(lang, &format!("sheet-fault-{}", fault.code()), &args)
}

pub(super) async fn of_edition(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let ((sha256, format), editions) = (path.into_inner(), visit.app.editions.clone());
    let edition = visit
        .app
        .db
        .read(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let known = all.into_iter().find(|known| known.sha256 == sha256);
            Ok(known.ok_or(StoreError::NotFound)?.edition)
        })
        .await?;
    file(&visit, (*edition).clone(), &format).await
}

pub(super) async fn of_draft(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, format) = path.into_inner();
    let edition = edition_of(&visit, id).await?;
    file(&visit, edition, &format).await
}

/// What a draft says now.
async fn edition_of(visit: &Visit, id: String) -> Result<Edition, AppError> {
    let scope = visit.scope()?;
    let outline = visit.app.db.read(move |conn| draft::load(conn, &scope, &id)).await?.1;
    Ok(outline.edition().ok_or(StoreError::NotFound)?)
}

async fn file(visit: &Visit, edition: Edition, format: &str) -> Result<HttpResponse, AppError> {
    let media_type = match format {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8; header=present",
        _ => return Err(StoreError::NotFound.into()),
    };
    let (lang, is_workbook) = (visit.lang, format == "xlsx");
    let edition = Arc::new(edition);
    let written = Arc::clone(&edition);
    let written = aside(move || match is_workbook {
        true => sheet::xlsx(&written, lang.as_str(), &|what| said(lang, what)),
        false => Ok(sheet::csv(&written, lang.as_str(), &|what| said(lang, what))),
    });
    let bytes = written.await?.map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attachment(&edition, format, media_type, bytes))
}

/// Works on a thread of its own: a large workbook takes a while.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Fault(error.to_string()))
}

/// The edition that stands in a sheet, even if it is not finished; or what is wrong with the sheet.
pub(super) async fn whole(
    visit: &Visit,
    bytes: Vec<u8>,
) -> Result<Result<Edition, Vec<ProblemView>>, AppError> {
    let reading = aside(move || sheet::read_whole(&bytes)).await?;
    if let Some(edition) = reading.edition.or(reading.unfinished) {
        return Ok(Ok(edition));
    }
    let view = |problem: &CellProblem| ProblemView {
        place: problem.cell.map(|cell| cell.to_string()),
        text: fault_text(visit.lang, &problem.fault),
        file_words: None,
    };
    Ok(Err(reading.problems.iter().map(view).collect()))
}

#[derive(Serialize)]
struct TextsView {
    address: String,
    files: FilesView,
    draft: String,
    title: String,
    notice: Option<String>,
    reading: Option<ReadingView>,
    file_hint: String,
    file_error: Option<String>,
    errors: Vec<ErrorView>,
    /// The file that was looked at, in letters.
    sheet: String,
    /// What the person was shown that it would change.
    seen: String,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

#[derive(Serialize)]
struct ReadingView {
    lead: String,
    applicable: bool,
    apply: String,
    counts: Vec<CountView>,
    added: Option<String>,
    problems: Vec<FaultView>,
    more_problems: Option<String>,
    warnings: Vec<FaultView>,
    more_warnings: Option<String>,
    changes: Vec<ChangeView>,
    more_changes: Option<String>,
}

#[derive(Serialize)]
struct CountView {
    name: String,
    count: usize,
}

#[derive(Serialize)]
struct FaultView {
    /// The name of the row on the page.
    name: String,
    cell: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct ChangeView {
    cell: String,
    what: String,
    language: String,
    text: TextView,
}

/// A file as it came in, and what reading it comes to.
struct Looked {
    sheet: Vec<u8>,
    reading: Reading,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let edition = edition_of(&visit, id.clone()).await?;
    page(&visit, &id, &edition, StatusCode::OK, None, None, None)
}

/// Looks at a file, or takes in the texts of the one that was looked at.
pub(super) async fn receive(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let edition = edition_of(&visit, id.clone()).await?;
    let refuse =
        |text: String| page(&visit, &id, &edition, StatusCode::UNPROCESSABLE_ENTITY, None, Some(text), None);
    let kept = BASE64.decode(form.text("sheet").as_bytes()).unwrap_or_default();
    let is_apply = form.text("do") == "apply" && form.file()?.is_none() && !kept.is_empty();
    if is_apply {
        return apply(&visit, &id, kept, form.text("seen").to_owned()).await;
    }
    let sheet = match form.file()? {
        Some(file) if file.len() > SHEET_MAX => {
            return refuse(fault_text(visit.lang, &CellFault::TooLarge { most: SHEET_MAX }));
        }
        Some(file) => file.to_vec(),
        None => return refuse(visit.text("sheet-texts-no-file")),
    };
    let onto = edition.clone();
    let looked = aside(move || Looked { reading: sheet::read_texts(&sheet, &onto), sheet }).await?;
    // A file that is no sheet is no matter of cells.
    if let Some(of_the_file) = looked.reading.problems.iter().find(|problem| problem.fault.is_of_the_file()) {
        return refuse(fault_text(visit.lang, &of_the_file.fault));
    }
    let status =
        if looked.reading.edition.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(&visit, &id, &edition, status, Some(looked), None, None)
}

/// Takes the texts in as one change, if they still change what the person was shown.
async fn apply(visit: &Visit, id: &str, sheet: Vec<u8>, seen: String) -> Result<HttpResponse, AppError> {
    let (scope, now, draft) = (visit.scope()?, visit.now(), id.to_owned());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let mut otherwise = None;
            let about = About { kind: ChangeKind::Loaded, subject: "" };
            draft::change(conn, &scope, now, &draft, about, |outline| {
                let onto = outline.edition().ok_or(StoreError::NotFound)?;
                let reading = sheet::read_texts(&sheet, &onto);
                match &reading.edition {
                    Some(edition) if digest(&reading) == seen => Ok(outline.reword(edition)),
                    _ => {
                        otherwise = Some((onto, Looked { sheet, reading }));
                        Ok(Vec::new())
                    }
                }
            })?;
            Ok(otherwise)
        })
        .await?;
    match outcome {
        None => Ok(visit.redirect(&format!("/secretariat/questions/drafts/{id}?done=loaded"))),
        Some((edition, looked)) => {
            let notice = Some(visit.text("sheet-texts-changed"));
            page(visit, id, &edition, StatusCode::CONFLICT, Some(looked), None, notice)
        }
    }
}

/// Tells one outcome from another.
fn digest(reading: &Reading) -> String {
    let changes = reading
        .changes
        .iter()
        .map(|change| (change.cell.to_string(), &change.id, &change.language, &change.before, &change.after));
    sha256(format!("{:?} {:?}", changes.collect::<Vec<_>>(), reading.added).as_bytes())
}

fn page(
    visit: &Visit,
    id: &str,
    edition: &Edition,
    status: StatusCode,
    looked: Option<Looked>,
    file_error: Option<String>,
    notice: Option<String>,
) -> Result<HttpResponse, AppError> {
    let mut errors: Vec<ErrorView> = Vec::new();
    errors.extend(file_error.iter().map(|text| ErrorView { field: "file".to_owned(), text: text.clone() }));
    let (sheet, seen) = match &looked {
        Some(looked) if looked.reading.edition.is_some() => {
            (BASE64.encode(&looked.sheet), digest(&looked.reading))
        }
        _ => (String::new(), String::new()),
    };
    let reading = looked.map(|looked| reading_view(visit, &looked.reading));
    if let Some(reading) = &reading {
        errors.extend(reading.problems.iter().take(NAMED_MAX).map(|problem| {
            let text = match &problem.cell {
                Some(cell) => {
                    let args = [("cell", cell.clone().into()), ("text", problem.text.clone().into())];
                    visit.text_with("sheet-texts-at", &args)
                }
                None => problem.text.clone(),
            };
            ErrorView { field: problem.name.clone(), text }
        }));
    }
    let key = if reading.is_some() { "sheet-texts-checked-title" } else { "sheet-texts-title" };
    let title = visit.text(key);
    let address = format!("/secretariat/questions/drafts/{id}");
    let draft = catalogue::edition_name(visit, edition);
    let view = TextsView {
        // What is left to mend is told on the draft's own page.
        files: FilesView { address: address.clone(), name: draft.clone(), is_sound: false },
        address,
        draft,
        title: title.clone(),
        notice,
        reading,
        file_hint: visit
            .text_with("sheet-texts-file-hint", &[("megabytes", (SHEET_MAX / 1024 / 1024).into())]),
        file_error,
        errors,
        sheet,
        seen,
    };
    let title =
        if view.errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    visit.page_with(status, "secretariat/questions/texts", title, &view)
}

fn reading_view(visit: &Visit, reading: &Reading) -> ReadingView {
    let Reading { edition, changes, added, problems, warnings, .. } = reading;
    let new = changes.iter().filter(|change| change.before.is_none()).count();
    let figures = [
        ("sheet-texts-changes", changes.len() - new),
        ("sheet-texts-new", new),
        ("sheet-texts-problems", problems.len()),
    ];
    let lead = match (edition.is_some(), changes.is_empty()) {
        (false, _) => visit.counted("sheet-texts-lead-refused", problems.len()),
        (true, true) => visit.text("sheet-texts-lead-nothing"),
        (true, false) => visit.text("sheet-texts-lead-ready"),
    };
    let faults = |kind: &str, all: &[CellProblem]| -> Vec<FaultView> {
        let view = |(index, problem): (usize, &CellProblem)| FaultView {
            name: format!("{kind}-{index}"),
            cell: problem.cell.map(|cell| cell.to_string()),
            text: fault_text(visit.lang, &problem.fault),
        };
        all.iter().take(SHOWN_MAX).enumerate().map(view).collect()
    };
    let more = |count: usize| {
        let more = count.saturating_sub(SHOWN_MAX);
        (more > 0).then(|| visit.counted("sheet-texts-more", more))
    };
    let language = |tag: &str| language_name(visit, tag);
    let languages: Vec<String> = added.iter().map(|tag| language(tag)).collect();
    let change_view = |change: &sheet::Change| ChangeView {
        cell: visit.text_with("sheet-texts-in-cell", &[("cell", change.cell.to_string().into())]),
        what: sheet::described(&change.id, &|what| said(visit.lang, what)),
        language: language(&change.language),
        text: compared(&change.language, change.before.as_deref().unwrap_or_default(), &change.after),
    };
    ReadingView {
        lead,
        applicable: edition.is_some() && !changes.is_empty(),
        apply: visit.counted("sheet-texts-apply", changes.len()),
        counts: figures.map(|(key, count)| CountView { name: visit.counted(key, count), count }).into(),
        added: (!languages.is_empty())
            .then(|| visit.text_with("sheet-texts-added", &[("languages", languages.join(", ").into())])),
        problems: faults("problem", problems),
        more_problems: more(problems.len()),
        warnings: faults("warning", warnings),
        more_warnings: more(warnings.len()),
        changes: changes.iter().take(SHOWN_MAX).map(change_view).collect(),
        more_changes: more(changes.len()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::questionnaire::{
        sheet::{Received, tests::faults},
        text::language_named,
    };

    #[test]
    fn every_fault_has_a_text_in_every_language_with_just_what_it_offers() {
        for lang in Lang::ALL {
            let mut texts = problem::tests::catalogue(lang, "/sheet.ftl");
            texts.retain(|key, _| key.starts_with("sheet-fault-"));
            let mut offered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for fault in faults() {
                let names = fault.details().into_iter().map(|(name, _)| name.to_owned());
                offered.entry(format!("sheet-fault-{}", fault.code())).or_default().extend(names);
            }
            assert_eq!(texts, offered, "{lang:?}");
            for fault in faults() {
                let text = fault_text(lang, &fault);
                assert!(text.ends_with('.') && text.contains(". "), "what is wrong, and what to do: {text}");
            }
        }
    }

    #[test]
    fn a_workbook_is_named_and_explained_in_every_language() {
        let bytes = crate::questionnaire::shipped::bytes("temagrupp", "2027-slut").unwrap();
        let edition = crate::questionnaire::read(&bytes).unwrap();
        for lang in Lang::ALL {
            let bytes = sheet::xlsx(&edition, lang.as_str(), &|what| said(lang, what)).unwrap();
            assert_eq!(sheet::read_whole(&bytes).edition.as_ref(), Some(&edition));
        }
        for lang in Lang::ALL {
            let csv =
                String::from_utf8(sheet::csv(&edition, lang.as_str(), &|what| said(lang, what))).unwrap();
            let note = said(lang, &What { code: "note", values: Vec::new() });
            for heading in csv.trim_start_matches('\u{feff}').lines().next().unwrap().split(';') {
                let is_language = language_named(heading).is_some();
                assert!(is_language || note.contains(heading), "{heading} is not explained");
            }
        }
        for kind in Received::ALL {
            for lang in Lang::ALL {
                let text = fault_text(lang, &CellFault::AnotherFile { kind });
                let is_of_its_own = kind == Received::Questionnaire || !text.contains("JSON");
                assert!(is_of_its_own && text.ends_with('.'), "{text}");
            }
        }
        assert_eq!(
            sheet::described("item/1.1a/signs/low", &|what| said(Lang::Sv, what)),
            "Fråga 1.1a: exempel på låg"
        );
    }
}
