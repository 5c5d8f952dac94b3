//! The day that the lanes show, where a centre lasts several: all of them in one width could not
//! be read.

use std::collections::BTreeSet;

use egui::Ui;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Timetable;
use crate::planning::{Agenda, Appointment};
use crate::ui::cx::Cx;
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// A day, from its midnight to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    date: Date,
    from: Timestamp,
    until: Timestamp,
}

impl Day {
    fn of(date: Date, zone: &TimeZone) -> Option<Self> {
        let from = date.to_zoned_datetime(zone.clone()).ok()?.timestamp();
        let until = date.tomorrow().ok()?.to_zoned_datetime(zone.clone()).ok()?.timestamp();
        Some(Self { date, from, until })
    }

    /// What begins on it of appointments in the order of time.
    pub(super) fn within<'a>(&self, appointments: &'a [Appointment]) -> &'a [Appointment] {
        let first = appointments.partition_point(|one| one.from < self.from);
        let end = appointments.partition_point(|one| one.from < self.until);
        appointments.get(first..end).unwrap_or_default()
    }

    fn has(&self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.until
    }
}

/// The days on which somebody has something to do, in order.
pub(super) fn days(agenda: &Agenda, zone: &TimeZone) -> Vec<Day> {
    let all = agenda.people.values().flatten();
    let dates: BTreeSet<Date> =
        all.map(|one| one.from.to_zoned_datetime(zone.clone()).date()).collect();
    dates.into_iter().filter_map(|date| Day::of(date, zone)).collect()
}

impl Timetable {
    /// The day whose lanes are shown, and the way to those beside it; none where there is but one.
    pub(super) fn turn_to_day(&mut self, ui: &mut Ui, cx: &Cx<'_>, days: &[Day]) -> Option<Day> {
        if days.len() < 2 {
            return None;
        }
        if self.day_of != self.chosen {
            self.day_of = self.chosen;
            let planned = self.chosen.and_then(|id| cx.centre.sessions.get(&id)?.planned);
            let of_chosen = days.iter().find(|day| planned.is_some_and(|at| day.has(at)));
            self.on = of_chosen.map(|day| day.date).or(self.on);
        }
        let at = |found: &dyn Fn(&Day) -> bool| days.iter().position(found);
        let turned_to = at(&|day| Some(day.date) == self.on);
        let place = turned_to.or_else(|| at(&|day| day.has(cx.now.wall))).unwrap_or(0);
        let mut turn = |ui: &mut Ui, arrow, name: &str, to: Option<usize>| {
            let to = to.and_then(|place| days.get(place));
            let possible = to.map(|_| ()).ok_or_else(|| "There is no other day.".to_owned());
            let button = buttons::plain_if(ui, arrow, possible);
            button
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, to.is_some(), name));
            if let (true, Some(day)) = (button.clicked(), to) {
                self.on = Some(day.date);
            }
        };
        ui.horizontal(|ui| {
            turn(ui, "‹", "The day before", place.checked_sub(1));
            turn(ui, "›", "The day after", Some(place + 1));
            if let Some(day) = days.get(place) {
                ui.label(words::date(day.date));
                cards::muted(ui, format!("day {} of {}", place + 1, days.len()));
            }
        });
        ui.add_space(4.0);
        days.get(place).copied()
    }
}
