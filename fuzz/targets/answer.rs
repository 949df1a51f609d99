//! Any bytes as answers to a questionnaire that has every kind of item and of condition.
#![no_main]

#[path = "../through.rs"]
mod through;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| through::answer(bytes));
