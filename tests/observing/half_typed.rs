//! Nothing that a person entered is lost: what is half-typed at any step from observing to the
//! wash-up is there again after another stage, session, seat, candidate or role, after a crash, and
//! after the centre was closed and opened again.

use crate::stage;
use std::sync::Arc;

use bellwether::centre::marksheet::{Part, Rating};
use bellwether::centre::marksheets;
use bellwether::centre::notes::Direction;
use bellwether::centre::{Act, Author, Change, Record, washup};
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::ids::{CandidateId, CompetencyId};
use bellwether::scenario::Rule;
use bellwether::scenario::rules::{RuleSetting, Strictness};
use bellwether::scoring;
use bellwether::time::Now;
use bellwether::workspace::{Env, Workspace};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use stage::noted::{self, Noted, record, says, words};
use stage::window::Window;
use stage::{DEVICE, rated};

const LINE: Role = Role::TextInput;
const LINES: Role = Role::MultilineTextInput;

/// Types without leaving the field.
fn types(window: &mut Window, (role, label): (Role, &str), text: &str) {
    window.harness.get_by_role_and_label(role, label).focus();
    window.settle();
    window.harness.get_by_role_and_label(role, label).type_text(text);
    window.settle();
}

fn field(window: &Window, (role, label): (Role, &str)) -> String {
    window.harness.get_by_role_and_label(role, label).value().unwrap_or_default()
}

fn crash(mut window: Window) -> (Window, Arc<tempfile::TempDir>) {
    window.until_safe();
    let (mut window, file) = window.crashed();
    // Where nothing but half a text was entered there is nothing to bring back by itself.
    if window.shows("Open day") {
        window.press("Open day");
    }
    (window, file)
}

const WHY: (Role, &str) = (LINE, "Why this level for Sets direction");

/// One candidate of two, of whom one competency is rated, at the third step.
fn rating() -> (Noted, Window) {
    let mut noted = noted::session(2, |_| {});
    for sheet in noted.sheets.clone() {
        let (competency, rating) = (CompetencyId::new("sets-direction"), Some(Rating::Level(5)));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    (noted, window)
}

fn reason(window: &Window, noted: &Noted, seat: usize) -> String {
    let marks = record(window).centre().marksheets.get(&noted.sheets[seat]).cloned();
    let reasons = marks.map(|marks| marks.reasons).unwrap_or_default();
    reasons.get(&CompetencyId::new("sets-direction")).cloned().unwrap_or_default()
}

#[test]
fn the_reason_of_a_level_survives_a_crash() {
    let (noted, mut window) = rating();
    types(&mut window, WHY, "She named the aim, the d");
    let (mut window, _file) = crash(window);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert_eq!(field(&window, WHY), "She named the aim, the d");
    // Nobody types there any more: it counts as left, as any reason does.
    assert_eq!(reason(&window, &noted, 0), "She named the aim, the d");
}

#[test]
fn the_reason_of_a_level_survives_other_stages_seats_and_roles() {
    let (noted, mut window) = rating();
    types(&mut window, WHY, "Half a rea");
    window.press("Live");
    window.press("Observe");
    assert_eq!(
        (field(&window, WHY), reason(&window, &noted, 0)),
        ("Half a rea".into(), "Half a rea".into())
    );
    types(&mut window, WHY, "son");
    window.harness.query_all_by_label_contains("Ελένη").next().unwrap().click_accesskit();
    window.settle();
    assert_eq!(reason(&window, &noted, 0), "Half a reason");
    assert_eq!(field(&window, WHY), "", "each seat has its own");
    types(&mut window, WHY, "Of the other");
    window.press("You: R. Castellan");
    window.press("Facilitator");
    assert_eq!(field_of_draft(&window, "why "), "Of the other");
    window.press("Observe");
    window.press("R. Castellan");
    window.settle();
    assert!(reason(&window, &noted, 1) == "Of the other" || field(&window, WHY) == "Of the other");
}

/// The one half-typed text whose key begins so.
fn field_of_draft(window: &Window, begins: &str) -> String {
    let drafts = window.harness.state().workspace().unwrap().drafts();
    let found: Vec<_> = drafts.iter().filter(|(key, _)| key.starts_with(begins)).collect();
    assert_eq!(found.len(), 1, "{drafts:?}");
    found[0].1.clone()
}

#[test]
fn a_reason_that_somebody_empties_stays_empty() {
    let (noted, mut window) = rating();
    types(&mut window, WHY, "Wrong");
    window.key(Key::Tab);
    assert_eq!(reason(&window, &noted, 0), "Wrong");
    window.fill(WHY.1, "");
    window.key(Key::Tab);
    assert_eq!(reason(&window, &noted, 0), "");
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
}

#[test]
fn what_a_candidate_is_told_goes_with_the_submission_though_a_crash_came_between() {
    let (noted, mut window) = rating();
    types(&mut window, (LINES, "Strengths, as told"), "Names the aim");
    let (mut window, _file) = crash(window);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num3);
    let marks = &record(&window).centre().marksheets[&noted.sheets[0]];
    assert_eq!(marks.told(Part::Strengths), "Names the aim");
    assert_eq!(field(&window, (LINES, "Strengths, as told")), "Names the aim");
}

