//! The day's log for others: times, incidents and acts, as text, as a table, as values.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::turns::{Far, far};
use crate::centre::sight::{Viewer, may_see_change};
use crate::centre::{Act, Centre, Entry, Incident};
use crate::day::log::{Had, Standing, log, tolerance};
use crate::words;

/// One phase as one candidate had it, in minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Time {
    /// The candidate's code.
    pub candidate: String,
    /// Of which exercise.
    pub exercise: String,
    /// Which phase.
    pub phase: String,
    /// When it began, in the time of the place.
    pub began: String,
    /// When it ended; empty while it runs.
    pub ended: String,
    /// How long the design has it.
    pub planned: f64,
    /// How much longer by adjustments.
    pub adjusted: f64,
    /// How long the clock stood still.
    pub held: f64,
    /// Given or taken while it ran.
    pub extended: f64,
    /// How much of that restored lost time.
    pub restored: f64,
    /// How long they had.
    pub actual: f64,
    /// What they had beyond what was planned for them.
    pub deviation: f64,
    /// Whether that is as it should be, and why.
    pub standing: String,
}

/// An incident in words and minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Happened {
    /// When it was noticed.
    pub noticed: String,
    /// When it was over; empty while it is not.
    pub resolved: String,
    /// What sort of disturbance.
    pub kind: String,
    /// What happened.
    pub what: String,
    /// Whom it concerned, by code.
    pub candidates: Vec<String>,
    /// Which sessions.
    pub sessions: Vec<String>,
    /// Minutes lost.
    pub lost: f64,
    /// Minutes given back.
    pub restored: f64,
    /// What was done.
    pub action: String,
    /// What follows for the marking.
    pub effect: String,
    /// Who noticed it.
    pub noticed_by: String,
    /// Who stands for it.
    pub signed_by: String,
    /// Why it was struck out; empty when it counts.
    pub struck: String,
}

/// The whole log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayLog {
    /// What the centre is called.
    pub centre: String,
    /// It is no real day.
    pub rehearsal: bool,
    /// Every phase of every candidate.
    pub times: Vec<Time>,
    /// How many of them are beyond the tolerance without a word why.
    pub unexplained: usize,
    /// How far every candidate is with every exercise.
    pub turns: Vec<Far>,
    /// Every incident.
    pub incidents: Vec<Happened>,
}

/// The log at a moment.
pub fn derive(centre: &Centre, zone: &TimeZone, now: Timestamp) -> DayLog {
    let all = log(centre, now);
    let unexplained = crate::day::log::unexplained(&all).count();
    let mut incidents: Vec<&Incident> = centre.incidents.values().collect();
    incidents.sort_by_key(|incident| (incident.noticed, incident.id));
    DayLog {
        centre: centre.details.name.clone(),
        rehearsal: centre.details.rehearsal,
        times: all.iter().map(|had| time(centre, zone, had)).collect(),
        unexplained,
        turns: far(centre, zone, now),
        incidents: incidents.into_iter().map(|known| happened(centre, zone, known)).collect(),
    }
}

/// Whether a time is as it should be, in words.
pub fn standing(centre: &Centre, standing: &Standing) -> String {
    match standing {
        Standing::Running => "still runs".to_owned(),
        Standing::Within => "as planned".to_owned(),
        Standing::ByIncident(id) => {
            let known = centre.incidents.get(id);
            let kind = known.map_or("incident", |known| words::incident_kind(known.kind));
            format!("explained by incident: {kind}")
        }
        Standing::InWords(words) => format!("explained: {words}"),
        Standing::Unexplained => "unexplained".to_owned(),
    }
}

fn time(centre: &Centre, zone: &TimeZone, had: &Had) -> Time {
    let exercise = centre.scenario.exercise(&had.exercise);
    let phase = exercise.and_then(|exercise| exercise.phase(&had.phase)).map(|(_, phase)| phase);
    let code = centre.people.candidate(had.candidate).map(|known| known.code.clone());
    let secs = |secs: i64| minutes(secs as f64);
    Time {
        candidate: code.unwrap_or_default(),
        exercise: exercise.map_or_else(|| had.exercise.to_string(), |known| known.title.clone()),
        phase: phase.map_or_else(|| had.phase.to_string(), |known| known.title.clone()),
        began: words::time_of_day_secs(had.began, zone),
        ended: had.ended.map(|at| words::time_of_day_secs(at, zone)).unwrap_or_default(),
        planned: secs(i64::from(had.planned.as_secs())),
        adjusted: secs(i64::from(had.adjusted.as_secs())),
        held: secs(had.held.as_secs()),
        extended: secs(had.extended_secs),
        restored: secs(i64::from(had.restored.as_secs())),
        actual: minutes(had.actual.as_secs_f64()),
        deviation: minutes(had.deviation().as_secs_f64()),
        standing: standing(centre, &had.standing),
    }
}

