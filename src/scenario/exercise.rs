//! The simulations: phases with their minutes, and what happens in them.

use serde::{Deserialize, Serialize};

use super::figures;
use super::papers::{CheckItem, Papers, Part, Question, Seat, SelfAssessment};
use crate::ids::{CompetencyId, ExerciseId, InjectId, PartId, PhaseId};
use crate::time::Length;

/// What sort of simulation an exercise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExerciseKind {
    /// A talk with somebody who plays a part.
    RolePlay,
    /// Several candidates work on one task.
    GroupExercise,
    /// A pile of messages to rank and deal with.
    InTray,
    /// Documents to analyse, with a written or spoken answer.
    CaseStudy,
    /// A paper to write: a decision, a plan, a reply.
    Written,
    /// A talk to an audience, with questions.
    Presentation,
    /// A thin brief, a person to question, a decision to defend.
    FactFind,
    /// Questions about what the candidate has done or would do.
    Interview,
}

impl ExerciseKind {
    /// Whether the candidate does a piece of the work and not only talks about it (rule D2).
    pub fn is_simulation(self) -> bool {
        self != Self::Interview
    }
}

/// How many candidates do the exercise together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSize {
    /// The smallest group that can run it.
    pub min: u8,
    /// The largest.
    pub max: u8,
}

/// A competency that is rated in an exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Which one.
    pub competency: CompetencyId,
    /// How much this exercise counts in the competency's mean.
    #[serde(default = "one", deserialize_with = "figures::one")]
    pub weight: f64,
}

const fn one() -> f64 {
    1.0
}

/// What a phase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PhaseKind {
    /// Instructions are read out and questions answered.
    Briefing,
    /// The candidate reads and plans.
    Preparation,
    /// The candidate acts and is observed.
    Run,
    /// The candidate is questioned and observed.
    Questions,
    /// The candidate looks back on their own performance, in writing.
    SelfAssessment,
    /// The assessors classify and rate.
    WriteUp,
}

impl PhaseKind {
    /// Whether candidates are observed in it.
    pub fn is_observed(self) -> bool {
        matches!(self, Self::Run | Self::Questions)
    }
}

/// Who is in the room during a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Present {
    /// The candidate, or the group.
    Candidates,
    /// Those who observe.
    Assessors,
    /// Those who play a part.
    RolePlayers,
    /// Who runs the day.
    Facilitator,
}

/// Words said in the room at a set time before the end of a phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// How long before the end.
    pub before_end: Length,
    /// What is said.
    pub text: String,
}

/// A stretch within a phase that has minutes of its own, such as *talk* and *discussion*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubPhase {
    /// What it is called on the clock.
    pub title: String,
    /// How long it is planned to last.
    pub length: Length,
}

/// A timed part of an exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Names it within the exercise.
    pub id: PhaseId,
    /// What it is called on the clock.
    pub title: String,
    /// What it is for.
    pub kind: PhaseKind,
    /// How long it is planned to last.
    pub length: Length,
    /// Who is in the room.
    pub present: Vec<Present>,
    /// Its stretches, one after the other; together not longer than the phase.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sub_phases: Vec<SubPhase>,
    /// What is said before its end, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Its length is fixed: a candidate's extra time does not lengthen it.
    #[serde(default, skip_serializing_if = "super::framework::is_false")]
    pub fixed: bool,
}

impl Phase {
    /// Whether a candidate's extra time lengthens this phase when `candidates` do it together.
    /// Assessors' write-up never grows, and in a group nobody has longer than the group.
    pub fn takes_extra_time(&self, candidates: usize) -> bool {
        let alone = candidates <= 1 || self.kind == PhaseKind::Preparation;
        !self.fixed && self.kind != PhaseKind::WriteUp && alone
    }
}

/// To whom an inject is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recipient {
    /// Every candidate in the room.
    Candidates,
    /// The role player of that part, as a prompt.
    RolePlayer(PartId),
    /// The assessors, to know what the candidate now knows.
    Assessors,
}

/// Something that happens at a set minute of a phase: a new message, a visitor, a changed figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inject {
    /// Names it within the exercise.
    pub id: InjectId,
    /// The phase in which it comes.
    pub phase: PhaseId,
    /// How long after the start of the phase.
    pub minute: Length,
    /// To whom it is given.
    pub to: Recipient,
    /// What is given or said. Markdown.
    pub text: String,
}

/// A simulation of a piece of the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Names it within the scenario.
    pub id: ExerciseId,
    /// What people call it.
    pub title: String,
    /// What sort of simulation it is.
    pub kind: ExerciseKind,
    /// The piece of the work that it stands for.
    pub simulates: String,
    /// How many candidates do it together.
    pub group: GroupSize,
    /// How many assessors observe each candidate.
    pub assessors_per_candidate: u8,
    /// What each candidate of a group reads alone, one seat for each of the largest group. None
    /// when all read the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
    /// The parts that role players play, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub role_players: Vec<Part>,
    /// The competencies rated in it.
    pub observes: Vec<Observed>,
    /// Its timed parts, in order.
    pub phases: Vec<Phase>,
    /// What happens during them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injects: Vec<Inject>,
    /// What the candidate is asked, each with its own minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// What assessors tick, each item for a competency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckItem>,
    /// What the candidate is asked about their own performance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_assessment: Option<SelfAssessment>,
    /// Briefs, documents, guide and script.
    pub papers: Papers,
}

impl Exercise {
    /// The phase of that name, and its place.
    pub fn phase(&self, id: &PhaseId) -> Option<(usize, &Phase)> {
        self.phases.iter().enumerate().find(|(_, phase)| phase.id == *id)
    }

    /// Whether the competency is rated in this exercise.
    pub fn observes(&self, competency: &CompetencyId) -> bool {
        self.observes.iter().any(|observed| observed.competency == *competency)
    }

    /// How long the candidate is observed.
    pub fn observed(&self) -> Length {
        self.length_of(|phase| phase.kind.is_observed())
    }

    /// How long the phases of that kind are together.
    pub fn length_of(&self, counts: impl Fn(&Phase) -> bool) -> Length {
        let phases = self.phases.iter().filter(|phase| counts(phase));
        phases.fold(Length::ZERO, |sum, phase| sum.plus(phase.length))
    }

    /// All phases one after the other, as planned.
    pub fn total(&self) -> Length {
        self.phases.iter().fold(Length::ZERO, |sum, phase| sum.plus(phase.length))
    }
}
