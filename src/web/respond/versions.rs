//! `/responses/{response}/versions/{number}`: the receipt of a signed version, and the version for the records: as a document, as the
//! signed text itself, and as a table.

use std::sync::Arc;

use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Path},
};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::{
    portrait::{self, PortraitView},
    summary::{self, PerspectiveView},
};
use crate::{
    clock::Moment,
    error::AppError,
    questionnaire::Edition,
    report::{
        csv::{self, Dialect, ExportInput, File, Table},
        pdf::{self, SignedDocument},
    },
    scoring::{MemberName, Profile, RoundAnswers, ScoreScale, Standing, Submission},
    store::{
        StoreError,
        edition::LoadedEdition,
        response::Head,
        signing,
        version::{self, Version},
    },
    web::{
        Visit,
        figures::Figures,
        observed::{self, Before},
        secretariat::whose,
    },
    workflow::{
        Action, MemberKind, RoundState,
        signed::{Content, OptIns, Step},
    },
};

/// How many documents are set at once; whoever comes then waits for a turn.
static SETTING: Semaphore = Semaphore::const_new(2);

#[derive(Serialize)]
struct ReceiptView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    id: String,
    title: String,
    member: String,
    number: i32,
    signed_at: String,
    signer: String,
    sha256: String,
    decision: String,
    decision_note: String,
    in_review: bool,
    closed: Option<super::ClosedView>,
    perspectives: Vec<PerspectiveView>,
    synthetic: bool,
    content: String,
    answers_csv: String,
    document: String,
    opt_ins: OptIns,
    /// For those whose answers they are: what they come to.
    portrait: Option<PortraitView>,
    /// Whether it is a theme group's.
    of_group: bool,
    /// Whether it is of a person who answered alone.
    own: bool,
    /// For the secretariat: where the version is reviewed.
    review: Option<ReviewLink>,
}

#[derive(Serialize)]
struct ReviewLink {
    href: String,
    title: String,
}

/// A signed version with all that is said of it.
struct Signed {
    head: Head,
    frozen: Arc<LoadedEdition>,
    version: Version,
    text: String,
    content: Content,
    log: Vec<Step>,
}

async fn read(visit: &Visit, (id, number): (String, i32)) -> Result<Signed, AppError> {
    let (head, frozen, (version, text, log)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
            let versions = version::of_response(conn, head)?;
            let version =
                versions.into_iter().find(|version| version.number == number).ok_or(StoreError::NotFound)?;
            let text = version::text(conn, head, number)?;
            Ok((version, text, signing::log_of(conn, head, number)?))
        })
        .await?;
    let content = observed::content(&text)?;
    Ok(Signed { head, frozen, version, text, content, log })
}

pub(super) async fn receipt(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    let (editions, scope, is_reviewer) =
        (visit.app.editions.clone(), visit.scope()?, visit.may(Action::RunRound));
    let (head, frozen, (version, text, before)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            let versions = version::of_response(conn, head)?;
            let version =
                versions.into_iter().find(|version| version.number == number).ok_or(StoreError::NotFound)?;
            let round = (&*frozen.edition, head.year);
            let before = match is_reviewer {
                true => None,
                false => Before::read(conn, &scope, &editions, round, Some(&head.member))?,
            };
            Ok((version, version::text(conn, head, number)?, before))
        })
        .await?;
    let content = observed::content(&text)?;
    let entries = content.entries();
    let in_review = version.decision.is_none() && head.round_state == RoundState::Open;
    let decision = visit.text(match version.decision.as_deref() {
        None if in_review => "receipt-in-review",
        None => "receipt-unreviewed",
        Some("approved") => "receipt-approved",
        Some(_) => "receipt-returned",
    });
    let whose_answers = (head.member.clone(), head.person.clone());
    let file = |name: &str| format!("/responses/{}/versions/{number}/{name}", head.id);
    let view = ReceiptView {
        lang: visit.foreign(&frozen.edition).map(str::to_owned),
        title: frozen.edition.round_title(head.year, visit.reads(&frozen.edition)),
        member: head.member_name.clone(),
        number,
        signed_at: visit.date_time(version.signed_at),
        signer: version.signer_name,
        sha256: version.sha256,
        decision,
        in_review,
        closed: super::closed(&visit, &head),
        decision_note: version.decision_note.unwrap_or_default(),
        perspectives: summary::of(&visit, &frozen.edition, &content),
        synthetic: head.synthetic,
        of_group: head.kind == MemberKind::ThemeGroup,
        own: head.person.is_some(),
        opt_ins: content.opt_ins,
        portrait: match is_reviewer {
            true => None,
            false => portrait::of(&visit, &frozen.edition, &entries, before.as_ref(), &whose_answers)?,
        },
        review: is_reviewer.then(|| ReviewLink {
            href: format!("/secretariat/review/{}", version.id),
            title: visit.text_with(
                "review-title",
                &[
                    ("member", whose(&head.member_name, head.person_name.as_deref()).into()),
                    ("number", number.to_string().into()),
                ],
            ),
        }),
        content: file("content.json"),
        answers_csv: file("answers.csv"),
        document: file("document.pdf"),
        id: head.id,
    };
    visit.page("respond/receipt", visit.text("receipt-title"), &view)
}

