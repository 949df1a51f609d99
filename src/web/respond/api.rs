//! `PUT /api/v1/responses/{response}/answers/{item}`: one answer, saved as it is given. 200 with the new revision, 409 with
//! both texts, and the same mutation twice is one.

use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::substandard::answer_error;
use crate::{
    error::AppError,
    questionnaire::{Answer, Entry, Submitted},
    store::{
        StoreError,
        response::{self, Save, Saved, Stored},
    },
    web::{Visit, posted::PostedJson},
};

/// The longest mutation id, in characters.
const MUTATION_MAX: usize = 64;

/// The body of a save.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    mutation_id: String,
    base_revision: i32,
    #[serde(default)]
    value: Option<Json>,
    #[serde(default)]
    not_applicable: bool,
    #[serde(default)]
    comment: String,
}

#[derive(Serialize)]
struct Told {
    revision: i32,
    value: Option<Json>,
    not_applicable: bool,
    comment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    saved_at: Option<String>,
}

pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    body: PostedJson<Body>,
) -> Result<HttpResponse, AppError> {
    let (id, item_id) = path.into_inner();
    let PostedJson(body) = body;
    let bad = |key: &str| AppError::BadInput(visit.text(key));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !(1..=MUTATION_MAX).contains(&body.mutation_id.len()) || !body.mutation_id.chars().all(is_plain) {
        return Err(bad("api-mutation-id"));
    }
    if !(0..i32::MAX).contains(&body.base_revision) {
        return Err(bad("api-base-revision"));
    }
    let value = match &body.value {
        None | Some(Json::Null) => None,
        Some(Json::Number(number)) => Some(number.to_string()),
        Some(Json::String(text)) => Some(text.clone()),
        Some(_) => return Err(bad("api-value")),
    };
    let submitted = Submitted { value, not_applicable: body.not_applicable, comment: body.comment.clone() };

    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let Body { mutation_id, base_revision, .. } = body;
    let (understood, saved) = visit
        .app
        .db
        .write(move |conn| {
            let mut understood = Ok(Entry::default());
            let saved = response::save(conn, &scope, &id, now, |conn, head| {
                let frozen = editions.get(conn, &head.edition)?;
                let item = frozen.edition.item(&item_id).ok_or(StoreError::NotFound)?;
                understood = submitted.understand(&frozen.edition, item);
                let entry = understood.clone().ok();
                Ok(entry
                    .map(|entry| Save { item: item_id, mutation_id, base_revision, entry })
                    .into_iter()
                    .collect())
            })?;
            Ok((understood, saved))
        })
        .await?;
    let entry = understood.map_err(|error| AppError::BadInput(answer_error(&visit, &error)))?;
    match saved.into_iter().next() {
        Some(Saved::As(revision)) => Ok(HttpResponse::Ok().json(serde_json::json!({"revision": revision}))),
        Some(Saved::Stale(current)) => Ok(HttpResponse::Conflict().json(
            serde_json::json!({"current": told(&visit, &current), "yours": told_entry(&entry, base_revision)}),
        )),
        None => Err(StoreError::fault("nothing was saved").into()),
    }
}

fn told(visit: &Visit, stored: &Stored) -> Told {
    Told {
        person: Some(stored.person.clone()),
        saved_at: Some(visit.date_time(stored.saved_at)),
        ..told_entry(&stored.entry, stored.revision)
    }
}

fn told_entry(entry: &Entry, revision: i32) -> Told {
    let value = match &entry.answer {
        Some(Answer::Value(value)) => serde_json::to_value(value).ok(),
        _ => None,
    };
    Told {
        revision,
        value,
        not_applicable: entry.answer == Some(Answer::NotApplicable),
        comment: entry.comment.clone(),
        person: None,
        saved_at: None,
    }
}
