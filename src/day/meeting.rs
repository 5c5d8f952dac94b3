//! The clock of the wash-up: what is left for a candidate, and for all.

use jiff::{SignedDuration, Timestamp};

use crate::centre::Centre;
use crate::centre::meeting::Meeting;
use crate::ids::CandidateId;

/// How far the wash-up of one candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody gave a level and nothing is waited for: there is nothing to agree.
    Nothing,
    /// Marksheets are still to be handed in: so many.
    HandingIn(usize),
    /// All are in and nothing is shown yet.
    Ready,
    /// Shown, and so many competencies are to be agreed.
    Agreeing(usize),
    /// All is agreed, and nothing is decided or signed.
    Agreed,
    /// Decided, and not signed.
    Decided,
    /// Signed and locked.
    Signed,
}

/// How far the wash-up of a candidate is.
pub fn standing(centre: &Centre, candidate: CandidateId) -> Standing {
    let meeting = centre.meeting(candidate);
    if meeting.is_some_and(Meeting::is_locked) {
        return Standing::Signed;
    }
    if meeting.is_none_or(|meeting| meeting.revealed.is_none()) {
        return match centre.open_sheets(candidate).len() {
            0 if centre.has_marksheets(candidate) => Standing::Ready,
            0 => Standing::Nothing,
            open => Standing::HandingIn(open),
        };
    }
    match centre.to_agree(candidate).len() {
        0 if meeting.is_some_and(|meeting| meeting.decision().is_some()) => Standing::Decided,
        0 if centre.has_levels(candidate) => Standing::Agreed,
        0 => Standing::Nothing,
        open => Standing::Agreeing(open),
    }
}

/// What is left of a candidate's time; below zero is overtime.
pub fn left(centre: &Centre, candidate: CandidateId, now: Timestamp) -> SignedDuration {
    let spent = centre.meeting(candidate).map(|meeting| meeting.spent(now)).unwrap_or_default();
    centre.scenario.wash_up.for_each.as_duration().saturating_sub(spent)
}

/// Whether nobody has to talk about the candidate: absent or withdrawn, and nothing was rated.
pub fn is_left_out(centre: &Centre, candidate: CandidateId) -> bool {
    centre.away(candidate).is_some() && standing(centre, candidate) == Standing::Nothing
}

/// What is left of the time of all whose decision is not signed. Overtime of one is nobody's time.
pub fn left_for_all(centre: &Centre, now: Timestamp) -> SignedDuration {
    let open = centre
        .people
        .candidates()
        .into_iter()
        .map(|known| known.id)
        .filter(|id| !centre.meeting(*id).is_some_and(Meeting::is_locked))
        .filter(|id| !is_left_out(centre, *id));
    open.map(|id| left(centre, id, now).max(SignedDuration::ZERO))
        .fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}
