//! What is held when, where and by whom, piece by piece, and what is in whose way.

use std::collections::BTreeSet;

use super::{Person, Standing, Upset};
use crate::timetable::rules::Span;
use crate::timetable::{Form, Lunch, Minute, Plan, Problem, Who};

/// A session, or the marking of one paper by one assessor.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) session: usize,
    pub(super) exercise: usize,
    /// Whose paper is marked, with the place of the seat and of the rater in it.
    pub(super) marks: Option<(usize, usize)>,
    /// Who is assessed; nobody is there when a paper is marked.
    pub(super) candidates: Vec<usize>,
    /// Who is rated by which of the panel.
    pub(super) rated: Vec<(usize, usize)>,
    /// Where it is planned.
    pub(super) home: Spot,
    hold: Hold,
    /// It broke a rule before, where it is planned.
    pub(super) excused: bool,
    /// The pieces that come right before it and after it: writing, and marking.
    pub(super) after: Option<usize>,
    pub(super) markings: Vec<usize>,
}

/// How a piece holds to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// It stays.
    Fixed,
    /// It may be moved.
    Free,
    /// It must be elsewhere.
    Homeless,
    /// It is not held.
    Gone,
}

/// When somebody eats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eating {
    /// They have no lunch here.
    Elsewhere,
    /// Then.
    At(Minute),
    /// There is no time left for it.
    Cannot,
}

/// Where a piece is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Spot {
    pub(super) run: Minute,
    pub(super) room: Option<usize>,
    pub(super) panel: Vec<usize>,
    pub(super) players: Vec<usize>,
}

