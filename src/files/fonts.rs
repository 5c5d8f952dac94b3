//! Faces of this computer, for letters that the bundled ones lack.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The faces that the system has. To list them takes a moment, so it is done once, and only when
/// a letter is missing.
static SYSTEM: LazyLock<fontdb::Database> = LazyLock::new(|| {
    let mut system = fontdb::Database::new();
    system.load_system_fonts();
    system
});

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Font files, each with the place of the face in it.
    pub faces: Vec<(Vec<u8>, u32)>,
    /// Letters that no face has.
    pub missing: BTreeSet<char>,
}

/// Faces of the system that have these letters, as few as will do.
pub fn covering(letters: &BTreeSet<char>) -> Found {
    covering_in(&SYSTEM, letters)
}

fn covering_in(system: &fontdb::Database, letters: &BTreeSet<char>) -> Found {
    let mut found = Found { faces: Vec::new(), missing: letters.clone() };
    while !found.missing.is_empty() {
        let having = system.faces().map(|face| (having(system, face, &found.missing), face));
        let best = having.max_by_key(|(count, face)| (*count, merit(face)));
        let Some((count, face)) = best.filter(|(count, _)| *count > 0) else { break };
        let file = system.with_face_data(face.id, |file, place| (file.to_vec(), place));
        let Some((file, place)) = file else { break };
        let before = found.missing.len();
        let lacks = |letter: &char| !has(&file, place, *letter);
        found.missing.retain(lacks);
        debug_assert!(before - found.missing.len() == count, "the same file says the same");
        if found.missing.len() == before {
            break;
        }
        found.faces.push((file, place));
    }
    found
}

/// How many of the letters a face has.
fn having(system: &fontdb::Database, face: &fontdb::FaceInfo, letters: &BTreeSet<char>) -> usize {
    let count = system.with_face_data(face.id, |file, place| {
        let Ok(face) = ttf_parser::Face::parse(file, place) else { return 0 };
        letters.iter().filter(|letter| face.glyph_index(**letter).is_some()).count()
    });
    count.unwrap_or(0)
}

fn has(file: &[u8], place: u32, letter: char) -> bool {
    let face = ttf_parser::Face::parse(file, place);
    face.is_ok_and(|face| face.glyph_index(letter).is_some())
}

/// An upright face of usual weight and width suits best.
fn merit(face: &fontdb::FaceInfo) -> (bool, bool, bool) {
    (face.style == fontdb::Style::Normal, face.weight == fontdb::Weight::NORMAL, !face.monospaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> fontdb::Database {
        let mut fonts = fontdb::Database::new();
        for face in ["Italic", "Regular"] {
            let path = format!("{}/assets/fonts/Inter-{face}.otf", env!("CARGO_MANIFEST_DIR"));
            fonts.load_font_data(std::fs::read(path).unwrap());
        }
        fonts
    }

    #[test]
    fn the_fewest_upright_faces_that_have_the_letters_are_taken_and_the_rest_is_named() {
        let wanted = BTreeSet::from(['a', 'é', '\u{F0000}']);
        let found = covering_in(&bundled(), &wanted);
        assert_eq!(found.faces.len(), 1);
        let upright = ttf_parser::Face::parse(&found.faces[0].0, found.faces[0].1).unwrap();
        assert!(!upright.is_italic());
        assert_eq!(found.missing, BTreeSet::from(['\u{F0000}']));
    }
}
