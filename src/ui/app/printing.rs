//! Printing: what, into which folder, and how far it has come. The pages are set on a thread of
//! their own and can be stopped between two of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};

use egui::Ui;

use super::App;
use super::timetable_out::HandingOut;
use crate::files::{save, templates};
use crate::ids::ExerciseId;
use crate::print::{self, Pack, Sheet};
use crate::scenario::Scenario;
use crate::time::Now;
use crate::ui::asks::{Ask, Asks, Designing};
use crate::ui::theme;
use crate::ui::widgets::{buttons, cards, pick};
use crate::words;

/// What is chosen, waited for and under way.
#[derive(Default)]
pub(super) struct Printing {
    form: Option<Form>,
    waiting: Option<(Scenario, Vec<Sheet>)>,
    pub(super) handing_out: HandingOut,
    job: Option<Job>,
}

struct Form {
    scenario: Scenario,
    packs: [(Pack, bool); 5],
    exercise: Option<ExerciseId>,
}

/// Sheets that are being made.
struct Job {
    told: Receiver<Told>,
    stop: Arc<AtomicBool>,
    folder: PathBuf,
    made: usize,
    all: usize,
}

/// What the thread says.
enum Told {
    Made,
    Wrong(String),
}

impl Printing {
    pub(super) fn choose(&mut self, scenario: Scenario) {
        let packs = Pack::ALL.map(|pack| (pack, true));
        self.form = Some(Form { scenario, packs, exercise: None });
    }

    pub(super) fn wait_for_folder(&mut self, scenario: Scenario, sheets: Vec<Sheet>) {
        self.waiting = Some((scenario, sheets));
    }

    pub(super) fn is_shown(&self) -> bool {
        self.form.is_some() || self.handing_out.is_shown() || self.job.is_some()
    }

    /// What the thread has said since the last time: whether it is good, and the words.
    pub(super) fn poll(&mut self) -> Vec<(bool, String)> {
        let Some(job) = &mut self.job else { return Vec::new() };
        let mut said = Vec::new();
        let mut over = false;
        loop {
            match job.told.try_recv() {
                Ok(Told::Made) => job.made += 1,
                Ok(Told::Wrong(words)) => said.push((false, words)),
                Err(mpsc::TryRecvError::Empty) => break,
                Err(mpsc::TryRecvError::Disconnected) => {
                    over = true;
                    break;
                }
            }
        }
        if over {
            let made = words::count(job.made, "file", "files");
            said.push((true, format!("{made} written into {}", job.folder.display())));
            self.job = None;
        }
        said
    }

    pub(super) fn modal(&mut self, ui: &Ui, asks: &mut Asks) {
        if let Some(job) = &self.job {
            progress(ui, job);
        } else if let Some(form) = &mut self.form
            && form.modal(ui, asks)
        {
            self.form = None;
        } else {
            self.handing_out.modal(ui, asks);
        }
    }
}

impl Form {
    fn modal(&mut self, ui: &Ui, asks: &mut Asks) -> bool {
        let mut close = false;
        let modal = egui::Modal::new(egui::Id::unique("print")).show(ui.ctx(), |ui| {
            ui.set_width(460.0);
            ui.label(theme::strong("Print the papers").size(18.0));
            cards::muted(ui, "One PDF for each exercise, and one of all together, on A4.");
            for (pack, on) in &mut self.packs {
                ui.checkbox(on, pack.title());
            }
            self.exercises(ui);
            let packs: Vec<Pack> =
                self.packs.iter().filter(|(_, on)| *on).map(|(pack, _)| *pack).collect();
            let sheets = print::sheets(&self.scenario, &packs, self.exercise.as_ref());
            cards::muted(ui, words::count(sheets.len(), "file", "files"));
            ui.horizontal(|ui| {
                let possible = if sheets.is_empty() {
                    Err("There is nothing to print: choose a pack.".to_owned())
                } else {
                    Ok(())
                };
                if buttons::primary_if(ui, "Choose the folder…", possible).clicked() {
                    let scenario = Box::new(self.scenario.clone());
                    asks.ask(Ask::Design(Designing::PrintSheets(scenario, sheets)));
                    close = true;
                }
                close |= buttons::plain(ui, "Cancel").clicked();
            });
        });
        close || modal.should_close()
    }

