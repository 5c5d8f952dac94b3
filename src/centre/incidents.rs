//! What disturbed an exercise: when, whom it concerned, what was done, and what follows for the
//! marking. And why a phase lasted longer or shorter than planned (rule T1).
//!
//! An incident is noted in one press and filled in later, fact by fact. What is signed and then
//! changed has to be signed again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Centre, Made, Session};
use crate::ids::{CandidateId, ExerciseId, IncidentId, PhaseId, SessionId};
use crate::time::Length;

/// The longest text of an incident, in characters.
pub const LONGEST_TEXT: usize = 4000;

/// What sort of disturbance it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Somebody came late.
    Late,
    /// Somebody did not come.
    NoShow,
    /// Something broke in.
    Interruption,
    /// Papers were wrong, missing or mixed up.
    Material,
    /// A role player left the part.
    RolePlayer,
    /// Somebody behaved as nobody should.
    Conduct,
    /// Somebody was unwell.
    Health,
    /// An adjustment was not provided.
    Adjustment,
    /// Something technical failed.
    Technical,
    /// An assessor turned out to have an interest.
    AssessorConflict,
    /// The house was cleared.
    Evacuation,
    /// Something else.
    Other,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Interruption,
        Self::Technical,
        Self::Material,
        Self::Late,
        Self::NoShow,
        Self::RolePlayer,
        Self::Adjustment,
        Self::Health,
        Self::Conduct,
        Self::AssessorConflict,
        Self::Evacuation,
        Self::Other,
    ];
}

/// What follows for the marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Effect {
    /// Nothing.
    #[default]
    None,
    /// The panel hears of it.
    WashUp,
    /// The exercise does not count for those concerned, as the scenario's policy has it.
    Void,
    /// The exercise is held again; what was rated before does not count.
    ReRun,
}

impl Effect {
    /// Every effect, the mildest first.
    pub const ALL: [Self; 4] = [Self::None, Self::WashUp, Self::Void, Self::ReRun];
}

/// A name under an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// As written.
    pub name: String,
    /// Who entered it, and when.
    pub made: Made,
}

/// Something that disturbed an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Made by the entry that noted it.
    pub id: IncidentId,
    /// Who noted it, and when.
    pub made: Made,
    /// When it was noticed.
    pub noticed: Timestamp,
    /// When it was over.
    pub resolved: Option<Timestamp>,
    /// Who noticed it; may be empty.
    pub noticed_by: String,
    /// What sort of disturbance.
    pub kind: Kind,
    /// What happened, in words; may be empty.
    pub what: String,
    /// Whom it concerned; everybody in its sessions and exercises when empty.
    pub candidates: Vec<CandidateId>,
    /// Which exercises it concerned.
    pub exercises: Vec<ExerciseId>,
    /// Which sessions it concerned.
    pub sessions: Vec<SessionId>,
    /// How much time was lost.
    pub lost: Length,
    /// How much of it was given back.
    pub restored: Length,
    /// What was done; may be empty.
    pub action: String,
    /// What follows for the marking.
    pub effect: Effect,
    /// Who stands for it.
    pub signed: Option<Signature>,
    /// Why it was struck out.
    pub struck: Option<(String, Made)>,
}

impl Incident {
    /// Whether it counts and concerns a candidate in a session: it names the session, or its
    /// exercise when it names none, and the candidate, or nobody in particular.
    pub fn concerns(&self, session: &Session, candidate: CandidateId) -> bool {
        let place = if self.sessions.is_empty() {
            self.exercises.contains(&session.exercise)
        } else {
            self.sessions.contains(&session.id)
        };
        let nowhere = self.sessions.is_empty() && self.exercises.is_empty();
        let whom = self.candidates.is_empty() || self.candidates.contains(&candidate);
        let named = self.candidates.contains(&candidate);
        self.struck.is_none()
            && session.has_candidate(candidate)
            && ((place && whom) || (nowhere && named))
    }
}

/// Why a phase lasted longer or shorter than planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// In words.
    pub words: String,
    /// Who said so, and when.
    pub made: Made,
}

