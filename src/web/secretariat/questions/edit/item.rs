//! The form of one item: its texts, what form the answer has, how deep it goes.

use std::collections::BTreeMap;

use super::{
    Desk, condition,
    field::{ButtonView, FieldView, Maker, Reader, SectionView, option},
    lineage,
};
use crate::{
    questionnaire::{
        Depth, Edition, Item, Kind, Localised, Number, Signs,
        definition::{Choice, Column, CommentWhen},
        outline::{Part, Placed},
        read::{COLUMNS_MAX, OPTIONS_MAX},
    },
    web::Visit,
};

const DEPTHS: [Depth; 3] = [Depth::Core, Depth::Indepth, Depth::Followup];

/// The form's sections.
pub(super) fn sections(maker: &Maker<'_>, desk: &Desk, placed: &Placed, item: &Item) -> Vec<SectionView> {
    let edition = &desk.edition;
    let text = maker.texts("text", "edit-item-text", Some(&item.text), 3);
    let help = maker.texts("help", "edit-item-help", item.help.as_ref(), 2);
    let mut sections = vec![SectionView::new("words", maker.text("edit-words"), vec![text, help])];
    sections.extend(lineage::section(maker, desk, item));
    sections.push(form_of_answer(maker, edition, item));
    if item.kind == Kind::Rating {
        let sign = |id: &str, label: &str, of: fn(&Signs) -> &Localised| {
            maker.texts(id, label, item.signs.as_ref().map(of), 2)
        };
        let fields = vec![
            sign("signs-low", "edit-sign-low", |signs| &signs.low),
            sign("signs-middle", "edit-sign-middle", |signs| &signs.middle),
            sign("signs-high", "edit-sign-high", |signs| &signs.high),
        ];
        let mut section = SectionView::new("signs", maker.text("edit-signs"), fields);
        section.hint = Some(maker.text("edit-signs-hint"));
        sections.push(section);
    }
    sections.push(place(maker, desk, placed, item));
    sections.push(condition::section(maker, edition, item));
    sections.extend(comment(maker, edition, item));
    let source = maker.texts("source", "edit-item-source", item.source.as_ref(), 2);
    let source = SectionView::new("source", maker.text("edit-source"), vec![source]);
    sections.push(source.folded(item.source.is_some()));
    sections
}

fn form_of_answer(maker: &Maker<'_>, edition: &Edition, item: &Item) -> SectionView {
    let kinds = Kind::ALL.map(|kind| option(kind.name(), maker.text(&kind_key(kind)), kind == item.kind));
    let mut fields = vec![maker.select("kind", "edit-kind", kinds.into())];
    match item.kind {
        Kind::Rating => {
            let lang = edition.language(maker.visit.lang.as_str());
            let mut scales: Vec<_> = edition
                .scales
                .iter()
                .map(|(key, scale)| {
                    let (low, high) = (scale.low.get(lang), scale.high.get(lang));
                    let text = format!("{} = {low}, {} = {high}", scale.min, scale.max);
                    option(key.clone(), text, item.scale.as_ref() == Some(key))
                })
                .collect();
            if item.scale.is_none() {
                scales.insert(0, option("", maker.text("edit-choose"), true));
            }
            fields.push(maker.select("scale", "edit-scale", scales));
        }
        Kind::Single | Kind::Multiple => {
            let hint = maker.text("edit-options-hint");
            fields.push(lines(maker, "options", "edit-options", &item.options).hint(hint));
            if item.kind == Kind::Multiple && !item.options.is_empty() {
                let lang = edition.language(maker.visit.lang.as_str());
                let alone = item.options.iter();
                let alone = alone.map(|o| option(o.id.clone(), o.text.get(lang), o.exclusive)).collect();
                fields.push(FieldView::hidden("exclusive-shown", "yes".to_owned()));
                fields.push(maker.choices("exclusive", "edit-exclusive", "checkbox", alone));
            }
        }
        Kind::Number => {
            fields.extend(number_fields(maker, "", item.unit.as_ref(), item.min, item.max, item.decimals))
        }
        Kind::Table => fields.extend(columns(maker, item)),
        Kind::YesPartlyNo | Kind::Text | Kind::LongText | Kind::Date | Kind::Link => {}
    }
    SectionView::new("form", maker.text("edit-form"), fields)
}

