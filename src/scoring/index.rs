//! Marksheets, notes and sessions by candidate, collected in one walk over the centre.

use std::collections::{BTreeMap, BTreeSet};

use crate::centre::{Centre, Marksheet, Note, Session, Sheet};
use crate::ids::{AssessorId, CandidateId};

/// What the centre holds about one candidate.
#[derive(Debug, Default)]
pub(super) struct About<'a> {
    /// Their marksheets, in the order of [`Sheet`].
    pub(super) marksheets: Vec<(Sheet, &'a Marksheet)>,
    /// The notes about them that are not struck out, in the order of time.
    pub(super) notes: Vec<&'a Note>,
    /// Their sessions that are not called off, in the order in which they were planned.
    pub(super) sessions: Vec<&'a Session>,
}

impl About<'_> {
    /// The marksheets that `assessor` still owes about the candidate, and those handed in.
    pub(super) fn own(&self, assessor: AssessorId) -> Own {
        let mut own = Own::default();
        for (sheet, marks) in self.marksheets.iter().filter(|(sheet, _)| sheet.assessor == assessor)
        {
            if marks.is_submitted() {
                own.submitted.insert(*sheet);
            }
        }
        for sheet in self.sessions.iter().flat_map(|session| session.sheets()) {
            if sheet.assessor == assessor && !own.submitted.contains(&sheet) {
                own.owed.insert(sheet);
            }
        }
        own
    }
}

/// One assessor's marksheets about one candidate.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub(super) submitted: BTreeSet<Sheet>,
    pub(super) owed: BTreeSet<Sheet>,
}

/// What the centre holds, by candidate.
pub(super) struct Index<'a> {
    by_candidate: BTreeMap<CandidateId, About<'a>>,
}

impl<'a> Index<'a> {
    /// Everything, or what concerns `only` one candidate.
    pub(super) fn new(centre: &'a Centre, only: Option<CandidateId>) -> Self {
        let wanted = |candidate: CandidateId| only.is_none_or(|only| only == candidate);
        let mut by_candidate: BTreeMap<CandidateId, About<'a>> = BTreeMap::new();
        for (sheet, marks) in &centre.marksheets {
            if wanted(sheet.candidate) {
                by_candidate.entry(sheet.candidate).or_default().marksheets.push((*sheet, marks));
            }
        }
        for note in centre.notes.values() {
            if note.struck.is_none() && wanted(note.sheet.candidate) {
                by_candidate.entry(note.sheet.candidate).or_default().notes.push(note);
            }
        }
        for session in centre.sessions.values().filter(|session| session.called_off.is_none()) {
            for seat in &session.seats {
                if wanted(seat.candidate) {
                    by_candidate.entry(seat.candidate).or_default().sessions.push(session);
                }
            }
        }
        for about in by_candidate.values_mut() {
            about.notes.sort_by_key(|note| (note.began, note.id));
        }
        Self { by_candidate }
    }

    /// What the centre holds about the candidate, when it holds anything.
    pub(super) fn about(&self, candidate: CandidateId) -> Option<&About<'a>> {
        self.by_candidate.get(&candidate)
    }
}
