//! A plan while it is searched for: what is placed, and who and what is busy when.

use super::grid::{Class, Grid, Meal};
use super::mask::{SLOTS, below, clear_of, end, first, fits, later, span};
use super::place::Place;

/// How many of a class are busy in each slot.
#[derive(Debug, Clone)]
pub(super) struct Usage {
    counts: [u8; SLOTS as usize],
    /// The slots in which one more is free.
    pub(super) free: u128,
    most: u8,
}

impl Usage {
    fn new(most: usize, present: u128) -> Self {
        let most = u8::try_from(most).unwrap_or(u8::MAX);
        let free = if most == 0 { 0 } else { present };
        let mut counts = [0; SLOTS as usize];
        for (slot, count) in counts.iter_mut().enumerate() {
            if present >> slot & 1 == 0 {
                *count = most;
            }
        }
        Self { counts, free, most }
    }

    fn take(&mut self, from: u32, until: u32) {
        for slot in from..until.min(SLOTS) {
            if let Some(count) = self.counts.get_mut(slot as usize) {
                *count = count.saturating_add(1);
                if *count >= self.most {
                    self.free &= !(1 << slot);
                }
            }
        }
    }

    fn give(&mut self, from: u32, until: u32) {
        for slot in from..until.min(SLOTS) {
            if let Some(count) = self.counts.get_mut(slot as usize) {
                *count = count.saturating_sub(1);
                if *count < self.most {
                    self.free |= 1 << slot;
                }
            }
        }
    }

    /// How many more are free throughout.
    pub(super) fn left(&self, from: u32, until: u32) -> u8 {
        let slots = self.counts.get(from as usize..until.min(SLOTS) as usize);
        slots.and_then(|slots| slots.iter().max()).map_or(self.most, |most| self.most - most)
    }
}

/// A plan while it is searched for.
#[derive(Debug, Clone)]
pub(super) struct Board {
    pub(super) places: Vec<Option<Place>>,
    /// Who is in each group, by job.
    pub(super) members: Vec<Vec<usize>>,
    /// Busy, with the gap after each activity.
    candidates: Vec<u128>,
    /// Busy, without it.
    days: Vec<u128>,
    pub(super) assessors: Vec<u128>,
    pub(super) loads: Vec<u32>,
    /// The least of them.
    pub(super) least: u32,
    /// `pairs[candidate][assessor]`: how often they meet.
    pairs: Vec<Vec<u8>>,
    /// Ratings of the candidate that are still to be placed.
    open: Vec<u8>,
    pub(super) rooms: Vec<Usage>,
    pub(super) players: Vec<Usage>,
    desks: Option<Usage>,
    pub(super) unplaced: usize,
}

impl Board {
    pub(super) fn new(grid: &Grid, mut members: Vec<Vec<usize>>) -> Self {
        for (own, pinned) in members.iter_mut().zip(&grid.pinned_members) {
            if !pinned.is_empty() {
                own.clone_from(pinned);
            }
        }
        let usage = |classes: &[Class]| {
            classes.iter().map(|class| Usage::new(class.places.len(), class.present)).collect()
        };
        let mut open = vec![0_u8; grid.candidates.len()];
        for (job, group) in grid.jobs.iter().zip(&members) {
            let raters = u8::try_from(job.raters).unwrap_or(u8::MAX);
            let alone = [job.candidate];
            let of = if job.group().is_some() { group.as_slice() } else { &alone };
            for candidate in of {
                if let Some(open) = open.get_mut(*candidate) {
                    *open = open.saturating_add(raters);
                }
            }
        }
        let mut board = Self {
            places: vec![None; grid.jobs.len()],
            members,
            candidates: grid.candidates.iter().map(|present| !present | grid.closed).collect(),
            days: vec![0; grid.candidates.len()],
            assessors: grid.assessors.iter().map(|present| !present).collect(),
            loads: vec![0; grid.assessors.len()],
            least: 0,
            pairs: vec![vec![0; grid.assessors.len()]; grid.candidates.len()],
            open,
            rooms: usage(&grid.rooms),
            players: usage(&grid.players),
            desks: grid.desks.map(|desks| Usage::new(desks, u128::MAX)),
            unplaced: grid.jobs.len(),
        };
        for (job, place) in grid.pinned.iter().enumerate() {
            if let Some(place) = place {
                board.put(grid, job, place.clone());
            }
        }
        board
    }