/// The key of what a kind is called.
pub(in crate::web::secretariat::questions) fn kind_key(kind: Kind) -> String {
    format!("edit-kind-{}", kind.name())
}

fn number_fields(
    maker: &Maker<'_>,
    prefix: &str,
    unit: Option<&Localised>,
    min: Option<Number>,
    max: Option<Number>,
    decimals: Option<u8>,
) -> Vec<FieldView> {
    let decimals = decimals.unwrap_or(0);
    let counts = (0..=6u8).map(|n| option(n.to_string(), n.to_string(), n == decimals)).collect();
    vec![
        maker.texts(&format!("{prefix}unit"), "edit-unit", unit, 1),
        maker.number(&format!("{prefix}min"), "edit-min", min),
        maker.number(&format!("{prefix}max"), "edit-max", max),
        maker.select(&format!("{prefix}decimals"), "edit-decimals", counts),
    ]
}

/// What there is to choose from: one on each line, in each language.
fn lines(maker: &Maker<'_>, id: &str, label: &str, options: &[Choice]) -> FieldView {
    let rows = u8::try_from(options.len() + 1).unwrap_or(u8::MAX).clamp(3, 12);
    let mut field = maker.texts(id, label, None, rows);
    for text in field.texts.iter_mut().flatten() {
        text.value = lines_in(options, &text.lang);
    }
    field
}

fn lines_in(options: &[Choice], language: &str) -> String {
    let line =
        |option: &Choice| option.text.0.get(language).map(|text| text.replace('\n', " ")).unwrap_or_default();
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn columns(maker: &Maker<'_>, item: &Item) -> Vec<FieldView> {
    let mut fields = vec![FieldView::said(maker.text("edit-columns-hint"))];
    fields.push(FieldView::hidden("columns-count", (item.columns.len() + 1).to_string()));
    for (index, column) in item.columns.iter().map(Some).chain([None]).enumerate() {
        if index >= COLUMNS_MAX {
            break;
        }
        let id = |name: &str| format!("columns-{index}-{name}");
        let args = [("number", (index + 1).into())];
        let heading = if column.is_some() { "edit-column" } else { "edit-column-new" };
        fields.push(FieldView::heading(maker.visit.text_with(heading, &args)));
        fields.push(FieldView::hidden(&id("id"), column.map(|c| c.id.clone()).unwrap_or_default()));
        fields.push(maker.texts(&id("title"), "edit-column-title", column.map(|c| &c.title), 1));
        let Some(column) = column else { continue };
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.fits_a_column());
        let kinds = kinds.map(|kind| option(kind.name(), maker.text(&kind_key(kind)), kind == column.kind));
        fields.push(maker.select(&id("kind"), "edit-kind", kinds.collect()));
        match column.kind {
            Kind::Single => fields.push(lines(maker, &id("options"), "edit-options", &column.options)),
            Kind::Number => {
                let prefix = id("");
                let Column { unit, min, max, decimals, .. } = column;
                fields.extend(number_fields(maker, &prefix, unit.as_ref(), *min, *max, *decimals));
            }
            _ => {}
        }
        let button = |what: &str, text: &str| ButtonView {
            value: id(what),
            text: maker.text(text),
            about: maker.visit.text_with("edit-column", &args),
        };
        let up = (index > 0).then(|| button("up", "edit-column-up"));
        fields.push(FieldView::buttons(
            up.into_iter().chain([button("remove", "edit-column-remove")]).collect(),
        ));
    }
    let rows = item.rows.map(|rows| rows.to_string()).unwrap_or_default();
    fields.push(maker.line("rows", "edit-rows", rows));
    fields
}

