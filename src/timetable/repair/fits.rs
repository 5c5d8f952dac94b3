//! What the rules allow a piece whatever its place is shared with, and when people can eat.

use super::piece::{Piece, Spot};
use super::table::{Table, seen};
use crate::timetable::rules::Span;
use crate::timetable::{Lunch, Minute, Who};

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

impl Table<'_> {
    /// Whether the assessor marks the same paper already: two markings are by two people.
    pub(super) fn marks_already(&self, piece: &Piece, assessor: usize) -> bool {
        let Some((seat, turn)) = piece.marks else { return false };
        let others = self.pieces.iter().zip(&self.spots).filter(|(other, _)| {
            other.session == piece.session
                && other.marks.is_some_and(|(at, own)| at == seat && own != turn)
        });
        others.flat_map(|(_, spot)| spot).any(|spot| spot.panel.contains(&assessor))
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

    pub(super) fn lunch(&self, what: usize) -> Option<(Lunch, Minute)> {
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
}
