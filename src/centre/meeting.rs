//! What the panel has come to: the state of the wash-up, for each candidate and as a whole.
//!
//! Nothing is overwritten: an agreed level, a score and a decision keep what stood before.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::voided::voided;
use super::{Attendee, Centre, Made, Marksheet, Person, Session, Sheet};
use crate::centre::marksheet::Rating;
use crate::ids::{AssessorId, CandidateId, CompetencyId, ScoreId};
use crate::scenario::Rule;
use crate::scenario::running::WashUpMode;

/// Who is at the table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// Assessors of this centre.
    pub assessors: Vec<AssessorId>,
    /// Others by name, such as a line manager.
    pub others: Vec<String>,
}

impl Panel {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.assessors.is_empty() && self.others.is_empty()
    }
}

/// A time during which a candidate was talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When the panel turned to the candidate.
    pub began: Timestamp,
    /// When it turned away; still there when there is none.
    pub left: Option<Timestamp>,
}

/// All ratings of a candidate were shown, at once (rule W1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revealed {
    /// When.
    pub made: Made,
    /// The marksheets that were still open then.
    pub open: Vec<Sheet>,
    /// Why it was not waited for them; empty when there were none.
    pub reason: String,
}

/// What the panel settled for a competency.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed {
    /// The level; none when the panel agreed that nothing can be said.
    pub level: Option<u8>,
    /// The arithmetic result that the panel saw beside it (rule W4).
    pub arithmetic: Option<f64>,
    /// Why, in the panel's words; may be empty where the two agree.
    pub reason: String,
    /// When.
    pub made: Made,
}

/// A score from outside the day, as somebody entered it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The score; none takes it back.
    pub value: Option<f64>,
    /// Where it comes from: who scored it, or which list.
    pub source: String,
    /// When and by whom it was entered.
    pub made: Made,
}

/// A result for a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The label of the band.
    pub band: String,
    /// What the rule gave when it was decided; none when it gave nothing yet.
    pub by_rule: Option<String>,
    /// Why, where the panel departs from the rule (rule W4).
    pub reason: String,
    /// When.
    pub made: Made,
}

impl Decision {
    /// Whether the panel departed from the rule.
    pub fn departs(&self) -> bool {
        self.by_rule.as_ref() != Some(&self.band)
    }
}

/// Signed and locked, or reopened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Signed by those, and locked.
    Signed(Made, Panel),
    /// Reopened, and why.
    Reopened(Made, String),
}

/// What the panel has come to for one candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meeting {
    /// When the candidate was talked about, in order.
    pub spans: Vec<Span>,
    /// Each time that all ratings were shown; the first counts.
    pub revealed: Option<Revealed>,
    /// Each competency's agreed levels, oldest first: the last one stands.
    pub agreed: BTreeMap<CompetencyId, Vec<Agreed>>,
    /// Scores from outside, oldest first: the last one stands.
    pub scores: BTreeMap<ScoreId, Vec<Scored>>,
    /// Looked at again as borderline (rule W5): what was found, oldest first. Empty words take
    /// the mark away.
    pub borderline: Vec<(Made, String)>,
    /// Decisions, oldest first: the last one stands.
    pub decisions: Vec<Decision>,
    /// Signed and reopened, in order.
    pub turns: Vec<Turn>,
}

impl Meeting {
    /// The level that was agreed, if the panel has come to it.
    pub fn agreed(&self, competency: &CompetencyId) -> Option<&Agreed> {
        self.agreed.get(competency)?.last()
    }

    /// The score from outside that stands.
    pub fn score(&self, score: &ScoreId) -> Option<f64> {
        self.scores.get(score)?.last()?.value
    }

    /// All scores from outside that stand.
    pub fn scores(&self) -> BTreeMap<ScoreId, f64> {
        let all = self.scores.keys();
        all.filter_map(|id| Some((id.clone(), self.score(id)?))).collect()
    }

    /// What was found when the case was looked at again, if it is marked as borderline.
    pub fn is_borderline(&self) -> Option<&str> {
        let (_, found) = self.borderline.last()?;
        (!found.is_empty()).then_some(found.as_str())
    }

