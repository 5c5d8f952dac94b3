//! Erasure takes people out of everything that is on the disk: searched byte by byte.

use crate::stage;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use bellwether::centre::marksheet::Rating;
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content};
use bellwether::centre::{Author, Change, Refusal, Sheet, erasure, sessions};
use bellwether::ids::{AssessorId, CandidateId, NoteId, Origin, SessionId};
use bellwether::people::{self, Newcomer};
use bellwether::privacy;
use bellwether::report::data::{Manner, Numbers, Reporter};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use bellwether::workspace::{Env, Workspace};
use stage::now;
use stage::searched::{self, env, files};

/// Words that stand nowhere else, one for each field that a person can type into.
const PLANTED: [&str; 14] = [
    "Zsófiaqué",
    "Vándorffy",
    "QX77",
    "xe-pronoun",
    "allergic-zebra",
    "approver-quill",
    "reason-marmot",
    "note-otter",
    "edited-otter",
    "why-ferret",
    "reopened-badger",
    "coach-heron",
    "mistake-stoat",
    "draft-weasel",
];

/// The planted words that are in any file below a folder, or in its name.
fn found(folder: &Path) -> BTreeSet<(PathBuf, String)> {
    searched::found(folder, &PLANTED)
}

struct Held {
    workspace: Workspace,
    subject: CandidateId,
    other: CandidateId,
    assessor: AssessorId,
    solo: SessionId,
    group: SessionId,
    secs: i64,
}

impl Held {
    fn act(&mut self, by: Author, change: Change) -> Origin {
        self.secs += 1;
        let entry = self.workspace.perform(vec![change], by, now(self.secs)).unwrap();
        Origin { entry, place: 0 }
    }

    fn wait(&mut self) {
        let secs = &mut self.secs;
        searched::until_rewritten(&mut self.workspace, || {
            *secs += 3;
            now(*secs)
        });
    }

    fn erase(&mut self, reason: &str) -> Result<(), Refusal> {
        let change = privacy::erase(self.workspace.record(), &[self.subject], reason);
        self.workspace.erase(change, now(self.secs)).map(|_| ())
    }
}

/// A centre in which each planted word was typed into its field.
fn held(env: &Env, file: &Path) -> Held {
    let mut scenario = stage::scenario();
    scenario.exercises[1].group.max = 2;
    let mut workspace = Workspace::create(env, scenario, now(0));
    let facilitator = Author::Facilitator;
    let mut made = |change| {
        let entry = workspace.perform(vec![change], facilitator, now(1)).unwrap();
        Origin { entry, place: 0 }
    };
    let subject = CandidateId(made(Change::People(people::Change::Join(Newcomer::Candidate {
        code: "QX77".into(),
        name: "Zsófiaqué Vándorffy".into(),
        extra_time: 25,
        facts: searched::facts(),
        apart: Vec::new(),
    }))));
    let add = people::Change::AddCandidate { code: "C02".into(), name: "Bo Ek".into() };
    let other = CandidateId(made(Change::People(add)));
    let add = people::Change::AddAssessor { name: "R. Castellan".into() };
    let assessor = AssessorId(made(Change::People(add)));
    let seat = |candidate| sessions::Seat { candidate, assessors: vec![assessor] };
    let plan = |exercise: usize, seats| {
        Change::Session(sessions::Change::Plan {
            exercise: stage::scenario().exercises[exercise].id.clone(),
            seats,
            room: "Oak".into(),
            planned: Some(stage::at(0)),
            players: Vec::new(),
            markings: Vec::new(),
        })
    };
    let solo = SessionId(made(plan(0, vec![seat(subject)])));
    let group = SessionId(made(plan(1, vec![seat(subject), seat(other)])));
    workspace.save_as(env, file.to_owned(), now(1)).unwrap();
    Held { workspace, subject, other, assessor, solo, group, secs: 10 }
}

fn content(text: &str) -> Content {
    // As an older file has it: what later builds added is left out.
    ron::from_str(&format!("(text: {text:?}, direction: None, competency: None)")).unwrap()
}

