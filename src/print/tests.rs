//! What the packs say, and what they never do.

use super::*;
use crate::report::timetable::{Item, Kind, Own, Role, Row, Timetable};
use crate::scenario::library;
use crate::scenario::papers::{Part, Prompt, Seat};
use timetable::Pages;

fn sample() -> Scenario {
    let text = include_str!("../../tests/cases/small.scenario.ron");
    library::read(text).scenario().expect("the small scenario is sound")
}

fn today() -> Date {
    jiff::civil::date(2026, 11, 24)
}

fn said(scenario: &Scenario, pack: Pack) -> String {
    pages(scenario, pack).concat()
}

fn pages(scenario: &Scenario, pack: Pack) -> Vec<String> {
    let data = data::of(scenario, None, today());
    let pages = typeset::pages(&pack.template(), &bundled_templates(), &data, today());
    pages.expect("the bundled templates are sound")
}

fn bundled(id: &str) -> Scenario {
    library::bundled().into_iter().find(|known| known.id.as_str() == id).expect("it is bundled")
}

/// The page, from 0, on which these words stand first.
fn page_of(pages: &[String], words: &str) -> usize {
    pages.iter().position(|page| page.contains(words)).unwrap_or_else(|| panic!("{words}"))
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
    let said =
        typeset::pages("door.typ", &templates, &data, today()).expect("it is sound").concat();
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

/// Two people in one session each, whatever they are called.
fn timetable(name: &str, candidates: usize) -> Timetable {
    let at = |minutes: i64| {
        let nine = "2026-11-24T09:00:00Z".parse().expect("it is a moment");
        crate::time::shifted(nine, jiff::SignedDuration::from_mins(minutes))
    };
    let item = |kind, from, until| Item {
        from: at(from),
        until: at(until),
        kind,
        what: name.to_owned(),
        place: name.to_owned(),
        with: name.to_owned(),
        exercise: (kind != Kind::Lunch).then_some(0),
        session: None,
        paper: None,
    };
    let own = |role, number: usize| Own {
        role,
        key: number.to_string(),
        code: if role == Role::Candidate { format!("C{number:02}") } else { String::new() },
        name: name.to_owned(),
        items: vec![
            item(Kind::Preparation, 0, 15),
            item(Kind::Run, 15, 40),
            item(Kind::Lunch, 180, 210),
        ],
    };
    let row = |number: usize| Row {
        session: crate::ids::SessionId(crate::ids::Origin {
            entry: crate::ids::EntryId {
                device: crate::ids::DeviceId { installation: 1, session: 1 },
                number: u32::try_from(number).expect("few"),
            },
            place: 0,
        }),
        prepares: at(0),
        from: at(15),
        until: at(40),
        written: at(60),
        exercise: name.to_owned(),
        code: format!("C{number:02}"),
        name: name.to_owned(),
        assessors: vec![name.to_owned()],
        players: vec![name.to_owned()],
        room: name.to_owned(),
    };
    let mut all: Vec<Own> = (1..=candidates).map(|number| own(Role::Candidate, number)).collect();
    all.extend([own(Role::Assessor, 1), own(Role::RolePlayer, 1), own(Role::Room, 1)]);
    Timetable {
        id: crate::ids::CentreId(1),
        centre: name.to_owned(),
        language: "en".to_owned(),
        date: today(),
        zone: jiff::tz::TimeZone::UTC,
        exercises: vec![name.to_owned()],
        own: all,
        rows: (1..=candidates).map(row).collect(),
    }
}

const PAGES: [Pages<'_>; 3] = [Pages::EverybodysOwn, Pages::Doors, Pages::Plan];

#[test]
fn names_of_any_length_and_script_are_printed_on_timetables_and_never_run() {
    let long = "von und zu ".repeat(18);
    for name in ["#panic(\"no\") $x_2$ <label> @ref", "李小龙", "أمينة", "", long.trim()] {
        let timetable = timetable(name, 2);
        for pages in PAGES {
            let made = timetable::pdf(
                &timetable,
                pages,
                (&bundled_templates(), &Faces::default()),
                today(),
            );
            assert!(made.is_ok_and(|pdf| pdf.starts_with(b"%PDF-")), "{name} {pages:?}");
            let said = timetable::said(&timetable, pages, today());
            assert!(!name.starts_with('#') || said.contains("#panic("), "{said}");
        }
    }
}

#[test]
fn a_persons_own_timetable_is_one_page_with_breaks_and_lunch() {
    let timetable = timetable("Amara Okafor", 3);
    let said = timetable::said(&timetable, Pages::Own(&timetable.own[1]), today());
    assert!(said.contains("C02") && !said.contains("C01"), "{said}");
    assert!(said.contains("Tuesday 24 November 2026") && said.contains("Break"), "{said}");
    assert!(said.contains("09:40") && said.contains("12:00"), "free from then until then: {said}");
}

#[test]
fn a_wash_up_that_goes_on_beyond_the_page_says_until_when() {
    let mut timetable = timetable("A name", 3);
    let assessor = timetable.own.iter_mut().find(|own| own.role == Role::Assessor).expect("one");
    let like = assessor.items.last().expect("some").clone();
    let until = crate::time::shifted(like.until, jiff::SignedDuration::from_hours(5));
    let what = "Wash-up".to_owned();
    let wash_up =
        Item { from: like.until, until, kind: Kind::WashUp, what, exercise: None, ..like };
    let said_until = wash_up.until.strftime("→ %H:%M").to_string();
    assessor.items.push(wash_up);
    let said = timetable::said(&timetable, Pages::Plan, today());
    assert!(said.contains(&said_until), "{said_until}: {said}");
}

#[test]
fn the_plan_of_forty_eight_goes_on_over_pages_and_names_each() {
    let timetable = timetable("A name", 48);
    let said = timetable::said(&timetable, Pages::Plan, today());
    for number in 1..=48 {
        assert!(said.contains(&format!("C{number:02}")), "C{number:02}");
    }
    assert!(said.matches("Candidates").count() >= 3, "the hours stand on each page: {said}");
}

#[test]
fn the_pages_of_a_role_player_are_headed_and_counted_by_their_own_exercise() {
    let scenario = bundled("leading-and-managing");
    let pages = pages(&scenario, Pack::RolePlayer);
    let others = scenario.exercises.iter().filter(|known| known.role_players.is_empty());
    let others: Vec<_> = others.map(|known| known.title.as_str()).collect();
    assert!(!others.is_empty());
    let of = scenario.exercises.iter().flat_map(|known| &known.role_players);
    for (number, page) in pages.iter().enumerate() {
        let head = page.split("Role player’s brief").next().unwrap_or_default();
        assert!(!others.iter().any(|title| head.contains(title)), "page {number}: {head}");
        let named = of.clone().any(|part| head.contains(&part.name));
        assert!(named || page.trim().is_empty(), "page {number}: {head}");
    }
}

/// What stands at the foot of a page: its number, and of how many.
fn numbered(page: &str) -> Option<(usize, usize)> {
    let (number, of) = page.rsplit_once("page ")?.1.split_once(" of ")?;
    let digits: String = of.chars().take_while(char::is_ascii_digit).collect();
    Some((number.trim().parse().ok()?, digits.parse().ok()?))
}

#[test]
fn pages_are_counted_from_one_to_as_many_as_there_are() {
    for scenario in library::bundled() {
        for pack in Pack::ALL {
            let mut before: Option<(usize, usize)> = None;
            for (place, page) in pages(&scenario, pack).iter().enumerate() {
                let where_ = format!("{} {pack:?}, page {}: {page}", scenario.id, place + 1);
                if page.trim().is_empty() {
                    continue;
                }
                let (number, of) = numbered(page).unwrap_or_else(|| panic!("no number: {where_}"));
                match before.filter(|(last, all)| last < all) {
                    Some((last, all)) => assert_eq!((number, of), (last + 1, all), "{where_}"),
                    None => assert_eq!(number, 1, "{where_}"),
                }
                assert!(number <= of, "{where_}");
                before = Some((number, of));
            }
            assert!(before.is_none_or(|(last, all)| last == all), "{} {pack:?}", scenario.id);
        }
    }
}

#[test]
fn each_inject_for_candidates_has_a_slip_to_be_cut_out() {
    let mut scenario = sample();
    let exercise = &mut scenario.exercises[0];
    exercise.injects.clear();
    let to = [
        crate::scenario::exercise::Recipient::Candidates,
        crate::scenario::exercise::Recipient::Assessors,
    ];
    for (place, to) in to.into_iter().enumerate() {
        exercise.injects.push(crate::scenario::Inject {
            id: crate::ids::InjectId::new(format!("inject-{place}")),
            phase: exercise.phases[0].id.clone(),
            minute: crate::time::Length::minutes(4),
            to,
            text: format!("Bulletin {place}: the bridge is shut."),
        });
    }
    let pages = pages(&scenario, Pack::Facilitator);
    let slip = pages.iter().position(|page| page.contains("Cut here"));
    let slip = slip.expect("there is a slip");
    assert_eq!(slip % 2, 0, "nothing else is on its back");
    assert!(pages[slip].contains("Bulletin 0") && pages[slip].contains("after 4 min"));
    assert!(!pages[slip].contains("Bulletin 1"), "assessors get no slip");
}

#[test]
fn what_is_handed_out_later_begins_on_a_leaf_of_its_own() {
    for scenario in library::bundled() {
        let pages = pages(&scenario, Pack::Candidate);
        for (number, page) in pages.iter().enumerate() {
            let heads_on = number > 0 && pages[number - 1].contains("Looking back");
            if page.contains("Looking back") && !heads_on {
                assert_eq!(number % 2, 0, "{}: page {}", scenario.id, number + 1);
            }
            if heads_on && number % 2 == 1 && !page.contains("Looking back") {
                assert!(page.trim().is_empty(), "{}: page {}: {page}", scenario.id, number + 1);
            }
        }
    }
}

#[test]
fn the_guide_comes_before_the_form() {
    let mut scenario = sample();
    scenario.exercises[0].papers.assessor = "Look for what is hidden.".to_owned();
    let pages = pages(&scenario, Pack::Assessor);
    assert!(page_of(&pages, "Look for what is hidden.") < page_of(&pages, "Name or badge"));
}

#[test]
fn the_times_held_stand_on_the_first_page_of_a_script() {
    for scenario in library::bundled() {
        let pages = pages(&scenario, Pack::Facilitator);
        for page in pages.iter().filter(|page| page.contains("Began at")) {
            assert!(page.contains("in all"), "{}: {page}", scenario.id);
        }
    }
}

#[test]
fn a_prompt_that_comes_by_the_clock_is_printed_once() {
    let mut scenario = sample();
    let exercise = &mut scenario.exercises[0];
    let said = "Sigh, and look at the clock.";
    exercise.role_players = vec![Part {
        id: crate::ids::PartId::new("ada"),
        name: "Ada Lindqvist".to_owned(),
        brief: "You are tired.".to_owned(),
        prompts: vec![Prompt {
            id: crate::ids::PromptId::new("sigh"),
            when: "After the first question".to_owned(),
            text: said.to_owned(),
        }],
    }];
    exercise.injects = vec![crate::scenario::Inject {
        id: crate::ids::InjectId::new("sigh"),
        phase: exercise.phases[0].id.clone(),
        minute: crate::time::Length::minutes(8),
        to: crate::scenario::exercise::Recipient::RolePlayer(crate::ids::PartId::new("ada")),
        text: said.to_owned(),
    }];
    let all = pages(&scenario, Pack::RolePlayer).concat();
    assert_eq!(all.matches("look at the clock").count(), 1, "{all}");
    assert!(all.contains("After the first question") && all.contains("after 8 min"), "{all}");
}
