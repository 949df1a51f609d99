//! What a change did, in words: what was done, to which part, and in which fields, by the names that these have in the form.

use super::{Desk, condition::piece, field::language_name, label_of, place_in};
use crate::{
    questionnaire::outline::{Part, Placed},
    store::draft::{Change, ChangeKind},
    web::Visit,
};

/// The most fields that are named.
const NAMED: usize = 4;

/// What a change did, in words.
pub(super) fn told(visit: &Visit, desk: &Desk, change: &Change) -> String {
    let named =
        change.node.as_ref().and_then(|placed| Some((placed, fields(visit, desk, placed, &change.fields)?)));
    let key = match change.kind {
        ChangeKind::Written => Some("edit-change-written-in"),
        ChangeKind::Undone => Some("edit-change-undone-in"),
        ChangeKind::Loaded if change.nodes == 1 => Some("edit-change-loaded-in"),
        _ => None,
    };
    if let (Some(key), Some((placed, fields))) = (key, named) {
        let what = match placed.node.part() {
            Part::Standard | Part::Substandard | Part::Item if !placed.node.id().is_empty() => {
                placed.node.id().to_owned()
            }
            _ => called(visit, desk, placed),
        };
        return visit.text_with(key, &[("what", what.into()), ("fields", fields.into())]);
    }
    let what = change.node.as_ref().map(|placed| called(visit, desk, placed));
    let args = [("what", what.unwrap_or_default().into()), ("count", change.nodes.into())];
    visit.text_with(&format!("edit-change-{}", change.kind.as_str()), &args)
}

fn called(visit: &Visit, desk: &Desk, placed: &Placed) -> String {
    let title = piece(placed.node.title().get(desk.edition.language(visit.lang.as_str())));
    match placed.node.part() {
        Part::Questionnaire => visit.text("edit-part-questionnaire"),
        Part::Perspective | Part::Scale => title,
        _ => format!("{} {title}", placed.node.id()),
    }
}

/// The names of the fields with these places, each with its languages; none where the form has no such field.
fn fields(visit: &Visit, desk: &Desk, placed: &Placed, places: &[String]) -> Option<String> {
    let part = placed.node.part();
    let tongues = &desk.edition.languages;
    let mut named: Vec<(usize, String, Vec<&str>)> = Vec::new();
    for place in places {
        let Some((order, label, language)) = name(visit, desk, part, place_in(part, place)) else { continue };
        match named.iter_mut().find(|(_, known, _)| *known == label) {
            Some((.., languages)) => {
                languages.extend(language.filter(|language| !languages.contains(language)));
            }
            None => named.push((order, label, language.into_iter().collect())),
        }
    }
    named.sort_by_key(|(order, ..)| *order);
    let mut told: Vec<String> = Vec::new();
    for (_, label, mut languages) in named {
        languages.sort_by_key(|language| tongues.iter().position(|known| known == language));
        // In a questionnaire of one language that goes without saying.
        let is_plain =
            languages.is_empty() || matches!(tongues.as_slice(), [only] if languages == [only.as_str()]);
        let names: Vec<String> = languages.iter().map(|language| language_name(visit, language)).collect();
        let args = [("label", label.clone().into()), ("languages", names.join(", ").into())];
        told.push(if is_plain { label } else { visit.text_with("edit-change-field", &args) });
    }
    let more = told.len().saturating_sub(NAMED);
    told.truncate(NAMED);
    if more > 0 {
        told.push(visit.counted("edit-change-more", more));
    }
    (!told.is_empty()).then(|| told.join("; "))
}

/// What the field with this place is called, whereabouts in the form it stands, and in which language it is.
fn name<'p>(
    visit: &Visit,
    desk: &Desk,
    part: Part,
    place: &'p str,
) -> Option<(usize, String, Option<&'p str>)> {
    let parts: Vec<&'p str> = place.split('/').skip(1).collect();
    let text = |key: &str| visit.text(key);
    let language = parts.last().copied().filter(|last| (2..=3).contains(&last.len()));
    Some(match (part, parts.as_slice()) {
        (Part::Item, ["lineage", ..]) => {
            let previous = desk.previous.as_ref()?.edition.clone();
            (2, visit.text_with("edit-lineage", &[("edition", previous.into())]), None)
        }
        (Part::Item, ["options", _, "exclusive"]) => (6, text("edit-exclusive"), None),
        (Part::Item, ["options", .., language]) if parts.contains(&"text") => {
            (5, text("edit-options"), Some(language))
        }
        (Part::Item, ["columns", index, within, rest @ ..]) => {
            let index: usize = index.parse().ok()?;
            let column = visit.text_with("edit-column", &[("number", index.saturating_add(1).into())]);
            let key = match *within {
                "title" => "edit-column-title",
                other => plain(Part::Item, other)?.1,
            };
            let language = language.filter(|_| rest.len() == 1 || rest.contains(&"text"));
            (index.saturating_add(10), format!("{column}, {}", text(key)), language)
        }
        (_, [within, rest @ ..]) => match plain(part, within) {
            Some((order, key)) => (order, text(key), None),
            None => {
                let field = format!("{}-{}", within, rest.join("-"));
                (order_of(within), text(label_of(&field)?), language)
            }
        },
        _ => return None,
    })
}

/// Whereabouts a text stands in its form.
fn order_of(within: &str) -> usize {
    match within {
        "text" | "title" => 0,
        "help" | "about" | "introduction" => 1,
        "unit" => 5,
        "signs" => 40,
        "source" => 60,
        _ => 3,
    }
}

/// A field that is no text: whereabouts in the form it stands, and the key of what it is called.
fn plain(part: Part, within: &str) -> Option<(usize, &'static str)> {
    Some(match (part, within) {
        (Part::Item, "kind") => (3, "edit-kind"),
        (Part::Item, "scale") => (4, "edit-scale"),
        (Part::Item, "options") => (5, "edit-options"),
        (Part::Item, "min") => (6, "edit-min"),
        (Part::Item, "max") => (7, "edit-max"),
        (Part::Item, "decimals") => (8, "edit-decimals"),
        (Part::Item, "columns") => (9, "edit-columns"),
        (Part::Item, "rows") => (39, "edit-rows"),
        (Part::Item, "depth") => (41, "edit-depth"),
        (Part::Item, "id") => (42, "edit-id"),
        (Part::Item, "visible_if") => (43, "edit-if-title"),
        (Part::Item, "comment_when") => (44, "edit-comment"),
        (Part::Scale, "min") => (2, "edit-scale-min"),
        (Part::Scale, "max") => (4, "edit-scale-max"),
        (Part::Perspective, "id") => (5, "edit-perspective-id"),
        (Part::Standard | Part::Substandard, "id") => (5, "edit-number"),
        (Part::Substandard, "perspective") => (6, "edit-perspective"),
        (Part::Substandard, "secondary") => (7, "edit-secondary"),
        (Part::Questionnaire, "edition") => (5, "edit-edition"),
        (Part::Questionnaire, "id") => (6, "edit-questionnaire-id"),
        (Part::Questionnaire, "languages") => (7, "edit-languages"),
        _ => return None,
    })
}
