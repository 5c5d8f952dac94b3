//! The four views of the Reports stage with nobody, with five hundred and with long names, in a
//! large and in a small window: what there is to do is in view, and only what is in view is drawn.
//! With `PICTURES=FOLDER` each is painted there, in both themes, to be looked at.

use crate::stage::{self, looking, planned};
use std::sync::Arc;

use bellwether::centre::{Change, Record};
use bellwether::ids::{CandidateId, CentreId};
use bellwether::people;
use bellwether::ui::Start;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use looking::look;
use planned::{TWELVE, act, file, planned};
use stage::window::Window;

const SIZES: [([f32; 2], &str); 2] = [([1440.0, 900.0], "wide"), ([1024.0, 700.0], "small")];
const VIEWS: [(Key, &str); 4] =
    [(Key::Num1, "reports"), (Key::Num2, "data"), (Key::Num3, "privacy"), (Key::Num4, "feedback")];

const LONG: [&str; 6] = [
    "Αλεξάνδρα Παπαδοπούλου-Μιχαηλίδη von und zu Habsburg-Lothringen der Dritte",
    "أمينة بنت عبد الرحمن الحسيني",
    "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley Marjoribanks the younger",
    "王小明",
    "Zoë O’Brien; Ph.D., \"Zed\"",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsbeauftragte",
];

fn named(record: &mut Record) {
    let all: Vec<_> = record.centre().people.candidates().iter().map(|one| one.id).collect();
    let name = |(place, candidate): (usize, CandidateId)| people::Change::NameCandidate {
        candidate,
        code: format!("C{:02}", place + 1),
        name: LONG[place % LONG.len()].to_owned(),
    };
    act(record, all.into_iter().enumerate().map(|one| Change::People(name(one))).collect());
}

/// Nobody yet; twelve with long names and a timetable; those and 488 more.
fn records() -> [(Record, &'static str, usize); 3] {
    let scenario = bellwether::scenario::library::bundled().remove(0);
    let mut nobody = Record::new(CentreId(8), Arc::new(scenario));
    let assessor = people::Change::AddAssessor { name: LONG[2].to_owned() };
    act(&mut nobody, vec![Change::People(assessor)]);
    let mut long = planned("leading-and-managing", TWELVE);
    named(&mut long);
    let mut crowd = long.clone();
    let add = |place: usize| people::Change::AddCandidate {
        code: format!("C{place:03}"),
        name: LONG[place % LONG.len()].to_owned(),
    };
    act(&mut crowd, (100..588).map(|place| Change::People(add(place))).collect());
    [(nobody, "nobody", 0), (long, "long", 12), (crowd, "crowd", 500)]
}

fn opened(record: &Record, size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, file(record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    // Two weeks and a half after the day: feedback is overdue.
    let mut window = Window::open_at("2026-12-11T10:00:00Z".parse().unwrap(), start, folder, size);
    window.settle();
    window.press("Reports");
    window
}

fn until_set(window: &mut Window) {
    for _ in 0..1500 {
        window.settle();
        if window.shows("Page 1 of") || window.shows("Nobody to report on yet") {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("no page was ever set");
}

/// The button that begins so lies within the window.
fn in_view(window: &Window, size: [f32; 2], begins: &str, which: &str) {
    let role = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
    let mut found = window.harness.get_all_by_label_contains(begins).filter(role);
    let rect = found.next().unwrap_or_else(|| panic!("{which}: no button {begins}")).rect();
    let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
    assert!(whole.contains_rect(rect), "{which}: {begins} at {rect:?}");
    assert!(rect.width() > 30.0 && rect.height() > 15.0, "{which}: {begins} at {rect:?}");
}

#[test]
fn what_there_is_to_do_is_in_view_with_nobody_with_500_and_with_long_names() {
    let paints = std::env::var("PICTURES").is_ok();
    for (record, who, many) in records() {
        for (size, wide) in SIZES {
            let mut window = opened(&record, size);
            for (key, view) in VIEWS {
                window.keys(Modifiers::COMMAND, key);
                let which = format!("reports-{view}-{who}-{wide}");
                if view == "reports" {
                    until_set(&mut window);
                }
                if paints {
                    look(&mut window, &which);
                }
                match (view, many) {
                    ("reports" | "feedback", 0) => {
                        assert!(window.shows("Nobody to report on yet"), "{which}");
                        in_view(&window, size, "Name the people", &which);
                    }
                    ("reports", _) => in_view(&window, size, "Write ", &which),
                    ("data", _) => in_view(&window, size, "Export: choose", &which),
                    ("privacy", _) => in_view(&window, size, "Erase all who are due", &which),
                    _ => assert!(window.shows(&format!(" of {many} had feedback")), "{which}"),
                }
                if many > 0 && matches!(view, "privacy" | "feedback") {
                    in_view(&window, size, "C01 · ", &which);
                    let rows = window.harness.get_all_by_label_contains("C").filter(|node| {
                        let label = node.accesskit_node().label().unwrap_or_default();
                        label.starts_with('C') && label.contains(" · ")
                    });
                    let rows = rows.count();
                    assert!((8..60).contains(&rows), "{which}: {rows} rows");
                }
            }
        }
    }
}

#[test]
fn the_name_is_the_last_column_to_give_way() {
    let [_, (record, _, _), _] = records();
    let mut window = opened(&record, [1024.0, 700.0]);
    for key in [Key::Num3, Key::Num4] {
        window.keys(Modifiers::COMMAND, key);
        let names = window.harness.get_all_by_role(Role::Label).filter(|node| {
            let said = node.accesskit_node().value().unwrap_or_default();
            said == LONG[0]
        });
        let widths: Vec<f32> = names.map(|node| node.rect().width()).collect();
        assert!(!widths.is_empty() && widths.iter().all(|width| *width > 150.0), "{widths:?}");
        assert!(!window.shows("By whom") && !window.shows("Result"));
    }
    let mut window = opened(&record, [1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num4);
    assert!(window.shows("By whom"));
}

#[test]
fn of_what_was_written_only_what_is_in_view_is_drawn_and_what_they_share_is_said_once() {
    let start = Start { sample: true, ..Start::default() };
    let mut window =
        Window::open_with(start, Arc::new(tempfile::tempdir().unwrap()), [1024.0, 700.0]);
    window.press("Reports");
    for kind in ["Decision-maker’s scorecard", "Development plan", "Panel record"] {
        window.press(kind);
    }
    // The data of reports is made at once: no page is set.
    window.harness.get_by_role_and_label(Role::ComboBox, "As").click_accesskit();
    window.settle();
    window.press("Data (JSON)");
    let folder = window.path("out");
    window.dialogs.choose(folder.clone());
    window.press("Write 48 reports…");
    for _ in 0..3000 {
        window.settle();
        if window.shows("48 reports written") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(window.shows("48 reports written"));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 48);
    let drawn = window.harness.query_all_by_label_contains(" kB").count();
    assert!((5..30).contains(&drawn), "{drawn} of 48 rows were drawn");
}
