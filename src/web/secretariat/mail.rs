//! `/secretariat/rounds/{round}/mail`: invitations and reminders with the people they go to, and the log of what became of
//! every mail.

use std::{collections::BTreeSet, sync::Arc};

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Path, Query},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    TagView,
    contacts::role_name,
    form::{self, ErrorView, FieldView},
    new_round::minutes,
    round::{load, title},
};
use crate::{
    clock::{Clock, Moment},
    error::AppError,
    mail::{self, Approved, ComposeError, Invitation, Reminder, Returned},
    questionnaire::Edition,
    store::{
        Conflict, StoreError,
        edition::LoadedEdition,
        mail::{self as outbox, Logged, NewMail},
        round::{self, Post, Recipient, Round},
    },
    web::{
        App, Posted, Visit,
        routes::{Access, RouteSpec, get, post},
    },
    workflow::{Action, Audience, MailKind, MailState, Role, RoundState},
};

/// The routes of the mail pages.
pub(super) fn routes() -> Vec<RouteSpec> {
    const RUN: Access = Access::Needs(Action::RunRound);
    const PAGE: &str = "/secretariat/rounds/{round}/mail";
    vec![
        get(PAGE, RUN, || web::to(show)),
        post("/secretariat/rounds/{round}/invitations", RUN, || web::to(invite)).with_form_on(PAGE),
        post("/secretariat/rounds/{round}/reminders", RUN, || web::to(remind)).with_form_on(PAGE),
        post("/secretariat/rounds/{round}/mail/{mail}/resend", RUN, || web::to(resend)),
    ]
}

/// Stands where an invitation's id will be, in a preview.
const NO_INVITATION: &str = "…";

#[derive(Default, Deserialize)]
struct Asked {
    /// What was done just before.
    done: Option<String>,
    /// The person whose mail is shown.
    person: Option<String>,
}

#[derive(Serialize)]
struct MailView {
    id: String,
    title: String,
    done: Option<String>,
    paused: bool,
    draft: bool,
    open: bool,
    invite: Option<SendView>,
    all_invited: Option<String>,
    nobody: bool,
    /// Whether parts are handed out in the round: who gets some hears of it then.
    delegates: bool,
    remind: Option<SendView>,
    number: i32,
    nobody_waited_for: bool,
    reminded: Option<String>,
    /// Whether something else comes before the reminder: an invitation, or time.
    reminder_is_second: bool,
    /// The confirmation that a second reminder on one day takes.
    again: Option<FieldView>,
    errors: Vec<ErrorView>,
    log: Vec<LogView>,
}

/// A mail that can be sent: to whom, how it looks, and the button.
#[derive(Serialize)]
struct SendView {
    kind: &'static str,
    people_text: String,
    people: Vec<PersonView>,
    preview: Option<PreviewView>,
    button: Option<String>,
    unsendable: Option<String>,
}

#[derive(Serialize)]
struct PersonView {
    id: String,
    name: String,
    address: String,
    posts: String,
}

#[derive(Serialize)]
struct PreviewView {
    heading: String,
    address: String,
    subject: String,
    text: String,
}

#[derive(Serialize)]
struct LogView {
    id: String,
    at: String,
    name: String,
    address: String,
    posts: String,
    kind: String,
    state: TagView,
    notes: Vec<String>,
    server: Option<String>,
    can_be_resent: bool,
}

// Writing a mail ---------------------------------------------------------------------------------------

/// A round and its edition: what every mail about it says.
pub(super) struct Occasion<'a> {
    pub(super) app: &'a App,
    pub(super) round: &'a Round,
    pub(super) edition: &'a Edition,
}

