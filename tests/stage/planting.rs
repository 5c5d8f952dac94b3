//! A whole day with wash-up in which every field into which something about one person can be typed
//! is filled with a word that stands nowhere else.

#![allow(clippy::panic, clippy::disallowed_methods, reason = "a test may stop at once")]

use std::io::Cursor;
use std::path::Path;

use bellwether::centre::incidents::{self, Effect, Fact};
use bellwether::centre::marksheet::Part;
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content};
use bellwether::centre::{
    Author, Change, Person, Sheet, announcements, attendance, design, details, reflections,
    sessions, washup,
};
use bellwether::demo::{Demo, record};
use bellwether::files::{document, line};
use bellwether::ids::{CandidateId, IncidentId, NoteId, Origin, ScoreId, SessionId};
use bellwether::people::{self, CandidateFact, Photo};
use bellwether::scenario::decision::ExternalScore;
use bellwether::scenario::papers::SelfAssessment;
use bellwether::scenario::{Rule, Scenario, library};
use bellwether::time::Now;
use bellwether::workspace::{Env, Workspace};
use jiff::{SignedDuration, Timestamp};

use super::searched;

pub const NAME: &str = "Zsófiaqué Vándorffy";

/// What was typed, in the order of the acts below.
pub const PLANTED: [&str; 37] = [
    "Zsófiaqué",
    "Vándorffy",
    "QX77",
    "xe-pronoun",
    "allergic-zebra",
    "approver-quill",
    "reason-marmot",
    "BDG-EMU",
    "form-gecko",
    "gone-lynx",
    "fell-walrus",
    "sat-yak",
    "saw-civet",
    "sign-ibis",
    "struck-newt",
    "slow-tapir",
    "note-otter",
    "edited-otter",
    "again-skunk",
    "told-auk",
    "told-puffin",
    "reason-moose",
    "waived-coati",
    "remark-okapi",
    "self-dugong",
    "early-raven",
    "score-finch",
    "agree-stork",
    "edge-crane",
    "decide-egret",
    "reopen-grebe",
    "coach-heron",
    "mistake-stoat",
    "off-swift",
    "void-eland",
    "draft-weasel",
    "settle-vole",
];

pub struct Held {
    pub workspace: Workspace,
    pub subject: CandidateId,
    secs: i64,
}

impl Held {
    pub fn now(&self) -> Now {
        after(self.secs)
    }

    pub fn act(&mut self, by: Author, change: Change) -> Origin {
        self.secs += 1;
        let now = self.now();
        let said = format!("{change:?}");
        let entry = self.workspace.perform(vec![change], by, now);
        Origin { entry: entry.unwrap_or_else(|refusal| panic!("{said}: {refusal:?}")), place: 0 }
    }

    pub fn lead(&mut self, change: Change) -> Origin {
        self.act(Author::Facilitator, change)
    }

    pub fn wait(&mut self) {
        let secs = &mut self.secs;
        searched::until_rewritten(&mut self.workspace, || {
            *secs += 3;
            after(*secs)
        });
    }
}

/// So many seconds after everything is over.
fn after(secs: i64) -> Now {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    Now::at(begins + SignedDuration::from_hours(900) + SignedDuration::from_secs(secs))
}

fn scenario() -> Scenario {
    let bundled = library::bundled();
    let known = |one: &&Scenario| one.id.as_str() == "leading-and-managing";
    let mut scenario = bundled.iter().find(known).unwrap().clone();
    scenario.external_scores.push(ExternalScore {
        id: ScoreId::new("numbers"),
        title: "Numbers".into(),
        meaning: "A test of reckoning, sat beforehand.".into(),
        lowest: 0.0,
        highest: 10.0,
        weight: 0.0,
        minimum: None,
    });
    for exercise in &mut scenario.exercises {
        let questions = vec!["What went well?".to_owned()];
        exercise.self_assessment = Some(SelfAssessment { questions, shows: Vec::new() });
    }
    scenario
}

