//! The problem on slots, as the search needs it.

use super::mask::{SLOTS, below, span};
use super::place::Place;
use crate::timetable::{Form, Group, Lunch, Minute, Problem, Session, Who};

/// The slots of somebody's hours.
type Stay<'a> = dyn Fn(Option<(Minute, Minute)>) -> u128 + 'a;

/// Something that a plan has to place: an exercise for one candidate, or for one group.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub(super) exercise: usize,
    /// The one candidate; in a group it is the [`super::board::Board`] that knows the members.
    pub(super) candidate: usize,
    pub(super) form: Form,
    /// How long the candidate prepares and runs; the preparation of a group is each member's own.
    pub(super) prep: u32,
    pub(super) run: u32,
    /// Write-up, or marking.
    pub(super) after: u32,
    pub(super) raters: usize,
    pub(super) players: usize,
    pub(super) in_room: bool,
}

impl Job {
    pub(super) fn group(&self) -> Option<Group> {
        match self.form {
            Form::Group(group) => Some(group),
            Form::Alone | Form::Desk => None,
        }
    }
}

/// Rooms, or role players, that can stand for each other.
#[derive(Debug, Clone)]
pub(super) struct Class {
    /// Which they are, by place in the problem.
    pub(super) places: Vec<usize>,
    /// Somebody pinned just this one, so that it stands for no other.
    pub(super) single: bool,
    pub(super) fitted: Vec<bool>,
    pub(super) capacity: usize,
    pub(super) step_free: bool,
    pub(super) reset: u32,
    pub(super) present: u128,
}

/// A meal as starts that it can have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meal {
    pub(super) length: u32,
    pub(super) starts: u128,
}

/// The problem on slots.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) slots: u32,
    pub(super) jobs: Vec<Job>,
    pub(super) of_candidate: Vec<Vec<usize>>,
    /// `prep[candidate][exercise]`.
    pub(super) prep: Vec<Vec<u32>>,
    pub(super) candidates: Vec<u128>,
    /// Slots in which all candidates are at an event.
    pub(super) closed: u128,
    pub(super) assessors: Vec<u128>,
    /// `able[candidate][assessor]`: may be in a room with them.
    pub(super) apart: Vec<Vec<bool>>,
    /// `trained[assessor][exercise]`.
    pub(super) trained: Vec<Vec<bool>>,
    pub(super) step_free: Vec<bool>,
    pub(super) rooms: Vec<Class>,
    pub(super) players: Vec<Class>,
    pub(super) desks: Option<usize>,
    pub(super) gap: u32,
    pub(super) candidate_meal: Option<Meal>,
    pub(super) assessor_meal: Option<Meal>,
    pub(super) distinct: usize,
    pub(super) same_pair: usize,
    /// Where each job stays that is pinned; by job.
    pub(super) pinned: Vec<Option<Place>>,
    /// Who is in each group that is pinned; by job.
    pub(super) pinned_members: Vec<Vec<usize>>,
}

impl Grid {
    pub(super) fn is_pinned(&self, job: usize) -> bool {
        self.pinned.get(job).is_some_and(Option::is_some)
    }

