//! The charts of a document: which there are, and what they say to those who do not see them. They
//! are drawn elsewhere from the same data, so their numbers are those of the text.

use super::says::Says;
use crate::report::data::{
    Cohort, CohortCompetency, CompetencyShown, LevelShare, OfAssessor, OfCandidate, Report,
};

/// Points of a picture for each point of a page.
pub const SCALE: u32 = 2;

/// A chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chart {
    /// Leadership and management: of a candidate, or of all.
    Map,
    /// The competencies of a candidate.
    Bars,
    /// How often each level was given, competency by competency.
    Spread,
    /// How often an assessor gave each level, beside all others.
    Levels,
}

impl Chart {
    /// The word for it in templates and file names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Bars => "bars",
            Self::Spread => "spread",
            Self::Levels => "levels",
        }
    }
}

/// A chart as it was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Which.
    pub chart: Chart,
    /// The picture, as PNG.
    pub png: Vec<u8>,
    /// How wide and how high, in points of the picture.
    pub size: (u32, u32),
}

/// The charts that the document of a report shows.
pub fn charts(report: &Report) -> Vec<Chart> {
    let all = [Chart::Map, Chart::Bars, Chart::Spread, Chart::Levels];
    all.into_iter().filter(|chart| alt(report, *chart).is_some()).collect()
}

/// What a chart of a report says, in words; nothing where the report has no such chart.
pub(super) fn alt(report: &Report, chart: Chart) -> Option<String> {
    let says = Says(report);
    let candidate = report.candidate.as_ref().filter(|_| report.panel.is_none());
    match chart {
        Chart::Map => match (candidate, &report.cohort) {
            (Some(of), _) => map(of, &says),
            (None, Some(cohort)) => {
                let placed = cohort.candidates.iter().any(|one| one.place.is_some());
                placed.then(|| says.say("cohort.map.alt"))
            }
            (None, None) => None,
        },
        Chart::Bars => candidate.filter(|_| report.kind != "development").and_then(|of| {
            let shown: Vec<String> =
                of.competencies.iter().filter_map(|one| bar(one, &says)).collect();
            let words = shown.join("; ");
            (!shown.is_empty()).then(|| says.with("bars.alt", &[("{words}", &words)]))
        }),
        Chart::Spread => report.cohort.as_ref().and_then(|cohort| spread(report, cohort, &says)),
        Chart::Levels => report.assessor.as_ref().and_then(|of| levels(of, &says)),
    }
}

fn map(of: &OfCandidate, says: &Says<'_>) -> Option<String> {
    of.profile.third.as_ref()?;
    Some(says.with("profile.alt", &[("{words}", &of.profile.words)]))
}

fn bar(of: &CompetencyShown, says: &Says<'_>) -> Option<String> {
    if of.evidence.step == 0 {
        return None;
    }
    Some(match (&of.result, &of.mean) {
        (Some(result), Some(mean)) => {
            format!("{}: {} ({} {})", of.name, result.text, says.say("centre_mean"), mean.text)
        }
        (Some(result), None) => format!("{}: {}", of.name, result.text),
        (None, _) => format!("{}: {}", of.name, of.evidence.words),
    })
}

fn spread(report: &Report, cohort: &Cohort, says: &Says<'_>) -> Option<String> {
    if cohort.competencies.iter().all(|one| one.levels.iter().all(|count| *count == 0)) {
        return None;
    }
    let marks = report.scale.levels.iter().map(|level| &level.mark);
    let one = |of: &CohortCompetency| {
        let counts = marks.clone().zip(&of.levels).map(|(mark, count)| format!("{mark}: {count}"));
        format!("{} ({})", of.name, counts.collect::<Vec<_>>().join(", "))
    };
    let words = cohort.competencies.iter().map(one).collect::<Vec<_>>().join("; ");
    Some(says.with("cohort.levels.alt", &[("{words}", &words)]))
}

fn levels(of: &OfAssessor, says: &Says<'_>) -> Option<String> {
    if of.sheets.is_empty() || of.levels.iter().all(|one| one.own == 0) {
        return None;
    }
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let one = |level: &LevelShare| {
        format!("{}: {}, {}", level.mark, percent(level.own_share), percent(level.others_share))
    };
    let words = of.levels.iter().map(one).collect::<Vec<_>>().join("; ");
    Some(says.with("assessor.levels.alt", &[("{words}", &words)]))
}
