//! All answers of a response in the order of the perspectives, as the check page, the signing page and the receipt show them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    questionnaire::{Answer, Depth, Edition, Entry, Item, Progress, progress::is_missing},
    report::chart::perspective_class,
    web::Visit,
};

#[derive(Serialize)]
pub(super) struct PerspectiveView {
    pub(super) class: String,
    pub(super) title: String,
    pub(super) substandards: Vec<SubstandardView>,
}

#[derive(Serialize)]
pub(super) struct SubstandardView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) items: Vec<ItemView>,
}

#[derive(Serialize)]
pub(super) struct ItemView {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) answer: String,
    pub(super) missing: bool,
    pub(super) unanswered: bool,
    pub(super) comment: String,
}

/// How far an edition is answered.
pub(in crate::web) fn progress(edition: &Edition, entries: &BTreeMap<String, Entry>) -> Progress {
    Progress::of(edition.items().map(|(_, item)| item), |id| entries.get(id)?.answer.as_ref())
}

/// An answer in words: "7 av 10", "Ej tillämpligt", "Saknar svar".
pub(crate) fn answer_text(visit: &Visit, edition: &Edition, item: &Item, answer: Option<&Answer>) -> String {
    match answer {
        None => visit.text("answer-missing"),
        Some(Answer::NotApplicable) => visit.text("answer-not-applicable"),
        Some(Answer::Value(value)) => match edition.scale(item) {
            Some(scale) => visit.text_with(
                "answer-of-max",
                &[("value", value.to_string().into()), ("max", scale.max.to_string().into())],
            ),
            None => value.to_string(),
        },
    }
}

pub(super) fn of(
    visit: &Visit,
    edition: &Edition,
    entries: &BTreeMap<String, Entry>,
) -> Vec<PerspectiveView> {
    let lang = edition.language(visit.lang.as_str());
    edition
        .perspectives
        .iter()
        .map(|perspective| {
            let substandards = edition
                .substandards()
                .filter(|(_, sub)| sub.perspective == perspective.id)
                .map(|(_, sub)| SubstandardView {
                    id: sub.id.clone(),
                    title: sub.title.get(lang).to_owned(),
                    items: sub
                        .items
                        .iter()
                        .filter(|item| item.depth != Depth::Indepth || entries.contains_key(&item.id))
                        .map(|item| {
                            let entry = entries.get(&item.id);
                            let answer = entry.and_then(|entry| entry.answer.as_ref());
                            ItemView {
                                id: item.id.clone(),
                                text: item.text.get(lang).to_owned(),
                                answer: answer_text(visit, edition, item, answer),
                                missing: is_missing(item, answer),
                                unanswered: answer.is_none(),
                                comment: entry.map(|entry| entry.comment.clone()).unwrap_or_default(),
                            }
                        })
                        .collect(),
                })
                .collect();
            PerspectiveView {
                class: perspective_class(edition, &perspective.id),
                title: perspective.title.get(lang).to_owned(),
                substandards,
            }
        })
        .filter(|view: &PerspectiveView| !view.substandards.is_empty())
        .collect()
}
