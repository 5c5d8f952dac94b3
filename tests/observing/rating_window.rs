//! The third step of observing: levels by their anchors with the evidence beside them, checklists,
//! what the candidate is told, the declaration and the submission, by mouse and by keys alone.

use crate::stage;
use bellwether::centre::checklists::Tick;
use bellwether::centre::marksheet::{Part, Rating, WhyNot};
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Change, Marksheet};
use bellwether::ids::{CheckItemId, CompetencyId, NoteId};
use bellwether::scenario::Rule;
use bellwether::scenario::papers::CheckItem;
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::words::drafts::{self, Draft};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use stage::noted::{self, Noted, newest, record, says, words};
use stage::window::Window;

const NAMES: [&str; 8] = [
    "Sets direction",
    "Builds morale",
    "Includes others",
    "Leads by example",
    "Organises work",
    "Sets and tracks goals",
    "Decides on evidence",
    "Keeps control",
];

fn id(name: &str) -> CompetencyId {
    CompetencyId::new(name)
}

fn on(text: &str, competency: &str, direction: Direction) -> Content {
    let shows = vec![Shown::of(id(competency))];
    Content { text: text.to_owned(), direction: Some(direction), shows }
}

/// One candidate with four notes.
fn noted_day() -> (Noted, Vec<NoteId>) {
    let mut noted = noted::session(1, |_| {});
    let notes = vec![
        noted.note(0, 41, on("Names the aim and the day", "sets-direction", Direction::For)),
        noted.note(0, 90, on("Cuts Ms Osei off twice", "includes-others", Direction::Against)),
        noted.note(0, 130, on("Asks who was not asked", "includes-others", Direction::For)),
        noted.note(0, 200, words("Looks at the clock")),
    ];
    (noted, notes)
}

fn item(id: &str, text: &str, points: u8) -> CheckItem {
    let competency = CompetencyId::new("decides-on-evidence");
    CheckItem { id: CheckItemId::new(id), text: text.to_owned(), competency, points }
}

fn with_list() -> Noted {
    noted::session(1, |scenario| {
        scenario.exercises[0].checklist = vec![
            item("sees", "Sees that page 3 is out of date", 1),
            item("counts", "Counts the costs", 3),
            item("asks", "Asks for what is missing", 1),
        ];
    })
}

pub(super) fn rating(noted: &Noted) -> Window {
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    window
}

pub(super) fn marks(window: &Window, noted: &Noted) -> Marksheet {
    record(window).centre().marksheets.get(&noted.sheets[0]).cloned().unwrap_or_default()
}

pub(super) fn level(window: &Window, noted: &Noted, competency: &str) -> Option<Rating> {
    marks(window, noted).ratings.get(&id(competency)).map(|rated| rated.rating)
}

#[test]
fn anchors_of_all_levels_stand_beside_the_evidence_for_and_against() {
    let (noted, _) = noted_day();
    let mut window = rating(&noted);
    let scenario = std::sync::Arc::clone(&record(&window).centre().scenario);
    for anchor in scenario.framework.competencies[0].anchors.values() {
        assert!(window.shows(anchor), "{anchor}");
    }
    assert!(window.shows("+ For · 1") && window.shows("− Against · 0"));
    assert!(window.shows("00:41: Names the aim and the day"));
    noted::focus(&mut window, Role::RadioGroup, "Includes others");
    assert!(window.shows("+ For · 1") && window.shows("− Against · 1"));
    assert!(window.shows("Cuts Ms Osei off twice") && !window.shows("Names the aim"));
    assert!(window.shows("1 note is not classified"));
}

#[test]
fn a_moment_without_words_is_counted_as_evidence_nowhere() {
    let (mut noted, _) = noted_day();
    let (sheet, shows) = (noted.sheets[0], vec![Shown::of(id("sets-direction"))]);
    let (at, direction) = (stage::at(-2000), Some(Direction::For));
    noted.act(Change::Note(notes::Change::Mark { sheet, at, direction, shows }));
    let window = rating(&noted);
    assert!(window.shows("+ For · 1") && window.shows("1 note for it, none against."));
    assert!(!window.shows("2 notes for it"));
}

