//! Every copy of a centre shows the same, whatever came in which order and how often.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content};
use bellwether::centre::{Act, Author, Change, Entry, Record, clocks, record};
use bellwether::ids::{CentreId, DeviceId};
use bellwether::people;
use bellwether::time::{Now, Stamp};
use proptest::prelude::*;
use stage::{Day, at};

/// What two or three people might do at the same time, sensible or not.
#[derive(Debug, Clone)]
enum Doing {
    Candidate(u8),
    Assessor(u8),
    Clock(u8),
    Note(u8),
    Rate(u8, u8),
    Submit(u8),
    Undo(u8),
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        (0..6u8).prop_map(Doing::Candidate),
        (0..4u8).prop_map(Doing::Assessor),
        (0..5u8).prop_map(Doing::Clock),
        (0..2u8).prop_map(Doing::Note),
        (0..8u8, 0..7u8).prop_map(|(competency, level)| Doing::Rate(competency, level)),
        (0..2u8).prop_map(Doing::Submit),
        (0..20u8).prop_map(Doing::Undo),
    ]
}

fn act(day: &Day, known: &[Entry], doing: &Doing) -> Act {
    let session = day.session;
    let competencies = &day.record.centre().scenario.framework.competencies;
    let change = match doing {
        Doing::Candidate(n) => Change::People(people::Change::AddCandidate {
            code: format!("C{n:02}"),
            name: "X".into(),
        }),
        Doing::Assessor(n) => Change::People(people::Change::AddAssessor { name: format!("A{n}") }),
        Doing::Clock(0) => Change::Clock(clocks::Change::Start { session }),
        Doing::Clock(1) => Change::Clock(clocks::Change::Hold { session }),
        Doing::Clock(2) => Change::Clock(clocks::Change::GoOn { session }),
        Doing::Clock(3) => Change::Clock(clocks::Change::Extend { session, by_secs: 60 }),
        Doing::Clock(_) => Change::Clock(clocks::Change::End { session }),
        Doing::Note(a) => Change::Note(notes::Change::Keep {
            sheet: day.sheet(usize::from(*a)),
            began: at(5),
            content: Content { text: "Asks".into(), direction: None, shows: Vec::new() },
        }),
        Doing::Rate(c, level) => Change::Marksheet(marksheets::Change::Rate {
            sheet: day.sheet(usize::from(c % 2)),
            competency: competencies[usize::from(*c)].id.clone(),
            rating: Some(Rating::Level(*level)),
        }),
        Doing::Submit(a) => {
            Change::Marksheet(marksheets::Change::Submit { sheet: day.sheet(usize::from(*a)) })
        }
        Doing::Undo(back) => {
            let target = known.iter().rev().nth(usize::from(*back)).unwrap_or(&known[0]);
            return Act::Undo(target.id);
        }
    };
    Act::Do(vec![change])
}

/// Entries of three devices that do not see each other.
fn apart(day: &Day, doings: &[(u8, Doing, i64)]) -> Vec<Entry> {
    let mut seen: Vec<Vec<Entry>> = vec![day.entries(); 3];
    let mut all = day.entries();
    for (device, doing, secs) in doings {
        let own = &mut seen[usize::from(*device)];
        let id = DeviceId { installation: u32::from(*device) + 10, session: 1 };
        let number = own.iter().filter(|entry| entry.id.device == id).count() + 1;
        let newest = own.iter().map(|entry| entry.stamp).max();
        let entry = Entry {
            id: bellwether::ids::EntryId { device: id, number: u32::try_from(number).unwrap() },
            stamp: Stamp::after(newest, at(*secs)),
            by: Author::Facilitator,
            act: act(day, own, doing),
        };
        own.push(entry.clone());
        all.push(entry);
    }
    all
}

fn record_of(entries: impl IntoIterator<Item = Entry>) -> Record {
    let mut record = Record::new(CentreId(7), Arc::new(stage::scenario()));
    record.merge(entries);
    record
}

