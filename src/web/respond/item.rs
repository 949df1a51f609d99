//! One item on the page of its part: what stands in its fields, what was answered last year, what somebody else saved meanwhile, and
//! what is wrong.

use serde::Serialize;

use super::{
    field::{self, FieldView},
    own::SpreadView,
    question,
    summary::{answer_text, evidence_lines},
};
use crate::{
    error::AppError,
    questionnaire::{
        Answer, AnswerError, Edition, Entry, Item, Number, Submitted,
        answer::{COMMENT_MAX, clean},
    },
    store::{earlier::Earlier, edition::LoadedEdition, response::Stored},
    web::{Visit, render::Fragment},
};

#[derive(Serialize)]
pub(super) struct ItemView {
    pub(super) id: String,
    question: Fragment,
    field: FieldView,
    /// Not shown, because of what was answered elsewhere.
    pub(super) hidden: bool,
    /// When a region sees it, in a preview that cannot know.
    pub(super) shown_when: Option<String>,
    /// A comment is asked for with the answer that is given.
    comment_asked: bool,
    comment: String,
    base: i32,
    pub(super) changed: Option<String>,
    has_answer: bool,
    note: Option<String>,
    pub(super) error: Option<String>,
    /// Whether that is about the comment.
    error_at_comment: bool,
    pub(super) conflict: Option<ConflictView>,
    pub(super) unsaved: Option<UnsavedView>,
    /// What was answered in an earlier year.
    earlier: Option<EarlierView>,
    /// What stands around the answer.
    pub(super) around: Option<AroundView>,
    /// How colleagues rate it on their own, once they talk about it.
    pub(super) spread: Option<SpreadView>,
}

/// What somebody else saved in the meantime, shown beside what this person typed.
#[derive(Serialize)]
pub(super) struct ConflictView {
    answer: String,
    comment: String,
    who: String,
    yours: String,
    your_comment: String,
}

/// What was typed and did not get in before the answers were locked.
#[derive(Serialize)]
pub(super) struct UnsavedView {
    answer: String,
    comment: String,
}

/// What stands around an answer: what it rests on, and where more is.
#[derive(Serialize)]
pub(super) struct AroundView {
    pub(super) href: String,
    pub(super) evidence: Vec<String>,
    /// How much colleagues have said.
    pub(super) talk: Option<String>,
}

/// What was answered in an earlier year, and whether somebody says that it still holds.
#[derive(Serialize)]
struct EarlierView {
    year: i32,
    answer: String,
    comment: String,
    /// What that rested on.
    evidence: Vec<String>,
    confirmed: bool,
    /// For the browser, which puts the answer into the fields: its value as JSON.
    value: Option<String>,
    not_applicable: bool,
}

/// What became of one item of a posted form, where it was not simply stored.
pub(super) enum Trouble {
    Invalid(AnswerError),
    Stale(Box<Stored>),
    Locked,
}

/// One item as it was posted.
pub(super) struct Typed {
    pub(super) base: i32,
    pub(super) submitted: Submitted,
    pub(super) trouble: Option<Trouble>,
}

/// What is known of an item.
#[derive(Default)]
pub(super) struct Known<'a> {
    pub(super) stored: Option<&'a Stored>,
    pub(super) typed: Option<&'a Typed>,
    /// What the secretariat wrote when it returned the answer.
    pub(super) note: Option<String>,
    /// What was answered in an earlier year.
    pub(super) earlier: Option<&'a Earlier>,
}

/// What stands in an item's fields, and what the person has to know of it.
pub(super) struct Standing {
    pub(super) shown: Submitted,
    /// The revision from which the next save is made.
    pub(super) base: i32,
    pub(super) error: Option<String>,
    pub(super) conflict: Option<ConflictView>,
    pub(super) unsaved: Option<UnsavedView>,
}

/// In the fields stands what was typed where there was trouble with it, else what is stored. An invalid item keeps its base; a conflict
/// that is shown has been seen: saving again is then a choice.
pub(super) fn standing(
    visit: &Visit,
    edition: &Edition,
    item: &Item,
    stored: Option<&Stored>,
    typed: Option<&Typed>,
) -> Standing {
    let empty = Entry::default();
    let entry = stored.map_or(&empty, |stored| &stored.entry);
    let base = stored.map_or(0, |stored| stored.revision);
    let stands = Standing { shown: Submitted::from(entry), base, error: None, conflict: None, unsaved: None };
    let Some(typed) = typed else { return stands };
    let shown = typed.submitted.clone();
    match &typed.trouble {
        Some(Trouble::Invalid(error)) => {
            let error = Some(answer_error(visit, edition, item, error));
            Standing { shown, base: typed.base, error, ..stands }
        }
        Some(Trouble::Stale(current)) => {
            let conflict = Some(conflict(visit, edition, item, typed, current));
            Standing { shown, base: current.revision, conflict, ..stands }
        }
        Some(Trouble::Locked) => Standing { unsaved: unsaved(visit, edition, item, typed, entry), ..stands },
        None => stands,
    }
}

