//! What reports say is what the record holds: assessors' own words for the candidate, evidence that
//! speaks both ways, who came, what disturbed the day and what does not count.

use crate::stage;
use bellwether::centre::incidents::{self, Effect, Fact};
use bellwether::centre::logo::Logo;
use bellwether::centre::marksheet::{Part, Rating};
use bellwether::centre::marksheets;
use bellwether::centre::notes::{self, Content, Direction, Shown};
use bellwether::centre::{Author, Change, Person, Sheet, announcements, attendance, details};
use bellwether::handouts::reports::{Format, Press};
use bellwether::ids::{IncidentId, NoteId};
use bellwether::print::reports::{Look, bundled_templates};
use bellwether::report::data::{Manner, Numbers, Report, Reporter};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use jiff::tz::TimeZone;
use stage::readers::{dense, pdf_text, word_text};
use stage::{Day, at};

static ZONE: TimeZone = TimeZone::UTC;

fn manner() -> Manner {
    Manner { language: Language::English, numbers: Numbers::Shown }
}

fn report(day: &Day, kind: Kind, about: About) -> Report {
    Reporter::new(day.record.centre(), &ZONE, at(9_000), manner()).report(kind, about).unwrap()
}

fn of_candidate(day: &Day, kind: Kind) -> Report {
    report(day, kind, About::Candidate(day.candidates[0]))
}

/// The words of a report in both forms.
fn words(day: &Day, kind: Kind, about: About) -> [String; 2] {
    let centre = day.record.centre();
    let look = Look { templates: bundled_templates(), ..Look::default() };
    let mut press = Press::new(Reporter::new(centre, &ZONE, at(9_000), manner()), look);
    let pdf = press.make(kind, about, Format::Pdf).unwrap().bytes;
    let word = press.make(kind, about, Format::Word).unwrap().bytes;
    [pdf_text(&pdf), word_text(&word).0]
}

fn observed(day: &Day) -> Vec<bellwether::ids::CompetencyId> {
    let exercise = &day.record.centre().scenario.exercises[0];
    exercise.observes.iter().map(|observed| observed.competency.clone()).collect()
}

fn keep(day: &mut Day, sheet: Sheet, text: &str, shows: Vec<Shown>) -> NoteId {
    let content = Content { text: text.into(), direction: Some(Direction::For), shows };
    let keep = notes::Change::Keep { sheet, began: at(60), content };
    NoteId(day.act_as(60, Author::Assessor(sheet.assessor), Change::Note(keep)))
}

fn tell(day: &mut Day, sheet: Sheet, part: Part, text: &str, quotes: Vec<NoteId>) {
    let tell = marksheets::Change::Tell { sheet, part, text: text.into(), quotes };
    day.act_as(90, Author::Assessor(sheet.assessor), Change::Marksheet(tell));
}

fn submit(day: &mut Day, sheet: Sheet, level: u8) {
    let by = Author::Assessor(sheet.assessor);
    for competency in observed(day) {
        let rating = Some(Rating::Level(level));
        let rate = marksheets::Change::Rate { sheet, competency, rating };
        day.act_as(100, by, Change::Marksheet(rate));
    }
    day.act_as(200, by, Change::Marksheet(marksheets::Change::Submit { sheet }));
}

/// Both assessors wrote for the candidate; the second has not handed it in.
fn told() -> Day {
    let mut day = Day::new();
    let (first, second) = (day.sheet(0), day.sheet(1));
    let shows = vec![Shown::of(observed(&day)[0].clone())];
    let note = keep(&mut day, first, "Asked Chris what he needed", shows);
    tell(&mut day, first, Part::Strengths, "An earlier wording", Vec::new());
    tell(&mut day, first, Part::Strengths, "You asked before you decided.", vec![note]);
    tell(&mut day, first, Part::NextSteps, "Say when you will come back.", Vec::new());
    tell(&mut day, second, Part::Strengths, "Still a draft of mine", Vec::new());
    submit(&mut day, first, 4);
    day
}

