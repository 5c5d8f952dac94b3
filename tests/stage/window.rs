//! The whole window without a screen: the real shell over a real folder, with a clock moved by
//! hand and dialogs that answer what the test wants.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bellwether::clock::{self, BootMark, Time};
use bellwether::files::document::{self, Document};
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::time::Now;
use bellwether::ui::Start;
use bellwether::ui::app::{App, Parts};
use bellwether::ui::dialogs::{Answer, FileDialogs, Question};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::{SignedDuration, Timestamp};

/// A clock that the test moves.
#[derive(Clone)]
pub struct HandClock(Arc<Mutex<Now>>);

impl HandClock {
    pub fn at(wall: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Now::at(wall))))
    }

    pub fn move_on(&self, secs: i64) {
        let mut now = self.0.lock().unwrap();
        now.wall += SignedDuration::from_secs(secs);
    }

    pub fn move_by(&self, by: SignedDuration) {
        self.0.lock().unwrap().wall += by;
    }

    pub fn set_wall_clock(&self, by: SignedDuration) {
        self.0.lock().unwrap().set_off = by;
    }
}

impl Time for HandClock {
    fn now(&self) -> Now {
        *self.0.lock().unwrap()
    }

    fn follow(&self, _mark: &BootMark) {}

    fn catch_up(&self, passed: Timestamp) {
        let mut now = self.0.lock().unwrap();
        if clock::is_slow(now.wall, passed) {
            now.wall = passed;
        }
    }

    fn mark(&self) -> Option<BootMark> {
        None
    }
}

/// Dialogs that answer with the next path of a list; without one, the person cancels.
#[derive(Clone, Default)]
pub struct Answers {
    next: Arc<Mutex<Vec<PathBuf>>>,
    waiting: Arc<Mutex<Option<Answer>>>,
}

impl Answers {
    pub fn choose(&self, path: PathBuf) {
        self.next.lock().unwrap().push(path);
    }
}

impl FileDialogs for Answers {
    fn ask(&mut self, question: Question, _parent: &eframe::Frame, ctx: &egui::Context) {
        let chosen = self.next.lock().unwrap().pop();
        let answer = match chosen {
            Some(path) => Answer::Chosen(question.purpose, path),
            None => Answer::Cancelled,
        };
        *self.waiting.lock().unwrap() = Some(answer);
        ctx.request_repaint_after(std::time::Duration::ZERO);
    }

    fn answer(&mut self) -> Option<Answer> {
        self.waiting.lock().unwrap().take()
    }
}

/// The window and what it stands on.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub clock: HandClock,
    pub dialogs: Answers,
    pub folder: Arc<tempfile::TempDir>,
}

impl Window {
    /// A window on a fresh machine.
    pub fn open() -> Self {
        Self::open_with(Start::default(), Arc::new(tempfile::tempdir().unwrap()), [1440.0, 900.0])
    }

    /// A window over a folder that may hold what an earlier one left.
    pub fn open_with(start: Start, folder: Arc<tempfile::TempDir>, size: [f32; 2]) -> Self {
        Self::open_at("2026-11-24T09:20:00Z".parse().unwrap(), start, folder, size)
    }

    /// Such a window on a machine whose clock shows `wall`.
    pub fn open_at(
        wall: Timestamp,
        start: Start,
        folder: Arc<tempfile::TempDir>,
        size: [f32; 2],
    ) -> Self {
        let clock = HandClock::at(wall);
        let dialogs = Answers::default();
        let (time, answers) = (Arc::new(clock.clone()), Box::new(dialogs.clone()));
        let places = Places::under(folder.path().join("data"));
        let mut harness = Harness::builder()
            .with_size(size)
            .with_theme(egui::Theme::Light)
            .with_max_steps(30)
            .with_os(egui::os::OperatingSystem::Nix)
            .allow_missing_glyphs()
            .renderer(super::painter::Painter::default())
            .build_eframe(move |cc| {
                let zone = jiff::tz::TimeZone::UTC;
                let parts = Parts { fs: Arc::new(Disk), places, time, zone, dialogs: answers };
                App::new(&cc.egui_ctx, parts, &start)
            });
        harness.run_ok();
        Self { harness, clock, dialogs, folder }
    }

    /// The sample centre.
    pub fn sample() -> Self {
        let start = Start { sample: true, ..Start::default() };
        Self::open_with(start, Arc::new(tempfile::tempdir().unwrap()), [1440.0, 900.0])
    }

