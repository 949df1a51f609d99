//! The whole content of a database as text, the same way from either.

use std::collections::BTreeMap;

use diesel::{RunQueryDsl, sql_query, sql_types::Text};
use perspektiv::store::DbConnection;

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    value: String,
}

/// The single text column, called `value`, of a query's rows.
pub fn column(conn: &mut DbConnection, sql: &str) -> Vec<String> {
    let rows: Vec<Row> = sql_query(sql).load(conn).unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
    rows.into_iter().map(|row| row.value).collect()
}

/// The names of the application's tables.
pub fn tables(conn: &mut DbConnection) -> Vec<String> {
    let sql = match conn {
        DbConnection::Sqlite(_) => {
            "SELECT name AS value FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        }
        DbConnection::Postgres(_) => {
            "SELECT CAST(table_name AS text) AS value FROM information_schema.tables \
             WHERE table_schema = 'public' ORDER BY table_name"
        }
    };
    let mut names = column(conn, sql);
    names.retain(|name| !name.starts_with("__diesel") && !name.starts_with("sqlite_"));
    names
}

/// Every row of every table but `without`, in some fixed order.
pub fn dump(conn: &mut DbConnection, without: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut content = BTreeMap::new();
    for table in tables(conn) {
        if without.contains(&table.as_str()) {
            continue;
        }
        let sql = match conn {
            DbConnection::Postgres(_) => {
                format!("SELECT row_to_json(t)::text AS value FROM {table} t ORDER BY 1")
            }
            DbConnection::Sqlite(_) => {
                let columns = format!(
                    "SELECT CASE type WHEN 'BLOB' THEN 'hex(' || name || ')' ELSE name END AS value \
                     FROM pragma_table_info('{table}')"
                );
                let columns = column(conn, &columns);
                format!("SELECT json_array({}) AS value FROM {table} ORDER BY 1", columns.join(", "))
            }
        };
        content.insert(table.clone(), column(conn, &sql));
    }
    content
}
