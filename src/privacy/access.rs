//! Everything about one person, for a subject access request (rule P3): readable by them, and
//! again as data. Others are "another candidate", "Assessor 1" and so on, in typed texts too.

use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::json as value;

use super::pseudonyms::{Aliases, with_entries};
use super::roll::{Person, Roll};
use crate::centre::personal::{Index, about, texts};
use crate::centre::{Centre, Record};
use crate::ids::{CandidateId, Origin};
use crate::people::named::Named;
use crate::report::data_out::{Table, Value, tables};
use crate::scoring;
use crate::words;

/// One act that was about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub at: jiff::Timestamp,
    /// By whom, in their role.
    pub by: String,
    /// What, in words.
    pub what: String,
    /// What was typed.
    pub texts: Vec<(&'static str, String)>,
    /// It was taken back later.
    pub taken_back: bool,
}

/// Everything about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// Code and name.
    pub person: String,
    /// What the centre is called.
    pub centre: String,
    /// When it was held.
    pub date: Option<jiff::civil::Date>,
    /// What is held about the person, by subject.
    pub tables: Vec<Table>,
    /// What others were told apart by in the record, every act about the person, in order.
    pub acts: Vec<Told>,
    /// Acts about others, each with the texts alone that name the person: what an erasure would
    /// take their name out of is held about them too.
    pub named: Vec<Told>,
}

/// Everything that the record holds about a candidate.
pub fn access(record: &Record, candidate: CandidateId) -> Access {
    let aliases = Aliases::of(record.entries(), Some(candidate));
    let entries = aliases.rewritten(record.entries(), |_, _, _, proposed| proposed);
    let redacted = with_entries(record, record.centre().id, entries);
    let centre = redacted.centre();
    let mut own = tables(centre);
    for table in &mut own {
        table.rows.retain(|row| row.about.contains(&candidate));
    }
    own.retain(|table| !table.rows.is_empty());
    Access {
        person: words::candidate(centre, candidate),
        centre: centre.details.name.clone(),
        date: centre.details.date,
        tables: own,
        acts: acts(&redacted, centre, (candidate, None)),
        named: acts(&redacted, centre, (candidate, Some(&names(record, candidate)))),
    }
}

/// Every name and code that the person ever had.
fn names(record: &Record, candidate: CandidateId) -> Named<()> {
    let roll = Roll::of(record.entries());
    let known = roll.names.get(&Person::Candidate(candidate)).into_iter().flatten();
    Named::new(known.map(|name| (name.as_str(), ())))
}

/// The acts about the person, or with `names` those about others in whose texts they are named.
fn acts(
    record: &Record,
    centre: &Centre,
    (candidate, names): (CandidateId, Option<&Named<()>>),
) -> Vec<Told> {
    let index = Index::of(record.entries());
    let gone = record.taken_back();
    let mut all = Vec::new();
    for entry in record.entries() {
        for (place, change) in (0_u16..).zip(entry.act.changes()) {
            let made = Origin { entry: entry.id, place };
            let own = about(change, made, &index).contains(&candidate);
            if own == names.is_some() {
                continue;
            }
            let mut typed = Vec::new();
            texts(&mut change.clone(), &mut |field, text| {
                let named = |names: &Named<()>| field.is_free() && !names.find(text).is_empty();
                if !text.trim().is_empty() && names.is_none_or(named) {
                    typed.push((words::typed_field(field), text.clone()));
                }
            });
            if !own && typed.is_empty() {
                continue;
            }
            all.push(Told {
                at: entry.stamp.at(),
                by: words::author(centre, entry.by),
                what: words::change(centre, change),
                texts: typed,
                taken_back: gone.contains(&entry.id),
            });
        }
    }
    all
}

/// The same as plain texts, in the order in which a page shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// What it is.
    pub title: String,
    /// Of which centre, and when it was held.
    pub centre: String,
    /// How to read it.
    pub about: &'static str,
    /// What is held, by subject.
    pub tables: Vec<PageTable>,
    /// What stands above the acts.
    pub acts_title: &'static str,
    /// Every act, in order.
    pub acts: Vec<PageAct>,
    /// What stands above the texts about others that name the person.
    pub named_title: &'static str,
    /// Those texts, in order.
    pub named: Vec<PageAct>,
}

