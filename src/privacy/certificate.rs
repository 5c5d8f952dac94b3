//! What says that people were erased: what, when, by whom, why, and what stays. It names nobody.

use serde::{Deserialize, Serialize};

use crate::centre::Centre;
use crate::centre::erasure::{Erasure, Left};
use crate::ids::CentreId;
use crate::words;

/// A certificate of an erasure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    /// The format.
    pub format: u32,
    /// The centre's id.
    pub centre: CentreId,
    /// The entry of the record that did it.
    pub entry: String,
    /// When.
    pub at: jiff::Timestamp,
    /// By whom.
    pub by: String,
    /// How many people.
    pub people: usize,
    /// Why.
    pub reason: String,
    /// What went.
    pub erased: Vec<String>,
    /// What stays: numbers.
    pub left: Left,
    /// What nobody can reach from here.
    pub beyond: Vec<String>,
}

const ERASED: [&str; 5] = [
    "their names, codes, adjustments and notes for the day",
    "notes, ratings, reasons and marksheets about them, levels agreed and decisions",
    "sessions that were theirs alone, with their clocks, and feedback to them",
    "their names where they stood in texts about others",
    "older versions of the centre’s file, its journals and half-typed text on this computer",
];

const BEYOND: [&str; 3] = [
    "copies of the file on other computers, sticks and backups: they lose the same when they are \
     put together with this file, and until then must be deleted by hand",
    "reports, workbooks and papers that were handed out before",
    "what a disk holds below its file system: encrypt disks that carry centres",
];

/// The certificate of an erasure.
pub fn certificate(centre: &Centre, erasure: &Erasure) -> Certificate {
    let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Certificate {
        format: 1,
        centre: centre.id,
        entry: erasure.made.origin.to_string(),
        at: erasure.made.at,
        by: words::author(centre, erasure.made.by),
        people: erasure.people.len(),
        reason: erasure.reason.clone(),
        erased: all(&ERASED),
        left: erasure.left.clone(),
        beyond: all(&BEYOND),
    }
}

impl Certificate {
    /// As RON.
    pub fn ron(&self) -> String {
        let style = ron::ser::PrettyConfig::new().struct_names(false).new_line("\n").indentor("  ");
        let text = ron::ser::to_string_pretty(self, style).unwrap_or_else(|error| {
            tracing::error!("certificate: {error}");
            String::new()
        });
        format!("// Bellwether certificate of erasure, format 1. It names nobody.\n{text}\n")
    }

    /// As Markdown, to be read and kept on file.
    pub fn markdown(&self, centre: &Centre) -> String {
        let people = words::count(self.people, "person", "people");
        let mut text = format!(
            "# Certificate of erasure\n\n- Centre: {}\n- Entry of the record: {}\n- When: {}\n\
             - By: {}\n- Erased: {people}\n- Why: {}\n\n## What was erased\n\n",
            self.centre, self.entry, self.at, self.by, self.reason
        );
        for line in &self.erased {
            text.push_str(&format!("- {line}\n"));
        }
        let left = &self.left;
        text.push_str(&format!(
            "\n## What stays\n\nThat there were {people}, with {} and {}.\n",
            words::count(left.ratings as usize, "rating", "ratings"),
            words::count(left.notes as usize, "note", "notes"),
        ));
        for one in &left.levels {
            let name = centre.scenario.competency(&one.competency);
            let name = name.map_or_else(|| one.competency.to_string(), |known| known.name.clone());
            let given = one.levels.iter().map(|(level, times)| format!("{level}: {times}"));
            let given: Vec<_> = given.collect();
            let none = one.not_observed;
            text.push_str(&format!("- {name}: {} (not observed: {none})\n", given.join(", ")));
        }
        text.push_str("\n## What is beyond reach from here\n\n");
        for line in &self.beyond {
            text.push_str(&format!("- {line}\n"));
        }
        text
    }
}
