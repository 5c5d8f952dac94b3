//! The day's log: how long everybody had, incidents, and every act in words.

use std::sync::Arc;

use egui::{Ui, Vec2};

use super::{alarm, incident, writable};
use crate::centre::{Change, Entry, details, incidents};
use crate::day::log::{Had, Standing, log, unexplained};
use crate::ids::{PhaseId, SessionId};
use crate::report;
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, cards, fields, rows, segments};
use crate::words;

const ROW: f32 = 30.0;

/// The parts of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Incidents,
    Times,
    Acts,
}

impl Part {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Incidents, "Incidents"), (Self::Times, "Times"), (Self::Acts, "Acts")];
}

/// What is chosen and half-typed.
#[derive(Default)]
pub(super) struct Log {
    part: Part,
    incidents: incident::Incidents,
    filter: String,
    wanting: bool,
    chosen: Option<(SessionId, PhaseId)>,
    why: String,
    refused: String,
    from: String,
    to: String,
    kept: Kept,
}

/// What was worked out of the whole day, for as long as it holds: the rows that are drawn are few.
#[derive(Default)]
struct Kept {
    times: Arc<Vec<Had>>,
    /// The version and the second of the times: those of a phase that runs are shown in seconds.
    times_of: Option<(usize, i64)>,
    found: Arc<Vec<usize>>,
    found_of: Option<(usize, String)>,
}

impl Kept {
    fn times(&mut self, cx: &Cx<'_>) -> Arc<Vec<Had>> {
        let of = Some((cx.version, cx.now.wall.as_second()));
        if self.times_of != of {
            self.times = Arc::new(log(cx.centre, cx.now.wall));
            self.times_of = of;
        }
        Arc::clone(&self.times)
    }

    /// The places of the acts in which the words occur, the newest first.
    fn found(&mut self, cx: &Cx<'_>, wanted: &str) -> Arc<Vec<usize>> {
        let known = self.found_of.as_ref();
        if known.is_none_or(|(version, text)| *version != cx.version || text != wanted) {
            let fits = |entry: &Entry| {
                words::act(cx.centre, entry).to_lowercase().contains(wanted)
                    || words::author(cx.centre, entry.by).to_lowercase().contains(wanted)
            };
            let places = cx.entries.iter().enumerate().rev().filter(|(_, entry)| fits(entry));
            self.found = Arc::new(places.map(|(place, _)| place).collect());
            self.found_of = Some((cx.version, wanted.to_owned()));
        }
        Arc::clone(&self.found)
    }
}

impl Log {
    /// Shows an incident, or where one is noted.
    pub(super) fn show_incident(&mut self, wish: alarm::Wish) {
        self.part = Part::Incidents;
        match wish {
            alarm::Wish::Note => {}
            alarm::Wish::Show(incident) => self.incidents.show(incident),
        }
    }

    /// Shows the incidents, the newest with its facts.
    pub(super) fn show_newest_incident(&mut self) {
        self.part = Part::Incidents;
        self.incidents.show_newest();
    }

