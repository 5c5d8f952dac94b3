//! Handing out the timetable: which of it, and into which folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Ui;
use jiff::Timestamp;

use super::App;
use crate::files::fs::Fs;
use crate::files::{Failure, handed, safe_name, templates};
use crate::handouts::{Handout, Paper, Sort, handouts};
use crate::report::timetable::Timetable;
use crate::time::Now;
use crate::ui::asks::{Ask, Asks};
use crate::ui::dialogs::Purpose;
use crate::ui::theme;
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// What is chosen, and what waits for its folder.
#[derive(Default)]
pub(super) struct HandingOut {
    form: Option<Form>,
    waiting: Option<Vec<Sort>>,
}

struct Form {
    timetable: Timetable,
    sorts: [(Sort, bool); 5],
}

impl HandingOut {
    pub(super) fn is_shown(&self) -> bool {
        self.form.is_some()
    }

    pub(super) fn modal(&mut self, ui: &Ui, asks: &mut Asks) {
        if self.form.as_mut().is_some_and(|form| form.modal(ui, asks)) {
            self.form = None;
        }
    }
}

impl Form {
    fn modal(&mut self, ui: &Ui, asks: &mut Asks) -> bool {
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("hand-out")).show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            ui.label(theme::strong("Print everyone’s timetable").size(18.0));
            cards::muted(ui, "Into a new folder, so that nothing is written over.");
            for (sort, on) in &mut self.sorts {
                ui.checkbox(on, sort.title());
            }
            let sorts: Vec<Sort> =
                self.sorts.iter().filter(|(_, on)| *on).map(|(sort, _)| *sort).collect();
            let files = handouts(&self.timetable, &sorts).len();
            cards::muted(ui, words::count(files, "file", "files"));
            ui.horizontal(|ui| {
                let possible = if files == 0 {
                    Err("There is nothing to write: choose what is wanted.".to_owned())
                } else {
                    Ok(())
                };
                if buttons::primary_if(ui, "Choose the folder…", possible).clicked() {
                    asks.ask(Ask::HandOut(sorts));
                    close = true;
                }
                close |= buttons::plain(ui, "Cancel").clicked();
            });
        });
        close || modal.should_close()
    }
}

impl App {
    /// Asks what of the timetable is wanted.
    pub(super) fn export_timetable(&mut self, now: Now) {
        let Some(timetable) = self.timetable(now) else { return };
        if timetable.is_empty() {
            let words = "No session has a time yet. Make the timetable first.";
            self.view.toasts.bad(words.to_owned(), now.wall);
            return;
        }
        let sorts = Sort::ALL.map(|sort| (sort, true));
        self.printing.handing_out.form = Some(Form { timetable, sorts });
    }

    /// Asks into which folder.
    pub(super) fn hand_out(&mut self, sorts: Vec<Sort>) {
        self.printing.handing_out.waiting = Some(sorts);
        self.ask_file(Purpose::HandOutInto, "");
    }

    /// Makes what was chosen, in a folder of its own below `folder`.
    pub(super) fn hand_out_into(&mut self, folder: &Path, now: Now) {
        let Some(sorts) = self.printing.handing_out.waiting.take() else { return };
        let Some(timetable) = self.timetable(now) else { return };
        let env = &self.desk.env;
        let mut templates = crate::print::bundled_templates();
        templates.extend(templates::read(env.fs.as_ref(), &env.places.templates()));
        let folder = free_folder(env.fs.as_ref(), folder, &timetable);
        let all = handouts(&timetable, &sorts);
        let (fs, into, wall) = (Arc::clone(&env.fs), folder.clone(), now.wall);
        let count = all.len();
        // Faces are looked for where the files are written: that can take a while.
        let (mut templates, mut paper) = (Some(templates), None);
        let made = all.into_iter().map(move |one| {
            let paper = paper
                .get_or_insert_with(|| Paper::of(&timetable, templates.take().unwrap_or_default()));
            let bytes = one.bytes(&timetable, paper, wall).map_err(|why| why.to_string())?;
            write(fs.as_ref(), &into, &one, &bytes)
        });
        self.make(folder, count, made, now);
    }

    fn timetable(&self, now: Now) -> Option<Timetable> {
        let workspace = self.desk.workspace.as_ref()?;
        let wall: Timestamp = now.wall;
        Some(Timetable::of(workspace.centre(), &self.desk.zone, wall))
    }
}

/// A folder that is not there yet: the timetable of that day, or the second, the third.
fn free_folder(fs: &dyn Fs, folder: &Path, timetable: &Timetable) -> PathBuf {
    let name = format!("Timetable {} {}", timetable.date, safe_name(&timetable.centre));
    let name = name.trim_end();
    let mut free = folder.join(name);
    let mut number = 2;
    while fs.exists(&free) {
        free = folder.join(format!("{name} {number}"));
        number += 1;
    }
    free
}

fn write(fs: &dyn Fs, folder: &Path, one: &Handout, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(&one.path);
    if let Some(parent) = path.parent() {
        let failed = |error| words::failure(&Failure::from_io(parent, &error));
        fs.create_folder(parent).map_err(failed)?;
    }
    handed::hand_out(fs, &path, bytes).map(|_saved| ()).map_err(|failure| words::failure(&failure))
}
