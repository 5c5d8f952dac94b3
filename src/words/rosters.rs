//! What is said about a list of people from elsewhere.

use std::collections::BTreeSet;

use super::{count, refusals};
use crate::files::table::{Form, MOST_BYTES, Unreadable};
use crate::ids::ExerciseId;
use crate::people::roster::{Column, Doubt, Kind, MOST_ROWS, Reading, Why};
use crate::people::{AssessorFact, BadPhoto, CandidateFact, Newcomer, RolePlayerFact, RoomFact};

/// What a column of a list means.
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Ignored => "not used",
        Column::Kind => "kind",
        Column::Code => "code",
        Column::Name => "name",
        Column::FirstName => "first name",
        Column::LastName => "last name",
        Column::Pronouns => "pronouns",
        Column::ExtraTime => "extra time %",
        Column::StepFree => "step-free",
        Column::From => "from",
        Column::Until => "until",
        Column::Notes => "notes",
        Column::Trained => "trained",
        Column::Reset => "reset minutes",
        Column::Places => "places",
        Column::Exercises => "exercises",
        Column::Apart => "must not meet",
        Column::Manager => "managed by",
    }
}

/// What rows of a list are about.
pub fn roster_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Candidate => "candidates",
        Kind::Assessor => "assessors",
        Kind::RolePlayer => "role players",
        Kind::Room => "rooms",
    }
}

/// What a list was read from.
pub fn roster_form(form: &Form) -> String {
    match form {
        Form::Workbook { sheet, .. } => format!("workbook, sheet “{sheet}”"),
        Form::Text('\t', encoding) => format!("text with tabs, {encoding}"),
        Form::Text(separator, encoding) => {
            format!("text with “{separator}” between cells, {encoding}")
        }
    }
}

/// Why a file holds no list.
pub fn unreadable(why: &Unreadable) -> String {
    match why {
        Unreadable::Empty => "There is nothing in it.".to_owned(),
        Unreadable::TooLarge => {
            format!("It is too large for a list. At most {} MB are read.", MOST_BYTES >> 20)
        }
        Unreadable::TooManyRows => format!("It has more than {MOST_ROWS} rows."),
        Unreadable::NoSuchSheet(sheet, all) => {
            format!("There is no sheet “{sheet}” in this workbook. It has: {}.", all.join(", "))
        }
        Unreadable::OldWorkbook => {
            "This is a workbook of the old kind. Save it as .xlsx or CSV first.".to_owned()
        }
        Unreadable::BadWorkbook(said) => format!(
            "This workbook cannot be read: {said}. Open it, take off a password if there is one, \
             and save it again."
        ),
        Unreadable::NotATable => {
            "This is neither CSV nor a workbook (.xlsx). Save the list as one of them.".to_owned()
        }
    }
}

/// Why a file gives no photo.
pub fn bad_photo(path: &std::path::Path, why: &BadPhoto) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    match why {
        BadPhoto::NotAPicture(said) => {
            format!("{file} is not a picture that can be read ({said}). Choose a JPEG or PNG file.")
        }
        BadPhoto::TooLarge => format!("{file} is too large. Make the picture smaller first."),
    }
}

/// How much of a cell is quoted.
const LONGEST: usize = 60;

/// What is doubtful about a row, and what comes of it.
pub fn doubt(doubt: &Doubt) -> String {
    let text = super::shortened(&doubt.text, LONGEST);
    match &doubt.why {
        Why::EmptyRow => "Empty, passed over.".to_owned(),
        Why::Nobody => "Neither code nor name.".to_owned(),
        Why::Refused(why) => refusals::people(why),
        Why::CodeTwice(line) => format!("Line {line} has the code {text} already."),
        Why::NameTwice(line) => {
            format!("Line {line} has the name {text} already. Give them codes to tell them apart.")
        }
        Why::OnTheList => format!("{text} is on the list already."),
        Why::SameName => format!("Somebody else is called {text} too."),
        Why::NotAPercentage => format!("“{text}” is no percentage in whole numbers."),
        Why::NotATime => format!("“{text}” is no time of day, such as 9:15."),
        Why::NotYesOrNo => format!("“{text}” is neither yes nor no."),
        Why::NotADay => format!("“{text}” is not a day, such as 2026-03-02."),
        Why::NotANumber => format!("“{text}” is not a whole number."),
        Why::NotAKind => {
            format!("“{text}” is no candidate, assessor, role player or room.")
        }
        Why::NotForKind(kind) => {
            let column = "means nothing for";
            format!("“{text}” {column} {}, passed over.", roster_kind(*kind))
        }
        Why::ReadAsPercent(percent) => format!("{text} is read as {percent} %."),
        Why::VeryLittle(percent) => format!("Only {percent} % extra time? Look again."),
        Why::OneTime => "Only one of the two times is said.".to_owned(),
        Why::ReadAsDay(date) => format!("{text} is read as {}.", super::date(*date)),
        Why::NoExercise(name) => {
            format!("“{name}” is no exercise of this scenario. Write its title, or leave it empty.")
        }
        Why::NoAssessor(name) => format!(
            "“{name}” is not on the list of assessors yet, so nobody is kept apart. Bring the \
             assessors in first, or say it in the table."
        ),
        Why::TooMany => format!("A list takes {MOST_ROWS} rows."),
    }
}

