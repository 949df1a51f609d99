//! `/responses/{response}/own/…`: what a person rates on their own, before the group talks. And the dialogue about a part: opened by
//! the process lead, it shows everybody who answers how the ratings lie.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web::Path};
use serde::Serialize;

use super::{field, item::answer_error, question, tasks::rated};
use crate::{
    error::AppError,
    locale::{self, Lang},
    questionnaire::{Answer, Depth, Edition, Hidden, Item, Kind, Submitted, Substandard, Value, condition},
    report::chart::perspective_class,
    store::{
        DbConnection, StoreError, StoreResult,
        delegation::{self, Delegation},
        part::{self, Marks},
        rating::{self, OfPart, Rating, Spread},
        response::{self, Head, Stored},
    },
    web::{
        Posted, Visit,
        reading::{self, ReadingView},
        render::Fragment,
    },
    workflow::{Action, Mark, Scope},
};

#[derive(Serialize)]
struct OwnView {
    response: String,
    questionnaire: String,
    id: String,
    title: String,
    class: String,
    perspective: Option<String>,
    /// The language of the questionnaire's texts, where it is not the page's.
    lang: Option<String>,
    reading: Option<ReadingView>,
    synthetic: bool,
    /// Whether there is anything to rate, and it can be.
    editable: bool,
    locked: bool,
    /// Whether the others see how the ratings lie by now.
    in_dialogue: bool,
    place: Option<String>,
    items: Vec<ItemView>,
    previous: Option<String>,
    is_last: bool,
}

#[derive(Serialize)]
struct ItemView {
    id: String,
    question: Fragment,
    scale: Fragment,
}

/// The items that are rated: those for everybody, and the in-depth ones where they are open.
pub(super) fn items<'e>(sub: &'e Substandard, marks: &Marks) -> impl Iterator<Item = &'e Item> {
    let opened = marks.opened.contains(&sub.id);
    let is_asked = move |item: &&Item| item.kind == Kind::Rating && (item.depth != Depth::Indepth || opened);
    sub.items.iter().filter(is_asked)
}

/// What decides about what a person is asked to rate, and in which order.
struct Known {
    ratings: BTreeMap<String, Rating>,
    marks: Marks,
    given: Vec<Delegation>,
    /// The joint answers that conditions speak of.
    answers: BTreeMap<String, Stored>,
}

impl Known {
    /// Three queries, and one more for an edition with conditions.
    fn read(conn: &mut DbConnection, scope: &Scope, head: &Head, edition: &Edition) -> StoreResult<Known> {
        if head.person.is_some() {
            return Err(StoreError::NotFound);
        }
        let grounds: BTreeSet<&str> =
            rated(edition).flat_map(|sub| condition::grounds(edition, &sub.items)).collect();
        let grounds: Vec<&str> = grounds.into_iter().collect();
        Ok(Known {
            ratings: rating::own(conn, scope, head)?,
            marks: part::marks(conn, head)?,
            given: delegation::of_response(conn, head)?,
            answers: response::answers(conn, head, Some(&grounds))?,
        })
    }

    /// What a person is not asked: what conditions hide. Where the person has rated what a condition speaks of, that decides for
    /// them, else the joint answer does.
    fn hidden<'e>(&self, edition: &'e Edition) -> Hidden<'e> {
        let answer = |rating: &Rating| match rating {
            Rating::Step(step) => Answer::Value(Value::Integer(*step)),
            Rating::NotApplicable => Answer::NotApplicable,
        };
        let own: BTreeMap<&str, Answer> =
            self.ratings.iter().map(|(item, rating)| (item.as_str(), answer(rating))).collect();
        let joint = |id: &str| self.answers.get(id)?.entry.answer.as_ref();
        Hidden::asked(edition, &self.marks.opened, |id| own.get(id).or_else(|| joint(id)))
    }

    /// The parts in which a person is asked anything: first those that were given to them.
    fn parts<'e>(&self, edition: &'e Edition, hidden: &Hidden<'_>, me: &str) -> Vec<&'e Substandard> {
        let is_mine = |sub: &&Substandard| {
            self.given.iter().any(|given| given.person == me && given.parts.contains(&sub.id))
        };
        let is_asked = |sub: &&Substandard| items(sub, &self.marks).any(|item| hidden.shows(item));
        let (mine, others): (Vec<_>, Vec<_>) = rated(edition).filter(is_asked).partition(is_mine);
        [mine, others].concat()
    }
}

