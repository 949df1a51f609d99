//! `/secretariat/rounds/new`: a new round from an edition that ships with the application or was used before; and
//! `/secretariat/rounds/{round}/edit`: the same form for a draft.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::{
    contacts::role_name,
    form::{self, ErrorView, FieldView, YEARS},
    questions::catalogue,
    round::{asked_name, asked_text, load, nobody, title},
};
use crate::{
    error::AppError,
    questionnaire::{Depth, Edition, Kind},
    scoring::ScoreScale,
    store::{
        Conflict, StoreError,
        member::{self, Member},
        round::{self, NewRound, Round},
    },
    web::{Posted, Visit},
    workflow::{Addressed, Audience, MemberKind, Role, RoundState},
};

/// How many days a round is open, unless somebody says otherwise.
const DAYS: u64 = 30;

#[derive(Serialize)]
struct NewView {
    /// The draft that is corrected; none for a new round.
    draft: Option<DraftView>,
    editions: Vec<OptionView>,
    edition: FieldView,
    items: String,
    year: FieldView,
    /// The year that the untouched days were proposed for.
    proposed: i32,
    audiences: Vec<AudienceView>,
    audience_error: Option<String>,
    /// Those that the choice addresses, by name.
    asked: Vec<String>,
    asked_text: String,
    nobody: String,
    /// Whether those who are asked are ticked further down.
    is_chosen_below: bool,
    opens_on: FieldView,
    due_on: FieldView,
    /// Nothing is rated in some questionnaires: then there is no threshold to choose.
    scored: bool,
    threshold: FieldView,
    threshold_hint: String,
    scale_min: i32,
    scale_max: i32,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct DraftView {
    id: String,
    title: String,
}

#[derive(Serialize)]
struct OptionView {
    value: String,
    text: String,
    selected: bool,
}

/// One way to choose whom the round addresses.
#[derive(Serialize)]
struct AudienceView {
    value: &'static str,
    text: String,
    selected: bool,
    /// The field of its boxes, and the id that an error leads to; none where there is nothing more to choose.
    field: Option<&'static str>,
    legend: String,
    boxes: Vec<OptionView>,
    /// What is said in place of boxes, where there are none.
    none: Option<String>,
    error: Option<String>,
}

/// The form as it was typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    edition: String,
    year: String,
    /// The year that the days were proposed for, as long as nobody has changed them.
    proposed: Option<i32>,
    audience: String,
    members: BTreeSet<String>,
    /// The theme groups; none while nobody has chosen among them: then it is all.
    groups: Option<BTreeSet<String>>,
    roles: BTreeSet<String>,
    opens_on: String,
    due_on: String,
    threshold: String,
}

impl Typed {
    fn of(posted: &Posted) -> Typed {
        let field = |name: &str| posted.text(name).to_owned();
        let ticked = |name| posted.all(name).map(str::to_owned).collect::<BTreeSet<String>>();
        let audience = field("audience");
        let groups = Some(ticked("groups")).filter(|_| audience == Audience::ThemeGroups.as_str());
        Typed {
            edition: field("edition"),
            year: field("year"),
            proposed: posted.parsed("proposed"),
            members: ticked("members"),
            groups,
            roles: ticked("roles"),
            audience,
            opens_on: field("opens_on"),
            due_on: field("due_on"),
            threshold: field("threshold"),
        }
    }

    /// A draft as it stands.
    fn stands(round: &Round, addressed: Addressed) -> Typed {
        let audience = addressed.audience().as_str().to_owned();
        let chosen = match addressed {
            Addressed::AllMembers => Typed::default(),
            Addressed::Members(members) => Typed { members, ..Typed::default() },
            Addressed::ThemeGroups(groups) => Typed { groups: Some(groups), ..Typed::default() },
            Addressed::People(roles) => {
                let roles = roles.into_iter().map(|role| role.as_str().to_owned()).collect();
                Typed { roles, ..Typed::default() }
            }
        };
        Typed {
            audience,
            edition: round.edition_sha256.clone(),
            year: round.year.to_string(),
            opens_on: round.opens_on.to_string(),
            due_on: round.due_on.to_string(),
            threshold: round.threshold.to_string(),
            ..chosen
        }
    }

