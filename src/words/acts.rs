//! What somebody did, for undo, toasts and the audit.

use super::length;
use super::names::{assessor, candidate, rating, role_player, room, session};
use crate::centre::{
    Act, Centre, Change, Entry, Sheet, announcements, checklists, clocks, design, details, erasure,
    feedback, frame, keeping, marksheet, marksheets, notes, prompts, reflections, sessions, talk,
};
use crate::ids::{CheckItemId, CompetencyId, PhaseId, SessionId};
use crate::people;
use crate::time::Length;

/// An entry in a few words, such as `level 4 for C03, Sets direction`.
pub fn act(centre: &Centre, entry: &Entry) -> String {
    match &entry.act {
        Act::Undo(_) => "an earlier act taken back".to_owned(),
        Act::Do(changes) | Act::Emptied(changes) => match changes.as_slice() {
            [] => "nothing".to_owned(),
            [only] => format!("{}{}", change(centre, only), late(entry, changes)),
            [first, others @ ..] => {
                let more = format!(", and {} more", others.len());
                format!("{}{more}{}", change(centre, first), late(entry, changes))
            }
        },
    }
}

/// Of cues that were given late, by how much: `, late by 03:20`.
fn late(entry: &Entry, changes: &[Change]) -> String {
    let late = changes.iter().filter_map(|change| match change {
        Change::Announcement(announcements::Change::Sound { due, speed, .. }) => {
            let by = entry.stamp.at().duration_since(*due);
            (by > announcements::in_time(*speed)).then_some(by)
        }
        _ => None,
    });
    let by = late.max();
    by.map(|by| format!(", late by {}", super::clock(by.as_secs()))).unwrap_or_default()
}

/// A change in a few words.
pub fn change(centre: &Centre, change: &Change) -> String {
    match change {
        Change::Design(design::Change::Adopt { scenario, reason }) => {
            let title = &scenario.title;
            if reason.is_empty() {
                format!("the design “{title}”")
            } else {
                format!("the design “{title}”, because: {reason}")
            }
        }
        Change::Details(details::Change::Name(name)) => format!("the name {name}"),
        Change::Details(details::Change::HeldOn(date)) => {
            format!("the date {}", super::date(*date))
        }
        Change::Details(details::Change::Rehearse) => "rehearsal, no real day".to_owned(),
        Change::Details(details::Change::Sample) => "sample, invented people".to_owned(),
        Change::Details(details::Change::Logo(Some(_))) => "the logo of reports".to_owned(),
        Change::Details(details::Change::Logo(None)) => "reports without logo".to_owned(),
        Change::Details(details::Change::HandOver { from, to }) if from.is_empty() => {
            format!("handing over to {to}")
        }
        Change::Details(details::Change::HandOver { from, to }) => {
            format!("handing over from {from} to {to}")
        }
        Change::People(change) => people(centre, change),
        Change::Frame(change) => frame(change).to_owned(),
        Change::Session(change) => plan(centre, change),
        Change::Clock(change) => clock(centre, change),
        Change::Attendance(change) => super::happenings::attendance(centre, change),
        Change::Incident(change) => super::happenings::incident(centre, change),
        Change::Announcement(change) => announcement(centre, change),
        Change::Note(change) => note(centre, change),
        Change::Marksheet(change) => marks(centre, change),
        Change::Feedback(feedback::Change::Give { candidate: id, way, .. }) => {
            format!("feedback to {}: {}", candidate(centre, *id), super::way_of_feedback(*way))
        }
        Change::Feedback(feedback::Change::TakeBack { candidate: id, .. }) => {
            format!("feedback to {} taken back", candidate(centre, *id))
        }
        Change::Keeping(keeping::Change::Set { band, months }) => {
            let whose = band.as_ref().map_or("without a decision".to_owned(), |b| format!("“{b}”"));
            match months {
                Some(months) => format!("data kept for {months} months: {whose}"),
                None => format!("data kept for the usual time: {whose}"),
            }
        }
        Change::Erasure(erasure::Change::Erase { people, .. }) => {
            format!("{} erased", super::count(people.len(), "candidate", "candidates"))
        }
        Change::Nothing => "something that was erased".to_owned(),
        Change::WashUp(change) => super::decisions::wash_up_act(centre, change),
        Change::Check(checklists::Change::Tick { sheet, item, tick }) => {
            let verb = if tick.is_some() { "ticked" } else { "left open" };
            let text = check_item(centre, *sheet, item);
            format!("“{text}” {verb} for {}", candidate(centre, sheet.candidate))
        }
        Change::Talk(talk::Change::Speaks { speaker, .. }) => match speaker {
            Some(speaker) => format!("{} speaks", candidate(centre, *speaker)),
            None => "nobody of the group speaks".to_owned(),
        },
        Change::Prompt(prompts::Change::Give { session: id, .. }) => {
            format!("prompt given in {}", session(centre, *id))
        }
        Change::Prompt(prompts::Change::TakeBack { session: id, .. }) => {
            format!("tick of a prompt in {} taken back", session(centre, *id))
        }
        Change::Reflection(reflections::Change::Answer { candidate: id, .. }) => {
            format!("self-assessment of {}", candidate(centre, *id))
        }
    }
}

