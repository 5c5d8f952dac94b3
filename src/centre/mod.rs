//! The record of a centre, and the state that follows from it.
//!
//! A centre is what happened, in order. Every act of a person is one [`Entry`]; the state that
//! screens show is what comes of applying the entries to an empty [`Centre`]. Nothing else ever
//! changes it.
//!
//! **Invariants:** [`Centre::check`] never changes anything; [`Centre::apply`] never refuses and
//! never panics: an entry that no longer makes sense after a merge is kept and listed in
//! [`Centre::moot`]. The same set of entries gives the same state, whatever the order in which
//! they came and however often ([`Record`]).

pub mod announcements;
pub mod attendance;
pub mod authority;
pub mod checklists;
pub mod clock;
pub mod clocks;
pub mod conduct;
pub mod design;
pub mod details;
pub mod entry;
pub mod erasure;
pub mod feedback;
pub mod frame;
pub mod glance;
pub mod incidents;
pub mod keeping;
pub mod logo;
pub mod marksheet;
pub mod marksheets;
pub mod meeting;
pub mod notes;
pub mod personal;
pub mod prompts;
pub mod record;
pub mod reflections;
pub mod sessions;
pub mod sight;
pub mod talk;
pub mod voided;
pub mod washup;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use attendance::{Attendee, Person};
pub use entry::{Act, Author, Change, Entry, Made};
pub use incidents::Incident;
pub use marksheet::{Marksheet, Sheet};
pub use notes::Note;
pub use record::Record;
pub use sessions::Session;

use crate::ids::{CandidateId, CentreId, EntryId, IncidentId, NoteId, Origin, PhaseId, SessionId};
use crate::people::{self, People};
use crate::scenario::{Exercise, Scenario};

/// Why a change cannot be. Refusals sum up as changes do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// About the design.
    Design(design::Refusal),
    /// About name and date of the centre.
    Details(details::Refusal),
    /// About candidates, assessors, role players and rooms.
    People(people::Refusal),
    /// About the frame of the day.
    Frame(frame::Refusal),
    /// About who does which exercise where and when.
    Session(sessions::Refusal),
    /// About a clock.
    Clock(clocks::Refusal),
    /// About who is here.
    Attendance(attendance::Refusal),
    /// About an incident.
    Incident(incidents::Refusal),
    /// About what is said in the rooms.
    Announcement(announcements::Refusal),
    /// About a note.
    Note(notes::Refusal),
    /// About a marksheet.
    Marksheet(marksheets::Refusal),
    /// About feedback.
    Feedback(feedback::Refusal),
    /// About how long data is kept.
    Keeping(keeping::Refusal),
    /// About an erasure.
    Erasure(erasure::Refusal),
    /// About the wash-up.
    WashUp(washup::Refusal),
    /// About who may do what.
    Authority(authority::Refusal),
    /// About a checklist.
    Check(checklists::Refusal),
    /// About marks of speakers.
    Talk(talk::Refusal),
    /// About prompts.
    Prompt(prompts::Refusal),
    /// About a self-assessment.
    Reflection(reflections::Refusal),
    /// About undo and redo.
    Undo(record::Refusal),
    /// The centre is open to read only.
    ReadOnly,
}

/// A change that was kept but does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moot {
    /// Which change.
    pub change: Origin,
    /// Why it does not hold.
    pub because: Refusal,
}

/// The state of a centre after all that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Centre {
    /// Tells this centre from every other.
    pub id: CentreId,
    /// The design as it stands, the last of [`Self::designs`]; the library may move on.
    pub scenario: Arc<Scenario>,
    /// Every version of the design, the first first.
    pub designs: Vec<design::Version>,
    /// Name and date.
    pub details: details::Details,
    /// Candidates, assessors, role players and rooms.
    pub people: People,
    /// From when to when the day lasts, and what lies between.
    pub frame: frame::Frame,
    /// All sessions, also those called off.
    pub sessions: BTreeMap<SessionId, Session>,
    /// Everybody of whom something was noted on the day.
    pub attendance: attendance::Attendance,
    /// What disturbed exercises, also what was struck out.
    pub incidents: BTreeMap<IncidentId, Incident>,
    /// Why phases lasted longer or shorter than planned.
    pub explanations: BTreeMap<(SessionId, PhaseId), incidents::Explanation>,
    /// What was said in the rooms.
    pub announcements: announcements::Announcements,
    /// All notes, also those struck out.
    pub notes: BTreeMap<NoteId, Note>,
    /// The sessions of each candidate, as they were planned.
    sessions_by_candidate: BTreeMap<CandidateId, Vec<SessionId>>,
    /// Every marksheet that somebody has begun.
    pub marksheets: BTreeMap<Sheet, Marksheet>,
    /// Who has had feedback.
    pub feedback: feedback::Feedback,
    /// How long data is kept.
    pub keeping: keeping::Keeping,
    /// Who was erased, and what is left of them.
    pub erasures: Vec<erasure::Erasure>,
    /// What the panel has come to.
    pub wash_up: meeting::WashUp,
    /// Every checklist that somebody has begun.
    pub checklists: BTreeMap<Sheet, checklists::Checklist>,
    /// Who spoke from when on, in groups.
    pub talk: talk::Talk,
    /// The prompts that role players gave.
    pub prompts: prompts::Prompts,
    /// What candidates answered about their own performance.
    pub reflections: BTreeMap<(SessionId, CandidateId), reflections::Reflection>,
    /// What was kept but does not hold, in order.
    pub moot: Vec<Moot>,
}

