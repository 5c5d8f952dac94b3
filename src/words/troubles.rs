//! What the disk and damaged files said no to, and what to do.

use crate::files::{Damage, Failure, FailureKind, Fault, OpenFailure};

/// What could not be done with a file. The path comes last.
pub fn failure(failure: &Failure) -> String {
    let why = match &failure.kind {
        FailureKind::NotFound => "It is not there. Is the drive connected?".to_owned(),
        FailureKind::NoPermission => {
            "You may not read or write there. Choose another folder.".to_owned()
        }
        FailureKind::Full => "The disk is full. Make room, or save to another disk.".to_owned(),
        FailureKind::ReadOnly => {
            "The disk can be read but not written. Save to another.".to_owned()
        }
        FailureKind::Busy => "Another program holds the file. Close it there.".to_owned(),
        FailureKind::TooLarge => "The file is too large.".to_owned(),
        FailureKind::Other(system) => format!("The system says: {system}."),
    };
    format!("{why} ({})", failure.path.display())
}

/// What is wrong at a place of a file.
pub fn fault(fault: &Fault) -> String {
    match fault {
        Fault::NotACentre => "This is not a Bellwether centre.".to_owned(),
        Fault::NewerFormat(format) => {
            format!(
                "This was written by a newer Bellwether (format {format}). Open it with that version."
            )
        }
        Fault::Unreadable(ron) => format!("This cannot be read: {ron}."),
        Fault::HeaderChanged => {
            "The beginning, with the scenario, was changed outside Bellwether or is damaged."
                .to_owned()
        }
        Fault::EntryChanged => {
            "This entry was changed outside Bellwether or is damaged.".to_owned()
        }
        Fault::CutShort => "The file ends here, before its end.".to_owned(),
        Fault::SealBroken => "Lines were lost, added or moved outside Bellwether.".to_owned(),
    }
}

/// A damaged place: line, column and what is wrong.
pub fn damage(damage: &Damage) -> String {
    format!("Line {}, column {}: {}", damage.place.line, damage.place.column, fault(&damage.fault))
}

/// Why a file cannot be opened.
pub fn open_failure(why: &OpenFailure) -> String {
    match why {
        OpenFailure::Failure(why) => failure(why),
        OpenFailure::Damaged { damage: places, .. } => {
            let first = places.first().map(damage).unwrap_or_default();
            match places.len() {
                0 | 1 => first,
                more => format!("{first} And {} more.", more - 1),
            }
        }
        OpenFailure::OtherCentre => "That file holds another centre. Open it by itself.".to_owned(),
        OpenFailure::Held(by) if by.who.is_empty() => {
            "Another window has that file open.".to_owned()
        }
        OpenFailure::Held(by) => format!("{} has that file open.", by.who),
    }
}
