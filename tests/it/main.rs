//! The application as a whole: real pages over HTTP, a real database, a real mail server; every story on SQLite and on
//! Postgres. And tests that hold the source itself to its rules.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests end where something is not as it should be"
)]

#[macro_use]
mod support;

mod access;
mod answering;
mod architecture;
mod around;
mod audience;
mod catalogue;
mod chain;
mod consensus;
mod corpus;
mod delegation;
mod doors;
mod earlier;
mod editions;
mod editor;
mod editor_keeps;
mod export;
mod fhir;
mod headers;
mod hostile;
mod import;
mod kinds;
mod other_network;
mod presence;
mod queries;
mod questionnaires;
mod rating;
mod rounds;
mod schema;
mod sheet;
mod signin;
mod signing;
mod templates;