/// Something that is known about an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// When it was noticed.
    Noticed(Timestamp),
    /// When it was over; nothing opens it again.
    Resolved(Option<Timestamp>),
    /// Who noticed it.
    NoticedBy(String),
    /// What sort of disturbance.
    Kind(Kind),
    /// What happened.
    What(String),
    /// Whom it concerned.
    Candidates(Vec<CandidateId>),
    /// Which exercises.
    Exercises(Vec<ExerciseId>),
    /// Which sessions.
    Sessions(Vec<SessionId>),
    /// How much time was lost.
    Lost(Length),
    /// How much of it was given back, all told.
    Restored(Length),
    /// What was done.
    Action(String),
    /// What follows for the marking.
    Effect(Effect),
}

/// What can happen to incidents and explanations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// Something is noted.
    Note {
        /// When it was noticed.
        noticed: Timestamp,
        /// What sort of disturbance.
        kind: Kind,
        /// What happened; may be filled in later.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        what: String,
        /// Whom it concerned.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        candidates: Vec<CandidateId>,
        /// Which exercises.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        exercises: Vec<ExerciseId>,
        /// Which sessions.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sessions: Vec<SessionId>,
    },
    /// A fact is filled in or put right.
    Set {
        /// Of which incident.
        incident: IncidentId,
        /// What is known.
        fact: Fact,
    },
    /// Somebody stands for it.
    Sign {
        /// Which incident.
        incident: IncidentId,
        /// The name.
        name: String,
    },
    /// It was none: it stays on record and counts no more.
    Strike {
        /// Which incident.
        incident: IncidentId,
        /// Why.
        reason: String,
    },
    /// Why a phase lasted longer or shorter than planned; empty words take it back.
    Explain {
        /// In which session.
        session: SessionId,
        /// Which phase.
        phase: PhaseId,
        /// Why.
        words: String,
    },
}

/// Why a change to incidents cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such incident.
    NoSuchIncident,
    /// It is struck out.
    Struck,
    /// There is no such session.
    NoSuchSession,
    /// The phase was not run in that session.
    NotRun,
    /// Somebody or something that it names is not in this centre.
    NotInCentre,
    /// It would be over before it was noticed.
    ResolvedFirst,
    /// More time would be given back than was lost.
    MoreThanLost,
    /// A name is needed.
    NoName,
    /// A reason is needed.
    NoReason,
    /// An incident that makes an exercise void must say which, and for whom.
    NothingConcerned,
    /// Longer than [`LONGEST_TEXT`].
    TooLong,
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    match change {
        Change::Note { what, candidates, exercises, sessions, .. } => {
            fits(what)?;
            known_candidates(centre, candidates)?;
            known_exercises(centre, exercises)?;
            known_sessions(centre, sessions)
        }
        Change::Set { incident, fact } => check_fact(centre, open(centre, *incident)?, fact),
        Change::Sign { incident, name } => {
            open(centre, *incident)?;
            if name.trim().is_empty() {
                return Err(Refusal::NoName);
            }
            fits(name)
        }
        Change::Strike { incident, reason } => {
            open(centre, *incident)?;
            if reason.trim().is_empty() {
                return Err(Refusal::NoReason);
            }
            fits(reason)
        }
        Change::Explain { session, phase, words } => {
            let session = centre.sessions.get(session).ok_or(Refusal::NoSuchSession)?;
            if !session.clock.runs.iter().any(|run| run.phase == *phase) {
                return Err(Refusal::NotRun);
            }
            fits(words)
        }
    }
}

