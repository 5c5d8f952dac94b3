//! A change of plan: looked for on a thread of its own, shown in words, and made with one press as
//! one act. Until then nothing changes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use egui::{RichText, Ui};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{RoundMode, SignedDuration, Unit, ZonedDateTimeRound};

use super::App;
use crate::centre::{Act, Change, Entry, frame};
use crate::planning::{Cannot, Happening, Repair, repair};
use crate::time::{Now, between};
use crate::ui::asks::{Ask, Asks, Replanning};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::{buttons, cards, follow};
use crate::words;

/// How long it is looked for at most.
const SECONDS: i64 = 4;

/// What has been found, once it has.
type Found = Option<Result<Arc<Repair>, Cannot>>;

/// The change of plan that is looked at, if any.
#[derive(Default)]
pub(super) struct Replans {
    open: Option<Open>,
}

struct Open {
    happening: Happening,
    /// It was looked for again, since the day had gone on.
    again: bool,
    /// How many entries the centre had when it was asked.
    entries: usize,
    found: Arc<Mutex<Found>>,
    stop: Arc<AtomicBool>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Open {
    fn found(&self) -> Found {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Replans {
    /// Whether a change of plan lies over the stage.
    pub(super) fn is_shown(&self) -> bool {
        self.open.is_some()
    }

    /// Leaves everything as it is.
    pub(super) fn forget(&mut self) {
        self.open = None;
    }

    /// Draws it, if there is one.
    pub(super) fn modal(&self, ui: &Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let Some(open) = &self.open else { return };
        let modal = egui::Modal::new(egui::Id::unique("replan")).show(ui.ctx(), |ui| {
            ui.set_width(620.0_f32.min(ui.ctx().content_rect().width() - 80.0));
            ui.label(theme::strong("Change of plan").size(18.0));
            let words = words::happening(cx.centre, cx.zone, &open.happening);
            ui.add(egui::Label::new(format!("{words}.")).wrap());
            ui.add_space(6.0);
            match open.found() {
                None => looking(ui, asks),
                Some(Err(cannot)) => {
                    let text = RichText::new(words::cannot(cx.centre, &cannot));
                    ui.add(egui::Label::new(text.color(cx.palette.amber)).wrap());
                    ui.add_space(6.0);
                    if buttons::plain(ui, "Close").clicked() {
                        asks.ask(Ask::Replanning(Replanning::Leave));
                    }
                }
                Some(Ok(repair)) => {
                    if open.again {
                        let words = "The day has gone on, so this was looked for again. Press once \
                                     more to make it.";
                        let words = RichText::new(words).color(cx.palette.amber);
                        ui.add(egui::Label::new(words).wrap());
                    }
                    shown(ui, cx, &repair);
                    ui.add_space(6.0);
                    choice(ui, cx, &repair, asks);
                }
            }
        });
        if modal.should_close() {
            asks.ask(Ask::Replanning(Replanning::Leave));
        }
    }
}

fn looking(ui: &mut Ui, asks: &mut Asks) {
    ui.horizontal(|ui| {
        ui.spinner();
        cards::muted(ui, "Looking for the plan that moves the fewest people…");
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if buttons::plain(ui, "Show what there is").clicked() {
            asks.ask(Ask::Replanning(Replanning::Stop));
        }
        if buttons::plain(ui, "Leave everything").clicked() {
            asks.ask(Ask::Replanning(Replanning::Leave));
        }
    });
}

/// What it would do: what would not hold first, then the moves, and whom they do not touch.
fn shown(ui: &mut Ui, cx: &Cx<'_>, repair: &Repair) {
    let summary = words::repaired(cx.centre, cx.zone, repair);
    ui.add(egui::Label::new(theme::strong(summary)).wrap());
    let moves = words::moves(cx.centre, cx.zone, repair);
    let breaks = words::would_break(cx.centre, cx.zone, repair);
    let broken = words::still_broken(cx.centre, cx.zone, repair);
    let height = (ui.ctx().content_rect().height() - 320.0).max(120.0);
    let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    follow::area(ui, area, |ui| {
        let amiss = !breaks.is_empty() || !broken.is_empty();
        for (title, lines) in [("This would break", breaks), ("This stays broken", broken)] {
            if lines.is_empty() {
                continue;
            }
            cards::heading(ui, title);
            for words in lines {
                let words = RichText::new(format!("· {words}")).color(cx.palette.red);
                ui.add(egui::Label::new(words).wrap());
            }
            ui.add_space(6.0);
        }
        if amiss && !moves.is_empty() {
            cards::heading(ui, "What is moved");
        }
        for words in moves {
            cards::card(cx.palette).inner_margin(8).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(egui::Label::new(words).wrap());
            });
        }
    });
    if !repair.changes.is_empty() {
        ui.add_space(6.0);
        cards::muted(ui, words::untouched(cx.centre, repair));
    }
}

fn choice(ui: &mut Ui, cx: &Cx<'_>, repair: &Repair, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        if repair.changes.is_empty() {
            if buttons::primary(ui, "Close").clicked() {
                asks.ask(Ask::Replanning(Replanning::Leave));
            }
            return;
        }
        let possible =
            if cx.writable { Ok(()) } else { Err("This centre is open to read only.".to_owned()) };
        let broken = repair.broken.len() - repair.breaks.len() + repair.unplaced.len();
        let words = match (repair.breaks.len(), broken) {
            (0, 0) => "Make this change".to_owned(),
            (0, 1) => "Make this change; 1 thing stays broken".to_owned(),
            (0, many) => format!("Make this change; {many} things stay broken"),
            (1, 0) => "Make this change; it breaks 1 rule".to_owned(),
            (breaks, many) => format!("Make this change; {} things do not hold", breaks + many),
        };
        if buttons::primary_if(ui, &words, possible).clicked() {
            asks.ask(Ask::Replanning(Replanning::Apply));
        }
        if let Some(at) = later_end(repair, cx.zone).filter(|_| cx.writable) {
            let words = format!("Make it, and let the day end at {}", at.strftime("%H:%M"));
            if buttons::plain(ui, &words).clicked() {
                asks.ask(Ask::Replanning(Replanning::ApplyLater));
            }
        }
        if buttons::plain(ui, "Leave everything").clicked() {
            asks.ask(Ask::Replanning(Replanning::Leave));
        }
    });
}

