//! An edition from a sheet alone. What is in no place is told with its cell; so is what the check of the questionnaire finds
//! afterwards, since every part of the edition remembers where it came from.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Cell, CellFault, CellProblem, Change, Reading,
    column::Columns,
    grid::{Column, Grid, Row},
    phrase,
    place::{End, Part, Place},
    plain,
};
use crate::{
    questionnaire::{
        definition::{
            self, Choice, Depth, Edition, Item, Kind, Lineage, Perspective, Scale, Signs, Standard,
            Substandard,
        },
        number::Number,
        read::{self, TEXT_MAX},
        text::Localised,
    },
    table::trim,
};

/// Reads a whole edition.
pub(super) fn read(grid: &Grid) -> Reading {
    let (columns, rows) = match Columns::of(grid) {
        Ok(found) => found,
        Err(problems) => return Reading::refused(problems),
    };
    let mut builder = Builder::new(&columns);
    for (cell, value) in &grid.errors {
        builder.report(Some(*cell), CellFault::FormulaError { value: value.clone() });
    }
    for row in rows {
        builder.row(row);
    }
    builder.finish()
}

/// A row that has to be there because another one is.
struct Demand {
    id: String,
    /// The place of its text in the edition.
    pointer: String,
    /// The row that demands it.
    by: Option<Cell>,
}

/// Where an item is: its standard, its sub-standard, and itself.
type At = (usize, usize, usize);

struct Builder<'a> {
    columns: &'a Columns,
    edition: Edition,
    /// The cells that parts of the edition came from, by JSON pointer.
    cells: BTreeMap<String, Cell>,
    /// The parts about which everything is said already, as JSON pointers.
    said: BTreeSet<String>,
    /// Places of parts that nobody wrote, as JSON pointers; what lies in them is another matter.
    unwritten: BTreeSet<String>,
    seen: BTreeMap<String, Cell>,
    demands: Vec<Demand>,
    perspectives: BTreeMap<String, usize>,
    standards: BTreeMap<String, usize>,
    substandards: BTreeMap<String, (usize, usize)>,
    items: BTreeMap<String, At>,
    changes: Vec<Change>,
    problems: Vec<CellProblem>,
}

