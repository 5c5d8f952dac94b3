//! Days that cannot be, asked for on the command line by the real binary: each time it says why, and
//! what would lead to a plan, and ends; nothing is written.

use crate::stage::{asked, planned};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use asked::{folder, timetable};
use bellwether::centre::{Change, Record, frame, sessions};
use bellwether::ids::ExerciseId;
use bellwether::people::{self, AssessorFact, CandidateFact, Hours, Relation, RoomFact};
use jiff::civil::Time;
use planned::{Means, act, centre, planned};

const SIX: Means = Means { candidates: 6, assessors: 4, players: 2, rooms: 4 };
const SCENARIO: &str = "leading-and-managing";

/// Unoptimised, on a busy machine; whoever waits longer would call it a hang.
const SOON: Duration = Duration::from_mins(2);

fn day() -> Record {
    centre(SCENARIO, SIX)
}

fn first_exercise(record: &Record) -> ExerciseId {
    record.centre().scenario.exercises[0].id.clone()
}

fn title(record: &Record, place: usize) -> String {
    record.centre().scenario.exercises[place].title.clone()
}

/// What `bellwether timetable` says of the day; the code that it ends with.
fn told(record: &Record) -> (String, Option<i32>) {
    let folder = folder(record);
    let begun = Instant::now();
    let arguments = ["day.centre.ron", "--rounds", "2", "-o", "new.centre.ron"];
    let said = timetable(folder.path(), &arguments);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    let written = folder.path().join("new.centre.ron").exists();
    assert_eq!(written, said.code == Some(0), "{}", said.out);
    (said.out, said.code)
}

/// There is no plan, and all of this is said about it.
fn there_is_none(record: &Record, sentences: &[&str]) {
    let (said, code) = told(record);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("There is no plan:"), "{said}");
    for sentence in sentences {
        assert!(said.contains(sentence), "“{sentence}” is not in:\n{said}");
    }
}

#[test]
fn no_room_is_fitted_for_an_exercise() {
    let mut record = day();
    let only: BTreeSet<ExerciseId> = [first_exercise(&record)].into();
    let rooms = record.centre().people.rooms().into_iter().map(|room| room.id);
    let facts = rooms.map(|room| {
        let fact = RoomFact::Fitted(Some(only.clone()));
        Change::People(people::Change::Room { room, fact })
    });
    let facts = facts.collect();
    act(&mut record, facts);
    let none = format!("{} has no room that is fitted for it and large enough.", title(&record, 1));
    there_is_none(
        &record,
        &[
            &none,
            "Each session has a room that is fitted for it.",
            "Hold sessions in other rooms than those listed: then everything ends at ",
        ],
    );
}

#[test]
fn somebody_is_kept_apart_from_every_assessor() {
    let mut record = day();
    let candidate = record.centre().people.candidates()[1].id;
    let assessors = record.centre().people.assessors().into_iter().map(|one| one.id);
    let apart = assessors.map(|assessor| {
        let because = Relation::Knows;
        Change::People(people::Change::KeepApart { candidate, assessor, because })
    });
    let apart = apart.collect();
    act(&mut record, apart);
    there_is_none(
        &record,
        &[
            "from whom they are not kept apart",
            "Those who must not meet do not meet.",
            "Let those meet who are kept apart: then everything ends at ",
            "certified for everything: then everything ends at ",
        ],
    );
}

#[test]
fn an_exercise_is_longer_than_the_day() {
    let mut record = day();
    let ends = Time::constant(10, 20, 0, 0);
    let short = vec![
        Change::Frame(frame::Change::CandidateLunch(None)),
        Change::Frame(frame::Change::AssessorLunch(None)),
        Change::Frame(frame::Change::Ends(ends)),
    ];
    act(&mut record, short);
    there_is_none(
        &record,
        &[
            "Group discussion takes 1 h 18 min with preparation and write-up, and the day has ",
            "End the day later, or shorten the exercise.",
            "Assessors have 18 h 10 min to do in all, and 2 h 28 min of time.",
        ],
    );
}

#[test]
fn nobody_is_certified_for_an_exercise() {
    let mut record = day();
    let only: BTreeSet<ExerciseId> = [first_exercise(&record)].into();
    let assessors = record.centre().people.assessors().into_iter().map(|one| one.id);
    let facts = assessors.map(|assessor| {
        let fact = AssessorFact::Certified(Some(only.clone()));
        Change::People(people::Change::Assessor { assessor, fact })
    });
    let facts = facts.collect();
    act(&mut record, facts);
    let none = title(&record, 1);
    there_is_none(
        &record,
        &[
            &none,
            "who may rate in it",
            "Assessors rate where they are certified.",
            "Let assessors rate where they are not certified: then everything ends at ",
        ],
    );
}

#[test]
fn a_candidate_is_there_for_ten_minutes() {
    let mut record = day();
    let candidate = record.centre().people.candidates()[2].id;
    let hours = Hours { from: Time::constant(10, 0, 0, 0), until: Time::constant(10, 10, 0, 0) };
    let fact = CandidateFact::Present(Some(hours));
    act(&mut record, vec![Change::People(people::Change::Candidate { candidate, fact })]);
    there_is_none(
        &record,
        &[
            "10 min",
            "Candidates come and leave at their hours.",
            "Ask candidates to be there all day: then everything ends at ",
        ],
    );
}

#[test]
fn nobody_is_to_be_planned_for() {
    let mut record = day();
    let gone: Vec<Change> = record
        .centre()
        .people
        .candidates()
        .into_iter()
        .map(|one| Change::People(people::Change::RemoveCandidate { candidate: one.id }))
        .collect();
    act(&mut record, gone);
    there_is_none(&record, &["Add candidates, and a design with exercises."]);
}

/// What somebody pinned is theirs to answer for: the rest is planned round it, and what does not hold is
/// said.
#[test]
fn a_pinned_session_is_of_two_who_are_kept_apart() {
    let mut record = planned(SCENARIO, SIX);
    let sessions = record.centre().planned_sessions();
    let session = sessions.into_iter().find(|one| one.seats.len() == 1).unwrap().clone();
    let seat = session.seats[0].clone();
    let apart = people::Change::KeepApart {
        candidate: seat.candidate,
        assessor: seat.assessors[0],
        because: Relation::Knows,
    };
    let pin = sessions::Change::Pin { session: session.id, pinned: true };
    act(&mut record, vec![Change::Session(pin), Change::People(apart)]);
    let (said, code) = told(&record);
    assert_eq!(code, Some(0), "{said}");
    let who = &record.centre().people.candidate(seat.candidate).unwrap().code;
    let rater = &record.centre().people.assessor(seat.assessors[0]).unwrap().name;
    let title = &record.centre().scenario.exercise(&session.exercise).unwrap().title;
    assert!(said.contains("These rules do not hold:"), "{said}");
    let broken = said.lines().skip_while(|line| !line.contains("do not hold:")).skip(1);
    let broken: Vec<&str> = broken.collect();
    assert_eq!(broken.len(), 1, "nothing but what is pinned: {said}");
    assert!(broken[0].contains(who) && broken[0].contains(title), "{said}");
    assert!(broken[0].contains(&format!("{rater} are kept apart, and meet in")), "{said}");
}

#[test]
fn seven_cannot_be_split_into_groups_of_four_to_six_and_both_ways_out_are_said() {
    let record = centre(SCENARIO, Means { candidates: 7, ..SIX });
    there_is_none(
        &record,
        &[
            "7 candidates cannot be split into groups of 4 to 6 for Group discussion.",
            "Change its group sizes in the design, or invite another number of candidates.",
        ],
    );
}
