//! `/secretariat/questions`: which questionnaires and editions there are; a file of one goes in and comes out; what an edition changes
//! against the one before.

pub(super) mod catalogue;
mod changes;
mod problem;

use actix_web::{HttpResponse, http::StatusCode, http::header, web, web::Path};
use serde::Serialize;

use self::catalogue::Known;
use super::form::ErrorView;
use crate::{
    error::AppError,
    questionnaire::{Depth, Edition, Fault, Problem, check_lineage, warnings},
    store::{
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
    vec![
        get("/secretariat/questions", Needs(Action::RunRound), || web::to(show)),
        post("/secretariat/questions", Needs(Action::RunRound), || web::to(receive)),
        get("/secretariat/questions/{edition}/file", Needs(Action::RunRound), || web::to(file)),
        get("/secretariat/questions/{edition}/changes", Needs(Action::RunRound), || web::to(changes::show)),
    ]
}

#[derive(Serialize)]
struct ListView {
    questionnaires: Vec<QuestionnaireView>,
    added: bool,
    problems: Vec<ProblemView>,
    more: Option<String>,
    file_error: Option<String>,
    errors: Vec<ErrorView>,
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
    title: String,
    editions: Vec<EditionView>,
}

#[derive(Serialize)]
struct EditionView {
    name: String,
    about: String,
    warnings: Option<String>,
    sha256: String,
    has_previous: bool,
}

pub(super) async fn show(visit: Visit, query: web::Query<Done>) -> Result<HttpResponse, AppError> {
    page(&visit, Refused::default(), query.done.is_some()).await
}

/// What was done just before the page is shown.
#[derive(serde::Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

/// Why a file was not taken.
#[derive(Default)]
struct Refused {
    error: Option<String>,
    problems: Vec<Problem>,
}

/// Takes a questionnaire file, if nothing is wrong with it: then it is frozen as it is, byte for byte.
pub(super) async fn receive(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let refuse = |key: &str, problems| Refused { error: Some(visit.text(key)), problems };
    let Some(bytes) = form.file() else {
        return page(&visit, refuse("questions-no-file", Vec::new()), false).await;
    };
    let file = match EditionFile::read(bytes) {
        Ok(file) => file,
        Err(problems) => return page(&visit, refuse("questions-file-problems", problems), false).await,
    };
    let (editions, now) = (visit.app.editions.clone(), visit.now());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let problems = against_previous(&all, file.edition());
            if problems.is_empty() {
                edition::freeze(conn, now, &file)?;
            }
            Ok(problems)
        })
        .await?;
    if outcome.is_empty() {
        return Ok(visit.redirect("/secretariat/questions?done=added"));
    }
    page(&visit, refuse("questions-lineage-problems", outcome), false).await
}

/// What is wrong with what an edition says about the one before it, as far as that is known.
fn against_previous(all: &[Known], edition: &Edition) -> Vec<Problem> {
    previous(all, edition).map(|before| check_lineage(edition, &before.edition)).unwrap_or_default()
}

/// The edition that another one's lineage refers to.
fn previous<'a>(all: &'a [Known], edition: &Edition) -> Option<&'a Known> {
    let name = edition.previous.as_ref()?;
    all.iter().find(|known| known.edition.id == edition.id && known.edition.edition == *name)
}

async fn page(visit: &Visit, refused: Refused, added: bool) -> Result<HttpResponse, AppError> {
    let editions = visit.app.editions.clone();
    let all = visit
        .app
        .db
        .read(move |conn| {
            let rounds = round::list(conn)?;
            catalogue::all(conn, &editions, &rounds)
        })
        .await?;
    let mut questionnaires: Vec<QuestionnaireView> = Vec::new();
    let mut last = None;
    for known in &all {
        if last != Some(&known.edition.id) {
            let title = known.edition.name(visit.lang.as_str()).to_owned();
            questionnaires.push(QuestionnaireView { title, editions: Vec::new() });
            last = Some(&known.edition.id);
        }
        if let Some(questionnaire) = questionnaires.last_mut() {
            questionnaire.editions.push(edition_view(visit, &all, known));
        }
    }
    let Refused { error, mut problems } = refused;
    let more = problems.len().checked_sub(PROBLEMS_MAX).filter(|more| *more > 0);
    problems.truncate(PROBLEMS_MAX);
    let errors: Vec<ErrorView> =
        error.iter().map(|text| ErrorView { field: "file", text: text.clone() }).collect();
    let view = ListView {
        questionnaires,
        added,
        problems: problems.iter().map(|problem| problem_view(visit, problem)).collect(),
        more: more.map(|more| visit.counted("questions-more-problems", more)),
        file_error: error,
        errors,
    };
    let status = if view.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = super::form::title(visit, &visit.text("questions-title"), &view.errors);
    visit.page_with(status, "secretariat/questions/list", title, &view)
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
    let at = |depth| edition.items().filter(|(_, item)| item.depth == depth).count();
    let counts = [
        ("core", at(Depth::Core).into()),
        ("indepth", at(Depth::Indepth).into()),
        ("followup", at(Depth::Followup).into()),
    ];
    let warned = warnings(edition).len();
    EditionView {
        name: catalogue::name(visit, all, known),
        about: visit.text_with("questions-about", &counts),
        warnings: (warned > 0).then(|| visit.counted("questions-warnings", warned)),
        has_previous: previous(all, edition).is_some(),
        sha256: known.sha256.clone(),
    }
}

/// The very file.
pub(super) async fn file(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (sha256, editions) = (path.into_inner(), visit.app.editions.clone());
    let (name, text) = visit
        .app
        .db
        .read(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let known = all.iter().find(|known| known.sha256 == sha256);
            let known = known.ok_or(crate::store::StoreError::NotFound)?;
            let name = format!("{}-{}.json", known.edition.id, known.edition.edition);
            Ok((name, catalogue::text(conn, &sha256)?))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(text))
}
