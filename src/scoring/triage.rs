//! What is worth talking about, first things first: splits that could change the result, nearness
//! to a cut, other splits, gaps (rules W3 and W5).

use super::judge::{Levels, Verdict, judge, rounded};
use super::leaning::rating_error;
use super::means::{Mean, weighted};
use super::outcome::{Outcome, outcome_of};
use super::scorecard::{Cell, Row, Scorecard, scorecard};
use crate::centre::incidents::Effect;
use crate::centre::marksheet::Rating;
use crate::centre::meeting::Turn;
use crate::centre::sight::Viewer;
use crate::centre::{Centre, Incident, Sheet};
use crate::ids::{CandidateId, CompetencyId, ExerciseId, IncidentId};
use crate::scenario::decision::Overall;
use crate::scenario::{Rule, Scenario, Strictness};

/// The fewest spare ratings of the same work from which an error of measurement is computed.
pub const FEWEST_SPARE: usize = 10;

/// The error of an overall rating that is assumed where too little was rated twice, in levels: a
/// spread of 0.6 and a reliability of 0.8 give 0.27.
pub const ASSUMED_ERROR: f64 = 0.27;

/// How far an overall rating would move if other assessors had watched the same day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// One standard error of measurement, in what the overall rating is counted.
    pub by: f64,
    /// On how many spare ratings of the same work it rests; none when it is assumed.
    pub rests_on: Option<usize>,
}

/// Something that is worth talking about.
#[derive(Debug, Clone, PartialEq)]
pub enum Point {
    /// A marksheet is not handed in.
    Open(Sheet),
    /// Marksheets changed after the decision was signed.
    ChangedSince,
    /// Something disturbed the candidate, and the panel is to hear of it.
    Disturbed(IncidentId),
    /// Assessors who watched the same lie apart.
    Split {
        /// In which competency.
        competency: CompetencyId,
        /// In which exercise.
        exercise: ExerciseId,
        /// How far.
        apart: u8,
        /// The one or the other rating would lead to another result.
        decides: bool,
    },
    /// The overall rating is near the beginning of a band (rule W5).
    NearCut {
        /// The band that begins there.
        band: usize,
        /// How far above its beginning; below zero is below it.
        above: f64,
        /// Within this far it counts as near.
        margin: Margin,
    },
    /// Fewer exercises give a level than rule D1 asks.
    Gap {
        /// In which competency.
        competency: CompetencyId,
        /// In how many exercises there is a level.
        measured: usize,
        /// How many there were to be.
        planned: usize,
    },
}

impl Point {
    /// The less, the earlier it comes.
    fn order(&self) -> (u8, i16) {
        match self {
            Self::Open(_) => (0, 0),
            Self::ChangedSince => (1, 0),
            Self::Disturbed(_) => (1, 1),
            Self::Split { decides: true, apart, .. } => (2, -i16::from(*apart)),
            Self::NearCut { .. } => (3, 0),
            Self::Split { apart, .. } => (4, -i16::from(*apart)),
            Self::Gap { measured, .. } => (5, i16::try_from(*measured).unwrap_or(i16::MAX)),
        }
    }
}

/// What is worth talking about for one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Triage {
    /// Whom.
    pub candidate: CandidateId,
    /// First things first.
    pub points: Vec<Point>,
    /// The error of the overall rating; none without one.
    pub margin: Option<Margin>,
}

impl Triage {
    /// How much there is to talk about, for the order of the day: what decides counts most.
    pub fn weight(&self) -> usize {
        let weigh = |point: &Point| match point {
            Point::Split { decides: true, .. } => 100,
            Point::NearCut { .. } => 60,
            Point::Split { .. } => 10,
            Point::Open(_) | Point::ChangedSince | Point::Disturbed(_) => 5,
            Point::Gap { .. } => 1,
        };
        self.points.iter().map(weigh).sum()
    }
}

