//! `/secretariat/review/{version}`: what was signed, what to look at first, all answers with a field for a note each, and the decision.

use std::{collections::BTreeMap, sync::Arc};

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::queue::decision_tag;
use crate::{
    error::AppError,
    questionnaire::{Depth, Edition, Entry, Item},
    report::chart::perspective_class,
    store::{
        edition::LoadedEdition,
        review::{self, Predecessor, StoredNote, UnderReview},
    },
    web::{
        Visit,
        observed::{self, Before, content},
        posted::Query,
        respond::{BeforeView, answer_text, before, evidence_lines, hidden, unchanged},
        secretariat::{TagView, whose},
    },
    workflow::{
        RoundState,
        observation::{self, Observation},
        signed::{Content, OptIns, SignedEvidence, SignedItem, sha256},
    },
};

/// How long a region has to mend its answers, unless the round goes on for longer.
const DAYS_TO_MEND: Days = Days::new(14);

#[derive(Serialize)]
struct VersionView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    id: String,
    title: String,
    signed: String,
    round: String,
    sha256: String,
    /// What the member lets be seen of it; nothing is asked where a person answers alone.
    opt_ins: Vec<OptInView>,
    receipt: String,
    versions: String,
    synthetic: bool,
    saved: bool,
    editable: bool,
    decision: Option<DecisionView>,
    closed: Option<String>,
    /// Whether the round was published before anybody decided.
    unreviewed: bool,
    unsaved: Vec<UnsavedView>,
    observations: Vec<ObservationView>,
    changes_title: Option<String>,
    changed: Vec<String>,
    /// The name of the version before; empty for the first.
    before: String,
    perspectives: Vec<PerspectiveView>,
    form: DecisionForm,
    approve: String,
    errors: Vec<ErrorView>,
}

/// Something that the member lets be seen, or not.
#[derive(Serialize)]
struct OptInView {
    what: String,
    said: String,
    /// That it was otherwise in the version before.
    changed: Option<String>,
}

#[derive(Serialize)]
struct DecisionView {
    tag: TagView,
    text: String,
    note: String,
}

/// A text that was typed when the version had just been decided by somebody else.
#[derive(Serialize)]
struct UnsavedView {
    item: String,
    text: String,
}

#[derive(Serialize)]
struct ObservationView {
    item: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct PerspectiveView {
    class: String,
    title: String,
    substandards: Vec<SubstandardView>,
}

#[derive(Serialize)]
struct SubstandardView {
    id: String,
    title: String,
    items: Vec<ItemView>,
}

#[derive(Serialize)]
struct ItemView {
    id: String,
    text: String,
    answer: String,
    comment: String,
    evidence: Vec<String>,
    unchanged: Option<String>,
    tags: Vec<String>,
    earlier: Option<EarlierView>,
    /// What it said in the version before, where that was something else.
    before: Option<BeforeView>,
    asked: Option<String>,
    /// Whether the field for the note is in sight: something is stored, typed, wrong or in conflict.
    open: bool,
    note: String,
    base: i32,
    seen: String,
    written: Option<String>,
    error: Option<String>,
    conflict: Option<ConflictView>,
}

/// The same item in the year before.
#[derive(Serialize)]
struct EarlierView {
    year: i32,
    answer: String,
    comment: String,
}

#[derive(Serialize)]
struct ConflictView {
    theirs: String,
    who: String,
    mine: String,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

/// The fields of the decision, as typed, and what is wrong with them.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct DecisionForm {
    pub(super) approve: bool,
    pub(super) give_back: bool,
    pub(super) due: String,
    pub(super) text: String,
    pub(super) decision_error: Option<String>,
    pub(super) due_error: Option<String>,
    pub(super) text_error: Option<String>,
}

impl DecisionForm {
    /// Whether anything was chosen or typed; the day that the page proposes is neither.
    pub(super) fn is_begun(&self, proposed: NaiveDate) -> bool {
        let another_day = !self.due.is_empty() && self.due != proposed.to_string();
        self.approve || self.give_back || another_day || !self.text.is_empty()
    }

