//! One person at the check-in: when they came, their badge, and when they do not take part.

use egui::{Response, Ui};

use super::{detail, writable};
use crate::centre::attendance::{self, Attendee};
use crate::centre::{Change, Person};
use crate::day::presence::{Listed, Presence};
use crate::ui::asks::Asks;
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, fields, follow};
use crate::words;

/// What a key leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrive {
    /// What comes first.
    First,
    /// When somebody who is late is expected.
    Expected,
}

/// What is half-typed about somebody.
#[derive(Default)]
pub(super) struct Fields {
    /// What takes the focus when it is drawn next.
    pub(super) arrive: Option<Arrive>,
    of: Option<Person>,
    came: String,
    expected: String,
    badge: String,
    reason: String,
    refused: String,
}

/// Draws the detail.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, listed: &Listed, typed: &mut Fields, asks: &mut Asks) {
    let nobody = Attendee::default();
    let known = cx.centre.attendance.get(&listed.who).unwrap_or(&nobody);
    if typed.of != Some(listed.who) {
        let (of, badge, arrive) = (Some(listed.who), known.badge.clone(), typed.arrive);
        *typed = Fields { arrive, of, badge, ..Fields::default() };
    }
    let who = listed.who;
    standing(ui, cx, listed, known);
    ui.add_space(8.0);
    let mut act = |change| perform(cx, asks, change);
    let mut first = typed.arrive == Some(Arrive::First);
    let mut lead = |response: &Response| {
        if std::mem::take(&mut first) {
            follow::lead(response);
        }
    };
    if !known.takes_part() {
        let again = buttons::primary_if(ui, "Takes part after all", writable(cx));
        lead(&again);
        if again.clicked() {
            typed.refused = act(attendance::Change::TakePart { who });
        }
    } else if !listed.presence.is_here() {
        ui.horizontal_wrapped(|ui| {
            let here = buttons::primary_if(ui, "Here now", writable(cx));
            lead(&here);
            if here.clicked() {
                typed.refused = act(attendance::Change::Arrive { who, at: cx.now.wall });
            }
            if buttons::plain_if(ui, "Absent", writable(cx)).clicked() {
                typed.refused = act(attendance::Change::Absent { who });
            }
        });
    }
    let came = fields::line(ui, ("came", who), "Came at", &mut typed.came, "9:05");
    lead(&came);
    if fields::entered(ui, &came) {
        typed.refused = match detail::moment_near(cx, cx.now.wall, &typed.came) {
            Ok(at) => {
                typed.came.clear();
                act(attendance::Change::Arrive { who, at })
            }
            Err(why) => why,
        };
    }
    if !listed.presence.is_here() {
        will_be_late(ui, cx, who, typed, &mut act);
    }
    typed.arrive = None;
    let badge = fields::line(ui, ("badge", who), "Badge", &mut typed.badge, "07");
    if badge.lost_focus() && typed.badge.trim() != known.badge && cx.writable {
        typed.refused = act(attendance::Change::Badge { who, code: typed.badge.clone() });
    }
    if listed.presence.is_here()
        && buttons::plain_if(ui, "Not here after all", writable(cx)).clicked()
    {
        typed.refused = act(attendance::Change::NotHere { who });
    }
    if listed.presence != Presence::Withdrawn {
        ui.add_space(8.0);
        let label = "Leaves or draws back: why";
        fields::line(ui, ("why", who), label, &mut typed.reason, "Unwell");
        if buttons::plain_if(ui, "Withdraw", writable(cx)).clicked() {
            let reason = typed.reason.clone();
            typed.refused = act(attendance::Change::Withdraw { who, reason });
        }
    }
    fields::refusal(ui, &typed.refused);
    ui.add_space(10.0);
    if buttons::plain_if(ui, Command::DeclareConflict.name(), writable(cx)).clicked() {
        asks.command(Command::DeclareConflict);
    }
}

/// What is said of whoever began without consent (rule P1).
pub(super) const NO_CONSENT: &str = "No consent on record";

/// The same, where it stands beside them.
pub(super) fn no_consent(ui: &mut Ui, cx: &Cx<'_>, words: impl Into<String>) {
    let words = egui::RichText::new(words).small().color(cx.palette.amber);
    ui.add(egui::Label::new(words).wrap());
}

/// Who it is, and how they stand.
fn standing(ui: &mut Ui, cx: &Cx<'_>, listed: &Listed, known: &Attendee) {
    let who = listed.who;
    ui.add(egui::Label::new(theme::strong(words::person(cx.centre, who)).size(16.0)).wrap());
    let (text, tone) = stands(cx, listed.presence);
    marks::pill(ui, &text, tone);
    if let Some(reason) = &known.withdrawn {
        cards::muted(ui, format!("Withdrawn: {}", reason.words));
    }
    if let Some(reason) = known.lacks_consent() {
        no_consent(ui, cx, format!("{NO_CONSENT}. They began without: {}", reason.words));
    }
    if let Some(due) = listed.due {
        cards::muted(ui, format!("Due at {}", cx.time_of_day(due)));
    }
}

fn will_be_late(
    ui: &mut Ui,
    cx: &Cx<'_>,
    who: Person,
    typed: &mut Fields,
    act: &mut dyn FnMut(attendance::Change) -> String,
) {
    let label = "Will be late: expected by";
    let expected = fields::line(ui, ("by", who), label, &mut typed.expected, "9:40");
    if typed.arrive == Some(Arrive::Expected) {
        follow::lead(&expected);
    }
    if fields::entered(ui, &expected) {
        typed.refused = match detail::moment_near(cx, cx.now.wall, &typed.expected) {
            Ok(at) => {
                typed.expected.clear();
                act(attendance::Change::Expect { who, by: Some(at) })
            }
            Err(why) => why,
        };
    }
}

/// Asks for the change if it can be; else says why not.
fn perform(cx: &Cx<'_>, asks: &mut Asks, change: attendance::Change) -> String {
    let change = Change::Attendance(change);
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}

/// How somebody stands, in words, and how much that wants to be seen.
pub(super) fn stands(cx: &Cx<'_>, presence: Presence) -> (String, Tone) {
    let minutes = |by: jiff::SignedDuration| by.as_mins();
    match presence {
        Presence::Here(late) if late.as_mins() > 0 => {
            (format!("here, {} min late", minutes(late)), Tone::Good)
        }
        Presence::Here(_) => ("here".to_owned(), Tone::Good),
        Presence::Awaited => ("awaited".to_owned(), Tone::Calm),
        Presence::Late(until) => (format!("late, by {}", cx.time_of_day(until)), Tone::Soon),
        Presence::Overdue(by) => (format!("{} min overdue", minutes(by)), Tone::Now),
        Presence::NoShow(by) => (format!("no-show, {} min", minutes(by)), Tone::Now),
        Presence::Absent => ("absent".to_owned(), Tone::Soon),
        Presence::Withdrawn => ("withdrawn".to_owned(), Tone::Soon),
    }
}