impl Centre {
    /// A centre in which nothing has happened.
    pub fn new(id: CentreId, scenario: Arc<Scenario>) -> Self {
        let first =
            design::Version { scenario: Arc::clone(&scenario), reason: String::new(), made: None };
        Self {
            id,
            scenario,
            designs: vec![first],
            details: details::Details::default(),
            people: People::default(),
            frame: frame::Frame::default(),
            sessions: BTreeMap::new(),
            attendance: attendance::Attendance::new(),
            incidents: BTreeMap::new(),
            explanations: BTreeMap::new(),
            announcements: announcements::Announcements::default(),
            notes: BTreeMap::new(),
            sessions_by_candidate: BTreeMap::new(),
            marksheets: BTreeMap::new(),
            feedback: feedback::Feedback::new(),
            keeping: keeping::Keeping::default(),
            erasures: Vec::new(),
            wash_up: meeting::WashUp::default(),
            checklists: BTreeMap::new(),
            talk: BTreeMap::new(),
            prompts: BTreeMap::new(),
            reflections: BTreeMap::new(),
            moot: Vec::new(),
        }
    }

    /// Whether `change` can be made. Who may make it is said by [`authority`].
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check(&self, change: &Change) -> Result<(), Refusal> {
        match change {
            Change::Design(change) => design::check(self, change).map_err(Refusal::Design),
            Change::Details(change) => details::check(self, change).map_err(Refusal::Details),
            Change::People(change) => self.check_people(change).map_err(Refusal::People),
            Change::Frame(change) => frame::check(self, change).map_err(Refusal::Frame),
            Change::Session(change) => sessions::check(self, change).map_err(Refusal::Session),
            Change::Clock(change) => clocks::check(self, change).map_err(Refusal::Clock),
            Change::Attendance(change) => {
                attendance::check(self, change).map_err(Refusal::Attendance)
            }
            Change::Incident(change) => incidents::check(self, change).map_err(Refusal::Incident),
            Change::Announcement(change) => {
                announcements::check(self, change).map_err(Refusal::Announcement)
            }
            Change::Note(change) => notes::check(self, change).map_err(Refusal::Note),
            Change::Marksheet(change) => {
                marksheets::check(self, change).map_err(Refusal::Marksheet)
            }
            Change::Feedback(change) => feedback::check(self, change).map_err(Refusal::Feedback),
            Change::Keeping(change) => keeping::check(self, change).map_err(Refusal::Keeping),
            Change::Erasure(change) => erasure::check(self, change).map_err(Refusal::Erasure),
            Change::Nothing => Ok(()),
            Change::WashUp(change) => washup::check(self, change).map_err(Refusal::WashUp),
            Change::Check(change) => checklists::check(self, change).map_err(Refusal::Check),
            Change::Talk(change) => talk::check(self, change).map_err(Refusal::Talk),
            Change::Prompt(change) => prompts::check(self, change).map_err(Refusal::Prompt),
            Change::Reflection(change) => {
                reflections::check(self, change).map_err(Refusal::Reflection)
            }
        }
    }

