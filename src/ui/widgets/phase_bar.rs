//! The phases of an exercise as a bar whose ends can be dragged, with injects and warnings on it.

use egui::{CursorIcon, Key, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

use super::{arrows, bars};
use crate::ui::theme::Palette;

/// One phase in the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// What it is called.
    pub title: String,
    /// How many minutes it lasts.
    pub minutes: u32,
    /// Candidates are observed in it.
    pub observed: bool,
    /// Minutes from its beginning at which something happens.
    pub injects: Vec<f32>,
    /// Minutes from its beginning at which its end is announced.
    pub warnings: Vec<f32>,
}

/// What was done to the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pulled {
    /// The phase at this place was chosen.
    Chosen(usize),
    /// The phase at the first place now lasts so many minutes.
    Lasts(usize, u32),
}

const HEIGHT: f32 = 34.0;
const GAP: f32 = 3.0;
/// How long the marks of injects and warnings are, above and below the words.
const TICK: f32 = 9.0;

/// An end that is being pulled: the scale of the bar stays as it was when that began.
#[derive(Debug, Clone, Copy)]
struct Pull {
    /// Whose end it is.
    place: usize,
    /// How wide a minute is.
    a_minute: f32,
    /// How many minutes it lasted.
    from: u32,
    /// Where it was taken hold of.
    x: f32,
}

/// The longest that a phase can be pulled to, in minutes.
const LONGEST: u32 = 480;

/// Draws the bar. The end of each phase can be dragged, or moved with the arrows while it has the
/// focus.
#[expect(clippy::cast_precision_loss, reason = "an exercise has few phases and minutes")]
pub fn bar(ui: &mut Ui, spans: &[Span], chosen: usize, editable: bool) -> Option<Pulled> {
    let (area, _whole) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), HEIGHT + 4.0), Sense::hover());
    let total: u32 = spans.iter().map(|span| span.minutes.max(1)).sum();
    let gaps = GAP * spans.len().saturating_sub(1) as f32;
    let key = ui.scope_id().with("pull");
    let pull: Option<Pull> = ui.data(|data| data.get_temp(key));
    let pull = pull.filter(|pull| {
        let end = ui.scope_id().with(("end", pull.place));
        ui.ctx().is_being_dragged(end)
    });
    let fits = (area.width() - gaps).max(1.0) / total.max(1) as f32;
    let a_minute = pull.map_or(fits, |pull| pull.a_minute);
    let mut next = pull;
    let mut pulled = None;
    let mut left = area.left();
    for (place, span) in spans.iter().enumerate() {
        let width = a_minute * span.minutes.max(1) as f32;
        let rect = Rect::from_min_size(Pos2::new(left, area.top() + 2.0), Vec2::new(width, HEIGHT));
        if phase(ui, span, rect, (place, place == chosen)).clicked() {
            pulled = Some(Pulled::Chosen(place));
        }
        marks(ui, span, rect, a_minute);
        if editable && let Some(minutes) = end(ui, span, rect, (place, a_minute), &mut next) {
            pulled = Some(Pulled::Lasts(place, minutes));
        }
        left += width + GAP;
    }
    ui.data_mut(|data| match next {
        Some(pull) => drop(data.insert_temp(key, pull)),
        None => data.remove::<Pull>(key),
    });
    pulled
}

fn phase(ui: &Ui, span: &Span, rect: Rect, (place, chosen): (usize, bool)) -> Response {
    let palette = Palette::of(ui.ctx());
    let response = ui.interact(rect, ui.scope_id().with(("phase", place)), Sense::click());
    let fill = if span.observed { palette.run } else { palette.phase };
    let painter = ui.painter();
    painter.rect_filled(rect, 4.0, fill);
    if chosen || response.has_focus() {
        let stroke = Stroke::new(2.0, palette.accent);
        painter.rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    let text = format!("{} {}", span.title, span.minutes);
    bars::label(ui, rect, &text, 13.0);
    let name = format!("{}, {} minutes", span.title, span.minutes);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, name.clone()));
    response.on_hover_text(format!("{} · {} min", span.title, span.minutes))
}

/// Dashed where something happens, solid where the end is announced.
fn marks(ui: &Ui, span: &Span, rect: Rect, a_minute: f32) {
    let palette = Palette::of(ui.ctx());
    // Above and below the words, never across them.
    let ends = |minute: f32| {
        let x = (rect.left() + minute * a_minute).clamp(rect.left(), rect.right());
        let (top, bottom) = (rect.top() - 2.0, rect.bottom() + 2.0);
        [(top, top + TICK), (bottom - TICK, bottom)]
            .map(|(from, to)| [Pos2::new(x, from), Pos2::new(x, to)])
    };
    for end in span.injects.iter().flat_map(|inject| ends(*inject)) {
        let stroke = Stroke::new(1.5, palette.amber);
        ui.painter().extend(egui::Shape::dashed_line(&end, stroke, 3.0, 2.0));
    }
    for end in span.warnings.iter().flat_map(|warning| ends(*warning)) {
        ui.painter().line_segment(end, Stroke::new(1.5, palette.red));
    }
}

/// The end of a phase, to be pulled. Gives the minutes that the phase lasts now, if they changed.
#[expect(clippy::cast_possible_truncation, reason = "minutes of a phase")]
#[expect(clippy::cast_sign_loss, reason = "kept above zero")]
fn end(
    ui: &Ui,
    span: &Span,
    rect: Rect,
    (place, a_minute): (usize, f32),
    pull: &mut Option<Pull>,
) -> Option<u32> {
    let palette = Palette::of(ui.ctx());
    let grip = Rect::from_center_size(
        Pos2::new(rect.right(), rect.center().y),
        Vec2::new(10.0, rect.height()),
    );
    let response = ui.interact(grip, ui.scope_id().with(("end", place)), Sense::click_and_drag());
    let name = format!("End of {}: {} minutes", span.title, span.minutes);
    response.widget_info(|| egui::WidgetInfo::slider(true, f64::from(span.minutes), name.clone()));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if response.has_focus() || response.hovered() || response.dragged() {
        ui.painter().rect_filled(grip.shrink2(Vec2::new(3.0, 0.0)), 2.0, palette.accent);
    }
    let mut minutes = i64::from(span.minutes);
    if response.has_focus() {
        minutes += arrows(ui, &response);
    }
    let origin = ui.input(|input| input.pointer.press_origin());
    if response.drag_started()
        && let Some(origin) = origin
    {
        *pull = Some(Pull { place, a_minute, from: span.minutes, x: origin.x });
    }
    if response.dragged()
        && let Some(pull) = pull.filter(|pull| pull.place == place)
        && let Some(pointer) = response.interact_pointer_pos()
    {
        minutes = i64::from(pull.from) + ((pointer.x - pull.x) / pull.a_minute).round() as i64;
    }
    if minutes == i64::from(span.minutes) {
        // A length that was typed stays as it is, also where it cannot be pulled to.
        return None;
    }
    let minutes = minutes.clamp(1, i64::from(LONGEST.max(span.minutes))) as u32;
    (minutes != span.minutes).then_some(minutes)
}

fn arrows(ui: &Ui, response: &Response) -> i64 {
    arrows::own(ui, response.id, arrows::HORIZONTAL);
    ui.input(|input| {
        let pressed = |key| i64::try_from(input.num_presses(key)).unwrap_or(0);
        pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
    })
}
