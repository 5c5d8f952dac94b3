//! What people and things are called.

use jiff::tz::TimeZone;

use crate::centre::attendance::Away;
use crate::centre::marksheet::{Rating, WhyNot};
use crate::centre::{Author, Centre, Person};
use crate::ids::{AssessorId, CandidateId, RolePlayerId, RoomId, SessionId};
use crate::people::{Candidate, Grant, Hours, Relation};
use crate::scenario::checks::Thing;
use crate::scenario::{ExerciseKind, Family, Kind, PhaseKind, Scale, Scenario};

/// Code and name of a candidate.
pub fn candidate(centre: &Centre, id: CandidateId) -> String {
    let known = centre.people.candidate(id);
    known.map_or_else(|| "somebody not on the list".to_owned(), Candidate::label)
}

/// Why somebody takes no part, in a word.
pub fn away(away: Away) -> &'static str {
    match away {
        Away::Absent => "absent",
        Away::Withdrawn => "withdrawn",
    }
}

/// When a candidate left and why, or that nobody came; nothing of who takes part.
pub fn gone(centre: &Centre, candidate: CandidateId, zone: &TimeZone) -> Option<String> {
    let known = centre.attendance.get(&Person::Candidate(candidate))?;
    Some(match (known.away()?, &known.withdrawn) {
        (Away::Withdrawn, Some(why)) => {
            let at = super::time_of_day(why.made.at, zone);
            format!("Withdrawn at {at}: {}", why.words)
        }
        _ => "Absent: noted as not come.".to_owned(),
    })
}

/// Whether a candidate came and stayed, in a word; nothing where nothing was noted.
pub fn attendance(centre: &Centre, candidate: CandidateId) -> Option<&'static str> {
    let known = centre.attendance.get(&Person::Candidate(candidate))?;
    known.away().map(away).or_else(|| known.arrived.map(|_| "came"))
}

/// Name of an assessor.
pub fn assessor(centre: &Centre, id: AssessorId) -> String {
    let known = centre.people.assessor(id);
    known.map_or_else(|| "somebody not on the list".to_owned(), |known| known.name.clone())
}

/// Name of a role player.
pub fn role_player(centre: &Centre, id: RolePlayerId) -> String {
    let known = centre.people.role_player(id);
    known.map_or_else(|| "somebody not on the list".to_owned(), |known| known.name.clone())
}

/// Name of a room.
pub fn room(centre: &Centre, id: RoomId) -> String {
    let known = centre.people.room(id);
    known.map_or_else(|| "a room not on the list".to_owned(), |known| known.name.clone())
}

/// Who acted.
pub fn author(centre: &Centre, by: Author) -> String {
    match by {
        Author::Facilitator => "Facilitator".to_owned(),
        Author::Assessor(id) => assessor(centre, id),
    }
}

/// The codes of a group: a range where they follow one another, else each.
pub fn codes(mut codes: Vec<&str>) -> String {
    codes.sort_unstable();
    let number = |code: &str| {
        let digits = code.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        digits.parse::<u32>().ok()
    };
    let follow = codes.iter().zip(codes.iter().skip(1)).all(|(one, next)| {
        one.len() == next.len()
            && number(one).zip(number(next)).is_some_and(|(one, next)| one + 1 == next)
    });
    match codes.as_slice() {
        [first, _, .., last] if follow => format!("{first}–{last}"),
        all => all.join(" "),
    }
}

/// A session: its exercise and who is in it.
pub fn session(centre: &Centre, id: SessionId) -> String {
    let Some(session) = centre.sessions.get(&id) else {
        return "a session that is not known".to_owned();
    };
    let exercise = centre.scenario.exercise(&session.exercise);
    let title = exercise.map_or_else(|| session.exercise.to_string(), |known| known.title.clone());
    let codes: Vec<_> = session
        .seats
        .iter()
        .filter_map(|seat| centre.people.candidate(seat.candidate).map(|known| known.code.as_str()))
        .collect();
    format!("{title}, {}", codes.join(" "))
}

/// A kind of exercise.
pub fn exercise_kind(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::RolePlay => "role play",
        ExerciseKind::GroupExercise => "group exercise",
        ExerciseKind::InTray => "in-tray",
        ExerciseKind::CaseStudy => "case study",
        ExerciseKind::Written => "written exercise",
        ExerciseKind::Presentation => "presentation",
        ExerciseKind::FactFind => "fact-find",
        ExerciseKind::Interview => "interview",
    }
}

