//! `/secretariat/rounds/{round}/publish`: what is published, to whom, and then publish.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    form::{self, ErrorView},
    round::{load, title},
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
    impossible: String,
    waiting: Option<String>,
    left_out: Vec<String>,
    errors: Vec<ErrorView>,
}

async fn read(visit: &Visit, id: String) -> Result<(Round, String, StatusBoard), AppError> {
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
    Ok((round, title, board))
}

fn in_state(board: &StatusBoard, state: ResponseState) -> usize {
    board.members.iter().filter(|member| member.state == state).count()
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (round, title, board) = read(&visit, path.into_inner()).await?;
    page(&visit, &round, title, &board, Vec::new())
}

fn page(
    visit: &Visit,
    round: &Round,
    name: String,
    board: &StatusBoard,
    errors: Vec<ErrorView>,
) -> Result<HttpResponse, AppError> {
    if round.state == RoundState::Published {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{}", round.id)));
    }
    let approved = in_state(board, ResponseState::Approved);
    let waiting = in_state(board, ResponseState::Signed);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = PublishView {
        lead: visit.text_with(
            "publish-lead",
            &[("approved", approved.into()), ("members", board.members.len().into())],
        ),
        possible: round.state == RoundState::Open && approved > 0,
        impossible: visit.text(match round.state {
            RoundState::Draft => "publish-draft",
            RoundState::Open | RoundState::Published => "publish-none",
        }),
        waiting: (waiting > 0).then(|| visit.counted("publish-waiting", waiting)),
        left_out: board
            .members
            .iter()
            .filter(|member| member.state != ResponseState::Approved)
            .map(|member| member.name.clone())
            .collect(),
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
    let (round, name, board) = read(&visit, id.clone()).await?;
    if round.state == RoundState::Open && in_state(&board, ResponseState::Approved) == 0 {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{id}/publish")));
    }
    if round.state == RoundState::Open && !posted.has("sure") {
        let errors = vec![ErrorView { field: "sure", text: visit.text("publish-sure-missing") }];
        return page(&visit, &round, name, &board, errors);
    }
    let (scope, now, round) = (visit.scope()?, visit.now(), id.clone());
    visit.app.db.write(move |conn| round::publish(conn, &scope, now, &round)).await?;
    Ok(visit.redirect(&format!("/secretariat/rounds/{id}?done=published")))
}
