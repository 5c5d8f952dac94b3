//! Fields of a form: each with its label above, its meaning beside it, and below it what is to be
//! mended there.
//!
//! Every field is known by its [`Path`] in the document, so that a finding can lead to it.

use std::collections::BTreeMap;

use egui::{Response, TextEdit, Ui};

use super::cards::muted;
use super::pick;
use crate::problem::{Path, Severity};
use crate::time::Length;
use crate::ui::theme::Palette;

/// What is to be mended, in words, by the path of the field as text.
pub type Findings = BTreeMap<String, Vec<(Severity, String)>>;

/// How wide a field must be before its meaning stands beside it and not below.
const WIDE: f32 = 620.0;

/// What a form keeps from frame to frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// What is typed into fields of numbers and lengths and does not read as one yet.
    typed: BTreeMap<String, String>,
    /// The field that is to be shown and given the focus.
    pub wanted: Option<String>,
    /// It is wanted since this frame.
    pub fresh: bool,
    /// The word that is to be selected in it.
    pub word: Option<String>,
}

impl Kept {
    /// Shows the field that somebody was led to, or the first in what they were led to.
    pub fn arrive(&mut self, key: &str, response: &Response) {
        let Some(wanted) = &self.wanted else { return };
        let within = key.strip_prefix(wanted.as_str());
        if within.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '['])) {
            self.wanted = None;
            super::follow::lead(response);
        }
    }
}

/// A form that is being drawn.
pub struct Form<'a> {
    /// What is to be mended.
    pub findings: &'a Findings,
    /// What is kept from frame to frame.
    pub kept: &'a mut Kept,
    /// Whether anything can be changed.
    pub editable: bool,
    /// Of which thing the fields are, such as `prompt 2` and `role player 1`, the nearest last: fields
    /// of several things alike have one label each, and need a name that tells them apart.
    pub within: Vec<String>,
}

/// What a field is called and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What it means, in a sentence.
    pub meaning: &'a str,
}

/// A field's name and meaning.
pub const fn field<'a>(label: &'a str, meaning: &'a str) -> Field<'a> {
    Field { label, meaning }
}

