//! Saving the notes on a signed version, and deciding on it. Both take the whole form: who decides loses no note on the way.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web::Path};
use chrono::{Days, NaiveDate};

use super::version::{DecisionForm, Sent, Trouble, Typed, page, proposed_due};
use crate::{
    clock::Moment,
    error::AppError,
    questionnaire::{
        Edition,
        answer::{COMMENT_MAX, clean},
    },
    store::{
        DbConnection, StoreError, StoreResult, mail as outbox,
        review::{self, Decision, Note, UnderReview},
        round,
    },
    web::{
        App, Posted, Visit,
        secretariat::{
            mail::{CameBack, Occasion},
            round::load,
        },
    },
    workflow::{Refusal, Scope},
};

/// The longest line of text that goes with a decision, in characters.
const TEXT_MAX: usize = 2_000;
/// How far ahead a region can be asked to mend its answers by.
const DAYS_AHEAD: Days = Days::new(366);

pub(super) async fn save_notes(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    receive(&visit, path.into_inner(), &form, None).await
}

pub(super) async fn decide(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let today = visit.app.clock.today();
    let (typed, decision) = decision(&visit, &form, today);
    receive(&visit, path.into_inner(), &form, Some((typed, decision))).await
}

/// Saves the notes, and decides if that was asked for and nothing stands in the way.
async fn receive(
    visit: &Visit,
    id: String,
    form: &Posted,
    decision: Option<(DecisionForm, Option<Decision>)>,
) -> Result<HttpResponse, AppError> {
    let (scope, editions, version) = (visit.scope()?, visit.app.editions.clone(), id.clone());
    let (edition, round_due_on) = visit
        .app
        .db
        .read(move |conn| {
            let head = review::version(conn, &scope, &version)?.head;
            Ok((editions.get(conn, &head.edition)?.edition.clone(), head.round_due_on))
        })
        .await?;
    let mut notes = typed_notes(form, &edition);
    let has_faults = notes.values().any(|typed| typed.trouble.is_some());
    let asked_to_decide = decision.is_some();
    let (mut fields, mut decision) = decision.unwrap_or_else(|| (typed_decision(form), None));
    let asks_nothing = fields.text.is_empty() && notes.values().all(|note| note.body.is_empty());
    if asked_to_decide && fields.give_back && asks_nothing {
        fields.text_error = Some(visit.text("review-text-missing"));
        decision = None;
    }
    let decision = decision.filter(|_| !has_faults);

    let changed: Vec<(String, Typed)> = notes
        .iter()
        .filter(|(_, typed)| typed.is_changed() && typed.trouble.is_none())
        .map(|(item, typed)| (item.clone(), typed.clone()))
        .collect();
    let (scope, now, version, text) = (visit.scope()?, visit.now(), id.clone(), fields.text.clone());
    let app = visit.app.clone();
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let stale = save(conn, &scope, &version, &changed, now)?;
            let Some(decision) = decision.filter(|_| stale.is_empty()) else { return Ok((stale, 0)) };
            review::decide(conn, &scope, &version, decision, &text, now)?;
            let told = tell(conn, &app, &scope, &version, decision)?;
            Ok((stale, told))
        })
        .await;
    visit.app.mailer.wake();
    let mut told = 0;
    let overtaken = match outcome {
        Ok((stale, mails)) => {
            told = mails;
            for item in &stale {
                if let Some(typed) = notes.get_mut(item) {
                    typed.trouble = Some(Trouble::Stale);
                }
            }
            false
        }
        Err(StoreError::Refused(Refusal::NotNow(_) | Refusal::RoundNotOpen)) => true,
        Err(error) => return Err(error.into()),
    };
    let is_clean = !overtaken && notes.values().all(|typed| typed.trouble.is_none());
    Ok(match (is_clean, asked_to_decide, decision) {
        (true, false, _) if fields.is_begun(proposed_due(visit.app.clock.today(), round_due_on)) => {
            let sent = Sent { form: fields, ..Sent::default() };
            return page(visit, id, sent, true).await;
        }
        (true, false, _) => visit.redirect(&format!("/secretariat/review/{id}?saved=notes")),
        (true, true, Some(Decision::Approve)) => visit.redirect("/secretariat/review?saved=approved"),
        (true, true, Some(Decision::Return(_))) if told == 0 => {
            visit.redirect("/secretariat/review?saved=returned-untold")
        }
        (true, true, Some(Decision::Return(_))) => visit.redirect("/secretariat/review?saved=returned"),
        _ => {
            // What was stored is no longer "typed": only trouble and unsent text are shown again.
            if !overtaken {
                notes.retain(|_, typed| typed.trouble.is_some());
            }
            return page(visit, id, Sent { notes, form: fields, overtaken }, false).await;
        }
    })
}

