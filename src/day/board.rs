//! The board: a lane for each room with its phases as planned and as run, and what a card of each
//! room shows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::clock;
use super::forecast::Forecast;
use crate::centre::{Centre, Session};
use crate::ids::SessionId;
use crate::planning::times;
use crate::scenario::{Exercise, PhaseKind};
use crate::time::shifted;

/// How far the lanes reach before and after now where a centre lasts several days.
const REACH: SignedDuration = SignedDuration::from_hours(10);

/// Where something is held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a room, by its name.
    Room(String),
    /// At the desks, which are not told apart.
    Desks,
    /// Nobody said where.
    Unnamed,
}

/// How sure a stretch of a lane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// It was run.
    Ran,
    /// It runs.
    Runs,
    /// It is expected.
    Expected,
}

/// A phase on a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Of which session.
    pub session: SessionId,
    /// What for.
    pub kind: PhaseKind,
    /// Begins.
    pub from: Timestamp,
    /// Ends.
    pub until: Timestamp,
    /// Run, running or expected.
    pub sort: Sort,
}

/// A room with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Where.
    pub place: Place,
    /// As it was run and is expected.
    pub stretches: Vec<Stretch>,
    /// As it was published: begin and end of each session.
    pub published: Vec<(Timestamp, Timestamp)>,
    /// How far it is behind; below zero it is ahead. None when nothing is to come.
    pub behind: Option<SignedDuration>,
}

/// A card on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where.
    pub place: Place,
    /// What runs there, or what comes next; nothing when all is done.
    pub session: Option<SessionId>,
    /// What comes after it.
    pub then: Option<SessionId>,
}

/// All that the board shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// The lanes, rooms by name, then the desks.
    pub lanes: Vec<Lane>,
    /// The cards, in the order of the lanes.
    pub cards: Vec<Card>,
    /// What runs, in the order of the cards.
    pub running: Vec<SessionId>,
    /// What has not begun, in the order of time.
    pub to_come: Vec<SessionId>,
    /// What is over, the newest first.
    pub done: Vec<SessionId>,
    /// From when to when the lanes reach.
    pub span: Option<(Timestamp, Timestamp)>,
}

/// The board at `now`.
pub fn board(centre: &Centre, forecast: &Forecast, now: Timestamp) -> Board {
    let sessions = centre.planned_sessions();
    let mut places: BTreeMap<Place, Vec<&Session>> = BTreeMap::new();
    for session in &sessions {
        places.entry(place_of(centre, session)).or_default().push(session);
    }
    let mut board = Board::default();
    let mut order: Vec<_> = places.into_iter().collect();
    order.sort_by_key(|(place, _)| sort_key(place));
    for (place, here) in &order {
        board.cards(place, here);
        if *place != Place::Unnamed {
            board.lanes.push(lane(centre, forecast, (place, here), now));
        }
    }
    board.lists(centre, &sessions);
    board.reach(now);
    board
}

/// Where a session is held.
pub fn place_of(centre: &Centre, session: &Session) -> Place {
    if !session.room.is_empty() {
        return Place::Room(session.room.clone());
    }
    let exercise = centre.scenario.exercise(&session.exercise);
    if exercise.is_some_and(times::is_desk) { Place::Desks } else { Place::Unnamed }
}

/// Rooms by name, numbers in them by size.
fn sort_key(place: &Place) -> (u8, String, u64) {
    match place {
        Place::Room(name) => {
            let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = name.strip_prefix(letters).and_then(|rest| rest.parse().ok());
            (0, letters.to_owned(), number.unwrap_or(0))
        }
        Place::Desks => (1, String::new(), 0),
        Place::Unnamed => (2, String::new(), 0),
    }
}

impl Board {
    fn cards(&mut self, place: &Place, here: &[&Session]) {
        let mut card = |session: Option<SessionId>, then: Option<SessionId>| {
            self.cards.push(Card { place: place.clone(), session, then });
        };
        let running: Vec<_> =
            here.iter().filter(|session| session.clock.current().is_some()).collect();
        let mut next = here.iter().filter(|session| !session.clock.has_begun());
        let next = next.next().map(|session| session.id);
        for session in &running {
            card(Some(session.id), next.filter(|_| matches!(place, Place::Room(_))));
        }
        // A room stands on the board also while nothing runs in it.
        if running.is_empty() && matches!(place, Place::Room(_)) {
            let after = here.iter().filter(|session| !session.clock.has_begun()).nth(1);
            card(next, after.map(|session| session.id));
        }
    }