#[test]
fn why_a_marksheet_is_opened_again_is_not_lost() {
    let off = RuleSetting { level: Strictness::Off, figures: Vec::new() };
    let mut noted =
        noted::session(1, |s| s.rules.0.extend([(Rule::R1, off.clone()), (Rule::R3, off)]));
    let sheet = noted.sheets[0];
    for competency in marksheets::blanks(noted.day.record.centre(), sheet) {
        let rating = Some(Rating::Level(3));
        noted.act(Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating }));
    }
    noted.act(Change::Marksheet(marksheets::Change::Submit { sheet }));
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    let why = (LINE, "Why reopen it");
    types(&mut window, why, "I mixed up two");
    window.press("Live");
    window.press("Observe");
    assert_eq!(field(&window, why), "I mixed up two");
    let (mut window, _file) = crash(window);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert_eq!(field(&window, why), "I mixed up two");
    types(&mut window, why, " people");
    window.press("Reopen");
    assert!(!record(&window).centre().marksheets[&sheet].is_submitted());
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
}

#[test]
fn why_ratings_open_early_and_why_nothing_is_declared_are_not_lost() {
    let ask = RuleSetting { level: Strictness::Ask, figures: Vec::new() };
    let off = RuleSetting { level: Strictness::Off, figures: Vec::new() };
    let mut noted = noted::running(
        1,
        |_| true,
        |scenario| {
            scenario.rules.0.extend([(Rule::R1, ask.clone()), (Rule::R2, ask), (Rule::R3, off)]);
        },
    );
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num3);
    types(&mut window, (LINE, "Why rate now"), "I must leave");
    let (mut window, _file) = crash(window);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num3);
    assert_eq!(field(&window, (LINE, "Why rate now")), "I must leave");
    window.press("Open the ratings");
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
    let why_not = (LINE, "Or say why not");
    types(&mut window, why_not, "We tal");
    window.press("Live");
    window.press("Observe");
    assert_eq!(field(&window, why_not), "We tal");
    noted.sheets.clear();
}

