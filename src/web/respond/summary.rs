//! All answers of a response in the order of the perspectives, as the check page, the signing page and the receipt show them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::field::{shown_number, yes_partly_no};
use crate::{
    error::AppError,
    questionnaire::{
        Answer, Depth, Edition, Entry, Hidden, Item, Kind, Progress, Value, answer::Row, progress::is_missing,
    },
    report::chart::perspective_class,
    store::{DbConnection, StoreResult, response::Head, review, version},
    web::{Visit, observed},
    workflow::signed::{Content, SignedEvidence, SignedItem},
};

#[derive(Clone, Serialize)]
pub(super) struct PerspectiveView {
    pub(super) class: String,
    pub(super) title: String,
    pub(super) substandards: Vec<SubstandardView>,
}

#[derive(Clone, Serialize)]
pub(super) struct SubstandardView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) items: Vec<ItemView>,
}

#[derive(Clone, Serialize)]
pub(super) struct ItemView {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) answer: String,
    pub(super) missing: bool,
    pub(super) unanswered: bool,
    pub(super) comment: String,
    /// What it rests on, a line for each piece.
    pub(super) evidence: Vec<String>,
    /// That it was confirmed to be as it was in an earlier year.
    pub(super) unchanged: Option<String>,
}

/// What is not as it was in the version that was signed last, and what the secretariat asks about it.
#[derive(Serialize)]
pub(super) struct ChangesView {
    title: String,
    /// The version's name.
    before: String,
    items: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    #[serde(flatten)]
    now: ItemView,
    /// What it said then, where that was something else.
    was: Option<BeforeView>,
    /// What the secretariat asks.
    asked: Option<String>,
}

/// What an item said in an earlier version. What is as it is now is left out, but for the answer.
#[derive(Serialize)]
pub(in crate::web) struct BeforeView {
    answer: String,
    comment: String,
    evidence: Option<Vec<String>>,
    unchanged: Option<String>,
}

/// The version that was signed last.
pub(super) struct LastSigned {
    number: i32,
    text: String,
    /// What the secretariat asks, by item.
    notes: BTreeMap<String, String>,
}

impl LastSigned {
    /// Whether the secretariat asks something.
    pub(super) fn is_noted(&self) -> bool {
        !self.notes.is_empty()
    }
}

/// The version that was signed last, if there is one.
pub(super) fn last_signed(conn: &mut DbConnection, head: &Head) -> StoreResult<Option<LastSigned>> {
    let Some(number) = version::of_response(conn, head)?.first().map(|version| version.number) else {
        return Ok(None);
    };
    let text = version::text(conn, head, number)?;
    Ok(Some(LastSigned { number, text, notes: review::asked(conn, head)? }))
}

/// What has changed since a version was signed, each item as it is now and as it was, and what was asked about it.
pub(super) fn changes(
    visit: &Visit,
    edition: &Edition,
    (now, content): (&[PerspectiveView], &Content),
    signed: Option<&LastSigned>,
) -> Result<Option<ChangesView>, AppError> {
    let Some(signed) = signed else { return Ok(None) };
    let then = observed::content(&signed.text)?;
    let (by_id, changed) = (content.by_id(), content.changed_since(&then));
    let items = now.iter().flat_map(|perspective| &perspective.substandards).flat_map(|sub| &sub.items);
    let items: Vec<ChangeView> = items
        .filter_map(|item| {
            let is = by_id.get(item.id.as_str())?;
            let was = changed.get(item.id.as_str()).and_then(|was| before(visit, edition, is, was));
            let asked = signed.notes.get(&item.id).cloned();
            (was.is_some() || asked.is_some()).then(|| ChangeView { now: item.clone(), was, asked })
        })
        .collect();
    let count = items.iter().filter(|item| item.was.is_some()).count();
    let number = ("number", signed.number.to_string().into());
    Ok(Some(ChangesView {
        title: visit.text_with("review-changes", &[("count", count.into()), number.clone()]),
        before: visit.text_with("review-version", &[number]),
        items,
    }))
}