/// What a version's files are named after: it names no person.
fn stem(head: &Head, edition: &Edition, number: i32) -> String {
    let mut name = format!("{}-{}", csv::stem(edition, head.year), head.member_code);
    if let Some(respondent) = &head.respondent {
        name = format!("{name}-{respondent}");
    }
    format!("{name}-version-{number}")
}

fn attachment(name: &str, media_type: &str, body: impl Into<web::Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body.into())
}

pub(super) async fn content(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    let (head, frozen, text) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| version::text(conn, head, number))
            .await?;
    let name = format!("{}.json", stem(&head, &frozen.edition, number));
    Ok(attachment(&name, "application/json; charset=utf-8", text))
}

pub(super) async fn answers(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let Signed { head, frozen, version, content, .. } = read(&visit, path.into_inner()).await?;
    let member = MemberName {
        code: content.member_code.clone(),
        name: content.member_name.clone(),
        respondent: content.respondent.clone(),
    };
    let round = RoundAnswers {
        year: head.year,
        edition: Arc::clone(&frozen.edition),
        members: vec![member.clone()],
        submissions: vec![Submission {
            member,
            version: version.number,
            evidence: content.evidence_lines(),
            entries: content.entries(),
        }],
        threshold: 0,
    };
    let file = File::Table(Table::Answers, Dialect::Open);
    let mut table = Vec::new();
    csv::write(file, &ExportInput { round: &round, earlier: &[], editions: &[] }, &mut table)
        .map_err(|error| AppError::Fault(error.to_string()))?;
    let name = format!("{}.csv", stem(&head, &frozen.edition, version.number));
    Ok(attachment(&name, file.media_type(), table))
}

pub(super) async fn document(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let signed = read(&visit, path.into_inner()).await?;
    let document = in_words(&visit, &signed);
    let name = format!("{}.pdf", stem(&signed.head, &signed.frozen.edition, signed.version.number));
    // Setting a document takes a thread and memory for a while: not a thread that answers requests, and not for many at once.
    let turn = SETTING.acquire().await.map_err(|error| AppError::Fault(error.to_string()))?;
    let Signed { text, version, .. } = signed;
    let made = web::block(move || pdf::signed(&document, &text, version.signed_at, &version.sha256)).await;
    drop(turn);
    let pdf = match made {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(error)) => return Err(AppError::Fault(error.to_string())),
        Err(error) => return Err(AppError::Fault(error.to_string())),
    };
    Ok(attachment(&name, "application/pdf", pdf))
}

