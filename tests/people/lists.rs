//! Lists that come in from files: what is read, what is wrong with it, and what lands in the file.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::people::{choose, saved, with_people};
use crate::stage::window::Window;

/// Chooses a file for the next dialog, and presses what opens it.
fn bring_in(window: &mut Window, name: &str, text: &str) {
    let path = window.path(name);
    std::fs::write(&path, text).unwrap();
    window.dialogs.choose(path);
    window.press("Bring in a list…");
    window.settle();
}

#[test]
fn a_list_is_brought_into_the_list_that_is_shown() {
    let mut window = with_people();
    window.press("Role players");
    let before = saved(&mut window).people.role_players().len();
    bring_in(&mut window, "players.csv", "Name\nPia Player\nQuinn Rollo\n");
    assert!(window.shows("On to the list: 2 role players."));
    window.press("Bring them in");
    assert_eq!(saved(&mut window).people.role_players().len(), before + 2);
}

#[test]
fn whom_the_search_leaves_out_is_not_changed_by_mistake() {
    let mut window = with_people();
    window.press("Candidates");
    let rows: Vec<String> =
        (3..=24).map(|number| format!("C{number:02},Person {number}")).collect();
    bring_in(&mut window, "many.csv", &format!("Code,Name\n{}\n", rows.join("\n")));
    window.press("Bring them in");
    window.press("C02 · Ben Brandt");
    window.fill("Find by code or name", "c17");
    let name = |window: &Window| {
        let name = window.harness.query_by_role_and_label(Role::TextInput, "Name");
        name.and_then(|name| name.accesskit_node().value())
    };
    assert_eq!(name(&window).as_deref(), Some("Person 17"), "the one who is found");
    window.fill("Find by code or name", "nobody at all");
    assert_eq!(name(&window), None, "nobody is shown beside nobody");
    window.enter("Find by code or name", "person 2");
    let row = window.harness.get_by_role_and_label(Role::Button, "C20 · Person 20");
    assert!(row.accesskit_node().is_focused(), "Enter goes to the first, and keeps the keys");
    assert_eq!(name(&window).as_deref(), Some("Person 20"));
}

#[test]
fn codes_go_on_as_they_have_begun() {
    let mut window = with_people();
    window.press("Candidates");
    for code in ["C01 · Ada Abara", "C02 · Ben Brandt"] {
        window.press(code);
        window.press("Take off the list");
    }
    let list = "Code,Name\nK009,Ada\nK010,Ben\n,Cy\n";
    bring_in(&mut window, "k.csv", list);
    window.press("Bring them in");
    window.enter("Add a candidate as K012: type a name, then Enter", "Di");
    let centre = saved(&mut window);
    let codes: Vec<_> = centre.people.candidates().iter().map(|one| one.code.clone()).collect();
    assert_eq!(codes, ["K009", "K010", "K011", "K012"]);
}

#[test]
fn a_column_of_kinds_has_the_first_word_and_advice_is_not_cut() {
    let mut window = with_people();
    window.press("Candidates");
    let list = "Kind,Name,Must not meet\nAssessor,Vera Vane,\nCandidate,Di Eve,Vera Vane\n";
    bring_in(&mut window, "mixed.csv", list);
    assert!(window.shows("Rows that say no kind are about"));
    let advice = window.harness.get_by_label_contains("is not on the list of assessors yet");
    assert!(advice.rect().height() > 24.0, "it has as many lines as it needs");
}

#[test]
fn a_list_is_brought_in_as_one_act_and_taken_back_as_one() {
    let mut window = with_people();
    let list = "Candidate ID;First name;Surname;Extra time %;Arrives;Leaves\n\
                C07;Cy;Day;25;09:00;13:00\n;Di;Eve;;;\n";
    bring_in(&mut window, "spring list.csv", list);
    assert!(window.shows("spring list.csv · text with “;” between cells, UTF-8"));
    assert!(window.shows("C07 Cy Day · +25 % · 09:00–13:00"));
    assert!(window.shows("On to the list: 2 candidates."));
    let entries = window.harness.state().workspace().unwrap().record().entries().len();
    window.press("Bring them in");
    let record = window.harness.state().workspace().unwrap().record();
    assert_eq!(record.entries().len(), entries + 1);
    let centre = saved(&mut window);
    let labels: Vec<String> = centre.people.candidates().iter().map(|c| c.label()).collect();
    assert_eq!(labels, ["C01 · Ada Abara", "C02 · Ben Brandt", "C07 · Cy Day", "C08 · Di Eve"]);
    assert_eq!(centre.people.candidates()[2].extra_time, 25);
    window.key(Key::Escape);
    window.press("Live");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert!(window.shows("Undone: C07 Cy Day added, and 1 more"));
    assert_eq!(saved(&mut window).people.candidates().len(), 2);
}

#[test]
fn wrong_rows_are_named_and_left_out_only_when_that_is_ticked() {
    let mut window = with_people();
    bring_in(&mut window, "list.csv", "Name,Extra time\nAda Abara,\nCy Day,25\nDi Eve,lots\n");
    assert!(window.shows("Ada Abara is on the list already."));
    assert!(window.shows("“lots” is no percentage in whole numbers."));
    window.press("Bring them in");
    assert!(window.shows("Bring in a list"), "it stays open");
    window.press("Leave out the 2 rows that cannot come in");
    window.press("Bring them in");
    let centre = saved(&mut window);
    let labels: Vec<String> = centre.people.candidates().iter().map(|c| c.label()).collect();
    assert_eq!(labels, ["C01 · Ada Abara", "C02 · Ben Brandt", "C03 · Cy Day"]);
}

#[test]
fn what_columns_and_rows_mean_can_be_put_right() {
    let mut window = with_people();
    bring_in(&mut window, "rooms.csv", "What,How many\nOak,6\nElm,4\n");
    assert!(window.shows("Neither code nor name.") || window.shows("3 rows"));
    choose(&mut window, "Rows are about", "rooms");
    choose(&mut window, "1. What", "name");
    choose(&mut window, "2. How many", "places");
    window.press("The first row is a heading");
    assert!(window.shows("On to the list: 2 rooms."));
    window.press("Bring them in");
    let centre = saved(&mut window);
    let rooms: Vec<_> =
        centre.people.rooms().iter().map(|r| (r.name.clone(), r.capacity)).collect();
    assert_eq!(rooms, [("Elm".into(), Some(4)), ("Oak".into(), Some(6))]);
}

#[test]
fn a_file_that_is_no_list_says_what_to_do() {
    let mut window = with_people();
    bring_in(&mut window, "list.csv", "\0\u{1}\u{2}\u{3}");
    assert!(window.shows("This is neither CSV nor a workbook"));
}