    /// When the candidate is free for something of `length` slots.
    pub(super) fn candidate_fits(&self, candidate: usize, length: u32) -> u128 {
        self.candidates.get(candidate).map_or(0, |busy| fits(!busy, length))
    }

    /// When the assessor is free for something of `length` slots.
    pub(super) fn assessor_fits(&self, assessor: usize, length: u32, until: u32) -> u128 {
        self.assessors.get(assessor).map_or(0, |busy| fits(!busy & below(until), length))
    }

    /// When one more can sit at a desk for `length` slots.
    pub(super) fn desks_fit(&self, length: u32) -> u128 {
        self.desks.as_ref().map_or(u128::MAX, |desks| fits(desks.free, length))
    }

    /// Whether this many more desks are free from `from` to `until`.
    pub(super) fn desks_left(&self, from: u32, until: u32) -> usize {
        self.desks.as_ref().map_or(usize::MAX, |desks| usize::from(desks.left(from, until)))
    }

    /// The starts of something of `length` slots after which the candidate can still eat.
    pub(super) fn candidate_eats(&self, grid: &Grid, candidate: usize, length: u32) -> u128 {
        let busy = self.candidates.get(candidate).copied().unwrap_or(0);
        // Who is not there yet, or has gone, eats elsewhere.
        let there = grid.candidates.get(candidate).copied().unwrap_or(0);
        eats(busy & there, grid.candidate_meal, length)
    }

    /// The starts of something of `length` slots after which the assessor can still eat.
    pub(super) fn assessor_eats(&self, grid: &Grid, assessor: usize, length: u32) -> u128 {
        let busy = self.assessors.get(assessor).copied().unwrap_or(0);
        let there = grid.assessors.get(assessor).copied().unwrap_or(0);
        eats(busy & there, grid.assessor_meal, length)
    }

    /// Whether the assessor may rate the candidate, as to how often they meet and whom else the
    /// candidate meets: enough different ones must still be possible.
    pub(super) fn may_meet(&self, grid: &Grid, candidate: usize, assessor: usize) -> bool {
        let Some(pairs) = self.pairs.get(candidate) else { return false };
        let met = pairs.get(assessor).copied().unwrap_or(0);
        if usize::from(met) >= grid.same_pair {
            return false;
        }
        let distinct = pairs.iter().filter(|met| **met > 0).count() + usize::from(met == 0);
        let open = usize::from(self.open.get(candidate).copied().unwrap_or(0)).saturating_sub(1);
        distinct + open >= grid.distinct
    }

    /// How often the two meet.
    pub(super) fn met(&self, candidate: usize, assessor: usize) -> u8 {
        self.pairs.get(candidate).and_then(|pairs| pairs.get(assessor)).copied().unwrap_or(0)
    }

    /// The candidate's first and last slot, when they are busy in these as well.
    pub(super) fn span_with(&self, candidate: usize, more: u128) -> u32 {
        let day = self.days.get(candidate).copied().unwrap_or(0) | more;
        first(day).map_or(0, |first| end(day) - first)
    }

    /// The slots of the assessor that are busy.
    pub(super) fn busy(&self, assessor: usize) -> u128 {
        self.assessors.get(assessor).copied().unwrap_or(0)
    }

    /// The end of the last write-up.
    pub(super) fn makespan(&self, grid: &Grid) -> u32 {
        let assessors = self.assessors.iter().zip(&grid.assessors);
        let work = assessors.map(|(busy, present)| end(busy & present));
        work.chain(self.days.iter().map(|day| end(*day))).max().unwrap_or(0)
    }

    /// The sum of the candidates' days.
    pub(super) fn spans(&self) -> u32 {
        (0..self.days.len()).map(|candidate| self.span_with(candidate, 0)).sum()
    }

    /// Between the most and the least that an assessor has to do.
    pub(super) fn load_range(&self) -> u32 {
        let most = self.loads.iter().max().copied().unwrap_or(0);
        most - self.least
    }

    /// How unevenly the work is shared: the variance of what assessors have to do.
    pub(super) fn uneven(&self) -> f64 {
        let many = self.loads.len().max(1) as f64;
        let loads = self.loads.iter().map(|load| f64::from(*load));
        let (sum, squares) =
            loads.fold((0.0, 0.0), |(sum, squares), load| (sum + load, squares + load * load));
        let mean: f64 = sum / many;
        squares / many - mean * mean
    }

