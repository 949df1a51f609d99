//! A sheet as an Excel workbook (ECMA-376).

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;
