//! A monkey at the window: random clicks, keys and texts, the same each time from a seed. Nothing
//! may panic, stand still, or be lost.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use bellwether::centre::Entry;
use bellwether::files::document;
use bellwether::files::fs::Disk;
use bellwether::workspace::{self, JournalState};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fastrand::Rng;

use crate::stage::window::Window;
use crate::{aloud, walk};

/// Texts that somebody might paste, and such as nobody would.
const TEXTS: [&str; 9] = [
    "Ada",
    "2+Checks with all #2.1 ",
    "12:30",
    "90 min",
    "أمينة الحسيني 李小龍 👩‍👩‍👧",
    "#panic(\"no\") $x$",
    "\u{202e}abc\u{0}\u{feff}",
    "-1",
    "99999999999999999999",
];

/// Keys that do something somewhere.
const MODIFIERS: [Modifiers; 6] = [
    Modifiers::NONE,
    Modifiers::NONE,
    Modifiers::NONE,
    Modifiers::SHIFT,
    Modifiers::COMMAND,
    Modifiers::ALT,
];

/// One thing that a monkey does.
fn act(rng: &mut Rng, window: &mut Window) -> String {
    match rng.u8(0..10) {
        0..=3 => {
            let all = window.harness.root().children_recursive();
            let nodes: Vec<_> =
                all.filter(|node| aloud::is_control(node.accesskit_node().role())).collect();
            if nodes.is_empty() {
                return "nothing".to_owned();
            }
            let node = &nodes[rng.usize(0..nodes.len())];
            let name = node.accesskit_node().label().unwrap_or_default();
            node.click_accesskit();
            format!("press {name}")
        }
        4..=5 => {
            let at = pos2(rng.f32() * 1440.0, rng.f32() * 900.0);
            let to = pos2(at.x + rng.f32() * 300.0 - 150.0, at.y + rng.f32() * 200.0 - 100.0);
            pointer(rng, window, at, to);
            format!("pointer {at:?}")
        }
        6 => {
            let text = TEXTS[rng.usize(0..TEXTS.len())];
            window.harness.event(Event::Text(text.to_owned()));
            format!("type {text:?}")
        }
        7 => {
            let by = Duration::from_secs([1, 61, 700, 4000][rng.usize(0..4)]);
            window.clock.move_on(i64::try_from(by.as_secs()).unwrap_or(1));
            format!("{by:?} go by")
        }
        _ => {
            let key = Key::ALL[rng.usize(0..Key::ALL.len())];
            let modifiers = MODIFIERS[rng.usize(0..MODIFIERS.len())];
            // The program would end, which is no find.
            if modifiers.command && matches!(key, Key::Q | Key::W) {
                return "nothing".to_owned();
            }
            window.harness.key_press_modifiers(modifiers, key);
            format!("{modifiers:?} {key:?}")
        }
    }
}

fn pointer(rng: &mut Rng, window: &mut Window, at: Pos2, to: Pos2) {
    let button = if rng.u8(0..5) == 0 { PointerButton::Secondary } else { PointerButton::Primary };
    let press =
        |pos, pressed| Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
    window.harness.event(Event::PointerMoved(at));
    window.harness.event(press(at, true));
    if rng.bool() {
        window.harness.event(Event::PointerMoved(to));
        window.harness.event(press(to, false));
    } else {
        window.harness.event(press(at, false));
    }
}

/// How long a frame may take, on a busy machine and without optimisation.
const LONGEST_FRAME: Duration = Duration::from_secs(8);

/// Lets the monkey loose on each window of the walk; gives how often it acted.
fn let_loose(seed: u64, steps: u32) {
    for (name, open) in walk::windows() {
        let mut window = open();
        let mut rng = Rng::with_seed(seed);
        let mut last = VecDeque::new();
        let told = Told { acts: &mut last, seed, window: name };
        for step in 0..steps {
            told.acts.push_back(act(&mut rng, &mut window));
            if told.acts.len() > 12 {
                told.acts.pop_front();
            }
            let began = Instant::now();
            window.harness.run_steps(2);
            let took = began.elapsed() / 2;
            assert!(
                took < LONGEST_FRAME,
                "{name}, seed {seed}, step {step}: a frame took {took:?}"
            );
        }
        nothing_is_lost(&mut window);
        told.acts.clear();
    }
}

/// Says what the monkey did last when something breaks.
struct Told<'a> {
    acts: &'a mut VecDeque<String>,
    seed: u64,
    window: &'static str,
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("{}, seed {}: {:#?}", self.window, self.seed, self.acts);
        }
    }
}

/// Whatever the record holds is on the disk once the window says so.
fn nothing_is_lost(window: &mut Window) {
    let safe = |window: &Window| {
        let open = window.harness.state().workspace();
        open.is_none_or(|open| matches!(open.safety().journal, JournalState::Safe(_)))
    };
    for _ in 0..500 {
        if safe(window) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
        window.harness.step();
    }
    assert!(safe(window), "never safe");
    let Some(open) = window.harness.state().workspace() else { return };
    let data = window.folder.path().join("data");
    let places = bellwether::files::places::Places::under(data);
    let folder = places.journals_of(open.centre().id);
    let mut kept: Vec<Entry> = workspace::find(&Disk, &folder, &|_| false).entries;
    let file = open.path().and_then(|path| std::fs::read(path).ok());
    let document = file.and_then(|bytes| document::read(&bytes).document);
    kept.extend(document.map(|document| document.entries).unwrap_or_default());
    for entry in open.record().entries() {
        assert!(kept.contains(entry), "lost: {entry:?}");
    }
}

#[test]
fn a_monkey_at_the_window_breaks_and_loses_nothing() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("BELLWETHER_MONKEY_SEED").unwrap_or(1);
    let seeds = number("BELLWETHER_MONKEY_SEEDS").unwrap_or(1);
    let steps = number("BELLWETHER_MONKEY_STEPS").unwrap_or(120);
    for seed in first..first + seeds {
        let_loose(seed, u32::try_from(steps).unwrap_or(120));
    }
}

/// Somebody pastes a whole book into a field: the window goes on, and what is kept is on the disk.
#[test]
fn a_hundred_thousand_characters_pasted_into_a_field_stop_nothing() {
    let book = "Ein langer Satz über 李小龍 und ελπίδα, with “quotes”.\n".repeat(2000);
    assert!(book.chars().count() > 100_000);
    let mut tried = BTreeSet::new();
    for (part, open) in walk::windows() {
        let mut window = open();
        let mut new = fields(&window);
        new.retain(|(_, name)| tried.insert(name.clone()));
        for (role, name) in new {
            let Some(field) = window.harness.query_all_by_role_and_label(role, &name).next() else {
                continue;
            };
            field.focus();
            window.harness.step();
            let began = Instant::now();
            window.harness.event(Event::Paste(book.clone()));
            window.harness.run_steps(3);
            let took = began.elapsed() / 3;
            assert!(took < LONGEST_FRAME, "{part}, {name}: a frame took {took:?}");
        }
        window.harness.key_press(Key::Enter);
        window.harness.run_steps(3);
        nothing_is_lost(&mut window);
    }
    assert!(tried.len() > 3, "{tried:?}");
}

fn fields(window: &Window) -> Vec<(Role, String)> {
    let all = window.harness.root().children_recursive();
    let typed = all.filter_map(|node| {
        let node = node.accesskit_node();
        let typed = matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
        (typed && !node.is_disabled()).then(|| (node.role(), node.label().unwrap_or_default()))
    });
    typed.collect()
}
