//! Finding a plan, and bettering it until somebody is content.
//!
//! Two lines of search run side by side and meet now and then. At first both seek a shorter day than the
//! best that is known, each under an annealing of its own that begins anew when it has grown cold; then
//! both make a day of the best length better, and there every step towards evenly shared work counts. With
//! the same seed and the same number of rounds the answer
//! is the same on every machine.

mod board;
mod grid;
mod insert;
mod mask;
mod place;
mod search;

use board::Board;
use grid::Grid;
use search::Search;

use super::rules::Breach;
use super::{Minute, Plan, Problem, Seat, Session, bound, rules};

/// Tries of one line in one round.
const TRIES: u32 = 100;

/// Up to this share of the time a shorter day is sought; then the best length is bettered.
const SHORTER: f64 = 0.5;

/// One line seeks a day that is shorter by one of so many parts of what lies between the best and the
/// shortest that could be; the other one that is a step shorter.
const STRIDE: u32 = 3;

/// How warm the annealing begins and ends, in units of the objective: of a line that betters a day,
/// from when it begins to, and of one that seeks a shorter one, which begins anew after every
/// [`CYCLE`].
const BETTERING: (f64, f64) = (4.0, 0.3);
const SEEKING: (f64, f64) = (120.0, 10.0);
const CYCLE: u32 = 640;

/// After how many rounds the lines tell each other their best.
const MEETING: u32 = 64;

/// A search that can be gone on with.
#[derive(Debug, Clone)]
pub struct Solver {
    problem: Problem,
    grid: Grid,
    lines: [Search; 2],
    rounds: u32,
    /// Up to which share of the time a shorter day was sought.
    sought: f64,
    /// No day is shorter than so many slots, and no plan costs less.
    floor: (u32, i64),
    excused: Vec<Breach>,
    /// What a strict rotation leads to: there is nothing to search for in it.
    rotation: Option<Plan>,
}

impl Solver {
    /// Begins a search, with a first plan if one is found at once.
    pub fn new(problem: &Problem, seed: u64) -> Self {
        let grid = Grid::of(problem);
        let lines = [seed, seed ^ 0x9E37_79B9_7F4A_7C15]
            .map(|seed| Search::new(&grid, problem.weights, seed));
        let (ends, least) = bound::bound(problem);
        let floor = (u32::try_from(ends / problem.step.max(1)).unwrap_or(0), least);
        let mut solver = Self {
            problem: problem.clone(),
            grid,
            lines,
            rounds: 0,
            sought: 0.0,
            floor,
            excused: excused(problem),
            rotation: problem.circuit.as_ref().map(|circuit| circuit.plan(problem, seed)),
        };
        solver.meet(0.0);
        solver
    }

    /// How many rounds have been gone.
    pub fn rounds(&self) -> u32 {
        self.rounds
    }

    /// How many plans have been tried.
    pub fn tried(&self) -> u64 {
        u64::from(self.rounds) * u64::from(TRIES) * 2
    }

    /// The objective of the best plan, and the plan.
    pub fn best(&self) -> Option<(i64, Plan)> {
        if self.is_empty() {
            return None;
        }
        if let Some(plan) = &self.rotation {
            let objective = rules::measure(&self.problem, plan).objective;
            let holds = rules::check(&self.problem, plan).is_empty();
            return holds.then(|| (objective, plan.clone()));
        }
        let best = self.lines.iter().filter_map(Search::best).min_by_key(|(cost, _)| *cost)?;
        let plan = self.plan(&best.1);
        // The judge has the last word; what somebody pinned against a rule is theirs to answer for.
        let found = rules::check(&self.problem, &plan);
        found.iter().all(|breach| self.excused.contains(breach)).then_some((best.0, plan))
    }

    /// What does not hold among the pinned sessions alone.
    pub fn excused(&self) -> &[Breach] {
        &self.excused
    }

    /// Whether no plan is better than the best one.
    pub fn is_proved(&self) -> bool {
        // Counting knows nothing of what was pinned against a rule.
        self.rotation.is_none()
            && self.excused.is_empty()
            && self.objective().is_some_and(|objective| objective <= self.floor.1)
    }

