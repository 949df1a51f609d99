//! Any bytes as a questionnaire file; then, after a NUL, answers to its items.
#![no_main]

#[path = "../through.rs"]
mod through;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| through::read(bytes));