    /// Whether nothing is wrong with it.
    pub(super) fn is_sound(&self) -> bool {
        self.decision_error.is_none() && self.due_error.is_none() && self.text_error.is_none()
    }
}

/// The day that the region is asked to mend its answers by, unless somebody says otherwise: two weeks from today, and
/// never earlier than the round's last day, so that a return takes no time from anybody.
pub(super) fn proposed_due(today: NaiveDate, round_due_on: NaiveDate) -> NaiveDate {
    today.checked_add_days(DAYS_TO_MEND).unwrap_or(today).max(round_due_on)
}

/// A note as it was typed.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    /// The revision that the page showed.
    pub(super) base: i32,
    /// The mark of the text that the page showed.
    pub(super) seen: String,
    /// The text.
    pub(super) body: String,
    /// What hindered it from being stored.
    pub(super) trouble: Option<Trouble>,
}

impl Typed {
    /// Whether the person wrote something else than what the page showed.
    pub(super) fn is_changed(&self) -> bool {
        mark(&self.body) != self.seen && !(self.seen.is_empty() && self.body.is_empty())
    }
}

/// Why a note was not stored.
#[derive(Debug, Clone)]
pub(super) enum Trouble {
    TooLong { length: usize, max: usize },
    Stale,
}

/// A mark of a text, to tell whether it was changed.
pub(super) fn mark(text: &str) -> String {
    sha256(text.as_bytes())
}

/// What was sent to a page that is shown again.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) notes: BTreeMap<String, Typed>,
    pub(super) form: DecisionForm,
    /// Whether somebody else decided in the meantime.
    pub(super) overtaken: bool,
}

/// Everything about a version that the page shows.
struct Shown {
    under_review: UnderReview,
    frozen: Arc<LoadedEdition>,
    before: Option<Before>,
    predecessor: Option<Predecessor>,
}

pub(super) async fn show(visit: Visit, path: Path<String>, query: Query) -> Result<HttpResponse, AppError> {
    let saved = query.iter().any(|(name, value)| name == "saved" && value == "notes");
    page(&visit, path.into_inner(), Sent::default(), saved).await
}

pub(super) async fn page(
    visit: &Visit,
    id: String,
    sent: Sent,
    saved: bool,
) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let shown = visit
        .app
        .db
        .read(move |conn| {
            let under_review = review::version(conn, &scope, &id)?;
            let head = &under_review.head;
            let frozen = editions.get(conn, &head.edition)?;
            let round = (&*frozen.edition, head.year);
            let before = Before::read(conn, &scope, &editions, round, Some(&head.member))?;
            let predecessor = review::predecessor(conn, &under_review)?;
            Ok(Shown { under_review, frozen, before, predecessor })
        })
        .await?;
    let view = view(visit, &shown, sent, saved)?;
    let status = match () {
        () if !view.unsaved.is_empty() || view.closed.is_some() => StatusCode::CONFLICT,
        () if view.errors.is_empty() => StatusCode::OK,
        () if view
            .perspectives
            .iter()
            .flat_map(PerspectiveView::items)
            .any(|item| item.conflict.is_some()) =>
        {
            StatusCode::CONFLICT
        }
        () => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = match view.errors.is_empty() {
        true => view.title.clone(),
        false => format!("{}: {}", visit.text("title-error"), view.title),
    };
    visit.page_with(status, "secretariat/review/version", title, &view)
}

impl PerspectiveView {
    fn items(&self) -> impl Iterator<Item = &ItemView> {
        self.substandards.iter().flat_map(|substandard| &substandard.items)
    }
}

/// The answers of a version and what they are held against.
struct Answers<'a> {
    edition: &'a Edition,
    lang: &'a str,
    opt_ins: OptIns,
    now: BTreeMap<&'a str, &'a SignedItem>,
    entries: BTreeMap<String, Entry>,
    /// The year before, with what is comparable.
    earlier: Option<(i32, BTreeMap<String, Entry>)>,
    before: Option<Signed<'a>>,
    /// What the version before said where it said something else.
    changed: BTreeMap<&'a str, &'a SignedItem>,
    observations: Vec<Observation>,
}

/// The version before: its number, what was signed, and the notes on it.
#[derive(Clone, Copy)]
struct Signed<'a> {
    number: i32,
    content: &'a Content,
    notes: &'a BTreeMap<String, StoredNote>,
}

