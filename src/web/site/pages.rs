//! The pages about the service: what it is, its accessibility statement (with the contents that Digg lists), personal data.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{error::AppError, web::Visit};

#[derive(Serialize)]
struct PageView {
    title: String,
    lead: String,
    sections: Vec<SectionView>,
}

#[derive(Serialize)]
struct SectionView {
    title: String,
    paragraphs: Vec<String>,
}

/// A page of plain sections: `(title key, paragraph keys)`.
fn page(
    visit: &Visit,
    title: &str,
    lead: &str,
    sections: &[(&str, &[&str])],
) -> Result<HttpResponse, AppError> {
    let view = PageView {
        title: visit.text(title),
        lead: visit.text(lead),
        sections: sections
            .iter()
            .map(|(title, paragraphs)| SectionView {
                title: visit.text(title),
                paragraphs: paragraphs.iter().map(|key| visit.text(key)).collect(),
            })
            .collect(),
    };
    visit.page("site/page", visit.text(title), &view)
}

pub(super) async fn about(visit: Visit) -> Result<HttpResponse, AppError> {
    page(
        &visit,
        "about-title",
        "about-lead",
        &[("about-how-title", &["about-how-1", "about-how-2"]), ("about-public-title", &["about-public-1"])],
    )
}

pub(super) async fn accessibility(visit: Visit) -> Result<HttpResponse, AppError> {
    page(
        &visit,
        "accessibility-title",
        "accessibility-lead",
        &[
            ("accessibility-status-title", &["accessibility-status-1"]),
            ("accessibility-report-title", &["accessibility-report-1"]),
            ("accessibility-authority-title", &["accessibility-authority-1"]),
            ("accessibility-how-title", &["accessibility-how-1"]),
        ],
    )
}

pub(super) async fn privacy(visit: Visit) -> Result<HttpResponse, AppError> {
    page(
        &visit,
        "privacy-title",
        "privacy-lead",
        &[
            ("privacy-what-title", &["privacy-what-1"]),
            ("privacy-why-title", &["privacy-why-1"]),
            ("privacy-cookies-title", &["privacy-cookies-1"]),
            ("privacy-rights-title", &["privacy-rights-1"]),
        ],
    )
}
