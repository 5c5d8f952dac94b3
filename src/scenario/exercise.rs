//! The simulations: phases with their minutes, what happens in them, and the papers.

use serde::{Deserialize, Serialize};

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
    /// A talk to an audience, with questions.
    Presentation,
    /// A thin brief, a person to question, a decision to defend.
    FactFind,
    /// Questions about what the candidate has done or would do.
    Interview,
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

/// A part that a role player plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Names it within the exercise.
    pub id: PartId,
    /// The person played.
    pub name: String,
    /// Who the person is, what they want, and how to respond to what. Markdown.
    pub brief: String,
}

/// A competency that is rated in an exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Which one.
    pub competency: CompetencyId,
    /// How much this exercise counts in the competency's mean.
    #[serde(default = "one")]
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
    /// What is said before its end, and when.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// Its length is fixed: a candidate's extra time does not lengthen it.
    #[serde(default)]
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

/// The papers of an exercise, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// What the candidate reads.
    pub candidate: String,
    /// What assessors look for, and how they score it.
    pub assessor: String,
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
    /// The parts that role players play.
    #[serde(default)]
    pub role_players: Vec<Part>,
    /// The competencies rated in it.
    pub observes: Vec<Observed>,
    /// Its timed parts, in order.
    pub phases: Vec<Phase>,
    /// What happens during them.
    #[serde(default)]
    pub injects: Vec<Inject>,
    /// Briefs and guide.
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

    /// All phases one after the other, as planned.
    pub fn total(&self) -> Length {
        self.phases.iter().fold(Length::ZERO, |sum, phase| sum.plus(phase.length))
    }
}
