//! What somebody typed in a change.

use crate::centre::{
    Change, announcements, attendance, design, details, erasure, feedback, incidents, keeping,
    marksheets, notes, reflections, sessions, washup,
};
use crate::people;

/// What a typed text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the centre is called.
    CentreName,
    /// Why the design changed.
    DesignReason,
    /// What stands on the door of a room.
    Room,
    /// A candidate's code.
    Code,
    /// A candidate's name.
    CandidateName,
    /// An assessor's name.
    AssessorName,
    /// A role player's name.
    PlayerName,
    /// How a candidate is spoken of.
    Pronouns,
    /// What the facilitator has to know about a candidate.
    ForTheDay,
    /// Who approved an adjustment.
    ApprovedBy,
    /// Why there is an adjustment.
    AdjustmentReason,
    /// Why a session was called off.
    CalledOff,
    /// A note.
    Note,
    /// Why a rating was given.
    RatingReason,
    /// Why a marksheet was reopened.
    ReopenReason,
    /// What a candidate is to be told.
    Told,
    /// Why a rule was not kept on a marksheet.
    WaiverReason,
    /// What a candidate answered about their own performance.
    SelfAssessment,
    /// Who gave feedback.
    Giver,
    /// Why feedback was taken back.
    FeedbackReason,
    /// Why somebody was erased.
    ErasureReason,
    /// Somebody from outside at the table of the wash-up.
    Guest,
    /// Where a score from outside comes from.
    ScoreSource,
    /// Why a level was agreed, ratings were shown early, or a decision was made or reopened.
    PanelReason,
    /// Who ran the day.
    Facilitator,
    /// What stands on a badge.
    Badge,
    /// Why somebody withdrew, or began without consent.
    AttendanceReason,
    /// What happened, and what was done.
    Incident,
    /// Who noticed an incident, or stands for it.
    Signature,
    /// Why a phase lasted longer or shorter than planned.
    Explanation,
    /// What an assessor was asked about a marksheet.
    Remark,
    /// What was said in the rooms.
    Message,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 32] = [
        Self::CentreName,
        Self::DesignReason,
        Self::Room,
        Self::Code,
        Self::CandidateName,
        Self::AssessorName,
        Self::PlayerName,
        Self::Pronouns,
        Self::ForTheDay,
        Self::ApprovedBy,
        Self::AdjustmentReason,
        Self::CalledOff,
        Self::Note,
        Self::RatingReason,
        Self::ReopenReason,
        Self::Told,
        Self::WaiverReason,
        Self::SelfAssessment,
        Self::Giver,
        Self::FeedbackReason,
        Self::ErasureReason,
        Self::Guest,
        Self::ScoreSource,
        Self::PanelReason,
        Self::Facilitator,
        Self::Badge,
        Self::AttendanceReason,
        Self::Incident,
        Self::Signature,
        Self::Explanation,
        Self::Remark,
        Self::Message,
    ];

    /// Whether people write freely in it, so that any name may stand there. The others are names
    /// themselves.
    pub fn is_free(self) -> bool {
        !matches!(
            self,
            Self::Room
                | Self::Code
                | Self::CandidateName
                | Self::AssessorName
                | Self::PlayerName
                | Self::Guest
                | Self::CentreName
        )
    }
}

/// What looks at a text, and may change it.
pub type Visit<'a> = dyn FnMut(Field, &mut String) + 'a;

