//! Why there is no plan: a smallest set of demands that clash, and what letting go of each would
//! buy.
//!
//! The set is found by leaving demands out one after the other: what can be left out without a plan
//! appearing is no part of it (deletion filter: Chinneck and Dravnieks, ORSA Journal on Computing
//! 3, 1991). Whether a plan appears is asked of the search, and where counting proves that there is
//! none ([`bound::clashes`]), of the proof.

use super::bound::{self, Clash};
use super::rules::{self, Measures};
use super::solve::Solver;
use super::{Minute, Problem, Who};

/// Something that is asked of a plan and could be asked less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// Everything has ended by the end of the day.
    DayEnds,
    /// Rule A2: those who must not meet do not meet.
    KeptApart,
    /// Rule A1: each candidate is seen by so many assessors.
    Distinct,
    /// The same assessor sees a candidate only so often.
    SamePair,
    /// Rule A3: an assessor watches few of a group.
    GroupPanel,
    /// Rule A6: assessors rate where they are certified.
    Certified,
    /// Rule T4: candidates eat in their window.
    CandidateLunch,
    /// Rule T4: assessors eat in their window.
    AssessorLunch,
    /// Candidates are there in their hours.
    CandidateHours,
    /// Assessors are there in their hours.
    AssessorHours,
    /// Role players are there in their hours, and so are rooms.
    OtherHours,
    /// Each session has a room that is fitted for it.
    Rooms,
    /// Ways without steps.
    StepFree,
    /// Each session has its role players.
    Players,
    /// There are so many desks.
    Desks,
    /// Candidates have time between exercises.
    Gap,
    /// Events at which all candidates are.
    Events,
    /// Sessions that are pinned.
    Pins,
}

impl Demand {
    /// Every demand, those first that people would let go of first.
    pub const ALL: [Self; 18] = [
        Self::Pins,
        Self::Events,
        Self::Gap,
        Self::Desks,
        Self::SamePair,
        Self::Distinct,
        Self::GroupPanel,
        Self::OtherHours,
        Self::CandidateHours,
        Self::AssessorHours,
        Self::AssessorLunch,
        Self::CandidateLunch,
        Self::Rooms,
        Self::Players,
        Self::Certified,
        Self::StepFree,
        Self::KeptApart,
        Self::DayEnds,
    ];

    /// The problem without the demand.
    fn dropped(self, problem: &mut Problem) {
        match self {
            Self::DayEnds => problem.horizon = problem.horizon.max(0) + LONGEST_DAY,
            Self::KeptApart => problem.candidates.iter_mut().for_each(|one| one.conflicts.clear()),
            Self::Distinct => problem.distinct = 0,
            Self::SamePair => problem.same_pair = usize::MAX,
            Self::GroupPanel => {
                for exercise in &mut problem.exercises {
                    if let super::Form::Group(group) = &mut exercise.form {
                        group.panel = exercise.raters;
                        group.most_each = group.max;
                    }
                }
            }
            Self::Certified => problem.assessors.iter_mut().for_each(|one| one.trained.fill(true)),
            Self::CandidateLunch => problem.candidate_lunch = None,
            Self::AssessorLunch => problem.assessor_lunch = None,
            Self::CandidateHours => {
                problem.candidates.iter_mut().for_each(|c| c.present = None);
                problem.away.retain(|(who, _)| !matches!(who, Who::Candidate(_)));
            }
            Self::AssessorHours => {
                problem.assessors.iter_mut().for_each(|a| a.present = None);
                problem.away.retain(|(who, _)| !matches!(who, Who::Assessor(_)));
            }
            Self::OtherHours => {
                problem.away.retain(|(who, _)| !matches!(who, Who::Player(_) | Who::Room(_)));
                problem.role_players.iter_mut().for_each(|player| player.present = None);
                problem.rooms.iter_mut().for_each(|room| room.present = None);
            }
            Self::Rooms => problem.exercises.iter_mut().for_each(|known| known.in_room = false),
            Self::StepFree => problem.candidates.iter_mut().for_each(|one| one.step_free = false),
            Self::Players => problem.exercises.iter_mut().for_each(|known| known.players = 0),
            Self::Desks => problem.desks = None,
            Self::Gap => problem.gap = 0,
            Self::Events => problem.closed.clear(),
            Self::Pins => problem.pinned.clear(),
        }
    }

    /// Whether the problem makes the demand at all.
    fn is_made(self, problem: &Problem) -> bool {
        let mut without = problem.clone();
        self.dropped(&mut without);
        without != *problem
    }
}

/// The problem without these demands.
#[must_use]
pub fn without(problem: &Problem, demands: impl IntoIterator<Item = Demand>) -> Problem {
    let mut rest = problem.clone();
    for demand in demands {
        demand.dropped(&mut rest);
    }
    rest
}

