//! Cues and what is said in the rooms: each cue once, none lost, and late ones marked so.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::announcements::{self, CueKind};
use bellwether::centre::{Author, Centre, Change, Record, clocks};
use bellwether::day::cues::{hard_stops, pending};
use bellwether::ids::CentreId;
use bellwether::scenario::running::{Carousel, Rotation, Station};
use bellwether::time::Length;
use stage::{DEVICE, Day, at};

/// A day in which the conversation of 20 minutes runs since 09:10.
fn talking() -> Day {
    let mut day = Day::new();
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    next(&mut day, 600);
    day
}

fn next(day: &mut Day, secs: i64) {
    let session = day.session;
    let ends = current(day.record.centre(), day);
    day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
}

fn current(centre: &Centre, day: &Day) -> bellwether::ids::PhaseId {
    centre.sessions[&day.session].clock.current().unwrap().phase.clone()
}

/// Gives everything that is pending, as the window does.
fn give(day: &mut Day, secs: i64) -> Vec<CueKind> {
    let due = pending(day.record.centre(), at(secs));
    let kinds = due.iter().map(|due| due.known_as.kind.clone()).collect();
    for due in due {
        let sound = announcements::Change::Sound { cue: due.known_as, due: due.could, speed: 1 };
        day.act(secs, Change::Announcement(sound));
    }
    kinds
}

fn warnings(kinds: &[CueKind]) -> usize {
    kinds.iter().filter(|kind| matches!(kind, CueKind::Warning(_))).count()
}

fn lates(day: &Day) -> Vec<i64> {
    let said = &day.record.centre().announcements;
    said.cues.iter().filter_map(announcements::Sounded::late).map(|by| by.as_secs()).collect()
}

#[test]
fn a_cue_is_given_once_also_after_a_restart() {
    let mut day = talking();
    assert_eq!(warnings(&give(&mut day, 600 + 15 * 60)), 1);
    assert_eq!(warnings(&give(&mut day, 600 + 15 * 60 + 1)), 0);
    let mut again = Record::new(CentreId(7), stage::scenario().into());
    again.merge(day.entries());
    let pending = pending(again.centre(), at(600 + 16 * 60));
    assert!(pending.iter().all(|due| !matches!(due.known_as.kind, CueKind::Warning(_))));
}

#[test]
fn a_file_that_says_nothing_of_speed_is_of_a_real_day_and_so_is_written() {
    let mut day = talking();
    give(&mut day, 600 + 15 * 60);
    let sound = |day: &Day| {
        let entries = day.record.entries();
        let text = ron::to_string(&entries.last().unwrap().act).unwrap();
        assert!(!text.contains("speed"), "the form of older files: {text}");
        day.record.centre().announcements.cues.last().unwrap().clone()
    };
    let given = sound(&day);
    assert_eq!(given.speed, 1);
    let late = |by: i64, speed: u8| {
        let made = bellwether::centre::Made {
            at: given.due + jiff::SignedDuration::from_secs(by),
            ..given.made
        };
        announcements::Sounded { speed, made, ..given.clone() }.late().map(|by| by.as_secs())
    };
    assert_eq!((late(5, 1), late(6, 1)), (None, Some(6)));
    assert_eq!((late(300, 60), late(301, 60)), (None, Some(301)), "five seconds for people");
    assert_eq!((late(5, 0), late(6, 0)), (None, Some(6)), "a speed that cannot be");
}

#[test]
fn a_cue_that_could_not_sound_in_time_is_given_late_and_logged_so() {
    let mut day = talking();
    give(&mut day, 600 + 14 * 60);
    let before = lates(&day);
    give(&mut day, 600 + 15 * 60 + 5);
    assert_eq!(lates(&day), before, "five seconds are in time");
    give(&mut day, 600 + 20 * 60 + 90);
    let late = lates(&day);
    assert_eq!(late.iter().filter(|by| **by == 90).count(), 1, "the laptop slept: {late:?}");
}

#[test]
fn an_extension_puts_a_cue_off_and_a_hold_does_not_repeat_it() {
    let mut day = talking();
    let session = day.session;
    assert_eq!(warnings(&give(&mut day, 600 + 15 * 60)), 1);
    day.act(600 + 15 * 60 + 10, Change::Clock(clocks::Change::Hold { session }));
    day.act(600 + 15 * 60 + 70, Change::Clock(clocks::Change::GoOn { session }));
    assert_eq!(warnings(&give(&mut day, 600 + 15 * 60 + 80)), 0, "it was said before the hold");
    let extend = clocks::Change::Extend { session, by_secs: 240 };
    day.act(600 + 15 * 60 + 90, Change::Clock(extend));
    assert_eq!(warnings(&give(&mut day, 600 + 16 * 60)), 0, "eight minutes are left again");
    assert_eq!(warnings(&give(&mut day, 600 + 20 * 60)), 1, "five minutes are left once more");
}

