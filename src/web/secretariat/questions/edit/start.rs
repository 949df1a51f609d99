//! How a draft begins: as the next edition of one that there is, with a file, or empty.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use chrono::Datelike;

use super::{
    super::{Refused, previous},
    catalogue,
    item::slug,
};
use crate::{
    error::AppError,
    questionnaire::{
        Change, Edition, Lineage, Localised, Scale,
        outline::{Node, Outline},
    },
    store::{StoreError, draft, new_id},
    web::{Posted, Visit},
};

/// What a draft begins with.
enum Beginning {
    /// The next edition after the one with this checksum; beside another one of it, if that is said.
    Next { sha256: String, beside: bool },
    /// What a file says.
    File(Box<Edition>),
    /// Nothing but a title.
    Empty(Localised),
}

/// Begins with the next edition of the one that was chosen, or with a title.
pub(super) async fn begin(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    if form.text("from").is_empty() {
        return Ok(visit.redirect("/secretariat/questions"));
    }
    if form.text("from") != "empty" {
        let (sha256, beside) = (form.text("from").to_owned(), form.has("beside"));
        return create(&visit, Beginning::Next { sha256, beside }).await;
    }
    let title = form.text("title").to_owned();
    if title.is_empty() {
        let refused =
            Refused { field: "title", error: Some(visit.text("questions-no-title")), ..Refused::default() };
        return super::super::page(&visit, refused, None).await;
    }
    let (first, second) = languages(&visit);
    let title = Localised([(first, title), (second, form.text("title_other").to_owned())].into());
    create(&visit, Beginning::Empty(title)).await
}

/// Begins with a file, which may still be unfinished.
pub(in crate::web::secretariat::questions) async fn with_file(
    visit: &Visit,
    edition: Edition,
) -> Result<HttpResponse, AppError> {
    create(visit, Beginning::File(Box::new(edition))).await
}

async fn create(visit: &Visit, beginning: Beginning) -> Result<HttpResponse, AppError> {
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let (language, year) = (languages(visit).0, visit.app.clock.today().year());
    let (id, done) = visit
        .app
        .db
        .write(move |conn| {
            let all = catalogue::all(conn, &editions, &[])?;
            let (edition, previous) = match beginning {
                Beginning::Next { sha256, beside } => {
                    let known =
                        all.iter().find(|known| known.sha256 == sha256).ok_or(StoreError::NotFound)?;
                    let frozen = catalogue::freeze(conn, &sha256, now)?;
                    // Also whoever presses the button twice at once gets one draft.
                    if let Some(there) = draft::after(conn, &scope, &frozen)?.filter(|_| !beside) {
                        return Ok((there, "exists"));
                    }
                    let drafts = draft::list(conn, &scope)?;
                    let written = drafts.iter().filter_map(|(_, root)| match &root.node {
                        Node::Questionnaire(head) => Some(&**head),
                        _ => None,
                    });
                    let editions = all.iter().map(|other| &*other.edition).chain(written);
                    let names = editions.filter(|other| other.id == known.edition.id);
                    let names: Vec<&str> = names.map(|other| other.edition.as_str()).collect();
                    (next(&known.edition, &names), Some(sha256))
                }
                Beginning::File(edition) => {
                    let previous = previous(&all, &edition).map(|known| known.sha256.clone());
                    (*edition, previous)
                }
                Beginning::Empty(title) => {
                    let taken: Vec<&str> = all.iter().map(|known| known.edition.id.as_str()).collect();
                    (empty(&title, &language, &taken, year), None)
                }
            };
            let previous = previous.map(|sha256| catalogue::freeze(conn, &sha256, now)).transpose()?;
            let outline = Outline::of(&edition, new_id);
            Ok((draft::create(conn, &scope, now, &outline, previous.as_deref())?, "created"))
        })
        .await?;
    Ok(visit.redirect(&format!("/secretariat/questions/drafts/{id}?done={done}")))
}

