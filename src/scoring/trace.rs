//! What a number was computed from, as a tree: mean, cells, ratings, notes.
//!
//! Screens only draw it. [`Node::recompute`] works the number out anew from the leaves, so that a
//! test can hold every number on the page against what it unfolds into.

use super::judge::{draw_out, rounded_to, settled};
use super::means::{Mean, weighted};
use super::outcome::{Basis, outcome_of};
use super::scorecard::{Cell, Given, Row, Scorecard};
use super::standing::{Group, Standing, Stood, is_in};
use crate::centre::marksheet::Rating;
use crate::centre::{Centre, Made};
use crate::ids::{CandidateId, CompetencyId, ExerciseId, NoteId, ScoreId};
use crate::scenario::Family;
use crate::scenario::decision::{Overall, Rounding};

/// What a node of the tree is about.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The overall rating: the mean of what counts, times so much where points are counted or a
    /// percentage.
    Overall(f64),
    /// A level as the rule takes it: rounded.
    Rounded(Rounding),
    /// A score from outside, drawn out over the scale.
    Score(ScoreId),
    /// A family's result.
    Family(Family),
    /// A competency, as it is shown: agreed, or the mean over exercises.
    Competency(CompetencyId),
    /// What the panel agreed, with its reason: a level, or that nothing can be said.
    Agreed {
        /// The level.
        level: Option<u8>,
        /// Why, in the panel's words.
        reason: String,
        /// When and by whom it was put down.
        made: Made,
    },
    /// The mean over exercises.
    OverExercises,
    /// An exercise: the mean over its competencies.
    Exercise(ExerciseId),
    /// A competency in an exercise.
    Cell(CompetencyId, ExerciseId),
    /// One assessor's rating.
    Rating(Box<Given>),
    /// A note.
    Note(NoteId),
    /// The centre's mean of a competency, over candidates.
    CentreCompetency(CompetencyId),
    /// The centre's mean of a family, over candidates.
    CentreFamily(Family),
    /// A candidate within a mean over candidates.
    Candidate(CandidateId),
}

/// A number, or what a number rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is about.
    pub what: What,
    /// Its value, as it is shown.
    pub value: Option<Mean>,
    /// How much it counts in the number above it; 0 is shown and not counted.
    pub weight: f64,
    /// What it rests on.
    pub parts: Vec<Self>,
}

impl Node {
    fn new(what: What, value: Option<Mean>, weight: f64, parts: Vec<Self>) -> Self {
        Self { what, value, weight, parts }
    }

    /// The number, worked out anew from the ratings at the leaves.
    pub fn recompute(&self) -> Option<Mean> {
        match &self.what {
            What::Rating(given) => match given.rating {
                Rating::Level(level) if given.counted => {
                    Some(Mean { value: f64::from(level), ratings: 1 })
                }
                _ => None,
            },
            // What people settled is not computed; how many ratings it rests on is.
            What::Agreed { level, .. } => {
                let ratings = weighted(self.counted()).map_or(0, |mean| mean.ratings);
                level.map(|level| Mean { value: f64::from(level), ratings })
            }
            What::Note(_) => None,
            // It comes from outside: there is nothing here to work it out from.
            What::Score(_) => self.value,
            What::Overall(times) => weighted(self.counted())
                .map(|mean| Mean { value: settled(mean.value * times), ..mean }),
            What::Rounded(rounding) => weighted(self.counted())
                .map(|mean| Mean { value: rounded_to(*rounding, mean.value), ..mean }),
            _ => weighted(self.counted()),
        }
    }

    fn counted(&self) -> impl Iterator<Item = (Mean, f64)> {
        self.parts.iter().filter_map(|part| Some((part.recompute()?, part.weight)))
    }
}

/// What a cell rests on.
pub fn cell(centre: &Centre, row: &Row, place: usize, weight: f64) -> Option<Node> {
    let (cell, exercise) = (row.cells.get(place)?, centre.scenario.exercises.get(place)?);
    let what = What::Cell(row.competency.clone(), exercise.id.clone());
    Some(Node::new(what, cell.mean, weight, ratings(centre, cell)))
}

/// Each rating with the notes of who gave it; then the notes of those who gave none.
fn ratings(centre: &Centre, cell: &Cell) -> Vec<Node> {
    let by = |id: &NoteId| centre.notes.get(id).map(|note| note.sheet);
    let note = |id: &NoteId| Node::new(What::Note(*id), None, 0.0, Vec::new());
    let rated = cell.given.iter().map(|given| {
        let own = cell.notes.iter().filter(|id| by(id) == Some(given.sheet)).map(note);
        let value = match given.rating {
            Rating::Level(level) if given.counted => {
                Some(Mean { value: f64::from(level), ratings: 1 })
            }
            _ => None,
        };
        let weight = if value.is_some() { 1.0 } else { 0.0 };
        Node::new(What::Rating(Box::new(given.clone())), value, weight, own.collect())
    });
    let unrated = |id: &&NoteId| !cell.given.iter().any(|given| Some(given.sheet) == by(id));
    let rest = cell.notes.iter().filter(unrated).map(note);
    rated.chain(rest).collect()
}

/// What a competency's mean over exercises rests on.
fn over_exercises(centre: &Centre, row: &Row) -> Vec<Node> {
    let exercises = centre.scenario.exercises.iter().enumerate();
    let cells = exercises.filter_map(|(place, exercise)| {
        let observed = exercise.observes.iter().find(|seen| seen.competency == row.competency)?;
        cell(centre, row, place, observed.weight)
    });
    cells.collect()
}

