//! Reports beside the frame: pages to look at are set on a thread of their own, and so are those
//! that are written; the second can be stopped between two of them.

mod done;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};

use egui::{ColorImage, TextureOptions};
use jiff::{SignedDuration, Timestamp};

use self::done::{Done, Written};
use super::App;
use crate::centre::logo::Logo;
use crate::centre::{Author, Change, details};
use crate::files::{Failure, handed, templates};
use crate::handouts::reports::{self as handouts, Clash, Piece, Press, clashes, targets};
use crate::people::BadPhoto;
use crate::print::reports::{Look, PageDrawn, bundled_templates, pictures};
use crate::report::data::Reporter;
use crate::time::{Now, shifted};
use crate::ui::asks::{Reporting as Wish, Wanted};
use crate::ui::dialogs::Purpose;
use crate::ui::reports_shown::{Key, Preview, Shown};
use crate::ui::stage::Stage;
use crate::words;

/// More pages than these nobody looks at before writing.
const MOST_PAGES: usize = 12;

/// Points of a picture for each point of a page.
const SCALE: f64 = 1.5;

/// What is chosen, waited for and under way.
#[derive(Default)]
pub(super) struct Reporting {
    shown: Shown,
    set: Option<Receiver<Set>>,
    /// Templates or logo have changed since the pages that are being set were begun.
    stale: bool,
    templates: BTreeMap<String, String>,
    looked: Option<Timestamp>,
    waiting: Option<(Wanted, Vec<Piece>)>,
    clash: Option<Clashing>,
    job: Option<Job>,
    done: Option<Done>,
}

/// Pages that were set, or why not.
struct Set {
    pages: Result<(Vec<PageDrawn>, usize), String>,
    remarks: Vec<String>,
}

/// Files that are there already, and what is to be written beside or over them.
struct Clashing {
    folder: PathBuf,
    wanted: Wanted,
    pieces: Vec<Piece>,
    there: usize,
}

/// Reports that are being written.
struct Job {
    told: Receiver<Written>,
    stop: Arc<AtomicBool>,
    all: usize,
    done: Done,
}

impl Reporting {
    /// What the stage shows of it.
    pub(super) fn shown(&self) -> &Shown {
        &self.shown
    }

    pub(super) fn is_shown(&self) -> bool {
        self.clash.is_some() || self.job.is_some() || self.done.is_some()
    }

    /// Takes in pages that have been set.
    fn take_pages(&mut self, ctx: &egui::Context) {
        let Some(set) = &self.set else { return };
        let set = match set.try_recv() {
            Ok(set) => set,
            Err(mpsc::TryRecvError::Empty) => return,
            Err(mpsc::TryRecvError::Disconnected) => {
                self.set = None;
                self.shown.setting = None;
                return;
            }
        };
        self.set = None;
        let of = self.shown.setting.take();
        let of = of.filter(|_| !std::mem::take(&mut self.stale));
        let mut preview = Preview { of, remarks: set.remarks, ..Preview::default() };
        match set.pages {
            Ok((pages, all)) => {
                preview.all = all;
                preview.pages = pages.into_iter().map(|page| texture(ctx, &page)).collect();
            }
            Err(wrong) => preview.wrong = Some(wrong),
        }
        self.shown.preview = preview;
    }

    /// What is shown, or being set, looks otherwise from now on.
    fn look_changed(&mut self) {
        self.shown.preview.of = None;
        self.stale = self.set.is_some();
    }

    /// Takes in what has been written.
    fn take_written(&mut self) {
        let Some(job) = &mut self.job else { return };
        loop {
            match job.told.try_recv() {
                Ok(written) => job.done.add(written),
                Err(mpsc::TryRecvError::Empty) => return,
                Err(mpsc::TryRecvError::Disconnected) => break,
            }
        }
        if let Some(mut job) = self.job.take() {
            let stopped = job.stop.load(Ordering::Relaxed) && job.done.files.len() < job.all;
            job.done.stopped = stopped.then(|| job.all - job.done.files.len());
            self.done = Some(job.done);
        }
    }
}

fn texture(ctx: &egui::Context, page: &PageDrawn) -> egui::TextureHandle {
    let image = ColorImage::from_rgba_premultiplied([page.width, page.height], &page.points);
    ctx.load_texture("report page", image, TextureOptions::LINEAR)
}

