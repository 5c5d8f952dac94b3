//! Moving a block by hand: what is dragged, where to, what that would change and what it would
//! break.

use jiff::SignedDuration;

use super::blocks::Block;
use super::look::Lane;
use crate::centre::frame::Who;
use crate::centre::{Centre, Change, Session};
use crate::ids::SessionId;
use crate::planning::{Person, edits};
use crate::timetable::rules::Breach;
use crate::ui::cx::Cx;
use crate::words;

/// Moves are made in steps of so many minutes.
pub(super) const STEP: i64 = 5;

/// What is being dragged.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drag {
    /// From which lane.
    pub(super) lane: usize,
    pub(super) block: Block,
    /// Its end is pulled, not the whole.
    pub(super) end: bool,
    /// By how many minutes it has been moved so far.
    pub(super) minutes: i64,
    /// Over which lane it is held.
    pub(super) over: usize,
    /// What letting go would do.
    pub(super) outcome: Outcome,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Outcome {
    pub(super) changes: Vec<Change>,
    /// Why it cannot be.
    pub(super) refused: Option<String>,
    /// Which rules it would break that hold now.
    pub(super) breaks: Vec<String>,
    /// How many broken rules it would mend.
    pub(super) mends: usize,
}

/// What the changes would do to the timetable.
pub(super) fn outcome(cx: &Cx<'_>, changes: Vec<Change>) -> Outcome {
    if changes.is_empty() {
        return Outcome::default();
    }
    let after = match edits::preview(cx.centre, &changes) {
        Ok(after) => after,
        Err(refusal) => {
            let refused = Some(words::refusal(cx.centre, &refusal));
            return Outcome { changes, refused, ..Outcome::default() };
        }
    };
    let (before, _) = edits::breaches(cx.centre, cx.zone, cx.now.wall);
    let look = super::look::Look::at(&after, cx.zone, cx.now.wall);
    let new = look.breaches.iter().filter(|breach| !is_among(breach, &before));
    let breaks = new.map(|breach| words::breach(&look.called, &look.plan, breach));
    let left = |breach: &&Breach| is_among(breach, &look.breaches) || is_among(breach, &look.past);
    let mends = before.iter().filter(|breach| !left(breach)).count();
    Outcome { breaks: breaks.collect(), mends, refused: None, changes }
}

/// Whether the same rule is broken for the same people, whatever the minutes.
fn is_among(breach: &Breach, known: &[Breach]) -> bool {
    known.iter().any(|other| other.without_times() == breach.without_times())
}

/// The changes for a block that is held `minutes` later over another lane.
///
/// # Errors
///
/// Why it cannot be dropped there.
pub(super) fn changes(centre: &Centre, drag: &Drag, lanes: &[Lane]) -> Result<Vec<Change>, String> {
    let by = SignedDuration::from_mins(drag.minutes);
    let (Some(from), Some(to)) = (lanes.get(drag.lane), lanes.get(drag.over)) else {
        return Ok(Vec::new());
    };
    let Some(session) = drag.block.session.and_then(|id| centre.sessions.get(&id)) else {
        return Ok(lunch(centre, drag, &from.person, by));
    };
    if session.clock.has_begun() {
        return Err("This session has begun. It stays where it is.".to_owned());
    }
    if drag.end {
        let minutes = i32::try_from(drag.minutes).unwrap_or(0);
        let changes = edits::lengthen(centre, session, minutes);
        let group = changes.is_empty() && minutes != 0;
        return if group {
            Err("In a group nobody has longer than the group.".to_owned())
        } else {
            Ok(changes)
        };
    }
    if drag.lane != drag.over {
        return given(centre, session, drag, (&from.person, &to.person));
    }
    if drag.minutes == 0 {
        return Ok(Vec::new());
    }
    if let (Some(candidate), Person::Assessor(assessor)) = (drag.block.marking, &from.person) {
        let own = session
            .markings
            .iter()
            .find(|own| own.candidate == candidate && own.assessor == *assessor);
        return Ok(own.map(|own| edits::shift_marking(session, own, by)).unwrap_or_default());
    }
    Ok(edits::shift(session, by))
}

fn lunch(centre: &Centre, drag: &Drag, from: &Person, by: SignedDuration) -> Vec<Change> {
    let who = match from {
        Person::Candidate(id) => Who::Candidate(*id),
        Person::Assessor(id) => Who::Assessor(*id),
        Person::RolePlayer(_) | Person::Room(_) => return Vec::new(),
    };
    if !drag.block.is_lunch() || drag.minutes == 0 || drag.end {
        return Vec::new();
    }
    edits::move_lunch(centre, who, by)
}

/// A block is dropped on somebody else's lane: they take it over, or the two change places.
fn given(
    centre: &Centre,
    session: &Session,
    drag: &Drag,
    (from, to): (&Person, &Person),
) -> Result<Vec<Change>, String> {
    match (from, to) {
        (Person::Assessor(from), Person::Assessor(to)) => {
            Ok(edits::give_assessor(session, *from, *to))
        }
        (Person::RolePlayer(from), Person::RolePlayer(to)) => {
            Ok(edits::give_player(session, *from, *to))
        }
        (Person::Room(_), Person::Room(to)) => Ok(edits::give_room(session, to)),
        (Person::Candidate(_), Person::Candidate(other)) => {
            let theirs = of_candidate(centre, *other, session);
            let theirs = theirs.filter(|theirs| edits::can_swap(session, theirs));
            let swapped = theirs.map(|theirs| edits::swap(session, theirs));
            swapped.ok_or_else(|| {
                "Only sessions of the same exercise for one candidate change places.".to_owned()
            })
        }
        _ => Ok(Vec::new()),
    }
    .map(|changes| if drag.end { Vec::new() } else { changes })
}

/// The session of the same exercise that another candidate has.
fn of_candidate<'a>(
    centre: &'a Centre,
    candidate: crate::ids::CandidateId,
    like: &Session,
) -> Option<&'a Session> {
    centre
        .sessions_of(candidate)
        .find(|known| known.exercise == like.exercise && known.called_off.is_none())
}

/// The sessions with which a session can change places.
pub(super) fn partners(centre: &Centre, session: &Session) -> Vec<SessionId> {
    let planned = centre.planned_sessions();
    planned
        .into_iter()
        .filter(|other| edits::can_swap(session, other))
        .map(|other| other.id)
        .collect()
}
