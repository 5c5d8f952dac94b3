//! Where in a scenario something stands, as people know it: by titles, names and pages.

use crate::problem::{Path, Step};
use crate::scenario::{Exercise, Scenario};

/// The place in words: the exercise or competency and what in it, or the page.
pub fn place_in(scenario: &Scenario, path: &Path) -> String {
    match path.0.as_slice() {
        [Step::Field("exercises"), Step::Item(place), within @ ..] => {
            let Some(exercise) = scenario.exercises.get(*place) else {
                return numbered("exercise", *place);
            };
            let title = called(&exercise.title, "exercise", *place);
            match within_exercise(exercise, within) {
                Some(part) => format!("{title} · {part}"),
                None => title,
            }
        }
        [Step::Field("framework"), Step::Field("competencies"), Step::Item(place), ..] => {
            let known = scenario.framework.competencies.get(*place);
            called(known.map_or("", |known| &known.name), "competency", *place)
        }
        [Step::Field("framework"), Step::Field("clusters"), ..] => "Clusters".to_owned(),
        [Step::Field(field), ..] => page(field).to_owned(),
        _ => "the scenario".to_owned(),
    }
}

fn within_exercise(exercise: &Exercise, within: &[Step]) -> Option<String> {
    Some(match within {
        [Step::Field("phases"), Step::Item(place), ..] => {
            let title = exercise.phases.get(*place).map_or("", |phase| &phase.title);
            format!("phase {}", called(title, "", *place))
        }
        [Step::Field("injects"), Step::Item(place), ..] => numbered("inject", *place),
        [Step::Field("questions"), Step::Item(place), ..] => numbered("question", *place),
        [Step::Field("checklist"), Step::Item(place), ..] => numbered("checklist item", *place),
        [Step::Field("role_players"), Step::Item(place), ..] => {
            let name = exercise.role_players.get(*place).map_or("", |part| &part.name);
            called(name, "role player", *place)
        }
        [Step::Field("seats"), Step::Item(place), ..] => {
            let title = exercise.seats.get(*place).map_or("", |seat| &seat.title);
            format!("seat {}", called(title, "", *place))
        }
        [Step::Field("papers"), Step::Field("documents"), Step::Item(place), ..] => {
            let title = exercise.papers.documents.get(*place).map_or("", |known| &known.title);
            called(title, "document", *place)
        }
        [Step::Field("papers"), Step::Field(paper), ..] => match *paper {
            "candidate" => "candidate’s brief".to_owned(),
            "assessor" => "assessor’s guide".to_owned(),
            "facilitator" => "facilitator’s script".to_owned(),
            _ => "papers".to_owned(),
        },
        _ => return None,
    })
}

fn called(name: &str, thing: &str, place: usize) -> String {
    if name.trim().is_empty() { numbered(thing, place) } else { name.to_owned() }
}

fn numbered(thing: &str, place: usize) -> String {
    format!("{thing} {}", place + 1).trim_start().to_owned()
}

/// The page on which a field stands.
fn page(field: &str) -> &'static str {
    match field {
        "exercises" => "Exercises",
        "framework" => "Competencies",
        "scale" => "Scale",
        "decision" => "Decision",
        "rules" => "Rules",
        "events" | "rotation" | "external_scores" | "wash_up" | "policies" | "keeping" => "The day",
        _ => "About the scenario",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::library;

    #[test]
    fn places_are_called_as_people_know_them() {
        let scenario = library::bundled().remove(0);
        let root = Path::default();
        let exercise = root.field("exercises").item(0);
        let title = &scenario.exercises[0].title;
        assert_eq!(place_in(&scenario, &root.field("framework")), "Competencies");
        assert_eq!(place_in(&scenario, &root.field("wash_up").field("mode")), "The day");
        assert_eq!(place_in(&scenario, &exercise), *title);
        let inject = exercise.field("injects").item(1).field("minute");
        assert_eq!(place_in(&scenario, &inject), format!("{title} · inject 2"));
    }
}
