//! Documents about one candidate.

use super::blocks::Block;
use super::charts::Chart;
use super::runs::Run;
use super::says::Says;
use super::table::Table;
use crate::report::data::{
    CellShown, CompetencyShown, Number, OfCandidate, Panel, Point, Quote, RatingShown, Report,
    ToldShown,
};

pub(super) fn feedback(report: &Report, of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let mut all = missing(of, says);
    let mut intro = says.with("feedback.intro", &[("{centre}", &report.centre)]);
    if of.quotes_notes() {
        intro.push_str(&format!(" {}", says.say("feedback.quotations")));
    }
    all.push(Block::para(intro));
    all.push(Block::para(says.say("feedback.limits")));
    all.push(Block::Heading(1, says.say("glance")));
    all.extend(families(of, says));
    all.extend(profile(of, says));
    all.extend(points(&of.strengths, ("strengths", "no_strengths"), says));
    all.extend(points(&of.next_steps, ("next_steps", "no_next_steps"), says));
    all.push(Block::Heading(1, says.say("competencies")));
    all.push(Block::Chart(Chart::Bars));
    all.extend(about_bars(report, of, says));
    for one in &of.competencies {
        all.extend(competency(one, says));
    }
    all.extend(exercises(of, says));
    all
}

pub(super) fn scorecard(report: &Report, of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let mut all = missing(of, says);
    all.push(Block::Heading(1, says.say("decision")));
    all.extend(decision(of, says));
    all.push(Block::Heading(1, says.say("glance")));
    all.extend(families(of, says));
    all.extend(profile(of, says));
    all.push(Block::Heading(1, says.say("competencies")));
    all.push(Block::Chart(Chart::Bars));
    all.extend(about_bars(report, of, says));
    all.push(Block::Heading(1, says.say("scorecard.grid")));
    all.push(Block::para(says.say("scorecard.intro")));
    all.extend(grid(report, of, says));
    all.extend(points(&of.strengths, ("strengths", "no_strengths"), says));
    all.extend(points(&of.next_steps, ("next_steps", "no_next_steps"), says));
    all
}

/// How the bars are to be read: what they show, and what the levels are called.
fn about_bars(report: &Report, of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    if !report.numbers {
        return vec![Block::Muted(says.say("evidence.scale"))];
    }
    let mut words = says.say("bars.about");
    if of.competencies.iter().any(|one| one.target.is_some()) {
        words.push_str(&format!(" ▲ {}.", says.say("target")));
    }
    let levels = report.scale.levels.iter().map(|one| format!("{} {}", one.mark, one.label));
    vec![Block::Muted(words), Block::Muted(levels.collect::<Vec<_>>().join(" · "))]
}

pub(super) fn development(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let mut all = missing(of, says);
    all.push(Block::para(says.say("development.intro")));
    all.extend(profile(of, says));
    all.extend(points(&of.strengths, ("development.build", "no_strengths"), says));
    all.push(Block::Heading(1, says.say("development.work")));
    if of.next_steps.is_empty() {
        all.push(Block::para(says.say("no_next_steps")));
    }
    for point in &of.next_steps {
        if !point.exercise.is_empty() {
            let open = [("{exercise}", &*point.exercise)];
            all.push(Block::Heading(2, says.with("told.after", &open)));
            all.push(Block::para(point.text.clone()));
            all.extend(point.quotes.iter().map(quote));
            continue;
        }
        all.push(Block::Heading(2, point.competency.clone()));
        all.extend(point.quotes.iter().map(quote));
        if !point.text.is_empty() {
            all.push(Block::Heading(3, says.say("development.looks_like")));
            all.push(Block::para(point.text.clone()));
        }
    }
    if !of.practise.is_empty() {
        all.push(Block::Heading(2, says.say("development.where")));
    }
    for one in &of.practise {
        let names = format!("{}. ", one.competencies.join(", "));
        all.push(Block::Item(vec![Run::Strong(names), Run::Plain(one.text.clone())]));
    }
    all.push(Block::Heading(1, says.say("development.plan")));
    let keys = ["what", "support", "when", "seen"];
    let heads = keys.map(|key| says.say(&format!("development.{key}")));
    let widths = [4, 3, 2, 3];
    let columns: Vec<(&str, u32)> = heads.iter().map(String::as_str).zip(widths).collect();
    let mut table = Table::new(&columns);
    table.to_fill_in = true;
    table.rows = vec![vec![Vec::new(); 4]; 3];
    all.push(Block::Table(table));
    all.push(Block::Heading(2, says.say("development.talk")));
    for key in ["candidate", "manager", "on", "review"] {
        let label = says.say(&format!("development.{key}"));
        all.push(Block::para(format!("{label}: ________________________")));
    }
    all
}