fn check_item(centre: &Centre, sheet: Sheet, item: &CheckItemId) -> String {
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    let mut items = exercise.into_iter().flat_map(|exercise| &exercise.checklist);
    let known = items.find(|known| known.id == *item);
    known.map_or_else(|| item.to_string(), |known| known.text.clone())
}

/// A code as people read it: what an erasure left of one has the id, which is for the record alone.
fn shown_code(code: &str) -> &str {
    if code.starts_with(erasure::GONE) { people::ERASED } else { code }
}

fn people(centre: &Centre, change: &people::Change) -> String {
    match change {
        people::Change::AddCandidate { code, .. }
        | people::Change::Join(people::Newcomer::Candidate { code, .. })
            if centre.people.names_are_hidden() =>
        {
            format!("{} added", shown_code(code))
        }
        people::Change::NameCandidate { code, .. } if centre.people.names_are_hidden() => {
            format!("{code} put right")
        }
        people::Change::AddCandidate { code, name } => {
            format!("{} {name} added", shown_code(code)).trim_end().replace("  ", " ")
        }
        people::Change::NameCandidate { code, name, .. } => format!("{code} {name} put right"),
        people::Change::Join(who) => format!("{} added", who.label()),
        people::Change::GiveExtraTime { candidate: id, percent, .. } => {
            format!("{percent} % extra time for {}", candidate(centre, *id))
        }
        people::Change::RemoveCandidate { candidate: id } => {
            format!("{} taken off", candidate(centre, *id))
        }
        people::Change::AddAssessor { name } => format!("{name} added"),
        people::Change::NameAssessor { name, .. } => format!("{name} put right"),
        people::Change::RemoveAssessor { assessor: id } => {
            format!("{} taken off", assessor(centre, *id))
        }
        people::Change::Candidate { candidate: id, fact } => {
            format!("{} of {}", candidate_fact(fact), candidate(centre, *id))
        }
        people::Change::Assessor { assessor: id, fact } => {
            let what = match fact {
                people::AssessorFact::Trained(_) => "training date",
                people::AssessorFact::Certified(_) => "exercises",
                people::AssessorFact::Present(_) => "hours",
            };
            format!("{what} of {}", assessor(centre, *id))
        }
        people::Change::KeepApart { candidate: one, assessor: other, .. } => {
            format!("{} and {} kept apart", candidate(centre, *one), assessor(centre, *other))
        }
        people::Change::LetMeet { candidate: one, assessor: other } => {
            format!("{} and {} may meet", candidate(centre, *one), assessor(centre, *other))
        }
        people::Change::AddRolePlayer { name } | people::Change::AddRoom { name } => {
            format!("{name} added")
        }
        people::Change::RolePlayer { player, fact } => {
            let what = match fact {
                people::RolePlayerFact::Name(_) => "name",
                people::RolePlayerFact::Plays(_) => "parts",
                people::RolePlayerFact::Reset(_) => "reset time",
                people::RolePlayerFact::Present(_) => "hours",
            };
            format!("{what} of {}", role_player(centre, *player))
        }
        people::Change::RemoveRolePlayer { player } => {
            format!("{} taken off", role_player(centre, *player))
        }
        people::Change::Room { room: id, fact } => {
            let what = match fact {
                people::RoomFact::Name(_) => "name",
                people::RoomFact::Capacity(_) => "places",
                people::RoomFact::StepFree(_) => "steps",
                people::RoomFact::Fitted(_) => "exercises",
                people::RoomFact::Present(_) => "hours",
            };
            format!("{what} of {}", room(centre, *id))
        }
        people::Change::RemoveRoom { room: id } => format!("{} taken off", room(centre, *id)),
    }
}

