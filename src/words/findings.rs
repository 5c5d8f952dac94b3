//! What checks found in a scenario: what does not fit together, and what a reader would mark.

use super::names::thing;
use super::rules;
use crate::scenario::checks::{Finding, Thing};
use crate::scenario::{Bound, Scenario};

/// What is the case, and how to mend it.
#[expect(clippy::too_many_lines, reason = "a table: one sentence each")]
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Unreadable(ron) => format!("This cannot be read: {ron}."),
        Finding::NotAScenario => {
            "This is not a Bellwether scenario: it does not begin with (format: 2, scenario: (…)).".to_owned()
        }
        Finding::NewerFormat(format) => format!(
            "This was written by a newer Bellwether (format {format}). Open it with that version."
        ),
        Finding::TooLarge(bytes) => {
            format!("This is too large for a scenario ({bytes} bytes). Is it the right file?")
        }
        Finding::NotAWord(of, word) => format!(
            "“{word}” cannot name a{} {}. Use a short word: lower-case letters, digits and hyphens, \
             beginning with a letter.",
            if thing(*of).starts_with(['e', 'i']) { "n" } else { "" },
            thing(*of)
        ),
        Finding::UsedTwice(of, word) => {
            format!("“{word}” is used for more than one {}. Give each its own.", thing(*of))
        }
        Finding::NoSuch(of, word) => {
            format!("There is no {} “{word}”. Use one that the scenario has, or add it.", thing(*of))
        }
        Finding::Empty(field) => format!("{} is empty. People need it.", text(field)),
        Finding::None(of) => format!("There is no {} yet. Add at least one.", thing(*of)),
        Finding::ScaleNotRising => {
            "The numbers of the scale do not rise. List the lowest level first, each number once.".to_owned()
        }
        Finding::ScaleLength(levels) => format!("A scale of {levels} levels cannot be used. Have 2 to 11."),
        Finding::ScaleStart(number) => {
            format!("The scale begins at {number}. Begin at 0 or 1, as people expect.")
        }
        Finding::ScaleShort => {
            "Two levels say little more than yes and no. Have 3 to 10.".to_owned()
        }
        Finding::Weight(weight) => format!("A weight of {weight} means nothing. Use a number above 0."),
        Finding::GroupSize(min, max) => {
            format!("A group of {min} to {max} cannot be. Have at least 1, and the smaller number first.")
        }
        Finding::NoAssessor => "Nobody observes. Have at least 1 assessor a candidate.".to_owned(),
        Finding::NothingObserved => "Nothing is rated in this exercise. Name its competencies.".to_owned(),
        Finding::NoRun => "This exercise has no phase in which somebody is observed. Add a Run.".to_owned(),
        Finding::NoLength => "This phase takes no time. Give it a length, such as \"20 min\".".to_owned(),
        Finding::LongPhase(length) => format!("This phase takes {length}. Is that meant?"),
        Finding::AfterTheEnd(Thing::Warning, length) => format!(
            "This warning would be said before its phase begins: the phase takes {length}. Bring it nearer to the end."
        ),
        Finding::AfterTheEnd(_, length) => {
            format!("This inject comes after the end of its phase, which takes {length}. Make it earlier.")
        }
        Finding::LongerThanPhase(needed, given) => {
            format!("This takes {needed}, but its phase only {given}. Shorten it or lengthen the phase.")
        }
        Finding::Seats(seats, group) => format!(
            "There are {seats} seats for a group of up to {group}. Write one for each candidate of the largest group, or none."
        ),
        Finding::Parts(parts) => {
            format!("{parts} parts are more than can be played alike. Have at most three.")
        }
        Finding::NotRatedHere(competency) => format!(
            "“{competency}” is not rated in this exercise. Rate it here, or choose one that is."
        ),
        Finding::NoSelfAssessmentPhase => {
            "There is no phase in which candidates look back on themselves. Add one, 5 min or so.".to_owned()
        }
        Finding::NoSelfAssessmentQuestions => {
            "Candidates look back on themselves, but nothing is asked. Write the questions.".to_owned()
        }
        Finding::Number(number) => format!("{number} cannot be used here."),
        Finding::ScoreRange(lowest, highest) => format!(
            "A score from {lowest} to {highest} cannot be. The lowest must be below the highest."
        ),
        Finding::Figures(rule, figures) => {
            format!("Rule {} has {} to set. Leave the rest out.", rule.id(), super::count(*figures, "figure", "figures"))
        }
        Finding::StationTooLong(needed, period) => format!(
            "Candidates need {needed} here, but the carousel moves on after {period}. Shorten the phases or lengthen the period."
        ),
        Finding::GroupInCarousel => {
            "One candidate stands at a station at a time. Make this an exercise for one.".to_owned()
        }
        Finding::NotInCarousel => {
            "This exercise is at no station of the carousel, so nobody comes to it. Add a station.".to_owned()
        }
        Finding::NoRest => {
            "The carousel has no place to rest, and no slack when somebody needs more time. Add a rest station.".to_owned()
        }
        Finding::TooMuchToRead(needed, given) => format!(
            "Reading alone takes {needed} of {given}. Cut the papers or lengthen the phase, so that a third is left to think and write."
        ),
        Finding::IndicatorTwice(text, other) => format!(
            "“{text}” is nearly the same as an indicator of “{other}”, so one act would count twice. Keep it in one place."
        ),
        Finding::AnchorsByDegree(competency, lower, higher) => format!(
            "Levels {lower} and {higher} of “{competency}” differ only in how much or how often. Say what is done differently."
        ),
        Finding::ScoringWord(word, around) => format!(
            "A candidate reads “{word}” here (“{around}”), which is about marking. Say the task, not how it is marked."
        ),
        Finding::CountsNothing(competency) => format!(
            "“{competency}” is rated but counts nothing in the result. Give it a weight, or say in its definition that it is only shown."
        ),
        Finding::FamilyMissing(family) => format!(
            "No competency belongs to {family}. Leading and managing are told apart in every result: add one of each."
        ),
        Finding::NobodyPresent => "Nobody is in the room in this phase. Say who is present.".to_owned(),
        Finding::NoPart => {
            "A role player is present, but the exercise has no part to play. Add a role player.".to_owned()
        }
        Finding::BandsNotRising => {
            "The bands do not rise. List the lowest first, each from a higher rating than the last.".to_owned()
        }
        of_a_rule => rules::finding(of_a_rule),
    }
}