/// A signed version in the words of the person's language.
fn in_words(visit: &Visit, signed: &Signed) -> SignedDocument {
    let Signed { head, frozen, version, content, log, .. } = signed;
    let edition = &frozen.edition;
    let entries = content.entries();
    let title = edition.round_title(head.year, visit.reads(edition));
    let number = version.number.to_string();
    let fact = |key: &str, value: String| [visit.text(key), value];
    let mut rows = vec![
        fact("receipt-questionnaire", title.clone()),
        fact(
            if head.kind == MemberKind::ThemeGroup { "receipt-group" } else { "receipt-member" },
            content.member_name.clone(),
        ),
        fact("receipt-version", number.clone()),
        fact("receipt-signed", visit.date_time(version.signed_at)),
        fact("receipt-by", version.signer_name.clone()),
        fact("receipt-checksum", version.sha256.clone()),
    ];
    if head.person.is_none() {
        let OptIns { by_name, share_examples } = content.opt_ins;
        let said = |chosen| visit.text(if chosen { "answer-yes" } else { "answer-no" });
        rows.push(fact("opt-in-by-name", said(by_name)));
        rows.push(fact("opt-in-share-examples", said(share_examples)));
    }
    let step = |step: &Step| {
        [
            visit.date_time(Moment::from_millis(step.at)),
            visit.text(&format!("log-{}", step.what)),
            step.who.clone(),
        ]
    };
    SignedDocument {
        lang: visit.lang.as_str().to_owned(),
        questions: visit.reads(edition).to_owned(),
        footer: visit.text_with(
            "document-footer",
            &[
                ("title", title.clone().into()),
                ("member", content.member_name.clone().into()),
                ("number", number.into()),
            ],
        ),
        title,
        subtitle: content.member_name.clone(),
        notice: head.synthetic.then(|| visit.text("synthetic-text")),
        about: pdf::Facts {
            heading: visit.text("document-about"),
            columns: [visit.text("document-fact"), visit.text("document-value")],
            rows,
        },
        profile: profile(visit, edition, &entries),
        log: pdf::Log {
            heading: visit.text("document-log"),
            columns: ["document-log-when", "document-log-what", "document-log-who"]
                .map(|key| visit.text(key)),
            rows: log.iter().map(step).collect(),
            none: visit.text("document-log-none"),
        },
        answers: pdf::Answers {
            heading: visit.text("document-answers"),
            columns: ["document-number", "document-question", "document-answer"].map(|key| visit.text(key)),
            sections: summary::of(visit, edition, content)
                .into_iter()
                .map(|view| section(visit, view))
                .collect(),
        },
        attached: pdf::Attached { name: "content.json".to_owned(), about: visit.text("document-attached") },
    }
}

fn section(visit: &Visit, view: PerspectiveView) -> pdf::Section {
    let said = |item: &summary::ItemView| {
        let comment = (visit.text("review-comment"), item.comment.clone());
        let evidence = (visit.text("summary-evidence"), item.evidence.join("\n"));
        let unchanged = (visit.text("summary-unchanged"), item.unchanged.clone().unwrap_or_default());
        let all = [comment, evidence, unchanged].into_iter();
        all.filter(|(_, text)| !text.is_empty()).map(<[String; 2]>::from).collect()
    };
    let parts = view.substandards.into_iter().map(|part| pdf::Part {
        title: format!("{} {}", part.id, part.title),
        items: part
            .items
            .into_iter()
            .map(|item| pdf::Item { said: said(&item), id: item.id, text: item.text, answer: item.answer })
            .collect(),
    });
    pdf::Section { title: view.title, parts: parts.collect() }
}

/// The profile by perspective, where something is scored.
fn profile(
    visit: &Visit,
    edition: &Edition,
    entries: &std::collections::BTreeMap<String, crate::questionnaire::Entry>,
) -> Option<pdf::ProfilePicture> {
    edition.scored_substandards().next()?;
    let (figures, lang) = (Figures { visit, scale: ScoreScale::of(edition) }, visit.reads(edition));
    let profile = Profile::of(edition, entries);
    let bars: Vec<pdf::Bar> = profile
        .perspectives
        .iter()
        .map(|aggregate| pdf::Bar {
            name: edition
                .perspective(&aggregate.id)
                .map(|of| of.title.get(lang))
                .unwrap_or_default()
                .to_owned(),
            score: figures.standing(aggregate.standing()),
            share: match aggregate.standing() {
                Standing::Scored(score) => Some(crate::scoring::format::nearest_double(score.fraction())),
                Standing::Thin | Standing::NotApplicable => None,
            },
        })
        .collect();
    let described: Vec<String> = bars.iter().map(|bar| format!("{}: {}.", bar.name, bar.score)).collect();
    Some(pdf::ProfilePicture {
        heading: visit.text("portrait-chart"),
        sentence: portrait::sentence(&figures, edition, &profile),
        description: described.join(" "),
        columns: vec![visit.text("portrait-perspective"), visit.text("document-score")],
        rows: bars.iter().map(|bar| vec![bar.name.clone(), bar.score.clone()]).collect(),
        bars,
    })
}
