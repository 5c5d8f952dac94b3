//! Candidates, ratings, notes, marksheets and feedback as tables.

use std::collections::BTreeMap;

use super::columns::{
    ATTENDANCE, CODE, COMPETENCY, COMPETENCY_NAME, EXERCISE, EXERCISE_TITLE, NAME, SESSION, columns,
};
use super::{Column, Sort, Source, Table, Value, count, text};
use crate::centre::marksheet::{Rating, Turn};
use crate::centre::notes::{Content, Direction, Shown};
use crate::centre::{Marksheet, Person, feedback, marksheets};
use crate::day::sequence;
use crate::ids::IndicatorId;
use crate::words;

pub(super) fn candidates(source: &Source<'_>) -> Table {
    let columns = columns(&[
        CODE,
        NAME,
        ("pronouns", "Pronouns", Sort::Text, "How the person is spoken of."),
        ("extra_time", "Extra time, %", Sort::Whole, "Extra time in percent, in every exercise."),
        ("step_free", "Step-free", Sort::Is, "Needs a way without steps."),
        ATTENDANCE,
        ("came_at", "Came at", Sort::Moment, "When the person came, as it was noted."),
        ("withdrawn_at", "Withdrawn at", Sort::Moment, "When it was noted that the person left."),
        ("submitted", "Marksheets submitted", Sort::Whole, "How many marksheets are submitted."),
        ("expected", "Marksheets expected", Sort::Whole, "How many there are to be."),
        ("for_the_day", "Notes for the day", Sort::Text, "What the facilitator has to know."),
    ]);
    let listed = source.centre.people.candidates().into_iter();
    let rows = listed.map(|known| {
        let progress = crate::scoring::progress(source.centre, known.id);
        let noted = source.centre.attendance.get(&Person::Candidate(known.id));
        let came = noted.and_then(|noted| noted.arrived.as_ref()).map(|arrival| arrival.at);
        let left = noted.and_then(|noted| noted.withdrawn.as_ref()).map(|why| why.made.at);
        source.row(
            known.id,
            [
                text(&known.pronouns),
                Value::Whole(i64::from(known.extra_time)),
                Value::Is(known.step_free),
                source.attendance(known.id),
                super::moment(came),
                super::moment(left),
                count(progress.submitted),
                count(progress.expected),
                text(&known.notes),
            ],
        )
    });
    Table { name: "candidates", title: "Candidates", columns, rows: rows.collect() }
}

fn rating_columns() -> Vec<Column> {
    columns(&[
        CODE,
        NAME,
        COMPETENCY,
        COMPETENCY_NAME,
        ("family", "Family", Sort::Text, "Leadership, management, or as the scenario names it."),
        EXERCISE,
        EXERCISE_TITLE,
        SESSION,
        ("assessor", "Assessor", Sort::Text, "Who rated."),
        (
            "rating",
            "Rating in words",
            Sort::Text,
            "The level with its label, or why there is none.",
        ),
        ("level", "Level", Sort::Whole, "The level; empty when not observed."),
        (
            "counted",
            "Level that counts",
            Sort::Whole,
            "The level, if the marksheet is submitted: only these enter means.",
        ),
        ("not_observed", "Not observed", Sort::Is, "Not observed: no low level, and in no mean."),
        ("reason", "Reason", Sort::Text, "Why, in the assessor’s words."),
        ("at", "Rated at", Sort::Moment, "When the rating was given."),
        (
            "candidate_order",
            "Candidate’s order",
            Sort::Whole,
            "Which of the candidate’s sessions this was, from 1, as they were held (rule E2).",
        ),
        (
            "assessor_order",
            "Assessor’s order",
            Sort::Whole,
            "Which of the assessor’s sessions this was, from 1, as they were held (rule E2).",
        ),
    ])
}

