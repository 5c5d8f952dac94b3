//! Pictures of the main screens in both themes, painted on the processor: no graphics driver
//! needed. `UPDATE_SNAPSHOTS=1 cargo test --test looks` paints them anew; look before committing.

use crate::stage::{self, looking, planned};
use std::sync::Arc;

use bellwether::centre::notes::{self, Direction};
use bellwether::centre::{Change, talk, washup};
use bellwether::ui::Start;
use egui_kittest::kittest::Queryable as _;
use looking::{compare, look};
use stage::window::Window;
use stage::{noted, rated};

fn sample(size: [f32; 2]) -> Window {
    let start = Start { sample: true, ..Start::default() };
    Window::open_with(start, Arc::new(tempfile::tempdir().unwrap()), size)
}

#[test]
fn home_looks_as_designed() {
    let mut window = Window::open();
    look(&mut window, "home");
}

#[test]
fn people_looks_as_designed() {
    let mut window = sample([1440.0, 900.0]);
    window.press("People");
    window.press("C01 · Ada Abara");
    look(&mut window, "people");
}

#[test]
fn people_fits_a_small_screen() {
    let mut window = sample([1024.0, 700.0]);
    window.press("People");
    window.press("C01 · Ada Abara");
    window.press("+ Add an adjustment");
    look(&mut window, "people-small");
}

const ROSTER: &str = "\
Candidate ID,First name,Surname,E-mail,Pronouns,Extra time,Arrives,Leaves,Notes
C21,Amara,Okafor,amara@example.org,she/her,25%,09:00,13:00,
C22,Bruno,Lindt,bruno@example.org,he/him,,,,Parks by the gate
C23,Chen,Wei,chen@example.org,,a quarter,,,
C22,Dina,Haddad,dina@example.org,she/her,,,,
C24,Emil,Sørensen,emil@example.org,,0.25,,,
,Ada,Abara,ada@example.org,,,,,
C26,Farid,Nazari,farid@example.org,,,9:30,,
";

fn bringing_in(size: [f32; 2]) -> Window {
    let mut window = sample(size);
    window.press("People");
    let path = window.path("candidates.csv");
    std::fs::write(&path, ROSTER).unwrap();
    window.dialogs.choose(path);
    window.press("Bring in a list…");
    window
}

#[test]
fn a_list_brought_in_looks_as_designed() {
    let mut window = bringing_in([1440.0, 900.0]);
    window.settle();
    compare(&mut window.harness, "roster-light");
}

#[test]
fn a_list_brought_in_fits_a_small_screen() {
    let mut window = bringing_in([1024.0, 700.0]);
    window.settle();
    compare(&mut window.harness, "roster-small-light");
}

#[test]
fn live_looks_as_designed() {
    look(&mut sample([1440.0, 900.0]), "live");
}

#[test]
fn live_fits_a_small_screen() {
    look(&mut sample([1024.0, 700.0]), "live-small");
}

/// What 1440 by 900 pixels hold at 200 %: the stage is moved about beside the rail and the bar.
#[test]
fn live_at_200_percent_is_moved_about() {
    look(&mut sample([720.0, 450.0]), "live-200-percent");
}

#[test]
fn observe_looks_as_designed() {
    let mut window = sample([1440.0, 900.0]);
    window.press("Observe");
    let centre = window.harness.state().workspace().unwrap().centre();
    let running =
        centre.sessions.values().find(|session| session.clock.current().is_some()).unwrap();
    let name = centre.people.assessor(running.assessors()[0]).unwrap().name.clone();
    window.press(&name);
    look(&mut window, "observe");
}

/// A group of six in the middle of its run: notes, a moment without words, marks of speakers.
fn huddle() -> noted::Noted {
    let mut huddle = noted::running(6, |_| true, |_| {});
    let on = |competency: &str| notes::Shown::of(bellwether::ids::CompetencyId::new(competency));
    let said = [
        (
            1,
            Some(Direction::For),
            "Opens by asking what each person already tried before offering a view",
            vec![on("includes-others")],
        ),
        (
            3,
            None,
            "“We have till four, let’s split it: who takes the rota?”",
            vec![on("organises-work")],
        ),
        (
            0,
            Some(Direction::Against),
            "Talks across 5 twice; does not pick up her point",
            vec![on("includes-others")],
        ),
        (
            1,
            Some(Direction::For),
            "Comes back to 5: “you were about to say something about the night shift”",
            vec![on("includes-others"), on("builds-morale")],
        ),
        (5, Some(Direction::Neutral), "Silent for four minutes, reads brief", Vec::new()),
    ];
    for (count, (seat, direction, text, shows)) in (0..).zip(said) {
        let content = notes::Content { text: text.into(), direction, shows };
        huddle.note(seat, 3041 + 77 * count, content);
    }
    huddle.mark(2, 3500);
    let (session, assessor) = (huddle.day.session, huddle.day.assessors[0]);
    for (secs, seat) in [(600, 1), (720, 3), (800, 0), (900, 1), (1000, 5), (1100, 1)] {
        let speaker = Some(huddle.sheets[seat].candidate);
        let at = stage::at(secs);
        let speaks = talk::Change::Speaks { session, assessor, at, speaker };
        huddle.act(Change::Talk(speaks));
    }
    huddle
}