/// The reader's language and the other one of the application.
fn languages(visit: &Visit) -> (String, String) {
    let first = visit.lang.as_str();
    let other = if first == "sv" { "en" } else { "sv" };
    (first.to_owned(), other.to_owned())
}

/// The next edition: the same questions, all unchanged, under a name that is free.
fn next(before: &Edition, names: &[&str]) -> Edition {
    let mut edition = before.clone();
    edition.previous = Some(before.edition.clone());
    let year = before.edition.get(..4).and_then(|year| year.parse::<u32>().ok());
    let rest = before.edition.get(4..).unwrap_or_default();
    let is_free = |name: &String| !names.contains(&name.as_str());
    let years = year.into_iter().flat_map(|year| (year + 1..year + 200).map(|year| format!("{year}{rest}")));
    let numbers = (2..=u32::MAX).map(|number| format!("{}-{number}", before.edition));
    edition.edition = years.chain(numbers).find(is_free).unwrap_or_default();
    // The title's year goes with the edition's.
    if let (Some(old), Some(new)) = (before.edition.get(..4), edition.edition.get(..4).map(str::to_owned)) {
        for title in edition.title.0.values_mut() {
            if year.is_some() && title.ends_with(old) {
                *title = format!("{}{new}", title.trim_end_matches(old));
            }
        }
    }
    for standard in &mut edition.standards {
        for item in standard.substandards.iter_mut().flat_map(|sub| &mut sub.items) {
            item.lineage = Lineage { change: Change::Unchanged, item: None };
        }
    }
    edition
}

/// A questionnaire without a question yet: a title, and the usual scale.
fn empty(title: &Localised, language: &str, taken: &[&str], year: i32) -> Edition {
    let mut languages = vec![language.to_owned()];
    languages
        .extend(title.0.keys().filter(|other| *other != language && !title.get(other).is_empty()).cloned());
    let only = |text: &Localised| {
        Localised(languages.iter().map(|l| (l.clone(), text.0.get(l).cloned().unwrap_or_default())).collect())
    };
    let scale = |sv: &str, en: &str| {
        only(&Localised([("sv".to_owned(), sv.to_owned()), ("en".to_owned(), en.to_owned())].into()))
    };
    let degree = Scale {
        min: 1,
        max: 10,
        low: scale("inte infört", "not implemented"),
        middle: scale("delvis infört", "partly implemented"),
        high: scale("helt infört", "fully implemented"),
    };
    Edition {
        schema: None,
        id: slug(&only(title), taken),
        edition: year.to_string(),
        previous: None,
        title: only(title),
        introduction: only(&Localised::default()),
        scales: BTreeMap::from([("degree".to_owned(), degree)]),
        perspectives: Vec::new(),
        standards: Vec::new(),
        languages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{check_lineage, problems, read, shipped};

    fn shipped_edition(id: &str, name: &str) -> Edition {
        read(&shipped::bytes(id, name).unwrap()).unwrap()
    }

    #[test]
    fn the_next_edition_is_sound_as_it_begins() {
        for name in shipped::list() {
            let before = shipped_edition(&name.questionnaire, &name.edition);
            let next = next(&before, &[&before.edition]);
            assert_eq!(problems(&next), vec![], "{name:?}");
            assert_eq!(check_lineage(&next, Some(&before)), vec![], "{name:?}");
            assert_ne!(next.edition, before.edition);
        }
    }

    #[test]
    fn it_is_named_after_the_next_year_that_is_free() {
        let before = shipped_edition("sjalvevaluering", "2026");
        let next = next(&before, &["2025", "2026", "2027"]);
        assert_eq!((next.edition.as_str(), next.previous.as_deref()), ("2028", Some("2026")));
        let interim = shipped_edition("temagrupp", "2027-del");
        assert_eq!(super::next(&interim, &["2027-del", "2027-slut"]).edition, "2028-del");
    }
}