pub(super) fn panel(
    report: &Report,
    of: &OfCandidate,
    panel: &Panel,
    says: &Says<'_>,
) -> Vec<Block> {
    let mut all = missing(of, says);
    all.push(Block::para(says.say("panel.intro")));
    all.push(Block::Heading(1, says.say("decision")));
    all.extend(decision(of, says));
    all.push(Block::Heading(1, says.say("scorecard.grid")));
    all.extend(grid(report, of, says));
    all.push(Block::Heading(1, says.say("cohort.ratings")));
    for one in &panel.competencies {
        all.push(Block::Heading(2, one.name.clone()));
        if let Some(mean) = &one.mean {
            all.push(Block::para(says.with("panel.mean", &[("{mean}", &mean.text)])));
        }
        if !one.split.is_empty() {
            all.push(Block::Para(Run::strong(one.split.clone())));
        }
        if one.agreed.is_empty() {
            all.push(Block::Muted(says.say("panel.not_agreed")));
        } else {
            let label = format!("{}: {}. ", says.say("panel.agreed"), one.agreed);
            all.push(Block::Para(vec![Run::Strong(label), Run::Plain(one.reason.clone())]));
        }
        all.push(ratings(&one.ratings, says));
    }
    all.extend(told(&panel.told, says));
    if !panel.designs.is_empty() {
        all.push(Block::Heading(1, says.say("panel.designs")));
        all.extend(panel.designs.iter().map(Block::item));
    }
    all.push(Block::Heading(1, says.say("panel.signatures")));
    all.push(Block::para(says.say("panel.declare")));
    for one in &panel.signatures {
        let signed =
            if one.signed.is_empty() { "________________________" } else { one.signed.as_str() };
        all.push(Block::para(format!("{}: {signed}", one.name)));
    }
    all
}

fn ratings(ratings: &[RatingShown], says: &Says<'_>) -> Block {
    if ratings.is_empty() {
        return Block::Muted(says.say("panel.none"));
    }
    let heads = ["exercise", "panel.assessor", "panel.rating", "panel.at", "panel.reason"];
    let heads = heads.map(|key| says.say(key));
    let columns: Vec<(&str, u32)> = heads.iter().map(String::as_str).zip([3, 3, 3, 2, 5]).collect();
    let mut table = Table::new(&columns);
    for one in ratings {
        let mut rating = Run::plain(one.rating.clone());
        for before in &one.replaced {
            rating.push(Run::Muted(format!("\n{before}")));
        }
        if !one.submitted {
            rating.push(Run::Muted(format!("\n{}", says.say("panel.draft"))));
        }
        table.rows.push(vec![
            Run::plain(one.exercise.clone()),
            Run::plain(one.assessor.clone()),
            rating,
            Run::plain(one.at.clone()),
            Run::plain(one.reason.clone()),
        ]);
    }
    Block::Table(table)
}

fn missing(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    if of.missing.is_empty() {
        return Vec::new();
    }
    let mut all = vec![Block::Notice(says.say("missing.about"))];
    all.extend(of.missing.iter().map(Block::item));
    all
}

fn told(told: &[ToldShown], says: &Says<'_>) -> Vec<Block> {
    if told.is_empty() {
        return Vec::new();
    }
    let mut all = vec![Block::Heading(1, says.say("panel.told"))];
    for one in told {
        all.push(Block::Heading(2, format!("{} · {}", one.part, one.exercise)));
        all.push(Block::Muted(format!("{} · {}", one.assessor, one.at)));
        if one.void {
            all.push(Block::Para(Run::strong(says.say("panel.told.void"))));
        }
        all.push(Block::para(one.text.clone()));
        all.extend(one.quotes.iter().map(quote));
        all.extend(one.replaced.iter().cloned().map(Block::Muted));
    }
    all
}

fn decision(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let Some(decision) = &of.decision else {
        return vec![Block::para(says.say("decision.open"))];
    };
    let mut all = Vec::new();
    if decision.band.is_empty() {
        all.push(Block::para(says.say("decision.open")));
    } else {
        all.push(Block::Para(Run::strong(decision.band.clone())));
        all.push(Block::para(decision.meaning.clone()));
    }
    if let Some(overall) = &decision.overall {
        all.push(Block::para(format!("{}: {}", says.say("decision.overall"), overall.text)));
    }
    all.extend(decision.reasons.iter().map(Block::item));
    all
}

/// A number with its mean beside it, or the words where there are no numbers.
fn families(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let numbers = of.families.iter().any(|family| family.result.is_some());
    let heads = [says.say("family"), says.say("result"), says.say("centre_mean"), says.say("how")];
    let columns: Vec<(&str, u32)> = if numbers {
        heads.iter().map(String::as_str).zip([4, 2, 2, 4]).collect()
    } else {
        [(heads[0].as_str(), 5), (heads[1].as_str(), 4)].into()
    };
    let mut table = Table::new(&columns);
    table.numbers = if numbers { 1..3 } else { 0..0 };
    for family in &of.families {
        let mut name = Run::strong(family.name.clone());
        if !family.meaning.is_empty() {
            name.push(Run::Muted(format!("\n{}", family.meaning)));
        }
        table.rows.push(if numbers {
            vec![
                name,
                Run::plain(text(family.result.as_ref())),
                Run::plain(text(family.mean.as_ref())),
                Run::plain(format!("{}; {}", family.evidence.words, family.measured)),
            ]
        } else {
            vec![name, Run::plain(family.evidence.words.clone())]
        });
    }
    vec![Block::Table(table)]
}

