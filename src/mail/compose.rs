//! The words of each mail: a typed view, filled with texts from the catalogue, poured into three templates
//! (`templates/mail/<kind>/{subject,text,html}.hbs`). What people and organisers have written is data: it is
//! escaped in HTML, never a template, and never more than one line. No mail holds answers, comments, or
//! colleagues' names.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use handlebars::Handlebars;
use serde::Serialize;

use crate::{
    store::mail::Letter,
    workflow::{Audience, Role, sign_in},
};

/// Gives the text with a key and arguments, in the language of the mail.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, String)]) -> String;

/// Why a mail cannot be written or addressed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// A line break, NUL or other control character where one line must stand.
    #[error("{0} holds a line break or another control character")]
    Control(&'static str),
    /// No address that mail can be sent to. Addresses are ASCII here: not every server takes others.
    #[error("{0:?} is not an address that mail can be sent to")]
    Address(String),
    /// A template or a message could not be made.
    #[error("the mail could not be made: {0}")]
    Fault(String),
}

/// Invites a person to a round.
#[derive(Debug, Clone)]
pub struct Invitation<'a> {
    /// The network that invites.
    pub network: &'a str,
    /// The round's title in the mail's language, such as "Självvärdering 2027".
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The names of the members that the person is invited for.
    pub members: &'a [&'a str],
    /// The person's part; other roles than those who lead and sign get no sentence about it.
    pub role: Role,
    /// Whom the round addresses.
    pub audience: Audience,
    /// The last day to answer.
    pub due_on: NaiveDate,
    /// How many minutes the questions take.
    pub minutes: u32,
    /// Where the invitation's page is.
    pub link: &'a str,
}

/// Reminds a person of a response that is not submitted.
#[derive(Debug, Clone)]
pub struct Reminder<'a> {
    /// The network that reminds.
    pub network: &'a str,
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The names of the members whose responses are waited for.
    pub members: &'a [&'a str],
    /// The person's part.
    pub role: Role,
    /// Whom the round addresses.
    pub audience: Audience,
    /// The last day to answer.
    pub due_on: NaiveDate,
    /// Where the invitation's page is.
    pub link: &'a str,
}

/// Tells a person that signed answers came back to be mended. What is to be mended stands on the page only.
#[derive(Debug, Clone)]
pub struct Returned<'a> {
    /// The network that asks.
    pub network: &'a str,
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The name of the member whose answers came back.
    pub member: &'a str,
    /// The person's part.
    pub role: Role,
    /// Whom the round addresses.
    pub audience: Audience,
    /// The last day to sign anew.
    pub due_on: NaiveDate,
    /// Where the way to the answers begins.
    pub link: &'a str,
}

/// Tells a person that a signed version is approved.
#[derive(Debug, Clone)]
pub struct Approved<'a> {
    /// The network that asks.
    pub network: &'a str,
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The name of the member whose version it is.
    pub member: &'a str,
    /// Whom the round addresses.
    pub audience: Audience,
    /// The version's number.
    pub number: i32,
    /// Where its receipt is.
    pub link: &'a str,
}

/// Tells a person that parts of a response are theirs to answer. Which these are stands on the page only, as does who says so.
#[derive(Debug, Clone)]
pub struct Delegated<'a> {
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The name of the member whose response it is.
    pub member: &'a str,
    /// Whether it is a member's or a theme group's.
    pub audience: Audience,
    /// How many parts.
    pub parts: usize,
    /// The last day to answer them.
    pub due_on: NaiveDate,
    /// Where the way to the answers begins.
    pub link: &'a str,
    /// The network that asks.
    pub network: &'a str,
}

/// Tells a person about the signature of a response: that it is asked for, or that who was asked wants a change first. The lines that were
/// written with it stand on the page only.
#[derive(Debug, Clone)]
pub struct Signature<'a> {
    /// The network whose round it is.
    pub network: &'a str,
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The name of the member whose response it is.
    pub member: &'a str,
    /// Whether it is a member's or a theme group's.
    pub audience: Audience,
    /// The last day to sign.
    pub due_on: NaiveDate,
    /// Where the response is read and signed.
    pub link: &'a str,
}

