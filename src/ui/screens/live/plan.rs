//! Planning several sessions at once: one for each candidate or group, back to back in each room,
//! with the assessors in turn.

use std::collections::BTreeSet;

use egui::Ui;
use jiff::Timestamp;

use super::detail::moment_near;
use crate::centre::sessions::Seat;
use crate::centre::{Centre, Change, Session, sessions};
use crate::ids::{AssessorId, CandidateId};
use crate::scenario::Exercise;
use crate::time::{Length, shifted};
use crate::ui::asks::{Ask, Asks};
use crate::ui::cx::Cx;
use crate::ui::widgets::cards::{heading, muted};
use crate::ui::widgets::{buttons, fields};
use crate::words;

/// What is chosen and half-typed in the form.
#[derive(Debug, Default)]
pub struct Form {
    exercise: usize,
    candidates: BTreeSet<CandidateId>,
    assessors: BTreeSet<AssessorId>,
    rooms: String,
    start: String,
    gap: String,
    refused: String,
}

/// What the form asks for, read and ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish<'a> {
    /// Who is to do it, in order.
    pub candidates: Vec<CandidateId>,
    /// Who is to observe.
    pub assessors: Vec<AssessorId>,
    /// Where; each room runs its own sessions. Empty names are fine.
    pub rooms: Vec<&'a str>,
    /// When the first begin.
    pub start: Option<Timestamp>,
    /// Between one session and the next in a room.
    pub gap: Length,
}

/// Why the sessions cannot be planned like that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplanned {
    /// Nobody is ticked.
    NoCandidates,
    /// This many assessors are needed at once, and this many are ticked.
    TooFewAssessors(usize, usize),
    /// So many candidates cannot be split into groups from this to this size.
    NoGroups(usize, u8, u8),
}

/// The sessions of `exercise` for everybody in `wish`: in each round one session a room, the
/// assessors going on in turn from round to round.
///
/// # Errors
///
/// Why it cannot be.
pub fn plan(exercise: &Exercise, wish: &Wish<'_>) -> Result<Vec<Change>, Unplanned> {
    if wish.candidates.is_empty() {
        return Err(Unplanned::NoCandidates);
    }
    let groups = groups(&wish.candidates, exercise)?;
    let rooms = wish.rooms.len().max(1).min(groups.len());
    let each = usize::from(exercise.assessors_per_candidate);
    let at_once = rooms * each;
    if at_once > wish.assessors.len() {
        return Err(Unplanned::TooFewAssessors(at_once, wish.assessors.len()));
    }
    let length = exercise.total().plus(wish.gap).as_duration();
    let mut turn = wish.assessors.iter().cycle();
    let mut changes = Vec::new();
    for (round, in_rooms) in groups.chunks(rooms).enumerate() {
        let after = length.saturating_mul(i32::try_from(round).unwrap_or(i32::MAX));
        for (room, group) in in_rooms.iter().enumerate() {
            // A room has its own assessors; in a group they share the candidates out.
            let share = (wish.assessors.len() / rooms).clamp(each, each * group.len());
            let here: Vec<AssessorId> = turn.by_ref().take(share).copied().collect();
            let seats = group.iter().enumerate().map(|(place, candidate)| Seat {
                candidate: *candidate,
                assessors: here.iter().cycle().skip(place * each).take(each).copied().collect(),
            });
            changes.push(Change::Session(sessions::Change::Plan {
                exercise: exercise.id.clone(),
                seats: seats.collect(),
                room: wish.rooms.get(room).copied().unwrap_or("").trim().to_owned(),
                planned: wish.start.map(|start| shifted(start, after)),
                players: Vec::new(),
                markings: Vec::new(),
            }));
        }
    }
    Ok(changes)
}

/// The candidates in groups of sizes as even as they can be.
fn groups(
    candidates: &[CandidateId],
    exercise: &Exercise,
) -> Result<Vec<Vec<CandidateId>>, Unplanned> {
    let (min, max) = (usize::from(exercise.group.min), usize::from(exercise.group.max).max(1));
    let count = candidates.len().div_ceil(max);
    let (size, larger) = (candidates.len() / count.max(1), candidates.len() % count.max(1));
    if size < min {
        return Err(Unplanned::NoGroups(candidates.len(), exercise.group.min, exercise.group.max));
    }
    let mut rest = candidates.iter().copied();
    Ok((0..count)
        .map(|place| rest.by_ref().take(size + usize::from(place < larger)).collect())
        .collect())
}

