//! Reads the first sheet of a workbook: texts, numbers and truth values as they would be shown without a format. Only the four
//! parts that hold them are unpacked, each no further than the limit, whatever the file says of its own size.

use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};
use zip::ZipArchive;

use crate::questionnaire::sheet::{
    COLUMNS_MAX, CellFault, ROWS_MAX, UNPACKED_MAX,
    grid::{Cell, Grid, Row},
    plain,
};

type Parsed<T> = Result<T, CellFault>;

/// The cells of a file.
pub(in super::super) fn read(bytes: &[u8]) -> Parsed<Grid> {
    let mut package = Package {
        archive: ZipArchive::new(Cursor::new(bytes)).map_err(|_| CellFault::NotASheet)?,
        left: UNPACKED_MAX,
    };
    let workbook = package.part("xl/workbook.xml")?.ok_or(CellFault::NotASheet)?;
    let relations = package.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let path = first_sheet(&workbook, &relations)?;
    let strings = match package.part("xl/sharedStrings.xml")? {
        Some(part) => shared_strings(&part)?,
        None => Vec::new(),
    };
    let sheet = package.part(&path)?.ok_or(CellFault::NotASheet)?;
    Sheet { strings: &strings, grid: Grid::default(), row: 0, column: 0, left: UNPACKED_MAX }.read(&sheet)
}

struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl Package<'_> {
    /// The text of a part; none if there is no such part.
    fn part(&mut self, path: &str) -> Parsed<Option<String>> {
        let is_it = |name: &Cow<'_, str>| name.eq_ignore_ascii_case(path);
        let name = self.archive.file_names().flatten().find(is_it).map(Cow::into_owned);
        let Some(name) = name else { return Ok(None) };
        let file = self.archive.by_name(&name).map_err(|_| CellFault::NotASheet)?;
        let mut bytes = Vec::new();
        let limit = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        file.take(limit).read_to_end(&mut bytes).map_err(|_| CellFault::NotASheet)?;
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(CellFault::too_large)?;
        String::from_utf8(bytes).map(Some).map_err(|_| CellFault::NotASheet)
    }
}

fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml.strip_prefix('\u{feff}').unwrap_or(xml));
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// The next piece of XML; the end of the file, where nothing has to follow.
fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Parsed<Event<'a>> {
    reader.read_event().map_err(|_| CellFault::NotASheet)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| {
            attribute.key.as_ref() == name
                || attribute.key.as_ref().rsplit_once(':').is_some_and(|(_, local)| local == name)
        })
        .and_then(|attribute| {
            attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
        })
}

/// The path of the first sheet's part.
fn first_sheet(workbook: &str, relations: &str) -> Parsed<String> {
    let mut id = None;
    let mut xml = reader(workbook);
    loop {
        match next(&mut xml)? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                // `sheetId` is another attribute; the relation's is in a namespace.
                id = element
                    .attributes()
                    .flatten()
                    .find(|attribute| attribute.key.as_ref().ends_with(":id"))
                    .map(|attribute| attribute.value.to_string());
                break;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let id = id.ok_or(CellFault::NotASheet)?;
    let mut xml = reader(relations);
    loop {
        match next(&mut xml)? {
            Event::Start(element)
                if element.local_name().as_ref() == "Relationship"
                    && attribute(&element, "Id").as_deref() == Some(id.as_str()) =>
            {
                let target = attribute(&element, "Target").ok_or(CellFault::NotASheet)?;
                return Ok(match target.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None => format!("xl/{target}"),
                });
            }
            Event::Eof => return Err(CellFault::NotASheet),
            _ => {}
        }
    }
}

fn shared_strings(part: &str) -> Parsed<Vec<String>> {
    let mut strings = Vec::new();
    let mut xml = reader(part);
    loop {
        match next(&mut xml)? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                strings.push(string(&mut xml, "si")?)
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// A text up to the end of the element `end`: its `t`, or those of its differently formatted runs, without how it is pronounced.
fn string(xml: &mut Reader<&[u8]>, end: &str) -> Parsed<String> {
    let (mut text, mut is_text, mut is_sound) = (String::new(), false, false);
    loop {
        match next(xml)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => is_text = true,
                "rPh" => is_sound = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => is_text = false,
                "rPh" => is_sound = false,
                name if name == end => return Ok(plain::decoded(&text).into_owned()),
                _ => {}
            },
            Event::Eof => return Err(CellFault::NotASheet),
            event => {
                if is_text && !is_sound {
                    push(&mut text, event)?;
                }
            }
        }
    }
}

