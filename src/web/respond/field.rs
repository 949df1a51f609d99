//! The fields in which an item is answered, for every kind: how they are shown, and how what stands in them is read.

use serde::Serialize;

use super::question;
use crate::{
    error::AppError,
    questionnaire::{
        Edition, Given, Item, Kind,
        answer::{ROWS_MAX, Row},
        definition::Field,
    },
    store::{edition::LoadedEdition, rating::Rating},
    web::{Posted, Visit, render::Fragment},
};

/// The value that means *not applicable* among radio buttons and boxes. No option may have this id.
pub(super) const NOT_APPLICABLE: &str = "na";

/// The fields of one item. Exactly one of the parts but `not_applicable` is there.
#[derive(Serialize, Default)]
pub(super) struct FieldView {
    id: String,
    kind: &'static str,
    rating: Option<Fragment>,
    choice: Option<ChoiceView>,
    line: Option<LineView>,
    area: Option<AreaView>,
    table: Option<TableView>,
    /// For kinds whose field cannot say it: a box of its own.
    not_applicable: Option<BoxView>,
}

#[derive(Serialize)]
struct BoxView {
    checked: bool,
}

#[derive(Serialize)]
struct ChoiceView {
    input: &'static str,
    options: Vec<OptionView>,
}

#[derive(Serialize)]
struct OptionView {
    value: String,
    text: String,
    /// The language of the text, where it is not the page's.
    lang: Option<String>,
    checked: bool,
    exclusive: bool,
}

/// What a field is called.
#[derive(Serialize, Clone)]
struct Label {
    #[serde(rename = "label")]
    text: String,
    /// The language of the text, where it is not the page's.
    lang: Option<String>,
}

#[derive(Serialize)]
struct LineView {
    name: String,
    #[serde(flatten)]
    label: Label,
    input: &'static str,
    mode: Option<&'static str>,
    value: String,
    unit: Option<String>,
    hint: Option<String>,
    is_narrow: bool,
    /// The place of what is wrong with it.
    error: Option<String>,
}

#[derive(Serialize)]
struct AreaView {
    name: String,
    #[serde(flatten)]
    label: Label,
    value: String,
    /// The place of what is wrong with it.
    error: Option<String>,
}

#[derive(Serialize)]
struct TableView {
    count: usize,
    most: u16,
    full: bool,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    label: String,
    cells: Vec<CellView>,
}

/// A cell: one of a select, a line and an area.
#[derive(Serialize)]
struct CellView {
    column: String,
    name: String,
    #[serde(flatten)]
    label: Label,
    select: Option<Vec<OptionView>>,
    line: Option<LineView>,
    area: Option<AreaView>,
}

impl FieldView {
    /// Tells a field that one writes in what is wrong with it: what stands at `place`.
    pub(super) fn invalid(&mut self, place: &str) {
        let line = self.line.as_mut().map(|line| &mut line.error);
        if let Some(error) = line.or_else(|| self.area.as_mut().map(|area| &mut area.error)) {
            *error = Some(place.to_owned());
        }
    }
}

/// The fields of an item with `given` in them.
pub(super) fn view(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    given: &Given,
    not_applicable: bool,
) -> Result<FieldView, AppError> {
    let edition = &frozen.edition;
    let one = match given {
        Given::One(text) => text.as_str(),
        _ => "",
    };
    let mut view = FieldView { id: item.id.clone(), kind: item.kind.name(), ..FieldView::default() };
    let label = || Label { text: visit.text("item-answer"), lang: None };
    match item.kind {
        Kind::Rating => {
            let press = if not_applicable {
                Some(Rating::NotApplicable)
            } else {
                one.trim().parse().ok().map(Rating::Step)
            };
            view.rating = Some(question::scale(visit, frozen, item, press)?);
        }
        Kind::YesPartlyNo | Kind::Single | Kind::Multiple => {
            view.choice = Some(choice(visit, edition, item, given, not_applicable));
        }
        Kind::LongText => view.area = Some(area(format!("value-{}", item.id), label(), one)),
        Kind::Table => view.table = Some(table(visit, edition, item, given)),
        Kind::Number | Kind::Text | Kind::Date | Kind::Link => {
            let name = format!("value-{}", item.id);
            view.line = Some(line(visit, edition, item.field(), name, label(), one));
        }
    }
    if view.rating.is_none() && view.choice.is_none() {
        view.not_applicable = Some(BoxView { checked: not_applicable });
    }
    Ok(view)
}

