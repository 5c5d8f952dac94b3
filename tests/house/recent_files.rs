//! No personal data in the list of recent files: it can be emptied and switched off, and whoever is
//! erased leaves it, since a file may be called after somebody.

use crate::stage;
use std::path::PathBuf;
use std::sync::Arc;

use assert_cmd::Command;
use bellwether::centre::glance::{Glance, Wants};
use bellwether::centre::{Centre, Change, Record, clocks, sessions};
use bellwether::day::glance::glance;
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::files::prefs;
use bellwether::ids::CentreId;
use bellwether::privacy;
use stage::{Day, searched};

#[test]
fn a_path_names_somebody_by_name_or_code_however_its_words_are_tied() {
    let centre = stage::whole_day(3, 7);
    let ada = centre.people.candidates()[0].id;
    assert_eq!(centre.people.candidate(ada).unwrap().name, "Ada Abara");
    let paths = [
        "/stick/Ada_Abara.centre.ron",
        "/stick/abara/day.centre.ron",
        "/stick/C01-before.centre.ron",
        "/stick/Adagio.centre.ron",
        "/stick/C011.centre.ron",
        "/stick/spring.centre.ron",
    ];
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    assert_eq!(privacy::naming(&centre, &[ada], &paths), paths[..3]);
}

#[test]
fn what_a_centre_still_wants_goes_on_with_its_day() {
    let wants = |centre: &Centre| glance(centre).wants;
    assert_eq!(
        wants(Record::new(CentreId(7), Arc::new(stage::scenario())).centre()),
        Wants::People
    );
    let mut day = Day::new();
    assert_eq!(wants(day.record.centre()), Wants::Day);
    let session = day.session;
    day.act(0, Change::Clock(clocks::Change::Start { session }));
    day.act(30, Change::Clock(clocks::Change::End { session }));
    assert_eq!(wants(day.record.centre()), Wants::Marksheets(2), "of two assessors");
    let mut day = Day::new();
    let why = "The room is flooded".to_owned();
    day.act(0, Change::Session(sessions::Change::CallOff { session, reason: why }));
    assert_eq!(wants(day.record.centre()), Wants::Timetable);
    assert_eq!(wants(&stage::whole_day(3, 7)), Wants::WashUp(3));
}

#[test]
fn what_is_not_on_the_list_leaves_nothing_behind() {
    let mut known = prefs::Prefs::default();
    let files: Vec<PathBuf> = (0..9).map(|place| format!("/stick/{place}.ron").into()).collect();
    for file in &files {
        known.remember(file.clone());
        known.note(file.clone(), Glance::default());
    }
    let kept = |known: &prefs::Prefs| known.glances.keys().cloned().collect::<Vec<_>>();
    assert_eq!(kept(&known), files[1..], "eight are remembered");
    known.forget(&files[1..3]);
    assert_eq!(kept(&known), files[3..]);
    known.forget_recent();
    known.note(files[0].clone(), Glance::default());
    assert!(known.glances.is_empty());
}

#[test]
fn whoever_is_erased_leaves_the_list_of_recent_files_and_is_told_of_files_called_after_them() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let places = Places::under(data.clone());
    let mut known = prefs::load(&Disk, &places);
    let file = folder.path().join("day.centre.ron");
    let theirs = folder.path().join("Ada Abara, spring.centre.ron");
    known.remember(theirs.clone());
    known.remember(file.clone());
    prefs::store(&Disk, &places, &known).unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.arg("--data").arg(&data).args(more).assert()
    };
    let (path, proof) = (file.to_str().unwrap(), folder.path().join("proof"));
    run(&["demo", "--candidates", "3", "-o", path]).success();
    let proof = proof.to_str().unwrap();
    let erase = ["privacy", "erase", path, "--who", "C01", "--because", "Letter 12", "--to", proof];
    let said = run(&erase).code(1).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("File names that name them"), "{said}");
    assert!(said.contains("Ada Abara, spring.centre.ron"), "{said}");
    assert!(!searched::found(&data, &["Abara"]).is_empty());
    run(&[&erase[..], &["--yes"]].concat()).success();
    assert_eq!(searched::found(folder.path(), &["Abara"]).len(), 0);
    assert_eq!(prefs::load(&Disk, &places).recent, [file]);
}

#[cfg(feature = "window")]
mod window {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::stage::window::Window;

    #[test]
    fn the_list_is_cleared_and_switched_off_on_home_and_files_stay_where_they_are() {
        let mut window = Window::open();
        window.press("New centre from Feedback conversation");
        window.press("Make the centre");
        let file = window.path("Ada Abara.centre.ron");
        window.saved_as("Ada Abara.centre.ron");
        window.press("Home");
        assert!(window.shows("Open Ada Abara"));
        window.press("Clear");
        assert!(!window.shows("Open Ada Abara") && file.exists());
        assert!(!listed(&window));
        // With the list switched off nothing new comes into it, and that is said where it was.
        command(&mut window, "List of recent files on or off");
        assert!(window.shows("Ctrl+O opens a file."));
        window.dialogs.choose(file);
        window.keys(egui::Modifiers::COMMAND, egui::Key::O);
        window.settle();
        window.press("Home");
        assert!(!window.shows("Open Ada Abara") && !listed(&window));
        window.press("Keep a list");
        assert!(!window.shows("Ctrl+O opens a file."));
    }

    #[test]
    fn each_says_how_its_centre_stood_and_what_it_still_wants_and_names_nobody() {
        let mut window = with_ada();
        window.saved_as("spring.centre.ron");
        window.keys(egui::Modifiers::COMMAND, egui::Key::W);
        window.settle();
        assert!(window.shows("Open spring") && window.shows("people to name"));
        assert!(window.shows("today · 1 candidate · Feedback conversation"));
        assert!(!listed(&window), "the preferences name nobody");
        let row = window.harness.get_by_label("Open spring").rect();
        assert!(row.height() < 80.0, "a row is two lines high: {row:?}");
    }

    #[test]
    fn home_says_what_the_open_centre_wants_and_leads_there() {
        let mut window = with_ada();
        window.press("Timetable");
        window.press("Home");
        assert!(window.shows("1 candidate, 0 sessions. People to name."));
        window.press("Go on with Feedback conversation, 24 November");
        assert!(window.shows("Add a candidate as C02: type a name, then Enter"));
    }

    /// A new centre with one candidate.
    fn with_ada() -> Window {
        let mut window = Window::open();
        window.press("New centre from Feedback conversation");
        window.press("Make the centre");
        window.enter("Add a candidate as C01: type a name, then Enter", "Ada Abara");
        window
    }

    fn listed(window: &Window) -> bool {
        let prefs = std::fs::read_to_string(Places::under(window.path("data")).prefs());
        prefs.unwrap().contains("Abara")
    }

    fn command(window: &mut Window, name: &str) {
        window.keys(egui::Modifiers::COMMAND, egui::Key::K);
        let role = egui::accesskit::Role::TextInput;
        window.harness.get_by_role_and_label(role, "Find or do anything").type_text(name);
        window.settle();
        window.key(egui::Key::Enter);
    }
}
