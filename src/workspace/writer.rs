//! The thread that waits for the disk, so that the window never does.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::keeper::Keeper;
use crate::files::Failure;

/// Something to write.
pub(super) enum Order {
    /// Make lines durable; without lines, try again what failed.
    Append(Vec<Arc<str>>),
    /// Save the file.
    Save {
        /// Where.
        path: PathBuf,
        /// Every line of the centre.
        lines: Vec<Arc<str>>,
    },
    /// Write everything anew and leave nothing of what stood before.
    Rewrite {
        /// The file, if there is one.
        path: Option<PathBuf>,
        /// Every line of the centre.
        lines: Vec<Arc<str>>,
        /// The half-typed text that stays.
        drafts: BTreeMap<String, String>,
    },
    /// Keep half-typed text.
    Drafts(BTreeMap<String, String>),
    /// Keep a note beside the journal; an empty one goes away.
    Note(&'static str, String),
}

/// What the disk said.
pub(super) enum Told {
    /// So many more lines are durable.
    Durable {
        /// How many.
        lines: usize,
    },
    /// Lines wait; it is tried again.
    NotDurable(Failure),
    /// The file holds so many lines.
    Saved {
        /// How many.
        lines: usize,
    },
    /// The file is what it was.
    NotSaved(Failure),
    /// Everything was written anew, so many lines, and nothing old is left.
    Rewritten {
        /// How many.
        lines: usize,
    },
    /// Something old is left.
    NotRewritten(Failure),
}

/// The writer of an open centre.
pub(super) struct Writer {
    orders: Option<Sender<Order>>,
    told: Receiver<Told>,
    keeper: Arc<Mutex<Keeper>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread. `wake` is called when something was told.
    pub(super) fn start(keeper: Keeper, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (orders, to_do) = mpsc::channel::<Order>();
        let (tell, told) = mpsc::channel();
        let keeper = Arc::new(Mutex::new(keeper));
        let own = Arc::clone(&keeper);
        let work = move || {
            let mut waiting = 0;
            while let Ok(order) = to_do.recv() {
                let Ok(mut keeper) = own.lock() else { return };
                if carry_out(&mut keeper, order, &mut waiting, &tell).is_err() {
                    return;
                }
                wake();
            }
        };
        let thread = std::thread::Builder::new().name("writer".into()).spawn(work);
        let thread = thread.map_err(|error| tracing::error!("no writer thread: {error}")).ok();
        Self { orders: Some(orders), told, keeper, thread }
    }

    pub(super) fn order(&self, order: Order) {
        let sent = self.orders.as_ref().map(|orders| orders.send(order).is_ok());
        if sent != Some(true) {
            tracing::error!("the writer thread has ended");
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.orders.is_some()
    }

    pub(super) fn told(&self) -> Option<Told> {
        self.told.try_recv().ok()
    }

    /// Waits until everything ordered is done.
    pub(super) fn finish(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }

    pub(super) fn remove_journal(&self, drafts: &BTreeMap<String, String>) {
        if let Ok(mut keeper) = self.keeper.lock() {
            keeper.remove(drafts);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

/// The listener has gone.
struct Gone;

fn carry_out(
    keeper: &mut Keeper,
    order: Order,
    waiting: &mut usize,
    tell: &Sender<Told>,
) -> Result<(), Gone> {
    let told = match order {
        Order::Append(lines) => {
            *waiting += lines.len();
            match keeper.append(&lines) {
                Ok(()) => Told::Durable { lines: std::mem::take(waiting) },
                Err(failure) => Told::NotDurable(failure),
            }
        }
        Order::Save { path, lines } => match keeper.save(&path, &lines) {
            Ok(_saved) => Told::Saved { lines: lines.len() },
            Err(failure) => Told::NotSaved(failure),
        },
        Order::Rewrite { path, lines, drafts } => {
            match keeper.rewrite(path.as_deref(), &lines, &drafts) {
                Ok(()) => {
                    *waiting = 0;
                    Told::Rewritten { lines: lines.len() }
                }
                Err(failure) => Told::NotRewritten(failure),
            }
        }
        Order::Drafts(drafts) => {
            keeper.drafts(&drafts);
            return Ok(());
        }
        Order::Note(name, text) => {
            keeper.note(name, &text);
            return Ok(());
        }
    };
    tell.send(told).map_err(|_gone| Gone)
}
