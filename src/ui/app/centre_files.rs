//! A centre opened, made, saved, merged and closed.

use std::path::{Path, PathBuf};

use super::summary::standing_words;
use super::{App, Screens};
use crate::centre::{Author, Change, details};
use crate::day::glance::glance;
use crate::files::{OpenFailure, save};
use crate::time::Now;
use crate::ui::asks::NewCentre;
use crate::ui::dialogs::Purpose;
use crate::ui::room::around::Screening;
use crate::ui::stage::Stage;
use crate::words;
use crate::workspace::Workspace;

impl App {
    pub(super) fn write_out(&mut self, path: &Path, text: &str, now: Now) {
        match save::save(self.desk.env.fs.as_ref(), path, text.as_bytes()) {
            Ok(_saved) => self.view.toasts.good(format!("Written: {}", path.display()), now.wall),
            Err(failure) => self.view.toasts.bad(words::failure(&failure), now.wall),
        }
    }

    pub(super) fn save(&mut self, now: Now) {
        match &mut self.desk.workspace {
            Some(workspace) if workspace.path().is_some() => workspace.save(now),
            Some(_) => self.ask_file(Purpose::SaveCentre, &self.file_name("centre.ron")),
            None => {}
        }
    }

    pub(super) fn save_as(&mut self, path: PathBuf, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        match workspace.save_as(&self.desk.env, path.clone(), now) {
            Ok(()) => {
                self.prefs.remember(path);
                self.keep_glance(now);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    /// Keeps the preferences, with how the open centre stands for the list of files of late.
    fn keep_glance(&mut self, now: Now) {
        if let Some(workspace) = &self.desk.workspace
            && let Some(path) = workspace.path()
        {
            self.prefs.note(path.to_path_buf(), glance(workspace.centre()));
        }
        self.keep_prefs(now);
    }

    pub(super) fn merge(&mut self, path: &Path, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        match workspace.merge_file(&self.desk.env, path, now) {
            Ok(taken) => {
                let new = words::count(taken.new, "entry was new", "entries were new");
                let moot = workspace.centre().moot.len();
                let moot = if moot == 0 {
                    String::new()
                } else {
                    format!(" {moot} do not hold and are kept apart.")
                };
                let emptied = match taken.emptied.len() {
                    0 => String::new(),
                    spoke => {
                        let spoke = words::count(spoke, "entry", "entries");
                        format!(" {spoke} spoke of somebody who was erased, and came in empty.")
                    }
                };
                self.view.toasts.good(format!("Taken in: {new}.{moot}{emptied}"), now.wall);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    /// Lays an earlier centre beside the open one, to read only.
    pub(super) fn lay_beside(&mut self, path: &Path, now: Now) {
        let Some(own) = self.desk.workspace.as_ref().map(|open| open.centre().id) else { return };
        match Workspace::look(&self.desk.env, path) {
            Ok(centre) if centre.id == own => {
                let words = "That is this very centre. Choose an earlier one.".to_owned();
                self.view.toasts.bad(words, now.wall);
            }
            Ok(centre) => {
                let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.screens.scorecards.take_earlier(file, centre);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    pub(super) fn create(&mut self, new: NewCentre) {
        let now = self.desk.real.now();
        let mut workspace = Workspace::create(&self.desk.env, new.scenario, now);
        let named = vec![
            Change::Details(details::Change::Name(new.name)),
            Change::Details(details::Change::HeldOn(new.date)),
        ];
        if let Err(refusal) = workspace.perform(named, Author::Facilitator, now) {
            let words = words::refusal(workspace.centre(), &refusal);
            self.view.toasts.bad(words, now.wall);
        }
        self.take_on(workspace, Stage::People);
    }

    pub(super) fn open_sample(&mut self) {
        let now = self.desk.real.now();
        let Some(scenario) = self.scenarios.first().cloned() else { return };
        let record =
            crate::demo::going_on(&crate::demo::Demo::today(scenario, now.wall, &self.desk.zone));
        let workspace = Workspace::adopt(&self.desk.env, &record, now);
        self.take_on(workspace, Stage::Live);
    }

    pub(super) fn open(&mut self, path: PathBuf) {
        let now = self.desk.real.now();
        if path.to_string_lossy().ends_with(".scenario.ron") {
            self.open_scenario(path, now);
            return;
        }
        match Workspace::open(&self.desk.env, &path, now) {
            Ok(workspace) => {
                self.take_on(workspace, Stage::Live);
                self.prefs.remember(path);
                self.keep_glance(now);
            }
            Err(OpenFailure::Damaged { damage, salvageable: true }) => {
                let places = damage.iter().map(words::damage).collect();
                self.view.damaged = Some((path, places));
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    pub(super) fn salvage(&mut self, path: &Path) {
        let now = self.desk.real.now();
        match Workspace::salvage(&self.desk.env, path, now) {
            Ok(workspace) => {
                let entries = words::count(workspace.record().entries().len(), "entry", "entries");
                self.take_on(workspace, Stage::Live);
                self.view
                    .toasts
                    .good(format!("{entries} could be saved. Save them to a new file."), now.wall);
            }
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    pub(super) fn recover(&mut self, id: crate::ids::CentreId) {
        let now = self.desk.real.now();
        match Workspace::recover(&self.desk.env, id, now) {
            Ok(workspace) => self.take_on(workspace, Stage::Live),
            Err(why) => self.view.toasts.bad(words::open_failure(&why), now.wall),
        }
    }

    /// Puts an opened centre on the desk, and says what is worth knowing about it.
    pub(super) fn take_on(&mut self, workspace: Workspace, stage: Stage) {
        self.close_centre();
        self.take_up_clock(&workspace);
        let mut opening = workspace.opening().clone();
        if self.desk.rehearsal.is_some() {
            // Its clock is its own, whatever the wall clock shows.
            opening.clock_behind = None;
        }
        if let Some(mark) = &opening.mark {
            self.desk.time.follow(mark);
        }
        if let Some(newest) = workspace.record().newest() {
            self.desk.time.catch_up(newest.at());
        }
        if let Some(mark) = self.desk.time.mark().filter(|_| workspace.is_writable()) {
            workspace.mark(&mark);
        }
        let now = self.desk.time.now();
        self.screens = Screens::default();
        self.screens.observe.restore(workspace.drafts());
        self.view.left_behind.retain(|left| left.id != workspace.centre().id);
        self.view.you = Author::Facilitator;
        self.view.stage =
            if workspace.centre().sessions.is_empty() { Stage::People } else { stage };
        let is_new = workspace.is_new();
        let standing = standing_words(&workspace, self.desk.env.installation, now);
        self.desk.workspace = Some(workspace);
        let toasts = &mut self.view.toasts;
        // The sample's day is nobody's to take over.
        if let Some(standing) = standing.filter(|_| !is_new) {
            toasts.good(standing, now.wall);
        }
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
            let behind = words::stretch(behind);
            toasts.bad(
                format!(
                    "This computer’s clock is {behind} behind the newest entry. Bellwether goes on \
                     from that entry where it is less than two hours. Check the time."
                ),
                now.wall,
            );
        }
    }

    pub(super) fn close_centre(&mut self) {
        if self.desk.workspace.is_some() {
            self.keep_glance(self.desk.real.now());
        }
        if let Some(workspace) = self.desk.workspace.take() {
            workspace.close(self.desk.time.now());
            self.put_clock_back();
            self.forget_search();
            self.view.roster = None;
            self.view.declare = None;
            self.view.consent = None;
            self.replans.forget();
            self.view.left_behind = Workspace::left_behind(&self.desk.env);
            if self.view.stage.needs_centre() {
                self.view.stage = Stage::Home;
            }
            self.view.rooms.answer(Screening::CloseAll, None);
        }
    }

    /// The centre's name as a file name that every system takes.
    pub(super) fn file_name(&self, end: &str) -> String {
        let name = self.desk.workspace.as_ref().map_or("", |open| &open.centre().details.name);
        format!("{}.{end}", crate::files::safe_name(name))
    }
}