impl App {
    /// Takes in what the threads have said, and whether a template of the user's own was saved.
    /// Gives when to look again.
    pub(super) fn keep_up_with_reports(
        &mut self,
        ctx: &egui::Context,
        now: Now,
    ) -> Option<Timestamp> {
        self.reporting.take_pages(ctx);
        self.reporting.take_written();
        if self.view.stage != Stage::Reports || self.desk.workspace.is_none() {
            self.reporting.looked = None;
            return None;
        }
        let due = |looked: Timestamp| shifted(looked, SignedDuration::from_secs(1));
        if self.reporting.looked.is_none_or(|looked| due(looked) <= now.wall) {
            self.look_at_templates();
            self.reporting.looked = Some(now.wall);
        }
        self.reporting.looked.filter(|_| !self.reporting.templates.is_empty()).map(due)
    }

    fn look_at_templates(&mut self) {
        let env = &self.desk.env;
        let own = templates::read(env.fs.as_ref(), &env.places.report_templates());
        if own != self.reporting.templates {
            self.reporting.shown.own_templates = own.keys().cloned().collect();
            self.reporting.templates = own;
            self.reporting.look_changed();
        }
    }

    pub(super) fn answer_reporting(&mut self, wish: Wish, now: Now) {
        match wish {
            Wish::Preview(wanted, piece) => self.preview_report(wanted, piece, now),
            Wish::Make(wanted, pieces) => {
                self.reporting.waiting = Some((wanted, pieces));
                self.ask_file(Purpose::ReportInto, "");
            }
            Wish::GoOn(clash) => {
                if let Some(one) = self.reporting.clash.take() {
                    self.write_reports(one.folder, one.wanted, one.pieces, clash, now);
                }
            }
            Wish::Leave => self.reporting.clash = None,
            Wish::Stop => {
                if let Some(job) = &self.reporting.job {
                    job.stop.store(true, Ordering::Relaxed);
                }
            }
            Wish::ChooseLogo => self.ask_file(Purpose::Logo, ""),
            Wish::NoLogo => self.change_logo(None, now),
            Wish::OwnTemplates => self.put_out_templates(now),
            Wish::Seen => self.reporting.done = None,
        }
    }

    fn report_look(&self) -> Look {
        let mut templates = bundled_templates();
        templates.extend(self.reporting.templates.clone());
        Look { templates, ..Look::default() }
    }

    /// Sets the pages of a report, with names hidden where they are hidden on screens.
    fn preview_report(&mut self, wanted: Wanted, piece: Piece, now: Now) {
        let Some(workspace) = &self.desk.workspace else { return };
        if self.reporting.set.is_some() {
            return;
        }
        let hides = self.desk.nameless.is_some();
        let version = workspace.record().entries().len() * 2 + usize::from(hides);
        let centre = self.told().map(std::borrow::Cow::into_owned);
        let Some(centre) = centre else { return };
        let (look, zone) = (self.report_look(), self.desk.zone.clone());
        let (tell, set) = mpsc::channel();
        let wake = Arc::clone(&self.desk.env.wake);
        let (kind, about) = (piece.kind, piece.about);
        let work = move || {
            let reporter = Reporter::new(&centre, &zone, now.wall, wanted.manner);
            let mut press = Press::new(reporter, look);
            let mut remarks = Vec::new();
            let pages = press.report(kind, about).map_err(|why| why.to_string());
            let pages = pages.and_then(|report| {
                remarks.extend(press.find_faces(&report));
                let drawn = pictures(&report, press.look(), press.today(), (SCALE, MOST_PAGES));
                drawn.map_err(|wrong| wrong.to_string())
            });
            // The window may have gone meanwhile; then nobody listens.
            let _unheard = tell.send(Set { pages, remarks });
            drop(tell);
            wake();
        };
        match std::thread::Builder::new().name("preview".into()).spawn(work) {
            Ok(_runs_by_itself) => {
                self.reporting.set = Some(set);
                self.reporting.shown.setting = Some(Key { version, wanted, piece });
            }
            Err(error) => self.view.toasts.bad(format!("No preview thread: {error}."), now.wall),
        }
    }

    /// The folder was chosen: write, or ask first what becomes of files that are there.
    pub(super) fn report_into(&mut self, folder: &Path, now: Now) {
        let Some((wanted, pieces)) = self.reporting.waiting.take() else { return };
        let there = clashes(self.desk.env.fs.as_ref(), folder, &pieces, wanted.format);
        let folder = folder.to_owned();
        if there > 0 {
            self.reporting.clash = Some(Clashing { folder, wanted, pieces, there });
        } else {
            self.write_reports(folder, wanted, pieces, Clash::Number, now);
        }
    }

