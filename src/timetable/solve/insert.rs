//! Where a job can go, and where it goes best.

use fastrand::Rng;

use super::board::{Board, after};
use super::grid::{Class, Grid, Job};
use super::mask::{SLOTS, below, end, fits, members, span};
use super::place::Place;
use crate::timetable::{Form, Group};

/// What a search wishes for as it places one job after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taste {
    /// By which slot everything has ended.
    pub(super) until: u32,
    /// A slot of a candidate's day.
    pub(super) span: f32,
    /// A slot of an assessor's load.
    pub(super) load: f32,
    /// A slot of an assessor's time that is left too short for anything.
    pub(super) scrap: f32,
    /// A slot later in the day.
    pub(super) late: f32,
    /// A meeting of two who have met.
    pub(super) again: f32,
    /// How much chance enters.
    pub(super) chance: f32,
}

/// Puts a job where it costs least; false when it fits nowhere.
pub(super) fn insert(
    board: &mut Board,
    grid: &Grid,
    job: usize,
    taste: &Taste,
    rng: &mut Rng,
) -> bool {
    let Some(known) = grid.jobs.get(job) else { return false };
    let found = match known.form {
        Form::Alone => alone(board, grid, known, taste, rng),
        Form::Desk => desk(board, grid, known, taste, rng),
        Form::Group(group) => together(board, grid, (job, known, group), taste, rng),
    };
    match found {
        Some(place) => {
            board.put(grid, job, place);
            true
        }
        None => false,
    }
}

/// Starts of the run for which rooms, role players and desks are there.
fn resources(board: &Board, grid: &Grid, job: &Job, candidates: &[usize]) -> u128 {
    let mut starts = u128::MAX;
    if job.in_room {
        let step_free =
            candidates.iter().any(|place| grid.step_free.get(*place).copied().unwrap_or(false));
        let open = classes(&grid.rooms, job.exercise)
            .filter(|(_, class)| {
                class.capacity >= candidates.len() && (class.step_free || !step_free)
            })
            .filter_map(|(place, _)| board.rooms.get(place))
            .fold(0, |open, usage| open | fits(usage.free, job.run));
        starts &= open;
    }
    if job.players == 1 {
        let open = classes(&grid.players, job.exercise)
            .filter_map(|(place, class)| {
                Some(fits(board.players.get(place)?.free, job.run + class.reset))
            })
            .fold(0, |open, starts| open | starts);
        starts &= open;
    }
    if job.players > 1 {
        let cast = |run: &u32| players_at(board, grid, job, *run).is_some();
        starts &= (0..grid.slots).filter(cast).fold(0, |open, run| open | span(run, run + 1));
    }
    starts
}

fn classes(classes: &[Class], exercise: usize) -> impl Iterator<Item = (usize, &Class)> {
    let fitted = move |class: &Class| class.fitted.get(exercise).copied().unwrap_or(false);
    classes.iter().enumerate().filter(move |(_, class)| fitted(class))
}

/// The room that is taken when the run begins then.
fn room_at(board: &Board, grid: &Grid, job: &Job, candidates: &[usize], run: u32) -> Option<usize> {
    let needs = candidates.iter().any(|place| grid.step_free.get(*place).copied().unwrap_or(false));
    let free = |place: usize| {
        board.rooms.get(place).is_some_and(|usage| fits(usage.free, job.run) >> run & 1 == 1)
    };
    // A room with steps, or a small one, does for those whom it does.
    classes(&grid.rooms, job.exercise)
        .filter(|(_, class)| class.capacity >= candidates.len() && (class.step_free || !needs))
        .filter(|(place, _)| free(*place))
        .min_by_key(|(_, class)| {
            let other_uses = class.fitted.iter().filter(|fitted| **fitted).count();
            (other_uses, class.step_free, class.capacity)
        })
        .map(|(place, _)| place)
}

/// The role players who are taken when the run begins then.
fn players_at(board: &Board, grid: &Grid, job: &Job, run: u32) -> Option<Vec<usize>> {
    let mut chosen = Vec::new();
    for (place, class) in classes(&grid.players, job.exercise) {
        let left = board.players.get(place)?.left(run, run + job.run + class.reset);
        let taken = usize::from(left).min(job.players - chosen.len());
        chosen.extend(std::iter::repeat_n(place, taken));
    }
    (chosen.len() == job.players).then_some(chosen)
}

