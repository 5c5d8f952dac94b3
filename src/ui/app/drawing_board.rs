//! The scenario on the drawing board: the shell keeps it, saves it and puts it away, and never
//! lets anything of it be lost.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;
use jiff::{SignedDuration, Timestamp};

use super::App;
use crate::centre::{Change, Refusal, design};
use crate::design::{Draft, Home, blank, copy_of};
use crate::files::designs::{self, KeptDesign};
use crate::files::{Failure, save};
use crate::scenario::{Scenario, library};
use crate::time::{Now, shifted};
use crate::ui::asks::{Ask, Asks, Designing};
use crate::ui::command::Command;
use crate::ui::dialogs::Purpose;
use crate::ui::screens::design::LeftDraft;
use crate::ui::stage::Stage;
use crate::ui::theme;
use crate::ui::widgets::{buttons, cards, fields};
use crate::words;

/// How often a draft is kept while somebody works on it.
const KEEP_EVERY: SignedDuration = SignedDuration::from_secs(1);

/// What lies on the drawing board, and what is asked about it.
#[derive(Default)]
pub(super) struct Board {
    draft: Option<Draft>,
    /// Under which the draft is kept in the data folder.
    key: String,
    /// What was kept last, and when.
    kept: Option<(u64, Timestamp)>,
    /// When work on the draft began.
    begun: Option<Timestamp>,
    left: Vec<LeftDraft>,
    question: Option<Question>,
}

/// What is asked before something is done.
enum Question {
    /// The draft is not saved, and something else is to come on the board.
    Unsaved { then: Option<Box<Draft>> },
    /// Somebody has rated: why does the design change?
    Reason { text: String, fresh: bool },
}

impl Board {
    pub(super) fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    pub(super) fn left(&self) -> &[LeftDraft] {
        &self.left
    }

    pub(super) fn asks_something(&self) -> bool {
        self.question.is_some()
    }

    /// Draws what is asked.
    pub(super) fn modal(&mut self, ui: &Ui, asks: &mut Asks) {
        let answered = match &mut self.question {
            None => false,
            // It stays until the draft is saved, let go of, or worked on.
            Some(Question::Unsaved { .. }) => {
                unsaved(ui, asks);
                false
            }
            Some(Question::Reason { text, fresh }) => reason(ui, text, fresh, asks),
        };
        if answered {
            self.question = None;
        }
    }
}

fn unsaved(ui: &Ui, asks: &mut Asks) {
    let modal = egui::Modal::new(egui::Id::unique("unsaved design")).show(ui.ctx(), |ui| {
        ui.set_width(440.0);
        ui.label(theme::strong("This scenario is not saved").size(18.0));
        cards::muted(ui, "Save it to a file, or let go of what was changed since it was saved.");
        ui.horizontal(|ui| {
            if buttons::primary(ui, "Save it first").clicked() {
                asks.command(Command::Save);
            }
            if buttons::plain(ui, "Let go of the changes").clicked() {
                asks.ask(Ask::Design(Designing::Discard));
            }
            if buttons::plain(ui, "Go on designing").clicked() {
                asks.ask(Ask::Design(Designing::GoOn));
            }
        });
    });
    if modal.should_close() {
        asks.ask(Ask::Design(Designing::GoOn));
    }
}

fn reason(ui: &Ui, text: &mut String, fresh: &mut bool, asks: &mut Asks) -> bool {
    let mut done = false;
    let modal = egui::Modal::new(egui::Id::unique("design reason")).show(ui.ctx(), |ui| {
        ui.set_width(480.0);
        ui.label(theme::strong("Somebody has rated already").size(18.0));
        cards::muted(
            ui,
            "Scoring, weights and the decision are meant to be fixed before the first rating. The new design becomes a version of its own, with your reason; results can be shown under both.",
        );
        let field = fields::line(ui, "reason", "Why does the design change?", text, "The weight of … was wrong in the file");
        if std::mem::take(fresh) {
            field.request_focus();
        }
        let entered = fields::entered(ui, &field);
        ui.horizontal(|ui| {
            let possible = if text.trim().is_empty() {
                Err("Give the reason first.".to_owned())
            } else {
                Ok(())
            };
            let ready = possible.is_ok();
            let pressed = buttons::primary_if(ui, "Use in this centre", possible).clicked();
            if (pressed || entered) && ready {
                asks.ask(Ask::Design(Designing::AdoptBecause(text.trim().to_owned())));
                done = true;
            }
            done |= buttons::plain(ui, "Cancel").clicked();
        });
    });
    done || modal.should_close()
}

/// `Tue 24 Nov 2026, 09:20`.
fn day_and_time(moment: Timestamp, zone: &jiff::tz::TimeZone) -> String {
    let day = words::date(moment.to_zoned_datetime(zone.clone()).date());
    format!("{day}, {}", words::time_of_day(moment, zone))
}

impl App {
    /// Whether commands are about the draft and not the centre.
    pub(super) fn drawing(&self) -> bool {
        self.view.stage == Stage::Design && self.board.draft.is_some()
    }

