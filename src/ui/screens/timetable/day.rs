//! The frame of the day: when it begins and ends, lunch, desks, what lies between.

use egui::Ui;
use jiff::civil::Time;

use crate::centre::frame::{self, Frame, Lunch};
use crate::centre::{Change, frame::Change as FrameChange};
use crate::ids::EventId;
use crate::planning::pose::usual_distinct;
use crate::scenario::running::Moment;
use crate::time::{Length, time_of_day};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::theme;
use crate::ui::widgets::cards::muted;
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// The frame as typed so far.
#[derive(Debug, Default)]
pub(super) struct Form {
    begins: String,
    ends: String,
    leave_by: String,
    gap: String,
    desks: String,
    distinct: String,
    same_pair: String,
    candidates: Meal,
    assessors: Meal,
    events: Vec<(EventId, String, String)>,
}

/// A meal as typed so far; without a length there is none.
#[derive(Debug, Default)]
struct Meal {
    length: String,
    earliest: String,
    latest: String,
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The frame in words, for those who have no timetable yet.
pub(super) fn summary(cx: &Cx<'_>) -> String {
    let people = &cx.centre.people;
    let frame = &cx.centre.frame;
    let count = words::count;
    let mut all = vec![
        count(people.candidates().len(), "candidate", "candidates"),
        count(people.assessors().len(), "assessor", "assessors"),
    ];
    let players = people.role_players().len();
    let rooms = people.rooms().len();
    all.push(if players == 0 {
        "role players not named".to_owned()
    } else {
        count(players, "role player", "role players")
    });
    all.push(if rooms == 0 { "rooms not named".to_owned() } else { count(rooms, "room", "rooms") });
    let lunch = frame.candidate_lunch.map_or_else(
        || "no lunch".to_owned(),
        |lunch| {
            let (from, until) = (clock(lunch.earliest), clock(lunch.latest_end));
            format!("{} of lunch between {from} and {until}", words::length(lunch.length))
        },
    );
    format!(
        "{}. The day lasts from {} to {}, with {lunch}.",
        all.join(", "),
        clock(frame.begins),
        clock(frame.ends)
    )
}

impl Meal {
    fn of(lunch: Option<Lunch>) -> Self {
        lunch.map_or_else(Self::default, |lunch| Self {
            length: words::length(lunch.length),
            earliest: clock(lunch.earliest),
            latest: clock(lunch.latest_end),
        })
    }

    /// True when Enter was pressed in one of the fields.
    fn ui(&mut self, ui: &mut Ui, whose: &str) -> bool {
        let mut entered = false;
        ui.columns(3, |columns| {
            if let [length, earliest, latest] = columns {
                let id = |part| (whose.to_owned(), part);
                let label = format!("{whose}’ lunch");
                let long = fields::line(length, id("length"), &label, &mut self.length, "none");
                let from = &mut self.earliest;
                let from = fields::line(earliest, id("earliest"), "Not before", from, "11:30");
                let until = &mut self.latest;
                let until = fields::line(latest, id("latest"), "Ended by", until, "14:00");
                entered = [&long, &from, &until].iter().any(|field| fields::entered(length, field));
                from.accessible_name(format!("{whose}’ lunch not before"));
                until.accessible_name(format!("{whose}’ lunch ended by"));
            }
        });
        entered
    }

    fn read(&self) -> Result<Option<Lunch>, String> {
        if self.length.trim().is_empty() {
            return Ok(None);
        }
        let length = self.length.parse::<Length>().map_err(|why| why.to_string())?;
        let at = |text: &str| time_of_day(text).map_err(|why| why.to_string());
        Ok(Some(Lunch { length, earliest: at(&self.earliest)?, latest_end: at(&self.latest)? }))
    }
}

impl Form {
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        let frame = &cx.centre.frame;
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let events = cx.centre.scenario.events.iter().filter(|event| event.when == Moment::Between);
        Self {
            begins: clock(frame.begins),
            ends: clock(frame.ends),
            leave_by: frame.leave_by.map(clock).unwrap_or_default(),
            gap: words::length(frame.gap),
            desks: number(frame.desks.map(u32::from)),
            distinct: number(frame.distinct.map(u32::from)),
            same_pair: frame.same_pair.to_string(),
            candidates: Meal::of(frame.candidate_lunch),
            assessors: Meal::of(frame.assessor_lunch),
            events: events
                .map(|event| {
                    let at = frame.events.get(&event.id).copied().map(clock);
                    (event.id.clone(), event.title.clone(), at.unwrap_or_default())
                })
                .collect(),
        }
    }