impl Form<'_> {
    /// One line of text.
    pub fn line(&mut self, ui: &mut Ui, path: &Path, field: Field<'_>, text: &mut String) -> bool {
        self.row(ui, path, field, |ui, key, _kept| {
            let width = ui.available_width();
            ui.add(
                TextEdit::singleline(text)
                    .id_salt(key)
                    .desired_width(width)
                    .margin(egui::Margin::symmetric(8, 6)),
            )
        })
        .changed()
    }

    /// Several lines of plain text.
    pub fn lines(&mut self, ui: &mut Ui, path: &Path, field: Field<'_>, text: &mut String) -> bool {
        self.row(ui, path, field, |ui, key, _kept| {
            let width = ui.available_width();
            ui.add(
                TextEdit::multiline(text)
                    .id_salt(key)
                    .desired_rows(2)
                    .desired_width(width)
                    .margin(egui::Margin::symmetric(8, 6)),
            )
        })
        .changed()
    }

    /// A list of texts, one a line.
    pub fn list(&mut self, ui: &mut Ui, path: &Path, field: Field<'_>, items: &mut Vec<String>) {
        let mut text = items.join("\n");
        if self.lines(ui, path, field, &mut text) {
            *items = text.split('\n').map(str::to_owned).collect();
            if text.is_empty() {
                items.clear();
            }
        }
    }

    /// A value that is typed as text and read when it can be.
    pub fn parsed<T: PartialEq>(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        value: &mut T,
        forms: (impl Fn(&T) -> String, impl Fn(&str) -> Result<T, String>),
    ) {
        self.parsed_in(ui, path, field, (value, 120.0), forms);
    }

    /// A value that is typed as text and read when it can be, in a field of that width.
    pub fn parsed_in<T: PartialEq>(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        (value, width): (&mut T, f32),
        (write, read): (impl Fn(&T) -> String, impl Fn(&str) -> Result<T, String>),
    ) {
        let mut refused = String::new();
        self.row(ui, path, field, |ui, key, kept| {
            let mut text = kept.typed.get(key).cloned().unwrap_or_else(|| write(value));
            let edit = TextEdit::singleline(&mut text)
                .id_salt(key)
                .desired_width(width)
                .margin(egui::Margin::symmetric(8, 6));
            let response = ui.add(edit);
            if response.changed() {
                kept.typed.insert(key.to_owned(), text.clone());
            }
            if kept.typed.contains_key(key) {
                match read(text.trim()) {
                    Ok(new) => {
                        *value = new;
                        if !response.has_focus() {
                            kept.typed.remove(key);
                        }
                    }
                    Err(why) => refused = why,
                }
            }
            response
        });
        super::fields::refusal(ui, &refused);
    }

    /// A length, such as `20 min`.
    pub fn length(&mut self, ui: &mut Ui, path: &Path, field: Field<'_>, length: &mut Length) {
        let read = |text: &str| {
            let length = text.parse::<Length>();
            length.map_err(|_no_length| "Write a length such as 20 min or 1 h 30 min.".to_owned())
        };
        self.parsed(ui, path, field, length, (|length: &Length| length.to_string(), read));
    }

    /// A number that is not below `least`.
    pub fn number(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        (value, least): (&mut f64, f64),
    ) {
        let read = move |text: &str| {
            let number = text.replace(',', ".").parse::<f64>().ok();
            let fits = number.filter(|number| number.is_finite() && *number >= least);
            fits.ok_or_else(|| format!("Write a number from {least} on."))
        };
        self.parsed(ui, path, field, value, (|value: &f64| value.to_string(), read));
    }

    /// A number that may be left out.
    pub fn maybe_number(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        value: &mut Option<f64>,
    ) {
        let read = |text: &str| {
            if text.is_empty() {
                return Ok(None);
            }
            let number = text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
            number.map(Some).ok_or_else(|| "Write a number, or nothing.".to_owned())
        };
        let write =
            |value: &Option<f64>| value.map(|number| number.to_string()).unwrap_or_default();
        self.parsed(ui, path, field, value, (write, read));
    }

    /// A whole number within bounds, both included.
    pub fn count<T>(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        (value, least, most): (&mut T, u32, u32),
    ) where
        T: Copy + PartialEq + TryFrom<u32> + Into<u32>,
    {
        let read = move |text: &str| {
            let number = text.parse::<u32>().ok().filter(|n| (least..=most).contains(n));
            let fits = number.and_then(|number| T::try_from(number).ok());
            fits.ok_or_else(|| format!("Write a whole number from {least} to {most}."))
        };
        self.parsed(ui, path, field, value, (|value: &T| (*value).into().to_string(), read));
    }

    /// One of several.
    pub fn choice<T: PartialEq + Clone>(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        (value, choices): (&mut T, &[(T, String)]),
    ) {
        self.row(ui, path, field, |ui, key, _kept| {
            let shown = choices.iter().find(|(choice, _)| choice == value);
            let shown = shown.map(|(_, name)| name.clone()).unwrap_or_default();
            let list = egui::ComboBox::from_id_salt(key)
                .selected_text(shown)
                .width(ui.available_width().min(320.0));
            pick::list(ui, list, |ui| {
                for (choice, name) in choices {
                    ui.selectable_value(value, choice.clone(), name);
                }
            })
        });
    }

    /// Yes or no.
    pub fn toggle(&mut self, ui: &mut Ui, path: &Path, field: Field<'_>, value: &mut bool) {
        let key = path.to_string();
        ui.add_enabled_ui(self.editable, |ui| {
            let response = ui.checkbox(value, field.label);
            let response = match self.name_within(field.label) {
                Some(name) => response.accessible_name(name),
                None => response,
            };
            self.arrive(&key, &response);
        });
        muted(ui, field.meaning);
        self.said(ui, &key);
    }

    /// A field with its label, its meaning and what is to be mended in it.
    fn row(
        &mut self,
        ui: &mut Ui,
        path: &Path,
        field: Field<'_>,
        add: impl FnOnce(&mut Ui, &str, &mut Kept) -> Response,
    ) -> Response {
        let key = path.to_string();
        let name = self.name_within(field.label);
        let wide = ui.available_width() >= WIDE && !field.meaning.is_empty();
        let width = ui.available_width();
        let column = if wide { width * 0.64 } else { width };
        let inner = ui.horizontal_top(|ui| {
            let response = ui
                .allocate_ui_with_layout(
                    egui::vec2(column, 0.0),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        ui.set_width(column);
                        ui.spacing_mut().item_spacing.y = 3.0;
                        let label = muted(ui, field.label);
                        let enabled = self.editable;
                        let kept = &mut *self.kept;
                        let added = ui.add_enabled_ui(enabled, |ui| add(ui, &key, kept)).inner;
                        if !wide && !field.meaning.is_empty() {
                            muted(ui, field.meaning);
                        }
                        self.said(ui, &key);
                        match name {
                            Some(name) => added.accessible_name(name),
                            None => added.labelled_by(label.id),
                        }
                    },
                )
                .inner;
            if wide {
                ui.vertical(|ui| {
                    ui.add_space(19.0);
                    muted(ui, field.meaning);
                });
            }
            response
        });
        self.arrive(&key, &inner.inner);
        inner.inner
    }

    /// What a field within something is called by those who cannot see where it stands.
    pub fn name_within(&self, label: &str) -> Option<String> {
        let things: Vec<&str> = self.within.iter().rev().map(String::as_str).collect();
        (!things.is_empty()).then(|| format!("{label}, {}", things.join(" of ")))
    }

    /// Shows the field that somebody was led to.
    pub fn arrive(&mut self, key: &str, response: &Response) {
        self.kept.arrive(key, response);
    }

    /// What is to be mended at `key`.
    pub fn said(&self, ui: &mut Ui, key: &str) {
        let palette = Palette::of(ui.ctx());
        for (severity, words) in self.findings.get(key).into_iter().flatten() {
            let colour = match severity {
                Severity::Error => palette.red,
                Severity::Warning => palette.amber,
                Severity::Note => palette.muted,
            };
            let text = egui::RichText::new(words).small().color(colour);
            ui.add(egui::Label::new(text).wrap());
        }
    }
}
