//! The windows over the stage: what becomes of files that are there, how far it has come, and
//! what was written.

use std::path::PathBuf;

use egui::Ui;

use super::{Clashing, Job, Reporting};
use crate::handouts::reports::Clash;
use crate::ui::asks::{Ask, Asks, Reporting as Wish};
use crate::ui::theme;
use crate::ui::theme::Palette;
use crate::ui::widgets::{bars, buttons, cards};
use crate::words;

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
    /// How many were left because there was a file already.
    pub(super) skipped: usize,
    /// How many were not made because somebody stopped it.
    pub(super) stopped: Option<usize>,
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
        ui.set_width(460.0);
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
        bars::progress(ui, made as f32 / job.all.max(1) as f32, false);
        if buttons::plain(ui, "Stop").clicked() {
            asks.ask(Ask::Report(Wish::Stop));
        }
    });
}

fn list(ui: &Ui, done: &Done, asks: &mut Asks) {
    let palette = Palette::of(ui.ctx());
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
        ui.add_space(6.0);
        let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        let area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        area.show(ui, |ui| {
            for file in &done.files {
                match &file.made {
                    Ok((size, remarks)) => {
                        ui.horizontal(|ui| {
                            let right = egui::Layout::right_to_left(egui::Align::Center);
                            ui.with_layout(right, |ui| {
                                ui.add_space(8.0);
                                cards::muted(ui, in_kilobytes(*size));
                                let left = egui::Layout::left_to_right(egui::Align::Center);
                                ui.with_layout(left, |ui| {
                                    ui.add(egui::Label::new(&file.name).truncate());
                                });
                            });
                        });
                        for remark in remarks {
                            let text = egui::RichText::new(remark).small().color(palette.amber);
                            ui.add(egui::Label::new(text).wrap());
                        }
                    }
                    Err(why) => {
                        let text = format!("{}: {why}", file.name);
                        let text = egui::RichText::new(text).color(palette.red);
                        ui.add(egui::Label::new(text).wrap());
                    }
                }
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

/// A size as people read it.
fn in_kilobytes(bytes: usize) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
