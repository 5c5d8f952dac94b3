//! Who does which exercise when, in which room, before whom: a plan that nobody could fault for
//! two places at once, made greedily, not well.

use crate::scenario::{Exercise, PhaseKind, Present, Scenario};
use crate::time::Length;

/// Sessions begin on these seconds.
const STEP: i64 = 300;
/// No session begins that would end later than this after the day's begin.
const DAY: i64 = 9 * 3600;
const NEXT_DAY: i64 = 24 * 3600;
/// Candidates are free from the fourth hour for half an hour.
const LUNCH: (i64, i64) = (4 * 3600, 4 * 3600 + 1800);
/// What candidates, and assessors and rooms, have between two sessions.
const PAUSES: (i64, i64) = (600, 300);

/// A session of the plan. People and exercises are named by their places.
pub(super) struct Slot {
    /// Which exercise.
    pub(super) exercise: usize,
    /// Candidates, each with their assessors.
    pub(super) seats: Vec<(usize, Vec<usize>)>,
    /// Which room.
    pub(super) room: usize,
    /// Seconds after the day's begin.
    pub(super) begins: i64,
}

/// How many there are of everything.
#[derive(Clone, Copy)]
pub(super) struct Means {
    pub(super) assessors: usize,
    pub(super) rooms: usize,
}

/// When people are busy in a session, in seconds after its begin.
#[derive(Clone, Copy, Default)]
pub(super) struct Span {
    /// Assessors come in.
    pub(super) observed_from: i64,
    /// Candidates go.
    pub(super) candidates_until: i64,
    /// Assessors have written up.
    pub(super) assessors_until: i64,
}

/// When people are busy, with the extra time of `percent` for whoever has most of it.
pub(super) fn span(exercise: &Exercise, candidates: usize, percent: u16) -> Span {
    let mut span = Span::default();
    let mut at = 0;
    let mut observed = false;
    for phase in &exercise.phases {
        if !observed && (phase.present.contains(&Present::Assessors) || phase.kind.is_observed()) {
            observed = true;
            span.observed_from = at;
        }
        let extra = if phase.takes_extra_time(candidates) { percent } else { 0 };
        at += seconds(phase.length.with_extra_percent(extra));
        if phase.kind != PhaseKind::WriteUp {
            span.candidates_until = at;
        }
    }
    span.assessors_until = at;
    span
}

fn seconds(length: Length) -> i64 {
    i64::from(length.as_secs())
}

struct Job {
    exercise: usize,
    candidates: Vec<usize>,
    span: Span,
}

struct Planner {
    candidate_free: Vec<i64>,
    assessor_free: Vec<i64>,
    room_free: Vec<i64>,
    load: Vec<usize>,
    /// How often each assessor has seen each candidate.
    seen: Vec<Vec<u16>>,
    slots: Vec<Slot>,
}

/// A plan of every exercise for every candidate, by begin. `extra` is each candidate's extra time
/// in percent. An exercise for larger groups than there are candidates is left out.
pub(super) fn plan(scenario: &Scenario, extra: &[u16], means: Means) -> Vec<Slot> {
    let mut pending = jobs(scenario, extra);
    let mut planner = Planner {
        candidate_free: vec![0; extra.len()],
        assessor_free: vec![0; means.assessors],
        room_free: vec![0; means.rooms],
        load: vec![0; means.assessors],
        seen: vec![vec![0; means.assessors]; extra.len()],
        slots: Vec::new(),
    };
    // Whoever cannot be placed on the first free day never can: too few assessors for a group.
    let longest = i64::try_from(pending.len()).unwrap_or(i64::MAX).saturating_add(2);
    let mut at = 0;
    while !pending.is_empty() && at < longest.saturating_mul(NEXT_DAY) {
        let mut waiting = Vec::new();
        let mut no_assessors_for: Option<usize> = None;
        for job in pending {
            if planner.room(at).is_none() {
                waiting.push(job);
                continue;
            }
            let panel = scenario.exercises.get(job.exercise).map_or(1, |known| panel(known, &job));
            let hopeless = no_assessors_for.is_some_and(|short| panel >= short);
            match planner.place(scenario, &job, at, if hopeless { None } else { Some(panel) }) {
                Placed::Yes => {}
                Placed::NoAssessors => {
                    no_assessors_for = Some(no_assessors_for.map_or(panel, |n| n.min(panel)));
                    waiting.push(job);
                }
                Placed::No => waiting.push(job),
            }
        }
        pending = waiting;
        at += STEP;
        if at.rem_euclid(NEXT_DAY) > DAY {
            at = (at.div_euclid(NEXT_DAY) + 1) * NEXT_DAY;
        }
    }
    planner.slots.sort_by_key(|slot| (slot.begins, slot.room));
    planner.slots
}

