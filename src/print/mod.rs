//! Print packs: the papers of a scenario as PDF, so that a day can be run with pencils when every
//! laptop has died; and timetables, to be handed out and hung up.
//!
//! **Invariants:** nothing is read from or written to a disk here, and no clock is read: templates
//! and the date come in as values, PDF bytes go out. Nothing that a person typed is ever run as
//! template code: texts reach the templates as data only. `docs/PRINT.md` describes that data.

pub mod access;
mod data;
mod markdown;
pub mod reports;
pub mod timetable;
mod typeset;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use markdown::{DEEPEST, nesting};
pub use typeset::{Faces, TemplateError, lacking};

use crate::ids::ExerciseId;
use crate::scenario::Scenario;

/// A pack for one kind of reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pack {
    /// What candidates read: background, briefs, seats, documents.
    Candidate,
    /// The form on which an assessor notes and rates, with the guide.
    Assessor,
    /// What role players play and prompt.
    RolePlayer,
    /// What the facilitator does and reads out.
    Facilitator,
    /// What hangs on the door.
    Door,
}

impl Pack {
    /// Every pack, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Candidate, Self::Assessor, Self::RolePlayer, Self::Facilitator, Self::Door];

    /// The word for it in file names and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Assessor => "assessor",
            Self::RolePlayer => "role-player",
            Self::Facilitator => "facilitator",
            Self::Door => "door",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Candidate => "Candidate pack",
            Self::Assessor => "Assessor form",
            Self::RolePlayer => "Role player’s brief",
            Self::Facilitator => "Facilitator’s script",
            Self::Door => "Door sheet",
        }
    }

    /// The file name of its template.
    pub fn template(self) -> String {
        format!("{}.typ", self.word())
    }
}

/// One PDF to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// For whom.
    pub pack: Pack,
    /// Of which exercise; of all when there is none.
    pub exercise: Option<ExerciseId>,
    /// A file name that every system takes.
    pub file_name: String,
}

/// The templates by file name: those that come with the program.
pub fn bundled_templates() -> BTreeMap<String, String> {
    [
        ("common.typ", include_str!("../../assets/print/common.typ")),
        ("candidate.typ", include_str!("../../assets/print/candidate.typ")),
        ("assessor.typ", include_str!("../../assets/print/assessor.typ")),
        ("role-player.typ", include_str!("../../assets/print/role-player.typ")),
        ("facilitator.typ", include_str!("../../assets/print/facilitator.typ")),
        ("door.typ", include_str!("../../assets/print/door.typ")),
        ("timetable-own.typ", include_str!("../../assets/print/timetable-own.typ")),
        ("timetable-doors.typ", include_str!("../../assets/print/timetable-doors.typ")),
        ("timetable-plan.typ", include_str!("../../assets/print/timetable-plan.typ")),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

/// The PDFs that a scenario gives: of one exercise, or of each and of all together. A pack that
/// would be empty, such as role players where nobody plays, is left out.
pub fn sheets(scenario: &Scenario, packs: &[Pack], exercise: Option<&ExerciseId>) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for pack in packs {
        let exercises = scenario.exercises.iter();
        let chosen = exercises.filter(|known| exercise.is_none_or(|chosen| known.id == *chosen));
        let mut found = false;
        for known in chosen {
            if *pack == Pack::RolePlayer && known.role_players.is_empty() {
                continue;
            }
            found = true;
            sheets.push(Sheet {
                pack: *pack,
                exercise: Some(known.id.clone()),
                file_name: format!("{}-{}-{}.pdf", scenario.id, known.id, pack.word()),
            });
        }
        if found && exercise.is_none() {
            let file_name = format!("{}-{}.pdf", scenario.id, pack.word());
            sheets.push(Sheet { pack: *pack, exercise: None, file_name });
        }
    }
    sheets
}

/// The sheet as PDF, with `templates` by file name, printed on `today`.
///
/// # Errors
///
/// Where a template is wrong: its file, line and column, and what Typst says.
pub fn pdf(
    scenario: &Scenario,
    sheet: &Sheet,
    templates: &BTreeMap<String, String>,
    today: Date,
) -> Result<Vec<u8>, TemplateError> {
    let data = data::of(scenario, sheet.exercise.as_ref(), today);
    typeset::pdf(&sheet.pack.template(), templates, &data, today)
}

#[cfg(test)]
mod tests;
