//! Feedback, how long data is kept, and what is typed where.

use super::names::assessor;
use crate::centre::personal::Field;
use crate::centre::{Centre, erasure, feedback, keeping};

/// What becomes of files whose names name somebody who is erased.
pub const NAMED_FILES: &str = "They leave the list of recent files. The files keep their names: \
     rename them yourself, or save under another name and remove the old file.";

/// How feedback was given.
pub fn way_of_feedback(way: feedback::Way) -> &'static str {
    match way {
        feedback::Way::Talk => "face to face",
        feedback::Way::Call => "by telephone or video",
        feedback::Way::Writing => "in writing",
        feedback::Way::Declined => "offered and declined",
    }
}

/// Who gave feedback.
pub fn giver(centre: &Centre, by: &feedback::Giver) -> String {
    match by {
        feedback::Giver::Facilitator => "Facilitator".to_owned(),
        feedback::Giver::Assessor(id) => assessor(centre, *id),
        feedback::Giver::Other(name) => name.clone(),
    }
}

/// What is left to do about feedback that was not given, in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedbackState {
    /// Nobody can say when it is due.
    Open,
    /// Due in so many.
    DueIn(u32),
    /// Due for so many.
    Overdue(u32),
}

/// How feedback stands: `given on Tue 1 Dec 2026 by R. Castellan, face to face`, or when it is due.
pub fn feedback_standing(
    centre: &Centre,
    given: Option<&feedback::Given>,
    state: FeedbackState,
) -> String {
    let days = |days: u32| super::count(days as usize, "working day", "working days");
    match (given, state) {
        (Some(given), _) if given.way == feedback::Way::Declined => {
            format!("declined on {}", super::date(given.on))
        }
        (Some(given), _) => {
            let by = giver(centre, &given.by);
            format!("given on {} by {by}, {}", super::date(given.on), way_of_feedback(given.way))
        }
        (None, FeedbackState::Open) => "not given yet".to_owned(),
        (None, FeedbackState::DueIn(0)) => "due today".to_owned(),
        (None, FeedbackState::DueIn(left)) => format!("due in {}", days(left)),
        (None, FeedbackState::Overdue(late)) => format!("overdue for {}", days(late)),
    }
}

/// How long somebody's data is kept: `no result yet, kept for 6 months, until Mon 24 May 2027`.
pub fn kept_until(band: Option<&str>, months: u16, until: Option<jiff::civil::Date>) -> String {
    let band = band.unwrap_or("no result");
    let until = match until {
        Some(until) => format!("until {}", super::date(until)),
        None => "from the day of the centre, which is not set".to_owned(),
    };
    format!("{band}, kept for {}, {until}", super::count(months.into(), "month", "months"))
}

/// How long so many assessors and role players are kept, and why; `over` when no candidate is left.
pub fn staff_kept(people: usize, until: Option<jiff::civil::Date>, over: bool) -> String {
    let people = super::count(people, "assessor or role player", "assessors and role players");
    match (over, until) {
        (true, _) => format!(
            "{people}: nobody’s ratings rest on them any more. Remove the file and its copies."
        ),
        (false, Some(until)) => format!(
            "{people}: until {}, as long as ratings that they gave are kept.",
            super::date(until)
        ),
        (false, None) => {
            format!("{people}: as long as ratings that they gave are kept. The day is not set.")
        }
    }
}

/// What an erasure would do.
pub fn erasing(people: usize, entries: usize, texts: usize) -> String {
    let people = super::count(people, "person goes", "people go");
    let entries = super::count(entries, "entry is", "entries are");
    let texts = super::count(texts, "text about others loses", "texts about others lose");
    format!("{people} from the record: {entries} emptied, and {texts} a name.")
}

/// What a typed text is.
pub fn typed_field(field: Field) -> &'static str {
    match field {
        Field::CentreName => "name of the centre",
        Field::DesignReason => "reason for a change of design",
        Field::Room => "room",
        Field::Code => "code",
        Field::CandidateName => "candidate’s name",
        Field::AssessorName => "assessor’s name",
        Field::PlayerName => "role player’s name",
        Field::Pronouns => "pronouns",
        Field::ForTheDay => "notes for the day",
        Field::ApprovedBy => "who approved an adjustment",
        Field::AdjustmentReason => "reason for an adjustment",
        Field::CalledOff => "reason for calling off",
        Field::Note => "note",
        Field::RatingReason => "reason for a rating",
        Field::ReopenReason => "reason for reopening",
        Field::Told => "feedback on a marksheet",
        Field::WaiverReason => "reason why a rule was not kept",
        Field::SelfAssessment => "self-assessment",
        Field::Giver => "who gave feedback",
        Field::FeedbackReason => "reason for taking feedback back",
        Field::ErasureReason => "reason for an erasure",
        Field::Guest => "guest of the panel",
        Field::ScoreSource => "where a score comes from",
        Field::PanelReason => "reason of the panel",
        Field::Facilitator => "who ran the day",
        Field::Badge => "badge",
        Field::AttendanceReason => "reason at the check-in",
        Field::Incident => "incident",
        Field::Signature => "name under an incident",
        Field::Explanation => "explanation of a time",
        Field::Remark => "remark on a marksheet",
        Field::Message => "message to the rooms",
    }
}

pub(super) fn feedback(refusal: feedback::Refusal) -> String {
    match refusal {
        feedback::Refusal::NoSuchCandidate => "That candidate is not on the list any more.",
        feedback::Refusal::NoSuchAssessor => "That assessor is not in this centre.",
        feedback::Refusal::NoName => "Write the name of whoever gave the feedback.",
        feedback::Refusal::TooLong => "That text is too long. Use at most 200 characters.",
        feedback::Refusal::BeforeTheCentre(date) => {
            return format!(
                "The centre was held on {}. Feedback comes on that day or after it.",
                super::date(date)
            );
        }
        feedback::Refusal::NothingGiven => "No feedback is recorded for this candidate.",
        feedback::Refusal::NoReason => "Say why in a few words; the reason is kept on record.",
    }
    .to_owned()
}

pub(super) fn keeping(refusal: &keeping::Refusal) -> String {
    match refusal {
        keeping::Refusal::NoSuchBand(label) => format!("The scenario has no result “{label}”."),
        keeping::Refusal::OutOfBounds(_) => {
            format!("Write a whole number of months from 1 to {}.", keeping::MOST)
        }
    }
}

pub(super) fn erasure(refusal: erasure::Refusal) -> &'static str {
    match refusal {
        erasure::Refusal::NewerLines(_) => {
            "This centre holds entries of a newer version, which may speak of anybody. Erase with \
             that version."
        }
        erasure::Refusal::Nobody => "Choose at least one candidate.",
        erasure::Refusal::NoSuchCandidate => "That candidate is not in this centre.",
        erasure::Refusal::NoReason => "Say why in a few words; the reason stays on record.",
        erasure::Refusal::ReasonNames => {
            "The reason names somebody who is erased, and it stays on record. Write it without the \
             name and the code."
        }
        erasure::Refusal::TooLong => "That reason is too long. Use at most 1,000 characters.",
    }
}