impl Occasion<'_> {
    fn title(&self, language: &str) -> String {
        self.edition.round_title(self.round.year, language)
    }

    fn to<'r>(recipient: &'r Recipient) -> mail::Recipient<'r> {
        let Recipient { person, address, language, .. } = recipient;
        mail::Recipient { person, address, language }
    }

    /// The invitation of a person.
    fn invitation(&self, recipient: &Recipient, invitation: &str) -> Result<NewMail, ComposeError> {
        let due = recipient.posts.iter().filter_map(|post| post.due_on).min();
        let words = Invitation {
            network: &self.app.network,
            title: &self.title(&recipient.language),
            name: &recipient.name,
            members: &recipient.member_names(),
            role: part(&recipient.posts),
            audience: self.round.audience,
            due_on: due.unwrap_or(self.round.due_on),
            minutes: minutes(self.edition),
            link: &self.app.mailer.invitation_link(invitation),
        };
        self.app.mailer.invitation(Self::to(recipient), &self.round.id, invitation, &words)
    }

    /// A reminder to a person, of those members that are waited for.
    fn reminder(&self, recipient: &Recipient, reminder: &str) -> Result<NewMail, ComposeError> {
        let mut waited = recipient.clone();
        waited.posts.retain(Post::is_waited_for);
        let due = waited.posts.iter().filter_map(|post| post.due_on).min();
        let response = waited.posts.iter().find_map(|post| post.response.as_deref());
        let words = Reminder {
            network: &self.app.network,
            title: &self.title(&recipient.language),
            name: &recipient.name,
            members: &waited.member_names(),
            role: part(&waited.posts),
            audience: self.round.audience,
            due_on: due.unwrap_or(self.round.due_on),
            link: &self.link(recipient, response.unwrap_or_default()),
        };
        self.app.mailer.reminder(Self::to(recipient), &self.round.id, reminder, &words)
    }

    /// Where a person goes from a mail. Who has no invitation goes straight to the answers.
    fn link(&self, recipient: &Recipient, response: &str) -> String {
        match &recipient.invitation {
            Some(invitation) => self.app.mailer.invitation_link(invitation),
            None => self.app.mailer.response_link(response),
        }
    }

    /// The news to a person that a signed version of a member's is approved.
    pub(super) fn approved(
        &self,
        recipient: &Recipient,
        member: &str,
        (response, version, number): (&str, &str, i32),
    ) -> Result<NewMail, ComposeError> {
        let words = Approved {
            network: &self.app.network,
            title: &self.title(&recipient.language),
            name: &recipient.name,
            member,
            audience: self.round.audience,
            number,
            link: &self.app.mailer.receipt_link(response, number),
        };
        self.app.mailer.approved(Self::to(recipient), &self.round.id, version, &words)
    }

    /// The news to a person that answers came back.
    pub(super) fn returned(
        &self,
        recipient: &Recipient,
        came_back: &CameBack<'_>,
    ) -> Result<NewMail, ComposeError> {
        let words = Returned {
            network: &self.app.network,
            title: &self.title(&recipient.language),
            name: &recipient.name,
            member: came_back.member,
            role: part(&recipient.posts),
            audience: self.round.audience,
            due_on: came_back.due_on,
            link: &self.link(recipient, came_back.response),
        };
        self.app.mailer.returned(Self::to(recipient), &self.round.id, came_back.version, &words)
    }
}

/// A signed version that came back: whose answers, and until when they are to be mended.
pub(super) struct CameBack<'a> {
    pub(super) version: &'a str,
    pub(super) response: &'a str,
    pub(super) member: &'a str,
    pub(super) due_on: NaiveDate,
}

/// The part a mail speaks of, to somebody who has several.
fn part(posts: &[Post]) -> Role {
    let has = |role: &Role| posts.iter().any(|post| post.role == *role);
    [Role::ProcessLead, Role::Signatory, Role::Contributor].into_iter().find(has).unwrap_or(Role::Contributor)
}

/// The people to remind: those the round waits for.
fn waited_for(mut recipients: Vec<Recipient>) -> Vec<Recipient> {
    recipients.retain(Recipient::is_waited_for);
    recipients
}

// The page ---------------------------------------------------------------------------------------------

struct Read {
    round: Round,
    edition: Arc<LoadedEdition>,
    to_invite: Vec<Recipient>,
    invited: usize,
    to_remind: Vec<Recipient>,
    number: i32,
    paused: bool,
    log: Vec<Logged>,
}

async fn show(visit: Visit, path: Path<String>, query: Query<Asked>) -> Result<HttpResponse, AppError> {
    page(&visit, path.into_inner(), query.into_inner(), Vec::new()).await
}

