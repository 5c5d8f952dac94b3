//! All of one candidate on one page: competencies × exercises with every rating, and the means
//! that follow.

use std::collections::BTreeMap;

use super::means::{Mean, weighted};
use super::voided;
use crate::centre::marksheet::Rating;
use crate::centre::sight::{Viewer, may_see};
use crate::centre::{Centre, Made, Marksheet, Note, Sheet};
use crate::ids::{CandidateId, CompetencyId, ExerciseId, NoteId};
use crate::scenario::Family;

/// A rating with all that it can be traced to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// What was given.
    pub rating: Rating,
    /// On which marksheet, and so by which assessor.
    pub sheet: Sheet,
    /// By which entry, when.
    pub made: Made,
    /// The marksheet is submitted and the exercise is not void: the rating enters means.
    pub counted: bool,
    /// Why, in the assessor's words.
    pub reason: String,
}

/// One competency in one exercise.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The competency is rated in the exercise at all.
    pub observed_here: bool,
    /// The ratings that the viewer may see.
    pub given: Vec<Given>,
    /// How many ratings the viewer may not see yet.
    pub hidden: usize,
    /// The mean of the ratings that count; none while any of them is hidden.
    pub mean: Option<Mean>,
    /// The notes on it, those struck out or without words left out.
    pub notes: Vec<NoteId>,
}

/// One competency over all exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which competency.
    pub competency: CompetencyId,
    /// A cell an exercise, in the order of the scenario.
    pub cells: Vec<Cell>,
    /// The mean over exercises, by their weights.
    pub mean: Option<Mean>,
    /// In how many of the exercises that observe it there is a level.
    pub measured: usize,
    /// In how many exercises it is observed.
    pub planned: usize,
    /// In how many exercises submitted marksheets say *not observed* and none gives a level.
    pub not_observed: usize,
}

impl Cell {
    /// Whether submitted marksheets say *not observed* and none gives a level.
    pub fn is_not_observed(&self) -> bool {
        self.mean.is_none() && self.hidden == 0 && self.given.iter().any(|given| given.counted)
    }

    /// The levels that count, in the order of the assessors.
    pub fn levels(&self) -> impl Iterator<Item = u8> {
        let counted = self.given.iter().filter(|given| given.counted);
        counted.filter_map(|given| match given.rating {
            Rating::Level(level) => Some(level),
            Rating::NotObserved(_) => None,
        })
    }

    /// How far the levels that count lie apart; none of fewer than two, or while any is hidden.
    pub fn spread(&self) -> Option<u8> {
        let shown = self.hidden == 0 && self.levels().count() > 1;
        shown.then(|| Some(self.levels().max()? - self.levels().min()?)).flatten()
    }
}

/// One family's result. Leadership and management are never melted into one number.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyResult {
    /// Which family.
    pub family: Family,
    /// The mean of its competencies, by their weights.
    pub mean: Option<Mean>,
    /// How many of its competencies have a mean.
    pub measured: usize,
    /// How many competencies it has.
    pub competencies: usize,
}

/// All of one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// Who.
    pub candidate: CandidateId,
    /// The exercises, in the order of the scenario, each with its mean over competencies.
    pub exercises: Vec<(ExerciseId, Option<Mean>)>,
    /// A row a competency, in the order of the framework.
    pub rows: Vec<Row>,
    /// A result a family, leadership and management first.
    pub families: Vec<FamilyResult>,
}

/// The scorecard of a candidate, as `viewer` may see it.
pub fn scorecard(centre: &Centre, candidate: CandidateId, viewer: Viewer) -> Scorecard {
    let scenario = &centre.scenario;
    let sheets = sheets(centre, candidate, viewer);
    let rows: Vec<Row> = scenario
        .framework
        .competencies
        .iter()
        .map(|competency| row(centre, &sheets, &competency.id))
        .collect();
    let exercises = scenario.exercises.iter().enumerate().map(|(place, exercise)| {
        let cells = rows.iter().filter_map(|row| Some((row, row.cells.get(place)?)));
        let hides = cells.clone().any(|(_, cell)| cell.hidden > 0);
        let weigh = |(row, cell): (&Row, &Cell)| {
            Some((cell.mean?, scenario.decision.weight(&row.competency)))
        };
        let mean = if hides { None } else { weighted(cells.filter_map(weigh)) };
        (exercise.id.clone(), mean)
    });
    let exercises = exercises.collect();
    let families = families(centre, &rows);
    Scorecard { candidate, exercises, rows, families }
}

/// The scorecards of all candidates on the list, by code.
pub fn all_scorecards(centre: &Centre, viewer: Viewer) -> Vec<Scorecard> {
    let listed = centre.people.candidates().into_iter();
    listed.map(|known| scorecard(centre, known.id, viewer)).collect()
}

/// The mean of each competency over all candidates on the list, and of each family. Each candidate
/// counts once, however many ratings there are.
pub fn centre_means(centre: &Centre) -> (BTreeMap<CompetencyId, Mean>, BTreeMap<Family, Mean>) {
    let mut rows: BTreeMap<CompetencyId, Vec<Mean>> = BTreeMap::new();
    let mut families: BTreeMap<Family, Vec<Mean>> = BTreeMap::new();
    for card in all_scorecards(centre, Viewer::Facilitator) {
        for row in card.rows {
            rows.entry(row.competency).or_default().extend(row.mean);
        }
        for result in card.families {
            families.entry(result.family).or_default().extend(result.mean);
        }
    }
    (averages(rows), averages(families))
}

