//! Taking a part of the plan away and placing it anew, better or, while it is early, a little
//! worse: ruin and recreate (Schrimpf and others, Journal of Computational Physics 159, 2000)
//! under an annealing that grows colder.

use fastrand::Rng;

use super::board::Board;
use super::grid::Grid;
use super::insert::{Taste, insert};
use super::place::Place;
use crate::timetable::Weights;

/// What a job that is nowhere costs, in units of a step of the day.
const NOWHERE: f64 = 1.5;

/// By how much that grows with every try that does not place it.
const LONGING: f64 = 0.001;

/// What uneven work costs while a day is bettered, in units of what the range costs: a step towards
/// evenness counts before the range itself is smaller.
const UNEVEN: f64 = 0.3;

/// One line of search, which never forgets its best.
#[derive(Debug, Clone)]
pub(super) struct Search {
    rng: Rng,
    weights: Weights,
    now: Board,
    cost: f64,
    best: Option<(i64, Board)>,
    /// What a job costs that is nowhere, in steps of the day: more, the longer it is.
    nowhere: Vec<f64>,
    /// By which slot everything has to end.
    pub(super) until: u32,
    /// A day of this length is bettered: steps towards evenness count, less is taken away at once,
    /// and what looks best is chosen more often.
    betters: bool,
}

/// What was taken away, to be put back.
struct Ruined {
    taken: Vec<(usize, Place)>,
    members: Vec<(usize, Vec<usize>)>,
}

impl Search {
    pub(super) fn new(grid: &Grid, weights: Weights, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let members = split(grid, &mut rng);
        let mut search = Self {
            rng,
            weights,
            now: Board::new(grid, members),
            cost: f64::INFINITY,
            best: None,
            nowhere: vec![NOWHERE; grid.jobs.len()],
            until: grid.slots,
            betters: false,
        };
        search.begin(grid);
        search
    }

    /// A first plan, job by job; several orders are tried until all jobs have a place.
    fn begin(&mut self, grid: &Grid) {
        let empty = self.now.clone();
        let mut best: Option<Board> = None;
        for attempt in 0..40 {
            let mut board = empty.clone();
            if attempt % 4 == 3 {
                board = Board::new(grid, split(grid, &mut self.rng));
            }
            let mut order: Vec<usize> =
                (0..grid.jobs.len()).filter(|job| !grid.is_pinned(*job)).collect();
            self.rng.shuffle(&mut order);
            order.sort_by_key(|job| {
                let known = grid.jobs.get(*job);
                let length = known.map_or(0, |job| job.prep + job.run + job.after);
                (
                    known.is_some_and(|job| job.group().is_none()),
                    if attempt % 2 == 0 { 0 } else { u32::MAX - length },
                )
            });
            let taste = Taste {
                until: grid.slots,
                span: 0.2,
                load: 0.3,
                scrap: 0.5,
                late: 1.0,
                again: 1.0,
                chance: if attempt == 0 { 0.0 } else { 4.0 },
            };
            for job in order {
                insert(&mut board, grid, job, &taste, &mut self.rng);
            }
            let done = board.unplaced == 0;
            if best.as_ref().is_none_or(|best| board.unplaced < best.unplaced) {
                best = Some(board);
            }
            if done {
                break;
            }
        }
        if let Some(board) = best {
            self.cost = self.price(grid, &board);
            self.now = board;
            self.keep(grid);
        }
    }

    /// The best whole plan, and its objective.
    pub(super) fn best(&self) -> Option<&(i64, Board)> {
        self.best.as_ref()
    }

    /// Goes on from another's plan.
    pub(super) fn take_over(&mut self, grid: &Grid, objective: i64, board: &Board) {
        if self.best.as_ref().is_none_or(|(own, _)| objective < *own) {
            self.best = Some((objective, board.clone()));
        }
        self.now = board.clone();
        self.cost = self.price(grid, board);
    }