#[test]
fn candidate_and_manager_read_what_assessors_wrote_and_what_it_rests_on() {
    let day = told();
    let marks = &day.record.centre().marksheets[&day.sheet(0)];
    let title = &day.record.centre().scenario.exercises[0].title;
    for kind in [Kind::Feedback, Kind::Development] {
        let shown = of_candidate(&day, kind).candidate.unwrap();
        for (part, points) in
            [(Part::Strengths, &shown.strengths), (Part::NextSteps, &shown.next_steps)]
        {
            let own: Vec<_> = points.iter().filter(|point| !point.exercise.is_empty()).collect();
            assert_eq!(own.len(), 1, "{kind:?}, {part:?}");
            assert_eq!(own[0].text, marks.told(part));
            assert_eq!(own[0].exercise, *title);
        }
        let own = shown.strengths.iter().find(|point| !point.exercise.is_empty()).unwrap();
        assert_eq!(own.quotes[0].text, "Asked Chris what he needed");
        for said in words(&day, kind, About::Candidate(day.candidates[0])) {
            for text in ["You asked before you decided.", "Say when you will come back."] {
                assert!(said.contains(&dense(text)), "{kind:?}: {said}");
            }
            for hidden in ["Still a draft", "An earlier wording", "Castellan", "Ojo"] {
                assert!(!said.contains(&dense(hidden)), "{kind:?} says {hidden}");
            }
        }
    }
}

#[test]
fn the_file_has_who_wrote_it_and_what_stood_there_before() {
    let day = told();
    let panel = of_candidate(&day, Kind::Panel).panel.unwrap();
    let told: Vec<_> = panel.told.iter().map(|one| (&*one.text, &*one.assessor)).collect();
    let by = "R. Castellan";
    let wanted = [("You asked before you decided.", by), ("Say when you will come back.", by)];
    assert_eq!(told, wanted);
    assert_eq!(panel.told[0].replaced.len(), 1);
    for said in words(&day, Kind::Panel, About::Candidate(day.candidates[0])) {
        let wanted = ["You asked before you decided.", "An earlier wording", "Asked Chris what"];
        assert!(wanted.iter().all(|text| said.contains(&dense(text))), "{said}");
        assert!(!said.contains("Stilladraft"));
    }
}

#[test]
fn a_note_that_is_struck_out_is_not_quoted_and_a_reopened_marksheet_is_not_read() {
    let mut day = told();
    let note = *day.record.centre().notes.keys().next().unwrap();
    let by = Author::Assessor(day.assessors[0]);
    let reopen = marksheets::Change::Reopen { sheet: day.sheet(0), reason: "a slip".into() };
    day.act_as(300, by, Change::Marksheet(reopen));
    let own = |day: &Day| {
        let shown = of_candidate(day, Kind::Feedback).candidate.unwrap();
        shown.strengths.into_iter().find(|point| !point.exercise.is_empty())
    };
    assert_eq!(own(&day), None);
    day.act_as(310, by, Change::Note(notes::Change::Strike { note }));
    day.act_as(320, by, Change::Marksheet(marksheets::Change::Submit { sheet: day.sheet(0) }));
    assert_eq!(own(&day).unwrap().quotes, []);
}

#[test]
fn a_note_that_speaks_both_ways_is_quoted_on_the_side_that_it_takes() {
    let mut day = Day::new();
    let sheet = day.sheet(0);
    let both = observed(&day);
    let against = Shown { direction: Some(Direction::Against), ..Shown::of(both[1].clone()) };
    keep(&mut day, sheet, "Decided alone", vec![Shown::of(both[0].clone()), against]);
    submit(&mut day, sheet, 3);
    let shown = of_candidate(&day, Kind::Feedback).candidate.unwrap();
    let name =
        |place: usize| day.record.centre().scenario.competency(&both[place]).unwrap().name.clone();
    let of = |place| shown.competencies.iter().find(|one| one.name == name(place)).unwrap();
    assert_eq!((of(0).seen.len(), of(0).held_back.len()), (1, 0));
    assert_eq!((of(1).seen.len(), of(1).held_back.len()), (0, 1));
}