async fn page(
    visit: &Visit,
    id: String,
    Asked { done, person }: Asked,
    errors: Vec<ErrorView>,
) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let read = visit
        .app
        .db
        .read(move |conn| {
            let (round, edition) = load(conn, &editions, &id)?;
            Ok(Read {
                to_invite: round::to_invite(conn, &scope, &id)?,
                invited: round::invitations(conn, &scope, &id)?.len(),
                to_remind: waited_for(round::to_remind(conn, &scope, &id)?),
                number: round::next_reminder(conn, &id)?,
                paused: outbox::is_paused(conn)?,
                log: outbox::log(conn, &scope, &id)?,
                round,
                edition,
            })
        })
        .await?;
    let occasion = Occasion { app: &visit.app, round: &read.round, edition: &read.edition.edition };
    let open = read.round.state == RoundState::Open;
    let invitation = |recipient: &Recipient| {
        occasion.invitation(recipient, recipient.invitation.as_deref().unwrap_or(PREVIEW_ID))
    };
    let reminder = |recipient: &Recipient| occasion.reminder(recipient, NO_INVITATION);
    let invite = send_view(visit, &read.to_invite, person.as_deref(), "invite", open, &invitation);
    let remind = send_view(visit, &read.to_remind, person.as_deref(), "remind", open, &reminder);
    let last = last_reminder(&read.log);
    let is_second_today = last.is_some_and(|(_, _, at)| is_today(&visit.app.clock, at));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = MailView {
        title: title(visit, &read.round, &read.edition),
        done: done.and_then(|done| match done.as_str() {
            "invited" => Some(visit.text("mailing-done-invited")),
            "reminded" => Some(visit.text("mailing-done-reminded")),
            "nobody" => Some(visit.text("mailing-done-nobody")),
            "resent" => Some(visit.text("mailing-done-resent")),
            "moved" => Some(visit.text("mailing-done-moved")),
            _ => None,
        }),
        paused: read.paused,
        draft: read.round.state == RoundState::Draft,
        open,
        all_invited: (read.invited > 0).then(|| visit.counted("mailing-invited", read.invited)),
        nobody: read.invited == 0 && invite.is_none(),
        delegates: read.round.audience != Audience::People && read.round.state != RoundState::Published,
        invite: invite.filter(|_| read.round.state != RoundState::Published),
        nobody_waited_for: open && read.invited > 0 && remind.is_none(),
        remind: remind.filter(|_| open),
        reminded: last.map(|(number, count, at)| {
            visit.text_with(
                "mailing-reminded",
                &[
                    ("number", number.to_string().into()),
                    ("count", count.into()),
                    ("at", visit.date_time(at).into()),
                ],
            )
        }),
        reminder_is_second: !read.to_invite.is_empty() || is_second_today,
        again: is_second_today.then(|| FieldView::of("again", "", &errors)),
        number: read.number,
        log: read.log.iter().map(|mail| log_view(visit, mail)).collect(),
        id: read.round.id.clone(),
        errors,
    };
    let title = format!("{}: {}", visit.text("mailing-title"), view.title);
    visit.page_with(status, "secretariat/mail", form::title(visit, &title, &view.errors), &view)
}

fn is_today(clock: &Clock, at: Moment) -> bool {
    clock.local(at).date() == clock.today()
}

/// The number of the last reminder, how many people it was written to, and when.
fn last_reminder(log: &[Logged]) -> Option<(i32, usize, Moment)> {
    let reminders = || log.iter().filter(|mail| mail.kind == MailKind::Reminder);
    let last = reminders().max_by_key(|mail| mail.number)?;
    Some((last.number, reminders().filter(|mail| mail.number == last.number).count(), last.created_at))
}

/// Stands where an invitation's id will be: the same number of characters, none of them random.
const PREVIEW_ID: &str = "00000000000000000000";

fn send_view(
    visit: &Visit,
    recipients: &[Recipient],
    person: Option<&str>,
    kind: &'static str,
    open: bool,
    write: &dyn Fn(&Recipient) -> Result<NewMail, ComposeError>,
) -> Option<SendView> {
    if recipients.is_empty() {
        return None;
    }
    let unsendable: Vec<&str> = recipients
        .iter()
        .filter(|recipient| write(recipient).is_err())
        .map(|recipient| recipient.name.as_str())
        .collect();
    let sendable = recipients.len() - unsendable.len();
    let shown = recipients
        .iter()
        .find(|recipient| person == Some(recipient.person.as_str()))
        .or_else(|| recipients.iter().find(|recipient| write(recipient).is_ok()));
    let preview = shown.and_then(|recipient| {
        let letter = write(recipient).ok()?.letter?;
        Some(PreviewView {
            heading: visit.text_with("mailing-preview", &[("name", recipient.name.clone().into())]),
            address: recipient.address.clone(),
            subject: letter.subject,
            text: letter.text.trim().replace(PREVIEW_ID, NO_INVITATION),
        })
    });
    Some(SendView {
        kind,
        people_text: visit.counted(&format!("mailing-{kind}-people"), recipients.len()),
        people: recipients
            .iter()
            .map(|recipient| PersonView {
                id: recipient.person.clone(),
                name: recipient.name.clone(),
                address: recipient.address.clone(),
                posts: posts(
                    visit,
                    recipient.posts.iter().map(|post| (post.role, Some(post.member_short_name.as_str()))),
                ),
            })
            .collect(),
        preview,
        button: (open && sendable > 0).then(|| visit.counted(&format!("mailing-{kind}-button"), sendable)),
        unsendable: (!unsendable.is_empty())
            .then(|| visit.text_with("mailing-unsendable", &[("names", unsendable.join(", ").into())])),
    })
}

