//! What the packs say, and what they never do.

use super::*;
use crate::scenario::library;
use crate::scenario::papers::{Part, Prompt, Seat};

fn sample() -> Scenario {
    let text = include_str!("../../tests/cases/small.scenario.ron");
    library::read(text).scenario().expect("the small scenario is sound")
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 24)
}

fn said(scenario: &Scenario, pack: Pack) -> String {
    let data = data::of(scenario, None, today());
    let texts = typeset::texts(&pack.template(), &bundled_templates(), &data, today());
    texts.expect("the bundled templates are sound")
}

#[test]
fn every_pack_of_every_bundled_scenario_is_a_tagged_pdf() {
    for scenario in library::bundled() {
        for sheet in sheets(&scenario, &Pack::ALL, None).iter().filter(|s| s.exercise.is_none()) {
            let made = pdf(&scenario, sheet, &bundled_templates(), today());
            let made = made.unwrap_or_else(|wrong| panic!("{}: {wrong}", sheet.file_name));
            assert!(made.starts_with(b"%PDF-"), "{}", sheet.file_name);
            let tagged = made.windows(15).any(|bytes| bytes == b"/StructTreeRoot");
            assert!(tagged, "{}", sheet.file_name);
        }
    }
}

#[test]
fn candidates_read_their_brief_and_nothing_of_the_guide() {
    let mut scenario = sample();
    scenario.exercises[0].papers.candidate = "You lead the *night* watch.".to_owned();
    scenario.exercises[0].papers.assessor = "Look for what is hidden.".to_owned();
    let candidate = said(&scenario, Pack::Candidate);
    assert!(candidate.contains("You lead the") && candidate.contains("night"), "{candidate}");
    assert!(!candidate.contains("hidden"));
    assert!(said(&scenario, Pack::Assessor).contains("Look for what is hidden."));
}

#[test]
fn each_seat_of_a_group_reads_only_its_own_brief() {
    let mut scenario = sample();
    let exercise = &mut scenario.exercises[0];
    exercise.group.max = 2;
    for (id, brief) in
        [("one", "Only the first knows the price."), ("two", "Only the second knows the date.")]
    {
        exercise.seats.push(Seat {
            id: crate::ids::SeatId::new(id),
            title: format!("Seat {id}"),
            brief: brief.to_owned(),
        });
    }
    let candidate = said(&scenario, Pack::Candidate);
    let first = candidate.find("the price").expect("the first seat is printed");
    let second = candidate.find("the date").expect("the second seat is printed");
    assert!(first < second);
    assert_eq!(candidate.matches("Only you read this").count(), 2);
}

#[test]
fn a_form_shows_every_anchor_and_a_box_for_not_observed() {
    let scenario = sample();
    let form = said(&scenario, Pack::Assessor);
    for competency in &scenario.framework.competencies {
        assert!(form.contains(&competency.name), "{}", competency.name);
    }
    assert!(form.contains("no opportunity") && form.contains("I rated by myself"));
}

#[test]
fn a_role_player_gets_the_prompts_that_all_get() {
    let mut scenario = sample();
    scenario.exercises[0].role_players = vec![Part {
        id: crate::ids::PartId::new("ada"),
        name: "Ada Lindqvist".to_owned(),
        brief: "You are tired.".to_owned(),
        prompts: vec![Prompt {
            id: crate::ids::PromptId::new("sigh"),
            when: "After the first question".to_owned(),
            text: "Sigh, and look at the clock.".to_owned(),
        }],
    }];
    let brief = said(&scenario, Pack::RolePlayer);
    assert!(brief.contains("Ada Lindqvist") && brief.contains("Sigh, and look at the clock."));
}

#[test]
fn what_people_typed_is_printed_and_never_run() {
    let mut scenario = sample();
    let nasty = "#panic(\"no\") $x_2$ <label> @ref #include \"x\" `raw`";
    scenario.title = nasty.to_owned();
    scenario.exercises[0].title = nasty.to_owned();
    scenario.exercises[0].papers.candidate = nasty.to_owned();
    let candidate = said(&scenario, Pack::Candidate);
    assert!(candidate.contains("#panic("), "{candidate}");
    assert!(candidate.contains("$x_2$ <label> @ref"), "{candidate}");
    assert!(said(&scenario, Pack::Door).contains("#include"));
}

#[test]
fn a_template_of_ones_own_takes_the_place_of_the_bundled_one() {
    let mut templates = bundled_templates();
    templates.insert("door.typ".to_owned(), "#json(\"data.json\").title at home".to_owned());
    let scenario = sample();
    let data = data::of(&scenario, None, today());
    let said = typeset::texts("door.typ", &templates, &data, today()).expect("it is sound");
    assert!(said.contains("at home"), "{said}");
}

#[test]
fn a_broken_template_is_named_with_its_line_and_column() {
    let scenario = sample();
    let sheet = &sheets(&scenario, &[Pack::Door], None)[0];
    let mut templates = bundled_templates();
    templates.insert("door.typ".to_owned(), "= Fine\n\nHere #nonsense is\n".to_owned());
    let wrong = pdf(&scenario, sheet, &templates, today()).expect_err("it is broken");
    assert_eq!((wrong.file.as_str(), wrong.line, wrong.column), ("door.typ", 3, 7));
    assert!(wrong.says.contains("unknown variable"), "{}", wrong.says);
}

#[test]
fn a_template_sees_no_file_but_its_own() {
    let scenario = sample();
    let sheet = &sheets(&scenario, &[Pack::Door], None)[0];
    for path in ["/etc/passwd", "../Cargo.toml", "other.typ"] {
        let mut templates = bundled_templates();
        templates.insert("door.typ".to_owned(), format!("#read(\"{path}\")"));
        assert!(pdf(&scenario, sheet, &templates, today()).is_err(), "{path}");
    }
}

#[test]
fn nothing_is_printed_for_role_players_where_nobody_plays() {
    let mut scenario = sample();
    scenario.exercises.iter_mut().for_each(|exercise| exercise.role_players.clear());
    assert!(sheets(&scenario, &[Pack::RolePlayer], None).is_empty());
}

#[test]
fn papers_that_nest_without_end_are_read_down_to_a_depth() {
    let mut scenario = sample();
    for paper in [">".repeat(50_000), "- ".repeat(20_000), "*a ".repeat(20_000)] {
        scenario.exercises[0].papers.candidate = paper;
        let sheet = &sheets(&scenario, &[Pack::Candidate], None)[0];
        assert!(pdf(&scenario, sheet, &bundled_templates(), today()).is_ok());
    }
}
