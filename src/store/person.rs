//! People and their assignments: who has which role, for which member, from which year to which. No more is
//! known about a person than domain.md allows: name, work address, language, roles.

use std::collections::HashMap;

use chrono::Datelike;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Integer, Nullable, Text, Timestamp},
};
use serde_json::json;

use super::{
    Conflict, DbConnection, StoreError, StoreResult, audit, member, network_only, new_id, on_each,
    schema::{self, assignment},
};
use crate::{
    clock::Moment,
    table::folded,
    workflow::{
        Address, Role, Scope,
        contacts::{self, Counts, Known, KnownMember, KnownPerson, LANGUAGES, OwnWords, Plan},
        scope::Held,
    },
};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schema::person)]
pub struct Person {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The e-mail address, in lower case.
    #[diesel(column_name = email)]
    pub address: String,
    /// The language, one of [`LANGUAGES`].
    pub language: String,
    /// When the person was added.
    pub created_at: Moment,
}

/// A role of a person, for some years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The id.
    pub id: String,
    /// The role.
    pub role: Role,
    /// The member's id; none for roles of the network.
    pub member: Option<String>,
    /// The member's code.
    pub member_code: Option<String>,
    /// The member's short name.
    pub member_name: Option<String>,
    /// The first year.
    pub from_year: i32,
    /// The last year; none while it goes on.
    pub to_year: Option<i32>,
}

impl Assignment {
    /// Whether the role is held in `year`.
    pub fn is_held_in(&self, year: i32) -> bool {
        self.from_year <= year && self.to_year.is_none_or(|to| year <= to)
    }
}

/// A person with all assignments of all years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The person.
    pub person: Person,
    /// The assignments, by member, role and year.
    pub assignments: Vec<Assignment>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = assignment)]
struct AssignmentRow {
    id: String,
    role: Role,
    member_id: Option<String>,
    from_year: i32,
    to_year: Option<i32>,
}

/// The person with this id.
///
/// # Errors
/// [`StoreError::NotFound`], and those of the database.
pub fn by_id(conn: &mut DbConnection, id: &str) -> StoreResult<Person> {
    Ok(schema::person::table.find(id).select(Person::as_select()).first(conn)?)
}

/// The person with this address.
///
/// # Errors
/// Those of the database.
pub fn by_address(conn: &mut DbConnection, address: &Address) -> StoreResult<Option<Person>> {
    Ok(schema::person::table
        .filter(schema::person::email.eq(address.as_str()))
        .select(Person::as_select())
        .first(conn)
        .optional()?)
}

/// The roles that a person holds in a year.
///
/// # Errors
/// Those of the database.
pub fn held(conn: &mut DbConnection, person: &str, year: i32) -> StoreResult<Vec<Held>> {
    let roles = assignment::table
        .filter(assignment::person_id.eq(person))
        .filter(assignment::from_year.le(year))
        .filter(assignment::to_year.is_null().or(assignment::to_year.ge(year)))
        .select((assignment::role, assignment::member_id))
        .distinct()
        .order((assignment::role, assignment::member_id));
    let rows: Vec<(Role, Option<String>)> = on_each!(conn, c => roles.load(c))?;
    Ok(rows.into_iter().map(|(role, member)| Held { role, member }).collect())
}

/// Those who hold one of the roles for a member in a year, by name.
///
/// # Errors
/// Those of the database.
pub fn holders(conn: &mut DbConnection, roles: &[Role], member: &str, year: i32) -> StoreResult<Vec<Person>> {
    Ok(assignment::table
        .inner_join(schema::person::table)
        .filter(assignment::role.eq_any(roles).and(assignment::member_id.eq(member)))
        .filter(assignment::from_year.le(year))
        .filter(assignment::to_year.is_null().or(assignment::to_year.ge(year)))
        .select(Person::as_select())
        .distinct()
        .order((schema::person::name, schema::person::id))
        .load(conn)?)
}