fn candidate_fact(fact: &people::CandidateFact) -> &'static str {
    match fact {
        people::CandidateFact::Pronouns(_) => "pronouns",
        people::CandidateFact::StepFree(_) => "steps",
        people::CandidateFact::Present(_) => "hours",
        people::CandidateFact::Notes(_) => "notes for the day",
        people::CandidateFact::Photo(_) => "photo",
        people::CandidateFact::Adjustments(_) => "adjustments",
    }
}

fn frame(change: &frame::Change) -> &'static str {
    match change {
        frame::Change::Begins(_) => "begin of the day",
        frame::Change::Ends(_) => "end of the day",
        frame::Change::LeaveBy(_) => "when the last candidate leaves",
        frame::Change::Gap(_) => "time between exercises",
        frame::Change::CandidateLunch(_) => "candidates’ lunch",
        frame::Change::AssessorLunch(_) => "assessors’ lunch",
        frame::Change::Desks(_) => "number of desks",
        frame::Change::Distinct(_) => "how many assessors see a candidate",
        frame::Change::SamePair(_) => "how often an assessor sees a candidate",
        frame::Change::Event { .. } => "time of an event",
        frame::Change::Lunches(_) => "times of lunch",
    }
}

fn plan(centre: &Centre, change: &sessions::Change) -> String {
    match change {
        sessions::Change::Plan { exercise, seats, .. } => {
            let title =
                centre.scenario.exercise(exercise).map_or("an exercise", |known| &known.title);
            let who =
                seats.first().map(|seat| candidate(centre, seat.candidate)).unwrap_or_default();
            format!("{title} planned for {who}")
        }
        sessions::Change::Move { session: id, .. } => format!("{} moved", session(centre, *id)),
        sessions::Change::Reseat { session: id, .. } => {
            format!("assessors of {}", session(centre, *id))
        }
        sessions::Change::Unseat { session: id, candidate: who } => {
            format!("{} without {}", session(centre, *id), candidate(centre, *who))
        }
        sessions::Change::Cast { session: id, .. } => {
            format!("role players of {}", session(centre, *id))
        }
        sessions::Change::Mark { session: id, .. } => {
            format!("marking of {}", session(centre, *id))
        }
        sessions::Change::Pin { session: id, pinned: true } => {
            format!("{} pinned", session(centre, *id))
        }
        sessions::Change::Pin { session: id, pinned: false } => {
            format!("{} unpinned", session(centre, *id))
        }
        sessions::Change::CallOff { session: id, .. } => {
            format!("{} called off", session(centre, *id))
        }
        sessions::Change::Void { session: id, .. } => {
            format!("{} is void", session(centre, *id))
        }
    }
}

fn clock(centre: &Centre, change: &clocks::Change) -> String {
    let which = session(centre, change.session());
    match change {
        clocks::Change::Start { .. } => format!("start of {which}"),
        clocks::Change::Hold { .. } => format!("hold of {which}"),
        clocks::Change::GoOn { .. } => format!("going on with {which}"),
        clocks::Change::Extend { by_secs, .. } => {
            let by = length(Length::seconds(by_secs.unsigned_abs()));
            let word = if *by_secs < 0 { "taken from" } else { "given to" };
            format!("{by} {word} {which}")
        }
        clocks::Change::Next { .. } => format!("next phase of {which}"),
        clocks::Change::End { .. } => format!("end of {which}"),
        clocks::Change::Jump { to, .. } => {
            format!("{} begun anew in {which}", phase(centre, change.session(), to))
        }
        clocks::Change::HardStop { .. } => format!("hard stop in {which}"),
        clocks::Change::SetTrueStart { .. } => format!("true start of {which}"),
        clocks::Change::Give { .. } => format!("inject given in {which}"),
    }
}