    fn audience(&self) -> Option<Audience> {
        self.audience.parse().ok()
    }

    /// Whom the boxes address, of those that there are.
    fn addressed(&self, groups: &[Member]) -> Option<Addressed> {
        Some(match self.audience()? {
            Audience::AllMembers => Addressed::AllMembers,
            Audience::ChosenMembers => Addressed::Members(self.members.clone()),
            Audience::ThemeGroups => Addressed::ThemeGroups(match &self.groups {
                Some(chosen) => chosen.clone(),
                None => groups.iter().map(|group| group.id.clone()).collect(),
            }),
            Audience::People => Addressed::People(
                Role::of_members().filter(|role| self.roles.contains(role.as_str())).collect(),
            ),
        })
    }

    fn year(&self) -> Option<i32> {
        self.year.parse().ok().filter(|year| YEARS.contains(year))
    }

    /// Days that were proposed and never touched follow the year.
    fn follow_year(&mut self, today: NaiveDate) {
        let (Some(year), Some(proposed)) = (self.year(), self.proposed) else { return };
        if days(proposed, today) == (self.opens_on.clone(), self.due_on.clone()) {
            (self.opens_on, self.due_on) = days(year, today);
            self.proposed = Some(year);
        }
    }
}

/// What the form needs to know.
struct Known {
    choices: Vec<catalogue::Known>,
    year: i32,
    members: Vec<Member>,
    groups: Vec<Member>,
    /// Those that the choice addresses, by name.
    asked: Vec<String>,
}

/// How many minutes the questions that everybody answers take: rounded up to five.
pub(super) fn minutes(edition: &Edition) -> u32 {
    let core = edition.items().filter(|(_, item)| item.depth == Depth::Core);
    let seconds: u32 = core.map(|(_, item)| seconds(item.kind)).sum();
    seconds.div_ceil(5 * 60).max(1) * 5
}

/// The seconds that it takes to answer, by the form of the answer.
const fn seconds(kind: Kind) -> u32 {
    match kind {
        Kind::Rating => 40,
        Kind::YesPartlyNo | Kind::Single | Kind::Multiple | Kind::Date => 30,
        Kind::Number | Kind::Text | Kind::Link => 60,
        Kind::LongText => 180,
        Kind::Table => 600,
    }
}

/// The days that are proposed for a round of this year: thirty from 1 February, or from today once that has passed.
fn days(year: i32, today: NaiveDate) -> (String, String) {
    let february = NaiveDate::from_ymd_opt(year, 2, 1).unwrap_or(today);
    let opens_on = february.max(today);
    let due_on = opens_on.checked_add_days(Days::new(DAYS)).unwrap_or(opens_on);
    (opens_on.to_string(), due_on.to_string())
}

/// Reads what the form needs; the year is the one typed, or the coming one.
async fn known(visit: &Visit, typed: &Typed) -> Result<Known, AppError> {
    let (editions, today, typed) = (visit.app.editions.clone(), visit.app.clock.today(), typed.clone());
    let found = visit
        .app
        .db
        .read(move |conn| {
            let rounds = round::list(conn)?;
            let choices = catalogue::all(conn, &editions, &rounds)?;
            // The year of the questionnaire that is proposed: other questionnaires have years of their own.
            let year = typed.year().unwrap_or_else(|| coming_year(today, newest_year(&choices, &rounds)));
            let members = member::of_year(conn, year)?;
            let groups = member::of_kind(conn, MemberKind::ThemeGroup, year)?;
            let asked = match typed.addressed(&groups) {
                Some(addressed) => round::addressees(conn, year, &addressed)?,
                None => Vec::new(),
            };
            Ok(Known { choices, year, members, groups, asked: asked.iter().map(asked_name).collect() })
        })
        .await?;
    Ok(found)
}

