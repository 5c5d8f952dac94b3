//! All candidates side by side: how levels are spread, who lies where, and the day as it ran.

use std::collections::BTreeMap;

use super::decided::Results;
use super::profile::place_of;
use super::{Cohort, CohortCandidate, CohortCompetency, Reporter};
use crate::centre::marksheet::Rating;
use crate::ids::CompetencyId;
use crate::people::Candidate;
use crate::scenario::Family;
use crate::scoring;

/// How often each level was given, and how often nothing was observed.
#[derive(Debug, Clone, Default)]
struct Spread {
    levels: BTreeMap<u8, usize>,
    not_observed: usize,
}

impl Reporter<'_> {
    pub(super) fn cohort(&self) -> Cohort {
        let listed = self.centre.people.candidates();
        let results: Vec<Results> = listed.iter().map(|known| self.results(known.id)).collect();
        let progress = scoring::all_progress(self.centre);
        let complete = progress.iter().filter(|one| one.is_complete()).count();
        let rows = listed.iter().zip(&results).zip(&progress);
        let candidates: Vec<CohortCandidate> = rows
            .map(|((known, one), progress)| self.among(known, one, progress.is_complete()))
            .collect();
        let mut summary = vec![
            self.words.count("cohort.candidates", listed.len()),
            self.words.with(
                "cohort.complete",
                &[("{count}", &complete.to_string()), ("{all}", &listed.len().to_string())],
            ),
            self.words.count("cohort.assessors", self.centre.people.assessors().len()),
        ];
        summary.extend(self.attendance_in_figures());
        summary.retain(|words| !words.is_empty());
        let families = results.first().into_iter().flat_map(|one| &one.card.families);
        let families: Vec<&Family> = families.map(|result| &result.family).collect();
        let mean = |family: &&Family| self.families.get(*family).map(|mean| self.number(*mean));
        Cohort {
            summary,
            family_means: families.iter().map(mean).collect(),
            families: families.iter().map(|family| self.family_name(family)).collect(),
            competencies: self.spreads(&results),
            candidates,
            bands: self.bands(&results),
            attendance: self.attendance(),
            sessions: self.sessions(),
            incidents: self.incidents(),
        }
    }

    fn among(&self, known: &Candidate, results: &Results, complete: bool) -> CohortCandidate {
        let (families, rows) = (results.card.families.iter(), results.card.rows.iter());
        let number = |mean: Option<scoring::Mean>| mean.map(|mean| self.number(mean));
        CohortCandidate {
            code: known.code.clone(),
            name: known.name.clone(),
            families: families.map(|family| number(results.family(&family.family))).collect(),
            competencies: rows.map(|row| number(results.of(&row.competency))).collect(),
            place: place_of(results),
            band: results.outcome.result(&self.centre.scenario).unwrap_or_default().to_owned(),
            complete,
        }
    }

    fn spreads(&self, results: &[Results]) -> Vec<CohortCompetency> {
        let mut spreads: BTreeMap<&CompetencyId, Spread> = BTreeMap::new();
        let rows = results.iter().flat_map(|one| &one.card.rows);
        for (row, given) in rows.flat_map(|row| {
            row.cells.iter().flat_map(|cell| &cell.given).map(move |given| (row, given))
        }) {
            let spread = spreads.entry(&row.competency).or_default();
            match given.rating {
                _ if !given.counted => {}
                Rating::Level(level) => *spread.levels.entry(level).or_default() += 1,
                Rating::NotObserved(_) => spread.not_observed += 1,
            }
        }
        let scenario = &self.centre.scenario;
        let shown = scenario.framework.competencies.iter().map(|known| {
            let spread = spreads.remove(&known.id).unwrap_or_default();
            let count = |level: &crate::scenario::Level| {
                spread.levels.get(&level.number).copied().unwrap_or(0)
            };
            CohortCompetency {
                name: known.name.clone(),
                family: self.family_name(&known.family),
                mean: self.means.get(&known.id).map(|mean| self.number(*mean)),
                levels: scenario.scale.levels.iter().map(count).collect(),
                not_observed: spread.not_observed,
            }
        });
        shown.collect()
    }
}
