//! All of one candidate on one page: competencies down, exercises across.

use jiff::Timestamp;

use super::index::{About, Index, Own};
use super::means::{self, Mean};
use crate::centre::marksheets::Rating;
use crate::centre::{Author, Centre, Marksheet, Sheet};
use crate::ids::{AssessorId, CandidateId, CompetencyId, ExerciseId, NoteId, Origin};
use crate::scenario::{Competency, Exercise, Family};

/// Who looks. Rule R1: an assessor sees what others gave a candidate in a session only after
/// submitting the own marksheet for it; what others gave in sessions that the assessor does not
/// observe, only when no own marksheet about the candidate is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viewer {
    /// Sees everything.
    Facilitator,
    /// Sees what rule R1 allows.
    Assessor(AssessorId),
}

/// Where the marksheet of a rating stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// Still being filled in, or reopened.
    Draft,
    /// Locked.
    Submitted,
}

/// A rating with all that it can be traced to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traced {
    /// What was given.
    pub value: Rating,
    /// The change that gave it.
    pub entry: Origin,
    /// When it was given, by the author's clock.
    pub at: Timestamp,
    /// In which role it was given: the assessor, or the facilitator for them.
    pub by: Author,
    /// The marksheet: session, candidate and assessor.
    pub sheet: Sheet,
    /// Whether the marksheet is submitted.
    pub state: SheetState,
    /// Whether it enters the means: a level, submitted, in a session that was not called off.
    pub counted: bool,
}

/// One competency in one exercise that observes it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The ratings that the viewer may see, in the order of sessions and assessors.
    pub ratings: Vec<Traced>,
    /// How many more there are that the viewer may not see yet (rule R1).
    pub hidden: usize,
    /// The mean of the ratings that count; nothing when there are none or some are hidden.
    pub mean: Option<Mean>,
    /// The notes classified under the competency that the viewer may see, in the order of time.
    pub notes: Vec<NoteId>,
    /// How many marksheets should rate it.
    pub planned: usize,
    hides_mean: bool,
}

/// One competency in all exercises.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which competency.
    pub competency: CompetencyId,
    /// Its family.
    pub family: Family,
    /// One for each exercise of the scenario; nothing where the exercise does not observe it.
    pub cells: Vec<Option<Cell>>,
    /// The mean over the exercises that have a value, by the weight of each exercise.
    pub mean: Option<Mean>,
    /// In how many exercises it was measured and should be.
    pub coverage: Coverage,
    /// How many ratings the viewer may not see yet.
    pub hidden: usize,
}

/// One exercise over all competencies.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Which exercise.
    pub exercise: ExerciseId,
    /// The mean over the competencies that have a value, by the weights of the decision rule.
    pub mean: Option<Mean>,
    /// How many ratings the viewer may not see yet.
    pub hidden: usize,
}

/// The result in one family, such as leadership.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyResult {
    /// Which family.
    pub family: Family,
    /// The mean of its competency means, by the weights of the decision rule.
    pub mean: Option<Mean>,
    /// How many of its competencies have a mean.
    pub measured: usize,
    /// How many competencies it has.
    pub competencies: usize,
    /// How many ratings the viewer may not see yet.
    pub hidden: usize,
}

/// How much of what should be measured was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Cells with a mean.
    pub measured: usize,
    /// Cells in which the scenario observes something.
    pub planned: usize,
    /// Cells in which submitted marksheets say *not observed* and none gives a level.
    pub not_observed: usize,
}

/// All of one candidate on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// Whose.
    pub candidate: CandidateId,
    /// One for each exercise, in the order of the scenario.
    pub columns: Vec<Column>,
    /// One for each competency, in the order of the framework.
    pub rows: Vec<Row>,
    /// Leadership, management, then the scenario's own families in the order of the framework.
    /// Never melted into one number.
    pub families: Vec<FamilyResult>,
    /// Over all cells.
    pub coverage: Coverage,
    /// How many ratings count, over all cells that the viewer may see.
    pub ratings: usize,
    /// How many ratings the viewer may not see yet.
    pub hidden: usize,
}

impl Scorecard {
    /// The result in a family, when the scenario has it.
    pub fn family(&self, family: &Family) -> Option<&FamilyResult> {
        self.families.iter().find(|result| result.family == *family)
    }

    /// The row of a competency.
    pub fn row(&self, competency: &CompetencyId) -> Option<&Row> {
        self.rows.iter().find(|row| row.competency == *competency)
    }