/// The day as it went: everything typed.
fn live(held: &mut Held) {
    let by = Author::Assessor(held.assessor);
    let facilitator = Author::Facilitator;
    let sheet = Sheet { session: held.solo, candidate: held.subject, assessor: held.assessor };
    let theirs = Sheet { session: held.group, candidate: held.other, assessor: held.assessor };
    let keep = |sheet, text: &str| {
        Change::Note(notes::Change::Keep { sheet, began: stage::at(5), content: content(text) })
    };
    let note = NoteId(held.act(by, keep(sheet, "note-otter")));
    held.act(by, Change::Note(notes::Change::Edit { note, content: content("edited-otter") }));
    held.act(by, keep(theirs, "Bo listens to Vándorffy, then to qx77 and to QX77 again"));
    let observes: Vec<_> = held.workspace.centre().scenario.exercises[0]
        .observes
        .iter()
        .map(|observed| observed.competency.clone())
        .collect();
    for on in [sheet, theirs] {
        for competency in observes.clone() {
            let rating = Some(Rating::Level(3));
            let rate =
                marksheets::Change::Rate { sheet: on, competency: competency.clone(), rating };
            held.act(by, Change::Marksheet(rate));
        }
    }
    let why = marksheets::Change::Reason {
        sheet,
        competency: observes[0].clone(),
        text: "why-ferret".into(),
    };
    held.act(by, Change::Marksheet(why));
    held.act(by, Change::Marksheet(marksheets::Change::Declare { sheet }));
    held.act(by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    let reopen = marksheets::Change::Reopen { sheet, reason: "reopened-badger".into() };
    held.act(by, Change::Marksheet(reopen));
    held.act(by, Change::Marksheet(marksheets::Change::Declare { sheet }));
    held.act(by, Change::Marksheet(marksheets::Change::Submit { sheet }));
    for change in searched::feedback_by_mistake(held.subject) {
        held.act(facilitator, change);
    }
    held.workspace.keep_draft(&format!("note {} {}", held.solo, held.assessor), "draft-weasel");
    held.wait();
}

#[test]
fn nothing_of_an_erased_person_is_left_in_any_byte_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut held = held(&env, &file);
    live(&mut held);
    for word in PLANTED {
        let there = || found(folder.path()).iter().any(|(_, known)| known == word);
        let seen = (0..200).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(if there() { 0 } else { 10 }));
            there()
        });
        assert!(seen, "{word} was never on the disk");
    }
    let moot = held.workspace.centre().moot.len();
    held.erase("Asked for in letter 12").unwrap();
    held.wait();
    assert_eq!(found(folder.path()), BTreeSet::new());
    // What is about somebody else is still there, without the name.
    let centre = held.workspace.centre();
    assert_eq!(centre.moot.len(), moot, "{:?}", centre.moot);
    let texts: Vec<_> = centre.notes.values().map(|note| note.now.content.text.as_str()).collect();
    assert_eq!(texts, ["Bo listens to [erased], then to [erased] and to [erased] again"]);
    let sheet = Sheet { session: held.group, candidate: held.other, assessor: held.assessor };
    assert!(!centre.marksheets[&sheet].ratings.is_empty());
    assert!(!centre.sessions.contains_key(&held.solo));
    let listed: Vec<_> = centre.people.candidates().iter().map(|c| c.code.clone()).collect();
    assert_eq!(listed, ["C02"]);
    // Also after closing and opening again.
    held.workspace.close(now(held.secs));
    assert_eq!(found(folder.path()), BTreeSet::new());
    let again = Workspace::open(&env, &file, now(99_999)).unwrap();
    assert_eq!(again.centre().erasures.len(), 1);
    assert_eq!(again.centre().erasures[0].left.people, 1);
    again.close(now(99_999));
    assert_eq!(found(folder.path()), BTreeSet::new());
}

#[test]
fn the_seat_of_somebody_erased_owes_nothing_cannot_be_rated_and_shows_no_id() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let mut held = held(&env, &folder.path().join("day.centre.ron"));
    live(&mut held);
    held.erase("Asked for").unwrap();
    let centre = held.workspace.centre();
    let sheet = Sheet { session: held.group, candidate: held.subject, assessor: held.assessor };
    let theirs = Sheet { candidate: held.other, ..sheet };
    assert_eq!(centre.sheets_in(&centre.sessions[&held.group]), [theirs]);
    let forms = bellwether::day::forms::forms(centre, &[]);
    assert_eq!(forms.iter().map(|form| form.sheet).collect::<Vec<_>>(), [theirs]);
    assert!(!centre.is_awaited(sheet) && centre.sheets_about(held.subject).is_empty());
    let (_, exercise) = centre.session(held.group).unwrap();
    let competency = exercise.observes[0].competency.clone();
    let rating = Some(Rating::Level(3));
    let rate = Change::Marksheet(marksheets::Change::Rate { sheet, competency, rating });
    let keep = notes::Change::Keep { sheet, began: stage::at(5), content: content("Waits") };
    let erased = marksheets::Refusal::Erased;
    assert_eq!(centre.check(&rate), Err(Refusal::Marksheet(erased.clone())));
    assert_eq!(
        centre.check(&Change::Note(keep)),
        Err(Refusal::Note(notes::Refusal::Marksheet(erased)))
    );
    assert_eq!(bellwether::words::candidate(centre, held.subject), "somebody erased");
    let acts = held.workspace.record().entries().iter();
    let acts: Vec<_> = acts.map(|entry| bellwether::words::act(centre, entry)).collect();
    assert!(acts.iter().any(|act| act == "somebody erased added"), "{acts:?}");
    assert!(!acts.iter().any(|act| act.contains("[erased] ")), "{acts:?}");
}

