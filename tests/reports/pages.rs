//! How reports lie on their pages, as PDF and as Word: what is to be on the first page is there,
//! nothing is left alone at the foot of a page or on the last, and what is the same for several is
//! said once.

use crate::stage;
use bellwether::handouts::reports::Format;
use bellwether::report::data::{Numbers, Report};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use stage::pressed::{about, press, press_as};
use stage::readers::{dense, pdf_pages, pdf_text, word_part, word_text};

const LANGUAGES: [Language; 2] = [Language::English, Language::German];

/// What stands between head and foot of a page.
fn body<'a>(report: &Report, page: &'a str) -> &'a str {
    let foot = if report.sample.is_empty() { &report.confidential } else { &report.sample };
    // The sample is named above the title of the first page too.
    page.rsplit_once(&dense(foot)).unwrap_or_else(|| panic!("no foot: {page}")).0
}

/// Every heading that a report can have.
fn headings(report: &Report) -> Vec<String> {
    let fixed = [
        "glance",
        "profile.title",
        "strengths",
        "next_steps",
        "competencies",
        "seen",
        "held_back",
        "further",
        "exercises",
        "decision",
        "scorecard.grid",
        "development.build",
        "development.work",
        "development.where",
        "development.plan",
        "development.looks_like",
        "cohort.ratings",
        "cohort.results",
        "cohort.means",
        "cohort.map",
        "cohort.levels",
        "cohort.attendance",
        "cohort.day",
        "cohort.incidents",
        "panel.signatures",
        "panel.told",
        "assessor.levels",
        "assessor.same",
        "assessor.marksheets",
    ];
    let mut all: Vec<String> = fixed.map(|key| report.words[key].clone()).into();
    if let Some(panel) = &report.panel {
        let head = |one: &bellwether::report::data::PanelCompetency| {
            let mean = one.mean.as_ref().map(|mean| mean.text.clone()).unwrap_or_default();
            format!("{mean}{}", report.words["panel.not_agreed"])
        };
        all.extend(panel.competencies.iter().map(head));
    }
    let of = report.candidate.iter().flat_map(|of| &of.competencies);
    all.extend(of.map(|one| one.definition.clone()).filter(|text| !text.is_empty()));
    all.iter().map(|text| dense(text)).collect()
}

#[test]
fn f2_until_when_it_may_be_used_stands_on_the_first_page_of_every_kind_and_form() {
    let centre = stage::whole_day(12, 5);
    for (language, until) in LANGUAGES.into_iter().zip(["24 May 2028", "24. Mai 2028"]) {
        let mut press = press_as(&centre, language, Numbers::Shown);
        for kind in Kind::ALL {
            let whom = about(&centre, kind);
            let report = press.report(kind, whom).unwrap();
            // Eighteen months from the day, where the scenario says nothing.
            assert!(report.shelf_life.contains(until), "{}", report.shelf_life);
            let pages = pdf_pages(&press.make(kind, whom, Format::Pdf).unwrap().bytes);
            assert!(pages[0].contains(&dense(&report.shelf_life)), "{kind:?}");
            let word = press.make(kind, whom, Format::Word).unwrap().bytes;
            let (said, _) = word_text(&word);
            assert!(said.contains(&dense(&report.shelf_life)), "{kind:?}");
            // For whom it is stands at the foot of each page.
            for page in &pages {
                assert!(page.contains(&dense(&report.confidential)), "{kind:?}: {page}");
            }
            let foot = word_part(&word, "word/footer1.xml");
            assert!(foot.contains(&report.confidential), "{kind:?}: {foot}");
        }
    }
}

#[test]
fn f2_a_scenario_says_for_itself_how_long_its_reports_may_be_used() {
    let mut centre = stage::whole_day(2, 5);
    let mut scenario = (*centre.scenario).clone();
    scenario.keeping.report = 24;
    centre.scenario = std::sync::Arc::new(scenario);
    let report = press(&centre).report(Kind::Feedback, about(&centre, Kind::Feedback)).unwrap();
    assert!(report.shelf_life.contains("24 November 2028, 24 months"), "{}", report.shelf_life);
}

