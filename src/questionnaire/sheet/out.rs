//! An edition as rows.

use super::{
    What,
    column::heading_of,
    grid::Column,
    phrase,
    place::{End, Part, Place},
    plain,
};
use crate::questionnaire::{
    definition::{Choice, Edition, Item},
    number::Number,
    text::Localised,
};

/// A row that is written: the place of a text, the text, and what else stands there.
#[derive(Debug)]
pub(super) struct Line<'e> {
    pub(super) place: Place<'e>,
    pub(super) text: &'e Localised,
    pub(super) structure: Vec<(Column, String)>,
}

impl Line<'_> {
    /// What stands in a column of the structure.
    pub(super) fn structure(&self, column: Column) -> &str {
        self.structure.iter().find(|(here, _)| *here == column).map_or("", |(_, value)| value.as_str())
    }
}

/// All cells of an edition's sheet, the headings first, in the language `reader`; `say` words what a row is.
pub(super) fn cells(edition: &Edition, reader: &str, say: &dyn Fn(&What<'_>) -> String) -> Vec<Vec<String>> {
    let heading = |column: Column| column.heading(reader).to_owned();
    let mut headings = vec![heading(Column::Id), heading(Column::What)];
    headings.extend(edition.languages.iter().map(|language| heading_of(language, reader)));
    headings.extend(Column::STRUCTURE.map(heading));
    let mut rows = vec![headings];
    for line in lines(edition) {
        let mut row = vec![line.place.id(), say(&line.place.what())];
        row.extend(
            edition.languages.iter().map(|language| line.text.0.get(language).cloned().unwrap_or_default()),
        );
        row.extend(Column::STRUCTURE.map(|column| line.structure(column).to_owned()));
        rows.push(row);
    }
    rows
}

/// The rows of an edition, in the order of the questionnaire.
pub(super) fn lines(edition: &Edition) -> Vec<Line<'_>> {
    let mut lines = Lines(Vec::new());
    lines.add(
        Place::Title,
        &edition.title,
        vec![
            (Column::Questionnaire, value(&edition.id)),
            (Column::Edition, value(&edition.edition)),
            (Column::Previous, optional(edition.previous.as_ref())),
            (Column::Schema, optional(edition.schema.as_ref())),
        ],
    );
    lines.add(Place::Introduction, &edition.introduction, vec![]);
    for (key, scale) in &edition.scales {
        let place = |end| Place::Scale(key.into(), end);
        lines.add(place(End::Low), &scale.low, vec![(Column::Minimum, scale.min.to_string())]);
        lines.add(place(End::Middle), &scale.middle, vec![]);
        lines.add(place(End::High), &scale.high, vec![(Column::Maximum, scale.max.to_string())]);
    }
    for perspective in &edition.perspectives {
        lines.add(Place::Perspective((&perspective.id).into()), &perspective.title, vec![]);
        lines.add(Place::PerspectiveAbout((&perspective.id).into()), &perspective.about, vec![]);
    }
    for standard in &edition.standards {
        lines.add(Place::Standard((&standard.id).into()), &standard.title, vec![]);
        lines.add(Place::StandardAbout((&standard.id).into()), &standard.about, vec![]);
        for sub in &standard.substandards {
            let perspectives = vec![
                (Column::Perspective, optional(sub.perspective.as_ref())),
                (Column::Secondary, optional(sub.secondary.as_ref())),
            ];
            lines.add(Place::Substandard((&sub.id).into()), &sub.title, perspectives);
            lines.add(Place::SubstandardAbout((&sub.id).into()), &sub.about, vec![]);
            for item in &sub.items {
                lines.item(item);
            }
        }
    }
    lines.0
}

struct Lines<'e>(Vec<Line<'e>>);

impl<'e> Lines<'e> {
    fn add(&mut self, place: Place<'e>, text: &'e Localised, structure: Vec<(Column, String)>) {
        self.0.push(Line { place, text, structure });
    }

    fn item(&mut self, item: &'e Item) {
        let place = |part| Place::Item((&item.id).into(), part);
        let lineage = match &item.lineage.item {
            None => item.lineage.change.name().to_owned(),
            Some(earlier) => format!("{}:{}", item.lineage.change.name(), plain::written(earlier)),
        };
        let mut structure = vec![
            (Column::Kind, item.kind.name().to_owned()),
            (Column::Depth, item.depth.name().to_owned()),
            (Column::Scale, optional(item.scale.as_ref())),
            (Column::Rows, shown(item.rows)),
            (Column::CommentWhen, item.comment_when.as_ref().map(phrase::comment_when).unwrap_or_default()),
            (Column::VisibleIf, item.visible_if.as_ref().map(phrase::condition).unwrap_or_default()),
            (Column::Lineage, lineage),
        ];
        structure.extend(numbers(item.min, item.max, item.decimals));
        self.add(place(Part::Text), &item.text, structure);
        if let Some(help) = &item.help {
            self.add(place(Part::Help), help, vec![]);
        }
        self.options(&item.options, |id| place(Part::Option(id.into())));
        if let Some(unit) = &item.unit {
            self.add(place(Part::Unit), unit, vec![]);
        }
        for column in &item.columns {
            let mut structure = vec![(Column::Kind, column.kind.name().to_owned())];
            structure.extend(numbers(column.min, column.max, column.decimals));
            self.add(place(Part::Column((&column.id).into())), &column.title, structure);
            self.options(&column.options, |id| place(Part::ColumnOption((&column.id).into(), id.into())));
            if let Some(unit) = &column.unit {
                self.add(place(Part::ColumnUnit((&column.id).into())), unit, vec![]);
            }
        }
        if let Some(signs) = &item.signs {
            for (end, text) in
                [(End::Low, &signs.low), (End::Middle, &signs.middle), (End::High, &signs.high)]
            {
                self.add(place(Part::Sign(end)), text, vec![]);
            }
        }
        if let Some(source) = &item.source {
            self.add(place(Part::Source), source, vec![]);
        }
    }

    fn options(&mut self, options: &'e [Choice], place: impl Fn(&'e str) -> Place<'e>) {
        for option in options {
            let exclusive = if option.exclusive { "yes" } else { "" };
            self.add(place(&option.id), &option.text, vec![(Column::Exclusive, exclusive.to_owned())]);
        }
    }
}

fn numbers(min: Option<Number>, max: Option<Number>, decimals: Option<u8>) -> [(Column, String); 3] {
    [(Column::Minimum, shown(min)), (Column::Maximum, shown(max)), (Column::Decimals, shown(decimals))]
}

fn value(value: &str) -> String {
    plain::written(value).into_owned()
}

fn optional(text: Option<&String>) -> String {
    text.map(|text| value(text)).unwrap_or_default()
}

fn shown(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
