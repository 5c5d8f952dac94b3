//! The bundled scenarios are whole, and formats once released are read for ever.

use std::path::Path;

use bellwether::files::document;
use bellwether::problem::Severity;
use bellwether::scenario::checks::Finding;
use bellwether::scenario::{Family, library};
use bellwether::time::Length;
use proptest::prelude::*;

#[test]
fn every_bundled_scenario_loads_without_a_problem() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(library::bundled().len(), files.len());
    for file in files {
        assert_eq!(
            library::read(&std::fs::read_to_string(&file).unwrap()).problems,
            [],
            "{}",
            file.display()
        );
    }
}

#[test]
fn a_scenario_is_written_so_that_it_reads_back_the_same() {
    for scenario in library::bundled() {
        let text = library::write(&scenario).unwrap();
        let again = library::read(&text).scenario().unwrap();
        assert_eq!(again, scenario);
        assert_eq!(library::write(&again).unwrap(), text, "byte for byte");
    }
}

#[test]
fn the_bundled_files_are_written_as_bellwether_itself_writes_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for scenario in library::bundled() {
        let file = folder.join(format!("{}.scenario.ron", scenario.id));
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            library::write(&scenario).unwrap() == text,
            "{}: bellwether format",
            file.display()
        );
    }
}

#[test]
fn the_library_has_eight_corners_of_leading_and_managing() {
    let ids: Vec<String> = library::bundled().iter().map(|known| known.id.to_string()).collect();
    assert_eq!(
        ids,
        [
            "leading-and-managing",
            "feedback-conversation",
            "executive-coaching",
            "inclusive-leadership",
            "regulated-leadership",
            "leading-change",
            "graduate-day",
            "recruit-carousel",
        ]
    );
    for scenario in library::bundled() {
        let families: Vec<_> =
            scenario.framework.competencies.iter().map(|known| &known.family).collect();
        for family in [Family::Leadership, Family::Management] {
            assert!(families.contains(&&family), "{}: {family:?}", scenario.id);
        }
        for exercise in &scenario.exercises {
            assert!(!exercise.papers.facilitator.is_empty(), "{}", exercise.title);
            assert!(!exercise.papers.room.is_empty(), "{}", exercise.title);
        }
    }
}

#[test]
fn leadership_and_management_have_four_competencies_each_and_each_is_seen_twice() {
    let centre = library::bundled().remove(0);
    let of = |family: Family| {
        centre.framework.competencies.iter().filter(|known| known.family == family).count()
    };
    assert_eq!((of(Family::Leadership), of(Family::Management)), (4, 4));
    for competency in &centre.framework.competencies {
        let seen = centre.exercises.iter().filter(|exercise| exercise.observes(&competency.id));
        assert!((2..=3).contains(&seen.count()), "{}", competency.name);
        assert_eq!(competency.anchors.len(), 5);
    }
}

#[test]
fn the_exercises_last_what_was_promised() {
    let minutes = |exercise: &bellwether::scenario::Exercise| -> Vec<u32> {
        exercise.phases.iter().map(|phase| phase.length.as_secs() / 60).collect()
    };
    let centre = library::bundled().remove(0);
    assert_eq!(minutes(&centre.exercises[0]), [3, 15, 40, 20]);
    assert_eq!(minutes(&centre.exercises[1]), [2, 20, 25, 5, 20]);
    assert_eq!(minutes(&centre.exercises[2]), [2, 30, 10, 10, 20]);
    assert_eq!(minutes(&centre.exercises[3]), [3, 60, 30]);
    assert_eq!(centre.exercises[3].injects.len(), 2);
    assert_eq!(centre.exercises[3].total(), Length::minutes(93));
    let cells: usize = centre.exercises.iter().map(|exercise| exercise.observes.len()).sum();
    assert_eq!(cells, 17, "the matrix of the reference day");
}

#[test]
fn a_candidates_brief_names_no_competency() {
    for scenario in library::bundled() {
        for exercise in &scenario.exercises {
            let brief = exercise.papers.candidate.to_lowercase();
            for competency in &scenario.framework.competencies {
                assert!(!brief.contains(&competency.name.to_lowercase()), "{}", competency.name);
            }
        }
    }
}