/// The year that the next round is for: a round is answered early in its year, so from July on it is the next one.
fn coming_year(today: NaiveDate, newest_round: Option<i32>) -> i32 {
    let year = if today.month() < 7 { today.year() } else { today.year().saturating_add(1) };
    newest_round.map_or(year, |newest| year.max(newest.saturating_add(1)))
}

/// The newest year in which the first questionnaire of the list was asked.
fn newest_year(choices: &[catalogue::Known], rounds: &[Round]) -> Option<i32> {
    let first = &choices.first()?.edition.id;
    let is_of_first = |round: &&Round| {
        choices.iter().any(|choice| choice.sha256 == round.edition_sha256 && choice.edition.id == *first)
    };
    rounds.iter().filter(is_of_first).map(|round| round.year).max()
}

/// What the form holds before anybody has typed: the edition of the year, thirty days from 1 February.
fn proposal(known: &Known, today: NaiveDate) -> Typed {
    let named = known.year.to_string();
    let chosen =
        known.choices.iter().find(|choice| choice.edition.edition == named).or(known.choices.first());
    let (opens_on, due_on) = days(known.year, today);
    Typed {
        edition: chosen.map(|choice| choice.sha256.clone()).unwrap_or_default(),
        year: named,
        audience: Audience::AllMembers.as_str().to_owned(),
        proposed: Some(known.year),
        opens_on,
        due_on,
        threshold: chosen
            .map(|choice| ScoreScale::of(&choice.edition).default_threshold().to_string())
            .unwrap_or_default(),
        ..Typed::default()
    }
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let all = Typed { audience: Audience::AllMembers.as_str().to_owned(), ..Typed::default() };
    let known = known(&visit, &all).await?;
    let typed = proposal(&known, visit.app.clock.today());
    page(&visit, None, &known, &typed, Vec::new())
}

/// The form again, with the edition and the members of the year that were chosen.
pub(super) async fn show_typed(visit: Visit, posted: Posted) -> Result<HttpResponse, AppError> {
    again(&visit, None, &posted).await
}

async fn again(visit: &Visit, draft: Option<DraftView>, posted: &Posted) -> Result<HttpResponse, AppError> {
    let mut typed = Typed::of(posted);
    typed.follow_year(visit.app.clock.today());
    let known = known(visit, &typed).await?;
    let mut errors = Vec::new();
    if typed.year().is_none() {
        errors.push(ErrorView { field: "year", text: visit.text("round-year-error") });
    }
    // A threshold that the other edition's scale does not have says nothing any more.
    if let Some(choice) = known.choices.iter().find(|choice| choice.sha256 == typed.edition) {
        let scale = ScoreScale::of(&choice.edition);
        if !typed.threshold.parse().is_ok_and(|threshold: i32| (scale.min..=scale.max).contains(&threshold)) {
            typed.threshold = scale.default_threshold().to_string();
        }
    }
    page(visit, draft, &known, &typed, errors)
}

