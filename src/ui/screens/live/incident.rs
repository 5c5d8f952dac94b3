//! Incidents: noted in one press, filled in later; the fire alarm; time given back.

use egui::{ComboBox, Ui};

use super::{detail, writable};
use crate::centre::incidents::{self, Effect, Fact, Kind};
use crate::centre::{Change, Incident};
use crate::day::disturbance;
use crate::ids::{CandidateId, IncidentId};
use crate::time::Length;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, fields, pick, rows};
use crate::words;

/// Which incident is chosen, and what is half-typed.
#[derive(Default)]
pub(super) struct Incidents {
    new: String,
    kind: Option<Kind>,
    chosen: Option<IncidentId>,
    typed: Typed,
}

/// What is half-typed about the chosen incident.
#[derive(Default)]
struct Typed {
    of: Option<IncidentId>,
    noticed: String,
    resolved: String,
    noticed_by: String,
    what: String,
    whom: String,
    lost: String,
    restore: String,
    action: String,
    sign: String,
    strike: String,
    refused: String,
}

impl Incidents {
    /// Draws what notes one, and those that were noted.
    pub(super) fn list(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        cards::card(cx.palette).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.note(ui, cx, asks);
        });
        ui.add_space(8.0);
        let mut all: Vec<&Incident> = cx.centre.incidents.values().collect();
        all.sort_by_key(|incident| std::cmp::Reverse((incident.noticed, incident.id)));
        if all.is_empty() {
            cards::muted(ui, "Nothing has disturbed the day so far.");
        }
        rows::as_high_as_said(ui);
        let area = egui::ScrollArea::vertical().id_salt("incidents").auto_shrink(false);
        area.show_rows(ui, 40.0, all.len(), |ui, range| {
            for incident in all.get(range).unwrap_or_default() {
                self.line(ui, cx, incident);
            }
        });
    }

    /// A word, Enter, and it is on record; the rest is filled in later.
    fn note(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let kind = self.kind.unwrap_or(Kind::Interruption);
        let label = "Note what disturbs the day: a word, then Enter";
        let field = fields::line(ui, "incident", label, &mut self.new, "Drilling next door");
        let entered = fields::entered(ui, &field);
        ui.horizontal_wrapped(|ui| {
            let mut chosen = kind;
            choice(ui, "Kind of incident", &mut chosen, &Kind::ALL, words::incident_kind);
            self.kind = Some(chosen);
            let pressed = buttons::primary_if(ui, "Note it", writable(cx)).clicked();
            if (pressed || entered) && cx.writable {
                let what = std::mem::take(&mut self.new);
                let running = |session: &&crate::centre::Session| session.clock.current().is_some();
                let running: Vec<_> = cx.centre.sessions.values().filter(running).collect();
                // With one room running there is no doubt which one it was.
                let sessions = match running.as_slice() {
                    [only] => vec![only.id],
                    _ => Vec::new(),
                };
                asks.change(Change::Incident(incidents::Change::Note {
                    noticed: cx.now.wall,
                    kind: chosen,
                    what,
                    candidates: Vec::new(),
                    exercises: Vec::new(),
                    sessions,
                }));
                self.chosen = None;
            }
            if let Some(open) = disturbance::evacuation(cx.centre) {
                let label = "All clear: every room goes on";
                if buttons::plain_if(ui, label, writable(cx)).clicked() {
                    asks.ask(Ask::Do(disturbance::all_clear(open, cx.centre, cx.now.wall)));
                }
            } else {
                let label = "Fire alarm: hold every room";
                if buttons::plain_if(ui, label, writable(cx)).clicked() {
                    asks.ask(Ask::Do(disturbance::evacuate(cx.centre, cx.now.wall)));
                }
            }
        });
    }

    fn line(&mut self, ui: &mut Ui, cx: &Cx<'_>, incident: &Incident) {
        let kind = words::incident_kind(incident.kind);
        let what = if incident.what.is_empty() { "no words yet" } else { &incident.what };
        let noticed = cx.time_of_day(incident.noticed);
        let name = format!("Incident {noticed}, {kind}: {what}");
        let chosen = self.shown(cx) == Some(incident.id);
        let row = buttons::pressable(ui, incident.id.to_string(), &name, chosen, |ui| {
            let fill = if chosen { cx.palette.tint } else { cx.palette.card };
            let margin = egui::Margin::symmetric(10, 5);
            egui::Frame::new().fill(fill).corner_radius(6).inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.set_min_height(30.0);
                ui.horizontal_centered(|ui| {
                    ui.label(&noticed);
                    marks::pill(ui, kind, Tone::Calm);
                    if incident.struck.is_some() {
                        marks::pill(ui, "struck out", Tone::Soon);
                    } else if incident.resolved.is_none() {
                        marks::pill(ui, "open", Tone::Now);
                    } else if incident.signed.is_none() {
                        marks::pill(ui, "not signed", Tone::Soon);
                    }
                    if incident.effect != Effect::None {
                        marks::pill(ui, words::effect(incident.effect), Tone::Soon);
                    }
                    ui.add(egui::Label::new(what).truncate());
                });
            });
        });
        if row.clicked() {
            self.chosen = Some(incident.id);
        }
    }

    /// Chooses this one.
    pub(super) fn show(&mut self, incident: IncidentId) {
        self.chosen = Some(incident);
    }

    /// Chooses the newest.
    pub(super) fn show_newest(&mut self) {
        self.chosen = None;
    }

    /// The chosen incident, else the newest.
    fn shown(&self, cx: &Cx<'_>) -> Option<IncidentId> {
        let newest = || cx.centre.incidents.values().max_by_key(|known| (known.made.at, known.id));
        self.chosen.or_else(|| newest().map(|known| known.id))
    }

    /// Every fact of the chosen incident.
    pub(super) fn detail(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let Some(incident) = self.shown(cx).and_then(|id| cx.centre.incidents.get(&id)) else {
            cards::muted(ui, "Note an incident, and fill in here what is known of it.");
            return;
        };
        let typed = &mut self.typed;
        if typed.of != Some(incident.id) {
            *typed = Typed::of(cx, incident);
        }
        let noticed = cx.time_of_day(incident.noticed);
        ui.add(egui::Label::new(theme::strong(format!("Incident of {noticed}")).size(16.0)).wrap());
        if let Some((why, _)) = &incident.struck {
            cards::muted(ui, format!("Struck out: {why}"));
            return;
        }
        facts(ui, cx, incident, typed, asks);
        time(ui, cx, incident, typed, asks);
        ending(ui, cx, incident, typed, asks);
        fields::refusal(ui, &typed.refused);
    }
}

