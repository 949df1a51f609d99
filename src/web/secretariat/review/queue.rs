//! `/secretariat/review`: the signed versions, those that wait first.

use std::{collections::BTreeMap, sync::Arc};

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    questionnaire::{Edition, Progress},
    store::{
        DbConnection, StoreResult,
        edition::Editions,
        review::{self, Queued},
    },
    web::{
        Visit,
        observed::{Before, content},
        posted::Query,
        respond::progress,
        secretariat::{TagView, whose},
    },
    workflow::{Scope, observation},
};

#[derive(Serialize)]
struct QueueView {
    lead: String,
    saved: Option<String>,
    first: Option<FirstView>,
    waiting: Vec<WaitingView>,
    decided: Vec<DecidedView>,
}

#[derive(Serialize)]
struct FirstView {
    href: String,
    text: String,
}

#[derive(Serialize)]
struct WaitingView {
    href: String,
    member: String,
    round: String,
    signed_at: String,
    number: i32,
    answered: String,
    observations: usize,
}

#[derive(Serialize)]
struct DecidedView {
    href: String,
    member: String,
    round: String,
    number: i32,
    decision: TagView,
    decided_at: String,
}

/// What is counted of a version that waits.
struct Figures {
    progress: Progress,
    observations: usize,
}

pub(super) async fn show(visit: Visit, query: Query) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let mut rows = visit.app.db.read(move |conn| queue(conn, &scope, &editions)).await?;
    // Those that wait keep their order.
    rows.sort_by_key(|(row, ..)| row.decided_at);
    let path = |row: &Queued| super::href(&row.id);
    // The person who answers alone is the one who signs.
    let whose = |row: &Queued| whose(&row.member_name, row.person.as_ref().map(|_| row.signer_name.as_str()));
    let round = |row: &Queued, edition: &Edition| edition.round_title(row.year, visit.reads(edition));
    let mut waiting = Vec::new();
    let mut decided = Vec::new();
    let mut first = None;
    for (row, edition, figures) in &rows {
        match (figures, row.decision.as_deref()) {
            (Some(figures), _) => {
                first.get_or_insert_with(|| FirstView {
                    href: path(row),
                    text: visit.text_with("review-first", &[("member", whose(row).into())]),
                });
                waiting.push(WaitingView {
                    href: path(row),
                    member: whose(row),
                    round: round(row, edition),
                    signed_at: visit.date_time(row.signed_at),
                    number: row.number,
                    answered: visit.text_with(
                        "review-answered-of",
                        &[
                            ("answered", figures.progress.answered.into()),
                            ("all", figures.progress.all.into()),
                        ],
                    ),
                    observations: figures.observations,
                });
            }
            (None, decision) => decided.push(DecidedView {
                href: path(row),
                member: whose(row),
                round: round(row, edition),
                number: row.number,
                decision: decision_tag(&visit, decision.unwrap_or_default()),
                decided_at: row.decided_at.map(|at| visit.date_time(at)).unwrap_or_default(),
            }),
        }
    }
    // What was decided last stands first.
    decided.reverse();
    let said = query.iter().find(|(name, _)| name == "saved").map(|(_, value)| value.as_str());
    let view = QueueView {
        lead: visit.counted("review-lead", waiting.len()),
        saved: match said {
            Some("approved") => Some(visit.text("review-saved-approved")),
            Some("returned") => Some(visit.text("review-saved-returned")),
            Some("returned-untold") => Some(visit.text("review-saved-returned-untold")),
            _ => None,
        },
        first,
        waiting,
        decided,
    };
    visit.page("secretariat/review/queue", visit.text("nav-review"), &view)
}

/// A decision in a word.
pub(super) fn decision_tag(visit: &Visit, decision: &str) -> TagView {
    match decision {
        "approved" => TagView { text: visit.text("state-approved"), color: "success" },
        _ => TagView { text: visit.text("state-returned"), color: "warning" },
    }
}

/// A version with what was asked, and with figures if it waits.
type Row = (Queued, Arc<Edition>, Option<Figures>);

/// The queue, with figures of what waits. The answers of the year before are read once per round.
fn queue(conn: &mut DbConnection, scope: &Scope, editions: &Editions) -> StoreResult<Vec<Row>> {
    let mut before: BTreeMap<(i32, String), Option<Arc<Before>>> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in review::queue(conn, scope)? {
        let edition = Arc::clone(&editions.get(conn, &row.edition)?.edition);
        if row.decision.is_some() {
            rows.push((row, edition, None));
            continue;
        }
        let round = (row.year, row.edition.clone());
        if !before.contains_key(&round) {
            let found = Before::read(conn, scope, editions, (&edition, row.year), None)?;
            before.insert(round.clone(), found.map(Arc::new));
        }
        let earlier = match before.get(&round) {
            Some(Some(before)) => before.comparable(&edition, &(row.member.clone(), row.person.clone()))?,
            _ => BTreeMap::new(),
        };
        let entries = content(&row.content)?.entries();
        let figures = Figures {
            progress: progress(&edition, &entries),
            observations: observation::of(&edition, &entries, &earlier).len(),
        };
        rows.push((row, edition, Some(figures)));
    }
    Ok(rows)
}
