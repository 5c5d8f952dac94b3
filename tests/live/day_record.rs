//! What is recorded about the day besides clocks and ratings: who is here, incidents, how long
//! everybody had, how every form stands.

use std::sync::Arc;

use crate::stage;
use bellwether::centre::attendance::{self, asks_why};
use bellwether::centre::incidents::{self, Effect, Fact, Kind};
use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::{Author, Change, Person, Refusal, clocks};
use bellwether::day::forms::{self, FormState, Lateness};
use bellwether::day::log::{Standing, log};
use bellwether::day::presence::{self, Presence};
use bellwether::day::{self, disturbance};
use bellwether::ids::IncidentId;
use bellwether::planning::{self, Agenda};
use bellwether::report;
use bellwether::scenario::Rule;
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::scoring::{self, Viewer};
use bellwether::time::Length;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use stage::{Day, at};

fn attend(day: &mut Day, secs: i64, change: attendance::Change) {
    day.act(secs, Change::Attendance(change));
}

fn clock(day: &mut Day, secs: i64, change: clocks::Change) {
    day.act(secs, Change::Clock(change));
}

fn start(day: &mut Day, secs: i64) {
    let session = day.session;
    clock(day, secs, clocks::Change::Start { session });
}

fn next(day: &mut Day, secs: i64) {
    let session = day.session;
    let run = day.record.centre().sessions[&session].clock.current().unwrap();
    let ends = run.phase.clone();
    clock(day, secs, clocks::Change::Next { session, ends });
}

fn incident(day: &mut Day, secs: i64, kind: Kind) -> IncidentId {
    let sessions = vec![day.session];
    let note = incidents::Change::Note {
        noticed: at(secs),
        kind,
        what: String::new(),
        candidates: Vec::new(),
        exercises: Vec::new(),
        sessions,
    };
    IncidentId(day.act(secs, Change::Incident(note)))
}

fn set(day: &mut Day, secs: i64, incident: IncidentId, fact: Fact) {
    day.act(secs, Change::Incident(incidents::Change::Set { incident, fact }));
}

#[test]
fn somebody_is_awaited_overdue_then_a_no_show_and_here_when_they_come() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    let presence =
        |day: &Day, secs| presence::of(day.record.centre(), who, &TimeZone::UTC, at(secs));
    let due = |minutes: i64| SignedDuration::from_mins(minutes);
    assert_eq!(presence(&day, -60), Presence::Awaited, "their session begins at nine");
    assert_eq!(presence(&day, 5 * 60), Presence::Overdue(due(5)));
    assert_eq!(presence(&day, 15 * 60), Presence::NoShow(due(15)), "the policy's 15 minutes");
    attend(&mut day, 360, attendance::Change::Expect { who, by: Some(at(20 * 60)) });
    assert_eq!(presence(&day, 15 * 60), Presence::Late(at(20 * 60)), "they said so");
    assert_eq!(presence(&day, 22 * 60), Presence::Overdue(due(2)), "later than they said");
    attend(&mut day, 22 * 60, attendance::Change::Arrive { who, at: at(21 * 60) });
    assert_eq!(presence(&day, 30 * 60), Presence::Here(due(21)));
    let absent = Change::Attendance(attendance::Change::Absent { who });
    assert_eq!(
        day.record.check(&[absent]),
        Err(Refusal::Attendance(attendance::Refusal::IsHere)),
        "who is here is not absent"
    );
}

#[test]
fn who_has_said_that_they_come_late_is_late_from_then_on() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[0]);
    attend(&mut day, -1800, attendance::Change::Expect { who, by: Some(at(600)) });
    let presence =
        |day: &Day, secs| presence::of(day.record.centre(), who, &TimeZone::UTC, at(secs));
    assert_eq!(
        presence(&day, -1200),
        Presence::Late(at(600)),
        "twenty minutes before they are due"
    );
    assert_eq!(presence(&day, 660), Presence::Overdue(SignedDuration::from_mins(1)));
    attend(&mut day, 700, attendance::Change::Expect { who, by: Some(at(-60)) });
    assert_eq!(presence(&day, -120), Presence::Awaited, "in time after all");
}

