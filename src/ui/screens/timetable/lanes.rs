//! The day in lanes: blocks that can be chosen, dragged, pulled, and moved by keys.

use egui::{Align2, CursorIcon, FontId, Key, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};
use jiff::SignedDuration;

use super::blocks::{self, Block};
use super::days::Day;
use super::hand::{self, Drag, Outcome};
use super::look::{self, Lane, Look};
use super::paint::{ghost, legend, paint, text, warn};
use super::scale::{Scale, scale};
use super::{Timetable, writable};
use crate::centre::Centre;
use crate::planning::Appointment;
use crate::time::shifted;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{arrows, cards};

/// How high a lane is, and how wide what stands beside it.
const LANE: f32 = 34.0;
const BESIDE: f32 = 118.0;

/// What a frame draws from.
struct Shown<'a> {
    centre: &'a Centre,
    lanes: &'a [Lane],
    /// The day that is shown, of several.
    day: Option<Day>,
    scale: Scale,
    /// Where the lanes end.
    right: f32,
    /// Blocks can be moved: it is the timetable that is there, and it may be changed.
    movable: bool,
}

impl Timetable {
    pub(super) fn lanes(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        (centre, look): (&Centre, &Look),
        own: bool,
        asks: &mut Asks,
    ) {
        let lanes = look::lanes(centre, self.by);
        if lanes.is_empty() {
            cards::muted(ui, "Nobody is on this list. The People stage has it.");
            return;
        }
        let day = self.turn_to_day(ui, cx, &look.days);
        let height = ui.available_height() - self.legend.max(40.0);
        cards::card(cx.palette).inner_margin(egui::Margin::symmetric(10, 8)).show(ui, |ui| {
            let width = ui.available_width();
            let beside = (ui.min_rect().left() + BESIDE, width - BESIDE - 8.0);
            let appointments =
                lanes.iter().flat_map(|lane| on(day, look.agenda.appointments(&lane.person)));
            let scale = scale(appointments, cx, beside);
            hours(ui, cx, scale);
            let movable = own && writable(cx).is_ok();
            let right = beside.0 + beside.1;
            let shown = Shown { centre, lanes: &lanes, day, scale, right, movable };
            ui.spacing_mut().item_spacing.y = 0.0;
            let rows = egui::ScrollArea::vertical().id_salt("lanes").max_height(height - 40.0);
            rows.auto_shrink([false, true]).show_rows(ui, LANE, lanes.len(), |ui, range| {
                for place in range {
                    self.lane(ui, cx, look, &shown, place, asks);
                }
                now_line(ui, cx, scale);
            });
        });
        let high = legend(ui, centre);
        if (high - self.legend).abs() > 0.5 {
            self.legend = high;
            ui.ctx().request_repaint_after(std::time::Duration::ZERO);
        }
        self.dropped(ui, cx, own, asks);
    }

    fn lane(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        look: &Look,
        shown: &Shown<'_>,
        place: usize,
        asks: &mut Asks,
    ) {
        let Some(lane) = shown.lanes.get(place) else { return };
        let (rect, _) =
            ui.allocate_exact_size(Vec2::new(ui.available_width(), LANE), Sense::hover());
        beside(ui, cx, lane, rect);
        let blocks = blocks::blocks(on(shown.day, look.agenda.appointments(&lane.person)));
        for (number, block) in blocks.iter().enumerate() {
            let area = Rect::from_min_max(
                Pos2::new(shown.scale.x(block.from), rect.top() + 3.0),
                Pos2::new(
                    shown
                        .scale
                        .x(block.until)
                        .min(rect.right())
                        .max(shown.scale.x(block.from) + 3.0),
                    rect.bottom() - 3.0,
                ),
            );
            let id = ui.scope_id().with(("block", &lane.label, number, block.session));
            let response = self.block(ui, cx, shown, (lane, block), (area, id));
            if response.clicked() && block.session.is_some() {
                self.chosen = block.session;
                self.asked = None;
                self.bring_up = true;
            }
            if shown.movable {
                self.by_keys(ui, cx, (shown, place), block, &response, asks);
                self.dragged(ui, cx, (shown, place), block, (area, id), &response);
            }
        }
        if let Some(drag) = self.drag.as_ref().filter(|drag| drag.over == place) {
            ghost(ui, cx, shown.scale, drag, rect);
        }
    }

