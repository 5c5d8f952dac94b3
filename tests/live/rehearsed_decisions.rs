//! The rehearsed day carried on through the wash-up to decisions, against an account of it worked
//! out by hand: `tests/cases/rehearsed_decisions.md`.

use crate::stage;
use bellwether::centre::incidents::{self, Effect, Fact};
use bellwether::centre::washup::{Change, Refusal};
use bellwether::centre::{Change as Act, Refusal as Refused};
use bellwether::ids::{CandidateId, CompetencyId};
use bellwether::report::results;
use bellwether::scenario::decision::Bound;
use bellwether::scenario::{Kind, Scenario};
use bellwether::scoring::{self, Point};
use stage::framework::band;
use stage::rehearsed::{Rehearsed, clock};

fn selects() -> Scenario {
    let mut scenario = stage::scenario();
    scenario.kind = Kind::Selection;
    scenario.decision.bands = vec![
        band("Reserve", Bound::AtLeast(1.0), false),
        band("Appoint", Bound::AtLeast(2.9), true),
    ];
    scenario
}

/// A row of the account: code, overall rating, what the rule gives, result.
fn account() -> Vec<[String; 4]> {
    let text = include_str!("../cases/rehearsed_decisions.md");
    let rows = text.lines().filter(|line| line.starts_with("| C"));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let overall = cells[3].rsplit("→ ").next().unwrap();
        [cells[1], overall, cells[4], cells[6]].map(str::to_owned)
    })
    .collect()
}

/// The panel at its table, after the rehearsed day.
struct Panel {
    day: Rehearsed,
    secs: i64,
}

impl Panel {
    fn does(&mut self, change: Change) {
        self.secs += 10;
        self.day.act(self.secs, vec![Act::WashUp(change)]);
    }