fn choice(visit: &Visit, edition: &Edition, item: &Item, given: &Given, not_applicable: bool) -> ChoiceView {
    let is_chosen = |id: &str| match given {
        Given::One(chosen) => chosen.trim() == id,
        Given::Several(chosen) => chosen.iter().any(|choice| choice == id),
        Given::Nothing | Given::Rows(_) => false,
    };
    let mut options = options(visit, edition, item.field(), &is_chosen);
    options.push(OptionView {
        value: NOT_APPLICABLE.to_owned(),
        text: visit.text("item-not-applicable"),
        lang: None,
        checked: not_applicable,
        exclusive: true,
    });
    ChoiceView { input: if item.kind == Kind::Multiple { "checkbox" } else { "radio" }, options }
}

/// What there is to choose from, in the reader's language.
fn options(
    visit: &Visit,
    edition: &Edition,
    field: Field<'_>,
    is_chosen: &dyn Fn(&str) -> bool,
) -> Vec<OptionView> {
    let lang = visit.reads(edition);
    if field.kind == Kind::YesPartlyNo {
        let option = |id: &&str| OptionView {
            value: (*id).to_owned(),
            text: visit.text(yes_partly_no(id)),
            lang: None,
            checked: is_chosen(id),
            exclusive: false,
        };
        return Kind::YES_PARTLY_NO.iter().map(option).collect();
    }
    let option = |option: &crate::questionnaire::definition::Choice| OptionView {
        value: option.id.clone(),
        text: option.text.get(lang).to_owned(),
        lang: visit.foreign(edition).map(str::to_owned),
        checked: is_chosen(&option.id),
        exclusive: option.exclusive,
    };
    field.options.iter().map(option).collect()
}

/// The key of the text of one of [`Kind::YES_PARTLY_NO`].
pub(super) fn yes_partly_no(id: &str) -> &'static str {
    match id {
        "yes" => "answer-yes",
        "partly" => "answer-partly",
        _ => "answer-no",
    }
}

fn line(
    visit: &Visit,
    edition: &Edition,
    field: Field<'_>,
    name: String,
    label: Label,
    value: &str,
) -> LineView {
    let lang = visit.reads(edition);
    let (input, mode) = match field.kind {
        // What is no day stays to be seen and mended: a date field would show nothing.
        Kind::Date if value.is_empty() || value.parse::<chrono::NaiveDate>().is_ok() => ("date", None),
        Kind::Number if field.decimals == 0 && field.min.is_some_and(|min| min >= 0.into()) => {
            ("text", Some("numeric"))
        }
        Kind::Number => ("text", Some("decimal")),
        _ => ("text", None),
    };
    LineView {
        name,
        label,
        input,
        mode,
        value: if field.kind == Kind::Number { shown_number(visit, value) } else { value.to_owned() },
        unit: field.unit.map(|unit| unit.get(lang).to_owned()),
        hint: match field.kind {
            Kind::Link => Some(visit.text("item-link-hint")),
            Kind::Number => range(visit, field),
            Kind::Date if input == "text" => Some(visit.text("item-date-hint")),
            _ => None,
        },
        is_narrow: matches!(field.kind, Kind::Number | Kind::Date),
        error: None,
    }
}

/// A number in canonical form as people of the language write it; anything else as it was typed.
pub(super) fn shown_number(visit: &Visit, text: &str) -> String {
    let is_canonical = text.parse::<crate::questionnaire::Number>().is_ok();
    if is_canonical && visit.lang == crate::locale::Lang::Sv {
        text.replace('.', ",")
    } else {
        text.to_owned()
    }
}

