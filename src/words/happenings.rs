//! Who is here and what happened, in words.

use super::names::{assessor, candidate, role_player, session};
use super::{count, length};
use crate::centre::incidents::{Effect, Fact, Kind};
use crate::centre::{Centre, Person, attendance, incidents};
use crate::ids::CandidateId;
use crate::scenario::Strictness;

/// What somebody is called.
pub fn person(centre: &Centre, who: Person) -> String {
    match who {
        Person::Candidate(id) => candidate(centre, id),
        Person::Assessor(id) => assessor(centre, id),
        Person::RolePlayer(id) => role_player(centre, id),
    }
}

/// A kind of incident.
pub fn incident_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Late => "late",
        Kind::NoShow => "no-show",
        Kind::Interruption => "interruption",
        Kind::Material => "material error",
        Kind::RolePlayer => "role player deviation",
        Kind::Conduct => "conduct",
        Kind::Health => "health",
        Kind::Adjustment => "adjustment not provided",
        Kind::Technical => "technical",
        Kind::AssessorConflict => "assessor conflict",
        Kind::Evacuation => "evacuation",
        Kind::Other => "other",
    }
}

/// What an incident means for the marking.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "no effect on marking",
        Effect::WashUp => "note to wash-up",
        Effect::Void => "exercise void",
        Effect::ReRun => "re-run",
    }
}

/// Something about who is here, in a few words.
pub(super) fn attendance(centre: &Centre, change: &attendance::Change) -> String {
    let who = person(centre, change.who());
    match change {
        attendance::Change::Arrive { .. } => format!("{who} here"),
        attendance::Change::NotHere { .. } => format!("{who} not here after all"),
        attendance::Change::Expect { by: Some(_), .. } => format!("{who} expected late"),
        attendance::Change::Expect { by: None, .. } => format!("{who} expected in time"),
        attendance::Change::Consent { given: true, .. } => format!("consent of {who}"),
        attendance::Change::Consent { given: false, .. } => {
            format!("consent of {who} taken back")
        }
        attendance::Change::Brief { briefed: true, .. } => format!("{who} briefed"),
        attendance::Change::Brief { briefed: false, .. } => format!("{who} not briefed after all"),
        attendance::Change::WithoutConsent { reason, .. } => {
            format!("{who} begins without recorded consent, because: {reason}")
        }
        attendance::Change::Badge { code, .. } if code.trim().is_empty() => {
            format!("badge of {who} taken back")
        }
        attendance::Change::Badge { code, .. } => format!("badge {code} for {who}"),
        attendance::Change::Absent { .. } => format!("{who} absent"),
        attendance::Change::Withdraw { reason, .. } => {
            format!("{who} withdrawn, because: {reason}")
        }
        attendance::Change::TakePart { .. } => format!("{who} takes part after all"),
    }
}

/// Something about an incident, in a few words.
pub(super) fn incident(centre: &Centre, change: &incidents::Change) -> String {
    let named = |id: &crate::ids::IncidentId| {
        let known = centre.incidents.get(id);
        known.map_or("incident", |known| incident_kind(known.kind))
    };
    match change {
        incidents::Change::Note { kind, what, .. } if what.is_empty() => {
            format!("incident: {}", incident_kind(*kind))
        }
        incidents::Change::Note { kind, what, .. } => {
            format!("incident: {}, {what}", incident_kind(*kind))
        }
        incidents::Change::Set { incident, fact } => {
            format!("{} of the incident ({})", known(fact), named(incident))
        }
        incidents::Change::Sign { incident, name } => {
            format!("incident ({}) signed by {name}", named(incident))
        }
        incidents::Change::Strike { incident, reason } => {
            format!("incident ({}) struck out, because: {reason}", named(incident))
        }
        incidents::Change::Explain { session: id, words, .. } if words.trim().is_empty() => {
            format!("explanation of the time of {} taken back", session(centre, *id))
        }
        incidents::Change::Explain { session: id, words, .. } => {
            format!("time of {} explained: {words}", session(centre, *id))
        }
    }
}

