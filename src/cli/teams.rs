//! `bellwether teams`: who together would make a balanced team, and why.

use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::eyes::Eyes;
use super::{centre_in, say};
use crate::scenario::Kind;
use crate::scoring::teams::{Method, Team, pool};
use crate::scoring::{self, Mean};
use crate::words;
use crate::words::scorecards as told;

const EXAMPLES: &str = "\
A team covers what its weaker side, leadership or management, reaches when whoever is best at each
competency takes it. For the facilitator: it says nothing about a person, and is no ranking.

Examples:
  bellwether teams day.centre.ron
  bellwether teams day.centre.ron --size 3 --json";

/// Say who together would make a balanced team.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Teams {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// How many are in a team
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(2..=4))]
    size: u8,
    #[command(flatten)]
    eyes: Eyes,
    /// As JSON instead of sentences
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Said {
    members: Vec<String>,
    leadership: f64,
    management: f64,
    reason: String,
}

#[derive(Debug, Serialize)]
struct All {
    teams: Vec<Said>,
    proven: bool,
    left_out: Vec<String>,
}

impl Teams {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        let whole = centre_in(&self.file)?;
        let centre = self.eyes.seen(&whole)?;
        let group = scoring::group(&centre);
        let mut pairing = pool(&centre, &group).pairing(usize::from(self.size));
        let code = |id| group.standings.iter().position(|one| one.candidate == id);
        let first = |team: &Team| team.members.iter().filter_map(|id| code(*id)).min();
        // Where people are helped to grow, nothing is a ranking.
        if centre.scenario.kind == Kind::Development {
            pairing.teams.sort_by_key(first);
        } else {
            pairing.teams.sort_by(|one, other| {
                other.covers().total_cmp(&one.covers()).then(first(one).cmp(&first(other)))
            });
        }
        let name = |id: &crate::ids::CandidateId| words::candidate(&centre, *id);
        let said = pairing.teams.iter().map(|team| {
            let mut members = team.members.clone();
            members.sort_by_key(|id| code(*id));
            Said {
                members: members.iter().map(name).collect(),
                leadership: team.leads,
                management: team.manages,
                reason: told::team(&centre, team),
            }
        });
        let all = All {
            teams: said.collect(),
            proven: pairing.method != Method::Exchange,
            left_out: pairing.left_out.iter().map(name).collect(),
        };
        if self.json {
            let json = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
            return say(&format!("{json}\n"));
        }
        say(&sentences(&all, told::method(pairing.method)))
    }
}

fn sentences(all: &All, method: &str) -> String {
    let one = |value| Mean { value, ratings: 0 }.to_string();
    let mut text = String::new();
    for team in &all.teams {
        text.push_str(&team.members.join(" + "));
        let (leads, manages) = (one(team.leadership), one(team.management));
        text.push_str(&format!("\n  leadership {leads}, management {manages}\n"));
        text.push_str(&format!("  {}\n\n", team.reason));
    }
    if all.teams.is_empty() {
        text.push_str(
            "Nobody can be put into teams yet: at least two need levels on both sides.\n",
        );
    } else {
        text.push_str(&format!("{method}\n"));
    }
    if !all.left_out.is_empty() {
        let out = all.left_out.join(", ");
        text.push_str(&format!("Without a level on both sides, so not in a team: {out}.\n"));
    }
    text
}
