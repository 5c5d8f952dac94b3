//! What a plan is like, and what it costs.

use std::collections::BTreeSet;

use super::{Busy, Span, busy, met};
use crate::timetable::{Minute, Plan, Problem};

/// From the beginning of one day of a centre to that of the next, and how long before that nobody
/// is there: a day may begin a little earlier than the first.
const DAY: Minute = 24 * 60;
const EARLY: Minute = 6 * 60;

/// What a plan is like, whether its rules hold or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// The end of the last write-up or marking.
    pub ends: Minute,
    /// When the last candidate leaves.
    pub last_candidate: Minute,
    /// How long each assessor has to do, in minutes.
    pub loads: Vec<Minute>,
    /// How many different assessors rate each candidate.
    pub distinct: Vec<usize>,
    /// From each candidate's first beginning to their last end.
    pub spans: Vec<Minute>,
    /// The longest that each candidate waits between two activities, and for the first and the last
    /// where the day opens or closes with an event for all; neither lunch nor a night counts as
    /// waiting.
    pub waits: Vec<Minute>,
    /// How often an assessor rates a candidate again, all counted.
    pub again: usize,
    /// In how many different orders candidates do the exercises (rule E2: it is rotated, so that nobody
    /// is always seen after the same other).
    pub orders: usize,
    /// What the plan costs by the weights of the problem.
    pub objective: i64,
}

/// What the plan is like.
pub fn measure(problem: &Problem, plan: &Plan) -> Measures {
    let busy = busy(problem, plan);
    let last = |spans: &[Vec<Span>]| spans.iter().flatten().map(|span| span.1).max().unwrap_or(0);
    let length = |spans: &Vec<Span>| -> Minute {
        let begins = spans.iter().map(|span| span.0).min().unwrap_or(0);
        spans.iter().map(|span| span.1).max().unwrap_or(0) - begins
    };
    let loads: Vec<Minute> = busy
        .assessors
        .iter()
        .map(|spans| spans.iter().map(|(from, until)| until - from).sum())
        .collect();
    let met = met(problem, plan);
    let spans: Vec<Minute> = busy.candidates.iter().map(length).collect();
    let last_candidate = last(&busy.candidates);
    let ends = last(&busy.assessors).max(last_candidate);
    let again: usize = met.iter().flatten().map(|times| times.saturating_sub(1)).sum();
    let range = loads.iter().max().copied().unwrap_or(0) - loads.iter().min().copied().unwrap_or(0);
    let step = i64::from(problem.step.max(1));
    let steps = |minutes: Minute| (i64::from(minutes) + step - 1) / step;
    let weights = problem.weights;
    let objective = weights.makespan * steps(ends)
        + weights.load_range * steps(range)
        + weights.span * spans.iter().map(|span| steps(*span)).sum::<i64>()
        + weights.again * i64::try_from(again).unwrap_or(i64::MAX);
    Measures {
        ends,
        last_candidate,
        distinct: met.iter().map(|row| row.iter().filter(|times| **times > 0).count()).collect(),
        waits: waits(problem, plan, &busy, last_candidate),
        loads,
        spans,
        again,
        orders: orders(problem, plan),
        objective,
    }
}

fn orders(problem: &Problem, plan: &Plan) -> usize {
    let order = |candidate: usize| -> Vec<usize> {
        let own = plan
            .sessions
            .iter()
            .filter(|session| session.seats.iter().any(|seat| seat.candidate == candidate));
        let mut own: Vec<(Minute, usize)> = own
            .map(|session| {
                let (prep, _) = problem.lengths(candidate, session.exercise);
                (session.run - prep, session.exercise)
            })
            .collect();
        own.sort_unstable();
        own.into_iter().map(|(_, exercise)| exercise).collect()
    };
    let all: BTreeSet<Vec<usize>> = (0..problem.candidates.len()).map(order).collect();
    all.len()
}

fn waits(problem: &Problem, plan: &Plan, busy: &Busy, through: Minute) -> Vec<Minute> {
    let wait = |(candidate, spans): (usize, &Vec<Span>)| {
        let mut all = spans.clone();
        if problem.welcomed && !spans.is_empty() {
            all.push((0, 0));
        }
        if problem.seen_off && !spans.is_empty() {
            all.push((through, through));
        }
        if let (Some(lunch), Some(Some(at))) =
            (problem.candidate_lunch, plan.candidate_lunches.get(candidate))
        {
            let there = (all.iter().map(|s| s.0).min(), all.iter().map(|s| s.1).max());
            if there.0.is_some_and(|first| first < *at) && there.1.is_some_and(|last| last > *at) {
                all.push((*at, at + lunch.length));
            }
        }
        all.sort_unstable();
        // A night is no wait.
        let day = |at: Minute| at.saturating_add(EARLY).div_euclid(DAY);
        let pairs = all.iter().zip(all.iter().skip(1));
        let pairs = pairs.filter(|(before, next)| day(before.1) == day(next.0));
        pairs.map(|(before, next)| next.0 - before.1).max().unwrap_or(0).max(0)
    };
    busy.candidates.iter().enumerate().map(wait).collect()
}
