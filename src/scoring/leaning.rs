//! Which way assessors lean on this day, on the same work: y = mean + work + assessor, fitted by
//! least squares, the assessors' effects summing to zero.
//!
//! Raw means of assessors are never called severity: who saw weaker people would look hard. Only
//! work that several assessors rated tells them apart, and only among those whom a chain of such
//! work joins. Shown, never applied by itself.

use std::collections::BTreeMap;

use crate::centre::marksheet::Rating;
use crate::centre::{Centre, Marksheet};
use crate::ids::{AssessorId, CandidateId, CompetencyId, SessionId};

/// How many ratings of work that others rated too each assessor must have given.
pub const FEWEST_SHARED: usize = 6;

/// One rating: of which work, by whom, how high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// The work, by its place.
    pub work: usize,
    /// The assessor, by their place.
    pub by: usize,
    /// The level.
    pub level: f64,
}

/// What was fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Each assessor's effect, in levels; below zero is harder than the panel. They sum to zero.
    pub effects: Vec<f64>,
    /// The standard error of each.
    pub errors: Vec<f64>,
    /// The mean of each work as the whole panel would have rated it.
    pub fair: Vec<f64>,
    /// The variance of one rating that neither work nor assessor explains; none without ratings
    /// to spare.
    pub residual: Option<f64>,
}

/// Why leanings cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotSay {
    /// Fewer than two assessors have submitted ratings.
    OneAssessor,
    /// Nothing was rated by two.
    NothingShared,
    /// No chain of work that two rated joins all assessors.
    NotJoined,
    /// Somebody shares too few ratings with others.
    TooFew {
        /// The fewest that anybody shares.
        shared: usize,
    },
    /// All ratings are the same.
    NoVariation,
}

/// Fits the model to `works` pieces of work and `assessors` assessors.
///
/// # Errors
///
/// Why it cannot be computed.
pub fn fit(observations: &[Observation], works: usize, assessors: usize) -> Result<Fit, CannotSay> {
    if assessors < 2 {
        return Err(CannotSay::OneAssessor);
    }
    let mut by_work: Vec<Vec<&Observation>> = vec![Vec::new(); works];
    for observation in observations {
        if let Some(of_work) = by_work.get_mut(observation.work) {
            of_work.push(observation);
        }
    }
    if by_work.iter().all(|of_work| of_work.len() < 2) {
        return Err(CannotSay::NothingShared);
    }
    if !joined(&by_work, assessors) {
        return Err(CannotSay::NotJoined);
    }
    let first = observations.first().map(|one| one.level);
    let same = |one: &Observation| first.is_some_and(|first| (one.level - first).abs() < 1e-12);
    if observations.iter().all(same) {
        return Err(CannotSay::NoVariation);
    }
    let (matrix, right) = normal_equations(&by_work, assessors);
    let inverse = inverse(matrix).ok_or(CannotSay::NotJoined)?;
    let effects: Vec<f64> = inverse.iter().map(|row| dot(row, &right)).collect();
    let fair: Vec<f64> = by_work
        .iter()
        .map(|of_work| mean(of_work.iter().map(|one| one.level - at(&effects, one.by))))
        .collect();
    let left = |one: &Observation| one.level - at(&fair, one.work) - at(&effects, one.by);
    let sum: f64 = observations.iter().map(|one| left(one).powi(2)).sum();
    let rated = by_work.iter().filter(|of_work| !of_work.is_empty()).count();
    let spare = (observations.len() + 1).checked_sub(rated + assessors).filter(|spare| *spare > 0);
    let residual = spare.map(|spare| sum / spare as f64);
    // The matrix stands with the mean of all effects added, which costs each 1/n of the variance.
    let part = 1.0 / assessors as f64 / assessors as f64;
    let errors = inverse
        .iter()
        .enumerate()
        .map(|(place, row)| (residual.unwrap_or(0.0) * (at(row, place) - part).max(0.0)).sqrt());
    Ok(Fit { errors: errors.collect(), effects, fair, residual })
}

/// The equations for the assessors' effects once those of the work are taken out, made regular by
/// the condition that they sum to zero.
fn normal_equations(by_work: &[Vec<&Observation>], assessors: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut matrix = vec![vec![1.0; assessors]; assessors];
    let mut right = vec![0.0; assessors];
    for of_work in by_work.iter().filter(|of_work| of_work.len() > 1) {
        let share = 1.0 / of_work.len() as f64;
        let usual = mean(of_work.iter().map(|one| one.level));
        for one in of_work {
            if let Some(sum) = right.get_mut(one.by) {
                *sum += one.level - usual;
            }
            let Some(row) = matrix.get_mut(one.by) else { continue };
            if let Some(own) = row.get_mut(one.by) {
                *own += 1.0;
            }
            for other in of_work {
                if let Some(both) = row.get_mut(other.by) {
                    *both -= share;
                }
            }
        }
    }
    (matrix, right)
}