impl<'a> Builder<'a> {
    fn new(columns: &'a Columns) -> Builder<'a> {
        let mut cells = BTreeMap::new();
        for (index, (_, at)) in columns.languages.iter().enumerate() {
            cells.insert(format!("/languages/{index}"), columns.heading(*at));
            cells.entry("/languages".to_owned()).or_insert(columns.heading(*at));
        }
        let demand = |place: Place<'_>, pointer: &str| Demand {
            id: place.id(),
            pointer: pointer.to_owned(),
            by: None,
        };
        Builder {
            columns,
            edition: Edition {
                schema: None,
                id: String::new(),
                edition: String::new(),
                previous: None,
                languages: columns.languages.iter().map(|(language, _)| language.clone()).collect(),
                title: Localised::default(),
                introduction: Localised::default(),
                scales: BTreeMap::new(),
                perspectives: Vec::new(),
                standards: Vec::new(),
            },
            cells,
            said: BTreeSet::new(),
            unwritten: BTreeSet::new(),
            seen: BTreeMap::new(),
            demands: vec![demand(Place::Title, "/title"), demand(Place::Introduction, "/introduction")],
            perspectives: BTreeMap::new(),
            standards: BTreeMap::new(),
            substandards: BTreeMap::new(),
            items: BTreeMap::new(),
            changes: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn report(&mut self, cell: Option<Cell>, fault: CellFault) {
        self.problems.push(CellProblem { cell, fault });
    }

    fn row(&mut self, row: &Row) {
        let (id, cell) = (trim(row.cell(self.columns.id)), row.at(self.columns.id));
        if id.is_empty() {
            return self.report(Some(cell), CellFault::NoId);
        }
        let Some(place) = Place::parse(id) else {
            return self.report(Some(cell), CellFault::UnknownRow { id: id.to_owned() });
        };
        if let Some(first) = self.seen.get(&place.id()) {
            let first = *first;
            return self.report(Some(cell), CellFault::RowTwice { id: id.to_owned(), first });
        }
        self.seen.insert(place.id(), cell);
        let mut filled = Filled { row, columns: self.columns, used: Vec::new() };
        self.place(&place, &mut filled);
        for column in filled.unused() {
            let cell = self.columns.structure(column).map(|at| row.at(at));
            self.report(cell, CellFault::ValueOutOfPlace { heading: self.columns.called(column) });
        }
    }

    fn place(&mut self, place: &Place<'_>, row: &mut Filled<'_>) {
        match place {
            Place::Title => self.title(row),
            Place::Introduction => self.edition.introduction = self.text(place, "/introduction", row),
            Place::Scale(key, end) => self.scale(place, key, *end, row),
            Place::Perspective(id) => {
                let index = self.edition.perspectives.len();
                let pointer = format!("/perspectives/{index}");
                let title = self.text(place, &format!("{pointer}/title"), row);
                self.begins(&pointer, row);
                self.demand(Place::PerspectiveAbout(id.clone()), format!("{pointer}/about"), row);
                self.perspectives.insert(id.to_string(), index);
                let about = Localised::default();
                self.edition.perspectives.push(Perspective { id: id.to_string(), title, about });
            }
            Place::PerspectiveAbout(id) => {
                let index = self.perspectives.get(id.as_ref()).copied();
                let Some(index) = index else {
                    return self.astray(place, &Place::Perspective(id.clone()), row);
                };
                let about = self.text(place, &format!("/perspectives/{index}/about"), row);
                if let Some(perspective) = self.edition.perspectives.get_mut(index) {
                    perspective.about = about;
                }
            }
            Place::Standard(id) => {
                let index = self.edition.standards.len();
                let pointer = format!("/standards/{index}");
                let title = self.text(place, &format!("{pointer}/title"), row);
                self.begins(&pointer, row);
                self.demand(Place::StandardAbout(id.clone()), format!("{pointer}/about"), row);
                self.standards.insert(id.to_string(), index);
                let about = Localised::default();
                self.edition.standards.push(Standard {
                    id: id.to_string(),
                    title,
                    about,
                    substandards: Vec::new(),
                });
            }
            Place::StandardAbout(id) => {
                let index = self.standards.get(id.as_ref()).copied();
                let Some(index) = index else { return self.astray(place, &Place::Standard(id.clone()), row) };
                let about = self.text(place, &format!("/standards/{index}/about"), row);
                if let Some(standard) = self.edition.standards.get_mut(index) {
                    standard.about = about;
                }
            }
            Place::Substandard(id) => self.substandard(place, id, row),
            Place::SubstandardAbout(id) => {
                let at = self.substandards.get(id.as_ref()).copied();
                let Some((s, b)) = at else {
                    return self.astray(place, &Place::Substandard(id.clone()), row);
                };
                let about = self.text(place, &format!("/standards/{s}/substandards/{b}/about"), row);
                if let Some(sub) = self.edition.standards.get_mut(s).and_then(|s| s.substandards.get_mut(b)) {
                    sub.about = about;
                }
            }
            Place::Item(id, Part::Text) => self.item(place, id, row),
            Place::Item(id, part) => self.part(place, id, part, row),
        }
    }

    fn title(&mut self, row: &mut Filled<'_>) {
        self.edition.title = self.text(&Place::Title, "/title", row);
        self.edition.id = self.demanded(Column::Questionnaire, "/id", row);
        self.edition.edition = self.demanded(Column::Edition, "/edition", row);
        self.edition.previous = self.value(Column::Previous, "/previous", row);
        self.edition.schema = self.value(Column::Schema, "/$schema", row);
    }

    fn scale(&mut self, place: &Place<'_>, key: &str, end: End, row: &mut Filled<'_>) {
        let pointer = format!("/scales/{}", key.replace('~', "~0").replace('/', "~1"));
        if !self.edition.scales.contains_key(key) {
            let (low, middle, high) = Default::default();
            self.edition.scales.insert(key.to_owned(), Scale { min: 0, max: 0, low, middle, high });
            self.begins(&pointer, row);
            for end in End::ALL {
                self.demand(Place::Scale(key.into(), end), format!("{pointer}/{}", end.name()), row);
            }
        }
        let text = self.text(place, &format!("{pointer}/{}", end.name()), row);
        let bound = match end {
            End::Low => self.bound(Column::Minimum, &pointer, row),
            End::High => self.bound(Column::Maximum, &pointer, row),
            End::Middle => 0,
        };
        let Some(scale) = self.edition.scales.get_mut(key) else { return };
        match end {
            End::Low => (scale.low, scale.min) = (text, bound),
            End::Middle => scale.middle = text,
            End::High => (scale.high, scale.max) = (text, bound),
        }
    }

    /// The end of a scale; what is no whole number is reported, and then nothing else about the scale.
    fn bound(&mut self, column: Column, pointer: &str, row: &mut Filled<'_>) -> i32 {
        let value = self.demanded(column, pointer, row);
        if value.is_empty() {
            self.said.insert(pointer.to_owned());
            return 0;
        }
        self.number(column, pointer, &value, row, whole).unwrap_or_default()
    }

    fn substandard(&mut self, place: &Place<'_>, id: &str, row: &mut Filled<'_>) {
        let s = self.last_standard(place, row);
        let b = self.edition.standards.get(s).map_or(0, |standard| standard.substandards.len());
        let pointer = format!("/standards/{s}/substandards/{b}");
        let title = self.text(place, &format!("{pointer}/title"), row);
        self.begins(&pointer, row);
        self.demand(Place::SubstandardAbout(id.into()), format!("{pointer}/about"), row);
        let perspective = self.value(Column::Perspective, &format!("{pointer}/perspective"), row);
        let secondary = self.value(Column::Secondary, &format!("{pointer}/secondary"), row);
        self.substandards.insert(id.to_owned(), (s, b));
        let (about, items) = Default::default();
        let sub = Substandard { id: id.to_owned(), title, about, perspective, secondary, items };
        if let Some(standard) = self.edition.standards.get_mut(s) {
            standard.substandards.push(sub);
        }
    }

    /// The standard that a row belongs to. Where none stands before it, that is told, and a nameless one takes its place: so what
    /// follows is looked at too.
    fn last_standard(&mut self, place: &Place<'_>, row: &Filled<'_>) -> usize {
        if self.edition.standards.is_empty() {
            let fault = CellFault::OutOfPlace { id: place.id(), after: "standard/…".to_owned() };
            self.report(Some(row.row.at(self.columns.id)), fault);
            let (id, title, about, substandards) = Default::default();
            self.edition.standards.push(Standard { id, title, about, substandards });
            self.said.extend(["id", "title", "about"].map(|name| format!("/standards/0/{name}")));
        }
        self.edition.standards.len().saturating_sub(1)
    }

    /// The sub-standard that a row belongs to, likewise.
    fn last_substandard(&mut self, place: &Place<'_>, row: &Filled<'_>) -> (usize, usize) {
        let count =
            |edition: &Edition| edition.standards.last().map_or(0, |standard| standard.substandards.len());
        if count(&self.edition) == 0 {
            if self.edition.standards.is_empty() {
                self.last_standard(place, row);
            } else {
                let fault = CellFault::OutOfPlace { id: place.id(), after: "substandard/…".to_owned() };
                self.report(Some(row.row.at(self.columns.id)), fault);
            }
            let s = self.edition.standards.len().saturating_sub(1);
            let (id, title, about, perspective, secondary, items) = Default::default();
            if let Some(standard) = self.edition.standards.last_mut() {
                standard.substandards.push(Substandard { id, title, about, perspective, secondary, items });
            }
            let pointer = format!("/standards/{s}/substandards/0");
            self.said.extend(["id", "title", "about"].map(|name| format!("{pointer}/{name}")));
            // What it lacks is not to be told of one that nobody wrote.
            self.unwritten.extend([format!("{pointer}/perspective"), format!("{pointer}/items"), pointer]);
        }
        (self.edition.standards.len().saturating_sub(1), count(&self.edition).saturating_sub(1))
    }

    fn item(&mut self, place: &Place<'_>, id: &str, row: &mut Filled<'_>) {
        let (s, b) = self.last_substandard(place, row);
        let sub = self.edition.standards.get(s).and_then(|standard| standard.substandards.get(b));
        let i = sub.map_or(0, |sub| sub.items.len());
        let pointer = format!("/standards/{s}/substandards/{b}/items/{i}");
        self.begins(&pointer, row);
        let kind = self.kind(&pointer, row);
        let depths = [Depth::Core, Depth::Indepth, Depth::Followup].map(|depth| (depth.name(), depth));
        let value = self.demanded(Column::Depth, &format!("{pointer}/depth"), row);
        let depth = self.word(Column::Depth, &pointer, &value, row, &depths).unwrap_or(Depth::Core);
        let mut item = Item::new(id, kind, depth);
        item.text = self.text(place, &format!("{pointer}/text"), row);
        item.scale = self.value(Column::Scale, &format!("{pointer}/scale"), row);
        (item.min, item.max, item.decimals) = self.numbers(&pointer, row);
        let rows = format!("{pointer}/rows");
        item.rows = self
            .value(Column::Rows, &rows, row)
            .and_then(|value| self.number(Column::Rows, &rows, &value, row, whole));
        let when = format!("{pointer}/comment_when");
        if let Some(line) = self.value(Column::CommentWhen, &when, row) {
            match phrase::read_comment_when(&line) {
                Ok(asked) => item.comment_when = Some(asked),
                Err(astray) => {
                    self.refuse(
                        Column::CommentWhen,
                        &when,
                        row,
                        CellFault::CommentWhen { found: astray.found },
                    );
                }
            }
        }
        let condition = format!("{pointer}/visible_if");
        if let Some(line) = self.value(Column::VisibleIf, &condition, row) {
            match phrase::read_condition(&line) {
                Ok(condition) => item.visible_if = Some(condition),
                Err(astray) => {
                    self.refuse(
                        Column::VisibleIf,
                        &condition,
                        row,
                        CellFault::Condition { found: astray.found },
                    );
                }
            }
        }
        item.lineage = self.lineage(&pointer, row);
        self.items.insert(id.to_owned(), (s, b, i));
        let sub = self.edition.standards.get_mut(s).and_then(|standard| standard.substandards.get_mut(b));
        if let Some(sub) = sub {
            sub.items.push(item);
        }
    }

    fn kind(&mut self, pointer: &str, row: &mut Filled<'_>) -> Kind {
        let value = self.demanded(Column::Kind, &format!("{pointer}/kind"), row);
        let kinds = Kind::ALL.map(|kind| (kind.name(), kind));
        self.word(Column::Kind, pointer, &value, row, &kinds).unwrap_or_else(|| {
            self.said.insert(pointer.to_owned());
            Kind::Text
        })
    }

    fn lineage(&mut self, pointer: &str, row: &mut Filled<'_>) -> Lineage {
        let changes = [
            definition::Change::Unchanged,
            definition::Change::Reworded,
            definition::Change::Replaced,
            definition::Change::New,
        ]
        .map(|change| (change.name(), change));
        let pointer = format!("{pointer}/lineage");
        let value = self.demanded(Column::Lineage, &pointer, row);
        let (change, item) = match value.split_once(':') {
            Some((change, item)) => (change.trim(), plain::read(item).map(|item| item.into_owned())),
            None => (value.as_str(), None),
        };
        let change = self.word(Column::Lineage, &pointer, change, row, &changes);
        Lineage { change: change.unwrap_or(definition::Change::New), item }
    }

    /// A text of an item that is there already.
    fn part(&mut self, place: &Place<'_>, id: &str, part: &Part<'_>, row: &mut Filled<'_>) {
        let Some((s, b, i)) = self.items.get(id).copied() else {
            return self.astray(place, &Place::Item(id.into(), Part::Text), row);
        };
        let pointer = format!("/standards/{s}/substandards/{b}/items/{i}");
        let Some(item) = self.item_at((s, b, i)) else { return };
        let options = item.options.len();
        let columns = item.columns.len();
        let in_table = |column: &str| item.columns.iter().position(|known| known.id == column);
        match part {
            Part::Text => {}
            Part::Help | Part::Unit | Part::Source => {
                let name = match part {
                    Part::Help => "help",
                    Part::Unit => "unit",
                    _ => "source",
                };
                let text = self.text(place, &format!("{pointer}/{name}"), row);
                let Some(item) = self.item_at((s, b, i)) else { return };
                match part {
                    Part::Help => item.help = Some(text),
                    Part::Unit => item.unit = Some(text),
                    _ => item.source = Some(text),
                }
            }
            Part::Option(option) => {
                let choice = self.choice(place, option, &format!("{pointer}/options/{options}"), row);
                if let Some(item) = self.item_at((s, b, i)) {
                    item.options.push(choice);
                }
            }
            Part::Column(column) => {
                let pointer = format!("{pointer}/columns/{columns}");
                self.begins(&pointer, row);
                let title = self.text(place, &format!("{pointer}/title"), row);
                let kind = self.kind(&pointer, row);
                let (min, max, decimals) = self.numbers(&pointer, row);
                let (options, unit) = Default::default();
                let column = definition::Column {
                    id: column.to_string(),
                    title,
                    kind,
                    options,
                    unit,
                    min,
                    max,
                    decimals,
                };
                if let Some(item) = self.item_at((s, b, i)) {
                    item.columns.push(column);
                }
            }
            Part::ColumnUnit(column) | Part::ColumnOption(column, _) => {
                let Some(c) = in_table(column) else {
                    let parent = Place::Item(id.into(), Part::Column(column.clone()));
                    return self.astray(place, &parent, row);
                };
                let at = |item: &'_ Item| item.columns.get(c).map_or(0, |column| column.options.len());
                let options = self.item_at((s, b, i)).map_or(0, |item| at(item));
                let pointer = format!("{pointer}/columns/{c}");
                if let Part::ColumnOption(_, option) = part {
                    let choice = self.choice(place, option, &format!("{pointer}/options/{options}"), row);
                    if let Some(column) = self.item_at((s, b, i)).and_then(|item| item.columns.get_mut(c)) {
                        column.options.push(choice);
                    }
                } else {
                    let text = self.text(place, &format!("{pointer}/unit"), row);
                    if let Some(column) = self.item_at((s, b, i)).and_then(|item| item.columns.get_mut(c)) {
                        column.unit = Some(text);
                    }
                }
            }
            Part::Sign(end) => {
                if item.signs.is_none() {
                    let (low, middle, high) = Default::default();
                    item.signs = Some(Signs { low, middle, high });
                    for end in End::ALL {
                        let place = Place::Item(id.into(), Part::Sign(end));
                        self.demand(place, format!("{pointer}/signs/{}", end.name()), row);
                    }
                }
                let text = self.text(place, &format!("{pointer}/signs/{}", end.name()), row);
                if let Some(signs) = self.item_at((s, b, i)).and_then(|item| item.signs.as_mut()) {
                    match end {
                        End::Low => signs.low = text,
                        End::Middle => signs.middle = text,
                        End::High => signs.high = text,
                    }
                }
            }
        }
    }

    fn item_at(&mut self, (s, b, i): At) -> Option<&mut Item> {
        self.edition.standards.get_mut(s)?.substandards.get_mut(b)?.items.get_mut(i)
    }

    fn choice(&mut self, place: &Place<'_>, id: &str, pointer: &str, row: &mut Filled<'_>) -> Choice {
        self.begins(pointer, row);
        let text = self.text(place, &format!("{pointer}/text"), row);
        let words = ["yes", "x", "ja", "true"].map(|word| (word, true));
        let exclusive = format!("{pointer}/exclusive");
        let exclusive = match self.value(Column::Exclusive, &exclusive, row) {
            Some(value) => self.word(Column::Exclusive, &exclusive, &value, row, &words).unwrap_or(false),
            None => false,
        };
        Choice { id: id.to_owned(), text, exclusive }
    }

    fn numbers(
        &mut self,
        pointer: &str,
        row: &mut Filled<'_>,
    ) -> (Option<Number>, Option<Number>, Option<u8>) {
        let mut number = |column, name| {
            let pointer = format!("{pointer}/{name}");
            let value = self.value(column, &pointer, row)?;
            self.number(column, &pointer, &value, row, Some)
        };
        let (min, max) = (number(Column::Minimum, "min"), number(Column::Maximum, "max"));
        let pointer = format!("{pointer}/decimals");
        let decimals = self.value(Column::Decimals, &pointer, row);
        let decimals = decimals.and_then(|value| self.number(Column::Decimals, &pointer, &value, row, whole));
        (min, max, decimals)
    }

    /// The number that a value is; what is none is reported.
    fn number<T>(
        &mut self,
        column: Column,
        pointer: &str,
        value: &str,
        row: &Filled<'_>,
        fits: impl Fn(Number) -> Option<T>,
    ) -> Option<T> {
        let number = Number::typed(value).ok().and_then(fits);
        if number.is_none() {
            self.refuse(column, pointer, row, CellFault::NotANumber { value: value.to_owned() });
        }
        number
    }

    /// The one of several words that a value is; another one is reported.
    fn word<T: Copy>(
        &mut self,
        column: Column,
        pointer: &str,
        value: &str,
        row: &Filled<'_>,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(word, _)| word.eq_ignore_ascii_case(value)).map(|(_, meant)| *meant);
        // That there is nothing is said already.
        if found.is_none() && !value.is_empty() {
            let known = known.iter().map(|(word, _)| *word).collect();
            self.refuse(column, pointer, row, CellFault::UnknownValue { value: value.to_owned(), known });
        }
        found
    }

    /// A part of the structure that may be left out.
    fn value(&mut self, column: Column, pointer: &str, row: &mut Filled<'_>) -> Option<String> {
        row.used.push(column);
        let at = self.columns.structure(column)?;
        self.cells.insert(pointer.to_owned(), row.row.at(at));
        plain::read(row.row.cell(at)).map(|value| value.into_owned())
    }

    /// A part of the structure that has to be there; empty and reported if it is not.
    fn demanded(&mut self, column: Column, pointer: &str, row: &mut Filled<'_>) -> String {
        self.value(column, pointer, row).unwrap_or_else(|| {
            self.refuse(
                column,
                pointer,
                row,
                CellFault::ValueMissing { heading: self.columns.called(column) },
            );
            String::new()
        })
    }

    /// Reports what stands in a column of the structure; then the check need not.
    fn refuse(&mut self, column: Column, pointer: &str, row: &Filled<'_>, fault: CellFault) {
        self.said.insert(pointer.to_owned());
        let at = self.columns.structure(column).unwrap_or(self.columns.id);
        self.report(Some(row.row.at(at)), fault);
    }

    /// The text of a row, in all languages.
    fn text(&mut self, place: &Place<'_>, pointer: &str, row: &Filled<'_>) -> Localised {
        self.begins(pointer, row);
        let mut text = Localised::default();
        for (language, at) in &self.columns.languages {
            let (after, cell) = (row.row.cell(*at), row.row.at(*at));
            let place_in_language = format!("{pointer}/{language}");
            let length = after.chars().count();
            let fault = if after.trim().is_empty() {
                Some(CellFault::TextEmpty {
                    id: place.id(),
                    language: language.clone(),
                    said: self.columns.said(row.row),
                })
            } else if length > TEXT_MAX {
                Some(CellFault::TextTooLong { length, most: TEXT_MAX })
            } else {
                None
            };
            match fault {
                Some(fault) => {
                    self.problems.push(CellProblem { cell: Some(cell), fault });
                    self.said.insert(place_in_language);
                }
                None => {
                    self.changes.push(Change {
                        cell,
                        id: place.id(),
                        language: language.clone(),
                        before: None,
                        after: after.to_owned(),
                    });
                    self.cells.insert(place_in_language, cell);
                }
            }
            text.0.insert(language.clone(), after.to_owned());
        }
        text
    }

    /// A part of the edition begins in this row.
    fn begins(&mut self, pointer: &str, row: &Filled<'_>) {
        self.cells.insert(pointer.to_owned(), row.row.at(self.columns.id));
    }

    fn demand(&mut self, place: Place<'_>, pointer: String, row: &Filled<'_>) {
        let by = Some(row.row.at(self.columns.id));
        self.demands.push(Demand { id: place.id(), pointer, by });
    }

    /// A row whose parent does not stand before it. Where that one is wrong itself, it is enough to say so.
    fn astray(&mut self, place: &Place<'_>, parent: &Place<'_>, row: &mut Filled<'_>) {
        row.used.extend(Column::STRUCTURE);
        let (id, after) = (place.id(), parent.id());
        if !self.seen.contains_key(&after) {
            self.report(Some(row.row.at(self.columns.id)), CellFault::OutOfPlace { id, after });
        }
    }

    fn finish(mut self) -> Reading {
        for Demand { id, pointer, by } in std::mem::take(&mut self.demands) {
            if !self.seen.contains_key(&id) {
                self.said.insert(pointer);
                self.report(by, CellFault::RowMissing { id });
            }
        }
        let has_head = self.seen.contains_key(&Place::Title.id());
        if !has_head {
            self.said.extend(["/id", "/edition"].map(str::to_owned));
        }
        let checked = serde_json::to_vec(&self.edition).map(|bytes| read::read(&bytes));
        let edition = match checked {
            Ok(Ok(edition)) => Some(edition),
            Ok(Err(problems)) => {
                for problem in problems {
                    // Where the first row is missing, so is what the items' lineage refers to.
                    let follows = !has_head && problem.place.ends_with("/lineage");
                    if !follows && !self.is_said(&problem.place) {
                        let cell = self.cell_of(&problem.place);
                        self.report(cell, CellFault::Questionnaire(problem));
                    }
                }
                None
            }
            Err(_) => None,
        };
        self.problems.sort_by_key(|problem| problem.cell);
        let may_lack = |problem: &CellProblem| {
            matches!(
                problem.fault,
                CellFault::Questionnaire(_) | CellFault::TextEmpty { .. } | CellFault::TextTooLong { .. }
            )
        };
        Reading {
            unfinished: self.problems.iter().all(may_lack).then(|| self.edition.clone()),
            edition: edition.filter(|_| self.problems.is_empty()),
            changes: self.changes,
            added: self.edition.languages,
            problems: self.problems,
            warnings: Vec::new(),
        }
    }

    fn is_said(&self, pointer: &str) -> bool {
        self.unwritten.contains(pointer) || around(pointer).any(|pointer| self.said.contains(pointer))
    }

    /// The cell that a place of the edition came from, or the nearest part around it.
    fn cell_of(&self, pointer: &str) -> Option<Cell> {
        around(pointer).find_map(|pointer| self.cells.get(pointer)).copied()
    }
}

/// A JSON pointer and those of what it lies in, from the inside out.
fn around(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |pointer| pointer.rsplit_once('/').map(|(outer, _)| outer))
        .filter(|pointer| !pointer.is_empty())
}

fn whole<T: std::str::FromStr>(number: Number) -> Option<T> {
    number.to_string().parse().ok()
}

/// A row, with the parts of the structure that were read in it.
struct Filled<'a> {
    row: &'a Row,
    columns: &'a Columns,
    used: Vec<Column>,
}

impl Filled<'_> {
    /// The parts of the structure that say something here, though rows of this kind have no such thing.
    fn unused(&self) -> Vec<Column> {
        let says = |column: &Column| {
            self.columns.structure(*column).is_some_and(|at| plain::read(self.row.cell(at)).is_some())
        };
        Column::STRUCTURE.into_iter().filter(|column| !self.used.contains(column) && says(column)).collect()
    }
}
