//! What everybody in a room sees of where it stands: how many have rated the item, and, once it is revealed, how the ratings lie and what
//! the group came to. The page shows the same that is sent while it is open.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;

use crate::{
    error::AppError,
    locale::{self, Lang},
    questionnaire::{Answer, Edition, Entry, Value},
    store::{
        DbConnection, StoreError, StoreResult, delegation,
        rating::{self, Spread},
        response::{self, Head, Stored},
        room::{self, Room},
    },
    web::{App, render::Fragment, respond::own},
};

/// How high a bar is that stands for the most.
const HIGHEST: usize = 100;

/// Where a room stands. Of what is not revealed there is nothing here but how many have rated.
pub(super) struct Now {
    pub(super) room: Room,
    rated: usize,
    of: usize,
    spread: Option<Spread>,
    joint: Option<Entry>,
}

#[derive(Serialize)]
struct PulseView {
    rated: Option<String>,
    bars: Option<BarsView>,
    joint: Option<JointView>,
}

/// How the ratings lie: a sentence, and a bar for each step.
#[derive(Serialize)]
struct BarsView {
    text: String,
    steps: Vec<BarView>,
}

#[derive(Serialize)]
struct BarView {
    step: i32,
    count: usize,
    top: usize,
    height: usize,
}

#[derive(Serialize)]
struct JointView {
    answer: String,
    comment: String,
}

/// What is sent while a page is open.
#[derive(Serialize)]
struct Told<'a> {
    item: Option<&'a str>,
    revealed: bool,
    closed: bool,
    /// How many ratings of the response there are.
    ratings: i64,
    /// What the page shows, by language.
    pages: BTreeMap<&'static str, Fragment>,
}

impl Now {
    /// Where a room stands, as far as it may be told. Three queries.
    pub(super) fn read(conn: &mut DbConnection, head: &Head, room_id: &str, year: i32) -> StoreResult<Now> {
        let room = room::room(conn, head, room_id)?;
        let mut now = Now { rated: 0, of: 0, spread: None, joint: None, room };
        if let Some(item) = &now.room.item {
            let (mut people, spread) = rating::of_item(conn, head, item)?;
            people.extend(delegation::colleagues(conn, head, year)?.into_iter().map(|person| person.id));
            (now.rated, now.of) = (spread.count(), people.len());
            now.spread = Some(spread).filter(|_| now.room.revealed);
        }
        Ok(now)
    }

    /// With the joint answer to the item, as far as it may be told.
    pub(super) fn with(mut self, answers: &BTreeMap<String, Stored>) -> Now {
        let joint = self.room.item.as_deref().and_then(|item| answers.get(item));
        self.joint = joint.filter(|_| self.room.revealed).map(|stored| stored.entry.clone());
        self
    }

    /// As a page shows it.
    pub(super) fn fragment(&self, app: &App, lang: Lang, edition: &Edition) -> Result<Fragment, AppError> {
        app.templates.passing(lang, "respond/consensus/pulse", &self.view(lang, edition))
    }

    fn view(&self, lang: Lang, edition: &Edition) -> PulseView {
        let item = self.room.item.as_deref().and_then(|id| edition.item(id));
        let scale = item.and_then(|item| edition.scale(item));
        let args = [("rated", self.rated.into()), ("of", self.of.into())];
        PulseView {
            rated: item.map(|_| locale::text(lang, "consensus-rated", &args)),
            bars: scale.zip(self.spread.as_ref()).map(|(scale, spread)| {
                let most = spread.steps.values().copied().max().unwrap_or(1).max(1);
                let bar = |step| {
                    let count = spread.steps.get(&step).copied().unwrap_or_default();
                    let height = (count * HIGHEST).div_ceil(most);
                    BarView { step, count, top: HIGHEST - height, height }
                };
                // How many have rated stands above.
                let ends = own::ends_told(lang, spread).filter(|_| spread.not_applicable == 0);
                let text = ends.unwrap_or_else(|| own::told(lang, spread));
                BarsView { text, steps: scale.values().map(bar).collect() }
            }),
            joint: scale.zip(self.joint.as_ref()).and_then(|(scale, joint)| {
                let answer = match joint.answer.as_ref()? {
                    Answer::Value(Value::Integer(value)) => {
                        let args =
                            [("value", value.to_string().into()), ("max", scale.max.to_string().into())];
                        locale::text(lang, "answer-of-max", &args)
                    }
                    _ => locale::text(lang, "answer-not-applicable", &[]),
                };
                Some(JointView { answer, comment: joint.comment.clone() })
            }),
        }
    }
}

/// Where a room stands, for all who listen.
///
/// # Errors
/// Those of the database. The caller got `head` from [`response::head`], so the scope has been asked.
pub(super) async fn told(app: &App, head: Head, room: String) -> Result<Arc<str>, StoreError> {
    let (editions, year) = (app.editions.clone(), app.year());
    let (now, frozen, ratings) = app
        .db
        .read(move |conn| {
            let now = Now::read(conn, &head, &room, year)?;
            let item: Vec<&str> = now.room.item.as_deref().into_iter().collect();
            let answers = response::answers(conn, &head, Some(&item))?;
            Ok((now.with(&answers), editions.get(conn, &head.edition)?, rating::count(conn, &head)?))
        })
        .await?;
    let mut pages = BTreeMap::new();
    for lang in Lang::ALL {
        pages.insert(lang.as_str(), now.fragment(app, lang, &frozen.edition).map_err(StoreError::fault)?);
    }
    let told = Told {
        item: now.room.item.as_deref(),
        revealed: now.room.revealed,
        closed: now.room.closed_at.is_some(),
        ratings,
        pages,
    };
    Ok(serde_json::to_string(&told).map_err(StoreError::fault)?.into())
}
