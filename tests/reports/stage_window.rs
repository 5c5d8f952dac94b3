//! The Reports stage by clicks: who and what is chosen, what it looks like, and what lies in the
//! folder afterwards.

use crate::stage;
use bellwether::centre::Change;
use bellwether::centre::details;
use egui_kittest::kittest::Queryable as _;
use stage::names_in;
use stage::window::Window;

/// Waits for what threads do, as a person would.
fn until(window: &mut Window, name: &str) {
    for _ in 0..1500 {
        window.settle();
        if window.shows(name) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("never saw {name}");
}

fn reports() -> Window {
    let mut window = Window::sample();
    window.key(egui::Key::Num9);
    window
}

/// The label of the first candidate on the list.
fn first(window: &Window) -> String {
    let centre = window.harness.state().workspace().unwrap().centre();
    centre.people.candidates()[0].label()
}

#[test]
fn the_pages_of_a_report_are_shown_before_it_is_written() {
    let mut window = reports();
    assert!(window.shows("Write 12 reports…"));
    until(&mut window, "Page 1 of");
    let first = first(&window);
    window.press(&first);
    assert!(window.shows("Write 11 reports…"));
    window.press("The next report");
    assert!(window.shows("2 of 11"));
    window.press("None");
    assert!(window.shows("Nothing to show yet") && window.shows("Choose somebody on the left."));
}

#[test]
fn it_is_said_of_how_many_the_panel_has_signed_nothing() {
    let mut window = reports();
    assert!(window.shows("The panel has signed none of them yet"));
    window.press("None");
    assert!(!window.shows("The panel has"), "nobody is chosen");
}

#[test]
fn what_is_chosen_is_written_into_the_folder_and_what_is_there_is_asked_about() {
    let mut window = reports();
    window.press("None");
    let first = first(&window);
    window.press(&first);
    window.fill("File names, with {code}, {name}, {kind} or {date}", "{code}");
    window.press("With numbers");
    let folder = window.path("out");
    let write = |window: &mut Window| {
        window.dialogs.choose(folder.clone());
        window.press("Write 1 report…");
        window.settle();
    };
    write(&mut window);
    until(&mut window, "1 report written");
    assert!(window.shows("C01.pdf") && window.shows(" kB"));
    window.press("Done");
    assert_eq!(names_in(&folder), ["C01.pdf"]);
    let before = std::fs::read(folder.join("C01.pdf")).unwrap();
    assert!(before.starts_with(b"%PDF"));

    write(&mut window);
    until(&mut window, "1 file is there already");
    window.press("Cancel");
    assert_eq!(std::fs::read(folder.join("C01.pdf")).unwrap(), before);

    write(&mut window);
    until(&mut window, "1 file is there already");
    window.press("Skip those");
    until(&mut window, "0 reports written");
    assert!(window.shows("1 file was there already and left alone."));
    window.press("Done");
    assert_eq!(names_in(&folder), ["C01.pdf"]);

    write(&mut window);
    until(&mut window, "1 file is there already");
    window.press("Keep both, with a number");
    until(&mut window, "1 report written");
    window.press("Done");
    assert_eq!(names_in(&folder), ["C01 2.pdf", "C01.pdf"]);
    assert_eq!(std::fs::read(folder.join("C01.pdf")).unwrap(), before);
}

#[test]
fn one_key_writes_all_that_is_chosen() {
    let mut window = reports();
    let folder = window.path("out");
    window.dialogs.choose(folder.clone());
    // Whatever has the focus is not pressed with it.
    window.harness.get_by_label("People").focus();
    window.settle();
    window.keys(egui::Modifiers::COMMAND, egui::Key::Enter);
    until(&mut window, "Writing 2 of 12");
    assert!(window.shows("Which reports"), "still at Reports");
    window.keys(egui::Modifiers::COMMAND, egui::Key::Enter);
    window.press("Stop");
    until(&mut window, "Stopped: ");
    assert!(!names_in(&folder).is_empty());
}

#[test]
fn what_is_asked_for_with_nobody_chosen_is_not_written_later() {
    let mut window = reports();
    let folder = window.path("out");
    window.dialogs.choose(folder.clone());
    window.press("None");
    window.keys(egui::Modifiers::COMMAND, egui::Key::Enter);
    window.press("All");
    window.settle();
    assert!(window.shows("Write 12 reports…") && !window.shows("Writing "));
    assert!(!folder.exists());
}

#[test]
fn writing_is_stopped_between_two_reports_and_the_list_says_how_many_are_not_there() {
    let mut window = reports();
    let folder = window.path("out");
    window.dialogs.choose(folder.clone());
    window.press("Write 12 reports…");
    until(&mut window, "Writing 2 of 12");
    window.press("Stop");
    until(&mut window, "Stopped: ");
    let written = names_in(&folder);
    assert!((1..12).contains(&written.len()), "{written:?}");
    assert!(window.shows(&format!("{} not written.", left(12 - written.len()))));
    for name in &written {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name}");
    }
}

