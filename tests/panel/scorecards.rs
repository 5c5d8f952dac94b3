//! Promise 3: every number can be traced to who gave it, when, and on what evidence.

use crate::stage;
use bellwether::centre::marksheet::{Rating, WhyNot};
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content, Direction};
use bellwether::centre::{Author, Change, washup};
use bellwether::scenario::Family;
use bellwether::scenario::decision::{Overall, Rounding};
use bellwether::scenario::running::WashUpMode;
use bellwether::scoring::evidence::evidence;
use bellwether::scoring::trace::{self, Node, What};
use bellwether::scoring::{self, Mean, Missing, Scorecard, Viewer};
use stage::{Day, at, scenario, whole_day};

/// One assessor's ratings of the first candidate: a level a competency, none for not observed.
fn rate(day: &mut Day, assessor: usize, levels: [Option<u8>; 8]) {
    let sheet = day.sheet(assessor);
    let by = Author::Assessor(sheet.assessor);
    let ids: Vec<_> =
        day.record.centre().scenario.framework.competencies.iter().map(|c| c.id.clone()).collect();
    for (competency, level) in ids.into_iter().zip(levels) {
        let rating = level.map_or(Rating::NotObserved(WhyNot::NotShown), Rating::Level);
        let rate = marksheets::Change::Rate { sheet, competency, rating: Some(rating) };
        day.act_as(100, by, Change::Marksheet(rate));
    }
}

fn submit(day: &mut Day, assessor: usize) {
    let sheet = day.sheet(assessor);
    day.act_as(
        200,
        Author::Assessor(sheet.assessor),
        Change::Marksheet(marksheets::Change::Submit { sheet }),
    );
}

fn card(day: &Day, viewer: Viewer) -> Scorecard {
    scoring::scorecard(day.record.centre(), day.candidates[0], viewer)
}

fn family(card: &Scorecard, family: &Family) -> Option<(f64, usize)> {
    let result = card.families.iter().find(|result| result.family == *family).unwrap();
    result.mean.map(|mean| (mean.value, mean.ratings))
}

const FIRST: [Option<u8>; 8] =
    [Some(4), Some(3), Some(5), Some(4), Some(2), Some(3), None, Some(1)];
const SECOND: [Option<u8>; 8] = [Some(2), Some(3), Some(4), None, Some(2), Some(2), None, Some(3)];

#[test]
fn means_follow_a_table_worked_by_hand() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    submit(&mut day, 1);
    let card = card(&day, Viewer::Facilitator);
    let means: Vec<_> =
        card.rows.iter().map(|row| row.mean.map(|mean| (mean.value, mean.ratings))).collect();
    let expected = [
        Some((3.0, 2)), // (4 + 2) / 2
        Some((3.0, 2)),
        Some((4.5, 2)),
        Some((4.0, 1)), // one of two did not observe it
        Some((2.0, 2)),
        Some((2.5, 2)),
        None, // r4: neither observed it: no number, not zero
        Some((2.0, 2)),
    ];
    assert_eq!(means, expected);
    assert_eq!(family(&card, &Family::Leadership), Some((3.625, 7)), "(3 + 3 + 4.5 + 4) / 4");
    let (management, ratings) = family(&card, &Family::Management).unwrap();
    assert!((management - 6.5 / 3.0).abs() < 1e-12, "(2 + 2.5 + 2) / 3");
    assert_eq!(ratings, 6);
    assert_eq!((card.rows[6].measured, card.rows[6].planned), (0, 2));
}

#[test]
fn drafts_are_shown_and_enter_no_mean() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    let card = card(&day, Viewer::Facilitator);
    assert_eq!(card.rows[0].cells[0].given.len(), 1);
    assert!(!card.rows[0].cells[0].given[0].counted);
    assert!(card.rows.iter().all(|row| row.mean.is_none()));
}

#[test]
fn r1_an_assessor_sees_others_ratings_only_after_submitting_the_own() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    let second = Viewer::Assessor(day.assessors[1]);
    let before = card(&day, second);
    assert_eq!((before.rows[0].cells[0].hidden, before.rows[0].cells[0].given.len()), (1, 1));
    assert!(
        before.rows.iter().all(|row| row.mean.is_none()),
        "a mean would give the other rating away"
    );
    assert!(before.exercises.iter().all(|(_, mean)| mean.is_none()));
    assert!(before.families.iter().all(|result| result.mean.is_none()));
    submit(&mut day, 1);
    let after = card(&day, second);
    assert_eq!((after.rows[0].cells[0].hidden, after.rows[0].cells[0].given.len()), (0, 2));
}

#[test]
fn r1_notes_of_others_are_hidden_as_well() {
    let mut day = Day::new();
    let competency = day.record.centre().scenario.framework.competencies[0].id.clone();
    let content = Content {
        text: "Names an aim".into(),
        direction: Some(Direction::For),
        shows: vec![notes::Shown::of(competency)],
    };
    let keep = notes::Change::Keep { sheet: day.sheet(0), began: at(5), content };
    day.act_as(6, Author::Assessor(day.assessors[0]), Change::Note(keep));
    assert_eq!(card(&day, Viewer::Facilitator).rows[0].cells[0].notes.len(), 1);
    assert_eq!(card(&day, Viewer::Assessor(day.assessors[0])).rows[0].cells[0].notes.len(), 1);
    assert_eq!(card(&day, Viewer::Assessor(day.assessors[1])).rows[0].cells[0].notes.len(), 0);
}