#[test]
fn files_of_format_1_load_for_ever() {
    let text =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/v1.centre.ron"))
            .unwrap();
    let reading = document::read(&text);
    assert_eq!(reading.damage, []);
    assert_eq!(reading.document.unwrap().entries.len(), 111);
    let text = include_str!("../formats/v1.scenario.ron");
    let reading = library::read(text);
    assert!(reading.problems.iter().all(|problem| problem.severity != Severity::Error));
    let written = library::write(&reading.scenario().unwrap()).unwrap();
    assert!(written.contains("format: 2"), "it is saved in the format of today");
    assert_eq!(library::read(&written).draft, library::read(text).draft);
}

#[test]
fn any_text_gives_an_error_with_a_place_and_never_a_panic() {
    let nested = "(".repeat(200_000);
    let long = format!("(format: 1, scenario: (title: \"{}\"", "x".repeat(3_000_000));
    for text in [
        "",
        "\u{feff}",
        "((((",
        "(format: 1)",
        "(format: 99, scenario: ())",
        "\u{0}",
        &nested,
        &long,
    ] {
        let reading = library::read(text);
        assert!(reading.draft.is_none());
        assert!(reading.problems.iter().all(|problem| problem.place.is_some()));
        assert!(!reading.problems.is_empty());
    }
}

/// A change of a text as a slip of the hand, a bad disk or somebody unkind would make it.
#[derive(Debug, Clone)]
enum Slip {
    Cut(usize),
    Take(usize, usize),
    Put(usize, String),
    Twice(usize, usize),
    Nest(usize, char, usize),
}

