//! `/responses/{response}`: what is asked of me, what happens next.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{NoteView, consensus, onward::Way, substandard::progress};
use crate::{
    error::AppError,
    questionnaire::{Depth, Edition, Hidden, Kind, Progress, Substandard},
    report::chart::perspective_class,
    store::{
        delegation::{self, Delegation},
        part::{self, Marks},
        person::{self, Person},
        rating, remark,
        response::{self, Head, Stored},
        review,
        room::{self, Room},
        signing,
        version::{self, Version},
    },
    web::{
        Visit,
        reading::{self, ReadingView},
        secretariat::TagView,
    },
    workflow::{Action, ResponseState, Role, RoundState, Scope},
};

#[derive(Serialize)]
struct TasksView {
    id: String,
    title: String,
    member: String,
    /// The language of the questionnaire's texts, where it is not the page's.
    lang: Option<String>,
    reading: Option<ReadingView>,
    synthetic: bool,
    introduction: String,
    deadline: Option<String>,
    closed: Option<super::ClosedView>,
    progress: String,
    /// How far the person's own parts are, where others have some.
    own_progress: Option<String>,
    /// The person's own parts, where others have some; else all.
    perspectives: Vec<PerspectiveView>,
    /// What others have to answer.
    others: Vec<PerspectiveView>,
    /// Whether the person answers by delegation alone.
    limited: bool,
    /// What was written to the person with parts that were given.
    letters: Vec<NoteView>,
    /// Whether the person answers by delegation alone, and has answered it all.
    thanks: Option<String>,
    /// Who asks for the person's eyes, and at which questions.
    mentioned: Vec<MentionedView>,
    /// Who is waited for, and for what.
    waits: Vec<String>,
    next: Option<NextView>,
    check: String,
    editable: bool,
    waiting: bool,
    /// Whose signature is waited for, where somebody was chosen.
    asked: Option<String>,
    can_answer: bool,
    can_sign: bool,
    can_hand_over: bool,
    /// Whether the person hands out parts, and opens the dialogue.
    can_lead: bool,
    /// Whether the person may rate on their own.
    can_rate: bool,
    /// Whether own ratings may be removed: the answers are submitted, and there are some.
    can_forget: bool,
    done: Option<String>,
    /// The rooms in which a group agrees now.
    rooms: Vec<NextView>,
    /// How many have rated anything, for whoever may open the dialogue, as long as there is a part about which it is not open.
    silent: Option<String>,
    returned: Option<NoteView>,
    noted: bool,
    asked_back: Option<NoteView>,
    receipts: Vec<ReceiptView>,
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
    meta: Vec<String>,
    noted: bool,
}

