//! A database for the tests of this room: a migrated SQLite file in a folder of its own, with two members.
//! With `PERSPEKTIV_TEST_POSTGRES` set to the URL of an empty, disposable Postgres database, that one instead.

use chrono::NaiveDateTime;
use diesel::{RunQueryDsl, connection::SimpleConnection, sql_query};
use tempfile::TempDir;

use super::{DbConnection, Target, connection::Purpose, migrate};
use crate::{
    clock::Moment,
    workflow::{Action, Role, Scope, scope::Held},
};

/// An empty, migrated database.
pub(crate) fn database() -> (TempDir, DbConnection) {
    let folder = tempfile::tempdir().unwrap();
    let target = match std::env::var("PERSPEKTIV_TEST_POSTGRES") {
        Ok(url) => url.parse().unwrap(),
        Err(_) => Target::Sqlite(folder.path().join("test.db")),
    };
    if let Target::Postgres(_) = target {
        let mut conn = target.connect(Purpose::Write).unwrap();
        sql_query("DROP SCHEMA public CASCADE").execute(&mut conn).unwrap();
        sql_query("CREATE SCHEMA public").execute(&mut conn).unwrap();
    }
    migrate::run(&target).unwrap();
    let conn = target.connect(Purpose::Write).unwrap();
    (folder, conn)
}

/// A database in which the members 01 (Ett) and 02 (Två) exist since 2024, and `boss`, the secretariat.
pub(crate) fn with_members() -> (TempDir, DbConnection) {
    let (folder, mut conn) = database();
    let filled = "
        INSERT INTO member (id, code, name, short_name) VALUES
            ('m1', '01', 'Region Ett', 'Ett'), ('m2', '02', 'Region Två', 'Två'), ('m3', '03', 'Region Tre', 'Tre');
        INSERT INTO membership (member_id, year) VALUES ('m1', 2020), ('m2', 2020), ('m3', 2020), ('m1', 2024), ('m2', 2024);
        INSERT INTO person (id, name, email, language, created_at) VALUES
            ('boss', 'Boss', 'boss@net.example', 'sv', '2024-01-01 00:00:00');
        INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year) VALUES
            ('a0', 'boss', 'secretariat', NULL, 2020, NULL);";
    match &mut conn {
        DbConnection::Sqlite(conn) => conn.batch_execute(filled).unwrap(),
        DbConnection::Postgres(conn) => conn.batch_execute(filled).unwrap(),
    }
    (folder, conn)
}

/// The scope of the secretariat.
pub(crate) fn secretariat() -> Scope {
    Scope::of("boss", &[Held { role: Role::Secretariat, member: None }], Action::RunRound)
}

/// The scope that a process lead of the member `m1` has for what the secretariat does: none.
pub(crate) fn outsider() -> Scope {
    Scope::of("x", &[Held { role: Role::ProcessLead, member: Some("m1".into()) }], Action::RunRound)
}

/// A moment such as `2027-02-01 08:00`.
pub(crate) fn at(text: &str) -> Moment {
    Moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// A questionnaire with one item on a scale of 1 to 10.
pub(crate) const QUESTIONNAIRE: &str = r#"{
    "id": "prov", "edition": "2027", "languages": ["sv"], "title": {"sv": "T"}, "introduction": {"sv": "I"},
    "scales": {"degree": {"min": 1, "max": 10, "low": {"sv": "l"}, "middle": {"sv": "m"}, "high": {"sv": "h"}}},
    "perspectives": [{"id": "patient", "title": {"sv": "P"}, "about": {"sv": "A"}}],
    "standards": [{"id": "1", "title": {"sv": "S"}, "about": {"sv": "A"}, "substandards": [{
        "id": "1.1", "title": {"sv": "U"}, "about": {"sv": "A"}, "perspective": "patient",
        "items": [{"id": "1.1a", "kind": "rating", "scale": "degree", "depth": "core", "text": {"sv": "Q"},
            "lineage": {"change": "new"}}]
    }]}]
}"#;
