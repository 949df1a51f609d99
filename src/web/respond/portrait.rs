//! What answers come to, in a picture and a few sentences: the profile, the change since the year before, what stands out, and what
//! to work on first. For whoever signs, and right after signing for all. Made of these answers and the member's own earlier ones.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    questionnaire::{Edition, Entry},
    report::chart::{Earlier, Extremes, ProfileChart, ProfileInput, Series, Words, perspective_class},
    scoring::{Profile, Ranked, Score, ScoreScale, Standouts, Why, change::Steps},
    store::{StoreResult, review::Whose},
    web::{
        Visit,
        figures::{self, Figures},
        observed::Before,
    },
};

#[derive(Serialize)]
pub(super) struct PortraitView {
    chart: ProfileChart,
    /// The heading of the change; none where there is no year to compare with.
    change: Option<String>,
    /// Of what the change is made.
    comparable: Option<String>,
    rows: Vec<RowView>,
    strongest: Vec<RankedView>,
    weakest: Vec<RankedView>,
    work_on: Vec<WorkOnView>,
}

#[derive(Serialize)]
struct RowView {
    class: String,
    name: String,
    own: String,
    change: String,
}

#[derive(Serialize)]
struct RankedView {
    name: String,
    score: String,
}

#[derive(Serialize)]
struct WorkOnView {
    name: String,
    why: String,
}

/// The answers of the year before, as far as there are any.
type Then<'a> = (&'a Before, BTreeMap<String, Entry>);

/// The portrait of these answers; none where nothing is scored.
pub(super) fn of(
    visit: &Visit,
    edition: &Edition,
    entries: &BTreeMap<String, Entry>,
    before: Option<&Before>,
    whose: &Whose,
) -> StoreResult<Option<PortraitView>> {
    if edition.scored_substandards().next().is_none() {
        return Ok(None);
    }
    let then = match before {
        Some(before) => before.entries(whose)?.map(|entries| (before, entries)),
        None => None,
    };
    let steps = then.as_ref().map(|(before, then)| before.linked(edition).steps(entries, then));
    let profile = Profile::of(edition, entries);
    let figures = Figures { visit, scale: ScoreScale::of(edition) };
    let standouts = Standouts::of(&profile, steps.as_ref());
    let lang = visit.reads(edition);
    let named = |ranked: &Ranked| {
        let title = edition.substandard(&ranked.id).map(|sub| sub.title.get(lang)).unwrap_or_default();
        format!("{} {title}", ranked.id)
    };
    let ranked = |all: &[Ranked]| -> Vec<RankedView> {
        all.iter()
            .map(|ranked| RankedView { name: named(ranked), score: figures.score(&ranked.score) })
            .collect()
    };
    let year = then.as_ref().map(|(before, _)| before.year);
    let comparable: BTreeSet<&str> = match &then {
        Some((before, _)) => before.linked(edition).substandards().collect(),
        None => BTreeSet::new(),
    };
    Ok(Some(PortraitView {
        chart: chart(visit, edition, &figures, &profile, then.as_ref()),
        change: year.map(|year| visit.text_with("portrait-change", &[("year", year.to_string().into())])),
        comparable: then.as_ref().map(|(before, _)| {
            let linked = comparable.len();
            let all = edition.scored_substandards().count();
            let args =
                [("linked", linked.into()), ("all", all.into()), ("year", before.year.to_string().into())];
            visit.text_with("portrait-comparable", &args)
        }),
        rows: rows(&figures, edition, &profile, steps.as_ref(), &comparable),
        strongest: ranked(&standouts.strongest),
        weakest: ranked(&standouts.weakest),
        work_on: standouts
            .work_on
            .iter()
            .map(|(ranked, why)| WorkOnView { name: named(ranked), why: reason(&figures, ranked, why, year) })
            .collect(),
    }))
}

/// Why to work on it, in one sentence.
fn reason(figures: &Figures<'_>, ranked: &Ranked, why: &Why, year: Option<i32>) -> String {
    let score = ("score", figures.score(&ranked.score).into());
    match why {
        Why::Lowest => figures.visit.text_with("portrait-why-lowest", &[score]),
        Why::Low => figures.visit.text_with("portrait-why-low", &[score]),
        Why::Fell(difference) => {
            let change = ("change", figures.difference(difference).into());
            let year = ("year", year.map(|year| year.to_string()).unwrap_or_default().into());
            figures.visit.text_with("portrait-why-fell", &[score, change, year])
        }
    }
}

