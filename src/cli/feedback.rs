//! `bellwether feedback`: who has had feedback, and who is overdue.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::json;

use super::{change_file, read_centre, say, talk, today};
use crate::centre::feedback::{self, Giver, Way};
use crate::centre::{Centre, Change, Record};
use crate::day::feedback::{FollowUp, Standing, follow_up};
use crate::words;

const EXAMPLES: &str = "\
Rule F1: every candidate gets feedback, within so many working days (ten, unless the scenario says
otherwise). Exits with 1 while somebody is overdue.

Examples:
  bellwether feedback day.centre.ron
  bellwether feedback day.centre.ron --overdue --json
  bellwether feedback day.centre.ron --give C07 --on 2026-12-01 --by \"R. Castellan\" --way call
  bellwether feedback day.centre.ron --take-back C07 --because \"It was C08\"";

/// Say who has had feedback and who is overdue, or record that somebody had it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FeedbackTo {
    /// The centre (*.centre.ron)
    file: PathBuf,
    /// Only those who are overdue
    #[arg(long)]
    overdue: bool,
    /// Say it as JSON
    #[arg(long)]
    json: bool,
    /// As things stand on this day instead of today
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Record that the candidate with this code had feedback
    #[arg(long, value_name = "CODE", conflicts_with_all = ["overdue", "json"])]
    give: Option<String>,
    /// Take back what was recorded by mistake for the candidate with this code
    #[arg(long, value_name = "CODE", requires = "because",
          conflicts_with_all = ["give", "overdue", "json"])]
    take_back: Option<String>,
    /// Why it is taken back; it stays on record
    #[arg(long, value_name = "REASON", requires = "take_back")]
    because: Option<String>,
    /// On which day it was given; today when left out
    #[arg(long, value_name = "DATE", requires = "give")]
    on: Option<Date>,
    /// Who gave it: an assessor of the centre, or anybody by name; the facilitator when left out
    #[arg(long, value_name = "NAME", requires = "give")]
    by: Option<String>,
    /// How it was given
    #[arg(long, value_name = "HOW", requires = "give", default_value = "talk")]
    way: HowGiven,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum HowGiven {
    Talk,
    Call,
    Writing,
    Declined,
}

impl HowGiven {
    fn way(self) -> Way {
        match self {
            Self::Talk => Way::Talk,
            Self::Call => Way::Call,
            Self::Writing => Way::Writing,
            Self::Declined => Way::Declined,
        }
    }
}

impl FeedbackTo {
    pub(super) fn run(&self) -> Result<ExitCode, String> {
        if let Some(code) = &self.give {
            return self.record(code);
        }
        if let Some(code) = &self.take_back {
            return self.take_back(code);
        }
        let document = read_centre(&self.file)?;
        let mut record = Record::new(document.id, Arc::new(document.scenario));
        record.merge(document.entries);
        let centre = record.centre();
        let mut all = follow_up(centre, self.at.unwrap_or_else(today));
        let is_overdue = |one: &FollowUp| matches!(one.standing, Standing::Overdue(_));
        let overdue = all.iter().filter(|one| is_overdue(one)).count();
        if self.overdue {
            all.retain(is_overdue);
        }
        if self.json {
            let rows: Vec<_> = all.iter().map(|one| as_json(centre, one)).collect();
            say(&format!("{:#}\n", json!({ "overdue": overdue, "candidates": rows })))?;
        } else {
            let rows: String = all.iter().map(|one| as_line(centre, one)).collect();
            say(&rows)?;
            talk(&format!("{}\n", words::count(overdue, "overdue", "overdue")));
        }
        Ok(if overdue > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn record(&self, code: &str) -> Result<ExitCode, String> {
        change_file(&self.file, "bellwether feedback", |centre| {
            let candidate = super::candidate(centre, code)?;
            let on = self.on.unwrap_or_else(today);
            let by = giver(centre, self.by.as_deref());
            let give = feedback::Change::Give { candidate, on, by, way: self.way.way() };
            Ok(vec![Change::Feedback(give)])
        })
    }

    fn take_back(&self, code: &str) -> Result<ExitCode, String> {
        change_file(&self.file, "bellwether feedback", |centre| {
            let candidate = super::candidate(centre, code)?;
            let reason = self.because.clone().unwrap_or_default();
            Ok(vec![Change::Feedback(feedback::Change::TakeBack { candidate, reason })])
        })
    }
}

fn giver(centre: &Centre, name: Option<&str>) -> Giver {
    let Some(name) = name.map(str::trim) else { return Giver::Facilitator };
    let assessors = centre.people.assessors();
    let known = assessors.into_iter().find(|known| known.name.eq_ignore_ascii_case(name));
    known.map_or_else(|| Giver::Other(name.to_owned()), |known| Giver::Assessor(known.id))
}

fn as_line(centre: &Centre, one: &FollowUp) -> String {
    let who = words::candidate(centre, one.candidate);
    format!("{who}: {}\n", words::feedback_standing(centre, one.given.as_ref(), state(one)))
}

fn state(one: &FollowUp) -> words::FeedbackState {
    match one.standing {
        Standing::Had { .. } | Standing::Open => words::FeedbackState::Open,
        Standing::DueIn(days) => words::FeedbackState::DueIn(days),
        Standing::Overdue(days) => words::FeedbackState::Overdue(days),
    }
}

fn as_json(centre: &Centre, one: &FollowUp) -> serde_json::Value {
    let candidate = centre.people.candidate(one.candidate);
    let (state, days) = match one.standing {
        Standing::Had { declined: true, .. } => ("declined", None),
        Standing::Had { .. } => ("given", None),
        Standing::DueIn(days) => ("due", Some(days)),
        Standing::Overdue(days) => ("overdue", Some(days)),
        Standing::Open => ("open", None),
    };
    json!({
        "code": candidate.map(|known| &known.code),
        "name": candidate.map(|known| &known.name),
        "due": one.due,
        "state": state,
        "working_days": days,
        "late": matches!(one.standing, Standing::Had { late: true, .. }),
        "given": one.given.as_ref().map(|given| given.on),
        "by": one.given.as_ref().map(|given| words::giver(centre, &given.by)),
        "way": one.given.as_ref().map(|given| words::way_of_feedback(given.way)),
    })
}