    fn lists(&mut self, centre: &Centre, sessions: &[&Session]) {
        let on_cards: BTreeSet<_> = self.cards.iter().filter_map(|card| card.session).collect();
        let begun = |id: &SessionId| {
            centre.sessions.get(id).is_some_and(|session| session.clock.has_begun())
        };
        self.running =
            self.cards.iter().filter_map(|card| card.session).filter(|id| begun(id)).collect();
        self.to_come = sessions
            .iter()
            .filter(|session| !session.clock.has_begun() && !on_cards.contains(&session.id))
            .map(|session| session.id)
            .collect();
        let mut done: Vec<_> = sessions
            .iter()
            .filter_map(|session| Some((session.clock.finished?, session.id)))
            .collect();
        done.sort_by_key(|(at, id)| (std::cmp::Reverse(*at), *id));
        self.done = done.into_iter().map(|(_, id)| id).collect();
    }

    /// How many have not begun, on cards or not.
    pub fn count_to_come(&self) -> usize {
        let on_cards = self.cards.iter().filter(|card| card.session.is_some()).count();
        self.to_come.len() + on_cards - self.running.len()
    }

    /// Everything on the board in the order in which it is read: cards, what is to come, what is
    /// done.
    pub fn in_order(&self) -> Vec<SessionId> {
        let cards = self.cards.iter().filter_map(|card| card.session);
        cards.chain(self.to_come.iter().copied()).chain(self.done.iter().copied()).collect()
    }

    fn reach(&mut self, now: Timestamp) {
        let (first, last) = (shifted(now, REACH.saturating_mul(-1)), shifted(now, REACH));
        let near = |from: Timestamp, until: Timestamp| until >= first && from <= last;
        let runs = self.lanes.iter().flat_map(|lane| {
            let stretches = lane.stretches.iter().map(|one| (one.from, one.until));
            stretches.chain(lane.published.iter().copied())
        });
        let mut all: Vec<(Timestamp, Timestamp)> = runs.collect();
        if all.iter().any(|(from, until)| near(*from, *until)) {
            all.retain(|(from, until)| near(*from, *until));
        }
        let from = all.iter().map(|(from, _)| *from).min();
        let until = all.iter().map(|(_, until)| *until).max();
        // A day far from now is shown by its beginning.
        self.span = from
            .zip(until)
            .map(|(from, until)| (from, until.min(shifted(from, REACH.saturating_mul(2)))));
    }
}

fn lane(
    centre: &Centre,
    forecast: &Forecast,
    (place, here): (&Place, &[&Session]),
    now: Timestamp,
) -> Lane {
    let mut lane =
        Lane { place: place.clone(), stretches: Vec::new(), published: Vec::new(), behind: None };
    for session in here {
        let Some(exercise) = centre.scenario.exercise(&session.exercise) else { continue };
        if let Some(times) = times::of_session(centre, session) {
            let from = if *place == Place::Desks { times.begins } else { times.run };
            lane.published.push((from, times.ended));
        }
        stretches(centre, (session, exercise), forecast, now, &mut lane.stretches);
    }
    let sessions: Vec<SessionId> = here.iter().map(|session| session.id).collect();
    lane.behind = forecast.behind_of(&sessions, now);
    // What others prepare for a room or write up lies below what is run in it.
    lane.stretches.sort_by_key(|one| (one.kind.is_observed(), one.from));
    lane
}

fn stretches(
    centre: &Centre,
    (session, exercise): (&Session, &Exercise),
    forecast: &Forecast,
    now: Timestamp,
    into: &mut Vec<Stretch>,
) {
    let mut add = |kind, from, until, sort| {
        if until > from {
            into.push(Stretch { session: session.id, kind, from, until, sort });
        }
    };
    let mut at = None;
    let mut place = 0;
    for run in &session.clock.runs {
        let Some((index, phase)) = exercise.phase(&run.phase) else { continue };
        place = index + 1;
        if let Some(ended) = run.ended {
            add(phase.kind, run.started(), ended, Sort::Ran);
            at = Some(ended);
        } else {
            let shown = clock::session_clock(centre, session, now);
            let left = shown.current.map(|current| current.left()).unwrap_or_default();
            let ends = shifted(now, left.max(SignedDuration::ZERO));
            add(phase.kind, run.started(), ends, Sort::Runs);
            at = Some(ends);
        }
    }
    if session.clock.finished.is_some() {
        return;
    }
    let foreseen = forecast.sessions.get(&session.id);
    let Some(mut at) = at.or(foreseen.map(|known| known.expected.begins)) else { return };
    for phase in exercise.phases.iter().skip(place) {
        if phase.kind == PhaseKind::WriteUp && !session.markings.is_empty() {
            continue;
        }
        let length = clock::planned_length(centre, session, phase);
        let until = shifted(at, length.as_duration());
        add(phase.kind, at, until, Sort::Expected);
        at = until;
    }
}
