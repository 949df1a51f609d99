//! The room `questionnaire` by itself, with the reader of tables that it shares, under the application's name: it is pure, so nothing else of the application is needed to fuzz
//! it, and nothing else has to be built with a fuzzer's instrumentation. (`surveys` beside this file is a link: the room embeds them.)

#[path = "../src/questionnaire/mod.rs"]
pub mod questionnaire;

#[path = "../src/table.rs"]
pub mod table;
