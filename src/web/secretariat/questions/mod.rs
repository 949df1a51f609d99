//! `/secretariat/questions`: which questionnaires and editions there are; a file of one goes in and comes out; what an edition changes
//! against the one before.

pub(super) mod catalogue;
mod changes;
mod edit;
mod fhir;
mod fresh;
mod guide;
mod problem;
mod sheet;

pub use fhir::written_as_fhir;

use std::sync::Arc;

use actix_web::{HttpResponse, http::StatusCode, http::header, web, web::Path};
use serde::Serialize;

use self::catalogue::Known;
use super::form::{ErrorView, FieldView};
use crate::{
    error::AppError,
    questionnaire::{
        self, Edition, Fault, Problem, check_ids, check_lineage,
        outline::{Node, Placed},
        sheet::{CellFault, Received, is_sheet},
        warnings,
    },
    store::{
        draft::{self, Draft},
        edition::{self, EditionFile},
        round,
    },
    web::{
        Posted, Visit,
        routes::{Access::Needs, RouteSpec, get, post},
    },
    workflow::Action,
};

/// How many problems of a file are shown: the first ones often cause the others.
const PROBLEMS_MAX: usize = 50;

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    let mut routes = vec![
        get("/secretariat/questions", Needs(Action::RunRound), || web::to(show)),
        post("/secretariat/questions", Needs(Action::RunRound), || web::to(receive)),
        get("/secretariat/questions/guide", Needs(Action::RunRound), || web::to(guide::show)),
        get("/secretariat/questions/{edition}/file", Needs(Action::RunRound), || web::to(file)),
        get("/secretariat/questions/{edition}/changes", Needs(Action::RunRound), || web::to(changes::show)),
    ];
    routes.extend(edit::routes());
    routes.extend(fhir::routes());
    routes.extend(sheet::routes());
    routes
}

#[derive(Serialize)]
struct ListView {
    questionnaires: Vec<QuestionnaireView>,
    drafts: Vec<DraftView>,
    done: Option<String>,
    problems: Vec<ProblemView>,
    more: Option<String>,
    file_error: Option<String>,
    fresh: fresh::FormView,
    errors: Vec<ErrorView>,
}

/// An edition that is being written.
#[derive(Serialize)]
struct DraftView {
    href: String,
    name: String,
    about: String,
}

/// What is wrong in one place of the file.
#[derive(Serialize)]
struct ProblemView {
    /// The JSON pointer; none where the text says the place.
    place: Option<String>,
    text: String,
    /// What only someone who edits the file needs, in English.
    file_words: Option<String>,
}

#[derive(Serialize)]
struct QuestionnaireView {
    id: String,
    title: String,
    editions: Vec<EditionView>,
}

#[derive(Serialize)]
struct EditionView {
    name: String,
    about: String,
    warnings: Option<String>,
    sha256: String,
    files: FilesView,
    has_previous: bool,
    /// Whether no later edition of the same name is there: the next one builds on it.
    is_newest: bool,
}

/// The files that an edition or a draft can be had as.
#[derive(Serialize)]
struct FilesView {
    /// What their addresses begin with.
    address: String,
    /// What they are files of.
    name: String,
    /// Whether nothing is left to mend, so that there is one as FHIR.
    is_sound: bool,
}

pub(super) async fn show(visit: Visit, query: web::Query<Done>) -> Result<HttpResponse, AppError> {
    page(&visit, Refused::default(), query.done.as_deref()).await
}

/// What was done just before the page is shown.
#[derive(serde::Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// Why a file or a new questionnaire was not taken.
#[derive(Default)]
struct Refused {
    errors: Vec<ErrorView>,
    problems: Vec<Problem>,
    /// What is wrong in a spreadsheet.
    cells: Vec<ProblemView>,
    /// What was typed for a new questionnaire.
    typed: Option<fresh::Typed>,
}

impl Refused {
    /// A file, because of this.
    fn file(error: String) -> Refused {
        Refused { errors: vec![ErrorView { field: "file", text: error }], ..Refused::default() }
    }

