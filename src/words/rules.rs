//! The rules of the field in words: what each asks, where that is known from, and what was found.

use crate::scenario::checks::{Direction, Finding};
use crate::scenario::rules::{Rule, Rules, Strictness};

/// What was found about a rule, and how to mend it.
#[expect(clippy::too_many_lines, reason = "a table: one sentence each")]
pub(super) fn finding(finding: &Finding) -> String {
    match finding {
        Finding::SeenInFew(competency, seen, wanted) => {
            let seen = match seen {
                0 => "in no exercise".to_owned(),
                1 => "in one exercise only".to_owned(),
                more => format!("in {more} exercises"),
            };
            format!(
                "“{competency}” is seen {seen}. Rate it in at least {wanted}, or leave it out."
            )
        }
        Finding::FewSimulations(simulations, wanted) => format!(
            "{} of the work{}. Add an exercise in which candidates do a piece of it.",
            match simulations {
                0 => "No exercise is a simulation".to_owned(),
                some => super::count(*some, "exercise is a simulation", "exercises are simulations"),
            },
            if *wanted > 1 { format!("; at least {wanted} are to be") } else { String::new() }
        ),
        Finding::ManyHere(rated, most) => format!(
            "{rated} competencies are rated here at once; more than {most} are seldom told apart. Rate the {most} that show best."
        ),
        Finding::ManyOverall(rated, most) => format!(
            "There are {rated} competencies; more than {most} are seldom told apart. Join those that belong together."
        ),
        Finding::NoIndicators(competency, direction) => format!(
            "“{competency}” has no behaviours that speak {} it. Write two or more that can be seen or heard.",
            match direction {
                Direction::For => "for",
                Direction::Against => "against",
            }
        ),
        Finding::NoAnchor(competency, level) => format!(
            "“{competency}” does not say what level {level} looks like. Describe the behaviour."
        ),
        Finding::NoDecision => {
            "Nothing says what a result means. Write the bands before the day.".to_owned()
        }
        Finding::NothingPasses => {
            "People are to be chosen, but no band passes. Mark the bands that do.".to_owned()
        }
        Finding::PassBelowFail => {
            "A band passes and a higher one does not. Mark every band above it too.".to_owned()
        }
        Finding::PassInDevelopment => {
            "A development centre has no pass and no fail. Take out passes, minimums and vetoes, or make it a selection.".to_owned()
        }
        Finding::NoDoubleAssessment => {
            "No performance is seen by two assessors, so no reliability can be estimated. Have two in one exercise.".to_owned()
        }
        Finding::NotInGuide(competency) => format!(
            "The assessor’s guide does not mention “{competency}” by its name. Say what it looks like in this exercise."
        ),
        Finding::ShortWriteUp(watched, write_up) if write_up.as_secs() == 0 => format!(
            "Nobody has time to write up{}. Add a write-up phase.",
            if watched.as_secs() == 0 { String::new() } else { format!(" after {watched} of observing") }
        ),
        Finding::ShortWriteUp(watched, write_up) => format!(
            "{write_up} are too little to write up {watched} of observing. Give at least half as long."
        ),
        Finding::NoEvidenceIsALevel(label) => format!(
            "The lowest level is called “{label}”. Not having seen something is no low level: call the level by behaviour."
        ),
        Finding::Loosened(rule, level) => format!(
            "Rule {} is {}, less strictly than usual. Keep a record of why.",
            rule.id(),
            strictness(*level)
        ),
        Finding::NobodyToPlay => {
            "A role play without a part to play. Write the role player’s brief.".to_owned()
        }
        Finding::NoPrompts => {
            "This part has no prompts, so each candidate may meet another person. Write what is said in every session alike.".to_owned()
        }
        Finding::RolePlayerAbsent => {
            "There is a part to play, but in no phase is a role player in the room. Say in which.".to_owned()
        }
        Finding::NoPreparation(needed) => format!(
            "There are {needed} of reading and no time set aside for it. Add a preparation phase."
        ),
        Finding::NoWarning(length) => {
            format!("{length} end without a warning. Have one five or two minutes before the end.")
        }
        Finding::NoExtraTime => {
            "No phase here can be made longer for somebody with extra time. Add a preparation phase that can.".to_owned()
        }
        Finding::NoLunch(day) => format!(
            "Candidates work {day} and there is no meal among the events. Add lunch."
        ),
        // Every other finding has its sentence in `findings`.
        _ => String::new(),
    }
}

