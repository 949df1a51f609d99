//! The columns of the tables: name, type and meaning, in one place for the header lines and the data package.

use std::borrow::Cow;

use super::{ExportInput, cell::guarded, file::Table};
use crate::{
    questionnaire::Depth,
    scoring::{OVERALL, RoundAnswers, ScoreScale},
};

/// The languages whose texts have a column in every codebook, empty where an edition lacks the language.
const CONTRACT_LANGUAGES: [&str; 2] = ["sv", "en"];

/// A column's type, by its Frictionless name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    String,
    Integer,
    Number,
    Boolean,
}

impl Type {
    pub(super) fn name(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Type,
    pub(super) about: String,
    /// Whether every record has a value.
    pub(super) required: bool,
    /// The values there can be, where these are few.
    pub(super) among: Vec<String>,
    /// The lowest and the highest value there can be.
    pub(super) bounds: Option<(i64, i64)>,
}

impl Column {
    fn optional(name: impl Into<Cow<'static, str>>, kind: Type, about: impl Into<String>) -> Column {
        let (name, about) = (name.into(), about.into());
        Column { name, kind, about, required: false, among: Vec::new(), bounds: None }
    }

    fn required(name: &'static str, kind: Type, about: impl Into<String>) -> Column {
        Column { required: true, ..Column::optional(name, kind, about) }
    }

    fn among<'a>(self, values: impl IntoIterator<Item = &'a str>) -> Column {
        Column { among: values.into_iter().map(|value| guarded(value).into_owned()).collect(), ..self }
    }

    fn within(self, min: impl Into<i64>, max: impl Into<i64>) -> Column {
        Column { bounds: Some((min.into(), max.into())), ..self }
    }
}

/// The languages of the codebook's text columns, in order.
pub(super) fn text_languages<'a>(input: &ExportInput<'a>) -> Vec<&'a str> {
    let others = input.round.edition.languages.iter().map(String::as_str);
    let others = others.filter(|language| !CONTRACT_LANGUAGES.contains(language));
    CONTRACT_LANGUAGES.into_iter().chain(others).collect()
}

/// The columns of a table, in order.
pub(super) fn columns(table: Table, input: &ExportInput<'_>) -> Vec<Column> {
    let words = Words::of(input);
    let mut columns = match table {
        Table::Answers => words.answers(),
        Table::Substandards => words.substandards(),
        Table::Members => words.members(),
        Table::Perspectives => words.perspectives(),
        Table::Codebook => words.codebook(),
    };
    if is_per_respondent(table, input.round) {
        let about = "Which of the member's people: a role and a number, no name. It is of this round: the same key in another \
                     round may be somebody else.";
        columns.push(Column::required(RESPONDENT, Type::String, about));
    }
    columns
}

/// The column that tells the people of a member from one another.
pub(super) const RESPONDENT: &str = "respondent";

/// Whether the records of a table are of people rather than of members, and so have one column more.
pub(super) fn is_per_respondent(table: Table, round: &RoundAnswers) -> bool {
    matches!(table, Table::Answers | Table::Substandards | Table::Members) && round.is_of_people()
}

/// What a figure on the questionnaire's scale is called in the descriptions.
pub(super) fn scale_in_words(scale: ScoreScale) -> String {
    if scale.per_cent {
        "as per cent of the way from the lowest to the highest value (0–100), since the questionnaire \
         mixes scales"
            .to_owned()
    } else {
        format!("on the questionnaire's scale ({}–{})", scale.min, scale.max)
    }
}

/// Builds the columns of one export.
struct Words<'a> {
    input: &'a ExportInput<'a>,
    scale: ScoreScale,
    on_scale: String,
}