    /// A new questionnaire, because of these.
    fn fresh(typed: fresh::Typed, errors: Vec<ErrorView>) -> Refused {
        Refused { typed: Some(typed), errors, ..Refused::default() }
    }
}

/// Takes a questionnaire file: into the editor, or, if nothing is wrong with it, frozen as it is, byte for byte.
pub(super) async fn receive(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let refuse = |key: &str, problems| Refused { problems, ..Refused::file(visit.text(key)) };
    let Some(bytes) = form.file()? else {
        return page(&visit, refuse("questions-no-file", Vec::new()), None).await;
    };
    if let Some(kind) = Received::of(bytes) {
        let text = sheet::fault_text(visit.lang, &CellFault::AnotherFile { kind });
        return page(&visit, Refused::file(text), None).await;
    }
    if is_sheet(bytes) {
        if form.text("then") != "draft" {
            return page(&visit, refuse("sheet-first-a-draft", Vec::new()), None).await;
        }
        return match sheet::whole(&visit, bytes.to_vec()).await? {
            Ok(edition) => edit::with_file(&visit, edition, bytes).await,
            Err(cells) => {
                let refused = match cells.as_slice() {
                    [of_the_file] if of_the_file.place.is_none() => Refused::file(of_the_file.text.clone()),
                    _ => Refused { cells, ..refuse("questions-file-problems", Vec::new()) },
                };
                page(&visit, refused, None).await
            }
        };
    }
    if form.text("then") == "draft" {
        return match questionnaire::read::parse(bytes) {
            Ok(edition) => edit::with_file(&visit, edition, bytes).await,
            Err(problems) => page(&visit, refuse("questions-file-problems", problems), None).await,
        };
    }
    let file = match EditionFile::read(bytes) {
        Ok(file) => file,
        Err(problems) => return page(&visit, refuse("questions-file-problems", problems), None).await,
    };
    let (scope, editions, now) = (visit.scope()?, visit.app.editions.clone(), visit.now());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            draft::naming(conn, &scope)?;
            let all = catalogue::all(conn, &editions, &[])?;
            if let Some(known) = all.iter().find(|known| has_its_name(known, file.edition()))
                && known.sha256 != file.sha256()
            {
                return Ok(Err(file.edition().edition.clone()));
            }
            let before = previous(&all, file.edition());
            let mut problems = check_lineage(file.edition(), before.map(|known| &*known.edition));
            problems.extend(check_ids(file.edition(), all.iter().map(|known| &*known.edition)));
            if problems.is_empty() {
                edition::freeze(conn, now, &file)?;
            }
            Ok(Ok(problems))
        })
        .await?;
    match outcome {
        Ok(problems) if problems.is_empty() => Ok(visit.redirect("/secretariat/questions?done=added")),
        Ok(problems) => page(&visit, refuse("questions-lineage-problems", problems), None).await,
        Err(name) => {
            let text = visit.text_with("questions-edition-exists", &[("edition", name.into())]);
            page(&visit, Refused::file(text), None).await
        }
    }
}

/// Whether an edition is known by the name that another one gives itself.
fn has_its_name(known: &Known, edition: &Edition) -> bool {
    known.edition.id == edition.id && known.edition.edition == edition.edition
}

/// The edition that another one's lineage refers to.
fn previous<'a>(all: &'a [Known], edition: &Edition) -> Option<&'a Known> {
    let name = edition.previous.as_ref()?;
    all.iter().find(|known| known.edition.id == edition.id && known.edition.edition == *name)
}