/// Sessions that are planned already and would run at the same time for one of the same people.
pub fn clashes<'a>(
    centre: &'a Centre,
    exercise: &Exercise,
    changes: &[Change],
) -> Vec<&'a Session> {
    let wanted: Vec<_> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Session(sessions::Change::Plan { seats, planned: Some(planned), .. }) => {
                Some((seats, *planned, shifted(*planned, exercise.total().as_duration())))
            }
            _ => None,
        })
        .collect();
    let clash = |session: &&Session| {
        let Some(begins) = session.planned else { return false };
        let length =
            centre.scenario.exercise(&session.exercise).map_or(Length::ZERO, Exercise::total);
        let ends = shifted(begins, length.as_duration());
        wanted.iter().any(|(seats, from, until)| {
            *from < ends
                && begins < *until
                && seats.iter().any(|seat| {
                    session.has_candidate(seat.candidate)
                        || seat.assessors.iter().any(|assessor| session.has_assessor(*assessor))
                })
        })
    };
    centre.planned_sessions().into_iter().filter(clash).collect()
}

impl Form {
    /// A form for the first exercise that somebody has no session in yet.
    pub fn new(cx: &Cx<'_>) -> Self {
        let mut form = Self {
            gap: "5 min".to_owned(),
            start: next_quarter(cx),
            assessors: cx.centre.people.assessors().iter().map(|known| known.id).collect(),
            ..Self::default()
        };
        let exercises = &cx.centre.scenario.exercises;
        let wanted = exercises.iter().position(|exercise| !without(cx.centre, exercise).is_empty());
        form.choose_exercise(cx, wanted.unwrap_or(0));
        form
    }

    fn choose_exercise(&mut self, cx: &Cx<'_>, place: usize) {
        self.exercise = place;
        self.refused.clear();
        if let Some(exercise) = cx.centre.scenario.exercises.get(place) {
            self.candidates = without(cx.centre, exercise).into_iter().collect();
        }
    }

    /// The changes that the form stands for.
    fn read(&self, cx: &Cx<'_>, exercise: &Exercise) -> Result<Vec<Change>, String> {
        let rooms: Vec<&str> = self.rooms.split(',').map(str::trim).collect();
        let start = match self.start.trim() {
            "" => None,
            text => Some(moment_near(cx, day_of(cx), text)?),
        };
        let gap = match self.gap.trim() {
            "" => Length::ZERO,
            text => text.parse::<Length>().map_err(|why| why.to_string())?,
        };
        let listed = cx.centre.people.candidates();
        let ticked = listed.iter().map(|known| known.id).filter(|id| self.candidates.contains(id));
        let wish = Wish {
            candidates: ticked.collect(),
            assessors: self.assessors.iter().copied().collect(),
            rooms,
            start,
            gap,
        };
        plan(exercise, &wish).map_err(|why| match why {
            Unplanned::NoCandidates => "Tick at least one candidate.".to_owned(),
            Unplanned::TooFewAssessors(needed, ticked) => format!(
                "{} needed at once, {ticked} ticked. Tick more, or use fewer rooms.",
                words::count(needed, "assessor is", "assessors are")
            ),
            Unplanned::NoGroups(count, min, max) => format!(
                "{count} candidates do not make groups of {min} to {max}. Tick more or fewer."
            ),
        })
    }
}

/// The candidates who have no session in the exercise yet.
fn without(centre: &Centre, exercise: &Exercise) -> Vec<CandidateId> {
    let planned = centre.planned_sessions();
    let of_exercise: Vec<_> =
        planned.iter().filter(|session| session.exercise == exercise.id).collect();
    let seated: BTreeSet<_> = of_exercise
        .iter()
        .flat_map(|session| session.seats.iter().map(|seat| seat.candidate))
        .collect();
    let listed = centre.people.candidates();
    listed.iter().map(|known| known.id).filter(|id| !seated.contains(id)).collect()
}

/// The day of the centre, or today.
fn day_of(cx: &Cx<'_>) -> Timestamp {
    let date = cx.centre.details.date;
    let zoned = date.and_then(|date| date.to_zoned_datetime(cx.zone.clone()).ok());
    zoned.map_or(cx.now.wall, |zoned| zoned.timestamp())
}

