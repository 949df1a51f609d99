//! What a PDF holds, as far as tests ask: its text as a reader would take it out, and its syntax.

use std::collections::HashMap;

use hayro_syntax::{
    Pdf,
    content::ops::TypedInstruction,
    object::{Dict, Object, Stream, String as PdfString},
};

/// The characters of a font by its glyphs' codes, as its `ToUnicode` says.
fn characters(font: &Dict<'_>) -> HashMap<u16, String> {
    let map = font.get::<Stream<'_>>("ToUnicode").expect("every font says what its glyphs mean");
    let map = String::from_utf8(map.decoded().unwrap().into_owned()).unwrap();
    let code = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
    let character = |hex: &str| {
        let units: Vec<u16> =
            hex.as_bytes().chunks(4).map(|unit| code(std::str::from_utf8(unit).unwrap())).collect();
        String::from_utf16(&units).unwrap()
    };
    let mut found = HashMap::new();
    for line in map.lines() {
        let hex: Vec<&str> = line.split(['<', '>']).skip(1).step_by(2).collect();
        match hex.as_slice() {
            [from, to] if line.starts_with('<') && from.len() == 4 => {
                drop(found.insert(code(from), character(to)))
            }
            [from, last, to] if line.starts_with('<') && from.len() == 4 => {
                for (place, glyph) in (code(from)..=code(last)).enumerate() {
                    let mut units: Vec<u16> = character(to).encode_utf16().collect();
                    *units.last_mut().unwrap() += u16::try_from(place).unwrap();
                    found.insert(glyph, String::from_utf16(&units).unwrap());
                }
            }
            _ => {}
        }
    }
    found
}

/// The text of a document, a line for each time it is shown.
pub fn text(pdf: &[u8]) -> String {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let mut text = String::new();
    for page in pdf.pages().iter() {
        let mut font = HashMap::new();
        let mut show = |shown: &PdfString<'_>, font: &HashMap<u16, String>| {
            for pair in shown.as_bytes().chunks(2) {
                let glyph = u16::from_be_bytes([pair[0], pair[1]]);
                text.push_str(font.get(&glyph).unwrap_or_else(|| panic!("glyph {glyph} has no character")));
            }
        };
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            match operation {
                TypedInstruction::TextFont(set) => {
                    font = characters(&page.resources().get_font(set.0).unwrap());
                }
                TypedInstruction::ShowText(shown) => show(shown.0, &font),
                TypedInstruction::ShowTexts(all) => {
                    for part in all.0.iter::<Object<'_>>() {
                        if let Object::String(shown) = part {
                            show(&shown, &font);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    text
}

/// Everything that is written in a document's syntax: its objects and what is in its streams.
pub fn syntax(pdf: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    for object in Pdf::new(pdf.to_vec()).unwrap().objects() {
        if let Object::Stream(stream) = object
            && let Ok(decoded) = stream.decoded()
        {
            all.push_str(&String::from_utf8_lossy(&decoded));
        }
    }
    all
}
