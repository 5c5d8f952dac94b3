//! The chosen session: its phases, injects, corrections and papers.

use egui::Ui;
use jiff::Timestamp;

use super::papers::{self, Paper};
use super::{clock_change, several, shown, who, writable};
use crate::centre::{Change, Session, clocks, sessions};
use crate::day::{self, CueKind, SessionClock, State};
use crate::ids::SessionId;
use crate::scenario::Exercise;
use crate::scenario::exercise::Recipient;
use crate::time::{Length, time_of_day};
use crate::ui::asks::{Ask, Asks};
use crate::ui::command::Command;
use crate::ui::cx::Cx;
use crate::ui::room::around::Screening;
use crate::ui::room::monitors;
use crate::ui::theme;
use crate::ui::widgets::bars::{self, PhaseSpan};
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::marks::{self, Tone};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// How many of the cues given are listed.
const CUES: usize = 6;

/// What is half-typed about the chosen session.
#[derive(Debug, Default)]
pub(super) struct Fields {
    of: Option<SessionId>,
    by: String,
    began: String,
    room: String,
    start: String,
    reason: String,
    refused: String,
}

/// Draws the session.
pub(super) fn ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (session, exercise): (&Session, &Exercise),
    typed: &mut Fields,
    reader: &mut Option<Paper>,
    asks: &mut Asks,
) {
    if typed.of != Some(session.id) {
        let start = session.planned.map(|planned| cx.time_of_day(planned)).unwrap_or_default();
        *typed =
            Fields { of: Some(session.id), room: session.room.clone(), start, ..Fields::default() };
    }
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    ui.add(egui::Label::new(theme::strong(&exercise.title).size(16.0)).wrap());
    muted(ui, who(cx, session));
    ui.add_space(6.0);
    phase_bar(ui, cx, session, exercise, &clock);
    ui.add_space(6.0);
    state(ui, cx, session, &clock, asks);
    injects(ui, cx, session, &clock, asks);
    if clock.current.is_some() {
        corrections(ui, cx, session, &clock, typed, asks);
    }
    if clock.state == State::Waiting {
        plan(ui, cx, session, typed, asks);
    }
    fields::refusal(ui, &typed.refused);
    ui.add_space(10.0);
    heading(ui, "Papers");
    ui.horizontal_wrapped(|ui| {
        for paper in papers::of(exercise) {
            let short = paper.title.rsplit(" · ").next().unwrap_or(&paper.title).to_owned();
            if buttons::plain(ui, &words::capital(&short)).clicked() {
                *reader = Some(paper);
            }
        }
    });
    ui.add_space(10.0);
    room_screen(ui, cx, session, asks);
    cues_given(ui, cx, session, exercise);
}

/// The screen for the room: in a window, or full screen on a monitor.
fn room_screen(ui: &mut Ui, cx: &Cx<'_>, session: &Session, asks: &mut Asks) {
    ui.horizontal_wrapped(|ui| {
        if buttons::with_key(ui, Command::RoomScreen.name(), "F9", Ok(())).clicked() {
            asks.ask(Ask::Rooms(Screening::Open(vec![session.id], None)));
        }
        let button = buttons::plain(ui, "Full screen on…");
        egui::Popup::menu(&button).show(|ui| {
            let monitors = monitors::to_choose(&cx.rooms.monitors);
            for (monitor, name) in monitors.into_iter().enumerate() {
                if ui.button(name).clicked() {
                    asks.ask(Ask::Rooms(Screening::Open(vec![session.id], Some(monitor))));
                    ui.close();
                }
            }
        });
    });
    muted(ui, "F11 in that window turns full screen on and off.");
}

