//! What single cells of a list say.

use jiff::civil::{Date, Time};

use super::Why;

/// A percentage, or that it is doubtful. A fraction is read as workbooks keep percentages.
pub(super) fn percent(text: &str) -> Result<(u16, Option<Why>), Why> {
    let lower = text.trim().to_lowercase();
    if is_none(&lower) {
        return Ok((0, None));
    }
    let marked = lower.contains('%') || lower.contains("percent");
    let plain = lower.trim_start_matches('+').replace("percent", "").replace(['%', ' '], "");
    let plain = plain.replace(',', ".");
    let number: f64 = plain.parse().map_err(|_why| Why::NotAPercentage)?;
    if !number.is_finite() || number < 0.0 || number > f64::from(u16::MAX) {
        return Err(Why::NotAPercentage);
    }
    if number > 0.0 && number < 1.0 && !marked {
        let percent = whole((number * 100.0 * 1000.0).round() / 1000.0)?;
        return Ok((percent, Some(Why::ReadAsPercent(percent))));
    }
    let percent = whole(number)?;
    let little = (1..5).contains(&percent) && !marked;
    Ok((percent, little.then_some(Why::VeryLittle(percent))))
}

fn whole(number: f64) -> Result<u16, Why> {
    if number.fract() != 0.0 {
        return Err(Why::NotAPercentage);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "was bounded")]
    let whole = number as u16;
    Ok(whole)
}

/// Yes or no; nothing when nothing is said.
pub(super) fn yes_or_no(text: &str) -> Result<Option<bool>, Why> {
    match text.trim().to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "true" | "1" | "x" | "✓" | "✔" | "needed" | "step-free" | "wheelchair" => {
            Ok(Some(true))
        }
        "no" | "n" | "false" | "0" | "-" | "–" | "none" => Ok(Some(false)),
        _ => Err(Why::NotYesOrNo),
    }
}

/// A time of day; nothing when nothing is said.
pub(super) fn time(text: &str) -> Result<Option<Time>, Why> {
    let plain = text.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    // Workbooks show seconds where nobody typed them.
    let plain = match plain.split(':').collect::<Vec<_>>().as_slice() {
        [hour, minute, "00"] => format!("{hour}:{minute}"),
        _ => plain.to_owned(),
    };
    crate::time::time_of_day(&plain).map(Some).map_err(|_why| Why::NotATime)
}

/// A day, with the day before the month where both are numbers; nothing when nothing is said.
pub(super) fn day(text: &str) -> Result<Option<(Date, Option<Why>)>, Why> {
    let plain = text.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    if let Ok(date) = plain.parse::<Date>() {
        return Ok(Some((date, None)));
    }
    for form in ["%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%a %d %b %Y"] {
        if let Ok(date) = Date::strptime(form, plain) {
            return Ok(Some((date, None)));
        }
    }
    for form in ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"] {
        if let Ok(date) = Date::strptime(form, plain) {
            let either = date.day() <= 12 && i32::from(date.day()) != i32::from(date.month());
            return Ok(Some((date, either.then_some(Why::ReadAsDay(date)))));
        }
    }
    Err(Why::NotADay)
}

/// A whole number; nothing when nothing is said.
pub(super) fn number(text: &str) -> Result<Option<u16>, Why> {
    let plain = text.trim().to_lowercase();
    let plain = plain.trim_end_matches("min").trim_end();
    if plain.is_empty() {
        return Ok(None);
    }
    plain.parse().map(Some).map_err(|_why| Why::NotANumber)
}

/// The names in a cell that may hold several, each but an empty one.
pub(super) fn several(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split([';', ',', '\n', '|']).map(str::trim);
    names.filter(|name| !is_none(&name.to_lowercase()))
}

fn is_none(lower: &str) -> bool {
    matches!(lower, "" | "-" | "–" | "no" | "none" | "n/a" | "na" | "nil")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_as_people_write_them() {
        for (text, percent_said) in
            [("25", 25), ("+25 %", 25), ("25%", 25), ("25 percent", 25), ("", 0), ("none", 0)]
        {
            assert_eq!(percent(text), Ok((percent_said, None)), "{text}");
        }
        assert_eq!(percent("0.25"), Ok((25, Some(Why::ReadAsPercent(25)))));
        assert_eq!(percent("0,1"), Ok((10, Some(Why::ReadAsPercent(10)))));
        assert_eq!(percent("1"), Ok((1, Some(Why::VeryLittle(1)))));
        for text in ["yes", "a quarter", "-25", "12.5", "NaN", "1e99", "25 %x"] {
            assert_eq!(percent(text), Err(Why::NotAPercentage), "{text}");
        }
    }

    #[test]
    fn days_have_the_day_before_the_month_and_say_so_when_it_could_be_otherwise() {
        let third = jiff::civil::date(2026, 4, 3);
        assert_eq!(day("2026-04-03"), Ok(Some((third, None))));
        assert_eq!(day("3 Apr 2026"), Ok(Some((third, None))));
        assert_eq!(day("03/04/2026"), Ok(Some((third, Some(Why::ReadAsDay(third))))));
        let last = jiff::civil::date(2026, 4, 30);
        assert_eq!(day("30.04.2026"), Ok(Some((last, None))));
        assert_eq!(day("04/30/2026"), Err(Why::NotADay));
        assert_eq!(day("spring"), Err(Why::NotADay));
    }

    #[test]
    fn times_may_carry_the_seconds_of_a_workbook() {
        assert_eq!(time("09:30:00"), Ok(Some(jiff::civil::time(9, 30, 0, 0))));
        assert_eq!(time("2pm"), Ok(Some(jiff::civil::time(14, 0, 0, 0))));
        assert_eq!(time("noonish"), Err(Why::NotATime));
    }
}
