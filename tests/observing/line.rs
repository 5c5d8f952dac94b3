//! Notes as fast as people talk: what is typed into the line, marked in passing and ticked lands in
//! the record, with its second.

use crate::stage;
use bellwether::centre::notes::{Content, Direction, Shown};
use bellwether::centre::{Change, Note, Sheet, sessions, talk};
use bellwether::ids::{CompetencyId, IndicatorId, PromptId, SessionId};
use bellwether::scenario::Scenario;
use bellwether::scenario::papers::Prompt;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use jiff::{SignedDuration, Timestamp};
use stage::at;
use stage::noted::{self, Noted, newest};
use stage::window::Window;

/// The moment at which the window opens: ten minutes into the run.
const OPENS: i64 = 1200;

fn group() -> Noted {
    noted::running(6, |_| true, |_| {})
}

fn id(name: &str) -> CompetencyId {
    CompetencyId::new(name)
}

/// A stroke as a desktop sends it: the key, the text that it types, and the frame between.
fn stroke(window: &mut Window, key: Option<(Key, Modifiers)>, text: &str) {
    let events = &mut window.harness.input_mut().events;
    let mut press = |pressed| {
        let (physical_key, repeat) = (None, false);
        events.extend(key.map(|(key, modifiers)| Event::Key {
            key,
            physical_key,
            pressed,
            repeat,
            modifiers,
        }));
        if pressed && !text.is_empty() {
            events.push(Event::Text(text.to_owned()));
        }
    };
    press(true);
    press(false);
    window.harness.step();
}

fn types(window: &mut Window, text: &str) {
    for letter in text.chars() {
        stroke(window, None, &letter.to_string());
        window.clock.move_by(SignedDuration::from_millis(80));
    }
}

fn enter(window: &mut Window) {
    stroke(window, Some((Key::Enter, Modifiers::NONE)), "");
}

fn speaks(window: &mut Window, digit: usize) {
    let keys = [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
    stroke(window, Some((keys[digit], Modifiers::ALT)), &digit.to_string());
}

fn line(window: &Window) -> String {
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Note");
    field.value().unwrap_or_default()
}

/// The own notes of the session in the order in which they began.
fn notes<'a>(window: &'a Window, sheets: &[Sheet]) -> Vec<&'a Note> {
    let centre = noted::record(window).centre();
    let mut all: Vec<&Note> = sheets.iter().flat_map(|sheet| centre.notes_of(*sheet)).collect();
    all.sort_by_key(|note| (note.began, note.id));
    all
}

fn now(window: &Window) -> Timestamp {
    use bellwether::clock::Time as _;
    window.clock.now().wall
}

#[test]
fn after_a_note_what_is_taken_back_is_the_note_and_not_its_letters() {
    let noted = group();
    let sheets = noted.sheets.clone();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "Asks who");
    // Whoever stops for a while could take back what came before.
    for _frame in 0..150 {
        window.harness.step();
    }
    types(&mut window, " has the keys");
    enter(&mut window);
    window.settle();
    assert_eq!((line(&window).as_str(), notes(&window, &sheets).len()), ("", 1));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(line(&window), "");
    assert!(notes(&window, &sheets).is_empty());
}

#[test]
fn a_group_of_six_is_typed_by_keyboard_alone_and_no_key_is_lost_and_none_late() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    let said =
        ["Asks who is left out", "“We have till four”", "Reads, says nothing", "Cuts C5 off"];
    let marks = [("+", Some(Direction::For)), ("-", Some(Direction::Against)), ("", None)];
    let mut expected = Vec::new();
    let mut speakers = Vec::new();
    for count in 0..36 {
        let (seat, text) = (count % 6, said[count % said.len()]);
        let (sign, direction) = marks[count % marks.len()];
        let began = now(&window);
        let (first, rest) = text.split_at(text.len() / 4);
        types(&mut window, &format!("{}{sign}{first}", seat + 1));
        // Somebody else begins to speak while the note is half-typed.
        if count % 3 == 0 {
            speakers.push((now(&window), Some(noted.sheets[(seat + 1) % 6].candidate)));
            speaks(&mut window, (seat + 1) % 6 + 1);
        }
        // And something happens for which there is no time now.
        if count % 10 == 4 {
            let wordless = Content::default();
            expected.push((noted.sheets[seat], now(&window), wordless));
            stroke(&mut window, Some((Key::Enter, Modifiers::COMMAND)), "");
        }
        types(&mut window, rest);
        let shows = if count % 4 == 1 {
            types(&mut window, " #incl ");
            vec![Shown::of(id("includes-others"))]
        } else {
            Vec::new()
        };
        enter(&mut window);
        expected.push((noted.sheets[seat], began, Content { text: text.into(), direction, shows }));
        window.clock.move_by(SignedDuration::from_millis(240));
    }
    window.settle();
    expected.sort_by_key(|(_, began, _)| *began);
    let kept: Vec<(Sheet, Timestamp, Content)> = notes(&window, &noted.sheets)
        .into_iter()
        .map(|note| (note.sheet, note.began, note.now.content.clone()))
        .collect();
    assert_eq!(kept, expected);
    let marked =
        &noted::record(&window).centre().talk[&(noted.day.session, noted.day.assessors[0])];
    let marked: Vec<_> = marked.iter().map(|turn| (turn.at, turn.speaker)).collect();
    assert_eq!(marked, speakers);
    // The file holds what the record holds.
    let entries = window.saved_as("day.centre.ron").entries;
    let changes = entries.iter().flat_map(|entry| entry.act.changes());
    let written = changes.filter(|change| matches!(change, Change::Note(_) | Change::Talk(_)));
    assert_eq!(written.count(), expected.len() + speakers.len());
}

