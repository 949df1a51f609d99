//! The parts of an item that no reader changes: its question, and its scale with one step chosen. Rendered once for each
//! edition and language.

use serde::Serialize;

use crate::{
    error::AppError,
    questionnaire::{Change, Depth, Edition, Item, Lineage, Scale, definition::Signs},
    store::{edition::LoadedEdition, rating::Rating},
    web::{Visit, render::Fragment},
};

#[derive(Serialize)]
struct QuestionView<'a> {
    id: &'a str,
    text: &'a str,
    /// The language of the texts, where it is not the page's.
    lang: Option<&'a str>,
    /// That it is worded otherwise than in the edition before, or which item of that it takes the place of.
    lineage: Option<String>,
    /// Whether it is one of those that go deeper.
    indepth: bool,
    help: Option<&'a str>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct ScaleView<'a> {
    id: &'a str,
    /// The language of the texts, where it is not the page's.
    lang: Option<&'a str>,
    signs: Option<SignsView<'a>>,
    steps: Vec<StepView>,
    ten: bool,
    low: String,
    middle: String,
    high: String,
    not_applicable: bool,
}

#[derive(Serialize)]
struct SignsView<'a> {
    /// The language of the texts, where it is not the page's.
    lang: Option<&'a str>,
    low: &'a str,
    middle: &'a str,
    high: &'a str,
}

impl<'a> SignsView<'a> {
    fn of(visit: &Visit, edition: &'a Edition, signs: &'a Signs) -> SignsView<'a> {
        let lang = visit.reads(edition);
        SignsView {
            lang: visit.foreign(edition),
            low: signs.low.get(lang),
            middle: signs.middle.get(lang),
            high: signs.high.get(lang),
        }
    }
}

#[derive(Serialize)]
struct StepView {
    value: i32,
    checked: bool,
    described: Option<&'static str>,
}

/// The item's text and help, and what it replaces.
pub(super) fn text(visit: &Visit, frozen: &LoadedEdition, item: &Item) -> Result<Fragment, AppError> {
    let lang = visit.reads(&frozen.edition);
    let view = || QuestionView {
        id: &item.id,
        text: item.text.get(lang),
        lang: visit.foreign(&frozen.edition),
        lineage: lineage(visit, &frozen.edition, item),
        indepth: item.depth == Depth::Indepth,
        help: item.help.as_ref().map(|help| help.get(lang)),
        source: item.source.as_ref().map(|source| source.get(lang)),
    };
    kept(visit, frozen, "respond/question", format_args!("{} {} {lang}", frozen.sha256, item.id), view)
}

/// A part that is rendered once for a frozen edition, and each time for one that is still being written.
fn kept<V: Serialize>(
    visit: &Visit,
    frozen: &LoadedEdition,
    template: &str,
    key: std::fmt::Arguments<'_>,
    view: impl FnOnce() -> V,
) -> Result<Fragment, AppError> {
    match frozen.is_frozen() {
        true => visit.app.templates.fragment(visit.lang, template, key, view),
        false => visit.app.templates.passing(visit.lang, template, &view()),
    }
}

/// What those who answered the edition before need to know of an item: that it is worded otherwise, or which one it replaces.
fn lineage(visit: &Visit, edition: &Edition, item: &Item) -> Option<String> {
    // A year tells when that was; the name of another edition tells only those who gave it.
    let previous = edition.previous.clone()?;
    let is_year = previous.len() == 4 && previous.chars().all(|c| c.is_ascii_digit());
    let before = ("edition", if is_year { previous } else { "other".to_owned() }.into());
    match &item.lineage {
        Lineage { change: Change::Replaced, item: Some(earlier) } => {
            Some(visit.text_with("item-replaces", &[("item", earlier.clone().into()), before]))
        }
        Lineage { change: Change::Reworded, .. } => Some(visit.text_with("item-reworded", &[before])),
        _ => None,
    }
}

/// The signs that tell low from high, and the radio buttons. A step that is not on the scale presses none.
pub(super) fn scale(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    chosen: Option<Rating>,
) -> Result<Fragment, AppError> {
    scale_with(visit, frozen, item, chosen, item.signs.as_ref())
}

/// The radio buttons alone.
pub(super) fn steps(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    chosen: Option<Rating>,
) -> Result<Fragment, AppError> {
    scale_with(visit, frozen, item, chosen, None)
}

/// The signs alone, if the item has some.
pub(super) fn signs(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
) -> Result<Option<Fragment>, AppError> {
    let edition = &frozen.edition;
    let key = format_args!("{} {} {}", frozen.sha256, item.id, visit.reads(edition));
    let signs = item.signs.as_ref();
    signs
        .map(|signs| kept(visit, frozen, "respond/signs", key, || SignsView::of(visit, edition, signs)))
        .transpose()
}

fn scale_with(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    chosen: Option<Rating>,
    signs: Option<&Signs>,
) -> Result<Fragment, AppError> {
    let edition = &frozen.edition;
    let lang = visit.reads(edition);
    let scale = edition.scale(item);
    let is_step = |value: &i32| scale.is_some_and(|scale| scale.values().any(|step| step == *value));
    let chosen = chosen.filter(|chosen| match chosen {
        Rating::Step(value) => is_step(value),
        Rating::NotApplicable => true,
    });
    let key = format_args!("{} {} {lang} {chosen:?} {}", frozen.sha256, item.id, signs.is_some());
    kept(visit, frozen, "respond/scale", key, || ScaleView {
        id: &item.id,
        lang: visit.foreign(edition),
        signs: signs.map(|signs| SignsView::of(visit, edition, signs)),
        steps: scale.map(|scale| step_views(scale, chosen)).unwrap_or_default(),
        ten: scale.is_some_and(|scale| scale.values().count() == 10),
        low: scale.map(|s| format!("{} = {}", s.min, s.low.get(lang))).unwrap_or_default(),
        middle: scale.map(|s| format!("{} = {}", middle(s), s.middle.get(lang))).unwrap_or_default(),
        high: scale.map(|s| format!("{} = {}", s.max, s.high.get(lang))).unwrap_or_default(),
        not_applicable: chosen == Some(Rating::NotApplicable),
    })
}

/// The value in the middle of a scale, rounded down: 5 on 1–10.
fn middle(scale: &Scale) -> i32 {
    scale.min + (scale.max - scale.min) / 2
}

fn step_views(scale: &Scale, chosen: Option<Rating>) -> Vec<StepView> {
    scale
        .values()
        .map(|value| StepView {
            value,
            checked: chosen == Some(Rating::Step(value)),
            described: match value {
                value if value == scale.min => Some("low"),
                value if value == middle(scale) => Some("middle"),
                value if value == scale.max => Some("high"),
                _ => None,
            },
        })
        .collect()
}
