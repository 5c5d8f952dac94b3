//! A whole day with all that goes wrong on one, against an account of it worked out by hand:
//! `tests/cases/rehearsed_day.md`.

use crate::stage;
use std::collections::BTreeMap;

use bellwether::day::forms::{self, FormState};
use bellwether::day::log::{Standing, log};
use bellwether::day::presence::{self, Counts};
use bellwether::day::{CueKind, disturbance};
use bellwether::report;
use stage::at;
use stage::rehearsed::{Rehearsed, clock};

/// The table of minutes in the account, by candidate.
fn account() -> BTreeMap<String, Vec<i64>> {
    let text = include_str!("../cases/rehearsed_day.md");
    let rows = text.lines().filter(|line| line.starts_with("| C"));
    let cells = |line: &str| -> Vec<String> {
        line.split('|').map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect()
    };
    rows.map(cells)
        .map(|row| (row[0].clone(), row[1..].iter().map(|cell| cell.parse().unwrap()).collect()))
        .collect()
}

#[test]
fn everybody_had_the_minutes_of_the_account() {
    let day = Rehearsed::whole();
    let centre = day.centre();
    let mut had: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for time in log(centre, at(clock("15:00"))) {
        let code = centre.people.candidate(time.candidate).unwrap().code.clone();
        assert_eq!(time.actual.as_secs() % 60, 0, "{code}: {:?}", time.actual);
        had.entry(code).or_default().push(time.actual.as_mins());
    }
    let account = account();
    assert_eq!(account.len(), 11, "the account is read");
    assert_eq!(had, account);
}

#[test]
fn t1_every_deviation_has_its_reason() {
    let day = Rehearsed::whole();
    let centre = day.centre();
    let beyond: Vec<(String, i64, bool, i64)> = log(centre, at(clock("15:00")))
        .iter()
        .filter(|time| time.standing != Standing::Within)
        .map(|time| {
            let code = centre.people.candidate(time.candidate).unwrap().code.clone();
            let incident = matches!(time.standing, Standing::ByIncident(_));
            (code, time.deviation().as_secs(), incident, i64::from(time.restored.as_secs()))
        })
        .collect();
    assert_eq!(beyond, [("C01".into(), 120, true, 120), ("C04".into(), 180, false, 0)]);
    let derived = report::log::derive(centre, &jiff::tz::TimeZone::UTC, at(clock("15:00")));
    assert_eq!(derived.unexplained, 0);
    assert_eq!(
        derived.times.iter().filter(|time| (time.held - 9.0).abs() < 0.01).count(),
        6,
        "the fire alarm"
    );
}

#[test]
fn every_cue_sounds_once_and_those_that_fell_due_while_it_was_away_are_late() {
    let day = Rehearsed::whole();
    let mut cues: Vec<_> = day.sounded.iter().map(|given| given.cue.clone()).collect();
    assert_eq!(cues.len(), 242);
    cues.sort();
    cues.dedup();
    assert_eq!(cues.len(), 242, "each once");
    let late: Vec<_> = day.sounded.iter().filter(|given| given.late).collect();
    assert_eq!(late.len(), 4);
    for given in late {
        assert_eq!(given.secs, clock("12:02:30"));
        assert!(matches!(given.cue.kind, CueKind::Inject(_)));
        assert!(day.sessions[12..16].contains(&given.cue.session));
    }
}

#[test]
fn the_entries_of_the_account_stand_and_all_clocks_are_at_rest() {
    let day = Rehearsed::whole();
    let (centre, record) = (day.centre(), day.workspace().record());
    assert_eq!(centre.moot, [], "nothing was lost");
    assert_eq!(record.taken_back().len(), 1, "the hold by mistake");
    let begun = centre.sessions.values().filter(|session| session.clock.has_begun());
    assert_eq!(begun.count(), 22);
    assert!(centre.sessions.values().all(|session| session.clock.current().is_none()));
    let forms = forms::forms(centre, &[]);
    let of = |state| forms.iter().filter(|form| form.state == state).count();
    assert_eq!((of(FormState::Stored), of(FormState::Untouched)), (21, 1));
    assert!(disturbance::evacuation(centre).is_none());
    assert_eq!(centre.incidents.len(), 2);
    let roll = presence::roll(centre, &jiff::tz::TimeZone::UTC, at(clock("15:00")));
    let counts = Counts::of(&roll[..12]);
    assert_eq!((counts.here, counts.absent, counts.missing), (11, 1, 0));
    let stamps: Vec<_> = record.entries().iter().map(bellwether::centre::Entry::order).collect();
    assert!(stamps.is_sorted(), "also after the wall clock was put back");
}

#[test]
fn a_clock_that_runs_over_a_crash_shows_what_it_would_have_shown() {
    let mut day = Rehearsed::planned();
    let begin = |day: &Rehearsed| {
        let session = day.sessions[0];
        let candidate = day.candidates[0];
        use bellwether::centre::{Change, attendance, clocks};
        vec![
            Change::Attendance(attendance::Change::Consent { candidate, given: true }),
            Change::Clock(clocks::Change::Start { session }),
        ]
    };
    let acts = begin(&day);
    day.act(0, acts);
    day.wait_until(120);
    assert_eq!(day.left(0), Some(480));
    day.crash();
    day.come_back(300);
    assert_eq!(day.left(0), Some(300), "five of ten minutes are gone");
}

#[test]
fn the_slow_clock_of_another_laptop_goes_on_from_the_newest_entry() {
    use bellwether::clock::{Clock, Time as _};
    let clock = Clock::new();
    let minutes = jiff::SignedDuration::from_mins;
    let ahead = clock.now().wall + minutes(3);
    clock.catch_up(ahead);
    let off = clock.now().wall.duration_since(ahead);
    assert!(off >= minutes(0) && off < minutes(1), "{off}");
    let before = clock.now().wall;
    clock.catch_up(before + minutes(60 * 24));
    assert!(clock.now().wall < before + minutes(1), "a stamp of tomorrow is another mistake");
    clock.catch_up(before - minutes(5));
    assert!(clock.now().wall >= before, "time never goes back");
}
