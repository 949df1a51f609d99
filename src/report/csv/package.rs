//! `datapackage.json`: what the tables hold, as a Frictionless tabular data package
//! (specs.frictionlessdata.io, version 1).

use std::io::{self, Write as _};

use serde_json::{Map, Value, json};

use super::{
    ExportInput, Written,
    cell::Tally,
    column::{Column, RESPONDENT, Type, columns, is_per_respondent, scale_in_words},
    file::{Dialect, File, Table},
    stem,
};

/// Writes the data package.
pub(super) fn write(input: &ExportInput<'_>, out: &mut dyn io::Write) -> io::Result<Written> {
    let mut tally = Tally::new(out);
    serde_json::to_writer_pretty(&mut tally, &package(input))?;
    tally.write_all(b"\n")?;
    Ok(Written { rows: None, sha256: tally.finish()? })
}

fn package(input: &ExportInput<'_>) -> Value {
    let round = input.round;
    let edition = &round.edition;
    let language = edition.languages.first().map_or("", String::as_str);
    let resources: Vec<Value> = File::ALL
        .into_iter()
        .filter_map(|file| match file {
            File::Table(table, dialect) => Some(resource(table, dialect, input)),
            File::DataPackage | File::Manifest => None,
        })
        .collect();
    json!({
        "profile": "tabular-data-package",
        "name": stem(edition, round.year),
        "title": edition.round_title(round.year, language),
        "description": format!(
            "Approved answers and scores of the questionnaire {}, edition {}, in {}. Scores are {}. \
             Text that a spreadsheet could take for a formula has an apostrophe in front.",
            edition.id, edition.edition, round.year, scale_in_words(round.scale()),
        ),
        "resources": resources,
    })
}

fn resource(table: Table, dialect: Dialect, input: &ExportInput<'_>) -> Value {
    let (name, delimiter, about) = match dialect {
        Dialect::Open => (table.name().to_owned(), ",", about(table).to_owned()),
        Dialect::Excel => {
            let about = format!("{} The same as {}.csv, for Excel.", about(table), table.name());
            (format!("{}-excel", table.name()), ";", about)
        }
    };
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": File::Table(table, dialect).name(),
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
            "header": true,
        },
        "schema": schema(table, dialect, input),
    })
}

fn about(table: Table) -> &'static str {
    match table {
        Table::Answers => "One row per item and member with an approved response, unanswered items too.",
        Table::Substandards => "One row per sub-standard and member with an approved response.",
        Table::Members => {
            "One row per perspective, and one for overall, and member with an approved response."
        }
        Table::Perspectives => "One row per perspective, and one for overall: the network's statistics.",
        Table::Codebook => "One row per item of the edition.",
    }
}

fn schema(table: Table, dialect: Dialect, input: &ExportInput<'_>) -> Value {
    let fields: Vec<Value> = columns(table, input).iter().map(|column| field(column, dialect)).collect();
    let mut schema = json!({
        "fields": fields,
        "missingValues": [""],
        "primaryKey": key(table, input),
    });
    if let (Table::Answers, Some(schema)) = (table, schema.as_object_mut()) {
        let codebook = match dialect {
            Dialect::Open => "codebook",
            Dialect::Excel => "codebook-excel",
        };
        let key = json!({
            "fields": ["edition", "item"],
            "reference": { "resource": codebook, "fields": ["edition", "item"] },
        });
        schema.insert("foreignKeys".to_owned(), json!([key]));
    }
    schema
}

/// What tells the records of a table from one another.
fn key(table: Table, input: &ExportInput<'_>) -> Vec<&'static str> {
    let mut key = match table {
        Table::Answers => vec!["year", "member_code", "item"],
        Table::Substandards => vec!["year", "member_code", "substandard"],
        Table::Members => vec!["year", "member_code", "perspective"],
        Table::Perspectives => vec!["year", "perspective"],
        Table::Codebook => vec!["edition", "item"],
    };
    if is_per_respondent(table, input.round) {
        key.insert(2, RESPONDENT);
    }
    key
}

fn field(column: &Column, dialect: Dialect) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(column.name));
    field.insert("type".to_owned(), json!(column.kind.name()));
    field.insert("description".to_owned(), json!(column.about));
    if column.kind == Type::Number && dialect == Dialect::Excel {
        field.insert("decimalChar".to_owned(), json!(","));
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if !column.among.is_empty() {
        constraints.insert("enum".to_owned(), json!(column.among));
    }
    if let Some((min, max)) = column.bounds {
        constraints.insert("minimum".to_owned(), json!(min));
        constraints.insert("maximum".to_owned(), json!(max));
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}
