//! What assessors wrote down: behaviour, not judgement, with the second at which typing began.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Centre, Made, Sheet, marksheets};
use crate::ids::{CompetencyId, NoteId};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = marksheets::LONGEST_TEXT;

/// Whether a behaviour speaks for or against a competency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Speaks for it.
    For,
    /// Speaks against it.
    Against,
}

/// What a note says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// As typed.
    pub text: String,
    /// For or against; neither when not classified yet.
    pub direction: Option<Direction>,
    /// What it is evidence of; not classified yet when there is none.
    pub competency: Option<CompetencyId>,
}

/// What a note said from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it said.
    pub content: Content,
    /// Who wrote that, and when.
    pub made: Made,
}

/// A time-stamped record of what a candidate said or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Made by the entry that kept it.
    pub id: NoteId,
    /// About whom, in which session, by whom.
    pub sheet: Sheet,
    /// When its typing began.
    pub began: Timestamp,
    /// What it says now.
    pub now: Version,
    /// What it said before, oldest first.
    pub before: Vec<Version>,
    /// Struck out, by whom and when. It stays on record.
    pub struck: Option<Made>,
}

/// What can happen to notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A note is kept.
    Keep {
        /// About whom, in which session, by whom.
        sheet: Sheet,
        /// When its typing began.
        began: Timestamp,
        /// What it says.
        content: Content,
    },
    /// A note says something else now.
    Edit {
        /// Which.
        note: NoteId,
        /// What it says.
        content: Content,
    },
    /// A note is struck out.
    Strike {
        /// Which.
        note: NoteId,
    },
    /// A note that was struck out counts again.
    Restore {
        /// Which.
        note: NoteId,
    },
}

/// Why a change to notes cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody can write on that marksheet.
    Marksheet(marksheets::Refusal),
    /// There is no such note.
    NoSuchNote,
    /// A note needs words.
    Empty,
    /// Longer than [`LONGEST_NOTE`].
    TooLong,
    /// The competency is not rated in this exercise.
    NotObservedHere(CompetencyId),
    /// It is struck out already.
    Struck,
    /// It is not struck out.
    NotStruck,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let known = |note: &NoteId| centre.notes.get(note).ok_or(Refusal::NoSuchNote);
    let writable = |sheet| marksheets::check_writable(centre, sheet).map_err(Refusal::Marksheet);
    match change {
        Change::Keep { sheet, content, began: _ } => {
            writable(*sheet)?;
            check_content(centre, *sheet, content)
        }
        Change::Edit { note, content } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() {
                return Err(Refusal::Struck);
            }
            check_content(centre, note.sheet, content)
        }
        Change::Strike { note } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() { Err(Refusal::Struck) } else { Ok(()) }
        }
        Change::Restore { note } => {
            let note = known(note)?;
            writable(note.sheet)?;
            if note.struck.is_some() { Ok(()) } else { Err(Refusal::NotStruck) }
        }
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Keep { sheet, began, content } => {
            let id = NoteId(made.origin);
            let note = Note {
                id,
                sheet: *sheet,
                began: *began,
                now: Version { content: content.clone(), made: *made },
                before: Vec::new(),
                struck: None,
            };
            centre.notes.insert(id, note);
            if let Some(session) = centre.sessions.get_mut(&sheet.session) {
                session.notes.push(id);
            }
        }
        Change::Edit { note, content } => {
            if let Some(note) = centre.notes.get_mut(note) {
                let version = Version { content: content.clone(), made: *made };
                note.before.push(std::mem::replace(&mut note.now, version));
            }
        }
        Change::Strike { note } => {
            if let Some(note) = centre.notes.get_mut(note) {
                note.struck = Some(*made);
            }
        }
        Change::Restore { note } => {
            if let Some(note) = centre.notes.get_mut(note) {
                note.struck = None;
            }
        }
    }
}

fn check_content(centre: &Centre, sheet: Sheet, content: &Content) -> Result<(), Refusal> {
    if content.text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if content.text.chars().count() > LONGEST_NOTE {
        return Err(Refusal::TooLong);
    }
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    match &content.competency {
        Some(competency) if exercise.is_none_or(|exercise| !exercise.observes(competency)) => {
            Err(Refusal::NotObservedHere(competency.clone()))
        }
        _ => Ok(()),
    }
}
