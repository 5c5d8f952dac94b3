//! What is held when, where and by whom, piece by piece, and what is in whose way.

use std::collections::BTreeSet;

use super::piece::{Piece, Spot, pieces};
use super::{Person, Upset};
use crate::timetable::rules::Span;
use crate::timetable::{Form, Minute, Plan, Problem};

/// All pieces, and who and what is taken when.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    pub(super) problem: &'a Problem,
    pub(super) now: Minute,
    pub(super) pieces: Vec<Piece>,
    pub(super) spots: Vec<Option<Spot>>,
    /// What is taken by which piece, by [`Table::candidate`], [`Table::assessor`] and so on.
    pub(super) taken: Vec<Vec<(usize, Span)>>,
    pub(super) desks: Vec<(usize, Span)>,
    /// `met[candidate][assessor]`: how often they meet.
    pub(super) met: Vec<Vec<u8>>,
    /// What each candidate had before: different assessors, and the most meetings with one.
    pub(super) had: Vec<(usize, u8)>,
    /// How many changed pieces touch each person.
    pub(super) touches: Vec<u16>,
    pub(super) concerned: Vec<bool>,
    /// How many people are moved.
    pub(super) people: usize,
    /// Pieces that were in each other's way before.
    excused: BTreeSet<(usize, usize)>,
    pub(super) lunches: (Vec<Option<Minute>>, Vec<Option<Minute>>),
}

impl<'a> Table<'a> {
    pub(super) fn new(upset: &Upset<'a>) -> Self {
        let (problem, plan) = upset.before;
        let before = Self::of(problem, plan, upset);
        let mut table = Self::of(upset.problem, upset.plan, upset);
        for (piece, was) in table.pieces.iter_mut().zip(&before.pieces) {
            piece.excused = before.is_wrong(was, &was.home);
        }
        for place in 0..before.pieces.len() {
            for other in before.in_the_way_of(place) {
                table.excused.insert((place.min(other), place.max(other)));
            }
        }
        table.had = before.met.iter().map(|row| seen(row)).collect();
        table
    }

    fn of(problem: &'a Problem, plan: &'a Plan, upset: &Upset<'a>) -> Self {
        let people =
            problem.candidates.len() + problem.assessors.len() + problem.role_players.len();
        let mut table = Self {
            problem,
            now: upset.now,
            pieces: pieces(problem, plan, upset.standing, upset.now),
            spots: Vec::new(),
            taken: vec![Vec::new(); people + problem.rooms.len()],
            desks: Vec::new(),
            met: vec![vec![0; problem.assessors.len()]; problem.candidates.len()],
            had: Vec::new(),
            touches: vec![0; people],
            concerned: vec![false; people],
            people: 0,
            excused: BTreeSet::new(),
            lunches: (plan.candidate_lunches.clone(), plan.assessor_lunches.clone()),
        };
        for person in upset.concerned {
            let place = table.person(*person);
            if let Some(concerned) = table.concerned.get_mut(place) {
                *concerned = true;
            }
        }
        table.spots = vec![None; table.pieces.len()];
        for place in 0..table.pieces.len() {
            let home = table.pieces.get(place).filter(|piece| !piece.is_gone());
            if let Some(home) = home.map(|piece| piece.home.clone()) {
                table.put(place, home);
            }
        }
        table
    }

    pub(super) fn candidate(place: usize) -> usize {
        place
    }

    pub(super) fn assessor(&self, place: usize) -> usize {
        self.problem.candidates.len() + place
    }

    pub(super) fn player(&self, place: usize) -> usize {
        self.assessor(self.problem.assessors.len()) + place
    }

    pub(super) fn room(&self, place: usize) -> usize {
        self.player(self.problem.role_players.len()) + place
    }

    fn person(&self, person: Person) -> usize {
        match person {
            Person::Candidate(place) => Self::candidate(place),
            Person::Assessor(place) => self.assessor(place),
            Person::Player(place) => self.player(place),
        }
    }

    pub(super) fn person_at(&self, place: usize) -> Person {
        if place < self.assessor(0) {
            Person::Candidate(place)
        } else if place < self.player(0) {
            Person::Assessor(place - self.assessor(0))
        } else {
            Person::Player(place - self.player(0))
        }
    }