/// Tells a person that a version is signed.
#[derive(Debug, Clone)]
pub struct Receipt<'a> {
    /// The network whose round it is.
    pub network: &'a str,
    /// The round's title in the mail's language.
    pub title: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The name of the member whose response it is.
    pub member: &'a str,
    /// Whom the round addresses.
    pub audience: Audience,
    /// The number of the version.
    pub number: i32,
    /// When it was signed, in words of the mail's language.
    pub at: &'a str,
    /// Its checksum.
    pub sha256: &'a str,
    /// Where the receipt is.
    pub link: &'a str,
}

/// Brings the code that confirms who signs.
#[derive(Clone)]
pub struct SigningCode<'a> {
    /// The page on which it is typed.
    pub link: &'a str,
    /// The code as it is shown.
    pub code: &'a str,
}

/// Brings a link and a code to sign in with.
#[derive(Clone)]
pub struct SignIn<'a> {
    /// Where the link leads.
    pub link: &'a str,
    /// The code as it is shown.
    pub code: &'a str,
}

/// A mail of a round.
#[derive(Serialize)]
struct RoundView<'a> {
    language: &'a str,
    subject: String,
    greeting: String,
    lead: String,
    part: String,
    due: String,
    link: &'a str,
    link_label: String,
    /// What is said last.
    note: Option<String>,
    regards: String,
    network: String,
}

#[derive(Serialize)]
struct SignInView<'a> {
    language: &'a str,
    subject: String,
    greeting: String,
    link_intro: String,
    link: &'a str,
    link_label: String,
    code_intro: String,
    code: &'a str,
    validity: String,
    unasked: String,
}

/// The words of an invitation.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn invitation(say: Say<'_>, language: &str, mail: &Invitation<'_>) -> Result<Letter, ComposeError> {
    let network = line("the network's name", mail.network)?;
    let title = line("the title", mail.title)?;
    let alone = mail.audience == Audience::People;
    let part = match mail.role {
        _ if alone => say("mail-invitation-part-alone", &[]),
        Role::ProcessLead if mail.audience == Audience::ThemeGroups => {
            say("mail-invitation-part-group-lead", &[])
        }
        Role::ProcessLead => say("mail-invitation-part-process-lead", &[]),
        Role::Signatory => say("mail-invitation-part-signatory", &[]),
        Role::Contributor | Role::Secretariat | Role::Reader | Role::Board | Role::ThemeGroup => {
            String::new()
        }
    };
    let time = if alone { "mail-invitation-time-alone" } else { "mail-invitation-time" };
    // How long the answering takes is nothing to somebody who only signs.
    let time = match mail.role {
        Role::Signatory if !alone => String::new(),
        _ => say(time, &[("minutes", mail.minutes.to_string())]),
    };
    let lead = if alone { "mail-invitation-lead-alone" } else { "mail-invitation-lead" };
    let lead_args = [
        ("network", network.clone()),
        ("members", listed(say, mail.audience, mail.members)?),
        ("title", title.clone()),
    ];
    render(
        "invitation",
        &RoundView {
            language,
            subject: say("mail-invitation-subject", &[("title", title)]),
            greeting: greeting(say, mail.name)?,
            lead: say(lead, &lead_args),
            part: format!("{part} {time}").trim().to_owned(),
            due: say("mail-invitation-due", &[("date", date(say, mail.due_on))]),
            link: checked_link(mail.link)?,
            link_label: say("mail-invitation-link", &[]),
            note: Some(say("mail-invitation-link-note", &[])),
            regards: say("mail-regards", &[]),
            network,
        },
    )
}