/// Assessors with the starts of the run for which they could come.
fn able(
    board: &Board,
    grid: &Grid,
    job: &Job,
    candidates: &[usize],
    until: u32,
) -> Vec<(usize, u128)> {
    (0..grid.assessors.len())
        .filter(|assessor| may_come(grid, job, candidates, *assessor))
        .map(|assessor| {
            (assessor, assessor_starts(board, grid, assessor, job.run + job.after, until))
        })
        .filter(|(_, starts)| *starts != 0)
        .collect()
}

/// When the assessor is free for so long, and can still eat afterwards.
fn assessor_starts(board: &Board, grid: &Grid, assessor: usize, length: u32, until: u32) -> u128 {
    board.assessor_fits(assessor, length, until) & board.assessor_eats(grid, assessor, length)
}

fn may_come(grid: &Grid, job: &Job, candidates: &[usize], assessor: usize) -> bool {
    let trained = grid.trained.get(assessor).and_then(|row| row.get(job.exercise)).copied();
    let apart = |candidate: &usize| {
        grid.apart.get(*candidate).and_then(|row| row.get(assessor)).copied().unwrap_or(false)
    };
    trained.unwrap_or(false) && !candidates.iter().any(apart)
}

/// What it costs when the assessor takes this: load, scraps of time, chance.
fn cost(
    board: &Board,
    assessor: usize,
    (from, until): (u32, u32),
    taste: &Taste,
    rng: &mut Rng,
) -> f32 {
    let load = board.loads.get(assessor).copied().unwrap_or(0) - board.least;
    let busy = board.busy(assessor);
    let left = from - end(busy & below(from));
    let next = (busy & !below(until)).trailing_zeros().min(taste.until);
    let right = next.saturating_sub(until);
    let scrap = |gap: u32| if gap > 0 && gap < 8 { gap as f32 } else { 0.0 };
    taste.load * load as f32 + taste.scrap * (scrap(left) + scrap(right)) + taste.chance * rng.f32()
}

/// Starts, those first that cost the candidate and the day least.
fn ranked(board: &Board, job: &Job, starts: u128, taste: &Taste, rng: &mut Rng) -> Vec<(f32, u32)> {
    let now = board.span_with(job.candidate, 0);
    let mut ranked: Vec<(f32, u32)> = members(starts)
        .map(|run| {
            let day = span(run - job.prep, run + job.run);
            let longer = (board.span_with(job.candidate, day) - now) as f32;
            let price = taste.span * longer + taste.late * run as f32 + taste.chance * rng.f32();
            (price, run)
        })
        .collect();
    ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    ranked
}

/// Starts of the run at which the candidate of the job has time, and can still eat.
fn candidate_starts(board: &Board, grid: &Grid, job: &Job) -> u128 {
    let length = job.prep + job.run + grid.gap;
    let own = board.candidate_fits(job.candidate, length)
        & board.candidate_eats(grid, job.candidate, length);
    after(own, job.prep)
}

fn alone(board: &Board, grid: &Grid, job: &Job, taste: &Taste, rng: &mut Rng) -> Option<Place> {
    let candidate = job.candidate;
    let starts = candidate_starts(board, grid, job)
        & after(board.desks_fit(job.prep), job.prep)
        & resources(board, grid, job, &[candidate]);
    let mut able = able(board, grid, job, &[candidate], taste.until);
    able.retain(|(assessor, _)| board.may_meet(grid, candidate, *assessor));
    let open = able.iter().fold(0, |open, (_, starts)| open | starts) & starts;
    let mut best: Option<(f32, u32, Vec<usize>)> = None;
    for (base, run) in ranked(board, job, open, taste, rng) {
        // No assessor makes it cheaper.
        if best.as_ref().is_some_and(|(best, ..)| *best <= base) {
            break;
        }
        let Some((more, raters)) = raters(board, job, &able, (candidate, run), taste, rng) else {
            continue;
        };
        if best.as_ref().is_none_or(|(best, ..)| base + more < *best) {
            best = Some((base + more, run, raters));
        }
    }
    let (_, run, raters) = best?;
    Some(Place {
        run,
        panel: raters.clone(),
        seats: vec![(candidate, raters)],
        markings: Vec::new(),
        room: if job.in_room { Some(room_at(board, grid, job, &[candidate], run)?) } else { None },
        players: players_at(board, grid, job, run)?,
    })
}

