//! `/responses/{response}/items/{item}`: what stands around an answer. What it rests on, what colleagues say about it, and everything
//! that it has said.

use std::collections::BTreeSet;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{Path, Query},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{question, summary::answer_text};
use crate::{
    error::AppError,
    mail::Mentioned,
    questionnaire::{Item, Substandard, answer::clean},
    store::{
        StoreError, delegation,
        edition::LoadedEdition,
        evidence::{self, Evidence, NewEvidence},
        person::Person,
        remark::{self, Remark},
        response::{self, Head, Revision, Save, Saved},
    },
    web::{
        Posted, Visit, cookies,
        form::{self, ErrorView, FieldView},
        render::Fragment,
    },
    workflow::{
        Action, Refusal, RoundState,
        evidence::{FILE_MAX, FileError, LINE_MAX, file_name},
    },
};

/// The most characters of what somebody says about an answer.
const REMARK_MAX: usize = 2000;
/// The hour at which people are told of what waits for their eyes.
const MORNING: i8 = 7;

#[derive(Serialize)]
struct AroundView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    /// The reader's id: what the browser keeps for one person is not another's.
    person: String,
    questionnaire: String,
    synthetic: bool,
    item: String,
    title: String,
    /// The page of the part, at the item.
    part: String,
    part_title: String,
    question: Fragment,
    answer: String,
    comment: String,
    /// Whether answers can be changed by this person.
    editable: bool,
    errors: Vec<ErrorView>,
    done: DoneView,
    evidence: Vec<EvidenceView>,
    evidence_title: FieldView,
    place: FieldView,
    dated_on: FieldView,
    file_error: Option<String>,
    /// Whether something is to be mended about a document that was being added.
    adding: bool,
    file_hint: String,
    /// Whether colleagues can talk here: nobody answers alone, and the round is open.
    can_talk: bool,
    remarks: Vec<RemarkView>,
    colleagues: Vec<TickView>,
    body: FieldView,
    /// Whether somebody asks for this person's eyes.
    unread: bool,
    history: Vec<RevisionView>,
    base: i32,
}

/// What was done, told in the section where it was.
#[derive(Default, Serialize)]
struct DoneView {
    evidence: Option<String>,
    remarks: Option<String>,
    history: Option<String>,
}

#[derive(Serialize)]
struct EvidenceView {
    id: String,
    title: String,
    place: String,
    file: Option<FileView>,
    about: String,
}

#[derive(Serialize)]
struct FileView {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct RemarkView {
    body: String,
    by: String,
    mentions: Option<String>,
}

#[derive(Serialize)]
struct TickView {
    id: String,
    name: String,
    checked: bool,
}

#[derive(Serialize)]
struct RevisionView {
    number: i32,
    answer: String,
    comment: String,
    by: String,
    current: bool,
}

/// What the address may say.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    done: Option<String>,
}

/// What was typed into one of the page's forms.
#[derive(Default)]
struct Typed {
    title: String,
    place: String,
    dated_on: String,
    body: String,
    mentions: BTreeSet<String>,
}

/// What is known around an answer.
struct Known {
    evidence: Vec<Evidence>,
    remarks: Vec<Remark>,
    people: Vec<Person>,
    unread: bool,
    history: Vec<Revision>,
    mine: bool,
}

pub(super) async fn show(
    visit: Visit,
    path: Path<(String, String)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    page(&visit, path.into_inner(), Typed::default(), Vec::new(), asked.done.as_deref()).await
}