/// The words of a reminder.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn reminder(say: Say<'_>, language: &str, mail: &Reminder<'_>) -> Result<Letter, ComposeError> {
    let network = line("the network's name", mail.network)?;
    let title = line("the title", mail.title)?;
    let alone = mail.audience == Audience::People;
    let lead = if alone { "mail-reminder-lead-alone" } else { "mail-reminder-lead" };
    let crossed = if alone { "mail-reminder-crossed-alone" } else { "mail-reminder-crossed" };
    let part = match mail.role {
        _ if alone => say("mail-reminder-part-alone", &[]),
        Role::Contributor => say("mail-reminder-part-contributor", &[]),
        Role::Signatory => say("mail-reminder-part-signatory", &[]),
        Role::ProcessLead | Role::Secretariat | Role::Reader | Role::Board | Role::ThemeGroup => {
            say("mail-reminder-part-process-lead", &[])
        }
    };
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-reminder-subject", &[("title", title.clone())]),
            greeting: greeting(say, mail.name)?,
            lead: say(lead, &[("members", listed(say, mail.audience, mail.members)?), ("title", title)]),
            due: say("mail-reminder-due", &[("date", date(say, mail.due_on))]),
            part,
            link: checked_link(mail.link)?,
            link_label: say("mail-reminder-link", &[]),
            note: Some(say(crossed, &[])),
            regards: say("mail-regards", &[]),
            network,
        },
    )
}