/// `/responses/{response}/own`: leads to the first part that the person has not rated yet.
pub(super) async fn begin(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (scope, me) = (visit.scope()?, visit.actor()?.id.clone());
    let (head, frozen, known) =
        super::read(&visit.app, visit.scope()?, path.into_inner(), move |conn, head, frozen| {
            Known::read(conn, &scope, head, &frozen.edition)
        })
        .await?;
    let hidden = known.hidden(&frozen.edition);
    let parts = known.parts(&frozen.edition, &hidden, &me);
    let is_left = |sub: &&&Substandard| {
        let mut core = items(sub, &known.marks).filter(|item| item.depth == Depth::Core);
        core.any(|item| hidden.shows(item) && !known.ratings.contains_key(&item.id))
    };
    let first = parts.iter().find(is_left).or_else(|| parts.first()).copied();
    let first = first.or_else(|| rated(&frozen.edition).next()).ok_or(AppError::NotFound)?;
    Ok(visit.redirect(&format!("/responses/{}/own/{}", head.id, first.id)))
}

pub(super) async fn show(visit: Visit, path: Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (scope, me) = (visit.scope()?, visit.actor()?.id.clone());
    let (head, frozen, known) = super::read(&visit.app, visit.scope()?, id, move |conn, head, frozen| {
        Known::read(conn, &scope, head, &frozen.edition)
    })
    .await?;
    let edition = &frozen.edition;
    let sub = rated(edition).find(|sub| sub.id == sub_id).ok_or(AppError::NotFound)?;
    let hidden = known.hidden(edition);
    let all = known.parts(edition, &hidden, &me);
    // A part of which nothing is asked has no place among the others.
    let at = all.iter().position(|sub| sub.id == sub_id);
    let lang = visit.reads(edition);
    let href = |sub: &&Substandard| format!("/responses/{}/own/{}", head.id, sub.id);
    let view = OwnView {
        questionnaire: edition.round_title(head.year, lang),
        id: sub.id.clone(),
        title: format!("{} {}", sub.id, sub.title.get(lang)),
        class: perspective_class(edition, sub.perspective.as_deref()),
        perspective: edition.perspective_of(sub).map(|perspective| perspective.title.get(lang).to_owned()),
        lang: visit.foreign(edition).map(str::to_owned),
        reading: reading::choice(&visit, edition),
        synthetic: head.synthetic,
        editable: head.is_editable() && at.is_some(),
        locked: !head.is_editable(),
        in_dialogue: known.marks.in_dialogue.contains_key(&sub.id),
        place: at
            .map(|at| visit.text_with("own-place", &[("at", (at + 1).into()), ("all", all.len().into())])),
        items: items(sub, &known.marks)
            .filter(|item| hidden.shows(item))
            .map(|item| {
                Ok(ItemView {
                    id: item.id.clone(),
                    question: question::text(&visit, &frozen, item)?,
                    scale: question::scale(&visit, &frozen, item, known.ratings.get(&item.id).copied())?,
                })
            })
            .collect::<Result<_, AppError>>()?,
        previous: at.and_then(|at| all.get(at.checked_sub(1)?)).map(href),
        is_last: at.is_none_or(|at| at + 1 == all.len()),
        response: head.id.clone(),
    };
    let title = format!("{}: {}", visit.text("own-title"), view.title);
    visit.page("respond/own", title, &view)
}