    pub(super) fn answer_design(&mut self, wish: Designing, now: Now) {
        match wish {
            Designing::Blank => self.put_on_board(Draft::unsaved(blank())),
            Designing::Copy(scenario) => self.put_on_board(Draft::unsaved(copy_of(&scenario))),
            Designing::OpenFile => self.ask_file(Purpose::OpenScenario, ""),
            Designing::TakeUp(key) => self.take_up(&key),
            Designing::OfCentre => {
                let centre = self.desk.workspace.as_ref().map(crate::workspace::Workspace::centre);
                if let Some(centre) = centre {
                    let scenario = centre.scenario.as_ref().clone();
                    self.put_on_board(Draft::of(scenario, Home::Centre(centre.id)));
                }
            }
            Designing::Edit { scenario, stroke } => {
                if let Some(draft) = &mut self.board.draft {
                    draft.take(*scenario, stroke);
                }
            }
            Designing::Export(scenario) => self.export(&scenario, now),
            Designing::Print(scenario) => self.printing.choose(*scenario),
            Designing::PrintSheets(scenario, sheets) => {
                self.printing.wait_for_folder(*scenario, sheets);
                self.ask_file(Purpose::PrintInto, "");
            }
            Designing::Adopt => self.adopt(String::new(), now),
            Designing::AdoptBecause(reason) => self.adopt(reason, now),
            Designing::Close => match &self.board.draft {
                Some(draft) if draft.loses_work() => {
                    self.board.question = Some(Question::Unsaved { then: None });
                }
                _ => self.clear_board(),
            },
            Designing::Discard => {
                let question = self.board.question.take();
                self.clear_board();
                if let Some(Question::Unsaved { then: Some(next) }) = question {
                    self.put_on_board(*next);
                }
            }
            Designing::GoOn => self.board.question = None,
        }
    }

    /// Save, save as, undo and redo, when they are about the draft.
    pub(super) fn carry_out_design(&mut self, command: Command, now: Now) {
        let Some(draft) = &mut self.board.draft else { return };
        match (command, draft.home().clone()) {
            (Command::Undo, _) => draft.undo(),
            (Command::Redo, _) => draft.redo(),
            (Command::Save, Home::File(path)) => self.save_scenario(path, now),
            (Command::Save, Home::Centre(_)) if self.desk.workspace.is_some() => {
                self.adopt(String::new(), now);
            }
            _ => {
                let name = format!("{}.scenario.ron", draft.scenario().id);
                self.ask_file(Purpose::SaveScenario, &name);
            }
        }
    }

    /// Puts a draft on the board; what lies there unsaved is asked about first.
    fn put_on_board(&mut self, draft: Draft) {
        self.view.stage = Stage::Design;
        if self.board.draft.as_ref().is_some_and(Draft::loses_work) {
            self.board.question = Some(Question::Unsaved { then: Some(Box::new(draft)) });
            return;
        }
        self.clear_board();
        self.board.key = format!("{:016x}", crate::ids::random_u64());
        self.board.draft = Some(draft);
        self.board.begun = Some(self.desk.time.now().wall);
        self.screens.design.begin();
    }

    fn clear_board(&mut self) {
        if self.board.draft.take().is_some() {
            let env = &self.desk.env;
            designs::forget(env.fs.as_ref(), &env.places, &self.board.key);
        }
        self.board.kept = None;
        self.board.question = None;
    }

