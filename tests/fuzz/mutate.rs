//! Other inputs made of sound ones: bytes, and the words, numbers, texts and brackets of a text.

use fastrand::Rng;

/// Numbers at which programs reckon wrongly.
const NUMBERS: [&str; 20] = [
    "0",
    "1",
    "-1",
    "2",
    "127",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "99999999999999999999999999999999999999999",
    "1e308",
    "NaN",
    "0.1",
];

/// Texts at which programs read wrongly.
const TEXTS: [&str; 30] = [
    "",
    " ",
    "\u{0}",
    "\u{feff}",
    "\u{202e}txt.exe",
    "\u{200b}\u{200d}\u{2060}",
    "e\u{301}\u{301}\u{301}\u{301}",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "أمينة الحسيني",
    "李 小龍",
    "ﷺ",
    "İıſß",
    "\u{10ffff}",
    "=cmd|' /C calc'!A0",
    "#panic(\"no\") $x_2$ <label> @ref",
    "../../etc/passwd",
    "con",
    "a\"b\\c'd",
    "\r\n",
    "\t",
    "31 days",
    "0 s",
    "-262143-01-01T00:00:00Z",
    "-009999-01-02T01:59:59Z",
    "9999-12-30T22:00:00.999Z",
    "9999-12-30T22:00:00.999Z+4294967295",
    "-009999-01-01",
    "9999-12-31",
    "23:59:59",
    "ffffffff.ffffffff-4294967295.65535",
];

/// What opens and what closes.
const BRACKETS: [(&str, &str); 8] = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("Some(", ")"),
    ("\"", "\""),
    ("/*", "*/"),
    ("$", "$"),
    ("<", ">"),
];

fn within(rng: &mut Rng, length: usize) -> (usize, usize) {
    let from = rng.usize(0..=length);
    let most = if rng.u8(..) < 200 { 24 } else { length };
    (from, (from + rng.usize(0..=most)).min(length))
}

/// A change that knows nothing of what the bytes mean.
pub fn bytes(rng: &mut Rng, input: &mut Vec<u8>, other: &[u8]) {
    let (from, until) = within(rng, input.len());
    match rng.u8(0..9) {
        0 => drop(input.drain(from..until)),
        1 => input.truncate(from),
        2 if !input.is_empty() => {
            let place = rng.usize(0..input.len());
            input[place] ^= 1 << rng.u8(0..8);
        }
        3 if !input.is_empty() => {
            let place = rng.usize(0..input.len());
            input[place] = rng.u8(..);
        }
        4 => {
            let (a, b) = within(rng, other.len());
            input.splice(from..until, other[a..b].iter().copied());
        }
        5 => {
            let piece = input[from..until].to_vec();
            let times = if rng.bool() { 2 } else { rng.usize(1..200) };
            let many = piece.repeat(times.min(400_000 / (piece.len() + 1)));
            input.splice(from..from, many);
        }
        6 => {
            let (open, _) = BRACKETS[rng.usize(0..BRACKETS.len())];
            let deep = open.repeat([3, 40, 127, 130, 3000, 60_000][rng.usize(0..6)]);
            input.splice(from..from, deep.into_bytes());
        }
        7 => {
            let text = TEXTS[rng.usize(0..TEXTS.len())];
            input.splice(from..from, text.bytes());
        }
        _ => {
            let number = NUMBERS[rng.usize(0..NUMBERS.len())];
            input.splice(from..until, number.bytes());
        }
    }
}

/// A piece of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Word,
    Text,
    Open,
    Close,
    Other,
}

/// The pieces of a text in the manner of RON, JSON or a template, with where they stand.
fn pieces(text: &str) -> Vec<(Kind, usize, usize)> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        let run = |at: &mut usize, goes: &dyn Fn(u8) -> bool| {
            while *at < bytes.len() && goes(bytes[*at]) {
                *at += 1;
            }
        };
        let kind = match bytes[at] {
            b'0'..=b'9' => {
                run(&mut at, &|b| b.is_ascii_digit() || b == b'.');
                Kind::Number
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                run(&mut at, &|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
                Kind::Word
            }
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                at = (at + 1).min(bytes.len());
                Kind::Text
            }
            b'(' | b'[' | b'{' => {
                at += 1;
                Kind::Open
            }
            b')' | b']' | b'}' => {
                at += 1;
                Kind::Close
            }
            _ => {
                at += 1;
                Kind::Other
            }
        };
        all.push((kind, from, at));
    }
    all
}

