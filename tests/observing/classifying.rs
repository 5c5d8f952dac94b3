//! The second step of observing: notes are sorted by keys alone, or by pressing what does the same.

use crate::stage;
use bellwether::centre::Change;
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::ids::{CompetencyId, IndicatorId, NoteId};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::noted::{self, Noted, newest, says, words};
use stage::window::Window;

fn id(name: &str) -> CompetencyId {
    CompetencyId::new(name)
}

fn classified(text: &str) -> Content {
    let shows = vec![Shown::of(id("sets-direction"))];
    Content { text: text.to_owned(), direction: Some(Direction::For), shows }
}

/// Three notes about one candidate: classified, not, and a mark without words.
fn three() -> (Noted, Vec<NoteId>) {
    let mut noted = noted::session(1, |_| {});
    let notes = vec![
        noted.note(0, 60, classified("Names the aim")),
        noted.note(0, 120, words("Decides alone, and says so")),
        noted.mark(0, 180),
    ];
    (noted, notes)
}

fn classifying(noted: &Noted) -> Window {
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num2);
    window
}

/// What the list says about the row that is chosen.
fn chosen(window: &Window) -> String {
    let list = window.harness.get_by_role_and_label(Role::ListBox, "Notes to classify");
    list.accesskit_node().value().unwrap_or_default()
}

#[test]
fn the_bar_says_what_is_open_and_each_session_remembers_its_step() {
    let (noted, _) = three();
    let mut window = noted.window([1440.0, 900.0]);
    assert!(window.shows("2 Classify, 2 notes open") && window.shows("3 Rate, 8 ratings open"));
    window.press("2 Classify, 2 notes open");
    assert!(window.shows("2 of 3 notes not classified."));
    window.press("Live");
    window.press("Observe");
    assert!(window.shows("2 of 3 notes not classified."));
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert!(window.shows("1 marked moment waits for words: ↑ takes up the last one."));
}

#[test]
fn keys_alone_classify_a_note_under_two_competencies_one_of_them_the_other_way() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    assert!(chosen(&window).contains("Decides alone, and says so"), "the first that is open");
    for key in [Key::Num3, Key::Num1, Key::Plus, Key::ArrowRight, Key::O] {
        window.key(key);
    }
    let content = says(&window, notes[1]);
    assert!(content.is_classified());
    assert_eq!(content.direction_on(&id("sets-direction")), Some(Direction::For));
    assert_eq!(content.direction_on(&id("includes-others")), Some(Direction::Against));
    assert!(window.shows("1 of 3 notes not classified."));
    // In the file too.
    let entries = window.saved_as("day.centre.ron").entries;
    let edits = entries.iter().flat_map(|entry| entry.act.changes()).filter(|change| {
        matches!(change, Change::Note(notes::Change::Edit { note, .. }) if *note == notes[1])
    });
    assert_eq!(edits.count(), 4);
}

#[test]
fn a_letter_ticks_an_indicator_of_the_competency_that_the_keys_are_about() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::Num3);
    window.key(Key::E);
    let content = says(&window, notes[1]);
    let indicators: Vec<_> = content.shows[0].indicators.iter().map(IndicatorId::as_str).collect();
    assert_eq!(indicators, ["talks-over"]);
    assert_eq!(content.direction, Some(Direction::Against), "it speaks against including");
    window.key(Key::E);
    assert!(says(&window, notes[1]).shows[0].indicators.is_empty());
}

#[test]
fn signs_say_the_direction_and_neither_way_needs_no_competency() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::Minus);
    assert_eq!(says(&window, notes[1]).direction, Some(Direction::Against));
    window.key(Key::Equals);
    assert_eq!(says(&window, notes[1]).direction, Some(Direction::Neutral));
    assert!(says(&window, notes[1]).is_classified());
    window.key(Key::Backspace);
    assert_eq!(says(&window, notes[1]), words("Decides alone, and says so"));
}

#[test]
fn undo_takes_the_last_stroke_back() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::Num2);
    assert!(says(&window, notes[1]).is_on(&id("builds-morale")));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(says(&window, notes[1]).shows, []);
    assert!(chosen(&window).contains("Decides alone"), "the list keeps its place");
    window.key(Key::Num5);
    assert!(says(&window, notes[1]).is_on(&id("organises-work")), "and the keys");
}

#[test]
fn words_for_a_mark_are_typed_in_place_and_classifying_goes_on() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::N);
    assert!(chosen(&window).contains("no words yet"));
    assert!(window.shows("1 mark has no words yet."));
    window.key(Key::Num1);
    window.key(Key::Enter);
    let field = Role::TextInput;
    window.harness.get_by_role_and_label(field, "Words of the note").type_text("Gives 3 reasons");
    window.settle();
    window.key(Key::Enter);
    assert_eq!(says(&window, notes[2]).text, "Gives 3 reasons");
    window.key(Key::Plus);
    assert!(says(&window, notes[2]).is_classified());
    window.key(Key::Enter);
    window.harness.get_by_role_and_label(field, "Words of the note").type_text(" and a fourth");
    window.settle();
    window.key(Key::Escape);
    assert_eq!(says(&window, notes[2]).text, "Gives 3 reasons", "Esc leaves them as they were");
}

