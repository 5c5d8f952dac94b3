//! The data of the centre in the forms that others read: what, how it names people, where to.

use std::collections::BTreeSet;

use egui::Ui;

use crate::handouts::data::{Form, pieces};
use crate::ui::asks::{Ask, Asks, Leaving};
use crate::ui::cx::Cx;
use crate::ui::theme::Palette;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, cards};
use crate::words;

/// What is chosen.
#[derive(Debug)]
pub(super) struct Data {
    forms: BTreeSet<Form>,
    codes_only: bool,
}

impl Default for Data {
    fn default() -> Self {
        Self { forms: [Form::Workbook, Form::Csv].into(), codes_only: false }
    }
}

impl Data {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let width = if ui.available_width() < 1000.0 { 260.0 } else { 320.0 };
        cards::side_column(ui, "data-about", width, |ui| {
            self.export(ui, cx, asks);
            ui.add_space(16.0);
            about(ui);
        });
        cards::middle(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.form(ui));
        });
    }

    fn form(&mut self, ui: &mut Ui) {
        let palette = Palette::of(ui.ctx());
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "What");
            ui.spacing_mut().item_spacing.y = 2.0;
            for form in Form::ALL {
                let mut on = self.forms.contains(&form);
                if super::option(ui, &mut on, form.title(), form.purpose()) {
                    if on {
                        self.forms.insert(form);
                    } else {
                        self.forms.remove(&form);
                    }
                }
            }
        });
        ui.add_space(10.0);
        cards::card(palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, "How candidates are named");
            ui.radio_value(&mut self.codes_only, false, "Code and name");
            ui.radio_value(&mut self.codes_only, true, "Code alone");
            if self.codes_only {
                muted(
                    ui,
                    "What people typed may still hold names. A pseudonymised copy (Privacy) is \
                     searched for them.",
                );
            }
        });
    }

    /// What is done with what is chosen, at the head of its column so that it is never out of view.
    fn export(&self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        heading(ui, "Export");
        let forms: Vec<Form> = self.forms.iter().copied().collect();
        let files = pieces(cx.centre, &forms).len();
        muted(
            ui,
            format!(
                "{} into a new folder, so that nothing is written over.",
                words::count(files, "file", "files")
            ),
        );
        ui.add_space(4.0);
        let possible = if !cx.facilitates() {
            Err("Only the facilitator hands data on (rules R1 and P4).".to_owned())
        } else if files == 0 {
            Err("Choose at least one form.".to_owned())
        } else {
            Ok(())
        };
        if buttons::primary_if(ui, "Export: choose the folder…", possible).clicked() {
            let codes_only = self.codes_only;
            asks.ask(Ask::Leaving(Leaving::Data { forms, codes_only }));
        }
    }
}

fn about(ui: &mut Ui) {
    heading(ui, "What is in them");
    for words in [
        "Every form holds the same numbers. Means rest on submitted marksheets alone; not observed \
         enters none.",
        "What people typed is text in every form and is never run as a formula.",
        "Equal-opportunity monitoring is no part of a centre and is in none of these files \
         (rule E1).",
        "Calendars come with the timetable: Ctrl+K, Print everyone’s timetable.",
    ] {
        muted(ui, words);
        ui.add_space(8.0);
    }
}