/// One row a rating, everything in it. Sorted by candidate, competency and exercise, so that what
/// a mean rests on stands together.
pub(super) fn ratings(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = rating_columns();
    let mut rows = Vec::new();
    let assessors = centre.people.assessors().into_iter();
    let by_assessor: BTreeMap<_, _> =
        assessors.map(|known| (known.id, sequence::of_assessor(centre, known.id))).collect();
    for (card, _) in &source.cards {
        let by_candidate = sequence::of_candidate(centre, card.candidate);
        for row in &card.rows {
            let competency = centre.scenario.competency(&row.competency);
            let name = competency.map_or("", |known| known.name.as_str());
            let family = competency.map(|known| words::family(&known.family));
            for (cell, exercise) in row.cells.iter().zip(&centre.scenario.exercises) {
                for given in &cell.given {
                    let level = match given.rating {
                        Rating::Level(level) => Value::Whole(i64::from(level)),
                        Rating::NotObserved(_) => Value::Nothing,
                    };
                    let counted = if given.counted { level.clone() } else { Value::Nothing };
                    rows.push(
                        source.row(
                            card.candidate,
                            [
                                text(row.competency.as_str()),
                                text(name),
                                text(family.as_deref().unwrap_or_default()),
                                text(exercise.id.as_str()),
                                text(&exercise.title),
                                text(&given.sheet.session.to_string()),
                                text(&words::assessor(centre, given.sheet.assessor)),
                                text(&words::rating(&centre.scenario.scale, given.rating)),
                                level,
                                counted,
                                Value::Is(matches!(given.rating, Rating::NotObserved(_))),
                                text(&given.reason),
                                Value::Moment(given.made.at),
                                order(by_candidate.get(&given.sheet.session)),
                                order(
                                    by_assessor
                                        .get(&given.sheet.assessor)
                                        .and_then(|all| all.get(&given.sheet.session)),
                                ),
                            ],
                        ),
                    );
                }
            }
        }
    }
    Table { name: "ratings", title: "Ratings", columns, rows }
}

fn order(place: Option<&usize>) -> Value {
    place.map_or(Value::Nothing, |place| count(*place))
}

pub(super) fn notes(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        CODE,
        NAME,
        EXERCISE,
        SESSION,
        ("assessor", "Assessor", Sort::Text, "Who noted."),
        ("at", "Noted at", Sort::Moment, "When its typing began."),
        (
            "competency",
            "Competency",
            Sort::Text,
            "What it is evidence of, each with its indicators, and with its direction where that is not the note’s; empty when not classified.",
        ),
        (
            "direction",
            "Direction",
            Sort::Text,
            "for, against or neutral; empty when not classified.",
        ),
        ("text", "Note", Sort::Text, "As typed."),
        ("struck", "Struck out", Sort::Is, "Struck out: it stays on record and is no evidence."),
        ("edits", "Edits", Sort::Whole, "How often its wording changed."),
    ]);
    let mut notes: Vec<_> = centre.notes.values().collect();
    notes
        .retain(|note| source.cards.iter().any(|(card, _)| card.candidate == note.sheet.candidate));
    let place = |note: &&crate::centre::Note| {
        let at = source.cards.iter().position(|(card, _)| card.candidate == note.sheet.candidate);
        (at, note.began, note.id)
    };
    notes.sort_by_key(place);
    let rows = notes.into_iter().map(|note| {
        let content = &note.now.content;
        let exercise = centre.sessions.get(&note.sheet.session).map(|s| s.exercise.as_str());
        let direction = content.direction.map_or("", direction);
        source.row(
            note.sheet.candidate,
            [
                text(exercise.unwrap_or_default()),
                text(&note.sheet.session.to_string()),
                text(&words::assessor(centre, note.sheet.assessor)),
                Value::Moment(note.began),
                text(&shown(content)),
                text(direction),
                text(&content.text),
                Value::Is(note.struck.is_some()),
                count(note.before.len()),
            ],
        )
    });
    Table { name: "notes", title: "Notes", columns, rows: rows.collect() }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::For => "for",
        Direction::Against => "against",
        Direction::Neutral => "neutral",
    }
}

