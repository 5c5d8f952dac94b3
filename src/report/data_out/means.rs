//! Means, levels and decisions as tables, and one row a candidate with all of them.

use super::columns::{
    ATTENDANCE, CODE, COMPETENCY, COMPETENCY_NAME, EXERCISE, EXERCISE_TITLE, NAME, RATINGS, columns,
};
use super::{Column, Sort, Source, Table, Value, count, number, text};
use crate::centre::Centre;
use crate::scoring::{Basis, Mean};
use crate::words;

/// A mean a candidate, competency and exercise: what competencies' means are made of.
pub(super) fn cells(source: &Source<'_>) -> Table {
    let columns = columns(&[
        CODE,
        NAME,
        COMPETENCY,
        EXERCISE,
        ("weight", "Weight", Sort::Number, "How much the exercise counts for the competency."),
        RATINGS,
        ("mean", "Mean", Sort::Number, "The mean of the levels that count."),
    ]);
    let exercises = &source.centre.scenario.exercises;
    let mut rows = Vec::new();
    for (card, _) in &source.cards {
        for row in &card.rows {
            for (cell, exercise) in row.cells.iter().zip(exercises) {
                let observed = exercise.observes.iter().find(|o| o.competency == row.competency);
                let (Some(mean), Some(observed)) = (cell.mean, observed) else { continue };
                rows.push(source.row(
                    card.candidate,
                    [
                        text(row.competency.as_str()),
                        text(exercise.id.as_str()),
                        Value::Number(observed.weight),
                        count(mean.ratings),
                        Value::Number(mean.value),
                    ],
                ));
            }
        }
    }
    Table { name: "cell_means", title: "Cell means", columns, rows }
}

pub(super) fn competencies(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        CODE,
        NAME,
        COMPETENCY,
        COMPETENCY_NAME,
        RATINGS,
        ("measured", "Exercises measured", Sort::Whole, "In how many exercises there is a level."),
        ("planned", "Exercises planned", Sort::Whole, "In how many exercises it is observed."),
        ("mean", "Mean", Sort::Number, "The mean over exercises, by their weights."),
        (
            "agreed",
            "Agreed level",
            Sort::Whole,
            "What the panel agreed; empty when it agreed nothing.",
        ),
        ("agreed_reason", "Panel’s reason", Sort::Text, "Why, in the panel’s words."),
        ("agreed_at", "Agreed at", Sort::Moment, "When the panel agreed."),
        ("counts", "Level that counts", Sort::Number, "What enters the overall rating."),
        (
            "basis",
            "Why it counts",
            Sort::Text,
            "arithmetic, agreed, waiting, nothing can be said, or not measured.",
        ),
    ]);
    let mut rows = Vec::new();
    for (card, outcome) in &source.cards {
        for row in &card.rows {
            let known = centre.scenario.competency(&row.competency);
            let level = outcome.level(&row.competency);
            let agreed = level.and_then(|level| level.agreed.as_ref());
            rows.push(
                source.row(
                    card.candidate,
                    [
                        text(row.competency.as_str()),
                        text(known.map_or("", |known| known.name.as_str())),
                        count(row.mean.map_or(0, |mean| mean.ratings)),
                        count(row.measured),
                        count(row.planned),
                        number(row.mean.map(|mean| mean.value)),
                        agreed
                            .and_then(|agreed| agreed.level)
                            .map_or(Value::Nothing, |level| Value::Whole(i64::from(level))),
                        agreed.map_or(Value::Nothing, |agreed| text(&agreed.reason)),
                        super::moment(agreed.map(|agreed| agreed.made.at)),
                        number(level.and_then(|level| level.counts)),
                        level.map_or(Value::Nothing, |level| text(basis(level.basis))),
                    ],
                ),
            );
        }
    }
    Table { name: "levels", title: "Levels", columns, rows }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Arithmetic => "arithmetic",
        Basis::Agreed => "agreed",
        Basis::Waiting => "waiting",
        Basis::SetAside => "nothing can be said",
        Basis::NotMeasured => "not measured",
    }
}

pub(super) fn exercises(source: &Source<'_>) -> Table {
    let columns = columns(&[
        CODE,
        NAME,
        EXERCISE,
        EXERCISE_TITLE,
        RATINGS,
        ("mean", "Mean", Sort::Number, "The mean over competencies, by their weights."),
    ]);
    let mut rows = Vec::new();
    for (card, _) in &source.cards {
        for (id, mean) in &card.exercises {
            let title = source.centre.scenario.exercise(id).map_or("", |known| &known.title);
            rows.push(source.row(
                card.candidate,
                [
                    text(id.as_str()),
                    text(title),
                    count(mean.map_or(0, |mean| mean.ratings)),
                    number(mean.map(|mean| mean.value)),
                ],
            ));
        }
    }
    Table { name: "exercise_means", title: "Exercise means", columns, rows }
}

