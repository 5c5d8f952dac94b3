//! What a screen asks for. Screens never change anything themselves.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::command::Command;
use super::room::around::Screening;
use super::screens::live::acts::Deed;
use super::stage::Stage;
use crate::centre::{Author, Change};
use crate::handouts::Sort;
use crate::handouts::data::Form;
use crate::handouts::reports::{Clash, Format, Piece};
use crate::ids::{CandidateId, CentreId, Origin, SessionId};
use crate::planning::Happening;
use crate::print::Sheet;
use crate::report::data::Manner;
use crate::scenario::Scenario;

/// One wish of a person.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Make these changes, as one act.
    Do(Vec<Change>),
    /// Carry out a command of the table.
    Command(Command),
    /// Show another stage.
    Go(Stage),
    /// Show a candidate's scorecard.
    ShowCandidate(CandidateId),
    /// Choose what report is made about this candidate alone.
    ReportOn(CandidateId),
    /// Show a session on the live stage.
    ShowSession(SessionId),
    /// Act as somebody else from now on.
    ActAs(Author),
    /// Begin a new centre: open the dialog with this scenario chosen.
    Begin(Option<String>),
    /// Make a new centre.
    Create(Box<NewCentre>),
    /// Something with a rehearsal.
    Rehearse(Rehearsing),
    /// Open the file.
    Open(PathBuf),
    /// Open what can be saved of a damaged file.
    Salvage(PathBuf),
    /// Open a centre that was never saved to a file.
    Recover(CentreId),
    /// Keep half-typed text, so that it survives a crash.
    Draft {
        /// Where it belongs.
        key: String,
        /// As typed so far.
        text: String,
    },
    /// Save a text for people as a file of this name.
    SaveText {
        /// The file name to offer.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Read another sheet of the workbook that is being brought in.
    ReadSheet(String),
    /// Choose a picture of a candidate.
    ChoosePhoto(CandidateId),
    /// Choose an earlier centre, and lay it beside this one to read only.
    OpenEarlier,
    /// Open or close windows for rooms.
    Rooms(Screening),
    /// Sound the chime for a room, or for all, and put that on record.
    Chime(Option<String>),
    /// Put a message on the screen of a room, or of all, and read it out.
    Announce {
        /// In which room; in all when there is none.
        room: Option<String>,
        /// What it says.
        text: String,
    },
    /// Make these changes for several sessions as one act, and say which were left out.
    Deed(Deed),
    /// Something with the timetable.
    Timetable(Timetabling),
    /// See what this would move of the plan, in words, and then make it so, or leave everything.
    Replan(Happening),
    /// Something with the change of plan that is looked at.
    Replanning(Replanning),
    /// Choose what is handed out of the timetable.
    ExportTimetable,
    /// Hand this out, into a folder that is chosen next.
    HandOut(Vec<Sort>),
    /// Something with data that leaves, or with personal data.
    Leaving(Leaving),
    /// Something with the scenario on the drawing board.
    Design(Designing),
    /// Something with reports.
    Report(Reporting),
}

/// A wish about a rehearsal.
#[derive(Debug, Clone, PartialEq)]
pub enum Rehearsing {
    /// Begin a day with invented people.
    Day {
        /// Its design.
        scenario: Box<Scenario>,
        /// How many candidates there are.
        candidates: u32,
        /// How many times as fast as the day the clock runs.
        speed: u8,
    },
    /// Choose a file, and rehearse with a copy of it at this speed.
    WithCopy(u8),
    /// Rehearse with a copy of the open centre at this speed.
    WithThis(u8),
}

/// A wish about reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reporting {
    /// Show what this one looks like.
    Preview(Wanted, Piece),
    /// Make these, in a folder that is chosen next.
    Make(Wanted, Vec<Piece>),
    /// Do this with those that are there already, and go on.
    GoOn(Clash),
    /// Leave them.
    Leave,
    /// Make no more of them.
    Stop,
    /// Choose a picture for the head of each report.
    ChooseLogo,
    /// Go without a picture.
    NoLogo,
    /// Put the templates where they can be changed.
    OwnTemplates,
    /// What was made has been seen.
    Seen,
}

/// How reports are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Language and numbers.
    pub manner: Manner,
    /// As what they are written.
    pub format: Format,
}

/// A wish about the timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timetabling {
    /// Look for a plan, or for a better one.
    Make,
    /// Look no longer; what there is is kept.
    Stop,
    /// Make the plan that was found the centre's.
    Use,
    /// Leave the plan that is there, and forget the one that was found.
    Keep,
}

/// A wish about the change of plan that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replanning {
    /// Look no longer; show what there is.
    Stop,
    /// Make the changes that are shown, as one act.
    Apply,
    /// Make them, and let the day end as late as they need.
    ApplyLater,
    /// Leave everything as it is.
    Leave,
}

/// A wish about the scenario on the drawing board.
#[derive(Debug, Clone, PartialEq)]
pub enum Designing {
    /// Begin an empty one.
    Blank,
    /// Begin with a copy of this one.
    Copy(Box<Scenario>),
    /// Choose a scenario file and open it.
    OpenFile,
    /// Take up a draft that an earlier run left behind, by its key.
    TakeUp(String),
    /// Change the open centre's design.
    OfCentre,
    /// The draft looks like this now.
    Edit {
        /// The whole scenario.
        scenario: Box<Scenario>,
        /// The stroke of work that the change belongs to.
        stroke: Option<u64>,
    },
    /// Put this scenario into a file, and stay where we are.
    Export(Box<Scenario>),
    /// Choose what to print of the draft, or of this scenario.
    Print(Box<Scenario>),
    /// Print these sheets into a folder that is chosen next.
    PrintSheets(Box<Scenario>, Vec<Sheet>),
    /// Hold the open centre with the draft from now on: ask for the reason where one is needed.
    Adopt,
    /// Hold the open centre with the draft, for this reason.
    AdoptBecause(String),
    /// Put the draft away; ask first if something would be lost.
    Close,
    /// Put the draft away, and what is not saved of it.
    Discard,
    /// Leave the question and go on with the draft.
    GoOn,
}

/// A centre to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCentre {
    /// What people will call it.
    pub name: String,
    /// When it is held.
    pub date: jiff::civil::Date,
    /// Its design.
    pub scenario: Scenario,
}

/// The wishes of one frame, first in, first out.
#[derive(Debug, Default)]
pub struct Asks(pub Vec<Ask>);

impl Asks {
    /// Ask for something.
    pub fn ask(&mut self, ask: Ask) {
        self.0.push(ask);
    }

    /// Ask for one change.
    pub fn change(&mut self, change: Change) {
        self.0.push(Ask::Do(vec![change]));
    }

    /// Ask for a command.
    pub fn command(&mut self, command: Command) {
        self.0.push(Ask::Command(command));
    }
}

/// A wish about data and privacy.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaving {
    /// The data of the centre in these forms.
    Data {
        /// Which.
        forms: Vec<Form>,
        /// Candidates by their codes alone.
        codes_only: bool,
    },
    /// Look for typed texts that name somebody.
    FindNames,
    /// A copy under pseudonyms, with these texts instead of those proposed.
    Pseudonymise(BTreeMap<(Origin, u16), String>),
    /// Everything about one person.
    Access(CandidateId),
    /// Say what erasing these people would do.
    Preview(Vec<CandidateId>),
    /// Erase them, for that reason.
    Erase(Vec<CandidateId>, String),
    /// The certificate of the erasure at that place.
    Certificate(usize),
}
