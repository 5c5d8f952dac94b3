//! `bellwether check`: what is wrong in a file, with its line.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{read, say, talk};
use crate::centre::Record;
use crate::files::document;
use crate::problem::{Place, Problem, Severity};
use crate::scenario::checks::{self, Finding};
use crate::scenario::library;
use crate::scenario::{Rule, Scenario};
use crate::words;

const EXAMPLES: &str = "\
Exits with 0 when there is nothing to mend or only warnings, 1 when a file has an error,
2 when a file cannot be read at all.

Examples:
  bellwether check my.scenario.ron
  bellwether check *.scenario.ron day.centre.ron
  bellwether check --json my.scenario.ron | jq '.[].words'";

/// Check scenario and centre files.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write the findings as JSON: one list of objects with file, line, column, severity, rule,
    /// words, why
    #[arg(long)]
    json: bool,
}

/// A finding as it is written.
#[derive(Debug, Serialize)]
struct Found {
    file: String,
    line: usize,
    column: usize,
    severity: &'static str,
    /// The field's rule that it is about, such as `D1`.
    rule: Option<&'static str>,
    /// What is the case, and how to mend it.
    words: String,
    /// Why it matters, with the source.
    why: Option<String>,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let mut all = Vec::new();
        let mut human = String::new();
        let mut unread = false;
        for file in &self.files {
            let bytes = match read(file) {
                Ok(bytes) => bytes,
                Err(words) => {
                    // The others are looked at all the same.
                    talk(&format!("error: {words}\n"));
                    unread = true;
                    continue;
                }
            };
            let text = String::from_utf8_lossy(&bytes);
            let found = look(file, &text);
            let mut explained = Vec::new();
            for finding in &found {
                human.push_str(&shown(finding, &text));
                // A reason that was given already is not given again.
                if let Some(why) = finding.why.as_ref().filter(|why| !explained.contains(why)) {
                    human.push_str(&format!("  why: {why}\n"));
                    explained.push(why);
                }
            }
            if found.is_empty() {
                human.push_str(&format!("{}: nothing to mend\n", file.display()));
            }
            all.extend(found);
        }
        if self.json {
            let json = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
            say(&format!("{json}\n"))?;
        } else {
            say(&human)?;
        }
        let errors = all.iter().any(|finding| finding.severity == "error");
        Ok(match (unread, errors) {
            (true, _) => ExitCode::from(2),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        })
    }
}

fn look(file: &Path, text: &str) -> Vec<Found> {
    let at = |place: Option<Place>, severity: Severity, words: String| {
        let place = place.unwrap_or(Place { line: 1, column: 1 });
        Found {
            file: file.display().to_string(),
            line: place.line,
            column: place.column,
            severity: match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            rule: None,
            words,
            why: None,
        }
    };
    let said = |fact: &Finding, draft: Option<&Scenario>| match draft {
        Some(scenario) => words::finding_in(scenario, fact),
        None => words::finding(fact),
    };
    let finding = |problem: &Problem<Finding>, draft: Option<&Scenario>| Found {
        rule: problem.fact.rule().map(Rule::id),
        why: words::why(&problem.fact),
        ..at(problem.place, problem.severity, said(&problem.fact, draft))
    };
    if !is_centre(file, text) {
        let reading = library::read(text);
        let draft = reading.draft.as_ref();
        return reading.problems.iter().map(|problem| finding(problem, draft)).collect();
    }
    let reading = document::read(text.as_bytes());
    let mut found: Vec<Found> = reading
        .damage
        .iter()
        .map(|damage| at(Some(damage.place), Severity::Error, words::fault(&damage.fault)))
        .collect();
    if let Some(document) = reading.document {
        let scenario = &document.scenario;
        let problems = checks::check(scenario);
        found.extend(problems.iter().map(|problem| finding(problem, Some(scenario))));
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let centre = record.centre();
        found.extend(centre.moot.iter().map(|moot| {
            let why = words::refusal(centre, &moot.because);
            at(None, Severity::Warning, format!("Entry {} does not hold: {why}", moot.change))
        }));
    }
    found
}

fn is_centre(file: &Path, text: &str) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.ends_with(".centre.ron") || text.contains("// Bellwether centre")
}

/// A finding with its source line.
fn shown(found: &Found, text: &str) -> String {
    let rule = found.rule.map(|rule| format!("[{rule}]")).unwrap_or_default();
    let heading = format!(
        "{}:{}:{}: {}{rule}: {}\n",
        found.file, found.line, found.column, found.severity, found.words
    );
    let Some(line) = text.lines().nth(found.line.saturating_sub(1)).filter(|line| line.len() < 300)
    else {
        return heading;
    };
    let start: usize = line.chars().take(found.column.saturating_sub(1)).map(char::len_utf8).sum();
    let word = line.get(start..).unwrap_or("");
    let length = word_length(word).max(1).min(line.len().saturating_sub(start));
    let snippet = Snippet::source(line)
        .line_start(found.line)
        .annotation(AnnotationKind::Primary.span(start..start + length));
    let report = [Level::NOTE.primary_title("here").element(snippet)];
    let drawn = Renderer::plain().render(&report);
    let body: Vec<&str> =
        drawn.lines().skip(1).filter(|line| !line.trim_start().starts_with("-->")).collect();
    format!("{heading}{}\n", body.join("\n"))
}

/// How far the value reaches that a line goes on with: a text with its quotes, or up to what
/// closes or parts values.
fn word_length(rest: &str) -> usize {
    if let Some(text) = rest.strip_prefix('"') {
        return text.find('"').map_or(rest.len(), |end| end + 2);
    }
    rest.find([',', ' ', ')', ']', '}']).unwrap_or(rest.len())
}
