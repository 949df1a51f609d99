//! A member's response in a round, or in a round to people one person's: its state, its working answers and their history.
//! Working answers never leave the member, and one person's never leave the person: every function here asks the scope.
//!
//! A save is *compare and set*: it names the revision it was made from. The same mutation twice is one; a stale base changes
//! nothing and gets the present answer back; every revision stays in `answer_revision`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::{prelude::*, sql_types::Bool};

use super::{
    DbConnection, StoreError, StoreResult, audit, delegation, on_each, part,
    schema::{answer, answer_revision, member, person, response, round},
    version,
};
use crate::{
    clock::Moment,
    questionnaire::{Answer, Edition, Entry, Hidden, Value, condition},
    workflow::{Event, MemberKind, Refusal, ResponseState, RoundState, Scope, signed::OptIns, state},
};

/// A response with its round and member: what every page about it needs.
#[derive(Debug, Clone, Queryable)]
pub struct Head {
    /// The response's id.
    pub id: String,
    /// The round's id.
    pub round: String,
    /// The round's year.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The id of the frozen edition.
    pub edition: String,
    /// Whether the round holds synthetic answers.
    pub synthetic: bool,
    /// The round's state.
    pub round_state: RoundState,
    /// The round's last day to sign.
    pub round_due_on: NaiveDate,
    /// The member's id.
    pub member: String,
    /// The member's code.
    pub member_code: String,
    /// The member's name.
    pub member_name: String,
    /// Whether it is a member or a theme group.
    pub kind: MemberKind,
    /// The id of the person whose response it is alone, in a round to people.
    pub person: Option<String>,
    /// That person's name.
    pub person_name: Option<String>,
    /// What tells that person from the others of the member without a name: a role and a number.
    pub respondent: Option<String>,
    /// The response's state.
    pub state: ResponseState,
    /// Since when.
    pub state_at: Moment,
    /// The line of text with which the region's own people handed over or asked back, if that was the latest change of
    /// state. What the secretariat wrote with a return stands with its version.
    pub state_note: String,
    /// The name of the person who made the latest change of state.
    pub state_by: Option<String>,
    /// The last day to sign.
    pub due_on: NaiveDate,
    /// Whether others may see the member's results by name.
    pub by_name: bool,
    /// Whether the member's good examples may be shared.
    pub share_examples: bool,
}

impl Head {
    /// What the member lets be seen of it in this round.
    pub fn opt_ins(&self) -> OptIns {
        OptIns { by_name: self.by_name, share_examples: self.share_examples }
    }

    /// Whether answers can be changed now.
    pub fn is_editable(&self) -> bool {
        self.round_state == RoundState::Open && self.state.is_editable()
    }

    /// Whether it waits for a signature: a member's once it is handed over, one person's as long as it can be changed.
    pub fn is_to_sign(&self) -> bool {
        match self.person {
            Some(_) => self.is_editable(),
            None => self.round_state == RoundState::Open && self.state == ResponseState::AwaitingSignature,
        }
    }

    /// Whether the scope reaches it.
    pub fn is_within(&self, scope: &Scope) -> bool {
        scope.reaches(&self.member, self.person.as_deref())
    }
}

mod alias {
    #![allow(missing_docs, reason = "the macro adds public items of its own")]

    // The person whose response it is, beside the one who made the latest change of state.
    diesel::alias!(crate::store::schema::person as respondent: RespondentAlias);
}
use alias::respondent;

macro_rules! heads {
    () => {
        response::table
            .inner_join(round::table)
            .inner_join(member::table)
            .left_join(person::table.on(response::state_by.eq(person::id.nullable())))
            .left_join(respondent.on(response::person_id.eq(respondent.field(person::id).nullable())))
            .select((
                response::id,
                round::id,
                round::year,
                round::questionnaire,
                round::edition_id,
                round::synthetic,
                round::state,
                round::due_on,
                member::id,
                member::code,
                member::name,
                member::kind,
                response::person_id,
                respondent.field(person::name).nullable(),
                response::respondent,
                response::state,
                response::state_at,
                response::state_note,
                person::name.nullable(),
                response::due_on,
                response::by_name,
                response::share_examples,
            ))
    };
}