/// The cues that were given, and which of them late.
fn cues_given(ui: &mut Ui, cx: &Cx<'_>, session: &Session, exercise: &Exercise) {
    let given: Vec<_> = cx.centre.announcements.cues_of(session.id).collect();
    if given.is_empty() {
        return;
    }
    ui.add_space(10.0);
    heading(ui, "Cues given");
    for sounded in given.into_iter().rev().take(CUES) {
        let run = session.clock.runs.iter().find(|run| run.pressed.origin == sounded.cue.began);
        let phase = run.and_then(|run| exercise.phase(&run.phase)).map(|(_, phase)| phase);
        let what = match &sounded.cue.kind {
            CueKind::Warning(place) => {
                let warning = phase.and_then(|phase| phase.warnings.get(*place));
                warning.map_or_else(|| "a warning".to_owned(), |warning| warning.text.clone())
            }
            CueKind::TimeUp => match phase {
                Some(phase) => format!("time up, {}", phase.title),
                None => "time up".to_owned(),
            },
            CueKind::Inject(_) => "an inject fell due".to_owned(),
        };
        let late = sounded.late().map(|by| format!(", late by {}", words::clock(by.as_secs())));
        // A cue was heard also where the start that it belonged to was taken back.
        let gone = (run.is_none()).then(|| ", of a start that was taken back".to_owned());
        let at = cx.time_of_day(sounded.made.at);
        muted(ui, format!("{at} {what}{}", gone.or(late).unwrap_or_default()));
    }
}

#[expect(clippy::cast_possible_truncation, reason = "shares of a bar on the screen")]
fn phase_bar(
    ui: &mut Ui,
    cx: &Cx<'_>,
    session: &Session,
    exercise: &Exercise,
    clock: &SessionClock<'_>,
) {
    let place = clock.current.as_ref().map(|current| current.place);
    let spans: Vec<PhaseSpan> = exercise
        .phases
        .iter()
        .enumerate()
        .map(|(index, phase)| {
            let length = day::clock::planned_length(cx.centre, session, phase);
            let done = match (&clock.current, place) {
                (Some(current), Some(place)) if index == place => current.share(),
                (_, Some(place)) if index < place => 1.0,
                _ if clock.state == State::Finished => 1.0,
                _ => 0.0,
            };
            let injects = exercise.injects.iter().filter(|inject| inject.phase == phase.id);
            let share = |at: Length| at.as_minutes() / length.as_minutes().max(0.1);
            PhaseSpan {
                label: format!("{} {}", phase.title, words::length(length)),
                minutes: length.as_minutes(),
                observed: phase.kind.is_observed(),
                done,
                marks: injects.map(|inject| share(inject.minute) as f32).collect(),
            }
        })
        .collect();
    let labels: Vec<_> = spans.iter().map(|span| span.label.as_str()).collect();
    bars::phases(ui, &spans, &format!("Phases: {}", labels.join(", ")));
}

fn state(ui: &mut Ui, cx: &Cx<'_>, session: &Session, clock: &SessionClock<'_>, asks: &mut Asks) {
    if let Some(current) = &clock.current {
        let (figures, over) = shown(current);
        ui.horizontal(|ui| {
            marks::figures(ui, &figures, 30.0, over);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let length = words::clock(current.length.as_secs());
                muted(ui, if over { "over time".to_owned() } else { format!("left of {length}") });
                if current.extra > Length::ZERO {
                    muted(ui, format!("with {} extra time", words::length(current.extra)));
                }
            });
        });
        granted(ui, cx, session, current);
        muted(
            ui,
            format!(
                "{} · until {}",
                current.phase.title,
                cx.time_of_day(current.ends(cx.now.wall))
            ),
        );
    }
    match clock.next {
        Some((next, length)) => {
            muted(ui, format!("Next: {}, {}", next.title, words::length(length)));
        }
        None if clock.state == State::Finished => {
            marks::pill(ui, "Finished", Tone::Good);
        }
        None => {
            muted(ui, "Next: the session is finished.");
        }
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| controls(ui, cx, session, clock, asks));
}

