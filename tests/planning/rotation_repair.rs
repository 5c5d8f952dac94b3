//! A change of plan in a strict rotation: what moves all alike keeps step, and where somebody can no
//! longer go round in step it is said in words, with what to do.

use crate::stage::planned::{Means, planned};
use crate::stage::underway;
use bellwether::planning::{Following, Happening, Repair, repair, times};
use bellwether::timetable::rules::Breach;
use bellwether::words;
use jiff::tz::TimeZone;
use underway::{Day, mins};

const MEANS: Means = Means { candidates: 8, assessors: 9, players: 5, rooms: 8 };

fn day(minutes: i64) -> Day {
    Day::of(planned("recruit-carousel", MEANS), minutes)
}

fn out_of_step(found: &Repair) -> usize {
    found.broken.iter().filter(|breach| matches!(breach, Breach::OutOfStep { .. })).count()
}

fn told(day: &Day, found: &Repair) -> String {
    let (centre, zone) = (day.centre(), TimeZone::UTC);
    let mut told = words::still_broken(centre, &zone, found);
    told.extend(words::would_break(centre, &zone, found));
    told.join(" ")
}

#[test]
fn all_that_is_shifted_together_keeps_step() {
    let mut day = day(-30);
    day.holds();
    let later = Happening::Shift { what: Following::Everything, minutes: 15 };
    let found = day.mend(&later);
    assert_eq!(out_of_step(&found), 0);
    assert!(!found.moves.is_empty());
    day.holds();
}

/// The first round was to have begun, and to be over: nobody has begun.
fn a_round_late() -> Day {
    let mut day = day(-30);
    let first = day.waiting()[0].clone();
    day.now = times::of_session(day.centre(), &first).unwrap().written + mins(4);
    day
}

#[test]
fn what_should_have_begun_and_has_not_is_shifted_with_all_that_is_to_come() {
    let mut day = a_round_late();
    let before = day.waiting();
    let late = day.now.duration_since(before[0].planned.unwrap());
    let minutes = i16::try_from(late.as_mins()).unwrap() + 5;
    let found = day.mend(&Happening::Shift { what: Following::Everything, minutes });
    assert_eq!(out_of_step(&found), 0);
    for was in before {
        let later = was.planned.unwrap() + mins(i64::from(minutes));
        assert_eq!(day.session(was.id).planned, Some(later), "{was:?}");
    }
}

#[test]
fn what_should_have_begun_in_a_room_that_is_lost_is_held_in_another() {
    let mut day = a_round_late();
    let held = day.waiting();
    let overdue = held.iter().find(|one| !one.room.is_empty() && one.planned < Some(day.now));
    let overdue = overdue.unwrap().clone();
    let from = day.now;
    let lost = Happening::RoomLost { room: overdue.room.clone(), from, until: None };
    let found = day.repair(&lost).unwrap();
    day.make(&found);
    assert_eq!(found.unplaced, [], "{}", told(&day, &found));
    let held = day.session(overdue.id);
    assert!(held.room != overdue.room && held.planned >= Some(day.now), "{held:?}");
}

#[test]
fn somebody_who_does_not_come_leaves_the_others_in_step() {
    let mut day = day(-30);
    let candidate = day.centre().people.candidates()[0].id;
    let found = day.mend(&Happening::Absent { candidate });
    assert_eq!((out_of_step(&found), found.moved.len()), (0, 0));
    day.holds();
}

#[test]
fn who_comes_too_late_for_a_round_is_out_of_step_and_that_is_said() {
    let day = day(-30);
    let first = day.waiting()[0].clone();
    let candidate = first.seats[0].candidate;
    let until = first.planned.unwrap() + mins(5);
    let found = day.repair(&Happening::Late { candidate, until }).unwrap();
    let told = told(&day, &found);
    assert!(out_of_step(&found) > 0, "{told}");
    assert!(told.contains("does not go round the stations in step"), "{told}");
    assert!(told.contains("Shift all that is still to come"), "what to do instead: {told}");
    assert!(!found.proved, "a repair that breaks the rotation is not called best");
}

/// How many rooms are in use at once, at most.
fn rooms_at_once(day: &Day) -> usize {
    let held: Vec<_> = day
        .waiting()
        .iter()
        .filter(|one| !one.room.is_empty())
        .map(|one| times::of_session(day.centre(), one).unwrap())
        .collect();
    let at = |moment| held.iter().filter(|one| one.run <= moment && moment < one.ended).count();
    held.iter().map(|one| at(one.run)).max().unwrap_or(0)
}

/// Eight candidates go round ten places, so that never more than seven are in a room at once. Without one
/// of the eight rooms seven are left: whatever was to be in the lost one is held in another, at its own
/// time.
#[test]
fn a_lost_room_is_replaced_by_a_free_one_and_all_keep_step() {
    let mut day = day(-30);
    assert_eq!((rooms_at_once(&day), day.centre().people.rooms().len()), (7, 8));
    let room = day.waiting().into_iter().map(|one| one.room).find(|one| !one.is_empty()).unwrap();
    let were: Vec<_> = day.waiting().into_iter().filter(|one| one.room == room).collect();
    let from = day.now;
    let lost = Happening::RoomLost { room: room.clone(), from, until: None };
    let found = day.mend(&lost);
    assert_eq!((out_of_step(&found), found.unplaced.len()), (0, 0));
    assert_eq!(found.moves.len(), were.len(), "those of the lost room, and nobody else");
    for was in &were {
        let is = day.session(was.id);
        assert_eq!(is.planned, was.planned, "at its own time");
        assert!(is.room != room && !is.room.is_empty(), "{is:?}");
    }
}

/// Two rooms are lost: six cannot hold at once what seven did, so somebody is held at another time, and
/// whoever is moved in time is out of step. That is said, with what to do instead.
#[test]
fn where_no_room_is_free_a_lost_one_breaks_the_step_and_that_is_said() {
    let mut day = day(-30);
    assert_eq!((rooms_at_once(&day), day.centre().people.rooms().len()), (7, 8));
    let rooms: Vec<String> =
        day.centre().people.rooms()[..2].iter().map(|room| room.name.clone()).collect();
    let from = day.now;
    let lost = |room: &String| Happening::RoomLost { room: room.clone(), from, until: None };
    let happened: Vec<Happening> = rooms.iter().map(lost).collect();
    let steps = std::cell::Cell::new(0);
    let go_on = || {
        steps.set(steps.get() + 1);
        steps.get() < 40
    };
    let found = repair(day.centre(), &TimeZone::UTC, day.now, &happened, &go_on).unwrap();
    let told = told(&day, &found);
    assert_eq!(found.unplaced, [], "the day is long enough for all: {told}");
    let moved: std::collections::BTreeSet<_> = found
        .moves
        .iter()
        .filter(|one| one.after.as_ref().is_some_and(|after| after.at != one.before.at))
        .flat_map(|one| one.before.seats.iter().map(|seat| seat.candidate))
        .collect();
    assert!(!moved.is_empty() && out_of_step(&found) == moved.len(), "{told}");
    assert!(told.contains("does not go round the stations in step"), "{told}");
    assert!(told.contains("Shift all that is still to come"), "what to do instead: {told}");
    assert!(!found.proved, "a repair that breaks the rotation is not called best");
    day.make(&found);
    assert!(day.waiting().iter().all(|one| !rooms.contains(&one.room)), "nobody is sent there");
}
