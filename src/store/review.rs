//! The secretariat's review of signed versions: the queue, one note per item, and the decision.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{
    DbConnection, StoreResult, audit, edition, network_only, on_each, part,
    response::{self, Head},
    schema::{member, person, response as response_table, review, review_note, round, signed_version},
};
use crate::{
    clock::Moment,
    questionnaire::Item,
    workflow::{Event, Refusal, ResponseState, RoundState, Scope, state},
};

/// A signed version that waits for the secretariat, or was decided.
#[derive(Debug, Clone, Queryable)]
pub struct Queued {
    /// The id of the signed version.
    pub id: String,
    /// The id of the response.
    pub response: String,
    /// The round's year.
    pub year: i32,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The id of the frozen edition.
    pub edition: String,
    /// The member's id.
    pub member: String,
    /// The member's name.
    pub member_name: String,
    /// The id of the person whose response it is alone, in a round to people.
    pub person: Option<String>,
    /// The number of the version.
    pub number: i32,
    /// Its text.
    pub content: String,
    /// When it was signed.
    pub signed_at: Moment,
    /// Who signed it.
    pub signer_name: String,
    /// The decision, once made.
    pub decision: Option<String>,
    /// When it was made.
    pub decided_at: Option<Moment>,
}

/// The signed versions of open rounds, those that wait first, in the order in which they came in.
///
/// # Errors
/// [`StoreError::NotFound`] unless the scope reaches the network.
pub fn queue(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Vec<Queued>> {
    network_only(scope)?;
    let mut rows: Vec<Queued> = signed_version::table
        .inner_join(response_table::table.inner_join(round::table).inner_join(member::table))
        .left_join(review::table)
        .filter(round::state.eq(RoundState::Open))
        .order(signed_version::signed_at.asc())
        .select((
            signed_version::id,
            response_table::id,
            round::year,
            round::questionnaire,
            round::edition_id,
            member::id,
            member::name,
            response_table::person_id,
            signed_version::number,
            signed_version::content,
            signed_version::signed_at,
            signed_version::signer_name,
            review::decision.nullable(),
            review::decided_at.nullable(),
        ))
        .load(conn)?;
    rows.sort_by_key(|row| (row.decision.is_some(), row.signed_at));
    Ok(rows)
}

/// A signed version of a round, without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Listed {
    /// The id of the signed version.
    pub id: String,
    /// The id of the response.
    pub response: String,
    /// The member's name.
    pub member_name: String,
    /// The name of the person whose response it is alone, in a round to people.
    pub person_name: Option<String>,
    /// The number of the version.
    pub number: i32,
    /// When it was signed.
    pub signed_at: Moment,
    /// The decision, once made.
    pub decision: Option<String>,
}

/// Every signed version of a round, whatever became of it, in the order of the members' codes, the latest of each response first.
///
/// # Errors
/// [`StoreError::NotFound`] unless the scope reaches the network.
pub fn of_round(conn: &mut DbConnection, scope: &Scope, round: &str) -> StoreResult<Vec<Listed>> {
    network_only(scope)?;
    Ok(signed_version::table
        .inner_join(response_table::table.inner_join(member::table))
        .left_join(review::table)
        .left_join(person::table.on(person::id.nullable().eq(response_table::person_id)))
        .filter(response_table::round_id.eq(round))
        .order((member::code.asc(), response_table::respondent.asc(), signed_version::number.desc()))
        .select((
            signed_version::id,
            response_table::id,
            member::name,
            person::name.nullable(),
            signed_version::number,
            signed_version::signed_at,
            review::decision.nullable(),
        ))
        .load(conn)?)
}

/// One signed version under review.
#[derive(Debug, Clone)]
pub struct UnderReview {
    /// The id of the version.
    pub id: String,
    /// The response it belongs to.
    pub head: Head,
    /// The number of the version.
    pub number: i32,
    /// Its text.
    pub content: String,
    /// The checksum of the text.
    pub sha256: String,
    /// Who signed, and when.
    pub signer_name: String,
    /// When it was signed.
    pub signed_at: Moment,
    /// The decision, once made.
    pub decision: Option<Decided>,
    /// The notes by item id.
    pub notes: BTreeMap<String, StoredNote>,
}

impl UnderReview {
    /// Whether notes can be written and a decision made.
    pub fn is_undecided(&self) -> bool {
        self.decision.is_none()
            && self.head.round_state == RoundState::Open
            && self.head.state == ResponseState::Signed
    }
}

