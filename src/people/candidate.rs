//! A person who is assessed, and the adjustments that they have been granted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Hours, Photo};
use crate::ids::{CandidateId, ExerciseId};
use crate::scenario::{Exercise, Phase, PhaseKind};
use crate::time::Length;

/// A person who is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Made by the entry that added them.
    pub id: CandidateId,
    /// A short code, such as `C01`, that can stand for the name everywhere.
    pub code: String,
    /// The name as the person writes it; may be empty when only codes are used.
    pub name: String,
    /// How the person is spoken of, such as `she/her`; may be empty.
    pub pronouns: String,
    /// What the person looks like, where somebody brought a picture.
    pub photo: Option<Photo>,
    /// Extra time in percent, in every exercise that does not say otherwise.
    pub extra_time: u16,
    /// Extra time in percent in particular exercises.
    pub extra_time_in: BTreeMap<ExerciseId, u16>,
    /// What was granted beyond that.
    pub adjustments: Vec<Adjustment>,
    /// Needs a way without steps.
    pub step_free: bool,
    /// When they can be there; the whole day when unknown.
    pub present: Option<Hours>,
    /// What the facilitator has to know on the day. Never shown to assessors (rule P4).
    pub notes: String,
    /// Taken off the list.
    pub removed: bool,
    /// The record holds nothing of them any more.
    pub erased: bool,
}

/// A reasonable adjustment to the time of one person (Equality Act 2010, section 20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// In which exercise; in all when left out.
    pub exercise: Option<ExerciseId>,
    /// In which kind of phase; in all that take extra time when left out.
    pub phase: Option<PhaseKind>,
    /// How much.
    pub grant: Grant,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub approved_by: String,
    /// Why. Never shown to assessors, who see the approved minutes alone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What an adjustment gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grant {
    /// So many percent more, rounded up to whole minutes.
    Percent(u16),
    /// So many minutes more.
    Minutes(u16),
    /// So many minutes to rest, in which nobody works and nobody observes.
    Rest(u16),
}

/// Something that is known about a candidate besides code, name and extra time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CandidateFact {
    /// How the person is spoken of.
    Pronouns(String),
    /// Whether they need a way without steps.
    StepFree(bool),
    /// When they can be there.
    Present(Option<Hours>),
    /// What the facilitator has to know on the day.
    Notes(String),
    /// All adjustments beyond extra time, those before replaced.
    Adjustments(Vec<Adjustment>),
    /// What the person looks like; nothing takes the picture away.
    Photo(Option<Photo>),
}

impl Candidate {
    /// Somebody of whom only code and name are known.
    pub(super) fn new(id: CandidateId, code: &str, name: &str) -> Self {
        Self {
            id,
            code: code.trim().to_owned(),
            name: name.trim().to_owned(),
            pronouns: String::new(),
            photo: None,
            extra_time: 0,
            extra_time_in: BTreeMap::new(),
            adjustments: Vec::new(),
            step_free: false,
            present: None,
            notes: String::new(),
            removed: false,
            erased: false,
        }
    }

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

    /// Whether anything about their time was adjusted.
    pub fn is_adjusted(&self) -> bool {
        self.extra_time > 0 || !self.extra_time_in.is_empty() || !self.adjustments.is_empty()
    }

    /// How long a phase lasts for this person among so many candidates: longer by what they were
    /// granted, where the phase takes it (rule T3). The largest percentage counts; minutes and
    /// rests come on top.
    pub fn length_of(&self, exercise: &ExerciseId, phase: &Phase, candidates: usize) -> Length {
        if !phase.takes_extra_time(candidates) {
            return phase.length;
        }
        let mut percent = self.extra_time_for(exercise);
        let mut minutes = 0_u32;
        for adjustment in self.adjustments.iter().filter(|known| known.covers(exercise, phase)) {
            match adjustment.grant {
                Grant::Percent(more) => percent = percent.max(more),
                Grant::Minutes(more) | Grant::Rest(more) => minutes += u32::from(more),
            }
        }
        phase.length.with_extra_percent(percent).plus(Length::minutes(minutes))
    }

    /// Whether any phase of these exercises lasts longer for this person: none does where all have
    /// a fixed length, as the stations of a carousel have.
    pub fn gains_time(&self, exercises: &[Exercise]) -> bool {
        let longer = |exercise: &Exercise, phase: &Phase| {
            self.length_of(&exercise.id, phase, 1) > phase.length
        };
        exercises.iter().any(|exercise| exercise.phases.iter().any(|phase| longer(exercise, phase)))
    }

    pub(super) fn set(&mut self, fact: &CandidateFact) {
        match fact {
            CandidateFact::Pronouns(pronouns) => pronouns.trim().clone_into(&mut self.pronouns),
            CandidateFact::StepFree(needed) => self.step_free = *needed,
            CandidateFact::Present(hours) => self.present = *hours,
            CandidateFact::Notes(notes) => notes.trim().clone_into(&mut self.notes),
            CandidateFact::Photo(photo) => self.photo.clone_from(photo),
            CandidateFact::Adjustments(granted) => self.adjustments.clone_from(granted),
        }
    }
}

impl Adjustment {
    fn covers(&self, exercise: &ExerciseId, phase: &Phase) -> bool {
        self.exercise.as_ref().is_none_or(|own| own == exercise)
            && self.phase.is_none_or(|kind| kind == phase.kind)
    }
}