    /// Draws the view.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        let times = self.kept.times(cx);
        let open = unexplained(&times).count();
        if self.part != Part::Acts {
            cards::side_column(ui, "log-side", 320.0, |ui| match self.part {
                Part::Incidents => self.incidents.detail(ui, cx, asks),
                Part::Times => self.explain(ui, cx, &times, asks),
                Part::Acts => {}
            });
        }
        cards::middle(ui, |ui| {
            ui.horizontal(|ui| {
                let names = Part::ALL.map(|(_, name)| (name, ""));
                let chosen = Part::ALL.iter().position(|(part, _)| *part == self.part);
                if let Some((part, _)) = segments::ui(ui, &names, chosen.unwrap_or(0))
                    .and_then(|place| Part::ALL.get(place))
                {
                    self.part = *part;
                }
                let words = words::count(open, "time unexplained", "times unexplained");
                // Where there is little room the rows say it themselves.
                if open > 0 && ui.available_width() > 360.0 {
                    marks::pill(ui, &words, Tone::Soon);
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if cx.facilitates() {
                        export(ui, cx, asks);
                    }
                });
            });
            ui.add_space(8.0);
            match self.part {
                Part::Incidents => self.incidents.list(ui, cx, asks),
                Part::Times => self.times(ui, cx, &times),
                Part::Acts => self.acts(ui, cx, asks),
            }
        });
    }

    fn times(&mut self, ui: &mut Ui, cx: &Cx<'_>, times: &[Had]) {
        ui.checkbox(&mut self.wanting, "Only what is unexplained");
        let shown: Vec<&Had> = times
            .iter()
            .filter(|had| !self.wanting || had.standing == Standing::Unexplained)
            .collect();
        if shown.is_empty() {
            let words = if times.is_empty() {
                "No phase has begun yet."
            } else {
                "Everything beyond the tolerance is explained."
            };
            cards::muted(ui, words);
            return;
        }
        let headings = ["Candidate", "Phase", "Planned", "Held", "Given", "Had", "Off by", ""];
        // In line with what stands in the rows, which have a margin of their own.
        egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 0)).show(ui, |ui| {
            cells(ui, headings, |ui, _, text| drop(cards::muted(ui, text)));
        });
        rows::as_high_as_said(ui);
        let area = egui::ScrollArea::vertical().id_salt("log-times").auto_shrink(false);
        area.show_rows(ui, ROW, shown.len(), |ui, range| {
            for had in shown.get(range).unwrap_or_default() {
                self.time(ui, cx, had);
            }
        });
    }

    fn time(&mut self, ui: &mut Ui, cx: &Cx<'_>, had: &Had) {
        let exercise = cx.centre.scenario.exercise(&had.exercise);
        let title = exercise.map_or("", |known| known.title.as_str());
        let phase = exercise.and_then(|known| known.phase(&had.phase));
        let phase = phase.map_or("", |(_, phase)| phase.title.as_str());
        let known = cx.centre.people.candidate(had.candidate);
        let code = known.map_or("?", |known| known.code.as_str());
        let planned = had.planned.plus(had.adjusted);
        let given = given(had);
        let off = had.deviation();
        let sign = if off.is_negative() { "−" } else { "+" };
        let off = if had.ended.is_some() {
            format!("{sign}{}", words::clock(off.abs().as_secs()))
        } else {
            String::new()
        };
        let standing = report::log::standing(cx.centre, &had.standing);
        let held = held(had);
        let texts = [
            code.to_owned(),
            format!("{title} · {phase}"),
            words::clock(i64::from(planned.as_secs())),
            held,
            given,
            words::clock(had.actual.as_secs()),
            off,
            standing,
        ];
        let key = (had.session, had.phase.clone());
        let chosen = self.chosen.as_ref() == Some(&key);
        let name = format!("{code}, {title}, {phase}: {} of {}, {}", texts[5], texts[2], texts[7]);
        let id = (had.candidate, had.session, had.phase.as_str());
        let row = buttons::pressable(ui, id, &name, chosen, |ui| {
            let fill = if chosen { cx.palette.tint } else { cx.palette.card };
            egui::Frame::new().fill(fill).inner_margin(egui::Margin::symmetric(6, 2)).show(
                ui,
                |ui| {
                    ui.set_min_height(ROW - 4.0);
                    let texts = texts.each_ref().map(String::as_str);
                    cells(ui, texts, |ui, place, text| {
                        if place == 0 {
                            marks::badge(ui, text);
                        } else if place == 7 && had.standing == Standing::Unexplained {
                            marks::pill(ui, text, Tone::Soon);
                        } else {
                            ui.add(egui::Label::new(text).truncate());
                        }
                    });
                },
            );
        });
        if row.clicked() {
            self.chosen = Some(key.clone());
            self.refused.clear();
            let known = cx.centre.explanations.get(&key);
            self.why = known.map(|known| known.words.clone()).unwrap_or_default();
        }
    }

    /// Why the chosen phase was longer or shorter.
    fn explain(&mut self, ui: &mut Ui, cx: &Cx<'_>, times: &[Had], asks: &mut Asks) {
        let had = self.chosen.as_ref().and_then(|(session, phase)| {
            times.iter().find(|had| had.session == *session && had.phase == *phase)
        });
        let Some(had) = had else {
            let words = "Rule T1: everybody has the same time, unless an adjustment was approved. \
                         Choose a time to say why it was another.";
            cards::muted(ui, words);
            return;
        };
        let session = words::session(cx.centre, had.session);
        ui.add(egui::Label::new(theme::strong(session).size(16.0)).wrap());
        cards::muted(ui, report::log::standing(cx.centre, &had.standing));
        let began = cx.time_of_day(had.began);
        let ended = had.ended.map_or_else(|| "still runs".to_owned(), |at| cx.time_of_day(at));
        cards::muted(ui, format!("{began}–{ended}"));
        for (what, time) in [("held", held(had)), ("given or taken", given(had))] {
            if !time.is_empty() {
                cards::muted(ui, format!("{time} {what}"));
            }
        }
        if had.adjusted > crate::time::Length::ZERO {
            let more = words::length(had.adjusted);
            cards::muted(ui, format!("{more} more by approved adjustments"));
        }
        if had.restored > crate::time::Length::ZERO {
            let restored = words::length(had.restored);
            cards::muted(ui, format!("{restored} restored after incidents"));
        }
        ui.add_space(8.0);
        let label = "Why it was longer or shorter";
        fields::lines(ui, ("why", had.session, had.phase.as_str()), label, &mut self.why, 3);
        if buttons::primary_if(ui, "Keep the explanation", writable(cx)).clicked() {
            let change = incidents::Change::Explain {
                session: had.session,
                phase: had.phase.clone(),
                words: self.why.clone(),
            };
            self.refused = incident::perform(cx, asks, change);
        }
        fields::refusal(ui, &self.refused);
    }

    /// Who hands the day over to whom, for the record.
    fn hand_over(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        ui.columns(3, |columns| {
            if let [from, to, press] = columns {
                let known = cx.centre.details.facilitator().unwrap_or("Name");
                fields::line(from, "from", "Who hands the day over", &mut self.from, known);
                fields::line(to, "to", "Who runs it from now on", &mut self.to, "Name");
                press.add_space(18.0);
                if buttons::plain_if(press, "Hand over", writable(cx)).clicked() {
                    let known = cx.centre.details.facilitator().unwrap_or_default();
                    let from = if self.from.trim().is_empty() { known } else { &self.from };
                    let change = Change::Details(details::Change::HandOver {
                        from: from.to_owned(),
                        to: self.to.clone(),
                    });
                    match cx.centre.check(&change) {
                        Ok(()) => {
                            asks.change(change);
                            self.from.clear();
                            self.to.clear();
                            self.refused.clear();
                        }
                        Err(why) => self.refused = words::refusal(cx.centre, &why),
                    }
                }
            }
        });
        fields::refusal(ui, &self.refused);
        if let Some(name) = cx.centre.details.facilitator() {
            cards::muted(ui, format!("{name} runs the day."));
        }
        ui.add_space(6.0);
    }

    fn acts(&mut self, ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
        if !cx.facilitates() {
            cards::muted(ui, "Acts say what others rated. They are the facilitator’s to read.");
            return;
        }
        self.hand_over(ui, cx, asks);
        fields::line(ui, "filter", "Find an act", &mut self.filter, "C03, submitted, hold");
        ui.add_space(6.0);
        rows::as_high_as_said(ui);
        let wanted = self.filter.trim().to_lowercase();
        if wanted.is_empty() {
            let count = cx.entries.len();
            let area = egui::ScrollArea::vertical().id_salt("log-acts").auto_shrink(false);
            area.show_rows(ui, ROW, count, |ui, range| {
                for entry in cx.entries.iter().rev().skip(range.start).take(range.len()) {
                    act(ui, cx, entry);
                }
            });
            return;
        }
        let found = self.kept.found(cx, &wanted);
        if found.is_empty() {
            cards::muted(ui, "Nothing of that kind was done.");
        }
        let area = egui::ScrollArea::vertical().id_salt("log-found").auto_shrink(false);
        area.show_rows(ui, ROW, found.len(), |ui, range| {
            let places = found.get(range).unwrap_or_default();
            for entry in places.iter().filter_map(|place| cx.entries.get(*place)) {
                act(ui, cx, entry);
            }
        });
    }
}