impl<'a> Answers<'a> {
    fn of(
        visit: &'a Visit,
        shown: &'a Shown,
        signed: &'a Content,
        before: Option<Signed<'a>>,
    ) -> Result<Answers<'a>, AppError> {
        let edition: &Edition = &shown.frozen.edition;
        let head = &shown.under_review.head;
        let entries = signed.entries();
        let earlier = match &shown.before {
            Some(before) => {
                let whose = (head.member.clone(), head.person.clone());
                Some((before.year, before.comparable(edition, &whose)?))
            }
            None => None,
        };
        let none = BTreeMap::new();
        let observations =
            observation::of(edition, &entries, earlier.as_ref().map_or(&none, |(_, answers)| answers));
        Ok(Answers {
            edition,
            lang: visit.reads(edition),
            opt_ins: signed.opt_ins,
            now: signed.by_id(),
            entries,
            earlier,
            before,
            changed: before.map(|before| signed.changed_since(before.content)).unwrap_or_default(),
            observations,
        })
    }

    fn answer(&self, visit: &Visit, item: &Item, entry: &Entry) -> String {
        answer_text(visit, self.edition, item, entry.answer.as_ref())
    }

    fn entry(&self, item: &Item) -> Entry {
        self.entries.get(&item.id).cloned().unwrap_or_default()
    }

    fn evidence(&self, item: &Item) -> &'a [SignedEvidence] {
        self.now.get(item.id.as_str()).map_or(&[], |signed| signed.evidence.as_slice())
    }

    /// What the item said in the version before, where that was something else.
    fn before(&self, visit: &Visit, item: &Item) -> Option<BeforeView> {
        let (now, was) = (self.now.get(item.id.as_str())?, self.changed.get(item.id.as_str())?);
        before(visit, self.edition, now, was)
    }

    fn opt_ins(&self, visit: &Visit) -> Vec<OptInView> {
        let said = |of: OptIns| [of.by_name, of.share_examples];
        let was = self.before.map(|before| (before.number, said(before.content.opt_ins)));
        let keys = ["opt-in-by-name", "opt-in-share-examples"];
        let all = keys.into_iter().zip(said(self.opt_ins)).enumerate();
        all.map(|(place, (key, now))| OptInView {
            what: visit.text(key),
            said: visit.text(if now { "answer-yes" } else { "answer-no" }),
            changed: was.filter(|(_, was)| was.get(place) != Some(&now)).map(|(number, _)| {
                visit.text_with("review-changed-tag", &[("number", number.to_string().into())])
            }),
        })
        .collect()
    }
}

fn view(visit: &Visit, shown: &Shown, mut sent: Sent, saved: bool) -> Result<VersionView, AppError> {
    let under_review = &shown.under_review;
    let head = &under_review.head;
    let signed = content(&under_review.content)?;
    let signed_before = match &shown.predecessor {
        Some(version) => Some((version, content(&version.content)?)),
        None => None,
    };
    let before = signed_before.as_ref().map(|(version, content)| Signed {
        number: version.number,
        content,
        notes: &version.notes,
    });
    let answers = Answers::of(visit, shown, &signed, before)?;
    let editable = under_review.is_undecided();
    let proposed = proposed_due(visit.app.clock.today(), head.round_due_on);
    if sent.form.due.is_empty() && !sent.form.give_back {
        sent.form.due = proposed.to_string();
    }
    let perspectives = perspectives(visit, under_review, &answers, &sent);
    let changed: Vec<String> = perspectives
        .iter()
        .flat_map(PerspectiveView::items)
        .filter(|item| item.before.is_some())
        .map(|item| item.id.clone())
        .collect();
    let number = ("number", under_review.number.to_string().into());
    let errors = errors(visit, &perspectives, &sent.form);
    Ok(VersionView {
        title: visit.text_with(
            "review-title",
            &[("member", whose(&head.member_name, head.person_name.as_deref()).into()), number.clone()],
        ),
        signed: visit.text_with(
            "review-signed",
            &[
                ("name", under_review.signer_name.clone().into()),
                ("at", visit.date_time(under_review.signed_at).into()),
            ],
        ),
        lang: visit.foreign(answers.edition).map(str::to_owned),
        round: answers.edition.round_title(head.year, answers.lang),
        sha256: under_review.sha256.clone(),
        opt_ins: match head.person {
            None => answers.opt_ins(visit),
            Some(_) => Vec::new(),
        },
        receipt: format!("/responses/{}/versions/{}", head.id, under_review.number),
        versions: format!("/secretariat/rounds/{}/versions", head.round),
        synthetic: head.synthetic,
        saved,
        editable,
        decision: under_review.decision.as_ref().map(|decided| DecisionView {
            tag: decision_tag(visit, &decided.code),
            text: decision_text(visit, decided),
            note: decided.note.clone(),
        }),
        closed: (sent.overtaken && !editable).then(|| visit.text("review-overtaken")),
        unreviewed: under_review.decision.is_none() && head.round_state == RoundState::Published,
        unsaved: match editable {
            true => Vec::new(),
            false => unsaved(visit, &sent),
        },
        observations: answers
            .observations
            .iter()
            .map(|observation| ObservationView {
                item: observation.item().map(str::to_owned),
                text: observed::text(visit, observation, answers.earlier.as_ref().map(|(year, _)| *year)),
            })
            .collect(),
        changes_title: before.map(|before| {
            visit.text_with(
                "review-changes",
                &[("count", changed.len().into()), ("number", before.number.to_string().into())],
            )
        }),
        before: before.map_or_else(String::new, |before| {
            visit.text_with("review-version", &[("number", before.number.to_string().into())])
        }),
        changed,
        perspectives,
        approve: visit.text_with("review-approve", &[number]),
        form: sent.form,
        errors,
        id: under_review.id.clone(),
    })
}