/// Who has longer in this phase than it is planned to last, and what was given back (rule T3).
fn granted(ui: &mut Ui, cx: &Cx<'_>, session: &Session, current: &day::PhaseClock<'_>) {
    let together = session.seats.len();
    for seat in &session.seats {
        let Some(known) = cx.centre.people.candidate(seat.candidate) else { continue };
        let own = known.length_of(&session.exercise, current.phase, together);
        if own > current.phase.length {
            let (own, planned) = (words::length(own), words::length(current.phase.length));
            muted(ui, format!("{} has {own}, others {planned}", known.code));
        }
    }
    let given = session.clock.current().map_or(0, |run| run.extended_secs);
    if given != 0 {
        let by = words::length(Length::seconds(u32::try_from(given.abs()).unwrap_or(0)));
        let word = if given > 0 { "given" } else { "taken" };
        muted(ui, format!("{by} {word} so far"));
    }
}

fn controls(
    ui: &mut Ui,
    cx: &Cx<'_>,
    session: &Session,
    clock: &SessionClock<'_>,
    asks: &mut Asks,
) {
    let press = |asks: &mut Asks, command| {
        asks.0.extend(clock_change(cx, session.id, command).map(|change| Ask::Do(vec![change])));
    };
    if clock.state == State::Waiting {
        if buttons::primary_if(ui, "Start", writable(cx)).clicked() {
            press(asks, Command::StartHoldGoOn);
        }
        return;
    }
    if clock.current.is_none() {
        several::jump(ui, cx, &[session.id], asks);
        return;
    }
    let hold = if clock.state == State::Held { "Go on" } else { "Hold" };
    let next = if clock.next.is_some() { "Next phase" } else { "Finish" };
    for (text, key, command) in [
        (hold, "Space", Command::StartHoldGoOn),
        ("+1 min", "+", Command::GiveMinute),
        ("−1 min", "−", Command::TakeMinute),
        (next, "N", Command::NextPhase),
    ] {
        if buttons::with_key(ui, text, key, writable(cx)).clicked() {
            press(asks, command);
        }
        if command == Command::GiveMinute && buttons::plain_if(ui, "+5 min", writable(cx)).clicked()
        {
            let extend = clocks::Change::Extend { session: session.id, by_secs: 300 };
            asks.change(Change::Clock(extend));
        }
    }
    if clock.next.is_some()
        && buttons::plain_if(ui, "End session", writable(cx))
            .on_hover_text(
                "Ends it here; the phases that are left are skipped. Undo brings it back.",
            )
            .clicked()
    {
        press(asks, Command::EndSession);
    }
    several::jump(ui, cx, &[session.id], asks);
}

fn injects(ui: &mut Ui, cx: &Cx<'_>, session: &Session, clock: &SessionClock<'_>, asks: &mut Asks) {
    if clock.injects.is_empty() {
        return;
    }
    ui.add_space(10.0);
    heading(ui, "Injects");
    for due in &clock.injects {
        ui.push_id(due.inject.id.as_str(), |ui| {
            let title = words::first_line(&due.inject.text);
            let to = match &due.inject.to {
                Recipient::Candidates => "to the candidate",
                Recipient::RolePlayer(_) => "prompt for the role player",
                Recipient::Assessors => "to the assessors",
            };
            ui.add(egui::Label::new(&title).wrap());
            ui.horizontal_wrapped(|ui| {
                match due.given {
                    Some(given) => {
                        marks::pill(ui, &format!("given {}", cx.time_of_day(given)), Tone::Good);
                    }
                    None if due.in_secs <= 0 => {
                        marks::pill(ui, "due now", Tone::Now);
                    }
                    None => {
                        muted(ui, format!("in {}", words::clock(due.in_secs)));
                    }
                }
                muted(ui, to);
                if due.given.is_none()
                    && buttons::plain_if(ui, "Given", writable(cx))
                        .accessible_name(format!("Given: {title}"))
                        .clicked()
                {
                    let (session, inject) = (session.id, due.inject.id.clone());
                    asks.change(Change::Clock(clocks::Change::Give { session, inject }));
                }
            });
        });
    }
}

