//! For the file: every rating with who gave it and why, splits, what was agreed, and who signs.

use super::{Panel, PanelCompetency, RatingShown, Reporter};
use crate::centre::Marksheet;
use crate::centre::marksheet::{Rating, WhyNot};
use crate::ids::{CandidateId, CompetencyId};
use crate::scoring::{Cell, Given, Outcome, Row};
use crate::words;

impl Reporter<'_> {
    pub(super) fn panel(&self, id: CandidateId) -> Panel {
        let results = self.results(id);
        let (card, outcome) = (&results.card, &results.outcome);
        let mut names: Vec<String> = Vec::new();
        for given in card.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.given) {
            let name = words::assessor(self.centre, given.sheet.assessor);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.sort();
        let rows = card.rows.iter();
        Panel {
            competencies: rows.map(|row| self.panel_competency(outcome, row)).collect(),
            told: self.told_for_file(id),
            signatures: self.signatures(id, names),
            designs: self.designs(),
        }
    }

    fn designs(&self) -> Vec<String> {
        let later = self.centre.designs.iter().filter_map(|version| {
            let made = version.made.as_ref()?;
            Some(self.words.with(
                "panel.design",
                &[
                    ("{version}", &version.scenario.version.to_string()),
                    ("{time}", &self.moment(made.at)),
                    ("{reason}", &version.reason),
                ],
            ))
        });
        later.collect()
    }

    fn panel_competency(&self, outcome: &Outcome, row: &Row) -> PanelCompetency {
        let exercises = self.centre.scenario.exercises.iter();
        let cells = row.cells.iter().zip(exercises);
        let ratings = cells.clone().flat_map(|(cell, exercise)| {
            cell.given.iter().map(|given| self.rating(&row.competency, given, &exercise.title))
        });
        let splits: Vec<String> = cells
            .filter_map(|(cell, exercise)| {
                let (low, high) = split(cell, self.centre.split_from())?;
                Some(self.words.with(
                    "panel.split",
                    &[
                        ("{exercise}", &exercise.title),
                        ("{low}", &low.to_string()),
                        ("{high}", &high.to_string()),
                    ],
                ))
            })
            .collect();
        let (agreed, reason) = self.agreed(outcome, &row.competency);
        PanelCompetency {
            name: self.competency_name(&row.competency),
            mean: row.mean.map(|mean| self.number(mean)),
            agreed,
            reason,
            split: splits.join(" "),
            ratings: ratings.collect(),
        }
    }

    fn rating(&self, competency: &CompetencyId, given: &Given, exercise: &str) -> RatingShown {
        let sheet = self.centre.marksheets.get(&given.sheet);
        let replaced = sheet.map(|sheet| self.replaced(sheet, competency)).unwrap_or_default();
        RatingShown {
            exercise: exercise.to_owned(),
            assessor: words::assessor(self.centre, given.sheet.assessor),
            rating: self.rating_words(given.rating),
            reason: given.reason.clone(),
            at: self.words.time(given.made.at, self.zone),
            submitted: given.counted,
            replaced,
        }
    }

    /// What was given before, and why where that had been submitted (rule R6).
    fn replaced(&self, sheet: &Marksheet, competency: &CompetencyId) -> Vec<String> {
        let words = sheet.replaced_of(competency).into_iter().map(|(was, because)| {
            let key = if because.is_some() { "panel.amended" } else { "panel.replaced" };
            self.words.with(
                key,
                &[
                    ("{rating}", &self.rating_words(was.rating)),
                    ("{time}", &self.words.time(was.made.at, self.zone)),
                    ("{reason}", because.unwrap_or_default()),
                ],
            )
        });
        words.collect()
    }

    pub(super) fn rating_words(&self, rating: Rating) -> String {
        let scale = &self.centre.scenario.scale;
        match rating {
            Rating::Level(number) => {
                let level = scale.level(number);
                let mark = level.map_or_else(|| number.to_string(), crate::scenario::Level::mark);
                let label = level.map_or("", |level| &level.label);
                format!("{mark} {label}").trim_end().to_owned()
            }
            Rating::NotObserved(why) => {
                let why = self.words.say(match why {
                    WhyNot::NoOpportunity => "why_not.no_opportunity",
                    WhyNot::NotShown => "why_not.not_shown",
                    WhyNot::Interrupted => "why_not.interrupted",
                });
                format!("{}: {why}", scale.not_observed)
            }
        }
    }
}

/// The lowest and the highest level that count, where they lie far apart.
fn split(cell: &Cell, from: u8) -> Option<(u8, u8)> {
    let levels =
        cell.given.iter().filter(|given| given.counted).filter_map(|given| match given.rating {
            Rating::Level(level) => Some(level),
            Rating::NotObserved(_) => None,
        });
    let (low, high) = (levels.clone().min()?, levels.max()?);
    (high - low >= from).then_some((low, high))
}