#[test]
fn candidates_are_due_when_their_own_timetables_begin() {
    let mut centre = stage::whole_day(12, 1);
    // The first session is a quarter of an hour after the end of the welcome.
    centre.frame.begins = centre.frame.begins.saturating_sub(SignedDuration::from_mins(15));
    let now = centre.sessions.values().filter_map(|session| session.planned).min().unwrap();
    let agenda = Agenda::of(&centre, &TimeZone::UTC, now);
    for listed in presence::roll(&centre, &TimeZone::UTC, now) {
        let Person::Candidate(candidate) = listed.who else { continue };
        let own = agenda.appointments(&planning::Person::Candidate(candidate));
        let first = own.iter().map(|appointment| appointment.from).min();
        assert!(first.is_some());
        assert_eq!(listed.due, first);
    }
}

#[test]
fn somebody_absent_who_comes_after_all_is_here() {
    let mut day = Day::new();
    let who = Person::Candidate(day.candidates[1]);
    attend(&mut day, 0, attendance::Change::Absent { who });
    attend(&mut day, 60, attendance::Change::Arrive { who, at: at(60) });
    assert!(presence::of(day.record.centre(), who, &TimeZone::UTC, at(61)).is_here());
    let reason = "unwell".to_owned();
    attend(&mut day, 90, attendance::Change::Withdraw { who, reason });
    assert_eq!(presence::of(day.record.centre(), who, &TimeZone::UTC, at(99)), Presence::Withdrawn);
}

#[test]
fn p1_a_session_begins_with_recorded_consent_or_a_word_why() {
    let day = Day::new();
    let (candidate, session) = (day.candidates[0], day.session);
    let centre = day.record.centre();
    let begin = Change::Clock(clocks::Change::Start { session });
    let asked = asks_why(centre, std::slice::from_ref(&begin));
    assert!(matches!(asked, Err(attendance::Refusal::NoConsent(who, _)) if who == [candidate]));
    let consent = Change::Attendance(attendance::Change::Consent { candidate, given: true });
    assert_eq!(asks_why(centre, &[consent, begin.clone()]), Ok(()));
    let reason = "the form is with the client".to_owned();
    let why = Change::Attendance(attendance::Change::WithoutConsent { candidate, reason });
    assert_eq!(asks_why(centre, &[why.clone(), begin.clone()]), Ok(()));
    // The word holds for the day: the second session does not ask again.
    let mut day = day;
    day.act(0, why);
    assert_eq!(asks_why(day.record.centre(), &[begin]), Ok(()));
    let noted = &day.record.centre().attendance[&Person::Candidate(candidate)];
    assert_eq!(noted.lacks_consent().unwrap().words, "the form is with the client");
}

#[test]
fn p1_a_start_that_another_laptop_made_is_never_lost_for_want_of_consent() {
    let mut day = Day::new();
    start(&mut day, 0);
    assert!(day.record.centre().moot.is_empty());
    assert!(day.record.centre().sessions[&day.session].clock.has_begun());
}

#[test]
fn two_people_never_wear_one_badge() {
    let mut day = Day::new();
    let (one, other) = (Person::Candidate(day.candidates[0]), Person::Assessor(day.assessors[0]));
    attend(&mut day, 0, attendance::Change::Badge { who: one, code: "07".into() });
    let again = Change::Attendance(attendance::Change::Badge { who: other, code: " 07 ".into() });
    let refused = Err(Refusal::Attendance(attendance::Refusal::BadgeInUse("07".into())));
    assert_eq!(day.record.check(&[again]), refused);
}

#[test]
fn a_fire_alarm_holds_every_room_in_one_act_and_gives_the_time_back() {
    let mut day = Day::new();
    start(&mut day, 0);
    let alarm = disturbance::evacuate(day.record.centre(), at(120));
    assert_eq!(alarm.len(), 2, "one room is held, one incident is noted");
    day.acts(120, alarm);
    let centre = day.record.centre();
    assert!(centre.sessions[&day.session].clock.current().unwrap().is_held());
    let open = disturbance::evacuation(centre).unwrap().clone();
    let clear = disturbance::all_clear(&open, centre, at(120 + 540));
    day.acts(120 + 540, clear);
    let centre = day.record.centre();
    let known = &centre.incidents[&open.id];
    assert_eq!((known.lost, known.restored), (Length::minutes(9), Length::minutes(9)));
    assert!(disturbance::evacuation(centre).is_none());
    let shown = day::clock::session_clock(centre, &centre.sessions[&day.session], at(660));
    assert_eq!(shown.current.unwrap().shown_secs(), 600 - 120, "nobody lost a second");
}

