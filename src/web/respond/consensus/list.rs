//! `/responses/{response}/consensus/{room}`: what there is to talk about, the greatest disagreement first. The page is sorted when it is
//! loaded: a rating that comes in meanwhile moves nothing under the group's hands.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{
    about,
    agenda::{self, Agreed, Known, Topic},
};
use crate::{
    error::AppError,
    questionnaire::Edition,
    report::{chart::perspective_class, qr},
    scoring::disagreement::Size,
    store::{
        StoreError,
        response::{self, Head},
        room::{self, Room},
    },
    web::{Posted, Visit, respond::summary::answer_text, secretariat::TagView},
};

#[derive(Serialize)]
struct ListView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    room: String,
    questionnaire: String,
    about: String,
    synthetic: bool,
    closed: bool,
    editable: bool,
    /// The address for phones, as it is read out.
    address: String,
    /// The same as a picture.
    qr: Option<qr::Picture>,
    filter: String,
    filters: Vec<FilterView>,
    progress: String,
    /// How many ratings there were when the page was made.
    ratings: usize,
    /// The item at which the room stands.
    resume: Option<String>,
    begin: Option<String>,
    /// Whether some of what is left has an answer from before.
    answered_before: bool,
    left: Vec<TopicView>,
    agreed: Vec<TopicView>,
}

#[derive(Serialize)]
struct FilterView {
    href: String,
    text: String,
    current: bool,
}

#[derive(Serialize)]
struct TopicView {
    id: String,
    text: String,
    class: String,
    rated: String,
    tag: Option<TagView>,
    answer: Option<String>,
}

/// Which perspective is looked at, in a room that is about all.
#[derive(Deserialize)]
pub(super) struct Filter {
    #[serde(default)]
    pub(super) perspective: String,
}

impl Filter {
    /// The perspective that a room shows: its own, or the one that is looked at.
    pub(super) fn in_room<'a>(&'a self, room: &'a Room) -> Option<&'a str> {
        room.perspective.as_deref().or(Some(self.perspective.as_str()).filter(|id| !id.is_empty()))
    }

    /// What an address ends with, so that the page it leads to looks at the same.
    pub(super) fn query(&self) -> String {
        let known = self.perspective.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let known: String = known.collect();
        if known.is_empty() { known } else { format!("?perspective={known}") }
    }
}

pub(super) async fn show(
    visit: Visit,
    path: Path<(String, String)>,
    filter: Query<Filter>,
) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let (head, frozen, (room, known)) =
        super::super::read(&visit.app, visit.scope()?, id, move |conn, head, _| {
            Ok((room::room(conn, head, &room_id)?, Known::read(conn, head)?))
        })
        .await?;
    let edition = &frozen.edition;
    let topics = known.agenda(edition, filter.in_room(&room));
    let progress = [("agreed", agenda::agreed(&topics).into()), ("all", topics.len().into())];
    let (agreed, left): (Vec<_>, Vec<_>) = topics.iter().partition(|topic| topic.agreed.is_some());
    let view_of = |topic: &&Topic<'_>| topic_view(&visit, edition, &known, topic);
    let left: Vec<TopicView> = left.iter().map(view_of).collect();
    let closed = room.closed_at.is_some();
    let address = visit.app.link(&format!("/room/{}", room.id));
    let view = ListView {
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, visit.reads(edition)),
        about: about(&visit, edition, &room),
        synthetic: head.synthetic,
        closed,
        editable: head.is_editable(),
        qr: qr::picture(&address),
        address,
        filter: filter.perspective.clone(),
        filters: filters(&visit, &head, edition, &room, &filter),
        progress: visit.text_with("consensus-progress", &progress),
        ratings: known.spreads.values().map(crate::store::rating::Spread::count).sum(),
        begin: agenda::next(&topics, None)
            .filter(|_| !closed)
            .map(|topic| visit.text_with("consensus-begin", &[("item", topic.item.id.clone().into())])),
        resume: room.item.clone().filter(|_| !closed && !left.is_empty()),
        answered_before: left.iter().any(|topic| topic.answer.is_some()),
        left,
        agreed: agreed.iter().map(view_of).collect(),
        response: head.id.clone(),
        room: room.id.clone(),
    };
    let title = format!("{}: {}", visit.text("consensus-title"), view.about);
    visit.page("respond/consensus/list", title, &view)
}