fn doings() -> impl Strategy<Value = Vec<(u8, Doing, i64)>> {
    prop::collection::vec((0..3u8, doing(), -50..50i64), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_and_any_duplicates_give_the_same_centre(
        doings in doings(),
        shuffle in any::<u64>(),
    ) {
        let day = Day::new();
        let all = apart(&day, &doings);
        let whole = record_of(all.clone());
        let mut mixed = all.clone();
        mixed.extend(all.iter().step_by(2).cloned());
        let length = mixed.len();
        for place in 0..length {
            let other = (shuffle.rotate_left(u32::try_from(place).unwrap()) % length as u64) as usize;
            mixed.swap(place, other);
        }
        let mut one_by_one = Record::new(CentreId(7), Arc::new(stage::scenario()));
        for entry in mixed {
            one_by_one.add(entry);
        }
        prop_assert_eq!(one_by_one.centre(), whole.centre());
        prop_assert_eq!(one_by_one.entries(), whole.entries());
    }

    #[test]
    fn merging_is_the_same_from_either_side_and_in_any_grouping(doings in doings(), cut in 0..30usize) {
        let day = Day::new();
        let all = apart(&day, &doings);
        let (left, right) = all.split_at(cut.min(all.len()));
        let mut ours = record_of(left.to_vec());
        ours.merge(right.to_vec());
        let mut theirs = record_of(right.to_vec());
        theirs.merge(left.to_vec());
        prop_assert_eq!(ours.centre(), theirs.centre());
        let before = ours.centre().clone();
        prop_assert_eq!(ours.merge(all), 0);
        prop_assert_eq!(ours.centre(), &before);
    }

    #[test]
    fn no_entry_is_ever_lost_and_what_does_not_hold_is_listed(doings in doings()) {
        let day = Day::new();
        let all = apart(&day, &doings);
        let record = record_of(all.clone());
        let ids: std::collections::BTreeSet<_> = all.iter().map(|entry| entry.id).collect();
        prop_assert_eq!(record.entries().len(), ids.len());
        for moot in &record.centre().moot {
            prop_assert!(ids.contains(&moot.change.entry));
        }
    }

    #[test]
    fn undo_brings_back_what_was_and_redo_what_was_undone(doings in doings()) {
        let mut day = Day::new();
        for (_, doing, _) in &doings {
            let Act::Do(changes) = act(&day, &day.entries(), doing) else { continue };
            if day.record.check(&changes).is_err() {
                continue;
            }
            let before = day.record.centre().clone();
            day.act(60, changes[0].clone());
            let after = day.record.centre().clone();
            if !changes[0].can_be_undone() {
                continue;
            }
            undo(&mut day);
            prop_assert_eq!(day.record.centre(), &before);
            let redo = day.record.redoable(1, Author::Facilitator).unwrap().id;
            enter(&mut day, Act::Undo(redo));
            prop_assert_eq!(day.record.centre(), &after);
        }
    }
}

fn enter(day: &mut Day, act: Act) {
    let entry = day.record.next_entry(stage::DEVICE, Author::Facilitator, Now::at(at(90)), act);
    day.record.add(entry);
}

fn undo(day: &mut Day) {
    let last = day.record.undoable(1, Author::Facilitator).unwrap().id;
    day.record.check_undo(last).unwrap();
    enter(day, Act::Undo(last));
}

#[test]
fn undo_goes_back_act_by_act_and_redo_forward_again() {
    let mut day = Day::new();
    let names = |day: &Day| day.record.centre().people.candidates().len();
    for code in ["C03", "C04", "C05"] {
        let add = people::Change::AddCandidate { code: code.into(), name: String::new() };
        day.act(0, Change::People(add));
    }
    for left in [4, 3, 2] {
        undo(&mut day);
        assert_eq!(names(&day), left);
    }
    for there in [3, 4, 5] {
        let redo = day.record.redoable(1, Author::Facilitator).unwrap().id;
        enter(&mut day, Act::Undo(redo));
        assert_eq!(names(&day), there);
    }
    assert_eq!(day.record.redoable(1, Author::Facilitator), Err(record::Refusal::NothingToRedo));
}

#[test]
fn undo_is_refused_when_others_have_built_on_it() {
    let mut day = Day::new();
    let planned = day.session.0.entry;
    day.act(0, Change::Clock(clocks::Change::Start { session: day.session }));
    assert_eq!(day.record.check_undo(planned), Err(record::Refusal::BuiltOn(1)));
}

#[test]
fn undo_leaves_what_others_did_alone() {
    let mut day = Day::new();
    let assessor = Author::Assessor(day.assessors[0]);
    let keep = notes::Change::Keep {
        sheet: day.sheet(0),
        began: at(1),
        content: Content { text: "Waits".into(), direction: None, shows: Vec::new() },
    };
    day.act_as(1, assessor, Change::Note(keep));
    let undone = day.record.undoable(1, Author::Facilitator).unwrap();
    assert_eq!(undone.id, day.session.0.entry);
    assert!(day.record.undoable(2, Author::Facilitator).is_err(), "another computer has its own");
}

#[test]
fn an_undone_hold_gives_its_time_back() {
    let mut day = Day::new();
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    day.act(60, Change::Clock(clocks::Change::Hold { session }));
    undo(&mut day);
    let centre = day.record.centre();
    let clock = bellwether::day::clock::session_clock(centre, &centre.sessions[&session], at(300));
    assert_eq!(clock.current.unwrap().elapsed.as_secs(), 300);
}