/// What a scenario is for and whom it takes: the first paragraph of its purpose.
pub fn purpose(scenario: &Scenario) -> String {
    let first = scenario.purpose.split("\n\n").next().unwrap_or("");
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The most extra time that a candidate has anywhere, `+25%`, or that there is an adjustment of
/// another kind; none where there is neither.
pub fn adjusted(known: &Candidate) -> Option<String> {
    let most = known.extra_time_in.values().copied().chain([known.extra_time]).max().unwrap_or(0);
    let words = if most > 0 { format!("+{most}%") } else { "adjusted".to_owned() };
    known.is_adjusted().then_some(words)
}

/// A kind of phase.
pub fn phase_kind(kind: PhaseKind) -> &'static str {
    match kind {
        PhaseKind::Briefing => "briefing",
        PhaseKind::Preparation => "preparation",
        PhaseKind::Run => "run",
        PhaseKind::Questions => "questions",
        PhaseKind::SelfAssessment => "self-assessment",
        PhaseKind::WriteUp => "write-up",
    }
}

/// Why a candidate and an assessor must not meet.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Knows => "know each other",
        Relation::Manages => "manages, or did",
        Relation::Declared => "declared an interest",
    }
}

/// What an adjustment gives: `+25 %`, `+5 min`, `10 min to rest`.
pub fn grant(grant: Grant) -> String {
    match grant {
        Grant::Percent(percent) => format!("+{percent} %"),
        Grant::Minutes(minutes) => format!("+{minutes} min"),
        Grant::Rest(minutes) => format!("{minutes} min to rest"),
    }
}

/// When somebody is there: `09:00–13:00`.
pub fn hours(hours: Hours) -> String {
    format!("{}–{}", hours.from.strftime("%H:%M"), hours.until.strftime("%H:%M"))
}

/// A family of competencies.
pub fn family(family: &Family) -> String {
    match family {
        Family::Leadership => "Leadership".to_owned(),
        Family::Management => "Management".to_owned(),
        Family::Other(name) => name.clone(),
    }
}

/// What a centre is held for.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Selection => "selection",
        Kind::Promotion => "promotion",
        Kind::Development => "development",
    }
}

/// Why something was not observed.
pub fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NoOpportunity => "no opportunity",
        WhyNot::NotShown => "not shown",
        WhyNot::Interrupted => "interrupted",
    }
}

/// A rating: the level with its label, or not observed and why.
pub fn rating(scale: &Scale, rating: Rating) -> String {
    match rating {
        Rating::Level(number) => {
            let label = scale.level(number).map_or("", |level| &level.label);
            format!("{number} {label}").trim_end().to_owned()
        }
        Rating::NotObserved(why) => format!("{}: {}", scale.not_observed, why_not(why)),
    }
}

/// A kind of thing in a scenario.
pub fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Scenario => "scenario",
        Thing::Cluster => "cluster",
        Thing::Competency => "competency",
        Thing::Indicator => "indicator",
        Thing::Level => "level",
        Thing::Band => "band",
        Thing::Family => "family",
        Thing::Exercise => "exercise",
        Thing::Phase => "phase",
        Thing::Inject => "inject",
        Thing::Warning => "warning",
        Thing::Part => "role player",
        Thing::Prompt => "prompt",
        Thing::Seat => "seat",
        Thing::Document => "document",
        Thing::Question => "question",
        Thing::CheckItem => "checklist item",
        Thing::Score => "score",
        Thing::Event => "event",
        Thing::Station => "station",
    }
}

/// A scenario in a line: `development · 2 exercises · 1 h 40 min`.
pub fn facts(scenario: &Scenario) -> String {
    let total = scenario
        .exercises
        .iter()
        .fold(crate::time::Length::ZERO, |sum, exercise| sum.plus(exercise.total()));
    let exercises = super::count(scenario.exercises.len(), "exercise", "exercises");
    format!("{} · {exercises} · {} a candidate", kind(scenario.kind), super::length(total))
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn a_group_is_a_range_only_where_its_codes_follow_one_another() {
        assert_eq!(codes(vec!["C09", "C07", "C08"]), "C07–C09");
        assert_eq!(codes(vec!["C12", "C04", "C07"]), "C04 C07 C12");
        assert_eq!(codes(vec!["C01", "C02"]), "C01 C02");
        assert_eq!(codes(vec!["C099", "C100", "C101"]), "C099–C101");
        assert_eq!(codes(vec!["Ada", "Bo", "Cy"]), "Ada Bo Cy");
        assert_eq!(codes(Vec::new()), "");
    }
}
