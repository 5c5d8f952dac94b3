//! Timetable: who does what when, where and before whom; found by the search, changed by hand, and
//! judged by the rules either way.

mod blocks;
mod compare;
mod day;
mod days;
mod detail;
mod hand;
mod lanes;
mod look;
mod paint;
mod scale;
mod side;

use std::sync::Arc;

use egui::Ui;
use jiff::civil::Date;

use self::hand::{Drag, Outcome};
use self::look::{By, Look};
use crate::centre::{Centre, Change, sessions};
use crate::ids::SessionId;
use crate::planning::{adopt, edits};
use crate::ui::asks::{Ask, Asks, Timetabling};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::search::Found;
use crate::ui::stage::Stage;
use crate::ui::widgets::{buttons, cards};

/// What is chosen, dragged and half-typed on the stage.
#[derive(Default)]
pub struct Timetable {
    by: By,
    chosen: Option<SessionId>,
    drag: Option<Drag>,
    /// A plan that was set aside, to be compared with the one that is there.
    aside: Option<compare::Aside>,
    typed: detail::Fields,
    /// What a change in the detail would do; it is asked about before it is made.
    asked: Option<(String, Outcome)>,
    /// What was chosen, or is asked about, wants to be seen: the side may be longer than the window.
    bring_up: bool,
    day: Option<day::Form>,
    /// How high the legend was in the last frame: it has as many lines as it needs.
    legend: f32,
    /// The day that was turned to, of several.
    on: Option<Date>,
    /// The choice whose day was turned to last.
    day_of: Option<SessionId>,
    now: Kept<usize>,
    found: Kept<(usize, usize)>,
}

/// What was looked at last, with what it was made of.
struct Kept<Key> {
    of: Option<Key>,
    look: Option<(Option<Arc<Centre>>, Look)>,
}

impl<Key> Default for Kept<Key> {
    fn default() -> Self {
        Self { of: None, look: None }
    }
}

impl Timetable {
    /// The session that commands are about.
    pub fn subject(&self, cx: &Cx<'_>) -> Option<SessionId> {
        let planned = |id: &SessionId| {
            cx.centre.sessions.get(id).is_some_and(|session| session.called_off.is_none())
        };
        self.chosen.filter(planned)
    }

    /// The change that pins the chosen session, or unpins it.
    pub fn pin(&self, cx: &Cx<'_>) -> Option<Change> {
        let session = cx.centre.sessions.get(&self.subject(cx)?)?;
        let pinned = !session.pinned;
        Some(Change::Session(sessions::Change::Pin { session: session.id, pinned }))
    }

    /// Chooses a session.
    pub fn choose(&mut self, session: SessionId) {
        self.chosen = Some(session);
    }

