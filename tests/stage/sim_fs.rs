//! A disk that loses what was not flushed: after every operation it can say which states a power
//! cut might leave.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop at once"
)]

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bellwether::files::fs::{Fs, FsFile};

#[derive(Debug, Clone, Default)]
struct Inode {
    data: Vec<u8>,
    /// How many bytes are durable for certain.
    durable: usize,
    /// A flush failed: a later one may say yes without having written anything.
    poisoned: bool,
}

/// Something that a folder has been told and may not have kept yet.
#[derive(Debug, Clone)]
enum NameOp {
    Set(PathBuf, usize),
    Move(PathBuf, PathBuf, usize),
    Unset(PathBuf),
}

impl NameOp {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Set(path, _) | Self::Move(_, path, _) | Self::Unset(path) => path.parent(),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Set(path, inode) => {
                names.insert(path.clone(), *inode);
            }
            Self::Move(from, to, inode) => {
                names.remove(from);
                names.insert(to.clone(), *inode);
            }
            Self::Unset(path) => {
                names.remove(path);
            }
        }
    }
}

/// The disk at a moment.
#[derive(Debug, Clone, Default)]
pub struct State {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    pending: Vec<NameOp>,
}

#[derive(Default)]
struct Sim {
    state: State,
    /// The state before each operation, with what had been acknowledged by then.
    history: Vec<(State, usize)>,
    acknowledged: usize,
    operations: usize,
    /// Operations that fail, and how.
    failing: std::ops::Range<usize>,
    error: Option<io::ErrorKind>,
}

/// A simulated disk; clones share it.
#[derive(Clone, Default)]
pub struct SimFs(Arc<Mutex<Sim>>);

impl SimFs {
    /// A disk that holds what a power cut left.
    pub fn after(state: State) -> Self {
        let sim = Sim { state, ..Sim::default() };
        Self(Arc::new(Mutex::new(sim)))
    }

    /// Operations with these numbers fail.
    pub fn fail(&self, operations: std::ops::Range<usize>, error: io::ErrorKind) {
        let mut sim = self.0.lock().unwrap();
        sim.failing = operations;
        sim.error = Some(error);
    }

    /// Tells the disk how many entries have been acknowledged.
    pub fn acknowledge(&self, count: usize) {
        self.0.lock().unwrap().acknowledged = count;
    }

    /// How many operations there have been.
    pub fn operations(&self) -> usize {
        self.0.lock().unwrap().operations
    }

    /// The disk before each operation and now, with what had been acknowledged by then.
    pub fn history(&self) -> Vec<(State, usize)> {
        let sim = self.0.lock().unwrap();
        let mut history = sim.history.clone();
        history.push((sim.state.clone(), sim.acknowledged));
        history
    }

    fn operate<T>(&self, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut sim = self.0.lock().unwrap();
        let before = (sim.state.clone(), sim.acknowledged);
        sim.history.push(before);
        sim.operations += 1;
        let number = sim.operations;
        if sim.failing.contains(&number) {
            return Err(io::Error::from(sim.error.unwrap_or(io::ErrorKind::Other)));
        }
        act(&mut sim.state)
    }
}

impl State {
    /// The states that a power cut at this moment could leave. Unflushed data: none, half, all.
    /// Unflushed names: every subset of the last few, none and all.
    pub fn after_power_cut(&self) -> Vec<Self> {
        let mut states = Vec::new();
        let subsets = 1_u32 << self.pending.len().min(6);
        let settled = self.pending.len().saturating_sub(6);
        for subset in 0..subsets {
            let mut names = self.durable_names.clone();
            for (place, op) in self.pending.iter().enumerate() {
                if place < settled || subset & (1 << (place - settled)) != 0 {
                    op.apply(&mut names);
                }
            }
            for share in [0.0, 0.5, 1.0] {
                let cut = |inode: &Inode| {
                    let loose = inode.data.len() - inode.durable;
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        clippy::cast_precision_loss,
                        reason = "a share of a small file"
                    )]
                    let kept = inode.durable + (loose as f64 * share) as usize;
                    let data = inode.data[..kept].to_vec();
                    Inode { durable: data.len(), data, poisoned: false }
                };
                states.push(Self {
                    inodes: self.inodes.iter().map(cut).collect(),
                    names: names.clone(),
                    durable_names: names.clone(),
                    pending: Vec::new(),
                });
            }
        }
        states
    }

    fn find(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn name(&mut self, op: NameOp) {
        op.apply(&mut self.names);
        self.pending.push(op);
    }
}

struct SimFile {
    fs: SimFs,
    inode: usize,
}

impl FsFile for SimFile {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let inode = self.inode;
        let written = self.fs.operate(|state| {
            state.inodes[inode].data.extend_from_slice(bytes);
            Ok(())
        });
        if written.is_err() {
            // A write that failed may have got half-way.
            let mut sim = self.fs.0.lock().unwrap();
            sim.state.inodes[inode].data.extend_from_slice(&bytes[..bytes.len() / 2]);
        }
        written
    }

    fn sync(&mut self) -> io::Result<()> {
        let inode = self.inode;
        let synced = self.fs.operate(|state| {
            let inode = &mut state.inodes[inode];
            if !inode.poisoned {
                inode.durable = inode.data.len();
            }
            Ok(())
        });
        if synced.is_err() {
            self.fs.0.lock().unwrap().state.inodes[inode].poisoned = true;
        }
        synced
    }
}

impl Fs for SimFs {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let sim = self.0.lock().unwrap();
        Ok(sim.state.inodes[sim.state.find(path)?].data.clone())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn FsFile>> {
        let inode = self.operate(|state| {
            if state.names.contains_key(path) {
                return Err(io::Error::from(io::ErrorKind::AlreadyExists));
            }
            state.inodes.push(Inode::default());
            let inode = state.inodes.len() - 1;
            state.name(NameOp::Set(path.to_owned(), inode));
            Ok(inode)
        })?;
        Ok(Box::new(SimFile { fs: self.clone(), inode }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(|state| {
            let inode = state.find(from)?;
            state.name(NameOp::Move(from.to_owned(), to.to_owned(), inode));
            Ok(())
        })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.operate(|state| {
            let inode = state.find(from)?;
            state.name(NameOp::Set(to.to_owned(), inode));
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.operate(|state| {
            state.find(path)?;
            state.name(NameOp::Unset(path.to_owned()));
            Ok(())
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let sim = self.0.lock().unwrap();
        let names = sim.state.names.keys().filter(|path| path.parent() == Some(folder));
        Ok(names.cloned().collect())
    }

    fn create_folder(&self, _folder: &Path) -> io::Result<()> {
        self.operate(|_state| Ok(()))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.operate(|state| {
            let (kept, pending) = std::mem::take(&mut state.pending)
                .into_iter()
                .partition(|op: &NameOp| op.folder() == Some(folder));
            state.pending = pending;
            for op in Vec::from_iter::<Vec<NameOp>>(kept) {
                op.apply(&mut state.durable_names);
            }
            Ok(())
        })
    }

    fn exists(&self, path: &Path) -> bool {
        self.0.lock().unwrap().state.names.contains_key(path)
    }
}
