//! Editions as HL7 FHIR R5: of what is published, and of a draft in which nothing is left to mend. The same file as the command line writes.

use actix_web::{HttpResponse, web, web::Path};

use super::{attachment, catalogue, edit};
use crate::{
    error::AppError,
    locale::{self, Lang},
    questionnaire::{
        Edition,
        fhir::{BASE, Word, questionnaire},
    },
    store::StoreError,
    web::{
        Visit,
        routes::{Access::Needs, RouteSpec, get},
    },
    workflow::Action,
};

/// The routes of this file.
pub(super) fn routes() -> Vec<RouteSpec> {
    let needs = Needs(Action::RunRound);
    vec![
        get("/secretariat/questions/{edition}/fhir", needs, || web::to(of_edition)),
        get("/secretariat/questions/drafts/{draft}/fhir", needs, || web::to(of_draft)),
    ]
}

/// An edition as a file; `base` is what its canonical addresses begin with.
pub fn written_as_fhir(edition: &Edition, base: &str) -> String {
    format!("{:#}\n", questionnaire(edition, base, &word))
}

/// The application's own texts; for a language that it does not speak, the English ones.
fn word(word: Word, language: &str) -> String {
    let key = match word {
        Word::Yes => "answer-yes",
        Word::Partly => "answer-partly",
        Word::No => "answer-no",
        Word::NotApplicable => "item-not-applicable",
        Word::Comment => "item-comment",
        Word::Both => "answer-both",
        Word::Reason => "answer-reason-missing",
        Word::CommentAsked => "item-comment-asked",
    };
    locale::text(Lang::known(language).unwrap_or(Lang::En), key, &[])
}

async fn of_edition(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (sha256, editions) = (path.into_inner(), visit.app.editions.clone());
    let edition = visit
        .app
        .db
        .read(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let known = all.into_iter().find(|known| known.sha256 == sha256);
            Ok(known.ok_or(StoreError::NotFound)?.edition)
        })
        .await?;
    Ok(file(&edition))
}

/// Of a draft that is not finished there is none: its page says what is to be mended.
async fn of_draft(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let address = format!("/secretariat/questions/drafts/{id}");
    match edit::sound(&visit, id).await? {
        Some(edition) => Ok(file(&edition)),
        None => Ok(visit.redirect(&address)),
    }
}

fn file(edition: &Edition) -> HttpResponse {
    let text = written_as_fhir(edition, BASE);
    attachment(edition, "fhir.json", "application/fhir+json", text.into_bytes())
}