/// Somebody whom a member's own people invite: known by the address, or added with this name and language.
///
/// # Errors
/// Those of the database.
pub(super) fn invited(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    (address, name, language): (&Address, &str, &str),
) -> StoreResult<Person> {
    let (id, is_new) = ensure(conn, at, address, name, language)?;
    if is_new {
        record_added(conn, scope, at, &id)?;
    }
    by_id(conn, &id)
}

fn record_added(conn: &mut DbConnection, scope: &Scope, at: Moment, id: &str) -> StoreResult<()> {
    let person = Some(scope.person());
    let entry = audit::Entry { person, action: "person.added", subject: id, ..audit::Entry::default() };
    audit::record(conn, at, entry)
}

/// Everybody, by name, with their assignments. One query.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn contacts(conn: &mut DbConnection, scope: &Scope) -> StoreResult<Vec<Contact>> {
    network_only(scope)?;
    load_contacts(conn, None)
}

/// One person with the assignments.
///
/// # Errors
/// [`StoreError::NotFound`] also outside the secretariat, and those of the database.
pub fn contact(conn: &mut DbConnection, scope: &Scope, person: &str) -> StoreResult<Contact> {
    network_only(scope)?;
    load_contacts(conn, Some(person))?.pop().ok_or(StoreError::NotFound)
}

fn load_contacts(conn: &mut DbConnection, person: Option<&str>) -> StoreResult<Vec<Contact>> {
    use schema::{member, person};
    let mut query = person::table
        .left_join(assignment::table.left_join(member::table))
        .order((person::name, person::id, member::code, assignment::role, assignment::from_year))
        .select((
            Person::as_select(),
            Option::<AssignmentRow>::as_select(),
            member::code.nullable(),
            member::short_name.nullable(),
        ))
        .into_boxed();
    if let Some(id) = person {
        query = query.filter(person::id.eq(id));
    }
    type ContactRow = (Person, Option<AssignmentRow>, Option<String>, Option<String>);
    let mut contacts: Vec<Contact> = Vec::new();
    for (person, row, member_code, member_name) in query.load::<ContactRow>(conn)? {
        if contacts.last().is_none_or(|contact| contact.person.id != person.id) {
            contacts.push(Contact { person, assignments: Vec::new() });
        }
        if let (Some(row), Some(contact)) = (row, contacts.last_mut()) {
            contact.assignments.push(Assignment {
                id: row.id,
                role: row.role,
                member: row.member_id,
                member_code,
                member_name,
                from_year: row.from_year,
                to_year: row.to_year,
            });
        }
    }
    Ok(contacts)
}

/// Adds a person unless the address is known. Returns the id, and whether the person is new.
pub(crate) fn ensure(
    conn: &mut DbConnection,
    at: Moment,
    address: &Address,
    name: &str,
    language: &str,
) -> StoreResult<(String, bool)> {
    let id = new_id();
    let added = sql_query(
        "INSERT INTO person (id, name, email, language, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (email) DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Text, _>(name)
    .bind::<Text, _>(address.as_str())
    .bind::<Text, _>(language)
    .bind::<Timestamp, _>(at)
    .execute(conn)?;
    if added == 1 {
        return Ok((id, true));
    }
    let id = schema::person::table
        .filter(schema::person::email.eq(address.as_str()))
        .select(schema::person::id)
        .first(conn)?;
    Ok((id, false))
}

/// What became of one person who was added by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// A person who was not known, with this id.
    Person(String),
    /// The person with this id was known, and has the role now too.
    Role(String),
    /// The person with this id has the role already; nothing changed.
    HeldAlready(String),
    /// The address belongs to somebody with this other name; nothing changed.
    OtherName(String),
}

