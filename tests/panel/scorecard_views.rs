//! The Scorecards stage by clicks and keys: one candidate, several, the group, teams, growth.

use crate::stage;
use std::path::Path;
use std::sync::Arc;

use bellwether::ui::Start;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::window::Window;

/// A day that is over, with so many candidates, as a file in the folder.
fn day(folder: &Path, name: &str, candidates: u32, seed: u32) -> std::path::PathBuf {
    let file = folder.join(name);
    assert_cmd::Command::cargo_bin("bellwether")
        .unwrap()
        .args(["demo", "--candidates", &candidates.to_string(), "--seed", &seed.to_string()])
        .args(["--hours", "400", "-o"])
        .arg(&file)
        .assert()
        .success();
    file
}

fn scorecards(candidates: u32) -> Window {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let file = day(folder.path(), "day.centre.ron", candidates, 7);
    let start = Start { file: Some(file), ..Start::default() };
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    window.press("Scorecards");
    window
}

/// The first thing whose name has this in it, pressed.
fn press_like(window: &mut Window, name: &str) {
    window.harness.get_all_by_label_contains(name).next().unwrap().click_accesskit();
    window.settle();
}

fn labels(window: &Window, like: &str) -> Vec<String> {
    let found = window.harness.query_all_by_label_contains(like);
    let said = |node: egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or_else(|| node.value())
    };
    found.filter_map(said).collect()
}

#[test]
fn the_page_has_levels_the_map_exercises_and_evidence() {
    let window = scorecards(12);
    for words in [
        "Competencies",
        "Leader and manager",
        "By exercise",
        "Strengths, in evidence",
        "To work on",
        "far less dependable",
        "nothing is agreed yet",
    ] {
        assert!(window.shows(words), "{words}");
    }
    let dots = labels(&window, ": leadership ");
    assert_eq!(dots.len(), 12, "everybody is on the map: {dots:?}");
    assert!(window.shows("n 12"), "how many the group is");
}

#[test]
fn why_competencies_are_less_dependable_is_said_with_its_source_when_asked() {
    let mut window = scorecards(3);
    assert!(!window.shows("2,917"));
    window.press("Why?");
    assert!(window.shows("2,917") && window.shows("Jackson"));
    window.press("Fold up");
    assert!(!window.shows("2,917"));
}

#[test]
fn one_candidate_alone_is_compared_with_nobody() {
    let window = scorecards(1);
    assert_eq!(labels(&window, "nobody to compare with").len(), 1, "said once, not in every line");
    assert!(!window.shows("of the group"));
}

#[test]
fn tab_leads_from_nowhere_to_the_first_number_and_enter_unfolds_it() {
    let mut window = scorecards(4);
    window.key(egui::Key::Tab);
    let number = window.harness.get_all_by_label_contains("Leadership: ");
    assert!(number.into_iter().any(|node| node.is_focused()));
    window.key(egui::Key::Enter);
    assert!(window.shows("Behind the number"));
    window.key(egui::Key::Tab);
    let next = window.harness.get_all_by_label_contains("Vision and direction: ");
    assert!(next.into_iter().any(|node| node.is_focused()), "on to the next number");
}

#[test]
fn a_number_unfolds_by_keys_alone_down_to_the_notes() {
    let mut window = scorecards(4);
    window
        .harness
        .get_all_by_label_contains("Leadership: ")
        .find(|node| node.accesskit_node().role() == Role::Button)
        .unwrap()
        .focus();
    window.settle();
    window.key(egui::Key::Enter);
    assert!(window.shows("Behind the number"));
    // Family, then competency, then cell, then ratings with their notes.
    let before = labels(&window, "rests on").len();
    let is_competency = |node: &egui_kittest::Node<'_>| {
        let name = node.accesskit_node().label();
        name.is_some_and(|name| name.starts_with("Vision and direction: rests"))
    };
    let found = window.harness.get_all_by_label_contains("rests on").rfind(is_competency);
    found.unwrap().focus();
    window.settle();
    window.key(egui::Key::Enter);
    assert!(labels(&window, "rests on").len() > before, "its exercises show");
    window.key(egui::Key::Escape);
    assert!(!window.shows("Behind the number"));
}

