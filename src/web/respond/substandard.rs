//! `/responses/{response}/substandards/{substandard}`: the items of one sub-standard. A plain form that works without JavaScript, with
//! the same protection against overwriting as the autosave: each item carries the revision that was shown.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    item::{self, AroundView, ItemView, Known, Trouble, Typed},
    onward::{Onward, Way},
    own::{Dialogue, DialogueView},
    save::typed,
    summary::evidence_line,
};
use crate::{
    error::AppError,
    questionnaire::{Answer, Depth, Edition, Entry, Hidden, Progress, Substandard, condition},
    report::chart::perspective_class,
    store::{
        StoreError, delegation, earlier,
        edition::LoadedEdition,
        evidence, part, remark,
        response::{self, Stored},
        review,
    },
    web::{
        Posted, Visit, cookies,
        reading::{self, ReadingView},
    },
    workflow::{Action, Mark, ResponseState, RoundState},
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
    /// The language of the questionnaire's texts, where it is not the page's.
    lang: Option<String>,
    reading: Option<ReadingView>,
    synthetic: bool,
    depth: Option<DepthView>,
    editable: bool,
    locked: bool,
    closed: bool,
    /// Whose it is to answer, where that is somebody else.
    theirs: Option<String>,
    /// Where the process lead hands the part out.
    delegate: Option<String>,
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
    /// What the button says that leads on.
    onward: String,
    /// Where all answers are checked: beside what comes after the questions that everybody answers.
    check: Option<String>,
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

pub(super) async fn show(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    page(&visit, id, sub_id, BTreeMap::new()).await
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

pub(super) async fn page(
    visit: &Visit,
    id: String,
    sub_id: String,
    typed: BTreeMap<String, Typed>,
) -> Result<HttpResponse, AppError> {
    let wanted = sub_id.clone();
    let me = visit.actor()?.id.clone();
    let year = visit.app.year();
    let editions = visit.app.editions.clone();
    let (head, frozen, (answers, notes, marks, given, dialogue, (earlier, evidence, talk))) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            let sub = frozen.edition.substandard(&wanted).ok_or(StoreError::NotFound)?;
            let own: Vec<&str> = sub.items.iter().map(|item| item.id.as_str()).collect();
            let mut items = own.clone();
            items.extend(condition::grounds(&frozen.edition, &sub.items));
            let is_mended = matches!(head.state, ResponseState::Returned | ResponseState::AwaitingSignature);
            let notes = if head.round_state == RoundState::Open && is_mended {
                review::asked(conn, head)?
            } else {
                BTreeMap::new()
            };
            let marks = part::marks(conn, head)?;
            let given = delegation::of_response(conn, head)?;
            let dialogue = Dialogue::read(conn, head, &marks, sub, year)?;
            let answers = response::answers(conn, head, Some(&items))?;
            let earlier = earlier::of(conn, &editions, head, &frozen.edition)?;
            let around = (earlier, evidence::of_items(conn, head, &own)?, remark::counts(conn, head, &own)?);
            Ok((answers, notes, marks, given, dialogue, around))
        })
        .await?;
    let edition = &frozen.edition;
    let sub = edition.substandard(&sub_id).ok_or(AppError::NotFound)?;
    let lang = visit.reads(edition);
    let opened = sub.has_depth() && marks.opened.contains(&sub.id);
    let may_answer = visit.may_to(&head, Action::Answer);
    let dialogue = if may_answer { dialogue } else { Dialogue::default() };
    let hidden = Hidden::asked(edition, &marks.opened, |id| answers.get(id)?.entry.answer.as_ref());
    let progress = progress(sub, &hidden, |id| answers.get(id)?.entry.answer.as_ref());
    let finished = marks.finished.get(&sub.id).filter(|_| progress.is_complete());
    let items: Vec<ItemView> = sub
        .items
        .iter()
        .filter(|item| item.depth != Depth::Indepth || opened)
        .map(|item| {
            let note = notes.get(&item.id).filter(|note| !note.is_empty()).cloned();
            let known = Known {
                stored: answers.get(&item.id),
                typed: typed.get(&item.id),
                note,
                earlier: earlier.as_ref(),
            };
            let mut view = item::view(visit, &frozen, item, known)?;
            // What was typed is never out of sight.
            let in_sight = view.error.is_some() || view.conflict.is_some() || view.unsaved.is_some();
            view.spread = dialogue.spread(visit, edition, item);
            view.around = Some(AroundView {
                href: format!("/responses/{}/items/{}", head.id, item.id),
                evidence: evidence
                    .get(&item.id)
                    .into_iter()
                    .flatten()
                    .map(|piece| evidence_line(visit, &piece.to_sign()))
                    .collect(),
                talk: talk
                    .get(&item.id)
                    .map(|count| visit.text_with("around-counts-remarks", &[("count", (*count).into())])),
            });
            view.hidden = hidden.contains(&item.id) && !in_sight;
            Ok(view)
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
    let limited = visit.is_limited_to_parts(&head, Action::Answer);
    let is_shut = limited && !is_mine;
    let hands_over = visit.may_to(&head, Action::HandOver);
    let way = Way { given: &given, marks: &marks, me: &me, limited, hands_over };
    let onward = visit.text(way.from(edition, sub).key());
    let editable = head.is_editable() && may_answer && !is_shut;
    let theirs = (may_answer && !is_mine)
        .then(|| super::holders(visit, &given, &sub_id))
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
        perspective: edition.perspective_of(sub).map(|perspective| perspective.title.get(lang).to_owned()),
        class: perspective_class(edition, sub.perspective.as_deref()),
        lang: visit.foreign(edition).map(str::to_owned),
        reading: reading::choice(visit, edition),
        synthetic: head.synthetic,
        depth: sub.has_depth().then(|| depth_view(visit, sub, opened)),
        editable,
        locked: !head.is_editable(),
        closed: head.round_state == RoundState::Published,
        dialogue: dialogue.view(visit, &head, sub),
        theirs,
        delegate: (editable && head.person.is_none() && visit.may_to(&head, Action::Lead))
            .then(|| format!("/responses/{}/delegate?part={}", head.id, sub.id)),
        finished: finished.map(|finished| {
            let args = [("name", finished.by.clone().into()), ("at", visit.date_time(finished.at).into())];
            visit.text_with("part-finished", &args)
        }),
        mutation: cookies::secret(),
        saved: errors.is_empty() && sub.items.iter().any(|item| answers.contains_key(&item.id)),
        empty: items.iter().all(|item| item.hidden),
        items,
        errors,
        previous: previous.map(part),
        next: next.map(part),
        onward,
        check: (editable && hands_over && sub.is_followup()).then(|| Onward::Check.path(&head.id)),
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
    let lang = visit.reads(edition);
    let mut typed = typed(form, sub, None);
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
            let known = Known { stored: stored.as_ref(), typed: typed.get(&item.id), ..Known::default() };
            let mut view = item::view(visit, frozen, item, known)?;
            view.hidden = hidden.contains(&item.id) && view.error.is_none();
            view.shown_when = shown_when.get(&item.id).cloned();
            view.changed = None;
            Ok(view)
        })
        .collect::<Result<_, AppError>>()?;
    let title = format!("{} {}", sub.id, sub.title.get(lang));
    let view = PageView {
        action,
        preview: true,
        response: String::new(),
        person: String::new(),
        id: sub.id.clone(),
        title: title.clone(),
        about: sub.about.get(lang).to_owned(),
        questionnaire: edition.name(lang).to_owned(),
        perspective: edition.perspective_of(sub).map(|perspective| perspective.title.get(lang).to_owned()),
        class: perspective_class(edition, sub.perspective.as_deref()),
        lang: visit.foreign(edition).map(str::to_owned),
        reading: None,
        synthetic: false,
        depth: sub.has_depth().then(|| depth_view(visit, sub, opened)),
        editable: true,
        locked: false,
        closed: false,
        dialogue: None,
        theirs: None,
        delegate: None,
        finished: None,
        mutation: String::new(),
        empty: items.iter().all(|item| item.hidden),
        items,
        errors: Vec::new(),
        saved: false,
        previous: None,
        next: None,
        onward: visit.text(Onward::List.key()),
        check: None,
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
