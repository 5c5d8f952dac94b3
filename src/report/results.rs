//! The results of a centre for others (`*.results.ron`): derived, readable, one block a candidate.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::centre::attendance::Away;
use crate::centre::marksheet::Rating;
use crate::centre::marksheets;
use crate::centre::notes::Direction;
use crate::centre::{Centre, Note};
use crate::ids::{CandidateId, CompetencyId};
use crate::people::Candidate;
use crate::scoring::evidence::{Theme, evidence};
use crate::scoring::standing::{Panel, Stood};
use crate::scoring::{self, Group, Mean, Missing, Viewer};
use crate::words;

/// The results format that this build writes.
pub const FORMAT: u32 = 1;

const FIRST_LINE: &str =
    "// Bellwether results, format 1. Derived from a centre; change the centre, not this.\n";

/// The results of a centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The format.
    pub format: u32,
    /// What the centre is called.
    pub centre: String,
    /// It was a rehearsal, no real day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rehearsal: bool,
    /// When it was held.
    pub date: Option<jiff::civil::Date>,
    /// The scenario, and which version of it.
    pub scenario: (String, u32),
    /// What the numbers mean.
    pub remark: String,
    /// A block a candidate.
    pub candidates: Vec<Block>,
}

/// A mean and on how many ratings it rests.
pub type Number = Option<(f64, usize)>;

/// All of one candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// `came`, `absent` or `withdrawn`; nothing where nothing was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<String>,
    /// What was decided, or what the rule gives once nothing is waited for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The overall rating by the scenario's rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<f64>,
    /// What the panel decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decided>,
    /// A result a family: `("Leadership", (3.4, 8))`.
    pub families: Vec<(String, Number)>,
    /// A mean an exercise.
    pub exercises: Vec<(String, Number)>,
    /// A line a competency.
    pub competencies: Vec<Line>,
    /// Notes that speak for the highest levels.
    #[serde(default)]
    pub strengths: Vec<Quoted>,
    /// Notes that speak against the lowest levels.
    #[serde(default)]
    pub next_steps: Vec<Quoted>,
    /// Notes that nobody has put under a competency.
    pub unclassified: Vec<Noted>,
    /// What is still missing, in words.
    pub missing: Vec<String>,
}

/// What the panel decided, beside what the rule gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The label of the band.
    pub band: String,
    /// What the rule gave when it was decided.
    pub by_rule: Option<String>,
    /// Why, in the panel's words; may be empty where the two are the same.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Who signed; empty while nobody has.
    pub signed_by: Vec<String>,
}

/// A note that is quoted, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The competency that it shows.
    pub competency: String,
    /// The note.
    pub note: Noted,
}

/// One competency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What it is called.
    pub competency: String,
    /// Its mean over exercises.
    pub mean: Number,
    /// The level that the panel agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<u8>,
    /// Why the panel agreed that level, or that nothing can be said; in its words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed_because: String,
    /// The level that the role asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<u8>,
    /// The centre's mean, over candidates, of agreed levels and of means where none is agreed.
    #[serde(default)]
    pub centre_mean: Number,
    /// How many other candidates are lower, the same and higher.
    #[serde(default)]
    pub others: Option<(usize, usize, usize)>,
    /// Every rating.
    pub ratings: Vec<Given>,
    /// Every note on it that was not struck out.
    pub notes: Vec<Noted>,
}

/// One note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// In which exercise.
    pub exercise: String,
    /// By whom.
    pub assessor: String,
    /// When its typing began.
    pub at: Timestamp,
    /// Whether it speaks for or against; not classified yet when there is none.
    pub direction: Option<Direction>,
    /// As typed.
    pub text: String,
}

/// One rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// In which exercise.
    pub exercise: String,
    /// By whom.
    pub assessor: String,
    /// The level; none when not observed.
    pub level: Option<u8>,
    /// The level's label, or why it was not observed.
    pub words: String,
    /// Why, in the assessor's words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// The marksheet is submitted: a level on it enters the means.
    pub submitted: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The results of a centre, as values.
pub fn derive(centre: &Centre) -> Results {
    let listed = centre.people.candidates();
    let group = scoring::group(centre);
    Results {
        format: FORMAT,
        centre: centre.details.name.clone(),
        rehearsal: centre.details.rehearsal,
        date: centre.details.date,
        scenario: (centre.scenario.id.to_string(), centre.scenario.version),
        remark: "Only submitted marksheets enter means; not observed enters none. \
                 Beside each mean stands on how many ratings it rests."
            .to_owned(),
        candidates: listed.into_iter().map(|candidate| block(centre, candidate, &group)).collect(),
    }
}

/// The text of a results file.
pub fn results(centre: &Centre) -> String {
    let style = ron::ser::PrettyConfig::new()
        .struct_names(false)
        .escape_strings(true)
        .new_line("\n")
        .indentor("  ")
        .compact_arrays(false);
    let text = ron::ser::to_string_pretty(&derive(centre), style).unwrap_or_else(|error| {
        tracing::error!("results: {error}");
        String::new()
    });
    format!("{FIRST_LINE}{text}\n")
}

