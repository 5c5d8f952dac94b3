//! What does not hold in a plan of a day: who, what, when, and what to do.

use super::count;
use super::plans::{Called, assessors};
use crate::timetable::rules::{Breach, Span};
use crate::timetable::{Plan, Session, Who};

/// What does not hold in the plan, and what to do.
pub fn breach(called: &Called, plan: &Plan, breach: &Breach) -> String {
    format!("{} {}", breach_fact(called, plan, breach), breach_remedy(breach))
}

/// Up to so many of one kind are said one by one.
const ONE_BY_ONE: usize = 3;

/// What does not hold in the plan: where many break the same rule, in one line for all of them.
pub(super) fn breaches(called: &Called, plan: &Plan, broken: &[Breach]) -> Vec<String> {
    let mut told: Vec<std::mem::Discriminant<Breach>> = Vec::new();
    let mut lines = Vec::new();
    for one in broken {
        let kind = std::mem::discriminant(one);
        let alike: Vec<&Breach> =
            broken.iter().filter(|other| std::mem::discriminant(*other) == kind).collect();
        let whole = (alike.len() > ONE_BY_ONE).then(|| together(called, &alike)).flatten();
        match whole {
            None => lines.push(breach(called, plan, one)),
            Some(fact) if !told.contains(&kind) => {
                told.push(kind);
                lines.push(format!("{fact} {}", breach_remedy(one)));
            }
            Some(_) => {}
        }
    }
    lines
}

/// Many breaches of one kind as one sentence; nothing for what has to be said one by one.
fn together(called: &Called, alike: &[&Breach]) -> Option<String> {
    let who = |breach: &Breach| match breach {
        Breach::CandidateBusy { candidate, .. }
        | Breach::CandidateAway { candidate, .. }
        | Breach::AtAnEvent { candidate, .. }
        | Breach::OutOfStep { candidate }
        | Breach::FewAssessors { candidate, .. }
        | Breach::CandidateLunch { candidate } => Some(called.candidate(*candidate)),
        Breach::AssessorBusy { assessor, .. }
        | Breach::AssessorAway { assessor, .. }
        | Breach::AssessorLunch { assessor } => Some(called.assessor(*assessor)),
        Breach::PlayerBusy { player, .. } | Breach::PlayerAway { player, .. } => {
            Some(called.player(*player))
        }
        Breach::RoomBusy { room, .. } => Some(called.room(*room)),
        Breach::OutsideTheDay { who, .. } => Some(called.who(*who)),
        _ => None,
    };
    let mut names: Vec<String> = Vec::new();
    for name in alike.iter().filter_map(|breach| who(breach)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let spans = || alike.iter().filter_map(|breach| breach.span());
    let those = several(&names)?;
    let are = if names.len() == 1 { "is" } else { "are" };
    Some(match alike.first()? {
        Breach::CandidateBusy { .. } | Breach::AssessorBusy { .. } | Breach::PlayerBusy { .. } => {
            format!("{those} would be in two places at once, or have too little time in between.")
        }
        Breach::RoomBusy { .. } => format!("Two sessions are at once in {those}."),
        Breach::CandidateAway { .. } | Breach::AssessorAway { .. } | Breach::PlayerAway { .. } => {
            format!("{those} {are} needed when they are not there.")
        }
        Breach::AtAnEvent { .. } => format!("{those} {are} at an event with all others."),
        Breach::OutOfStep { .. } => format!("{those} do not go round the stations in step."),
        Breach::FewAssessors { .. } => format!("{those} would be seen by too few assessors."),
        Breach::CandidateLunch { .. } | Breach::AssessorLunch { .. } => {
            format!("{those} would have no time for lunch in the hours for it.")
        }
        Breach::OutsideTheDay { .. } => {
            let first = spans().map(|span| span.0).min().filter(|from| *from < 0);
            if let Some(first) = first.map(|first| called.at(first)) {
                format!("{those} would not be within the day: the first would begin at {first}.")
            } else {
                let last = called.at(spans().map(|span| span.1).max()?);
                format!("{those} would end after the day does, the last at {last}.")
            }
        }
        _ => return None,
    })
}

/// The first three by name, and how many more.
fn several(names: &[String]) -> Option<String> {
    let (last, before) = names.split_last()?;
    Some(match names {
        [one] => one.clone(),
        [first, second, third, rest @ ..] if rest.len() > 1 => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        _ => format!("{} and {last}", before.join(", ")),
    })
}

/// What does not hold in the plan.
pub fn breach_fact(called: &Called, plan: &Plan, breach: &Breach) -> String {
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
            let what = |span| what(called, plan, Who::Room(*place), span, false);
            let (one, other) = (what(spans.0), what(spans.1));
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
            let (who, at) = (rater(assessor), session(place));
            format!("{who} rates {candidates} candidates at once in {at}.")
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
    let (who, name, spans) = match breach {
        Breach::CandidateBusy { candidate, spans } => {
            (Who::Candidate(*candidate), called.candidate(*candidate), *spans)
        }
        Breach::AssessorBusy { assessor, spans } => {
            (Who::Assessor(*assessor), called.assessor(*assessor), *spans)
        }
        Breach::PlayerBusy { player, spans } => {
            (Who::Player(*player), called.player(*player), *spans)
        }
        _ => return String::new(),
    };
    let (one, other) = spans;
    let first = what(called, plan, who, one, one.0 != other.0);
    let second = what(called, plan, who, other, one.0 != other.0);
    if one.1 > other.0 {
        format!("{name} would be in two places at once: {first} and {second}.")
    } else {
        format!("{name} has too little time between {first} and {second}.")
    }
}

/// What they do from when to when: the session that begins then, by its exercise. What begins when
/// their lunch does is called lunch, unless `alone` says that something else does as well.
fn what(called: &Called, plan: &Plan, who: Who, span: Span, alone: bool) -> String {
    let lunches = match who {
        Who::Candidate(place) => plan.candidate_lunches.get(place),
        Who::Assessor(place) => plan.assessor_lunches.get(place),
        Who::Player(_) | Who::Room(_) => None,
    };
    if alone && lunches == Some(&Some(span.0)) {
        return format!("lunch at {}", called.span(span));
    }
    let marks = |session: &Session, place: usize| {
        session.seats.iter().any(|seat| {
            let mut marks = seat.raters.iter().zip(&seat.markings);
            marks.any(|(rater, at)| *rater == place && *at == span.0)
        })
    };
    let does = |session: &&Session| match who {
        Who::Candidate(place) => {
            session.run - called.prep(place, session.exercise) == span.0
                && session.seats.iter().any(|seat| seat.candidate == place)
        }
        Who::Assessor(place) => {
            (session.run == span.0 && session.panel.contains(&place)) || marks(session, place)
        }
        Who::Player(place) => session.run == span.0 && session.players.contains(&place),
        Who::Room(place) => session.run == span.0 && session.room == Some(place),
    };
    let found = plan.sessions.iter().find(does);
    let title = found.map(|session| format!("{} ", called.exercise(session.exercise)));
    format!("{}{}", title.unwrap_or_default(), called.span(span))
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
