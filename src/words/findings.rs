//! What checks found in a scenario.

use super::names::thing;
use crate::scenario::checks::Finding;

/// What is the case, and how to mend it.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Unreadable(ron) => format!("This cannot be read: {ron}."),
        Finding::NotAScenario => {
            "This is not a Bellwether scenario: it does not begin with (format: 1, scenario: (…)).".to_owned()
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
            if matches!(thing(*of).chars().next(), Some('e' | 'i')) { "n" } else { "" },
            thing(*of)
        ),
        Finding::UsedTwice(of, word) => {
            format!("“{word}” is used for more than one {}. Give each its own.", thing(*of))
        }
        Finding::NoSuch(of, word) => {
            format!("There is no {} “{word}”. Use one that the scenario has, or add it.", thing(*of))
        }
        Finding::Empty(field) => format!("`{field}` is empty. People need it."),
        Finding::None(of) => format!("There is no {} yet. Add at least one.", thing(*of)),
        Finding::ScaleNotRising => {
            "The numbers of the scale do not rise. List the lowest level first, each number once.".to_owned()
        }
        Finding::ScaleLength(levels) => format!("A scale of {levels} levels cannot be used. Have 2 to 11."),
        Finding::NoAnchor(competency, level) => format!(
            "“{competency}” does not say what level {level} looks like. Describe the behaviour."
        ),
        Finding::Weight(weight) => format!("A weight of {weight} means nothing. Use a number above 0."),
        Finding::GroupSize(min, max) => {
            format!("A group of {min} to {max} cannot be. Have at least 1, and the smaller number first.")
        }
        Finding::NoAssessor => "Nobody observes. Have at least 1 assessor a candidate.".to_owned(),
        Finding::NothingObserved => "Nothing is rated in this exercise. Name its competencies.".to_owned(),
        Finding::NoRun => "This exercise has no phase in which somebody is observed. Add a Run.".to_owned(),
        Finding::NoLength => "This phase takes no time. Give it a length, such as \"20 min\".".to_owned(),
        Finding::LongPhase(length) => format!("This phase takes {length}. Is that meant?"),
        Finding::AfterTheEnd(length) => {
            format!("This comes after the end of its phase, which takes {length}. Make it earlier.")
        }
        Finding::NobodyPresent => "Nobody is in the room in this phase. Say who is present.".to_owned(),
        Finding::NoPart => {
            "A role player is present, but the exercise has no part to play. Add one to role_players.".to_owned()
        }
        Finding::BandsNotRising => {
            "The bands do not rise. List the lowest first, each from a higher rating than the last.".to_owned()
        }
    }
}