impl<'a> Words<'a> {
    fn of(input: &'a ExportInput<'a>) -> Words<'a> {
        let scale = input.round.scale();
        Words { input, scale, on_scale: scale_in_words(scale) }
    }

    fn year(&self) -> Column {
        Column::required("year", Type::Integer, "The year of the round.")
    }

    fn edition(&self) -> Column {
        Column::required("edition", Type::String, "The edition of the questionnaire.")
    }

    fn member_code(&self) -> Column {
        Column::required("member_code", Type::String, "The member's code. Keep leading zeros.")
    }

    fn member_name(&self) -> Column {
        Column::required("member_name", Type::String, "The member's name.")
    }

    fn standard(&self) -> Column {
        Column::required("standard", Type::String, "The standard's id.")
    }

    fn substandard(&self) -> Column {
        Column::required(
            "substandard",
            Type::String,
            "The sub-standard's id. Not a number: 1.10 is not \
                                                       1.1.",
        )
    }

    fn perspective_ids(&self) -> impl Iterator<Item = &'a str> {
        self.input.round.edition.perspectives.iter().map(|perspective| perspective.id.as_str())
    }

    fn perspective(&self) -> Column {
        let about = "The sub-standard's primary perspective, under which its score counts.";
        Column::required("perspective", Type::String, about).among(self.perspective_ids())
    }

    fn perspective_or_overall(&self) -> Column {
        let about = "The perspective, or overall: the mean of the perspectives if all have a score.";
        Column::required("perspective", Type::String, about)
            .among(self.perspective_ids().chain(std::iter::once(OVERALL)))
    }

    fn item(&self) -> Column {
        Column::required("item", Type::String, "The item's id.")
    }

    fn depth(&self) -> Column {
        let about = "Whether the item is answered by all (core), by those who opened the depth \
                     (indepth), or a follow-up question, which is never scored (followup).";
        Column::required("depth", Type::String, about)
            .among([Depth::Core, Depth::Indepth, Depth::Followup].map(Depth::name))
    }

    fn kind(&self) -> Column {
        Column::required("kind", Type::String, "The form of the answer.")
    }

    fn count(name: &'static str, about: &str) -> Column {
        Column { bounds: Some((0, i64::from(u32::MAX))), ..Column::required(name, Type::Integer, about) }
    }

    fn score(&self, name: &'static str, about: &str) -> Column {
        let about = format!("{about} In full precision, {}.", self.on_scale);
        Column::optional(name, Type::Number, about).within(self.scale.min, self.scale.max)
    }

    fn answers(&self) -> Vec<Column> {
        let edition = &self.input.round.edition;
        let is_all_integer = edition.items().all(|(_, item)| edition.scale(item).is_some());
        let value = if is_all_integer { Type::Integer } else { Type::String };
        vec![
            self.year(),
            Column::required("questionnaire", Type::String, "The questionnaire's id."),
            self.edition(),
            self.member_code(),
            self.member_name(),
            self.standard(),
            self.substandard(),
            self.perspective(),
            self.item(),
            self.depth(),
            self.kind(),
            Column::optional(
                "value",
                value,
                "The answer. Empty: not applicable or unanswered, never \
                                              zero.",
            ),
            Column::required(
                "not_applicable",
                Type::Boolean,
                "Whether the item was answered not applicable. Without it and without a value it is \
                 unanswered.",
            ),
            Column::optional("comment", Type::String, "The comment to the answer."),
            Column::optional(
                "evidence",
                Type::String,
                "What the answer rests on: titles with where they are kept and their day, a vertical bar between.",
            ),
            Self::count("signed_version", "The number of the member's signed version that was approved."),
            Column::optional(
                "unchanged_since",
                Type::Integer,
                "The earlier year since which somebody of the member confirmed the answer to be unchanged.",
            ),
        ]
    }

    fn substandards(&self) -> Vec<Column> {
        vec![
            self.year(),
            self.member_code(),
            self.substandard(),
            self.perspective(),
            Self::count(
                "applicable",
                "How many scored core items apply: all but those answered not applicable. 0: the \
                 sub-standard does not apply.",
            ),
            Self::count("answered", "How many of these were answered."),
            self.score(
                "score",
                "The mean of the answered core items; empty if fewer than two thirds of the applicable \
                 ones were answered.",
            ),
            Self::count("indepth_applicable", "How many scored core and in-depth items apply."),
            Self::count("indepth_answered", "How many of these were answered."),
            self.score(
                "indepth_score",
                "The mean of the answered core and in-depth items; empty if the depth was not opened \
                 (no in-depth item has a value) or fewer than two thirds of the applicable ones were \
                 answered. Not comparable with score.",
            ),
        ]
    }

    fn members(&self) -> Vec<Column> {
        vec![
            self.year(),
            self.member_code(),
            self.member_name(),
            self.perspective_or_overall(),
            Self::count("substandards", "How many of its sub-standards apply."),
            Self::count("scored", "How many of these have a score."),
            self.score(
                "score",
                "The mean of its sub-standards' scores; empty if fewer than half of the applicable ones \
                 have one.",
            ),
        ]
    }

    fn perspectives(&self) -> Vec<Column> {
        let span = i64::from(self.scale.max) - i64::from(self.scale.min);
        let compared = self.input.compared_with().map_or_else(
            || "no earlier year is in this export".to_owned(),
            |earlier| format!("here {}", earlier.year),
        );
        vec![
            self.year(),
            self.perspective_or_overall(),
            Self::count(
                "members",
                "How many were asked: the members of that year, or those that the round addressed.",
            ),
            Self::count("n", "How many of them have a score in their approved response."),
            self.score("mean", "The arithmetic mean, each member weighing the same."),
            self.score("median", "The median."),
            self.score("q1", "The lower quartile (type 7); empty when n is below 5."),
            self.score("q3", "The upper quartile (type 7); empty when n is below 5."),
            self.score("min", "The lowest member's score."),
            self.score("max", "The highest member's score."),
            Column::required("threshold", Type::Integer, format!("The threshold {}.", self.on_scale)),
            Column::optional(
                "share_at_threshold",
                Type::Number,
                "The share of the n members at or above the threshold, from 0 to 1.",
            )
            .within(0, 1),
            Self::count(
                "pairs",
                &format!(
                    "How many members have the figure in both years, this one and the nearest \
                          earlier ({compared})."
                ),
            ),
            Column::optional(
                "change_mean",
                Type::Number,
                format!(
                    "The mean change of these members since the earlier year, over sub-standards whose \
                     core items are all linked between the editions. In steps of the scale ({}–{}).",
                    self.scale.min, self.scale.max
                ),
            )
            .within(-span, span),
        ]
    }

    fn codebook(&self) -> Vec<Column> {
        let mut columns = vec![
            self.edition(),
            self.item(),
            self.standard(),
            self.substandard(),
            self.perspective(),
            Column::optional(
                "secondary",
                Type::String,
                "A second perspective that the sub-standard touches; never scored.",
            )
            .among(self.perspective_ids()),
            self.depth(),
            self.kind(),
            Column::optional(
                "scale_min",
                Type::Integer,
                "The lowest value; empty for items without a scale.",
            ),
            Column::optional(
                "scale_max",
                Type::Integer,
                "The highest value; empty for items without a scale.",
            ),
            Column::required(
                "lineage",
                Type::String,
                "How the item relates to the edition before: unchanged, reworded, replaced:<item> or \
                 new. The first two are linked.",
            ),
        ];
        columns.extend(text_languages(self.input).into_iter().map(|language| {
            let about = format!("The item's text in the language {language}; empty if there is none.");
            Column::optional(format!("text_{language}"), Type::String, about)
        }));
        columns
    }
}