fn range(visit: &Visit, field: Field<'_>) -> Option<String> {
    let shown = |number: Option<crate::questionnaire::Number>| {
        number.map(|number| shown_number(visit, &number.to_string())).unwrap_or_default()
    };
    let key = match (field.min, field.max) {
        (Some(_), Some(_)) => "item-number-between",
        (Some(min), None) if min > 0.into() => "item-number-from",
        (None, Some(_)) => "item-number-to",
        _ => return None,
    };
    Some(visit.text_with(key, &[("min", shown(field.min).into()), ("max", shown(field.max).into())]))
}

fn area(name: String, label: Label, value: &str) -> AreaView {
    AreaView { name, label, value: value.to_owned(), error: None }
}

/// The rows that are filled in, and an empty one while there is room.
fn table(visit: &Visit, edition: &Edition, item: &Item, given: &Given) -> TableView {
    let lang = visit.reads(edition);
    let most = item.rows.unwrap_or(ROWS_MAX);
    let mut filled: Vec<Row> = match given {
        Given::Rows(rows) => rows.clone(),
        _ => Vec::new(),
    };
    filled.retain(|row| row.values().any(|cell| !cell.trim().is_empty()));
    let full = filled.len() >= usize::from(most);
    if !full {
        filled.push(Row::new());
    }
    let rows = filled.iter().enumerate().map(|(index, row)| {
        let label = visit.text_with("item-row", &[("number", (index + 1).into())]);
        let cells = item.columns.iter().map(|column| {
            let name = cell_name(item, index, &column.id);
            let value = row.get(&column.id).map_or("", String::as_str);
            let title = Label {
                text: column.title.get(lang).to_owned(),
                lang: visit.foreign(edition).map(str::to_owned),
            };
            let field = column.field();
            let mut cell = CellView {
                column: column.id.clone(),
                name: name.clone(),
                label: title.clone(),
                select: None,
                line: None,
                area: None,
            };
            match column.kind {
                Kind::YesPartlyNo | Kind::Single => {
                    cell.select = Some(options(visit, edition, field, &|id| id == value));
                }
                Kind::LongText => cell.area = Some(area(name, title, value)),
                _ => cell.line = Some(line(visit, edition, field, name, title, value)),
            }
            cell
        });
        RowView { label, cells: cells.collect() }
    });
    TableView { count: filled.len(), most, full, rows: rows.collect() }
}

fn cell_name(item: &Item, row: usize, column: &str) -> String {
    format!("cell-{}-{row}-{column}", item.id)
}

/// What stands in the fields of an item: the value, and whether *not applicable* is chosen.
pub(super) fn given(form: &Posted, item: &Item) -> (Given, bool) {
    let name = format!("value-{}", item.id);
    let by_box = form.has(&format!("na-{}", item.id));
    match item.kind {
        Kind::Multiple => {
            let chosen: Vec<String> = form.all(&name).map(str::to_owned).collect();
            let not_applicable = chosen.iter().any(|choice| choice == NOT_APPLICABLE);
            (
                Given::Several(chosen.into_iter().filter(|choice| choice != NOT_APPLICABLE).collect()),
                not_applicable,
            )
        }
        Kind::Table => {
            let count = form.parsed::<usize>(&format!("rows-{}", item.id)).unwrap_or(0).min(500);
            let row = |index| {
                let cell = |column: &crate::questionnaire::definition::Column| {
                    (column.id.clone(), form.raw(&cell_name(item, index, &column.id)).to_owned())
                };
                item.columns.iter().map(cell).collect::<Row>()
            };
            (Given::Rows((0..count).map(row).collect()), by_box)
        }
        _ => match form.raw(&name) {
            NOT_APPLICABLE if matches!(item.kind, Kind::Rating | Kind::YesPartlyNo | Kind::Single) => {
                (Given::Nothing, true)
            }
            text => (Given::One(text.to_owned()), by_box),
        },
    }
}