#[test]
fn time_that_is_taken_away_makes_no_cue_late() {
    let mut day = talking();
    let session = day.session;
    give(&mut day, 600 + 13 * 60);
    let late = lates(&day).len();
    let extend = clocks::Change::Extend { session, by_secs: -180 };
    day.act(600 + 13 * 60, Change::Clock(extend));
    assert_eq!(warnings(&give(&mut day, 600 + 13 * 60 + 1)), 1);
    assert_eq!(lates(&day).len(), late, "it could not have been said before");
}

#[test]
fn a_phase_begun_anew_has_its_cues_and_injects_anew_and_keeps_what_was() {
    let mut day = talking();
    let session = day.session;
    let inject = day.record.centre().scenario.exercises[0].injects[0].id.clone();
    give(&mut day, 600 + 15 * 60);
    day.act(600 + 15 * 60, Change::Clock(clocks::Change::Give { session, inject: inject.clone() }));
    let to = current(day.record.centre(), &day);
    day.act(600 + 16 * 60, Change::Clock(clocks::Change::Jump { session, to }));
    let clock = &day.record.centre().sessions[&session].clock;
    assert_eq!(clock.runs.len(), 3, "both runs stay on record");
    assert!(!clock.was_given(&inject) && clock.given_before.len() == 1);
    assert_eq!(warnings(&give(&mut day, 600 + 31 * 60)), 1);
}

#[test]
fn undo_goes_past_what_the_program_did_by_itself() {
    let mut day = talking();
    give(&mut day, 600 + 15 * 60);
    let act = day.record.undoable(DEVICE.installation, Author::Facilitator).unwrap();
    assert!(!act.is_automatic());
    let start = act.id;
    assert_eq!(day.record.check_undo(start), Ok(()), "a cue that was heard rests on nothing");
}

#[test]
fn where_the_scenario_stops_hard_a_phase_ends_by_itself_save_the_write_up() {
    let day = talking();
    assert!(hard_stops(day.record.centre(), at(600 + 20 * 60)).is_empty(), "zero is a cue");
    let mut scenario = stage::scenario();
    scenario.rotation = Rotation::Carousel(Carousel {
        stations: vec![Station::Exercise(scenario.exercises[0].id.clone())],
        period: Length::minutes(30),
        change: Length::minutes(1),
        hard_stop: true,
    });
    let mut record = Record::new(CentreId(7), Arc::new(scenario));
    record.merge(day.entries());
    assert!(hard_stops(record.centre(), at(600 + 20 * 60 - 1)).is_empty());
    let stops = hard_stops(record.centre(), at(600 + 20 * 60));
    let [(session, ends)] = stops.as_slice() else { panic!("one phase stops: {stops:?}") };
    let mut hard = Day { record, ..day };
    let stop = clocks::Change::HardStop { session: *session, ends: ends.clone() };
    hard.act(600 + 20 * 60, Change::Clock(stop));
    let centre = hard.record.centre();
    assert!(centre.sessions[session].clock.runs[1].stopped_itself);
    assert!(hard_stops(centre, at(600 + 60 * 60)).is_empty(), "the write-up never does");
}

#[test]
fn a_message_stands_until_it_is_taken_down_and_a_rooms_own_comes_first() {
    let mut day = Day::new();
    let say = |room: Option<&str>, text: &str| {
        let room = room.map(str::to_owned);
        Change::Announcement(announcements::Change::Announce { room, text: text.to_owned() })
    };
    day.act(0, say(None, "Fire practice at ten"));
    let own = day.act(1, say(Some("Oak"), "Please speak up"));
    let text = |day: &Day, room: &str| {
        day.record.centre().announcements.message(room).map(|message| message.text.clone())
    };
    assert_eq!(text(&day, "Oak").as_deref(), Some("Please speak up"));
    assert_eq!(text(&day, "Elm").as_deref(), Some("Fire practice at ten"));
    day.act(2, Change::Announcement(announcements::Change::TakeDown { message: own }));
    assert_eq!(text(&day, "Oak").as_deref(), Some("Fire practice at ten"));
    let empty = day.record.centre().check(&say(None, "  "));
    assert!(empty.is_err());
}

#[test]
fn the_log_says_of_a_cue_that_came_late_by_how_much() {
    let mut day = talking();
    give(&mut day, 1799);
    give(&mut day, 1803);
    let told = |day: &Day| {
        let entries = day.record.entries();
        bellwether::words::act(day.record.centre(), entries.last().unwrap())
    };
    assert!(told(&day).starts_with("time up in "), "{}", told(&day));
    assert!(!told(&day).contains("late"), "three seconds are in time");
    let mut day = talking();
    give(&mut day, 2000);
    assert!(told(&day).ends_with(", late by 03:20"), "{}", told(&day));
}