fn push(text: &mut String, event: Event<'_>) -> Parsed<()> {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(entity) => text.push(character(&entity)?),
        _ => {}
    }
    Ok(())
}

fn character(entity: &BytesRef<'_>) -> Parsed<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Ok(c);
    }
    Ok(match entity.xml10_content().as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return Err(CellFault::NotASheet),
    })
}

struct Sheet<'a> {
    strings: &'a [String],
    grid: Grid,
    /// The row that is being read, from 1.
    row: u32,
    /// The column of the last cell, from 1.
    column: u32,
    /// How many bytes the cells may still hold: many cells can name one text.
    left: usize,
}

impl Sheet<'_> {
    fn read(mut self, part: &str) -> Parsed<Grid> {
        let mut xml = reader(part);
        loop {
            match next(&mut xml)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let stated = attribute(&element, "r").and_then(|row| row.parse().ok());
                        self.row = stated.unwrap_or(self.row.saturating_add(1));
                        self.column = 0;
                    }
                    "c" => {
                        let stated = attribute(&element, "r").and_then(|name| cell_named(&name));
                        let here = Cell { row: self.row, column: self.column.saturating_add(1) };
                        let cell = stated.unwrap_or(here);
                        self.column = cell.column;
                        let kind = attribute(&element, "t").unwrap_or_default();
                        self.cell(&mut xml, cell, &kind)?;
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => break,
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(self.grid)
    }

    fn cell(&mut self, xml: &mut Reader<&[u8]>, cell: Cell, kind: &str) -> Parsed<()> {
        let (mut value, mut is_value, mut inline) = (String::new(), false, None);
        loop {
            match next(xml)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => is_value = true,
                    "is" => inline = Some(string(xml, "is")?),
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" => is_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(CellFault::NotASheet),
                event => {
                    if is_value {
                        push(&mut value, event)?;
                    }
                }
            }
        }
        let text = match (kind, inline) {
            (_, Some(text)) => text,
            ("s", None) => {
                let text = value.trim().parse::<usize>().ok().and_then(|index| self.strings.get(index));
                text.ok_or(CellFault::NotASheet)?.clone()
            }
            ("str", None) => plain::decoded(&value).into_owned(),
            ("b", None) => (if value.trim() == "1" { "true" } else { "false" }).to_owned(),
            ("e", None) => {
                self.grid.errors.push((cell, value.clone()));
                value
            }
            _ => number(&value),
        };
        self.put(cell, text)
    }

    fn put(&mut self, cell: Cell, text: String) -> Parsed<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.left = self.left.checked_sub(text.len()).ok_or_else(CellFault::too_large)?;
        let column = usize::try_from(cell.column).unwrap_or(usize::MAX);
        if column > COLUMNS_MAX {
            return Err(CellFault::TooManyColumns { most: COLUMNS_MAX });
        }
        if self.grid.rows.last().is_none_or(|row| row.number != cell.row) {
            if self.grid.rows.len() >= ROWS_MAX {
                return Err(CellFault::TooManyRows { most: ROWS_MAX });
            }
            self.grid.rows.push(Row { number: cell.row, cells: Vec::new() });
        }
        if let Some(row) = self.grid.rows.last_mut() {
            row.cells.resize(row.cells.len().max(column), String::new());
            if let Some(place) = column.checked_sub(1).and_then(|column| row.cells.get_mut(column)) {
                *place = text;
            }
        }
        Ok(())
    }
}

/// A number as it is typed: Excel stores 0.1 as 0.10000000000000001.
fn number(value: &str) -> String {
    match value.trim().parse::<f64>() {
        Ok(number) if number.is_finite() && number.abs() < 1e15 => number.to_string(),
        _ => value.trim().to_owned(),
    }
}

/// The cell that is called this, such as `C14`.
fn cell_named(name: &str) -> Option<Cell> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at_checked(digits)?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let value = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase() - b'A' + 1)?;
        column = column.checked_mul(26)?.checked_add(u32::from(value))?;
    }
    let row = digits.parse().ok()?;
    (row > 0 && column > 0).then_some(Cell { row, column })
}