#[test]
fn a_level_is_given_by_pressing_its_anchor_and_not_seen_says_why() {
    let (noted, _) = noted_day();
    let mut window = rating(&noted);
    let anchor = window.harness.query_all_by_label_contains("Give 4 Sets direction").next();
    anchor.unwrap().click_accesskit();
    window.settle();
    assert_eq!(level(&window, &noted, "sets-direction"), Some(Rating::Level(4)));
    let not_seen = window.harness.query_all_by_label_contains("Give – Sets direction").next();
    not_seen.unwrap().click_accesskit();
    window.settle();
    window.press("interrupted");
    let interrupted = Rating::NotObserved(WhyNot::Interrupted);
    assert_eq!(level(&window, &noted, "sets-direction"), Some(interrupted));
}

#[test]
fn strengths_are_drafted_from_the_notes_edited_and_kept_when_the_field_is_left() {
    let (noted, notes) = noted_day();
    let mut window = rating(&noted);
    window.press("Strengths: Draft from the notes");
    let told = |window: &Window, part| marks(window, &noted).told[&part].clone();
    let first = told(&window, Part::Strengths);
    assert_eq!(
        first.text,
        "Sets direction: Names the aim and the day.\nIncludes others: Asks who was not asked."
    );
    assert_eq!(first.quotes, [notes[0], notes[2]]);
    window.fill_lines("Strengths, as told", " Go on so.");
    assert_eq!(told(&window, Part::Strengths).text, first.text, "not while it is typed");
    window.key(Key::Tab);
    let edited = told(&window, Part::Strengths);
    assert!(edited.text.contains("Go on so.") && edited.quotes == first.quotes);
    assert_eq!(marks(&window, &noted).told_before.len(), 1, "the earlier version stays");
    window.press("1 earlier version");
    window.press("Next steps: Draft from the notes");
    assert_eq!(told(&window, Part::NextSteps).text, "Includes others: Cuts Ms Osei off twice.");
    window.press("Quote no more: Asks who was not asked");
    assert_eq!(told(&window, Part::Strengths).quotes, [notes[0]]);
}

#[test]
fn what_was_typed_is_kept_when_another_step_is_shown() {
    let (noted, _) = noted_day();
    let mut window = rating(&noted);
    window.fill_lines("Next steps, as told", "Ask before you decide.");
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert_eq!(marks(&window, &noted).told(Part::NextSteps), "Ask before you decide.");
}

#[test]
fn what_is_taken_back_stays_taken_back_at_every_step() {
    let (noted, _) = noted_day();
    let mut window = rating(&noted);
    window.press("Strengths: Draft from the notes");
    window.key(Key::Num4);
    window.enter("Why this level for Sets direction", "As noted");
    window.keys(Modifiers::COMMAND, Key::Num2);
    window.keys(Modifiers::COMMAND, Key::Z);
    let now = marks(&window, &noted);
    assert_eq!(now.reasons.get(&id("sets-direction")).map_or("", String::as_str), "");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(marks(&window, &noted).told(Part::Strengths), "");
    window.keys(Modifiers::COMMAND, Key::Num3);
    window.keys(Modifiers::COMMAND, Key::Num1);
    let now = marks(&window, &noted);
    assert!(now.told(Part::Strengths).is_empty() && now.ratings.is_empty());
}

#[test]
fn half_typed_words_for_the_candidate_survive_a_crash() {
    let (noted, _) = noted_day();
    let mut window = rating(&noted);
    window.fill_lines("Next steps, as told", "Ask before you decide");
    window.until_safe();
    let folder = std::sync::Arc::clone(&window.folder);
    drop(window);
    let file = folder.path().join("day.centre.ron");
    let start = bellwether::ui::Start { file: Some(file), ..bellwether::ui::Start::default() };
    let mut window = Window::open_with(start, folder, [1440.0, 900.0]);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num3);
    let field =
        window.harness.get_by_role_and_label(Role::MultilineTextInput, "Next steps, as told");
    assert_eq!(field.value().unwrap_or_default(), "Ask before you decide");
}

