//! The live day: what every clock shows at a moment, and what needs somebody.
//!
//! **Invariant:** pure. Everything here is a function of the centre and of `now`, so the same
//! moment shows the same on every laptop and after every restart. Start reading at [`clock`].

pub mod attention;
pub mod clock;
pub mod cues;
pub mod disturbance;
pub mod feedback;
pub mod forms;
pub mod log;
pub mod presence;
pub mod standing;

pub use attention::{Attention, Need};
pub use clock::{PhaseClock, SessionClock, State};
pub use cues::{Cue, CueKind};
