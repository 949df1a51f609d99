//! `/responses/{response}/substandards/{substandard}`: the items of one sub-standard. A plain form that works without JavaScript, with
//! the same protection against overwriting as the autosave: each item carries the revision that was shown.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    field::{self, FieldView},
    own::{Dialogue, DialogueView, SpreadView},
    question,
    summary::answer_text,
};
use crate::{
    clock::Moment,
    error::AppError,
    questionnaire::{
        Answer, AnswerError, Depth, Edition, Entry, Given, Hidden, Item, Number, Progress, Submitted,
        Substandard,
        answer::{COMMENT_MAX, clean},
        condition,
    },
    report::chart::perspective_class,
    store::{
        DbConnection, StoreError, StoreResult, delegation,
        edition::{Editions, LoadedEdition},
        part::{self, Mark},
        response::{self, Head, Save, Saved, Stored},
    },
    web::{Posted, Visit, cookies, render::Fragment},
    workflow::{Action, Refusal, ResponseState, RoundState, Scope},
};

#[derive(Serialize)]
struct PageView {
    /// Where the form is sent.
    action: String,
    /// Whether it is only shown how it will look: nothing is saved.
    preview: bool,
    response: String,
    /// The reader's id: what the browser keeps for one person is not another's.
    person: String,
    id: String,
    title: String,
    about: String,
    questionnaire: String,
    perspective: Option<String>,
    class: String,
    synthetic: bool,
    depth: Option<DepthView>,
    editable: bool,
    locked: bool,
    closed: bool,
    /// Whose it is to answer, where that is somebody else.
    theirs: Option<String>,
    /// Who said that the part is finished.
    finished: Option<String>,
    mutation: String,
    items: Vec<ItemView>,
    /// No item is shown: what was answered elsewhere makes all of them meaningless.
    empty: bool,
    errors: Vec<ErrorView>,
    saved: bool,
    /// Own ratings, where something is rated and several answer.
    dialogue: Option<DialogueView>,
    previous: Option<PartView>,
    next: Option<PartView>,
}

/// The sub-standard's in-depth items: how many, and whether they are shown.
#[derive(Serialize)]
struct DepthView {
    text: String,
    opened: bool,
}

#[derive(Serialize)]
struct PartView {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

#[derive(Serialize)]
struct ItemView {
    id: String,
    question: Fragment,
    field: FieldView,
    /// Not shown, because of what was answered elsewhere.
    hidden: bool,
    /// When a region sees it, in a preview that cannot know.
    shown_when: Option<String>,
    /// A comment is asked for with the answer that is given.
    comment_asked: bool,
    comment: String,
    base: i32,
    changed: Option<String>,
    has_answer: bool,
    note: Option<String>,
    error: Option<String>,
    conflict: Option<ConflictView>,
    unsaved: Option<UnsavedView>,
    /// How colleagues rate it on their own, once they talk about it.
    spread: Option<SpreadView>,
}

/// What somebody else saved in the meantime, shown beside what this person typed.
#[derive(Serialize)]
struct ConflictView {
    answer: String,
    comment: String,
    who: String,
    yours: String,
    your_comment: String,
}

/// What was typed and did not get in before the answers were locked.
#[derive(Serialize)]
struct UnsavedView {
    answer: String,
    comment: String,
}

/// What became of one item of a posted form, where it was not simply stored.
enum Trouble {
    Invalid(AnswerError),
    Stale(Box<Stored>),
    Locked,
}

/// One item as it was posted.
struct Typed {
    base: i32,
    submitted: Submitted,
    trouble: Option<Trouble>,
}

pub(super) async fn show(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    page(&visit, id, sub_id, BTreeMap::new()).await
}

pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (_, frozen, ()) = super::read(&visit.app, visit.scope()?, id.clone(), |_, _, _| Ok(())).await?;
    let sub = frozen.edition.substandard(&sub_id).ok_or(AppError::NotFound)?;

