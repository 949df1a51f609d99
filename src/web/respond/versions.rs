//! `/responses/{response}/versions/{number}`: the receipt of a signed version, and its text for the records.

use actix_web::{HttpResponse, http::header, web::Path};
use serde::Serialize;

use super::summary::{self, PerspectiveView};
use crate::{
    error::AppError,
    report::csv,
    store::{StoreError, response},
    web::{Visit, secretariat::whose},
    workflow::{Action, MemberKind, RoundState, signed::Content},
};

#[derive(Serialize)]
struct ReceiptView {
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

pub(super) async fn receipt(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    let (head, frozen, (version, text)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
            let versions = response::versions(conn, head)?;
            let version =
                versions.into_iter().find(|version| version.number == number).ok_or(StoreError::NotFound)?;
            Ok((version, response::version_text(conn, head, number)?))
        })
        .await?;
    let content: Content = serde_json::from_str(&text).map_err(|error| AppError::Fault(error.to_string()))?;
    let in_review = version.decision.is_none() && head.round_state == RoundState::Open;
    let decision = visit.text(match version.decision.as_deref() {
        None if in_review => "receipt-in-review",
        None => "receipt-unreviewed",
        Some("approved") => "receipt-approved",
        Some(_) => "receipt-returned",
    });
    let view = ReceiptView {
        title: frozen.edition.round_title(head.year, visit.lang.as_str()),
        member: head.member_name.clone(),
        number,
        signed_at: visit.date_time(version.signed_at),
        signer: version.signer_name,
        sha256: version.sha256,
        decision,
        in_review,
        closed: super::closed(&visit, &head),
        decision_note: version.decision_note.unwrap_or_default(),
        perspectives: summary::of(&visit, &frozen.edition, &content.entries()),
        synthetic: head.synthetic,
        of_group: head.kind == MemberKind::ThemeGroup,
        own: head.person.is_some(),
        review: visit.may(Action::RunRound).then(|| ReviewLink {
            href: format!("/secretariat/review/{}", version.id),
            title: visit.text_with(
                "review-title",
                &[
                    ("member", whose(&head.member_name, head.person_name.as_deref()).into()),
                    ("number", number.to_string().into()),
                ],
            ),
        }),
        content: format!("/responses/{}/versions/{number}/content.json", head.id),
        id: head.id,
    };
    visit.page("respond/receipt", visit.text("receipt-title"), &view)
}

pub(super) async fn content(visit: Visit, path: Path<(String, i32)>) -> Result<HttpResponse, AppError> {
    let (id, number) = path.into_inner();
    let (head, frozen, text) = super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
        response::version_text(conn, head, number)
    })
    .await?;
    // A file that names no person.
    let mut name = format!("{}-{}", csv::stem(&frozen.edition, head.year), head.member_code);
    if let Some(respondent) = &head.respondent {
        name = format!("{name}-{respondent}");
    }
    let name = format!("{name}-version-{number}.json");
    Ok(HttpResponse::Ok()
        .content_type("application/json; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(text))
}
