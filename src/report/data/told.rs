//! What assessors wrote for the candidate: strengths and next steps in their own words, from
//! marksheets that are submitted. What is still a draft, nobody reads.

use super::{Point, Quote, Reporter, ToldShown};
use crate::centre::marksheet::{Part, Told};
use crate::centre::{Marksheet, Session, Sheet};
use crate::ids::{CandidateId, NoteId};
use crate::scoring::voided;
use crate::words;

impl Reporter<'_> {
    /// One half of it for the candidate and the line manager. It names no assessor (rule P4), and
    /// what was seen in an exercise that became void is left out.
    pub(super) fn told_points(&self, id: CandidateId, part: Part) -> Vec<Point> {
        let counts = |session: &Session| !voided(self.centre, session, id);
        let sheets = self.handed_in(id).into_iter().filter(|(_, session, _)| counts(session));
        let point = |(_, session, marks): (Sheet, &Session, &Marksheet)| {
            let told = marks.told.get(&part)?;
            (!told.text.trim().is_empty()).then(|| Point {
                competency: String::new(),
                exercise: self.exercise_title(&session.exercise),
                text: told.text.clone(),
                quotes: self.quoted(told),
            })
        };
        sheets.filter_map(point).collect()
    }

    /// All of it for the file, with who wrote it and what stood there before.
    pub(super) fn told_for_file(&self, id: CandidateId) -> Vec<ToldShown> {
        let mut all = Vec::new();
        for (sheet, session, marks) in self.handed_in(id) {
            for (part, told) in &marks.told {
                let before = marks.told_before.iter().filter(|(of, _)| of == part);
                let before = before.filter(|(_, told)| !told.text.trim().is_empty());
                let replaced: Vec<String> =
                    before.map(|(_, told)| self.told_before(told)).collect();
                if told.text.trim().is_empty() && replaced.is_empty() {
                    continue;
                }
                all.push(ToldShown {
                    exercise: self.exercise_title(&session.exercise),
                    assessor: words::assessor(self.centre, sheet.assessor),
                    part: self.words.say(match part {
                        Part::Strengths => "strengths",
                        Part::NextSteps => "next_steps",
                    }),
                    text: told.text.clone(),
                    quotes: self.quoted(told),
                    at: self.moment(told.made.at),
                    replaced,
                    void: voided(self.centre, session, id),
                });
            }
        }
        all
    }

    fn told_before(&self, told: &Told) -> String {
        let open = [("{rating}", &*told.text), ("{time}", &*self.moment(told.made.at))];
        self.words.with("panel.replaced", &open)
    }

    /// The submitted marksheets about a candidate in sessions that were held, in the order of the
    /// plan and of the seats.
    fn handed_in(&self, id: CandidateId) -> Vec<(Sheet, &Session, &Marksheet)> {
        let mut sessions: Vec<&Session> = self.centre.sessions_of(id).collect();
        sessions.retain(|session| session.called_off.is_none());
        sessions.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
        let sheets = sessions.into_iter().flat_map(|session| {
            let sheets = self.centre.sheets_in(session).into_iter();
            sheets.filter(|sheet| sheet.candidate == id).map(move |sheet| (sheet, session))
        });
        let submitted = sheets.filter_map(|(sheet, session)| {
            let marks = self.centre.marksheets.get(&sheet)?;
            marks.is_submitted().then_some((sheet, session, marks))
        });
        submitted.collect()
    }

    /// The notes that it rests on, as they stand; one that was struck out since is not quoted.
    fn quoted(&self, told: &Told) -> Vec<Quote> {
        let quote = |id: &NoteId| {
            let note = self.centre.notes.get(id).filter(|note| note.counts())?;
            let text = note.now.content.told().to_owned();
            (!text.is_empty()).then(|| Quote { text, exercise: String::new() })
        };
        told.quotes.iter().filter_map(quote).collect()
    }
}
