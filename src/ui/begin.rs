//! The dialog that makes a new centre: scenario, name, date.

use egui::Ui;
use jiff::civil::Date;

use super::asks::{Ask, Asks, NewCentre};
use super::theme;
use super::widgets::cards::muted;
use super::widgets::{buttons, fields};
use crate::scenario::Scenario;
use crate::words;

/// What is chosen and typed.
pub struct Form {
    scenario: usize,
    name: String,
    date: String,
    fresh: bool,
}

impl Form {
    /// A form with the scenario of that id chosen, for `today`.
    pub fn new(scenarios: &[Scenario], id: Option<&str>, today: Date) -> Self {
        let place = scenarios.iter().position(|known| Some(known.id.as_str()) == id).unwrap_or(0);
        let title = scenarios.get(place).map_or("", |known| &known.title);
        let name = format!("{title}, {}", today.strftime("%-d %B"));
        Self { scenario: place, name, date: today.to_string(), fresh: true }
    }

    /// Draws the form; true when it should close.
    pub fn modal(&mut self, ui: &Ui, scenarios: &[Scenario], asks: &mut Asks) -> bool {
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("begin")).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(theme::strong("New centre").size(18.0));
            muted(ui, "Scenario");
            for (place, scenario) in scenarios.iter().enumerate() {
                let label = format!("{} · {}", scenario.title, words::facts(scenario));
                ui.radio_value(&mut self.scenario, place, label);
            }
            ui.add_space(6.0);
            let name = fields::line(
                ui,
                "name",
                "What it is called",
                &mut self.name,
                "Team leaders, spring",
            );
            if std::mem::take(&mut self.fresh) {
                name.request_focus();
            }
            let day =
                fields::line(ui, "date", "Held on (year-month-day)", &mut self.date, "2026-11-24");
            let date = self.date.trim().parse::<Date>();
            match &date {
                Ok(date) => {
                    muted(ui, words::date(*date));
                }
                Err(_no_date) => fields::refusal(ui, "That is not a day, such as 2026-11-24."),
            }
            ui.add_space(6.0);
            let entered = fields::entered(ui, &name) || fields::entered(ui, &day);
            ui.horizontal(|ui| {
                let possible = match (&date, self.name.trim()) {
                    (_, "") => Err("Give it a name.".to_owned()),
                    (Err(_), _) => Err("Give it a day.".to_owned()),
                    _ => Ok(()),
                };
                let ready = possible.is_ok();
                let pressed = buttons::primary_if(ui, "Make the centre", possible).clicked();
                if (pressed || entered)
                    && ready
                    && let (Some(scenario), Ok(date)) = (scenarios.get(self.scenario), date)
                {
                    let (name, scenario) = (self.name.trim().to_owned(), scenario.clone());
                    asks.ask(Ask::Create(Box::new(NewCentre { name, date, scenario })));
                    close = true;
                }
                if buttons::plain(ui, "Cancel").clicked() {
                    close = true;
                }
            });
        });
        close || modal.should_close()
    }
}