impl Typed {
    fn of(cx: &Cx<'_>, incident: &Incident) -> Self {
        let code = |id: &CandidateId| cx.centre.people.candidate(*id).map(|one| one.code.clone());
        Self {
            of: Some(incident.id),
            noticed: cx.time_of_day(incident.noticed),
            resolved: incident.resolved.map(|at| cx.time_of_day(at)).unwrap_or_default(),
            noticed_by: incident.noticed_by.clone(),
            what: incident.what.clone(),
            whom: incident.candidates.iter().filter_map(code).collect::<Vec<_>>().join(" "),
            action: incident.action.clone(),
            ..Self::default()
        }
    }
}

/// What, when, who, whom and where.
fn facts(ui: &mut Ui, cx: &Cx<'_>, incident: &Incident, typed: &mut Typed, asks: &mut Asks) {
    let id = incident.id;
    let mut kind = incident.kind;
    choice(ui, "Kind", &mut kind, &Kind::ALL, words::incident_kind);
    if kind != incident.kind {
        typed.refused = set(cx, asks, id, Fact::Kind(kind));
    }
    if fields::lines(ui, ("what", id), "What happened", &mut typed.what, 2).lost_focus()
        && typed.what.trim() != incident.what
    {
        typed.refused = set(cx, asks, id, Fact::What(typed.what.clone()));
    }
    let mut moment = |ui: &mut Ui, label: &str, text: &mut String, was: Option<_>, end: bool| {
        let shown = was.map(|at| cx.time_of_day(at)).unwrap_or_default();
        if !fields::line(ui, (label, id), label, text, "10:21").lost_focus() || *text == shown {
            return None;
        }
        if end && text.trim().is_empty() {
            return Some(set(cx, asks, id, Fact::Resolved(None)));
        }
        Some(match detail::moment_near(cx, incident.noticed, text) {
            Ok(at) if end => set(cx, asks, id, Fact::Resolved(Some(at))),
            Ok(at) => set(cx, asks, id, Fact::Noticed(at)),
            Err(why) => why,
        })
    };
    let began = moment(ui, "Noticed at", &mut typed.noticed, Some(incident.noticed), false);
    let over = moment(ui, "Over at", &mut typed.resolved, incident.resolved, true);
    if let Some(said) = began.or(over) {
        typed.refused = said;
    }
    let by = fields::line(ui, ("by", id), "Noticed by", &mut typed.noticed_by, "R. Castellan");
    if by.lost_focus() && typed.noticed_by.trim() != incident.noticed_by {
        typed.refused = set(cx, asks, id, Fact::NoticedBy(typed.noticed_by.clone()));
    }
    let label = "Candidates concerned, by code; all in the sessions when empty";
    if fields::line(ui, ("whom", id), label, &mut typed.whom, "C03 C07").lost_focus() {
        match named(cx, &typed.whom) {
            Ok(whom) if whom != incident.candidates => {
                typed.refused = set(cx, asks, id, Fact::Candidates(whom));
            }
            Ok(_) => {}
            Err(why) => typed.refused = why,
        }
    }
    sessions(ui, cx, incident, typed, asks);
}

