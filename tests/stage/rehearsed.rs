//! A whole day of twelve candidates in six rooms, acted through a real workspace with a clock moved
//! by hand: late arrivals, a no-show, an interruption, an over-run, a fire alarm, an assessor lost,
//! a crash and restart at noon, a wall clock put back an hour. `tests/cases/rehearsed_day.md` is
//! the account of it, worked out by hand.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test file uses its own part of it"
)]

use std::collections::BTreeSet;
use std::sync::Arc;

use bellwether::centre::attendance::{self, Person};
use bellwether::centre::incidents::{self, Fact, Kind};
use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Author, Centre, Change, Sheet, clocks, details};
use bellwether::day::{self, Cue, disturbance};
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::ids::{AssessorId, CandidateId, EntryId, IncidentId, Origin, SessionId};
use bellwether::people;
use bellwether::scenario::Scenario;
use bellwether::time::{Length, Now};
use bellwether::workspace::{Env, JournalState, Workspace};
use jiff::SignedDuration;

use super::at;

/// Where the day is held.
pub const ROOMS: [&str; 6] = ["Oak", "Birch", "Cedar", "Elm", "Hazel", "Rowan"];

/// The session of a wave, from 0, in a room, from 0.
pub const fn session(wave: usize, room: usize) -> usize {
    wave * 6 + room
}

/// Seconds after nine of a time such as `10:17` or `11:59:30`.
pub fn clock(text: &str) -> i64 {
    let parts: Vec<i64> = text.split(':').map(|part| part.parse().unwrap()).collect();
    (parts[0] - 9) * 3600 + parts[1] * 60 + parts.get(2).copied().unwrap_or(0)
}

/// A cue as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sounded {
    pub cue: Cue,
    pub secs: i64,
    /// The program was away when it fell due.
    pub late: bool,
}

/// The day, as far as it has gone.
pub struct Rehearsed {
    folder: tempfile::TempDir,
    workspace: Option<Workspace>,
    pub candidates: Vec<CandidateId>,
    pub assessors: Vec<AssessorId>,
    pub sessions: Vec<SessionId>,
    pub sounded: Vec<Sounded>,
    given: BTreeSet<Cue>,
    secs: i64,
    /// By how much somebody has set the machine's clock.
    pub set_off: SignedDuration,
}

impl Rehearsed {
    /// The evening before: people, rooms and the plan.
    pub fn planned() -> Self {
        Self::planned_under(super::scenario())
    }

