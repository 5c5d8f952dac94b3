//! The plan knows who is here: whoever is absent or has left keeps no seat in what is to come, who is
//! late begins nothing before, and what is decided about it is one act with what it moves.

use crate::stage::underway;
use bellwether::centre::attendance::{self, Person};
use bellwether::centre::{Act, Author, Change, Session, sessions};
use bellwether::ids::{CandidateId, DeviceId, EntryId};
use bellwether::planning::{Happening, adopt, edits, pose, read, repair};
use bellwether::scenario::Scenario;
use bellwether::time::Now;
use bellwether::timetable::rules::{self, Breach};
use bellwether::timetable::solve::Solver;
use bellwether::words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use underway::{Day, mins};

fn noted(day: &mut Day, change: attendance::Change) {
    day.act(day.now, vec![Change::Attendance(change)]);
}

fn who(candidate: CandidateId) -> Person {
    Person::Candidate(candidate)
}

/// A group that has not begun.
fn group(day: &Day) -> Session {
    day.waiting().into_iter().find(|one| one.seats.len() > 2).unwrap()
}

/// The day planned anew, as the Timetable stage and `bellwether timetable` do it.
fn replan(day: &mut Day) {
    let posed = pose(day.centre(), &TimeZone::UTC, day.now);
    let mut solver = Solver::new(&posed.problem, 3);
    for round in 0..10 {
        solver.round(f64::from(round) / 10.0);
    }
    let (_, plan) = solver.best().unwrap();
    assert_eq!(rules::check(&posed.problem, &plan), []);
    let changes = adopt(day.centre(), &posed, &plan);
    if !changes.is_empty() {
        day.act(day.now, changes);
    }
}

fn last_act(day: &Day) -> (EntryId, Vec<Change>) {
    let entry = day.record.entries().last().unwrap();
    (entry.id, entry.act.changes().to_vec())
}

fn take_back(day: &mut Day, entry: EntryId) {
    let device = DeviceId { installation: 2, session: 1 };
    let at = Now::at(day.now);
    let undo = day.record.next_entry(device, Author::Facilitator, at, Act::Undo(entry));
    day.record.add(undo);
}

#[test]
fn somebody_absent_is_not_planned_and_nobody_misses_them() {
    let mut day = Day::at(-30);
    let candidate = day.centre().people.candidates()[3].id;
    noted(&mut day, attendance::Change::Absent { who: who(candidate) });
    let posed = pose(day.centre(), &TimeZone::UTC, day.now);
    assert!(!posed.candidates.contains(&candidate));
    assert_eq!(posed.problem.candidates.len(), 11);
    let (found, _) = edits::breaches(day.centre(), &TimeZone::UTC, day.now);
    assert!(!found.iter().any(|breach| matches!(breach, Breach::Missing { .. })), "{found:?}");
    replan(&mut day);
    assert!(!day.waiting().iter().any(|one| one.has_candidate(candidate)), "no seat is kept");
    let seats: usize = day.waiting().iter().map(|one| one.seats.len()).sum();
    let scenario: &Scenario = &day.centre().scenario;
    assert_eq!(seats, 11 * scenario.exercises.len(), "all others do everything");
    noted(&mut day, attendance::Change::TakePart { who: who(candidate) });
    let (found, _) = edits::breaches(day.centre(), &TimeZone::UTC, day.now);
    let missing = found.iter().filter(|breach| matches!(breach, Breach::Missing { .. })).count();
    assert_eq!(missing, day.centre().scenario.exercises.len(), "they are to be planned again");
}

