//! Scorecards worked by hand, rule R1, and what is missing.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::centre::marksheet::{Rating, WhyNot};
use crate::centre::marksheets;
use crate::centre::notes::{self, Content, Direction};
use crate::centre::sessions::{self, Seat};
use crate::centre::{Act, Author, Change, Entry, Record, Sheet, clocks};
use crate::ids::{
    AssessorId, CandidateId, CentreId, CompetencyId, DeviceId, ExerciseId, NoteId, Origin, PhaseId,
    SessionId,
};
use crate::people;
use crate::scenario::{Family, library};
use crate::time::Now;

/// A centre on which a test acts.
struct Stage {
    record: Record,
    second: i64,
}

impl Stage {
    fn new() -> Self {
        let text = include_str!("../../tests/cases/small.scenario.ron");
        let scenario = library::read(text).scenario().expect("the small scenario is sound");
        Self { record: Record::new(CentreId(1), Arc::new(scenario)), second: 1_800_000_000 }
    }

    fn does(&mut self, change: Change) -> Origin {
        self.record.check(std::slice::from_ref(&change)).expect("a change that can be");
        self.second += 1;
        let now = Now::at(jiff::Timestamp::from_second(self.second).unwrap());
        let device = DeviceId { installation: 1, session: 1 };
        let entry = self.record.next_entry(device, Author::Facilitator, now, Act::Do(vec![change]));
        let entry_id = entry.id;
        self.record.add(entry);
        Origin { entry: entry_id, place: 0 }
    }

    fn candidate(&mut self, code: &str) -> CandidateId {
        let change = people::Change::AddCandidate { code: code.to_owned(), name: String::new() };
        CandidateId(self.does(Change::People(change)))
    }

    fn assessor(&mut self, name: &str) -> AssessorId {
        let change = people::Change::AddAssessor { name: name.to_owned() };
        AssessorId(self.does(Change::People(change)))
    }

    fn session(&mut self, exercise: &str, seats: &[(CandidateId, &[AssessorId])]) -> SessionId {
        let seat = |(candidate, assessors): &(CandidateId, &[AssessorId])| Seat {
            candidate: *candidate,
            assessors: assessors.to_vec(),
        };
        SessionId(self.does(Change::Session(sessions::Change::Plan {
            exercise: ExerciseId::new(exercise),
            seats: seats.iter().map(seat).collect(),
            room: String::new(),
            planned: None,
            players: Vec::new(),
            markings: Vec::new(),
        })))
    }

    fn rate(&mut self, sheet: Sheet, competency: &str, rating: Rating) -> Origin {
        let competency = CompetencyId::new(competency);
        let rating = Some(rating);
        self.does(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }))
    }

    fn submit(&mut self, sheet: Sheet) {
        self.does(Change::Marksheet(marksheets::Change::Declare { sheet }));
        self.does(Change::Marksheet(marksheets::Change::Submit { sheet }));
    }

    /// Rates all that the exercise observes, in its order, and submits.
    fn hand_in(&mut self, sheet: Sheet, ratings: &[Rating]) {
        let (_, exercise) = self.record.centre().session(sheet.session).unwrap();
        let observed: Vec<String> =
            exercise.observes.iter().map(|seen| seen.competency.to_string()).collect();
        assert_eq!(observed.len(), ratings.len());
        for (competency, rating) in observed.iter().zip(ratings) {
            self.rate(sheet, competency, *rating);
        }
        self.submit(sheet);
    }

    fn card(&self, candidate: CandidateId) -> Scorecard {
        scorecard(self.record.centre(), candidate, Viewer::Facilitator)
    }

    fn seen_by(&self, assessor: AssessorId, candidate: CandidateId) -> Scorecard {
        scorecard(self.record.centre(), candidate, Viewer::Assessor(assessor))
    }
}

fn levels(levels: &[u8]) -> Vec<Rating> {
    levels.iter().map(|level| Rating::Level(*level)).collect()
}

fn cell<'a>(card: &'a Scorecard, competency: &str, exercise: &str) -> &'a Cell {
    let place = card.exercises.iter().position(|(id, _)| id.as_str() == exercise).unwrap();
    &row(card, competency).cells[place]
}

