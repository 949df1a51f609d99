//! The schema that diesel believes in, `src/store/schema.rs`, against those that the migrations of either database make.

use std::collections::BTreeMap;

use perspektiv::store::DbConnection;

use crate::support::{dump, sources};

/// Table → column → (type, whether it may be empty).
type Schema = BTreeMap<String, BTreeMap<String, (String, bool)>>;

/// What `schema.rs` says.
fn believed() -> Schema {
    let text = std::fs::read_to_string(sources::root().join("src/store/schema.rs")).unwrap();
    let mut schema = Schema::new();
    for part in text.split("diesel::table! {").skip(1) {
        let (head, columns) = part.split_once(") {").unwrap();
        let name = head.split('(').next().unwrap().trim().to_owned();
        let columns = columns.split('}').next().unwrap().lines().filter_map(|line| {
            let (column, kind) = line.trim().trim_end_matches(',').split_once(" -> ")?;
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            Some((column.to_owned(), (inner.unwrap_or(kind).to_owned(), inner.is_some())))
        });
        schema.insert(name, columns.collect());
    }
    schema
}

/// What a database says of itself, in diesel's words.
fn actual(conn: &mut DbConnection) -> Schema {
    let tables = dump::tables(conn);
    let mut schema = Schema::new();
    for table in tables {
        let sql = match conn {
            DbConnection::Sqlite(_) => format!(
                "SELECT name || ' ' || type || ' ' || CASE WHEN \"notnull\" OR pk THEN 'NO' ELSE 'YES' END AS value \
                 FROM pragma_table_info('{table}')"
            ),
            DbConnection::Postgres(_) => format!(
                "SELECT column_name || ' ' || replace(data_type, ' ', '_') || ' ' || is_nullable AS value \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}'"
            ),
        };
        let columns = dump::column(conn, &sql).into_iter().map(|line| {
            let mut words = line.split(' ');
            let (name, kind, nullable) =
                (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
            let kind = match kind.to_lowercase().as_str() {
                "text" => "Text",
                "integer" => "Integer",
                "bigint" => "BigInt",
                "boolean" => "Bool",
                "date" => "Date",
                "timestamp" | "timestamp_without_time_zone" => "Timestamp",
                "double" | "double_precision" => "Double",
                "blob" | "bytea" => "Binary",
                other => panic!("{table}.{name} is {other}, which is not the same on both databases"),
            };
            (name.to_owned(), (kind.to_owned(), nullable == "YES"))
        });
        schema.insert(table.clone(), columns.collect());
    }
    schema
}

on_both! {
    async fn the_database_is_what_the_code_believes(app) {
        assert_eq!(actual(&mut app.connect()), believed());
    }

    async fn what_is_there_stays_when_rounds_get_an_audience(app) {
        use diesel::migration::{Migration, MigrationSource};
        use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _, embed_migrations};
        const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
        const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
        type One<DB> = Box<dyn Migration<DB>>;
        /// The migration, and those that came after it.
        fn from_audience<DB: diesel::backend::Backend>(source: EmbeddedMigrations) -> (One<DB>, Vec<One<DB>>)
        where
            EmbeddedMigrations: MigrationSource<DB>,
        {
            let mut all = source.migrations().unwrap();
            all.sort_by_key(|one| one.name().to_string());
            let place = all.iter().position(|one| one.name().to_string().ends_with("audience")).unwrap();
            let newer = all.split_off(place + 1);
            (all.pop().unwrap(), newer)
        }
        app.answer_everything("01", &[4]).await;
        app.submit(app.response("01"), "01").await;
        let (before, after);
        match &mut app.connect() {
            DbConnection::Sqlite(conn) => {
                let (audience, newer) = from_audience::<diesel::sqlite::Sqlite>(SQLITE);
                newer.iter().rev().for_each(|one| drop(conn.revert_migration(&**one).unwrap()));
                before = app.dump(&[]);
                conn.revert_migration(&*audience).unwrap();
                conn.run_migration(&*audience).unwrap();
                after = app.dump(&[]);
                newer.iter().for_each(|one| drop(conn.run_migration(&**one).unwrap()));
            }
            DbConnection::Postgres(conn) => {
                let (audience, newer) = from_audience::<diesel::pg::Pg>(POSTGRES);
                newer.iter().rev().for_each(|one| drop(conn.revert_migration(&**one).unwrap()));
                before = app.dump(&[]);
                conn.revert_migration(&*audience).unwrap();
                conn.run_migration(&*audience).unwrap();
                after = app.dump(&[]);
                newer.iter().for_each(|one| drop(conn.run_migration(&**one).unwrap()));
            }
        }
        for table in ["member", "round", "response", "answer", "signed_version", "invitation"] {
            assert_eq!(after[table], before[table], "{table}");
        }
        assert_eq!(app.count("round WHERE audience = 'all-members'"), 2);
        let page = app.signed_in("lead.01").await.get(&format!("/responses/{}", app.response("01"))).await;
        assert!(page.is(200).words().contains("Underskriven"));
    }

    async fn going_down_and_up_again_leaves_the_same_schema(app) {
        use diesel_migrations::{EmbeddedMigrations, MigrationHarness as _, embed_migrations};
        const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
        const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
        // Signed versions refuse to go, as they should: only an empty database goes down.
        let mut conn = app.connect();
        match &mut conn {
            DbConnection::Sqlite(conn) => {
                conn.revert_all_migrations(SQLITE).unwrap();
            }
            DbConnection::Postgres(conn) => {
                conn.revert_all_migrations(POSTGRES).unwrap();
            }
        }
        assert_eq!(actual(&mut conn), Schema::new());
        match &mut conn {
            DbConnection::Sqlite(conn) => {
                conn.run_pending_migrations(SQLITE).unwrap();
            }
            DbConnection::Postgres(conn) => {
                conn.run_pending_migrations(POSTGRES).unwrap();
            }
        }
        assert_eq!(actual(&mut conn), believed());
    }
}
