//! Who takes part: candidates with their adjustments, and assessors.
//!
//! **Invariant:** a person who leaves stays in the record, since notes and ratings name them;
//! [`Candidate::removed`] and [`Assessor::removed`] hide them from every list of who is here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{AssessorId, CandidateId, ExerciseId, Origin};

/// The longest name or code that is kept, in characters.
pub const LONGEST_NAME: usize = 200;

/// The most extra time that can be given, in percent.
pub const MOST_EXTRA_TIME: u16 = 300;

/// A person who is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Made by the entry that added them.
    pub id: CandidateId,
    /// A short code, such as `C01`, that can stand for the name everywhere.
    pub code: String,
    /// The name as the person writes it; may be empty when only codes are used.
    pub name: String,
    /// Extra time in percent, in every exercise that does not say otherwise.
    pub extra_time: u16,
    /// Extra time in percent in particular exercises.
    pub extra_time_in: BTreeMap<ExerciseId, u16>,
    /// Taken off the list.
    pub removed: bool,
}

impl Candidate {
    /// Code and name as one label.
    pub fn label(&self) -> String {
        if self.name.is_empty() {
            self.code.clone()
        } else {
            format!("{} · {}", self.code, self.name)
        }
    }

    /// The extra time that the person has in an exercise, in percent.
    pub fn extra_time_for(&self, exercise: &ExerciseId) -> u16 {
        self.extra_time_in.get(exercise).copied().unwrap_or(self.extra_time)
    }
}

/// A trained person who observes and rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    /// Made by the entry that added them.
    pub id: AssessorId,
    /// The name as the person writes it.
    pub name: String,
    /// Taken off the list.
    pub removed: bool,
}

/// What can happen to the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// A candidate joins.
    AddCandidate {
        /// Short and not in use.
        code: String,
        /// May be empty.
        name: String,
    },
    /// A candidate's code or name is put right.
    NameCandidate {
        /// Whose.
        candidate: CandidateId,
        /// The new code.
        code: String,
        /// The new name.
        name: String,
    },
    /// A candidate is given extra time, or another amount of it.
    GiveExtraTime {
        /// To whom.
        candidate: CandidateId,
        /// In one exercise, or in all.
        exercise: Option<ExerciseId>,
        /// In percent; 0 takes it back.
        percent: u16,
    },
    /// A candidate is taken off the list.
    RemoveCandidate {
        /// Who.
        candidate: CandidateId,
    },
    /// An assessor joins.
    AddAssessor {
        /// Not empty.
        name: String,
    },
    /// An assessor's name is put right.
    NameAssessor {
        /// Whose.
        assessor: AssessorId,
        /// The new name.
        name: String,
    },
    /// An assessor is taken off the list.
    RemoveAssessor {
        /// Who.
        assessor: AssessorId,
    },
}

/// Why a change to the list of people cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A candidate needs a code.
    NoCode,
    /// Another candidate has that code.
    CodeInUse(String),
    /// An assessor needs a name.
    NoName,
    /// Another assessor has that name.
    NameInUse(String),
    /// Longer than [`LONGEST_NAME`].
    TooLong,
    /// More than [`MOST_EXTRA_TIME`].
    TooMuchExtraTime(u16),
    /// No such candidate on the list.
    NoSuchCandidate,
    /// No such assessor on the list.
    NoSuchAssessor,
    /// The person is in this many sessions that are still planned.
    InSessions(usize),
}

/// Everybody who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    candidates: BTreeMap<CandidateId, Candidate>,
    assessors: BTreeMap<AssessorId, Assessor>,
}

impl People {
    /// The candidates on the list, by code.
    pub fn candidates(&self) -> Vec<&Candidate> {
        let mut listed: Vec<_> = self.candidates.values().filter(|known| !known.removed).collect();
        listed.sort_by(|a, b| natural(&a.code).cmp(&natural(&b.code)));
        listed
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

    /// The next free code after the highest one in use: `C01`, `C02` and so on.
    pub fn next_code(&self) -> String {
        let listed = self.candidates.values().filter(|known| !known.removed);
        let numbers = listed.filter_map(|known| known.code.strip_prefix('C')?.parse::<u32>().ok());
        format!("C{:02}", numbers.max().unwrap_or(0).saturating_add(1))
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
        }
    }

    /// Makes `change`, which [`Self::check`] has passed.
    pub fn apply(&mut self, change: &Change, made: Origin) {
        match change {
            Change::AddCandidate { code, name } => {
                let id = CandidateId(made);
                let candidate = Candidate {
                    id,
                    code: code.trim().to_owned(),
                    name: name.trim().to_owned(),
                    extra_time: 0,
                    extra_time_in: BTreeMap::new(),
                    removed: false,
                };
                self.candidates.insert(id, candidate);
            }
            Change::AddAssessor { name } => {
                let id = AssessorId(made);
                let assessor = Assessor { id, name: name.trim().to_owned(), removed: false };
                self.assessors.insert(id, assessor);
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
        let name = name.trim();
        fits(name)?;
        if name.is_empty() {
            return Err(Refusal::NoName);
        }
        let others =
            self.assessors.values().filter(|known| !known.removed && Some(known.id) != own);
        let taken = others.into_iter().any(|known| known.name == name);
        if taken { Err(Refusal::NameInUse(name.to_owned())) } else { Ok(()) }
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
