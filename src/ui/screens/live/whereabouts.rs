//! Where everybody is, in what, until when, how much is done and what comes next. Only what is in
//! view is drawn.

use std::collections::BTreeMap;
use std::rc::Rc;

use egui::{Ui, Vec2};

use super::attendee;
use super::chosen::Chosen;
use crate::centre::{Person, Session};
use crate::day;
use crate::day::presence::{self, Presence};
use crate::day::turns;
use crate::ids::{CandidateId, SessionId};
use crate::planning::times;
use crate::report;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{self, muted};
use crate::ui::widgets::{buttons, marks};
use crate::words;

/// How high a row is, and the gap below it.
const ROW: (f32, f32) = (34.0, 4.0);
/// How wide a time of the day is.
const TIME: f32 = 46.0;
/// From which width on there is room for how much is done.
const WIDE: f32 = 760.0;

/// Whose exercises are shown beside the list.
#[derive(Debug, Default)]
pub(super) struct Whereabouts {
    /// The candidate that was pressed last.
    pub(super) of: Option<CandidateId>,
}

/// Where somebody is now, and what comes next.
struct Where {
    place: String,
    doing: String,
    until: String,
    done: String,
    next: String,
    session: Option<SessionId>,
}

/// A row of the list.
enum Row {
    /// What those below it are.
    Heading(&'static str),
    Of(Person),
}

/// Everybody, those of a kind below each other.
fn rows(cx: &Cx<'_>) -> Vec<Row> {
    let people = &cx.centre.people;
    let candidates = people.candidates().into_iter().map(|one| Person::Candidate(one.id));
    let assessors = people.assessors().into_iter().map(|one| Person::Assessor(one.id));
    let players = people.role_players().into_iter().map(|one| Person::RolePlayer(one.id));
    let mut rows: Vec<Row> = candidates.map(Row::Of).collect();
    for (heading, staff) in
        [("Assessors", assessors.collect::<Vec<_>>()), ("Role players", players.collect())]
    {
        if !staff.is_empty() {
            rows.push(Row::Heading(heading));
            rows.extend(staff.into_iter().map(Row::Of));
        }
    }
    rows
}

/// Draws the list.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, shown: &mut Whereabouts, chosen: &mut Chosen) {
    let candidates = cx.centre.people.candidates().len();
    cards::heading(ui, words::count(candidates, "candidate", "candidates"));
    ui.add_space(4.0);
    // Within as much as the rows have around them.
    egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 0)).show(ui, |ui| {
        row_of(ui, ["Who", "Where", "In", "Until", "Done", "Next"], |ui, text| {
            muted(ui, text);
        });
    });
    ui.spacing_mut().item_spacing.y = ROW.1;
    let rows = rows(cx);
    let area = egui::ScrollArea::vertical().id_salt("whereabouts").auto_shrink(false);
    area.show_rows(ui, ROW.0, rows.len(), |ui, range| {
        for known in rows.get(range).unwrap_or_default() {
            match known {
                Row::Of(who) => row(ui, cx, *who, shown, chosen),
                Row::Heading(words) => {
                    ui.allocate_ui(Vec2::new(ui.available_width(), ROW.0), |ui| {
                        ui.set_height(ROW.0);
                        ui.with_layout(egui::Layout::left_to_right(egui::Align::Max), |ui| {
                            cards::heading(ui, *words);
                        });
                    });
                }
            }
        }
    });
}

fn row(ui: &mut Ui, cx: &Cx<'_>, who: Person, shown: &mut Whereabouts, chosen: &mut Chosen) {
    let found = whereabouts(cx, who);
    let label = words::person(cx.centre, who);
    let Where { place, doing, until, done, next, session } = &found;
    let until = if until.is_empty() { String::new() } else { format!(", until {until}") };
    let told = if done.is_empty() { String::new() } else { format!(" Done: {done}.") };
    let name = format!("{label}: {place}, {doing}{until}.{told} Next: {next}");
    let candidate = match who {
        Person::Candidate(id) => Some(id),
        Person::Assessor(_) | Person::RolePlayer(_) => None,
    };
    let is_chosen = candidate.is_some() && shown.of == candidate;
    let pressed = buttons::pressable(ui, ("whereabouts", who), &name, is_chosen, |ui| {
        let fill = if is_chosen { cx.palette.tint } else { cx.palette.card };
        let margin = egui::Margin::symmetric(10, 4);
        egui::Frame::new().fill(fill).corner_radius(6).inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(ROW.0 - 8.0);
            let texts = [&label, place, doing, &found.until, done, next].map(String::as_str);
            let mut first = true;
            row_of(ui, texts, |ui, text| {
                let known = candidate.and_then(|id| cx.centre.people.candidate(id));
                if let Some(known) = known.filter(|_| std::mem::take(&mut first)) {
                    marks::badge(ui, &known.code);
                    ui.add(egui::Label::new(&known.name).truncate());
                } else {
                    ui.add(egui::Label::new(text).truncate());
                }
            });
        });
    });
    if pressed.clicked() {
        shown.of = candidate;
        match session {
            Some(id) => chosen.only(*id),
            None => chosen.clear(),
        }
    }
}