/// A day with comings, goings, a message and an incident that makes the exercise void.
fn disturbed() -> Day {
    let mut day = told();
    let (first, second) = (day.candidates[0], day.candidates[1]);
    let who = Person::Candidate(first);
    for change in [
        attendance::Change::Arrive { who, at: at(420) },
        attendance::Change::WithoutConsent { candidate: first, reason: "form lost".into() },
        attendance::Change::Absent { who: Person::Candidate(second) },
        attendance::Change::Arrive { who: Person::Assessor(day.assessors[1]), at: at(-900) },
        attendance::Change::Withdraw { who, reason: "felt ill".into() },
    ] {
        day.act(500, Change::Attendance(change));
    }
    let message = announcements::Change::Announce { room: None, text: "Lunch is late".into() };
    day.act(600, Change::Announcement(message));
    let note = incidents::Change::Note {
        noticed: at(700),
        kind: incidents::Kind::Evacuation,
        what: "The alarm rang".into(),
        candidates: vec![first],
        exercises: Vec::new(),
        sessions: vec![day.session],
    };
    let incident = IncidentId(day.act(700, Change::Incident(note)));
    for fact in [Fact::Action("All went out".into()), Fact::Effect(Effect::Void)] {
        day.act(800, Change::Incident(incidents::Change::Set { incident, fact }));
    }
    day
}

#[test]
fn the_cohort_report_says_who_came_what_disturbed_the_day_and_what_does_not_count() {
    let day = disturbed();
    let cohort = report(&day, Kind::Cohort, About::Centre).cohort.unwrap();
    let noted = &day.record.centre().attendance;
    assert_eq!(cohort.attendance.len(), day.candidates.len());
    let came = noted[&Person::Candidate(day.candidates[0])].arrived.unwrap().at;
    let came = came.to_zoned_datetime(ZONE.clone()).strftime("%H:%M").to_string();
    assert_eq!(cohort.attendance[0].came, came);
    assert!(cohort.attendance[0].remark.contains("felt ill"));
    assert!(cohort.attendance[0].remark.contains("form lost"));
    assert_eq!(cohort.attendance[1].remark, "did not come");
    assert_eq!(cohort.sessions[0].void_for, "C01");
    assert_eq!(cohort.incidents[0].what, "The alarm rang");
    assert_eq!(cohort.incidents[0].effect, "does not count");
    for said in words(&day, Kind::Cohort, About::Centre) {
        for text in [
            "felt ill",
            "form lost",
            "did not come",
            "The alarm rang",
            "All went out",
            "does not count for C01",
            came.as_str(),
        ] {
            assert!(said.contains(&dense(text)), "{text}: {said}");
        }
    }
}

#[test]
fn the_log_of_the_day_has_comings_goings_messages_and_what_follows_from_incidents() {
    let day = disturbed();
    let log = report(&day, Kind::Log, About::Centre).log.unwrap();
    let lines: Vec<(&str, &str)> = log.lines.iter().map(|line| (&*line.at, &*line.what)).collect();
    for wanted in [
        ("08:45", "T. Ojo came"),
        ("09:07", "C01 came"),
        ("09:08", "C01 began without recorded consent: form lost"),
        ("09:08", "C02 did not come"),
        ("09:08", "C01 left: felt ill"),
        ("09:10", "On the screens (everybody): Lunch is late"),
    ] {
        assert!(lines.contains(&wanted), "{wanted:?}: {lines:?}");
    }
    let (at, said) = lines.iter().find(|(_, what)| what.contains("The alarm rang")).unwrap();
    assert_eq!(*at, "09:11");
    assert!(said.contains("C01") && said.contains("does not count"), "{said}");
    for said in words(&day, Kind::Log, About::Centre) {
        assert!(said.contains("Lunchislate") && said.contains("Thealarmrang"), "{said}");
    }
}

#[test]
fn what_was_told_after_a_void_exercise_is_kept_for_the_file_alone() {
    let day = disturbed();
    let shown = of_candidate(&day, Kind::Feedback).candidate.unwrap();
    assert!(shown.strengths.iter().all(|point| point.exercise.is_empty()));
    let panel = of_candidate(&day, Kind::Panel).panel.unwrap();
    assert!(panel.told.iter().all(|one| one.void) && panel.told.len() == 2);
}