    /// The evening before, under a scenario of the same exercises.
    fn planned_under(mut scenario: Scenario) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for exercise in &mut scenario.exercises {
            exercise.assessors_per_candidate = 1;
        }
        let workspace = Workspace::create(&env(folder.path()), scenario, Now::at(at(-3600)));
        let mut day = Self {
            folder,
            workspace: Some(workspace),
            candidates: Vec::new(),
            assessors: Vec::new(),
            sessions: Vec::new(),
            sounded: Vec::new(),
            given: BTreeSet::new(),
            secs: -3600,
            set_off: SignedDuration::ZERO,
        };
        let name = Change::Details(details::Change::Name("Rehearsed day".into()));
        day.act(-3600, vec![name]);
        let add = |place: usize| people::Change::AddCandidate {
            code: format!("C{:02}", place + 1),
            name: format!("Candidate {}", place + 1),
        };
        let made = day.act(-3500, (0..12).map(|place| Change::People(add(place))).collect());
        day.candidates = origins(made, 12).map(CandidateId).collect();
        let add = |place: usize| people::Change::AddAssessor { name: format!("Assessor {place}") };
        let made = day.act(-3400, (1..=7).map(|place| Change::People(add(place))).collect());
        day.assessors = origins(made, 7).map(AssessorId).collect();
        let (candidate, exercise) = (day.candidates[4], None);
        let give = people::Change::GiveExtraTime { candidate, exercise, percent: 25 };
        day.act(-3300, vec![Change::People(give)]);
        let plans = (0..24).map(|place| day.plan(place)).collect();
        let made = day.act(-3200, plans);
        day.sessions = origins(made, 24).map(SessionId).collect();
        day
    }

    /// The day as it went, to its end.
    pub fn whole() -> Self {
        Self::whole_under(super::scenario())
    }

    /// The day as it went, under a scenario of the same exercises.
    pub fn whole_under(scenario: Scenario) -> Self {
        let mut day = Self::planned_under(scenario);
        day.check_in();
        day.first_wave();
        day.second_wave();
        day.third_wave();
        day.fourth_wave();
        day
    }

    fn plan(&self, place: usize) -> Change {
        let (wave, room) = (place / 6, place % 6);
        let candidate = self.candidates[room + 6 * (wave % 2)];
        let assessor = self.assessors[(room + wave / 2) % 6];
        let begins = ["9:00", "10:00", "11:40", "13:00"][wave];
        Change::Session(sessions::Change::Plan {
            exercise: self.centre().scenario.exercises[wave / 2].id.clone(),
            seats: vec![Seat { candidate, assessors: vec![assessor] }],
            room: ROOMS[room].into(),
            planned: Some(at(clock(begins))),
            players: Vec::new(),
            markings: Vec::new(),
        })
    }

    pub fn centre(&self) -> &Centre {
        self.workspace().centre()
    }

    pub fn workspace(&self) -> &Workspace {
        self.workspace.as_ref().unwrap()
    }

    /// What the clock of a session shows at the moment, in seconds left.
    pub fn left(&self, place: usize) -> Option<i64> {
        let session = &self.centre().sessions[&self.sessions[place]];
        let shown = day::clock::session_clock(self.centre(), session, at(self.secs));
        shown.current.map(|current| current.shown_secs())
    }

    /// Time goes by, and cues are given as they fall due.
    pub fn wait_until(&mut self, secs: i64) {
        while self.secs < secs {
            let step = if self.secs < 0 { 300 } else { 10 };
            self.secs = (self.secs + step).min(secs);
            self.listen(false);
        }
    }

    fn listen(&mut self, late: bool) {
        let due: BTreeSet<Cue> = day::cues::due(self.centre(), at(self.secs)).into_iter().collect();
        for cue in due.difference(&self.given) {
            self.sounded.push(Sounded { cue: cue.clone(), secs: self.secs, late });
        }
        self.given = due;
    }

    pub fn act(&mut self, secs: i64, changes: Vec<Change>) -> EntryId {
        self.act_as(secs, Author::Facilitator, changes)
    }

    pub fn act_as(&mut self, secs: i64, by: Author, changes: Vec<Change>) -> EntryId {
        self.wait_until(secs);
        let now = Now { wall: at(secs), set_off: self.set_off };
        let made = self.workspace.as_mut().unwrap().perform(changes, by, now).unwrap();
        self.listen(false);
        made
    }

    /// The next phase begins in these sessions.
    fn next(&mut self, time: &str, places: &[usize]) {
        self.wait_until(clock(time));
        for place in places {
            let session = self.sessions[*place];
            let run = self.centre().sessions[&session].clock.current().unwrap();
            let next = clocks::Change::Next { session, ends: run.phase.clone() };
            self.act(clock(time), vec![Change::Clock(next)]);
        }
    }

    fn start(&mut self, time: &str, places: &[usize]) {
        for place in places {
            let begin = clocks::Change::Start { session: self.sessions[*place] };
            self.act(clock(time), vec![Change::Clock(begin)]);
        }
    }

    /// Somebody comes, with consent and briefing.
    fn arrives(&mut self, time: &str, place: usize) {
        let candidate = self.candidates[place];
        let seen = [
            attendance::Change::Arrive { who: Person::Candidate(candidate), at: at(clock(time)) },
            attendance::Change::Consent { candidate, given: true },
            attendance::Change::Brief { candidate, briefed: true },
        ];
        self.act(clock(time), seen.into_iter().map(Change::Attendance).collect());
    }

    fn check_in(&mut self) {
        for place in (0..12).filter(|place| ![2, 5].contains(place)) {
            self.arrives("8:40", place);
        }
        for assessor in self.assessors.clone() {
            let (who, at) = (Person::Assessor(assessor), at(clock("8:45")));
            self.act(
                clock("8:45"),
                vec![Change::Attendance(attendance::Change::Arrive { who, at })],
            );
        }
    }

    /// C03 is late, C06 does not come, C01 is interrupted, C04 runs over, C05 has extra time.
    fn first_wave(&mut self) {
        self.start("9:00", &[0, 1, 3, 4]);
        self.arrives("9:07", 2);
        self.start("9:08", &[2]);
        self.next("9:10", &[0, 1, 3]);
        self.next("9:13", &[4]);
        let absent = attendance::Change::Absent { who: Person::Candidate(self.candidates[5]) };
        let reason = "did not come".to_owned();
        let session = self.sessions[5];
        let call_off = sessions::Change::CallOff { session, reason };
        self.act(clock("9:16"), vec![Change::Attendance(absent), Change::Session(call_off)]);
        self.next("9:18", &[2]);
        let drilling = self.notes("9:20", Kind::Interruption, "drilling next door", &[0]);
        let known = self.centre().incidents[&drilling].clone();
        let back = disturbance::restore(&known, self.centre(), Length::minutes(2));
        self.act(clock("9:22"), back);
        let over = Fact::Resolved(Some(at(clock("9:22"))));
        self.set("9:22", drilling, over);
        self.next("9:30", &[1]);
        self.next("9:32", &[0]);
        self.next("9:33", &[3]);
        self.next("9:38", &[2, 4]);
        self.next("9:40", &[1]);
        self.next("9:42", &[0]);
        self.next("9:43", &[3]);
        self.next("9:48", &[2, 4]);
        for place in [0, 1, 2, 3, 4] {
            self.hands_in("9:49", place);
        }
        let (session, phase) = (self.sessions[3], self.phase(3, 1));
        let words = "the last prompt came late".to_owned();
        let explain = incidents::Change::Explain { session, phase, words };
        self.act(clock("9:50"), vec![Change::Incident(explain)]);
    }

    /// An assessor is lost and replaced; the fire alarm; a hold by mistake, taken back.
    fn second_wave(&mut self) {
        let all: Vec<usize> = (6..12).collect();
        let who = Person::Assessor(self.assessors[5]);
        let unwell = attendance::Change::Withdraw { who, reason: "unwell".into() };
        let seats =
            vec![Seat { candidate: self.candidates[11], assessors: vec![self.assessors[6]] }];
        let session = self.sessions[11];
        let reseat = sessions::Change::Reseat { session, seats, markings: Vec::new() };
        self.act(clock("9:52"), vec![Change::Attendance(unwell), Change::Session(reseat)]);
        self.start("10:00", &all);
        let hold = clocks::Change::Hold { session: self.sessions[7] };
        self.act(clock("10:05"), vec![Change::Clock(hold)]);
        self.wait_until(clock("10:05:20"));
        let now = Now::at(at(clock("10:05:20")));
        self.workspace.as_mut().unwrap().undo(Author::Facilitator, now).unwrap();
        self.next("10:10", &all);
        self.wait_until(clock("10:17"));
        let alarm = disturbance::evacuate(self.centre(), at(clock("10:17")));
        self.act(clock("10:17"), alarm);
        self.wait_until(clock("10:26"));
        let open = disturbance::evacuation(self.centre()).unwrap().clone();
        let clear = disturbance::all_clear(&open, self.centre(), at(clock("10:26")));
        self.act(clock("10:26"), clear);
        self.next("10:39", &all);
        self.next("10:49", &all);
        for place in all {
            self.hands_in("10:50", place);
        }
    }

    /// The program dies at half a minute before noon and is back three minutes later.
    fn third_wave(&mut self) {
        let reason = "did not come".to_owned();
        let call_off = sessions::Change::CallOff { session: self.sessions[17], reason };
        self.act(clock("11:30"), vec![Change::Session(call_off)]);
        // The one who was lost would have seen C05; the reserve does.
        let seats =
            vec![Seat { candidate: self.candidates[4], assessors: vec![self.assessors[6]] }];
        let session = self.sessions[16];
        let reseat = sessions::Change::Reseat { session, seats, markings: Vec::new() };
        self.act(clock("11:31"), vec![Change::Session(reseat)]);
        let all: Vec<usize> = (12..17).collect();
        self.start("11:40", &all);
        self.next("11:50", &[12, 13, 14, 15]);
        self.next("11:53", &[16]);
        self.wait_until(clock("11:59:30"));
        self.crash();
        self.come_back(clock("12:02:30"));
        self.next("12:10", &[12, 13, 14, 15]);
        self.next("12:18", &[16]);
        self.next("12:20", &[12, 13, 14, 15]);
        self.next("12:28", &[16]);
        for place in all {
            self.hands_in("12:29", place);
        }
    }

    /// Somebody puts the wall clock back an hour. The form of C12 is not handed in.
    fn fourth_wave(&mut self) {
        let all: Vec<usize> = (18..24).collect();
        let seats =
            vec![Seat { candidate: self.candidates[10], assessors: vec![self.assessors[6]] }];
        let session = self.sessions[22];
        let reseat = sessions::Change::Reseat { session, seats, markings: Vec::new() };
        self.act(clock("12:50"), vec![Change::Session(reseat)]);
        self.start("13:00", &all);
        self.wait_until(clock("13:05"));
        self.set_off = SignedDuration::from_hours(-1);
        self.next("13:10", &all);
        self.next("13:30", &all);
        self.next("13:40", &all);
        for place in 18..23 {
            self.hands_in("13:42", place);
        }
    }

    /// The program is gone without a word, as when the battery is empty.
    pub fn crash(&mut self) {
        let workspace = self.workspace.as_mut().unwrap();
        for _ in 0..400 {
            workspace.poll(Now::at(at(self.secs)));
            if matches!(workspace.safety().journal, JournalState::Safe(_)) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        drop(self.workspace.take());
    }

    /// It is started again, and goes on from what the journal holds.
    pub fn come_back(&mut self, secs: i64) {
        let env = env(self.folder.path());
        let left = Workspace::left_behind(&env);
        self.secs = secs;
        let workspace = Workspace::recover(&env, left[0].id, Now::at(at(secs))).unwrap();
        self.workspace = Some(workspace);
        self.listen(true);
    }

    fn phase(&self, place: usize, phase: usize) -> bellwether::ids::PhaseId {
        self.centre().sessions[&self.sessions[place]].clock.runs[phase].phase.clone()
    }

    fn notes(&mut self, time: &str, kind: Kind, what: &str, places: &[usize]) -> IncidentId {
        let note = incidents::Change::Note {
            noticed: at(clock(time)),
            kind,
            what: what.into(),
            candidates: Vec::new(),
            exercises: Vec::new(),
            sessions: places.iter().map(|place| self.sessions[*place]).collect(),
        };
        let entry = self.act(clock(time), vec![Change::Incident(note)]);
        IncidentId(Origin { entry, place: 0 })
    }

    fn set(&mut self, time: &str, incident: IncidentId, fact: Fact) {
        let set = incidents::Change::Set { incident, fact };
        self.act(clock(time), vec![Change::Incident(set)]);
    }

    /// Every assessor of the session rates everything and submits.
    fn hands_in(&mut self, time: &str, place: usize) {
        self.hands_in_at(clock(time), place);
    }

    /// The same, so many seconds after nine.
    pub fn hands_in_at(&mut self, secs: i64, place: usize) {
        let session = &self.centre().sessions[&self.sessions[place]];
        let sheets: Vec<Sheet> = session.sheets();
        let exercise = self.centre().scenario.exercise(&session.exercise).unwrap();
        let observed = exercise.observes.clone();
        for sheet in sheets {
            let by = Author::Assessor(sheet.assessor);
            let mut changes: Vec<Change> = observed
                .iter()
                .enumerate()
                .map(|(count, seen)| {
                    let level = u8::try_from((place + count) % 3 + 2).unwrap();
                    Change::Marksheet(marksheets::Change::Rate {
                        sheet,
                        competency: seen.competency.clone(),
                        rating: Some(Rating::Level(level)),
                    })
                })
                .collect();
            changes.push(Change::Marksheet(marksheets::Change::Declare { sheet }));
            changes.push(Change::Marksheet(marksheets::Change::Submit { sheet }));
            self.act_as(secs, by, changes);
        }
    }
}

fn env(data: &std::path::Path) -> Env {
    Env {
        fs: Arc::new(Disk),
        places: Places::under(data.to_owned()),
        installation: 1,
        who: "facilitator".into(),
        wake: Arc::new(|| {}),
    }
}

fn origins(entry: EntryId, count: u16) -> impl Iterator<Item = Origin> {
    (0..count).map(move |place| Origin { entry, place })
}