/// Roles with the members they are held for, in words: "Processledare, Norrby".
fn posts<'a>(visit: &Visit, posts: impl Iterator<Item = (Role, Option<&'a str>)>) -> String {
    let words: Vec<String> = posts
        .map(|(role, member)| {
            let role = role_name(visit, role);
            member.map_or(role.clone(), |member| format!("{role}, {member}"))
        })
        .collect();
    words.join("; ")
}

fn log_view(visit: &Visit, mail: &Logged) -> LogView {
    let number = mail.number.to_string();
    let color = match mail.state {
        MailState::Queued | MailState::Claimed | MailState::Sending => "accent",
        MailState::Sent => "success",
        MailState::Retry | MailState::Unknown => "warning",
        MailState::Failed => "danger",
        MailState::Skipped => "neutral",
    };
    let mut notes = Vec::new();
    if let Some(fault) = &mail.fault {
        notes.push(visit.text(fault_key(fault)));
    }
    match mail.state {
        MailState::Retry => {
            let at = visit.date_time(mail.next_at);
            notes.push(visit.text_with("mailing-note-retry", &[("at", at.into())]));
        }
        MailState::Unknown => notes.push(visit.text("mailing-note-unknown")),
        MailState::Skipped => notes.push(visit.text("mailing-note-skipped")),
        _ => {}
    }
    if mail.attempts > 1 {
        notes.push(visit.text_with("mailing-note-attempts", &[("count", mail.attempts.into())]));
    }
    LogView {
        id: mail.id.clone(),
        at: visit.date_time(mail.sent_at.unwrap_or(mail.created_at)),
        name: mail.person_name.clone(),
        address: mail.address.clone(),
        posts: posts(visit, mail.roles.iter().map(|(role, member)| (*role, member.as_deref()))),
        kind: visit.text_with(&format!("mailing-kind-{}", mail.kind.as_str()), &[("number", number.into())]),
        state: TagView { text: visit.text(&format!("mailing-state-{}", mail.state.as_str())), color },
        notes,
        server: mail.fault.clone(),
        can_be_resent: mail.state.can_be_resent() && mail.kind != MailKind::SignIn,
    }
}

/// What a fault of a try means to a person, by the mail server's words or ours.
fn fault_key(fault: &str) -> &'static str {
    let text = fault.to_ascii_lowercase();
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if has(&["interrupted while sending"]) {
        "mailing-fault-interrupted"
    } else if has(&["5.2.2", "(552)", "4.2.2", "mailbox full", "quota"]) {
        "mailing-fault-full"
    } else if has(&["5.1.", "(550): 5.1", "(551)", "(553)", "user unknown", "no such user", "does not exist"])
    {
        "mailing-fault-address"
    } else if has(&["permanent error", "(550)", "(554)"]) {
        "mailing-fault-refused"
    } else if has(&["transient error", "(421)", "(450)", "(451)"]) {
        "mailing-fault-later"
    } else {
        "mailing-fault-unreachable"
    }
}

// What is sent -----------------------------------------------------------------------------------------

async fn invite(visit: Visit, path: Path<String>, _: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let (scope, now, app, round_id) = (visit.scope()?, visit.now(), visit.app.clone(), id.clone());
    // Invitation and mail go into the same transaction; whoever is invited already is left alone, so that two presses,
    // windows or processes are one mail each.
    visit
        .app
        .db
        .write(move |conn| {
            let (round, edition) = load(conn, &app.editions, &round_id)?;
            let occasion = Occasion { app: &app, round: &round, edition: &edition.edition };
            // Somebody whose mail cannot be written does not keep the others from theirs.
            let sendable: BTreeSet<String> = round::to_invite(conn, &scope, &round_id)?
                .into_iter()
                .filter(|recipient| occasion.invitation(recipient, PREVIEW_ID).is_ok())
                .map(|recipient| recipient.person)
                .collect();
            let invited = round::invite(conn, &scope, now, &round_id, Some(&sendable))?;
            let written = invited.iter().map(|recipient| {
                let invitation = recipient.invitation.as_deref().unwrap_or_default();
                occasion.invitation(recipient, invitation).map_err(StoreError::fault)
            });
            let mails = written.collect::<Result<Vec<NewMail>, StoreError>>()?;
            outbox::queue_all(conn, &mails, now)
        })
        .await?;
    visit.app.mailer.wake();
    Ok(back(&visit, &id, "invited"))
}

