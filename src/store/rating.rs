//! What colleagues rate on their own, before they talk and agree. Nobody sees another's rating, the process lead included, until
//! the lead opens the dialogue about the part; then all who answer see how the ratings lie, and not whose they are. Own ratings
//! stay inside the member: they are never signed, exported or aggregated.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Integer, Nullable, Text, Timestamp},
};

use super::{
    DbConnection, StoreError, StoreResult, audit, on_each,
    part::Marks,
    response::{self, Head},
    schema::personal_rating,
};
use crate::{
    clock::Moment,
    questionnaire::Substandard,
    workflow::{Action, Refusal, Scope},
};

/// What somebody rates an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// A step of the item's scale.
    Step(i32),
    /// That the item is not applicable.
    NotApplicable,
}

impl Rating {
    fn column(self) -> Option<i32> {
        match self {
            Rating::Step(value) => Some(value),
            Rating::NotApplicable => None,
        }
    }

    fn of(value: Option<i32>) -> Rating {
        value.map_or(Rating::NotApplicable, Rating::Step)
    }
}

/// How the ratings of an item lie.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many rated it at each step.
    pub steps: BTreeMap<i32, usize>,
    /// How many hold that it is not applicable.
    pub not_applicable: usize,
}

impl Spread {
    /// How many have rated it.
    pub fn count(&self) -> usize {
        self.steps.values().sum::<usize>() + self.not_applicable
    }

    fn add(&mut self, value: Option<i32>) {
        match value {
            Some(step) => *self.steps.entry(step).or_default() += 1,
            None => self.not_applicable += 1,
        }
    }

    /// The lowest and the highest step, where one was rated.
    pub fn ends(&self) -> Option<(i32, i32)> {
        Some((*self.steps.keys().next()?, *self.steps.keys().next_back()?))
    }
}

/// What a person has rated, by item.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn own(conn: &mut DbConnection, scope: &Scope, head: &Head) -> StoreResult<BTreeMap<String, Rating>> {
    let query = personal_rating::table
        .filter(personal_rating::response_id.eq(&head.id).and(personal_rating::person_id.eq(scope.person())))
        .select((personal_rating::item, personal_rating::value));
    let rows: Vec<(String, Option<i32>)> = on_each!(conn, c => query.load(c))?;
    Ok(rows.into_iter().map(|(item, value)| (item, Rating::of(value))).collect())
}

/// Stores what a person rates. The last word counts: nobody else has a say in it.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope and for one person's own response, [`StoreError::Refused`] where answers are locked,
/// and those of the database.
pub fn save(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    ratings: &[(String, Rating)],
    now: Moment,
) -> StoreResult<()> {
    let head = response::head(conn, scope, id)?;
    if scope.action() != Action::Answer || head.person.is_some() {
        return Err(StoreError::NotFound);
    }
    response::hold(conn, &head)?;
    for (item, rating) in ratings {
        sql_query(
            "INSERT INTO personal_rating (response_id, item, person_id, value, saved_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (response_id, item, person_id) DO UPDATE SET value = excluded.value, saved_at = excluded.saved_at",
        )
        .bind::<Text, _>(&head.id)
        .bind::<Text, _>(item)
        .bind::<Text, _>(scope.person())
        .bind::<Nullable<Integer>, _>(rating.column())
        .bind::<Timestamp, _>(now)
        .execute(conn)?;
    }
    Ok(())
}

/// What may be told of a part's own ratings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfPart {
    /// Who has rated any of its items, by id: that somebody did is no secret, what is.
    pub raters: BTreeSet<String>,
    /// How the ratings lie, by item; empty before the dialogue about the part is open.
    pub spread: BTreeMap<String, Spread>,
}