/// Gauss and Jordan, with the largest pivot.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = matrix.len();
    for (place, row) in matrix.iter_mut().enumerate() {
        row.extend((0..size).map(|column| f64::from(u8::from(column == place))));
    }
    for column in 0..size {
        let pivot = (column..size).max_by(|one, other| {
            let size = |row: &usize| matrix.get(*row).map_or(0.0, |row| at(row, column).abs());
            size(one).total_cmp(&size(other))
        })?;
        matrix.swap(column, pivot);
        let pivot_row = {
            let row = matrix.get_mut(column)?;
            let by = at(row, column);
            if by.abs() < 1e-12 {
                return None;
            }
            for value in row.iter_mut() {
                *value /= by;
            }
            row.clone()
        };
        let others = matrix.iter_mut().enumerate().filter(|(place, _)| *place != column);
        for (_, row) in others {
            let by = at(row, column);
            row.iter_mut().zip(&pivot_row).for_each(|(value, pivot)| *value -= by * pivot);
        }
    }
    Some(matrix.into_iter().map(|row| row.into_iter().skip(size).collect()).collect())
}

/// Whether a chain of work that two rated joins all assessors.
fn joined(by_work: &[Vec<&Observation>], assessors: usize) -> bool {
    let mut group: Vec<usize> = (0..assessors).collect();
    for of_work in by_work {
        let Some(first) = of_work.first().and_then(|one| group.get(one.by).copied()) else {
            continue;
        };
        for other in of_work.iter().skip(1) {
            let Some(gone) = group.get(other.by).copied() else { continue };
            group.iter_mut().filter(|place| **place == gone).for_each(|place| *place = first);
        }
    }
    group.windows(2).all(|pair| pair.first() == pair.last())
}

fn at(values: &[f64], place: usize) -> f64 {
    values.get(place).copied().unwrap_or(0.0)
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    if count == 0 { 0.0 } else { sum / count as f64 }
}

/// How one assessor leans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaning {
    /// Who.
    pub assessor: AssessorId,
    /// In levels; below zero is harder than the panel on the same work.
    pub by: f64,
    /// Its standard error.
    pub error: f64,
    /// How many ratings of work that others rated too.
    pub shared: usize,
}

impl Leaning {
    /// Whether it is more than chance would often give: twice its standard error.
    pub fn is_seen(&self) -> bool {
        self.by.abs() > 2.0 * self.error && self.by.abs() >= 0.05
    }
}

/// How the assessors of a centre lean, the hardest first.
///
/// # Errors
///
/// Why it cannot be computed. Those who share nothing with anybody are left out of it.
pub fn leanings(centre: &Centre) -> Result<Vec<Leaning>, CannotSay> {
    let shared = shared_ratings(centre);
    if shared.is_empty() {
        return Err(CannotSay::NothingShared);
    }
    let mut places: BTreeMap<AssessorId, usize> = BTreeMap::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut observations = Vec::new();
    for (work, ratings) in shared.iter().enumerate() {
        for (assessor, level) in ratings {
            let next = places.len();
            let by = *places.entry(*assessor).or_insert(next);
            if by == counts.len() {
                counts.push(0);
            }
            if let Some(count) = counts.get_mut(by) {
                *count += 1;
            }
            observations.push(Observation { work, by, level: f64::from(*level) });
        }
    }
    if let Some(fewest) = counts.iter().copied().min().filter(|fewest| *fewest < FEWEST_SHARED) {
        return Err(CannotSay::TooFew { shared: fewest });
    }
    let fit = fit(&observations, shared.len(), places.len())?;
    let mut leanings: Vec<Leaning> = places
        .into_iter()
        .map(|(assessor, place)| Leaning {
            assessor,
            by: at(&fit.effects, place),
            error: at(&fit.errors, place),
            shared: counts.get(place).copied().unwrap_or(0),
        })
        .collect();
    leanings.sort_by(|one, other| one.by.total_cmp(&other.by));
    Ok(leanings)
}

/// The submitted levels of each piece of work that several assessors rated.
fn shared_ratings(centre: &Centre) -> Vec<Vec<(AssessorId, u8)>> {
    type Work<'a> = (SessionId, CandidateId, &'a CompetencyId);
    let mut works: BTreeMap<Work<'_>, Vec<(AssessorId, u8)>> = BTreeMap::new();
    let submitted = centre.marksheets.iter().filter(|(_, marks)| Marksheet::is_submitted(marks));
    for (sheet, marks) in submitted {
        for (competency, rated) in &marks.ratings {
            if let Rating::Level(level) = rated.rating {
                let work = works.entry((sheet.session, sheet.candidate, competency)).or_default();
                work.push((sheet.assessor, level));
            }
        }
    }
    works.into_values().filter(|ratings| ratings.len() > 1).collect()
}

/// The variance of one rating among assessors who watched the same, and on how many spare ratings
/// it rests: none without any.
pub fn rating_error(centre: &Centre) -> Option<(f64, usize)> {
    let (mut sum, mut spare) = (0.0, 0);
    for ratings in shared_ratings(centre) {
        let usual = mean(ratings.iter().map(|(_, level)| f64::from(*level)));
        sum += ratings.iter().map(|(_, level)| (f64::from(*level) - usual).powi(2)).sum::<f64>();
        spare += ratings.len() - 1;
    }
    (spare > 0).then(|| (sum / spare as f64, spare))
}
