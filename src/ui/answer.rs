//! How the shell answers what screens ask: first in, first out.

use std::path::{Path, PathBuf};

use super::Start;
use super::app::{App, Screens, theme_preference};
use super::asks::{Ask, Asks, Designing, NewCentre, Timetabling};
use super::command::Command;
use super::dialogs::{Answer, Purpose, Question};
use super::palette::Finder;
use super::screens::live;
use super::stage::Stage;
use super::typed_path::TypedPath;
use super::{begin, declare};
use crate::centre::{Author, Change, details};
use crate::files::prefs::Theme;
use crate::files::{OpenFailure, save};
use crate::time::Now;
use crate::words;
use crate::workspace::Workspace;

impl App {
    /// Opens what the command line names, else what a crash left behind.
    pub(super) fn begin_with(&mut self, start: &Start) {
        let now = self.desk.time.now();
        self.view.left_behind = Workspace::left_behind(&self.desk.env);
        self.bring_back_drafts(now);
        if start.sample {
            self.open_sample(now);
        } else if let Some(path) = &start.file {
            self.open(path.clone(), now);
        } else if let Some(crashed) =
            self.view.left_behind.iter().find(|left| !left.closed).cloned()
        {
            match crashed.path {
                Some(path) => self.open(path, now),
                None => self.recover(crashed.id, now),
            }
        }
    }

    /// Answers everything that was asked in a frame.
    pub(super) fn answer(&mut self, asks: Asks, ctx: &egui::Context) {
        for ask in asks.0 {
            let now = self.desk.time.now();
            match ask {
                Ask::Do(changes) => self.perform(changes, now),
                Ask::Command(command) => self.carry_out(command, now, ctx),
                Ask::Go(stage) => self.view.stage = stage,
                Ask::ShowCandidate(candidate) => {
                    self.screens.scorecards.choose(candidate);
                    self.view.stage = Stage::Scorecards;
                }
                Ask::ShowSession(session) => {
                    self.screens.live.choose(session);
                    self.screens.timetable.choose(session);
                    self.screens.observe.choose(session);
                    if self.view.stage != Stage::Observe {
                        self.view.stage = Stage::Live;
                    }
                }
                Ask::ActAs(author) => self.view.you = author,
                Ask::Begin(scenario) => {
                    let today = now.wall.to_zoned_datetime(self.desk.zone.clone()).date();
                    self.view.begin =
                        Some(begin::Form::new(&self.scenarios, scenario.as_deref(), today));
                }
                Ask::Create(new) => self.create(*new, now),
                Ask::Open(path) => self.open(path, now),
                Ask::Salvage(path) => self.salvage(&path, now),
                Ask::Recover(centre) => self.recover(centre, now),
                Ask::Draft { key, text } => {
                    if let Some(workspace) = &mut self.desk.workspace {
                        workspace.keep_draft(&key, &text);
                    }
                }
                Ask::SaveText { name, text } => self.ask_file(Purpose::SaveText(text), &name),
                Ask::RoomScreen(session) => self.view.room.show(session),
                Ask::Timetable(wish) => self.answer_timetabling(wish, now),
                Ask::ExportTimetable => self.export_timetable(now),
                Ask::HandOut(sorts) => self.hand_out(sorts),
                Ask::Design(wish) => self.answer_design(wish, now),
            }
        }
    }

    pub(super) fn perform(&mut self, changes: Vec<Change>, now: Now) {
        let by = self.view.you;
        let Some(workspace) = &mut self.desk.workspace else { return };
        if let Err(refusal) = workspace.perform(changes, by, now) {
            let words = self.told().map(|centre| words::refusal(&centre, &refusal));
            self.view.toasts.bad(words.unwrap_or_default(), now.wall);
        }
    }

