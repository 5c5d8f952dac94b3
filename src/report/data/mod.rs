//! What a report says, as plain data: PDF and Word are both made from it, so that they hold the
//! same numbers. `docs/REPORTS.md` describes it for those who write templates.
//!
//! **Invariant:** the data of a report hold no more than its readers may know (rule P4): without
//! numbers there are none in them, and what candidates and managers read names no assessor.

mod assessor;
mod attended;
mod candidate;
mod cohort;
mod day;
mod decided;
mod disturbed;
mod naming;
mod panel;
mod profile;
mod told;
mod types;
mod whole;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use types::*;
pub use whole::*;

use super::kinds::{About, Kind};
use super::language::{Language, Words};
use crate::centre::Centre;
use crate::ids::{CandidateId, CompetencyId};
use crate::planning::pose::date_of;
use crate::scenario::Family;
use crate::scoring::{self, Mean};

/// How the reports are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// In which language.
    pub language: Language,
    /// With or without numbers, where a kind can go without.
    pub numbers: Numbers,
}

/// With or without numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbers {
    /// Levels and means are shown.
    #[default]
    Shown,
    /// Words alone.
    Hidden,
}

/// Writes reports on one centre: what they share is derived once.
pub struct Reporter<'a> {
    centre: &'a Centre,
    zone: &'a TimeZone,
    now: Timestamp,
    words: &'static Words,
    manner: Manner,
    means: BTreeMap<CompetencyId, Mean>,
    families: BTreeMap<Family, Mean>,
}

impl<'a> Reporter<'a> {
    /// A reporter on `centre` as it stands `now`.
    pub fn new(centre: &'a Centre, zone: &'a TimeZone, now: Timestamp, manner: Manner) -> Self {
        let (means, families) = scoring::centre_means(centre);
        let words = manner.language.words();
        Self { centre, zone, now, words, manner, means, families }
    }

    /// The mark that the centre keeps for its reports.
    pub fn logo(&self) -> Option<&crate::centre::logo::Logo> {
        self.centre.details.logo.as_ref()
    }

    /// The date in the place of the centre.
    pub fn today(&self) -> Date {
        self.now.to_zoned_datetime(self.zone.clone()).date()
    }

    /// The report of a kind about somebody, or about the centre. Nothing when the kind is not
    /// about such, or they are not known.
    pub fn report(&self, kind: Kind, about: About) -> Option<Report> {
        if kind.scope() != about.scope() {
            return None;
        }
        let mut report = self.front(kind, about)?;
        match (kind, about) {
            (Kind::Panel, About::Candidate(id)) => {
                report.candidate = Some(self.candidate(id, &report));
                report.panel = Some(self.panel(id));
            }
            (_, About::Candidate(id)) => report.candidate = Some(self.candidate(id, &report)),
            (_, About::Assessor(id)) => report.assessor = Some(self.assessor(id)),
            (Kind::Log, About::Centre) => report.log = Some(self.log()),
            (_, About::Centre) => report.cohort = Some(self.cohort()),
        }
        Some(report)
    }

    /// What stands at the head and foot of every report.
    fn front(&self, kind: Kind, about: About) -> Option<Report> {
        let (code, name) = match about {
            About::Candidate(id) => {
                let known = self.centre.people.candidate(id)?;
                (known.code.clone(), known.name.clone())
            }
            About::Assessor(id) => (String::new(), self.centre.people.assessor(id)?.name.clone()),
            About::Centre => (String::new(), String::new()),
        };
        let words = self.words;
        let scenario = &self.centre.scenario;
        let hides = kind.can_go_without_numbers() && self.manner.numbers == Numbers::Hidden;
        let held = date_of(self.centre, self.zone, self.now);
        let title = words.say(&format!("title.{}", kind.word()));
        let centre = &self.centre.details.name;
        Some(Report {
            kind: kind.word().to_owned(),
            language: self.manner.language.code().to_owned(),
            title,
            code,
            name,
            centre: if centre.is_empty() { scenario.title.clone() } else { centre.clone() },
            scenario: scenario.title.clone(),
            version: scenario.version,
            held: words.date(held),
            made: words.date(self.today()),
            numbers: !hides,
            confidential: words.say(&format!("confidential.{}", kind.word())),
            shelf_life: self.shelf_life(held),
            sample: self.sample(),
            logo: String::new(),
            scale: self.scale(),
            words: words.table().clone(),
            candidate: None,
            panel: None,
            cohort: None,
            log: None,
            assessor: None,
        })
    }

    /// Rule F2: until when a report may be used.
    fn shelf_life(&self, held: Date) -> String {
        let months = self.centre.scenario.keeping.report;
        let until = held.saturating_add(jiff::Span::new().months(months));
        let open = [("{date}", &*self.words.date(until)), ("{months}", &*months.to_string())];
        self.words.with("shelf_life", &open)
    }

    /// What marks a centre that is no real one; empty for a real one.
    fn sample(&self) -> String {
        let details = &self.centre.details;
        if details.rehearsal {
            self.words.say("rehearsal")
        } else if details.sample {
            self.words.say("sample")
        } else {
            String::new()
        }
    }

    fn scale(&self) -> ScaleShown {
        let scale = &self.centre.scenario.scale;
        let (low, high) = scale.range().unwrap_or((1, 5));
        let level = |level: &crate::scenario::Level| LevelShown {
            number: level.number,
            mark: level.mark(),
            label: level.label.clone(),
        };
        ScaleShown {
            low,
            high,
            levels: scale.levels.iter().map(level).collect(),
            not_observed: scale.not_observed.clone(),
        }
    }

    fn number(&self, mean: Mean) -> Number {
        Number { value: mean.value, text: self.words.mean(mean), ratings: mean.ratings }
    }

    /// How far up the scale a value lies, from 0 to 1.
    fn share(&self, value: f64) -> f64 {
        let (low, high) = self.centre.scenario.scale.range().unwrap_or((1, 5));
        let (low, high) = (f64::from(low), f64::from(high));
        ((value - low) / (high - low).max(0.001)).clamp(0.0, 1.0)
    }

    /// The code of somebody, or that they were erased.
    fn code(&self, id: CandidateId) -> String {
        match self.centre.people.candidate(id) {
            Some(known) if known.erased => self.words.say("erased"),
            Some(known) => known.code.clone(),
            None => String::new(),
        }
    }

    fn exercise_title(&self, id: &crate::ids::ExerciseId) -> String {
        let known = self.centre.scenario.exercise(id);
        known.map_or_else(|| id.to_string(), |known| known.title.clone())
    }

    fn competency_name(&self, id: &CompetencyId) -> String {
        let known = self.centre.scenario.competency(id);
        known.map_or_else(|| id.to_string(), |known| known.name.clone())
    }

    fn family_name(&self, family: &Family) -> String {
        match family {
            Family::Leadership => self.words.say("family.leadership"),
            Family::Management => self.words.say("family.management"),
            Family::Other(name) => name.clone(),
        }
    }
}