/// The sessions that ran when it was noticed, or are named already.
fn sessions(ui: &mut Ui, cx: &Cx<'_>, incident: &Incident, typed: &mut Typed, asks: &mut Asks) {
    let near = cx.centre.sessions.values().filter(|session| {
        let began = session.clock.runs.first().map(crate::centre::clock::PhaseRun::started);
        let over = session.clock.finished.is_some_and(|end| end < incident.noticed);
        let until = incident.resolved.unwrap_or(incident.noticed);
        incident.sessions.contains(&session.id) || began.is_some_and(|at| at <= until && !over)
    });
    let near: Vec<_> = near.collect();
    if near.is_empty() {
        return;
    }
    cards::muted(ui, "Sessions concerned");
    let mut chosen = incident.sessions.clone();
    for session in near {
        let mut ticked = chosen.contains(&session.id);
        let name = words::session(cx.centre, session.id);
        if ui.add_enabled(cx.writable, egui::Checkbox::new(&mut ticked, name)).changed() {
            if ticked {
                chosen.push(session.id);
            } else {
                chosen.retain(|id| *id != session.id);
            }
        }
    }
    if chosen != incident.sessions {
        typed.refused = set(cx, asks, incident.id, Fact::Sessions(chosen));
    }
}

/// Time lost and given back.
fn time(ui: &mut Ui, cx: &Cx<'_>, incident: &Incident, typed: &mut Typed, asks: &mut Asks) {
    let id = incident.id;
    let (lost, back) = (words::length(incident.lost), words::length(incident.restored));
    cards::muted(ui, format!("{lost} lost · {back} restored"));
    let field = fields::line(ui, ("lost", id), "Time lost", &mut typed.lost, "3 min");
    if fields::entered(ui, &field) {
        typed.refused = match typed.lost.parse::<Length>() {
            Ok(length) => {
                typed.lost.clear();
                set(cx, asks, id, Fact::Lost(length))
            }
            Err(why) => why.to_string(),
        };
    }
    let running = disturbance::running_concerned(cx.centre, incident).count();
    fields::line(ui, ("restore", id), "Time to give back", &mut typed.restore, "3 min");
    let possible = match (cx.writable, running) {
        (false, _) => writable(cx),
        (true, 0) => Err("None of the sessions concerned is running.".to_owned()),
        (true, _) => Ok(()),
    };
    let clocks = words::count(running, "clock", "clocks");
    let label = format!("Give it back to {clocks}");
    if buttons::plain_if(ui, &label, possible).clicked() {
        match typed.restore.parse::<Length>() {
            Ok(length) => {
                asks.ask(Ask::Do(disturbance::restore(incident, cx.centre, length)));
                typed.restore.clear();
                typed.refused.clear();
            }
            Err(why) => typed.refused = why.to_string(),
        }
    }
}

