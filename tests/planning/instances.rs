//! The instances under `benches/instances`: written by what is here, planned by the real binary.
//!
//! `WRITE_INSTANCES=1 cargo test --test planning instances::` writes them anew. They are days as they are held:
//! interview, role play, presentation, in-tray and group discussion, as many people and rooms as a
//! day of that size has, one candidate in seven with adjusted time, some who must be kept apart,
//! one assessor in four not certified for one exercise, one in five there for a part of the day.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

const SIZES: [usize; 6] = [6, 12, 18, 24, 36, 48];
const EXERCISES: [&str; 5] = ["interview", "roleplay", "presentation", "intray", "group"];
/// The day in slots of five minutes: from 8:30 to 18:30.
const DAY: usize = 120;

/// The numbers of a linear congruential generator: the same for ever, on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn individual(id: &str, prep: usize, run: usize, writeup: usize, players: Option<&str>) -> Value {
    let extra: &[&str] = if prep > 0 { &["prep"] } else { &[] };
    json!({"id": id, "kind": "individual", "prep": prep, "run": run, "writeup": writeup,
        "room_pool": id, "role_player_pool": players, "extra_time_on": extra})
}

fn instance(size: usize) -> Value {
    let mut chance = Chance(size as u64 * 97 + 5);
    let raters = (size * 3).div_ceil(5).max(5);
    let assessor = |place: usize| format!("A{:02}", place + 1);
    let candidates: Vec<Value> = (0..size)
        .map(|place| {
            let extra = match place % 7 {
                3 if place % 2 == 0 => 50,
                3 => 25,
                _ => 0,
            };
            let apart: Vec<String> =
                (0..chance.below(4) / 2).map(|_| assessor(chance.below(raters))).collect();
            json!({"id": format!("C{:02}", place + 1), "extra_time_pct": extra, "conflicts": apart})
        })
        .collect();
    let assessors: Vec<Value> = (0..raters)
        .map(|place| {
            let hours = match place % 10 {
                4 => [0, 90],
                9 => [24, DAY],
                _ => [0, DAY],
            };
            let left_out = if place % 4 == 3 { chance.below(4) } else { EXERCISES.len() };
            let certified = EXERCISES.iter().enumerate().filter(|(at, _)| *at != left_out);
            let certified: Vec<&str> = certified.map(|(_, id)| *id).collect();
            json!({"id": assessor(place), "available": hours, "trained": certified})
        })
        .collect();
    let groups = size.div_ceil(6);
    let rooms = |id: &str, each: usize| json!({"id": id, "rooms": size.div_ceil(each)});
    json!({
        "name": format!("day-{size:02}"), "version": 1, "slot_minutes": 5, "day_start": "08:30",
        "horizon": DAY,
        "exercises": [
            individual("interview", 0, 9, 5, None),
            individual("roleplay", 6, 5, 4, Some("rp")),
            individual("presentation", 8, 5, 4, None),
            {"id": "intray", "kind": "written", "prep": 0, "run": 12, "writeup": 0, "marking": 6,
                "extra_time_on": ["run"]},
            {"id": "group", "kind": "group", "prep": 4, "run": 9, "writeup": 6, "room_pool": "group",
                "extra_time_on": ["prep"], "size": [4, 6], "seats": 3,
                "max_candidates_per_assessor": 2},
        ],
        "candidates": candidates, "assessors": assessors,
        "room_pools": [rooms("interview", 4), rooms("roleplay", 5), rooms("presentation", 5),
            rooms("group", 12)],
        "role_player_pools": [{"id": "rp", "players": size.div_ceil(5), "reset": 1}],
        "prep_seats": size.div_ceil(3) + 4, "group_sessions": groups, "candidate_gap": 2,
        "candidate_lunch": {"length": 9, "earliest": 36, "latest_end": 69},
        "assessor_lunch": {"length": 6, "earliest": 36, "latest_end": 69},
        "min_distinct_assessors": 3, "max_same_pair": 2,
        "objective": {"makespan": 100, "load_range": 10, "candidate_span": 1},
    })
}

/// One line a thing, so that a change can be read.
fn text(instance: &Value) -> String {
    let mut lines = Vec::new();
    for (key, value) in instance.as_object().unwrap() {
        let value = match value.as_array() {
            Some(all) => {
                let each: Vec<String> = all.iter().map(|one| format!("    {one}")).collect();
                format!("[\n{}\n  ]", each.join(",\n"))
            }
            None => value.to_string(),
        };
        let mut line = String::new();
        write!(line, "  \"{key}\": {value}").unwrap();
        lines.push(line);
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn path(size: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instances");
    folder.join(format!("day-{size:02}.json"))
}

#[test]
fn the_instances_are_what_is_written_here() {
    for size in SIZES {
        let (path, text) = (path(size), text(&instance(size)));
        if std::env::var_os("WRITE_INSTANCES").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{}", path.display());
    }
}

#[test]
fn each_has_a_plan_and_its_figures_are_beside_what_no_plan_betters() {
    let folder = tempfile::tempdir().unwrap();
    for size in SIZES {
        let out = folder.path().join(format!("{size}.json"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_bellwether"));
        command.arg("timetable").arg("--instance").arg(path(size)).arg("-o").arg(&out);
        let said = command.args(["--rounds", "2", "--json"]).output().unwrap();
        assert!(said.status.success(), "{size}: {}", String::from_utf8_lossy(&said.stderr));
        let figures: Value = serde_json::from_slice(&said.stdout).unwrap();
        let number = |at: &str| figures.pointer(at).unwrap().as_i64().unwrap();
        assert_eq!(number("/candidates"), i64::try_from(size).unwrap());
        assert!(number("/bound/objective") <= number("/objective"), "{figures}");
        assert!(number("/bound/ends") <= number("/ends") && number("/ends") <= 600, "{figures}");
        assert!(number("/last_candidate") <= number("/ends"), "{figures}");
        assert!(number("/load_minutes/least") <= number("/load_minutes/most"), "{figures}");
        assert!(number("/different_assessors/least") >= 3, "A1: {figures}");
        assert_eq!(figures["proved"], number("/bound/objective") == number("/objective"));
        let answer: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
        assert_eq!(answer["tasks"].as_array().unwrap().len(), size * EXERCISES.len());
        assert_eq!(answer["groups"].as_array().unwrap().len(), size.div_ceil(6));
        first_plan(&figures);
    }
}

/// The goal is a tenth of a second for the release build; unoptimised code may take its time, but
/// none of another order.
fn first_plan(figures: &Value) {
    let first = figures["first_plan_ms"].as_f64().unwrap();
    let most = if cfg!(debug_assertions) { 20_000.0 } else { 100.0 };
    assert!(first < most, "{first} ms: {figures}");
}
