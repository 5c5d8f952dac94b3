//! The wash-up in the window: the whole meeting by keys and clicks, and what it leaves on record.

use crate::stage;
use bellwether::centre::meeting::Meeting;
use bellwether::centre::{Centre, washup};
use bellwether::scoring;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::rated;
use stage::window::Window;

pub(super) fn centre(window: &Window) -> &Centre {
    window.harness.state().workspace().unwrap().centre()
}

pub(super) fn first(window: &Window) -> &Meeting {
    let centre = centre(window);
    centre.meeting(centre.people.candidates()[0].id).unwrap()
}

pub(super) fn graduates() -> Window {
    let record = rated::day(rated::scenario("graduate-day"), 4);
    rated::window(&record, [1440.0, 900.0])
}

/// The reason has room for several lines.
fn write_reason(window: &mut Window, text: &str) {
    let role = egui::accesskit::Role::MultilineTextInput;
    window.harness.get_by_role_and_label(role, "Why this level").focus();
    window.settle();
    window.harness.get_by_role_and_label(role, "Why this level").type_text(text);
    window.settle();
}

/// Agrees every competency of the candidate on the table with the level nearest to the mean, by
/// keys alone: with each that is agreed the next comes up.
pub(super) fn agree_all_by_keys(window: &mut Window) {
    let rows = centre(window).scenario.framework.competencies.len();
    for row in 0..rows {
        let candidate = centre(window).wash_up.current.unwrap();
        let level = &scoring::outcome(centre(window), candidate).levels[row];
        if let Some(mean) = level.arithmetic {
            let digit = format!("{:.0}", mean.value);
            window.key(Key::from_name(&digit).unwrap());
            window.key(Key::Enter);
        }
    }
}

#[test]
fn a_candidate_goes_through_the_whole_meeting() {
    let mut window = graduates();
    assert!(window.shows("0 of 4 agreed"));
    window.press("Those who saw the candidate");
    window.press("Begin");
    assert!(window.shows("marksheets are in"));
    window.press("Show all ratings");
    assert!(first(&window).revealed.is_some());
    window.harness.get_by_label("Grid of ratings").focus();
    window.settle();
    agree_all_by_keys(&mut window);
    let candidate = centre(&window).wash_up.current.unwrap();
    assert_eq!(centre(&window).to_agree(candidate), []);
    assert!(window.shows("1 of 4 agreed"));
    let outcome = scoring::outcome(centre(&window), candidate);
    let band = outcome.verdict.band_of(&centre(&window).scenario).unwrap().label.clone();
    window.press(&format!("Decide: {band}"));
    window.press("Sign and lock");
    let meeting = first(&window);
    assert_eq!(meeting.decision().unwrap().by_rule.as_deref(), Some(band.as_str()));
    assert!(!meeting.signed().unwrap().1.assessors.is_empty());
    assert!(window.shows("Signed at"));
    window.press("Reports");
    assert!(window.shows("The panel has not signed 3 of 4 yet"));
    window.press("Wash-up");
    // Locked: it opens again only with a reason.
    window.press("Reopen");
    assert!(first(&window).is_locked());
    window.fill("Why it is opened again", "A marksheet was mixed up");
    window.press("Reopen");
    assert!(!first(&window).is_locked());
    window.keys(egui::Modifiers::COMMAND, Key::S);
    window.until_safe();
    let held = |window: &Window| {
        let document = stage::window::read(&window.path("day.centre.ron"));
        document.entries.len()
            == window.harness.state().workspace().unwrap().record().entries().len()
    };
    for _ in 0..200 {
        if held(&window) {
            break;
        }
        window.settle();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let document = stage::window::read(&window.path("day.centre.ron"));
    assert!(document.entries.iter().any(|entry| matches!(
        entry.act.changes(),
        [bellwether::centre::Change::WashUp(washup::Change::Sign { .. })]
    )));
}

#[test]
fn keys_that_come_before_a_slow_window_draws_again_each_do_their_own() {
    let mut window = graduates();
    window.press("Begin");
    window.press("Show all ratings");
    let candidate = centre(&window).wash_up.current.unwrap();
    let nearest: Vec<u8> = scoring::outcome(centre(&window), candidate)
        .levels
        .iter()
        .map(|level| format!("{:.0}", level.arithmetic.unwrap().value).parse().unwrap())
        .collect();
    let keys = nearest.iter().flat_map(|level| {
        let digit = Key::from_name(&level.to_string()).unwrap();
        [digit, Key::Enter]
    });
    let keys: Vec<Key> = keys.collect();
    window.burst(&keys);
    let agreed = first(&window);
    let framework = &centre(&window).scenario.framework;
    let agreed = framework.competencies.iter().map(|known| agreed.agreed(&known.id));
    let agreed: Vec<Option<u8>> = agreed.map(|one| one.and_then(|one| one.level)).collect();
    assert_eq!(agreed, nearest.into_iter().map(Some).collect::<Vec<_>>());
}

#[test]
fn a_digit_right_after_the_ratings_are_shown_is_a_level_and_no_stage() {
    let mut window = graduates();
    window.press("Begin");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowUp);
    window.burst(&[Key::Enter, Key::Num3, Key::Tab, Key::Num4]);
    assert!(first(&window).revealed.is_some());
    assert!(window.shows("Settle:") && window.shows("Agree 4"), "still at the wash-up");
}

