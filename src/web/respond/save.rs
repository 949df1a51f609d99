//! `POST /responses/{response}/substandards/{substandard}`: a part's form, as it works without scripts too. Each item carries the revision
//! that was shown: the same protection against overwriting as the autosave.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web::Path};

use super::{
    field,
    item::{Trouble, Typed},
    onward::Way,
    substandard::{page, progress},
};
use crate::{
    clock::Moment,
    error::AppError,
    questionnaire::{Entry, Given, Hidden, Submitted, Substandard},
    store::{
        DbConnection, StoreError, StoreResult, delegation,
        earlier::{self, Earlier},
        edition::Editions,
        part,
        response::{self, Head, Save, Saved},
    },
    web::{Posted, Visit},
    workflow::{Action, Mark, Refusal, Scope},
};

pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (editions, confirms) = (visit.app.editions.clone(), form.has_any("unchanged-"));
    let (head, frozen, earlier) =
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
    let limited = visit.is_limited_to_parts(&head, Action::Answer);
    let hands_over = visit.may_to(&head, Action::HandOver);
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
            let onward = match is_finished && saved.iter().all(|saved| matches!(saved, Saved::As(_))) {
                true => {
                    let who = (limited, hands_over);
                    Some(finish(conn, &scope, &editions, (&response, &part_id), now, who)?)
                }
                false => None,
            };
            Ok((items.into_iter().zip(saved).collect::<Vec<_>>(), onward))
        })
        .await;
    let (outcomes, onward) = match saved {
        Err(StoreError::Refused(Refusal::Locked(_) | Refusal::RoundNotOpen | Refusal::NotDelegated)) => {
            typed.values_mut().for_each(|typed| typed.trouble = Some(Trouble::Locked));
            (Vec::new(), None)
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
    Ok(visit.redirect(&onward.unwrap_or_else(|| format!("{here}?saved=1"))))
}

/// Says that a part is finished, if everything in it that everybody answers has an answer: with a gap it is only left. Returns where the
/// person goes on.
fn finish(
    conn: &mut DbConnection,
    scope: &Scope,
    editions: &Editions,
    (id, part): (&str, &str),
    now: Moment,
    (limited, hands_over): (bool, bool),
) -> StoreResult<String> {
    let head = response::head(conn, scope, id)?;
    let frozen = editions.get(conn, &head.edition)?;
    let sub = frozen.edition.substandard(part).ok_or(StoreError::NotFound)?;
    let answers = response::answers(conn, &head, None)?;
    let answer = |id: &str| answers.get(id)?.entry.answer.as_ref();
    let marks = part::marks(conn, &head)?;
    let hidden = Hidden::asked(&frozen.edition, &marks.opened, answer);
    if progress(sub, &hidden, answer).is_complete() {
        part::mark(conn, scope, id, part, (Mark::Finished, true), now)?;
    }
    let given = delegation::of_response(conn, &head)?;
    let way = Way { given: &given, marks: &marks, me: scope.person(), limited, hands_over };
    Ok(way.from(&frozen.edition, sub).path(id))
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