/// All pieces, and who and what is taken when.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    pub(super) problem: &'a Problem,
    pub(super) now: Minute,
    pub(super) pieces: Vec<Piece>,
    pub(super) spots: Vec<Option<Spot>>,
    /// What is taken by which piece, by [`Table::candidate`], [`Table::assessor`] and so on.
    taken: Vec<Vec<(usize, Span)>>,
    desks: Vec<(usize, Span)>,
    /// `met[candidate][assessor]`: how often they meet.
    met: Vec<Vec<u8>>,
    /// What each candidate had before: different assessors, and the most meetings with one.
    had: Vec<(usize, u8)>,
    /// How many changed pieces touch each person.
    touches: Vec<u16>,
    concerned: Vec<bool>,
    /// How many people are moved.
    pub(super) people: usize,
    /// Pieces that were in each other's way before.
    excused: BTreeSet<(usize, usize)>,
    lunches: (Vec<Option<Minute>>, Vec<Option<Minute>>),
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

    fn person_at(&self, place: usize) -> Person {
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

    fn at_desks(&self, piece: &Piece, spot: &Spot) -> Vec<Span> {
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
    fn spans(&self, what: usize) -> impl Iterator<Item = (usize, Span)> {
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

    /// Whether a rule forbids the place whatever else is planned.
    pub(super) fn is_wrong(&self, piece: &Piece, spot: &Spot) -> bool {
        let (prep, run, after) = self.lengths(piece);
        let (from, until) = (spot.run - prep, spot.run + run + after);
        until > self.problem.horizon
            || from < 0
            || piece
                .candidates
                .iter()
                .any(|one| self.candidate_away(*one, piece.exercise, spot.run))
            || spot
                .room
                .is_some_and(|room| !self.room_fits(piece, room, (spot.run, spot.run + run)))
            || spot.panel.iter().any(|one| !self.may_rate(piece, *one, (spot.run, until)))
            || spot
                .players
                .iter()
                .any(|one| !self.may_play(piece, *one, (spot.run, spot.run + run)))
    }

    pub(super) fn candidate_away(&self, candidate: usize, exercise: usize, at: Minute) -> bool {
        let (prep, run) = self.problem.lengths(candidate, exercise);
        let span = (at - prep, at + run);
        let present = self.problem.candidates.get(candidate).and_then(|known| known.present);
        let closed = &self.problem.closed;
        self.is_away(Who::Candidate(candidate), present, span)
            || closed.iter().any(|(from, until)| span.0 < *until && *from < span.1)
    }

    fn is_away(&self, who: Who, present: Option<Span>, span: Span) -> bool {
        present.is_some_and(|(from, until)| span.0 < from || span.1 > until)
            || self
                .problem
                .away
                .iter()
                .any(|(known, away)| *known == who && span.0 < away.1 && away.0 < span.1)
    }

    pub(super) fn room_fits(&self, piece: &Piece, room: usize, span: Span) -> bool {
        let Some(known) = self.problem.rooms.get(room) else { return false };
        let step_free = |candidate: &usize| {
            self.problem.candidates.get(*candidate).is_some_and(|known| known.step_free)
        };
        known.fitted.get(piece.exercise).copied().unwrap_or(false)
            && known.capacity >= piece.candidates.len()
            && (known.step_free || !piece.candidates.iter().any(step_free))
            && !self.is_away(Who::Room(room), known.present, span)
    }

    pub(super) fn may_rate(&self, piece: &Piece, assessor: usize, span: Span) -> bool {
        let present = self.problem.assessors.get(assessor).and_then(|known| known.present);
        let mut seen = piece.candidates.iter().chain(piece.rated.iter().map(|(one, _)| one));
        self.problem.is_trained(assessor, piece.exercise)
            && !seen.any(|candidate| self.problem.conflict(*candidate, assessor))
            && !self.is_away(Who::Assessor(assessor), present, span)
    }

    pub(super) fn may_play(&self, piece: &Piece, player: usize, span: Span) -> bool {
        let Some(known) = self.problem.role_players.get(player) else { return false };
        known.plays.get(piece.exercise).copied().unwrap_or(false)
            && !self.is_away(Who::Player(player), known.present, span)
    }

    /// Whether there is a desk for everybody who sits at one while this piece does.
    pub(super) fn desks_do(&self, piece: &Piece, spot: &Spot) -> bool {
        let Some(desks) = self.problem.desks else { return true };
        let own = self.at_desks(piece, spot);
        own.iter().all(|span| {
            let busy = |at: Minute| {
                let others = self.desks.iter().map(|(_, other)| other);
                others.chain(&own).filter(|other| other.0 <= at && at < other.1).count()
            };
            let others = self.desks.iter().map(|(_, other)| other.0);
            let begins = others.filter(|at| span.0 <= *at && *at < span.1);
            begins.chain([span.0]).all(|at| busy(at) <= desks)
        })
    }

    /// Whether everybody is seen by as many as before, and by nobody too often.
    pub(super) fn meetings_hold(&self, candidate: usize) -> bool {
        let had = self.had.get(candidate).copied().unwrap_or_default();
        let row = self.met.get(candidate).map_or(&[][..], Vec::as_slice);
        let (distinct, most) = seen(row);
        distinct >= self.problem.distinct.min(had.0)
            && usize::from(most) <= self.problem.same_pair.max(usize::from(had.1))
    }

    /// How often the two meet, and how often they may.
    pub(super) fn meets(&self, candidate: usize, assessor: usize) -> (u8, usize) {
        let row = self.met.get(candidate).map_or(&[][..], Vec::as_slice);
        let had = self.had.get(candidate).map_or(0, |had| usize::from(had.1));
        (row.get(assessor).copied().unwrap_or(0), self.problem.same_pair.max(had))
    }

    /// Whether somebody can still eat when they have this to do as well.
    pub(super) fn eats_beside(&self, what: usize, more: Span) -> bool {
        let Some((lunch, planned)) = self.lunch(what) else { return true };
        self.eats(what, lunch, planned, Some(more)).is_some()
    }

    fn lunch(&self, what: usize) -> Option<(Lunch, Minute)> {
        let candidates = self.problem.candidates.len();
        let (lunch, at) = if what < candidates {
            (self.problem.candidate_lunch, self.lunches.0.get(what))
        } else {
            (self.problem.assessor_lunch, self.lunches.1.get(what - candidates))
        };
        // Whoever has none in the plan is not made to eat.
        Some((lunch?, at.copied().flatten()?))
    }

    /// The pieces in which somebody rates the candidate.
    pub(super) fn rating(&self, candidate: usize) -> Vec<usize> {
        let pieces = self.pieces.iter().enumerate();
        let rates = |piece: &Piece| piece.rated.iter().any(|(known, _)| *known == candidate);
        pieces
            .filter(|(_, piece)| rates(piece) && !piece.is_gone())
            .map(|(place, _)| place)
            .collect()
    }

    /// When somebody can eat.
    pub(super) fn eating(&self, what: usize) -> Eating {
        let Some((lunch, planned)) = self.lunch(what) else { return Eating::Elsewhere };
        self.eats(what, lunch, planned, None).map_or(Eating::Cannot, Eating::At)
    }

    /// The time nearest to the planned one at which they can eat.
    fn eats(
        &self,
        what: usize,
        lunch: Lunch,
        planned: Minute,
        more: Option<Span>,
    ) -> Option<Minute> {
        let free = |at: Minute| {
            let spans = self.spans(what).map(|(_, span)| span);
            spans.chain(more).all(|span| span.1 <= at || at + lunch.length <= span.0)
        };
        if planned < self.now || free(planned) {
            return Some(planned);
        }
        let mut times: Vec<Minute> = (lunch.earliest..=lunch.latest_end - lunch.length).collect();
        times.retain(|at| *at >= self.now && at % self.problem.step.max(1) == 0);
        times.sort_by_key(|at| (at - planned).abs());
        times.into_iter().find(|at| free(*at))
    }

    /// Pieces of somebody that could make room for their lunch.
    pub(super) fn around_lunch(&self, what: usize) -> Vec<usize> {
        let candidates = self.problem.candidates.len();
        let lunch = if what < candidates {
            self.problem.candidate_lunch
        } else {
            self.problem.assessor_lunch
        };
        let Some(lunch) = lunch else { return Vec::new() };
        let within = |span: &Span| span.0 < lunch.latest_end && lunch.earliest < span.1;
        self.spans(what).filter(|(_, span)| within(span)).map(|(place, _)| place).collect()
    }

    /// Everybody who may have a lunch, by number.
    pub(super) fn eaters(&self) -> std::ops::Range<usize> {
        0..self.player(0)
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

    /// By how many minutes pieces are moved, all added.
    pub(super) fn minutes(&self) -> Minute {
        let pieces = self.pieces.iter().zip(&self.spots);
        let moved =
            pieces.filter_map(|(piece, spot)| Some((spot.as_ref()?.run - piece.home.run).abs()));
        moved.sum()
    }

    /// When the last of what is planned ends.
    pub(super) fn ends(&self) -> Minute {
        let pieces = self.pieces.iter().zip(&self.spots);
        let end = |(piece, spot): (&Piece, &Option<Spot>)| {
            let (_, run, after) = self.lengths(piece);
            Some(spot.as_ref()?.run + run + after)
        };
        pieces.filter_map(end).max().unwrap_or(0)
    }

    /// Sessions of which a piece has no place.
    pub(super) fn unplaced(&self) -> Vec<usize> {
        let pieces = self.pieces.iter().zip(&self.spots);
        let nowhere = pieces.filter(|(piece, spot)| spot.is_none() && !piece.is_gone());
        let sessions: BTreeSet<usize> = nowhere.map(|(piece, _)| piece.session).collect();
        sessions.into_iter().collect()
    }

    /// Everybody whose day changes, those left out whom it concerns anyway.
    pub(super) fn moved(&self) -> Vec<Person> {
        let eats_later = |what: usize| {
            let planned = self.lunch(what).map(|(_, planned)| planned);
            matches!(self.eating(what), Eating::At(at) if planned != Some(at))
        };
        let moved = |place: &usize| {
            let concerned = self.concerned.get(*place).copied().unwrap_or(true);
            let touched = self.touches.get(*place).is_some_and(|touches| *touches > 0);
            !concerned && (touched || (self.eaters().contains(place) && eats_later(*place)))
        };
        (0..self.touches.len()).filter(moved).map(|place| self.person_at(place)).collect()
    }

    /// The plan that the pieces make.
    pub(super) fn plan(&self, upset: &Upset<'_>) -> Plan {
        let mut plan = upset.plan.clone();
        for (piece, spot) in self.pieces.iter().zip(&self.spots) {
            let Some(spot) = spot.as_ref().filter(|spot| **spot != piece.home) else { continue };
            let Some(session) = plan.sessions.get_mut(piece.session) else { continue };
            if let Some((seat, turn)) = piece.marks {
                let Some(seat) = session.seats.get_mut(seat) else { continue };
                if let (Some(rater), Some(new)) = (seat.raters.get_mut(turn), spot.panel.first()) {
                    *rater = *new;
                }
                if let Some(marking) = seat.markings.get_mut(turn) {
                    *marking = spot.run;
                }
                continue;
            }
            session.run = spot.run;
            session.room = spot.room;
            session.players.clone_from(&spot.players);
            if !piece.markings.is_empty() {
                continue;
            }
            for rater in session.seats.iter_mut().flat_map(|seat| &mut seat.raters) {
                *rater = instead(&piece.home.panel, &spot.panel, *rater);
            }
            session.panel.clone_from(&spot.panel);
        }
        let candidates = self.problem.candidates.len();
        for what in self.eaters() {
            let Eating::At(at) = self.eating(what) else { continue };
            let own = if what < candidates {
                plan.candidate_lunches.get_mut(what)
            } else {
                plan.assessor_lunches.get_mut(what - candidates)
            };
            if let Some(own) = own {
                *own = Some(at);
            }
        }
        plan
    }
}

impl Piece {
    /// Whether it stays where it is.
    pub(super) fn is_fixed(&self) -> bool {
        self.hold == Hold::Fixed
    }

    /// Whether it must be elsewhere.
    pub(super) fn is_homeless(&self) -> bool {
        self.hold == Hold::Homeless
    }

    /// Whether it is not held.
    pub(super) fn is_gone(&self) -> bool {
        self.hold == Hold::Gone
    }
}

/// Who is rated by whom when the piece is there.
fn ratings(piece: &Piece, spot: &Spot) -> Vec<(usize, usize)> {
    let of = |(candidate, turn): &(usize, usize)| Some((*candidate, *spot.panel.get(*turn)?));
    piece.rated.iter().filter_map(of).collect()
}

/// How many different assessors there are in a row of meetings, and the most with one.
fn seen(row: &[u8]) -> (usize, u8) {
    let distinct = row.iter().filter(|times| **times > 0).count();
    (distinct, row.iter().max().copied().unwrap_or(0))
}

/// Who of the new panel comes in somebody's stead.
fn instead(old: &[usize], new: &[usize], who: usize) -> usize {
    let turn = old.iter().position(|known| *known == who);
    turn.and_then(|turn| new.get(turn)).copied().unwrap_or(who)
}

fn pieces(problem: &Problem, plan: &Plan, standing: &[Standing], now: Minute) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (session, known) in plan.sessions.iter().enumerate() {
        let standing = standing.get(session).copied().unwrap_or(Standing::Stays);
        let exercise = problem.exercises.get(known.exercise);
        let desk = exercise.is_some_and(|exercise| exercise.form == Form::Desk);
        let panel = if desk { Vec::new() } else { known.panel.clone() };
        let rated = known.seats.iter().flat_map(|seat| {
            let turn = |rater: &usize| panel.iter().position(|one| one == rater);
            seat.raters.iter().filter_map(move |rater| Some((seat.candidate, turn(rater)?)))
        });
        let writing = pieces.len();
        let marks = known.seats.iter().enumerate().filter(|_| desk).flat_map(|(at, seat)| {
            let each = seat.raters.iter().zip(&seat.markings).enumerate();
            each.map(move |(turn, (rater, marking))| Piece {
                session,
                exercise: known.exercise,
                marks: Some((at, turn)),
                candidates: Vec::new(),
                rated: vec![(seat.candidate, 0)],
                home: Spot { run: *marking, panel: vec![*rater], ..Spot::default() },
                hold: match standing {
                    Standing::Gone => Hold::Gone,
                    Standing::Stays => Hold::Fixed,
                    Standing::Written | Standing::Free if *marking < now => Hold::Fixed,
                    Standing::Written | Standing::Free | Standing::Homeless => Hold::Free,
                },
                excused: false,
                after: Some(writing),
                markings: Vec::new(),
            })
        });
        let marks: Vec<Piece> = marks.collect();
        pieces.push(Piece {
            session,
            exercise: known.exercise,
            marks: None,
            candidates: known.seats.iter().map(|seat| seat.candidate).collect(),
            rated: rated.collect(),
            home: Spot {
                run: known.run,
                room: known.room,
                panel: panel.clone(),
                players: known.players.clone(),
            },
            hold: match standing {
                Standing::Stays | Standing::Written => Hold::Fixed,
                Standing::Free => Hold::Free,
                Standing::Homeless => Hold::Homeless,
                Standing::Gone => Hold::Gone,
            },
            excused: false,
            after: None,
            markings: (writing + 1..=writing + marks.len()).collect(),
        });
        pieces.extend(marks);
    }
    pieces
}