    /// Whether the day is bettered, or a shorter one sought, which other ways lead to.
    pub(super) fn set_bettering(&mut self, grid: &Grid, betters: bool) {
        if self.betters != betters {
            self.betters = betters;
            self.cost = self.price(grid, &self.now);
        }
    }

    /// So many tries, at a warmth in units of the objective.
    pub(super) fn run(&mut self, grid: &Grid, tries: u32, warmth: f64) {
        for _ in 0..tries {
            self.attempt(grid, warmth);
        }
    }

    /// Leaves where it is stuck: groups and a part of the rest are taken away, and sometimes other
    /// people form the groups.
    pub(super) fn shake(&mut self, grid: &Grid) {
        for job in 0..grid.jobs.len() {
            let group = grid.jobs.get(job).is_some_and(|job| job.group().is_some());
            if !grid.is_pinned(job) && (group || self.rng.u32(0..10) < 4) {
                self.now.take(grid, job);
            }
        }
        if self.rng.bool() {
            self.now.members = split(grid, &mut self.rng);
        }
        self.cost = self.price(grid, &self.now);
    }

    fn attempt(&mut self, grid: &Grid, warmth: f64) {
        let Ruined { taken, members } = self.ruin(grid);
        let places = self.now.places.iter().enumerate();
        let mut out: Vec<usize> =
            places.filter(|(_, place)| place.is_none()).map(|(job, _)| job).collect();
        self.order(grid, &mut out);
        let chance = if self.betters { 2.0 } else { 6.0 };
        let rng = &mut self.rng;
        let late = [0.0, 0.0, 0.03, 0.3];
        let taste = Taste {
            until: self.until,
            span: self.weights.span as f32,
            load: rng.f32() * 1.5,
            scrap: rng.f32() * 1.5,
            late: late.get(rng.usize(0..late.len())).copied().unwrap_or(0.0),
            again: self.weights.again as f32,
            chance: 0.3 + rng.f32() * chance,
        };
        out.retain(|job| insert(&mut self.now, grid, *job, &taste, &mut self.rng));
        let cost = self.price(grid, &self.now);
        for (nowhere, place) in self.nowhere.iter_mut().zip(&self.now.places) {
            if place.is_none() {
                *nowhere = (*nowhere + LONGING).min(4.0 * NOWHERE);
            } else if *nowhere > NOWHERE {
                *nowhere -= LONGING / 8.0;
            }
        }
        let worse = cost - self.cost;
        if worse <= 0.0 || self.rng.f64() < (-worse / warmth).exp() {
            self.cost = cost;
            self.keep(grid);
            return;
        }
        for job in out {
            self.now.take(grid, job);
        }
        for (job, known) in members {
            if let Some(of) = self.now.members.get_mut(job) {
                *of = known;
            }
        }
        for (job, place) in taken {
            self.now.put(grid, job, place);
        }
    }

    fn keep(&mut self, grid: &Grid) {
        if self.now.unplaced > 0 {
            return;
        }
        let objective = objective(grid, self.weights, &self.now);
        if self.best.as_ref().is_none_or(|(best, _)| objective < *best) {
            self.best = Some((objective, self.now.clone()));
        }
    }

    fn price(&self, grid: &Grid, board: &Board) -> f64 {
        let mut whole = objective(grid, self.weights, board) as f64;
        if self.betters {
            whole += UNEVEN * self.weights.load_range as f64 * board.uneven();
        }
        if board.unplaced == 0 {
            return whole;
        }
        // A day is not shorter for what is left out of it.
        let short = f64::from(self.until.saturating_sub(board.makespan(grid)));
        let missing: f64 = board
            .places
            .iter()
            .zip(board.members.iter().zip(&self.nowhere))
            .filter(|(place, _)| place.is_none())
            .map(|(_, (members, nowhere))| nowhere * members.len().max(1) as f64)
            .sum();
        whole + (short + missing) * self.weights.makespan as f64
    }