fn topic_view(visit: &Visit, edition: &Edition, known: &Known, topic: &Topic<'_>) -> TopicView {
    let lang = visit.reads(edition);
    let answer = known.answers.get(&topic.item.id).and_then(|stored| stored.entry.answer.as_ref());
    TopicView {
        id: topic.item.id.clone(),
        text: topic.item.text.get(lang).to_owned(),
        class: perspective_class(edition, topic.sub.perspective.as_deref()),
        rated: visit.counted("dialogue-rated", topic.count),
        tag: match topic.agreed {
            Some(Agreed::Together) => {
                Some(TagView { text: visit.text("consensus-together"), color: "success" })
            }
            Some(Agreed::Unopposed) => None,
            None => topic.disagreement.map(|disagreement| {
                let size = disagreement.size();
                let color = match size {
                    Size::Small => "success",
                    Size::Middle => "info",
                    Size::Large => "warning",
                };
                TagView { text: visit.text(&format!("consensus-size-{}", size.as_str())), color }
            }),
        },
        answer: answer.map(|answer| {
            let answer = answer_text(visit, edition, topic.item, Some(answer));
            let key = if topic.agreed.is_some() { "consensus-joint-is" } else { "consensus-so-far" };
            visit.text_with(key, &[("answer", answer.into())])
        }),
    }
}

/// The perspectives to look at, in a room that is about all.
fn filters(visit: &Visit, head: &Head, edition: &Edition, room: &Room, filter: &Filter) -> Vec<FilterView> {
    if room.perspective.is_some() {
        return Vec::new();
    }
    let lang = visit.reads(edition);
    let view = |id: &str, text: String| {
        let query = Filter { perspective: id.to_owned() }.query();
        let href = format!("/responses/{}/consensus/{}{query}", head.id, room.id);
        FilterView { href, text, current: filter.perspective == id }
    };
    let all = view("", visit.text("consensus-all"));
    let each = edition.perspectives.iter().map(|one| view(&one.id, one.title.get(lang).to_owned()));
    std::iter::once(all).chain(each).collect()
}

/// Takes up an item: the one that is asked for, or the next one that is not agreed on.
pub(super) async fn begin(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let (response, at, wanted) = (id.clone(), room_id.clone(), form.text("item").to_owned());
    let filter = Filter { perspective: form.text("perspective").to_owned() };
    let query = filter.query();
    let item = visit
        .app
        .db
        .write(move |conn| {
            let room = room::led(conn, &scope, &response, &at)?;
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let topics = Known::read(conn, &head)?.agenda(&frozen.edition, filter.in_room(&room));
            let topic = match wanted.is_empty() {
                true => agenda::next(&topics, None),
                false => {
                    let found = topics.iter().find(|topic| topic.item.id == wanted);
                    Some(found.ok_or(StoreError::NotFound)?)
                }
            };
            let Some(topic) = topic else { return Ok(None) };
            room::go_to(conn, &scope, &response, &at, &topic.item.id)?;
            Ok(Some(topic.item.id.clone()))
        })
        .await?;
    visit.app.live.poke(&id);
    let here = format!("/responses/{id}/consensus/{room_id}");
    Ok(match item {
        Some(item) => visit.redirect(&format!("{here}/items/{item}{query}")),
        None => visit.redirect(&format!("{here}{query}")),
    })
}

/// `POST …/close`: closes the room.
pub(super) async fn close(
    visit: Visit,
    path: Path<(String, String)>,
    _: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, room_id) = path.into_inner();
    let (scope, now, response, room) = (visit.scope()?, visit.now(), id.clone(), room_id.clone());
    visit.app.db.write(move |conn| room::close(conn, &scope, &response, &room, now)).await?;
    visit.app.live.poke(&id);
    Ok(visit.redirect(&format!("/responses/{id}/consensus/{room_id}")))
}
