//! What a search for a timetable has found so far, for whoever looks on.

use std::sync::Arc;

use crate::planning::Posed;
use crate::timetable::relax::Reason;
use crate::timetable::rules::Measures;
use crate::timetable::{Minute, Plan};

/// How long a search betters its plan unless it is stopped before.
pub const SECONDS: f64 = 30.0;

/// What a search has so far.
#[derive(Debug, Clone)]
pub struct Found {
    /// What the plan has to fit.
    pub posed: Arc<Posed>,
    /// The best plan so far, and what it is like.
    pub plan: Option<(Arc<Plan>, Arc<Measures>)>,
    /// No plan ends before this minute.
    pub earliest_end: Minute,
    /// How many plans have been tried.
    pub tried: u64,
    /// How long it has searched, in seconds.
    pub seconds: f64,
    /// Bound and plan meet: no plan is better.
    pub proved: bool,
    /// Why there is none, as soon as that is known.
    pub reason: Option<Arc<Reason>>,
    /// It looks for the reason why there is no plan.
    pub reasoning: bool,
    /// It has ended.
    pub over: bool,
}