#[test]
fn a_note_shows_several_competencies_and_one_of_them_the_other_way() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "2+Decides alone #org #-incl #3.6 ");
    enter(&mut window);
    let content = &notes(&window, &noted.sheets)[0].now.content;
    assert_eq!(content.text, "Decides alone");
    assert_eq!(content.direction_on(&id("organises-work")), Some(Direction::For));
    assert_eq!(content.direction_on(&id("includes-others")), Some(Direction::Against));
    assert_eq!(content.shows[1].indicators, [IndicatorId::new("silence-as-yes")]);
}

#[test]
fn enter_marks_a_moment_and_arrow_up_words_it_later() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "3-");
    let marked = now(&window);
    enter(&mut window);
    enter(&mut window);
    window.settle();
    let moment = notes(&window, &noted.sheets)[0].clone();
    assert_eq!(notes(&window, &noted.sheets).len(), 1, "an empty line keeps nothing");
    assert!(moment.now.content.is_wordless() && moment.sheet == noted.sheets[2]);
    assert_eq!(moment.now.content.direction, Some(Direction::Against));
    assert!(marked.duration_since(moment.began) < SignedDuration::from_secs(1));
    assert!(window.shows("1 marked moment waits for words: ↑ takes up the last one."));
    window.clock.move_on(60);
    stroke(&mut window, Some((Key::ArrowUp, Modifiers::NONE)), "");
    window.settle();
    assert!(window.shows("words for 10:00"));
    types(&mut window, "4 times over C5");
    enter(&mut window);
    window.settle();
    let worded = notes(&window, &noted.sheets)[0].clone();
    assert_eq!((worded.id, worded.began), (moment.id, moment.began));
    assert_eq!(worded.now.content.text, "4 times over C5", "a digit picks nobody here");
    assert_eq!(worded.now.content.direction, Some(Direction::Against));
    assert_eq!(notes(&window, &noted.sheets).len(), 1);
}

#[test]
fn escape_leaves_a_moment_as_it_is_and_a_press_takes_it_up() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    stroke(&mut window, Some((Key::Enter, Modifiers::COMMAND)), "");
    window.settle();
    window.press("Moment at 10:00, without words");
    types(&mut window, "Ha");
    stroke(&mut window, Some((Key::Escape, Modifiers::NONE)), "");
    window.settle();
    assert_eq!(line(&window), "");
    assert!(notes(&window, &noted.sheets)[0].now.content.is_wordless());
    window.press("Moment at 10:00, without words");
    types(&mut window, "Laughs");
    enter(&mut window);
    window.settle();
    assert_eq!(notes(&window, &noted.sheets)[0].now.content.text, "Laughs");
}

#[test]
fn speakers_are_marked_by_key_or_press_and_never_end_up_in_the_line() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "Half ");
    speaks(&mut window, 2);
    window.clock.move_on(30);
    speaks(&mut window, 4);
    window.clock.move_on(10);
    speaks(&mut window, 0);
    window.clock.move_on(100);
    window.settle();
    assert_eq!(line(&window), "Half ");
    let share = |place: usize| {
        let (session, assessor) = (noted.day.session, noted.day.assessors[0]);
        let centre = noted::record(&window).centre();
        bellwether::day::talk::talk_in(centre, session, assessor, now(&window))
            .of(noted.sheets[place].candidate)
    };
    assert_eq!((share(1), share(3)), (Some(0.75), Some(0.25)));
    assert!(window.shows("C02 · Ελένη 李 speaks, 75 % of the talk"));
    window.press("C01 · Ada Abara speaks, 0 % of the talk");
    assert!(matches!(&newest(&window)[..],
        [Change::Talk(talk::Change::Speaks { speaker: Some(who), .. })] if *who == noted.sheets[0].candidate));
}