/// A decision that was made.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Decided {
    /// `approved` or `returned`.
    pub code: String,
    /// The line of text that went with it, possibly empty.
    pub note: String,
    /// The day by which the region is to mend it, if it was returned.
    pub due_on: Option<NaiveDate>,
    /// The name of the person who decided.
    pub person: String,
    /// When.
    pub at: Moment,
}

/// A note that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// The revision, from 1.
    pub revision: i32,
    /// The text; empty if the note was taken away.
    pub body: String,
    /// The name of the person who wrote it.
    pub person: String,
    /// When.
    pub at: Moment,
}

/// A signed version with its notes.
///
/// # Errors
/// [`StoreError::NotFound`] if there is none, or unless the scope reaches the network.
pub fn version(conn: &mut DbConnection, scope: &Scope, id: &str) -> StoreResult<UnderReview> {
    network_only(scope)?;
    type Columns = (String, i32, String, String, String, Moment);
    let (response_id, number, content, sha256, signer_name, signed_at): Columns = signed_version::table
        .find(id)
        .select((
            signed_version::response_id,
            signed_version::number,
            signed_version::content,
            signed_version::sha256,
            signed_version::signer_name,
            signed_version::signed_at,
        ))
        .first(conn)?;
    let head = response::head(conn, scope, &response_id)?;
    let decision: Option<Decided> = review::table
        .inner_join(person::table.on(person::id.eq(review::decided_by)))
        .filter(review::signed_version_id.eq(id))
        .select((review::decision, review::note, review::due_on, person::name, review::decided_at))
        .first(conn)
        .optional()?;
    let notes = notes(conn, id)?;
    Ok(UnderReview {
        id: id.to_owned(),
        head,
        number,
        content,
        sha256,
        signer_name,
        signed_at,
        decision,
        notes,
    })
}

fn notes(conn: &mut DbConnection, version_id: &str) -> StoreResult<BTreeMap<String, StoredNote>> {
    let rows: Vec<(String, i32, String, String, Moment)> = review_note::table
        .inner_join(person::table.on(person::id.eq(review_note::written_by)))
        .filter(review_note::signed_version_id.eq(version_id))
        .select((
            review_note::item,
            review_note::revision,
            review_note::body,
            person::name,
            review_note::written_at,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(item, revision, body, person, at)| (item, StoredNote { revision, body, person, at }))
        .collect())
}

/// Whether a version that was returned still waits to be mended: the round is open and nothing newer is signed.
///
/// # Errors
/// Those of the database.
pub fn is_to_be_mended(conn: &mut DbConnection, version_id: &str) -> StoreResult<bool> {
    let found: Option<(String, RoundState)> = signed_version::table
        .inner_join(response_table::table.inner_join(round::table))
        .filter(signed_version::id.eq(version_id))
        .select((response_table::id, round::state))
        .first(conn)
        .optional()?;
    let Some((response, RoundState::Open)) = found else { return Ok(false) };
    let latest: String = signed_version::table
        .filter(signed_version::response_id.eq(response))
        .order(signed_version::number.desc())
        .select(signed_version::id)
        .first(conn)?;
    Ok(latest == version_id)
}

/// A version that was signed before the one under review, with what was noted on it.
#[derive(Debug, Clone)]
pub struct Predecessor {
    /// Its number.
    pub number: i32,
    /// Its text.
    pub content: String,
    /// The notes by item id.
    pub notes: BTreeMap<String, StoredNote>,
}

/// The version before this one in the same round.
///
/// # Errors
/// Those of the database. The caller got `under_review` from [`version`], so the scope has been asked.
pub fn predecessor(conn: &mut DbConnection, under_review: &UnderReview) -> StoreResult<Option<Predecessor>> {
    let found: Option<(String, i32, String)> = signed_version::table
        .filter(
            signed_version::response_id
                .eq(&under_review.head.id)
                .and(signed_version::number.lt(under_review.number)),
        )
        .order(signed_version::number.desc())
        .select((signed_version::id, signed_version::number, signed_version::content))
        .first(conn)
        .optional()?;
    let Some((id, number, content)) = found else { return Ok(None) };
    Ok(Some(Predecessor { number, content, notes: notes(conn, &id)? }))
}

/// Whose answers: the id of the member, and of the person who answered alone, in a round to people.
pub type Whose = (String, Option<String>);

