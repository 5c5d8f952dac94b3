//! Under which version of the design results are shown (rule D5).

use std::sync::Arc;

use egui::Ui;

use crate::centre::{Centre, design};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::muted;

/// The chosen version; the design of today as long as nobody chooses.
#[derive(Default)]
pub(super) struct Under {
    place: Option<usize>,
    /// The centre under that version, as long as nothing happens: entries, version, centre.
    known: Option<(usize, usize, Arc<Centre>)>,
}

impl Under {
    /// The centre under an earlier version of its design, where one is chosen.
    pub(super) fn centre(&mut self, cx: &Cx<'_>) -> Option<Arc<Centre>> {
        let place = self.place.filter(|place| place + 1 < cx.centre.designs.len())?;
        let known = self.known.take().filter(|known| (known.0, known.1) == (cx.version, place));
        let known = known.unwrap_or_else(|| (cx.version, place, Arc::new(cx.centre.under(place))));
        let centre = Arc::clone(&known.2);
        self.known = Some(known);
        Some(centre)
    }

    /// The choice, where there is one.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let designs = &cx.centre.designs;
        if designs.len() < 2 {
            return;
        }
        let last = designs.len() - 1;
        let place = self.place.unwrap_or(last).min(last);
        ui.horizontal_wrapped(|ui| {
            muted(ui, "Shown under the design");
            for (other, version) in designs.iter().enumerate() {
                let chosen = other == place;
                let name = name(cx, other, version, last);
                let button = ui.add(egui::Button::selectable(chosen, name));
                if button.on_hover_text(reason(version)).clicked() {
                    self.place = (other != last).then_some(other);
                }
            }
        });
        if let Some(version) = designs.get(place).filter(|_| place > 0) {
            muted(ui, reason(version));
        }
    }
}

fn name(cx: &Cx<'_>, place: usize, version: &design::Version, last: usize) -> String {
    let since = version.made.map(|made| format!("since {}", cx.time_of_day(made.at)));
    match since {
        Some(since) if place == last => format!("of now, {since}"),
        Some(since) => since,
        None => "of the start".to_owned(),
    }
}

fn reason(version: &design::Version) -> String {
    match version.reason.as_str() {
        "" => "Adopted before anybody had rated.".to_owned(),
        reason => format!("Changed because: {reason}"),
    }
}
