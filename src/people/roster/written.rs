//! From those on the list to the rows of a table.

use std::collections::BTreeSet;

use jiff::civil::Time;

use super::{Line, Table};
use crate::ids::ExerciseId;
use crate::people::{Hours, People};

const HEADING: [&str; 13] = [
    "Kind",
    "Code",
    "Name",
    "Pronouns",
    "Extra time %",
    "Step-free",
    "From",
    "Until",
    "Notes",
    "Trained",
    "Reset minutes",
    "Places",
    "Exercises",
];

/// The list of everybody as a table that [`super::read`] takes again. Adjustments and conflicts
/// have no column.
pub fn written(people: &People) -> Table {
    let mut lines = vec![HEADING.map(str::to_owned).to_vec()];
    for known in people.candidates() {
        let mut cells = named("candidate", &known.name, known.present);
        let extra = format!("{}%", known.extra_time);
        put(&mut cells, "Code", known.code.clone());
        put(&mut cells, "Pronouns", known.pronouns.clone());
        put(&mut cells, "Extra time %", extra);
        put(&mut cells, "Step-free", yes(known.step_free));
        put(&mut cells, "Notes", known.notes.clone());
        lines.push(cells);
    }
    for known in people.assessors() {
        let mut cells = named("assessor", &known.name, known.present);
        put(&mut cells, "Trained", known.trained.map(|day| day.to_string()).unwrap_or_default());
        put(&mut cells, "Exercises", several(known.certified.as_ref()));
        lines.push(cells);
    }
    for known in people.role_players() {
        let mut cells = named("role player", &known.name, known.present);
        put(&mut cells, "Reset minutes", (known.reset.as_secs() / 60).to_string());
        put(&mut cells, "Exercises", several(known.plays.as_ref()));
        lines.push(cells);
    }
    for known in people.rooms() {
        let mut cells = named("room", &known.name, known.present);
        put(&mut cells, "Step-free", yes(known.step_free));
        put(&mut cells, "Places", known.capacity.map(|n| n.to_string()).unwrap_or_default());
        put(&mut cells, "Exercises", several(known.fitted.as_ref()));
        lines.push(cells);
    }
    let numbered = lines.into_iter().enumerate();
    Table { lines: numbered.map(|(place, cells)| Line { number: place + 1, cells }).collect() }
}

fn named(kind: &str, name: &str, hours: Option<Hours>) -> Vec<String> {
    let mut cells = vec![String::new(); HEADING.len()];
    put(&mut cells, "Kind", kind.to_owned());
    put(&mut cells, "Name", name.to_owned());
    if let Some(hours) = hours {
        let text = |time: Time| time.strftime("%H:%M").to_string();
        put(&mut cells, "From", text(hours.from));
        put(&mut cells, "Until", text(hours.until));
    }
    cells
}

fn put(cells: &mut [String], heading: &str, text: String) {
    let place = HEADING.iter().position(|known| *known == heading);
    if let Some(cell) = place.and_then(|place| cells.get_mut(place)) {
        *cell = text;
    }
}

/// Exercises by their ids; nothing where all are meant.
fn several(exercises: Option<&BTreeSet<ExerciseId>>) -> String {
    let ids = exercises.into_iter().flatten().map(ToString::to_string);
    ids.collect::<Vec<_>>().join("; ")
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}
