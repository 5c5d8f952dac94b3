//! What `bellwether timetable` says, for people and for scripts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::planning::Posed;
use crate::report::timetable::Timetable;
use crate::timetable::bound;
use crate::timetable::relax::Reason;
use crate::timetable::rules::{Breach, Measures};
use crate::timetable::{Minute, Plan};
use crate::words::{self, Called};

/// Everything that is to be said.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// Of this form.
    format: u32,
    centre: String,
    date: Date,
    /// Whether there is a plan.
    plan: bool,
    /// Whether it is proved that no plan is better.
    proved: bool,
    /// What the plan is like, in sentences.
    merits: Vec<String>,
    measures: Option<Figures>,
    bound: Least,
    /// What does not hold, in sentences.
    breaches: Vec<String>,
    /// What a plan can hold with, and somebody should look at.
    warnings: Vec<String>,
    /// What differs from the plan of another file, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<String>>,
    /// Why there is no plan.
    because: Because,
    sessions: Vec<Session>,
}

#[derive(Debug, Serialize)]
struct Figures {
    ends: Timestamp,
    last_candidate: Timestamp,
    objective: i64,
    candidates: Vec<OfCandidate>,
    assessors: Vec<OfAssessor>,
}

#[derive(Debug, Serialize)]
struct OfCandidate {
    candidate: String,
    assessors: usize,
    span_minutes: Minute,
    longest_wait_minutes: Minute,
}

#[derive(Debug, Serialize)]
struct OfAssessor {
    assessor: String,
    load_minutes: Minute,
}

/// What no plan does better than.
#[derive(Debug, Serialize)]
struct Least {
    ends: Timestamp,
    objective: i64,
}

#[derive(Debug, Default, Serialize)]
struct Because {
    /// What is proved.
    clashes: Vec<String>,
    /// Demands that cannot all hold.
    demands: Vec<String>,
    /// Counting proves that they clash.
    proved: bool,
    /// What would lead to a plan.
    ways: Vec<String>,
    /// What the rotation breaks.
    rotation: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Session {
    exercise: String,
    candidate: String,
    name: String,
    assessors: Vec<String>,
    role_players: Vec<String>,
    room: String,
    prepares: Timestamp,
    from: Timestamp,
    until: Timestamp,
    written: Timestamp,
}

impl Told {
    /// Of a plan that is there, good or not.
    pub(super) fn of_plan(
        timetable: &Timetable,
        posed: &Posed,
        called: &Called,
        (plan, measures, breaches): (&Plan, &Measures, &[Breach]),
    ) -> Self {
        let (_, least) = bound::bound(&posed.problem);
        let mut told = Self::nothing(timetable, posed);
        told.plan = true;
        told.proved = breaches.is_empty() && measures.objective <= least;
        told.breaches = breaches.iter().map(|breach| words::breach(called, plan, breach)).collect();
        if breaches.is_empty() {
            told.merits = words::merits(called, &posed.problem, measures);
        }
        told.measures = Some(figures(posed, called, measures));
        told.sessions = timetable.rows.iter().map(session).collect();
        told
    }

    /// Of the reason why there is no plan.
    pub(super) fn of_reason(
        timetable: &Timetable,
        posed: &Posed,
        called: &Called,
        (reason, rotation, refused): (&Reason, &Plan, &[Breach]),
    ) -> Self {
        let problem = &posed.problem;
        let demands = reason.demands.iter().map(|one| words::demand(called, problem, *one));
        let ways = reason.ways.iter();
        let because = Because {
            clashes: reason.clashes.iter().map(|clash| words::clash(called, clash)).collect(),
            demands: demands.collect(),
            proved: reason.proved,
            ways: ways.map(|(way, like)| words::way(called, problem, *way, like)).collect(),
            rotation: refused.iter().map(|one| words::breach(called, rotation, one)).collect(),
        };
        Self { because, ..Self::nothing(timetable, posed) }
    }

    fn nothing(timetable: &Timetable, posed: &Posed) -> Self {
        let (ends, objective) = bound::bound(&posed.problem);
        Self {
            format: 1,
            centre: timetable.centre.clone(),
            date: timetable.date,
            plan: false,
            proved: false,
            merits: Vec::new(),
            measures: None,
            bound: Least { ends: posed.moment(ends), objective },
            breaches: Vec::new(),
            warnings: Vec::new(),
            differences: None,
            because: Because::default(),
            sessions: Vec::new(),
        }
    }

    /// For people, a line each.
    pub(super) fn in_words(&self) -> String {
        let mut lines = self.merits.clone();
        let mut part = |title: &str, all: &[String]| {
            if !all.is_empty() {
                lines.push(title.to_owned());
                lines.extend(all.iter().map(|one| format!("  {one}")));
            }
        };
        part("These rules do not hold:", &self.breaches);
        part("To look at:", &self.warnings);
        if let Some(all) = &self.differences {
            part("What differs:", all);
        }
        if !self.plan {
            let because = &self.because;
            part("There is no plan:", &because.clashes);
            part("The rotation breaks these rules:", &because.rotation);
            part(words::cannot_all_hold(because.proved), &because.demands);
            part("What would lead to a plan:", &because.ways);
        }
        lines.join("\n") + "\n"
    }

    /// The same, with what is to be looked at beside the rules of a timetable.
    pub(super) fn with_warnings(self, warnings: Vec<String>) -> Self {
        Self { warnings, ..self }
    }

    /// The same, with what differs from another plan.
    pub(super) fn with_differences(self, differences: Option<Vec<String>>) -> Self {
        Self { differences, ..self }
    }

    /// Whether a rule does not hold.
    pub(super) fn is_broken(&self) -> bool {
        !self.breaches.is_empty()
    }

    /// Whether anything is said about why there is no plan.
    pub(super) fn has_reason(&self) -> bool {
        let because = &self.because;
        !(because.clashes.is_empty() && because.demands.is_empty() && because.rotation.is_empty())
    }
}

fn figures(posed: &Posed, called: &Called, measures: &Measures) -> Figures {
    let seen = measures.distinct.iter().zip(&measures.spans).zip(&measures.waits).enumerate();
    let loads = measures.loads.iter().enumerate();
    Figures {
        ends: posed.moment(measures.ends),
        last_candidate: posed.moment(measures.last_candidate),
        objective: measures.objective,
        candidates: seen
            .map(|(place, ((assessors, span), wait))| OfCandidate {
                candidate: called.candidate(place),
                assessors: *assessors,
                span_minutes: *span,
                longest_wait_minutes: *wait,
            })
            .collect(),
        assessors: loads
            .map(|(place, load)| OfAssessor {
                assessor: called.assessor(place),
                load_minutes: *load,
            })
            .collect(),
    }
}

fn session(row: &crate::report::timetable::Row) -> Session {
    Session {
        exercise: row.exercise.clone(),
        candidate: row.code.clone(),
        name: row.name.clone(),
        assessors: row.assessors.clone(),
        role_players: row.players.clone(),
        room: row.room.clone(),
        prepares: row.prepares,
        from: row.from,
        until: row.until,
        written: row.written,
    }
}
