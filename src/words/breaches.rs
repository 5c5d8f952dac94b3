//! What does not hold in a plan of a day: who, what, when, and what to do.

use super::count;
use super::plans::{Called, assessors};
use crate::timetable::Plan;
use crate::timetable::rules::{Breach, Span};

/// What does not hold in the plan, and what to do.
pub fn breach(called: &Called, plan: &Plan, breach: &Breach) -> String {
    format!("{} {}", breach_fact(called, plan, breach), breach_remedy(breach))
}

fn breach_fact(called: &Called, plan: &Plan, breach: &Breach) -> String {
    let who = |candidate: &usize| called.candidate(*candidate);
    let rater = |assessor: &usize| called.assessor(*assessor);
    let session = |place: &usize| called.session(plan, *place);
    let title = |exercise: &usize| called.exercise(*exercise);
    let when = |span: &Span| called.span(*span);
    let room = |place: &usize| called.room(*place);
    match breach {
        Breach::Missing { candidate, exercise } => {
            format!("{} does not do {}.", who(candidate), title(exercise))
        }
        Breach::Twice { candidate, exercise } => {
            format!("{} does {} more than once.", who(candidate), title(exercise))
        }
        Breach::GroupSize { session: place, size } => format!(
            "{} has {}, which is not a size it takes.",
            session(place),
            count(*size, "candidate", "candidates")
        ),
        Breach::CandidateBusy { .. } | Breach::AssessorBusy { .. } | Breach::PlayerBusy { .. } => {
            too_busy(called, plan, breach)
        }
        Breach::RoomBusy { room: place, spans } => {
            let (one, other) = (when(&spans.0), when(&spans.1));
            format!("Two sessions are in {} at once: {one} and {other}.", room(place))
        }
        Breach::NoDesk { at, candidates } => format!(
            "At {} more candidates are at desks than there are desks: {candidates}.",
            called.at(*at)
        ),
        Breach::CandidateAway { candidate, span } => away(called, &who(candidate), *span),
        Breach::AssessorAway { assessor, span } => away(called, &rater(assessor), *span),
        Breach::PlayerAway { player, span } => away(called, &called.player(*player), *span),
        Breach::AtAnEvent { candidate, span } => {
            format!("{} is at an event with all others {}.", who(candidate), when(span))
        }
        Breach::RoomClosed { room: place, span } => {
            format!("{} cannot be used {}.", room(place), when(span))
        }
        Breach::NoRoom { session: place } => format!("{} has no room.", session(place)),
        Breach::WrongRoom { session: place, room: at } => {
            format!("{} is in {}, which is not fitted for it.", session(place), room(at))
        }
        Breach::SmallRoom { session: place, room: at } => {
            format!("{} is in {}, which is too small.", session(place), room(at))
        }
        Breach::Steps { candidate, room: at } => {
            format!("{} needs a way without steps, and {} has none.", who(candidate), room(at))
        }
        Breach::Cast { session: place } => {
            format!("{} has too few role players, or the wrong one.", session(place))
        }
        Breach::Panel { session: place, needed } => {
            format!("{} has fewer than {}.", session(place), assessors(*needed))
        }
        Breach::Raters { session: place, candidate } => {
            format!("In {} too few assessors rate {}.", session(place), who(candidate))
        }
        Breach::Conflict { candidate, assessor, session: place } => format!(
            "{} and {} are kept apart, and meet in {}.",
            who(candidate),
            rater(assessor),
            session(place)
        ),
        Breach::TooMany { assessor, session: place, candidates } => {
            format!(
                "{} rates {candidates} candidates at once in {}.",
                rater(assessor),
                session(place)
            )
        }
        Breach::Untrained { .. }
        | Breach::OutOfStep { .. }
        | Breach::FewAssessors { .. }
        | Breach::TooOften { .. }
        | Breach::CandidateLunch { .. }
        | Breach::AssessorLunch { .. }
        | Breach::Unpinned { .. }
        | Breach::Marking { .. }
        | Breach::OutsideTheDay { .. } => breach_of_the_day(called, plan, breach),
    }
}

