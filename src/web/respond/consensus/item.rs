//! `/responses/{response}/consensus/{room}/items/{item}`: one item in large type. How people rated it on their own is hidden until it is
//! revealed; then the group says what it came to, and why, and goes on. What it says is saved as any answer is: from the revision that
//! was shown, so that nobody's is overwritten unseen.

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Serialize;

use super::{
    agenda::{self, Known},
    list::Filter,
    pulse::Now,
};
use crate::{
    error::AppError,
    questionnaire::{Edition, Entry, Given, Item, Kind, Submitted, Substandard},
    report::{chart::perspective_class, qr},
    store::{
        Conflict, DbConnection, StoreError, StoreResult,
        edition::LoadedEdition,
        part,
        rating::Rating,
        response::{self, Head, Save, Saved, Stored},
        room,
    },
    web::{
        Posted, Visit, cookies,
        render::Fragment,
        respond::{
            field,
            item::{ConflictView, Standing, Trouble, Typed, UnsavedView, changed, standing},
            question,
        },
    },
    workflow::Refusal,
};

#[derive(Serialize)]
struct PageView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    room: String,
    questionnaire: String,
    about: String,
    id: String,
    text: String,
    help: Option<String>,
    signs: Option<Fragment>,
    part: String,
    class: String,
    perspective: Option<String>,
    progress: String,
    address: String,
    /// The same as a picture.
    qr: Option<qr::Picture>,
    /// Which perspective is looked at, in a room that is about all.
    filter: String,
    query: String,
    /// Whether the room stands at this item.
    present: bool,
    /// Whether the group says something here: the room stands here and is open, or what was said did not get in.
    said: bool,
    revealed: bool,
    closed: bool,
    editable: bool,
    /// Whether it stood at another item before.
    has_previous: bool,
    pulse: Fragment,
    scale: Fragment,
    comment: String,
    base: i32,
    mutation: String,
    changed: Option<String>,
    errors: Vec<ErrorView>,
    error: Option<String>,
    conflict: Option<ConflictView>,
    unsaved: Option<UnsavedView>,
}

#[derive(Serialize)]
struct ErrorView {
    field: &'static str,
    text: String,
}

/// What became of a posted form.
enum Outcome {
    /// It is stored, or there was nothing to store; on to this item, if any.
    Done(Option<String>),
    /// Somebody has saved something else since.
    Stale(Box<Stored>),
}

pub(super) async fn show(
    visit: Visit,
    path: Path<(String, String, String)>,
    filter: Query<Filter>,
) -> Result<HttpResponse, AppError> {
    page(&visit, path.into_inner(), &filter, None).await
}

/// An item that can be rated.
fn rated<'e>(edition: &'e Edition, id: &str) -> Result<&'e Item, StoreError> {
    edition.item(id).filter(|item| item.kind == Kind::Rating).ok_or(StoreError::NotFound)
}

