//! What the stage shows, derived once for a length of record.

use std::sync::Arc;

use crate::centre::Centre;
use crate::centre::attendance::Away;
use crate::centre::meeting::Meeting;
use crate::day::meeting::{self, Standing};
use crate::ids::CandidateId;
use crate::scenario::Scenario;
use crate::scoring::{
    CannotSay, Leaning, Outcome, Place, Scorecard, Triage, Viewer, all_triage, leanings,
    outcome_of, outcomes, ranking, rating_error, scorecard, triage_of,
};
use crate::ui::cx::Cx;

/// What holds for everybody.
pub(super) struct Everybody {
    pub(super) order: Vec<(CandidateId, Standing)>,
    pub(super) leanings: Result<Vec<Leaning>, CannotSay>,
    error: Option<(f64, usize)>,
}

/// What holds for the candidate who is chosen.
pub(super) struct One {
    pub(super) card: Scorecard,
    pub(super) outcome: Outcome,
    pub(super) triage: Triage,
    /// How far the panel is.
    pub(super) standing: Standing,
    /// Why the candidate takes no part, or none any more.
    pub(super) away: Option<Away>,
    /// Everybody's ratings were shown.
    pub(super) revealed: bool,
    pub(super) locked: bool,
}

/// What was derived, and for which length of record.
#[derive(Default)]
pub(super) struct Known {
    version: Option<(usize, Arc<Scenario>)>,
    everybody: Option<Everybody>,
    one: Option<One>,
    ranks: Option<Vec<(Place, Outcome)>>,
}

impl One {
    /// Nothing was rated here and no score came from outside: there is nothing to decide.
    pub(super) fn is_empty(&self) -> bool {
        let decided = self.outcome.decision.is_some();
        self.standing == Standing::Nothing && self.outcome.scores.is_empty() && !decided
    }
}

impl Known {
    /// Forgets what no longer holds.
    pub(super) fn keep_up(&mut self, cx: &Cx<'_>) {
        let now = (cx.version, Arc::clone(&cx.centre.scenario));
        let holds = self
            .version
            .as_ref()
            .is_some_and(|(version, scenario)| *version == now.0 && Arc::ptr_eq(scenario, &now.1));
        if !holds {
            *self = Self { version: Some(now), ..Self::default() };
        }
    }

    pub(super) fn everybody(&mut self, centre: &Centre) -> &Everybody {
        self.everybody.get_or_insert_with(|| Everybody {
            order: centre
                .wash_up_order()
                .into_iter()
                .map(|id| (id, meeting::standing(centre, id)))
                .collect(),
            leanings: leanings(centre),
            error: rating_error(centre),
        })
    }

    pub(super) fn one(&mut self, centre: &Centre, candidate: CandidateId) -> &One {
        if self.one.as_ref().is_some_and(|one| one.card.candidate != candidate) {
            self.one = None;
        }
        let error = self.everybody(centre).error;
        self.one.get_or_insert_with(|| {
            let card = scorecard(centre, candidate, Viewer::Facilitator);
            let outcome = outcome_of(centre, &card);
            let triage = triage_of(centre, &card, &outcome, error);
            let meeting = centre.meeting(candidate);
            One {
                standing: meeting::standing(centre, candidate),
                away: centre.away(candidate),
                revealed: meeting.is_some_and(|meeting| meeting.revealed.is_some()),
                locked: meeting.is_some_and(Meeting::is_locked),
                card,
                outcome,
                triage,
            }
        })
    }

    /// Everybody in order, where the scenario selects.
    pub(super) fn ranks(&mut self, centre: &Centre) -> &[(Place, Outcome)] {
        self.ranks.get_or_insert_with(|| {
            let outcomes = outcomes(centre);
            let places = ranking(&centre.scenario, &outcomes).unwrap_or_default();
            let with = |place: Place| {
                let outcome = outcomes.iter().find(|one| one.candidate == place.candidate)?;
                Some((place, outcome.clone()))
            };
            places.into_iter().filter_map(with).collect()
        })
    }
}

/// Everybody, those with most to discuss first; equals stay as they are.
pub(super) fn most_first(centre: &Centre) -> Vec<CandidateId> {
    let mut triage = all_triage(centre);
    triage.sort_by_key(|one| std::cmp::Reverse(one.weight()));
    triage.into_iter().map(|one| one.candidate).collect()
}
