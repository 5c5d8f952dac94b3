//! A change of plan: what has happened, what would be moved from when and where to when and where,
//! whom that does not touch, and what stays broken.

use jiff::tz::TimeZone;

use super::breaches::breaches;
use super::{assessor, candidate, count, role_player, session, time_of_day};
use crate::centre::frame::Who;
use crate::centre::{Centre, sessions::Seat};
use crate::ids::RolePlayerId;
use crate::planning::repair::{Held, Move};
use crate::planning::{Cannot, Following, Happening, Person, Repair};
use crate::timetable::rules::Breach;
use crate::words::Called;

/// What has happened, or is wanted.
pub fn happening(centre: &Centre, zone: &TimeZone, happening: &Happening) -> String {
    let at = |moment: &jiff::Timestamp| time_of_day(*moment, zone);
    let gone = |who: String, verb: &str, from, until: &Option<jiff::Timestamp>| match until {
        Some(until) => format!("{who} {verb} from {} to {}", at(from), at(until)),
        None => format!("{who} {verb} from {} on", at(from)),
    };
    match happening {
        Happening::Late { candidate: id, until } => {
            format!("{} can begin at {}", candidate(centre, *id), at(until))
        }
        Happening::Absent { candidate: id } => {
            format!("{} does not take part", candidate(centre, *id))
        }
        Happening::RoomLost { room, from, until } => {
            gone(room.clone(), "cannot be used", from, until)
        }
        Happening::AssessorLost { assessor: id, from, until } => {
            gone(assessor(centre, *id), "is not there", from, until)
        }
        Happening::PlayerLost { player, from, until } => {
            gone(role_player(centre, *player), "is not there", from, until)
        }
        Happening::OverRuns { session: id, minutes: 0 } => {
            format!("{} ends later than planned", session(centre, *id))
        }
        Happening::OverRuns { session: id, minutes } => {
            format!("{} goes on for {minutes} min more", session(centre, *id))
        }
        Happening::Shift { what, minutes } => {
            let what = match what {
                Following::Session(id) => format!("What follows {}", session(centre, *id)),
                Following::Room(room) => format!("What is still to come in {room}"),
                Following::Everything => "All that is still to come".to_owned(),
            };
            let way = if *minutes < 0 { "earlier" } else { "later" };
            format!("{what} is held {} min {way}", minutes.unsigned_abs())
        }
        Happening::CarryOver { session: id } => format!("{} is held later", session(centre, *id)),
        Happening::ReRun { session: id, .. } => format!("{} is held again", session(centre, *id)),
        Happening::Swap { one, other } => {
            format!("{} and {} change places", session(centre, *one), session(centre, *other))
        }
    }
}

/// Why there is nothing to repair, and what to do.
pub fn cannot(centre: &Centre, cannot: &Cannot) -> String {
    match cannot {
        Cannot::NoSuchSession => {
            "That session is not in this centre, or was called off.".to_owned()
        }
        Cannot::NotBegun(id) => {
            format!("{} has not begun. Move it in the timetable instead.", session(centre, *id))
        }
        Cannot::Begun(id) => {
            format!("{} has begun and stays where it is.", session(centre, *id))
        }
        Cannot::Ended(id) => format!("{} has ended.", session(centre, *id)),
        Cannot::NoTime(id) => {
            format!("{} has no time yet. Give it one in the timetable.", session(centre, *id))
        }
        Cannot::NoSwap => "A session cannot change places with itself.".to_owned(),
        Cannot::NoReason => "Say why it was void; the reason is kept on record.".to_owned(),
        Cannot::Submitted(id) => format!(
            "Marksheets of {} have been submitted. Reopen them before it is held again.",
            session(centre, *id)
        ),
    }
}

/// What the repair does, in one or two sentences.
pub fn repaired(centre: &Centre, zone: &TimeZone, repair: &Repair) -> String {
    if repair.changes.is_empty() && repair.unplaced.is_empty() && repair.broken.is_empty() {
        return "Nothing has to be moved: every rule holds with the plan as it is.".to_owned();
    }
    let people = people_moved(centre, repair);
    let proved = match (repair.proved, repair.moved.len()) {
        (true, 1..) => " Proved: no plan moves fewer other people.",
        _ => "",
    };
    let (before, then) = (time_of_day(repair.ends.0, zone), time_of_day(repair.ends.1, zone));
    let ends = if before == then {
        format!(" The day ends at {then} as planned.")
    } else {
        format!(" The day ends at {then} instead of {before}.")
    };
    format!("{people}{proved}{ends}")
}