#[test]
fn the_logo_of_the_centre_stands_in_both_forms_and_leaves_with_the_act() {
    let mut day = Day::new();
    let mut png = std::io::Cursor::new(Vec::new());
    let mark = image::RgbaImage::from_pixel(300, 100, image::Rgba([9, 80, 90, 255]));
    mark.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let logo = Logo::of_file(&png.into_inner()).unwrap();
    day.act(-10, Change::Details(details::Change::Logo(Some(logo.clone()))));
    let made = |day: &Day, format| {
        let look = Look { templates: bundled_templates(), ..Look::default() };
        let reporter = Reporter::new(day.record.centre(), &ZONE, at(9_000), manner());
        let mut press = Press::new(reporter, look);
        press.make(Kind::Feedback, About::Candidate(day.candidates[0]), format).unwrap().bytes
    };
    let pictures = |bytes: &[u8]| {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let pictures = document.objects.values().filter(|object| {
            let subtype = object.as_stream().and_then(|stream| stream.dict.get(b"Subtype"));
            subtype.and_then(|kind| kind.as_name()).is_ok_and(|name| name == b"Image")
        });
        pictures.count()
    };
    assert!(pictures(&made(&day, Format::Pdf)) > 0);
    let word = made(&day, Format::Word);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).unwrap();
    let mut kept = Vec::new();
    let mut file = archive.by_name("word/media/logo.png").unwrap();
    std::io::Read::read_to_end(&mut file, &mut kept).unwrap();
    assert_eq!(kept, logo.png());
    day.act(-5, Change::Details(details::Change::Logo(None)));
    assert_eq!(pictures(&made(&day, Format::Pdf)), 0);
}

#[test]
fn every_page_on_a_sample_centre_says_that_it_is_one() {
    let centre = stage::whole_day(6, 4);
    let look = Look { templates: bundled_templates(), ..Look::default() };
    let mut press = Press::new(Reporter::new(&centre, &ZONE, at(90_000), manner()), look);
    let who = About::Candidate(centre.people.candidates()[0].id);
    for (kind, about) in [(Kind::Feedback, who), (Kind::Panel, who), (Kind::Cohort, About::Centre)]
    {
        let pdf = press.make(kind, about, Format::Pdf).unwrap().bytes;
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        for page in document.get_pages().keys() {
            let said = dense(&document.extract_text(&[*page]).unwrap());
            assert!(said.contains("Sample:inventedpeople"), "{kind:?}, page {page}: {said}");
        }
        let word = press.make(kind, about, Format::Word).unwrap().bytes;
        assert!(word_text(&word).0.contains("Sample:inventedpeople"), "{kind:?}");
    }
}

#[test]
fn p4_reports_for_candidates_that_name_another_are_found_in_notes_and_in_what_is_told() {
    let mut day = Day::new();
    let (first, second) = (day.sheet(0), day.sheet(1));
    let found = |day: &Day| {
        let wanted = [Kind::Feedback, Kind::Scorecard, Kind::Development];
        let wanted = wanted.map(|kind| (kind, About::Candidate(day.candidates[0])));
        let reporter = Reporter::new(day.record.centre(), &ZONE, at(9_000), manner());
        let named = reporter.that_name_others(wanted.into_iter());
        named.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>()
    };
    let shows = vec![Shown::of(observed(&day)[0].clone())];
    keep(&mut day, first, "Waits, and names C01 alone", shows.clone());
    tell(&mut day, second, Part::Strengths, "You asked C02.", Vec::new());
    submit(&mut day, first, 3);
    assert!(found(&day).is_empty(), "nobody reads what is told and not handed in");
    keep(&mut day, second, "asks C02, who has said nothing", shows);
    assert_eq!(found(&day), [Kind::Feedback, Kind::Development], "a quotation names C02");
    let mut day = Day::new();
    let sheet = day.sheet(0);
    tell(&mut day, sheet, Part::Strengths, "You brought Ελένη 李 in.", Vec::new());
    submit(&mut day, sheet, 3);
    assert_eq!(found(&day), [Kind::Feedback, Kind::Development], "what is told names somebody");
    #[cfg(feature = "window")]
    {
        let mut window = stage::planned_window::over(&day.record, [1024.0, 700.0]);
        window.press("Reports");
        let said = "1 of these reports names another candidate (rule P4): C01.";
        assert!(window.shows(said));
        window.press("Development plan");
        assert!(window.shows("2 of these reports name another candidate (rule P4): C01."));
    }
    let text = bellwether::words::drafts::reports_name_others(
        day.record.centre(),
        9,
        &[day.candidates[0]; 8],
    );
    assert!(text.contains("C01, C01, C01, C01, C01, C01, 2 more."), "{text}");
}