/// Give or take time as people write it, and put a start right.
fn corrections(
    ui: &mut Ui,
    cx: &Cx<'_>,
    session: &Session,
    clock: &SessionClock<'_>,
    typed: &mut Fields,
    asks: &mut Asks,
) {
    let Some(current) = &clock.current else { return };
    ui.add_space(10.0);
    heading(ui, "Put right");
    let id = session.id;
    fields::line(ui, ("by", id), "Give or take time", &mut typed.by, "2 min, 90 s, 1:30");
    ui.horizontal(|ui| {
        for (text, sign) in [("Give", 1), ("Take", -1)] {
            if buttons::plain_if(ui, text, writable(cx))
                .accessible_name(format!("{text} time"))
                .clicked()
            {
                typed.refused = match typed.by.parse::<Length>() {
                    Ok(length) => {
                        typed.by.clear();
                        let by_secs = i32::try_from(length.as_secs()).unwrap_or(i32::MAX) * sign;
                        perform(
                            cx,
                            asks,
                            Change::Clock(clocks::Change::Extend { session: id, by_secs }),
                        )
                    }
                    Err(why) => words::capital(&why.to_string()),
                };
            }
        }
        if let Ok(length) = typed.by.parse::<Length>() {
            muted(ui, words::length(length));
        }
    });
    let began = cx.time_of_day(current.started);
    let label =
        format!("{} began at {began}. If it really began at another time:", current.phase.title);
    fields::line(ui, ("began", id), &label, &mut typed.began, "9:15");
    if buttons::plain_if(ui, "Set the true start", writable(cx)).clicked() {
        typed.refused = match moment_near(cx, current.started, &typed.began) {
            Ok(at) => {
                typed.began.clear();
                let phase = current.phase.id.clone();
                let change = clocks::Change::SetTrueStart { session: id, phase, at };
                perform(cx, asks, Change::Clock(change))
            }
            Err(why) => why,
        };
    }
}

/// Room, planned start, and calling it off: while it has not begun.
fn plan(ui: &mut Ui, cx: &Cx<'_>, session: &Session, typed: &mut Fields, asks: &mut Asks) {
    ui.add_space(10.0);
    heading(ui, "Plan");
    let id = session.id;
    let room = fields::line(ui, ("room", id), "Room", &mut typed.room, "Oak");
    let start = fields::line(ui, ("start", id), "Starts at", &mut typed.start, "9:15");
    if room.lost_focus() || start.lost_focus() {
        let planned = if typed.start.trim().is_empty() {
            Ok(None)
        } else {
            moment_near(cx, session.planned.unwrap_or(cx.now.wall), &typed.start).map(Some)
        };
        typed.refused = match planned {
            Ok(planned) if planned != session.planned || typed.room.trim() != session.room => {
                let room = typed.room.clone();
                let change = sessions::Change::Move { session: id, room, planned };
                perform(cx, asks, Change::Session(change))
            }
            Ok(_) => String::new(),
            Err(why) => why,
        };
    }
    fields::line(ui, ("reason", id), "If it will not be held: why", &mut typed.reason, "Withdrew");
    if buttons::plain_if(ui, "Call off", writable(cx)).clicked() {
        let reason = typed.reason.clone();
        let change = sessions::Change::CallOff { session: id, reason };
        typed.refused = perform(cx, asks, Change::Session(change));
    }
}

/// The time of day that was typed, on the day of `near`.
pub(super) fn moment_near(cx: &Cx<'_>, near: Timestamp, text: &str) -> Result<Timestamp, String> {
    let time = time_of_day(text).map_err(|why| words::capital(&why.to_string()))?;
    let day = near.to_zoned_datetime(cx.zone.clone()).date();
    let zoned = day.to_datetime(time).to_zoned_datetime(cx.zone.clone());
    zoned.map(|zoned| zoned.timestamp()).map_err(|_why| format!("There is no {text} on that day."))
}

/// Asks for the change if it can be; else says why not.
fn perform(cx: &Cx<'_>, asks: &mut Asks, change: Change) -> String {
    match cx.centre.check(&change) {
        Ok(()) => {
            asks.change(change);
            String::new()
        }
        Err(refusal) => words::refusal(cx.centre, &refusal),
    }
}