    /// Whether more rounds can lead to another plan.
    pub fn is_over(&self) -> bool {
        self.is_empty() || self.rotation.is_some() || self.is_proved()
    }

    /// Nobody is to be planned for, or nothing is to be done: a plan of nothing is no plan.
    fn is_empty(&self) -> bool {
        self.grid.jobs.is_empty()
    }

    /// What does not hold in the rotation that the scenario asks for.
    pub fn refused(&self) -> Vec<Breach> {
        let plan = self.rotation.as_ref();
        plan.map(|plan| rules::check(&self.problem, plan)).unwrap_or_default()
    }

    /// The objective of the best plan.
    pub fn objective(&self) -> Option<i64> {
        if self.is_empty() || self.rotation.is_some() {
            return self.best().map(|(objective, _)| objective);
        }
        self.lines.iter().filter_map(Search::best).map(|(cost, _)| *cost).min()
    }

    /// Goes on as long as `go_on` gives the share of the planned time that has gone, and nothing is
    /// proved.
    pub fn run(&mut self, mut go_on: impl FnMut(&Self) -> Option<f64>) {
        while !self.is_over() {
            let Some(share) = go_on(self) else { return };
            self.round(share);
        }
    }

    /// No plan ends earlier than so many minutes, and none costs less.
    pub fn bound(&self) -> (Minute, i64) {
        let slots = Minute::try_from(self.floor.0).unwrap_or(Minute::MAX);
        (slots.saturating_mul(self.problem.step.max(1)), self.floor.1)
    }

    /// One round; `share` says how much of the planned time has gone, from 0 to 1.
    pub fn round(&mut self, share: f64) {
        if self.rotation.is_some() {
            return;
        }
        let share = share.clamp(0.0, 1.0);
        let cooled = |(warm, cold): (f64, f64), share: f64| warm * (cold / warm).powf(share);
        let seeks = self.seeks(share);
        if seeks {
            self.sought = share;
        }
        // A search without an end, and one that begins anew, have a share that goes back.
        let left = (1.0 - self.sought).max(f64::EPSILON);
        let bettered = ((share - self.sought) / left).max(0.0);
        let grid = &self.grid;
        let rounds = self.rounds;
        // The two are never warm at the same time, so that one of them is always about to find something.
        let warmth = |line: &mut Search, apart: u32| {
            let turn = (rounds + apart) % CYCLE;
            line.set_bettering(grid, !seeks);
            if !seeks {
                return cooled(BETTERING, bettered);
            }
            if turn == 0 && rounds > 0 {
                line.shake(grid);
            }
            cooled(SEEKING, f64::from(turn) / f64::from(CYCLE))
        };
        let [first, second] = &mut self.lines;
        let warm = (warmth(first, CYCLE / 2), warmth(second, 0));
        std::thread::scope(|scope| {
            scope.spawn(|| second.run(grid, TRIES, warm.1));
            first.run(grid, TRIES, warm.0);
        });
        self.rounds += 1;
        if self.rounds.is_multiple_of(MEETING) {
            self.meet(share);
        }
    }

    /// Whether a shorter day is still sought: not when there is none.
    fn seeks(&self, share: f64) -> bool {
        let best = self.lines.iter().filter_map(Search::best).min_by_key(|(cost, _)| *cost);
        let shortest = best.is_some_and(|(_, board)| board.makespan(&self.grid) <= self.floor.0);
        share < SHORTER && !shortest
    }

    /// The lines tell each other their best, and set themselves a shorter day.
    fn meet(&mut self, share: f64) {
        let best = self.lines.iter().filter_map(Search::best).min_by_key(|(cost, _)| *cost);
        let Some((objective, board)) = best.cloned() else { return };
        let makespan = board.makespan(&self.grid);
        for line in &mut self.lines {
            let own = line.best().map(|(_, own)| own.makespan(&self.grid));
            if own.is_none_or(|own| own > makespan) {
                line.take_over(&self.grid, objective, &board);
            }
        }
        let seeks = self.seeks(share);
        let stride = (makespan.saturating_sub(self.floor.0) / STRIDE).max(1);
        // One takes the next step, the other a stride that may be too long.
        for (line, stride) in self.lines.iter_mut().zip([1, stride]) {
            if !seeks && line.until < makespan {
                line.take_over(&self.grid, objective, &board);
            }
            line.until = if seeks { makespan.saturating_sub(stride) } else { makespan };
        }
    }

