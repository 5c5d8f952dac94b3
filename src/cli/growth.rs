//! `bellwether growth`: one person at two centres, then and now.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::compare::known;
use super::eyes::Eyes;
use super::{centre_in, say};
use crate::scoring::growth::{Growth, growth};
use crate::words;
use crate::words::scorecards as told;

const EXAMPLES: &str = "\
Levels are put beside each other only where scale and competency are the same; what cannot be
compared is said, with the reason. Who is who, you say.

Examples:
  bellwether growth day.centre.ron C04 --since spring.centre.ron
  bellwether growth day.centre.ron C04 --since spring.centre.ron --was C11 --json";

/// Put one person against an earlier centre.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct GrowthOf {
    /// The centre of now (*.centre.ron)
    file: PathBuf,
    /// The candidate's code now
    #[arg(value_name = "CODE")]
    who: String,
    /// The earlier centre
    #[arg(long, value_name = "FILE")]
    since: PathBuf,
    /// The code there; the same when left out
    #[arg(long, value_name = "CODE")]
    was: Option<String>,
    #[command(flatten)]
    eyes: Eyes,
    /// As JSON instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Told {
    competencies: Vec<Line>,
    /// What cannot be compared, and why.
    apart: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Line {
    competency: String,
    family: String,
    called_then: Option<String>,
    reworded: bool,
    then: f64,
    now: f64,
    /// On how many ratings the two rest.
    ratings: (usize, usize),
}

impl GrowthOf {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let (now, then) = (centre_in(&self.file)?, centre_in(&self.since)?);
        let centre = self.eyes.seen(&now)?;
        let earlier = self.eyes.seen(&then)?;
        let who = known(&centre, &self.who)?;
        let was = known(&earlier, self.was.as_deref().unwrap_or(&self.who))?;
        let told = told(growth((&centre, who), (&earlier, was)));
        if self.json {
            let json = serde_json::to_string_pretty(&told).map_err(|error| error.to_string())?;
            return say(&format!("{json}\n"));
        }
        say(&text(&told))
    }
}

fn told(growth: Growth) -> Told {
    let line = |line: crate::scoring::growth::Line| Line {
        family: words::family(&line.family),
        competency: line.name,
        called_then: line.called_then,
        reworded: line.reworded,
        then: line.then,
        now: line.now,
        ratings: line.ratings,
    };
    Told {
        competencies: growth.lines.into_iter().map(line).collect(),
        apart: growth.apart.iter().map(told::apart).collect(),
    }
}

fn text(told: &Told) -> String {
    let name = |line: &Line| line.competency.chars().count();
    let wide = told.competencies.iter().map(name).max().unwrap_or(0).min(40);
    let mut text = format!("{:wide$}   then    now\n", "");
    for line in &told.competencies {
        let what: String = line.competency.chars().take(wide).collect();
        let (then, now) = (told::level(line.then), told::level(line.now));
        let remark = if line.reworded { "  (worded otherwise then)" } else { "" };
        text.push_str(&format!("{what:wide$}  {then:>5}  {now:>5}{remark}\n"));
    }
    for apart in &told.apart {
        text.push_str(&format!("{apart}\n"));
    }
    text
}