    /// The decision that stands.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last()
    }

    /// Signed, and not reopened since: by whom.
    pub fn signed(&self) -> Option<(&Made, &Panel)> {
        match self.turns.last()? {
            Turn::Signed(made, panel) => Some((made, panel)),
            Turn::Reopened(..) => None,
        }
    }

    /// Signed, and not reopened since.
    pub fn is_locked(&self) -> bool {
        self.signed().is_some()
    }

    /// How long the candidate has been talked about until `now`.
    pub fn spent(&self, now: Timestamp) -> SignedDuration {
        let each =
            self.spans.iter().map(|span| span.left.unwrap_or(now).duration_since(span.began));
        each.fold(SignedDuration::ZERO, |sum, one| {
            sum.saturating_add(one.max(SignedDuration::ZERO))
        })
    }
}

/// The wash-up of a centre.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WashUp {
    /// The order that somebody chose; candidates that are not named follow by code.
    pub order: Vec<CandidateId>,
    /// Who is at the table now.
    pub panel: Panel,
    /// Who is talked about now.
    pub current: Option<CandidateId>,
    /// What was come to, for each candidate about whom anything happened.
    pub meetings: BTreeMap<CandidateId, Meeting>,
}

impl Centre {
    /// What the panel has come to for a candidate, if anything happened.
    pub fn meeting(&self, candidate: CandidateId) -> Option<&Meeting> {
        self.wash_up.meetings.get(&candidate)
    }

    /// Every candidate on the list, in the order of the wash-up.
    pub fn wash_up_order(&self) -> Vec<CandidateId> {
        let listed: Vec<_> = self.people.candidates().iter().map(|known| known.id).collect();
        let chosen = self.wash_up.order.iter().filter(|id| listed.contains(id));
        let mut order: Vec<CandidateId> = chosen.copied().collect();
        let named: std::collections::BTreeSet<_> = order.iter().copied().collect();
        order.extend(listed.into_iter().filter(|id| !named.contains(id)));
        order
    }

    /// Whether the record holds nothing of the candidate any more: their seat in a group owes
    /// nothing.
    pub fn is_erased(&self, candidate: CandidateId) -> bool {
        self.people.candidate(candidate).is_some_and(|known| known.erased)
    }

    /// The marksheets that are to be filled in for a session, in the order of its seats.
    pub fn sheets_in(&self, session: &Session) -> Vec<Sheet> {
        let mut sheets = session.sheets();
        sheets.retain(|sheet| !self.is_erased(sheet.candidate));
        sheets
    }

    /// Every marksheet that there is to be about a candidate, in the order of the sessions.
    pub fn sheets_about(&self, candidate: CandidateId) -> Vec<Sheet> {
        if self.is_erased(candidate) {
            return Vec::new();
        }
        let held = self.sessions_of(candidate).filter(|session| session.called_off.is_none());
        held.flat_map(|session| {
            let seats = session.seats.iter().filter(|seat| seat.candidate == candidate);
            let assessors = seats.flat_map(|seat| &seat.assessors);
            assessors.map(|assessor| Sheet { session: session.id, candidate, assessor: *assessor })
        })
        .collect()
    }

    /// The marksheets about a candidate that somebody waits for.
    pub fn open_sheets(&self, candidate: CandidateId) -> Vec<Sheet> {
        let mut sheets = self.sheets_about(candidate);
        sheets.retain(|sheet| self.is_awaited(*sheet));
        sheets
    }

    /// Whether a marksheet about the candidate was handed in.
    pub fn has_marksheets(&self, candidate: CandidateId) -> bool {
        let submitted = |sheet| self.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
        self.sheets_about(candidate).iter().any(submitted)
    }

    /// Whether a submitted marksheet gives the candidate a level in anything.
    pub fn has_levels(&self, candidate: CandidateId) -> bool {
        let mut all = self.scenario.framework.competencies.iter();
        all.any(|known| self.is_rated(candidate, &known.id))
    }