pub(super) async fn save(
    visit: Visit,
    path: Path<(String, String)>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, sub_id) = path.into_inner();
    let (scope, me) = (visit.scope()?, visit.actor()?.id.clone());
    let (_, frozen, mut known) =
        super::read(&visit.app, visit.scope()?, id.clone(), move |conn, head, frozen| {
            Known::read(conn, &scope, head, &frozen.edition)
        })
        .await?;
    let edition = &frozen.edition;
    let sub = edition.substandard(&sub_id).ok_or(AppError::NotFound)?;
    let mut ratings: Vec<(String, Rating)> = Vec::new();
    // What the page did not show, or where nothing is chosen, stays as it is.
    for item in items(sub, &known.marks) {
        let (value, not_applicable) = field::given(&form, item);
        let rating = if not_applicable {
            Some(Rating::NotApplicable)
        } else {
            let submitted = Submitted { value, not_applicable, ..Submitted::default() };
            let entry = submitted
                .understand(edition, item)
                .map_err(|error| AppError::BadInput(answer_error(&visit, edition, item, &error)))?;
            match entry.answer {
                Some(Answer::Value(Value::Integer(step))) => Some(Rating::Step(step)),
                _ => None,
            }
        };
        ratings.extend(rating.map(|rating| (item.id.clone(), rating)));
    }
    known.ratings.extend(ratings.iter().cloned());
    let (scope, now, response) = (visit.scope()?, visit.now(), id.clone());
    visit.app.db.write(move |conn| rating::save(conn, &scope, &response, &ratings, now)).await?;
    visit.app.live.poke(&id);
    let here = format!("/responses/{id}/own/{sub_id}");
    if form.text("then") != "next" {
        return Ok(visit.redirect(&here));
    }
    let hidden = known.hidden(edition);
    // What was just rated may ask for more, which the page did not show.
    let shown: BTreeSet<&str> = form.all("shown").collect();
    let mut asked = items(sub, &known.marks).filter(|item| hidden.shows(item));
    let is_new = |item: &&Item| !shown.contains(item.id.as_str()) && !known.ratings.contains_key(&item.id);
    if let Some(item) = asked.find(is_new).filter(|_| !shown.is_empty()) {
        return Ok(visit.redirect(&format!("{here}#item-{}", item.id)));
    }
    let parts = known.parts(edition, &hidden, &me);
    Ok(match parts.iter().skip_while(|sub| sub.id != sub_id).nth(1) {
        Some(next) => visit.redirect(&format!("/responses/{id}/own/{}", next.id)),
        None => visit.redirect(&format!("/responses/{id}")),
    })
}

/// `POST /responses/{response}/dialogue`: opens the dialogue about a part, or about all.
pub(super) async fn open(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let editions = visit.app.editions.clone();
    let (response, wanted) = (id.clone(), form.text("part").to_owned());
    let all = wanted.is_empty();
    let part = wanted.clone();
    visit
        .app
        .db
        .write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let frozen = editions.get(conn, &head.edition)?;
            let wanted = rated(&frozen.edition).filter(|sub| all || sub.id == part);
            let parts: Vec<&str> = wanted.map(|sub| sub.id.as_str()).collect();
            if parts.is_empty() || head.person.is_some() {
                return Err(StoreError::NotFound);
            }
            part::mark_all(conn, &scope, &response, &parts, Mark::Dialogue, now)
        })
        .await?;
    Ok(match all {
        true => visit.redirect(&format!("/responses/{id}?done=dialogue")),
        false => visit.redirect(&format!("/responses/{id}/substandards/{wanted}#dialogue")),
    })
}

/// `POST /responses/{response}/own/remove`: takes all own ratings away, once the response is signed.
pub(super) async fn remove(visit: Visit, path: Path<String>, _: Posted) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let response = id.clone();
    visit.app.db.write(move |conn| rating::remove_all(conn, &scope, &response, now)).await?;
    Ok(visit.redirect(&format!("/responses/{id}?done=ratings-removed")))
}

// On the page of a part -------------------------------------------------------------------------------------------------

