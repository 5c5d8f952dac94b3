//! A repair by pushing aside: what is in the way goes where it costs least, and what is in its way
//! there is pushed aside in turn. Done again and again, each time from the best with a part of it
//! taken back (ejection chains: Glover, Discrete Applied Mathematics 65, 1996).

use fastrand::Rng;

use super::fits::Eating;
use super::options::cheapest;
use super::piece::Spot;
use super::table::Table;
use crate::timetable::Minute;

/// How often it is done at most, and how often without gain.
const ROUNDS: u32 = 400;
const STALLED: u32 = 120;

/// The best that is known.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub(super) spots: Vec<Option<Spot>>,
    pub(super) unplaced: usize,
    pub(super) people: usize,
    key: Key,
}

/// What makes one repair better than another: everything has a place, nobody goes hungry, is seen by
/// too few or loses the step of a rotation, few people are moved, not far, and the day is short.
type Key = (usize, usize, usize, Minute, Minute);

impl Best {
    pub(super) fn of(table: &Table<'_>) -> Self {
        let unplaced = table.unplaced().len();
        let people = table.moved().len();
        let key = (unplaced, wants(table), people, table.minutes(), table.ends());
        Self { spots: table.spots.clone(), unplaced, people, key }
    }

    pub(super) fn is_better(&self, other: &Self) -> bool {
        self.key < other.key
    }
}

/// How many people cannot eat, are seen by too few, or are out of step.
pub(super) fn wants(table: &Table<'_>) -> usize {
    let hungry = table.eaters().filter(|what| table.eating(*what) == Eating::Cannot).count();
    let candidates = 0..table.problem.candidates.len();
    let unseen = candidates.filter(|candidate| !table.meetings_hold(*candidate)).count();
    hungry + unseen + out_of_step(table)
}

/// How many candidates no longer go round in step, since not all their stations are moved alike.
pub(super) fn out_of_step(table: &Table<'_>) -> usize {
    let Some(circuit) = &table.problem.circuit else { return 0 };
    let mut shifts = vec![None; table.problem.candidates.len()];
    let mut astray = vec![false; shifts.len()];
    for (piece, spot) in table.pieces.iter().zip(&table.spots) {
        let station = piece.marks.is_none() && circuit.stations.contains(&Some(piece.exercise));
        let Some(spot) = spot.as_ref().filter(|_| station && !piece.is_gone()) else { continue };
        let by = spot.run - piece.home.run;
        for candidate in &piece.candidates {
            let known = shifts.get_mut(*candidate).map(|known| *known.get_or_insert(by));
            if let Some(astray) = astray.get_mut(*candidate).filter(|_| known != Some(by)) {
                *astray = true;
            }
        }
    }
    astray.into_iter().filter(|astray| *astray).count()
}

pub(super) fn search(home: &Table<'_>, seed: u64, go_on: &dyn Fn() -> bool) -> Best {
    let mut rng = Rng::with_seed(seed);
    let mut best: Option<Best> = None;
    let mut stalled = 0;
    for _ in 0..ROUNDS {
        let from = best.as_ref().filter(|_| rng.u32(0..5) > 0);
        let mut table = match from {
            Some(best) => taken_back(&home.with(&best.spots), &mut rng),
            None => home.clone(),
        };
        settle(&mut table, &mut rng);
        let found = Best::of(&table);
        stalled += 1;
        if best.as_ref().is_none_or(|best| found.is_better(best)) {
            best = Some(found);
            stalled = 0;
        }
        let done = best.as_ref().is_some_and(|best| best.key.0 + best.key.1 + best.key.2 == 0);
        if done || stalled > STALLED || !go_on() {
            break;
        }
    }
    best.unwrap_or_else(|| Best::of(home))
}