fn value(mean: Option<Mean>) -> Option<(f64, usize)> {
    mean.map(|mean| (mean.value, mean.ratings))
}

fn row_mean(card: &Scorecard, competency: &str) -> Option<(f64, usize)> {
    value(row(card, competency).mean)
}

fn row<'a>(card: &'a Scorecard, competency: &str) -> &'a Row {
    card.rows.iter().find(|row| row.competency.as_str() == competency).expect("a row")
}

fn family(card: &Scorecard, family: &Family) -> Option<(f64, usize)> {
    value(card.families.iter().find(|result| result.family == *family).expect("a family").mean)
}

/// Over all rows: in how many exercises measured, planned, not observed.
fn coverage(card: &Scorecard) -> (usize, usize, usize) {
    let sum = |count: fn(&Row) -> usize| card.rows.iter().map(count).sum();
    (sum(|row| row.measured), sum(|row| row.planned), sum(|row| row.not_observed))
}

fn hidden(card: &Scorecard) -> usize {
    card.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.hidden).sum()
}

/// One candidate in a role play before two assessors and an in-tray before the first of them.
struct Pair {
    stage: Stage,
    candidate: CandidateId,
    assessors: [AssessorId; 2],
    talk: [Sheet; 2],
    tray: Sheet,
}

fn pair() -> Pair {
    let mut stage = Stage::new();
    let candidate = stage.candidate("C01");
    let assessors = [stage.assessor("Ada"), stage.assessor("Ben")];
    let talk = stage.session("late-reports", &[(candidate, &assessors)]);
    let tray = stage.session("in-tray", &[(candidate, &assessors[..1])]);
    let sheet = |session, assessor| Sheet { session, candidate, assessor };
    let talk = assessors.map(|assessor| sheet(talk, assessor));
    let tray = sheet(tray, assessors[0]);
    Pair { stage, candidate, assessors, talk, tray }
}

#[test]
fn a_scorecard_worked_by_hand() {
    let mut day = pair();
    // late-reports observes listens, sets-direction, delegates (this with weight 2).
    day.stage.hand_in(day.talk[0], &levels(&[3, 4, 2]));
    day.stage.hand_in(day.talk[1], &levels(&[4, 5, 3]));
    // in-tray observes delegates, follows-up, sets-direction (this with weight 0.5).
    day.stage.hand_in(day.tray, &levels(&[4, 3, 3]));
    let card = day.stage.card(day.candidate);

    assert_eq!(value(cell(&card, "listens", "late-reports").mean), Some((3.5, 2)));
    // (1 × 4.5 + 0.5 × 3) / 1.5 = 4
    assert_eq!(row_mean(&card, "sets-direction"), Some((4.0, 3)));
    // (2 × 2.5 + 1 × 4) / 3 = 3
    assert_eq!(row_mean(&card, "delegates"), Some((3.0, 3)));
    assert_eq!(row_mean(&card, "follows-up"), Some((3.0, 1)));
    assert_eq!(row_mean(&card, "zest"), None);
    // Sets direction counts twice: (2 × 4 + 1 × 3.5) / 3 and (1 × 3 + 1 × 3) / 2, never one number.
    assert_eq!(family(&card, &Family::Leadership), Some((11.5 / 3.0, 5)));
    assert_eq!(family(&card, &Family::Management), Some((3.0, 4)));
    assert_eq!(family(&card, &Family::Other("values".to_owned())), None);
    // The role play: (1 × 3.5 + 2 × 4.5 + 1 × 2.5) / 4 = 3.75
    assert_eq!(value(card.exercises[0].1), Some((3.75, 6)));
    assert_eq!(card.exercises[2].1, None);
    assert_eq!(coverage(&card), (6, 9, 0));
}

#[test]
fn r4_not_observed_is_no_level_and_no_zero() {
    let mut day = pair();
    let not_observed = Rating::NotObserved(WhyNot::NoOpportunity);
    let four = Rating::Level(4);
    day.stage.hand_in(day.talk[0], &[not_observed, four, not_observed]);
    day.stage.hand_in(day.talk[1], &[four, four, not_observed]);
    let card = day.stage.card(day.candidate);
    assert_eq!(value(cell(&card, "listens", "late-reports").mean), Some((4.0, 1)));
    let delegates = cell(&card, "delegates", "late-reports");
    assert_eq!(delegates.mean, None);
    assert!(delegates.is_not_observed());
    assert_eq!(delegates.given.len(), 2);
    assert_eq!(row_mean(&card, "delegates"), None);
    assert_eq!(coverage(&card), (2, 9, 1));
}

