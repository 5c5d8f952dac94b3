//! Sessions and phases as they were planned and as they were run.

use super::columns::{EXERCISE, EXERCISE_TITLE, Named, SESSION, columns};
use super::{Row, Sort, Source, Table, Value, count, moment, text};
use crate::centre::clock::PhaseRun;
use crate::centre::{Centre, Session};
use crate::ids::{CandidateId, ExerciseId};
use crate::words;

const CANDIDATES: Named =
    ("candidates", "Candidates", Sort::Text, "The codes of those who were in it.");

/// All sessions in the order of the plan.
fn in_order(centre: &Centre) -> Vec<&Session> {
    let mut all: Vec<&Session> = centre.sessions.values().collect();
    all.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
    all
}

/// Those who sat in it.
fn seated(session: &Session) -> Vec<CandidateId> {
    session.seats.iter().map(|seat| seat.candidate).collect()
}

/// The codes of candidates, side by side.
fn codes(centre: &Centre, of: &[CandidateId]) -> Value {
    let known = of.iter().filter_map(|id| centre.people.candidate(*id));
    text(&known.map(|known| known.code.as_str()).collect::<Vec<_>>().join(", "))
}

pub(super) fn sessions(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        SESSION,
        EXERCISE,
        EXERCISE_TITLE,
        CANDIDATES,
        ("assessors", "Assessors", Sort::Text, "Who observed."),
        ("players", "Role players", Sort::Text, "Who played the parts."),
        ("room", "Room", Sort::Text, "Where."),
        ("planned", "Planned start", Sort::Moment, "When it should begin."),
        ("started", "Started", Sort::Moment, "When it began, as put right."),
        ("finished", "Finished", Sort::Moment, "When it ended."),
        (
            "late_seconds",
            "Late, seconds",
            Sort::Whole,
            "How long after the planned start it began; below zero when earlier.",
        ),
        ("called_off", "Called off because", Sort::Text, "Why it was not held; empty when it was."),
    ]);
    let rows = in_order(centre).into_iter().map(|session| {
        let exercise = centre.scenario.exercise(&session.exercise);
        let about = seated(session);
        let assessors: Vec<_> =
            session.assessors().into_iter().map(|id| words::assessor(centre, id)).collect();
        let players: Vec<_> =
            session.players.iter().map(|id| words::role_player(centre, *id)).collect();
        let started = session.clock.runs.first().map(PhaseRun::started);
        let late = started.zip(session.planned).map(|(real, plan)| real.duration_since(plan));
        Row {
            cells: vec![
                text(&session.id.to_string()),
                text(session.exercise.as_str()),
                text(exercise.map_or("", |known| known.title.as_str())),
                codes(centre, &about),
                text(&assessors.join(", ")),
                text(&players.join(", ")),
                text(&session.room),
                moment(session.planned),
                moment(started),
                moment(session.clock.finished),
                late.map_or(Value::Nothing, |late| Value::Whole(late.as_secs())),
                text(session.called_off.as_deref().unwrap_or_default()),
            ],
            about,
        }
    });
    Table { name: "sessions", title: "Sessions", columns, rows: rows.collect() }
}