/// The responses that the scope covers through roles held for a member, and those that are the person's own, newest year first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Vec<Head>> {
    let mut query = heads!().filter(response::person_id.eq(scope.person())).into_boxed();
    for member in scope.members() {
        query = query.or_filter(response::member_id.eq(member).and(response::person_id.is_null()));
    }
    let order = (round::year.desc(), round::opened_at.desc(), round::id, member::code.asc());
    let mut heads: Vec<Head> = query.order(order).load(conn)?;
    heads.retain(|head| head.is_within(scope));
    Ok(heads)
}

/// One response, if the scope reaches it.
///
/// # Errors
/// [`StoreError::NotFound`] for another member's, and for another person's own.
pub fn head(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<Head> {
    let found: Head = on_each!(conn, c => heads!().filter(response::id.eq(id)).first(c))?;
    if found.is_within(scope) { Ok(found) } else { Err(StoreError::NotFound) }
}

/// A stored answer with who gave it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The item's id.
    pub item: String,
    /// The revision, from 1.
    pub revision: i32,
    /// What it says.
    pub entry: Entry,
    /// The name of the person who saved it.
    pub person: String,
    /// When it was saved.
    pub saved_at: Moment,
}

/// What is read of an answer.
#[rustfmt::skip]
const ANSWER: (
    answer::item, answer::revision, (answer::value, answer::not_applicable, answer::comment, answer::unchanged_since),
    person::name, answer::saved_at,
) = (
    answer::item, answer::revision, (answer::value, answer::not_applicable, answer::comment, answer::unchanged_since),
    person::name, answer::saved_at,
);
type AnswerColumns = (String, i32, EntryColumns, String, Moment);
/// An entry as it stands in the database.
type EntryColumns = (Option<String>, bool, String, Option<i32>);
/// What is read of a revision's entry.
#[rustfmt::skip]
const REVISION: (
    answer_revision::value, answer_revision::not_applicable, answer_revision::comment, answer_revision::unchanged_since,
) = (
    answer_revision::value, answer_revision::not_applicable, answer_revision::comment, answer_revision::unchanged_since,
);

fn stored((item, revision, columns, person, saved_at): AnswerColumns) -> StoreResult<Stored> {
    Ok(Stored { item, revision, entry: entry(columns)?, person, saved_at })
}

fn entry((value, not_applicable, comment, unchanged_since): EntryColumns) -> StoreResult<Entry> {
    let answer = match (value, not_applicable) {
        (_, true) => Some(Answer::NotApplicable),
        (Some(json), false) => {
            let value: Value = serde_json::from_str(&json).map_err(StoreError::fault)?;
            Some(Answer::Value(value))
        }
        (None, false) => None,
    };
    Ok(Entry { answer, comment, unchanged_since })
}

fn columns(entry: &Entry) -> StoreResult<(Option<String>, bool)> {
    match &entry.answer {
        None => Ok((None, false)),
        Some(Answer::NotApplicable) => Ok((None, true)),
        Some(Answer::Value(value)) => {
            Ok((Some(serde_json::to_string(value).map_err(StoreError::fault)?), false))
        }
    }
}

/// The most items that a statement names one by one; beyond that, everything is read and the rest left out. A database bounds how
/// deep an expression may be.
const NAMED_MAX: usize = 100;