async fn page(
    visit: &Visit,
    (id, item_id): (String, String),
    typed: Typed,
    errors: Vec<ErrorView>,
    done: Option<&str>,
) -> Result<HttpResponse, AppError> {
    let (year, wanted, scope) = (visit.app.year(), item_id.clone(), visit.scope()?);
    let (head, frozen, known) = super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
        let (sub, item) = frozen.edition.placed(&wanted).ok_or(StoreError::NotFound)?;
        let talks = head.person.is_none();
        let given = delegation::of_response(conn, head)?;
        Ok(Known {
            evidence: evidence::of_items(conn, head, &[&item.id])?.remove(&item.id).unwrap_or_default(),
            remarks: if talks { remark::of_item(conn, head, &item.id)? } else { Vec::new() },
            people: if talks { remark::people(conn, head, year)? } else { Vec::new() },
            unread: remark::unread(conn, &scope, head)?.values().any(|items| items.contains(&item.id)),
            history: response::revisions(conn, head, &item.id)?,
            mine: given.iter().any(|given| given.person == scope.person() && given.parts.contains(&sub.id)),
        })
    })
    .await?;
    let edition = &frozen.edition;
    let (sub, item) = edition.placed(&item_id).ok_or(AppError::NotFound)?;
    let lang = visit.reads(edition);
    let is_shut = visit.is_limited_to_parts(&head, Action::Answer) && !known.mine;
    let editable = head.is_editable() && visit.may_to(&head, Action::Answer) && !is_shut;
    let can_talk = head.person.is_none() && head.round_state == RoundState::Open;
    let me = visit.actor()?.id.clone();
    let newest = known.history.first();
    let file_error = errors.iter().find(|error| error.field == "file").map(|error| error.text.clone());
    let title = visit.text_with("around-title", &[("item", item.id.clone().into())]);
    let view = AroundView {
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, lang),
        synthetic: head.synthetic,
        item: item.id.clone(),
        part: part_path(&head.id, sub, item),
        part_title: format!("{} {}", sub.id, sub.title.get(lang)),
        question: question::text(visit, &frozen, item)?,
        answer: answer_text(visit, edition, item, newest.and_then(|newest| newest.entry.answer.as_ref())),
        comment: newest.map(|newest| newest.entry.comment.clone()).unwrap_or_default(),
        editable,
        done: done
            .map(|done| {
                let said = |key: &str| Some(visit.text(key));
                match done {
                    "evidence-added" => {
                        DoneView { evidence: said("around-done-added"), ..DoneView::default() }
                    }
                    "evidence-removed" => {
                        DoneView { evidence: said("around-done-removed"), ..DoneView::default() }
                    }
                    "said" => DoneView { remarks: said("around-done-said"), ..DoneView::default() },
                    "read" => DoneView { remarks: said("around-done-read"), ..DoneView::default() },
                    "restored" => DoneView { history: said("around-done-restored"), ..DoneView::default() },
                    _ => DoneView::default(),
                }
            })
            .unwrap_or_default(),
        evidence: known.evidence.iter().map(|piece| evidence_view(visit, &head, item, piece)).collect(),
        evidence_title: FieldView::of("title", typed.title, &errors),
        place: FieldView::of("place", typed.place, &errors),
        dated_on: FieldView::of("dated_on", typed.dated_on, &errors),
        file_error,
        adding: errors
            .iter()
            .any(|error| ["title", "place", "dated_on", "file", "evidence"].contains(&error.field)),
        file_hint: visit.text_with("around-file-hint", &[("most", (FILE_MAX / 1024 / 1024).into())]),
        can_talk,
        remarks: known.remarks.into_iter().map(|remark| remark_view(visit, remark)).collect(),
        colleagues: known
            .people
            .into_iter()
            .filter(|person| person.id != me)
            .map(|person| TickView {
                checked: typed.mentions.contains(&person.id),
                id: person.id,
                name: person.name,
            })
            .collect(),
        body: FieldView::of("body", typed.body, &errors),
        unread: known.unread,
        base: newest.map_or(0, |newest| newest.number),
        history: known
            .history
            .iter()
            .enumerate()
            .map(|(place, revision)| revision_view(visit, &frozen, item, revision, place == 0))
            .collect(),
        response: head.id,
        person: me,
        title: title.clone(),
        errors,
    };
    let status = if view.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page_with(status, "respond/around", form::title(visit, &title, &view.errors), &view)
}

fn part_path(response: &str, sub: &Substandard, item: &Item) -> String {
    format!("/responses/{response}/substandards/{}#item-{}", sub.id, item.id)
}

fn evidence_view(visit: &Visit, head: &Head, item: &Item, piece: &Evidence) -> EvidenceView {
    let day = piece.dated_on.map(|day| visit.date(day)).unwrap_or_default();
    let args = [("name", piece.by.clone().into()), ("at", visit.date_time(piece.at).into())];
    let by = visit.text_with("around-added", &args);
    EvidenceView {
        id: piece.id.clone(),
        title: piece.title.clone(),
        place: piece.place.clone(),
        file: piece.file_name.clone().map(|name| FileView {
            href: format!("/responses/{}/items/{}/evidence/{}", head.id, item.id, piece.id),
            text: format!("{name} ({} kB)", piece.file_size.unwrap_or_default().div_euclid(1024) + 1),
        }),
        about: [day, by].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". "),
    }
}

fn remark_view(visit: &Visit, remark: Remark) -> RemarkView {
    let by = [("name", remark.by.into()), ("at", visit.date_time(remark.at).into())];
    let names = remark.mentions.join(", ");
    RemarkView {
        body: remark.body,
        by: visit.text_with("note-by", &by),
        mentions: (!names.is_empty()).then(|| visit.text_with("around-to", &[("names", names.into())])),
    }
}