fn block(centre: &Centre, candidate: &Candidate, group: &Group) -> Block {
    let card = scoring::scorecard(centre, candidate.id, Viewer::Facilitator);
    let standing = scoring::standing(centre, &card);
    let outcome = scoring::outcome_of(centre, &card);
    let evidence = evidence(centre, &card, &standing);
    let progress = scoring::progress(centre, candidate.id);
    let title =
        |id| centre.scenario.exercise(id).map_or_else(String::new, |known| known.title.clone());
    let families =
        standing.families.iter().map(|(family, mean)| (words::family(family), number(*mean)));
    let exercises = card.exercises.iter().map(|(id, mean)| (title(id), number(*mean)));
    Block {
        code: candidate.code.clone(),
        name: candidate.name.clone(),
        attendance: words::attendance(centre, candidate.id).map(str::to_owned),
        result: standing.result.clone(),
        overall: outcome.verdict.overall.map(|overall| overall.value),
        decision: decided(centre, candidate.id),
        families: families.collect(),
        exercises: exercises.collect(),
        competencies: card
            .rows
            .iter()
            .zip(&standing.rows)
            .map(|(row, stood)| line(centre, (row, stood), (candidate.id, group)))
            .collect(),
        strengths: quoted(centre, &evidence.strengths),
        next_steps: quoted(centre, &evidence.next_steps),
        unclassified: unclassified(centre, candidate.id),
        missing: progress.missing.iter().map(|missing| missing_words(centre, missing)).collect(),
    }
}

fn decided(centre: &Centre, candidate: CandidateId) -> Option<Decided> {
    let meeting = centre.meeting(candidate)?;
    let decision = meeting.decision()?;
    let panel = meeting.signed().map(|(_, panel)| panel);
    let signed_by = panel.map_or_else(Vec::new, |panel| {
        let assessors = panel.assessors.iter().map(|id| words::assessor(centre, *id));
        assessors.chain(panel.others.iter().cloned()).collect()
    });
    Some(Decided {
        band: decision.band.clone(),
        by_rule: decision.by_rule.clone(),
        reason: decision.reason.clone(),
        at: decision.made.at,
        signed_by,
    })
}

fn quoted(centre: &Centre, themes: &[Theme]) -> Vec<Quoted> {
    let each = themes.iter().flat_map(|theme| {
        let notes = theme.notes.iter().filter_map(|id| centre.notes.get(id));
        notes.map(|note| Quoted {
            competency: words::scorecards::competency(centre, &theme.competency),
            note: noted(centre, note, Some(&theme.competency)),
        })
    });
    each.collect()
}

fn line(
    centre: &Centre,
    (row, stood): (&scoring::Row, &Stood),
    (candidate, group): (CandidateId, &Group),
) -> Line {
    let exercises = centre.scenario.exercises.iter();
    let given = row.cells.iter().zip(exercises).flat_map(|(cell, exercise)| {
        cell.given.iter().map(|given| Given {
            exercise: exercise.title.clone(),
            assessor: words::assessor(centre, given.sheet.assessor),
            level: match given.rating {
                Rating::Level(level) => Some(level),
                Rating::NotObserved(_) => None,
            },
            words: words::rating(&centre.scenario.scale, given.rating),
            reason: given.reason.clone(),
            at: given.made.at,
            submitted: given.counted,
        })
    });
    let notes = row.cells.iter().flat_map(|cell| &cell.notes).filter_map(|id| centre.notes.get(id));
    let competency = centre.scenario.competency(&row.competency);
    Line {
        competency: competency
            .map_or_else(|| row.competency.to_string(), |known| known.name.clone()),
        mean: number(row.mean),
        agreed: match stood.panel {
            Panel::Agreed(level) => Some(level),
            Panel::Open | Panel::SetAside => None,
        },
        agreed_because: centre
            .meeting(candidate)
            .and_then(|meeting| meeting.agreed(&row.competency))
            .map(|agreed| agreed.reason.clone())
            .unwrap_or_default(),
        target: competency.and_then(|known| known.target),
        centre_mean: number(group.competencies.get(&row.competency).copied()),
        others: group
            .place(candidate, &row.competency)
            .map(|place| (place.lower, place.same, place.higher)),
        ratings: given.collect(),
        notes: notes.map(|note| noted(centre, note, Some(&row.competency))).collect(),
    }
}

/// The note, as it speaks on that competency.
fn noted(centre: &Centre, note: &Note, on: Option<&CompetencyId>) -> Noted {
    let content = &note.now.content;
    let exercise = centre.session(note.sheet.session).map(|(_, exercise)| exercise.title.clone());
    Noted {
        exercise: exercise.unwrap_or_default(),
        assessor: words::assessor(centre, note.sheet.assessor),
        at: note.began,
        direction: on.map_or(content.direction, |on| content.direction_on(on)),
        text: content.text.clone(),
    }
}

