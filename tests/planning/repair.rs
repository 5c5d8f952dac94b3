//! A change of plan on the day: what has begun stays, what has to move moves, few people are
//! touched, and the rules hold for all that is still to come.

use crate::stage::underway;
use bellwether::centre::{Session, attendance};
use bellwether::ids::AssessorId;
use bellwether::planning::{
    Cannot, Following, Happening, Past, Person, edits, pose, read, repair, times,
};
use bellwether::timetable::rules::{self, Breach};
use bellwether::words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use underway::{Day, mins};

#[test]
fn nobody_is_moved_when_nothing_is_in_the_way() {
    let mut day = Day::at(-60);
    day.holds();
    let first = day.waiting()[0].clone();
    let candidate = first.seats[0].candidate;
    let late = Happening::Late { candidate, until: first.planned.unwrap() - mins(10) };
    let found = day.mend(&late);
    assert_eq!((found.moves, found.lunches, found.moved), (vec![], vec![], vec![]));
    assert!(found.proved);
    day.holds();
}

#[test]
fn a_late_candidate_does_later_what_they_miss_and_everything_else_holds() {
    let mut day = Day::at(-5);
    // Somebody whose first session is theirs alone.
    let first = day.waiting().into_iter().find(|one| one.seats.len() == 1).unwrap();
    let candidate = first.seats[0].candidate;
    let until = first.planned.unwrap() + mins(40);
    let found = day.mend(&Happening::Late { candidate, until });
    assert!(!found.moves.is_empty());
    for session in day.waiting().iter().filter(|one| one.has_candidate(candidate)) {
        assert!(session.planned.unwrap() >= until, "{session:?}");
    }
    assert!(!found.moved.contains(&Person::Candidate(candidate)), "they know");
    // It is written down, so that the judge and the next plan know it.
    let who = attendance::Person::Candidate(candidate);
    assert_eq!(day.centre().attendance[&who].expected, Some(until));
    day.holds();
}

#[test]
fn a_candidate_who_does_not_come_leaves_their_sessions_and_moves_nobody() {
    let mut day = Day::at(-30);
    let candidate = day.centre().people.candidates()[3].id;
    let found = day.mend(&Happening::Absent { candidate });
    assert_eq!(found.moved, []);
    assert!(!day.waiting().iter().any(|one| one.has_candidate(candidate)), "no seat is kept");
    assert!(found.moves.iter().all(|one| {
        one.after.as_ref().is_none_or(|after| after.at == one.before.at && after.seats.len() > 1)
    }));
    let told = words::moves(day.centre(), &TimeZone::UTC, &found).join(" ");
    assert!(told.contains("called off") && told.contains("goes on without C04"), "{told}");
}

#[test]
fn a_lost_room_is_used_no_more_and_what_was_in_it_is_held_elsewhere() {
    let mut day = Day::at(120);
    let room = day.waiting().into_iter().map(|one| one.room).find(|one| !one.is_empty()).unwrap();
    let from = day.now + mins(30);
    day.mend(&Happening::RoomLost { room: room.clone(), from, until: None });
    for session in day.waiting() {
        let times = times::of_session(day.centre(), &session).unwrap();
        assert!(session.room != room || times.ended <= from, "{session:?}");
    }
    day.holds();
}

