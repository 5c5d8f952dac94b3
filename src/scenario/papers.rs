//! What people hold in their hands during an exercise: briefs, documents, prompts, questions,
//! checklists, the guide and the script. All texts are Markdown.

use serde::{Deserialize, Serialize};

use crate::ids::{
    CheckItemId, CompetencyId, DocumentId, PartId, PhaseId, PromptId, QuestionId, SeatId,
};
use crate::time::Length;

/// Something that a role player says or does in every session alike, ticked when done (rule X1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Names it within the part.
    pub id: PromptId,
    /// When it is due: a moment of the talk, or what the candidate has to do first.
    pub when: String,
    /// What is said or done.
    pub text: String,
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
    /// What is given in every session alike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<Prompt>,
}

/// What one candidate of a group reads and the others do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Names it within the exercise.
    pub id: SeatId,
    /// The role that is taken, such as *Head of nursing*.
    pub title: String,
    /// What only this candidate reads. Markdown.
    pub brief: String,
}

/// Something that the candidate is asked, with minutes of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Names it within the exercise.
    pub id: QuestionId,
    /// The phase in which it is asked.
    pub phase: PhaseId,
    /// What is asked, word for word.
    pub text: String,
    /// How long question and answer take.
    pub length: Length,
    /// What may be asked further, the same for everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    /// The competencies for which the answer is evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<CompetencyId>,
}

/// Something to be found, said or done that assessors tick; it feeds a competency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckItem {
    /// Names it within the exercise.
    pub id: CheckItemId,
    /// What is to be seen.
    pub text: String,
    /// The competency that it feeds.
    pub competency: CompetencyId,
    /// The most points that it can be given; 1 is a tick.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub points: u8,
}

const fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
const fn is_one(points: &u8) -> bool {
    *points == 1
}

/// What the candidate is asked about their own performance, right after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SelfAssessment {
    /// The questions, answered in writing.
    pub questions: Vec<String>,
    /// The competencies for which the answers are evidence; none when they only serve the
    /// feedback talk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<CompetencyId>,
}

/// A paper that belongs to the exercise: a letter, a table, a set of messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Names it within the exercise.
    pub id: DocumentId,
    /// What it is headed.
    pub title: String,
    /// The phase at whose start it is handed out; with the brief when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<PhaseId>,
    /// The phase at whose end it is taken back; at the very end when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collected: Option<PhaseId>,
    /// What it says. Markdown.
    pub text: String,
}

/// The papers of an exercise, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    /// What the candidate reads first: who they are, what is asked, how long they have.
    pub candidate: String,
    /// What the candidate works with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// What assessors look for, and how they score it.
    pub assessor: String,
    /// What the facilitator does and reads out, step by step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facilitator: String,
    /// How the room is set: tables, chairs, what lies on them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
}
