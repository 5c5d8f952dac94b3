//! The grid of a candidate as plain values: what the stage and the projector both show.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::centre::attendance::Away;
use crate::centre::{Centre, Marksheet};
use crate::scoring::{Basis, Cell, Outcome, Scorecard};
use crate::words;

/// One level in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chip {
    /// What stands on it.
    pub(super) text: String,
    /// The place of the level on the scale; none when it was not observed.
    pub(super) place: Option<usize>,
    /// Who gave it; nobody while initials are hidden.
    pub(super) by: String,
}

/// One competency in one exercise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Square {
    pub(super) observed: bool,
    pub(super) chips: Vec<Chip>,
    /// How far the levels lie apart, when that is a split.
    pub(super) apart: Option<u8>,
    /// Before the ratings are shown: how many have handed in, of how many.
    pub(super) handed_in: (usize, usize),
    /// Why the candidate was not there, where nothing was handed in and nobody waits for it.
    pub(super) away: Option<Away>,
}

/// One competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) squares: Vec<Square>,
    pub(super) mean: String,
    /// What the panel came to: the level with its place on the scale, or why there is none.
    pub(super) agreed: Agreed,
}

/// What the panel came to for a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Agreed {
    /// A level, and its place on the scale.
    Level(String, usize),
    /// Still to be agreed.
    Open,
    /// The mean stands.
    Mean,
    /// Agreed that nothing can be said.
    Nothing,
    /// Not measured.
    NotMeasured,
}

impl Sheet {
    /// What decides how much room things take: where it changes, widths of before do not fit.
    pub(super) fn shape(&self) -> u64 {
        let mut shape = DefaultHasher::new();
        (self.revealed, self.exercises.len()).hash(&mut shape);
        for square in self.lines.iter().flat_map(|line| &line.squares) {
            (square.observed, square.chips.len(), square.apart.is_some()).hash(&mut shape);
        }
        shape.finish()
    }
}

/// The whole grid.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    pub(super) exercises: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) revealed: bool,
    /// How many levels the scale has.
    pub(super) steps: usize,
}

impl Square {
    /// The cell in words, for those who cannot see it.
    pub(super) fn words(&self, revealed: bool) -> String {
        if !self.observed {
            return "not rated here".to_owned();
        }
        if !revealed {
            let (inside, all) = self.handed_in;
            if all == 0 {
                return self.away.map_or("not held", words::away).to_owned();
            }
            return format!("{inside} of {all} handed in");
        }
        if self.chips.is_empty() {
            return "no ratings".to_owned();
        }
        let one = |chip: &Chip| {
            if chip.by.is_empty() {
                chip.text.clone()
            } else {
                format!("{} {}", chip.by, chip.text)
            }
        };
        let chips: Vec<String> = self.chips.iter().map(one).collect();
        let apart = self.apart.map(|by| format!(", apart by {by}")).unwrap_or_default();
        format!("{}{apart}", chips.join(", "))
    }
}

/// The grid of a candidate. While initials are hidden, the levels of a cell stand by height, so
/// that no place gives anybody away.
pub(super) fn sheet(
    centre: &Centre,
    card: &Scorecard,
    outcome: &Outcome,
    (revealed, blind): (bool, bool),
) -> Sheet {
    let scenario = centre.scenario.as_ref();
    let place = |number: u8| scenario.scale.levels.iter().position(|level| level.number == number);
    let away = centre.away(card.candidate);
    let lines = card.rows.iter().zip(&outcome.levels).map(|(row, level)| {
        let squares = row.cells.iter().enumerate().map(|(at, cell)| {
            let mut square = if revealed { shown(centre, cell, blind) } else { Square::default() };
            square.observed = cell.observed_here;
            square.handed_in = handed_in(centre, card, at);
            square.away = away.filter(|_| square.handed_in.1 == 0);
            square
        });
        let agreed = match (level.basis, level.agreed.as_ref().and_then(|agreed| agreed.level)) {
            _ if !revealed => Agreed::NotMeasured,
            (Basis::Agreed, Some(number)) => {
                Agreed::Level(mark(centre, number), place(number).unwrap_or(0))
            }
            (Basis::Waiting | Basis::Agreed, _) => Agreed::Open,
            (Basis::SetAside, _) => Agreed::Nothing,
            (Basis::Arithmetic, _) => Agreed::Mean,
            (Basis::NotMeasured, _) => Agreed::NotMeasured,
        };
        let mean = level.arithmetic.filter(|_| revealed);
        Line {
            name: scenario.competency(&row.competency).map_or("", |known| &known.name).to_owned(),
            squares: squares.collect(),
            mean: mean.map_or_else(|| "–".to_owned(), |mean| mean.to_string()),
            agreed,
        }
    });
    Sheet {
        exercises: scenario.exercises.iter().map(|known| known.title.clone()).collect(),
        lines: lines.collect(),
        revealed,
        steps: scenario.scale.levels.len(),
    }
}

fn mark(centre: &Centre, number: u8) -> String {
    let level = centre.scenario.scale.level(number);
    level.map_or_else(|| number.to_string(), crate::scenario::Level::mark)
}

fn shown(centre: &Centre, cell: &Cell, blind: bool) -> Square {
    let scenario = centre.scenario.as_ref();
    let mut chips: Vec<(Option<u8>, Chip)> = cell
        .given
        .iter()
        .filter(|given| given.counted)
        .map(|given| {
            let by = words::assessor(centre, given.sheet.assessor);
            let by = if blind { String::new() } else { by };
            match given.rating {
                crate::centre::marksheet::Rating::Level(number) => {
                    let levels = &scenario.scale.levels;
                    let place = levels.iter().position(|level| level.number == number);
                    (Some(number), Chip { text: mark(centre, number), place, by })
                }
                crate::centre::marksheet::Rating::NotObserved(_) => {
                    (None, Chip { text: "n/o".to_owned(), place: None, by })
                }
            }
        })
        .collect();
    if blind {
        chips.sort_by_key(|(number, _)| (number.is_none(), *number));
    }
    Square {
        apart: cell.spread().filter(|apart| *apart >= centre.split_from()),
        chips: chips.into_iter().map(|(_, chip)| chip).collect(),
        ..Square::default()
    }
}

/// How many marksheets about the candidate in an exercise are handed in, of how many that there are
/// or that somebody waits for.
fn handed_in(centre: &Centre, card: &Scorecard, exercise: usize) -> (usize, usize) {
    let Some(exercise) = centre.scenario.exercises.get(exercise) else { return (0, 0) };
    let sheets = centre.sheets_about(card.candidate);
    let here = sheets.iter().filter(|sheet| {
        centre.sessions.get(&sheet.session).is_some_and(|held| held.exercise == exercise.id)
    });
    here.fold((0, 0), |(inside, all), sheet| {
        let is_in = centre.marksheets.get(sheet).is_some_and(Marksheet::is_submitted);
        let counts = is_in || centre.is_awaited(*sheet);
        (inside + usize::from(is_in), all + usize::from(counts))
    })
}