#[test]
fn keys_alone_lead_from_the_last_level_to_the_decision_and_the_signatures() {
    let mut window = graduates();
    window.press("Those who saw the candidate");
    window.press("Begin");
    window.press("Show all ratings");
    window.key(Key::D);
    assert!(first(&window).decision().is_none(), "nothing is agreed yet");
    agree_all_by_keys(&mut window);
    assert!(window.shows("Go to the decision"));
    window.key(Key::D);
    window.key(Key::Enter);
    assert!(first(&window).decision().is_some());
    window.key(Key::D);
    window.key(Key::Enter);
    assert!(first(&window).is_locked());
    assert!(!window.shows("Go to the decision"));
}

#[test]
fn keys_alone_lead_through_the_whole_case_whoever_forgot_the_table() {
    let mut window = graduates();
    let candidate = |window: &Window| centre(window).wash_up.current;
    window.key(Key::Enter);
    let begun = candidate(&window).unwrap();
    assert!(centre(&window).meeting(begun).unwrap().revealed.is_none(), "begun, not shown");
    window.key(Key::Enter);
    assert!(centre(&window).meeting(begun).unwrap().revealed.is_some());
    agree_all_by_keys(&mut window);
    for step in ["the decision", "those at the table", "the signatures"] {
        assert!(!centre(&window).meeting(begun).unwrap().is_locked(), "before {step}");
        window.key(Key::D);
        window.key(Key::Enter);
    }
    assert!(centre(&window).meeting(begun).unwrap().is_locked());
    window.key(Key::Num7);
    assert!(!window.shows("Settle:") && window.shows("Compare"), "a digit leads to a stage again");
}

#[test]
fn keys_that_are_meant_for_a_dialog_do_nothing_below_it() {
    let mut window = graduates();
    window.press("Begin");
    let blind = |window: &Window| window.shows("Show initials");
    let before = blind(&window);
    window.key(Key::F1);
    window.key(Key::I);
    window.key(Key::Escape);
    assert_eq!(blind(&window), before);
    window.key(Key::I);
    assert_ne!(blind(&window), before);
}

#[test]
fn what_keys_lead_to_in_the_column_is_brought_into_view() {
    let mut window =
        rated::window(&rated::day(rated::scenario("graduate-day"), 4), [1024.0, 700.0]);
    window.press("Begin");
    window.press("Show all ratings");
    agree_all_by_keys(&mut window);
    let button = |window: &Window| {
        let mut all = window.harness.query_all_by_label_contains("Decide: ");
        all.next().unwrap().rect()
    };
    assert!(button(&window).top() > 700.0, "it is far down");
    window.key(Key::D);
    let seen = button(&window);
    assert!(seen.top() > 60.0 && seen.bottom() < 700.0, "{seen:?}");
}

