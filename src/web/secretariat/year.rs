//! `/secretariat`: "Årshjulet": where the round stands, what needs doing today, and the rounds before it.

use std::sync::Arc;

use actix_web::{HttpResponse, web::Query};
use chrono::Datelike;
use serde::Serialize;

use super::{
    TagView, counted_of,
    round::{self as round_page, Done, LinkView},
    state_tag,
};
use crate::{
    error::AppError,
    store::{
        edition::LoadedEdition,
        mail, member, person,
        round::{self, Round, StatusBoard},
    },
    web::Visit,
    workflow::{
        ResponseState, Role, RoundState,
        step::{self, Standing, Step},
    },
};

#[derive(Serialize)]
struct YearView {
    done: Option<String>,
    members: usize,
    rounds: Vec<RoundView>,
    earlier: Vec<EarlierView>,
}

#[derive(Serialize)]
struct RoundView {
    id: String,
    title: String,
    lead: String,
    /// Whom it addresses.
    audience: String,
    synthetic: bool,
    stages: Vec<StageView>,
    figures: Vec<FigureView>,
    tasks: Vec<TaskView>,
    next: Option<LinkView>,
    /// Whether this is the first round on the page: its next step is the page's.
    first: bool,
}

#[derive(Serialize)]
struct StageView {
    name: String,
    meta: String,
    done: bool,
    current: bool,
}

#[derive(Serialize)]
struct FigureView {
    name: String,
    count: usize,
    of: Option<String>,
}

#[derive(Serialize)]
struct TaskView {
    href: String,
    text: String,
    tag: TagView,
    meta: Option<String>,
}

#[derive(Serialize)]
struct EarlierView {
    id: String,
    title: String,
    published: String,
    approved: String,
    synthetic: bool,
}

/// A round that is prepared or answered, with all that decides what needs doing.
struct Current {
    round: Round,
    edition: Arc<LoadedEdition>,
    board: StatusBoard,
    standing: Standing,
    /// How many mails did not arrive, or may not have.
    failed: usize,
    /// How many people a reminder would go to.
    waited_for: usize,
    /// The members or theme groups that have nobody to answer.
    no_lead: Vec<String>,
    /// The members or theme groups that have nobody to sign.
    no_signatory: Vec<String>,
}

struct Earlier {
    round: Round,
    edition: Arc<LoadedEdition>,
    board: StatusBoard,
}

pub(super) async fn show(visit: Visit, query: Query<Done>) -> Result<HttpResponse, AppError> {
    let (scope, today, editions) = (visit.scope()?, visit.app.clock.today(), visit.app.editions.clone());
    let (members, current, earlier) = visit
        .app
        .db
        .read(move |conn| {
            let contacts = person::contacts(conn, &scope)?;
            let (mut current, mut earlier) = (Vec::new(), Vec::new());
            for round in round::list(conn)? {
                let edition = editions.get(conn, &round.edition_id)?;
                if round.state == RoundState::Published {
                    let board = round::status_board(conn, &scope, &round.id, today)?;
                    earlier.push(Earlier { round, edition, board });
                    continue;
                }
                let (board, standing) = round_page::standing(conn, &scope, &round, today)?;
                let addressed = round::addressed(conn, &round)?;
                let mut asked = round::addressees(conn, round.year, &addressed)?;
                // Who answers alone needs nobody else.
                asked.retain(|one| one.person.is_none());
                let lacking = |role: Role| -> Vec<String> {
                    let holds = |id: &str| {
                        contacts.iter().flat_map(|contact| &contact.assignments).any(|held| {
                            held.role == role
                                && held.member.as_deref() == Some(id)
                                && held.is_held_in(round.year)
                        })
                    };
                    let lacking = asked.iter().filter(|one| !holds(&one.member));
                    lacking.map(|one| one.member_short_name.clone()).collect()
                };
                let log = mail::log(conn, &scope, &round.id)?;
                let reminded = round::to_remind(conn, &scope, &round.id)?;
                current.push(Current {
                    failed: log.iter().filter(|mail| mail.state.can_be_resent()).count(),
                    waited_for: reminded.iter().filter(|recipient| recipient.is_waited_for()).count(),
                    no_lead: lacking(Role::ProcessLead),
                    no_signatory: lacking(Role::Signatory),
                    round,
                    edition,
                    board,
                    standing,
                });
            }
            // What is answered comes before what is prepared.
            current.sort_by_key(|current| current.round.state != RoundState::Open);
            Ok((member::of_year(conn, today.year())?.len(), current, earlier))
        })
        .await?;
    let deleted = query.into_inner().done.as_deref() == Some("deleted");
    let view = YearView {
        done: deleted.then(|| visit.text("round-done-deleted")),
        members,
        rounds: current
            .iter()
            .enumerate()
            .map(|(at, current)| in_progress(&visit, current, at == 0))
            .collect(),
        earlier: earlier.iter().map(|earlier| published(&visit, earlier)).collect(),
    };
    visit.page("secretariat/year", visit.text("nav-round"), &view)
}