/// What a phase of a session is called.
fn phase(centre: &Centre, session: SessionId, phase: &PhaseId) -> String {
    let exercise = centre.session(session).map(|(_, exercise)| exercise);
    let known = exercise.and_then(|exercise| exercise.phase(phase));
    known.map_or_else(|| phase.to_string(), |(_, phase)| phase.title.clone())
}

fn announcement(centre: &Centre, change: &announcements::Change) -> String {
    let place = |room: &Option<String>| room.clone().unwrap_or_else(|| "all rooms".to_owned());
    match change {
        announcements::Change::Announce { room, text } => {
            format!("message to {}: {text}", place(room))
        }
        announcements::Change::TakeDown { .. } => "a message taken down".to_owned(),
        announcements::Change::Chime { room } => format!("chime in {}", place(room)),
        announcements::Change::Sound { cue, .. } => {
            let what = match cue.kind {
                announcements::CueKind::Warning(_) => "warning",
                announcements::CueKind::TimeUp => "time up",
                announcements::CueKind::Inject(_) => "reminder of an inject",
            };
            format!("{what} in {}", session(centre, cue.session))
        }
    }
}

fn note(centre: &Centre, change: &notes::Change) -> String {
    let about = |id: &crate::ids::NoteId| {
        let note = centre.notes.get(id);
        note.map_or_else(|| "a note".to_owned(), |note| candidate(centre, note.sheet.candidate))
    };
    match change {
        notes::Change::Keep { sheet, .. } => {
            format!("note on {}", candidate(centre, sheet.candidate))
        }
        notes::Change::Mark { sheet, .. } => {
            format!("moment marked for {}", candidate(centre, sheet.candidate))
        }
        notes::Change::Edit { note, .. } => format!("wording of a note on {}", about(note)),
        notes::Change::Strike { note } => format!("striking out a note on {}", about(note)),
        notes::Change::Restore { note } => format!("counting a note on {} again", about(note)),
    }
}

/// The two halves of what a candidate is told.
pub fn told(part: marksheet::Part) -> &'static str {
    match part {
        marksheet::Part::Strengths => "strengths",
        marksheet::Part::NextSteps => "next steps",
    }
}

fn marks(centre: &Centre, change: &marksheets::Change) -> String {
    let who = candidate(centre, change.sheet().candidate);
    let name = |id: &CompetencyId| {
        centre.scenario.competency(id).map_or_else(|| id.to_string(), |known| known.name.clone())
    };
    match change {
        marksheets::Change::Rate { competency, rating: Some(given), .. } => {
            format!("{} for {who}, {}", rating(&centre.scenario.scale, *given), name(competency))
        }
        marksheets::Change::Rate { competency, rating: None, .. } => {
            format!("rating of {who}, {}, taken back", name(competency))
        }
        marksheets::Change::Reason { competency, .. } => {
            format!("reason for {who}, {}", name(competency))
        }
        marksheets::Change::Submit { .. } => format!("marksheet of {who} submitted"),
        marksheets::Change::Reopen { .. } => format!("marksheet of {who} reopened"),
        marksheets::Change::Review { .. } => format!("marksheet of {who} reviewed"),
        marksheets::Change::Return { sheet, .. } => {
            format!("marksheet of {who} returned to {}", assessor(centre, sheet.assessor))
        }
        marksheets::Change::Tell { part, .. } => format!("{} of {who}", told(*part)),
        marksheets::Change::Declare { .. } => {
            format!("ratings of {who} declared as made independently")
        }
        marksheets::Change::Waive { rule, .. } => {
            format!("why {} is not kept for {who}", rule.id())
        }
    }
}