/// Who is moved: those whom it does not concern, then those whom it does.
fn people_moved(centre: &Centre, repair: &Repair) -> String {
    let those = |who: &[Person]| match who.len() {
        1..=4 => format!(": {}", names(centre, who)),
        _ => String::new(),
    };
    let (others, concerned) = (&repair.moved, &repair.concerned);
    let named = those(concerned);
    match (others.len(), concerned.len()) {
        (0, 0) => "Nobody is moved.".to_owned(),
        (0, many) if many > 4 => format!("Nobody is moved but the {many} whom it concerns."),
        (0, _) => format!("Nobody is moved but whom it concerns{named}."),
        (many, few) => {
            let those = those(others);
            let also = match few {
                0 => String::new(),
                1..=4 => format!(" Of those whom it concerns{named}."),
                _ => format!(" Of those whom it concerns: {few}."),
            };
            let moved = count(many, "other person is moved", "other people are moved");
            format!("{moved}{those}.{also}")
        }
    }
}

/// Whom it does not touch.
pub fn untouched(centre: &Centre, repair: &Repair) -> String {
    let of = |kind: fn(&Person) -> bool| repair.untouched.iter().filter(|one| kind(one)).count();
    let kinds = [
        (of(|one| matches!(one, Person::Candidate(_))), "candidate", "candidates"),
        (of(|one| matches!(one, Person::Assessor(_))), "assessor", "assessors"),
        (of(|one| matches!(one, Person::RolePlayer(_))), "role player", "role players"),
    ];
    let kinds = kinds.iter().filter(|(many, ..)| *many > 0);
    let told: Vec<String> = kinds.map(|(many, one, all)| count(*many, one, all)).collect();
    if told.is_empty() {
        return "It touches everybody.".to_owned();
    }
    let few = repair.untouched.len() <= 6;
    let who = if few { format!(" ({})", names(centre, &repair.untouched)) } else { String::new() };
    format!("Not touched: {}{who}.", told.join(", "))
}

fn names(centre: &Centre, people: &[Person]) -> String {
    let names: Vec<String> = people.iter().map(|one| person(centre, one)).collect();
    names.join(", ")
}

pub(super) fn person(centre: &Centre, person: &Person) -> String {
    match person {
        Person::Candidate(id) => candidate(centre, *id),
        Person::Assessor(id) => assessor(centre, *id),
        Person::RolePlayer(id) => role_player(centre, *id),
        Person::Room(name) => name.clone(),
    }
}

/// Each move in words: who, what, from when and where to when and where.
pub fn moves(centre: &Centre, zone: &TimeZone, repair: &Repair) -> Vec<String> {
    let sessions = repair.moves.iter().map(|one| moved(centre, zone, one));
    let lunches = repair.lunches.iter().map(|(who, before, then)| {
        let who = match who {
            Who::Candidate(id) => candidate(centre, *id),
            Who::Assessor(id) => assessor(centre, *id),
        };
        let (before, then) = (time_of_day(*before, zone), time_of_day(*then, zone));
        format!("{who} has lunch at {then} instead of {before}.")
    });
    sessions.chain(lunches).collect()
}

fn moved(centre: &Centre, zone: &TimeZone, one: &Move) -> String {
    let what = session(centre, one.session);
    let before = &one.before;
    let Some(after) = &one.after else {
        return format!("{what}: called off; it was planned at {}.", time_of_day(before.at, zone));
    };
    let (was, is) = (time_of_day(before.at, zone), time_of_day(after.at, zone));
    let mut parts = Vec::new();
    if one.again {
        parts.push(format!("held again at {is}"));
    } else if was == is {
        parts.push(format!("at {is} as planned"));
    } else {
        parts.push(format!("at {is} instead of {was}"));
    }
    parts.extend(room(&before.room, &after.room));
    let stays = |seat: &Seat| after.seats.iter().any(|own| own.candidate == seat.candidate);
    let left = before.seats.iter().filter(|seat| !stays(seat));
    parts.extend(left.map(|seat| format!("goes on without {}", candidate(centre, seat.candidate))));
    parts.extend(observers(centre, before, after));
    parts.extend(players(centre, &before.players, &after.players));
    parts.extend(markings(centre, zone, before, after));
    format!("{what}: {}.", parts.join("; "))
}

