//! Native file dialogs, away from the frame: one at a time, its answer a message.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};

use crate::clock::{Clock, Time as _};
use crate::ids::CandidateId;

/// What a dialog is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Open a centre.
    Open,
    /// Rehearse with a copy of a centre, at this speed.
    Rehearse(u8),
    /// Save the centre.
    SaveCentre,
    /// Take in another copy of the centre.
    Merge,
    /// Save the results.
    SaveResults,
    /// Save this text.
    SaveText(String),
    /// Save this table.
    SaveTable(String),
    /// Lay an earlier centre beside this one.
    Earlier,
    /// Open a scenario on the drawing board.
    OpenScenario,
    /// Save the scenario on the drawing board.
    SaveScenario,
    /// Put this scenario, already written out, into a file.
    ExportScenario(String),
    /// Bring in a list of people.
    Roster,
    /// A picture of a candidate.
    Photo(CandidateId),
    /// Print into a folder.
    PrintInto,
    /// Hand the timetable out into a folder.
    HandOutInto,
    /// Write reports into a folder.
    ReportInto,
    /// A picture for the head of each report.
    Logo,
    /// Write data, an answer to a request or a certificate into a folder.
    LeaveInto,
    /// Save this pseudonymised copy of a centre.
    SaveCopy(String),
}

impl Purpose {
    /// To save a text under a name: a table when the name says so.
    pub fn of_text(name: &str, text: String) -> Self {
        let end = Path::new(name).extension();
        if end.is_some_and(|end| end == "csv") {
            Self::SaveTable(text)
        } else {
            Self::SaveText(text)
        }
    }

    /// The kind of file, and the end of its name.
    fn filter(&self) -> (&'static str, &'static str) {
        match self {
            Self::Open
            | Self::Rehearse(_)
            | Self::SaveCentre
            | Self::Merge
            | Self::Earlier
            | Self::SaveCopy(_) => ("Bellwether centre", "centre.ron"),
            Self::SaveTable(_) => ("Table", "csv"),
            Self::SaveResults => ("Bellwether results", "results.ron"),
            Self::SaveText(_) => ("Text", "md"),
            Self::OpenScenario | Self::SaveScenario | Self::ExportScenario(_) => {
                ("Bellwether scenario", "scenario.ron")
            }
            Self::Roster => ("List", "csv"),
            Self::Photo(_) => ("Picture", "jpg"),
            Self::PrintInto | Self::HandOutInto | Self::ReportInto | Self::LeaveInto => {
                ("Folder", "")
            }
            Self::Logo => ("Picture", "png"),
        }
    }

    /// The ends of names that a dialog shows.
    fn ends(&self) -> &'static [&'static str] {
        match self {
            Self::Roster => &["csv", "xlsx", "tsv", "txt"],
            Self::Photo(_) => &["jpg", "jpeg", "png"],
            Self::SaveText(_) => &["md", "txt"],
            Self::SaveTable(_) => &["csv"],
            Self::PrintInto | Self::HandOutInto | Self::ReportInto | Self::LeaveInto => &[""],
            Self::Logo => &["png", "jpg", "jpeg"],
            _ => &["ron"],
        }
    }

    /// Whether a file is to be written.
    pub fn saves(&self) -> bool {
        !matches!(
            self,
            Self::Open
                | Self::Rehearse(_)
                | Self::Merge
                | Self::Earlier
                | Self::OpenScenario
                | Self::Roster
                | Self::Photo(_)
                | Self::Logo
        ) && !self.is_folder()
    }

    /// Whether a folder is chosen, not a file.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::PrintInto | Self::HandOutInto | Self::ReportInto | Self::LeaveInto)
    }

    /// What stands above the dialog.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Open => "Open a centre",
            Self::Rehearse(_) => "Rehearse with a copy of which centre?",
            Self::SaveCentre => "Save the centre",
            Self::Merge => "Take in another copy of this centre",
            Self::SaveResults => "Export results",
            Self::SaveText(_) => "Save as text",
            Self::SaveTable(_) => "Save as a table",
            Self::Earlier => "Choose an earlier centre",
            Self::OpenScenario => "Open a scenario",
            Self::SaveScenario => "Save the scenario",
            Self::ExportScenario(_) => "Export the scenario",
            Self::Roster => "Bring in a list",
            Self::Photo(_) => "Choose a photo",
            Self::PrintInto => "Print into which folder?",
            Self::HandOutInto => "Write the timetable into which folder?",
            Self::ReportInto => "Write the reports into which folder?",
            Self::Logo => "A picture for the head of each report",
            Self::LeaveInto => "Write into which folder?",
            Self::SaveCopy(_) => "Save the pseudonymised copy",
        }
    }

    /// The path with the right end, which no system's dialog enforces.
    pub fn complete(&self, path: PathBuf) -> PathBuf {
        let (_, end) = self.filter();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        match name {
            Some(_) if matches!(self, Self::SaveText(_)) && is_txt(&path) => path,
            Some(name) if self.saves() && !name.ends_with(&format!(".{end}")) => {
                let stem = name.strip_suffix(".ron").unwrap_or(&name).to_owned();
                path.with_file_name(format!("{stem}.{end}"))
            }
            _ => path,
        }
    }
}