#[test]
fn all_of_a_group_are_in_view_and_only_the_own_ones_can_be_noted_on() {
    let noted = noted::running(6, |place| [3, 4].contains(&place), |_| {});
    let mut window = noted.window([1024.0, 700.0]);
    for name in ["C01 · Ada Abara speaks", "C06 · Candidate 6 speaks"] {
        assert!(window.shows(name), "{name}");
    }
    types(&mut window, "5+Waits for him");
    enter(&mut window);
    window.settle();
    let kept = notes(&window, &noted.sheets);
    assert_eq!((kept.len(), kept[0].sheet), (1, noted.sheets[1]));
    types(&mut window, " 2 of them wait");
    enter(&mut window);
    window.settle();
    assert_eq!(notes(&window, &noted.sheets)[1].now.content.text, "2 of them wait");
}

#[test]
fn a_half_typed_note_comes_back_after_a_crash_with_all_that_was_said_of_it() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "5-Cuts in #org and th");
    window.settle();
    let began = at(OPENS);
    window.until_safe();
    let (mut window, _file) = window.crashed();
    window.press("Observe");
    window.press("R. Castellan");
    window.settle();
    assert_eq!(line(&window), "Cuts in and th");
    types(&mut window, "en");
    enter(&mut window);
    window.settle();
    let kept = notes(&window, &noted.sheets);
    let content = &kept[0].now.content;
    assert_eq!((kept[0].sheet, kept[0].began), (noted.sheets[4], began));
    assert_eq!(
        (content.text.as_str(), content.direction),
        ("Cuts in and then", Some(Direction::Against))
    );
    assert!(content.is_on(&id("organises-work")));
}

#[test]
fn prompts_are_ticked_by_key_or_press_and_a_press_takes_the_tick_back() {
    let prompt = |id: &str, text: &str| Prompt {
        id: PromptId::new(id),
        when: "In the first minutes".into(),
        text: text.into(),
    };
    let prompts = vec![prompt("sighs", "“I am so tired.”"), prompt("leaves", "Gets up to go.")];
    let give = |scenario: &mut Scenario| scenario.exercises[0].role_players[0].prompts = prompts;
    let noted = noted::running(1, |_| true, give);
    let mut window = noted.window([1440.0, 900.0]);
    let given = |window: &Window| {
        let all = &noted::record(window).centre().prompts;
        all.get(&noted.day.session).map_or(0, std::collections::BTreeMap::len)
    };
    types(&mut window, "Hal");
    speaks(&mut window, 1);
    types(&mut window, "f");
    window.settle();
    assert_eq!((given(&window), line(&window).as_str()), (1, "Half"));
    assert!(window.shows("Prompts · 1 of 2"));
    window.press("Prompt 1, given at 09:20: “I am so tired.”");
    assert_eq!(given(&window), 0);
}

#[test]
fn strokes_that_a_slow_frame_brings_together_land_in_their_own_notes() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    let key = |key, pressed| {
        let (physical_key, repeat, modifiers) = (None, false, Modifiers::NONE);
        Event::Key { key, physical_key, pressed, repeat, modifiers }
    };
    let events = &mut window.harness.input_mut().events;
    for text in ["2+First", "5-Second", "3Third"] {
        events.extend(text.chars().map(|letter| Event::Text(letter.into())));
        events.extend([key(Key::Enter, true), key(Key::Enter, false)]);
    }
    events.push(Event::Text("Ha".into()));
    window.settle();
    let kept: Vec<_> = notes(&window, &noted.sheets)
        .iter()
        .map(|note| (note.sheet, note.now.content.text.as_str()))
        .collect();
    let sheets = &noted.sheets;
    assert_eq!(kept, [(sheets[1], "First"), (sheets[4], "Second"), (sheets[2], "Third")]);
    assert_eq!(line(&window), "Ha");
}

