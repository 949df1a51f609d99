//! `/secretariat/rounds/{round}`: where a round stands, who is in which state, and what can be done with it.

use std::{collections::BTreeMap, sync::Arc};

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Path, Query},
};
use serde::{Deserialize, Serialize};

use super::{
    TagView,
    contacts::{gaps, role_name},
    counted_of,
    form::{self, ErrorView, FieldView},
    new_round, publish,
    questions::catalogue,
    state_tag, whose, year,
};
use crate::{
    error::AppError,
    store::{
        DbConnection, StoreResult,
        edition::{Editions, LoadedEdition},
        person::{self, Contact},
        review,
        round::{self, Addressee, MemberStatus, Round, StatusBoard},
    },
    web::{
        Posted, Visit,
        routes::{Access, RouteSpec, get, post},
    },
    workflow::{
        Action, Addressed, Audience, ResponseState, RoundState, Scope,
        step::{self, Standing, Step},
    },
};

/// The routes of the round's pages.
pub(super) fn routes() -> Vec<RouteSpec> {
    const RUN: Access = Access::Needs(Action::RunRound);
    vec![
        get("/secretariat", RUN, || web::to(year::show)),
        get("/secretariat/rounds/new", RUN, || web::to(new_round::show)),
        post("/secretariat/rounds/new", RUN, || web::to(new_round::show_typed)),
        post("/secretariat/rounds", RUN, || web::to(new_round::create))
            .with_form_on("/secretariat/rounds/new"),
        get("/secretariat/rounds/{round}", RUN, || web::to(show)),
        get("/secretariat/rounds/{round}/edit", RUN, || web::to(new_round::edit)),
        post("/secretariat/rounds/{round}/edit", RUN, || web::to(new_round::correct)),
        post("/secretariat/rounds/{round}/delete", RUN, || web::to(delete)),
        post("/secretariat/rounds/{round}/dates", RUN, || web::to(change_dates)),
        post("/secretariat/rounds/{round}/open", RUN, || web::to(open)),
        get("/secretariat/rounds/{round}/publish", RUN, || web::to(publish::show)),
        post("/secretariat/rounds/{round}/publish", RUN, || web::to(publish::publish)),
    ]
}

/// What was done just before, for a line at the top of the page.
#[derive(Deserialize)]
pub(super) struct Done {
    pub(super) done: Option<String>,
}

#[derive(Serialize)]
struct RoundView {
    id: String,
    title: String,
    lead: String,
    done: Option<String>,
    state: TagView,
    synthetic: bool,
    draft: bool,
    open: bool,
    published: bool,
    period: String,
    edition: String,
    sha256: String,
    /// None where nothing is rated.
    threshold: Option<String>,
    opened: Option<String>,
    publication: Option<String>,
    next: Option<LinkView>,
    /// Whom the round addresses.
    audience: String,
    members: Vec<String>,
    members_text: String,
    /// Who of those that a draft addresses has nobody to lead the answers or to sign.
    gaps: Vec<String>,
    /// Why a draft cannot be opened, where nobody is addressed.
    nobody: String,
    open_text: String,
    open_button: Option<String>,
    joined: Option<String>,
    board: Vec<ColumnView>,
    opens_on: FieldView,
    due_on: FieldView,
    gone: FieldView,
    errors: Vec<ErrorView>,
}

/// A link to where something is done.
#[derive(Serialize)]
pub(super) struct LinkView {
    pub(super) href: String,
    pub(super) text: String,
}

#[derive(Serialize)]
struct ColumnView {
    class: &'static str,
    title: String,
    members: Vec<CellView>,
    count: usize,
}

#[derive(Serialize)]
struct CellView {
    name: String,
    /// Where the latest signed version is, if there is one.
    href: Option<String>,
    since: String,
    overdue: Option<String>,
    /// The last day that a return has given, while it matters and has not passed.
    own_due: Option<String>,
}

/// Everything about a round that its page shows.
struct Read {
    round: Round,
    edition: Arc<LoadedEdition>,
    board: StatusBoard,
    standing: Standing,
    addressed: Addressed,
    /// Of a draft: whom it would address by now. Of an open round: who came since it was opened.
    asked: Vec<Addressee>,
    /// The people of the network, for a draft.
    contacts: Vec<Contact>,
    /// The latest signed version of each response that has one, by the response's id.
    latest: BTreeMap<String, String>,
}