/// What an item said before, beside what it says now; none if the edition has no such item.
pub(in crate::web) fn before(
    visit: &Visit,
    edition: &Edition,
    now: &SignedItem,
    was: &SignedItem,
) -> Option<BeforeView> {
    let (_, item) = edition.placed(&was.item)?;
    let (entry_now, entry) = (now.entry(), was.entry());
    let is_confirmed = unchanged(visit, &entry);
    let not_confirmed = || visit.text("summary-unchanged-none");
    Some(BeforeView {
        answer: answer_text(visit, edition, item, entry.answer.as_ref()),
        comment: if entry.comment == entry_now.comment { String::new() } else { entry.comment },
        evidence: (was.evidence != now.evidence).then(|| match was.evidence.as_slice() {
            [] => vec![visit.text("summary-evidence-none")],
            rested => evidence_lines(visit, rested),
        }),
        unchanged: (was.unchanged_since != now.unchanged_since)
            .then(|| is_confirmed.unwrap_or_else(not_confirmed)),
    })
}

/// Only what has a comment, to be read on its own.
pub(super) fn comments(perspectives: &[PerspectiveView]) -> Vec<PerspectiveView> {
    let of_part = |part: &SubstandardView| {
        let items: Vec<ItemView> =
            part.items.iter().filter(|item| !item.comment.is_empty()).cloned().collect();
        (!items.is_empty()).then(|| SubstandardView { items, ..part.clone() })
    };
    perspectives
        .iter()
        .filter_map(|perspective| {
            let substandards: Vec<_> = perspective.substandards.iter().filter_map(of_part).collect();
            (!substandards.is_empty()).then(|| PerspectiveView { substandards, ..perspective.clone() })
        })
        .collect()
}

/// How far an edition is answered.
pub(in crate::web) fn progress(edition: &Edition, entries: &BTreeMap<String, Entry>) -> Progress {
    Progress::of(edition.items().map(|(_, item)| item), &hidden(edition, entries), |id| {
        entries.get(id)?.answer.as_ref()
    })
}

/// The items that these answers hide.
pub(in crate::web) fn hidden<'e>(edition: &'e Edition, entries: &BTreeMap<String, Entry>) -> Hidden<'e> {
    Hidden::of(edition, |id| entries.get(id)?.answer.as_ref())
}

/// Whether an entry says anything: in-depth items are shown only then.
fn is_given(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|entry| *entry != Entry::default())
}