    pub(super) fn of(problem: &Problem) -> Self {
        let step = problem.step.max(1);
        let up = |minutes: Minute| u32::try_from((minutes.max(0) + step - 1) / step).unwrap_or(0);
        let down = |minutes: Minute| u32::try_from(minutes.max(0) / step).unwrap_or(0);
        let slots = down(problem.horizon).min(SLOTS);
        let stay = |present: Option<(Minute, Minute)>| {
            present.map_or(u128::MAX, |(from, until)| span(up(from), down(until)))
        };
        let away = |who: Who| -> u128 {
            let own = problem.away.iter().filter(|(known, _)| *known == who);
            own.fold(0, |all, (_, (from, until))| all | span(down(*from), up(*until)))
        };
        let exercises = problem.exercises.len();
        let row = |flags: &[bool]| -> Vec<bool> {
            (0..exercises).map(|place| flags.get(place).copied().unwrap_or(false)).collect()
        };
        let mut grid = Self {
            slots,
            jobs: Vec::new(),
            of_candidate: vec![Vec::new(); problem.candidates.len()],
            prep: Vec::new(),
            candidates: problem
                .candidates
                .iter()
                .enumerate()
                .map(|(place, known)| stay(known.present) & !away(Who::Candidate(place)))
                .collect(),
            assessors: problem
                .assessors
                .iter()
                .enumerate()
                .map(|(place, known)| {
                    stay(known.present) & below(slots) & !away(Who::Assessor(place))
                })
                .collect(),
            closed: problem
                .closed
                .iter()
                .map(|(from, until)| span(down(*from), up(*until)))
                .fold(0, |all, span| all | span),
            apart: Vec::new(),
            trained: problem.assessors.iter().map(|known| row(&known.trained)).collect(),
            step_free: problem.candidates.iter().map(|known| known.step_free).collect(),
            rooms: Vec::new(),
            players: Vec::new(),
            desks: problem.desks,
            gap: up(problem.gap),
            candidate_meal: problem.candidate_lunch.map(|lunch| meal(lunch, up, down)),
            assessor_meal: problem.assessor_lunch.map(|lunch| meal(lunch, up, down)),
            distinct: problem.distinct,
            same_pair: problem.same_pair.max(1),
            pinned: Vec::new(),
            pinned_members: Vec::new(),
        };
        for candidate in 0..problem.candidates.len() {
            let lengths = (0..exercises).map(|place| up(problem.lengths(candidate, place).0));
            grid.prep.push(lengths.collect());
            let assessors = 0..problem.assessors.len();
            grid.apart.push(assessors.map(|place| problem.conflict(candidate, place)).collect());
        }
        grid.add_classes(problem, up, (&stay, &away), &row);
        grid.add_jobs(problem, up);
        grid.pinned.resize(grid.jobs.len(), None);
        grid.pinned_members.resize(grid.jobs.len(), Vec::new());
        for session in &problem.pinned {
            grid.pin(problem, session, &up, &down);
        }
        grid
    }