#[test]
fn nothing_is_left_alone_at_the_foot_of_a_page_or_on_the_last_one() {
    let centre = stage::whole_day(12, 5);
    for (language, numbers) in LANGUAGES.into_iter().zip([Numbers::Shown, Numbers::Hidden]) {
        let mut press = press_as(&centre, language, numbers);
        for kind in Kind::ALL {
            let mut all = vec![about(&centre, kind)];
            if let About::Candidate(_) = all[0] {
                let of = |known: &&bellwether::people::Candidate| About::Candidate(known.id);
                all = centre.people.candidates().iter().take(2).map(of).collect();
            }
            for whom in all {
                let report = press.report(kind, whom).unwrap();
                let pages = pdf_pages(&press.make(kind, whom, Format::Pdf).unwrap().bytes);
                let headings = headings(&report);
                for (place, page) in pages.iter().enumerate() {
                    let body = body(&report, page);
                    let alone = headings.iter().find(|heading| body.ends_with(*heading));
                    let what = (kind, &report.code, place + 1);
                    assert_eq!(alone, None, "{what:?}: a heading at the foot of its page");
                    assert!(body.chars().count() > 120, "{what:?}: {body}");
                }
            }
        }
    }
}

#[test]
fn in_a_word_document_a_line_under_a_heading_stays_with_the_table_below() {
    let centre = stage::whole_day(12, 5);
    let mut press = press(&centre);
    for kind in Kind::ALL {
        let word = press.make(kind, about(&centre, kind), Format::Word).unwrap().bytes;
        let text = word_part(&word, "word/document.xml");
        let tree = roxmltree::Document::parse(&text).unwrap();
        let body = tree.descendants().find(|node| node.tag_name().name() == "body").unwrap();
        let blocks: Vec<_> = body.children().filter(roxmltree::Node::is_element).collect();
        let has = |node: &roxmltree::Node<'_, '_>, name: &str| {
            node.descendants().any(|below| below.tag_name().name() == name)
        };
        let style = |node: &roxmltree::Node<'_, '_>| {
            let style = node.descendants().find(|below| below.tag_name().name() == "pStyle");
            style.and_then(|style| style.attributes().next()).map(|one| one.value().to_owned())
        };
        let heads = |node| style(node).is_some_and(|style| style.starts_with("Heading"));
        let mut kept = heads(&blocks[0]);
        for pair in blocks.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            let is_line = matches!(style(line).as_deref(), Some("Muted" | "Normal"));
            kept = heads(line) || (kept && is_line && has(line, "keepNext"));
            if next.tag_name().name() == "tbl" && is_line && !has(line, "drawing") {
                assert!(kept, "{kind:?}: {:?}", style(line));
            }
        }
        for row in tree.descendants().filter(|node| node.tag_name().name() == "tr") {
            let long = row.descendants().filter_map(|node| node.text()).any(|t| t.len() > 900);
            assert!(long || has(&row, "cantSplit"), "{kind:?}: a row breaks over pages");
        }
    }
}

#[test]
fn the_first_page_of_the_cohort_report_has_results_means_and_map_side_by_side() {
    let centre = stage::whole_day(12, 5);
    for language in LANGUAGES {
        let mut press = press_as(&centre, language, Numbers::Shown);
        let report = press.report(Kind::Cohort, About::Centre).unwrap();
        let pages = pdf_pages(&press.make(Kind::Cohort, About::Centre, Format::Pdf).unwrap().bytes);
        for key in ["cohort.results", "cohort.means", "cohort.map"] {
            assert!(pages[0].contains(&dense(&report.words[key])), "{key}: {}", pages[0]);
        }
        // What nobody decided yet is called so, in the case of the other results.
        let cohort = report.cohort.unwrap();
        let open = report.words["decision.undecided"].clone();
        assert!(cohort.bands.iter().any(|band| band.label == open && band.count == 12));
        assert!(open.starts_with(char::is_uppercase), "{open}");
    }
}