#[derive(Serialize)]
struct NextView {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct MentionedView {
    text: String,
    items: Vec<NextView>,
}

#[derive(Serialize)]
struct ReceiptView {
    href: String,
    text: String,
}

/// What is known of a response, beside its head and edition.
struct Known {
    answers: BTreeMap<String, Stored>,
    notes: BTreeMap<String, String>,
    versions: Vec<Version>,
    leads: Vec<Person>,
    given: Vec<Delegation>,
    marks: Marks,
    has_ratings: bool,
    /// How many have rated anything, of how many, for whoever may open the dialogue.
    rated: Option<(usize, usize)>,
    /// The items at which somebody asks for the person's eyes, by name.
    unread: BTreeMap<String, BTreeSet<String>>,
    rooms: Vec<Room>,
    /// Who is asked to sign.
    asked: Vec<(String, String)>,
    /// The id of the person who looks.
    me: String,
}

/// How far somebody is with the parts that are theirs.
#[derive(Default)]
struct OwnProgress {
    /// How many parts are answered.
    done: usize,
    all: usize,
    /// How many of their questions are.
    answered: usize,
}

impl OwnProgress {
    fn add(&mut self, part: Progress) {
        self.done += usize::from(part.is_complete());
        self.all += 1;
        self.answered += part.answered;
    }
}

/// The sub-standards in which something is rated.
pub(super) fn rated(edition: &Edition) -> impl Iterator<Item = &Substandard> {
    let is_rated = |sub: &&Substandard| sub.items.iter().any(|item| item.kind == Kind::Rating);
    edition.substandards().map(|(_, sub)| sub).filter(is_rated)
}

/// Whether there is a part about which the dialogue is not open.
fn is_silent(edition: &Edition, marks: &Marks) -> bool {
    rated(edition).any(|sub| !marks.in_dialogue.contains_key(&sub.id))
}

/// What was done just before.
#[derive(Deserialize)]
pub(super) struct Done {
    done: Option<String>,
}

pub(super) async fn show(
    visit: Visit,
    path: Path<String>,
    query: Query<Done>,
) -> Result<HttpResponse, AppError> {
    let (id, year) = (path.into_inner(), visit.app.year());
    let (sign, answer, lead) =
        (visit.reach(Action::Sign), visit.reach(Action::Answer), visit.reach(Action::Lead));
    let (me, scope) = (visit.actor()?.id.clone(), visit.scope()?);
    let (head, frozen, known) = super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
        let answers = response::answers(conn, head, None)?;
        let notes = match head.state {
            ResponseState::Returned | ResponseState::AwaitingSignature => review::asked(conn, head)?,
            _ => BTreeMap::new(),
        };
        let versions = version::of_response(conn, head)?;
        let is_within = |scope: &Option<Scope>| scope.as_ref().is_some_and(|scope| head.is_within(scope));
        let leads = match head.is_editable() && is_within(&sign) {
            true => person::holders(conn, &[Role::ProcessLead], &head.member, year)?,
            false => Vec::new(),
        };
        let given = delegation::of_response(conn, head)?;
        let marks = part::marks(conn, head)?;
        let has_ratings = head.state.is_submitted() && rating::is_any(conn, head)?;
        let opens = head.is_editable()
            && head.person.is_none()
            && is_within(&lead)
            && is_silent(&frozen.edition, &marks);
        let rated = match opens {
            true => {
                let mut people = rating::raters(conn, head)?;
                let rated = people.len();
                people.extend(delegation::colleagues(conn, head, year)?.into_iter().map(|person| person.id));
                Some((rated, people.len()))
            }
            false => None,
        };
        // What is approved needs nobody's eyes any more.
        let unread = match head.round_state {
            RoundState::Open if head.state != ResponseState::Approved => remark::unread(conn, &scope, head)?,
            _ => BTreeMap::new(),
        };
        let mut rooms = if is_within(&answer) { room::of_response(conn, head)? } else { Vec::new() };
        rooms.retain(|room| room.closed_at.is_none());
        let asked = match head.state {
            ResponseState::AwaitingSignature => signing::asked(conn, head)?,
            _ => Vec::new(),
        };
        Ok(Known {
            answers,
            notes,
            versions,
            leads,
            given,
            marks,
            has_ratings,
            rated,
            unread,
            rooms,
            asked,
            me,
        })
    })
    .await?;
    let edition = &frozen.edition;
    let Known { answers, notes, versions, leads, given, .. } = &known;
    let me = &known.me;
    let limited = visit.is_limited_to_parts(&head, Action::Answer);
    let hands_over = visit.may_to(&head, Action::HandOver);
    let way = Way { given, marks: &known.marks, me, limited, hands_over };
    let is_mine = |sub: &Substandard| way.is_mine(sub);
    let is_shared =
        visit.may_to(&head, Action::Answer) && edition.substandards().any(|(_, sub)| !is_mine(sub));
    let lang = visit.reads(edition);
    let hidden = Hidden::asked(edition, &known.marks.opened, |id| answers.get(id)?.entry.answer.as_ref());
    let (mut done, mut all) = (0, 0);
    let mut own_progress = OwnProgress::default();
    // What everybody answers comes before the year's focus areas.
    let (mut next, mut next_area): (Option<&Substandard>, Option<&Substandard>) = (None, None);
    let (mut perspectives, mut others, mut unfinished) = (Vec::new(), Vec::new(), false);
    // By whom, and whether all that is wanting is that they say so.
    let mut waits: BTreeMap<(String, bool), Vec<String>> = BTreeMap::new();
    for section in edition.sections() {
        let (mut own, mut theirs) = (Vec::new(), Vec::new());
        // A part of which nothing is shown is none of theirs.
        for sub in section.substandards.iter().filter(|sub| sub.items.iter().any(|item| hidden.shows(item))) {
            let progress = progress(sub, &hidden, |id| answers.get(id)?.entry.answer.as_ref());
            all += 1;
            let is_finished = known.marks.finished.contains_key(&sub.id) && progress.is_complete();
            let noted = head.is_editable()
                && head.state == ResponseState::Returned
                && !is_finished
                && sub.items.iter().any(|item| notes.contains_key(&item.id));
            done += usize::from(progress.is_complete());
            let place = if sub.is_followup() { &mut next_area } else { &mut next };
            let mine = is_mine(sub);
            if mine {
                own_progress.add(progress);
            }
            if place.is_none() && (mine && !progress.is_complete() || noted && (mine || hands_over)) {
                *place = Some(sub);
            }
            unfinished |= mine && !is_finished;
            if head.is_editable()
                && !mine
                && !is_finished
                && let Some(names) = super::holders(&visit, given, &sub.id)
            {
                let unmarked = progress.is_complete() && !noted;
                waits.entry((names, unmarked)).or_default().push(sub.id.clone());
            }
            let view = task(&visit, &head, edition, (sub, progress, noted), &known);
            if mine || !is_shared { own.push(view) } else { theirs.push(view) }
        }
        for (tasks, list) in [(own, &mut perspectives), (theirs, &mut others)] {
            if !tasks.is_empty() {
                list.push(PerspectiveView {
                    class: perspective_class(edition, section.perspective.map(|_| section.id)),
                    title: section.title.get(lang).to_owned(),
                    tasks,
                });
            }
        }
    }
    let editable = head.is_editable();
    let is_open = head.round_state == RoundState::Open;
    let waiting = is_open && head.state == ResponseState::AwaitingSignature;
    let own = head.person.is_some();
    let view = TasksView {
        title: edition.round_title(head.year, lang),
        member: head.member_name.clone(),
        lang: visit.foreign(edition).map(str::to_owned),
        reading: reading::choice(&visit, edition),
        synthetic: head.synthetic,
        introduction: edition.introduction.get(lang).to_owned(),
        deadline: is_open.then(|| deadline(&visit, &head, versions.first())),
        closed: super::closed(&visit, &head),
        progress: visit.text_with("tasks-progress", &[("done", done.into()), ("all", all.into())]),
        own_progress: (is_shared && own_progress.all > 0).then(|| {
            let args = [("done", own_progress.done.into()), ("all", own_progress.all.into())];
            visit.text_with("tasks-progress-own", &args)
        }),
        perspectives,
        others,
        limited,
        letters: given
            .iter()
            .filter(|given| given.person == *me && !given.message.is_empty())
            .map(|given| NoteView {
                text: given.message.clone(),
                by: super::note_by(&visit, &given.given_by, given.given_at),
            })
            .collect(),
        thanks: (editable
            && limited
            && next.or(next_area).is_none()
            && given.iter().any(|given| given.person == *me))
        .then(|| visit.text(if unfinished { "tasks-answered" } else { "tasks-thanks" })),
        mentioned: known
            .unread
            .iter()
            .map(|(name, items)| MentionedView {
                text: visit.text_with("tasks-mentioned", &[("name", name.clone().into())]),
                items: items
                    .iter()
                    .map(|item| NextView {
                        href: format!("/responses/{}/items/{item}#remarks", head.id),
                        text: item.clone(),
                    })
                    .collect(),
            })
            .collect(),
        waits: waits
            .into_iter()
            .map(|((names, unmarked), parts)| {
                let args = [("names", names.into()), ("parts", parts.join(", ").into())];
                visit.text_with(if unmarked { "tasks-waits-unmarked" } else { "tasks-waits" }, &args)
            })
            .collect(),
        next: next.or(next_area).filter(|_| editable && visit.may_to(&head, Action::Answer)).map(|sub| {
            NextView {
                href: format!("/responses/{}/substandards/{}", head.id, sub.id),
                text: visit.text_with(
                    if own_progress.answered == 0 { "tasks-begin" } else { "tasks-continue" },
                    &[("part", sub.id.clone().into())],
                ),
            }
        }),
        check: format!("/responses/{}/check", head.id),
        editable,
        waiting,
        asked: (!known.asked.is_empty()).then(|| {
            let names = visit.listed(known.asked.iter().map(|(_, name)| name.clone()));
            visit.text_with("tasks-asked", &[("names", names.into())])
        }),
        can_answer: editable && visit.may_to(&head, Action::Answer),
        can_sign: waiting
            && visit.may_to(&head, Action::Sign)
            && (known.asked.is_empty() || known.asked.iter().any(|(person, _)| person == me)),
        can_hand_over: hands_over,
        own,
        can_lead: editable && !own && visit.may_to(&head, Action::Lead),
        can_rate: editable && !own && visit.may_to(&head, Action::Answer) && rated(edition).next().is_some(),
        can_forget: known.has_ratings && visit.may_to(&head, Action::Lead),
        done: match query.done.as_deref() {
            Some("ratings-removed") => Some(visit.text("own-removed")),
            Some("dialogue") if !own && !is_silent(edition, &known.marks) => {
                Some(visit.text("dialogue-opened-all"))
            }
            _ => None,
        },
        // While the answers are locked nobody can agree on any.
        rooms: known
            .rooms
            .iter()
            .filter(|_| editable)
            .map(|room| NextView {
                href: format!("/responses/{}/room/{}", head.id, room.id),
                text: consensus::about(&visit, edition, room),
            })
            .collect(),
        silent: known.rated.map(|(rated, of)| {
            visit.text_with("consensus-rated", &[("rated", rated.into()), ("of", of.into())])
        }),
        returned: super::returned(&visit, &head, versions),
        noted: !notes.is_empty(),
        asked_back: (editable && !head.state_note.is_empty()).then(|| NoteView {
            text: head.state_note.clone(),
            by: super::note_by(&visit, head.state_by.as_deref().unwrap_or_default(), head.state_at),
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
        lead_turn: (editable && !own && visit.may_to(&head, Action::Sign))
            .then(|| lead_turn(&visit, &head, leads)),
        id: head.id,
    };
    visit.page("respond/tasks", view.title.clone(), &view)
}

fn task(
    visit: &Visit,
    head: &Head,
    edition: &Edition,
    (sub, progress, noted): (&Substandard, Progress, bool),
    known: &Known,
) -> TaskView {
    let Progress { answered, all, .. } = progress;
    let finished = known.marks.finished.contains_key(&sub.id);
    let (key, color) = match answered {
        _ if noted => ("part-noted", "warning"),
        _ if finished && progress.is_complete() => ("part-done", "success"),
        _ if progress.is_complete() => ("part-complete", "info"),
        0 => ("part-not-begun", "neutral"),
        _ => ("part-in-progress", "accent"),
    };
    let counted = |key, answered: usize, all: usize| {
        visit.text_with(key, &[("answered", answered.into()), ("all", all.into())])
    };
    let mut meta = Vec::new();
    if answered > 0 && !progress.is_complete() {
        meta.push(counted("part-answered", answered, all));
    }
    if key == "part-complete" && head.is_editable() {
        meta.push(visit.text("part-unmarked"));
    }
    // Opened, and hardly anything there: neither done nor wanting.
    if known.marks.opened.contains(&sub.id) {
        let indepth = sub.items.iter().filter(|item| item.depth == Depth::Indepth);
        let (answered, all) = indepth.fold((0, 0), |(answered, all), item| {
            let given = known.answers.get(&item.id).is_some_and(|stored| stored.entry.answer.is_some());
            (answered + usize::from(given), all + 1)
        });
        if answered < all {
            meta.push(counted("part-thin", answered, all));
        }
    }
    let with = || known.given.iter().filter(|given| given.parts.contains(&sub.id));
    let mine = with().filter(|given| given.person == known.me).filter_map(|given| given.due_on).min();
    if let Some(day) = mine {
        meta.push(visit.text_with("part-mine-until", &[("date", visit.date(day).into())]));
    }
    let others: BTreeSet<String> = with()
        .filter(|given| given.person != known.me)
        .map(|given| match given.due_on {
            None => given.name.clone(),
            Some(day) => {
                let args = [("name", given.name.clone().into()), ("date", visit.date(day).into())];
                visit.text_with("part-holder-until", &args)
            }
        })
        .collect();
    if !others.is_empty() {
        let key = if with().any(|given| given.person == known.me) { "part-with-me" } else { "part-with" };
        meta.push(visit.text_with(key, &[("names", visit.listed(others).into())]));
    }
    TaskView {
        href: format!("/responses/{}/substandards/{}", head.id, sub.id),
        id: sub.id.clone(),
        title: sub.title.get(visit.reads(edition)).to_owned(),
        tag: TagView { text: visit.text(key), color },
        meta,
        noted,
    }
}

/// Tells the signatory who works with the answers now, and until when.
fn lead_turn(visit: &Visit, head: &Head, leads: &[Person]) -> String {
    if leads.is_empty() {
        return visit.text("tasks-lead-missing");
    }
    let names = visit.listed(leads.iter().map(|lead| lead.name.clone()));
    let late = visit.app.clock.days_left(head.due_on) < 0;
    visit.text_with(
        if late { "tasks-lead-late" } else { "tasks-lead-text" },
        &[("names", names.into()), ("due", visit.date(head.due_on).into())],
    )
}

/// What time is left; or when it was signed, and when that was approved.
fn deadline(visit: &Visit, head: &Head, signed: Option<&Version>) -> String {
    let left = visit.app.clock.days_left(head.due_on);
    let date = visit.date(head.due_on);
    if let Some(signed) = signed.filter(|_| head.state.is_submitted()) {
        let at = visit.text_with("deadline-signed", &[("at", visit.date_time(signed.signed_at).into())]);
        let approved = signed.decided_at.filter(|_| head.state == ResponseState::Approved);
        return match approved {
            Some(day) => {
                let day = visit.text_with("deadline-approved", &[("at", visit.date_time(day).into())]);
                format!("{at} {day}")
            }
            None => at,
        };
    }
    match left {
        0 => visit.text_with("deadline-today", &[("date", date.into())]),
        left if left < 0 => {
            visit.text_with("deadline-passed", &[("date", date.into()), ("who", super::who(head).into())])
        }
        left => visit.text_with("deadline-left", &[("count", left.into()), ("date", date.into())]),
    }
}