#[test]
fn a_draft_is_shown_and_does_not_count() {
    let mut day = pair();
    let entry = day.stage.rate(day.talk[0], "listens", Rating::Level(5));
    let card = day.stage.card(day.candidate);
    let listens = cell(&card, "listens", "late-reports");
    assert_eq!(listens.mean, None);
    let [given] = listens.given.as_slice() else { panic!("one rating") };
    assert!(!given.counted);
    assert_eq!((given.rating, given.sheet), (Rating::Level(5), day.talk[0]));
    assert_eq!((given.made.origin, given.made.by), (entry, Author::Facilitator));
}

#[test]
fn a_reopened_marksheet_no_longer_counts_until_it_is_submitted_again() {
    let mut day = pair();
    day.stage.hand_in(day.tray, &levels(&[4, 4, 4]));
    assert!(row_mean(&day.stage.card(day.candidate), "follows-up").is_some());
    let reason = "Wrong column".to_owned();
    let reopen = marksheets::Change::Reopen { sheet: day.tray, reason };
    day.stage.does(Change::Marksheet(reopen));
    assert_eq!(row_mean(&day.stage.card(day.candidate), "follows-up"), None);
    day.stage.rate(day.tray, "follows-up", Rating::Level(2));
    day.stage.submit(day.tray);
    assert_eq!(row_mean(&day.stage.card(day.candidate), "follows-up"), Some((2.0, 1)));
}

#[test]
fn r1_an_assessor_does_not_see_others_ratings_before_submitting() {
    let mut day = pair();
    let [ada, ben] = day.assessors;
    day.stage.hand_in(day.talk[0], &levels(&[3, 3, 3]));
    day.stage.rate(day.talk[1], "listens", Rating::Level(5));
    let card = day.stage.seen_by(ben, day.candidate);
    let listens = cell(&card, "listens", "late-reports");
    assert_eq!(listens.given.len(), 1, "only the own");
    assert_eq!((listens.hidden, hidden(&card)), (1, 3));
    // Every mean that would give it away is kept back.
    assert!(card.rows.iter().all(|row| row.mean.is_none()));
    assert!(card.exercises.iter().all(|(_, mean)| mean.is_none()));
    assert!(card.families.iter().all(|family| family.mean.is_none()));
    assert_eq!(coverage(&card).0, 0);

    day.stage.rate(day.talk[1], "sets-direction", Rating::Level(3));
    day.stage.rate(day.talk[1], "delegates", Rating::Level(3));
    day.stage.submit(day.talk[1]);
    let card = day.stage.seen_by(ben, day.candidate);
    assert_eq!(hidden(&card), 0);
    assert_eq!(value(cell(&card, "listens", "late-reports").mean), Some((4.0, 2)));
    // Ada has submitted for the role play, and sees it though her in-tray is open.
    let card = day.stage.seen_by(ada, day.candidate);
    assert_eq!(cell(&card, "listens", "late-reports").hidden, 0);
}

#[test]
fn r1_a_hidden_not_observed_keeps_the_mean_back_too() {
    let mut day = pair();
    let not_observed = Rating::NotObserved(WhyNot::NotShown);
    day.stage.hand_in(day.tray, &levels(&[4, 4, 4]));
    day.stage.hand_in(day.talk[0], &[not_observed; 3]);
    let card = day.stage.seen_by(day.assessors[1], day.candidate);
    assert_eq!(row_mean(&card, "delegates"), None);
    assert_eq!(coverage(&card).2, 0);
}

#[test]
fn r1_who_does_not_observe_a_session_does_not_see_its_ratings() {
    let mut day = pair();
    day.stage.hand_in(day.tray, &levels(&[4, 4, 4]));
    day.stage.hand_in(day.talk[1], &levels(&[3, 3, 3]));
    let card = day.stage.seen_by(day.assessors[1], day.candidate);
    assert_eq!(cell(&card, "follows-up", "in-tray").hidden, 1);
    assert_eq!(row_mean(&card, "delegates"), None, "it rests on the in-tray too");
    assert_eq!(row_mean(&card, "listens"), Some((3.0, 1)));
    let stranger = day.stage.assessor("Cy");
    assert_eq!(hidden(&day.stage.seen_by(stranger, day.candidate)), 6);
}

