//! `bellwether washup`: what the panel has come to, and what is worth talking about.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::eyes::Eyes;
use super::{read_centre, say};
use crate::centre::{Centre, Record};
use crate::day::meeting::{self, Standing};
use crate::ids::CandidateId;
use crate::scoring::{self, LevelOf, Outcome, Triage};
use crate::words;

const EXAMPLES: &str = "\
Only what was shown to the panel is printed: of a candidate whose ratings were not shown yet, how
many marksheets are still open.

Examples:
  bellwether washup day.centre.ron
  bellwether washup day.centre.ron --json | jq '.candidates[] | {code, result}'";

/// Say what the wash-up has come to.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct WashUpOf {
    /// The centre (*.centre.ron)
    file: PathBuf,
    #[command(flatten)]
    eyes: Eyes,
    /// As JSON instead of text
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Told {
    candidates: Vec<One>,
    /// In order, where the scenario selects: code and place.
    ranking: Option<Vec<(String, Option<usize>)>>,
}

#[derive(Debug, Serialize)]
struct One {
    code: String,
    /// `absent` or `withdrawn`, where the candidate did not come or left.
    away: Option<&'static str>,
    #[serde(skip)]
    standing: Standing,
    /// Marksheets that are not handed in.
    open: usize,
    /// Nothing below before the ratings were shown.
    shown: bool,
    levels: Vec<Level>,
    overall: Option<String>,
    /// What the means alone give.
    by_means: Option<String>,
    /// What the rule gives.
    by_rule: Option<String>,
    /// What the panel decided.
    decided: Option<String>,
    signed: bool,
    held_back: Vec<String>,
    crossing: Vec<String>,
    points: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Level {
    competency: String,
    mean: Option<f64>,
    agreed: Option<u8>,
    counts: Option<f64>,
    why: &'static str,
}

impl WashUpOf {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let seen = self.eyes.seen(record.centre())?;
        let told = told(&seen);
        if self.json {
            let json = serde_json::to_string_pretty(&told).map_err(|error| error.to_string())?;
            return say(&format!("{json}\n"));
        }
        let text: Vec<String> = told.candidates.iter().map(text).collect();
        say(&text.join("\n"))
    }
}

fn told(centre: &Centre) -> Told {
    let triage = scoring::all_triage(centre);
    let shown = |id: CandidateId| centre.meeting(id).is_some_and(|one| one.revealed.is_some());
    let by_id = |id: CandidateId| triage.iter().find(|one| one.candidate == id);
    let candidates = centre.wash_up_order().into_iter().map(|id| {
        let open = centre.open_sheets(id).len();
        match by_id(id).filter(|_| shown(id)) {
            Some(triage) => one(centre, &scoring::outcome(centre, id), triage, open),
            None => not_shown(centre, id, open),
        }
    });
    let candidates = candidates.collect();
    // A place among all would give away what was not shown yet.
    let all_shown = centre.people.candidates().iter().all(|known| shown(known.id));
    let places =
        all_shown.then(|| scoring::ranking(&centre.scenario, &scoring::outcomes(centre))).flatten();
    let ranking = places.map(|places| {
        places.into_iter().map(|place| (code(centre, place.candidate), place.rank)).collect()
    });
    Told { candidates, ranking }
}

fn code(centre: &Centre, id: CandidateId) -> String {
    centre.people.candidate(id).map_or_else(String::new, |known| known.code.clone())
}

fn not_shown(centre: &Centre, id: CandidateId, open: usize) -> One {
    One {
        code: code(centre, id),
        away: centre.away(id).map(words::away),
        standing: meeting::standing(centre, id),
        open,
        shown: false,
        levels: Vec::new(),
        overall: None,
        by_means: None,
        by_rule: None,
        decided: None,
        signed: false,
        held_back: Vec::new(),
        crossing: Vec::new(),
        points: Vec::new(),
    }
}

fn one(centre: &Centre, outcome: &Outcome, triage: &Triage, open: usize) -> One {
    let scenario = centre.scenario.as_ref();
    let band =
        |verdict: &scoring::Verdict| verdict.band_of(scenario).map(|band| band.label.clone());
    let level = |level: &LevelOf| Level {
        competency: scenario
            .competency(&level.competency)
            .map_or_else(|| level.competency.to_string(), |known| known.name.clone()),
        mean: level.arithmetic.map(|mean| mean.value),
        agreed: level.agreed.as_ref().and_then(|agreed| agreed.level),
        counts: level.counts,
        why: words::basis(level.basis),
    };
    let decision = outcome.decision.as_ref();
    One {
        code: code(centre, outcome.candidate),
        away: centre.away(outcome.candidate).map(words::away),
        standing: meeting::standing(centre, outcome.candidate),
        open,
        shown: true,
        levels: outcome.levels.iter().map(level).collect(),
        overall: outcome.verdict.overall.map(|total| words::overall(scenario, &total)),
        by_means: band(&outcome.by_arithmetic),
        by_rule: band(&outcome.verdict),
        decided: decision.map(|decision| words::decided(scenario, outcome, decision)),
        signed: outcome.signed,
        held_back: outcome
            .verdict
            .held_back
            .iter()
            .map(|held| words::held_back(scenario, held))
            .collect(),
        crossing: words::crossing(scenario, &outcome.crossing),
        points: triage.points.iter().map(|point| words::point(centre, point)).collect(),
    }
}

fn text(one: &One) -> String {
    let away = one.away.map(|away| format!(" ({away})")).unwrap_or_default();
    let mut lines = vec![format!("{}{away}", one.code)];
    if !one.shown {
        let how = if one.standing == Standing::Nothing {
            "no marksheet came in, and none is waited for".to_owned()
        } else {
            let open = words::count(one.open, "marksheet is open", "marksheets are open");
            format!("not shown yet; {open}")
        };
        lines.push(format!("  {how}"));
        return format!("{}\n", lines.join("\n"));
    }
    let overall = one.overall.as_deref().unwrap_or("–");
    let by_rule = one.by_rule.as_deref().unwrap_or("nothing yet");
    let signed = if one.signed { ", signed" } else { "" };
    lines.push(format!("  overall {overall}; the rule gives {by_rule}"));
    if let Some(decided) = &one.decided {
        lines.push(format!("  decided: {decided}{signed}"));
    }
    for level in &one.levels {
        let shown = |value: Option<f64>| {
            value.map_or_else(|| "–".to_owned(), |value| scoring::shown(value, 1))
        };
        let (mean, counts) = (shown(level.mean), shown(level.counts));
        lines.push(format!("  {}: {counts} ({}; mean {mean})", level.competency, level.why));
    }
    let rest = one.held_back.iter().chain(&one.points).chain(&one.crossing);
    lines.extend(rest.map(|line| format!("  {line}")));
    format!("{}\n", lines.join("\n"))
}