/// A round's name: its questionnaire's and its year.
pub(super) fn title(visit: &Visit, round: &Round, edition: &LoadedEdition) -> String {
    edition.edition.round_title(round.year, visit.reads(&edition.edition))
}

/// The days of a round in words.
pub(super) fn period(visit: &Visit, round: &Round) -> String {
    visit.text_with(
        "round-period",
        &[("first", visit.date(round.opens_on).into()), ("last", visit.date(round.due_on).into())],
    )
}

/// The state of a round in words.
pub(super) fn round_tag(visit: &Visit, state: RoundState) -> TagView {
    let color = match state {
        RoundState::Draft => "neutral",
        RoundState::Open => "accent",
        RoundState::Published => "success",
    };
    TagView { text: visit.text(&format!("round-state-{}", state.as_str())), color }
}

/// A round with its edition: what every page about it begins with.
pub(super) fn load(
    conn: &mut DbConnection,
    editions: &Editions,
    id: &str,
) -> StoreResult<(Round, Arc<LoadedEdition>)> {
    let round = round::by_id(conn, id)?;
    let edition = editions.get(conn, &round.edition_id)?;
    Ok((round, edition))
}

/// Where a round stands, and its board.
pub(super) fn standing(
    conn: &mut DbConnection,
    scope: &Scope,
    round: &Round,
    today: chrono::NaiveDate,
) -> StoreResult<(StatusBoard, Standing)> {
    let board = round::status_board(conn, scope, &round.id, today)?;
    let in_state = |state| board.members.iter().filter(|member| member.state == state).count();
    let standing = Standing {
        state: round.state,
        members: board.members.len(),
        invited: round::invitations(conn, scope, &round.id)?.len(),
        uninvited: round::to_invite(conn, scope, &round.id)?.len(),
        to_review: in_state(ResponseState::Signed),
        approved: in_state(ResponseState::Approved),
        is_past_due: today > round.due_on,
    };
    Ok((board, standing))
}

/// The next step as a link; none while there is nothing to do but wait.
pub(super) fn next_link(visit: &Visit, id: &str, standing: &Standing) -> Option<LinkView> {
    let round = format!("/secretariat/rounds/{id}");
    let (href, text) = match step::next(standing)? {
        Step::Open => (round, visit.text("step-open")),
        Step::NameContacts => ("/secretariat/contacts".to_owned(), visit.text("step-contacts")),
        Step::Invite => (format!("{round}/mail"), visit.counted("step-invite", standing.uninvited)),
        Step::Review => ("/secretariat/review".to_owned(), visit.counted("step-review", standing.to_review)),
        Step::Publish => (format!("{round}/publish"), visit.text("step-publish")),
        Step::Wait => return None,
    };
    Some(LinkView { href, text })
}

/// One sentence on how far a round is.
pub(super) fn lead(visit: &Visit, round: &Round, board: &StatusBoard) -> String {
    let date = visit.date(round.due_on);
    match (round.state, visit.app.clock.days_left(round.due_on)) {
        (RoundState::Draft, _) => visit.text("round-lead-draft"),
        (RoundState::Published, _) => visit.text("round-lead-published"),
        (RoundState::Open, _) if !board.members.is_empty() && board.submitted() == board.members.len() => {
            visit.text("round-lead-all-in")
        }
        (RoundState::Open, 0) => visit.text_with("round-lead-today", &[("date", date.into())]),
        (RoundState::Open, left) if left < 0 => {
            visit.text_with("round-lead-passed", &[("date", date.into()), ("count", board.overdue().into())])
        }
        (RoundState::Open, _) if visit.app.clock.days_left(round.opens_on) > 0 => {
            visit.text_with("round-lead-early", &[("date", visit.date(round.opens_on).into())])
        }
        (RoundState::Open, left) => {
            visit.text_with("round-lead-open", &[("date", date.into()), ("count", left.into())])
        }
    }
}

/// Somebody whom a round addresses, by name.
pub(super) fn asked_name(one: &Addressee) -> String {
    whose(&one.member_name, one.person.as_ref().map(|person| person.name.as_str()))
}

/// How many a round addresses: "4 medlemmar 2027".
pub(super) fn asked_text(visit: &Visit, audience: Audience, year: i32, count: usize) -> String {
    visit.text_with(
        "round-members",
        &[("count", count.into()), ("audience", audience.as_str().into()), ("year", year.to_string().into())],
    )
}