fn left(many: usize) -> String {
    bellwether::words::count(many, "report", "reports")
}

#[test]
fn templates_of_ones_own_show_as_soon_as_they_are_saved_and_say_where_they_are_wrong() {
    let mut window = reports();
    until(&mut window, "Page 1 of");
    window.press("Change the templates…");
    until(&mut window, "templates of your own");
    let own = window.path("data").join("templates").join("reports");
    let text = std::fs::read_to_string(own.join("feedback.typ")).unwrap();
    std::fs::write(own.join("feedback.typ"), format!("#wrong\n{text}")).unwrap();
    window.clock.move_on(2);
    until(&mut window, "feedback.typ, line 1, column 2");
    std::fs::write(own.join("feedback.typ"), text).unwrap();
    window.clock.move_on(2);
    until(&mut window, "Page 1 of");
}

#[test]
fn assessors_are_chosen_for_their_own_reports() {
    let mut window = reports();
    window.press("Candidate’s feedback");
    assert!(window.shows("Choose on the right which reports are wanted."));
    window.press("Assessor’s feedback");
    window.press("Assessors");
    let people = window.harness.state().workspace().unwrap().centre().people.clone();
    let count = people.assessors().len();
    assert!(window.shows(&format!("Write {count} reports…")));
    let name = people.assessors()[0].name.clone();
    window.press(&name);
    assert!(window.shows(&format!("Write {} reports…", count - 1)));
}

#[test]
fn the_logo_is_kept_with_the_centre_and_undo_takes_it_back() {
    let mut window = reports();
    let path = window.path("mark.png");
    let mark = image::RgbaImage::from_pixel(900, 300, image::Rgba([9, 80, 90, 255]));
    mark.save(&path).unwrap();
    let logo =
        |window: &Window| window.harness.state().workspace().unwrap().centre().details.logo.clone();
    std::fs::write(window.path("mark.txt"), "no picture").unwrap();
    window.dialogs.choose(window.path("mark.txt"));
    window.press("Add a logo…");
    assert!(window.shows("is no PNG or JPEG") && logo(&window).is_none());
    window.dialogs.choose(path);
    window.press("Add a logo…");
    assert!(window.shows("The centre’s logo is shown."));
    let kept = logo(&window).unwrap();
    let small = image::load_from_memory(kept.png()).unwrap();
    assert_eq!((small.width(), small.height()), (720, 240));
    window.keys(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(logo(&window), None);
    window.keys(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::Z);
    let known = window.harness.state().workspace().unwrap().record().entries();
    let set = known.iter().flat_map(|entry| entry.act.changes());
    let set = set.filter(|change| matches!(change, Change::Details(details::Change::Logo(_))));
    assert_eq!(set.count(), 1);
}

#[test]
fn ctrl_and_a_digit_lead_to_each_view_and_names_are_read_in_a_small_window_too() {
    use egui_kittest::kittest::Queryable as _;
    let start = bellwether::ui::Start { sample: true, ..bellwether::ui::Start::default() };
    let folder = std::sync::Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(start, folder, [1024.0, 700.0]);
    window.key(egui::Key::Num9);
    let views = [
        (egui::Key::Num1, "Which reports"),
        (egui::Key::Num2, "How candidates are named"),
        (egui::Key::Num3, "How long data is kept"),
        (egui::Key::Num4, "Feedback followed up"),
    ];
    for (key, shown) in views {
        window.keys(egui::Modifiers::COMMAND, key);
        assert!(window.shows(shown), "{shown}");
    }
    for view in [egui::Key::Num3, egui::Key::Num4] {
        window.keys(egui::Modifiers::COMMAND, view);
        let name = window.harness.get_by_label("Ada Abara").rect();
        assert!(name.width() > 55.0, "{name:?}");
    }
}
