//! Members and the years in which they are members. A year that no file ever named has the members of the
//! nearest earlier year that was: membership goes on until somebody says otherwise. Theme groups are kept in the same way
//! beside them, with years of their own: what counts members never sees one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Integer, Nullable, Text},
};
use serde::Serialize;
use serde_json::json;

use super::{
    Conflict, DbConnection, StoreResult, audit, network_only, new_id,
    schema::{member, membership, response, round},
};
use crate::{
    clock::Moment,
    table::folded,
    workflow::{
        MemberKind, Scope, contacts,
        members::{MemberProblem, MemberRow, MembersFile},
    },
};

/// A member of the network, or a theme group, in any year.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = member)]
pub struct Member {
    /// The id.
    pub id: String,
    /// The code, such as `03`.
    pub code: String,
    /// The full name, such as `Region Uppsala`.
    pub name: String,
    /// The short name, such as `Uppsala`.
    pub short_name: String,
    /// The population, if known.
    pub population: Option<i32>,
    /// Whether it is a member or a theme group.
    pub kind: MemberKind,
}

/// Every member of any year, in order of the code.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut DbConnection) -> StoreResult<Vec<Member>> {
    Ok(member::table
        .filter(member::kind.eq(MemberKind::Member))
        .order(member::code)
        .select(Member::as_select())
        .load(conn)?)
}

/// Every member and every theme group of any year, members first.
///
/// # Errors
/// Those of the database.
pub fn all_and_groups(conn: &mut DbConnection) -> StoreResult<Vec<Member>> {
    Ok(member::table.order((member::kind, member::code)).select(Member::as_select()).load(conn)?)
}

/// The year whose membership `year` has: itself, or the nearest earlier one that was named. Theme groups have years of their
/// own.
///
/// # Errors
/// Those of the database.
pub fn year_that_counts(conn: &mut DbConnection, kind: MemberKind, year: i32) -> StoreResult<Option<i32>> {
    Ok(membership::table
        .inner_join(member::table)
        .filter(member::kind.eq(kind))
        .filter(membership::year.le(year))
        .select(diesel::dsl::max(membership::year))
        .first(conn)?)
}

/// The members of a year, in order of the code. Never a theme group.
///
/// # Errors
/// Those of the database.
pub fn of_year(conn: &mut DbConnection, year: i32) -> StoreResult<Vec<Member>> {
    of_kind(conn, MemberKind::Member, year)
}

/// The members or the theme groups of a year, in order of the code.
///
/// # Errors
/// Those of the database.
pub fn of_kind(conn: &mut DbConnection, kind: MemberKind, year: i32) -> StoreResult<Vec<Member>> {
    let Some(counts) = year_that_counts(conn, kind, year)? else { return Ok(Vec::new()) };
    Ok(member::table
        .inner_join(membership::table)
        .filter(membership::year.eq(counts).and(member::kind.eq(kind)))
        .order(member::code)
        .select(Member::as_select())
        .load(conn)?)
}

/// The members of a year, then its theme groups: those for whom people have roles.
///
/// # Errors
/// Those of the database.
pub fn with_people(conn: &mut DbConnection, year: i32) -> StoreResult<Vec<Member>> {
    let mut found = of_year(conn, year)?;
    found.extend(of_kind(conn, MemberKind::ThemeGroup, year)?);
    Ok(found)
}