    /// Takes jobs away; gives what was there.
    fn ruin(&mut self, grid: &Grid) -> Ruined {
        let jobs = grid.jobs.len();
        let few = if self.betters { 4 } else { 8 };
        let mut out: Vec<usize> = match self.rng.u32(0..100) {
            0..25 => self.of_candidates(grid),
            25..45 => {
                let many = self.rng.usize(2..=few.min(jobs.max(2)));
                (0..many).map(|_| self.rng.usize(0..jobs.max(1))).collect()
            }
            45..65 => self.of_window(grid),
            65..85 => self.of_assessors(grid),
            85..95 => self.of_the_end(grid),
            _ => self.of_groups(grid),
        };
        out.retain(|job| !grid.is_pinned(*job));
        out.sort_unstable();
        out.dedup();
        let take = |job: usize| Some((job, self.now.take(grid, job)?));
        let taken: Vec<(usize, Place)> = out.iter().copied().filter_map(take).collect();
        let members = if self.rng.u32(0..3) == 0 { self.mix(grid, &out) } else { Vec::new() };
        Ruined { taken, members }
    }

    fn of_candidates(&mut self, grid: &Grid) -> Vec<usize> {
        let many = self.rng.usize(1..=if self.betters { 2 } else { 3 });
        let mut out = Vec::new();
        for _ in 0..many {
            if let Some(own) = self.rng.choice(&grid.of_candidate) {
                out.extend(own);
            }
        }
        out
    }

    fn of_window(&mut self, grid: &Grid) -> Vec<usize> {
        let from = self.rng.u32(0..grid.slots.max(1));
        let width = self.rng.u32(3..20);
        let out = self.placed(|run, _, _| run >= from && run < from + width);
        self.some_of(out)
    }

    fn of_assessors(&mut self, grid: &Grid) -> Vec<usize> {
        let assessors = grid.assessors.len().max(1);
        let chosen = [self.rng.usize(0..assessors), self.rng.usize(0..assessors)];
        let out = self.placed(|_, _, panel| panel.iter().any(|one| chosen.contains(one)));
        self.some_of(out)
    }

    fn some_of(&mut self, mut jobs: Vec<usize>) -> Vec<usize> {
        self.rng.shuffle(&mut jobs);
        jobs.truncate(if self.betters { 5 } else { 10 });
        jobs
    }

    fn of_the_end(&mut self, grid: &Grid) -> Vec<usize> {
        let last = self.now.makespan(grid);
        let ends = |job: usize| {
            let place = self.now.places.get(job)?.as_ref()?;
            let known = grid.jobs.get(job)?;
            let marked = place.markings.iter().max().map(|at| at + known.after);
            Some(marked.unwrap_or(place.run + known.run + known.after))
        };
        let mut out: Vec<usize> = (0..grid.jobs.len())
            .filter(|job| ends(*job).is_some_and(|end| end + 3 >= last))
            .collect();
        self.rng.shuffle(&mut out);
        out.truncate(4);
        let many = self.rng.usize(2..=6);
        out.extend((0..many).map(|_| self.rng.usize(0..grid.jobs.len().max(1))));
        out
    }

    fn of_groups(&mut self, grid: &Grid) -> Vec<usize> {
        let groups: Vec<usize> = (0..grid.jobs.len())
            .filter(|job| grid.jobs.get(*job).is_some_and(|job| job.group().is_some()))
            .collect();
        let mut out: Vec<usize> =
            (0..2).filter_map(|_| self.rng.choice(&groups).copied()).collect();
        let many = self.rng.usize(0..=4);
        out.extend((0..many).map(|_| self.rng.usize(0..grid.jobs.len().max(1))));
        out
    }

    fn placed(&self, wanted: impl Fn(u32, usize, &[usize]) -> bool) -> Vec<usize> {
        let places = self.now.places.iter().enumerate();
        places
            .filter_map(|(job, place)| {
                let place = place.as_ref()?;
                wanted(place.run, job, &place.panel).then_some(job)
            })
            .collect()
    }

