//! A rehearsal in the window: how it begins, and how fast its clock runs.

use std::path::Path;
use std::sync::Arc;

use egui::Ui;

use super::App;
use crate::centre::Centre;
use crate::clock::{FASTEST, Rehearsal, Time as _};
use crate::demo::rehearsal;
use crate::scenario::Scenario;
use crate::time::Now;
use crate::ui::asks::{Ask, Asks, Rehearsing};
use crate::ui::begin;
use crate::ui::command::{self, Command};
use crate::ui::cx::Cx;
use crate::ui::dialogs::Purpose;
use crate::ui::pace::Pace;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::{buttons, fields};
use crate::words;
use crate::workspace::{FileState, Workspace};

/// The most candidates of a rehearsal.
const MOST: u32 = 48;

/// What is chosen and typed before a rehearsal begins.
pub struct Form {
    scenario: usize,
    candidates: String,
    speed: String,
}

impl Default for Form {
    fn default() -> Self {
        let candidates = rehearsal::CANDIDATES.to_string();
        Self { scenario: 0, candidates, speed: FASTEST.to_string() }
    }
}

impl Form {
    /// Draws the form; true when it should close.
    pub fn modal(
        &mut self,
        ui: &Ui,
        scenarios: &[Scenario],
        cx: Option<&Cx<'_>>,
        asks: &mut Asks,
    ) -> bool {
        let mut close = false;
        // A centre with a timetable is what somebody wants to rehearse who has just made it.
        let open = cx.map(|cx| cx.centre);
        let open = open.filter(|open| !open.details.rehearsal && !open.sessions.is_empty());
        let modal = egui::Modal::new(egui::Id::unique("rehearse")).show(ui.ctx(), |ui| {
            ui.set_width(520.0);
            ui.label(theme::strong("Rehearse a day").size(18.0));
            let with = match open {
                Some(_) => "The open centre as it stands, or a whole day with invented people",
                None => "A whole day with invented people",
            };
            muted(
                ui,
                format!(
                    "{with}, on a clock that you can make quicker or hold. Everything works as on \
                     the day itself; what is kept says that it was a rehearsal."
                ),
            );
            ui.add_space(6.0);
            if open.is_some() {
                muted(ui, "With invented people: which scenario, and how many candidates");
            }
            let taken = begin::choice(ui, scenarios, &mut self.scenario, 320.0);
            ui.add_space(6.0);
            let many = "How many candidates";
            let many = fields::line(ui, "candidates", many, &mut self.candidates, "12");
            let speed = "How many times as fast as the day (1 to 60)";
            fields::line(ui, "speed", speed, &mut self.speed, "60");
            let entered = taken || fields::entered(ui, &many);
            muted(ui, "At 60 a minute goes by each second. You can change it at any time.");
            ui.add_space(6.0);
            ui.horizontal_wrapped(|ui| {
                close = self.buttons(ui, scenarios, (open, entered), asks);
            });
        });
        close || modal.should_close()
    }

    fn buttons(
        &self,
        ui: &mut Ui,
        scenarios: &[Scenario],
        (open, entered): (Option<&Centre>, bool),
        asks: &mut Asks,
    ) -> bool {
        let candidates = number(&self.candidates, MOST);
        let speed = number(&self.speed, u32::from(FASTEST)).and_then(|it| u8::try_from(it).ok());
        let possible = match (candidates, speed) {
            (_, None) => Err(format!("The speed is a number from 1 to {FASTEST}.")),
            (None, _) => Err(format!("There are 1 to {MOST} candidates.")),
            _ => Ok(()),
        };
        let paced = speed.map(|_| ());
        let paced = paced.ok_or_else(|| format!("The speed is a number from 1 to {FASTEST}."));
        let mut close = false;
        let this = open.map(|open| {
            let name = words::shortened(&open.details.name, 24);
            buttons::primary_if(ui, &format!("Rehearse {name}"), paced.clone())
        });
        let begin = if this.is_some() {
            buttons::plain_if(ui, "With invented people", possible)
        } else {
            buttons::primary_if(ui, "Begin the rehearsal", possible)
        };
        if this.is_some_and(|this| this.clicked())
            && let Some(speed) = speed
        {
            asks.ask(Ask::Rehearse(Rehearsing::WithThis(speed)));
            close = true;
        }
        if (begin.clicked() || entered)
            && let (Some(scenario), Some(candidates), Some(speed)) =
                (scenarios.get(self.scenario), candidates, speed)
        {
            let scenario = Box::new(scenario.clone());
            asks.ask(Ask::Rehearse(Rehearsing::Day { scenario, candidates, speed }));
            close = true;
        }
        let copy = buttons::plain_if(ui, "With a copy of a centre…", paced);
        let said = "The file stays as it is: the rehearsal is a centre of its own.";
        if copy.on_hover_text(said).clicked()
            && let Some(speed) = speed
        {
            asks.ask(Ask::Rehearse(Rehearsing::WithCopy(speed)));
            close = true;
        }
        close || buttons::plain(ui, "Cancel").clicked()
    }
}

fn number(typed: &str, most: u32) -> Option<u32> {
    typed.trim().parse().ok().filter(|number| (1..=most).contains(number))
}

