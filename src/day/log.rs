//! The day's log: how long everybody had in each phase, against what was planned for them, and why
//! it was not the same (rule T1).

use jiff::{SignedDuration, Timestamp};

use super::clock;
use crate::centre::clock::PhaseRun;
use crate::centre::{Centre, Incident, Session};
use crate::ids::{CandidateId, ExerciseId, IncidentId, PhaseId, SessionId};
use crate::scenario::{Phase, PhaseKind, Rule};
use crate::time::{Length, shifted};

/// How long before a phase an incident may have ended and still explain its length.
const JUST_BEFORE: SignedDuration = SignedDuration::from_mins(2);

/// No hand ends a phase to the second, and no clock that stops itself to the millisecond: where a
/// scenario asks for exactly the same time for all, so much is no deviation.
const MOMENT: SignedDuration = SignedDuration::from_secs(2);

/// Whether a length is as it should be, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It still runs.
    Running,
    /// Within the tolerance.
    Within,
    /// Beyond it, because of this incident.
    ByIncident(IncidentId),
    /// Beyond it, for this reason.
    InWords(String),
    /// Beyond it, and nobody has said why.
    Unexplained,
}

/// One phase as one candidate had it.
#[derive(Debug, Clone, PartialEq)]
pub struct Had {
    /// Who.
    pub candidate: CandidateId,
    /// In which session.
    pub session: SessionId,
    /// Of which exercise.
    pub exercise: ExerciseId,
    /// Which phase.
    pub phase: PhaseId,
    /// When it began: as put right, else as pressed.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// How long the design has it.
    pub planned: Length,
    /// How much longer it was to be, by adjustments of those in the session.
    pub adjusted: Length,
    /// How long the clock stood still; not part of what they had.
    pub held: SignedDuration,
    /// Given, or taken below zero, while it ran.
    pub extended_secs: i64,
    /// How much of what was given restored time lost to incidents.
    pub restored: Length,
    /// How long they had, holds left out.
    pub actual: SignedDuration,
    /// Whether that is as it should be.
    pub standing: Standing,
}

impl Had {
    /// What they had beyond what was planned for them; below zero they had less.
    pub fn deviation(&self) -> SignedDuration {
        let due = self.planned.plus(self.adjusted).as_duration();
        self.actual.saturating_sub(due)
    }
}

/// Every phase that was begun, by candidate and time. Phases of assessors alone are no candidate's
/// time and are left out.
pub fn log(centre: &Centre, now: Timestamp) -> Vec<Had> {
    let mut all = Vec::new();
    for known in centre.people.candidates() {
        for session in centre.sessions_of(known.id) {
            let begun = all.len();
            of_session(centre, session, known.id, now, &mut all);
            debug_assert!(all.len() >= begun);
        }
    }
    let place = |id: CandidateId| {
        let listed = centre.people.candidate(id);
        listed.map(|known| known.code.clone())
    };
    all.sort_by_cached_key(|had| (place(had.candidate), had.candidate, had.began));
    all
}

/// Those that are beyond the tolerance without a word why.
pub fn unexplained(log: &[Had]) -> impl Iterator<Item = &Had> {
    log.iter().filter(|had| had.standing == Standing::Unexplained)
}

/// How far a length may be from what was planned (rule T1); a moment at least.
pub fn tolerance(centre: &Centre) -> SignedDuration {
    let minutes = centre.scenario.rules.figure(Rule::T1, 0).unwrap_or(1);
    Length::minutes(minutes).as_duration().max(MOMENT)
}

fn of_session(
    centre: &Centre,
    session: &Session,
    candidate: CandidateId,
    now: Timestamp,
    all: &mut Vec<Had>,
) {
    let Some(exercise) = centre.scenario.exercise(&session.exercise) else { return };
    for run in &session.clock.runs {
        let Some((_, phase)) = exercise.phase(&run.phase) else { continue };
        if phase.kind != PhaseKind::WriteUp {
            all.push(had(centre, session, candidate, (run, phase), now));
        }
    }
}

fn had(
    centre: &Centre,
    session: &Session,
    candidate: CandidateId,
    (run, phase): (&PhaseRun, &Phase),
    now: Timestamp,
) -> Had {
    let due = clock::planned_length(centre, session, phase);
    let actual = clock::elapsed(run, now);
    let began = run.started();
    let whole = run.ended.unwrap_or(now).duration_since(began);
    let concerned = || {
        let all = centre.incidents.values();
        all.filter(move |incident| incident.concerns(session, candidate))
            .filter(move |incident| touches(incident, run, now))
    };
    let restored = concerned().fold(Length::ZERO, |sum, known| sum.plus(known.restored));
    let mut had = Had {
        candidate,
        session: session.id,
        exercise: session.exercise.clone(),
        phase: phase.id.clone(),
        began,
        ended: run.ended,
        planned: phase.length,
        adjusted: due.less(phase.length),
        held: whole.saturating_sub(actual).max(SignedDuration::ZERO),
        extended_secs: run.extended_secs,
        restored,
        actual,
        standing: Standing::Running,
    };
    if run.ended.is_some() {
        let explained = centre.explanations.get(&(session.id, phase.id.clone()));
        had.standing = if had.deviation().abs() <= tolerance(centre) {
            Standing::Within
        } else if let Some(explained) = explained {
            // What somebody says about this time goes before what happened around it.
            Standing::InWords(explained.words.clone())
        } else if let Some(incident) = concerned().next() {
            Standing::ByIncident(incident.id)
        } else {
            Standing::Unexplained
        };
    }
    had
}

/// Whether an incident lies within a phase, or ended just before it.
fn touches(incident: &Incident, run: &PhaseRun, now: Timestamp) -> bool {
    let until = incident.resolved.unwrap_or(incident.noticed).max(incident.noticed);
    incident.noticed <= run.ended.unwrap_or(now)
        && shifted(until, JUST_BEFORE) >= run.started().min(run.pressed.at)
}
