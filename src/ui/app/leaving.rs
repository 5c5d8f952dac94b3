//! What leaves the room as data, and what becomes of personal data: exports, copies under
//! pseudonyms, answers to requests, erasure with its certificate. Files are made on a thread of
//! their own, in a new folder, so that nothing is written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{App, Screens};
use crate::centre::Author;
use crate::files::fs::Fs;
use crate::files::{Failure, document, handed, line, safe_name};
use crate::handouts::answers;
use crate::handouts::data::{self, Form};
use crate::ids::{CandidateId, CentreId, Origin, random_u64};
use crate::time::Now;
use crate::ui::asks::Leaving;
use crate::ui::dialogs::Purpose;
use crate::workspace::Workspace;
use crate::{privacy, words};

/// What waits for its folder.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Waiting {
    Data(Vec<Form>, bool),
    Access(CandidateId),
    Certificate(usize),
}

impl App {
    /// Answers a wish about data and privacy. All of it is the facilitator's.
    pub(super) fn answer_leaving(&mut self, wish: Leaving, now: Now) {
        if self.view.you != Author::Facilitator {
            self.view.toasts.bad("Only the facilitator hands data on.".to_owned(), now.wall);
            return;
        }
        match wish {
            Leaving::Data { forms, codes_only } => {
                self.ask_folder(Waiting::Data(forms, codes_only));
            }
            Leaving::Access(candidate) => self.ask_folder(Waiting::Access(candidate)),
            Leaving::Certificate(place) => self.ask_folder(Waiting::Certificate(place)),
            Leaving::FindNames => {
                let Some(workspace) = &self.desk.workspace else { return };
                self.screens.reports.found_names(privacy::proposals(workspace.record()));
            }
            Leaving::Preview(people) => {
                let Some(workspace) = &self.desk.workspace else { return };
                let preview = privacy::preview(workspace.record(), &people);
                let naming = self.naming(workspace, &people);
                self.screens.reports.would_erase(people, preview, naming);
            }
            Leaving::Pseudonymise(decided) => self.pseudonymise(&decided, now),
            Leaving::Erase(people, reason) => self.erase(&people, &reason, now),
        }
    }

    fn ask_folder(&mut self, waiting: Waiting) {
        self.view.leaving = Some(waiting);
        self.ask_file(Purpose::LeaveInto, "");
    }

    /// What is remembered here, and the centre's own file, where their names name these people.
    fn naming(&self, workspace: &Workspace, people: &[CandidateId]) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = workspace.path().map(Path::to_path_buf).into_iter().collect();
        for path in self.prefs.remembered() {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        privacy::naming(workspace.centre(), people, &paths)
    }

    fn pseudonymise(&mut self, decided: &BTreeMap<(Origin, u16), String>, now: Now) {
        let Some(workspace) = &self.desk.workspace else { return };
        let copy = privacy::copy(workspace.record(), CentreId(random_u64()), decided);
        let first = copy.centre().designs.first().map(|version| &version.scenario);
        let scenario = first.unwrap_or(&copy.centre().scenario);
        let lines: Result<Vec<String>, _> = copy.entries().iter().map(line::encode).collect();
        let text = document::beginning(copy.centre().id, scenario).and_then(|beginning| {
            Ok(document::whole(&beginning, lines?.iter().map(String::as_str)))
        });
        match text {
            Ok(text) => self.ask_file(Purpose::SaveCopy(text), "pseudonymised.centre.ron"),
            Err(error) => self.view.toasts.bad(format!("No copy: {error}."), now.wall),
        }
    }

