//! The plan of a day: who does which exercise when, in which room, before whom.
//!
//! [`Problem`] is what a plan has to fit, with people, rooms and exercises named by their places
//! in its lists; [`Plan`] is an answer, whoever made it. [`rules`] says of any plan which rules
//! hold in it, and is the only judge: [`solve`] answers to it as a plan made by hand does. The
//! published problem is the assessment center planning problem (Zimmermann and Trautmann, Journal
//! of Scheduling 21, 2018).

pub mod bound;
pub mod circuit;
pub mod relax;
pub mod repair;
pub mod rules;
pub mod solve;
mod workload;

/// Minutes after the beginning of the day.
pub type Minute = i32;

/// What a plan has to fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problem {
    /// A plan is made on steps of this many minutes.
    pub step: Minute,
    /// By when everything has ended, write-up and marking with it.
    pub horizon: Minute,
    /// What every candidate does once.
    pub exercises: Vec<Exercise>,
    /// Who is assessed.
    pub candidates: Vec<Candidate>,
    /// Who observes.
    pub assessors: Vec<Assessor>,
    /// Who plays parts.
    pub role_players: Vec<RolePlayer>,
    /// Where sessions are held.
    pub rooms: Vec<Room>,
    /// How many candidates can prepare and write at a desk at once; as many as come when unknown.
    pub desks: Option<usize>,
    /// What a candidate has after each activity, to rest and to move.
    pub gap: Minute,
    /// When candidates eat.
    pub candidate_lunch: Option<Lunch>,
    /// When assessors eat.
    pub assessor_lunch: Option<Lunch>,
    /// Rule A1: each candidate is rated by at least this many assessors.
    pub distinct: usize,
    /// The same assessor rates a candidate at most this often.
    pub same_pair: usize,
    /// When no candidate can do anything: all are at an event that is not assessed.
    pub closed: Vec<(Minute, Minute)>,
    /// Who is not there, and which rooms cannot be used, from when to when: what has happened on the
    /// day, beside the hours that were agreed.
    pub away: Vec<(Who, (Minute, Minute))>,
    /// Sessions that stay as they are.
    pub pinned: Vec<Session>,
    /// The day opens with an event for all candidates, before its first minute: all are there then.
    pub welcomed: bool,
    /// The day closes with one, when the last candidate is through: all wait for it.
    pub seen_off: bool,
    /// All go round the stations in step, where the scenario rotates strictly.
    pub circuit: Option<circuit::Circuit>,
    /// What makes one plan better than another.
    pub weights: Weights,
}

/// An exercise, as far as the timetable goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exercise {
    /// Alone, at a desk, or together.
    pub form: Form,
    /// How long candidates are observed, or write.
    pub run: Minute,
    /// What assessors need right after it; when [`Form::Desk`], to mark each paper at any time.
    pub write_up: Minute,
    /// How many assessors rate each candidate.
    pub raters: usize,
    /// It is held in a room of its own.
    pub in_room: bool,
    /// How many role players it takes.
    pub players: usize,
}

/// How candidates do an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One candidate before assessors.
    Alone,
    /// Each at a desk, unobserved; the paper is marked afterwards.
    Desk,
    /// Together, before a panel.
    Group(Group),
}

/// A group exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Fewest candidates together.
    pub min: usize,
    /// Most candidates together.
    pub max: usize,
    /// How many groups there are.
    pub sessions: usize,
    /// Assessors of each group.
    pub panel: usize,
    /// Rule A3: an assessor rates at most this many of a group.
    pub most_each: usize,
}

/// A candidate, as far as the timetable goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// For each exercise how long this person prepares and runs, adjusted time included. The run
    /// of a group is the exercise's own.
    pub lengths: Vec<(Minute, Minute)>,
    /// Rule A2: assessors who must not assess them, by place.
    pub conflicts: Vec<usize>,
    /// Can only use rooms without steps.
    pub step_free: bool,
    /// From when to when they are there; the whole day when unknown.
    pub present: Option<(Minute, Minute)>,
}

