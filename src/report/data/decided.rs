//! What the panel and the rule came to: the level that counts for each competency and family, and
//! the result with how it came about.

use super::{Counted, DecisionShown, Number, Reporter, Signature};
use crate::centre::marksheet::Rating;
use crate::ids::{CandidateId, CompetencyId};
use crate::scenario::Family;
use crate::scenario::decision::Overall;
use crate::scoring::{self, Basis, Held, Mean, Outcome, Scorecard, Viewer};
use crate::words;

/// A candidate's scorecard with what the panel and the rule made of it.
pub(super) struct Results {
    pub(super) card: Scorecard,
    pub(super) outcome: Outcome,
}

impl Results {
    /// The level that counts for a competency: agreed by the panel, else the mean of the ratings.
    pub(super) fn of(&self, competency: &CompetencyId) -> Option<Mean> {
        let row = self.card.rows.iter().find(|row| row.competency == *competency)?;
        let level = self.outcome.level(competency);
        match level.map(|level| (level.basis, level.counts)) {
            Some((Basis::Agreed, Some(value))) => {
                Some(Mean { value, ratings: row.mean.map_or(0, |mean| mean.ratings) })
            }
            Some((Basis::SetAside, _)) => None,
            _ => row.mean,
        }
    }

    /// Whether the panel agreed the level.
    pub(super) fn is_agreed(&self, competency: &CompetencyId) -> bool {
        self.outcome.level(competency).is_some_and(|level| level.basis == Basis::Agreed)
    }

    /// A family's result: from agreed levels once the panel has come to all of them, until then
    /// from the means.
    pub(super) fn family(&self, family: &Family) -> Option<Mean> {
        let of_card = self.card.families.iter().find(|result| result.family == *family);
        let mean = of_card.and_then(|result| result.mean);
        let agreed = self.outcome.levels.iter().any(|level| level.basis == Basis::Agreed);
        if !agreed || self.outcome.waiting() > 0 {
            return mean;
        }
        let verdict = self.outcome.verdict.families.iter().find(|total| total.family == *family);
        let value = verdict.and_then(|total| total.mean)?;
        Some(Mean { value, ratings: mean.map_or(0, |mean| mean.ratings) })
    }
}

impl Reporter<'_> {
    pub(super) fn results(&self, id: CandidateId) -> Results {
        let card = scoring::scorecard(self.centre, id, Viewer::Facilitator);
        let outcome = scoring::outcome_of(self.centre, &card);
        Results { card, outcome }
    }

    /// The result, with how it came about.
    pub(super) fn decision(&self, outcome: &Outcome) -> DecisionShown {
        let scenario = &self.centre.scenario;
        let band = outcome.result(scenario).unwrap_or_default().to_owned();
        let known = scenario.decision.bands.iter().find(|known| known.label == band);
        DecisionShown {
            meaning: known.map(|band| band.meaning.clone()).unwrap_or_default(),
            overall: self.overall(outcome),
            reasons: self.reasons(outcome),
            band,
        }
    }

    fn overall(&self, outcome: &Outcome) -> Option<Number> {
        let total = outcome.verdict.overall?;
        let scenario = &self.centre.scenario;
        // As on the screen, so that a cut of 3.75 and what lies beside it can be told apart.
        let value = self.words.figure(&words::figure(scenario, total.value));
        let text = match scenario.decision.overall {
            Overall::Mean => value,
            Overall::Points => {
                format!("{value} / {}", self.words.figure(&words::plain(total.highest)))
            }
            Overall::Percent => format!("{value} %"),
        };
        Some(Number { value: total.value, text, ratings: 0 })
    }

    fn reasons(&self, outcome: &Outcome) -> Vec<String> {
        let scenario = &self.centre.scenario;
        let mut reasons = Vec::new();
        if let Some(decision) = &outcome.decision {
            let open = [("{band}", &*decision.band)];
            reasons.push(self.words.with("decision.by_panel", &open));
            if let Some(rule) = decision.by_rule.as_deref().filter(|_| decision.departs()) {
                reasons.push(self.words.with("decision.by_rule", &[("{band}", rule)]));
            }
            if !decision.reason.trim().is_empty() {
                let open = [("{reason}", &*decision.reason)];
                reasons.push(self.words.with("decision.reason", &open));
            }
        } else {
            let band = outcome.verdict.band_of(scenario).filter(|_| outcome.waiting() == 0);
            let says = |label: &str| self.words.with("decision.by_rule", &[("{band}", label)]);
            reasons.extend(band.map(|band| says(&band.label)));
        }
        if outcome.waiting() > 0 {
            reasons.push(self.words.count("decision.waiting", outcome.waiting()));
        }
        reasons.extend(outcome.verdict.held_back.iter().map(|held| self.held_back(held)));
        if outcome.signed {
            reasons.push(self.words.say("decision.signed"));
        }
        reasons
    }

    fn held_back(&self, held: &Held) -> String {
        let (what, level, at_least) = match held {
            Held::Minimum { competency, level, at_least }
            | Held::Veto { competency, level, at_least } => {
                (self.competency_name(competency), *level, f64::from(*at_least))
            }
            Held::Family { family, mean, at_least } => (self.family_name(family), *mean, *at_least),
            Held::Score { score, value, at_least } => {
                let known = self.centre.scenario.external_scores.iter();
                let known = known.clone().find(|known| known.id == *score);
                let title = known.map_or_else(|| score.to_string(), |known| known.title.clone());
                (title, *value, *at_least)
            }
        };
        let text = |value| self.words.figure(&words::plain(value));
        self.words.with(
            "decision.below",
            &[("{competency}", &what), ("{level}", &text(level)), ("{minimum}", &text(at_least))],
        )
    }

    /// What the panel agreed for a competency, and why; empty where it agreed nothing.
    pub(super) fn agreed(&self, outcome: &Outcome, competency: &CompetencyId) -> (String, String) {
        let agreed = outcome.level(competency).and_then(|level| level.agreed.as_ref());
        agreed.map_or_else(Default::default, |agreed| {
            let level = match agreed.level {
                Some(level) => self.rating_words(Rating::Level(level)),
                None => self.words.say("panel.set_aside"),
            };
            (level, agreed.reason.clone())
        })
    }

    /// Who signs, or has signed.
    pub(super) fn signatures(&self, id: CandidateId, raters: Vec<String>) -> Vec<Signature> {
        let signed = self.centre.meeting(id).and_then(|meeting| meeting.signed());
        let Some((made, panel)) = signed else {
            let by_hand = |name| Signature { name, signed: String::new() };
            return raters.into_iter().map(by_hand).collect();
        };
        let when = self.words.with("panel.signed", &[("{time}", &self.moment(made.at))]);
        let assessors = panel.assessors.iter().map(|id| words::assessor(self.centre, *id));
        let names = assessors.chain(panel.others.iter().cloned());
        names.map(|name| Signature { name, signed: when.clone() }).collect()
    }

    /// How many candidates have each result.
    pub(super) fn bands(&self, results: &[Results]) -> Vec<Counted> {
        let scenario = &self.centre.scenario;
        if scenario.decision.bands.is_empty() {
            return Vec::new();
        }
        let count = |label: Option<&str>| {
            results.iter().filter(|one| one.outcome.result(scenario) == label).count()
        };
        let mut bands: Vec<Counted> = scenario
            .decision
            .bands
            .iter()
            .rev()
            .map(|band| Counted { label: band.label.clone(), count: count(Some(&band.label)) })
            .collect();
        let open = count(None);
        if open > 0 {
            bands.push(Counted { label: self.words.say("decision.undecided"), count: open });
        }
        bands
    }
}