/// An answer in words: "7 av 10", "Delvis", "Ej tillämpligt", "Saknar svar"; a table with a line for each cell.
pub(in crate::web) fn answer_text(
    visit: &Visit,
    edition: &Edition,
    item: &Item,
    answer: Option<&Answer>,
) -> String {
    let lang = visit.reads(edition);
    let option = |id: &String| {
        let option = item.options.iter().find(|option| option.id == *id);
        option.map_or(id.as_str(), |option| option.text.get(lang)).to_owned()
    };
    match answer {
        None => visit.text("answer-missing"),
        Some(Answer::NotApplicable) => visit.text("answer-not-applicable"),
        Some(Answer::Value(Value::Integer(value))) => match edition.scale(item) {
            Some(scale) => visit.text_with(
                "answer-of-max",
                &[("value", value.to_string().into()), ("max", scale.max.to_string().into())],
            ),
            None => value.to_string(),
        },
        Some(Answer::Value(Value::Text(text))) => match item.kind {
            Kind::Single => option(text),
            kind => {
                let shown = plain(visit, kind, text);
                let unit = item.unit.as_ref().map(|unit| unit.get(lang));
                unit.map_or(shown.clone(), |unit| format!("{shown} {unit}"))
            }
        },
        Some(Answer::Value(Value::Several(chosen))) => {
            chosen.iter().map(option).collect::<Vec<_>>().join("; ")
        }
        Some(Answer::Value(Value::Rows(rows))) => {
            let rows = rows.iter().enumerate().map(|(index, row)| row_text(visit, edition, item, index, row));
            rows.collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// What one field says: yes, partly and no in words, numbers and dates as people of the language write them.
fn plain(visit: &Visit, kind: Kind, text: &str) -> String {
    match kind {
        Kind::YesPartlyNo => visit.text(yes_partly_no(text)),
        Kind::Number => shown_number(visit, text),
        Kind::Date => text.parse().map_or_else(|_| text.to_owned(), |date| visit.date(date)),
        _ => text.to_owned(),
    }
}

fn row_text(visit: &Visit, edition: &Edition, item: &Item, index: usize, row: &Row) -> String {
    let lang = visit.reads(edition);
    let mut lines = vec![visit.text_with("item-row", &[("number", (index + 1).into())])];
    for column in &item.columns {
        let Some(cell) = row.get(&column.id) else { continue };
        let shown = match column.kind {
            Kind::Single => column.shown(cell, lang).to_owned(),
            kind => plain(visit, kind, cell),
        };
        lines.push(format!("{}: {shown}", column.title.get(lang)));
    }
    lines.join("\n")
}

/// What an answer rests on, a line for each piece.
pub(in crate::web) fn evidence_lines(visit: &Visit, evidence: &[SignedEvidence]) -> Vec<String> {
    evidence.iter().map(|piece| evidence_line(visit, piece)).collect()
}

/// One piece of what an answer rests on.
pub(super) fn evidence_line(visit: &Visit, piece: &SignedEvidence) -> String {
    piece.line(|day| visit.date(day))
}

/// That an answer was confirmed to be as it was, if it was.
pub(in crate::web) fn unchanged(visit: &Visit, entry: &Entry) -> Option<String> {
    let year = entry.unchanged_since?;
    Some(visit.text_with("summary-unchanged-since", &[("year", year.to_string().into())]))
}

/// All that is signed, or would be now.
pub(super) fn of(visit: &Visit, edition: &Edition, content: &Content) -> Vec<PerspectiveView> {
    let lang = visit.reads(edition);
    let (entries, evidence) = (content.entries(), content.evidence());
    let hidden = hidden(edition, &entries);
    edition
        .sections()
        .into_iter()
        .map(|section| {
            let substandards = section
                .substandards
                .iter()
                .map(|sub| SubstandardView {
                    id: sub.id.clone(),
                    title: sub.title.get(lang).to_owned(),
                    items: sub
                        .items
                        .iter()
                        .filter(|item| hidden.shows(item))
                        .filter(|item| item.depth != Depth::Indepth || is_given(entries.get(&item.id)))
                        .map(|item| {
                            let entry = entries.get(&item.id);
                            let answer = entry.and_then(|entry| entry.answer.as_ref());
                            ItemView {
                                id: item.id.clone(),
                                text: item.text.get(lang).to_owned(),
                                answer: match answer.is_none() && !is_missing(item, answer) {
                                    true => visit.text("answer-optional"),
                                    false => answer_text(visit, edition, item, answer),
                                },
                                missing: is_missing(item, answer),
                                unanswered: answer.is_none(),
                                comment: entry.map(|entry| entry.comment.clone()).unwrap_or_default(),
                                evidence: evidence
                                    .get(item.id.as_str())
                                    .map(|pieces| evidence_lines(visit, pieces))
                                    .unwrap_or_default(),
                                unchanged: entry.and_then(|entry| unchanged(visit, entry)),
                            }
                        })
                        .collect(),
                })
                .filter(|view: &SubstandardView| !view.items.is_empty())
                .collect();
            PerspectiveView {
                class: perspective_class(edition, section.perspective.map(|_| section.id)),
                title: section.title.get(lang).to_owned(),
                substandards,
            }
        })
        .filter(|view: &PerspectiveView| !view.substandards.is_empty())
        .collect()
}
