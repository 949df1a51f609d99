//! `/secretariat/rounds/{round}/versions`: every signed version of a round, also after it is published.

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::queue::decision_tag;
use crate::{
    error::AppError,
    store::review::{self, Listed},
    web::{
        Visit,
        secretariat::{
            TagView,
            round::{load, title},
            whose,
        },
    },
    workflow::RoundState,
};

#[derive(Serialize)]
struct VersionsView {
    id: String,
    title: String,
    versions: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    href: String,
    member: String,
    number: i32,
    signed_at: String,
    decision: TagView,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (id, scope, editions) = (path.into_inner(), visit.scope()?, visit.app.editions.clone());
    let (round, edition, versions) = visit
        .app
        .db
        .read(move |conn| {
            let (round, edition) = load(conn, &editions, &id)?;
            let versions = review::of_round(conn, &scope, &id)?;
            Ok((round, edition, versions))
        })
        .await?;
    let decision = |version: &Listed| match version.decision.as_deref() {
        Some(decision) => decision_tag(&visit, decision),
        None if round.state == RoundState::Open => {
            TagView { text: visit.text("review-undecided"), color: "info" }
        }
        None => TagView { text: visit.text("review-unreviewed"), color: "neutral" },
    };
    let view = VersionsView {
        title: title(&visit, &round, &edition),
        versions: versions
            .iter()
            .map(|version| RowView {
                href: super::href(&version.id),
                member: whose(&version.member_name, version.person_name.as_deref()),
                number: version.number,
                signed_at: visit.date_time(version.signed_at),
                decision: decision(version),
            })
            .collect(),
        id: round.id,
    };
    let heading = format!("{}: {}", visit.text("review-versions"), view.title);
    visit.page("secretariat/review/versions", heading, &view)
}
