//! Where a piece could go: the cheapest place with what it would push aside, and all places.

use fastrand::Rng;

use super::piece::{Piece, Spot};
use super::table::Table;
use crate::timetable::Minute;
use crate::timetable::rules::Span;

/// What it costs to touch one more person, in minutes of moving.
const PERSON: f64 = 1000.0;

/// What it costs that a station of a rotation is held at another time.
const STEP: f64 = 2000.0;

/// What it costs to push a piece aside, and more with every time that it was.
const ASIDE: (f64, f64) = (500.0, 250.0);

/// The times at which a piece could begin: when it is planned, and on the steps from now on.
pub(super) fn times(table: &Table<'_>, piece: &Piece) -> Vec<Minute> {
    let step = table.problem.step.max(1);
    let (prep, run, after) = table.lengths(piece);
    let first = table.now.max(0) + prep;
    let first = first + (step - first.rem_euclid(step)) % step;
    let last = table.problem.horizon - run - after;
    let mut times: Vec<Minute> = Vec::new();
    if piece.is_homeless() {
        let from = first.max(piece.home.run + 1);
        times.extend((first..=last).step_by(usize::try_from(step).unwrap_or(1)));
        times.retain(|at| *at >= from);
    } else {
        times.push(piece.home.run);
        times.extend((first..=last).step_by(usize::try_from(step).unwrap_or(1)));
        times.sort_by_key(|at| ((at - piece.home.run).abs(), *at));
        times.dedup();
    }
    times
}

/// The cheapest place of a piece that is nowhere. `aside` counts how often each was pushed aside.
pub(super) fn cheapest(
    table: &Table<'_>,
    place: usize,
    aside: &[u32],
    rng: &mut Rng,
) -> Option<Spot> {
    let piece = table.pieces.get(place)?;
    let search = Cheapest { table, piece, aside };
    let noise = 1.0 + 600.0 * rng.f64() * rng.f64();
    let mut best: Option<(f64, Spot)> = None;
    for run in times(table, piece) {
        let base = f64::from((run - piece.home.run).abs()) + noise * rng.f64();
        if best.as_ref().is_some_and(|(best, _)| *best <= base) {
            continue;
        }
        let Some((price, spot)) = search.at(run) else { continue };
        if best.as_ref().is_none_or(|(best, _)| base + price < *best) {
            best = Some((base + price, spot));
        }
    }
    best.map(|(_, spot)| spot)
}

struct Cheapest<'a> {
    table: &'a Table<'a>,
    piece: &'a Piece,
    aside: &'a [u32],
}