#[test]
fn every_rating_leads_to_the_entry_that_gave_it() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    let card = card(&day, Viewer::Facilitator);
    for given in card.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.given) {
        let entry = day.record.entry(given.made.origin.entry).unwrap();
        assert_eq!(entry.by, Author::Assessor(day.assessors[0]));
        assert_eq!(entry.stamp.at(), given.made.at);
    }
}

#[test]
fn what_is_missing_is_said_in_facts() {
    let mut day = Day::new();
    let progress = |day: &Day| scoring::progress(day.record.centre(), day.candidates[0]);
    assert_eq!(progress(&day).missing[0], Missing::NotRun(day.session));
    assert!(matches!(progress(&day).missing[1], Missing::NotPlanned(_)));
    let session = day.session;
    day.act(0, Change::Clock(bellwether::centre::clocks::Change::Start { session }));
    day.act(1, Change::Clock(bellwether::centre::clocks::Change::End { session }));
    assert_eq!(progress(&day).missing[0], Missing::NotSubmitted(day.sheet(0)));
    rate(&mut day, 0, FIRST);
    submit(&mut day, 0);
    assert_eq!((progress(&day).submitted, progress(&day).expected), (1, 2));
}

/// Every number in the tree is what its parts give, down to the ratings.
fn holds(node: &Node, shown: Option<Mean>) {
    let near = |one: Option<Mean>, other: Option<Mean>| match (one, other) {
        (Some(one), Some(other)) => {
            (one.value - other.value).abs() < 1e-9 && one.ratings == other.ratings
        }
        (None, None) => true,
        _ => false,
    };
    assert!(near(node.value, shown), "{:?}: {:?} is shown as {shown:?}", node.what, node.value);
    for node in all(node) {
        assert!(
            near(node.recompute(), node.value),
            "{:?}: {:?} recomputes to {:?}",
            node.what,
            node.value,
            node.recompute()
        );
    }
}

fn all(node: &Node) -> Vec<&Node> {
    let mut found = vec![node];
    found.extend(node.parts.iter().flat_map(all));
    found
}

#[test]
fn every_number_on_the_page_recomputes_from_what_it_unfolds_into() {
    let centre = whole_day(7, 3);
    let group = scoring::group(&centre);
    let mut numbers = 0;
    for standing in &group.standings {
        let card = scoring::scorecard(&centre, standing.candidate, Viewer::Facilitator);
        for row in &standing.rows {
            holds(&trace::competency(&centre, &card, row, 1.0).unwrap(), row.value());
            numbers += usize::from(row.value().is_some());
        }
        for (family, mean) in &standing.families {
            holds(&trace::family(&centre, &card, standing, family), *mean);
        }
        for (exercise, mean) in &standing.exercises {
            holds(&trace::exercise(&centre, &card, exercise).unwrap(), *mean);
        }
        for row in &card.rows {
            for (place, cell) in row.cells.iter().enumerate() {
                holds(&trace::cell(&centre, row, place, 1.0).unwrap(), cell.mean);
            }
        }
    }
    assert!(numbers > 30, "a day without numbers would prove nothing");
    for (competency, mean) in &group.competencies {
        holds(&trace::centre_competency(&centre, &group, competency), Some(*mean));
    }
    for (family, mean) in &group.families {
        holds(&trace::centre_family(&centre, &group, family), Some(*mean));
    }
}

#[test]
fn a_number_unfolds_down_to_every_rating_and_every_note() {
    let centre = whole_day(4, 5);
    for known in centre.people.candidates() {
        let card = scoring::scorecard(&centre, known.id, Viewer::Facilitator);
        let standing = scoring::standing(&centre, &card);
        let trees: Vec<Node> = standing
            .families
            .iter()
            .map(|(family, _)| trace::family(&centre, &card, &standing, family))
            .collect();
        let nodes: Vec<&Node> = trees.iter().flat_map(all).collect();
        let ratings = nodes.iter().filter(|node| matches!(node.what, What::Rating(_))).count();
        let given: usize =
            card.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.given.len()).sum();
        assert_eq!(ratings, given);
        let notes = nodes.iter().filter(|node| matches!(node.what, What::Note(_))).count();
        let kept: usize =
            card.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.notes.len()).sum();
        assert_eq!(notes, kept);
        assert!(kept > 0);
    }
}

