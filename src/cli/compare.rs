//! `bellwether compare`: two to six candidates side by side.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::eyes::Eyes;
use super::{centre_in, say};
use crate::centre::Centre;
use crate::scoring::{self, Group, Standing};
use crate::words;
use crate::words::scorecards as told;

const EXAMPLES: &str = "\
Leadership and management are two results. A level that the panel has not agreed stands in
brackets: it is the mean over exercises.

Examples:
  bellwether compare day.centre.ron C01 C04
  bellwether compare day.centre.ron C01 C04 C07 --json";

/// Put candidates side by side.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Compare {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// The codes of two to six candidates
    #[arg(required = true, num_args = 2..=6, value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    eyes: Eyes,
    /// As JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// A line of the table.
#[derive(Debug, Serialize)]
struct Line {
    what: String,
    centre_mean: Option<f64>,
    candidates: Vec<Number>,
}

#[derive(Debug, Serialize)]
struct Number {
    code: String,
    value: Option<f64>,
    agreed: bool,
    ratings: usize,
    #[serde(skip)]
    shown: String,
}

impl Compare {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let whole = centre_in(&self.file)?;
        let centre = self.eyes.seen(&whole)?;
        let group = scoring::group(&centre);
        let shown: Result<Vec<(&str, &Standing)>, String> = self
            .codes
            .iter()
            .map(|code| {
                let id = known(&centre, code)?;
                let standing = group.standing(id);
                Ok((code.as_str(), standing.ok_or_else(|| format!("{code} has no scorecard."))?))
            })
            .collect();
        let lines = lines(&centre, &group, &shown?);
        if self.json {
            let json = serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?;
            return say(&format!("{json}\n"));
        }
        say(&table(&self.codes, &lines))
    }
}

/// The candidate with that code.
pub(super) fn known(centre: &Centre, code: &str) -> Result<crate::ids::CandidateId, String> {
    let listed = centre.people.candidates();
    let found = listed.iter().find(|known| known.code.eq_ignore_ascii_case(code));
    found.map(|known| known.id).ok_or_else(|| {
        let codes: Vec<&str> = listed.iter().take(12).map(|known| known.code.as_str()).collect();
        format!("There is no candidate {code}. The first are: {}.", codes.join(", "))
    })
}

fn lines(centre: &Centre, group: &Group, shown: &[(&str, &Standing)]) -> Vec<Line> {
    let mut lines = Vec::new();
    let families = shown.first().map(|(_, one)| one.families.as_slice()).unwrap_or_default();
    for (family, _) in families {
        let mean = |one: &Standing| (one.family(family), true);
        let all = group.families.get(family).map(|mean| mean.value);
        lines.push(line(words::family(family).to_uppercase(), all, shown, mean));
        let framework = centre.scenario.framework.competencies.iter();
        for competency in framework.filter(|known| known.family == *family) {
            let value = |one: &Standing| {
                let row = one.rows.iter().find(|row| row.competency == competency.id);
                let agreed = row.is_some_and(scoring::standing::Stood::is_agreed);
                (one.value(&competency.id), agreed)
            };
            let all = group.competencies.get(&competency.id).map(|mean| mean.value);
            lines.push(line(competency.name.clone(), all, shown, value));
        }
    }
    for exercise in centre.scenario.exercises.iter().filter(|known| !known.observes.is_empty()) {
        let mean = |one: &Standing| (one.exercise(&exercise.id), true);
        let all = group.exercises.get(&exercise.id).map(|mean| mean.value);
        lines.push(line(format!("Exercise: {}", exercise.title), all, shown, mean));
    }
    lines
}

fn line(
    what: String,
    centre_mean: Option<f64>,
    shown: &[(&str, &Standing)],
    value: impl Fn(&Standing) -> (Option<scoring::Mean>, bool),
) -> Line {
    let number = |(code, one): &(&str, &Standing)| {
        let (mean, agreed) = value(one);
        let text = told::number(mean);
        Number {
            code: (*code).to_owned(),
            value: mean.map(|mean| mean.value),
            agreed,
            ratings: mean.map_or(0, |mean| mean.ratings),
            shown: if agreed || mean.is_none() { text } else { format!("({text})") },
        }
    };
    Line { what, centre_mean, candidates: shown.iter().map(number).collect() }
}

fn table(codes: &[String], lines: &[Line]) -> String {
    let wide = lines.iter().map(|line| line.what.chars().count()).max().unwrap_or(0).min(40);
    let mut text = format!("{:wide$}", "");
    for code in codes {
        text.push_str(&format!("  {code:>7}"));
    }
    text.push_str("   centre\n");
    for line in lines {
        let what: String = line.what.chars().take(wide).collect();
        text.push_str(&format!("{what:wide$}"));
        for number in &line.candidates {
            text.push_str(&format!("  {:>7}", number.shown));
        }
        let mean = line.centre_mean.map(|value| scoring::Mean { value, ratings: 0 });
        text.push_str(&format!("  {:>7}\n", told::number(mean)));
    }
    text
}
