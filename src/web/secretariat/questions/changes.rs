//! `/secretariat/questions/{edition}/changes`: an edition beside the one before it, item by item, with the words that differ marked.

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use super::{
    catalogue,
    edit::{kind_key, language_name, options_of, sentence},
    previous,
};
use crate::{
    error::AppError,
    locale,
    questionnaire::{
        Depth, Edition, Item, Kind, Localised, Number,
        definition::CommentWhen,
        diff::{Difference, What, Words, diff},
        outline::Part,
    },
    store::StoreError,
    web::{Visit, secretariat::round::LinkView},
};

#[derive(Serialize)]
struct ChangesView {
    title: String,
    /// The draft whose changes these are, if it is one.
    draft: Option<LinkView>,
    before: String,
    after: String,
    summary: String,
    places: Vec<PlaceView>,
}

/// What changed in one place: an item, or what stands above the items.
#[derive(Serialize)]
struct PlaceView {
    /// Its number; empty where it has none.
    id: String,
    /// Its text or title in the later edition; in the earlier one where it is gone.
    text: String,
    notes: Vec<String>,
    texts: Vec<WordsView>,
}

/// Words in both editions, and which they are.
#[derive(Serialize)]
struct WordsView {
    label: String,
    text: TextView,
}

/// A text in both editions.
#[derive(Serialize)]
pub(super) struct TextView {
    pub(super) language: String,
    before: Vec<PieceView>,
    after: Vec<PieceView>,
}

#[derive(Serialize)]
struct PieceView {
    text: String,
    is_other: bool,
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (sha256, editions) = (path.into_inner(), visit.app.editions.clone());
    let (after, before) = visit
        .app
        .db
        .read(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let after = all.iter().find(|known| known.sha256 == sha256).ok_or(StoreError::NotFound)?;
            let before = previous(&all, &after.edition).ok_or(StoreError::NotFound)?;
            Ok((after.edition.clone(), before.edition.clone()))
        })
        .await?;
    page(&visit, None, &before, &after)
}

/// The page with what differs in an edition, or in a draft, from the edition before.
pub(super) fn page(
    visit: &Visit,
    draft: Option<LinkView>,
    before: &Edition,
    after: &Edition,
) -> Result<HttpResponse, AppError> {
    let places = places(visit, before, after, &diff(before, after));
    let name = after.name(after.language(visit.lang.as_str())).to_owned();
    let args = [
        ("title", name.into()),
        ("after", after.edition.clone().into()),
        ("before", before.edition.clone().into()),
    ];
    let view = ChangesView {
        title: visit.text_with("changes-title", &args),
        draft,
        summary: visit.counted("changes-summary", places.len()),
        before: before.edition.clone(),
        after: after.edition.clone(),
        places,
    };
    visit.page("secretariat/questions/changes", view.title.clone(), &view)
}

fn places(visit: &Visit, before: &Edition, after: &Edition, differences: &[Difference]) -> Vec<PlaceView> {
    let lang = after.language(visit.lang.as_str());
    let (is, was) = (after.items_by_id(), before.items_by_id());
    let mut places: Vec<PlaceView> = Vec::new();
    let mut here = None;
    for Difference { part, place, what } in differences {
        if here.replace((part, place)) != Some((part, place)) {
            let item = || is.get(place.as_str()).or_else(|| was.get(place.as_str())).map(|item| &item.text);
            let text = match part {
                Part::Item => item(),
                _ => [after, before].into_iter().find_map(|edition| title(edition, *part, place)),
            };
            let text = text.map(|text| text.get(lang)).unwrap_or_default().to_owned();
            let is_numbered = matches!(part, Part::Standard | Part::Substandard | Part::Item);
            let id = if is_numbered { place.clone() } else { String::new() };
            places.push(PlaceView { id, text, notes: Vec::new(), texts: Vec::new() });
        }
        let Some(here) = places.last_mut() else { continue };
        match what {
            What::Words { of, language, before, after } => {
                here.texts.push(words(visit, *of, language, before, after));
            }
            What::Condition => {
                let earlier = after.item(place).and_then(|item| item.lineage.item.as_ref()).unwrap_or(place);
                let of = |edition: &Edition| {
                    let item = edition.item(place).or_else(|| edition.item(earlier));
                    let condition = item.and_then(|item| item.visible_if.as_ref());
                    sentence(visit, edition, condition)
                };
                let text = compared(visit.lang.as_str(), &of(before), &of(after));
                here.texts.push(WordsView { label: visit.text("change-condition"), text });
            }
            What::CommentWhen { before: was, after: is } => {
                let earlier = after.item(place).and_then(|item| item.lineage.item.as_ref()).unwrap_or(place);
                let was = asked(visit, before, before.item(earlier), was.as_ref());
                let is = asked(visit, after, after.item(place), is.as_ref());
                let args = [("before", was.into()), ("after", is.into())];
                here.notes.push(visit.text_with("change-comment-when", &args));
            }
            other => here.notes.push(note(visit, before, after, *part, other)),
        }
    }
    places
}

/// What a part is called, or asks.
fn title<'e>(edition: &'e Edition, part: Part, id: &str) -> Option<&'e Localised> {
    match part {
        Part::Questionnaire => Some(&edition.title),
        Part::Scale => edition.scales.get(id).map(|scale| &scale.high),
        Part::Perspective => edition.perspective(id).map(|perspective| &perspective.title),
        Part::Standard => edition.standards.iter().find(|known| known.id == id).map(|known| &known.title),
        Part::Substandard => edition.substandard(id).map(|sub| &sub.title),
        Part::Item => edition.item(id).map(|item| &item.text),
    }
}