#[test]
fn what_is_typed_after_a_session_is_pressed_goes_into_its_line() {
    let mut noted = group();
    let first = noted.day.session;
    let mut seats = noted.day.record.centre().sessions[&first].seats.clone();
    seats.truncate(2);
    let plan = sessions::Change::Plan {
        exercise: noted.day.record.centre().scenario.exercises[0].id.clone(),
        seats,
        room: "Elm".into(),
        planned: Some(at(7200)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    let second = SessionId(noted.day.act(700, Change::Session(plan)));
    let mut window = noted.window([1280.0, 800.0]);
    types(&mut window, "half typed in the first");

    press_session(&mut window, second);
    assert_eq!(line(&window), "");
    types(&mut window, "reads the brief");
    assert_eq!(line(&window), "reads the brief");

    press_session(&mut window, first);
    types(&mut window, ", and on");
    assert_eq!(line(&window), "half typed in the first, and on");
}

/// Presses the row of a session in the list of one's own, as a mouse does.
fn press_session(window: &mut Window, session: SessionId) {
    let centre = noted::record(window).centre();
    let seats = &centre.sessions[&session].seats;
    let codes = seats.iter().map(|seat| centre.people.candidate(seat.candidate).unwrap());
    let who = bellwether::words::codes(codes.map(|candidate| candidate.code.as_str()).collect());
    let title = centre.scenario.exercises[0].title.clone();
    window.harness.get_by_role_and_label(Role::Button, &format!("{title}, {who}")).click();
    window.settle();
}

#[test]
fn the_digit_of_somebody_elses_candidate_is_said_and_enter_keeps_the_line_as_it_is() {
    let noted = noted::running(6, |place| place < 2, |_| {});
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "4 says nothing");
    window.settle();
    assert!(window.shows("Seat 4, C04, is not yours to observe."));
    enter(&mut window);
    window.settle();
    assert!(notes(&window, &noted.sheets).is_empty());
    assert_eq!(line(&window), "4 says nothing");
    for _ in 0..14 {
        window.key(Key::Backspace);
    }
    types(&mut window, "40 people wait");
    window.settle();
    assert!(!window.shows("not yours to observe"), "a number is no seat");
}

#[test]
fn a_tag_that_names_nothing_is_said_kept_and_marked_and_told_nobody() {
    let noted = noted::running(1, |_| true, |_| {});
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "+Asks who is missing #zzz");
    window.settle();
    assert!(window.shows("Nothing here is called #zzz."));
    enter(&mut window);
    window.settle();
    let kept = notes(&window, &noted.sheets)[0].now.content.clone();
    assert_eq!((&*kept.text, kept.told()), ("Asks who is missing #zzz", "Asks who is missing"));
    assert!(window.shows("#zzz names nothing"));
    window.keys(Modifiers::COMMAND, Key::Num2);
    assert!(window.shows("#zzz names nothing"), "at Classify too");
    let told = |text: &str| noted::words(text).told().to_owned();
    assert_eq!(told("Smiles, sits on seat #2 too"), "Smiles, sits on seat #2 too");
    assert_eq!(told("Smiles  at her #goals #2.9 "), "Smiles  at her");
    assert_eq!((told("#goals"), told("a #")), (String::new(), "a #".to_owned()));
}

#[test]
fn a_whole_note_with_its_tag_typed_within_one_slow_frame_is_kept_as_typed() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    let press = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let mut events: Vec<Event> =
        "2+Asks who waits #inclu".chars().map(|letter| Event::Text(letter.to_string())).collect();
    events.extend([press(Key::Tab), press(Key::Enter)]);
    events.extend("3-Cuts in".chars().map(|letter| Event::Text(letter.to_string())));
    events.push(press(Key::Enter));
    // Enter takes the tag that is begun, as Tab does.
    events.extend("1+Looks round #inclu".chars().map(|letter| Event::Text(letter.to_string())));
    events.push(press(Key::Enter));
    window.burst_of(events);
    let kept = notes(&window, &noted.sheets);
    let said: Vec<_> = kept
        .iter()
        .map(|note| {
            let content = &note.now.content;
            let tags: Vec<_> = content.competencies().map(CompetencyId::as_str).collect();
            (note.sheet, content.text.as_str(), content.direction, tags)
        })
        .collect();
    let for_it = (noted.sheets[1], "Asks who waits", Some(Direction::For), vec!["includes-others"]);
    let against = (noted.sheets[2], "Cuts in", Some(Direction::Against), vec![]);
    let entered = (noted.sheets[0], "Looks round", Some(Direction::For), vec!["includes-others"]);
    assert_eq!(said, [for_it, against, entered]);
}

#[test]
fn the_direction_is_chosen_by_the_mouse_too_and_the_line_keeps_the_keys() {
    let noted = group();
    let mut window = noted.window([1440.0, 900.0]);
    types(&mut window, "Asks who");
    // Both presses come with one slow frame.
    let pos = window.harness.get_by_label("Direction: none yet").rect().center();
    let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
    let pointer = |pressed| Event::PointerButton { pos, button, pressed, modifiers };
    let both = [true, false, true, false].map(pointer);
    window.burst_of([vec![Event::PointerMoved(pos)], both.to_vec()].concat());
    window.settle();
    types(&mut window, " waits");
    enter(&mut window);
    window.settle();
    let kept = notes(&window, &noted.sheets);
    let said = &kept[0].now.content;
    assert_eq!((said.text.as_str(), said.direction), ("Asks who waits", Some(Direction::Against)));
}
