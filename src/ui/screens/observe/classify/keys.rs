//! The keys of the list: digits put the note under competencies, letters tick indicators, signs
//! say which way it speaks.

use egui::{Key, Modifiers, Ui};

use super::sorting::Stroke;
use super::{Act, View, tag_of};
use crate::centre::Note;
use crate::centre::notes::Direction;
use crate::ids::{CompetencyId, IndicatorId};
use crate::scenario::Competency;

/// The keys of competencies in the order of the exercise.
pub(super) const DIGITS: [(Key, &str); 10] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
    (Key::Num0, "0"),
];

/// The keys of indicators, those that speak for the competency first. The letters after M belong
/// to commands; indicators past that are pressed.
pub(super) const LETTERS: [(Key, &str); 13] = [
    (Key::A, "A"),
    (Key::B, "B"),
    (Key::C, "C"),
    (Key::D, "D"),
    (Key::E, "E"),
    (Key::F, "F"),
    (Key::G, "G"),
    (Key::H, "H"),
    (Key::I, "I"),
    (Key::J, "J"),
    (Key::K, "K"),
    (Key::L, "L"),
    (Key::M, "M"),
];

/// What was pressed while the list has the focus and `note` is chosen.
pub(super) fn pressed(ui: &Ui, rated: &[&Competency], note: &Note, view: &View) -> Option<Act> {
    let hit = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut digits = DIGITS.iter().zip(rated);
    if let Some((_, competency)) = digits.find(|((key, _), _)| hit(*key)) {
        return Some(Act::Sort(Stroke::Toggle(competency.id.clone())));
    }
    for (key, direction) in [
        (Key::Plus, Direction::For),
        (Key::Minus, Direction::Against),
        (Key::Equals, Direction::Neutral),
    ] {
        if hit(key) {
            return Some(Act::Sort(Stroke::Direct(direction)));
        }
    }
    let content = &note.now.content;
    let tag = tag_of(content, view);
    let about = rated.iter().find(|known| Some(&known.id) == tag.as_ref());
    if let Some(competency) = about {
        let mut letters = LETTERS.iter().zip(indicators(competency));
        if let Some((_, indicator)) = letters.find(|((key, _), _)| hit(*key)) {
            let id = competency.id.clone();
            return Some(Act::Sort(Stroke::Tick(id, indicator.clone())));
        }
        if hit(Key::O) {
            return Some(Act::Sort(Stroke::Turn(competency.id.clone())));
        }
    }
    let tags: Vec<&CompetencyId> = content.competencies().collect();
    let at = tags.iter().position(|id| Some(*id) == tag.as_ref());
    for (key, act) in [
        (Key::ArrowRight, beside(&tags, at, 1)),
        (Key::ArrowLeft, beside(&tags, at, tags.len().saturating_sub(1))),
        (Key::N, Some(Act::NextOpen)),
        (Key::U, Some(Act::Filter)),
        (Key::Enter, Some(Act::Word)),
        (Key::X, Some(Act::Strike)),
        (Key::Backspace, Some(Act::Sort(Stroke::Clear))),
    ] {
        if hit(key) {
            return act;
        }
    }
    None
}

/// The competency of the note so many places after this one, round and round.
fn beside(tags: &[&CompetencyId], at: Option<usize>, by: usize) -> Option<Act> {
    let place = (at? + by).checked_rem(tags.len())?;
    tags.get(place).map(|id| Act::Choose((*id).clone()))
}

/// The indicators of a competency in the order of their letters.
pub(super) fn indicators(competency: &Competency) -> impl Iterator<Item = &IndicatorId> {
    competency.positive.iter().chain(&competency.negative).map(|indicator| &indicator.id)
}