    fn plan(&self, board: &Board) -> Plan {
        let step = self.problem.step.max(1);
        let minute = |slot: u32| Minute::try_from(slot).unwrap_or(0) * step;
        let (candidates, assessors) = board.meals(&self.grid);
        let mut plan = Plan {
            sessions: Vec::new(),
            candidate_lunches: candidates.into_iter().map(|at| at.map(minute)).collect(),
            assessor_lunches: assessors.into_iter().map(|at| at.map(minute)).collect(),
        };
        let mut rooms = Vec::new();
        let mut players = Vec::new();
        plan.sessions.clone_from(&self.problem.pinned);
        for (number, (job, place)) in self.grid.jobs.iter().zip(&board.places).enumerate() {
            let Some(place) = place.as_ref().filter(|_| !self.grid.is_pinned(number)) else {
                continue;
            };
            let single = |classes: &[grid::Class], one: usize| {
                classes.get(one).filter(|class| class.single)?.places.first().copied()
            };
            let own_room = place.room.and_then(|class| single(&self.grid.rooms, class));
            let own_players =
                place.players.iter().filter_map(|class| single(&self.grid.players, *class));
            let own_players: Vec<usize> = own_players.collect();
            let session = plan.sessions.len();
            let until = place.run + job.run;
            rooms.extend(place.room.map(|class| (class, place.run, until, session)));
            for class in &place.players {
                let reset = self.grid.players.get(*class).map_or(0, |class| class.reset);
                players.push((*class, place.run, until + reset, session));
            }
            let of_rater = |rater: &usize| {
                place
                    .panel
                    .iter()
                    .position(|known| known == rater)
                    .and_then(|turn| place.markings.get(turn).copied().map(minute))
            };
            plan.sessions.push(Session {
                exercise: job.exercise,
                run: minute(place.run),
                seats: place
                    .seats
                    .iter()
                    .map(|(candidate, raters)| Seat {
                        candidate: *candidate,
                        raters: raters.clone(),
                        markings: raters.iter().filter_map(of_rater).collect(),
                    })
                    .collect(),
                panel: place.panel.clone(),
                players: own_players,
                room: own_room,
            });
        }
        for (session, room) in hand_out(&self.grid.rooms, rooms) {
            if let Some(session) = plan.sessions.get_mut(session) {
                session.room = Some(room);
            }
        }
        for (session, player) in hand_out(&self.grid.players, players) {
            if let Some(session) = plan.sessions.get_mut(session) {
                session.players.push(player);
            }
        }
        plan
    }
}

/// What does not hold among the pinned sessions alone. That something is still missing is no
/// breach of theirs.
fn excused(problem: &Problem) -> Vec<Breach> {
    let pinned = Plan { sessions: problem.pinned.clone(), ..Plan::default() };
    let theirs = |breach: &Breach| {
        !matches!(
            breach,
            Breach::Missing { .. }
                | Breach::FewAssessors { .. }
                | Breach::CandidateLunch { .. }
                | Breach::AssessorLunch { .. }
        )
    };
    rules::check(problem, &pinned).into_iter().filter(theirs).collect()
}

/// Which one of its class each session gets: the one that has been free longest ends first. With
/// no more at once than there are, everybody gets one.
fn hand_out(
    classes: &[grid::Class],
    mut wanted: Vec<(usize, u32, u32, usize)>,
) -> Vec<(usize, usize)> {
    wanted.sort_by_key(|(class, from, ..)| (*class, *from));
    let mut free: Vec<Vec<u32>> = classes.iter().map(|class| vec![0; class.places.len()]).collect();
    let mut handed = Vec::new();
    let pooled = wanted
        .into_iter()
        .filter(|(class, ..)| classes.get(*class).is_some_and(|class| !class.single));
    for (class, from, until, session) in pooled {
        let (Some(ends), Some(known)) = (free.get_mut(class), classes.get(class)) else { continue };
        let found = ends.iter_mut().zip(&known.places).find(|(ends, _)| **ends <= from);
        if let Some((ends, place)) = found {
            *ends = until;
            handed.push((session, *place));
        }
    }
    handed
}