async fn page(
    visit: &Visit,
    (id, room_id, item_id): (String, String, String),
    filter: &Filter,
    typed: Option<Typed>,
) -> Result<HttpResponse, AppError> {
    let (year, wanted) = (visit.app.year(), item_id.clone());
    let (head, frozen, (now, known)) =
        super::super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
            rated(&frozen.edition, &wanted)?;
            let now = Now::read(conn, head, &room_id, year)?;
            let known = Known::read(conn, head)?;
            Ok((now.with(&known.answers), known))
        })
        .await?;
    let edition = &frozen.edition;
    let (sub, item) = edition.placed(&item_id).ok_or(AppError::NotFound)?;
    let lang = visit.reads(edition);
    let room = &now.room;
    let stored = known.answers.get(&item_id);
    let topics = known.agenda(edition, filter.in_room(room));
    let progress = [("agreed", agenda::agreed(&topics).into()), ("all", topics.len().into())];
    let Standing { shown: said, base, error, conflict, unsaved } =
        standing(visit, edition, item, stored, typed.as_ref());
    let told = match (&error, &conflict, &unsaved) {
        (Some(error), ..) => Some(error.clone()),
        (_, Some(_), _) => Some(visit.text_with("conflict-summary", &[("item", item_id.clone().into())])),
        (.., Some(_)) => Some(visit.text_with("unsaved-summary", &[("item", item_id.clone().into())])),
        _ => None,
    };
    let status = match () {
        () if conflict.is_some() || unsaved.is_some() => StatusCode::CONFLICT,
        () if error.is_some() => StatusCode::UNPROCESSABLE_ENTITY,
        () => StatusCode::OK,
    };
    let address = visit.app.link(&format!("/room/{}", room.id));
    let is_here = room.item.as_deref() == Some(item_id.as_str());
    let view = PageView {
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, lang),
        about: super::about(visit, edition, room),
        text: item.text.get(lang).to_owned(),
        help: item.help.as_ref().map(|help| help.get(lang).to_owned()),
        signs: question::signs(visit, &frozen, item)?,
        part: format!("{} {}", sub.id, sub.title.get(lang)),
        class: perspective_class(edition, sub.perspective.as_deref()),
        perspective: edition.perspective_of(sub).map(|perspective| perspective.title.get(lang).to_owned()),
        progress: visit.text_with("consensus-progress", &progress),
        qr: qr::picture(&address),
        address,
        filter: filter.perspective.clone(),
        query: filter.query(),
        present: is_here,
        // What was typed is never out of sight.
        said: typed.is_some() || is_here && room.closed_at.is_none(),
        revealed: typed.is_some() || is_here && room.revealed,
        closed: room.closed_at.is_some(),
        editable: head.is_editable(),
        has_previous: room.trail().next().is_some(),
        pulse: now.fragment(&visit.app, visit.lang, edition)?,
        scale: scale(visit, &frozen, item, &said)?,
        comment: said.comment.clone(),
        base,
        mutation: cookies::secret(),
        changed: stored.map(|stored| changed(visit, stored)),
        errors: told.map(|text| ErrorView { field: "joint", text }).into_iter().collect(),
        error,
        conflict,
        unsaved,
        id: item_id,
        room: room.id.clone(),
        response: head.id.clone(),
    };
    let title = format!("{}: {}", visit.text("consensus-title"), view.id);
    let title =
        if view.errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    visit.page_with(status, "respond/consensus/item", title, &view)
}

/// The radio buttons, with what was said chosen.
fn scale(visit: &Visit, frozen: &LoadedEdition, item: &Item, said: &Submitted) -> Result<Fragment, AppError> {
    let chosen = match &said.value {
        _ if said.not_applicable => Some(Rating::NotApplicable),
        Given::One(text) => text.trim().parse().ok().map(Rating::Step),
        _ => None,
    };
    question::steps(visit, frozen, item, chosen)
}