/// The working answers of a response by item id; only those of `items`, if given.
///
/// # Errors
/// Those of the database. The caller got `head` from [`head`], so the scope has been asked.
pub fn answers(
    conn: &mut DbConnection,
    head: &Head,
    items: Option<&[&str]>,
) -> StoreResult<BTreeMap<String, Stored>> {
    if items.is_some_and(<[&str]>::is_empty) {
        return Ok(BTreeMap::new());
    }
    let wanted = items;
    let items = items.filter(|items| items.len() <= NAMED_MAX);
    let rows: Vec<AnswerColumns> = on_each!(conn, c => {
        let mut query = answer::table
            .inner_join(person::table)
            .filter(answer::response_id.eq(&head.id))
            .select(ANSWER)
            .into_boxed();
        if let Some([first, others @ ..]) = items {
            let first: Box<dyn BoxableExpression<_, _, SqlType = Bool>> = Box::new(answer::item.eq(*first));
            query = query.filter(others.iter().fold(first, |any, item| Box::new(any.or(answer::item.eq(*item)))));
        }
        query.load(c)
    })?;
    let wanted: Option<BTreeSet<&str>> = wanted.map(|wanted| wanted.iter().copied().collect());
    let rows =
        rows.into_iter().filter(|row| wanted.as_ref().is_none_or(|wanted| wanted.contains(row.0.as_str())));
    rows.map(|row| stored(row).map(|stored| (stored.item.clone(), stored))).collect()
}

/// The working answers that count: not those of items that are hidden now, or whose depth is closed. They are kept, but are
/// neither checked nor signed.
///
/// # Errors
/// Those of the database. The caller got `head` from [`head`], so the scope has been asked.
pub fn counting(
    conn: &mut DbConnection,
    head: &Head,
    edition: &Edition,
) -> StoreResult<BTreeMap<String, Stored>> {
    let answers = answers(conn, head, None)?;
    let opened = part::marks(conn, head)?.opened;
    let hidden = Hidden::asked(edition, &opened, |id| answers.get(id)?.entry.answer.as_ref());
    let closed = condition::closed(edition, &opened).map(str::to_owned);
    let out: BTreeSet<String> = hidden.into_ids().into_iter().chain(closed).collect();
    Ok(answers.into_iter().filter(|(id, _)| !out.contains(id)).collect())
}

/// One answer as a person saves it.
#[derive(Debug, Clone)]
pub struct Save {
    /// The item's id.
    pub item: String,
    /// The id of its sub-standard.
    pub substandard: String,
    /// Made by the client, one per thing a person did: the same twice is one.
    pub mutation_id: String,
    /// The revision that the person saw; 0 for none.
    pub base_revision: i32,
    /// What to store.
    pub entry: Entry,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Stored (now, or by the same mutation before) as this revision.
    As(i32),
    /// Nothing was changed, because somebody has saved something else since: here it is.
    Stale(Box<Stored>),
}

/// Saves answers, all in one transaction. A stale one does not hinder the others. What is to be saved, `choose` says, who is
/// handed the response as it is in this transaction; if that is nothing, nothing is touched.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`StoreError::Refused`] where answers are locked or the part is not the person's
/// to answer, and those of `choose`.
pub fn save(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    now: Moment,
    choose: impl FnOnce(&mut DbConnection, &Head) -> StoreResult<Vec<Save>>,
) -> StoreResult<Vec<Saved>> {
    let head = head(conn, scope, id)?;
    let saves = choose(conn, &head)?;
    if saves.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<&str> = saves.iter().map(|save| save.substandard.as_str()).collect();
    begin_change(conn, scope, &head, &parts, now)?;
    saves.iter().map(|save| save_one(conn, scope, id, save, now)).collect()
}

/// What a change makes of a response's state, where it may be changed.
fn changed(head: &Head) -> Result<ResponseState, Refusal> {
    match head.round_state {
        RoundState::Open => state::next(head.state, Event::Save),
        RoundState::Draft | RoundState::Published => Err(Refusal::RoundNotOpen),
    }
}

/// Makes sure that the response, read in this transaction, may be changed, and that it stays so until the end of it.
pub(super) fn hold(conn: &mut DbConnection, head: &Head) -> StoreResult<()> {
    changed(head)?;
    // Postgres: hold the row, so that a signature waits for this change or this change sees the signature.
    if let DbConnection::Postgres(conn) = conn {
        let held: ResponseState =
            response::table.find(&head.id).select(response::state).for_share().first(conn)?;
        state::next(held, Event::Save)?;
    }
    Ok(())
}