/// What was approved in the round before, of the same questionnaire.
#[derive(Debug, Clone)]
pub struct YearBefore {
    /// The year of that round.
    pub year: i32,
    /// The id of its edition.
    pub edition: String,
    /// The text of the approved version by whose it is.
    pub approved: BTreeMap<Whose, String>,
}

/// The approved versions of the round before the one of `year`, as far as the scope reaches; only those of `member`, if given.
///
/// # Errors
/// [`StoreError::NotFound`] for all members unless the scope reaches the network, and those of the database.
pub fn year_before(
    conn: &mut DbConnection,
    scope: &Scope,
    (questionnaire, year): (&str, i32),
    member: Option<&str>,
) -> StoreResult<Option<YearBefore>> {
    if member.is_none() {
        network_only(scope)?;
    }
    let found: Option<(String, i32, String)> = round::table
        .filter(round::questionnaire.eq(questionnaire).and(round::year.lt(year)))
        .filter(round::state.ne(RoundState::Draft))
        .order((round::year.desc(), round::opened_at.desc(), round::id))
        .select((round::id, round::year, round::edition_id))
        .first(conn)
        .optional()?;
    let Some((round, year, edition)) = found else { return Ok(None) };
    let mut query = signed_version::table
        .inner_join(response_table::table)
        .inner_join(review::table)
        .filter(response_table::round_id.eq(round).and(review::decision.eq("approved")))
        .select(((response_table::member_id, response_table::person_id), signed_version::content))
        .into_boxed();
    if let Some(member) = member {
        query = query.filter(response_table::member_id.eq(member.to_owned()));
    }
    let mut approved: Vec<(Whose, String)> = query.load(conn)?;
    approved.retain(|((member, person), _)| scope.reaches(member, person.as_deref()));
    Ok(Some(YearBefore { year, edition, approved: approved.into_iter().collect() }))
}

/// A note on one item as a reviewer saves it.
#[derive(Debug, Clone)]
pub struct Note<'a> {
    /// The item's id.
    pub item: &'a str,
    /// The revision that the reviewer saw; 0 for none.
    pub base_revision: i32,
    /// The text; empty takes the note away.
    pub body: &'a str,
}

/// Saves a note, compare and set. Returns whether it stands so now; if not, somebody else has changed it since. The same
/// note twice is one.
///
/// # Errors
/// [`Refusal::NotNow`] once the version is decided.
pub fn save_note(
    conn: &mut DbConnection,
    scope: &Scope,
    version_id: &str,
    note: &Note<'_>,
    now: Moment,
) -> StoreResult<bool> {
    network_only(scope)?;
    undecided(conn, version_id)?;
    let changed = if note.base_revision == 0 {
        if note.body.is_empty() {
            return Ok(true);
        }
        let row = (
            review_note::signed_version_id.eq(version_id),
            review_note::item.eq(note.item),
            review_note::revision.eq(1),
            review_note::body.eq(note.body),
            review_note::written_by.eq(scope.person()),
            review_note::written_at.eq(now),
        );
        on_each!(conn, c => diesel::insert_into(review_note::table).values(row).on_conflict_do_nothing().execute(c))?
    } else {
        diesel::update(
            review_note::table
                .find((version_id, note.item))
                .filter(review_note::revision.eq(note.base_revision)),
        )
        .set((
            review_note::revision.eq(note.base_revision + 1),
            review_note::body.eq(note.body),
            review_note::written_by.eq(scope.person()),
            review_note::written_at.eq(now),
        ))
        .execute(conn)?
    };
    if changed == 1 {
        return Ok(true);
    }
    let stored: Option<String> =
        review_note::table.find((version_id, note.item)).select(review_note::body).first(conn).optional()?;
    Ok(stored.as_deref() == Some(note.body))
}

/// The reviewer's notes on the latest returned version, by item id. Those on an earlier one are done with, also where the
/// latest has none.
///
/// # Errors
/// Those of the database.
pub fn asked(conn: &mut DbConnection, head: &Head) -> StoreResult<BTreeMap<String, String>> {
    let returned: Option<String> = signed_version::table
        .inner_join(review::table)
        .filter(signed_version::response_id.eq(&head.id).and(review::decision.eq("returned")))
        .order(signed_version::number.desc())
        .select(signed_version::id)
        .first(conn)
        .optional()?;
    let Some(version) = returned else { return Ok(BTreeMap::new()) };
    let notes: Vec<(String, String)> = review_note::table
        .filter(review_note::signed_version_id.eq(version).and(review_note::body.ne("")))
        .select((review_note::item, review_note::body))
        .load(conn)?;
    Ok(notes.into_iter().collect())
}