/// What is worth talking about, for every candidate on the list, by code.
pub fn all_triage(centre: &Centre) -> Vec<Triage> {
    let error = rating_error(centre);
    let one = |known: &&crate::people::Candidate| {
        let card = scorecard(centre, known.id, Viewer::Facilitator);
        triage_of(centre, &card, &outcome_of(centre, &card), error)
    };
    centre.people.candidates().iter().map(one).collect()
}

/// What is worth talking about for a candidate whose scorecard and result are at hand. `error` is
/// the centre's [`rating_error`].
pub fn triage_of(
    centre: &Centre,
    card: &Scorecard,
    outcome: &Outcome,
    error: Option<(f64, usize)>,
) -> Triage {
    let margin = margin(centre, card, outcome, error);
    let mut points: Vec<Point> =
        centre.open_sheets(card.candidate).into_iter().map(Point::Open).collect();
    points.extend(changed_since(centre, card.candidate).then_some(Point::ChangedSince));
    points.extend(disturbed(centre, card.candidate).map(Point::Disturbed));
    for row in &card.rows {
        splits(centre, row, outcome, &mut points);
        points.extend(gap(centre, row));
    }
    if centre.scenario.rules.level(Rule::W5) != Strictness::Off {
        points.extend(near_cut(&centre.scenario, outcome, margin));
    }
    points.sort_by_key(Point::order);
    Triage { candidate: card.candidate, points, margin }
}

/// The incidents with an effect on the marking that concern the candidate.
fn disturbed(centre: &Centre, candidate: CandidateId) -> impl Iterator<Item = IncidentId> {
    let told = |incident: &&Incident| incident.effect != Effect::None;
    let concerns = move |incident: &&Incident| {
        centre.sessions_of(candidate).any(|session| incident.concerns(session, candidate))
    };
    centre.incidents.values().filter(told).filter(concerns).map(|incident| incident.id)
}

/// Somebody submitted a marksheet after the case was signed.
fn changed_since(centre: &Centre, candidate: CandidateId) -> bool {
    let turns = centre.meeting(candidate).map(|meeting| meeting.turns.last());
    let Some(Some(Turn::Signed(signed, _))) = turns else { return false };
    centre.sheets_about(candidate).iter().any(|sheet| {
        let turns = centre.marksheets.get(sheet).and_then(|marks| marks.turns.last());
        turns.is_some_and(|turn| match turn {
            crate::centre::marksheet::Turn::Submitted(made)
            | crate::centre::marksheet::Turn::Reopened(made, _)
            | crate::centre::marksheet::Turn::Returned(made, _) => made.at > signed.at,
            crate::centre::marksheet::Turn::Reviewed(_) => false,
        })
    })
}

fn splits(centre: &Centre, row: &Row, outcome: &Outcome, points: &mut Vec<Point>) {
    let scenario = centre.scenario.as_ref();
    for (place, cell) in row.cells.iter().enumerate() {
        let Some(apart) = cell.spread().filter(|apart| *apart >= centre.split_from()) else {
            continue;
        };
        let Some(exercise) = scenario.exercises.get(place) else { continue };
        points.push(Point::Split {
            competency: row.competency.clone(),
            exercise: exercise.id.clone(),
            apart,
            decides: decides(scenario, row, place, outcome),
        });
    }
}

/// Whether the highest and the lowest rating of a cell would lead to different results.
fn decides(scenario: &Scenario, row: &Row, place: usize, outcome: &Outcome) -> bool {
    let arithmetic: Levels = outcome
        .levels
        .iter()
        .filter_map(|level| Some((level.competency.clone(), level.arithmetic?.value)))
        .collect();
    let with = |chosen: Option<u8>| {
        let parts = row.cells.iter().enumerate().filter_map(|(at, cell)| {
            let mean = if at == place {
                Mean { value: f64::from(chosen?), ratings: 1 }
            } else {
                cell.mean?
            };
            let exercise = scenario.exercises.get(at)?;
            let observed =
                exercise.observes.iter().find(|known| known.competency == row.competency)?;
            Some((mean, observed.weight))
        });
        let level = weighted(parts)?.value;
        let mut levels = arithmetic.clone();
        levels.insert(row.competency.clone(), rounded(scenario, level));
        judge(scenario, &levels, &outcome.scores).band
    };
    let Some(cell) = row.cells.get(place) else { return false };
    with(cell.levels().min()) != with(cell.levels().max())
}