/// Takes the response alone until the end of the transaction: on Postgres whoever [`hold`]s or takes it waits. Writers on SQLite wait for
/// each other anyway.
pub(super) fn take(conn: &mut DbConnection, id: &str) -> StoreResult<()> {
    if let DbConnection::Postgres(conn) = conn {
        response::table.find(id).select(response::id).for_update().first::<String>(conn)?;
    }
    Ok(())
}

/// Begins a change of these parts of the response: it is in progress from then on, and [`hold`] applies.
pub(super) fn begin_change(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    substandards: &[&str],
    now: Moment,
) -> StoreResult<()> {
    let next = changed(head)?;
    // First the row that changes: two who first hold it together would wait for each other.
    if next != head.state {
        diesel::update(response::table.filter(response::id.eq(&head.id).and(response::state.eq(head.state))))
            .set((
                response::state.eq(next),
                response::state_at.eq(now),
                response::state_by.eq(Some(scope.person())),
            ))
            .execute(conn)?;
    }
    hold(conn, head)?;
    delegation::ask(conn, scope, head, substandards)
}

fn save_one(
    conn: &mut DbConnection,
    scope: &Scope,
    response: &str,
    save: &Save,
    now: Moment,
) -> StoreResult<Saved> {
    if let Some(saved) = replayed(conn, response, save)? {
        return Ok(saved);
    }
    let (value, not_applicable) = columns(&save.entry)?;
    let revision = save.base_revision + 1;
    let changed = if save.base_revision == 0 {
        let row = (
            answer::response_id.eq(response),
            answer::item.eq(&save.item),
            answer::revision.eq(revision),
            answer::value.eq(&value),
            answer::not_applicable.eq(not_applicable),
            answer::comment.eq(&save.entry.comment),
            answer::unchanged_since.eq(save.entry.unchanged_since),
            answer::person_id.eq(scope.person()),
            answer::saved_at.eq(now),
        );
        on_each!(conn, c => diesel::insert_into(answer::table).values(row).on_conflict_do_nothing().execute(c))?
    } else {
        let seen = answer::table.find((response, &save.item)).filter(answer::revision.eq(save.base_revision));
        let change = (
            answer::revision.eq(revision),
            answer::value.eq(&value),
            answer::not_applicable.eq(not_applicable),
            answer::comment.eq(&save.entry.comment),
            answer::unchanged_since.eq(save.entry.unchanged_since),
            answer::person_id.eq(scope.person()),
            answer::saved_at.eq(now),
        );
        on_each!(conn, c => diesel::update(seen).set(change).execute(c))?
    };
    if changed == 0 {
        // The same mutation may have been stored by a request that ran beside this one.
        if let Some(saved) = replayed(conn, response, save)? {
            return Ok(saved);
        }
        // Whoever says what already stands there is at odds with nobody.
        return Ok(match current(conn, response, &save.item)? {
            Saved::Stale(stands) if stands.entry == save.entry => Saved::As(stands.revision),
            other => other,
        });
    }
    let row = (
        answer_revision::response_id.eq(response),
        answer_revision::item.eq(&save.item),
        answer_revision::revision.eq(revision),
        answer_revision::mutation_id.eq(&save.mutation_id),
        answer_revision::value.eq(&value),
        answer_revision::not_applicable.eq(not_applicable),
        answer_revision::comment.eq(&save.entry.comment),
        answer_revision::unchanged_since.eq(save.entry.unchanged_since),
        answer_revision::person_id.eq(scope.person()),
        answer_revision::saved_at.eq(now),
    );
    on_each!(conn, c => diesel::insert_into(answer_revision::table).values(row).execute(c))?;
    Ok(Saved::As(revision))
}

