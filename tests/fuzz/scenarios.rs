//! Scenario files: whatever stands in them is read, or every mistake is named with its place.

use std::sync::Arc;

use bellwether::centre::Record;
use bellwether::ids::CentreId;
use bellwether::print::{self, Pack};
use bellwether::scenario::library;
use bellwether::words;
use fastrand::Rng;

use crate::drive::{self, Target};
use crate::{centres, mutate, stage};

const TARGET: Target = Target { name: "scenario", seeds, mutate, take };

fn seeds() -> Vec<Vec<u8>> {
    let small = stage::scenario();
    vec![
        include_bytes!("../formats/v1.scenario.ron").to_vec(),
        library::write(&small).unwrap().into_bytes(),
        include_bytes!("../../scenarios/graduate-day.scenario.ron").to_vec(),
        include_bytes!("../cases/small.scenario.ron").to_vec(),
    ]
}

fn mutate(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let (own, other) = (mutate::one(rng, seeds), mutate::one(rng, seeds));
    if rng.u8(0..4) == 0 {
        let mut bytes = own.to_vec();
        for _ in 0..mutate::rounds(rng) {
            mutate::bytes(rng, &mut bytes, other);
        }
        return bytes;
    }
    let mut text = String::from_utf8_lossy(own).into_owned();
    let other = String::from_utf8_lossy(other).into_owned();
    for _ in 0..mutate::rounds(rng) {
        text = mutate::text(rng, &text, &other);
    }
    text.into_bytes()
}

fn take(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let reading = library::read(&text);
    let lines = text.lines().count().max(1);
    for problem in &reading.problems {
        assert!(!words::finding(&problem.fact).is_empty());
        let _why = words::why(&problem.fact);
        if let Some(place) = problem.place {
            assert!(place.line >= 1 && place.line <= lines + 1, "{place} of {lines} lines");
        }
    }
    assert!(reading.draft.is_some() || !reading.problems.is_empty(), "neither read nor refused");
    let Some(draft) = &reading.draft else { return };
    let written = library::write(draft).unwrap();
    let again = library::read(&written);
    assert!(again.draft.as_ref() == Some(draft), "it came back otherwise");
    for problem in &reading.problems {
        let _words = words::finding_in(draft, &problem.fact);
    }
    // The drawing board shows any draft; a centre and papers rest on those that can be used.
    let Some(scenario) = reading.scenario() else { return };
    let _sheets = print::sheets(&scenario, &Pack::ALL, None);
    let mut record = Record::new(CentreId(7), Arc::new(scenario));
    record.take_in(stage::Day::new().entries());
    centres::shown(&record);
}

#[test]
fn a_damaged_scenario_is_read_or_its_mistakes_are_named() {
    drive::replay(TARGET, 60);
}

#[test]
#[ignore = "takes as long as BELLWETHER_FUZZ_SECS says"]
fn search_scenarios() {
    drive::search(TARGET);
}
