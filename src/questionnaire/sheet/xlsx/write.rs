//! Writes a workbook for people: headings that stay, texts that wrap, the structure in grey behind a handle that folds it away, and
//! a second sheet that says how to use the first. Every cell is text, so no id becomes a number and no text a formula.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::questionnaire::{
    definition::Edition,
    sheet::{
        SheetError, What,
        grid::{Cell, Column},
        out,
        place::{Part, Place},
    },
};

/// The most that a cell of a workbook holds, in UTF-16 units.
const CELL_MAX: usize = 32_767;
/// The columns before the texts: the row's id and what it is.
const BEFORE_TEXTS: u16 = 2;

/// The bytes of a file.
pub(in super::super) fn write(
    edition: &Edition,
    reader: &str,
    say: &dyn Fn(&What<'_>) -> String,
) -> Result<Vec<u8>, SheetError> {
    let cells = out::cells(edition, reader, say);
    for (row, cells) in (1..).zip(&cells) {
        for (column, cell) in (1..).zip(cells) {
            if cell.encode_utf16().count() > CELL_MAX {
                return Err(SheetError::TooLong { cell: Cell { row, column }, most: CELL_MAX });
            }
        }
    }
    workbook(edition, &cells, say).map_err(|error| SheetError::Workbook(error.to_string()))
}

fn workbook(
    edition: &Edition,
    cells: &[Vec<String>],
    say: &dyn Fn(&What<'_>) -> String,
) -> Result<Vec<u8>, XlsxError> {
    let language = edition.languages.first().map_or("", String::as_str);
    let texts = |code| say(&What { code, values: Vec::new() });
    let mut workbook = Workbook::new();
    // The same edition is the same file, whenever it is written.
    let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(format!("{} ({} {})", edition.title.get(language), edition.id, edition.edition))
        .set_creation_datetime(&written)
        .set_custom_property("Language", edition.languages.join(", "));
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(texts("sheet"))?;
    questions(sheet, edition, cells)?;
    let note = workbook.add_worksheet();
    note.set_name(texts("note-sheet"))?;
    note.set_column_width(0, 100)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, line) in (0..).zip(texts("note").lines()) {
        note.write_string_with_format(row, 0, line, &wrapped)?;
    }
    workbook.save_to_buffer()
}

fn questions(sheet: &mut Worksheet, edition: &Edition, cells: &[Vec<String>]) -> Result<(), XlsxError> {
    let plain = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let aside =
        plain.clone().set_font_color(Color::RGB(0x59_59_59)).set_background_color(Color::RGB(0xF2_F2_F2));
    let heading = plain
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0xDD_E5_EC))
        .set_border_bottom(FormatBorder::Thin);
    let texts = u16::try_from(edition.languages.len()).unwrap_or(u16::MAX);
    let structure = BEFORE_TEXTS.saturating_add(texts);
    let last = structure
        .saturating_add(u16::try_from(Column::STRUCTURE.len()).unwrap_or_default())
        .saturating_sub(1);
    for column in 0..=last {
        let is_text = (BEFORE_TEXTS..structure).contains(&column);
        sheet.set_column_format(column, if is_text { &plain } else { &aside })?;
        sheet.set_column_width(column, width(column, structure))?;
    }
    sheet.group_columns(structure, last)?;
    sheet.group_symbols_to_left(true);
    sheet.set_freeze_panes(1, BEFORE_TEXTS)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    for (row, line) in (0_u32..).zip(cells) {
        // Where a part begins, it stands out.
        let is_heading = line.first().and_then(|id| Place::parse(id)).is_some_and(|place| is_heading(&place));
        for (column, cell) in (0_u16..).zip(line) {
            let is_text = (BEFORE_TEXTS..structure).contains(&column);
            let format = match (row, is_text) {
                (0, _) => &heading,
                (_, true) => &plain,
                (_, false) => &aside,
            };
            let bold = format.clone().set_bold();
            let format = if is_heading && column < structure { &bold } else { format };
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, cell, format)?;
            }
        }
    }
    Ok(())
}

fn is_heading(place: &Place<'_>) -> bool {
    matches!(place, Place::Title | Place::Standard(_) | Place::Substandard(_) | Place::Item(_, Part::Text))
}

/// The width of a column, in characters.
fn width(column: u16, structure: u16) -> f64 {
    match column {
        0 => 24.0,
        1 => 30.0,
        column if column < structure => 60.0,
        column => match Column::STRUCTURE.get(usize::from(column - structure)) {
            Some(Column::VisibleIf) => 36.0,
            Some(Column::CommentWhen | Column::Questionnaire) => 20.0,
            _ => 13.0,
        },
    }
}
