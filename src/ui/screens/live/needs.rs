//! What needs somebody, each with its remedies on buttons and what they will change beside them.

use std::mem::Discriminant;

use egui::{Ui, UiBuilder};

use super::acts::clock_deed;
use super::chosen::Chosen;
use super::kept_needs::told;
use super::need_words::{Told, steady};
use super::writable;
use crate::day::{Attention, Forecast, Need};
use crate::ids::SessionId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::follow;
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// More than this many are counted, not listed; fewer while a session is chosen, whose detail follows.
const LISTED: usize = 10;
const FIRST: usize = 3;

/// How the keys go from one need to the next.
#[derive(Default)]
pub(super) struct Walk {
    /// The place of the need that has the focus.
    at: Option<usize>,
    /// The place of the need that takes the focus.
    to: Option<usize>,
}

impl Walk {
    /// Whether one of them has the keys.
    pub(super) fn has_focus(&self) -> bool {
        self.at.is_some()
    }

    /// Leads the keys to the first, and from one to the next.
    pub(super) fn go_on(&mut self) {
        self.to = Some(self.at.map_or(0, |at| at + 1));
    }
}

/// Draws the list; true when an incident was asked for, to be filled in next.
#[must_use]
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (chosen, walk): (&mut Chosen, &mut Walk),
    asks: &mut Asks,
) -> bool {
    let mut notes_incident = false;
    let outlook = cx.outlook();
    let needs = &outlook.needs;
    let listed = needs.len().min(if chosen.lead().is_some() { FIRST } else { LISTED });
    let to = walk.to.take().and_then(|to| to.checked_rem(listed));
    walk.at = None;
    ui.horizontal(|ui| {
        cards::heading(ui, "Needs you");
        if !needs.is_empty() {
            marks::pill(ui, &needs.len().to_string(), Tone::Now);
        }
    });
    if needs.is_empty() {
        muted(ui, "Nothing just now.");
    }
    start_all(ui, cx, needs, asks);
    for (place, attention) in needs.iter().take(listed).enumerate() {
        // By what it is: its place is another's when one before it is met.
        let like_it = |one: &&Attention| kind(one) == kind(attention);
        let nth = needs.iter().take(place).filter(like_it).count();
        let id = ui.scope_id().with((kind(attention), nth));
        ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
            let what = (attention, &outlook.forecast);
            let (noted, has_focus) = need(ui, cx, what, (chosen, to == Some(place)), asks);
            notes_incident |= noted;
            if has_focus {
                walk.at = Some(place);
            }
        });
    }
    more(ui, needs.len() - listed, chosen);
    notes_incident
}

/// How many are not listed; while a session is chosen, the way to them.
fn more(ui: &mut Ui, count: usize, chosen: &mut Chosen) {
    let words = format!("and {count} more");
    if count > 0 && chosen.lead().is_none() {
        muted(ui, words);
    } else if count > 0 {
        let name = format!("{words} that need you");
        if buttons::quiet(ui, &words).accessible_name(name).clicked() {
            chosen.clear();
        }
    }
}

/// Of what kind a need is, and of which session.
fn kind(one: &Attention) -> (Discriminant<Need>, SessionId) {
    (std::mem::discriminant(&one.need), one.need.session())
}

/// Where several should have begun, as all do when a carousel moves on: all of them at once.
fn start_all(ui: &mut Ui, cx: &Cx<'_>, needs: &[Attention], asks: &mut Asks) {
    let begin = |one: &Attention| match one.need {
        Need::Begin(session) => Some(session),
        _ => None,
    };
    let due: Vec<_> = needs.iter().filter_map(begin).collect();
    if due.len() > 1 {
        let words = format!("Start all {} that are due", due.len());
        if buttons::primary_if(ui, &words, writable(cx)).clicked() {
            asks.ask(Ask::Deed(clock_deed(cx, &due, Command::StartHoldGoOn)));
        }
        ui.add_space(4.0);
    }
}

/// Draws one, which takes the focus where somebody is led to it; whether an incident was asked
/// for, and whether it has the focus.
fn need(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (attention, forecast): (&Attention, &Forecast),
    (chosen, mut led): (&mut Chosen, bool),
    asks: &mut Asks,
) -> (bool, bool) {
    let (mut notes_incident, mut has_focus) = (false, false);
    let Some(told) = told(cx, attention, forecast) else { return (false, false) };
    let steady = steady(cx, &attention.need, &told);
    let Told { title, detail, remedies } = told;
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
                if std::mem::take(&mut led) {
                    follow::lead(&button);
                }
                has_focus |= button.has_focus();
                if button.clicked() {
                    asks.ask(remedy.ask.clone());
                    notes_incident |= remedy.notes_incident;
                }
            }
            let show = buttons::quiet(ui, "Show").accessible_name(format!("Show: {steady}"));
            if std::mem::take(&mut led) {
                follow::lead(&show);
            }
            has_focus |= show.has_focus();
            if show.clicked() {
                chosen.only(attention.need.session());
            }
        });
        for remedy in remedies.iter().filter(|remedy| !remedy.changes.is_empty()) {
            muted(ui, &remedy.changes);
        }
    });
    (notes_incident, has_focus)
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