/// A picture with no two rows alike, and some letters out of the middle of what is stored of it.
pub fn photo() -> (Photo, String) {
    let mut state = 7_u32;
    let picture = image::RgbImage::from_fn(64, 64, |_, _| {
        let mut part = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        image::Rgb([part(), part(), part()])
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let photo = Photo::of_file(&png.into_inner()).unwrap();
    let stored = ron::to_string(&photo).unwrap();
    let middle = stored.len() / 2;
    (photo, stored.get(middle..middle + 40).unwrap().to_owned())
}

pub fn held(env: &Env, file: &Path) -> Held {
    let begins: Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let record = record(&Demo {
        candidates: 6,
        seed: 3,
        scenario: scenario(),
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins + SignedDuration::from_hours(200),
        zone: jiff::tz::TimeZone::UTC,
    });
    let lines: Vec<String> =
        record.entries().iter().map(|entry| line::encode(entry).unwrap()).collect();
    let centre = record.centre();
    let beginning =
        document::beginning(centre.id, &centre.designs.first().unwrap().scenario).unwrap();
    std::fs::write(file, document::whole(&beginning, lines.iter().map(String::as_str))).unwrap();
    let subject = centre.people.candidates()[0].id;
    let now = Now::at(begins + SignedDuration::from_hours(899));
    Held { workspace: Workspace::open(env, file, now).unwrap(), subject, secs: 0 }
}

/// A marksheet about the person, in a session of theirs alone.
pub fn own_sheet(held: &Held) -> Sheet {
    let centre = held.workspace.centre();
    let alone = |sheet: &&Sheet| {
        sheet.candidate == held.subject && centre.sessions[&sheet.session].seats.len() == 1
    };
    *centre.marksheets.keys().find(alone).unwrap()
}

pub fn on_the_list(held: &mut Held, photo: Photo) {
    let candidate = held.subject;
    let people = |change| Change::People(change);
    held.lead(people(people::Change::NameCandidate {
        candidate,
        code: "QX77".into(),
        name: NAME.into(),
    }));
    for fact in searched::facts().into_iter().chain([CandidateFact::Photo(Some(photo))]) {
        held.lead(people(people::Change::Candidate { candidate, fact }));
    }
    let who = Person::Candidate(candidate);
    for change in [
        attendance::Change::Badge { who, code: "BDG-EMU".into() },
        attendance::Change::WithoutConsent { candidate, reason: "form-gecko".into() },
        attendance::Change::Withdraw { who, reason: "gone-lynx".into() },
        attendance::Change::TakePart { who },
    ] {
        held.lead(Change::Attendance(change));
    }
}

pub fn disturbed(held: &mut Held, sheet: Sheet) {
    let note = |held: &mut Held, what: &str| {
        let note = incidents::Change::Note {
            noticed: held.now().wall,
            kind: incidents::Kind::Health,
            what: what.into(),
            candidates: vec![held.subject],
            exercises: Vec::new(),
            sessions: vec![sheet.session],
        };
        IncidentId(held.lead(Change::Incident(note)))
    };
    let incident = note(held, "fell-walrus");
    for fact in [
        Fact::Action("sat-yak".into()),
        Fact::NoticedBy("saw-civet".into()),
        Fact::Effect(Effect::WashUp),
    ] {
        held.lead(Change::Incident(incidents::Change::Set { incident, fact }));
    }
    let sign = incidents::Change::Sign { incident, name: "sign-ibis".into() };
    held.lead(Change::Incident(sign));
    let mistaken = note(held, "none");
    let strike = incidents::Change::Strike { incident: mistaken, reason: "struck-newt".into() };
    held.lead(Change::Incident(strike));
    let phase = held.workspace.centre().sessions[&sheet.session].clock.runs[0].phase.clone();
    let explain =
        incidents::Change::Explain { session: sheet.session, phase, words: "slow-tapir".into() };
    held.lead(Change::Incident(explain));
    // What is said to all, or why something changed for all, is not about one person.
    let say = format!("{NAME} to Oak, please");
    held.lead(Change::Announcement(announcements::Change::Announce { room: None, text: say }));
    let hand = details::Change::HandOver { from: "R. Castellan".into(), to: "T. Ojo".into() };
    held.lead(Change::Details(hand));
    let mut scenario = (*held.workspace.centre().scenario).clone();
    scenario.version += 1;
    let adopt = design::Change::Adopt {
        scenario: Box::new(scenario),
        reason: "Vándorffy asked for it".into(),
    };
    held.lead(Change::Design(adopt));
}

pub fn marked(held: &mut Held, sheet: Sheet) {
    let by = Author::Assessor(sheet.assessor);
    let mark = |held: &mut Held, change| held.act(by, Change::Marksheet(change));
    held.lead(Change::Marksheet(marksheets::Change::Return {
        sheet,
        remark: "remark-okapi".into(),
    }));
    let content = |text: &str| Content { text: text.into(), ..Content::default() };
    let keep =
        notes::Change::Keep { sheet, began: held.now().wall, content: content("note-otter") };
    let note = NoteId(held.act(by, Change::Note(keep)));
    held.act(by, Change::Note(notes::Change::Edit { note, content: content("edited-otter") }));
    for text in ["told-auk", "told-puffin"] {
        let quotes = vec![note];
        let tell =
            marksheets::Change::Tell { sheet, part: Part::NextSteps, text: text.into(), quotes };
        mark(held, tell);
    }
    let exercise = &held.workspace.centre().sessions[&sheet.session].exercise;
    let exercise = held.workspace.centre().scenario.exercise(exercise).unwrap();
    let competency = exercise.observes[0].competency.clone();
    let reason = marksheets::Change::Reason { sheet, competency, text: "reason-moose".into() };
    mark(held, reason);
    let waive = marksheets::Change::Waive { sheet, rule: Rule::R3, reason: "waived-coati".into() };
    mark(held, waive);
    mark(held, marksheets::Change::Declare { sheet });
    mark(held, marksheets::Change::Submit { sheet });
    mark(held, marksheets::Change::Reopen { sheet, reason: "again-skunk".into() });
    mark(held, marksheets::Change::Declare { sheet });
    mark(held, marksheets::Change::Submit { sheet });
    let answer = reflections::Change::Answer {
        session: sheet.session,
        candidate: held.subject,
        question: 0,
        text: "self-dugong".into(),
    };
    held.lead(Change::Reflection(answer));
}

pub fn settled(held: &mut Held, sheet: Sheet) {
    let candidate = held.subject;
    let centre = held.workspace.centre();
    let band = centre.scenario.decision.bands[0].label.clone();
    let rated = |id: &&bellwether::ids::CompetencyId| {
        centre.is_rated(candidate, id) && centre.needs_agreement(candidate, id)
    };
    let known = centre.scenario.framework.competencies.iter().map(|known| &known.id);
    let all: Vec<_> = known.filter(rated).cloned().collect();
    let wash = |held: &mut Held, change| held.lead(Change::WashUp(change));
    let present = washup::Change::Present {
        assessors: vec![sheet.assessor],
        others: vec!["H. Aldous".into()],
    };
    wash(held, present);
    wash(held, washup::Change::Begin { candidate });
    wash(held, washup::Change::Reveal { candidate, reason: "early-raven".into() });
    let score = ScoreId::new("numbers");
    let source = "score-finch".to_owned();
    wash(held, washup::Change::Score { candidate, score, value: Some(3.0), source });
    for competency in all {
        let reason = "agree-stork".to_owned();
        let agree = washup::Change::Agree {
            candidate,
            competency,
            level: Some(3),
            arithmetic: None,
            reason,
        };
        wash(held, agree);
    }
    wash(held, washup::Change::Borderline { candidate, found: "edge-crane".into() });
    let reason = "decide-egret".to_owned();
    wash(held, washup::Change::Decide { candidate, band, by_rule: None, reason });
    let sign = washup::Change::Sign {
        candidate,
        assessors: vec![sheet.assessor],
        others: vec!["H. Aldous".into()],
    };
    wash(held, sign);
    wash(held, washup::Change::Reopen { candidate, reason: "reopen-grebe".into() });
    for change in searched::feedback_by_mistake(candidate) {
        held.lead(change);
    }
}

/// Another session of theirs that is called off, and one that is void.
pub fn off(held: &mut Held, sheet: Sheet) {
    let old = held.workspace.centre().sessions[&sheet.session].clone();
    let plan = sessions::Change::Plan {
        exercise: old.exercise.clone(),
        seats: old.seats.clone(),
        room: "Spare".into(),
        planned: Some(held.now().wall),
        players: Vec::new(),
        markings: Vec::new(),
    };
    let again = SessionId(held.lead(Change::Session(plan)));
    let call = sessions::Change::CallOff { session: again, reason: "off-swift".into() };
    held.lead(Change::Session(call));
    // What is handed in is first opened again.
    let centre = held.workspace.centre();
    let of_session = centre.marksheets.iter().filter(|(known, _)| known.session == sheet.session);
    let submitted: Vec<Sheet> =
        of_session.filter(|(_, marks)| marks.is_submitted()).map(|(known, _)| *known).collect();
    for sheet in submitted {
        let reopen = marksheets::Change::Reopen { sheet, reason: "again-skunk".into() };
        held.act(Author::Assessor(sheet.assessor), Change::Marksheet(reopen));
    }
    let void = sessions::Change::Void { session: sheet.session, reason: "void-eland".into() };
    held.lead(Change::Session(void));
}