impl Cheapest<'_> {
    /// What it costs to have the piece begin then, and how.
    fn at(&self, run: Minute) -> Option<(f64, Spot)> {
        let (table, piece) = (self.table, self.piece);
        let (_, length, after) = table.lengths(piece);
        let (ended, until) = (run + length, run + length + after);
        let mut price = self.order(run, ended)?;
        let mut spot = Spot { run, ..Spot::default() };
        for candidate in &piece.candidates {
            if table.candidate_away(*candidate, piece.exercise, run) {
                return None;
            }
            let (prep, own) = table.problem.lengths(*candidate, piece.exercise);
            let span = (run - prep, run + own + table.problem.gap);
            price += self.takes(Table::candidate(*candidate), span)?;
            if !table.eats_beside(Table::candidate(*candidate), span) {
                return None;
            }
        }
        let (room_price, room) = self.room((run, ended))?;
        spot.room = room;
        price += room_price;
        if run != piece.home.run && piece.marks.is_none() && table.problem.circuit.is_some() {
            price += STEP;
        }
        let moved = run != piece.home.run || room != piece.home.room;
        if moved {
            let there = piece.candidates.iter().map(|one| Table::candidate(*one));
            price += there.map(|one| self.touches(one)).sum::<f64>();
        }
        let everybody = 0..table.problem.assessors.len();
        for (turn, old) in piece.home.panel.iter().enumerate() {
            let can = everybody.clone().filter(|one| {
                !spot.panel.contains(one)
                    && !table.marks_already(piece, *one)
                    && table.may_rate(piece, *one, (run, until))
            });
            let priced = can.filter_map(|one| {
                let what = table.assessor(one);
                let busy = self.takes(what, (run, until))?;
                let eats = table.eats_beside(what, (run, until));
                let often = self.meets(turn, one)?;
                let other = self.instead(what, table.assessor(*old), moved);
                eats.then_some((busy + often + other, one))
            });
            let (more, one) = priced.min_by(|a, b| a.0.total_cmp(&b.0))?;
            price += more;
            spot.panel.push(one);
        }
        for old in &piece.home.players {
            let can = (0..table.problem.role_players.len()).filter(|one| {
                !spot.players.contains(one) && table.may_play(piece, *one, (run, ended))
            });
            let priced = can.filter_map(|one| {
                let what = table.player(one);
                let reset = table.problem.role_players.get(one).map_or(0, |known| known.reset);
                let busy = self.takes(what, (run, ended + reset))?;
                Some((busy + self.instead(what, table.player(*old), moved), one))
            });
            let (more, one) = priced.min_by(|a, b| a.0.total_cmp(&b.0))?;
            price += more;
            spot.players.push(one);
        }
        table.desks_do(piece, &spot).then_some((price, spot))
    }

    /// Writing comes before marking.
    fn order(&self, run: Minute, ended: Minute) -> Option<f64> {
        let table = self.table;
        let spot_of = |other: usize| table.spots.get(other).and_then(Option::as_ref);
        if let Some(written) = self.piece.after
            && let Some(writing) = table.pieces.get(written)
            && let Some(spot) = spot_of(written)
            && spot.run + table.lengths(writing).1 > run
        {
            return None;
        }
        let early = |other: &&usize| spot_of(**other).is_some_and(|spot| spot.run < ended);
        let early = self.piece.markings.iter().filter(early);
        early.map(|other| self.pushes(*other)).sum()
    }

    fn room(&self, span: Span) -> Option<(f64, Option<usize>)> {
        let (table, piece) = (self.table, self.piece);
        let known = table.problem.exercises.get(piece.exercise);
        let needs = known.is_some_and(|known| known.in_room) && piece.marks.is_none();
        if piece.home.room.is_none() && !needs {
            return Some((0.0, None));
        }
        let fits = (0..table.problem.rooms.len()).filter(|one| table.room_fits(piece, *one, span));
        let priced = fits.filter_map(|one| {
            let busy = self.takes(table.room(one), span)?;
            let home = piece.home.room == Some(one);
            // Everybody has to be told of another room.
            let told = if home || span.0 != piece.home.run { 0.0 } else { PERSON };
            Some((busy + told + f64::from(u8::from(!home)), Some(one)))
        });
        priced.min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// What it costs to take something in that time from those who have it.
    fn takes(&self, what: usize, span: Span) -> Option<f64> {
        self.table.takers(what, span).map(|other| self.pushes(other)).sum()
    }

    /// What it costs to push a piece aside; nothing when it cannot be.
    fn pushes(&self, other: usize) -> Option<f64> {
        let piece = self.table.pieces.get(other).filter(|piece| !piece.is_fixed())?;
        let people = piece.candidates.len() + piece.home.panel.len() + piece.home.players.len();
        let before = self.aside.get(other).copied().unwrap_or(0);
        Some(ASIDE.0 + ASIDE.1 * f64::from(before) + 200.0 * people as f64)
    }

    fn touches(&self, what: usize) -> f64 {
        if self.table.is_touched(what) { 0.0 } else { PERSON }
    }

    /// What it costs that somebody comes, perhaps in another's stead.
    fn instead(&self, new: usize, old: usize, moved: bool) -> f64 {
        if new == old {
            return if moved { self.touches(new) } else { 0.0 };
        }
        self.touches(new) + self.touches(old) + 20.0
    }

    /// What it costs that they meet, if they may.
    fn meets(&self, turn: usize, assessor: usize) -> Option<f64> {
        let mut price = 0.0;
        for (candidate, _) in self.piece.rated.iter().filter(|(_, own)| *own == turn) {
            let (met, most) = self.table.meets(*candidate, assessor);
            if usize::from(met) >= most {
                return None;
            }
            price += 150.0 * f64::from(met);
        }
        Some(price)
    }
}

