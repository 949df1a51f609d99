//! `/status`: which member is in which state, and nothing more: for the board.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    store::round,
    web::{
        Visit,
        secretariat::{TagView, state_tag},
    },
    workflow::RoundState,
};

#[derive(Serialize)]
struct StatusView {
    rounds: Vec<RoundView>,
}

#[derive(Serialize)]
struct RoundView {
    title: String,
    synthetic: bool,
    lead: String,
    members: Vec<MemberView>,
}

#[derive(Serialize)]
struct MemberView {
    name: String,
    state: TagView,
    since: String,
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let (scope, today) = (visit.scope()?, visit.app.clock.today());
    let boards = visit
        .app
        .db
        .read(move |conn| {
            let open = round::list(conn)?.into_iter().filter(|round| round.state == RoundState::Open);
            open.map(|round| round::status_board(conn, &scope, &round.id, today).map(|board| (round, board)))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let rounds = boards
        .into_iter()
        .map(|(round, board)| RoundView {
            title: visit.text_with("round-title", &[("year", round.year.to_string().into())]),
            synthetic: round.synthetic,
            lead: visit.text_with(
                "status-lead",
                &[("submitted", board.submitted().into()), ("members", board.members.len().into())],
            ),
            members: board
                .members
                .iter()
                .map(|member| MemberView {
                    name: member.name.clone(),
                    state: state_tag(&visit, member.state),
                    since: visit.date_time(member.since),
                })
                .collect(),
        })
        .collect();
    visit.page("results/status", visit.text("nav-status"), &StatusView { rounds })
}