/// The dialogue about a part, as far as it may be told; nothing to those who do not answer.
#[derive(Default)]
pub(super) struct Dialogue {
    is_open: bool,
    /// How the ratings lie, by item; empty before it is open.
    spread: BTreeMap<String, Spread>,
    rated: usize,
    /// The names of those who have not rated anything of the part.
    silent: Vec<String>,
}

impl Dialogue {
    pub(super) fn read(
        conn: &mut DbConnection,
        head: &Head,
        marks: &Marks,
        sub: &Substandard,
        year: i32,
    ) -> StoreResult<Dialogue> {
        let is_open = marks.in_dialogue.contains_key(&sub.id);
        if head.person.is_some() || !sub.items.iter().any(|item| item.kind == Kind::Rating) {
            return Ok(Dialogue::default());
        }
        let OfPart { raters, spread } = rating::of_part(conn, head, marks, sub)?;
        let colleagues = delegation::colleagues(conn, head, year)?;
        let silent = colleagues.iter().filter(|person| !raters.contains(&person.id));
        Ok(Dialogue {
            is_open,
            spread,
            rated: raters.len(),
            silent: silent.map(|person| person.name.clone()).collect(),
        })
    }

    pub(super) fn view(&self, visit: &Visit, head: &Head, sub: &Substandard) -> Option<DialogueView> {
        let is_asked = sub.items.iter().any(|item| item.kind == Kind::Rating)
            && head.person.is_none()
            && visit.may_to(head, Action::Answer);
        is_asked.then(|| DialogueView {
            is_open: self.is_open,
            own: format!("/responses/{}/own/{}", head.id, sub.id),
            rated: visit.counted("dialogue-rated", self.rated),
            silent: (!self.silent.is_empty())
                .then(|| visit.text_with("dialogue-silent", &[("names", self.silent.join(", ").into())])),
            can_open: !self.is_open && head.is_editable() && visit.may_to(head, Action::Lead),
        })
    }

    /// How an item's ratings lie, in words and figures.
    pub(super) fn spread(&self, visit: &Visit, edition: &Edition, item: &Item) -> Option<SpreadView> {
        let spread = self.spread.get(&item.id)?;
        let scale = edition.scale(item)?;
        let text = told(visit.lang, spread);
        let most = spread.steps.values().copied().max().unwrap_or(1).max(1);
        let steps = (scale.min..=scale.max).map(|step| {
            let count = spread.steps.get(&step).copied().unwrap_or_default();
            StepView { step, count, class: format!("s{}", (count * 4).div_ceil(most)) }
        });
        Some(SpreadView { text, steps: steps.collect() })
    }
}

/// How many have rated, and between which ends, in words.
pub(super) fn told(lang: Lang, spread: &Spread) -> String {
    let args = [("count", spread.count().into()), ("not_applicable", spread.not_applicable.into())];
    let text = locale::text(lang, "spread-count", &args);
    ends_told(lang, spread).map_or(text.clone(), |ends| format!("{text} {ends}"))
}

/// Between which ends ratings lie, in words; nothing where one alone has rated, or none but some that hold it not applicable.
pub(super) fn ends_told(lang: Lang, spread: &Spread) -> Option<String> {
    let (low, high) = spread.ends()?;
    let ends = [("low", low.into()), ("high", high.into())];
    match (low == high, spread.not_applicable == 0 && spread.count() > 1) {
        (false, _) => Some(locale::text(lang, "spread-ends", &ends)),
        (true, true) => Some(locale::text(lang, "spread-same", &ends)),
        (true, false) => None,
    }
}

/// What the page of a part says of own ratings.
#[derive(Serialize)]
pub(super) struct DialogueView {
    is_open: bool,
    own: String,
    rated: String,
    silent: Option<String>,
    can_open: bool,
}

/// How the ratings of an item lie: a sentence, and a row of figures whose shades are the picture.
#[derive(Serialize)]
pub(super) struct SpreadView {
    text: String,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    step: i32,
    count: usize,
    /// How dark: s0 for none to s4 for the most.
    class: String,
}
