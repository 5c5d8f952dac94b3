//! Lists as people send them.

use std::collections::BTreeSet;

use super::*;
use crate::ids::{CandidateId, DeviceId, EntryId, Origin};
use crate::people::{AssessorFact, Hours, People, Relation, RoomFact};

fn table(text: &str) -> Table {
    let lines = text.lines().enumerate().map(|(place, line)| Line {
        number: place + 1,
        cells: line.split(',').map(str::to_owned).collect(),
    });
    Table { lines: lines.collect() }
}

fn made(number: u32) -> Origin {
    let device = DeviceId { installation: 1, session: 1 };
    Origin { entry: EntryId { device, number }, place: 0 }
}

fn with_ada() -> People {
    let mut people = People::default();
    let change = Change::AddCandidate { code: "C01".into(), name: "Ada Abara".into() };
    people.apply(&change, made(1));
    people
}

/// A list of a scenario without exercises.
fn known(people: &People) -> Known<'_> {
    Known { people, exercises: &[] }
}

fn whys(reading: &Reading) -> Vec<(usize, &Why)> {
    let rows = reading.rows.iter();
    rows.flat_map(|row| row.doubts.iter().map(move |doubt| (row.line, &doubt.why))).collect()
}

fn taken_in(mut people: People, reading: &Reading, leave_out: bool) -> People {
    for (place, change) in reading.changes(leave_out).iter().enumerate() {
        assert_eq!(people.check(change), Ok(()), "{change:?}");
        people.apply(change, made(u32::try_from(place).unwrap() + 100));
    }
    people
}

#[test]
fn a_heading_says_what_columns_mean() {
    let list = table("Candidate ID,First name,Surname,E-mail,Extra time (%),Arrives,Leaves,Notes");
    let mapping = guess(&list);
    assert!(mapping.heading);
    let meant = [
        Column::Code,
        Column::FirstName,
        Column::LastName,
        Column::Ignored,
        Column::ExtraTime,
        Column::From,
        Column::Until,
        Column::Notes,
    ];
    assert_eq!(mapping.columns, meant);
    assert_eq!(guess(&table("Assessor,Last trained\nJo,2026-01-02")).kind, Kind::Assessor);
    assert_eq!(guess(&table("Room,Capacity\nOak,6")).kind, Kind::Room);
}

#[test]
fn rows_are_about_what_is_listed_unless_a_column_says_otherwise() {
    let kind = |list: &str| guess_for(&table(list), Kind::RolePlayer).kind;
    assert_eq!(kind("Name\nPia Player\nQuinn Rollo"), Kind::RolePlayer);
    assert_eq!(kind("Pia Player\nQuinn Rollo"), Kind::RolePlayer);
    assert_eq!(kind("Name,Capacity\nOak,6"), Kind::Room);
    assert_eq!(kind("Code,Name\nC01,Ada Abara"), Kind::Candidate);
    assert_eq!(kind("Candidate\nAda Abara"), Kind::Candidate);
}

#[test]
fn without_a_heading_the_cells_say_it() {
    let mapping = guess(&table("C01,Ada Abara,ada@x.org,she/her\nC02,Ben Bo,ben@x.org,he/him"));
    assert!(!mapping.heading);
    let meant = [Column::Code, Column::Name, Column::Ignored, Column::Pronouns];
    assert_eq!(mapping.columns, meant);
    assert_eq!(guess(&table("Ada\nBen\nCy")).columns, [Column::Name]);
    let halves = guess(&table("Ada,Abara\nBen,Bo\nCy,Day")).columns;
    assert_eq!(halves, [Column::FirstName, Column::LastName]);
}