    fn block(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        shown: &Shown<'_>,
        (lane, block): (&Lane, &Block),
        (area, id): (Rect, egui::Id),
    ) -> Response {
        let moves = block.session.is_some() || block.is_lunch();
        let sense = if !moves {
            Sense::hover()
        } else if shown.movable {
            Sense::click_and_drag()
        } else {
            Sense::click()
        };
        let response = ui.interact(area, id, sense);
        let chosen = block.session.is_some() && block.session == self.chosen;
        paint(ui, cx, (shown.centre, shown.scale), block, area);
        if chosen || response.has_focus() {
            let stroke = Stroke::new(2.0, cx.palette.accent);
            ui.painter().rect_stroke(area, 4.0, stroke, egui::StrokeKind::Outside);
        }
        // What goes on beyond the day that is shown says until when.
        let cut = shown.scale.x(block.until) > shown.right + 1.0;
        let until = format!(" → {}", cx.time_of_day(block.until));
        let mut title = blocks::title(shown.centre, &lane.person, block);
        title.push_str(if cut { &until } else { "" });
        let short = blocks::short_title(shown.centre, &lane.person, block);
        text(ui, cx, area, &title, &short);
        let session = block.session.and_then(|id| shown.centre.sessions.get(&id));
        if session.is_some_and(|session| session.pinned) {
            ui.painter().circle_filled(
                area.right_top() + Vec2::new(-5.0, 5.0),
                3.0,
                cx.palette.accent,
            );
        }
        let words = blocks::words(cx, shown.centre, &lane.label, &lane.person, block);
        let name = words.clone();
        response.widget_info(|| {
            let role = if moves { egui::Role::Button } else { egui::Role::Label };
            egui::WidgetInfo::selected(role, true, chosen, name.clone())
        });
        response.on_hover_text(words)
    }