    /// How often an assessor rates a candidate after the first time.
    pub(super) fn again(&self) -> u32 {
        let pairs = self.pairs.iter().flatten();
        pairs.map(|met| u32::from(met.saturating_sub(1))).sum()
    }

    /// When the candidate, and when the assessor, eats: the first start that is free.
    pub(super) fn meals(&self, grid: &Grid) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
        let at = |busy: &[u128], there: &[u128], meal: Option<Meal>| {
            let start = |busy: u128| meal.and_then(|meal| starts(busy, meal)).and_then(first);
            busy.iter().zip(there).map(|(busy, there)| start(busy & there)).collect()
        };
        (
            at(&self.candidates, &grid.candidates, grid.candidate_meal),
            at(&self.assessors, &grid.assessors, grid.assessor_meal),
        )
    }

    /// Puts a job where it is to be. Nothing is asked again.
    pub(super) fn put(&mut self, grid: &Grid, job: usize, place: Place) {
        self.mark(grid, job, &place, true);
        if let Some(known) = self.places.get_mut(job) {
            *known = Some(place);
            self.unplaced -= 1;
        }
    }

    /// Takes a job away; gives where it was.
    pub(super) fn take(&mut self, grid: &Grid, job: usize) -> Option<Place> {
        let place = self.places.get_mut(job).and_then(Option::take)?;
        self.unplaced += 1;
        self.mark(grid, job, &place, false);
        Some(place)
    }

    fn mark(&mut self, grid: &Grid, job: usize, place: &Place, busy: bool) {
        let Some(job) = grid.jobs.get(job) else { return };
        let flip = |set: &mut u128, slots: u128| {
            if busy { *set |= slots } else { *set &= !slots }
        };
        let change = |usage: &mut Usage, from: u32, until: u32| {
            if busy { usage.take(from, until) } else { usage.give(from, until) }
        };
        let until = place.run + job.run;
        for (candidate, raters) in &place.seats {
            let own = grid.prep.get(*candidate).and_then(|prep| prep.get(job.exercise));
            let prep = own.copied().unwrap_or(0);
            let from = place.run.saturating_sub(prep);
            if let Some(set) = self.candidates.get_mut(*candidate) {
                flip(set, span(from, until + grid.gap));
            }
            if let Some(set) = self.days.get_mut(*candidate) {
                flip(set, span(from, until));
            }
            if let Some(desks) = &mut self.desks {
                let at_desk = matches!(job.form, crate::timetable::Form::Desk);
                change(desks, from, if at_desk { until } else { place.run });
            }
            for assessor in raters {
                let pair = self.pairs.get_mut(*candidate).and_then(|row| row.get_mut(*assessor));
                if let Some(met) = pair {
                    *met = if busy { *met + 1 } else { *met - 1 };
                }
                if let Some(open) = self.open.get_mut(*candidate) {
                    *open = if busy { *open - 1 } else { *open + 1 };
                }
            }
        }
        for (turn, assessor) in place.panel.iter().enumerate() {
            let (from, length) = match place.markings.get(turn) {
                Some(marking) => (*marking, job.after),
                None => (place.run, job.run + job.after),
            };
            if let Some(set) = self.assessors.get_mut(*assessor) {
                flip(set, span(from, from + length));
            }
            if let Some(load) = self.loads.get_mut(*assessor) {
                *load = if busy { *load + length } else { *load - length };
            }
        }
        self.least = self.loads.iter().min().copied().unwrap_or(0);
        if let Some(usage) = place.room.and_then(|room| self.rooms.get_mut(room)) {
            change(usage, place.run, until);
        }
        for player in &place.players {
            let reset = grid.players.get(*player).map_or(0, |class| class.reset);
            if let Some(usage) = self.players.get_mut(*player) {
                change(usage, place.run, until + reset);
            }
        }
    }
}

fn starts(busy: u128, meal: Meal) -> Option<u128> {
    Some(fits(!busy, meal.length) & meal.starts).filter(|starts| *starts != 0)
}

/// The starts of something of `length` slots that leaves a place for the meal.
fn eats(busy: u128, meal: Option<Meal>, length: u32) -> u128 {
    let Some(meal) = meal else { return u128::MAX };
    starts(busy, meal).map_or(0, |starts| clear_of(starts, meal.length, length))
}

/// Starts of what comes `by` slots before a run, made starts of the run.
pub(super) fn after(starts: u128, by: u32) -> u128 {
    later(starts, by)
}