/// What was done, what follows, and who stands for it.
fn ending(ui: &mut Ui, cx: &Cx<'_>, incident: &Incident, typed: &mut Typed, asks: &mut Asks) {
    let id = incident.id;
    let action = fields::lines(ui, ("action", id), "What was done", &mut typed.action, 2);
    if action.lost_focus() && typed.action.trim() != incident.action {
        typed.refused = set(cx, asks, id, Fact::Action(typed.action.clone()));
    }
    let mut effect = incident.effect;
    choice(ui, "Effect on marking", &mut effect, &Effect::ALL, words::effect);
    if effect != incident.effect {
        typed.refused = set(cx, asks, id, Fact::Effect(effect));
    }
    ui.add_space(6.0);
    if let Some(signed) = &incident.signed {
        let at = cx.time_of_day(signed.made.at);
        marks::pill(ui, &format!("Signed by {}, {at}", signed.name), Tone::Good);
    } else {
        fields::line(ui, ("sign", id), "Signed by", &mut typed.sign, "Your name");
        if buttons::plain_if(ui, "Sign", writable(cx)).clicked() {
            let name = typed.sign.clone();
            typed.refused = perform(cx, asks, incidents::Change::Sign { incident: id, name });
        }
    }
    let label = "If it was none: why it is struck out";
    fields::line(ui, ("strike", id), label, &mut typed.strike, "Noted twice");
    if buttons::plain_if(ui, "Strike out", writable(cx)).clicked() {
        let reason = typed.strike.clone();
        typed.refused = perform(cx, asks, incidents::Change::Strike { incident: id, reason });
    }
}

/// The candidates with these codes.
fn named(cx: &Cx<'_>, text: &str) -> Result<Vec<CandidateId>, String> {
    let codes = text.split([' ', ',', ';']).filter(|code| !code.is_empty());
    let listed = cx.centre.people.candidates();
    codes
        .map(|code| {
            let known = listed.iter().find(|known| known.code.eq_ignore_ascii_case(code));
            known.map(|known| known.id).ok_or_else(|| format!("Nobody has the code {code}."))
        })
        .collect()
}

fn set(cx: &Cx<'_>, asks: &mut Asks, incident: IncidentId, fact: Fact) -> String {
    perform(cx, asks, incidents::Change::Set { incident, fact })
}

/// Asks for the change if it can be; else says why not.
pub(super) fn perform(cx: &Cx<'_>, asks: &mut Asks, change: incidents::Change) -> String {
    let change = Change::Incident(change);
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    chosen: &mut T,
    all: &[T],
    said: fn(T) -> &'static str,
) {
    let above = cards::muted(ui, label);
    let list = ComboBox::from_id_salt(label).selected_text(said(*chosen)).height(320.0);
    let list = pick::list(ui, list, |ui| {
        for one in all {
            ui.selectable_value(chosen, *one, said(*one));
        }
    });
    list.labelled_by(above.id);
}
