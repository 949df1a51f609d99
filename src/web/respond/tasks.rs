//! `/responses/{response}`: what is asked of me, what happens next.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::NoteView;
use crate::{
    error::AppError,
    questionnaire::{Depth, Hidden, Progress, Substandard},
    report::chart::perspective_class,
    store::{
        person,
        response::{self, Head, Stored},
    },
    web::{Visit, secretariat::TagView},
    workflow::{Action, ResponseState, Role, RoundState},
};

#[derive(Serialize)]
struct TasksView {
    id: String,
    title: String,
    member: String,
    synthetic: bool,
    introduction: String,
    deadline: Option<String>,
    closed: Option<super::ClosedView>,
    progress: String,
    perspectives: Vec<PerspectiveView>,
    next: Option<NextView>,
    check: String,
    editable: bool,
    waiting: bool,
    can_answer: bool,
    can_sign: bool,
    can_hand_over: bool,
    returned: Option<NoteView>,
    noted: bool,
    asked_back: Option<NoteView>,
    receipts: Vec<ReceiptView>,
    complete: bool,
    /// Whether the person answers alone, and signs.
    own: bool,
    /// For the signatory, as long as the process lead has not handed over.
    lead_turn: Option<String>,
}

#[derive(Serialize)]
struct PerspectiveView {
    class: String,
    title: String,
    tasks: Vec<TaskView>,
}

#[derive(Serialize)]
struct TaskView {
    href: String,
    id: String,
    title: String,
    tag: TagView,
    meta: Option<String>,
    noted: bool,
}

#[derive(Serialize)]
struct NextView {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct ReceiptView {
    href: String,
    text: String,
}

fn progress(sub: &Substandard, hidden: &Hidden<'_>, answers: &BTreeMap<String, Stored>) -> Progress {
    let depth = if sub.is_followup() { Depth::Followup } else { Depth::Core };
    Progress::at(depth, &sub.items, hidden, |id| answers.get(id)?.entry.answer.as_ref())
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (id, year) = (path.into_inner(), visit.app.year());
    let (head, frozen, (answers, notes, versions, leads)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
            let answers = response::answers(conn, head, None)?;
            let notes = response::review_notes(conn, head)?;
            let versions = response::versions(conn, head)?;
            let leads = person::names_of(conn, Role::ProcessLead, &head.member, year)?;
            Ok((answers, notes, versions, leads))
        })
        .await?;
    let edition = &frozen.edition;
    let lang = edition.language(visit.lang.as_str());
    let hidden = Hidden::of(edition, |id| answers.get(id)?.entry.answer.as_ref());
    let (mut done, mut all) = (0, 0);
    // What everybody answers comes before the year's focus areas.
    let (mut next, mut next_area): (Option<&Substandard>, Option<&Substandard>) = (None, None);
    let mut perspectives: Vec<PerspectiveView> = Vec::new();
    for section in edition.sections() {
        let mut tasks = Vec::new();
        // A part of which nothing is shown is none of theirs.
        for sub in section.substandards.iter().filter(|sub| sub.items.iter().any(|item| hidden.shows(item))) {
            let progress = progress(sub, &hidden, &answers);
            all += 1;
            let noted = head.is_editable()
                && head.state == ResponseState::Returned
                && sub.items.iter().any(|item| notes.contains_key(&item.id));
            done += usize::from(progress.is_complete());
            let place = if sub.is_followup() { &mut next_area } else { &mut next };
            if place.is_none() && (noted || !progress.is_complete()) {
                *place = Some(sub);
            }
            tasks.push(task(&visit, &head, sub, progress, noted, lang));
        }
        if !tasks.is_empty() {
            perspectives.push(PerspectiveView {
                class: perspective_class(edition, section.perspective.map(|_| section.id)),
                title: section.title.get(lang).to_owned(),
                tasks,
            });
        }
    }
    let editable = head.is_editable();
    let is_open = head.round_state == RoundState::Open;
    let waiting = is_open && head.state == ResponseState::AwaitingSignature;
    let own = head.person.is_some();
    let view = TasksView {
        title: edition.round_title(head.year, lang),
        member: head.member_name.clone(),
        synthetic: head.synthetic,
        introduction: edition.introduction.get(lang).to_owned(),
        deadline: is_open.then(|| deadline(&visit, &head)),
        closed: super::closed(&visit, &head),
        progress: visit.text_with("tasks-progress", &[("done", done.into()), ("all", all.into())]),
        perspectives,
        next: next.or(next_area).filter(|_| editable && visit.may_to(&head, Action::Answer)).map(|sub| {
            NextView {
                href: format!("/responses/{}/substandards/{}", head.id, sub.id),
                text: visit.text_with(
                    if done == 0 && answers.is_empty() { "tasks-begin" } else { "tasks-continue" },
                    &[("part", sub.id.clone().into())],
                ),
            }
        }),
        check: format!("/responses/{}/check", head.id),
        editable,
        waiting,
        can_answer: editable && visit.may_to(&head, Action::Answer),
        can_sign: waiting && visit.may_to(&head, Action::Sign),
        can_hand_over: visit.may_to(&head, Action::HandOver),
        own,
        returned: super::returned(&visit, &head, &versions),
        noted: !notes.is_empty(),
        asked_back: (editable && !head.state_note.is_empty()).then(|| NoteView {
            text: head.state_note.clone(),
            by: visit.text_with(
                "note-by",
                &[
                    ("name", head.state_by.clone().unwrap_or_default().into()),
                    ("at", visit.date_time(head.state_at).into()),
                ],
            ),
        }),
        receipts: versions
            .iter()
            .map(|version| ReceiptView {
                href: format!("/responses/{}/versions/{}", head.id, version.number),
                text: visit.text_with(
                    "tasks-receipt",
                    &[
                        ("number", version.number.to_string().into()),
                        ("at", visit.date_time(version.signed_at).into()),
                    ],
                ),
            })
            .collect(),
        complete: done == all,
        lead_turn: (editable && !own && visit.may_to(&head, Action::Sign))
            .then(|| lead_turn(&visit, &head, &leads)),
        id: head.id,
    };
    visit.page("respond/tasks", view.title.clone(), &view)
}