fn known(fact: &Fact) -> String {
    match fact {
        Fact::Noticed(_) => "time".to_owned(),
        Fact::Resolved(Some(_)) => "end".to_owned(),
        Fact::Resolved(None) => "end, taken back,".to_owned(),
        Fact::NoticedBy(name) => format!("noticed by {name}:"),
        Fact::Kind(kind) => format!("kind {}", incident_kind(*kind)),
        Fact::What(_) => "words".to_owned(),
        Fact::Candidates(_) => "candidates".to_owned(),
        Fact::Exercises(_) => "exercises".to_owned(),
        Fact::Sessions(_) => "sessions".to_owned(),
        Fact::Lost(lost) => format!("{} lost,", length(*lost)),
        Fact::Restored(restored) => format!("{} restored,", length(*restored)),
        Fact::Action(_) => "action".to_owned(),
        Fact::Effect(given) => format!("{},", effect(*given)),
    }
}

/// Why something about who is here cannot be.
pub(super) fn not_here(centre: &Centre, refusal: &attendance::Refusal) -> String {
    match refusal {
        attendance::Refusal::NotOnTheList => "They are not on the list any more.".to_owned(),
        attendance::Refusal::IsHere => {
            "They are noted as here. If they leave, note that they withdraw.".to_owned()
        }
        attendance::Refusal::IsNotHere => "They are not noted as here.".to_owned(),
        attendance::Refusal::IsAbsent => "They are noted as absent already.".to_owned(),
        attendance::Refusal::HasWithdrawn => {
            "They have withdrawn. Let them take part again first.".to_owned()
        }
        attendance::Refusal::TakesPart => "They take part already.".to_owned(),
        attendance::Refusal::BadgeInUse(code) => {
            format!("Somebody else wears the badge {code}. Use another.")
        }
        attendance::Refusal::NoReason => {
            "Say why in a few words; the reason is kept on record.".to_owned()
        }
        attendance::Refusal::TooLong => {
            "That is too long. Badges take 20 characters, reasons 1,000.".to_owned()
        }
        attendance::Refusal::NoConsent(who, level) => no_consent(centre, who, *level),
    }
}

fn no_consent(centre: &Centre, who: &[CandidateId], level: Strictness) -> String {
    let whose = match who {
        [] => "Consent".to_owned(),
        [only] => format!("Consent of {}", candidate(centre, *only)),
        many => format!("Consent of {}", count(many.len(), "candidate", "candidates")),
    };
    if level >= Strictness::Block {
        format!("{whose} is not recorded, and this scenario lets nobody begin without. Record it.")
    } else {
        format!("{whose} is not recorded. Record it, or say why the session begins without.")
    }
}

/// Why something about an incident cannot be.
pub(super) fn no_incident(refusal: &incidents::Refusal) -> &'static str {
    match refusal {
        incidents::Refusal::NoSuchIncident => "That incident is not in this centre.",
        incidents::Refusal::Struck => "That incident is struck out. Note a new one.",
        incidents::Refusal::NoSuchSession => "That session is not in this centre.",
        incidents::Refusal::NotRun => "That phase was not run, so there is nothing to explain.",
        incidents::Refusal::NotInCentre => "Somebody or something named is not in this centre.",
        incidents::Refusal::ResolvedFirst => {
            "It would be over before it was noticed. Put the two the other way round."
        }
        incidents::Refusal::MoreThanLost => {
            "More time would be given back than was lost. Say first how much was lost."
        }
        incidents::Refusal::NoName => "Who signs? A name is needed.",
        incidents::Refusal::NoReason => "Say why in a few words; the reason is kept on record.",
        incidents::Refusal::NothingConcerned => {
            "Say first which session or exercise it concerned; otherwise nothing can be void."
        }
        incidents::Refusal::TooLong => "That text is too long. Use at most 4,000 characters.",
    }
}
