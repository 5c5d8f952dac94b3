//! Names for things: short words in a scenario, and the entry that made a thing in a centre.
//!
//! Nothing here knows what the things are. Ids are made by the module that owns the thing and are
//! never reused.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest word that may name something in a scenario.
pub const LONGEST_WORD: usize = 40;

/// Whether `text` can be a short word: lower-case letters, digits and hyphens, beginning with a
/// letter, at most [`LONGEST_WORD`] long.
pub fn is_word(text: &str) -> bool {
    text.len() <= LONGEST_WORD
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

macro_rules! word_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id with this name. Whether it is a short word is a finding of
            /// [`crate::scenario::checks`], so that a wrong one can be shown with its place.
            pub fn new(word: impl Into<String>) -> Self {
                Self(word.into())
            }

            /// The word itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

word_ids! {
    /// Names a scenario.
    ScenarioId;
    /// Names a competency within a scenario.
    CompetencyId;
    /// Names a cluster of competencies within a scenario.
    ClusterId;
    /// Names an indicator within its competency.
    IndicatorId;
    /// Names a score from outside within a scenario.
    ScoreId;
    /// Names an event that is not assessed within a scenario.
    EventId;
    /// Names an exercise within a scenario.
    ExerciseId;
    /// Names a phase within its exercise.
    PhaseId;
    /// Names an inject within its exercise.
    InjectId;
    /// Names a part that a role player plays, within its exercise.
    PartId;
    /// Names a prompt within the part that gives it.
    PromptId;
    /// Names a seat of a group within its exercise.
    SeatId;
    /// Names a document within its exercise.
    DocumentId;
    /// Names a question within its exercise.
    QuestionId;
    /// Names an item of a checklist within its exercise.
    CheckItemId;
}

/// One run of the program at one open centre.
///
/// The first half names the installation, the second is new each time a centre is opened, so that
/// no entry number is ever given twice, even by a program that was put back from a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId {
    /// The same for every run on one computer and user account.
    pub installation: u32,
    /// New each time that a centre is opened.
    pub session: u32,
}

/// One act of a person: the device it was done on, and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// Where it was done.
    pub device: DeviceId,
    /// Counts up from 1 on each device.
    pub number: u32,
}

/// Which centre a file, a journal and an entry belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CentreId(pub u64);

/// A thing made by a change, named by the entry and the place of the change within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The entry that made the thing.
    pub entry: EntryId,
    /// The place of the change within its entry, from 0.
    pub place: u16,
}

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id")]
pub struct BadId(pub String);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}.{:08x}", self.installation, self.session)
    }
}

impl FromStr for DeviceId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let read = || {
            let (installation, session) = text.split_once('.')?;
            Some(Self { installation: hex32(installation)?, session: hex32(session)? })
        };
        read().ok_or_else(|| BadId(text.to_owned()))
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.number)
    }
}

impl FromStr for EntryId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let read = || {
            let (device, number) = text.split_once('-')?;
            Some(Self { device: device.parse().ok()?, number: number.parse().ok()? })
        };
        read().ok_or_else(|| BadId(text.to_owned()))
    }
}

impl fmt::Display for CentreId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for CentreId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        u64::from_str_radix(text, 16).map(Self).map_err(|_not_hex| BadId(text.to_owned()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place == 0 {
            write!(f, "{}", self.entry)
        } else {
            write!(f, "{}/{}", self.entry, self.place)
        }
    }
}

impl FromStr for Origin {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let read = || match text.split_once('/') {
            None => Some(Self { entry: text.parse().ok()?, place: 0 }),
            Some((entry, place)) => {
                Some(Self { entry: entry.parse().ok()?, place: place.parse().ok()? })
            }
        };
        read().ok_or_else(|| BadId(text.to_owned()))
    }
}

fn hex32(text: &str) -> Option<u32> {
    u32::from_str_radix(text, 16).ok()
}

macro_rules! as_text {
    ($($name:ident)*) => {$(
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
pub(crate) use as_text;

as_text! { DeviceId EntryId CentreId Origin }

macro_rules! made_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub Origin);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                text.parse().map(Self)
            }
        }
    )*};
}

made_ids! {
    /// A candidate of a centre.
    CandidateId;
    /// An assessor of a centre.
    AssessorId;
    /// A role player of a centre.
    RolePlayerId;
    /// A room of a centre.
    RoomId;
    /// A session: one exercise for one candidate or group.
    SessionId;
    /// A note that an assessor kept.
    NoteId;
    /// Something that disturbed an exercise.
    IncidentId;
}

/// A number that nobody else has: for centres, devices and installations.
pub fn random_u64() -> u64 {
    getrandom::u64().unwrap_or_else(|_no_source| {
        // Every system we know has a source of randomness; addresses and threads are the rest.
        use std::hash::{BuildHasher as _, RandomState};
        RandomState::new().hash_one(std::thread::current().id())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_lower_case_letters_digits_and_hyphens() {
        for good in ["a", "sets-direction", "l1", "in-tray-2"] {
            assert!(is_word(good), "{good}");
        }
        for bad in ["", "Sets", "1a", "a b", "ä", "-a", &"a".repeat(41)] {
            assert!(!is_word(bad), "{bad}");
        }
    }

    #[test]
    fn ids_read_back_as_they_are_written() {
        let device = DeviceId { installation: 0xABC, session: 7 };
        let origin = Origin { entry: EntryId { device, number: 12 }, place: 3 };
        assert_eq!(origin.to_string(), "00000abc.00000007-12/3");
        assert_eq!(origin.to_string().parse(), Ok(origin));
        assert_eq!(origin.entry.to_string().parse(), Ok(origin.entry));
        assert_eq!(CentreId(42).to_string().parse(), Ok(CentreId(42)));
        assert!("nonsense".parse::<Origin>().is_err());
    }
}