/// A text that people write, by the field in which it stands.
fn text(field: &str) -> String {
    match field {
        "candidate" => "The candidate’s brief".to_owned(),
        "assessor" => "The assessor’s guide".to_owned(),
        "not_observed" => "The word for what was not observed".to_owned(),
        "label" => "The name of the band".to_owned(),
        other => format!("The {}", other.replace('_', " ")),
    }
}

/// The same with competencies called by their names, as people on the screen know them.
pub fn finding_in(scenario: &Scenario, found: &Finding) -> String {
    let said = finding(found);
    let Some(competency) = found.competency().and_then(|id| scenario.competency(id)) else {
        return said;
    };
    if competency.name.trim().is_empty() {
        return said;
    }
    said.replace(&format!("“{}”", competency.id), &format!("“{}”", competency.name))
}

/// Where a band begins, in words.
pub fn bound(bound: Bound) -> String {
    match bound {
        Bound::AtLeast(value) => format!("from {value}"),
        Bound::Above(value) => format!("above {value}"),
    }
}

/// Why a finding matters, with where that is known from.
pub fn why(finding: &Finding) -> Option<String> {
    if let Some(rule) = finding.rule() {
        return Some(format!("{} ({})", rules::statement(rule), rules::source(rule)));
    }
    let reason = match finding {
        Finding::TooMuchToRead(..) => {
            "People read about 200 words a minute when they take notes; silent reading averages 238 (Brysbaert, Journal of Memory and Language 109, 2019)."
        }
        Finding::IndicatorTwice(..) => {
            "One behaviour counted under two competencies makes them look alike (halo: Thorndike, Journal of Applied Psychology 4, 1920)."
        }
        Finding::AnchorsByDegree(..) => {
            "Anchors fix a level by behaviour; words of degree leave it to each assessor (Smith and Kendall, Journal of Applied Psychology 47, 1963)."
        }
        Finding::ScoringWord(..) => {
            "All candidates should know the same of how they are judged, and before the day (International Guidelines for Assessment Center Operations, 6th edition, 2014)."
        }
        Finding::FamilyMissing(_) => {
            "Leaders set direction and win people, managers set goals and see work done; neither makes up for the other."
        }
        Finding::NoRest => {
            "Rotations keep empty stations so that one delay does not hold everybody up."
        }
        _ => return None,
    };
    Some(reason.to_owned())
}