/// The group that opens with the piece at `place`, up to where it closes.
fn group(pieces: &[(Kind, usize, usize)], place: usize) -> Option<(usize, usize)> {
    let mut deep = 0_usize;
    for (kind, _, until) in &pieces[place..] {
        match kind {
            Kind::Open => deep += 1,
            Kind::Close => deep = deep.checked_sub(1)?,
            _ => {}
        }
        if deep == 0 {
            return Some((pieces[place].1, *until));
        }
    }
    None
}

fn pick(rng: &mut Rng, text: &str, wanted: &[Kind]) -> Option<(Kind, usize, usize)> {
    let all: Vec<_> = pieces(text).into_iter().filter(|piece| wanted.contains(&piece.0)).collect();
    if all.is_empty() { None } else { Some(all[rng.usize(0..all.len())]) }
}

fn pick_group(rng: &mut Rng, text: &str) -> Option<(usize, usize)> {
    let all = pieces(text);
    let opens: Vec<usize> = (0..all.len()).filter(|place| all[*place].0 == Kind::Open).collect();
    if opens.is_empty() { None } else { group(&all, opens[rng.usize(0..opens.len())]) }
}

fn quoted(rng: &mut Rng) -> String {
    let odd = TEXTS[rng.usize(0..TEXTS.len())];
    let times = [1, 1, 1, 1, 1, 60, 5000][rng.usize(0..7)];
    format!("{:?}", odd.repeat(times))
}

/// A change that keeps to the pieces of the text: whatever reads it gets further.
pub fn text(rng: &mut Rng, input: &str, other: &str) -> String {
    let replaced =
        |from: usize, until: usize, new: &str| match (input.get(..from), input.get(until..)) {
            (Some(before), Some(after)) => format!("{before}{new}{after}"),
            _ => input.to_owned(),
        };
    let mutated = match rng.u8(0..10) {
        0 | 1 => pick(rng, input, &[Kind::Number])
            .map(|(_, from, until)| replaced(from, until, NUMBERS[rng.usize(0..NUMBERS.len())])),
        2 | 3 => pick(rng, input, &[Kind::Text])
            .map(|(_, from, until)| replaced(from, until, &quoted(rng))),
        // The same kind of thing from elsewhere.
        4 | 5 => pick(rng, input, &[Kind::Number, Kind::Word, Kind::Text]).and_then(
            |(kind, from, until)| {
                let (_, a, b) = pick(rng, other, &[kind])?;
                Some(replaced(from, until, other.get(a..b)?))
            },
        ),
        6 => pick_group(rng, input).map(|(from, until)| {
            let times = rng.usize(0..4);
            let own = format!("{}, ", input.get(from..until).unwrap_or_default());
            replaced(from, until, own.repeat(times).trim_end_matches(", "))
        }),
        7 => pick_group(rng, input).and_then(|(from, until)| {
            let (a, b) = pick_group(rng, other)?;
            Some(replaced(from, until, other.get(a..b)?))
        }),
        8 => pick_group(rng, input).map(|(from, until)| {
            let (open, close) = BRACKETS[rng.usize(0..BRACKETS.len())];
            let deep = [1, 20, 100, 130, 2000][rng.usize(0..5)];
            let own = input.get(from..until).unwrap_or_default();
            replaced(from, until, &format!("{}{own}{}", open.repeat(deep), close.repeat(deep)))
        }),
        _ => pick(rng, input, &[Kind::Number, Kind::Word, Kind::Text, Kind::Other])
            .map(|(_, from, until)| replaced(from, until, "")),
    };
    mutated.unwrap_or_else(|| input.to_owned())
}

/// One of the inputs.
pub fn one<'a>(rng: &mut Rng, inputs: &'a [Vec<u8>]) -> &'a [u8] {
    &inputs[rng.usize(0..inputs.len())]
}

/// How many changes are made at once: mostly few.
pub fn rounds(rng: &mut Rng) -> u8 {
    [1, 1, 1, 2, 2, 3, 5, 12][rng.usize(0..8)]
}
