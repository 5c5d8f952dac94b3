//! Scenarios as text: reading one with all its problems, writing one, and the bundled library.

use serde::{Deserialize, Serialize};

use super::checks::{self, Finding};
use super::{Competency, DecisionRule, Exercise, Scale, Scenario, old};
use crate::outline::Outline;
use crate::problem::{Path, Place, Problem, Severity};

/// The scenario format that this build writes.
pub const FORMAT: u32 = 2;

/// The largest scenario that is read, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// The first line of every scenario file.
pub const FIRST_LINE: &str = "// Bellwether scenario, format 2.\n";

/// The scenarios that come with the program, as text.
const BUNDLED: [&str; 8] = [
    include_str!("../../scenarios/leading-and-managing.scenario.ron"),
    include_str!("../../scenarios/feedback-conversation.scenario.ron"),
    include_str!("../../scenarios/executive-coaching.scenario.ron"),
    include_str!("../../scenarios/inclusive-leadership.scenario.ron"),
    include_str!("../../scenarios/regulated-leadership.scenario.ron"),
    include_str!("../../scenarios/leading-change.scenario.ron"),
    include_str!("../../scenarios/graduate-day.scenario.ron"),
    include_str!("../../scenarios/recruit-carousel.scenario.ron"),
];

/// The scenarios that come with the program, in the order in which they are offered.
pub fn bundled() -> Vec<Scenario> {
    BUNDLED.iter().filter_map(|text| read(text).scenario()).collect()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document<S> {
    format: u32,
    scenario: S,
}

/// What can be known about a document before its format is.
#[derive(Deserialize)]
struct Head {
    format: u32,
    #[serde(default, deserialize_with = "is_there")]
    scenario: bool,
}

/// True for a field that is there, whatever it holds.
pub(crate) fn is_there<'de, D: serde::Deserializer<'de>>(field: D) -> Result<bool, D::Error> {
    serde::de::IgnoredAny::deserialize(field).map(|_whatever| true)
}

/// What came of reading a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The scenario, if the text could be read at all. It may still hold errors.
    pub draft: Option<Scenario>,
    /// All problems, in the order of their places.
    pub problems: Vec<Problem<Finding>>,
}

impl Reading {
    /// The scenario, when no error stands in the way of running it.
    pub fn scenario(self) -> Option<Scenario> {
        let usable = self.problems.iter().all(|problem| problem.severity != Severity::Error);
        self.draft.filter(|_| usable)
    }
}

/// Reads a scenario from the text of a `*.scenario.ron` file.
pub fn read(text: &str) -> Reading {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let outline = Outline::read(text);
    match parse(text, outline.as_ref()) {
        Err(mut problems) => {
            problems.sort_by_key(|problem| problem.place);
            Reading { draft: None, problems }
        }
        Ok(scenario) => {
            let mut problems = checks::check(&scenario);
            for problem in &mut problems {
                let word = match &problem.fact {
                    Finding::ScoringWord(word, _) => word.as_str(),
                    _ => "",
                };
                problem.place = place_of(text, outline.as_ref(), (&problem.path, word));
            }
            problems.sort_by_key(|problem| problem.place);
            Reading { draft: Some(scenario), problems }
        }
    }
}

/// The text of a `*.scenario.ron` file that holds `scenario`.
///
/// # Errors
///
/// RON's own, for values that it cannot write; scenarios have none.
pub fn write(scenario: &Scenario) -> Result<String, ron::Error> {
    let style = ron::ser::PrettyConfig::new()
        .struct_names(false)
        .escape_strings(false)
        .new_line("\n")
        .indentor("  ");
    let document = Document { format: FORMAT, scenario: scenario.clone() };
    Ok(format!("{FIRST_LINE}{}\n", ron::ser::to_string_pretty(&document, style)?))
}

