//! What classifying does to a note, key by key. Nothing here knows a window.

use crate::centre::notes::{Content, Direction, Shown};
use crate::ids::{CompetencyId, IndicatorId};
use crate::scenario::Scenario;

/// One stroke of classifying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stroke {
    /// The note is evidence of the competency, or is not any more.
    Toggle(CompetencyId),
    /// The way the note speaks.
    Direct(Direction),
    /// On this competency the note speaks the other way, or again as on the others.
    Turn(CompetencyId),
    /// The note shows this indicator, or does not any more.
    Tick(CompetencyId, IndicatorId),
    /// Not classified at all any more.
    Clear,
}

/// The note after the stroke.
pub(super) fn after(content: &Content, stroke: &Stroke, scenario: &Scenario) -> Content {
    let mut next = content.clone();
    match stroke {
        Stroke::Toggle(competency) => {
            if next.is_on(competency) {
                next.shows.retain(|shown| shown.competency != *competency);
            } else {
                next.shows.push(Shown::of(competency.clone()));
            }
        }
        Stroke::Direct(direction) => {
            next.direction = Some(*direction);
            for shown in &mut next.shows {
                shown.direction = shown.direction.filter(|own| own != direction);
            }
        }
        Stroke::Turn(competency) => {
            let direction = next.direction;
            if let Some(shown) = next.shows.iter_mut().find(|shown| shown.competency == *competency)
            {
                shown.direction = match shown.direction {
                    Some(_) => None,
                    None => Some(other_way(direction)),
                };
            }
        }
        Stroke::Tick(competency, indicator) => tick(&mut next, competency, indicator, scenario),
        Stroke::Clear => {
            next.direction = None;
            next.shows.clear();
        }
    }
    next
}

fn other_way(direction: Option<Direction>) -> Direction {
    match direction {
        Some(Direction::Against) => Direction::For,
        Some(Direction::For | Direction::Neutral) | None => Direction::Against,
    }
}

/// An indicator brings its competency with it, and the way it speaks where nobody has said.
fn tick(
    content: &mut Content,
    competency: &CompetencyId,
    indicator: &IndicatorId,
    scenario: &Scenario,
) {
    if !content.is_on(competency) {
        content.shows.push(Shown::of(competency.clone()));
    }
    let shown = content.shows.iter_mut().find(|shown| shown.competency == *competency);
    let Some(shown) = shown else { return };
    if shown.indicators.contains(indicator) {
        shown.indicators.retain(|known| known != indicator);
        return;
    }
    shown.indicators.push(indicator.clone());
    let known = scenario.competency(competency).and_then(|known| known.indicator(indicator));
    if let (None, Some((_, speaks_for))) = (content.direction, known) {
        content.direction = Some(if speaks_for { Direction::For } else { Direction::Against });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library;

    fn scenario() -> Scenario {
        library::bundled().remove(0)
    }

    fn done(strokes: &[Stroke]) -> Content {
        let note = Content { text: "Decides alone".into(), ..Content::default() };
        strokes.iter().fold(note, |note, stroke| after(&note, stroke, &scenario()))
    }

    fn two() -> (CompetencyId, CompetencyId) {
        let known = scenario();
        let mut ids = known.framework.competencies.iter().map(|known| known.id.clone());
        (ids.next().unwrap(), ids.next().unwrap())
    }

    #[test]
    fn a_note_may_serve_two_competencies_and_go_the_other_way_on_one() {
        let (one, other) = two();
        let note = done(&[
            Stroke::Toggle(one.clone()),
            Stroke::Toggle(other.clone()),
            Stroke::Direct(Direction::For),
            Stroke::Turn(other.clone()),
        ]);
        assert!(note.is_classified());
        assert_eq!(note.direction_on(&one), Some(Direction::For));
        assert_eq!(note.direction_on(&other), Some(Direction::Against));
        let back = after(&note, &Stroke::Turn(other.clone()), &scenario());
        assert_eq!(back.direction_on(&other), Some(Direction::For));
    }

    #[test]
    fn the_same_key_again_takes_a_competency_away() {
        let (one, _) = two();
        assert_eq!(done(&[Stroke::Toggle(one.clone()), Stroke::Toggle(one)]).shows, []);
    }

    #[test]
    fn a_direction_that_all_share_is_kept_once() {
        let (one, _) = two();
        let note = done(&[
            Stroke::Toggle(one.clone()),
            Stroke::Direct(Direction::For),
            Stroke::Turn(one),
            Stroke::Direct(Direction::Against),
        ]);
        assert_eq!(note.shows[0].direction, None);
        assert_eq!(note.direction, Some(Direction::Against));
    }

    #[test]
    fn an_indicator_brings_its_competency_and_its_direction_but_overrules_nobody() {
        let known = scenario();
        let competency = &known.framework.competencies[0];
        let against = Stroke::Tick(competency.id.clone(), competency.negative[0].id.clone());
        let note = done(std::slice::from_ref(&against));
        assert_eq!(note.direction_on(&competency.id), Some(Direction::Against));
        assert!(note.is_classified());
        let said = done(&[Stroke::Direct(Direction::For), against.clone()]);
        assert_eq!(said.direction, Some(Direction::For));
        assert_eq!(after(&said, &against, &known).shows[0].indicators, []);
    }

    #[test]
    fn cleared_is_as_it_was_written() {
        let (one, _) = two();
        let note = done(&[Stroke::Toggle(one), Stroke::Direct(Direction::Neutral), Stroke::Clear]);
        assert_eq!(note, Content { text: "Decides alone".into(), ..Content::default() });
    }
}
