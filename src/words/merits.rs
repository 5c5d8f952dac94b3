//! What a plan of a day is like.

use super::plans::{Called, assessors, lasts};
use crate::timetable::bound;
use crate::timetable::rules::Measures;
use crate::timetable::{Minute, Problem};

/// What the plan is like, a sentence for each merit: its ends, who sees whom, waits, loads, and
/// whether it is proved that there is none better.
pub fn merits(called: &Called, problem: &Problem, measures: &Measures) -> Vec<String> {
    let (ends, least) = bound::bound(problem);
    let best = if measures.ends <= ends {
        "no plan ends earlier".to_owned()
    } else {
        format!("no plan ends before {}", called.at(ends))
    };
    let mut said = vec![
        format!("Everything has ended by {}; {best}.", called.at(measures.ends)),
        format!(
            "The last candidate leaves their last exercise at {}.",
            called.at(measures.last_candidate)
        ),
    ];
    said.extend(range(&measures.distinct).map(|(few, many)| {
        let seen =
            if few == many { assessors(few) } else { format!("{few} to {}", assessors(many)) };
        format!("Each candidate is seen by {seen}.")
    }));
    let longest = measures.waits.iter().enumerate().max_by_key(|(_, wait)| **wait);
    said.extend(longest.map(|(candidate, wait)| {
        format!("The longest wait is {}: {}.", lasts(*wait), called.candidate(candidate))
    }));
    said.extend(range(&measures.loads).map(|(least, most)| load(least, most)));
    if measures.orders > 1 {
        said.push(format!("Candidates do the exercises in {} different orders.", measures.orders));
    }
    said.push(if measures.objective <= least {
        "It is proved best: no plan is better in what the centre asks for.".to_owned()
    } else {
        format!(
            "It costs {}, and no plan less than {least}: there may be a better one.",
            measures.objective
        )
    });
    said
}

fn load(least: Minute, most: Minute) -> String {
    if least == most {
        format!("Each assessor has {} to do.", lasts(most))
    } else {
        format!("Assessors have between {} and {} to do.", lasts(least), lasts(most))
    }
}

fn range<T: Ord + Copy>(all: &[T]) -> Option<(T, T)> {
    all.iter().min().copied().zip(all.iter().max().copied())
}

/// From when on a wait is said.
const LONG_WAIT: Minute = 120;

/// Who waits long between two things, and what could be done; nothing where nobody does.
pub fn long_waits(called: &Called, measures: &Measures) -> Option<String> {
    let waits = measures.waits.iter().enumerate().filter(|(_, wait)| **wait >= LONG_WAIT);
    let names: Vec<String> = waits.map(|(candidate, _)| called.code(candidate)).collect();
    let longest = measures.waits.iter().max().copied().filter(|wait| *wait >= LONG_WAIT)?;
    let (those, wait) = match names.as_slice() {
        [one] => (one.clone(), "waits"),
        [first, second] => (format!("{first} and {second}"), "wait"),
        [first, second, rest @ ..] => {
            (format!("{first}, {second} and {} more", rest.len()), "wait")
        }
        [] => return None,
    };
    let lasts = lasts(longest);
    Some(format!(
        "Long waits: {those} {wait} up to {lasts}. They could come later, or have something to do."
    ))
}

/// In what the second plan is better than the first, and in what it is not; each with how many rules
/// do not hold in it. Nothing where it is not better in what the search counts.
pub fn better(now: (usize, &Measures), found: (usize, &Measures)) -> Option<String> {
    let ((broken, now), (breaks, found)) = (now, found);
    if (breaks, found.objective) >= (broken, now.objective) {
        return None;
    }
    let (mut better, mut worse) = (Vec::new(), Vec::new());
    let mut compare = |gain: i64, more: String, less: String| match gain {
        1.. => better.push(more),
        0 => {}
        _ => worse.push(less),
    };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let broken = number(broken) - number(breaks);
    let rules = |by: i64| super::count(usize::try_from(by.abs()).unwrap_or(0), "rule", "rules");
    compare(
        broken,
        format!("{} more would hold", rules(broken)),
        format!("{} fewer would hold", rules(broken)),
    );
    let ends = now.ends - found.ends;
    compare(
        ends.into(),
        format!("it ends {} earlier", lasts(ends.abs())),
        format!("it ends {} later", lasts(ends.abs())),
    );
    let apart =
        |measures: &Measures| range(&measures.loads).map_or(0, |(least, most)| most - least);
    compare(
        (apart(now) - apart(found)).into(),
        "assessors share the work more evenly".to_owned(),
        "assessors share the work less evenly".to_owned(),
    );
    compare(
        number(now.again) - number(found.again),
        "fewer candidates are seen by the same assessor again".to_owned(),
        "more candidates are seen by the same assessor again".to_owned(),
    );
    let days = |measures: &Measures| measures.spans.iter().sum::<Minute>();
    compare(
        (days(now) - days(found)).into(),
        "candidates have shorter days".to_owned(),
        "candidates have longer days".to_owned(),
    );
    let but = if worse.is_empty() { String::new() } else { format!(", but {}", worse.join(", ")) };
    Some(format!("Better: {}{but}.", better.join(", ")))
}
