//! A change of plan in a strict rotation: what moves all alike keeps step, and where somebody can no
//! longer go round in step it is said in words, with what to do.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

#[path = "stage/underway.rs"]
mod underway;

use bellwether::planning::{Following, Happening, Repair};
use bellwether::timetable::rules::Breach;
use bellwether::words;
use jiff::tz::TimeZone;
use underway::planned::{Means, planned};
use underway::{Day, mins};

const MEANS: Means = Means { candidates: 8, assessors: 9, players: 5, rooms: 8 };

fn day(minutes: i64) -> Day {
    Day::of(planned("recruit-carousel", MEANS), minutes)
}

fn out_of_step(found: &Repair) -> usize {
    found.broken.iter().filter(|breach| matches!(breach, Breach::OutOfStep { .. })).count()
}

fn told(day: &Day, found: &Repair) -> String {
    words::still_broken(day.centre(), &TimeZone::UTC, found).join(" ")
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

#[test]
fn a_lost_room_is_replaced_in_step_or_the_rotation_is_said_to_be_broken() {
    let mut day = day(20);
    let room = day.waiting().into_iter().map(|one| one.room).find(|one| !one.is_empty()).unwrap();
    let from = day.now;
    let found = day.repair(&Happening::RoomLost { room, from, until: None }).unwrap();
    let told = told(&day, &found);
    if out_of_step(&found) > 0 || !found.unplaced.is_empty() {
        assert!(told.contains("in step") || told.contains("no place"), "{told}");
    }
    let moved = found
        .moves
        .iter()
        .any(|one| one.after.as_ref().is_some_and(|after| after.at != one.before.at));
    assert_eq!(moved, out_of_step(&found) > 0, "who is moved in time is out of step: {told}");
    day.make(&found);
}