pub(super) fn incidents(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        ("noticed", "Noticed", Sort::Moment, "When it was noticed."),
        ("resolved", "Over", Sort::Moment, "When it was over; empty while it is not."),
        ("kind", "Kind", Sort::Text, "What sort of disturbance it was."),
        ("what", "What happened", Sort::Text, "In the words of whoever noted it."),
        (
            "candidates",
            "Candidates",
            Sort::Text,
            "The codes of those whom it concerned; empty for everybody in its sessions and exercises.",
        ),
        ("exercises", "Exercises", Sort::Text, "The short names of the exercises concerned."),
        ("lost_minutes", "Lost, minutes", Sort::Number, "How much time was lost."),
        ("restored_minutes", "Given back, minutes", Sort::Number, "How much of it was given back."),
        ("action", "What was done", Sort::Text, "In the words of whoever noted it."),
        ("effect", "For the marking", Sort::Text, "What follows for the marking."),
        ("signed_by", "Signed by", Sort::Text, "Who stands for it."),
        (
            "struck",
            "Struck out because",
            Sort::Text,
            "Why it was struck out; empty when it counts.",
        ),
    ]);
    let mut all: Vec<_> = centre.incidents.values().collect();
    all.sort_by_key(|incident| (incident.noticed, incident.id));
    let rows = all.into_iter().map(|incident| {
        let of_sessions = incident.sessions.iter().filter_map(|id| centre.sessions.get(id));
        let within = of_sessions.flat_map(|one| one.seats.iter().map(|seat| seat.candidate));
        let named = incident.candidates.iter();
        let about: Vec<_> = if incident.candidates.is_empty() {
            within.collect()
        } else {
            named.copied().collect()
        };
        let exercises: Vec<_> = incident.exercises.iter().map(ExerciseId::as_str).collect();
        Row {
            about,
            cells: vec![
                Value::Moment(incident.noticed),
                moment(incident.resolved),
                text(words::incident_kind(incident.kind)),
                text(&incident.what),
                codes(centre, &incident.candidates),
                text(&exercises.join(", ")),
                Value::Number(incident.lost.as_minutes()),
                Value::Number(incident.restored.as_minutes()),
                text(&incident.action),
                text(words::effect(incident.effect)),
                text(incident.signed.as_ref().map_or("", |signed| signed.name.as_str())),
                text(incident.struck.as_ref().map_or("", |(reason, _)| reason.as_str())),
            ],
        }
    });
    Table { name: "incidents", title: "Incidents", columns, rows: rows.collect() }
}

pub(super) fn phases(source: &Source<'_>) -> Table {
    let centre = source.centre;
    let columns = columns(&[
        SESSION,
        EXERCISE,
        CANDIDATES,
        ("phase", "Phase", Sort::Text, "The phase’s short name in the scenario."),
        (
            "planned_minutes",
            "Planned, minutes",
            Sort::Number,
            "How long the scenario says it lasts, before extra time.",
        ),
        ("started", "Started", Sort::Moment, "When it began, as put right."),
        ("ended", "Ended", Sort::Moment, "When it ended."),
        ("seconds", "Lasted, seconds", Sort::Whole, "From start to end, holds left out."),
        ("held_seconds", "Held, seconds", Sort::Whole, "How long its clock stood still."),
        (
            "extended_seconds",
            "Extended, seconds",
            Sort::Whole,
            "Given while it ran; below zero when taken.",
        ),
        ("corrected", "Starts put right", Sort::Whole, "How often its start was put right."),
    ]);
    let mut rows = Vec::new();
    for session in in_order(centre) {
        let exercise = centre.scenario.exercise(&session.exercise);
        let about = seated(session);
        for run in &session.clock.runs {
            let planned = exercise.and_then(|known| known.phase(&run.phase));
            let ended = run.ended;
            let end = ended.unwrap_or_else(|| run.started());
            let held: i64 = run
                .holds
                .iter()
                .map(|hold| hold.until.unwrap_or(end).duration_since(hold.from).as_secs().max(0))
                .sum();
            let lasted = ended.map(|end| end.duration_since(run.started()).as_secs() - held);
            rows.push(Row {
                about: about.clone(),
                cells: vec![
                    text(&session.id.to_string()),
                    text(session.exercise.as_str()),
                    codes(centre, &about),
                    text(run.phase.as_str()),
                    planned.map_or(Value::Nothing, |(_, phase)| {
                        Value::Number(phase.length.as_minutes())
                    }),
                    Value::Moment(run.started()),
                    moment(ended),
                    lasted.map_or(Value::Nothing, Value::Whole),
                    Value::Whole(held),
                    Value::Whole(run.extended_secs),
                    count(run.true_starts.len()),
                ],
            });
        }
    }
    Table { name: "phases", title: "Phases", columns, rows }
}