    /// Two groups of an exercise that were both taken away exchange members.
    fn mix(&mut self, grid: &Grid, out: &[usize]) -> Vec<(usize, Vec<usize>)> {
        let groups: Vec<usize> = out
            .iter()
            .copied()
            .filter(|job| grid.jobs.get(*job).is_some_and(|job| job.group().is_some()))
            .collect();
        let [first, .., last] = groups.as_slice() else { return Vec::new() };
        let same = |job: &usize| grid.jobs.get(*job).map(|job| job.exercise);
        if same(first) != same(last) {
            return Vec::new();
        }
        let (first, last) = (*first, *last);
        let Some(group) = grid.jobs.get(first).and_then(super::grid::Job::group) else {
            return Vec::new();
        };
        let (Some(mut ones), Some(mut others)) =
            (self.now.members.get(first).cloned(), self.now.members.get(last).cloned())
        else {
            return Vec::new();
        };
        if ones.is_empty() || others.is_empty() {
            return Vec::new();
        }
        let before = vec![(first, ones.clone()), (last, others.clone())];
        let (one, other) = (self.rng.usize(0..ones.len()), self.rng.usize(0..others.len()));
        if ones.len() > group.min && others.len() < group.max && self.rng.bool() {
            others.push(ones.swap_remove(one));
        } else if let (Some(a), Some(b)) = (ones.get_mut(one), others.get_mut(other)) {
            std::mem::swap(a, b);
        }
        for (job, members) in [(first, ones), (last, others)] {
            if let Some(known) = self.now.members.get_mut(job) {
                *known = members;
            }
        }
        before
    }

    fn order(&mut self, grid: &Grid, out: &mut [usize]) {
        self.rng.shuffle(out);
        let length = |job: &usize| {
            grid.jobs.get(*job).map_or(0, |job| {
                let many = if job.group().is_some() { 100 } else { 0 };
                job.prep + job.run + job.after + many
            })
        };
        match self.rng.u32(0..4) {
            0 => {}
            1 | 2 => out.sort_by_key(|job| std::cmp::Reverse(length(job))),
            _ => out.sort_by_key(|job| grid.jobs.get(*job).map(|job| job.exercise)),
        }
    }
}

/// What a plan costs.
pub(super) fn objective(grid: &Grid, weights: Weights, board: &Board) -> i64 {
    weights.makespan * i64::from(board.makespan(grid))
        + weights.load_range * i64::from(board.load_range())
        + weights.span * i64::from(board.spans())
        + weights.again * i64::from(board.again())
}

/// Candidates into groups as even as they can be, by chance.
pub(super) fn split(grid: &Grid, rng: &mut Rng) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); grid.jobs.len()];
    let mut exercises: Vec<usize> =
        grid.jobs.iter().filter(|job| job.group().is_some()).map(|job| job.exercise).collect();
    exercises.dedup();
    for exercise in exercises {
        let of_exercise =
            |job: &usize| grid.jobs.get(*job).is_some_and(|job| job.exercise == exercise);
        let (pinned, groups): (Vec<usize>, Vec<usize>) =
            (0..grid.jobs.len()).filter(of_exercise).partition(|job| grid.is_pinned(*job));
        let seated: Vec<usize> = pinned
            .iter()
            .filter_map(|job| grid.pinned_members.get(*job))
            .flatten()
            .copied()
            .collect();
        let mut everybody: Vec<usize> =
            (0..grid.candidates.len()).filter(|one| !seated.contains(one)).collect();
        rng.shuffle(&mut everybody);
        for (turn, candidate) in everybody.into_iter().enumerate() {
            let group = groups.get(turn % groups.len().max(1)).copied();
            if let Some(group) = group.and_then(|job| members.get_mut(job)) {
                group.push(candidate);
            }
        }
    }
    members
}
