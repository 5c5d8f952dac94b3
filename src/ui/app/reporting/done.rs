//! The windows over the stage: what becomes of files that are there, how far it has come, and
//! what was written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::Ui;

use super::{Clashing, Job, Reporting};
use crate::handouts::reports::Clash;
use crate::ui::asks::{Ask, Asks, Reporting as Wish};
use crate::ui::theme;
use crate::ui::theme::Palette;
use crate::ui::widgets::{bars, buttons, cards};
use crate::words;

/// How high the line of a file is.
const ROW: f32 = 20.0;

/// A report that was to be written.
#[derive(Debug)]
pub(super) struct Written {
    /// Its file name.
    pub(super) name: String,
    /// How large it is, and what should be known about it; or why there is none.
    pub(super) made: Result<(usize, Vec<String>), String>,
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Into which folder.
    pub(super) folder: PathBuf,
    /// File by file.
    pub(super) files: Vec<Written>,
    /// What is to be said of several of them at once.
    pub(super) said: Said,
    /// How many were left because there was a file already.
    pub(super) skipped: usize,
    /// How many were not made because somebody stopped it.
    pub(super) stopped: Option<usize>,
}

/// Why files are not there, what should be known about those that are, and of how many that is
/// true.
#[derive(Debug, Default)]
pub(super) struct Said {
    wrong: BTreeMap<String, usize>,
    remarks: BTreeMap<String, usize>,
}

impl Done {
    /// One more.
    pub(super) fn add(&mut self, file: Written) {
        match &file.made {
            Ok((_, remarks)) => {
                for remark in remarks {
                    *self.said.remarks.entry(remark.clone()).or_default() += 1;
                }
            }
            Err(why) => *self.said.wrong.entry(why.clone()).or_default() += 1,
        }
        self.files.push(file);
    }
}

impl Reporting {
    pub(in crate::ui) fn modal(&self, ui: &Ui, asks: &mut Asks) {
        if let Some(clash) = &self.clash {
            ask_about(ui, clash, asks);
        } else if let Some(job) = &self.job {
            progress(ui, job, asks);
        } else if let Some(done) = &self.done {
            list(ui, done, asks);
        }
    }
}

fn ask_about(ui: &Ui, clash: &Clashing, asks: &mut Asks) {
    let modal = egui::Modal::new(egui::Id::unique("report clash")).show(ui.ctx(), |ui| {
        ui.set_width(540.0);
        let all = clash.pieces.len();
        let there = words::count(clash.there, "file is", "files are");
        ui.label(theme::strong(format!("{there} there already")).size(18.0));
        cards::muted(
            ui,
            format!("Of {all} to be written into {}. Nothing has been written yet.", {
                clash.folder.display()
            }),
        );
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let choices = [
                ("Keep both, with a number", Clash::Number),
                ("Write over them", Clash::Replace),
                ("Skip those", Clash::Skip),
            ];
            for (name, clash) in choices {
                let button = if clash == Clash::Number {
                    buttons::primary(ui, name)
                } else {
                    buttons::plain(ui, name)
                };
                if button.clicked() {
                    asks.ask(Ask::Report(Wish::GoOn(clash)));
                }
            }
            if buttons::plain(ui, "Cancel").clicked() {
                asks.ask(Ask::Report(Wish::Leave));
            }
        });
    });
    if modal.should_close() {
        asks.ask(Ask::Report(Wish::Leave));
    }
}

fn progress(ui: &Ui, job: &Job, asks: &mut Asks) {
    egui::Modal::new(egui::Id::unique("reporting")).show(ui.ctx(), |ui| {
        ui.set_width(360.0);
        let made = job.done.files.len();
        let words = format!("Writing {} of {}", (made + 1).min(job.all), job.all);
        ui.label(theme::strong(words).size(18.0));
        bars::progress(ui, made as f32 / job.all.max(1) as f32, false, Some("Reports made"));
        if buttons::plain(ui, "Stop").clicked() {
            asks.ask(Ask::Report(Wish::Stop));
        }
    });
}

fn list(ui: &Ui, done: &Done, asks: &mut Asks) {
    let modal = egui::Modal::new(egui::Id::unique("reports done")).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        let good = done.files.iter().filter(|file| file.made.is_ok()).count();
        let title = format!("{} written", words::count(good, "report", "reports"));
        ui.label(theme::strong(title).size(18.0));
        cards::muted(ui, format!("In {}", done.folder.display()));
        if done.skipped > 0 {
            let skipped = words::count(done.skipped, "file was", "files were");
            cards::muted(ui, format!("{skipped} there already and left alone."));
        }
        if let Some(left) = done.stopped {
            let left = words::count(left, "report", "reports");
            cards::muted(ui, format!("Stopped: {left} not written."));
        }
        said_once(ui, &done.said);
        ui.add_space(6.0);
        let height = (ui.ctx().content_rect().height() - 320.0).max(120.0);
        let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        area.show_rows(ui, ROW, done.files.len(), |ui, range| {
            for file in done.files.get(range).into_iter().flatten() {
                row(ui, file);
            }
        });
        ui.add_space(8.0);
        if buttons::primary(ui, "Done").clicked() {
            asks.ask(Ask::Report(Wish::Seen));
        }
    });
    if modal.should_close() {
        asks.ask(Ask::Report(Wish::Seen));
    }
}

/// What should be known, each thing once with of how many files it is true: the list below has a
/// line a file alone, and only as many are drawn as are in view.
fn said_once(ui: &mut Ui, said: &Said) {
    let palette = Palette::of(ui.ctx());
    let wrong = said.wrong.iter().map(|(why, many)| (why, *many, palette.red, "not written"));
    let remarks = said.remarks.iter().map(|(what, many)| (what, *many, palette.amber, "written"));
    let all: Vec<_> = wrong.chain(remarks).collect();
    if all.is_empty() {
        return;
    }
    ui.add_space(6.0);
    let area = egui::ScrollArea::vertical().id_salt("said once").max_height(150.0);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for (what, many, colour, became) in all {
            let many = words::count(many, "report", "reports");
            let text = egui::RichText::new(format!("{many} {became}: {what}")).color(colour);
            ui.add(egui::Label::new(text).wrap());
        }
    });
}

fn row(ui: &mut Ui, file: &Written) {
    let palette = Palette::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_height(ROW);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            match &file.made {
                Ok((size, _)) => cards::muted(ui, in_kilobytes(*size)),
                Err(_) => ui.colored_label(palette.red, "not written"),
            };
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(&file.name).truncate());
            });
        });
    });
}

/// A size as people read it.
fn in_kilobytes(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