#[test]
fn reports_say_in_their_language_that_somebody_was_erased() {
    let record = stage_demo();
    let centre = record.centre();
    let group = centre.sessions.values().find(|session| session.seats.len() > 1).unwrap();
    let change = privacy::erase(&record, &[group.seats[0].candidate], "Asked for");
    let mut after = record.clone();
    let device = bellwether::ids::DeviceId { installation: 5, session: 5 };
    let act = bellwether::centre::Act::Do(vec![Change::Erasure(change)]);
    let entry = after.next_entry(device, Author::Facilitator, now(0), act);
    after.add(entry);
    for (language, erased) in [("de", "gelöschte Person"), ("en", "somebody erased")] {
        let language = Language::of(language).unwrap();
        let manner = Manner { language, numbers: Numbers::Shown };
        let zone = jiff::tz::TimeZone::UTC;
        let reporter = Reporter::new(after.centre(), &zone, now(0).wall, manner);
        let text = format!("{:?}", reporter.report(Kind::Cohort, About::Centre).unwrap());
        assert!(text.contains(erased) && !text.contains("[erased] "), "{erased}");
    }
}

/// Everything that is logged, by whichever thread.
static LOG: std::sync::Mutex<Vec<u8>> = std::sync::Mutex::new(Vec::new());

struct IntoLog;

impl std::io::Write for IntoLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn nothing_that_was_typed_reaches_the_log() {
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    log.with_writer(|| IntoLog).init();
    tracing::info!("the log is heard");
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let mut held = held(&env, &folder.path().join("day.centre.ron"));
    live(&mut held);
    held.erase("Asked for").unwrap();
    held.wait();
    held.workspace.close(now(90_000));
    let log = LOG.lock().unwrap().clone();
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("the log is heard"));
    for word in PLANTED {
        assert!(!log.contains(word), "{word} is in the log");
    }
}

#[test]
fn a_copy_from_before_the_erasure_brings_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, hers) = (folder.path().join("mine"), folder.path().join("hers"));
    std::fs::create_dir_all(&mine).unwrap();
    std::fs::create_dir_all(&hers).unwrap();
    let own = env(&mine.join("data"));
    let file = mine.join("day.centre.ron");
    let mut held = held(&own, &file);
    held.wait();
    let copy = hers.join("day.centre.ron");
    std::fs::copy(&file, &copy).unwrap();
    // Her laptop writes on about the same person.
    let theirs = env(&hers.join("data"));
    let mut other = Workspace::open(&theirs, &copy, now(50)).unwrap();
    let sheet = Sheet { session: held.solo, candidate: held.subject, assessor: held.assessor };
    let keep = notes::Change::Keep { sheet, began: stage::at(60), content: content("note-otter") };
    other.perform(vec![Change::Note(keep)], Author::Assessor(held.assessor), now(61)).unwrap();
    other.save(now(62));
    other.close(now(62));
    held.erase("Asked for").unwrap();
    held.wait();
    assert_eq!(found(&mine), BTreeSet::new());
    let taken = held.workspace.merge_file(&own, &copy, now(held.secs)).unwrap();
    assert_eq!(taken.new, 1);
    assert!(!taken.emptied.is_empty(), "what was emptied is named");
    held.wait();
    assert_eq!(found(&mine), BTreeSet::new());
    assert!(held.workspace.centre().notes.is_empty());
    held.workspace.close(now(held.secs + 1));
    // The other way round, the erasure comes to her laptop and cleanses it.
    let mut other = Workspace::open(&theirs, &copy, now(90_000)).unwrap();
    assert!(!found(&hers).is_empty());
    other.merge_file(&theirs, &file, now(90_001)).unwrap();
    other.close(now(90_002));
    assert_eq!(found(&hers), BTreeSet::new());
}

