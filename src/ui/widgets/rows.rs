//! A list of rows of different heights as one stop for Tab: arrows choose, only what is in view is
//! drawn, and the row that is chosen by a key comes into view.

use std::collections::BTreeMap;

use egui::{Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, Ui, Vec2};

use super::{arrows, levels};
use crate::ui::theme::Palette;

/// What a list shows.
pub trait Source {
    /// How many rows there are.
    fn count(&self) -> usize;
    /// How high the row is when it has that width.
    fn height(&self, ui: &Ui, place: usize, width: f32) -> f32;
    /// Changes with all that its height rests on, and is no other row's: a height that is known
    /// is not measured again. Without one, heights are measured whenever the rows change.
    fn stamp(&self, _place: usize) -> Option<u64> {
        None
    }
    /// What it is called for those who cannot see it.
    fn name(&self, place: usize) -> String;
    /// Draws the row into the room that it has.
    fn draw(&mut self, ui: &mut Ui, place: usize);
}

/// How a list is shown.
pub struct Look<'a> {
    /// Names the list in this window.
    pub id: Id,
    /// What it is called for those who cannot see it.
    pub name: &'a str,
    /// How high it is.
    pub height: f32,
    /// The row that is chosen.
    pub chosen: Option<usize>,
    /// Changes whenever the rows do: heights are measured anew then.
    pub stamp: u64,
    /// Whoever has gone to the foot stays there when rows come in.
    pub at_foot: bool,
}

/// What came of showing a list.
pub struct Shown {
    /// The whole list: it has the focus when keys go to it.
    pub response: Response,
    /// The row that is chosen now, by the pointer or by arrows.
    pub chosen: Option<usize>,
    /// The row that was pressed, also where it was chosen before.
    pub pressed: Option<usize>,
}

/// What a list remembers from frame to frame.
#[derive(Debug, Default)]
pub struct Rows {
    key: Option<(u64, u32, usize)>,
    /// Where each row begins, and where the last one ends.
    tops: Vec<f32>,
    /// Heights that were measured, by the rows' own stamps.
    known: BTreeMap<u64, f32>,
    reveal: bool,
}

impl Rows {
    /// Brings the chosen row into view on the next frame.
    pub fn reveal(&mut self) {
        self.reveal = true;
    }

