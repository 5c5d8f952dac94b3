//! What needs the facilitator: each need from what makes just it, and the forecast behind it.

use crate::stage;
use bellwether::centre::{Change, Person, attendance, clocks, incidents, marksheet, marksheets};
use bellwether::day::attention::{attention, instead};
use bellwether::day::disturbance;
use bellwether::day::forecast::{Who, forecast};
use bellwether::day::{Attention, Need};
use bellwether::ids::{AssessorId, SessionId};
use bellwether::people;
use bellwether::time::Length;
use bellwether::words;
use stage::acts::{next, plan_before, start};
use stage::{Day, at};

/// Plans a second session of the candidate of that place, so many seconds after nine: ten minutes
/// of preparation, twenty before the assessors, ten to write up.
fn plan(day: &mut Day, candidate: usize, room: &str, secs: i64) -> SessionId {
    let assessors = day.assessors.clone();
    plan_before(day, candidate, room, secs, assessors)
}

fn needs(day: &Day, secs: i64) -> Vec<Attention> {
    attention(day.record.centre(), at(secs))
}

fn only(day: &Day, secs: i64) -> Attention {
    let mut needs = needs(day, secs);
    assert_eq!(needs.len(), 1, "{needs:?}");
    needs.remove(0)
}

/// Every inject of the conversation is given, so that none of them is a need.
fn give_all(day: &mut Day, secs: i64) {
    let session = day.session;
    let injects: Vec<_> = day.record.centre().scenario.exercises[0]
        .injects
        .iter()
        .map(|inject| inject.id.clone())
        .collect();
    for inject in injects {
        day.act(secs, Change::Clock(clocks::Change::Give { session, inject }));
    }
}

#[test]
fn a_start_that_is_late_is_a_need() {
    let day = Day::new();
    assert!(needs(&day, 20).is_empty());
    assert_eq!(only(&day, 60).need, Need::Begin(day.session));
}

#[test]
fn overtime_says_whom_it_delays_and_shifting_moves_just_them() {
    let mut day = Day::new();
    let follows = plan(&mut day, 0, "Elm", 1800);
    start(&mut day, 0);
    next(&mut day, 600);
    give_all(&mut day, 700);
    assert!(needs(&day, 1790).is_empty(), "in time, nothing waits");
    let need = only(&day, 1882);
    assert_eq!(need.need, Need::OverTime(day.session));
    let centre = day.record.centre();
    let foreseen = forecast(centre, at(1882));
    assert_eq!(foreseen.delayed_by(day.session)[0].0, follows);
    assert_eq!(words::behind(foreseen.sessions[&follows].behind()), "2 min behind");
    let wait = foreseen.sessions[&follows].wait.clone().unwrap();
    assert_eq!(wait.on, Who::Candidate(day.candidates[0]));
    let moves = instead::shift(&foreseen, day.session);
    assert_eq!(moves, [(follows, at(1800), at(1920))], "on the whole minute");
    assert_eq!(centre.sessions[&follows].planned, Some(at(1800)), "published times stay");
    for change in instead::as_changes(centre, &moves) {
        day.act(1882, change);
    }
    let moved = forecast(day.record.centre(), at(1882));
    assert_eq!(words::behind(moved.sessions[&follows].behind()), "on time");
}

#[test]
fn a_late_session_that_others_wait_for_is_a_need_before_it_is_over_time() {
    let mut day = Day::new();
    let follows = plan(&mut day, 0, "Elm", 1800);
    start(&mut day, 300);
    next(&mut day, 900);
    give_all(&mut day, 901);
    let need = only(&day, 1000);
    assert_eq!(need.need, Need::Delays(day.session));
    assert_eq!(need.bites_in_secs, 800, "it hurts when the other should begin");
    let foreseen = forecast(day.record.centre(), at(1000));
    assert_eq!(words::behind(foreseen.sessions[&follows].behind()), "5 min behind");
    assert_eq!(foreseen.behind.map(words::behind).as_deref(), Some("5 min behind"));
}

