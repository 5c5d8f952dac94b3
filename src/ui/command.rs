//! Every command of the window in one table: menus, buttons, the palette, the sheet of keys and
//! the shortcuts themselves are all drawn from it.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::pace::Pace;
use super::screens::live::view::View;
use super::screens::observe::steps::Step;
use super::screens::people::list::List;
use super::screens::reports::view::ReportsView;
use super::stage::Stage;

/// Something that can be done from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Command {
    /// Begin a new centre.
    NewCentre,
    /// Begin a new scenario.
    NewScenario,
    /// Change the design of the open centre.
    ChangeDesign,
    /// Open a file.
    Open,
    /// Open the sample centre.
    Sample,
    /// Rehearse a day.
    Rehearse,
    /// Hold the clock of the rehearsal, or let it go on.
    HoldRehearsal,
    /// Let the rehearsal run so many times as fast as the day.
    RehearseAt(Pace),
    /// Save the file.
    Save,
    /// Save under another name.
    SaveAs,
    /// Take in another copy of the same centre.
    Merge,
    /// Bring in a list of people or rooms.
    BringIn,
    /// Say that an assessor must not meet a candidate.
    DeclareConflict,
    /// Candidates by their codes alone, or with their names.
    HideNames,
    /// Save the results for others.
    ExportResults,
    /// Close the centre.
    CloseCentre,
    /// Take the last act back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Go to a stage.
    Go(Stage),
    /// Find a timetable, or a better one.
    MakeTimetable,
    /// Leave the selected session where it is, or let it be moved again.
    PinSession,
    /// Print everybody's timetable.
    ExportTimetable,
    /// Look at the live day in one of its inner views.
    LiveView(View),
    /// Go to what needs somebody first, to do it with the next key.
    Attend,
    /// Go to a list of people or rooms, ready to type in.
    PeopleList(List),
    /// Go to a step of observing.
    ObserveStep(Step),
    /// Look at what leaves the room in one of its inner views.
    ReportsView(ReportsView),
    /// Write the reports that are chosen.
    WriteReports,
    /// Empty the list of files of late.
    ForgetRecent,
    /// Keep a list of files of late, or none.
    KeepRecent,
    /// Plan sessions.
    PlanSessions,
    /// Change the plan, since something has happened.
    ChangePlan,
    /// Start the selected session, hold its clock, or let it go on.
    StartHoldGoOn,
    /// Give the running phase one minute.
    GiveMinute,
    /// Take one minute from the running phase.
    TakeMinute,
    /// End the phase and begin the next.
    NextPhase,
    /// End the session.
    EndSession,
    /// Choose all sessions that run.
    ChooseAll,
    /// Open the room's screen.
    RoomScreen,
    /// Act as the facilitator.
    ActAsFacilitator,
    /// The chime, on or off.
    Chime,
    /// Cues read out, or not.
    Speech,
    /// The light, the dark or the system's theme.
    Theme,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As delivered.
    ZoomReset,
    /// Find or do anything.
    Palette,
    /// The keys of this screen.
    Keys,
    /// Leave the program.
    Quit,
}

/// What must be the case for a command to be possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Always possible.
    Nothing,
    /// A centre is open.
    Centre,
    /// A centre or a scenario is open that can be put into a file.
    Saveable,
    /// A centre is open and may be changed.
    Writable,
    /// A session is selected on the live stage, and may be changed.
    Session,
    /// A session is selected on the timetable, and may be changed.
    Planned,
    /// A rehearsal is open.
    Rehearsal,
    /// The last act can be taken back.
    Undo,
    /// Something was taken back.
    Redo,
}

/// What is the case now, as far as commands care.
#[expect(clippy::struct_excessive_bools, reason = "eight independent facts")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Situation {
    /// A centre is open.
    pub centre: bool,
    /// It may be changed.
    pub writable: bool,
    /// A session is selected on the live stage.
    pub session: bool,
    /// A session is selected on the timetable.
    pub planned: bool,
    /// A scenario is on the drawing board, and its stage is shown.
    pub draft: bool,
    /// It is a rehearsal.
    pub rehearsal: bool,
    /// There is something to undo.
    pub undo: bool,
    /// There is something to redo.
    pub redo: bool,
}

