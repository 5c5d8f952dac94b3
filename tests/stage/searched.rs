//! The disk searched byte by byte for words that were typed.

#![allow(clippy::panic, clippy::disallowed_methods, reason = "a test may stop at once")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bellwether::centre::{Change, feedback};
use bellwether::files::fs::Disk;
use bellwether::files::places::Places;
use bellwether::ids::CandidateId;
use bellwether::people::{Adjustment, CandidateFact, Grant};
use bellwether::time::Now;
use bellwether::workspace::{Env, FileState, Workspace};

/// A user whose data lies in that folder.
pub fn env(data: &Path) -> Env {
    Env {
        fs: Arc::new(Disk),
        places: Places::under(data.to_owned()),
        installation: 9,
        who: "a test".to_owned(),
        wake: Arc::new(|| {}),
    }
}

/// Every file below a folder, hidden ones too.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// The words that are in any file below a folder, or in its name, each with the file.
pub fn found(folder: &Path, words: &[impl AsRef<str>]) -> BTreeSet<(PathBuf, String)> {
    let mut found = BTreeSet::new();
    for path in files(folder) {
        // The writer may be at work, and a file it replaces goes between list and look.
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path.display().to_string();
        for word in words.iter().map(AsRef::as_ref) {
            let part = word.as_bytes();
            if bytes.windows(part.len()).any(|one| one == part) || name.contains(word) {
                found.insert((path.clone(), word.to_owned()));
            }
        }
    }
    found
}

/// Waits until everything is saved, and written anew after an erasure. `now` moves on by itself.
pub fn until_rewritten(workspace: &mut Workspace, mut now: impl FnMut() -> Now) {
    for _ in 0..2_000 {
        workspace.poll(now());
        let saved = matches!(workspace.safety().file, FileState::Safe(_));
        if saved && workspace.is_rewritten() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("never saved");
}

/// What is known of somebody, each with words that stand nowhere else.
pub fn facts() -> Vec<CandidateFact> {
    vec![
        CandidateFact::Pronouns("xe-pronoun".into()),
        CandidateFact::Notes("allergic-zebra".into()),
        CandidateFact::Adjustments(vec![Adjustment {
            exercise: None,
            phase: None,
            grant: Grant::Minutes(5),
            approved_by: "approver-quill".into(),
            reason: "reason-marmot".into(),
        }]),
    ]
}

/// Feedback by somebody from outside, and that it was recorded by mistake.
pub fn feedback_by_mistake(candidate: CandidateId) -> [Change; 2] {
    let give = feedback::Change::Give {
        candidate,
        on: jiff::civil::date(2026, 12, 1),
        by: feedback::Giver::Other("coach-heron".into()),
        way: feedback::Way::Talk,
    };
    let back = feedback::Change::TakeBack { candidate, reason: "mistake-stoat".into() };
    [Change::Feedback(give), Change::Feedback(back)]
}
