//! The remedies on the live board: what each does, and that a search shows its moves first.

use crate::stage;
use bellwether::centre::Change;
use bellwether::centre::frame;
use bellwether::centre::incidents::{self, Kind};
use bellwether::day::attention::{attention, instead, kind_of_missed};
use bellwether::day::forecast::forecast;
use bellwether::day::{Need, disturbance};
use bellwether::ids::{AssessorId, IncidentId, SessionId};
use bellwether::people;
use bellwether::planning::{Happening, repair};
use bellwether::time::Length;
use jiff::SignedDuration;
use stage::acts::{next, plan_before, start};
use stage::{Day, at};

fn needs(day: &Day, secs: i64) -> Vec<Need> {
    attention(day.record.centre(), at(secs)).into_iter().map(|one| one.need).collect()
}

/// When a session is held after the repair; nothing when it stays.
fn moved(day: &Day, secs: i64, happened: Happening, session: SessionId) -> Option<jiff::Timestamp> {
    let zone = jiff::tz::TimeZone::UTC;
    let found = repair(day.record.centre(), &zone, at(secs), &[happened], &|| true).unwrap();
    let own = found.moves.iter().find(|one| one.session == session)?;
    own.after.as_ref().map(|held| held.at)
}

#[test]
fn x1_an_incident_takes_a_missed_prompt_off_the_list_and_one_for_each() {
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 600);
    next(&mut day, 1800);
    let missed = needs(&day, 1810);
    let Some(Need::Missed(session, inject)) = missed.first().cloned() else {
        panic!("a prompt was missed: {missed:?}")
    };
    let exercise = day.record.centre().session(session).unwrap().1;
    let kind = kind_of_missed(exercise, &inject);
    let note = incidents::Change::Note {
        noticed: at(1820),
        kind,
        what: "A prompt was not given".into(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions: vec![session],
    };
    let incident = IncidentId(day.act(1820, Change::Incident(note)));
    let left = needs(&day, 1830);
    assert_eq!(left.len(), missed.len() - 1);
    assert!(!left.contains(&missed[0]));
    let strike = incidents::Change::Strike { incident, reason: "It was given".into() };
    day.act(1840, Change::Incident(strike));
    assert_eq!(needs(&day, 1850), missed, "struck out, it stands for nothing");
}

#[test]
fn an_incident_of_another_kind_leaves_a_missed_prompt_on_the_list() {
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 600);
    next(&mut day, 1800);
    let missed = needs(&day, 1810);
    let note = incidents::Change::Note {
        noticed: at(1820),
        kind: Kind::Technical,
        what: "The lamp failed".into(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions: vec![day.session],
    };
    day.act(1820, Change::Incident(note));
    assert_eq!(needs(&day, 1830), missed);
}

#[test]
fn minutes_that_an_incident_gives_back_put_off_what_follows_in_the_forecast() {
    let mut day = Day::new();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let follows = plan_before(&mut day, 0, "Elm", 1900, vec![third]);
    start(&mut day, 0);
    let begins =
        |day: &Day| forecast(day.record.centre(), at(310)).sessions[&follows].expected.begins;
    assert_eq!(begins(&day), at(1900));
    let note = incidents::Change::Note {
        noticed: at(100),
        kind: Kind::Interruption,
        what: "Drilling next door".into(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions: vec![day.session],
    };
    let incident = IncidentId(day.act(120, Change::Incident(note)));
    let centre = day.record.centre();
    let changes = disturbance::restore(&centre.incidents[&incident], centre, Length::minutes(5));
    day.acts(300, changes);
    assert_eq!(begins(&day), at(1800 + 300), "the phases before it end five minutes later");
    let known = &day.record.centre().incidents[&incident];
    assert_eq!((known.lost, known.restored), (Length::minutes(5), Length::minutes(5)));
}

#[test]
fn t4_a_meal_keeps_its_length_in_what_is_expected() {
    let mut day = Day::new();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let follows = plan_before(&mut day, 0, "Elm", 1800 + 45 * 60, vec![third]);
    let meal = vec![(frame::Who::Candidate(day.candidates[0]), at(1800))];
    day.act(-4, Change::Frame(frame::Change::Lunches(meal)));
    start(&mut day, 300);
    let foreseen = forecast(day.record.centre(), at(310));
    assert_eq!(foreseen.sessions[&follows].expected.begins, at(2100 + 45 * 60));
}

#[test]
fn a7_a_squeezed_write_up_is_given_its_time_by_the_repair() {
    let mut day = Day::new();
    let assessors = day.assessors.clone();
    let follows = plan_before(&mut day, 1, "Elm", 1800, assessors);
    start(&mut day, 180);
    next(&mut day, 780);
    let squeezed = |need: &&Need| matches!(need, Need::Squeezed { .. });
    let all = needs(&day, 800);
    let Some(Need::Squeezed { session, next, missing, .. }) = all.iter().find(squeezed) else {
        panic!("a write-up is squeezed: {all:?}")
    };
    assert_eq!(*next, follows);
    let happened = Happening::OverRuns { session: *session, minutes: 0 };
    let to = moved(&day, 800, happened, follows).unwrap();
    assert!(to >= at(1800) + SignedDuration::from_secs(i64::from(missing.as_secs())), "{to}");
}

#[test]
fn a_clash_ahead_is_resolved_by_holding_the_later_one_later() {
    let mut day = Day::new();
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    let clashes = plan_before(&mut day, 0, "Elm", 1500, vec![third]);
    let all = needs(&day, 0);
    let Some(Need::Clash { other, .. }) = all.first() else { panic!("they clash: {all:?}") };
    assert_eq!(*other, clashes);
    let to = moved(&day, 0, Happening::CarryOver { session: *other }, clashes).unwrap();
    assert!(to >= at(1800), "the candidate is free then: {to}");
}

#[test]
fn a_session_is_offered_later_only_where_nobody_is_in_two_places_then() {
    let mut day = Day::new();
    let by = SignedDuration::from_mins(20);
    let offered = |day: &Day| instead::later(day.record.centre(), day.session, by);
    let whole = offered(&day).unwrap();
    assert_eq!(whole, (day.session, at(0), at(1200)));
    for no_later in [SignedDuration::ZERO, -by] {
        assert_eq!(instead::later(day.record.centre(), day.session, no_later), None);
    }
    // Its room is wanted by somebody else from then on.
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-5, Change::People(add)));
    plan_before(&mut day, 1, "Oak", 600, vec![third]);
    assert_eq!(offered(&day), None);
}