fn observing(size: [f32; 2], name: &str) {
    let mut window = huddle().window(size);
    let role = egui::accesskit::Role::TextInput;
    for letter in "2+Checks that everyone can make Tuesday #org ".chars() {
        window.harness.get_by_role_and_label(role, "Note").type_text(&letter.to_string());
        window.harness.step();
    }
    look(&mut window, name);
}

#[test]
fn observing_a_group_looks_as_designed() {
    observing([1440.0, 900.0], "observe-group");
}

#[test]
fn observing_a_group_fits_a_small_screen() {
    observing([1024.0, 700.0], "observe-group-small");
}

#[test]
fn a_scorecard_looks_as_designed() {
    let mut window = sample([1440.0, 900.0]);
    window.press("Scorecards");
    let cell =
        window.harness.get_all_by_label_contains("Motivating others in Group discussion").next();
    cell.unwrap().click_accesskit();
    look(&mut window, "scorecard");
}

/// A day that is over, with so many candidates, in the wash-up; all ratings of the first are shown.
fn panel(candidates: u32, size: [f32; 2]) -> Window {
    let mut record = rated::day(rated::scenario("graduate-day"), candidates);
    let candidate = rated::candidates(&record)[0];
    let reason = "Everybody is here".to_owned();
    rated::act(&mut record, washup::Change::Reveal { candidate, reason });
    rated::window(&record, size)
}

#[test]
fn the_wash_up_of_one_looks_as_designed() {
    look(&mut panel(1, [1440.0, 900.0]), "wash-up-1");
}

#[test]
fn the_wash_up_of_12_looks_as_designed() {
    look(&mut panel(12, [1440.0, 900.0]), "wash-up-12");
}

#[test]
fn the_wash_up_of_100_looks_as_designed() {
    look(&mut panel(100, [1440.0, 900.0]), "wash-up-100");
}

#[test]
fn the_wash_up_fits_a_small_screen() {
    look(&mut panel(12, [1024.0, 700.0]), "wash-up-small");
}

/// The scorecards of such a day; `then` is pressed.
fn scorecards(candidates: u32, size: [f32; 2], then: &[&str], name: &str) {
    let record = rated::day(rated::scenario("leading-and-managing"), candidates);
    let mut window = rated::opened(&record, size);
    window.press("Scorecards");
    for button in then {
        window.press(button);
    }
    look(&mut window, name);
}

#[test]
fn a_scorecard_of_one_alone_looks_as_designed() {
    scorecards(1, [1440.0, 900.0], &[], "scorecard-1");
}

#[test]
fn a_scorecard_among_100_looks_as_designed() {
    scorecards(100, [1440.0, 900.0], &[], "scorecard-100");
}

#[test]
fn a_scorecard_fits_a_small_screen() {
    scorecards(12, [1024.0, 700.0], &[], "scorecard-small");
}

#[test]
fn the_group_of_12_fits_a_small_screen() {
    scorecards(12, [1024.0, 700.0], &["Group"], "group-small");
}

#[test]
fn the_group_of_100_looks_as_designed() {
    scorecards(100, [1440.0, 900.0], &["Group"], "group-100");
}

#[test]
fn the_teams_of_12_look_as_designed() {
    scorecards(12, [1440.0, 900.0], &["Teams"], "teams-12");
}

/// Rating a group of six whose names are long, or written in other scripts.
fn rating(size: [f32; 2], name: &str) {
    let mut window = huddle().window(size);
    window.keys(egui::Modifiers::COMMAND, egui::Key::Num3);
    look(&mut window, name);
}

#[test]
fn rating_a_group_looks_as_designed() {
    rating([1440.0, 900.0], "rate-group");
}

#[test]
fn rating_a_group_fits_a_small_screen() {
    rating([1024.0, 700.0], "rate-group-small");
}

#[test]
fn classifying_a_group_fits_a_small_screen() {
    let mut window = huddle().window([1024.0, 700.0]);
    window.keys(egui::Modifiers::COMMAND, egui::Key::Num2);
    look(&mut window, "classify-group-small");
}

#[test]
fn the_library_looks_as_designed() {
    let mut window = Window::open();
    window.press("Design");
    look(&mut window, "library");
}

