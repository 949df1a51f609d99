//! `/secretariat/rounds/{round}/publish`: what is published, to whom, and then publish.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    TagView, counted_of,
    form::{self, ErrorView, FieldView},
    round::{load, title},
    state_tag, whose,
};
use crate::{
    error::AppError,
    store::round::{self, Round, StatusBoard},
    web::{Posted, Visit},
    workflow::{ResponseState, RoundState},
};

#[derive(Serialize)]
struct PublishView {
    id: String,
    title: String,
    lead: String,
    possible: bool,
    /// Whether the questionnaire has ratings, and so a result in figures.
    scored: bool,
    impossible: String,
    /// That members can still answer, and until when.
    running: Option<String>,
    waiting: Option<String>,
    left_out: Vec<LeftOutView>,
    left_out_text: String,
    sure: FieldView,
    /// The second confirmation: that so many members are left out.
    without: Option<FieldView>,
    without_text: String,
    without_ticked: bool,
    errors: Vec<ErrorView>,
}

/// A member that is not in the result, and where its response stands.
#[derive(Serialize)]
struct LeftOutView {
    name: String,
    state: TagView,
}

/// What the person has confirmed.
#[derive(Debug, Clone, Copy, Default)]
struct Confirmed {
    sure: bool,
    /// How many members the person knows to be left out.
    without: Option<usize>,
}

impl Confirmed {
    fn of(posted: &Posted) -> Confirmed {
        Confirmed { sure: posted.has("sure"), without: posted.parsed("without") }
    }

    /// Whether it covers that so many members are left out.
    fn covers(&self, left_out: usize) -> bool {
        left_out == 0 || self.without == Some(left_out)
    }
}

/// A round as this page names it, with its board.
struct Read {
    round: Round,
    title: String,
    scored: bool,
    board: StatusBoard,
}

async fn read(visit: &Visit, id: String) -> Result<Read, AppError> {
    let (scope, today, editions) = (visit.scope()?, visit.app.clock.today(), visit.app.editions.clone());
    let (round, edition, board) = visit
        .app
        .db
        .read(move |conn| {
            let (round, edition) = load(conn, &editions, &id)?;
            let board = round::status_board(conn, &scope, &round.id, today)?;
            Ok((round, edition, board))
        })
        .await?;
    let title = title(visit, &round, &edition);
    let scored = edition.edition.scored_substandards().next().is_some();
    Ok(Read { round, title, scored, board })
}

fn in_state(board: &StatusBoard, state: ResponseState) -> usize {
    board.members.iter().filter(|member| member.state == state).count()
}

/// How many members are not in the result.
fn left_out(board: &StatusBoard) -> usize {
    board.members.len() - in_state(board, ResponseState::Approved)
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let read = read(&visit, path.into_inner()).await?;
    page(&visit, read, (Confirmed::default(), Vec::new()))
}

fn page(
    visit: &Visit,
    Read { round, title: name, scored, board }: Read,
    (confirmed, errors): (Confirmed, Vec<ErrorView>),
) -> Result<HttpResponse, AppError> {
    if round.state == RoundState::Published {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{}", round.id)));
    }
    let approved = in_state(&board, ResponseState::Approved);
    let waiting = in_state(&board, ResponseState::Signed);
    let left_out = left_out(&board);
    let is_running = visit.app.clock.days_left(round.due_on) >= 0;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = PublishView {
        lead: visit.text_with(
            "publish-lead",
            &[("approved", approved.into()), ("members", board.members.len().into())],
        ),
        scored,
        possible: round.state == RoundState::Open && approved > 0,
        impossible: visit.text(match round.state {
            RoundState::Draft => "publish-draft",
            RoundState::Open | RoundState::Published => "publish-none",
        }),
        running: is_running.then(|| {
            visit.text_with(
                "publish-running",
                &[("date", visit.date(round.due_on).into()), ("audience", round.audience.as_str().into())],
            )
        }),
        waiting: (waiting > 0).then(|| visit.counted("publish-waiting", waiting)),
        // Those whose answers are nearest to the result stand first.
        left_out: ResponseState::ALL
            .into_iter()
            .rev()
            .filter(|state| *state != ResponseState::Approved)
            .flat_map(|state| board.members.iter().filter(move |member| member.state == state))
            .map(|member| LeftOutView {
                name: whose(&member.name, member.person.as_deref()),
                state: state_tag(visit, member.state),
            })
            .collect(),
        left_out_text: counted_of(visit, "publish-left-out-text", round.audience, left_out),
        sure: FieldView::of("sure", if confirmed.sure { "yes" } else { "" }, &errors),
        without: (left_out > 0).then(|| FieldView::of("without", left_out.to_string(), &errors)),
        without_text: counted_of(visit, "publish-without", round.audience, left_out),
        without_ticked: confirmed.covers(left_out),
        title: name,
        id: round.id.clone(),
        errors,
    };
    let title = form::title(visit, &visit.text("publish-title"), &view.errors);
    visit.page_with(status, "secretariat/publish", title, &view)
}

pub(super) async fn publish(
    visit: Visit,
    path: Path<String>,
    posted: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let found = read(&visit, id.clone()).await?;
    if found.round.state == RoundState::Open && in_state(&found.board, ResponseState::Approved) == 0 {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{id}/publish")));
    }
    let confirmed = Confirmed::of(&posted);
    if found.round.state == RoundState::Open {
        let errors = errors(&visit, &confirmed, &found);
        if !errors.is_empty() {
            return page(&visit, found, (confirmed, errors));
        }
    }
    let (scope, now, today, target) = (visit.scope()?, visit.now(), visit.app.clock.today(), id.clone());
    let published = visit
        .app
        .db
        .write(move |conn| {
            // Once more where nothing changes any more: one could have signed, or been given back its answers, since.
            let is_open = round::by_id(conn, &target)?.state == RoundState::Open;
            if is_open && !confirmed.covers(left_out(&round::status_board(conn, &scope, &target, today)?)) {
                return Ok(false);
            }
            round::publish(conn, &scope, now, &target).map(|_| true)
        })
        .await?;
    if published {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{id}?done=published")));
    }
    let found = read(&visit, id).await?;
    let errors = errors(&visit, &confirmed, &found);
    page(&visit, found, (confirmed, errors))
}

/// What is missing before so many members are left out for good.
fn errors(visit: &Visit, confirmed: &Confirmed, read: &Read) -> Vec<ErrorView> {
    let left_out = left_out(&read.board);
    let mut errors = Vec::new();
    if !confirmed.sure {
        errors.push(ErrorView { field: "sure", text: visit.text("publish-sure-missing") });
    }
    if !confirmed.covers(left_out) {
        let key = match confirmed.without {
            None => "publish-without-missing",
            Some(_) => "publish-without-changed",
        };
        errors.push(ErrorView {
            field: "without",
            text: counted_of(visit, key, read.round.audience, left_out),
        });
    }
    errors
}