fn place(maker: &Maker<'_>, desk: &Desk, placed: &Placed, item: &Item) -> SectionView {
    let depths = DEPTHS.map(|depth| {
        option(depth.name(), maker.text(&format!("edit-depth-{}", depth.name())), depth == item.depth)
    });
    let lang = desk.edition.language(maker.visit.lang.as_str());
    let subs = desk.outline.all(Part::Substandard).into_iter().map(|sub| {
        let text = format!("{} {}", sub.node.id(), sub.node.title().get(lang));
        option(sub.key.clone(), text, placed.parent.as_deref() == Some(sub.key.as_str()))
    });
    let mut fields = vec![
        maker.choices("depth", "edit-depth", "radio", depths.into()),
        maker.select("parent", "edit-parent", subs.collect()),
    ];
    if lineage::is_own(desk, item) {
        fields.push(maker.line("id", "edit-id", item.id.clone()).hint(maker.text("edit-id-hint")));
    }
    SectionView::new("place", maker.text("edit-place"), fields)
}

fn comment(maker: &Maker<'_>, edition: &Edition, item: &Item) -> Option<SectionView> {
    let when = item.comment_when.clone();
    let (at_most, at_least, is) = match when {
        Some(CommentWhen { at_most, at_least, is }) => (at_most, at_least, is),
        None => (None, None, Vec::new()),
    };
    let lang = edition.language(maker.visit.lang.as_str());
    let fields = match item.kind {
        Kind::Rating | Kind::Number => vec![
            maker.number("comment_when-at_most", "edit-comment-at-most", at_most),
            maker.number("comment_when-at_least", "edit-comment-at-least", at_least),
        ],
        Kind::YesPartlyNo | Kind::Single | Kind::Multiple => {
            let options: Vec<_> = options_of(maker.visit, item, lang)
                .into_iter()
                .map(|(id, text)| {
                    let chosen = is.contains(&id);
                    option(id, text, chosen)
                })
                .collect();
            vec![
                FieldView::hidden("comment_when-shown", "yes".to_owned()),
                maker.choices("comment_when-is", "edit-comment-is", "checkbox", options),
            ]
        }
        _ => return None,
    };
    let section = SectionView::new("comment_when", maker.text("edit-comment"), fields);
    Some(section.folded(item.comment_when.is_some()))
}

/// What can be chosen: ids and texts.
pub(in crate::web::secretariat::questions) fn options_of(
    visit: &Visit,
    item: &Item,
    lang: &str,
) -> Vec<(String, String)> {
    if item.kind == Kind::YesPartlyNo {
        let keys = ["answer-yes", "answer-partly", "answer-no"];
        return Kind::YES_PARTLY_NO
            .iter()
            .zip(keys)
            .map(|(id, key)| ((*id).to_owned(), visit.text(key)))
            .collect();
    }
    item.options.iter().map(|option| (option.id.clone(), option.text.get(lang).to_owned())).collect()
}

/// The item that stands in the form, begun with what the person saw.
pub(super) fn read(reader: &mut Reader<'_>, desk: &Desk, seen: Item) -> Item {
    let edition = &desk.edition;
    let mut item = seen.clone();
    item.text = reader.texts("text", &seen.text);
    item.help = reader.some_texts("help", seen.help.as_ref());
    item.source = reader.some_texts("source", seen.source.as_ref());
    let kind = reader.chosen("kind", seen.kind.name()).to_owned();
    item.kind = Kind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(seen.kind);
    let depth = reader.chosen("depth", seen.depth.name()).to_owned();
    item.depth = DEPTHS.into_iter().find(|known| known.name() == depth).unwrap_or(seen.depth);
    item.id = reader.word("id", &seen.id);
    read_form(reader, edition, &mut item, &seen, lineage::before(desk, &seen).map(|(_, earlier)| earlier));
    item.comment_when = read_comment(reader, &item, seen.comment_when.as_ref());
    item.visible_if = condition::read(reader, edition, seen.visible_if.as_ref());
    lineage::read(reader, desk, &mut item, &seen);
    item
}