#[test]
fn time_given_back_extends_the_clocks_of_those_concerned_in_the_same_act() {
    let mut day = Day::new();
    start(&mut day, 0);
    let id = incident(&mut day, 200, Kind::Interruption);
    let known = day.record.centre().incidents[&id].clone();
    let acts = disturbance::restore(&known, day.record.centre(), Length::minutes(3));
    day.acts(210, acts);
    let centre = day.record.centre();
    assert_eq!(centre.sessions[&day.session].clock.current().unwrap().extended_secs, 180);
    assert_eq!(centre.incidents[&id].restored, Length::minutes(3));
    assert_eq!(centre.incidents[&id].lost, Length::minutes(3), "what is given back was lost");
}

#[test]
fn a_signed_incident_that_changes_has_to_be_signed_again() {
    let mut day = Day::new();
    let id = incident(&mut day, 0, Kind::Health);
    day.act(5, Change::Incident(incidents::Change::Sign { incident: id, name: "K. Dunn".into() }));
    assert!(day.record.centre().incidents[&id].signed.is_some());
    set(&mut day, 9, id, Fact::Action("A doctor was called".into()));
    assert!(day.record.centre().incidents[&id].signed.is_none());
}

#[test]
fn t1_a_deviation_beyond_the_tolerance_is_explained_by_an_incident_in_words_or_not_at_all() {
    let mut day = Day::new();
    start(&mut day, 0);
    // Ten minutes of preparation: 55 s more are within a minute.
    next(&mut day, 655);
    // Twenty minutes of talk: 3 more, with nothing to explain them.
    next(&mut day, 655 + 23 * 60);
    let standing = |day: &Day| -> Vec<(i64, Standing)> {
        let times = log(day.record.centre(), at(9000));
        times.iter().map(|had| (had.deviation().as_secs(), had.standing.clone())).collect()
    };
    assert_eq!(
        standing(&day),
        [(55, Standing::Within), (180, Standing::Unexplained)],
        "the assessors' write-up is no candidate's time"
    );
    let talk = day.record.centre().sessions[&day.session].clock.runs[1].phase.clone();
    let explain = |words: &str| {
        let (session, phase) = (day.session, talk.clone());
        Change::Incident(incidents::Change::Explain { session, phase, words: words.into() })
    };
    let (explained, taken_back) = (explain("the lift was stuck"), explain(" "));
    day.act(2100, explained);
    assert_eq!(standing(&day)[1].1, Standing::InWords("the lift was stuck".into()));
    let id = incident(&mut day, 700, Kind::Interruption);
    assert_eq!(
        standing(&day)[1].1,
        Standing::InWords("the lift was stuck".into()),
        "what somebody says about this time goes before what happened around it"
    );
    day.act(2110, taken_back);
    assert_eq!(standing(&day)[1].1, Standing::ByIncident(id));
    let strike = incidents::Change::Strike { incident: id, reason: "noted twice".into() };
    day.act(2200, Change::Incident(strike));
    assert_eq!(standing(&day)[1].1, Standing::Unexplained, "a struck incident explains nothing");
}

#[test]
fn t1_where_no_minute_is_tolerated_a_moment_still_is() {
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 602);
    next(&mut day, 602 + 20 * 60 + 3);
    let mut centre = day.record.centre().clone();
    let exactly = RuleSetting { level: Strictness::Warn, figures: vec![0] };
    Arc::make_mut(&mut centre.scenario).rules.0.insert(Rule::T1, exactly);
    let standing: Vec<_> = log(&centre, at(9000)).into_iter().map(|had| had.standing).collect();
    assert_eq!(standing, [Standing::Within, Standing::Unexplained]);
}