#[test]
fn a_quote_leads_to_its_note_with_assessor_and_minute() {
    let mut window = scorecards(4);
    let quote = labels(&window, "Strengths, in evidence: ").remove(0);
    let text = quote.split('“').nth(1).unwrap().split('”').next().unwrap().to_owned();
    press_like(&mut window, &quote);
    assert!(window.shows("Behind the number"));
    assert!(window.shows(&format!("+ {text}")), "the note itself: {text}");
    assert!(window.shows("minute "), "and when");
    press_like(&mut window, "Show the session");
    assert!(!window.shows("Behind the number"), "another stage is shown");
}

#[test]
fn previous_and_next_go_through_the_list() {
    let mut window = scorecards(3);
    assert!(window.shows("C01 · "));
    window.press("Next candidate C02");
    assert!(window.harness.query_by_label("Previous candidate C01").is_some());
    window.press("Next candidate C03");
    window.press("Previous candidate C02");
    window.press("Previous candidate C01");
    assert!(window.harness.query_by_label("Next candidate C02").is_some());
}

#[test]
fn a_dot_on_the_map_leads_to_its_candidate_by_mouse_and_by_keys() {
    let mut window = scorecards(6);
    let dot =
        labels(&window, ": leadership ").into_iter().find(|name| name.starts_with("C05")).unwrap();
    window.press(&dot);
    assert!(window.harness.query_by_label("Previous candidate C04").is_some(), "C05 is shown");
    window.harness.get_by_label_contains("arrows move, Enter goes there").focus();
    window.settle();
    for key in
        [egui::Key::ArrowLeft, egui::Key::ArrowRight, egui::Key::ArrowDown, egui::Key::ArrowUp]
    {
        window.key(key);
    }
    window.key(egui::Key::ArrowUp);
    window.key(egui::Key::ArrowRight);
    window.key(egui::Key::Enter);
    assert!(window.harness.query_by_label("Leader and manager").is_some());
}

#[test]
fn the_group_sorts_filters_and_goes_out_as_csv() {
    let mut window = scorecards(12);
    window.press("Group");
    assert!(window.shows("12 of 12 candidates shown"));
    window.press("Sort by Leadership");
    assert!(window.shows("Sort by Leadership: highest first now"));
    let out = window.path("group.csv");
    window.dialogs.choose(out.clone());
    window.press("Export as CSV…");
    let text = std::fs::read_to_string(&out).unwrap();
    let rows: Vec<Vec<&str>> =
        text.trim_start_matches('\u{feff}').lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows.len(), 13, "a heading and everybody");
    let place = rows[0].iter().position(|name| *name == "Leadership").unwrap();
    let means: Vec<f64> = rows[1..].iter().map(|row| row[place].parse().unwrap()).collect();
    assert!(means.windows(2).all(|two| two[0] >= two[1]), "{means:?}");
    window.fill("Find by code or name", "C07");
    assert!(window.shows("1 of 12 candidates shown"));
    press_like(&mut window, "Open C07");
    assert!(window.harness.query_by_label("Next candidate C08").is_some());
}

#[test]
fn a_report_is_made_about_the_candidate_who_is_looked_at() {
    let mut window = scorecards(3);
    window.press("Next candidate C02");
    window.press("Export report…");
    assert!(window.shows("About whom"));
    for (code, wanted) in [("C01", false), ("C02", true), ("C03", false)] {
        let node = window
            .harness
            .get_all_by_label_contains(code)
            .find(|node| node.accesskit_node().role() == Role::CheckBox);
        let on = node.unwrap().accesskit_node().toggled() == Some(egui::accesskit::Toggled::True);
        assert_eq!(on, wanted, "{code}");
    }
}

#[test]
fn two_to_six_are_ticked_and_put_side_by_side() {
    let mut window = scorecards(8);
    window.press("Group");
    for code in ["C02", "C05"] {
        let name = labels(&window, &format!("Compare {code}")).remove(0);
        window.harness.get_by_role_and_label(Role::CheckBox, &name).click_accesskit();
        window.settle();
    }
    window.press("Compare 2");
    assert!(window.shows("Nothing is agreed") && !window.shows("In brackets"));
    assert!(window.shows("Side by side"));
    assert!(window.shows("C02, Leadership: ") && window.shows("C05, Management: "));
    window.enter("Add by code or name", "c01");
    assert!(window.shows("C01, Leadership: "), "Enter adds the first that is offered");
    for code in ["C03", "C04", "C06"] {
        press_like(&mut window, &format!("Add {code}"));
    }
    assert!(window.shows("Six is the most"));
    press_like(&mut window, "Take out C03");
    assert!(!window.shows("Six is the most"));
    assert!(!window.shows("C03, Leadership: "));
}

