//! A user's own templates: pages, or what is wrong and in which line.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bellwether::print::reports::{self, Look};
use bellwether::print::{self, Pack, Sheet, TemplateError};
use bellwether::report::data::{Manner, Numbers, Report, Reporter};
use bellwether::report::kinds::{About, Kind};
use bellwether::report::language::Language;
use fastrand::Rng;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::drive::{self, Target};
use crate::mutate;
use crate::stage::{self, Day};

const TARGET: Target = Target { name: "templates", seeds, mutate, take };
const TODAY: Date = date(2026, 11, 24);

static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let day = Day::new();
    let manner = Manner { language: Language::English, numbers: Numbers::Shown };
    let zone = TimeZone::UTC;
    let reporter = Reporter::new(day.record.centre(), &zone, stage::at(9000), manner);
    reporter.report(Kind::Log, About::Centre).unwrap()
});

const WRITTEN: [&str; 5] = [
    "#let data = json(\"data.json\")\n= #data.title\n#for (k, v) in data.words [#k: #v \\ ]\n",
    "#import \"common.typ\": *\n#table(columns: 3, [a], [b], [c])\n#while true { 1 }\n",
    "#let f(n) = if n == 0 { 0 } else { f(n - 1) + 1 }\n#f(40)\n$ sum_(i=0)^n i / 2 $\n",
    "#set page(width: 10cm, height: 4cm)\n#grid(columns: (1fr, 2cm, auto), lorem(30), rect(), image(\"logo.png\"))",
    "#set text(size: 9pt)\n#box(width: 100%, height: 1em)[#place(top + left)[x]] #lorem(200)\n",
];

/// The first line names the file that the rest stands in for.
fn named(name: &str, text: &str) -> Vec<u8> {
    format!("// {name}\n{text}").into_bytes()
}

fn seeds() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = WRITTEN.iter().map(|text| named("log.typ", text)).collect();
    let report = reports::bundled_templates();
    let pack = print::bundled_templates();
    for name in ["log.typ", "common.typ"] {
        all.push(named(name, &report[name]));
    }
    for name in ["door.typ", "common.typ"] {
        all.push(named(&format!("print/{name}"), &pack[name]));
    }
    all
}

fn mutate(rng: &mut Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let (own, other) = (mutate::one(rng, seeds), mutate::one(rng, seeds));
    let text = String::from_utf8_lossy(own).into_owned();
    let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
    let other = String::from_utf8_lossy(other).into_owned();
    let mut body = body.to_owned();
    for _ in 0..mutate::rounds(rng) {
        if rng.u8(0..4) == 0 {
            let mut bytes = body.into_bytes();
            mutate::bytes(rng, &mut bytes, other.as_bytes());
            body = String::from_utf8_lossy(&bytes).into_owned();
        } else {
            body = mutate::text(rng, &body, &other);
        }
    }
    format!("{first}\n{body}").into_bytes()
}

fn take(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
    let name = first.trim_start_matches("// ").trim();
    let with = |mut all: BTreeMap<String, String>, name: &str| {
        all.insert(name.to_owned(), body.to_owned());
        all
    };
    let wrong = if let Some(name) = name.strip_prefix("print/") {
        let templates = with(print::bundled_templates(), name);
        let scenario = stage::scenario();
        let exercise = Some(scenario.exercises[0].id.clone());
        let sheet = Sheet { pack: Pack::Door, exercise, file_name: "door.pdf".into() };
        print::pdf(&scenario, &sheet, &templates, TODAY).err()
    } else {
        let templates = with(reports::bundled_templates(), name);
        let look = Look { templates, ..Look::default() };
        reports::pdf(&REPORT, &look, TODAY).err()
    };
    if let Some(wrong) = wrong {
        says_where(&wrong);
    }
}

fn says_where(wrong: &TemplateError) {
    assert!(wrong.line >= 1 && wrong.column >= 1 && !wrong.says.is_empty());
    assert!(wrong.to_string().contains(&wrong.file));
}

#[test]
fn an_odd_template_gives_pages_or_says_where_it_is_wrong() {
    drive::replay(TARGET, 8);
}

/// What sends a careless reader round for ever, or too deep.
#[test]
fn a_template_without_an_end_is_refused_and_takes_nothing_down() {
    fn endless() -> Vec<Vec<u8>> {
        let deep =
            |open: &str, close: &str| format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
        [
            "#while true { }".to_owned(),
            "#let f(n) = f(n + 1)\n#f(1)".to_owned(),
            "#let f(x) = [#f(x)]\n#f[a]".to_owned(),
            "#show heading: it => it + heading[a]\n= b".to_owned(),
            "#import \"log.typ\": *".to_owned(),
            "#include \"log.typ\"".to_owned(),
            deep("#[", "]"),
            deep("$(", ")$"),
            deep("#(", ")"),
            deep("#{", "}"),
            deep("*_", "_*"),
            format!("#{}1", "-".repeat(20_000)),
            format!("#(1{})", "+1".repeat(20_000)),
            format!("#a{}", ".b".repeat(20_000)),
            format!("#box(width: {}pt)[x]", "9".repeat(400)),
            "#grid(columns: 4294967296)[x]".to_owned(),
            "#table(columns: 0x7fffffffffff)[x]".to_owned(),
        ]
        .iter()
        .map(|text| named("log.typ", text))
        .collect()
    }
    drive::replay(
        Target { name: "endless", seeds: endless, mutate: |_, all| all[0].clone(), take },
        0,
    );
}

#[test]
#[ignore = "takes as long as BELLWETHER_FUZZ_SECS says"]
fn search_templates() {
    drive::search(TARGET);
}
