//! Who may see what of whom: nobody sees another's notes and ratings before submitting the own
//! (rule R1).
//!
//! Whatever shows, prints, lists or exports a marksheet asks here first, or works on what
//! [`Centre::seen_by`] leaves.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Centre, Change, Marksheet, Sheet, notes};
use crate::ids::AssessorId;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Who runs the day, and whoever looks with the facilitator's word.
    Facilitator,
    /// An assessor.
    Assessor(AssessorId),
    /// Nobody in particular: sees what every assessor concerned may see.
    Anyone,
}

impl From<super::Author> for Viewer {
    fn from(author: super::Author) -> Self {
        match author {
            super::Author::Facilitator => Self::Facilitator,
            super::Author::Assessor(assessor) => Self::Assessor(assessor),
        }
    }
}

/// Whether `viewer` may see the notes, ticks, ratings and reasons of the marksheet.
///
/// An assessor sees the own ones, and those of others about the same candidate in the same session
/// once the own is submitted. Whoever looks without a name sees a marksheet once all assessors of
/// the candidate in the session have submitted, or once the wash-up has shown the candidate's
/// ratings: then nobody's judgement can be swayed by it.
pub fn may_see(centre: &Centre, sheet: Sheet, viewer: Viewer) -> bool {
    let submitted =
        |sheet: &Sheet| centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
    match viewer {
        Viewer::Facilitator => true,
        Viewer::Assessor(you) => {
            sheet.assessor == you || submitted(&Sheet { assessor: you, ..sheet })
        }
        Viewer::Anyone => {
            let meeting = centre.meeting(sheet.candidate);
            if meeting.is_some_and(|meeting| meeting.revealed.is_some()) {
                return true;
            }
            let session = centre.sessions.get(&sheet.session);
            let all = session.map_or_else(Vec::new, super::Session::sheets);
            let mut about = all.iter().filter(|other| other.candidate == sheet.candidate);
            about.all(submitted)
        }
    }
}

/// The marksheet whose contents a change would show; nothing for changes that anybody may see.
/// That a marksheet was submitted or reopened shows nothing of it but the reason.
pub fn shows_sheet(centre: &Centre, change: &Change) -> Option<Sheet> {
    match change {
        Change::Note(notes::Change::Keep { sheet, .. } | notes::Change::Mark { sheet, .. }) => {
            Some(*sheet)
        }
        Change::Note(
            notes::Change::Edit { note, .. }
            | notes::Change::Strike { note }
            | notes::Change::Restore { note },
        ) => centre.notes.get(note).map(|note| note.sheet),
        Change::Marksheet(super::marksheets::Change::Submit { .. }) => None,
        Change::Marksheet(change) => Some(change.sheet()),
        Change::Check(super::checklists::Change::Tick { sheet, .. }) => Some(*sheet),
        _ => None,
    }
}

/// Whether `viewer` may see what the change says.
pub fn may_see_change(centre: &Centre, change: &Change, viewer: Viewer) -> bool {
    shows_sheet(centre, change).is_none_or(|sheet| may_see(centre, sheet, viewer))
}

impl Centre {
    /// The marksheets that hold something which `viewer` may not see.
    pub fn unseen_by(&self, viewer: Viewer) -> BTreeSet<Sheet> {
        let begun = self.marksheets.keys().chain(self.checklists.keys()).copied();
        let noted = self.notes.values().map(|note| note.sheet);
        begun.chain(noted).filter(|sheet| !may_see(self, *sheet, viewer)).collect()
    }

    /// The centre as `viewer` may see it. Of other marksheets nothing is left but that they were
    /// submitted, or are not yet.
    pub fn seen_by(&self, viewer: Viewer) -> Cow<'_, Self> {
        let unseen = self.unseen_by(viewer);
        if unseen.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut seen = self.clone();
        seen.notes.retain(|_, note| !unseen.contains(&note.sheet));
        for session in seen.sessions.values_mut() {
            session.notes.retain(|note| seen.notes.contains_key(note));
        }
        for sheet in &unseen {
            seen.checklists.remove(sheet);
            if let Some(marks) = seen.marksheets.get_mut(sheet) {
                let turns = std::mem::take(&mut marks.turns);
                *marks = Marksheet { turns, ..Marksheet::default() };
            }
        }
        Cow::Owned(seen)
    }
}