fn unsaved(visit: &Visit, sent: &Sent) -> Vec<UnsavedView> {
    let notes = sent
        .notes
        .iter()
        .filter(|(_, typed)| typed.is_changed() && !typed.body.is_empty())
        .map(|(item, typed)| UnsavedView { item: item.clone(), text: typed.body.clone() });
    let with_decision = Some(&sent.form.text)
        .filter(|text| !text.is_empty())
        .map(|text| UnsavedView { item: visit.text("review-text"), text: text.clone() });
    notes.chain(with_decision).collect()
}

fn decision_text(visit: &Visit, decided: &review::Decided) -> String {
    let who = [("name", decided.person.clone().into()), ("at", visit.date_time(decided.at).into())];
    match decided.due_on {
        None => visit.text_with("review-decided", &who),
        Some(due_on) => {
            let [name, at] = who;
            visit.text_with("review-decided-due", &[name, at, ("due", visit.date(due_on).into())])
        }
    }
}

fn perspectives(
    visit: &Visit,
    under_review: &UnderReview,
    answers: &Answers<'_>,
    sent: &Sent,
) -> Vec<PerspectiveView> {
    let item_view = |item: &Item| item_view(visit, under_review, answers, item, sent.notes.get(&item.id));
    let hidden = hidden(answers.edition, &answers.entries);
    answers
        .edition
        .sections()
        .into_iter()
        .map(|section| PerspectiveView {
            class: perspective_class(answers.edition, section.perspective.map(|_| section.id)),
            title: section.title.get(answers.lang).to_owned(),
            substandards: section
                .substandards
                .iter()
                .map(|substandard| SubstandardView {
                    id: substandard.id.clone(),
                    title: substandard.title.get(answers.lang).to_owned(),
                    items: substandard
                        .items
                        .iter()
                        .filter(|item| hidden.shows(item))
                        .filter(|item| item.depth != Depth::Indepth || is_answered(answers, item))
                        .map(item_view)
                        .collect(),
                })
                .collect(),
        })
        .filter(|perspective| !perspective.substandards.is_empty())
        .collect()
}

/// Whether the item says anything, or did in the version before: in-depth items are shown only then.
fn is_answered(answers: &Answers<'_>, item: &Item) -> bool {
    answers.entry(item) != Entry::default() || answers.changed.contains_key(item.id.as_str())
}

