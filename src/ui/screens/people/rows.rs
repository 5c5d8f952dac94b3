//! What the table of each kind shows of everybody.

use super::Chosen;
use super::list::List;
use crate::ids::ExerciseId;
use crate::people::{Candidate, Hours};
use crate::ui::cx::Cx;
use crate::ui::widgets::marks::Tone;
use crate::ui::widgets::table::{Cell, Heading, Row, heading, second_rank};
use crate::words;

/// The columns of a table.
pub(super) fn headings(tab: List) -> Vec<Heading> {
    match tab {
        List::Candidates => vec![
            heading("Code", Some(76.0)),
            heading("Name", None),
            second_rank("Pronouns", Some(88.0)),
            heading("Time", Some(84.0)),
            heading("There", Some(104.0)),
        ],
        List::Assessors => vec![
            heading("Name", None),
            second_rank("Trained", Some(148.0)),
            heading("Rates in", Some(92.0)),
            heading("There", Some(104.0)),
        ],
        List::RolePlayers => vec![
            heading("Name", None),
            heading("Plays in", Some(92.0)),
            second_rank("Reset", Some(76.0)),
            heading("There", Some(104.0)),
        ],
        List::Rooms => vec![
            heading("Room", None),
            heading("Places", Some(76.0)),
            second_rank("Steps", Some(92.0)),
            heading("Fitted for", Some(92.0)),
            heading("Open", Some(104.0)),
        ],
    }
}

/// Everybody on the list of a kind.
pub(super) fn listed(cx: &Cx<'_>, tab: List) -> Vec<Chosen> {
    let people = &cx.centre.people;
    match tab {
        List::Candidates => {
            people.candidates().into_iter().map(|known| Chosen::Candidate(known.id)).collect()
        }
        List::Assessors => {
            people.assessors().into_iter().map(|known| Chosen::Assessor(known.id)).collect()
        }
        List::RolePlayers => {
            people.role_players().into_iter().map(|known| Chosen::RolePlayer(known.id)).collect()
        }
        List::Rooms => people.rooms().into_iter().map(|known| Chosen::Room(known.id)).collect(),
    }
}

/// What the table shows of one of them.
pub(super) fn row(cx: &Cx<'_>, who: Chosen) -> Row {
    let people = &cx.centre.people;
    let known = match who {
        Chosen::Candidate(id) => people.candidate(id).map(|known| candidate(cx, known)),
        Chosen::Assessor(id) => people.assessor(id).map(|known| {
            let trained = known.trained.map_or_else(String::new, words::date);
            let cells = vec![
                Cell::Text(known.name.clone()),
                Cell::Muted(trained),
                Cell::Muted(of_all(cx, known.certified.as_ref())),
                there(known.present),
            ];
            (known.name.clone(), cells)
        }),
        Chosen::RolePlayer(id) => people.role_player(id).map(|known| {
            let cells = vec![
                Cell::Text(known.name.clone()),
                Cell::Muted(of_all(cx, known.plays.as_ref())),
                Cell::Muted(words::length(known.reset)),
                there(known.present),
            ];
            (known.name.clone(), cells)
        }),
        Chosen::Room(id) => people.room(id).map(|known| {
            let places =
                known.capacity.map_or_else(|| "any".to_owned(), |places| places.to_string());
            // Nobody has said that a room is free of steps until they are asked for it.
            let steps = if known.step_free { "" } else { "has steps" };
            let cells = vec![
                Cell::Text(known.name.clone()),
                Cell::Muted(places),
                Cell::Muted(steps.to_owned()),
                Cell::Muted(of_all(cx, known.fitted.as_ref())),
                there(known.present),
            ];
            (known.name.clone(), cells)
        }),
    };
    let (name, cells) = known.unwrap_or_default();
    Row { name, cells }
}

fn candidate(cx: &Cx<'_>, known: &Candidate) -> (String, Vec<Cell>) {
    let name = if cx.names_hidden() {
        Cell::Muted("hidden".to_owned())
    } else {
        Cell::Text(known.name.clone())
    };
    let time = words::adjusted(known).map_or(Cell::Nothing, |words| Cell::Pill(words, Tone::Calm));
    let there = match (known.step_free, known.present) {
        (true, None) => Cell::Muted("step-free".to_owned()),
        (_, present) => there(present),
    };
    let cells = vec![
        Cell::Badge(known.code.clone()),
        name,
        Cell::Muted(known.pronouns.clone()),
        time,
        there,
    ];
    (known.label(), cells)
}

fn there(hours: Option<Hours>) -> Cell {
    Cell::Muted(hours.map_or_else(|| "all day".to_owned(), words::hours))
}

/// `all`, or `2 of 4` of the scenario's exercises.
fn of_all(cx: &Cx<'_>, known: Option<&std::collections::BTreeSet<ExerciseId>>) -> String {
    let Some(known) = known else { return "all".to_owned() };
    let exercises = &cx.centre.scenario.exercises;
    let own = exercises.iter().filter(|exercise| known.contains(&exercise.id)).count();
    format!("{own} of {}", exercises.len())
}
