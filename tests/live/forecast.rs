//! How the rest of the day is expected to go: meals stay whole, and time given back counts.

use crate::stage;
use bellwether::centre::incidents::{self, Kind};
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Change, Person, attendance, clocks, frame};
use bellwether::day::board::board;
use bellwether::day::disturbance;
use bellwether::day::forecast::forecast;
use bellwether::ids::{AssessorId, IncidentId, SessionId};
use bellwether::people;
use bellwether::time::Length;
use bellwether::words;
use jiff::civil::Time;
use stage::{Day, at};

/// A second session of the first candidate, so many seconds after nine, before somebody else.
fn plan_another(day: &mut Day, secs: i64) -> SessionId {
    let add = people::Change::AddAssessor { name: "K. Dunn".into() };
    let third = AssessorId(day.act(-500, Change::People(add)));
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[1].id.clone(),
        seats: vec![Seat { candidate: day.candidates[0], assessors: vec![third] }],
        room: "Elm".into(),
        planned: Some(at(secs)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    SessionId(day.act(-400, Change::Session(plan)))
}

fn behind(day: &Day, session: SessionId, secs: i64) -> String {
    words::behind(forecast(day.record.centre(), at(secs)).sessions[&session].behind())
}

#[test]
fn who_is_expected_late_begins_no_earlier_and_a_lane_is_as_far_behind_as_the_day() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    let by = Some(at(1200));
    day.act(-60, Change::Attendance(attendance::Change::Expect { who, by }));
    assert_eq!(behind(&day, day.session, -30), "20 min behind");
    assert_eq!(behind(&day, day.session, 60), "20 min behind", "it grows only when they are due");
    let foreseen = forecast(day.record.centre(), at(60));
    let board = board(day.record.centre(), &foreseen, at(60));
    let lanes: Vec<_> = board.lanes.iter().filter_map(|lane| lane.behind).collect();
    assert_eq!(lanes.iter().max(), foreseen.behind.as_ref());
}

#[test]
fn t4_a_meal_keeps_its_length_when_the_morning_runs_late() {
    let mut day = Day::new();
    let after = plan_another(&mut day, 3600);
    let lunch = frame::Lunch {
        length: Length::minutes(30),
        earliest: Time::constant(9, 0, 0, 0),
        latest_end: Time::constant(12, 0, 0, 0),
    };
    day.act(-300, Change::Frame(frame::Change::CandidateLunch(Some(lunch))));
    let eats = vec![(frame::Who::Candidate(day.candidates[0]), at(1800))];
    day.act(-290, Change::Frame(frame::Change::Lunches(eats)));
    assert_eq!(behind(&day, after, 0), "on time");
    let session = day.session;
    day.act(600, Change::Clock(clocks::Change::Start { session }));
    let late = behind(&day, after, 610);
    assert_eq!(late, "10 min behind", "half an hour from when the talk ends");
}

#[test]
fn t1_minutes_that_an_incident_gives_back_are_expected_of_all_that_follows() {
    let mut day = Day::new();
    let follows = plan_another(&mut day, 1800);
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    assert_eq!(behind(&day, follows, 100), "on time");
    let note = incidents::Change::Note {
        noticed: at(90),
        kind: Kind::Interruption,
        what: "Drilling".to_owned(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions: vec![session],
    };
    let id = IncidentId(day.act(90, Change::Incident(note)));
    let centre = day.record.centre();
    let back = disturbance::restore(&centre.incidents[&id], centre, Length::minutes(4));
    day.acts(95, back);
    assert_eq!(day.record.centre().incidents[&id].restored, Length::minutes(4));
    assert_eq!(behind(&day, session, 100), "4 min behind");
    assert_eq!(behind(&day, follows, 100), "4 min behind", "the candidate is still in there");
}