#[test]
fn two_notes_that_are_half_changed_both_come_back_with_their_signs() {
    let mut noted = noted::session(1, |_| {});
    let first = noted.note(0, 41, words("Names the aim"));
    let second = noted.note(0, 90, words("Cuts Ms Osei off"));
    let mut window = noted.window([1440.0, 900.0]);
    window.keys(Modifiers::COMMAND, Key::Num1);
    let note = (LINES, "Note");
    for (text, more) in [("Names the aim", " and the day"), ("Cuts Ms Osei off", " twice")] {
        let row = window.harness.query_all_by_label_contains(text).next().unwrap();
        row.click_accesskit();
        window.settle();
        types(&mut window, note, more);
        if more == " twice" {
            window.press("− against");
        }
    }
    let (mut window, _file) = crash(window);
    window.press("Observe");
    window.press("R. Castellan");
    window.keys(Modifiers::COMMAND, Key::Num1);
    for _ in 0..2 {
        window.press("Save the note");
    }
    assert_eq!(says(&window, first).text, "Names the aim and the day");
    assert_eq!(says(&window, second).text, "Cuts Ms Osei off twice");
    assert_eq!(says(&window, second).direction, Some(Direction::Against));
}

fn all_agreed(record: &mut Record, candidate: CandidateId) {
    for competency in record.centre().to_agree(candidate) {
        let mean = scoring::outcome(record.centre(), candidate);
        let mean = mean.level(&competency).unwrap().arithmetic.unwrap().value;
        let levels = record.centre().scenario.scale.levels.iter();
        let near = levels.min_by(|one, other| {
            let far = |number: u8| (f64::from(number) - mean).abs();
            far(one.number).total_cmp(&far(other.number))
        });
        let (level, reason) = (Some(near.unwrap().number), String::new());
        let arithmetic = Some(mean);
        let change = washup::Change::Agree { candidate, competency, level, arithmetic, reason };
        rated::act(record, change);
    }
}

/// Presses the row of the list.
fn choose(window: &mut Window, code: &str) {
    let name = format!("{code} · ");
    let row = window.harness.query_all_by_label_contains(&name).next();
    row.unwrap().click_accesskit();
    window.settle();
}

/// The texts of the wash-up about one candidate, each typed by half, seen again after another
/// candidate, another stage and a crash.
fn comes_back(
    mut window: Window,
    (code, other): (&str, &str),
    what: (Role, &str),
) -> (Window, Arc<tempfile::TempDir>) {
    types(&mut window, what, "Half a th");
    choose(&mut window, other);
    choose(&mut window, code);
    assert_eq!(field(&window, what), "Half a th", "after another candidate: {}", what.1);
    window.press("Live");
    window.press("Wash-up");
    assert_eq!(field(&window, what), "Half a th", "after another stage: {}", what.1);
    let (mut window, file) = crash(window);
    window.press("Wash-up");
    choose(&mut window, code);
    assert_eq!(field(&window, what), "Half a th", "after a crash: {}", what.1);
    (window, file)
}

#[test]
fn why_ratings_are_shown_without_a_marksheet_is_not_lost() {
    let mut record = rated::day(rated::scenario("graduate-day"), 3);
    let candidate = rated::candidates(&record)[0];
    let sheet = record.centre().sheets_about(candidate)[0];
    let change = Change::Marksheet(marksheets::Change::Reopen { sheet, reason: "Mixed".into() });
    let by = Author::Assessor(sheet.assessor);
    let now = Now::at(record.newest().unwrap().at());
    let entry = record.next_entry(DEVICE, by, now, Act::Do(vec![change]));
    record.add(entry);
    let window = rated::window(&record, [1440.0, 900.0]);
    let (mut window, _file) =
        comes_back(window, ("C01", "C02"), (LINE, "Why you go on without them"));
    window.press("Show all ratings");
    let centre = window.harness.state().workspace().unwrap().centre();
    assert!(centre.meeting(candidate).unwrap().revealed.is_some());
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
}

#[test]
fn reasons_scores_and_who_scored_are_not_lost() {
    let mut record = rated::day(rated::scenario("graduate-day"), 3);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    let mut window = rated::window(&record, [1440.0, 900.0]);
    let texts =
        [(LINES, "Why this level"), (LINE, "Who scored it"), (LINE, "Score of Numerical test")];
    let mut files = Vec::new();
    for what in texts {
        let (again, file) = comes_back(window, ("C01", "C02"), what);
        files.push(file);
        window = again;
    }
    // A number lands under the name that was typed for it.
    window.enter("Score of Numerical test", "31");
    let centre = window.harness.state().workspace().unwrap().centre();
    let outcome = scoring::outcome(centre, candidate);
    assert_eq!(outcome.scores.values().copied().collect::<Vec<_>>(), [31.0]);
    assert_eq!(field(&window, (LINE, "Score of Numerical test")), "");
    assert_eq!(field(&window, texts[0]), "Half a th");
}

