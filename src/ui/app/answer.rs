//! How the shell answers what screens ask: first in, first out.

use super::{App, Screens, theme_preference};
use crate::centre::{Author, Change, Refusal, attendance};
use crate::files::prefs::{Listing, Theme};
use crate::time::Now;
use crate::ui::Start;
use crate::ui::asks::{Ask, Asks, Designing, Timetabling};
use crate::ui::command::Command;
use crate::ui::dialogs::{Answer, Purpose, Question};
use crate::ui::palette::Finder;
use crate::ui::screens::live;
use crate::ui::screens::reports::view::ReportsView;
use crate::ui::stage::Stage;
use crate::ui::typed_path::TypedPath;
use crate::ui::{begin, consent, declare};
use crate::words;
use crate::workspace::Workspace;

impl App {
    /// Opens what the command line names, else what a crash left behind.
    pub(super) fn begin_with(&mut self, start: &Start) {
        let now = self.desk.time.now();
        self.view.left_behind = Workspace::left_behind(&self.desk.env);
        self.bring_back_drafts(now);
        if let Some(speed) = start.rehearse {
            match &start.file {
                Some(path) => self.rehearse_copy(path, speed),
                None => self.rehearse_first(speed),
            }
        } else if start.sample {
            self.open_sample();
        } else if let Some(path) = &start.file {
            self.open(path.clone());
        } else if let Some(crashed) =
            self.view.left_behind.iter().find(|left| !left.closed).cloned()
        {
            match crashed.path {
                Some(path) => self.open(path),
                None => self.recover(crashed.id),
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
                Ask::ReportOn(candidate) => {
                    let open = self.desk.workspace.iter();
                    let all = open.flat_map(|open| open.centre().people.candidates());
                    self.screens.reports.only(candidate, all.map(|known| known.id));
                    self.view.stage = Stage::Reports;
                }
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
                Ask::Create(new) => self.create(*new),
                Ask::Rehearse(wish) => self.answer_rehearsing(wish),
                Ask::Open(path) => self.open(path),
                Ask::Salvage(path) => self.salvage(&path),
                Ask::Recover(centre) => self.recover(centre),
                Ask::Draft { key, text } => {
                    if let Some(workspace) = &mut self.desk.workspace {
                        workspace.keep_draft(&key, &text);
                    }
                }
                Ask::SaveText { name, text } => self.ask_file(Purpose::of_text(&name, text), &name),
                Ask::OpenEarlier => self.ask_file(Purpose::Earlier, ""),
                Ask::ReadSheet(sheet) => self.read_other_sheet(sheet),
                Ask::ChoosePhoto(whose) => self.choose_photo(whose),
                Ask::Rooms(wish) => {
                    let centre = self.desk.workspace.as_ref().map(Workspace::centre);
                    self.view.rooms.answer(wish, centre);
                }
                Ask::Chime(room) => self.chime(room, now),
                Ask::Announce { room, text } => self.announce(room, text, now),
                Ask::Deed(deed) => self.do_for_several(deed, now),
                Ask::Timetable(wish) => self.answer_timetabling(wish, now),
                Ask::Replan(happening) => self.replan(happening, now),
                Ask::Replanning(wish) => self.answer_replanning(wish, now),
                Ask::ExportTimetable => self.export_timetable(now),
                Ask::HandOut(sorts) => self.hand_out(sorts),
                Ask::Leaving(wish) => self.answer_leaving(wish, now),
                Ask::Design(wish) => self.answer_design(wish, now),
                Ask::Report(wish) => self.answer_reporting(wish, now),
            }
        }
    }

    pub(super) fn perform(&mut self, changes: Vec<Change>, now: Now) {
        let by = self.view.you;
        let Some(workspace) = &mut self.desk.workspace else { return };
        let asked = changes.clone();
        if let Err(refusal) = workspace.perform(changes, by, now) {
            if let Refusal::Attendance(attendance::Refusal::NoConsent(who, level)) = refusal {
                self.view.consent = Some(consent::Form::new(asked, who, level));
                return;
            }
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
            Command::Sample => self.open_sample(),
            Command::Rehearse | Command::HoldRehearsal | Command::RehearseAt(_) => {
                self.carry_out_rehearsal(command);
            }
            Command::Save | Command::SaveAs | Command::Undo | Command::Redo if self.drawing() => {
                self.carry_out_design(command, now);
            }
            Command::Save => self.save(now),
            Command::SaveAs => self.ask_file(Purpose::SaveCentre, &self.file_name("centre.ron")),
            Command::Merge => self.ask_file(Purpose::Merge, ""),
            Command::ExportResults if self.view.you != Author::Facilitator => {
                let words =
                    "Results hold what everybody rated. They are the facilitator’s to export.";
                self.view.toasts.bad(words, now.wall);
            }
            Command::ExportResults => {
                self.ask_file(Purpose::SaveResults, &self.file_name("results.ron"));
            }
            Command::BringIn => self.bring_in(now),
            Command::DeclareConflict => self.view.declare = Some(declare::Form::default()),
            Command::HideNames => self.hide_or_show_names(now),
            Command::CloseCentre => self.close_centre(),
            Command::Undo | Command::Redo => self.undo_or_redo(command, now),
            Command::Go(stage) => self.view.stage = stage,
            Command::PeopleList(list) => {
                self.view.stage = Stage::People;
                self.screens.people.show(list);
            }
            Command::ObserveStep(step) => {
                self.view.stage = Stage::Observe;
                self.screens.observe.go(step);
            }
            Command::ReportsView(view) => self.show_reports(view),
            Command::WriteReports => {
                self.view.stage = Stage::Reports;
                self.screens.reports.write();
            }
            Command::ForgetRecent | Command::KeepRecent => self.change_recent(command, now),
            Command::MakeTimetable => {
                self.view.stage = Stage::Timetable;
                self.answer_timetabling(Timetabling::Make, now);
            }
            Command::ExportTimetable => self.export_timetable(now),
            Command::LiveView(_)
            | Command::Attend
            | Command::PlanSessions
            | Command::ChangePlan
            | Command::RoomScreen
            | Command::ChooseAll
            | Command::Speech => self.carry_out_live(command, now),
            Command::StartHoldGoOn
            | Command::GiveMinute
            | Command::TakeMinute
            | Command::NextPhase
            | Command::EndSession
            | Command::PinSession => self.change_session(command, now),
            Command::ActAsFacilitator => self.view.you = Author::Facilitator,
            Command::Chime => self.change_chime(now),
            Command::Theme => self.change_theme(ctx, now),
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
            Command::Quit => self.quit(ctx, now),
        }
    }

