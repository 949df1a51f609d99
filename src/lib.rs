//! Perspektiv: the self-evaluation platform of a health-promotion network. The rooms, and which way imports
//! may point, are described in `docs/ARCHITECTURE.md`; a test keeps them.

pub mod cli;
pub mod clock;
pub mod config;
pub mod error;
pub mod locale;
pub mod mail;
pub mod questionnaire;
pub mod report;
pub mod scoring;
pub mod store;
pub mod table;
pub mod telemetry;
pub mod web;
pub mod workflow;