/// What may be told of a part's own ratings. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_part(
    conn: &mut DbConnection,
    head: &Head,
    marks: &Marks,
    part: &Substandard,
) -> StoreResult<OfPart> {
    let query = personal_rating::table.filter(personal_rating::response_id.eq(&head.id)).select((
        personal_rating::item,
        personal_rating::person_id,
        personal_rating::value,
    ));
    let rows: Vec<(String, String, Option<i32>)> = on_each!(conn, c => query.load(c))?;
    let is_open = marks.in_dialogue.contains_key(&part.id);
    let mut found = OfPart::default();
    for (item, person, value) in rows {
        if !part.items.iter().any(|of| of.id == item) {
            continue;
        }
        found.raters.insert(person);
        if is_open {
            found.spread.entry(item).or_default().add(value);
        }
    }
    Ok(found)
}

/// How the ratings of every item of a response lie. One query. Not for pages that show a part before its dialogue is open.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn spreads(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeMap<String, Spread>> {
    let query = personal_rating::table
        .filter(personal_rating::response_id.eq(&head.id))
        .select((personal_rating::item, personal_rating::value));
    let rows: Vec<(String, Option<i32>)> = on_each!(conn, c => query.load(c))?;
    let mut spreads: BTreeMap<String, Spread> = BTreeMap::new();
    for (item, value) in rows {
        spreads.entry(item).or_default().add(value);
    }
    Ok(spreads)
}

/// What may be told of an item's own ratings: who has rated it, and how the ratings lie. One query. Not for pages that show the
/// item's part before its dialogue is open.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn of_item(conn: &mut DbConnection, head: &Head, item: &str) -> StoreResult<(BTreeSet<String>, Spread)> {
    let query = personal_rating::table
        .filter(personal_rating::response_id.eq(&head.id).and(personal_rating::item.eq(item)))
        .select((personal_rating::person_id, personal_rating::value));
    let rows: Vec<(String, Option<i32>)> = on_each!(conn, c => query.load(c))?;
    let mut spread = Spread::default();
    rows.iter().for_each(|(_, value)| spread.add(*value));
    Ok((rows.into_iter().map(|(person, _)| person).collect(), spread))
}

/// Who has rated anything, by id: that somebody did is no secret. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn raters(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeSet<String>> {
    let of_response = personal_rating::table.filter(personal_rating::response_id.eq(&head.id));
    let people: Vec<String> = of_response.select(personal_rating::person_id).distinct().load(conn)?;
    Ok(people.into_iter().collect())
}

/// How many ratings there are. One query.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn count(conn: &mut DbConnection, head: &Head) -> StoreResult<i64> {
    let of_response = personal_rating::table.filter(personal_rating::response_id.eq(&head.id));
    Ok(on_each!(conn, c => of_response.count().get_result(c))?)
}

/// Whether anybody has rated anything.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub fn is_any(conn: &mut DbConnection, head: &Head) -> StoreResult<bool> {
    let of_response = personal_rating::table.filter(personal_rating::response_id.eq(&head.id));
    Ok(diesel::select(diesel::dsl::exists(of_response)).get_result(conn)?)
}

/// Takes all own ratings of a submitted response away. How many there were.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`StoreError::Refused`] before the response is submitted, and those of the database.
pub fn remove_all(conn: &mut DbConnection, scope: &Scope, id: &str, now: Moment) -> StoreResult<usize> {
    let head = response::head(conn, scope, id)?;
    if scope.action() != Action::Lead {
        return Err(StoreError::NotFound);
    }
    if !head.state.is_submitted() {
        return Err(Refusal::NotNow(head.state).into());
    }
    let removed = diesel::delete(personal_rating::table.filter(personal_rating::response_id.eq(&head.id)))
        .execute(conn)?;
    if removed > 0 {
        let entry = audit::Entry {
            person: Some(scope.person()),
            member: Some(&head.member),
            action: "ratings.removed",
            subject: &head.id,
            detail: Some(serde_json::json!({ "count": removed })),
        };
        audit::record(conn, now, entry)?;
    }
    Ok(removed)
}
