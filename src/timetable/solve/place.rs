//! Where a job of a plan is: when, for whom, in which room.

/// Where a job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// When the run begins.
    pub(super) run: u32,
    /// Candidates with their raters.
    pub(super) seats: Vec<(usize, Vec<usize>)>,
    /// Everybody who observes.
    pub(super) panel: Vec<usize>,
    /// When each of the panel marks, at a desk exercise.
    pub(super) markings: Vec<u32>,
    pub(super) room: Option<usize>,
    pub(super) players: Vec<usize>,
}
