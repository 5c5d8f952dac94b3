//! Who takes part and where: candidates with their adjustments, assessors, role players, rooms,
//! and who must be kept apart from whom.
//!
//! **Invariant:** a person who leaves stays in the record, since notes and ratings name them;
//! `removed` hides them from every list of who is here.

mod candidate;
mod change;
mod codes;
pub mod named;
mod newcomer;
pub(crate) mod photo;
mod room;
pub mod roster;
mod staff;

use std::collections::BTreeMap;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

pub use candidate::{Adjustment, Candidate, CandidateFact, Grant};
pub use change::{Change, Refusal};
pub use newcomer::Newcomer;
pub use photo::{BadPhoto, Photo};
pub use room::{Room, RoomFact};
pub use staff::{Assessor, AssessorFact, RolePlayer, RolePlayerFact, USUAL_RESET};

use self::codes::Codes;
use crate::ids::{AssessorId, CandidateId, Origin, RolePlayerId, RoomId};

/// The longest name or code that is kept, in characters.
pub const LONGEST_NAME: usize = 200;

/// What somebody is called whom an erasure took out of the record.
pub const ERASED: &str = "somebody erased";

/// The longest notes on a person, in characters.
pub const LONGEST_NOTES: usize = 4000;

/// The most extra time that can be given, in percent.
pub const MOST_EXTRA_TIME: u16 = 300;

/// From when to when somebody is there, in the time of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// Comes.
    pub from: Time,
    /// Leaves.
    pub until: Time,
}

/// Why a candidate and an assessor must not meet (rule A2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// They know each other.
    Knows,
    /// The assessor manages the candidate, or did.
    Manages,
    /// One of them declared an interest on the day.
    Declared,
}

/// Everybody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    candidates: BTreeMap<CandidateId, Candidate>,
    assessors: BTreeMap<AssessorId, Assessor>,
    role_players: BTreeMap<RolePlayerId, RolePlayer>,
    rooms: BTreeMap<RoomId, Room>,
    apart: BTreeMap<(CandidateId, AssessorId), Relation>,
    /// Candidates are shown by their codes alone.
    names_hidden: bool,
}

impl People {
    /// The candidates on the list, by code.
    pub fn candidates(&self) -> Vec<&Candidate> {
        let mut listed: Vec<_> = self.candidates.values().filter(|known| !known.removed).collect();
        listed.sort_by_cached_key(|known| natural(&known.code));
        listed
    }

    /// How many candidates are on the list.
    pub fn count_candidates(&self) -> usize {
        self.candidates.values().filter(|known| !known.removed).count()
    }

    /// Every candidate of whom there is a trace, also those taken off the list, as they were added.
    pub fn all_candidates(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.values()
    }

    /// The assessors on the list, by name.
    pub fn assessors(&self) -> Vec<&Assessor> {
        let mut listed: Vec<_> = self.assessors.values().filter(|known| !known.removed).collect();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        listed
    }

    /// A candidate, also one who was taken off the list.
    pub fn candidate(&self, id: CandidateId) -> Option<&Candidate> {
        self.candidates.get(&id)
    }

    /// An assessor, also one who was taken off the list.
    pub fn assessor(&self, id: AssessorId) -> Option<&Assessor> {
        self.assessors.get(&id)
    }

    /// The role players on the list, by name.
    pub fn role_players(&self) -> Vec<&RolePlayer> {
        let mut listed: Vec<_> = self.role_players.values().filter(|p| !p.removed).collect();
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        listed
    }

    /// The rooms on the list, by name.
    pub fn rooms(&self) -> Vec<&Room> {
        let mut listed: Vec<_> = self.rooms.values().filter(|room| !room.removed).collect();
        listed.sort_by(|a, b| natural(&a.name).cmp(&natural(&b.name)));
        listed
    }

    /// A role player, also one who was taken off the list.
    pub fn role_player(&self, id: RolePlayerId) -> Option<&RolePlayer> {
        self.role_players.get(&id)
    }

