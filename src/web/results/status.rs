//! `/status`: which member is in which state, and nothing more: for the board.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    store::round,
    web::{
        Visit,
        secretariat::{TagView, role_name, state_tag},
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
    /// The language of the title, where it is not the page's.
    lang: Option<String>,
    synthetic: bool,
    lead: String,
    due: String,
    members: Vec<MemberView>,
}

#[derive(Serialize)]
struct MemberView {
    name: String,
    state: TagView,
    since: String,
    /// The last day, while it matters.
    due: Option<String>,
    is_overdue: bool,
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let (scope, today, editions) = (visit.scope()?, visit.app.clock.today(), visit.app.editions.clone());
    let boards = visit
        .app
        .db
        .read(move |conn| {
            let open = round::list(conn)?.into_iter().filter(|round| round.state == RoundState::Open);
            let mut boards = Vec::new();
            for round in open {
                let board = round::status_board(conn, &scope, &round.id, today)?;
                let edition = editions.get(conn, &round.edition_id)?;
                boards.push((round, edition, board));
            }
            Ok(boards)
        })
        .await?;
    let rounds = boards
        .into_iter()
        .map(|(round, loaded, board)| RoundView {
            title: loaded.edition.round_title(round.year, visit.reads(&loaded.edition)),
            lang: visit.foreign(&loaded.edition).map(str::to_owned),
            synthetic: round.synthetic,
            lead: visit.text_with(
                "status-lead",
                &[("submitted", board.submitted().into()), ("members", board.members.len().into())],
            ),
            due: visit.text_with("responses-due", &[("due", visit.date(round.due_on).into())]),
            members: board
                .members
                .iter()
                .map(|member| MemberView {
                    // The board sees how it goes, not who it is.
                    name: match member.role_and_number() {
                        Some((role, number)) => {
                            format!("{}, {} {number}", member.name, role_name(&visit, role).to_lowercase())
                        }
                        None => member.name.clone(),
                    },
                    state: state_tag(&visit, member.state),
                    since: visit.date_time(member.since),
                    due: (!member.state.is_submitted()).then(|| visit.date(member.due_on)),
                    is_overdue: member.is_overdue,
                })
                .collect(),
        })
        .collect();
    visit.page("results/status", visit.text("nav-status"), &StatusView { rounds })
}