/// An assessor, as far as the timetable goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessor {
    /// Rule A6: for each exercise, whether they may rate in it.
    pub trained: Vec<bool>,
    /// From when to when they are there; the whole day when unknown.
    pub present: Option<(Minute, Minute)>,
}

/// A role player, as far as the timetable goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RolePlayer {
    /// For each exercise, whether they play in it.
    pub plays: Vec<bool>,
    /// What they need after each session.
    pub reset: Minute,
    /// From when to when they are there; the whole day when unknown.
    pub present: Option<(Minute, Minute)>,
}

/// A room in which sessions are held, one at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Room {
    /// For each exercise, whether it can be held here.
    pub fitted: Vec<bool>,
    /// How many candidates it holds.
    pub capacity: usize,
    /// It is reached without steps.
    pub step_free: bool,
    /// From when to when it can be used; the whole day when unknown.
    pub present: Option<(Minute, Minute)>,
}

/// A meal or a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lunch {
    /// How long.
    pub length: Minute,
    /// Not before.
    pub earliest: Minute,
    /// Ended by.
    pub latest_end: Minute,
}

/// What one step, or one case, of something unwanted costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// A step of the day, up to the end of the last write-up.
    pub makespan: i64,
    /// A step between the assessor with the most and the one with the least to do.
    pub load_range: i64,
    /// A step between a candidate's first beginning and last end.
    pub span: i64,
    /// An assessor who rates a candidate once more after the first time.
    pub again: i64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { makespan: 100, load_range: 10, span: 1, again: 0 }
    }
}

/// An answer to a problem.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Every session.
    pub sessions: Vec<Session>,
    /// When each candidate's lunch begins.
    pub candidate_lunches: Vec<Option<Minute>>,
    /// When each assessor's lunch begins.
    pub assessor_lunches: Vec<Option<Minute>>,
}

/// One exercise held once: for a candidate, or for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which exercise, by place.
    pub exercise: usize,
    /// When the run begins; each candidate prepares right before it.
    pub run: Minute,
    /// Who is assessed.
    pub seats: Vec<Seat>,
    /// Who observes; all of them write up.
    pub panel: Vec<usize>,
    /// Who plays.
    pub players: Vec<usize>,
    /// Where.
    pub room: Option<usize>,
}

/// A candidate in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who, by place.
    pub candidate: usize,
    /// Who of the panel rates them; who marks the paper.
    pub raters: Vec<usize>,
    /// When each rater marks the paper, in the order of `raters`.
    pub markings: Vec<Minute>,
}

impl Problem {
    /// How long a candidate prepares for an exercise and runs in it.
    pub fn lengths(&self, candidate: usize, exercise: usize) -> (Minute, Minute) {
        let own = self.candidates.get(candidate).and_then(|known| known.lengths.get(exercise));
        let (prep, run) = own.copied().unwrap_or_default();
        match self.exercises.get(exercise) {
            Some(known) if matches!(known.form, Form::Group(_)) => (prep, known.run),
            _ => (prep, run),
        }
    }

    /// Whether the assessor may rate in the exercise (rule A6).
    pub fn is_trained(&self, assessor: usize, exercise: usize) -> bool {
        let known = self.assessors.get(assessor).and_then(|known| known.trained.get(exercise));
        known.copied().unwrap_or(false)
    }

    /// Whether the two must be kept apart (rule A2).
    pub fn conflict(&self, candidate: usize, assessor: usize) -> bool {
        self.candidates.get(candidate).is_some_and(|known| known.conflicts.contains(&assessor))
    }
}

/// Somebody, or something, by place in the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A candidate.
    Candidate(usize),
    /// An assessor.
    Assessor(usize),
    /// A role player.
    Player(usize),
    /// A room.
    Room(usize),
}