/// What the kind of answer needs. What only another kind needs stays: somebody may choose that again.
fn read_form(
    reader: &mut Reader<'_>,
    edition: &Edition,
    item: &mut Item,
    seen: &Item,
    earlier: Option<&Item>,
) {
    match item.kind {
        Kind::Rating => {
            let first = edition.scales.keys().next().cloned();
            let chosen = reader.chosen("scale", seen.scale.as_deref().unwrap_or_default()).to_owned();
            item.scale = Some(chosen).filter(|key| !key.is_empty()).or(first);
            item.signs = read_signs(reader, seen.signs.as_ref());
        }
        Kind::Single | Kind::Multiple => {
            let earlier = earlier.map_or(&[] as &[Choice], |earlier| &earlier.options);
            item.options = read_lines(reader, "options", &seen.options, earlier);
            if item.kind == Kind::Multiple && reader.form.has("exclusive-shown") {
                let alone: Vec<&str> = reader.form.all("exclusive").collect();
                for option in &mut item.options {
                    option.exclusive = alone.contains(&option.id.as_str());
                }
            }
        }
        Kind::Number => {
            item.unit = reader.some_texts("unit", seen.unit.as_ref());
            item.min = reader.number("min", seen.min);
            item.max = reader.number("max", seen.max);
            item.decimals = decimals(reader, "decimals", seen.decimals);
        }
        Kind::Table => {
            item.columns =
                read_columns(reader, &seen.columns, earlier.map_or(&[], |earlier| &earlier.columns));
            item.rows = match reader.form.text("rows") {
                "" if reader.form.has("rows") => None,
                _ => Some(reader.whole("rows", seen.rows.unwrap_or(0))).filter(|rows| *rows > 0),
            };
        }
        Kind::YesPartlyNo | Kind::Text | Kind::LongText | Kind::Date | Kind::Link => {}
    }
}

fn read_signs(reader: &Reader<'_>, seen: Option<&Signs>) -> Option<Signs> {
    let low = reader.some_texts("signs-low", seen.map(|signs| &signs.low));
    let middle = reader.some_texts("signs-middle", seen.map(|signs| &signs.middle));
    let high = reader.some_texts("signs-high", seen.map(|signs| &signs.high));
    let any = low.is_some() || middle.is_some() || high.is_some();
    any.then(|| Signs {
        low: low.unwrap_or_default(),
        middle: middle.unwrap_or_default(),
        high: high.unwrap_or_default(),
    })
}

fn decimals(reader: &Reader<'_>, id: &str, seen: Option<u8>) -> Option<u8> {
    if !reader.form.has(id) {
        return seen;
    }
    // None and 0 say the same: what was written stays.
    let chosen = reader.form.parsed(id).unwrap_or(0);
    if chosen == seen.unwrap_or(0) { seen } else { Some(chosen) }
}

