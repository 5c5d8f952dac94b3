//! Written work marked by checklist: each item seen with its points, not seen, or the contrary, by
//! keys, with running totals a competency.

use egui::{Button, Key, Modifiers, RichText, Sense, Ui, Vec2};

use crate::centre::checklists::{self, Tick};
use crate::centre::{Change, Marksheet, Sheet};
use crate::scenario::Exercise;
use crate::scenario::papers::CheckItem;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::fields;
use crate::ui::widgets::rows::{self, Look, Rows, Source};
use crate::words;

/// What is chosen in the list.
#[derive(Debug, Default)]
pub(super) struct View {
    of: Option<Sheet>,
    at: Option<usize>,
    rows: Rows,
    /// Keys go to the list from the next frame on.
    to_list: bool,
    focused: bool,
    refused: String,
}

impl View {
    /// Somebody comes to the step: the keys go to the checklist first, and by the same key again
    /// to the line of notes. True when they go to the line.
    pub(super) fn arrive(&mut self, exercise: &Exercise) -> bool {
        self.to_list = !exercise.checklist.is_empty() && !self.focused;
        !self.to_list
    }
}

/// What is asked of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// Tick it so.
    Tick(Tick),
    /// Leave it open again.
    Open,
}

/// Draws the panel.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    height: f32,
    view: &mut View,
    asks: &mut Asks,
) {
    if view.of != Some(sheet) {
        let to_list = view.to_list;
        *view = View { of: Some(sheet), to_list, at: Some(0), ..View::default() };
    }
    let locked = cx.centre.marksheets.get(&sheet).is_some_and(Marksheet::is_submitted);
    let enabled = cx.writable && !locked;
    let mut wanted = None;
    cards::card(cx.palette).inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 18.0);
        ui.spacing_mut().item_spacing.y = 4.0;
        head(ui, cx, sheet, exercise);
        let mut pressed = None;
        let totals = totals(cx, sheet, exercise);
        let mut list = List { cx, sheet, exercise, enabled, pressed: &mut pressed };
        let id = egui::Id::unique(("checklist", sheet.session.to_string()));
        let below = rows::words_height(ui, &totals, ui.available_width()) + 8.0;
        let height = (ui.available_height() - below).max(60.0);
        let stamp = u64::try_from(exercise.checklist.len()).unwrap_or_default();
        let look = Look { id, name: "Checklist", height, chosen: view.at, stamp, at_foot: false };
        let focus = std::mem::take(&mut view.to_list);
        let shown = view.rows.ui(ui, &look, &mut list, focus);
        view.at = shown.chosen.or(view.at);
        view.focused = shown.response.has_focus();
        if view.focused && enabled {
            let item = view.at.and_then(|at| exercise.checklist.get(at));
            let act = item.and_then(|item| keys(ui, item));
            wanted = view.at.zip(act);
        }
        if let Some((at, act)) = pressed {
            shown.response.request_focus();
            view.at = Some(at);
            wanted = Some((at, act));
        } else if wanted.is_some_and(|(_, act)| act != Act::Open) {
            // By keys one goes straight on to the next item.
            let last = exercise.checklist.len().saturating_sub(1);
            view.at = view.at.map(|at| (at + 1).min(last));
            view.rows.reveal();
        }
        ui.add(egui::Label::new(theme::strong(totals).size(12.0)).wrap());
        fields::refusal(ui, &view.refused);
    });
    if let Some((at, act)) = wanted {
        tick(cx, (sheet, exercise), (at, act), view, asks);
    }
}

fn tick(
    cx: &Cx<'_>,
    (sheet, exercise): (Sheet, &Exercise),
    (at, act): (usize, Act),
    view: &mut View,
    asks: &mut Asks,
) {
    let Some(item) = exercise.checklist.get(at) else { return };
    let tick = match act {
        Act::Tick(tick) => Some(tick),
        Act::Open => None,
    };
    if found(cx, sheet, item) == tick {
        return;
    }
    let item = item.id.clone();
    let change = Change::Check(checklists::Change::Tick { sheet, item, tick });
    match cx.centre.check_now(&change) {
        Ok(()) => {
            view.refused.clear();
            asks.change(change);
        }
        Err(why) => view.refused = words::refusal(cx.centre, &why),
    }
}

fn found(cx: &Cx<'_>, sheet: Sheet, item: &CheckItem) -> Option<Tick> {
    let list = cx.centre.checklists.get(&sheet)?;
    list.ticks.get(&item.id).map(|ticked| ticked.tick)
}

/// What a key asks of the item that is chosen.
fn keys(ui: &Ui, item: &CheckItem) -> Option<Act> {
    let hit = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let digit = |points: u8| Key::from_name(&points.to_string());
    let by_points = (1..=item.points.min(9)).find(|points| digit(*points).is_some_and(hit));
    if let Some(points) = by_points {
        return Some(Act::Tick(Tick::Seen(points)));
    }
    for (key, act) in [
        (Key::S, Act::Tick(Tick::Seen(item.points))),
        (Key::Plus, Act::Tick(Tick::Seen(item.points))),
        (Key::N, Act::Tick(Tick::NotSeen)),
        (Key::Num0, Act::Tick(Tick::NotSeen)),
        (Key::C, Act::Tick(Tick::Contrary)),
        (Key::Minus, Act::Tick(Tick::Contrary)),
        (Key::Backspace, Act::Open),
        (Key::Delete, Act::Open),
    ] {
        if hit(key) {
            return Some(act);
        }
    }
    None
}