#[test]
fn the_means_of_families_in_the_cohort_report_are_those_of_the_centre() {
    let centre = stage::whole_day(12, 5);
    let mut press = press(&centre);
    let cohort = press.report(Kind::Cohort, About::Centre).unwrap().cohort.unwrap();
    let report = press.report(Kind::Feedback, about(&centre, Kind::Feedback)).unwrap();
    let of = report.candidate.unwrap().families;
    assert!(!of.is_empty());
    for (family, mean) in of.iter().zip(&cohort.family_means) {
        assert_eq!(&family.mean, mean, "{}", family.name);
        assert!(mean.is_some(), "{}", family.name);
    }
    let words = pdf_text(&press.make(Kind::Cohort, About::Centre, Format::Pdf).unwrap().bytes);
    let word = press.make(Kind::Cohort, About::Centre, Format::Word).unwrap();
    let row: String = cohort.family_means.iter().flatten().map(|mean| mean.text.clone()).collect();
    assert!(words.contains(&dense(&format!("{}{row}", report.words["cohort.mean"]))));
    assert!(word_text(&word.bytes).0.contains(&format!("{}{row}", report.words["cohort.mean"])));
}

#[test]
fn an_assessor_reads_own_and_others_means_on_the_same_work_so_that_they_give_the_difference() {
    let centre = stage::whole_day(12, 5);
    let press = press(&centre);
    let mut compared = 0;
    for known in centre.people.assessors() {
        let report = press.report(Kind::Assessor, About::Assessor(known.id)).unwrap();
        for one in report.assessor.unwrap().competencies {
            assert_eq!(one.own_same.is_some(), one.others.is_some(), "{}", one.name);
            let (Some(own), Some(others)) = (one.own_same, one.others) else {
                assert_eq!(one.difference, "");
                continue;
            };
            compared += 1;
            let apart = own.value - others.value;
            let said: f64 =
                one.difference.replace(['+', '±'], "").replace('−', "-").parse().unwrap();
            assert!((apart - said).abs() < 0.051, "{}: {apart}, {said}", one.name);
        }
    }
    assert!(compared > 5, "{compared}");
}

#[test]
fn where_to_practise_is_said_once_a_family_in_both_forms() {
    let centre = stage::whole_day(12, 5);
    let mut press = press(&centre);
    for known in centre.people.candidates().into_iter().take(3) {
        let whom = About::Candidate(known.id);
        let report = press.report(Kind::Development, whom).unwrap();
        let of = report.candidate.as_ref().unwrap();
        let named = of.next_steps.iter().filter(|point| !point.competency.is_empty()).count();
        let practised: usize = of.practise.iter().map(|one| one.competencies.len()).sum();
        assert_eq!(named, practised, "{}", known.code);
        let pdf = pdf_text(&press.make(Kind::Development, whom, Format::Pdf).unwrap().bytes);
        let word = press.make(Kind::Development, whom, Format::Word).unwrap();
        let word = word_text(&word.bytes).0;
        for one in &of.practise {
            assert_eq!(pdf.matches(&dense(&one.text)).count(), 1, "{}", one.text);
            assert_eq!(word.matches(&dense(&one.text)).count(), 1, "{}", one.text);
        }
    }
    let feedback = press.report(Kind::Feedback, about(&centre, Kind::Feedback)).unwrap();
    assert!(feedback.candidate.unwrap().practise.is_empty());
}

#[test]
fn the_log_names_an_inject_by_its_words_and_not_by_its_short_name() {
    let centre = stage::whole_day(3, 5);
    let log = press(&centre).report(Kind::Log, About::Centre).unwrap().log.unwrap();
    let injects = centre.scenario.exercises.iter().flat_map(|exercise| &exercise.injects);
    let given: Vec<_> = log.lines.iter().filter(|line| line.what.contains("inject")).collect();
    assert!(!given.is_empty());
    for inject in injects {
        let named = given.iter().find(|line| line.what.contains(inject.id.as_str()));
        assert_eq!(named, None);
    }
}