/// Groups first; then every candidate goes round the exercises, each beginning at another.
fn jobs(scenario: &Scenario, extra: &[u16]) -> Vec<Job> {
    let job = |exercise: usize, candidates: Vec<usize>| {
        let most = candidates.iter().filter_map(|place| extra.get(*place)).max().copied();
        let known = scenario.exercises.get(exercise)?;
        let span = span(known, candidates.len(), most.unwrap_or(0));
        Some(Job { exercise, candidates, span })
    };
    let mut jobs = Vec::new();
    let mut alone = Vec::new();
    for (place, exercise) in scenario.exercises.iter().enumerate() {
        if exercise.group.min <= 1 {
            alone.push(place);
            continue;
        }
        let groups = extra.len().div_ceil(usize::from(exercise.group.max.max(1)));
        for group in 0..groups {
            let members: Vec<usize> = (group..extra.len()).step_by(groups).collect();
            if members.len() >= usize::from(exercise.group.min) {
                jobs.extend(job(place, members));
            }
        }
    }
    for round in 0..alone.len() {
        for candidate in 0..extra.len() {
            let turn = alone.get((candidate + round) % alone.len()).copied();
            jobs.extend(turn.and_then(|exercise| job(exercise, vec![candidate])));
        }
    }
    jobs
}

/// How many assessors a job needs: each watches at most two candidates (A3).
fn panel(exercise: &Exercise, job: &Job) -> usize {
    let each = usize::from(exercise.assessors_per_candidate).max(1);
    if job.candidates.len() == 1 {
        each
    } else {
        (job.candidates.len() * each).div_ceil(2).max(each)
    }
}

enum Placed {
    Yes,
    NoAssessors,
    No,
}

impl Planner {
    /// A room that is free.
    fn room(&self, at: i64) -> Option<usize> {
        self.room_free.iter().position(|free| *free <= at)
    }

    fn place(&mut self, scenario: &Scenario, job: &Job, at: i64, panel: Option<usize>) -> Placed {
        let of_day = at.rem_euclid(NEXT_DAY);
        let ends = of_day + job.span.candidates_until;
        let over_lunch = of_day < LUNCH.1 && ends > LUNCH.0 && job.span.candidates_until < LUNCH.0;
        let free = |place: &usize| self.candidate_free.get(*place).is_some_and(|free| *free <= at);
        if over_lunch || (ends > DAY && of_day > 0) || !job.candidates.iter().all(free) {
            return Placed::No;
        }
        let Some(room) = self.room(at) else { return Placed::No };
        let Some(panel) = panel else { return Placed::NoAssessors };
        let comes = at + job.span.observed_from;
        let known = |place: usize| -> u16 {
            let seen = |candidate: &usize| self.seen.get(*candidate)?.get(place).copied();
            job.candidates.iter().filter_map(seen).sum()
        };
        let mut able: Vec<(u16, usize, usize)> = (0..self.assessor_free.len())
            .filter(|place| self.assessor_free.get(*place).is_some_and(|free| *free <= comes))
            .map(|place| (known(place), self.load.get(place).copied().unwrap_or(0), place))
            .collect();
        if able.len() < panel {
            return Placed::NoAssessors;
        }
        able.sort_unstable();
        let chosen: Vec<usize> = able.into_iter().take(panel).map(|(_, _, place)| place).collect();
        self.take(scenario, job, at, room, &chosen);
        Placed::Yes
    }

    fn take(&mut self, scenario: &Scenario, job: &Job, at: i64, room: usize, panel: &[usize]) {
        let exercise = scenario.exercises.get(job.exercise);
        let each = exercise.map_or(1, |known| usize::from(known.assessors_per_candidate).max(1));
        let mut turn = panel.iter().cycle().copied();
        let mut seats = Vec::new();
        for candidate in &job.candidates {
            let assessors: Vec<usize> = turn.by_ref().take(each).collect();
            if let Some(free) = self.candidate_free.get_mut(*candidate) {
                *free = at + job.span.candidates_until + PAUSES.0;
            }
            for assessor in &assessors {
                if let Some(seen) = self.seen.get_mut(*candidate).and_then(|s| s.get_mut(*assessor))
                {
                    *seen += 1;
                }
            }
            seats.push((*candidate, assessors));
        }
        for assessor in panel {
            if let Some(free) = self.assessor_free.get_mut(*assessor) {
                *free = at + job.span.assessors_until + PAUSES.1;
            }
            if let Some(load) = self.load.get_mut(*assessor) {
                *load += 1;
            }
        }
        if let Some(free) = self.room_free.get_mut(room) {
            *free = at + job.span.assessors_until + PAUSES.1;
        }
        self.slots.push(Slot { exercise: job.exercise, seats, room, begins: at });
    }
}
