//! A sample day is a day: people in one place at a time, and all that a day has.

use std::collections::BTreeSet;

use super::*;
use crate::centre::marksheet::{Rating, Turn};
use crate::centre::{Centre, Session};
use crate::planning::edits;
use crate::scenario::library;
use crate::time::Length;

fn demo(candidates: u32, seed: u64, hours: i64) -> Demo {
    let text = include_str!("../../tests/cases/small.scenario.ron");
    let scenario = library::read(text).scenario().expect("the small scenario is sound");
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let until = shifted(begins, SignedDuration::from_hours(hours));
    Demo {
        candidates,
        seed,
        scenario,
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until,
        zone: TimeZone::UTC,
    }
}

fn day(candidates: u32, seed: u64, hours: i64) -> Record {
    record(&demo(candidates, seed, hours))
}

/// From when until when a session keeps its assessors.
fn observed(centre: &Centre, session: &Session) -> (Timestamp, Timestamp) {
    let exercise = centre.scenario.exercise(&session.exercise).unwrap();
    let extra = session
        .seats
        .iter()
        .map(|seat| centre.people.candidate(seat.candidate).unwrap().extra_time_for(&exercise.id));
    let span = schedule::span(exercise, session.seats.len(), extra.max().unwrap());
    let at = |second| shifted(session.planned.unwrap(), SignedDuration::from_secs(second));
    (at(span.observed_from), at(span.assessors_until))
}

#[test]
fn a_sample_day_is_a_valid_centre_and_the_same_for_a_seed() {
    let one = day(12, 7, 4);
    assert!(one.centre().moot.is_empty());
    assert_eq!(one.centre().people.candidates().len(), 12);
    assert_eq!(one.entries(), day(12, 7, 4).entries());
    assert_ne!(one.entries(), day(12, 8, 4).entries());
}

#[test]
fn a_longer_day_begins_like_a_shorter_one() {
    let (short, long) = (day(12, 7, 2), day(12, 7, 5));
    assert!(long.entries().starts_with(short.entries()));
    assert!(long.entries().len() > short.entries().len());
}

#[test]
fn every_candidate_does_every_exercise_within_the_day() {
    let day = day(12, 7, 0);
    let centre = day.centre();
    for candidate in centre.people.candidates() {
        let exercises: BTreeSet<_> =
            centre.sessions_of(candidate.id).map(|session| session.exercise.to_string()).collect();
        assert_eq!(exercises.len(), 3, "{}", candidate.code);
    }
    let last = centre.planned_sessions().last().unwrap().planned.unwrap();
    assert!(last < "2026-11-24T18:00:00Z".parse().unwrap(), "{last}");
}

#[test]
fn a_day_that_everybody_can_be_at_holds_every_rule_of_a_timetable() {
    for (candidates, seed) in [(6, 2), (12, 7), (14, 3), (48, 1)] {
        let day = day(candidates, seed, 0);
        let (found, _) = edits::breaches(day.centre(), &TimeZone::UTC, demo(1, 1, 0).begins);
        assert_eq!(found, [], "{candidates} candidates");
    }
}

#[test]
fn a_sample_holds_every_rule_at_whatever_hour_it_is_opened() {
    for hour in [0, 1, 3, 9, 15, 17, 19, 22, 23] {
        let now = jiff::civil::date(2026, 11, 24).at(hour, 20, 0, 0);
        let now = TimeZone::UTC.to_timestamp(now).unwrap();
        let scenario = library::bundled().remove(0);
        let today = Demo::today(scenario, now, &TimeZone::UTC);
        assert!(today.begins < now);
        let sample = record(&today);
        let (found, _) = edits::breaches(sample.centre(), &TimeZone::UTC, today.begins);
        assert_eq!(found, [], "at {hour}");
        let sessions = sample.centre().planned_sessions();
        let dates: BTreeSet<_> = sessions
            .iter()
            .map(|one| one.planned.unwrap().to_zoned_datetime(TimeZone::UTC).date())
            .collect();
        assert_eq!(dates, BTreeSet::from([today.date]), "at {hour}");
    }
}

#[test]
fn over_several_days_nobody_and_no_room_is_in_two_places_at_once() {
    let day = day(60, 3, 0);
    let centre = day.centre();
    let sessions = centre.planned_sessions();
    for (place, one) in sessions.iter().enumerate() {
        for other in sessions.iter().skip(place + 1) {
            let (one_from, one_to) = observed(centre, one);
            let (other_from, other_to) = observed(centre, other);
            if one_from < other_to && other_from < one_to {
                let shared = one.assessors().into_iter().any(|known| other.has_assessor(known));
                assert!(!shared, "{} and {}", one.room, other.room);
            }
            if one.planned.unwrap() < other_to && other.planned.unwrap() < one_to {
                assert_ne!(one.room, other.room);
                // Candidates leave before the write-up: they may overlap by that much only.
                let both = one.seats.iter().any(|seat| other.has_candidate(seat.candidate));
                let apart = other.planned.unwrap().duration_since(one.planned.unwrap()).abs();
                assert!(!both || apart >= Length::minutes(30).as_duration());
            }
        }
    }
}

#[test]
fn a1_each_candidate_is_seen_by_several_and_a3_nobody_watches_more_than_two() {
    let day = day(12, 7, 0);
    let centre = day.centre();
    for candidate in centre.people.candidates() {
        let seen: BTreeSet<_> = centre
            .sessions_of(candidate.id)
            .flat_map(|session| session.seats.iter().filter(|s| s.candidate == candidate.id))
            .flat_map(|seat| seat.assessors.clone())
            .collect();
        assert!(seen.len() >= 2, "{}: {}", candidate.code, seen.len());
    }
    for session in centre.sessions.values() {
        for assessor in session.assessors() {
            let watched = session.seats.iter().filter(|seat| seat.assessors.contains(&assessor));
            assert!(watched.count() <= 2);
        }
    }
}

