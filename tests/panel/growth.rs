//! Growth since an earlier centre: compared only where scale and competency are the same, and what
//! cannot be compared is said.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::Centre;
use bellwether::ids::{CandidateId, CompetencyId};
use bellwether::scenario::Scenario;
use bellwether::scoring::growth::{Apart, growth};
use bellwether::scoring::{self, Viewer};
use stage::whole_day;

fn first(centre: &Centre) -> CandidateId {
    centre.people.candidates()[0].id
}

/// The same day under a design that was changed.
fn under(centre: &Centre, change: impl FnOnce(&mut Scenario)) -> Centre {
    let mut centre = centre.clone();
    let mut scenario = centre.scenario.as_ref().clone();
    change(&mut scenario);
    centre.scenario = Arc::new(scenario);
    centre
}

#[test]
fn then_and_now_are_the_levels_of_each_centre() {
    let (now, then) = (whole_day(3, 1), whole_day(3, 2));
    let found = growth((&now, first(&now)), (&then, first(&then)));
    assert!(!found.lines.is_empty());
    let level = |centre: &Centre, name: &str| {
        let card = scoring::scorecard(centre, first(centre), Viewer::Facilitator);
        let known = centre.scenario.framework.competencies.iter().find(|c| c.name == name);
        scoring::standing(centre, &card).value(&known.unwrap().id).unwrap().value
    };
    for line in &found.lines {
        assert!((line.now - level(&now, &line.name)).abs() < 1e-9);
        assert!((line.then - level(&then, &line.name)).abs() < 1e-9);
        assert!(!line.reworded && line.called_then.is_none());
    }
}

#[test]
fn another_scale_compares_nothing_and_says_so() {
    let now = whole_day(2, 1);
    let then = under(&now, |scenario| scenario.scale.levels[0].label = "Rubbish".into());
    let found = growth((&now, first(&now)), (&then, first(&now)));
    assert!(found.lines.is_empty());
    assert!(matches!(&found.apart[..], [Apart::Scales { then, .. }] if then.contains("Rubbish")));
}

#[test]
fn a_competency_is_the_same_by_id_and_else_by_name() {
    let now = whole_day(2, 1);
    let ids: Vec<CompetencyId> =
        now.scenario.framework.competencies.iter().map(|known| known.id.clone()).collect();
    let renamed = under(&now, |scenario| {
        scenario.framework.competencies[0].name = "As it was called".into();
        scenario.framework.competencies[1].definition = "Something wider".into();
    });
    let found = growth((&now, first(&now)), (&renamed, first(&now)));
    let line = |place: usize| {
        let name = &now.scenario.framework.competencies[place].name;
        found.lines.iter().find(|line| line.name == *name).unwrap()
    };
    assert_eq!(line(0).called_then.as_deref(), Some("As it was called"));
    assert!(line(1).reworded);
    assert!(!line(2).reworded);

    let gone = under(&now, |scenario| {
        scenario.framework.competencies.retain(|known| known.id != ids[2]);
    });
    let name = now.scenario.framework.competencies[2].name.clone();
    let found = growth((&now, first(&now)), (&gone, first(&now)));
    assert!(found.apart.contains(&Apart::OnlyNow(name.clone())));
    let found = growth((&gone, first(&now)), (&now, first(&now)));
    assert!(found.apart.contains(&Apart::OnlyThen(name)));
}

#[test]
fn what_has_no_level_on_a_day_is_said_and_is_no_zero() {
    let now = whole_day(2, 1);
    let empty = under(&now, |_same| {});
    let nobody = CandidateId(bellwether::ids::Origin {
        entry: bellwether::ids::EntryId { device: stage::DEVICE, number: 9_999 },
        place: 0,
    });
    let found = growth((&now, first(&now)), (&empty, nobody));
    assert!(found.lines.is_empty());
    let all = now.scenario.framework.competencies.len();
    let without = found.apart.iter().filter(|why| matches!(why, Apart::NoLevelThen(_))).count();
    assert_eq!(without, all);
}
