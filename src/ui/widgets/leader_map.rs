//! Leaders and managers on one map: leadership upwards, management to the right, a dot for each.
//!
//! One stop for Tab; arrows move to the nearest dot that way, Enter or a press goes to whoever it
//! is. Dots on one spot are laid around it, so that each can be seen and pressed.

use std::f32::consts::TAU;

use egui::{Align2, FontId, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui, Vec2};

use super::arrows;
use crate::ui::theme::{self, Palette};
use crate::words;

/// Somebody on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// What stands beside the dot.
    pub label: String,
    /// All of it in words.
    pub name: String,
    /// How far up.
    pub leads: f64,
    /// How far to the right.
    pub manages: f64,
    /// It is the one that is looked at.
    pub chosen: bool,
}

/// Up to so many, every dot has its label.
const ALL_LABELLED: usize = 14;

/// Draws the map; who was pressed now.
pub fn map(ui: &mut Ui, dots: &[Dot], (low, high): (f64, f64), height: f32) -> Option<usize> {
    let palette = Palette::of(ui.ctx());
    let size = Vec2::new(ui.available_width(), height);
    let (area, whole) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    whole.widget_info(|| {
        let name = "Leader and manager: arrows move, Enter goes there";
        egui::WidgetInfo::labeled(egui::Role::Group, true, name)
    });
    let plane =
        Rect::from_min_max(area.min + Vec2::new(30.0, 4.0), area.max - Vec2::new(6.0, 34.0));
    ground(ui, plane, (low, high));
    let radius = if dots.len() > 40 { 4.0 } else { 5.5 };
    let spots = spots(dots, plane.shrink(8.0), (low, high), radius);
    let cursor_id = whole.id.with("cursor");
    let mut cursor: Option<usize> = ui.data(|data| data.get_temp(cursor_id));
    cursor = cursor.filter(|at| *at < dots.len());
    let mut pressed = None;
    if whole.has_focus() {
        let ring = Stroke::new(2.0, palette.accent);
        ui.painter().rect_stroke(area.expand(3.0), 7.0, ring, egui::StrokeKind::Middle);
        arrows::own(ui, whole.id, arrows::ALL);
        let from = cursor.or_else(|| dots.iter().position(|dot| dot.chosen)).unwrap_or(0);
        cursor = Some(moved(ui, &spots, from));
        let go = ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Enter)
                || input.consume_key(Modifiers::NONE, Key::Space)
        });
        pressed = cursor.filter(|_| go && !dots.is_empty());
        if let Some(at) = cursor {
            ui.data_mut(|data| data.insert_temp(cursor_id, at));
        }
    } else {
        cursor = None;
    }
    let mut told = Vec::new();
    // Whoever is looked at lies on top.
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|place| dots.get(*place).is_some_and(|dot| dot.chosen));
    for place in order {
        let (Some(dot), Some(at)) = (dots.get(place), spots.get(place)) else { continue };
        let rect = Rect::from_center_size(*at, Vec2::splat(2.0 * radius + 2.0));
        let one = ui.interact(rect, whole.id.with(place), Sense::CLICK);
        let (name, chosen) = (dot.name.clone(), dot.chosen);
        one.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &name));
        if one.clicked() {
            pressed = Some(place);
        }
        let under = one.hovered() || cursor == Some(place);
        paint(ui, *at, (dot, under), radius);
        told.push((place, under || dot.chosen));
        if one.hovered() {
            one.on_hover_text(&dot.name);
        }
    }
    labels(ui, plane, dots, &spots, told);
    pressed
}

fn paint(ui: &Ui, at: Pos2, (dot, under): (&Dot, bool), radius: f32) {
    let palette = Palette::of(ui.ctx());
    let light = palette.run.lerp_to_gamma(palette.accent, 0.35);
    let (fill, radius) = if dot.chosen { (palette.accent, radius + 2.5) } else { (light, radius) };
    ui.painter().circle(at, radius, fill, Stroke::new(1.0, palette.card));
    if under {
        ui.painter().circle_stroke(at, radius + 3.0, Stroke::new(2.0, palette.ink));
    }
}

/// Codes beside dots, as far as they do not lie over one another.
fn labels(ui: &Ui, plane: Rect, dots: &[Dot], spots: &[Pos2], mut told: Vec<(usize, bool)>) {
    let palette = Palette::of(ui.ctx());
    told.sort_by_key(|(_, first)| !first);
    let mut taken: Vec<Rect> =
        spots.iter().map(|at| Rect::from_center_size(*at, Vec2::splat(8.0))).collect();
    for (place, first) in told {
        let (Some(dot), Some(at)) = (dots.get(place), spots.get(place)) else { continue };
        if !first && dots.len() > ALL_LABELLED {
            continue;
        }
        let (font, ink) = if first {
            (theme::strong_font(12.0), palette.ink)
        } else {
            (FontId::proportional(11.0), palette.muted)
        };
        let text = words::shortened(&dot.label, 10);
        let galley = ui.painter().layout_no_wrap(text, font, ink);
        let far = if dot.chosen { 11.0 } else { 8.0 };
        let right =
            Rect::from_min_size(*at + Vec2::new(far, -galley.size().y / 2.0), galley.size());
        let left = right.translate(Vec2::new(-2.0 * far - galley.size().x, 0.0));
        let free = |rect: &&Rect| {
            plane.contains_rect(**rect) && !taken.iter().any(|other| other.intersects(**rect))
        };
        let found = [&right, &left].into_iter().find(free).copied();
        let within = if plane.contains_rect(right) { right } else { left };
        let Some(rect) = found.or_else(|| first.then_some(within)) else { continue };
        if first {
            ui.painter().rect_filled(rect.expand(2.0), 3.0, palette.card);
        }
        ui.painter().galley(rect.min, galley, ink);
        taken.push(rect);
    }
}