#[test]
fn a_gap_takes_lateness_in_and_ahead_is_said_too() {
    let mut day = Day::new();
    let follows = plan(&mut day, 0, "Elm", 3000);
    start(&mut day, 300);
    next(&mut day, 900);
    let foreseen = forecast(day.record.centre(), at(901));
    assert_eq!(words::behind(foreseen.sessions[&follows].behind()), "on time");
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 400);
    let foreseen = forecast(day.record.centre(), at(401));
    assert_eq!(words::behind(foreseen.sessions[&day.session].behind()), "3 min ahead");
}

#[test]
fn x1_a_prompt_that_was_due_and_not_given_by_the_end_of_its_phase_is_missed() {
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 600);
    assert!(matches!(only(&day, 600 + 15 * 60).need, Need::Give(..)));
    next(&mut day, 1800);
    let missed = needs(&day, 1810);
    assert!(missed.iter().all(|one| matches!(one.need, Need::Missed(..))) && !missed.is_empty());
    give_all(&mut day, 1820);
    assert!(needs(&day, 1830).is_empty());
}

/// A day on which a quarter more time was granted, and the first phase ended without it.
fn cut_short() -> Day {
    let mut day = Day::new();
    let candidate = day.candidates[0];
    let give = people::Change::GiveExtraTime { candidate, exercise: None, percent: 25 };
    day.act(-60, Change::People(give));
    start(&mut day, 0);
    next(&mut day, 600);
    day
}

#[test]
fn t3_granted_time_that_was_not_given_is_a_need_until_it_is_made_up() {
    let mut day = cut_short();
    let candidate = day.candidates[0];
    let Need::Adjustment { missing, candidate: whose, .. } = only(&day, 601).need else {
        panic!("thirteen minutes were granted, ten were given")
    };
    assert_eq!((missing, whose), (Length::minutes(3), candidate));
    let session = day.session;
    day.act(610, Change::Clock(clocks::Change::Extend { session, by_secs: 180 }));
    assert!(needs(&day, 620).is_empty());
}

/// How much of what was granted is owed to whom it was granted.
fn owed(day: &Day, secs: i64) -> Vec<Length> {
    let missing = |one: Attention| match one.need {
        Need::Adjustment { missing, .. } => Some(missing),
        _ => None,
    };
    needs(day, secs).into_iter().filter_map(missing).collect()
}

fn extend(day: &mut Day, secs: i64, by_secs: i32) {
    let session = day.session;
    day.act(secs, Change::Clock(clocks::Change::Extend { session, by_secs }));
}

#[test]
fn t3_a_minute_that_is_given_makes_up_for_one_that_was_owed_and_no_more() {
    let talks_for = |given: i32| {
        let mut day = cut_short();
        extend(&mut day, 700, given * 60);
        next(&mut day, 600 + 1200 + i64::from(given) * 60);
        owed(&day, 4000)
    };
    assert_eq!(talks_for(0), [Length::minutes(3), Length::minutes(5)]);
    assert_eq!(talks_for(5), [Length::minutes(3)], "the talk had its own");
    assert_eq!(talks_for(8), []);
}

#[test]
fn t3_what_is_given_to_the_write_up_is_no_candidates_and_an_incident_settles_what_is_owed() {
    let mut day = cut_short();
    next(&mut day, 600 + 1200);
    extend(&mut day, 1810, 480);
    assert_eq!(owed(&day, 1811).len(), 2);
    let note = incidents::Change::Note {
        noticed: at(1820),
        kind: incidents::Kind::Adjustment,
        what: "Ended too early".into(),
        candidates: vec![day.candidates[0]],
        exercises: Vec::new(),
        sessions: vec![day.session],
    };
    day.act(1820, Change::Incident(note));
    assert_eq!(owed(&day, 1821), []);
}

