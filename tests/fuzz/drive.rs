//! Runs one input after the other, and tells a crash, a standstill and greed from a refusal.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use fastrand::Rng;

/// How long one input may take before it counts as a standstill, on the clock and in work of the
/// processor: at the lowest priority of a busy machine nothing may happen for minutes.
const LONGEST: Duration = Duration::from_secs(90);

/// How many bytes the process may grow by before an input counts as greedy.
const MOST_MEMORY: u64 = 3 << 30;

/// Something that is fed with odd inputs.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, and that of its folder in the corpus.
    pub name: &'static str,
    /// Sound inputs, to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Another input, made of some.
    pub mutate: fn(&mut Rng, &[Vec<u8>]) -> Vec<u8>,
    /// Takes one input in as the program would. Panics when a promise is broken.
    pub take: fn(&[u8]),
}

/// What was broken, the first input of each kind.
type Found = BTreeMap<String, Vec<u8>>;

static SAID: Mutex<String> = Mutex::new(String::new());

/// Keeps where a panic began instead of printing it.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some("fuzz") {
                return before(info);
            }
            let trace = std::backtrace::Backtrace::force_capture().to_string();
            let ours = trace.lines().find(|line| {
                line.trim_start().starts_with("at ./") && !line.contains("tests/fuzz/drive.rs")
            });
            let text = format!("{info} | {}", ours.unwrap_or_default().trim());
            *SAID.lock().unwrap_or_else(PoisonError::into_inner) = text;
        }));
    });
}

fn here(folder: &str, target: Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target.name)
}

/// Takes in one input; what it broke, if it did.
fn try_one(target: Target, input: &[u8]) -> Option<String> {
    let broke = catch_unwind(AssertUnwindSafe(|| (target.take)(input))).is_err();
    broke.then(|| std::mem::take(&mut *SAID.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// Nanoseconds that this thread has had of a processor; by the wall clock where the system does not
/// say.
fn worked(began: Instant) -> u64 {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let own = said.and_then(|text| text.split_whitespace().next()?.parse().ok());
    own.unwrap_or_else(|| u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX))
}

/// What the whole process has had of the processors; by the wall clock where the system does not say.
fn spent(began: Instant) -> Duration {
    let said = std::fs::read_to_string("/proc/self/stat").ok();
    let ticks = said.and_then(|text| {
        let mut fields = text.rsplit_once(") ")?.1.split_whitespace().skip(11);
        Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
    });
    ticks.map_or_else(|| began.elapsed(), |ticks| Duration::from_millis(ticks * 10))
}

fn memory() -> u64 {
    let said = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = said.and_then(|text| text.split_whitespace().nth(1)?.parse::<u64>().ok());
    pages.unwrap_or(0) * 4096
}

/// Every input of the corpus, and then so many new ones.
pub fn replay(target: Target, new: u64) {
    let mut inputs: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in std::fs::read_dir(here("tests/fuzz/corpus", target)).into_iter().flatten() {
        let path = entry.unwrap().path();
        inputs.push((path.display().to_string(), std::fs::read(&path).unwrap()));
    }
    inputs.sort();
    let work = move |beat: &Beat| {
        let mut found = Found::new();
        let seeds = (target.seeds)();
        inputs.extend(
            (0..).zip(&seeds).map(|(n, seed): (u32, _)| (format!("seed {n}"), seed.clone())),
        );
        for number in 0..new {
            let input = (target.mutate)(&mut Rng::with_seed(number), &seeds);
            inputs.push((format!("number {number}"), input));
        }
        for (name, input) in inputs {
            beat.next(&input);
            if let Some(what) = try_one(target, &input) {
                found.insert(format!("{name}: {what}"), input);
            }
        }
        found
    };
    guarded(target, work);
}

/// Looks for something new for as long as `BELLWETHER_FUZZ_SECS` says, in seconds of work of the
/// processor. `BELLWETHER_FUZZ_FROM` is the number to begin with: input `n` is the same each time.
pub fn search(target: Target) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let budget = Duration::from_secs(number("BELLWETHER_FUZZ_SECS").unwrap_or(60));
    let first = number("BELLWETHER_FUZZ_FROM").unwrap_or(1_000_000);
    let work = move |beat: &Beat| {
        let mut found = Found::new();
        let mut seeds = (target.seeds)();
        for entry in std::fs::read_dir(here("tests/fuzz/corpus", target)).into_iter().flatten() {
            seeds.push(std::fs::read(entry.unwrap().path()).unwrap());
        }
        let began = Instant::now();
        let (start, mut tried) = (worked(began), 0);
        let so_far = |tried: u64, found: &Found, start| {
            let secs = Duration::from_nanos(worked(began) - start).as_secs();
            let (kinds, memory) = (found.len(), memory() >> 20);
            format!(
                "{tried} inputs from {first} in {secs} s of work, {kinds} kinds of failure, {memory} MB"
            )
        };
        while Duration::from_nanos(worked(began) - start) < budget {
            let input = (target.mutate)(&mut Rng::with_seed(first + tried), &seeds);
            beat.next(&input);
            // A crash of the whole process leaves the input here.
            let folder = here("target/fuzz", target);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("under-way"), &input).unwrap();
            if let Some(what) = try_one(target, &input) {
                let place = what.rsplit(" | ").next().unwrap_or_default().to_owned();
                if !found.keys().any(|known| known.ends_with(&place)) {
                    std::fs::write(folder.join(format!("found-{}", first + tried)), &input)
                        .unwrap();
                    println!("{}: number {}: {what}", target.name, first + tried);
                    found.insert(what, input);
                }
            }
            tried += 1;
            // How far it came, also for those who stop it.
            if tried % 20 == 0 {
                std::fs::write(folder.join("so-far"), so_far(tried, &found, start)).unwrap();
            }
        }
        println!("{}: {}", target.name, so_far(tried, &found, start));
        found
    };
    guarded(target, work);
}