/// The plane with its middle lines, the ends of the scale, and what the axes are.
fn ground(ui: &Ui, plane: Rect, (low, high): (f64, f64)) {
    let palette = Palette::of(ui.ctx());
    let painter = ui.painter();
    let hair = Stroke::new(1.0, palette.line);
    painter.rect(plane, 2.0, palette.side, hair, egui::StrokeKind::Inside);
    let middle = plane.center();
    painter.line_segment([plane.left_center(), plane.right_center()], hair);
    painter.line_segment([plane.center_top(), plane.center_bottom()], hair);
    let font = FontId::proportional(12.0);
    let small = FontId::proportional(11.0);
    let ink = palette.muted;
    let below = plane.bottom() + 5.0;
    let at = |x: f32, y: f32, align, text: String| {
        painter.text(Pos2::new(x, y), align, text, small.clone(), ink);
    };
    at(plane.left(), below, Align2::LEFT_TOP, format!("{low:.0}"));
    at(plane.right(), below, Align2::RIGHT_TOP, format!("{high:.0}"));
    at(plane.left() - 5.0, plane.bottom(), Align2::RIGHT_BOTTOM, format!("{low:.0}"));
    at(plane.left() - 5.0, plane.top(), Align2::RIGHT_TOP, format!("{high:.0}"));
    let across = Pos2::new(middle.x, plane.bottom() + 14.0);
    painter.text(across, Align2::CENTER_TOP, "management →", font.clone(), ink);
    let galley = painter.layout_no_wrap("leadership →".to_owned(), font, ink);
    let start = Pos2::new(plane.left() - 27.0, middle.y + galley.size().x / 2.0);
    let mut text = egui::epaint::TextShape::new(start, galley, ink);
    text.angle = -TAU / 4.0;
    painter.add(text);
}

/// Where each dot lies. Those that would cover one another are laid around their spot, in the
/// order in which they come.
#[expect(clippy::cast_possible_truncation, reason = "places on the screen")]
fn spots(dots: &[Dot], plane: Rect, (low, high): (f64, f64), radius: f32) -> Vec<Pos2> {
    let share = |value: f64| ((value - low) / (high - low).max(0.001)).clamp(0.0, 1.0) as f32;
    let mut spots: Vec<Pos2> = Vec::new();
    for dot in dots {
        let home = Pos2::new(
            plane.left() + plane.width() * share(dot.manages),
            plane.bottom() - plane.height() * share(dot.leads),
        );
        let taken = |at: Pos2| spots.iter().any(|other| other.distance(at) < 1.7 * radius);
        // A sunflower's seeds: each a little further out, none over another.
        let around = (0u16..400).map(|step| {
            let far = 0.95 * radius * f32::from(step).sqrt();
            home + Vec2::angled(f32::from(step) * 2.4) * far
        });
        let at = around.into_iter().find(|at| !taken(*at)).unwrap_or(home);
        spots.push(at);
    }
    spots
}

/// The nearest dot in the direction of the arrow that was pressed.
fn moved(ui: &Ui, spots: &[Pos2], from: usize) -> usize {
    let ways = [
        (Key::ArrowRight, Vec2::new(1.0, 0.0)),
        (Key::ArrowLeft, Vec2::new(-1.0, 0.0)),
        (Key::ArrowDown, Vec2::new(0.0, 1.0)),
        (Key::ArrowUp, Vec2::new(0.0, -1.0)),
    ];
    let way = ui.input_mut(|input| {
        ways.into_iter().find(|(key, _)| input.consume_key(Modifiers::NONE, *key))
    });
    let (Some((_, way)), Some(here)) = (way, spots.get(from).copied()) else { return from };
    let cost = |at: &Pos2| {
        let gone = *at - here;
        let along = gone.dot(way);
        // What lies to the side is further than what lies ahead.
        (along > 0.5).then(|| along + 2.0 * (gone - way * along).length())
    };
    let ahead = spots.iter().enumerate().filter_map(|(place, at)| Some((place, cost(at)?)));
    ahead.min_by(|one, other| one.1.total_cmp(&other.1)).map_or(from, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(leads: f64, manages: f64) -> Dot {
        let label = String::new();
        Dot { name: label.clone(), label, leads, manages, chosen: false }
    }

    #[test]
    fn a_hundred_on_one_spot_lie_beside_one_another() {
        let plane = Rect::from_min_size(Pos2::ZERO, Vec2::splat(240.0));
        let dots = vec![dot(3.0, 3.0); 100];
        let spots = spots(&dots, plane, (1.0, 5.0), 4.0);
        for (place, one) in spots.iter().enumerate() {
            assert!(plane.contains(*one));
            assert!(spots.iter().skip(place + 1).all(|other| one.distance(*other) > 4.0));
        }
    }

    #[test]
    fn leadership_goes_up_and_management_to_the_right() {
        let plane = Rect::from_min_size(Pos2::ZERO, Vec2::splat(100.0));
        let spots = spots(&[dot(5.0, 1.0), dot(1.0, 5.0)], plane, (1.0, 5.0), 4.0);
        assert_eq!(spots, [plane.left_top(), plane.right_bottom()]);
    }
}