/// What a competency's level rests on.
pub fn competency(centre: &Centre, card: &Scorecard, stood: &Stood, weight: f64) -> Option<Node> {
    let row = card.rows.iter().find(|row| row.competency == stood.competency)?;
    let cells = over_exercises(centre, row);
    let meeting = centre.meeting(card.candidate);
    let agreed = meeting.and_then(|meeting| meeting.agreed(&stood.competency));
    let parts = match agreed.filter(|_| stood.is_agreed()) {
        Some(agreed) => {
            let means = Node::new(What::OverExercises, row.mean, 1.0, cells);
            let what = What::Agreed {
                level: agreed.level,
                reason: agreed.reason.clone(),
                made: agreed.made,
            };
            vec![Node::new(what, stood.value(), 1.0, vec![means])]
        }
        None => cells,
    };
    let what = What::Competency(stood.competency.clone());
    Some(Node::new(what, stood.value(), weight, parts))
}

/// What a family's result rests on.
pub fn family(centre: &Centre, card: &Scorecard, standing: &Standing, of: &Family) -> Node {
    let rows = standing.rows.iter().filter(|row| is_in(centre, &row.competency, of));
    let parts = rows.filter_map(|row| {
        competency(centre, card, row, centre.scenario.decision.weight(&row.competency))
    });
    Node::new(What::Family(of.clone()), standing.family(of), 1.0, parts.collect())
}

/// What the overall rating rests on: each level as the rule takes it, and scores from outside.
pub fn overall(centre: &Centre, card: &Scorecard, standing: &Standing) -> Option<Node> {
    let total = standing.overall?;
    let scenario = &centre.scenario;
    let outcome = outcome_of(centre, card);
    let rounding = scenario.decision.rounding;
    let mut parts = Vec::new();
    for (stood, level) in standing.rows.iter().zip(&outcome.levels) {
        let weight = scenario.decision.weight(&stood.competency);
        let weight = if level.counts.is_some() { weight } else { 0.0 };
        let Some(node) = competency(centre, card, stood, weight) else { continue };
        // What the panel agreed is a step of the scale already.
        let is_rounded = rounding.is_usual() || level.basis != Basis::Arithmetic;
        parts.push(if is_rounded {
            node
        } else {
            let value =
                node.value.map(|mean| Mean { value: level.counts.unwrap_or(mean.value), ..mean });
            Node::new(What::Rounded(rounding), value, weight, vec![Node { weight: 1.0, ..node }])
        });
    }
    let (low, high) = scenario.scale.range()?;
    let range = (f64::from(low), f64::from(high));
    for known in &scenario.external_scores {
        let Some(score) = outcome.scores.get(&known.id) else { continue };
        let value = Mean { value: draw_out(known, *score, range), ratings: 0 };
        parts.push(Node::new(What::Score(known.id.clone()), Some(value), known.weight, Vec::new()));
    }
    let times = match scenario.decision.overall {
        Overall::Mean => 1.0,
        Overall::Points => total.whole,
        Overall::Percent => 100.0 / range.1.max(1e-9),
    };
    let node = Node::new(What::Overall(times), None, 1.0, parts);
    let ratings = node.recompute().map_or(0, |mean| mean.ratings);
    Some(Node { value: Some(Mean { value: total.value, ratings }), ..node })
}

/// What an exercise's mean rests on.
pub fn exercise(centre: &Centre, card: &Scorecard, of: &ExerciseId) -> Option<Node> {
    let place = centre.scenario.exercises.iter().position(|exercise| exercise.id == *of)?;
    let rows =
        card.rows.iter().filter(|row| row.cells.get(place).is_some_and(|cell| cell.observed_here));
    let parts = rows.filter_map(|row| {
        cell(centre, row, place, centre.scenario.decision.weight(&row.competency))
    });
    let value = card.exercises.get(place).and_then(|(_, mean)| *mean);
    Some(Node::new(What::Exercise(of.clone()), value, 1.0, parts.collect()))
}

/// What the centre's mean of a competency rests on: everybody's level, each unfolding by itself.
pub fn centre_competency(centre: &Centre, group: &Group, of: &CompetencyId) -> Node {
    let parts = group.standings.iter().map(|standing| {
        let value = standing.value(of);
        let stood = standing.rows.iter().find(|row| row.competency == *of);
        let card = card_of(centre, standing.candidate);
        let below = stood.and_then(|stood| competency(centre, &card, stood, 1.0));
        let what = What::Candidate(standing.candidate);
        Node::new(what, value, 1.0, below.into_iter().collect())
    });
    let value = group.competencies.get(of).copied();
    Node::new(What::CentreCompetency(of.clone()), value, 1.0, parts.collect())
}

/// What the centre's mean of a family rests on.
pub fn centre_family(centre: &Centre, group: &Group, of: &Family) -> Node {
    let parts = group.standings.iter().map(|standing| {
        let below = family(centre, &card_of(centre, standing.candidate), standing, of);
        let what = What::Candidate(standing.candidate);
        Node::new(what, standing.family(of), 1.0, vec![below])
    });
    let value = group.families.get(of).copied();
    Node::new(What::CentreFamily(of.clone()), value, 1.0, parts.collect())
}

fn card_of(centre: &Centre, candidate: CandidateId) -> Scorecard {
    super::scorecard(centre, candidate, super::Viewer::Facilitator)
}
