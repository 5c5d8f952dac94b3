//! Whether fewer people would do: every repair that moves at most so many is tried, for one person,
//! two, and so on.
//!
//! Of two pieces that are in each other's way one has to move, and of all that leave somebody no
//! lunch one has to; so it is enough to try these, with every place that they could have. What was
//! tried stays where it is for what is tried next.

use super::fits::Eating;
use super::options::all;
use super::piece::Piece;
use super::search::{Best, lift_what_is_wrong, out_of_step, wants};
use super::table::Table;

/// So many steps are taken before it is asked whether to go on.
const STEPS: u32 = 64;

/// Looks for a repair that moves fewer people; true when there is none, and that was made sure of.
pub(super) fn better(home: &Table<'_>, best: &mut Best, go_on: &dyn Fn() -> bool) -> bool {
    if best.people == 0 {
        return true;
    }
    let mut begun = home.clone();
    lift_what_is_wrong(&mut begun);
    let bearable = wants(&home.with(&best.spots));
    for most in 0..best.people {
        let stays: Vec<bool> =
            begun.pieces.iter().map(|piece| piece.is_fixed() || piece.is_gone()).collect();
        let mut search =
            Exact { most, bearable, go_on, steps: 0, stopped: false, unsure: false, found: None };
        search.go(&mut begun, &stays);
        if search.stopped {
            return false;
        }
        if let Some(found) = search.found {
            *best = found;
            return !search.unsure;
        }
        if search.unsure {
            return false;
        }
    }
    true
}

struct Exact<'a> {
    most: usize,
    /// How many people cannot be helped anyway.
    bearable: usize,
    go_on: &'a dyn Fn() -> bool,
    steps: u32,
    stopped: bool,
    /// Somebody was out of step. Moving more of theirs might bring them back, which is not tried.
    unsure: bool,
    found: Option<Best>,
}

impl Exact<'_> {
    /// Goes on from here with `stays` left where they are.
    fn go(&mut self, table: &mut Table<'_>, stays: &[bool]) {
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS) && !(self.go_on)() {
            self.stopped = true;
        }
        if self.stopped || self.found.is_some() || table.people > self.most {
            return;
        }
        let mut stays = stays.to_vec();
        let Some(choice) = self.choice(table, &stays) else {
            let found = Best::of(table);
            let whole = found.unplaced == 0 && found.people <= self.most;
            if whole && wants(table) <= self.bearable {
                self.found = Some(found);
            } else if whole && out_of_step(table) > 0 {
                self.unsure = true;
            }
            return;
        };
        for place in choice {
            let was = table.lift(place);
            let places = all(table, place, &stays, self.most);
            if let Some(stays) = stays.get_mut(place) {
                *stays = true;
            }
            for spot in places {
                table.put(place, spot);
                self.go(table, &stays);
                table.lift(place);
                if self.stopped || self.found.is_some() {
                    break;
                }
            }
            if let Some(was) = was {
                table.put(place, was);
            }
            if self.stopped || self.found.is_some() {
                return;
            }
        }
    }

    /// Pieces of which one has to move, as few as there are; nothing when nothing has to, and no piece
    /// when nothing that has to can.
    fn choice(&self, table: &Table<'_>, stays: &[bool]) -> Option<Vec<usize>> {
        let free = |place: &usize| !stays.get(*place).copied().unwrap_or(true);
        let fixed = |place: usize| table.pieces.get(place).is_some_and(Piece::is_fixed);
        let mut best: Option<Vec<usize>> = None;
        let mut take = |found: Vec<usize>| {
            if best.as_ref().is_none_or(|best| found.len() < best.len()) {
                best = Some(found);
            }
        };
        for place in 0..table.pieces.len() {
            let gone = table.pieces.get(place).is_none_or(Piece::is_gone);
            if gone {
                continue;
            }
            if table.spots.get(place).is_some_and(Option::is_none) {
                return Some(vec![place]);
            }
            for other in table.in_the_way_of(place) {
                // What has begun or is pinned clashes for good.
                if other > place && !(fixed(place) && fixed(other)) {
                    take([place, other].into_iter().filter(free).collect());
                }
            }
        }
        if best.is_some() {
            return best;
        }
        if wants(table) <= self.bearable {
            return None;
        }
        for what in table.eaters().filter(|what| table.eating(*what) == Eating::Cannot) {
            let around: Vec<usize> = table.around_lunch(what).into_iter().filter(free).collect();
            if !around.is_empty() {
                return Some(around);
            }
        }
        let candidates = 0..table.problem.candidates.len();
        for candidate in candidates.filter(|candidate| !table.meetings_hold(*candidate)) {
            let rating: Vec<usize> = table.rating(candidate).into_iter().filter(free).collect();
            if !rating.is_empty() {
                return Some(rating);
            }
        }
        None
    }
}