    pub(super) fn open_scenario(&mut self, path: PathBuf, now: Now) {
        let bytes = match self.desk.env.fs.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let failure = Failure::from_io(&path, &error);
                self.view.toasts.bad(words::failure(&failure), now.wall);
                return;
            }
        };
        let reading = library::read(&String::from_utf8_lossy(&bytes));
        match (reading.draft, reading.problems.first()) {
            (Some(scenario), _) => {
                self.put_on_board(Draft::of(scenario, Home::File(path.clone())));
                self.prefs.remember(path);
                self.keep_prefs(now);
            }
            (None, first) => {
                let place =
                    first.and_then(|problem| problem.place).map(|place| format!(":{place}"));
                let said = first.map(|problem| words::finding(&problem.fact)).unwrap_or_default();
                let place = place.unwrap_or_default();
                self.view.toasts.bad(format!("{}{place}: {said}", path.display()), now.wall);
            }
        }
    }

    pub(super) fn save_scenario(&mut self, path: PathBuf, now: Now) {
        let Some(draft) = &mut self.board.draft else { return };
        let scenario = Arc::clone(draft.scenario());
        let text = match library::write(&scenario) {
            Ok(text) => text,
            Err(error) => {
                self.view.toasts.bad(format!("This cannot be written: {error}."), now.wall);
                return;
            }
        };
        match save::save(self.desk.env.fs.as_ref(), &path, text.as_bytes()) {
            Ok(_saved) => {
                // A draft of the centre's design stays one; the file is a copy of it.
                let home = match draft.home() {
                    Home::Centre(id) => Home::Centre(*id),
                    Home::Nowhere | Home::File(_) => Home::File(path.clone()),
                };
                if !matches!(home, Home::Centre(_)) {
                    draft.saved_to(home, scenario);
                }
                self.view.toasts.good(format!("Saved: {}", path.display()), now.wall);
                self.prefs.remember(path);
                self.keep_prefs(now);
                self.next_on_board();
            }
            Err(failure) => self.view.toasts.bad(words::failure(&failure), now.wall),
        }
    }

    /// What waited for the draft to be saved comes on the board.
    fn next_on_board(&mut self) {
        if let Some(Question::Unsaved { then }) = self.board.question.take() {
            self.clear_board();
            if let Some(next) = then {
                self.put_on_board(*next);
            }
        }
    }

    fn export(&mut self, scenario: &Scenario, now: Now) {
        match library::write(scenario) {
            Ok(text) => {
                let name = format!("{}.scenario.ron", scenario.id);
                self.ask_file(Purpose::ExportScenario(text), &name);
            }
            Err(error) => {
                self.view.toasts.bad(format!("This cannot be written: {error}."), now.wall);
            }
        }
    }

    /// Holds the open centre with the draft from now on.
    fn adopt(&mut self, reason: String, now: Now) {
        let (Some(draft), Some(workspace)) = (&mut self.board.draft, &mut self.desk.workspace)
        else {
            return;
        };
        let scenario = Arc::clone(draft.scenario());
        let adopted = Box::new(scenario.as_ref().clone());
        let change = Change::Design(design::Change::Adopt { scenario: adopted, reason });
        match workspace.perform(vec![change], self.view.you, now) {
            Ok(_entry) => {
                draft.saved_to(Home::Centre(workspace.centre().id), scenario);
                self.view.toasts.good("The centre is held with this design now.", now.wall);
                self.next_on_board();
            }
            // Only when nothing else stands in the way is anybody asked for words.
            Err(Refusal::Design(design::Refusal::NoReason)) => {
                self.board.question = Some(Question::Reason { text: String::new(), fresh: true });
            }
            Err(refusal) => {
                let said = words::refusal(workspace.centre(), &refusal);
                self.view.toasts.bad(said, now.wall);
            }
        }
    }

    /// Keeps the draft in the data folder, at most once a second. When the next time is due.
    pub(super) fn keep_draft(&mut self, now: Now) -> Option<Timestamp> {
        let draft = self.board.draft.as_ref()?;
        let last = self.board.kept;
        if last.map_or(draft.version() == 0, |(version, _)| version == draft.version()) {
            return None;
        }
        let due = last.map(|(_, at)| shifted(at, KEEP_EVERY)).filter(|due| *due > now.wall);
        if due.is_some() {
            return due;
        }
        self.board.kept = Some((draft.version(), now.wall));
        if let Err(failure) = self.keep_draft_at_once() {
            self.view.toasts.bad(words::failure(&failure), now.wall);
        }
        None
    }

    pub(super) fn keep_draft_at_once(&self) -> Result<(), Failure> {
        let Some(draft) = &self.board.draft else { return Ok(()) };
        let env = &self.desk.env;
        if !draft.is_unsaved() || draft.version() == 0 {
            designs::forget(env.fs.as_ref(), &env.places, &self.board.key);
            return Ok(());
        }
        let (file, centre) = match draft.home() {
            Home::Nowhere => (None, None),
            Home::File(path) => (Some(path.clone()), None),
            Home::Centre(id) => (None, Some(*id)),
        };
        let kept = KeptDesign {
            file,
            centre,
            begun: self.board.begun,
            scenario: draft.scenario().as_ref().clone(),
        };
        designs::keep(env.fs.as_ref(), &env.places, &self.board.key, &kept)
    }

    /// Says what an earlier run left unsaved.
    pub(super) fn bring_back_drafts(&mut self, now: Now) {
        let env = &self.desk.env;
        let kept = designs::kept(env.fs.as_ref(), &env.places);
        self.board.left = kept
            .into_iter()
            .map(|(key, kept)| LeftDraft {
                key,
                title: kept.scenario.title,
                begun: kept
                    .begun
                    .map(|begun| day_and_time(begun, &self.desk.zone))
                    .unwrap_or_default(),
                file: kept
                    .file
                    .and_then(|file| Some(file.file_name()?.to_string_lossy().into_owned())),
                of_centre: kept.centre.is_some(),
            })
            .collect();
        if !self.board.left.is_empty() {
            let said =
                "A scenario that was being designed was brought back: it is on the Design stage.";
            self.view.toasts.good(said, now.wall);
        }
    }

    fn take_up(&mut self, key: &str) {
        let env = &self.desk.env;
        let kept = designs::kept(env.fs.as_ref(), &env.places);
        let Some((_, kept)) = kept.into_iter().find(|(known, _)| known == key) else { return };
        self.board.left.retain(|left| left.key != key);
        let home = match (kept.file, kept.centre) {
            (Some(path), _) => Home::File(path),
            (None, Some(id)) => Home::Centre(id),
            (None, None) => Home::Nowhere,
        };
        self.put_on_board(Draft::brought_back(kept.scenario, home));
        key.clone_into(&mut self.board.key);
        self.board.begun = kept.begun.or(self.board.begun);
    }
}