#[test]
fn part_way_through_the_day_some_are_done_some_run_and_some_wait() {
    let day = day(12, 7, 3);
    let centre = day.centre();
    let count = |wanted: fn(&Session) -> bool| {
        centre.sessions.values().filter(|session| wanted(session)).count()
    };
    assert!(count(|session| session.clock.finished.is_some()) > 0);
    assert!(count(|session| session.clock.current().is_some()) > 0);
    assert!(count(|session| !session.clock.has_begun()) > 0);
    let has_drafts = |hours| {
        let day = self::day(12, 7, hours);
        day.centre().marksheets.values().any(|marks| !marks.is_submitted())
    };
    assert!([1, 2, 3].into_iter().filter(|hours| has_drafts(*hours)).count() >= 2, "drafts");
    assert!(centre.marksheets.values().any(crate::centre::Marksheet::is_submitted));
}

#[test]
fn a_whole_day_has_what_a_day_has() {
    let day = day(12, 7, 30);
    let centre = day.centre();
    let clocks: Vec<_> = centre.sessions.values().map(|session| &session.clock).collect();
    let runs = || clocks.iter().flat_map(|clock| &clock.runs);
    assert!(clocks.iter().all(|clock| clock.finished.is_some()));
    assert!(runs().any(|run| !run.holds.is_empty()));
    assert!(runs().any(|run| run.extended_secs > 0));
    assert!(runs().any(|run| !run.true_starts.is_empty()));
    assert!(clocks.iter().any(|clock| !clock.given.is_empty()));
    assert!(centre.notes.values().any(|note| note.struck.is_some()));
    assert!(centre.notes.values().any(|note| !note.before.is_empty()));
    assert!(centre.notes.values().any(|note| note.now.content.shows.is_empty()));
    let not_observed = centre.marksheets.iter().flat_map(|(sheet, marks)| {
        let bare = marks
            .ratings
            .iter()
            .filter(|(_, rated)| matches!(rated.rating, Rating::NotObserved(_)));
        bare.map(|(competency, _)| (*sheet, competency.clone()))
    });
    let not_observed: Vec<_> = not_observed.collect();
    let ratings: usize = centre.marksheets.values().map(|marks| marks.ratings.len()).sum();
    assert!((1..ratings / 8).contains(&not_observed.len()), "{} of {ratings}", not_observed.len());
    let turns = || centre.marksheets.values().flat_map(|marks| &marks.turns);
    assert!(turns().any(|turn| matches!(turn, Turn::Reopened(_, reason) if !reason.is_empty())));
    let progress = crate::scoring::all_progress(centre);
    assert!(progress.iter().all(crate::scoring::Progress::is_complete));
    // Leadership and management differ between people, or a bar chart would show nothing.
    let (means, _) = crate::scoring::centre_means(centre);
    assert_eq!(means.len(), 5);
    let cards = crate::scoring::all_scorecards(centre, crate::scoring::Viewer::Facilitator);
    let leads: Vec<f64> =
        cards.iter().filter_map(|card| Some(card.families[0].mean?.value)).collect();
    let high = leads.iter().copied().fold(f64::MIN, f64::max);
    let low = leads.iter().copied().fold(f64::MAX, f64::min);
    assert!(high - low > 1.0, "from {low} to {high}");
}

#[test]
fn notes_speak_as_ratings_do() {
    let day = day(40, 2, 60);
    let centre = day.centre();
    let mut sums = [(0.0, 0), (0.0, 0)];
    for note in centre.notes.values() {
        let content = &note.now.content;
        let Some(competency) = content.competencies().next() else { continue };
        let Some(direction) = content.direction_on(competency) else { continue };
        let rated = centre.marksheets.get(&note.sheet).and_then(|m| m.ratings.get(competency));
        let Some(Rating::Level(level)) = rated.map(|r| r.rating) else {
            continue;
        };
        let sum = &mut sums[usize::from(direction == crate::centre::notes::Direction::For)];
        *sum = (sum.0 + f64::from(level), sum.1 + 1);
    }
    let [against, speaks_for] = sums.map(|(sum, count)| sum / f64::from(count));
    assert!(speaks_for - against > 0.6, "{against} against, {speaks_for} for");
}

#[test]
fn no_candidates_one_and_many_are_fine() {
    assert!(day(0, 1, 9).centre().people.candidates().is_empty());
    let one = day(1, 1, 9);
    assert_eq!(one.centre().sessions.len(), 2, "no group of one");
    let many = day(500, 1, 0);
    assert_eq!(many.centre().people.candidates().len(), 500);
    assert_eq!(many.centre().people.assessors().len(), 40);
    assert!(many.centre().moot.is_empty());
    let names: BTreeSet<_> = many.centre().people.candidates().iter().map(|c| &c.name).collect();
    assert_eq!(names.len(), 500);
}

#[test]
fn there_are_enough_behaviours_to_choose_from() {
    let flagship = library::bundled().remove(0);
    let all: BTreeSet<&str> = flagship
        .framework
        .competencies
        .iter()
        .flat_map(|known| [true, false].map(|on| bank::behaviours(known.id.as_str(), on)))
        .flatten()
        .copied()
        .collect();
    assert!(all.len() >= 80, "{}", all.len());
}
