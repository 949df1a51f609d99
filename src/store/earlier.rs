//! What the same member, or the same person, signed in an earlier year: it stands beside this year's answers, and is never copied
//! into them by itself.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{
    DbConnection, StoreError, StoreResult,
    edition::Editions,
    response::Head,
    schema::{response, round, signed_version},
};
use crate::{
    questionnaire::{Edition, Entry},
    workflow::{
        observation,
        signed::{Content, SignedEvidence},
    },
};

/// An earlier year's answers, as far as they may be laid beside this year's.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The year.
    pub year: i32,
    /// What was signed then, by item: only items that ask the same thing.
    pub entries: BTreeMap<String, Entry>,
    evidence: BTreeMap<String, Vec<SignedEvidence>>,
}

impl Earlier {
    /// The year, and what was signed then of an item.
    pub fn of(&self, item: &str) -> Option<(i32, &Entry)> {
        self.entries.get(item).map(|entry| (self.year, entry))
    }

    /// What that rested on.
    pub fn evidence(&self, item: &str) -> &[SignedEvidence] {
        self.evidence.get(item).map_or(&[], Vec::as_slice)
    }
}

/// What was signed last before the response's year, of the same questionnaire, whatever the review made of it; made-up answers stand beside
/// made-up ones only.
///
/// # Errors
/// Those of the database. The caller got `head` from [`super::response::head`], so the scope has been asked.
pub fn of(
    conn: &mut DbConnection,
    editions: &Editions,
    head: &Head,
    edition: &Edition,
) -> StoreResult<Option<Earlier>> {
    let mut query = signed_version::table
        .inner_join(response::table.inner_join(round::table))
        .filter(response::member_id.eq(&head.member))
        .filter(round::questionnaire.eq(&head.questionnaire).and(round::year.lt(head.year)))
        .filter(round::synthetic.eq(head.synthetic))
        .order((round::year.desc(), signed_version::signed_at.desc(), signed_version::number.desc()))
        .select((round::year, round::edition_id, signed_version::content))
        .into_boxed();
    query = match &head.person {
        Some(person) => query.filter(response::person_id.eq(person)),
        None => query.filter(response::person_id.is_null()),
    };
    let found: Option<(i32, String, String)> = query.first(conn).optional()?;
    let Some((year, then, content)) = found else { return Ok(None) };
    let then = editions.get(conn, &then)?;
    let content: Content = serde_json::from_str(&content).map_err(StoreError::fault)?;
    let between = editions.between(conn, edition, &then.edition)?;
    let entries = observation::comparable(edition, &then.edition, &between, content.entries());
    let asked_still = content.items.into_iter().filter(|item| entries.contains_key(&item.item));
    let evidence = asked_still.map(|item| (item.item, item.evidence)).collect();
    Ok(Some(Earlier { year, entries, evidence }))
}