    fn exercises(&mut self, ui: &mut Ui) {
        let title = |id: &ExerciseId| {
            self.scenario.exercise(id).map_or("", |known| known.title.as_str()).to_owned()
        };
        let shown = self.exercise.as_ref().map_or_else(|| "all exercises".to_owned(), title);
        let mut chosen = self.exercise.clone();
        ui.horizontal(|ui| {
            let label = ui.label("Of which");
            let choice = egui::ComboBox::from_id_salt("of which").selected_text(shown);
            let choice = pick::list(ui, choice, |ui| {
                ui.selectable_value(&mut chosen, None, "all exercises");
                for exercise in &self.scenario.exercises {
                    ui.selectable_value(&mut chosen, Some(exercise.id.clone()), &exercise.title);
                }
            });
            choice.labelled_by(label.id);
        });
        self.exercise = chosen;
    }
}

fn progress(ui: &Ui, job: &Job) {
    egui::Modal::new(egui::Id::unique("printing")).show(ui.ctx(), |ui| {
        ui.set_width(360.0);
        ui.label(
            theme::strong(format!("Writing {} of {}", (job.made + 1).min(job.all), job.all))
                .size(18.0),
        );
        #[expect(clippy::cast_precision_loss, reason = "few papers")]
        crate::ui::widgets::bars::progress(
            ui,
            job.made as f32 / job.all.max(1) as f32,
            false,
            Some("Papers made"),
        );
        if buttons::plain(ui, "Stop").clicked() {
            job.stop.store(true, Ordering::Relaxed);
        }
    });
}

impl App {
    /// Sets what was chosen and puts it into `folder`. A file that is there is kept as its backup.
    pub(super) fn print_into(&mut self, folder: PathBuf, now: Now) {
        let Some((scenario, sheets)) = self.printing.waiting.take() else { return };
        let env = &self.desk.env;
        let mut templates = print::bundled_templates();
        templates.extend(templates::read(env.fs.as_ref(), &env.places.templates()));
        let today = now.wall.to_zoned_datetime(self.desk.zone.clone()).date();
        let all = sheets.len();
        let (fs, into) = (Arc::clone(&env.fs), folder.clone());
        let made = sheets.into_iter().map(move |sheet| {
            let pdf = print::pdf(&scenario, &sheet, &templates, today);
            let pdf = pdf.map_err(|wrong| wrong.to_string())?;
            let saved = save::save(fs.as_ref(), &into.join(&sheet.file_name), &pdf);
            saved.map(|_saved| ()).map_err(|failure| words::failure(&failure))
        });
        self.make(folder, all, made, now);
    }

    /// Makes so many files on a thread of their own, one after the other, until there are no more
    /// or somebody stops it.
    pub(super) fn make(
        &mut self,
        folder: PathBuf,
        all: usize,
        files: impl Iterator<Item = Result<(), String>> + Send + 'static,
        now: Now,
    ) {
        let (tell, told) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let job = Job { told, stop: Arc::clone(&stop), folder, made: 0, all };
        let wake = Arc::clone(&self.desk.env.wake);
        let work = move || {
            let mut files = files;
            while !stop.load(Ordering::Relaxed) {
                let Some(made) = files.next() else { break };
                // The window may have gone meanwhile; then nobody listens.
                let _unheard = tell.send(made.map_or_else(Told::Wrong, |()| Told::Made));
                wake();
            }
            drop(tell);
            wake();
        };
        match std::thread::Builder::new().name("print".into()).spawn(work) {
            Ok(_runs_by_itself) => self.printing.job = Some(job),
            Err(error) => self.view.toasts.bad(format!("No printing thread: {error}."), now.wall),
        }
    }
}
