//! Whom a round addresses: what was chosen, and who that is by now.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Integer, Nullable, Text},
};

use super::Round;
use crate::{
    store::{
        DbConnection, StoreResult, member,
        schema::{round_member, round_role},
    },
    workflow::{Addressed, Audience, MemberKind, Role},
};

/// Somebody who is asked for a response: a member, a theme group, or one person of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The id of the member or theme group.
    pub member: String,
    /// Its full name.
    pub member_name: String,
    /// Its short name.
    pub member_short_name: String,
    /// The person who answers alone, in a round to people.
    pub person: Option<AddressedPerson>,
}

/// A person who answers alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressedPerson {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The first of the roles for which the person is asked.
    pub role: Role,
}

/// What was chosen when the round was made.
///
/// # Errors
/// Those of the database.
pub fn addressed(conn: &mut DbConnection, round: &Round) -> StoreResult<Addressed> {
    let members = |conn: &mut DbConnection| -> StoreResult<BTreeSet<String>> {
        let chosen: Vec<String> = round_member::table
            .filter(round_member::round_id.eq(&round.id))
            .select(round_member::member_id)
            .load(conn)?;
        Ok(chosen.into_iter().collect())
    };
    Ok(match round.audience {
        Audience::AllMembers => Addressed::AllMembers,
        Audience::ChosenMembers => Addressed::Members(members(conn)?),
        Audience::ThemeGroups => Addressed::ThemeGroups(members(conn)?),
        Audience::People => {
            let roles: Vec<Role> = round_role::table
                .filter(round_role::round_id.eq(&round.id))
                .select(round_role::role)
                .load(conn)?;
            Addressed::People(roles.into_iter().collect())
        }
    })
}

/// Stores what is chosen, in place of what was.
pub(super) fn choose(conn: &mut DbConnection, round: &str, addressed: &Addressed) -> StoreResult<()> {
    forget(conn, round)?;
    match addressed {
        Addressed::AllMembers => {}
        Addressed::Members(members) | Addressed::ThemeGroups(members) => {
            for member in members {
                diesel::insert_into(round_member::table)
                    .values((round_member::round_id.eq(round), round_member::member_id.eq(member)))
                    .execute(conn)?;
            }
        }
        Addressed::People(roles) => {
            for role in roles {
                diesel::insert_into(round_role::table)
                    .values((round_role::round_id.eq(round), round_role::role.eq(*role)))
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}

/// Takes away what was chosen.
pub(super) fn forget(conn: &mut DbConnection, round: &str) -> StoreResult<()> {
    diesel::delete(round_member::table.filter(round_member::round_id.eq(round))).execute(conn)?;
    diesel::delete(round_role::table.filter(round_role::round_id.eq(round))).execute(conn)?;
    Ok(())
}

/// Who that is in a year, by what is known now: in the order of the members' codes, a member's people by role.
///
/// # Errors
/// Those of the database.
pub fn addressees(conn: &mut DbConnection, year: i32, addressed: &Addressed) -> StoreResult<Vec<Addressee>> {
    let chosen = match addressed {
        Addressed::AllMembers => None,
        Addressed::Members(chosen) | Addressed::ThemeGroups(chosen) => Some(chosen),
        Addressed::People(roles) => return people(conn, year, roles),
    };
    let mut members = member::of_kind(conn, addressed.audience().kind(), year)?;
    members.retain(|member| chosen.is_none_or(|chosen| chosen.contains(&member.id)));
    Ok(members
        .into_iter()
        .map(|member| Addressee {
            member: member.id,
            member_name: member.name,
            member_short_name: member.short_name,
            person: None,
        })
        .collect())
}

#[derive(QueryableByName)]
struct HolderRow {
    #[diesel(sql_type = Text)]
    member_id: String,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    member_name: String,
    #[diesel(sql_type = Text)]
    member_short_name: String,
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    person_name: String,
    #[diesel(sql_type = Text)]
    role: Role,
}

/// Everybody who holds one of the roles for a member of the year, once per member. One query.
fn people(conn: &mut DbConnection, year: i32, roles: &BTreeSet<Role>) -> StoreResult<Vec<Addressee>> {
    let counts = member::year_that_counts(conn, MemberKind::Member, year)?;
    let rows = sql_query(
        "SELECT member.id AS member_id, member.code, member.name AS member_name,
                member.short_name AS member_short_name, person.id AS person_id, person.name AS person_name,
                assignment.role
         FROM assignment
         JOIN person ON person.id = assignment.person_id
         JOIN member ON member.id = assignment.member_id AND member.kind = 'member'
         JOIN membership ON membership.member_id = member.id AND membership.year = $1
         WHERE assignment.from_year <= $2 AND (assignment.to_year IS NULL OR assignment.to_year >= $2)",
    )
    .bind::<Nullable<Integer>, _>(counts)
    .bind::<Integer, _>(year)
    .load::<HolderRow>(conn)?;
    // By member and person; of several roles the first.
    let mut found: BTreeMap<(String, String), HolderRow> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| roles.contains(&row.role)) {
        let place = (row.code.clone(), row.person_id.clone());
        match found.get(&place) {
            Some(known) if known.role <= row.role => {}
            _ => drop(found.insert(place, row)),
        }
    }
    let mut rows: Vec<HolderRow> = found.into_values().collect();
    // A person's place in a role is that of the id, which says nothing.
    rows.sort_by(|a, b| (&a.code, a.role, &a.person_id).cmp(&(&b.code, b.role, &b.person_id)));
    Ok(rows
        .into_iter()
        .map(|row| Addressee {
            member: row.member_id,
            member_name: row.member_name,
            member_short_name: row.member_short_name,
            person: Some(AddressedPerson { id: row.person_id, name: row.person_name, role: row.role }),
        })
        .collect())
}