/// The words of the news that signed answers came back.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn returned(say: Say<'_>, language: &str, mail: &Returned<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let alone = mail.audience == Audience::People;
    let lead = if alone { "mail-returned-lead-alone" } else { "mail-returned-lead" };
    let part = match mail.role {
        _ if alone => say("mail-returned-part-alone", &[]),
        Role::Signatory => say("mail-returned-part-signatory", &[]),
        Role::ProcessLead
        | Role::Contributor
        | Role::Secretariat
        | Role::Reader
        | Role::Board
        | Role::ThemeGroup => say("mail-returned-part-process-lead", &[]),
    };
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-returned-subject", &[("title", title.clone())]),
            greeting: greeting(say, mail.name)?,
            lead: say(lead, &[("members", listed(say, mail.audience, &[mail.member])?), ("title", title)]),
            due: say("mail-returned-due", &[("date", date(say, mail.due_on))]),
            part,
            link: checked_link(mail.link)?,
            link_label: say("mail-returned-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the news that a signed version is approved.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn approved(say: Say<'_>, language: &str, mail: &Approved<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let alone = mail.audience == Audience::People;
    let lead = if alone { "mail-approved-lead-alone" } else { "mail-approved-lead" };
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-approved-subject", &[("title", title.clone())]),
            greeting: greeting(say, mail.name)?,
            lead: say(lead, &[("members", listed(say, mail.audience, &[mail.member])?), ("title", title)]),
            due: say("mail-approved-version", &[("number", mail.number.to_string())]),
            part: say("mail-approved-part", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-receipt-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the news that parts of a response are a person's to answer.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn delegated(say: Say<'_>, language: &str, mail: &Delegated<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let lead = [
        ("members", listed(say, mail.audience, &[mail.member])?),
        ("title", title.clone()),
        ("count", mail.parts.to_string()),
    ];
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-delegated-subject", &[("title", title)]),
            greeting: greeting(say, mail.name)?,
            lead: match mail.parts {
                1 => say("mail-delegated-lead-one", &lead[..2]),
                _ => say("mail-delegated-lead-many", &lead),
            },
            due: say("mail-delegated-due", &[("date", date(say, mail.due_on))]),
            part: say("mail-delegated-part", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-delegated-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// What the news that colleagues ask for somebody's eyes tells.
#[derive(Debug, Clone)]
pub struct Mentioned<'a> {
    /// The network's name.
    pub network: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The member's name.
    pub member: &'a str,
    /// By what the text chooses how to speak of the member.
    pub audience: Audience,
    /// The last day to sign.
    pub due_on: NaiveDate,
    /// Where the response is.
    pub link: &'a str,
}

/// The words of the news that colleagues ask for somebody's eyes. Neither who nor about what: that stays inside the member.
///
/// # Errors
/// [`ComposeError`] if a name does not fit on a line.
pub fn mentioned(say: Say<'_>, language: &str, mail: &Mentioned<'_>) -> Result<Letter, ComposeError> {
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-mentioned-subject", &[]),
            greeting: greeting(say, mail.name)?,
            lead: say("mail-mentioned-lead", &[("members", listed(say, mail.audience, &[mail.member])?)]),
            due: say("mail-mentioned-due", &[("date", date(say, mail.due_on))]),
            part: say("mail-mentioned-part", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-mentioned-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the news that a response waits for a signature.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn to_sign(say: Say<'_>, language: &str, mail: &Signature<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let members = listed(say, mail.audience, &[mail.member])?;
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-to-sign-subject", &[("title", title.clone())]),
            greeting: greeting(say, mail.name)?,
            lead: say("mail-to-sign-lead", &[("members", members), ("title", title)]),
            due: say("mail-to-sign-due", &[("date", date(say, mail.due_on))]),
            part: say("mail-to-sign-part", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-to-sign-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the news that somebody who was to sign asks for a change.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn asked_back(say: Say<'_>, language: &str, mail: &Signature<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let members = listed(say, mail.audience, &[mail.member])?;
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-asked-back-subject", &[("title", title.clone())]),
            greeting: greeting(say, mail.name)?,
            lead: say("mail-asked-back-lead", &[("members", members), ("title", title)]),
            due: say("mail-asked-back-due", &[("date", date(say, mail.due_on))]),
            part: say("mail-asked-back-part", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-asked-back-link", &[]),
            note: None,
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the receipt of a signed version.
///
/// # Errors
/// [`ComposeError`] if a name or title does not fit on a line.
pub fn receipt(say: Say<'_>, language: &str, mail: &Receipt<'_>) -> Result<Letter, ComposeError> {
    let title = line("the title", mail.title)?;
    let alone = mail.audience == Audience::People;
    let lead = if alone { "mail-receipt-lead-alone" } else { "mail-receipt-lead" };
    let lead_args = [("members", listed(say, mail.audience, &[mail.member])?), ("title", title.clone())];
    let about = [("number", mail.number.to_string()), ("at", line("the time", mail.at)?)];
    render(
        "follow-up",
        &RoundView {
            language,
            subject: say("mail-receipt-subject", &[("title", title)]),
            greeting: greeting(say, mail.name)?,
            lead: say(lead, &lead_args),
            due: say("mail-receipt-version", &about),
            part: say("mail-receipt-checksum", &[("checksum", mail.sha256.to_owned())]),
            link: checked_link(mail.link)?,
            link_label: say("mail-receipt-link", &[]),
            note: Some(say("mail-receipt-note", &[])),
            regards: say("mail-regards", &[]),
            network: line("the network's name", mail.network)?,
        },
    )
}

/// The words of the mail with the code that confirms who signs. Rendered right before sending; the result is never stored.
///
/// # Errors
/// [`ComposeError`] if the link is not one.
pub fn signing_code(say: Say<'_>, language: &str, mail: &SigningCode<'_>) -> Result<Letter, ComposeError> {
    render(
        "sign-in",
        &SignInView {
            language,
            subject: say("mail-signing-code-subject", &[]),
            greeting: say("mail-greeting-nameless", &[]),
            link_intro: say("mail-signing-code-link-intro", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-signing-code-link", &[]),
            code_intro: say("mail-signing-code-intro", &[]),
            code: mail.code,
            validity: say(
                "mail-signing-code-validity",
                &[("minutes", sign_in::SIGNING_LIFETIME.num_minutes().to_string())],
            ),
            unasked: say("mail-signing-code-unasked", &[]),
        },
    )
}

/// The words of a sign-in mail. Rendered right before sending; the result is never stored.
///
/// # Errors
/// [`ComposeError`] if the link is not one.
pub fn sign_in(say: Say<'_>, language: &str, mail: &SignIn<'_>) -> Result<Letter, ComposeError> {
    render(
        "sign-in",
        &SignInView {
            language,
            subject: say("mail-sign-in-subject", &[]),
            greeting: say("mail-greeting-nameless", &[]),
            link_intro: say("mail-sign-in-link-intro", &[]),
            link: checked_link(mail.link)?,
            link_label: say("mail-sign-in-link", &[]),
            code_intro: say("mail-sign-in-code-intro", &[]),
            code: mail.code,
            validity: say(
                "mail-sign-in-validity",
                &[("minutes", sign_in::LIFETIME.num_minutes().to_string())],
            ),
            unasked: say("mail-sign-in-unasked", &[]),
        },
    )
}

fn greeting(say: Say<'_>, name: &str) -> Result<String, ComposeError> {
    let name = line("the person's name", name)?;
    Ok(if name.is_empty() {
        say("mail-greeting-nameless", &[])
    } else {
        say("mail-greeting", &[("name", name)])
    })
}

/// A date in words, such as "5 mars 2027".
fn date(say: Say<'_>, date: NaiveDate) -> String {
    say(
        "mail-date",
        &[
            ("day", date.day().to_string()),
            ("month", format!("m{}", date.month())),
            ("year", date.year().to_string()),
        ],
    )
}

/// Names as a list in a sentence: "a", "a och b", "a, b och c".
fn listed(say: Say<'_>, audience: Audience, names: &[&str]) -> Result<String, ComposeError> {
    let called = |name: &&str| -> Result<String, ComposeError> {
        let name = line("a member's name", name)?;
        Ok(match audience {
            Audience::ThemeGroups => say("mail-theme-group", &[("name", name)]),
            Audience::AllMembers | Audience::ChosenMembers | Audience::People => name,
        })
    };
    let names = names.iter().map(called).collect::<Result<Vec<_>, _>>()?;
    Ok(match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, first)) => say("mail-and", &[("first", first.join(", ")), ("last", last.clone())]),
    })
}

/// A text that somebody has written, if it stands on one line.
fn line(what: &'static str, text: &str) -> Result<String, ComposeError> {
    check_line(what, text)?;
    Ok(text.trim().to_owned())
}

/// Refuses CR, LF, NUL, every other control character, and the line separators of Unicode.
pub(super) fn check_line(what: &'static str, text: &str) -> Result<(), ComposeError> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { Err(ComposeError::Control(what)) } else { Ok(()) }
}

/// A link that mail programs find the ends of: `http(s)`, printable ASCII, no spaces, quotes or brackets.
fn checked_link(link: &str) -> Result<&str, ComposeError> {
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    let is_plain = link.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\`{}".contains(&byte));
    if is_web && is_plain { Ok(link) } else { Err(ComposeError::Fault("the link is not one".to_owned())) }
}

// Templates --------------------------------------------------------------------------------------

/// The templates of subjects and plain texts, which escape nothing, and those of HTML, which escape.
struct Templates {
    plain: Handlebars<'static>,
    html: Handlebars<'static>,
}

static TEMPLATES: LazyLock<Result<Templates, String>> =
    LazyLock::new(|| Templates::read().map_err(|error| error.to_string()));

/// `(kind, subject, text, html)`.
type Sources = (&'static str, &'static str, &'static str, &'static str);

macro_rules! sources {
    ($kind:literal) => {
        (
            $kind,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/", $kind, "/subject.hbs")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/", $kind, "/text.hbs")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/", $kind, "/html.hbs")),
        )
    };
}

const SOURCES: [Sources; 3] = [sources!("invitation"), sources!("follow-up"), sources!("sign-in")];

impl Templates {
    fn read() -> Result<Templates, handlebars::TemplateError> {
        let mut plain = Handlebars::new();
        plain.set_strict_mode(true);
        plain.register_escape_fn(handlebars::no_escape);
        let mut html = Handlebars::new();
        html.set_strict_mode(true);
        html.register_template_string(
            "layout",
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/layout.html.hbs")),
        )?;
        html.register_template_string(
            "link",
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mail/link.html.hbs")),
        )?;
        for (kind, subject, text, document) in SOURCES {
            plain.register_template_string(&format!("{kind}/subject"), subject)?;
            plain.register_template_string(&format!("{kind}/text"), text)?;
            html.register_template_string(kind, document)?;
        }
        Ok(Templates { plain, html })
    }
}

fn render(kind: &str, view: &impl Serialize) -> Result<Letter, ComposeError> {
    let templates = TEMPLATES.as_ref().map_err(|error| ComposeError::Fault(error.clone()))?;
    let fault = |error: handlebars::RenderError| ComposeError::Fault(error.to_string());
    let subject = templates.plain.render(&format!("{kind}/subject"), view).map_err(fault)?;
    let subject = subject.trim_end_matches('\n').to_owned();
    check_line("the subject", &subject)?;
    Ok(Letter {
        subject,
        text: templates.plain.render(&format!("{kind}/text"), view).map_err(fault)?,
        html: templates.html.render(kind, view).map_err(fault)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::tests::catalogue;

    fn sample<'a>() -> Invitation<'a> {
        Invitation {
            network: "Nätverket",
            title: "Självvärdering 2027",
            name: "Åsa Öberg",
            members: &["Region Blå", "Region Grön"],
            role: Role::ProcessLead,
            audience: Audience::AllMembers,
            due_on: NaiveDate::from_ymd_opt(2027, 3, 5).unwrap(),
            minutes: 25,
            link: "https://perspektiv.example/invitation/abc",
        }
    }

    fn sv(key: &str, args: &[(&str, String)]) -> String {
        catalogue("sv", key, args)
    }

    #[test]
    fn an_invitation_says_who_what_until_when_and_how_long() {
        let letter = invitation(&sv, "sv", &sample()).unwrap();
        assert_eq!(letter.subject, "Inbjudan: Självvärdering 2027");
        for expected in [
            "Hej Åsa Öberg!",
            "Nätverket bjuder in Region Blå och Region Grön till Självvärdering 2027.",
            "25 minuter",
            "Svaren ska vara underskrivna senast den 5 mars 2027.",
            "inget lösenord",
            "\nhttps://perspektiv.example/invitation/abc\n",
        ] {
            assert!(letter.text.contains(expected), "{expected:?} in {}", letter.text);
        }
        assert!(letter.html.contains("<html lang=\"sv\">"));
        assert!(letter.html.contains("Svaren ska vara underskrivna senast den 5 mars 2027."));
    }

    #[test]
    fn every_mail_has_exactly_one_link_and_it_stands_on_its_own_line() {
        for language in ["sv", "en"] {
            let say = |key: &str, args: &[(&str, String)]| catalogue(language, key, args);
            let of_invitation = sample();
            let of_reminder = Reminder {
                network: of_invitation.network,
                title: of_invitation.title,
                name: of_invitation.name,
                members: of_invitation.members,
                role: Role::Signatory,
                audience: Audience::AllMembers,
                due_on: of_invitation.due_on,
                link: of_invitation.link,
            };
            let of_returned = Returned {
                network: of_invitation.network,
                title: of_invitation.title,
                name: of_invitation.name,
                member: "Region Blå",
                role: Role::ProcessLead,
                audience: Audience::AllMembers,
                due_on: of_invitation.due_on,
                link: of_invitation.link,
            };
            let of_to_sign = Signature {
                network: of_invitation.network,
                title: of_invitation.title,
                name: of_invitation.name,
                member: "Region Blå",
                audience: Audience::AllMembers,
                due_on: of_invitation.due_on,
                link: of_invitation.link,
            };
            let of_approved = Approved {
                network: of_invitation.network,
                title: of_invitation.title,
                name: of_invitation.name,
                member: "Region Blå",
                audience: Audience::AllMembers,
                number: 2,
                link: of_invitation.link,
            };
            let of_receipt = Receipt {
                network: of_invitation.network,
                title: of_invitation.title,
                name: of_invitation.name,
                member: "Region Blå",
                audience: Audience::AllMembers,
                number: 1,
                at: "3 mars 2027",
                sha256: "0123456789abcdef",
                link: of_invitation.link,
            };
            let of_code = SigningCode { link: of_invitation.link, code: "ABCD-EFGH" };
            let of_sign_in = SignIn { link: "https://perspektiv.example/s/abc", code: "ABCD-EFGH" };
            for letter in [
                invitation(&say, language, &of_invitation).unwrap(),
                reminder(&say, language, &of_reminder).unwrap(),
                returned(&say, language, &of_returned).unwrap(),
                to_sign(&say, language, &of_to_sign).unwrap(),
                asked_back(&say, language, &of_to_sign).unwrap(),
                approved(&say, language, &of_approved).unwrap(),
                receipt(&say, language, &of_receipt).unwrap(),
                signing_code(&say, language, &of_code).unwrap(),
                sign_in(&say, language, &of_sign_in).unwrap(),
            ] {
                let lines: Vec<_> = letter.text.lines().filter(|line| line.contains("http")).collect();
                assert_eq!(lines.len(), 1, "{}", letter.text);
                assert!(lines[0].starts_with("https://") && !lines[0].contains(' '));
                assert_eq!(letter.html.matches("<a ").count(), 1);
                assert!(!letter.html.contains("<img") && !letter.html.contains("src="));
                assert!(!letter.text.contains("mail-"), "a key shows: {}", letter.text);
                assert!(!letter.text.contains('\u{2068}'), "isolation marks show");
            }
        }
    }

    #[test]
    fn what_people_write_is_escaped_and_never_a_template() {
        let hostile = Invitation { name: "{{link}} <b>&\"'", ..sample() };
        let letter = invitation(&sv, "sv", &hostile).unwrap();
        assert!(letter.text.contains("Hej {{link}} <b>&\"'!"));
        assert!(letter.html.contains("Hej {{link}} &lt;b&gt;&amp;&quot;"));
        assert!(!letter.html.contains("<b>"));
    }

    #[test]
    fn a_line_break_in_a_name_or_title_is_refused() {
        for text in ["a\r\nBcc: x@example.org", "a\nb", "a\0b", "a\u{2028}b", "a\u{85}b"] {
            let title = Invitation { title: text, ..sample() };
            assert_eq!(invitation(&sv, "sv", &title), Err(ComposeError::Control("the title")));
            let name = Invitation { name: text, ..sample() };
            assert!(invitation(&sv, "sv", &name).is_err());
        }
    }

    #[test]
    fn a_link_is_a_link() {
        for link in ["javascript:alert(1)", "https://a b", "https://a/\"onx", "", "https://ä"] {
            assert!(invitation(&sv, "sv", &Invitation { link, ..sample() }).is_err(), "{link:?}");
        }
    }

    #[test]
    fn templates_hold_no_unescaped_expression() {
        for (kind, subject, text, html) in SOURCES {
            for source in [subject, text, html] {
                assert!(!source.contains("{{{") && !source.contains("{{&"), "{kind}");
            }
        }
    }

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        let of = Audience::AllMembers;
        assert_eq!(listed(&sv, of, &[]).unwrap(), "");
        assert_eq!(listed(&sv, of, &["a"]).unwrap(), "a");
        assert_eq!(listed(&sv, of, &["a", "b", "c"]).unwrap(), "a, b och c");
        let groups = listed(&sv, Audience::ThemeGroups, &["A", "B"]).unwrap();
        assert_eq!(groups, "temagruppen A och temagruppen B");
    }
}
