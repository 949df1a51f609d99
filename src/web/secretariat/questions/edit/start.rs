//! How a draft begins: as the next edition of one that there is, with a file, or empty.

use actix_web::HttpResponse;
use chrono::Datelike;

use super::{
    super::{
        Refused,
        fresh::{Fresh, Typed},
        previous,
    },
    catalogue,
};
use crate::{
    error::AppError,
    questionnaire::{
        Change, Edition, Lineage,
        outline::{Node, Outline},
    },
    store::{StoreError, draft, new_id},
    web::{Posted, Visit},
    workflow::signed::sha256,
};

/// What a draft begins with.
enum Beginning {
    /// The next edition after the one with this checksum; beside another one of it, if that is said.
    Next { sha256: String, beside: bool },
    /// What a file says, and the checksum of the file.
    File { edition: Box<Edition>, sha256: String },
    /// Nothing but a title, languages and a scale.
    Empty(Fresh),
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
    let typed = Typed::of(&visit, &form);
    match typed.read(&visit) {
        Ok(fresh) => create(&visit, Beginning::Empty(fresh)).await,
        Err(errors) => super::super::page(&visit, Refused::fresh(typed, errors), None).await,
    }
}

/// Begins with what a file says, which may still be unfinished; with the draft that there is of the same file.
pub(in crate::web::secretariat::questions) async fn with_file(
    visit: &Visit,
    edition: Edition,
    bytes: &[u8],
) -> Result<HttpResponse, AppError> {
    create(visit, Beginning::File { edition: Box::new(edition), sha256: sha256(bytes) }).await
}

async fn create(visit: &Visit, beginning: Beginning) -> Result<HttpResponse, AppError> {
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let year = visit.app.clock.today().year();
    let (id, done) = visit
        .app
        .db
        .write(move |conn| {
            draft::naming(conn, &scope)?;
            let all = catalogue::all(conn, &editions, &[])?;
            let drafts = draft::list(conn, &scope)?;
            let written = drafts.iter().filter_map(|(_, root)| match &root.node {
                Node::Questionnaire(head) => Some(&**head),
                _ => None,
            });
            let named: Vec<&Edition> = all.iter().map(|known| &*known.edition).chain(written).collect();
            let mut file = None;
            let (edition, previous) = match beginning {
                Beginning::Next { sha256, beside } => {
                    let known =
                        all.iter().find(|known| known.sha256 == sha256).ok_or(StoreError::NotFound)?;
                    let frozen = catalogue::freeze(conn, &sha256, now)?;
                    // Also whoever presses the button twice at once gets one draft.
                    if let Some(there) = draft::after(conn, &scope, &frozen)?.filter(|_| !beside) {
                        return Ok((there, "exists"));
                    }
                    let names = named.iter().filter(|other| other.id == known.edition.id);
                    let names: Vec<&str> = names.map(|other| other.edition.as_str()).collect();
                    (next(&known.edition, &names), Some(sha256))
                }
                Beginning::File { edition, sha256 } => {
                    if let Some(there) = draft::of_file(conn, &scope, &sha256)? {
                        return Ok((there, "known-file"));
                    }
                    file = Some(sha256);
                    let previous = previous(&all, &edition).map(|known| known.sha256.clone());
                    (*edition, previous)
                }
                Beginning::Empty(fresh) => {
                    let taken: Vec<&str> = named.iter().map(|other| other.id.as_str()).collect();
                    (fresh.edition(&taken, year), None)
                }
            };
            let previous = previous.map(|sha256| catalogue::freeze(conn, &sha256, now)).transpose()?;
            let outline = Outline::of(&edition, new_id);
            let id = draft::create(conn, &scope, now, &outline, previous.as_deref(), file.as_deref())?;
            Ok((id, "created"))
        })
        .await?;
    Ok(visit.redirect(&format!("/secretariat/questions/drafts/{id}?done={done}")))
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