#[test]
fn a_cell_has_its_notes_without_those_struck_out() {
    let mut day = pair();
    let mut keep = |text: &str, sheet| {
        let content = Content {
            text: text.to_owned(),
            direction: Some(Direction::For),
            shows: vec![notes::Shown::of(CompetencyId::new("listens"))],
        };
        let began = jiff::Timestamp::UNIX_EPOCH;
        NoteId(day.stage.does(Change::Note(notes::Change::Keep { sheet, began, content })))
    };
    let kept = keep("Sums up what Sam said", day.talk[0]);
    let struck = keep("Seems nice", day.talk[0]);
    day.stage.does(Change::Note(notes::Change::Strike { note: struck }));
    let card = day.stage.card(day.candidate);
    assert_eq!(cell(&card, "listens", "late-reports").notes, [kept]);
    let card = day.stage.seen_by(day.assessors[1], day.candidate);
    assert!(cell(&card, "listens", "late-reports").notes.is_empty(), "others' notes wait as well");
}

#[test]
fn an_empty_centre_has_empty_scorecards() {
    let mut stage = Stage::new();
    assert!(all_scorecards(stage.record.centre(), Viewer::Facilitator).is_empty());
    assert!(centre_means(stage.record.centre()).0.is_empty());
    let candidate = stage.candidate("C01");
    let card = stage.card(candidate);
    assert_eq!((card.rows.len(), card.exercises.len()), (5, 3));
    assert!(card.rows.iter().all(|row| row.mean.is_none()));
    assert_eq!(all_scorecards(stage.record.centre(), Viewer::Facilitator), [card]);
}

#[test]
fn the_centres_mean_counts_every_candidate_once() {
    let mut stage = Stage::new();
    let assessor = stage.assessor("Ada");
    for (code, given) in [("C01", vec![2, 2]), ("C02", vec![5])] {
        let candidate = stage.candidate(code);
        for level in given {
            let session = stage.session("in-tray", &[(candidate, &[assessor])]);
            stage.hand_in(Sheet { session, candidate, assessor }, &levels(&[3, level, 3]));
        }
    }
    let (means, families) = centre_means(stage.record.centre());
    // C01 has 2 from two in-trays, C02 has 5 from one: 3.5, not 3.
    let follows_up = means.get(&CompetencyId::new("follows-up")).copied();
    assert_eq!(value(follows_up), Some((3.5, 3)));
    assert_eq!(means.get(&CompetencyId::new("zest")), None);
    assert!(families.contains_key(&Family::Management));
}

#[test]
fn progress_says_what_is_missing_and_whose_it_is() {
    let mut day = pair();
    let missing = |day: &Pair| all_progress(day.stage.record.centre()).remove(0).missing;
    let session = day.talk[0].session;
    let board = Missing::NotPlanned(ExerciseId::new("project-board"));
    let tray = Missing::NotRun(day.tray.session);
    let not_run = Missing::NotRun(session);
    assert_eq!(missing(&day), [not_run, tray.clone(), board.clone()]);

    day.stage.does(Change::Clock(clocks::Change::Start { session }));
    let running = Missing::Running(session);
    assert_eq!(missing(&day), [running, tray.clone(), board.clone()]);

    for phase in ["prepare", "talk", "write"] {
        let ends = PhaseId::new(phase);
        day.stage.does(Change::Clock(clocks::Change::Next { session, ends }));
    }
    day.stage.hand_in(day.talk[0], &levels(&[3, 3, 3]));
    day.stage.rate(day.talk[1], "listens", Rating::Level(3));
    let not_submitted = Missing::NotSubmitted(day.talk[1]);
    let open = marksheets::blanks(day.stage.record.centre(), day.talk[1]);
    assert_eq!(
        open.iter().map(CompetencyId::as_str).collect::<Vec<_>>(),
        ["sets-direction", "delegates"]
    );
    assert_eq!(missing(&day), [not_submitted, tray, board.clone()]);

    day.stage.hand_in(day.tray, &levels(&[3, 3, 3]));
    assert_eq!(missing(&day).len(), 2, "rated without a clock is rated");
    day.stage.rate(day.talk[1], "sets-direction", Rating::Level(3));
    day.stage.rate(day.talk[1], "delegates", Rating::Level(3));
    day.stage.submit(day.talk[1]);
    let found = all_progress(day.stage.record.centre()).remove(0);
    assert_eq!(found.missing, [board]);
    assert!(!found.is_complete());
    assert_eq!((found.submitted, found.expected), (3, 3));
}