    /// What is typed, as changes to the frame; nothing for what stays as it is.
    fn read(&self, frame: &Frame) -> Result<Vec<FrameChange>, String> {
        let at = |text: &str| time_of_day(text).map_err(|why| why.to_string());
        let maybe = |text: &str| {
            let text = text.trim();
            if text.is_empty() { Ok(None) } else { at(text).map(Some) }
        };
        let mut changes = Vec::new();
        let (begins, ends) = (at(&self.begins)?, at(&self.ends)?);
        // The one that widens the day first, so that it never ends before it begins.
        if ends > frame.ends {
            changes.push(FrameChange::Ends(ends));
        }
        if begins != frame.begins {
            changes.push(FrameChange::Begins(begins));
        }
        if ends < frame.ends {
            changes.push(FrameChange::Ends(ends));
        }
        let leave_by = maybe(&self.leave_by)?;
        if leave_by != frame.leave_by {
            changes.push(FrameChange::LeaveBy(leave_by));
        }
        let gap = self.gap.parse::<Length>().map_err(|why| why.to_string())?;
        if gap != frame.gap {
            changes.push(FrameChange::Gap(gap));
        }
        let desks = number(&self.desks)?;
        if desks != frame.desks {
            changes.push(FrameChange::Desks(desks));
        }
        let distinct = number(&self.distinct)?;
        if distinct != frame.distinct {
            changes.push(FrameChange::Distinct(distinct));
        }
        let same_pair = number(&self.same_pair)?.unwrap_or(frame.same_pair);
        if same_pair != frame.same_pair {
            changes.push(FrameChange::SamePair(same_pair));
        }
        let (candidates, assessors) = (self.candidates.read()?, self.assessors.read()?);
        if candidates != frame.candidate_lunch {
            changes.push(FrameChange::CandidateLunch(candidates));
        }
        if assessors != frame.assessor_lunch {
            changes.push(FrameChange::AssessorLunch(assessors));
        }
        for (event, _, text) in &self.events {
            let at = maybe(text)?;
            if at != frame.events.get(event).copied() {
                changes.push(FrameChange::Event { event: event.clone(), at });
            }
        }
        Ok(changes)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<Option<T>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().map(Some);
    read.map_err(|_why| format!("“{text}” is not a whole number that fits here."))
}

/// Shows the form; true when it should close.
pub(super) fn modal(ui: &Ui, cx: &Cx<'_>, form: &mut Form, asks: &mut Asks) -> bool {
    let mut close = false;
    let modal = egui::Modal::new(egui::Id::unique("day")).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        ui.label(theme::strong("The day").size(18.0));
        let height = ui.ctx().content_rect().height() - 190.0;
        let area = egui::ScrollArea::vertical().max_height(height);
        let entered = area.show(ui, |ui| content(ui, cx, form)).inner;
        let read = form.read(&cx.centre.frame).and_then(|changes| refused(cx, changes));
        if let Err(why) = &read {
            fields::refusal(ui, why);
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let possible = read.as_ref().map(|_| ()).map_err(String::clone);
            let pressed = buttons::primary_if(ui, "Keep", possible).clicked();
            if (pressed || entered)
                && let Ok(changes) = read
            {
                if !changes.is_empty() {
                    asks.ask(Ask::Do(changes));
                }
                close = true;
            }
            close |= buttons::plain(ui, "Cancel").clicked();
        });
    });
    close || modal.should_close()
}

/// The fields; true when Enter was pressed in one of them.
fn content(ui: &mut Ui, cx: &Cx<'_>, form: &mut Form) -> bool {
    let mut entered = false;
    ui.columns(3, |columns| {
        if let [begins, ends, leave] = columns {
            entered |= line(begins, "begins", "The day begins", &mut form.begins, "9:00");
            entered |= line(ends, "ends", "Last write-up ended by", &mut form.ends, "18:00");
            entered |=
                line(leave, "leave", "Candidates gone by", &mut form.leave_by, "with the others");
        }
    });
    entered |= form.candidates.ui(ui, "Candidates");
    entered |= form.assessors.ui(ui, "Assessors");
    ui.columns(2, |columns| {
        if let [gap, desks] = columns {
            entered |=
                line(gap, "gap", "Between exercises, to rest and move", &mut form.gap, "5 min");
            entered |=
                line(desks, "desks", "Desks to prepare and write at", &mut form.desks, "enough");
        }
    });
    ui.columns(2, |columns| {
        if let [distinct, pair] = columns {
            let hint = usual_distinct(cx.centre).to_string();
            let label = "Assessors who see each candidate, at least";
            entered |= line(distinct, "distinct", label, &mut form.distinct, &hint);
            entered |=
                line(pair, "pair", "The same one at most so often", &mut form.same_pair, "2");
        }
    });
    if !form.events.is_empty() {
        muted(
            ui,
            "For all candidates at once; left empty, the timetable does not keep time for it.",
        );
    }
    for (event, title, at) in &mut form.events {
        entered |= line(ui, event.as_str(), &format!("{title} begins"), at, "14:30");
    }
    entered
}

/// A line of the form; true when Enter was pressed in it.
fn line(ui: &mut Ui, id: &str, label: &str, text: &mut String, hint: &str) -> bool {
    let field = fields::line(ui, id, label, text, hint);
    fields::entered(ui, &field)
}

/// The changes one after the other, if the centre takes them.
fn refused(cx: &Cx<'_>, changes: Vec<frame::Change>) -> Result<Vec<Change>, String> {
    let changes: Vec<Change> = changes.into_iter().map(Change::Frame).collect();
    match crate::planning::edits::preview(cx.centre, &changes) {
        Ok(_) => Ok(changes),
        Err(refusal) => Err(words::refusal(cx.centre, &refusal)),
    }
}
