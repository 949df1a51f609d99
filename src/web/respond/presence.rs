//! `PUT /api/v1/responses/{response}/presence/{substandard}`: a page says that it is open and where somebody is typing, and is told who
//! else is there and what has been saved since. That the answers of two people do not overwrite each other does not rest on it.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};

use super::api;
use crate::{
    error::AppError,
    store::{StoreError, presence, response},
    web::{Visit, posted::PostedJson},
};

/// What a page says.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// The revisions that it shows, by item; 0 for no answer.
    #[serde(default)]
    seen: BTreeMap<String, i32>,
    /// The item at which the person is typing.
    #[serde(default)]
    item: Option<String>,
    /// Whether the page is left.
    #[serde(default)]
    gone: bool,
}

/// Who else is there, in the words of the person's language.
#[derive(Serialize)]
struct Told {
    /// Who has the page open; empty for nobody.
    here: String,
    /// Who is typing, by item.
    typing: BTreeMap<String, String>,
    /// The answers that are newer than what the page shows, by item.
    newer: BTreeMap<String, Newer>,
}

/// A newer answer, as a save that was overtaken is told of it, and that it is news.
#[derive(Serialize)]
struct Newer {
    #[serde(flatten)]
    answer: api::Told,
    told: String,
}

pub(super) async fn say(
    visit: Visit,
    path: Path<(String, String)>,
    body: PostedJson<Body>,
) -> Result<HttpResponse, AppError> {
    let ((id, part), PostedJson(Body { seen, item, gone })) = (path.into_inner(), body);
    let (scope, now, editions) = (visit.scope()?, visit.now(), visit.app.editions.clone());
    let (me, response, wanted) = (visit.actor()?.id.clone(), id.clone(), part.clone());
    let (present, item, answers) = visit
        .app
        .db
        .read(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let sub = frozen.edition.substandard(&wanted).ok_or(StoreError::NotFound)?;
            // What is no item of the part is said by nobody's page.
            let item = item.filter(|item| sub.items.iter().any(|of| of.id == *item));
            let items: Vec<&str> = sub.items.iter().map(|item| item.id.as_str()).collect();
            let answers = match seen.is_empty() {
                true => BTreeMap::new(),
                false => response::answers(conn, &head, Some(&items))?,
            };
            let newer = |id: &String, revision: i32| seen.get(id).is_some_and(|seen| *seen < revision);
            let answers = answers.into_iter().filter(|(id, stored)| newer(id, stored.revision));
            Ok((presence::of_part(conn, &head, &wanted, now)?, item, answers.collect::<Vec<_>>()))
        })
        .await?;
    let mine = present.iter().find(|present| present.person == me);
    if gone && mine.is_none() {
        return Ok(HttpResponse::NoContent().finish());
    }
    if gone || presence::is_news(mine, item.as_deref(), now) {
        let scope = visit.scope()?;
        visit
            .app
            .db
            .write(move |conn| {
                let head = response::head(conn, &scope, &id)?;
                match gone {
                    true => presence::leave(conn, &scope, &head, &part),
                    false => presence::say(conn, &scope, &head, (&part, item.as_deref()), now),
                }
            })
            .await?;
    }
    let others: Vec<_> = present.into_iter().filter(|present| present.person != me).collect();
    let names = |all: Vec<&str>| ("names", all.join(", ").into());
    let mut at: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for other in &others {
        if let Some(item) = &other.item {
            at.entry(item).or_default().push(&other.name);
        }
    }
    let typing =
        |(item, who): (&str, Vec<&str>)| (item.to_owned(), visit.text_with("presence-typing", &[names(who)]));
    Ok(HttpResponse::Ok().json(Told {
        here: match others.is_empty() {
            true => String::new(),
            false => {
                let all = others.iter().map(|other| other.name.as_str()).collect();
                visit.text_with("presence-here", &[names(all)])
            }
        },
        typing: at.into_iter().map(typing).collect(),
        newer: answers
            .iter()
            .map(|(item, stored)| {
                let told = visit.text_with("item-replaced", &[("name", stored.person.clone().into())]);
                (item.clone(), Newer { answer: api::told(&visit, stored), told })
            })
            .collect(),
    }))
}