/// Texts side by side, each in its column.
fn row_of(ui: &mut Ui, texts: [&str; 6], mut cell: impl FnMut(&mut Ui, &str)) {
    let wide = ui.available_width() - 5.0 * 8.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        // A time of the day is as wide in a narrow window as in any.
        let rest = wide - TIME;
        let widths = if wide < WIDE {
            [rest * 0.32, rest * 0.13, rest * 0.28, TIME, 0.0, rest * 0.27]
        } else {
            [rest * 0.25, rest * 0.12, rest * 0.25, TIME, rest * 0.1, rest * 0.28]
        };
        for (text, width) in texts.into_iter().zip(widths).filter(|(_, width)| *width > 0.0) {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(Vec2::new(width, 26.0), layout, |ui| {
                ui.set_width(width);
                ui.set_height(26.0);
                cell(ui, text);
            });
        }
    });
}

fn whereabouts(cx: &Cx<'_>, who: Person) -> Where {
    let own = day::whereabouts::sessions_with(cx.centre, who);
    let next = own.iter().find(|session| !session.clock.has_begun());
    let next = next.map_or_else(|| "nothing more".to_owned(), |session| coming(cx, session));
    let presence = stands(cx).0.get(&who).copied().unwrap_or(Presence::Awaited);
    let done = match who {
        Person::Candidate(id) => report::turns::all_said(&turns::turns_of(cx.centre, id, presence)),
        Person::Assessor(_) | Person::RolePlayer(_) => String::new(),
    };
    let Some(session) = day::whereabouts::session_now(cx.centre, who) else {
        let doing = not_in_a_session(cx, presence, &own);
        let place = "–".to_owned();
        return Where { place, doing, until: String::new(), done, next, session: None };
    };
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let clock = day::clock::session_clock(cx.centre, session, cx.now.wall);
    let title = exercise.map_or("", |exercise| &exercise.title);
    let desk = exercise.is_some_and(times::is_desk);
    let current = clock.current.as_ref();
    let phase = current.map_or("", |current| current.phase.title.as_str());
    let held = clock.state == day::State::Held;
    let until = current.filter(|_| !held);
    let until = until.map(|current| cx.time_of_day(current.ends(cx.now.wall)));
    let held = if held { " · held" } else { "" };
    Where {
        place: place(session, desk).to_owned(),
        doing: format!("{title} · {phase}{held}"),
        until: until.unwrap_or_default(),
        done,
        next,
        session: Some(session.id),
    }
}

/// Who is here, as of the second that is drawn.
struct Stands(BTreeMap<Person, Presence>);

fn stands(cx: &Cx<'_>) -> Rc<Stands> {
    cx.once(|| {
        let roll = presence::roll(cx.centre, cx.zone, cx.now.wall);
        Stands(roll.into_iter().map(|listed| (listed.who, listed.presence)).collect())
    })
}

/// What somebody does of whom no session runs: whether they are here, or how far they are.
fn not_in_a_session(cx: &Cx<'_>, presence: Presence, own: &[&Session]) -> String {
    let begun = own.iter().any(|session| session.clock.has_begun());
    let waits = own.iter().any(|session| !session.clock.has_begun());
    match presence {
        Presence::Absent | Presence::Withdrawn => attendee::stands(cx, presence).0,
        _ if begun && waits => "between exercises".to_owned(),
        _ if begun => "finished".to_owned(),
        Presence::Here(_) => "here, not begun".to_owned(),
        Presence::Awaited => "not begun".to_owned(),
        _ => attendee::stands(cx, presence).0,
    }
}

fn place(session: &Session, desk: bool) -> &str {
    match session.room.as_str() {
        "" if desk => "Desk",
        "" => "No room named",
        room => room,
    }
}

fn coming(cx: &Cx<'_>, session: &Session) -> String {
    let exercise = cx.centre.scenario.exercise(&session.exercise);
    let title = exercise.map_or("", |exercise| exercise.title.as_str());
    let desk = exercise.is_some_and(times::is_desk);
    let at = session.planned.map_or_else(|| "--:--".to_owned(), |at| cx.time_of_day(at));
    let outlook = cx.outlook();
    let foreseen = outlook.forecast.sessions.get(&session.id);
    let late = foreseen.filter(|known| known.behind() >= day::forecast::ON_TIME);
    let late = late.map(|known| format!(" · {}", words::behind(known.behind())));
    format!("{at} {title} · {}{}", place(session, desk), late.unwrap_or_default())
}
