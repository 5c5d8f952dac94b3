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

/// On which side a competency with a level is told, so that none is told on both: above the middle
/// of `all` levels as a strength, below it as a next step, and right on it as neither. Where all
/// levels are the same it goes where more notes speak.
pub fn side(level: f64, all: &[f64], spoken: (usize, usize)) -> Option<Direction> {
    let middle = all.iter().sum::<f64>() / (all.len().max(1) as f64);
    let differ = all.iter().any(|one| (one - middle).abs() > SAME);
    let (speak_for, speak_against) = spoken;
    match level - middle {
        above if above > SAME => Some(Direction::For),
        above if above < -SAME => Some(Direction::Against),
        _ if differ => None,
        _ if speak_against > speak_for => Some(Direction::Against),
        _ => Some(Direction::For),
    }
}

/// Two levels nearer than this are the same: means are sums of fractions.
const SAME: f64 = 1e-9;

/// What the notes of a scorecard show: [`side`] says what can be a strength and what a next step.
pub fn evidence(centre: &Centre, card: &Scorecard, standing: &Standing) -> Evidence {
    let mut rows: Vec<(&Stood, f64)> =
        standing.rows.iter().filter_map(|row| Some((row, row.value()?.value))).collect();
    let all: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
    let told = |wanted: Direction| {
        let all = &all;
        move |(row, value): &&(&Stood, f64)| {
            let speak = |way| speaking(centre, card, &row.competency, way).len();
            let spoken = (speak(Direction::For), speak(Direction::Against));
            side(*value, all, spoken) == Some(wanted)
        }
    };
    // Equal levels stay in the order of the framework: both sorts are stable.
    rows.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let high = rows.iter().filter(told(Direction::For)).map(|(row, _)| *row);
    let strengths = themes(centre, card, high, Direction::For);
    rows.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let low = rows.iter().filter(told(Direction::Against)).map(|(row, _)| *row);
    let next_steps = themes(centre, card, low, Direction::Against);
    Evidence { strengths, next_steps }
}

/// The notes that speak that way on a competency, in the order of time.
fn speaking<'a>(
    centre: &'a Centre,
    card: &Scorecard,
    competency: &CompetencyId,
    wanted: Direction,
) -> Vec<&'a Note> {
    let rows = card.rows.iter().filter(|row| row.competency == *competency);
    let ids = rows.flat_map(|row| &row.cells).flat_map(|cell| &cell.notes);
    let mut notes: Vec<&Note> = ids
        .filter_map(|id| centre.notes.get(id))
        .filter(|note| note.now.content.direction_on(competency) == Some(wanted))
        .collect();
    notes.sort_by_key(|note| (note.began, note.id));
    notes
}

fn themes<'a>(
    centre: &Centre,
    card: &Scorecard,
    rows: impl Iterator<Item = &'a Stood>,
    wanted: Direction,
) -> Vec<Theme> {
    let theme = |stood: &Stood| {
        let notes = speaking(centre, card, &stood.competency, wanted);
        let more = notes.len().saturating_sub(MOST_QUOTES);
        let ids: Vec<NoteId> = notes.iter().take(MOST_QUOTES).map(|note| note.id).collect();
        let competency = stood.competency.clone();
        (!ids.is_empty()).then_some(Theme { competency, notes: ids, more })
    };
    rows.filter_map(theme).take(MOST_THEMES).collect()
}