    /// How many marksheets of an assessor somebody waits for.
    pub fn awaited_from(&self, assessor: AssessorId) -> usize {
        let held = self.sessions.values().filter(|session| session.called_off.is_none());
        let sheets = held.flat_map(Session::sheets);
        sheets.filter(|sheet| sheet.assessor == assessor && self.is_awaited(*sheet)).count()
    }

    /// Whether somebody waits for the marksheet: it is not submitted, what it is about counts, and
    /// the candidate was there or somebody wrote on it.
    pub fn is_awaited(&self, sheet: Sheet) -> bool {
        let submitted = self.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted);
        if submitted || self.is_erased(sheet.candidate) {
            return false;
        }
        let session = self.sessions.get(&sheet.session);
        let void = session.is_some_and(|session| voided(self, session, sheet.candidate));
        let attendee = self.attendance.get(&Person::Candidate(sheet.candidate));
        let came = attendee.is_none_or(Attendee::takes_part);
        !void && (came || !self.is_untouched(sheet))
    }

    /// Whether nobody has written on the marksheet: no note, no tick, no rating, no reason.
    pub fn is_untouched(&self, sheet: Sheet) -> bool {
        let blank = self.marksheets.get(&sheet).is_none_or(|marks| {
            marks.ratings.is_empty() && marks.replaced.is_empty() && marks.reasons.is_empty()
        });
        blank && self.notes_of(sheet).is_empty() && !self.checklists.contains_key(&sheet)
    }

    /// The submitted levels of a candidate in a competency, an exercise's session at a time.
    fn levels_by_session(&self, candidate: CandidateId, of: &CompetencyId) -> Vec<Vec<u8>> {
        let mut cells: BTreeMap<_, Vec<u8>> = BTreeMap::new();
        for sheet in self.sheets_about(candidate) {
            let marks = self.marksheets.get(&sheet).filter(|marks| marks.is_submitted());
            let rating = marks.and_then(|marks| marks.ratings.get(of)).map(|rated| rated.rating);
            if let Some(Rating::Level(level)) = rating {
                cells.entry(sheet.session).or_default().push(level);
            }
        }
        cells.into_values().collect()
    }

    /// Whether a submitted marksheet gives the candidate a level in the competency.
    pub fn is_rated(&self, candidate: CandidateId, competency: &CompetencyId) -> bool {
        !self.levels_by_session(candidate, competency).is_empty()
    }

    /// How far assessors who watched the same lie apart at most, in levels (rule W3). None when
    /// nothing was rated by two.
    pub fn spread(&self, candidate: CandidateId, competency: &CompetencyId) -> Option<u8> {
        let cells = self.levels_by_session(candidate, competency);
        let pairs = cells.iter().filter(|levels| levels.len() > 1);
        pairs.filter_map(|levels| Some(levels.iter().max()? - levels.iter().min()?)).max()
    }

    /// From how many levels apart ratings of one thing are a split (rule W3).
    pub fn split_from(&self) -> u8 {
        let figure = self.scenario.rules.figure(Rule::W3, 0).unwrap_or(2);
        u8::try_from(figure).unwrap_or(u8::MAX).max(1)
    }

    /// Whether the panel has to agree on the competency: in consensus whatever was rated at all,
    /// in mixed mode what is split, and nothing where the arithmetic stands.
    pub fn needs_agreement(&self, candidate: CandidateId, competency: &CompetencyId) -> bool {
        match self.scenario.wash_up.mode {
            WashUpMode::Mechanical => false,
            WashUpMode::Consensus => self.is_rated(candidate, competency),
            WashUpMode::Mixed => {
                self.spread(candidate, competency).is_some_and(|apart| apart >= self.split_from())
            }
        }
    }

    /// The competencies on which the panel has still to agree, in the order of the framework.
    pub fn to_agree(&self, candidate: CandidateId) -> Vec<CompetencyId> {
        let meeting = self.meeting(candidate);
        let all = self.scenario.framework.competencies.iter().map(|known| &known.id);
        all.filter(|id| meeting.is_none_or(|meeting| meeting.agreed(id).is_none()))
            .filter(|id| self.needs_agreement(candidate, id))
            .cloned()
            .collect()
    }
}