fn slips() -> impl Strategy<Value = Slip> {
    let at = 0..30_000_usize;
    let pieces = [
        "(",
        ")",
        "[",
        "{",
        "\"",
        "\\",
        "//",
        "/*",
        "r#\"",
        "\u{0}",
        "’",
        "1e999",
        "-1",
        "NaN",
        "99999999999999999999",
        "Some(",
        "#![enable(implicit_some)]",
        "\u{202e}",
        "\r\n",
        ",",
    ];
    prop_oneof![
        at.clone().prop_map(Slip::Cut),
        (at.clone(), 1..400_usize).prop_map(|(at, many)| Slip::Take(at, many)),
        (at.clone(), proptest::sample::select(pieces.to_vec()))
            .prop_map(|(at, piece)| Slip::Put(at, piece.to_owned())),
        (at.clone(), 1..400_usize).prop_map(|(at, many)| Slip::Twice(at, many)),
        (at, proptest::sample::select(vec!['(', '[', '{']), 1..5000_usize)
            .prop_map(|(at, bracket, many)| Slip::Nest(at, bracket, many)),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let chars: Vec<char> = text.chars().collect();
    let put = |at: usize, new: String| -> String {
        let at = at.min(chars.len());
        chars[..at].iter().copied().chain(new.chars()).chain(chars[at..].iter().copied()).collect()
    };
    let range = |at: usize, many: usize| at.min(chars.len())..(at + many).min(chars.len());
    match slip {
        Slip::Cut(at) => chars[..*at.min(&chars.len())].iter().collect(),
        Slip::Take(at, many) => {
            let gone = range(*at, *many);
            chars[..gone.start].iter().chain(&chars[gone.end..]).collect()
        }
        Slip::Put(at, piece) => put(*at, piece.clone()),
        Slip::Twice(at, many) => put(*at, chars[range(*at, *many)].iter().collect()),
        Slip::Nest(at, bracket, many) => put(*at, std::iter::repeat_n(*bracket, *many).collect()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_file_with_slips_is_read_or_its_faults_are_placed(slips in proptest::collection::vec(slips(), 1..4)) {
        let good = include_str!("../cases/sound.scenario.ron");
        let text = slips.iter().fold(good.to_owned(), |text, slip| slipped(&text, slip));
        let reading = library::read(&text);
        prop_assert!(reading.draft.is_some() || !reading.problems.is_empty());
        for problem in &reading.problems {
            let lines = text.lines().count() + 1;
            let place = problem.place.expect("a problem of a text has a place in it");
            prop_assert!(place.line >= 1 && place.line <= lines, "{place} of {lines} lines");
        }
    }

    #[test]
    fn any_bytes_are_refused_in_words(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(library::read(&text).draft.is_none());
    }
}

#[test]
fn a_text_too_large_for_a_scenario_is_refused_before_it_is_parsed() {
    let text = format!("(format: 2, scenario: (title: \"{}\"", "x".repeat(64 << 20));
    let reading = library::read(&text);
    assert!(reading.draft.is_none());
    assert!(matches!(reading.problems[0].fact, Finding::TooLarge(_)));
}

fn sound() -> bellwether::scenario::Scenario {
    library::read(include_str!("../cases/sound.scenario.ron")).scenario().unwrap()
}

/// Breaks one thing in a good scenario.
type Break = fn(&mut bellwether::scenario::Scenario);

#[test]
fn every_finding_is_made_by_what_breaks_just_that() {
    use bellwether::ids::{CompetencyId, ExerciseId, PhaseId};
    use bellwether::scenario::checks::{Thing, check};
    use bellwether::scenario::exercise::GroupSize;
    let table: [(Break, Finding); 20] = [
        (|s| s.title.clear(), Finding::Empty("title")),
        (|s| s.authorship.licence.clear(), Finding::Empty("licence")),
        (|s| s.scale.not_observed.clear(), Finding::Empty("not_observed")),
        (
            |s| s.exercises[1].id = s.exercises[0].id.clone(),
            Finding::UsedTwice(Thing::Exercise, "night-talk".into()),
        ),
        (
            |s| s.exercises[0].id = ExerciseId::new("In Tray"),
            Finding::NotAWord(Thing::Exercise, "In Tray".into()),
        ),
        (|s| s.scale.levels.swap(0, 1), Finding::ScaleNotRising),
        (
            |s| drop(s.framework.competencies[0].anchors.remove(&3)),
            Finding::NoAnchor(CompetencyId::new("steers"), 3),
        ),
        (
            |s| drop(s.framework.competencies[0].anchors.insert(9, "x".into())),
            Finding::NoSuch(Thing::Level, "9".into()),
        ),
        (|s| s.exercises[0].observes[0].weight = 0.0, Finding::Weight(0.0)),
        (
            |s| s.exercises[0].observes[0].competency = CompetencyId::new("gone"),
            Finding::NoSuch(Thing::Competency, "gone".into()),
        ),
        (|s| s.exercises[0].observes.clear(), Finding::NothingObserved),
        (|s| s.exercises[0].group = GroupSize { min: 3, max: 2 }, Finding::GroupSize(3, 2)),
        (|s| s.exercises[0].assessors_per_candidate = 0, Finding::NoAssessor),
        (|s| s.exercises[1].phases[0].length = Length::ZERO, Finding::NoLength),
        (
            |s| s.exercises[1].phases[0].length = Length::minutes(1000),
            Finding::LongPhase(Length::minutes(1000)),
        ),
        (
            |s| s.exercises[1].phases[0].warnings[0].before_end = Length::minutes(11),
            Finding::AfterTheEnd(Thing::Warning, Length::minutes(10)),
        ),
        (
            |s| s.exercises[0].injects[0].minute = Length::minutes(21),
            Finding::AfterTheEnd(Thing::Inject, Length::minutes(20)),
        ),
        (
            |s| s.exercises[0].injects[0].phase = PhaseId::new("gone"),
            Finding::NoSuch(Thing::Phase, "gone".into()),
        ),
        (|s| s.decision.bands.swap(0, 1), Finding::BandsNotRising),
        (|s| s.exercises.clear(), Finding::None(Thing::Exercise)),
    ];
    for (break_it, expected) in table {
        let mut scenario = sound();
        break_it(&mut scenario);
        let findings: Vec<_> = check(&scenario).into_iter().map(|problem| problem.fact).collect();
        assert!(findings.contains(&expected), "{expected:?} is not among {findings:?}");
    }
}