    /// The program is gone without a word, and is started again over what it left on the disk.
    /// The files that it had open stay where they are, as long as the folder is held.
    pub fn crashed(self) -> (Self, Arc<tempfile::TempDir>) {
        // What is half-typed is written a moment after the last key.
        std::thread::sleep(std::time::Duration::from_millis(300));
        let copy = Arc::new(tempfile::tempdir().unwrap());
        // The locks go with the program: the copy has none.
        copy_all(&self.folder.path().join("data"), &copy.path().join("data"));
        let wall = self.clock.now().wall;
        let files = Arc::clone(&self.folder);
        drop(self);
        (Self::open_at(wall, Start::default(), copy, [1440.0, 900.0]), files)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lets the window come to rest.
    pub fn settle(&mut self) {
        self.harness.run_ok();
        // A file that is read apart comes in by itself.
        while self.harness.state().is_reading() {
            std::thread::sleep(std::time::Duration::from_millis(2));
            self.harness.run_ok();
        }
    }

    /// Presses what has that name.
    pub fn press(&mut self, name: &str) {
        let button = self.harness.query_by_role_and_label(egui::accesskit::Role::Button, name);
        match button {
            Some(button) => button.click_accesskit(),
            None => self.harness.get_by_label(name).click_accesskit(),
        }
        self.settle();
    }

    /// Types into the field of that name, and presses Enter.
    pub fn enter(&mut self, field: &str, text: &str) {
        self.fill(field, text);
        self.harness.key_press(egui::Key::Enter);
        self.settle();
    }

    /// Replaces what stands in the field of that name.
    pub fn fill(&mut self, field: &str, text: &str) {
        let role = egui::accesskit::Role::TextInput;
        self.harness.get_by_role_and_label(role, field).focus();
        self.settle();
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.settle();
        self.harness.key_press(egui::Key::Backspace);
        self.settle();
        if !text.is_empty() {
            self.harness.get_by_role_and_label(role, field).type_text(text);
        }
        self.settle();
    }

    /// Types into the field of several lines of that name.
    pub fn fill_lines(&mut self, field: &str, text: &str) {
        let role = egui::accesskit::Role::MultilineTextInput;
        self.harness.get_by_role_and_label(role, field).focus();
        self.settle();
        self.harness.get_by_role_and_label(role, field).type_text(text);
        self.settle();
    }

    pub fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.settle();
    }

    pub fn keys(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// All these keys before the window comes to its next frame, as on a machine that is slow.
    pub fn burst(&mut self, keys: &[egui::Key]) {
        let modifiers = egui::Modifiers::NONE;
        let event = |key: egui::Key, pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        let events = keys.iter().flat_map(|key| [event(*key, true), event(*key, false)]);
        self.burst_of(events.collect());
    }

    /// All that somebody did before the window comes to its next frame.
    pub fn burst_of(&mut self, events: Vec<egui::Event>) {
        let mut raw = egui::RawInput { events, ..egui::RawInput::default() };
        let mut still = 0;
        while still < 2 {
            let ctx = self.harness.ctx.clone();
            eframe::App::raw_input_hook(self.harness.state_mut(), &ctx, &mut raw);
            let events = std::mem::take(&mut raw.events);
            // A frame may go by without any while others wait.
            still = if events.is_empty() { still + 1 } else { 0 };
            self.harness.input_mut().events.extend(events);
            self.harness.step();
        }
        self.settle();
    }

    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    /// Waits until a plan that is worked out apart has come to what has that name.
    pub fn until_planned(&mut self, what: &str) {
        for _ in 0..1500 {
            self.harness.step();
            if self.shows(what) {
                self.settle();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
            self.clock.move_on(i64::from(self.shows("Show what there is")));
        }
        panic!("never: {what}");
    }

    /// Waits until the disk has said that everything is safe, as a person would look at the foot
    /// of the rail.
    pub fn until_safe(&mut self) {
        for _ in 0..400 {
            self.settle();
            if self.shows("All saved")
                || self.shows("Safe here 0")
                || self.shows("Safe here 1")
                || self.shows("Safe here 2")
            {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the disk never said that everything is safe");
    }

    /// Saves under a name and gives what the file holds.
    pub fn saved_as(&mut self, name: &str) -> Document {
        let path = self.path(name);
        self.dialogs.choose(path.clone());
        self.keys(egui::Modifiers::COMMAND, egui::Key::S);
        for _ in 0..400 {
            self.settle();
            if self.shows("All saved") {
                return read(&path);
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("the file was never saved");
    }
}

/// What a centre file holds.
pub fn read(path: &Path) -> Document {
    let reading = document::read(&std::fs::read(path).unwrap());
    assert_eq!(reading.damage, []);
    reading.document.unwrap()
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_all(&entry.path(), &target);
        } else if entry.path().extension().is_none_or(|end| end != "lock") {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