/// Makes sure that nobody has decided yet, and that it stays so until the end of the transaction.
fn undecided(conn: &mut DbConnection, version_id: &str) -> StoreResult<()> {
    let of_response: String =
        signed_version::table.find(version_id).select(signed_version::response_id).first(conn)?;
    response::take(conn, &of_response)?;
    let decided: Option<String> =
        review::table.find(version_id).select(review::decision).first(conn).optional()?;
    match decided {
        None => Ok(()),
        Some(decision) if decision == "approved" => Err(Refusal::NotNow(ResponseState::Approved).into()),
        Some(_) => Err(Refusal::NotNow(ResponseState::Returned).into()),
    }
}

/// What the secretariat decides on a signed version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It counts in the results.
    Approve,
    /// The region is to mend it by this day: the next version is open.
    Return(NaiveDate),
}

/// Decides on a signed version. Decision, state and log change together or not at all.
///
/// # Errors
/// [`Refusal::NotNow`] if somebody else has decided already, [`Refusal::RoundNotOpen`] after the round.
pub fn decide(
    conn: &mut DbConnection,
    scope: &Scope,
    version_id: &str,
    decision: Decision,
    note: &str,
    now: Moment,
) -> StoreResult<()> {
    let under_review = version(conn, scope, version_id)?;
    undecided(conn, version_id)?;
    let head = &under_review.head;
    let (event, code, due_on) = match decision {
        Decision::Approve => (Event::Approve, "approved", None),
        Decision::Return(due_on) => (Event::Return, "returned", Some(due_on)),
    };
    if head.round_state != RoundState::Open {
        return Err(Refusal::RoundNotOpen.into());
    }
    let next = state::next(head.state, event)?;
    response::move_to(conn, scope, head, next, "", now)?;
    if let Some(due_on) = due_on {
        diesel::update(response_table::table.find(&head.id))
            .set(response_table::due_on.eq(due_on))
            .execute(conn)?;
        // What is asked about is not finished any more, until somebody says so again.
        let asked = edition::load(conn, &head.edition)?.edition;
        let is_noted =
            |item: &Item| under_review.notes.get(&item.id).is_some_and(|note| !note.body.is_empty());
        let parts = asked.substandards().filter(|(_, sub)| sub.items.iter().any(is_noted));
        let parts: Vec<&str> = parts.map(|(_, sub)| sub.id.as_str()).collect();
        part::unfinish(conn, head, &parts)?;
    }
    diesel::insert_into(review::table)
        .values((
            review::signed_version_id.eq(version_id),
            review::decision.eq(code),
            review::note.eq(note),
            review::due_on.eq(due_on),
            review::decided_by.eq(scope.person()),
            review::decided_at.eq(now),
        ))
        .execute(conn)?;
    audit::record(
        conn,
        now,
        audit::Entry {
            person: Some(scope.person()),
            member: Some(&head.member),
            action: if code == "approved" { "response.approved" } else { "response.returned" },
            subject: version_id,
            detail: None,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;
    use crate::{
        store::{
            edition::{self, EditionFile, Editions},
            response::{Change, Save},
            round::{self as rounds, NewRound},
            testing::{self, at, outsider, secretariat},
            version,
        },
        workflow::{Action, Addressed, Role, scope::Held, signed},
    };

    struct Signed {
        _folder: tempfile::TempDir,
        conn: DbConnection,
        response: String,
    }

    fn of_region(action: Action) -> Scope {
        let held = [Role::ProcessLead, Role::Signatory].map(|role| Held { role, member: Some("m1".into()) });
        Scope::of("boss", &held, action)
    }

    impl Signed {
        /// A round in `year` in which member `m1` has signed a first version.
        fn new(year: i32) -> Signed {
            let (folder, conn) = testing::with_members();
            let mut signed = Signed { _folder: folder, conn, response: String::new() };
            signed.round(year);
            signed
        }

        fn round(&mut self, year: i32) {
            let conn = &mut self.conn;
            let now = at("2027-01-10 08:00");
            let file = EditionFile::read(testing::QUESTIONNAIRE.as_bytes()).unwrap();
            let edition = edition::freeze(conn, now, &file).unwrap().id;
            let new = NewRound {
                year,
                edition: &edition,
                addressed: Addressed::AllMembers,
                opens_on: now.0.date(),
                due_on: now.0.date(),
                threshold: 7,
                synthetic: false,
            };
            let round = rounds::create(conn, &secretariat(), now, &new).unwrap().id;
            rounds::open(conn, &secretariat(), now, &round).unwrap();
            let all = response::list(conn, &of_region(Action::ReadDraft)).unwrap();
            self.response = all.into_iter().find(|head| head.round == round).unwrap().id;
            self.sign(6);
        }

        /// Answers with `value` and signs; returns the version's id.
        fn sign(&mut self, value: i32) -> String {
            let (conn, id, now) = (&mut self.conn, self.response.as_str(), at("2027-02-10 08:00"));
            let scope = of_region(Action::Answer);
            let head = response::head(conn, &scope, id).unwrap();
            let base_revision =
                response::answers(conn, &head, None).unwrap().get("1.1a").map_or(0, |stored| stored.revision);
            let answer =
                Some(crate::questionnaire::Answer::Value(crate::questionnaire::Value::Integer(value)));
            let entry = crate::questionnaire::Entry { answer, ..Default::default() };
            let mutation_id = format!("{base_revision}-{value}");
            let (item, substandard) = ("1.1a".to_owned(), "1.1".to_owned());
            let save = Save { item, substandard, mutation_id, base_revision, entry };
            response::save(conn, &scope, id, now, |_, _| Ok(vec![save])).unwrap();
            let change = Change { event: Event::HandOver, note: "", action: "response.handed-over" };
            response::change_state(conn, &of_region(Action::HandOver), id, &change, now).unwrap();
            let head = response::head(conn, &scope, id).unwrap();
            let loaded = Editions::default().get(conn, &head.edition).unwrap();
            let content = version::to_sign(conn, &head, &loaded.edition, &loaded.sha256).unwrap();
            let read = signed::sha256(content.to_text().unwrap().as_bytes());
            let frozen = (loaded.edition.as_ref(), loaded.sha256.as_str());
            version::sign(conn, &of_region(Action::Sign), id, frozen, &read, ("Boss", now)).unwrap();
            self.version()
        }

        fn head(&mut self) -> Head {
            response::head(&mut self.conn, &of_region(Action::ReadDraft), &self.response).unwrap()
        }

        /// The id of the latest version.
        fn version(&mut self) -> String {
            let head = self.head();
            version::of_response(&mut self.conn, &head).unwrap().remove(0).id
        }

        fn note(&mut self, base_revision: i32, body: &str) -> StoreResult<bool> {
            let version = self.version();
            let note = Note { item: "1.1a", base_revision, body };
            save_note(&mut self.conn, &secretariat(), &version, &note, at("2027-02-11 08:00"))
        }

        fn decide(&mut self, decision: Decision) -> StoreResult<()> {
            let version = self.version();
            decide(&mut self.conn, &secretariat(), &version, decision, "Tack.", at("2027-02-12 08:00"))
        }

        fn shown_to_region(&mut self) -> Vec<String> {
            let head = self.head();
            asked(&mut self.conn, &head).unwrap().into_values().collect()
        }
    }

    fn mend_by() -> Decision {
        Decision::Return(NaiveDate::from_ymd_opt(2027, 3, 1).unwrap())
    }

    #[test]
    fn a_note_is_never_written_over_what_the_reviewer_has_not_seen() {
        let mut signed = Signed::new(2027);
        assert!(signed.note(0, "Hur då?").unwrap());
        assert!(signed.note(0, "Hur då?").unwrap(), "the same twice is one");
        assert!(!signed.note(0, "Varför?").unwrap());
        assert!(signed.note(1, "Varför?").unwrap());
        let version = signed.version();
        let found = super::version(&mut signed.conn, &secretariat(), &version).unwrap();
        let note = found.notes.get("1.1a").unwrap();
        assert_eq!((note.revision, note.body.as_str(), note.person.as_str()), (2, "Varför?", "Boss"));
        assert!(super::version(&mut signed.conn, &outsider(), &version).is_err());
    }

    #[test]
    fn a_version_is_decided_once() {
        let mut signed = Signed::new(2027);
        signed.decide(mend_by()).unwrap();
        assert!(matches!(signed.decide(Decision::Approve), Err(StoreError::Refused(_))));
        assert!(matches!(signed.note(0, "För sent"), Err(StoreError::Refused(_))));
        let version = signed.version();
        let found = super::version(&mut signed.conn, &secretariat(), &version).unwrap();
        assert!(!found.is_undecided());
        let decided = found.decision.unwrap();
        assert_eq!((decided.code.as_str(), decided.note.as_str()), ("returned", "Tack."));
        assert_eq!(Some(signed.head().due_on), decided.due_on);
    }

    #[test]
    fn the_region_sees_the_notes_on_the_latest_returned_version_only() {
        let mut signed = Signed::new(2027);
        signed.note(0, "Hur då?").unwrap();
        assert_eq!(signed.shown_to_region(), Vec::<String>::new(), "not before it is returned");
        signed.decide(mend_by()).unwrap();
        assert_eq!(signed.shown_to_region(), ["Hur då?"]);
        let version = signed.version();
        assert!(is_to_be_mended(&mut signed.conn, &version).unwrap());
        let second = signed.sign(7);
        assert!(!is_to_be_mended(&mut signed.conn, &version).unwrap());
        let found = super::version(&mut signed.conn, &secretariat(), &second).unwrap();
        let first = predecessor(&mut signed.conn, &found).unwrap().unwrap();
        assert_eq!((first.number, first.notes.len(), found.notes.len()), (1, 1, 0));
        signed.note(0, "Skriv mer.").unwrap();
        signed.note(1, "").unwrap();
        signed.decide(mend_by()).unwrap();
        assert_eq!(signed.shown_to_region(), Vec::<String>::new(), "the second was returned without notes");
    }

    #[test]
    fn only_what_was_approved_the_year_before_is_laid_beside() {
        let mut signed = Signed::new(2026);
        let before = |signed: &mut Signed| {
            year_before(&mut signed.conn, &secretariat(), ("prov", 2027), Some("m1")).unwrap().unwrap()
        };
        assert!(before(&mut signed).approved.is_empty());
        signed.decide(Decision::Approve).unwrap();
        let found = before(&mut signed);
        assert_eq!((found.year, found.approved.len()), (2026, 1));
        assert!(year_before(&mut signed.conn, &secretariat(), ("prov", 2026), None).unwrap().is_none());
        let of_outsider =
            |signed: &mut Signed, member| year_before(&mut signed.conn, &outsider(), ("prov", 2027), member);
        assert!(of_outsider(&mut signed, None).is_err());
        assert!(of_outsider(&mut signed, Some("m1")).unwrap().unwrap().approved.is_empty());
    }

    #[test]
    fn every_version_of_a_round_is_found_also_after_publication() {
        let mut signed = Signed::new(2027);
        signed.decide(mend_by()).unwrap();
        let second = signed.sign(8);
        let round = signed.head().round;
        rounds::publish(&mut signed.conn, &secretariat(), at("2027-03-12 08:00"), &round).unwrap();
        assert!(super::queue(&mut signed.conn, &secretariat()).unwrap().is_empty());
        let listed = of_round(&mut signed.conn, &secretariat(), &round).unwrap();
        let rows: Vec<_> = listed.iter().map(|row| (row.number, row.decision.as_deref())).collect();
        assert_eq!(rows, [(2, None), (1, Some("returned"))]);
        assert!(!is_to_be_mended(&mut signed.conn, &second).unwrap(), "the round is over");
        assert_eq!(
            (listed[0].id.as_str(), listed[0].response.as_str()),
            (second.as_str(), signed.response.as_str())
        );
        assert!(of_round(&mut signed.conn, &outsider(), &round).is_err());
        assert!(of_round(&mut signed.conn, &secretariat(), "none").unwrap().is_empty());
    }

    #[test]
    fn what_waits_stands_first_in_the_queue() {
        let mut signed = Signed::new(2027);
        signed.decide(mend_by()).unwrap();
        let second = signed.sign(8);
        let queue = super::queue(&mut signed.conn, &secretariat()).unwrap();
        let rows: Vec<_> = queue.iter().map(|row| (row.number, row.decision.as_deref())).collect();
        assert_eq!(rows, [(2, None), (1, Some("returned"))]);
        assert_eq!(queue.first().map(|row| row.id.clone()), Some(second));
        assert!(super::queue(&mut signed.conn, &outsider()).is_err());
    }
}
