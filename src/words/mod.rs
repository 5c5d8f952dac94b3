//! Facts as sentences: the only module that says in words what other modules found, refused or
//! did. Short, plain, active; what happened, to which thing, what to do next.

mod acts;
mod breaches;
mod decisions;
mod differences;
pub mod drafts;
mod findings;
mod glances;
mod happenings;
mod merits;
mod moments;
mod names;
mod places;
mod plans;
mod privacy;
mod refusals;
mod repairs;
mod rosters;
mod rules;
pub mod scorecards;
mod staffing;
mod triage;
mod troubles;

pub use acts::{act, change, told};
pub use breaches::{breach, breach_fact};
pub use decisions::{
    band_ends, basis, crossing, decided, figure, held_back, lacking, marksheets_in, overall, plain,
    rule, step,
};
pub use differences::{differing, differs_for, otherwise};
pub use findings::{bound, finding, finding_in, why};
pub use glances::{at_a_glance, wanted};
pub use happenings::{effect, incident_kind, person};
pub use merits::{better, long_waits, merits};
pub use moments::{
    ago, behind, clock, date, date_in_full, day_and_time, length, minutes_late, over, stretch,
    time_of_day, time_of_day_secs,
};
pub use names::{
    adjusted, assessor, attendance, author, away, candidate, codes, exercise_kind, facts, family,
    gone, grant, hours, kind, phase_kind, purpose, rating, relation, role_player, room, session,
    thing, why_not,
};
pub use places::place_in;
pub use plans::{Called, cannot_all_hold, clash, demand, no_plan, way};
pub use privacy::{
    FeedbackState, NAMED_FILES, erasing, feedback_standing, giver, kept_until, staff_kept,
    typed_field, way_of_feedback,
};
pub use refusals::{refusal, usual_to_say_why};
pub use repairs::{cannot, happening, moves, repaired, still_broken, untouched, would_break};
pub use rosters::{
    bad_photo, column, coming, doubt, newcomer, roster_form, roster_kind, unreadable,
};
pub use rules::{kept, source, statement, strictness};
pub use staffing::few_assessors;
pub use triage::{cannot_say, how, leaning, margin, point};
pub use troubles::{damage, failure, fault, open_failure};

/// `1 note`, `3 notes`.
pub fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The same words at the beginning of a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
}

/// A text in quotation marks. What is one quotation already keeps its own marks; those within a
/// longer text become single ones, so that no two marks stand side by side.
pub fn quotation(text: &str) -> String {
    let text = text.trim();
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')];
    let is_one = pairs.iter().any(|(opens, closes)| {
        let inner = text.strip_prefix(*opens).and_then(|rest| rest.strip_suffix(*closes));
        inner.is_some_and(|inner| !inner.contains([*opens, *closes]))
    });
    if is_one {
        return text.to_owned();
    }
    let mut said = String::with_capacity(text.len() + 6);
    said.push('“');
    for letter in text.chars() {
        let begins = said.ends_with(['“', '(', '‘']) || said.ends_with(char::is_whitespace);
        said.push(match letter {
            '“' => '‘',
            '"' if begins => '‘',
            '”' | '"' => '’',
            other => other,
        });
    }
    said.push('”');
    said
}

/// A text in at most so many characters, the last of which says that there are more.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The beginning of a Markdown text, without its marks.
pub fn first_line(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let plain = line.trim_start_matches(['#', '>', ' ', '-']).replace("**", "");
    shortened(&plain, 90)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_never_quoted_twice() {
        assert_eq!(quotation("Asks who was not asked"), "“Asks who was not asked”");
        assert_eq!(quotation("“We have till four” "), "“We have till four”");
        assert_eq!(quotation("\"We have till four\""), "\"We have till four\"");
        assert_eq!(quotation("« On y va »"), "« On y va »");
        assert_eq!(quotation("Says “no” and “never”"), "“Says ‘no’ and ‘never’”");
        assert_eq!(quotation("“No” and “never”"), "“‘No’ and ‘never’”");
        assert_eq!(quotation("Says \"no\""), "“Says ‘no’”");
    }

    #[test]
    fn what_is_cut_says_that_it_goes_on() {
        assert_eq!(shortened("Mina Uzun", 12), "Mina Uzun");
        assert_eq!(shortened("Freya Iremonger", 12), "Freya Iremo…");
        assert_eq!(shortened("Ελένη Νικολάου", 7), "Ελένη…");
    }
}
