//! How long the data of each candidate is kept, and whose is due to be erased (rule P2).

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::centre::{Centre, keeping};
use crate::ids::CandidateId;
use crate::scoring;

/// How long the data of a candidate is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub candidate: CandidateId,
    /// What was decided, or follows from the rule; none while nothing does.
    pub band: Option<String>,
    /// For how many months.
    pub months: u16,
    /// The last day; none when the centre has no date.
    pub until: Option<Date>,
}

impl Kept {
    /// Whether the data is to be erased by now.
    pub fn is_due(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

/// How long the data of everybody is kept of whom the record holds any, what is due first, first.
pub fn kept(centre: &Centre) -> Vec<Kept> {
    let erased = |id: &CandidateId| centre.erasures.iter().any(|past| past.people.contains(id));
    let there = centre.people.all_candidates().filter(|known| !erased(&known.id));
    let mut all: Vec<Kept> = there
        .map(|known| {
            let outcome = scoring::outcome(centre, known.id);
            let band = outcome.result(&centre.scenario).map(str::to_owned);
            let months = keeping::months(centre, band.as_deref());
            let until = centre
                .details
                .date
                .and_then(|held| held.checked_add(i32::from(months).months()).ok());
            Kept { candidate: known.id, band, months, until }
        })
        .collect();
    all.sort_by_key(|one| (one.until.is_none(), one.until));
    all
}

/// Everybody whose data is due to be erased.
pub fn all_due(centre: &Centre, today: Date) -> Vec<CandidateId> {
    kept(centre).into_iter().filter(|one| one.is_due(today)).map(|one| one.candidate).collect()
}

/// How long the names of those are kept who observed and played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffKept {
    /// How many assessors and role players the centre names.
    pub people: usize,
    /// The last day: as long as data of some candidate rests on what they gave. None when the
    /// centre has no date.
    pub until: Option<Date>,
    /// No candidate is left, so that nothing rests on them any more.
    pub over: bool,
}

/// How long assessors and role players are kept, whose names stand behind ratings: a rating that
/// nobody stands behind cannot be explained to whom it is about, and not defended.
pub fn staff(centre: &Centre) -> StaffKept {
    let people = centre.people.assessors().len() + centre.people.role_players().len();
    let kept = kept(centre);
    let open = kept.iter().any(|one| one.until.is_none());
    let until = kept.iter().filter_map(|one| one.until).max().filter(|_| !open);
    StaffKept { people, until, over: kept.is_empty() }
}