/// The key of the text that says why there is nobody to address.
pub(super) const fn nobody(audience: Audience) -> &'static str {
    match audience {
        Audience::AllMembers | Audience::ChosenMembers => "round-no-members",
        Audience::ThemeGroups => "round-no-groups",
        Audience::People => "round-no-people",
    }
}

/// Whom a round addresses, in words: "Alla medlemmar", or who of them.
fn audience_text(visit: &Visit, addressed: &Addressed, board: &StatusBoard, asked: &[Addressee]) -> String {
    let audience = visit.text(&format!("audience-{}", addressed.audience().as_str()));
    let which: Vec<String> = match addressed {
        Addressed::AllMembers => Vec::new(),
        Addressed::People(roles) => roles.iter().map(|role| role_name(visit, *role)).collect(),
        Addressed::Members(_) | Addressed::ThemeGroups(_) => {
            let there = board.members.iter().map(|member| member.short_name.clone());
            there.chain(asked.iter().map(|one| one.member_short_name.clone())).collect()
        }
    };
    if which.is_empty() { audience } else { format!("{audience}: {}", which.join(", ")) }
}

/// A moment's local date in words.
pub(super) fn day(visit: &Visit, at: crate::clock::Moment) -> String {
    visit.date(visit.app.clock.local(at).date())
}

async fn read(visit: &Visit, id: String) -> Result<Read, AppError> {
    let (scope, today, editions) = (visit.scope()?, visit.app.clock.today(), visit.app.editions.clone());
    let found = visit
        .app
        .db
        .read(move |conn| {
            let (round, edition) = load(conn, &editions, &id)?;
            let (board, standing) = standing(conn, &scope, &round, today)?;
            let addressed = round::addressed(conn, &round)?;
            let asked = match round.state {
                RoundState::Draft => round::addressees(conn, round.year, &addressed)?,
                RoundState::Open => round::joined(conn, &scope, &round)?,
                RoundState::Published => Vec::new(),
            };
            let contacts = match round.state {
                RoundState::Draft => person::contacts(conn, &scope)?,
                RoundState::Open | RoundState::Published => Vec::new(),
            };
            let mut latest = BTreeMap::new();
            for version in review::of_round(conn, &scope, &round.id)? {
                latest.entry(version.response).or_insert(version.id);
            }
            Ok(Read { round, edition, board, standing, addressed, asked, contacts, latest })
        })
        .await?;
    Ok(found)
}

pub(super) async fn show(
    visit: Visit,
    path: Path<String>,
    query: Query<Done>,
) -> Result<HttpResponse, AppError> {
    let read = read(&visit, path.into_inner()).await?;
    let done = query.into_inner().done.and_then(|done| match done.as_str() {
        "created" => Some(visit.text("round-done-created")),
        "corrected" => Some(visit.text("round-done-corrected")),
        "dates" => Some(visit.text("round-done-dates")),
        "opened" => Some(visit.text("round-done-opened")),
        "published" => Some(visit.text("round-done-published")),
        _ => None,
    });
    let (opens_on, due_on) = (read.round.opens_on.to_string(), read.round.due_on.to_string());
    page(&visit, read, done, (&opens_on, &due_on), Vec::new())
}

fn page(
    visit: &Visit,
    read: Read,
    done: Option<String>,
    (opens_on, due_on): (&str, &str),
    errors: Vec<ErrorView>,
) -> Result<HttpResponse, AppError> {
    let Read { round, edition, board, standing, addressed, asked, contacts, latest } = read;
    let open = round.state == RoundState::Open;
    let draft = round.state == RoundState::Draft;
    let counted = |key: &str| counted_of(visit, key, round.audience, asked.len());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = title(visit, &round, &edition);
    // Who is asked alone answers and signs alone.
    let together: Vec<(&str, &str)> = asked
        .iter()
        .filter(|one| draft && one.person.is_none())
        .map(|one| (one.member.as_str(), one.member_short_name.as_str()))
        .collect();
    let view = RoundView {
        lead: lead(visit, &round, &board),
        done,
        state: round_tag(visit, round.state),
        synthetic: round.synthetic,
        draft,
        open,
        published: round.state == RoundState::Published,
        period: period(visit, &round),
        edition: catalogue::edition_name(visit, &edition.edition),
        sha256: round.edition_sha256.clone(),
        threshold: edition.edition.scored_substandards().next().map(|_| round.threshold.to_string()),
        opened: round.opened_at.map(|at| visit.date_time(at)),
        publication: round.published_at.map(|at| visit.date_time(at)),
        // The draft's next step stands on this very page.
        next: if draft { None } else { next_link(visit, &round.id, &standing) },
        audience: audience_text(visit, &addressed, &board, &asked),
        members: if draft { asked.iter().map(asked_name).collect() } else { Vec::new() },
        members_text: asked_text(visit, round.audience, round.year, asked.len()),
        gaps: gaps(visit, round.year, &together, &contacts),
        nobody: visit.text(nobody(round.audience)),
        open_text: visit.text_with("round-open-text", &[("audience", round.audience.as_str().into())]),
        open_button: (draft && !asked.is_empty()).then(|| counted("round-open-button")),
        joined: (open && !asked.is_empty()).then(|| counted("round-joined")),
        board: if draft { Vec::new() } else { columns(visit, &round, &board, &latest) },
        opens_on: FieldView::of("opens_on", opens_on, &errors),
        due_on: FieldView::of("due_on", due_on, &errors),
        gone: FieldView::of("gone", "", &errors),
        title: title.clone(),
        id: round.id,
        errors,
    };
    let title = form::title(visit, &title, &view.errors);
    visit.page_with(status, "secretariat/round", title, &view)
}