/// Adds a theme group from `year` on. Its code is a T and a number, such as `T03`.
///
/// # Errors
/// [`super::StoreError::NotFound`] outside the secretariat, [`Conflict::NotAName`], [`Conflict::GroupExists`], and those of the
/// database.
pub fn add_group(
    conn: &mut DbConnection,
    scope: &Scope,
    at: Moment,
    name: &str,
    year: i32,
) -> StoreResult<String> {
    network_only(scope)?;
    let name = contacts::name(name).map_err(|_| Conflict::NotAName)?;
    let known = all_and_groups(conn)?;
    if known.iter().any(|known| folded(&known.name) == folded(&name)) {
        return Err(Conflict::GroupExists.into());
    }
    fix_year(conn, MemberKind::ThemeGroup, year)?;
    let id = new_id();
    let numbers = known.iter().filter_map(|known| known.code.strip_prefix('T')?.parse::<u32>().ok());
    let number = numbers.max().unwrap_or(0).saturating_add(1);
    let added = sql_query(
        "INSERT INTO member (id, code, name, short_name, kind) VALUES ($1, $2, $3, $3, $4) \
         ON CONFLICT (code) DO NOTHING",
    )
    .bind::<Text, _>(&id)
    .bind::<Text, _>(format!("T{number:02}"))
    .bind::<Text, _>(&name)
    .bind::<Text, _>(MemberKind::ThemeGroup)
    .execute(conn)?;
    // Somebody else added one at the same moment, perhaps the same.
    if added == 0 {
        return Err(Conflict::GroupExists.into());
    }
    diesel::insert_into(membership::table)
        .values((membership::member_id.eq(&id), membership::year.eq(year)))
        .execute(conn)?;
    let detail = json!({"name": name, "from": year});
    audit::record(
        conn,
        at,
        audit::Entry {
            person: Some(scope.person()),
            member: Some(&id),
            action: "theme-group.added",
            subject: &id,
            detail: Some(detail),
        },
    )?;
    Ok(id)
}

/// The member with this code.
///
/// # Errors
/// Those of the database.
pub fn by_code(conn: &mut DbConnection, code: &str) -> StoreResult<Option<Member>> {
    Ok(member::table.filter(member::code.eq(code)).select(Member::as_select()).first(conn).optional()?)
}

/// The member with this id.
///
/// # Errors
/// Those of the database.
pub fn by_id(conn: &mut DbConnection, id: &str) -> StoreResult<Option<Member>> {
    Ok(member::table.find(id).select(Member::as_select()).first(conn).optional()?)
}