#[test]
fn the_next_unclassified_goes_round_and_the_filter_keeps_the_row_until_one_goes_on() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::N);
    assert!(chosen(&window).contains("no words yet"));
    window.key(Key::N);
    assert!(chosen(&window).contains("Decides alone"));
    window.key(Key::U);
    assert!(!window.shows("Names the aim"));
    window.key(Key::Num4);
    window.key(Key::Plus);
    assert!(says(&window, notes[1]).is_classified());
    assert!(chosen(&window).contains("Decides alone"), "nothing moves under the hands");
    window.key(Key::ArrowDown);
    assert!(!window.shows("Decides alone"));
    window.key(Key::Equals);
    window.key(Key::U);
    assert!(window.shows("All 3 notes are classified."));
}

#[test]
fn pressing_does_what_the_keys_do() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.press("Includes others: not shown by this note");
    window.press("Talks over or cuts off: not ticked");
    window.press("Goes the other way here");
    let content = says(&window, notes[1]);
    assert_eq!(content.direction, Some(Direction::Against));
    assert_eq!(content.direction_on(&id("includes-others")), Some(Direction::For));
    window.press("For");
    assert_eq!(says(&window, notes[1]).shows[0].direction, None);
    let row = window.harness.query_all_by_label_contains("Names the aim").next().unwrap();
    row.click_accesskit();
    window.settle();
    window.press("Strike out");
    let struck = |change: &Change| matches!(change, Change::Note(notes::Change::Strike { note }) if *note == notes[0]);
    assert!(newest(&window).iter().any(struck));
    window.press("Next unclassified");
    assert!(chosen(&window).contains("no words yet"));
    window.key(Key::Num6);
    assert!(says(&window, notes[2]).is_on(&id("sets-and-tracks-goals")), "keys go on");
}

#[test]
fn notes_of_the_whole_group_stand_in_one_list_with_their_seats() {
    let mut noted = noted::session(3, |_| {});
    let second = noted.note(1, 30, words("Asks the quiet one"));
    noted.note(0, 60, words("Splits the rota"));
    let mut window = classifying(&noted);
    assert!(chosen(&window).contains("Asks the quiet one") && chosen(&window).contains("seat 2"));
    window.key(Key::Num3);
    assert!(says(&window, second).is_on(&id("includes-others")));
    window.key(Key::ArrowDown);
    assert!(chosen(&window).contains("seat 1"));
}

#[test]
fn a_submitted_marksheet_refuses_in_words() {
    let (mut noted, notes) = three();
    let sheet = noted.sheets[0];
    let open = bellwether::centre::marksheets::blanks(noted.day.record.centre(), sheet);
    for competency in open {
        let rating = Some(bellwether::centre::marksheet::Rating::Level(3));
        let rate = bellwether::centre::marksheets::Change::Rate { sheet, competency, rating };
        noted.act(Change::Marksheet(rate));
    }
    noted.act(Change::Marksheet(bellwether::centre::marksheets::Change::Submit { sheet }));
    let mut window = classifying(&noted);
    window.key(Key::Num2);
    assert!(window.shows("This marksheet is submitted."));
    assert_eq!(says(&window, notes[1]).shows, []);
}

#[test]
fn of_two_hundred_notes_the_chosen_one_stays_in_view() {
    let mut noted = noted::session(2, |_| {});
    for place in 0..200 {
        let seat = usize::from(place % 3 == 0);
        noted.note(seat, place * 5, words(&format!("Behaviour number {place} of the run")));
    }
    let mut window = classifying(&noted);
    assert!(window.shows("200 of 200 notes not classified."));
    assert!(chosen(&window).contains("number 0 "));
    assert!(!window.shows("Behaviour number 150 of"), "only what is in view is drawn");
    for _ in 0..150 {
        window.harness.key_press(Key::ArrowDown);
        window.harness.run_ok();
    }
    assert!(chosen(&window).contains("number 150 "));
    assert!(window.shows("Behaviour number 150 of"));
    window.key(Key::End);
    assert!(chosen(&window).contains("number 199 "));
    window.key(Key::Home);
    window.key(Key::PageDown);
    assert!(!chosen(&window).contains("number 0 "));
}

#[test]
fn words_that_were_being_changed_survive_a_crash() {
    let (noted, notes) = three();
    let mut window = classifying(&noted);
    window.key(Key::Enter);
    window.fill("Words of the note", "Decides alone, says so, and as");
    window.until_safe();
    let (mut window, _file) = window.crashed();
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num2);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Words of the note");
    assert_eq!(field.value().unwrap_or_default(), "Decides alone, says so, and as");
    assert_eq!(says(&window, notes[1]).text, "Decides alone, and says so", "kept by Enter only");
    window.key(Key::Enter);
    assert_eq!(says(&window, notes[1]).text, "Decides alone, says so, and as");
}

#[test]
fn a_candidate_has_the_same_number_at_every_step_however_few_are_the_own() {
    let noted = noted::running(6, |place| [3, 4].contains(&place), |_| {});
    let mut window = noted.window([1024.0, 700.0]);
    let line = window.harness.get_by_role_and_label(Role::TextInput, "Note");
    line.type_text("5+Waits for him");
    window.settle();
    window.key(Key::Enter);
    assert_eq!(newest(&window).len(), 1);
    window.keys(Modifiers::COMMAND, Key::Num2);
    assert!(chosen(&window).contains("seat 5"), "{}", chosen(&window));
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert!(window.shows("4 C04") && window.shows("5 C05") && !window.shows("1 C04"));
}
