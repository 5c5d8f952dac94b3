//! What is moved: a session, or the marking of one paper by one assessor, and where it is.

use super::Standing;
use crate::timetable::{Form, Minute, Plan, Problem};

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

/// Where a piece is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Spot {
    pub(super) run: Minute,
    pub(super) room: Option<usize>,
    pub(super) panel: Vec<usize>,
    pub(super) players: Vec<usize>,
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

/// Who of the new panel comes in somebody's stead.
pub(super) fn instead(old: &[usize], new: &[usize], who: usize) -> usize {
    let turn = old.iter().position(|known| *known == who);
    turn.and_then(|turn| new.get(turn)).copied().unwrap_or(who)
}

/// The sessions of a plan, piece by piece.
pub(super) fn pieces(
    problem: &Problem,
    plan: &Plan,
    standing: &[Standing],
    now: Minute,
) -> Vec<Piece> {
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