pub(super) fn view(
    visit: &Visit,
    frozen: &LoadedEdition,
    item: &Item,
    known: Known<'_>,
) -> Result<ItemView, AppError> {
    let Known { stored, typed, note, earlier } = known;
    let edition = &frozen.edition;
    let entry = stored.map(|stored| &stored.entry);
    let then = earlier.and_then(|earlier| earlier.of(&item.id));
    let Standing { shown, base, error, conflict, unsaved } = standing(visit, edition, item, stored, typed);
    let Submitted { value: given, not_applicable, comment, unchanged_since } = shown;
    let mut field = field::view(visit, frozen, item, &given, not_applicable)?;
    let error_at_comment = match typed.and_then(|typed| typed.trouble.as_ref()) {
        Some(Trouble::Invalid(error)) => error.is_about_comment(),
        _ => false,
    };
    if error.is_some() && !error_at_comment {
        field.invalid(&format!("error-{}", item.id));
    }
    Ok(ItemView {
        id: item.id.clone(),
        spread: None,
        question: question::text(visit, frozen, item)?,
        field,
        hidden: false,
        shown_when: None,
        comment_asked: comment.trim().is_empty()
            && item
                .comment_when
                .as_ref()
                .is_some_and(|when| when.asks(entry.and_then(|entry| entry.answer.as_ref()))),
        comment,
        base,
        changed: stored.map(|stored| changed(visit, stored)),
        has_answer: stored.is_some_and(|stored| stored.entry.answer.is_some()),
        note,
        error,
        error_at_comment,
        conflict,
        unsaved,
        around: None,
        earlier: then.filter(|(_, entry)| entry.answer.is_some()).map(|(year, entry)| EarlierView {
            year,
            evidence: earlier
                .map(|earlier| evidence_lines(visit, earlier.evidence(&item.id)))
                .unwrap_or_default(),
            answer: answer_text(visit, edition, item, entry.answer.as_ref()),
            comment: entry.comment.clone(),
            confirmed: unchanged_since == Some(year),
            value: match &entry.answer {
                Some(Answer::Value(value)) => serde_json::to_string(value).ok(),
                _ => None,
            },
            not_applicable: entry.answer == Some(Answer::NotApplicable),
        }),
    })
}

/// Who saved an answer, and when.
pub(super) fn changed(visit: &Visit, stored: &Stored) -> String {
    let args = [("name", stored.person.clone().into()), ("at", visit.date_time(stored.saved_at).into())];
    visit.text_with("item-changed", &args)
}

/// What was typed, if it is not what is stored.
fn unsaved(
    visit: &Visit,
    edition: &Edition,
    item: &Item,
    typed: &Typed,
    stored: &Entry,
) -> Option<UnsavedView> {
    let entry = typed.submitted.understand(edition, item);
    if entry.as_ref() == Ok(stored) {
        return None;
    }
    // Not applicable without a reason is no answer yet, but it is what was chosen.
    let answer = match typed.submitted.not_applicable {
        true => Some(Answer::NotApplicable),
        false => entry.unwrap_or_default().answer,
    };
    Some(UnsavedView {
        answer: answer_text(visit, edition, item, answer.as_ref()),
        comment: clean(&typed.submitted.comment),
    })
}

fn conflict(visit: &Visit, edition: &Edition, item: &Item, typed: &Typed, current: &Stored) -> ConflictView {
    let yours = typed.submitted.understand(edition, item).unwrap_or_default();
    ConflictView {
        answer: answer_text(visit, edition, item, current.entry.answer.as_ref()),
        comment: current.entry.comment.clone(),
        who: changed(visit, current),
        yours: answer_text(visit, edition, item, yours.answer.as_ref()),
        your_comment: clean(&typed.submitted.comment),
    }
}

/// What is wrong with an answer, and how to mend it.
pub(super) fn answer_error(visit: &Visit, edition: &Edition, item: &Item, error: &AnswerError) -> String {
    let lang = visit.reads(edition);
    let number = |number: &Option<Number>| {
        number.map(|number| field::shown_number(visit, &number.to_string())).unwrap_or_default()
    };
    match error {
        AnswerError::NotAnOption => visit.text("answer-not-an-option"),
        AnswerError::NotAlone { option } => {
            let option = item.options.iter().find(|known| known.id == *option);
            let text = option.map(|option| option.text.get(lang)).unwrap_or_default();
            visit.text_with("answer-not-alone", &[("option", text.to_owned().into())])
        }
        AnswerError::NotANumber { decimals: 0 } => visit.text("answer-not-whole"),
        AnswerError::NotANumber { decimals } => {
            visit.text_with("answer-not-a-number", &[("decimals", (*decimals).into())])
        }
        AnswerError::OutOfRange { min, max } => {
            let key = match (min, max) {
                (Some(_), Some(_)) => "answer-out-of-range",
                (Some(_), None) => "answer-too-small",
                (None, _) => "answer-too-great",
            };
            visit.text_with(key, &[("min", number(min).into()), ("max", number(max).into())])
        }
        AnswerError::NotADate => visit.text("answer-not-a-date"),
        AnswerError::TooLong { length, max } => visit.text_with(
            "answer-too-long",
            &[("length", length.to_string().into()), ("max", max.to_string().into())],
        ),
        AnswerError::TooManyRows { max } => {
            visit.text_with("answer-too-many-rows", &[("max", max.to_string().into())])
        }
        AnswerError::Cell { row, column, error } => {
            let column = item.columns.iter().find(|known| known.id == *column);
            let title = column.map(|column| column.title.get(lang)).unwrap_or_default();
            let told = answer_error(visit, edition, item, error);
            let place = [("row", row.to_string().into()), ("column", title.to_owned().into())];
            format!("{} {told}", visit.text_with("answer-in-cell", &place))
        }
        AnswerError::OtherForm => visit.text("answer-other-form"),
        AnswerError::OffScale { min, max } => visit.text_with(
            "answer-off-scale",
            &[("min", min.to_string().into()), ("max", max.to_string().into())],
        ),
        AnswerError::NotUnchanged { year } => {
            visit.text_with("answer-not-unchanged", &[("year", year.to_string().into())])
        }
        AnswerError::Both => visit.text("answer-both"),
        AnswerError::ReasonMissing => visit.text("answer-reason-missing"),
        AnswerError::CommentTooLong { length } => visit.text_with(
            "answer-comment-too-long",
            &[("length", length.to_string().into()), ("max", COMMENT_MAX.to_string().into())],
        ),
    }
}
