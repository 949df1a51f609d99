//! `/results/{round}`: the network's result per perspective as a table and one picture, with the own region beside it.

use std::{collections::BTreeSet, sync::Arc};

use actix_web::{HttpResponse, web::Path};
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::Computed;
use crate::{
    error::AppError,
    report::chart::{Earlier, Extremes, ProfileChart, ProfileInput, Series, Words, perspective_class},
    scoring::{Change, Comparison, OVERALL, Profile, RoundAnswers, Score, Spread, format},
    store::{
        DbConnection, StoreError, StoreResult,
        edition::{Editions, LoadedEdition},
        results::{self, RoundHead},
    },
    web::{
        Visit,
        figures::{self, Figures},
        reading::{self, ReadingView},
    },
    workflow::{Action, Audience, RoundState},
};

#[derive(Serialize)]
struct EmptyView {}

#[derive(Serialize)]
struct ResultsView {
    title: String,
    /// The language of the questionnaire's texts, where it is not the page's.
    lang: Option<String>,
    reading: Option<ReadingView>,
    year: i32,
    lead: String,
    synthetic: bool,
    published: bool,
    /// The rounds of the same questions.
    rounds: Vec<LinkView>,
    /// The newest round of each other questionnaire.
    others: Vec<LinkView>,
    /// Whether there are ratings, and so figures.
    scored: bool,
    own: Option<String>,
    own_missing: Option<String>,
    chart: ProfileChart,
    threshold: String,
    threshold_heading: String,
    change_heading: String,
    has_change: bool,
    /// Of what the change is made, where there is one.
    comparable: Option<String>,
    rows: Vec<RowView>,
    /// The perspectives whose parts are shown.
    jumps: Vec<JumpView>,
    parts: Vec<PartView>,
}

/// A perspective, to go to its parts.
#[derive(Serialize)]
struct JumpView {
    id: String,
    title: String,
}

#[derive(Serialize)]
struct LinkView {
    href: String,
    text: String,
    /// The language of the text, where it is not the page's.
    lang: Option<String>,
    current: bool,
}

#[derive(Serialize)]
struct RowView {
    class: Option<String>,
    name: String,
    own: Option<String>,
    own_change: Option<String>,
    n: String,
    median: String,
    quartiles: String,
    mean: String,
    range: String,
    share: String,
    change: String,
    /// Of how many the change is made, where there is one.
    change_of: Option<String>,
}

#[derive(Serialize)]
struct PartView {
    /// The perspective, at the first of its parts.
    perspective: Option<String>,
    class: String,
    name: String,
    own: Option<String>,
    n: String,
    median: String,
    mean: String,
    range: String,
}

/// A round that results can be shown of, with what it asked.
type Named = (RoundHead, Arc<LoadedEdition>);

/// The rounds that this person may see, newest first.
fn named(conn: &mut DbConnection, editions: &Editions, all: bool) -> StoreResult<Vec<Named>> {
    let rounds = results::rounds(conn, all)?.into_iter();
    rounds.map(|round| editions.get(conn, &round.edition).map(|edition| (round, edition))).collect()
}

/// Straight to the newest round that this person may see, and that has figures if any has.
pub(super) async fn newest(visit: Visit) -> Result<HttpResponse, AppError> {
    let (all, editions) = (visit.may(Action::RunRound), visit.app.editions.clone());
    let rounds = visit.app.db.read(move |conn| named(conn, &editions, all)).await?;
    let is_scored = |(_, loaded): &&Named| loaded.edition.scored_substandards().next().is_some();
    match rounds.iter().find(is_scored).or(rounds.first()) {
        Some((round, _)) => Ok(visit.redirect(&format!("/results/{}", round.id))),
        None => visit.page("results/empty", visit.text("results-title-plain"), &EmptyView {}),
    }
}