#[test]
fn why_a_decision_departs_and_why_it_is_opened_again_are_not_lost() {
    let mut record = rated::day(rated::scenario("graduate-day"), 3);
    let candidate = rated::candidates(&record)[0];
    rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
    all_agreed(&mut record, candidate);
    let mut window = rated::window(&record, [1440.0, 900.0]);
    let outcome = scoring::outcome(record.centre(), candidate);
    let bands: Vec<_> =
        record.centre().scenario.decision.bands.iter().map(|band| band.label.clone()).collect();
    let other = (0..bands.len()).find(|place| Some(*place) != outcome.verdict.band).unwrap();
    let what = (LINE, "Why it departs from the rule");
    window.press(&bands[other]);
    types(&mut window, what, "Half a th");
    let (mut window, _file) = crash(window);
    window.press("Wash-up");
    window.press(&bands[other]);
    assert_eq!(field(&window, what), "Half a th");
    window.press(&format!("Decide: {}", bands[other]));
    let centre = window.harness.state().workspace().unwrap().centre();
    assert_eq!(centre.meeting(candidate).unwrap().decision().unwrap().reason, "Half a th");
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
    window.press("Those who saw the candidate");
    window.press("Sign and lock");
    let reopen = (LINE, "Why it is opened again");
    let (mut window, _file) = comes_back(window, ("C01", "C02"), reopen);
    window.press("Reopen");
    let centre = window.harness.state().workspace().unwrap().centre();
    assert!(!centre.meeting(candidate).unwrap().is_locked());
}

#[test]
fn what_was_found_of_a_borderline_case_and_who_else_is_there_are_not_lost() {
    let mut record = rated::day(rated::scenario("graduate-day"), 12);
    for candidate in rated::candidates(&record) {
        rated::act(&mut record, washup::Change::Reveal { candidate, reason: String::new() });
        all_agreed(&mut record, candidate);
    }
    let mut window = rated::window(&record, [1440.0, 900.0]);
    window.press("Who is at the table");
    types(&mut window, (LINE, "Somebody else"), "Dr Od");
    let found = (LINE, "What was found when it was looked at again");
    let codes: Vec<String> = (1..=12).map(|count| format!("C{count:02}")).collect();
    let near = codes.iter().find(|code| {
        choose(&mut window, code);
        window.shows(found.1)
    });
    let near = near.expect("one of twelve lies near a cut").clone();
    let other = codes.iter().find(|code| **code != near).unwrap();
    assert_eq!(field(&window, (LINE, "Somebody else")), "Dr Od");
    let (mut window, _file) = comes_back(window, (&near, other), found);
    window.press("Keep");
    assert!(window.shows("Looked at again: Half a th"));
    window.press("Who is at the table");
    assert_eq!(field(&window, (LINE, "Somebody else")), "Dr Od");
    window.harness.get_by_role_and_label(LINE, "Somebody else").focus();
    window.settle();
    window.key(Key::Enter);
    assert!(window.shows("At the table: Dr Od"));
    assert!(window.harness.state().workspace().unwrap().drafts().is_empty());
}

/// The program on that folder, as another one would be.
fn env(folder: &std::path::Path) -> Env {
    Env {
        fs: Arc::new(Disk),
        places: Places::under(folder.join("data")),
        installation: 1,
        who: "somebody".into(),
        wake: Arc::new(|| {}),
    }
}