    fn refused(&self, change: Change) -> Refusal {
        match self.day.workspace().record().check(&[Act::WashUp(change)]) {
            Err(Refused::WashUp(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    }

    fn who(&self, place: usize) -> CandidateId {
        self.day.candidates[place]
    }

    /// Turns to a candidate and shows what everybody gave.
    fn turns_to(&mut self, place: usize, reason: &str) {
        let candidate = self.who(place);
        self.does(Change::Begin { candidate });
        self.does(Change::Reveal { candidate, reason: reason.to_owned() });
    }

    fn agrees(&mut self, place: usize, other: Option<(usize, u8, &str)>) {
        let candidate = self.who(place);
        let competencies = self.day.centre().to_agree(candidate);
        for (count, competency) in competencies.into_iter().enumerate() {
            let mean = self.arithmetic(candidate, &competency);
            let given = other.filter(|(at, ..)| *at == count);
            // The means of this day are whole levels.
            let of_mean = (1..=5).find(|level| f64::from(*level) >= mean).unwrap();
            let level = given.map_or(of_mean, |(_, level, _)| level);
            let reason = given.map_or("", |(_, _, reason)| reason).to_owned();
            let (level, arithmetic) = (Some(level), Some(mean));
            self.does(Change::Agree { candidate, competency, level, arithmetic, reason });
        }
    }

    fn arithmetic(&self, candidate: CandidateId, competency: &CompetencyId) -> f64 {
        let outcome = scoring::outcome(self.day.centre(), candidate);
        outcome.level(competency).unwrap().arithmetic.unwrap().value
    }

    fn decides(&mut self, place: usize, band: Option<&str>, reason: &str) {
        let candidate = self.who(place);
        let by_rule = by_rule(&self.day, candidate).unwrap();
        let band = band.unwrap_or(&by_rule).to_owned();
        let (by_rule, reason) = (Some(by_rule), reason.to_owned());
        self.does(Change::Decide { candidate, band, by_rule, reason });
    }

    fn signs(&mut self, place: usize) {
        let candidate = self.who(place);
        let (assessors, others) = (self.day.assessors.clone(), Vec::new());
        self.does(Change::Sign { candidate, assessors, others });
    }

    fn settles(&mut self, place: usize) {
        self.turns_to(place, "");
        self.agrees(place, None);
        self.decides(place, None, "");
        self.signs(place);
    }
}

fn by_rule(day: &Rehearsed, candidate: CandidateId) -> Option<String> {
    let outcome = scoring::outcome(day.centre(), candidate);
    outcome.verdict.band_of(&day.centre().scenario).map(|band| band.label.clone())
}

/// From the end of the day to the last signature.
fn held() -> Panel {
    let mut panel = Panel { day: Rehearsed::whole_under(selects()), secs: clock("14:30") };
    let drilling = *panel.day.centre().incidents.keys().next().unwrap();
    let effect = Fact::Effect(Effect::WashUp);
    let told = incidents::Change::Set { incident: drilling, fact: effect };
    panel.day.act(clock("14:30"), vec![Act::Incident(told)]);

    panel.turns_to(0, "");
    panel.agrees(0, Some((4, 4, "She re-planned the week twice, unasked")));
    panel.decides(0, None, "");
    panel.signs(0);
    panel.settles(1);
    panel.turns_to(2, "");
    panel.turns_to(3, "");
    panel.agrees(3, None);
    panel.decides(3, Some("Appoint"), "The post needs what C04 does best");
    panel.signs(3);
    let candidate = panel.who(2);
    panel.does(Change::Begin { candidate });
    panel.agrees(2, None);
    panel.decides(2, None, "");
    panel.signs(2);
    panel.settles(4);
    panel.day.crash();
    panel.secs += 120;
    panel.day.come_back(panel.secs);
    for place in 6..11 {
        panel.settles(place);
    }
    panel.turns_to(11, "The assessor of the second talk is ill");
    panel.agrees(11, None);
    panel.decides(11, None, "");
    panel.signs(11);
    panel
}

#[test]
fn the_panel_comes_to_the_results_of_the_account() {
    let panel = held();
    let centre = panel.day.centre();
    assert_eq!(centre.moot, [], "nothing was lost");
    let account = account();
    assert_eq!(account.len(), 12, "the account is read");
    let all = results::derive(centre);
    for (place, [code, overall, rule, result]) in account.iter().enumerate() {
        let candidate = panel.who(place);
        let outcome = scoring::outcome(centre, candidate);
        let shown = outcome.verdict.overall.map(|overall| overall.value.to_string());
        assert_eq!(shown.unwrap_or_default(), *overall, "{code}");
        assert_eq!(by_rule(&panel.day, candidate).unwrap_or_default(), *rule, "{code}");
        let block = all.candidates.iter().find(|block| block.code == *code).unwrap();
        assert_eq!(block.result.clone().unwrap_or_default(), *result, "{code}");
        assert_eq!(outcome.signed, !result.is_empty(), "{code}");
    }
}

#[test]
fn nobody_waits_for_forms_about_somebody_who_did_not_come() {
    let panel = held();
    assert!(panel.day.centre().open_sheets(panel.who(5)).is_empty());
    let triage = scoring::all_triage(panel.day.centre());
    let absent = triage.iter().find(|one| one.candidate == panel.who(5)).unwrap();
    assert!(!absent.points.iter().any(|point| matches!(point, Point::Open(_))));
}

#[test]
fn places_are_shared_as_in_the_account() {
    let panel = held();
    let centre = panel.day.centre();
    let ranking = scoring::ranking(&centre.scenario, &scoring::outcomes(centre)).unwrap();
    let places = |rank: usize| -> Vec<String> {
        let mut codes: Vec<String> = ranking
            .iter()
            .filter(|place| place.rank == Some(rank))
            .map(|place| centre.people.candidate(place.candidate).unwrap().code.clone())
            .collect();
        codes.sort();
        codes
    };
    assert_eq!(places(1), ["C02", "C05", "C08", "C11"]);
    assert_eq!(places(5), ["C01", "C03", "C09", "C12"]);
    assert_eq!(places(9), ["C04", "C07", "C10"]);
}

#[test]
fn what_was_departed_from_keeps_both_numbers_and_the_reason() {
    let panel = held();
    let centre = panel.day.centre();
    let first = centre.meeting(panel.who(0)).unwrap();
    let changed = first.agreed.values().flatten().find(|agreed| !agreed.reason.is_empty()).unwrap();
    assert_eq!((changed.level, changed.arithmetic), (Some(4), Some(3.0)));
    let fourth = centre.meeting(panel.who(3)).unwrap().decision().unwrap();
    assert!(fourth.departs());
    assert_eq!(fourth.by_rule.as_deref(), Some("Reserve"));
    assert_eq!(fourth.reason, "The post needs what C04 does best");
    let all = results::derive(centre);
    let line = all.candidates[0]
        .competencies
        .iter()
        .find(|line| line.agreed == Some(4) && !line.agreed_because.is_empty());
    assert_eq!(line.unwrap().agreed_because, changed.reason, "the results keep it");
    let decided = all.candidates[3].decision.as_ref().unwrap();
    assert_eq!((decided.band.as_str(), decided.by_rule.as_deref()), ("Appoint", Some("Reserve")));
    assert_eq!(decided.signed_by.len(), panel.day.assessors.len());
    let third = centre.meeting(panel.who(2)).unwrap();
    assert_eq!(third.spans.len(), 2, "left and come back to");
}

#[test]
fn the_panel_hears_of_what_disturbed_somebody_and_of_a_form_that_comes_late() {
    let mut panel = held();
    let points = |panel: &Panel, place: usize| {
        let triage = scoring::all_triage(panel.day.centre());
        triage.into_iter().find(|one| one.candidate == panel.who(place)).unwrap().points
    };
    assert!(points(&panel, 0).iter().any(|point| matches!(point, Point::Disturbed(_))));
    assert!(!points(&panel, 1).iter().any(|point| matches!(point, Point::Disturbed(_))));
    assert!(points(&panel, 11).iter().any(|point| matches!(point, Point::Open(_))));
    let late = panel.secs + 3600;
    panel.day.hands_in_at(late, 23);
    panel.secs = late;
    assert_eq!(points(&panel, 11).first(), Some(&Point::ChangedSince));
    let candidate = panel.who(11);
    let quietly = Change::Reopen { candidate, reason: String::new() };
    assert_eq!(panel.refused(quietly), Refusal::NoReason);
    panel.does(Change::Reopen { candidate, reason: "The second form is in".to_owned() });
    panel.signs(11);
    assert!(!points(&panel, 11).contains(&Point::ChangedSince));
}
