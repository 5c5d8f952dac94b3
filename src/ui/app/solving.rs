//! The search for a timetable: on a thread of its own, with what it has so far, stopped at will.
//!
//! **Invariant:** a plan is made the centre's only while the centre still asks for what the search
//! was asked: people or the day may have changed meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::App;
use crate::clock::Time;
use crate::planning::{Posed, adopt, pose};
use crate::time::{Now, between};
use crate::timetable::bound;
use crate::timetable::relax;
use crate::timetable::rules;
use crate::timetable::solve::Solver;
use crate::ui::asks::Timetabling;
use crate::ui::search::{Found, SECONDS};

/// A search under way, or what the last one has found.
#[derive(Default)]
pub(super) struct Solving {
    shared: Option<Arc<Mutex<Found>>>,
    stop: Arc<AtomicBool>,
    /// Its plan is made the centre's when it ends, since there was none before.
    adopts: bool,
    seed: u64,
}

impl Solving {
    /// What the search has so far.
    pub(super) fn found(&self) -> Option<Found> {
        let shared = self.shared.as_ref()?;
        Some(shared.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn forget(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.shared = None;
    }
}

impl App {
    /// Answers what the timetable stage asks of the search.
    pub(super) fn answer_timetabling(&mut self, wish: Timetabling, now: Now) {
        match wish {
            Timetabling::Make => self.make_timetable(now),
            Timetabling::Stop => self.solving.stop.store(true, Ordering::Relaxed),
            Timetabling::Use => self.use_timetable(now),
            Timetabling::Keep => self.solving.forget(),
        }
    }

    /// A search that has ended hands its plan over when there was none before.
    pub(super) fn keep_up_with_search(&mut self, now: Now) {
        let over = self.solving.adopts && self.solving.found().is_some_and(|found| found.over);
        if over {
            self.solving.adopts = false;
            if self.solving.found().is_some_and(|found| found.plan.is_some()) {
                self.use_timetable(now);
            }
        }
    }

    /// A centre that is closed takes its search along.
    pub(super) fn forget_search(&mut self) {
        self.solving.forget();
    }

    fn make_timetable(&mut self, now: Now) {
        let Some(workspace) = &self.desk.workspace else { return };
        let centre = workspace.centre();
        self.solving.forget();
        let posed = Arc::new(pose(centre, &self.desk.zone, now.wall));
        let found = Found {
            posed: Arc::clone(&posed),
            plan: None,
            earliest_end: 0,
            tried: 0,
            seconds: 0.0,
            proved: false,
            reason: None,
            reasoning: false,
            over: false,
        };
        let shared = Arc::new(Mutex::new(found));
        let stop = Arc::new(AtomicBool::new(false));
        self.solving.adopts = centre.planned_sessions().is_empty();
        self.solving.seed += 1;
        let search = Search {
            posed,
            seed: self.solving.seed,
            time: Arc::clone(&self.desk.real),
            shared: Arc::clone(&shared),
            stop: Arc::clone(&stop),
            wake: Arc::clone(&self.desk.env.wake),
        };
        let thread = std::thread::Builder::new().name("timetable".into());
        match thread.spawn(move || search.run()) {
            Ok(_runs_by_itself) => {
                self.solving.shared = Some(shared);
                self.solving.stop = stop;
            }
            Err(error) => {
                self.view.toasts.bad(format!("No thread for the search: {error}."), now.wall);
            }
        }
    }

    fn use_timetable(&mut self, now: Now) {
        let Some(found) = self.solving.found() else { return };
        let Some((plan, _)) = found.plan else { return };
        let Some(workspace) = &self.desk.workspace else { return };
        let posed = pose(workspace.centre(), &self.desk.zone, now.wall);
        if posed != *found.posed {
            let words = "People or the day have changed since. Make the timetable again.";
            self.view.toasts.bad(words.to_owned(), now.wall);
            self.solving.forget();
            return;
        }
        let changes = adopt(workspace.centre(), &posed, &plan);
        self.solving.forget();
        if !changes.is_empty() {
            self.perform(changes, now);
        }
    }
}

/// What the thread takes along.
struct Search {
    posed: Arc<Posed>,
    seed: u64,
    time: Arc<dyn Time>,
    shared: Arc<Mutex<Found>>,
    stop: Arc<AtomicBool>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Search {
    fn run(self) {
        let problem = &self.posed.problem;
        let proved_none = !bound::clashes(problem).is_empty();
        let mut found = None;
        if !proved_none {
            let begun = self.time.now().wall;
            let mut solver = Solver::new(problem, self.seed);
            let mut told = -1.0;
            solver.run(|solver| {
                let seconds = between(begun, self.time.now().wall).as_secs_f64();
                if seconds - told > 0.1 {
                    self.tell(solver, seconds);
                    told = seconds;
                }
                let go_on = !self.stop.load(Ordering::Relaxed) && seconds < SECONDS;
                go_on.then_some(seconds / SECONDS)
            });
            self.tell(&solver, between(begun, self.time.now().wall).as_secs_f64());
            found = solver.best();
        }
        if found.is_none() {
            self.change(|known| known.reasoning = true);
            let reason = relax::reason(problem, &|| !self.stop.load(Ordering::Relaxed));
            self.change(|known| known.reason = Some(Arc::new(reason)));
        }
        self.change(|known| {
            known.over = true;
            known.reasoning = false;
        });
    }

    fn tell(&self, solver: &Solver, seconds: f64) {
        let plan = solver.best().map(|(_, plan)| {
            let measures = rules::measure(&self.posed.problem, &plan);
            (Arc::new(plan), Arc::new(measures))
        });
        self.change(|known| {
            known.plan = plan;
            known.earliest_end = solver.bound().0;
            known.tried = solver.tried();
            known.seconds = seconds;
            known.proved = solver.is_proved();
        });
    }

    fn change(&self, change: impl FnOnce(&mut Found)) {
        change(&mut self.shared.lock().unwrap_or_else(PoisonError::into_inner));
        (self.wake)();
    }
}
