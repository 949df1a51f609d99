//! Results made visible: charts and the open-data export. Works on answers and scores that it is handed; no
//! SQL, no HTTP, and no words of its own beyond the data package's field descriptions.

pub mod chart;
pub mod csv;
pub mod pdf;
pub mod qr;