fn revision_view(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    revision: &Revision,
    current: bool,
) -> RevisionView {
    let by = [("name", revision.by.clone().into()), ("at", visit.date_time(revision.at).into())];
    let mut answer = answer_text(visit, &frozen.edition, item, revision.entry.answer.as_ref());
    if let Some(year) = revision.entry.unchanged_since {
        answer = format!("{answer} – {} {year}", visit.text("item-unchanged"));
    }
    RevisionView {
        number: revision.number,
        answer,
        comment: revision.entry.comment.clone(),
        by: visit.text_with("note-by", &by),
        current,
    }
}

fn back(visit: &Visit, id: &str, item: &str, done: &str, place: &str) -> HttpResponse {
    visit.redirect(&format!("/responses/{id}/items/{item}?done={done}#{place}"))
}

/// The item and its part, if the edition that is answered has it.
async fn placed(visit: &Visit, id: &str, item: &str) -> Result<(Head, String, String), AppError> {
    let (head, frozen, ()) = super::read(&visit.app, visit.scope()?, id.to_owned(), |_, _, _| Ok(())).await?;
    let (sub, item) = frozen.edition.placed(item).ok_or(AppError::NotFound)?;
    Ok((head, sub.id.clone(), item.id.clone()))
}

/// `POST …/evidence`: adds a document, a link or a file.
pub(super) async fn add_evidence(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, item) = path.into_inner();
    let (_, substandard, item) = placed(&visit, &id, &item).await?;
    let typed = Typed {
        title: form.text("title").to_owned(),
        place: form.text("place").to_owned(),
        dated_on: form.text("dated_on").to_owned(),
        ..Typed::default()
    };
    let mut errors = Vec::new();
    let sent = form.file().map_err(|_| FileError::TooLarge).transpose();
    let named = |content: &[u8]| Ok((file_name(form.file_name(), content)?, content.to_vec()));
    let file = sent.and_then(|sent| match sent.and_then(named) {
        Ok(file) => Some(file),
        Err(error) => {
            let key = match error {
                FileError::Empty => "around-file-empty",
                FileError::TooLarge => "around-file-too-large",
                FileError::OtherKind => "around-file-other-kind",
            };
            errors.push(ErrorView { field: "file", text: visit.text(key) });
            None
        }
    });
    let dated_on: Option<NaiveDate> = form::date(&typed.dated_on);
    if dated_on.is_none() && !typed.dated_on.is_empty() {
        errors.push(ErrorView { field: "dated_on", text: visit.text("answer-not-a-date") });
    }
    if typed.title.is_empty() && sent.is_none() {
        errors.push(ErrorView { field: "title", text: visit.text("around-title-missing") });
    }
    if typed.place.is_empty() && sent.is_none() {
        errors.push(ErrorView { field: "place", text: visit.text("around-place-missing") });
    }
    for (field, text) in [("title", &typed.title), ("place", &typed.place)] {
        let length = text.chars().count();
        if length > LINE_MAX {
            let args = [("length", length.to_string().into()), ("max", LINE_MAX.to_string().into())];
            errors.push(ErrorView { field, text: visit.text_with("answer-too-long", &args) });
        }
    }
    if !errors.is_empty() {
        return page(&visit, (id, item), typed, errors, None).await;
    }
    let title = match (&file, typed.title.is_empty()) {
        (Some((name, _)), true) => name.clone(),
        _ => clean(&typed.title),
    };
    let new =
        NewEvidence { item: item.clone(), substandard, title, place: clean(&typed.place), dated_on, file };
    let (scope, now, response) = (visit.scope()?, visit.now(), id.clone());
    match visit.app.db.write(move |conn| evidence::add(conn, &scope, &response, new, now)).await {
        Ok(()) => Ok(back(&visit, &id, &item, "evidence-added", "evidence")),
        // There is no room for it: what was typed stays, for when there is.
        Err(StoreError::Refused(refusal @ (Refusal::TooMuchEvidence(_) | Refusal::FilesTooLarge))) => {
            let text = crate::web::errors::message(&AppError::Refused(refusal), visit.lang);
            page(&visit, (id, item), typed, vec![ErrorView { field: "evidence", text }], None).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST …/evidence/remove`: takes a piece of evidence away.
pub(super) async fn remove_evidence(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, item) = path.into_inner();
    let (_, substandard, item) = placed(&visit, &id, &item).await?;
    let (scope, now, response) = (visit.scope()?, visit.now(), id.clone());
    let (key, of) = (form.text("evidence").to_owned(), item.clone());
    visit
        .app
        .db
        .write(move |conn| evidence::remove(conn, &scope, &response, (&substandard, &of, &key), now))
        .await?;
    Ok(back(&visit, &id, &item, "evidence-removed", "evidence"))
}

/// `GET …/evidence/{evidence}`: a file, always as something to save and never as a page of ours.
pub(super) async fn file(
    visit: Visit,
    path: Path<(String, String, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, _, key) = path.into_inner();
    let (_, _, (name, content)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| evidence::file(conn, head, &key))
            .await?;
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Attachment,
        parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
            charset: header::Charset::Ext("UTF-8".to_owned()),
            language_tag: None,
            value: name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok().content_type("application/octet-stream").insert_header(disposition).body(content))
}

/// `POST …/remarks`: says something, and asks for colleagues' eyes. They are told the next morning, all at once.
pub(super) async fn say(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, item) = path.into_inner();
    let (head, _, item) = placed(&visit, &id, &item).await?;
    let body = clean(form.raw("body"));
    let mentions: BTreeSet<String> = form.all("mention").map(str::to_owned).collect();
    let length = body.chars().count();
    let error = match length {
        0 => Some(visit.text("around-body-missing")),
        1..=REMARK_MAX => None,
        _ => {
            let args = [("length", length.to_string().into()), ("max", REMARK_MAX.to_string().into())];
            Some(visit.text_with("answer-too-long", &args))
        }
    };
    if let Some(text) = error {
        let errors = vec![ErrorView { field: "body", text }];
        return page(&visit, (id, item), Typed { body, mentions, ..Typed::default() }, errors, None).await;
    }
    let (app, scope, now, year) = (visit.app.clone(), visit.scope()?, visit.now(), visit.app.year());
    let (response, of) = (id.clone(), item.clone());
    visit
        .app
        .db
        .write(move |conn| {
            let asked = remark::write(conn, &scope, (&response, &of), &body, &mentions, (year, now))?;
            let morning = app.clock.next(MORNING);
            for person in &asked {
                let words = Mentioned {
                    network: &app.network,
                    name: &person.name,
                    member: &head.member_name,
                    audience: super::audience(&head),
                    due_on: head.due_on.max(app.clock.today()),
                    link: &app.mailer.response_link(&head.id),
                };
                let cause = format!("{}/{}", head.id, app.clock.local(morning).date());
                let mail = app.mailer.mentioned(person.into(), &head.round, &cause, &words);
                super::tell(conn, &app, person, mail, morning)?;
            }
            Ok(())
        })
        .await?;
    Ok(back(&visit, &id, &item, "said", "remarks"))
}

/// `POST …/read`: says that one has read what was said.
pub(super) async fn read(
    visit: Visit,
    path: Path<(String, String)>,
    _: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, item) = path.into_inner();
    let (_, _, item) = placed(&visit, &id, &item).await?;
    let (scope, now, response, of) = (visit.scope()?, visit.now(), id.clone(), item.clone());
    visit.app.db.write(move |conn| remark::mark_read(conn, &scope, &response, &of, now)).await?;
    Ok(back(&visit, &id, &item, "read", "remarks"))
}

/// `POST …/restore`: what the answer once said is what it says from now on, as a new revision.
pub(super) async fn restore(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, item) = path.into_inner();
    let (_, substandard, item) = placed(&visit, &id, &item).await?;
    let base_revision: i32 = form.parsed("base").filter(|base| *base >= 0).unwrap_or_default();
    // A revision that never was is nothing to go back to.
    let wanted: i32 = form.parsed("revision").unwrap_or_default();
    let (scope, now, response, of) = (visit.scope()?, visit.now(), id.clone(), item.clone());
    let saved = visit
        .app
        .db
        .write(move |conn| {
            response::save(conn, &scope, &response, now, |conn, head| {
                let revisions = response::revisions(conn, head, &of)?;
                let wanted = revisions.into_iter().find(|revision| revision.number == wanted);
                let mutation_id = cookies::secret();
                let save = |Revision { entry, .. }| Save {
                    item: of,
                    substandard,
                    mutation_id,
                    base_revision,
                    entry,
                };
                Ok(wanted.map(save).into_iter().collect())
            })
        })
        .await?;
    match saved.into_iter().next() {
        Some(Saved::As(_)) => {
            visit.app.live.poke(&id);
            Ok(back(&visit, &id, &item, "restored", "history"))
        }
        // Somebody has changed it since the page was shown: it is shown anew, and nothing is restored.
        _ => {
            let errors = vec![ErrorView { field: "history", text: visit.text("around-restore-stale") }];
            page(&visit, (id, item), Typed::default(), errors, None).await
        }
    }
}