#[test]
fn teams_say_why_in_words_and_which_method_found_them() {
    let mut window = scorecards(6);
    window.press("Teams");
    assert!(window.shows("Every pairing was looked at"));
    assert!(window.shows("together no competency is below"));
    assert_eq!(labels(&window, "together no competency").len(), 3);
    window.press("Teams of three");
    assert_eq!(labels(&window, "together no competency").len(), 2);
}

#[test]
fn r1_an_assessor_has_no_group_no_map_and_no_teams() {
    let mut window = scorecards(6);
    window.press("Observe");
    let centre = window.harness.state().workspace().unwrap().centre();
    let name = centre.people.assessors()[0].name.clone();
    press_like(&mut window, &name);
    window.press("Scorecards");
    for words in ["Compare", "Group", "Teams", "Growth"] {
        assert!(window.harness.query_by_label(words).is_none(), "{words}");
    }
    for words in ["of the group", "centre’s mean", "Leader and manager", ": leadership "] {
        assert!(!window.shows(words), "{words}");
    }
}

#[test]
fn growth_asks_for_a_file_and_for_who_it_was_and_guesses_nobody() {
    let mut window = scorecards(4);
    let earlier = day(window.folder.path(), "earlier.centre.ron", 3, 9);
    let entries = window.harness.state().workspace().unwrap().record().entries().len();
    window.press("Growth");
    window.dialogs.choose(earlier.clone());
    window.press("Choose an earlier centre…");
    assert!(window.shows("Who was C01"));
    assert!(!window.shows("Then and now"), "nobody is guessed");
    press_like(&mut window, "It was C02");
    assert!(window.shows("Then and now"));
    assert!(window.shows("then ") && window.shows(" → "));
    assert_eq!(
        window.harness.state().workspace().unwrap().record().entries().len(),
        entries,
        "nothing of it is taken in"
    );
    assert!(!earlier.with_extension("ron.lock").exists());
}

#[test]
fn growth_does_not_take_this_very_centre_for_an_earlier_one() {
    let mut window = scorecards(2);
    window.press("Growth");
    let own = window.path("day.centre.ron");
    window.dialogs.choose(own);
    window.press("Choose an earlier centre…");
    assert!(window.shows("That is this very centre"));
}

#[test]
fn five_hundred_candidates_are_drawn_as_far_as_they_are_in_view() {
    let mut window = scorecards(500);
    window.press("Group");
    assert!(window.shows("500 of 500 candidates shown"));
    assert!(labels(&window, "Open C").len() < 60);
    window.press("Teams");
    assert!(window.shows("exchanging people between teams"));
    assert!(labels(&window, "together no competency").len() < 20);
}

#[test]
fn who_a_row_is_of_stays_beside_its_numbers_when_the_group_is_moved() {
    let mut window = scorecards(100);
    window.press("Group");
    let level = |window: &Window, code: &str| {
        let button = |begins: &str| {
            let mut all = window.harness.query_all_by_label_contains(begins);
            let begun = |node: &egui_kittest::Node<'_>| {
                let label = node.accesskit_node().label().unwrap_or_default();
                label.starts_with(begins)
            };
            all.find(begun).map(|node| node.rect().center())
        };
        let who = button(&format!("Open {code}"));
        let number = button(&format!("{code} · "));
        (who, number)
    };
    for over in ["Name", "Leadership"] {
        let at = window.harness.get_by_label(&format!("Sort by {over}")).rect().center();
        let rows = at + egui::vec2(0.0, 200.0);
        window.harness.event(egui::Event::PointerMoved(rows));
        for _ in 0..6 {
            window.harness.event(egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, -100.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Trackpad,
                modifiers: egui::Modifiers::NONE,
            });
            window.settle();
        }
        assert!(level(&window, "C01").0.is_none(), "moved by the wheel over {over}");
        let seen = (1..=100).map(|place| format!("C{place:02}")).filter_map(|code| {
            let (who, number) = level(&window, &code);
            who.zip(number).map(|two| (code, two))
        });
        let seen: Vec<_> = seen.collect();
        assert!(seen.len() > 8, "{seen:?}");
        for (code, (who, number)) in seen {
            assert!((who.y - number.y).abs() < 4.0, "{code}: {who:?} and {number:?}");
            assert!((100.0..400.0).contains(&(number.x - who.x)), "{code}: {who:?} and {number:?}");
        }
    }
}
