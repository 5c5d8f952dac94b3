//! A centre in one line, for a list of files.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{count, date};
use crate::centre::glance::{Glance, Wants};

/// `today · 12 candidates · Graduate day`.
pub fn at_a_glance(glance: &Glance, today: Date) -> String {
    let day = glance.date.map(|held| near(held, today));
    let people = count(glance.candidates, "candidate", "candidates");
    let parts = day.into_iter().chain([people, glance.scenario.clone()]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<String>>().join(" · ")
}

/// What it still wants: `runs today`, `2 marksheets owed`, `complete`.
pub fn wanted(glance: &Glance, today: Date) -> String {
    match glance.wants {
        Wants::People => "people to name".to_owned(),
        Wants::Timetable => "timetable to make".to_owned(),
        Wants::Day => match glance.date {
            Some(held) if held == today => "runs today".to_owned(),
            Some(held) if held < today => "day not over".to_owned(),
            _ => "ready for its day".to_owned(),
        },
        Wants::Marksheets(owed) => format!("{} owed", count(owed, "marksheet", "marksheets")),
        Wants::WashUp(left) => format!("wash-up of {left} to sign"),
        Wants::Feedback(untold) => format!("feedback to {untold}"),
        Wants::Nothing => "complete".to_owned(),
    }
}

/// A day by its distance where that is plain, else by its date.
fn near(held: Date, today: Date) -> String {
    let apart = |days: i64| today.checked_add(days.days()).is_ok_and(|day| day == held);
    match held {
        _ if held == today => "today".to_owned(),
        _ if apart(1) => "tomorrow".to_owned(),
        _ if apart(-1) => "yesterday".to_owned(),
        _ => date(held),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_centre_is_told_by_its_day_and_by_what_it_wants() {
        let today: Date = "2026-11-24".parse().unwrap();
        let said = |held: &str, wants| {
            let date = Some(held.parse().unwrap());
            let scenario = "Graduate day".to_owned();
            let glance = Glance { date, candidates: 12, scenario, wants };
            format!("{}: {}", at_a_glance(&glance, today), wanted(&glance, today))
        };
        let of = "12 candidates · Graduate day";
        assert_eq!(said("2026-11-24", Wants::Day), format!("today · {of}: runs today"));
        assert_eq!(said("2026-11-23", Wants::Day), format!("yesterday · {of}: day not over"));
        assert_eq!(said("2026-11-25", Wants::Day), format!("tomorrow · {of}: ready for its day"));
        let earlier = said("2026-11-03", Wants::Marksheets(1));
        assert_eq!(earlier, format!("Tue 3 Nov 2026 · {of}: 1 marksheet owed"));
        let nothing = Glance { candidates: 1, ..Glance::default() };
        assert_eq!(at_a_glance(&nothing, today), "1 candidate");
    }
}