/// Waits until so many files of half-typed text lie under the folder.
fn until_kept(folder: &std::path::Path, count: usize) {
    fn drafts(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
        entries
            .map(|entry| {
                let path = entry.path();
                let is = path.extension().is_some_and(|end| end == "draft");
                if path.is_dir() { drafts(&path) } else { usize::from(is) }
            })
            .sum()
    }
    for _ in 0..1000 {
        if drafts(folder) == count {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    panic!("{} files of half-typed text, not {count}", drafts(folder));
}

const KEY: &str = "washup-reopen C01";

/// A centre on the disk, and the session of the program that left half a sentence and was killed.
fn left_half_typed(folder: &std::path::Path) -> (Env, std::path::PathBuf) {
    let env = env(folder);
    let scenario = stage::Day::new().record.centre().scenario.as_ref().clone();
    let mut workspace = Workspace::create(&env, scenario, stage::now(0));
    let file = folder.join("day.centre.ron");
    workspace.save_as(&env, file.clone(), stage::now(1)).unwrap();
    workspace.keep_draft(KEY, "A marksheet was mix");
    until_kept(folder, 1);
    drop(workspace);
    (env, file)
}

#[test]
fn what_another_session_of_the_program_left_half_typed_is_taken_over_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let (env, file) = left_half_typed(folder.path());
    let mut next = Workspace::open(&env, &file, stage::now(2)).unwrap();
    assert_eq!(next.drafts()[KEY], "A marksheet was mix");
    next.keep_draft(KEY, "A marksheet was mixed up");
    next.keep_draft("note C02", "Asks");
    // It lies in one place only, so that no older wording can come back.
    until_kept(folder.path(), 1);
    drop(next);
    let last = Workspace::open(&env, &file, stage::now(3)).unwrap();
    assert_eq!(last.drafts()[KEY], "A marksheet was mixed up");
    assert_eq!(last.drafts().len(), 2);
}

#[test]
fn words_of_another_session_that_were_entered_since_do_not_come_back_after_a_second_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (env, file) = left_half_typed(folder.path());
    let mut next = Workspace::open(&env, &file, stage::now(2)).unwrap();
    next.keep_draft(KEY, "");
    until_kept(folder.path(), 0);
    drop(next);
    let last = Workspace::open(&env, &file, stage::now(3)).unwrap();
    assert!(last.drafts().is_empty(), "{:?}", last.drafts());
}

#[test]
fn what_is_being_typed_in_a_session_that_still_runs_is_left_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let (env, file) = left_half_typed(folder.path());
    let mut runs = Workspace::open(&env, &file, stage::now(2)).unwrap();
    let beside = Workspace::open(&env, &file, stage::now(3)).unwrap();
    assert!(!beside.is_writable() && beside.drafts().is_empty());
    drop(beside);
    runs.keep_draft(KEY, "A marksheet was mixed");
    drop(runs);
    let last = Workspace::open(&env, &file, stage::now(4)).unwrap();
    assert_eq!(last.drafts()[KEY], "A marksheet was mixed");
}

#[test]
fn what_is_half_typed_waits_while_the_centre_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(folder.path());
    let day = stage::Day::new();
    let scenario = day.record.centre().scenario.as_ref().clone();
    let mut workspace = Workspace::create(&env, scenario, stage::now(0));
    let file = folder.path().join("day.centre.ron");
    workspace.save_as(&env, file.clone(), stage::now(1)).unwrap();
    workspace.keep_draft("washup-reopen C01", "A marksheet was mix");
    workspace.close(stage::now(2));
    let mut workspace = Workspace::open(&env, &file, stage::now(3)).unwrap();
    assert_eq!(workspace.drafts()["washup-reopen C01"], "A marksheet was mix");
    // Emptied, it is gone for good.
    workspace.keep_draft("washup-reopen C01", "");
    workspace.close(stage::now(4));
    let workspace = Workspace::open(&env, &file, stage::now(5)).unwrap();
    assert!(workspace.drafts().is_empty());
}