fn head(ui: &mut Ui, cx: &Cx<'_>, sheet: Sheet, exercise: &Exercise) {
    let all = exercise.checklist.len();
    let ticked = exercise.checklist.iter().filter(|item| found(cx, sheet, item).is_some()).count();
    ui.horizontal(|ui| {
        cards::heading(ui, format!("Checklist · {ticked} of {all}"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = "1–9 points · N not seen · C contrary";
            ui.add(
                egui::Label::new(RichText::new(words).small().color(cx.palette.muted)).truncate(),
            );
        });
    });
}

/// The points so far on each competency that the list feeds.
fn totals(cx: &Cx<'_>, sheet: Sheet, exercise: &Exercise) -> String {
    let observed = exercise.observes.iter().filter_map(|observed| {
        let (points, most) = checklists::points_on(cx.centre, sheet, &observed.competency);
        let known = cx.centre.scenario.competency(&observed.competency)?;
        (most > 0).then(|| format!("{}: {points} of {most}", known.name))
    });
    observed.collect::<Vec<_>>().join(" · ")
}

struct List<'a, 'c> {
    cx: &'a Cx<'c>,
    sheet: Sheet,
    exercise: &'a Exercise,
    enabled: bool,
    pressed: &'a mut Option<(usize, Act)>,
}

/// How much room the choices have beside the words.
const CHOICES: f32 = 210.0;

impl List<'_, '_> {
    fn room(width: f32) -> (f32, bool) {
        let narrow = width < 480.0;
        let beside = if narrow { 0.0 } else { CHOICES };
        ((width - beside - 20.0).max(60.0), narrow)
    }

    fn says(&self, item: &CheckItem) -> String {
        let known = self.cx.centre.scenario.competency(&item.competency);
        known.map_or_else(String::new, |known| known.name.clone())
    }

    fn choices(&mut self, ui: &mut Ui, place: usize, item: &CheckItem) {
        let now = found(self.cx, self.sheet, item);
        let mut options: Vec<(String, String, Tick)> = (1..=item.points)
            .map(|points| match item.points {
                1 => ("seen".to_owned(), "Seen".to_owned(), Tick::Seen(1)),
                most => {
                    (points.to_string(), format!("{points} of {most} points"), Tick::Seen(points))
                }
            })
            .collect();
        options.push(("not seen".to_owned(), "Not seen".to_owned(), Tick::NotSeen));
        options.push(("contrary".to_owned(), "The contrary".to_owned(), Tick::Contrary));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.spacing_mut().button_padding = Vec2::new(6.0, 2.0);
            for (text, name, tick) in options {
                let chosen = now == Some(tick);
                let button = Button::new(RichText::new(text).small()).selected(chosen);
                let button = button.sense(Sense::CLICK).min_size(Vec2::new(24.0, 22.0));
                let enabled = self.enabled;
                let shown =
                    buttons::within_hairline(ui, |ui: &mut Ui| ui.add_enabled(enabled, button));
                if shown.accessible_name(format!("{name}: {}", item.text)).clicked() {
                    let act = if chosen { Act::Open } else { Act::Tick(tick) };
                    *self.pressed = Some((place, act));
                }
            }
        });
    }
}

impl Source for List<'_, '_> {
    fn count(&self) -> usize {
        self.exercise.checklist.len()
    }

    fn height(&self, ui: &Ui, place: usize, width: f32) -> f32 {
        let Some(item) = self.exercise.checklist.get(place) else { return 0.0 };
        let (width, narrow) = Self::room(width);
        let words = rows::words_height(ui, &item.text, width) + 18.0;
        words.max(26.0) + if narrow { 28.0 } else { 0.0 } + 12.0
    }

    fn name(&self, place: usize) -> String {
        let Some(item) = self.exercise.checklist.get(place) else { return String::new() };
        let found = match found(self.cx, self.sheet, item) {
            Some(Tick::Seen(points)) if item.points > 1 => {
                format!("{points} of {} points", item.points)
            }
            Some(Tick::Seen(_)) => "seen".to_owned(),
            Some(Tick::NotSeen) => "not seen".to_owned(),
            Some(Tick::Contrary) => "the contrary".to_owned(),
            None => "open".to_owned(),
        };
        format!("{}, {}: {found}", item.text, self.says(item))
    }

    fn draw(&mut self, ui: &mut Ui, place: usize) {
        let exercise = self.exercise;
        let Some(item) = exercise.checklist.get(place) else { return };
        let (width, narrow) = Self::room(ui.available_width());
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 2.0);
        ui.add_space(5.0);
        ui.horizontal_top(|ui| {
            ui.add_space(8.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add(egui::Label::new(&item.text).wrap().selectable(false));
                muted(ui, self.says(item));
                if narrow {
                    self.choices(ui, place, item);
                }
            });
            if !narrow {
                self.choices(ui, place, item);
            }
        });
    }
}