    /// Draws the list. `focus` gives it the focus.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        source: &mut impl Source,
        focus: bool,
    ) -> Shown {
        let size = Vec2::new(ui.available_width(), look.height);
        let outer = Rect::from_min_size(ui.cursor().min, size);
        let group = ui.interact(outer, look.id, Sense::focusable_noninteractive());
        let value = look.chosen.map(|place| source.name(place));
        group.widget_info(|| {
            let role = egui::Role::ListBox;
            let mut info = egui::WidgetInfo::labeled(role, true, look.name.to_owned());
            info.current_text_value.clone_from(&value);
            info
        });
        if focus {
            group.request_focus();
        }
        let moved = self.keys(ui, &group, look, source.count());
        self.reveal |= moved.is_some();
        let chosen = moved.or(look.chosen);
        let focused = group.has_focus();
        let area = ScrollArea::vertical().id_salt(look.id).max_height(look.height);
        let area = area.auto_shrink(false).stick_to_bottom(look.at_foot);
        let pressed = area.show_viewport(ui, |ui, view| {
            self.measure(ui, look.stamp, source);
            self.shown(ui, look, source, (view, chosen, focused))
        });
        if pressed.inner.is_some() {
            group.request_focus();
        }
        let now = pressed.inner.or(moved);
        let chosen = now.filter(|place| Some(*place) != look.chosen);
        Shown { response: group, chosen, pressed: pressed.inner }
    }

    fn measure(&mut self, ui: &Ui, stamp: u64, source: &impl Source) {
        let width = ui.available_width();
        let key = Some((stamp, width.to_bits(), source.count()));
        if self.key == key {
            return;
        }
        if self.key.is_none_or(|(_, before, _)| before != width.to_bits()) {
            self.known.clear();
        }
        self.key = key;
        let before = std::mem::take(&mut self.known);
        self.tops.clear();
        let mut top = 0.0;
        for place in 0..source.count() {
            self.tops.push(top);
            let stamp = source.stamp(place);
            let height = stamp.and_then(|stamp| before.get(&stamp).copied());
            let height = height.unwrap_or_else(|| source.height(ui, place, width));
            self.known.extend(stamp.map(|stamp| (stamp, height)));
            top += height;
        }
        self.tops.push(top);
    }

    fn shown(
        &mut self,
        ui: &mut Ui,
        look: &Look<'_>,
        source: &mut impl Source,
        (view, chosen, focused): (Rect, Option<usize>, bool),
    ) -> Option<usize> {
        let width = ui.available_width();
        let origin = ui.min_rect().min;
        ui.set_height(self.tops.last().copied().unwrap_or_default());
        let within = |place: usize| {
            let (top, end) = (self.tops.get(place)?, self.tops.get(place + 1)?);
            let min = origin + Vec2::new(0.0, *top);
            Some(Rect::from_min_size(min, Vec2::new(width, end - top)))
        };
        let first = self.tops.partition_point(|top| *top <= view.min.y).saturating_sub(1);
        let mut pressed = None;
        for place in first..source.count() {
            let Some(rect) = within(place) else { break };
            if rect.top() > origin.y + view.max.y {
                break;
            }
            let row = ui.interact(rect, look.id.with(place), Sense::CLICK);
            let (is_chosen, name) = (chosen == Some(place), source.name(place));
            row.widget_info(|| {
                let role = egui::Role::ListBoxOption;
                egui::WidgetInfo::selected(role, true, is_chosen, name.clone())
            });
            if row.clicked() {
                pressed = Some(place);
            }
            ground(ui, rect, is_chosen.then_some(focused));
            let builder = egui::UiBuilder::new().max_rect(rect).id_salt(look.id.with(place));
            source.draw(&mut ui.new_child(builder), place);
        }
        if let Some(rect) = chosen.and_then(within).filter(|_| std::mem::take(&mut self.reveal)) {
            ui.scroll_to_rect(rect, None);
        }
        pressed
    }

    /// What arrows and their kin choose while the list has the focus.
    fn keys(&self, ui: &Ui, group: &Response, look: &Look<'_>, count: usize) -> Option<usize> {
        if !group.has_focus() {
            return None;
        }
        levels::own_keys(ui, group.id);
        arrows::own(ui, group.id, arrows::ALL);
        let last = count.checked_sub(1)?;
        let at = look.chosen;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            return Some(at.map_or(0, |at| (at + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            return Some(at.map_or(last, |at| at.saturating_sub(1)));
        }
        if pressed(Key::Home) {
            return Some(0);
        }
        if pressed(Key::End) {
            return Some(last);
        }
        let page = |by: f32| {
            let top = self.tops.get(at.unwrap_or(0)).copied().unwrap_or_default();
            let found = self.tops.partition_point(|known| *known <= top + by);
            found.saturating_sub(1).min(last)
        };
        if pressed(Key::PageDown) {
            return Some(page(look.height));
        }
        pressed(Key::PageUp).then(|| page(-look.height))
    }
}

/// The ground of a row and the line under it; of the chosen one with whether keys go to it.
fn ground(ui: &Ui, rect: Rect, chosen: Option<bool>) {
    let palette = Palette::of(ui.ctx());
    let line = Stroke::new(1.0, palette.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    if let Some(focused) = chosen {
        let inner = rect.shrink2(Vec2::new(1.0, 1.0));
        ui.painter().rect_filled(inner, 6.0, palette.ground);
        let ring = Stroke::new(if focused { 2.0 } else { 1.0 }, palette.accent);
        ui.painter().rect_stroke(inner, 6.0, ring, egui::StrokeKind::Inside);
    }
}

/// How high the words are, wrapped to that width, in the type of the body.
pub fn words_height(ui: &Ui, words: &str, width: f32) -> f32 {
    let font = egui::TextStyle::Body.resolve(ui.style());
    let ink = Palette::of(ui.ctx()).ink;
    ui.painter().layout(words.to_owned(), font, ink, width.max(20.0)).size().y
}

/// Lists that draw only what is in view need rows that are all as high as they say.
pub fn as_high_as_said(ui: &mut Ui) {
    ui.spacing_mut().interact_size.y = 20.0;
    ui.spacing_mut().item_spacing.y = 4.0;
}
