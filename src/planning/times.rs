//! When a session is what: preparation, run, write-up, for the people who are in it.

use jiff::{SignedDuration, Timestamp};

use crate::centre::{Centre, Session};
use crate::ids::{ExerciseId, PhaseId};
use crate::people::Candidate;
use crate::scenario::{Exercise, Phase, PhaseKind, Present};
use crate::time::{Length, shifted};

/// The parts of an exercise for one candidate among so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Before assessors come in: briefing, reading, preparation.
    pub prep: Length,
    /// From then until the candidate goes.
    pub run: Length,
    /// What assessors need after it.
    pub write_up: Length,
}

/// When a session is what, as planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Whoever prepares longest begins.
    pub begins: Timestamp,
    /// The run begins.
    pub run: Timestamp,
    /// The candidates go.
    pub ended: Timestamp,
    /// The assessors have written up; the same as `ended` where papers are marked at other times.
    pub written: Timestamp,
}

/// Whether each candidate works at a desk, unobserved, and the paper is marked afterwards.
pub fn is_desk(exercise: &Exercise) -> bool {
    let observed = |phase: &Phase| {
        phase.kind != PhaseKind::WriteUp && phase.present.contains(&Present::Assessors)
    };
    exercise.group.max <= 1 && !exercise.phases.iter().any(observed)
}

/// Whether candidates do it together.
pub fn is_group(exercise: &Exercise) -> bool {
    exercise.group.max > 1
}

/// The parts of an exercise, with `length` saying how long a phase lasts.
pub fn parts(exercise: &Exercise, length: impl Fn(&Phase) -> Length) -> Parts {
    let desk = is_desk(exercise);
    let mut parts = Parts::default();
    let mut observed = false;
    for phase in &exercise.phases {
        if phase.kind == PhaseKind::WriteUp {
            parts.write_up = parts.write_up.plus(length(phase));
            continue;
        }
        let comes_in = if desk {
            phase.kind.is_observed()
        } else {
            phase.present.contains(&Present::Assessors)
        };
        observed |= comes_in || phase.kind.is_observed();
        let part = if observed { &mut parts.run } else { &mut parts.prep };
        *part = part.plus(length(phase));
    }
    parts
}

/// The parts of an exercise for a candidate, with the time that they were granted, when so many do
/// it together.
pub fn parts_for(candidate: &Candidate, exercise: &Exercise, together: usize) -> Parts {
    parts(exercise, |phase| candidate.length_of(&exercise.id, phase, together))
}

/// When a session is what, if it has a planned time.
pub fn of_session(centre: &Centre, session: &Session) -> Option<Times> {
    let begins = session.planned?;
    let exercise = centre.scenario.exercise(&session.exercise)?;
    let parts = longest(centre, exercise, session);
    let run = shifted(begins, parts.prep.as_duration());
    let ended = shifted(run, parts.run.as_duration());
    let marked = !session.markings.is_empty();
    let written = if marked { ended } else { shifted(ended, parts.write_up.as_duration()) };
    Some(Times { begins, run, ended, written })
}

/// When a session that has begun is what, by its clock: a phase that is over time ends now.
///
/// What is past is told backwards from the end of the run, as if all had lasted as planned: only what
/// is still to come can be in anybody's way.
pub fn by_clock(centre: &Centre, session: &Session, now: Timestamp) -> Option<Times> {
    let exercise = centre.scenario.exercise(&session.exercise)?;
    let parts = longest(centre, exercise, session);
    let writes = |phase: &&Phase| phase.kind == PhaseKind::WriteUp;
    let runs = |phase: &PhaseId| exercise.phase(phase).is_some_and(|(_, known)| !writes(&known));
    let last = session.clock.runs.iter().rfind(|run| runs(&run.phase));
    let ended = match (session.clock.finished, session.clock.current()) {
        (Some(finished), _) => last.and_then(|run| run.ended).unwrap_or(finished),
        (None, Some(run)) => {
            let (place, phase) = exercise.phase(&run.phase)?;
            let long = SignedDuration::from_secs(run.extended_secs)
                .saturating_add(phase_length(centre, session, phase).as_duration());
            let left = long.saturating_sub(run.elapsed(now)).max(SignedDuration::ZERO);
            let ends = shifted(now, left);
            if writes(&phase) {
                shifted(ends, parts.write_up.as_duration().saturating_mul(-1))
            } else {
                let next = exercise.phases.iter().skip(place + 1).filter(|known| !writes(known));
                let next = next.map(|known| phase_length(centre, session, known));
                let next = next.fold(Length::ZERO, Length::plus);
                shifted(ends, next.as_duration())
            }
        }
        (None, None) => return None,
    };
    let run = shifted(ended, parts.run.as_duration().saturating_mul(-1));
    let begins = shifted(run, parts.prep.as_duration().saturating_mul(-1));
    let marked = !session.markings.is_empty();
    let written = if marked { ended } else { shifted(ended, parts.write_up.as_duration()) };
    Some(Times { begins, run, ended, written })
}

/// How long a phase is to last for those in the session: as long as whoever has longest (rule T3).
fn phase_length(centre: &Centre, session: &Session, phase: &Phase) -> Length {
    let known = session.seats.iter().filter_map(|seat| centre.people.candidate(seat.candidate));
    let together = session.seats.len();
    let all = known.map(|one| one.length_of(&session.exercise, phase, together));
    all.max().unwrap_or(phase.length)
}

/// The parts as the session's one clock has them: as long as whoever has longest.
fn longest(centre: &Centre, exercise: &Exercise, session: &Session) -> Parts {
    let together = session.seats.len();
    let known = session.seats.iter().filter_map(|seat| centre.people.candidate(seat.candidate));
    let all: Vec<Parts> = known.map(|one| parts_for(one, exercise, together)).collect();
    if all.is_empty() {
        return parts(exercise, |phase| phase.length);
    }
    all.iter().fold(Parts::default(), |most, one| Parts {
        prep: most.prep.max(one.prep),
        run: most.run.max(one.run),
        write_up: most.write_up.max(one.write_up),
    })
}

/// The exercises that role players have parts in.
pub fn takes_players(exercise: &Exercise) -> usize {
    exercise.role_players.len()
}

/// How long the run of a session is, by the name of its exercise.
pub fn run_of(centre: &Centre, exercise: &ExerciseId) -> Length {
    let known = centre.scenario.exercise(exercise);
    known.map_or(Length::ZERO, |known| parts(known, |phase| phase.length).run)
}
