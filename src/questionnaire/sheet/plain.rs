//! How a value stands in a cell so that it comes back unchanged.

use std::borrow::Cow;

/// A structural value as it is written: itself, or, where the space around it or its emptiness means something, in quotation
/// marks as in JSON.
pub(super) fn written(value: &str) -> Cow<'_, str> {
    if value.is_empty() || value.trim() != value || value.starts_with('"') || value.contains(char::is_control)
    {
        quoted(value).into()
    } else {
        value.into()
    }
}

/// A value in quotation marks.
pub(super) fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// The value of a structural cell; none if the cell is empty.
pub(super) fn read(cell: &str) -> Option<Cow<'_, str>> {
    let cell = cell.trim();
    if cell.starts_with('"')
        && let Ok(value) = serde_json::from_str::<String>(cell)
    {
        return Some(value.into());
    }
    (!cell.is_empty()).then_some(cell.into())
}

/// A text as it stands in a workbook's or a CSV file's cell, where some characters cannot stand: they are written as spreadsheets
/// do, `_x000D_`, and what looks like that already as `_x005F_x000D_`.
pub(super) fn encoded(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| needs_code(c) || c == '_') {
        return text.into();
    }
    let mut encoded = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if needs_code(c) || (c == '_' && coded(rest).is_some()) {
            encoded.push_str(&format!("_x{:04X}_", u32::from(c)));
        } else {
            encoded.push(c);
        }
    }
    encoded.into()
}

/// The text that was [`encoded`].
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match coded(rest) {
            Some(meant) => {
                decoded.push(meant);
                rest = rest.get(CODE_LENGTH..).unwrap_or_default();
            }
            None => {
                decoded.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    decoded.into()
}

/// The length of `_x000D_`.
const CODE_LENGTH: usize = 7;

/// The character that a text begins with the code of.
fn coded(text: &str) -> Option<char> {
    let digits = text.get(..CODE_LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// What has no place in XML, or is not kept by programs that read CSV. Line breaks and tabs stay.
fn needs_code(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// A cell of a CSV file, with a `'` in front if a spreadsheet could take it for a formula, or if such a `'` is its own.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) { format!("'{cell}").into() } else { cell.into() }
}

/// The cell that was [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\''))).unwrap_or(cell)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\n', '\r', '\0', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_stand_as_spreadsheets_write_them() {
        assert_eq!(encoded("a\r\nb"), "a_x000D_\nb");
        assert_eq!(encoded("_x000D_ _x0041_x0042_"), "_x005F_x000D_ _x005F_x0041_x005F_x0042_");
        assert_eq!(encoded("snake_case\t_"), "snake_case\t_");
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("'=1+1"), "''=1+1");
        assert_eq!(guarded("'n roll"), "'n roll");
        assert_eq!(unguarded("'n roll"), "'n roll");
        assert_eq!(written("degree"), "degree");
        assert_eq!(written(" "), "\" \"");
        assert_eq!(read("  "), None);
        assert_eq!(read(" 1,5 ").as_deref(), Some("1,5"));
        assert_eq!(read("\"half"), Some("\"half".into()));
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back(text in "(\\PC|[\r\n\t\u{0}\u{b}'=+@\"_x0-9A-F -]){0,12}") {
            prop_assert_eq!(decoded(&encoded(&text)).into_owned(), text.clone());
            prop_assert_eq!(unguarded(&guarded(&text)).to_owned(), text.clone());
            prop_assert_eq!(read(&written(&text)).map(Cow::into_owned), Some(text));
        }
    }
}
