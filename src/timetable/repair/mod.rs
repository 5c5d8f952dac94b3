//! Mending a plan on the day: what still has to be held is moved so that the rules hold again, and
//! as few people as possible get another time, place or task.
//!
//! A search (`search`) finds a repair at once; an exhaustive one (`exact`) then tries every
//! repair that moves fewer people. Only where that came to its end is the number of people called
//! proved. Groups keep their members, and what is moved begins on a step of the plan or when it
//! was to begin. Whether a rule holds says [`super::rules`] alone, of whatever comes out of here.

mod exact;
mod fits;
mod options;
mod outcome;
mod piece;
mod search;
mod table;

use super::{Minute, Plan, Problem};
use table::Table;

/// How a session stands when a plan is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has begun, is pinned, or was to have begun: it stays.
    Stays,
    /// Its papers are written or being written; who marks them when may still be changed.
    Written,
    /// It may be moved, when something is in its way.
    Free,
    /// It must be held at another time or place.
    Homeless,
    /// It is not held.
    Gone,
}

/// A person by place in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// A candidate.
    Candidate(usize),
    /// An assessor.
    Assessor(usize),
    /// A role player.
    Player(usize),
}

/// A plan that no longer holds.
#[derive(Debug, Clone)]
pub struct Upset<'a> {
    /// What has to hold from now on.
    pub problem: &'a Problem,
    /// The plan, with what has begun where it truly is.
    pub plan: &'a Plan,
    /// What had to hold before, and the plan as it was then: a rule that somebody broke on purpose
    /// is not mended unasked. Its sessions are those of `plan`.
    pub before: (&'a Problem, &'a Plan),
    /// How each session stands.
    pub standing: &'a [Standing],
    /// Those whom it concerns anyway: they are not counted among those who are moved.
    pub concerned: &'a [Person],
    /// Nothing is moved to before this minute.
    pub now: Minute,
}

/// A plan that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The plan; a session for which there is no place stays where it was.
    pub plan: Plan,
    /// Sessions for which there is no place.
    pub unplaced: Vec<usize>,
    /// Whose day changes, the concerned left out.
    pub moved: Vec<Person>,
    /// By how many minutes sessions are moved, all added.
    pub minutes: Minute,
    /// No repair moves fewer people.
    pub proved: bool,
}

/// Mends a plan. `go_on` is asked now and then, and the best so far is given when it says no.
pub fn mend(upset: &Upset<'_>, seed: u64, go_on: &dyn Fn() -> bool) -> Mended {
    let table = Table::new(upset);
    let mut best = search::search(&table, seed, go_on);
    let proved = best.unplaced == 0 && exact::better(&table, &mut best, go_on);
    let done = table.with(&best.spots);
    Mended {
        plan: done.plan(upset),
        unplaced: done.unplaced(),
        moved: done.moved(),
        minutes: done.minutes(),
        proved,
    }
}