/// What became of the same mutation before. With other words than then it is no replay but a form that was sent again from
/// the browser's history: stale, since the first sending has moved the answer on.
fn replayed(conn: &mut DbConnection, response: &str, save: &Save) -> StoreResult<Option<Saved>> {
    let same = answer_revision::table
        .filter(
            answer_revision::response_id
                .eq(response)
                .and(answer_revision::item.eq(&save.item))
                .and(answer_revision::mutation_id.eq(&save.mutation_id)),
        )
        .select((answer_revision::revision, REVISION));
    let found: Option<(i32, EntryColumns)> = on_each!(conn, c => same.first(c)).optional()?;
    let Some((revision, columns)) = found else { return Ok(None) };
    if entry(columns)? == save.entry {
        Ok(Some(Saved::As(revision)))
    } else {
        current(conn, response, &save.item).map(Some)
    }
}

fn current(conn: &mut DbConnection, response: &str, item: &str) -> StoreResult<Saved> {
    let row: Option<AnswerColumns> = answer::table
        .inner_join(person::table)
        .filter(answer::response_id.eq(response).and(answer::item.eq(item)))
        .select(ANSWER)
        .first(conn)
        .optional()?;
    // A base that never was, on an item without an answer: there is nothing to lose, and nothing to show either.
    let row = row.ok_or(StoreError::NotFound)?;
    Ok(Saved::Stale(Box::new(stored(row)?)))
}

/// What an answer said at some revision: what a person who loaded the page then was shown. Revision 0 is empty.
///
/// # Errors
/// Those of the database.
pub fn at_revision(conn: &mut DbConnection, head: &Head, item: &str, revision: i32) -> StoreResult<Entry> {
    if revision == 0 {
        return Ok(Entry::default());
    }
    let found: Option<EntryColumns> =
        answer_revision::table.find((&head.id, item, revision)).select(REVISION).first(conn).optional()?;
    found.map_or_else(|| Ok(Entry::default()), entry)
}

/// What an answer said at one of its revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The revision, from 1.
    pub number: i32,
    /// What it said.
    pub entry: Entry,
    /// The name of the person who saved it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// Everything that an answer has said, newest first.
///
/// # Errors
/// Those of the database. The caller got `head` from [`head`], so the scope has been asked.
pub fn revisions(conn: &mut DbConnection, head: &Head, item: &str) -> StoreResult<Vec<Revision>> {
    let rows: Vec<(i32, EntryColumns, String, Moment)> = answer_revision::table
        .inner_join(person::table)
        .filter(answer_revision::response_id.eq(&head.id).and(answer_revision::item.eq(item)))
        .order(answer_revision::revision.desc())
        .select((answer_revision::revision, REVISION, person::name, answer_revision::saved_at))
        .load(conn)?;
    let revision = |(number, columns, by, at)| Ok(Revision { number, entry: entry(columns)?, by, at });
    rows.into_iter().map(revision).collect()
}

/// Marks the responses of a person's members, and the person's own, as opened, when the person signs in.
///
/// # Errors
/// Those of the database.
pub fn mark_opened(conn: &mut DbConnection, scope: &Scope, now: Moment) -> StoreResult<()> {
    let invited = list(conn, scope)?.into_iter().filter(|head| head.state == ResponseState::Invited);
    for head in invited {
        diesel::update(
            response::table.filter(response::id.eq(&head.id).and(response::state.eq(ResponseState::Invited))),
        )
        .set((
            response::state.eq(ResponseState::Opened),
            response::state_at.eq(now),
            response::state_by.eq(Some(scope.person())),
        ))
        .execute(conn)?;
        let (person, member) = (Some(scope.person()), Some(head.member.as_str()));
        let (action, subject) = ("response.opened", head.id.as_str());
        audit::record(conn, now, audit::Entry { person, member, action, subject, detail: None })?;
    }
    Ok(())
}

/// A change of state by a person, with a line of text.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What happens.
    pub event: Event,
    /// The line of text that goes with it, possibly empty.
    pub note: &'a str,
    /// The name of the event in the audit log.
    pub action: &'a str,
}