    fn write_reports(
        &mut self,
        folder: PathBuf,
        wanted: Wanted,
        pieces: Vec<Piece>,
        clash: Clash,
        now: Now,
    ) {
        let Some(workspace) = &self.desk.workspace else { return };
        let fs = Arc::clone(&self.desk.env.fs);
        if let Err(error) = fs.create_folder(&folder) {
            let words = words::failure(&Failure::from_io(&folder, &error));
            self.view.toasts.bad(words, now.wall);
            return;
        }
        handed::sweep(fs.as_ref(), &folder);
        let targets = targets(fs.as_ref(), &folder, &pieces, (wanted.format, clash));
        let skipped = targets.iter().filter(|target| target.is_none()).count();
        let files: Vec<(Piece, PathBuf)> =
            pieces.into_iter().zip(targets).filter_map(|(piece, at)| Some((piece, at?))).collect();
        let (centre, look) = (workspace.centre().clone(), self.report_look());
        let zone = self.desk.zone.clone();
        let (tell, told) = mpsc::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let done = Done { folder, skipped, ..Done::default() };
        let job = Job { told, stop: Arc::clone(&stop), all: files.len(), done };
        let wake = Arc::clone(&self.desk.env.wake);
        let work = move || {
            let reporter = Reporter::new(&centre, &zone, now.wall, wanted.manner);
            let mut press = Press::new(reporter, look);
            for (piece, path) in files {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let made = press.make(piece.kind, piece.about, wanted.format);
                let made = made.map_err(|why| why.to_string()).and_then(|made| {
                    let written = handouts::write(fs.as_ref(), &path, &made);
                    written.map_err(|why| words::failure(&why))?;
                    Ok((made.bytes.len(), made.remarks))
                });
                let _unheard = tell.send(Written { name, made });
                wake();
            }
            drop(tell);
            wake();
        };
        match std::thread::Builder::new().name("reports".into()).spawn(work) {
            Ok(_runs_by_itself) => self.reporting.job = Some(job),
            Err(error) => self.view.toasts.bad(format!("No report thread: {error}."), now.wall),
        }
    }

    /// A picture was chosen for the head of reports.
    pub(super) fn take_logo(&mut self, path: &Path, now: Now) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = match self.desk.env.fs.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let words = words::failure(&Failure::from_io(path, &error));
                self.view.toasts.bad(words, now.wall);
                return;
            }
        };
        match Logo::of_file(&bytes) {
            Ok(logo) => self.change_logo(Some(logo), now),
            Err(BadPhoto::NotAPicture(why)) => {
                let words = format!("{name} is no PNG or JPEG: {why}. Choose another picture.");
                self.view.toasts.bad(words, now.wall);
            }
            Err(BadPhoto::TooLarge) => {
                let words = format!("{name} is too large to look at. Choose a smaller picture.");
                self.view.toasts.bad(words, now.wall);
            }
        }
    }

    /// The centre keeps another logo, or none: an act like any other, which undo takes back.
    fn change_logo(&mut self, logo: Option<Logo>, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        let change = Change::Details(details::Change::Logo(logo));
        if let Err(refusal) = workspace.perform(vec![change], Author::Facilitator, now) {
            let words = words::refusal(workspace.centre(), &refusal);
            self.view.toasts.bad(words, now.wall);
        }
    }

    /// Puts the bundled templates into the user's folder, save those that are there.
    fn put_out_templates(&mut self, now: Now) {
        let env = &self.desk.env;
        let folder = env.places.report_templates();
        let put = || -> Result<(), Failure> {
            let failed = |error: std::io::Error| Failure::from_io(&folder, &error);
            env.fs.create_folder(&folder).map_err(failed)?;
            for (name, text) in bundled_templates() {
                let path = folder.join(name);
                if !env.fs.exists(&path) {
                    crate::files::save::save(env.fs.as_ref(), &path, text.as_bytes())?;
                }
            }
            Ok(())
        };
        match put() {
            Ok(()) => {
                let words = format!(
                    "The templates lie in {}. What you change there shows as soon as it is saved.",
                    folder.display()
                );
                self.view.toasts.good(words, now.wall);
                self.look_at_templates();
            }
            Err(failure) => self.view.toasts.bad(words::failure(&failure), now.wall),
        }
    }
}
