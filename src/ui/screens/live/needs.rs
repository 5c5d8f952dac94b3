//! What needs somebody, each with its remedy on the button.

use egui::Ui;

use super::{clock_change, who, writable};
use crate::centre::{Change, clocks};
use crate::day::{self, Attention, Need};
use crate::ids::SessionId;
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::buttons;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::words;

/// More than this many are counted, not listed.
const LISTED: usize = 6;

/// Draws the list.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, chosen: &mut Option<SessionId>, asks: &mut Asks) {
    let needs = day::attention::attention(cx.centre, cx.now.wall);
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
        ui.push_id(place, |ui| need(ui, cx, attention, chosen, asks));
    }
    if needs.len() > LISTED {
        muted(ui, format!("and {} more", needs.len() - LISTED));
    }
}

fn need(
    ui: &mut Ui,
    cx: &Cx<'_>,
    attention: &Attention,
    chosen: &mut Option<SessionId>,
    asks: &mut Asks,
) {
    let session = match &attention.need {
        Need::Begin(id) | Need::OverTime(id) | Need::Give(id, _) => *id,
        Need::Marksheet(sheet) => sheet.session,
    };
    let Some((known, exercise)) = cx.centre.session(session) else { return };
    let since = words::clock(attention.since_secs);
    let (title, detail, remedy, ask) = match &attention.need {
        Need::Begin(_) => (
            format!("{} should have begun", exercise.title),
            format!("{} · {since} ago", who(cx, known)),
            "Start now".to_owned(),
            clock_change(cx, session, Command::StartHoldGoOn).map(|change| Ask::Do(vec![change])),
        ),
        Need::OverTime(_) => (
            format!("{} is {since} over", exercise.title),
            who(cx, known),
            "Next phase".to_owned(),
            clock_change(cx, session, Command::NextPhase).map(|change| Ask::Do(vec![change])),
        ),
        Need::Give(_, inject) => {
            let text = exercise.injects.iter().find(|known| known.id == *inject);
            let text = text.map(|inject| first_line(&inject.text)).unwrap_or_default();
            let give = clocks::Change::Give { session, inject: inject.clone() };
            (
                format!("Give an inject: {}", who(cx, known)),
                text,
                "Given".to_owned(),
                Some(Ask::Do(vec![Change::Clock(give)])),
            )
        }
        Need::Marksheet(sheet) => (
            format!("Marksheet of {}", words::assessor(cx.centre, sheet.assessor)),
            format!(
                "{} · {} · open for {since}",
                words::candidate(cx.centre, sheet.candidate),
                exercise.title
            ),
            String::new(),
            None,
        ),
    };
    cards::card(cx.palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(egui::Label::new(theme::strong(&title)).wrap());
        muted(ui, detail);
        ui.horizontal(|ui| {
            if !remedy.is_empty() {
                let name = format!("{remedy}: {title}");
                let button = buttons::plain_if(ui, &remedy, writable(cx)).accessible_name(name);
                if button.clicked() {
                    asks.0.extend(ask);
                }
            }
            if buttons::quiet(ui, "Show").accessible_name(format!("Show: {title}")).clicked() {
                *chosen = Some(session);
            }
        });
    });
}

/// The beginning of a Markdown text, without its marks.
pub(super) fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let plain = line.trim_start_matches(['#', '>', ' ', '-']).replace("**", "");
    let mut short: String = plain.chars().take(90).collect();
    if short.len() < plain.len() {
        short.push('…');
    }
    short
}
