//! The records of the five tables.

use std::io;

use super::{
    ExportInput, Written,
    cell::{Cell, Records},
    column::{columns, text_languages},
    file::{Dialect, Table},
};
use crate::{
    questionnaire::{Answer, Hidden, Item, Kind, Number, Value},
    scoring::{Comparison, Network, RoundAnswers, Scorer, Submission},
};

/// Writes one table.
pub(super) fn write(
    table: Table,
    dialect: Dialect,
    input: &ExportInput<'_>,
    out: &mut dyn io::Write,
) -> io::Result<Written> {
    let columns = columns(table, input);
    let mut records = Records::begin(dialect, columns.iter().map(|column| column.name.as_ref()), out)?;
    match table {
        Table::Answers => answers(input.round, &mut records),
        Table::Substandards => substandards(input.round, &mut records),
        Table::Members => members(input.round, &mut records),
        Table::Perspectives => perspectives(input, &mut records),
        Table::Codebook => codebook(input, &mut records),
    }?;
    records.finish()
}

/// A record for every item of the edition, unanswered ones too, of every approved version.
fn answers(round: &RoundAnswers, records: &mut Records<'_>) -> io::Result<()> {
    let edition = &round.edition;
    for submission in round.approved() {
        let hidden = Hidden::of(edition, |id| submission.entries.get(id)?.answer.as_ref());
        for (standard, substandard) in edition.substandards() {
            for item in &substandard.items {
                let entry = submission.entries.get(&item.id).filter(|_| hidden.shows(item));
                let answer = entry.and_then(|entry| entry.answer.as_ref());
                let cells = [
                    round.year.into(),
                    (&edition.id).into(),
                    (&edition.edition).into(),
                    (&submission.member.code).into(),
                    (&submission.member.name).into(),
                    (&standard.id).into(),
                    (&substandard.id).into(),
                    substandard.perspective.as_ref().into(),
                    (&item.id).into(),
                    item.depth.name().into(),
                    item.kind.name().into(),
                    value(item, answer),
                    matches!(answer, Some(Answer::NotApplicable)).into(),
                    entry.map(|entry| &entry.comment).into(),
                    entry
                        .and_then(|_| submission.evidence.get(&item.id))
                        .map(|lines| lines.join(" | "))
                        .into(),
                    submission.version.into(),
                    entry.and_then(|entry| entry.unchanged_since).into(),
                ];
                records.record(cells.into_iter().chain(respondent(submission)))?;
            }
        }
    }
    Ok(())
}

/// Which of the member's people it is of, in a round to people: the last cell of each record.
fn respondent(submission: &Submission) -> impl Iterator<Item = Cell<'_>> {
    submission.member.respondent.iter().map(Cell::from)
}

/// The value of an answer: a rating or number as a number, one option, text, day or link as it is, several options with a
/// vertical bar between, a table as JSON.
fn value<'a>(item: &Item, answer: Option<&'a Answer>) -> Cell<'a> {
    match answer {
        Some(Answer::Value(Value::Text(text))) if item.kind == Kind::Number => {
            text.parse::<Number>().map_or_else(|_| text.into(), Cell::from)
        }
        Some(Answer::Value(Value::Integer(number))) => (*number).into(),
        Some(Answer::Value(Value::Text(text))) => text.into(),
        Some(Answer::Value(Value::Several(chosen))) => chosen.join("|").into(),
        Some(Answer::Value(Value::Rows(rows))) => serde_json::to_string(rows).unwrap_or_default().into(),
        Some(Answer::NotApplicable) | None => Cell::Empty,
    }
}

fn substandards(round: &RoundAnswers, records: &mut Records<'_>) -> io::Result<()> {
    let (scorer, scale) = (Scorer::new(&round.edition), round.scale());
    for submission in round.approved() {
        let profile = scorer.profile(&submission.entries);
        for ((_, substandard), result) in round.edition.scored_substandards().zip(&profile.substandards) {
            let cells = [
                round.year.into(),
                (&submission.member.code).into(),
                (&substandard.id).into(),
                substandard.perspective.as_ref().into(),
                result.core.applicable.into(),
                result.core.answered.into(),
                result.core.score.as_ref().map(|score| score.on(scale)).into(),
                result.indepth.applicable.into(),
                result.indepth.answered.into(),
                result.indepth.score.as_ref().map(|score| score.on(scale)).into(),
            ];
            records.record(cells.into_iter().chain(respondent(submission)))?;
        }
    }
    Ok(())
}

fn members(round: &RoundAnswers, records: &mut Records<'_>) -> io::Result<()> {
    let (scorer, scale) = (Scorer::new(&round.edition), round.scale());
    for submission in round.approved() {
        for aggregate in scorer.profile(&submission.entries).perspectives_and_overall() {
            let cells = [
                round.year.into(),
                (&submission.member.code).into(),
                (&submission.member.name).into(),
                (&aggregate.id).into(),
                aggregate.applicable.into(),
                aggregate.scored.into(),
                aggregate.score.as_ref().map(|score| score.on(scale)).into(),
            ];
            records.record(cells.into_iter().chain(respondent(submission)))?;
        }
    }
    Ok(())
}

fn perspectives(input: &ExportInput<'_>, records: &mut Records<'_>) -> io::Result<()> {
    let round = input.round;
    let scale = round.scale();
    let network = Network::of(round);
    let comparison = input.compared_with().map(|earlier| Comparison::of(round, earlier, input.editions));
    for spread in network.perspectives_and_overall() {
        let distribution = spread.distribution.as_ref();
        let quartiles = distribution.and_then(|distribution| distribution.quartiles.as_ref());
        let change = comparison.as_ref().and_then(|comparison| {
            comparison.perspectives_and_overall().find(|change| change.id == spread.id)
        });
        records.record([
            round.year.into(),
            (&spread.id).into(),
            network.members.into(),
            spread.n().into(),
            distribution.map(|distribution| distribution.mean.on(scale)).into(),
            distribution.map(|distribution| distribution.median.on(scale)).into(),
            quartiles.map(|quartiles| quartiles.q1.on(scale)).into(),
            quartiles.map(|quartiles| quartiles.q3.on(scale)).into(),
            distribution.map(|distribution| distribution.min.on(scale)).into(),
            distribution.map(|distribution| distribution.max.on(scale)).into(),
            round.threshold.into(),
            distribution.map(|distribution| distribution.share()).into(),
            change.map_or(0, |change| change.pairs).into(),
            change.and_then(|change| change.mean.as_ref()).map(|mean| mean.on(scale)).into(),
        ])?;
    }
    Ok(())
}

fn codebook(input: &ExportInput<'_>, records: &mut Records<'_>) -> io::Result<()> {
    let edition = &input.round.edition;
    let languages = text_languages(input);
    for (standard, substandard) in edition.substandards() {
        for item in &substandard.items {
            let scale = edition.scale(item);
            let cells = [
                (&edition.edition).into(),
                (&item.id).into(),
                (&standard.id).into(),
                (&substandard.id).into(),
                substandard.perspective.as_ref().into(),
                substandard.secondary.as_ref().into(),
                item.depth.name().into(),
                item.kind.name().into(),
                scale.map(|scale| scale.min).into(),
                scale.map(|scale| scale.max).into(),
                item.lineage.code().into(),
            ];
            // Not `Localised::get`: a missing language is an empty cell here, not another language's text.
            let texts = languages.iter().map(|language| Cell::from(item.text.0.get(*language)));
            records.record(cells.into_iter().chain(texts))?;
        }
    }
    Ok(())
}