/// Makes the membership of `year` its own, so that a later file cannot change it by way of an earlier year.
/// Does nothing if the year was named already.
pub(crate) fn fix_year(conn: &mut DbConnection, kind: MemberKind, year: i32) -> StoreResult<()> {
    match year_that_counts(conn, kind, year)? {
        Some(counts) if counts != year => {
            sql_query(
                "INSERT INTO membership (member_id, year) \
                 SELECT member_id, CAST($1 AS INTEGER) FROM membership JOIN member ON member.id = member_id \
                 WHERE year = $2 AND member.kind = $3 \
                 ON CONFLICT (member_id, year) DO NOTHING",
            )
            .bind::<Integer, _>(year)
            .bind::<Integer, _>(counts)
            .bind::<Text, _>(kind)
            .execute(conn)?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What an import of members changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportPlan {
    /// Members that are new.
    pub added: Vec<MemberRow>,
    /// Members whose name, short name or population is another now: the stored id and the row.
    pub changed: Vec<(String, MemberRow)>,
    /// Members that are stored exactly so; their number.
    pub unchanged: usize,
    /// Codes that are stored and not in the file; they stay as they are.
    pub absent: Vec<String>,
    /// Years and codes that become members.
    pub joins: BTreeSet<(i32, String)>,
    /// Years and codes that are no longer members.
    pub leaves: BTreeSet<(i32, String)>,
}

impl ImportPlan {
    /// Whether everything is so already.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.joins.is_empty() && self.leaves.is_empty()
    }
}

/// Holds a file of members against what is stored, without changing anything.
///
/// # Returns
/// The plan, or what is wrong: a member cannot leave a year in which it has a response.
///
/// # Errors
/// Those of the database.
pub fn plan_import(
    conn: &mut DbConnection,
    file: &MembersFile,
) -> StoreResult<Result<ImportPlan, Vec<MemberProblem>>> {
    let stored: HashMap<String, Member> =
        all(conn)?.into_iter().map(|member| (member.code.clone(), member)).collect();
    let years: Vec<i32> = file.years.keys().copied().collect();
    let is_member: BTreeSet<(i32, String)> = membership::table
        .inner_join(member::table)
        .filter(membership::year.eq_any(&years))
        .select((membership::year, member::code))
        .load::<(i32, String)>(conn)?
        .into_iter()
        .collect();
    let answering: BTreeSet<(i32, String)> = response::table
        .inner_join(round::table)
        .inner_join(member::table)
        .filter(round::year.eq_any(&years))
        .select((round::year, member::code))
        .load::<(i32, String)>(conn)?
        .into_iter()
        .collect();
    let groups: BTreeSet<String> = member::table
        .filter(member::kind.eq(MemberKind::ThemeGroup))
        .select(member::code)
        .load::<String>(conn)?
        .into_iter()
        .collect();
    let mut plan = ImportPlan::default();
    let mut problems = Vec::new();
    for row in &file.members {
        if groups.contains(&row.code) {
            problems.push(MemberProblem {
                line: Some(row.line),
                column: Some("code".to_owned()),
                what: format!("The code {:?} is that of a theme group.", row.code),
                mend: "Give the member another code.",
            });
            continue;
        }
        match stored.get(&row.code) {
            None => plan.added.push(row.clone()),
            Some(member) if is_same(member, row) => plan.unchanged += 1,
            Some(member) => plan.changed.push((member.id.clone(), row.clone())),
        }
        for year in &years {
            let place = (*year, row.code.clone());
            match (is_member.contains(&place), row.years.contains(year)) {
                (false, true) => {
                    plan.joins.insert(place);
                }
                (true, false) if answering.contains(&place) => problems.push(MemberProblem {
                    line: Some(row.line),
                    column: Some(format!("member_{year}")),
                    what: format!("Member {:?} has a response in the round of {year}.", row.code),
                    mend: "Write 1: who was asked stays a member of that year.",
                }),
                (true, false) => {
                    plan.leaves.insert(place);
                }
                (true, true) | (false, false) => {}
            }
        }
    }
    let in_file: BTreeSet<&str> = file.members.iter().map(|row| row.code.as_str()).collect();
    plan.absent = stored.into_keys().filter(|code| !in_file.contains(code.as_str())).collect();
    plan.absent.sort_unstable();
    Ok(if problems.is_empty() { Ok(plan) } else { Err(problems) })
}

fn is_same(member: &Member, row: &MemberRow) -> bool {
    member.name == row.name && member.short_name == row.short_name && member.population == row.population
}

/// Stores what an import changes, in the caller's transaction, which also made the plan.
///
/// # Errors
/// Those of the database.
pub fn apply_import(conn: &mut DbConnection, at: Moment, plan: &ImportPlan) -> StoreResult<()> {
    if plan.is_empty() {
        return Ok(());
    }
    for row in &plan.added {
        sql_query("INSERT INTO member (id, code, name, short_name, population) VALUES ($1, $2, $3, $4, $5)")
            .bind::<Text, _>(new_id())
            .bind::<Text, _>(&row.code)
            .bind::<Text, _>(&row.name)
            .bind::<Text, _>(&row.short_name)
            .bind::<Nullable<Integer>, _>(row.population)
            .execute(conn)?;
    }
    for (id, row) in &plan.changed {
        diesel::update(member::table.find(id))
            .set((
                member::name.eq(&row.name),
                member::short_name.eq(&row.short_name),
                member::population.eq(row.population),
            ))
            .execute(conn)?;
    }
    let ids: BTreeMap<String, String> =
        all(conn)?.into_iter().map(|member| (member.code, member.id)).collect();
    for (year, code) in &plan.joins {
        let Some(id) = ids.get(code) else { continue };
        diesel::insert_into(membership::table)
            .values((membership::member_id.eq(id), membership::year.eq(year)))
            .execute(conn)?;
    }
    for (year, code) in &plan.leaves {
        let Some(id) = ids.get(code) else { continue };
        diesel::delete(membership::table.find((id, year))).execute(conn)?;
    }
    let detail = json!({
        "added": plan.added.len(), "changed": plan.changed.len(),
        "joins": plan.joins.len(), "leaves": plan.leaves.len(),
    });
    audit::record(
        conn,
        at,
        audit::Entry { action: "members.imported", detail: Some(detail), ..audit::Entry::default() },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{store::testing, workflow::members};

    fn import(conn: &mut DbConnection, text: &[u8]) -> ImportPlan {
        let plan = plan_import(conn, &members::read(text).unwrap()).unwrap().unwrap();
        apply_import(conn, testing::at("2027-01-01 08:00"), &plan).unwrap();
        plan
    }

    #[test]
    fn the_swedish_members_of_each_year_are_right_and_a_second_import_changes_nothing() {
        let (_folder, mut conn) = testing::database();
        assert_eq!(of_year(&mut conn, 2027).unwrap(), vec![]);
        let file = include_bytes!("../../assets/data/regions.csv");
        let plan = import(&mut conn, file);
        assert_eq!((plan.added.len(), plan.joins.len()), (21, 60));
        assert!(import(&mut conn, file).is_empty());
        let counts = [2019, 2020, 2021, 2023, 2024, 2025, 2026, 2027]
            .map(|year| of_year(&mut conn, year).unwrap().len());
        assert_eq!(counts, [0, 21, 21, 20, 19, 19, 19, 19]);
        assert_eq!(by_code(&mut conn, "03").unwrap().unwrap().short_name, "Uppsala");
        assert_eq!(by_code(&mut conn, "99").unwrap(), None);
    }

    #[test]
    fn names_change_memberships_end_and_absent_members_stay() {
        let (_folder, mut conn) = testing::with_members();
        let plan = import(
            &mut conn,
            "code,name,short_name,member_2024\n01,Ny,Ny,1\n02,Region Två,Två,0\n".as_bytes(),
        );
        assert_eq!((plan.changed.len(), plan.unchanged, plan.leaves.len()), (1, 1, 1));
        assert_eq!(plan.absent, ["03"]);
        let names: Vec<String> = of_year(&mut conn, 2024).unwrap().into_iter().map(|m| m.name).collect();
        assert_eq!(names, ["Ny"]);
    }

    #[test]
    fn a_theme_group_has_years_of_its_own_and_is_no_member() {
        let (_folder, mut conn) = testing::with_members();
        let (boss, now) = (testing::secretariat(), testing::at("2027-01-01 08:00"));
        let names =
            |found: Vec<Member>| found.into_iter().map(|one| (one.code, one.name)).collect::<Vec<_>>();
        for (name, year) in [("Levnadsvanor", 2026), ("Barn och unga", 2027)] {
            add_group(&mut conn, &boss, now, name, year).unwrap();
        }
        assert!(add_group(&mut conn, &boss, now, " levnadsvanor ", 2027).is_err());
        assert!(add_group(&mut conn, &boss, now, "", 2027).is_err());
        assert!(add_group(&mut conn, &testing::outsider(), now, "Annat", 2027).is_err());
        // Nobody named a year of members since 2024, and that stays so.
        assert_eq!(of_year(&mut conn, 2027).unwrap().len(), 2);
        assert_eq!(all(&mut conn).unwrap().len(), 3);
        let groups =
            |conn: &mut DbConnection, year| names(of_kind(conn, MemberKind::ThemeGroup, year).unwrap());
        assert_eq!(groups(&mut conn, 2025), vec![]);
        assert_eq!(groups(&mut conn, 2026), [("T01".to_owned(), "Levnadsvanor".to_owned())]);
        assert_eq!(groups(&mut conn, 2028).len(), 2, "it goes on");
        let file = members::read(b"code,name,short_name,member_2027\nT01,Ett,Ett,1\n").unwrap();
        let problems = plan_import(&mut conn, &file).unwrap().unwrap_err();
        assert!(problems[0].what.contains("theme group"), "{problems:?}");
        let plan = import(&mut conn, "code,name,short_name,member_2027\n01,Region Ett,Ett,1\n".as_bytes());
        assert_eq!(plan.absent, ["02", "03"]);
        assert_eq!((of_year(&mut conn, 2027).unwrap().len(), groups(&mut conn, 2027).len()), (1, 2));
    }

    #[test]
    fn a_fixed_year_no_longer_follows_an_earlier_one() {
        let (_folder, mut conn) = testing::with_members();
        fix_year(&mut conn, MemberKind::Member, 2027).unwrap();
        fix_year(&mut conn, MemberKind::Member, 2027).unwrap();
        import(&mut conn, "code,name,short_name,member_2025\n01,Region Ett,Ett,1\n".as_bytes());
        assert_eq!(of_year(&mut conn, 2026).unwrap().len(), 1);
        assert_eq!(of_year(&mut conn, 2027).unwrap().len(), 2);
    }
}