    /// How long a piece prepares at most and runs, and what assessors need after it.
    pub(super) fn lengths(&self, piece: &Piece) -> (Minute, Minute, Minute) {
        let known = self.problem.exercises.get(piece.exercise);
        let (run, write_up) = known.map_or((0, 0), |known| (known.run, known.write_up));
        if piece.marks.is_some() {
            return (0, 0, write_up);
        }
        let desk = known.is_some_and(|known| known.form == Form::Desk);
        let own = piece
            .candidates
            .iter()
            .map(|candidate| self.problem.lengths(*candidate, piece.exercise));
        let (prep, longest) = own.fold((0, 0), |most, own| (most.0.max(own.0), most.1.max(own.1)));
        // A desk takes as long as whoever writes; a session as long as whoever has longest.
        let run = if desk { longest } else { run.max(longest) };
        (prep, run, if desk { 0 } else { write_up })
    }

    /// What a piece takes when it is there: `(what, from, until)`, with the time that has to follow.
    pub(super) fn claims(&self, piece: &Piece, spot: &Spot) -> Vec<(usize, Span)> {
        let (_, run, after) = self.lengths(piece);
        let ended = spot.run + run;
        let mut claims = Vec::with_capacity(6);
        for candidate in &piece.candidates {
            let (prep, own) = self.problem.lengths(*candidate, piece.exercise);
            let span = (spot.run - prep, spot.run + own + self.problem.gap);
            claims.push((Self::candidate(*candidate), span));
        }
        for assessor in &spot.panel {
            claims.push((self.assessor(*assessor), (spot.run, ended + after)));
        }
        for player in &spot.players {
            let reset = self.problem.role_players.get(*player).map_or(0, |known| known.reset);
            claims.push((self.player(*player), (spot.run, ended + reset)));
        }
        claims.extend(spot.room.map(|room| (self.room(room), (spot.run, ended))));
        claims
    }

    pub(super) fn at_desks(&self, piece: &Piece, spot: &Spot) -> Vec<Span> {
        if self.problem.desks.is_none() {
            return Vec::new();
        }
        let known = self.problem.exercises.get(piece.exercise);
        let desk = known.is_some_and(|known| known.form == Form::Desk);
        let spans = piece.candidates.iter().map(|candidate| {
            let (prep, run) = self.problem.lengths(*candidate, piece.exercise);
            (spot.run - prep, if desk { spot.run + run } else { spot.run })
        });
        spans.filter(|span| span.1 > span.0).collect()
    }

    /// Puts a piece somewhere.
    pub(super) fn put(&mut self, place: usize, spot: Spot) {
        self.count(place, &spot, true);
        if let Some(own) = self.spots.get_mut(place) {
            *own = Some(spot);
        }
    }

    /// Takes a piece away.
    pub(super) fn lift(&mut self, place: usize) -> Option<Spot> {
        let spot = self.spots.get_mut(place).and_then(Option::take)?;
        self.count(place, &spot, false);
        Some(spot)
    }

    fn count(&mut self, place: usize, spot: &Spot, there: bool) {
        let Some(piece) = self.pieces.get(place).cloned() else { return };
        for (what, span) in self.claims(&piece, spot) {
            let Some(taken) = self.taken.get_mut(what) else { continue };
            if there {
                taken.push((place, span));
            } else {
                taken.retain(|(known, _)| *known != place);
            }
        }
        if there {
            let spans = self.at_desks(&piece, spot);
            self.desks.extend(spans.into_iter().map(|span| (place, span)));
        } else {
            self.desks.retain(|(known, _)| *known != place);
        }
        for (candidate, assessor) in ratings(&piece, spot) {
            let met = self.met.get_mut(candidate).and_then(|row| row.get_mut(assessor));
            if let Some(met) = met {
                *met = if there { *met + 1 } else { met.saturating_sub(1) };
            }
        }
        for person in self.touched_by(&piece, spot) {
            let concerned = self.concerned.get(person).copied().unwrap_or(true);
            let Some(touches) = self.touches.get_mut(person) else { continue };
            let was = *touches > 0;
            *touches = if there { *touches + 1 } else { touches.saturating_sub(1) };
            match (was, *touches > 0) {
                (false, true) if !concerned => self.people += 1,
                (true, false) if !concerned => self.people -= 1,
                _ => {}
            }
        }
    }