/// The candidate's notes that stand under no competency, in the order of time.
fn unclassified(centre: &Centre, candidate: CandidateId) -> Vec<Noted> {
    let sessions = centre.sessions_of(candidate).flat_map(|session| &session.notes);
    let bare = |note: &&Note| {
        note.sheet.candidate == candidate && note.counts() && note.now.content.shows.is_empty()
    };
    let mut notes: Vec<&Note> =
        sessions.filter_map(|id| centre.notes.get(id)).filter(bare).collect();
    notes.sort_by_key(|note| (note.began, note.id));
    notes.into_iter().map(|note| noted(centre, note, None)).collect()
}

/// What is missing, in words.
pub fn missing_words(centre: &Centre, missing: &Missing) -> String {
    match missing {
        Missing::Away(Away::Absent) => "Did not come".to_owned(),
        Missing::Away(Away::Withdrawn) => "Withdrew".to_owned(),
        Missing::NotPlanned(exercise) => {
            let title =
                centre.scenario.exercise(exercise).map_or("an exercise", |known| &known.title);
            format!("{title}: no session planned")
        }
        Missing::NoAssessor(session) => {
            format!("{}: nobody observes", words::session(centre, *session))
        }
        Missing::NotRun(session) => format!("{}: not begun", words::session(centre, *session)),
        Missing::Running(session) => format!("{}: not finished", words::session(centre, *session)),
        Missing::NotSubmitted(sheet) => {
            let name = |id| {
                centre.scenario.competency(id).map_or_else(|| id.to_string(), |c| c.name.clone())
            };
            let open: Vec<String> = marksheets::blanks(centre, *sheet).iter().map(name).collect();
            let left = if open.is_empty() {
                String::new()
            } else {
                format!("; open: {}", open.join(", "))
            };
            format!(
                "{}: marksheet of {} not submitted{left}",
                words::session(centre, sheet.session),
                words::assessor(centre, sheet.assessor)
            )
        }
    }
}

fn number(mean: Option<Mean>) -> Number {
    mean.map(|mean| (mean.value, mean.ratings))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::demo::{self, Demo};
    use crate::scenario::library;
    use crate::time::shifted;

    fn centre(hours: i64) -> Centre {
        let text = include_str!("../../tests/cases/small.scenario.ron");
        let scenario = library::read(text).scenario().expect("the small scenario is sound");
        let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
        let until = shifted(begins, SignedDuration::from_hours(hours));
        let date = jiff::civil::date(2026, 11, 24);
        demo::record(&Demo {
            candidates: 6,
            seed: 3,
            scenario,
            date,
            begins,
            until,
            zone: jiff::tz::TimeZone::UTC,
        })
        .centre()
        .clone()
    }

    #[test]
    fn results_read_back_as_they_were_derived() {
        for hours in [0, 3, 24] {
            let centre = centre(hours);
            let text = results(&centre);
            assert!(text.starts_with(FIRST_LINE));
            let read: Results = ron::from_str(&text).expect("plain RON");
            assert_eq!(read, derive(&centre), "after {hours} h");
        }
    }

    #[test]
    fn every_rating_and_every_note_that_stands_is_in_the_results() {
        let centre = centre(24);
        let results = derive(&centre);
        let lines = || results.candidates.iter().flat_map(|block| &block.competencies);
        let ratings: usize = centre.marksheets.values().map(|marks| marks.ratings.len()).sum();
        assert_eq!(lines().map(|line| line.ratings.len()).sum::<usize>(), ratings);
        let notes = centre.notes.values().filter(|note| note.counts());
        let notes: usize = notes.map(|note| note.now.content.shows.len().max(1)).sum();
        let bare: usize = results.candidates.iter().map(|block| block.unclassified.len()).sum();
        assert!(bare > 0);
        assert_eq!(lines().map(|line| line.notes.len()).sum::<usize>() + bare, notes);
    }

    #[test]
    fn leadership_and_management_stand_side_by_side_with_what_they_rest_on() {
        let results = derive(&centre(24));
        for block in &results.candidates {
            let families: Vec<_> = block.families.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(families[..2], ["Leadership", "Management"]);
            let counted = block.competencies.iter().flat_map(|line| &line.ratings);
            let counted = counted.filter(|given| given.submitted && given.level.is_some()).count();
            let rest_on: usize =
                block.families.iter().filter_map(|(_, mean)| Some((*mean)?.1)).sum();
            assert_eq!(rest_on, counted, "{}", block.code);
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let before = derive(&centre(-1));
        let missing = before.candidates.iter().flat_map(|block| &block.missing);
        assert_eq!(missing.filter(|words| words.ends_with("not begun")).count(), 18);
        assert!(before.candidates.iter().all(|block| block.families.iter().all(|f| f.1.is_none())));
        assert!(derive(&centre(24)).candidates.iter().all(|block| block.missing.is_empty()));
    }
}
