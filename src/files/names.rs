//! File names that every system takes.

/// The longest name, in bytes: with an ending it stays below what any file system allows.
pub const LONGEST_FILE_NAME: usize = 120;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// `text` as a file name without its ending, on every system: what may not stand in one becomes a
/// hyphen, and it is not too long. Empty when nothing of it is left.
pub fn safe_name(text: &str) -> String {
    let mut name = String::new();
    for letter in text.trim().chars() {
        if name.len() + letter.len_utf8() > LONGEST_FILE_NAME {
            break;
        }
        let stands = !letter.is_control() && !"/\\:*?\"<>|".contains(letter) && !is_hidden(letter);
        name.push(if stands { letter } else { '-' });
    }
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    if DEVICES.contains(&stem) { format!("_{name}") } else { name.to_owned() }
}

/// Marks that change how a name is shown and are not seen themselves.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn a_safe_name_is_taken_by_every_system() {
        for (text, name) in [
            ("Autumn centre", "Autumn centre"),
            ("a/b\\c:d*e?f\"g<h>i|j\nk", "a-b-c-d-e-f-g-h-i-j-k"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("  ends in dots... ", "ends in dots"),
            ("CON", "_CON"),
            ("com1.txt", "_com1.txt"),
            ("Constance", "Constance"),
            ("أمينة 李明", "أمينة 李明"),
            ("...", ""),
            ("x\u{202E}fdp.exe", "x-fdp.exe"),
        ] {
            assert_eq!(safe_name(text), name, "{text}");
        }
        assert!(safe_name(&"李".repeat(300)).len() <= 120);
    }
}
