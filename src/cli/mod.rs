//! The command line: one file per command.

mod demo;
mod serve;
mod synthetic;

/// The regions, for the demo.
const REGIONS: &[u8] = include_bytes!("../../assets/data/regions.csv");

/// Temporary.
pub fn demo(port: u16) -> anyhow::Result<()> {
    crate::telemetry::start("info", crate::telemetry::LogFormat::Text);
    demo::run(port, "data".into(), crate::clock::Clock::system(jiff::tz::TimeZone::get("Europe/Stockholm")?))
}