fn item_view(
    visit: &Visit,
    under_review: &UnderReview,
    answers: &Answers<'_>,
    item: &Item,
    typed: Option<&Typed>,
) -> ItemView {
    let (entry, evidence) = (answers.entry(item), answers.evidence(item));
    let stored = under_review.notes.get(&item.id);
    let stored_body = stored.map(|note| note.body.clone()).unwrap_or_default();
    let typed = typed.filter(|typed| typed.is_changed());
    let trouble = typed.and_then(|typed| typed.trouble.as_ref());
    let error = match trouble {
        Some(Trouble::TooLong { length, max }) => Some(visit.text_with(
            "review-note-too-long",
            &[("length", length.to_string().into()), ("max", max.to_string().into())],
        )),
        Some(Trouble::Stale) | None => None,
    };
    let who = |note: &StoredNote| {
        visit.text_with(
            "review-note-by",
            &[("name", note.person.clone().into()), ("at", visit.date_time(note.at).into())],
        )
    };
    let conflict = match (trouble, typed) {
        (Some(Trouble::Stale), Some(typed)) => Some(ConflictView {
            theirs: if stored_body.is_empty() {
                visit.text("review-note-empty")
            } else {
                stored_body.clone()
            },
            who: stored.map(&who).unwrap_or_default(),
            mine: if typed.body.is_empty() { visit.text("review-note-empty") } else { typed.body.clone() },
        }),
        _ => None,
    };
    let before = answers.before(visit, item);
    let mut tags: Vec<String> = answers
        .observations
        .iter()
        .filter(|observation| observation.item() == Some(item.id.as_str()))
        .map(|observation| observed::tag(visit, observation, answers.earlier.as_ref().map(|(year, _)| *year)))
        .collect();
    if let Some(earlier) = answers.before.filter(|_| before.is_some()) {
        tags.push(visit.text_with("review-changed-tag", &[("number", earlier.number.to_string().into())]));
    }
    ItemView {
        id: item.id.clone(),
        text: item.text.get(answers.lang).to_owned(),
        answer: answers.answer(visit, item, &entry),
        tags,
        earlier: answers.earlier.as_ref().and_then(|(year, earlier)| {
            let was = earlier.get(&item.id).filter(|was| was.answer.is_some())?;
            Some(EarlierView {
                year: *year,
                answer: answers.answer(visit, item, was),
                comment: was.comment.clone(),
            })
        }),
        evidence: evidence_lines(visit, evidence),
        unchanged: unchanged(visit, &entry),
        before,
        asked: answers
            .before
            .and_then(|before| before.notes.get(&item.id))
            .filter(|note| !note.body.is_empty())
            .map(|note| note.body.clone()),
        open: typed.is_some() || !stored_body.is_empty(),
        // What was typed stands in the field until it is stored; a conflict that is shown has been seen.
        note: typed.map_or_else(|| stored_body.clone(), |typed| typed.body.clone()),
        base: match (typed, trouble) {
            (Some(typed), Some(Trouble::TooLong { .. })) => typed.base,
            _ => stored.map_or(0, |note| note.revision),
        },
        seen: match (typed, trouble) {
            (Some(typed), Some(Trouble::TooLong { .. })) => typed.seen.clone(),
            _ => mark(&stored_body),
        },
        written: stored.filter(|note| !note.body.is_empty()).map(who),
        error,
        conflict,
        comment: entry.comment,
    }
}

fn errors(visit: &Visit, perspectives: &[PerspectiveView], form: &DecisionForm) -> Vec<ErrorView> {
    let mut errors: Vec<ErrorView> = perspectives
        .iter()
        .flat_map(PerspectiveView::items)
        .filter_map(|item| {
            let text = match (&item.error, &item.conflict) {
                (Some(error), _) => format!("{}: {error}", item.id),
                (None, Some(_)) => {
                    visit.text_with("review-conflict-summary", &[("item", item.id.clone().into())])
                }
                (None, None) => return None,
            };
            Some(ErrorView { field: format!("note-{}", item.id), text })
        })
        .collect();
    let fields = [("approve", &form.decision_error), ("due", &form.due_error), ("text", &form.text_error)];
    for (field, error) in fields {
        errors.extend(error.iter().map(|text| ErrorView { field: field.to_owned(), text: text.clone() }));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_gives_two_weeks_or_the_rest_of_the_round() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (today, round, proposed) in [
            ("2027-03-10", "2027-03-05", "2027-03-24"),
            ("2027-03-01", "2027-03-05", "2027-03-15"),
            ("2027-02-03", "2027-03-05", "2027-03-05"),
        ] {
            assert_eq!(proposed_due(day(today), day(round)), day(proposed), "{today}");
        }
        let form = |due: &str| DecisionForm { due: due.to_owned(), ..DecisionForm::default() };
        assert!(!form("2027-03-24").is_begun(day("2027-03-24")) && !form("").is_begun(day("2027-03-24")));
        assert!(form("2027-03-25").is_begun(day("2027-03-24")));
    }
}