pub(super) async fn show(visit: Visit, path: Path<String>) -> Result<HttpResponse, AppError> {
    let (id, scope, all) = (path.into_inner(), visit.scope()?, visit.may(Action::RunRound));
    let app = visit.app.clone();
    let (rounds, round, computed, own) = visit
        .app
        .db
        .read(move |conn| {
            let rounds = named(conn, &app.editions, all)?;
            let found = rounds.iter().find(|(round, _)| round.id == id);
            let round = found.map(|(round, _)| round.clone()).ok_or(StoreError::NotFound)?;
            let computed = app.results.get(conn, &app.editions, &round)?;
            // A member has a result of its own where members were asked, and it among them.
            let own = results::own_member(conn, &scope)?.filter(|(code, _)| {
                let asked = computed.round().into_iter().flat_map(|answers| &answers.members);
                let mut asked = asked.filter(|asked| asked.code == *code && asked.respondent.is_none());
                asked.next().is_some()
            });
            Ok((rounds, round, computed, own))
        })
        .await?;
    let view = view(&visit, &rounds, &round, &computed, own)?;
    visit.page("results/page", view.title.clone(), &view)
}

fn view(
    visit: &Visit,
    rounds: &[Named],
    round: &RoundHead,
    computed: &Arc<Computed>,
    own: Option<(String, String)>,
) -> Result<ResultsView, AppError> {
    let answers = computed.round().ok_or_else(|| AppError::Fault("no round".to_owned()))?;
    let edition = &answers.edition;
    let lang = visit.reads(edition);
    let words = Figures { visit, scale: answers.scale() };
    let profile = own.as_ref().and_then(|(code, _)| computed.profiles.get(code));
    let steps = own.as_ref().and_then(|(code, _)| {
        let comparison = computed.comparison.as_ref()?;
        comparison.members.iter().find(|change| change.member.code == *code)
    });
    let members = computed.network.members;
    let name = |id: &str| match edition.perspective(id) {
        Some(perspective) => perspective.title.get(lang).to_owned(),
        None => visit.text("results-overall"),
    };
    let rows = computed
        .network
        .perspectives_and_overall()
        .map(|spread| {
            let change = computed.comparison.as_ref().and_then(|comparison| {
                comparison.perspectives_and_overall().find(|change| change.id == spread.id)
            });
            let own_step = steps.and_then(|member| {
                let steps = &member.steps;
                let step =
                    steps.perspectives.iter().chain([&steps.overall]).find(|step| step.id == spread.id)?;
                step.difference.as_ref()
            });
            RowView {
                class: (spread.id != OVERALL).then(|| perspective_class(edition, Some(&spread.id))),
                name: name(&spread.id),
                own: profile
                    .and_then(|profile| profile.perspective(&spread.id))
                    .map(|own| words.standing(own.standing())),
                own_change: own_step.map(|difference| words.difference(difference)),
                ..words.row(spread, (members, round.audience), change)
            }
        })
        .collect();
    let mut jumps: Vec<JumpView> = Vec::new();
    let parts = edition
        .scored_substandards()
        .zip(&computed.network.substandards)
        .map(|((_, sub), spread)| {
            let row = words.row(spread, (members, round.audience), None);
            let is_new = |id: &&str| jumps.iter().all(|jump| jump.id != **id);
            let perspective = sub.perspective.as_deref().filter(is_new);
            jumps.extend(perspective.and_then(|id| edition.perspective(id)).map(|perspective| JumpView {
                id: perspective.id.clone(),
                title: perspective.title.get(lang).to_owned(),
            }));
            PartView {
                perspective: perspective.map(str::to_owned),
                class: perspective_class(edition, sub.perspective.as_deref()),
                name: format!("{} {}", sub.id, sub.title.get(lang)),
                own: profile
                    .and_then(|profile| profile.substandard(&sub.id))
                    .map(|own| words.standing(own.core.standing())),
                n: row.n,
                median: row.median,
                mean: row.mean,
                range: row.range,
            }
        })
        .collect();
    let previous = computed.comparison.as_ref().map(|comparison| comparison.earlier);
    Ok(ResultsView {
        title: visit.text_with("results-title", &[("title", edition.round_title(round.year, lang).into())]),
        lang: visit.foreign(edition).map(str::to_owned),
        reading: reading::choice(visit, edition),
        year: round.year,
        lead: visit.text_with(
            "results-lead",
            &[
                ("approved", computed.network.approved.into()),
                ("members", members.into()),
                ("audience", round.audience.as_str().into()),
            ],
        ),
        synthetic: round.synthetic,
        published: round.state == RoundState::Published,
        rounds: same_questions(visit, rounds, round),
        others: other_questions(visit, rounds, round),
        scored: edition.scored_substandards().next().is_some(),
        own_missing: own
            .as_ref()
            .filter(|_| profile.is_none())
            .map(|(_, name)| visit.text_with("results-own-missing", &[("member", name.clone().into())])),
        chart: chart(visit, answers, computed, profile, own.as_ref()),
        threshold: round.threshold.to_string(),
        threshold_heading: visit
            .text_with("results-share", &[("threshold", round.threshold.to_string().into())]),
        change_heading: previous.map_or_else(String::new, |year| {
            visit.text_with("results-change", &[("year", year.to_string().into())])
        }),
        has_change: previous.is_some(),
        comparable: computed.comparison.as_ref().map(|comparison| comparable(visit, edition, comparison)),
        own: own.map(|(_, name)| name),
        rows,
        parts,
        jumps,
    })
}

