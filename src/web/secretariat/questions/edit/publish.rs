//! Publishing freezes the edition: rounds can ask it then, and nothing in it changes any more. The file is the same as those of `surveys/`.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    super::{attachment, changes, has_its_name},
    Desk, catalogue, desk,
    overview::{FoundView, found, half_translated},
};
use crate::{
    error::AppError,
    questionnaire::{self, check_ids},
    store::{Conflict, StoreError, StoreResult, draft, edition::EditionFile},
    web::{Posted, Visit, secretariat::round::LinkView},
};

#[derive(Serialize)]
struct PublishView {
    address: String,
    title: String,
    draft: String,
    revision: i32,
    about: String,
    /// What is new against the edition before, in figures.
    changed: Option<String>,
    problems: Vec<FoundView>,
    translations: Vec<FoundView>,
    translation: String,
    error: Option<String>,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let desk = desk(&visit, path.into_inner()).await?;
    if desk.draft.published.is_some() {
        return Ok(visit.redirect(&desk.address()));
    }
    page(&visit, &desk, None)
}

fn page(visit: &Visit, desk: &Desk, error: Option<String>) -> Result<HttpResponse, AppError> {
    let title = visit.text("edit-publish-title");
    let translations = half_translated(visit, desk);
    let view = PublishView {
        address: desk.address(),
        draft: desk.title(visit),
        revision: desk.draft.revision,
        about: catalogue::about(visit, &desk.edition),
        changed: desk.previous.as_ref().map(|previous| {
            let lineage = |name: &str| {
                desk.edition.items().filter(|(_, item)| item.lineage.change.name() == name).count()
            };
            let stays = desk.edition.items_by_id();
            let gone = previous.items().filter(|(_, item)| !stays.contains_key(item.id.as_str())).count();
            let replaced = lineage("replaced");
            let args = [
                ("edition", previous.edition.clone().into()),
                ("unchanged", lineage("unchanged").into()),
                ("reworded", lineage("reworded").into()),
                ("replaced", replaced.into()),
                ("new", lineage("new").into()),
                ("gone", gone.saturating_sub(replaced).into()),
            ];
            visit.text_with("edit-publish-changed", &args)
        }),
        problems: found(visit, desk),
        translation: visit.counted("edit-translation", translations.len()),
        translations,
        error,
        title: title.clone(),
    };
    let status = if view.error.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    visit.page_with(status, "secretariat/questions/publish", title, &view)
}

pub(super) async fn publish(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let revision = form.parsed::<i32>("revision").unwrap_or(-1);
    let desk = desk(&visit, id.clone()).await?;
    if desk.draft.published.is_some() {
        return Err(AppError::Conflict(Conflict::Published));
    }
    if !desk.found.is_empty() {
        return page(&visit, &desk, Some(visit.text("edit-publish-problems")));
    }
    let text = questionnaire::write(&desk.edition).map_err(|error| AppError::Fault(error.to_string()))?;
    let file = EditionFile::read(text.as_bytes())
        .map_err(|problems| AppError::Fault(format!("a checked draft is not sound: {problems:?}")))?;
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let draft = id.clone();
    let published = visit
        .app
        .db
        .write(move |conn| -> StoreResult<()> {
            draft::naming(conn, &scope)?;
            let all = catalogue::all(conn, &editions, &[])?;
            if all.iter().any(|known| has_its_name(known, file.edition())) {
                return Err(Conflict::EditionExists.into());
            }
            // Another edition that came a moment ago may have the ids.
            if !check_ids(file.edition(), all.iter().map(|known| &*known.edition)).is_empty() {
                return Err(Conflict::ChangedSince.into());
            }
            draft::publish(conn, &scope, now, &draft, revision, &file)?;
            Ok(())
        })
        .await;
    match published {
        Ok(()) => Ok(visit.redirect(&format!("/secretariat/questions/drafts/{id}?done=published"))),
        Err(StoreError::Conflict(conflict @ (Conflict::ChangedSince | Conflict::EditionExists))) => {
            let desk = super::desk(&visit, id).await?;
            let error = match conflict {
                Conflict::ChangedSince => "edit-publish-changed-since",
                _ => "conflict-edition-exists",
            };
            page(&visit, &desk, Some(visit.text(error)))
        }
        Err(other) => Err(other.into()),
    }
}

/// What is new in the draft against the edition before, text by text.
pub(super) async fn compare(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let desk = desk(&visit, path.into_inner()).await?;
    let previous = desk.previous.as_ref().ok_or(StoreError::NotFound)?;
    let draft = LinkView { href: desk.address(), text: desk.title(&visit) };
    changes::page(&visit, Some(draft), previous, &desk.edition)
}

/// The file that it would be published as.
pub(super) async fn file(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let desk = desk(&visit, path.into_inner()).await?;
    let text = questionnaire::write(&desk.edition).map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attachment(&desk.edition, "json", "application/json", text.into_bytes()))
}