fn editing(size: [f32; 2]) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let mut window = Window::open_with(Start::default(), folder, size);
    window.press("Design");
    window.press("Duplicate and edit");
    window.press("Exercise 2: Coaching talk");
    window
}

#[test]
fn the_editor_looks_as_designed() {
    look(&mut editing([1440.0, 900.0]), "editor");
}

#[test]
fn the_editor_fits_a_small_screen() {
    look(&mut editing([1024.0, 700.0]), "editor-small");
}

fn timetable(size: [f32; 2]) -> Window {
    let mut window = sample(size);
    window.press("Timetable");
    window
}

#[test]
fn the_timetable_looks_as_designed() {
    look(&mut timetable([1440.0, 900.0]), "timetable");
}

#[test]
fn the_timetable_fits_a_small_screen() {
    look(&mut timetable([1024.0, 700.0]), "timetable-small");
}

/// The timetable of a day of 48.
fn many(size: [f32; 2], by: &str) -> Window {
    let means = planned::Means { candidates: 48, assessors: 26, players: 12, rooms: 26 };
    let record = planned::planned("leading-and-managing", means);
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("day.centre.ron");
    std::fs::write(&path, planned::file(&record)).unwrap();
    let start = Start { file: Some(path), ..Start::default() };
    let mut window = Window::open_with(start, folder, size);
    window.settle();
    window.press("Timetable");
    window.press(by);
    window
}

#[test]
fn the_timetable_of_48_candidates_looks_as_designed() {
    look(&mut many([1440.0, 900.0], "By candidates"), "timetable-48");
}

#[test]
fn the_assessors_of_48_candidates_look_as_designed() {
    look(&mut many([1440.0, 900.0], "By assessors"), "timetable-48-assessors");
}

#[test]
fn the_timetable_of_48_candidates_fits_a_small_screen() {
    look(&mut many([1024.0, 700.0], "By candidates"), "timetable-48-small");
}

#[test]
fn the_rooms_of_48_candidates_fit_a_small_screen() {
    look(&mut many([1024.0, 700.0], "By rooms"), "timetable-48-rooms-small");
}

#[test]
fn whereabouts_look_as_designed() {
    let mut window = sample([1440.0, 900.0]);
    window.key(egui::Key::W);
    look(&mut window, "whereabouts");
}

/// The sample centre at one of the views of Reports; pages are set on a thread of their own.
fn reports(view: egui::Key, size: [f32; 2]) -> Window {
    let mut window = sample(size);
    window.press("Reports");
    window.keys(egui::Modifiers::COMMAND, view);
    for _ in 0..600 {
        window.settle();
        if view != egui::Key::Num1 || window.shows("Page 1 of") {
            return window;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    window
}

#[test]
fn reports_look_as_designed() {
    look(&mut reports(egui::Key::Num1, [1440.0, 900.0]), "reports");
}

#[test]
fn reports_fit_a_small_screen() {
    look(&mut reports(egui::Key::Num1, [1024.0, 700.0]), "reports-small");
}

#[test]
fn data_looks_as_designed() {
    look(&mut reports(egui::Key::Num2, [1440.0, 900.0]), "reports-data");
}

#[test]
fn privacy_looks_as_designed() {
    let mut window = reports(egui::Key::Num3, [1440.0, 900.0]);
    window.key(egui::Key::Tab);
    look(&mut window, "reports-privacy");
}

#[test]
fn feedback_fits_a_small_screen() {
    look(&mut reports(egui::Key::Num4, [1024.0, 700.0]), "reports-feedback-small");
}

#[test]
fn the_room_screen_can_be_read_at_ten_metres() {
    room("room", None);
}

#[test]
fn a_message_on_the_room_screen_can_be_read_at_ten_metres() {
    room("room-message", Some("Please wait outside"));
}

fn room(name: &str, message: Option<&str>) {
    use bellwether::ui::room::face::{Face, FaceClock, face};
    let at = stage::at(0);
    let shown = Face {
        heading: "Inclusive huddle · discussion".into(),
        clock: Some(FaceClock {
            left: jiff::SignedDuration::from_secs(725),
            length: jiff::SignedDuration::from_mins(20),
            at,
            runs: true,
            warnings: vec![(jiff::SignedDuration::from_mins(5), "Five minutes left.".into())],
        }),
        idle: String::new(),
        message: message.map(str::to_owned),
        foot: "Birch · until 10:54".into(),
    };
    let mut installed = false;
    let mut harness = egui_kittest::Harness::builder()
        .with_size([1920.0, 1080.0])
        .renderer(stage::painter::Painter::default())
        .build_ui(move |ui| {
            if !std::mem::replace(&mut installed, true) {
                bellwether::ui::theme::install(ui.ctx());
            }
            let whole = ui.ctx().content_rect();
            face(ui, whole, &shown, at);
        });
    harness.run_steps(4);
    compare(&mut harness, name);
}