    /// The cell of a competency in an exercise that observes it.
    pub fn cell(&self, competency: &CompetencyId, exercise: &ExerciseId) -> Option<&Cell> {
        let place = self.columns.iter().position(|column| column.exercise == *exercise)?;
        self.row(competency)?.cells.get(place)?.as_ref()
    }
}

/// The scorecard of one candidate, as `viewer` may see it.
pub fn scorecard(centre: &Centre, candidate: CandidateId, viewer: Viewer) -> Scorecard {
    let index = Index::new(centre, Some(candidate));
    card(centre, candidate, viewer, index.about(candidate))
}

/// The scorecards of all candidates on the list, by code, as `viewer` may see them.
pub fn all_scorecards(centre: &Centre, viewer: Viewer) -> Vec<Scorecard> {
    let index = Index::new(centre, None);
    let listed = centre.people.candidates().into_iter();
    listed.map(|known| card(centre, known.id, viewer, index.about(known.id))).collect()
}

fn card(
    centre: &Centre,
    candidate: CandidateId,
    viewer: Viewer,
    about: Option<&About<'_>>,
) -> Scorecard {
    let scenario = &*centre.scenario;
    let eye = Eye::new(viewer, candidate, about);
    let mut rows: Vec<Row> = Vec::new();
    for competency in &scenario.framework.competencies {
        let cell = |exercise: &Exercise| {
            exercise.observes(&competency.id).then(|| cell(centre, &eye, competency, exercise))
        };
        rows.push(row(scenario.exercises.as_slice(), competency, cell));
    }
    let column = |(place, exercise): (usize, &Exercise)| {
        let cells = rows.iter().filter_map(|row| Some((row, row.cells.get(place)?.as_ref()?)));
        let weigh = |(row, cell): (&Row, &Cell)| {
            Some((scenario.decision.weight(&row.competency), cell.mean?))
        };
        let hides = cells.clone().any(|(_, cell)| cell.hides_mean);
        Column {
            exercise: exercise.id.clone(),
            mean: means::weighted(cells.clone().filter_map(weigh)).filter(|_| !hides),
            hidden: cells.map(|(_, cell)| cell.hidden).sum(),
        }
    };
    let columns = scenario.exercises.iter().enumerate().map(column).collect();
    let families = families(centre, &rows);
    let cells = rows.iter().flat_map(|row| row.cells.iter().flatten());
    let counted = |cell: &Cell| cell.ratings.iter().filter(|rating| rating.counted).count();
    Scorecard {
        candidate,
        columns,
        families,
        coverage: rows.iter().fold(Coverage::default(), |sum, row| sum.with(row.coverage)),
        ratings: cells.map(counted).sum(),
        hidden: rows.iter().map(|row| row.hidden).sum(),
        rows,
    }
}

impl Coverage {
    fn with(self, other: Self) -> Self {
        Self {
            measured: self.measured + other.measured,
            planned: self.planned + other.planned,
            not_observed: self.not_observed + other.not_observed,
        }
    }
}

impl Row {
    fn hides_mean(&self) -> bool {
        self.cells.iter().flatten().any(|cell| cell.hides_mean)
    }
}

fn row(
    exercises: &[Exercise],
    competency: &Competency,
    cell: impl Fn(&Exercise) -> Option<Cell>,
) -> Row {
    let cells: Vec<Option<Cell>> = exercises.iter().map(cell).collect();
    let weigh = |(exercise, cell): (&Exercise, &Option<Cell>)| {
        let mean = cell.as_ref()?.mean?;
        let observed = exercise.observes.iter();
        let mut observed = observed.filter(|observed| observed.competency == competency.id);
        Some((observed.next()?.weight, mean))
    };
    let weighed = exercises.iter().zip(&cells).filter_map(weigh);
    let present = cells.iter().flatten();
    let hides = present.clone().any(|cell| cell.hides_mean);
    Row {
        competency: competency.id.clone(),
        family: competency.family.clone(),
        mean: means::weighted(weighed).filter(|_| !hides),
        coverage: Coverage {
            measured: present.clone().filter(|cell| cell.mean.is_some()).count(),
            planned: present.clone().count(),
            not_observed: present.clone().filter(|cell| cell.is_not_observed()).count(),
        },
        hidden: present.map(|cell| cell.hidden).sum(),
        cells,
    }
}

