//! About whom a change is.

use std::collections::{BTreeMap, BTreeSet};

use crate::centre::{
    Change, Entry, Person, announcements, attendance, checklists, erasure, frame, incidents, notes,
    prompts, reflections, sessions, talk, washup,
};
use crate::ids::{CandidateId, IncidentId, NoteId, Origin, SessionId};
use crate::people;

/// Whom notes and sessions are about, which later changes name by their ids alone.
#[derive(Debug, Clone, Default)]
pub struct Index {
    notes: BTreeMap<NoteId, CandidateId>,
    sessions: BTreeMap<SessionId, BTreeSet<CandidateId>>,
    /// Whom incidents concern: those who are named, else those in the sessions that are named.
    incidents: BTreeMap<IncidentId, BTreeSet<CandidateId>>,
    /// The places that an erasure left empty.
    empty: BTreeSet<Origin>,
}

impl Index {
    /// What these entries made.
    pub fn of(entries: &[Entry]) -> Self {
        let mut index = Self::default();
        for entry in entries {
            for (place, change) in (0_u16..).zip(entry.act.changes()) {
                let made = Origin { entry: entry.id, place };
                match change {
                    Change::Note(
                        notes::Change::Keep { sheet, .. } | notes::Change::Mark { sheet, .. },
                    ) => {
                        index.notes.insert(NoteId(made), sheet.candidate);
                    }
                    Change::Session(sessions::Change::Plan { seats, .. }) => {
                        let who = seats.iter().map(|seat| seat.candidate).collect();
                        index.sessions.insert(SessionId(made), who);
                    }
                    Change::Nothing => {
                        index.empty.insert(made);
                    }
                    _ => {}
                }
            }
        }
        index.incidents = index.concerned(entries);
        index
    }

    /// Whom each incident concerned at any time.
    fn concerned(&self, entries: &[Entry]) -> BTreeMap<IncidentId, BTreeSet<CandidateId>> {
        let mut named: BTreeMap<IncidentId, (BTreeSet<CandidateId>, BTreeSet<CandidateId>)> =
            BTreeMap::new();
        for entry in entries {
            for (place, change) in (0_u16..).zip(entry.act.changes()) {
                let made = IncidentId(Origin { entry: entry.id, place });
                let Change::Incident(change) = change else { continue };
                let (incident, people, sessions) = match change {
                    incidents::Change::Note { candidates, sessions, .. } => {
                        (made, candidates.as_slice(), sessions.as_slice())
                    }
                    incidents::Change::Set {
                        incident,
                        fact: incidents::Fact::Candidates(candidates),
                    } => (*incident, candidates.as_slice(), &[][..]),
                    incidents::Change::Set {
                        incident,
                        fact: incidents::Fact::Sessions(sessions),
                    } => (*incident, &[][..], sessions.as_slice()),
                    _ => continue,
                };
                let known = named.entry(incident).or_default();
                known.0.extend(people);
                known.1.extend(sessions.iter().flat_map(|id| self.in_session(*id)));
            }
        }
        let whom = |(people, within): (BTreeSet<_>, BTreeSet<_>)| {
            if people.is_empty() { within } else { people }
        };
        named.into_iter().map(|(incident, known)| (incident, whom(known))).collect()
    }

    fn of_incident(&self, incident: IncidentId) -> BTreeSet<CandidateId> {
        self.incidents.get(&incident).cloned().unwrap_or_default()
    }

    /// Whether a change rests on a note or session that an erasure took out.
    pub fn rests_on_nothing(&self, change: &Change) -> bool {
        let on = match change {
            Change::Note(
                notes::Change::Edit { note, .. }
                | notes::Change::Strike { note }
                | notes::Change::Restore { note },
            ) => note.0,
            Change::Session(
                sessions::Change::Move { session, .. }
                | sessions::Change::Reseat { session, .. }
                | sessions::Change::Unseat { session, .. }
                | sessions::Change::Cast { session, .. }
                | sessions::Change::Mark { session, .. }
                | sessions::Change::Pin { session, .. }
                | sessions::Change::CallOff { session, .. }
                | sessions::Change::Void { session, .. },
            )
            | Change::Incident(incidents::Change::Explain { session, .. })
            | Change::Prompt(
                prompts::Change::Give { session, .. } | prompts::Change::TakeBack { session, .. },
            )
            | Change::Talk(talk::Change::Speaks { session, .. }) => session.0,
            Change::Clock(change) => change.session().0,
            Change::Announcement(announcements::Change::Sound { cue, .. }) => cue.session.0,
            Change::Incident(
                incidents::Change::Set { incident, .. }
                | incidents::Change::Sign { incident, .. }
                | incidents::Change::Strike { incident, .. },
            ) => incident.0,
            _ => return false,
        };
        self.empty.contains(&on) && !self.knows(on)
    }

    fn knows(&self, made: Origin) -> bool {
        self.notes.contains_key(&NoteId(made))
            || self.sessions.contains_key(&SessionId(made))
            || self.incidents.contains_key(&IncidentId(made))
    }

    /// Who is in the session.
    pub fn in_session(&self, session: SessionId) -> BTreeSet<CandidateId> {
        self.sessions.get(&session).cloned().unwrap_or_default()
    }