/// Adds one person with a role, from `from_year` on. Somebody who is known keeps name and language.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat or for an unknown member, [`Conflict::RoleAndMember`], and those
/// of the database.
pub fn add(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    contact: &contacts::Contact,
    from_year: i32,
) -> StoreResult<Added> {
    network_only(scope)?;
    if let Some(known) = by_address(conn, &contact.address)?
        && folded(&known.name) != folded(&contact.name)
    {
        return Ok(Added::OtherName(known.name));
    }
    let (id, is_new) = ensure(conn, at, &contact.address, &contact.name, contact.language)?;
    if is_new {
        record_added(conn, scope, at, &id)?;
    }
    let new = NewAssignment {
        person: &id,
        role: contact.role,
        member: contact.member.as_deref(),
        from_year,
        to_year: None,
    };
    let granted = assign(conn, scope, at, &new)?;
    Ok(match (granted, is_new) {
        (true, true) => Added::Person(id),
        (true, false) => Added::Role(id),
        (false, _) => Added::HeldAlready(id),
    })
}

/// A role to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssignment<'a> {
    /// The person's id.
    pub person: &'a str,
    /// The role.
    pub role: Role,
    /// The member's id, exactly for the roles held for a member.
    pub member: Option<&'a str>,
    /// The first year.
    pub from_year: i32,
    /// The last year; none while it goes on.
    pub to_year: Option<i32>,
}

