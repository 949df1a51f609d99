//! What is remarkable in answers, in words: the same for the reviewer and, before that, for those who hand the answers over. And
//! the answers of the year before, which it is held against.

use std::{collections::BTreeMap, sync::Arc};

use super::Visit;
use crate::{
    questionnaire::{Edition, Entry},
    scoring::change::Linked,
    store::{
        DbConnection, StoreError, StoreResult,
        edition::Editions,
        review::{self, Whose, YearBefore},
    },
    workflow::{
        Scope,
        observation::{self, Observation},
        signed::Content,
    },
};

/// What members answered in the round before, with what it was asked in.
pub(super) struct Before {
    /// The year of that round.
    pub year: i32,
    /// What was asked.
    pub edition: Arc<Edition>,
    /// The editions between that one and the one it is held against.
    between: Vec<Arc<Edition>>,
    approved: BTreeMap<Whose, String>,
}

impl Before {
    /// The round before the one of this year, in which `now` is asked; only what is of `member`, if given.
    pub fn read(
        conn: &mut DbConnection,
        scope: &Scope,
        editions: &Editions,
        (now, year): (&Edition, i32),
        member: Option<&str>,
    ) -> StoreResult<Option<Before>> {
        let found = review::year_before(conn, scope, (&now.id, year), member)?;
        let Some(YearBefore { year, edition, approved }) = found else { return Ok(None) };
        let edition = Arc::clone(&editions.get(conn, &edition)?.edition);
        let between = editions.between(conn, now, &edition)?;
        Ok(Some(Before { year, edition, between, approved }))
    }

    /// Somebody's approved answers, if there are any.
    pub fn entries(&self, whose: &Whose) -> StoreResult<Option<BTreeMap<String, Entry>>> {
        self.approved.get(whose).map(|text| content(text).map(|content| content.entries())).transpose()
    }

    /// Somebody's answers as far as they may be laid beside those to `now`, which is what this was read for.
    pub fn comparable(&self, now: &Edition, whose: &Whose) -> StoreResult<BTreeMap<String, Entry>> {
        let entries = self.entries(whose)?.unwrap_or_default();
        Ok(observation::comparable(now, &self.edition, &self.between, entries))
    }

    /// What of `now`, which is what this was read for, asks the same as then.
    pub fn linked<'e>(&'e self, now: &'e Edition) -> Linked<'e> {
        Linked::between(now, &self.edition, &self.between)
    }
}

/// A signed version's text, read.
pub(super) fn content(text: &str) -> StoreResult<Content> {
    serde_json::from_str(text).map_err(StoreError::fault)
}

/// What an observation says, after the number of the item where it is about one. `year` is the one it is compared with.
pub(super) fn text(visit: &Visit, observation: &Observation, year: Option<i32>) -> String {
    let year = ("year", year.map(|year| year.to_string()).unwrap_or_default().into());
    match observation {
        Observation::AllAlike { value } => {
            visit.text_with("observed-all-alike", &[("value", value.to_string().into())])
        }
        Observation::Jump { from, to, .. } => {
            let key = if to > from { "observed-jump-up" } else { "observed-jump-down" };
            visit.text_with(key, &[("from", from.to_string().into()), ("to", to.to_string().into()), year])
        }
        Observation::TopWithoutComment { value, .. } => {
            visit.text_with("observed-top", &[("value", value.to_string().into())])
        }
        Observation::WithoutReason { .. } => visit.text("observed-without-reason"),
        Observation::Thin { substandard, answered, applicable } => visit.text_with(
            "observed-thin",
            &[
                ("part", substandard.clone().into()),
                ("answered", (*answered).into()),
                ("applicable", (*applicable).into()),
            ],
        ),
    }
}

/// An observation in two or three words, beside the answer.
pub(super) fn tag(visit: &Visit, observation: &Observation, year: Option<i32>) -> String {
    match observation {
        Observation::Jump { from, to, .. } => {
            let sign = if to > from { '+' } else { '−' };
            let change = format!("{sign}{}", from.abs_diff(*to));
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            visit.text_with("observed-tag-jump", &[("change", change.into()), ("year", year.into())])
        }
        Observation::WithoutReason { .. } => visit.text("observed-tag-without-reason"),
        Observation::TopWithoutComment { .. } | Observation::AllAlike { .. } | Observation::Thin { .. } => {
            visit.text("observed-tag-without-comment")
        }
    }
}
