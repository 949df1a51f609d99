//! The secretariat's review: the queue, one signed version with its observations and notes, and the decision.

mod decide;
mod queue;
mod version;
mod versions;

use std::{collections::BTreeMap, sync::Arc};

use actix_web::web;

use crate::{
    questionnaire::{Edition, Entry},
    store::{
        DbConnection, StoreError, StoreResult,
        edition::Editions,
        review::{self, Whose, YearBefore},
    },
    web::routes::{Access::Needs, RouteSpec, get, post},
    workflow::{Action, Scope, observation, signed::Content},
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    vec![
        get("/secretariat/review", Needs(Action::RunRound), || web::to(queue::show)),
        get("/secretariat/rounds/{round}/versions", Needs(Action::RunRound), || web::to(versions::show)),
        get("/secretariat/review/{version}", Needs(Action::RunRound), || web::to(version::show)),
        post("/secretariat/review/{version}/notes", Needs(Action::RunRound), || web::to(decide::save_notes)),
        post("/secretariat/review/{version}/decision", Needs(Action::RunRound), || web::to(decide::decide)),
    ]
}

/// Where a signed version is read and reviewed.
pub(super) fn href(version: &str) -> String {
    format!("/secretariat/review/{version}")
}

/// What members answered in the round before, with what it was asked in.
struct Before {
    year: i32,
    edition: Arc<Edition>,
    approved: BTreeMap<Whose, String>,
}

impl Before {
    fn read(
        conn: &mut DbConnection,
        scope: &Scope,
        editions: &Editions,
        round: (&str, i32),
        member: Option<&str>,
    ) -> StoreResult<Option<Before>> {
        let found = review::year_before(conn, scope, round, member)?;
        let Some(YearBefore { year, edition, approved }) = found else { return Ok(None) };
        let edition = Arc::clone(&editions.get(conn, &edition)?.edition);
        Ok(Some(Before { year, edition, approved }))
    }

    /// Somebody's answers as far as they may be laid beside those to `now`.
    fn comparable(&self, now: &Edition, whose: &Whose) -> StoreResult<BTreeMap<String, Entry>> {
        let Some(text) = self.approved.get(whose) else { return Ok(BTreeMap::new()) };
        Ok(observation::comparable(now, &self.edition, &[], content(text)?.entries()))
    }
}

/// A signed version's text, read.
fn content(text: &str) -> StoreResult<Content> {
    serde_json::from_str(text).map_err(StoreError::fault)
}