    /// Whose day changes when the piece is there.
    pub(super) fn touched_by(&self, piece: &Piece, spot: &Spot) -> Vec<usize> {
        let home = &piece.home;
        if home == spot {
            return Vec::new();
        }
        let moved = home.run != spot.run || home.room != spot.room;
        let mut people = Vec::new();
        if moved {
            people.extend(piece.candidates.iter().map(|place| Self::candidate(*place)));
        }
        let other = |own: &[usize], theirs: &[usize], people: &mut Vec<usize>, kind: usize| {
            let new = own.iter().filter(|one| moved || !theirs.contains(one));
            people.extend(new.map(|one| kind + one));
        };
        let (assessors, players) = (self.assessor(0), self.player(0));
        other(&spot.panel, &home.panel, &mut people, assessors);
        other(&home.panel, &spot.panel, &mut people, assessors);
        other(&spot.players, &home.players, &mut people, players);
        other(&home.players, &spot.players, &mut people, players);
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Whether the person is moved by something already, or is concerned anyway.
    pub(super) fn is_touched(&self, person: usize) -> bool {
        self.concerned.get(person).copied().unwrap_or(true)
            || self.touches.get(person).is_some_and(|touches| *touches > 0)
    }

    /// The pieces that take something in that time.
    pub(super) fn takers(&self, what: usize, span: Span) -> impl Iterator<Item = usize> {
        let taken = self.taken.get(what).map_or(&[][..], Vec::as_slice);
        taken
            .iter()
            .filter(move |(_, own)| own.0 < span.1 && span.0 < own.1)
            .map(|(place, _)| *place)
    }

    /// What else is taken by whom it is about: the spans of a person.
    pub(super) fn spans(&self, what: usize) -> impl Iterator<Item = (usize, Span)> {
        self.taken.get(what).map_or(&[][..], Vec::as_slice).iter().copied()
    }

    /// The pieces with which a piece cannot be where it is.
    pub(super) fn in_the_way_of(&self, place: usize) -> Vec<usize> {
        let Some(piece) = self.pieces.get(place) else { return Vec::new() };
        let Some(spot) = self.spots.get(place).and_then(Option::as_ref) else { return Vec::new() };
        self.in_the_way(place, piece, spot)
    }

    /// The pieces with which a piece could not be there.
    pub(super) fn in_the_way(&self, place: usize, piece: &Piece, spot: &Spot) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .claims(piece, spot)
            .into_iter()
            .flat_map(|(what, span)| self.takers(what, span))
            .collect();
        // A paper is marked after it is written.
        let run_of = |other: usize| self.spots.get(other)?.as_ref().map(|spot| spot.run);
        if let Some(written) = piece.after
            && let Some(writing) = self.pieces.get(written)
            && run_of(written).is_some_and(|run| run + self.lengths(writing).1 > spot.run)
        {
            found.push(written);
        }
        let ended = spot.run + self.lengths(piece).1;
        let early =
            piece.markings.iter().filter(|other| run_of(**other).is_some_and(|at| at < ended));
        found.extend(early);
        found.sort_unstable();
        found.dedup();
        let same = |other: usize| self.is_home(place, spot) && self.is_at_home(other);
        found.retain(|other| {
            let pair = (place.min(*other), place.max(*other));
            *other != place && !(self.excused.contains(&pair) && same(*other))
        });
        found
    }

    fn is_home(&self, place: usize, spot: &Spot) -> bool {
        self.pieces.get(place).is_some_and(|piece| piece.home == *spot)
    }

    pub(super) fn is_at_home(&self, place: usize) -> bool {
        let spot = self.spots.get(place).and_then(Option::as_ref);
        spot.is_some_and(|spot| self.is_home(place, spot))
    }

    /// The same table with the pieces elsewhere.
    pub(super) fn with(&self, spots: &[Option<Spot>]) -> Self {
        let mut table = self.clone();
        for (place, spot) in spots.iter().enumerate() {
            if table.spots.get(place) != Some(spot) {
                table.lift(place);
                if let Some(spot) = spot {
                    table.put(place, spot.clone());
                }
            }
        }
        table
    }
}

/// Who is rated by whom when the piece is there.
fn ratings(piece: &Piece, spot: &Spot) -> Vec<(usize, usize)> {
    let of = |(candidate, turn): &(usize, usize)| Some((*candidate, *spot.panel.get(*turn)?));
    piece.rated.iter().filter_map(of).collect()
}

/// How many different assessors there are in a row of meetings, and the most with one.
pub(super) fn seen(row: &[u8]) -> (usize, u8) {
    let distinct = row.iter().filter(|times| **times > 0).count();
    (distinct, row.iter().max().copied().unwrap_or(0))
}