fn page(
    visit: &Visit,
    draft: Option<DraftView>,
    known: &Known,
    typed: &Typed,
    errors: Vec<ErrorView>,
) -> Result<HttpResponse, AppError> {
    let chosen = known.choices.iter().find(|choice| choice.sha256 == typed.edition);
    let scale = chosen.map_or(ScoreScale::PER_CENT, |choice| ScoreScale::of(&choice.edition));
    let count = |edition: &Edition| edition.items().filter(|(_, item)| item.depth == Depth::Core).count();
    let key = if draft.is_some() { "round-edit-title" } else { "round-new-title" };
    let view = NewView {
        draft,
        editions: known
            .choices
            .iter()
            .map(|choice| OptionView {
                value: choice.sha256.clone(),
                text: catalogue::name(visit, &known.choices, choice),
                selected: choice.sha256 == typed.edition,
            })
            .collect(),
        edition: FieldView::of("edition", &typed.edition, &errors),
        items: chosen
            .map(|choice| {
                let minutes = minutes(&choice.edition);
                visit.text_with(
                    "round-items",
                    &[("count", count(&choice.edition).into()), ("minutes", minutes.into())],
                )
            })
            .unwrap_or_default(),
        year: FieldView::of("year", &typed.year, &errors),
        proposed: typed.proposed.unwrap_or(known.year),
        audiences: audiences(visit, known, typed, &errors),
        audience_error: FieldView::of("audience", "", &errors).error,
        asked: known.asked.clone(),
        asked_text: asked_text(visit, typed.audience().unwrap_or_default(), known.year, known.asked.len()),
        nobody: match typed.audience().unwrap_or_default() {
            Audience::AllMembers => visit.text(nobody(Audience::AllMembers)),
            _ => visit.text("round-none-chosen"),
        },
        is_chosen_below: typed.audience().unwrap_or_default() != Audience::AllMembers,
        opens_on: FieldView::of("opens_on", &typed.opens_on, &errors),
        due_on: FieldView::of("due_on", &typed.due_on, &errors),
        scored: chosen.is_none_or(|choice| choice.edition.scored_substandards().next().is_some()),
        threshold: FieldView::of("threshold", &typed.threshold, &errors),
        threshold_hint: visit
            .text_with("round-threshold-hint", &[("min", scale.min.into()), ("max", scale.max.into())]),
        scale_min: scale.min,
        scale_max: scale.max,
        errors,
    };
    let heading = form::title(visit, &visit.text(key), &view.errors);
    let status = if view.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page_with(status, "secretariat/new-round", heading, &view)
}

/// The ways to choose whom the round addresses, each with its boxes.
fn audiences(visit: &Visit, known: &Known, typed: &Typed, errors: &[ErrorView]) -> Vec<AudienceView> {
    let year = || ("year", known.year.to_string().into());
    let of_members = |members: &[Member], is_ticked: &dyn Fn(&str) -> bool| -> Vec<OptionView> {
        let of = |member: &Member| OptionView {
            value: member.id.clone(),
            text: member.name.clone(),
            selected: is_ticked(&member.id),
        };
        members.iter().map(of).collect()
    };
    Audience::ALL
        .into_iter()
        .map(|audience| {
            let (field, legend, boxes) = match audience {
                Audience::AllMembers => (None, None, Vec::new()),
                Audience::ChosenMembers => {
                    let boxes = of_members(&known.members, &|id| typed.members.contains(id));
                    (Some("members"), Some("round-which-members"), boxes)
                }
                Audience::ThemeGroups => {
                    let is_ticked = |id: &str| typed.groups.as_ref().is_none_or(|chosen| chosen.contains(id));
                    (Some("groups"), Some("round-which-groups"), of_members(&known.groups, &is_ticked))
                }
                Audience::People => {
                    let boxes = Role::of_members().map(|role| OptionView {
                        value: role.as_str().to_owned(),
                        text: role_name(visit, role),
                        selected: typed.roles.contains(role.as_str()),
                    });
                    (Some("roles"), Some("round-which-roles"), boxes.collect())
                }
            };
            AudienceView {
                value: audience.as_str(),
                text: visit.text(&format!("audience-{}", audience.as_str())),
                selected: typed.audience() == Some(audience),
                error: field.and_then(|field| FieldView::of(field, "", errors).error),
                none: (field.is_some() && boxes.is_empty())
                    .then(|| visit.text_with("round-none-that-year", &[year()])),
                legend: legend.map(|key| visit.text(key)).unwrap_or_default(),
                field,
                boxes,
            }
        })
        .collect()
}