    let mut typed = typed(&form, sub);
    let mut candidates: Vec<(String, i32, Entry)> = Vec::new();
    for item in &sub.items {
        let Some(typed) = typed.get_mut(&item.id) else { continue };
        match typed.submitted.understand(&frozen.edition, item) {
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

/// How far a part is: what everybody answers in it.
pub(super) fn progress<'a>(
    sub: &'a Substandard,
    hidden: &Hidden<'_>,
    answer: impl Fn(&str) -> Option<&'a Answer>,
) -> Progress {
    let depth = if sub.is_followup() { Depth::Followup } else { Depth::Core };
    Progress::at(depth, &sub.items, hidden, answer)
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

/// `POST …/resume`: takes back that a part is finished.
pub(super) async fn resume(
    visit: Visit,
    path: Path<(String, String)>,
    _: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (scope, now) = (visit.scope()?, visit.now());
    let (response, part) = (id.clone(), sub_id.clone());
    visit
        .app
        .db
        .write(move |conn| part::mark(conn, &scope, &response, &part, (Mark::Finished, false), now))
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}/substandards/{sub_id}")))
}

/// The items as they were posted; the pressed "remove" button empties one.
fn typed(form: &Posted, sub: &Substandard) -> BTreeMap<String, Typed> {
    let cleared = form.text("clear");
    sub.items
        .iter()
        .filter(|item| form.has(&format!("base-{}", item.id)))
        .map(|item| {
            let comment = form.raw(&format!("comment-{}", item.id)).to_owned();
            let (value, not_applicable) =
                if cleared == item.id { (Given::Nothing, false) } else { field::given(form, item) };
            let submitted = Submitted { value, not_applicable, comment };
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

async fn page(
    visit: &Visit,
    id: String,
    sub_id: String,
    typed: BTreeMap<String, Typed>,
) -> Result<HttpResponse, AppError> {
    let wanted = sub_id.clone();
    let me = visit.actor()?.id.clone();
    let year = visit.app.year();
    let (head, frozen, (answers, notes, marks, given, finished, dialogue)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            let sub = frozen.edition.substandard(&wanted).ok_or(StoreError::NotFound)?;
            let mut items: Vec<&str> = sub.items.iter().map(|item| item.id.as_str()).collect();
            items.extend(condition::grounds(&frozen.edition, &sub.items));
            let is_mended = matches!(head.state, ResponseState::Returned | ResponseState::AwaitingSignature);
            let notes = if head.round_state == RoundState::Open && is_mended {
                response::review_notes(conn, head)?
            } else {
                BTreeMap::new()
            };
            let mut marks = part::marks(conn, head)?;
            let given = delegation::of_response(conn, head)?;
            let finished = marks.finished.remove(&sub.id);
            let dialogue = Dialogue::read(conn, head, &marks, sub, year)?;
            let answers = response::answers(conn, head, Some(&items))?;
            Ok((answers, notes, marks, given, finished, dialogue))
        })
        .await?;
    let edition = &frozen.edition;
    let sub = edition.substandard(&sub_id).ok_or(AppError::NotFound)?;
    let lang = edition.language(visit.lang.as_str());
    let opened = sub.has_depth() && marks.opened.contains(&sub.id);
    let may_answer = visit.may_to(&head, Action::Answer);
    let dialogue = if may_answer { dialogue } else { Dialogue::default() };
    let hidden = Hidden::asked(edition, &marks.opened, |id| answers.get(id)?.entry.answer.as_ref());
    let progress = progress(sub, &hidden, |id| answers.get(id)?.entry.answer.as_ref());
    let finished = finished.filter(|_| progress.is_complete());
    let items: Vec<ItemView> = sub
        .items
        .iter()
        .filter(|item| item.depth != Depth::Indepth || opened)
        .map(|item| {
            let note = notes.get(&item.id).filter(|note| !note.is_empty()).cloned();
            let view = item_view(visit, &frozen, item, answers.get(&item.id), typed.get(&item.id), note)?;
            // What was typed is never out of sight.
            let in_sight = view.error.is_some() || view.conflict.is_some() || view.unsaved.is_some();
            let spread = dialogue.spread(visit, edition, item);
            Ok(ItemView { hidden: hidden.contains(&item.id) && !in_sight, spread, ..view })
        })
        .collect::<Result<_, AppError>>()?;
    let errors: Vec<ErrorView> = items
        .iter()
        .filter_map(|item| {
            let about = |key: &str| visit.text_with(key, &[("item", item.id.clone().into())]);
            let text = match (&item.error, &item.conflict, &item.unsaved) {
                (Some(error), ..) => format!("{}: {error}", item.id),
                (None, Some(_), _) => about("conflict-summary"),
                (None, None, Some(_)) => about("unsaved-summary"),
                (None, None, None) => return None,
            };
            Some(ErrorView { field: format!("item-{}", item.id), text })
        })
        .collect();
    let status = match () {
        () if errors.is_empty() => StatusCode::OK,
        () if items.iter().any(|item| item.conflict.is_some() || item.unsaved.is_some()) => {
            StatusCode::CONFLICT
        }
        () => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (previous, next) = neighbours(edition, &sub_id);
    let part = |sub: &Substandard| PartView {
        href: format!("/responses/{}/substandards/{}", head.id, sub.id),
        text: format!("{} {}", sub.id, sub.title.get(lang)),
    };
    let title = format!("{} {}", sub.id, sub.title.get(lang));
    let is_mine = given.iter().any(|given| given.person == me && given.parts.contains(&sub_id));
    let is_shut = visit.is_limited_to_parts(&head, Action::Answer) && !is_mine;
    let editable = head.is_editable() && may_answer && !is_shut;
    let theirs = (may_answer && !is_mine)
        .then(|| super::holders(&given, &sub_id))
        .flatten()
        .map(|names| visit.text_with("part-theirs", &[("names", names.into())]));
    let theirs = theirs.or_else(|| is_shut.then(|| visit.text("part-not-delegated")));
    let view = PageView {
        action: format!("/responses/{}/substandards/{}", head.id, sub.id),
        preview: false,
        id: sub.id.clone(),
        title: title.clone(),
        about: sub.about.get(lang).to_owned(),
        questionnaire: edition.round_title(head.year, lang),
        perspective: sub
            .perspective
            .as_ref()
            .and_then(|id| edition.perspective(id))
            .map(|perspective| perspective.title.get(lang).to_owned()),
        class: perspective_class(edition, sub.perspective.as_deref()),
        synthetic: head.synthetic,
        depth: sub.has_depth().then(|| depth_view(visit, sub, opened)),
        editable,
        locked: !head.is_editable(),
        closed: head.round_state == RoundState::Published,
        dialogue: dialogue.view(visit, &head, sub),
        theirs,
        finished: finished.map(|finished| {
            let args = [("name", finished.by.into()), ("at", visit.date_time(finished.at).into())];
            visit.text_with("part-finished", &args)
        }),
        mutation: cookies::secret(),
        saved: errors.is_empty() && sub.items.iter().any(|item| answers.contains_key(&item.id)),
        empty: items.iter().all(|item| item.hidden),
        items,
        errors,
        previous: previous.map(part),
        next: next.map(part),
        response: head.id.clone(),
        person: me,
    };
    let title =
        if view.errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    visit.page_with(status, "respond/substandard", title, &view)
}

/// The page as it will look once the edition is asked, with what stands in `form` filled in. Nothing is read or stored. Beside an item
/// stands what `shown_when` says of it.
pub(in crate::web) fn preview(
    visit: &Visit,
    edition: &LoadedEdition,
    sub_id: &str,
    action: String,
    opened: bool,
    form: &Posted,
    shown_when: &BTreeMap<String, String>,
) -> Result<HttpResponse, AppError> {
    let (frozen, edition) = (edition, &edition.edition);
    let sub = edition.substandard(sub_id).ok_or(AppError::NotFound)?;
    let lang = edition.language(visit.lang.as_str());
    let mut typed = typed(form, sub);
    let mut answers: BTreeMap<&str, Entry> = BTreeMap::new();
    for item in &sub.items {
        let Some(typed) = typed.get_mut(&item.id) else { continue };
        match typed.submitted.understand(edition, item) {
            Ok(entry) => drop(answers.insert(item.id.as_str(), entry)),
            Err(error) => typed.trouble = Some(Trouble::Invalid(error)),
        }
    }
    let hidden = Hidden::of(edition, |id| answers.get(id)?.answer.as_ref());
    let items: Vec<ItemView> = sub
        .items
        .iter()
        .filter(|item| item.depth != Depth::Indepth || opened)
        .map(|item| {
            let stored = answers.get(item.id.as_str()).map(|entry| Stored {
                item: item.id.clone(),
                revision: 0,
                entry: entry.clone(),
                person: String::new(),
                saved_at: visit.now(),
            });
            let view = item_view(visit, frozen, item, stored.as_ref(), typed.get(&item.id), None)?;
            let hidden = hidden.contains(&item.id) && view.error.is_none();
            let shown_when = shown_when.get(&item.id).cloned();
            Ok(ItemView { hidden, shown_when, changed: None, ..view })
        })
        .collect::<Result<_, AppError>>()?;
    let title = format!("{} {}", sub.id, sub.title.get(lang));
    let perspective = sub.perspective.as_ref().and_then(|id| edition.perspective(id));
    let view = PageView {
        action,
        preview: true,
        response: String::new(),
        person: String::new(),
        id: sub.id.clone(),
        title: title.clone(),
        about: sub.about.get(lang).to_owned(),
        questionnaire: edition.name(lang).to_owned(),
        perspective: perspective.map(|perspective| perspective.title.get(lang).to_owned()),
        class: perspective_class(edition, sub.perspective.as_deref()),
        synthetic: false,
        depth: sub.has_depth().then(|| depth_view(visit, sub, opened)),
        editable: true,
        locked: false,
        closed: false,
        dialogue: None,
        theirs: None,
        finished: None,
        mutation: String::new(),
        empty: items.iter().all(|item| item.hidden),
        items,
        errors: Vec::new(),
        saved: false,
        previous: None,
        next: None,
    };
    visit.page("respond/substandard", title, &view)
}

fn depth_view(visit: &Visit, sub: &Substandard, opened: bool) -> DepthView {
    let count = sub.items.iter().filter(|item| item.depth == Depth::Indepth).count();
    DepthView { text: visit.counted(if opened { "depth-opened" } else { "depth-closed" }, count), opened }
}

/// `POST …/depth`: opens or closes the in-depth items.
pub(super) async fn set_depth(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let open = form.text("depth") == "open";
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let (response, wanted) = (id.clone(), sub_id.clone());
    visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let sub = frozen.edition.substandard(&wanted).filter(|sub| sub.has_depth());
            let sub = sub.ok_or(StoreError::NotFound)?;
            part::mark(conn, &scope, &response, &sub.id, (Mark::Depth, open), now)
        })
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}/substandards/{sub_id}#depth")))
}

fn neighbours<'e>(edition: &'e Edition, id: &str) -> (Option<&'e Substandard>, Option<&'e Substandard>) {
    let all: Vec<&Substandard> = edition.substandards().map(|(_, sub)| sub).collect();
    let here = all.iter().position(|sub| sub.id == id);
    let at = |index: Option<usize>| index.and_then(|index| all.get(index).copied());
    (at(here.and_then(|index| index.checked_sub(1))), at(here.map(|index| index + 1)))
}

fn item_view(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    stored: Option<&Stored>,
    typed: Option<&Typed>,
    note: Option<String>,
) -> Result<ItemView, AppError> {
    let edition = &frozen.edition;
    let empty = Entry::default();
    let entry = stored.map_or(&empty, |stored| &stored.entry);
    let trouble = typed.and_then(|typed| typed.trouble.as_ref());

    // What stands in the fields: what was typed where there was trouble, else what is stored.
    let (given, not_applicable, comment) = match (typed, trouble) {
        (Some(Typed { submitted, .. }), Some(Trouble::Invalid(_) | Trouble::Stale(_))) => {
            (submitted.value.clone(), submitted.not_applicable, submitted.comment.clone())
        }
        _ => match &entry.answer {
            Some(Answer::Value(value)) => (Given::from(value), false, entry.comment.clone()),
            Some(Answer::NotApplicable) => (Given::Nothing, true, entry.comment.clone()),
            None => (Given::Nothing, false, entry.comment.clone()),
        },
    };
    let (error, conflict) = match (typed, trouble) {
        (_, Some(Trouble::Invalid(error))) => (Some(answer_error(visit, edition, item, error)), None),
        (Some(typed), Some(Trouble::Stale(current))) => {
            (None, Some(conflict(visit, edition, item, typed, current)))
        }
        _ => (None, None),
    };
    let unsaved = match (typed, trouble) {
        (Some(typed), Some(Trouble::Locked)) => unsaved(visit, edition, item, typed, entry),
        _ => None,
    };
    // An invalid item keeps its base; a conflict that is shown has been seen: saving again is then a choice.
    let base = match (typed, trouble) {
        (Some(typed), Some(Trouble::Invalid(_))) => typed.base,
        (_, Some(Trouble::Stale(current))) => current.revision,
        _ => stored.map_or(0, |stored| stored.revision),
    };
    Ok(ItemView {
        id: item.id.clone(),
        spread: None,
        question: question::text(visit, frozen, item)?,
        field: field::view(visit, frozen, item, &given, not_applicable)?,
        hidden: false,
        shown_when: None,
        comment_asked: comment.trim().is_empty()
            && item.comment_when.as_ref().is_some_and(|when| when.asks(entry.answer.as_ref())),
        comment,
        base,
        changed: stored.map(|stored| {
            visit.text_with(
                "item-changed",
                &[("name", stored.person.clone().into()), ("at", visit.date_time(stored.saved_at).into())],
            )
        }),
        has_answer: stored.is_some_and(|stored| stored.entry.answer.is_some()),
        note,
        error,
        conflict,
        unsaved,
    })
}

/// What was typed, if it is not what is stored.
fn unsaved(
    visit: &Visit,
    edition: &Edition,
    item: &Item,
    typed: &Typed,
    stored: &Entry,
) -> Option<UnsavedView> {
    let entry = typed.submitted.understand(edition, item);
    if entry.as_ref() == Ok(stored) {
        return None;
    }
    // Not applicable without a reason is no answer yet, but it is what was chosen.
    let answer = match typed.submitted.not_applicable {
        true => Some(Answer::NotApplicable),
        false => entry.unwrap_or_default().answer,
    };
    Some(UnsavedView {
        answer: answer_text(visit, edition, item, answer.as_ref()),
        comment: clean(&typed.submitted.comment),
    })
}

fn conflict(visit: &Visit, edition: &Edition, item: &Item, typed: &Typed, current: &Stored) -> ConflictView {
    let yours = typed.submitted.understand(edition, item).unwrap_or_default();
    ConflictView {
        answer: answer_text(visit, edition, item, current.entry.answer.as_ref()),
        comment: current.entry.comment.clone(),
        who: visit.text_with(
            "item-changed",
            &[("name", current.person.clone().into()), ("at", visit.date_time(current.saved_at).into())],
        ),
        yours: answer_text(visit, edition, item, yours.answer.as_ref()),
        your_comment: clean(&typed.submitted.comment),
    }
}

/// What is wrong with an answer, and how to mend it.
pub(super) fn answer_error(visit: &Visit, edition: &Edition, item: &Item, error: &AnswerError) -> String {
    let lang = edition.language(visit.lang.as_str());
    let number = |number: &Option<Number>| {
        number.map(|number| field::shown_number(visit, &number.to_string())).unwrap_or_default()
    };
    match error {
        AnswerError::NotAnOption => visit.text("answer-not-an-option"),
        AnswerError::NotAlone { option } => {
            let option = item.options.iter().find(|known| known.id == *option);
            let text = option.map(|option| option.text.get(lang)).unwrap_or_default();
            visit.text_with("answer-not-alone", &[("option", text.to_owned().into())])
        }
        AnswerError::NotANumber { decimals: 0 } => visit.text("answer-not-whole"),
        AnswerError::NotANumber { decimals } => {
            visit.text_with("answer-not-a-number", &[("decimals", (*decimals).into())])
        }
        AnswerError::OutOfRange { min, max } => {
            let key = match (min, max) {
                (Some(_), Some(_)) => "answer-out-of-range",
                (Some(_), None) => "answer-too-small",
                (None, _) => "answer-too-great",
            };
            visit.text_with(key, &[("min", number(min).into()), ("max", number(max).into())])
        }
        AnswerError::NotADate => visit.text("answer-not-a-date"),
        AnswerError::TooLong { length, max } => visit.text_with(
            "answer-too-long",
            &[("length", length.to_string().into()), ("max", max.to_string().into())],
        ),
        AnswerError::TooManyRows { max } => {
            visit.text_with("answer-too-many-rows", &[("max", max.to_string().into())])
        }
        AnswerError::Cell { row, column, error } => {
            let column = item.columns.iter().find(|known| known.id == *column);
            let title = column.map(|column| column.title.get(lang)).unwrap_or_default();
            let told = answer_error(visit, edition, item, error);
            let place = [("row", row.to_string().into()), ("column", title.to_owned().into())];
            format!("{} {told}", visit.text_with("answer-in-cell", &place))
        }
        AnswerError::OtherForm => visit.text("answer-other-form"),
        AnswerError::OffScale { min, max } => visit.text_with(
            "answer-off-scale",
            &[("min", min.to_string().into()), ("max", max.to_string().into())],
        ),
        AnswerError::Both => visit.text("answer-both"),
        AnswerError::ReasonMissing => visit.text("answer-reason-missing"),
        AnswerError::CommentTooLong { length } => visit.text_with(
            "answer-comment-too-long",
            &[("length", length.to_string().into()), ("max", COMMENT_MAX.to_string().into())],
        ),
    }
}