/// Moves a response to its next state: to be used for handing over, taking back and asking back.
///
/// # Errors
/// [`StoreError::NotFound`] outside the scope, [`StoreError::Refused`] if the event is not possible (any more).
pub fn change_state(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    change: &Change<'_>,
    now: Moment,
) -> StoreResult<()> {
    let head = head(conn, scope, id)?;
    if head.round_state != RoundState::Open {
        return Err(Refusal::RoundNotOpen.into());
    }
    let mut next = state::next(head.state, change.event)?;
    // A response that was returned goes back to "returned", so that its review notes stay in view.
    if matches!(change.event, Event::TakeBack | Event::AskBack) && version::next(conn, &head)? > 1 {
        next = ResponseState::Returned;
    }
    move_to(conn, scope, &head, next, change.note, now)?;
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(scope.person()),
            member: Some(&head.member),
            action: change.action,
            subject: id,
            detail: None,
        },
    )
}

/// Sets the state if it is still the one in `head`.
pub(super) fn move_to(
    conn: &mut DbConnection,
    scope: &Scope,
    head: &Head,
    next: ResponseState,
    note: &str,
    now: Moment,
) -> StoreResult<()> {
    let moved =
        diesel::update(response::table.filter(response::id.eq(&head.id).and(response::state.eq(head.state))))
            .set((
                response::state.eq(next),
                response::state_at.eq(now),
                response::state_by.eq(Some(scope.person())),
                response::state_note.eq(note),
            ))
            .execute(conn)?;
    if moved == 1 { Ok(()) } else { Err(Refusal::NotNow(head.state).into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        questionnaire::Value,
        store::{
            edition::{self, EditionFile},
            round::{self as rounds, NewRound},
            testing::{self, at, secretariat},
        },
        workflow::{Action, Addressed, Role, scope::Held},
    };

    #[test]
    fn a_part_with_any_number_of_items_is_read() {
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-01-10 08:00");
        let file = EditionFile::read(testing::QUESTIONNAIRE.as_bytes()).unwrap();
        let edition = edition::freeze(&mut conn, now, &file).unwrap().id;
        let (opens_on, due_on) = (now.0.date(), now.0.date());
        let new = NewRound {
            year: 2027,
            edition: &edition,
            addressed: Addressed::AllMembers,
            opens_on,
            due_on,
            threshold: 7,
            synthetic: false,
        };
        let round = rounds::create(&mut conn, &secretariat(), now, &new).unwrap().id;
        rounds::open(&mut conn, &secretariat(), now, &round).unwrap();
        let held = [Held { role: Role::ProcessLead, member: Some("m1".into()) }];
        let scope = |action| Scope::of("boss", &held, action);
        let id = list(&mut conn, &scope(Action::ReadDraft)).unwrap().remove(0).id;
        let save = Save {
            item: "1.1a".to_owned(),
            substandard: "1.1".to_owned(),
            mutation_id: "m".to_owned(),
            base_revision: 0,
            entry: Entry { answer: Some(Answer::Value(Value::Integer(6))), ..Entry::default() },
        };
        super::save(&mut conn, &scope(Action::Answer), &id, now, |_, _| Ok(vec![save])).unwrap();
        let head = super::head(&mut conn, &scope(Action::ReadDraft), &id).unwrap();
        for count in [1, NAMED_MAX, NAMED_MAX + 1, crate::questionnaire::read::ITEMS_MAX] {
            let mut items: Vec<String> = (1..count).map(|item| format!("x{item}")).collect();
            assert!(answers(&mut conn, &head, Some(&refs(&items))).unwrap().is_empty(), "{count}");
            items.push("1.1a".to_owned());
            assert_eq!(answers(&mut conn, &head, Some(&refs(&items))).unwrap().len(), 1, "{count}");
        }
    }

    fn refs(items: &[String]) -> Vec<&str> {
        items.iter().map(String::as_str).collect()
    }
}
