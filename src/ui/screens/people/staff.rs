//! Everything about an assessor, a role player or a room.

use std::collections::BTreeSet;

use egui::Ui;

use super::typed::field;
use super::{People, apart, off_the_list, perform};
use crate::ids::ExerciseId;
use crate::people::roster;
use crate::people::{Assessor, AssessorFact, Change, RolePlayer, RolePlayerFact, Room, RoomFact};
use crate::scenario::Exercise;
use crate::time::Length;
use crate::ui::asks::Asks;
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::words;

impl People {
    pub(super) fn assessor(&mut self, ui: &mut Ui, cx: &Cx<'_>, known: &Assessor, asks: &mut Asks) {
        let id = known.id;
        heading(ui, &known.name);
        let sessions = cx.centre.planned_sessions();
        let count = sessions.iter().filter(|session| session.has_assessor(id)).count();
        muted(ui, format!("Observes in {}.", words::count(count, "session", "sessions")));
        ui.add_enabled_ui(cx.writable, |ui| {
            self.typed.fact(ui, field("name", "Name", ""), &known.name, |name| {
                perform(cx, asks, Change::NameAssessor { assessor: id, name: name.to_owned() })
            });
            let trained = known.trained.map_or_else(String::new, |date| date.to_string());
            let mut tell =
                |fact: AssessorFact| perform(cx, asks, Change::Assessor { assessor: id, fact });
            let label = "Last trained (year-month-day)";
            self.typed.fact(ui, field("trained", label, "2026-03-02"), &trained, |text| {
                let today = cx.now.wall.to_zoned_datetime(cx.zone.clone()).date();
                match roster::day(text) {
                    Ok(Some(date)) if date > today => {
                        format!(
                            "{} is still to come. Write the day of a training that was held.",
                            words::date(date)
                        )
                    }
                    Ok(date) => tell(AssessorFact::Trained(date)),
                    Err(_no_day) => {
                        format!("“{text}” is not a day, such as 2026-03-02 or 2 March 2026.")
                    }
                }
            });
            if let Some(date) = known.trained {
                muted(ui, words::date(date));
            }
            let day = &cx.centre.frame;
            self.typed.hours(ui, day, known.present, |hours| tell(AssessorFact::Present(hours)));
            ui.add_space(8.0);
            heading(ui, "May rate in");
            let all: Vec<_> = cx.centre.scenario.exercises.iter().collect();
            ticks(ui, &all, known.certified.as_ref(), |certified| {
                tell(AssessorFact::Certified(certified));
            });
            apart::of_assessor(ui, cx, &mut self.apart, id, asks);
            off_the_list(ui, cx, &mut self.refused, Change::RemoveAssessor { assessor: id }, asks);
        });
    }

    pub(super) fn role_player(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        known: &RolePlayer,
        asks: &mut Asks,
    ) {
        let id = known.id;
        heading(ui, &known.name);
        ui.add_enabled_ui(cx.writable, |ui| {
            let mut tell =
                |fact: RolePlayerFact| perform(cx, asks, Change::RolePlayer { player: id, fact });
            self.typed.fact(ui, field("name", "Name", ""), &known.name, |name| {
                tell(RolePlayerFact::Name(name.to_owned()))
            });
            let minutes = known.reset.as_secs() / 60;
            let label = "Minutes to reset after a session";
            self.typed.fact(
                ui,
                field("reset", label, "5"),
                &minutes.to_string(),
                |text| match text.parse::<u32>() {
                    Ok(minutes) if minutes <= 240 => {
                        tell(RolePlayerFact::Reset(Length::minutes(minutes)))
                    }
                    _ => "Write whole minutes, from 0 to 240.".to_owned(),
                },
            );
            let day = &cx.centre.frame;
            self.typed.hours(ui, day, known.present, |hours| tell(RolePlayerFact::Present(hours)));
            ui.add_space(8.0);
            heading(ui, "Plays in");
            let all = cx.centre.scenario.exercises.iter();
            let with_parts: Vec<_> =
                all.filter(|exercise| !exercise.role_players.is_empty()).collect();
            if with_parts.is_empty() {
                muted(ui, "No exercise of this scenario has a part to play.");
            }
            for exercise in &with_parts {
                let parts: Vec<_> =
                    exercise.role_players.iter().map(|part| part.name.as_str()).collect();
                muted(ui, format!("{}: {}", exercise.title, parts.join(", ")));
            }
            ticks(ui, &with_parts, known.plays.as_ref(), |plays| {
                tell(RolePlayerFact::Plays(plays));
            });
            off_the_list(ui, cx, &mut self.refused, Change::RemoveRolePlayer { player: id }, asks);
        });
    }

    pub(super) fn room(&mut self, ui: &mut Ui, cx: &Cx<'_>, known: &Room, asks: &mut Asks) {
        let id = known.id;
        heading(ui, &known.name);
        let planned = cx.centre.planned_sessions();
        let count = planned.iter().filter(|session| session.room == known.name).count();
        muted(ui, format!("Planned for {}.", words::count(count, "session", "sessions")));
        ui.add_enabled_ui(cx.writable, |ui| {
            let mut tell = |fact: RoomFact| perform(cx, asks, Change::Room { room: id, fact });
            self.typed.fact(ui, field("name", "Name on the door", ""), &known.name, |name| {
                tell(RoomFact::Name(name.to_owned()))
            });
            let places = known.capacity.map_or_else(String::new, |places| places.to_string());
            let label = "Places for candidates (empty: as many as come)";
            self.typed.fact(ui, field("places", label, "6"), &places, |text| {
                if text.is_empty() {
                    return tell(RoomFact::Capacity(None));
                }
                match text.parse() {
                    Ok(places) => tell(RoomFact::Capacity(Some(places))),
                    Err(_no_number) => format!("“{text}” is not a whole number of places."),
                }
            });
            let day = &cx.centre.frame;
            self.typed.hours(ui, day, known.present, |hours| tell(RoomFact::Present(hours)));
            let mut step_free = known.step_free;
            if ui.checkbox(&mut step_free, "Reached without steps").changed() {
                tell(RoomFact::StepFree(step_free));
            }
            ui.add_space(8.0);
            heading(ui, "Fitted for");
            let all: Vec<_> = cx.centre.scenario.exercises.iter().collect();
            ticks(ui, &all, known.fitted.as_ref(), |fitted| {
                tell(RoomFact::Fitted(fitted));
            });
            off_the_list(ui, cx, &mut self.refused, Change::RemoveRoom { room: id }, asks);
        });
    }
}

/// A tick for each exercise; all of them when nothing is said. Gives what is said from now on to
/// `keep`.
fn ticks(
    ui: &mut Ui,
    exercises: &[&Exercise],
    said: Option<&BTreeSet<ExerciseId>>,
    keep: impl FnOnce(Option<BTreeSet<ExerciseId>>),
) {
    let every = || exercises.iter().map(|exercise| exercise.id.clone()).collect();
    let mut all = said.is_none();
    if !exercises.is_empty() && ui.checkbox(&mut all, "All exercises").changed() {
        keep((!all).then(every));
        return;
    }
    let mut now: BTreeSet<ExerciseId> = said.cloned().unwrap_or_else(every);
    let mut changed = false;
    for exercise in exercises {
        let mut own = now.contains(&exercise.id);
        let tick = ui.add_enabled_ui(said.is_some(), |ui| ui.checkbox(&mut own, &exercise.title));
        if tick.inner.changed() {
            changed = true;
            if own {
                now.insert(exercise.id.clone());
            } else {
                now.remove(&exercise.id);
            }
        }
    }
    if changed {
        keep(Some(now));
    }
}