#[test]
fn what_a_row_says_comes_in_as_one_change() {
    let list = table(
        "Code,Name,Pronouns,Extra time,Step-free,From,Until,Notes\n\
         C05,Cy Day,they/them,25%,yes,9:00,13:00,Parks by the gate",
    );
    let reading = read(&list, &guess(&list), known(&with_ada()));
    assert_eq!(whys(&reading), []);
    let people = taken_in(with_ada(), &reading, false);
    let cy = people.candidates()[1];
    assert_eq!((cy.code.as_str(), cy.name.as_str(), cy.extra_time), ("C05", "Cy Day", 25));
    assert_eq!((cy.pronouns.as_str(), cy.step_free), ("they/them", true));
    assert_eq!(cy.notes, "Parks by the gate");
    assert_eq!(cy.present.unwrap().until, jiff::civil::time(13, 0, 0, 0));
}

#[test]
fn every_doubtful_row_is_named_with_its_line_and_why() {
    let list = table(
        "Code,Name,Extra time,From,Until,Step-free\n\
         C01,Somebody Else,,,,\n\
         C07,Ben Bo,a quarter,,,\n\
         C08,Cy Day,0.25,,,\n\
         C08,Di Eve,,,,\n\
         ,,,,,\n\
         C09,Ed Fay,,noonish,,maybe\n\
         C10,Flo Gee,,13:00,12:00,\n\
         C11,Gus Hay,,9:00,,",
    );
    let reading = read(&list, &guess(&list), known(&with_ada()));
    let hours =
        Hours { from: jiff::civil::time(13, 0, 0, 0), until: jiff::civil::time(12, 0, 0, 0) };
    let said = [
        (2, &Why::Refused(Refusal::CodeInUse("C01".into()))),
        (3, &Why::NotAPercentage),
        (4, &Why::ReadAsPercent(25)),
        (5, &Why::CodeTwice(4)),
        (6, &Why::EmptyRow),
        (7, &Why::NotYesOrNo),
        (7, &Why::NotATime),
        (8, &Why::Refused(Refusal::LeavesFirst(hours))),
        (9, &Why::OneTime),
    ];
    assert_eq!(whys(&reading), said);
    assert_eq!(reading.wrong(), 5);
    assert_eq!(reading.changes(false), [], "nothing is half imported");
    assert_eq!(reading.changes(true).len(), 2);
}

#[test]
fn somebody_on_the_list_already_does_not_come_twice_unless_a_code_tells_them_apart() {
    let list = table("Name\nAda Abara\nBen Bo\nBEN BO");
    let reading = read(&list, &guess(&list), known(&with_ada()));
    assert_eq!(whys(&reading), [(2, &Why::OnTheList), (4, &Why::NameTwice(3))]);
    let halves = table("First name,Surname\nAda,Abara");
    let reading = read(&halves, &guess(&halves), known(&with_ada()));
    assert_eq!(reading.rows[0].doubts[0].text, "Ada Abara");
    let list = table("Code,Name\nC02,Ada Abara");
    let reading = read(&list, &guess(&list), known(&with_ada()));
    assert_eq!(whys(&reading), [(2, &Why::SameName)]);
    assert_eq!(reading.changes(false).len(), 1);
}

#[test]
fn codes_are_given_after_the_highest_on_the_list_and_in_the_file() {
    let list = table("Code,Name\n,Ben Bo\nC07,Cy Day\n,Di Eve");
    let reading = read(&list, &guess(&list), known(&with_ada()));
    let codes: Vec<_> = reading.coming().map(Newcomer::label).collect();
    assert_eq!(codes, ["C08 Ben Bo", "C07 Cy Day", "C09 Di Eve"]);
}

#[test]
fn kinds_may_be_mixed_and_what_means_nothing_for_a_kind_is_said() {
    let list = table(
        "Role,Name,Extra time,Trained,Places\n\
         Observer,R. Castellan,25,2026-03-02,\n\
         Room,Oak,,,6\n\
         Chair,Ash,,,",
    );
    let reading = read(&list, &guess(&list), known(&People::default()));
    assert_eq!(whys(&reading), [(2, &Why::NotForKind(Kind::Assessor)), (4, &Why::NotAKind)]);
    let trained = AssessorFact::Trained(Some(jiff::civil::date(2026, 3, 2)));
    let came: Vec<_> = reading.coming().cloned().collect();
    let expected = [
        Newcomer::Assessor { name: "R. Castellan".into(), facts: vec![trained] },
        Newcomer::Room { name: "Oak".into(), facts: vec![RoomFact::Capacity(Some(6))] },
    ];
    assert_eq!(came, expected);
}