fn act(ui: &mut Ui, cx: &Cx<'_>, entry: &Entry) {
    ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        let at = words::time_of_day_secs(entry.stamp.at(), cx.zone);
        ui.add_sized([70.0, 20.0], egui::Label::new(at));
        let who = words::author(cx.centre, entry.by);
        ui.allocate_ui(Vec2::new(140.0, 20.0), |ui| {
            ui.set_width(140.0);
            ui.add(egui::Label::new(egui::RichText::new(who).color(cx.palette.muted)).truncate());
        });
        ui.add(egui::Label::new(words::act(cx.centre, entry)).truncate());
    });
}

fn held(had: &Had) -> String {
    if had.held.as_secs() == 0 { String::new() } else { words::clock(had.held.as_secs()) }
}

fn given(had: &Had) -> String {
    let given = words::clock(had.extended_secs.abs());
    match had.extended_secs {
        0 => String::new(),
        1.. => format!("+{given}"),
        _ => format!("−{given}"),
    }
}

/// How wide each column is beside the phase, which takes what is left. Where there is little room,
/// what was held and given stands in the detail alone.
const WIDE: [f32; 8] = [64.0, 0.0, 64.0, 56.0, 60.0, 64.0, 64.0, 150.0];
const NARROW: [f32; 8] = [52.0, 0.0, 60.0, 0.0, 0.0, 56.0, 56.0, 108.0];
const PHASE: usize = 1;
const GAP: f32 = 6.0;