    /// A room, also one that was taken off the list.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(&id)
    }

    /// Why the two must not meet, if they must not (rule A2).
    pub fn apart(&self, candidate: CandidateId, assessor: AssessorId) -> Option<Relation> {
        self.apart.get(&(candidate, assessor)).copied()
    }

    /// Everybody who must not meet somebody, in the order of candidates as they were added.
    pub fn kept_apart(&self) -> impl Iterator<Item = (CandidateId, AssessorId, Relation)> {
        self.apart.iter().map(|((candidate, assessor), why)| (*candidate, *assessor, *why))
    }

    /// Takes every candidate's name and photo away, so that whoever looks at the list sees codes alone.
    pub fn hide_names(&mut self) {
        for known in self.candidates.values_mut() {
            known.name.clear();
            known.photo = None;
        }
        self.names_hidden = true;
    }

    /// Takes somebody off the list of whom the record holds nothing any more. What is left of them
    /// is that there was somebody.
    pub fn forget(&mut self, who: CandidateId) {
        self.apart.retain(|(candidate, _), _| *candidate != who);
        if let Some(known) = self.candidates.get_mut(&who) {
            *known = Candidate::new(who, ERASED, "");
            known.removed = true;
            known.erased = true;
        }
    }

    /// Whether the names of candidates were taken away from this copy of the list.
    pub fn names_are_hidden(&self) -> bool {
        self.names_hidden
    }

    /// The next free code after the highest one in use: `C01`, `C02` and so on, or `G13` after `G12`.
    pub fn next_code(&self) -> String {
        let listed = self.candidates.values().filter(|known| !known.removed);
        Codes::after(listed.map(|known| known.code.as_str())).take()
    }

    /// Whether `change` can be.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn check(&self, change: &Change) -> Result<(), Refusal> {
        match change {
            Change::AddCandidate { code, name } => self.free_code(code, name, None),
            Change::NameCandidate { candidate, code, name } => {
                self.listed_candidate(*candidate)?;
                self.free_code(code, name, Some(*candidate))
            }
            Change::GiveExtraTime { candidate, percent, exercise: _ } => {
                self.listed_candidate(*candidate)?;
                let fits = *percent <= MOST_EXTRA_TIME;
                fits.then_some(()).ok_or(Refusal::TooMuchExtraTime(*percent))
            }
            Change::RemoveCandidate { candidate } => self.listed_candidate(*candidate),
            Change::AddAssessor { name } => self.free_name(name, None),
            Change::NameAssessor { assessor, name } => {
                self.listed_assessor(*assessor)?;
                self.free_name(name, Some(*assessor))
            }
            Change::RemoveAssessor { assessor } => self.listed_assessor(*assessor),
            Change::Candidate { candidate, fact } => {
                self.listed_candidate(*candidate)?;
                fact_fits(fact)
            }
            Change::Assessor { assessor, fact } => {
                self.listed_assessor(*assessor)?;
                match fact {
                    AssessorFact::Present(hours) => in_order(*hours),
                    AssessorFact::Trained(_) | AssessorFact::Certified(_) => Ok(()),
                }
            }
            Change::KeepApart { candidate, assessor, because: _ } => {
                self.listed_candidate(*candidate)?;
                self.listed_assessor(*assessor)
            }
            Change::LetMeet { candidate, assessor } => {
                self.apart(*candidate, *assessor).map(|_| ()).ok_or(Refusal::MayMeet)
            }
            Change::Join(who) => self.check_newcomer(who),
            Change::AddRolePlayer { .. }
            | Change::RolePlayer { .. }
            | Change::RemoveRolePlayer { .. } => self.check_role_player(change),
            Change::AddRoom { .. } | Change::Room { .. } | Change::RemoveRoom { .. } => {
                self.check_room(change)
            }
        }
    }

    fn check_role_player(&self, change: &Change) -> Result<(), Refusal> {
        let names = || self.role_players().into_iter().map(|known| (known.id, known.name.as_str()));
        let listed = |id: RolePlayerId| {
            let known = self.role_players.get(&id).is_some_and(|known| !known.removed);
            known.then_some(()).ok_or(Refusal::NoSuchRolePlayer)
        };
        match change {
            Change::AddRolePlayer { name } => free(name, names(), None),
            Change::RolePlayer { player, fact } => {
                listed(*player)?;
                match fact {
                    RolePlayerFact::Name(name) => free(name, names(), Some(*player)),
                    RolePlayerFact::Present(hours) => in_order(*hours),
                    RolePlayerFact::Plays(_) | RolePlayerFact::Reset(_) => Ok(()),
                }
            }
            Change::RemoveRolePlayer { player } => listed(*player),
            _ => Ok(()),
        }
    }

    fn check_room(&self, change: &Change) -> Result<(), Refusal> {
        let names = || self.rooms().into_iter().map(|known| (known.id, known.name.as_str()));
        let listed = |id: RoomId| {
            let known = self.rooms.get(&id).is_some_and(|known| !known.removed);
            known.then_some(()).ok_or(Refusal::NoSuchRoom)
        };
        match change {
            Change::AddRoom { name } => free(name, names(), None),
            Change::Room { room, fact } => {
                listed(*room)?;
                match fact {
                    RoomFact::Name(name) => free(name, names(), Some(*room)),
                    RoomFact::Present(hours) => in_order(*hours),
                    RoomFact::Capacity(_) | RoomFact::StepFree(_) | RoomFact::Fitted(_) => Ok(()),
                }
            }
            Change::RemoveRoom { room } => listed(*room),
            _ => Ok(()),
        }
    }

    /// Makes `change`, which [`Self::check`] has passed.
    pub fn apply(&mut self, change: &Change, made: Origin) {
        match change {
            Change::AddCandidate { code, name } => {
                let id = CandidateId(made);
                self.candidates.insert(id, Candidate::new(id, code, name));
            }
            Change::AddAssessor { name } => {
                let id = AssessorId(made);
                self.assessors.insert(id, Assessor::new(id, name));
            }
            Change::NameCandidate { candidate, code, name } => {
                if let Some(known) = self.candidates.get_mut(candidate) {
                    code.trim().clone_into(&mut known.code);
                    name.trim().clone_into(&mut known.name);
                }
            }
            Change::GiveExtraTime { candidate, exercise, percent } => {
                if let Some(known) = self.candidates.get_mut(candidate) {
                    match exercise {
                        None => known.extra_time = *percent,
                        Some(exercise) => {
                            known.extra_time_in.insert(exercise.clone(), *percent);
                        }
                    }
                }
            }
            Change::RemoveCandidate { candidate } => {
                if let Some(known) = self.candidates.get_mut(candidate) {
                    known.removed = true;
                }
            }
            Change::NameAssessor { assessor, name } => {
                if let Some(known) = self.assessors.get_mut(assessor) {
                    name.trim().clone_into(&mut known.name);
                }
            }
            Change::RemoveAssessor { assessor } => {
                if let Some(known) = self.assessors.get_mut(assessor) {
                    known.removed = true;
                }
            }
            Change::Candidate { candidate, fact } => {
                self.candidates.entry(*candidate).and_modify(|known| known.set(fact));
            }
            Change::Assessor { assessor, fact } => {
                self.assessors.entry(*assessor).and_modify(|known| known.set(fact));
            }
            Change::AddRolePlayer { name } => {
                let id = RolePlayerId(made);
                self.role_players.insert(id, RolePlayer::new(id, name));
            }
            Change::RolePlayer { player, fact } => {
                self.role_players.entry(*player).and_modify(|known| known.set(fact));
            }
            Change::RemoveRolePlayer { player } => {
                self.role_players.entry(*player).and_modify(|known| known.removed = true);
            }
            Change::AddRoom { name } => {
                let id = RoomId(made);
                self.rooms.insert(id, Room::new(id, name));
            }
            Change::Room { room, fact } => {
                self.rooms.entry(*room).and_modify(|known| known.set(fact));
            }
            Change::RemoveRoom { room } => {
                self.rooms.entry(*room).and_modify(|known| known.removed = true);
            }
            Change::KeepApart { candidate, assessor, because } => {
                self.apart.insert((*candidate, *assessor), *because);
            }
            Change::LetMeet { candidate, assessor } => {
                self.apart.remove(&(*candidate, *assessor));
            }
            Change::Join(who) => self.join(who, made),
        }
    }

    fn listed_candidate(&self, id: CandidateId) -> Result<(), Refusal> {
        let listed = self.candidates.get(&id).is_some_and(|known| !known.removed);
        listed.then_some(()).ok_or(Refusal::NoSuchCandidate)
    }

    fn listed_assessor(&self, id: AssessorId) -> Result<(), Refusal> {
        let listed = self.assessors.get(&id).is_some_and(|known| !known.removed);
        listed.then_some(()).ok_or(Refusal::NoSuchAssessor)
    }

    fn free_code(&self, code: &str, name: &str, own: Option<CandidateId>) -> Result<(), Refusal> {
        let code = code.trim();
        fits(code)?;
        fits(name)?;
        if code.is_empty() {
            return Err(Refusal::NoCode);
        }
        let others =
            self.candidates.values().filter(|known| !known.removed && Some(known.id) != own);
        let taken = others.into_iter().any(|known| known.code == code);
        if taken { Err(Refusal::CodeInUse(code.to_owned())) } else { Ok(()) }
    }

    fn free_name(&self, name: &str, own: Option<AssessorId>) -> Result<(), Refusal> {
        free(name, self.assessors().into_iter().map(|known| (known.id, known.name.as_str())), own)
    }
}