#[test]
fn texts_that_are_too_long_and_lists_that_are_too_long_are_said() {
    let long = "x".repeat(201);
    let list = table(&format!("Name\n{long}"));
    let reading = read(&list, &guess(&list), known(&People::default()));
    assert!(matches!(whys(&reading)[0], (2, Why::Refused(Refusal::TooLong))));
    let names: Vec<String> = (0..=MOST_ROWS).map(|n| format!("Name {n}")).collect();
    let list = table(&format!("Name\n{}", names.join("\n")));
    let reading = read(&list, &guess(&list), known(&People::default()));
    assert_eq!(whys(&reading), [(MOST_ROWS + 2, &Why::TooMany)]);
}

#[test]
fn hidden_names_leave_nothing_but_codes() {
    let mut people = with_ada();
    people.hide_names();
    let ada = people.candidate(CandidateId(made(1))).unwrap();
    assert_eq!(ada.label(), "C01");
    assert!(people.names_are_hidden());
}

fn exercises() -> Vec<(ExerciseId, String)> {
    let known = [("role-play", "Coaching talk"), ("in-tray", "In-tray")];
    known.map(|(id, title)| (ExerciseId::new(id), title.to_owned())).to_vec()
}

#[test]
fn exercises_are_named_by_title_or_id_and_what_is_none_is_said() {
    let exercises = exercises();
    let empty = People::default();
    let known = Known { people: &empty, exercises: &exercises };
    let list = table(
        "Kind,Name,Certified for\nAssessor,Jo Ek,coaching talk; IN-TRAY\nRole player,Bo Ry,role-play\n\
         Room,Oak,all\nAssessor,Al Um,\nAssessor,Di No,Sales pitch; In-tray\nCandidate,Ada,In-tray",
    );
    let reading = read(&list, &guess(&list), known);
    let both: BTreeSet<ExerciseId> = exercises.iter().map(|(id, _)| id.clone()).collect();
    let people = taken_in(People::default(), &reading, true);
    let assessors = people.assessors();
    assert_eq!(assessors[0].certified, None, "an empty cell means all");
    assert_eq!(assessors[1].certified.as_ref(), Some(&both));
    assert_eq!(assessors.len(), 2, "whoever has an unknown exercise is left out");
    let plays = people.role_players()[0].plays.clone().unwrap();
    assert_eq!(plays.into_iter().collect::<Vec<_>>(), [ExerciseId::new("role-play")]);
    assert_eq!(people.rooms()[0].fitted, None);
    let whys = whys(&reading);
    assert_eq!(whys[0], (6, &Why::NoExercise("Sales pitch".into())));
    assert_eq!(whys[1], (7, &Why::NotForKind(Kind::Candidate)));
}

#[test]
fn a2_whom_a_candidate_must_not_meet_comes_with_the_list() {
    let mut people = People::default();
    for (number, name) in [(1, "Jo Ek"), (2, "Di No")] {
        people.apply(&Change::AddAssessor { name: name.into() }, made(number));
    }
    let list = table(
        "Code,Name,Line manager,Must not meet\nC01,Ada,jo ek,Di No\nC02,Bo,N. Obody,\nC03,Cy,-,none",
    );
    let reading = read(&list, &guess(&list), known(&people));
    assert_eq!(whys(&reading), [(3, &Why::NoAssessor("N. Obody".into()))]);
    assert_eq!(reading.wrong(), 0, "most managers are no assessors");
    let after = taken_in(people, &reading, false);
    let [jo, di] = [1, 2].map(|number| crate::ids::AssessorId(made(number)));
    let ada = after.candidates()[0].id;
    assert_eq!(after.apart(ada, jo), Some(Relation::Manages));
    assert_eq!(after.apart(ada, di), Some(Relation::Knows));
    assert_eq!(after.kept_apart().count(), 2);
}
