//! Cues read out by a voice that the system has. They always go with something seen, so that no
//! voice is never an error.
//!
//! Linux: the first of `spd-say`, `espeak-ng` and `espeak` that is found; macOS: `say`. Windows has
//! no such program, so Bellwether does not speak there.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The programs that can speak, the best first.
const VOICES: &[&str] = if cfg!(target_os = "macos") {
    &["say"]
} else if cfg!(target_os = "linux") {
    &["spd-say", "espeak-ng", "espeak"]
} else {
    &[]
};

/// The program that speaks here, if there is one.
pub fn voice() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    find(VOICES, std::env::split_paths(&path))
}

fn find(voices: &[&str], folders: impl Iterator<Item = PathBuf>) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = folders.filter(|folder| folder.is_absolute()).collect();
    let places = voices.iter().flat_map(|voice| folders.iter().map(move |at| at.join(voice)));
    places.into_iter().find(|place| place.is_file())
}

/// Reads `text` out, on a thread of its own.
pub fn say(text: &str) {
    let Some(voice) = voice() else { return };
    let words = spoken(text);
    let speak = move || {
        let child = Command::new(&voice)
            // What people typed is never taken for an option.
            .arg("--")
            .arg(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match child.and_then(|mut child| child.wait()) {
            Ok(status) if status.success() => {}
            Ok(status) => tracing::info!("{}: {status}", voice.display()),
            Err(error) => tracing::info!("{}: {error}", voice.display()),
        }
    };
    if let Err(error) = std::thread::Builder::new().name("voice".into()).spawn(speak) {
        tracing::info!("nothing is read out: {error}");
    }
}

/// The text as a voice reads it well: marks that are only seen are left out.
fn spoken(text: &str) -> String {
    text.replace(['·', '–'], ",").replace(['“', '”', '*', '#'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_voice_that_is_there_speaks() {
        let folder = tempfile::tempdir().unwrap();
        let here = || std::iter::once(folder.path().to_owned());
        assert_eq!(find(&["spd-say", "espeak"], here()), None);
        crate::files::save::save(&crate::files::fs::Disk, &folder.path().join("espeak"), b"x")
            .unwrap();
        assert_eq!(find(&["spd-say", "espeak"], here()), Some(folder.path().join("espeak")));
        assert_eq!(find(&["espeak"], std::iter::once(PathBuf::from("."))), None);
    }

    #[test]
    fn marks_are_not_read_out() {
        assert_eq!(spoken("Oak · five minutes left"), "Oak , five minutes left");
    }
}
