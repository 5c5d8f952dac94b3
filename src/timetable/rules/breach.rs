//! What can be wrong with a plan.

use super::Span;
use crate::timetable::{Minute, Who};

/// What does not hold in a plan. People, rooms and exercises are named by their places in the
/// problem, sessions by their places in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// A candidate does not do an exercise.
    Missing {
        /// Who.
        candidate: usize,
        /// Which.
        exercise: usize,
    },
    /// A candidate does an exercise more than once.
    Twice {
        /// Who.
        candidate: usize,
        /// Which.
        exercise: usize,
    },
    /// A group is smaller or larger than it may be.
    GroupSize {
        /// Which session.
        session: usize,
        /// How many there are.
        size: usize,
    },
    /// A candidate would be in two places at once, or has no time in between.
    CandidateBusy {
        /// Who.
        candidate: usize,
        /// The one, and the other.
        spans: (Span, Span),
    },
    /// An assessor would be in two places at once: write-up and marking count.
    AssessorBusy {
        /// Who.
        assessor: usize,
        /// The one, and the other.
        spans: (Span, Span),
    },
    /// A role player would be in two places at once, or has no time to become the person again.
    PlayerBusy {
        /// Who.
        player: usize,
        /// The one, and the other.
        spans: (Span, Span),
    },
    /// Two sessions would be in one room at once.
    RoomBusy {
        /// Which.
        room: usize,
        /// The one, and the other.
        spans: (Span, Span),
    },
    /// More candidates would prepare or write at once than there are desks.
    NoDesk {
        /// When.
        at: Minute,
        /// How many.
        candidates: usize,
    },
    /// A candidate is not there then.
    CandidateAway {
        /// Who.
        candidate: usize,
        /// When they should be.
        span: Span,
    },
    /// A candidate is at an event with all others then.
    AtAnEvent {
        /// Who.
        candidate: usize,
        /// When they should be in a session.
        span: Span,
    },
    /// A candidate does not go round the stations in step with the others.
    OutOfStep {
        /// Who.
        candidate: usize,
    },
    /// An assessor is not there then.
    AssessorAway {
        /// Who.
        assessor: usize,
        /// When they should be.
        span: Span,
    },
    /// A role player is not there then.
    PlayerAway {
        /// Who.
        player: usize,
        /// When they should be.
        span: Span,
    },
    /// A room cannot be used then.
    RoomClosed {
        /// Which.
        room: usize,
        /// When it should be.
        span: Span,
    },
    /// A session has no room, though it needs one.
    NoRoom {
        /// Which session.
        session: usize,
    },
    /// A session is in a room that is not fitted for it.
    WrongRoom {
        /// Which session.
        session: usize,
        /// Which room.
        room: usize,
    },
    /// A room is too small for the group.
    SmallRoom {
        /// Which session.
        session: usize,
        /// Which room.
        room: usize,
    },
    /// Somebody who needs a way without steps is in a room that has none.
    Steps {
        /// Who.
        candidate: usize,
        /// Which room.
        room: usize,
    },
    /// A session has too few role players, or one who does not play in it.
    Cast {
        /// Which session.
        session: usize,
    },
    /// A session has too few assessors.
    Panel {
        /// Which session.
        session: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A candidate has too few raters, or one who is not in the session.
    Raters {
        /// Which session.
        session: usize,
        /// Who.
        candidate: usize,
    },
    /// A2: an assessor is with somebody from whom they are kept apart.
    Conflict {
        /// The candidate.
        candidate: usize,
        /// The assessor.
        assessor: usize,
        /// In which session.
        session: usize,
    },
    /// A3: an assessor rates more of a group than they can watch.
    TooMany {
        /// Who.
        assessor: usize,
        /// In which session.
        session: usize,
        /// How many.
        candidates: usize,
    },
    /// A6: an assessor is not trained for the exercise.
    Untrained {
        /// Who.
        assessor: usize,
        /// Which.
        exercise: usize,
    },
    /// A1: a candidate is rated by fewer different assessors than wanted.
    FewAssessors {
        /// Who.
        candidate: usize,
        /// By how many.
        assessors: usize,
    },
    /// The same assessor rates a candidate too often.
    TooOften {
        /// The candidate.
        candidate: usize,
        /// The assessor.
        assessor: usize,
        /// How often.
        times: usize,
    },
    /// T4: a candidate has no lunch, or outside its time.
    CandidateLunch {
        /// Who.
        candidate: usize,
    },
    /// T4: an assessor has no lunch, or outside its time.
    AssessorLunch {
        /// Who.
        assessor: usize,
    },
    /// A paper is marked before it is written, or never.
    Marking {
        /// Whose.
        candidate: usize,
        /// In which session.
        session: usize,
    },
    /// A session that is pinned, or has begun, is not held as it was.
    Unpinned {
        /// Who is in it.
        candidate: usize,
        /// Of which exercise.
        exercise: usize,
    },
    /// Somebody begins before the day, or ends after it.
    OutsideTheDay {
        /// Who.
        who: Who,
        /// When they are busy.
        span: Span,
    },
}

