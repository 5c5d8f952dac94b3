//! What the centre is called and when it is held, while nobody is chosen.

use egui::Ui;
use jiff::civil::Date;

use super::typed::{Typed, field};
use crate::centre::{Change, details};
use crate::planning::{another_day, another_day::has_begun};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::words;

/// Draws the detail.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, typed: &mut Typed, asks: &mut Asks) {
    let details = &cx.centre.details;
    heading(ui, "This centre");
    ui.add_enabled_ui(cx.writable, |ui| {
        typed.fact(ui, field("centre", "What it is called", ""), &details.name, |name| {
            let change = Change::Details(details::Change::Name(name.to_owned()));
            match cx.centre.check(&change) {
                Ok(()) => {
                    asks.change(change);
                    String::new()
                }
                Err(refusal) => words::refusal(cx.centre, &refusal),
            }
        });
    });
    let date = details.date.map(|date| date.to_string()).unwrap_or_default();
    let begun = has_begun(cx.centre);
    ui.add_enabled_ui(cx.writable && !begun, |ui| {
        let label = "Held on (year-month-day)";
        typed.fact(ui, field("date", label, "2026-11-24"), &date, |text| {
            let Ok(date) = text.parse::<Date>() else {
                return "That is not a day, such as 2026-11-24.".to_owned();
            };
            asks.ask(Ask::Do(another_day(cx.centre, date, cx.zone)));
            String::new()
        });
    });
    if let Some(date) = details.date {
        let moves = !begun && cx.centre.sessions.values().any(|known| known.planned.is_some());
        let moves = if moves { ". With another day the timetable goes along." } else { "" };
        muted(ui, format!("{}{moves}", words::date(date)));
    }
    ui.add_space(12.0);
    heading(ui, &cx.centre.scenario.title);
    muted(ui, words::purpose(&cx.centre.scenario));
    ui.add_space(12.0);
    heading(ui, "Details");
    muted(
        ui,
        "Choose somebody to put a name right, give extra time, say when they are there and whom \
         they must not meet, or take them off the list.",
    );
}