    /// Draws the stage. `found` is what a search has so far.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, found: Option<&Found>, asks: &mut Asks) {
        if let Some(form) = &mut self.day
            && day::modal(ui, cx, form, asks)
        {
            self.day = None;
        }
        let people = &cx.centre.people;
        if people.candidates().is_empty() || people.assessors().is_empty() {
            let none = (people.candidates().is_empty(), people.assessors().is_empty());
            cards::middle(ui, |ui| nobody(ui, none, asks));
            return;
        }
        self.look(cx, found);
        let kept = if found.is_some_and(|found| found.plan.is_some()) {
            self.found.look.take()
        } else {
            self.now.look.take()
        };
        let Some((preview, look)) = kept else { return };
        let centre = preview.as_deref().unwrap_or(cx.centre);
        cards::side_column(ui, "timetable-side", 290.0, |ui| {
            self.side(ui, cx, (centre, &look), found, asks);
        });
        cards::middle(ui, |ui| {
            // Without a session there is nothing to be shown by whom.
            if !look.plan.sessions.is_empty() || !cx.centre.planned_sessions().is_empty() {
                self.bar(ui, cx, found, asks);
                ui.add_space(8.0);
            }
            if look.plan.sessions.is_empty() {
                self.no_plan(ui, cx, found, asks);
            } else {
                self.lanes(ui, cx, (centre, &look), preview.is_none(), asks);
            }
        });
        let kept = Some((preview.clone(), look));
        if preview.is_some() {
            self.found.look = kept;
        } else {
            self.now.look = kept;
        }
    }

    /// Looks again at what has changed since the last frame.
    fn look(&mut self, cx: &Cx<'_>, found: Option<&Found>) {
        let (zone, now) = (cx.zone, cx.now.wall);
        if self.now.of != Some(cx.version) || self.now.look.is_none() {
            self.now.look = Some((None, Look::at(cx.centre, zone, now)));
            self.now.of = Some(cx.version);
        }
        let Some((found, (plan, _))) = found.and_then(|f| Some((f, f.plan.as_ref()?))) else {
            return;
        };
        let key = (cx.version, Arc::as_ptr(plan).addr());
        if self.found.of == Some(key) && self.found.look.is_some() {
            return;
        }
        let changes = adopt(cx.centre, &found.posed, plan);
        if let Ok(after) = edits::preview(cx.centre, &changes) {
            let look = Look::at(&after, zone, now);
            self.found.look = Some((Some(Arc::new(after)), look));
            self.found.of = Some(key);
        }
    }

    fn bar(&mut self, ui: &mut Ui, cx: &Cx<'_>, found: Option<&Found>, asks: &mut Asks) {
        let narrow = ui.available_width() < 640.0;
        ui.horizontal_wrapped(|ui| {
            for (by, name) in By::ALL {
                let chosen = self.by == by;
                let response =
                    if chosen { buttons::primary(ui, name) } else { buttons::plain(ui, name) };
                let label = format!("By {}", name.to_lowercase());
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::Button, true, chosen, label.clone())
                });
                if response.clicked() {
                    self.by = by;
                }
            }
            if narrow {
                ui.end_row();
            }
            let layout = if narrow {
                egui::Layout::left_to_right(egui::Align::Center)
            } else {
                egui::Layout::right_to_left(egui::Align::Center)
            };
            ui.with_layout(layout, |ui| {
                let runs = found.is_some_and(|found| !found.over);
                let any = !cx.centre.planned_sessions().is_empty();
                let name = if any { "Look for a better one" } else { "Make the timetable" };
                let possible = writable(cx).and_then(|()| {
                    if runs { Err("The search is running.".to_owned()) } else { Ok(()) }
                });
                if any {
                    if buttons::with_key(ui, name, "M", possible).clicked() {
                        asks.ask(Ask::Timetable(Timetabling::Make));
                    }
                    if buttons::plain(ui, "The day…").clicked() {
                        self.day = Some(day::Form::of(cx));
                    }
                    let print = buttons::plain(ui, "Print…");
                    if print.on_hover_text(Command::ExportTimetable.name()).clicked() {
                        asks.command(Command::ExportTimetable);
                    }
                }
            });
        });
    }

    /// Nothing is planned yet: what the search will take, and the one thing to do.
    fn no_plan(&mut self, ui: &mut Ui, cx: &Cx<'_>, found: Option<&Found>, asks: &mut Asks) {
        let runs = found.is_some_and(|found| !found.over);
        let words = day::summary(cx);
        if runs {
            cards::empty(ui, "Looking for a timetable", &words, |_| {});
            return;
        }
        cards::empty(ui, "No timetable yet", &words, |ui| {
            if buttons::primary_if(ui, Command::MakeTimetable.name(), writable(cx)).clicked() {
                asks.ask(Ask::Timetable(Timetabling::Make));
            }
            if buttons::plain(ui, "The day…").clicked() {
                self.day = Some(day::Form::of(cx));
            }
        });
    }
}

fn nobody(ui: &mut Ui, none: (bool, bool), asks: &mut Asks) {
    let words = "A timetable needs candidates and those who observe them. Name them first.";
    let title = match none {
        (false, true) => "No assessor is named yet",
        (true, false) => "No candidate is named yet",
        _ => "Nobody is here yet",
    };
    cards::empty(ui, title, words, |ui| {
        if buttons::primary(ui, "Name the people").clicked() {
            asks.ask(Ask::Go(Stage::People));
        }
    });
}

fn writable(cx: &Cx<'_>) -> Result<(), String> {
    if cx.writable { Ok(()) } else { Err("This centre is open to read only.".to_owned()) }
}