fn parse(text: &str, outline: Option<&Outline>) -> Result<Scenario, Vec<Problem<Finding>>> {
    if text.len() > LARGEST {
        return Err(vec![whole(Finding::TooLarge(text.len() as u64))]);
    }
    let format = match ron::from_str::<Head>(text) {
        Ok(head) if head.format > FORMAT => {
            return Err(vec![whole(Finding::NewerFormat(head.format))]);
        }
        Ok(head) if !head.scenario || head.format == 0 => {
            return Err(vec![whole(Finding::NotAScenario)]);
        }
        Ok(head) => head.format,
        Err(error) if outline.is_some() || is_no_text_of_ours(&error) => {
            return Err(vec![whole(Finding::NotAScenario)]);
        }
        Err(syntax) => return Err(vec![unreadable(text, 0, &syntax)]),
    };
    let read = match format {
        1 => ron::from_str::<Document<old::v1::Scenario>>(text).map(|old| old.scenario.into()),
        _ => ron::from_str::<Document<Scenario>>(text).map(|document| document.scenario),
    };
    read.map_err(|first| all_unreadable(text, outline, &first))
}

/// Whether the text does not even begin as a scenario does, as pictures and empty files do not.
fn is_no_text_of_ours(error: &ron::error::SpannedError) -> bool {
    use ron::Error::{Eof, ExpectedNamedStructLike, ExpectedStructLike};
    matches!(error.code, Eof | ExpectedStructLike | ExpectedNamedStructLike("Head"))
}

/// RON stops at the first error. The parts that stand for themselves are read one by one, so that
/// somebody who writes a scenario by hand sees an error in each of them at once.
fn all_unreadable(
    text: &str,
    outline: Option<&Outline>,
    first: &ron::error::SpannedError,
) -> Vec<Problem<Finding>> {
    let mut problems = vec![unreadable(text, 0, first)];
    let scenario = Path::default().field("scenario");
    let find = |path: &Path| outline.and_then(|outline| outline.find(path));
    let mut part = |problem: Option<Problem<Finding>>| {
        problems.extend(problem.filter(|new| new.place != problems.first().and_then(|p| p.place)));
    };
    for exercise in find(&scenario.field("exercises")).into_iter().flat_map(Outline::items) {
        part(try_part::<Exercise>(text, exercise));
    }
    let competencies = scenario.field("framework").field("competencies");
    for competency in find(&competencies).into_iter().flat_map(Outline::items) {
        part(try_part::<Competency>(text, competency));
    }
    part(find(&scenario.field("scale")).and_then(|scale| try_part::<Scale>(text, scale)));
    part(find(&scenario.field("decision")).and_then(|rule| try_part::<DecisionRule>(text, rule)));
    problems
}

fn try_part<T: serde::de::DeserializeOwned>(
    text: &str,
    part: &Outline,
) -> Option<Problem<Finding>> {
    let error = ron::from_str::<T>(text.get(part.range.clone())?).err()?;
    Some(unreadable(text, part.range.start, &error))
}

fn unreadable(text: &str, start: usize, error: &ron::error::SpannedError) -> Problem<Finding> {
    let within = text.get(start..).unwrap_or("");
    let offset = byte_at(within, error.span.start.line, error.span.start.col);
    Problem {
        severity: Severity::Error,
        path: Path::default(),
        place: Some(Place::of_byte(text, start + offset)),
        fact: Finding::Unreadable(error.code.to_string()),
    }
}

/// The byte offset of a line and column, both from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    let within = rest.char_indices().nth(column.saturating_sub(1));
    start + within.map_or(rest.len(), |(offset, _)| offset)
}

/// Where the part at `path` stands, or where `word` does within it.
fn place_of(text: &str, outline: Option<&Outline>, (path, word): (&Path, &str)) -> Option<Place> {
    let mut steps = Path::default().field("scenario");
    steps.0.extend(path.0.iter().cloned());
    let outline = outline?;
    // A field that the text leaves out has no place: show the nearest thing around it.
    while outline.find(&steps).is_none() && steps.0.pop().is_some() {}
    let range = outline.find(&steps)?.range.clone();
    let within = text.get(range.clone()).filter(|_| !word.is_empty());
    let before = within.and_then(|within| word_in(within, word)).unwrap_or(0);
    Some(Place::of_byte(text, range.start + before))
}

/// Where a whole word stands, in whatever letters; words of scoring are plain ASCII.
fn word_in(text: &str, word: &str) -> Option<usize> {
    let small = text.to_ascii_lowercase();
    let borders = |at: usize, end: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    };
    small.match_indices(word).map(|(at, _)| at).find(|at| borders(*at, at + word.len()))
}

fn whole(fact: Finding) -> Problem<Finding> {
    Problem {
        severity: Severity::Error,
        path: Path::default(),
        place: Some(Place { line: 1, column: 1 }),
        fact,
    }
}
