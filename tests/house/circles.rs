//! The house has no circle: no file needs another that needs it, be it by way of a third.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    entries.flat_map(of).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// `ui::widgets::rows` for `src/ui/widgets/rows.rs`, `ui` for `src/ui/mod.rs`.
fn name(root: &Path, path: &Path) -> String {
    let within = path.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    let parts = parts.strip_suffix(&["mod".into()]).unwrap_or(&parts);
    parts.join("::")
}

/// The code without comments and without the tests at its end.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or(line));
    lines.collect::<Vec<_>>().join(" ")
}

/// Every path that begins with `crate` or `super`, the branches of a `use` each for itself.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let begins = |word: &str| code.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>();
    for at in begins("crate::").into_iter().chain(begins("super::")) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if !before.is_alphanumeric() && before != '_' && before != ':' {
            branches("", &code[at..], &mut found);
        }
    }
    found
}

/// Follows a path with its branches; what is left of the text after it.
fn branches<'a>(stem: &str, text: &'a str, found: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    let (here, mut rest) = text.split_at(end.unwrap_or(text.len()));
    let path = format!("{stem}{here}");
    if !here.ends_with("::") || !rest.starts_with('{') {
        found.push(path);
        return rest;
    }
    rest = &rest[1..];
    loop {
        rest = branches(&path, rest, found);
        let alias = rest.trim_start().strip_prefix("as ");
        rest = alias.map_or(rest, |after| &after[after.find([',', '}']).unwrap_or(0)..]);
        rest = rest.trim_start().strip_prefix(',').unwrap_or(rest).trim_start();
        if let Some(after) = rest.strip_prefix('}') {
            return after;
        }
        if rest.is_empty() {
            return rest;
        }
    }
}

/// The file that a path leads to, seen from the file `from`.
fn leads_to(files: &BTreeSet<String>, from: &str, path: &str) -> Option<String> {
    let mut steps: Vec<&str> = path.split("::").collect();
    let mut base: Vec<&str> = Vec::new();
    if steps.first() == Some(&"super") {
        base = from.split("::").collect();
    }
    while matches!(steps.first(), Some(&("crate" | "super"))) {
        if steps.remove(0) == "super" {
            base.pop();
        }
    }
    base.extend(steps);
    (1..=base.len()).rev().map(|most| base[..most].join("::")).find(|name| files.contains(name))
}

/// A folder's face and what lies in the folder are one: they may know each other.
fn related(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| inner.starts_with(&format!("{outer}::"));
    one == other || within(one, other) || within(other, one)
}

fn arrows() -> Arrows {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let all = sources(&root);
    let files: BTreeSet<String> = all.iter().map(|path| name(&root, path)).collect();
    let of = |path: &PathBuf| {
        let from = name(&root, path);
        let used = paths(&code(&std::fs::read_to_string(path).unwrap()));
        let to = used.iter().filter_map(|used| leads_to(&files, &from, used));
        let to = to.filter(|to| !related(&from, to)).collect();
        (from, to)
    };
    all.iter().map(of).collect()
}

/// The way round from a file back to itself, if there is one.
fn way_round(arrows: &Arrows, start: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while let Some(way) = ways.pop() {
        for next in way.last().and_then(|last| arrows.get(last)).into_iter().flatten() {
            let mut further = way.clone();
            further.push(next.clone());
            if next == start {
                return Some(further);
            }
            if seen.insert(next.clone()) {
                ways.push(further);
            }
        }
    }
    None
}

#[test]
fn no_file_needs_another_that_needs_it() {
    let arrows = arrows();
    assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 1000, "the arrows are read");
    let circles: Vec<_> = arrows.keys().filter_map(|file| way_round(&arrows, file)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn a_circle_over_three_files_is_found() {
    let arrow = |from: &str, to: &str| (from.to_owned(), BTreeSet::from([to.to_owned()]));
    let arrows = Arrows::from([arrow("a", "b"), arrow("b", "c"), arrow("c", "a")]);
    assert_eq!(way_round(&arrows, "a").map(|way| way.join(" ")), Some("a b c a".into()));
}

#[test]
fn the_branches_of_a_use_are_read_each_for_itself() {
    let read = paths(&code("use crate::a::{self, b::{C, D as E}, f}; // crate::g\nsuper::h::i();"));
    let expected =
        ["crate::a::self", "crate::a::b::C", "crate::a::b::D", "crate::a::f", "super::h::i"];
    assert_eq!(read, expected);
}