#[test]
fn a_single_note_is_quoted_and_the_quote_leads_back_to_it() {
    let (noted, notes) = noted_day();
    let mut window = rating(&noted);
    noted::focus(&mut window, Role::RadioGroup, "Includes others");
    window.press("Quote: Cuts Ms Osei off twice");
    assert_eq!(marks(&window, &noted).told[&Part::NextSteps].quotes, [notes[1]]);
    window.press("See the note: Cuts Ms Osei off twice");
    assert!(window.shows("what the note shows"));
    window.key(Key::Num5);
    assert!(says(&window, notes[1]).is_on(&id("organises-work")), "the keys are about that note");
}

#[test]
fn a_note_struck_out_is_quoted_no_more() {
    let (mut noted, notes) = noted_day();
    let (sheet, part) = (noted.sheets[0], Part::Strengths);
    let (text, quotes) = ("Clear.".to_owned(), vec![notes[0]]);
    noted.act(Change::Marksheet(marksheets::Change::Tell { sheet, part, text, quotes }));
    noted.act(Change::Note(notes::Change::Strike { note: notes[0] }));
    let mut window = rating(&noted);
    window.fill_lines("Strengths, as told", " Very.");
    window.key(Key::Tab);
    let told = marks(&window, &noted).told[&Part::Strengths].clone();
    assert!(told.text.contains("Very.") && told.quotes.is_empty());
}