/// Shows every typed text of a change to `visit`. The scenario itself is no record of anybody and
/// is left out.
pub fn texts(change: &mut Change, visit: &mut Visit<'_>) {
    match change {
        // Bands are named by the scenario.
        Change::Nothing
        | Change::Frame(_)
        | Change::Clock(_)
        | Change::Details(
            details::Change::HeldOn(_)
            | details::Change::Rehearse
            | details::Change::Sample
            | details::Change::Logo(_),
        )
        | Change::Check(_)
        | Change::Talk(_)
        | Change::Prompt(_)
        | Change::Keeping(keeping::Change::Set { .. }) => {}
        Change::Design(design::Change::Adopt { reason, .. }) => visit(Field::DesignReason, reason),
        Change::Details(details::Change::Name(name)) => visit(Field::CentreName, name),
        Change::Details(details::Change::HandOver { from, to }) => {
            visit(Field::Facilitator, from);
            visit(Field::Facilitator, to);
        }
        Change::Announcement(change) => announced(change, visit),
        Change::Attendance(change) => attended(change, visit),
        Change::Incident(change) => incident(change, visit),
        Change::People(change) => people(change, visit),
        Change::Session(change) => match change {
            sessions::Change::Plan { room, .. } | sessions::Change::Move { room, .. } => {
                visit(Field::Room, room);
            }
            sessions::Change::CallOff { reason, .. } | sessions::Change::Void { reason, .. } => {
                visit(Field::CalledOff, reason);
            }
            sessions::Change::Reseat { .. }
            | sessions::Change::Unseat { .. }
            | sessions::Change::Cast { .. }
            | sessions::Change::Mark { .. }
            | sessions::Change::Pin { .. } => {}
        },
        Change::Note(change) => match change {
            notes::Change::Keep { content, .. } | notes::Change::Edit { content, .. } => {
                visit(Field::Note, &mut content.text);
            }
            notes::Change::Mark { .. }
            | notes::Change::Strike { .. }
            | notes::Change::Restore { .. } => {}
        },
        Change::Marksheet(change) => match change {
            marksheets::Change::Reason { text, .. } => visit(Field::RatingReason, text),
            marksheets::Change::Reopen { reason, .. } => visit(Field::ReopenReason, reason),
            marksheets::Change::Return { remark, .. } => visit(Field::Remark, remark),
            marksheets::Change::Rate { .. }
            | marksheets::Change::Submit { .. }
            | marksheets::Change::Review { .. }
            | marksheets::Change::Declare { .. } => {}
            marksheets::Change::Tell { text, .. } => visit(Field::Told, text),
            marksheets::Change::Waive { reason, .. } => visit(Field::WaiverReason, reason),
        },
        Change::Reflection(reflections::Change::Answer { text, .. }) => {
            visit(Field::SelfAssessment, text);
        }
        Change::Feedback(change) => match change {
            feedback::Change::Give { by: feedback::Giver::Other(name), .. } => {
                visit(Field::Giver, name);
            }
            feedback::Change::Give { .. } => {}
            feedback::Change::TakeBack { reason, .. } => visit(Field::FeedbackReason, reason),
        },
        Change::Erasure(erasure::Change::Erase { reason, .. }) => {
            visit(Field::ErasureReason, reason);
        }
        Change::WashUp(change) => wash_up(change, visit),
    }
}

fn wash_up(change: &mut washup::Change, visit: &mut Visit<'_>) {
    match change {
        washup::Change::Present { others, .. } | washup::Change::Sign { others, .. } => {
            for name in others {
                visit(Field::Guest, name);
            }
        }
        washup::Change::Score { source, .. } => visit(Field::ScoreSource, source),
        washup::Change::Reveal { reason, .. }
        | washup::Change::Agree { reason, .. }
        | washup::Change::Borderline { found: reason, .. }
        | washup::Change::Decide { reason, .. }
        | washup::Change::Reopen { reason, .. } => visit(Field::PanelReason, reason),
        washup::Change::Order { .. }
        | washup::Change::Begin { .. }
        | washup::Change::Leave { .. } => {}
    }
}

fn announced(change: &mut announcements::Change, visit: &mut Visit<'_>) {
    match change {
        announcements::Change::Announce { room, text } => {
            for room in room.iter_mut() {
                visit(Field::Room, room);
            }
            visit(Field::Message, text);
        }
        announcements::Change::Chime { room } => {
            for room in room.iter_mut() {
                visit(Field::Room, room);
            }
        }
        announcements::Change::TakeDown { .. } | announcements::Change::Sound { .. } => {}
    }
}

fn attended(change: &mut attendance::Change, visit: &mut Visit<'_>) {
    match change {
        attendance::Change::Badge { code, .. } => visit(Field::Badge, code),
        attendance::Change::WithoutConsent { reason, .. }
        | attendance::Change::Withdraw { reason, .. } => visit(Field::AttendanceReason, reason),
        attendance::Change::Arrive { .. }
        | attendance::Change::NotHere { .. }
        | attendance::Change::Expect { .. }
        | attendance::Change::Consent { .. }
        | attendance::Change::Brief { .. }
        | attendance::Change::Absent { .. }
        | attendance::Change::TakePart { .. } => {}
    }
}