#[test]
fn what_somebody_did_before_they_left_stays_and_still_takes_its_assessors_and_room() {
    let alone = |one: &Session| one.seats.len() == 1 && !one.room.is_empty();
    let (mut day, begun) = (60..400)
        .step_by(20)
        .find_map(|minutes| {
            let day = Day::at(minutes);
            let begun = day.running().into_iter().find(alone)?;
            Some((day, begun))
        })
        .unwrap();
    let candidate = begun.seats[0].candidate;
    let reason = "felt ill".to_owned();
    noted(&mut day, attendance::Change::Withdraw { who: who(candidate), reason });
    let posed = pose(day.centre(), &TimeZone::UTC, day.now);
    let room = posed.rooms.iter().position(|known| *known == begun.room).unwrap();
    let taken = posed.problem.away.iter();
    assert!(taken.into_iter().any(|(who, _)| { *who == bellwether::timetable::Who::Room(room) }));
    replan(&mut day);
    assert_eq!(day.session(begun.id).seats, begun.seats);
    assert_eq!(day.session(begun.id).called_off, None);
    assert!(!day.waiting().iter().any(|one| one.has_candidate(candidate)));
    let plan = read(day.centre(), &pose(day.centre(), &TimeZone::UTC, day.now));
    assert!(plan.sessions.iter().all(|session| !session.seats.is_empty()));
}

#[test]
fn a_begun_group_of_somebody_who_left_is_not_planned_twice() {
    let mut day = Day::at(-30);
    let first = group(&day);
    day.now = first.planned.unwrap() + mins(1);
    let start = bellwether::centre::clocks::Change::Start { session: first.id };
    day.act(day.now, vec![Change::Clock(start)]);
    let candidate = first.seats[0].candidate;
    let reason = "called home".to_owned();
    noted(&mut day, attendance::Change::Withdraw { who: who(candidate), reason });
    let groups = |day: &Day| {
        let all = day.centre().planned_sessions();
        all.into_iter().filter(|one| one.exercise == first.exercise).count()
    };
    let before = groups(&day);
    replan(&mut day);
    assert_eq!(groups(&day), before);
    assert_eq!(day.session(first.id).seats, first.seats, "what was is what was");
}

#[test]
fn a_late_candidate_is_planned_after_they_are_expected_until_they_have_come() {
    let mut day = Day::at(-60);
    let first = day.waiting()[0].clone();
    let candidate = first.seats[0].candidate;
    let by = first.planned.unwrap() + mins(70);
    noted(&mut day, attendance::Change::Expect { who: who(candidate), by: Some(by) });
    let (found, _) = edits::breaches(day.centre(), &TimeZone::UTC, day.now);
    assert!(found.iter().any(|breach| matches!(breach, Breach::CandidateAway { .. })));
    replan(&mut day);
    let own = day.waiting().into_iter().filter(|one| one.has_candidate(candidate));
    let begins: Vec<Timestamp> = own.filter_map(|one| one.planned).collect();
    assert!(begins.iter().all(|at| *at >= by), "{begins:?} before {by}");
    let at = day.now;
    noted(&mut day, attendance::Change::Arrive { who: who(candidate), at });
    let posed = pose(day.centre(), &TimeZone::UTC, day.now);
    let place = posed.candidates.iter().position(|one| *one == candidate).unwrap();
    assert_eq!(posed.problem.candidates[place].present, None, "they are here");
}

#[test]
fn lateness_that_is_noted_is_heeded_by_whatever_is_repaired() {
    let mut day = Day::at(-60);
    let first = day.waiting().into_iter().find(|one| one.seats.len() == 1).unwrap();
    let candidate = first.seats[0].candidate;
    let by = first.planned.unwrap() + mins(30);
    noted(&mut day, attendance::Change::Expect { who: who(candidate), by: Some(by) });
    // Something else happens.
    let player = day.centre().people.role_players()[0].id;
    let (from, until) = (day.now + mins(300), Some(day.now + mins(301)));
    day.mend(&Happening::PlayerLost { player, from, until });
    for session in day.waiting().iter().filter(|one| one.has_candidate(candidate)) {
        assert!(session.planned.unwrap() >= by, "{session:?}");
    }
}

#[test]
fn that_somebody_is_absent_and_what_it_changes_is_one_act_that_is_taken_back_as_one() {
    let mut day = Day::at(-30);
    let candidate = day.centre().people.candidates()[5].id;
    let before = day.centre().clone();
    let entries = day.record.entries().len();
    day.mend(&Happening::Absent { candidate });
    assert_eq!(day.record.entries().len(), entries + 1);
    assert!(day.centre().attendance[&who(candidate)].absent.is_some());
    let (entry, changes) = last_act(&day);
    let leaves = |change: &Change| {
        matches!(change, Change::Session(sessions::Change::Unseat { candidate: one, .. })
            if *one == candidate)
    };
    assert!(changes.iter().any(leaves), "{changes:?}");
    day.holds();
    take_back(&mut day, entry);
    assert_eq!(day.centre().sessions, before.sessions);
    assert_eq!(day.centre().attendance, before.attendance);
}