/// Where it is held instead.
pub(super) fn room(before: &str, after: &str) -> Option<String> {
    (before != after).then(|| match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("in {after}"),
        (_, true) => format!("no longer in {before}"),
        _ => format!("in {after} instead of {before}"),
    })
}

/// Who observes instead.
pub(super) fn observers(centre: &Centre, before: &Held, after: &Held) -> Vec<String> {
    let of = |seats: &[Seat]| -> std::collections::BTreeSet<_> {
        seats.iter().flat_map(|seat| seat.assessors.iter().copied()).collect()
    };
    let (old, new) = (of(&before.seats), of(&after.seats));
    let name = |ids: Vec<_>| -> String {
        let names: Vec<String> = ids.into_iter().map(|id| assessor(centre, id)).collect();
        names.join(" and ")
    };
    let comes: Vec<_> = new.difference(&old).copied().collect();
    let goes: Vec<_> = old.difference(&new).copied().collect();
    match (comes.is_empty(), goes.is_empty()) {
        (true, true) if same(&before.seats, &after.seats) => Vec::new(),
        (true, true) => vec!["the same assessors, who share the candidates otherwise".to_owned()],
        (true, false) => vec![format!("without {}", name(goes))],
        (false, true) => vec![format!("with {}", name(comes))],
        (false, false) => vec![format!("{} observes instead of {}", name(comes), name(goes))],
    }
}

/// Whether those who stay have the assessors that they had.
fn same(before: &[Seat], after: &[Seat]) -> bool {
    after.iter().all(|seat| before.contains(seat))
}

/// Who plays instead.
pub(super) fn players(centre: &Centre, old: &[RolePlayerId], new: &[RolePlayerId]) -> Vec<String> {
    let name = |ids: Vec<&RolePlayerId>| -> String {
        let names: Vec<String> = ids.into_iter().map(|id| role_player(centre, *id)).collect();
        names.join(" and ")
    };
    let comes: Vec<_> = new.iter().filter(|id| !old.contains(id)).collect();
    let goes: Vec<_> = old.iter().filter(|id| !new.contains(id)).collect();
    match (comes.is_empty(), goes.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![format!("without {}", name(goes))],
        (false, true) => vec![format!("{} plays", name(comes))],
        (false, false) => vec![format!("{} plays instead of {}", name(comes), name(goes))],
    }
}

/// Who marks a paper at another time.
pub(super) fn markings(
    centre: &Centre,
    zone: &TimeZone,
    before: &Held,
    after: &Held,
) -> Vec<String> {
    let moved = after.markings.iter().filter(|new| !before.markings.contains(new));
    let told = moved.map(|new| {
        let (who, at) = (assessor(centre, new.assessor), time_of_day(new.at, zone));
        format!("{who} marks the paper at {at}")
    });
    told.collect()
}

/// What stays broken when the repair is made: what does not hold either when nothing is done.
pub fn still_broken(centre: &Centre, zone: &TimeZone, repair: &Repair) -> Vec<String> {
    let called = Called::in_centre(centre, &repair.posed, zone);
    let unplaced = repair.unplaced.iter().map(|id| {
        format!("There is no place for {}. It stays where it is planned.", session(centre, *id))
    });
    let stays = repair.broken.iter().filter(|one| !repair.breaks.contains(one));
    let stays: Vec<Breach> = stays.cloned().collect();
    unplaced.chain(told(&called, repair, &stays)).collect()
}

/// What the repair itself would break.
pub fn would_break(centre: &Centre, zone: &TimeZone, repair: &Repair) -> Vec<String> {
    told(&Called::in_centre(centre, &repair.posed, zone), repair, &repair.breaks)
}

/// What does not hold, and what to do; of one kind in one line where there are many.
fn told(called: &Called, repair: &Repair, broken: &[Breach]) -> Vec<String> {
    let out_of_step = broken.iter().any(|one| matches!(one, Breach::OutOfStep { .. }));
    let instead = out_of_step.then(|| {
        "The rotation is not kept. Shift all that is still to come instead, and everybody stays in \
         step."
            .to_owned()
    });
    breaches(called, &repair.plan, broken).into_iter().chain(instead).collect()
}
