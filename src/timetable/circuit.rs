//! Strict rotation: everybody goes round the stations in step, round after round.
//!
//! There is nothing to search for: who stands where follows from where they begin. What is to be
//! found is how many circuits can run side by side, and which rooms, role players and assessors
//! each station gets; that is a matching, made by augmenting paths (Kuhn, Naval Research Logistics
//! Quarterly 2, 1955).

use fastrand::Rng;

use super::{Form, Lunch, Minute, Plan, Problem, Seat, Session};

/// The stations and their clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circuit {
    /// In the order in which candidates meet them; none where they rest.
    pub stations: Vec<Option<usize>>,
    /// How long they stand at each, reading included.
    pub period: Minute,
    /// How long it takes to move to the next.
    pub change: Minute,
}

/// How often other candidates are tried beside each other before a conflict is left to the judge.
const TRIES: usize = 60;

/// Candidates who go round at the same time; one list for each circuit, in the order of stations.
type Wave = Vec<Vec<usize>>;

/// What each station of each circuit has: `[circuit][station]`.
type Posts = Vec<Vec<Vec<usize>>>;

impl Circuit {
    /// Whether the candidate's sessions follow each other round the stations at one pace, no faster
    /// than the rotation's own.
    pub fn in_step(&self, problem: &Problem, plan: &Plan, candidate: usize) -> bool {
        let mut stood: Vec<(Minute, usize)> = Vec::new();
        for session in &plan.sessions {
            let station = self.stations.iter().position(|at| *at == Some(session.exercise));
            let there = session.seats.iter().any(|seat| seat.candidate == candidate);
            let begins = session.run - problem.lengths(candidate, session.exercise).0;
            stood.extend(station.filter(|_| there).map(|station| (begins, station)));
        }
        stood.sort_unstable();
        let (Some((begun, first)), Some((second, next))) = (stood.first(), stood.get(1)) else {
            return true;
        };
        let count = self.stations.len();
        let steps = |station: usize| {
            Minute::try_from((station + count - first) % count.max(1)).unwrap_or(0)
        };
        let pace = (second - begun) / steps(*next).max(1);
        let in_step = |at: Minute, station: usize| at == begun + steps(station) * pace;
        pace >= self.period + self.change
            && stood.iter().all(|(at, at_station)| in_step(*at, *at_station))
    }

    /// The plan of the rotation. Whether its rules hold, the judge says.
    pub fn plan(&self, problem: &Problem, seed: u64) -> Plan {
        let mut plan = Plan {
            sessions: Vec::new(),
            candidate_lunches: vec![None; problem.candidates.len()],
            assessor_lunches: vec![None; problem.assessors.len()],
        };
        let size = self.stations.len();
        let count = problem.candidates.len();
        if size == 0 || count == 0 {
            return plan;
        }
        let side_by_side = (1..=count.div_ceil(size)).rev().find(|many| self.fits(problem, *many));
        let side_by_side = side_by_side.unwrap_or(1);
        let mut rng = Rng::with_seed(seed);
        let waves = self.waves(problem, side_by_side, &mut rng);
        let mut at = 0;
        let mut eaten = None;
        for wave in &waves {
            let length = self.length(problem, wave);
            if let Some(lunch) = problem.assessor_lunch.filter(|_| eaten.is_none()) {
                let too_late = at + length > lunch.latest_end - lunch.length;
                if too_late && at > 0 {
                    let begins = at.max(lunch.earliest);
                    eaten = Some(begins);
                    at = begins + lunch.length;
                }
            }
            self.hold(problem, wave, at, &mut plan);
            eat(problem.candidate_lunch, wave, (at, at + length), &mut plan);
            at += length + problem.gap;
        }
        if let Some(lunch) = problem.assessor_lunch {
            let at = eaten.unwrap_or_else(|| at.max(lunch.earliest));
            plan.assessor_lunches.fill(Some(at));
        }
        plan
    }

    /// Whether there is enough for so many circuits side by side.
    fn fits(&self, problem: &Problem, many: usize) -> bool {
        let wave = vec![Vec::new(); many];
        self.rooms(problem, &wave).is_some()
            && self.players(problem, many).is_some()
            && self.assessors(problem, &wave).is_some()
    }