#[test]
fn r7_marksheets_are_missing_from_the_end_of_the_write_up_and_overdue_a_quarter_later() {
    let mut day = Day::new();
    start(&mut day, 0);
    let session = day.session;
    day.act(30, Change::Clock(clocks::Change::End { session }));
    let state = |day: &Day, secs| -> Vec<(AssessorId, bool)> {
        let mine = |one: Attention| match one.need {
            Need::Marksheets { assessor, overdue, .. } => Some((assessor, overdue)),
            _ => None,
        };
        needs(day, secs).into_iter().filter_map(mine).collect()
    };
    assert_eq!(state(&day, 40), [(day.assessors[0], false), (day.assessors[1], false)]);
    assert_eq!(state(&day, 30 + 15 * 60)[0], (day.assessors[0], true));
    let sheet = day.sheet(0);
    let competencies: Vec<_> = day.record.centre().scenario.exercises[0]
        .observes
        .iter()
        .map(|observed| observed.competency.clone())
        .collect();
    for competency in competencies {
        let rating = Some(marksheet::Rating::Level(3));
        day.act(60, Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    day.act(70, Change::Marksheet(marksheets::Change::Submit { sheet }));
    assert_eq!(state(&day, 80), [(day.assessors[1], false)]);
}

#[test]
fn an_assessor_about_to_see_a_candidate_once_too_often_is_a_need_with_somebody_instead() {
    let mut day = Day::new();
    plan(&mut day, 0, "Elm", 3600);
    let third = plan(&mut day, 0, "Elm", 7200);
    let assessor = day.assessors[0];
    let often = needs(&day, 0);
    assert_eq!(often.len(), 2, "both have seen the candidate twice by then");
    let wanted =
        Need::TooOften { session: third, candidate: day.candidates[0], assessor, times: 3 };
    assert_eq!(often[0].need, wanted);
    let centre = day.record.centre();
    assert!(instead::instead(centre, third, day.candidates[0], assessor).is_none());
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let free = AssessorId(day.act(-5, Change::People(add)));
    let found = instead::instead(day.record.centre(), third, day.candidates[0], assessor);
    let (other, change) = found.unwrap();
    assert_eq!(other, free);
    day.act(0, change);
    assert_eq!(needs(&day, 0).len(), 1);
}

#[test]
fn a2_who_must_not_meet_is_a_need_from_the_moment_it_is_declared() {
    let mut day = Day::new();
    let session = plan(&mut day, 1, "Elm", 3600);
    assert!(needs(&day, 0).is_empty());
    let (candidate, assessor) = (day.candidates[1], day.assessors[1]);
    let because = people::Relation::Declared;
    day.act(0, Change::People(people::Change::KeepApart { candidate, assessor, because }));
    assert_eq!(only(&day, 0).need, Need::MustNotMeet { session, candidate, assessor });
}

#[test]
fn a7_a_write_up_that_is_squeezed_is_a_need_and_says_by_how_much() {
    let mut day = Day::new();
    // Both assessors are wanted at 09:40, ten minutes after the conversation was to end.
    let wanted_at = plan(&mut day, 1, "Elm", 1800);
    start(&mut day, 180);
    next(&mut day, 780);
    give_all(&mut day, 790);
    let squeezed = needs(&day, 800);
    assert_eq!(squeezed.len(), 2, "{squeezed:?}");
    for (one, assessor) in squeezed.iter().zip(&day.assessors) {
        let missing = Length::minutes(3);
        let (session, next, assessor) = (day.session, wanted_at, *assessor);
        assert_eq!(one.need, Need::Squeezed { session, assessor, next, missing });
    }
}

#[test]
fn a_candidate_who_is_late_or_gone_is_a_need_before_the_session_begins() {
    let mut day = Day::new();
    let session = day.session;
    let candidate = day.candidates[0];
    let who = Person::Candidate(candidate);
    assert!(needs(&day, -300).is_empty(), "nobody notes arrivals here");
    let by = Some(at(900));
    day.act(-300, Change::Attendance(attendance::Change::Expect { who, by }));
    let late = only(&day, -240);
    assert_eq!(late.need, Need::Late { session, candidate, expected: by });
    assert_eq!(late.bites_in_secs, 240);
    day.act(-200, Change::Attendance(attendance::Change::Arrive { who, at: at(-200) }));
    assert!(needs(&day, -100).is_empty());
    let reason = "Was taken ill".to_owned();
    day.act(-90, Change::Attendance(attendance::Change::Withdraw { who, reason }));
    assert_eq!(only(&day, -80).need, Need::Gone { session, candidate });
}

#[test]
fn two_places_at_once_are_a_need_that_says_for_how_long() {
    let mut day = Day::new();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let other = plan_before(&mut day, 0, "Elm", 1500, vec![third]);
    let overlap = Length::minutes(5);
    let who = Who::Candidate(day.candidates[0]);
    assert_eq!(only(&day, 0).need, Need::Clash { one: day.session, other, who, overlap });
}

#[test]
fn two_clocks_that_run_for_one_person_are_a_need_until_one_of_them_stands_still() {
    let mut day = Day::new();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let other = plan_before(&mut day, 0, "Elm", 1500, vec![third]);
    start(&mut day, 0);
    let twice = |day: &Day, secs| {
        let all = needs(day, secs).into_iter().map(|one| one.need);
        all.filter(|need| matches!(need, Need::RunsTwice { .. })).collect::<Vec<_>>()
    };
    assert_eq!(twice(&day, 50), []);
    day.act(60, Change::Clock(clocks::Change::Start { session: other }));
    let who = Who::Candidate(day.candidates[0]);
    assert_eq!(twice(&day, 90), [Need::RunsTwice { one: day.session, other, who }]);
    assert_eq!(needs(&day, 90)[0].need.session(), other, "nothing comes before it");
    day.act(100, Change::Clock(clocks::Change::Hold { session: day.session }));
    assert_eq!(twice(&day, 110), [], "one waits until the other is over");
}

#[test]
fn assessors_who_write_up_while_they_are_wanted_are_in_one_room_only() {
    let mut day = Day::new();
    let assessors = day.assessors.clone();
    let other = plan_before(&mut day, 1, "Elm", 1500, assessors);
    start(&mut day, 0);
    for secs in [600, 1800] {
        next(&mut day, secs);
    }
    day.act(1810, Change::Clock(clocks::Change::Start { session: other }));
    let twice = |one: &Attention| matches!(one.need, Need::RunsTwice { .. });
    assert!(!needs(&day, 1820).iter().any(twice));
}

#[test]
fn a_clock_that_is_held_for_long_is_a_need_unless_a_fire_alarm_holds_it() {
    let mut day = Day::new();
    start(&mut day, 0);
    day.act(60, Change::Clock(clocks::Change::Hold { session: day.session }));
    assert!(needs(&day, 60 + 299).is_empty());
    let held = only(&day, 60 + 300);
    assert_eq!((held.need, held.since_secs), (Need::Held(day.session), 300));
    let alarm = disturbance::evacuate(day.record.centre(), at(400));
    day.acts(400, alarm);
    assert!(needs(&day, 500).is_empty());
}

#[test]
fn what_bites_first_comes_first() {
    let mut day = Day::new();
    plan(&mut day, 0, "Elm", 3600);
    plan(&mut day, 0, "Elm", 7200);
    let order: Vec<_> = needs(&day, 60).into_iter().map(|one| one.bites_in_secs).collect();
    assert!(order.is_sorted() && order[0] == 0, "{order:?}");
}

#[test]
fn r7_all_that_an_assessor_owes_is_one_need_and_never_hides_a_clock_that_is_over_time() {
    let mut day = Day::new();
    let sessions: Vec<SessionId> =
        (1..8).map(|place| plan(&mut day, 0, "Elm", 4000 * place)).collect();
    for session in &sessions {
        day.act(10, Change::Clock(clocks::Change::Start { session: *session }));
        day.act(20, Change::Clock(clocks::Change::End { session: *session }));
    }
    start(&mut day, 30);
    next(&mut day, 40);
    give_all(&mut day, 50);
    for over in [1, 11] {
        let needs = needs(&day, 40 + 20 * 60 + over * 60);
        assert_eq!(needs[0].need, Need::OverTime(day.session), "{over}: {needs:?}");
    }
    let needs = needs(&day, 40 + 20 * 60 + 11 * 60);
    let owed: Vec<usize> = needs
        .iter()
        .filter_map(|one| match &one.need {
            Need::Marksheets { owed, overdue: true, .. } => Some(owed.len()),
            _ => None,
        })
        .collect();
    assert_eq!(owed, [7, 7], "one for each of the two assessors");
}