fn rows(
    figures: &Figures<'_>,
    edition: &Edition,
    profile: &Profile,
    steps: Option<&Steps>,
    comparable: &BTreeSet<&str>,
) -> Vec<RowView> {
    let visit = figures.visit;
    let lang = visit.reads(edition);
    let change = |id: &str| {
        let step = steps?.perspectives.iter().find(|step| step.id == id)?;
        let change = figures.difference(step.difference.as_ref()?);
        let parts =
            || edition.scored_substandards().filter(|(_, sub)| sub.perspective.as_deref() == Some(id));
        let (linked, all) =
            (parts().filter(|(_, sub)| comparable.contains(sub.id.as_str())).count(), parts().count());
        // On fewer parts than the two figures beside it, it is not their difference.
        Some(match linked == all {
            true => change,
            false => {
                let args = [("change", change.into()), ("linked", linked.into()), ("all", all.into())];
                visit.text_with("portrait-change-of", &args)
            }
        })
    };
    profile
        .perspectives
        .iter()
        .map(|aggregate| RowView {
            class: perspective_class(edition, Some(&aggregate.id)),
            name: edition
                .perspective(&aggregate.id)
                .map(|of| of.title.get(lang))
                .unwrap_or_default()
                .to_owned(),
            own: figures.standing(aggregate.standing()),
            change: change(&aggregate.id).unwrap_or_else(|| "–".to_owned()),
        })
        .collect()
}

fn chart(
    visit: &Visit,
    edition: &Edition,
    figures: &Figures<'_>,
    profile: &Profile,
    then: Option<&Then<'_>>,
) -> ProfileChart {
    let lang = visit.reads(edition);
    let title =
        |id: &str| edition.perspective(id).map(|of| of.title.get(lang)).unwrap_or_default().to_owned();
    let described = profile
        .perspectives
        .iter()
        .map(|aggregate| format!("{}: {}.", title(&aggregate.id), figures.standing(aggregate.standing())));
    let earlier = then.map(|(before, entries)| Profile::of(&before.edition, entries));
    let year = then.map(|(before, _)| before.year.to_string()).unwrap_or_default();
    let label = |series: Series, score: &Score| match series {
        Series::Own => figures.score(score),
        Series::Earlier => format!("{year}: {}", figures.score(score)),
    };
    ProfileChart::new(ProfileInput {
        id: "profile",
        edition,
        language: lang,
        foreign: visit.foreign(edition),
        network: None,
        own: Some(profile),
        earlier: earlier.as_ref().map(Earlier::Own),
        words: Words {
            sentence: sentence(figures, edition, profile),
            title: visit.text("portrait-chart"),
            description: described.collect::<Vec<_>>().join(" "),
            missing: visit.text("results-thin"),
            range: String::new(),
            middle_half: String::new(),
            median: String::new(),
            own: visit.text("portrait-now"),
            earlier: year.clone(),
            label: &label,
        },
    })
}

/// What the profile shows, in one sentence.
pub(super) fn sentence(figures: &Figures<'_>, edition: &Edition, profile: &Profile) -> String {
    let visit = figures.visit;
    let lang = visit.reads(edition);
    let title =
        |id: &str| edition.perspective(id).map(|of| of.title.get(lang)).unwrap_or_default().to_owned();
    match Extremes::of_profile(profile, figures.scale) {
        None => visit.text("portrait-sentence-none"),
        Some(extremes) if extremes.are_equal() => visit.text("results-sentence-equal"),
        Some(extremes) => {
            let named = |ids: &[String]| figures::in_a_sentence(visit, ids.iter().map(|id| title(id)));
            visit.text_with(
                "portrait-sentence",
                &[
                    ("highest", named(&extremes.highest).into()),
                    ("highest-score", figures.score(&extremes.highest_score).into()),
                    ("lowest", named(&extremes.lowest).into()),
                    ("lowest-score", figures.score(&extremes.lowest_score).into()),
                ],
            )
        }
    }
}