/// The next quarter of an hour, if the centre is held today; else nine o'clock.
fn next_quarter(cx: &Cx<'_>) -> String {
    let now = cx.now.wall.to_zoned_datetime(cx.zone.clone());
    if cx.centre.details.date.is_some_and(|date| date != now.date()) {
        return "9:00".to_owned();
    }
    let minutes = i32::from(now.hour()) * 60 + i32::from(now.minute());
    let next = (minutes / 15 + 1) * 15 % (24 * 60);
    format!("{}:{:02}", next / 60, next % 60)
}

/// Shows the form; true when it should close.
pub fn modal(ui: &Ui, cx: &Cx<'_>, form: &mut Form, asks: &mut Asks) -> bool {
    let mut close = false;
    let screen = ui.ctx().content_rect();
    let modal = egui::Modal::new(egui::Id::unique("plan")).show(ui.ctx(), |ui| {
        ui.set_width((screen.width() - 60.0).min(720.0));
        ui.label(crate::ui::theme::strong("Plan sessions").size(18.0));
        let Some(exercise) = exercise_choice(ui, cx, form) else { return };
        let height = (screen.height() - 400.0).clamp(90.0, 340.0);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                candidate_ticks(left, cx, form, height);
                assessor_ticks(right, cx, form, height);
            }
        });
        ui.columns(3, |columns| {
            if let [first, second, third] = columns {
                fields::line(first, "rooms", "Rooms, with commas between", &mut form.rooms, "Oak, Birch");
                fields::line(second, "start", "First start", &mut form.start, "9:15");
                fields::line(third, "gap", "Between sessions", &mut form.gap, "5 min");
            }
        });
        let read = form.read(cx, exercise);
        match &read {
            Ok(changes) => {
                let clashes = clashes(cx.centre, exercise, changes);
                muted(ui, summary(changes.len(), exercise));
                if !clashes.is_empty() {
                    let some = words::count(clashes.len(), "session", "sessions");
                    fields::refusal(ui, &format!("Somebody would be in two places at once: {some} overlap. Move the first start."));
                }
            }
            // Nothing is wrong with a form that nobody has begun to fill in.
            Err(why) if form.candidates.is_empty() => drop(muted(ui, why)),
            Err(why) => fields::refusal(ui, why),
        }
        fields::refusal(ui, &form.refused);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let label = read.as_ref().map_or_else(
                |_| "Plan".to_owned(),
                |changes| format!("Plan {}", words::count(changes.len(), "session", "sessions")),
            );
            if buttons::primary_if(ui, &label, read.as_ref().map(|_| ()).map_err(String::clone)).clicked()
                && let Ok(changes) = read
            {
                asks.ask(Ask::Do(changes));
                close = true;
            }
            if buttons::plain(ui, "Cancel").clicked() {
                close = true;
            }
        });
    });
    close || modal.should_close()
}

fn summary(count: usize, exercise: &Exercise) -> String {
    let sessions = words::count(count, "session", "sessions");
    format!("{sessions} of {}, assessors in turn.", words::length(exercise.total()))
}

fn exercise_choice<'a>(ui: &mut Ui, cx: &Cx<'a>, form: &mut Form) -> Option<&'a Exercise> {
    ui.horizontal_wrapped(|ui| {
        for (place, exercise) in cx.centre.scenario.exercises.iter().enumerate() {
            let button = egui::Button::selectable(form.exercise == place, &exercise.title);
            if ui.add(button).clicked() {
                form.choose_exercise(cx, place);
            }
        }
    });
    cx.centre.scenario.exercises.get(form.exercise)
}

fn candidate_ticks(ui: &mut Ui, cx: &Cx<'_>, form: &mut Form, height: f32) {
    let listed = cx.centre.people.candidates();
    ui.horizontal(|ui| {
        heading(ui, format!("Candidates: {} of {}", form.candidates.len(), listed.len()));
        if buttons::quiet(ui, "All").accessible_name("Tick all candidates").clicked() {
            form.candidates = listed.iter().map(|known| known.id).collect();
        }
        if buttons::quiet(ui, "None").accessible_name("Tick no candidates").clicked() {
            form.candidates.clear();
        }
    });
    let rows = egui::ScrollArea::vertical().id_salt("candidates").max_height(height);
    rows.auto_shrink([false, true]).show_rows(ui, 22.0, listed.len(), |ui, range| {
        for known in listed.iter().skip(range.start).take(range.len()) {
            let mut ticked = form.candidates.contains(&known.id);
            ui.push_id(known.id.to_string(), |ui| {
                if ui.checkbox(&mut ticked, known.label()).changed() {
                    toggle(&mut form.candidates, known.id, ticked);
                }
            });
        }
    });
}