/// The cheapest assessors who can come then, and what they cost.
fn raters(
    board: &Board,
    job: &Job,
    able: &[(usize, u128)],
    (candidate, run): (usize, u32),
    taste: &Taste,
    rng: &mut Rng,
) -> Option<(f32, Vec<usize>)> {
    let until = run + job.run + job.after;
    let mut price = |assessor: usize| {
        let again = f32::from(board.met(candidate, assessor)) * taste.again;
        cost(board, assessor, (run, until), taste, rng) + again
    };
    let there = able.iter().filter(|(_, starts)| starts >> run & 1 == 1);
    if job.raters == 1 {
        let priced = there.map(|(assessor, _)| (price(*assessor), *assessor));
        let best = priced.min_by(|a, b| a.0.total_cmp(&b.0))?;
        return Some((best.0, vec![best.1]));
    }
    let mut ranked: Vec<(f32, usize)> =
        there.map(|(assessor, _)| (price(*assessor), *assessor)).collect();
    if ranked.len() < job.raters {
        return None;
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked.truncate(job.raters);
    let sum = ranked.iter().map(|(cost, _)| cost).sum();
    Some((sum, ranked.into_iter().map(|(_, assessor)| assessor).collect()))
}

fn desk(board: &Board, grid: &Grid, job: &Job, taste: &Taste, rng: &mut Rng) -> Option<Place> {
    let candidate = job.candidate;
    let starts = candidate_starts(board, grid, job)
        & after(board.desks_fit(job.prep + job.run), job.prep)
        & resources(board, grid, job, &[candidate])
        & below(taste.until.saturating_sub(job.run));
    let markers: Vec<(usize, u128)> = (0..grid.assessors.len())
        .filter(|assessor| may_come(grid, job, &[candidate], *assessor))
        .filter(|assessor| board.may_meet(grid, candidate, *assessor))
        .map(|one| (one, assessor_starts(board, grid, one, job.after, taste.until)))
        .collect();
    let mut best: Option<(f32, u32, Marked)> = None;
    for (base, run) in ranked(board, job, starts, taste, rng) {
        if best.as_ref().is_some_and(|(best, ..)| *best <= base) {
            break;
        }
        let ended = run + job.run;
        let Some((more, marked)) = markings(board, job, &markers, ended, taste, rng) else {
            continue;
        };
        if best.as_ref().is_none_or(|(best, ..)| base + more < *best) {
            best = Some((base + more, run, marked));
        }
    }
    let (_, run, marked) = best?;
    let raters: Vec<usize> = marked.iter().map(|(assessor, _)| *assessor).collect();
    let (panel, markings) = if job.after > 0 {
        (raters.clone(), marked.iter().map(|(_, at)| *at).collect())
    } else {
        (Vec::new(), Vec::new())
    };
    Some(Place {
        run,
        panel,
        seats: vec![(candidate, raters)],
        markings,
        room: if job.in_room { Some(room_at(board, grid, job, &[candidate], run)?) } else { None },
        players: players_at(board, grid, job, run)?,
    })
}

/// Who marks a paper, and when.
type Marked = Vec<(usize, u32)>;

/// Who marks the paper, and when.
fn markings(
    board: &Board,
    job: &Job,
    markers: &[(usize, u128)],
    ended: u32,
    taste: &Taste,
    rng: &mut Rng,
) -> Option<(f32, Marked)> {
    let mut ranked: Vec<(f32, usize, u32)> = Vec::with_capacity(markers.len());
    for (assessor, starts) in markers {
        if job.after == 0 {
            ranked.push((taste.chance * rng.f32(), *assessor, ended));
            continue;
        }
        // The first start after the end is not always the best: it may split a long free time.
        let mut tries = 0;
        let mut best: Option<(f32, u32)> = None;
        for at in members(starts & !below(ended)) {
            tries += 1;
            if tries > 12 {
                break;
            }
            let price = cost(board, *assessor, (at, at + job.after), taste, rng);
            if best.is_none_or(|(best, _)| price < best) {
                best = Some((price, at));
            }
        }
        if let Some((price, at)) = best {
            let again = f32::from(board.met(job.candidate, *assessor)) * taste.again;
            ranked.push((price + again, *assessor, at));
        }
    }
    if ranked.len() < job.raters {
        return None;
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    ranked.truncate(job.raters);
    let sum = ranked.iter().map(|(cost, ..)| cost).sum();
    Some((sum, ranked.into_iter().map(|(_, assessor, at)| (assessor, at)).collect()))
}

fn together(
    board: &Board,
    grid: &Grid,
    (place, job, group): (usize, &Job, Group),
    taste: &Taste,
    rng: &mut Rng,
) -> Option<Place> {
    let of: &[usize] = board.members.get(place)?;
    let prep = |candidate: usize| {
        grid.prep.get(candidate).and_then(|row| row.get(job.exercise)).copied().unwrap_or(0)
    };
    let mut starts = resources(board, grid, job, of);
    for candidate in of {
        let prep = prep(*candidate);
        let length = prep + job.run + grid.gap;
        starts &= after(board.candidate_fits(*candidate, length), prep);
        starts &= after(board.candidate_eats(grid, *candidate, length), prep);
        starts &= after(board.desks_fit(prep), prep);
    }
    let able = able(board, grid, job, of, taste.until);
    let mut ranked: Vec<(f32, u32)> = Vec::new();
    for run in members(starts) {
        let longest = of.iter().map(|candidate| prep(*candidate)).max().unwrap_or(0);
        let fits_all = board.desks_left(run.saturating_sub(longest), run) >= of.len()
            && able.iter().filter(|(_, starts)| starts >> run & 1 == 1).count() >= group.panel;
        if !fits_all {
            continue;
        }
        let longer: u32 = of
            .iter()
            .map(|candidate| {
                let day = span(run - prep(*candidate), run + job.run);
                board.span_with(*candidate, day) - board.span_with(*candidate, 0)
            })
            .sum();
        let price = taste.span * longer as f32
            + taste.late * (run as f32) * of.len() as f32
            + 4.0 * taste.chance * rng.f32();
        ranked.push((price, run));
    }
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, run) in ranked {
        let until = run + job.run + job.after;
        let mut panel: Vec<(f32, usize)> = Vec::new();
        for (assessor, starts) in &able {
            if starts >> run & 1 == 1 {
                panel.push((cost(board, *assessor, (run, until), taste, rng), *assessor));
            }
        }
        panel.sort_by(|a, b| a.0.total_cmp(&b.0));
        panel.truncate(group.panel);
        if panel.len() < group.panel {
            continue;
        }
        let panel: Vec<usize> = panel.into_iter().map(|(_, assessor)| assessor).collect();
        let Some(seats) = seats(board, grid, job, group, of, &panel, rng) else { continue };
        return Some(Place {
            run,
            panel,
            seats,
            markings: Vec::new(),
            room: if job.in_room { Some(room_at(board, grid, job, of, run)?) } else { None },
            players: players_at(board, grid, job, run)?,
        });
    }
    None
}

/// Who of the panel rates whom.
fn seats(
    board: &Board,
    grid: &Grid,
    job: &Job,
    group: Group,
    of: &[usize],
    panel: &[usize],
    rng: &mut Rng,
) -> Option<Vec<(usize, Vec<usize>)>> {
    let mut order: Vec<usize> = of.to_vec();
    for _ in 0..4 {
        rng.shuffle(&mut order);
        let mut left = vec![group.most_each; panel.len()];
        let mut seats = Vec::with_capacity(order.len());
        for candidate in &order {
            let mut raters = Vec::with_capacity(job.raters);
            // Everybody has about as many to watch as the others.
            let mut turn: Vec<(usize, u8, u32, usize)> = (0..panel.len())
                .map(|at| {
                    let met = panel.get(at).map_or(0, |assessor| board.met(*candidate, *assessor));
                    let rates = group.most_each - left.get(at).copied().unwrap_or(0);
                    (rates, met, rng.u32(..), at)
                })
                .collect();
            turn.sort_unstable();
            for (.., at) in turn {
                let Some(assessor) = panel.get(at) else { continue };
                let Some(left) = left.get_mut(at).filter(|left| **left > 0) else { continue };
                if raters.len() < job.raters && board.may_meet(grid, *candidate, *assessor) {
                    *left -= 1;
                    raters.push(*assessor);
                }
            }
            if raters.len() < job.raters {
                break;
            }
            seats.push((*candidate, raters));
        }
        if seats.len() == of.len() {
            return Some(seats);
        }
    }
    None
}

const _: () = assert!(SLOTS == u128::BITS);
