//! From evidence to levels: when rating opens, what a level rests on, and what stays on record.

use crate::stage;
use bellwether::centre::conduct::{self, Opening};
use bellwether::centre::marksheet::{Rating, WhyNot};
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Act, Author, Change, Refusal, Sheet, clocks, design, marksheets};
use bellwether::ids::CompetencyId;
use bellwether::scenario::Rule;
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::scoring::{self, Viewer};
use proptest::prelude::*;
use stage::{Day, at};

fn observed(day: &Day) -> Vec<CompetencyId> {
    let exercise = &day.record.centre().scenario.exercises[0];
    exercise.observes.iter().map(|observed| observed.competency.clone()).collect()
}

fn rate(sheet: Sheet, competency: &CompetencyId, rating: Rating) -> Change {
    let competency = competency.clone();
    Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating: Some(rating) })
}

fn submit(sheet: Sheet) -> Change {
    Change::Marksheet(marksheets::Change::Submit { sheet })
}

fn note(day: &mut Day, secs: i64, competency: &CompetencyId) {
    let content = Content {
        text: "Names what should be different".into(),
        direction: Some(Direction::For),
        shows: vec![Shown::of(competency.clone())],
    };
    let keep = notes::Change::Keep { sheet: day.sheet(0), began: at(secs), content };
    day.act(secs, Change::Note(keep));
}

/// The day under a design that keeps the rule in that way.
fn with_rule(rule: Rule, level: Strictness, figures: Vec<u32>) -> Day {
    let mut day = Day::new();
    let mut scenario = day.record.centre().scenario.as_ref().clone();
    scenario.rules.0.insert(rule, RuleSetting { level, figures });
    let adopt = design::Change::Adopt { scenario: Box::new(scenario), reason: String::new() };
    day.act(-400, Change::Design(adopt));
    day
}

fn start(day: &mut Day) {
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
}

fn next(day: &mut Day, secs: i64) {
    let session = day.session;
    let ends = day.record.centre().sessions[&session].clock.current().unwrap().phase.clone();
    day.act(secs, Change::Clock(clocks::Change::Next { session, ends }));
}

fn open_for_rating(day: &Day) -> Opening {
    let (session, exercise) = day.record.centre().session(day.session).unwrap();
    conduct::opening(session, exercise)
}