fn words(visit: &Visit, of: Words, language: &str, before: &str, after: &str) -> WordsView {
    let args = [("language", language_name(visit, language).into())];
    let label = visit.text_with(&format!("change-words-{}", of.name()), &args);
    WordsView { label, text: compared(language, before, after) }
}

fn note(visit: &Visit, before: &Edition, after: &Edition, part: Part, what: &What) -> String {
    let between = |key: &str, was: String, is: String| {
        visit.text_with(key, &[("before", was.into()), ("after", is.into())])
    };
    let depth = |depth: Depth| visit.text(&format!("edit-depth-{}", depth.name()));
    let perspective = |edition: &Edition, id: &str| {
        let found = edition.perspectives.iter().find(|perspective| perspective.id == id);
        found.map_or_else(
            || visit.text("change-none"),
            |found| found.title.get(edition.language(visit.lang.as_str())).to_owned(),
        )
    };
    let bound = |bound: &Option<Number>| match bound {
        Some(bound) => locale::decimal(visit.lang, &bound.to_string()),
        None => visit.text("change-none"),
    };
    let place_of = |id: &str| match part {
        _ if id.is_empty() => "first".to_owned(),
        Part::Perspective => perspective(after, id),
        _ => id.to_owned(),
    };
    let of_part = |key: &str| visit.text_with(key, &[("part", part.as_str().into())]);
    match what {
        What::Added => of_part("change-added"),
        What::Removed => of_part("change-removed"),
        What::Replaces(earlier) => visit.text_with("change-replaces", &[("item", earlier.clone().into())]),
        What::Words { .. } | What::Condition | What::CommentWhen { .. } => String::new(),
        What::Kind { before, after } => {
            let kind = |kind: &Kind| visit.text(&kind_key(*kind));
            between("change-kind", kind(before), kind(after))
        }
        What::Range { before, after } => {
            let range = |(min, max): &(i32, i32)| {
                let shown = |value: &i32| locale::decimal(visit.lang, &value.to_string());
                let args = [("min", shown(min).into()), ("max", shown(max).into())];
                visit.text_with("change-range-of", &args)
            };
            between("change-range", range(before), range(after))
        }
        What::Order { follows } => visit.text_with("change-order", &[("follows", place_of(follows).into())]),
        What::Scale => visit.text("change-scale"),
        What::Answers => visit.text("change-answers"),
        What::Bound { of, before, after } => {
            between(&format!("change-bound-{}", of.name()), bound(before), bound(after))
        }
        What::Bounds => visit.text("change-bounds"),
        What::Exclusive => visit.text("change-exclusive"),
        What::Depth { before, after } => between("change-depth", depth(*before), depth(*after)),
        What::Moved { before, after } => between("change-moved", before.clone(), after.clone()),
        What::Perspective { before: was, after: is } => {
            between("change-perspective", perspective(before, was), perspective(after, is))
        }
        What::Secondary { before: was, after: is } => {
            between("change-secondary", perspective(before, was), perspective(after, is))
        }
    }
}

/// The answers that a comment is asked for with.
fn asked(visit: &Visit, edition: &Edition, item: Option<&Item>, when: Option<&CommentWhen>) -> String {
    let Some(CommentWhen { at_most, at_least, is }) = when else { return visit.text("change-none") };
    let bound = |key: &str, bound: &Option<Number>| {
        let value = locale::decimal(visit.lang, &bound.as_ref()?.to_string());
        Some(visit.text_with(key, &[("value", value.into())]))
    };
    let lang = edition.language(visit.lang.as_str());
    let said = item.map(|item| options_of(visit, item, lang)).unwrap_or_default();
    let name = |id: &String| {
        let known = said.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.clone(), |(_, text)| text.clone())
    };
    let any = is.iter().map(|id| visit.text_with("change-comment-is", &[("value", name(id).into())]));
    let bounds = [bound("change-comment-at-most", at_most), bound("change-comment-at-least", at_least)];
    bounds.into_iter().flatten().chain(any).collect::<Vec<_>>().join(", ")
}

/// Both texts in pieces: what only one of them has is marked.
pub(super) fn compared(language: &str, before: &str, after: &str) -> TextView {
    let words = TextDiff::from_words(before, after);
    let side = |own: ChangeTag| {
        let mut pieces: Vec<PieceView> = Vec::new();
        for change in
            words.iter_all_changes().filter(|change| [ChangeTag::Equal, own].contains(&change.tag()))
        {
            let is_other = change.tag() == own;
            match pieces.last_mut().filter(|last| last.is_other == is_other) {
                Some(last) => last.text.push_str(change.value()),
                None => pieces.push(PieceView { text: change.value().to_owned(), is_other }),
            }
        }
        pieces
    };
    TextView {
        language: language.to_owned(),
        before: side(ChangeTag::Delete),
        after: side(ChangeTag::Insert),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked_word_by_word() {
        let marked = |pieces: &[PieceView]| {
            let show = |piece: &PieceView| {
                if piece.is_other { format!("[{}]", piece.text) } else { piece.text.clone() }
            };
            pieces.iter().map(show).collect::<String>()
        };
        let view = compared("sv", "Vi frågar alla patienter.", "Vi frågar varje patient.");
        assert_eq!(marked(&view.before), "Vi frågar [alla] [patienter.]");
        assert_eq!(marked(&view.after), "Vi frågar [varje] [patient.]");
        let view = compared("sv", "Ett två tre", "Ett tre");
        assert_eq!((marked(&view.before), marked(&view.after)), ("Ett [två ]tre".into(), "Ett tre".into()));
    }
}
