//! How every marksheet stands, as it is stored and not as it was pressed.

use jiff::{SignedDuration, Timestamp};

use crate::centre::marksheet::Turn;
use crate::centre::{Attendee, Centre, Person, Session, Sheet};
use crate::ids::{EntryId, ExerciseId};
use crate::scenario::Rule;
use crate::time::Length;

/// How a marksheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormState {
    /// Nobody has written on it.
    Untouched,
    /// Begun, or reopened.
    InProgress,
    /// Given back to its assessor by the facilitator.
    Returned,
    /// Submitted, and not yet on the disk.
    OnTheWay,
    /// Submitted and stored.
    Stored,
    /// Stored, and looked through by the facilitator.
    Reviewed,
}

impl FormState {
    /// Every state, in the order of a form's life.
    pub const ALL: [Self; 6] = [
        Self::Untouched,
        Self::InProgress,
        Self::Returned,
        Self::OnTheWay,
        Self::Stored,
        Self::Reviewed,
    ];

    /// Whether its assessor still owes it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Untouched | Self::InProgress | Self::Returned)
    }
}

/// How late an open marksheet is (rule R7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// Its time is not up.
    None,
    /// It should be in.
    Amber,
    /// It should have been in long ago.
    Red,
}

/// A marksheet and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Which.
    pub sheet: Sheet,
    /// Of which exercise.
    pub exercise: ExerciseId,
    /// How it stands.
    pub state: FormState,
    /// The candidate did not come, or left before it was begun: nobody waits for it.
    pub struck: bool,
    /// When the session, and so the time to write it up, was over.
    pub due: Option<Timestamp>,
}

/// Every marksheet there is to be, in the order of sessions and seats. `on_the_way` are the
/// entries that are not on the disk yet.
pub fn forms(centre: &Centre, on_the_way: &[EntryId]) -> Vec<Form> {
    let mut all = Vec::new();
    for session in centre.planned_sessions() {
        for sheet in centre.sheets_in(session) {
            let state = state(centre, sheet, on_the_way);
            let known = centre.attendance.get(&Person::Candidate(sheet.candidate));
            let away = !known.is_none_or(Attendee::takes_part);
            all.push(Form {
                sheet,
                exercise: session.exercise.clone(),
                state,
                struck: away && state == FormState::Untouched,
                due: due(session),
            });
        }
    }
    all
}

/// How many marksheets are still owed.
pub fn owed(centre: &Centre) -> usize {
    forms(centre, &[]).iter().filter(|form| form.state.is_open() && !form.struck).count()
}

/// How one marksheet stands.
pub fn state(centre: &Centre, sheet: Sheet, on_the_way: &[EntryId]) -> FormState {
    let turn = centre.marksheets.get(&sheet).and_then(|marks| marks.turns.last());
    match turn {
        Some(Turn::Submitted(made) | Turn::Reviewed(made))
            if on_the_way.contains(&made.origin.entry) =>
        {
            FormState::OnTheWay
        }
        Some(Turn::Submitted(_)) => FormState::Stored,
        Some(Turn::Reviewed(_)) => FormState::Reviewed,
        Some(Turn::Returned(..)) => FormState::Returned,
        None if centre.is_untouched(sheet) => FormState::Untouched,
        Some(Turn::Reopened(..)) | None => FormState::InProgress,
    }
}

/// How late a form is at a moment.
pub fn lateness(centre: &Centre, form: &Form, now: Timestamp) -> Lateness {
    let Some(due) = form.due.filter(|_| form.state.is_open() && !form.struck) else {
        return Lateness::None;
    };
    let open = now.duration_since(due);
    let figure = |place| {
        let minutes = centre.scenario.rules.figure(Rule::R7, place).unwrap_or(0);
        Length::minutes(minutes).as_duration()
    };
    if open <= SignedDuration::ZERO || open < figure(0) {
        Lateness::None
    } else if open < figure(1) {
        Lateness::Amber
    } else {
        Lateness::Red
    }
}

fn due(session: &Session) -> Option<Timestamp> {
    session.clock.finished
}