fn text(number: Option<&Number>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| number.text.clone())
}

fn profile(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    vec![
        Block::Heading(1, says.say("profile.title")),
        Block::Chart(Chart::Map),
        Block::para(of.profile.words.clone()),
        Block::Muted(says.say("profile.about")),
    ]
}

fn points(points: &[Point], (title, none): (&str, &str), says: &Says<'_>) -> Vec<Block> {
    let mut all = vec![Block::Heading(1, says.say(title))];
    if points.is_empty() {
        all.push(Block::para(says.say(none)));
    }
    for point in points {
        let mut runs = Vec::new();
        if !point.competency.is_empty() {
            runs.push(Run::Strong(format!("{}. ", point.competency)));
        }
        if !point.exercise.is_empty() {
            let after = says.with("told.after", &[("{exercise}", &point.exercise)]);
            runs.push(Run::Muted(format!("{after}: ")));
        }
        runs.push(Run::Plain(point.text.clone()));
        all.push(Block::Item(runs));
        all.extend(point.quotes.iter().map(quote));
    }
    all
}

fn quote(quote: &Quote) -> Block {
    Block::Quote(quote.text.clone(), quote.exercise.clone())
}

fn competency(of: &CompetencyShown, says: &Says<'_>) -> Vec<Block> {
    let mut all = vec![
        Block::Heading(2, of.name.clone()),
        Block::Muted(format!("{} · {}", of.family, of.definition)),
    ];
    let mut result = Run::strong(of.evidence.words.clone());
    if let Some(number) = &of.result {
        let mean = text(of.mean.as_ref());
        let words = format!(" · {} ({} {mean})", number.text, says.say("centre_mean"));
        result.push(Run::Plain(words));
        if of.agreed {
            result.push(Run::Muted(format!(" · {}", says.say("agreed"))));
        }
    }
    all.push(Block::Para(result));
    if !of.anchor.is_empty() {
        all.push(Block::para(of.anchor.clone()));
    }
    for (key, quotes) in [("seen", &of.seen), ("held_back", &of.held_back)] {
        if !quotes.is_empty() {
            all.push(Block::Heading(3, says.say(key)));
            all.extend(quotes.iter().map(quote));
        }
    }
    if !of.next.is_empty() {
        all.push(Block::Heading(3, says.say("further")));
        all.push(Block::para(of.next.clone()));
    }
    all
}

fn exercises(of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let mut all =
        vec![Block::Heading(1, says.say("exercises")), Block::para(says.say("exercises.about"))];
    for one in &of.exercises {
        let head = format!("{} ({}). ", one.title, one.kind);
        all.push(Block::Item(vec![Run::Strong(head), Run::Plain(one.simulates.clone())]));
    }
    all
}

/// Competencies by exercises.
fn grid(report: &Report, of: &OfCandidate, says: &Says<'_>) -> Vec<Block> {
    let head = says.say("competency");
    let mean = says.say("scorecard.mean");
    let mut columns: Vec<(&str, u32)> = vec![(&head, 4)];
    columns.extend(of.exercises.iter().map(|exercise| (exercise.title.as_str(), 2)));
    columns.push((&mean, 2));
    // Mean and agreed level stand side by side, so that neither is taken for the other.
    let agreed = says.say("scorecard.agreed");
    let agrees = of.competencies.iter().any(|one| one.agreed);
    if agrees {
        columns.push((&agreed, 1));
    }
    let mut table = Table::new(&columns);
    table.numbers = 1..columns.len();
    let cell = |cell: &CellShown| match &cell.result {
        Some(number) => number.text.clone(),
        None if cell.not_observed => says.say("not_observed.mark"),
        None if cell.observed_here => String::new(),
        None => "–".to_owned(),
    };
    for one in &of.competencies {
        let mut row = vec![Run::plain(one.name.clone())];
        row.extend(one.cells.iter().map(|one| Run::plain(cell(one))));
        row.push(Run::plain(text(one.over_exercises.as_ref())));
        if agrees {
            row.push(Run::strong(text(one.result.as_ref().filter(|_| one.agreed))));
        }
        table.rows.push(row);
    }
    let mut last = vec![Run::strong(says.say("scorecard.exercise_mean"))];
    last.extend(of.exercises.iter().map(|one| Run::plain(text(one.result.as_ref()))));
    last.push(Vec::new());
    last.extend(agrees.then(Vec::new));
    table.rows.push(last);
    let mark = says.say("not_observed.mark");
    let open = [("{not_observed}", &*report.scale.not_observed), ("{mark}", &*mark)];
    vec![Block::Table(table), Block::Muted(says.with("grid.legend", &open))]
}