impl Command {
    /// Every command, in the order of the palette.
    pub const ALL: &'static [Self] = &[
        Self::NewCentre,
        Self::NewScenario,
        Self::ChangeDesign,
        Self::Open,
        Self::Sample,
        Self::Rehearse,
        Self::HoldRehearsal,
        Self::RehearseAt(Pace::Real),
        Self::RehearseAt(Pace::Quick),
        Self::RehearseAt(Pace::Quickest),
        Self::Save,
        Self::SaveAs,
        Self::Merge,
        Self::BringIn,
        Self::DeclareConflict,
        Self::HideNames,
        Self::ForgetRecent,
        Self::KeepRecent,
        Self::ExportResults,
        Self::CloseCentre,
        Self::Undo,
        Self::Redo,
        Self::Go(Stage::Home),
        Self::Go(Stage::Design),
        Self::Go(Stage::People),
        Self::Go(Stage::Timetable),
        Self::Go(Stage::Live),
        Self::Go(Stage::Observe),
        Self::Go(Stage::WashUp),
        Self::Go(Stage::Scorecards),
        Self::Go(Stage::Reports),
        Self::MakeTimetable,
        Self::PinSession,
        Self::ExportTimetable,
        Self::LiveView(View::Board),
        Self::LiveView(View::Whereabouts),
        Self::LiveView(View::CheckIn),
        Self::LiveView(View::Forms),
        Self::LiveView(View::Log),
        Self::Attend,
        Self::PeopleList(List::Candidates),
        Self::PeopleList(List::Assessors),
        Self::PeopleList(List::RolePlayers),
        Self::PeopleList(List::Rooms),
        Self::ObserveStep(Step::Observe),
        Self::ObserveStep(Step::Classify),
        Self::ObserveStep(Step::Rate),
        Self::ReportsView(ReportsView::Reports),
        Self::ReportsView(ReportsView::Data),
        Self::ReportsView(ReportsView::Privacy),
        Self::ReportsView(ReportsView::Feedback),
        Self::WriteReports,
        Self::PlanSessions,
        Self::ChangePlan,
        Self::StartHoldGoOn,
        Self::GiveMinute,
        Self::TakeMinute,
        Self::NextPhase,
        Self::EndSession,
        Self::ChooseAll,
        Self::RoomScreen,
        Self::ActAsFacilitator,
        Self::Chime,
        Self::Speech,
        Self::Theme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Palette,
        Self::Keys,
        Self::Quit,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewCentre => "New centre…",
            Self::NewScenario => "New scenario",
            Self::ChangeDesign => "Change this centre’s design…",
            Self::Open => "Open file…",
            Self::Sample => "Try the sample centre",
            Self::Rehearse => "Rehearse a day…",
            Self::HoldRehearsal => "Hold the rehearsal or go on",
            Self::RehearseAt(Pace::Real) => "Rehearse as fast as the day",
            Self::RehearseAt(Pace::Quick) => "Rehearse ten times as fast",
            Self::RehearseAt(Pace::Quickest) => "Rehearse sixty times as fast",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::Merge => "Take in another copy…",
            Self::BringIn => "Bring in a list…",
            Self::DeclareConflict => "Declare a conflict of interest…",
            Self::HideNames => "Hide names: codes only",
            Self::ExportResults => "Export results…",
            Self::CloseCentre => "Close the centre",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Go(Stage::Home) => "Go to Home",
            Self::Go(Stage::Design) => "Go to Design",
            Self::Go(Stage::People) => "Go to People",
            Self::Go(Stage::Timetable) => "Go to Timetable",
            Self::Go(Stage::Live) => "Go to Live",
            Self::Go(Stage::Observe) => "Go to Observe",
            Self::Go(Stage::WashUp) => "Go to Wash-up",
            Self::Go(Stage::Scorecards) => "Go to Scorecards",
            Self::Go(Stage::Reports) => "Go to Reports",
            Self::MakeTimetable => "Make the timetable",
            Self::PinSession => "Pin or unpin the session",
            Self::ExportTimetable => "Print everyone’s timetable…",
            Self::LiveView(view) => view.words(),
            Self::Attend => "Go to what needs you",
            Self::PeopleList(list) => list.words(),
            Self::ObserveStep(step) => step.words(),
            Self::ReportsView(view) => view.words(),
            Self::WriteReports => "Write the chosen reports…",
            Self::ForgetRecent => "Clear the list of recent files",
            Self::KeepRecent => "List of recent files on or off",
            Self::PlanSessions => "Plan sessions…",
            Self::ChangePlan => "Change the plan…",
            Self::StartHoldGoOn => "Start, hold or go on",
            Self::GiveMinute => "Give one minute",
            Self::TakeMinute => "Take one minute",
            Self::NextPhase => "Next phase",
            Self::EndSession => "End the session",
            Self::ChooseAll => "Choose all that run",
            Self::RoomScreen => "Screen for the room",
            Self::ActAsFacilitator => "Act as the facilitator",
            Self::Chime => "Chime on or off",
            Self::Speech => "Read cues out, or not",
            Self::Theme => "Light or dark",
            Self::ZoomIn => "Larger",
            Self::ZoomOut => "Smaller",
            Self::ZoomReset => "Normal size",
            Self::Palette => "Find or do anything",
            Self::Keys => "Keys of this screen",
            Self::Quit => "Quit",
        }
    }

    /// The keys that carry it out.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        const SHIFTED: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let ctrl = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        let shifted = |key| Some(KeyboardShortcut::new(SHIFTED, key));
        let plain = |key| Some(KeyboardShortcut::new(Modifiers::NONE, key));
        match self {
            Self::NewCentre => ctrl(Key::N),
            Self::Open => ctrl(Key::O),
            Self::Save => ctrl(Key::S),
            Self::SaveAs => shifted(Key::S),
            Self::ExportResults => ctrl(Key::E),
            Self::CloseCentre => ctrl(Key::W),
            Self::Undo => ctrl(Key::Z),
            Self::Redo => shifted(Key::Z),
            Self::Palette => ctrl(Key::K),
            Self::Keys => plain(Key::F1),
            Self::Quit => ctrl(Key::Q),
            Self::Go(Stage::Home) => plain(Key::Num0),
            Self::Go(stage) => stage.key().and_then(|(key, _)| plain(key)),
            Self::MakeTimetable => plain(Key::M),
            Self::PinSession => plain(Key::K),
            Self::LiveView(view) => view.key().and_then(plain),
            Self::Attend => plain(Key::Y),
            Self::PeopleList(list) => ctrl(list.key()),
            Self::ObserveStep(step) => ctrl(step.key()),
            Self::ReportsView(view) => ctrl(view.key()),
            Self::WriteReports => ctrl(Key::Enter),
            Self::PlanSessions => plain(Key::P),
            Self::ChangePlan => plain(Key::R),
            Self::StartHoldGoOn => plain(Key::Space),
            Self::GiveMinute => plain(Key::Plus),
            Self::TakeMinute => plain(Key::Minus),
            Self::NextPhase => plain(Key::N),
            Self::EndSession => plain(Key::E),
            Self::ChooseAll => ctrl(Key::A),
            Self::HoldRehearsal => plain(Key::F5),
            Self::RehearseAt(Pace::Real) => plain(Key::F6),
            Self::RehearseAt(Pace::Quick) => plain(Key::F7),
            Self::RehearseAt(Pace::Quickest) => plain(Key::F8),
            Self::RoomScreen => plain(Key::F9),
            Self::ZoomIn => ctrl(Key::Plus),
            Self::ZoomOut => ctrl(Key::Minus),
            Self::ZoomReset => ctrl(Key::Num0),
            Self::Sample
            | Self::Rehearse
            | Self::BringIn
            | Self::DeclareConflict
            | Self::HideNames
            | Self::NewScenario
            | Self::ChangeDesign
            | Self::Merge
            | Self::ExportTimetable
            | Self::ActAsFacilitator
            | Self::Chime
            | Self::Speech
            | Self::ForgetRecent
            | Self::KeepRecent
            | Self::Theme => None,
        }
    }

    /// The only stage on which it means something, if there is one.
    pub fn only_on(self) -> Option<Stage> {
        match self {
            Self::LiveView(_)
            | Self::Attend
            | Self::PlanSessions
            | Self::ChangePlan
            | Self::StartHoldGoOn
            | Self::GiveMinute
            | Self::TakeMinute
            | Self::NextPhase
            | Self::EndSession
            | Self::ChooseAll => Some(Stage::Live),
            Self::PeopleList(_) => Some(Stage::People),
            Self::ObserveStep(_) => Some(Stage::Observe),
            Self::ReportsView(_) | Self::WriteReports => Some(Stage::Reports),
            Self::MakeTimetable | Self::PinSession => Some(Stage::Timetable),
            _ => None,
        }
    }

    /// What must be the case.
    pub fn needs(self) -> Needs {
        match self {
            Self::Go(stage) if stage.needs_centre() => Needs::Centre,
            Self::Save | Self::SaveAs => Needs::Saveable,
            Self::ExportResults
            | Self::LiveView(_)
            | Self::Attend
            | Self::PeopleList(_)
            | Self::ObserveStep(_)
            | Self::ReportsView(_)
            | Self::WriteReports
            | Self::ExportTimetable
            | Self::CloseCentre
            | Self::ActAsFacilitator => Needs::Centre,
            Self::Merge
            | Self::BringIn
            | Self::DeclareConflict
            | Self::PlanSessions
            | Self::ChangePlan
            | Self::MakeTimetable
            | Self::ChangeDesign => Needs::Writable,
            Self::PinSession => Needs::Planned,
            Self::StartHoldGoOn
            | Self::GiveMinute
            | Self::TakeMinute
            | Self::NextPhase
            | Self::EndSession
            | Self::ChooseAll
            | Self::RoomScreen => Needs::Session,
            Self::HoldRehearsal | Self::RehearseAt(_) => Needs::Rehearsal,
            Self::Undo => Needs::Undo,
            Self::Redo => Needs::Redo,
            _ => Needs::Nothing,
        }
    }

    /// Whether it is possible now.
    ///
    /// # Errors
    ///
    /// Why not, in words fit for a tooltip.
    pub fn possible(self, now: Situation) -> Result<(), &'static str> {
        let (holds, why_not) = match self.needs() {
            Needs::Nothing => (true, ""),
            Needs::Centre => (now.centre, "Open a centre first."),
            Needs::Saveable => (now.centre || now.draft, "Open a centre first."),
            Needs::Writable if !now.centre => (false, "Open a centre first."),
            Needs::Writable => (now.writable, "This centre is open to read only."),
            Needs::Session | Needs::Planned if !now.writable => (false, "Open a centre first."),
            Needs::Session => {
                (now.session, "Choose a session on the board of the Live stage first.")
            }
            Needs::Planned => (now.planned, "Choose a session on the timetable first."),
            Needs::Rehearsal => (now.rehearsal, "No rehearsal is open."),
            Needs::Undo => (now.undo, "There is nothing of yours to undo."),
            Needs::Redo => (now.redo, "There is nothing to redo."),
        };
        if holds { Ok(()) } else { Err(why_not) }
    }
}

/// The keys of a command as text, such as `Ctrl+K`.
pub fn keys(ctx: &egui::Context, command: Command) -> Option<String> {
    command.shortcut().map(|shortcut| ctx.format_shortcut(&shortcut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_keys_on_one_stage() {
        for (place, one) in Command::ALL.iter().enumerate() {
            for other in Command::ALL.iter().skip(place + 1) {
                let same = one.shortcut().is_some() && one.shortcut() == other.shortcut();
                let stages = one.only_on().zip(other.only_on());
                let apart = stages.is_some_and(|(one, other)| one != other);
                assert!(!same || apart, "{} and {}", one.name(), other.name());
                assert_ne!(one.name(), other.name());
            }
        }
    }

    #[test]
    fn without_a_centre_only_what_makes_sense_is_possible() {
        let possible: Vec<_> = Command::ALL
            .iter()
            .filter(|command| command.possible(Situation::default()).is_ok())
            .map(|command| command.name())
            .collect();
        assert!(possible.contains(&"New centre…") && possible.contains(&"Find or do anything"));
        assert!(!possible.contains(&"Save") && !possible.contains(&"Undo"));
    }
}