/// What is held on one subject: columns that are empty throughout are left out, and so is who it is
/// about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageTable {
    /// The subject.
    pub title: &'static str,
    /// What each column holds.
    pub columns: Vec<String>,
    /// Row by row, a text a column.
    pub rows: Vec<Vec<String>>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageAct {
    /// When.
    pub at: String,
    /// By whom, what, and whether it was taken back.
    pub what: String,
    /// What was typed, and what sort of text it is.
    pub texts: Vec<(String, &'static str)>,
}

/// The texts of a page; moments are those of `zone`.
pub fn page(access: &Access, zone: &TimeZone) -> Page {
    let date = access.date.map(words::date_in_full).unwrap_or_default();
    let act = |told: &Told| {
        let back = if told.taken_back { " (taken back later)" } else { "" };
        PageAct {
            at: told.at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
            what: format!("{}: {}{back}", told.by, told.what),
            texts: told.texts.iter().map(|(field, text)| (text.clone(), *field)).collect(),
        }
    };
    Page {
        title: format!("What is held about {}", access.person),
        centre: format!("{} {date}", access.centre).trim().to_owned(),
        about: "This is everything that the centre’s record holds about you. Other people are named \
                by their role: another candidate, Assessor 1, Role player 1. Only submitted \
                marksheets enter means; what was not observed enters none.",
        // Of a table without a filled column there is nothing to say.
        tables: access
            .tables
            .iter()
            .map(|table| shown(table, zone))
            .filter(|table| !table.columns.is_empty())
            .collect(),
        acts_title: "Every act about you, in order",
        acts: access.acts.iter().map(act).collect(),
        named_title: "Texts about others that name you",
        named: access.named.iter().map(act).collect(),
    }
}

fn shown(table: &Table, zone: &TimeZone) -> PageTable {
    let places = (0..table.columns.len()).filter(|place| {
        let key = table.columns.get(*place).map_or("", |column| column.key.as_str());
        let filled = table.rows.iter().any(|row| row.cells.get(*place) != Some(&Value::Nothing));
        filled && (table.name == "candidates" || !["code", "name"].contains(&key))
    });
    let places: Vec<usize> = places.collect();
    let title = |place: &usize| table.columns.get(*place).map(|column| column.title.clone());
    let row = |row: &crate::report::data_out::Row| {
        let cell = |place: &usize| row.cells.get(*place).map(|value| in_words(value, zone));
        places.iter().map(|place| cell(place).unwrap_or_default()).collect()
    };
    PageTable {
        title: table.title,
        columns: places.iter().map(|place| title(place).unwrap_or_default()).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

/// As a page that any browser shows and prints; moments are those of `zone`.
pub fn html(access: &Access, zone: &TimeZone) -> String {
    let page = page(access, zone);
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>{0}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n<p>{1}</p>\n<p>{2}</p>\n",
        escaped(&page.title),
        escaped(&page.centre),
        escaped(page.about)
    );
    for table in &page.tables {
        text.push_str(&format!("<h2>{}</h2>\n<table>\n<thead><tr>", escaped(table.title)));
        for title in &table.columns {
            text.push_str(&format!("<th scope=\"col\">{}</th>", escaped(title)));
        }
        text.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            let cells = row.iter().map(|cell| format!("<td>{}</td>", escaped(cell)));
            text.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
        }
        text.push_str("</tbody>\n</table>\n");
    }
    text.push_str(&acts_as_html(page.acts_title, &page.acts));
    if !page.named.is_empty() {
        text.push_str(&acts_as_html(page.named_title, &page.named));
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn acts_as_html(title: &str, acts: &[PageAct]) -> String {
    let mut text = format!("<h2>{}</h2>\n<ol>\n", escaped(title));
    for act in acts {
        text.push_str(&format!("<li>{}, {}", act.at, escaped(&act.what)));
        for (typed, field) in &act.texts {
            text.push_str(&format!("<br><q>{}</q> <small>({field})</small>", escaped(typed)));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ol>\n");
    text
}

const STYLE: &str = "body{font:15px/1.5 sans-serif;color:#1b1d22;margin:2em auto;max-width:60em;\
padding:0 1em}table{border-collapse:collapse;width:100%;margin:0 0 1.5em}th,td{text-align:left;\
vertical-align:top;border-bottom:1px solid #d8d6d0;padding:.3em .6em;overflow-wrap:anywhere}\
q{white-space:pre-wrap}small{color:#6b6e76}@media print{h2{break-after:avoid}tr{break-inside:avoid}}";

fn in_words(value: &Value, zone: &TimeZone) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => scoring::shown(*number, 2),
        Value::Moment(at) => {
            at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
        }
        Value::Day(day) => day.to_string(),
        Value::Is(true) => "yes".to_owned(),
        Value::Is(false) => "no".to_owned(),
    }
}

/// Typed text is text, whatever it looks like.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// As data.
pub fn json(access: &Access) -> String {
    let table = |table: &Table| {
        let rows = table.rows.iter().map(|row| {
            let cells = table.columns.iter().zip(&row.cells);
            serde_json::Value::Object(
                cells.map(|(column, cell)| (column.key.clone(), value!(cell))).collect(),
            )
        });
        (table.name.to_owned(), serde_json::Value::Array(rows.collect()))
    };
    let act = |told: &Told| {
        let typed = told.texts.iter().map(|(field, text)| value!({ "field": field, "text": text }));
        value!({
            "at": told.at, "by": told.by, "what": told.what,
            "texts": typed.collect::<Vec<_>>(), "taken_back": told.taken_back,
        })
    };
    let whole = value!({
        "format": 1,
        "person": access.person,
        "centre": access.centre,
        "date": access.date,
        "tables": access.tables.iter().map(table).collect::<serde_json::Map<_, _>>(),
        "acts": access.acts.iter().map(act).collect::<Vec<_>>(),
        "named": access.named.iter().map(act).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}