/// Gives a role, unless it is held in the first year already. Returns whether anything changed. `by` is the
/// person who does it, none for the command line.
pub(crate) fn grant(
    conn: &mut DbConnection,
    at: Moment,
    by: Option<&str>,
    new: &NewAssignment<'_>,
) -> StoreResult<bool> {
    if new.role.is_for_member() != new.member.is_some() {
        return Err(Conflict::RoleAndMember.into());
    }
    if new.to_year.is_some_and(|to| to < new.from_year) {
        return Err(Conflict::YearsOutOfOrder.into());
    }
    let id = new_id();
    let added = sql_query(
        "INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year) \
         SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS ( \
             SELECT 1 FROM assignment \
             WHERE person_id = $2 AND role = $3 AND COALESCE(member_id, '') = COALESCE($4, '') \
               AND from_year <= $5 AND (to_year IS NULL OR to_year >= $5)) \
         ON CONFLICT DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Text, _>(new.person)
    .bind::<Text, _>(new.role)
    .bind::<Nullable<Text>, _>(new.member)
    .bind::<Integer, _>(new.from_year)
    .bind::<Nullable<Integer>, _>(new.to_year)
    .execute(conn)?;
    if added == 1 {
        let detail = json!({
            "person": new.person, "role": new.role.as_str(), "from": new.from_year, "to": new.to_year,
        });
        audit::record(
            conn,
            at,
            audit::Entry {
                person: by,
                member: new.member,
                action: "assignment.added",
                subject: &id,
                detail: Some(detail),
            },
        )?;
    }
    Ok(added == 1)
}

/// Gives a role, unless it is held in the first year already. Returns whether anything changed.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat or for an unknown person or member, [`Conflict`] if role,
/// member and years do not go together, and those of the database.
pub fn assign(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    new: &NewAssignment<'_>,
) -> StoreResult<bool> {
    network_only(scope)?;
    by_id(conn, new.person)?;
    if let Some(id) = new.member {
        member::by_id(conn, id)?.ok_or(StoreError::NotFound)?;
    }
    grant(conn, at, Some(scope.person()), new)
}

/// Lets a role end after the year `to_year`.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::YearsOutOfOrder`], [`Conflict::LastSecretariat`], and those of the database.
pub fn end_assignment(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    id: &str,
    to_year: i32,
) -> StoreResult<()> {
    network_only(scope)?;
    let row = find_assignment(conn, id)?;
    if to_year < row.from_year {
        return Err(Conflict::YearsOutOfOrder.into());
    }
    if to_year < at.0.year() {
        keep_a_secretariat(conn, at, &row)?;
    }
    diesel::update(assignment::table.find(id)).set(assignment::to_year.eq(to_year)).execute(conn)?;
    let detail = json!({"role": row.role.as_str(), "to": to_year});
    record(conn, scope, at, "assignment.ended", &row, detail)
}

/// Takes a role away at once, as if it had never been given; the log keeps that it was.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::LastSecretariat`], and those of the database.
pub fn remove_assignment(conn: &mut DbConnection, scope: &Scope, at: Moment, id: &str) -> StoreResult<()> {
    network_only(scope)?;
    let row = find_assignment(conn, id)?;
    keep_a_secretariat(conn, at, &row)?;
    diesel::delete(assignment::table.find(id)).execute(conn)?;
    let detail = json!({"role": row.role.as_str(), "from": row.from_year, "to": row.to_year});
    record(conn, scope, at, "assignment.removed", &row, detail)
}

fn find_assignment(conn: &mut DbConnection, id: &str) -> StoreResult<AssignmentRow> {
    Ok(assignment::table.find(id).select(AssignmentRow::as_select()).first(conn)?)
}

fn keep_a_secretariat(conn: &mut DbConnection, at: Moment, leaving: &AssignmentRow) -> StoreResult<()> {
    if leaving.role != Role::Secretariat {
        return Ok(());
    }
    let year = at.0.year();
    let others: i64 = assignment::table
        .filter(assignment::role.eq(Role::Secretariat))
        .filter(assignment::id.ne(&leaving.id))
        .filter(assignment::from_year.le(year))
        .filter(assignment::to_year.is_null().or(assignment::to_year.ge(year)))
        .count()
        .get_result(conn)?;
    if others == 0 { Err(Conflict::LastSecretariat.into()) } else { Ok(()) }
}

fn record(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    action: &str,
    row: &AssignmentRow,
    detail: serde_json::Value,
) -> StoreResult<()> {
    let member = row.member_id.as_deref();
    audit::record(
        conn,
        at,
        audit::Entry { person: Some(scope.person()), member, action, subject: &row.id, detail: Some(detail) },
    )
}

/// Corrects a person's name and language: the secretariat anybody's, everybody the own.
///
/// # Errors
/// [`StoreError::NotFound`], [`Conflict::NotAName`], [`Conflict::UnknownLanguage`], and those of the database.
pub fn correct(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    person: &str,
    name: &str,
    language: &str,
) -> StoreResult<()> {
    if scope.person() != person {
        network_only(scope)?;
    }
    let name = contacts::name(name).map_err(|_| Conflict::NotAName)?;
    if !LANGUAGES.contains(&language) {
        return Err(Conflict::UnknownLanguage.into());
    }
    let before = by_id(conn, person)?;
    if before.name == name && before.language == language {
        return Ok(());
    }
    diesel::update(schema::person::table.find(person))
        .set((schema::person::name.eq(&name), schema::person::language.eq(language)))
        .execute(conn)?;
    let detail = json!({"name": before.name != name, "language": before.language != language});
    audit::record(
        conn,
        at,
        audit::Entry {
            person: Some(scope.person()),
            action: "person.corrected",
            subject: person,
            detail: Some(detail),
            ..audit::Entry::default()
        },
    )
}

/// Corrects a person's address. Whoever used the old one is signed out, and open sign-ins end; only the person who does
/// this for themselves stays signed in.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, [`Conflict::AddressTaken`], and those of the database.
pub fn change_address(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    person: &str,
    address: &Address,
) -> StoreResult<()> {
    network_only(scope)?;
    let before = by_id(conn, person)?;
    if before.address == address.as_str() {
        return Ok(());
    }
    if by_address(conn, address)?.is_some() {
        return Err(Conflict::AddressTaken.into());
    }
    diesel::update(schema::person::table.find(person))
        .set(schema::person::email.eq(address.as_str()))
        .execute(conn)?;
    let open = schema::sign_in::table
        .filter(schema::sign_in::person_id.eq(person).and(schema::sign_in::used_at.is_null()));
    diesel::update(open).set(schema::sign_in::used_at.eq(Some(at))).execute(conn)?;
    if scope.person() != person {
        super::access::end_all_sessions(conn, person)?;
    }
    audit::record(
        conn,
        at,
        audit::Entry {
            person: Some(scope.person()),
            action: "person.corrected",
            subject: person,
            detail: Some(json!({"address": true})),
            ..audit::Entry::default()
        },
    )
}

/// What a list of contacts for `year` is held against (see [`contacts::plan`]), without the network's own words. A fixed number of
/// queries.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, and those of the database.
pub fn known(conn: &mut DbConnection, scope: &Scope, year: i32) -> StoreResult<Known> {
    network_only(scope)?;
    let this_year: Vec<String> =
        member::with_people(conn, year)?.into_iter().map(|member| member.id).collect();
    let members = member::all_and_groups(conn)?
        .into_iter()
        .map(|member| KnownMember {
            this_year: this_year.contains(&member.id),
            id: member.id,
            code: member.code,
            name: member.name,
            short_name: member.short_name,
        })
        .collect();
    let people = load_contacts(conn, None)?
        .into_iter()
        .map(|contact| KnownPerson {
            held: contact
                .assignments
                .into_iter()
                .filter(|assignment| assignment.is_held_in(year))
                .map(|assignment| Held { role: assignment.role, member: assignment.member })
                .collect(),
            address: contact.person.address,
            name: contact.person.name,
        })
        .collect();
    Ok(Known { words: OwnWords::default(), members, people })
}

/// Stores what a plan says, from `year` on, in the caller's transaction. Returns what was really new, which is
/// less than planned if somebody else was faster: nothing is stored twice, and nobody's name is changed.
///
/// # Errors
/// [`StoreError::NotFound`] outside the secretariat, [`Conflict::ListRefused`] if any row is refused, and those of
/// the database.
pub fn apply_contacts(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    year: i32,
    plan: &Plan,
) -> StoreResult<Counts> {
    network_only(scope)?;
    if !plan.is_applicable() {
        return Err(Conflict::ListRefused.into());
    }
    let mut counts = plan.counts();
    (counts.new_people, counts.new_roles) = (0, 0);
    let mut ids: HashMap<&str, String> = HashMap::new();
    for contact in plan.contacts() {
        let address = contact.address.as_str();
        let mut is_new = false;
        let person = match ids.get(address) {
            Some(id) => id.clone(),
            None => {
                let (id, new) = ensure(conn, at, &contact.address, &contact.name, contact.language)?;
                is_new = new;
                ids.insert(address, id.clone());
                id
            }
        };
        let new = NewAssignment {
            person: &person,
            role: contact.role,
            member: contact.member.as_deref(),
            from_year: year,
            to_year: None,
        };
        let granted = grant(conn, at, Some(scope.person()), &new)?;
        counts.new_people += usize::from(is_new);
        counts.new_roles += usize::from(granted && !is_new);
    }
    let detail = json!({"year": year, "new_people": counts.new_people, "new_roles": counts.new_roles});
    audit::record(
        conn,
        at,
        audit::Entry {
            person: Some(scope.person()),
            action: "contacts.applied",
            detail: Some(detail),
            ..audit::Entry::default()
        },
    )?;
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, at, outsider, secretariat};

    const LIST: &str = "namn;e-post;roll;region\n\
        Åsa Ek;asa@ett.example;processledare;Ett\n\
        Åsa Ek;asa@ett.example;undertecknare;Ett\n\
        Bo Berg;bo@tva.example;medsvarande;02\n";

    fn apply(conn: &mut DbConnection, year: i32, list: &str) -> StoreResult<Counts> {
        let plan = contacts::plan(list, &known(conn, &secretariat(), year)?);
        apply_contacts(conn, &secretariat(), at("2027-01-10 08:00"), year, &plan)
    }

    #[test]
    fn a_list_is_applied_once_however_often_it_is_sent() {
        let (_folder, mut conn) = testing::with_members();
        let stale = contacts::plan(LIST, &known(&mut conn, &secretariat(), 2027).unwrap());
        let counts = apply(&mut conn, 2027, LIST).unwrap();
        assert_eq!((counts.new_people, counts.new_roles), (2, 1));
        assert_eq!(apply(&mut conn, 2027, LIST).unwrap(), Counts { unchanged: 3, ..Counts::default() });
        let again = apply_contacts(&mut conn, &secretariat(), at("2027-01-10 08:00"), 2027, &stale).unwrap();
        assert_eq!(
            (again.new_people, again.new_roles),
            (0, 0),
            "a plan made before somebody else applied it"
        );
        let contacts = contacts(&mut conn, &secretariat()).unwrap();
        assert_eq!(contacts.len(), 3);
        let asa = contacts.iter().find(|contact| contact.person.name == "Åsa Ek").unwrap();
        let roles: Vec<_> = asa.assignments.iter().map(|a| (a.role, a.member_name.as_deref())).collect();
        assert_eq!(roles, [(Role::ProcessLead, Some("Ett")), (Role::Signatory, Some("Ett"))]);
        assert_eq!(contact(&mut conn, &secretariat(), &asa.person.id).unwrap(), *asa);
    }

    #[test]
    fn one_refused_row_keeps_all_out() {
        let (_folder, mut conn) = testing::with_members();
        let error = apply(&mut conn, 2027, &format!("{LIST}Cia;cia@tre.example;läsare;Tre\n")).unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::ListRefused)));
        assert_eq!(contacts(&mut conn, &secretariat()).unwrap().len(), 1);
    }

    #[test]
    fn a_role_is_held_from_its_first_year_to_its_last() {
        let (_folder, mut conn) = testing::with_members();
        apply(&mut conn, 2026, LIST).unwrap();
        let bo = by_address(&mut conn, &"BO@tva.example".parse().unwrap()).unwrap().unwrap();
        let id = contact(&mut conn, &secretariat(), &bo.id).unwrap().assignments[0].id.clone();
        let now = at("2027-06-01 08:00");
        end_assignment(&mut conn, &secretariat(), now, &id, 2027).unwrap();
        let held_in = [2025, 2026, 2027, 2028].map(|year| held(&mut conn, &bo.id, year).unwrap().len());
        assert_eq!(held_in, [0, 1, 1, 0]);
        let error = end_assignment(&mut conn, &secretariat(), now, &id, 2025).unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::YearsOutOfOrder)));
        apply(&mut conn, 2028, LIST).unwrap();
        assert_eq!(held(&mut conn, &bo.id, 2028).unwrap().len(), 1, "given again after the end");
        remove_assignment(&mut conn, &secretariat(), now, &id).unwrap();
        assert_eq!(held(&mut conn, &bo.id, 2026).unwrap(), vec![]);
    }

    #[test]
    fn the_last_of_the_secretariat_stays() {
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-06-01 08:00");
        let last = |result: StoreResult<()>| {
            assert!(matches!(result, Err(StoreError::Conflict(Conflict::LastSecretariat))));
        };
        last(remove_assignment(&mut conn, &secretariat(), now, "a0"));
        last(end_assignment(&mut conn, &secretariat(), now, "a0", 2026));
        apply(&mut conn, 2027, "namn,epost,roll\nNy,ny@net.example,sekretariat\n").unwrap();
        remove_assignment(&mut conn, &secretariat(), now, "a0").unwrap();
    }

    #[test]
    fn a_name_is_corrected_by_the_secretariat_or_the_person_alone() {
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-06-01 08:00");
        correct(&mut conn, &secretariat(), now, "boss", " Ny Boss ", "en").unwrap();
        let boss = by_id(&mut conn, "boss").unwrap();
        assert_eq!((boss.name.as_str(), boss.language.as_str()), ("Ny Boss", "en"));
        for (name, language) in [("", "sv"), ("A\nB", "sv"), ("A", "fi")] {
            let error = correct(&mut conn, &secretariat(), now, "boss", name, language).unwrap_err();
            assert!(matches!(error, StoreError::Conflict(_)), "{name:?} {language}");
        }
        let error = correct(&mut conn, &outsider(), now, "boss", "X", "sv").unwrap_err();
        assert!(matches!(error, StoreError::NotFound));
    }

    #[test]
    fn one_person_is_added_by_hand_and_nobody_is_renamed_by_it() {
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-06-01 08:00");
        let mut contact = contacts::Contact {
            address: "asa@ett.example".parse().unwrap(),
            name: "Åsa Ek".to_owned(),
            role: Role::ProcessLead,
            member: Some("m1".to_owned()),
            language: "sv",
        };
        let mut add =
            |contact: &contacts::Contact| super::add(&mut conn, &secretariat(), now, contact, 2027).unwrap();
        let Added::Person(id) = add(&contact) else { panic!("a new person") };
        assert_eq!(add(&contact), Added::HeldAlready(id.clone()));
        contact.role = Role::Signatory;
        assert_eq!(add(&contact), Added::Role(id));
        contact.name = "Bo Berg".to_owned();
        assert_eq!(add(&contact), Added::OtherName("Åsa Ek".to_owned()));
        contact.name = "Åsa Ek".to_owned();
        assert!(super::add(&mut conn, &outsider(), now, &contact, 2027).is_err());
        contact.member = None;
        let error = super::add(&mut conn, &secretariat(), now, &contact, 2027).unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::RoleAndMember)));
    }

    #[test]
    fn a_new_address_signs_the_old_one_out() {
        use diesel::connection::SimpleConnection;
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-06-01 08:00");
        apply(&mut conn, 2027, LIST).unwrap();
        let bo = by_address(&mut conn, &"bo@tva.example".parse().unwrap()).unwrap().unwrap().id;
        let rows = format!(
            "INSERT INTO session (token_hash, person_id, kept, created_at, expires_at) VALUES
                 ('s', '{bo}', TRUE, '2027-06-01 07:00:00', '2027-07-01 07:00:00');
             INSERT INTO sign_in (id, address, client, person_id, token_hash, button_alone, attempts, requested_at, expires_at)
                 VALUES ('i', '', '', '{bo}', 't', TRUE, 0, '2027-06-01 07:00:00', '2027-07-01 07:00:00');"
        );
        match &mut conn {
            DbConnection::Sqlite(conn) => conn.batch_execute(&rows).unwrap(),
            DbConnection::Postgres(conn) => conn.batch_execute(&rows).unwrap(),
        }
        let taken = "asa@ett.example".parse().unwrap();
        let error = change_address(&mut conn, &secretariat(), now, &bo, &taken).unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::AddressTaken)));
        let address: Address = "bo.berg@tva.example".parse().unwrap();
        assert!(change_address(&mut conn, &outsider(), now, &bo, &address).is_err());
        assert!(crate::store::access::actor(&mut conn, "s", now, 2027).unwrap().is_some());
        change_address(&mut conn, &secretariat(), now, &bo, &address).unwrap();
        assert!(crate::store::access::actor(&mut conn, "s", now, 2027).unwrap().is_none());
        let proof = crate::store::access::Proof {
            token_hash: Some("t"),
            visitor_hash: None,
            code: None,
            keep: false,
            session_hash: "n",
        };
        let attempt = crate::store::access::attempt(&mut conn, &proof, now, 2027).unwrap();
        assert_eq!(attempt, crate::store::access::Attempt::Spent);
    }

    #[test]
    fn nobody_else_sees_or_changes_contacts() {
        let (_folder, mut conn) = testing::with_members();
        let now = at("2027-06-01 08:00");
        assert!(contacts(&mut conn, &outsider()).is_err());
        assert!(known(&mut conn, &outsider(), 2027).is_err());
        assert!(apply_contacts(&mut conn, &outsider(), now, 2027, &Plan::default()).is_err());
        assert!(remove_assignment(&mut conn, &outsider(), now, "a0").is_err());
        let new = NewAssignment {
            person: "boss",
            role: Role::Reader,
            member: None,
            from_year: 2027,
            to_year: None,
        };
        assert!(assign(&mut conn, &outsider(), now, &new).is_err());
        let error = assign(&mut conn, &secretariat(), now, &new).unwrap_err();
        assert!(matches!(error, StoreError::Conflict(Conflict::RoleAndMember)));
    }
}