pub(super) fn decisions(source: &Source<'_>) -> Table {
    let scenario = source.centre.scenario.as_ref();
    let columns = columns(&[
        CODE,
        NAME,
        ATTENDANCE,
        (
            "overall",
            "Overall rating",
            Sort::Number,
            "In what the scenario counts it; from the levels that count.",
        ),
        ("by_rule", "By the rule", Sort::Text, "The result that the decision rule gives."),
        ("decided", "Decided", Sort::Text, "The result that the panel decided."),
        ("reason", "Panel’s reason", Sort::Text, "Why, where the panel departs from the rule."),
        ("decided_at", "Decided at", Sort::Moment, "When the panel decided."),
        ("signed", "Signed", Sort::Is, "The decision is signed and locked."),
        (
            "result",
            "Result",
            Sort::Text,
            "The result that holds; empty while something is waited for.",
        ),
    ]);
    let rows = source.cards.iter().map(|(card, outcome)| {
        let decision = outcome.decision.as_ref();
        source.row(
            card.candidate,
            [
                source.attendance(card.candidate),
                number(outcome.verdict.overall.map(|total| total.value)),
                outcome.verdict.band_of(scenario).map_or(Value::Nothing, |band| text(&band.label)),
                decision.map_or(Value::Nothing, |decision| text(&decision.band)),
                decision.map_or(Value::Nothing, |decision| text(&decision.reason)),
                super::moment(decision.map(|decision| decision.made.at)),
                Value::Is(outcome.signed),
                outcome.result(scenario).map_or(Value::Nothing, text),
            ],
        )
    });
    Table { name: "decisions", title: "Decisions", columns, rows: rows.collect() }
}

/// One row a candidate: every cell, competency, exercise and family, the overall rating and the
/// result. A statistics program reads it as it is.
pub fn wide(centre: &Centre) -> Table {
    let source = Source::new(centre);
    let scenario = centre.scenario.as_ref();
    let mut columns = columns(&[CODE, NAME, ATTENDANCE]);
    let key = |text: &str| text.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let mean = |key: String, title: String, meaning: &str| Column {
        key,
        title,
        sort: Sort::Number,
        meaning: meaning.to_owned(),
    };
    for competency in &scenario.framework.competencies {
        for exercise in scenario.exercises.iter().filter(|e| e.observes(&competency.id)) {
            columns.push(mean(
                format!("{}__{}", key(competency.id.as_str()), key(exercise.id.as_str())),
                format!("{} in {}", competency.name, exercise.title),
                "The mean of the levels that count, in this exercise.",
            ));
        }
        columns.push(mean(
            format!("{}__mean", key(competency.id.as_str())),
            format!("{}, mean", competency.name),
            "The competency’s mean over exercises, by their weights.",
        ));
        columns.push(mean(
            format!("{}__counts", key(competency.id.as_str())),
            format!("{}, level that counts", competency.name),
            "The agreed level, or the mean where the scenario lets it stand; empty while waited for.",
        ));
    }
    for exercise in &scenario.exercises {
        columns.push(mean(
            format!("{}__mean", key(exercise.id.as_str())),
            exercise.title.clone(),
            "The exercise’s mean over competencies, by their weights.",
        ));
    }
    let families = source.cards.first().map_or(&[][..], |(card, _)| card.families.as_slice());
    for result in families {
        let family = words::family(&result.family);
        columns.push(mean(
            format!("family__{}__mean", key(&family)),
            format!("{family}, mean"),
            "The mean of its competencies’ means, by their weights, whatever was agreed.",
        ));
        columns.push(mean(
            format!("family__{}__counts", key(&family)),
            format!("{family}, from levels that count"),
            "The mean of its levels that count, by their weights, as in the overall rating.",
        ));
    }
    columns.push(mean(
        "overall".to_owned(),
        "Overall rating".to_owned(),
        "From the levels that count.",
    ));
    columns.push(Column::new("result", "Result", Sort::Text, "The result that holds."));
    let rows = source.cards.iter().map(|(card, outcome)| {
        let value = |mean: Option<Mean>| number(mean.map(|mean| mean.value));
        let mut cells = vec![source.attendance(card.candidate)];
        for row in &card.rows {
            let observed = row.cells.iter().filter(|cell| cell.observed_here);
            cells.extend(observed.map(|cell| value(cell.mean)));
            cells.push(value(row.mean));
            cells.push(number(outcome.level(&row.competency).and_then(|level| level.counts)));
        }
        cells.extend(card.exercises.iter().map(|(_, mean)| value(*mean)));
        for result in &card.families {
            let mut totals = outcome.verdict.families.iter();
            let total = totals.find(|total| total.family == result.family);
            cells.push(value(result.mean));
            cells.push(number(total.and_then(|total| total.mean)));
        }
        cells.push(number(outcome.verdict.overall.map(|total| total.value)));
        cells.push(outcome.result(scenario).map_or(Value::Nothing, text));
        source.row(card.candidate, cells)
    });
    Table { name: "wide", title: "Wide", rows: rows.collect(), columns }
}