    fn erase(&mut self, people: &[CandidateId], reason: &str, now: Now) {
        let Some(workspace) = &mut self.desk.workspace else { return };
        let naming = privacy::naming(workspace.centre(), people, &self.prefs.remembered());
        let change = privacy::erase(workspace.record(), people, reason);
        if let Err(refusal) = workspace.erase(change, now) {
            let words = words::refusal(workspace.centre(), &refusal);
            self.view.toasts.bad(words, now.wall);
            return;
        }
        let place = workspace.centre().erasures.len().saturating_sub(1);
        let gone = words::count(people.len(), "person", "people");
        let reports = std::mem::take(&mut self.screens.reports);
        let mut screens = Screens { reports, ..Screens::default() };
        // What was half-typed about others stays.
        screens.observe.restore(workspace.drafts());
        self.screens = screens;
        if self.prefs.forget(&naming) > 0 {
            self.keep_prefs(now);
        }
        self.desk.nameless = None;
        self.view.toasts.good(format!("Erased {gone}. Keep the certificate."), now.wall);
        self.ask_folder(Waiting::Certificate(place));
    }

    /// Makes what waited, in a folder of its own below `folder`.
    pub(super) fn leave_into(&mut self, folder: &Path, now: Now) {
        let Some(waiting) = self.view.leaving.take() else { return };
        let Some(workspace) = &self.desk.workspace else { return };
        let fs = Arc::clone(&self.desk.env.fs);
        let zone = self.desk.zone.clone();
        let centre = workspace.centre();
        let title = safe_name(&centre.details.name);
        match waiting {
            Waiting::Data(forms, codes_only) => {
                let centre = if codes_only { centre.with_names_hidden() } else { centre.clone() };
                let folder = free_folder(fs.as_ref(), folder, &format!("Data {title}"));
                let pieces = data::pieces(&centre, &forms);
                let (count, into) = (pieces.len(), folder.clone());
                let made = pieces.into_iter().map(move |piece| {
                    let bytes = data::bytes(&centre, &piece, (&zone, now.wall))?;
                    write(fs.as_ref(), &into.join(&piece.name), &bytes)
                });
                self.make(folder, count, made, now);
            }
            Waiting::Access(candidate) => {
                let record = workspace.record().clone();
                let code = centre.people.candidate(candidate).map(|known| safe_name(&known.code));
                let base = format!("Access {}", code.unwrap_or_default());
                let folder = free_folder(fs.as_ref(), folder, &base);
                let into = folder.clone();
                let today = now.wall.to_zoned_datetime(zone.clone()).date();
                // On the thread that writes: setting the pages of a long record takes a while.
                let made = std::iter::once_with(move || {
                    answers::answer(&record, candidate, (&zone, today))
                });
                let made = made.flatten().map(move |part| {
                    let bytes = part.bytes.map_err(|why| why.to_string())?;
                    write(fs.as_ref(), &into.join(format!("{base}.{}", part.end)), &bytes)?;
                    part.remark.map_or(Ok(()), Err)
                });
                self.make(folder, answers::FILES, made, now);
            }
            Waiting::Certificate(place) => {
                let Some(erasure) = centre.erasures.get(place) else { return };
                let certificate = privacy::certificate(centre, erasure);
                let base = format!("Erasure {}", safe_name(&certificate.entry));
                let folder = free_folder(fs.as_ref(), folder, &base);
                let into = folder.clone();
                let both = [("ron", certificate.ron()), ("md", certificate.markdown(centre))];
                let made = both.into_iter().map(move |(end, text)| {
                    write(fs.as_ref(), &into.join(format!("{base}.{end}")), text.as_bytes())
                });
                self.make(folder, 2, made, now);
            }
        }
    }
}

/// A folder that is not there yet: of that name, or the second, the third. What a killed export has
/// left in those that are there goes.
fn free_folder(fs: &dyn Fs, folder: &Path, name: &str) -> PathBuf {
    let name = name.trim_end();
    let mut free = folder.join(name);
    let mut number = 2;
    while fs.exists(&free) {
        handed::sweep(fs, &free);
        free = folder.join(format!("{name} {number}"));
        number += 1;
    }
    free
}

fn write(fs: &dyn Fs, path: &Path, bytes: &[u8]) -> Result<(), String> {
    if let Some(parent) = path.parent() {
        let failed = |error| words::failure(&Failure::from_io(parent, &error));
        fs.create_folder(parent).map_err(failed)?;
    }
    handed::hand_out(fs, path, bytes).map(|_saved| ()).map_err(|failure| words::failure(&failure))
}