#[test]
fn an_assessor_who_leaves_is_replaced_also_for_papers_that_are_written() {
    // Somebody who has a paper to mark when they leave, and is in the middle of nothing else: what has
    // begun stays with whoever began it.
    let leaves = |minutes: i64| {
        let day = Day::at(minutes);
        let from = day.now + mins(10);
        let planned = day.centre().planned_sessions();
        let busy = |assessor: AssessorId| {
            planned.iter().any(|one| {
                let written = times::of_session(day.centre(), one).unwrap().written;
                let there = one.markings.is_empty() && one.has_assessor(assessor);
                there && one.clock.has_begun() && written > from
            })
        };
        let begun = planned.iter().filter(|one| one.clock.has_begun());
        let late = begun.flat_map(|one| &one.markings).filter(|marking| marking.at > from);
        let assessor = late.map(|marking| marking.assessor).find(|one| !busy(*one))?;
        Some((day, assessor, from))
    };
    let (mut day, assessor, from) = (9..40).find_map(|tens| leaves(tens * 10)).unwrap();
    day.mend(&Happening::AssessorLost { assessor, from, until: None });
    for session in day.centre().planned_sessions() {
        let times = times::of_session(day.centre(), session).unwrap();
        let own = session.markings.iter().filter(|marking| marking.assessor == assessor);
        assert!(own.into_iter().all(|marking| marking.at < from), "{session:?}");
        let there = session.markings.is_empty() && session.has_assessor(assessor);
        assert!(!there || times.begins < day.now || times.written <= from, "{session:?}");
    }
}

#[test]
fn a_role_player_who_leaves_for_an_hour_is_replaced_or_waited_for() {
    let mut day = Day::at(60);
    let player = day.waiting().iter().find_map(|one| one.players.first().copied()).unwrap();
    let (from, until) = (day.now, day.now + mins(60));
    day.mend(&Happening::PlayerLost { player, from, until: Some(until) });
    for session in day.waiting().iter().filter(|one| one.players.contains(&player)) {
        let times = times::of_session(day.centre(), session).unwrap();
        assert!(times.ended <= from || times.run >= until, "{session:?}");
    }
    day.holds();
}

#[test]
fn an_over_run_moves_what_it_clashes_with_and_nothing_else() {
    let mut day = Day::at(100);
    let session = day.running()[0].id;
    let none = day.repair(&Happening::OverRuns { session, minutes: 0 }).unwrap();
    assert_eq!(none.moves, []);
    let long = day.mend(&Happening::OverRuns { session, minutes: 50 });
    assert!(!long.moves.is_empty(), "50 minutes are in somebody's way");
    assert!(long.moves.iter().all(|one| one.session != session));
}

#[test]
fn what_follows_in_a_room_is_shifted_and_the_rest_gives_way() {
    let mut day = Day::at(90);
    // Where the shift leaves somebody no time to eat, the repair says so and cannot help it.
    let shift =
        |room: &str| Happening::Shift { what: Following::Room(room.to_owned()), minutes: 5 };
    let helps = |room: &str| day.repair(&shift(room)).is_ok_and(|found| found.broken.is_empty());
    let mut rooms = day.waiting().into_iter().map(|one| one.room).filter(|one| !one.is_empty());
    let room = rooms.find(|room| helps(room)).unwrap();
    let before: Vec<Session> = day.waiting().into_iter().filter(|one| one.room == room).collect();
    day.mend(&shift(&room));
    for was in before {
        assert_eq!(day.session(was.id).planned, was.planned.map(|at| at + mins(5)));
    }
    day.holds();
}

#[test]
fn a_missed_session_is_carried_over_to_later() {
    let mut day = Day::at(60);
    let missed = day.waiting().into_iter().find(|one| one.seats.len() == 1).unwrap();
    day.mend(&Happening::CarryOver { session: missed.id });
    assert!(day.session(missed.id).planned > missed.planned);
    day.holds();
}

#[test]
fn a_void_session_is_held_again_as_another_and_counts_no_more() {
    let mut day = Day::at(100);
    let void = day.running().into_iter().find(|one| one.seats.len() == 1).unwrap();
    let empty = Happening::ReRun { session: void.id, reason: "  ".into() };
    assert_eq!(day.repair(&empty), Err(Cannot::NoReason));
    let found = day.mend(&Happening::ReRun { session: void.id, reason: "fire alarm".into() });
    assert!(found.moves.iter().any(|one| one.again));
    assert_eq!(day.session(void.id).called_off.as_deref(), Some("fire alarm"));
    let again: Vec<Session> = day
        .waiting()
        .into_iter()
        .filter(|one| one.exercise == void.exercise && one.has_candidate(void.seats[0].candidate))
        .collect();
    assert_eq!(again.len(), 1);
    assert!(again[0].planned.unwrap() >= day.now);
}

