//! Which text a row holds: the row's id, such as `item/3.2a/signs/low`, and what that is in plain words.
//!
//! Every id begins with what it belongs to: standards, sub-standards and items may have the same id, and no spreadsheet takes
//! `item/1.10` for a number or a date.

use std::borrow::Cow;

/// The place of a text in an edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place<'a> {
    /// The questionnaire's title.
    Title,
    /// Its introduction.
    Introduction,
    /// One end of a scale, or its middle.
    Scale(Cow<'a, str>, End),
    /// A perspective: its title.
    Perspective(Cow<'a, str>),
    /// What a perspective is about.
    PerspectiveAbout(Cow<'a, str>),
    /// A standard: its title.
    Standard(Cow<'a, str>),
    /// What a standard is about.
    StandardAbout(Cow<'a, str>),
    /// A sub-standard: its title.
    Substandard(Cow<'a, str>),
    /// What a sub-standard is about.
    SubstandardAbout(Cow<'a, str>),
    /// An item, or a text of it.
    Item(Cow<'a, str>, Part<'a>),
}

/// The low end, the middle or the high end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum End {
    Low,
    Middle,
    High,
}

impl End {
    pub(super) const ALL: [End; 3] = [End::Low, End::Middle, End::High];

    pub(super) fn name(self) -> &'static str {
        match self {
            End::Low => "low",
            End::Middle => "middle",
            End::High => "high",
        }
    }
}

/// A text of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    /// The question itself.
    Text,
    Help,
    Unit,
    Option(Cow<'a, str>),
    /// A column of a table: its heading.
    Column(Cow<'a, str>),
    ColumnUnit(Cow<'a, str>),
    ColumnOption(Cow<'a, str>, Cow<'a, str>),
    Sign(End),
    Source,
}

/// What stands in a row, to be said in the reader's language: a code of the catalogue and the values in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct What<'a> {
    /// One of [`What::CODES`].
    pub code: &'static str,
    /// The values, by name.
    pub values: Vec<(&'static str, &'a str)>,
}

impl What<'_> {
    /// Every code there is.
    pub const CODES: [&'static str; 25] = [
        "title",
        "introduction",
        "scale-low",
        "scale-middle",
        "scale-high",
        "perspective",
        "perspective-about",
        "standard",
        "standard-about",
        "substandard",
        "substandard-about",
        "item",
        "help",
        "unit",
        "option",
        "column",
        "column-unit",
        "column-option",
        "sign-low",
        "sign-middle",
        "sign-high",
        "source",
        "sheet",
        "note-sheet",
        "note",
    ];
}

impl<'a> Place<'a> {
    /// The place that a row's id means; none if it means nothing.
    pub(super) fn parse(id: &'a str) -> Option<Place<'a>> {
        let parts: Vec<Cow<'a, str>> = id.split('/').map(unescaped).collect::<Option<_>>()?;
        let mut parts = parts.into_iter();
        let kind = parts.next()?;
        let rest: Vec<Cow<'a, str>> = parts.collect();
        let place = match (kind.as_ref(), rest.as_slice()) {
            ("questionnaire", []) => Place::Title,
            ("questionnaire", [part]) if part == "introduction" => Place::Introduction,
            ("scale", [key, end]) => {
                let end = End::ALL.into_iter().find(|known| known.name() == end)?;
                Place::Scale(key.clone(), end)
            }
            ("perspective", [id]) => Place::Perspective(id.clone()),
            ("perspective", [id, part]) if part == "about" => Place::PerspectiveAbout(id.clone()),
            ("standard", [id]) => Place::Standard(id.clone()),
            ("standard", [id, part]) if part == "about" => Place::StandardAbout(id.clone()),
            ("substandard", [id]) => Place::Substandard(id.clone()),
            ("substandard", [id, part]) if part == "about" => Place::SubstandardAbout(id.clone()),
            ("item", [id, part @ ..]) => Place::Item(id.clone(), Part::parse(part)?),
            _ => return None,
        };
        Some(place)
    }

    /// The row's id.
    pub(super) fn id(&self) -> String {
        let written: Vec<&str> = match self {
            Place::Title => vec!["questionnaire"],
            Place::Introduction => vec!["questionnaire", "introduction"],
            Place::Scale(key, end) => vec!["scale", key, end.name()],
            Place::Perspective(id) => vec!["perspective", id],
            Place::PerspectiveAbout(id) => vec!["perspective", id, "about"],
            Place::Standard(id) => vec!["standard", id],
            Place::StandardAbout(id) => vec!["standard", id, "about"],
            Place::Substandard(id) => vec!["substandard", id],
            Place::SubstandardAbout(id) => vec!["substandard", id, "about"],
            Place::Item(id, part) => {
                let mut written = vec!["item", id.as_ref()];
                match part {
                    Part::Text => {}
                    Part::Help => written.push("help"),
                    Part::Unit => written.push("unit"),
                    Part::Option(option) => written.extend(["option", option]),
                    Part::Column(column) => written.extend(["column", column]),
                    Part::ColumnUnit(column) => written.extend(["column", column, "unit"]),
                    Part::ColumnOption(column, option) => {
                        written.extend(["column", column, "option", option]);
                    }
                    Part::Sign(end) => written.extend(["signs", end.name()]),
                    Part::Source => written.push("source"),
                }
                written
            }
        };
        written.into_iter().map(escaped).collect::<Vec<_>>().join("/")
    }

    /// What that is, for the reader.
    pub(super) fn what(&self) -> What<'_> {
        let (code, values): (&'static str, Vec<(&'static str, &str)>) = match self {
            Place::Title => ("title", vec![]),
            Place::Introduction => ("introduction", vec![]),
            Place::Scale(key, end) => {
                let code = match end {
                    End::Low => "scale-low",
                    End::Middle => "scale-middle",
                    End::High => "scale-high",
                };
                (code, vec![("id", key)])
            }
            Place::Perspective(id) => ("perspective", vec![("id", id)]),
            Place::PerspectiveAbout(id) => ("perspective-about", vec![("id", id)]),
            Place::Standard(id) => ("standard", vec![("id", id)]),
            Place::StandardAbout(id) => ("standard-about", vec![("id", id)]),
            Place::Substandard(id) => ("substandard", vec![("id", id)]),
            Place::SubstandardAbout(id) => ("substandard-about", vec![("id", id)]),
            Place::Item(id, part) => match part {
                Part::Text => ("item", vec![("id", id)]),
                Part::Help => ("help", vec![("id", id)]),
                Part::Unit => ("unit", vec![("id", id)]),
                Part::Option(option) => ("option", vec![("id", id), ("option", option)]),
                Part::Column(column) => ("column", vec![("id", id), ("column", column)]),
                Part::ColumnUnit(column) => ("column-unit", vec![("id", id), ("column", column)]),
                Part::ColumnOption(column, option) => {
                    ("column-option", vec![("id", id), ("column", column), ("option", option)])
                }
                Part::Sign(End::Low) => ("sign-low", vec![("id", id)]),
                Part::Sign(End::Middle) => ("sign-middle", vec![("id", id)]),
                Part::Sign(End::High) => ("sign-high", vec![("id", id)]),
                Part::Source => ("source", vec![("id", id)]),
            },
        };
        What { code, values }
    }
}

impl<'a> Part<'a> {
    fn parse(parts: &[Cow<'a, str>]) -> Option<Part<'a>> {
        let words: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        let part = match (words.as_slice(), parts) {
            ([], _) => Part::Text,
            (["help"], _) => Part::Help,
            (["unit"], _) => Part::Unit,
            (["source"], _) => Part::Source,
            (["signs", end], _) => Part::Sign(End::ALL.into_iter().find(|known| known.name() == *end)?),
            (["option", _], [_, option]) => Part::Option(option.clone()),
            (["column", _], [_, column]) => Part::Column(column.clone()),
            (["column", _, "unit"], [_, column, _]) => Part::ColumnUnit(column.clone()),
            (["column", _, "option", _], [_, column, _, option]) => {
                Part::ColumnOption(column.clone(), option.clone())
            }
            _ => return None,
        };
        Some(part)
    }
}

/// Ids have no `/`; the keys of scales, which may be any text, could have one: then as in a JSON pointer.
fn escaped(part: &str) -> Cow<'_, str> {
    if part.contains(['~', '/']) { part.replace('~', "~0").replace('/', "~1").into() } else { part.into() }
}

fn unescaped(part: &str) -> Option<Cow<'_, str>> {
    if !part.contains('~') {
        return Some(part.into());
    }
    let mut rest = part.split('~');
    let mut whole = rest.next()?.to_owned();
    for piece in rest {
        let (c, piece) = match piece.strip_prefix('0') {
            Some(piece) => ('~', piece),
            None => ('/', piece.strip_prefix('1')?),
        };
        whole.push(c);
        whole.push_str(piece);
    }
    Some(whole.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_leads_back_to_its_place() {
        for id in [
            "questionnaire",
            "questionnaire/introduction",
            "scale/degree/low",
            "scale/a~1b~0c~01/high",
            "perspective/patient",
            "perspective/patient/about",
            "standard/1",
            "standard/1/about",
            "substandard/1.10",
            "substandard/1.10/about",
            "item/3.2a",
            "item/help/help",
            "item/3.2a/unit",
            "item/3.2a/option/yes",
            "item/3.2a/column/c",
            "item/3.2a/column/c/unit",
            "item/3.2a/column/option/option/unit",
            "item/3.2a/signs/middle",
            "item/3.2a/source",
        ] {
            let place = Place::parse(id).unwrap_or_else(|| panic!("{id}"));
            assert_eq!(place.id(), id);
            assert!(What::CODES.contains(&place.what().code), "{id}");
        }
        assert_eq!(Place::parse("scale/a~1b/low"), Some(Place::Scale("a/b".into(), End::Low)));
        for id in ["", "3.2a", "item", "item/3.2a/signs", "item/3.2a/option", "standard/1/2", "scale/x~2/low"]
        {
            assert_eq!(Place::parse(id), None, "{id}");
        }
    }
}