/// Whether what was put on record meanwhile moves nobody: a cue that was given.
fn is_no_matter(entry: &Entry) -> bool {
    matches!(&entry.act, Act::Do(changes)
        if changes.iter().all(|change| matches!(change, Change::Announcement(_))))
}

/// When the day would have to end, on a full five minutes, where nothing else stands in the way of
/// the change.
fn later_end(repair: &Repair, zone: &TimeZone) -> Option<Time> {
    let wanted = repair.wanted_end()?.to_zoned_datetime(zone.clone());
    let five = ZonedDateTimeRound::new().smallest(Unit::Minute).increment(5).mode(RoundMode::Ceil);
    let ends = wanted.round(five).ok()?;
    (ends.date() == wanted.date()).then(|| ends.time())
}

impl App {
    /// Looks for what to move when this has happened.
    pub(super) fn replan(&mut self, happening: Happening, now: Now) {
        let Some(workspace) = &self.desk.workspace else { return };
        let found = Arc::new(Mutex::new(None));
        let stop = Arc::new(AtomicBool::new(false));
        let search = Search {
            centre: workspace.centre().clone(),
            zone: self.desk.zone.clone(),
            happening: happening.clone(),
            now,
            begun: self.desk.real.now().wall,
            time: Arc::clone(&self.desk.real),
            found: Arc::clone(&found),
            stop: Arc::clone(&stop),
            wake: Arc::clone(&self.desk.env.wake),
        };
        let entries = workspace.record().entries().len();
        let thread = std::thread::Builder::new().name("change of plan".into());
        match thread.spawn(move || search.run()) {
            Ok(_runs_by_itself) => {
                self.replans.open = Some(Open { happening, again: false, entries, found, stop });
            }
            Err(error) => {
                self.view.toasts.bad(format!("No thread for the search: {error}."), now.wall);
            }
        }
    }

    /// Answers what is asked of the change of plan.
    pub(super) fn answer_replanning(&mut self, wish: Replanning, now: Now) {
        match wish {
            Replanning::Leave => self.replans.forget(),
            Replanning::Stop => {
                if let Some(open) = &self.replans.open {
                    open.stop.store(true, Ordering::Relaxed);
                }
            }
            Replanning::Apply => self.apply_replan(false, now),
            Replanning::ApplyLater => self.apply_replan(true, now),
        }
    }

    fn apply_replan(&mut self, later: bool, now: Now) {
        let Some(open) = self.replans.open.take() else { return };
        let Some(Ok(repair)) = open.found() else { return };
        let Some(workspace) = &self.desk.workspace else { return };
        if !workspace.record().entries().iter().skip(open.entries).all(is_no_matter) {
            self.replan(open.happening.clone(), now);
            if let Some(open) = &mut self.replans.open {
                open.again = true;
            }
            return;
        }
        let mut changes = repair.changes.clone();
        let ends = later.then(|| later_end(&repair, &self.desk.zone)).flatten();
        changes.extend(ends.map(|at| Change::Frame(frame::Change::Ends(at))));
        self.perform(changes, now);
    }
}

/// What the thread takes along.
struct Search {
    centre: crate::centre::Centre,
    zone: TimeZone,
    happening: Happening,
    now: Now,
    /// When the search began, by the machine's own clock.
    begun: jiff::Timestamp,
    time: Arc<dyn crate::clock::Time>,
    found: Arc<Mutex<Found>>,
    stop: Arc<AtomicBool>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Search {
    fn run(self) {
        let go_on = || {
            let gone = between(self.begun, self.time.now().wall);
            !self.stop.load(Ordering::Relaxed)
                && SignedDuration::try_from(gone)
                    .is_ok_and(|gone| gone < SignedDuration::from_secs(SECONDS))
        };
        let happened = std::slice::from_ref(&self.happening);
        let found = repair(&self.centre, &self.zone, self.now.wall, happened, &go_on);
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found.map(Arc::new));
        (self.wake)();
    }
}