    fn of_note(&self, note: NoteId) -> BTreeSet<CandidateId> {
        self.notes.get(&note).copied().into_iter().collect()
    }
}

/// The candidates that a change is about; `made` is the name of what it makes.
pub fn about(change: &Change, made: Origin, index: &Index) -> BTreeSet<CandidateId> {
    let one = |id: CandidateId| BTreeSet::from([id]);
    match change {
        Change::Nothing | Change::Design(_) | Change::Details(_) | Change::Keeping(_) => {
            BTreeSet::new()
        }
        Change::People(change) => people(change, made),
        Change::Frame(frame::Change::Lunches(lunches)) => {
            let who = lunches.iter().filter_map(|(who, _)| match who {
                frame::Who::Candidate(id) => Some(*id),
                frame::Who::Assessor(_) => None,
            });
            who.collect()
        }
        Change::Frame(_)
        | Change::Announcement(
            announcements::Change::Announce { .. }
            | announcements::Change::TakeDown { .. }
            | announcements::Change::Chime { .. },
        ) => BTreeSet::new(),
        Change::Session(change) => match change {
            sessions::Change::Plan { seats, .. } | sessions::Change::Reseat { seats, .. } => {
                seats.iter().map(|seat| seat.candidate).collect()
            }
            // Without it the others would have somebody in their group who was not there.
            sessions::Change::Unseat { session, .. }
            | sessions::Change::Move { session, .. }
            | sessions::Change::Cast { session, .. }
            | sessions::Change::Mark { session, .. }
            | sessions::Change::Pin { session, .. }
            | sessions::Change::CallOff { session, .. }
            | sessions::Change::Void { session, .. } => index.in_session(*session),
        },
        Change::Clock(change) => index.in_session(change.session()),
        Change::Announcement(announcements::Change::Sound { cue, .. }) => {
            index.in_session(cue.session)
        }
        Change::Attendance(change) => attended(change),
        Change::Incident(change) => match change {
            incidents::Change::Note { .. } => index.of_incident(IncidentId(made)),
            incidents::Change::Set { incident, .. }
            | incidents::Change::Sign { incident, .. }
            | incidents::Change::Strike { incident, .. } => index.of_incident(*incident),
            incidents::Change::Explain { session, .. } => index.in_session(*session),
        },
        Change::Note(change) => match change {
            notes::Change::Keep { sheet, .. } | notes::Change::Mark { sheet, .. } => {
                one(sheet.candidate)
            }
            notes::Change::Edit { note, .. }
            | notes::Change::Strike { note }
            | notes::Change::Restore { note } => index.of_note(*note),
        },
        Change::Marksheet(change) => one(change.sheet().candidate),
        Change::Check(checklists::Change::Tick { sheet, .. }) => one(sheet.candidate),
        Change::Talk(talk::Change::Speaks { speaker, .. }) => speaker.iter().copied().collect(),
        Change::Prompt(
            prompts::Change::Give { session, .. } | prompts::Change::TakeBack { session, .. },
        ) => index.in_session(*session),
        Change::Reflection(reflections::Change::Answer { candidate, .. }) => one(*candidate),
        Change::Feedback(change) => one(change.candidate()),
        Change::WashUp(washup::Change::Order { candidates }) => {
            candidates.iter().copied().collect()
        }
        Change::WashUp(change) => change.candidate().into_iter().collect(),
        Change::Erasure(erasure::Change::Erase { people, .. }) => people.iter().copied().collect(),
    }
}

fn attended(change: &attendance::Change) -> BTreeSet<CandidateId> {
    match change.who() {
        Person::Candidate(id) => BTreeSet::from([id]),
        Person::Assessor(_) | Person::RolePlayer(_) => BTreeSet::new(),
    }
}

fn people(change: &people::Change, made: Origin) -> BTreeSet<CandidateId> {
    let one = |id: CandidateId| BTreeSet::from([id]);
    match change {
        people::Change::AddCandidate { .. }
        | people::Change::Join(people::Newcomer::Candidate { .. }) => one(CandidateId(made)),
        people::Change::NameCandidate { candidate, .. }
        | people::Change::GiveExtraTime { candidate, .. }
        | people::Change::RemoveCandidate { candidate }
        | people::Change::Candidate { candidate, .. }
        | people::Change::KeepApart { candidate, .. }
        | people::Change::LetMeet { candidate, .. } => one(*candidate),
        people::Change::AddAssessor { .. }
        | people::Change::NameAssessor { .. }
        | people::Change::RemoveAssessor { .. }
        | people::Change::Assessor { .. }
        | people::Change::AddRolePlayer { .. }
        | people::Change::RolePlayer { .. }
        | people::Change::RemoveRolePlayer { .. }
        | people::Change::AddRoom { .. }
        | people::Change::Room { .. }
        | people::Change::RemoveRoom { .. }
        | people::Change::Join(
            people::Newcomer::Assessor { .. }
            | people::Newcomer::RolePlayer { .. }
            | people::Newcomer::Room { .. },
        ) => BTreeSet::new(),
    }
}
