//! Reports of a centre, made as the window and the command line make them, at a fixed moment.

use bellwether::centre::Centre;
use bellwether::handouts::reports::Press;
use bellwether::print::reports::{Look, bundled_templates};
use bellwether::report::data::{Manner, Numbers, Reporter};
use bellwether::report::kinds::{About, Kind, Scope};
use bellwether::report::language::Language;
use jiff::tz::TimeZone;

pub static ZONE: TimeZone = TimeZone::UTC;

pub fn look() -> Look {
    Look { templates: bundled_templates(), ..Look::default() }
}

/// In English and with numbers.
pub fn press(centre: &Centre) -> Press<'_> {
    press_as(centre, Language::English, Numbers::Shown)
}

pub fn press_as(centre: &Centre, language: Language, numbers: Numbers) -> Press<'_> {
    press_with(centre, language, numbers, look())
}

pub fn press_with(centre: &Centre, language: Language, numbers: Numbers, look: Look) -> Press<'_> {
    let now = "2026-12-08T09:00:00Z".parse().unwrap();
    Press::new(Reporter::new(centre, &ZONE, now, Manner { language, numbers }), look)
}

/// The first of those whom a kind is about.
pub fn about(centre: &Centre, kind: Kind) -> About {
    match kind.scope() {
        Scope::Candidate => About::Candidate(centre.people.candidates()[0].id),
        Scope::Assessor => About::Assessor(centre.people.assessors()[0].id),
        Scope::Centre => About::Centre,
    }
}
