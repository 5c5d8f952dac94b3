//! Who may do what: an assessor writes the own notes and marksheets, says whom they must not meet,
//! and runs the clocks of the sessions they observe. All else is the facilitator's (rules P4 and
//! R1). This is the only table of it: window, command line and file ask here.

use super::{
    Author, Centre, Change, Person, attendance, checklists, clocks, incidents, marksheets, notes,
    prompts, reflections, talk,
};
use crate::ids::{AssessorId, SessionId};
use crate::people;

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The facilitator alone does that.
    FacilitatorsAlone,
    /// It is another assessor's.
    Anothers,
    /// The assessor does not observe that session.
    NotTheirSession,
}

/// Whether `by` may make a change of this kind, to this thing. Whether the change can be at all is
/// another question: [`Centre::check`].
///
/// # Errors
///
/// Why not.
pub fn may(centre: &Centre, by: Author, change: &Change) -> Result<(), Refusal> {
    let Author::Assessor(you) = by else { return Ok(()) };
    match change {
        Change::Note(change) => own(note_of(centre, change), you),
        // Looking through and giving back is what the facilitator does with what others wrote.
        Change::Marksheet(
            marksheets::Change::Review { .. } | marksheets::Change::Return { .. },
        ) => Err(Refusal::FacilitatorsAlone),
        Change::Marksheet(change) => own(Some(change.sheet().assessor), you),
        Change::Check(checklists::Change::Tick { sheet, .. }) => own(Some(sheet.assessor), you),
        // What is said in the room, and what candidates write, whoever observes there may enter.
        Change::Prompt(
            prompts::Change::Give { session, .. } | prompts::Change::TakeBack { session, .. },
        )
        | Change::Reflection(reflections::Change::Answer { session, .. }) => {
            observes(centre, *session, you)
        }
        Change::Attendance(change) => checks_in(centre, change, you),
        Change::Clock(change) => runs(centre, change, you),
        Change::Talk(talk::Change::Speaks { assessor, .. })
        | Change::People(people::Change::KeepApart { assessor, .. }) => own(Some(*assessor), you),
        // Whoever sees something notes it; what follows from it is not theirs to say.
        Change::Incident(incidents::Change::Note { .. }) | Change::Nothing => Ok(()),
        Change::People(_)
        | Change::Design(_)
        | Change::Details(_)
        | Change::Frame(_)
        | Change::Incident(_)
        | Change::Session(_)
        | Change::Announcement(_)
        | Change::Feedback(_)
        | Change::Keeping(_)
        | Change::Erasure(_)
        | Change::WashUp(_) => Err(Refusal::FacilitatorsAlone),
    }
}

/// What holds for every entry, however old and wherever it comes from: an entry that breaks it is
/// kept and does not count. Files from before the table above hold acts of assessors that were
/// possible then, and stay as they were.
pub(super) fn holds(by: Author, change: &Change) -> Result<(), Refusal> {
    match (by, change) {
        (Author::Assessor(_), Change::WashUp(_)) => Err(Refusal::FacilitatorsAlone),
        _ => Ok(()),
    }
}

fn own(assessor: Option<AssessorId>, you: AssessorId) -> Result<(), Refusal> {
    // What is not there is refused by its own slice.
    if assessor.is_none_or(|assessor| assessor == you) { Ok(()) } else { Err(Refusal::Anothers) }
}

fn note_of(centre: &Centre, change: &notes::Change) -> Option<AssessorId> {
    match change {
        notes::Change::Keep { sheet, .. } | notes::Change::Mark { sheet, .. } => {
            Some(sheet.assessor)
        }
        notes::Change::Edit { note, .. }
        | notes::Change::Strike { note }
        | notes::Change::Restore { note } => centre.notes.get(note).map(|note| note.sheet.assessor),
    }
}

/// An assessor comes by themselves, and takes the consent of those whom they observe.
fn checks_in(centre: &Centre, change: &attendance::Change, you: AssessorId) -> Result<(), Refusal> {
    match change {
        attendance::Change::Arrive { who: Person::Assessor(who), .. } if *who == you => Ok(()),
        attendance::Change::Consent { candidate, .. }
        | attendance::Change::Brief { candidate, .. }
        | attendance::Change::WithoutConsent { candidate, .. } => {
            let mut theirs = centre.sessions_of(*candidate);
            let observes = theirs.any(|session| session.has_assessor(you));
            if observes { Ok(()) } else { Err(Refusal::NotTheirSession) }
        }
        _ => Err(Refusal::FacilitatorsAlone),
    }
}

fn runs(centre: &Centre, change: &clocks::Change, you: AssessorId) -> Result<(), Refusal> {
    observes(centre, change.session(), you)
}

fn observes(centre: &Centre, session: SessionId, you: AssessorId) -> Result<(), Refusal> {
    let theirs = centre.sessions.get(&session).is_none_or(|session| session.has_assessor(you));
    if theirs { Ok(()) } else { Err(Refusal::NotTheirSession) }
}