fn assessor_ticks(ui: &mut Ui, cx: &Cx<'_>, form: &mut Form, height: f32) {
    let listed = cx.centre.people.assessors();
    heading(ui, format!("Assessors: {} of {}", form.assessors.len(), listed.len()));
    let rows = egui::ScrollArea::vertical().id_salt("assessors").max_height(height);
    rows.auto_shrink([false, true]).show_rows(ui, 22.0, listed.len(), |ui, range| {
        for known in listed.iter().skip(range.start).take(range.len()) {
            let mut ticked = form.assessors.contains(&known.id);
            ui.push_id(known.id.to_string(), |ui| {
                if ui.checkbox(&mut ticked, &known.name).changed() {
                    toggle(&mut form.assessors, known.id, ticked);
                }
            });
        }
    });
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T, ticked: bool) {
    if ticked {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DeviceId, EntryId, Origin};
    use crate::scenario::exercise::GroupSize;

    fn origin(number: u32) -> Origin {
        let device = DeviceId { installation: 1, session: 1 };
        Origin { entry: EntryId { device, number }, place: 0 }
    }

    fn exercise(min: u8, max: u8, assessors_per_candidate: u8) -> Exercise {
        let mut exercise = crate::scenario::library::bundled().remove(0).exercises.remove(0);
        exercise.group = GroupSize { min, max };
        exercise.assessors_per_candidate = assessors_per_candidate;
        exercise
    }

    fn wish(candidates: u32, assessors: u32, rooms: &'static [&'static str]) -> Wish<'static> {
        Wish {
            candidates: (0..candidates).map(|n| CandidateId(origin(n))).collect(),
            assessors: (100..100 + assessors).map(|n| AssessorId(origin(n))).collect(),
            rooms: rooms.to_vec(),
            start: Timestamp::from_second(0).ok(),
            gap: Length::minutes(5),
        }
    }

    /// Start in minutes, room, and how many candidates, of each session.
    fn sessions(changes: &[Change]) -> Vec<(i64, String, Vec<Seat>)> {
        changes
            .iter()
            .filter_map(|change| match change {
                Change::Session(sessions::Change::Plan { seats, room, planned, .. }) => {
                    Some((planned.unwrap().as_second() / 60, room.clone(), seats.clone()))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn rooms_run_side_by_side_and_sessions_back_to_back() {
        let planned = plan(&exercise(1, 1, 2), &wish(5, 4, &["Oak", "Birch"])).unwrap();
        let planned = sessions(&planned);
        let starts: Vec<_> =
            planned.iter().map(|(start, room, _)| (*start, room.as_str())).collect();
        assert_eq!(starts, [(0, "Oak"), (0, "Birch"), (83, "Oak"), (83, "Birch"), (166, "Oak")]);
    }

    #[test]
    fn nobody_observes_in_two_rooms_at_once() {
        let planned = plan(&exercise(1, 1, 2), &wish(12, 5, &["Oak", "Birch"])).unwrap();
        let planned = sessions(&planned);
        for (start, room, seats) in &planned {
            let others = planned.iter().filter(|(other, place, _)| other == start && place != room);
            for other in others.flat_map(|(_, _, seats)| seats) {
                assert!(seats.iter().all(|seat| {
                    seat.assessors.iter().all(|assessor| !other.assessors.contains(assessor))
                }));
            }
            assert!(seats.iter().all(|seat| seat.assessors.len() == 2));
        }
    }

    #[test]
    fn groups_are_as_even_as_they_can_be() {
        let planned = plan(&exercise(4, 6, 1), &wish(14, 3, &["Oak"])).unwrap();
        let sizes: Vec<_> = sessions(&planned).iter().map(|(_, _, seats)| seats.len()).collect();
        assert_eq!(sizes, [5, 5, 4]);
    }

    #[test]
    fn what_cannot_be_planned_says_why() {
        let none = plan(&exercise(1, 1, 1), &wish(0, 3, &["Oak"]));
        assert_eq!(none, Err(Unplanned::NoCandidates));
        let few = plan(&exercise(1, 1, 2), &wish(6, 3, &["Oak", "Birch"]));
        assert_eq!(few, Err(Unplanned::TooFewAssessors(4, 3)));
        let groups = plan(&exercise(4, 6, 1), &wish(3, 3, &["Oak"]));
        assert_eq!(groups, Err(Unplanned::NoGroups(3, 4, 6)));
    }
}
