//! Any bytes as a spreadsheet of a questionnaire: CSV or XLSX.
#![no_main]

#[path = "../through.rs"]
mod through;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| through::sheet(bytes));