/// What the worker says while it works.
struct Beat {
    began: Instant,
    ticks: AtomicU64,
    over: AtomicBool,
    input: Mutex<Vec<u8>>,
}

impl Beat {
    fn next(&self, input: &[u8]) {
        self.ticks.fetch_add(1, Ordering::Relaxed);
        *self.input.lock().unwrap_or_else(PoisonError::into_inner) = input.to_vec();
    }
}

/// Works on a thread like those on which the program reads and prints, and watches it.
fn guarded(target: Target, work: impl FnOnce(&Beat) -> Found + Send + 'static) {
    listen();
    let beat = Arc::new(Beat {
        began: Instant::now(),
        ticks: AtomicU64::new(0),
        over: AtomicBool::new(false),
        input: Mutex::new(Vec::new()),
    });
    let own = Arc::clone(&beat);
    let worker = std::thread::Builder::new()
        .name("fuzz".into())
        .spawn(move || {
            let found = work(&own);
            own.over.store(true, Ordering::Relaxed);
            found
        })
        .unwrap();
    let (mut last, mut since, mut at, before) = (0, beat.began, Duration::ZERO, memory());
    while !beat.over.load(Ordering::Relaxed) && !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(100));
        let ticks = beat.ticks.load(Ordering::Relaxed);
        if ticks != last {
            (last, since, at) = (ticks, Instant::now(), spent(beat.began));
        }
        let worked = spent(beat.began).saturating_sub(at);
        let stands = since.elapsed() > LONGEST && worked > LONGEST && ticks > 0;
        let greedy = memory().saturating_sub(before) > MOST_MEMORY;
        if stands || greedy {
            let folder = here("target/fuzz", target);
            std::fs::create_dir_all(&folder).unwrap();
            let path = folder.join(if stands { "stands-still" } else { "greedy" });
            let input = beat.input.lock().unwrap_or_else(PoisonError::into_inner);
            std::fs::write(&path, &*input).unwrap();
            let what = if stands { "stands still" } else { "takes too much memory" };
            panic!("{} {what} on {}", target.name, path.display());
        }
    }
    let found = worker.join().unwrap();
    let said: Vec<&String> = found.keys().collect();
    assert!(found.is_empty(), "{}: {said:#?}", target.name);
}
