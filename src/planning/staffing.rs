//! Rule A4: whether there are enough assessors for the candidates.

use crate::centre::Centre;
use crate::scenario::rules::{Rule, Strictness};

/// How many candidates there are for each assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staffing {
    /// Candidates on the list.
    pub candidates: usize,
    /// Assessors on the list.
    pub assessors: usize,
    /// The scenario wants at most so many candidates for each assessor.
    pub most: usize,
}

impl Staffing {
    /// How the centre is staffed; nothing where the scenario does not look at it, or where nobody is
    /// on one of the lists yet.
    pub fn of(centre: &Centre) -> Option<Self> {
        let rules = &centre.scenario.rules;
        if matches!(rules.level(Rule::A4), Strictness::Off | Strictness::Note) {
            return None;
        }
        let most = usize::try_from(rules.figure(Rule::A4, 0)?).ok()?.max(1);
        let candidates = centre.people.candidates().len();
        let assessors = centre.people.assessors().len();
        (candidates > 0 && assessors > 0).then_some(Self { candidates, assessors, most })
    }

    /// How many assessors are lacking; none where there are enough.
    pub fn lacking(self) -> usize {
        self.candidates.div_ceil(self.most).saturating_sub(self.assessors)
    }
}
