//! Focus is always in view: what gains it by a key, or is led to, is scrolled to.
//!
//! The shell calls [`note`] at the end of each frame; a frame or two later, when every widget has
//! its place, the scroll areas drawn with [`area`] and [`window`] look whether it is in them.

use egui::{Align, Context, Id, Rect, Response, ScrollArea, Ui};

/// What gained the focus at the end of the last frame.
#[derive(Debug, Clone, Copy, Default)]
struct Gained {
    /// What had the focus then.
    known: Option<Id>,
    /// What is still to be brought into view.
    wanted: Option<Id>,
    /// Where it is seen, when it lies in a small window that scrolls by itself.
    seen_in: Option<Rect>,
    /// What somebody was led to in this frame.
    led: Option<Id>,
    /// Where what is wanted was in the last frame. Only what rests is scrolled to: a page may be
    /// on its way there by itself, or still be growing.
    last: Option<Rect>,
    /// It did not rest in this frame.
    moves: bool,
}

/// How much is shown around what is scrolled to.
const AROUND: f32 = 24.0;

fn place() -> Id {
    Id::unique("focus that is followed")
}

fn gained(ctx: &Context) -> Gained {
    ctx.data(|data| data.get_temp(place())).unwrap_or_default()
}

fn keep(ctx: &Context, gained: Gained) {
    ctx.data_mut(|data| data.insert_temp(place(), gained));
}

/// Somebody is led to this: it gets the focus, and is brought into view.
pub fn lead(response: &Response) {
    response.request_focus();
    keep(&response.ctx, Gained { led: Some(response.id), ..gained(&response.ctx) });
}

/// Notes what has gained the focus in this frame. What was pressed with the pointer stays where
/// it is.
pub fn note(ctx: &Context) {
    let before = gained(ctx);
    let focused = ctx.memory(egui::Memory::focused);
    let pressed = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let moved = focused.filter(|id| Some(*id) != before.known && !pressed);
    let new = before.led.or(moved);
    let still = before.wanted.filter(|_| before.moves);
    let last = before.last.filter(|_| new.is_none());
    let wanted = new.or(still);
    keep(ctx, Gained { known: focused, wanted, last, ..Gained::default() });
    if wanted.is_some() {
        ctx.request_repaint_after(std::time::Duration::ZERO);
    }
}

/// A page, column or list that scrolls to what gains the focus in it.
pub fn area<R>(ui: &mut Ui, area: ScrollArea, content: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = area.show(ui, |ui| {
        let made = content(ui);
        scroll(ui);
        made
    });
    shown.inner
}

/// A small window within a page: what gains the focus in it is seen when the window is.
pub fn window<R>(ui: &mut Ui, area: ScrollArea, content: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = area.show(ui, |ui| {
        let made = content(ui);
        let found = found_in(ui).map(|(_, rect)| rect);
        if let Some(rect) = found {
            ui.scroll_to_rect(rect, None);
        }
        (made, found.is_some())
    });
    let (made, found) = shown.inner;
    if found {
        let ctx = ui.ctx();
        keep(ctx, Gained { seen_in: Some(shown.inner_rect), ..gained(ctx) });
    }
    made
}

/// What is wanted and lies in the area of `ui`, where it may be scrolled out of sight.
fn found_in(ui: &Ui) -> Option<(Gained, Rect)> {
    let gained = gained(ui.ctx());
    let response = ui.ctx().read_response(gained.wanted?)?;
    let (rect, content) = (response.rect, ui.min_rect());
    let within = content.expand(1.0).contains(rect.center());
    let whole = response.interact_rect.contains_rect(rect);
    (within && !whole && response.layer_id == ui.layer_id()).then_some((gained, rect))
}

/// Scrolls what holds `ui` to what gained the focus in it.
pub fn scroll(ui: &Ui) {
    let Some((gained, rect)) = found_in(ui) else { return };
    if gained.last != Some(rect) {
        keep(ui.ctx(), Gained { last: Some(rect), moves: true, ..gained });
        return;
    }
    keep(ui.ctx(), Gained { wanted: None, ..gained });
    let view = ui.clip_rect();
    let high = gained.seen_in.filter(|window| window.height() < rect.height());
    let mut y = high.map_or(rect.y_range(), |window| window.y_range());
    y.max = y.max.min(y.min + view.height() * 0.8);
    let seen =
        |view: egui::Rangef, of: egui::Rangef| view.contains(of.min) && view.contains(of.max);
    if seen(view.y_range(), y) && seen(view.x_range(), rect.x_range()) {
        return;
    }
    let half = view.height() / 2.0;
    let far = y.min > view.max.y + half || y.max < view.min.y - half;
    let shown = Rect::from_x_y_ranges(rect.x_range(), y).expand2(egui::vec2(0.0, AROUND));
    ui.scroll_to_rect(shown, far.then_some(Align::Center));
}