/// Somebody who comes, with all that is known: `C07 Cy Day · +25 % · 09:00–13:00`.
pub fn newcomer(who: &Newcomer) -> String {
    let mut said = vec![who.label()];
    match who {
        Newcomer::Candidate { extra_time, facts, apart, .. } => {
            if *extra_time > 0 {
                said.push(format!("+{extra_time} %"));
            }
            said.extend(facts.iter().filter_map(candidate_fact));
            if !apart.is_empty() {
                said.push(format!("apart from {}", count(apart.len(), "assessor", "assessors")));
            }
        }
        Newcomer::Assessor { facts, .. } => {
            said.push("assessor".to_owned());
            said.extend(facts.iter().filter_map(|fact| match fact {
                AssessorFact::Trained(date) => Some(format!("trained {}", super::date((*date)?))),
                AssessorFact::Present(hours) => Some(super::hours((*hours)?)),
                AssessorFact::Certified(exercises) => certain(exercises.as_ref()),
            }));
        }
        Newcomer::RolePlayer { facts, .. } => {
            said.push("role player".to_owned());
            said.extend(facts.iter().filter_map(|fact| match fact {
                RolePlayerFact::Reset(length) => Some(format!("resets in {length}")),
                RolePlayerFact::Present(hours) => Some(super::hours((*hours)?)),
                RolePlayerFact::Plays(exercises) => certain(exercises.as_ref()),
                RolePlayerFact::Name(_) => None,
            }));
        }
        Newcomer::Room { facts, .. } => {
            said.push("room".to_owned());
            said.extend(facts.iter().filter_map(|fact| match fact {
                RoomFact::Capacity(places) => {
                    Some(count(usize::from((*places)?), "place", "places"))
                }
                RoomFact::StepFree(true) => Some("step-free".to_owned()),
                RoomFact::StepFree(false) => Some("has steps".to_owned()),
                RoomFact::Present(hours) => Some(super::hours((*hours)?)),
                RoomFact::Fitted(exercises) => certain(exercises.as_ref()),
                RoomFact::Name(_) => None,
            }));
        }
    }
    said.join(" · ")
}

/// In how many exercises, where it is not all.
fn certain(exercises: Option<&BTreeSet<ExerciseId>>) -> Option<String> {
    exercises.map(|known| count(known.len(), "exercise", "exercises"))
}

fn candidate_fact(fact: &CandidateFact) -> Option<String> {
    match fact {
        CandidateFact::Pronouns(text) => Some(text.clone()),
        CandidateFact::StepFree(needed) => needed.then(|| "step-free".to_owned()),
        CandidateFact::Present(hours) => Some(super::hours((*hours)?)),
        CandidateFact::Notes(_) => Some("notes".to_owned()),
        CandidateFact::Photo(photo) => photo.as_ref().map(|_| "photo".to_owned()),
        CandidateFact::Adjustments(_) => None,
    }
}

/// Who comes with a list: `12 candidates, 4 assessors`.
pub fn coming(reading: &Reading) -> String {
    let mut counts = [0_usize; 4];
    for who in reading.coming() {
        let [candidates, assessors, players, rooms] = &mut counts;
        match who {
            Newcomer::Candidate { .. } => *candidates += 1,
            Newcomer::Assessor { .. } => *assessors += 1,
            Newcomer::RolePlayer { .. } => *players += 1,
            Newcomer::Room { .. } => *rooms += 1,
        }
    }
    let [candidates, assessors, players, rooms] = counts;
    let said = [
        (candidates, "candidate", "candidates"),
        (assessors, "assessor", "assessors"),
        (players, "role player", "role players"),
        (rooms, "room", "rooms"),
    ];
    let said: Vec<String> =
        said.iter().filter(|(n, _, _)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect();
    if said.is_empty() { "nobody".to_owned() } else { said.join(", ") }
}