#[test]
fn a_group_owes_one_marksheet_for_each_candidate() {
    let mut stage = Stage::new();
    let people = [stage.candidate("C01"), stage.candidate("C02"), stage.candidate("C03")];
    let assessors = [stage.assessor("Ada"), stage.assessor("Ben")];
    let seats =
        [(people[0], &assessors[..1]), (people[1], &assessors[..1]), (people[2], &assessors[1..])];
    let session = stage.session("project-board", &seats);
    let sheet = Sheet { session, candidate: people[0], assessor: assessors[0] };
    stage.hand_in(sheet, &levels(&[2, 3, 4]));
    let found = all_progress(stage.record.centre());
    assert_eq!(found.iter().map(|found| found.submitted).collect::<Vec<_>>(), [1, 0, 0]);
    assert!(found.iter().all(|found| found.expected == 1));
}

fn shuffled(entries: &[Entry], keys: &[u32]) -> Vec<Entry> {
    let mut keyed: Vec<_> = keys.iter().zip(entries.iter().cloned()).collect();
    keyed.sort_by_key(|(key, _)| **key);
    keyed.into_iter().map(|(_, entry)| entry).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_in_which_entries_come_never_matters(
        given in prop::collection::vec(1_u8..=5, 9),
        keys in prop::collection::vec(any::<u32>(), 40),
    ) {
        let mut day = pair();
        day.stage.hand_in(day.talk[0], &levels(&given[..3]));
        day.stage.hand_in(day.talk[1], &levels(&given[3..6]));
        day.stage.hand_in(day.tray, &levels(&given[6..]));
        let entries = shuffled(day.stage.record.entries(), &keys);
        prop_assert_eq!(entries.len(), day.stage.record.entries().len());
        let mut other = Record::new(CentreId(1), Arc::clone(&day.stage.record.centre().scenario));
        other.merge(entries);
        let cards = all_scorecards(other.centre(), Viewer::Facilitator);
        prop_assert_eq!(cards, [day.stage.card(day.candidate)]);
    }

    #[test]
    fn multiplying_all_weights_leaves_every_mean_unchanged(
        given in prop::collection::vec(1_u8..=5, 9),
        factor in 0.01_f64..100.0,
    ) {
        let mut day = pair();
        day.stage.hand_in(day.talk[0], &levels(&given[..3]));
        day.stage.hand_in(day.talk[1], &levels(&given[3..6]));
        day.stage.hand_in(day.tray, &levels(&given[6..]));
        let before = day.stage.card(day.candidate);
        let mut centre = day.stage.record.centre().clone();
        let mut scenario = (*centre.scenario).clone();
        for observed in scenario.exercises.iter_mut().flat_map(|known| &mut known.observes) {
            observed.weight *= factor;
        }
        for competency in &scenario.framework.competencies {
            let weight = scenario.decision.weight(&competency.id) * factor;
            scenario.decision.weights.insert(competency.id.clone(), weight);
        }
        centre.scenario = Arc::new(scenario);
        let after = scorecard(&centre, day.candidate, Viewer::Facilitator);
        let means = |card: &Scorecard| -> Vec<Option<f64>> {
            let rows = card.rows.iter().map(|row| row.mean);
            let families = card.families.iter().map(|family| family.mean);
            let columns = card.exercises.iter().map(|(_, mean)| *mean);
            rows.chain(families).chain(columns).map(|mean| mean.map(|mean| mean.value)).collect()
        };
        for (before, after) in means(&before).into_iter().zip(means(&after)) {
            prop_assert_eq!(before.is_some(), after.is_some());
            let gap = before.unwrap_or(0.0) - after.unwrap_or(0.0);
            prop_assert!(gap.abs() < 1e-9);
        }
    }
}