/// Saves what the group came to, if it differs from what was shown, and goes on, back, or stays.
pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, room_id, item_id) = path.into_inner();
    let filter = Filter { perspective: form.text("perspective").to_owned() };
    let (_, frozen, ()) =
        super::super::read(&visit.app, visit.scope()?, id.clone(), |_, _, _| Ok(())).await?;
    let item = rated(&frozen.edition, &item_id)?;
    let (value, not_applicable) = field::given(&form, item);
    let submitted =
        Submitted { value, not_applicable, comment: form.raw("comment").to_owned(), unchanged_since: None };
    let base = form.parsed("base").filter(|base| *base >= 0);
    let again =
        |trouble| Typed { base: base.unwrap_or(0), submitted: submitted.clone(), trouble: Some(trouble) };
    let place = || (id.clone(), room_id.clone(), item_id.clone());
    // Before it is revealed there are no fields, and nothing to save.
    let entry = match base.map(|base| (base, submitted.understand(&frozen.edition, item))) {
        None => None,
        Some((base, Ok(entry))) => Some((base, entry)),
        Some((_, Err(wrong))) => {
            return page(&visit, place(), &filter, Some(again(Trouble::Invalid(wrong)))).await;
        }
    };
    let mutation = form.text("mutation").chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let (scope, now) = (visit.scope()?, visit.now());
    let (places, edition, then) = (place(), frozen.clone(), form.text("then").to_owned());
    let looked_at = Filter { perspective: filter.perspective.clone() };
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let (id, room_id, item) = &places;
            // What was said is stored also where the room was closed, or moved on, meanwhile.
            if let Some((base, entry)) = entry {
                // Who goes back to what was before says nothing of this.
                let said = then != "previous";
                let saved = response::save(conn, &scope, id, now, |conn, head| {
                    changes(conn, head, &edition.edition, (item, said), (base, entry, mutation))
                })?;
                if let Some(Saved::Stale(current)) = saved.into_iter().next() {
                    return Ok(Outcome::Stale(current));
                }
            }
            let room = match room::led(conn, &scope, id, room_id) {
                Err(StoreError::Conflict(Conflict::RoomClosed)) => return Ok(Outcome::Done(None)),
                room => room?,
            };
            if room.item.as_ref() != Some(item) {
                return Ok(Outcome::Done(room.item));
            }
            match then.as_str() {
                "stay" => return Ok(Outcome::Done(Some(item.clone()))),
                "previous" => return room::go_back(conn, &scope, id, room_id).map(Outcome::Done),
                _ => {}
            }
            let head = response::head(conn, &scope, id)?;
            let topics = Known::read(conn, &head)?.agenda(&edition.edition, looked_at.in_room(&room));
            let there = agenda::next(&topics, Some(item)).map(|there| there.item.id.clone());
            if let Some(there) = &there {
                room::go_to(conn, &scope, id, room_id, there)?;
            }
            Ok(Outcome::Done(there))
        })
        .await;
    visit.app.live.poke(&id);
    let here = format!("/responses/{id}/consensus/{room_id}");
    match outcome {
        Ok(Outcome::Done(Some(item))) => {
            Ok(visit.redirect(&format!("{here}/items/{item}{}", filter.query())))
        }
        Ok(Outcome::Done(None)) => Ok(visit.redirect(&format!("{here}{}", filter.query()))),
        Ok(Outcome::Stale(current)) => {
            page(&visit, place(), &filter, Some(again(Trouble::Stale(current)))).await
        }
        Err(StoreError::Refused(Refusal::Locked(_) | Refusal::RoundNotOpen)) => {
            page(&visit, place(), &filter, Some(again(Trouble::Locked))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The answer, if it is not what the page showed, or if it is what the group says of an answer from before it talked.
fn changes(
    conn: &mut DbConnection,
    head: &Head,
    edition: &Edition,
    (item, said): (&str, bool),
    (base_revision, mut entry, mutation_id): (i32, Entry, String),
) -> StoreResult<Vec<Save>> {
    let (sub, _) = edition.placed(item).ok_or(StoreError::NotFound)?;
    let shown = response::at_revision(conn, head, item, base_revision)?;
    // The same answer still holds since the year that somebody has confirmed.
    if shown.answer == entry.answer {
        entry.unchanged_since = shown.unchanged_since;
    }
    if shown == entry && !(said && is_from_before(conn, head, (sub, item), base_revision)?) {
        return Ok(Vec::new());
    }
    let (item, substandard) = (item.to_owned(), sub.id.clone());
    Ok(vec![Save { item, substandard, mutation_id, base_revision, entry }])
}

/// Whether the answer of this revision stands, since before the dialogue about its part was opened.
fn is_from_before(
    conn: &mut DbConnection,
    head: &Head,
    (sub, item): (&Substandard, &str),
    revision: i32,
) -> StoreResult<bool> {
    let marks = part::marks(conn, head)?;
    let answers = response::answers(conn, head, Some(&[item]))?;
    let is_answer = |stored: &&Stored| stored.revision == revision && stored.entry.answer.is_some();
    let stands = answers.get(item).filter(is_answer);
    Ok(stands.is_some_and(|stored| !agenda::is_since_opened(&marks, sub, stored)))
}

/// `POST …/reveal`: shows how the ratings lie, or hides it again.
pub(super) async fn reveal(
    visit: Visit,
    path: Path<(String, String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, room_id, item) = path.into_inner();
    let query = Filter { perspective: form.text("perspective").to_owned() }.query();
    let here = format!("/responses/{id}/consensus/{room_id}/items/{item}{query}");
    let (scope, response, shown) = (visit.scope()?, id.clone(), form.text("shown") != "no");
    visit.app.db.write(move |conn| room::reveal(conn, &scope, &response, &room_id, (&item, shown))).await?;
    visit.app.live.poke(&id);
    Ok(visit.redirect(&format!("{here}#pulse")))
}
