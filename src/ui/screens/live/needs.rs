//! What needs somebody, each with its remedies on buttons and what they will change beside them.

use egui::Ui;

use super::chosen::Chosen;
use super::kept_needs::told;
use super::need_words::{Told, steady};
use super::writable;
use crate::day::{Attention, Forecast, Need};
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::follow;
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// More than this many are counted, not listed.
const LISTED: usize = 10;

/// Draws the list, where `attends` with the focus on what comes first; true when an incident was
/// asked for, to be filled in next.
#[must_use]
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (chosen, mut attends): (&mut Chosen, bool),
    asks: &mut Asks,
) -> bool {
    let mut notes_incident = false;
    let outlook = cx.outlook();
    let needs = &outlook.needs;
    ui.horizontal(|ui| {
        cards::heading(ui, "Needs you");
        if !needs.is_empty() {
            marks::pill(ui, &needs.len().to_string(), Tone::Now);
        }
    });
    if needs.is_empty() {
        muted(ui, "Nothing just now.");
    }
    for (place, attention) in needs.iter().take(LISTED).enumerate() {
        ui.push_id(place, |ui| {
            let what = (attention, &outlook.forecast);
            notes_incident |= need(ui, cx, what, (chosen, &mut attends), asks);
        });
    }
    if needs.len() > LISTED {
        muted(ui, format!("and {} more", needs.len() - LISTED));
    }
    notes_incident
}

fn need(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (attention, forecast): (&Attention, &Forecast),
    (chosen, attends): (&mut Chosen, &mut bool),
    asks: &mut Asks,
) -> bool {
    let mut notes_incident = false;
    let Some(Told { title, detail, remedies }) = told(cx, attention, forecast) else {
        return false;
    };
    let steady = steady(cx, &attention.need, &title);
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(egui::Label::new(theme::strong(&title)).wrap());
        muted(ui, detail);
        if let Some(mark) = soon(attention) {
            marks::pill(
                ui,
                &mark,
                if attention.bites_in_secs > 0 { Tone::Soon } else { Tone::Now },
            );
        }
        ui.horizontal_wrapped(|ui| {
            for (place, remedy) in remedies.iter().enumerate() {
                let name = format!("{}: {steady}", remedy.text);
                let button = if place == 0 && attention.bites_in_secs < 600 {
                    buttons::primary_if(ui, &remedy.text, writable(cx))
                } else {
                    buttons::plain_if(ui, &remedy.text, writable(cx))
                };
                let button = button.accessible_name(name);
                if std::mem::take(attends) {
                    follow::lead(&button);
                }
                if button.clicked() {
                    asks.ask(remedy.ask.clone());
                    notes_incident |= remedy.notes_incident;
                }
            }
            let show = buttons::quiet(ui, "Show").accessible_name(format!("Show: {steady}"));
            if std::mem::take(attends) {
                follow::lead(&show);
            }
            if show.clicked() {
                chosen.only(attention.need.session());
            }
        });
        for remedy in remedies.iter().filter(|remedy| !remedy.changes.is_empty()) {
            muted(ui, &remedy.changes);
        }
    });
    notes_incident
}

/// How soon it hurts, where that is not said by the title.
fn soon(attention: &Attention) -> Option<String> {
    match &attention.need {
        Need::Marksheets { overdue: true, .. } => Some("overdue".to_owned()),
        Need::OverTime(_) | Need::Begin(_) | Need::Give(..) | Need::Missed(..) => None,
        _ if attention.bites_in_secs == 0 => Some("now".to_owned()),
        _ => {
            let minutes = attention.bites_in_secs.saturating_add(59) / 60;
            let minutes = crate::time::Length::minutes(u32::try_from(minutes).unwrap_or(0));
            Some(format!("in {}", words::length(minutes)))
        }
    }
}

/// The beginning of a Markdown text, without its marks.
pub(super) fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let plain = line.trim_start_matches(['#', '>', ' ', '-']).replace("**", "");
    words::shortened(&plain, 90)
}
