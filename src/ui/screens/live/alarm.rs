//! What disturbed the day, beside the board: the fire alarm in one press, and the newest incidents.

use egui::{Ui, Vec2};

use super::writable;
use crate::centre::Incident;
use crate::day::disturbance;
use crate::ids::IncidentId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};

/// So many are listed; all of them are in the log.
const LISTED: usize = 3;

/// What is to be looked at in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Note a new one.
    Note,
    /// Fill this one in.
    Show(IncidentId),
}

/// What can be done about a fire alarm now: to sound it, or to end it.
pub fn words(cx: &Cx<'_>) -> &'static str {
    match disturbance::evacuation(cx.centre) {
        Some(_) => "All clear: every room goes on",
        None => "Fire alarm: hold every room",
    }
}

/// The act that [`words`] names.
pub fn act(cx: &Cx<'_>) -> Ask {
    Ask::Do(match disturbance::evacuation(cx.centre) {
        Some(open) => disturbance::all_clear(open, cx.centre, cx.now.wall),
        None => disturbance::evacuate(cx.centre, cx.now.wall),
    })
}

/// Draws it; gives what is asked for.
#[must_use]
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) -> Option<Wish> {
    let mut wish = None;
    cards::heading(ui, "Incidents");
    let evacuated = disturbance::evacuation(cx.centre).is_some();
    if evacuated {
        marks::pill(ui, "Fire alarm: every room is held", Tone::Now);
        if buttons::primary_if(ui, words(cx), writable(cx)).clicked() {
            asks.ask(act(cx));
        }
    }
    let mut newest: Vec<&Incident> =
        cx.centre.incidents.values().filter(|known| known.struck.is_none()).collect();
    newest.sort_by_key(|known| std::cmp::Reverse((known.noticed, known.id)));
    for incident in newest.into_iter().take(LISTED) {
        if line(ui, cx, incident) {
            wish = Some(Wish::Show(incident.id));
        }
    }
    ui.horizontal_wrapped(|ui| {
        if !evacuated && buttons::plain_if(ui, words(cx), writable(cx)).clicked() {
            asks.ask(act(cx));
        }
        if buttons::quiet(ui, "Note an incident…").clicked() {
            wish = Some(Wish::Note);
        }
    });
    wish
}

/// When, what sort, and in a few words what.
fn line(ui: &mut Ui, cx: &Cx<'_>, incident: &Incident) -> bool {
    let noticed = cx.time_of_day(incident.noticed);
    let kind = crate::words::incident_kind(incident.kind);
    let what = if incident.what.is_empty() { kind } else { &incident.what };
    let name = format!("Incident {noticed}, {kind}: {what}");
    let row = buttons::pressable(ui, incident.id.to_string(), &name, false, |ui| {
        ui.horizontal_top(|ui| {
            ui.set_width(ui.available_width());
            ui.allocate_ui(Vec2::new(44.0, 0.0), |ui| muted(ui, &noticed));
            ui.add(egui::Label::new(what).wrap());
        });
    });
    row.clicked()
}