    /// Candidates in waves. Where somebody would meet whom they must not, or a circuit has not the
    /// rooms without steps that somebody needs, others are tried.
    fn waves(&self, problem: &Problem, side_by_side: usize, rng: &mut Rng) -> Vec<Wave> {
        let size = self.stations.len();
        let mut order: Vec<usize> = (0..problem.candidates.len()).collect();
        // Whoever comes late, or leaves early, goes round late, or early.
        order.sort_by_key(|one| problem.candidates.get(*one).and_then(|known| known.present));
        let steps = |one: &usize| !problem.candidates.get(*one).is_some_and(|c| c.step_free);
        let cut = |order: &[usize]| -> Vec<Wave> {
            let wave = |of: &[usize]| {
                // All of a wave begin at once: those who need ways without steps share a circuit.
                let mut of = of.to_vec();
                of.sort_by_key(steps);
                of.chunks(size).map(<[usize]>::to_vec).collect()
            };
            order.chunks(size * side_by_side).map(wave).collect()
        };
        let held = |wave: &Wave| {
            self.rooms(problem, wave).is_some() && self.assessors(problem, wave).is_some()
        };
        let first = cut(&order);
        for _ in 0..TRIES {
            let waves = cut(&order);
            if waves.iter().all(held) {
                return waves;
            }
            rng.shuffle(&mut order);
        }
        first
    }

    /// How long one period lasts for the wave, and one step with the change to the next station.
    fn step(&self, problem: &Problem, wave: &Wave) -> (Minute, Minute) {
        let mut period = self.period;
        let mut change = self.change;
        for exercise in self.stations.iter().flatten() {
            for candidate in wave.iter().flatten() {
                let (prep, run) = problem.lengths(*candidate, *exercise);
                period = period.max(prep + run);
            }
            let known = problem.exercises.get(*exercise);
            change = change.max(known.map_or(0, |known| known.write_up));
        }
        (period, period + change)
    }

    fn length(&self, problem: &Problem, wave: &Wave) -> Minute {
        let stations = Minute::try_from(self.stations.len()).unwrap_or(0);
        stations * self.step(problem, wave).1
    }

    /// Puts the sessions of a wave that begins at `at` into the plan.
    fn hold(&self, problem: &Problem, wave: &Wave, at: Minute, plan: &mut Plan) {
        let (_, step) = self.step(problem, wave);
        let size = self.stations.len();
        let rooms = self.rooms(problem, wave);
        let players = self.players(problem, wave.len());
        let assessors = self.assessors(problem, wave);
        let of = |posts: &Option<Posts>, circuit: usize, station: usize| -> Vec<usize> {
            let own = posts.as_ref().and_then(|posts| posts.get(circuit)?.get(station));
            own.cloned().unwrap_or_default()
        };
        for (circuit, candidates) in wave.iter().enumerate() {
            for (place, candidate) in candidates.iter().enumerate() {
                for round in 0..size {
                    let station = (place + round) % size;
                    let Some(exercise) = self.stations.get(station).copied().flatten() else {
                        continue;
                    };
                    let begins = at + Minute::try_from(round).unwrap_or(0) * step;
                    let (prep, run) = problem.lengths(*candidate, exercise);
                    let raters = of(&assessors, circuit, station);
                    let known = problem.exercises.get(exercise);
                    let desk = known.is_some_and(|known| known.form == Form::Desk);
                    let marks = if desk { raters.len() } else { 0 };
                    plan.sessions.push(Session {
                        exercise,
                        run: begins + prep,
                        seats: vec![Seat {
                            candidate: *candidate,
                            raters: raters.clone(),
                            markings: vec![begins + prep + run; marks],
                        }],
                        panel: if desk { Vec::new() } else { raters },
                        players: of(&players, circuit, station),
                        room: of(&rooms, circuit, station).first().copied(),
                    });
                }
            }
        }
    }

