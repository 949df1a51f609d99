//! The texts of a sheet put into an edition that is there: a translation comes back.

use std::collections::BTreeMap;

use super::{
    Cell, CellFault, CellProblem, Change, Reading,
    column::Columns,
    grid::{Column, Grid, Row},
    out::{self, Line},
    place::{End, Part, Place},
    plain,
};
use crate::{
    questionnaire::{
        definition::{Edition, Item},
        read::TEXT_MAX,
        text::{Language, Localised},
    },
    table::trim,
};

/// Reads the texts of a sheet.
pub(super) fn read(grid: &Grid, onto: &Edition) -> Reading {
    let (columns, rows) = match Columns::of(grid) {
        Ok(found) => found,
        Err(problems) => return Reading::refused(problems),
    };
    let lines = out::lines(onto);
    let known = lines.iter().map(|line| (line.place.id(), line)).collect();
    let added: Vec<Language> = columns
        .languages
        .iter()
        .map(|(language, _)| language)
        .filter(|language| !onto.languages.contains(language))
        .cloned()
        .collect();
    let mut reader =
        Reader { columns: &columns, known, changes: Vec::new(), problems: Vec::new(), warnings: Vec::new() };
    for (cell, value) in &grid.errors {
        reader
            .problems
            .push(CellProblem { cell: Some(*cell), fault: CellFault::FormulaError { value: value.clone() } });
    }
    let seen = reader.rows(rows);
    for line in &lines {
        let id = line.place.id();
        if seen.contains_key(&id) {
            continue;
        }
        // Where a language is new, its text is missing; else the text that is there stays.
        match added.first().filter(|_| !line.text.0.is_empty()) {
            Some(_) => reader.report(None, CellFault::RowMissing { id }),
            None => reader.warnings.push(CellProblem { cell: None, fault: CellFault::RowAbsent { id } }),
        }
    }
    let Reader { changes, mut problems, warnings, .. } = reader;
    problems.sort_by_key(|problem| (problem.cell.is_none(), problem.cell));
    let edition = problems.is_empty().then(|| changed(onto, &changes, &added));
    Reading { edition, unfinished: None, changes, added, problems, warnings }
}

struct Reader<'a> {
    columns: &'a Columns,
    known: BTreeMap<String, &'a Line<'a>>,
    changes: Vec<Change>,
    problems: Vec<CellProblem>,
    warnings: Vec<CellProblem>,
}

impl Reader<'_> {
    fn report(&mut self, cell: Option<Cell>, fault: CellFault) {
        self.problems.push(CellProblem { cell, fault });
    }

    /// The rows that were found, by their ids.
    fn rows(&mut self, rows: &[Row]) -> BTreeMap<String, Cell> {
        let mut seen: BTreeMap<String, Cell> = BTreeMap::new();
        for row in rows {
            let (id, cell) = (trim(row.cell(self.columns.id)), row.at(self.columns.id));
            if id.is_empty() {
                self.report(Some(cell), CellFault::NoId);
                continue;
            }
            let Some(line) = Place::parse(id).and_then(|place| self.known.get(&place.id()).copied()) else {
                self.report(Some(cell), CellFault::UnknownRow { id: id.to_owned() });
                continue;
            };
            if let Some(first) = seen.get(&line.place.id()) {
                let first = *first;
                self.report(Some(cell), CellFault::RowTwice { id: id.to_owned(), first });
                continue;
            }
            seen.insert(line.place.id(), cell);
            self.texts(row, line);
            self.structure(row, line);
        }
        seen
    }

    fn texts(&mut self, row: &Row, line: &Line<'_>) {
        for (language, at) in &self.columns.languages {
            let (after, cell) = (row.cell(*at), row.at(*at));
            let before = line.text.0.get(language).filter(|before| !before.trim().is_empty());
            if after.trim().is_empty() {
                // What nobody has written yet, in an edition that is being written, need not be translated.
                let is_unwritten = line.text.0.values().all(|text| text.trim().is_empty());
                if !is_unwritten {
                    let (id, language) = (line.place.id(), language.clone());
                    let fault = CellFault::TextEmpty { id, language, said: self.columns.said(row) };
                    self.problems.push(CellProblem { cell: Some(cell), fault });
                }
                continue;
            }
            let length = after.chars().count();
            if length > TEXT_MAX {
                let fault = CellFault::TextTooLong { length, most: TEXT_MAX };
                self.problems.push(CellProblem { cell: Some(cell), fault });
            } else if before.is_none_or(|before| before != after) {
                self.changes.push(Change {
                    cell,
                    id: line.place.id(),
                    language: language.clone(),
                    before: before.cloned(),
                    after: after.to_owned(),
                });
            }
        }
    }

    /// What the sheet says otherwise about the structure: told, not read.
    fn structure(&mut self, row: &Row, line: &Line<'_>) {
        for column in Column::STRUCTURE {
            let Some(at) = self.columns.structure(column) else { continue };
            let (before, after) = (line.structure(column), row.cell(at));
            if plain::read(before) != plain::read(after) {
                let (before, after) = (before.to_owned(), trim(after).to_owned());
                let heading = self.columns.called(column);
                let fault = CellFault::StructureDiffers { heading, before, after };
                self.warnings.push(CellProblem { cell: Some(row.at(at)), fault });
            }
        }
    }
}