    /// Rooms and role players, those who can stand for each other together.
    fn add_classes(
        &mut self,
        problem: &Problem,
        up: impl Fn(Minute) -> u32,
        (stay, away): (&Stay<'_>, &dyn Fn(Who) -> u128),
        row: &dyn Fn(&[bool]) -> Vec<bool>,
    ) {
        for (place, room) in problem.rooms.iter().enumerate() {
            let pinned = problem.pinned.iter().any(|session| session.room == Some(place));
            add(
                &mut self.rooms,
                Class {
                    single: pinned,
                    places: vec![place],
                    fitted: row(&room.fitted),
                    capacity: room.capacity,
                    step_free: room.step_free,
                    reset: 0,
                    present: stay(room.present) & !away(Who::Room(place)),
                },
            );
        }
        for (place, player) in problem.role_players.iter().enumerate() {
            let pinned = problem.pinned.iter().any(|session| session.players.contains(&place));
            add(
                &mut self.players,
                Class {
                    single: pinned,
                    places: vec![place],
                    fitted: row(&player.plays),
                    capacity: 1,
                    step_free: true,
                    reset: up(player.reset),
                    present: stay(player.present) & !away(Who::Player(place)),
                },
            );
        }
    }

    /// Lays a pinned session on the slots that it touches. Of a group it takes the first job that
    /// is not pinned yet.
    fn pin(
        &mut self,
        problem: &Problem,
        session: &Session,
        up: &impl Fn(Minute) -> u32,
        down: &impl Fn(Minute) -> u32,
    ) {
        let Some(exercise) = problem.exercises.get(session.exercise) else { return };
        let group = matches!(exercise.form, Form::Group(_));
        let first = session.seats.first().map_or(usize::MAX, |seat| seat.candidate);
        let free = |(place, job): &(usize, &Job)| {
            job.exercise == session.exercise
                && (group || job.candidate == first)
                && !self.is_pinned(*place)
        };
        let Some(place) = self.jobs.iter().enumerate().find(free).map(|(place, _)| place) else {
            return;
        };
        let run = down(session.run);
        let lengths =
            session.seats.iter().map(|seat| problem.lengths(seat.candidate, session.exercise));
        let ended = session.run + lengths.map(|(_, run)| run).max().unwrap_or(0).max(exercise.run);
        for seat in &session.seats {
            let (prep, _) = problem.lengths(seat.candidate, session.exercise);
            let own =
                self.prep.get_mut(seat.candidate).and_then(|row| row.get_mut(session.exercise));
            if let Some(own) = own {
                *own = run.saturating_sub(down(session.run - prep));
            }
        }
        let marks: Vec<(usize, u32)> = session
            .seats
            .iter()
            .flat_map(|seat| seat.raters.iter().zip(&seat.markings))
            .map(|(rater, at)| (*rater, down(*at)))
            .collect();
        if let Some(job) = self.jobs.get_mut(place) {
            job.run = up(ended).saturating_sub(run);
            job.after = up(ended + exercise.write_up).saturating_sub(up(ended));
            if !marks.is_empty() {
                // What is marked on no whole step takes one more.
                job.after =
                    up(exercise.write_up) + u32::from(marks.iter().any(|_| problem.step > 1));
            }
        }
        let class = |classes: &[Class], one: usize| {
            classes.iter().position(|class| class.places.contains(&one))
        };
        let found = Place {
            run,
            seats: session.seats.iter().map(|seat| (seat.candidate, seat.raters.clone())).collect(),
            panel: if marks.is_empty() {
                session.panel.clone()
            } else {
                marks.iter().map(|(rater, _)| *rater).collect()
            },
            markings: marks.iter().map(|(_, at)| *at).collect(),
            room: session.room.and_then(|room| class(&self.rooms, room)),
            players: session.players.iter().filter_map(|one| class(&self.players, *one)).collect(),
        };
        if group && let Some(members) = self.pinned_members.get_mut(place) {
            *members = session.seats.iter().map(|seat| seat.candidate).collect();
        }
        if let Some(pinned) = self.pinned.get_mut(place) {
            *pinned = Some(found);
        }
    }

    fn add_jobs(&mut self, problem: &Problem, up: impl Fn(Minute) -> u32) {
        for (exercise, known) in problem.exercises.iter().enumerate() {
            let job = |candidate: usize, (prep, run): (Minute, Minute)| Job {
                exercise,
                candidate,
                form: known.form,
                prep: up(prep),
                run: up(run),
                after: up(known.write_up),
                raters: known.raters.max(1),
                players: known.players,
                in_room: known.in_room,
            };
            if let Form::Group(group) = known.form {
                for _ in 0..groups(problem, exercise, group) {
                    self.jobs.push(job(usize::MAX, (0, known.run)));
                }
                continue;
            }
            for candidate in 0..problem.candidates.len() {
                if let Some(own) = self.of_candidate.get_mut(candidate) {
                    own.push(self.jobs.len());
                }
                self.jobs.push(job(candidate, problem.lengths(candidate, exercise)));
            }
        }
    }
}

/// How many groups there are: those that are pinned, and as many as the others make.
fn groups(problem: &Problem, exercise: usize, group: Group) -> usize {
    let pinned = problem.pinned.iter().filter(|session| session.exercise == exercise);
    let (count, seated) =
        pinned.fold((0, 0), |(count, seated), session| (count + 1, seated + session.seats.len()));
    if count == 0 {
        return group.sessions;
    }
    count + problem.candidates.len().saturating_sub(seated).div_ceil(group.max.max(1))
}

fn meal(lunch: Lunch, up: impl Fn(Minute) -> u32, down: impl Fn(Minute) -> u32) -> Meal {
    let length = up(lunch.length);
    let last = down(lunch.latest_end).saturating_sub(length);
    Meal { length, starts: span(up(lunch.earliest), last + 1) }
}

fn add(classes: &mut Vec<Class>, new: Class) {
    let alike = classes.iter_mut().find(|known| {
        !known.single
            && !new.single
            && known.fitted == new.fitted
            && known.capacity == new.capacity
            && known.step_free == new.step_free
            && known.reset == new.reset
            && known.present == new.present
    });
    match alike {
        Some(known) => known.places.extend(new.places),
        None => classes.push(new),
    }
}