#[test]
fn the_log_leaves_as_text_and_table() {
    let mut day = Day::new();
    start(&mut day, 0);
    next(&mut day, 600);
    let derived = report::log::derive(day.record.centre(), &TimeZone::UTC, at(700));
    let table = report::log::csv(&derived).unwrap();
    let row = table.lines().nth(1).unwrap();
    assert!(row.starts_with("C01,Inherited team,"), "{row}");
    assert!(
        row.contains(",09:00:00,09:10:00,10.0,0.0,0.0,0.0,0.0,10.0,0.0,as planned,real"),
        "{row}"
    );
    let centre = day.record.centre();
    let text = report::log::text(
        centre,
        (day.record.entries(), Viewer::Facilitator),
        &TimeZone::UTC,
        at(700),
    );
    assert!(text.contains("Facilitator: start of Inherited team, C01"), "{text}");
}

/// Both assessors rate everything and submit.
fn marked(level: [u8; 2]) -> Day {
    let mut day = Day::new();
    start(&mut day, 0);
    for secs in [600, 1800, 2400] {
        next(&mut day, secs);
    }
    for (place, level) in level.into_iter().enumerate() {
        let (sheet, by) = (day.sheet(place), Author::Assessor(day.assessors[place]));
        let observed = day.record.centre().scenario.exercises[0].observes.clone();
        for seen in observed {
            let (competency, rating) = (seen.competency, Some(Rating::Level(level)));
            let rate = marksheets::Change::Rate { sheet, competency, rating };
            day.act_as(2500, by, Change::Marksheet(rate));
        }
        day.act_as(2600, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    }
    day
}

#[test]
fn a_form_is_what_is_stored_and_not_what_was_pressed() {
    let mut day = marked([3, 4]);
    let sheet = day.sheet(0);
    let submit = day.record.centre().marksheets[&sheet].submitted().unwrap().origin.entry;
    let state = |day: &Day, waiting: &[_]| forms::state(day.record.centre(), sheet, waiting);
    assert_eq!(state(&day, &[submit]), FormState::OnTheWay);
    assert_eq!(state(&day, &[]), FormState::Stored);
    day.act(2700, Change::Marksheet(marksheets::Change::Review { sheet }));
    assert_eq!(state(&day, &[]), FormState::Reviewed);
    let remark = "Which words led you to a 3?".to_owned();
    day.act(2800, Change::Marksheet(marksheets::Change::Return { sheet, remark }));
    assert_eq!(state(&day, &[]), FormState::Returned);
    let marks = &day.record.centre().marksheets[&sheet];
    assert_eq!(marks.remark().unwrap().0, "Which words led you to a 3?");
    assert!(!marks.is_submitted(), "it may be changed again");
}

#[test]
fn r7_a_form_is_amber_when_it_is_due_and_red_a_quarter_of_an_hour_later() {
    let mut day = Day::new();
    start(&mut day, 0);
    for secs in [600, 1800, 2400] {
        next(&mut day, secs);
    }
    let centre = day.record.centre();
    let form = forms::forms(centre, &[]).remove(0);
    let late = |secs| forms::lateness(centre, &form, at(secs));
    assert_eq!(
        [late(2400), late(2460), late(2400 + 15 * 60)],
        [Lateness::None, Lateness::Amber, Lateness::Red]
    );
}

#[test]
fn a_void_exercise_leaves_the_means_and_is_owed_no_more() {
    let mut day = marked([2, 4]);
    let candidate = day.candidates[0];
    let mean = |day: &Day| {
        let card = scoring::scorecard(day.record.centre(), candidate, Viewer::Facilitator);
        card.exercises[0].1.map(|mean| mean.value)
    };
    assert_eq!(mean(&day), Some(3.0));
    let owed = |day: &Day| {
        let first = day.record.centre().scenario.exercises[0].id.clone();
        scoring::is_owed(day.record.centre(), candidate, &first)
    };
    let id = incident(&mut day, 900, Kind::Material);
    assert!(owed(&day));
    set(&mut day, 3000, id, Fact::Effect(Effect::WashUp));
    assert_eq!(mean(&day), Some(3.0), "a note to the wash-up changes no number");
    set(&mut day, 3010, id, Fact::Effect(Effect::Void));
    assert_eq!(mean(&day), None);
    assert!(!owed(&day), "the policy leaves it out");
    set(&mut day, 3020, id, Fact::Effect(Effect::ReRun));
    assert_eq!((mean(&day), owed(&day)), (None, true), "it is to be held again");
    let strike = incidents::Change::Strike { incident: id, reason: "wrong room".into() };
    day.act(3030, Change::Incident(strike));
    assert_eq!(mean(&day), Some(3.0));
}