/// How strictly a rule is kept.
pub fn strictness(level: Strictness) -> &'static str {
    match level {
        Strictness::Off => "not looked at",
        Strictness::Note => "only noted",
        Strictness::Warn => "shown",
        Strictness::Ask => "allowed with a reason",
        Strictness::Block => "refused",
    }
}

/// What is the case where a rule is kept.
pub fn kept(rule: Rule, rules: &Rules) -> String {
    let said = match rule {
        Rule::D1 => {
            return match rules.figure(rule, 0).unwrap_or(0) {
                0 | 1 => "Each competency is measured in an exercise".to_owned(),
                2 => "Each competency is measured in two exercises or more".to_owned(),
                more => format!("Each competency is measured in {more} exercises or more"),
            };
        }
        Rule::D2 => "There is a simulation of the work",
        Rule::D3 => "No more competencies are rated than can be told apart",
        Rule::D4 => "Every level of every competency is described",
        Rule::D5 => "What a result means is settled before the first rating",
        Rule::A5 => "Some performances are seen by two assessors",
        Rule::A6 => "Assessors’ guides speak of every competency by its name",
        Rule::A7 => "There is time to write up after observing",
        Rule::R4 => "Not observed is neither a low level nor zero",
        Rule::X1 => "Role players have a brief and prompts",
        Rule::T1 => "The end of every long phase is announced",
        Rule::T2 => "There is time to read and prepare",
        other => statement(other).trim_end_matches('.'),
    };
    said.to_owned()
}

/// What a rule asks, in one sentence.
pub fn statement(rule: Rule) -> &'static str {
    match rule {
        Rule::D1 => "Each competency is measured in two exercises or more.",
        Rule::D2 => "Without a simulation of the work it is no assessment centre.",
        Rule::D3 => {
            "With fewer competencies, assessors tell them apart better and rate more accurately."
        }
        Rule::D4 => {
            "Every level of every competency is described, so that it means the same to all."
        }
        Rule::D5 => "Scoring, weights and decision rule are fixed before the first rating.",
        Rule::A1 => "Each candidate is seen by two assessors or more.",
        Rule::A2 => "Nobody assesses a person whom they know or manage.",
        Rule::A3 => {
            "One assessor watches at most two candidates at once, and never more than three."
        }
        Rule::A4 => "There is an assessor for every two or three candidates.",
        Rule::A5 => {
            "Some performances are seen by two assessors, so that agreement can be measured."
        }
        Rule::A6 => "Assessors are trained for the exercise, and know what to look for in it.",
        Rule::A7 => {
            "There is time to write up after observing; most assessors say they have too little."
        }
        Rule::R1 => "Nobody sees another’s ratings before submitting their own.",
        Rule::R2 => "Evaluation comes after the exercise, apart from observing.",
        Rule::R3 => "A rating rests on at least one observation.",
        Rule::R4 => "Not observed is not a low level and not zero.",
        Rule::R5 => "No mark is left blank.",
        Rule::R6 => "What was submitted is amended with a reason, never overwritten.",
        Rule::R7 => "Marksheets are submitted soon after the exercise.",
        Rule::T1 => "Everybody has the same time, and hears the same announcements.",
        Rule::T2 => "Everybody has the same time to prepare, with the material in hand.",
        Rule::T3 => {
            "Adjusted time is given by person and phase; in a group nobody has longer than the group."
        }
        Rule::T4 => "There are breaks, and lunch in its window.",
        Rule::W1 => "In the wash-up each assessor states their own rating first.",
        Rule::W2 => "It is hidden who gave which rating, so that evidence counts and not rank.",
        Rule::W3 => "The wash-up talks about splits, cut-offs and gaps, not about everything.",
        Rule::W4 => "The arithmetic result stands beside the agreed one, and both are kept.",
        Rule::W5 => "Borderline results are looked at again.",
        Rule::F1 => "Every candidate gets feedback.",
        Rule::F2 => "A report says how long it may be used.",
        Rule::P1 => "Consent is recorded before any data.",
        Rule::P2 => "Records are kept no longer than was said.",
        Rule::E2 => {
            "The order of candidates is kept and rotated: a good one just before makes the next look worse."
        }
        Rule::X1 => {
            "Role players have a brief and prompts, practise before the day, and play the same for all."
        }
    }
}