/// Of which parts the change is made, and which of their questions are worded otherwise by now.
fn comparable(visit: &Visit, edition: &crate::questionnaire::Edition, comparison: &Comparison) -> String {
    let args = [
        ("linked", comparison.linked.len().into()),
        ("all", edition.scored_substandards().count().into()),
        ("earlier", comparison.earlier.to_string().into()),
    ];
    let parts = visit.text_with("results-comparable", &args);
    if comparison.reworded.is_empty() {
        return parts;
    }
    let reworded = [("items", comparison.reworded.join(", ").into())];
    format!("{parts} {}", visit.text_with("results-reworded", &reworded))
}

/// The rounds of the same questions, by year; by name where a year has several.
fn same_questions(visit: &Visit, rounds: &[Named], shown: &RoundHead) -> Vec<LinkView> {
    let same: Vec<&Named> =
        rounds.iter().filter(|(round, _)| round.questionnaire == shown.questionnaire).collect();
    let is_alone = |year: i32| same.iter().filter(|(round, _)| round.year == year).count() == 1;
    same.iter()
        .map(|(round, loaded)| LinkView {
            href: format!("/results/{}", round.id),
            text: match is_alone(round.year) {
                true => round.year.to_string(),
                false => loaded.edition.round_title(round.year, visit.reads(&loaded.edition)),
            },
            lang: visit.foreign(&loaded.edition).filter(|_| !is_alone(round.year)).map(str::to_owned),
            current: round.id == shown.id,
        })
        .collect()
}

/// The newest round of each other questionnaire.
fn other_questions(visit: &Visit, rounds: &[Named], shown: &RoundHead) -> Vec<LinkView> {
    let mut seen = BTreeSet::from([shown.questionnaire.as_str()]);
    rounds
        .iter()
        .filter(|(round, _)| seen.insert(&round.questionnaire))
        .map(|(round, loaded)| LinkView {
            href: format!("/results/{}", round.id),
            text: loaded.edition.round_title(round.year, visit.reads(&loaded.edition)),
            lang: visit.foreign(&loaded.edition).map(str::to_owned),
            current: false,
        })
        .collect()
}

