//! From ratings to means: scorecards, who is complete, and the centre's means.
//!
//! Everything here is computed from a [`Centre`] and kept nowhere. Only ratings of submitted
//! marksheets enter a mean; drafts are shown beside them. *Not observed* is neither a low level
//! nor a zero (rule R4). Leadership and management are two results and are never melted into one.
//!
//! **Invariants:** a mean of nothing is [`None`], never 0 and never NaN. The same entries give the
//! same numbers to the last bit, in whatever order they came. An assessor is never shown, and can
//! never work out, a rating that rule R1 hides ([`Viewer`]). Start reading at [`Scorecard`].

mod index;
pub mod means;
pub mod progress;
pub mod scorecard;
#[cfg(test)]
mod tests;

pub use means::Mean;
pub use progress::{CandidateProgress, Missing, progress};
pub use scorecard::{
    Cell, Column, Coverage, FamilyResult, Row, Scorecard, SheetState, Traced, Viewer,
    all_scorecards, scorecard,
};

use crate::centre::Centre;
use crate::ids::CompetencyId;

/// The mean of a competency over the candidates of a centre.
#[derive(Debug, Clone, PartialEq)]
pub struct CentreMean {
    /// Which competency.
    pub competency: CompetencyId,
    /// Each candidate's competency mean counts once; nothing when nobody has one.
    pub mean: Option<Mean>,
    /// How many candidates have a mean.
    pub candidates: usize,
}

/// The mean of each competency over all candidates, in the order of the framework.
pub fn centre_means(centre: &Centre) -> Vec<CentreMean> {
    centre_means_of(centre, &all_scorecards(centre, Viewer::Facilitator))
}

/// The same over scorecards that are there already. Means that a viewer may not see are left out.
pub fn centre_means_of(centre: &Centre, cards: &[Scorecard]) -> Vec<CentreMean> {
    let competencies = centre.scenario.framework.competencies.iter();
    let of_place = |(place, competency): (usize, &crate::scenario::Competency)| {
        let known = cards.iter().filter_map(|card| card.rows.get(place)?.mean);
        CentreMean {
            competency: competency.id.clone(),
            candidates: known.clone().count(),
            mean: means::weighted(known.map(|mean| (1.0, mean))),
        }
    };
    competencies.enumerate().map(of_place).collect()
}
