//! The steps of a scale as buttons: one stop for Tab, arrows and digits to choose.

use egui::{Align2, FontId, Key, Modifiers, Rect, Response, Sense, Stroke, Ui, Vec2};

use super::arrows;
use crate::ui::theme::{self, Palette};

/// One step that can be chosen.
pub struct Choice {
    /// What stands on the button.
    pub text: String,
    /// What it is called for those who cannot see it.
    pub name: String,
    /// The key that chooses it.
    pub key: Option<Key>,
}

/// What came of showing the steps.
pub struct Chosen {
    /// The step that was pressed now.
    pub pressed: Option<usize>,
    /// The step under the pointer.
    pub hovered: Option<usize>,
    /// The whole group: it has the focus when keys go to it.
    pub response: Response,
}

/// The steps in a row; the one at `chosen` is filled. While the group has the focus, digits and
/// arrows choose, so a whole marksheet is filled in without the mouse.
pub fn choices(
    ui: &mut Ui,
    name: &str,
    choices: &[Choice],
    chosen: Option<usize>,
    enabled: bool,
) -> Chosen {
    let palette = Palette::of(ui.ctx());
    let font = FontId::new(13.0, theme::strong_family());
    let widths: Vec<f32> = choices
        .iter()
        .map(|choice| {
            let galley =
                ui.painter().layout_no_wrap(choice.text.clone(), font.clone(), palette.ink);
            (galley.size().x + 16.0).max(28.0)
        })
        .collect();
    let gap = 4.0;
    #[expect(clippy::cast_precision_loss, reason = "a scale has few levels")]
    let total = widths.iter().sum::<f32>() + gap * choices.len().saturating_sub(1) as f32;
    let sense = if enabled { Sense::focusable_noninteractive() } else { Sense::hover() };
    let (area, group) = ui.allocate_exact_size(Vec2::new(total, 26.0), sense);
    let group_name = name.to_owned();
    group.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::RadioGroup, enabled, group_name.clone())
    });
    let mut hovered = None;
    let mut pressed = None;
    let mut left = area.left();
    for (place, (choice, width)) in choices.iter().zip(widths).enumerate() {
        let rect =
            Rect::from_min_size(egui::pos2(left, area.top()), Vec2::new(width, area.height()));
        left += width + gap;
        let sense = if enabled { Sense::CLICK } else { Sense::hover() };
        let step = ui.interact(rect, group.id.with(place), sense);
        let is_chosen = chosen == Some(place);
        step.widget_info(|| {
            let info = egui::Role::RadioButton;
            egui::WidgetInfo::selected(info, enabled, is_chosen, choice.name.clone())
        });
        if step.hovered() {
            hovered = Some(place);
        }
        if step.clicked() {
            pressed = Some(place);
            group.request_focus();
        }
        let (fill, ink) = match (is_chosen, enabled) {
            (true, _) => (palette.accent, palette.on_accent),
            (false, true) => (palette.trough, palette.ink),
            (false, false) => (palette.trough, palette.muted),
        };
        ui.painter().rect_filled(rect, 5.0, fill);
        if step.hovered() && enabled {
            let stroke = Stroke::new(1.0, palette.accent);
            ui.painter().rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
        }
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &choice.text, font.clone(), ink);
    }
    if enabled && group.has_focus() {
        own_keys(ui, group.id);
        let rect = area.expand(4.0);
        ui.painter().rect_stroke(
            rect,
            7.0,
            Stroke::new(2.0, palette.accent),
            egui::StrokeKind::Middle,
        );
        arrows::own(ui, group.id, arrows::HORIZONTAL);
        pressed = pressed.or_else(|| key_choice(ui, choices, chosen));
    }
    Chosen { pressed, hovered, response: group }
}

/// Groups one below the other, such as those of a marksheet: an arrow leads from the levels of one
/// straight to those of the next or the one before. Asked before any of them is drawn.
pub fn walk(ui: &Ui, groups: &[egui::Id]) {
    let Some(focused) = ui.memory(egui::Memory::focused) else { return };
    let Some(at) = groups.iter().position(|id| *id == focused) else { return };
    arrows::own(ui, focused, arrows::ALL);
    let to = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            at.checked_add(1)
        } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            at.checked_sub(1)
        } else {
            None
        }
    });
    if let Some(id) = to.and_then(|to| groups.get(to)) {
        ui.memory_mut(|memory| memory.request_focus(*id));
    }
}

/// Where it stands which group had the focus last.
fn keys_place() -> egui::Id {
    egui::Id::unique("levels that take keys")
}

/// While the widget of that id has the focus, digits and letters are its own.
pub fn own_keys(ui: &Ui, id: egui::Id) {
    let drawn = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(keys_place(), (id, drawn)));
}

/// Whether steps have the focus, so that digits and letters are theirs.
pub fn has_focus(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let owned: Option<(egui::Id, u64)> = ctx.data(|data| data.get_temp(keys_place()));
    // Whoever has the focus may own them no more: it says so each time when it is drawn.
    owned.is_some_and(|(id, drawn)| focused == Some(id) && drawn + 1 >= ctx.cumulative_pass_nr())
}

fn key_choice(ui: &Ui, choices: &[Choice], chosen: Option<usize>) -> Option<usize> {
    let last = choices.len().checked_sub(1)?;
    ui.input_mut(|input| {
        let by_key = choices.iter().position(|choice| {
            choice.key.is_some_and(|key| input.consume_key(Modifiers::NONE, key))
        });
        if by_key.is_some() {
            return by_key;
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowRight) {
            return Some(chosen.map_or(0, |place| (place + 1).min(last)));
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowLeft) {
            return Some(chosen.map_or(last, |place| place.saturating_sub(1)));
        }
        None
    })
}