fn chart(
    visit: &Visit,
    answers: &RoundAnswers,
    computed: &Computed,
    profile: Option<&Profile>,
    own: Option<&(String, String)>,
) -> ProfileChart {
    let edition = &answers.edition;
    let lang = visit.reads(edition);
    let words = Figures { visit, scale: answers.scale() };
    let title =
        |id: &String| edition.perspective(id).map(|p| p.title.get(lang)).unwrap_or_default().to_owned();
    let sentence = match Extremes::of_network(&computed.network, answers.scale()) {
        None => visit.text("results-sentence-none"),
        Some(extremes) if extremes.are_equal() => visit.text("results-sentence-equal"),
        Some(extremes) => {
            let named = |ids: &[String]| figures::in_a_sentence(visit, ids.iter().map(title));
            visit.text_with(
                "results-sentence",
                &[
                    ("highest", named(&extremes.highest).into()),
                    ("highest-score", words.score(&extremes.highest_score).into()),
                    ("lowest", named(&extremes.lowest).into()),
                    ("lowest-score", words.score(&extremes.lowest_score).into()),
                ],
            )
        }
    };
    let description = computed
        .network
        .perspectives
        .iter()
        .map(|spread| {
            let row = words.row(spread, (computed.network.members, Audience::AllMembers), None);
            format!(
                "{}: {} {}, {} {}.",
                title(&spread.id),
                visit.text("results-median"),
                row.median,
                visit.text("results-range"),
                row.range
            )
        })
        .collect::<Vec<_>>()
        .join(" ");
    let own_name = own.map(|(_, name)| name.clone()).unwrap_or_default();
    let own_earlier = own.and_then(|(code, _)| computed.earlier.get(code)).filter(|_| profile.is_some());
    let label = |series: Series, score: &Score| match series {
        Series::Own => words.score(score),
        Series::Earlier => {
            format!("{}: {}", computed.comparison.as_ref().map_or(0, |c| c.earlier), words.score(score))
        }
    };
    ProfileChart::new(ProfileInput {
        id: "profile",
        edition,
        language: lang,
        foreign: visit.foreign(edition),
        network: Some(&computed.network),
        own: profile,
        earlier: own_earlier.map(Earlier::Own),
        words: Words {
            sentence,
            title: visit.text_with("results-chart-title", &[("year", answers.year.to_string().into())]),
            description,
            missing: visit.text("results-thin"),
            range: visit.text("results-range"),
            middle_half: visit.text("results-middle-half"),
            median: visit.text("results-median"),
            own: own_name,
            earlier: computed
                .comparison
                .as_ref()
                .map(|comparison| {
                    visit.text_with("results-own-earlier", &[("year", comparison.earlier.to_string().into())])
                })
                .unwrap_or_default(),
            label: &label,
        },
    })
}

impl Figures<'_> {
    fn row(
        &self,
        spread: &Spread,
        (members, audience): (usize, Audience),
        change: Option<&Change>,
    ) -> RowView {
        let dash = || "–".to_owned();
        let distribution = spread.distribution.as_ref();
        let change = change.and_then(|change| change.mean.as_ref().map(|mean| (change.pairs, mean)));
        let score = |of: Option<&Score>| of.map_or_else(dash, |score| self.score(score));
        RowView {
            class: None,
            name: String::new(),
            own: None,
            own_change: None,
            n: self.visit.text_with(
                "results-n-of",
                &[("n", FluentValue::from(spread.n())), ("members", FluentValue::from(members))],
            ),
            median: score(distribution.map(|all| &all.median)),
            quartiles: distribution.and_then(|all| all.quartiles.as_ref()).map_or_else(dash, |quartiles| {
                format!("{}–{}", self.score(&quartiles.q1), self.score(&quartiles.q3))
            }),
            mean: score(distribution.map(|all| &all.mean)),
            range: distribution
                .map_or_else(dash, |all| format!("{}–{}", self.score(&all.min), self.score(&all.max))),
            share: distribution
                .map_or_else(dash, |all| format!("{} %", format::per_cent(&all.share(), self.separator()))),
            change: change.map_or_else(dash, |(_, mean)| self.difference(mean)),
            change_of: change.map(|(pairs, _)| {
                self.visit.text_with(
                    "results-pairs",
                    &[("pairs", pairs.into()), ("audience", audience.as_str().into())],
                )
            }),
        }
    }
}