fn incident(change: &mut incidents::Change, visit: &mut Visit<'_>) {
    match change {
        incidents::Change::Note { what, .. } => visit(Field::Incident, what),
        incidents::Change::Set { fact, .. } => match fact {
            incidents::Fact::What(text) | incidents::Fact::Action(text) => {
                visit(Field::Incident, text);
            }
            incidents::Fact::NoticedBy(name) => visit(Field::Signature, name),
            incidents::Fact::Noticed(_)
            | incidents::Fact::Resolved(_)
            | incidents::Fact::Kind(_)
            | incidents::Fact::Candidates(_)
            | incidents::Fact::Exercises(_)
            | incidents::Fact::Sessions(_)
            | incidents::Fact::Lost(_)
            | incidents::Fact::Restored(_)
            | incidents::Fact::Effect(_) => {}
        },
        incidents::Change::Sign { name, .. } => visit(Field::Signature, name),
        incidents::Change::Strike { reason, .. } => visit(Field::Incident, reason),
        incidents::Change::Explain { words, .. } => visit(Field::Explanation, words),
    }
}

fn people(change: &mut people::Change, visit: &mut Visit<'_>) {
    match change {
        people::Change::AddCandidate { code, name }
        | people::Change::NameCandidate { code, name, .. } => {
            visit(Field::Code, code);
            visit(Field::CandidateName, name);
        }
        people::Change::AddAssessor { name } | people::Change::NameAssessor { name, .. } => {
            visit(Field::AssessorName, name);
        }
        people::Change::AddRolePlayer { name }
        | people::Change::RolePlayer { fact: people::RolePlayerFact::Name(name), .. } => {
            visit(Field::PlayerName, name);
        }
        people::Change::AddRoom { name }
        | people::Change::Room { fact: people::RoomFact::Name(name), .. } => {
            visit(Field::Room, name);
        }
        people::Change::Candidate { fact, .. } => candidate(fact, visit),
        people::Change::Join(newcomer) => join(newcomer, visit),
        people::Change::GiveExtraTime { .. }
        | people::Change::RemoveCandidate { .. }
        | people::Change::RemoveAssessor { .. }
        | people::Change::Assessor { .. }
        | people::Change::RolePlayer { .. }
        | people::Change::RemoveRolePlayer { .. }
        | people::Change::Room { .. }
        | people::Change::RemoveRoom { .. }
        | people::Change::KeepApart { .. }
        | people::Change::LetMeet { .. } => {}
    }
}

fn join(newcomer: &mut people::Newcomer, visit: &mut Visit<'_>) {
    match newcomer {
        people::Newcomer::Candidate { code, name, facts, .. } => {
            visit(Field::Code, code);
            visit(Field::CandidateName, name);
            for fact in facts {
                candidate(fact, visit);
            }
        }
        people::Newcomer::Assessor { name, .. } => visit(Field::AssessorName, name),
        people::Newcomer::RolePlayer { name, facts } => {
            visit(Field::PlayerName, name);
            for fact in facts {
                if let people::RolePlayerFact::Name(name) = fact {
                    visit(Field::PlayerName, name);
                }
            }
        }
        people::Newcomer::Room { name, facts } => {
            visit(Field::Room, name);
            for fact in facts {
                if let people::RoomFact::Name(name) = fact {
                    visit(Field::Room, name);
                }
            }
        }
    }
}

fn candidate(fact: &mut people::CandidateFact, visit: &mut Visit<'_>) {
    match fact {
        people::CandidateFact::Pronouns(text) => visit(Field::Pronouns, text),
        people::CandidateFact::Notes(text) => visit(Field::ForTheDay, text),
        people::CandidateFact::Adjustments(granted) => {
            for adjustment in granted {
                visit(Field::ApprovedBy, &mut adjustment.approved_by);
                visit(Field::AdjustmentReason, &mut adjustment.reason);
            }
        }
        people::CandidateFact::StepFree(_)
        | people::CandidateFact::Present(_)
        | people::CandidateFact::Photo(_) => {}
    }
}