/// The edition with the changes.
fn changed(onto: &Edition, changes: &[Change], added: &[Language]) -> Edition {
    let mut by_id: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_id.entry(&change.id).or_default().push(change);
    }
    let mut edition = onto.clone();
    edition.languages.extend(added.iter().cloned());
    for_each(&mut edition, &mut |id, text| {
        for change in by_id.get(id).into_iter().flatten() {
            text.0.insert(change.language.clone(), change.after.clone());
        }
    });
    edition
}

/// Every text with its row's id.
fn for_each(edition: &mut Edition, on: &mut dyn FnMut(&str, &mut Localised)) {
    on(&Place::Title.id(), &mut edition.title);
    on(&Place::Introduction.id(), &mut edition.introduction);
    for (key, scale) in &mut edition.scales {
        let ends =
            [(End::Low, &mut scale.low), (End::Middle, &mut scale.middle), (End::High, &mut scale.high)];
        for (end, text) in ends {
            on(&Place::Scale(key.into(), end).id(), text);
        }
    }
    for perspective in &mut edition.perspectives {
        on(&Place::Perspective((&perspective.id).into()).id(), &mut perspective.title);
        on(&Place::PerspectiveAbout((&perspective.id).into()).id(), &mut perspective.about);
    }
    for standard in &mut edition.standards {
        on(&Place::Standard((&standard.id).into()).id(), &mut standard.title);
        on(&Place::StandardAbout((&standard.id).into()).id(), &mut standard.about);
        for sub in &mut standard.substandards {
            on(&Place::Substandard((&sub.id).into()).id(), &mut sub.title);
            on(&Place::SubstandardAbout((&sub.id).into()).id(), &mut sub.about);
            for item in &mut sub.items {
                for_each_of(item, on);
            }
        }
    }
}

fn for_each_of(item: &mut Item, on: &mut dyn FnMut(&str, &mut Localised)) {
    let place = |part| Place::Item((&item.id).into(), part).id();
    on(&place(Part::Text), &mut item.text);
    let optional =
        [(Part::Help, &mut item.help), (Part::Unit, &mut item.unit), (Part::Source, &mut item.source)];
    for (part, text) in optional {
        if let Some(text) = text {
            on(&place(part), text);
        }
    }
    for option in &mut item.options {
        on(&place(Part::Option((&option.id).into())), &mut option.text);
    }
    for column in &mut item.columns {
        on(&place(Part::Column((&column.id).into())), &mut column.title);
        for option in &mut column.options {
            on(&place(Part::ColumnOption((&column.id).into(), (&option.id).into())), &mut option.text);
        }
        if let Some(unit) = &mut column.unit {
            on(&place(Part::ColumnUnit((&column.id).into())), unit);
        }
    }
    if let Some(signs) = &mut item.signs {
        let ends =
            [(End::Low, &mut signs.low), (End::Middle, &mut signs.middle), (End::High, &mut signs.high)];
        for (end, text) in ends {
            on(&place(Part::Sign(end)), text);
        }
    }
}
