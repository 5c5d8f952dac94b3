//! The codes that candidates are given: after the highest in use, whatever codes begin with here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The codes that are given next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Codes {
    /// What stands before the number, such as `C`.
    before: String,
    /// How many digits the number has at least.
    digits: usize,
    next: u32,
}

/// Codes that begin alike.
#[derive(Clone, Copy)]
struct Alike {
    many: usize,
    first: usize,
    highest: u32,
    digits: usize,
}

impl Codes {
    /// The codes after these, that begin as most of them do: `C01`, `C02` and so on after none.
    pub(super) fn after<'a>(used: impl Iterator<Item = &'a str>) -> Self {
        let mut kinds: BTreeMap<&str, Alike> = BTreeMap::new();
        for (place, code) in used.enumerate() {
            let before = code.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let Some(digits) = code.strip_prefix(before) else { continue };
            let Ok(number) = digits.parse::<u32>() else { continue };
            let new = Alike { many: 0, first: place, highest: 0, digits: 0 };
            let known = kinds.entry(before).or_insert(new);
            known.many += 1;
            if number >= known.highest {
                (known.highest, known.digits) = (number, digits.len());
            }
        }
        let most = kinds.into_iter().max_by_key(|(_, known)| (known.many, Reverse(known.first)));
        most.map_or_else(
            || Self { before: "C".to_owned(), digits: 2, next: 1 },
            |(before, known)| Self {
                before: before.to_owned(),
                digits: known.digits,
                next: known.highest.saturating_add(1),
            },
        )
    }

    /// The next one, which is in use from now on.
    pub(super) fn take(&mut self) -> String {
        let code = format!("{}{:0digits$}", self.before, self.next, digits = self.digits);
        self.next = self.next.saturating_add(1);
        code
    }
}