    fn carry_out(&mut self, command: Command, now: Now, ctx: &egui::Context) {
        match command {
            Command::NewCentre => {
                let today = now.wall.to_zoned_datetime(self.desk.zone.clone()).date();
                self.view.begin = Some(begin::Form::new(&self.scenarios, None, today));
            }
            Command::NewScenario => self.answer_design(Designing::Blank, now),
            Command::ChangeDesign => self.answer_design(Designing::OfCentre, now),
            Command::Open => self.ask_file(Purpose::Open, ""),
            Command::Sample => self.open_sample(now),
            Command::Save | Command::SaveAs | Command::Undo | Command::Redo if self.drawing() => {
                self.carry_out_design(command, now);
            }
            Command::Save => self.save(now),
            Command::SaveAs => self.ask_file(Purpose::SaveCentre, &self.file_name("centre.ron")),
            Command::Merge => self.ask_file(Purpose::Merge, ""),
            Command::ExportResults => {
                self.ask_file(Purpose::SaveResults, &self.file_name("results.ron"));
            }
            Command::BringIn => self.bring_in(now),
            Command::DeclareConflict => self.view.declare = Some(declare::Form::default()),
            Command::HideNames => self.hide_or_show_names(now),
            Command::CloseCentre => self.close_centre(now),
            Command::Undo | Command::Redo => self.undo_or_redo(command, now),
            Command::Go(stage) => self.view.stage = stage,
            Command::MakeTimetable => {
                self.view.stage = Stage::Timetable;
                self.answer_timetabling(Timetabling::Make, now);
            }
            Command::ExportTimetable => self.export_timetable(now),
            Command::PlanSessions => {
                self.view.stage = Stage::Live;
                self.open_plan();
            }
            Command::StartHoldGoOn
            | Command::GiveMinute
            | Command::TakeMinute
            | Command::NextPhase
            | Command::EndSession
            | Command::PinSession => self.change_session(command, now),
            Command::RoomScreen => {
                let session =
                    self.with_cx(|cx, screens: &Screens| screens.live.subject(cx)).flatten();
                self.view.room.show(session);
            }
            Command::ActAsFacilitator => self.view.you = Author::Facilitator,
            Command::Chime => {
                self.prefs.chime = !self.prefs.chime;
                let words = if self.prefs.chime { "The chime is on." } else { "The chime is off." };
                self.view.toasts.good(words, now.wall);
                self.keep_prefs(now);
            }
            Command::Theme => {
                let dark = ctx.theme() == egui::Theme::Dark;
                self.prefs.theme = if dark { Theme::Light } else { Theme::Dark };
                ctx.set_theme(theme_preference(self.prefs.theme));
                self.keep_prefs(now);
            }
            Command::ZoomIn => self.zoom(ctx, self.prefs.zoom + 0.1, now),
            Command::ZoomOut => self.zoom(ctx, self.prefs.zoom - 0.1, now),
            Command::ZoomReset => self.zoom(ctx, 1.0, now),
            Command::Palette => {
                self.view.finder = match self.view.finder {
                    Some(_) => None,
                    None => Some(Finder::default()),
                };
            }
            Command::Keys => self.view.keys = true,
            Command::Quit => {
                if let Err(failure) = self.keep_draft_at_once() {
                    self.view.toasts.bad(words::failure(&failure), now.wall);
                }
                self.close_centre(now);
                self.view.quitting = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// What a command means for the session that is selected on its stage.
    fn change_session(&mut self, command: Command, now: Now) {
        let change = self.with_cx(|cx, screens: &Screens| match command {
            Command::PinSession => screens.timetable.pin(cx),
            _ => live::clock_change(cx, screens.live.subject(cx)?, command),
        });
        if let Some(change) = change.flatten() {
            self.perform(vec![change], now);
        }
    }

    fn zoom(&mut self, ctx: &egui::Context, zoom: f32, now: Now) {
        self.prefs.zoom = (zoom.clamp(0.6, 2.0) * 10.0).round() / 10.0;
        ctx.set_zoom_factor(self.prefs.zoom);
        self.keep_prefs(now);
    }

    pub(super) fn keep_prefs(&mut self, now: Now) {
        if let Err(failure) = self.store_prefs() {
            self.view.toasts.bad(words::failure(&failure), now.wall);
        }
    }

    fn open_plan(&mut self) {
        let now = self.desk.time.now();
        let Self { desk, screens, view, .. } = self;
        if let Some(cx) = super::app::cx(desk, now, view.you, &super::theme::ROOM) {
            screens.live.open_plan(&cx);
        }
    }

    fn undo_or_redo(&mut self, command: Command, now: Now) {
        let by = self.view.you;
        let Some(workspace) = &mut self.desk.workspace else { return };
        let (word, done) = match command {
            Command::Undo => ("Undone", workspace.undo(by, now)),
            _ => ("Done again", workspace.redo(by, now)),
        };
        let Some((centre, workspace)) = self.told().zip(self.desk.workspace.as_ref()) else {
            return;
        };
        let words = match done {
            Ok(entry) => {
                let entry = workspace.record().entry(entry);
                let act = entry.map(|entry| words::act(&centre, entry));
                format!("{word}: {}", act.unwrap_or_default())
            }
            Err(refusal) => words::refusal(&centre, &refusal),
        };
        self.view.toasts.good(words, now.wall);
    }

    pub(super) fn ask_file(&mut self, purpose: Purpose, name: &str) {
        let folder = self.prefs.folder.clone().filter(|folder| self.desk.env.fs.exists(folder));
        self.view.question = Some(Question { purpose, folder, name: name.to_owned() });
    }

    /// The centre's name as a file name that every system takes.
    fn file_name(&self, end: &str) -> String {
        let name = self.desk.workspace.as_ref().map_or("", |open| &open.centre().details.name);
        format!("{}.{end}", crate::files::safe_name(name))
    }

    pub(super) fn answer_dialog(&mut self, answer: Answer, now: Now) {
        match answer {
            Answer::Cancelled => {}
            Answer::NoDialogs(purpose, name) => {
                self.view.typed_path =
                    Some(TypedPath::new(purpose, self.prefs.folder.clone(), &name));
            }
            Answer::Chosen(Purpose::OpenScenario, path) => self.open_scenario(path, now),
            Answer::Chosen(Purpose::SaveScenario, path) => self.save_scenario(path, now),
            Answer::Chosen(Purpose::ExportScenario(text), path) => {
                self.write_out(&path, &text, now);
            }
            Answer::Chosen(Purpose::Roster, path) => self.read_roster(&path, now),
            Answer::Chosen(Purpose::PrintInto, folder) => self.print_into(folder, now),
            Answer::Chosen(Purpose::HandOutInto, folder) => self.hand_out_into(&folder, now),
            Answer::Chosen(Purpose::Open, path) => self.open(path, now),
            Answer::Chosen(Purpose::SaveCentre, path) => self.save_as(path, now),
            Answer::Chosen(Purpose::Merge, path) => self.merge(&path, now),
            Answer::Chosen(Purpose::SaveResults, path) => {
                let Some(workspace) = &self.desk.workspace else { return };
                let text = crate::report::results::results(workspace.centre());
                self.write_out(&path, &text, now);
            }
            Answer::Chosen(Purpose::SaveText(text), path) => self.write_out(&path, &text, now),
        }
    }

    pub(super) fn write_out(&mut self, path: &Path, text: &str, now: Now) {
        match save::save(self.desk.env.fs.as_ref(), path, text.as_bytes()) {
            Ok(_saved) => self.view.toasts.good(format!("Written: {}", path.display()), now.wall),
            Err(failure) => self.view.toasts.bad(words::failure(&failure), now.wall),
        }
    }

    fn save(&mut self, now: Now) {
        match &mut self.desk.workspace {
            Some(workspace) if workspace.path().is_some() => workspace.save(now),
            Some(_) => self.ask_file(Purpose::SaveCentre, &self.file_name("centre.ron")),
            None => {}
        }
    }

    fn save_as(&mut self, path: PathBuf, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        match workspace.save_as(&self.desk.env, path.clone(), now) {
            Ok(()) => {
                self.prefs.remember(path);
                self.keep_prefs(now);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    fn merge(&mut self, path: &Path, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        match workspace.merge_file(&self.desk.env, path, now) {
            Ok(new) => {
                let new = words::count(new, "entry was new", "entries were new");
                let moot = workspace.centre().moot.len();
                let moot = if moot == 0 {
                    String::new()
                } else {
                    format!(" {moot} do not hold and are kept apart.")
                };
                self.view.toasts.good(format!("Taken in: {new}.{moot}"), now.wall);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    fn create(&mut self, new: NewCentre, now: Now) {
        let mut workspace = Workspace::create(&self.desk.env, new.scenario, now);
        let named = vec![
            Change::Details(details::Change::Name(new.name)),
            Change::Details(details::Change::HeldOn(new.date)),
        ];
        if let Err(refusal) = workspace.perform(named, Author::Facilitator, now) {
            let words = words::refusal(workspace.centre(), &refusal);
            self.view.toasts.bad(words, now.wall);
        }
        self.take_on(workspace, Stage::People, now);
    }

    fn open_sample(&mut self, now: Now) {
        let Some(scenario) = self.scenarios.first().cloned() else { return };
        let record =
            crate::demo::record(&crate::demo::Demo::today(scenario, now.wall, &self.desk.zone));
        let workspace = Workspace::adopt(&self.desk.env, &record, now);
        self.take_on(workspace, Stage::Live, now);
    }

    pub(super) fn open(&mut self, path: PathBuf, now: Now) {
        if path.to_string_lossy().ends_with(".scenario.ron") {
            self.open_scenario(path, now);
            return;
        }
        match Workspace::open(&self.desk.env, &path, now) {
            Ok(workspace) => {
                self.take_on(workspace, Stage::Live, now);
                self.prefs.remember(path);
                self.keep_prefs(now);
            }
            Err(OpenFailure::Damaged { damage, salvageable: true }) => {
                let places = damage.iter().map(words::damage).collect();
                self.view.damaged = Some((path, places));
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    fn salvage(&mut self, path: &Path, now: Now) {
        match Workspace::salvage(&self.desk.env, path, now) {
            Ok(workspace) => {
                let entries = words::count(workspace.record().entries().len(), "entry", "entries");
                self.take_on(workspace, Stage::Live, now);
                self.view
                    .toasts
                    .good(format!("{entries} could be saved. Save them to a new file."), now.wall);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    fn recover(&mut self, id: crate::ids::CentreId, now: Now) {
        match Workspace::recover(&self.desk.env, id, now) {
            Ok(workspace) => self.take_on(workspace, Stage::Live, now),
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    /// Puts an opened centre on the desk, and says what is worth knowing about it.
    fn take_on(&mut self, workspace: Workspace, stage: Stage, now: Now) {
        self.close_centre(now);
        let opening = workspace.opening().clone();
        if let Some(mark) = &opening.mark {
            self.desk.time.follow(mark);
        }
        if let Some(mark) = self.desk.time.mark().filter(|_| workspace.is_writable()) {
            workspace.mark(&mark);
        }
        self.screens = Screens::default();
        self.screens.observe.restore(workspace.drafts());
        self.view.left_behind.retain(|left| left.id != workspace.centre().id);
        self.view.you = Author::Facilitator;
        self.view.stage =
            if workspace.centre().sessions.is_empty() { Stage::People } else { stage };
        self.desk.workspace = Some(workspace);
        self.forget_cues(self.desk.time.now());
        let toasts = &mut self.view.toasts;
        if opening.restored > 0 {
            let entries = words::count(opening.restored, "entry", "entries");
            toasts.good(
                format!("Brought back {entries} that the file did not hold yet. Nothing is lost."),
                now.wall,
            );
        }
        if let Some(by) = &opening.read_only {
            let who = if by.who.is_empty() { "Another window" } else { &by.who };
            toasts
                .bad(format!("{who} has this file open. It is open here to read only."), now.wall);
        }
        if opening.unknown > 0 {
            let entries = words::count(opening.unknown, "entry", "entries");
            toasts.good(
                format!("{entries} of a newer version are kept, though not shown."),
                now.wall,
            );
        }
        if let Some(behind) = opening.clock_behind.filter(|by| by.as_secs() > 60) {
            let minutes =
                words::count(usize::try_from(behind.as_mins()).unwrap_or(0), "minute", "minutes");
            toasts.bad(
                format!(
                    "This computer’s clock is {minutes} behind the newest entry. Check the time."
                ),
                now.wall,
            );
        }
    }

    fn close_centre(&mut self, now: Now) {
        if let Some(workspace) = self.desk.workspace.take() {
            workspace.close(now);
            self.forget_search();
            self.view.roster = None;
            self.view.declare = None;
            self.view.left_behind = Workspace::left_behind(&self.desk.env);
            if self.view.stage.needs_centre() {
                self.view.stage = Stage::Home;
            }
            self.view.room.show(None);
        }
    }
}