/// The buttons in the top bar, from the right: hold, and the speeds.
pub fn speeds(ui: &mut Ui, rehearsal: &Rehearsal, asks: &mut Asks) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let mut button = |ui: &mut Ui, text: &str, command: Command, name: &str, on: bool| {
        let keys = command::keys(ui.ctx(), command).unwrap_or_default();
        let button = egui::Button::selectable(on, text).frame(true);
        let button = ui.add(button).on_hover_text(format!("{} ({keys})", command.name()));
        if button.accessible_name(name).clicked() {
            asks.command(command);
        }
    };
    let held = rehearsal.is_held();
    for pace in Pace::ALL.into_iter().rev() {
        let on = !held && rehearsal.speed() == pace.speed();
        let text = format!("{}×", pace.speed());
        let name = Command::RehearseAt(pace).name();
        button(ui, &text, Command::RehearseAt(pace), name, on);
    }
    let (text, name) =
        if held { ("Go on", "Go on rehearsing") } else { ("Hold", "Hold the rehearsal") };
    button(ui, text, Command::HoldRehearsal, name, held);
    ui.add_space(4.0);
}

impl App {
    /// Answers what is asked of a rehearsal.
    pub(super) fn answer_rehearsing(&mut self, wish: Rehearsing) {
        match wish {
            Rehearsing::Day { scenario, candidates, speed } => {
                self.rehearse_day(*scenario, candidates, speed);
            }
            Rehearsing::WithCopy(speed) => self.ask_file(Purpose::Rehearse(speed), ""),
            Rehearsing::WithThis(speed) => self.rehearse_this(speed),
        }
    }

    /// Rehearses the first scenario of the library.
    pub(super) fn rehearse_first(&mut self, speed: u8) {
        let Some(scenario) = self.scenarios.first().cloned() else { return };
        self.rehearse_day(scenario, rehearsal::CANDIDATES, speed);
    }

    fn rehearse_day(&mut self, scenario: Scenario, candidates: u32, speed: u8) {
        let today = self.desk.real.now().wall.to_zoned_datetime(self.desk.zone.clone()).date();
        let day = rehearsal::invented(scenario, candidates, today, &self.desk.zone);
        let workspace = Workspace::adopt(&self.desk.env, &day.record, Now::at(day.begins));
        self.begin_rehearsal(workspace, day.begins, speed);
    }

    /// Rehearses with a copy of what is in the file.
    pub(super) fn rehearse_copy(&mut self, path: &Path, speed: u8) {
        let now = self.desk.real.now();
        match Workspace::read(&self.desk.env, path) {
            Ok((scenario, entries)) => {
                let day = rehearsal::copied(scenario, entries, now.wall);
                let workspace = Workspace::adopt(&self.desk.env, &day.record, Now::at(day.begins));
                self.begin_rehearsal(workspace, day.begins, speed);
            }
            Err(why) => {
                let now = self.desk.time.now().wall;
                self.view.toasts.bad(words::open_failure(&why), now);
            }
        }
    }

    /// Rehearses with a copy of the open centre, as it stands.
    fn rehearse_this(&mut self, speed: u8) {
        let Some(open) = &self.desk.workspace else { return };
        let record = open.record();
        let (scenario, entries) = (Scenario::clone(record.first_scenario()), record.entries());
        let day = rehearsal::copied(scenario, entries.to_vec(), self.desk.real.now().wall);
        let workspace = Workspace::adopt(&self.desk.env, &day.record, Now::at(day.begins));
        self.begin_rehearsal(workspace, day.begins, speed);
    }

    fn begin_rehearsal(&mut self, workspace: Workspace, begins: jiff::Timestamp, speed: u8) {
        self.take_on(workspace, Stage::Live);
        self.run_rehearsal(begins, speed);
    }

    /// A rehearsal that is opened goes on, on a clock of its own, where its record ends.
    pub(super) fn take_up_clock(&mut self, workspace: &Workspace) {
        if workspace.centre().details.rehearsal {
            let newest = workspace.record().entries().iter().map(|entry| entry.stamp.at()).max();
            self.run_rehearsal(newest.unwrap_or_else(|| self.desk.real.now().wall), 1);
        }
    }

    fn run_rehearsal(&mut self, begins: jiff::Timestamp, speed: u8) {
        let clock = Arc::new(Rehearsal::new(Arc::clone(&self.desk.real), begins, speed));
        self.desk.rehearsal = Some(Arc::clone(&clock));
        self.desk.time = clock;
        self.view.toasts.go_by(speed, begins);
    }

    /// The machine's own clock counts again.
    pub(super) fn put_clock_back(&mut self) {
        if self.desk.rehearsal.take().is_some() {
            self.desk.time = Arc::clone(&self.desk.real);
            self.view.toasts.go_by(0, self.desk.time.now().wall);
        }
    }

    /// Begins a rehearsal, holds it or sets its speed.
    pub(super) fn carry_out_rehearsal(&mut self, command: Command) {
        match command {
            Command::HoldRehearsal => self.hold_rehearsal(),
            Command::RehearseAt(pace) => self.rehearse_at(pace.speed()),
            _ => self.view.rehearse = Some(Form::default()),
        }
    }

    fn hold_rehearsal(&self) {
        if let Some(clock) = &self.desk.rehearsal {
            clock.hold(!clock.is_held());
        }
    }

    fn rehearse_at(&mut self, speed: u8) {
        if let Some(clock) = &self.desk.rehearsal {
            clock.run_at(speed);
            self.view.toasts.go_by(speed, clock.now().wall);
        }
    }

    /// While the clock is held nothing falls due by itself, but what is entered is saved.
    pub(super) fn save_while_held(&mut self, now: Now) {
        let held = self.desk.rehearsal.as_ref().is_some_and(|clock| clock.is_held());
        let Some(workspace) = self.desk.workspace.as_mut().filter(|_| held) else { return };
        if workspace.safety().file == FileState::Behind && workspace.next_due().is_some() {
            workspace.save(now);
        }
    }
}