#[test]
fn a_journal_that_an_ended_session_left_is_cleansed_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut held = held(&env, &file);
    live(&mut held);
    // A journal from before, as a crash leaves it.
    let journals = env.places.journals_of(held.workspace.centre().id);
    let old: Vec<_> = files(&journals)
        .into_iter()
        .filter(|p| p.extension().is_some_and(|e| e == "journal"))
        .collect();
    let kept = std::fs::read(&old[0]).unwrap();
    held.erase("Asked for").unwrap();
    held.wait();
    held.workspace.close(now(90_000));
    std::fs::create_dir_all(&journals).unwrap();
    std::fs::write(journals.join("0000000b.0000000c.1.journal"), kept).unwrap();
    assert!(!found(folder.path()).is_empty());
    let mut again = Workspace::open(&env, &file, now(90_001)).unwrap();
    assert_eq!(again.centre().people.candidates().len(), 1);
    for _ in 0..400 {
        again.poll(now(90_010));
        if again.is_rewritten() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(found(folder.path()), BTreeSet::new());
}

#[test]
fn a_reason_that_names_the_person_is_refused_and_an_erasure_cannot_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let env = env(&folder.path().join("data"));
    let mut held = held(&env, &folder.path().join("day.centre.ron"));
    let names = Err(Refusal::Erasure(erasure::Refusal::ReasonNames));
    assert_eq!(held.erase("Ms Vándorffy asked"), names);
    assert_eq!(held.erase("QX77 asked"), names);
    assert_eq!(held.erase("  "), Err(Refusal::Erasure(erasure::Refusal::NoReason)));
    held.erase("Asked for").unwrap();
    assert!(held.workspace.undo(Author::Facilitator, now(held.secs)).is_err());
}

#[test]
fn the_command_line_says_first_what_it_would_do_and_leaves_a_certificate_that_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("day.centre.ron");
    let env = env(&data);
    let mut held = held(&env, &file);
    live(&mut held);
    held.workspace.close(now(90_000));
    let proof = folder.path().join("proof");
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("bellwether").unwrap();
        command.arg("--data").arg(&data).args(["privacy", "erase"]).arg(&file);
        command.args(["--who", "QX77", "--because", "Asked for in letter 12", "--to"]);
        command.arg(&proof).args(more).assert()
    };
    let said = run(&[]).code(1).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("1 person goes from the record"), "{said}");
    assert!(said.contains("Nothing was done"), "{said}");
    assert!(!found(folder.path()).is_empty());
    run(&["--yes"]).success();
    assert_eq!(found(folder.path()), BTreeSet::new());
    let papers = files(&proof);
    assert_eq!(papers.len(), 2);
    let text = papers.iter().find(|path| path.extension().is_some_and(|end| end == "md")).unwrap();
    let text = std::fs::read_to_string(text).unwrap();
    assert!(text.contains("Erased: 1 person") && text.contains("Asked for in letter 12"), "{text}");
}

#[test]
fn numbers_by_competency_stay_only_when_five_or_more_go_together() {
    let record = stage_demo();
    let everybody: Vec<_> =
        record.centre().people.candidates().iter().map(|known| known.id).collect();
    let few = privacy::preview(&record, &everybody[..4]).left;
    assert!(few.levels.is_empty() && few.ratings > 0, "{few:?}");
    let many = privacy::preview(&record, &everybody).left;
    let counted: u32 = many
        .levels
        .iter()
        .map(|one| one.not_observed + one.levels.iter().map(|(_, times)| times).sum::<u32>())
        .sum();
    assert_eq!(counted, many.ratings);
    // In a whole day, nothing of the others is lost with those who go.
    let change = privacy::erase(&record, &everybody[..3], "Kept for six months");
    let mut after = record.clone();
    let device = bellwether::ids::DeviceId { installation: 5, session: 5 };
    let act = bellwether::centre::Act::Do(vec![Change::Erasure(change)]);
    let entry = after.next_entry(device, Author::Facilitator, now(0), act);
    after.add(entry);
    assert_eq!(after.centre().moot, record.centre().moot);
    for id in &everybody[3..] {
        let sheets = |record: &bellwether::centre::Record| {
            let all = record.centre().marksheets.iter();
            all.filter(|(sheet, _)| sheet.candidate == *id)
                .map(|(sheet, marks)| (*sheet, marks.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(sheets(&after), sheets(&record));
    }
}

fn stage_demo() -> bellwether::centre::Record {
    let scenario = bellwether::scenario::library::bundled().remove(0);
    let begins: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    bellwether::demo::record(&bellwether::demo::Demo {
        candidates: 6,
        seed: 3,
        scenario,
        date: jiff::civil::date(2026, 11, 24),
        begins,
        until: begins + jiff::SignedDuration::from_hours(24),
        zone: jiff::tz::TimeZone::UTC,
    })
}
