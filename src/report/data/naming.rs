//! Which of the reports that candidates read name another candidate (rule P4): what assessors
//! wrote for them, and the notes that are quoted.

use super::{OfCandidate, Reporter};
use crate::ids::CandidateId;
use crate::report::kinds::{About, Kind};
use crate::words::drafts::Naming;

impl Reporter<'_> {
    /// The reports among these in which another candidate is named.
    pub fn that_name_others(
        &self,
        wanted: impl Iterator<Item = (Kind, About)>,
    ) -> Vec<(Kind, CandidateId)> {
        let naming = Naming::of(self.centre);
        let names = |kind: Kind, id: CandidateId| {
            // To set up a report takes longer than to look whether there is anything to find.
            self.is_anywhere(&naming, id)
                && self
                    .report(kind, About::Candidate(id))
                    .and_then(|report| report.candidate)
                    .is_some_and(|read| texts(&read).any(|text| is_in(&naming, id, text)))
        };
        let of = |(kind, about): (Kind, About)| match about {
            About::Candidate(id) if kind.is_for_candidates() => Some((kind, id)),
            _ => None,
        };
        wanted.filter_map(of).filter(|(kind, id)| names(*kind, *id)).collect()
    }

    /// Whether any note or text about the candidate names another.
    fn is_anywhere(&self, naming: &Naming<'_>, id: CandidateId) -> bool {
        self.centre.sheets_about(id).into_iter().any(|sheet| {
            let notes = self.centre.notes_of(sheet).into_iter();
            let told = self.centre.marksheets.get(&sheet).into_iter();
            let told = told.flat_map(|marks| marks.told.values()).map(|told| &told.text);
            let mut texts = notes.map(|note| &note.now.content.text).chain(told);
            texts.any(|text| is_in(naming, id, text))
        })
    }
}

fn is_in(naming: &Naming<'_>, id: CandidateId, text: &str) -> bool {
    !naming.others(id, text).is_empty()
}

/// What people wrote in a report.
fn texts(read: &OfCandidate) -> impl Iterator<Item = &str> {
    let seen = read.competencies.iter().flat_map(|one| one.seen.iter().chain(&one.held_back));
    let points = || read.strengths.iter().chain(&read.next_steps);
    let quoted = points().flat_map(|point| &point.quotes);
    let told = points().map(|point| point.text.as_str());
    seen.chain(quoted).map(|quote| quote.text.as_str()).chain(told)
}