impl Cell {
    /// Whether submitted marksheets say *not observed* and none gives a level.
    pub fn is_not_observed(&self) -> bool {
        let submitted = |rating: &&Traced| rating.state == SheetState::Submitted;
        self.mean.is_none() && self.hidden == 0 && self.ratings.iter().any(|r| submitted(&r))
    }
}

/// What a viewer may see of one candidate.
struct Eye<'a> {
    candidate: CandidateId,
    about: Option<&'a About<'a>>,
    /// The viewer's own marksheets; none for the facilitator.
    own: Option<(AssessorId, Own)>,
}

impl<'a> Eye<'a> {
    fn new(viewer: Viewer, candidate: CandidateId, about: Option<&'a About<'a>>) -> Self {
        let own = match viewer {
            Viewer::Facilitator => None,
            Viewer::Assessor(assessor) => {
                Some((assessor, about.map(|about| about.own(assessor)).unwrap_or_default()))
            }
        };
        Self { candidate, about, own }
    }

    /// Whether ratings and notes of the marksheet may be seen (rule R1).
    fn sees(&self, sheet: Sheet) -> bool {
        let Some((assessor, own)) = &self.own else { return true };
        if sheet.assessor == *assessor {
            return true;
        }
        let mine = Sheet { assessor: *assessor, ..sheet };
        own.submitted.contains(&mine) || own.owed.is_empty()
    }
}

fn cell(centre: &Centre, eye: &Eye<'_>, competency: &Competency, exercise: &Exercise) -> Cell {
    let mut cell = Cell::default();
    let Some(about) = eye.about else { return cell };
    let here = |sheet: Sheet| {
        centre.sessions.get(&sheet.session).filter(|session| session.exercise == exercise.id)
    };
    for (sheet, marks) in &about.marksheets {
        let Some(session) = here(*sheet) else { continue };
        let Some(rating) = traced(*sheet, marks, &competency.id) else { continue };
        let held = session.called_off.is_none();
        if eye.sees(*sheet) {
            cell.ratings.push(Traced { counted: rating.counted && held, ..rating });
        } else {
            cell.hidden += 1;
            // Whether a hidden rating is a level or not observed would show in the mean as well.
            cell.hides_mean |= held && rating.state == SheetState::Submitted;
        }
    }
    let levels = cell.ratings.iter().filter(|rating| rating.counted).filter_map(|rating| {
        match rating.value {
            Rating::Level(level) => Some(level),
            Rating::NotObserved(_) => None,
        }
    });
    cell.mean = means::plain(levels).filter(|_| !cell.hides_mean);
    let classified = about.notes.iter().filter(|note| {
        note.now.content.competency.as_ref() == Some(&competency.id)
            && here(note.sheet).is_some()
            && eye.sees(note.sheet)
    });
    cell.notes = classified.map(|note| note.id).collect();
    cell.planned = about
        .sessions
        .iter()
        .filter(|session| session.exercise == exercise.id)
        .flat_map(|session| &session.seats)
        .filter(|seat| seat.candidate == eye.candidate)
        .map(|seat| seat.assessors.len())
        .sum();
    cell
}

fn traced(sheet: Sheet, marks: &Marksheet, competency: &CompetencyId) -> Option<Traced> {
    let rated = marks.ratings.get(competency)?;
    let submitted = marks.is_submitted();
    Some(Traced {
        value: rated.rating,
        entry: rated.made.origin,
        at: rated.made.at,
        by: rated.made.by,
        sheet,
        state: if submitted { SheetState::Submitted } else { SheetState::Draft },
        counted: submitted && matches!(rated.rating, Rating::Level(_)),
    })
}

fn families(centre: &Centre, rows: &[Row]) -> Vec<FamilyResult> {
    let mut order = vec![Family::Leadership, Family::Management];
    for row in rows {
        if !order.contains(&row.family) {
            order.push(row.family.clone());
        }
    }
    let result = |family: Family| {
        let own = rows.iter().filter(|row| row.family == family);
        let weigh = |row: &Row| Some((centre.scenario.decision.weight(&row.competency), row.mean?));
        let hides = own.clone().any(Row::hides_mean);
        FamilyResult {
            mean: means::weighted(own.clone().filter_map(weigh)).filter(|_| !hides),
            measured: own.clone().filter(|row| row.mean.is_some()).count(),
            competencies: own.clone().count(),
            hidden: own.map(|row| row.hidden).sum(),
            family,
        }
    };
    order.into_iter().map(result).filter(|result| result.competencies > 0).collect()
}