/// Saves the notes that were changed. Returns the items whose notes somebody else has changed since.
fn save(
    conn: &mut DbConnection,
    scope: &Scope,
    version: &str,
    changed: &[(String, Typed)],
    now: Moment,
) -> StoreResult<Vec<String>> {
    let mut stale = Vec::new();
    for (item, typed) in changed {
        let note = Note { item, base_revision: typed.base, body: &typed.body };
        if !review::save_note(conn, scope, version, &note, now)? {
            stale.push(item.clone());
        }
    }
    Ok(stale)
}

/// Puts a mail into the outbox for each process lead and signatory of the region whose answers were decided on, in the transaction
/// of the decision. Returns how many. Somebody whose mail cannot be written does not keep the others from theirs.
fn tell(
    conn: &mut DbConnection,
    app: &App,
    scope: &Scope,
    version: &str,
    decision: Decision,
) -> StoreResult<usize> {
    let UnderReview { head, number, .. } = review::version(conn, scope, version)?;
    let (round, edition) = load(conn, &app.editions, &head.round)?;
    let occasion = Occasion { app, round: &round, edition: &edition.edition };
    let mut mails = Vec::new();
    for recipient in round::to_tell(conn, scope, &round.id, &head.member, head.person.as_deref())? {
        let mail = match decision {
            Decision::Approve => {
                occasion.approved(&recipient, &head.member_name, (&head.id, version, number))
            }
            Decision::Return(due_on) => {
                let came_back = CameBack { version, response: &head.id, member: &head.member_name, due_on };
                occasion.returned(&recipient, &came_back)
            }
        };
        match mail {
            Ok(mail) => mails.push(mail),
            Err(error) => {
                tracing::warn!(person = %recipient.person, %error, "the mail about a decision was not written");
            }
        }
    }
    outbox::queue_all(conn, &mails, app.clock.now())
}

fn typed_notes(form: &Posted, edition: &Edition) -> BTreeMap<String, Typed> {
    edition
        .items()
        .map(|(_, item)| item.id.clone())
        .filter(|item| form.has(&format!("note-{item}")))
        .map(|item| {
            let body = clean(form.raw(&format!("note-{item}")));
            let length = body.chars().count();
            let mut typed = Typed {
                base: form.parsed(&format!("base-{item}")).filter(|base| *base >= 0).unwrap_or(0),
                seen: form.text(&format!("seen-{item}")).to_owned(),
                body,
                trouble: None,
            };
            if length > COMMENT_MAX && typed.is_changed() {
                typed.trouble = Some(Trouble::TooLong { length, max: COMMENT_MAX });
            }
            (item, typed)
        })
        .collect()
}

/// The fields of the decision as they were typed.
fn typed_decision(form: &Posted) -> DecisionForm {
    DecisionForm {
        approve: form.text("decision") == "approve",
        give_back: form.text("decision") == "return",
        due: form.text("due").to_owned(),
        text: clean(form.raw("text")),
        ..DecisionForm::default()
    }
}

/// The fields with what is wrong, and the decision if nothing is.
fn decision(visit: &Visit, form: &Posted, today: NaiveDate) -> (DecisionForm, Option<Decision>) {
    let mut typed = typed_decision(form);
    let length = typed.text.chars().count();
    if length > TEXT_MAX {
        let args = [("length", length.to_string().into()), ("max", TEXT_MAX.to_string().into())];
        typed.text_error = Some(visit.text_with("review-note-too-long", &args));
    }
    let due = due_on(&typed.due, today);
    match (typed.approve, typed.give_back) {
        (true, _) => {}
        (_, true) => {
            if due.is_none() {
                typed.due_error = Some(visit.text("review-due-wrong"));
            }
        }
        (false, false) => typed.decision_error = Some(visit.text("review-decision-missing")),
    }
    let decision = match (typed.is_sound(), typed.approve, due) {
        (true, true, _) => Some(Decision::Approve),
        (true, false, Some(due)) => Some(Decision::Return(due)),
        _ => None,
    };
    (typed, decision)
}

/// The day by which the region is to answer: today or later, and not so late that it must be a slip.
fn due_on(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let last = today.checked_add_days(DAYS_AHEAD)?;
    (today..=last).contains(&date).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_gets_until_today_at_the_least_and_a_year_at_the_most() {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap();
        let today = day("2027-03-05");
        assert_eq!(due_on("2027-03-05", today), Some(today));
        assert_eq!(due_on("2028-03-05", today), Some(day("2028-03-05")));
        for text in ["", "2027-03-04", "2028-03-07", "20270-03-05", "5 mars", "05/03/2027"] {
            assert_eq!(due_on(text, today), None, "{text}");
        }
    }
}