/// Whom the round is to address, or what is wrong with the choice.
fn addressed(visit: &Visit, known: &Known, typed: &Typed, errors: &mut Vec<ErrorView>) -> Option<Addressed> {
    let chosen = typed.addressed(&known.groups);
    let mut wrong = |field, key| errors.push(ErrorView { field, text: visit.text(key) });
    match &chosen {
        None => wrong("audience", "round-audience-error"),
        Some(Addressed::AllMembers) => {}
        Some(Addressed::Members(_)) if known.asked.is_empty() => wrong("members", "round-members-error"),
        Some(Addressed::ThemeGroups(_)) if known.groups.is_empty() => wrong("groups", "round-no-groups"),
        Some(Addressed::ThemeGroups(_)) if known.asked.is_empty() => wrong("groups", "round-groups-error"),
        Some(Addressed::People(roles)) if roles.is_empty() => wrong("roles", "round-roles-error"),
        Some(Addressed::People(_)) if known.asked.is_empty() => wrong("roles", "round-no-people"),
        Some(Addressed::Members(_) | Addressed::ThemeGroups(_) | Addressed::People(_)) => {}
    }
    chosen
}

/// What was typed, if nothing is wrong with it.
struct Sound {
    sha256: String,
    year: i32,
    addressed: Addressed,
    opens_on: NaiveDate,
    due_on: NaiveDate,
    threshold: i32,
}

impl Sound {
    fn of(visit: &Visit, known: &Known, typed: &Typed, errors: &mut Vec<ErrorView>) -> Option<Sound> {
        let mut need = |found: bool, field: &'static str, key: &str| {
            if !found {
                errors.push(ErrorView { field, text: visit.text(key) });
            }
        };
        let chosen = known.choices.iter().find(|choice| choice.sha256 == typed.edition);
        need(chosen.is_some(), "edition", "round-edition-error");
        let year = typed.year();
        need(year.is_some(), "year", "round-year-error");
        let addressed = addressed(visit, known, typed, errors);
        let days = form::period(visit, &typed.opens_on, &typed.due_on, errors);
        let scale = chosen.map(|choice| ScoreScale::of(&choice.edition));
        let threshold = typed.threshold.parse::<i32>().ok();
        if let Some(scale) = scale
            && !threshold.is_some_and(|threshold| (scale.min..=scale.max).contains(&threshold))
        {
            errors.push(ErrorView { field: "threshold", text: visit.text("conflict-threshold-off-scale") });
        }
        let (opens_on, due_on) = days?;
        let found = Sound {
            sha256: chosen?.sha256.clone(),
            year: year?,
            addressed: addressed?,
            opens_on,
            due_on,
            threshold: threshold?,
        };
        errors.is_empty().then_some(found)
    }

    /// The round that it makes of a frozen edition.
    fn round<'e>(&self, edition: &'e str) -> NewRound<'e> {
        let Sound { year, opens_on, due_on, threshold, .. } = *self;
        let addressed = self.addressed.clone();
        NewRound { year, edition, addressed, opens_on, due_on, threshold, synthetic: false }
    }
}

/// What stands in the way, at the field that it concerns.
fn at_field(visit: &Visit, conflict: Conflict) -> Vec<ErrorView> {
    let field = match conflict {
        Conflict::DatesOutOfOrder => "due_on",
        Conflict::ThresholdOffScale => "threshold",
        Conflict::NobodyAddressed => "audience",
        _ => "year",
    };
    vec![ErrorView { field, text: visit.text(&format!("conflict-{}", conflict.as_str())) }]
}

pub(super) async fn create(visit: Visit, posted: Posted) -> Result<HttpResponse, AppError> {
    let mut typed = Typed::of(&posted);
    typed.follow_year(visit.app.clock.today());
    let known = known(&visit, &typed).await?;
    let mut errors = Vec::new();
    let Some(sound) = Sound::of(&visit, &known, &typed, &mut errors) else {
        return page(&visit, None, &known, &typed, errors);
    };
    let (scope, now) = (visit.scope()?, visit.now());
    let created = visit
        .app
        .db
        .write(move |conn| {
            let edition = catalogue::freeze(conn, &sound.sha256, now)?;
            round::create(conn, &scope, now, &sound.round(&edition))
        })
        .await;
    match created {
        Ok(round) => Ok(visit.redirect(&format!("/secretariat/rounds/{}?done=created", round.id))),
        Err(StoreError::Conflict(conflict)) => page(&visit, None, &known, &typed, at_field(&visit, conflict)),
        Err(other) => Err(other.into()),
    }
}

