//! The dialog that makes a new centre: scenario, name, date.

use egui::Ui;
use jiff::civil::Date;

use super::asks::{Ask, Asks, NewCentre};
use super::theme;
use super::widgets::cards::muted;
use super::widgets::{buttons, fields, follow};
use crate::scenario::Scenario;
use crate::words;

/// What is chosen and typed.
pub struct Form {
    scenario: usize,
    name: String,
    /// The name that the form gave by itself: it goes along with scenario and day until somebody
    /// types another.
    given: String,
    date: String,
    fresh: bool,
}

impl Form {
    /// A form with the scenario of that id chosen, for `today`.
    pub fn new(scenarios: &[Scenario], id: Option<&str>, today: Date) -> Self {
        let place = scenarios.iter().position(|known| Some(known.id.as_str()) == id).unwrap_or(0);
        let name = given(scenarios, place, today);
        let given = name.clone();
        Self { scenario: place, name, given, date: today.to_string(), fresh: true }
    }

    /// Draws the form; true when it should close.
    pub fn modal(&mut self, ui: &Ui, scenarios: &[Scenario], asks: &mut Asks) -> bool {
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("begin")).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(theme::strong("New centre").size(18.0));
            muted(ui, "Scenario");
            let taken = choice(ui, scenarios, &mut self.scenario, 330.0);
            if let Some(scenario) = scenarios.get(self.scenario) {
                muted(ui, words::purpose(scenario));
            }
            ui.add_space(6.0);
            if let Ok(date) = self.date.trim().parse::<Date>() {
                let given = given(scenarios, self.scenario, date);
                if self.name == self.given {
                    self.name.clone_from(&given);
                }
                self.given = given;
            }
            let name = fields::line(
                ui,
                "name",
                "What it is called",
                &mut self.name,
                "Team leaders, spring",
            );
            if std::mem::take(&mut self.fresh) {
                fields::take_up(&name, &self.name);
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
            let entered = taken || fields::entered(ui, &name) || fields::entered(ui, &day);
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

/// A name to begin with.
fn given(scenarios: &[Scenario], place: usize, date: Date) -> String {
    let title = scenarios.get(place).map_or("", |known| &known.title);
    format!("{title}, {}", date.strftime("%-d %B"))
}

/// Which scenario: a list that scrolls where the window has no room for it above what takes
/// `below`. True when Enter takes the one that is chosen.
pub(super) fn choice(ui: &mut Ui, scenarios: &[Scenario], chosen: &mut usize, below: f32) -> bool {
    let height = (ui.ctx().content_rect().height() - below).max(76.0);
    let list = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    follow::area(ui, list, |ui| {
        let mut taken = false;
        for (place, scenario) in scenarios.iter().enumerate() {
            let label = format!("{} · {}", scenario.title, words::facts(scenario));
            let was_chosen = *chosen == place;
            let radio = ui.radio_value(chosen, place, label);
            let enters = ui.input(|input| input.key_pressed(egui::Key::Enter));
            taken |= was_chosen && enters && radio.has_focus();
        }
        taken
    })
}
