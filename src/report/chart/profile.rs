//! The profile chart: per perspective a line from the lowest to the highest member, a box over the middle
//! half, a mark at the median, and below it the own region's mark and one for the year before. Drawn by
//! `templates/partials/profile-chart.hbs`; the page adds the sentence's wording, the table and the CSV
//! link.

use num_rational::BigRational;
use serde::Serialize;

use super::perspective_class;
use crate::{
    questionnaire::Edition,
    scoring::{Network, Profile, Score, ScoreScale},
};

/// Where the scale begins, in hundredths of a per cent of the width: room for half a tick label.
const LEFT: i64 = 3_00;
/// How much of the width the scale takes, in hundredths of a per cent.
const WIDTH: i64 = 94_00;
/// The greatest number of steps between ticks.
const STEPS_MAX: i64 = 10;
/// Beyond this, in hundredths of a per cent of the width, a mark's label stands to its left.
const LABEL_TURNS: i64 = 70_00;

/// Everything the chart shows.
pub struct ProfileInput<'a> {
    /// The id of the figure element; unique on the page, and the stem of the ids inside.
    pub id: &'a str,
    /// The edition whose perspectives are shown, in its order.
    pub edition: &'a Edition,
    /// The language of the perspectives' names.
    pub language: &'a str,
    /// The same, where it is not the page's.
    pub foreign: Option<&'a str>,
    /// The network's result, once it may be seen.
    pub network: Option<&'a Network>,
    /// The own region's scores.
    pub own: Option<&'a Profile>,
    /// The year before.
    pub earlier: Option<Earlier<'a>>,
    /// The words.
    pub words: Words<'a>,
}

/// What is shown of the year before, matched by the perspectives' ids.
#[derive(Debug, Clone, Copy)]
pub enum Earlier<'a> {
    /// The own region's scores.
    Own(&'a Profile),
    /// The network's medians.
    Network(&'a Network),
}

/// Which mark a label is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// The own region.
    Own,
    /// The year before.
    Earlier,
}

/// The chart's words, in the page's language.
pub struct Words<'a> {
    /// The sentence that says what the picture shows; stands above it.
    pub sentence: String,
    /// The picture's short name.
    pub title: String,
    /// The picture in words, for those who do not see it.
    pub description: String,
    /// Stands where the own region's mark would be if it had a score or, in a chart of the network alone,
    /// where the line would be: "underlag saknas".
    pub missing: String,
    /// Legend: the line.
    pub range: String,
    /// Legend: the box.
    pub middle_half: String,
    /// Legend: the median.
    pub median: String,
    /// Legend: the own region.
    pub own: String,
    /// Legend: the year before.
    pub earlier: String,
    /// The label beside a mark, such as `Ni 7,1`.
    pub label: &'a dyn Fn(Series, &Score) -> String,
}