impl Breach {
    /// The session that it names, by place.
    pub fn session(&self) -> Option<usize> {
        match self {
            Self::GroupSize { session, .. }
            | Self::NoRoom { session }
            | Self::WrongRoom { session, .. }
            | Self::SmallRoom { session, .. }
            | Self::Cast { session }
            | Self::Panel { session, .. }
            | Self::Raters { session, .. }
            | Self::Conflict { session, .. }
            | Self::TooMany { session, .. }
            | Self::Marking { session, .. } => Some(*session),
            _ => None,
        }
    }

    /// The candidate whom it concerns at a moment, and the moment.
    pub fn candidate_at(&self) -> Option<(usize, Minute)> {
        match self {
            Self::CandidateBusy { candidate, spans } => Some((*candidate, spans.1.0)),
            Self::CandidateAway { candidate, span }
            | Self::AtAnEvent { candidate, span }
            | Self::OutsideTheDay { who: Who::Candidate(candidate), span } => {
                Some((*candidate, span.0))
            }
            _ => None,
        }
    }

    /// From when to when it does not hold: of two spans the later one; nothing when it is not about
    /// a time.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::CandidateBusy { spans, .. }
            | Self::AssessorBusy { spans, .. }
            | Self::PlayerBusy { spans, .. }
            | Self::RoomBusy { spans, .. } => Some(spans.1),
            Self::CandidateAway { span, .. }
            | Self::AtAnEvent { span, .. }
            | Self::AssessorAway { span, .. }
            | Self::PlayerAway { span, .. }
            | Self::RoomClosed { span, .. }
            | Self::OutsideTheDay { span, .. } => Some(*span),
            Self::NoDesk { at, .. } => Some((*at, *at)),
            _ => None,
        }
    }

    /// The same without its minutes: the rule and whom it concerns. Two plans break the same rule
    /// for the same people when these are equal.
    #[must_use]
    pub fn without_times(&self) -> Self {
        let none = (0, 0);
        match self.clone() {
            Self::CandidateBusy { candidate, .. } => {
                Self::CandidateBusy { candidate, spans: (none, none) }
            }
            Self::AssessorBusy { assessor, .. } => {
                Self::AssessorBusy { assessor, spans: (none, none) }
            }
            Self::PlayerBusy { player, .. } => Self::PlayerBusy { player, spans: (none, none) },
            Self::RoomBusy { room, .. } => Self::RoomBusy { room, spans: (none, none) },
            Self::NoDesk { .. } => Self::NoDesk { at: 0, candidates: 0 },
            Self::CandidateAway { candidate, .. } => Self::CandidateAway { candidate, span: none },
            Self::AtAnEvent { candidate, .. } => Self::AtAnEvent { candidate, span: none },
            Self::AssessorAway { assessor, .. } => Self::AssessorAway { assessor, span: none },
            Self::PlayerAway { player, .. } => Self::PlayerAway { player, span: none },
            Self::RoomClosed { room, .. } => Self::RoomClosed { room, span: none },
            Self::OutsideTheDay { who, .. } => Self::OutsideTheDay { who, span: none },
            other => other,
        }
    }
}