async fn page(visit: &Visit, refused: Refused, done: Option<&str>) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let (all, drafts) = visit
        .app
        .db
        .read(move |conn| {
            let rounds = round::list(conn)?;
            Ok((catalogue::all(conn, &editions, &rounds)?, draft::list(conn, &scope)?))
        })
        .await?;
    let mut questionnaires: Vec<QuestionnaireView> = Vec::new();
    for known in &all {
        // A questionnaire may have editions of another title: an interim and a final follow-up.
        let title = known.edition.name(visit.lang.as_str()).to_owned();
        let view = edition_view(visit, &all, known);
        match questionnaires.iter_mut().find(|one| one.id == known.edition.id && one.title == title) {
            Some(questionnaire) => questionnaire.editions.push(view),
            None => questionnaires.push(QuestionnaireView {
                id: known.edition.id.clone(),
                title,
                editions: vec![view],
            }),
        }
    }
    let Refused { errors, problems, cells, typed } = refused;
    let mut problems: Vec<ProblemView> =
        problems.iter().map(|problem| problem_view(visit, problem)).chain(cells).collect();
    let more = problems.len().checked_sub(PROBLEMS_MAX).filter(|more| *more > 0);
    problems.truncate(PROBLEMS_MAX);
    let view = ListView {
        questionnaires,
        drafts: drafts.iter().map(|(draft, root)| draft_view(visit, draft, root)).collect(),
        done: match done {
            Some("added") => Some(visit.text("questions-added")),
            Some("discarded") => Some(visit.text("questions-discarded")),
            _ => None,
        },
        problems,
        more: more.map(|more| visit.counted("questions-more-problems", more)),
        file_error: FieldView::of("file", "", &errors).error,
        fresh: typed.unwrap_or_else(|| fresh::Typed::offered(visit)).view(visit, &all, &errors),
        errors,
    };
    let status = if view.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = super::form::title(visit, &visit.text("questions-title"), &view.errors);
    visit.page_with(status, "secretariat/questions/list", title, &view)
}

fn draft_view(visit: &Visit, draft: &Draft, root: &Placed) -> DraftView {
    let Node::Questionnaire(edition) = &root.node else {
        return DraftView { href: String::new(), name: String::new(), about: String::new() };
    };
    DraftView {
        href: format!("/secretariat/questions/drafts/{}", draft.id),
        name: catalogue::edition_name(visit, edition),
        about: visit.text_with("questions-draft-about", &[("at", visit.date_time(draft.created_at).into())]),
    }
}

fn problem_view(visit: &Visit, problem: &Problem) -> ProblemView {
    let fault = &problem.fault;
    let is_of_form = matches!(fault, Fault::Syntax { .. } | Fault::Shape { .. });
    ProblemView {
        place: problem.place.starts_with('/').then(|| problem.place.clone()),
        text: problem::text(visit, problem),
        file_words: is_of_form.then(|| format!("{} {}", fault.what(), fault.mend())),
    }
}

fn edition_view(visit: &Visit, all: &[Known], known: &Known) -> EditionView {
    let edition = &known.edition;
    let lang = visit.lang.as_str();
    let warned = warnings(edition).len();
    // The list is sorted: within a questionnaire the newest come first.
    let same =
        |other: &&Known| other.edition.id == edition.id && other.edition.name(lang) == edition.name(lang);
    let is_newest = all.iter().find(same).is_some_and(|first| first.sha256 == known.sha256);
    let name = catalogue::name(visit, all, known);
    EditionView {
        files: FilesView {
            address: format!("/secretariat/questions/{}", known.sha256),
            name: name.clone(),
            is_sound: true,
        },
        name,
        about: catalogue::about(visit, edition),
        warnings: (warned > 0).then(|| visit.counted("questions-warnings", warned)),
        has_previous: previous(all, edition).is_some(),
        is_newest,
        sha256: known.sha256.clone(),
    }
}

/// A file of an edition, to be saved under its name. A draft may have any name, and a header may not.
fn attachment(edition: &Edition, extension: &str, media_type: &str, body: Vec<u8>) -> HttpResponse {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let name: String = format!("{}-{}", edition.id, edition.edition).chars().filter(is_plain).collect();
    let disposition = format!("attachment; filename=\"{name}.{extension}\"");
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(body)
}

/// The very file.
pub(super) async fn file(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (sha256, editions) = (path.into_inner(), visit.app.editions.clone());
    let (edition, text) = visit
        .app
        .db
        .read(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let known = all.iter().find(|known| known.sha256 == sha256);
            let known = known.ok_or(crate::store::StoreError::NotFound)?;
            Ok((Arc::clone(&known.edition), catalogue::text(conn, &sha256)?))
        })
        .await?;
    Ok(attachment(&edition, "json", "application/json", text.into_bytes()))
}
