//! What comes of it when the pieces are where they are: the plan, and what it is like.

use std::collections::BTreeSet;

use super::fits::Eating;
use super::piece::{Piece, Spot, instead};
use super::table::Table;
use super::{Person, Upset};
use crate::timetable::{Minute, Plan};

impl Table<'_> {
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