#[test]
fn tab_goes_on_from_the_grid_to_what_is_settled_beside_it() {
    let mut window = graduates();
    window.press("Begin");
    window.press("Show all ratings");
    window.key(Key::Tab);
    let name =
        format!("Agreed level of {}", centre(&window).scenario.framework.competencies[0].name);
    assert!(window.harness.get_by_label(&name).is_focused());
}

#[test]
fn one_thing_alone_stands_out_as_the_next_one() {
    let mut window = graduates();
    let offered = |window: &Window| {
        ["Begin", "Show all ratings", "Go to the decision", "Next candidate"]
            .into_iter()
            .filter(|name| {
                let button =
                    window.harness.query_by_role_and_label(egui::accesskit::Role::Button, name);
                button.is_some()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(offered(&window), ["Begin", "Show all ratings", "Next candidate"]);
    window.press("Begin");
    assert_eq!(offered(&window), ["Show all ratings", "Next candidate"]);
    window.press("Show all ratings");
    agree_all_by_keys(&mut window);
    assert_eq!(offered(&window), ["Go to the decision", "Next candidate"]);
}

#[test]
fn whoever_agrees_with_the_mouse_goes_on_with_the_keys() {
    let mut window = graduates();
    window.press("Begin");
    window.press("Show all ratings");
    let in_grid = |window: &Window| window.harness.get_by_label("Grid of ratings").is_focused();
    assert!(in_grid(&window), "once all is shown");
    let candidate = centre(&window).wash_up.current.unwrap();
    let level = &scoring::outcome(centre(&window), candidate).levels[0];
    let near = format!("{:.0}", level.arithmetic.unwrap().value);
    let name = format!("{}: {near} ", centre(&window).scenario.framework.competencies[0].name);
    let step = window.harness.query_all_by_label_contains(&name).next().unwrap();
    step.click();
    window.settle();
    window.harness.get_by_label(&format!("Agree {near}")).click();
    window.settle();
    assert_eq!(first(&window).agreed.len(), 1);
    assert!(in_grid(&window), "a digit is a level here, and no other stage");
    let next = &centre(&window).scenario.framework.competencies[1].name;
    assert!(window.shows(&format!("Settle: {next}")), "the next competency comes up");
    window.key(Key::Num3);
    assert!(window.shows("Agree 3"));
}

#[test]
fn w1_nothing_can_be_seen_before_it_is_shown() {
    let mut window = graduates();
    assert!(!window.shows("apart by") && !window.shows("By the means alone"));
    assert!(!window.shows("Settle:") && !window.shows("Evidence"));
    // No cell holds a level, and no line a mean.
    let titles =
        centre(&window).scenario.exercises.iter().map(|known| format!(", {}: ", known.title));
    let mut cells = 0;
    for title in titles.chain([", agreed: ".to_owned()]) {
        for cell in window.harness.query_all_by_label_contains(&title) {
            let name = cell.accesskit_node().label().unwrap_or_default();
            let empty = ["handed in", "not rated here", "not held", "nothing"];
            assert!(empty.iter().any(|end| name.ends_with(end)), "{name}");
            cells += 1;
        }
    }
    assert!(cells > 20, "{cells}");
    let means = window.harness.query_all_by_label_contains(".");
    let means = means.filter_map(|node| node.accesskit_node().label()?.parse::<f64>().ok());
    assert_eq!(means.count(), 0);
    window.press("Show all ratings");
    assert!(window.shows("By the means alone") && window.shows("Settle:"));
}

#[test]
fn w2_initials_are_hidden_as_the_scenario_says_and_shown_on_demand() {
    let mut record = rated::day(rated::scenario("graduate-day"), 2);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    let mut window = rated::window(&record, [1440.0, 900.0]);
    assert!(centre(&window).scenario.wash_up.blind);
    let sheet = centre(&window).sheets_about(candidate)[0];
    let name = centre(&window).people.assessor(sheet.assessor).unwrap().name.clone();
    assert!(!window.shows(&name), "no name in the grid, the evidence or the reasons");
    window.key(Key::I);
    assert!(window.shows(&name));
    window.key(Key::I);
    assert!(!window.shows(&name));
}

/// What the cells of the grid say of the levels in them, for those where two or more were given.
fn several_levels(window: &Window) -> Vec<Vec<String>> {
    let exercises = &centre(window).scenario.exercises;
    let titles = exercises.iter().map(|known| format!(", {}: ", known.title));
    let cells = titles.flat_map(|title| {
        let cells = window.harness.query_all_by_label_contains(&title);
        let names = cells.map(|cell| cell.accesskit_node().label().unwrap_or_default());
        let said = names.filter_map(|name| Some(name.split_once(&title)?.1.to_owned()));
        said.collect::<Vec<_>>()
    });
    let levels = cells.map(|said| said.split(", ").map(str::to_owned).collect::<Vec<_>>());
    levels.filter(|levels| levels.len() > 1).collect()
}

#[test]
fn w2_while_initials_are_hidden_no_place_in_a_cell_gives_anybody_away() {
    let mut record = rated::day(rated::scenario("graduate-day"), 4);
    for candidate in rated::candidates(&record) {
        rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    }
    let mut window = rated::window(&record, [1440.0, 900.0]);
    let (mut cells, mut by_assessor) = (0, 0);
    for _ in 0..4 {
        for levels in several_levels(&window) {
            let digits = levels.iter().filter(|level| level.parse::<u8>().is_ok());
            let digits: Vec<&String> = digits.collect();
            assert!(digits.is_sorted(), "by height, whoever gave them: {levels:?}");
            cells += 1;
        }
        window.key(Key::I);
        for levels in several_levels(&window) {
            let digits = levels.iter().filter_map(|level| level.chars().last());
            let digits: Vec<char> = digits.filter(char::is_ascii_digit).collect();
            by_assessor += usize::from(!digits.is_sorted());
        }
        window.key(Key::I);
        window.key(Key::N);
    }
    assert!(cells > 20 && by_assessor > 0, "{cells} cells, {by_assessor} in another order");
}

#[test]
fn w4_a_departure_asks_why_and_says_so_beside_the_field() {
    let mut window = graduates();
    window.press("Begin");
    window.press("Show all ratings");
    let candidate = centre(&window).wash_up.current.unwrap();
    let mean = scoring::outcome(centre(&window), candidate).levels[0].arithmetic.unwrap().value;
    let far = if mean > 3.0 { Key::Num1 } else { Key::Num5 };
    window.harness.get_by_label("Grid of ratings").focus();
    window.settle();
    window.key(far);
    window.key(Key::Enter);
    assert!(first(&window).agreed.is_empty());
    assert!(window.shows("Say why: the reason is kept with it"));
    let label = "Say why: the reason is kept with it";
    let why = window.harness.query_all_by_label_contains(label).next().unwrap().rect();
    let role = egui::accesskit::Role::MultilineTextInput;
    let field = window.harness.get_by_role_and_label(role, "Why this level");
    assert!(field.is_focused() && why.bottom() <= field.rect().top() + 1.0, "it is read first");
    assert!(window.shows("Ctrl+Enter agrees"));
    write_reason(&mut window, "Two assessors saw another half");
    window.keys(egui::Modifiers::COMMAND, Key::Enter);
    let agreed = &first(&window).agreed;
    let (_, versions) = agreed.iter().next().unwrap();
    assert_eq!(versions[0].reason, "Two assessors saw another half");
}

#[test]
fn a_half_typed_reason_survives_a_crash() {
    let mut record = rated::day(rated::scenario("graduate-day"), 2);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    let mut window = rated::window(&record, [1440.0, 900.0]);
    write_reason(&mut window, "Half a reas");
    let drafts = window.harness.state().workspace().unwrap().drafts().clone();
    assert!(drafts.values().any(|text| text == "Half a reas"), "{drafts:?}");
}

#[test]
fn the_clock_of_a_candidate_runs_and_n_leads_on() {
    let mut window = graduates();
    window.press("Begin");
    let length = centre(&window).scenario.wash_up.for_each.as_duration().as_secs();
    window.clock.move_on(60);
    window.settle();
    let left = bellwether::words::clock(length - 60);
    assert!(window.shows(&left), "{left}");
    window.key(Key::N);
    window.press("Begin");
    let codes: Vec<_> = centre(&window).wash_up_order();
    assert_eq!(centre(&window).wash_up.current, Some(codes[1]));
    assert_eq!(first(&window).spans.len(), 1);
    assert!(first(&window).spans[0].left.is_some());
}

#[test]
fn only_selection_ranks() {
    let window = graduates();
    assert!(window.shows("Ranking"));
    let record = rated::day(rated::scenario("leading-and-managing"), 2);
    let window = rated::window(&record, [1440.0, 900.0]);
    assert!(!window.shows("Ranking"));
}

#[test]
fn an_assessor_is_sent_to_the_marksheets() {
    let mut window = graduates();
    let name = centre(&window).people.assessors()[0].name.clone();
    window.press("You: Facilitator");
    window.press(&name);
    assert!(window.shows("The facilitator leads the wash-up"));
    assert!(window.shows("All your marksheets are in") && !window.shows("Hand in first"));
    assert!(!window.shows("Show all ratings"));
}

#[test]
fn nobody_to_talk_about_says_what_to_do_first() {
    let mut window =
        rated::window(&rated::day(rated::scenario("graduate-day"), 0), [1024.0, 700.0]);
    assert!(window.shows("Nobody to talk about yet"));
    window.press("Name the people");
}

/// `PAINT=/tmp cargo test --test panel window:: painted -- --ignored`: to be looked at, never kept.
#[test]
#[ignore = "paints pictures for the eye"]
fn painted() {
    let folder = std::env::var("PAINT").unwrap_or_else(|_| "/tmp".to_owned());
    for (count, size) in [(1, [1024.0, 700.0]), (12, [1440.0, 900.0]), (100, [1440.0, 900.0])] {
        let mut record = rated::day(rated::scenario("graduate-day"), count);
        let all = rated::candidates(&record);
        for candidate in all.iter().take(4) {
            rated::act(&mut record, washup::Change::Begin { candidate: *candidate });
            let reveal = washup::Change::Reveal { candidate: *candidate, reason: String::new() };
            rated::act(&mut record, reveal);
        }
        for candidate in all.iter().take(3) {
            agree(&mut record, *candidate, usize::MAX);
        }
        if let Some(candidate) = all.get(3) {
            agree(&mut record, *candidate, 3);
        }
        let mut window = rated::window(&record, size);
        for theme in ["light", "dark"] {
            if theme == "dark" {
                window.keys(egui::Modifiers::COMMAND, Key::K);
                window.enter("Find or do anything", "Light or dark");
                window.clock.move_on(30);
            }
            window.settle();
            let image = window.harness.render().unwrap();
            image.save(format!("{folder}/washup-{count}-{theme}.png")).unwrap();
        }
    }
}

fn agree(
    record: &mut bellwether::centre::Record,
    candidate: bellwether::ids::CandidateId,
    most: usize,
) {
    for competency in record.centre().to_agree(candidate).into_iter().take(most) {
        let outcome = scoring::outcome(record.centre(), candidate);
        let mean = outcome.level(&competency).unwrap().arithmetic.unwrap().value;
        let scale = &record.centre().scenario.scale;
        let near = scale.levels.iter().min_by(|one, other| {
            let far = |number: u8| (f64::from(number) - mean).abs();
            far(one.number).total_cmp(&far(other.number))
        });
        let level = Some(near.unwrap().number);
        let change = washup::Change::Agree {
            candidate,
            competency,
            level,
            arithmetic: Some(mean),
            reason: String::new(),
        };
        rated::act(record, change);
    }
}
