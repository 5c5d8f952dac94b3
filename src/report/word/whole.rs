//! Documents about the whole centre, and about an assessor.

use super::blocks::Block;
use super::charts::Chart;
use super::runs::Run;
use super::says::Says;
use super::table::Table;
use crate::report::data::{Cohort, Log, Number, OfAssessor, Report};

/// So many competencies fit beside each other in a table.
const MOST_COLUMNS: usize = 4;

pub(super) fn cohort(report: &Report, cohort: &Cohort, says: &Says<'_>) -> Vec<Block> {
    let mut all: Vec<Block> = cohort.summary.iter().map(Block::item).collect();
    all.push(Block::para(says.say("cohort.intro")));
    if !cohort.bands.is_empty() {
        all.push(Block::Heading(1, says.say("cohort.results")));
        let counted = cohort.bands.iter();
        all.extend(counted.map(|band| Block::item(format!("{}: {}", band.label, band.count))));
    }
    all.push(Block::Heading(1, says.say("cohort.map")));
    all.push(Block::Chart(Chart::Map));
    if cohort.candidates.iter().all(|one| one.place.is_none()) {
        all.push(Block::para(says.say("cohort.map.none")));
    }
    all.push(Block::Heading(1, says.say("cohort.grid")));
    all.extend(grids(cohort, says));
    all.push(Block::Heading(1, says.say("cohort.levels")));
    all.push(Block::Chart(Chart::Spread));
    all.push(levels(report, cohort, says));
    all.push(Block::Heading(1, says.say("cohort.attendance")));
    all.push(attendance(cohort, says));
    all.push(Block::Heading(1, says.say("cohort.day")));
    all.push(sessions(cohort, says));
    all.push(Block::Heading(1, says.say("cohort.incidents")));
    all.push(incidents(cohort, says));
    all
}

fn text(number: Option<&Number>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| number.text.clone())
}

/// Families first, then as many competencies side by side as fit.
fn grids(cohort: &Cohort, says: &Says<'_>) -> Vec<Block> {
    let mut all = Vec::new();
    let who = says.say("name");
    let result = says.say("decision");
    let mut columns: Vec<(&str, u32)> = vec![(&who, 4)];
    columns.extend(cohort.families.iter().map(|family| (family.as_str(), 2)));
    columns.push((&result, 3));
    let mut table = Table::new(&columns);
    table.numbers = 1..cohort.families.len() + 1;
    let label = |one: &crate::report::data::CohortCandidate| {
        let mark = if one.complete { "" } else { "*" };
        format!("{} {}{mark}", one.code, one.name)
    };
    for one in &cohort.candidates {
        let mut row = vec![Run::plain(label(one))];
        row.extend(one.families.iter().map(|number| Run::plain(text(number.as_ref()))));
        row.push(Run::plain(one.band.clone()));
        table.rows.push(row);
    }
    let mut mean = vec![Run::strong(says.say("cohort.mean"))];
    mean.extend(cohort.family_means.iter().map(|one| Run::strong(text(one.as_ref()))));
    mean.push(Vec::new());
    table.rows.push(mean);
    all.push(Block::Table(table));
    for (part, shown) in cohort.competencies.chunks(MOST_COLUMNS).enumerate() {
        let mut columns: Vec<(&str, u32)> = vec![(&who, 3)];
        columns.extend(shown.iter().map(|one| (one.name.as_str(), 2)));
        let mut table = Table::new(&columns);
        table.numbers = 1..columns.len();
        let from = part * MOST_COLUMNS;
        for one in &cohort.candidates {
            let mut row = vec![Run::plain(label(one))];
            let numbers = one.competencies.iter().skip(from).take(shown.len());
            row.extend(numbers.map(|number| Run::plain(text(number.as_ref()))));
            table.rows.push(row);
        }
        let mut mean = vec![Run::strong(says.say("cohort.mean"))];
        mean.extend(shown.iter().map(|one| Run::strong(text(one.mean.as_ref()))));
        table.rows.push(mean);
        all.push(Block::Table(table));
    }
    if cohort.candidates.iter().any(|one| !one.complete) {
        all.push(Block::Muted(says.say("cohort.incomplete")));
    }
    all
}

fn levels(report: &Report, cohort: &Cohort, says: &Says<'_>) -> Block {
    let head = says.say("competency");
    let mut columns: Vec<(&str, u32)> = vec![(&head, 4)];
    columns.extend(report.scale.levels.iter().map(|level| (level.mark.as_str(), 1)));
    columns.push((&report.scale.not_observed, 2));
    let mut table = Table::new(&columns);
    table.numbers = 1..columns.len();
    for one in &cohort.competencies {
        let mut row = vec![Run::plain(one.name.clone())];
        row.extend(one.levels.iter().map(|count| Run::plain(count.to_string())));
        row.push(Run::plain(one.not_observed.to_string()));
        table.rows.push(row);
    }
    Block::Table(table)
}

fn table_of(says: &Says<'_>, columns: &[(&str, u32)]) -> Table {
    let heads: Vec<String> = columns.iter().map(|(key, _)| says.say(key)).collect();
    let widths = columns.iter().map(|(_, width)| *width);
    let columns: Vec<(&str, u32)> = heads.iter().map(String::as_str).zip(widths).collect();
    Table::new(&columns)
}