#[test]
fn r1_what_is_declared_is_submitted_with_it_as_one_act_and_anew_after_reopening() {
    let (mut noted, _) = noted_day();
    let sheet = noted.sheets[0];
    for competency in marksheets::blanks(noted.day.record.centre(), sheet) {
        let rating = Some(Rating::Level(3));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    let mut window = rating(&noted);
    for (place, name) in NAMES.iter().enumerate() {
        if place != 0 && place != 2 {
            window.enter(&format!("Why this level for {name}"), "As others said");
        }
    }
    window.press("Submit and lock");
    assert!(!marks(&window, &noted).is_submitted(), "not without the declaration");
    window.press("I rated on my own, before seeing other ratings");
    window.press("Submit and lock");
    assert_eq!(
        newest(&window),
        [
            Change::Marksheet(marksheets::Change::Declare { sheet }),
            Change::Marksheet(marksheets::Change::Submit { sheet })
        ]
    );
    assert!(window.shows("Submitted 09:20") && window.shows("Rated on your own"));
    window.fill("Why reopen it", "I mixed up two people");
    window.clock.move_on(60);
    window.press("Reopen");
    assert!(!marks(&window, &noted).is_submitted());
    assert!(window.shows("I rated on my own, before seeing other ratings"), "declared anew");
}

#[test]
fn r1_where_the_scenario_takes_a_reason_it_goes_with_the_submission() {
    let ask = RuleSetting { level: Strictness::Ask, figures: Vec::new() };
    let mut noted = noted::session(1, |scenario| {
        let off = RuleSetting { level: Strictness::Off, figures: Vec::new() };
        scenario.rules.0.extend([(Rule::R1, ask), (Rule::R3, off)]);
    });
    let (sheet, rule) = (noted.sheets[0], Rule::R1);
    for competency in marksheets::blanks(noted.day.record.centre(), sheet) {
        let rating = Some(Rating::Level(3));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    let mut window = rating(&noted);
    window.press("Submit and lock");
    assert!(!marks(&window, &noted).is_submitted());
    window.fill("Or say why not", "We talked in the corridor");
    window.press("Submit and lock");
    let reason = "We talked in the corridor".to_owned();
    let told = Change::Marksheet(marksheets::Change::Waive { sheet, rule, reason });
    assert_eq!(newest(&window), [told, Change::Marksheet(marksheets::Change::Submit { sheet })]);
}

#[test]
fn e2_beside_the_form_of_a_candidate_stands_nothing_that_was_given_to_another() {
    let mut noted = noted::session(2, |_| {});
    let (sheet, competency) = (noted.sheets[0], id("sets-direction"));
    let rate = marksheets::Change::Rate {
        sheet,
        competency: competency.clone(),
        rating: Some(Rating::Level(5)),
    };
    noted.act(Change::Marksheet(rate));
    let text = "Carried the group".to_owned();
    noted.act(Change::Marksheet(marksheets::Change::Reason { sheet, competency, text }));
    for size in [[1440.0, 900.0], [1024.0, 700.0]] {
        let mut window = noted.window(size);
        window.keys(Modifiers::COMMAND, Key::Num3);
        let field = "Why this level for Sets direction";
        let reason = |window: &Window| {
            window.harness.query_by_role_and_label(Role::TextInput, field)?.value()
        };
        assert_eq!(reason(&window).as_deref(), Some("Carried the group"));
        let other = if size[0] < 1100.0 { "2 C02" } else { "C02 · Ελένη 李" };
        let seat = window.harness.query_all_by_label_contains(other).next();
        seat.unwrap().click_accesskit();
        window.settle();
        assert!(window.shows("C02 · rate each competency"));
        assert_eq!(reason(&window), None, "nothing is rated here yet");
        assert!(!window.shows("Carried the group"));
        let chosen = window.harness.query_all_by_label_contains("Sets direction: 5");
        assert!(
            chosen.into_iter().all(|step| !step.accesskit_node().is_selected().unwrap_or(false))
        );
    }
}

#[test]
fn a_checklist_is_ticked_by_keys_with_running_totals() {
    let noted = with_list();
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num1);
    assert!(window.shows("Checklist · 0 of 3"));
    for key in [Key::Num1, Key::Num2, Key::C] {
        window.key(key);
    }
    let ticks = |window: &Window| -> Vec<Tick> {
        let lists = &record(window).centre().checklists;
        let list = &lists[&noted.sheets[0]];
        ["sees", "counts", "asks"]
            .iter()
            .filter_map(|id| list.ticks.get(&CheckItemId::new(*id)))
            .map(|ticked| ticked.tick)
            .collect()
    };
    assert_eq!(ticks(&window), [Tick::Seen(1), Tick::Seen(2), Tick::Contrary]);
    assert!(window.shows("Checklist · 3 of 3") && window.shows("Decides on evidence: 3 of 5"));
    window.key(Key::ArrowUp);
    window.key(Key::Backspace);
    assert_eq!(ticks(&window), [Tick::Seen(1), Tick::Contrary]);
    window.press("Not seen: Counts the costs");
    assert_eq!(ticks(&window), [Tick::Seen(1), Tick::NotSeen, Tick::Contrary]);
    // Ticks stand among the evidence.
    window.keys(Modifiers::COMMAND, Key::Num3);
    noted::focus(&mut window, Role::RadioGroup, "Decides on evidence");
    assert!(window.shows("Sees that page 3 is out of date (seen)"));
    assert!(window.shows("Asks for what is missing (the contrary)"));
    assert!(window.shows("+ For · 1") && window.shows("− Against · 2"));
}

#[test]
fn the_keys_go_from_the_checklist_to_the_line_of_notes_and_back() {
    let noted = with_list();
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num1);
    window.key(Key::N);
    window.keys(Modifiers::COMMAND, Key::Num1);
    let role = Role::TextInput;
    window.harness.get_by_role_and_label(role, "Note").type_text("Page 3 is crossed out");
    window.settle();
    window.key(Key::Enter);
    let kept = |change: &Change| matches!(change, Change::Note(notes::Change::Keep { .. }));
    assert!(newest(&window).iter().any(kept));
    let ticked = &record(&window).centre().checklists[&noted.sheets[0]].ticks;
    assert_eq!(ticked.len(), 1);
}