/// Each competency with its indicators, such as `decides: asks-first (against), includes`.
fn shown(content: &Content) -> String {
    let one = |shown: &Shown| {
        let mut said = shown.competency.to_string();
        if !shown.indicators.is_empty() {
            let indicators: Vec<&str> = shown.indicators.iter().map(IndicatorId::as_str).collect();
            said.push_str(&format!(": {}", indicators.join(" ")));
        }
        if let Some(other) = shown.direction {
            said.push_str(&format!(" ({})", direction(other)));
        }
        said
    };
    content.shows.iter().map(one).collect::<Vec<_>>().join(", ")
}

pub(super) fn marksheets(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        CODE,
        NAME,
        EXERCISE,
        SESSION,
        ("assessor", "Assessor", Sort::Text, "Whose marksheet it is."),
        ("submitted", "Submitted", Sort::Is, "Submitted and locked just now."),
        ("submitted_at", "Submitted at", Sort::Moment, "When it was submitted last."),
        ("reopened", "Reopened", Sort::Whole, "How often it was reopened."),
        ("reopened_because", "Reopened because", Sort::Text, "The reason of the last time."),
        ("rated", "Rated", Sort::Whole, "How many competencies are rated."),
        ("open", "Open", Sort::Whole, "How many are not."),
    ]);
    let mut rows = Vec::new();
    for (card, _) in &source.cards {
        let sessions = centre.sessions_of(card.candidate).filter(|one| one.called_off.is_none());
        for session in sessions {
            let sheets = centre.sheets_in(session);
            for sheet in sheets.into_iter().filter(|sheet| sheet.candidate == card.candidate) {
                let none = Marksheet::default();
                let marks = centre.marksheets.get(&sheet).unwrap_or(&none);
                let submitted = marks.turns.iter().rev().find_map(|turn| match turn {
                    Turn::Submitted(made) => Some(made.at),
                    Turn::Reopened(..) | Turn::Reviewed(..) | Turn::Returned(..) => None,
                });
                let mut reopened = marks.turns.iter().filter_map(|turn| match turn {
                    Turn::Reopened(_, reason) => Some(reason.as_str()),
                    Turn::Submitted(..) | Turn::Reviewed(..) | Turn::Returned(..) => None,
                });
                let times = reopened.clone().count();
                rows.push(source.row(
                    card.candidate,
                    [
                        text(session.exercise.as_str()),
                        text(&session.id.to_string()),
                        text(&words::assessor(centre, sheet.assessor)),
                        Value::Is(marks.is_submitted()),
                        super::moment(submitted),
                        count(times),
                        text(reopened.next_back().unwrap_or_default()),
                        count(marks.ratings.len()),
                        count(marksheets::blanks(centre, sheet).len()),
                    ],
                ));
            }
        }
    }
    Table { name: "marksheets", title: "Marksheets", columns, rows }
}

pub(super) fn feedback(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        CODE,
        NAME,
        ("due", "Due by", Sort::Day, "By when feedback is due (rule F1)."),
        ("given", "Given on", Sort::Day, "On which day it was given last; empty when it was not."),
        ("by", "By", Sort::Text, "Who gave it."),
        ("way", "How", Sort::Text, "How it was given, or that it was declined."),
    ]);
    let due = crate::day::feedback::due(centre).map_or(Value::Nothing, Value::Day);
    let rows = source.cards.iter().map(|(card, _)| {
        let given = feedback::of(centre, card.candidate);
        source.row(
            card.candidate,
            [
                due.clone(),
                given.map_or(Value::Nothing, |given| Value::Day(given.on)),
                given.map_or(Value::Nothing, |given| text(&words::giver(centre, &given.by))),
                given.map_or(Value::Nothing, |given| text(words::way_of_feedback(given.way))),
            ],
        )
    });
    Table { name: "feedback", title: "Feedback", columns, rows: rows.collect() }
}