fn check_fact(centre: &Centre, incident: &Incident, fact: &Fact) -> Result<(), Refusal> {
    match fact {
        Fact::Noticed(at) if incident.resolved.is_some_and(|end| end < *at) => {
            Err(Refusal::ResolvedFirst)
        }
        Fact::Resolved(Some(at)) if *at < incident.noticed => Err(Refusal::ResolvedFirst),
        Fact::NoticedBy(text) | Fact::What(text) | Fact::Action(text) => fits(text),
        Fact::Candidates(ids) => known_candidates(centre, ids),
        Fact::Exercises(ids) => known_exercises(centre, ids),
        Fact::Sessions(ids) => known_sessions(centre, ids),
        Fact::Lost(lost) if *lost < incident.restored => Err(Refusal::MoreThanLost),
        Fact::Restored(restored) if *restored > incident.lost => Err(Refusal::MoreThanLost),
        Fact::Effect(Effect::Void | Effect::ReRun)
            if incident.sessions.is_empty() && incident.exercises.is_empty() =>
        {
            Err(Refusal::NothingConcerned)
        }
        Fact::Noticed(_)
        | Fact::Resolved(_)
        | Fact::Kind(_)
        | Fact::Lost(_)
        | Fact::Restored(_)
        | Fact::Effect(_) => Ok(()),
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    match change {
        Change::Note { noticed, kind, what, candidates, exercises, sessions } => {
            let id = IncidentId(made.origin);
            let incident = Incident {
                id,
                made: *made,
                noticed: *noticed,
                resolved: None,
                noticed_by: String::new(),
                kind: *kind,
                what: what.trim().to_owned(),
                candidates: candidates.clone(),
                exercises: exercises.clone(),
                sessions: sessions.clone(),
                lost: Length::ZERO,
                restored: Length::ZERO,
                action: String::new(),
                effect: Effect::None,
                signed: None,
                struck: None,
            };
            centre.incidents.insert(id, incident);
        }
        Change::Set { incident, fact } => {
            if let Some(incident) = centre.incidents.get_mut(incident) {
                incident.signed = None;
                set(incident, fact);
            }
        }
        Change::Sign { incident, name } => {
            if let Some(incident) = centre.incidents.get_mut(incident) {
                incident.signed = Some(Signature { name: name.trim().to_owned(), made: *made });
            }
        }
        Change::Strike { incident, reason } => {
            if let Some(incident) = centre.incidents.get_mut(incident) {
                incident.struck = Some((reason.trim().to_owned(), *made));
            }
        }
        Change::Explain { session, phase, words } => {
            let key = (*session, phase.clone());
            let words = words.trim().to_owned();
            if words.is_empty() {
                centre.explanations.remove(&key);
            } else {
                centre.explanations.insert(key, Explanation { words, made: *made });
            }
        }
    }
}

fn set(incident: &mut Incident, fact: &Fact) {
    match fact {
        Fact::Noticed(at) => incident.noticed = *at,
        Fact::Resolved(at) => incident.resolved = *at,
        Fact::NoticedBy(text) => text.trim().clone_into(&mut incident.noticed_by),
        Fact::Kind(kind) => incident.kind = *kind,
        Fact::What(text) => text.trim().clone_into(&mut incident.what),
        Fact::Candidates(ids) => incident.candidates.clone_from(ids),
        Fact::Exercises(ids) => incident.exercises.clone_from(ids),
        Fact::Sessions(ids) => incident.sessions.clone_from(ids),
        Fact::Lost(lost) => incident.lost = *lost,
        Fact::Restored(restored) => incident.restored = *restored,
        Fact::Action(text) => text.trim().clone_into(&mut incident.action),
        Fact::Effect(effect) => incident.effect = *effect,
    }
}

/// The incident, unless it was struck out.
fn open(centre: &Centre, id: IncidentId) -> Result<&Incident, Refusal> {
    let incident = centre.incidents.get(&id).ok_or(Refusal::NoSuchIncident)?;
    if incident.struck.is_some() { Err(Refusal::Struck) } else { Ok(incident) }
}

fn known_candidates(centre: &Centre, ids: &[CandidateId]) -> Result<(), Refusal> {
    let known = ids.iter().all(|id| centre.people.candidate(*id).is_some());
    known.then_some(()).ok_or(Refusal::NotInCentre)
}

fn known_exercises(centre: &Centre, ids: &[ExerciseId]) -> Result<(), Refusal> {
    let known = ids.iter().all(|id| centre.scenario.exercise(id).is_some());
    known.then_some(()).ok_or(Refusal::NotInCentre)
}

fn known_sessions(centre: &Centre, ids: &[SessionId]) -> Result<(), Refusal> {
    let known = ids.iter().all(|id| centre.sessions.contains_key(id));
    known.then_some(()).ok_or(Refusal::NotInCentre)
}

fn fits(text: &str) -> Result<(), Refusal> {
    (text.chars().count() <= LONGEST_TEXT).then_some(()).ok_or(Refusal::TooLong)
}