fn attendance(cohort: &Cohort, says: &Says<'_>) -> Block {
    if cohort.attendance.is_empty() {
        return Block::para(says.say("cohort.no_attendance"));
    }
    let mut table = table_of(
        says,
        &[
            ("code", 2),
            ("name", 5),
            ("cohort.came", 3),
            ("cohort.consent", 3),
            ("cohort.briefed", 3),
            ("cohort.remark", 5),
        ],
    );
    for one in &cohort.attendance {
        let cells = [&one.code, &one.name, &one.came, &one.consent, &one.briefed, &one.remark];
        table.rows.push(cells.map(Run::plain).to_vec());
    }
    Block::Table(table)
}

fn sessions(cohort: &Cohort, says: &Says<'_>) -> Block {
    if cohort.sessions.is_empty() {
        return Block::para(says.say("cohort.no_sessions"));
    }
    let mut table = table_of(
        says,
        &[
            ("exercise", 4),
            ("cohort.who", 3),
            ("cohort.room", 2),
            ("cohort.planned", 2),
            ("cohort.began", 2),
            ("cohort.ended", 2),
            ("cohort.remark", 3),
        ],
    );
    for one in &cohort.sessions {
        let mut remark = if one.called_off.is_empty() {
            one.late.clone()
        } else {
            says.with("session.called_off", &[("{reason}", &one.called_off)])
        };
        if !one.void_for.is_empty() {
            let void = says.with("session.void", &[("{candidates}", &one.void_for)]);
            remark = if remark.is_empty() { void } else { format!("{remark}; {void}") };
        }
        let cells = [
            &one.exercise,
            &one.candidates,
            &one.room,
            &one.planned,
            &one.began,
            &one.ended,
            &remark,
        ];
        table.rows.push(cells.map(Run::plain).to_vec());
    }
    Block::Table(table)
}

fn incidents(cohort: &Cohort, says: &Says<'_>) -> Block {
    if cohort.incidents.is_empty() {
        return Block::para(says.say("cohort.no_incidents"));
    }
    let mut table = table_of(
        says,
        &[
            ("incident.at", 2),
            ("incident.kind", 2),
            ("incident.what", 4),
            ("incident.concerned", 3),
            ("incident.done", 3),
            ("incident.effect", 2),
        ],
    );
    for one in &cohort.incidents {
        let cells = [&one.at, &one.kind, &one.what, &one.concerned, &one.done, &one.effect];
        table.rows.push(cells.map(Run::plain).to_vec());
    }
    Block::Table(table)
}

pub(super) fn log(log: &Log, says: &Says<'_>) -> Vec<Block> {
    let mut all: Vec<Block> = log.summary.iter().map(Block::item).collect();
    all.push(Block::para(says.say("log.intro")));
    if log.lines.is_empty() {
        all.push(Block::para(says.say("log.empty")));
        return all;
    }
    let new = || table_of(says, &[("log.time", 1), ("log.what", 7), ("log.by", 2)]);
    let mut table = new();
    for line in &log.lines {
        if !line.date.is_empty() {
            if !table.rows.is_empty() {
                all.push(Block::Table(std::mem::replace(&mut table, new())));
            }
            all.push(Block::Heading(1, line.date.clone()));
        }
        table.rows.push([&line.at, &line.what, &line.by].map(Run::plain).to_vec());
    }
    all.push(Block::Table(table));
    all
}

pub(super) fn assessor(of: &OfAssessor, says: &Says<'_>) -> Vec<Block> {
    let mut all: Vec<Block> = of.summary.iter().map(Block::item).collect();
    all.push(Block::para(says.say("assessor.intro")));
    if of.sheets.is_empty() {
        all.push(Block::para(says.say("assessor.none")));
        return all;
    }
    all.push(Block::Heading(1, says.say("assessor.levels")));
    all.push(Block::Chart(Chart::Levels));
    let mut table =
        table_of(says, &[("panel.rating", 4), ("assessor.you", 2), ("assessor.others", 2)]);
    table.numbers = 1..3;
    for one in &of.levels {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        table.rows.push(vec![
            Run::plain(format!("{} {}", one.mark, one.label)),
            Run::plain(format!("{} ({})", one.own, percent(one.own_share))),
            Run::plain(percent(one.others_share)),
        ]);
    }
    all.push(Block::Table(table));
    all.push(Block::Heading(1, says.say("assessor.same")));
    all.push(Block::para(of.severity.clone()));
    let mut table = table_of(
        says,
        &[
            ("competency", 4),
            ("assessor.own", 2),
            ("assessor.own_same", 3),
            ("assessor.others_mean", 2),
            ("assessor.difference", 2),
        ],
    );
    table.numbers = 1..5;
    for one in &of.competencies {
        table.rows.push(vec![
            Run::plain(one.name.clone()),
            Run::plain(text(one.own.as_ref())),
            Run::plain(text(one.own_same.as_ref())),
            Run::plain(text(one.others.as_ref())),
            Run::plain(one.difference.clone()),
        ]);
    }
    all.push(Block::Table(table));
    all.push(Block::Heading(1, says.say("assessor.marksheets")));
    let mut table = table_of(
        says,
        &[
            ("exercise", 4),
            ("assessor.candidate", 2),
            ("assessor.notes_head", 2),
            ("assessor.classified", 2),
            ("assessor.reasons_head", 2),
            ("assessor.submitted_head", 3),
        ],
    );
    table.numbers = 2..4;
    for one in &of.sheets {
        table.rows.push(vec![
            Run::plain(one.exercise.clone()),
            Run::plain(one.candidate.clone()),
            Run::plain(one.notes.to_string()),
            Run::plain(one.classified.to_string()),
            Run::plain(one.reasons.clone()),
            Run::plain(one.submitted.clone()),
        ]);
    }
    all.push(Block::Table(table));
    all
}