/// The options that stand in the form, a line each; `earlier` are those of the edition before.
fn read_lines(reader: &Reader<'_>, id: &str, seen: &[Choice], earlier: &[Choice]) -> Vec<Choice> {
    let typed_in = |language: &String| {
        let text = reader.form.raw(&format!("{id}-{language}")).replace("\r\n", "\n");
        (text != lines_in(seen, language)).then_some(text)
    };
    let is_shown = |language: &&String| reader.form.has(&format!("{id}-{language}"));
    let touched: BTreeMap<&String, String> = reader
        .languages
        .iter()
        .filter(is_shown)
        .filter_map(|language| Some((language, typed_in(language)?)))
        .collect();
    if touched.is_empty() {
        return seen.to_vec();
    }
    let mut typed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for language in &reader.languages {
        let lines = match touched.get(language) {
            Some(text) => text.trim().split('\n').map(|line| line.trim().to_owned()).collect(),
            None => {
                seen.iter().map(|option| option.text.0.get(language).cloned().unwrap_or_default()).collect()
            }
        };
        typed.insert(language, lines);
    }
    let count = typed.values().map(Vec::len).max().unwrap_or(0).min(OPTIONS_MAX + 1);
    let line = |language: &str, index: usize| typed.get(language).and_then(|lines| lines.get(index)).cloned();
    let texts: Vec<Localised> = (0..count)
        .map(|index| {
            let each = reader.languages.iter();
            Localised(each.map(|l| (l.clone(), line(l, index).unwrap_or_default())).collect())
        })
        .filter(|text: &Localised| text.0.values().any(|text| !text.is_empty()))
        .collect();
    recognised(texts, seen, earlier, reader.languages.first().map_or("", String::as_str))
}

/// Whether the text of a line is that of an option, by the place and the words of both.
type Fits<'f> = &'f dyn Fn(usize, &Localised, usize, &Choice) -> bool;

/// The options that say these texts, each with the id that it had. An option is known again by all its words, else by those of the main
/// language, else by those of any; one that is still unknown is the one that stood there, if nothing came or went. Of the edition before
/// only one of the same words is taken back: it may have been cut out and put in again.
fn recognised(texts: Vec<Localised>, seen: &[Choice], earlier: &[Choice], main: &str) -> Vec<Choice> {
    let mut known: Vec<Option<&Choice>> = vec![None; texts.len()];
    let whole = |option: &Choice, text: &Localised| {
        let said = |text: &Localised| -> Vec<(String, String)> {
            let plain = text.0.iter().map(|(language, text)| (language.clone(), text.replace('\n', " ")));
            plain.filter(|(_, text)| !text.is_empty()).collect()
        };
        said(&option.text) == said(text)
    };
    let shares = |option: &Choice, text: &Localised, is_language: &dyn Fn(&str) -> bool| {
        option.text.0.iter().any(|(language, said)| {
            let same = text.0.get(language).is_some_and(|text| *text == said.replace('\n', " "));
            same && !said.is_empty() && is_language(language)
        })
    };
    let is_main = |language: &str| language == main;
    let in_order = texts.len() == seen.len();
    let ways: [Fits<'_>; 4] = [
        &|_, text, _, option| whole(option, text),
        &|_, text, _, option| shares(option, text, &is_main),
        &|_, text, _, option| shares(option, text, &|_| true),
        &|index, _, place, _| in_order && index == place,
    ];
    for fits in ways {
        for (index, text) in texts.iter().enumerate() {
            if known.get(index).is_some_and(Option::is_some) {
                continue;
            }
            let is_free = |option: &Choice| known.iter().flatten().all(|other| other.id != option.id);
            let mut free = seen.iter().enumerate().filter(|(_, option)| is_free(option));
            let found =
                free.find(|(place, option)| fits(index, text, *place, option)).map(|(_, option)| option);
            if let Some(slot) = known.get_mut(index) {
                *slot = found;
            }
        }
    }
    let mut options: Vec<Choice> = Vec::new();
    for (text, known) in texts.into_iter().zip(known) {
        let is_free = |id: &str| seen.iter().chain(&options).all(|option| option.id != id);
        let back = || {
            earlier.iter().find(|option| {
                is_free(&option.id) && (whole(option, &text) || shares(option, &text, &is_main))
            })
        };
        let known = known.or_else(back);
        let taken: Vec<&str> = seen.iter().chain(&options).map(|option| option.id.as_str()).collect();
        let id = known.map_or_else(|| slug(&text, &taken), |known| known.id.clone());
        // Languages that the form does not know stay.
        let mut said = known.map(|known| known.text.clone()).unwrap_or_default();
        for (language, text) in text.0 {
            let is_same = said.0.get(&language).is_some_and(|said| said.replace('\n', " ") == text);
            if !is_same {
                said.0.insert(language, text);
            }
        }
        options.push(Choice { id, text: said, exclusive: known.is_some_and(|known| known.exclusive) });
    }
    options
}