fn published(visit: &Visit, earlier: &Earlier) -> EarlierView {
    let Earlier { round, edition, board } = earlier;
    let approved = board.members.iter().filter(|member| member.state == ResponseState::Approved).count();
    EarlierView {
        id: round.id.clone(),
        title: round_page::title(visit, round, edition),
        published: round.published_at.map(|at| round_page::day(visit, at)).unwrap_or_default(),
        approved: visit.text_with(
            "year-approved",
            &[("approved", approved.into()), ("members", board.members.len().into())],
        ),
        synthetic: round.synthetic,
    }
}

fn in_progress(visit: &Visit, current: &Current, first: bool) -> RoundView {
    let Current { round, edition, board, standing, .. } = current;
    RoundView {
        id: round.id.clone(),
        title: round_page::title(visit, round, edition),
        lead: round_page::lead(visit, round, board),
        audience: visit.text(&format!("audience-{}", round.audience.as_str())),
        synthetic: round.synthetic,
        stages: stages(visit, round, standing),
        figures: figures(visit, board),
        tasks: tasks(visit, current),
        next: round_page::next_link(visit, &round.id, standing).or_else(|| remind_link(visit, current)),
        first,
    }
}

/// The stages of the round, with the one that it is in.
fn stages(visit: &Visit, round: &Round, standing: &Standing) -> Vec<StageView> {
    let all_approved = standing.approved == standing.members && standing.members > 0;
    let at = match step::next(standing) {
        Some(Step::Open) => 0,
        Some(Step::NameContacts | Step::Invite) => 1,
        _ if standing.state == RoundState::Draft => 0,
        Some(Step::Publish) | None => 4,
        Some(Step::Review | Step::Wait) if all_approved => 4,
        Some(Step::Review | Step::Wait) if standing.is_past_due => 3,
        Some(Step::Review | Step::Wait) => 2,
    };
    let names = ["stage-prepare", "stage-invite", "stage-answer", "stage-review", "stage-publish"];
    names
        .into_iter()
        .enumerate()
        .map(|(number, key)| {
            let progress = match number.cmp(&at) {
                std::cmp::Ordering::Less => Some(visit.text("stage-done")),
                std::cmp::Ordering::Equal => Some(visit.text("stage-now")),
                std::cmp::Ordering::Greater => None,
            };
            let days = (key == "stage-answer").then(|| round_page::period(visit, round));
            let meta: Vec<String> = days.into_iter().chain(progress).collect();
            StageView {
                name: visit.text(key),
                meta: meta.join(" · "),
                done: number < at,
                current: number == at,
            }
        })
        .collect()
}

/// How many have submitted, and how many are in each state that somebody is in.
fn figures(visit: &Visit, board: &StatusBoard) -> Vec<FigureView> {
    if board.members.is_empty() {
        return Vec::new();
    }
    let submitted = FigureView {
        name: visit.text("year-submitted"),
        count: board.submitted(),
        of: Some(visit.text_with("year-of", &[("members", board.members.len().into())])),
    };
    let in_states = board
        .counts()
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| FigureView { name: state_tag(visit, state).text, count, of: None });
    std::iter::once(submitted).chain(in_states).collect()
}

/// The way to a reminder, once the last day has passed and the round waits for somebody.
fn remind_link(visit: &Visit, current: &Current) -> Option<LinkView> {
    (current.standing.is_past_due && current.waited_for > 0).then(|| LinkView {
        href: format!("/secretariat/rounds/{}/mail", current.round.id),
        text: visit.counted("task-remind", current.waited_for),
    })
}

/// What needs doing beside the next step.
fn tasks(visit: &Visit, current: &Current) -> Vec<TaskView> {
    let Current { round, standing, failed, no_lead, no_signatory, .. } = current;
    let mail = format!("/secretariat/rounds/{}/mail", round.id);
    let mut tasks = Vec::new();
    let mut add = |href: &str, text: String, (tag, color): (&str, &'static str), meta: Option<String>| {
        let tag = TagView { text: visit.text(tag), color };
        tasks.push(TaskView { href: href.to_owned(), text, tag, meta });
    };
    if *failed > 0 {
        let meta = visit.text("task-failed-hint");
        add(
            &format!("{mail}#log"),
            visit.counted("task-failed", *failed),
            ("task-tag-mail", "danger"),
            Some(meta),
        );
    }
    if standing.invited > 0 && standing.uninvited > 0 {
        add(&mail, visit.counted("task-invite", standing.uninvited), ("task-tag-mail", "accent"), None);
    }
    // Where nothing else comes first, the reminder is the next step itself.
    if let (Some(remind), Some(_)) =
        (remind_link(visit, current), round_page::next_link(visit, &round.id, standing))
    {
        add(&remind.href, remind.text, ("task-tag-mail", "accent"), None);
    }
    for (lacking, key) in [(no_lead, "task-no-lead"), (no_signatory, "task-no-signatory")] {
        if !lacking.is_empty() {
            let meta = lacking.join(", ");
            let text = counted_of(visit, key, round.audience, lacking.len());
            add("/secretariat/contacts", text, ("task-tag-contacts", "warning"), Some(meta));
        }
    }
    tasks
}