#[test]
fn somebody_who_is_here_and_takes_no_more_part_has_withdrawn() {
    let mut day = Day::at(-30);
    let candidate = group(&day).seats[0].candidate;
    let at = day.now;
    noted(&mut day, attendance::Change::Arrive { who: who(candidate), at });
    day.mend(&Happening::Absent { candidate });
    let known = &day.centre().attendance[&who(candidate)];
    assert!(known.absent.is_none() && known.withdrawn.is_some());
    assert!(!day.waiting().iter().any(|one| one.has_candidate(candidate)));
}

#[test]
fn absence_noted_at_check_in_frees_the_seats_with_the_next_change_of_plan() {
    let mut day = Day::at(-30);
    let candidate = day.centre().people.candidates()[2].id;
    noted(&mut day, attendance::Change::Absent { who: who(candidate) });
    let found = day.mend(&Happening::Absent { candidate });
    assert!(!found.changes.iter().any(|change| matches!(change, Change::Attendance(_))));
    assert!(!day.waiting().iter().any(|one| one.has_candidate(candidate)));
}

#[test]
fn somebody_absent_who_comes_after_all_takes_part_and_keeps_their_sessions() {
    let mut day = Day::at(-60);
    let first = day.waiting().into_iter().find(|one| one.seats.len() == 1).unwrap();
    let candidate = first.seats[0].candidate;
    noted(&mut day, attendance::Change::Absent { who: who(candidate) });
    let own = |day: &Day| day.waiting().iter().filter(|one| one.has_candidate(candidate)).count();
    let before = own(&day);
    let until = first.planned.unwrap() + mins(20);
    day.mend(&Happening::Late { candidate, until });
    assert_eq!(own(&day), before);
    let known = &day.centre().attendance[&who(candidate)];
    assert!(known.takes_part());
    assert_eq!(known.expected, Some(until));
}

#[test]
fn only_a_group_that_waits_can_be_left_and_never_by_its_last() {
    let (day, later) = (Day::at(-30), Day::at(100));
    let leave_at = |day: &Day, session: &Session, candidate| {
        let change = sessions::Change::Unseat { session: session.id, candidate };
        let refused = day.centre().check(&Change::Session(change));
        refused.map_err(|refusal| words::refusal(day.centre(), &refusal))
    };
    let leave = |session: &Session, candidate| leave_at(&day, session, candidate);
    let group = group(&day);
    assert_eq!(leave(&group, group.seats[0].candidate), Ok(()));
    let alone = day.waiting().into_iter().find(|one| one.seats.len() == 1).unwrap();
    let last = leave(&alone, alone.seats[0].candidate).unwrap_err();
    assert!(last.contains("Call it off instead"), "{last}");
    let runs = later.running()[0].clone();
    assert!(leave_at(&later, &runs, runs.seats[0].candidate).unwrap_err().contains("has begun"));
    let in_group = |one: CandidateId| group.has_candidate(one);
    let other =
        day.centre().people.candidates().iter().map(|one| one.id).find(|one| !in_group(*one));
    assert_eq!(leave(&group, other.unwrap()).unwrap_err(), "They are not in this session.");
}

#[test]
fn two_who_leave_a_group_leave_it_to_the_others() {
    let day = Day::at(-30);
    let group = group(&day);
    let happened: Vec<Happening> = group.seats[..2]
        .iter()
        .map(|seat| Happening::Absent { candidate: seat.candidate })
        .collect();
    let found = repair(day.centre(), &TimeZone::UTC, day.now, &happened, &|| true).unwrap();
    let after = edits::preview(day.centre(), &found.changes).unwrap();
    assert_eq!(after.sessions[&group.id].seats.len(), group.seats.len() - 2);
}