fn gap(centre: &Centre, row: &Row) -> Option<Point> {
    let asked = centre.scenario.rules.figure(Rule::D1, 0).unwrap_or(2) as usize;
    // What was never planned more often is the design's, not the day's.
    let short = row.measured < asked.min(row.planned);
    let over = row.cells.iter().filter(|cell| cell.observed_here).all(Cell::is_settled);
    (short && over).then(|| Point::Gap {
        competency: row.competency.clone(),
        measured: row.measured,
        planned: row.planned,
    })
}

fn near_cut(scenario: &Scenario, outcome: &Outcome, margin: Option<Margin>) -> Option<Point> {
    // What is shown as the overall rating: of what counts so far, of the means before anything does.
    let counts = outcome.verdict.overall.is_some();
    let verdict: &Verdict = if counts { &outcome.verdict } else { &outcome.by_arithmetic };
    let (overall, margin) = verdict.overall.zip(margin)?;
    let cuts = scenario.decision.bands.iter().enumerate().skip(1);
    let near = cuts.map(|(band, known)| (band, overall.value - known.from.value()));
    let (band, above) = near.min_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()))?;
    (above.abs() <= margin.by + 1e-9).then_some(Point::NearCut { band, above, margin })
}

/// The error of the overall rating, from how far ratings of the same work lie apart on this day.
/// It says how far other assessors would have moved it, and nothing of other exercises.
fn margin(
    centre: &Centre,
    card: &Scorecard,
    outcome: &Outcome,
    error: Option<(f64, usize)>,
) -> Option<Margin> {
    let scenario = centre.scenario.as_ref();
    let total = outcome.by_arithmetic.overall?;
    let unit = match scenario.decision.overall {
        Overall::Mean => 1.0,
        Overall::Points => total.whole,
        Overall::Percent => 100.0 / f64::from(scenario.scale.range()?.1).max(1.0),
    };
    let Some((variance, spare)) = error.filter(|(_, spare)| *spare >= FEWEST_SPARE) else {
        return Some(Margin { by: ASSUMED_ERROR * unit, rests_on: None });
    };
    let mut sum = 0.0;
    for row in &card.rows {
        let share = scenario.decision.weight(&row.competency).max(0.0) / total.counted;
        sum += share.powi(2) * row_variance(scenario, row, variance);
    }
    Some(Margin { by: sum.sqrt() * unit, rests_on: Some(spare) })
}

fn row_variance(scenario: &Scenario, row: &Row, variance: f64) -> f64 {
    let parts = row.cells.iter().zip(&scenario.exercises).filter_map(|(cell, exercise)| {
        let mean = cell.mean?;
        let observed = exercise.observes.iter().find(|known| known.competency == row.competency)?;
        (observed.weight > 0.0).then_some((observed.weight, mean.ratings.max(1) as f64))
    });
    let parts: Vec<(f64, f64)> = parts.collect();
    let weights: f64 = parts.iter().map(|(weight, _)| weight).sum();
    if weights <= 0.0 {
        return 0.0;
    }
    parts.iter().map(|(weight, ratings)| (weight / weights).powi(2) * variance / ratings).sum()
}

impl Cell {
    /// Whether whoever was to rate it has: then a missing level is a gap, not work still to come.
    fn is_settled(&self) -> bool {
        self.given.iter().all(|given| given.counted) && !self.given.is_empty()
            || self.given.iter().any(|given| matches!(given.rating, Rating::NotObserved(_)))
    }
}
