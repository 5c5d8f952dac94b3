//! Strengths and next steps, in evidence: the notes that speak for the highest levels, and those
//! that speak against the lowest. Nothing is judged here: the notes are the assessors' own.

use super::scorecard::Scorecard;
use super::standing::{Standing, Stood};
use crate::centre::notes::Direction;
use crate::centre::{Centre, Note};
use crate::ids::{CompetencyId, NoteId};

/// How many competencies are quoted on either side.
const MOST_THEMES: usize = 3;
/// How many notes are quoted for each.
const MOST_QUOTES: usize = 2;

/// A competency, and the notes that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// Which.
    pub competency: CompetencyId,
    /// Its notes, in the order of time; at most two.
    pub notes: Vec<NoteId>,
    /// How many more there are.
    pub more: usize,
}

/// What the notes show.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The highest levels that notes speak for.
    pub strengths: Vec<Theme>,
    /// The lowest levels that notes speak against.
    pub next_steps: Vec<Theme>,
}

/// What the notes of a scorecard show. A competency at or above the candidate's own middle can be
/// a strength, one at or below it a next step; without levels, either.
pub fn evidence(centre: &Centre, card: &Scorecard, standing: &Standing) -> Evidence {
    let mut rows: Vec<(&Stood, f64)> =
        standing.rows.iter().filter_map(|row| Some((row, row.value()?.value))).collect();
    let middle = rows.iter().map(|(_, value)| value).sum::<f64>() / (rows.len().max(1) as f64);
    // Equal levels stay in the order of the framework: both sorts are stable.
    rows.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let high = rows.iter().filter(|(_, value)| *value >= middle).map(|(row, _)| *row);
    let strengths = themes(centre, card, high, Direction::For);
    rows.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let low = rows.iter().filter(|(_, value)| *value <= middle).map(|(row, _)| *row);
    let next_steps = themes(centre, card, low, Direction::Against);
    Evidence { strengths, next_steps }
}

fn themes<'a>(
    centre: &Centre,
    card: &Scorecard,
    rows: impl Iterator<Item = &'a Stood>,
    wanted: Direction,
) -> Vec<Theme> {
    let theme = |stood: &Stood| {
        let row = card.rows.iter().find(|row| row.competency == stood.competency)?;
        let notes = row.cells.iter().flat_map(|cell| &cell.notes);
        let mut notes: Vec<&Note> = notes
            .filter_map(|id| centre.notes.get(id))
            .filter(|note| note.now.content.direction_on(&stood.competency) == Some(wanted))
            .collect();
        notes.sort_by_key(|note| (note.began, note.id));
        let more = notes.len().saturating_sub(MOST_QUOTES);
        let ids: Vec<NoteId> = notes.iter().take(MOST_QUOTES).map(|note| note.id).collect();
        let competency = stood.competency.clone();
        (!ids.is_empty()).then_some(Theme { competency, notes: ids, more })
    };
    rows.filter_map(theme).take(MOST_THEMES).collect()
}