#[test]
fn two_sessions_change_places() {
    let mut day = Day::at(60);
    let waiting = day.waiting();
    let (one, other) = waiting
        .iter()
        .flat_map(|one| waiting.iter().map(move |other| (one, other)))
        .find(|(one, other)| {
            let swap = Happening::Swap { one: one.id, other: other.id };
            let mends = || day.repair(&swap).is_ok_and(|found| found.broken.is_empty());
            edits::can_swap(one, other) && one.planned != other.planned && mends()
        })
        .unwrap();
    day.mend(&Happening::Swap { one: one.id, other: other.id });
    assert_eq!(day.session(one.id).planned, other.planned);
    assert_eq!(day.session(other.id).planned, one.planned);
}

/// One of everything that can happen, by number.
fn some_happening(day: &Day, number: usize) -> Option<Happening> {
    let (waiting, running) = (day.waiting(), day.running());
    let people = &day.centre().people;
    let from = day.now + mins(i64::try_from(number * 7 % 40).unwrap());
    let session = waiting.get(number * 5 % waiting.len().max(1))?;
    Some(match number % 7 {
        0 => Happening::Late { candidate: session.seats[0].candidate, until: from + mins(20) },
        1 => Happening::RoomLost {
            room: people.rooms()[number % 6].name.clone(),
            from,
            until: Some(from + mins(90)),
        },
        2 => Happening::AssessorLost {
            assessor: people.assessors()[number % 7].id,
            from,
            until: None,
        },
        3 => Happening::PlayerLost {
            player: people.role_players()[number % 3].id,
            from,
            until: Some(from + mins(60)),
        },
        4 => Happening::OverRuns {
            session: running.get(number % running.len().max(1))?.id,
            minutes: u16::try_from(number % 4 * 8).unwrap(),
        },
        5 => Happening::CarryOver { session: session.id },
        _ => Happening::Absent { candidate: session.seats[0].candidate },
    })
}

#[test]
fn whatever_happens_what_is_still_to_come_holds_every_rule_or_is_named() {
    for number in 0..21 {
        let mut day = Day::at(i64::try_from(number * 37 % 300).unwrap() - 30);
        let Some(happening) = some_happening(&day, number) else { continue };
        let found = day.repair(&happening).unwrap();
        if found.unplaced.is_empty() {
            // Only what runs already can be without somebody who has gone.
            let runs: Vec<Timestamp> = day
                .running()
                .iter()
                .filter_map(|one| Some(times::by_clock(day.centre(), one, day.now)?.run))
                .collect();
            let begun = |one: &Breach| {
                let from = one.span().map(|span| found.posed.moment(span.0));
                from.is_some_and(|from| from < day.now || runs.contains(&from))
            };
            let broken: Vec<_> = found.broken.iter().filter(|one| !begun(one)).collect();
            assert!(broken.is_empty(), "{number} {happening:?}: {broken:?}");
        }
        day.make(&found);
    }
}

#[test]
fn what_cannot_be_mended_stays_and_is_said() {
    let day = Day::at(30);
    let rooms: Vec<String> =
        day.centre().people.rooms().iter().map(|room| room.name.clone()).collect();
    let happened: Vec<Happening> = rooms
        .into_iter()
        .map(|room| Happening::RoomLost { room, from: day.now, until: None })
        .collect();
    let found = repair(day.centre(), &TimeZone::UTC, day.now, &happened, &|| true).unwrap();
    assert!(!found.unplaced.is_empty());
    assert!(!found.proved);
    let told = words::still_broken(day.centre(), &TimeZone::UTC, &found);
    assert!(told[0].starts_with("There is no place for "), "{told:?}");
}