#[test]
fn on_a_small_screen_the_seats_of_a_group_stand_above_the_anchors() {
    let mut noted = noted::session(2, |_| {});
    noted.note(1, 30, on("Asks the quiet one", "sets-direction", Direction::For));
    let mut window = noted.window([1024.0, 700.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert!(!window.shows("Your sessions") && window.shows("+ For · 0"));
    window.press("2 C02");
    assert!(window.shows("Asks the quiet one"));
}

#[test]
fn a_draft_quotes_two_notes_each_on_the_competencies_rated_highest() {
    let mut noted = noted::session(1, |_| {});
    for (place, competency) in
        ["sets-direction", "builds-morale", "includes-others", "organises-work"].iter().enumerate()
    {
        for count in 0..3 {
            let text = format!("{competency} {count}");
            let secs = i64::try_from(place * 100 + count).unwrap();
            noted.note(0, secs, on(&text, competency, Direction::For));
        }
        let (sheet, competency) = (noted.sheets[0], id(competency));
        let rating = Some(Rating::Level([1, 4, 2, 5][place]));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    let centre = noted.day.record.centre();
    let (sheet, part) = (noted.sheets[0], Part::Strengths);
    let first = drafts::draft(centre, sheet, part, &Draft::default()).unwrap();
    assert_eq!(
        first.text,
        "Organises work: organises-work 0. organises-work 1.\n\
         Builds morale: builds-morale 0. builds-morale 1.",
        "what was rated below the middle is no strength"
    );
    assert_eq!(first.quotes.len(), 4);
    let more = drafts::draft(centre, sheet, part, &first).unwrap();
    assert!(more.text.starts_with("Organises work: organises-work 0. organises-work 1. organ"));
    assert_eq!(drafts::draft(centre, sheet, Part::NextSteps, &Draft::default()), None);
}

#[test]
fn no_competency_is_drafted_as_a_strength_and_as_a_next_step() {
    for (levels, strengths, next_steps) in [
        ([2, 4, 3], vec!["Builds morale"], vec!["Sets direction"]),
        ([3, 3, 3], vec!["Sets direction", "Builds morale", "Includes others"], vec![]),
        ([5, 5, 2], vec!["Sets direction", "Builds morale"], vec!["Includes others"]),
    ] {
        let mut noted = noted::session(1, |_| {});
        let all = ["sets-direction", "builds-morale", "includes-others"];
        for (competency, level) in all.into_iter().zip(levels) {
            for (secs, direction) in [(10, Direction::For), (20, Direction::Against)] {
                let text = format!("{competency} {secs}");
                noted.note(0, secs, on(&text, competency, direction));
            }
            let (sheet, competency) = (noted.sheets[0], id(competency));
            let rating = Some(Rating::Level(level));
            noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
        }
        let centre = noted.day.record.centre();
        let named = |part: Part| {
            let draft = drafts::draft(centre, noted.sheets[0], part, &Draft::default());
            let text = draft.unwrap_or_default().text;
            let names = text.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
            let mut names: Vec<String> = names.collect();
            names.sort_by_key(|name| *name != "Sets direction");
            names
        };
        assert_eq!(named(Part::Strengths), strengths, "{levels:?}");
        assert_eq!(named(Part::NextSteps), next_steps, "{levels:?}");
    }
}

#[test]
fn p4_a_text_that_names_another_candidate_is_noticed() {
    let (noted, _) = noted_day();
    let centre = noted.day.record.centre();
    let named = |text: &str| drafts::names_others(centre, noted.sheets[0], text).len();
    assert_eq!(
        (named("Listens to C02."), named("Listens to Ελένη 李"), named("C01 listens")),
        (1, 1, 0)
    );
}