/// Eight texts side by side, each in its column.
fn cells<'a>(ui: &mut Ui, texts: [&'a str; 8], mut cell: impl FnMut(&mut Ui, usize, &'a str)) {
    let room = ui.available_width();
    let widths = if room < 640.0 { NARROW } else { WIDE };
    let columns = widths.iter().filter(|width| **width > 0.0).count();
    let taken: f32 = widths.iter().sum::<f32>() + GAP * columns as f32;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (place, (text, width)) in texts.into_iter().zip(widths).enumerate() {
            let width = if place == PHASE { (room - taken).max(80.0) } else { width };
            if width <= 0.0 {
                continue;
            }
            ui.allocate_ui(Vec2::new(width, 22.0), |ui| {
                ui.set_width(width);
                ui.horizontal_centered(|ui| cell(ui, place, text));
            });
        }
    });
}

fn export(ui: &mut Ui, cx: &Cx<'_>, asks: &mut Asks) {
    let name = |end: &str| {
        let rehearsal = if cx.centre.details.rehearsal { "rehearsal " } else { "" };
        let centre = crate::files::safe_name(&cx.centre.details.name);
        format!("{rehearsal}log of {centre}.{end}")
    };
    if buttons::quiet(ui, "Save as CSV").clicked() {
        let derived = report::log::derive(cx.centre, cx.zone, cx.now.wall);
        if let Ok(text) = report::log::csv(&derived) {
            asks.ask(Ask::SaveText { name: name("csv"), text });
        }
    }
    if buttons::quiet(ui, "Save as text").clicked() {
        let text = report::log::text(cx.centre, (cx.entries, cx.you.into()), cx.zone, cx.now.wall);
        asks.ask(Ask::SaveText { name: name("txt"), text });
    }
}