fn happened(centre: &Centre, zone: &TimeZone, incident: &Incident) -> Happened {
    let code = |id: &crate::ids::CandidateId| {
        centre.people.candidate(*id).map(|known| known.code.clone()).unwrap_or_default()
    };
    let at = |moment| words::time_of_day_secs(moment, zone);
    Happened {
        noticed: at(incident.noticed),
        resolved: incident.resolved.map(at).unwrap_or_default(),
        kind: words::incident_kind(incident.kind).to_owned(),
        what: incident.what.clone(),
        candidates: incident.candidates.iter().map(code).collect(),
        sessions: incident.sessions.iter().map(|id| words::session(centre, *id)).collect(),
        lost: minutes(f64::from(incident.lost.as_secs())),
        restored: minutes(f64::from(incident.restored.as_secs())),
        action: incident.action.clone(),
        effect: words::effect(incident.effect).to_owned(),
        noticed_by: incident.noticed_by.clone(),
        signed_by: incident.signed.as_ref().map(|signed| signed.name.clone()).unwrap_or_default(),
        struck: incident.struck.as_ref().map(|(why, _)| why.clone()).unwrap_or_default(),
    }
}

/// Minutes to a hundredth.
fn minutes(secs: f64) -> f64 {
    (secs / 60.0 * 100.0).round() / 100.0
}

/// The times as CSV, a row a candidate and phase.
///
/// # Errors
///
/// Only if a row cannot be written into memory.
pub fn csv(log: &DayLog) -> Result<String, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in &log.times {
        table.serialize(Guarded { rehearsal: log.rehearsal, row })?;
    }
    let bytes = table.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A row with whether the day was real, which every row must say by itself.
struct Guarded<'a> {
    rehearsal: bool,
    row: &'a Time,
}

impl Serialize for Guarded<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let row = self.row;
        let mut out = serializer.serialize_struct("Time", 14)?;
        out.serialize_field("candidate", &plain(&row.candidate))?;
        out.serialize_field("exercise", &plain(&row.exercise))?;
        out.serialize_field("phase", &plain(&row.phase))?;
        out.serialize_field("began", &row.began)?;
        out.serialize_field("ended", &row.ended)?;
        out.serialize_field("planned min", &row.planned)?;
        out.serialize_field("adjusted min", &row.adjusted)?;
        out.serialize_field("held min", &row.held)?;
        out.serialize_field("extended min", &row.extended)?;
        out.serialize_field("restored min", &row.restored)?;
        out.serialize_field("actual min", &row.actual)?;
        out.serialize_field("deviation min", &row.deviation)?;
        out.serialize_field("standing", &plain(&row.standing))?;
        out.serialize_field("day", if self.rehearsal { "rehearsal" } else { "real" })?;
        out.end()
    }
}

/// What people typed must not run as a formula in a spreadsheet.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What somebody did, in words; of a marksheet that `viewer` may not see, only that it was written
/// on.
fn act(centre: &Centre, entry: &Entry, viewer: Viewer) -> String {
    let changes = match &entry.act {
        Act::Do(changes) | Act::Emptied(changes) => changes.as_slice(),
        Act::Undo(_) => &[],
    };
    if changes.iter().all(|change| may_see_change(centre, change, viewer)) {
        return words::act(centre, entry);
    }
    "on a marksheet that is not shown yet".to_owned()
}

/// The log as text for people: times, then incidents, then every act, the first first. What an act
/// put on a marksheet is said only where `viewer` may see it (rule R1).
pub fn text(
    centre: &Centre,
    (entries, viewer): (&[Entry], Viewer),
    zone: &TimeZone,
    now: Timestamp,
) -> String {
    use std::fmt::Write as _;
    let log = derive(centre, zone, now);
    let mut out = String::new();
    let rehearsal = if log.rehearsal { " (REHEARSAL, no real day)" } else { "" };
    let _ok = writeln!(out, "Log of the day: {}{rehearsal}", log.centre);
    let tolerance = tolerance(centre).as_secs();
    let _ok = writeln!(
        out,
        "Minutes planned + adjusted → had; beyond {tolerance} s a reason is needed (rule T1).\n"
    );
    for row in &log.times {
        let _ok = writeln!(
            out,
            "{:6} {} · {}: {} + {} → {} (held {}, given {}), {}",
            row.candidate,
            row.exercise,
            row.phase,
            row.planned,
            row.adjusted,
            row.actual,
            row.held,
            row.extended,
            row.standing
        );
    }
    let _ok = writeln!(
        out,
        "\n{}",
        words::count(log.unexplained, "time unexplained", "times unexplained")
    );
    let _ok = writeln!(out, "\nHow far each exercise is");
    for row in &log.turns {
        let _ok = writeln!(out, "{:6} {}: {}", row.candidate, row.exercise, row.progress);
    }
    let _ok = writeln!(out, "\nIncidents");
    for known in &log.incidents {
        let struck = if known.struck.is_empty() {
            String::new()
        } else {
            format!(" STRUCK OUT: {}", known.struck)
        };
        let time = format!("{} min lost, {} restored", known.lost, known.restored);
        let said = [&known.kind, &known.what, &time, &known.effect, &known.action];
        let said: Vec<&str> =
            said.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
        let _ok =
            writeln!(out, "{}–{} {}{struck}", known.noticed, known.resolved, said.join(" · "));
    }
    let _ok = writeln!(out, "\nActs");
    for entry in entries {
        let _ok = writeln!(
            out,
            "{} {}: {}",
            words::time_of_day_secs(entry.stamp.at(), zone),
            words::author(centre, entry.by),
            act(centre, entry, viewer)
        );
    }
    out
}
