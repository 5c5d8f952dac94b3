//! The words of reports: every key in every language, used and complete.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bellwether::report::kinds::Kind;
use bellwether::report::language::Language;

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path, end));
        } else if path.extension().is_some_and(|known| known == end) {
            all.push(path);
        }
    }
    all
}

/// What stands between a beginning and the next quotation mark.
fn quoted(text: &str, beginning: &str) -> BTreeSet<String> {
    let rest = text.split(beginning).skip(1);
    rest.filter_map(|rest| rest.split_once('"')).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn every_key_has_words_in_every_language() {
    let english = Language::English.words().table();
    for language in Language::ALL {
        let table = language.words().table();
        let keys = |table: &std::collections::BTreeMap<String, String>| -> BTreeSet<String> {
            table.keys().cloned().collect()
        };
        let other = keys(table);
        let own = keys(english);
        assert_eq!(own.symmetric_difference(&other).collect::<Vec<_>>(), Vec::<&String>::new());
        for (key, words) in table {
            assert!(!words.trim().is_empty(), "{}: {key} says nothing", language.code());
        }
    }
}

#[test]
fn what_words_leave_open_is_the_same_in_every_language() {
    let open = |text: &str| -> BTreeSet<String> {
        let rest = text.split('{').skip(1);
        rest.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    let german = Language::German.words().table();
    for (key, words) in Language::English.words().table() {
        assert_eq!(open(words), open(german.get(key).unwrap()), "{key}");
    }
}

#[test]
fn every_key_that_is_asked_for_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = BTreeSet::new();
    for path in files(&root.join("src/report"), "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for beginning in ["say(\"", "with(\"", "word(\""] {
            asked.extend(quoted(code, beginning));
        }
        for counted in quoted(code, "count(\"") {
            asked.insert(format!("{counted}.one"));
            asked.insert(format!("{counted}.many"));
        }
    }
    for path in files(&root.join("assets/reports"), "typ") {
        let text = std::fs::read_to_string(&path).unwrap();
        // A key that a template puts together ends where it does so.
        for beginning in ["w(\"", "filled(\""] {
            asked.extend(quoted(&text, beginning).into_iter().filter(|key| !key.ends_with('.')));
        }
    }
    for kind in Kind::ALL {
        asked.insert(format!("title.{}", kind.word()));
        asked.insert(format!("confidential.{}", kind.word()));
    }
    asked.extend((1..=12).map(|month| format!("month.{month}")));
    asked.extend((0..=4).map(|step| format!("evidence.{step}")));
    assert!(asked.len() > 100, "{asked:?}");
    for language in Language::ALL {
        let table = language.words().table();
        let missing: Vec<&String> = asked.iter().filter(|key| !table.contains_key(*key)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{}", language.code());
    }
}
