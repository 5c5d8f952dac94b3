//! Rules for what is about to be done, each as strict as the scenario says (R1, R2, R3), and that
//! nothing is decided where nothing was rated.
//!
//! They are asked before an act becomes an entry, and never when entries are applied: what was
//! done stays done, also when it comes from a laptop that did not know of the clock, or from a
//! file that is older than the rule.

use super::marksheet::Rating;
use super::marksheets::{self, Refusal};
use super::{Centre, Change, Session, Sheet, checklists, washup};
use crate::ids::CompetencyId;
use crate::scenario::{Exercise, Rule, Strictness};

/// Whether rating in the session is open (rule R2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Nothing of it has begun by its clock: it may have been held without one.
    NotBegun,
    /// Candidates are observed, or are still to be.
    Running,
    /// What is observed is over.
    Over,
}

/// How far the session is, as far as rating cares.
pub fn opening(session: &Session, exercise: &Exercise) -> Opening {
    let clock = &session.clock;
    if !clock.has_begun() {
        return Opening::NotBegun;
    }
    let last = exercise.phases.iter().rposition(|phase| phase.kind.is_observed());
    let over = last.is_none_or(|last| {
        clock.runs.iter().any(|run| match exercise.phase(&run.phase) {
            Some((place, _)) => place > last || (place == last && run.ended.is_some()),
            None => false,
        })
    });
    if over || clock.finished.is_some() { Opening::Over } else { Opening::Running }
}

/// A level that R3 asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// On which competency.
    pub competency: CompetencyId,
    /// It stands at an end of the scale.
    pub at_an_end: bool,
    /// How much evidence there is.
    pub evidence: usize,
    /// Less than the scenario wants.
    pub too_little: bool,
    /// Why is written down.
    pub has_reason: bool,
}

/// How much evidence the marksheet holds on the competency: notes with words that are not struck
/// out, and ticks.
pub fn evidence(centre: &Centre, sheet: Sheet, competency: &CompetencyId) -> usize {
    let notes = centre.notes_of(sheet).into_iter();
    let notes = notes.filter(|note| note.counts() && note.now.content.is_on(competency)).count();
    notes + checklists::ticks_on(centre, sheet, competency).count()
}

/// The levels of the marksheet that R3 asks about, in the order of the exercise: those at either
/// end of the scale, and those with less evidence than the scenario wants. None when the rule is
/// off.
pub fn doubts(centre: &Centre, sheet: Sheet) -> Vec<Doubt> {
    let rules = &centre.scenario.rules;
    if rules.level(Rule::R3) == Strictness::Off {
        return Vec::new();
    }
    let wanted = rules.figure(Rule::R3, 0).unwrap_or(1) as usize;
    let ends = centre.scenario.scale.range();
    let Some((_, exercise)) = centre.session(sheet.session) else { return Vec::new() };
    let Some(marks) = centre.marksheets.get(&sheet) else { return Vec::new() };
    let doubt = |competency: &CompetencyId| {
        let Rating::Level(level) = marks.ratings.get(competency)?.rating else { return None };
        let at_an_end = ends.is_some_and(|(low, high)| level == low || level == high);
        let evidence = evidence(centre, sheet, competency);
        let too_little = evidence < wanted;
        let reason = marks.reasons.get(competency);
        let has_reason = reason.is_some_and(|reason| !reason.is_empty());
        let competency = competency.clone();
        let asks = at_an_end || too_little;
        asks.then_some(Doubt { competency, at_an_end, evidence, too_little, has_reason })
    };
    exercise.observes.iter().filter_map(|observed| doubt(&observed.competency)).collect()
}

/// Whether the change may be made now, by the rules of conduct.
pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), super::Refusal> {
    if let Change::WashUp(change) = change {
        return check_wash_up(centre, change).map_err(super::Refusal::WashUp);
    }
    let Change::Marksheet(change) = change else { return Ok(()) };
    let checked = match change {
        marksheets::Change::Rate { sheet, rating: Some(_), .. } => check_moment(centre, *sheet),
        marksheets::Change::Submit { sheet } => check_moment(centre, *sheet)
            .and_then(|()| check_evidence(centre, *sheet))
            .and_then(|()| check_declared(centre, *sheet)),
        _ => Ok(()),
    };
    checked.map_err(super::Refusal::Marksheet)
}

/// Where nobody handed in anything and nobody is waited for, there is nothing to show and nothing to
/// decide: an empty case is not an agreed one.
fn check_wash_up(centre: &Centre, change: &washup::Change) -> Result<(), washup::Refusal> {
    match change {
        washup::Change::Reveal { candidate, .. } => {
            let open = !centre.open_sheets(*candidate).is_empty();
            let comes = open || centre.has_marksheets(*candidate);
            if comes { Ok(()) } else { Err(washup::Refusal::NothingHandedIn) }
        }
        washup::Change::Decide { candidate, .. } => {
            let scored = centre.meeting(*candidate).is_some_and(|known| !known.scores().is_empty());
            let rests = scored || centre.has_levels(*candidate);
            if rests { Ok(()) } else { Err(washup::Refusal::NothingRated) }
        }
        _ => Ok(()),
    }
}

/// Whether whoever hands in has to say that the ratings are independent (rule R1), or why not.
pub fn wants_declaration(centre: &Centre) -> bool {
    centre.scenario.rules.level(Rule::R1) >= Strictness::Ask
}

/// Rule R1: whoever hands in declares that the ratings were made before seeing others.
fn check_declared(centre: &Centre, sheet: Sheet) -> Result<(), Refusal> {
    let marks = centre.marksheets.get(&sheet);
    if !wants_declaration(centre) || marks.is_some_and(|marks| marks.independent.is_some()) {
        return Ok(());
    }
    if centre.scenario.rules.level(Rule::R1) == Strictness::Block {
        return Err(Refusal::Undeclared);
    }
    let said = marks.is_some_and(|marks| marks.has_waived(Rule::R1));
    if said { Ok(()) } else { Err(Refusal::AsksWhy(Rule::R1)) }
}

/// Rule R2: evaluation comes after the exercise, not during it.
fn check_moment(centre: &Centre, sheet: Sheet) -> Result<(), Refusal> {
    let Some((session, exercise)) = centre.session(sheet.session) else { return Ok(()) };
    if opening(session, exercise) != Opening::Running {
        return Ok(());
    }
    match centre.scenario.rules.level(Rule::R2) {
        Strictness::Block => Err(Refusal::StillRunning),
        Strictness::Ask => {
            let marks = centre.marksheets.get(&sheet);
            let said = marks.is_some_and(|marks| marks.has_waived(Rule::R2));
            if said { Ok(()) } else { Err(Refusal::AsksWhy(Rule::R2)) }
        }
        Strictness::Warn | Strictness::Note | Strictness::Off => Ok(()),
    }
}

/// Rule R3: a rating rests on evidence.
fn check_evidence(centre: &Centre, sheet: Sheet) -> Result<(), Refusal> {
    let stops = |doubt: &Doubt| match centre.scenario.rules.level(Rule::R3) {
        Strictness::Block => doubt.too_little || !doubt.has_reason,
        Strictness::Ask => !doubt.has_reason,
        Strictness::Warn | Strictness::Note | Strictness::Off => false,
    };
    let stopped: Vec<CompetencyId> =
        doubts(centre, sheet).into_iter().filter(stops).map(|doubt| doubt.competency).collect();
    if stopped.is_empty() { Ok(()) } else { Err(Refusal::Unfounded(stopped)) }
}
