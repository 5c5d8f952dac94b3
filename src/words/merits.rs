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