/// Where a rule is known from.
pub fn source(rule: Rule) -> &'static str {
    match rule {
        Rule::D1 => {
            "NSW Public Service Commission: two assessments for each focus capability; International Guidelines for Assessment Center Operations, 6th edition, 2014"
        }
        Rule::D2 | Rule::R6 | Rule::W1 | Rule::T2 => {
            "International Guidelines for Assessment Center Operations, 6th edition, 2014"
        }
        Rule::D3 => "Gaugler and Thornton, Journal of Applied Psychology 74, 1989",
        Rule::D4 => {
            "NSW Public Service Commission: descriptive rating scales; BPS standard on assessment centres, 2015"
        }
        Rule::D5 => "DIN 33430, 2016",
        Rule::A1 => {
            "Zimmermann and Trautmann, Journal of Scheduling 21, 2018: each candidate is seen by about half of the assessors"
        }
        Rule::A2 => {
            "NSW Government Sector Employment Rules 2014, rule 17; International Guidelines, 2014"
        }
        Rule::A3 => {
            "Melchers, Kleinmann and Prinz, International Journal of Selection and Assessment 18, 2010"
        }
        Rule::A4 => "practice: one assessor for two candidates is common",
        Rule::A5 => "practice of UK fire services: each exercise is assessed by two",
        Rule::A6 => "ISO 10667-2, 2020; International Guidelines, 2014",
        Rule::A7 => {
            "survey of assessors by Quest Partnership: 85 % lacked time to evaluate and score"
        }
        Rule::R1 | Rule::R2 | Rule::R3 => {
            "observe, record, classify, evaluate: BPS standard on assessment centres, 2015"
        }
        Rule::R4 => {
            "NSW Public Service Commission: a capability that was not assessed leaves the mean as it is"
        }
        Rule::R5 => {
            "comparison of paper and electronic marking in an OSCE: 14 % of paper sheets had missed ratings (PubMed 35692359)"
        }
        Rule::R7 => "practice: report forms are completed as soon after the exercise as possible",
        Rule::T1 => "UK fire services: exactly the same time for all, kept by stopwatch",
        Rule::T3 => "Equality Act 2010, section 20",
        Rule::T4 => "Zimmermann and Trautmann, Journal of Scheduling 21, 2018",
        Rule::W2 => "Lowry, Public Personnel Management 21, 1992; Dewberry and Jordan, 2006",
        Rule::W3 => {
            "practice of several services: discuss where highest and lowest differ by two levels"
        }
        Rule::W4 => "Pynes, Journal of Business and Psychology, 1988",
        Rule::W5 => "practice: borderline results are double checked",
        Rule::F1 => "ISO 10667-2, 2020; practice of UK police forces: within two to four weeks",
        Rule::F2 => "practice: 18 to 24 months",
        Rule::P1 => "ISO 10667-1, 2020; UK GDPR, article 13",
        Rule::P2 => "UK GDPR, article 5(1)(e); ICO guidance on recruitment records",
        Rule::E2 => "contrast effect among OSCE examiners (PubMed 23931540)",
        Rule::X1 => "South African guidelines for assessment centres, 2007",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_in_the_docs_says_what_the_program_says() {
        let mut text = String::from(
            "# The rules of the field\n\n\
             Bellwether knows these rules by their ids. A scenario may set how strictly each is kept, and its figures\n\
             (`rules` in the scenario: `Off`, `Note`, `Warn`, `Ask` or `Block`). What stands here holds where it says nothing.\n\n\
             | id | rule | a breach is usually | figures | known from |\n|---|---|---|---|---|\n",
        );
        for rule in Rule::ALL.iter().copied() {
            let figures: Vec<String> =
                rule.figures().iter().map(|(name, usual)| format!("{name}: {usual}")).collect();
            let (statement, level) = (statement(rule), strictness(rule.usual()));
            text.push_str(&format!(
                "| {} | {statement} | {level} | {} | {} |\n",
                rule.id(),
                figures.join("; "),
                source(rule)
            ));
        }
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/RULES.md");
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(there == text, "{} is to read:\n{text}", path.display());
    }
}