fn averages<K: Ord>(means: BTreeMap<K, Vec<Mean>>) -> BTreeMap<K, Mean> {
    means
        .into_iter()
        .filter_map(|(key, means)| {
            Some((key, weighted(means.into_iter().map(|mean| (mean, 1.0)))?))
        })
        .collect()
}

/// One marksheet about the candidate, looked up once for all competencies.
struct About<'a> {
    sheet: Sheet,
    marks: Option<&'a Marksheet>,
    /// The viewer may see what is on it (rule R1).
    seen: bool,
    /// The notes with words that are not struck out, in the order of time.
    notes: Vec<&'a Note>,
    /// An incident made the session void for the candidate: nothing on it counts.
    void: bool,
}

/// The marksheets about a candidate, by exercise.
type Sheets<'a> = BTreeMap<&'a ExerciseId, Vec<About<'a>>>;

fn sheets(centre: &Centre, candidate: CandidateId, viewer: Viewer) -> Sheets<'_> {
    let mut sheets: Sheets<'_> = BTreeMap::new();
    let sessions = centre.sessions_of(candidate).filter(|session| session.called_off.is_none());
    for session in sessions {
        let of_exercise = sheets.entry(&session.exercise).or_default();
        let void = voided(centre, session, candidate);
        let seats = session.seats.iter().filter(|seat| seat.candidate == candidate);
        for assessor in seats.flat_map(|seat| &seat.assessors) {
            let sheet = Sheet { session: session.id, candidate, assessor: *assessor };
            let seen = may_see(centre, sheet, viewer);
            let mut notes = if seen { centre.notes_of(sheet) } else { Vec::new() };
            notes.retain(|note| note.counts());
            let marks = centre.marksheets.get(&sheet);
            of_exercise.push(About { sheet, marks, seen, notes, void });
        }
    }
    sheets
}

fn row(centre: &Centre, sheets: &Sheets<'_>, competency: &CompetencyId) -> Row {
    let mut parts = Vec::new();
    let mut cells = Vec::new();
    let mut hides = false;
    for exercise in &centre.scenario.exercises {
        let observed = exercise.observes.iter().find(|observed| observed.competency == *competency);
        let of_exercise = sheets.get(&exercise.id).map_or(&[][..], Vec::as_slice);
        let cell = match observed {
            Some(_) => cell(of_exercise, competency),
            None => Cell::default(),
        };
        hides |= cell.hidden > 0;
        parts.extend(cell.mean.zip(observed.map(|observed| observed.weight)));
        cells.push(cell);
    }
    Row {
        competency: competency.clone(),
        measured: parts.len(),
        planned: cells.iter().filter(|cell| cell.observed_here).count(),
        not_observed: cells.iter().filter(|cell| cell.is_not_observed()).count(),
        // A mean over what may be seen would give away what may not.
        mean: if hides { None } else { weighted(parts) },
        cells,
    }
}

fn cell(sheets: &[About<'_>], competency: &CompetencyId) -> Cell {
    let mut cell = Cell { observed_here: true, ..Cell::default() };
    let mut counted = Vec::new();
    for about in sheets {
        let on_it = |note: &&&Note| note.now.content.is_on(competency);
        cell.notes.extend(about.notes.iter().filter(on_it).map(|note| note.id));
        let Some(marks) = about.marks else { continue };
        let Some(rated) = marks.ratings.get(competency) else { continue };
        if !about.seen {
            cell.hidden += 1;
            continue;
        }
        let given = Given {
            rating: rated.rating,
            sheet: about.sheet,
            made: rated.made,
            counted: marks.is_submitted() && !about.void,
            reason: marks.reasons.get(competency).cloned().unwrap_or_default(),
        };
        if let (Rating::Level(level), true) = (given.rating, given.counted) {
            counted.push((Mean { value: f64::from(level), ratings: 1 }, 1.0));
        }
        cell.given.push(given);
    }
    if cell.hidden == 0 {
        cell.mean = weighted(counted);
    }
    cell
}

fn families(centre: &Centre, rows: &[Row]) -> Vec<FamilyResult> {
    let mut families: BTreeMap<Family, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        if let Some(competency) = centre.scenario.competency(&row.competency) {
            families.entry(competency.family.clone()).or_default().push(row);
        }
    }
    let result = |(family, rows): (Family, Vec<&Row>)| {
        let hides = rows.iter().any(|row| row.cells.iter().any(|cell| cell.hidden > 0));
        let parts = rows
            .iter()
            .filter_map(|row| Some((row.mean?, centre.scenario.decision.weight(&row.competency))));
        FamilyResult {
            mean: if hides { None } else { weighted(parts) },
            measured: rows.iter().filter(|row| row.mean.is_some()).count(),
            competencies: rows.len(),
            family,
        }
    };
    families.into_iter().map(result).collect()
}
