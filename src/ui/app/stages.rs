//! The stages with the rail and the bar around them.

use egui::{Frame, Margin, Ui};

use super::summary::{bar, home_of};
use super::topbar;
use super::{App, cx};
use crate::time::Now;
use crate::ui::asks::Asks;
use crate::ui::rail;
use crate::ui::screens::design;
use crate::ui::screens::home;
use crate::ui::stage::Stage;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{aloud, follow};

/// How high the bar above a stage is.
const BAR: f32 = 52.0;

/// The least room in which a stage has all that it shows, in points.
const LEAST: egui::Vec2 = egui::Vec2::new(780.0, 480.0);

impl App {
    pub(super) fn frame_ui(&mut self, ui: &mut Ui, asks: &mut Asks) {
        let now = self.desk.time.now();
        let palette = Palette::of(ui.ctx());
        let Self { desk, view, board, .. } = self;
        let workspace = desk.workspace.as_ref();
        let cx = cx(desk, now, view.you, palette);
        let needs = cx.map_or(0, |cx| cx.outlook().needs.len());
        let foot = workspace.map(|workspace| rail::foot(&workspace.safety(), &desk.zone));
        if cx.is_none() && view.stage.needs_centre() {
            view.stage = Stage::Home;
        }
        egui::Panel::left("rail")
            .exact_size(rail::WIDTH)
            .resizable(false)
            .frame(Frame::new().fill(palette.rail).inner_margin(Margin {
                left: 8,
                right: 8,
                top: 14,
                bottom: 6,
            }))
            .show(ui, |ui| {
                aloud::pane(ui, "Stages");
                rail::ui(ui, cx.as_ref(), view.stage, needs, foot.as_ref(), asks);
            });
        egui::Panel::top("bar")
            .exact_size(BAR)
            .frame(Frame::new().fill(palette.side).inner_margin(Margin::symmetric(18, 6)))
            .show(ui, |ui| {
                aloud::pane(ui, "Top");
                let bar = bar(cx.as_ref(), board, view.stage, (now, &desk.zone));
                topbar::ui(ui, &bar, cx.as_ref(), desk.rehearsal.as_deref(), asks);
            });
        // The rooms' windows stay, whatever is looked at here.
        if let Some(cx) = &cx {
            view.rooms.ui(ui, cx, &desk.time);
        }
        whole(ui, |ui| self.stage_ui(ui, now, asks));
    }

    fn stage_ui(&mut self, ui: &mut Ui, now: Now, asks: &mut Asks) {
        let palette = Palette::of(ui.ctx());
        let Self { desk, screens, view, scenarios, board, solving, reporting, .. } = self;
        let cx = cx(desk, now, view.you, palette);
        let needs = cx.map_or(0, |cx| cx.outlook().needs.len());
        if view.stage == Stage::Design {
            let shown = design::Shown {
                cx: cx.as_ref(),
                draft: board.draft(),
                scenarios,
                left: board.left(),
            };
            screens.design.ui(ui, &shown, asks);
            return;
        }
        let Some(cx) = cx.filter(|_| view.stage != Stage::Home) else {
            let home = home_of(cx.as_ref(), needs, &self.prefs, desk, view, now);
            home::ui(ui, &home, scenarios, asks);
            return;
        };
        screens.wash_up.projector(ui, &cx);
        match view.stage {
            Stage::Home | Stage::Design => {}
            Stage::People => screens.people.ui(ui, &cx, asks),
            Stage::Timetable => screens.timetable.ui(ui, &cx, solving.found().as_ref(), asks),
            Stage::Live => screens.live.ui(ui, &cx, asks),
            Stage::Observe => screens.observe.ui(ui, &cx, asks),
            Stage::WashUp => screens.wash_up.ui(ui, &cx, asks),
            Stage::Scorecards => screens.scorecards.ui(ui, &cx, asks),
            Stage::Reports => screens.reports.ui(ui, &cx, reporting.shown(), asks),
        }
    }
}

/// A stage in its room; where the window is small, or all of it large, it keeps the room that it
/// needs and is moved about.
fn whole(ui: &mut Ui, stage: impl FnOnce(&mut Ui)) {
    let seen = ui.available_rect_before_wrap();
    let room = seen.size();
    if room.x >= LEAST.x && room.y >= LEAST.y {
        return stage(ui);
    }
    // Nothing else is painted behind the bars by which it is moved.
    ui.painter().rect_filled(seen, 0.0, Palette::of(ui.ctx()).ground);
    let area = egui::ScrollArea::both().id_salt("stage").auto_shrink(false);
    // Nobody looks for what is beside the window where nothing says that there is more.
    theme::seen_bars(ui);
    follow::area(ui, area, |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        let (rect, _) = ui.allocate_exact_size(room.max(LEAST), egui::Sense::hover());
        let spacing = ui.global_style().spacing.clone();
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            *ui.spacing_mut() = spacing;
            stage(ui);
        });
    });
}
