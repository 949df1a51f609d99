//! The program in a real Chromium, used as people use it: the whole year's chain, every page's looks and accessibility, the
//! keyboard, the screens and preferences people have, and what happens when the network goes away.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests end where something is not as it should be"
)]

mod support;

mod answering;
mod beside;
mod chain;
mod consensus;
mod editor;
mod editor_keys;
mod editor_saves;
mod effort;
mod keyboard;
mod kinds;
mod mending;
mod offline;
mod pages;
mod region;
mod screens;
mod sheet;
mod signing;
mod states;
mod stopping;
mod together;
