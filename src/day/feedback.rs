//! Who has had feedback, by when everybody else should have it, and who is overdue (rule F1).

use jiff::civil::{Date, Weekday};

use crate::centre::Centre;
use crate::centre::feedback::{self, Given, Way};
use crate::ids::CandidateId;
use crate::scenario::rules::{Rule, Strictness};

/// How feedback to a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They have had it, or did not want it.
    Had {
        /// It came after it was due.
        late: bool,
        /// They did not want it.
        declined: bool,
    },
    /// It is due in so many working days; today when 0.
    DueIn(u32),
    /// It has been due for so many working days.
    Overdue(u32),
    /// Nobody can say when it is due: the centre has no date, or rule F1 is off.
    Open,
}

/// Feedback to one candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// To whom.
    pub candidate: CandidateId,
    /// By when, if that is known.
    pub due: Option<Date>,
    /// What was given last.
    pub given: Option<Given>,
    /// How it stands.
    pub standing: Standing,
}

/// Feedback to everybody on the list as it stands on `today`, by code.
pub fn follow_up(centre: &Centre, today: Date) -> Vec<FollowUp> {
    let due = due(centre);
    let listed = centre.people.candidates().into_iter();
    listed
        .map(|candidate| {
            let given = feedback::of(centre, candidate.id).cloned();
            let standing = standing(given.as_ref(), due, today);
            FollowUp { candidate: candidate.id, due, given, standing }
        })
        .collect()
}

/// The day by which everybody should have had feedback: so many working days after the centre.
pub fn due(centre: &Centre) -> Option<Date> {
    let rules = &centre.scenario.rules;
    if rules.level(Rule::F1) == Strictness::Off {
        return None;
    }
    let days = rules.figure(Rule::F1, 0)?;
    working_days_after(centre.details.date?, days)
}

/// The working day that comes `days` working days after `from`: Monday to Friday. Public holidays
/// differ from place to place and are not known here.
pub fn working_days_after(from: Date, days: u32) -> Option<Date> {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u32::from(is_working(day));
    }
    Some(day)
}

fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many working days lie after `from` up to and with `until`.
fn working_days(from: Date, until: Date) -> u32 {
    let mut day = from;
    let mut count = 0;
    while day < until {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        count += u32::from(is_working(day));
    }
    count
}

fn standing(given: Option<&Given>, due: Option<Date>, today: Date) -> Standing {
    match (given, due) {
        (Some(given), due) => Standing::Had {
            late: due.is_some_and(|due| given.on > due),
            declined: given.way == Way::Declined,
        },
        (None, None) => Standing::Open,
        (None, Some(due)) if today <= due => Standing::DueIn(working_days(today, due)),
        (None, Some(due)) => Standing::Overdue(working_days(due, today)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn f1_ten_working_days_after_a_tuesday_is_the_tuesday_after_next() {
        assert_eq!(working_days_after(date(2026, 11, 24), 10), Some(date(2026, 12, 8)));
        assert_eq!(working_days_after(date(2026, 11, 27), 1), Some(date(2026, 11, 30)));
        assert_eq!(working_days_after(date(2026, 11, 28), 1), Some(date(2026, 11, 30)));
        assert_eq!(working_days_after(date(2026, 11, 28), 0), Some(date(2026, 11, 28)));
    }

    #[test]
    fn what_is_not_given_is_due_and_then_overdue_in_working_days() {
        let due = Some(date(2026, 12, 8));
        assert_eq!(standing(None, due, date(2026, 12, 4)), Standing::DueIn(2));
        assert_eq!(standing(None, due, date(2026, 12, 8)), Standing::DueIn(0));
        assert_eq!(standing(None, due, date(2026, 12, 9)), Standing::Overdue(1));
        assert_eq!(standing(None, due, date(2026, 12, 14)), Standing::Overdue(4));
        assert_eq!(standing(None, None, date(2026, 12, 14)), Standing::Open);
    }
}