fn refusal(day: &Day, change: Change) -> marksheets::Refusal {
    match day.record.check(&[change]) {
        Err(Refusal::Marksheet(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn r2_rating_opens_when_what_is_observed_is_over() {
    let mut day = Day::new();
    let competency = observed(&day)[0].clone();
    let given = rate(day.sheet(0), &competency, Rating::Level(3));
    assert_eq!(open_for_rating(&day), Opening::NotBegun);
    day.record.check(std::slice::from_ref(&given)).expect("a day can be held without clocks");
    start(&mut day);
    let phases = day.record.centre().scenario.exercises[0].phases.clone();
    let last = phases.iter().rposition(|phase| phase.kind.is_observed()).unwrap();
    for (place, phase) in phases.iter().enumerate().take(last + 1) {
        assert_eq!(open_for_rating(&day), Opening::Running, "{}", phase.title);
        assert_eq!(refusal(&day, given.clone()), marksheets::Refusal::StillRunning);
        next(&mut day, 600 * (i64::try_from(place).unwrap() + 1));
    }
    assert_eq!(open_for_rating(&day), Opening::Over);
    day.act(9000, given);
}

#[test]
fn r2_what_was_rated_before_the_clock_began_is_not_submitted_while_it_runs() {
    let mut day = Day::new();
    rated(&mut day, &[3]);
    start(&mut day);
    let handed_in = stage::with_declaration(submit(day.sheet(0)));
    assert_eq!(
        day.record.check(&handed_in),
        Err(Refusal::Marksheet(marksheets::Refusal::StillRunning))
    );
    day.act(60, Change::Clock(clocks::Change::End { session: day.session }));
    day.record.check(&handed_in).expect("it is over");
}

#[test]
fn r2_a_session_ended_early_can_be_rated() {
    let mut day = Day::new();
    start(&mut day);
    day.act(60, Change::Clock(clocks::Change::End { session: day.session }));
    assert_eq!(open_for_rating(&day), Opening::Over);
}

#[test]
fn r2_the_scenario_may_ask_for_a_reason_or_let_it_be() {
    for (level, refuses) in
        [(Strictness::Off, false), (Strictness::Warn, false), (Strictness::Ask, true)]
    {
        let mut day = with_rule(Rule::R2, level, Vec::new());
        start(&mut day);
        let competency = observed(&day)[0].clone();
        let given = rate(day.sheet(0), &competency, Rating::Level(3));
        assert_eq!(day.record.check(std::slice::from_ref(&given)).is_err(), refuses, "{level:?}");
        if refuses {
            assert_eq!(refusal(&day, given.clone()), marksheets::Refusal::AsksWhy(Rule::R2));
            let (sheet, rule) = (day.sheet(0), Rule::R2);
            let empty = marksheets::Change::Waive { sheet, rule, reason: " ".into() };
            assert_eq!(refusal(&day, Change::Marksheet(empty)), marksheets::Refusal::NoReason);
            let reason = "The candidate was called away".to_owned();
            day.act(30, Change::Marksheet(marksheets::Change::Waive { sheet, rule, reason }));
        }
        day.act(40, given);
    }
}

#[test]
fn what_was_rated_during_a_run_stays_when_the_record_is_read_again() {
    let mut day = Day::new();
    let competency = observed(&day)[0].clone();
    // As yesterday's program, or a laptop that did not know of the clock, would have kept it.
    let act = Act::Do(vec![rate(day.sheet(0), &competency, Rating::Level(4))]);
    start(&mut day);
    let by = Author::Assessor(day.assessors[0]);
    let mut entry = day.record.next_entry(stage::DEVICE, by, stage::now(30), act);
    entry.id.device.installation = 9;
    day.record.merge([entry]);
    assert!(day.record.centre().moot.is_empty());
    assert_eq!(day.record.centre().marksheets[&day.sheet(0)].ratings.len(), 1);
}

/// Levels for all competencies of the first marksheet.
fn rated(day: &mut Day, levels: &[u8]) {
    for (competency, level) in observed(day).iter().zip(levels.iter().cycle()) {
        day.act(2000, rate(day.sheet(0), competency, Rating::Level(*level)));
    }
}

fn reason(day: &mut Day, competency: &CompetencyId) {
    let (sheet, competency) = (day.sheet(0), competency.clone());
    let text = "Said so twice, to both".to_owned();
    day.act(2100, Change::Marksheet(marksheets::Change::Reason { sheet, competency, text }));
}

#[test]
fn r3_levels_at_an_end_and_levels_without_evidence_ask_why() {
    let mut day = Day::new();
    let all = observed(&day);
    note(&mut day, 700, &all[0]);
    note(&mut day, 710, &all[1]);
    rated(&mut day, &[5, 3]);
    let doubts = conduct::doubts(day.record.centre(), day.sheet(0));
    let first = doubts.iter().find(|doubt| doubt.competency == all[0]).unwrap();
    assert!(first.at_an_end && !first.too_little && !first.has_reason);
    assert!(doubts.iter().all(|doubt| doubt.competency != all[1]), "3, and it has a note");
    assert!(doubts.iter().filter(|doubt| doubt.competency != all[0]).all(|doubt| doubt.too_little));
    let handed_in = stage::with_declaration(submit(day.sheet(0)));
    day.record.check(&handed_in).expect("the usual level only warns");
}

#[test]
fn r3_a_scenario_can_want_the_reason_or_the_evidence_before_it_lets_go() {
    let mut day = with_rule(Rule::R3, Strictness::Ask, Vec::new());
    let all = observed(&day);
    rated(&mut day, &[3]);
    assert_eq!(refusal(&day, submit(day.sheet(0))), marksheets::Refusal::Unfounded(all.clone()));
    for competency in &all {
        reason(&mut day, competency);
    }
    day.act(2200, submit(day.sheet(0)));

    let mut day = with_rule(Rule::R3, Strictness::Block, vec![2]);
    note(&mut day, 700, &all[0]);
    note(&mut day, 710, &all[0]);
    rated(&mut day, &[3]);
    for competency in &all {
        reason(&mut day, competency);
    }
    let rest = all[1..].to_vec();
    assert_eq!(refusal(&day, submit(day.sheet(0))), marksheets::Refusal::Unfounded(rest));

    let mut day = with_rule(Rule::R3, Strictness::Off, Vec::new());
    rated(&mut day, &[5]);
    assert!(conduct::doubts(day.record.centre(), day.sheet(0)).is_empty());
}

#[test]
fn r3_a_struck_note_and_a_mark_without_words_are_no_evidence() {
    let mut day = Day::new();
    let first = observed(&day)[0].clone();
    let (sheet, shows) = (day.sheet(0), vec![Shown::of(first.clone())]);
    let mark = notes::Change::Mark { sheet, at: at(5), direction: None, shows };
    day.act(5, Change::Note(mark));
    note(&mut day, 10, &first);
    assert_eq!(conduct::evidence(day.record.centre(), sheet, &first), 1);
    let worded = day.record.centre().notes.values().find(|note| note.counts()).unwrap().id;
    day.act(20, Change::Note(notes::Change::Strike { note: worded }));
    assert_eq!(conduct::evidence(day.record.centre(), sheet, &first), 0);
}

#[test]
fn r5_nothing_blank_is_submitted() {
    let mut day = Day::new();
    let all = observed(&day);
    day.act(10, rate(day.sheet(0), &all[0], Rating::Level(3)));
    assert_eq!(refusal(&day, submit(day.sheet(0))), marksheets::Refusal::Blanks(all[1..].to_vec()));
}

/// Reopens the first assessor's marksheet, gives another level and submits it again.
fn amend(day: &mut Day, secs: i64, reason: &str, (competency, level): (&CompetencyId, u8)) {
    let sheet = day.sheet(0);
    let reopen = marksheets::Change::Reopen { sheet, reason: reason.into() };
    day.act(secs, Change::Marksheet(reopen));
    day.act(secs + 10, rate(sheet, competency, Rating::Level(level)));
    day.act(secs + 20, submit(sheet));
}

#[test]
fn r6_an_amendment_keeps_what_was_submitted_beside_what_stands() {
    let mut day = Day::new();
    let all = observed(&day);
    rated(&mut day, &[2]);
    rated(&mut day, &[3]);
    let sheet = day.sheet(0);
    day.act(3000, submit(sheet));
    assert!(day.record.centre().marksheets[&sheet].amendments().is_empty());
    let given = rate(sheet, &all[0], Rating::Level(4));
    assert_eq!(refusal(&day, given.clone()), marksheets::Refusal::Submitted);
    let reopen = |reason: &str| {
        Change::Marksheet(marksheets::Change::Reopen { sheet, reason: reason.into() })
    };
    assert_eq!(refusal(&day, reopen(" ")), marksheets::Refusal::NoReason);
    day.act(3100, reopen("I had mixed up two candidates"));
    day.act(3110, given);
    day.act(3120, rate(sheet, &all[0], Rating::Level(5)));
    day.act(3130, submit(sheet));
    let marks = &day.record.centre().marksheets[&sheet];
    let amended = marks.amendments();
    assert_eq!(amended.len(), 1);
    assert_eq!(*amended[0].competency, all[0]);
    assert_eq!(amended[0].was.rating, Rating::Level(3));
    assert_eq!(amended[0].now.unwrap().rating, Rating::Level(5));
    assert_eq!(amended[0].because, "I had mixed up two candidates");
}

#[test]
fn r6_each_amendment_has_the_reason_for_which_it_was_opened_and_everybody_is_told_the_first_value()
{
    let mut day = Day::new();
    let all = observed(&day);
    rated(&mut day, &[3]);
    let sheet = day.sheet(0);
    day.act(3000, submit(sheet));
    for (secs, reason, place, level) in
        [(3100, "two people mixed up", 0, 4), (3300, "a slip of the key", 1, 2)]
    {
        amend(&mut day, secs, reason, (&all[place], level));
    }
    let marks = &day.record.centre().marksheets[&sheet];
    let amended: Vec<_> = marks
        .amendments()
        .iter()
        .map(|one| (one.competency.clone(), one.was.rating, one.now.unwrap().rating, one.because))
        .collect();
    let level = Rating::Level;
    assert_eq!(
        amended,
        [
            (all[0].clone(), level(3), level(4), "two people mixed up"),
            (all[1].clone(), level(3), level(2), "a slip of the key"),
        ]
    );
    let before = |place: usize| marks.replaced_of(&all[place]);
    assert_eq!(before(0)[0].1, Some("two people mixed up"));
    assert_eq!(before(1)[0].1, Some("a slip of the key"));
}

#[test]
fn r6_each_value_before_has_the_reason_for_which_it_was_opened_and_a_slip_has_none() {
    let mut day = Day::new();
    let all = observed(&day);
    rated(&mut day, &[2]);
    rated(&mut day, &[3]);
    let sheet = day.sheet(0);
    day.act(3000, submit(sheet));
    for (secs, reason, level) in [(3100, "mixed up", 4), (3300, "slip of the key", 5)] {
        amend(&mut day, secs, reason, (&all[0], level));
    }
    let marks = &day.record.centre().marksheets[&sheet];
    let before: Vec<_> =
        marks.replaced_of(&all[0]).iter().map(|(was, why)| (was.rating, *why)).collect();
    let level = Rating::Level;
    assert_eq!(
        before,
        [(level(2), None), (level(3), Some("mixed up")), (level(4), Some("slip of the key"))]
    );
}

#[test]
fn r1_nothing_is_submitted_without_the_declaration_nor_submitted_again_with_an_old_one() {
    let mut day = Day::new();
    rated(&mut day, &[3]);
    let sheet = day.sheet(0);
    assert_eq!(refusal(&day, submit(sheet)), marksheets::Refusal::Undeclared);
    day.record.check(&stage::with_declaration(submit(sheet))).expect("declared in the same act");
    day.act(2500, submit(sheet));
    let reason = "I had mixed up two candidates".to_owned();
    day.act(2500, Change::Marksheet(marksheets::Change::Reopen { sheet, reason }));
    assert_eq!(refusal(&day, submit(sheet)), marksheets::Refusal::Undeclared);
    day.act(2500, submit(sheet));
    let marks = &day.record.centre().marksheets[&sheet];
    assert!(marks.is_submitted() && marks.independent.is_some());
}

#[test]
fn r1_the_scenario_may_take_a_reason_for_the_declaration_or_want_none() {
    for (level, refuses) in
        [(Strictness::Off, false), (Strictness::Warn, false), (Strictness::Ask, true)]
    {
        let mut day = with_rule(Rule::R1, level, Vec::new());
        rated(&mut day, &[3]);
        let (sheet, rule) = (day.sheet(0), Rule::R1);
        assert_eq!(day.record.check(&[submit(sheet)]).is_err(), refuses, "{level:?}");
        if refuses {
            assert_eq!(refusal(&day, submit(sheet)), marksheets::Refusal::AsksWhy(rule));
            let reason = "We talked in the corridor".into();
            let waive = Change::Marksheet(marksheets::Change::Waive { sheet, rule, reason });
            day.record.check(&[waive, submit(sheet)]).expect("with its reason");
        }
    }
}

#[test]
fn r1_a_marksheet_that_was_submitted_before_the_rule_stays_submitted() {
    let mut day = Day::new();
    rated(&mut day, &[3]);
    let (sheet, by) = (day.sheet(0), Author::Assessor(day.assessors[0]));
    let old = Act::Do(vec![submit(sheet)]);
    let entry = day.record.next_entry(stage::DEVICE, by, stage::now(2500), old);
    day.record.merge([entry]);
    assert!(day.record.centre().marksheets[&sheet].is_submitted());
    assert!(day.record.centre().moot.is_empty());
}

#[test]
fn a_declaration_of_independence_is_kept_with_its_moment() {
    let mut day = Day::new();
    rated(&mut day, &[3]);
    let sheet = day.sheet(0);
    day.act(2500, Change::Marksheet(marksheets::Change::Declare { sheet }));
    day.act(2500, submit(sheet));
    assert_eq!(day.record.centre().marksheets[&sheet].declared[0].at, at(2500));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn r4_not_observed_never_counts(given in proptest::collection::vec(0u8..=5, 1..6)) {
        let mut day = Day::new();
        let all = observed(&day);
        let mut levels = Vec::new();
        for (place, competency) in all.iter().enumerate() {
            let level = given[place % given.len()];
            let rating = match level {
                0 => Rating::NotObserved(WhyNot::NoOpportunity),
                level => Rating::Level(level),
            };
            levels.extend((level > 0).then_some(f64::from(level)));
            day.act(2000, rate(day.sheet(0), competency, rating));
        }
        day.act(2100, submit(day.sheet(0)));
        let card = scoring::scorecard(day.record.centre(), day.candidates[0], Viewer::Facilitator);
        let (_, mean) = &card.exercises[0];
        let expected = levels.iter().sum::<f64>() / levels.len() as f64;
        match mean {
            None => prop_assert!(levels.is_empty()),
            Some(mean) => {
                prop_assert_eq!(mean.ratings, levels.len());
                prop_assert!((mean.value - expected).abs() < 1e-9);
            }
        }
    }
}
