//! What the stage looks at, derived once for a length of record.

use std::sync::Arc;

use crate::centre::{Author, Centre};
use crate::ids::CandidateId;
use crate::report::group::{self as report, Grid};
use crate::scenario::Scenario;
use crate::scoring::evidence::{Evidence, evidence};
use crate::scoring::standing::Place;
use crate::scoring::{self, Group, Outcome, Progress, Scorecard, Standing, Viewer};
use crate::ui::cx::Cx;

/// For which centre, version of the record and design, and viewer something was derived.
#[derive(Clone)]
pub(super) struct Of {
    version: usize,
    scenario: Arc<Scenario>,
    pub(super) viewer: Viewer,
}

impl Of {
    pub(super) fn now(cx: &Cx<'_>) -> Self {
        let viewer = match cx.you {
            Author::Facilitator => Viewer::Facilitator,
            Author::Assessor(id) => Viewer::Assessor(id),
        };
        Self { version: cx.version, scenario: Arc::clone(&cx.centre.scenario), viewer }
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.version == other.version
            && self.viewer == other.viewer
            && Arc::ptr_eq(&self.scenario, &other.scenario)
    }
}

/// Everybody. For assessors nothing: what others reached is not theirs to see (rule R1).
pub(super) struct Everybody {
    pub(super) of: Of,
    pub(super) group: Group,
    pub(super) grid: Grid,
    pub(super) complete: usize,
}

impl Everybody {
    pub(super) fn derive(centre: &Centre, of: Of) -> Self {
        if of.viewer != Viewer::Facilitator {
            return Self { of, group: Group::default(), grid: Grid::default(), complete: 0 };
        }
        let group = scoring::group(centre);
        let grid = report::grid(centre, &group);
        let complete = scoring::all_progress(centre);
        let complete = complete.iter().filter(|one| one.is_complete()).count();
        Self { of, group, grid, complete }
    }
}

/// One candidate's page.
pub(super) struct Page {
    pub(super) of: Of,
    pub(super) candidate: CandidateId,
    pub(super) card: Scorecard,
    pub(super) standing: Standing,
    pub(super) evidence: Evidence,
    pub(super) progress: Progress,
    /// What the rule gives; nothing while anything is hidden.
    pub(super) outcome: Option<Outcome>,
    /// How each competency compares with the group's, in the order of the framework.
    pub(super) places: Vec<Option<Place>>,
}

impl Page {
    pub(super) fn derive(centre: &Centre, of: Of, candidate: CandidateId, all: &Group) -> Self {
        let card = scoring::scorecard(centre, candidate, of.viewer);
        let standing = scoring::standing(centre, &card);
        let places =
            standing.rows.iter().map(|row| all.place(candidate, &row.competency)).collect();
        let outcome = (!standing.hides()).then(|| scoring::outcome_of(centre, &card));
        Self {
            of,
            candidate,
            outcome,
            evidence: evidence(centre, &card, &standing),
            progress: scoring::progress(centre, candidate),
            card,
            standing,
            places,
        }
    }
}