/// What does not hold for somebody over the whole day.
fn breach_of_the_day(called: &Called, plan: &Plan, breach: &Breach) -> String {
    let who = |candidate: &usize| called.candidate(*candidate);
    let rater = |assessor: &usize| called.assessor(*assessor);
    match breach {
        Breach::Untrained { assessor, exercise } => {
            format!("{} is not certified for {}.", rater(assessor), called.exercise(*exercise))
        }
        Breach::FewAssessors { candidate, assessors: seen } => {
            format!("{} is seen by only {}.", who(candidate), assessors(*seen))
        }
        Breach::TooOften { candidate, assessor, times } => {
            format!("{} sees {} {times} times.", rater(assessor), who(candidate))
        }
        Breach::OutOfStep { candidate } => {
            format!("{} does not go round the stations in step.", who(candidate))
        }
        Breach::CandidateLunch { candidate } => {
            format!("{} has no time for lunch in the hours for it.", who(candidate))
        }
        Breach::AssessorLunch { assessor } => {
            format!("{} has no time for lunch in the hours for it.", rater(assessor))
        }
        Breach::Unpinned { candidate, exercise } => format!(
            "{} of {} is pinned or has begun, and would be held otherwise.",
            called.exercise(*exercise),
            who(candidate)
        ),
        Breach::Marking { candidate, session } => format!(
            "The paper of {} from {} is marked before it is written, or never.",
            who(candidate),
            called.session(plan, *session)
        ),
        Breach::OutsideTheDay { who, span } if span.0 < 0 => {
            format!(
                "{} would begin at {}, before the day does.",
                called.who(*who),
                called.at(span.0)
            )
        }
        Breach::OutsideTheDay { who, span } => {
            format!("{} would end at {}, after the day does.", called.who(*who), called.at(span.1))
        }
        _ => String::new(),
    }
}

/// Who would be in two places, or has too little time from one to the other.
fn too_busy(called: &Called, plan: &Plan, breach: &Breach) -> String {
    match breach {
        Breach::CandidateBusy { candidate, spans } => {
            let lunch = plan.candidate_lunches.get(*candidate).copied().flatten();
            busy(called, &called.candidate(*candidate), *spans, lunch)
        }
        Breach::AssessorBusy { assessor, spans } => {
            let lunch = plan.assessor_lunches.get(*assessor).copied().flatten();
            busy(called, &called.assessor(*assessor), *spans, lunch)
        }
        Breach::PlayerBusy { player, spans } => busy(called, &called.player(*player), *spans, None),
        _ => String::new(),
    }
}

/// What begins when their lunch does is called lunch.
fn busy(
    called: &Called,
    who: &str,
    (one, other): (Span, Span),
    lunch: Option<crate::timetable::Minute>,
) -> String {
    let named = |span: Span| {
        let eats = lunch == Some(span.0) && one.0 != other.0;
        let what = if eats { "lunch at " } else { "" };
        format!("{what}{}", called.span(span))
    };
    let (first, second) = (named(one), named(other));
    if one.1 > other.0 {
        format!("{who} would be in two places at once: {first} and {second}.")
    } else {
        format!("{who} has too little time between {first} and {second}.")
    }
}

fn away(called: &Called, who: &str, span: Span) -> String {
    format!("{who} is needed {} and is not there then.", called.span(span))
}

fn breach_remedy(breach: &Breach) -> &'static str {
    match breach {
        Breach::Missing { .. } => "Plan it.",
        Breach::Twice { .. } => "Call one of the sessions off.",
        Breach::Unpinned { .. } => "Unpin it, or leave the timetable as it is.",
        Breach::GroupSize { .. } => "Move candidates to another group.",
        Breach::CandidateBusy { .. }
        | Breach::AssessorBusy { .. }
        | Breach::PlayerBusy { .. }
        | Breach::RoomBusy { .. } => "Move one of the two.",
        Breach::NoDesk { .. } => "Move one of their sessions, or give more desks.",
        Breach::CandidateAway { .. } | Breach::AtAnEvent { .. } | Breach::RoomClosed { .. } => {
            "Move the session."
        }
        Breach::AssessorAway { .. } => "Move it, or give it to another assessor.",
        Breach::PlayerAway { .. } => "Move the session, or cast another role player.",
        Breach::OutOfStep { .. } => "Plan the rotation anew.",
        Breach::NoRoom { .. } => "Give it one.",
        Breach::WrongRoom { .. } | Breach::SmallRoom { .. } | Breach::Steps { .. } => {
            "Give the session another room."
        }
        Breach::Cast { .. } => "Cast those who play in it.",
        Breach::Panel { .. } | Breach::Raters { .. } => "Give it more assessors.",
        Breach::Conflict { .. } | Breach::Untrained { .. } | Breach::TooOften { .. } => {
            "Give the session another assessor."
        }
        Breach::TooMany { .. } => "Share the group among more assessors.",
        Breach::FewAssessors { .. } => "Give one of the sessions another assessor.",
        Breach::CandidateLunch { .. } | Breach::AssessorLunch { .. } => {
            "Leave them room for it between sessions."
        }
        Breach::Marking { .. } => "Mark it after it is written.",
        Breach::OutsideTheDay { .. } => "Move it into the day, or lengthen the day.",
    }
}