    /// The arrows move the block that has the focus, five minutes a press.
    fn by_keys(
        &mut self,
        ui: &Ui,
        cx: &Cx<'_>,
        (shown, place): (&Shown<'_>, usize),
        block: &Block,
        response: &Response,
        asks: &mut Asks,
    ) {
        if !response.has_focus() {
            return;
        }
        arrows::own(ui, response.id, arrows::HORIZONTAL);
        let presses = ui.input(|input| {
            let pressed = |key| i64::try_from(input.num_presses(key)).unwrap_or(0);
            pressed(Key::ArrowRight) - pressed(Key::ArrowLeft)
        });
        if presses == 0 {
            return;
        }
        let drag = Drag {
            lane: place,
            block: block.clone(),
            end: false,
            minutes: presses * hand::STEP,
            over: place,
            outcome: Outcome::default(),
        };
        self.chosen = block.session.or(self.chosen);
        self.asked = None;
        match hand::changes(shown.centre, &drag, shown.lanes) {
            Ok(changes) => self.ask_or_do(cx, "Move it", changes, asks),
            Err(why) => self.refuse(why),
        }
    }

    fn dragged(
        &mut self,
        ui: &Ui,
        cx: &Cx<'_>,
        (shown, place): (&Shown<'_>, usize),
        block: &Block,
        (area, id): (Rect, egui::Id),
        response: &Response,
    ) {
        let end = area.width() > 24.0 && block.session.is_some();
        let grip = Rect::from_min_max(Pos2::new(area.right() - 7.0, area.top()), area.max);
        let pulled = end.then(|| ui.interact(grip, id.with("end"), Sense::DRAG));
        if pulled.as_ref().is_some_and(|grip| grip.hovered() || grip.dragged()) {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        for (moved, end) in [(Some(response), false), (pulled.as_ref(), true)] {
            let Some(moved) = moved.filter(|moved| moved.dragged()) else { continue };
            let (Some(origin), Some(pointer)) =
                (ui.input(|input| input.pointer.press_origin()), moved.interact_pointer_pos())
            else {
                continue;
            };
            let minutes = shown.scale.minutes(pointer.x - origin.x);
            #[expect(clippy::cast_possible_truncation, reason = "lanes on the screen")]
            let lanes = ((pointer.y - area.center().y) / LANE).round() as isize;
            let over = if end { place } else { place.saturating_add_signed(lanes) };
            let over = over.min(shown.lanes.len().saturating_sub(1));
            let same = self.drag.as_ref().is_some_and(|drag| {
                drag.block == *block
                    && drag.minutes == minutes
                    && drag.over == over
                    && drag.end == end
            });
            if same {
                continue;
            }
            let mut drag = Drag {
                lane: place,
                block: block.clone(),
                end,
                minutes,
                over,
                outcome: Outcome::default(),
            };
            drag.outcome = match hand::changes(shown.centre, &drag, shown.lanes) {
                Ok(changes) => hand::outcome(cx, changes),
                Err(why) => Outcome { refused: Some(why), ..Outcome::default() },
            };
            self.drag = Some(drag);
            // What was asked about another session is not asked about this one.
            self.asked = None;
        }
    }

    /// What is let go of is done, unless it cannot be; what it would break was shown meanwhile.
    fn dropped(&mut self, ui: &Ui, cx: &Cx<'_>, own: bool, asks: &mut Asks) {
        let Some(drag) = &self.drag else { return };
        warn(ui, cx, &drag.outcome);
        if ui.input(|input| input.key_pressed(Key::Escape)) || !own {
            self.drag = None;
            return;
        }
        if ui.input(|input| input.pointer.any_down()) {
            return;
        }
        if let Some(drag) = self.drag.take()
            && drag.outcome.refused.is_none()
            && !drag.outcome.changes.is_empty()
        {
            self.chosen = drag.block.session.or(self.chosen);
            asks.ask(Ask::Do(drag.outcome.changes));
        }
    }

    /// Does what breaks nothing; asks about what would break a rule.
    pub(super) fn ask_or_do(
        &mut self,
        cx: &Cx<'_>,
        name: &str,
        changes: Vec<crate::centre::Change>,
        asks: &mut Asks,
    ) {
        let outcome = hand::outcome(cx, changes);
        if outcome.changes.is_empty() {
            return;
        }
        if outcome.refused.is_none() && outcome.breaks.is_empty() {
            self.asked = None;
            asks.ask(Ask::Do(outcome.changes));
        } else {
            self.asked = Some((name.to_owned(), outcome));
            self.bring_up = true;
        }
    }

    pub(super) fn refuse(&mut self, why: String) {
        let outcome = Outcome { refused: Some(why), ..Outcome::default() };
        self.asked = Some((String::new(), outcome));
        self.bring_up = true;
    }
}

/// Those of the day that is shown; all of them where there is but one.
fn on(day: Option<Day>, appointments: &[Appointment]) -> &[Appointment] {
    day.map_or(appointments, |day| day.within(appointments))
}

fn hours(ui: &mut Ui, cx: &Cx<'_>, scale: Scale) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 22.0), Sense::hover());
    let step = if scale.a_minute * 60.0 < 46.0 { 2 } else { 1 };
    for hour in (0..24).step_by(step) {
        let moment = shifted(scale.from, SignedDuration::from_hours(hour));
        let x = scale.x(moment);
        if x > rect.right() - 36.0 {
            break;
        }
        let font = FontId::proportional(12.0);
        let at = Pos2::new(x, rect.center().y);
        ui.painter().text(at, Align2::LEFT_CENTER, cx.time_of_day(moment), font, cx.palette.muted);
    }
}

fn now_line(ui: &Ui, cx: &Cx<'_>, scale: Scale) {
    let x = scale.x(cx.now.wall);
    let area = ui.min_rect();
    if x > scale.left && x < area.right() {
        let stroke = Stroke::new(1.5, cx.palette.red);
        ui.painter().vline(x, area.y_range(), stroke);
    }
}

/// Who the lane is of.
fn beside(ui: &mut Ui, cx: &Cx<'_>, lane: &Lane, rect: Rect) {
    let area = Rect::from_min_size(rect.min, Vec2::new(BESIDE - 8.0, LANE));
    ui.scope_builder(egui::UiBuilder::new().max_rect(area).id_salt(&lane.label), |ui| {
        ui.horizontal_centered(|ui| {
            ui.add(egui::Label::new(&lane.label).truncate());
            if let Some(adjusted) = &lane.adjusted {
                marks::pill(ui, adjusted, Tone::Calm).on_hover_text("Adjusted time");
            }
        });
    });
    let line = Stroke::new(1.0, cx.palette.line.gamma_multiply(0.6));
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}