    fn quit(&mut self, ctx: &egui::Context, now: Now) {
        if let Err(failure) = self.keep_draft_at_once() {
            self.view.toasts.bad(words::failure(&failure), now.wall);
        }
        self.close_centre();
        self.view.quitting = true;
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }

    /// What a command means for the session that is selected on its stage.
    fn change_session(&mut self, command: Command, now: Now) {
        if command == Command::PinSession {
            let change = self.with_cx(|cx, screens: &Screens| screens.timetable.pin(cx));
            if let Some(change) = change.flatten() {
                self.perform(vec![change], now);
            }
            return;
        }
        let deed = self.with_cx(|cx, screens: &Screens| {
            live::acts::clock_deed(cx, &screens.live.targets(cx), command)
        });
        let Some(deed) = deed else { return };
        let ends = command == Command::EndSession && !deed.changes.is_empty();
        self.do_for_several(deed, now);
        if ends {
            // One key does it, whatever is left of the phase.
            self.view.toasts.good("Ended. Ctrl+Z lets it go on as before.", now.wall);
        }
    }

    fn change_theme(&mut self, ctx: &egui::Context, now: Now) {
        let dark = ctx.theme() == egui::Theme::Dark;
        self.prefs.theme = if dark { Theme::Light } else { Theme::Dark };
        ctx.set_theme(theme_preference(self.prefs.theme));
        self.keep_prefs(now);
    }

    fn change_chime(&mut self, now: Now) {
        self.prefs.chime = !self.prefs.chime;
        let words = if self.prefs.chime { "The chime is on." } else { "The chime is off." };
        self.view.toasts.good(words, now.wall);
        self.keep_prefs(now);
    }

    fn show_reports(&mut self, view: ReportsView) {
        self.view.stage = Stage::Reports;
        self.screens.reports.show(view);
    }

    /// File names may hold names of people: the list of files of late can be emptied and left off.
    fn change_recent(&mut self, command: Command, now: Now) {
        self.prefs.forget_recent();
        if command == Command::KeepRecent {
            self.prefs.listing = match self.prefs.listing {
                Listing::Kept => Listing::Off,
                Listing::Off => Listing::Kept,
            };
        }
        let words = match (command, self.prefs.listing) {
            (Command::KeepRecent, Listing::Kept) => {
                "Files that are opened from now on are listed on Home."
            }
            (Command::KeepRecent, Listing::Off) => "From now on no list of recent files is kept.",
            _ => "The list of recent files is empty. The files stay where they are.",
        };
        self.view.toasts.good(words, now.wall);
        self.keep_prefs(now);
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

    pub(super) fn answer_dialog(&mut self, answer: Answer, now: Now) {
        match answer {
            Answer::Cancelled => {}
            Answer::NoDialogs(purpose, name) => {
                self.view.typed_path =
                    Some(TypedPath::new(purpose, self.prefs.folder.clone(), &name));
            }
            Answer::Chosen(Purpose::OpenScenario, path) => self.open_scenario(path, now),
            Answer::Chosen(Purpose::SaveScenario, path) => self.save_scenario(path, now),
            Answer::Chosen(
                Purpose::ExportScenario(text)
                | Purpose::SaveText(text)
                | Purpose::SaveTable(text)
                | Purpose::SaveCopy(text),
                path,
            ) => self.write_out(&path, &text, now),
            Answer::Chosen(Purpose::Roster, path) => self.read_roster(path),
            Answer::Chosen(Purpose::Photo(whose), path) => self.read_photo(whose, path),
            Answer::Chosen(Purpose::PrintInto, folder) => self.print_into(folder, now),
            Answer::Chosen(Purpose::HandOutInto, folder) => self.hand_out_into(&folder, now),
            Answer::Chosen(Purpose::ReportInto, folder) => self.report_into(&folder, now),
            Answer::Chosen(Purpose::Logo, path) => self.take_logo(&path, now),
            Answer::Chosen(Purpose::Open, path) => self.open(path),
            Answer::Chosen(Purpose::Rehearse(speed), path) => self.rehearse_copy(&path, speed),
            Answer::Chosen(Purpose::SaveCentre, path) => self.save_as(path, now),
            Answer::Chosen(Purpose::Merge, path) => self.merge(&path, now),
            Answer::Chosen(Purpose::SaveResults, path) => {
                let Some(workspace) = &self.desk.workspace else { return };
                let text = crate::report::results::results(workspace.centre());
                self.write_out(&path, &text, now);
            }
            Answer::Chosen(Purpose::Earlier, path) => self.lay_beside(&path, now),
            Answer::Chosen(Purpose::LeaveInto, folder) => self.leave_into(&folder, now),
        }
    }
}
