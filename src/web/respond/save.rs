//! `POST /responses/{response}/substandards/{substandard}`: a part's form, as it works without scripts too. Each item carries the revision
//! that was shown: the same protection against overwriting as the autosave.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web::Path};

use super::{
    field,
    item::{Trouble, Typed},
    substandard::{neighbours, page, progress},
};
use crate::{
    clock::Moment,
    error::AppError,
    questionnaire::{Entry, Given, Hidden, Submitted, Substandard},
    store::{
        DbConnection, StoreError, StoreResult,
        earlier::{self, Earlier},
        edition::Editions,
        part,
        response::{self, Head, Save, Saved},
    },
    web::{Posted, Visit},
    workflow::{Mark, Refusal, Scope},
};

pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (editions, confirms) = (visit.app.editions.clone(), form.has_any("unchanged-"));
    let (_, frozen, earlier) =
        super::read(&visit.app, visit.scope()?, id.clone(), move |conn, head, frozen| match confirms {
            true => earlier::of(conn, &editions, head, &frozen.edition),
            false => Ok(None),
        })
        .await?;
    let sub = frozen.edition.substandard(&sub_id).ok_or(AppError::NotFound)?;

    let mut typed = typed(&form, sub, earlier.as_ref());
    let mut candidates: Vec<(String, i32, Entry)> = Vec::new();
    for item in &sub.items {
        let Some(typed) = typed.get_mut(&item.id) else { continue };
        let then = earlier.as_ref().and_then(|earlier| earlier.of(&item.id));
        let understood = typed.submitted.understand(&frozen.edition, item);
        match understood.and_then(|entry| entry.hold_against(then).map(|()| entry)) {
            Ok(entry) => candidates.push((item.id.clone(), typed.base, entry)),
            Err(error) => typed.trouble = Some(Trouble::Invalid(error)),
        }
    }
    let mutation =
        form.text("mutation").chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>();
    let (scope, response, now) = (visit.scope()?, id.clone(), visit.now());
    let (part, part_id) = (sub_id.clone(), sub_id.clone());
    let editions = visit.app.editions.clone();
    let is_finished = form.text("then") == "next" && typed.values().all(|typed| typed.trouble.is_none());
    let saved = visit
        .app
        .db
        .write(move |conn| {
            let mut items = Vec::new();
            let saved = response::save(conn, &scope, &response, now, |conn, head| {
                let saves = changed(conn, head, &part, &mutation, candidates)?;
                items.extend(saves.iter().map(|save| save.item.clone()));
                Ok(saves)
            })?;
            if is_finished && saved.iter().all(|saved| matches!(saved, Saved::As(_))) {
                finish(conn, &scope, &editions, (&response, &part_id), now)?;
            }
            Ok(items.into_iter().zip(saved).collect::<Vec<_>>())
        })
        .await;
    let outcomes = match saved {
        Err(StoreError::Refused(Refusal::Locked(_) | Refusal::RoundNotOpen | Refusal::NotDelegated)) => {
            typed.values_mut().for_each(|typed| typed.trouble = Some(Trouble::Locked));
            Vec::new()
        }
        other => other?,
    };
    visit.app.live.poke(&id);
    for (item, saved) in outcomes {
        if let (Saved::Stale(current), Some(typed)) = (saved, typed.get_mut(&item)) {
            typed.trouble = Some(Trouble::Stale(current));
        }
    }
    if typed.values().any(|typed| typed.trouble.is_some()) {
        return page(&visit, id, sub_id, typed).await;
    }
    let here = format!("/responses/{id}/substandards/{sub_id}");
    let onward = (form.text("then") == "next").then(|| neighbours(&frozen.edition, &sub_id).1).flatten();
    Ok(match onward {
        Some(next) => visit.redirect(&format!("/responses/{id}/substandards/{}", next.id)),
        None if form.text("then") == "next" => visit.redirect(&format!("/responses/{id}")),
        None => visit.redirect(&format!("{here}?saved=1")),
    })
}

/// Says that a part is finished, if everything in it that everybody answers has an answer: with a gap it is only left.
fn finish(
    conn: &mut DbConnection,
    scope: &Scope,
    editions: &Editions,
    (id, part): (&str, &str),
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    let frozen = editions.get(conn, &head.edition)?;
    let Some(sub) = frozen.edition.substandard(part) else { return Ok(()) };
    let answers = response::answers(conn, &head, None)?;
    let answer = |id: &str| answers.get(id)?.entry.answer.as_ref();
    let opened = part::marks(conn, &head)?.opened;
    let hidden = Hidden::asked(&frozen.edition, &opened, answer);
    if progress(sub, &hidden, answer).is_complete() {
        part::mark(conn, scope, id, part, (Mark::Finished, true), now)?;
    }
    Ok(())
}

/// The items as they were posted; the pressed "remove" button empties one. What is said to be unchanged since an earlier year is what it
/// was then, where nothing else stands there.
pub(super) fn typed(form: &Posted, sub: &Substandard, earlier: Option<&Earlier>) -> BTreeMap<String, Typed> {
    let cleared = form.text("clear");
    sub.items
        .iter()
        .filter(|item| form.has(&format!("base-{}", item.id)))
        .map(|item| {
            let comment = form.raw(&format!("comment-{}", item.id)).to_owned();
            let (value, not_applicable) =
                if cleared == item.id { (Given::Nothing, false) } else { field::given(form, item) };
            let unchanged_since =
                form.parsed(&format!("unchanged-{}", item.id)).filter(|_| cleared != item.id);
            let submitted = Submitted { value, not_applicable, comment, unchanged_since };
            let submitted = match earlier.and_then(|earlier| earlier.of(&item.id)) {
                Some((_, entry)) => submitted.with_earlier(entry),
                None => submitted,
            };
            let base = form.parsed(&format!("base-{}", item.id)).filter(|base| *base >= 0).unwrap_or(0);
            (item.id.clone(), Typed { base, submitted, trouble: None })
        })
        .collect()
}

/// The items that the person changed: those that differ from what the page showed. An item that was left alone never
/// conflicts, whatever others did to it.
fn changed(
    conn: &mut DbConnection,
    head: &Head,
    substandard: &str,
    mutation: &str,
    candidates: Vec<(String, i32, Entry)>,
) -> StoreResult<Vec<Save>> {
    let mut saves = Vec::new();
    for (item, base_revision, entry) in candidates {
        if response::at_revision(conn, head, &item, base_revision)? != entry {
            saves.push(Save {
                item,
                substandard: substandard.to_owned(),
                mutation_id: mutation.to_owned(),
                base_revision,
                entry,
            });
        }
    }
    Ok(saves)
}