/// Every place of a piece that is nowhere, with which at most `most` people are moved and nothing
/// is taken from those who stay. The cheapest first.
pub(super) fn all(table: &Table<'_>, place: usize, stays: &[bool], most: usize) -> Vec<Spot> {
    let Some(piece) = table.pieces.get(place) else { return Vec::new() };
    let mut all = All { table, place, piece, stays, most, found: Vec::new() };
    for run in times(table, piece) {
        all.at(run);
    }
    all.found.sort_by_key(|(people, minutes, _)| (*people, *minutes));
    all.found.into_iter().map(|(.., spot)| spot).collect()
}

struct All<'a> {
    table: &'a Table<'a>,
    place: usize,
    piece: &'a Piece,
    stays: &'a [bool],
    most: usize,
    found: Vec<(usize, Minute, Spot)>,
}

impl All<'_> {
    fn at(&mut self, run: Minute) {
        let (table, piece) = (self.table, self.piece);
        let length = table.lengths(piece).1;
        for candidate in &piece.candidates {
            let (prep, own) = table.problem.lengths(*candidate, piece.exercise);
            let span = (run - prep, run + own + table.problem.gap);
            if table.candidate_away(*candidate, piece.exercise, run)
                || !self.is_free(Table::candidate(*candidate), span)
            {
                return;
            }
        }
        let known = table.problem.exercises.get(piece.exercise);
        let needs = known.is_some_and(|known| known.in_room) && piece.marks.is_none();
        let rooms: Vec<Option<usize>> = if piece.home.room.is_none() && !needs {
            vec![None]
        } else {
            (0..table.problem.rooms.len()).map(Some).collect()
        };
        for room in rooms {
            if let Some(room) = room
                && !(table.room_fits(piece, room, (run, run + length))
                    && self.is_free(table.room(room), (run, run + length)))
            {
                continue;
            }
            self.panel(Spot { run, room, ..Spot::default() });
        }
    }

    /// Whether nobody who stays has it then.
    fn is_free(&self, what: usize, span: Span) -> bool {
        let stays = |other: usize| self.stays.get(other).copied().unwrap_or(true);
        !self.table.takers(what, span).any(|other| other != self.place && stays(other))
    }

    /// How many people are moved with what the piece has so far.
    fn people(&self, spot: &Spot) -> usize {
        let mut whole = self.piece.home.clone();
        (whole.run, whole.room) = (spot.run, spot.room);
        for (own, new) in whole.panel.iter_mut().zip(&spot.panel) {
            *own = *new;
        }
        for (own, new) in whole.players.iter_mut().zip(&spot.players) {
            *own = *new;
        }
        let people = self.table.touched_by(self.piece, &whole);
        self.table.people + people.iter().filter(|one| !self.table.is_touched(**one)).count()
    }

    fn panel(&mut self, spot: Spot) {
        let (table, piece) = (self.table, self.piece);
        let (_, length, after) = table.lengths(piece);
        let span = (spot.run, spot.run + length + after);
        if self.people(&spot) > self.most {
            return;
        }
        if spot.panel.len() == piece.home.panel.len() {
            self.players(spot);
            return;
        }
        for one in 0..table.problem.assessors.len() {
            let can = !spot.panel.contains(&one)
                && !table.marks_already(piece, one)
                && table.may_rate(piece, one, span)
                && self.is_free(table.assessor(one), span);
            if can {
                let mut next = spot.clone();
                next.panel.push(one);
                self.panel(next);
            }
        }
    }

    fn players(&mut self, spot: Spot) {
        let (table, piece) = (self.table, self.piece);
        let length = table.lengths(piece).1;
        if self.people(&spot) > self.most {
            return;
        }
        if spot.players.len() == piece.home.players.len() {
            let whole = spot != piece.home
                && table.desks_do(piece, &spot)
                && !table
                    .in_the_way(self.place, piece, &spot)
                    .iter()
                    .any(|other| self.stays.get(*other).copied().unwrap_or(true));
            if whole {
                let minutes = (spot.run - piece.home.run).abs();
                self.found.push((self.people(&spot), minutes, spot));
            }
            return;
        }
        for one in 0..table.problem.role_players.len() {
            let reset = table.problem.role_players.get(one).map_or(0, |known| known.reset);
            let can = !spot.players.contains(&one)
                && table.may_play(piece, one, (spot.run, spot.run + length))
                && self.is_free(table.player(one), (spot.run, spot.run + length + reset));
            if can {
                let mut next = spot.clone();
                next.players.push(one);
                self.players(next);
            }
        }
    }
}