/// What could be given, so that there is a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Let go of a demand.
    Drop(Demand),
    /// End so many minutes later.
    EndLater(Minute),
    /// Bring so many assessors more, who may rate everywhere.
    Assessors(usize),
    /// Have so many rooms more, fitted for everything.
    Rooms(usize),
    /// Bring so many role players more, who play everywhere.
    Players(usize),
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reason {
    /// What counting proves; empty when nothing is proved.
    pub clashes: Vec<Clash>,
    /// A smallest set of demands that clash: without any of them there is a plan, if only they are
    /// made.
    pub demands: Vec<Demand>,
    /// Counting proves that they clash; else no plan was found in which all of them hold.
    pub proved: bool,
    /// What would lead to a plan, and what that plan would be like.
    pub ways: Vec<(Way, Measures)>,
}

/// No day is longer than what a plan can have.
const LONGEST_DAY: Minute = 120;

/// Rounds of search that decide whether there is a plan.
const ROUNDS: u32 = 12;

/// Says why there is no plan. `go_on` is asked before each step, and the answer so far is given
/// when it says no.
pub fn reason(problem: &Problem, go_on: &dyn Fn() -> bool) -> Reason {
    let mut reason = Reason { clashes: bound::clashes(problem), ..Reason::default() };
    let made: Vec<Demand> =
        Demand::ALL.into_iter().filter(|demand| demand.is_made(problem)).collect();
    let mut rest = problem.clone();
    for demand in made {
        if !go_on() {
            return reason;
        }
        let mut without = rest.clone();
        demand.dropped(&mut without);
        if plan(&without).is_some() {
            reason.demands.push(demand);
        } else {
            rest = without;
        }
    }
    if plan(&rest).is_some() {
        // Something else stands in the way, or nothing does.
        reason.demands.clear();
    }
    reason.proved = !bound::clashes(&rest).is_empty();
    reason.ways = ways(problem, &reason.demands, go_on);
    reason
}

fn ways(problem: &Problem, demands: &[Demand], go_on: &dyn Fn() -> bool) -> Vec<(Way, Measures)> {
    let more =
        (1..=3).flat_map(|many| [Way::Assessors(many), Way::Rooms(many), Way::Players(many)]);
    let later = (1..=8).map(|step| Way::EndLater(step * 15));
    let dropped = demands.iter().filter(|demand| **demand != Demand::DayEnds);
    let all = dropped.map(|demand| Way::Drop(*demand)).chain(later).chain(more);
    let mut found: Vec<(Way, Measures)> = Vec::new();
    for way in all {
        let kind = std::mem::discriminant(&way);
        let drops = matches!(way, Way::Drop(_));
        if !drops && found.iter().any(|(known, _)| std::mem::discriminant(known) == kind) {
            continue;
        }
        if !go_on() {
            break;
        }
        let eased = way.taken(problem);
        if eased == *problem {
            continue;
        }
        found.extend(plan(&eased).map(|measures| (way, measures)));
    }
    found
}

impl Way {
    fn taken(self, problem: &Problem) -> Problem {
        let mut eased = problem.clone();
        let exercises = problem.exercises.len();
        match self {
            Self::Drop(demand) => demand.dropped(&mut eased),
            Self::EndLater(minutes) => eased.horizon += minutes,
            Self::Assessors(many) => {
                let one = super::Assessor { trained: vec![true; exercises], present: None };
                eased.assessors.extend(std::iter::repeat_n(one, many));
            }
            Self::Rooms(many) if problem.exercises.iter().any(|known| known.in_room) => {
                let room = super::Room {
                    fitted: vec![true; exercises],
                    capacity: usize::MAX,
                    step_free: true,
                    present: None,
                };
                eased.rooms.extend(std::iter::repeat_n(room, many));
            }
            Self::Players(many) if problem.exercises.iter().any(|known| known.players > 0) => {
                let player = super::RolePlayer {
                    plays: problem.exercises.iter().map(|known| known.players > 0).collect(),
                    reset: problem.role_players.first().map_or(0, |known| known.reset),
                    present: None,
                };
                eased.role_players.extend(std::iter::repeat_n(player, many));
            }
            Self::Rooms(_) | Self::Players(_) => {}
        }
        eased
    }
}

/// What a plan of the problem is like, if one is found.
fn plan(problem: &Problem) -> Option<Measures> {
    if !bound::clashes(problem).is_empty() {
        return None;
    }
    let mut solver = Solver::new(problem, 1);
    for round in 0..ROUNDS {
        if solver.objective().is_some() || solver.is_over() {
            break;
        }
        solver.round(f64::from(round) / f64::from(ROUNDS));
    }
    solver.best().map(|(_, plan)| rules::measure(problem, &plan))
}
