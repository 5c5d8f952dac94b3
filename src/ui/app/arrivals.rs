//! Lists and photos that come in from files: read on a thread of their own, so that a large one
//! does not hold up the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use super::App;
use super::roster::{self, ListFile};
use crate::centre::Change;
use crate::files::Failure;
use crate::files::fs::Fs;
use crate::files::table::{self, Sheet};
use crate::ids::CandidateId;
use crate::people::roster::Kind;
use crate::people::{self, CandidateFact, Photo};
use crate::time::Now;
use crate::ui::dialogs::Purpose;
use crate::ui::stage::Stage;
use crate::words;

/// What is being read.
pub(super) struct Arrivals {
    told: Receiver<Arrived>,
    tell: Sender<Arrived>,
    waiting: usize,
}

/// What was read; or why not, in words.
enum Arrived {
    List(Result<(ListFile, Sheet), String>),
    Photo(CandidateId, Result<Photo, String>),
}

impl Default for Arrivals {
    fn default() -> Self {
        let (tell, told) = mpsc::channel();
        Self { told, tell, waiting: 0 }
    }
}

impl Arrivals {
    fn poll(&mut self) -> Option<Arrived> {
        let arrived = self.told.try_recv().ok()?;
        self.waiting = self.waiting.saturating_sub(1);
        Some(arrived)
    }
}

impl App {
    /// Whether a file is being read that somebody chose.
    pub fn is_reading(&self) -> bool {
        self.arrivals.waiting > 0
    }

    /// Reads a list and shows it when it is read.
    pub(super) fn read_roster(&mut self, path: PathBuf) {
        let fs = Arc::clone(&self.desk.env.fs);
        self.read_apart(move || {
            Arrived::List(bytes_of(fs.as_ref(), &path).and_then(|bytes| {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let folder = path.parent().map(Path::to_owned);
                list_of(ListFile { name, folder, bytes: bytes.into() }, None)
            }))
        });
    }

    /// Reads another sheet of the workbook that is being looked at.
    pub(super) fn read_other_sheet(&mut self, sheet: String) {
        let Some(file) = self.view.roster.as_ref().map(|form| form.file().clone()) else { return };
        self.read_apart(move || Arrived::List(list_of(file, Some(&sheet))));
    }

    /// Asks for a picture of the candidate.
    pub(super) fn choose_photo(&mut self, candidate: CandidateId) {
        self.ask_file(Purpose::Photo(candidate), "");
    }

    /// Reads a picture and keeps it as the candidate's photo.
    pub(super) fn read_photo(&mut self, candidate: CandidateId, path: PathBuf) {
        let fs = Arc::clone(&self.desk.env.fs);
        self.read_apart(move || {
            let photo = bytes_of(fs.as_ref(), &path).and_then(|bytes| {
                Photo::of_file(&bytes).map_err(|why| words::bad_photo(&path, &why))
            });
            Arrived::Photo(candidate, photo)
        });
    }

    /// Takes in what has been read.
    pub(super) fn take_in_arrivals(&mut self, now: Now) {
        while let Some(arrived) = self.arrivals.poll() {
            match arrived {
                Arrived::List(Ok((file, sheet))) => {
                    self.prefs.folder.clone_from(&file.folder);
                    let listed = match self.view.stage {
                        Stage::People => self.screens.people.listed(),
                        _ => Kind::default(),
                    };
                    self.view.roster = Some(roster::Form::new(file, sheet, listed));
                }
                Arrived::Photo(candidate, Ok(photo)) => {
                    let fact = CandidateFact::Photo(Some(photo));
                    let change = people::Change::Candidate { candidate, fact };
                    self.perform(vec![Change::People(change)], now);
                }
                Arrived::List(Err(why)) | Arrived::Photo(_, Err(why)) => {
                    self.view.toasts.bad(why, now.wall);
                }
            }
        }
    }

    fn read_apart(&mut self, read: impl FnOnce() -> Arrived + Send + 'static) {
        let (tell, wake) = (self.arrivals.tell.clone(), Arc::clone(&self.desk.env.wake));
        let work = move || {
            // The window may have gone meanwhile; then nobody waits for it.
            let _unheard = tell.send(read());
            wake();
        };
        match std::thread::Builder::new().name("reader".into()).spawn(work) {
            Ok(_runs_by_itself) => self.arrivals.waiting += 1,
            Err(error) => tracing::error!("no thread to read a file: {error}"),
        }
    }
}

fn bytes_of(fs: &dyn Fs, path: &Path) -> Result<Vec<u8>, String> {
    fs.read(path).map_err(|error| words::failure(&Failure::from_io(path, &error)))
}

fn list_of(file: ListFile, sheet: Option<&str>) -> Result<(ListFile, Sheet), String> {
    match table::read_sheet(&file.bytes, sheet) {
        Ok(sheet) => Ok((file, sheet)),
        Err(why) => Err(format!("{} ({})", words::unreadable(&why), file.name)),
    }
}