/// A draft with its name, or none once it is open.
async fn draft(visit: &Visit, id: String) -> Result<Option<(Round, DraftView)>, AppError> {
    let editions = visit.app.editions.clone();
    let (round, edition) = visit.app.db.read(move |conn| load(conn, &editions, &id)).await?;
    let view = DraftView { id: round.id.clone(), title: title(visit, &round, &edition) };
    Ok((round.state == RoundState::Draft).then_some((round, view)))
}

/// The form with a draft as it stands.
pub(super) async fn edit(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let Some((round, draft)) = draft(&visit, id.clone()).await? else {
        return Ok(visit.redirect(&format!("/secretariat/rounds/{id}")));
    };
    let of = round.clone();
    let addressed = visit.app.db.read(move |conn| round::addressed(conn, &of)).await?;
    let typed = Typed::stands(&round, addressed);
    let known = known(&visit, &typed).await?;
    page(&visit, Some(draft), &known, &typed, Vec::new())
}

/// Corrects a draft, or shows the form again with the edition and the members of the year that were chosen.
pub(super) async fn correct(
    visit: Visit,
    path: Path<String>,
    posted: Posted,
) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let Some((round, draft)) = draft(&visit, id.clone()).await? else {
        return Err(AppError::Conflict(Conflict::RoundState(RoundState::Open)));
    };
    if posted.has("show") {
        return again(&visit, Some(draft), &posted).await;
    }
    let mut typed = Typed::of(&posted);
    typed.follow_year(visit.app.clock.today());
    let known = known(&visit, &typed).await?;
    let mut errors = Vec::new();
    let Some(sound) = Sound::of(&visit, &known, &typed, &mut errors) else {
        return page(&visit, Some(draft), &known, &typed, errors);
    };
    let (scope, now) = (visit.scope()?, visit.now());
    let corrected = visit
        .app
        .db
        .write(move |conn| {
            let edition = catalogue::freeze(conn, &sound.sha256, now)?;
            round::correct(conn, &scope, now, &round.id, &sound.round(&edition))
        })
        .await;
    match corrected {
        Ok(()) => Ok(visit.redirect(&format!("/secretariat/rounds/{id}?done=corrected"))),
        Err(StoreError::Conflict(conflict)) if !matches!(conflict, Conflict::RoundState(_)) => {
            page(&visit, Some(draft), &known, &typed, at_field(&visit, conflict))
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::secretariat::questions::catalogue::shipped_edition;

    #[test]
    fn the_main_questionnaire_takes_25_minutes() {
        assert_eq!(minutes(&shipped_edition("2027").unwrap().edition), 25);
    }

    #[test]
    fn the_proposal_is_the_editions_year_and_thirty_days_from_february_or_today() {
        let known = Known {
            choices: vec![shipped_edition("2026").unwrap(), shipped_edition("2027").unwrap()],
            year: 2027,
            members: Vec::new(),
            groups: Vec::new(),
            asked: Vec::new(),
        };
        let today = |text: &str| text.parse::<NaiveDate>().unwrap();
        let early = proposal(&known, today("2026-11-22"));
        assert_eq!((early.opens_on.as_str(), early.due_on.as_str()), ("2027-02-01", "2027-03-03"));
        assert_eq!((early.edition, early.threshold.as_str()), (shipped_edition("2027").unwrap().sha256, "7"));
        assert_eq!(proposal(&known, today("2027-02-20")).opens_on, "2027-02-20");
    }

    #[test]
    fn the_next_round_is_for_the_year_that_people_prepare() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(coming_year(day("2027-01-10"), Some(2026)), 2027);
        assert_eq!(coming_year(day("2027-01-10"), None), 2027);
        assert_eq!(coming_year(day("2026-11-22"), None), 2027);
        assert_eq!(coming_year(day("2027-03-30"), Some(2027)), 2028);
    }
}