#[test]
fn what_has_not_begun_cannot_over_run_and_what_has_begun_cannot_be_carried_over() {
    let day = Day::at(100);
    let (waits, runs) = (day.waiting()[0].id, day.running()[0].id);
    let over = Happening::OverRuns { session: waits, minutes: 5 };
    assert_eq!(day.repair(&over), Err(Cannot::NotBegun(waits)));
    assert_eq!(day.repair(&Happening::CarryOver { session: runs }), Err(Cannot::Begun(runs)));
}

#[test]
fn those_whom_it_concerns_are_named_where_they_are_moved() {
    let mut day = Day::at(-5);
    // Somebody comes late and is expected: from now on all that happens may move them.
    let alone: Vec<Session> =
        day.waiting().into_iter().filter(|one| one.seats.len() == 1).collect();
    let late = alone[0].seats[0].candidate;
    let until = alone[0].planned.unwrap() + mins(20);
    day.mend(&Happening::Late { candidate: late, until });
    let own = day.waiting().into_iter().rfind(|one| one.has_candidate(late)).unwrap();
    let found = day.repair(&Happening::CarryOver { session: own.id }).unwrap();
    let code = day.centre().people.candidate(late).unwrap().label();
    let told = words::repaired(day.centre(), &TimeZone::UTC, &found);
    assert!(found.moves.iter().any(|one| one.session == own.id));
    assert!(found.concerned.contains(&Person::Candidate(late)), "{told}");
    assert!(told.contains("whom it concerns") && !told.contains("Nobody else"), "{told}");
    assert!(found.concerned.len() > 4 || told.contains(&code), "{told}");
}

#[test]
fn what_a_shift_itself_breaks_is_no_old_fault_and_is_summed_up() {
    let day = Day::at(-30);
    let shift = Happening::Shift { what: Following::Everything, minutes: 300 };
    let found = day.repair(&shift).unwrap();
    let zone = TimeZone::UTC;
    assert_eq!(words::still_broken(day.centre(), &zone, &found), [] as [String; 0]);
    assert_eq!(found.breaks.len(), found.broken.len());
    let told = words::would_break(day.centre(), &zone, &found);
    let late: Vec<&String> = told.iter().filter(|one| one.contains("after the day does")).collect();
    assert_eq!(late.len(), 1, "{told:?}");
    assert!(late[0].contains(" more would end after the day does, the last at "), "{told:?}");
    let told = words::repaired(day.centre(), &zone, &found);
    assert!(told.starts_with("Nobody is moved but the "), "{told}");
}

#[test]
fn a_shift_that_only_the_end_of_the_day_forbids_says_how_long_it_would_have_to_last() {
    let day = Day::at(-30);
    let ends = |minutes: i16| {
        let shift = Happening::Shift { what: Following::Everything, minutes };
        let found = day.repair(&shift).unwrap();
        (found.wanted_end(), found.ends.1)
    };
    let late = (1..60).map(|step| ends(step * 10)).find(|one| one.0.is_some());
    let (wanted, ends) = late.expect("one of them ends late and breaks nothing else");
    assert_eq!(wanted, Some(ends), "as late as the last of all ends");
}

#[test]
fn what_has_been_held_is_no_breach_any_more() {
    let day = Day::at(200);
    let posed = pose(day.centre(), &TimeZone::UTC, day.now);
    let ids = read::ids(day.centre(), &posed);
    let marks = |over: bool| {
        let mut plan = read(day.centre(), &posed);
        let held = |place: &usize| {
            let session = day.session(ids[*place]);
            !session.markings.is_empty() && session.clock.finished.is_some() == over
        };
        let place = (0..ids.len()).find(held).unwrap();
        let run = plan.sessions[place].run;
        plan.sessions[place].seats[0].markings.fill(run);
        let found = rules::check(&posed.problem, &plan);
        let own =
            |one: &&Breach| matches!(one, Breach::Marking { session, .. } if *session == place);
        let breach = found.iter().find(own).unwrap();
        let each: Vec<_> = ids.iter().copied().map(Some).collect();
        Past::of(day.centre(), (&posed, &plan), &each, day.now).holds(breach)
    };
    assert!(marks(true), "written and marked");
    assert!(!marks(false), "still to come");
}
