//! `PUT /api/v1/responses/{response}/answers/{item}`: one answer, saved as it is given. 200 with the new revision, 409 with
//! both texts, and the same mutation twice is one.

use std::sync::Arc;

use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::item::answer_error;
use crate::{
    error::AppError,
    questionnaire::{Answer, Edition, Entry, Given, Hidden, Submitted, condition},
    store::{
        DbConnection, StoreError, StoreResult, earlier, part,
        response::{self, Head, Save, Saved, Stored},
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
    #[serde(default)]
    unchanged_since: Option<i32>,
}

/// That it is saved.
#[derive(Serialize)]
struct Done {
    revision: i32,
    /// The items of the same sub-standard that are not shown now; left out where the answer decides nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Vec<String>>,
    /// A comment is asked for with this answer, and there is none.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    comment_asked: bool,
}

/// An answer as it is stored, for a page that shows another.
#[derive(Serialize)]
pub(super) struct Told {
    revision: i32,
    value: Option<Json>,
    not_applicable: bool,
    comment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unchanged_since: Option<i32>,
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
    let value = given(body.value).ok_or_else(|| bad("api-value"))?;
    let Body { mutation_id, base_revision, not_applicable, comment, unchanged_since, .. } = body;
    let submitted = Submitted { value, not_applicable, comment, unchanged_since };

    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let response = id.clone();
    let (frozen, understood, saved, hidden, item_id) = visit
        .app
        .db
        .write(move |conn| {
            let mut of = None;
            let saved = response::save(conn, &scope, &response, now, |conn, head| {
                let frozen = editions.get(conn, &head.edition)?;
                let (sub, item) = frozen.edition.placed(&item_id).ok_or(StoreError::NotFound)?;
                let earlier = match unchanged_since {
                    Some(_) => earlier::of(conn, &editions, head, &frozen.edition)?,
                    None => None,
                };
                let then = earlier.as_ref().and_then(|earlier| earlier.of(&item_id));
                let understood = submitted.understand(&frozen.edition, item);
                let understood = understood.and_then(|entry| entry.hold_against(then).map(|()| entry));
                let entry = understood.clone().ok();
                of = Some((head.clone(), Arc::clone(&frozen), understood));
                let save = entry.map(|entry| Save {
                    item: item_id.clone(),
                    substandard: sub.id.clone(),
                    mutation_id,
                    base_revision,
                    entry,
                });
                Ok(save.into_iter().collect())
            })?;
            let (head, frozen, understood) = of.ok_or_else(|| StoreError::fault("nothing was chosen"))?;
            let hidden = hidden_beside(conn, &head, &frozen.edition, &item_id)?;
            Ok((frozen, understood, saved, hidden, item_id))
        })
        .await?;
    let entry = understood.map_err(|error| {
        let item = frozen.edition.item(&item_id);
        let told = item.map(|item| answer_error(&visit, &frozen.edition, item, &error)).unwrap_or_default();
        if error.is_about_comment() { AppError::BadComment(told) } else { AppError::BadInput(told) }
    })?;
    visit.app.live.poke(&id);
    match saved.into_iter().next() {
        Some(Saved::As(revision)) => {
            let when = frozen.edition.item(&item_id).and_then(|item| item.comment_when.as_ref());
            let comment_asked =
                entry.comment.is_empty() && when.is_some_and(|when| when.asks(entry.answer.as_ref()));
            Ok(HttpResponse::Ok().json(Done { revision, hidden, comment_asked }))
        }
        Some(Saved::Stale(current)) => Ok(HttpResponse::Conflict().json(
            serde_json::json!({"current": told(&visit, &current), "yours": told_entry(&entry, base_revision)}),
        )),
        None => Err(StoreError::fault("nothing was saved").into()),
    }
}

/// A value as JSON has it: a number or text, a list of options, or a list of rows.
fn given(value: Option<Json>) -> Option<Given> {
    let plain = |value: Json| match value {
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text),
        _ => None,
    };
    match value {
        None | Some(Json::Null) => Some(Given::Nothing),
        Some(Json::Array(rows)) if rows.iter().any(Json::is_object) => {
            let row = |row| match row {
                Json::Object(cells) => {
                    cells.into_iter().map(|(id, cell)| Some((id, plain(cell)?))).collect::<Option<_>>()
                }
                _ => None,
            };
            rows.into_iter().map(row).collect::<Option<_>>().map(Given::Rows)
        }
        Some(Json::Array(chosen)) => chosen.into_iter().map(plain).collect::<Option<_>>().map(Given::Several),
        Some(value) => plain(value).map(Given::One),
    }
}

/// Which items of the same sub-standard are hidden now, if the answer to `item` decides about any.
fn hidden_beside(
    conn: &mut DbConnection,
    head: &Head,
    edition: &Edition,
    item: &str,
) -> StoreResult<Option<Vec<String>>> {
    let sub = edition.substandards().map(|(_, sub)| sub).find(|sub| sub.items.iter().any(|of| of.id == item));
    let Some(sub) = sub else { return Ok(None) };
    let grounds = condition::grounds(edition, &sub.items);
    if !grounds.contains(item) {
        return Ok(None);
    }
    let grounds: Vec<&str> = grounds.into_iter().collect();
    let answers = response::answers(conn, head, Some(&grounds))?;
    let opened = part::marks(conn, head)?.opened;
    let hidden = Hidden::asked(edition, &opened, |id| answers.get(id)?.entry.answer.as_ref());
    Ok(Some(sub.items.iter().filter(|item| !hidden.shows(item)).map(|item| item.id.clone()).collect()))
}

pub(super) fn told(visit: &Visit, stored: &Stored) -> Told {
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
        unchanged_since: entry.unchanged_since,
        person: None,
        saved_at: None,
    }
}