fn columns(
    visit: &Visit,
    round: &Round,
    board: &StatusBoard,
    latest: &BTreeMap<String, String>,
) -> Vec<ColumnView> {
    let late = |member: &MemberStatus| match member.due_on == round.due_on {
        true => visit.text("board-overdue"),
        false => visit.text_with("board-overdue-own", &[("date", visit.date(member.due_on).into())]),
    };
    let cell = |member: &MemberStatus| CellView {
        name: whose(&member.short_name, member.person.as_deref()),
        href: latest.get(&member.response).map(|version| super::review::href(version)),
        since: visit.text_with("board-since", &[("date", day(visit, member.since).into())]),
        overdue: (round.state == RoundState::Open && member.is_overdue).then(|| late(member)),
        own_due: (round.state == RoundState::Open
            && member.due_on != round.due_on
            && !member.is_overdue
            && !member.state.is_submitted())
        .then(|| visit.text_with("board-due-own", &[("date", visit.date(member.due_on).into())])),
    };
    ResponseState::ALL
        .into_iter()
        .map(|state| {
            let members: Vec<CellView> =
                board.members.iter().filter(|member| member.state == state).map(cell).collect();
            ColumnView {
                class: match state {
                    ResponseState::Invited => "invited",
                    ResponseState::Opened => "opened",
                    ResponseState::InProgress => "started",
                    ResponseState::AwaitingSignature => "awaiting",
                    ResponseState::Signed => "submitted",
                    ResponseState::Returned => "returned",
                    ResponseState::Approved => "approved",
                },
                title: state_tag(visit, state).text,
                count: members.len(),
                members,
            }
        })
        .collect()
}

async fn change_dates(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let mut errors = Vec::new();
    let Some((opens_on, due_on)) =
        form::period(&visit, form.text("opens_on"), form.text("due_on"), &mut errors)
    else {
        let read = read(&visit, id).await?;
        return page(&visit, read, None, (form.text("opens_on"), form.text("due_on")), errors);
    };
    let (scope, now, round) = (visit.scope()?, visit.now(), id.clone());
    visit.app.db.write(move |conn| round::change_dates(conn, &scope, now, &round, opens_on, due_on)).await?;
    Ok(visit.redirect(&format!("/secretariat/rounds/{id}?done=dates")))
}

/// Takes a draft away, once that is confirmed.
async fn delete(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let found = read(&visit, id.clone()).await?;
    if found.round.state == RoundState::Draft && !form.has("gone") {
        let (opens_on, due_on) = (found.round.opens_on.to_string(), found.round.due_on.to_string());
        let errors = vec![ErrorView { field: "gone", text: visit.text("round-delete-missing") }];
        return page(&visit, found, None, (&opens_on, &due_on), errors);
    }
    let (scope, now) = (visit.scope()?, visit.now());
    visit.app.db.write(move |conn| round::delete(conn, &scope, now, &id)).await?;
    Ok(visit.redirect("/secretariat?done=deleted"))
}

async fn open(visit: Visit, path: Path<String>, _: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let (scope, now, round) = (visit.scope()?, visit.now(), id.clone());
    visit.app.db.write(move |conn| round::open(conn, &scope, now, &round)).await?;
    Ok(visit.redirect(&format!("/secretariat/rounds/{id}?done=opened")))
}