    /// Whether `change` may be made now: [`Self::check`], and the rules of conduct that hold for
    /// what is about to be done but not for what was done.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check_now(&self, change: &Change) -> Result<(), Refusal> {
        self.check(change)?;
        conduct::check(self, change)
    }

    /// Makes the changes of `entry`. A change that does not hold is listed in [`Self::moot`].
    pub fn apply(&mut self, entry: &Entry) {
        for (place, change) in entry.act.changes().iter().enumerate() {
            let made = Made {
                origin: Origin { entry: entry.id, place: u16::try_from(place).unwrap_or(u16::MAX) },
                at: entry.stamp.at(),
                by: entry.by,
            };
            let may = authority::holds(entry.by, change).map_err(Refusal::Authority);
            match may.and_then(|()| self.check(change)) {
                Ok(()) => self.make(change, &made),
                Err(because) => self.moot.push(Moot { change: made.origin, because }),
            }
        }
    }

    fn make(&mut self, change: &Change, made: &Made) {
        match change {
            Change::Design(change) => design::apply(self, change, made),
            Change::Details(change) => details::apply(&mut self.details, change, made),
            Change::People(change) => self.people.apply(change, made.origin),
            Change::Frame(change) => frame::apply(&mut self.frame, change),
            Change::Session(change) => sessions::apply(self, change, made),
            Change::Clock(change) => clocks::apply(self, change, made),
            Change::Attendance(change) => attendance::apply(&mut self.attendance, change, made),
            Change::Incident(change) => incidents::apply(self, change, made),
            Change::Announcement(change) => {
                announcements::apply(&mut self.announcements, change, made);
            }
            Change::Note(change) => notes::apply(self, change, made),
            Change::Marksheet(change) => marksheets::apply(self, change, made),
            Change::Feedback(change) => feedback::apply(self, change, made),
            Change::Keeping(change) => keeping::apply(&mut self.keeping, change),
            Change::Erasure(change) => erasure::apply(self, change, made),
            Change::Nothing => {}
            Change::WashUp(change) => washup::apply(self, change, made),
            Change::Check(change) => checklists::apply(self, change, made),
            Change::Talk(change) => talk::apply(self, change, made),
            Change::Prompt(change) => prompts::apply(self, change, made),
            Change::Reflection(change) => reflections::apply(self, change, made),
        }
    }

    /// The same centre with candidates known by their codes alone, for all who look at it.
    #[must_use]
    pub fn with_names_hidden(&self) -> Self {
        let mut seen = self.clone();
        seen.people.hide_names();
        seen
    }

    /// The session and its exercise.
    pub fn session(&self, id: SessionId) -> Option<(&Session, &Exercise)> {
        let session = self.sessions.get(&id)?;
        Some((session, self.scenario.exercise(&session.exercise)?))
    }

    /// The sessions that were not called off, by planned start, then as they were planned.
    pub fn planned_sessions(&self) -> Vec<&Session> {
        let mut planned: Vec<_> =
            self.sessions.values().filter(|session| session.called_off.is_none()).collect();
        planned.sort_by_key(|session| (session.planned.is_none(), session.planned, session.id));
        planned
    }

    /// The sessions of a candidate, also those called off.
    pub fn sessions_of(&self, candidate: CandidateId) -> impl Iterator<Item = &Session> {
        let ids = self.sessions_by_candidate.get(&candidate).into_iter().flatten();
        ids.filter_map(|id| self.sessions.get(id))
    }

    /// The notes that an assessor kept about a candidate in a session, in the order of time.
    pub fn notes_of(&self, sheet: Sheet) -> Vec<&Note> {
        let session = self.sessions.get(&sheet.session);
        let of_session = session.into_iter().flat_map(|session| &session.notes);
        let mut notes: Vec<_> = of_session
            .filter_map(|id| self.notes.get(id))
            .filter(|note| note.sheet == sheet)
            .collect();
        notes.sort_by_key(|note| (note.began, note.id));
        notes
    }

    /// Whether an entry is the one that made a change listed as moot.
    pub fn is_moot(&self, entry: EntryId) -> bool {
        self.moot.iter().any(|moot| moot.change.entry == entry)
    }

    /// People who sit in sessions that are still to come or running cannot leave the list.
    fn check_people(&self, change: &people::Change) -> Result<(), people::Refusal> {
        self.people.check(change)?;
        let planned = || self.sessions.values().filter(|session| session.called_off.is_none());
        let sessions = match change {
            people::Change::RemoveCandidate { candidate } => {
                planned().filter(|session| session.has_candidate(*candidate)).count()
            }
            people::Change::RemoveAssessor { assessor } => {
                planned().filter(|session| session.has_assessor(*assessor)).count()
            }
            people::Change::RemoveRolePlayer { player } => {
                planned().filter(|session| session.has_player(*player)).count()
            }
            people::Change::RemoveRoom { room } => {
                let name = self.people.room(*room).map_or("", |known| &known.name);
                planned().filter(|session| session.room == name).count()
            }
            _ => 0,
        };
        if sessions == 0 { Ok(()) } else { Err(people::Refusal::InSessions(sessions)) }
    }
}
