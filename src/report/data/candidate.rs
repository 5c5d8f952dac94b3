//! All of one candidate: families, competencies with what was seen, strengths and next steps.

use super::decided::Results;
use super::{
    CellShown, CompetencyShown, Evidence, ExerciseShown, FamilyShown, OfCandidate, Point, Practise,
    Quote, Report, Reporter,
};
use crate::centre::attendance::Away;
use crate::centre::marksheet::Part;
use crate::centre::notes::Direction;
use crate::ids::{CandidateId, NoteId};
use crate::scenario::{Competency, ExerciseKind, Family};
use crate::scoring::{self, FamilyResult, Missing, Row, Scorecard};

/// The most quotations of a kind under one competency, so that what matters is read.
const MOST_QUOTES: usize = 4;

/// The most strengths, and the most next steps.
const MOST_POINTS: usize = 3;

impl Reporter<'_> {
    pub(super) fn candidate(&self, id: CandidateId, report: &Report) -> OfCandidate {
        let results = self.results(id);
        let card = &results.card;
        let progress = scoring::progress(self.centre, id);
        let numbers = report.numbers;
        let competencies =
            card.rows.iter().filter_map(|row| self.competency(&results, row, numbers));
        let competencies: Vec<CompetencyShown> = competencies.collect();
        let missing = progress.missing.iter().map(|one| self.missing(one));
        let families = card.families.iter().map(|family| self.family(&results, family, numbers));
        let (mut strengths, mut next_steps) = self.points(&results, &competencies);
        if matches!(report.kind.as_str(), "feedback" | "development") {
            strengths.extend(self.told_points(id, Part::Strengths));
            next_steps.extend(self.told_points(id, Part::NextSteps));
        }
        let plans = report.kind == "development";
        let decides = matches!(report.kind.as_str(), "scorecard" | "panel");
        OfCandidate {
            families: families.collect(),
            profile: self.profile(&results, numbers),
            exercises: self.exercises(card, numbers),
            practise: if plans { self.practise(&next_steps) } else { Vec::new() },
            strengths,
            next_steps,
            decision: decides.then(|| self.decision(&results.outcome)),
            missing: missing.collect(),
            competencies,
        }
    }

    /// What is missing, in words that name no assessor.
    fn missing(&self, missing: &Missing) -> String {
        let away = |away| match away {
            Away::Absent => self.words.say("missing.absent"),
            Away::Withdrawn => self.words.say("missing.withdrawn"),
        };
        let of = |session| {
            let known = self.centre.session(session);
            known.map(|(_, exercise)| exercise.title.clone()).unwrap_or_default()
        };
        let (key, exercise) = match missing {
            Missing::Away(why) => return away(*why),
            Missing::NotPlanned(id) => ("missing.not_planned", self.exercise_title(id)),
            Missing::NoAssessor(session) => ("missing.no_assessor", of(*session)),
            Missing::NotRun(session) => ("missing.not_run", of(*session)),
            Missing::Running(session) => ("missing.running", of(*session)),
            Missing::NotSubmitted(sheet) => ("missing.marksheet", of(sheet.session)),
        };
        self.words.with(key, &[("{exercise}", &exercise)])
    }

    fn family(&self, results: &Results, result: &FamilyResult, numbers: bool) -> FamilyShown {
        let mean = results.family(&result.family);
        let shown = |mean| Some(self.number(mean)).filter(|_| numbers);
        let counts = [
            ("{measured}", &*result.measured.to_string()),
            ("{all}", &*result.competencies.to_string()),
        ];
        FamilyShown {
            name: self.family_name(&result.family),
            meaning: match result.family {
                Family::Leadership => self.words.say("family.leadership.meaning"),
                Family::Management => self.words.say("family.management.meaning"),
                Family::Other(_) => String::new(),
            },
            result: mean.and_then(shown),
            mean: self.families.get(&result.family).copied().and_then(shown),
            evidence: self.evidence(mean.map(|mean| mean.value)),
            measured: self.words.with("family.measured", &counts),
        }
    }

    fn competency(&self, results: &Results, row: &Row, numbers: bool) -> Option<CompetencyShown> {
        let known = self.centre.scenario.competency(&row.competency)?;
        let shown = |mean| Some(self.number(mean)).filter(|_| numbers);
        let counts = results.of(&row.competency);
        let value = counts.map(|mean| mean.value);
        let (anchor, next) = self.anchors(known, value);
        Some(CompetencyShown {
            name: known.name.clone(),
            family: self.family_name(&known.family),
            definition: known.definition.clone(),
            result: counts.and_then(shown),
            agreed: results.is_agreed(&row.competency),
            over_exercises: row.mean.and_then(shown),
            mean: self.means.get(&row.competency).copied().and_then(shown),
            target: known.target.filter(|_| numbers),
            evidence: self.evidence(value),
            anchor,
            next,
            cells: self.cells(row, numbers),
            seen: self.quotes(row, Direction::For),
            held_back: self.quotes(row, Direction::Against),
        })
    }

    fn cells(&self, row: &Row, numbers: bool) -> Vec<CellShown> {
        let exercises = self.centre.scenario.exercises.iter();
        let cell = |(cell, exercise): (&scoring::Cell, &crate::scenario::Exercise)| CellShown {
            exercise: exercise.title.clone(),
            observed_here: cell.observed_here,
            result: cell.mean.map(|mean| self.number(mean)).filter(|_| numbers),
            not_observed: cell.is_not_observed(),
        };
        row.cells.iter().zip(exercises).map(cell).collect()
    }

    /// What the level nearest to `value` means, and the one above it.
    fn anchors(&self, competency: &Competency, value: Option<f64>) -> (String, String) {
        let Some(value) = value else { return Default::default() };
        let levels = &self.centre.scenario.scale.levels;
        let distance = |number: u8| (f64::from(number) - value).abs();
        // Halfway between two steps the upper one is meant, as with means.
        let nearest = levels
            .iter()
            .enumerate()
            .rev()
            .min_by(|(_, a), (_, b)| distance(a.number).total_cmp(&distance(b.number)));
        let Some((place, level)) = nearest else { return Default::default() };
        let text = |number: u8| competency.anchors.get(&number).cloned().unwrap_or_default();
        let above = levels.get(place + 1).map(|level| text(level.number));
        (text(level.number), above.unwrap_or_default())
    }

    /// How much was seen, in words tied to the place on the scale (a report without numbers says
    /// the same as one with them).
    pub(super) fn evidence(&self, value: Option<f64>) -> Evidence {
        let step = match value.map(|value| self.share(value)) {
            None => 0,
            Some(share) if share < 0.2 => 1,
            Some(share) if share < 0.45 => 2,
            Some(share) if share < 0.7 => 3,
            Some(_) => 4,
        };
        Evidence { step, words: self.words.say(&format!("evidence.{step}")) }
    }

    fn quotes(&self, row: &Row, direction: Direction) -> Vec<Quote> {
        let ids = row.cells.iter().flat_map(|cell| &cell.notes);
        let quote = |id: &NoteId| {
            let note = self.centre.notes.get(id)?;
            let (_, exercise) = self.centre.session(note.sheet.session)?;
            // A note can speak for one competency and against another.
            let fits = note.now.content.direction_on(&row.competency) == Some(direction);
            let text = note.now.content.told().to_owned();
            let exercise = exercise.title.clone();
            (fits && !text.is_empty()).then_some(Quote { text, exercise })
        };
        let mut quotes: Vec<Quote> = Vec::new();
        for found in ids.filter_map(quote) {
            // Two assessors often note the same sentence.
            if quotes.len() < MOST_QUOTES && !quotes.contains(&found) {
                quotes.push(found);
            }
        }
        quotes
    }

    fn exercises(&self, card: &Scorecard, numbers: bool) -> Vec<ExerciseShown> {
        let shown = |(id, mean): &(crate::ids::ExerciseId, Option<scoring::Mean>)| {
            let known = self.centre.scenario.exercise(id)?;
            Some(ExerciseShown {
                title: known.title.clone(),
                kind: self.words.say(kind_key(known.kind)),
                simulates: known.simulates.clone(),
                result: mean.map(|mean| self.number(mean)).filter(|_| numbers),
            })
        };
        card.exercises.iter().filter_map(shown).collect()
    }

    /// The competencies that lie highest, and of the others those that lie lowest.
    fn points(&self, results: &Results, shown: &[CompetencyShown]) -> (Vec<Point>, Vec<Point>) {
        let value = |name: &str| {
            let mut rows = results.card.rows.iter();
            let row = rows.find(|row| self.competency_name(&row.competency) == name)?;
            results.of(&row.competency).map(|mean| mean.value)
        };
        let mut measured: Vec<(f64, &CompetencyShown)> =
            shown.iter().filter_map(|one| Some((value(&one.name)?, one))).collect();
        measured.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        // Half of what was measured at most, so that a few competencies give both.
        let most = measured.len().div_ceil(2).min(MOST_POINTS);
        // What lies below the candidate's own middle is no strength, nor beside its equals a next step.
        let sum: f64 = measured.iter().map(|(value, _)| value).sum();
        let middle = sum / (measured.len().max(1) as f64) - 1e-9;
        let high = |value: f64| self.share(value) >= 0.45 && value >= middle;
        let strong = measured.iter().filter(|(value, _)| high(*value)).take(most);
        let strong: Vec<&CompetencyShown> = strong.map(|(_, one)| *one).collect();
        let rest = measured.iter().rev().map(|(_, one)| *one);
        let weak = rest.filter(|one| !strong.iter().any(|other| other.name == one.name));
        let weak = weak.filter(|one| !one.next.is_empty()).take(MOST_POINTS);
        let strength = |one: &&CompetencyShown| Point {
            competency: one.name.clone(),
            exercise: String::new(),
            text: one.anchor.clone(),
            quotes: one.seen.iter().take(2).cloned().collect(),
        };
        let next = |one: &CompetencyShown| Point {
            competency: one.name.clone(),
            exercise: String::new(),
            text: one.next.clone(),
            quotes: one.held_back.iter().take(2).cloned().collect(),
        };
        (strong.iter().map(strength).collect(), weak.map(next).collect())
    }

    /// Where next steps can be practised: what several have in common is said once.
    fn practise(&self, next_steps: &[Point]) -> Vec<Practise> {
        let mut said: Vec<(&str, Vec<String>)> = Vec::new();
        for point in next_steps {
            let all = &self.centre.scenario.framework.competencies;
            let Some(known) = all.iter().find(|known| known.name == point.competency) else {
                continue;
            };
            let key = practised(&known.family);
            match said.iter_mut().find(|(known, _)| *known == key) {
                Some((_, names)) => names.push(known.name.clone()),
                None => said.push((key, vec![known.name.clone()])),
            }
        }
        let one = |(key, competencies)| Practise { competencies, text: self.words.say(key) };
        said.into_iter().map(one).collect()
    }
}

/// Families of one sort share what is said about practising.
fn practised(family: &Family) -> &'static str {
    match family {
        Family::Leadership => "development.where.leadership",
        Family::Management => "development.where.management",
        Family::Other(_) => "development.where.other",
    }
}

fn kind_key(kind: ExerciseKind) -> &'static str {
    match kind {
        ExerciseKind::RolePlay => "exercise.role_play",
        ExerciseKind::GroupExercise => "exercise.group",
        ExerciseKind::InTray => "exercise.in_tray",
        ExerciseKind::CaseStudy => "exercise.case_study",
        ExerciseKind::Written => "exercise.written",
        ExerciseKind::Presentation => "exercise.presentation",
        ExerciseKind::FactFind => "exercise.fact_find",
        ExerciseKind::Interview => "exercise.interview",
    }
}