/// Whether a text is to be what it is, without marks.
fn is_txt(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"))
}

/// What came of a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A file was chosen.
    Chosen(Purpose, PathBuf),
    /// The person thought better of it.
    Cancelled,
    /// This machine has no dialogs: let the path be typed.
    NoDialogs(Purpose, String),
}

/// A dialog to be shown.
pub struct Question {
    /// What it is for.
    pub purpose: Purpose,
    /// Where it begins.
    pub folder: Option<PathBuf>,
    /// The file name that is offered.
    pub name: String,
}

/// Asks a person for a file.
pub trait FileDialogs {
    /// Shows a dialog that belongs to the window of `parent`.
    fn ask(&mut self, question: Question, parent: &eframe::Frame, ctx: &egui::Context);
    /// The answer, once.
    fn answer(&mut self) -> Option<Answer>;
}

/// The system's own dialogs.
#[derive(Default)]
pub struct Native {
    waiting: Option<Receiver<Answer>>,
}

/// What a dialog will give.
type Chosen = std::pin::Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>;

/// A dialog that says "cancelled" sooner than any hand can is not there at all: neither a portal
/// nor zenity is on the machine.
const TOO_FAST: jiff::SignedDuration = jiff::SignedDuration::from_millis(150);

impl FileDialogs for Native {
    fn ask(&mut self, question: Question, parent: &eframe::Frame, ctx: &egui::Context) {
        let Question { purpose, folder, name } = question;
        let (kind, _) = purpose.filter();
        let mut dialog = rfd::AsyncFileDialog::new()
            .set_title(purpose.title())
            .add_filter(kind, purpose.ends())
            .set_parent(parent);
        if let Some(folder) = folder {
            dialog = dialog.set_directory(folder);
        }
        let (send, receive) = mpsc::channel();
        let ctx = ctx.clone();
        let asked = dialog.set_file_name(&name);
        // Made here, on the thread of the window, as some systems demand; awaited elsewhere.
        let shown: Chosen = if purpose.is_folder() {
            Box::pin(asked.pick_folder())
        } else if purpose.saves() {
            Box::pin(asked.save_file())
        } else {
            Box::pin(asked.pick_file())
        };
        let wait = move || {
            let clock = Clock::new();
            let began = clock.now().wall;
            let chosen = pollster::block_on(shown);
            let answer = match chosen {
                Some(file) => {
                    let path = purpose.complete(file.path().to_owned());
                    Answer::Chosen(purpose, path)
                }
                None if clock.now().wall.duration_since(began) < TOO_FAST => {
                    Answer::NoDialogs(purpose, name)
                }
                None => Answer::Cancelled,
            };
            // The window may have gone meanwhile; then nobody waits for the answer.
            let _unheard = send.send(answer);
            ctx.request_repaint_after(std::time::Duration::ZERO);
        };
        match std::thread::Builder::new().name("dialog".into()).spawn(wait) {
            Ok(_runs_by_itself) => self.waiting = Some(receive),
            Err(error) => tracing::error!("no dialog thread: {error}"),
        }
    }

    fn answer(&mut self) -> Option<Answer> {
        let answer = self.waiting.as_ref()?.try_recv().ok()?;
        self.waiting = None;
        Some(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_has_the_right_end_whatever_was_typed() {
        let ends = |purpose: &Purpose, typed: &str| {
            purpose.complete(PathBuf::from(typed)).display().to_string()
        };
        assert_eq!(ends(&Purpose::SaveCentre, "/x/day"), "/x/day.centre.ron");
        assert_eq!(ends(&Purpose::SaveCentre, "/x/day.ron"), "/x/day.centre.ron");
        assert_eq!(ends(&Purpose::SaveCentre, "/x/day.centre.ron"), "/x/day.centre.ron");
        assert_eq!(ends(&Purpose::SaveResults, "/x/day"), "/x/day.results.ron");
        assert_eq!(ends(&Purpose::Open, "/x/other.txt"), "/x/other.txt");
        let text = Purpose::SaveText(String::new());
        assert_eq!(ends(&text, "/x/log"), "/x/log.md");
        assert_eq!(ends(&text, "/x/log.txt"), "/x/log.txt", "plain text is what it is");
    }
}