/// A part of what was moved goes home again, and pushes aside what is there.
fn taken_back<'a>(table: &Table<'a>, rng: &mut Rng) -> Table<'a> {
    let mut table = table.clone();
    let pieces = 0..table.pieces.len();
    let mut changed: Vec<usize> = pieces
        .filter(|place| table.spots.get(*place).is_some_and(Option::is_some))
        .filter(|place| !table.is_at_home(*place))
        .collect();
    rng.shuffle(&mut changed);
    changed.truncate(rng.usize(1..=3));
    for place in changed {
        table.lift(place);
        let Some(piece) = table.pieces.get(place).cloned() else { continue };
        let may = !piece.is_homeless() && (piece.excused || !table.is_wrong(&piece, &piece.home));
        if may && rng.u32(0..3) > 0 {
            table.put(place, piece.home);
        }
    }
    table
}

/// Gives everything that is nowhere, or in another's way, a place.
fn settle(table: &mut Table<'_>, rng: &mut Rng) {
    let mut aside = vec![0_u32; table.pieces.len()];
    let mut stuck = vec![false; table.pieces.len()];
    let mut left = 40 + 3 * table.pieces.len();
    lift_what_is_wrong(table);
    while left > 0 {
        left -= 1;
        let nowhere = (0..table.pieces.len()).filter(|place| {
            table.spots.get(*place).is_some_and(Option::is_none)
                && table.pieces.get(*place).is_some_and(|piece| !piece.is_gone())
                && !stuck.get(*place).copied().unwrap_or(true)
        });
        let nowhere: Vec<usize> = nowhere.collect();
        if let Some(place) = rng.choice(&nowhere).copied() {
            match cheapest(table, place, &aside, rng) {
                Some(spot) => {
                    table.put(place, spot);
                    for other in table.in_the_way_of(place) {
                        push(table, other, &mut aside);
                    }
                }
                None => {
                    if let Some(stuck) = stuck.get_mut(place) {
                        *stuck = true;
                    }
                }
            }
            continue;
        }
        let Some(place) = in_the_way(table, rng) else { return };
        push(table, place, &mut aside);
    }
}

fn push(table: &mut Table<'_>, place: usize, aside: &mut [u32]) {
    if table.pieces.get(place).is_some_and(|piece| !piece.is_fixed()) {
        table.lift(place);
        if let Some(times) = aside.get_mut(place) {
            *times += 1;
        }
    }
}

/// What cannot stay where it is planned is nowhere.
pub(super) fn lift_what_is_wrong(table: &mut Table<'_>) {
    for place in 0..table.pieces.len() {
        let Some(piece) =
            table.pieces.get(place).filter(|piece| !piece.is_fixed() && !piece.is_gone())
        else {
            continue;
        };
        let wrong = table.is_at_home(place)
            && (piece.is_homeless() || (!piece.excused && table.is_wrong(piece, &piece.home)));
        if wrong {
            table.lift(place);
        }
    }
}

/// One of those that are in each other's way, or in the way of a lunch or of enough assessors.
fn in_the_way(table: &Table<'_>, rng: &mut Rng) -> Option<usize> {
    let free = |place: &usize| table.pieces.get(*place).is_some_and(|piece| !piece.is_fixed());
    let mut order: Vec<usize> = (0..table.pieces.len()).collect();
    rng.shuffle(&mut order);
    for place in order {
        let others = table.in_the_way_of(place);
        if others.is_empty() {
            continue;
        }
        let mut two: Vec<usize> = others.into_iter().chain([place]).filter(free).collect();
        // Only what has begun or is pinned is left: there is nothing to be done.
        rng.shuffle(&mut two);
        if let Some(one) = two.first() {
            return Some(*one);
        }
    }
    let mut hungry: Vec<usize> =
        table.eaters().filter(|what| table.eating(*what) == Eating::Cannot).collect();
    rng.shuffle(&mut hungry);
    for what in hungry {
        let around: Vec<usize> = table.around_lunch(what).into_iter().filter(free).collect();
        if let Some(one) = rng.choice(&around) {
            return Some(*one);
        }
    }
    for candidate in 0..table.problem.candidates.len() {
        if !table.meetings_hold(candidate) {
            let rate = table.rating(candidate).into_iter().filter(free);
            let rate: Vec<usize> = rate.collect();
            if let Some(one) = rng.choice(&rate) {
                return Some(*one);
            }
        }
    }
    None
}
