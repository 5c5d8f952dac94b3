//! Sessions that are over and noted, for classifying and rating in the window.

use bellwether::centre::notes::{self, Content};
use bellwether::centre::sessions::{self, Seat};
use bellwether::centre::{Act, Author, Change, Entry, Record, Sheet, clocks, design as designs};
use bellwether::ids::{CandidateId, NoteId, SessionId};
use bellwether::scenario::Scenario;
use bellwether::scenario::exercise::GroupSize;
use egui_kittest::kittest::Queryable as _;

use super::window::Window;
use super::{Day, at, rated};

/// A session of the first exercise for the first assessor.
pub struct Noted {
    pub day: Day,
    pub sheets: Vec<Sheet>,
}

/// A session with so many candidates together that is over but for its last phase; `design`
/// changes the scenario first.
pub fn session(candidates: usize, design: impl FnOnce(&mut Scenario)) -> Noted {
    run(planned(candidates, |_| true, design), -3000, &[-2400, -1200])
}

/// Such a session in the middle of its run when the window opens, of whose candidates the first
/// assessor observes those in some places.
pub fn running(
    candidates: usize,
    own: impl Fn(usize) -> bool,
    design: impl FnOnce(&mut Scenario),
) -> Noted {
    run(planned(candidates, own, design), 0, &[600])
}

fn run(mut noted: Noted, starts: i64, phases: &[i64]) -> Noted {
    let session = noted.day.session;
    let day = &mut noted.day;
    day.act(starts, Change::Clock(clocks::Change::Start { session }));
    for secs in phases {
        let clock = &day.record.centre().sessions[&session].clock;
        let ends = clock.current().unwrap().phase.clone();
        day.act(*secs, Change::Clock(clocks::Change::Next { session, ends }));
    }
    noted
}

fn planned(
    candidates: usize,
    own: impl Fn(usize) -> bool,
    design: impl FnOnce(&mut Scenario),
) -> Noted {
    let mut scenario = super::scenario();
    scenario.exercises[0].group = GroupSize { min: 1, max: 6 };
    design(&mut scenario);
    let mut day = Day::new();
    let adopt = designs::Change::Adopt { scenario: Box::new(scenario), reason: String::new() };
    day.act(-4000, Change::Design(adopt));
    let off = sessions::Change::CallOff { session: day.session, reason: "Another".into() };
    day.act(-4000, Change::Session(off));
    let mut seats = Vec::new();
    for place in 0..candidates {
        let candidate = day.candidates.get(place).copied().unwrap_or_else(|| {
            let code = format!("C{:02}", place + 1);
            let name = format!("Candidate {}", place + 1);
            let add = bellwether::people::Change::AddCandidate { code, name };
            CandidateId(day.act(-3900, Change::People(add)))
        });
        let others = day.assessors[1..].to_vec();
        let assessors = if own(place) { day.assessors.clone() } else { others };
        seats.push(Seat { candidate, assessors });
    }
    let plan = sessions::Change::Plan {
        exercise: day.record.centre().scenario.exercises[0].id.clone(),
        seats,
        room: "Oak".into(),
        planned: Some(at(-3000)),
        players: Vec::new(),
        markings: Vec::new(),
    };
    day.session = SessionId(day.act(-3800, Change::Session(plan)));
    let session = day.session;
    let sheets = day.record.centre().sessions[&session].sheets();
    let own = |sheet: &Sheet| sheet.assessor == day.assessors[0];
    let sheets = sheets.into_iter().filter(own).collect();
    Noted { day, sheets }
}

impl Noted {
    /// A note of the first assessor on a seat, so many seconds into the run.
    pub fn note(&mut self, seat: usize, secs: i64, content: Content) -> NoteId {
        let (sheet, began) = (self.sheets[seat], at(-2400 + secs));
        self.act(Change::Note(notes::Change::Keep { sheet, began, content }))
    }

    /// A moment that was marked without words.
    pub fn mark(&mut self, seat: usize, secs: i64) -> NoteId {
        let (sheet, at) = (self.sheets[seat], at(-2400 + secs));
        let (direction, shows) = (None, Vec::new());
        self.act(Change::Note(notes::Change::Mark { sheet, at, direction, shows }))
    }

    /// An act of the first assessor.
    pub fn act(&mut self, change: Change) -> NoteId {
        let by = Author::Assessor(self.day.assessors[0]);
        NoteId(self.day.act_as(-600, by, change))
    }

    /// The window over it, in which the first assessor observes.
    pub fn window(&self, size: [f32; 2]) -> Window {
        let mut window = rated::opened(&self.day.record, size);
        window.press("Observe");
        window.press("R. Castellan");
        window
    }
}

/// A note that nobody has classified.
pub fn words(text: &str) -> Content {
    Content { text: text.to_owned(), ..Content::default() }
}

/// What the window's record says now.
pub fn record(window: &Window) -> &Record {
    window.harness.state().workspace().unwrap().record()
}

/// The changes of the newest entry.
pub fn newest(window: &Window) -> Vec<Change> {
    let entry: Option<&Entry> = record(window).entries().last();
    match entry.map(|entry| &entry.act) {
        Some(Act::Do(changes)) => changes.clone(),
        _ => Vec::new(),
    }
}

/// What a note says now.
pub fn says(window: &Window, note: NoteId) -> Content {
    record(window).centre().notes[&note].now.content.clone()
}

/// Gives the keys to what has that role and name.
pub fn focus(window: &mut Window, role: egui::accesskit::Role, name: &str) {
    window.harness.get_by_role_and_label(role, name).focus();
    window.settle();
}