fn task(
    visit: &Visit,
    head: &Head,
    sub: &Substandard,
    progress: Progress,
    noted: bool,
    lang: &str,
) -> TaskView {
    let Progress { answered, all, .. } = progress;
    let (key, color) = match answered {
        _ if noted => ("part-noted", "warning"),
        _ if progress.is_complete() => ("part-done", "success"),
        0 => ("part-not-begun", "neutral"),
        _ => ("part-in-progress", "accent"),
    };
    let partly = answered > 0 && !progress.is_complete();
    TaskView {
        href: format!("/responses/{}/substandards/{}", head.id, sub.id),
        id: sub.id.clone(),
        title: sub.title.get(lang).to_owned(),
        tag: TagView { text: visit.text(key), color },
        meta: partly
            .then(|| visit.text_with("part-answered", &[("answered", answered.into()), ("all", all.into())])),
        noted,
    }
}

/// Tells the signatory who works with the answers now, and until when.
fn lead_turn(visit: &Visit, head: &Head, leads: &[String]) -> String {
    if leads.is_empty() {
        return visit.text("tasks-lead-missing");
    }
    let late = visit.app.clock.days_left(head.due_on) < 0;
    visit.text_with(
        if late { "tasks-lead-late" } else { "tasks-lead-text" },
        &[("names", leads.join(", ").into()), ("due", visit.date(head.due_on).into())],
    )
}

fn deadline(visit: &Visit, head: &Head) -> String {
    let left = visit.app.clock.days_left(head.due_on);
    let date = visit.date(head.due_on);
    if head.state.is_submitted() {
        return visit.text_with("deadline-signed", &[("at", visit.date_time(head.state_at).into())]);
    }
    match left {
        0 => visit.text_with("deadline-today", &[("date", date.into())]),
        left if left < 0 => {
            visit.text_with("deadline-passed", &[("date", date.into()), ("who", super::who(head).into())])
        }
        left => visit.text_with("deadline-left", &[("count", left.into()), ("date", date.into())]),
    }
}
