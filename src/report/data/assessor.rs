//! An assessor's own ratings beside those of others: how often each level, how hard on the same
//! work, and how well they rest on notes.
//!
//! Severity is the plain mean difference on work that others rated too; with few pairs it says
//! little, and then no number is shown.

use std::collections::BTreeMap;

use super::{AssessorCompetency, LevelShare, OfAssessor, Reporter, SheetShown};
use crate::centre::marksheet::{Rating, Turn};
use crate::centre::{Marksheet, Sheet};
use crate::ids::{AssessorId, CandidateId, CompetencyId, SessionId};
use crate::scoring::{Mean, weighted};

/// With fewer ratings of the same work a difference is chance.
const FEWEST_PAIRS: usize = 5;

/// One thing that is rated: a candidate's competency in a session.
type Work<'a> = (SessionId, CandidateId, &'a CompetencyId);

/// The levels that everybody gave, by what was rated.
type Levels<'a> = BTreeMap<Work<'a>, Vec<(AssessorId, u8)>>;

impl Reporter<'_> {
    pub(super) fn assessor(&self, id: AssessorId) -> OfAssessor {
        let levels = self.levels();
        let pairs = pairs(&levels, id);
        let differences: Vec<f64> = pairs.iter().map(|(_, own, others)| own - others).collect();
        let mean = mean_of(&differences).filter(|_| differences.len() >= FEWEST_PAIRS);
        OfAssessor {
            summary: self.assessor_summary(id),
            levels: self.level_shares(&levels, id),
            severity: self.severity(mean.map(|mean| mean.value), differences.len()),
            difference: mean.map(|mean| mean.value),
            competencies: self.own_competencies(&levels, &pairs, id),
            sheets: self.own_sheets(id),
        }
    }

    /// Every level on submitted marksheets of sessions that were held.
    fn levels(&self) -> Levels<'_> {
        let mut levels = Levels::new();
        for (sheet, marks) in &self.centre.marksheets {
            let counts = self.centre.sessions.get(&sheet.session);
            let counts = counts.is_some_and(|session| session.called_off.is_none());
            if !counts || !marks.is_submitted() {
                continue;
            }
            for (competency, rated) in &marks.ratings {
                if let Rating::Level(level) = rated.rating {
                    let work = (sheet.session, sheet.candidate, competency);
                    levels.entry(work).or_default().push((sheet.assessor, level));
                }
            }
        }
        levels
    }

    fn sheets_of(&self, id: AssessorId) -> Vec<(Sheet, Option<&Marksheet>)> {
        let planned = self.centre.planned_sessions().into_iter();
        let sheets = planned.flat_map(|session| self.centre.sheets_in(session));
        let own = sheets.filter(|sheet| sheet.assessor == id);
        own.map(|sheet| (sheet, self.centre.marksheets.get(&sheet))).collect()
    }

    fn assessor_summary(&self, id: AssessorId) -> Vec<String> {
        let sheets = self.sheets_of(id);
        let submitted =
            |(_, marks): &&(Sheet, Option<&Marksheet>)| marks.is_some_and(Marksheet::is_submitted);
        let given: Vec<Rating> = sheets
            .iter()
            .filter(submitted)
            .filter_map(|(_, marks)| *marks)
            .flat_map(|marks| marks.ratings.values().map(|rated| rated.rating))
            .collect();
        let unseen = given.iter().filter(|one| matches!(one, Rating::NotObserved(_))).count();
        let notes: usize = sheets.iter().map(|(sheet, _)| self.standing_notes(*sheet).0).sum();
        vec![
            self.words.with(
                "assessor.sheets",
                &[
                    ("{count}", &sheets.iter().filter(submitted).count().to_string()),
                    ("{all}", &sheets.len().to_string()),
                ],
            ),
            self.words.with(
                "assessor.ratings",
                &[("{count}", &given.len().to_string()), ("{unseen}", &unseen.to_string())],
            ),
            self.words.count("assessor.notes", notes),
        ]
    }

    fn level_shares(&self, levels: &Levels<'_>, id: AssessorId) -> Vec<LevelShare> {
        let all = || levels.values().flatten();
        let own: Vec<u8> = all().filter(|(who, _)| *who == id).map(|(_, level)| *level).collect();
        let others: Vec<u8> =
            all().filter(|(who, _)| *who != id).map(|(_, level)| *level).collect();
        let count = |list: &[u8], number: u8| {
            list.iter().fold(0_usize, |sum, one| sum + usize::from(*one == number))
        };
        let share = |list: &[u8], number: u8| {
            if list.is_empty() { 0.0 } else { count(list, number) as f64 / list.len() as f64 }
        };
        let scale = self.centre.scenario.scale.levels.iter();
        scale
            .map(|level| LevelShare {
                mark: level.mark(),
                label: level.label.clone(),
                own: count(&own, level.number),
                own_share: share(&own, level.number),
                others_share: share(&others, level.number),
            })
            .collect()
    }

    fn severity(&self, difference: Option<f64>, pairs: usize) -> String {
        let Some(difference) = difference else {
            return self.words.with(
                "assessor.too_few",
                &[("{count}", &pairs.to_string()), ("{least}", &FEWEST_PAIRS.to_string())],
            );
        };
        let key = match difference {
            value if value >= 0.25 => "assessor.lenient",
            value if value <= -0.25 => "assessor.severe",
            _ => "assessor.alike",
        };
        self.words.with(
            key,
            &[
                ("{difference}", &self.words.difference(difference)),
                ("{count}", &pairs.to_string()),
            ],
        )
    }

    fn own_competencies(
        &self,
        levels: &Levels<'_>,
        pairs: &[(&CompetencyId, f64, f64)],
        id: AssessorId,
    ) -> Vec<AssessorCompetency> {
        let shown = self.centre.scenario.framework.competencies.iter().filter_map(|known| {
            let of = levels.iter().filter(|((_, _, competency), _)| **competency == known.id);
            let own: Vec<f64> = of
                .flat_map(|(_, given)| given)
                .filter(|(who, _)| *who == id)
                .map(|(_, level)| f64::from(*level))
                .collect();
            let own = mean_of(&own)?;
            let same: Vec<_> = pairs.iter().filter(|(of, _, _)| **of == known.id).collect();
            let own_same: Vec<f64> = same.iter().map(|(_, own, _)| *own).collect();
            let others: Vec<f64> = same.iter().map(|(_, _, others)| *others).collect();
            let apart: Vec<f64> = same.iter().map(|(_, own, others)| own - others).collect();
            let apart = mean_of(&apart).map(|mean| self.words.difference(mean.value));
            Some(AssessorCompetency {
                name: known.name.clone(),
                own: Some(self.number(own)),
                own_same: mean_of(&own_same).map(|mean| self.number(mean)),
                others: mean_of(&others).map(|mean| self.number(mean)),
                difference: apart.unwrap_or_default(),
            })
        });
        shown.collect()
    }

    fn own_sheets(&self, id: AssessorId) -> Vec<SheetShown> {
        let shown = |(sheet, marks): (Sheet, Option<&Marksheet>)| {
            let session = self.centre.sessions.get(&sheet.session)?;
            let (notes, classified) = self.standing_notes(sheet);
            let given = marks.map_or(0, |marks| marks.ratings.len());
            let reasons = marks.map_or(0, |marks| {
                marks.reasons.values().filter(|reason| !reason.trim().is_empty()).count()
            });
            Some(SheetShown {
                exercise: self.exercise_title(&session.exercise),
                candidate: self.code(sheet.candidate),
                notes,
                classified,
                reasons: self.words.with(
                    "assessor.reasons",
                    &[("{count}", &reasons.to_string()), ("{all}", &given.to_string())],
                ),
                submitted: self.submitted(session, marks),
            })
        };
        self.sheets_of(id).into_iter().filter_map(shown).collect()
    }

    fn submitted(&self, session: &crate::centre::Session, marks: Option<&Marksheet>) -> String {
        let marks = marks.filter(|marks| marks.is_submitted());
        let first = marks.into_iter().flat_map(|marks| &marks.turns).find_map(|turn| match turn {
            Turn::Submitted(made) => Some(made.at),
            Turn::Reopened(..) | Turn::Reviewed(_) | Turn::Returned(..) => None,
        });
        match (first, session.clock.finished) {
            (Some(at), Some(ended)) if at > ended => {
                let minutes = at.duration_since(ended).as_secs() / 60;
                self.words.with("assessor.after", &[("{count}", &minutes.to_string())])
            }
            (Some(at), _) => self.words.time(at, self.zone),
            (None, _) => self.words.say("assessor.open"),
        }
    }

    /// How many notes stand on a marksheet, and how many of them under a competency.
    fn standing_notes(&self, sheet: Sheet) -> (usize, usize) {
        let mut notes = self.centre.notes_of(sheet);
        notes.retain(|note| note.struck.is_none());
        let classified = notes.iter().filter(|note| !note.now.content.shows.is_empty());
        (notes.len(), classified.count())
    }
}

/// What the assessor gave where others rated the same, with the mean of the others.
fn pairs<'a>(levels: &Levels<'a>, id: AssessorId) -> Vec<(&'a CompetencyId, f64, f64)> {
    let pair = |(work, given): (&Work<'a>, &Vec<(AssessorId, u8)>)| {
        let own = given.iter().find(|(who, _)| *who == id)?.1;
        let others: Vec<f64> = given
            .iter()
            .filter(|(who, _)| *who != id)
            .map(|(_, level)| f64::from(*level))
            .collect();
        Some((work.2, f64::from(own), mean_of(&others)?.value))
    };
    levels.iter().filter_map(pair).collect()
}

fn mean_of(values: &[f64]) -> Option<Mean> {
    weighted(values.iter().map(|value| (Mean { value: *value, ratings: 1 }, 1.0)))
}