async fn remind(visit: Visit, path: Path<String>, posted: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let number = posted.parsed::<i32>("number").ok_or(AppError::Conflict(Conflict::ReminderNumber))?;
    let again = posted.has("again");
    let (scope, now, app, round_id) = (visit.scope()?, visit.now(), visit.app.clone(), id.clone());
    let done = visit
        .app
        .db
        .write(move |conn| {
            let (round, edition) = load(conn, &app.editions, &round_id)?;
            let occasion = Occasion { app: &app, round: &round, edition: &edition.edition };
            let mut recipients = waited_for(round::to_remind(conn, &scope, &round_id)?);
            recipients.retain(|recipient| occasion.reminder(recipient, PREVIEW_ID).is_ok());
            if recipients.is_empty() && number == round::next_reminder(conn, &round_id)? {
                return Ok("nobody");
            }
            let last = round::last_reminder(conn, &round_id)?;
            let is_second_today =
                last.is_some_and(|(last, at)| number == last.saturating_add(1) && is_today(&app.clock, at));
            if is_second_today && !again {
                return Ok("again");
            }
            // The number in the form was used: this reminder is on its way.
            let Some(reminder) = round::begin_reminder(conn, &scope, now, &round_id, number)? else {
                return Ok("reminded");
            };
            let written = recipients
                .iter()
                .map(|recipient| occasion.reminder(recipient, &reminder).map_err(StoreError::fault));
            let mails = written.collect::<Result<Vec<NewMail>, StoreError>>()?;
            outbox::queue_all(conn, &mails, now)?;
            Ok("reminded")
        })
        .await?;
    if done == "again" {
        let errors = vec![ErrorView { field: "again", text: visit.text("mailing-again-missing") }];
        return page(&visit, id, Asked::default(), errors).await;
    }
    visit.app.mailer.wake();
    Ok(back(&visit, &id, done))
}

async fn resend(visit: Visit, path: Path<(String, String)>, _: Posted) -> Result<HttpResponse, AppError> {
    let (id, mail) = path.into_inner();
    let (scope, now): (_, Moment) = (visit.scope()?, visit.now());
    let again = visit.app.db.write(move |conn| outbox::resend(conn, &scope, &mail, now)).await?;
    visit.app.mailer.wake();
    Ok(back(&visit, &id, if again { "resent" } else { "moved" }))
}

fn back(visit: &Visit, id: &str, done: &str) -> HttpResponse {
    visit.redirect(&format!("/secretariat/rounds/{id}/mail?done={done}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_said_in_words_that_help() {
        let said = [
            ("permanent error (550): 5.1.1 <x@y.example>: user unknown", "mailing-fault-address"),
            ("permanent error (552): 5.2.2 mailbox full", "mailing-fault-full"),
            ("permanent error (554): 5.7.1 rejected as spam", "mailing-fault-refused"),
            ("transient error (451): try later", "mailing-fault-later"),
            ("interrupted while sending", "mailing-fault-interrupted"),
            ("no answer from the mail server to the recipient in time", "mailing-fault-unreachable"),
            ("Connection error: Connection refused (os error 111)", "mailing-fault-unreachable"),
        ];
        for (fault, key) in said {
            assert_eq!(fault_key(fault), key, "{fault}");
        }
    }

    #[test]
    fn somebody_with_several_parts_is_addressed_as_who_holds_it_together() {
        let post = |role| Post {
            role,
            alone: false,
            member: "m".into(),
            member_name: "M".into(),
            member_short_name: "M".into(),
            response: None,
            state: None,
            due_on: None,
            has_turn: true,
        };
        assert_eq!(part(&[post(Role::Contributor), post(Role::ProcessLead)]), Role::ProcessLead);
        assert_eq!(part(&[post(Role::Contributor), post(Role::Signatory)]), Role::Signatory);
    }
}