/// Whether the name fits and nobody else of its kind has it.
fn free<'a, Id: PartialEq + Copy>(
    name: &str,
    mut others: impl Iterator<Item = (Id, &'a str)>,
    own: Option<Id>,
) -> Result<(), Refusal> {
    let name = name.trim();
    fits(name)?;
    if name.is_empty() {
        return Err(Refusal::NoName);
    }
    let taken = others.any(|(id, known)| known == name && own != Some(id));
    if taken { Err(Refusal::NameInUse(name.to_owned())) } else { Ok(()) }
}

fn in_order(hours: Option<Hours>) -> Result<(), Refusal> {
    match hours {
        Some(hours) if hours.from >= hours.until => Err(Refusal::LeavesFirst(hours)),
        _ => Ok(()),
    }
}

fn fact_fits(fact: &CandidateFact) -> Result<(), Refusal> {
    match fact {
        CandidateFact::Pronouns(text) => fits(text),
        CandidateFact::Notes(text) if text.chars().count() > LONGEST_NOTES => Err(Refusal::TooLong),
        CandidateFact::Present(hours) => in_order(*hours),
        CandidateFact::Adjustments(granted) => granted.iter().try_for_each(|adjustment| {
            fits(&adjustment.approved_by)?;
            fits(&adjustment.reason)?;
            match adjustment.grant {
                Grant::Percent(percent) if percent > MOST_EXTRA_TIME => {
                    Err(Refusal::TooMuchExtraTime(percent))
                }
                _ => Ok(()),
            }
        }),
        CandidateFact::Photo(Some(picture)) if picture.jpeg().len() > photo::MOST_BYTES => {
            Err(Refusal::TooLong)
        }
        CandidateFact::Notes(_) | CandidateFact::StepFree(_) | CandidateFact::Photo(_) => Ok(()),
    }
}

fn fits(text: &str) -> Result<(), Refusal> {
    (text.chars().count() <= LONGEST_NAME).then_some(()).ok_or(Refusal::TooLong)
}

/// Sorts `C2` before `C10`.
fn natural(code: &str) -> (String, u64, &str) {
    let digits = code.find(|c: char| c.is_ascii_digit()).unwrap_or(code.len());
    let (letters, rest) = code.split_at_checked(digits).unwrap_or((code, ""));
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest.get(..end).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (letters.to_lowercase(), number, code)
}
