//! `/demo/mailbox`: the mails that the demo wrote to files. In demo mode only; elsewhere there is no such page.

use std::path::{Path as FilePath, PathBuf};

use actix_web::{HttpResponse, web::Path};
use mail_parser::MessageParser;
use serde::Serialize;

use crate::{clock::Moment, error::AppError, web::Visit};

/// How many mails are listed.
const SHOWN: usize = 100;

#[derive(Serialize)]
struct ListView {
    mails: Vec<MailView>,
}

#[derive(Serialize)]
struct MailView {
    href: String,
    subject: String,
    to: String,
    at: String,
    lines: Vec<LineView>,
}

/// A line of a mail: a link of ours, or text.
#[derive(Serialize)]
struct LineView {
    link: Option<String>,
    text: String,
}

fn folder(visit: &Visit) -> Result<PathBuf, AppError> {
    visit.app.demo_mail.clone().ok_or(AppError::NotFound)
}

pub(super) async fn list(visit: Visit) -> Result<HttpResponse, AppError> {
    let folder = folder(&visit)?;
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .map(|entries| {
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        })
        .unwrap_or_default();
    names.retain(|name| name.ends_with(".eml"));
    names.sort_unstable_by(|a, b| b.cmp(a));
    let mails = names.iter().take(SHOWN).filter_map(|name| read(&visit, &folder, name)).collect();
    visit.page("site/mailbox", visit.text("mailbox-title"), &ListView { mails })
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let folder = folder(&visit)?;
    let name = path.into_inner();
    let plain =
        name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')) && !name.contains("..");
    let mail =
        plain.then(|| read(&visit, &folder, &format!("{name}.eml"))).flatten().ok_or(AppError::NotFound)?;
    visit.page("site/mail", mail.subject.clone(), &mail)
}

fn read(visit: &Visit, folder: &FilePath, name: &str) -> Option<MailView> {
    let bytes = std::fs::read(folder.join(name)).ok()?;
    let mail = MessageParser::default().parse(&bytes)?;
    let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned();
    let at = mail.date().map(|date| Moment::from_millis(date.to_timestamp() * 1000));
    let text = mail.body_text(0).unwrap_or_default();
    let ours = visit.app.link("/");
    Some(MailView {
        href: format!("/demo/mailbox/{}", name.trim_end_matches(".eml")),
        subject: mail.subject().unwrap_or_default().to_owned(),
        to: visit.text_with("mailbox-to", &[("to", to.into())]),
        at: at.map(|at| visit.date_time(at)).unwrap_or_default(),
        lines: text
            .lines()
            .map(|line| {
                let link = line.trim().strip_prefix(&ours).map(|path| format!("/{path}"));
                LineView { link, text: line.to_owned() }
            })
            .collect(),
    })
}
