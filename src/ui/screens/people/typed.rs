//! Facts that are typed: shown as they stand until somebody types, kept when the field is left,
//! and what is wrong with them said below the field.

use std::collections::BTreeMap;

use egui::{Response, Ui};

use super::Chosen;
use crate::centre::frame::Frame;
use crate::people::Hours;
use crate::ui::widgets::fields;

/// What is half-typed about whoever is chosen.
#[derive(Debug, Default)]
pub(super) struct Typed {
    of: Option<Chosen>,
    texts: BTreeMap<String, String>,
    /// Why a text was not kept, with that text.
    refused: BTreeMap<String, (String, String)>,
    /// The next field drawn is given the focus.
    pub(super) arrive: bool,
}

/// A field: its key, its label, what stands in it while it is empty, and how many rows it has.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) label: &'a str,
    pub(super) hint: &'a str,
    pub(super) rows: usize,
}

/// A field of one line.
pub(super) fn field<'a>(key: &'a str, label: &'a str, hint: &'a str) -> Field<'a> {
    Field { key, label, hint, rows: 1 }
}

impl Typed {
    /// Forgets what was typed about somebody else, or about the centre.
    pub(super) fn about(&mut self, who: Option<Chosen>) {
        if self.of != who {
            let arrive = self.arrive;
            *self = Self { of: who, arrive, ..Self::default() };
        }
    }

    /// A field that shows `current`. When it is left with something else in it, `keep` keeps
    /// that, or says why not.
    pub(super) fn fact(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        current: &str,
        keep: impl FnOnce(&str) -> String,
    ) {
        let mut text = self.texts.get(field.key).cloned().unwrap_or_else(|| current.to_owned());
        let response = self.draw(ui, field, &mut text);
        if response.changed() {
            self.texts.insert(field.key.to_owned(), text.clone());
        }
        // Not `lost_focus`, which is not seen when something else takes the focus by itself.
        if !response.has_focus() && self.texts.contains_key(field.key) {
            let same = text.trim() == current;
            let why = self.refused.remove(field.key).filter(|(refused, _)| *refused == text);
            let why = why.map_or_else(
                || if same { String::new() } else { keep(text.trim()) },
                |(_, why)| why,
            );
            self.keep_refused(field.key, text, why);
        }
        self.say(ui, field.key);
    }

    fn keep_refused(&mut self, key: &str, text: String, why: String) {
        if why.is_empty() {
            self.texts.remove(key);
        } else {
            self.refused.insert(key.to_owned(), (text, why));
        }
    }

    fn say(&self, ui: &mut Ui, key: &str) {
        fields::refusal(ui, self.refused.get(key).map_or("", |(_, why)| why.as_str()));
    }

    fn draw(&mut self, ui: &mut Ui, field: Field<'_>, text: &mut String) -> Response {
        let id = ("people", self.of, field.key);
        let response = if field.rows > 1 {
            fields::lines(ui, id, field.label, text, field.rows)
        } else {
            fields::line(ui, id, field.label, text, field.hint)
        };
        if std::mem::take(&mut self.arrive) {
            response.request_focus();
        }
        response
    }

    fn forget_hours(&mut self) {
        for key in ["from", "until"] {
            self.texts.remove(key);
        }
        self.refused.remove("hours");
    }

    /// From when to when somebody is there: two fields side by side, both empty for the whole
    /// day, whose hours stand in them then.
    pub(super) fn hours(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        current: Option<Hours>,
        keep: impl FnOnce(Option<Hours>) -> String,
    ) {
        let shown = |time: Option<jiff::civil::Time>| {
            time.map_or_else(String::new, |time| time.strftime("%H:%M").to_string())
        };
        let (was_from, was_until) =
            (shown(current.map(|hours| hours.from)), shown(current.map(|hours| hours.until)));
        let mut from = self.texts.get("from").cloned().unwrap_or_else(|| was_from.clone());
        let mut until = self.texts.get("until").cloned().unwrap_or_else(|| was_until.clone());
        let (begins, ends) = (shown(Some(frame.begins)), shown(Some(frame.ends)));
        let typing = ui.columns(2, |columns| {
            let [one, other] = columns else { return false };
            let one = self.draw(one, field("from", "There from", &begins), &mut from);
            let other = self.draw(other, field("until", "There until", &ends), &mut until);
            one.has_focus() || other.has_focus()
        });
        let same = from.trim() == was_from && until.trim() == was_until;
        if same && !typing {
            self.forget_hours();
        } else {
            self.texts.insert("from".to_owned(), from.clone());
            self.texts.insert("until".to_owned(), until.clone());
        }
        if !typing && !same {
            let both = format!("{from}–{until}");
            let why = self.refused.remove("hours").filter(|(refused, _)| *refused == both);
            let why = why.map_or_else(
                || match read_hours(&from, &until) {
                    Ok(hours) => keep(hours),
                    Err(words) => words,
                },
                |(_, why)| why,
            );
            if why.is_empty() {
                self.forget_hours();
            } else {
                self.refused.insert("hours".to_owned(), (both, why));
            }
        }
        self.say(ui, "hours");
    }
}

/// The hours; none for the whole day.
fn read_hours(from: &str, until: &str) -> Result<Option<Hours>, String> {
    let time = |text: &str| {
        let read = crate::time::time_of_day(text);
        read.map_err(|_no_time| format!("“{}” is no time of day, such as 9:15.", text.trim()))
    };
    match (from.trim(), until.trim()) {
        ("", "") => Ok(None),
        (from, "") => {
            time(from)?;
            Err("Say both times, or leave both empty.".to_owned())
        }
        ("", until) => {
            time(until)?;
            Err("Say both times, or leave both empty.".to_owned())
        }
        (from, until) => Ok(Some(Hours { from: time(from)?, until: time(until)? })),
    }
}