#[test]
fn strengths_quote_notes_for_and_next_steps_notes_against() {
    let centre = whole_day(6, 2);
    let mut quoted = 0;
    for known in centre.people.candidates() {
        let card = scoring::scorecard(&centre, known.id, Viewer::Facilitator);
        let standing = scoring::standing(&centre, &card);
        let found = evidence(&centre, &card, &standing);
        for (themes, direction) in
            [(&found.strengths, Direction::For), (&found.next_steps, Direction::Against)]
        {
            for theme in themes {
                for id in &theme.notes {
                    let note = &centre.notes[id];
                    assert_eq!(note.sheet.candidate, known.id);
                    assert_eq!(note.now.content.direction, Some(direction));
                    let row = card.rows.iter().find(|row| row.competency == theme.competency);
                    assert!(row.unwrap().cells.iter().any(|cell| cell.notes.contains(id)));
                    quoted += 1;
                }
            }
        }
        let level =
            |theme: &scoring::evidence::Theme| standing.value(&theme.competency).unwrap().value;
        let lowest_strength = found.strengths.iter().map(level).fold(f64::INFINITY, f64::min);
        let highest_step = found.next_steps.iter().map(level).fold(0.0, f64::max);
        assert!(lowest_strength >= highest_step - 1e-9, "a strength below a next step");
    }
    assert!(quoted > 10);
}

#[test]
fn r1_what_an_assessor_may_not_see_has_no_level_in_the_standing_either() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    let hidden =
        scoring::standing(day.record.centre(), &card(&day, Viewer::Assessor(day.assessors[1])));
    assert!(hidden.hides());
    assert!(hidden.rows.iter().all(|row| row.value().is_none()));
    assert!(hidden.families.iter().all(|(_, mean)| mean.is_none()));
    assert_eq!(hidden.result(), None);
    assert_eq!(scenario().framework.competencies.len(), hidden.rows.len());
}

/// The panel agrees a level of the first candidate, or that nothing can be said.
fn agree(day: &mut Day, place: usize, level: Option<u8>, reason: &str) {
    let candidate = day.candidates[0];
    let competency = day.record.centre().scenario.framework.competencies[place].id.clone();
    let arithmetic = card(day, Viewer::Facilitator).rows[place].mean.map(|mean| mean.value);
    let reason = reason.to_owned();
    let agree = washup::Change::Agree { candidate, competency, level, arithmetic, reason };
    day.act(310, Change::WashUp(agree));
}

#[test]
fn an_agreed_level_stands_for_the_mean_and_unfolds_into_reason_and_ratings() {
    let mut day = Day::new();
    rate(&mut day, 0, FIRST);
    rate(&mut day, 1, SECOND);
    submit(&mut day, 0);
    submit(&mut day, 1);
    let reveal = washup::Change::Reveal { candidate: day.candidates[0], reason: String::new() };
    day.act(300, Change::WashUp(reveal));
    agree(&mut day, 0, Some(4), "Both saw it twice");
    agree(&mut day, 2, None, "Only hearsay");
    let centre = day.record.centre();
    let card = card(&day, Viewer::Facilitator);
    let standing = scoring::standing(centre, &card);
    assert_eq!(standing.agreed(), 2);
    let level = |place: usize| standing.rows[place].value().map(|mean| mean.value);
    assert_eq!((level(0), level(1), level(2)), (Some(4.0), Some(3.0), None));
    let leadership = standing.family(&Family::Leadership).unwrap();
    assert!((leadership.value - 11.0 / 3.0).abs() < 1e-9, "(4 agreed + 3 + 4) / 3");
    let tree = trace::competency(centre, &card, &standing.rows[0], 1.0).unwrap();
    holds(&tree, standing.rows[0].value());
    let first = &tree.parts[0].what;
    let is_agreed = |what: &What| matches!(what, What::Agreed { level: Some(4), reason, .. } if reason == "Both saw it twice");
    assert!(is_agreed(first), "{first:?}");
    let nodes = all(&tree);
    assert_eq!(nodes.iter().filter(|node| matches!(node.what, What::Rating(_))).count(), 2);
    let overall = trace::overall(centre, &card, &standing).unwrap();
    let total = standing.overall.unwrap();
    assert!((overall.recompute().unwrap().value - total.value).abs() < 1e-9);
    assert!((total.value - 4.0).abs() < 1e-9, "only what is agreed counts in consensus");
}

#[test]
fn the_overall_rating_recomputes_as_mean_points_and_percent() {
    let centre = whole_day(3, 4);
    for overall in [Overall::Mean, Overall::Points, Overall::Percent] {
        for rounding in [Rounding::Unrounded, Rounding::Tenths, Rounding::Whole] {
            let mut centre = centre.clone();
            let mut scenario = centre.scenario.as_ref().clone();
            scenario.wash_up.mode = WashUpMode::Mechanical;
            scenario.decision.overall = overall;
            scenario.decision.rounding = rounding;
            centre.scenario = std::sync::Arc::new(scenario);
            for standing in scoring::group(&centre).standings {
                let card = scoring::scorecard(&centre, standing.candidate, Viewer::Facilitator);
                let tree = trace::overall(&centre, &card, &standing).unwrap();
                let total = standing.overall.unwrap();
                assert!((tree.value.unwrap().value - total.value).abs() < 1e-9);
                holds(&tree, tree.value);
            }
        }
    }
}