    /// A room for each station, without steps where somebody of the circuit needs that.
    fn rooms(&self, problem: &Problem, wave: &Wave) -> Option<Posts> {
        let step_free = |one: &usize| problem.candidates.get(*one).is_some_and(|c| c.step_free);
        let without_steps: Vec<bool> =
            wave.iter().map(|candidates| candidates.iter().any(step_free)).collect();
        let needs = |exercise: usize| {
            usize::from(problem.exercises.get(exercise).is_some_and(|known| known.in_room))
        };
        let fits = |exercise: usize, room: usize, circuit: usize| {
            let needed = without_steps.get(circuit).copied().unwrap_or(false);
            problem.rooms.get(room).is_some_and(|known| {
                let fitted = known.fitted.get(exercise).copied().unwrap_or(false);
                known.capacity > 0 && fitted && (known.step_free || !needed)
            })
        };
        self.posts(wave.len(), needs, problem.rooms.len(), fits)
    }

    /// Role players for each station.
    fn players(&self, problem: &Problem, many: usize) -> Option<Posts> {
        let needs =
            |exercise: usize| problem.exercises.get(exercise).map_or(0, |known| known.players);
        let fits = |exercise: usize, player: usize, _: usize| {
            problem
                .role_players
                .get(player)
                .is_some_and(|known| known.plays.get(exercise).copied().unwrap_or(false))
        };
        self.posts(many, needs, problem.role_players.len(), fits)
    }

    /// Assessors for each station, none of whom must not meet a candidate of the circuit.
    fn assessors(&self, problem: &Problem, wave: &Wave) -> Option<Posts> {
        let needs =
            |exercise: usize| problem.exercises.get(exercise).map_or(0, |known| known.raters);
        let fits = |exercise: usize, assessor: usize, circuit: usize| {
            problem.is_trained(assessor, exercise)
                && wave.get(circuit).is_none_or(|candidates| {
                    !candidates.iter().any(|one| problem.conflict(*one, assessor))
                })
        };
        self.posts(wave.len(), needs, problem.assessors.len(), fits)
    }

    /// Gives each station of each circuit as many of `there` as it needs; none if there are not
    /// enough.
    fn posts(
        &self,
        many: usize,
        needs: impl Fn(usize) -> usize,
        there: usize,
        fits: impl Fn(usize, usize, usize) -> bool,
    ) -> Option<Posts> {
        let mut wanted = Vec::new();
        for circuit in 0..many {
            for (station, exercise) in self.stations.iter().enumerate() {
                let Some(exercise) = *exercise else { continue };
                wanted.extend(std::iter::repeat_n((circuit, station, exercise), needs(exercise)));
            }
        }
        let able: Vec<Vec<usize>> = wanted
            .iter()
            .map(|(circuit, _, exercise)| {
                (0..there).filter(|one| fits(*exercise, *one, *circuit)).collect()
            })
            .collect();
        let mut given: Vec<Option<usize>> = vec![None; there];
        for place in 0..wanted.len() {
            let mut seen = vec![false; there];
            if !augment(place, &able, &mut given, &mut seen) {
                return None;
            }
        }
        let mut posts = vec![vec![Vec::new(); self.stations.len()]; many];
        for (one, place) in given.iter().enumerate() {
            let post = place.and_then(|place| wanted.get(place).copied());
            let Some((circuit, station, _)) = post else { continue };
            if let Some(post) = posts.get_mut(circuit).and_then(|own| own.get_mut(station)) {
                post.push(one);
            }
        }
        Some(posts)
    }
}

/// Finds somebody for the place, moving others to where they can be as well.
fn augment(
    place: usize,
    able: &[Vec<usize>],
    given: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    let Some(own) = able.get(place) else { return false };
    for one in own {
        let Some(seen_before) = seen.get_mut(*one) else { continue };
        if std::mem::replace(seen_before, true) {
            continue;
        }
        let holder = given.get(*one).copied().flatten();
        if holder.is_none_or(|holder| augment(holder, able, given, seen)) {
            if let Some(given) = given.get_mut(*one) {
                *given = Some(place);
            }
            return true;
        }
    }
    false
}

/// The candidates of a wave eat before it, or after.
fn eat(lunch: Option<Lunch>, wave: &Wave, (from, until): (Minute, Minute), plan: &mut Plan) {
    let Some(lunch) = lunch else { return };
    let before = lunch.earliest.max(0);
    let at = if before + lunch.length <= from { before } else { until.max(lunch.earliest) };
    for candidate in wave.iter().flatten() {
        if let Some(own) = plan.candidate_lunches.get_mut(*candidate) {
            *own = Some(at);
        }
    }
}