/// An id made of a text: its English words if there are, in plain letters, unlike those that are taken.
pub(in crate::web::secretariat::questions) fn slug(text: &Localised, taken: &[&str]) -> String {
    let words = text.0.get("en").filter(|text| !text.is_empty());
    let words = words.or_else(|| text.0.values().find(|text| !text.is_empty())).cloned().unwrap_or_default();
    let mut plain = String::new();
    for c in words.to_lowercase().chars() {
        match c {
            'å' | 'ä' | 'à' | 'á' => plain.push('a'),
            'ö' | 'ø' | 'ó' => plain.push('o'),
            'é' | 'è' | 'ë' | 'ê' => plain.push('e'),
            'ü' | 'ú' => plain.push('u'),
            'æ' => plain.push_str("ae"),
            c if c.is_ascii_alphanumeric() => plain.push(c),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
    }
    let short: String = plain.chars().take(30).collect();
    let short = short.trim_matches('-');
    let base = if short.is_empty() || short == "na" { "option" } else { short };
    let is_free = |id: &String| !taken.contains(&id.as_str());
    let numbered = (2..=u32::MAX).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

fn read_columns(reader: &mut Reader<'_>, seen: &[Column], earlier: &[Column]) -> Vec<Column> {
    let Some(count) = reader.form.parsed::<usize>("columns-count") else { return seen.to_vec() };
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..count.min(COLUMNS_MAX + 1) {
        let id = |name: &str| format!("columns-{index}-{name}");
        let known = seen.iter().find(|column| column.id == reader.form.text(&id("id")));
        if reader.form.text("then") == id("remove") {
            continue;
        }
        // A column that there is stays when its heading is emptied: that is told, and taken away only by its button.
        let title = match known {
            Some(column) => reader.texts(&id("title"), &column.title),
            None => match reader.some_texts(&id("title"), None) {
                Some(title) => title,
                None => continue,
            },
        };
        let taken: Vec<&str> = seen.iter().chain(&columns).map(|column| column.id.as_str()).collect();
        let fresh = || Column {
            id: slug(&title, &taken),
            title: Localised::default(),
            kind: Kind::Text,
            options: Vec::new(),
            unit: None,
            min: None,
            max: None,
            decimals: None,
        };
        let mut column = known.cloned().unwrap_or_else(fresh);
        let kind = reader.chosen(&id("kind"), column.kind.name()).to_owned();
        column.kind = Kind::ALL.into_iter().find(|known| known.name() == kind).unwrap_or(column.kind);
        // What only another kind needs stays, as it does with an item.
        if column.kind == Kind::Single {
            let earlier = earlier.iter().find(|earlier| earlier.id == column.id);
            let earlier = earlier.map_or(&[] as &[Choice], |earlier| &earlier.options);
            column.options = read_lines(reader, &id("options"), &column.options, earlier);
        }
        if column.kind == Kind::Number {
            column.unit = reader.some_texts(&id("unit"), column.unit.as_ref());
            column.min = reader.number(&id("min"), column.min);
            column.max = reader.number(&id("max"), column.max);
            column.decimals = decimals(reader, &id("decimals"), column.decimals);
        }
        column.title = title;
        columns.push(column);
    }
    let upward = |index: &usize| reader.form.text("then") == format!("columns-{index}-up");
    if let Some(index) = (1..columns.len()).find(upward) {
        columns.swap(index - 1, index);
    }
    columns
}

fn read_comment(reader: &mut Reader<'_>, item: &Item, seen: Option<&CommentWhen>) -> Option<CommentWhen> {
    let mut when = seen.cloned().unwrap_or(CommentWhen { at_most: None, at_least: None, is: Vec::new() });
    match item.kind {
        Kind::Rating | Kind::Number => {
            when.at_most = reader.number("comment_when-at_most", when.at_most);
            when.at_least = reader.number("comment_when-at_least", when.at_least);
        }
        Kind::YesPartlyNo | Kind::Single | Kind::Multiple if reader.form.has("comment_when-shown") => {
            when.is = reader.form.all("comment_when-is").map(str::to_owned).collect();
        }
        _ => {}
    }
    let says = when.at_most.is_some() || when.at_least.is_some() || !when.is.is_empty();
    says.then_some(when)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(sv: &str, en: &str) -> Localised {
        Localised([("sv".to_owned(), sv.to_owned()), ("en".to_owned(), en.to_owned())].into())
    }

    #[test]
    fn options_in_another_order_are_the_same_options() {
        let option = |id: &str| Choice { id: id.to_owned(), text: text(id, id), exclusive: id == "d" };
        let seen: Vec<Choice> = ["a", "b", "c", "d"].map(option).into();
        let ids = |of: &[Choice]| of.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
        let orders = || {
            (0..256)
                .map(|n| [n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6])
                .filter(|order| (0..4).all(|index| order.contains(&index)))
        };
        assert_eq!(orders().count(), 24);
        for order in orders() {
            let moved: Vec<Choice> = order.iter().map(|index| seen[*index].clone()).collect();
            let texts = moved.iter().map(|option| option.text.clone()).collect();
            assert_eq!(recognised(texts, &seen, &[], "sv"), moved);
            // One language first, the other one after that was saved.
            for first in ["sv", "en"] {
                let half = |(to, from): (&Choice, &Choice)| {
                    let mut half = from.text.clone();
                    half.0.insert(first.to_owned(), to.text.get(first).to_owned());
                    half
                };
                let half: Vec<Localised> = moved.iter().zip(&seen).map(half).collect();
                let between = recognised(half, &seen, &[], "sv");
                let texts = moved.iter().map(|option| option.text.clone()).collect();
                assert_eq!(recognised(texts, &between, &[], "sv"), moved, "{first} {order:?}");
            }
        }
        // Other words in the same place are the same option; what came or went makes no other one of its neighbours.
        let lines = |of: &[(&str, &str)]| of.iter().map(|(sv, en)| text(sv, en)).collect::<Vec<_>>();
        let found = |of| ids(&recognised(lines(of), &seen, &[], "sv"));
        assert_eq!(found(&[("a", "a"), ("ny", "b"), ("c", "c"), ("d", "d")]), ["a", "b", "c", "d"]);
        assert_eq!(found(&[("a", "a"), ("ny", "new"), ("c", "c"), ("d", "d")]), ["a", "b", "c", "d"]);
        assert_eq!(found(&[("b", "b"), ("ny", "new"), ("a", "a"), ("c", "c")]), ["b", "new", "a", "c"]);
        assert_eq!(found(&[("ny", "new"), ("b", "b")]), ["new", "b"]);
        let rest = &seen[1..];
        let back = recognised(lines(&[("c", "c"), ("a", "a"), ("b", "b"), ("d", "d")]), rest, &seen, "sv");
        assert_eq!(ids(&back), ["c", "a", "b", "d"]);
    }

    #[test]
    fn an_option_gets_an_id_of_plain_letters_that_is_free() {
        assert_eq!(slug(&text("Ja, för alla", "Yes, for all"), &[]), "yes-for-all");
        assert_eq!(slug(&text("Ja", "Yes"), &["yes", "yes-2"]), "yes-3");
        assert_eq!(slug(&text("Åtgärder på väg", ""), &[]), "atgarder-pa-vag");
        assert_eq!(slug(&text("–", "NA"), &[]), "option");
    }
}