/// The view that the template draws. Lengths are SVG lengths: x in per cent, y in em.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileChart {
    id: String,
    /// The language of the names, where it is not the page's.
    lang: Option<String>,
    sentence: String,
    title: String,
    description: String,
    height: String,
    grid_top: String,
    grid_bottom: String,
    tick_y: String,
    left: String,
    right: String,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
    legend: Legend,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Tick {
    x: String,
    label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Row {
    /// The class that gives the row its colour.
    class: String,
    /// The perspective's own marker, as path data.
    marker: &'static str,
    marker_y: String,
    name: String,
    name_y: String,
    missing: Option<Missing>,
    spread: Option<Spread>,
    own: Option<Mark>,
    earlier: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Missing {
    x: String,
    y: String,
    label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Spread {
    min: String,
    max: String,
    y: String,
    middle_half: Option<Middle>,
    median: String,
    median_top: String,
    median_bottom: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Middle {
    x: String,
    y: String,
    width: String,
    height: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Mark {
    x: String,
    y: String,
    label: String,
    label_y: String,
    /// Whether the label stands to the left of the mark.
    turned: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Legend {
    range: Option<String>,
    middle_half: Option<String>,
    median: Option<String>,
    own: Option<String>,
    earlier: Option<String>,
}

/// The perspectives' markers by their place in the questionnaire, so that colour is never alone: the shapes
/// that [`perspective_class`] has in `assets/app.css`, which are square, circle, triangle, cross, diamond and
/// downward triangle.
const MARKERS: [&str; 6] = [
    "M0-10h11V1H0z",
    "M0-5a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "M6-11 12 1H0z",
    "M4-11h4v4h4v4H8v4H4v-4H0v-4h4z",
    "M6-11 12-5 6 1 0-5z",
    "M0-11h12L6 1z",
];

impl ProfileChart {
    /// Lays the chart out.
    pub fn new(input: ProfileInput<'_>) -> ProfileChart {
        let scale = ScoreScale::of(input.edition);
        let layout = Layout::of(&input);
        let rows: Vec<Row> = input
            .edition
            .perspectives
            .iter()
            .zip(MARKERS.iter().cycle())
            .zip(0..)
            .map(|((perspective, marker), number)| {
                let name = perspective.title.get(input.language);
                row(&input, &layout, &perspective.id, name, marker, number)
            })
            .collect();
        let bottom = layout.top(i64::try_from(rows.len()).unwrap_or(0));
        let words = &input.words;
        let has = |is_there: bool, word: &String| is_there.then(|| word.clone());
        let spreads = || rows.iter().filter_map(|row| row.spread.as_ref());
        let legend = Legend {
            range: has(spreads().next().is_some(), &words.range),
            middle_half: has(spreads().any(|spread| spread.middle_half.is_some()), &words.middle_half),
            median: has(spreads().next().is_some(), &words.median),
            own: has(rows.iter().any(|row| row.own.is_some()), &words.own),
            earlier: has(rows.iter().any(|row| row.earlier.is_some()), &words.earlier),
        };
        ProfileChart {
            id: input.id.to_owned(),
            lang: input.foreign.map(str::to_owned),
            sentence: words.sentence.clone(),
            title: words.title.clone(),
            description: words.description.clone(),
            height: em(bottom + 1_60),
            grid_top: em(1_60),
            grid_bottom: em(bottom),
            tick_y: em(bottom + 1_30),
            left: per_cent(LEFT),
            right: per_cent(LEFT + WIDTH),
            ticks: ticks(scale),
            rows,
            legend,
        }
    }
}

/// How high a row is, which depends on the kinds of mark in the chart and not on the single row.
struct Layout {
    has_network: bool,
    has_own: bool,
    has_earlier: bool,
}

impl Layout {
    fn of(input: &ProfileInput<'_>) -> Layout {
        Layout {
            has_network: input.network.is_some(),
            has_own: input.own.is_some(),
            has_earlier: input.earlier.is_some(),
        }
    }

    /// Where the middle of the first line of marks lies below the row's upper edge, in hundredths of an em.
    fn marks(&self) -> i64 {
        if self.has_network { 3_85 } else { 2_40 }
    }

    /// The row's height in hundredths of an em.
    fn pitch(&self) -> i64 {
        let line = |is_there: bool| if is_there { 1_40 } else { 0 };
        self.marks() - 5 + line(self.has_own) + line(self.has_earlier)
    }

    /// The upper edge of a row.
    fn top(&self, number: i64) -> i64 {
        self.pitch() * number
    }
}

fn row(
    input: &ProfileInput<'_>,
    layout: &Layout,
    id: &str,
    name: &str,
    marker: &'static str,
    number: i64,
) -> Row {
    let top = layout.top(number);
    let own = input.own.and_then(|own| own.perspective(id)?.score.as_ref());
    let median = |network: &'_ Network| {
        let spread = network.perspectives.iter().find(|spread| spread.id == id)?;
        Some(spread.distribution.as_ref()?.median.clone())
    };
    let earlier = match input.earlier {
        Some(Earlier::Own(profile)) => profile.perspective(id).and_then(|aggregate| aggregate.score.clone()),
        Some(Earlier::Network(network)) => median(network),
        None => None,
    };
    let distribution = input
        .network
        .and_then(|network| network.perspectives.iter().find(|spread| spread.id == id))
        .and_then(|spread| spread.distribution.as_ref());
    let spread = distribution.map(|distribution| Spread {
        min: x(&distribution.min),
        max: x(&distribution.max),
        y: em(top + 2_40),
        middle_half: distribution.quartiles.as_ref().map(|quartiles| Middle {
            x: x(&quartiles.q1),
            y: em(top + 1_80),
            width: per_cent(place(&quartiles.q3) - place(&quartiles.q1)),
            height: em(1_20),
        }),
        median: x(&distribution.median),
        median_top: em(top + 1_65),
        median_bottom: em(top + 3_15),
    });
    let mark = |series, score: &Score, line: i64| Mark {
        x: x(score),
        y: em(top + layout.marks() + line * 1_40),
        label: (input.words.label)(series, score),
        label_y: em(top + layout.marks() + line * 1_40 + 35),
        turned: place(score) > LABEL_TURNS,
    };
    let own = own.map(|score| mark(Series::Own, score, 0));
    let earlier = earlier.map(|score| mark(Series::Earlier, &score, i64::from(layout.has_own)));
    let is_missing = if layout.has_own { own.is_none() } else { spread.is_none() };
    let missing_y = if layout.has_own { layout.marks() + 35 } else { 2_75 };
    Row {
        class: perspective_class(input.edition, Some(id)),
        marker,
        marker_y: em(top + 1_05),
        name: name.to_owned(),
        name_y: em(top + 1_00),
        missing: is_missing.then(|| Missing {
            x: per_cent(LEFT),
            y: em(top + missing_y),
            label: input.words.missing.clone(),
        }),
        spread,
        own,
        earlier,
    }
}

/// The ticks of the scale: every whole value if there are few, else by a round step, and always both ends.
fn ticks(scale: ScoreScale) -> Vec<Tick> {
    let (min, max) = (i64::from(scale.min), i64::from(scale.max));
    let span = (max - min).max(1);
    let step = std::iter::successors(Some(1_i64), |power| power.checked_mul(10))
        .flat_map(|power| [1, 2, 5].map(|factor| power.saturating_mul(factor)))
        .find(|step| span / step <= STEPS_MAX)
        .unwrap_or(span);
    (0..span / step)
        .map(|number| number * step)
        .chain(std::iter::once(span))
        .map(|value| {
            let hundredths = LEFT + (2 * WIDTH * value + span) / (2 * span);
            Tick { x: per_cent(hundredths), label: (min + value).to_string() }
        })
        .collect()
}

/// The place of a score on the axis, in hundredths of a per cent of the width.
fn place(score: &Score) -> i64 {
    let place = BigRational::from_integer(WIDTH.into()) * score.fraction();
    LEFT + i64::try_from(place.round().to_integer()).unwrap_or(WIDTH)
}

fn x(score: &Score) -> String {
    per_cent(place(score))
}

fn per_cent(hundredths: i64) -> String {
    format!("{}%", decimal(hundredths))
}

fn em(hundredths: i64) -> String {
    format!("{}em", decimal(hundredths))
}

fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use handlebars::Handlebars;

    use super::*;
    use crate::{
        questionnaire::Depth,
        scoring::{
            RoundAnswers, Separator, format,
            specimen::{self, NA, entries, item, round, substandard, value},
        },
    };

    const TEMPLATE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/partials/profile-chart.hbs"));

    fn edition() -> Edition {
        specimen::edition(
            "2027",
            ["governance", "patient", "population", "staff"]
                .map(|id| substandard(&format!("1.{id}"), id, [item(id, Depth::Core)])),
        )
    }

    fn answers(values: [i32; 4]) -> std::collections::BTreeMap<String, crate::questionnaire::answer::Entry> {
        let answers: Vec<_> =
            ["governance", "patient", "population", "staff"].into_iter().zip(values.map(value)).collect();
        entries(&answers)
    }

    fn six_members() -> RoundAnswers {
        round(
            2027,
            edition(),
            [
                ("01", answers([3, 5, 2, 4])),
                ("02", answers([5, 6, 4, 5])),
                ("03", answers([6, 7, 5, 6])),
                ("04", answers([7, 7, 6, 6])),
                ("05", answers([8, 9, 6, 7])),
                ("06", answers([9, 10, 8, 8])),
            ],
        )
    }

    fn words<'a>(label: &'a dyn Fn(Series, &Score) -> String) -> Words<'a> {
        Words {
            sentence: "Nätverket är starkast i patientperspektivet.".to_owned(),
            title: "Nätverkets profil".to_owned(),
            description: "Median per perspektiv.".to_owned(),
            missing: "Underlag saknas".to_owned(),
            range: "lägsta till högsta".to_owned(),
            middle_half: "mittersta hälften".to_owned(),
            median: "median".to_owned(),
            own: "er region".to_owned(),
            earlier: "er region 2026".to_owned(),
            label,
        }
    }

    fn label(series: Series, score: &Score) -> String {
        let scale = ScoreScale { min: 1, max: 10, per_cent: false };
        let figure = format::one_decimal(&score.on(scale), Separator::Comma);
        match series {
            Series::Own => format!("Ni {figure}"),
            Series::Earlier => format!("2026: {figure}"),
        }
    }

    fn drawn(chart: &ProfileChart) -> String {
        let mut handlebars = Handlebars::new();
        handlebars.set_strict_mode(true);
        handlebars.register_template_string("chart", TEMPLATE).unwrap();
        handlebars.render("chart", chart).unwrap()
    }

    #[test]
    fn the_whole_picture() {
        let round = six_members();
        let network = Network::of(&round);
        let own = Profile::of(&round.edition, &answers([7, 10, 4, 1]));
        let earlier = Profile::of(&round.edition, &answers([6, 9, 4, 2]));
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &round.edition,
            language: "sv",
            foreign: None,
            network: Some(&network),
            own: Some(&own),
            earlier: Some(Earlier::Own(&earlier)),
            words: words(&label),
        });
        insta::assert_snapshot!("profile-chart", drawn(&chart));
    }

    #[test]
    fn the_network_alone() {
        let mut round = six_members();
        round.submissions.truncate(4);
        for submission in &mut round.submissions {
            submission.entries.insert("staff".to_owned(), entries(&[("staff", NA)])["staff"].clone());
        }
        let network = Network::of(&round);
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &round.edition,
            language: "en",
            foreign: None,
            network: Some(&network),
            own: None,
            earlier: None,
            words: words(&label),
        });
        assert!(chart.rows.iter().all(|row| row.own.is_none() && row.earlier.is_none()));
        assert!(chart.rows[0].spread.as_ref().unwrap().middle_half.is_none(), "quartiles of four are hidden");
        assert_eq!(chart.legend.middle_half, None);
        assert_eq!(chart.legend.own, None);
        assert_eq!(chart.rows[3].missing.as_ref().unwrap().label, "Underlag saknas");
        assert_eq!(chart.rows[0].name, "The governance perspective");
        let svg = drawn(&chart);
        assert!(!svg.contains("class=\"box\""));
        assert!(svg.contains("Underlag saknas"));
    }

    #[test]
    fn the_own_region_before_the_network_is_published() {
        let edition = edition();
        let own = Profile::of(&edition, &answers([7, 10, 4, 1]));
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &edition,
            language: "sv",
            foreign: None,
            network: None,
            own: Some(&own),
            earlier: None,
            words: words(&label),
        });
        assert_eq!(chart.legend.range, None);
        assert_eq!(chart.height, "16.60em", "there is no empty band where the network would be");
        assert_eq!(chart.rows[3].own.as_ref().unwrap().x, "3.00%");
        assert_eq!(chart.rows[1].own.as_ref().unwrap().x, "97.00%");
        assert!(chart.rows[1].own.as_ref().unwrap().turned, "the label at the right end stands to the left");
        assert!(!drawn(&chart).contains("class=\"range\""));
    }

    #[test]
    fn a_perspective_without_an_own_score_says_so_in_the_place_of_the_mark() {
        let round = six_members();
        let network = Network::of(&round);
        let mut answers = answers([7, 10, 4, 1]);
        answers.remove("patient");
        let own = Profile::of(&round.edition, &answers);
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &round.edition,
            language: "sv",
            foreign: None,
            network: Some(&network),
            own: Some(&own),
            earlier: None,
            words: words(&label),
        });
        let missing: Vec<bool> = chart.rows.iter().map(|row| row.missing.is_some()).collect();
        assert_eq!(missing, [false, true, false, false]);
        assert!(chart.rows[1].spread.is_some());
    }

    #[test]
    fn the_year_before_may_be_the_networks_median() {
        let round = six_members();
        let network = Network::of(&round);
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &round.edition,
            language: "sv",
            foreign: None,
            network: Some(&network),
            own: None,
            earlier: Some(Earlier::Network(&network)),
            words: words(&label),
        });
        for row in &chart.rows {
            assert_eq!(row.earlier.as_ref().unwrap().x, row.spread.as_ref().unwrap().median);
        }
    }

    #[test]
    fn hostile_text_is_escaped_and_there_is_no_inline_style_or_script() {
        let hostile = "\"><script>alert(1)</script>{{evil}}";
        let mut edition = edition();
        edition.perspectives[0].title = specimen::text(hostile, hostile);
        let round = RoundAnswers { edition: Arc::new(edition), ..six_members() };
        let network = Network::of(&round);
        let own = Profile::of(&round.edition, &answers([7, 10, 4, 1]));
        let chart = ProfileChart::new(ProfileInput {
            id: "profile",
            edition: &round.edition,
            language: "sv",
            foreign: None,
            network: Some(&network),
            own: Some(&own),
            earlier: None,
            words: Words {
                sentence: hostile.to_owned(),
                title: hostile.to_owned(),
                description: hostile.to_owned(),
                own: hostile.to_owned(),
                ..words(&|_, _| hostile.to_owned())
            },
        });
        let svg = drawn(&chart);
        assert!(!svg.contains("<script"));
        assert!(!svg.contains("style"));
        assert_eq!(svg.matches("&lt;script&gt;").count(), 9);
        assert!(svg.contains("{{evil}}"));
    }

    #[test]
    fn ticks_are_whole_values_or_round_steps() {
        let labels = |min, max| {
            let ticks = ticks(ScoreScale { min, max, per_cent: false });
            ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(1, 10), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
        assert_eq!(labels(0, 3), ["0", "1", "2", "3"]);
        assert_eq!(labels(0, 100).len(), 11);
        assert_eq!(labels(0, 13), ["0", "2", "4", "6", "8", "10", "13"]);
        assert_eq!(labels(-5, 15), ["-5", "-3", "-1", "1", "3", "5", "7", "9", "11", "13", "15"]);
        assert_eq!(labels(i32::MIN, i32::MAX).len(), 9);
        let ends = ticks(ScoreScale { min: 1, max: 10, per_cent: false });
        assert_eq!((ends[0].x.as_str(), ends[9].x.as_str()), ("3.00%", "97.00%"));
    }
}
